"""Each step of a request as its page takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.models import Actor, Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import dicho, errores, texto, url
from tests.workflows.solicitudes.builders import Despacho, obras, sin_cambios
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud

DATOS: dict[str, dict[str, Any]] = {
    "analizar": {"responsable": "luis@alborada.test"},
    "elevar": {
        "sugerencia": "atender",
        "recomendacion": "Son 40 familias.",
        "fecha_sugerida": "29/09/2026",
        "prioridad": "3",
    },
    "aceptar": {},
    "rechazar": {"motivo_codigo": "recursos", "motivo": "No hay bombas."},
    "derivar": {"area": "Obras", "carta": "Les toca a ustedes.", "fecha": "2026-09-20"},
    "devolver_derivada": {"motivo": "No es de Obras."},
    "pedir_informacion": {"pedido": "Falta el plano."},
    "completar": {"texto": "Trajeron el plano."},
    "desistir": {},
    "delegar": {"delegado": "luis@alborada.test", "indicaciones": "Lleve los planos."},
    "aplazar": {"fecha": "2026-09-25", "motivo": "Primero el presupuesto."},
    "retomar": {},
    "programar": {"fecha": "2026-09-25", "hora": "10:00", "lugar_texto": "Casa comunal"},
    "desprogramar": {"motivo": "Llueve."},
    "separar": {"motivo": "Son dos barrios."},
    "retirar": {"motivo": "Ya tienen agua."},
    "encargar": {
        "titulo": "Llevar el agua",
        "responsable": "luis@alborada.test",
        "fecha": "2026-09-29",
        "tipo": "compromiso",
    },
    "atender": {"nota": "Se instaló la toma."},
    "cerrar": {"respuesta": "El agua llegó el martes."},
    "reabrir": {"motivo": "La toma volvió a fallar."},
}


def datos(solicitud: Solicitud, verbo: str, **cambios: Any) -> dict[str, Any]:
    """What the form of a step sends; people are named by their address."""
    enviados = {"version": solicitud.version, **DATOS[verbo], **cambios}
    if "area" in enviados:
        enviados["area"] = obras().pk
    for campo in ("responsable", "delegado"):
        if "@" in str(enviados.get(campo, "")):
            enviados[campo] = Usuario.objects.get(email=enviados[campo]).pk
    return enviados


PASOS = [
    (states.REGISTRADA, "asistente", "analizar", states.EN_ANALISIS, "En análisis"),
    (states.EN_ANALISIS, "jefe", "elevar", states.EN_DECISION, "Elevada"),
    (
        states.EN_ANALISIS,
        "jefe",
        "pedir_informacion",
        states.REQUIERE_INFORMACION,
        "Pedido",
    ),
    (states.REQUIERE_INFORMACION, "asistente", "completar", states.EN_ANALISIS, "Anotado"),
    (states.REQUIERE_INFORMACION, "jefe", "desistir", states.DESISTIDA, "Desistida"),
    (states.EN_DECISION, "titular", "delegar", states.DELEGADA, "Delegada"),
    (states.EN_DECISION, "titular", "aplazar", states.APLAZADA, "Aplazada"),
    (states.APLAZADA, "titular", "retomar", states.EN_DECISION, "Otra vez espera"),
    (states.DELEGADA, "jefe", "programar", states.PROGRAMADA, "Programada"),
    (states.PROGRAMADA, "jefe", "desprogramar", states.ACEPTADA, "Sin fecha"),
    (states.DUPLICADA, "jefe", "separar", states.REGISTRADA, "Separada"),
    (states.EN_DECISION, "jefe", "retirar", states.DESISTIDA, "Retirada"),
    (states.EN_ANALISIS, "titular", "aceptar", states.ACEPTADA, "Aceptada"),
    (states.EN_DECISION, "titular", "aceptar", states.ACEPTADA, "Aceptada"),
    (states.EN_DECISION, "titular", "rechazar", states.RECHAZADA, "No aceptada"),
    (states.EN_ANALISIS, "jefe", "derivar", states.DERIVADA, "Derivada"),
    (states.EN_DECISION, "jefe", "derivar", states.DERIVADA, "Derivada"),
    (states.DERIVADA, "jefe", "devolver_derivada", states.EN_ANALISIS, "Devuelta"),
    (states.ACEPTADA, "jefe", "encargar", states.ACEPTADA, "Encargado"),
    (states.ACEPTADA, "jefe", "atender", states.ATENDIDA, "Atendida"),
    (states.ATENDIDA, "jefe", "cerrar", states.CERRADA, "Cerrada"),
    (states.RECHAZADA, "jefe", "cerrar", states.CERRADA, "Cerrada"),
    (states.CERRADA, "jefe", "reabrir", states.EN_ANALISIS, "Reabierta"),
]
CON_DATOS = [paso[:4] for paso in PASOS if paso[2] != "aceptar"]


@pytest.mark.parametrize(("desde", "quien", "verbo", "hasta", "mensaje"), PASOS)
def test_a_step_is_taken_and_said(
    despacho: Despacho,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    hasta: str,
    mensaje: str,
) -> None:
    solicitud = despacho.hasta(desde)
    client = entrar(getattr(despacho, quien))
    assert client.get(url(solicitud, verbo)).status_code == 200

    response = client.post(url(solicitud, verbo), datos(solicitud, verbo))

    assert (response.status_code, response.headers["Location"]) == (302, url(solicitud))
    assert dicho(response)[0].startswith(mensaje)
    solicitud.refresh_from_db()
    assert solicitud.estado == hasta


@pytest.mark.parametrize(
    ("desde", "verbo", "cambios", "campo"),
    [
        ("registrada", "analizar", {"responsable": ""}, "responsable"),
        ("registrada", "analizar", {"responsable": "²"}, "responsable"),
        ("registrada", "analizar", {"responsable": "9" * 40}, "responsable"),
        ("en_analisis", "elevar", {"recomendacion": "  "}, "recomendacion"),
        ("en_analisis", "elevar", {"sugerencia": ""}, "sugerencia"),
        ("en_analisis", "elevar", {"sugerencia": "olvidar"}, "sugerencia"),
        ("en_analisis", "elevar", {"fecha_sugerida": ""}, "fecha_sugerida"),
        ("en_analisis", "elevar", {"fecha_sugerida": "pronto"}, "fecha_sugerida"),
        ("en_analisis", "elevar", {"fecha_sugerida": "2026-09-08"}, "fecha_sugerida"),
        ("en_analisis", "elevar", {"prioridad": "5"}, "prioridad"),
        ("en_decision", "rechazar", {"motivo": ""}, "motivo"),
        ("en_decision", "derivar", {"carta": ""}, "carta"),
        ("en_decision", "derivar", {"fecha": "2026-09-08"}, "fecha"),
        ("en_decision", "derivar", {"en_mano": "on"}, "en_mano"),
        ("derivada", "devolver_derivada", {"motivo": ""}, "motivo"),
        ("en_decision", "rechazar", {"motivo_codigo": "antojo"}, "motivo_codigo"),
        ("aceptada", "encargar", {"responsable": ""}, "responsable"),
        ("aceptada", "encargar", {"fecha": "2026-09-08"}, "fecha"),
        ("aceptada", "encargar", {"fecha": "2026-02-31"}, "fecha"),
        ("aceptada", "encargar", {"titulo": "a" * 201}, "titulo"),
        ("aceptada", "encargar", {"tipo": "favor"}, "tipo"),
        ("aceptada", "atender", {"nota": " "}, "nota"),
        ("aceptada", "atender", {"nota": "a\x00"}, "nota"),
        ("atendida", "cerrar", {"respuesta": ""}, "respuesta"),
        ("cerrada", "reabrir", {"motivo": ""}, "motivo"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    despacho: Despacho,
    entrar: Entrar,
    desde: str,
    verbo: str,
    cambios: dict[str, str],
    campo: str,
) -> None:
    solicitud = despacho.hasta(desde)
    quien = despacho.titular if verbo == "rechazar" else despacho.jefe

    with sin_cambios(solicitud):
        response = entrar(quien).post(url(solicitud, verbo), datos(solicitud, verbo, **cambios))

    assert (response.status_code, errores(response)) == (422, [campo])
    assert f'id="id_{campo}_error"' in texto(response)


def test_what_was_typed_stays(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    response = entrar(despacho.jefe).post(
        url(solicitud, "elevar"), datos(solicitud, "elevar", fecha_sugerida="")
    )

    assert "Son 40 familias." in texto(response)
    assert response.context["form"]["prioridad"].value() == "3"


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "motivo"),
    [
        ("registrada", "jefe", "elevar", "No se puede: está en «Registrada»."),
        ("en_analisis", "jefe", "analizar", "No se puede: está en «En análisis»."),
        ("en_analisis", "asistente", "elevar", "No le corresponde a usted."),
        ("en_analisis", "jefe", "aceptar", "No le corresponde a usted."),
        ("en_decision", "asistente", "aceptar", "No le corresponde a usted."),
        ("en_decision", "responsable", "rechazar", "No le corresponde a usted."),
        ("en_decision", "asistente", "derivar", "No le corresponde a usted."),
        ("derivada", "asistente", "devolver_derivada", "No le corresponde a usted."),
        ("derivada", "jefe", "cerrar", "Todavía no ha contestado a quien se derivó."),
        ("aceptada", "titular", "encargar", "No le corresponde a usted."),
        ("aceptada", "responsable", "atender", "No le corresponde a usted."),
        ("aceptada", "jefe", "cerrar", "No se puede: está en «Aceptada»."),
        ("atendida", "titular", "cerrar", "No le corresponde a usted."),
        ("atendida", "jefe", "reabrir", "No se puede: está en «Atendida»."),
        ("cerrada", "asistente", "reabrir", "No le corresponde a usted."),
    ],
)
def test_a_refused_step_says_why(
    despacho: Despacho,
    entrar: Entrar,
    metodo: str,
    desde: str,
    quien: str,
    verbo: str,
    motivo: str,
) -> None:
    solicitud = despacho.hasta(desde)
    client = entrar(getattr(despacho, quien))

    with sin_cambios(solicitud):
        response = getattr(client, metodo)(url(solicitud, verbo), datos(solicitud, verbo))

    assert response.status_code == 409
    assert motivo in texto(response)


def test_it_is_not_attended_to_while_what_answers_it_goes_on(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.encargar(solicitud)

    response = entrar(despacho.jefe).post(url(solicitud, "atender"), datos(solicitud, "atender"))

    assert response.status_code == 409
    assert "Todavía hay un compromiso en curso" in texto(response)


@pytest.mark.parametrize(("desde", "quien", "verbo", "hasta"), CON_DATOS)
def test_a_stale_form_shows_who_changed_it_and_can_be_sent_again(
    despacho: Despacho,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    hasta: str,
) -> None:
    solicitud = despacho.hasta(desde)
    vieja = datos(solicitud, verbo, version=solicitud.version - 1)
    client = entrar(getattr(despacho, quien))

    with sin_cambios(solicitud):
        response = client.post(url(solicitud, verbo), vieja)
    assert response.status_code == 409
    assert "cambió esto mientras usted escribía" in texto(response)

    otra_vez = {**vieja, "version": response.context["form"]["version"].value()}
    assert client.post(url(solicitud, verbo), otra_vez).status_code == 302
    solicitud.refresh_from_db()
    assert solicitud.estado == hasta


def test_a_stale_button_is_refused_too(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud):
        response = entrar(despacho.titular).post(url(solicitud, "aceptar"), {"version": 1})

    assert response.status_code == 409


@pytest.mark.parametrize("verbo", [*DATOS, "no_existe", "editar_todo", "encargo_cancelado"])
def test_who_may_not_see_it_finds_nothing(
    despacho: Despacho, entrar: Entrar, marta: Usuario, verbo: str
) -> None:
    solicitud = despacho.registrar()
    client = entrar(marta)

    with sin_cambios(solicitud):
        assert client.get(url(solicitud, verbo)).status_code == 404
        assert client.post(url(solicitud, verbo), {"motivo": "x"}).status_code == 404


@pytest.mark.parametrize(
    "verbo", ["encargo_cancelado", "correo_devuelto", "refresh_from_db", "delete", "registrar"]
)
def test_what_is_no_step_of_a_person_is_not_found(
    despacho: Despacho, entrar: Entrar, verbo: str
) -> None:
    solicitud = despacho.registrar()

    assert entrar(despacho.jefe).post(url(solicitud, verbo)).status_code == 404


def test_what_is_done_is_suggested_for_the_day_that_was_recommended(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    form = entrar(despacho.jefe).get(url(solicitud, "encargar")).context["form"]

    assert form["titulo"].value() == solicitud.titulo
    assert form["fecha"].value() == solicitud.fecha_sugerida == date(2026, 9, 29)


def test_what_was_encargado_stands_on_its_page(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    client = entrar(despacho.jefe)

    client.post(url(solicitud, "encargar"), datos(solicitud, "encargar"))

    encargo = solicitud.encargos().get()
    assert (encargo.titulo, encargo.responsable) == ("Llevar el agua", despacho.responsable)
    assert encargo.codigo in texto(client.get(url(solicitud)))


def test_it_may_be_attended_to_by_what_answers_it(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.cumplir(despacho.encargar(solicitud))
    actions.seguir()

    pagina = texto(entrar(despacho.jefe).get(url(solicitud)))

    assert url(solicitud, "cerrar") in pagina


def test_what_answers_it_is_given_to_somebody_outside(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    vial = Actor.objects.create(nombre="Vial", tipo="institucion", email="obra@vial.test")
    client, encargo = entrar(despacho.jefe), {"responsable": "", "externo": vial.pk}

    client.post(url(solicitud, "encargar"), datos(solicitud, "encargar", **encargo))

    assert Compromiso.objects.get().responsable.actor == vial

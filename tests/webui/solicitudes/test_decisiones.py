"""*Decisiones*: the cards, what each button does without scripts, and what the page is answered."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from core import clock
from core.models import Actor, Lugar, Suplencia, Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import dicho, texto, url
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

DECISIONES = "/decisiones/"


def de(solicitud: Solicitud, verbo: str) -> str:
    return f"{DECISIONES}{solicitud.codigo}/{verbo}/"


@pytest.fixture
def pedida(despacho: Despacho, el_roble: Lugar) -> Solicitud:
    return despacho.hasta(states.EN_DECISION, lugares=[el_roble], descripcion="Desde abril.")


def test_a_card_says_who_asks_what_is_recommended_and_both_clocks(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de La Peña")
    Solicitud.objects.filter(pk=pedida.pk).update(representa_a=escuela)

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    for dicho_en_ella in (
        "Junta Comunal El Roble",
        "en nombre de Escuela de La Peña",
        "Luis Ábrego recomienda: Atender",
        "Son 40 familias sin agua desde abril.",
        "prioridad alta",
        "Plazo legal para responder",
        "Meta interna de respuesta",
        "¿Cómo se contó?",
        "Es lo primero que pide.",
        "No se le debe ningún compromiso.",
    ):
        assert dicho_en_ella in pagina


def test_a_card_tells_what_else_was_asked_and_is_owed(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    despacho.registrar(titulo="Luminarias")
    un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante, titulo="La cancha")

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert "Ha pedido 1 vez más:" in pagina
    assert "Luminarias" in pagina
    assert "Se le debe 1 compromiso:" in pagina
    assert "La cancha" in pagina


def test_a_card_tells_what_happened_in_its_place(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, el_roble: Lugar
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    despacho.registrar(solicitante=escuela, titulo="Luminarias", lugares=[el_roble])
    un_compromiso(
        despacho.jefe, despacho.responsable, escuela, titulo="La cancha", lugares=[el_roble]
    )

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert f"Qué más hay en {el_roble}" in pagina
    assert "Lo último que otros pidieron:" in pagina
    assert "Luminarias" in pagina
    assert "Prometido y sin cerrar:" in pagina
    assert "La cancha" in pagina


def test_a_card_says_what_its_type_asked_for(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    despacho.hasta(
        states.EN_DECISION,
        tipo=invitacion,
        papel_esperado="Decir unas palabras",
        otras_autoridades="La gobernadora",
        asistentes=80,
    )

    pagina = texto(entrar(despacho.jefe).get(DECISIONES))

    assert "Qué se espera de quien asista: Decir unas palabras" in pagina
    assert "Otras autoridades invitadas: La gobernadora" in pagina
    assert "Cuántas personas asistirán: 80" in pagina
    assert "Quién paga los gastos" not in pagina


def test_who_decides_nothing_reads_a_good_word(entrar: Entrar, despacho: Despacho) -> None:
    assert "Todo decidido" in texto(entrar(despacho.titular).get(DECISIONES))


def test_the_jefe_has_the_cards_of_the_types_she_decides(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, invitacion: TipoSolicitud
) -> None:
    suya = despacho.hasta(states.EN_DECISION, tipo=invitacion, titulo="La feria")

    mostradas = entrar(despacho.jefe).get(DECISIONES).context["tarjetas"]

    assert [una.caso for una in mostradas] == [suya]
    assert {una.verb for una in mostradas[0].salidas} >= {"aceptar", "derivar", "rechazar"}


def test_whoever_stands_in_for_the_titular_decides_in_that_name(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    hoy = clock.today()
    Suplencia.objects.create(
        titular=despacho.titular, suplente=despacho.asistente, desde=hoy, hasta=hoy
    )
    client = entrar(despacho.asistente)

    assert "Por Tomás Vega, a quien suple" in texto(client.get(DECISIONES))
    client.post(de(pedida, "aceptar"), {"version": pedida.version})

    pedida.refresh_from_db()
    assert pedida.estado == states.ACEPTADA


def test_accepting_without_scripts_says_so_and_goes_on(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = entrar(despacho.titular).post(de(pedida, "aceptar"), {"version": pedida.version})

    pedida.refresh_from_db()
    assert (response.status_code, response.headers["Location"]) == (302, DECISIONES)
    assert dicho(response) == [f"{pedida.codigo}: Aceptada."]
    assert pedida.estado == states.ACEPTADA


def test_the_script_is_answered_without_a_page(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = _retenida(entrar(despacho.titular), pedida, "aceptar")

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, states.ACEPTADA)
    assert not dicho(response)


def test_what_is_sent_twice_is_done_once(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    datos = {"motivo_codigo": "agenda"}

    primera = _retenida(client, pedida, "rechazar", **datos)
    segunda = _retenida(client, pedida, "rechazar", **datos)

    assert (primera.status_code, segunda.status_code) == (204, 204)
    assert pedida.historial.filter(verbo="rechazar").count() == 1


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_a_reason_alone_is_explanation_enough_for_the_letter(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, idioma: str
) -> None:
    client = entrar(despacho.titular)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = idioma

    _retenida(client, pedida, "rechazar", motivo_codigo="agenda")

    pedida.refresh_from_db()
    assert (pedida.motivo_codigo, pedida.motivo) == ("agenda", "No hay fecha disponible.")


@pytest.mark.parametrize(
    ("datos", "falta"),
    [({}, "motivo_codigo"), ({"motivo_codigo": "otro"}, "motivo"), ({"motivo_codigo": "²"}, "")],
)
def test_what_is_missing_brings_the_card_back_with_its_sheet_open(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str], falta: str
) -> None:
    response = _retenida(entrar(despacho.titular), pedida, "rechazar", **datos)

    pagina = texto(response)
    assert response.status_code == 422
    assert f'data-card="{pedida.codigo}"' in pagina
    assert "data-sheet open" in pagina
    assert f"id_{pedida.codigo}_rechazar_{falta or 'motivo_codigo'}" in pagina
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION


@pytest.mark.parametrize(
    ("datos", "dia"),
    [
        ({"cuando": "14"}, "2026-09-23"),
        ({"cuando": "30"}, "2026-10-09"),
        ({"cuando": "otro", "fecha": "2026-09-15"}, "2026-09-15"),
    ],
)
def test_it_is_postponed_by_as_much_as_one_says(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str], dia: str
) -> None:
    response = _retenida(entrar(despacho.titular), pedida, "aplazar", **datos)

    pedida.refresh_from_db()
    assert response.status_code == 204
    assert (pedida.estado, str(pedida.aplazada_hasta)) == (states.APLAZADA, dia)


@pytest.mark.parametrize("datos", [{"cuando": "otro"}, {"cuando": "otro", "fecha": "2026-09-01"}])
def test_another_day_is_one_that_comes(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, datos: dict[str, str]
) -> None:
    response = _retenida(entrar(despacho.titular), pedida, "aplazar", **datos)

    assert response.status_code == 422
    assert f'id="id_{pedida.codigo}_aplazar_fecha_error"' in texto(response)


def test_it_is_delegated_to_somebody_of_the_house(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    _retenida(entrar(despacho.titular), pedida, "delegar", delegado=str(despacho.responsable.pk))

    pedida.refresh_from_db()
    assert (pedida.estado, pedida.delegado) == (states.DELEGADA, despacho.responsable)


def test_it_is_delegated_to_nobody_in_vain(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    assert _retenida(entrar(despacho.titular), pedida, "delegar").status_code == 422


def test_the_same_mistake_without_scripts_comes_back_as_a_page(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    despacho.hasta(states.EN_DECISION, titulo="Otra")

    response = entrar(despacho.titular).post(
        de(pedida, "rechazar"), {"version": pedida.version, "motivo_codigo": "otro"}
    )

    assert response.status_code == 422
    assert [una.caso for una in response.context["tarjetas"]] == [pedida]
    assert "Explique el motivo." in texto(response)


def test_a_card_that_changed_meanwhile_comes_back_as_it_is_now(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    Solicitud.objects.filter(pk=pedida.pk).update(version=pedida.version + 1, titulo="Con bomba")

    response = _retenida(client, pedida, "aceptar")

    assert response.status_code == 409
    assert "Alguien la cambió mientras usted decidía." in texto(response)
    assert "Con bomba" in texto(response)
    assert f'data-version="{pedida.version + 1}"' in texto(response)
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION


@pytest.mark.parametrize("con_scripts", [True, False])
def test_what_somebody_else_decided_says_so_and_leads_to_it(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, con_scripts: bool
) -> None:
    despacho.derivar(pedida)
    client = entrar(despacho.titular)

    if con_scripts:
        response = _retenida(client, pedida, "aceptar")
    else:
        response = client.post(de(pedida, "aceptar"), {"version": pedida.version})

    assert response.status_code == 409
    assert "Su decisión no se tomó: ya no espera por usted." in texto(response)
    assert "Derivada" in texto(response)
    assert url(pedida) in texto(response)


def test_a_sheet_with_many_choices_is_brought_when_it_is_opened(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    suya = despacho.hasta(states.EN_DECISION, tipo=invitacion)
    client = entrar(despacho.jefe)

    hoja = client.get(de(suya, "derivar"), headers={"HX-Request": "true"})
    sin_scripts = client.get(de(suya, "derivar"))

    assert "Área del municipio" in texto(hoja)
    assert "<html" not in texto(hoja)
    assert sin_scripts.headers["Location"] == f"{url(suya, 'derivar')}?siguiente={DECISIONES}"


def test_the_titular_derives_with_the_letter_that_is_written_already(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    hoja = client.get(de(pedida, "derivar"), headers={"HX-Request": "true"}).context["salida"].form

    response = _retenida(
        client, pedida, "derivar", area=str(obras().pk), carta=hoja["carta"].value()
    )

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, states.DERIVADA)


@pytest.mark.parametrize(
    ("sugerencia", "boton", "estado"),
    [
        ("delegar", "Delegar en Marta Solís", states.DELEGADA),
        ("derivar", "Derivar a Obras", states.DERIVADA),
        ("declinar", "Rechazar: No hay fecha disponible", states.RECHAZADA),
    ],
)
def test_what_is_recommended_is_done_with_one_touch(
    entrar: Entrar, despacho: Despacho, marta: Usuario, sugerencia: str, boton: str, estado: str
) -> None:
    pedida = _recomendada(despacho, marta, sugerencia)
    client = entrar(despacho.titular)

    (tarjeta,) = client.get(DECISIONES).context["tarjetas"]
    toque = tarjeta.principal
    assert (toque.label, toque.directo) == (boton, True)
    assert [una for una in tarjeta.salidas if una.primary] == [toque]
    response = _retenida(client, pedida, toque.verb, **toque.fijos)

    pedida.refresh_from_db()
    assert (response.status_code, pedida.estado) == (204, estado)


def test_the_button_of_one_touch_carries_what_it_sends(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    _recomendada(despacho, marta, "delegar")

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert f'<input type="hidden" name="delegado" value="{marta.pk}">' in pagina
    assert "recomienda: Delegar (Marta Solís)" in re.sub(r"</?\w+>", "", pagina)


def test_it_is_postponed_with_one_touch(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    client = entrar(despacho.titular)
    (tarjeta,) = client.get(DECISIONES).context["tarjetas"]
    toque = next(una for una in tarjeta.salidas if una.verb == "aplazar" and una.directo)

    _retenida(client, pedida, "aplazar", **toque.fijos)

    pedida.refresh_from_db()
    assert (toque.label, str(pedida.aplazada_hasta)) == ("Aplazar dos semanas", "2026-09-23")


def test_a_sheet_begins_with_in_whom_one_delegated_last(
    entrar: Entrar, despacho: Despacho, marta: Usuario, pedida: Solicitud
) -> None:
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta)
    client = entrar(despacho.titular)

    hoja = client.get(de(pedida, "delegar"), headers={"HX-Request": "true"})
    ((nombre, fijos),) = hoja.context["salida"].usuales.respuestas
    assert nombre == "Marta Solís"
    assert 'name="delegado" value="' in texto(hoja)
    assert "En otra persona, o con indicaciones" in texto(hoja)
    response = _retenida(client, pedida, "delegar", **fijos)

    pedida.refresh_from_db()
    assert (response.status_code, pedida.delegado) == (204, marta)


def test_a_sheet_begins_with_the_areas_one_handed_the_last_ones_to(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    otra = despacho.hasta(states.EN_DECISION)
    despacho.derivar(otra, actor=despacho.titular, area=obras())
    client = entrar(despacho.titular)

    hoja = client.get(de(pedida, "derivar"), headers={"HX-Request": "true"})
    ((nombre, fijos),) = hoja.context["salida"].usuales.respuestas
    response = _retenida(client, pedida, "derivar", **fijos)

    pedida.refresh_from_db()
    assert (nombre, response.status_code, pedida.estado) == ("Obras", 204, states.DERIVADA)


@pytest.mark.parametrize("verbo", ["delegar", "derivar"])
def test_who_never_did_has_the_form_at_once(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, verbo: str
) -> None:
    hoja = entrar(despacho.titular).get(de(pedida, verbo), headers={"HX-Request": "true"})

    assert hoja.context["salida"].usuales is None
    assert '<details class="fold"><summary>En otra' not in texto(hoja)


def test_what_is_recommended_is_not_offered_a_second_time(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta)
    suya = _recomendada(despacho, marta, "delegar")

    hoja = entrar(despacho.titular).get(de(suya, "delegar"), headers={"HX-Request": "true"})

    assert hoja.context["salida"].usuales is None


def test_each_reason_that_speaks_for_itself_is_a_button(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    Solicitud.objects.filter(pk=pedida.pk).update(sugerencia="declinar", motivo_sugerido="agenda")

    (tarjeta,) = entrar(despacho.titular).get(DECISIONES).context["tarjetas"]
    hoja = next(una for una in tarjeta.salidas if una.verb == "rechazar" and not una.directo)

    ofrecidos = [fijos["motivo_codigo"] for _dicho, fijos in hoja.usuales.respuestas]
    assert ofrecidos == ["competencia", "recursos", "repetida", "requisitos"]


def test_another_reason_is_explained_in_the_sheet(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    Solicitud.objects.filter(pk=pedida.pk).update(sugerencia="declinar", motivo_sugerido="otro")

    (tarjeta,) = entrar(despacho.titular).get(DECISIONES).context["tarjetas"]

    assert not [una for una in tarjeta.salidas if una.verb == "rechazar" and una.directo]
    assert tarjeta.principal.verb == "aceptar"


def test_a_sheet_of_what_may_not_be_done_says_why(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = entrar(despacho.responsable).get(
        de(pedida, "derivar"), headers={"HX-Request": "true"}
    )

    assert response.status_code == 409
    assert "No le corresponde a usted." in texto(response)


def test_what_is_held_is_not_said_to_have_been_told(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    for sugerencia in ("delegar", "derivar"):
        _recomendada(despacho, marta, sugerencia)

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    palabras = set(re.findall(r'data-done="([^"]+)"', pagina))
    assert {una.split(".")[0] for una in palabras} >= {"Aceptada", "Delegada", "Derivada"}
    assert not [una for una in palabras if "ya se" in una.lower()]


@pytest.mark.parametrize("verbo", ["cerrar", "analizar", "nada"])
def test_no_other_verb_is_taken_from_a_card(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, verbo: str
) -> None:
    assert entrar(despacho.titular).post(de(pedida, verbo)).status_code == 404


def test_what_one_may_not_see_is_not_there(
    entrar: Entrar, despacho: Despacho, marta: Any, pedida: Solicitud
) -> None:
    assert entrar(marta).post(de(pedida, "aceptar")).status_code == 404


def test_who_may_not_decide_is_refused(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    response = _retenida(entrar(despacho.asistente), pedida, "aceptar")

    assert response.status_code == 409
    pedida.refresh_from_db()
    assert pedida.estado == states.EN_DECISION


def test_more_cards_ask_the_database_no_more_often(entrar: Entrar, despacho: Despacho) -> None:
    client = entrar(despacho.titular)
    una = despacho.hasta(states.EN_DECISION)
    un_compromiso(despacho.jefe, despacho.responsable, una.solicitante)
    con_una = cuantas(lambda: client.get(DECISIONES))
    for n in range(6):
        with clock.moved_to(clock.now() - timedelta(days=n)):
            otro = Actor.objects.create(nombre=f"Actor {n}")
            despacho.hasta(states.EN_DECISION, solicitante=otro)
            un_compromiso(despacho.jefe, despacho.responsable, otro)

    assert cuantas(lambda: client.get(DECISIONES)) <= con_una


def _recomendada(despacho: Despacho, marta: Usuario, sugerencia: str) -> Solicitud:
    """Put to decision with a recommendation that says to whom, or why."""
    return despacho.elevar(
        despacho.hasta(states.EN_ANALISIS),
        sugerencia=sugerencia,
        fecha_sugerida=None,
        delegado_sugerido=marta,
        area_sugerida=obras(),
        motivo_sugerido="agenda",
    )


def _retenida(client: Any, solicitud: Solicitud, verbo: str, **datos: str) -> Any:
    """As the page sends what it held."""
    return client.post(
        de(solicitud, verbo), {"version": solicitud.version, **datos}, headers={"X-Decision": "1"}
    )

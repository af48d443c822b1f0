"""Correcting what was captured."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Lugar, Tema, Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


@pytest.fixture
def solicitud(despacho: Despacho, agua: Tema) -> Solicitud:
    return despacho.registrar(temas=[agua], descripcion="Desde abril.")


def datos(solicitud: Solicitud, **cambios: Any) -> dict[str, Any]:
    """What the form would send as it was opened, but for `cambios`."""
    return {
        "tipo": solicitud.tipo_id,
        "titulo": solicitud.titulo,
        "descripcion": solicitud.descripcion,
        "canal": solicitud.canal,
        "fecha_recepcion": str(solicitud.fecha_recepcion),
        "temas": [tema.pk for tema in solicitud.temas.all()],
        "prioridad": solicitud.prioridad,
        "nivel_reserva": solicitud.nivel_reserva,
        "version": solicitud.version,
        **cambios,
    }


def test_it_opens_as_it_was_captured(
    entrar: Entrar, despacho: Despacho, solicitud: Solicitud
) -> None:
    response = entrar(despacho.asistente).get(url(solicitud, "editar"))

    form = response.context["form"]
    assert (form["titulo"].value(), form["tipo"].value()) == (solicitud.titulo, despacho.tipo.pk)
    assert "solicitante" not in form.fields
    assert "Desde abril." in texto(response)


def test_it_is_corrected(
    entrar: Entrar, despacho: Despacho, solicitud: Solicitud, el_roble: Lugar
) -> None:
    cambios = {"titulo": "Agua para la escuela", "prioridad": "4", "lugares": [el_roble.pk]}

    response = entrar(despacho.asistente).post(
        url(solicitud, "editar"), datos(solicitud, **cambios)
    )

    assert (response.status_code, response.headers["Location"]) == (302, url(solicitud))
    solicitud = Solicitud.objects.get()
    assert (solicitud.titulo, solicitud.prioridad) == ("Agua para la escuela", 4)
    assert (solicitud.lugares.get(), solicitud.temas.count()) == (el_roble, 1)


def test_one_of_a_retired_type_keeps_it_and_takes_none_of_the_other_retired_ones(
    entrar: Entrar, despacho: Despacho, solicitud: Solicitud, invitacion: TipoSolicitud
) -> None:
    TipoSolicitud.objects.update(activo=False)
    client = entrar(despacho.jefe)

    otro = datos(solicitud, tipo=invitacion.pk, fecha_evento="2026-10-20")
    ajena = client.post(url(solicitud, "editar"), otro)
    assert (ajena.status_code, errores(ajena)) == (422, ["tipo"])

    suya = client.post(url(solicitud, "editar"), datos(solicitud, titulo="Agua para todos"))
    assert suya.status_code == 302
    solicitud = Solicitud.objects.get()
    assert (solicitud.titulo, solicitud.tipo) == ("Agua para todos", despacho.tipo)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"tipo": ""}, "tipo"),
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"fecha_recepcion": "2026-09-10"}, "fecha_recepcion"),
        ({"fecha_recepcion": "ayer"}, "fecha_recepcion"),
        ({"hora_evento": "10:00"}, "fecha_evento"),
        ({"prioridad": "-1"}, "prioridad"),
        ({"nivel_reserva": ""}, "nivel_reserva"),
        ({"version": ""}, "version"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    despacho: Despacho,
    solicitud: Solicitud,
    cambios: dict[str, str],
    campo: str,
) -> None:
    response = entrar(despacho.jefe).post(
        url(solicitud, "editar"), datos(solicitud, descripcion="Es la escuela.", **cambios)
    )

    assert (response.status_code, errores(response)) == (422, [campo])
    assert "Es la escuela." in texto(response)
    assert Solicitud.objects.get().version == 1


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    entrar: Entrar, despacho: Despacho, solicitud: Solicitud
) -> None:
    vieja = datos(solicitud, titulo="Agua para la escuela")
    actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"prioridad": 4})
    client = entrar(despacho.asistente)

    response = client.post(url(solicitud, "editar"), vieja)

    assert response.status_code == 409
    for parte in ("Rosa Medina", "Agua para la escuela"):
        assert parte in texto(response)
    assert Solicitud.objects.get().titulo == solicitud.titulo

    otra_vez = {**vieja, "version": response.context["form"]["version"].value()}
    assert client.post(url(solicitud, "editar"), otra_vez).status_code == 302
    assert Solicitud.objects.get().titulo == "Agua para la escuela"


@pytest.mark.parametrize("estado", ["en_decision", "aceptada", "cerrada"])
def test_what_was_put_to_decision_has_no_form(
    entrar: Entrar, despacho: Despacho, estado: str
) -> None:
    solicitud = despacho.hasta(estado)
    client = entrar(despacho.jefe)

    assert client.get(url(solicitud, "editar")).status_code == 403
    assert client.post(url(solicitud, "editar"), datos(solicitud, titulo="x")).status_code == 403
    assert Solicitud.objects.get().titulo == solicitud.titulo


def test_one_put_to_decision_meanwhile_says_so(
    entrar: Entrar, despacho: Despacho, solicitud: Solicitud
) -> None:
    """Between the look of the page and its lock nothing is lost: it is refused as a whole."""
    despacho.analizar(solicitud)
    despacho.elevar(solicitud)

    response = entrar(despacho.asistente).post(
        url(solicitud, "editar"), datos(solicitud, titulo="x")
    )

    assert response.status_code == 403
    assert Solicitud.objects.get(estado=states.EN_DECISION).titulo == solicitud.titulo


def test_who_does_not_receive_requests_may_not(
    entrar: Entrar, solicitud: Solicitud, elena: Usuario
) -> None:
    assert entrar(elena).get(url(solicitud, "editar")).status_code == 403
    assert entrar(elena).post(url(solicitud, "editar"), datos(solicitud)).status_code == 403


def test_who_may_not_see_it_finds_nothing(
    entrar: Entrar, solicitud: Solicitud, marta: Usuario
) -> None:
    assert entrar(marta).get(url(solicitud, "editar")).status_code == 404
    assert entrar(marta).post(url(solicitud, "editar"), datos(solicitud)).status_code == 404

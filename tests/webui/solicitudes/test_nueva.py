"""The form that takes a request in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Lugar, Tema, Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import Solicitud, TipoSolicitud

NUEVA = "/solicitudes/nueva/"


@pytest.fixture
def datos(despacho: Despacho, el_roble: Lugar, agua: Tema) -> dict[str, Any]:
    return {
        "tipo": despacho.tipo.pk,
        "titulo": "Agua potable para El Roble",
        "solicitante": despacho.solicitante.pk,
        "canal": "telefono",
        "fecha_recepcion": str(clock.today() - timedelta(days=1)),
        "lugares": [el_roble.pk],
        "temas": [agua.pk],
        "prioridad": "3",
        "nivel_reserva": "1",
    }


def test_it_opens_with_today_and_the_types_in_use(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    TipoSolicitud.objects.filter(pk=invitacion.pk).update(activo=False)

    pagina = texto(entrar(despacho.asistente).get(NUEVA))

    assert 'value="2026-09-09"' in pagina
    assert "Petición formal" in pagina
    assert "Invitación" not in pagina


def test_it_is_taken_in(entrar: Entrar, despacho: Despacho, datos: dict[str, Any]) -> None:
    response = entrar(despacho.asistente).post(NUEVA, datos)

    solicitud = Solicitud.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, url(solicitud))
    assert (solicitud.estado, solicitud.creado_por) == ("registrada", despacho.asistente)
    assert (solicitud.canal, solicitud.prioridad) == ("telefono", 3)
    assert (solicitud.lugares.count(), solicitud.temas.count()) == (1, 1)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"tipo": ""}, "tipo"),
        ({"tipo": "²"}, "tipo"),
        ({"titulo": "   "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"titulo": "a\x00b"}, "titulo"),
        ({"solicitante": ""}, "solicitante"),
        ({"solicitante": "99999999999999999999"}, "solicitante"),
        ({"canal": "paloma"}, "canal"),
        ({"fecha_recepcion": ""}, "fecha_recepcion"),
        ({"fecha_recepcion": "2026-02-31"}, "fecha_recepcion"),
        ({"fecha_recepcion": "2026-09-10"}, "fecha_recepcion"),
        ({"hora_evento": "10:00"}, "fecha_evento"),
        ({"hora_evento": "25:00"}, "hora_evento"),
        ({"lugar_texto": "a" * 161}, "lugar_texto"),
        ({"lugares": ["abc"]}, "lugares"),
        ({"prioridad": "7"}, "prioridad"),
        ({"nivel_reserva": "9"}, "nivel_reserva"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    despacho: Despacho,
    datos: dict[str, Any],
    cambios: dict[str, Any],
    campo: str,
) -> None:
    response = entrar(despacho.asistente).post(
        NUEVA, {**datos, "descripcion": "Desde abril, dicen.", **cambios}
    )

    assert (response.status_code, errores(response)) == (422, [campo])
    assert f'id="id_{campo}_error"' in texto(response)
    assert "Desde abril, dicen." in texto(response)
    assert not Solicitud.objects.exists()


def test_an_empty_form_says_all_that_it_lacks(entrar: Entrar, despacho: Despacho) -> None:
    response = entrar(despacho.asistente).post(NUEVA, {})

    assert response.status_code == 422
    assert {"tipo", "titulo", "solicitante", "fecha_recepcion"} <= set(errores(response))


@pytest.mark.parametrize("quien", ["tomas", "luis", "omar", "elena"])
def test_who_takes_nothing_in_has_no_form(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any], quien: str, request: Any
) -> None:
    """Nor those who only read, nor he who decides."""
    user: Usuario = request.getfixturevalue(quien)

    assert entrar(user).get(NUEVA).status_code == 403
    assert entrar(user).post(NUEVA, datos).status_code == 403
    assert not Solicitud.objects.exists()

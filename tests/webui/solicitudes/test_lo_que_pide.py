"""What the form asks for is what the chosen type asks for."""

from __future__ import annotations

import re
from typing import Any

import pytest

from core import clock
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import Solicitud, TipoSolicitud

NUEVA, CAMPOS = "/solicitudes/nueva/", "/solicitudes/campos/"


@pytest.fixture
def invitacion(db: None) -> TipoSolicitud:
    return TipoSolicitud.objects.get(codigo="invitacion")


def datos(despacho: Despacho, tipo: TipoSolicitud, **mas: Any) -> dict[str, Any]:
    return {
        "tipo": tipo.pk,
        "titulo": "Inauguración del puente",
        "solicitante": despacho.solicitante.pk,
        "canal": "correo",
        "fecha_recepcion": str(clock.today()),
        "prioridad": "2",
        "nivel_reserva": "1",
        **mas,
    }


def test_before_a_type_is_chosen_it_asks_for_nothing_else(
    entrar: Entrar, despacho: Despacho
) -> None:
    pagina = texto(entrar(despacho.asistente).get(NUEVA))

    assert 'id="aparte"' in pagina
    assert 'name="fecha_evento"' not in pagina


def test_as_one_is_chosen_its_fields_come_with_what_was_written(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    parte = texto(
        entrar(despacho.asistente).post(
            CAMPOS, {"tipo": invitacion.pk, "quien_paga": "La junta", "materia": "El puente"}
        )
    )

    for campo in invitacion.pide:
        assert f'name="{campo}"' in parte
    assert 'value="La junta"' in parte
    assert 'value="El puente"' in parte  # written for another type: it is not lost
    assert 'name="interes_representado"' not in parte


@pytest.mark.parametrize("tipo", ["", "abc", "999999", "-1"])
def test_what_is_no_type_asks_for_nothing(entrar: Entrar, despacho: Despacho, tipo: str) -> None:
    response = entrar(despacho.asistente).post(CAMPOS, {"tipo": tipo})

    assert (response.status_code, "name=" in texto(response)) == (200, False)


def test_without_scripts_each_type_has_a_link(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    client = entrar(despacho.asistente)
    assert f'<a href="?tipo={invitacion.pk}">' in texto(client.get(NUEVA))

    pagina = texto(client.get(f"{NUEVA}?tipo={invitacion.pk}"))

    assert 'name="fecha_limite_rsvp"' in pagina
    assert f'value="{invitacion.pk}" ' in pagina


def test_it_is_kept_and_its_page_shows_it(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    client = entrar(despacho.asistente)

    client.post(
        NUEVA,
        datos(
            despacho,
            invitacion,
            fecha_evento="2026-09-20",
            fecha_limite_rsvp="2026-09-15",
            papel_esperado="Cortar la cinta",
            asistentes="80",
        ),
    )

    solicitud = Solicitud.objects.get()
    assert (solicitud.papel_esperado, solicitud.asistentes) == ("Cortar la cinta", 80)
    pagina = texto(client.get(url(solicitud)))
    for dato in ("Cortar la cinta", "20/09/2026", "Cuántas personas asistirán"):
        assert dato in pagina
    assert "Quién paga" not in pagina


def test_what_is_wrong_stands_there_too(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    response = entrar(despacho.asistente).post(
        NUEVA,
        datos(despacho, invitacion, fecha_evento="2026-09-20", fecha_limite_rsvp="2026-09-21"),
    )

    assert response.status_code == 422
    assert "Ese día el evento ya habrá pasado." in texto(response)


def test_the_form_of_a_registered_one_asks_for_it_with_what_was_answered(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar(tipo=invitacion, quien_paga="La junta")

    pagina = texto(entrar(despacho.asistente).get(f"{url(solicitud)}editar/"))

    assert 'value="La junta"' in pagina
    assert 'name="fecha_limite_rsvp"' in pagina


def rotulo(pagina: str, campo: str) -> str:
    """What is written beside a field."""
    found = re.search(rf'<label[^>]*for="id_{campo}"[^>]*>(.*?)</label>', pagina, re.DOTALL)
    assert found
    return found[1]


def test_what_the_type_makes_compulsory_is_shown_as_the_other_compulsory_fields_are(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    parte = texto(entrar(despacho.asistente).post(CAMPOS, {"tipo": invitacion.pk}))

    assert "(opcional)" not in rotulo(parte, "fecha_evento")
    assert "(opcional)" in rotulo(parte, "hora_evento")


def test_without_it_nothing_is_registered_and_it_is_said_there(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    client = entrar(despacho.asistente)

    response = client.post(NUEVA, datos(despacho, invitacion, quien_paga="La junta"))

    assert (response.status_code, errores(response)) == (422, ["fecha_evento"])
    assert "Este tipo de solicitud no se registra sin este dato." in texto(response)
    assert 'value="La junta"' in texto(response)
    assert not Solicitud.objects.exists()
    assert client.post(NUEVA, datos(despacho, despacho.tipo)).status_code == 302


def test_what_came_in_without_it_is_mended_without(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    sin_dia = despacho.registrar(tipo=invitacion, fecha_evento=None, anotada_antes=True)
    con_dia = despacho.registrar(tipo=invitacion)
    client = entrar(despacho.asistente)

    for solicitud, status in ((sin_dia, 302), (con_dia, 422)):
        enviado = datos(despacho, invitacion, version=solicitud.version)
        assert client.post(f"{url(solicitud)}editar/", enviado).status_code == status


def test_of_another_type_it_is_asked_for_what_that_makes_compulsory(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar()

    response = entrar(despacho.asistente).post(
        f"{url(solicitud)}editar/", datos(despacho, invitacion, version=solicitud.version)
    )

    assert (response.status_code, errores(response)) == (422, ["fecha_evento"])
    assert 'name="fecha_evento"' in texto(response)


def test_who_does_not_receive_requests_is_shown_nothing(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    response = entrar(despacho.titular).post(CAMPOS, {"tipo": invitacion.pk})

    assert response.status_code == 403

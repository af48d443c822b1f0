"""The kinds of request: their terms and letters."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse

from core.models import Usuario
from core.transitions import NotAllowed
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import ajustes, states
from workflows.solicitudes.models import TipoSolicitud

pytestmark = pytest.mark.usefixtures("miercoles")

LISTA = "/ajustes/tipos/"


@pytest.fixture
def peticion(db: None) -> TipoSolicitud:
    return TipoSolicitud.objects.get(codigo="peticion")


def test_the_contraparte_changes_a_term(
    entrar: Entrar, elena: Usuario, peticion: TipoSolicitud
) -> None:
    client = entrar(elena)
    url = f"{LISTA}{peticion.pk}/"
    antes = peticion.dias_legales

    assert enviar(client, url, dias_legales=15).status_code == 302

    peticion.refresh_from_db()
    assert peticion.dias_legales == 15
    assert f"Plazo legal (días): de {antes} a 15" in client.get(url).content.decode()


def test_a_letter_with_an_unknown_mark_is_refused_beside_its_field(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    response = enviar(entrar(sofia), f"{LISTA}{peticion.pk}/", plantilla_acuse="{hola}")

    assert "plantilla_acuse" in response.context["form"].errors


@pytest.mark.parametrize("dias", ["0", "-1", "9999", "quince"])
def test_a_term_that_makes_no_sense_is_refused_beside_its_field(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud, dias: str
) -> None:
    response = enviar(entrar(sofia), f"{LISTA}{peticion.pk}/", dias_legales=dias)

    assert list(response.context["form"].errors) == ["dias_legales"]


def test_a_type_is_added(entrar: Entrar, sofia: Usuario) -> None:
    response = enviar(entrar(sofia), f"{LISTA}nuevo/", nombre="Queja", codigo="queja-vecinal")

    assert response.status_code == 302
    assert TipoSolicitud.objects.get(nombre="Queja").activo


def test_it_says_what_its_form_asks_for_and_its_history_names_it(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    client = entrar(sofia)
    url = f"{LISTA}{peticion.pk}/"

    enviar(client, url, pide=["fecha_evento", "materia"], dias_completar=10)

    peticion.refresh_from_db()
    assert (peticion.pide, peticion.dias_completar) == (["fecha_evento", "materia"], 10)
    assert "Fecha del evento, Materia que se tratará" in client.get(url).content.decode()


def test_it_says_what_is_compulsory_of_that(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    client = entrar(sofia)
    url = f"{LISTA}{peticion.pk}/"

    enviar(client, url, pide=["fecha_evento", "materia"], exige=["materia"])

    peticion.refresh_from_db()
    assert peticion.preguntas() == {"fecha_evento": False, "materia": True}
    historia = client.get(url).content.decode().partition('id="historia"')[2]
    assert re.search(r"Lo que no puede faltar:[^<]*Materia que se tratará", historia)


def test_what_it_does_not_ask_for_cannot_be(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    url = f"{LISTA}{peticion.pk}/"

    response = enviar(entrar(sofia), url, pide=["materia"], exige=["materia", "asistentes"])

    assert list(response.context["form"].errors) == ["exige"]
    peticion.refresh_from_db()
    assert (peticion.pide, peticion.exige) == ([], [])


def test_types_are_retired_never_deleted(
    entrar: Entrar, sofia: Usuario, peticion: TipoSolicitud
) -> None:
    client = entrar(sofia)

    for ruta in ("ajustes:tipo_quitar", "admin:solicitudes_tiposolicitud_delete"):
        with pytest.raises(NoReverseMatch):
            reverse(ruta, args=[peticion.pk])
    enviar(client, f"{LISTA}{peticion.pk}/", activo=False)
    assert not TipoSolicitud.objects.get(pk=peticion.pk).activo
    assert "retirado" in client.get(LISTA).content.decode()


def test_who_does_not_administer_sees_nothing_of_it(
    entrar: Entrar, rosa: Usuario, peticion: TipoSolicitud
) -> None:
    for url in (LISTA, f"{LISTA}nuevo/", f"{LISTA}{peticion.pk}/"):
        assert entrar(rosa).get(url).status_code == 403
    with pytest.raises(NotAllowed):
        ajustes.editar_tipo(tipo_id=peticion.pk, actor=rosa, campos={"dias_legales": 1})


def test_a_new_term_is_for_the_requests_to_come(
    despacho: Despacho, peticion: TipoSolicitud
) -> None:
    vieja = despacho.registrar()
    TipoSolicitud.objects.update(dias_legales=15, unidad="habiles")
    peticion.refresh_from_db()
    nueva = despacho.registrar(tipo=peticion)

    vence = [uno.plazos.get(clase=states.LEGAL).vence_en.date() for uno in (vieja, nueva)]
    assert vence == [date(2026, 10, 9), date(2026, 9, 30)]

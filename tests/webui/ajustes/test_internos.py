"""The lengths of the town hall's own deadlines, as an administrator edits them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core.models import Actor, HistorialAjuste, Usuario
from core.transitions import NotAllowed
from tests.builders import un_compromiso
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.plazos import ajustes
from workflows.plazos.models import Plazo, PlazoInterno

pytestmark = pytest.mark.django_db

LISTA = "/ajustes/plazos/"


def url(clase: str = "compromiso.aceptar") -> str:
    return f"{LISTA}{PlazoInterno.objects.get(clase_plazo=clase).pk}/"


def editar(client: Client, clase: str = "compromiso.aceptar", **cambios: Any) -> Any:
    return enviar(client, url(clase), **cambios)


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_who_runs_the_method_and_who_administers_edit_them(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    usuario = request.getfixturevalue(quien)

    assert editar(entrar(usuario), cantidad=6, unidad="horas").status_code == 302

    fila = PlazoInterno.objects.get(clase_plazo="compromiso.aceptar")
    assert (fila.cantidad, fila.unidad) == (6, "horas")
    rastro = HistorialAjuste.objects.get(usuario=usuario)
    assert rastro.cambios == {
        "cantidad": ["2", "6"],
        "unidad": ["días hábiles", "horas de oficina"],
    }


def test_each_says_of_what_it_is_in_the_words_of_the_screens(
    entrar: Entrar, elena: Usuario
) -> None:
    pagina = entrar(elena).get(LISTA).content.decode()

    for texto in ("Para aceptarlo", "Compromiso", "Para aprobarla", "Pieza", "horas de oficina"):
        assert texto in pagina


def test_the_form_says_from_when_an_edit_counts(entrar: Entrar, elena: Usuario) -> None:
    pagina = entrar(elena).get(url()).content.decode()

    assert "los que ya están abiertos conservan su fecha" in pagina


@pytest.mark.parametrize("quien", ["tomas", "rosa", "paula"])
def test_nobody_else_does(entrar: Entrar, request: pytest.FixtureRequest, quien: str) -> None:
    response = entrar(request.getfixturevalue(quien)).post(url(), {"cantidad": 1})

    assert response.status_code == 403
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2


@pytest.mark.parametrize("cantidad", ["0", "-3", "61", "99999", "dos", ""])
def test_what_makes_no_sense_is_said_beside_its_field_and_changes_nothing(
    entrar: Entrar, elena: Usuario, cantidad: str
) -> None:
    response = editar(entrar(elena), cantidad=cantidad)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["cantidad"]
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2


def test_what_an_obligatory_alert_waits_for_is_not_put_off(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)

    response = editar(client, "publicacion.atender", cantidad=600)

    (falta,) = response.context["form"].errors["cantidad"]
    assert falta == "De este plazo depende una alerta que no se puede apagar. Como mucho, 60."
    assert editar(client, "publicacion.atender", cantidad=30).status_code == 302


def test_which_there_are_is_not_for_people_to_say(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)

    for ruta in ("interno_nuevo", "interno_quitar"):
        with pytest.raises(NoReverseMatch):
            reverse(f"ajustes:{ruta}")
    editar(client, clase_plazo="otra", cantidad=4)
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 4


def test_it_goes_back_to_how_it_came(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)
    assert "Dejarlo como vino" not in client.get(url()).content.decode()
    editar(client, cantidad=9)
    assert "Dejarlo como vino" in client.get(url()).content.decode()

    client.post(f"{url()}restaurar/")

    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2
    assert "Cuánto dura: de 9 a 2" in client.get(url()).content.decode()


def test_nor_past_the_screens(rosa: Usuario) -> None:
    interno = PlazoInterno.objects.get(clase_plazo="compromiso.aceptar")
    with pytest.raises(NotAllowed):
        ajustes.editar_interno(interno_id=interno.pk, actor=rosa, cantidad=1, unidad="habiles")


def test_what_is_open_keeps_its_date(
    entrar: Entrar, sofia: Usuario, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    compromiso = un_compromiso(rosa, luis, junta)
    antes = Plazo.objects.get(expediente=compromiso.pk, clase="compromiso.aceptar").vence_en
    client = entrar(sofia)

    assert "Abiertos ahora, que conservan su fecha: 1." in client.get(url()).content.decode()
    editar(client, cantidad=9)

    ahora = Plazo.objects.get(expediente=compromiso.pk, clase="compromiso.aceptar").vence_en
    assert ahora == antes

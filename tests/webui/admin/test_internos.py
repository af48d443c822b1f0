"""The lengths of the town hall's own deadlines, as an administrator edits them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from core.models import Usuario
from tests.webui.conftest import Entrar
from workflows.plazos.models import PlazoInterno

pytestmark = pytest.mark.django_db

LISTA = "admin:plazos_plazointerno_changelist"


def url(clase: str = "compromiso.aceptar", accion: str = "change") -> str:
    fila = PlazoInterno.objects.get(clase_plazo=clase)
    return reverse(f"admin:plazos_plazointerno_{accion}", args=[fila.pk])


def editar(client: Client, clase: str = "compromiso.aceptar", **cambios: Any) -> Any:
    inicial = client.get(url(clase)).context["adminform"].form.initial
    return client.post(url(clase), {**inicial, **cambios})


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_who_runs_the_method_and_who_administers_edit_them(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    usuario = request.getfixturevalue(quien)

    assert editar(entrar(usuario), cantidad=6, unidad="horas").status_code == 302

    fila = PlazoInterno.objects.get(clase_plazo="compromiso.aceptar")
    assert (fila.cantidad, fila.unidad) == (6, "horas")
    rastro = LogEntry.objects.get(user=usuario)
    assert rastro.get_edited_object() == fila


def test_each_says_of_what_it_is_in_the_words_of_the_screens(
    entrar: Entrar, elena: Usuario
) -> None:
    pagina = entrar(elena).get(reverse(LISTA)).content.decode()

    for texto in ("Para aceptarlo", "Compromiso", "Para aprobarla", "Pieza", "horas de oficina"):
        assert texto in pagina


def test_the_form_says_from_when_an_edit_counts(entrar: Entrar, elena: Usuario) -> None:
    pagina = entrar(elena).get(url()).content.decode()

    assert "los que ya están abiertos conservan su fecha" in pagina


@pytest.mark.parametrize("quien", ["tomas", "rosa", "paula"])
def test_nobody_else_does(entrar: Entrar, request: pytest.FixtureRequest, quien: str) -> None:
    response = entrar(request.getfixturevalue(quien)).post(url(), {"cantidad": 1})

    assert response.status_code == 302
    assert "login" in response.headers["Location"]
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2


@pytest.mark.parametrize("cantidad", ["0", "-3", "61", "99999", "dos", ""])
def test_what_makes_no_sense_is_said_beside_its_field_and_changes_nothing(
    entrar: Entrar, elena: Usuario, cantidad: str
) -> None:
    response = editar(entrar(elena), cantidad=cantidad)

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["cantidad"]
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2


def test_what_an_obligatory_alert_waits_for_is_not_put_off(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)

    response = editar(client, "publicacion.atender", cantidad=600)

    (falta,) = response.context["adminform"].form.errors["cantidad"]
    assert falta == "De este plazo depende una alerta que no se puede apagar. Como mucho, 60."
    assert editar(client, "publicacion.atender", cantidad=30).status_code == 302


def test_which_there_are_is_not_for_people_to_say(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)

    assert client.get(reverse("admin:plazos_plazointerno_add")).status_code == 403
    assert client.post(url(accion="delete"), {"post": "yes"}).status_code == 403
    editar(client, clase_plazo="otra", cantidad=4)
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 4

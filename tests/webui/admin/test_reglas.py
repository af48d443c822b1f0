"""Alert rules and holidays, as an administrator edits them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from core import calendario, clock
from core.models import Actor, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo, ReglaAlerta

pytestmark = pytest.mark.usefixtures("miercoles")

ZONA = ZoneInfo("America/Panama")
LISTA = "admin:plazos_reglaalerta_changelist"


@pytest.fixture
def compromiso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    """Due on Friday of the next week, to be accepted until this Friday."""
    return un_compromiso(rosa, luis, junta, fecha=date(2026, 9, 18))


def plazo(compromiso: Compromiso, clase: str) -> Plazo:
    return Plazo.objects.get(expediente=compromiso.pk, clase=clase)


def editar(client: Client, regla: ReglaAlerta, **cambios: Any) -> Any:
    url = reverse("admin:plazos_reglaalerta_change", args=[regla.pk])
    form = client.get(url).context["adminform"].form
    datos = {
        campo: ",".join(valor) if isinstance(valor, list) else valor
        for campo, valor in {**form.initial, **cambios}.items()
        if valor is not None and valor is not False
    }
    return client.post(url, datos)


def test_an_edited_rule_points_what_is_open_at_its_new_moment(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    assert plazo(compromiso, "compromiso.vence").next_alert_at == datetime(
        2026, 9, 16, 8, tzinfo=ZONA
    )
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)

    assert editar(entrar(sofia), regla, cantidad=-4).status_code == 302

    assert plazo(compromiso, "compromiso.vence").next_alert_at == datetime(
        2026, 9, 14, 8, tzinfo=ZONA
    )


def test_a_rule_may_be_switched_off(entrar: Entrar, sofia: Usuario, compromiso: Compromiso) -> None:
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)
    editar(entrar(sofia), regla, activa=False)

    assert plazo(compromiso, "compromiso.vence").next_alert_at == datetime(
        2026, 9, 18, 8, tzinfo=ZONA
    )


def test_what_the_law_wants_told_cannot_be_switched_off(entrar: Entrar, sofia: Usuario) -> None:
    regla = ReglaAlerta.objects.filter(codigo="S05").first()
    assert regla is not None

    response = editar(entrar(sofia), regla, activa=False)

    (falta,) = response.context["adminform"].form.errors["activa"]
    assert "no se puede apagar" in falta
    regla.refresh_from_db()
    assert regla.activa


@pytest.mark.parametrize(
    ("codigo", "etapa", "cambios", "campo"),
    [
        ("S05", 1, {"medio": "aplicacion"}, "medio"),
        ("S05", 1, {"medio": "resumen"}, "medio"),
        ("S05", 1, {"papeles": []}, "papeles"),
        ("S05", 1, {"roles": ["titular"]}, "roles"),
        ("S05", 1, {"cantidad": 1440}, "cantidad"),
        ("S05", 1, {"unidad": "calendario"}, "unidad"),
        ("S05", 2, {"repite_cada": 0}, "repite_cada"),
        ("S05", 2, {"repite_cada": 30}, "repite_cada"),
        ("S04", 1, {"cantidad": 99}, "cantidad"),
        ("C05", 1, {"roles": ["consulta"]}, "roles"),
        ("C06", 1, {"activa": False}, "activa"),
        ("C06", 1, {"cantidad": -13}, "cantidad"),
        ("C06", 3, {"unidad": "habiles"}, "unidad"),
        ("C06", 3, {"roles": ["prensa"]}, "roles"),
        ("C06", 2, {"medio": "resumen"}, "medio"),
    ],
)
def test_nor_can_it_be_weakened(
    entrar: Entrar, sofia: Usuario, codigo: str, etapa: int, cambios: dict[str, Any], campo: str
) -> None:
    regla = ReglaAlerta.objects.get(codigo=codigo, etapa=etapa)

    response = editar(entrar(sofia), regla, **cambios)

    assert list(response.context["adminform"].form.errors) == [campo]


def test_it_may_be_told_earlier_and_to_more_people(entrar: Entrar, sofia: Usuario) -> None:
    regla = ReglaAlerta.objects.get(codigo="S04", etapa=1)
    roles = ["jefe_agenda", "contraparte"]

    assert editar(entrar(sofia), regla, cantidad=40, roles=roles).status_code == 302
    regla.refresh_from_db()
    assert (regla.cantidad, regla.roles) == (40, roles)


def test_a_deadline_tells_only_who_is_something_to_it(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)
    client = entrar(sofia)

    response = editar(client, regla, papeles=["responsabel"])

    (falta,) = response.context["adminform"].form.errors["papeles"]
    assert "responsabel" in falta
    assert "responsable" in falta
    assert editar(client, regla, papeles=["responsable", "monitor"]).status_code == 302


def test_a_new_rule_is_of_a_deadline_that_there_is(entrar: Entrar, sofia: Usuario) -> None:
    nueva = {
        "codigo": "T99", "clase_plazo": "compromiso.venze", "etapa": 1, "cantidad": 0,
        "unidad": "habiles", "repite_cada": 0, "roles": "contraparte", "medio": "correo",
        "activa": "on",
    }  # fmt: skip
    url = reverse("admin:plazos_reglaalerta_add")
    client = entrar(sofia)

    assert "clase_plazo" in client.post(url, nueva).context["adminform"].form.errors
    nueva["clase_plazo"] = "compromiso.vence"
    assert client.post(url, nueva).status_code == 302


def test_of_what_only_the_end_is_known_no_part_is_told(entrar: Entrar, sofia: Usuario) -> None:
    nueva = {
        "codigo": "C06", "clase_plazo": "cuenta.llave", "etapa": 4, "cantidad": 50,
        "unidad": "porcentaje", "repite_cada": 0, "roles": "titular", "medio": "correo",
        "activa": "on",
    }  # fmt: skip
    url = reverse("admin:plazos_reglaalerta_add")
    client = entrar(sofia)

    assert list(client.post(url, nueva).context["adminform"].form.errors) == ["unidad"]
    assert client.post(url, nueva | {"cantidad": -3, "unidad": "habiles"}).status_code == 302


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"papeles": [], "roles": []}, "roles"),
        ({"roles": ["alcaldesa"]}, "roles"),
        ({"unidad": "minutos", "repite_cada": 1}, "repite_cada"),
        ({"cantidad": 99999}, "cantidad"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, sofia: Usuario, cambios: dict[str, Any], campo: str
) -> None:
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)

    response = editar(entrar(sofia), regla, **cambios)

    assert campo in response.context["adminform"].form.errors


def test_what_a_rule_is_stays_as_it_was_declared(entrar: Entrar, sofia: Usuario) -> None:
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)
    editar(entrar(sofia), regla, codigo="XX", clase_plazo="otra", etapa=9)

    regla.refresh_from_db()
    assert (regla.codigo, regla.clase_plazo, regla.etapa) == ("T03", "compromiso.vence", 1)


def test_rules_are_not_deleted(entrar: Entrar, sofia: Usuario) -> None:
    regla = ReglaAlerta.objects.get(codigo="T03", etapa=1)
    url = reverse("admin:plazos_reglaalerta_delete", args=[regla.pk])

    assert entrar(sofia).post(url, {"post": "yes"}).status_code == 403


def test_who_does_not_administer_does_not_see_them(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get(reverse(LISTA)).status_code == 302


@pytest.fixture
def calendario_de_paso() -> Iterator[None]:
    """What is read of a calendar that the test takes back is forgotten."""
    yield
    calendario.olvidar()


@pytest.mark.usefixtures("calendario_de_paso")
def test_a_holiday_moves_the_terms_that_were_counted(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    response = entrar(sofia).post(
        reverse("admin:core_dianohabil_add"),
        {"fecha": "2026-09-11", "motivo": "Duelo municipal", "ambito": "municipio"},
        follow=True,
    )

    assert "1 plazo cambió de fecha." in response.content.decode()
    assert clock.local(plazo(compromiso, "compromiso.aceptar").vence_en).day == 14
    assert clock.local(plazo(compromiso, "compromiso.vence").vence_en).day == 18

"""The year on one page, and what another day off moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from core import calendario, clock
from core.models import Actor, DiaNoHabil, HistorialAjuste, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso
from workflows.plazos import ajustes
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.usefixtures("miercoles", "calendario_de_paso")

ANIO = "/ajustes/feriados/"
NUEVO = "/ajustes/feriados/nuevo/"
DUELO = {
    "fecha": "2026-09-11", "motivo": "Duelo municipal", "jornada": "cerrado", "ambito": "municipio",
}  # fmt: skip


@pytest.fixture
def calendario_de_paso() -> Iterator[None]:
    """What is read of a calendar that the test takes back is forgotten."""
    yield
    calendario.olvidar()


@pytest.fixture
def compromiso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    """Due on Friday of the next week, to be accepted until this Friday."""
    return un_compromiso(rosa, luis, junta, fecha=date(2026, 9, 18))


def vence(compromiso: Compromiso, clase: str = "compromiso.aceptar") -> date:
    plazo = Plazo.objects.get(expediente=compromiso.pk, clase=clase)
    return clock.local(plazo.vence_en).date()


def un_dia(actor: Usuario, **cambios: Any) -> DiaNoHabil:
    campos = {"fecha": date(2026, 9, 11), "motivo": "Duelo municipal", **cambios}
    ajustes.agregar_dia(actor=actor, campos=campos)
    return DiaNoHabil.objects.get()


def test_the_year_shows_those_of_the_country_and_those_of_the_town_hall(
    entrar: Entrar, sofia: Usuario
) -> None:
    un_dia(sofia, decreto="Decreto 12 de 2026")
    client = entrar(sofia)

    pagina = client.get(ANIO).content.decode()
    for texto in ("Navidad", "Nacional, de la ley", "Duelo municipal", "Decreto 12 de 2026"):
        assert texto in pagina
    otro = client.get(f"{ANIO}?anio=2027").content.decode()
    assert "Navidad" in otro
    assert "Duelo municipal" not in otro
    for raro in ("x", "99999", ""):
        assert client.get(f"{ANIO}?anio={raro}").status_code == 200


def test_a_yearly_one_is_in_every_year_from_its_first(entrar: Entrar, sofia: Usuario) -> None:
    un_dia(sofia, fecha=date(2024, 2, 29), motivo="Fundación", cada_anio=True)
    client = entrar(sofia)

    vistos = {
        anio: "Fundación" in client.get(f"{ANIO}?anio={anio}").content.decode()
        for anio in (2023, 2024, 2027, 2028)
    }
    assert vistos == {2023: False, 2024: True, 2027: False, 2028: True}


def test_it_is_asked_before_deadlines_move(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    client = entrar(sofia)

    response = client.post(NUEVO, DUELO)

    assert response.status_code == 200
    pagina = response.content.decode()
    assert "Moverá 1 plazo abierto" in pagina
    assert "Guardar y mover 1 plazo" in pagina
    assert not DiaNoHabil.objects.exists()
    assert vence(compromiso) == date(2026, 9, 11)


def test_a_holiday_moves_the_terms_that_were_counted(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso, luis: Usuario
) -> None:
    client = entrar(sofia)
    response = client.post(NUEVO, DUELO | {"confirmado": 1}, follow=True)

    assert "1 plazo cambió de fecha" in response.content.decode()
    assert vence(compromiso) == date(2026, 9, 14)
    assert vence(compromiso, "compromiso.vence") == date(2026, 9, 18)
    assert Notificacion.objects.filter(clase="X02", usuario=luis).exists()


def test_a_yes_to_another_number_is_asked_again(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    response = entrar(sofia).post(NUEVO, DUELO | {"confirmado": 7})

    assert response.status_code == 200
    assert not DiaNoHabil.objects.exists()


def test_what_moves_nothing_is_not_asked(entrar: Entrar, sofia: Usuario) -> None:
    response = entrar(sofia).post(NUEVO, DUELO, follow=True)

    assert "Ningún plazo cambió de fecha." in response.content.decode()
    assert DiaNoHabil.objects.get().motivo == "Duelo municipal"


def test_to_ask_leaves_the_calendar_as_it_was(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    antes = calendario.vigente()
    entrar(sofia).post(NUEVO, DUELO)

    assert calendario.vigente() is antes
    assert not Notificacion.objects.filter(clase="X02").exists()


@pytest.mark.parametrize(
    ("jornada", "habil", "media"), [("media", True, True), ("abierto", True, False)]
)
def test_a_day_may_be_worked_by_half_or_although_it_is_a_holiday(
    entrar: Entrar, sofia: Usuario, jornada: str, habil: bool, media: bool
) -> None:
    entrar(sofia).post(NUEVO, DUELO | {"jornada": jornada})

    dia = DiaNoHabil.objects.get()
    assert (dia.habil, dia.media_jornada) == (habil, media)
    assert enviar(entrar(sofia), f"{ANIO}{dia.pk}/").status_code == 302
    dia.refresh_from_db()
    assert (dia.habil, dia.media_jornada) == (habil, media)


def test_it_is_changed_and_the_history_keeps_what_it_was(entrar: Entrar, sofia: Usuario) -> None:
    dia = un_dia(sofia)
    client = entrar(sofia)

    enviar(client, f"{ANIO}{dia.pk}/", fecha="2026-09-15")

    pagina = client.get(f"{ANIO}{dia.pk}/").content.decode()
    assert "Fecha: de 2026-09-11 a 2026-09-15" in pagina


def test_it_is_taken_away_once_it_is_said_what_that_moves(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    dia = un_dia(sofia)
    assert vence(compromiso) == date(2026, 9, 14)
    client = entrar(sofia)
    url = f"{ANIO}{dia.pk}/quitar/"

    assert "Moverá 1 plazo abierto" in client.get(url).content.decode()
    assert client.post(url).status_code == 302

    assert vence(compromiso) == date(2026, 9, 11)
    assert HistorialAjuste.objects.filter(verbo="quitar", usuario=sofia).exists()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"fecha": "31/02/2026"}, "fecha"),
        ({"fecha": ""}, "fecha"),
        ({"motivo": ""}, "motivo"),
        ({"jornada": "siesta"}, "jornada"),
        ({"ambito": "planeta"}, "ambito"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, sofia: Usuario, cambios: dict[str, str], campo: str
) -> None:
    response = entrar(sofia).post(NUEVO, DUELO | cambios)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]


def test_one_date_has_one_rule_of_a_kind(entrar: Entrar, sofia: Usuario) -> None:
    un_dia(sofia)

    response = entrar(sofia).post(NUEVO, DUELO)

    assert "Ya hay una regla de este ámbito para esa fecha." in response.content.decode()


@pytest.mark.parametrize("quien", ["rosa", "tomas", "omar"])
def test_nobody_else_sees_or_changes_them(
    entrar: Entrar, request: pytest.FixtureRequest, sofia: Usuario, quien: str
) -> None:
    dia, usuario = un_dia(sofia), request.getfixturevalue(quien)
    client = entrar(usuario)

    for url in (ANIO, NUEVO, f"{ANIO}{dia.pk}/", f"{ANIO}{dia.pk}/quitar/"):
        assert client.get(url).status_code == 403
    assert client.post(f"{ANIO}{dia.pk}/quitar/").status_code == 403
    with pytest.raises(NotAllowed):
        ajustes.quitar_dia(dia_id=dia.pk, actor=usuario)
    assert reverse("ajustes:feriados") not in client.get("/mi-dia/").content.decode()

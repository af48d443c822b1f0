"""Alert rules, as an administrator edits them."""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core.ajustes import ultimo
from core.models import Actor, HistorialAjuste, Usuario
from core.transitions import NotAllowed
from tests.builders import un_compromiso
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso
from workflows.plazos import ajustes
from workflows.plazos.models import Plazo, ReglaAlerta

pytestmark = pytest.mark.usefixtures("miercoles")

ZONA = ZoneInfo("America/Panama")
LISTA = "/ajustes/reglas/"
NUEVA = "/ajustes/reglas/de/compromiso.vence/nueva/"


@pytest.fixture
def compromiso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    """Due on Friday of the next week, to be accepted until this Friday."""
    return un_compromiso(rosa, luis, junta, fecha=date(2026, 9, 18))


def plazo(compromiso: Compromiso, clase: str) -> Plazo:
    return Plazo.objects.get(expediente=compromiso.pk, clase=clase)


def la(codigo: str, etapa: int = 1) -> ReglaAlerta:
    return ReglaAlerta.objects.get(codigo=codigo, etapa=etapa)


def editar(client: Client, regla: ReglaAlerta, **cambios: Any) -> Any:
    """`cantidad` with its sign, as a rule has it; the form asks for before or after."""
    if "cantidad" in cambios:
        cambios["sentido"] = "antes" if cambios["cantidad"] < 0 else "despues"
        cambios["cantidad"] = abs(cambios["cantidad"])
    return enviar(client, f"{LISTA}{regla.pk}/", **cambios)


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

    (falta,) = response.context["form"].errors["activa"]
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

    assert list(response.context["form"].errors) == [campo]


def test_it_may_be_told_earlier_and_to_more_people(entrar: Entrar, sofia: Usuario) -> None:
    regla = ReglaAlerta.objects.get(codigo="S04", etapa=1)
    roles = ["jefe_agenda", "contraparte"]

    assert editar(entrar(sofia), regla, cantidad=40, roles=roles).status_code == 302
    regla.refresh_from_db()
    assert (regla.cantidad, regla.roles) == (40, roles)


def test_a_deadline_tells_only_who_is_something_to_it(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    regla = la("T03")
    client = entrar(sofia)

    response = editar(client, regla, papeles=["responsabel"])

    (falta,) = response.context["form"].errors["papeles"]
    assert "responsabel" in falta
    assert editar(client, regla, papeles=["responsable", "monitor"]).status_code == 302


def test_not_even_past_the_form(sofia: Usuario, compromiso: Compromiso) -> None:
    with pytest.raises(ValidationError) as refused:
        ajustes.editar_regla(
            regla_id=la("T03").pk, actor=sofia, campos={"papeles": ["responsabel"]}
        )
    (falta,) = refused.value.message_dict["papeles"]
    assert "responsabel" in falta
    assert "responsable" in falta


def test_a_new_rule_is_of_a_deadline_that_there_is(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)
    nueva = {
        "codigo": "T03", "cantidad": 4, "unidad": "habiles", "sentido": "antes",
        "roles": ["contraparte"], "medio": "correo", "activa": "on",
    }  # fmt: skip

    assert client.post(NUEVA.replace("vence", "venze"), nueva).status_code == 404
    assert client.post(NUEVA, nueva).status_code == 302
    regla = ReglaAlerta.objects.get(clase_plazo="compromiso.vence", codigo="T03", etapa=3)
    assert (regla.cantidad, regla.roles) == (-4, ["contraparte"])


def test_of_what_only_the_end_is_known_no_part_is_told(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)
    url = NUEVA.replace("compromiso.vence", "cuenta.llave")
    nueva = {
        "codigo": "C06", "cantidad": 50, "unidad": "porcentaje", "sentido": "antes",
        "roles": ["titular"], "medio": "correo", "activa": "on",
    }  # fmt: skip

    assert list(client.post(url, nueva).context["form"].errors) == ["unidad"]
    assert client.post(url, nueva | {"cantidad": 3, "unidad": "habiles"}).status_code == 302


@pytest.mark.parametrize("parte", [0, 101])
def test_a_part_of_a_deadline_is_between_one_and_a_hundred(
    entrar: Entrar, sofia: Usuario, parte: int
) -> None:
    response = editar(entrar(sofia), la("T03"), cantidad=parte, unidad="porcentaje")

    assert list(response.context["form"].errors) == ["cantidad"]


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

    assert campo in response.context["form"].errors


def test_what_a_rule_is_stays_as_it_was_declared(entrar: Entrar, sofia: Usuario) -> None:
    regla = la("T03")
    editar(entrar(sofia), regla, codigo="XX", clase_plazo="otra", etapa=9)
    ajustes.editar_regla(regla_id=regla.pk, actor=sofia, campos={"codigo": "XX", "etapa": 9})

    regla.refresh_from_db()
    assert (regla.codigo, regla.clase_plazo, regla.etapa) == ("T03", "compromiso.vence", 1)


def test_rules_are_not_deleted() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("ajustes:regla_quitar", args=[1])
    with pytest.raises(NoReverseMatch):
        reverse("admin:plazos_reglaalerta_changelist")


@pytest.mark.parametrize("quien", ["rosa", "tomas", "paula", "omar"])
def test_who_does_not_administer_does_not_see_them(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    client = entrar(request.getfixturevalue(quien))

    for url in (LISTA, f"{LISTA}{la('T03').pk}/", NUEVA):
        assert client.get(url).status_code == 403
        assert client.post(url, {"cantidad": 1}).status_code in {403, 405}


def test_nor_changes_them_past_the_screens(rosa: Usuario) -> None:
    with pytest.raises(NotAllowed):
        ajustes.editar_regla(regla_id=la("T03").pk, actor=rosa, campos={"activa": False})
    with pytest.raises(NotAllowed):
        ajustes.restaurar_regla(regla_id=la("T03").pk, actor=rosa)


def test_each_is_said_in_a_sentence_without_the_words_of_the_code(
    entrar: Entrar, sofia: Usuario
) -> None:
    pagina = html.unescape(
        "".join(entrar(sofia).get(f"{LISTA}?pagina={n}").content.decode() for n in (1, 2))
    )

    for frase in (
        "2 días hábiles antes de vencer, al responsable, por correo",
        "Al vencer, al responsable, por correo",
        "7 días hábiles después de vencer, al titular, en el resumen diario",
        "Al pasar el 50 % del plazo, al responsable, por correo",
        "Compromiso: Fecha prometida",
        "No se puede apagar",
    ):
        assert frase in pagina
    for texto in (">T03", "cuenta.llave<", "porcentaje", "habiles"):
        assert texto not in pagina


def test_one_that_cannot_be_switched_off_says_why(entrar: Entrar, sofia: Usuario) -> None:
    pagina = entrar(sofia).get(f"{LISTA}{la('S04').pk}/").content.decode()

    assert "No se puede apagar: la ley fija este plazo." in pagina


def test_the_sentence_follows_the_form(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)
    datos = {
        "cantidad": "3", "unidad": "habiles", "sentido": "antes", "roles": ["titular"],
        "medio": "resumen", "activa": "on",
    }  # fmt: skip
    url = "/ajustes/reglas/de/compromiso.vence/frase/"

    dicha = client.post(url, datos).content.decode().strip()
    assert dicha == "3 días hábiles antes de vencer, al titular, en el resumen diario"
    assert "Complete" in client.post(url, {}).content.decode()


def test_the_history_keeps_what_it_was_before(entrar: Entrar, sofia: Usuario) -> None:
    regla = la("T03")
    client = entrar(sofia)
    editar(client, regla, cantidad=-4, roles=["contraparte"])

    pagina = client.get(f"{LISTA}{regla.pk}/").content.decode()

    assert "Cuándo: de -2 a -4" in pagina
    assert "A quién por su función: de — a Contraparte central" in pagina
    assert HistorialAjuste.objects.get().usuario == sofia


def test_an_edit_that_changes_nothing_leaves_no_trace(entrar: Entrar, sofia: Usuario) -> None:
    assert editar(entrar(sofia), la("T03")).status_code == 302
    assert not HistorialAjuste.objects.exists()


def test_it_goes_back_to_how_it_came(
    entrar: Entrar, sofia: Usuario, compromiso: Compromiso
) -> None:
    regla = la("T03")
    client = entrar(sofia)
    editar(client, regla, cantidad=-4, activa=False)
    assert "Vino así" in client.get(f"{LISTA}{regla.pk}/").content.decode()

    client.post(f"{LISTA}{regla.pk}/restaurar/")

    regla.refresh_from_db()
    assert (regla.cantidad, regla.activa) == (-2, True)
    assert plazo(compromiso, "compromiso.vence").next_alert_at == datetime(
        2026, 9, 16, 8, tzinfo=ZONA
    )
    assert HistorialAjuste.objects.count() == 2


def test_what_the_town_hall_added_never_came(entrar: Entrar, sofia: Usuario) -> None:
    regla = ajustes.agregar_regla(
        codigo="T03",
        clase_plazo="compromiso.vence",
        actor=sofia,
        campos={"cantidad": -9, "roles": ["titular"]},
    )

    pagina = entrar(sofia).post(f"{LISTA}{regla.pk}/restaurar/", follow=True).content.decode()

    assert "no tiene valores de fábrica" in pagina


def test_a_stale_form_shows_what_somebody_else_changed(
    entrar: Entrar, sofia: Usuario, elena: Usuario
) -> None:
    regla = la("T03")
    client = entrar(sofia)
    url = f"{LISTA}{regla.pk}/"
    campos = client.get(url).context["form"]
    datos = {uno.name: uno.value() for uno in campos if uno.value() is not None}
    ajustes.editar_regla(regla_id=regla.pk, actor=elena, campos={"cantidad": -6})

    response = client.post(url, datos | {"cantidad": 3})

    assert response.status_code == 409
    pagina = response.content.decode()
    assert "Elena Cordero cambió esto mientras usted escribía" in pagina
    regla.refresh_from_db()
    assert regla.cantidad == -6
    assert client.post(url, datos | {"cantidad": 3, "visto": ultimo(regla)}).status_code == 302


def test_they_are_sorted_by_what_they_are_about(entrar: Entrar, sofia: Usuario) -> None:
    client = entrar(sofia)
    editar(client, la("T03"), activa=False)

    de_pieza = client.get(f"{LISTA}?asunto=Pieza").context["page"]
    assert {grupo.asunto for grupo in de_pieza} == {"Pieza"}
    apagadas = client.get(f"{LISTA}?activas=no").context["page"]
    assert [[uno.etapa for uno in grupo.reglas] for grupo in apagadas] == [[1]]

"""Everybody's substitutes, for the contraparte and the administrator."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Suplencia, Usuario
from notifiers.models import Notificacion
from tests.builders import en_dias
from tests.webui.conftest import Entrar
from workflows.cruce import suplencias

LISTA = "/suplencias/"
NUEVA = "/suplencias/nueva/"


def datos(titular: Usuario, suplente: Usuario, **mas: Any) -> dict[str, Any]:
    return {
        "titular": titular.pk,
        "suplente": suplente.pk,
        "desde": str(en_dias(0)),
        "hasta": str(en_dias(3)),
        **mas,
    }


@pytest.fixture
def vigente(rosa: Usuario, luis: Usuario) -> Suplencia:
    return suplencias.nombrar(
        titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(3), actor=rosa
    )


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_the_administration_reaches_it_from_the_menu(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str, vigente: Suplencia
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert f'href="{LISTA}"' in client.get("/mi-dia/").content.decode()
    pagina = client.get(LISTA).content.decode()
    assert "Rosa Medina" in pagina
    assert "Luis Ábrego" in pagina
    assert "Vigente" in pagina


@pytest.mark.parametrize("quien", ["tomas", "rosa", "luis", "omar"])
def test_nobody_else_does(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str, vigente: Suplencia
) -> None:
    client = entrar(request.getfixturevalue(quien))

    for mas in ("", "nueva/", "historia/", f"{vigente.pk}/cambiar/"):
        assert client.get(f"{LISTA}{mas}").status_code == 403
    assert client.post(NUEVA, {}).status_code == 403
    assert client.post(f"{LISTA}{vigente.pk}/terminar/").status_code == 403
    assert f'href="{LISTA}"' not in client.get("/mi-dia/").content.decode()


def test_one_is_named_for_somebody_else_and_both_are_told(
    entrar: Entrar, sofia: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    response = entrar(sofia).post(NUEVA, datos(tomas, rosa))

    assert response.headers["Location"] == LISTA
    assert Suplencia.objects.get().suplente == rosa
    assert set(Notificacion.objects.values_list("usuario__nombre", flat=True)) == {
        "Tomás Vega",
        "Rosa Medina",
    }


def test_nobody_appoints_oneself(
    entrar: Entrar, sofia: Usuario, elena: Usuario, tomas: Usuario
) -> None:
    for user in (sofia, elena):
        response = entrar(user).post(NUEVA, datos(tomas, user))
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["suplente"])
    assert not Suplencia.objects.exists()


def test_two_at_once_and_one_s_own_are_refused_in_words(
    entrar: Entrar, elena: Usuario, vigente: Suplencia, rosa: Usuario, marta: Usuario
) -> None:
    client = entrar(elena)

    a_la_vez = client.post(NUEVA, datos(rosa, marta))
    assert "Para esas fechas ya hay una suplencia" in a_la_vez.content.decode()
    de_si = client.post(NUEVA, datos(rosa, rosa))
    assert "Nadie se suple a sí mismo." in de_si.content.decode()
    assert Suplencia.objects.count() == 1


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titular": ""}, "titular"),
        ({"titular": "²"}, "titular"),
        ({"hasta": "2020-01-01"}, "hasta"),
        ({"suplente": ""}, "suplente"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    entrar: Entrar,
    sofia: Usuario,
    tomas: Usuario,
    rosa: Usuario,
    cambios: dict[str, str],
    campo: str,
) -> None:
    response = entrar(sofia).post(NUEVA, {**datos(tomas, rosa), **cambios})

    assert campo in response.context["form"].errors


def test_it_is_changed_and_ended(entrar: Entrar, elena: Usuario, vigente: Suplencia) -> None:
    client = entrar(elena)

    fechas = {"desde": str(en_dias(0)), "hasta": str(en_dias(9))}
    assert client.post(f"{LISTA}{vigente.pk}/cambiar/", fechas).headers["Location"] == LISTA
    vigente.refresh_from_db()
    assert vigente.hasta == en_dias(9)

    client.post(f"{LISTA}{vigente.pk}/terminar/")
    assert not Suplencia.objects.vigentes().exists()
    historia = client.get(f"{LISTA}historia/").content.decode()
    assert "terminó antes la suplencia de Rosa Medina por Luis Ábrego" in historia
    assert "cambió las fechas en que Luis Ábrego suple a Rosa Medina" in historia


def test_one_ended_by_mistake_is_named_again(
    entrar: Entrar, elena: Usuario, vigente: Suplencia
) -> None:
    client = entrar(elena)
    page = client.post(f"{LISTA}{vigente.pk}/terminar/", follow=True)
    *_antes, mensaje = page.context["messages"]

    page = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)

    assert "Luis Ábrego suple otra vez a Rosa Medina." in page.text
    otra = Suplencia.objects.vigentes().get()
    assert (otra.titular, otra.suplente) == (vigente.titular, vigente.suplente)


def test_who_no_longer_administers_names_nobody_again(
    entrar: Entrar, elena: Usuario, vigente: Suplencia
) -> None:
    client = entrar(elena)
    page = client.post(f"{LISTA}{vigente.pk}/terminar/", follow=True)
    *_antes, mensaje = page.context["messages"]
    elena.groups.clear()

    page = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)

    assert "Ya no hay nada que deshacer." in page.text
    assert not Suplencia.objects.vigentes().exists()


def test_it_is_narrowed_by_person_and_by_when(
    entrar: Entrar, elena: Usuario, vigente: Suplencia, tomas: Usuario, marta: Usuario
) -> None:
    suplencias.nombrar(
        titular=tomas, suplente=marta, desde=en_dias(4), hasta=en_dias(6), actor=tomas
    )
    client = entrar(elena)

    def filas(filtro: str) -> list[str]:
        page = client.get(f"{LISTA}?{filtro}").context["page"]
        return [str(una) for una in page]

    assert filas("cuando=por_venir") == ["Marta Solís por Tomás Vega"]
    assert filas("q=abrego") == ["Luis Ábrego por Rosa Medina"]
    assert len(filas("cuando=nunca")) == 2

"""«Mis suplencias»: who stands in for me."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Suplencia, Usuario
from tests.builders import en_dias
from tests.webui.conftest import Entrar

LISTA = "/mis-suplencias/"
NUEVA = "/mis-suplencias/nueva/"


def datos(suplente: Usuario, **cambios: Any) -> dict[str, Any]:
    return {
        "suplente": suplente.pk,
        "desde": str(en_dias(0)),
        "hasta": str(en_dias(5)),
        "motivo": "Vacaciones",
        **cambios,
    }


def test_it_is_reached_from_ones_account(entrar: Entrar, rosa: Usuario) -> None:
    assert f'href="{LISTA}"' in entrar(rosa).get("/mi-dia/").content.decode()


def test_an_empty_one_offers_the_first_step(entrar: Entrar, rosa: Usuario) -> None:
    pagina = entrar(rosa).get(LISTA).content.decode()
    assert "Nadie le suple" in pagina
    assert NUEVA in pagina


def test_one_names_ones_own(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    response = entrar(rosa).post(NUEVA, datos(luis), follow=True)

    suplencia = Suplencia.objects.get()
    assert (suplencia.titular, suplencia.suplente) == (rosa, luis)
    pagina = response.content.decode()
    assert "Luis Ábrego" in pagina
    assert "Vacaciones" in pagina
    assert "Rosa Medina" in entrar(luis).get(LISTA).content.decode()


def test_not_for_somebody_else(
    entrar: Entrar, rosa: Usuario, luis: Usuario, tomas: Usuario
) -> None:
    entrar(rosa).post(NUEVA, datos(luis, titular=tomas.pk, actor=tomas.pk))

    assert Suplencia.objects.get().titular == rosa


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"suplente": ""}, "suplente"),
        ({"suplente": "²"}, "suplente"),
        ({"suplente": "999999"}, "suplente"),
        ({"desde": "2020-01-01"}, "desde"),
        ({"hasta": "2020-01-01"}, "hasta"),
        ({"hasta": "nunca"}, "hasta"),
        ({"motivo": "a" * 201}, "motivo"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, rosa: Usuario, luis: Usuario, cambios: dict[str, str], campo: str
) -> None:
    response = entrar(rosa).post(NUEVA, {**datos(luis), **cambios})

    assert response.status_code == 422
    assert campo in response.context["form"].errors
    assert "Vacaciones" in response.content.decode() or campo == "motivo"
    assert not Suplencia.objects.exists()


def test_oneself_and_the_clock_are_no_choice(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    for nadie in (rosa, Usuario.objects.sistema()):
        response = client.post(NUEVA, datos(nadie))
        assert "suplente" in response.context["form"].errors


def test_who_has_no_role_names_nobody(entrar: Entrar, luis: Usuario) -> None:
    nadie = Usuario.objects.create_user("nadie@alborada.test", nombre="Nadie")
    client = entrar(nadie)
    assert NUEVA not in client.get(LISTA).content.decode()
    assert client.get(NUEVA).status_code == 403
    assert client.post(NUEVA, datos(luis)).status_code == 403


def test_it_may_be_ended_early(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    client = entrar(rosa)
    client.post(NUEVA, datos(luis))
    response = client.post(f"{LISTA}{Suplencia.objects.get().pk}/terminar/", follow=True)

    assert "La suplencia terminó." in response.content.decode()
    assert not Suplencia.objects.vigentes().exists()


def test_what_has_ended_says_so(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    vieja = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-9), hasta=en_dias(-2)
    )
    client = entrar(rosa)
    assert "terminar/" not in client.get(LISTA).content.decode()

    response = client.post(f"{LISTA}{vieja.pk}/terminar/", follow=True)
    assert "ya terminó" in response.content.decode()


def test_that_of_somebody_else_is_not_there(
    entrar: Entrar, rosa: Usuario, luis: Usuario, marta: Usuario
) -> None:
    suplencia = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(2)
    )
    for user in (luis, marta):
        assert entrar(user).post(f"{LISTA}{suplencia.pk}/terminar/").status_code == 404
    assert entrar(rosa).get(f"{LISTA}{suplencia.pk}/terminar/").status_code == 405


def test_its_dates_may_be_changed(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    client = entrar(rosa)
    client.post(NUEVA, datos(luis))
    cambiar = f"{LISTA}{Suplencia.objects.get().pk}/cambiar/"
    assert cambiar in client.get(LISTA).content.decode()
    assert "Luis Ábrego suple a Rosa Medina" in client.get(cambiar).content.decode()

    fechas = {"desde": str(en_dias(0)), "hasta": str(en_dias(9))}
    response = client.post(cambiar, fechas, follow=True)

    assert "Cambiada. Se avisó a los dos." in response.content.decode()
    assert Suplencia.objects.get().hasta == en_dias(9)


def test_a_wrong_date_stands_beside_its_field(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    client = entrar(rosa)
    client.post(NUEVA, datos(luis))
    response = client.post(
        f"{LISTA}{Suplencia.objects.get().pk}/cambiar/",
        {"desde": str(en_dias(0)), "hasta": "2020-01-01"},
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["hasta"])


def test_one_that_has_begun_asks_for_its_end_only(
    entrar: Entrar, rosa: Usuario, luis: Usuario
) -> None:
    suya = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-2), hasta=en_dias(2)
    )
    client = entrar(rosa)
    assert "desde" not in client.get(f"{LISTA}{suya.pk}/cambiar/").context["form"].fields

    client.post(f"{LISTA}{suya.pk}/cambiar/", {"hasta": str(en_dias(4))})

    suya.refresh_from_db()
    assert (suya.desde, suya.hasta) == (en_dias(-2), en_dias(4))


def test_what_has_ended_is_not_changed(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    vieja = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-9), hasta=en_dias(-2)
    )
    response = entrar(rosa).get(f"{LISTA}{vieja.pk}/cambiar/", follow=True)

    assert "ya terminó" in response.content.decode()


def test_each_reads_the_history_of_ones_own(
    entrar: Entrar, rosa: Usuario, luis: Usuario, marta: Usuario
) -> None:
    entrar(rosa).post(NUEVA, datos(luis))

    suya = entrar(rosa).get(f"{LISTA}historia/").content.decode()
    assert "nombró a Luis Ábrego para suplir a Rosa Medina" in suya
    assert "Sin historia" in entrar(marta).get(f"{LISTA}historia/").content.decode()


@pytest.mark.parametrize("empezo", [0, -3])
def test_one_ended_by_mistake_is_named_again(
    entrar: Entrar, rosa: Usuario, luis: Usuario, empezo: int
) -> None:
    una = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(empezo), hasta=en_dias(5), motivo="Vacaciones"
    )
    client = entrar(rosa)
    page = client.post(f"{LISTA}{una.pk}/terminar/", follow=True)
    *_antes, mensaje = page.context["messages"]
    page = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)
    assert "Luis Ábrego le suple otra vez." in page.text
    otra = Suplencia.objects.vigentes().get()
    assert (otra.suplente, otra.desde, otra.hasta) == (luis, en_dias(0), en_dias(5))
    assert otra.motivo == "Vacaciones"
    page = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)
    assert "Ya no hay nada que deshacer." in page.text

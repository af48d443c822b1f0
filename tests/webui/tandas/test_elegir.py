"""What several of a list can be given at once, and the form of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from webui.models import Tanda
from webui.pantallas import de
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

URL = "/compromisos/en-tanda/"
EN_LA_BARRA = {"HX-Request": "true", "HX-Target": "tanda-pasos"}


def marcas(*casos: Compromiso) -> list[str]:
    return [f"{caso.codigo}:{caso.version}" for caso in casos]


def ofrecidos(response: Any) -> dict[str, int]:
    assert response.status_code == 200
    return {una.verbo.verb: una.cuantos for una in response.context["opciones"]}


def test_the_list_lets_its_rows_be_chosen(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    caso = oficina.crear()
    page = entrar(rosa).get("/compromisos/").text
    assert f'name="elegido" value="{caso.codigo}:{caso.version}" form="tanda"' in page
    assert f'action="{URL}"' in page


def test_the_verbs_are_those_of_the_machine_and_the_person(
    entrar: Entrar, rosa: Usuario, luis: Usuario, oficina: Oficina
) -> None:
    nuevo, en_marcha, borrador = (
        oficina.crear(),
        oficina.hasta(states.EN_GESTION),
        oficina.hasta(states.BORRADOR),
    )
    datos = {"elegido": marcas(nuevo, en_marcha, borrador)}
    assert ofrecidos(entrar(rosa).post(URL, datos)) == {
        "enviar": 1,
        "reasignar": 2,
        "reprogramar": 2,
        "suspender": 1,
        "reiterar": 2,
        "cancelar": 3,
    }
    assert ofrecidos(entrar(luis).post(URL, datos)) == {"aceptar": 1, "pedir_prorroga": 2}


def test_a_verb_that_needs_something_of_each_is_not_offered(
    entrar: Entrar, carmen: Usuario, oficina: Oficina
) -> None:
    caso = oficina.hasta(states.POR_VERIFICAR)
    client = entrar(carmen)
    assert "aprobar" not in ofrecidos(client.post(URL, {"elegido": marcas(caso)}))
    assert client.post(URL, {"elegido": marcas(caso), "verbo": "aprobar"}).status_code == 404
    assert client.post(URL, {"elegido": marcas(caso), "verbo": "volar"}).status_code == 404


def test_nothing_chosen_says_so(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    response = entrar(rosa).post(URL, headers=EN_LA_BARRA)
    assert "Elija al menos uno." in response.text
    assert "<html" not in response.text


def test_what_one_may_not_see_cannot_be_chosen(
    entrar: Entrar, marta: Usuario, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear(nivel_reserva=3)
    response = entrar(marta).post(URL, {"elegido": marcas(caso), "verbo": "reiterar"})
    assert response.context["casos"] == []
    assert caso.titulo not in response.text


def test_the_form_says_for_how_many_and_why_not_for_the_others(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    uno, borrador = oficina.crear(), oficina.hasta(states.BORRADOR)
    datos = {"elegido": marcas(uno, borrador), "verbo": "reiterar"}
    response = entrar(rosa).post(URL, datos)
    assert response.context["cuantos"] == 1
    assert [(uno.codigo, uno.motivo) for uno in response.context["negados"]] == [
        (borrador.codigo, "No se puede: está en «Borrador».")
    ]
    assert "Qué se le recuerda" in response.text
    for marca in marcas(uno, borrador):
        assert f'name="elegido" value="{marca}"' in response.text


def test_htmx_gets_the_form_as_a_dialog(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    datos = {"elegido": marcas(oficina.crear()), "verbo": "reiterar"}
    response = entrar(rosa).post(URL, datos, headers={"HX-Request": "true", "HX-Target": "dialogo"})
    assert "dialogo-titulo" in response.text
    assert "<html" not in response.text


def test_its_fields_are_none_of_the_list_below(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    client, datos = entrar(rosa), {"elegido": marcas(oficina.crear()), "verbo": "reasignar"}
    ids = re.compile(r'<(?:select|input|textarea)[^>]* id="([^"]+)"')

    lista = {*ids.findall(client.get("/compromisos/").text)}
    for sigue in ({}, {"dar": "1"}):
        dialogo = ids.findall(client.post(URL, datos | sigue, headers={"HX-Request": "true"}).text)
        assert dialogo
        assert lista.isdisjoint(dialogo)


def test_bad_data_is_asked_for_again_and_nothing_is_done(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear()
    datos = {"elegido": marcas(caso), "verbo": "reiterar", "dar": "1", "mensaje": " "}
    response = entrar(rosa).post(URL, datos)
    assert response.status_code == 422
    assert "mensaje" in response.context["form"].errors
    assert not Tanda.objects.exists()
    assert Compromiso.objects.get(pk=caso.pk).reiteraciones == 0


def test_all_that_the_filter_leaves_are_chosen_at_once(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    for _ in range(30):
        oficina.crear(titulo="Bacheo")
    oficina.crear(titulo="Otra cosa")
    client = entrar(rosa)
    assert client.get("/compromisos/?q=bacheo").context["tanda_todos"] == 30
    response = client.post(URL, {"todos": "1", "consulta": "q=bacheo", "verbo": "reiterar"})
    assert response.context["cuantos"] == 30


def test_no_more_than_the_limit_at_once(
    entrar: Entrar, rosa: Usuario, oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webui.tandas.elegidos.LIMITE", 3)
    casos = [oficina.crear() for _ in range(5)]
    response = entrar(rosa).post(URL, {"elegido": marcas(*casos)})
    assert len(response.context["casos"]) == 3
    response = entrar(rosa).post(URL, {"todos": "1", "consulta": ""})
    assert len(response.context["casos"]) == 3


@pytest.mark.parametrize(
    "raro", ["", ":", "x" * 500, "CMP-2026-00001:²", "\0:1", "CMP:" + "9" * 40]
)
def test_a_choice_that_cannot_be_understood_is_left_out(
    entrar: Entrar, rosa: Usuario, oficina: Oficina, raro: str
) -> None:
    caso = oficina.crear()
    datos = {"elegido": [raro, *marcas(caso)], "verbo": "reiterar"}
    assert entrar(rosa).post(URL, datos).context["cuantos"] == 1


def test_a_hundred_chosen_cost_what_ten_do(entrar: Entrar, rosa: Usuario, oficina: Oficina) -> None:
    client = entrar(rosa)
    casos = [oficina.crear() for _ in range(100)]
    diez = cuantas(lambda: client.post(URL, {"elegido": marcas(*casos[:10])}))
    assert cuantas(lambda: client.post(URL, {"elegido": marcas(*casos)})) == diez


def test_every_verb_for_many_has_a_form_that_does_not_look_at_one(
    oficina: Oficina, rosa: Usuario
) -> None:
    clases = ("solicitud", "compromiso", "meta", "meta_intermedia", "pieza")
    formas = [form for clase in clases for form in de(clase).pasos.values() if form.en_tanda]
    assert len(formas) >= 10
    for form in formas:
        form(caso=None, user=rosa)

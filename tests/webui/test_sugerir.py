"""What is suggested while somebody types: codes, words, mistyped words, pages, what was opened."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.webui.conftest import Entrar, Navegar
from webui.buscar import lugares
from workflows.compromisos.models import Compromiso

URL = "/buscar/sugerencias/"
pytestmark = pytest.mark.django_db


def casos(client: Client, q: str) -> list[str]:
    response = client.get(URL, {"q": q})
    assert response.status_code == 200
    return [uno.titulo for uno in response.context["casos"]]


def paginas(client: Client, q: str) -> list[str]:
    return [str(uno.label) for uno in client.get(URL, {"q": q}).context["paginas"]]


@pytest.fixture
def acueducto(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    un_compromiso(rosa, luis, junta, titulo="Poda de árboles")
    return un_compromiso(rosa, luis, junta, titulo="Planos del acueducto")


@pytest.mark.parametrize(
    "forma", ["{0}", "{0.lower}", "CMP {1} {2}", "cmp-{2}", "cmp{2}", "cmp{1}{3}", "{2}", "{1}-{2}"]
)
def test_a_code_comes_first_however_it_is_written(
    entrar: Entrar, rosa: Usuario, acueducto: Compromiso, forma: str
) -> None:
    _prefijo, anio, numero = acueducto.codigo.split("-")
    codigo = acueducto.codigo
    q = codigo.lower() if forma == "{0.lower}" else forma.format(codigo, anio, int(numero), numero)
    assert casos(entrar(rosa), q)[0] == "Planos del acueducto"


def test_the_page_of_the_search_understands_codes_the_same_way(
    entrar: Entrar, rosa: Usuario, acueducto: Compromiso
) -> None:
    numero = int(acueducto.codigo.split("-")[2])
    response = entrar(rosa).get("/buscar/", {"q": f"cmp {numero}"})
    assert response.headers["Location"] == f"/compromisos/{acueducto.codigo}/"


@pytest.mark.parametrize("q", ["ACUEDUCTO", "acueduto", "acuedcto", "planos acueduto", "acúeducto"])
def test_words_are_found_accents_and_mistakes_forgiven(
    entrar: Entrar, rosa: Usuario, acueducto: Compromiso, q: str
) -> None:
    assert casos(entrar(rosa), q) == ["Planos del acueducto"]


def test_everything_with_a_name_is_found(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, el_roble: Lugar, agua: Tema
) -> None:
    client = entrar(rosa)
    assert casos(client, "roble") == ["Junta Comunal El Roble", "El Roble"]
    assert casos(client, "sanemiento") == ["Agua y saneamiento"]
    assert casos(client, "abrego") == ["Luis Ábrego"]
    (luis_,) = client.get(URL, {"q": "abrego"}).context["casos"]
    assert luis_.url == f"/compromisos/?responsable={luis.pk}"


def test_who_has_left_is_not_suggested(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)
    assert casos(entrar(rosa), "abrego") == []


@pytest.mark.parametrize("q", ["delicado", "delicdo", "CMP-2026-00001", "cmp 1", "1"])
def test_what_one_may_not_see_is_not_suggested(
    entrar: Entrar, rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor, q: str
) -> None:
    uno = un_compromiso(rosa, luis, junta, titulo="Asunto delicado", nivel_reserva=3)
    q = q.replace("CMP-2026-00001", uno.codigo)
    assert casos(entrar(luis), q) == ["Asunto delicado"]
    assert casos(entrar(marta), q) == []


@pytest.mark.parametrize("q", ["\0", "%", "_", "'; DROP TABLE", "x" * 5000, "á" * 200, "²", "%>"])
def test_strange_questions_break_nothing(entrar: Entrar, rosa: Usuario, q: str) -> None:
    assert casos(entrar(rosa), q) == []


def test_pages_and_actions_are_found_by_their_words(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    assert paginas(client, "registrar") == ["Registrar solicitud"]
    assert paginas(client, "regstrar") == ["Registrar solicitud"]
    assert "Mis suplencias" in paginas(client, "suplencias")
    assert paginas(client, "mi dia") == ["Mi día"]


def test_only_what_one_may_do_is_offered(entrar: Entrar, omar: Usuario, sofia: Usuario) -> None:
    assert paginas(entrar(omar), "registrar") == []
    assert paginas(entrar(omar), "motor") == []
    assert "Motor" in paginas(entrar(sofia), "motor")


def test_every_action_leads_somewhere(entrar: Entrar, rosa: Usuario, paula: Usuario) -> None:
    for quien in (rosa, paula):
        client = entrar(quien)
        for accion in lugares.acciones(quien):
            assert client.get(accion.url).status_code == 200


def test_what_was_opened_last_stands_there_before_anything_is_typed(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    uno = un_compromiso(rosa, luis, junta, titulo="Primero")
    dos = un_compromiso(rosa, luis, junta, titulo="Segundo")
    client = entrar(rosa)
    assert casos(client, "") == []
    for caso in (uno, dos, uno):
        client.get(f"/compromisos/{caso.codigo}/")
    assert casos(client, "") == ["Primero", "Segundo"]
    assert casos(entrar(rosa), "") == []


def test_of_what_was_opened_only_what_one_still_may_see(
    entrar: Entrar, rosa: Usuario, omar: Usuario, luis: Usuario, junta: Actor
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    client = entrar(omar)
    client.get(f"/compromisos/{caso.codigo}/")
    Compromiso.objects.filter(pk=caso.pk).update(nivel_reserva=3)
    assert casos(client, "") == []


def test_what_was_opened_last_is_of_one_person_and_ends_with_the_session(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    client = entrar(rosa)
    client.get(f"/compromisos/{un_compromiso(rosa, luis, junta).codigo}/")
    client.force_login(luis)
    assert casos(client, "") == []
    client.post(reverse("account_logout"))
    assert client.cookies[settings.RECIENTES_COOKIE_NAME].value == ""


@pytest.mark.parametrize(
    "dicho", ["", "nada", "{}", "{}.", "{}.x", "{}.-1", "{}.²", "{}." + "9" * 40, "{}" + ".0" * 99]
)
def test_a_strange_cookie_of_what_was_opened_breaks_nothing(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, dicho: str
) -> None:
    client = entrar(rosa)
    client.cookies[settings.RECIENTES_COOKIE_NAME] = dicho.format(rosa.pk)
    assert casos(client, "") == []
    caso = un_compromiso(rosa, luis, junta, titulo="Planos")
    client.get(f"/compromisos/{caso.codigo}/")
    assert casos(client, "") == ["Planos"]


def test_the_page_offers_what_may_have_been_meant(
    entrar: Entrar, rosa: Usuario, acueducto: Compromiso
) -> None:
    response = entrar(rosa).get("/buscar/", {"q": "acueduto"})
    assert "¿Buscaba esto?" in response.text
    assert "Planos del acueducto" in response.text


def test_it_costs_the_same_however_much_there_is(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    client = entrar(rosa)
    for _ in range(10):
        un_compromiso(rosa, luis, junta)
    antes = cuantas(lambda: client.get(URL, {"q": "planos"}))
    for _ in range(30):
        un_compromiso(rosa, luis, junta)
    assert cuantas(lambda: client.get(URL, {"q": "planos"})) <= antes


@pytest.mark.django_db(transaction=True)
def test_from_the_keyboard_it_opens_what_is_meant(
    navegar: Navegar, rosa: Usuario, acueducto: Compromiso
) -> None:
    page = navegar(rosa)
    page.goto("/metas/")
    page.keyboard.press("Control+k")
    paleta = page.get_by_role("dialog", name="Buscar en todo")
    expect(paleta.get_by_role("combobox")).to_be_focused()
    expect(paleta.get_by_role("option", name="Registrar solicitud")).to_be_visible()
    page.keyboard.type("acueduto")
    primera = paleta.get_by_role("option", name="Planos del acueducto")
    expect(primera).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(primera).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/compromisos/{acueducto.codigo}/")

    page.get_by_role("link", name="Buscar solicitudes").focus()
    page.keyboard.press("Enter")
    expect(paleta.get_by_role("option", name="Planos del acueducto")).to_be_visible()
    page.keyboard.press("Escape")
    expect(paleta).to_be_hidden()
    expect(page.get_by_role("link", name="Buscar solicitudes")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_box_is_a_link_to_the_page(navegar: Navegar, rosa: Any) -> None:
    page = navegar(rosa, scripts=False)
    page.goto("/metas/")
    page.get_by_role("link", name="Buscar solicitudes").click()
    page.wait_for_url("**/buscar/")
    expect(page.get_by_role("searchbox").last).to_be_visible()

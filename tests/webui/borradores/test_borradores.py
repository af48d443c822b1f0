"""What was being typed survives an ended session, a closed page, a change of mind."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from core import borradores
from core.models import Borrador, Usuario
from tests.cast import PASSWORD
from tests.espera import esperar
from tests.webui.conftest import Entrar, Navegar
from tests.workflows.compromisos.builders import Oficina
from webui.borradores import hoja
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db
NUEVO = "/compromisos/nuevo/"
RECUPERADO = "Recuperamos lo que estaba escribiendo"


def vale(response: Any) -> str:
    found = re.search(r'name="hoja" value="([^"]+)"', response.text)
    assert found, "the form has no token"
    return found[1]


def valor(client: Client, ruta: str, campo: str) -> object:
    form = client.get(ruta).context["form"]
    return form[campo].value()


@pytest.mark.parametrize("ruta", ["/solicitudes/nueva/", NUEVO, "/metas/nueva/", "/piezas/nueva/"])
def test_every_long_form_keeps_what_is_typed(
    entrar: Entrar, rosa: Usuario, carmen: Usuario, ruta: str
) -> None:
    client = entrar(carmen if "metas" in ruta else rosa)
    page = client.get(ruta)
    assert 'data-draft="/borradores/"' in page.text
    response = client.post("/borradores/", {"hoja": vale(page), "titulo": "A medio escribir"})
    assert response.status_code == 204
    vuelta = client.get(ruta)
    assert RECUPERADO in vuelta.text
    assert vuelta.context["form"]["titulo"].value() == "A medio escribir"


def test_a_post_that_meets_an_ended_session_is_not_lost(
    entrar: Entrar, rosa: Usuario, luis: Usuario, oficina: Oficina
) -> None:
    client = entrar(rosa)
    datos = {
        "hoja": vale(client.get(NUEVO)),
        "tipo": "tarea",
        "titulo": "Pedir los planos",
        "responsable": luis.pk,
        "fecha": "2026-10-01",
        "prioridad": 2,
        "nivel_reserva": 1,
        "descripcion": "Los del acueducto: «ñandú» & co.",
    }
    client.session.flush()
    response = client.post(NUEVO, datos)
    assert response.headers["Location"] == f"/cuenta/login/?next={NUEVO}"
    assert not Compromiso.objects.filter(titulo="Pedir los planos").exists()

    entrada = {"login": rosa.email, "password": PASSWORD}
    response = client.post(response.headers["Location"], entrada, follow=True)
    assert response.request["PATH_INFO"] == NUEVO
    assert RECUPERADO in response.text
    form = response.context["form"]
    assert form["titulo"].value() == "Pedir los planos"
    assert form["descripcion"].value() == datos["descripcion"]
    assert form["requiere_verificacion"].value() is False
    assert f'<option value="{luis.pk}" selected>' in response.text

    client.post(NUEVO, datos | {"hoja": vale(response)})
    assert Compromiso.objects.filter(titulo="Pedir los planos").exists()
    assert not Borrador.objects.exists()
    assert RECUPERADO not in client.get(NUEVO).text


def test_the_text_of_a_step_too_and_its_files_are_named(
    entrar: Entrar, luis: Usuario, oficina: Oficina
) -> None:
    caso = oficina.hasta(states.EN_GESTION)
    ruta = f"/compromisos/{caso.codigo}/reportar_cumplida/"
    client = entrar(luis)
    datos = {
        "hoja": vale(client.get(f"{ruta}?siguiente=/mi-dia/")),
        "informe": "Se entregaron.",
        "version": caso.version,
        "siguiente": "/mi-dia/",
        "evidencias": [
            SimpleUploadedFile("acta.pdf", b"%PDF-1.7\n%%EOF\n"),
            SimpleUploadedFile("foto.png", b"x"),
        ],
    }
    client.session.flush()
    assert client.post(ruta, datos).status_code == 302
    page = entrar(luis).get(ruta)
    assert "vuelva a elegir acta.pdf, foto.png" in page.text
    assert page.context["form"]["informe"].value() == "Se entregaron."


def test_in_a_dialog_the_whole_page_goes_to_the_login_and_back_to_the_form(
    entrar: Entrar, luis: Usuario, oficina: Oficina
) -> None:
    caso = oficina.hasta(states.EN_GESTION)
    ruta = f"/compromisos/{caso.codigo}/pedir_prorroga/"
    client = entrar(luis)
    htmx = {"HX-Request": "true", "HX-Target": "dialogo", "HX-Current-URL": "http://x/mi-dia/"}
    page = client.get(ruta, headers=htmx)
    datos = {"hoja": vale(page), "motivo": "Llueve."}
    client.session.flush()
    response = client.post(ruta, datos, headers=htmx)
    assert response.headers["HX-Redirect"] == f"/cuenta/login/?next={ruta}"
    assert valor(entrar(luis), ruta, "motivo") == "Llueve."
    assert client.get(ruta, headers=htmx).headers["HX-Redirect"] == "/cuenta/login/?next=/mi-dia/"


def test_what_refreshes_a_part_of_a_page_leaves_it(client: Client) -> None:
    response = client.get("/avisos/campana/", headers={"HX-Request": "true"})
    assert response.status_code == 204


def test_who_logs_in_instead_sees_nothing_of_it(
    entrar: Entrar, rosa: Usuario, carmen: Usuario
) -> None:
    client = entrar(rosa)
    datos = {"hoja": vale(client.get(NUEVO)), "titulo": "Zafiro"}
    client.session.flush()
    client.post(NUEVO, datos)
    client.force_login(carmen)
    assert "Zafiro" not in client.get(NUEVO).text


@pytest.mark.parametrize("falso", ["", "x", "\0", "x" * 4000, "robado", "viejo"])
def test_without_a_good_token_nothing_is_kept(
    entrar: Entrar, rosa: Usuario, carmen: Usuario, falso: str, client: Client
) -> None:
    if falso == "robado":
        falso = vale(entrar(carmen).get(NUEVO))
    if falso == "viejo":
        falso = signing.dumps([rosa.pk, NUEVO], salt="otra cosa")
    datos = {"hoja": falso, "titulo": "Zafiro"}
    assert entrar(rosa).post("/borradores/", datos).status_code == 404
    assert entrar(rosa).post("/borradores/descartar/", datos).status_code == 404
    assert borradores.de(rosa, NUEVO) is None


def test_a_request_of_nobody_without_a_token_leaves_nothing(client: Client, db: None) -> None:
    client.post(NUEVO, {"titulo": "Zafiro"})
    assert not Borrador.objects.exists()


def test_somebody_elses_change_meanwhile_is_noticed(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear()
    ruta = f"/compromisos/{caso.codigo}/editar/"
    client = entrar(rosa)
    page = client.get(ruta)
    escrito = {"hoja": vale(page), "titulo": "Otro título", "version": caso.version}
    client.post("/borradores/", escrito)
    oficina.aceptar(caso)
    vuelta = client.get(ruta).context["form"]
    assert vuelta["version"].value() == str(caso.version)


def test_it_is_discarded_and_given_back(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    datos = {"hoja": vale(client.get(NUEVO)), "titulo": "A medio escribir"}
    client.post("/borradores/", datos)
    page = client.post("/borradores/descartar/", datos, follow=True)
    assert page.request["PATH_INFO"] == NUEVO
    assert RECUPERADO not in page.text
    *_antes, mensaje = page.context["messages"]
    client.post("/deshacer/", {"vale": mensaje.extra_tags})
    assert valor(client, NUEVO, "titulo") == "A medio escribir"


def test_where_one_may_no_longer_write_nothing_is_shown(
    entrar: Entrar, rosa: Usuario, omar: Usuario
) -> None:
    borradores.guardar(omar.pk, NUEVO, "titulo=Zafiro")
    assert entrar(omar).get(NUEVO).status_code == 403


def test_a_form_about_something_else_is_another_one(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    client = entrar(rosa)
    page = client.get(f"{NUEVO}?siguiente=/mi-dia/")
    assert hoja.leer(vale(page)) == (rosa.pk, NUEVO)


def test_a_form_without_longer_texts_keeps_nothing(entrar: Entrar, rosa: Usuario) -> None:
    assert 'name="hoja"' not in entrar(rosa).get("/mis-suplencias/nueva/").text


@pytest.mark.django_db(transaction=True)
def test_the_page_keeps_it_while_one_types_and_as_one_leaves(
    navegar: Navegar, rosa: Usuario
) -> None:
    page = navegar(rosa)
    page.goto(NUEVO)
    page.get_by_label("Qué se va a hacer").fill("Pedir los planos")
    with page.expect_response("**/borradores/"):
        page.get_by_label("Qué se va a hacer").press("End")
    page.get_by_label("Qué se va a hacer").fill("Pedir los planos del acueducto")
    page.goto("/mi-dia/")
    # What a page sends as it is left has its answer when nobody waits for it any more.
    esperar(lambda: "acueducto" in Borrador.objects.get().datos, que="lo último")
    page.goto(NUEVO)
    expect(page.get_by_text(RECUPERADO)).to_be_visible()
    expect(page.get_by_label("Qué se va a hacer")).to_have_value("Pedir los planos del acueducto")
    page.get_by_role("button", name="Descartar").click()
    expect(page.get_by_label("Qué se va a hacer")).to_have_value("")
    page.get_by_role("button", name="Deshacer").click()
    expect(page.get_by_label("Qué se va a hacer")).to_have_value("Pedir los planos del acueducto")

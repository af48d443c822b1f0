"""A list as a person likes to see it: kept, opened, put in order, shared, deleted and put back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from webui.models import VistaGuardada
from webui.vistas import guardadas

pytestmark = pytest.mark.django_db
NUEVA = "/mis-vistas/nueva/"
LISTA = "compromisos:lista"


def guardar(client: Client, consulta: str = "estado=abiertos", **datos: Any) -> Any:
    base = {"lista": LISTA, "consulta": consulta, "nombre": "Lo abierto"}
    return client.post(NUEVA, base | datos)


def vistas_de(client: Client, url: str = "/compromisos/") -> list[tuple[str, str, bool]]:
    return [(una.label, una.url, una.current) for una in client.get(url).context["guardadas"]]


def test_what_a_list_shows_is_kept_and_stands_beside_it(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    page = client.get("/compromisos/?estado=abiertos&orden=-fecha&pagina=2")
    assert "Guardar esta vista" in page.text
    response = guardar(client, "estado=abiertos&orden=-fecha&pagina=2")
    assert response.headers["Location"] == "/compromisos/?estado=abiertos&orden=-fecha"
    assert vistas_de(client) == [("Lo abierto", "?estado=abiertos&orden=-fecha", False)]
    assert vistas_de(client, "/compromisos/?estado=abiertos&orden=-fecha")[0][2]
    assert "Guardar esta vista" not in client.get(response.headers["Location"]).text


def test_without_filters_there_is_nothing_to_keep(entrar: Entrar, rosa: Usuario) -> None:
    assert "Guardar esta vista" not in entrar(rosa).get("/compromisos/").text


@pytest.mark.parametrize(
    "lista",
    [
        "solicitudes", "compromisos", "metas", "intermedias", "piezas", "publicaciones",
        "actores", "temas", "lugares",
    ],
)  # fmt: skip
def test_every_list_with_filters_has_views(entrar: Entrar, rosa: Usuario, lista: str) -> None:
    client = entrar(rosa)
    guardar(client, "q=agua", lista=f"{lista}:lista")
    assert vistas_de(client, reverse(f"{lista}:lista")) == [("Lo abierto", "?q=agua", False)]


@pytest.mark.parametrize("lista", ["suplencias_de_todos:lista", "ajustes:personas"])
def test_those_of_the_administration_have_them_too(
    entrar: Entrar, elena: Usuario, lista: str
) -> None:
    client = entrar(elena)
    guardar(client, "q=luis", lista=lista)
    assert vistas_de(client, reverse(lista)) == [("Lo abierto", "?q=luis", False)]


def test_a_list_asks_for_no_views_that_the_menu_has_not_asked_for(
    entrar: Entrar, rosa: Usuario
) -> None:
    client = entrar(rosa)
    client.get("/mi-dia/")
    for lista in ("/compromisos/", "/actores/", "/metas-intermedias/"):
        with CaptureQueriesContext(connection) as hechas:
            client.get(lista)
        assert not [una for una in hechas if "webui_vistaguardada" in una["sql"]]


@pytest.mark.parametrize(
    ("consulta", "queda"),
    [
        ("estado=volando&luz=atrasado", "luz=atrasado"),
        ("actor=999999&tema=x&otra=cosa&vista=todas", ""),
        ("q=%00&estado=cerrados", "estado=cerrados"),
        ("q=&mios=&estado=cerrados", "estado=cerrados"),
    ],
)
def test_what_is_not_understood_is_dropped_quietly(consulta: str, queda: str, db: None) -> None:
    assert guardadas.entendida(LISTA, consulta) == queda


def test_a_filter_of_what_is_gone_leaves_the_list(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Any
) -> None:
    un_compromiso(rosa, luis, junta)
    client = entrar(rosa)
    VistaGuardada.objects.create(
        usuario=rosa, lista=LISTA, nombre="De antes", consulta="actor=987654"
    )
    response = client.get("/compromisos/?actor=987654")
    assert response.status_code == 200
    assert len(response.context["page"]) == 1


def test_a_name_stands_once_in_a_list(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    guardar(client)
    response = guardar(client, "estado=cerrados")
    assert response.status_code == 422
    assert "Ya tiene una vista con ese nombre." in response.text
    assert guardar(client, "q=agua", lista="metas:lista").status_code == 302


def test_there_is_an_end_to_them(
    entrar: Entrar, rosa: Usuario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guardadas, "MAXIMO", 1)
    client = entrar(rosa)
    guardar(client)
    response = guardar(client, "estado=cerrados", nombre="Otra")
    assert response.status_code == 422
    assert "Ya tiene 1 vistas" in response.text


@pytest.mark.parametrize("lista", ["", "motor:inicio", "\0"])
def test_of_another_page_none_is_kept(entrar: Entrar, rosa: Usuario, lista: str) -> None:
    assert guardar(entrar(rosa), lista=lista).status_code == 404


def test_the_menu_opens_the_list_so(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    guardar(client, inicial="on")
    assert 'href="/compromisos/?estado=abiertos"' in client.get("/mi-dia/").text
    guardar(client, "estado=cerrados", nombre="Lo cerrado", inicial="on")
    page = client.get("/mi-dia/").text
    assert 'href="/compromisos/?estado=cerrados"' in page
    assert 'href="/compromisos/?estado=abiertos"' not in page
    assert list(VistaGuardada.objects.values_list("nombre", "inicial")) == [
        ("Lo abierto", False),
        ("Lo cerrado", True),
    ]


def test_it_is_renamed(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    guardar(client)
    una = VistaGuardada.objects.get()
    assert client.get(f"/mis-vistas/{una.pk}/").status_code == 200
    client.post(f"/mis-vistas/{una.pk}/", {"nombre": "Abiertos"})
    assert vistas_de(client)[0][0] == "Abiertos"


def test_one_is_put_before_the_other(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    for nombre in ("Uno", "Dos", "Tres"):
        guardar(client, f"q={nombre}", nombre=nombre)
    tres = VistaGuardada.objects.get(nombre="Tres")
    for orden in (["Uno", "Tres", "Dos"], ["Tres", "Uno", "Dos"], ["Tres", "Uno", "Dos"]):
        client.post(f"/mis-vistas/{tres.pk}/subir/")
        assert [una[0] for una in vistas_de(client)] == orden


def test_it_is_deleted_and_put_back(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    guardar(client, inicial="on")
    una = VistaGuardada.objects.get()
    page = client.post(f"/mis-vistas/{una.pk}/borrar/", follow=True)
    assert not VistaGuardada.objects.exists()
    *_antes, mensaje = page.context["messages"]
    assert "Deshacer" in page.text
    response = client.post(
        "/deshacer/", {"vale": mensaje.extra_tags, "siguiente": "/mis-vistas/"}, follow=True
    )
    assert "La vista «Lo abierto» está otra vez." in response.text
    vuelta = VistaGuardada.objects.get()
    assert (vuelta.nombre, vuelta.consulta, vuelta.inicial) == (una.nombre, una.consulta, True)
    again = client.post("/deshacer/", {"vale": mensaje.extra_tags}, follow=True)
    assert "Ya no hay nada que deshacer." in again.text
    assert VistaGuardada.objects.count() == 1


def test_those_of_others_are_out_of_reach(entrar: Entrar, rosa: Usuario, ines: Usuario) -> None:
    guardar(entrar(rosa))
    una = VistaGuardada.objects.get()
    client = entrar(ines)
    assert vistas_de(client) == []
    assert "Lo abierto" not in client.get("/mis-vistas/").text
    for sufijo in ("", "subir/", "borrar/"):
        assert client.post(f"/mis-vistas/{una.pk}/{sufijo}").status_code == 404
    assert client.get(f"/mis-vistas/{una.pk}/").status_code == 404


def test_who_runs_the_agenda_shows_one_to_a_role(
    entrar: Entrar, rosa: Usuario, ines: Usuario, luis: Usuario
) -> None:
    client = entrar(rosa)
    guardar(client, rol="asistente")
    assert vistas_de(entrar(ines)) == [("Lo abierto (de Rosa Medina)", "?estado=abiertos", False)]
    assert vistas_de(entrar(luis)) == []
    una = VistaGuardada.objects.get()
    assert entrar(ines).post(f"/mis-vistas/{una.pk}/borrar/").status_code == 404


def test_others_cannot_share(entrar: Entrar, ines: Usuario) -> None:
    client = entrar(ines)
    assert 'name="rol"' not in client.get("/compromisos/?q=a").text
    guardar(client, rol="funcionario")
    assert VistaGuardada.objects.get().rol == ""

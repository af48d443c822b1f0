"""The bell: what one was told, unread and read."""

from __future__ import annotations

import pytest

from core.models import Actor, Usuario
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso

AVISOS = "/avisos/"


@pytest.fixture
def compromiso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    """Luis was told of it."""
    return un_compromiso(rosa, luis, junta)


@pytest.fixture
def aviso(compromiso: Compromiso, luis: Usuario) -> Notificacion:
    return Notificacion.objects.get(usuario=luis)


def test_the_bell_counts_what_is_unread(entrar: Entrar, luis: Usuario, aviso: Notificacion) -> None:
    client = entrar(luis)
    assert client.get(f"{AVISOS}campana/").context["cuenta"] == 1

    client.post(f"{AVISOS}{aviso.pk}/leer/")
    assert client.get(f"{AVISOS}campana/").context["cuenta"] == 0


def test_reading_one_leads_to_what_it_speaks_of(
    entrar: Entrar, luis: Usuario, aviso: Notificacion, compromiso: Compromiso
) -> None:
    client = entrar(luis)
    response = client.post(f"{AVISOS}{aviso.pk}/leer/", follow=True)

    assert response.redirect_chain[-1][0] == f"/compromisos/{compromiso.codigo}/"
    aviso.refresh_from_db()
    leida = aviso.leida_en
    assert leida is not None
    client.post(f"{AVISOS}{aviso.pk}/leer/")
    aviso.refresh_from_db()
    assert aviso.leida_en == leida


def test_what_was_read_is_only_among_all(
    entrar: Entrar, luis: Usuario, aviso: Notificacion
) -> None:
    client = entrar(luis)
    assert list(client.get(AVISOS).context["page"]) == [aviso]
    client.post(f"{AVISOS}leer-todas/")

    assert list(client.get(AVISOS).context["page"]) == []
    assert list(client.get(AVISOS, {"ver": "todas"}).context["page"]) == [aviso]
    assert "Está al día" in client.get(AVISOS, {"ver": "otra cosa"}).content.decode()


def test_nobody_reads_for_another(
    entrar: Entrar, rosa: Usuario, luis: Usuario, aviso: Notificacion
) -> None:
    client = entrar(rosa)
    assert client.post(f"{AVISOS}{aviso.pk}/leer/").status_code == 404
    client.post(f"{AVISOS}leer-todas/")

    aviso.refresh_from_db()
    assert aviso.leida_en is None
    assert list(client.get(AVISOS, {"ver": "todas"}).context["page"]) == []


def test_looking_reads_nothing(entrar: Entrar, luis: Usuario, aviso: Notificacion) -> None:
    client = entrar(luis)
    for ruta in (AVISOS, f"{AVISOS}campana/"):
        client.get(ruta)
    for ruta in (f"{AVISOS}leer-todas/", f"{AVISOS}{aviso.pk}/leer/"):
        assert client.get(ruta).status_code == 405

    aviso.refresh_from_db()
    assert aviso.leida_en is None


def test_all_marked_by_mistake_are_unread_again(
    entrar: Entrar, luis: Usuario, aviso: Notificacion
) -> None:
    client = entrar(luis)
    page = client.post(f"{AVISOS}leer-todas/", follow=True)
    assert "1 aviso leído." in page.text
    *_antes, mensaje = page.context["messages"]
    client.post("/deshacer/", {"vale": mensaje.extra_tags})
    assert list(client.get(AVISOS).context["page"]) == [aviso]


def test_nothing_marked_is_nothing_to_undo(entrar: Entrar, luis: Usuario) -> None:
    page = entrar(luis).post(f"{AVISOS}leer-todas/", follow=True)
    assert "Deshacer" not in page.text

"""What became of each publication, and what a person does about it."""

from __future__ import annotations

import pytest

from channels.models import Publicacion
from core.models import Usuario
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, pasados, salida
from workflows.comunicacion import actions
from workflows.comunicacion.models import Pieza

LISTA = "/publicaciones/"


@pytest.fixture
def fallida(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    sandbox.fault("x", "bad_media")
    return salida(redaccion.publicar(**con_imagen()), "twitter")


@pytest.fixture
def por_decidir(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    """One that Facebook neither showed nor denied for a day."""
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(canales=["web", "facebook"])
    sandbox.fault("facebook", "server_error_json", op="timeline", times=None)
    with pasados(60 * 25):
        actions.reconciliar()
    sandbox.clear()
    return salida(pieza, "facebook")


def reintentar(publicacion: Publicacion) -> str:
    return f"/publicaciones/{publicacion.pk}/reintentar/"


def decidir(publicacion: Publicacion) -> str:
    return f"/publicaciones/{publicacion.pk}/decidir/"


def suya(publicacion: Publicacion) -> str:
    """The page of its piece."""
    return f"/piezas/{publicacion.expediente.codigo}/"


def test_what_failed_says_why_and_is_tried_again(
    entrar: Entrar, paula: Usuario, fallida: Publicacion
) -> None:
    browser = entrar(paula)
    for path in (LISTA, suya(fallida)):
        pagina = browser.get(path).content.decode()
        assert "X no aceptó la publicación" in pagina
        assert f'action="{reintentar(fallida)}"' in pagina

    response = browser.post(reintentar(fallida))

    assert response.headers["Location"] == suya(fallida)
    fallida.refresh_from_db()
    assert fallida.estado == "pendiente"


def test_what_is_tried_already_says_so_and_who_did_it(
    entrar: Entrar, paula: Usuario, bruno: Usuario, fallida: Publicacion
) -> None:
    vista = {"version": fallida.expediente.version}
    entrar(bruno).post(reintentar(fallida), vista)

    response = entrar(paula).post(reintentar(fallida), vista)

    assert response.status_code == 409
    pagina = response.content.decode()
    assert "La publicación ya no está en ese estado. Vuelva a mirarla." in pagina
    assert "Bruno Salas cambió esto" in pagina


def test_the_address_of_a_retry_asks_before_it_does_it(
    entrar: Entrar, paula: Usuario, fallida: Publicacion
) -> None:
    response = entrar(paula).get(reintentar(fallida))

    assert response.status_code == 200
    assert f'action="{reintentar(fallida)}"' in response.content.decode()
    fallida.refresh_from_db()
    assert fallida.estado == "fallida"


def test_what_nobody_tries_any_more_does_not_promise_it(
    entrar: Entrar, paula: Usuario, por_decidir: Publicacion
) -> None:
    for path in (LISTA, suya(por_decidir)):
        pagina = entrar(paula).get(path).content.decode()
        assert "No se sabe si salió: mire la cuenta y diga qué ve." in pagina
        assert "Se está comprobando" not in pagina


def test_the_titular_is_offered_no_more_than_he_may(
    entrar: Entrar, tomas: Usuario, fallida: Publicacion
) -> None:
    browser = entrar(tomas)

    assert "reintentar" not in browser.get(LISTA).content.decode()
    response = browser.post(reintentar(fallida))
    assert response.status_code == 409
    assert "No le corresponde a usted." in response.content.decode()


def test_what_could_not_be_taken_away_is_tried_again(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar(canales=["web", "facebook"])
    redaccion.retirar(pieza)
    Publicacion.objects.filter(canal="facebook").update(fallos=6)
    publicacion = salida(pieza, "facebook")
    browser = entrar(redaccion.autora)

    pagina = browser.get(suya(publicacion)).content.decode()
    assert "Por retirar" in pagina
    assert f'action="{reintentar(publicacion)}"' in pagina

    browser.post(reintentar(publicacion))
    publicacion.refresh_from_db()
    assert publicacion.fallos == 0


def test_who_decides_sees_what_was_sent(
    entrar: Entrar, tomas: Usuario, por_decidir: Publicacion
) -> None:
    browser = entrar(tomas)
    assert f'href="{decidir(por_decidir)}"' in browser.get(LISTA).content.decode()

    pagina = browser.get(decidir(por_decidir)).content.decode()

    assert "no sabemos si Facebook la publicó" in pagina
    assert "Ochenta familias de pescadores" in pagina


def test_who_decides_sees_what_looks_like_it(
    entrar: Entrar, tomas: Usuario, por_decidir: Publicacion
) -> None:
    halladas = "https://www.facebook.com/1\nhttps://www.facebook.com/2"
    Publicacion.objects.filter(pk=por_decidir.pk).update(detalle=halladas)

    pagina = entrar(tomas).get(decidir(por_decidir)).content.decode()

    assert 'href="https://www.facebook.com/1"' in pagina
    assert 'href="https://www.facebook.com/2"' in pagina


def test_it_is_out_where_the_official_saw_it(
    entrar: Entrar, paula: Usuario, por_decidir: Publicacion
) -> None:
    enlace = f"https://www.facebook.com/{accounts.FB_PAGE_ID}_77"

    entrar(paula).post(decidir(por_decidir), {"publicada": "si", "enlace": enlace})

    por_decidir.refresh_from_db()
    assert (por_decidir.estado, por_decidir.url) == ("publicada", enlace)


@pytest.mark.parametrize(
    ("datos", "campo"),
    [
        ({}, "publicada"),
        ({"publicada": "si"}, "enlace"),
        ({"publicada": "si", "enlace": "https://example.org/otra"}, "enlace"),
        ({"publicada": "si", "enlace": "no es un enlace"}, "enlace"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    datos: dict[str, str],
    campo: str,
    entrar: Entrar,
    paula: Usuario,
    por_decidir: Publicacion,
) -> None:
    response = entrar(paula).post(decidir(por_decidir), datos)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]
    por_decidir.refresh_from_db()
    assert por_decidir.estado == "por_decidir"


def test_once_decided_there_is_nothing_to_decide(
    entrar: Entrar, paula: Usuario, por_decidir: Publicacion
) -> None:
    browser = entrar(paula)
    browser.post(decidir(por_decidir), {"publicada": "no"})

    enlace = "https://www.facebook.com/77"
    response = browser.post(decidir(por_decidir), {"publicada": "si", "enlace": enlace})
    assert response.status_code == 409
    assert f"readonly>{enlace}</textarea>" in response.content.decode()
    assert browser.get(decidir(por_decidir)).status_code == 409


@pytest.mark.parametrize(("quien", "status"), [("rosa", 409), ("omar", 409), ("luis", 404)])
def test_others_neither_decide_nor_try_again(
    quien: str,
    status: int,
    entrar: Entrar,
    por_decidir: Publicacion,
    request: pytest.FixtureRequest,
) -> None:
    browser = entrar(request.getfixturevalue(quien))

    assert browser.get(decidir(por_decidir)).status_code == status
    assert browser.post(decidir(por_decidir), {"publicada": "no"}).status_code == status
    assert browser.post(reintentar(por_decidir)).status_code == status
    por_decidir.refresh_from_db()
    assert por_decidir.estado == "por_decidir"
    assert Pieza.objects.get().estado == "aprobada"

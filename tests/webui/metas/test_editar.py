"""Changing what a meta says of itself."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import datos, dicho, errores, url
from tests.workflows.metas.builders import Gobierno, sin_cambios
from workflows.metas import states
from workflows.metas.actions import metas


def test_it_comes_filled_in_and_keeps_what_was_not_touched(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    meta = gobierno.con_programa(problema="No hay agua.")
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(meta, "editar")))

    response = client.post(url(meta, "editar"), {**escrito, "titulo": "Agua para todos"})

    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    assert dicho(response) == ["Guardado."]
    meta.refresh_from_db()
    assert (meta.titulo, meta.problema, meta.gerente) == (
        "Agua para todos",
        "No hay agua.",
        gobierno.gerente,
    )
    assert list(meta.temas.all()) == [gobierno.tema]


@pytest.mark.parametrize(
    ("campo", "valor"),
    [("titulo", ""), ("fin_vigente", "2020-01-01"), ("presupuesto", "mucho"), ("publica", "on")],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, gobierno: Gobierno, campo: str, valor: str
) -> None:
    meta = gobierno.con_programa()
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(meta, "editar"))) | {"problema": "Llega de noche."}

    with sin_cambios(meta):
        response = client.post(url(meta, "editar"), {**escrito, campo: valor})

    assert (response.status_code, list(errores(response))) == (422, [campo])
    assert "Llega de noche." in response.content.decode()


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    meta = gobierno.con_programa()
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(meta, "editar"))) | {"problema": "Llega de noche."}
    metas.editar(meta_id=meta.pk, actor=gobierno.institucional, cambios={"beneficiarios": 900})

    response = client.post(url(meta, "editar"), escrito)

    assert response.status_code == 409
    pagina = response.content.decode()
    for parte in ("Carmen Ruiz", "900", "Llega de noche."):
        assert parte in pagina
    otra_vez = {**escrito, "version": response.context["form"]["version"].value()}
    assert client.post(url(meta, "editar"), otra_vez).status_code == 302
    meta.refresh_from_db()
    assert meta.problema == "Llega de noche."


def test_once_sent_to_review_it_is_not_changed(entrar: Entrar, gobierno: Gobierno) -> None:
    client = entrar(gobierno.gerente)
    for meta in gobierno.por(states.EN_REVISION, states.VISADA, states.EN_EJECUCION):
        assert client.get(url(meta, "editar")).status_code == 403
        assert client.post(url(meta, "editar"), {"titulo": "Otra"}).status_code == 403


def test_who_only_reads_it_does_not_change_it(
    entrar: Entrar, gobierno: Gobierno, omar: Usuario, marta: Usuario
) -> None:
    meta = gobierno.con_programa()

    assert entrar(omar).post(url(meta, "editar"), {}).status_code == 403
    assert entrar(marta).post(url(meta, "editar"), {}).status_code == 404

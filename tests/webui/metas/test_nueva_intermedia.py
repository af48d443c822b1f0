"""Adding a meta intermedia to the programme of a meta."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import errores, url
from tests.workflows.metas.builders import Gobierno, en_dias, sin_cambios
from workflows.metas import states
from workflows.metas.models import Meta, MetaIntermedia

PASO = "intermedias/nueva"


@pytest.fixture
def meta(gobierno: Gobierno) -> Meta:
    return gobierno.crear()


@pytest.fixture
def escrito(gobierno: Gobierno, meta: Meta) -> dict[str, Any]:
    return {
        "titulo": "Planos aprobados",
        "responsable": gobierno.responsable.pk,
        "fecha_vigente": str(en_dias(30)),
        "peso": "40",
        "entregable": "Los planos firmados",
        "tipo": "normativa",
        "ruta_critica": "on",
        "lugares": [gobierno.lugar.pk],
        "version": str(meta.version),
    }


def test_it_is_added(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, escrito: dict[str, Any]
) -> None:
    client = entrar(gobierno.gerente)
    assert client.get(url(meta, PASO)).context["form"]["version"].value() == meta.version

    response = client.post(url(meta, PASO), escrito)

    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    mi = MetaIntermedia.objects.get()
    assert (mi.meta, mi.peso, mi.tipo, mi.ruta_critica) == (meta, 40, "normativa", True)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"peso": "0"}, "peso"),
        ({"peso": "101"}, "peso"),
        ({"peso": "muy"}, "peso"),
        ({"fecha_vigente": "31/02/2027"}, "fecha_vigente"),
        ({"inicio": "2030-01-01"}, "fecha_vigente"),
        ({"responsable": "999999"}, "responsable"),
        ({"tipo": "x"}, "tipo"),
        ({"version": ""}, "version"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    gobierno: Gobierno,
    meta: Meta,
    escrito: dict[str, Any],
    cambios: dict[str, Any],
    campo: str,
) -> None:
    with sin_cambios(meta):
        response = entrar(gobierno.gerente).post(url(meta, PASO), {**escrito, **cambios})

    assert (response.status_code, list(errores(response))) == (422, [campo])
    assert "Los planos firmados" in response.content.decode()


def test_when_somebody_else_changed_the_meta_it_is_said_first(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, escrito: dict[str, Any]
) -> None:
    gobierno.programar(meta, actor=gobierno.institucional)
    client = entrar(gobierno.gerente)

    response = client.post(url(meta, PASO), escrito)

    assert response.status_code == 409
    pagina = response.content.decode()
    for parte in ("Carmen Ruiz", "En programación", "Planos aprobados"):
        assert parte in pagina
    assert not MetaIntermedia.objects.exists()
    otra_vez = {**escrito, "version": response.context["form"]["version"].value()}
    assert client.post(url(meta, PASO), otra_vez).status_code == 302


def test_only_its_gerente_adds_to_it_and_only_while_it_is_programmed(
    entrar: Entrar, gobierno: Gobierno, omar: Usuario, escrito: dict[str, Any], meta: Meta
) -> None:
    for quien in (gobierno.institucional, gobierno.titular, omar):
        assert entrar(quien).get(url(meta, PASO)).status_code == 403
        assert entrar(quien).post(url(meta, PASO), escrito).status_code == 403
    otra = gobierno.hasta(states.EN_REVISION)
    assert entrar(gobierno.gerente).post(url(otra, PASO), escrito).status_code == 403

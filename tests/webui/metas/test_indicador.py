"""Saying by what a meta is measured."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import datos, errores, url
from tests.workflows.metas.builders import Gobierno, sin_cambios
from workflows.metas import states
from workflows.metas.models import Indicador, Meta

ESCRITO = {"nombre": "Hogares con agua", "unidad": "hogares", "linea_base": "120"}


@pytest.fixture
def meta(gobierno: Gobierno) -> Meta:
    return gobierno.crear()


def test_it_is_defined_and_then_changed(entrar: Entrar, gobierno: Gobierno, meta: Meta) -> None:
    client = entrar(gobierno.gerente)

    response = client.post(url(meta, "indicador"), {**ESCRITO, "version": meta.version})
    assert (response.status_code, response.headers["Location"]) == (302, url(meta))

    escrito = datos(client.get(url(meta, "indicador")))
    assert (escrito["nombre"], escrito["linea_base"]) == ("Hogares con agua", Decimal(120))
    client.post(url(meta, "indicador"), {**escrito, "valor_meta": "640.5"})
    assert Indicador.objects.get(meta=meta).valor_meta == Decimal("640.5")


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"nombre": ""}, "nombre"),
        ({"nombre": "a" * 161}, "nombre"),
        ({"unidad": ""}, "unidad"),
        ({"linea_base": "muchos"}, "linea_base"),
        ({"valor_meta": "9" * 30}, "valor_meta"),
        ({"version": "x"}, "version"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, cambios: dict[str, str], campo: str
) -> None:
    escrito = {**ESCRITO, "fuente": "El censo", "version": meta.version, **cambios}

    with sin_cambios(meta):
        response = entrar(gobierno.gerente).post(url(meta, "indicador"), escrito)

    assert (response.status_code, list(errores(response))) == (422, [campo])
    assert "El censo" in response.content.decode()
    assert not Indicador.objects.exists()


def test_the_second_of_two_people_sees_what_the_first_did(
    entrar: Entrar, gobierno: Gobierno, meta: Meta
) -> None:
    ella, el = entrar(gobierno.institucional), entrar(gobierno.gerente)
    vieja = datos(el.get(url(meta, "indicador")))
    suyo = datos(ella.get(url(meta, "indicador"))) | {**ESCRITO, "nombre": "Casas con agua"}
    assert ella.post(url(meta, "indicador"), suyo).status_code == 302

    response = el.post(url(meta, "indicador"), {**vieja, **ESCRITO})

    assert response.status_code == 409
    for parte in ("Carmen Ruiz", "Hogares con agua"):
        assert parte in response.content.decode()
    assert Indicador.objects.get().nombre == "Casas con agua"
    otra_vez = {**ESCRITO, "version": response.context["form"]["version"].value()}
    assert el.post(url(meta, "indicador"), otra_vez).status_code == 302
    assert Indicador.objects.get().nombre == "Hogares con agua"


def test_later_or_by_others_it_is_not_defined(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, omar: Usuario
) -> None:
    assert entrar(omar).get(url(meta, "indicador")).status_code == 403
    corre = gobierno.hasta(states.EN_REVISION)
    assert entrar(gobierno.gerente).post(url(corre, "indicador"), ESCRITO).status_code == 403

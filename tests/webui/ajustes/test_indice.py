"""What there is to set, how it stands, and every change of it."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import DatabaseError, transaction

from core import ajustes
from core.models import Area, Cargo, DiaNoHabil, HistorialAjuste, Lugar, Municipio, Tema, Usuario
from tests.webui.conftest import Entrar
from workflows.metas.models import Umbrales
from workflows.plazos.models import PlazoInterno, ReglaAlerta
from workflows.solicitudes.models import TipoSolicitud

INICIO = "/ajustes/"


def test_it_says_how_each_thing_stands(entrar: Entrar, sofia: Usuario) -> None:
    Usuario.objects.create_user("nueva@alborada.test", nombre="Nueva")

    pagina = entrar(sofia).get(INICIO).content.decode()

    for texto in (
        "2 cuentas activas · 1 persona sin función",
        "0 apagadas",
        "este mes",
        "/canales/",
        "/temas/",
        "/administracion/",
    ):
        assert texto in pagina


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_the_menu_leads_there_for_who_may(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    pagina = entrar(request.getfixturevalue(quien)).get("/mi-dia/").content.decode()

    assert f'href="{INICIO}"' in pagina


@pytest.mark.parametrize("quien", ["tomas", "rosa", "omar"])
def test_it_is_not_there_for_the_others(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert f'href="{INICIO}"' not in client.get("/mi-dia/").content.decode()
    for url in (INICIO, f"{INICIO}cambios/"):
        assert client.get(url).status_code == 403


def test_every_change_is_there_with_who_made_it(entrar: Entrar, sofia: Usuario) -> None:
    cargo = ajustes.crear(modelo=Cargo, actor=sofia, campos={"nombre": "Inspector"})
    ajustes.quitar(modelo=Cargo, pk=cargo.pk, actor=sofia)

    pagina = entrar(sofia).get(f"{INICIO}cambios/").content.decode()

    assert "lo quitó: Inspector" in pagina
    assert "lo agregó: Inspector" in pagina
    assert "Sofía Lince" in pagina


def test_the_history_is_append_only(sofia: Usuario) -> None:
    ajustes.crear(modelo=Cargo, actor=sofia, campos={"nombre": "Inspector"})

    for cambiar in (
        lambda: HistorialAjuste.objects.update(verbo="otro"),
        lambda: HistorialAjuste.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            cambiar()
    assert HistorialAjuste.objects.count() == 1


def test_there_is_one_way_to_do_a_thing() -> None:
    con_pantalla = {
        Area, Cargo, DiaNoHabil, Lugar, Municipio, PlazoInterno, ReglaAlerta, Tema, TipoSolicitud,
        Umbrales, Usuario,
    }  # fmt: skip

    assert con_pantalla.isdisjoint(admin.site._registry)

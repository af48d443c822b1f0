"""The areas, with their heads, and the posts."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core import organigrama
from core.models import Area, Cargo, HistorialAjuste, Usuario
from core.transitions import NotAllowed
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar

AREAS, CARGOS = "/ajustes/areas/", "/ajustes/cargos/"


def test_an_area_is_made_with_its_head(
    entrar: Entrar, sofia: Usuario, luis: Usuario, obras: Area
) -> None:
    client = entrar(sofia)

    datos = {"nombre": "Aseo", "superior": obras.pk, "jefe": luis.pk}
    assert enviar(client, f"{AREAS}nueva/", **datos).status_code == 302

    aseo = Area.objects.get(nombre="Aseo")
    assert (aseo.superior, aseo.jefe) == (obras, luis)
    assert "Luis Ábrego" in client.get(AREAS).content.decode()


def test_its_history_keeps_who_was_its_head(
    entrar: Entrar, sofia: Usuario, luis: Usuario, marta: Usuario, obras: Area
) -> None:
    client = entrar(sofia)
    for jefe in (luis, marta):
        enviar(client, f"{AREAS}{obras.pk}/", jefe=jefe.pk)

    assert "de Luis Ábrego a Marta Solís" in client.get(f"{AREAS}{obras.pk}/").content.decode()


def test_an_area_never_depends_on_itself(sofia: Usuario, obras: Area) -> None:
    aseo = Area.objects.create(nombre="Aseo", superior=obras)

    for superior in (aseo, obras):
        with pytest.raises(ValidationError) as refused:
            organigrama.editar_area(area_id=obras.pk, actor=sofia, campos={"superior": superior})
        assert list(refused.value.message_dict) == ["superior"]


@pytest.mark.parametrize("lista", [AREAS, CARGOS])
def test_two_have_not_one_name(entrar: Entrar, sofia: Usuario, obras: Area, lista: str) -> None:
    Cargo.objects.create(nombre="Obras")
    nueva = f"{lista}nueva/" if lista == AREAS else f"{lista}nuevo/"

    response = enviar(entrar(sofia), nueva, nombre="Obras")

    assert list(response.context["form"].errors) == ["nombre"]


def test_what_nobody_has_is_taken_away(entrar: Entrar, sofia: Usuario, obras: Area) -> None:
    cargo = Cargo.objects.create(nombre="Inspector")
    client = entrar(sofia)

    client.post(f"{AREAS}{obras.pk}/quitar/")
    client.post(f"{CARGOS}{cargo.pk}/quitar/")

    assert not Area.objects.exists()
    assert not Cargo.objects.exists()
    assert HistorialAjuste.objects.filter(verbo="quitar").count() == 2


def test_what_somebody_has_stays(
    entrar: Entrar, sofia: Usuario, luis: Usuario, obras: Area
) -> None:
    cargo = Cargo.objects.create(nombre="Inspector")
    Usuario.objects.filter(pk=luis.pk).update(area=obras, cargo=cargo)
    client = entrar(sofia)

    for url in (f"{AREAS}{obras.pk}/quitar/", f"{CARGOS}{cargo.pk}/quitar/"):
        assert "No se puede quitar" in client.post(url, follow=True).content.decode()
    assert Area.objects.exists()
    assert Cargo.objects.exists()


def test_nor_what_others_depend_on(entrar: Entrar, sofia: Usuario, obras: Area) -> None:
    Area.objects.create(nombre="Aseo", superior=obras)

    response = entrar(sofia).post(f"{AREAS}{obras.pk}/quitar/", follow=True)

    assert "No se puede quitar" in response.content.decode()
    assert Area.objects.count() == 2
    assert not HistorialAjuste.objects.exists()


def test_nobody_else_sees_or_changes_them(entrar: Entrar, rosa: Usuario, obras: Area) -> None:
    client = entrar(rosa)

    for url in (AREAS, CARGOS, f"{AREAS}{obras.pk}/"):
        assert client.get(url).status_code == 403
    assert client.post(f"{AREAS}{obras.pk}/quitar/").status_code == 403
    with pytest.raises(NotAllowed):
        organigrama.quitar_area(area_id=obras.pk, actor=rosa)

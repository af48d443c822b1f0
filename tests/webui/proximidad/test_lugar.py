"""The page of a place."""

from __future__ import annotations

from core import catalogos
from core.models import Actor, Lugar, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar


def pagina(entrar: Entrar, user: Usuario, lugar: Lugar) -> str:
    response = entrar(user).get(f"/lugares/{lugar.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_crosses_what_lies_below_it_too(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, el_roble: Lugar
) -> None:
    parte = Lugar.objects.create(nombre="Una parte", superior=el_roble)
    caso = un_compromiso(rosa, luis, junta, lugares=[parte])

    vista = pagina(entrar, rosa, el_roble)
    assert caso.codigo in vista
    assert f"/lugares/{parte.pk}/" in vista


def test_the_way_to_it_starts_at_the_root(entrar: Entrar, rosa: Usuario, el_roble: Lugar) -> None:
    parte = Lugar.objects.create(nombre="Una parte", superior=el_roble)
    migas = entrar(rosa).get(f"/lugares/{parte.pk}/").context["migas"]

    assert [str(uno.label) for uno in migas[1:]] == [el_roble.nombre, "Una parte"]


def test_its_point_is_shown_if_it_has_one(entrar: Entrar, omar: Usuario, el_roble: Lugar) -> None:
    muelle = Lugar.objects.create(nombre="Muelle", latitud=8.125, longitud=-80.5)

    assert "8.1250, -80.5000" in pagina(entrar, omar, muelle)
    assert "Punto" in pagina(entrar, omar, el_roble)


def test_its_history_is_for_everybody(
    entrar: Entrar, rosa: Usuario, omar: Usuario, el_roble: Lugar
) -> None:
    catalogos.editar(modelo=Lugar, pk=el_roble.pk, actor=rosa, campos={"poblacion": 1200})

    vista = pagina(entrar, omar, el_roble)
    assert "Rosa Medina" in vista
    assert "— → 1200" in vista


def test_one_that_is_not_there_is_not_found(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get("/lugares/999999/").status_code == 404

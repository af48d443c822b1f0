"""The page of a theme."""

from __future__ import annotations

from core import catalogos
from core.models import Actor, Tema, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar


def pagina(entrar: Entrar, user: Usuario, tema: Tema) -> str:
    response = entrar(user).get(f"/temas/{tema.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_crosses_what_lies_below_it_too(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, agua: Tema
) -> None:
    parte = Tema.objects.create(nombre="Una parte", superior=agua)
    caso = un_compromiso(rosa, luis, junta, temas=[parte])

    vista = pagina(entrar, rosa, agua)
    assert caso.codigo in vista
    assert f"/temas/{parte.pk}/" in vista


def test_the_way_to_it_starts_at_the_root(entrar: Entrar, rosa: Usuario, agua: Tema) -> None:
    parte = Tema.objects.create(nombre="Una parte", superior=agua)
    migas = entrar(rosa).get(f"/temas/{parte.pk}/").context["migas"]

    assert [str(uno.label) for uno in migas[1:]] == [agua.nombre, "Una parte"]


def test_it_says_where_it_stands_in_the_plan(entrar: Entrar, omar: Usuario) -> None:
    tema = Tema.objects.create(nombre="Aseo", plan_de_gobierno="Eje 2", ods="11")

    vista = pagina(entrar, omar, tema)
    assert "Eje 2" in vista
    assert "11" in vista


def test_its_history_is_for_everybody(
    entrar: Entrar, rosa: Usuario, omar: Usuario, agua: Tema
) -> None:
    catalogos.editar(modelo=Tema, pk=agua.pk, actor=rosa, campos={"plan_de_gobierno": "Eje 1"})

    vista = pagina(entrar, omar, agua)
    assert "Rosa Medina" in vista
    assert "— → Eje 1" in vista


def test_one_that_is_not_there_is_not_found(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get("/temas/999999/").status_code == 404

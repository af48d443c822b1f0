"""Writing down an actor, a theme or a place."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, HistorialCatalogo, Lugar, Suplencia, Tema, Usuario
from tests.builders import en_dias
from tests.webui.conftest import Entrar

NUEVO = "/actores/nuevo/"
ANA: dict[str, Any] = {"tipo": "persona", "nombre": "Ana Gil", "email": "ana@correo.test"}


def test_an_actor_is_written_down(entrar: Entrar, paula: Usuario) -> None:
    response = entrar(paula).post(NUEVO, ANA)

    ana = Actor.objects.get()
    assert response.headers["Location"] == f"/actores/{ana.pk}/"
    assert ana.email == "ana@correo.test"
    assert HistorialCatalogo.objects.get(actor=ana).usuario == paula


def test_a_theme_and_a_place_are_parts_of_others(
    entrar: Entrar, rosa: Usuario, agua: Tema, el_roble: Lugar
) -> None:
    client = entrar(rosa)
    client.post("/temas/nuevo/", {"nombre": "Acueductos", "superior": agua.pk})
    client.post("/lugares/nuevo/", {"nombre": "San Martín", "superior": el_roble.pk})

    assert Tema.objects.get(nombre="Acueductos").superior == agua
    assert Lugar.objects.get(nombre="San Martín").superior == el_roble


def test_a_substitute_may_as_well(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    assert entrar(luis).get(NUEVO).status_code == 403
    Suplencia.objects.create(titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(1))

    assert entrar(luis).post(NUEVO, ANA).status_code == 302
    assert HistorialCatalogo.objects.get().por == rosa


@pytest.mark.parametrize("ruta", ["actores", "temas", "lugares"])
def test_who_reads_does_not_write(
    entrar: Entrar, omar: Usuario, tomas: Usuario, luis: Usuario, ruta: str
) -> None:
    for user in (omar, tomas, luis):
        assert entrar(user).get(f"/{ruta}/nuevo/").status_code == 403
        assert entrar(user).post(f"/{ruta}/nuevo/", {"nombre": "X"}).status_code == 403
    assert not any(modelo._default_manager.exists() for modelo in (Actor, Tema, Lugar))


@pytest.mark.parametrize(
    ("ruta", "cambios", "campo"),
    [
        ("actores", {"nombre": ""}, "nombre"),
        ("actores", {"nombre": "a" * 161}, "nombre"),
        ("actores", {"nombre": "Ana\x00"}, "nombre"),
        ("actores", {"email": "nadie"}, "email"),
        ("actores", {"tipo": "perro"}, "tipo"),
        ("actores", {"lugar": "²"}, "lugar"),
        ("temas", {"nombre": "Agua y saneamiento"}, "nombre"),
        ("temas", {"superior": "999999"}, "superior"),
        ("temas", {"vigente_desde": "ayer"}, "vigente_desde"),
        ("lugares", {"latitud": "91", "longitud": "0"}, "latitud"),
        ("lugares", {"poblacion": "-1"}, "poblacion"),
        ("lugares", {"poblacion": "99999999999"}, "poblacion"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, rosa: Usuario, agua: Tema, ruta: str, cambios: dict[str, str], campo: str
) -> None:
    response = entrar(rosa).post(f"/{ruta}/nuevo/", {**ANA, "cargo": "Presidenta", **cambios})

    assert response.status_code == 422
    form = response.context["form"]
    assert campo in form.errors
    assert form.data["cargo"] == "Presidenta"
    assert list(Tema.objects.all()) == [agua]
    assert not any(modelo._default_manager.exists() for modelo in (Actor, Lugar))


def test_a_point_has_both_numbers(entrar: Entrar, rosa: Usuario) -> None:
    response = entrar(rosa).post("/lugares/nuevo/", {"nombre": "Muelle", "latitud": "8.1"})

    assert "Un punto lleva latitud y longitud." in response.content.decode()
    assert not Lugar.objects.exists()

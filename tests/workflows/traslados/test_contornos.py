"""Outlines of places: valid, in degrees, and with no more points than a map shows."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from core import catalogos
from core.models import HistorialCatalogo, HistorialCatalogoValores, Lugar, Usuario
from tests.workflows.traslados import hojas
from workflows.traslados import actions
from workflows.traslados.entrada import contornos
from workflows.traslados.entrada.campos import Contexto
from workflows.traslados.entrada.celdas import Malo


def leer(celda: Any) -> dict[str, Any]:
    return contornos.leer(Contexto(Usuario()), celda)


def rueda(cuantos: int, radio: float = 0.05) -> dict[str, Any]:
    """A circle of so many points."""
    vueltas = [2 * math.pi * n / cuantos for n in range(cuantos)]
    anillo = [[-79.5 + radio * math.cos(v), 8.95 + radio * math.sin(v)] for v in vueltas]
    return {"type": "Polygon", "coordinates": [[*anillo, anillo[0]]]}


def test_a_point_is_a_point() -> None:
    punto = {"type": "Point", "coordinates": [-79.5, 8.95, 12.0]}
    assert leer(punto) == {"latitud": 8.95, "longitud": -79.5}
    assert leer(json.dumps(punto)) == leer(punto)
    assert leer("POINT (-79.5 8.95)") == leer(punto)
    assert leer(None) == leer("") == {}


def test_an_outline_keeps_its_form_and_gives_a_point_inside() -> None:
    leido = leer(hojas.cuadrado())
    assert leido["contorno"]["type"] == "Polygon"
    assert contornos.puntos(leido["contorno"]) == 5
    assert (leido["latitud"], leido["longitud"]) == (8.95, -79.55)


def test_one_of_several_parts_with_a_hole_keeps_them() -> None:
    afuera, adentro, lejos = (
        hojas.cuadrado(),
        hojas.cuadrado(-79.58, 8.92, 0.02),
        hojas.cuadrado(-80),
    )
    varios = {
        "type": "MultiPolygon",
        "coordinates": [[*afuera["coordinates"], *adentro["coordinates"]], lejos["coordinates"]],
    }
    assert [len(parte) for parte in leer(varios)["contorno"]["coordinates"]] == [2, 1]


def test_one_of_many_points_is_drawn_with_fewer_and_hardly_moves() -> None:
    leido = leer(rueda(20_000))["contorno"]
    assert 20 < contornos.puntos(leido) <= contornos.MAX_PUNTOS
    distancias = [
        math.dist((x, y), (-79.5, 8.95)) for anillo in leido["coordinates"] for x, y in anillo
    ]
    assert min(distancias) > 0.0499
    assert max(distancias) < 0.0501


@pytest.mark.parametrize(
    ("geometria", "sentencia"),
    [
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
            "se cruza consigo mismo",
        ),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "un punto o un polígono"),
        ({"type": "Polygon", "coordinates": []}, "un punto o un polígono"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "No se entiende"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, "No se entiende"),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "No se entiende"),
        ({"type": "Point", "coordinates": []}, "No se entiende|un punto"),
        ({"type": "Point"}, "No se entiende"),
        ({"type": "Point", "coordinates": [5847909, 6142000]}, "No está en grados"),
        ("POINT (5847909 6142000)", "No está en grados"),
        ("POLYGON ((0 0, 1", "No se entiende"),
        ("aquí", "No se entiende"),
        (rueda(200_001), "más de 200000 puntos"),
    ],
)
def test_what_is_no_outline_is_said(geometria: Any, sentencia: str) -> None:
    with pytest.raises(Malo, match=sentencia):
        leer(geometria)


@pytest.mark.django_db
class TestLugares:
    def traer(self, elena: Usuario, *rasgos: Any, **campos: Any) -> Any:
        archivo = hojas.geojson(*rasgos)
        return actions.importar_archivo(
            archivo, cosa="lugares", usuario=elena, mapa=lambda propuesto: propuesto, **campos
        )

    def test_a_geojson_brings_places_with_their_outlines(self, elena: Usuario) -> None:
        informe = self.traer(
            elena,
            ({"NAME": "El Roble", "COD": "01"}, hojas.cuadrado()),
            ({"NAME": "Bahía Chica", "COD": "02"}, {"type": "Point", "coordinates": [-79, 9]}),
        )
        assert informe.nuevas == 2
        roble, bahia = Lugar.objects.order_by("codigo_oficial")
        assert roble.contorno is not None
        assert roble.contorno["type"] == "Polygon"
        assert roble.latitud == 8.95
        assert (bahia.contorno, bahia.latitud, bahia.longitud) == (None, 9.0, -79.0)

    def test_a_new_outline_is_a_change_and_the_history_keeps_no_points(
        self, elena: Usuario
    ) -> None:
        self.traer(elena, ({"NAME": "El Roble"}, hojas.cuadrado()))
        otra = ({"NAME": "El Roble"}, hojas.cuadrado(lado=0.2))
        assert self.traer(elena, otra, actualizar=True).cambiadas == 1
        assert self.traer(elena, otra, actualizar=True).iguales == 1
        assert HistorialCatalogo.objects.count() == 2
        ultimo = HistorialCatalogoValores.objects.order_by("-pk")[0].valores["contorno"]
        assert ultimo[0] != ultimo[1]
        assert all(len(valor) < 30 for valor in ultimo)

    def test_editing_a_place_keeps_its_outline(self, elena: Usuario) -> None:
        self.traer(elena, ({"NAME": "El Roble"}, hojas.cuadrado()))
        roble = Lugar.objects.get()
        catalogos.editar(modelo=Lugar, pk=roble.pk, actor=elena, campos={"nivel": "barrio"})
        roble.refresh_from_db()
        assert roble.contorno

"""A city's own sheets of promises and their places, invented, with the defects such sheets have.

The year a promise is due stands alone, themes are spread over columns, most of them empty; places
are named by two columns, some twice, some with a longitude that lost its point.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Lugar, Tema, Usuario
from tests.workflows.traslados import hojas
from workflows.metas.models import Meta
from workflows.traslados import actions
from workflows.traslados.entrada.importar import Informe, Rechazada
from workflows.traslados.entrada.mapas import Mapa

pytestmark = pytest.mark.django_db

PROMESAS = (
    "numero,compromiso,desc,categoria,area1,area2,enlace,cumplimiento,avance",
    '1,Tapar los baches en 15 días,"¡Cumplido! Ya, no más.",Escala humana,Calles,,,2029,100',
    '2,12 nuevas plazas,"Doce plazas, ""todas"" abiertas.",Disfrute,Verde,Calles,,2031,85',
    "3,12 nuevas plazas,Repite el título de la anterior.,Disfrute,Verde,,,2031,",
)
SITIOS = (
    "direccion,latitude,longitude,numero,compromiso,accion",
    "Av. Central y Calle 3,8.958801,-79.518711,2,12 nuevas plazas (2029),Plaza Norte",
    "Av. Central y Calle 3,8.958801,-79.518711,2,12 nuevas plazas (2029),Plaza Norte",
    '"Muelle, frente al mercado",8.949606,-7953373,2,12 nuevas plazas (2029),Plaza del Muelle',
    "Cerro 475,8.974644,-79.544806,2,12 nuevas plazas (2029),Plaza Cerro",
    "Cerro 475,8.974645,-79.544806,2,12 nuevas plazas (2029),Plaza Cerro",
)
MAPA_DE_SITIOS = {
    "accion": "nombre", "direccion": "nombre", "latitude": "latitud", "longitude": "longitud",
}  # fmt: skip


def traer(cosa: str, elena: Usuario, lineas: tuple[str, ...], mapa: Any, **fijos: str) -> Informe:
    return actions.importar_archivo(
        hojas.csv(*lineas), cosa=cosa, usuario=elena, mapa=lambda _propuesto: Mapa(mapa, fijos, "f")
    )


def con_temas(elena: Usuario) -> None:
    for columna in ("categoria", "area1", "area2"):
        traer("temas", elena, PROMESAS, {columna: "nombre"})


def test_themes_come_out_of_several_columns_with_gaps(elena: Usuario) -> None:
    con_temas(elena)
    nombres = set(Tema.objects.values_list("nombre", flat=True))
    assert nombres == {"Escala humana", "Disfrute", "Calles", "Verde"}


def test_promises_become_metas_with_all_their_themes(elena: Usuario, carmen: Usuario) -> None:
    con_temas(elena)
    mapa = {
        "numero": "referencia", "compromiso": "titulo", "desc": "descripcion",
        "cumplimiento": "fin_vigente", "categoria": "temas", "area1": "temas", "area2": "temas",
    }  # fmt: skip
    quien = {"responsable_institucional": carmen.email}
    informe = traer("metas", elena, PROMESAS[:3], mapa, **quien)
    assert (informe.nuevas, informe.malas) == (2, 0)
    plazas = Meta.objects.get(titulo="12 nuevas plazas")
    assert {tema.nombre for tema in plazas.temas.all()} == {"Disfrute", "Verde", "Calles"}
    assert plazas.descripcion == 'Doce plazas, "todas" abiertas.'
    assert f"{plazas.fin_vigente}" == "2031-12-31"
    # The title of another, and a reference of its own: another promise.
    informe = traer("metas", elena, PROMESAS, mapa, **quien)
    assert (informe.nuevas, informe.iguales) == (1, 2)


def test_places_with_a_lost_point_or_two_positions_keep_the_sheet_out(elena: Usuario) -> None:
    with pytest.raises(Rechazada) as error:
        traer("lugares", elena, SITIOS, MAPA_DE_SITIOS)
    informe = error.value.informe
    assert [(uno.fila, uno.columna, uno.texto) for uno in informe.reparos] == [
        (4, "longitude", "Una longitud va de -180 a 180. ¿Le falta el punto decimal?"),
        (6, "", "Es lo mismo que la fila 5, con otros datos: Latitud."),
    ]
    assert (informe.nuevas, informe.iguales, informe.malas) == (2, 1, 2)
    assert not Lugar.objects.exists()


def test_mended_they_all_come_in(elena: Usuario) -> None:
    buenas = (*SITIOS[:3], SITIOS[3].replace("-7953373", "-79.53373"), SITIOS[4])
    assert traer("lugares", elena, buenas, MAPA_DE_SITIOS).nuevas == 3
    muelle = Lugar.objects.get(nombre="Muelle, frente al mercado · Plaza del Muelle")
    assert muelle.longitud == -79.53373

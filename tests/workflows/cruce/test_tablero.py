"""Beside Mi dia: how what matters to a person is going, and nothing that is not his to see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Lugar, Usuario
from tests.channels.builders import an_account
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import VENCE, Oficina
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from workflows.compromisos import states
from workflows.comunicacion import states as piezas
from workflows.cruce import tablero
from workflows.cruce.tablero import paneles
from workflows.metas import states as metas
from workflows.plazos.states import GRAVEDAD

pytestmark = pytest.mark.usefixtures("miercoles")

DESPUES = MIERCOLES + timedelta(days=30)


@pytest.fixture
def redaccion(redaccion: Redaccion) -> Redaccion:
    an_account("web")
    return redaccion


def lugares(*nombres: str) -> list[Lugar]:
    return [Lugar.objects.create(nombre=nombre, nivel="corregimiento") for nombre in nombres]


def prometido(user: Usuario) -> list[tuple[str, int, int]]:
    return [(uno.lugar, uno.en_plazo, uno.atrasados) for uno in paneles(user).prometido]


def test_promises_are_counted_where_they_were_made_and_the_late_ones_apart(
    oficina: Oficina, tomas: Usuario, el_roble: Lugar
) -> None:
    (puerto,) = lugares("Puerto Nuevo")
    oficina.hasta(states.EN_GESTION, lugares=[el_roble, puerto])
    oficina.hasta(states.EN_GESTION, lugares=[el_roble], fecha=VENCE + timedelta(days=60))

    assert prometido(tomas) == [("El Roble", 2, 0), ("Puerto Nuevo", 1, 0)]
    with clock.moved_to(DESPUES):
        assert prometido(tomas) == [("El Roble", 1, 1), ("Puerto Nuevo", 0, 1)]
    assert paneles(tomas).prometido[0].total == 2


def test_a_date_is_late_the_day_after_and_not_while_it_lasts(
    oficina: Oficina, tomas: Usuario, el_roble: Lugar
) -> None:
    oficina.hasta(states.EN_GESTION, lugares=[el_roble])

    with clock.moved_to(MIERCOLES.replace(day=VENCE.day, hour=23)):
        assert prometido(tomas) == [("El Roble", 1, 0)]
    with clock.moved_to(MIERCOLES.replace(day=VENCE.day + 1, hour=0)):
        assert prometido(tomas) == [("El Roble", 0, 1)]


def test_a_place_with_something_late_comes_before_one_with_more(
    oficina: Oficina, tomas: Usuario
) -> None:
    muchas, tarde = lugares("Muchas", "Tarde")
    for _uno in range(3):
        oficina.crear(lugares=[muchas], fecha=VENCE + timedelta(days=60))
    oficina.hasta(states.EN_GESTION, lugares=[tarde])

    with clock.moved_to(DESPUES):
        assert [uno.lugar for uno in paneles(tomas).prometido] == ["Tarde", "Muchas"]


@pytest.mark.parametrize("estado", [states.CUMPLIDA, states.CANCELADA])
def test_what_is_over_is_no_longer_promised(
    oficina: Oficina, tomas: Usuario, el_roble: Lugar, estado: str
) -> None:
    oficina.hasta(estado, lugares=[el_roble])

    assert prometido(tomas) == []


def test_whoever_is_several_things_to_a_promise_counts_it_once(
    oficina: Oficina, el_roble: Lugar
) -> None:
    rosa = oficina.programador
    oficina.crear(lugares=[el_roble], monitor=rosa)

    assert prometido(rosa) == [("El Roble", 1, 0)]


def test_what_a_person_may_not_see_is_not_even_counted(
    oficina: Oficina, ines: Usuario, tomas: Usuario, el_roble: Lugar
) -> None:
    oficina.crear(lugares=[el_roble], nivel_reserva=4)

    assert prometido(tomas) == [("El Roble", 1, 0)]
    assert prometido(ines) == []


def test_only_so_many_places_stand_there(oficina: Oficina, tomas: Usuario) -> None:
    oficina.crear(lugares=lugares(*(f"Barrio {n}" for n in range(tablero.LUGARES + 2))))

    assert len(prometido(tomas)) == tablero.LUGARES


def test_goals_stand_in_the_order_in_which_they_worry(gobierno: Gobierno) -> None:
    for estado in (metas.BORRADOR, metas.EN_EJECUCION, metas.APROBADA):
        gobierno.hasta(estado)

    with clock.moved_to(MIERCOLES + timedelta(days=60)):
        filas = paneles(gobierno.titular).metas
        colores = [GRAVEDAD.index(fila.luz.color) for fila in filas]
    assert colores == sorted(colores, reverse=True)
    assert (filas[0].meta.estado, filas[0].luz.color) == ("en_ejecucion", "rojo")


def test_the_press_sees_what_leaves_next_first(redaccion: Redaccion) -> None:
    tarde, pronto = (
        redaccion.hasta(piezas.APROBADA, publicar_en=clock.now() + timedelta(hours=horas))
        for horas in (5, 2)
    )
    redaccion.hasta(piezas.APROBADA)

    filas = paneles(redaccion.autora).publicaciones
    assert [fila.expediente_id for fila in filas] == [pronto.pk, tarde.pk]


@pytest.mark.parametrize(
    ("nombre", "paneles_suyos"),
    [
        ("tomas", {"prometido", "metas", "publicaciones"}),
        ("rosa", {"prometido"}),
        ("ines", {"prometido"}),
        ("elena", {"prometido", "metas"}),
        ("carmen", {"metas"}),
        ("gabriel", {"metas"}),
        ("omar", {"metas"}),
        ("paula", {"publicaciones"}),
        ("luis", set()),
        ("sofia", set()),
    ],
)
def test_each_role_has_its_own_panels(
    nombre: str,
    paneles_suyos: set[str],
    oficina: Oficina,
    gobierno: Gobierno,
    redaccion: Redaccion,
    request: pytest.FixtureRequest,
) -> None:
    oficina.crear(lugares=[gobierno.lugar])
    gobierno.hasta(metas.EN_EJECUCION)
    redaccion.hasta(piezas.APROBADA, publicar_en=clock.now() + timedelta(hours=1))

    suyos = paneles(request.getfixturevalue(nombre))

    llenos = {que for que in ("prometido", "metas", "publicaciones") if getattr(suyos, que)}
    assert llenos == paneles_suyos


def test_it_costs_the_same_however_much_there_is(
    oficina: Oficina, tomas: Usuario, el_roble: Lugar
) -> None:
    def leer() -> None:
        paneles(Usuario.objects.get(pk=tomas.pk))

    oficina.crear(lugares=[el_roble])
    antes = cuantas(leer)
    for _uno in range(5):
        oficina.crear(lugares=[el_roble])
    assert cuantas(leer) == antes

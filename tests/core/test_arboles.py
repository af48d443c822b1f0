"""Trees of temas and lugares, and what touches a branch of them."""

from __future__ import annotations

from functools import partial

import pytest

from core.arboles import ancestros, que_tocan, rama
from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture
def calle(el_roble: Lugar) -> Lugar:
    """A street of a barrio of El Roble."""
    barrio = Lugar.objects.create(nombre="San Martín", nivel="barrio", superior=el_roble)
    return Lugar.objects.create(nombre="Calle 4", nivel="calle", superior=barrio)


def test_a_branch_is_itself_and_everything_below(el_roble: Lugar, calle: Lugar) -> None:
    Lugar.objects.create(nombre="Otro", nivel="corregimiento")

    assert set(rama(el_roble)) == {el_roble.pk, calle.superior_id, calle.pk}
    assert rama(calle) == [calle.pk]


def test_the_way_down_starts_at_the_root(el_roble: Lugar, calle: Lugar) -> None:
    assert ancestros(calle) == [el_roble, calle.superior]
    assert ancestros(el_roble) == []


def test_a_tree_bitten_in_the_tail_ends_all_the_same(el_roble: Lugar, calle: Lugar) -> None:
    Lugar.objects.filter(pk=el_roble.pk).update(superior=calle)
    el_roble.refresh_from_db()

    assert len(rama(el_roble)) == 3
    assert len(ancestros(el_roble)) == 3


@pytest.mark.parametrize("pocos", [False, True], ids=["joined", "looked up one by one"])
def test_what_touches_a_part_touches_the_whole(
    rosa: Usuario,
    luis: Usuario,
    junta: Actor,
    el_roble: Lugar,
    calle: Lugar,
    agua: Tema,
    pocos: bool,
) -> None:
    lejos = Lugar.objects.create(nombre="Otro", nivel="corregimiento")
    pozo = Tema.objects.create(nombre="Pozos", superior=agua)
    compromiso = un_compromiso(rosa, luis, junta, lugares=[calle, el_roble], temas=[pozo])
    otro = un_compromiso(rosa, luis, junta, lugares=[lejos])
    tocan = partial(que_tocan, Compromiso.objects.order_by("pk"), pocos=pocos)

    assert list(tocan(lugar=el_roble)) == [compromiso]
    assert list(tocan(tema=agua, lugar=el_roble, actor=junta.pk)) == [compromiso]
    assert list(tocan(lugar=lejos)) == [otro]
    assert not tocan(tema=agua, lugar=lejos).exists()
    assert list(tocan()) == [compromiso, otro]

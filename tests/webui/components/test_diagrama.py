"""State machines are drawn from their declarations."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.webui.components.muestras import MAQUINA
from webui.components.diagrama import Dibujo, dibujar
from webui.components.diagrama.rotulos import Caja
from webui.components.formas import Maquina

CODES = "abcdefghij"
STEPS = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), st.sampled_from(["ir", "volver"])),
    max_size=24,
)


def test_every_state_is_drawn_and_the_present_one_is_marked() -> None:
    dibujo = dibujar(MAQUINA, "por_verificar")
    assert len(dibujo.cajas) == len(MAQUINA.estados)
    assert [" ".join(caja.lineas) for caja in dibujo.cajas if caja.clase == "now"] == [
        "Por verificar"
    ]
    assert dibujo.actual == "Por verificar"


def test_what_can_follow_is_said_in_words_and_marked() -> None:
    dibujo = dibujar(MAQUINA, "por_verificar")
    assert [(paso.verbo, paso.a) for paso in dibujo.salidas] == [
        ("Devolver", "En gestión"),
        ("Aprobar", "Cumplida"),
        ("Aprobar en parte", "Cumplida en parte"),
    ]
    assert sum("next" in caja.clase for caja in dibujo.cajas) == 3
    assert sum(flecha.sale for flecha in dibujo.flechas) == 3


def test_the_list_has_every_step_of_the_declaration() -> None:
    dibujo = dibujar(MAQUINA, "borrador")
    assert len(dibujo.pasos) == len(MAQUINA.transiciones)


def test_a_step_from_many_states_is_told_inside_the_state_it_leads_to() -> None:
    cancelada = box(dibujar(MAQUINA, "borrador"), "Cancelada")
    assert cancelada.desde == 3
    assert "many" in cancelada.clase


def test_a_state_hangs_below_those_that_lead_to_it() -> None:
    dibujo = dibujar(MAQUINA, "borrador")
    rows = [box(dibujo, name).y for name in ("Borrador", "Asignada", "En gestión", "Por verificar")]
    assert rows == sorted(set(rows))


def test_a_long_label_is_broken_into_lines_that_fit() -> None:
    dibujo = dibujar(Maquina([(c, "Requiere información") for c in "abc"]), "a")
    assert dibujo.cajas[0].lineas == ["Requiere", "información"]


def test_a_machine_without_steps_or_with_an_unknown_state_is_drawn_too() -> None:
    assert dibujar(Maquina([("a", "Única")], []), "a").cajas[0].clase == "now"
    assert dibujar(Maquina([("a", "Única")], [("a", "z", "Ir")]), "x").actual == "x"
    assert dibujar(Maquina([], []), "x").cajas == []


@given(STEPS, st.integers(1, len(CODES)))
def test_any_machine_has_boxes_apart_and_lines_inside(
    steps: list[tuple[str, str, str]], count: int
) -> None:
    maquina = Maquina([(code, f"Estado {code}") for code in CODES[:count]], steps)
    dibujo = dibujar(maquina, "a")
    assert len(dibujo.cajas) == count
    for one, other in combinations(dibujo.cajas, 2):
        assert apart(one, other)
    for flecha in dibujo.flechas:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", flecha.d)]
        assert all(-1 <= x <= dibujo.ancho + 1 for x in numbers[::2])
        assert all(-1 <= y <= dibujo.alto + 1 for y in numbers[1::2])
    for rotulo in dibujo.rotulos:
        assert 0 <= rotulo.x <= dibujo.ancho


@given(STEPS)
def test_every_line_starts_and_ends_at_a_box(steps: list[tuple[str, str, str]]) -> None:
    dibujo = dibujar(Maquina([(code, code) for code in CODES], steps), "a")
    for flecha in dibujo.flechas:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", flecha.d)]
        for x, y in (numbers[:2], numbers[-2:]):
            assert any(touches(caja, x, y) for caja in dibujo.cajas)


def box(dibujo: Dibujo, nombre: str) -> Caja:
    return next(caja for caja in dibujo.cajas if " ".join(caja.lineas) == nombre)


def apart(one: Caja, other: Caja) -> bool:
    return (
        one.x + one.ancho <= other.x
        or other.x + other.ancho <= one.x
        or one.y + one.alto <= other.y
        or other.y + other.alto <= one.y
    )


def touches(caja: Caja, x: float, y: float) -> bool:
    inside_x = caja.x - 1 <= x <= caja.x + caja.ancho + 1
    return inside_x and caja.y - 1 <= y <= caja.y + caja.alto + 1

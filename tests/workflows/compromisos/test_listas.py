"""The lists people think in, and how what was promised goes."""

from __future__ import annotations

from datetime import date

import pytest

from core import clock
from core.models import Lugar, Usuario
from tests.workflows.compromisos.builders import Oficina, en
from workflows.compromisos import queries, states
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries import Filtro
from workflows.cruce import comentarios


def en_la_lista(user: Usuario, cuales: str) -> set[Compromiso]:
    return set(queries.lista(user, Filtro(cuales=cuales)))


@pytest.fixture
def todos(oficina: Oficina) -> dict[str, Compromiso]:
    """One in each state in which lists tell them apart."""
    return {estado: oficina.hasta(estado) for estado, _nombre in states.ESTADOS}


@pytest.mark.parametrize(
    ("cuales", "estados"),
    [
        ("pendientes", states.EN_CURSO),
        ("recien", (states.ASIGNADA,)),
        ("cumplidas", states.CUMPLIDOS),
        ("vencidas", ()),
        ("por_vencer", ()),
    ],
)
def test_what_the_responsable_has(
    oficina: Oficina, todos: dict[str, Compromiso], cuales: str, estados: tuple[str, ...]
) -> None:
    assert en_la_lista(oficina.responsable, cuales) == {todos[uno] for uno in estados}


def test_what_one_gave_and_what_one_follows(oficina: Oficina, todos: dict[str, Compromiso]) -> None:
    en_curso = {todos[uno] for uno in states.ABIERTOS if uno != states.BORRADOR}
    cerrados = {todos[uno] for uno in (*states.CUMPLIDOS, states.CANCELADA)}

    for quien, suyas in ((oficina.programador, "programe"), (oficina.monitor, "sigo")):
        assert en_la_lista(quien, suyas) == en_curso
        assert en_la_lista(quien, f"{suyas}_cerradas") == cerrados
    assert en_la_lista(oficina.programador, "de_otro") == en_curso
    assert en_la_lista(oficina.responsable, "de_otro") == set()


def test_what_is_near_and_what_is_past(oficina: Oficina, todos: dict[str, Compromiso]) -> None:
    with clock.moved_to(en(8)):
        assert todos[states.EN_GESTION] in en_la_lista(oficina.responsable, "por_vencer")
    with clock.moved_to(en(12)):
        vencidas = en_la_lista(oficina.responsable, "vencidas")
    assert vencidas == {todos[uno] for uno in states.CORREN}


def test_copies_are_read_by_whom_they_are_for(oficina: Oficina, marta: Usuario) -> None:
    copiado = oficina.crear(copias=[marta])

    assert en_la_lista(marta, "copias") == {copiado}
    assert en_la_lista(oficina.responsable, "copias") == set()


def test_a_comment_that_was_not_read(oficina: Oficina) -> None:
    compromiso = oficina.crear()
    oficina.crear()
    comentarios.comentar(
        expediente_id=compromiso.pk, actor=oficina.programador, texto="@Luis Ábrego ¿cómo va?"
    )

    assert en_la_lista(oficina.responsable, "mensajes") == {compromiso}
    assert en_la_lista(oficina.programador, "mensajes") == set()


def test_the_parts_of_one(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)

    found = queries.lista(oficina.programador, Filtro(padre=padre.codigo))
    assert list(found) == [parte]


def test_the_rate_counts_what_is_overdue_and_what_was_closed_late(oficina: Oficina) -> None:
    oficina.hasta(states.CUMPLIDA)
    oficina.hasta(states.CUMPLIDA_PARCIAL)
    oficina.hasta(states.CANCELADA)
    oficina.hasta(states.SUSPENDIDA)
    oficina.hasta(states.EN_GESTION)
    tarde = oficina.hasta(states.POR_VERIFICAR)

    with clock.moved_to(en(12)):
        oficina.aprobar(tarde)
        total = queries.total(oficina.programador)

    assert (total["a_tiempo"], total["cumplidos"], total["vencidos"]) == (1, 3, 1)
    assert queries.tasa(total) == 25


def test_a_date_that_was_moved_does_not_make_the_first_one_good(oficina: Oficina) -> None:
    movido = oficina.reprogramar(oficina.hasta(states.EN_GESTION), fecha=date(2026, 9, 30))
    with clock.moved_to(en(14)):
        oficina.aprobar(oficina.reportar_cumplida(movido))
        total = queries.total(oficina.programador)

    assert (total["a_tiempo"], total["a_tiempo_original"]) == (1, 0)


def test_without_anything_closed_nor_overdue_there_is_no_rate(oficina: Oficina) -> None:
    oficina.crear()

    assert queries.tasa(queries.total(oficina.programador)) is None


@pytest.mark.parametrize("por", list(queries.EJES))
def test_it_is_counted_by_each_of_them(
    oficina: Oficina, todos: dict[str, Compromiso], el_roble: Lugar, por: str
) -> None:
    for uno in todos.values():
        uno.lugares.add(el_roble)

    (fila,) = queries.cuadro(oficina.programador, por)

    assert (fila["abiertos"], fila["cumplidos"], fila["a_tiempo"]) == (5, 2, 1)


def test_nobody_counts_what_he_may_not_see(oficina: Oficina, marta: Usuario) -> None:
    oficina.crear()

    assert list(queries.cuadro(marta, "responsable")) == []
    assert queries.total(marta)["abiertos"] == 0

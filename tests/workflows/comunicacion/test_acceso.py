"""Who reads a piece: by role and degree, by what it is linked to, by having written it."""

from __future__ import annotations

import pytest

from core.models import Actor, Usuario
from tests.builders import un_compromiso
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion import queries
from workflows.comunicacion.models import Pieza

# The highest reserve degree each role reads; -1: none.
GRADOS = {
    "tomas": 4,
    "paula": 2,
    "rosa": 2,
    "elena": 2,
    "carmen": 1,
    "omar": 1,
    "ines": -1,
    "luis": -1,
    "gabriel": -1,
    "sofia": -1,
}


@pytest.mark.parametrize(("quien", "grado"), GRADOS.items())
def test_each_role_reads_up_to_its_degree(
    quien: str, grado: int, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    for nivel in range(5):
        redaccion.crear(nivel_reserva=nivel, actor=redaccion.editor)
    actor: Usuario = request.getfixturevalue(quien)

    leidas = {pieza.nivel_reserva for pieza in queries.lista(actor)}

    assert leidas == set(range(grado + 1))


def test_its_author_reads_it_whatever_its_degree(redaccion: Redaccion, luis: Usuario) -> None:
    pieza = redaccion.crear(actor=luis, nivel_reserva=4)

    assert list(queries.lista(luis)) == [pieza]


def test_a_gerente_reads_what_was_born_of_his_own(
    redaccion: Redaccion, rosa: Usuario, gabriel: Usuario, junta: Actor
) -> None:
    compromiso = un_compromiso(rosa, gabriel, junta)
    pieza = redaccion.crear(actor=rosa, origen_id=compromiso.pk)
    redaccion.crear()

    assert list(queries.lista(gabriel)) == [pieza]
    assert isinstance(queries.una(gabriel, pieza.codigo), Pieza)

"""Who sees a meta and its parts: by role and reserve degree, or by being part of them."""

from __future__ import annotations

import pytest

from tests.workflows.metas.builders import PARTES, Gobierno, Persona
from workflows.metas import queries, states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.metas.semaforo import Hoy

pytestmark = pytest.mark.django_db

# The highest degree each role reads without taking part.
METAS = {
    "tomas": 4,
    "rosa": 2,
    "ines": 2,
    "marta": -1,
    "paula": 2,
    "elena": 2,
    "omar": 1,
    "sofia": -1,
}
INTERMEDIAS = {**METAS, "ines": -1}


@pytest.mark.parametrize("quien", METAS)
def test_a_role_reads_up_to_its_degree(quien: str, gobierno: Gobierno, persona: Persona) -> None:
    for grado in range(5):
        meta = gobierno.crear(nivel_reserva=grado)
        mi = gobierno.parte(meta)

        visibles = queries.intermedias_de(meta, persona(quien))
        assert (meta in queries.lista(persona(quien))) == (grado <= METAS[quien])
        assert (mi in visibles) == (grado <= INTERMEDIAS[quien])


def test_who_takes_part_reads_it_whatever_its_degree(gobierno: Gobierno) -> None:
    meta = gobierno.con_programa(nivel_reserva=4)

    for user in (gobierno.gerente, gobierno.institucional, gobierno.responsable):
        assert queries.una(user, meta.codigo) == meta
        assert len(queries.intermedias_de(meta, user)) == 3
        assert queries.intermedia(user, meta.vivas()[0].codigo).meta == meta


def test_what_one_may_not_see_does_not_exist(gobierno: Gobierno, marta: object) -> None:
    meta = gobierno.con_programa()

    with pytest.raises(Meta.DoesNotExist):
        queries.una(marta, meta.codigo)  # type: ignore[arg-type]
    with pytest.raises(MetaIntermedia.DoesNotExist):
        queries.intermedia(marta, meta.vivas()[0].codigo)  # type: ignore[arg-type]


def test_its_page_is_read_with_its_people_its_indicator_and_what_its_light_looks_at(
    gobierno: Gobierno, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    meta = queries.una(gobierno.titular, gobierno.hasta(states.EN_EJECUCION).codigo)
    hoy = Hoy.actual()

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert meta.indicador.completo
        assert (meta.gerente, meta.suplente) == (gobierno.gerente, None)
        assert meta.responsable_institucional == gobierno.institucional
        assert queries.luz(meta, hoy).razones
        assert [mi.titulo for mi in meta.vivas()] == [titulo for titulo, *_resto in PARTES]

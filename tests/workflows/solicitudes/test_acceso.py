"""Who sees which request."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import access, clock, transitions
from core.models import Suplencia, Usuario, Vinculo
from tests.builders import un_compromiso
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud

GRADOS = {
    "tomas": 4,
    "rosa": 2,
    "elena": 2,
    "paula": 0,
    "omar": 1,
    "marta": -1,
    "gabriel": -1,
    "sofia": -1,
}


@pytest.mark.parametrize(("quien", "hasta"), GRADOS.items())
def test_a_role_reads_up_to_its_degree(
    quien: str, hasta: int, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    user: Usuario = request.getfixturevalue(quien)
    for grado in range(5):
        solicitud = despacho.registrar(nivel_reserva=grado)
        transitions.assign(solicitud, "jefe")  # none of them takes part in it

    vistos = queries.bandeja(user).values_list("nivel_reserva", flat=True)

    assert set(vistos) == set(range(hasta + 1))


def test_its_author_and_its_responsable_see_it_whatever_its_degree(despacho: Despacho) -> None:
    solicitud = despacho.registrar(actor=despacho.jefe, nivel_reserva=4)
    despacho.analizar(solicitud)

    for user in (despacho.jefe, despacho.responsable):
        assert queries.una(user, solicitud.codigo) == solicitud
    with pytest.raises(Solicitud.DoesNotExist):
        queries.una(despacho.asistente, solicitud.codigo)


def test_a_gerente_sees_the_one_that_is_linked_to_what_is_his(
    despacho: Despacho, gabriel: Usuario
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    suyo = un_compromiso(despacho.jefe, gabriel, despacho.solicitante)
    Vinculo.objects.create(de=solicitud, a=suyo, clase=Vinculo.Clase.RELACION)

    assert list(queries.bandeja(gabriel)) == [solicitud]


def test_a_substitute_sees_what_the_titular_sees(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.hasta(states.EN_DECISION, actor=despacho.jefe, nivel_reserva=4)
    Suplencia.objects.create(
        titular=despacho.titular,
        suplente=marta,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=1),
    )

    assert list(queries.decisiones(marta)) == [solicitud]


@pytest.mark.parametrize(
    ("quien", "puede"), [("rosa", True), ("ines", True), ("luis", True), ("omar", False)]
)
def test_who_may_attach_a_file(
    quien: str, puede: bool, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    user: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_ANALISIS)

    assert bool(access.can(user, "adjuntar", solicitud)) == puede

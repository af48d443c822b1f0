"""delegar: somebody else attends to it in the place of the titular."""

from __future__ import annotations

import pytest

from core import access
from core.models import Actor, Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def vice(db: None) -> Actor:
    return Actor.objects.create(nombre="Nora Ruiz", email="nora@alborada.test")


def test_somebody_of_the_house_sees_it_from_then_on_and_is_told(
    despacho: Despacho, marta: Usuario
) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)
    assert not access.scope(Solicitud.objects.all(), marta).exists()

    despacho.delegar(solicitud, delegado=marta)

    delegada = queries.una(marta, solicitud.codigo)
    assert (delegada.estado, delegada.decision) == ("delegada", "delegada")
    assert (delegada.delegada_en, delegada.indicaciones) == (marta, "Lleve los planos.")
    assert avisados(solicitud, "S03D") == {"Marta Solís"}
    assert list(queries.esperan_a(marta)) == [delegada]
    assert ultima(solicitud).datos == {"en": "Marta Solís"}


def test_somebody_from_outside_has_a_letter(despacho: Despacho, vice: Actor) -> None:
    solicitud = despacho.delegar(despacho.hasta(states.EN_DECISION), delegado_actor=vice)

    assert solicitud.delegada_en == vice
    assert vice in solicitud.actores.all()
    carta = mensajes.componer(Notificacion.objects.get(clase="S03D"))
    assert "«Lleve los planos.»" in carta.cuerpo
    assert "le delega" in carta.razon


def test_who_asked_knows_who_will_attend_to_it(despacho: Despacho) -> None:
    despacho.delegar(despacho.hasta(states.EN_DECISION))

    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert "la atenderá Luis Ábrego" in carta.cuerpo


def test_it_goes_on_as_one_that_was_accepted(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DELEGADA)
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.FECHA}

    despacho.cumplir(despacho.encargar(solicitud))

    assert actions.seguir() == 1
    assert Solicitud.objects.get(pk=solicitud.pk).estado == "atendida"


def test_the_person_it_was_delegated_to_says_that_it_is_done(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DELEGADA)

    assert despacho.atender(solicitud, actor=despacho.responsable).estado == "atendida"


def test_once_it_is_reopened_it_is_nobodys(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta)
    despacho.atender(solicitud)
    despacho.cerrar(solicitud)

    assert despacho.reabrir(solicitud).delegada_en is None
    assert not access.scope(Solicitud.objects.all(), marta).exists()


def test_it_goes_to_one_person(despacho: Despacho, vice: Actor) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with falta(solicitud, "delegado"):
        despacho.delegar(solicitud, delegado=None)
    with falta(solicitud, "delegado_actor"):
        despacho.delegar(solicitud, delegado=despacho.responsable, delegado_actor=vice)


def test_nor_to_one_who_left(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)
    marta.is_active = False
    marta.save()

    with falta(solicitud, "delegado"):
        despacho.delegar(solicitud, delegado=marta)


def test_the_jefe_may_too(despacho: Despacho) -> None:
    solicitud = despacho.delegar(despacho.hasta(states.EN_DECISION), actor=despacho.jefe)

    assert solicitud.estado == "delegada"


@pytest.mark.parametrize("quien", ["ines", "luis", "elena"])
def test_nobody_else_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.delegar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", sorted({*dict(states.ESTADOS)} - {states.EN_DECISION}))
def test_only_what_waits_for_a_decision(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.delegar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.delegar(solicitud, version=1)

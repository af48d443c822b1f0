"""retirar: who asked no longer asks for it."""

from __future__ import annotations

import pytest

from core.models import Usuario
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
)
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import states


@pytest.mark.parametrize("estado", states.ABIERTOS)
def test_whatever_is_open_may_be_withdrawn(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.retirar(despacho.hasta(estado))

    assert (solicitud.estado, abiertos(solicitud)) == ("desistida", set())


def test_who_asked_has_it_confirmed(despacho: Despacho) -> None:
    despacho.retirar(despacho.hasta(states.EN_ANALISIS))

    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Su solicitud quedó retirada"


def test_what_the_unit_had_to_answer_is_cancelled(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DERIVADA)

    despacho.retirar(solicitud)

    assert solicitud.encargos().get().estado == "cancelada"


def test_what_was_commissioned_goes_on_and_who_runs_it_is_told(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud)

    despacho.retirar(solicitud, actor=Usuario.objects.sistema())

    assert Compromiso.objects.get().estado == "asignada"
    carta = mensajes.componer(Notificacion.objects.get(clase="S10R", usuario=despacho.jefe))
    assert encargo.codigo in carta.cuerpo


def test_the_portal_withdraws_it_for_who_asked(despacho: Despacho) -> None:
    solicitud = despacho.retirar(despacho.hasta(states.REGISTRADA), actor=Usuario.objects.sistema())

    assert solicitud.estado == "desistida"
    assert avisados(solicitud, "S10R") == {"Rosa Medina"}


def test_it_can_be_taken_up_again_by_somebody(despacho: Despacho) -> None:
    retirada = despacho.retirar(despacho.hasta(states.REGISTRADA))
    with falta(retirada, "responsable"):
        despacho.reabrir(retirada)

    abierta = despacho.reabrir(retirada, responsable=despacho.responsable)

    assert (abierta.estado, abierta.responsable) == ("en_analisis", despacho.responsable)


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_of_the_people_only_the_jefe_may(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with se_niega(solicitud, "No le corresponde"):
        despacho.retirar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", states.CERRADOS)
def test_what_is_closed_is_not_withdrawn(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.retirar(solicitud)


def test_it_needs_a_reason(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with falta(solicitud, "motivo"):
        despacho.retirar(solicitud, motivo=" ")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.retirar(solicitud, version=1)

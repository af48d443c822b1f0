"""desistir: what was missing did not come in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos import actions as plazos
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

VENCIDA = MIERCOLES + timedelta(days=31)


def test_the_clock_takes_it_for_given_up_once_the_time_is_over(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)
    assert actions.mover_las_que_toca() == 0

    with clock.moved_to(VENCIDA):
        assert [actions.mover_las_que_toca() for _vez in range(2)] == [1, 0]

    solicitud.refresh_from_db()
    assert (solicitud.estado, abiertos(solicitud)) == ("desistida", set())
    assert ultima(solicitud).usuario.es_sistema


def test_who_asked_and_the_office_are_told(despacho: Despacho) -> None:
    solicitud = despacho.desistir(despacho.hasta(states.REQUIERE_INFORMACION))

    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Su solicitud quedó desistida"
    assert avisados(solicitud, "S10R") == {"Luis Ábrego"}  # the jefe did it


def test_five_working_days_before_who_asked_and_the_jefe_are_reminded_once(
    despacho: Despacho,
) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)
    TipoSolicitud.objects.update(dias_completar=1)  # for those to come

    for dias, avisada in ((22, set()), (23, {"Rosa Medina", "Junta Comunal El Roble"}), (24, None)):
        with clock.moved_to(MIERCOLES + timedelta(days=dias)):
            plazos.barrer()
            actions.seguir()
            actions.seguir()
        assert avisada is None or avisados(solicitud, "S06") == avisada
    assert Notificacion.objects.filter(clase="S06").count() == 2
    carta = mensajes.componer(Notificacion.objects.get(clase="S06", actor__isnull=False))
    assert "«Falta el plano firmado.»" in carta.cuerpo


def test_who_left_no_address_is_not_looked_for_again_and_again(despacho: Despacho) -> None:
    despacho.solicitante.email = ""
    despacho.solicitante.save()
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with clock.moved_to(MIERCOLES + timedelta(days=24)):
        plazos.barrer()
        actions.seguir()

    assert avisados(solicitud, "S06") == {"Rosa Medina"}


def test_what_was_completed_does_not_lapse(despacho: Despacho) -> None:
    solicitud = despacho.completar(despacho.hasta(states.REQUIERE_INFORMACION))

    with clock.moved_to(VENCIDA):
        assert actions.mover_las_que_toca() == 0
    assert Solicitud.objects.get(pk=solicitud.pk).estado == "en_analisis"


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_of_the_people_only_the_jefe_may(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.desistir(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.EN_ANALISIS, states.ACEPTADA, states.DESISTIDA])
def test_only_where_something_was_asked_for(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.desistir(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.desistir(solicitud, version=1)

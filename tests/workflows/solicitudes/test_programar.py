"""programar: it has a day, an hour and a place."""

from __future__ import annotations

from datetime import date, time, timedelta

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
    falta,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos import actions as plazos
from workflows.solicitudes import states


@pytest.mark.parametrize("estado", [states.ACEPTADA, states.DELEGADA])
def test_it_has_a_date_and_who_asked_knows_it(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.programar(despacho.hasta(estado))

    assert (solicitud.estado, solicitud.programada_para) == ("programada", date(2026, 9, 15))
    assert (solicitud.programada_hora, solicitud.programada_lugar) == (time(10), "Casa comunal")
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.CITA}
    assert ultima(solicitud).datos["fecha"] == "2026-09-15"
    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Su solicitud tiene fecha"
    for dato in ("15 de septiembre de 2026", "10:00", "Casa comunal"):
        assert dato in carta.cuerpo


def test_it_may_have_another_one(despacho: Despacho) -> None:
    solicitud = despacho.programar(
        despacho.hasta(states.PROGRAMADA), fecha=date(2026, 9, 22), hora=None, lugar_texto=""
    )

    assert (solicitud.programada_para, solicitud.programada_hora) == (date(2026, 9, 22), None)
    cita = solicitud.plazos.get(clase=states.CITA, estado="abierto")
    assert clock.local(cita.vence_en).date() == date(2026, 9, 22)


def test_once_its_day_has_passed_the_jefe_is_asked(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.PROGRAMADA)

    with clock.moved_to(MIERCOLES + timedelta(days=7)):
        plazos.barrer()

    assert avisados(solicitud, "S07F") == {"Rosa Medina"}


def test_a_day_that_passed_is_no_date(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with falta(solicitud, "fecha"):
        despacho.programar(solicitud, fecha=date(2026, 9, 8))


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.ACEPTADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.programar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.EN_DECISION, states.ATENDIDA, states.CERRADA])
def test_only_what_will_be_done(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.programar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.programar(solicitud, version=1)

"""completar: what was missing came, and the days go on where they stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import clock
from core.models import Usuario
from core.transitions import StaleVersion
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
from workflows.plazos.models import Plazo
from workflows.solicitudes import states


def test_it_is_analysed_again_with_what_came(despacho: Despacho) -> None:
    solicitud = despacho.completar(despacho.hasta(states.REQUIERE_INFORMACION))

    assert (solicitud.estado, solicitud.completado) == (
        "en_analisis",
        "Trajeron el plano firmado.",
    )
    assert abiertos(solicitud) == {states.LEGAL, states.META}
    assert avisados(solicitud, "S06R") == {"Rosa Medina", "Luis Ábrego"}


def test_the_days_it_waited_are_not_counted_and_the_history_says_so(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with clock.moved_to(MIERCOLES + timedelta(days=10)):
        despacho.completar(solicitud)

    legal = Plazo.objects.get(expediente=solicitud.pk, clase=states.LEGAL)
    assert clock.local(legal.vence_en).date() == date(2026, 10, 19)
    antes, despues = ultima(solicitud).datos["plazo_legal"]
    assert (antes[:10], despues[:10]) == ("2026-10-09", "2026-10-19")


def test_it_may_be_asked_for_again(despacho: Despacho) -> None:
    solicitud = despacho.completar(despacho.hasta(states.REQUIERE_INFORMACION))

    otra_vez = despacho.pedir_informacion(solicitud, pedido="Falta la cédula.")

    assert (otra_vez.falta, otra_vez.completado) == ("Falta la cédula.", "")


def test_who_prepares_it_may_write_it_down_and_so_may_the_portal(despacho: Despacho) -> None:
    for actor in (despacho.responsable, despacho.jefe, Usuario.objects.sistema()):
        solicitud = despacho.hasta(states.REQUIERE_INFORMACION)
        assert despacho.completar(solicitud, actor=actor).estado == "en_analisis"


@pytest.mark.parametrize("quien", ["tomas", "elena"])
def test_nobody_else_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.completar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.REGISTRADA, states.EN_ANALISIS, states.DESISTIDA])
def test_only_where_something_was_asked_for(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.completar(solicitud)


def test_it_says_what_came(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with falta(solicitud, "texto"):
        despacho.completar(solicitud, texto="")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.REQUIERE_INFORMACION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.completar(solicitud, version=1)

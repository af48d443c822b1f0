"""reprogramar: a new date; the first one is kept and the change is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.models import Usuario
from tests.workflows.compromisos.builders import (
    HOY,
    TARDE,
    VENCE,
    Oficina,
    abiertos,
    avisados,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states
from workflows.plazos.models import Plazo


def test_the_first_date_is_kept_and_the_change_counted(oficina: Oficina) -> None:
    movido = oficina.reprogramar(oficina.hasta(states.EN_GESTION))

    assert (movido.estado, movido.fecha_vigente) == (states.EN_GESTION, TARDE)
    assert (movido.fecha_compromiso_original, movido.reprogramaciones) == (VENCE, 1)
    assert abiertos(movido) == {states.VENCE: TARDE}
    assert Plazo.objects.get(expediente=movido.pk, clase=states.VENCE).movido
    assert avisados(movido, "T01M") == {"Luis Ábrego"}
    entrada = ultima(movido)
    assert (entrada.verbo, entrada.datos) == (
        "reprogramar",
        {"fecha": ["2026-09-18", "2026-09-25"]},
    )
    assert entrada.escrito.texto == "Llueve."


def test_it_may_come_earlier_and_each_time_counts(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    oficina.reprogramar(compromiso)
    movido = oficina.reprogramar(compromiso, fecha=HOY)

    assert (movido.fecha_compromiso_original, movido.reprogramaciones) == (VENCE, 2)


def test_a_request_for_more_time_ends_with_it(oficina: Oficina) -> None:
    compromiso = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))
    movido = oficina.reprogramar(compromiso)

    assert movido.prorroga_para is None
    assert abiertos(movido) == {states.VENCE: TARDE}


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"motivo": ""}, "motivo"),
        ({"fecha": VENCE}, "fecha"),
        ({"fecha": HOY - timedelta(days=1)}, "fecha"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    oficina: Oficina, cambios: dict[str, object], campo: str
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with falta(compromiso, campo):
        oficina.reprogramar(compromiso, **cambios)


def test_what_was_reported_keeps_its_date(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "está en «Por verificar»"):
        oficina.reprogramar(reportado)


def test_who_does_it_does_not_move_it(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "No le corresponde"):
        oficina.reprogramar(compromiso, actor=oficina.responsable)
    with no_existe(compromiso):
        oficina.reprogramar(compromiso, actor=marta)


def test_the_monitor_and_the_titular_may(oficina: Oficina, tomas: Usuario) -> None:
    for quien in (oficina.monitor, tomas):
        assert oficina.reprogramar(oficina.crear(), actor=quien).reprogramaciones == 1


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with esta_vencido(compromiso):
        oficina.reprogramar(compromiso, version=vencida(compromiso))

"""reabrir: what was cumplido was not."""

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


def test_it_is_in_his_hands_again_with_a_new_date(oficina: Oficina) -> None:
    reabierto = oficina.reabrir(oficina.hasta(states.CUMPLIDA))

    assert (reabierto.estado, reabierto.cerrado_en) == (states.EN_GESTION, None)
    assert (reabierto.fecha_vigente, reabierto.fecha_compromiso_original) == (TARDE, VENCE)
    assert reabierto.reprogramaciones == 1
    assert abiertos(reabierto) == {states.VENCE: TARDE}
    assert avisados(reabierto, "T07") == {"Luis Ábrego"}
    entrada = ultima(reabierto)
    assert (entrada.verbo, entrada.de, entrada.a) == ("reabrir", "cumplida", "en_gestion")
    assert entrada.escrito.texto == "Los planos eran otros."


def test_what_was_left_undone_is_taken_up_again(oficina: Oficina) -> None:
    reabierto = oficina.reabrir(oficina.hasta(states.CUMPLIDA_PARCIAL))

    assert (reabierto.estado, reabierto.cerrado_en, reabierto.faltante) == ("en_gestion", None, "")
    assert ultima(reabierto).de == "cumplida_parcial"


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [({"motivo": ""}, "motivo"), ({"fecha": HOY - timedelta(days=1)}, "fecha")],
)
def test_what_is_missing_is_said_beside_its_field(
    oficina: Oficina, cambios: dict[str, object], campo: str
) -> None:
    cumplido = oficina.hasta(states.CUMPLIDA)

    with falta(cumplido, campo):
        oficina.reabrir(cumplido, **cambios)


@pytest.mark.parametrize(
    ("estado", "palabra"), [(states.EN_GESTION, "En gestión"), (states.CANCELADA, "Cancelado")]
)
def test_only_what_is_cumplido_is_reopened(oficina: Oficina, estado: str, palabra: str) -> None:
    compromiso = oficina.hasta(estado)

    with se_niega(compromiso, f"está en «{palabra}»"):
        oficina.reabrir(compromiso)


def test_who_did_it_does_not_reopen_it(oficina: Oficina, marta: Usuario) -> None:
    cumplido = oficina.hasta(states.CUMPLIDA)

    with se_niega(cumplido, "No le corresponde"):
        oficina.reabrir(cumplido, actor=oficina.responsable)
    with no_existe(cumplido):
        oficina.reabrir(cumplido, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    cumplido = oficina.hasta(states.CUMPLIDA)

    with esta_vencido(cumplido):
        oficina.reabrir(cumplido, version=vencida(cumplido))

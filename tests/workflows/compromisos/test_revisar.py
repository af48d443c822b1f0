"""revisar: whoever follows it has read a report."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.workflows.compromisos.builders import (
    Oficina,
    esta_vencido,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso, Informe


@pytest.fixture
def informado(oficina: Oficina) -> Compromiso:
    return oficina.informar(oficina.hasta(states.EN_GESTION))


def el_informe(compromiso: Compromiso) -> Informe:
    return Informe.objects.get(compromiso=compromiso)


def test_who_read_it_and_when_is_kept(oficina: Oficina, informado: Compromiso) -> None:
    oficina.revisar(informado, el_informe(informado).pk)

    assert el_informe(informado).revisado_por == oficina.monitor
    assert el_informe(informado).revisado_en is not None
    assert ultima(informado).verbo == "revisar"


def test_nobody_reads_it_twice(oficina: Oficina, informado: Compromiso) -> None:
    oficina.revisar(informado, el_informe(informado).pk)

    with se_niega(informado, "ya está revisado"):
        oficina.revisar(informado, el_informe(informado).pk, actor=oficina.programador)


def test_the_report_of_another_is_not_this_ones(oficina: Oficina, informado: Compromiso) -> None:
    otro = oficina.informar(oficina.hasta(states.EN_GESTION))

    with se_niega(informado, "ya está revisado"):
        oficina.revisar(informado, el_informe(otro).pk)


def test_nobody_reviews_his_own(oficina: Oficina, informado: Compromiso, marta: Usuario) -> None:
    with se_niega(informado, "No le corresponde"):
        oficina.revisar(informado, el_informe(informado).pk, actor=oficina.responsable)
    with no_existe(informado):
        oficina.revisar(informado, el_informe(informado).pk, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina, informado: Compromiso) -> None:
    with esta_vencido(informado):
        oficina.revisar(informado, el_informe(informado).pk, version=vencida(informado))

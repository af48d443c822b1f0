"""The tasks of sheets: named, one at a time in each worker."""

from __future__ import annotations

import pytest

from tasks import recovery, transfers, upkeep
from tests.workflows.traslados.builders import un_pedido
from workflows.traslados import actions
from workflows.traslados.models import Exportacion

pytestmark = pytest.mark.django_db


def test_the_tasks_have_the_names_the_schedule_knows() -> None:
    assert transfers.trasladar.name == "tasks.transfers.trasladar"
    assert recovery.traslados.name == "tasks.recovery.traslados"
    assert upkeep.borrar_traslados.name == "tasks.upkeep.borrar_traslados"


def test_one_run_does_all_that_waits(rosa) -> None:
    for _vez in range(2):
        actions.pedir(un_pedido(rosa, "temas"))
    transfers.trasladar()
    assert set(Exportacion.objects.values_list("estado", flat=True)) == {"lista"}


def test_a_worker_that_is_at_one_takes_no_other(rosa) -> None:
    actions.pedir(un_pedido(rosa, "temas"))
    with transfers.seat:
        transfers.trasladar()
    assert Exportacion.objects.get().estado == "pendiente"
    transfers.trasladar()
    assert Exportacion.objects.get().estado == "lista"

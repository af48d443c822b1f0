"""The two tasks of the deliveries: named, and each one domain call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Usuario
from ops.sandbox.client import Sandbox
from tasks import deliver
from tests.notifiers.builders import MIERCOLES, avisar, un_expediente

pytestmark = pytest.mark.django_db


def test_the_tasks_have_the_names_the_schedule_knows() -> None:
    assert deliver.entregar.name == "tasks.deliver.entregar"
    assert deliver.resumenes.name == "tasks.deliver.resumenes"


def test_one_delivers_what_waits_and_the_other_the_digest(
    buzon: Sandbox, rosa: Usuario, luis: Usuario
) -> None:
    with clock.moved_to(MIERCOLES):
        expediente = un_expediente(rosa, luis)
        avisar(expediente, luis)
        avisar(expediente, luis, clave="2", medio="resumen")
        deliver.entregar()
        deliver.resumenes()
        assert len(buzon.mails()) == 1

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        deliver.resumenes()
    assert buzon.mails()[1]["subject"] == "Su resumen del día: 1 asunto"

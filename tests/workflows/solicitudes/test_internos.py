"""How long people have to analyse and to decide is the town hall's to say."""

from __future__ import annotations

from datetime import date

import pytest

from core import clock
from tests.workflows.solicitudes.builders import Despacho
from workflows.plazos.models import Plazo, PlazoInterno
from workflows.solicitudes import states


@pytest.mark.parametrize(
    ("clase", "estado"),
    [(states.ANALISIS, states.REGISTRADA), (states.DECISION, states.EN_DECISION)],
)
def test_the_next_one_has_as_long_as_was_edited(
    despacho: Despacho, clase: str, estado: str
) -> None:
    PlazoInterno.objects.filter(clase_plazo=clase).update(cantidad=5)

    plazo = Plazo.objects.get(expediente=despacho.hasta(estado).pk, clase=clase)

    assert clock.local(plazo.vence_en).date() == date(2026, 9, 16)

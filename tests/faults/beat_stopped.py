"""The clock that calls stands still for a day: afterwards each thing is told and done once."""

from __future__ import annotations

from datetime import timedelta

from core import clock
from tests.faults.base import Outcome
from tests.faults.deadlines import TOMORROW, Deadlines
from tests.faults.town import Town
from tests.faults.work import Pieces

NAME = "beat_stopped_for_a_day"
SHORT = True


def run(town: Town) -> Outcome:
    """On Monday evening it stops; what Tuesday brings is made up for on Wednesday morning."""
    many = 5 if town.short else 30
    jueves = town.hoy + timedelta(days=3)
    deadlines = Deadlines.due(town, jueves, many)
    pieces = Pieces.approved(town, 2, publicar_en=clock.now() + timedelta(hours=24))
    with town.sin("beat"):
        town.adelantar(hours=8)
        town.adelantar(days=1, hours=16)
    return deadlines.verdict(TOMORROW, harm=1) + pieces.verdict(harm=0)

"""Hundreds of workers are killed while mails leave: each mail arrives, under one Message-ID."""

from __future__ import annotations

from notifiers.models import Entrega
from tests.faults.base import Outcome
from tests.faults.storm import storm
from tests.faults.town import Town
from tests.faults.work import Mails

NAME = "storm_of_kills_delivering"
SHORT = False

KILLS = 200
WORKERS = 3
# Mails that wait: so few that a dead worker takes none of another's into its lease.
BACKLOG = 8
# What the next message meets. Few are slow: one that is killed under way six times has failed, as
# promised, and an administrator must try it again.
TROUBLE = ("slow", "lost_response", "", "", "")


def run(town: Town) -> Outcome:
    """Bring mails as they are taken, make the server slow at random, and kill."""
    chance = town.chance(NAME)
    mails = [Mails.to_luis(town, BACKLOG)]

    def under_way() -> int:
        states = mails[0].states()
        return states[Entrega.Estado.PENDIENTE] + states[Entrega.Estado.ENVIANDO]

    def between() -> None:
        if mails[0].states()[Entrega.Estado.PENDIENTE] < BACKLOG:
            mails[0] += Mails.to_luis(town, BACKLOG // 2)
        if (kind := chance.choice(TROUBLE)) and not town.sandbox.faults():
            town.sandbox.fault("smtp", kind, **({"seconds": 0.3} if kind == "slow" else {}))

    killed = storm(
        town, chance, queue="entregas", kills=KILLS, workers=WORKERS,
        at_work=lambda: under_way() > 0, between=between,
    )  # fmt: skip
    town.sandbox.clear()
    return mails[0].verdict_after_waits(harm=killed)

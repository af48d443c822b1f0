"""Hundreds of workers are killed while piezas leave: each stands once at each network."""

from __future__ import annotations

from channels.models import Publicacion
from tests.faults.base import Outcome
from tests.faults.storm import storm
from tests.faults.town import Town
from tests.faults.work import Pieces

NAME = "storm_of_kills_publishing"
SHORT = False

KILLS = 200
WORKERS = 3
PIECES = 120
BACKLOG = 6
TROUBLE = ("slow", "slow", "mute_accepted", "mute", "lost_response", "truncated", "")
Estado = Publicacion.Estado
WAITING = (Estado.PENDIENTE, Estado.PUBLICANDO, Estado.DESCONOCIDA)


def run(town: Town) -> Outcome:
    """Approve piezas as they leave, make the networks ill at random, and kill."""
    chance = town.chance(NAME)
    written, pieces = Pieces.written(town, PIECES), Pieces(town, {})
    drafts = list(written.titles.items())

    def waiting(*states: str) -> int:
        return sum(many for (_canal, estado), many in pieces.rows().items() if estado in states)

    def between() -> None:
        if drafts and waiting(Estado.PENDIENTE) < BACKLOG:
            pieces.titles.update([drafts.pop()])
            pieces.approve()
        network, kind = chance.choice(("facebook", "x")), chance.choice(TROUBLE)
        if kind and len(town.sandbox.faults()) < WORKERS:
            town.sandbox.fault(
                network, kind, op="publish", **({"seconds": 1} if kind == "slow" else {})
            )

    between()
    killed = storm(
        town, chance, queue="publicaciones", kills=KILLS, workers=WORKERS,
        at_work=lambda: waiting(*WAITING) > 0, between=between,
    )  # fmt: skip
    town.sandbox.clear()
    return pieces.verdict(harm=killed)

"""Half of the networks' answers are lost after the post was taken: one post per piece and channel.

Lost in each of the ways there are: cut, cut in the middle, never ending, never begun.
"""

from __future__ import annotations

from tests.faults.base import Outcome
from tests.faults.town import Town
from tests.faults.work import Pieces

NAME = "half_of_the_responses_lost"
SHORT = False

PIECES = 200
WAYS = ("lost_response", "truncated", "lost_response", "truncated", "not_json")
# A worker that waits for an answer waits for 25 seconds: few, or nothing else is measured.
SILENT = ("mute_accepted", "endless")


def run(town: Town) -> Outcome:
    """Publish 200 pieces on three channels, half of the answers lost at random."""
    pieces = Pieces.written(town, PIECES)
    lost = sum(_lose_half(town, network) for network in ("facebook", "x"))
    pieces.approve()
    return pieces.verdict(harm=lost, seconds=180)


def _lose_half(town: Town, network: str) -> int:
    """Order what each call to publish will meet, and return how many answers are lost."""
    chance = town.chance(f"{NAME} {network}")
    ways = [*SILENT, *(chance.choice(WAYS) for _ in range(PIECES // 2 - len(SILENT)))]
    lost = set(chance.sample(range(PIECES), len(ways)))
    for number in range(PIECES):
        if number in lost:
            town.sandbox.fault(network, ways.pop(), op="publish")
        else:
            town.sandbox.fault(network, "slow", op="publish", seconds=0)
    return len(lost)

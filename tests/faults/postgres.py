"""PostgreSQL stopped hard and started under load, and its connections cut again and again.

Every process recovers by itself, and nothing is left half-done.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import requests

from ops.embedded.base import belongs
from tests.faults import moments
from tests.faults.base import Outcome, until
from tests.faults.town import Town
from tests.faults.work import Mails, Pieces

NAME = "postgresql"
SHORT = False

MAILS, PIECES = 150, 25
STOPS, CUTS = 3, 40
PROCESSES = ("web", "worker", "beat")


def run(town: Town) -> Outcome:
    """Both harms, each with mails and posts on their way."""
    return _under_load(town, _stopped_hard) + _under_load(town, _cut)


def _under_load(town: Town, harm: Callable[[Town], int]) -> Outcome:
    with town.sin("worker"):
        mails, pieces = Mails.to_luis(town, MAILS), Pieces.approved(town, PIECES)
    before = _pids(town)
    many = harm(town)
    town.reconnect()
    outcome = mails.verdict(harm=many) + pieces.verdict(harm=0)
    until(lambda: _health(town) == HTTPStatus.OK, "a web that answers")
    assert _pids(town) == before, f"{before} became {_pids(town)}"
    return outcome


def _stopped_hard(town: Town) -> int:
    """As when the machine loses its power: no connection is told, nothing is written any more."""
    chance, postgres = town.chance(NAME), town.stack.postgres
    for _stop in range(STOPS):
        time.sleep(chance.uniform(0.5, 2))
        pid = postgres.pid() or 0
        os.kill(pid, signal.SIGQUIT)
        until(partial(_is_gone, pid, str(postgres.data)), "a server that is gone")
        assert _health(town) == HTTPStatus.SERVICE_UNAVAILABLE
        postgres.start()
    return STOPS


def _cut(town: Town) -> int:
    """Every connection of the application, many times over."""
    cut = 0
    for _cut in range(CUTS):
        cut += moments.terminate(town.stack)
        time.sleep(0.15)
    return cut


def _is_gone(pid: int, mark: str) -> bool:
    return not belongs(pid, mark)


def _health(town: Town) -> int:
    return requests.get(f"{town.url}/salud/", timeout=30).status_code


def _pids(town: Town) -> dict[str, int | None]:
    return {name: town.stack.processes[name].pid for name in PROCESSES}

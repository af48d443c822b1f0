"""A list as people see it, 30 of them at once, beside a bare page on the same server."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from core.models import Usuario
from ops.bench.clocks import percentile
from ops.bench.figures import Figure
from ops.bench.place import PORTS, Place
from ops.bench.visitors import Answers, Visitor, cookies, crowd
from ops.stack.processes import Process
from ops.stack.stack import ROOT

AT_ONCE, SECONDS, TURNS = 30, 4.0, 3
BARE_PORT = PORTS["web"] + 10
PAGES = ("/compromisos/", "/solicitudes/?ver=lista")


def measure(place: Place) -> Iterator[Figure]:
    """Requests a second, and how long the slow ones take."""
    with place.inside():
        people = list(Usuario.objects.que_entran())
        sessions = cookies(people, AT_ONCE)
    site, bare = place.stack.environ["SITE_URL"], f"http://127.0.0.1:{BARE_PORT}"
    ours: list[Answers] = []
    peer: list[Answers] = []
    with place.open("web"), _bare(place):
        place.answers(site)
        place.answers(bare)
        crowd(site, sessions, _list, 2)
        for _turn in range(TURNS):
            peer.append(crowd(bare, sessions, _home, SECONDS))
            ours.append(crowd(site, sessions, _list, SECONDS))
    name = f"lists of 25 rows, {AT_ONCE} people at once"
    yield Figure(
        name,
        _rate(ours),
        "pages/s",
        "a bare Django page with 25 rows",
        _rate(peer),
        bound=0.5,
        sense="least",
    )
    taken = [one for answers in ours for one in answers.taken]
    yield Figure(f"{name}, p95", percentile(taken, 0.95), "ms", bound=500)
    errors = sum(len(answers.errors) for answers in [*ours, *peer])
    yield Figure(f"{name}, errors", errors, "errors", bound=0)


def _rate(turns: list[Answers]) -> float:
    return statistics.median(answers.per_second for answers in turns)


async def _list(visitor: Visitor) -> None:
    await visitor.get(visitor.chance.choice(PAGES))


async def _home(visitor: Visitor) -> None:
    await visitor.get("/")


@contextmanager
def _bare(place: Place) -> Iterator[None]:
    """The bare page, by the same server with the same settings, on another port."""
    command = "gunicorn --config python:ops.bench.bare_server ops.bench.bare"
    process = Process("bare", command, log=place.stack.log("bare"), cwd=ROOT)
    process.start(place.stack.environ | {"WEB_BIND": f"127.0.0.1:{BARE_PORT}"})
    try:
        yield
    finally:
        process.stop(15)

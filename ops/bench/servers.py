"""Which settings of the web server: processes and threads, in turns under the same crowd."""

from __future__ import annotations

from collections.abc import Iterator

from core.models import Usuario
from ops.bench.clocks import percentile
from ops.bench.figures import Figure
from ops.bench.memory import megabytes
from ops.bench.place import Place
from ops.bench.visitors import Visitor, cookies, crowd

AT_ONCE, SECONDS, TURNS = 30, 8.0, 2
PAGES = ("/mi-dia/", "/solicitudes/", "/compromisos/", "/metas/", "/avisos/")
# Processes and threads of each.
FORMS = ((1, 6), (2, 1), (2, 2), (2, 3), (2, 6), (3, 2))


def measure(place: Place) -> Iterator[Figure]:
    """Pages a second, p95 and memory of each form, for choosing; in full only."""
    if not place.full:
        return
    with place.inside():
        people = list(Usuario.objects.que_entran())
        sessions = cookies(people, AT_ONCE)
    for turn in range(TURNS):
        for processes, threads in FORMS if turn % 2 == 0 else reversed(FORMS):
            yield from _one(place, sessions, processes, threads)


def _one(
    place: Place, sessions: list[dict[str, str]], processes: int, threads: int
) -> Iterator[Figure]:
    site = place.stack.environ["SITE_URL"]
    with place.open("web", changes={"WEB_PROCESOS": str(processes), "WEB_HILOS": str(threads)}):
        place.answers(site)
        crowd(site, sessions, _page, 2)
        answers = crowd(site, sessions, _page, SECONDS)
        memory = megabytes(place.stack)["web"]
    name = f"web, {processes} processes of {threads} threads"
    yield Figure(name, answers.per_second, "pages/s")
    yield Figure(f"{name}, p95", percentile(answers.taken, 0.95), "ms")
    yield Figure(f"{name}, PSS", memory, "MB")


async def _page(visitor: Visitor) -> None:
    await visitor.get(visitor.chance.choice(PAGES))

"""A town hall at work: 300 people who read and write, and the memory of the whole meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

from django.urls import reverse

from core import access, clock
from core.models import Actor, Expediente, Usuario
from ops.bench.clocks import percentile
from ops.bench.figures import Figure
from ops.bench.memory import megabytes
from ops.bench.place import Place
from ops.bench.visitors import TOKEN, Visit, Visitor, cookies, crowd
from webui.pantallas import de
from workflows.solicitudes.models import Solicitud, TipoSolicitud

Memory = dict[str, float]
PEOPLE, THINKING = 300, 5.0
SECONDS = {True: 120.0, False: 45.0}
# Before it is measured: three hundred who come within five seconds are nobody's morning. And after:
# to look at the memory of thirty processes stops each a moment, and one request in twenty met it.
ARRIVING, WATCHED = 12.0, 16.0
READ = ("/mi-dia/", "/solicitudes/", "/compromisos/", "/metas/", "/avisos/", "/avisos/campana/")
# Of a hundred visits.
WRITES, CASES = 20, 40


def measure(place: Place) -> Iterator[Figure]:
    """People with 5 s of thinking time; one visit in fourteen takes a solicitud in."""
    with place.inside():
        people = list(Usuario.objects.que_entran())
        sessions = cookies(people, PEOPLE)
        writers = [bool(access.can(person, "registrar", Solicitud)) for person in people]
        visit = _visits([_pages(person) for person in people], writers, _form())
    with place.open():
        place.answers(place.stack.environ["SITE_URL"])
        site = place.stack.environ["SITE_URL"]
        crowd(site, sessions, visit, ARRIVING)
        answers = crowd(site, sessions, visit, SECONDS[place.full])
        memory = _watched(place, sessions, visit)
    name = f"{PEOPLE} people, {THINKING:g} s of thinking, reading and writing"
    yield Figure(f"{name}, p95", percentile(answers.taken, 0.95), "ms", bound=300)
    yield Figure(f"{name}, answers", answers.per_second, "answers/s")
    yield Figure(f"{name}, errors", len(answers.errors), "errors", bound=0)
    for error in sorted(set(answers.errors))[:5]:
        place.say(error)
    yield from _told("four processes", memory)
    with place.small():
        place.answers(place.stack.environ["SITE_URL"])
        crowd(place.stack.environ["SITE_URL"], sessions, visit, ARRIVING)
        memory = _watched(place, sessions, visit)
    yield from _told("the clock inside the worker", memory)


def _told(form: str, memory: Memory) -> Iterator[Figure]:
    name = f"whole installation under that load, {form}, PSS"
    yield Figure(name, sum(memory.values()), "MB", bound=512)
    for part, size in memory.items():
        yield Figure(f"{form}: {part}", size, "MB")


def _watched(place: Place, sessions: list[dict[str, str]], visit: Visit) -> Memory:
    """The most that the installation took in all while the crowd went on."""
    seen: list[Memory] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(5):
            seen.append(megabytes(place.stack))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        crowd(place.stack.environ["SITE_URL"], sessions, visit, WATCHED)
    finally:
        over.set()
        watcher.join()
    return max(seen, key=lambda one: sum(one.values()))


def _visits(pages: list[list[str]], writers: list[bool], form: dict[str, str]) -> Visit:
    """What one person does next: thinks, then reads a page, opens a case or writes one down."""

    async def visit(visitor: Visitor) -> None:
        await asyncio.sleep(visitor.chance.uniform(0, 2 * THINKING))
        chance = visitor.chance.random() * 100
        who = visitor.number % len(pages)
        if chance < WRITES and writers[who]:
            await visitor.post("/solicitudes/nueva/", form | {"csrfmiddlewaretoken": TOKEN})
        elif chance < WRITES + CASES:
            await visitor.get(visitor.chance.choice(pages[who]))
        else:
            await visitor.get(visitor.chance.choice(READ))

    return visit


def _pages(person: Usuario) -> list[str]:
    """The pages of cases that this person may see."""
    seen = access.scope(Expediente.objects.all(), person).order_by("pk")[:CASES]
    return [reverse("mi_dia:inicio"), *(de(case.clase).url(case.codigo) for case in seen)]


def _form() -> dict[str, str]:
    """A solicitud as the front desk writes it down."""
    return {
        "tipo": str(TipoSolicitud.objects.get(codigo="requerimiento").pk),
        "titulo": "Luminaria apagada",
        "solicitante": str(Actor.objects.order_by("pk")[0].pk),
        "canal": "ventanilla",
        "fecha_recepcion": str(clock.today()),
        "prioridad": "2",
        "nivel_reserva": "1",
    }

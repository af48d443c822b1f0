"""How long the server takes for one screen: with the demonstration, ten and a hundred times it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from core.models import Expediente, Historial, Usuario
from ops.bench.clocks import Work, milliseconds
from ops.bench.copies import multiply
from ops.bench.figures import Figure
from ops.bench.place import Place
from ops.demo import gente
from ops.embedded import OWNER

DATABASE = "grande"
TIMES = 9
PREPARED = 5  # as `Procfile` has it for the web
ENTRIES = 200
SMALL, LARGE = 60, 150  # milliseconds: at the demonstration's size, and with 100 times the data


@dataclass(frozen=True, slots=True)
class Screen:
    """A page as somebody sees it; without a bound it is told to show how it grows."""

    name: str
    who: str
    url: Callable[[], str]
    bounded: bool = True


def _long(clase: str, folder: str) -> Callable[[], str]:
    """The page of the first case file of a kind, once its history has many entries."""

    def url() -> str:
        case = Expediente.objects.filter(clase=clase).order_by("pk")[0]
        missing = range(case.historial.count(), ENTRIES)
        Historial.objects.bulk_create(
            Historial(expediente=case, usuario=case.creado_por, verbo="editar") for _ in missing
        )
        return f"/{folder}/{case.codigo}/"

    return url


SCREENS = (
    Screen("Mi día, jefa de agenda", "agenda", lambda: "/mi-dia/"),
    Screen("Mi día, alcalde", "alcalde", lambda: "/mi-dia/"),
    Screen("a solicitud with 200 entries", "agenda", _long("solicitud", "solicitudes")),
    Screen("a compromiso with 200 entries", "agenda", _long("compromiso", "compromisos")),
    Screen("board of metas", "alcalde", lambda: "/metas/"),
    Screen("portal, home", "", lambda: "/"),
    Screen("inbox of solicitudes", "agenda", lambda: "/solicitudes/", bounded=False),
    Screen("list of solicitudes", "agenda", lambda: "/solicitudes/?ver=lista", bounded=False),
    Screen("list of compromisos", "agenda", lambda: "/compromisos/", bounded=False),
    Screen("list of piezas", "prensa", lambda: "/piezas/", bounded=False),
    Screen("list of publicaciones", "prensa", lambda: "/publicaciones/", bounded=False),
    Screen("search of a common word", "agenda", lambda: "/buscar/?q=calle", bounded=False),
    Screen("bell", "agenda", lambda: "/avisos/?ver=todas", bounded=False),
)


def measure(place: Place) -> Iterator[Figure]:
    """Every screen at one, ten and a hundred times; the month of the agenda is not built yet."""
    place.copy(DATABASE)
    for times in (1, 10, 100):
        with place.inside(DATABASE, role=OWNER):
            cases = multiply(10) if times > 1 else Expediente.objects.count()
        place.sql("VACUUM ANALYZE", database=DATABASE)
        place.say(f"{cases} expedientes")
        with place.inside(DATABASE, prepare=PREPARED):
            yield from _all(times)
    place.drop(DATABASE)


def _all(times: int) -> Iterator[Figure]:
    bound = {1: SMALL, 100: LARGE}.get(times)
    for screen in SCREENS:
        taken = server_time(screen)
        name = f"{screen.name}, {times} × the demonstration"
        yield Figure(name, taken, "ms", bound=bound if screen.bounded else None)


def server_time(screen: Screen) -> float:
    """The median of the whole request in this process, after two that fill what is kept."""
    client = Client(SERVER_NAME=settings.HOST)
    if screen.who:
        client.force_login(Usuario.objects.get(email=f"{screen.who}@{gente.DOMINIO}"))
    url = screen.url()
    return median_of(lambda: _read(client, url))


def median_of(work: Work) -> float:
    """How long it takes, in milliseconds, after two times that fill what is kept."""
    taken = [milliseconds(work) for _ in range(TIMES + 2)]
    return statistics.median(taken[2:])


def _read(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise ValueError(f"{url}: {answer.status_code}")

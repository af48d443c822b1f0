"""The office with fifty thousand solicitudes and as many compromisos: every list, board, report.

Twice: with two thousand of each open, as an office has them that keeps up, and with ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from core import clock
from core.models import Actor, Expediente, Lugar, Usuario
from ops.bench.archive import fill
from ops.bench.figures import Figure
from ops.bench.place import Place
from ops.bench.screens import PREPARED, Screen, median_of, server_time
from ops.demo import gente
from ops.embedded import OWNER
from workflows.cruce import calidad, pendientes
from workflows.cruce.informes import INFORMES, Informe

DATABASE = "muchos"
EACH = 50_000
OPEN = (2_000, 10_000)
BOUND = 150  # milliseconds

# Who sees everything, nearly everything, what is not private, and no more than the own.
ALL = ("alcalde", "agenda", "consulta", "obras")
OFFICE = ("agenda", "recepcion", "alcalde")
READ = ("agenda", "obras")
CARES = ("contraparte",)  # who looks after the quality of the data
# Address -> who opens it. `{actor}`: who asked for more than anybody; `{lugar}`, of the widest.
PAGES: Mapping[str, tuple[str, ...]] = {
    "/mi-dia/": ALL,
    "/solicitudes/?ver=bandeja": OFFICE,
    "/solicitudes/?ver=bandeja&q=puente": OFFICE,
    "/solicitudes/?ver=bandeja&lugar={lugar}": OFFICE,
    "/solicitudes/?ver=bandeja&actor={actor}": OFFICE,
    "/solicitudes/?ver=tablero": ALL,
    "/solicitudes/?ver=tablero&canal=telefono": OFFICE,
    "/solicitudes/?ver=tablero&q=puente": OFFICE,
    "/solicitudes/?ver=lista": ALL,
    "/solicitudes/?ver=lista&pagina=20": ALL,
    "/solicitudes/?ver=lista&orden=vence": READ,
    "/solicitudes/?ver=lista&orden=solicitante": READ,
    "/solicitudes/?ver=lista&orden=prioridad": READ,
    "/solicitudes/?ver=lista&estado=abiertas": ALL,
    "/solicitudes/?ver=lista&estado=cerrada": ALL,
    "/solicitudes/?ver=lista&estado=por_responder": READ,
    "/solicitudes/?ver=lista&estado=por_encargar": READ,
    "/solicitudes/?ver=lista&luz=atrasado": ALL,
    "/solicitudes/?ver=lista&luz=por_vencer": READ,
    "/solicitudes/?ver=lista&luz=en_plazo": READ,
    "/solicitudes/?ver=lista&canal=telefono": READ,
    "/solicitudes/?ver=lista&mias=on": READ,
    "/solicitudes/?ver=lista&responsable={persona}": READ,
    "/solicitudes/?ver=lista&actor={actor}": ALL,
    "/solicitudes/?ver=lista&lugar={lugar}": ALL,
    "/solicitudes/?ver=lista&tema={tema}": READ,
    "/solicitudes/?ver=lista&q=puente": ALL,
    "/solicitudes/?ver=lista&q=luz+de": READ,
    "/solicitudes/parecidas/?titulo=arreglar+el+puente+de+el+roble": ("agenda", "recepcion"),
    "/solicitudes/quienes/?solicitante=castillo": ("agenda",),
    "/decisiones/": ("alcalde", "agenda"),
    "/solicitudes/{solicitud}/": ALL,
    "/compromisos/": ALL,
    "/compromisos/?pagina=20": READ,
    "/compromisos/?orden=responsable": READ,
    "/compromisos/?orden=-fecha": READ,
    "/compromisos/?orden=prioridad": READ,
    "/compromisos/?estado=abiertos": ALL,
    "/compromisos/?estado=cerrados": READ,
    "/compromisos/?estado=a_tiempo": READ,
    "/compromisos/?estado=a_destiempo": READ,
    "/compromisos/?luz=atrasado": ALL,
    "/compromisos/?luz=por_vencer": READ,
    "/compromisos/?luz=vencido": READ,
    "/compromisos/?mios=programador": READ,
    "/compromisos/?cuales=pendientes": READ,
    "/compromisos/?cuales=copias": READ,
    "/compromisos/?cuales=mensajes": READ,
    "/compromisos/?cuales=de_otro": READ,
    "/compromisos/?actor={actor}": READ,
    "/compromisos/?lugar={lugar}": ALL,
    "/compromisos/?tema={tema}": READ,
    "/compromisos/?q=puente": ALL,
    "/compromisos/{compromiso}/": ALL,
    "/compromisos/control/": ALL,
    "/compromisos/control/?por=tipo": READ,
    "/compromisos/control/?por=programador": READ,
    "/compromisos/control/?por=actor": ALL,
    "/compromisos/control/?por=lugar": ALL,
    "/buscar/?q=puente": ALL,
    "/buscar/?q=arreglar+puente+roble": READ,
    "/buscar/sugerencias/?q=puente": ALL,
    "/buscar/sugerencias/?q=puemte": READ,
    "/procesos/solicitud/": ALL,
    "/procesos/compromiso/": ALL,
    "/avisos/": READ,
    "/avisos/?ver=todas": READ,
    "/actores/{actor}/": ALL,
    "/lugares/{lugar}/": ALL,
    "/temas/{tema}/": ALL,
    "/lecturas/": CARES,
    **{
        f"/calidad/?que={cosa.lista}&por={por}": CARES
        for cosa in calidad.COSAS
        for por in calidad.EJES
    },
}


def measure(place: Place) -> Iterator[Figure]:
    """Every page as each of its readers sees it, with few open and with many."""
    for alive in OPEN:
        place.copy(DATABASE)
        with place.inside(DATABASE, role=OWNER):
            fill(each=EACH, alive=alive, now=clock.now())
        place.sql("VACUUM ANALYZE", database=DATABASE)
        place.say(f"{EACH} of each, {alive} open")
        with place.inside(DATABASE, prepare=PREPARED):
            yield from pages(alive)
        place.drop(DATABASE)


def pages(alive: int) -> Iterator[Figure]:
    """One figure for each page and person, and for the numbers of the menu."""
    some = found()
    of = f"{alive} of {EACH} open"
    for address, who, bound in opened():
        screen = Screen(address, who, partial(address.format, **some))
        yield Figure(f"{address}, {who}, {of}", server_time(screen), "ms", bound=bound)
    for who in ALL:
        taken = median_of(_menu(who))
        yield Figure(f"numbers of the menu, {who}, {of}", taken, "ms", bound=BOUND)


def opened() -> Iterator[tuple[str, str, float | None]]:
    """Each address, who opens it, and how long it may take."""
    for address, people in PAGES.items():
        for who in people:
            yield address, who, BOUND
    for informe in INFORMES.values():
        yield from _report(informe)


def _report(informe: Informe) -> Iterator[tuple[str, str, float | None]]:
    """A report as it opens, of a place, over a year, by all that it counts by.

    All of the past at once has no bound: it takes as long as there is past.
    """
    page = f"/informes/{informe.clave}/"
    ways = [("", ALL), *((f"?por={por}", ("agenda",)) for por in list(informe.ejes)[1:])]
    if informe.cruza:
        ways.append(("?lugar={lugar}", READ))
    if informe.fechas:
        ways.append(("?periodo=anio", READ))
    for way, people in ways:
        yield from ((page + way, who, BOUND) for who in _whose(informe, people))
    if informe.fechas:
        yield from ((f"{page}?desde=2020-01-01", who, None) for who in _whose(informe, ("agenda",)))


def _whose(informe: Informe, people: tuple[str, ...]) -> list[str]:
    """Those of them to whom the report is shown; if to none, who cares for the data."""
    return [who for who in people if informe.quien(_person(who))] or list(CARES)


def found() -> dict[str, object]:
    """What the addresses point at."""
    newest = Expediente.objects.filter(nivel_reserva=0).order_by("-creado_en", "pk")
    cases = {
        clase: newest.filter(clase=clase, participaciones__usuario=_person("obras"))[0].codigo
        for clase in ("solicitud", "compromiso")
    }
    return cases | {
        "actor": Actor.objects.order_by("pk")[0].pk,
        "lugar": Lugar.objects.order_by("pk")[0].pk,
        "tema": Expediente.temas.through.objects.values_list("tema", flat=True)[0],
        "persona": _person("obras").pk,
    }


def _menu(who: str) -> Callable[[], object]:
    person = _person(who)
    return lambda: pendientes.cuentas(person)


def _person(who: str) -> Usuario:
    return Usuario.objects.get(email=f"{who}@{gente.DOMINIO}")

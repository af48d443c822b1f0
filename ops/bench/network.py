"""From the approval of a pieza to its post, through the real worker, with networks that answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet

from channels.models import Intento, Publicacion
from core import clock
from core.models import Usuario
from ops.bench.clocks import percentile
from ops.bench.figures import Figure
from ops.bench.place import Place
from ops.demo import gente
from ops.embedded.base import wait
from workflows.comunicacion import actions, queries
from workflows.comunicacion.models import Pieza

PIECES = 25
CHANNELS = ("facebook", "twitter")
PATIENCE = 20.0
NONE = timedelta()


def measure(place: Place) -> Iterator[Figure]:
    """What is added to the network calls themselves. No clock runs: the wake-up carries it all."""
    with place.open("worker"), place.inside():
        _approve("Calentamiento")
        waits = [_approve(f"Obra {number}") for number in range(PIECES)]
    name = "approval to both posts, besides the network calls"
    yield Figure(f"{name}, p95", percentile(waits, 0.95), "ms", bound=300)
    yield Figure(f"{name}, median", percentile(waits, 0.5), "ms")


def _approve(title: str) -> float:
    """Approve a pieza and wait until it is out; milliseconds in which no network was asked."""
    author, editor = (
        Usuario.objects.get(email=f"{who}@{gente.DOMINIO}") for who in ("redaccion", "prensa")
    )
    pieza = actions.crear(
        actor=author, titulo=title, entradilla="Abre hoy.", cuerpo=f"{title}: abre **hoy**."
    )
    actions.enviar(pieza_id=pieza.pk, actor=author)
    read = queries.huella(Pieza.objects.get(pk=pieza.pk))
    approved = clock.now()
    actions.aprobar(pieza_id=pieza.pk, actor=editor, huella=read)
    _wait(pieza)
    attempts = Intento.objects.filter(publicacion__in=_posts(pieza), terminado_en__isnull=False)
    calls = sum(((one.terminado_en or one.empezado_en) - one.empezado_en for one in attempts), NONE)
    end = max(one.terminado_en or approved for one in attempts)
    return (end - approved - calls) / timedelta(milliseconds=1)


def _posts(pieza: Pieza) -> QuerySet[Publicacion]:
    return Publicacion.objects.filter(expediente=pieza.pk, canal__in=CHANNELS)


def _wait(pieza: Pieza) -> None:
    done = _posts(pieza).filter(estado=Publicacion.Estado.PUBLICADA)
    if not wait(lambda: done.count() == len(CHANNELS), PATIENCE):
        raise TimeoutError(f"{pieza.codigo} was not published in {PATIENCE} s")

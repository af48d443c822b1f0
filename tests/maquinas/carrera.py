"""Several at once, in threads or in processes: what comes of it could have come one by one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing import get_context
from typing import Any

from django.conf import settings
from django.db import connection
from hypothesis import strategies as st

from core import clock
from core.models import Historial
from core.transitions import NotAllowed, StaleVersion
from tests.maquinas import leyes
from tests.maquinas.gente import TODOS
from tests.maquinas.proceso import conectar, hacer
from tests.maquinas.vida import AHORA, Datos, Vida

CUANTOS = 4
DE_QUIEN = ("actor", "version")
CALIENTA = 0.03  # seconds for all to be there before the start


@dataclass(frozen=True)
class Intento:
    """Something that is tried: a verb by somebody, or a look of the clock (`quien` is empty)."""

    accion: str
    datos: Datos
    verbo: str = ""
    quien: str = ""
    podia: bool = True  # alone, when all began

    @property
    def viejo(self) -> bool:
        """Made from a form, which only fits what was there when all began."""
        return "version" in self.datos

    def repite(self, otro: Intento) -> bool:
        """Whether it writes what `otro` writes, too: an edit that changes nothing is none."""
        return self.verbo == otro.verbo == "editar" and self.escribe == otro.escribe

    @property
    def escribe(self) -> Datos:
        return {clave: dicho for clave, dicho in self.datos.items() if clave not in DE_QUIEN}


Correr = Callable[[Sequence[Intento]], list[str]]


@contextmanager
def en_hilos() -> Iterator[Correr]:
    """Each in a thread with its own connection."""
    with ThreadPoolExecutor(CUANTOS) as hilos:
        yield lambda intentos: _correr(hilos, _en_este_hilo, intentos)


@contextmanager
def en_procesos() -> Iterator[Correr]:
    """Each in a process that knows nothing of the others."""
    base = {clave: connection.settings_dict[clave] for clave in ("NAME", "HOST", "USER", "PORT")}
    ajustes = {clave: getattr(settings, clave) for clave in ("MEDIA_ROOT", "SANDBOX_URL")}
    procesos = ProcessPoolExecutor(
        CUANTOS, get_context("spawn"), initializer=conectar, initargs=(base, ajustes)
    )
    with procesos:
        yield lambda intentos: _correr(procesos, hacer, intentos)


def _correr(quienes: Executor, hacer: Callable[..., str], intentos: Sequence[Intento]) -> list[str]:
    empieza = time.time() + CALIENTA
    hechos: list[Future[str]] = [
        quienes.submit(hacer, uno.accion, uno.datos, clock.now(), empieza) for uno in intentos
    ]
    return [hecho.result(timeout=60) for hecho in hechos]


def _en_este_hilo(*como: Any) -> str:
    try:
        return hacer(*como)
    finally:
        connection.close()


def carrera(vida: Vida, datos: st.DataObject, relojes: Sequence[str], correr: Correr) -> None:
    """Bring a case somewhere, let several at it at once, and look at what came of it."""
    for _paso in range(datos.draw(st.integers(0, 6), label="pasos antes")):
        vida.seguir_adelante(datos)
    horas = datos.draw(st.sampled_from([0, 1, 24, 24 * 9]), label="horas después")
    vida.poner_hora(clock.now() + timedelta(hours=horas))
    antes = vida.caso
    intentos = [un_intento(vida, datos) for _uno in range(CUANTOS - 1)]
    reloj = datos.draw(st.sampled_from(relojes), label="reloj")
    resultados = correr([*intentos, Intento(reloj, {})])
    assert resultados.pop() == ""
    comprobar(vida, antes, intentos, resultados)


def un_intento(vida: Vida, datos: st.DataObject) -> Intento:
    """A verb that somebody could take alone, mostly; from a form, or not."""
    caso, pueden = vida.caso, vida.posibles()
    if pueden and datos.draw(st.sampled_from([True, True, True, False]), label="puede"):
        verbo = datos.draw(st.sampled_from(vida.por_peso(pueden)), label="verbo")
        quien = datos.draw(st.sampled_from(pueden[verbo]), label="quien")
    else:
        verbo = datos.draw(st.sampled_from(sorted(vida.PASOS)), label="verbo")
        quien = datos.draw(st.sampled_from(TODOS), label="quien")
    paso = vida.PASOS[verbo]
    formulario = paso.con_version and datos.draw(st.booleans(), label="de un formulario")
    escrito = vida.escrito(paso, caso, quien, visto=AHORA if formulario else None)
    accion = f"{paso.accion.__module__}:{paso.accion.__name__}"
    return Intento(accion, escrito, verbo, quien, vida.permite(verbo, caso, quien))


def comprobar(vida: Vida, antes: Any, intentos: list[Intento], resultados: list[str]) -> None:
    """As if they had come one after another: who won, in the order of the history, and who lost."""
    caso = vida.caso
    entradas = list(Historial.objects.filter(expediente=caso.pk).order_by("pk")[antes.version :])
    for una in entradas:
        vida.anotar(una.verbo, caso)
    leyes.esta_donde_dice_su_historia(caso)
    leyes.corren(caso, vida.relojes(caso))
    leyes.se_avisa_una_vez()
    ganaron = [uno for uno, dicho in zip(intentos, resultados, strict=True) if not dicho]
    _dejaron_rastro(vida, ganaron, entradas)
    _lo_del_formulario_fue_lo_primero(vida, ganaron, entradas)
    estados = [antes.estado, *(uno.a for uno in entradas)]
    for uno, dicho in zip(intentos, resultados, strict=True):
        if dicho == StaleVersion.__name__:
            assert uno.viejo
            assert entradas, f"{uno.verbo} was refused as stale, and nothing had changed"
        if dicho == NotAllowed.__name__:
            _pudo_perder(vida, uno, estados)


def _dejaron_rastro(vida: Vida, ganaron: list[Intento], entradas: list[Historial]) -> None:
    """Whoever won stands in the history; of those who wrote the same, whoever came first."""
    escritas = Counter((uno.verbo, uno.usuario_id) for uno in entradas)
    suyas = Counter((uno.verbo, vida.ids[uno.quien]) for uno in ganaron)
    firmados = [uno for uno in ganaron if (uno.verbo, vida.ids[uno.quien]) in escritas]
    repetidas = {
        (uno.verbo, vida.ids[uno.quien])
        for uno in ganaron
        if any(otro is not uno and uno.repite(otro) for otro in firmados)
    }
    faltan = suyas - escritas
    assert faltan.keys() <= repetidas, f"{faltan} won and left no trace"


def _lo_del_formulario_fue_lo_primero(
    vida: Vida, ganaron: list[Intento], entradas: list[Historial]
) -> None:
    """Of those with a form one won, and before anybody else."""
    de_formulario = [uno for uno in ganaron if uno.viejo]
    assert len(de_formulario) <= 1
    for uno in de_formulario:
        primera = entradas[0]
        assert (primera.verbo, primera.usuario_id) == (uno.verbo, vida.ids[uno.quien])


def _pudo_perder(vida: Vida, uno: Intento, estados: list[str]) -> None:
    """Somewhere on the way the verb was not possible; where it always was, it should have won.

    What happened in between, and is undone, is not known: of more than one step nothing is said.
    """
    siempre = all((uno.verbo, estado) in vida.FLECHAS for estado in estados)
    podia = siempre and uno.podia and vida.permite(uno.verbo, vida.caso, uno.quien)
    assert not podia or len(estados) > 2, f"{uno.quien} should have won {uno.verbo}"

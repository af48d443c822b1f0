"""A past lived in order: things planned at their dates, and the clock's own work between them."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random

from core import calendario, clock
from notifiers import claims, deliver
from notifiers.queue import TRAS_ABRIR
from tasks.deliver import resumenes
from workflows.comunicacion import actions as comunicacion
from workflows.cruce import seguidores
from workflows.metas import actions as metas
from workflows.plazos import actions as plazos
from workflows.solicitudes import actions as solicitudes

Hecho = Callable[[], None]
# To read what waits takes as long as to live all the rest: the digests of older days do without.
ENTEROS = timedelta(days=14)


class Cronica:
    """Events in order of time; each happens with the clock of this process moved to its date."""

    def __init__(self, inicio: datetime, fin: datetime, azar: Random) -> None:
        self.inicio, self.fin, self.azar = inicio, fin, azar
        self._cola: list[tuple[datetime, int, Hecho]] = []
        self._orden = count()
        self.hechos = 0

    def en(self, cuando: datetime, hecho: Hecho) -> None:
        """Let `hecho` happen then; what would happen after today is left for its own day."""
        if cuando <= self.fin:
            heapq.heappush(self._cola, (cuando, next(self._orden), hecho))

    def despues(self, dias: float, hecho: Hecho) -> None:
        """Let `hecho` happen so many days from the moment being lived, in office hours."""
        minutos = self.azar.randint(5, 200)
        cuando = clock.now() + timedelta(days=dias, minutes=minutos)
        self.en(calendario.vigente().proxima_apertura(cuando), hecho)

    def vivir(self, avance: Callable[[datetime, int], None]) -> None:
        """Live it all; `avance` hears of each day and of how many things have happened."""
        manana = self._amanecer(self.inicio)
        while self._cola or manana <= self.fin:
            cuando = self._cola[0][0] if self._cola else self.fin + timedelta(days=1)
            if manana <= min(cuando, self.fin):
                with clock.moved_to(manana):
                    self._reloj()
                with clock.moved_to(min(manana + TRAS_ABRIR, self.fin)):
                    self._resumenes()
                avance(manana, self.hechos)
                manana = self._amanecer(manana + timedelta(days=1))
                continue
            if cuando > self.fin:
                break
            cuando, _n, hecho = heapq.heappop(self._cola)
            with clock.moved_to(cuando):
                hecho()
            self.hechos += 1
        with clock.moved_to(self.fin):
            self._reloj()

    def difundir(self) -> None:
        """What the workers do as soon as something is approved: send it, or take it away."""
        while comunicacion.publicar() or comunicacion.quitar() or comunicacion.reconciliar():
            pass

    def _amanecer(self, dia: datetime) -> datetime:
        """Five past eight of that day or of the next one that is worked."""
        medianoche = clock.local(dia).replace(hour=0, minute=0, second=0, microsecond=0)
        return calendario.vigente().proxima_apertura(medianoche) + timedelta(minutes=5)

    def _resumenes(self) -> None:
        """Those of one morning; the last ones as the workers write them, with what waits."""
        if self.fin - clock.now() < ENTEROS:
            resumenes()
        else:
            deliver.enviar_resumenes()

    def _reloj(self) -> None:
        """What the workers do all day, once a morning."""
        metas.iniciar_las_que_toca()
        solicitudes.mover_las_que_toca()
        solicitudes.seguir()
        seguidores.avisar()
        plazos.barrer()
        self.difundir()
        claims.recuperar()
        deliver.vaciar()

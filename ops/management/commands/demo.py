"""Loads Puerto Alborada: a municipality full of life, made through the actions at their dates."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection

from core import clock, outbox
from core.models import Expediente
from notifiers import inbox
from ops.demo import gente
from ops.demo.afuera import Afuera
from ops.demo.cronica import Cronica
from ops.demo.municipio import Pueblo, fundar
from ops.demo.noticias import Noticias, conectar
from ops.demo.ordenes import Ordenes
from ops.demo.pedidos import Pedidos
from ops.demo.planes import Planes

DIAS = 125  # of past
SIN_LEER = timedelta(days=1)  # since people last looked at their bell


class Command(BaseCommand):
    """Refuses a database that has anything in it, and any installation without the sandbox."""

    help = "Loads the demonstration's municipality into an empty database (only with the sandbox)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Live a hundred and some days; the same ones every time."""
        if not settings.SANDBOX:
            raise CommandError("The demonstration needs the sandbox: set SANDBOX=1.")
        if Expediente.objects.exists():
            self._ya_cargada()
            return
        outbox.set_waker(None)
        with connection.cursor() as cursor:
            # A load that is cut off is loaded again from the start: it need not wait for the disk.
            cursor.execute("SET synchronous_commit TO off")
        fin = clock.now()
        with clock.moved_to(fin - timedelta(days=DIAS)):
            pueblo = fundar()
            conectar()
        cronica = Cronica(fin - timedelta(days=DIAS), fin, Random(2026))  # noqa: S311
        planes = Planes(pueblo, cronica)
        Pedidos(pueblo, cronica).planear()
        planes.planear()
        Noticias(pueblo, cronica, planes).planear()
        Afuera(pueblo, cronica).planear()
        Ordenes(pueblo, cronica).planear()
        cronica.en(fin - SIN_LEER, lambda: _leer_avisos(pueblo))
        cronica.vivir(self._avance)
        self._cuentas()
        self.stdout.write(f"{cronica.hechos} hechos en {DIAS} días.")

    def _ya_cargada(self) -> None:
        """Leave what is there; say so if the last load was cut off in the middle."""
        destino = os.environ.get("DEMO_ACCOUNTS")
        if destino and not Path(destino).exists():
            raise CommandError("La carga anterior quedó a medias: `make reset` y otra vez.")
        self.stdout.write("La base ya tiene datos: se deja como está.")

    def _avance(self, dia: datetime, hechos: int) -> None:
        if dia.day in {1, 11, 21}:
            self.stdout.write(f"{clock.local(dia):%d/%m/%Y}: {hechos} hechos", ending="\n")
            self.stdout.flush()

    def _cuentas(self) -> None:
        """Write who may log in, for the report of the stack."""
        cuentas = [
            {
                "email": f"{persona.usuario}@{gente.DOMINIO}",
                "password": gente.CLAVE,
                "name": persona.nombre,
                "roles": list(persona.roles),
            }
            for persona in gente.PERSONAS
        ]
        destino = os.environ.get("DEMO_ACCOUNTS")
        if destino:
            Path(destino).write_text(json.dumps(cuentas, ensure_ascii=False, indent=2))


def _leer_avisos(pueblo: Pueblo) -> None:
    for persona in pueblo.personas.values():
        inbox.marcar_todas(persona)

"""The people who try everything: the whole cast, somebody without any role, and the clock.

What each of them is is worked out here by itself, from the cast and from what the test did, and
compared with what the house says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from core import clock
from core.models import Suplencia, Usuario
from tests.cast import CAST, person

FORASTERO, SISTEMA = "forastero", "sistema"
ROLES = {nombre: rol for nombre, (_completo, rol) in CAST.items()} | {
    FORASTERO: "",
    SISTEMA: SISTEMA,
}
EMPLEADOS = (*CAST, FORASTERO)
TODOS = (*EMPLEADOS, SISTEMA)
DIAS_DE_SUPLENCIA = 3


def contratar() -> dict[str, int]:
    """Give everybody an account; their ids by name."""
    ids = {nombre: person(nombre).pk for nombre in CAST}
    ids[FORASTERO] = Usuario.objects.create_user("f@alborada.test", nombre="Fabio Rey").pk
    ids[SISTEMA] = Usuario.objects.sistema().pk
    return ids


@dataclass
class Gente:
    """Who is there now, and who stands in for whom."""

    ids: dict[str, int]
    idos: set[str] = field(default_factory=set)
    suplencias: list[tuple[str, str, date, date]] = field(default_factory=list)

    def persona(self, nombre: str) -> Usuario:
        """As a new request finds the person, who remembers nothing of earlier ones."""
        return Usuario.objects.get(pk=self.ids[nombre])

    def identidades(self, nombre: str) -> list[str]:
        """The person and whom the person stands in for today; nobody once the person left."""
        if nombre in self.idos:
            return []
        hoy = clock.today()
        suplidos = [
            titular
            for titular, suplente, desde, hasta in self.suplencias
            if suplente == nombre and desde <= hoy <= hasta and titular not in self.idos
        ]
        return [nombre, *suplidos]

    def suplentes(self) -> set[str]:
        """Who stands in for somebody today."""
        return {uno for uno in self.ids if len(self.identidades(uno)) > 1}

    def suplir(self, titular: str, suplente: str) -> None:
        """From today, for some days; one person is stood in for by one at a time."""
        desde, hasta = clock.today(), clock.today() + timedelta(days=DIAS_DE_SUPLENCIA)
        ocupado = any(
            otro == titular and hasta_otra >= desde
            for otro, _suplente, _desde, hasta_otra in self.suplencias
        )
        if titular == suplente or ocupado:
            return
        Suplencia.objects.create(
            titular_id=self.ids[titular], suplente_id=self.ids[suplente], desde=desde, hasta=hasta
        )
        self.suplencias.append((titular, suplente, desde, hasta))

    def irse(self, nombre: str) -> None:
        """Somebody leaves the town hall."""
        Usuario.objects.filter(pk=self.ids[nombre]).update(is_active=False)
        self.idos.add(nombre)

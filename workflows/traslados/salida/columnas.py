"""What a column of a sheet is made of, and the columns that the lists of several things share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import Caso, Usuario

Valor = str | int | float | Decimal | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Columna:
    """Its heading, how a row is read for it, and how wide it stands in a workbook (characters)."""

    titulo: str | Promise
    leer: Callable[[Any], Valor]
    ancho: int = 18


def campo(titulo: str | Promise, nombre: str, ancho: int = 18) -> Columna:
    """The column of a field, or of a field of what it points at (`solicitante.nombre`)."""

    def leer(fila: Any) -> Valor:
        for parte in nombre.split("."):
            fila = getattr(fila, parte, None)
        return fila if isinstance(fila, Valor) else str(fila)

    return Columna(titulo, leer, ancho)


def palabra(titulo: str | Promise, nombre: str, ancho: int = 18) -> Columna:
    """The column of a choice, in its word."""
    return Columna(titulo, lambda fila: str(getattr(fila, f"get_{nombre}_display")()), ancho)


def persona(titulo: str | Promise, nombre: str) -> Columna:
    """The column of somebody of the house, by name."""
    return Columna(titulo, lambda fila: _nombre(getattr(fila, nombre)), 24)


def cruce(titulo: str | Promise, nombre: str) -> Columna:
    """The column of what a case file crosses, read beforehand: names with a semicolon between."""
    return Columna(titulo, lambda fila: juntos(getattr(fila, nombre).all()), 30)


def juntos(cosas: Iterable[object]) -> str:
    return "; ".join(sorted(str(cosa) for cosa in cosas))


CODIGO = campo(_("Código"), "codigo", 16)
TITULO = campo(_("Título"), "titulo", 50)
ESTADO = Columna(_("Estado"), lambda caso: caso.estado_nombre)
DETALLE = campo(_("Detalle"), "descripcion", 60)
PRIORIDAD = palabra(_("Prioridad"), "prioridad", 12)
RESERVA = palabra(_("Reserva"), "nivel_reserva", 16)
CRUCES = (
    cruce(_("Actores"), "actores"),
    cruce(_("Temas"), "temas"),
    cruce(_("Lugares"), "lugares"),
)


def direccion(caso: Caso) -> str:
    """Where its page is."""
    return f"{settings.SITE_URL}/e/{caso.codigo}/"


DIRECCION = Columna(_("Dirección"), direccion, 44)
CREADO = campo(_("Registrado"), "creado_en", 18)
# What the sheet of every process ends with.
CIERRE = (RESERVA, *CRUCES, CREADO, DIRECCION)


def _nombre(quien: Usuario | None) -> str:
    return str(quien) if quien else ""

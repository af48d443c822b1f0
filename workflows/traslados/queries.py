"""Reads of downloads and imports: one's own, and what the screens need to know to ask for one."""

from __future__ import annotations

from django.db.models import QuerySet

from core.models import Usuario
from workflows.traslados.entrada.cosas import COSAS, Cosa
from workflows.traslados.entrada.importar import Informe, Rechazada
from workflows.traslados.entrada.mapas import Mapa
from workflows.traslados.models import Exportacion, Importacion, Reparo
from workflows.traslados.salida.exportar import Pedido
from workflows.traslados.salida.hojas import CSV, TIPOS, escribir_hoja
from workflows.traslados.salida.listas import LISTAS

__all__ = [
    "COSAS",
    "CSV",
    "LISTAS",
    "TIPOS",
    "Cosa",
    "Exportacion",
    "Importacion",
    "Informe",
    "Mapa",
    "Pedido",
    "Rechazada",
    "Reparo",
    "descargas",
    "escribir_hoja",
    "importables",
    "importaciones",
]


def descargas(user: Usuario) -> QuerySet[Exportacion]:
    """What this person asked for, the last first; nobody sees those of others."""
    return Exportacion.objects.filter(usuario=user).order_by("-creado_en", "-pk")


def importaciones(user: Usuario) -> QuerySet[Importacion]:
    """What this person brought, the last first; nobody sees those of others."""
    return Importacion.objects.filter(usuario=user).order_by("-creado_en", "-pk")


def importables(user: Usuario) -> list[Cosa]:
    """What this person may bring in: whatever he may make on the screens."""
    return [cosa for cosa in COSAS.values() if cosa.puede(user)]

"""Reads of downloads and imports: one's own, and what the screens need to know to ask for one."""

from __future__ import annotations

from django.db.models import QuerySet

from core.models import Usuario
from workflows.traslados.models import Exportacion
from workflows.traslados.salida.exportar import Pedido
from workflows.traslados.salida.hojas import TIPOS
from workflows.traslados.salida.listas import LISTAS

__all__ = ["LISTAS", "TIPOS", "Exportacion", "Pedido", "descargas"]


def descargas(user: Usuario) -> QuerySet[Exportacion]:
    """What this person asked for, the last first; nobody sees those of others."""
    return Exportacion.objects.filter(usuario=user).order_by("-creado_en", "-pk")

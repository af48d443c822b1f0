"""The log of attempts of a publication: one row for each, never rewritten once closed."""

from __future__ import annotations

from channels.models import Intento, Publicacion
from core import clock


def open_attempt(row: Publicacion) -> None:
    """Note that the one request is about to be made."""
    Intento.objects.create(publicacion_id=row.pk)


def under_way(row: Publicacion) -> bool:
    """True from just before the one request until it is known, or given up, what it brought."""
    return Intento.objects.filter(publicacion_id=row.pk, resultado="").exists()


def close_attempt(row: Publicacion, resultado: str, detalle: str = "") -> None:
    """Note what the attempt brought; one that failed before its request is noted whole."""
    now = clock.now()
    end = {"terminado_en": now, "resultado": resultado, "detalle": detalle}
    if not Intento.objects.filter(publicacion_id=row.pk, resultado="").update(**end):
        Intento.objects.create(publicacion_id=row.pk, empezado_en=now, **end)

"""Unsent text of forms: kept while somebody types, given back, dropped when sent or old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models.functions import Now

from core.models import Borrador, Usuario

SE_GUARDA = timedelta(days=7)
# Characters of one form; more is not typed by hand.
LARGO = 100_000
LARGO_RUTA = 300


def guardar(usuario_id: int, ruta: str, datos: str, archivos: Sequence[str] = ()) -> bool:
    """Keep what is typed in the form at `ruta`; False if it is too much. The newest text stays."""
    if len(datos) > LARGO or len(ruta) > LARGO_RUTA:
        return False
    Borrador.objects.update_or_create(
        usuario_id=usuario_id,
        ruta=ruta,
        defaults={
            "datos": datos,
            "archivos": list(archivos),
            "actualizado_en": Now(),
            "descartado_en": None,
        },
    )
    return True


def de(usuario: Usuario, ruta: str) -> Borrador | None:
    """What the person was typing there, if it was neither sent nor discarded."""
    vivos = Borrador.objects.filter(usuario=usuario, ruta=ruta, descartado_en=None)
    return vivos.filter(actualizado_en__gte=Now() - SE_GUARDA).first()


def borrar(usuario: Usuario, ruta: str) -> None:
    """It was sent."""
    Borrador.objects.filter(usuario=usuario, ruta=ruta).delete()


def descartar(usuario: Usuario, ruta: str) -> bool:
    """Do not give it back any more; until it is pruned, `reponer` does. False if there is none."""
    suyos = Borrador.objects.filter(usuario=usuario, ruta=ruta, descartado_en=None)
    return bool(suyos.update(descartado_en=Now()))


def reponer(usuario: Usuario, ruta: str) -> bool:
    """Undo that it was discarded; False if it is gone."""
    suyos = Borrador.objects.filter(usuario=usuario, ruta=ruta, descartado_en__isnull=False)
    return bool(suyos.update(descartado_en=None))


def podar() -> int:
    """Drop what is old, and what was discarded a day ago; how many there were."""
    viejos = Borrador.objects.filter(actualizado_en__lt=Now() - SE_GUARDA)
    descartados = Borrador.objects.filter(descartado_en__lt=Now() - timedelta(days=1))
    cuantos, _por_modelo = (viejos | descartados).delete()
    return cuantos

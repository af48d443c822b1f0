"""What is left of downloads and imports: those of dead workers, and those kept long enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, outbox
from workflows.traslados import states
from workflows.traslados.actions import exportaciones, importaciones
from workflows.traslados.models import Exportacion, Importacion, Traslado, borrar_archivo

T = TypeVar("T", bound=Traslado)

# A sheet that took so many workers down with it is not given to another one.
INTENTOS = 3
LOTE = 100


def recuperar() -> None:
    """Give back what a dead worker left; what was tried often enough has failed, and says so."""
    for exportacion in outbox.expired(Exportacion)[:LOTE]:
        _devolver(exportacion, exportaciones.fallar)
    for importacion in outbox.expired(Importacion)[:LOTE]:
        _devolver(importacion, importaciones.fallar)


def _devolver(traslado: T, fallar: Callable[[T, str], None]) -> None:
    if traslado.intentos < INTENTOS:
        outbox.release(traslado, disponible_en=clock.now())
        outbox.wake("traslados")
        return
    with translation.override(traslado.usuario.idioma):
        fallar(traslado, _("No se pudo terminar. Pruebe con menos filas."))


def borrar_caducados() -> int:
    """Delete what was kept long enough, and its files; how many there were."""
    borrados = 0
    for modelo in (Exportacion, Importacion):
        viejos = modelo._default_manager.filter(caduca_en__lt=clock.now())
        for traslado in viejos.exclude(estado=states.EN_CURSO):
            borrar_archivo(traslado)
            traslado.delete()
            borrados += 1
    return borrados

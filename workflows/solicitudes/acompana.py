"""What goes along with the mails to whoever presented a request: the answer as a letter."""

from __future__ import annotations

import logging

from core.impresos.hoja import ImpresionFallida
from core.transitions import NotAllowed
from notifiers import registry
from notifiers.base import Archivo
from notifiers.models import Notificacion
from workflows.solicitudes import actions

log = logging.getLogger(__name__)
RESPUESTA = "respuesta"


def registrar() -> None:
    """Let the letter go along with the answer."""
    registry.acompanar(RESPUESTA, carta)


def carta(notificacion: Notificacion) -> tuple[Archivo, ...]:
    """The letter of the answer. The mail says the same: without the letter it leaves, too."""
    if notificacion.expediente_id is None:
        return ()
    try:
        adjunto = actions.imprimir_carta(solicitud_id=notificacion.expediente_id)
    except (ImpresionFallida, NotAllowed) as error:
        # Reopened meanwhile, or it cannot be printed; `core.impresos` said why.
        log.warning("The answer %s leaves without a letter: %s", notificacion.pk, error)
        return ()
    with adjunto.archivo.open("rb") as archivo:
        return (Archivo(adjunto.nombre, adjunto.tipo, archivo.read()),)

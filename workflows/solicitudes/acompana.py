"""What goes along with the mails to whoever presented a request: what they say, as a letter."""

from __future__ import annotations

from collections.abc import Callable

from notifiers import registry
from notifiers.base import Archivo
from notifiers.mensajes import RESERVADO
from notifiers.models import Notificacion
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Carta

# The kinds of notice that say what a letter says.
CARTAS = {states.RESPUESTA: Carta.Clase.RESPUESTA, states.TRASLADADA: Carta.Clase.TRASLADO}


def registrar() -> None:
    """Let the letter go along with the answer, and with the news that it was handed on."""
    for kind, clase in CARTAS.items():
        registry.acompanar(kind, _con(clase))


def _con(clase: str) -> Callable[[Notificacion], tuple[Archivo, ...]]:
    def carta(notificacion: Notificacion) -> tuple[Archivo, ...]:
        """The letter. The mail says the same: without the letter it leaves, too.

        Of what is reserved nothing leaves by mail; its letter is handed over.
        """
        expediente = notificacion.expediente
        if expediente is None or expediente.nivel_reserva >= RESERVADO:
            return ()
        adjunto = actions.carta_para_enviar(solicitud_id=expediente.pk, clase=clase)
        if adjunto is None:
            return ()
        with adjunto.archivo.open("rb") as archivo:
            return (Archivo(adjunto.nombre, adjunto.tipo, archivo.read()),)

    return carta

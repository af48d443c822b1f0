"""What is written to whoever asks, before it is sent."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from core import clock
from core.models import Usuario
from workflows.solicitudes import cartas
from workflows.solicitudes.models import Carta, PlantillaRespuesta, Solicitud


def preparadas(solicitud: Solicitud) -> QuerySet[PlantillaRespuesta]:
    """The answers its type has ready for the way it ends."""
    cuando = (PlantillaRespuesta.Cuando.SIEMPRE, solicitud.decision)
    return PlantillaRespuesta.objects.filter(tipo=solicitud.tipo_id, cuando__in=cuando)


def preparada(plantilla: PlantillaRespuesta, solicitud: Solicitud) -> str:
    """Its text, about this request."""
    return cartas.redactar(plantilla.texto, solicitud)


def con_destino(escrito: str, destino: object) -> str:
    """What was written for whoever presented it, with to whom it goes."""
    return cartas.destinar(escrito, destino)


def carta_de_prueba(
    solicitud: Solicitud, escrito: str, *, firma: Usuario, clase: str = Carta.Clase.RESPUESTA
) -> bytes:
    """The letter as it would be if `firma` sent it now, and what is left to fill in it.

    Raises `ImpresionFallida`.
    """
    titulo = cartas.TITULOS[clase]
    return cartas.en_papel(
        solicitud, escrito, firma=firma, momento=clock.now(), titulo=titulo, ensayo=True
    )


def borrador(solicitud: Solicitud) -> str:
    """How the answer begins, from the letter of its type; the official writes the rest.

    Of one that was handed on, with what was answered there.
    """
    comienzo = cartas.redactar(solicitud.tipo.plantilla_respuesta, solicitud)
    return comienzo + solicitud.respuesta_derivada


def traslado(solicitud: Solicitud) -> str:
    """The letter with which it is handed on, from that of its type."""
    plantilla = solicitud.tipo.plantilla_traslado or cartas.TRASLADO
    # Without a detail nothing stands where it would.
    return re.sub(r"\n{3,}", "\n\n", cartas.redactar(plantilla, solicitud))


def aviso_de_traslado(solicitud: Solicitud) -> str:
    """What whoever presented it is told when it is handed on, from the words of its type.

    To whom stays a mark until it is known.
    """
    return cartas.redactar(solicitud.tipo.plantilla_aviso or cartas.AVISO, solicitud)

"""The answer as a letter: printed once, and kept as whoever asked for it got it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos
from core.adjuntos import Contenido
from core.models import Adjunto, Historial, Usuario
from core.transitions import NotAllowed
from workflows.solicitudes import cartas
from workflows.solicitudes.models import Solicitud


@transaction.atomic
def imprimir_carta(*, solicitud_id: int) -> Adjunto:
    """The letter of its answer: the one that is kept, or printed now, signed by who answered.

    Of one that was joined to another, with the answer of that one. Whoever asks was let in where
    the case was fetched. Raises `NotAllowed` without an answer, `ImpresionFallida`.
    """
    solicitud = Solicitud.objects.select_for_update(no_key=True, of=("self",)).get(pk=solicitud_id)
    contestada = solicitud.principal or solicitud
    respondida_en = contestada.respondida_en
    if respondida_en is None or not contestada.respuesta:
        raise NotAllowed("imprimir_carta", _("Todavía no tiene respuesta."))
    ya = solicitud.adjuntos.filter(clase=Adjunto.Clase.CARTA, subido_en__gte=respondida_en)
    if (guardada := ya.first()) is not None:
        return guardada
    firma = _quien_respondio(contestada)
    impresa = cartas.en_papel(solicitud, contestada.respuesta, firma=firma, momento=respondida_en)
    contenido = Contenido(f"Respuesta {solicitud.codigo}.pdf", "application/pdf", impresa)
    clase = Adjunto.Clase.CARTA
    return adjuntos.guardar(solicitud, contenido, actor=firma, clase=clase, publico=True)


def _quien_respondio(solicitud: Solicitud) -> Usuario:
    cierres = Historial.objects.filter(expediente_id=solicitud.pk, verbo="cerrar")
    return cierres.select_related("usuario__cargo").latest("momento", "pk").usuario

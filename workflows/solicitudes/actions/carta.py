"""What is said on paper: printed once, by a worker, and kept as whoever asked for it got it."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, clock, outbox, transitions
from core.adjuntos import Contenido
from core.impresos.hoja import ImpresionFallida
from core.models import Adjunto, Historial, Usuario
from core.transitions import NotAllowed
from workflows.solicitudes import avisos, cartas
from workflows.solicitudes.models import Carta, Solicitud

log = logging.getLogger(__name__)

LOTE = 20  # printed at one go: each takes some tenths of a second of a processor
ARCHIVOS = {Carta.Clase.RESPUESTA: "Respuesta {}.pdf", Carta.Clase.TRASLADO: "Traslado {}.pdf"}


def escribir(solicitud: Solicitud, clase: str, texto: str, *, firma: Usuario) -> None:
    """Have it printed soon, with or without an address to send it to; the one before is no more.

    Those who asked for the same have one each.
    """
    for una in avisos.las_que_responde(solicitud):
        nueva = {"texto": texto, "firma": firma, "momento": clock.now()}
        sin_imprimir = {"impresion": Carta.Impresion.PENDIENTE, "adjunto": None}
        Carta.objects.update_or_create(
            solicitud=una, clase=clase, defaults={**nueva, **sin_imprimir}
        )
    outbox.wake("seguimiento")


def olvidar(*solicitudes: Solicitud) -> None:
    """What was said on paper holds no more; what was printed stays among the files."""
    Carta.objects.filter(solicitud__in=solicitudes).delete()


@transaction.atomic
def imprimir_carta(*, solicitud_id: int, clase: str = Carta.Clase.RESPUESTA) -> Adjunto:
    """The letter: the one that is kept, or printed now, signed by who took the step it tells.

    Of one that was joined to another, with the answer of that one. Whoever asks was let in where
    the case was fetched. Raises `NotAllowed` without an answer, `ImpresionFallida`.
    """
    solicitud = Solicitud.objects.select_for_update(no_key=True, of=("self",)).get(pk=solicitud_id)
    carta = _la_escrita(solicitud, clase)
    if carta.adjunto is not None:
        return carta.adjunto
    impresa = cartas.en_papel(
        solicitud,
        carta.texto,
        firma=carta.firma,
        momento=carta.momento,
        titulo=cartas.TITULOS[clase],
    )
    nombre = ARCHIVOS[Carta.Clase(clase)].format(solicitud.codigo)
    contenido = Contenido(nombre, "application/pdf", impresa)
    carta.adjunto = adjuntos.guardar(
        solicitud, contenido, actor=carta.firma, clase=Adjunto.Clase.CARTA, publico=True
    )
    carta.impresion = Carta.Impresion.IMPRESA
    carta.save(update_fields=["adjunto", "impresion"])
    return carta.adjunto


@transaction.atomic
def reimprimir_carta(*, solicitud_id: int, actor: Usuario, clase: str) -> Adjunto:
    """Print one again that could not be; its history says who did.

    Raises `Solicitud.DoesNotExist`, `NotAllowed`, `ImpresionFallida`.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor)
    transitions.record(solicitud, "imprimir_carta", actor=actor, datos={"carta": clase})
    return imprimir_carta(solicitud_id=solicitud_id, clase=clase)


def carta_para_enviar(*, solicitud_id: int, clase: str) -> Adjunto | None:
    """The letter that goes along with its mail; None, and who can act is told, if there is none."""
    try:
        return imprimir_carta(solicitud_id=solicitud_id, clase=clase)
    except NotAllowed:
        return None  # reopened meanwhile
    except (ImpresionFallida, OSError) as error:
        log.warning("The letter of solicitud %s could not be printed: %s", solicitud_id, error)
        _contar_fallida(solicitud_id, clase)
        return None


def imprimir_las_que_esperan() -> int:
    """Print what waits for it, each in its own transaction; how many.

    Whatever stops one is told to who can act, and holds up no other. Run twice, or by two workers,
    it prints each one once.
    """
    esperan = Carta.objects.filter(impresion=Carta.Impresion.PENDIENTE).order_by("pk")
    return sum(
        _imprimir(pk, clase) for pk, clase in esperan.values_list("solicitud_id", "clase")[:LOTE]
    )


def _imprimir(solicitud_id: int, clase: str) -> bool:
    try:
        return carta_para_enviar(solicitud_id=solicitud_id, clase=clase) is not None
    except Exception:
        log.exception("The letter of solicitud %s could not be printed", solicitud_id)
        _contar_fallida(solicitud_id, clase)
        return False


@transaction.atomic
def _contar_fallida(solicitud_id: int, clase: str) -> None:
    """Its history knows, and who can act is told, once for each letter."""
    sistema = Usuario.objects.sistema()
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=sistema)
    esperaba = solicitud.cartas.filter(clase=clase, impresion=Carta.Impresion.PENDIENTE)
    if esperaba.update(impresion=Carta.Impresion.FALLIDA):
        entrada = transitions.record(
            solicitud, "carta_fallida", actor=sistema, datos={"carta": clase}
        )
        avisos.carta_fallida(solicitud, entrada, clase)


def _la_escrita(solicitud: Solicitud, clase: str) -> Carta:
    """As its step wrote it.

    What was answered before there were letters, or joined to what was answered, is written now.
    """
    if (escrita := solicitud.cartas.filter(clase=clase).first()) is not None:
        return escrita
    contestada = solicitud.principal or solicitud
    if clase != Carta.Clase.RESPUESTA or contestada.respondida_en is None:
        raise NotAllowed("imprimir_carta", _("Todavía no tiene respuesta."))
    return Carta.objects.create(
        solicitud=solicitud,
        clase=clase,
        texto=contestada.respuesta,
        firma=_quien_respondio(contestada),
        momento=contestada.respondida_en,
    )


def _quien_respondio(solicitud: Solicitud) -> Usuario:
    cierres = Historial.objects.filter(expediente_id=solicitud.pk, verbo="cerrar")
    return cierres.select_related("usuario__cargo").latest("momento", "pk").usuario

"""Carrying deliveries out: take them, send outside any transaction, write down what became of each.

Killed in between, a message may go twice, with the same Message-ID; it is never lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from core import access, origen
from core.models import Actor, Municipio, Usuario
from notifiers import claims, mensajes, pases, registry
from notifiers.base import Envio, Notifier, Outcome
from notifiers.mensajes import Mensaje, Punto
from notifiers.models import Entrega, Medio, Notificacion

log = logging.getLogger(__name__)

LOTE = 100
# What is left of a batch when this part of its lease is over goes back to the queue untried.
PARTE_DEL_PLAZO = 0.5


Espera = Callable[[Usuario], tuple[Punto, ...]]


def nada(_usuario: Usuario) -> tuple[Punto, ...]:
    """Nothing waits."""
    return ()


@dataclass(frozen=True, slots=True)
class Paquete:
    """One message and the rows it settles: one, or all of a digest."""

    envio: Envio
    entregas: list[Entrega]


def vaciar(lotes: int = 100) -> int:
    """Deliver up to `lotes` batches, until nothing of one leaves; how many were delivered."""
    total = 0
    for _lote in range(lotes):
        entregadas = entregar()
        total += entregadas
        if not entregadas:
            break
    return total


def entregar(limite: int = LOTE) -> int:
    """Deliver up to `limite` rows of each medium; how many were delivered."""
    claims.recuperar()
    total = 0
    for medio in registry.NOTIFIERS:
        entregas = _vigentes(claims.reclamar(medio, limite))
        paquetes = [paquete for entrega in entregas if (paquete := empaquetar([entrega]))]
        total += _despachar(registry.notifier(medio), paquetes)
    return total


def enviar_resumenes(esperan: Espera = nada, *, personas: int = LOTE) -> int:
    """Send up to `personas` people whose digest is due one mail each; how many were delivered.

    `esperan` says what waits for a person besides what there is to tell.
    """
    claims.recuperar()
    paquetes = []
    for usuario_id in claims.con_resumen(personas):
        entregas = _vigentes(claims.reclamar_resumen(usuario_id))
        if entregas and (paquete := empaquetar(entregas, esperan)):
            paquetes.append(paquete)
    return _despachar(registry.notifier(Medio.CORREO), paquetes)


def _despachar(notifier: Notifier, paquetes: list[Paquete]) -> int:
    limite = time.monotonic() + settings.LEASE_SEGUNDOS * PARTE_DEL_PLAZO
    entregadas = 0
    with contextlib.closing(notifier.deliver([uno.envio for uno in paquetes])) as outcomes:
        for numero, paquete in enumerate(paquetes):
            if time.monotonic() > limite:
                claims.soltar(fila for resto in paquetes[numero:] for fila in resto.entregas)
                break
            with origen.desde(paquete.entregas[0].origen):
                outcome = next(outcomes)
                claims.asentar(paquete.entregas, outcome)
                log.info("Delivery %s: %s", paquete.envio.clave, _en_una_palabra(outcome))
            entregadas += outcome.entregada
    return entregadas


def _en_una_palabra(outcome: Outcome) -> str:
    """For the log, which holds no address: what the server said of one stands in the row."""
    if outcome.entregada:
        return "sent"
    return "refused for good" if outcome.permanente else "not taken"


def empaquetar(entregas: list[Entrega], esperan: Espera = nada) -> Paquete | None:
    """The message of these rows; None if it cannot be written, or there is nothing to write."""
    primera = entregas[0]
    try:
        mensaje = _mensaje(entregas, esperan)
        archivos = registry.archivos(primera.notificacion) if len(entregas) == 1 else ()
    except Exception as error:
        # One bad row must not hold up everybody's mail.
        with origen.desde(primera.origen):
            log.exception("Notice %s cannot be written", primera.notificacion_id)
        detalle = f"{type(error).__name__}: {error}"[:500]
        claims.asentar(
            entregas,
            Outcome(permanente=True, error=_("El aviso no se pudo escribir."), detalle=detalle),
        )
        return None
    if primera.medio == Medio.RESUMEN and mensaje.vacio:
        for entrega in entregas:
            claims.descartar(entrega, _("Ya no había nada que contar."))
        return None
    destinatario = primera.notificacion.destinatario
    envio = Envio(
        clave=_clave(entregas),
        nombre=destinatario.nombre,
        direccion=_direccion(primera.notificacion),
        mensaje=mensaje,
        responder_a=Municipio.actual().correo if _es_de_afuera(destinatario) else "",
        archivos=archivos,
    )
    return Paquete(envio, entregas)


def _direccion(notificacion: Notificacion) -> str:
    """The recipient's; of a kind that goes elsewhere, the one it was written for."""
    if notificacion.kind.a_direccion:
        return str(notificacion.datos.get("direccion", ""))
    return _correo(notificacion)


def _es_de_afuera(destinatario: Usuario | Actor) -> bool:
    return not isinstance(destinatario, Usuario) or destinatario.es_externo


def _correo(notificacion: Notificacion) -> str:
    destinatario = notificacion.destinatario
    return destinatario.correo if isinstance(destinatario, Usuario) else destinatario.email


def _clave(entregas: list[Entrega]) -> str:
    """The same for the same rows: a digest that has grown since it failed is another message.

    With the name of the one before, a reader's mail program would take it for a repetition.
    """
    primera = entregas[0]
    if len(entregas) == 1:
        return f"{primera.medio}-{primera.pk}"
    filas = ",".join(str(pk) for pk in sorted(entrega.pk for entrega in entregas))
    return f"{primera.medio}-{hashlib.sha256(filas.encode()).hexdigest()[:20]}"


def _mensaje(entregas: list[Entrega], esperan: Espera) -> Mensaje:
    notificacion = entregas[0].notificacion
    if entregas[0].medio == Medio.RESUMEN and notificacion.usuario:
        suyas = [fila.notificacion for fila in entregas]
        return mensajes.resumen(notificacion.usuario, suyas, esperan)
    return pases.ofrecer(mensajes.componer(notificacion), notificacion)


def _vigentes(entregas: list[Entrega]) -> list[Entrega]:
    """Those that still have somebody to go to; the others are settled with the reason."""
    visibles = _visibles(entrega.notificacion for entrega in entregas)
    vigentes = []
    for entrega in entregas:
        if motivo := _impedimento(entrega.notificacion, visibles):
            claims.descartar(entrega, motivo)
        else:
            vigentes.append(entrega)
    return vigentes


def _impedimento(notificacion: Notificacion, visibles: set[tuple[int, int]]) -> str:
    usuario = notificacion.destinatario
    if not _direccion(notificacion):
        return _("Ya no hay una dirección de correo.")
    if not isinstance(usuario, Usuario):
        return ""
    if not usuario.is_active:
        return _("La cuenta ya no está activa.")
    if (expediente_id := notificacion.expediente_id) is None:
        return ""
    return "" if (usuario.pk, expediente_id) in visibles else _("La persona ya no tiene acceso.")


def _visibles(notificaciones: Iterable[Notificacion]) -> set[tuple[int, int]]:
    """Pairs of person and case file where the one may see the other."""
    return access.readers(
        (uno.usuario_id, uno.expediente_id)
        for uno in notificaciones
        if uno.usuario_id and uno.expediente_id
    )

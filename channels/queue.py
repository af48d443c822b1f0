"""Publications on their way out: written, claimed, begun, found abandoned.

Each function is one transaction, safe against any number of workers: a row moves only if it still
is where the caller saw it. What an attempt leads to is in `channels.settling`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _

from channels import holds
from channels.attempts import close_attempt, open_attempt
from channels.base import FrozenPost
from channels.errors import ErrorKind
from channels.models import Cuenta, Publicacion
from channels.outcome import Outcome, moved
from channels.registry import WEB, adapter_for
from channels.sentences import plain
from core import clock, origen, outbox
from core.models import Adjunto, Expediente

Estado = Publicacion.Estado
REVIVED = (Estado.CANCELADA, Estado.RETIRADA)
FREE: dict[str, Any] = {"lease_token": None, "lease_until": None}

_MAY_LEAVE = """
    NOT EXISTS (SELECT 1 FROM channels_freno WHERE hasta IS NULL)
    AND cuenta_id IN (SELECT id FROM channels_cuenta WHERE estado = 'activa'
                      AND (retenida_hasta IS NULL OR retenida_hasta <= %s))
"""


@transaction.atomic
def enqueue(
    *,
    expediente: Expediente,
    cuenta: Cuenta,
    huella: str,
    post: FrozenPost,
    imagen: Adjunto | None = None,
    alt: str = "",
    programada_para: datetime | None = None,
) -> Publicacion:
    """Write the publication of an approved version at one account; the same again is the same row.

    `huella` is the hash of what was approved. `post` carries no bytes: its picture is `imagen`.
    `programada_para` (domain time) in the past means now. What goes to our own page is published
    here, in the caller's transaction, if nothing holds it. A version that was cancelled or
    withdrawn, and is approved again, starts anew.
    """
    row = _version(expediente, huella, cuenta)
    if row.estado not in REVIVED:
        return row
    row.post = {
        "token": post.token,
        "titulo": post.titulo,
        "texto": post.texto,
        "enlace": post.enlace,
        "alt": alt,
    }
    row.imagen = imagen
    row.cuenta = cuenta
    _start(row, programada_para)
    if row.canal == WEB and row.estado == Estado.PENDIENTE:
        _appear(row, post)
    row.save()
    if row.estado == Estado.PENDIENTE:
        outbox.wake(holds.QUEUE)
    return row


def claim(limit: int = 1) -> list[Publicacion]:
    """Take up to `limit` publications whose time has come and that nothing holds."""
    return outbox.claim(Publicacion, limit=limit, where=_MAY_LEAVE, params=[clock.now()])


@transaction.atomic
def begin(row: Publicacion, media: tuple[str, ...], life: timedelta | None) -> bool:
    """Write down, before the one request that matters, that it is about to be made.

    Renews the lease. False, and nothing may be sent, if the row is no longer ours, or meanwhile it
    was withdrawn, or its account or everything was stopped.
    """
    ours = Publicacion.objects.filter(
        holds.may_leave(clock.now()),
        pk=row.pk,
        estado=Estado.PUBLICANDO,
        lease_token=row.lease_token,
        retiro_pedido_en=None,
    )
    begun = ours.update(
        media=list(media),
        media_hasta=_media_end(row, media, life),
        # Real time, and that of the first attempt: its post may appear late.
        marca_desde=Coalesce("marca_desde", Value(datetime.now(UTC))),
        lease_until=Now() + timedelta(seconds=settings.LEASE_SEGUNDOS),
    )
    if begun:
        open_attempt(row)
    return begun == 1


@transaction.atomic
def recover() -> list[Outcome]:
    """Find the publications whose worker died or hung: nobody knows whether they went out.

    Those of which no attempt ever began surely did not, and wait again.
    """
    abandoned = outbox.expired(Publicacion).select_related("cuenta").order_by("pk")
    return [moved(row, Estado.PUBLICANDO) for row in abandoned if _recover(row)]


def doubt() -> dict[str, Any]:
    """Return the fields of a publication whose outcome is not known from now on; read at once."""
    now = clock.now()
    return {"desconocida_desde": now, "disponible_en": now, "lecturas": 0}


def _media_end(row: Publicacion, media: tuple[str, ...], life: timedelta | None) -> datetime | None:
    """Return until when the channel keeps the media: trying them again makes them no younger."""
    if list(media) == row.media:
        return row.media_hasta
    return clock.now() + life if life else None


def _recover(row: Publicacion) -> bool:
    ours = Publicacion.objects.filter(
        pk=row.pk, estado=Estado.PUBLICANDO, lease_token=row.lease_token, lease_until__lt=Now()
    )
    if row.marca_desde is None:
        estado = holds.waiting_state(row.cuenta, row.programada_para)
        return ours.filter(marca_desde=None).update(estado=estado, **FREE) == 1
    lost = {
        "error_clase": ErrorKind.UNKNOWN,
        "error": plain(ErrorKind.UNKNOWN, row.canal_nombre),
        "detalle": _("El proceso que la publicaba terminó sin decir qué pasó."),
    }
    if not ours.update(estado=Estado.DESCONOCIDA, **lost, **doubt(), **FREE):
        return False
    close_attempt(row, ErrorKind.UNKNOWN, lost["detalle"])
    return True


def _version(expediente: Expediente, huella: str, cuenta: Cuenta) -> Publicacion:
    """Return the row of the version, locked; a new one is cancelled until it starts."""
    row, _created = Publicacion.objects.select_for_update(of=("self",)).get_or_create(
        expediente=expediente,
        huella=huella,
        canal=cuenta.canal,
        defaults={"cuenta": cuenta, "post": {}, "estado": Estado.CANCELADA},
    )
    return row


def _start(row: Publicacion, programada_para: datetime | None) -> None:
    """Put the row at the beginning of its way, whatever way it went before."""
    if row.estado == Estado.RETIRADA:
        row.marca_desde = None
    row.estado = holds.waiting_state(row.cuenta, programada_para)
    row.programada_para = programada_para
    row.disponible_en = programada_para or clock.now()
    row.media, row.media_hasta, row.fallos = [], None, 0
    row.remote_id, row.url, row.publicada_en = "", "", None
    row.error_clase, row.error, row.detalle = "", "", ""
    row.retiro_pedido_en, row.retirada_en = None, None
    row.origen = origen.actual()


def _appear(row: Publicacion, post: FrozenPost) -> None:
    """Settle what goes to our own page: standing in the row is being published."""
    receipt = adapter_for(row.cuenta).publish(post, ())
    row.estado, row.publicada_en = Estado.PUBLICADA, clock.now()
    row.remote_id, row.url = receipt.remote_id, receipt.url

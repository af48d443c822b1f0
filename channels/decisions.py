"""What people do to a publication: cancel, try again, decide a doubt, withdraw.

Each raises `ValidationError` with a sentence when the publication is no longer where the person
saw it. Who may is asked by whoever calls.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from channels import holds
from channels.attempts import under_way
from channels.base import Receipt
from channels.errors import ChannelError
from channels.models import Publicacion
from channels.outcome import Outcome, moved
from channels.queue import FREE
from channels.registry import WEB, adapter_for
from channels.settling import published, waiting_again
from core import clock, origen, outbox
from core.models import Usuario

Estado = Publicacion.Estado

NOT_OUT = (Estado.PENDIENTE, Estado.PROGRAMADA, Estado.RETENIDA, Estado.FALLIDA)
IN_DOUBT = (Estado.PUBLICANDO, Estado.DESCONOCIDA, Estado.POR_DECIDIR)


@transaction.atomic
def cancel(expediente_id: int) -> list[Outcome]:
    """Cancel the publications of a case file that surely are not out.

    Nor is one whose worker is still uploading: its request finds that it is no longer its own.
    """
    return [_cancelled(row) for row in _rows(expediente_id) if _surely_not_out(row)]


@transaction.atomic
def withdraw(expediente_id: int) -> list[Outcome]:
    """Take a case file back from every channel.

    What is not out is cancelled; our own page goes at once; the networks' posts are deleted by a
    worker, and those in doubt as soon as it is known that they are out.
    """
    now = clock.now()
    outcomes = []
    for row in _rows(expediente_id):
        here = Publicacion.objects.filter(pk=row.pk)
        if _surely_not_out(row):
            outcomes.append(_cancelled(row))
        elif row.estado == Estado.PUBLICADA and row.canal == WEB:
            here.update(estado=Estado.RETIRADA, retiro_pedido_en=now, retirada_en=now)
            outcomes.append(moved(row, Estado.PUBLICADA))
        elif row.estado == Estado.PUBLICADA:
            here.update(retiro_pedido_en=now, disponible_en=now, fallos=0, origen=origen.actual())
        elif row.estado in IN_DOUBT:
            here.update(retiro_pedido_en=now, origen=origen.actual())
    outbox.wake(holds.QUEUE)
    return outcomes


@transaction.atomic
def retry(publicacion_id: int) -> Outcome:
    """Send a failed publication again, from its first try."""
    row = _lock(publicacion_id, Estado.FALLIDA)
    return _wait_again(row, fallos=0)


@transaction.atomic
def decide_published(publicacion_id: int, *, actor: Usuario, url: str) -> Outcome:
    """Record an official's word that it is out, at `url`."""
    row = _lock(publicacion_id, Estado.POR_DECIDIR)
    fields = published(_receipt(row, url.strip())) | _decided(actor)
    Publicacion.objects.filter(pk=row.pk).update(**fields)
    outbox.wake(holds.QUEUE)
    return moved(row, Estado.POR_DECIDIR)


@transaction.atomic
def decide_resend(publicacion_id: int, *, actor: Usuario) -> Outcome:
    """Record an official's word that it is not out, and send it again."""
    row = _lock(publicacion_id, Estado.POR_DECIDIR)
    return _wait_again(row, fallos=0, desconocida_desde=None, **_decided(actor))


def _rows(expediente_id: int) -> list[Publicacion]:
    rows = Publicacion.objects.select_for_update().filter(expediente_id=expediente_id)
    return list(rows.order_by("pk"))


def _surely_not_out(row: Publicacion) -> bool:
    return row.estado in NOT_OUT or (row.estado == Estado.PUBLICANDO and not under_way(row))


def _lock(publicacion_id: int, estado: str) -> Publicacion:
    row = Publicacion.objects.select_for_update().get(pk=publicacion_id)
    if row.estado != estado:
        raise ValidationError(_("La publicación ya no está en ese estado. Vuelva a mirarla."))
    return row


def _receipt(row: Publicacion, url: str) -> Receipt:
    try:
        remote_id = adapter_for(row.cuenta).remote_id(url)
    except ChannelError as error:
        raise ValidationError(error.plain) from None
    if not remote_id:
        message = _("Ese no es el enlace de una publicación de %(canal)s.")
        raise ValidationError({"url": message % {"canal": row.canal_nombre}})
    return Receipt(remote_id, url)


def _cancelled(row: Publicacion) -> Outcome:
    Publicacion.objects.filter(pk=row.pk).update(estado=Estado.CANCELADA, **FREE)
    return moved(row, row.estado)


def _wait_again(row: Publicacion, **fields: object) -> Outcome:
    """Put the row among those that wait; its error stays until it is out."""
    now = clock.now()
    Publicacion.objects.filter(pk=row.pk).update(
        estado=waiting_again(row), disponible_en=now, origen=origen.actual(), **fields
    )
    outbox.wake(holds.QUEUE)
    return moved(row, row.estado)


def _decided(actor: Usuario) -> dict[str, object]:
    return {"decidida_por": actor, "decidida_en": clock.now()}

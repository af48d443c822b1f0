"""One attempt: upload what the post needs, then make the one request. No transaction is open.

result = sending.send(row)
with transaction.atomic():
    outcome = settling.settle(row, result)   # and tell people, in the same transaction
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from channels import queue
from channels.asking import ask
from channels.base import Adapter, FrozenPost, Receipt
from channels.errors import ChannelError, ErrorKind
from channels.models import Publicacion
from channels.registry import adapter_for
from core import clock


@dataclass(frozen=True, slots=True)
class Result:
    """A receipt, an error, or neither if the attempt was stopped before it began."""

    receipt: Receipt | None = None
    error: ChannelError | None = None


def send(row: Publicacion) -> Result:
    """Attempt a claimed publication once. Raises nothing that a channel can cause."""
    try:
        adapter = adapter_for(row.cuenta)
        post = _read(row)
        media = _prepared(row, adapter, post)
        if not queue.begin(row, media, adapter.media_life):
            return Result()
        return Result(receipt=_posted(row, adapter, post, media))
    except ChannelError as error:
        return Result(error=error)


def _read(row: Publicacion) -> FrozenPost:
    try:
        return row.frozen()
    except OSError as error:
        message = _("No se encuentra el archivo de la imagen.")
        raise ChannelError(ErrorKind.PERMANENT, message, str(error)) from None


def _prepared(row: Publicacion, adapter: Adapter, post: FrozenPost) -> tuple[str, ...]:
    """Return the media of an earlier attempt while they live, else upload them."""
    alive = row.media_hasta is None or row.media_hasta > clock.now()
    if row.media and alive:
        return tuple(row.media)
    upload = partial(adapter.prepare_media, post)
    return ask(row.cuenta, upload, otherwise=ErrorKind.TRANSIENT)


def _posted(
    row: Publicacion, adapter: Adapter, post: FrozenPost, media: tuple[str, ...]
) -> Receipt:
    return ask(row.cuenta, partial(adapter.publish, post, media), otherwise=ErrorKind.UNKNOWN)

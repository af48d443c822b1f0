"""Asking an adapter: whatever goes wrong in it, the engine knows what to do next.

An adapter raises `ChannelError` for all that a network can do. Anything else is a defect, ours or
of the library beneath; left alone it would come back with every lease, and nobody would be told.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta
from channels.sentences import plain

logger = logging.getLogger(__name__)

T = TypeVar("T")


def ask(cuenta: Cuenta, call: Callable[[], T], *, otherwise: ErrorKind) -> T:
    """Return what `call` brings; raise a `ChannelError` of kind `otherwise` for a defect in it.

    `otherwise` says what is true then: TRANSIENT if nothing can have been made public, UNKNOWN if
    something may.
    """
    try:
        return call()
    except ChannelError:
        raise
    except Exception as error:  # noqa: BLE001  # a defect of any kind
        where = "".join(traceback.format_tb(error.__traceback__))
        # Not its words, which may repeat a request, keys included: where it happened says enough.
        logger.error(  # noqa: TRY400
            "Defect asking %s: %s\n%s", cuenta.canal, type(error).__name__, where
        )
        detail = _("Falla del programa (%(clase)s). Avise a quien lo mantiene.")
        raise ChannelError(
            otherwise,
            plain(otherwise, cuenta.canal_nombre),
            detail % {"clase": type(error).__name__},
        ) from None

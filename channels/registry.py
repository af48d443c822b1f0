"""The channels there are. A new one is a folder beside these and one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from channels.base import Adapter, Wire
from channels.crypto import UnreadableError
from channels.errors import ChannelError, ErrorKind

if TYPE_CHECKING:
    from channels.models import Cuenta

WEB = "web"


@dataclass(frozen=True, slots=True)
class Canal:
    """A channel: its key, its name, where its adapter is (loaded when first used)."""

    clave: str
    nombre: str | Promise
    adapter: str


_CANALES = {
    canal.clave: canal
    for canal in (
        Canal(WEB, gettext_lazy("Portal web"), "channels.web.adapter.WebAdapter"),
        Canal("facebook", "Facebook", "channels.facebook.adapter.FacebookAdapter"),
        Canal("twitter", "X", "channels.twitter.adapter.TwitterAdapter"),
    )
}


def canales() -> list[tuple[str, str | Promise]]:
    """Return every channel as (key, name)."""
    return [(canal.clave, canal.nombre) for canal in _CANALES.values()]


def nombre_de(canal: str) -> str:
    """Return how people call a channel."""
    return str(_CANALES[canal].nombre)


def adapter_for(cuenta: Cuenta) -> Adapter:
    """Return the adapter of an account, ready to call.

    Raises `ChannelError` (AUTH) if its credentials cannot be opened.
    """
    try:
        account = cuenta.account()
    except UnreadableError as error:
        message = _("No se pueden leer las credenciales de la cuenta. Hay que reconectarla.")
        raise ChannelError(ErrorKind.AUTH, message, str(error)) from None
    wire = Wire(settings.SANDBOX_URL if settings.SANDBOX else "", settings.FACEBOOK_VERSION)
    adapter: Adapter = import_string(_CANALES[cuenta.canal].adapter)(account, wire)
    return adapter

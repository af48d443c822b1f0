"""The channels there are. A new one is a folder beside these and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from channels.base import Adapter, Wire
from channels.crypto import UnreadableError
from channels.errors import ChannelError, ErrorKind

if TYPE_CHECKING:
    from channels.models import Cuenta

WEB = "web"


@dataclass(frozen=True, slots=True)
class Canal:
    """A channel: its key and name, where its adapter is, what an account of it needs.

    The adapter is loaded when first used. `identificador` is the pattern of an account's id there;
    `secretos` and `opciones` (yes or no) are name and label.
    """

    clave: str
    nombre: str | Promise
    adapter: str
    identificador: str = ""
    secretos: Mapping[str, str | Promise] = field(default_factory=dict)
    opciones: Mapping[str, str | Promise] = field(default_factory=dict)


_CANALES = {
    canal.clave: canal
    for canal in (
        Canal(WEB, _("Portal web"), "channels.web.adapter.WebAdapter"),
        Canal(
            "facebook",
            "Facebook",
            "channels.facebook.adapter.FacebookAdapter",
            identificador=r"[0-9]+",
            secretos={
                "page_token": _("Llave de la página"),
                "app_id": _("Número de la aplicación"),
                "app_secret": _("Secreto de la aplicación"),
            },
            opciones={"dos_fases": _("Preparar oculta y mostrar después")},
        ),
        Canal(
            "twitter",
            "X",
            "channels.twitter.adapter.TwitterAdapter",
            identificador=r"[0-9]+",
            secretos={
                "consumer_key": _("Llave de la aplicación"),
                "consumer_secret": _("Secreto de la aplicación"),
                "access_token": _("Llave de la cuenta"),
                "access_token_secret": _("Secreto de la cuenta"),
            },
            opciones={"incluir_enlace": _("Incluir el enlace (cuesta más)")},
        ),
    )
}


def canal(clave: str) -> Canal:
    """Return a channel by its key; raises `KeyError`."""
    return _CANALES[clave]


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
        message = gettext("No se pueden leer las credenciales de la cuenta. Hay que reconectarla.")
        raise ChannelError(ErrorKind.AUTH, message, str(error)) from None
    wire = Wire(settings.SANDBOX_URL if settings.SANDBOX else "", settings.FACEBOOK_VERSION)
    adapter: Adapter = import_string(_CANALES[cuenta.canal].adapter)(account, wire)
    return adapter

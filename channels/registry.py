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


Text = str | Promise


@dataclass(frozen=True, slots=True)
class Dato:
    """Something a person copies from the network; `ayuda` says what it is and where it is found.

    `a_la_vista`: it is no secret, and may be shown while it is typed.
    """

    nombre: Text
    ayuda: Text
    a_la_vista: bool = False


@dataclass(frozen=True, slots=True)
class Opcion:
    """A choice of yes or no about an account, and what it is until somebody chooses."""

    nombre: Text
    ayuda: Text
    de_fabrica: bool = False


@dataclass(frozen=True, slots=True)
class Canal:
    """A channel: its key and name, where its adapter is, what an account of it needs.

    The adapter is loaded when first used. `patron` is that of an account's id there
    (`identificador`); without one there is nothing to connect.
    """

    clave: str
    nombre: Text
    adapter: str
    identificador: Dato | None = None
    patron: str = ""
    secretos: Mapping[str, Dato] = field(default_factory=dict)
    opciones: Mapping[str, Opcion] = field(default_factory=dict)


_CANALES = {
    canal.clave: canal
    for canal in (
        Canal(WEB, _("Portal web"), "channels.web.adapter.WebAdapter"),
        Canal(
            "facebook",
            "Facebook",
            "channels.facebook.adapter.FacebookAdapter",
            identificador=Dato(
                _("Número de la página"),
                _(
                    "En la página de Facebook, en Información › Transparencia de la página: "
                    "«Identificador de la página». Solo cifras."
                ),
                a_la_vista=True,
            ),
            patron=r"[0-9]{1,30}",
            secretos={
                "page_token": Dato(
                    _("Llave de la página"),
                    _(
                        "El «token de acceso» de la página, no el de una persona. Se pide en "
                        "developers.facebook.com, en Herramientas › Explorador de la API Graph: "
                        "elija la página y los permisos pages_show_list, pages_manage_posts y "
                        "pages_read_engagement. Si nace de una llave de larga duración, no vence."
                    ),
                ),
                "app_id": Dato(
                    _("Identificador de la aplicación"),
                    _(
                        "En developers.facebook.com › Mis apps › la del municipio › "
                        "Configuración de la app › Básica. Solo cifras."
                    ),
                    a_la_vista=True,
                ),
                "app_secret": Dato(
                    _("Secreto de la aplicación"),
                    _("Al lado del anterior: «Clave secreta de la app», botón Mostrar."),
                ),
            },
            opciones={
                "dos_fases": Opcion(
                    _("Preparar oculta y mostrar después"),
                    _(
                        "Cada publicación se guarda primero en Facebook sin que nadie la vea, y "
                        "luego se muestra. Es lo más seguro contra repeticiones. Antes de dejarla "
                        "puesta, pruébela en una página de ensayo."
                    ),
                )
            },
        ),
        Canal(
            "twitter",
            "X",
            "channels.twitter.adapter.TwitterAdapter",
            identificador=Dato(
                _("Número de la cuenta"),
                _("Las cifras con las que empieza la llave de la cuenta, antes del guion."),
                a_la_vista=True,
            ),
            patron=r"[0-9]{1,30}",
            secretos={
                "consumer_key": Dato(
                    _("Llave de la aplicación"),
                    _(
                        "En developer.x.com, en la aplicación del municipio › Keys and tokens: "
                        "«API Key»."
                    ),
                ),
                "consumer_secret": Dato(
                    _("Secreto de la aplicación"),
                    _(
                        "«API Key Secret». X lo muestra una sola vez: si no lo guardó, pulse "
                        "Regenerate y copie otra vez los dos."
                    ),
                ),
                "access_token": Dato(
                    _("Llave de la cuenta"),
                    _(
                        "«Access Token», en la misma página, entrando con la cuenta del municipio. "
                        "La aplicación debe tener antes el permiso Read and write."
                    ),
                ),
                "access_token_secret": Dato(
                    _("Secreto de la cuenta"),
                    _("«Access Token Secret», junto a la llave de la cuenta."),
                ),
            },
            opciones={
                "incluir_enlace": Opcion(
                    _("Incluir el enlace"),
                    _("Cada publicación lleva a su página del portal, y así se la reconoce."),
                    de_fabrica=True,
                )
            },
        ),
    )
}


def canal(clave: str) -> Canal:
    """Return a channel by its key; raises `KeyError`."""
    return _CANALES[clave]


def canales() -> list[tuple[str, str | Promise]]:
    """Return every channel as (key, name)."""
    return [(canal.clave, canal.nombre) for canal in _CANALES.values()]


def conectables() -> list[Canal]:
    """Return the channels at which somebody has to connect an account."""
    return [canal for canal in _CANALES.values() if canal.identificador is not None]


def nombre_de(canal: str) -> str:
    """Return how people call a channel."""
    return str(_CANALES[canal].nombre)


def load() -> None:
    """Load every adapter and the library of its network, as their first use does."""
    for one in _CANALES.values():
        import_string(one.adapter)


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

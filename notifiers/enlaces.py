"""Where a notice lands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from core.models import Usuario
    from notifiers.models import Notificacion


def ruta(notificacion: Notificacion) -> str:
    """The path inside the site; empty for an actor, who has no account."""
    if notificacion.usuario is None:
        return ""
    if notificacion.clase == "invitacion":
        return _crear_clave(notificacion.usuario)
    elegida = str(notificacion.datos.get("ruta", ""))
    if elegida.startswith("/") and not elegida.startswith("//"):
        return elegida
    return f"/e/{notificacion.expediente.codigo}/" if notificacion.expediente else "/"


def absoluto(ruta: str) -> str:
    """The whole address of a path of the site; empty for an empty path."""
    return f"{settings.SITE_URL}{ruta}" if ruta else ""


def _crear_clave(usuario: Usuario) -> str:
    """A link that sets the password. Made when it is sent: it is a secret, so no row keeps it."""
    clave = default_token_generator.make_token(usuario)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(usuario), "key": clave},
    )

"""Where a notice lands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse

# Where the portal shows a request to whoever presented it.
CONSULTA = "/mi-solicitud/"
BAJA = "notifiers.novedades"
CONFIRMACION = "notifiers.correo"
# For so long an address may be confirmed, in seconds.
CONFIRMABLE = 3 * 24 * 3600
# Signs do not contain it, nor do verbs.
ENTRE = "."
FIRMA = signing.Signer(salt="notifiers.pases", sep=ENTRE)

if TYPE_CHECKING:
    from core.models import Usuario
    from notifiers.models import Notificacion


def ruta(notificacion: Notificacion) -> str:
    """The path inside the site; of an actor, who has no account, to where a request is followed."""
    if notificacion.usuario is None:
        return _confirmacion(notificacion) or _consulta(notificacion)
    if notificacion.usuario.es_externo:
        return pase(notificacion)
    if notificacion.clase == "invitacion":
        return _crear_clave(notificacion.usuario)
    elegida = str(notificacion.datos.get("ruta", ""))
    if elegida.startswith("/") and not elegida.startswith("//"):
        return elegida
    return f"/e/{notificacion.expediente.codigo}/" if notificacion.expediente else "/"


def pase(notificacion: Notificacion, verbo: str = "") -> str:
    """Where one step is taken without logging in; without a verb, the page of who has no account.

    Signed whenever a mail is written: like every secret it stands in no row.
    """
    return f"/pase/{FIRMA.sign(f'{notificacion.pk}{ENTRE}{verbo}')}/"


def absoluto(ruta: str) -> str:
    """The whole address of a path of the site; empty for an empty path."""
    return f"{settings.SITE_URL}{ruta}" if ruta else ""


def baja(notificacion: Notificacion) -> str:
    """The path by which an actor says that he wants no more of this; empty if he cannot."""
    if notificacion.actor is None or not notificacion.kind.renunciable:
        return ""
    return f"{CONSULTA}novedades/{signing.dumps(notificacion.expediente_id, salt=BAJA)}/"


def de_baja(vale: str) -> int | None:
    """The id of the case file of whose news a path of ours says no; None if it is not ours."""
    try:
        return int(signing.loads(vale, salt=BAJA))
    except signing.BadSignature:
        return None


def confirmado(vale: str) -> tuple[int, str] | None:
    """The case file and the address that a path of ours confirms; None: not ours, or too old."""
    try:
        expediente_id, correo = signing.loads(vale, salt=CONFIRMACION, max_age=CONFIRMABLE)
    except signing.BadSignature:
        return None
    return int(expediente_id), str(correo)


def _confirmacion(notificacion: Notificacion) -> str:
    """Where a new address is confirmed; empty for other kinds. Signed when the mail is written."""
    if notificacion.clase != "S10N":
        return ""
    de_que = [notificacion.expediente_id, notificacion.datos.get("direccion", "")]
    return f"{CONSULTA}correo/{signing.dumps(de_que, salt=CONFIRMACION)}/"


def _consulta(notificacion: Notificacion) -> str:
    """With the code, so that only the PIN is typed."""
    expediente = notificacion.expediente
    if expediente is None or not notificacion.kind.boton_afuera:
        return ""
    return f"{CONSULTA}?codigo={expediente.codigo}"


def _crear_clave(usuario: Usuario) -> str:
    """A link that sets the password. Made when it is sent: it is a secret, so no row keeps it."""
    clave = default_token_generator.make_token(usuario)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(usuario), "key": clave},
    )

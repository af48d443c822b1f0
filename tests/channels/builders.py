"""Posts and accounts as the tests of this room need them, without any process above it."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Picture

from channels.accounts import connect
from channels.base import Account, FrozenPost, Image, Wire
from channels.facebook.adapter import FacebookAdapter
from channels.models import Cuenta, Publicacion
from channels.queue import enqueue
from channels.twitter.adapter import TwitterAdapter
from core.models import Adjunto, Expediente, Usuario
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox

TOKEN = "k7Qz2"
LINK = f"https://alborada.gob.pa/p/{TOKEN}"
PATIENT = (5.0, 20.0)
QUICK = (5.0, 0.5)
SILENT = frozenset({"mute", "mute_accepted", "endless"})

FACEBOOK_SECRETS = {
    "page_token": accounts.FB_PAGE_TOKEN,
    "app_id": accounts.FB_APP_ID,
    "app_secret": accounts.FB_APP_SECRET,
}
X_SECRETS = {
    "consumer_key": accounts.X_CONSUMER_KEY,
    "consumer_secret": accounts.X_CONSUMER_SECRET,
    "access_token": accounts.X_ACCESS_TOKEN,
    "access_token_secret": accounts.X_ACCESS_TOKEN_SECRET,
}


def png(side: int = 8) -> bytes:
    """The bytes of a small real picture."""
    file = io.BytesIO()
    Picture.new("RGB", (side, side), "teal").save(file, format="PNG")
    return file.getvalue()


def picture(**changes: Any) -> Image:
    values: dict[str, Any] = {"name": "muelle.png", "mime": "image/png", "alt": "El muelle nuevo"}
    return Image(**{**values, "data": png(), **changes})


def a_post(texto: str = "Abre el muelle nuevo de Bahía Chica", **changes: Any) -> FrozenPost:
    values: dict[str, Any] = {"token": TOKEN, "titulo": "Muelle", "texto": texto, "enlace": LINK}
    return FrozenPost(**{**values, **changes})


def facebook(
    sandbox: Sandbox, *, opciones: dict[str, object] | None = None, fault: str = "", **secrets: str
) -> FacebookAdapter:
    """The adapter of the sandbox's page; it waits little for a `fault` that is silence."""
    account = Account(accounts.FB_PAGE_ID, FACEBOOK_SECRETS | secrets, opciones or {})
    return FacebookAdapter(account, wire(sandbox, fault))


def x(
    sandbox: Sandbox, *, opciones: dict[str, object] | None = None, fault: str = "", **secrets: str
) -> TwitterAdapter:
    """The adapter of the sandbox's account of X; it waits little for a `fault` that is silence."""
    account = Account(accounts.X_USER_ID, X_SECRETS | secrets, opciones or {})
    return TwitterAdapter(account, wire(sandbox, fault))


def wire(sandbox: Sandbox, fault: str) -> Wire:
    return Wire(sandbox.url, timeout=QUICK if fault in SILENT else PATIENT)


def minutes_ago(minutes: float) -> datetime:
    """Real time: the networks know no other."""
    return datetime.now(UTC) - timedelta(minutes=minutes)


def an_expediente(autor: Usuario, codigo: str = "PIE-2026-00001") -> Expediente:
    return Expediente.objects.create(
        clase="pieza", codigo=codigo, titulo="Muelle", creado_por=autor, nivel_reserva=0
    )


def an_account(canal: str, **secrets: str) -> Cuenta:
    """An active account at the sandbox's channel."""
    identificador, own = {
        "web": ("", {}),
        "facebook": (accounts.FB_PAGE_ID, FACEBOOK_SECRETS),
        "twitter": (accounts.X_USER_ID, X_SECRETS),
    }[canal]
    return connect(
        canal=canal, nombre="Alborada", identificador=identificador, secretos={**own, **secrets}
    )


def an_image(expediente: Expediente) -> Adjunto:
    """The stored picture of a piece."""
    data = png()
    imagen = Adjunto(
        expediente=expediente,
        clase=Adjunto.Clase.IMAGEN,
        nombre="muelle.png",
        tipo="image/png",
        tamano=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        publico=True,
        subido_por=expediente.creado_por,
    )
    imagen.archivo.save("muelle.png", ContentFile(data), save=True)
    return imagen


def queued(expediente: Expediente, cuenta: Cuenta, **changes: Any) -> Publicacion:
    """An approved version on its way to one account."""
    values: dict[str, Any] = {"huella": "a" * 64, "post": a_post(), **changes}
    return enqueue(expediente=expediente, cuenta=cuenta, **values)

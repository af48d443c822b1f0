"""What each channel gets of a piece, frozen, and the hash that says it is still the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings

from channels.base import FrozenPost
from channels.models import Cuenta
from channels.registry import WEB
from core.models import Adjunto
from workflows.comunicacion import redaccion
from workflows.comunicacion.models import Pieza

FACEBOOK, X = "facebook", "twitter"


@dataclass(frozen=True, slots=True)
class Version:
    """The content of one channel; `post` carries no bytes, its picture is `imagen`."""

    canal: str
    post: FrozenPost
    imagen: Adjunto | None
    alt: str
    huella: str


def versiones(pieza: Pieza) -> dict[str, Version]:
    """What would be published now, by channel."""
    cuentas = {cuenta.canal: cuenta for cuenta in Cuenta.objects.filter(canal__in=pieza.canales)}
    return {canal: version(pieza, canal, cuentas.get(canal)) for canal in pieza.canales}


def version(pieza: Pieza, canal: str, cuenta: Cuenta | None) -> Version:
    """What one channel would get through its account, whether it was chosen or not."""
    post = FrozenPost(
        token=pieza.token,
        titulo=pieza.titulo,
        texto=_TEXTOS.get(canal, _texto_de_red)(pieza),
        enlace=permalink(pieza) if lleva_enlace(pieza, canal, cuenta) else None,
    )
    alt = pieza.imagen_alt if pieza.imagen else ""
    return Version(canal, post, pieza.imagen, alt, _huella(pieza, canal, post, alt))


def huella(pieza: Pieza) -> str:
    """The hash of everything an approval is about: each channel's content, and when."""
    cuando = pieza.publicar_en.isoformat() if pieza.publicar_en else ""
    return _sha256(
        {"cuando": cuando, **{canal: una.huella for canal, una in versiones(pieza).items()}}
    )


def permalink(pieza: Pieza) -> str:
    """The whole address of its page."""
    return direccion(pieza.token)


def direccion(token: str) -> str:
    """The whole address of a page of the portal, as the networks are given it."""
    return f"{settings.SITE_URL}/p/{token}"


def lleva_enlace(pieza: Pieza, canal: str, cuenta: Cuenta | None) -> bool:
    """True if there will be a page behind the permalink; on X it is an option, since it costs.

    Both the piece and the account may do without. What is frozen is what leaves, however the
    account is set later.
    """
    if WEB not in pieza.canales:
        return False
    return canal != X or (pieza.enlace_en_x and (not cuenta or cuenta.opcion("incluir_enlace")))


def _huella(pieza: Pieza, canal: str, post: FrozenPost, alt: str) -> str:
    """What people would see there. The same again is the same post, so nothing goes out twice.

    Every approval has a page of its own: of two that stand, the later one is shown.
    """
    visto: dict[str, object] = {
        "token": post.token,
        "texto": post.texto,
        "enlace": post.enlace,
        "imagen": pieza.imagen.sha256 if pieza.imagen else "",
        "alt": alt,
    }
    if canal == WEB:
        visto |= {"titulo": post.titulo, "aprobacion": pieza.aprobaciones + 1}
    return _sha256(visto)


def _sha256(datos: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(datos, sort_keys=True).encode()).hexdigest()


def _texto_web(pieza: Pieza) -> str:
    return redaccion.a_html(pieza.entradilla, pieza.cuerpo)


def _texto_facebook(pieza: Pieza) -> str:
    return pieza.texto_facebook or _texto_de_red(pieza)


def _texto_x(pieza: Pieza) -> str:
    return pieza.texto_x or pieza.titulo


def _texto_de_red(pieza: Pieza) -> str:
    """What a network without a variant of its own gets."""
    return "\n\n".join(filter(None, (pieza.titulo, pieza.entradilla)))


_TEXTOS: Mapping[str, Callable[[Pieza], str]] = {
    WEB: _texto_web,
    FACEBOOK: _texto_facebook,
    X: _texto_x,
}

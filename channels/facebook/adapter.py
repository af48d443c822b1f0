"""A Facebook page: text, link, and a picture with its alternative text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from channels.base import (
    Account,
    Credentials,
    Fingerprint,
    FrozenPost,
    Measure,
    Problem,
    Receipt,
    Wire,
)
from channels.errors import ChannelError, ErrorKind
from channels.facebook.client import FacebookClient
from channels.facebook.limits import IMAGES, MAX_CHARS, POST_ADDRESS, SCOPES
from channels.matching import match
from channels.transport import ChannelSession
from channels.validation import image_problems, text_problems

PHOTO_LIFE = timedelta(hours=20)
_DRAFT = "borrador:"
# It is asked about with the application's own key, so a refusal is about the application.
_UNKNOWN_APP = gettext_lazy(
    "Facebook no reconoce la aplicación, o la llave no es de ella: revise el identificador y el "
    "secreto de la aplicación."
)


class FacebookAdapter:
    """With the option `dos_fases` the post is made unseen, and publishing only shows it.

    That is stronger, since showing may be repeated; it is off until it was tried on the real page.
    """

    def __init__(self, account: Account, wire: Wire) -> None:
        self._account = account
        self._two_phase = bool(account.opciones.get("dos_fases"))
        # A hidden post is shown however late; photos that nobody used are uploaded anew.
        self.media_life = None if self._two_phase else PHOTO_LIFE
        self._client = FacebookClient(
            account.identificador, account.secretos, wire.graph_version, ChannelSession(wire)
        )

    def validate(self, post: FrozenPost) -> list[Problem]:
        """Say what a page would refuse."""
        problems = text_problems(post, self.measure(post.texto, post.enlace))
        return problems + image_problems(post.imagen, IMAGES)

    def measure(self, texto: str, enlace: str | None) -> Measure:
        """Count characters. The link stands beside the text; posting costs nothing."""
        return Measure(largo=len(texto), limite=MAX_CHARS)

    def prepare_media(self, post: FrozenPost) -> tuple[str, ...]:
        """Upload the photo unseen; in two phases, the whole post."""
        photos = (self._client.upload_photo(post.imagen),) if post.imagen else ()
        if not self._two_phase:
            return photos
        return (_DRAFT + self._client.create_draft(post.texto, post.enlace, photos),)

    def publish(self, post: FrozenPost, media: tuple[str, ...]) -> Receipt:
        """Make the post public with one request."""
        if media and media[0].startswith(_DRAFT):
            post_id = media[0].removeprefix(_DRAFT)
            self._client.publish_draft(post_id)
        else:
            post_id = self._client.create_post(post.texto, post.enlace, media)
        return Receipt(post_id, self._client.post_url(post_id))

    def find_existing(self, fingerprint: Fingerprint) -> list[Receipt]:
        """Read the page's posts since the attempt and return those that may be ours."""
        return match(fingerprint, self._client.posts_since(fingerprint.desde))

    def fetch(self, remote_id: str) -> Receipt | None:
        """Return the post if it is still there."""
        return self._client.read_post(remote_id)

    def delete(self, remote_id: str) -> None:
        """Take the post away."""
        self._client.delete_post(remote_id)

    def remote_id(self, url: str) -> str:
        """Return Graph's id: that of the page and that of the post, where the address tells it."""
        found = POST_ADDRESS.search(url)
        if found is None:
            return ""
        post = found["whole"] or found["post"] or found["story"]
        return f"{self._account.identificador}_{post}" if post.isdigit() else post

    def check_credentials(self) -> Credentials:
        """Ask whether the token is alive, of this page, and may post.

        A token of a person, or of another page, looks connected and fails at every post.
        """
        try:
            token = self._client.inspect_token()
        except ChannelError as error:
            return _refused(error, "app_secret", _UNKNOWN_APP)
        refusal = self._refusal(token)
        if refusal:
            return Credentials(valida=False, motivo=refusal, campo="page_token")
        try:
            name = self._client.page_name()
        except ChannelError as error:
            return _refused(error, "page_token", error.plain)
        return Credentials(valida=True, vence_en=_expiry(token), cuenta=name)

    def _refusal(self, token: Mapping[str, Any]) -> str:
        if not token.get("is_valid"):
            return _("La llave de la página está mal copiada, venció o fue retirada.")
        if token.get("type") != "PAGE":
            return _("La llave es de una persona, no de la página.")
        if str(token.get("profile_id")) != self._account.identificador:
            return _("La llave es de otra página.")
        missing = SCOPES - set(token.get("scopes", ()))
        if missing:
            return _("A la llave le faltan permisos: %(permisos)s.") % {
                "permisos": ", ".join(sorted(missing))
            }
        return ""


def _refused(error: ChannelError, campo: str, motivo: str | Promise) -> Credentials:
    """Return what a refusal says of our credentials; raises an error that says nothing of them."""
    if error.kind is not ErrorKind.AUTH:
        raise error
    return Credentials(valida=False, motivo=str(motivo), campo=campo)


def _expiry(token: Mapping[str, Any]) -> datetime | None:
    """Return the sooner of the token's end and of its access to data; 0 means never."""
    ends = [int(token.get(name) or 0) for name in ("expires_at", "data_access_expires_at")]
    sooner = min(filter(None, ends), default=0)
    return datetime.fromtimestamp(sooner, UTC) if sooner else None

"""An account of X: text in its own weight, the link as an option, and a picture."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

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
from channels.matching import match
from channels.transport import ChannelSession
from channels.twitter.client import TwitterClient
from channels.twitter.limits import IMAGES, POST_ADDRESS, compose, weigh
from channels.validation import image_problems, text_problems


class TwitterAdapter:
    """The permalink makes a post cost 13 times more: whoever freezes it decides about that."""

    media_life: timedelta | None = timedelta(hours=20)  # X forgets unused media after 24

    def __init__(self, account: Account, wire: Wire) -> None:
        self._account = account
        self._client = TwitterClient(account.secretos, ChannelSession(wire))

    def validate(self, post: FrozenPost) -> list[Problem]:
        """Say what X would refuse."""
        problems = text_problems(post, self.measure(post.texto, post.enlace))
        return problems + image_problems(post.imagen, IMAGES)

    def measure(self, texto: str, enlace: str | None) -> Measure:
        """Weigh the text as it will be sent, link included, with its cost."""
        return weigh(compose(texto, enlace))

    def prepare_media(self, post: FrozenPost) -> tuple[str, ...]:
        """Upload the picture with its alternative text."""
        return (self._client.upload_image(post.imagen),) if post.imagen else ()

    def publish(self, post: FrozenPost, media: tuple[str, ...]) -> Receipt:
        """Make the post public with one request."""
        post_id = self._client.create_post(compose(post.texto, post.enlace), media)
        return Receipt(post_id, self._client.post_url(post_id))

    def find_existing(self, fingerprint: Fingerprint) -> list[Receipt]:
        """Read the timeline since the attempt and return the posts that may be ours."""
        posts = self._client.posts_since(self._account.identificador, fingerprint.desde)
        return match(fingerprint, posts)

    def fetch(self, remote_id: str) -> Receipt | None:
        """Return the post if it is still there."""
        return self._client.read_post(remote_id)

    def delete(self, remote_id: str) -> None:
        """Take the post away."""
        self._client.delete_post(remote_id)

    def remote_id(self, url: str) -> str:
        """Return the number of the post."""
        found = POST_ADDRESS.search(url)
        return found[1] if found else ""

    def check_credentials(self) -> Credentials:
        """Ask whether the keys are alive, of this account, and may write."""
        try:
            user, name = self._client.whoami()
        except ChannelError as error:
            if error.kind is not ErrorKind.AUTH:
                raise
            return _refused(_("X no acepta estas llaves: están mal copiadas o fueron retiradas."))
        if user != self._account.identificador:
            return _refused(_("Las llaves son de otra cuenta de X: %(cuenta)s.") % {"cuenta": name})
        level = self._client.access_level
        if level and "write" not in level:
            return _refused(_("Las llaves de X solo permiten leer."))
        return Credentials(valida=True, cuenta=name)


def _refused(motivo: str) -> Credentials:
    """X does not say which of the four keys it is: the last two are those of the account."""
    return Credentials(valida=False, motivo=motivo, campo="access_token")

"""The municipality's own page: what is settled as published stands there, at `/p/<token>`."""

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
from channels.validation import image_problems, text_problems
from channels.web.limits import IMAGES


class WebAdapter:
    """Publishing is the row itself, so nothing is sent and nothing can be lost on the way."""

    media_life: timedelta | None = None

    def __init__(self, account: Account, wire: Wire) -> None:
        self.account = account

    def validate(self, post: FrozenPost) -> list[Problem]:
        """Ask for a title, a text and, with a picture, its alternative text."""
        problems = [] if post.titulo.strip() else [Problem("titulo", _("Falta el título."))]
        problems += text_problems(post, self.measure(post.texto, post.enlace))
        return problems + image_problems(post.imagen, IMAGES)

    def measure(self, texto: str, enlace: str | None) -> Measure:
        """Count characters; there is no limit and no cost."""
        return Measure(largo=len(texto), limite=None)

    def prepare_media(self, post: FrozenPost) -> tuple[str, ...]:
        """Nothing to upload: the page serves the picture of the piece."""
        return ()

    def publish(self, post: FrozenPost, media: tuple[str, ...]) -> Receipt:
        """Return the address at which the settled row will be read."""
        return _receipt(post.token)

    def find_existing(self, fingerprint: Fingerprint) -> list[Receipt]:
        """The page stands at its address as soon as its row says so."""
        return [_receipt(fingerprint.token)]

    def fetch(self, remote_id: str) -> Receipt | None:
        """Return the page's address."""
        return _receipt(remote_id)

    def delete(self, remote_id: str) -> None:
        """Nothing to do: the portal shows no withdrawn piece."""

    def remote_id(self, url: str) -> str:
        """Return the token of the permalink."""
        return url.rpartition("/p/")[2]

    def check_credentials(self) -> Credentials:
        """Our own page needs none."""
        return Credentials(valida=True)


def _receipt(token: str) -> Receipt:
    return Receipt(remote_id=token, url=f"/p/{token}")

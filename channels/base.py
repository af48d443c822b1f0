"""What a channel is: a frozen post goes in, a receipt comes out.

An adapter knows neither the other channels nor any process nor the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its alternative text; `data` are the bytes that will be sent."""

    name: str
    mime: str
    data: bytes = field(repr=False)
    alt: str


@dataclass(frozen=True, slots=True)
class FrozenPost:
    """The approved version, for one channel: what was signed is what appears.

    `token` is that of the permalink `/p/<token>`; `enlace` the whole address, or None without link.
    """

    token: str
    titulo: str
    texto: str
    enlace: str | None = None
    imagen: Image | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the channel answered: how it calls the post, and where people see it."""

    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What an editor should mend before approval; `grave` problems stop it."""

    campo: str
    mensaje: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """Length in the channel's own count (`limite` None: no limit), and what it costs."""

    largo: int
    limite: int | None
    costo_usd: Decimal = Decimal(0)

    @property
    def cabe(self) -> bool:
        """True if the text is within the limit."""
        return self.limite is None or self.largo <= self.limite


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the channel says of our credentials; `cuenta` is how people call us there.

    When they are not valid, `motivo` is a sentence and `campo` the credential it speaks of.
    """

    valida: bool
    vence_en: datetime | None = None
    motivo: str = ""
    campo: str = ""
    cuenta: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How a post is known again. `desde` is real time: the networks know no other clock."""

    token: str
    texto_normalizado: str
    desde: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """An account as an adapter needs it: who we are there, our secrets, how it is set."""

    identificador: str
    secretos: Mapping[str, str] = field(repr=False)
    opciones: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wire:
    """How to reach the networks: straight, or through the sandbox that stands for them.

    `timeout` is in seconds: to connect, and for the answer.
    """

    sandbox_url: str = ""
    graph_version: str = "v25.0"
    timeout: tuple[float, float] = (4.0, 25.0)


class Adapter(Protocol):
    """The calls of a channel. Those that reach the network raise `ChannelError`."""

    media_life: timedelta | None
    """How long prepared media may be reused; None: for ever."""

    def validate(self, post: FrozenPost) -> list[Problem]:
        """Say what the channel would refuse. Nothing leaves the house."""
        ...

    def measure(self, texto: str, enlace: str | None) -> Measure:
        """Count the text as the channel does, with what it costs in US dollars."""
        ...

    def prepare_media(self, post: FrozenPost) -> tuple[str, ...]:
        """Upload what the post needs. Invisible to the public, so it may be repeated freely."""
        ...

    def publish(self, post: FrozenPost, media: tuple[str, ...]) -> Receipt:
        """Make the post public with exactly one request, never repeated here."""
        ...

    def find_existing(self, fingerprint: Fingerprint) -> list[Receipt]:
        """Read the channel back: the posts that may be ours."""
        ...

    def fetch(self, remote_id: str) -> Receipt | None:
        """Return the post if it is still there."""
        ...

    def delete(self, remote_id: str) -> None:
        """Take the post away; one that is already gone is no error."""
        ...

    def remote_id(self, url: str) -> str:
        """Return how the channel calls the post at an address, or "" if it is no post of its."""
        ...

    def check_credentials(self) -> Credentials:
        """Ask the channel whether our credentials are good for posting."""
        ...

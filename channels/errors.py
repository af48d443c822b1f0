"""What can go wrong at a channel, in the seven classes that decide what happens next."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class ErrorKind(StrEnum):
    """What an error means for the publication; `channels.settling` says what each leads to."""

    PERMANENT = "permanente"
    """The content is refused: it fails, and prensa is told why."""
    AUTH = "credencial"
    """The account must be reconnected: everything waiting on it is held."""
    RATE = "limite"
    """Too many requests: held until a time."""
    PAUSED = "pausa"
    """No credit, or a policy: the account stops until a person acts."""
    DUPLICATE = "duplicado"
    """The channel says it has it already: read back."""
    TRANSIENT = "pasajero"
    """Surely not sent: tried again."""
    UNKNOWN = "desconocido"
    """Perhaps sent: never sent again before reading back."""


class ChannelError(Exception):
    """A failed call. `plain` is for prensa; `detail`, free of secrets, for the administrator.

    `retry_at` is real time, as the network gave it.
    """

    def __init__(
        self, kind: ErrorKind, plain: str, detail: str = "", retry_at: datetime | None = None
    ) -> None:
        super().__init__(f"{kind}: {detail or plain}")
        self.kind = kind
        self.plain = plain
        self.detail = detail
        self.retry_at = retry_at

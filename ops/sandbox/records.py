"""What is kept of each thing received. Records never change: a change is another record."""

from dataclasses import dataclass
from typing import Protocol


class Record(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """The key of the record on its shelf."""


@dataclass(frozen=True)
class Image:
    """An uploaded image; its bytes are in `State.image_bytes`."""

    id: str
    network: str
    mime: str
    created_at: float
    alt_text: str = ""
    published: bool = False


@dataclass(frozen=True)
class Post:
    """A post of the Facebook page."""

    id: str
    page_id: str
    message: str
    created_at: float
    link: str = ""
    image_ids: tuple[str, ...] = ()
    published: bool = True
    deleted: bool = False

    @property
    def visible(self) -> bool:
        """Whether the public sees it."""
        return self.published and not self.deleted


@dataclass(frozen=True)
class Tweet:
    """A post on X. `text` is what the author wrote, in NFC, before X shortens and escapes it."""

    id: str
    text: str
    created_at: float
    image_ids: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail; only what it is, not its content."""

    name: str
    mime: str
    size: int


@dataclass(frozen=True)
class Mail:
    """A message taken by SMTP. `recipients` is the envelope, not the header."""

    id: str
    created_at: float
    sender: str
    recipients: tuple[str, ...]
    subject: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    size: int
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class CallEntry:
    """One call to the sandbox: what was asked, what was answered, which fault acted."""

    id: str
    at: float
    target: str
    op: str
    method: str
    path: str
    status: int
    detail: str = ""
    fault: str = ""

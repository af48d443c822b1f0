"""What the sandbox has received, in memory, bounded: the newest records stay."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

KEPT_RECORDS = 3000
KEPT_CALLS = 5000
KEPT_IMAGE_BYTES = 96 * 1024 * 1024
SNOWFLAKE_EPOCH_MS = 1288834974657


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


R = TypeVar("R", bound=Record)


class Shelf(Generic[R]):
    """Records by id in order of arrival; beyond `limit` the oldest leave."""

    def __init__(self, limit: int, changed: Callable[[], None], dropped: Callable[[R], None]):
        self._records: OrderedDict[str, R] = OrderedDict()
        self._limit = limit
        self._changed = changed
        self._dropped = dropped

    def put(self, record: R) -> R:
        """Add the record, or replace the one with the same id where it stands."""
        self._records[record.id] = record
        while len(self._records) > self._limit:
            self._dropped(self._records.popitem(last=False)[1])
        self._changed()
        return record

    def get(self, record_id: str) -> R | None:
        """Return the record or None."""
        return self._records.get(record_id)

    def newest_first(self) -> Iterator[R]:
        """Iterate from the newest to the oldest."""
        return reversed(self._records.values())

    def all(self) -> list[R]:
        """Return a copy in order of arrival."""
        return list(self._records.values())

    def clear(self) -> None:
        """Forget every record."""
        self._records.clear()
        self._changed()

    def __len__(self) -> int:
        return len(self._records)


def nothing(*_: object) -> None:
    """Take anything and do nothing."""


@dataclass
class State:
    """All the shelves, the ids and the clock of the sandbox."""

    clock: Callable[[], float] = time.time
    on_change: Callable[[], None] = nothing
    image_bytes: dict[str, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _last_id: int = 0

    def __post_init__(self) -> None:
        self.posts: Shelf[Post] = Shelf(KEPT_RECORDS, self.touch, nothing)
        self.tweets: Shelf[Tweet] = Shelf(KEPT_RECORDS, self.touch, nothing)
        self.images: Shelf[Image] = Shelf(KEPT_RECORDS, self.touch, self._forget_bytes)
        self.mails: Shelf[Mail] = Shelf(KEPT_RECORDS, self.touch, nothing)
        self.calls: Shelf[CallEntry] = Shelf(KEPT_CALLS, nothing, nothing)

    def touch(self) -> None:
        """Tell whoever keeps the state on disk that it changed."""
        self.on_change()

    def new_id(self) -> str:
        """Return a number that grows with time, made as X makes its ids."""
        by_time = (int(self.clock() * 1000) - SNOWFLAKE_EPOCH_MS) << 22
        self._last_id = max(self._last_id + 1, by_time)
        return str(self._last_id)

    def put_image(self, image: Image, data: bytes) -> None:
        """Keep an image; the oldest bytes leave when they no longer fit."""
        self.image_bytes[image.id] = data
        while sum(map(len, self.image_bytes.values())) > KEPT_IMAGE_BYTES:
            del self.image_bytes[next(iter(self.image_bytes))]
        self.images.put(image)

    def _forget_bytes(self, image: Image) -> None:
        self.image_bytes.pop(image.id, None)

    def log(self, entry: CallEntry) -> None:
        """Note a call and count it."""
        self.counts[f"{entry.target}.{entry.op}"] += 1
        self.calls.put(entry)

    def reset(self) -> None:
        """Forget everything that was received."""
        for shelf in (self.posts, self.tweets, self.images, self.mails, self.calls):
            shelf.clear()
        self.image_bytes.clear()
        self.counts.clear()

    def dump(self) -> dict[str, Any]:
        """Return everything but the bytes of the images, oldest first."""
        return {
            "posts": self.posts.all(),
            "tweets": self.tweets.all(),
            "images": self.images.all(),
            "mails": self.mails.all(),
            "calls": self.calls.all(),
            "counts": self.counts,
        }

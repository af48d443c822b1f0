"""What the sandbox has received, in memory, bounded: the newest records stay."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ops.sandbox.records import CallEntry, Image, Mail, Post, Record, Tweet

KEPT_RECORDS = 3000
KEPT_CALLS = 5000
KEPT_IMAGE_BYTES = 96 * 1024 * 1024
SNOWFLAKE_EPOCH_MS = 1288834974657

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

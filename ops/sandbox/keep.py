"""The state on disk, so that a demonstration that is started again still shows its posts.

One JSON file, replaced whole, and beside it a folder with the bytes of the images. What arrives
within `PAUSE_S` is written together; a crash loses no more than that.
"""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ops.sandbox.records import Attachment, Image, Mail, Post, Record, Tweet
from ops.sandbox.state import State

PAUSE_S = 1.0
KINDS: Mapping[str, type[Any]] = {"posts": Post, "tweets": Tweet, "images": Image, "mails": Mail}
Snapshot = dict[str, list[Any]]


class Keeper:
    """Reads the state when it starts and writes it after each change, with a pause between."""

    def __init__(self, state: State, path: Path):
        self._state = state
        self._path = path
        self._images = path.with_name(f"{path.name}.images")
        self._changed = asyncio.Event()
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Read what was kept and watch for changes. A file that cannot be read is put aside."""
        try:
            self._load()
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, KeyError) as error:
            self._state.reset()
            aside = self._path.replace(self._path.with_suffix(".broken"))
            sys.stderr.write(f"sandbox: unreadable state put aside as {aside}: {error}\n")
        self._state.on_change = self._changed.set
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Write the last changes and return when they are on disk."""
        self._closing.set()
        self._changed.set()
        if self._task is not None:
            await self._task

    async def _watch(self) -> None:
        closing = False
        while not closing:
            await self._changed.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), PAUSE_S)
            self._changed.clear()
            closing = self._closing.is_set()
            await self._save()

    async def _save(self) -> None:
        try:
            await asyncio.to_thread(self._write, *self._snapshot())
        except OSError as error:
            sys.stderr.write(f"sandbox: the state could not be written: {error}\n")

    def _snapshot(self) -> tuple[Snapshot, dict[str, bytes]]:
        """Copy the lists only: the records never change."""
        records: Snapshot = {name: getattr(self._state, name).all() for name in KINDS}
        return records, dict(self._state.image_bytes)

    def _write(self, records: Snapshot, image_bytes: dict[str, bytes]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._write_images(image_bytes)
        new = self._path.with_name(f"{self._path.name}.new")
        parts = (f"{json.dumps(name)}: {_lines(kept)}" for name, kept in records.items())
        with new.open("w", encoding="utf-8") as file:
            file.write("{" + ",\n".join(parts) + "}\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def _write_images(self, image_bytes: dict[str, bytes]) -> None:
        self._images.mkdir(exist_ok=True)
        there = {path.name for path in self._images.iterdir()}
        for name in image_bytes.keys() - there:
            (self._images / name).write_bytes(image_bytes[name])
        for name in there - image_bytes.keys():
            (self._images / name).unlink(missing_ok=True)

    def _load(self) -> None:
        kept = json.loads(self._path.read_text(encoding="utf-8"))
        for name, kind in KINDS.items():
            shelf = getattr(self._state, name)
            for values in kept[name]:
                shelf.put(_record(kind, values))
        for image in self._state.images.all():
            path = self._images / image.id
            if path.exists():
                self._state.image_bytes[image.id] = path.read_bytes()


def _lines(records: Iterable[Any]) -> str:
    """Write record by record, so that the server answers meanwhile."""
    return "[" + ",\n".join(json.dumps(vars(r), default=vars) for r in records) + "]"


def _record(kind: type[Any], values: dict[str, Any]) -> Record:
    frozen = {name: _tuples(value) for name, value in values.items()}
    if kind is Mail:
        frozen["attachments"] = tuple(Attachment(**item) for item in values["attachments"])
    record: Record = kind(**frozen)
    return record


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value

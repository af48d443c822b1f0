"""The only clock of the domain.

While the sandbox is on, an offset kept in one row moves it for web, worker and beat alike;
production never reads the row. Leases, network time-outs and sessions use real time, never this.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection

_REREAD_SECONDS = 0.2
_moved: ContextVar[datetime | None] = ContextVar("moved", default=None)
_cached: tuple[float, timedelta] = (float("-inf"), timedelta())


def now() -> datetime:
    """The present instant of the domain, aware, in UTC."""
    moved = _moved.get()
    if moved is not None:
        return moved
    return datetime.now(UTC) + _offset()


def today() -> date:
    """The present date in the municipality's zone."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """`instant` as the municipality's wall clock shows it."""
    from core.models import Municipio  # noqa: PLC0415 - the models read the clock, too

    return instant.astimezone(Municipio.actual().zona)


@contextlib.contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Inside the block this thread lives at `instant`: to load a past. Refuses without sandbox."""
    _require_sandbox()
    token = _moved.set(instant)
    try:
        yield
    finally:
        _moved.reset(token)


def set_offset(offset: timedelta) -> None:
    """Move the clock of every process by `offset` from real time. Refuses without sandbox."""
    _require_sandbox()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_reloj SET desfase = make_interval(secs => %s) WHERE id = 1",
            [offset.total_seconds()],
        )
    forget()


def forget() -> None:
    """Read the offset again at the next call."""
    global _cached
    _cached = (float("-inf"), timedelta())


def _offset() -> timedelta:
    global _cached
    if not settings.SANDBOX:
        return timedelta()
    read_at, offset = _cached
    if time.monotonic() - read_at > _REREAD_SECONDS:
        with connection.cursor() as cursor:
            cursor.execute("SELECT desfase FROM core_reloj WHERE id = 1")
            row = cursor.fetchone()
        offset = row[0] if row else timedelta()
        _cached = (time.monotonic(), offset)
    return offset


def _require_sandbox() -> None:
    if not settings.SANDBOX:
        raise RuntimeError("The clock can be moved only while the sandbox is on.")

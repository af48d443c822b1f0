"""Rows that wait to be done: claim with a lease, do, settle.

The row is the outbox: it is written in the same transaction as the change that causes it, so a
broker that forgets loses nothing. Leases are counted in the database's real time, `disponible_en`
in the domain's.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar, cast

from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now

from core import clock, origen

_waker: Callable[[str], None] | None = None


class QueueRow(models.Model):
    """A row somebody must do. Subclasses name their waiting states and the one of work.

    `origen` is the id of the request, or of the call of the clock, that caused it.
    """

    WAITING: ClassVar[tuple[str, ...]]
    WORKING: ClassVar[str]

    estado = models.CharField(max_length=12)
    disponible_en = models.DateTimeField(default=clock.now)
    intentos = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, editable=False)
    lease_token = models.UUIDField(null=True, editable=False)
    # The default in the database is for workers of the version before, while a deploy is under way.
    origen = models.CharField(
        max_length=origen.LARGO, default=origen.actual, db_default="", blank=True, editable=False
    )

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=QueueRow)


def claim(
    model: type[Row], *, limit: int, where: str = "TRUE", params: list[Any] | None = None
) -> list[Row]:
    """Take up to `limit` waiting rows whose time has come; each is ours until its lease ends.

    Rows another worker holds are passed over. `where` is a trusted SQL condition with `params`.
    Chosen apart: a planner free to repeat the choice would take more than `limit`.
    """
    table = model._meta.db_table
    token = uuid.uuid4()
    rows = model._default_manager.raw(
        f"""
        WITH due AS MATERIALIZED (
               SELECT id FROM {table}
                WHERE estado = ANY(%s) AND disponible_en <= %s AND {where}
                ORDER BY disponible_en, id LIMIT %s FOR UPDATE SKIP LOCKED)
        UPDATE {table} SET estado = %s, lease_token = %s, intentos = intentos + 1,
               lease_until = now() + make_interval(secs => %s)
          FROM due WHERE {table}.id = due.id
        RETURNING {table}.*
        """,  # noqa: S608 - table and condition are ours
        [
            list(model.WAITING),
            clock.now(),
            *(params or []),
            limit,
            model.WORKING,
            token,
            settings.LEASE_SEGUNDOS,
        ],
    )
    return sorted(rows, key=lambda row: (row.disponible_en, row.pk))


def settle(row: Row, estado: str, **fields: Any) -> bool:
    """Write the outcome of work on a claimed row; False if the lease was no longer ours."""
    return settle_all([row], estado, **fields) == 1


def settle_all(rows: Sequence[Row], estado: str, **fields: Any) -> int:
    """Write one outcome of claimed rows in one statement; how many of them were still ours.

    `fields` are values of columns.
    """
    if not rows:
        return 0
    model = type(rows[0])
    written = {"estado": estado, "lease_token": None, "lease_until": None, **fields}
    # By hand: to have it written takes the ORM as long as PostgreSQL to do it, for every mail.
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {model._meta.db_table} SET {", ".join(f"{name} = %s" for name in written)}
             WHERE id = ANY(%s) AND lease_token = ANY(%s) AND estado = %s
            """,  # noqa: S608 - table and columns are ours
            [
                *(_as_stored(model, name, value) for name, value in written.items()),
                [row.pk for row in rows],
                [_as_stored(model, "lease_token", row.lease_token) for row in rows],
                model.WORKING,
            ],
        )
        return int(cursor.rowcount)


def release(row: Row, *, disponible_en: datetime, **fields: Any) -> bool:
    """Give a claimed row back, to be tried again at `disponible_en`."""
    return settle(row, row.WAITING[0], disponible_en=disponible_en, **fields)


def renew(row: Row, *, using: BaseDatabaseWrapper | None = None, **fields: Any) -> bool:
    """Keep a claimed row for another lease, with `fields` written; False if it is no longer ours.

    For work of many steps. `using`: another connection than that of the work, when its transaction
    would hide what is written until it ends.
    """
    model = type(row)
    columns = "".join(f"{name} = %s, " for name in fields)
    with (using or connection).cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {model._meta.db_table}
               SET {columns} lease_until = now() + make_interval(secs => %s)
             WHERE id = %s AND lease_token = %s AND estado = %s
            """,  # noqa: S608 - table and columns are ours
            [
                *(_as_stored(model, name, value) for name, value in fields.items()),
                settings.LEASE_SEGUNDOS,
                row.pk,
                _as_stored(model, "lease_token", row.lease_token),
                model.WORKING,
            ],
        )
        return bool(cursor.rowcount)


def expired(model: type[Row]) -> models.QuerySet[Row]:
    """Rows whose worker died or hung: their lease has run out."""
    return model._default_manager.filter(estado=model.WORKING, lease_until__lt=Now())


def wake(queue: str) -> None:
    """After this transaction commits, ask a worker to look at `queue`. Losing it costs a tick."""
    waker = _waker
    if waker is not None:
        transaction.on_commit(lambda: waker(queue), robust=True)


def _as_stored(model: type[Row], column: str, value: Any) -> Any:
    field = cast("models.Field[Any, Any]", model._meta.get_field(column))
    return field.get_db_prep_save(value, connection)


def set_waker(waker: Callable[[str], None] | None) -> None:
    """Injected by the composition root; it must return at once and never raise."""
    global _waker
    _waker = waker

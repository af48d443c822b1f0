"""The moment of a harm: a lock held from another connection makes a worker stand where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from ops.stack import Stack
from ops.stack.stack import DATABASE
from tests.faults.base import until


def connect(stack: Stack) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection that may do everything, and commits each statement by itself."""
    socket = str(stack.postgres.sockets)
    return psycopg.connect(host=socket, user="postgres", dbname=DATABASE, autocommit=True)


@contextmanager
def held(stack: Stack, statement: str, *params: object) -> Iterator[None]:
    """Hold the locks that a statement takes for as long as the block lasts."""
    with connect(stack) as connection, connection.transaction(force_rollback=True):
        connection.execute(statement, params)
        yield


def table(name: str) -> str:
    """The statement that locks a whole table, for readers too."""
    return f"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE"


def waiting(stack: Stack, *, at_least: int = 1) -> list[int]:
    """Wait until so many of the application's backends wait for a lock; their process ids."""
    query = (
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        " AND backend_type = 'client backend'"
    )
    with connect(stack) as connection:
        found: list[int] = []

        def blocked() -> bool:
            found[:] = [pid for (pid,) in connection.execute(query.encode()).fetchall()]
            return len(found) >= at_least

        until(blocked, "a worker that waits for the lock", seconds=20, every=0.01)
        return found


def terminate(stack: Stack, *pids: int) -> int:
    """End backends, all of the application's if none is named; how many there were."""
    chosen = "pid = ANY(%s)" if pids else "usename = 'sigobito_app' AND %s::int[] IS NOT NULL"
    query = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {chosen}"  # noqa: S608
    with connect(stack) as connection:
        (row,) = connection.execute(query.encode(), [list(pids)]).fetchall()
        return int(row[0])

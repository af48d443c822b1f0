"""What a connection to the database does besides the framework's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import FeatureNotSupported

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def outlive_migrations(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Let a connection that has just been opened go on when a table changes under its plans."""
    if plan_again not in connection.execute_wrappers:
        connection.execute_wrappers.append(plan_again)


def plan_again(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement, and once more without its prepared plan if a migration changed its columns.

    Within a transaction it fails: what ends that one forgets the plans, too, and the next goes on.
    """
    try:
        return execute(sql, params, many, context)
    except NotSupportedError as error:
        connection = context["connection"]
        if connection.in_atomic_block or not isinstance(error.__cause__, FeatureNotSupported):
            raise
        connection.connection.execute("DEALLOCATE ALL")
        return execute(sql, params, many, context)

"""What `manage.py check` looks at besides the framework's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

# What triggers keep from being changed row by row; emptying a table asks no trigger.
APPEND_ONLY = (
    "core_historial", "core_historialtexto", "core_historialcatalogo", "core_historialacceso",
    "core_lecturareservada", "channels_historialcuenta",
)  # fmt: skip


@checks.register(checks.Tags.database, deploy=True)
def may_not_truncate(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """The application's role may not empty the history."""
    found: list[checks.CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT bool_or(has_table_privilege(to_regclass(nombre)::oid, 'TRUNCATE'))"
                " FROM unnest(%s::text[]) AS nombre",
                [list(APPEND_ONLY)],
            )
            row = cursor.fetchone()
        if row and row[0]:
            hint = "Serve with a role that does not own the tables; migrate as their owner."
            found.append(checks.Warning("DATABASE_URL may TRUNCATE.", hint=hint, id="ops.W002"))
    return found

"""Everything the house keeps, as one hash for each table: what a refused step must not change."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import connection

CASA = frozenset({"core", "notifiers", "channels", "workflows"})
# The calendar is long, and no step writes it.
SIN_MIRAR = frozenset({"core_diacalendario", "core_dianohabil"})


def foto() -> dict[str, str]:
    """The hash of every row of every table of ours."""
    with connection.cursor() as cursor:
        cursor.execute(_consulta())
        return dict(cursor.fetchall())


@cache
def _consulta() -> str:
    return " UNION ALL ".join(
        f"SELECT '{tabla}', md5(string_agg(fila::text, '|' ORDER BY fila::text)) FROM {tabla} fila"  # noqa: S608
        for tabla in _tablas()
    )


def _tablas() -> list[str]:
    modelos = apps.get_models(include_auto_created=True)
    nuestras = {
        modelo._meta.db_table
        for modelo in modelos
        if modelo.__module__.split(".")[0] in CASA and not modelo._meta.proxy
    }
    return sorted(nuestras - SIN_MIRAR)

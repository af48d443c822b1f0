"""How many queries something takes."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Read again when some seconds have passed, whatever is asked: how often depends on the machine.
CADA_TANTO = ("core_reloj", "core_municipio", "metas_umbrales")


def cuantas(leer: Callable[[], object]) -> int:
    """Do it once, for what is read once per process and person, and count the second time."""
    leer()
    with CaptureQueriesContext(connection) as hechas:
        leer()
    return len([una for una in hechas if not any(tabla in una["sql"] for tabla in CADA_TANTO)])

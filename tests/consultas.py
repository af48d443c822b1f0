"""How many queries something takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

# Read again when some seconds have passed, whatever is asked: how often depends on the machine.
CADA_TANTO = (
    "SELECT desfase FROM core_reloj",
    'SELECT "core_municipio"',
    'SELECT "metas_umbrales"',
    'SELECT "compromisos_umbrales"',
    # The views in which the menu opens lists.
    'SELECT "webui_vistaguardada"."lista" AS',
)


def cuantas(leer: Callable[[], object]) -> int:
    """Do it once, for what is read once per process and person, and count the second time.

    What is kept for some seconds is forgotten before, so that it does not end between the two.
    """
    caches["proceso"].clear()
    leer()
    with CaptureQueriesContext(connection) as hechas:
        leer()
    return len(_contadas(hechas))


@contextmanager
def exactamente(numero: int) -> Iterator[CaptureQueriesContext]:
    """Fail unless the block asks the database so often."""
    with CaptureQueriesContext(connection) as hechas:
        yield hechas
    contadas = _contadas(hechas)
    assert len(contadas) == numero, "\n".join(contadas)


def _contadas(hechas: CaptureQueriesContext) -> list[str]:
    todas = [str(una["sql"]) for una in hechas]
    return [sql for sql in todas if not sql.startswith(CADA_TANTO)]

"""Rows that wait: taking and settling them, by two workers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from core import outbox
from notifiers.models import Entrega
from ops.bench.clocks import in_turns
from ops.bench.figures import Figure
from ops.bench.place import Place

DATABASE = "colas"
ROWS, FEW, WORKERS, BATCH = 20_000, 2_000, 2, 100

FILL = """
INSERT INTO notifiers_notificacion (clase, clave, datos, creado_en, usuario_id)
SELECT 'T03', 'bench:' || k, '{}', now(), (SELECT max(id) FROM core_usuario)
  FROM generate_series(1, %d) k;
DELETE FROM notifiers_entrega;
INSERT INTO notifiers_entrega (notificacion_id, medio, estado, disponible_en, intentos, error,
                               detalle, permanente)
SELECT id, 'correo', 'pendiente', now() - interval '1 minute', 0, '', '', FALSE
  FROM notifiers_notificacion WHERE clave LIKE 'bench:%%'
"""
AGAIN = """
UPDATE notifiers_entrega SET estado = 'pendiente', intentos = 0
 WHERE id IN (SELECT id FROM notifiers_entrega LIMIT %s)
"""
CLAIM = """
UPDATE notifiers_entrega SET estado = 'enviando', lease_until = now() + interval '30 seconds'
 WHERE id IN (SELECT id FROM notifiers_entrega
               WHERE estado = 'pendiente' AND medio = 'correo' AND disponible_en <= now()
               ORDER BY disponible_en, id LIMIT 100 FOR UPDATE SKIP LOCKED)
RETURNING id
"""
SETTLE = "UPDATE notifiers_entrega SET estado = 'entregada', lease_until = NULL WHERE id = ANY(%s)"


def measure(place: Place) -> Iterator[Figure]:
    """Rows a second through claim and settle, in batches and one by one."""
    place.copy(DATABASE)
    for statement in (FILL % ROWS).split(";\n"):
        place.sql(statement, database=DATABASE)
    for table in ("notifiers_entrega", "notifiers_notificacion"):
        place.sql(f"VACUUM ANALYZE {table}", database=DATABASE)
    with place.inside(DATABASE):
        yield _figure("claim and settle, 2 workers, settled in batches", _batch, bound=0.5)
        name = "claim and settle, 2 workers, each row settled alone"
        yield _figure(name, _one_by_one, rows=FEW)
    place.drop(DATABASE)


def _figure(
    name: str, step: Callable[[], int], *, rows: int = ROWS, bound: float | None = None
) -> Figure:
    ours, peer = in_turns(
        lambda: _drain(step), lambda: _drain(_bare), times=3, before=lambda: _again(rows)
    )
    return Figure(
        name,
        rows / ours * 1000,
        "rows/s",
        "bare SKIP LOCKED in batches of 100",
        rows / peer * 1000,
        bound=bound,
        sense="least",
    )


def _drain(step: Callable[[], int]) -> None:
    """Two workers take batches until there is nothing left."""

    def work() -> None:
        while step():
            pass
        connection.close()

    with ThreadPoolExecutor(WORKERS) as workers:
        for done in [workers.submit(work) for _ in range(WORKERS)]:
            done.result()


def _batch() -> int:
    rows = outbox.claim(Entrega, limit=BATCH, where="medio = %s", params=["correo"])
    return outbox.settle_all(rows, Entrega.Estado.ENTREGADA)


def _one_by_one() -> int:
    rows = outbox.claim(Entrega, limit=BATCH, where="medio = %s", params=["correo"])
    return sum(outbox.settle(row, Entrega.Estado.ENTREGADA) for row in rows)


def _bare() -> int:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM)
        ids = [number for (number,) in cursor.fetchall()]
        cursor.execute(SETTLE, [ids])
    return len(ids)


def _again(rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [rows])

"""The set-based SQL of the sweep: its cost grows with what is due, not with what is open.

Stages counted in working days are looked up in `core_diacalendario` (`core.models.DiaCalendario`
says how ordinals count), so no date is computed row by row in Python.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import connection

from workflows.plazos.states import Etapa

# Every moment at which rule r speaks about plazo p. A repeating rule yields its rounds from the
# last sweep to two months past the later of now and the due date: more than any run of days off.
_MOMENTOS = (
    """
    SELECT p.vence_en + make_interval(mins => r.cantidad) AS momento, 0 AS ronda
     WHERE r.unidad = 'minutos'
    """,
    """
    SELECT p.inicio + (p.vence_en - p.inicio) * (r.cantidad / 100.0), 0
     WHERE r.unidad = 'porcentaje'
    """,
    """
    SELECT COALESCE(d.apertura, (d.fecha + time '08:00') AT TIME ZONE %(zona)s), 0
      FROM core_diacalendario d
     WHERE r.unidad = 'calendario'
       AND d.fecha = (p.vence_en AT TIME ZONE %(zona)s)::date + r.cantidad
    """,
    """
    SELECT d.apertura, 0
      FROM core_diacalendario b
      JOIN core_diacalendario d ON d.habil AND d.ordinal
           = b.ordinal + r.cantidad + CASE WHEN b.habil OR r.cantidad > 0 THEN 0 ELSE 1 END
     WHERE r.unidad = 'habiles' AND r.repite_cada = 0
       AND b.fecha = (p.vence_en AT TIME ZONE %(zona)s)::date
    """,
    """
    SELECT d.apertura, (d.ordinal - b.ordinal - r.cantidad) / r.repite_cada
      FROM core_diacalendario b
      JOIN core_diacalendario d ON d.habil AND d.ordinal >= b.ordinal + r.cantidad
           AND (d.ordinal - b.ordinal - r.cantidad) %% r.repite_cada = 0
           AND d.fecha >= (p.alertado_hasta AT TIME ZONE %(zona)s)::date
           AND d.fecha <= GREATEST(b.fecha, (%(now)s AT TIME ZONE %(zona)s)::date) + 60
     WHERE r.unidad = 'habiles' AND r.repite_cada > 0
       AND b.fecha = (p.vence_en AT TIME ZONE %(zona)s)::date
    """,
)
_TODOS = " UNION ALL ".join(_MOMENTOS)

_VIVOS = "estado IN ('abierto', 'pausado') AND (%(clase)s::text IS NULL OR clase = %(clase)s)"
# As actions do: the case files first, each in its order, so that nobody waits for who waits.
_LOCKS = tuple(
    f"SELECT count(*) FROM (SELECT FROM {rows} ORDER BY id FOR NO KEY UPDATE) x"  # noqa: S608
    for rows in (
        f"core_expediente WHERE id IN (SELECT expediente_id FROM plazos_plazo WHERE {_VIVOS})",  # noqa: S608
        f"plazos_plazo WHERE {_VIVOS}",
    )
)

_DUE = """
SELECT EXISTS (
    SELECT FROM plazos_plazo WHERE estado = 'abierto' AND next_alert_at <= %(now)s)
"""

_SWEEP = f"""
WITH due AS MATERIALIZED (
    SELECT id, clase, inicio, vence_en, alertado_hasta FROM plazos_plazo
     WHERE estado = 'abierto' AND next_alert_at <= %(now)s
     ORDER BY next_alert_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), momentos AS MATERIALIZED (
    SELECT p.id AS plazo_id, p.vence_en, p.alertado_hasta, r.id AS regla_id, m.momento, m.ronda
      FROM due p
      JOIN plazos_reglaalerta r ON r.clase_plazo = p.clase AND r.activa
     CROSS JOIN LATERAL ({_TODOS}) m(momento, ronda)
), avisos AS (
    INSERT INTO plazos_aviso (plazo_id, regla_id, vence_en, ronda, creado_en, lote)
    SELECT DISTINCT ON (plazo_id, regla_id) plazo_id, regla_id, vence_en, ronda, %(now)s, %(lote)s
      FROM momentos WHERE momento > alertado_hasta AND momento <= %(now)s
     ORDER BY plazo_id, regla_id, momento DESC
    ON CONFLICT DO NOTHING
), siguientes AS (
    SELECT due.id, min(m.momento) FILTER (WHERE m.momento > %(now)s) AS momento
      FROM due LEFT JOIN momentos m ON m.plazo_id = due.id GROUP BY due.id
)
UPDATE plazos_plazo p SET alertado_hasta = %(now)s, next_alert_at = s.momento
  FROM siguientes s WHERE p.id = s.id
"""  # noqa: S608 - only constants are joined

_DE_CADA_UNO = """
    SELECT p.id, m.momento FROM mirados p
      JOIN plazos_reglaalerta r ON r.clase_plazo = p.clase AND r.activa
     CROSS JOIN LATERAL ({momentos}) m(momento, ronda)
     WHERE m.momento > p.alertado_hasta
"""
# Only what is wrong is written: over a million deadlines, looking costs less than half.
_POINT = """
WITH mirados AS MATERIALIZED (
    SELECT id, clase, inicio, vence_en, alertado_hasta, next_alert_at FROM plazos_plazo
     WHERE estado = 'abierto' AND {cuales}
), mal AS MATERIALIZED (
    SELECT p.id, s.momento FROM mirados p
      LEFT JOIN (SELECT id, min(momento) AS momento FROM ({momentos}) x GROUP BY id) s
             ON s.id = p.id
     WHERE p.next_alert_at IS DISTINCT FROM s.momento
)
UPDATE plazos_plazo t SET next_alert_at = mal.momento FROM mal WHERE t.id = mal.id
"""
_POINT_ONE = _POINT.format(cuales="id = %(id)s", momentos=_DE_CADA_UNO.format(momentos=_TODOS))
# Of many, each kind of moment apart: PostgreSQL then joins them with the calendar all at once. Of
# one that would only take longer to plan.
_POINT_MANY = _POINT.format(
    cuales="(%(clase)s::text IS NULL OR clase = %(clase)s)",
    momentos=" UNION ALL ".join(_DE_CADA_UNO.format(momentos=uno) for uno in _MOMENTOS),
)

# The stages of a date that no row keeps. When it began nobody knows, so nothing is told in %.
_REACHED = f"""
SELECT r.etapa, m.ronda, r.roles, r.medio
  FROM (SELECT NULL::timestamptz AS inicio, %(vence_en)s::timestamptz AS vence_en,
               '-infinity'::timestamptz AS alertado_hasta) p
  JOIN plazos_reglaalerta r ON r.clase_plazo = %(clase)s AND r.activa
 CROSS JOIN LATERAL ({_TODOS}) m(momento, ronda)
 WHERE m.momento < %(now)s
 ORDER BY m.momento, r.etapa
"""  # noqa: S608 - only constants are joined

# Whom the rules of a batch call: people of the deadline by papel, and everybody of a role.
CALLED = """
SELECT r.codigo AS clase, 'aviso:' || a.id AS clave, p.expediente_id, x.usuario_id, r.medio,
       jsonb_build_object('vence_en', p.vence_en, 'plazo', p.clase, 'etapa', r.etapa,
                          'cantidad', r.cantidad, 'unidad', r.unidad, 'ronda', a.ronda) AS datos
  FROM plazos_aviso a
  JOIN plazos_reglaalerta r ON r.id = a.regla_id
  JOIN plazos_plazo p ON p.id = a.plazo_id
 CROSS JOIN LATERAL (
       SELECT pp.usuario_id FROM plazos_plazopersona pp
        WHERE pp.plazo_id = a.plazo_id AND pp.papel = ANY(r.papeles)
        UNION
       SELECT ug.usuario_id FROM core_usuario_groups ug JOIN auth_group g ON g.id = ug.group_id
        WHERE g.name = ANY(r.roles)) x
 WHERE a.lote = %(lote)s
"""


def due(*, now: datetime) -> bool:
    """Whether there is anything to sweep: asked all day, and cheaper than planning the sweep."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"now": now})
        return bool(cursor.fetchone()[0])


def sweep(*, now: datetime, zona: str, limit: int) -> tuple[uuid.UUID, int]:
    """Write the avisos of up to `limit` due deadlines; the batch, and how many were looked at."""
    lote = uuid.uuid4()
    params: dict[str, Any] = {"now": now, "zona": zona, "limit": limit, "lote": lote}
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, params)
        return lote, int(cursor.rowcount)


def reached(*, clase: str, vence_en: datetime, hasta: datetime, zona: str) -> list[Etapa]:
    """The stages of the rules of a kind that come before `hasta`, the latest last."""
    params: dict[str, Any] = {"clase": clase, "vence_en": vence_en, "now": hasta, "zona": zona}
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, params)
        return [Etapa(*fila) for fila in cursor.fetchall()]


def point(*, now: datetime, zona: str, plazo_id: int) -> None:
    """Work out `next_alert_at` of one deadline."""
    _write(_POINT_ONE, {"now": now, "zona": zona, "id": plazo_id})


def lock(*, clase: str | None = None) -> None:
    """Lock the live deadlines, of one kind if it is named, until the end of the transaction."""
    for statement in _LOCKS:
        _write(statement, {"clase": clase})


def point_many(*, now: datetime, zona: str, clase: str | None = None) -> int:
    """Work out `next_alert_at` of a kind, or of all that are open; how many it was wrong of.

    Until the end of the transaction a statement may use the memory that it takes to join a hundred
    thousand with the calendar without files.
    """
    _write("SET LOCAL work_mem = '32MB'", {})
    return _write(_POINT_MANY, {"now": now, "zona": zona, "clase": clase})


def _write(statement: str, params: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.rowcount)

"""The sweep of the deadlines and the reconciliation of their pointers, among very many."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from core import clock
from core.models import Municipio
from ops.bench.clocks import in_turns
from ops.bench.figures import Figure
from ops.bench.place import Place
from workflows.plazos import actions

TABLE = "plazos"
KIND = "compromiso.vence"
DUE = 12_000
MILLION = 1_000_000

# Twelve deadlines for each case file, one of every kind that alerts, in the months to come. As many
# as `{count}`, on case files numbered from `{first}` on.
CASES = """
INSERT INTO core_expediente (id, clase, codigo, titulo, descripcion, nivel_reserva, version,
                             creado_en, actualizado_en, creado_por_id)
SELECT {first} + k, 'compromiso', 'B-' || ({first} + k), 'Arreglar la calle ' || k, '', 1, 1,
       now(), now(), (SELECT max(id) FROM core_usuario)
  FROM generate_series(1, {count} / 12) k;
INSERT INTO core_participacion (expediente_id, usuario_id, papel)
SELECT {first} + k, u.id, 'responsable'
  FROM generate_series(1, {count} / 12) k
  JOIN (SELECT id, row_number() OVER () - 1 AS n, count(*) OVER () AS todos FROM core_usuario) u
       ON u.n = k % u.todos;
INSERT INTO plazos_plazo (expediente_id, clase, estado, inicio, vence_en, original_en, cuenta,
                          pausas, abierto_en, alertado_hasta, next_alert_at)
SELECT {first} + k, c.clase, 'abierto', now(), d.cierre, d.cierre, '{{}}', '[]', now(), now(),
       d.cierre - interval '10 days'
  FROM generate_series(1, {count} / 12) k
  CROSS JOIN (SELECT DISTINCT clase_plazo AS clase FROM plazos_reglaalerta
               WHERE clase_plazo <> 'cuenta.llave') c
  JOIN (SELECT cierre, row_number() OVER (ORDER BY fecha) AS n FROM core_diacalendario
         WHERE habil AND fecha > current_date + 40 LIMIT 200) d ON d.n = 1 + k % 200;
INSERT INTO plazos_plazopersona (plazo_id, papel, usuario_id)
SELECT p.id, x.papel, x.usuario_id
  FROM plazos_plazo p JOIN core_participacion x ON x.expediente_id = p.expediente_id
 WHERE p.expediente_id > {first};
"""
INDEXES = ("expediente_titulo_busqueda", "expediente_codigo_busqueda")

# The least that finds what is due: the pointer and its partial index.
LOOK = """
SELECT id FROM plazos_plazo WHERE estado = 'abierto' AND next_alert_at <= %s LIMIT 5000
"""
# Their dates came today: one stage of one rule speaks about each.
FALL_DUE = """
UPDATE plazos_plazo p SET next_alert_at = d.apertura, vence_en = d.cierre,
       alertado_hasta = d.apertura - interval '1 minute'
  FROM (SELECT apertura, cierre FROM core_diacalendario
         WHERE habil AND apertura <= %s ORDER BY fecha DESC LIMIT 1) d
 WHERE p.id IN (SELECT id FROM plazos_plazo
                 WHERE clase = 'compromiso.vence' AND estado = 'abierto' AND next_alert_at > %s
                   AND NOT EXISTS (SELECT FROM plazos_aviso WHERE plazo_id = plazos_plazo.id)
                 LIMIT {due})
"""
# The same rows as the sweep writes, by one statement that knows all answers beforehand.
WRITE = """
WITH due AS MATERIALIZED (
    SELECT id, expediente_id, vence_en FROM plazos_plazo
     WHERE estado = 'abierto' AND next_alert_at <= %(now)s FOR UPDATE SKIP LOCKED
), avisos AS (
    INSERT INTO plazos_aviso (plazo_id, regla_id, vence_en, ronda, creado_en, lote)
    SELECT due.id, (SELECT id FROM plazos_reglaalerta
                     WHERE clase_plazo = 'compromiso.vence' AND etapa = 2),
           vence_en, 0, %(now)s, gen_random_uuid() FROM due
    RETURNING id, plazo_id
), notices AS (
    INSERT INTO notifiers_notificacion (clase, clave, datos, creado_en, expediente_id, usuario_id)
    SELECT 'T03', 'T03:aviso:' || a.id || ':u' || x.usuario_id,
           jsonb_build_object('vence_en', due.vence_en), %(now)s, due.expediente_id, x.usuario_id
      FROM avisos a JOIN due ON due.id = a.plazo_id
      JOIN plazos_plazopersona x ON x.plazo_id = a.plazo_id
    RETURNING id
), deliveries AS (
    INSERT INTO notifiers_entrega (notificacion_id, medio, estado, disponible_en, intentos, error,
                                   detalle, permanente)
    SELECT id, 'correo', 'pendiente', %(now)s, 0, '', '', FALSE FROM notices
)
UPDATE plazos_plazo p SET alertado_hasta = %(now)s, next_alert_at = %(now)s + interval '1 day'
  FROM due WHERE p.id = due.id
"""
# The same pointers of the same locked rows, by who knows that each rule of the kind counts working
# days, and once.
LOCK_CASES = """
SELECT count(*) FROM (
    SELECT FROM core_expediente
     WHERE id IN (SELECT expediente_id FROM plazos_plazo
                   WHERE estado = 'abierto' AND clase = %(kind)s)
     ORDER BY id FOR NO KEY UPDATE) e
"""
LOCK_DEADLINES = """
SELECT count(*) FROM (
    SELECT FROM plazos_plazo WHERE estado = 'abierto' AND clase = %(kind)s
     ORDER BY id FOR NO KEY UPDATE) p
"""
POINT = """
UPDATE plazos_plazo t SET next_alert_at = s.momento
  FROM (SELECT p.id, min(d.apertura) AS momento
          FROM plazos_plazo p
          JOIN plazos_reglaalerta r ON r.clase_plazo = p.clase AND r.activa
          JOIN core_diacalendario b ON b.fecha = (p.vence_en AT TIME ZONE %(zone)s)::date
          JOIN core_diacalendario d ON d.habil AND d.ordinal = b.ordinal + r.cantidad
                                   AND d.apertura > p.alertado_hasta
         WHERE p.estado = 'abierto' AND p.clase = %(kind)s
         GROUP BY p.id) s
 WHERE t.id = s.id AND t.next_alert_at <> s.momento
"""
# What stands in for it where nothing is pointed at: a pass over the open deadlines of a kind by
# their dates, against the same unique key, that finds nothing new.
BY_DATE = """
INSERT INTO plazos_aviso (plazo_id, regla_id, vence_en, ronda, creado_en, lote)
SELECT p.id, r.id, p.vence_en, 0, %(now)s, gen_random_uuid()
  FROM plazos_plazo p JOIN plazos_reglaalerta r ON r.clase_plazo = p.clase AND r.activa
 WHERE p.estado = 'abierto' AND p.clase = %(kind)s
   AND p.vence_en + make_interval(days => r.cantidad) BETWEEN p.alertado_hasta AND %(now)s
    ON CONFLICT DO NOTHING
"""


def measure(place: Place) -> Iterator[Figure]:
    """With a million open deadlines; in full, with five."""
    place.copy(TABLE)
    fill(place, count=MILLION, first=MILLION)
    with place.inside(TABLE):
        yield nothing_due("1 M")
        yield many_due()
        yield from pointed()
    if place.full:
        fill(place, count=4 * MILLION, first=10 * MILLION)
        with place.inside(TABLE):
            yield nothing_due("5 M")
    place.drop(TABLE)


def fill(place: Place, *, count: int, first: int) -> None:
    """Open so many deadlines more, as case files numbered from `first` on have them."""
    for index in INDEXES:
        place.sql(f"DROP INDEX IF EXISTS {index}", database=TABLE)
    for statement in CASES.format(count=count, first=first).split(";\n")[:-1]:
        place.sql(statement, database=TABLE)
    for table in ("plazos_plazo", "plazos_plazopersona", "core_participacion", "core_expediente"):
        place.sql(f"VACUUM (ANALYZE) {table}", database=TABLE)


def nothing_due(many: str) -> Figure:
    """The look that finds nothing: what the clock does all day."""
    ours, peer = in_turns(actions.barrer, _look, times=200)
    name = f"sweep, nothing due, {many} open"
    return Figure(name, ours, "ms", "pointer and partial index, bare SQL", peer, bound=3)


def many_due() -> Figure:
    """Twelve thousand at once, with their notices and deliveries."""
    ours, peer = in_turns(_sweep, _write, times=3, before=_fall_due)
    name = f"sweep, {DUE} newly due among 1 M"
    return Figure(name, ours, "ms", "the same rows by one INSERT … SELECT", peer, bound=2)


def pointed() -> Iterator[Figure]:
    """The pointers of one kind worked out anew, as after an edited rule; none is wrong."""
    _recalculate()
    name = "pointers of one kind of deadline worked out anew, 83 000 among 1 M"
    ours, peer = in_turns(_recalculate, _point, times=3)
    yield Figure(name, ours, "ms", "the same rows locked and pointed, bare SQL", peer, bound=2)
    ours, peer = in_turns(_recalculate, _by_date, times=3)
    yield Figure(f"{name}, and a pass", ours, "ms", "a pass by date and unique key, bare SQL", peer)


def _look() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [clock.now()])


def _fall_due() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FALL_DUE.format(due=DUE), [clock.now(), clock.now()])


def _sweep() -> None:
    while actions.barrer():
        pass


def _write() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WRITE, {"now": clock.now()})


def _recalculate() -> None:
    actions.recalcular(KIND)


def _point() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        params = {"kind": KIND, "zone": Municipio.actual().zona_horaria}
        cursor.execute("SET LOCAL work_mem = '32MB'")
        cursor.execute(LOCK_CASES, params)
        cursor.execute(LOCK_DEADLINES, params)
        cursor.execute(POINT, params)


def _by_date() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_DATE, {"now": clock.now(), "kind": KIND})

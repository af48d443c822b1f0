"""One statement that measures the engine, for the health page, the metrics, the alarm, the screen.

Its cost is what is due, failed or in doubt, not what is stored; counts end at `TOPE`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

TOPE = 10_000
"""Where a count ends: more than this is said as this."""

# `ahora` is the domain's time, which the sandbox may have moved; leases and runs use real time.
# What may leave is what `channels.queue` and `channels.withdrawing` claim.
_SQL = """
WITH reloj AS (
    SELECT statement_timestamp()
           + CASE WHEN %(sandbox)s THEN COALESCE((SELECT desfase FROM core_reloj), '0')
                  ELSE '0' END AS ahora
), activas AS (
    SELECT id FROM channels_cuenta
     WHERE estado = 'activa'
       AND COALESCE(retenida_hasta, '-infinity') <= (SELECT ahora FROM reloj)
       AND NOT EXISTS (SELECT 1 FROM channels_freno WHERE hasta IS NULL)
), traslados AS (
    SELECT estado, disponible_en, lease_until FROM traslados_exportacion
     WHERE estado IN ('pendiente', 'en_curso')
    UNION ALL
    SELECT estado, disponible_en, lease_until FROM traslados_importacion
     WHERE estado IN ('pendiente', 'en_curso')
), debidas (cola, desde) AS (
    (SELECT 'plazos', next_alert_at FROM plazos_plazo
      WHERE estado = 'abierto' AND next_alert_at <= (SELECT ahora FROM reloj)
      ORDER BY next_alert_at LIMIT %(tope)s)
    UNION ALL
    (SELECT 'seguimiento', c.cerrado_en
       FROM solicitudes_solicitud s
       JOIN core_vinculo v ON v.de_id = s.expediente_id AND v.clase = 'responde'
       JOIN compromisos_compromiso c ON c.expediente_id = v.a_id
      WHERE s.estado = 'aceptada' AND c.estado = 'cumplida' AND c.cerrado_en >= s.decidida_en
        AND NOT EXISTS (
            SELECT 1 FROM core_vinculo w JOIN compromisos_compromiso d ON d.expediente_id = w.a_id
             WHERE w.de_id = s.expediente_id AND w.clase = 'responde'
               AND d.estado IN ('borrador', 'asignada', 'en_gestion', 'por_verificar'))
      LIMIT %(tope)s)
    UNION ALL
    (SELECT 'entregas', disponible_en FROM notifiers_entrega
      WHERE estado = 'pendiente' AND disponible_en <= (SELECT ahora FROM reloj)
      ORDER BY disponible_en LIMIT %(tope)s)
    UNION ALL
    (SELECT 'publicaciones', disponible_en FROM channels_publicacion
      WHERE estado IN ('pendiente', 'programada') AND disponible_en <= (SELECT ahora FROM reloj)
        AND cuenta_id IN (SELECT id FROM activas)
      ORDER BY disponible_en LIMIT %(tope)s)
    UNION ALL
    (SELECT 'publicaciones', disponible_en FROM channels_publicacion
      WHERE estado = 'desconocida' AND disponible_en <= (SELECT ahora FROM reloj) LIMIT %(tope)s)
    UNION ALL
    (SELECT 'publicaciones', disponible_en FROM channels_publicacion
      WHERE estado = 'publicada' AND retiro_pedido_en IS NOT NULL
        AND disponible_en <= (SELECT ahora FROM reloj) AND fallos <= 5
        AND cuenta_id IN (SELECT id FROM channels_cuenta WHERE estado = 'activa')
      LIMIT %(tope)s)
    UNION ALL
    (SELECT 'traslados', disponible_en FROM traslados
      WHERE estado = 'pendiente' AND disponible_en <= (SELECT ahora FROM reloj)
        -- A worker does one after the other, and one may be long.
        AND NOT EXISTS (SELECT 1 FROM traslados WHERE estado = 'en_curso' AND lease_until > now())
      LIMIT %(tope)s)
), a_medias (cola, desde) AS (
    SELECT 'entregas', lease_until FROM notifiers_entrega
     WHERE estado = 'enviando' AND lease_until < now()
    UNION ALL
    SELECT 'publicaciones', lease_until FROM channels_publicacion
     WHERE estado = 'publicando' AND lease_until < now()
    UNION ALL
    SELECT 'traslados', lease_until FROM traslados
     WHERE estado = 'en_curso' AND lease_until < now()
), esperan (cola, cuantas) AS (
    SELECT 'entregas', count(*) FROM
           (SELECT 1 FROM notifiers_entrega WHERE estado = 'pendiente' LIMIT %(tope)s) AS e
    UNION ALL
    SELECT 'publicaciones', count(*) FROM channels_publicacion
     WHERE estado IN ('pendiente', 'programada', 'retenida')
), colas AS (
    SELECT nombre, COALESCE(e.cuantas, d.cuantas) AS esperan, d.cuantas AS debidas,
           EXTRACT(EPOCH FROM reloj.ahora - d.desde) AS espera_s,
           m.cuantas AS a_medias, EXTRACT(EPOCH FROM now() - m.desde) AS a_medias_s
      FROM reloj,
           unnest(ARRAY['plazos', 'seguimiento', 'entregas', 'publicaciones', 'traslados',
                        'mantenimiento'])
           WITH ORDINALITY AS n (nombre, orden)
      LEFT JOIN esperan e ON e.cola = nombre
     CROSS JOIN LATERAL (
           SELECT count(*) AS cuantas, min(desde) AS desde FROM debidas WHERE cola = nombre) d
     CROSS JOIN LATERAL (
           SELECT count(*) AS cuantas, min(desde) AS desde FROM a_medias WHERE cola = nombre) m
     ORDER BY orden
), rutinas AS (
    SELECT p.task AS nombre, p.queue AS cola, p.enabled AS encendida,
           CASE i.period WHEN 'days' THEN 86400 WHEN 'hours' THEN 3600 WHEN 'minutes' THEN 60
                         WHEN 'seconds' THEN 1 END * i.every AS cada_s,
           EXTRACT(EPOCH FROM now() - bien.terminada_en) AS bien_hace_s,
           EXTRACT(EPOCH FROM now() - ultima.empezada_en) AS empezada_hace_s,
           EXTRACT(EPOCH FROM ultima.terminada_en - ultima.empezada_en) AS duro_s,
           ultima.terminada_en IS NULL AND ultima.empezada_en IS NOT NULL AS en_curso,
           COALESCE(ultima.error, '') AS error,
           EXTRACT(EPOCH FROM now() - GREATEST(p.last_run_at, p.date_changed)) AS llamada_hace_s
      FROM django_celery_beat_periodictask p
      LEFT JOIN django_celery_beat_intervalschedule i ON i.id = p.interval_id
      LEFT JOIN LATERAL (
           SELECT empezada_en, terminada_en, error FROM core_vuelta
            WHERE rutina = p.task ORDER BY empezada_en DESC LIMIT 1) ultima ON TRUE
      LEFT JOIN LATERAL (
           SELECT terminada_en FROM core_vuelta
            WHERE rutina = p.task AND terminada_en IS NOT NULL AND error = ''
            ORDER BY terminada_en DESC LIMIT 1) bien ON TRUE
     WHERE p.task LIKE 'tasks.%%' ORDER BY p.task
), rebotes AS (
    SELECT e.error, n.creado_en FROM notifiers_entrega e
      JOIN notifiers_notificacion n ON n.id = e.notificacion_id
     WHERE e.estado = 'pendiente' AND e.intentos > 0 AND e.error <> '' LIMIT %(tope)s
)
SELECT json_build_object(
    'ahora', reloj.ahora,
    'zona', (SELECT zona_horaria FROM core_municipio),
    'municipio', (SELECT nombre FROM core_municipio),
    'colas', (SELECT json_agg(colas) FROM colas),
    'rutinas', COALESCE((SELECT json_agg(rutinas) FROM rutinas), '[]'),
    'latido_s', (SELECT EXTRACT(EPOCH FROM now() - visto_en) FROM core_latido
                  WHERE nombre = 'reloj'),
    'cuentas', COALESCE((
        SELECT json_agg(json_build_object(
               'canal', canal, 'nombre', nombre, 'estado', estado, 'motivo', motivo,
               'retenida', COALESCE(retenida_hasta, '-infinity') > reloj.ahora) ORDER BY id)
          FROM channels_cuenta), '[]'),
    'freno', (SELECT motivo FROM channels_freno WHERE hasta IS NULL),
    'rebotes', (SELECT count(*) FROM rebotes),
    'rebotes_s', (SELECT EXTRACT(EPOCH FROM reloj.ahora - min(creado_en)) FROM rebotes),
    'rebotes_por', COALESCE((SELECT mode() WITHIN GROUP (ORDER BY error) FROM rebotes), ''),
    'correo_desde_entonces', COALESCE((
        SELECT max(entregada_en) FROM notifiers_entrega WHERE estado = 'entregada')
        >= (SELECT min(creado_en) FROM rebotes), FALSE),
    'entregas_fallidas', (
        SELECT count(*) FROM (SELECT 1 FROM notifiers_entrega WHERE estado = 'fallida'
                               LIMIT %(tope)s) AS f),
    'publicaciones', COALESCE((
        SELECT json_object_agg(estado, cuantas) FROM (
               SELECT estado, count(*) AS cuantas FROM channels_publicacion
                WHERE estado IN ('desconocida', 'por_decidir', 'fallida', 'retenida')
                GROUP BY estado) AS p), '{}'),
    'entregadas', (
        SELECT json_build_object(
               '1h', count(*) FILTER (WHERE entregada_en > reloj.ahora - interval '1 hour'),
               '24h', count(*))
          FROM notifiers_entrega
         WHERE estado = 'entregada' AND entregada_en > reloj.ahora - interval '24 hours'),
    'publicadas', (
        SELECT json_build_object(
               '1h', count(*) FILTER (WHERE publicada_en > reloj.ahora - interval '1 hour'),
               '24h', count(*))
          FROM channels_publicacion WHERE publicada_en > reloj.ahora - interval '24 hours'),
    'intentos_fallidos', (
        SELECT json_build_object(
               '1h', count(*) FILTER (WHERE terminado_en > reloj.ahora - interval '1 hour'),
               '24h', count(*))
          FROM channels_intento
         WHERE terminado_en > reloj.ahora - interval '24 hours'
           AND resultado NOT IN ('', 'publicada')),
    'vueltas_fallidas', (
        SELECT json_build_object(
               '1h', count(*) FILTER (WHERE empezada_en > now() - interval '1 hour'),
               '24h', count(*))
          FROM core_vuelta WHERE error <> '' AND empezada_en > now() - interval '24 hours'),
    'rechazados', COALESCE((
        SELECT json_object_agg(clase, json_build_object('1h', hora, '24h', dia)) FROM (
               SELECT clase, sum(veces) AS dia,
                      COALESCE(sum(veces) FILTER (
                               WHERE tramo > reloj.ahora - interval '1 hour'), 0) AS hora
                 FROM core_intentorechazado WHERE tramo > reloj.ahora - interval '24 hours'
                GROUP BY clase) AS r), '{}')
)::text FROM reloj
"""


class Cursor(Protocol):
    """What Django's cursor and psycopg's have in common."""

    def execute(self, query: Any, params: Any = None) -> Any: ...

    def fetchone(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Cola:
    """One queue. `debidas`: those that should be gone; `a_medias`: whose worker died or hung.

    `espera_s` and `a_medias_s`: since when the oldest of them, in seconds.
    """

    nombre: str
    esperan: int
    debidas: int
    espera_s: float | None
    a_medias: int
    a_medias_s: float | None


@dataclass(frozen=True, slots=True)
class Rutina:
    """A task of the clock and its last run; seconds. `cada_s` is None if it follows a calendar."""

    nombre: str
    cola: str
    encendida: bool
    cada_s: float | None
    bien_hace_s: float | None
    empezada_hace_s: float | None
    duro_s: float | None
    en_curso: bool
    error: str
    llamada_hace_s: float | None


@dataclass(frozen=True, slots=True)
class Cuenta:
    """An account of the municipality at a channel; `retenida`: its network asked to wait."""

    canal: str
    nombre: str
    estado: str
    motivo: str
    retenida: bool


@dataclass(frozen=True, slots=True)
class Medida:
    """How the engine is at one moment. Ages in seconds; `{"1h": n, "24h": n}` are rates.

    `rebotes`: mails that failed and will be tried again, the oldest `rebotes_s` old, most of them
    for the reason `rebotes_por`; `correo_desde_entonces`: others went out meanwhile. `rechazados`:
    what was tried in vain at the doors, by its kind, counted every five minutes.
    """

    ahora: datetime
    zona: str
    municipio: str
    colas: tuple[Cola, ...]
    rutinas: tuple[Rutina, ...]
    latido_s: float | None
    cuentas: tuple[Cuenta, ...]
    freno: str | None
    rebotes: int
    rebotes_s: float | None
    rebotes_por: str
    correo_desde_entonces: bool
    entregas_fallidas: int
    publicaciones: Mapping[str, int]
    entregadas: Mapping[str, int]
    publicadas: Mapping[str, int]
    intentos_fallidos: Mapping[str, int]
    vueltas_fallidas: Mapping[str, int]
    rechazados: Mapping[str, Mapping[str, int]]


def medir(cursor: Cursor, *, sandbox: bool) -> Medida:
    """Measure the engine with one statement. `sandbox`: the clock of the domain may be moved."""
    cursor.execute(_SQL, {"sandbox": sandbox, "tope": TOPE})
    (texto,) = cursor.fetchone()
    hallado = json.loads(texto)
    return Medida(
        **hallado
        | {
            "ahora": datetime.fromisoformat(hallado["ahora"]),
            "colas": tuple(Cola(**una) for una in hallado["colas"]),
            "rutinas": tuple(Rutina(**una) for una in hallado["rutinas"]),
            "cuentas": tuple(Cuenta(**una) for una in hallado["cuentas"]),
        }
    )

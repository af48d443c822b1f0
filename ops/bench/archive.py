"""Years of a town hall, by SQL: many solicitudes and compromisos, with what hangs on each.

Who works there and its places stay as they are; who asks are a few thousand, some of them often.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from core.models import (
    Actor,
    Expediente,
    Historial,
    LecturaReservada,
    Participacion,
    Vinculo,
)
from notifiers.models import Notificacion
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo
from workflows.solicitudes.models import Solicitud

ACTORS = 3000

# What each will be, worked out once: `n` tells them apart, `open` the first of them. Numbers that
# share no divisor with each other spread what is alike over people, places and years.
PLANS = """
CREATE TEMP TABLE people ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every
  FROM core_usuario WHERE is_active AND NOT es_sistema;
CREATE TEMP TABLE askers ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every FROM core_actor;
CREATE TEMP TABLE spots ON COMMIT DROP AS
SELECT id, nombre, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every
  FROM core_lugar;
CREATE TEMP TABLE themes ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every FROM core_tema;
CREATE TEMP TABLE kinds ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every
  FROM solicitudes_tiposolicitud;
CREATE TEMP TABLE plan ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY clase DESC, n) + (SELECT max(id) FROM core_expediente) AS id,
       clase, n, n <= %(alive)s AS alive, kind.id AS kind, asker.id AS asker, spot.id AS spot,
       theme.id AS theme, owner.id AS owner, author.id AS author, follower.id AS follower,
       (ARRAY[1, 1, 1, 1, 0, 1, 1, 2, 1, 1, 0, 1, 3, 1, 2, 1, 1, 0, 1, 4])[1 + n * 7 %% 20]
           AS degree,
       (ARRAY['Arreglar', 'Limpiar', 'Ampliar', 'Revisar', 'Construir', 'Pintar', 'Iluminar',
              'Entregar', 'Visitar', 'Reponer', 'Medir', 'Audiencia por'])[1 + n * 5 %% 12] || ' '
       || (ARRAY['la calle', 'el puente', 'la escuela', 'el acueducto', 'la cancha', 'el mercado',
                 'las luminarias', 'el parque', 'la parada', 'los drenajes', 'el centro de salud',
                 'la biblioteca', 'el muelle', 'la acera', 'el comedor', 'la feria',
                 'el vertedero'])[1 + n * 3 %% 17]
       || ' de ' || spot.nombre || ', sector ' || n %% 97 AS title,
       CASE WHEN n <= %(alive)s THEN 'abierto' ELSE 'cerrado' END AS term,
       %(now)s::timestamptz - make_interval(
           days => (CASE WHEN n <= %(alive)s THEN n * 11 %% 40 ELSE 45 + n * 7919 %% 1780 END)::int,
           secs => (n * 37 %% 28800)::int) AS since,
       CASE WHEN n > %(alive)s THEN %(now)s::timestamptz - make_interval(
           days => (n * 7919 %% 1780)::int, secs => (n * 41 %% 28800)::int) END AS until
  FROM unnest(ARRAY['solicitud', 'compromiso']) clase
  CROSS JOIN generate_series(1::bigint, %(each)s) n
  JOIN kinds kind ON kind.place = n * 13 %% kind.every
  JOIN askers asker
       ON asker.place = (CASE WHEN n %% 10 = 0 THEN n %% 7 ELSE n * 31 END) %% asker.every
  JOIN spots spot ON spot.place = n * 19 %% spot.every
  JOIN themes theme ON theme.place = n * 23 %% theme.every
  JOIN people owner ON owner.place = n %% owner.every
  JOIN people author ON author.place = n / 3 %% author.every
  JOIN people follower ON follower.place = (n + 5) %% follower.every;
CREATE INDEX ON plan (id);
ANALYZE plan;
"""

# Of each table what is not as a new row has it: column -> SQL; then where its rows come from.
Rows = tuple[type[models.Model], Mapping[str, str], str]

SOLICITUD_STATE = """CASE WHEN NOT alive THEN
    CASE WHEN n % 20 = 0 THEN 'desistida' ELSE 'cerrada' END
    ELSE (ARRAY['registrada', 'registrada', 'en_analisis', 'en_analisis', 'en_decision', 'aceptada',
                'aceptada', 'derivada', 'atendida', 'rechazada', 'requiere_informacion', 'aplazada',
                'programada'])[1 + n % 13] END"""
COMPROMISO_STATE = """CASE WHEN NOT alive THEN
    (ARRAY['cumplida', 'cumplida', 'cumplida', 'cumplida', 'cumplida', 'cumplida', 'cumplida',
           'cumplida_parcial', 'cancelada'])[1 + n % 9]
    ELSE (ARRAY['asignada', 'en_gestion', 'en_gestion', 'en_gestion', 'por_verificar', 'objetada',
                'suspendida', 'borrador'])[1 + n % 8] END"""

ROWS: tuple[Rows, ...] = (
    (
        Expediente,
        {
            "id": "id",
            "clase": "clase",
            "codigo": "upper(left(clase, 3)) || '-' || extract(year FROM since) || '-B' || n",
            "titulo": "title",
            "descripcion": "title || '. Lo piden desde hace meses quienes viven allí.'",
            "nivel_reserva": "degree",
            "creado_por_id": "author",
            "creado_en": "since",
            "actualizado_en": "coalesce(until, since)",
        },
        "plan",
    ),
    (
        Solicitud,
        {
            "expediente_id": "id",
            "estado": SOLICITUD_STATE,
            "tipo_id": "kind",
            "canal": "(ARRAY['ventanilla', 'correo', 'telefono', 'web'])[1 + n % 4]",
            "fecha_recepcion": "since::date",
            "solicitante_id": "asker",
            "prioridad": "1 + n % 3",
            "responsable_id": "owner",
            "pedida_en": "CASE WHEN alive AND n % 13 = 10 THEN since END",
            "aplazada_hasta": "CASE WHEN alive AND n % 13 = 11 THEN since::date + 60 END",
            "programada_para": "CASE WHEN alive AND n % 13 = 12 THEN since::date + 45 END",
            "institucion_id": "CASE WHEN alive AND n % 13 = 7 THEN asker END",
            "decision": """CASE WHEN alive THEN
                CASE n % 13 WHEN 7 THEN 'derivada' WHEN 9 THEN 'rechazada' WHEN 5 THEN 'aceptada'
                            WHEN 6 THEN 'aceptada' WHEN 8 THEN 'aceptada' ELSE '' END
                ELSE 'aceptada' END""",
            "decidida_en": "since",
            "motivo_codigo": "CASE WHEN alive AND n % 13 = 9 THEN 'otro' ELSE '' END",
            "respuesta": "CASE WHEN alive THEN '' ELSE 'Se hizo lo que se pidió.' END",
            "respondida_en": "until",
            "respondida_tarde": "NOT alive AND n % 20 > 0 AND until > since + interval '30 days'",
        },
        "plan WHERE clase = 'solicitud'",
    ),
    (
        Compromiso,
        {
            "expediente_id": "id",
            "estado": COMPROMISO_STATE,
            "tipo": "CASE WHEN n % 3 = 0 THEN 'tarea' ELSE 'compromiso' END",
            "a_quien_id": "asker",
            "prioridad": "1 + n % 3",
            "publico": "n % 5 = 0 AND degree = 0",
            "programador_id": "author",
            "responsable_id": "owner",
            "monitor_id": "CASE WHEN n % 2 = 0 THEN follower END",
            "fecha_compromiso_original": "since::date + 30",
            "fecha_vigente": "since::date + 30 + (CASE WHEN n % 6 = 0 THEN 20 ELSE 0 END)",
            "cerrado_en": "until",
            "informe": "CASE WHEN alive THEN '' ELSE 'Quedó hecho.' END",
            "prorroga_para": "CASE WHEN alive AND n % 24 = 1 THEN since::date + 90 END",
        },
        "plan WHERE clase = 'compromiso'",
    ),
    (
        Participacion,
        {"expediente_id": "id", "usuario_id": "who", "papel": "papel"},
        """(SELECT id, author AS who, 'programador' AS papel FROM plan UNION ALL
            SELECT id, owner, 'responsable' FROM plan UNION ALL
            SELECT id, follower, 'monitor' FROM plan WHERE clase = 'compromiso' AND n % 2 = 0
            UNION ALL SELECT id, follower, 'copia' FROM plan WHERE n % 11 = 0) x""",
    ),
    (
        Expediente.actores.through,
        {"expediente_id": "id", "actor_id": "asker"},
        "plan",
    ),
    (Expediente.lugares.through, {"expediente_id": "id", "lugar_id": "spot"}, "plan"),
    (Expediente.temas.through, {"expediente_id": "id", "tema_id": "theme"}, "plan"),
    (
        Plazo,
        {
            "expediente_id": "id",
            "clase": "kind",
            "estado": "term",
            "inicio": "since",
            "abierto_en": "since",
            "vence_en": "since + days",
            "original_en": "since + days",
            "alertado_hasta": "since + days",
            "cerrado_en": "until",
        },
        """(SELECT id, term, since, until, 'solicitud.legal' AS kind, interval '30 days' AS days
              FROM plan WHERE clase = 'solicitud' UNION ALL
            SELECT id, term, since, until, 'solicitud.meta', interval '15 days'
              FROM plan WHERE clase = 'solicitud' UNION ALL
            SELECT id, term, since, until, 'compromiso.vence', interval '30 days'
              FROM plan WHERE clase = 'compromiso') x""",
    ),
    (
        Historial,
        {
            "expediente_id": "id",
            "momento": "momento",
            "usuario_id": "usuario",
            "verbo": "verbo",
            "de": "de",
            "a": "a",
        },
        """(SELECT id, since AS momento, author AS usuario, 'registrar' AS verbo, '' AS de,
                   'registrada' AS a FROM plan WHERE clase = 'solicitud' UNION ALL
            SELECT id, since + interval '1 day', author, 'analizar', 'registrada', 'en_analisis'
              FROM plan WHERE clase = 'solicitud' UNION ALL
            SELECT id, since + interval '3 days', author, 'aceptar', 'en_analisis', 'aceptada'
              FROM plan WHERE clase = 'solicitud' AND NOT alive UNION ALL
            SELECT id, until, author, 'cerrar', 'aceptada', 'cerrada'
              FROM plan WHERE clase = 'solicitud' AND NOT alive UNION ALL
            SELECT id, since, author, 'crear', '', 'asignada'
              FROM plan WHERE clase = 'compromiso' UNION ALL
            SELECT id, since + interval '1 day', owner, 'aceptar', 'asignada', 'en_gestion'
              FROM plan WHERE clase = 'compromiso' UNION ALL
            SELECT id, until, owner, 'cerrar', 'en_gestion', 'cumplida'
              FROM plan WHERE clase = 'compromiso' AND NOT alive ORDER BY 2) x""",
    ),
    (
        LecturaReservada,
        {
            "expediente_id": "id",
            "lector_id": "follower",
            "modo": "CASE WHEN n % 7 = 0 THEN 'exportacion' ELSE 'pagina' END",
            "dia": "since::date",
            "momento": "since",
        },
        "plan WHERE degree >= 3",
    ),
    (
        Notificacion,
        {
            "clase": "kind",
            "clave": "'B' || kind || id || ':' || who",
            "expediente_id": "id",
            "usuario_id": "who",
            "creado_en": "since",
            "leida_en": "until",
        },
        """(SELECT id, owner AS who, since, until,
                   CASE clase WHEN 'solicitud' THEN 'S03R' ELSE 'T01' END AS kind FROM plan
            UNION ALL
            SELECT id, author, since, until, 'X02' FROM plan WHERE author <> owner) x""",
    ),
)
# Every third solicitud is answered with a compromiso.
THREADS = """(
SELECT s.id AS asked, c.id AS done, s.since FROM plan s JOIN plan c USING (n)
 WHERE s.clase = 'solicitud' AND c.clase = 'compromiso' AND n % 3 = 0
) x"""
ASKERS: Rows = (
    Actor,
    {
        "nombre": """(ARRAY['María', 'José', 'Ana', 'Luis', 'Carmen', 'Pedro', 'Rosa', 'Juan',
            'Elena', 'Raúl', 'Teresa'])[1 + n % 11] || ' ' || (ARRAY['Núñez', 'Ábrego', 'Castillo',
            'Him', 'Batista', 'Pineda', 'Solís', 'Vega', 'Ortega', 'Ruiz', 'Barría', 'Salas',
            'Lince'])[1 + n % 13] || ' ' || n""",
        "tipo": "'persona'",
    },
    f"generate_series(1, {ACTORS}) n",
)


@transaction.atomic
def fill(*, each: int, alive: int, now: Any) -> None:
    """Write so many solicitudes and so many compromisos, of which `alive` of each are open.

    To be run as the owner of the tables, once in a database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        _insert(cursor, *ASKERS)
        values = {"each": each, "alive": alive, "now": now}
        for statement in PLANS.split(";\n")[:-1]:
            cursor.execute(statement, values)
        for rows in ROWS:
            _insert(cursor, *rows)
        thread = {"de_id": "asked", "a_id": "done", "clase": "'responde'", "creado_en": "since"}
        _insert(cursor, Vinculo, thread, THREADS)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('core_expediente', 'id'), max(id))"
            " FROM core_expediente"
        )


def _insert(cursor: Any, model: type[models.Model], given: Mapping[str, str], source: str) -> None:
    """One row of `source`, one row of the model; what is not given is as the model begins it.

    Or as the database does.
    """
    begun = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and not isinstance(field, models.AutoField)
        if field.column not in given
        if field.has_default() or not field.has_db_default()
    ]
    columns = ", ".join(f'"{column}"' for column in (*given, *(one.column for one in begun)))
    told = [value.replace("%", "%%") for value in given.values()]
    values = ", ".join([*told, *(f"%s::{field.db_type(connection)}" for field in begun)])
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({columns})"  # noqa: S608 - names of our own tables
        f" SELECT {values} FROM {source.replace('%', '%%')}",
        [_begins(field) for field in begun],
    )


def _begins(field: models.Field[Any, Any]) -> Any:
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return Jsonb(value)
    return field.get_db_prep_save(value, connection)

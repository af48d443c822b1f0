"""Telling people: an action or a sweep writes rows; nothing is sent here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from core import calendario, cifrado, clock, lectura, origen, outbox
from core.models import Actor, Expediente, Municipio, Usuario
from notifiers import kinds
from notifiers.kinds import Kind
from notifiers.mensajes import SECRETO
from notifiers.models import Entrega, Medio

APLICACION = "aplicacion"

# One statement finds who is told, and writes the notices and, where they leave the application,
# their deliveries: those called who may see the case file, whoever stands in for them and may see
# it, too (`por`), and actors. What is about no case file is told to the person alone. Whoever was
# told already under the same key is not told again. How a person wants to be told of a kind comes
# before what was said, unless the kind cannot be switched off. IS TRUE keeps the planner, which
# takes these tables for small, from comparing thousands of people with thousands of readers one by
# one.
_WRITE = f"""
WITH llamados AS (
    SELECT clase, clave, expediente_id, usuario_id, actor_id, medio, datos
      FROM ({{source}}) AS f
), {lectura.SUPLENTES}, preguntados (expediente_id, usuario_id) AS (
    SELECT expediente_id, usuario_id FROM llamados
     WHERE expediente_id IS NOT NULL AND usuario_id IS NOT NULL
     UNION
    SELECT l.expediente_id, s.suplente_id
      FROM llamados l JOIN suplentes s ON s.titular_id = l.usuario_id
     WHERE l.expediente_id IS NOT NULL
), {lectura.LECTORES}, destinatarios AS (
    SELECT l.*, NULL::text AS por FROM llamados l JOIN lectores USING (expediente_id, usuario_id)
     UNION ALL
    SELECT l.clase, l.clave, l.expediente_id, s.suplente_id, NULL, l.medio, l.datos, s.titular
      FROM llamados l
      JOIN suplentes s ON s.titular_id = l.usuario_id
     WHERE s.suplente_id IS DISTINCT FROM %(_salvo)s
       AND ((l.expediente_id, l.usuario_id) IN (SELECT * FROM lectores)) IS TRUE
       AND ((l.expediente_id, s.suplente_id) IN (SELECT * FROM lectores)) IS TRUE
     UNION ALL
    SELECT l.*, NULL
      FROM llamados l LEFT JOIN core_usuario u ON u.id = l.usuario_id
     WHERE l.actor_id IS NOT NULL OR (l.expediente_id IS NULL AND u.is_active)
), fuente AS (
    SELECT DISTINCT ON (clave) d.clase,
           d.clase || ':' || clave || CASE WHEN actor_id IS NULL THEN ':u' ELSE ':a' END
           || COALESCE(actor_id, d.usuario_id) AS clave,
           expediente_id, d.usuario_id, actor_id, COALESCE(p.medio, d.medio) AS medio,
           CASE WHEN por IS NULL THEN datos
                ELSE datos || jsonb_build_object('por', por) END AS datos
      FROM destinatarios d
      LEFT JOIN notifiers_preferencia p ON p.usuario_id = d.usuario_id AND p.clase = d.clase
           AND d.clase <> ALL(%(_obligatorias)s)
     ORDER BY clave, por NULLS FIRST
), nuevas AS (
    INSERT INTO notifiers_notificacion
           (clase, clave, expediente_id, usuario_id, actor_id, datos, creado_en)
    SELECT clase, clave, expediente_id, usuario_id, actor_id, datos, %(_ahora)s FROM fuente
        ON CONFLICT (clave) DO NOTHING
    RETURNING id, clave
), entregas AS (
    INSERT INTO notifiers_entrega
           (notificacion_id, medio, estado, disponible_en, intentos, error, detalle, permanente,
            origen)
    SELECT nuevas.id, fuente.medio, %(_pendiente)s,
           CASE WHEN fuente.medio = %(_resumen)s THEN %(_proximo_resumen)s::timestamptz
                WHEN fuente.clase = ANY(%(_urgentes)s) THEN %(_ahora)s::timestamptz
                ELSE %(_disponible_en)s::timestamptz END,
           0, '', '', FALSE, %(_origen)s
      FROM nuevas JOIN fuente USING (clave) WHERE fuente.medio <> %(_aplicacion)s
)
SELECT count(*) FROM nuevas
"""  # noqa: S608 - only constants are joined

_LISTED = """
SELECT %(clase)s::text AS clase, %(clave)s::text AS clave, %(expediente)s::bigint AS expediente_id,
       r.usuario_id, r.actor_id, r.medio, %(datos)s::jsonb AS datos
  FROM jsonb_to_recordset(%(destinatarios)s::jsonb)
       AS r (usuario_id bigint, actor_id bigint, medio text)
"""

_SELECTED = """
SELECT clase, clave, expediente_id, usuario_id, NULL::bigint AS actor_id, medio, datos
  FROM ({select}) AS elegidos
"""


# Most alerts fall due as the office opens: so much later they are in the digest of that very day.
TRAS_ABRIR = timedelta(minutes=15)


def secreto(claro: str) -> dict[str, str]:
    """Of `datos`: what a mail tells and no row shows, sealed, and forgotten once it has left."""
    return {SECRETO: cifrado.cifrar(claro)} if claro else {}


def notify(
    kind: str,
    *,
    expediente: Expediente | None,
    clave: str,
    usuarios: Iterable[Usuario] = (),
    actores: Iterable[Actor] = (),
    datos: Mapping[str, Any] | None = None,
    medio: str = Medio.CORREO,
    salvo: Usuario | None = None,
) -> None:
    """Tell these people, once under `clave`, inside the transaction of the action that causes it.

    Only who may see the case file is told, and whoever stands in for them today, too. `medio`:
    correo, resumen (the daily mail) or aplicacion (the bell alone). Actores are told by mail
    whatever it says, if they have an address or the kind goes to one of its own. `salvo` is not
    told: nobody is of what he did himself, in nobody's place either. Raises KeyError for a kind
    nobody declared.
    """
    declared = kinds.get(kind)
    destinatarios = [
        *({"usuario_id": uno.pk, "medio": medio} for uno in usuarios if uno != salvo),
        *(
            {"actor_id": uno.pk, "medio": Medio.CORREO}
            for uno in actores
            if uno.email or declared.a_direccion
        ),
    ]
    params = {
        "clase": kind,
        "clave": clave,
        "expediente": expediente.pk if expediente else None,
        "datos": json.dumps(dict(datos or {}), cls=DjangoJSONEncoder),
        "destinatarios": json.dumps(destinatarios),
        "_salvo": salvo.pk if salvo else None,
    }
    if destinatarios:
        _write(_LISTED, params, disponible_en=momento(declared, clock.now()))
        outbox.wake("entregas")


def notify_from(select_sql: str, params: Mapping[str, Any], *, disponible_en: datetime) -> int:
    """Tell whoever a SELECT yields, as `notify` does; how many were told who had not been yet.

    `select_sql` is trusted, has named parameters and yields (clase, clave, expediente_id,
    usuario_id, medio, datos). What is for the digest waits for it; what is urgent, for nothing.
    """
    return _write(_SELECTED.format(select=select_sql), params, disponible_en=disponible_en)


def momento(kind: Kind, desde: datetime) -> datetime:
    """When a notice may leave: at once if urgent, else in the office hours of the municipality."""
    return desde if kind.urgente else calendario.vigente().proxima_apertura(desde)


def proximo_resumen() -> datetime:
    """When the next digest leaves: a moment after a working day opens."""
    ahora = clock.now()
    hoy = clock.local(ahora).replace(hour=0, minute=0, second=0, microsecond=0)
    for dia in (hoy, hoy + timedelta(days=1)):
        sale = _tras_abrir(dia)
        if sale > ahora:
            break
    return sale


def salida(dia: date) -> datetime:
    """When the digests of a day leave; of one that is not worked, those of the next that is."""
    return _tras_abrir(datetime.combine(dia, time(), Municipio.actual().zona))


def _tras_abrir(desde: datetime) -> datetime:
    return calendario.vigente().proxima_apertura(desde) + TRAS_ABRIR


def _write(source: str, params: Mapping[str, Any], *, disponible_en: datetime) -> int:
    valores = {
        "_salvo": None,
        **params,
        **lectura.parametros(),
        "_ahora": clock.now(),
        "_disponible_en": disponible_en,
        "_proximo_resumen": proximo_resumen(),
        "_urgentes": list(kinds.URGENT),
        "_obligatorias": list(kinds.MANDATORY),
        "_pendiente": Entrega.Estado.PENDIENTE,
        "_resumen": Medio.RESUMEN,
        "_aplicacion": APLICACION,
        "_origen": origen.actual(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.format(source=source), valores)
        (cuantas,) = cursor.fetchone()
    return int(cuantas)

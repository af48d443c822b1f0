"""`access.scope` from the side of the people, in SQL: who of those asked about reads a case file.

Pieces of a statement, for what reads and writes at once. `SUPLENTES`, then a table of the caller's,
`preguntados (expediente_id, usuario_id)`, then `LECTORES`: those of its pairs where the one reads
the other. `parametros()` are their values.
"""

from __future__ import annotations

from typing import Any

from core import clock
from core.models import Expediente

# The highest degree that a thread opens (`Caso.LECTURA_VINCULADA`).
GRADO_VINCULADO = 2

# Who stands in for whom today.
SUPLENTES = """
suplentes (titular_id, suplente_id, titular) AS (
    SELECT s.titular_id, s.suplente_id, t.nombre
      FROM core_suplencia s
      JOIN core_usuario t ON t.id = s.titular_id AND t.is_active
      JOIN core_usuario u ON u.id = s.suplente_id AND u.is_active
     WHERE %(_hoy)s BETWEEN s.desde AND s.hasta
)"""

# By being part of it; by a role and its degree; by a role and a thread to what one is part of.
# The role and the part may be of different people, as in `access.visible`.
LECTORES = """
identidades (usuario_id, identidad_id) AS (
    SELECT id, id FROM core_usuario
     WHERE is_active AND id IN (SELECT usuario_id FROM preguntados)
     UNION
    SELECT suplente_id, titular_id FROM suplentes
     WHERE suplente_id IN (SELECT usuario_id FROM preguntados)
), grados (clase, rol, grado, vinculada) AS (
    SELECT * FROM unnest(%(_clases)s::text[], %(_roles)s::text[], %(_grados)s::int[],
                         %(_vinculadas)s::bool[])
), por_rol (expediente_id, usuario_id, vinculada) AS (
    SELECT q.expediente_id, q.usuario_id, l.vinculada
      FROM preguntados q
      JOIN core_expediente e ON e.id = q.expediente_id
      JOIN identidades i ON i.usuario_id = q.usuario_id
      JOIN core_usuario_groups ug ON ug.usuario_id = i.identidad_id
      JOIN auth_group g ON g.id = ug.group_id
      JOIN grados l ON l.clase = e.clase AND l.rol = g.name AND e.nivel_reserva <= l.grado
), lectores (expediente_id, usuario_id) AS (
    SELECT q.expediente_id, q.usuario_id
      FROM preguntados q
      JOIN identidades i ON i.usuario_id = q.usuario_id
      JOIN core_participacion p
           ON p.expediente_id = q.expediente_id AND p.usuario_id = i.identidad_id
     UNION
    SELECT expediente_id, usuario_id FROM por_rol WHERE NOT vinculada
     UNION
    SELECT r.expediente_id, r.usuario_id
      FROM por_rol r
      JOIN core_vinculo v ON v.de_id = r.expediente_id OR v.a_id = r.expediente_id
      JOIN identidades i ON i.usuario_id = r.usuario_id
      JOIN core_participacion p
           ON p.usuario_id = i.identidad_id AND p.expediente_id IN (v.de_id, v.a_id)
          AND p.expediente_id <> r.expediente_id
     WHERE r.vinculada
)"""


def parametros() -> dict[str, Any]:
    """The values of `SUPLENTES` and `LECTORES`: the date, and what every process declares."""
    filas = [
        (modelo.CLASE, rol, grado, False)
        for modelo in Expediente.clases().values()
        for rol, grado in modelo.LECTURA.items()
    ] + [
        (modelo.CLASE, rol, GRADO_VINCULADO, True)
        for modelo in Expediente.clases().values()
        for rol in modelo.LECTURA_VINCULADA
    ]
    columnas = [list(columna) for columna in zip(*filas, strict=True)]
    clases, roles, grados, vinculadas = columnas or ([], [], [], [])
    return {
        "_hoy": clock.today(),
        "_clases": clases,
        "_roles": roles,
        "_grados": grados,
        "_vinculadas": vinculadas,
    }

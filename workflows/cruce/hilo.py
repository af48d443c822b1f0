"""The hilo: from the solicitud to the answer, every object that led to this one or came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from core import access
from core.models import Caso, Expediente, Usuario

DEL_NODO = ("codigo", "titulo", "creado_en", "estado")
MAXIMO = 24  # nodes; a thread longer than this is a ball of wool, not a thread

# Everything that can be reached by links, a few steps away; one part of a meta does not drag in
# its other parts, only the meta itself.
_HILO = """
WITH RECURSIVE hilo (id, pasos) AS (
    SELECT %s::bigint, 0
     UNION
    SELECT CASE WHEN v.de_id = h.id THEN v.a_id ELSE v.de_id END, h.pasos + 1
      FROM hilo h
      JOIN core_vinculo v ON v.de_id = h.id OR (v.a_id = h.id AND v.clase <> 'parte')
     WHERE h.pasos < 4), cercanos (id) AS (
    SELECT id FROM hilo GROUP BY id ORDER BY min(pasos), id LIMIT %s)
SELECT e.clase, array_agg(e.id) FROM cercanos c JOIN core_expediente e ON e.id = c.id
 WHERE e.id <> %s GROUP BY e.clase
"""


@dataclass(frozen=True, slots=True)
class Nodo:
    """One stop of the thread, as far as the person may see it."""

    codigo: str
    titulo: str
    clase: str
    nombre: str
    estado: str
    momento: datetime
    actual: bool
    cerrado: bool


def hilo(caso: Caso, user: Usuario) -> list[Nodo]:
    """The thread of a case file that `user` sees, in the order in which one thing led to another.

    What leads to something is there before it. Empty if there is nothing but the file itself that
    `user` may see: a thread of one stop would tell that something hidden is at its other end.
    """
    otros = [
        otro
        for clase, ids in _alcanzables(caso.pk)
        for otro in _a_la_vista(Expediente.clases()[clase], ids, user)
    ]
    if not otros:
        return []
    en_orden = sorted([caso, *otros], key=lambda uno: (uno.creado_en, uno.pk))
    return [_nodo(uno, caso.pk) for uno in en_orden]


def _alcanzables(pk: int) -> list[tuple[str, list[int]]]:
    """What hangs together with a case file, by class: only what there is has to be read."""
    with connection.cursor() as cursor:
        cursor.execute(_HILO, [pk, MAXIMO, pk])
        por_clase: list[tuple[str, list[int]]] = cursor.fetchall()
        return por_clase


def _a_la_vista(modelo: type[Caso], ids: list[int], user: Usuario) -> QuerySet[Caso]:
    casos = modelo.quedan().filter(pk__in=ids)
    return access.scope(casos, user).only(*DEL_NODO)


def _nodo(caso: Caso, actual: int) -> Nodo:
    return Nodo(
        codigo=caso.codigo,
        titulo=caso.titulo,
        clase=caso.CLASE,
        nombre=str(caso._meta.verbose_name),
        estado=caso.estado_nombre,
        momento=caso.creado_en,
        actual=caso.pk == actual,
        cerrado=caso.cerrado,
    )

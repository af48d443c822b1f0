"""The hilo: from the solicitud to the answer, every object that led to this one or came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from core import access
from core.models import Caso, Expediente, Usuario

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
     WHERE h.pasos < 4)
SELECT id, min(pasos) FROM hilo GROUP BY id ORDER BY min(pasos), id LIMIT %s
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


def hilo(expediente: Expediente, user: Usuario) -> list[Nodo]:
    """The thread of a case file, in the order in which one thing led to another.

    What leads to something is there before it. Empty if there is nothing but the file itself that
    `user` may see.
    """
    ids = _alcanzables(expediente.pk)
    if len(ids) == 1:
        return []
    casos = [
        caso
        for modelo in Expediente.clases().values()
        for caso in access.scope(modelo._default_manager.filter(pk__in=ids), user)
    ]
    # A thread of one stop would tell that something hidden is at its other end.
    if len(casos) < 2:
        return []
    en_orden = sorted(casos, key=lambda caso: (caso.creado_en, caso.pk))
    return [_nodo(caso, expediente.pk) for caso in en_orden]


def _alcanzables(pk: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_HILO, [pk, MAXIMO])
        return [found for found, _pasos in cursor.fetchall()]


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

"""Who follows a case file, and what they are told of it (X01).

Nobody calls them when a step is taken: what moved is looked for, as everything upward is (ADR 3).
Who loses access is told nothing, and goes on following if it comes back.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery

from core import access, clock
from core.models import Expediente, Seguidor, Usuario
from notifiers import queue as notifiers

AVISO = "X01S"
LOTE = 500

# Of each that moved: the follower, up to where it went, and how many steps others took. An entry of
# the history is one version, so the newest of them are those not told yet.
_MOVIDOS = """
SELECT s.id, e.version, h.ultima, h.cuantas
  FROM core_seguidor s
  JOIN core_expediente e ON e.id = s.expediente_id AND e.version > s.visto
 CROSS JOIN LATERAL (
       SELECT max(n.id) FILTER (WHERE n.usuario_id <> s.usuario_id) AS ultima,
              count(*) FILTER (WHERE n.usuario_id <> s.usuario_id) AS cuantas
         FROM (SELECT id, usuario_id FROM core_historial WHERE expediente_id = s.expediente_id
                ORDER BY momento DESC, id DESC LIMIT e.version - s.visto) n) h
 ORDER BY s.id LIMIT %(lote)s FOR UPDATE OF s SKIP LOCKED
"""

_AVISAR = f"""
SELECT '{AVISO}'::text AS clase, 'h' || h.id AS clave, s.expediente_id, s.usuario_id,
       'aplicacion'::text AS medio,
       jsonb_build_object('verbo', h.verbo, 'quien', u.nombre, 'cantidad', m.cuantas) AS datos
  FROM unnest(%(seguidores)s::bigint[], %(entradas)s::bigint[], %(cuantas)s::int[])
       AS m (seguidor_id, entrada_id, cuantas)
  JOIN core_seguidor s ON s.id = m.seguidor_id
  JOIN core_historial h ON h.id = m.entrada_id
  JOIN core_usuario u ON u.id = h.usuario_id
"""  # noqa: S608 - only constants are joined

_VISTO = """
UPDATE core_seguidor s SET visto = m.version
  FROM unnest(%(seguidores)s::bigint[], %(versiones)s::int[]) AS m (seguidor_id, version)
 WHERE s.id = m.seguidor_id
"""


class Movido(NamedTuple):
    """A follower of what moved: up to which version, the last step of others, how many."""

    seguidor: int
    version: int
    entrada: int | None
    cuantas: int


def sigue(expediente: Expediente, user: Usuario) -> bool:
    """Whether `user` follows it."""
    return Seguidor.objects.filter(expediente_id=expediente.pk, usuario=user).exists()


def seguidos(user: Usuario) -> QuerySet[Expediente]:
    """What `user` follows and may see, the last to move first; `desde` says since when."""
    desde = Seguidor.objects.filter(usuario=user, expediente_id=OuterRef("pk")).values("desde")
    suyos = Expediente.objects.filter(seguidores__usuario=user)
    return (
        access.scope(suyos, user)
        .annotate(desde=Subquery(desde[:1]))
        .order_by("-actualizado_en", "-pk")
    )


@transaction.atomic
def seguir(*, expediente_id: int, actor: Usuario) -> None:
    """From now on `actor` is told when it moves. `Expediente.DoesNotExist` if it is out of sight.

    Twice does nothing.
    """
    expediente = _a_la_vista(expediente_id, actor)
    Seguidor.objects.get_or_create(
        expediente=expediente, usuario=actor, defaults={"visto": expediente.version}
    )


@transaction.atomic
def dejar(*, expediente_id: int, actor: Usuario) -> None:
    """`actor` is told no more. What is out of sight may be left, too."""
    Seguidor.objects.filter(expediente_id=expediente_id, usuario=actor).delete()


def de(expediente: Expediente) -> QuerySet[Usuario]:
    """Who follows it."""
    return Usuario.objects.filter(sigue__expediente=expediente.pk, is_active=True)


def avisar() -> int:
    """Tell whoever follows what has moved since: the last step of others, and how many there were.

    In the bell, once for each look; how many followers were looked at. Twice, or by two workers,
    nothing is told twice.
    """
    mirados = 0
    while cuantos := _avisar_lote():
        mirados += cuantos
        if cuantos < LOTE:
            break
    return mirados


@transaction.atomic
def _avisar_lote() -> int:
    movidos = _los_que_se_movieron()
    if not movidos:
        return 0
    de_otros = [movido for movido in movidos if movido.cuantas]
    notifiers.notify_from(
        _AVISAR,
        {
            "seguidores": [uno.seguidor for uno in de_otros],
            "entradas": [uno.entrada for uno in de_otros],
            "cuantas": [uno.cuantas for uno in de_otros],
        },
        disponible_en=clock.now(),
    )
    _marcar(movidos)
    return len(movidos)


def _los_que_se_movieron() -> list[Movido]:
    with connection.cursor() as cursor:
        cursor.execute(_MOVIDOS, {"lote": LOTE})
        return [Movido(*fila) for fila in cursor.fetchall()]


def _marcar(movidos: list[Movido]) -> None:
    """Up to here they were told, or had nothing to be told."""
    params = {
        "seguidores": [uno.seguidor for uno in movidos],
        "versiones": [uno.version for uno in movidos],
    }
    with connection.cursor() as cursor:
        cursor.execute(_VISTO, params)


def _a_la_vista(expediente_id: int, actor: Usuario) -> Expediente:
    return access.scope(Expediente.objects.filter(pk=expediente_id), actor).get()

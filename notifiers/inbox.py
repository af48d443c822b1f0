"""The bell: what a person was told, newest first, read or not."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from core import access, clock
from core.models import Expediente, Usuario
from notifiers.kinds import PERSONAL, WITHOUT_BELL
from notifiers.models import Entrega, Notificacion

# `_sin_leer`, counted by every page: the ORM takes longer to say it than PostgreSQL to answer.
SIN_LEER = """
SELECT count(*) FROM notifiers_notificacion
 WHERE usuario_id = %s AND leida_en IS NULL AND clase <> ALL(%s)"""


def sin_leer(usuario: Usuario) -> int:
    """How many are unread."""
    with connection.cursor() as cursor:
        cursor.execute(SIN_LEER, [usuario.pk, list(WITHOUT_BELL)])
        (cuantos,) = cursor.fetchone()
    return int(cuantos)


def lista(usuario: Usuario, solo_sin_leer: bool = False) -> QuerySet[Notificacion]:
    """The notices of a person, newest first; `visible`: the case file still is."""
    suyos = access.scope(Expediente.objects.filter(pk=OuterRef("expediente_id")), usuario)
    notificaciones = _sin_leer(usuario) if solo_sin_leer else _campana(usuario)
    return (
        notificaciones.annotate(accesible=Q(expediente__isnull=True) | Exists(suyos))
        .select_related("expediente", "usuario")
        .order_by("-creado_en", "-pk")
    )


def marcar_leida(usuario: Usuario, id: int) -> bool:  # noqa: A002 - the row's own word for it
    """Mark one of a person's notices as read; False if it is not theirs or was read before."""
    return _sin_leer(usuario).filter(pk=id).update(leida_en=clock.now()) == 1


def marcar_todas(usuario: Usuario, momento: datetime | None = None) -> int:
    """Mark everything a person was told as read, now or then; how many were unread."""
    return _sin_leer(usuario).update(leida_en=momento or clock.now())


def desmarcar(usuario: Usuario, momento: datetime) -> int:
    """Unread again is what was marked as read at that very moment; how many that was."""
    return _campana(usuario).filter(leida_en=momento).update(leida_en=None)


def de_expediente(expediente: Expediente) -> QuerySet[Notificacion]:
    """Whom a case file told what, newest first: for whoever may see it.

    Of each only what kind, when and whom, and whether it got there (`no_llego`).
    """
    fallida = Entrega.objects.filter(notificacion=OuterRef("pk"), estado=Entrega.Estado.FALLIDA)
    return (
        Notificacion.objects.filter(expediente_id=expediente.pk)
        .exclude(clase__in=PERSONAL)
        .annotate(fallida=Exists(fallida))
        .select_related("usuario", "actor")
        .only("clase", "creado_en", "usuario__nombre", "usuario__email", "actor__nombre")
        .order_by("-creado_en", "-pk")
    )


def con_mensajes(usuario: Usuario) -> QuerySet[Notificacion, int | None]:
    """The ids of the case files of which a comment is unread, for a person who was told of it."""
    comentario = Q(clase="X01") | Q(clase="X01S", datos__verbo="comentar")
    return _sin_leer(usuario).filter(comentario).values_list("expediente_id", flat=True)


def _campana(usuario: Usuario) -> QuerySet[Notificacion]:
    return Notificacion.objects.filter(usuario_id=usuario.pk).exclude(clase__in=WITHOUT_BELL)


def _sin_leer(usuario: Usuario) -> QuerySet[Notificacion]:
    return _campana(usuario).filter(leida_en__isnull=True)

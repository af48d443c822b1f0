"""Who may see and do what.

What a person is to the object comes first (`es`), the roles add to it (`tiene_rol`), and a
substitute may what the person substituted may (`Suplencia`). Access is checked where the object is
fetched: `scope`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from rules.predicates import Predicate, predicate

from core import lectura
from core.models import Caso, Expediente, Participacion, Suplencia, Usuario, Vinculo

M = TypeVar("M", bound=Model)

_READERS = f"""
WITH {lectura.SUPLENTES}, preguntados (expediente_id, usuario_id) AS (
    SELECT * FROM unnest(%(expedientes)s::bigint[], %(usuarios)s::bigint[])
), {lectura.LECTORES}
SELECT usuario_id, expediente_id FROM lectores
"""  # noqa: S608 - only constants are joined


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission, and on whose behalf it is used (None: one's own)."""

    por: Usuario | None = None


def identities(user: Usuario) -> tuple[Usuario, ...]:
    """The person and those the person stands in for today, read once per instance."""
    if not user.suple:
        return (user,)
    if "_identities" not in user.__dict__:
        vigentes = Suplencia.objects.vigentes().filter(suplente=user).select_related("titular")
        user.__dict__["_identities"] = (user, *(suplencia.titular for suplencia in vigentes))
    known: tuple[Usuario, ...] = user.__dict__["_identities"]
    return known


def tiene_rol(*roles: str) -> Predicate:
    """True for a person with one of `roles`."""

    def test(user: Usuario, _obj: object = None) -> bool:
        return not user.roles.isdisjoint(roles)

    return Predicate(test, name="rol:" + "|".join(roles))


def es(*papeles: str) -> Predicate:
    """True for a person who is one of `papeles` to the object."""

    def test(user: Usuario, obj: Caso | None = None) -> bool:
        return obj is not None and any((papel, user.pk) in obj.papeles for papel in papeles)

    return Predicate(test, name="es:" + "|".join(papeles))


@predicate(name="sistema")
def es_sistema(user: Usuario, _obj: object = None) -> bool:
    """True for the user in whose name the clock acts."""
    return user.es_sistema


@predicate(name="abierto")
def esta_abierto(_user: Usuario, obj: Caso | None = None) -> bool:
    """True while somebody still has to do something about the object."""
    return obj is not None and not obj.cerrado


def who(test: Predicate) -> Callable[[Any, Any], bool]:
    """`test` in the form django_fsm takes as `permission=`."""

    def permission(instance: Any, user: Any) -> bool:
        return bool(test.test(user, instance))

    return permission


def can(user: Usuario | AnonymousUser, verb: str, obj: Caso | type[Caso]) -> Grant | None:
    """The right of `user` to `verb` this object (or to make one of this class), or None."""
    if not isinstance(user, Usuario) or not (user.is_active or user.es_sistema):
        return None
    for identity in identities(user):
        identity.__dict__["quien_actua"] = user  # for predicates about the person, not the post
        if _may(identity, verb, obj):
            return Grant(por=None if identity is user else identity)
    return None


def _may(identity: Usuario, verb: str, obj: Caso | type[Caso]) -> bool:
    test = obj.PERMISOS.get(verb)
    if test is not None:
        return bool(test.test(identity, None if isinstance(obj, type) else obj))
    meta = getattr(obj, verb)._django_fsm
    transition = meta.get_transition(meta.field.get_state(obj)) or next(
        iter(meta.transitions.values())
    )
    return bool(transition.has_perm(obj, identity))


def scope(queryset: QuerySet[M], user: Usuario | AnonymousUser) -> QuerySet[M]:
    """Only the case files `user` may see: by being part of them, by role and reserve degree."""
    if not isinstance(user, Usuario):
        return queryset.none()
    if user.es_sistema:
        return queryset
    if not user.is_active:
        return queryset.none()
    return queryset.filter(visible(queryset.model, user))


def waiting(queryset: QuerySet[M], user: Usuario, waits: Callable[[Usuario], Q]) -> QuerySet[M]:
    """What waits for `user` or whoever `user` stands in for, as far as `user` may see it.

    `waits` says what waits for one person. `por_id` says whose it is; None: one's own.
    """
    conditions = {identity: waits(identity) for identity in identities(user)}
    found = scope(queryset.filter(reduce(or_, conditions.values())), user)
    return cast("QuerySet[M]", found.annotate(por_id=_whose(user, conditions)))


def _whose(user: Usuario, conditions: Mapping[Usuario, Q]) -> Value | Case:
    """Whose each is. Nobody asks the database what can only be one's own."""
    if len(conditions) == 1:
        return Value(None, output_field=BigIntegerField())
    whose = [
        When(condition, then=Value(None if identity is user else identity.pk))
        for identity, condition in conditions.items()
    ]
    return Case(*whose, output_field=BigIntegerField())


def visible(model: type[Model], user: Usuario) -> Q:
    """The condition of `scope`, for queries that start at a case file or a process model.

    Made once per instance of the person and those the person stands in for.
    """
    made: dict[tuple[Any, ...], Q] = user.__dict__.setdefault("_visible", {})
    key = (model, identities(user))
    if key not in made:
        made[key] = _visible(model, user)
    return made[key]


def _visible(model: type[Model], user: Usuario) -> Q:
    """What is cheap to know of a row comes first: the database looks no further than it must."""
    people = [identity.pk for identity in identities(user)]
    roles = frozenset[str]().union(*(identity.roles for identity in identities(user)))
    mine = Q(Exists(Participacion.objects.filter(expediente_id=OuterRef("pk"), usuario__in=people)))
    if issubclass(model, Caso):
        if _degree(model, roles) >= Expediente.GRADO_MAYOR:
            return Q()
        return _by_role(model, roles, people, "grado") | mine
    by_role = [
        Q(clase=clase.CLASE) & _by_role(clase, roles, people, "nivel_reserva")
        for clase in Expediente.clases().values()
    ]
    return reduce(or_, [*by_role, mine])


def _degree(clase: type[Caso], roles: frozenset[str]) -> int:
    """The highest degree that the roles open; -1: none."""
    return max((clase.LECTURA.get(rol, -1) for rol in roles), default=-1)


def _by_role(clase: type[Caso], roles: frozenset[str], people: list[int], column: str) -> Q:
    """Which case files of this class the roles open; `column`: where their degree is read."""
    condition = Q(pk__in=[])
    degree = _degree(clase, roles)
    if degree >= 0:
        condition |= Q(**{f"{column}__lte": degree})
    if clase.LECTURA_VINCULADA & roles:
        condition |= Q(**{f"{column}__lte": lectura.GRADO_VINCULADO}) & _linked_to(people)
    return condition


def _linked_to(people: list[int]) -> Q:
    onward = Vinculo.objects.filter(de_id=OuterRef("pk"), a__participaciones__usuario__in=people)
    back = Vinculo.objects.filter(a_id=OuterRef("pk"), de__participaciones__usuario__in=people)
    return Q(Exists(onward)) | Q(Exists(back))


def readers(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of `pairs` (person, case file) where the one may see the other, in one query.

    `scope` from the side of the people; whoever has left, and the sistema, read nothing here.
    """
    asked = list(pairs)
    values = {
        "usuarios": [user for user, _expediente in asked],
        "expedientes": [expediente for _user, expediente in asked],
    }
    with connection.cursor() as cursor:
        cursor.execute(_READERS, {**values, **lectura.parametros()})
        return set(cursor.fetchall())

"""One step of a state machine: lock, access, version, permission, conditions, state, history."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_fsm import GET_STATE, Transition

from core import access, clock, codigos
from core.models import Caso, Historial, HistorialTexto, Participacion, Usuario

C = TypeVar("C", bound=Caso)
Text = str | Promise


class NotAllowed(Exception):  # noqa: N818 - what happened, not a defect
    """The step is refused and nothing was changed; `motivo` is a sentence for the screen."""

    def __init__(self, verb: str, motivo: Text) -> None:
        super().__init__(f"{verb}: {motivo}")
        self.verb = verb
        self.motivo = str(motivo)


class StaleVersion(Exception):  # noqa: N818
    """Somebody changed the object after the form was made; `obj` is as it is now."""

    def __init__(self, obj: Caso, seen: int) -> None:
        super().__init__(f"{obj.codigo}: version {obj.version}, the form saw {seen}")
        self.obj = obj
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard of a transition that also says why not."""

    test: Callable[[Any], bool]
    motivo: Text

    def __call__(self, obj: Any) -> bool:
        return bool(self.test(obj))


@dataclass(frozen=True, slots=True)
class Step:
    """A verb as the screen offers it to one person."""

    verb: str
    label: str
    allowed: bool
    motivo: str = ""
    primary: bool = False
    danger: bool = False
    icon: str = ""


def destinos(transition: Transition) -> tuple[str, ...]:
    """The states that a declared step may lead to; none where it stays in its own."""
    target = transition.target
    if isinstance(target, GET_STATE):
        return tuple(str(one) for one in target.allowed_states)
    return (str(target),) if target else ()


def destino(obj: Caso, verb: str) -> str:
    """The state in which `obj` is after this step."""
    transition = getattr(obj, verb)._django_fsm.get_transition(state(obj))
    target = transition.target
    if isinstance(target, GET_STATE):
        return str(target.get_state(obj, transition, state(obj)))
    return str(target or state(obj))


def lock(model: type[C], pk: int, *, actor: Usuario, version: int | None = None) -> C:
    """The row, locked until the end of the transaction.

    Raises `model.DoesNotExist` if `actor` may not see it, `StaleVersion` if it moved on since.
    """
    # Its key is left free for those who point at it: the sweep holds a deadline of it when it
    # writes a notice of it, and who closes that deadline here would wait for the sweep.
    visible = access.scope(model._default_manager.filter(pk=pk), actor)
    rows: QuerySet[C] = model._default_manager.select_for_update(no_key=True)  # type: ignore[assignment]
    obj = rows.get(pk=visible.values("pk")[:1])
    if version is not None and obj.version != version:
        raise StaleVersion(obj, version)
    return obj


def run(
    obj: Caso,
    verb: str,
    *,
    actor: Usuario,
    texto: str = "",
    datos: Mapping[str, Any] | None = None,
    **kwargs: Any,
) -> Historial:
    """Do `verb` on a locked row: state, fields, version and history. `kwargs` go to the method.

    Raises `NotAllowed` with the reason and changes nothing.
    """
    grant = allow(obj, verb, actor)
    before = state(obj)
    getattr(obj, verb)(**kwargs)
    return _save(obj, verb, actor, grant, before, texto, datos)


def record(
    obj: Caso,
    verb: str,
    *,
    actor: Usuario,
    texto: str = "",
    datos: Mapping[str, Any] | None = None,
) -> Historial:
    """Save a locked row changed without a transition (editar, adjuntar) and write its history."""
    grant = access.can(actor, verb, obj)
    if grant is None:
        raise NotAllowed(verb, _("No le corresponde a usted."))
    return _save(obj, verb, actor, grant, state(obj), texto, datos)


@transaction.atomic
def create(
    obj: Caso,
    *,
    actor: Usuario,
    verb: str = "crear",
    papeles: Mapping[str, Iterable[Usuario]] | None = None,
    texto: str = "",
    datos: Mapping[str, Any] | None = None,
) -> Historial:
    """Open a case file: its code, the people it has, the first entry of its history."""
    grant = access.can(actor, verb, type(obj))
    if grant is None:
        raise NotAllowed(verb, _("No le corresponde a usted."))
    obj.clase, obj.codigo = obj.CLASE, codigos.siguiente(obj.prefijo())
    obj.creado_por = actor
    obj.save(force_insert=True)
    for papel, people in {"autor": [actor], **(papeles or {})}.items():
        assign(obj, papel, *people)
    return _write(obj, verb, actor, grant, "", texto, datos)


def assign(obj: Caso, papel: str, *people: Usuario) -> None:
    """From now on exactly `people` are `papel` to the object."""
    Participacion.objects.filter(expediente_id=obj.pk, papel=papel).exclude(
        usuario__in=people
    ).delete()
    Participacion.objects.bulk_create(
        [Participacion(expediente_id=obj.pk, usuario=one, papel=papel) for one in people],
        ignore_conflicts=True,
    )
    obj.__dict__.pop("papeles", None)


def allow(obj: Caso, verb: str, actor: Usuario) -> access.Grant:
    """The grant with which `actor` may do `verb` now; raises `NotAllowed` with the first reason."""
    meta = getattr(obj, verb)._django_fsm
    if not meta.has_transition(state(obj)):
        label = dict(meta.field.flatchoices).get(state(obj), state(obj))
        raise NotAllowed(verb, _("No se puede: está en «%(estado)s».") % {"estado": label})
    grant = access.can(actor, verb, obj)
    if grant is None:
        raise NotAllowed(verb, _("No le corresponde a usted."))
    for condition in meta.get_transition(state(obj)).conditions:
        if not condition(obj):
            raise NotAllowed(verb, condition.motivo)
    return grant


def steps(obj: Caso, user: Usuario) -> list[Step]:
    """Every verb of the machine for this person, in the order of its declaration.

    Verbs of the clock and of imports (`custom={"hidden": True}`) are left out.
    """
    return [_step(obj, user, *declared) for declared in verbs(type(obj))]


def possible(obj: Caso, user: Usuario, verbos: Container[str] | None = None) -> list[Step]:
    """Those of `steps` that this person can take now; of `verbos` alone if they are given."""
    from_here = _verbs_from(type(obj), state(obj))
    return [
        step
        for declared in from_here
        if verbos is None or declared[0] in verbos
        if (step := _step(obj, user, *declared)).allowed
    ]


def _step(obj: Caso, user: Usuario, verb: str, label: Text, custom: Mapping[str, Any]) -> Step:
    try:
        allow(obj, verb, user)
        motivo = ""
    except NotAllowed as refusal:
        motivo = refusal.motivo
    return Step(
        verb=verb,
        label=str(label),
        allowed=not motivo,
        motivo=motivo,
        primary=bool(custom.get("primary")) and not motivo,
        danger=bool(custom.get("danger")),
        icon=custom.get("icon", ""),
    )


@cache
def verbs(model: type[Caso]) -> tuple[tuple[str, Text, dict[str, Any]], ...]:
    """(verb, label, custom) of every transition a person can take, as declared in the class."""
    methods = model.estado.field.transitions[model]
    found = []
    for name in sorted(methods, key=lambda n: methods[n].__wrapped__.__code__.co_firstlineno):
        custom = next(iter(methods[name]._django_fsm.transitions.values())).custom
        if not custom.get("hidden"):
            found.append((name, custom["label"], custom))
    return tuple(found)


@cache
def _verbs_from(model: type[Caso], state: str) -> tuple[tuple[str, Text, dict[str, Any]], ...]:
    """Those of `verbs` that are declared to begin in this state."""
    return tuple(
        declared
        for declared in verbs(model)
        if getattr(model, declared[0])._django_fsm.has_transition(state)
    )


def state(obj: Caso) -> str:
    return str(obj.estado)


def _save(
    obj: Caso,
    verb: str,
    actor: Usuario,
    grant: access.Grant,
    before: str,
    texto: str,
    datos: Mapping[str, Any] | None,
) -> Historial:
    obj.version += 1
    obj.actualizado_en = clock.now()
    obj.save()
    return _write(obj, verb, actor, grant, before, texto, datos)


def _write(
    obj: Caso,
    verb: str,
    actor: Usuario,
    grant: access.Grant,
    before: str,
    texto: str,
    datos: Mapping[str, Any] | None,
) -> Historial:
    entry = Historial.objects.create(
        expediente_id=obj.pk,
        usuario=actor,
        por=grant.por,
        verbo=verb,
        de=before,
        a=state(obj),
        datos=dict(datos or {}),
    )
    if texto:
        HistorialTexto.objects.create(entrada=entry, texto=texto)
    return entry

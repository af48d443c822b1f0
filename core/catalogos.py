"""Actores, temas and lugares: who makes and changes them, and what is kept of each change.

What an actor is told goes to the address written here, so each change has its author, and a form
that is stale changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from core import access, clock, externos
from core.access import Grant
from core.models import (
    Actor,
    Catalogado,
    Expediente,
    HistorialCatalogo,
    HistorialCatalogoValores,
    Usuario,
)
from core.transitions import NotAllowed

O = TypeVar("O", bound=Catalogado)  # noqa: E741

CREAR, EDITAR = "crear", "editar"
PUEDEN = {
    CREAR: frozenset(
        {
            "jefe_agenda",
            "asistente",
            "gerente_meta",
            "responsable_metas",
            "prensa",
            "contraparte",
        }
    ),
    EDITAR: frozenset({"jefe_agenda", "asistente", "contraparte"}),
}
# Who keeps the catalogues keeps temas and lugares, and knows nothing of people.
ADMINISTRA = frozenset({"administrador"})
# Who answers people needs their address; the others see it of those they deal with.
CONTACTAN = frozenset({"titular", "jefe_agenda", "asistente", "contraparte"})


class Cambiado(Exception):  # noqa: N818 - what happened, not a defect
    """Somebody changed it after the form was made; `objeto` is as it is now."""

    def __init__(self, objeto: Catalogado, visto: int) -> None:
        super().__init__(f"{objeto.pk}: version {objeto.version}, the form saw {visto}")
        self.objeto = objeto
        self.visto = visto


def puede(user: Usuario | AnonymousUser, verbo: str, modelo: type[Catalogado]) -> Grant | None:
    """The right of `user` to make or change one of these, or None.

    Whoever presents a request on the portal is written down by the system.
    """
    if not isinstance(user, Usuario):
        return None
    if user.es_sistema and modelo is Actor:
        return Grant()
    if not user.is_active:
        return None
    roles = PUEDEN[verbo] if modelo is Actor else PUEDEN[verbo] | ADMINISTRA
    for identity in access.identities(user):
        if identity.roles & roles:
            return Grant(por=None if identity is user else identity)
    return None


def ve_contacto(user: Usuario, actor: Actor) -> bool:
    """How to reach an actor is for who answers people, and who takes part in what concerns it."""
    people = access.identities(user)
    if any(identity.roles & CONTACTAN for identity in people):
        return True
    suyos = Expediente.objects.filter(participaciones__usuario__in=people)
    return suyos.filter(actores=actor).exists()


def con_contacto(user: Usuario, actores: Collection[int]) -> set[int]:
    """Those of `actores` (ids) whose contact `ve_contacto` would show, in one query for all."""
    people = access.identities(user)
    if any(identity.roles & CONTACTAN for identity in people):
        return set(actores)
    suyos = Expediente.objects.filter(participaciones__usuario__in=people)
    tocados = Actor.objects.filter(pk__in=actores, expediente__in=suyos)
    return set(tocados.values_list("pk", flat=True))


@transaction.atomic
def crear(*, modelo: type[O], actor: Usuario, campos: Mapping[str, Any]) -> O:
    """Write down a new one."""
    grant = _exigir(actor, CREAR, modelo)
    objeto = modelo(**campos)
    objeto.full_clean()
    objeto.save(force_insert=True)
    vacio = modelo()
    _escribir(objeto, CREAR, actor, grant, _cambios(vacio, objeto, campos))
    return objeto


@transaction.atomic
def editar(
    *,
    modelo: type[O],
    pk: int,
    actor: Usuario,
    campos: Mapping[str, Any],
    version: int | None = None,
) -> O:
    """Change what is known of one. Raises `Cambiado` if it moved on since the form was made."""
    objeto = modelo._default_manager.select_for_update().get(pk=pk)
    grant = _exigir(actor, EDITAR, modelo)
    if version is not None and version != objeto.version:
        raise Cambiado(objeto, version)
    antes = modelo._default_manager.get(pk=pk)
    for campo, valor in campos.items():
        setattr(objeto, campo, valor)
    objeto.full_clean()
    if cambios := _cambios(antes, objeto, campos):
        objeto.version += 1
        objeto.save()
        _escribir(objeto, EDITAR, actor, grant, cambios)
        _renombrar(objeto)
    return objeto


def _renombrar(objeto: Catalogado) -> None:
    if isinstance(objeto, Actor):
        externos.renombrar(objeto)


def historia(objeto: Catalogado) -> models.QuerySet[HistorialCatalogo]:
    """Who made it and who changed it, newest first."""
    entradas = HistorialCatalogo.objects.filter(**{_de(objeto): objeto})
    return entradas.select_related("usuario", "por", "escrito")


def redactar(entrada: HistorialCatalogo) -> None:
    """Take the values of one entry away, for who asks that it be forgotten; the entry stays."""
    HistorialCatalogoValores.objects.filter(entrada=entrada, redactado_en=None).update(
        valores={}, redactado_en=clock.now()
    )


def _exigir(actor: Usuario, verbo: str, modelo: type[Catalogado]) -> Grant:
    grant = puede(actor, verbo, modelo)
    if grant is None:
        raise NotAllowed(verbo, _("No le corresponde a usted."))
    return grant


def _escribir(
    objeto: Catalogado, verbo: str, actor: Usuario, grant: Grant, cambios: dict[str, list[str]]
) -> None:
    entrada = HistorialCatalogo.objects.create(
        **{_de(objeto): objeto},
        usuario=actor,
        por=grant.por,
        verbo=verbo,
        version=objeto.version,
        campos=list(cambios),
    )
    HistorialCatalogoValores.objects.create(entrada=entrada, valores=cambios)


def _cambios(antes: Catalogado, ahora: Catalogado, campos: Mapping[str, Any]) -> dict[str, Any]:
    """{field: [before, now]} of what differs, as people read it."""
    leidos = {campo: [_leer(antes, campo), _leer(ahora, campo)] for campo in campos}
    return {campo: par for campo, par in leidos.items() if par[0] != par[1]}


def _leer(objeto: Catalogado, campo: str) -> str:
    valor = getattr(objeto, campo)
    if isinstance(valor, dict):
        # An outline: that it is another one, not its hundreds of points.
        huella = hashlib.sha256(json.dumps(valor, sort_keys=True).encode()).hexdigest()
        return f"{valor.get('type', '')} {huella[:8]}"
    return "" if valor is None else str(valor)


def _de(objeto: Catalogado) -> str:
    """The column of the history that points at it."""
    return str(objeto._meta.model_name)

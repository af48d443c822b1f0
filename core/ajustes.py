"""What the town hall sets: who may change it, and what is kept of each change.

Every setting that a screen changes goes through here or through an action that calls `anotar`, so
that its history says who changed what, from what to what. A form that is stale changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.models import HistorialAjuste, Usuario
from core.transitions import NotAllowed

M = TypeVar("M", bound=models.Model)
Valores = dict[str, str]

CREAR, EDITAR, QUITAR = "crear", "editar", "quitar"


class Cambiado(Exception):  # noqa: N818 - what happened, not a defect
    """Somebody changed it after the form was made."""

    def __init__(self, objeto: models.Model, visto: int) -> None:
        super().__init__(f"{objeto._meta.label} {objeto.pk}: the form saw {visto}")
        self.objeto = objeto
        self.visto = visto


def exigir(actor: Usuario, verbo: str) -> None:
    """Raise `NotAllowed` for whoever does not administer (domain.md (b))."""
    if not (actor.is_active and actor.is_staff):
        raise NotAllowed(verbo, _("No le corresponde a usted."))


@transaction.atomic
def crear(*, modelo: type[M], actor: Usuario, campos: Mapping[str, Any]) -> M:
    """Make one; `ValidationError` by field for what makes no sense."""
    exigir(actor, CREAR)
    objeto = modelo(**campos)
    objeto.full_clean()
    objeto.save(force_insert=True)
    anotar(objeto, CREAR, actor, leer(modelo(), campos), leer(objeto, campos))
    return objeto


@transaction.atomic
def editar(
    *,
    modelo: type[M],
    pk: int,
    actor: Usuario,
    campos: Mapping[str, Any],
    visto: int | None = None,
) -> M:
    """Change one; nothing is kept of what stays as it was. Raises `Cambiado` for a stale form."""
    exigir(actor, EDITAR)
    with editando(modelo, pk, actor, list(campos), visto) as objeto:
        for campo, valor in campos.items():
            setattr(objeto, campo, valor)
        objeto.full_clean()
    return objeto


@contextmanager
def editando(
    modelo: type[M], pk: int, actor: Usuario, campos: list[str], visto: int | None = None
) -> Iterator[M]:
    """The locked row, saved afterwards, with what became of `campos` in its history."""
    objeto = modelo._default_manager.select_for_update(of=("self",)).get(pk=pk)
    if visto is not None and visto != ultimo(objeto):
        raise Cambiado(objeto, visto)
    antes = leer(objeto, campos)
    yield objeto
    objeto.save()
    anotar(objeto, EDITAR, actor, antes, leer(objeto, campos))


@transaction.atomic
def quitar(*, modelo: type[models.Model], pk: int, actor: Usuario) -> None:
    """Take one away; `ValidationError` while something hangs on it. Its history stays."""
    exigir(actor, QUITAR)
    objeto = modelo._default_manager.select_for_update(of=("self",)).get(pk=pk)
    campos = [campo.name for campo in modelo._meta.concrete_fields if not campo.primary_key]
    antes = leer(objeto, campos)
    anotar(objeto, QUITAR, actor, antes, dict.fromkeys(antes, ""))
    try:
        objeto.delete()
    except models.ProtectedError:
        raise ValidationError(_("No se puede quitar: hay cosas que dependen de esto.")) from None


def anotar(
    objeto: models.Model, verbo: str, actor: Usuario, antes: Valores, ahora: Valores
) -> None:
    """Write what changed of a setting into its history; an edit that changes nothing, not."""
    pares = {campo: [antes[campo], ahora[campo]] for campo in ahora}
    cambios = {campo: par for campo, par in pares.items() if par[0] != par[1]}
    if not cambios and verbo == EDITAR:
        return
    HistorialAjuste.objects.create(
        clase=objeto._meta.label_lower,
        objeto=objeto.pk,
        nombre=en_la_historia(objeto),
        usuario=actor,
        verbo=verbo,
        cambios=cambios,
    )


def leer(objeto: models.Model, campos: Mapping[str, Any] | list[str]) -> Valores:
    """What these fields hold, as people read it, in the language the history is kept in."""
    with translation.override("es"):
        return {campo: _leer(objeto, campo) for campo in campos}


def en_la_historia(objeto: models.Model) -> str:
    """What it is called in the history."""
    with translation.override("es"):
        return str(objeto)[:200]


def historia(objeto: models.Model) -> models.QuerySet[HistorialAjuste]:
    """Who made it and who changed it, newest first."""
    return todos().filter(clase=objeto._meta.label_lower, objeto=objeto.pk)


def todos() -> models.QuerySet[HistorialAjuste]:
    """Every change of every setting, newest first."""
    return HistorialAjuste.objects.select_related("usuario").order_by("-momento", "-pk")


def ultimo(objeto: models.Model) -> int:
    """The number of its last change; 0 for what nobody changed."""
    return historia(objeto).order_by("-pk").values_list("pk", flat=True).first() or 0


def _leer(objeto: models.Model, campo: str) -> str:
    field = objeto._meta.get_field(campo)
    if getattr(objeto, getattr(field, "attname", campo)) is None:  # what it hangs on, too
        return ""
    valor = getattr(objeto, campo)
    if isinstance(valor, list):
        return ", ".join(_de_la_lista(field, uno) for uno in valor)
    if getattr(field, "choices", None):
        return str(getattr(objeto, f"get_{campo}_display")())
    return str(valor)


def _de_la_lista(field: Any, valor: str) -> str:
    choices = dict(getattr(field.base_field, "choices", None) or ())
    return str(choices.get(valor, valor))

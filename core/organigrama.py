"""The areas and posts of the town hall. A tree never turns in on itself; nobody is left nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import ajustes
from core.models import Area, Cargo, Usuario


def crear_area(*, actor: Usuario, campos: Mapping[str, Any]) -> Area:
    """An area more."""
    return ajustes.crear(modelo=Area, actor=actor, campos=campos)


def editar_area(
    *, area_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Area:
    """Its name, what it depends on, who is its head."""
    _exigir_fuera(area_id, campos.get("superior"))
    return ajustes.editar(modelo=Area, pk=area_id, actor=actor, campos=campos, visto=visto)


@transaction.atomic
def quitar_area(*, area_id: int, actor: Usuario) -> None:
    """Only one where nobody is, and on which no other depends."""
    _exigir_vacia(Usuario.objects.filter(area=area_id).count())
    ajustes.quitar(modelo=Area, pk=area_id, actor=actor)


def crear_cargo(*, actor: Usuario, campos: Mapping[str, Any]) -> Cargo:
    """A post more."""
    return ajustes.crear(modelo=Cargo, actor=actor, campos=campos)


def editar_cargo(
    *, cargo_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Cargo:
    """What it is called."""
    return ajustes.editar(modelo=Cargo, pk=cargo_id, actor=actor, campos=campos, visto=visto)


@transaction.atomic
def quitar_cargo(*, cargo_id: int, actor: Usuario) -> None:
    """Only one that nobody has."""
    _exigir_vacia(Usuario.objects.filter(cargo=cargo_id).count())
    ajustes.quitar(modelo=Cargo, pk=cargo_id, actor=actor)


def _exigir_fuera(area_id: int, superior: Area | None) -> None:
    vistas: set[int] = set()
    while superior is not None and superior.pk not in vistas:
        if superior.pk == area_id:
            raise ValidationError({"superior": _("Un área no depende de sí misma.")})
        vistas.add(superior.pk)
        superior = superior.superior


def _exigir_vacia(personas: int) -> None:
    if personas:
        texto = ngettext(
            "No se puede quitar: la tiene %(n)d persona. Cámbiela antes.",
            "No se puede quitar: la tienen %(n)d personas. Cámbielas antes.",
            personas,
        )
        raise ValidationError(texto % {"n": personas})

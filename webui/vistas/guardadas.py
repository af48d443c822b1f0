"""The views of lists that people keep: what of an address, whose, in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.models import Usuario
from webui import cuentas
from webui.components.listas import ORDEN
from webui.models import VistaGuardada

# Of one list: more do not fit beside each other.
MAXIMO = 12
# Who may show a view to everybody of a role.
COMPARTEN = frozenset({"jefe_agenda", "contraparte"})


@dataclass(frozen=True, slots=True)
class Vista:
    """One that a person sees beside a list: her own, or that of whoever shows it to her role."""

    lista: str
    nombre: str
    consulta: str
    inicial: bool
    propia: bool
    de: str


_filtros: dict[str, type[forms.Form]] = {}
_titulos: dict[str, str | Promise] = {}


def registrar(lista: str, titulo: str | Promise, filtro: type[forms.Form]) -> None:
    """Let views of this list be kept; called once, where its view is."""
    _titulos[lista], _filtros[lista] = titulo, filtro


def titulo(lista: str) -> str:
    return str(_titulos[lista])


def existe(lista: str) -> bool:
    return lista in _filtros


def entendida(lista: str, consulta: str) -> str:
    """What the filters of the list understand of an address, and the order; the rest goes."""
    pedida = QueryDict(consulta)
    if not pedida:
        return ""
    form = _filtros[lista](pedida)
    form.is_valid()
    queda = QueryDict(mutable=True)
    for nombre in form.fields:
        if form.cleaned_data.get(nombre) not in (None, "", False):
            queda.setlist(nombre, pedida.getlist(nombre))
    if orden := pedida.get(ORDEN, "")[:40]:
        queda[ORDEN] = orden
    return queda.urlencode()


def visibles(request: HttpRequest, user: Usuario) -> list[Vista]:
    """Those that `user` sees: the own ones, and what is shown to a role of hers; in their order.

    Read for the menu and for whatever list stands beside it, now and then: a page of a list asks
    for nothing more. What others do shows within `cuentas.SEGUNDOS`; what one does oneself, at
    once.
    """
    return cuentas.guardado(request, user, "vistas", _leidas)


def _leidas(user: Usuario) -> list[Vista]:
    suyas = VistaGuardada.objects.filter(Q(usuario=user) | Q(rol__in=user.roles))
    campos = ("lista", "nombre", "consulta", "inicial", "usuario", "usuario__nombre")
    return [
        Vista(lista, nombre, consulta, inicial, duena == user.pk, quien)
        for lista, nombre, consulta, inicial, duena, quien in suyas.filter(
            lista__in=_filtros
        ).values_list(*campos)
    ]


def propias(user: Usuario) -> QuerySet[VistaGuardada]:
    """The own ones, list by list, in their order."""
    suyas = VistaGuardada.objects.filter(usuario=user, lista__in=_filtros)
    return suyas.order_by("lista", "lugar", "pk")


def puede_compartir(user: Usuario) -> bool:
    return bool(user.roles & COMPARTEN)


@transaction.atomic
def guardar(vista: VistaGuardada) -> None:
    """Write a new one, or what changed of one; raises `ValidationError` with what is wrong.

    There is one that opens the list: the one it was before is that no more.
    """
    suyas = VistaGuardada.objects.filter(usuario=vista.usuario, lista=vista.lista)
    otras = suyas.select_for_update().exclude(pk=vista.pk)
    if not vista.pk:
        if len(otras) >= MAXIMO:
            raise ValidationError(
                _("Ya tiene %(n)d vistas de esta lista: borre alguna.") % {"n": MAXIMO}
            )
        vista.lugar = max((una.lugar for una in otras), default=0) + 1
    if any(una.nombre == vista.nombre for una in otras):
        raise ValidationError({"nombre": _("Ya tiene una vista con ese nombre.")})
    if vista.inicial:
        otras.update(inicial=False)
    vista.save()


@transaction.atomic
def subir(vista: VistaGuardada) -> None:
    """Put it before the one that stands before it."""
    suyas = list(
        VistaGuardada.objects.select_for_update().filter(usuario=vista.usuario, lista=vista.lista)
    )
    lugar = suyas.index(vista)
    if lugar:
        suyas[lugar - 1 : lugar + 1] = reversed(suyas[lugar - 1 : lugar + 1])
    for numero, una in enumerate(suyas, 1):
        una.lugar = numero
    VistaGuardada.objects.bulk_update(suyas, ["lugar"])


def iniciales(request: HttpRequest, user: Usuario) -> Mapping[str, str]:
    """The address behind each list that the menu opens in a view of `user`'s."""
    return {
        una.lista: f"?{una.consulta}"
        for una in visibles(request, user)
        if una.inicial and una.consulta and una.propia
    }


def reponer(user: Usuario, datos: Mapping[str, Any]) -> str:
    """Undo that one was deleted; empty if it is there again already."""
    vista = VistaGuardada(usuario=user, **datos)
    try:
        guardar(vista)
    except ValidationError:
        return ""
    return _("La vista «%(nombre)s» está otra vez.") % {"nombre": vista.nombre}

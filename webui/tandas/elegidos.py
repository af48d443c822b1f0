"""Which case files of a list were chosen, and which verbs many of them can take at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from core import access, transitions
from core.models import Caso, Participacion, Usuario
from core.transitions import NotAllowed
from webui.components.listas import ORDEN
from webui.pantallas import Pantalla

# Of one go: what a person can still look through in the report.
LIMITE = 200
# Between a code and the version of it that was on the screen.
MARCA = ":"

Par = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Opcion:
    """A verb that can be taken for several at once, and for how many of those chosen."""

    verb: str
    label: str
    icon: str
    danger: bool
    cuantos: int


def leer(enviado: QueryDict, pantalla: Pantalla, user: Usuario) -> list[Par]:
    """Code and version of what a form chose: one by one, or all that a filter leaves.

    At most `LIMITE`. What cannot be understood is left out.
    """
    if enviado.get("todos"):
        consulta = QueryDict(enviado.get("consulta", ""))
        filtro = pantalla.filtro(consulta).leer()
        found = pantalla.lista(user, filtro, consulta.get(ORDEN, ""))[:LIMITE]
        return [(caso.codigo, caso.version) for caso in found]
    marcas = dict.fromkeys(enviado.getlist("elegido"))
    return [par for marca in marcas if (par := _par(marca))][:LIMITE]


def marca(codigo: str, version: int | None) -> str:
    """A choice as a box of the list carries it."""
    return codigo if version is None else f"{codigo}{MARCA}{version}"


def casos(pantalla: Pantalla, user: Usuario, pares: Iterable[Par]) -> list[Caso]:
    """Those of the chosen that `user` may see, in their order; who is what to each is at hand."""
    orden = {codigo: lugar for lugar, (codigo, _version) in enumerate(pares)}
    todos = pantalla.modelo._default_manager.filter(codigo__in=orden)
    found = sorted(access.scope(todos, user), key=lambda caso: orden[caso.codigo])
    _con_papeles(found)
    return found


def opciones(pantalla: Pantalla, user: Usuario, elegidos: Sequence[Caso]) -> list[Opcion]:
    """The verbs that some of the chosen can take now, by the machine and the person."""
    found = [
        Opcion(
            verb=verb,
            label=str(label),
            icon=custom.get("icon", ""),
            danger=bool(custom.get("danger")),
            cuantos=sum(not motivo(caso, verb, user) for caso in elegidos),
        )
        for verb, label, custom in transitions.verbs(pantalla.modelo)
        if verb in pantalla.pasos and pantalla.pasos[verb].en_tanda
    ]
    return sorted((una for una in found if una.cuantos), key=lambda una: una.danger)


def motivo(caso: Caso, verb: str, user: Usuario) -> str:
    """Why it cannot take the verb now; empty if it can."""
    try:
        transitions.allow(caso, verb, user)
    except NotAllowed as refusal:
        return refusal.motivo
    return ""


def _par(marca: str) -> Par | None:
    codigo, _dos_puntos, version = marca.partition(MARCA)
    if not codigo or len(codigo) > 20 or "\0" in codigo:
        return None
    entendida = version.isascii() and version.isdecimal() and len(version) < 10
    return codigo, int(version) if entendida else None


def _con_papeles(elegidos: Sequence[Caso]) -> None:
    """Read in one query what everybody is to each of them."""
    papeles: dict[int, set[Any]] = defaultdict(set)
    de_ellos = Participacion.objects.filter(expediente__in=[caso.pk for caso in elegidos])
    for pk, papel, quien in de_ellos.values_list("expediente_id", "papel", "usuario_id"):
        papeles[pk].add((papel, quien))
    for caso in elegidos:
        caso.__dict__["papeles"] = frozenset(papeles[caso.pk])

"""Quality of the data, for the contraparte: what open case files lack, by who answers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, faltas
from core.models import Usuario
from workflows.compromisos import recortes as de_compromisos
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries.listas import EN_MARCHA
from workflows.cruce.informes.cuadro import Eje, agrupados, nombrar
from workflows.cruce.informes.ejes import AREA, RESPONSABLE
from workflows.solicitudes import recortes as de_solicitudes
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

VEN = frozenset({"contraparte"})
# Without a move for so many calendar days, unless it is said.
QUIETO, QUIETOS = 30, (15, 30, 60, 90)
EJES: Mapping[str, Eje] = {"responsable": RESPONSABLE, "area": AREA}
FALTAS: Mapping[str, str | Promise] = {
    "sin_responsable": _("Sin responsable"),
    "sin_vinculos": _("Sin ningún vínculo"),
    "sin_actor": _("Sin actor"),
    "sin_tema": _("Sin tema"),
    "sin_lugar": _("Sin lugar"),
    "quieto": _("Sin moverse"),
    "sin_razon": _("Vencidos sin explicación"),
}


@dataclass(frozen=True, slots=True)
class Cosa:
    """What is looked at: its open ones, what they may lack, and how its list shows them."""

    titulo: str | Promise
    lista: str
    abiertos: Mapping[str, str]
    casos: Callable[[], QuerySet[Any]]
    recortes: Mapping[str, Callable[[], Q]]


@dataclass(frozen=True, slots=True)
class Renglon:
    """Whose they are, how many, and how many of them lack what."""

    clave: Any
    nombre: str
    abiertos: int
    faltas: Mapping[str, int]


SOLICITUDES = Cosa(
    _("Solicitudes"),
    "solicitudes",
    {"estado": "abiertas"},
    lambda: Solicitud.objects.filter(estado__in=states.ABIERTOS),
    de_solicitudes.CALIDAD,
)
COMPROMISOS = Cosa(
    _("Compromisos"),
    "compromisos",
    {"estado": "en_marcha"},
    lambda: Compromiso.objects.filter(EN_MARCHA),
    de_compromisos.CALIDAD,
)
COSAS = (SOLICITUDES, COMPROMISOS)


def la_ve(user: Usuario) -> bool:
    """Whether this person looks after the quality of the data."""
    return any(una.roles & VEN for una in access.identities(user))


def por(user: Usuario, cosa: Cosa, eje: Eje, dias: int) -> list[Renglon]:
    """Everything open that `user` may see by whose it is, those who lack most first."""
    grupos = agrupados(access.scope(cosa.casos(), user), eje).annotate(**_cuentas(cosa, dias))
    renglones = [_renglon(leida, nombrar(eje, leida)) for leida in grupos]
    return sorted(renglones, key=lambda uno: (-sum(uno.faltas.values()), uno.nombre))


def total(renglones: Iterable[Renglon]) -> Renglon:
    """All of them together: each case file is in one row alone."""
    todos = list(renglones)
    return Renglon(
        None,
        "",
        sum(uno.abiertos for uno in todos),
        {falta: sum(uno.faltas[falta] for uno in todos) for falta in FALTAS},
    )


def _cuentas(cosa: Cosa, dias: int) -> dict[str, Count]:
    condiciones = {
        nombre: faltas.quietos(dias) if nombre == "quieto" else cosa.recortes[nombre]()
        for nombre in FALTAS
    }
    return {
        "abiertos": Count("pk"),
        **{nombre: Count("pk", filter=uno) for nombre, uno in condiciones.items()},
    }


def _renglon(leida: Mapping[str, Any], nombre: str) -> Renglon:
    faltas_ = {falta: leida[falta] for falta in FALTAS}
    return Renglon(leida["clave_"], nombre, leida["abiertos"], faltas_)

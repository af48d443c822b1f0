"""How what was promised goes, counted by what it is, by who has it, by whom and where.

The rate is honest: what is open and overdue counts against it, and so does what was closed late or
only in part. `closed on time / (closed + open and overdue)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import access, clock
from core.models import Usuario
from core.tasas import por_ciento
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries.listas import ESTADOS, a_tiempo, cerrados_desde, por_luz


@dataclass(frozen=True, slots=True)
class Eje:
    """By what it is counted: its name, the column, the column of its words; one file, one row?"""

    titulo: str | Promise
    campo: str
    nombre: str
    unico: bool = True


EJES: Mapping[str, Eje] = {
    "tipo": Eje(_("Por tipo"), "tipo", "tipo"),
    "programador": Eje(_("Por quien programó"), "programador", "programador__nombre"),
    "responsable": Eje(_("Por responsable"), "responsable", "responsable__nombre"),
    "actor": Eje(_("Por actor"), "actores", "actores__nombre", unico=False),
    "lugar": Eje(_("Por lugar"), "lugares", "lugares__nombre", unico=False),
}


# What was closed is counted so many days back, never all of the past.
PERIODOS: Mapping[str, tuple[str | Promise, int]] = {
    "trimestre": (_("Cerrados en 3 meses"), 90),
    "anio": (_("Cerrados en 12 meses"), 365),
    "dos_anios": (_("Cerrados en 24 meses"), 730),
}
PERIODO = "anio"


def desde(periodo: str = PERIODO) -> date:
    """The first day of one of `PERIODOS`."""
    return clock.today() - timedelta(days=PERIODOS[periodo][1])


def cuadro(user: Usuario, por: str, cerrado_desde: date | None = None) -> list[dict[str, Any]]:
    """One row for each of an `EJES`, the most overdue first, of what `user` may see.

    All that is open, and what was closed since a day; that of `PERIODO` unless said.

    `clave`, `nombre`, `abiertos`, `por_vencer`, `vencidos`, `cumplidos`, `a_tiempo`, and
    `a_tiempo_original`: by the date promised first, whatever it was moved to.
    """
    eje = EJES[por]
    con_eje = _contables(user, cerrado_desde).filter(**{f"{eje.campo}__isnull": False})
    filas: Any = con_eje.values(clave=F(eje.campo), nombre=F(eje.nombre)).annotate(**_cuentas())
    return list(filas.order_by("-vencidos", "-abiertos", "nombre", "clave"))


def total(user: Usuario, cerrado_desde: date | None = None) -> dict[str, int]:
    """The same of everything that `user` may see."""
    return _contables(user, cerrado_desde).aggregate(**_cuentas())


def sumar(filas: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """What the rows of a table are together, where each file is in one of them."""
    filas = list(filas)
    return {name: sum(fila[name] for fila in filas) for name in _cuentas()}


def tasa(fila: Mapping[str, int], a_tiempo: str = "a_tiempo") -> int | None:
    """How many in a hundred were kept on time; None while nothing was closed nor is overdue."""
    return por_ciento(fila[a_tiempo], fila["cumplidos"] + fila["vencidos"])


def _contables(user: Usuario, cerrado_desde: date | None) -> QuerySet[Compromiso]:
    """Neither drafts nor what was taken back: nobody has to keep them."""
    abiertos = Q(estado__in=[uno for uno in states.ABIERTOS if uno != states.BORRADOR])
    cerrados = Q(estado__in=states.CUMPLIDOS) & cerrados_desde(cerrado_desde or desde())
    return access.scope(Compromiso.objects.filter(abiertos | cerrados), user)


def _cuentas() -> dict[str, Count]:
    return {
        "abiertos": Count("pk", filter=ESTADOS["en_marcha"]()),
        "por_vencer": Count("pk", filter=por_luz("por_vencer")),
        "vencidos": Count("pk", filter=por_luz("vencido")),
        "cumplidos": Count("pk", filter=ESTADOS["cumplidos"]()),
        "a_tiempo": Count("pk", filter=a_tiempo()),
        "a_tiempo_original": Count("pk", filter=a_tiempo("fecha_compromiso_original")),
    }

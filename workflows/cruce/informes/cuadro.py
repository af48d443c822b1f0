"""What a report is made of, and how it is made: one row for each of what it is counted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    CharField,
    DurationField,
    Expression,
    F,
    Max,
    QuerySet,
    Value,
)
from django.utils.functional import Promise

from core import access, clock
from core.arboles import que_tocan
from core.models import Area, Lugar, Tema, Usuario
from core.tasas import por_ciento

Valor = int | None
Filtros = Mapping[str, str]


class Percentil(Aggregate):
    """How long that share (0 to 1) of them took at most, between the two nearest."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(parte)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class Periodo:
    """From one day to another, both included."""

    desde: date
    hasta: date


@dataclass(frozen=True, slots=True)
class Pedido:
    """Counted by what, when, and of what alone."""

    por: str = ""
    periodo: Periodo | None = None
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Eje:
    """By what it is counted: the column, that of its words, and the filter under which a list
    shows what is in a row, that of the row which has none, and that of all rows together.

    `dentro`: a row is part of what the report is of alone, so that its own filter says it all.
    """

    titulo: str | Promise
    campo: str | Expression
    nombre: str = ""
    filtro: Callable[[Any], Filtros] = lambda _clave: {}
    ninguno: str | Promise = "—"
    falta: Filtros = field(default_factory=dict)
    juntas: Filtros = field(default_factory=dict)
    dentro: bool = False
    palabra: Callable[[Any], str] | None = None
    unico: bool = True  # each case file is in one row alone


@dataclass(frozen=True, slots=True)
class Columna:
    """A number: how it is counted, and the filters of its rows (None: it has none of its own).

    `fechada`: it is of the period. `unidad`: "", "dias" or "%". `tasa`: made of the others.
    `suma`: that of all is the sum of the rows. `lista`: where its rows are, if not where those of
    the report are. `eje`: all of them are rows of this report, counted by that.
    """

    titulo: str | Promise
    cuenta: Callable[[], Any] | None = None
    filtro: Filtros | Callable[[], Filtros] | None = None
    fechada: bool = True
    unidad: str = ""
    tasa: Callable[[Mapping[str, Any]], Valor] | None = None
    suma: bool = True
    lista: str = ""
    eje: str = ""


def de_casos(casos: QuerySet[Any], user: Usuario, pedido: Pedido) -> QuerySet[Any]:
    """Of case files those that `user` may see, and that the report is of alone."""
    casos = access.scope(casos, user)
    casos = que_tocan(casos, actor=pedido.actor, tema=pedido.tema, lugar=pedido.lugar)
    return casos.filter(responsable__area=pedido.area) if pedido.area else casos


@dataclass(frozen=True, slots=True)
class Informe:
    """A report. `lista` shows its rows, `fechas` are the filters of its period there.

    `dibuja`: the columns that are drawn, parts of a whole if they are `apiladas`.
    `quien` is shown it, who counts what `alcance` leaves; of what is no case file `cruza` is false.
    One whose rows are no groups of its cases says how it is made: `hace`.
    """

    clave: str
    titulo: str | Promise
    lead: str | Promise
    como: str | Promise
    lista: str
    ejes: Mapping[str, Eje]
    columnas: Mapping[str, Columna]
    casos: Callable[[Periodo | None], QuerySet[Any]]
    dibuja: tuple[str, ...]
    fechas: tuple[str, str] | None = None
    apiladas: bool = True
    ordena: str = ""
    suma_enlaza: bool = True  # whether a list can show all of it together
    quien: Callable[[Usuario], bool] = lambda _user: True
    alcance: Callable[[QuerySet[Any], Usuario, Pedido], QuerySet[Any]] = de_casos
    cruza: bool = True
    hace: Callable[[Usuario, Informe, Pedido], Cuadro] | None = None


@dataclass(frozen=True, slots=True)
class Fila:
    """What is counted, and its numbers by the name of their column; days are whole."""

    clave: Any
    nombre: str
    valores: Mapping[str, Valor]


@dataclass(frozen=True, slots=True)
class Cuadro:
    """A report that was made: its rows, and what is true of all of them together."""

    informe: Informe
    eje: Eje
    por: str
    filas: list[Fila]
    total: Fila


def periodo(nombre: str, hoy: date | None = None) -> Periodo:
    """This month, the last one, this quarter or this year, as far as it has come."""
    hoy = hoy or clock.today()
    mes = hoy.replace(day=1)
    if nombre == "mes_pasado":
        ultimo = mes - timedelta(days=1)
        return Periodo(ultimo.replace(day=1), ultimo)
    if nombre == "anio":
        return Periodo(hoy.replace(month=1, day=1), hoy)
    if nombre == "trimestre":
        return Periodo(hoy.replace(month=hoy.month - (hoy.month - 1) % 3, day=1), hoy)
    return Periodo(mes, hoy)


def hacer(user: Usuario, informe: Informe, pedido: Pedido) -> Cuadro:
    """The report, of what `user` may see; at most two queries, whatever is in it.

    What all of them are together is asked for only where it is not the sum of the rows.
    """
    if informe.hace is not None:
        return informe.hace(user, informe, pedido)
    por = pedido.por if pedido.por in informe.ejes else next(iter(informe.ejes))
    eje = informe.ejes[por]
    casos = informe.alcance(informe.casos(pedido.periodo), user, pedido)
    cuentas = {
        clave: columna.cuenta()
        for clave, columna in informe.columnas.items()
        if columna.cuenta is not None
    }
    grupos = list(agrupados(casos, eje).annotate(**cuentas))
    junto = _sumado(informe, grupos) if _se_suma(informe, eje) else casos.aggregate(**cuentas)
    filas = _en_orden(informe, por, [_fila(informe, eje, grupo) for grupo in grupos])
    return Cuadro(informe, eje, por, filas, Fila(None, "", _leida(informe, junto)))


def _se_suma(informe: Informe, eje: Eje) -> bool:
    return eje.unico and all(columna.suma for columna in informe.columnas.values())


def _sumado(informe: Informe, grupos: list[Any]) -> dict[str, Any]:
    """What the rows are together."""
    return {
        clave: sum((_entero(grupo[clave]) or 0) for grupo in grupos)
        for clave, columna in informe.columnas.items()
        if columna.cuenta is not None
    }


def agrupados(casos: QuerySet[Any], eje: Eje) -> Any:
    """A group for each row: its key (`clave_`) and its name (`nombre_`).

    Grouped by the key alone: to sort every case by a name, too, takes longer than to count them.
    """
    clave = F(eje.campo) if isinstance(eje.campo, str) else eje.campo
    grupos = casos.order_by().values(clave_=clave)
    nombre = Max(eje.nombre) if eje.nombre else Value("", output_field=CharField())
    return grupos.annotate(nombre_=nombre)


def _fila(informe: Informe, eje: Eje, leida: Mapping[str, Any]) -> Fila:
    return Fila(leida["clave_"], nombrar(eje, leida), _leida(informe, leida))


def nombrar(eje: Eje, leida: Mapping[str, Any]) -> str:
    """What the row of a group is called."""
    clave = leida["clave_"]
    return str(eje.ninguno) if clave in (None, "") else leida["nombre_"] or _palabra(eje, clave)


def _palabra(eje: Eje, clave: Any) -> str:
    return eje.palabra(clave) if eje.palabra else str(clave)


def _leida(informe: Informe, leida: Mapping[str, Any]) -> dict[str, Valor]:
    """The numbers in the order of the columns; one that is made of others comes after them."""
    valores: dict[str, Valor] = {}
    for clave, columna in informe.columnas.items():
        valores[clave] = columna.tasa(valores) if columna.tasa else _entero(leida[clave])
    return valores


def _entero(valor: Any) -> Valor:
    if isinstance(valor, timedelta):
        return round(valor / timedelta(days=1))
    return None if valor is None else int(valor)


def _en_orden(informe: Informe, por: str, filas: list[Fila]) -> list[Fila]:
    """Months as they came, else those with most of what matters first."""
    if por == "mes":
        return sorted(filas, key=lambda fila: fila.clave)
    campo = informe.ordena or next(iter(informe.columnas))
    return sorted(filas, key=lambda fila: (-(fila.valores[campo] or 0), fila.nombre))


def honesta(a_tiempo: str, cerrados: str, vencidos: str) -> Callable[[Mapping[str, Any]], Valor]:
    """How many in a hundred were done on time, of all that are done or overdue; None of none."""

    def tasa(fila: Mapping[str, Any]) -> Valor:
        return por_ciento(fila[a_tiempo], fila[cerrados] + fila[vencidos])

    return tasa

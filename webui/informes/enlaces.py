"""Where the rows of each number of a report are: its list, narrowed to exactly them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from workflows.cruce.informes import Columna, Cuadro, Fila, Pedido

CRUCES = ("actor", "tema", "lugar", "area")


def de(cuadro: Cuadro, pedido: Pedido, fila: Fila, columna: Columna) -> str:
    """The address of the rows that this number counts; empty where no list shows just them."""
    if columna.eje and fila is cuadro.total:
        return _en_el_informe(cuadro, pedido, columna.eje)
    if columna.filtro is None or (fila is cuadro.total and not cuadro.informe.suma_enlaza):
        return ""
    suyos = _de_la_fila(cuadro, fila)
    dados = _dados(pedido)
    otros = any(dados.get(nombre, valor) != valor for nombre, valor in suyos.items())
    if otros and not cuadro.eje.dentro:
        return ""  # its list would have to be of two places, or of two people, at once
    propios = columna.filtro() if callable(columna.filtro) else columna.filtro
    fechas = _fechas(cuadro, pedido) if columna.fechada else {}
    todos = {**fechas, **dados, **_dentro(suyos, fechas), **propios}
    return f"{reverse(f'{columna.lista or cuadro.informe.lista}:lista')}?{urlencode(todos)}"


def _en_el_informe(cuadro: Cuadro, pedido: Pedido, eje: str) -> str:
    """Its rows are rows of this report."""
    lapso = pedido.periodo
    dias = {"desde": lapso.desde.isoformat(), "hasta": lapso.hasta.isoformat()} if lapso else {}
    todos = {"por": eje, **dias, **_dados(pedido)}
    return f"{reverse('informes:uno', args=[cuadro.informe.clave])}?{urlencode(todos)}"


def _de_la_fila(cuadro: Cuadro, fila: Fila) -> Mapping[str, str]:
    if fila is cuadro.total:
        return cuadro.eje.juntas
    return cuadro.eje.falta if fila.clave in (None, "") else cuadro.eje.filtro(fila.clave)


def _dados(pedido: Pedido) -> dict[str, str]:
    """What the whole report is of."""
    dados = {nombre: getattr(pedido, nombre) for nombre in CRUCES}
    return {nombre: str(_clave(valor)) for nombre, valor in dados.items() if valor}


def _clave(valor: Any) -> Any:
    return getattr(valor, "pk", valor)


def _fechas(cuadro: Cuadro, pedido: Pedido) -> dict[str, str]:
    if cuadro.informe.fechas is None or pedido.periodo is None:
        return {}
    desde, hasta = cuadro.informe.fechas
    return {desde: pedido.periodo.desde.isoformat(), hasta: pedido.periodo.hasta.isoformat()}


def _dentro(suyos: Mapping[str, str], fechas: Mapping[str, str]) -> dict[str, str]:
    """The dates of a month end where those of the report do; as ISO they sort as dates do."""
    menor_o_mayor = {nombre: max if nombre.endswith("desde") else min for nombre in fechas}
    return {
        nombre: menor_o_mayor[nombre](valor, fechas[nombre]) if nombre in fechas else valor
        for nombre, valor in suyos.items()
    }

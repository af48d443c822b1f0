"""A report drawn as bars: the same numbers as its table, for who sees faster than reads.

Lengths in user units of the SVG. Each series has its own filling beside its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflows.cruce.informes import Cuadro, Fila, Informe

ANCHO, BARRA, RENGLON, ENTRE = 360, 12, 15, 9
# Where a number stands below the top of its bar.
AL_PIE = BARRA - 2
# Room for the number behind the longest bar.
NUMERO = 34
FILAS = 12
LETRAS = 52


@dataclass(frozen=True, slots=True)
class Trozo:
    """One piece of a bar: of which series, where, how long, and what it says."""

    serie: int
    x: float
    y: int
    ancho: float
    que: str


@dataclass(frozen=True, slots=True)
class Barra:
    """A row: its name over it, its pieces, and the numbers behind them."""

    nombre: str
    y: int
    trozos: Sequence[Trozo]
    numeros: Sequence[tuple[float, int, str]]  # x, y, text


@dataclass(frozen=True, slots=True)
class Grafico:
    """All that the template prints."""

    alto: int
    barras: Sequence[Barra]
    series: Sequence[tuple[int, str]]
    faltan: int


def dibujar(cuadro: Cuadro) -> Grafico | None:
    """The first rows, as bars; None if there is nothing to draw."""
    informe = cuadro.informe
    filas = cuadro.filas[:FILAS]
    mayor = max((_largo(informe, fila) for fila in filas), default=0)
    if not mayor:
        return None
    escala = (ANCHO - NUMERO) / mayor
    alto = RENGLON + ENTRE + BARRA * (1 if informe.apiladas else len(informe.dibuja))
    barras = [_barra(informe, fila, n * alto, escala) for n, fila in enumerate(filas)]
    series = [(n, str(informe.columnas[clave].titulo)) for n, clave in enumerate(informe.dibuja)]
    return Grafico(alto * len(filas), barras, series, len(cuadro.filas) - len(filas))


def _valores(informe: Informe, fila: Fila) -> list[int]:
    return [fila.valores[clave] or 0 for clave in informe.dibuja]


def _largo(informe: Informe, fila: Fila) -> int:
    valores = _valores(informe, fila)
    return sum(valores) if informe.apiladas else max(valores)


def _barra(informe: Informe, fila: Fila, y: int, escala: float) -> Barra:
    trozos, numeros, x, abajo = [], [], 0.0, y + RENGLON
    for serie, (clave, valor) in enumerate(
        zip(informe.dibuja, _valores(informe, fila), strict=True)
    ):
        que = f"{informe.columnas[clave].titulo}: {valor}"
        trozos.append(Trozo(serie, round(x, 1), abajo, round(valor * escala, 1), que))
        if informe.apiladas:
            x += valor * escala
        else:
            numeros.append((round(valor * escala + 4, 1), abajo + AL_PIE, str(valor)))
            abajo += BARRA
    if informe.apiladas:
        numeros = [(round(x + 4, 1), abajo + AL_PIE, str(_largo(informe, fila)))]
    return Barra(_corto(fila.nombre), y + RENGLON - 4, trozos, numeros)


def _corto(nombre: str) -> str:
    return nombre if len(nombre) <= LETRAS else f"{nombre[: LETRAS - 1]}…"

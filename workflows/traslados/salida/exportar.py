"""Writing a list as a sheet, some rows at a time, with what its reader may see while it is read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from core.models import Expediente, Usuario
from workflows.traslados.salida import hojas
from workflows.traslados.salida.listas import Lista

log = logging.getLogger(__name__)

# Rows that are in memory at once.
LOTE = 500
# From this degree on, what leaves together is told (X04).
RESERVADO = 3


@dataclass(frozen=True, slots=True)
class Pedido:
    """Who asks for which list, narrowed and sorted how, in which form."""

    usuario: Usuario
    lista: Lista
    formato: str
    filtro: Any
    orden: str = ""

    def filas(self) -> Any:
        """The rows of it, as the screen has them."""
        return self.lista.lista(self.usuario, self.filtro, self.orden)

    def claves(self) -> list[int]:
        """The ids of its rows, in their order."""
        return list(self.filas().prefetch_related(None).values_list("pk", flat=True))


@dataclass(slots=True)
class Escrito:
    """How many rows were written, and the ids of those of a high reserve degree."""

    filas: int = 0
    reservados: list[int] = field(default_factory=list)


def escribir(
    destino: IO[bytes],
    pedido: Pedido,
    *,
    claves: Sequence[int] | None = None,
    avance: Callable[[int], None] = lambda _hechas: None,
) -> Escrito:
    """Write a sheet into `destino`, in the language that is active; `avance` hears of each batch.

    What the person may no longer see when its batch is read is left out. `claves`: the ids, if they
    are known.
    """
    columnas = pedido.lista.columnas
    hoja = hojas.abrir(pedido.formato, destino, str(pedido.lista.titulo), columnas)
    escrito = Escrito()
    for lote in _lotes(pedido.claves() if claves is None else claves):
        for fila in _leidas(pedido, lote):
            hoja.fila([columna.leer(fila) for columna in columnas])
            escrito.filas += 1
            if pedido.lista.grado(fila) >= RESERVADO:
                escrito.reservados.append(_expediente(fila))
        avance(escrito.filas)
    hoja.cerrar()
    if escrito.reservados:
        contar_reservados(pedido, escrito.reservados)
    return escrito


def contar_reservados(pedido: Pedido, expedientes: Sequence[int]) -> None:
    """Say that somebody took case files of degree 3 or 4 out together (X04)."""
    log.warning(
        "%s exported %d reserved case files of %s",
        pedido.usuario.pk,
        len(expedientes),
        pedido.lista.nombre,
    )


def _leidas(pedido: Pedido, lote: Sequence[int]) -> Sequence[Any]:
    """The rows of a batch, in its order. The filter chose them before; access is asked again."""
    lista = pedido.lista
    todas = lista.lista(pedido.usuario, lista.filtro(), "")
    leidas = {fila.pk: fila for fila in todas.filter(pk__in=lote).prefetch_related(*lista.cruces)}
    return lista.preparar(pedido.usuario, [leidas[pk] for pk in lote if pk in leidas])


def _lotes(claves: Sequence[int]) -> Iterator[Sequence[int]]:
    for desde in range(0, len(claves), LOTE):
        yield claves[desde : desde + LOTE]


def _expediente(fila: Any) -> int:
    """The id of the case file of a row: itself, that of its meta, or of its publication."""
    caso = getattr(fila, "meta", None) or fila
    return int(caso.pk if isinstance(caso, Expediente) else caso.expediente_id)

"""Writing a list as a sheet, some rows at a time, with what its reader may see while it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from core.models import Expediente, Usuario
from workflows.cruce import lecturas
from workflows.traslados.salida import hojas
from workflows.traslados.salida.listas import Lista

# Rows that are in memory at once.
LOTE = 500


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

    What the person may no longer see when its batch is read is left out; case files of degree 3 and
    4 that are in it are written down and told (X04). `claves`: the ids, if they are known.
    """
    columnas = pedido.lista.columnas
    hoja = hojas.abrir(pedido.formato, destino, str(pedido.lista.titulo), columnas)
    escrito = Escrito()
    for lote in _lotes(pedido.claves() if claves is None else claves):
        for fila in _leidas(pedido, lote):
            hoja.fila([columna.leer(fila) for columna in columnas])
            escrito.filas += 1
            caso = pedido.lista.caso(fila)
            if caso is not None and caso.nivel_reserva >= lecturas.RESERVADO:
                escrito.reservados.append(caso.pk)
        avance(escrito.filas)
    hoja.cerrar()
    for lote in _lotes(escrito.reservados):
        lecturas.exportado(pedido.usuario, _con_papeles(lote))
    return escrito


def _leidas(pedido: Pedido, lote: Sequence[int]) -> Sequence[Any]:
    """The rows of a batch, in its order. The filter chose them before; access is asked again."""
    lista = pedido.lista
    todas = lista.lista(pedido.usuario, lista.filtro(), "")
    leidas = {fila.pk: fila for fila in todas.filter(pk__in=lote).prefetch_related(*lista.cruces)}
    return lista.preparar(pedido.usuario, [leidas[pk] for pk in lote if pk in leidas])


def _con_papeles(claves: Sequence[int]) -> list[Expediente]:
    """Case files with who is what to each, in two queries."""
    expedientes = list(Expediente.objects.filter(pk__in=claves))
    Expediente.leer_papeles(expedientes)
    return expedientes


def _lotes(claves: Sequence[int]) -> Iterator[Sequence[int]]:
    for desde in range(0, len(claves), LOTE):
        yield claves[desde : desde + LOTE]

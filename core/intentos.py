"""What a request tried in vain, if it is what an attacker would try: gathered while it is answered.

Whoever refuses it marks it here and knows nothing of requests; `ops.middleware` hands what was
gathered to `workflows.cruce.ataques` once the answer is made, whatever became of its transaction.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import NamedTuple

from core.models import IntentoRechazado

Clase = IntentoRechazado.Clase


class Marca(NamedTuple):
    """What was refused; `usuario_id`: the account it was tried on, if there is one."""

    clase: str
    usuario_id: int | None = None


_marcas: ContextVar[list[Marca] | None] = ContextVar("intentos", default=None)


def marcar(clase: str, usuario_id: int | None = None) -> None:
    """Say that something was refused; outside of a request nobody gathers it."""
    marcas = _marcas.get()
    if marcas is not None:
        marcas.append(Marca(clase, usuario_id))


@contextlib.contextmanager
def recogidos() -> Iterator[list[Marca]]:
    """What is marked inside the block, by this thread."""
    marcas: list[Marca] = []
    token = _marcas.set(marcas)
    try:
        yield marcas
    finally:
        _marcas.reset(token)

"""The codes of case files: `SOL-2026-00031`, counted anew each year for each prefix.

Whoever makes one counts in its own transaction: one that is rolled back leaves no gap, and whoever
makes another of that prefix waits for it. A long transaction counts beside itself (`aparte`).
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from core import clock

Cuenta = tuple[str, int]
"""What is counted together: a prefix, and a year."""

_SIGUIENTE = """
INSERT INTO core_secuencia (prefijo, anio, ultimo) VALUES (%s, %s, 1)
ON CONFLICT (prefijo, anio) DO UPDATE SET ultimo = core_secuencia.ultimo + 1
RETURNING ultimo
"""
# Only while the last of them is the last of all: nobody has counted on.
_DEVOLVER = """
UPDATE core_secuencia SET ultimo = %s WHERE prefijo = %s AND anio = %s AND ultimo = %s
"""


def siguiente(prefijo: str) -> str:
    """The next code of this year."""
    return _dador.get()((prefijo, clock.today().year))


@contextmanager
def aparte() -> Iterator[None]:
    """Inside the block each number is taken in a transaction of its own: nobody waits for ours.

    What is made in the block must be in one transaction. If the block fails, its numbers go back,
    as far as nobody has taken a later one; the others stay a gap, and so do all of a process that
    dies in it. In somebody's transaction numbers are taken in that one, as always.
    """
    if connection.in_atomic_block:
        yield
        return
    talonario = _Talonario()
    token = _dador.set(talonario)
    try:
        yield
    except BaseException:
        talonario.soltar(0)
        raise
    finally:
        _dador.reset(token)
        talonario.cerrar()


@contextmanager
def intento() -> Iterator[None]:
    """If the block fails, the numbers it was given are given to whoever comes next."""
    talonario = _dador.get()
    if not isinstance(talonario, _Talonario):
        yield
        return
    antes = len(talonario.dados)
    try:
        yield
    except BaseException:
        talonario.soltar(antes)
        raise


@contextmanager
def de_ensayo() -> Iterator[None]:
    """Inside the block codes are none: for what is taken back, whatever comes of it."""
    vez = secrets.token_hex(3)
    dados = 0

    def falso(cuenta: Cuenta) -> str:
        nonlocal dados
        dados += 1
        return f"{cuenta[0]}-~{vez}-{dados}"

    token = _dador.set(falso)
    try:
        yield
    finally:
        _dador.reset(token)


class _Talonario:
    """Numbers taken by a connection of its own, and those of them that nobody needs any more."""

    def __init__(self) -> None:
        self.dados: list[tuple[Cuenta, int]] = []
        self.libres: defaultdict[Cuenta, list[int]] = defaultdict(list)
        self._conexion: BaseDatabaseWrapper | None = None

    def __call__(self, cuenta: Cuenta) -> str:
        libres = self.libres[cuenta]
        numero = libres.pop(0) if libres else self._tomar(cuenta)
        self.dados.append((cuenta, numero))
        return _escrito(cuenta, numero)

    def soltar(self, desde: int) -> None:
        """Those given since then are free."""
        for cuenta, numero in self.dados[desde:]:
            self.libres[cuenta].append(numero)
            self.libres[cuenta].sort()
        del self.dados[desde:]

    def cerrar(self) -> None:
        """Give back what is free at the end of the count, if it still is the end."""
        if self._conexion is None:
            return
        try:
            with self._conexion.cursor() as cursor:
                for cuenta, libres in self.libres.items():
                    if libres:
                        cursor.execute(_DEVOLVER, [_antes_de(libres), *cuenta, libres[-1]])
        finally:
            self._conexion.close()

    def _tomar(self, cuenta: Cuenta) -> int:
        if self._conexion is None:
            self._conexion = connections.create_connection(DEFAULT_DB_ALIAS)
        return _contar(self._conexion, cuenta)


def _en_la_transaccion(cuenta: Cuenta) -> str:
    return _escrito(cuenta, _contar(connection, cuenta))


def _contar(conexion: BaseDatabaseWrapper, cuenta: Cuenta) -> int:
    with conexion.cursor() as cursor:
        cursor.execute(_SIGUIENTE, cuenta)
        (numero,) = cursor.fetchone()
    return int(numero)


def _antes_de(libres: list[int]) -> int:
    """The number before the run with which these end."""
    ultimo = libres[-1]
    while ultimo in libres:
        ultimo -= 1
    return ultimo


def _escrito(cuenta: Cuenta, numero: int) -> str:
    prefijo, anio = cuenta
    return f"{prefijo}-{anio}-{numero:05d}"


_dador: ContextVar[Callable[[Cuenta], str]] = ContextVar("dador", default=_en_la_transaccion)

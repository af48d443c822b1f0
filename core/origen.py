"""What began what is happening now: one id for a request, or for a call of the clock.

It stands in every line of the log, and in the rows that are caused meanwhile: whoever carries them
out later, in another process, goes on under the same id. Said by telephone as easily as written.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from contextvars import ContextVar

LARGO = 20
"""Characters the columns have for one."""
LARGO_CLAVE = 80
"""Characters the name of a key of the API may have."""
CORREO, ENLACE = "correo", "enlace"
"""By what else than the office something is done: a link for one step, or an outsider's own."""
# Without those that are taken for another when read aloud or written by hand (Crockford).
_LETRAS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_actual: ContextVar[str] = ContextVar("origen", default="")
_clave: ContextVar[str] = ContextVar("clave", default="")
_via: ContextVar[str] = ContextVar("via", default="")


def nuevo() -> str:
    """Return an id that nobody had: 50 random bits, such as `K7QF3-M9XPT`."""
    letras = "".join(secrets.choice(_LETRAS) for _ in range(10))
    return f"{letras[:5]}-{letras[5:]}"


def actual() -> str:
    """Return the id of what is going on in this thread; empty if nothing has one."""
    return _actual.get()


def poner(origen: str) -> None:
    """From now on this thread does what `origen` began; where a block is possible use `desde`."""
    _actual.set(origen)


@contextlib.contextmanager
def desde(origen: str) -> Iterator[None]:
    """Inside the block this thread does what `origen` began; an empty one changes nothing."""
    token = _actual.set(origen or _actual.get())
    try:
        yield
    finally:
        _actual.reset(token)


def clave() -> str:
    """Return the name of the key with which a program asks for this; empty for a person."""
    return _clave.get()


@contextlib.contextmanager
def por_clave(nombre: str) -> Iterator[None]:
    """Inside the block this thread does what was asked for with the key of this name."""
    token = _clave.set(nombre)
    try:
        yield
    finally:
        _clave.reset(token)


def via() -> str:
    """Return by which link this is done; empty for what is done in the office."""
    return _via.get()


@contextlib.contextmanager
def por_enlace(via: str) -> Iterator[None]:
    """Inside the block this thread does what was asked for by a link of this sort."""
    token = _via.set(via)
    try:
        yield
    finally:
        _via.reset(token)

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
# Without those that are taken for another when read aloud or written by hand (Crockford).
_LETRAS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_actual: ContextVar[str] = ContextVar("origen", default="")


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

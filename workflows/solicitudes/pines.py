"""The PIN with which whoever presented a request follows it: made by chance, kept as a hash."""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache

from django.contrib.auth.hashers import check_password, make_password

from workflows.solicitudes.models import AccesoPublico

CIFRAS = 8
_NO_CIFRA = re.compile(r"\D")


def nuevo() -> str:
    """Eight figures that nobody guesses in the few tries there are: 26 bits."""
    return f"{secrets.randbelow(10**CIFRAS):0{CIFRAS}}"


def decir(pin: str) -> str:
    """As people read and copy it: «4821 7730»."""
    return f"{pin[:4]} {pin[4:]}"


def sellar(pin: str) -> str:
    """What the row keeps of it."""
    return make_password(pin)


def es(pin: str, acceso: AccesoPublico | None) -> bool:
    """Whether it is that of this access; it takes as long where there is none."""
    guardado = acceso.pin if acceso else _de_nadie()
    coincide = check_password(_NO_CIFRA.sub("", pin)[:CIFRAS], guardado)
    return coincide and acceso is not None


def huella(acceso: AccesoPublico) -> str:
    """What changes with the PIN: a browser that entered with another one is out."""
    return hashlib.sha256(acceso.pin.encode()).hexdigest()[:16]


@cache
def _de_nadie() -> str:
    """The hash of a PIN that nobody has, made as all are."""
    return make_password(secrets.token_hex())

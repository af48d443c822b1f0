"""Secrets at rest: encrypted with the newest key, opened with any key of the installation."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

# What every token of Fernet begins with: its version, and the high bytes of its hour.
_SENA = "gAAAA"


class UnreadableError(Exception):
    """No key of the installation opens what is encrypted."""


def cifrar(claro: str) -> str:
    """The text, encrypted with the newest key."""
    return _llaves().encrypt(claro.encode()).decode()


def descifrar(cifrado: str) -> str:
    """The text in clear. Raises `UnreadableError`."""
    try:
        return _llaves().decrypt(cifrado.encode()).decode()
    except InvalidToken:
        raise UnreadableError("CLAVES_CIFRADO has no key for this secret") from None


def es_cifrado(texto: str) -> bool:
    """Whether it looks encrypted: what was kept in clear once is neither base64 nor so long."""
    return texto.startswith(_SENA)


def renovar(cifrado: str) -> str:
    """The same secret under the newest key; as it is if it was under it already.

    Raises `UnreadableError`.
    """
    try:
        Fernet(settings.CLAVES_CIFRADO[0]).decrypt(cifrado.encode())
    except InvalidToken:
        return cifrar(descifrar(cifrado))
    return cifrado


def _llaves() -> MultiFernet:
    return MultiFernet([Fernet(clave) for clave in settings.CLAVES_CIFRADO])

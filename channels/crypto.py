"""Credentials at rest: encrypted with the newest key, opened with any key of the installation."""

from __future__ import annotations

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableError(Exception):
    """No key of the installation opens the credentials."""


def seal(secretos: dict[str, str]) -> str:
    """Return the secrets as encrypted text."""
    return _keys().encrypt(json.dumps(secretos).encode()).decode()


def unseal(texto: str) -> dict[str, str]:
    """Return the secrets; nothing sealed is no secrets. Raises `UnreadableError`."""
    if not texto:
        return {}
    try:
        clear = _keys().decrypt(texto.encode())
    except InvalidToken:
        raise UnreadableError("CLAVES_CIFRADO has no key for these credentials") from None
    return dict(json.loads(clear))


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.CLAVES_CIFRADO])

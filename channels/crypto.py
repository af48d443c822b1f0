"""The credentials of an account, as one sealed text."""

from __future__ import annotations

import json

from core import cifrado
from core.cifrado import UnreadableError

__all__ = ["UnreadableError", "seal", "unseal"]


def seal(secretos: dict[str, str]) -> str:
    """Return the secrets as encrypted text."""
    return cifrado.cifrar(json.dumps(secretos))


def unseal(texto: str) -> dict[str, str]:
    """Return the secrets; nothing sealed is no secrets. Raises `UnreadableError`."""
    return dict(json.loads(cifrado.descifrar(texto))) if texto else {}

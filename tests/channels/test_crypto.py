"""Credentials at rest."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from channels import crypto


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    sealed = crypto.seal({"page_token": "EAAsecreto"})
    assert "EAAsecreto" not in sealed
    assert crypto.unseal(sealed) == {"page_token": "EAAsecreto"}


def test_an_old_key_still_opens_and_the_newest_seals(settings: Settings) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.CLAVES_CIFRADO = [old]
    sealed = crypto.seal({"a": "1"})
    settings.CLAVES_CIFRADO = [new, old]
    assert crypto.unseal(sealed) == {"a": "1"}
    again = crypto.seal({"a": "1"})
    settings.CLAVES_CIFRADO = [new]
    assert crypto.unseal(again) == {"a": "1"}
    with pytest.raises(crypto.UnreadableError):
        crypto.unseal(sealed)


def test_nothing_sealed_is_no_secrets() -> None:
    assert crypto.unseal("") == {}

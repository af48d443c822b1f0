"""What `manage.py check` says about an installation."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from ops import checks


def test_a_key_that_cannot_encrypt_is_an_error(settings: LazySettings) -> None:
    assert checks.encryption_keys() == []
    settings.CLAVES_CIFRADO = ["corta"]
    assert [error.id for error in checks.encryption_keys()] == ["ops.E001"]


@pytest.mark.django_db
def test_a_role_that_owns_the_history_is_a_warning() -> None:
    assert [found.id for found in checks.may_not_truncate(databases=["default"])] == ["ops.W002"]
    assert checks.may_not_truncate(databases=None) == []

"""What `manage.py check` says about an installation."""

from __future__ import annotations

import pytest

from ops import checks


@pytest.mark.django_db
def test_a_role_that_owns_the_history_is_a_warning() -> None:
    assert [found.id for found in checks.may_not_truncate(databases=["default"])] == ["ops.W002"]
    assert checks.may_not_truncate(databases=None) == []

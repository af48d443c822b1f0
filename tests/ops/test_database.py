"""The database is waited for, but never for ever."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wait", "limit"),
    [
        ("statement_timeout", "1min"),
        ("lock_timeout", "15s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ],
)
def test_every_wait_ends(wait: str, limit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {wait}")
        assert cursor.fetchone() == (limit,)


def test_what_takes_too_long_is_cut_off_and_the_connection_goes_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        with pytest.raises(OperationalError), transaction.atomic():
            cursor.execute("SELECT pg_sleep(5)")
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)

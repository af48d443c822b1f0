"""The database is waited for, but never for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import NotSupportedError, OperationalError, connection, transaction

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


@contextmanager
def una_tabla() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE una (dato varchar(10))")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE una")


@pytest.fixture
def preparando() -> Iterator[None]:
    """The sessions of this process keep plans, as the web's do."""
    connection.close()
    opciones = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = opciones | {"prepare_threshold": 5}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = opciones


def leer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT dato FROM una WHERE dato <> %s", ["otro"])
        cursor.fetchall()


def migrar() -> None:
    """As the new code of a deploy does, from a connection of its own."""
    otra = connection.copy()
    try:
        with otra.cursor() as cursor:
            cursor.execute("ALTER TABLE una ALTER dato TYPE varchar(20)")
    finally:
        otra.close()


def preparadas() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM una%'"
        )
        (cuantas,) = cursor.fetchone()
    return int(cuantas)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("preparando")
def test_what_is_asked_often_is_planned_once() -> None:
    with una_tabla():
        for _vez in range(7):
            leer()
        assert preparadas() == 1


@pytest.mark.django_db(transaction=True)
def test_who_works_behind_plans_for_the_values_of_each_time() -> None:
    with una_tabla():
        for _vez in range(7):
            leer()
        assert preparadas() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("preparando")
def test_a_migration_under_a_prepared_statement_is_not_noticed() -> None:
    with una_tabla():
        for _vez in range(7):
            leer()
        migrar()
        leer()
        assert preparadas() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("preparando")
def test_within_a_transaction_it_fails_once_and_then_goes_on() -> None:
    with una_tabla():
        for _vez in range(7):
            leer()
        migrar()
        with pytest.raises(NotSupportedError), transaction.atomic():
            leer()
        with transaction.atomic():
            leer()

"""Codes are counted without gaps, and a long transaction holds the count for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core import clock, codigos
from core.models import Secuencia
from tests.momentos import MIERCOLES

pytestmark = pytest.mark.django_db(transaction=True)


class RotoError(Exception):
    pass


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def otra() -> Iterator[BaseDatabaseWrapper]:
    """Somebody else's connection, which does not wait."""
    conexion = connections.create_connection(DEFAULT_DB_ALIAS)
    with conexion.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    yield conexion
    conexion.close()


def numero(codigo: str) -> int:
    return int(codigo.rpartition("-")[2])


def ultimo() -> int:
    return Secuencia.objects.get(prefijo="CMP").ultimo


def test_what_is_rolled_back_leaves_no_gap(otra: BaseDatabaseWrapper) -> None:
    assert codigos.siguiente("CMP") == "CMP-2026-00001"
    with suppress(RotoError), transaction.atomic():
        assert codigos.siguiente("CMP") == "CMP-2026-00002"
        raise RotoError
    assert codigos.siguiente("CMP") == "CMP-2026-00002"
    assert codigos.siguiente("TAR") == "TAR-2026-00001"


def test_a_long_transaction_lets_others_count(otra: BaseDatabaseWrapper) -> None:
    with codigos.aparte(), transaction.atomic():
        suyos = [codigos.siguiente("CMP")]
        assert codigos._contar(otra, ("CMP", 2026)) == 2
        suyos.append(codigos.siguiente("CMP"))
    assert [numero(uno) for uno in suyos] == [1, 3]
    assert codigos.siguiente("CMP") == "CMP-2026-00004"


def test_if_it_fails_its_numbers_go_back() -> None:
    codigos.siguiente("CMP")
    with suppress(RotoError), codigos.aparte(), transaction.atomic():
        for _vez in range(3):
            codigos.siguiente("CMP")
        raise RotoError
    assert ultimo() == 1


def test_those_behind_which_somebody_counted_stay_a_gap(otra: BaseDatabaseWrapper) -> None:
    with suppress(RotoError), codigos.aparte(), transaction.atomic():
        codigos.siguiente("CMP")
        codigos._contar(otra, ("CMP", 2026))
        codigos.siguiente("CMP")
        raise RotoError
    assert ultimo() == 2
    assert codigos.siguiente("CMP") == "CMP-2026-00003"


def test_the_number_of_what_was_refused_is_given_to_the_next() -> None:
    with codigos.aparte(), transaction.atomic():
        codigos.siguiente("CMP")
        with suppress(RotoError), codigos.intento(), transaction.atomic():
            codigos.siguiente("CMP")
            raise RotoError
        assert codigos.siguiente("CMP") == "CMP-2026-00002"
    assert ultimo() == 2


def test_what_nobody_needed_in_the_end_goes_back() -> None:
    with codigos.aparte(), transaction.atomic():
        codigos.siguiente("CMP")
        with suppress(RotoError), codigos.intento(), transaction.atomic():
            codigos.siguiente("CMP")
            raise RotoError
    assert ultimo() == 1


def test_in_somebodys_transaction_it_is_counted_in_that_one(otra: BaseDatabaseWrapper) -> None:
    with suppress(RotoError), transaction.atomic():
        with codigos.aparte():
            codigos.siguiente("CMP")
        raise RotoError
    assert not Secuencia.objects.exists()


def test_a_rehearsal_counts_nothing_and_two_do_not_meet() -> None:
    with codigos.de_ensayo():
        uno = codigos.siguiente("CMP")
        with codigos.de_ensayo():
            assert codigos.siguiente("CMP") != uno
        assert codigos.siguiente("CMP") not in ("", uno)
    assert not Secuencia.objects.exists()
    assert codigos.siguiente("CMP") == "CMP-2026-00001"

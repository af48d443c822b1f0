"""Who sees what: by being part of it, by role and degree, by standing in, by a thread."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import access
from core.models import Suplencia, Usuario
from tests.builders import en_dias, un_compromiso
from tests.cast import person
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db


def sees(user: Usuario | AnonymousUser, compromiso: Compromiso) -> bool:
    return access.scope(Compromiso.objects.filter(pk=compromiso.pk), user).exists()


@pytest.fixture
def discreto(rosa, luis, junta) -> Compromiso:
    return un_compromiso(rosa, luis, junta, nivel_reserva=2)


@pytest.fixture
def privado(rosa, luis, junta) -> Compromiso:
    return un_compromiso(rosa, luis, junta, nivel_reserva=3)


def test_who_is_part_of_it_sees_it_whatever_its_degree(privado, luis, rosa) -> None:
    assert sees(luis, privado)
    assert sees(rosa, privado)


def test_a_role_sees_up_to_its_degree(discreto, privado, ines, omar, tomas) -> None:
    assert sees(ines, discreto)
    assert not sees(ines, privado)
    assert not sees(omar, discreto)
    assert sees(tomas, privado)


def test_others_see_nothing(discreto, marta, sofia) -> None:
    assert not sees(marta, discreto)
    assert not sees(sofia, discreto)
    assert not sees(AnonymousUser(), discreto)


def test_who_has_left_sees_nothing(discreto, luis) -> None:
    luis.is_active = False

    assert not sees(luis, discreto)


def test_a_substitute_sees_and_does_what_the_other_may(privado, luis, marta) -> None:
    Suplencia.objects.create(titular=luis, suplente=marta, desde=en_dias(0), hasta=en_dias(5))

    assert sees(marta, privado)
    assert access.can(marta, "aceptar", privado) == access.Grant(por=luis)


def test_a_substitution_that_ended_gives_nothing(privado, luis, marta) -> None:
    Suplencia.objects.create(titular=luis, suplente=marta, desde=en_dias(-9), hasta=en_dias(-1))

    assert not sees(marta, privado)


def test_the_one_who_does_it_in_his_own_right_acts_for_nobody(privado, luis) -> None:
    assert access.can(luis, "aceptar", privado) == access.Grant(por=None)
    assert access.can(luis, "reiterar", privado) is None


def test_readers_are_found_in_one_query(discreto, privado, luis, rosa) -> None:
    people = [rosa, luis, *(person(name) for name in ("ines", "omar", "tomas", "marta"))]

    with CaptureQueriesContext(connection) as asked:
        found = access.readers((one.pk, caso.pk) for caso in (discreto, privado) for one in people)

    assert [one.email.split("@")[0] for one in people if (one.pk, discreto.pk) in found] == [
        "rosa",
        "luis",
        "ines",
        "tomas",
    ]
    assert [one.email.split("@")[0] for one in people if (one.pk, privado.pk) in found] == [
        "rosa",
        "luis",
        "tomas",
    ]
    assert len([one for one in asked if "core_participacion" in one["sql"]]) == 1


def test_who_has_left_is_no_reader(discreto, luis) -> None:
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)

    assert access.readers([(luis.pk, discreto.pk)]) == set()


def test_nobody_asked_about_is_nobody(db) -> None:
    assert access.readers([]) == set()

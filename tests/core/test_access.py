"""Who sees what: by being part of it, by role and degree, by standing in, by a thread."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import access, transitions
from core.models import Suplencia, Usuario, Vinculo
from tests.builders import en_dias, un_compromiso
from tests.cast import CAST, person
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


def by_scope(compromiso: Compromiso, people: list[Usuario]) -> list[Usuario]:
    return [one for one in people if one.is_active and sees(one, compromiso)]


@pytest.mark.parametrize("degree", range(5))
def test_who_may_read_is_who_would_find_it(rosa, luis, junta, degree) -> None:
    people = [rosa, luis, *(person(name) for name in CAST if name not in {"rosa", "luis"})]
    gabriel, paula, marta, bruno = (
        next(one for one in people if one.email.startswith(name))
        for name in ("gabriel", "paula", "marta", "bruno")
    )
    compromiso = un_compromiso(rosa, luis, junta, nivel_reserva=degree)
    otro = un_compromiso(rosa, luis, junta)
    transitions.assign(otro, "monitor", gabriel)
    Vinculo.objects.create(de=otro, a=compromiso, clase=Vinculo.Clase.ORIGEN)
    Suplencia.objects.create(titular=luis, suplente=marta, desde=en_dias(0), hasta=en_dias(5))
    Suplencia.objects.create(titular=gabriel, suplente=paula, desde=en_dias(0), hasta=en_dias(5))
    Suplencia.objects.create(titular=luis, suplente=bruno, desde=en_dias(-9), hasta=en_dias(-1))

    assert access.readers(compromiso, people) == by_scope(compromiso, people)
    assert {luis, marta, rosa} <= set(access.readers(compromiso, people))
    assert (paula in access.readers(compromiso, people)) == (degree <= 2)


def test_they_are_found_in_one_query(discreto, luis) -> None:
    people = [luis, *(person(name) for name in ("ines", "omar", "tomas", "marta"))]

    with CaptureQueriesContext(connection) as asked:
        found = access.readers(discreto, people)

    assert [one.email.split("@")[0] for one in found] == ["luis", "ines", "tomas"]
    assert len([one for one in asked if "core_usuario" in one["sql"]]) == 1


def test_who_has_left_is_no_reader(discreto, luis) -> None:
    luis.is_active = False

    assert access.readers(discreto, [luis]) == []

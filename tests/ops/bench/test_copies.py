"""A municipality many times as large, whole in every part."""

from __future__ import annotations

import pytest

from core.models import Actor, Expediente, Historial, Participacion, Usuario
from notifiers.models import Entrega, Notificacion
from ops.bench.copies import multiply
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db
ALL = (Compromiso, Historial, Participacion, Plazo, Notificacion, Entrega)


def test_everything_that_hangs_on_a_case_file_is_copied_with_it(
    rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta)
    before = [model._default_manager.count() for model in ALL]

    assert multiply(3) == 3

    assert [model._default_manager.count() for model in ALL] == [3 * one for one in before]
    for copy in Compromiso.objects.all():
        assert copy.responsable == luis
        assert copy.quienes("responsable") == [luis]
        assert copy.plazos.exists()


def test_it_may_be_done_again_and_what_comes_after_has_a_number_of_its_own(
    rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta)
    multiply(3)

    assert multiply(3) == 9

    un_compromiso(rosa, luis, junta)
    assert Expediente.objects.values("codigo").distinct().count() == 10

"""A meta intermedia that was met and waits to be told no longer waits when somebody writes."""

from __future__ import annotations

import pytest

from core import clock
from core.models import Lugar, Participacion, Tema, Usuario, Vinculo
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import LUNES, Gobierno, abiertos
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas.models import MetaIntermedia


@pytest.fixture
def cumplida(
    tomas: Usuario, carmen: Usuario, gabriel: Usuario, luis: Usuario, agua: Tema, el_roble: Lugar
) -> MetaIntermedia:
    with clock.moved_to(LUNES):
        return una_oportunidad(Gobierno(tomas, carmen, gabriel, luis, agua, el_roble))


def test_prensa_writes_about_it_and_it_waits_no_longer(
    redaccion: Redaccion, cumplida: MetaIntermedia
) -> None:
    with clock.moved_to(LUNES):
        pieza = redaccion.crear(origen_id=cumplida.pk)

    assert Vinculo.objects.filter(de=cumplida.pk, a=pieza.pk, clase="origen").exists()
    assert abiertos(cumplida) == set()


def test_a_piece_of_who_may_not_answer_for_it_leaves_it_waiting(
    redaccion: Redaccion, cumplida: MetaIntermedia, marta: Usuario
) -> None:
    Participacion.objects.create(expediente_id=cumplida.pk, usuario=marta, papel="seguidor")
    with clock.moved_to(LUNES):
        redaccion.crear(actor=marta, origen_id=cumplida.pk)

    assert abiertos(cumplida) == {"mi.oportunidad"}

"""How long people have to validate, and to tell what was met, is the town hall's to say."""

from __future__ import annotations

import pytest

from core import clock
from core.models import Usuario
from tests.workflows.metas.builders import Gobierno, en_dias
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas import states
from workflows.metas.models import MetaIntermedia
from workflows.plazos.models import Plazo, PlazoInterno

pytestmark = pytest.mark.django_db


def dias_de(mi: MetaIntermedia, clase: str) -> object:
    return clock.local(Plazo.objects.get(expediente=mi.pk, clase=clase).vence_en).date()


def test_the_next_one_that_is_reported_has_as_long_to_be_validated(gobierno: Gobierno) -> None:
    PlazoInterno.objects.filter(clase_plazo=states.VALIDAR).update(cantidad=1)

    mi = gobierno.reportar(gobierno.intermedia())

    assert dias_de(mi, states.VALIDAR) == en_dias(1)


def test_the_next_one_that_is_met_has_as_long_to_be_told(
    gobierno: Gobierno, paula: Usuario
) -> None:
    PlazoInterno.objects.filter(clase_plazo=states.OPORTUNIDAD).update(cantidad=4)

    assert dias_de(una_oportunidad(gobierno), states.OPORTUNIDAD) == en_dias(4)

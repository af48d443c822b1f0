"""How far a part is, in the five steps there are before it is validated."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.transitions import StaleVersion
from tests.workflows.metas.builders import Gobierno, Persona, se_niega, sin_cambios, ultima
from workflows.metas import states
from workflows.metas.actions import intermedias
from workflows.metas.models import MetaIntermedia

pytestmark = pytest.mark.django_db


def avanzar(mi: MetaIntermedia, gobierno: Gobierno, **cambios: Any) -> MetaIntermedia:
    campos = {"actor": gobierno.responsable, "porcentaje": 50, **cambios}
    return intermedias.reportar_avance(mi_id=mi.pk, **campos)


def test_it_stays_where_it_is_with_its_percentage(gobierno: Gobierno) -> None:
    mi = avanzar(gobierno.intermedia(states.EN_EJECUCION), gobierno, nota="Ya hay planos.")

    mi.refresh_from_db()
    assert (mi.estado, mi.porcentaje) == ("en_ejecucion", 50)
    assert ultima(mi).datos == {"porcentaje": [0, 50]}
    assert ultima(mi).escrito.texto == "Ya hay planos."


@pytest.mark.parametrize("porcentaje", [0, 25, 50, 75, 90])
def test_these_are_the_steps(porcentaje: int, gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)

    assert avanzar(mi, gobierno, porcentaje=porcentaje).porcentaje == porcentaje


@pytest.mark.parametrize("porcentaje", [-1, 10, 91, 100, 1000])
def test_there_are_no_others(porcentaje: int, gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        avanzar(mi, gobierno, porcentaje=porcentaje)
    assert set(error.value.message_dict) == {"porcentaje"}


def test_who_does_not_work_on_it_does_not(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)

    for quien in ("carmen", "tomas", "paula"):
        with se_niega(mi, "No le corresponde"):
            avanzar(mi, gobierno, actor=persona(quien))


def test_only_while_it_is_worked_on(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("programada", "reportada", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            avanzar(mi, gobierno)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.EN_EJECUCION)

    with sin_cambios(mi), pytest.raises(StaleVersion):
        avanzar(mi, gobierno, version=1)

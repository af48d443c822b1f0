"""desprogramar: what had a date is off, and is as it was before."""

from __future__ import annotations

import pytest

from core.models import Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    falta,
    se_niega,
    sin_cambios,
)
from workflows.solicitudes import states


@pytest.mark.parametrize("estado", [states.ACEPTADA, states.DELEGADA])
def test_it_goes_back_to_where_it_was(estado: str, despacho: Despacho) -> None:
    programada = despacho.programar(despacho.hasta(estado))

    solicitud = despacho.desprogramar(programada)

    assert (solicitud.estado, solicitud.programada_para) == (estado, None)
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.FECHA}
    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Cambió la fecha de su solicitud"


def test_what_is_in_somebodys_hands_needs_no_date(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.encargar(solicitud)
    despacho.programar(solicitud)

    solicitud.refresh_from_db()
    despacho.desprogramar(solicitud)

    assert abiertos(solicitud) == {states.LEGAL, states.META}


def test_it_needs_a_reason(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.PROGRAMADA)

    with falta(solicitud, "motivo"):
        despacho.desprogramar(solicitud, motivo="")


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.PROGRAMADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.desprogramar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.ACEPTADA, states.ATENDIDA])
def test_only_what_has_a_date(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.desprogramar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.PROGRAMADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.desprogramar(solicitud, version=1)

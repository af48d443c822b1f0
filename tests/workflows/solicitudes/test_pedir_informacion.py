"""pedir_informacion: something is missing, and the clocks wait for who asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import clock
from core.models import Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    se_niega,
    sin_cambios,
)
from workflows.plazos.models import Plazo
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import TipoSolicitud


def test_it_waits_with_what_is_missing_written_down(despacho: Despacho) -> None:
    solicitud = despacho.pedir_informacion(despacho.hasta(states.EN_ANALISIS))

    assert (solicitud.estado, solicitud.falta) == (
        "requiere_informacion",
        "Falta el plano firmado.",
    )
    assert solicitud.detenida_en == clock.now()


def test_both_clocks_stand_still_and_that_of_who_asked_runs(despacho: Despacho) -> None:
    solicitud = despacho.pedir_informacion(despacho.hasta(states.EN_ANALISIS))

    assert abiertos(solicitud) == {states.COMPLETAR}
    pausados = Plazo.objects.filter(expediente=solicitud.pk, estado="pausado")
    assert set(pausados.values_list("clase", flat=True)) == {states.LEGAL, states.META}


@pytest.mark.parametrize(
    ("dias", "unidad", "vence"),
    [(30, "calendario", date(2026, 10, 9)), (5, "habiles", date(2026, 9, 16))],
)
def test_its_type_says_how_long_who_asked_has(
    despacho: Despacho, dias: int, unidad: str, vence: date
) -> None:
    TipoSolicitud.objects.update(dias_completar=dias, unidad_completar=unidad)

    solicitud = despacho.pedir_informacion(despacho.hasta(states.EN_ANALISIS))

    plazo = Plazo.objects.get(expediente=solicitud.pk, clase=states.COMPLETAR)
    assert clock.local(plazo.vence_en).date() == vence
    assert queries.completar_hasta(solicitud) == vence


def test_who_asked_reads_what_is_missing_and_until_when(despacho: Despacho) -> None:
    solicitud = despacho.pedir_informacion(despacho.hasta(states.EN_ANALISIS))

    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Falta información en su solicitud"
    assert "«Falta el plano firmado.»" in carta.cuerpo
    assert "9 de octubre de 2026" in carta.cuerpo
    assert avisados(solicitud, "S03R") == {"Luis Ábrego"}


def test_nothing_gets_late_meanwhile(despacho: Despacho) -> None:
    solicitud = despacho.pedir_informacion(despacho.hasta(states.EN_ANALISIS))

    with clock.moved_to(MIERCOLES + timedelta(days=200)):
        una = queries.una(despacho.jefe, solicitud.codigo)
        assert (queries.luz(una).palabra, queries.atraso(una)) == ("En pausa", None)


def test_what_was_late_already_stays_so(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with clock.moved_to(MIERCOLES + timedelta(days=60)):
        despacho.pedir_informacion(solicitud)
        una = queries.una(despacho.jefe, solicitud.codigo)
        assert queries.luz(una).razones == ("Ya había vencido cuando se pidió lo que falta.",)
        assert queries.atraso(una) is not None


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_asks(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with se_niega(solicitud, "No le corresponde"):
        despacho.pedir_informacion(solicitud, actor=actor)


@pytest.mark.parametrize("estado", sorted({*dict(states.ESTADOS)} - {states.EN_ANALISIS}))
def test_only_of_what_is_analysed(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.pedir_informacion(solicitud)


def test_it_says_what_is_missing(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with falta(solicitud, "pedido"):
        despacho.pedir_informacion(solicitud, pedido=" ")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.pedir_informacion(solicitud, version=1)

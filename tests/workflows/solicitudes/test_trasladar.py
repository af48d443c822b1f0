"""derivar to another authority: the law counts its days, and ours stand still meanwhile."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from core import clock
from core.models import Actor
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES, ZONA
from tests.workflows.solicitudes.builders import Despacho, avisados, ultima
from workflows.plazos import actions as plazos
from workflows.plazos import queries as de_plazos
from workflows.plazos.models import Plazo
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

RELOJES = (states.LEGAL, states.META)


@pytest.fixture
def instituto(db: None) -> Actor:
    return Actor.objects.create(
        nombre="Instituto de Acueductos", tipo="institucion", email="mesa@acueductos.test"
    )


@pytest.fixture
def con_ley(despacho: Despacho) -> Despacho:
    """The law gives five working days to hand a petition to whom it belongs."""
    TipoSolicitud.objects.filter(pk=despacho.tipo.pk).update(dias_traslado=5)
    despacho.tipo.refresh_from_db()
    return despacho


def relojes(solicitud: Solicitud) -> dict[str, str]:
    filas = Plazo.objects.filter(expediente_id=solicitud.pk, clase__in=RELOJES)
    return dict(filas.values_list("clase", "estado"))


def legal(solicitud: Solicitud) -> Plazo:
    return Plazo.objects.get(expediente_id=solicitud.pk, clase=states.LEGAL)


def de_nuevo(solicitud: Solicitud) -> Solicitud:
    return queries.bandeja(solicitud.creado_por).get(pk=solicitud.pk)


def test_while_another_authority_has_it_our_clocks_stand(
    con_ley: Despacho, instituto: Actor
) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    assert relojes(trasladada) == dict.fromkeys(RELOJES, "pausado")
    luz = queries.luz(de_nuevo(trasladada))
    assert (luz.color, luz.palabra) == ("gris", "En otras manos")
    assert "El plazo está en pausa: los días no corren." in de_plazos.explicar(legal(trasladada))


def test_nobody_is_told_that_our_term_passes_meanwhile(con_ley: Despacho, instituto: Actor) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    for dias in (20, 40, 41, 42):
        with clock.moved_to(MIERCOLES + timedelta(days=dias)):
            plazos.barrer()
    assert not Notificacion.objects.filter(clase__in=("S04", "S05")).exists()
    assert Notificacion.objects.filter(clase="S09").exists()
    with clock.moved_to(MIERCOLES + timedelta(days=42)):
        assert queries.atraso(de_nuevo(trasladada)) is None


def test_its_answer_lets_them_run_and_the_history_says_how_far_they_moved(
    con_ley: Despacho, instituto: Actor
) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    antes = legal(trasladada).vence_en
    with clock.moved_to(MIERCOLES + timedelta(days=10)):
        actions.anotar_respuesta(
            solicitud_id=trasladada.pk, actor=con_ley.jefe, respuesta="Va en marzo."
        )
        despues = legal(trasladada).vence_en
        assert relojes(trasladada) == dict.fromkeys(RELOJES, "abierto")
        assert despues == antes + timedelta(days=10)
        movido = [clock.local(uno).isoformat() for uno in (antes, despues)]
        assert ultima(trasladada).datos == {"plazo_legal": movido}
        # What is noted down again moves nothing again.
        actions.anotar_respuesta(
            solicitud_id=trasladada.pk, actor=con_ley.jefe, respuesta="No: va en abril."
        )
        assert ultima(trasladada).datos == {}
        assert legal(trasladada).vence_en == despues


def test_given_back_they_run_too(con_ley: Despacho, instituto: Actor) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    with clock.moved_to(MIERCOLES + timedelta(days=2)):
        con_ley.devolver(trasladada)
    assert relojes(trasladada) == dict.fromkeys(RELOJES, "abierto")
    assert set(ultima(trasladada).datos) == {"de", "plazo_legal"}


def test_what_was_late_when_it_left_stays_late(con_ley: Despacho, instituto: Actor) -> None:
    solicitud = con_ley.hasta(states.EN_ANALISIS)
    with clock.moved_to(MIERCOLES + timedelta(days=40)):
        trasladada = con_ley.derivar(solicitud, institucion=instituto)
        luz = queries.luz(de_nuevo(trasladada))
        assert (luz.color, luz.razones) == ("rojo", ("Ya había vencido cuando se trasladó.",))
        assert queries.atraso(de_nuevo(trasladada)) is not None


def test_a_unit_of_the_town_hall_is_us(con_ley: Despacho) -> None:
    derivada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS))
    assert relojes(derivada) == dict.fromkeys(RELOJES, "abierto")


def test_where_the_law_says_nothing_they_go_on(despacho: Despacho, instituto: Actor) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    assert queries.traslado_hasta(solicitud) is None
    assert relojes(despacho.derivar(solicitud, institucion=instituto)) == dict.fromkeys(
        RELOJES, "abierto"
    )


def test_the_last_day_is_counted_from_its_reception(con_ley: Despacho) -> None:
    solicitud = con_ley.hasta(states.EN_ANALISIS)
    assert solicitud.fecha_recepcion == MIERCOLES.date()
    assert queries.traslado_hasta(solicitud) == MIERCOLES.date() + timedelta(days=7)


def para_trasladarla(solicitud: Solicitud) -> list[str]:
    """The state of its days to be handed on, each time that they were counted."""
    filas = Plazo.objects.filter(expediente_id=solicitud.pk, clase=states.TRASLADO)
    return list(filas.order_by("pk").values_list("estado", flat=True))


def avisados_el(dia: date, solicitud: Solicitud) -> set[str]:
    with clock.moved_to(datetime.combine(dia, time(8), ZONA)):
        plazos.barrer()
    return avisados(solicitud, "S09T")


def test_the_day_before_it_ends_whoever_answers_for_it_and_the_jefe_are_told(
    con_ley: Despacho,
) -> None:
    solicitud = con_ley.hasta(states.EN_ANALISIS)
    plazo = Plazo.objects.get(expediente_id=solicitud.pk, clase=states.TRASLADO)
    assert clock.local(plazo.vence_en).date() == queries.traslado_hasta(solicitud)

    assert avisados_el(date(2026, 9, 14), solicitud) == set()
    assert avisados_el(date(2026, 9, 15), solicitud) == {"Luis Ábrego", "Rosa Medina"}


def test_before_somebody_answers_for_it_the_jefe_alone_is_told(con_ley: Despacho) -> None:
    assert avisados_el(date(2026, 9, 15), con_ley.registrar()) == {"Rosa Medina"}


def test_once_it_is_known_whose_it_is_nobody_is_told(con_ley: Despacho, instituto: Actor) -> None:
    aceptada = con_ley.hasta(states.ACEPTADA)
    rechazada = con_ley.hasta(states.RECHAZADA)
    derivada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    for solicitud in (aceptada, rechazada, derivada):
        assert para_trasladarla(solicitud) == ["cerrado"]
        assert avisados_el(date(2026, 9, 15), solicitud) == set()


def test_given_back_the_days_that_are_left_run_on(con_ley: Despacho, instituto: Actor) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    con_ley.devolver(trasladada)
    assert para_trasladarla(trasladada) == ["cerrado", "abierto"]
    assert avisados_el(date(2026, 9, 15), trasladada) == {"Luis Ábrego", "Rosa Medina"}


def test_reopened_long_after_its_days_count_from_then(con_ley: Despacho) -> None:
    solicitud = con_ley.hasta(states.RECHAZADA)
    con_ley.cerrar(solicitud)
    with clock.moved_to(MIERCOLES + timedelta(days=61)):
        solicitud = con_ley.reabrir(solicitud)
    vence = solicitud.plazos.get(clase=states.TRASLADO, estado="abierto").vence_en
    assert clock.local(vence).date() == queries.traslado_hasta(solicitud)
    assert vence > MIERCOLES + timedelta(days=61)
    assert avisados(solicitud, "S09T") == set()
    with clock.moved_to(vence - timedelta(hours=3)):
        plazos.barrer()
    assert avisados(solicitud, "S09T") == {"Luis Ábrego", "Rosa Medina"}


def test_given_back_after_its_days_the_office_is_told_at_once(
    con_ley: Despacho, instituto: Actor
) -> None:
    trasladada = con_ley.derivar(con_ley.hasta(states.EN_ANALISIS), institucion=instituto)
    with clock.moved_to(MIERCOLES + timedelta(days=40)):
        con_ley.devolver(trasladada)
        avisos = Notificacion.objects.filter(expediente=trasladada.pk, clase="S09T")
        assert avisados(trasladada, "S09T") == {"Luis Ábrego", "Rosa Medina"}
        assert "La ley daba hasta" in mensajes.componer(avisos[0]).cuerpo


def test_another_date_of_reception_counts_them_again(con_ley: Despacho) -> None:
    solicitud = con_ley.hasta(states.EN_ANALISIS)
    ayer = MIERCOLES.date() - timedelta(days=1)
    actions.editar(solicitud_id=solicitud.pk, actor=con_ley.jefe, cambios={"fecha_recepcion": ayer})
    assert para_trasladarla(solicitud) == ["cerrado", "abierto"]
    assert avisados_el(date(2026, 9, 14), solicitud) == {"Luis Ábrego", "Rosa Medina"}


def test_a_type_without_such_days_has_no_such_clock(despacho: Despacho) -> None:
    assert para_trasladarla(despacho.hasta(states.EN_ANALISIS)) == []

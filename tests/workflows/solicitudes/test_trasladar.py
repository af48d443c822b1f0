"""derivar to another authority: the law counts its days, and ours stand still meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Actor
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, ultima
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

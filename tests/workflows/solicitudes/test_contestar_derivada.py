"""Whoever has it answers: a unit through its tarea, an institution through the jefe."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import clock
from core.models import Actor, Area, Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Entrega, Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    obras,
    se_niega,
    sin_cambios,
    ultima,
)
from tests.workflows.solicitudes.test_alertas import nuevos
from tests.workflows.solicitudes.test_seguir_correos import fracasa
from workflows.compromisos import actions as compromisos
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def fuera(despacho: Despacho) -> Solicitud:
    """One that an institution has."""
    instituto = Actor.objects.create(
        nombre="Instituto de Acueductos", tipo="institucion", email="mesa@acueductos.test"
    )
    return despacho.derivar(despacho.hasta(states.EN_ANALISIS), institucion=instituto)


def anotar(solicitud: Solicitud, actor: Usuario, respuesta: str = "Va en marzo.") -> Solicitud:
    return actions.anotar_respuesta(solicitud_id=solicitud.pk, actor=actor, respuesta=respuesta)


def test_what_the_unit_reports_is_its_answer(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    tarea = despacho.contestar(derivada)

    derivada.refresh_from_db()
    assert (derivada.estado, derivada.respuesta_derivada) == ("derivada", "Se revisó la bomba.")
    assert abiertos(derivada) == {states.LEGAL, states.META}
    entrada = ultima(derivada)
    assert (entrada.verbo, entrada.datos) == ("respondio_la_unidad", {"compromiso": tarea.codigo})
    assert avisados(derivada, "S07R") == {"Rosa Medina", "Luis Ábrego"}
    aviso = Notificacion.objects.filter(clase="S07R").first()
    assert aviso is not None
    assert "Ya contestó a quien se derivó" in mensajes.componer(aviso).cuerpo


def test_it_is_taken_in_once(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.contestar(derivada)

    with sin_cambios(derivada):
        assert actions.seguir() == 0


def test_a_second_answer_takes_the_place_of_the_first(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    tarea = despacho.contestar(derivada)

    with clock.moved_to(MIERCOLES + timedelta(hours=2)):
        despacho.reabrir_encargo(tarea)
        actions.seguir()
        assert queries.reabiertos(Solicitud.objects.get()) == 1
        assert avisados(derivada, "S07A") == {"Rosa Medina", "Luis Ábrego"}
        compromisos.cumplir(
            compromiso_id=tarea.pk, actor=tarea.responsable, informe="Se cambió la bomba."
        )
        actions.seguir()

    derivada.refresh_from_db()
    assert derivada.respuesta_derivada == "Se cambió la bomba."


def test_then_it_waits_for_the_jefe_to_answer_who_asked(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    assert derivada not in queries.esperan_a(despacho.jefe)

    despacho.contestar(derivada)

    assert derivada in queries.esperan_a(despacho.jefe)
    por_responder = queries.Filtro(estado="por_responder")
    assert list(queries.bandeja(despacho.jefe, por_responder)) == [derivada]
    assert queries.cuentas(despacho.jefe)["por_responder"] == 1


def test_the_answer_to_who_asked_begins_with_that_of_the_unit(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.contestar(derivada)
    derivada.refresh_from_db()

    assert queries.borrador(derivada).endswith("Se revisó la bomba.")
    cerrada = despacho.cerrar(derivada)
    assert (cerrada.estado, abiertos(cerrada)) == ("cerrada", set())


def test_it_is_not_closed_before_somebody_answered(despacho: Despacho, fuera: Solicitud) -> None:
    for derivada in (despacho.hasta(states.DERIVADA), fuera):
        with se_niega(derivada, "Todavía no ha contestado"):
            despacho.cerrar(derivada)


def test_what_was_reopened_below_is_owned_in_the_answer(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    tarea = despacho.contestar(derivada)
    with clock.moved_to(MIERCOLES + timedelta(hours=2)):
        despacho.reabrir_encargo(tarea)
        with falta(derivada, "con_pendientes"):
            despacho.cerrar(derivada)

        assert despacho.cerrar(derivada, con_pendientes=True).estado == "cerrada"


def test_reopened_it_is_nowhere_else(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.contestar(derivada)
    despacho.cerrar(derivada)

    reabierta = despacho.reabrir(derivada)

    assert (reabierta.derivada_a, reabierta.respuesta_derivada) == (None, "")
    assert {papel for papel, _quien in reabierta.papeles} == {"autor", "responsable"}


def test_the_jefe_is_told_when_the_tarea_of_the_unit_was_cancelled(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.cancelar(derivada.encargos().get())

    actions.seguir()

    aviso = Notificacion.objects.get(clase="S07C")
    assert "Devuélvala a análisis" in mensajes.componer(aviso).cuerpo


def test_what_the_institution_answered_is_written_down(
    despacho: Despacho, fuera: Solicitud
) -> None:
    anotada = anotar(fuera, despacho.jefe)

    assert (anotada.estado, anotada.respuesta_derivada) == ("derivada", "Va en marzo.")
    assert states.RESPUESTA_DERIVADA not in abiertos(anotada)
    assert ultima(anotada).escrito.texto == "Va en marzo."
    assert avisados(anotada, "S07R") == {"Luis Ábrego"}
    assert despacho.cerrar(anotada).estado == "cerrada"


def test_it_may_be_written_down_anew(despacho: Despacho, fuera: Solicitud) -> None:
    anotar(fuera, despacho.jefe)

    assert anotar(fuera, despacho.jefe, "Va en abril.").respuesta_derivada == "Va en abril."


def test_for_a_unit_nobody_writes_down_an_answer(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    with se_niega(derivada, "lo que la unidad reporte en su tarea"):
        anotar(derivada, despacho.jefe)


def test_an_empty_answer_is_none(despacho: Despacho, fuera: Solicitud) -> None:
    with falta(fuera, "respuesta"):
        anotar(fuera, despacho.jefe, " ")


@pytest.mark.parametrize("quien", ["titular", "asistente", "responsable"])
def test_only_the_jefe_writes_it_down(despacho: Despacho, fuera: Solicitud, quien: str) -> None:
    with se_niega(fuera, "No le corresponde"):
        anotar(fuera, getattr(despacho, quien))


def test_what_nobody_else_has_is_answered_by_nobody_else(despacho: Despacho) -> None:
    aceptada = despacho.hasta(states.ACEPTADA)

    with se_niega(aceptada, "No se puede: está en"):
        anotar(aceptada, despacho.jefe)


def test_a_stale_form_is_refused(despacho: Despacho, fuera: Solicitud) -> None:
    with sin_cambios(fuera), pytest.raises(StaleVersion):
        actions.anotar_respuesta(
            solicitud_id=fuera.pk, actor=despacho.jefe, respuesta="Sí.", version=1
        )


def test_a_letter_that_came_back_is_told(despacho: Despacho, fuera: Solicitud) -> None:
    fracasa("S09D")
    actions.seguir()

    assert avisados(fuera, "S10F") == {"Rosa Medina", "Luis Ábrego"}
    aviso = Notificacion.objects.filter(clase="S10F").first()
    assert aviso is not None
    assert aviso.titulo.startswith("La carta de traslado no llegó")


# S09: half of the term is on Sunday 13, the end on Thursday 17 at four.


def test_at_half_of_the_term_the_unit_and_the_jefe_are_told(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    assert nuevos(derivada, "S09", date(2026, 9, 11)) == set()
    assert nuevos(derivada, "S09", date(2026, 9, 14)) == {"Rosa Medina", "Rita Paz"}


def test_at_its_end_whoever_is_above_the_unit_and_the_contraparte_are_told_too(
    despacho: Despacho, marta: Usuario, elena: Usuario
) -> None:
    area = obras()
    area.superior = Area.objects.create(nombre="Servicios", jefe=marta)
    area.save()
    derivada = despacho.derivar(despacho.hasta(states.EN_ANALISIS), area=area)
    nuevos(derivada, "S09", date(2026, 9, 14))

    assert nuevos(derivada, "S09", date(2026, 9, 18)) == {
        "Rosa Medina",
        "Rita Paz",
        "Marta Solís",
        "Elena Cordero",
    }
    entregas = Entrega.objects.filter(notificacion__clase="S09")
    assert set(entregas.values_list("medio", flat=True)) == {"correo"}


def test_of_an_institution_the_jefe_is_told(
    despacho: Despacho, fuera: Solicitud, elena: Usuario
) -> None:
    assert nuevos(fuera, "S09", date(2026, 9, 14)) == {"Rosa Medina"}
    assert nuevos(fuera, "S09", date(2026, 9, 18)) == {"Rosa Medina", "Elena Cordero"}


def test_of_what_was_answered_nothing_more_is_told(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.contestar(derivada)

    assert nuevos(derivada, "S09", date(2026, 9, 18)) == set()


def test_who_heads_the_unit_and_what_it_is_part_of_is_not_the_one_above(
    despacho: Despacho, marta: Usuario
) -> None:
    area = obras()
    arriba = Area.objects.create(nombre="Alcaldía", jefe=marta)
    area.superior = Area.objects.create(nombre="Servicios", jefe=area.jefe, superior=arriba)
    area.save()
    derivada = despacho.derivar(despacho.hasta(states.EN_ANALISIS), area=area)
    nuevos(derivada, "S09", date(2026, 9, 14))

    assert "Marta Solís" in nuevos(derivada, "S09", date(2026, 9, 18))

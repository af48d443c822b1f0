"""devolver_derivada: it went to the wrong place, or must be handled here."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import access, clock
from core.models import Actor, Suplencia, Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
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
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud


def rita() -> Usuario:
    jefa = obras().jefe
    assert jefa is not None
    return Usuario.objects.get(pk=jefa.pk)


def test_it_is_analysed_again_and_nothing_is_left_of_where_it_was(despacho: Despacho) -> None:
    devuelta = despacho.devolver(despacho.hasta(states.DERIVADA))

    assert (devuelta.estado, devuelta.decision, devuelta.decidida_en) == ("en_analisis", "", None)
    assert (devuelta.derivada_a, devuelta.carta, devuelta.respuesta_derivada) == (None, "", "")
    assert abiertos(devuelta) == {states.LEGAL, states.META}
    entrada = ultima(devuelta)
    assert (entrada.datos, entrada.escrito.texto) == (
        {"de": "Obras"},
        "El acueducto no es de Obras.",
    )


def test_the_tarea_of_the_unit_is_cancelled_and_it_sees_the_request_no_more(
    despacho: Despacho,
) -> None:
    devuelta = despacho.devolver(despacho.hasta(states.DERIVADA))

    tarea = Compromiso.objects.get()
    assert tarea.estado == "cancelada"
    assert ultima_de(tarea) == f"{devuelta.codigo} volvió a análisis."
    assert not access.scope(Solicitud.objects.all(), rita()).exists()
    assert avisados(tarea, "T07") == {"Rita Paz"}


def ultima_de(tarea: Compromiso) -> str:
    return str(tarea.historial.latest("pk").escrito.texto)


def test_who_analyses_it_and_who_asked_are_told(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    devuelta = despacho.devolver(derivada, actor=rita())

    assert avisados(devuelta, "S09R") == {"Rosa Medina", "Luis Ábrego"}
    carta = Notificacion.objects.filter(clase="S10").latest("pk")
    assert "se está atendiendo otra vez en esta oficina" in mensajes.componer(carta).cuerpo


def test_the_unit_that_got_it_wrongly_returns_it(despacho: Despacho) -> None:
    devuelta = despacho.devolver(despacho.hasta(states.DERIVADA), actor=rita())

    assert devuelta.estado == "en_analisis"
    assert ultima(devuelta).usuario.nombre == "Rita Paz"


def test_whoever_stands_in_for_the_head_of_the_unit_returns_it(
    despacho: Despacho, marta: Usuario
) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    hoy = clock.today()
    Suplencia.objects.create(
        titular=rita(), suplente=marta, desde=hoy, hasta=hoy + timedelta(days=2)
    )

    devuelta = despacho.devolver(derivada, actor=marta)

    assert (ultima(devuelta).usuario, ultima(devuelta).por) == (marta, rita())


def test_what_was_answered_already_is_forgotten_but_not_what_was_done(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    tarea = despacho.contestar(derivada)

    devuelta = despacho.devolver(derivada)

    assert devuelta.respuesta_derivada == ""
    tarea.refresh_from_db()
    assert tarea.estado == "cumplida"


def test_it_can_be_handed_on_again(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)
    despacho.devolver(derivada)

    with clock.moved_to(clock.now() + timedelta(hours=1)):
        otra = despacho.derivar(derivada)

    assert otra.estado == "derivada"
    assert sorted(otra.encargos().values_list("estado", flat=True)) == ["asignada", "cancelada"]


def test_an_institution_gives_nothing_back_but_the_jefe_takes_it(despacho: Despacho) -> None:
    fuera = Actor.objects.create(nombre="Acueductos", tipo="institucion", email="a@a.test")
    derivada = despacho.derivar(despacho.hasta(states.EN_ANALISIS), institucion=fuera)

    devuelta = despacho.devolver(derivada)

    assert (devuelta.estado, devuelta.institucion) == ("en_analisis", None)


def test_without_a_reason_it_stays_there(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    with falta(derivada, "motivo"):
        despacho.devolver(derivada, motivo=" ")


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_nobody_else_returns_it(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    derivada = despacho.hasta(states.DERIVADA)

    with se_niega(derivada, "No le corresponde"):
        despacho.devolver(derivada, actor=actor)


def test_who_may_not_see_it_finds_nothing(despacho: Despacho, marta: Usuario) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    with sin_cambios(derivada), pytest.raises(Solicitud.DoesNotExist):
        despacho.devolver(derivada, actor=marta)


@pytest.mark.parametrize("estado", ["en_analisis", "en_decision", "aceptada", "cerrada"])
def test_only_what_was_handed_on_is_returned(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.devolver(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    derivada = despacho.hasta(states.DERIVADA)

    with sin_cambios(derivada), pytest.raises(StaleVersion):
        despacho.devolver(derivada, version=1)

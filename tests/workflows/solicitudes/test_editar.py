"""Correcting what was registered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from core.transitions import StaleVersion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, abiertos, se_niega, sin_cambios, ultima
from workflows.plazos.models import Plazo
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def test_the_history_says_what_changed_but_repeats_no_text(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    actions.editar(
        solicitud_id=solicitud.pk,
        actor=despacho.asistente,
        cambios={"titulo": "Agua para la escuela de Dalys", "prioridad": 4, "canal": "ventanilla"},
    )

    entrada = ultima(solicitud)
    assert entrada.verbo == "editar"
    assert entrada.datos == {"titulo": [], "prioridad": ["2", "4"]}
    assert Solicitud.objects.get().titulo == "Agua para la escuela de Dalys"


def test_its_clocks_follow_the_date_it_was_received(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    actions.editar(
        solicitud_id=solicitud.pk,
        actor=despacho.jefe,
        cambios={"fecha_recepcion": clock.today() - timedelta(days=5)},
    )

    legal = Plazo.objects.get(clase=states.LEGAL, estado="abierto")
    assert clock.local(legal.vence_en).date() == date(2026, 10, 5)


def test_its_clocks_follow_its_type(despacho: Despacho, invitacion: TipoSolicitud) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    cambios = {"tipo": invitacion, "fecha_evento": MIERCOLES.date() + timedelta(days=90)}

    actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios=cambios)

    assert abiertos(solicitud) == {states.META, states.EVENTO}
    meta = Plazo.objects.get(clase=states.META, estado="abierto")
    assert meta.personas.get().usuario == despacho.responsable


def test_the_clocks_of_a_reopened_one_count_from_its_reopening(
    despacho: Despacho, invitacion: TipoSolicitud, peticion: TipoSolicitud
) -> None:
    solicitud = despacho.hasta(states.CERRADA, tipo=invitacion)

    with clock.moved_to(MIERCOLES + timedelta(days=90)):
        despacho.reabrir(solicitud)
    with clock.moved_to(MIERCOLES + timedelta(days=91)):
        for cambios in (
            {"tipo": peticion},
            {"fecha_recepcion": solicitud.fecha_recepcion - timedelta(days=1)},
        ):
            actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios=cambios)

            legal = Plazo.objects.get(clase=states.LEGAL, estado="abierto")
            assert clock.local(legal.inicio) == MIERCOLES + timedelta(days=90)
            assert legal.vence_en > clock.now() + timedelta(days=28)


def test_made_more_reserved_it_stays_in_the_hands_of_the_jefe(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"nivel_reserva": 4})
    assert queries.una(despacho.jefe, solicitud.codigo).papeles >= {("jefe", despacho.jefe.pk)}

    actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"nivel_reserva": 2})
    assert queries.una(despacho.jefe, solicitud.codigo).papeles == {
        ("autor", despacho.asistente.pk)
    }


def test_what_it_crosses_may_be_corrected(despacho: Despacho, agua: Tema, el_roble: Lugar) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    solicitud = despacho.registrar(lugares=[el_roble])

    actions.editar(
        solicitud_id=solicitud.pk,
        actor=despacho.jefe,
        cambios={"representa_a": escuela},
        temas=[agua],
        lugares=[],
    )

    assert set(solicitud.actores.all()) == {despacho.solicitante, escuela}
    assert (solicitud.temas.get(), solicitud.lugares.count()) == (agua, 0)
    assert ultima(solicitud).datos == {"representa_a": [], "temas": [], "lugares": []}


def test_saving_it_as_it_was_leaves_no_trace(despacho: Despacho, agua: Tema) -> None:
    solicitud = despacho.registrar(temas=[agua])

    with sin_cambios(solicitud):
        actions.editar(
            solicitud_id=solicitud.pk,
            actor=despacho.jefe,
            cambios={"prioridad": 2},
            temas=[agua],
        )


@pytest.mark.parametrize("estado", ["en_decision", "aceptada", "rechazada", "atendida", "cerrada"])
def test_what_was_put_to_decision_stays_as_it_was(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "Ya se llevó a decisión"):
        actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"prioridad": 0})


@pytest.mark.parametrize("quien", ["tomas", "elena"])
def test_who_does_not_receive_requests_may_not(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.registrar()

    with se_niega(solicitud, "No le corresponde"):
        actions.editar(solicitud_id=solicitud.pk, actor=actor, cambios={"prioridad": 0})


def test_a_date_to_come_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="en el futuro"):
        actions.editar(
            solicitud_id=solicitud.pk,
            actor=despacho.jefe,
            cambios={"fecha_recepcion": clock.today() + timedelta(days=1)},
        )


def test_a_retired_type_is_kept_but_not_taken_anew(
    despacho: Despacho, peticion: TipoSolicitud, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.registrar()
    TipoSolicitud.objects.update(activo=False)
    invitacion.refresh_from_db()

    actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"prioridad": 0})
    with pytest.raises(ValidationError, match="ya no se usa"):
        actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"tipo": invitacion})


def test_only_what_was_typed_can_be_corrected(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(KeyError):
        actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"codigo": "SOL-1"})


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.registrar()
    actions.editar(
        solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"prioridad": 4}, version=1
    )

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        actions.editar(
            solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"prioridad": 0}, version=1
        )


def test_what_one_may_not_see_does_not_exist(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with pytest.raises(Solicitud.DoesNotExist):
        actions.editar(
            solicitud_id=solicitud.pk, actor=despacho.responsable, cambios={"prioridad": 0}
        )

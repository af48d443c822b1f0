"""traer, cerrar_de_antes: what was promised before it was kept here comes in as it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core import clock, transitions
from core.models import Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import HOY, VENCE, Oficina, abiertos, ultima
from workflows.compromisos import actions, queries, states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos

ANTES = date(2025, 3, 31)
ORIGINAL = date(2024, 12, 31)


def traer(oficina: Oficina, **campos: Any) -> Compromiso:
    return oficina.crear(**{"origen": "traslado", "fecha": ANTES, "enviado": False, **campos})


def test_its_date_may_have_passed_and_its_history_says_where_it_is_from(oficina: Oficina) -> None:
    compromiso = traer(oficina, fecha_original=ORIGINAL)
    assert (compromiso.fecha_compromiso_original, compromiso.fecha_vigente) == (ORIGINAL, ANTES)
    assert (compromiso.estado, compromiso.reprogramaciones) == (states.BORRADOR, 1)
    assert [uno.verbo for uno in compromiso.historial.all()] == ["traer"]
    assert compromiso.get_origen_display() == "Prometido antes de llevarlo aquí"


def test_what_is_promised_now_is_still_promised_for_today_or_later(oficina: Oficina) -> None:
    with pytest.raises(ValidationError) as error:
        oficina.crear(fecha=ANTES, fecha_original=ORIGINAL)
    assert error.value.message_dict == {"fecha": ["La fecha ya pasó."]}


def test_it_is_sent_overdue_and_keeps_the_date_first_promised(oficina: Oficina) -> None:
    compromiso = traer(oficina, fecha_original=ORIGINAL)
    actions.enviar(compromiso_id=compromiso.pk, actor=oficina.programador)
    compromiso.refresh_from_db()
    assert compromiso.estado == states.ASIGNADA
    assert compromiso.fecha_compromiso_original == ORIGINAL
    assert queries.luz(compromiso).color == "rojo"
    assert set(abiertos(compromiso)) == {states.VENCE, states.ACEPTAR}


def test_nobody_is_told_of_the_stages_that_passed(oficina: Oficina) -> None:
    """Who must accept it is told that it is his, and nobody how late it was before it came."""
    traer(oficina, enviado=True)
    for dias in (0, 1):
        with clock.moved_to(MIERCOLES + timedelta(days=dias, hours=1)):
            plazos.barrer()
    assert set(Notificacion.objects.values_list("clase", flat=True)) == {"T01"}


def test_stages_to_come_are_told(oficina: Oficina) -> None:
    traer(oficina, enviado=True, fecha=HOY - timedelta(days=1))
    with clock.moved_to(MIERCOLES + timedelta(days=2, hours=1)):
        plazos.barrer()
    assert Notificacion.objects.filter(clase="T04").exists()


def test_a_draft_of_it_may_get_another_date_that_has_passed(oficina: Oficina) -> None:
    compromiso = traer(oficina)
    actions.editar(
        compromiso_id=compromiso.pk,
        actor=oficina.programador,
        cambios={"fecha": ANTES - timedelta(days=9)},
    )
    compromiso.refresh_from_db()
    assert compromiso.fecha_vigente == ANTES - timedelta(days=9)


def test_it_was_fulfilled_before(oficina: Oficina) -> None:
    compromiso = traer(oficina)
    actions.cerrar_de_antes(
        compromiso_id=compromiso.pk,
        actor=oficina.programador,
        informe="Se entregaron los planos.",
        cumplido_el=date(2025, 3, 14),
    )
    compromiso.refresh_from_db()
    assert compromiso.estado == states.CUMPLIDA
    assert compromiso.informe == "Se entregaron los planos."
    assert compromiso.cerrado_en is not None
    assert clock.local(compromiso.cerrado_en).date() == date(2025, 3, 14)
    entrada = ultima(compromiso)
    assert (entrada.verbo, entrada.escrito.texto) == (
        "cerrar_de_antes",
        "Se entregaron los planos.",
    )
    assert abiertos(compromiso) == {}
    assert not Notificacion.objects.exists()


def test_where_nobody_knows_the_day_its_history_says_so(oficina: Oficina) -> None:
    for fecha, dia in ((ANTES, ANTES), (VENCE, HOY)):
        compromiso = traer(oficina, fecha=fecha)
        actions.cerrar_de_antes(compromiso_id=compromiso.pk, actor=oficina.programador)
        compromiso.refresh_from_db()
        assert compromiso.cerrado_en is not None
        assert clock.local(compromiso.cerrado_en).date() == dia
        assert ultima(compromiso).escrito.texto == "No consta qué día se cumplió."


def test_a_day_to_come_is_refused(oficina: Oficina) -> None:
    compromiso = traer(oficina)
    with pytest.raises(ValidationError) as error:
        actions.cerrar_de_antes(
            compromiso_id=compromiso.pk,
            actor=oficina.programador,
            cumplido_el=HOY + timedelta(days=1),
        )
    assert error.value.message_dict == {"cumplido_el": ["Ese día no ha llegado."]}


def test_what_was_promised_here_is_verified_here(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.BORRADOR)
    with pytest.raises(NotAllowed) as refusal:
        actions.cerrar_de_antes(compromiso_id=compromiso.pk, actor=oficina.programador)
    assert refusal.value.motivo == "No se prometió antes de llevarlo aquí."


def test_who_does_not_direct_it_may_not(oficina: Oficina, luis: Usuario) -> None:
    compromiso = traer(oficina)
    with pytest.raises(NotAllowed):
        actions.cerrar_de_antes(compromiso_id=compromiso.pk, actor=luis)


def test_no_screen_offers_it(oficina: Oficina, rosa: Usuario) -> None:
    assert "cerrar_de_antes" not in {uno.verb for uno in transitions.steps(traer(oficina), rosa)}

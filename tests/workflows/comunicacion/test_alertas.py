"""Who is told when a piece waits too long, or what failed is left alone (C02, C05)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core import clock
from core.models import Suplencia, Usuario
from notifiers.models import Entrega, Notificacion
from ops.sandbox.client import Sandbox
from tests.momentos import MIERCOLES, ZONA
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import actions, states
from workflows.comunicacion.models import Pieza
from workflows.plazos import actions as plazos
from workflows.plazos.models import ReglaAlerta


@pytest.fixture(autouse=True)
def contraparte(elena: Usuario) -> Usuario:
    return elena


def nuevos(pieza: Pieza, clase: str, cuando: datetime) -> set[str]:
    """Who is told this by the sweep of that moment."""
    antes = set(Notificacion.objects.values_list("pk", flat=True))
    with clock.moved_to(cuando):
        plazos.barrer()
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=pieza.pk, clase=clase)
        if uno.pk not in antes
    }


def a_las(dia: int, hora: int, minuto: int = 0) -> datetime:
    return datetime(2026, 9, dia, hora, minuto, tzinfo=ZONA)


def test_after_four_office_hours_prensa_gets_a_mail(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    assert nuevos(pieza, "C02", a_las(9, 13, 55)) == set()
    assert nuevos(pieza, "C02", a_las(9, 14, 5)) == {"Bruno Salas"}
    assert Entrega.objects.filter(notificacion__clase="C02", medio="correo").count() == 1


def test_the_next_working_day_who_approves_in_their_place_knows(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)
    nuevos(pieza, "C02", a_las(9, 15))

    assert nuevos(pieza, "C02", a_las(10, 9)) == {"Tomás Vega"}


def test_where_prensa_is_one_person_the_titular_is_first_and_then_the_contraparte(
    redaccion: Redaccion, bruno: Usuario
) -> None:
    bruno.is_active = False
    bruno.save()
    pieza = redaccion.hasta(states.EN_REVISION)

    assert nuevos(pieza, "C02", a_las(9, 15)) == {"Tomás Vega"}
    assert nuevos(pieza, "C02", a_las(10, 9)) == {"Elena Cordero"}


def test_where_all_of_prensa_wrote_it_the_titular_is_told_from_the_first(
    redaccion: Redaccion,
) -> None:
    pieza = redaccion.crear()
    redaccion.editar(pieza, actor=redaccion.editor, cuerpo="Otro.")
    redaccion.enviar(pieza)

    assert nuevos(pieza, "C02", a_las(9, 14, 5)) == {"Tomás Vega"}


def test_who_stands_in_for_an_approver_is_told(redaccion: Redaccion, marta: Usuario) -> None:
    Suplencia.objects.create(
        titular=redaccion.editor,
        suplente=marta,
        desde=MIERCOLES.date(),
        hasta=MIERCOLES.date() + timedelta(days=9),
    )
    pieza = redaccion.hasta(states.EN_REVISION)

    assert "Marta Solís" in nuevos(pieza, "C02", a_las(9, 15))


def test_once_decided_nobody_is_told(redaccion: Redaccion) -> None:
    aprobada, devuelta = redaccion.hasta(states.APROBADA), redaccion.hasta(states.DEVUELTA)

    assert nuevos(aprobada, "C02", a_las(10, 9)) == set()
    assert nuevos(devuelta, "C02", a_las(10, 9)) == set()


def test_what_failed_and_nobody_attends_to_is_told_to_the_contraparte_an_hour_later(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")
    pieza = redaccion.publicar(**con_imagen())

    assert nuevos(pieza, "C05", a_las(9, 10, 50)) == set()
    assert nuevos(pieza, "C05", a_las(9, 11, 5)) == {"Elena Cordero"}


def test_it_is_told_at_once_although_the_office_is_closed(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")
    with clock.moved_to(a_las(9, 19)):
        pieza = redaccion.publicar(**con_imagen())

    assert nuevos(pieza, "C05", a_las(9, 20, 5)) == {"Elena Cordero"}
    entrega = Entrega.objects.get(notificacion__usuario__nombre="Elena Cordero")
    assert entrega.disponible_en == a_las(9, 20, 5)


def test_what_was_tried_again_is_not_told(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("x", "bad_media")
    pieza = redaccion.publicar(**con_imagen())
    fallida = pieza.publicaciones.get(canal="twitter")
    actions.reintentar(publicacion_id=fallida.pk, actor=redaccion.autora)

    assert nuevos(pieza, "C05", a_las(9, 12)) == set()


@pytest.mark.django_db
def test_the_rules_were_seeded() -> None:
    reglas = ReglaAlerta.objects.filter(clase_plazo__in=states.PLAZOS)

    assert set(reglas.values_list("codigo", "etapa", "obligatoria")) == {
        ("C02", 1, False),
        ("C02", 2, False),
        ("C05", 1, True),
        ("C06", 1, True),
        ("C06", 2, True),
        ("C06", 3, True),
    }

"""Letters that were printed before a request knew which were its own."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Carta

migracion = import_module("workflows.solicitudes.migrations.0008_cartas")


def test_what_was_sent_stays_the_letter_of_its_request(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    enviada = actions.imprimir_carta(solicitud_id=solicitud.pk)
    Carta.objects.all().delete()

    migracion.adoptar(apps, None)

    assert actions.imprimir_carta(solicitud_id=solicitud.pk) == enviada
    assert solicitud.adjuntos.count() == 1
    assert actions.imprimir_las_que_esperan() == 0


def test_that_of_an_answer_that_was_taken_back_is_no_letter_of_it(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    actions.imprimir_carta(solicitud_id=solicitud.pk)
    despacho.reabrir(solicitud)

    migracion.adoptar(apps, None)

    assert not Carta.objects.exists()

"""Requests follow what answers them."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from core import clock
from core.models import Historial, Usuario
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, avisados, sin_cambios, ultima
from workflows.compromisos import actions as compromisos
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud


@contextmanager
def se_rompe(solicitud: Solicitud) -> Iterator[None]:
    """Whatever would write its history fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE core_historial ADD CONSTRAINT se_rompe"
            f" CHECK (expediente_id <> {solicitud.pk}) NOT VALID"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE core_historial DROP CONSTRAINT se_rompe")


@pytest.fixture
def aceptada(despacho: Despacho) -> Solicitud:
    return despacho.hasta(states.ACEPTADA)


def test_it_is_attended_to_when_what_answers_it_is_fulfilled(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    encargo = despacho.encargar(aceptada)
    despacho.cumplir(encargo)

    assert actions.seguir() == 1

    aceptada.refresh_from_db()
    assert aceptada.estado == "atendida"
    assert ultima(aceptada).usuario == Usuario.objects.sistema()
    assert ultima(aceptada).escrito.texto == f"Se cumplió {encargo.codigo}."
    assert avisados(aceptada, "S07R") == {"Rosa Medina", "Luis Ábrego"}


def test_it_waits_while_anything_else_that_answers_it_is_open(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    despacho.cumplir(despacho.encargar(aceptada))
    pendiente = despacho.encargar(aceptada, titulo="Instalar el medidor")

    with sin_cambios(aceptada):
        assert actions.seguir() == 0

    despacho.cumplir(pendiente)
    assert actions.seguir() == 1


def test_a_second_time_there_is_nothing_to_do(despacho: Despacho, aceptada: Solicitud) -> None:
    despacho.cumplir(despacho.encargar(aceptada))
    actions.seguir()

    with sin_cambios(aceptada):
        assert actions.seguir() == 0


def test_what_is_fulfilled_after_it_was_accepted_anew_counts(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    encargo = despacho.encargar(aceptada)
    despacho.cumplir(encargo)
    actions.seguir()
    despacho.cerrar(aceptada)

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        despacho.reabrir(aceptada)
        despacho.reabrir_encargo(encargo)
        despacho.elevar(aceptada)
        despacho.aceptar(aceptada)
        compromisos.reportar_cumplida(
            compromiso_id=encargo.pk,
            actor=despacho.responsable,
            informe="Cambiada.",
            enlace="https://alborada.test/foto2",
        )
        compromisos.aprobar(compromiso_id=encargo.pk, actor=despacho.jefe)

        assert actions.seguir() == 1


def test_the_jefe_is_told_once_in_the_bell_of_what_was_cancelled(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    encargo = despacho.encargar(aceptada)
    despacho.cancelar(encargo)

    assert actions.seguir() == 0
    assert actions.seguir() == 0

    aviso = Notificacion.objects.get(clase="S07C")
    assert (aviso.usuario, aviso.datos["compromiso"]) == (despacho.jefe, encargo.codigo)
    assert not aviso.entregas.exists()
    assert ultima(aceptada).escrito.texto == encargo.codigo
    aceptada.refresh_from_db()
    assert aceptada.estado == "aceptada"


def test_she_is_told_of_each_that_is_cancelled(despacho: Despacho, aceptada: Solicitud) -> None:
    despacho.cancelar(despacho.encargar(aceptada))
    actions.seguir()

    with clock.moved_to(MIERCOLES + timedelta(hours=1)):
        despacho.cancelar(despacho.encargar(aceptada))
        actions.seguir()

    assert Notificacion.objects.filter(clase="S07C").count() == 2


def test_with_nobody_to_tell_it_is_still_told_once(despacho: Despacho, aceptada: Solicitud) -> None:
    despacho.cancelar(despacho.encargar(aceptada))
    despacho.jefe.groups.clear()

    actions.seguir()
    assert ultima(aceptada).verbo == "encargo_cancelado"
    with sin_cambios(aceptada):
        actions.seguir()


def test_one_that_cannot_be_followed_up_holds_up_nobody(
    despacho: Despacho, aceptada: Solicitud, caplog: pytest.LogCaptureFixture
) -> None:
    otra = despacho.hasta(states.ACEPTADA)
    for una in (aceptada, otra):
        despacho.cumplir(despacho.encargar(una))

    with se_rompe(aceptada):
        assert actions.seguir() == 1

    otra.refresh_from_db()
    assert otra.estado == "atendida"
    assert f"{aceptada.codigo} could not be followed up" in caplog.text


def test_a_tarea_of_its_own_moves_no_request(despacho: Despacho, aceptada: Solicitud) -> None:
    ajena = compromisos.crear(
        actor=despacho.jefe,
        titulo="Otra cosa",
        responsable=despacho.responsable,
        a_quien=despacho.solicitante,
        fecha=clock.today() + timedelta(days=5),
    )
    despacho.cumplir(ajena)

    with sin_cambios(aceptada):
        assert actions.seguir() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_attend_to_it_once(despacho: Despacho, aceptada: Solicitud) -> None:
    despacho.cumplir(despacho.encargar(aceptada))
    despacho.cancelar(despacho.encargar(aceptada))
    salida = Barrier(2)

    def trabajar() -> int:
        salida.wait(timeout=10)
        try:
            return actions.seguir()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        hechas = [pool.submit(contextvars.copy_context().run, trabajar) for _worker in range(2)]

    assert sum(uno.result(timeout=10) for uno in hechas) == 1
    assert Historial.objects.filter(expediente=aceptada.pk, verbo="atender").count() == 1
    assert Notificacion.objects.filter(clase="S07R", usuario=despacho.jefe).count() == 1

"""Deliveries against a real mail server: what arrives, what fails, what is tried again."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from core import clock
from core.models import Actor, Expediente, Usuario
from notifiers import claims, deliver, email, registry
from notifiers.base import Envio, Outcome
from notifiers.email import Correo
from notifiers.models import Entrega, Notificacion
from ops.sandbox.client import Sandbox
from tests.cast import person
from tests.notifiers.builders import LUNES, MIERCOLES, VIERNES_NOCHE, avisar, un_expediente

pytestmark = pytest.mark.django_db


def mensajes_id(buzon: Sandbox) -> list[str]:
    return [dict(mail["headers"])["Message-ID"] for mail in buzon.mails()]


def el_plazo_de_su_trabajador_paso() -> None:
    """Leases are counted in real time: as if the worker had died two minutes ago."""
    Entrega.objects.filter(estado="enviando").update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def test_a_delivery_arrives_and_says_so(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis)

    assert deliver.entregar() == 1

    (mail,) = buzon.mails()
    entrega.refresh_from_db()
    assert mail["recipients"] == ["luis@alborada.test"]
    assert (entrega.estado, entrega.entregada_en) == ("entregada", MIERCOLES)
    assert (entrega.lease_token, entrega.error) == (None, "")


def test_what_was_delivered_is_not_delivered_again(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis)
    deliver.entregar()

    assert deliver.entregar() == 0
    assert len(buzon.mails()) == 1


def test_nothing_leaves_before_office_hours(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    with clock.moved_to(VIERNES_NOCHE):
        avisar(expediente, luis)
        assert deliver.entregar() == 0
    with clock.moved_to(LUNES):
        assert deliver.entregar() == 1


def test_many_go_over_one_connection_and_are_all_settled(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    for numero in range(25):
        avisar(expediente, luis, clave=str(numero))

    assert deliver.vaciar() == 25
    assert len(buzon.mails()) == 25
    assert not Entrega.objects.exclude(estado="entregada").exists()


def test_a_refused_recipient_fails_for_good_and_stops_nobody_else(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    buzon.fault("smtp", "refuse_recipient", address="luis@")
    a_luis, a_rosa = avisar(expediente, luis, rosa)

    deliver.entregar()

    a_luis.refresh_from_db()
    a_rosa.refresh_from_db()
    assert (a_luis.estado, a_luis.permanente) == ("fallida", True)
    assert a_luis.error == "El servidor de correo rechazó la dirección."
    assert "550 5.1.1" in a_luis.detalle
    assert a_rosa.estado == "entregada"


def test_a_refused_message_fails_for_good(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "refuse_message")
    (entrega,) = avisar(expediente, luis)

    deliver.entregar()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.permanente) == ("fallida", True)
    assert entrega.error == "El servidor de correo rechazó el mensaje."


def test_a_deferred_recipient_is_tried_again_a_minute_later(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "defer_recipient")
    (entrega,) = avisar(expediente, luis)

    deliver.entregar()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.intentos) == ("pendiente", 1)
    assert timedelta(seconds=60) <= entrega.disponible_en - MIERCOLES <= timedelta(seconds=72)
    assert deliver.entregar() == 0
    with clock.moved_to(MIERCOLES + timedelta(seconds=73)):
        assert deliver.entregar() == 1
    entrega.refresh_from_db()
    assert (entrega.estado, entrega.error) == ("entregada", "")


def test_a_server_that_was_down_gets_everything_once_it_is_back(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, rosa: Usuario, junta: Actor
) -> None:
    buzon.fault("smtp", "down")
    avisar(expediente, luis, rosa, junta)

    assert deliver.entregar() == 0
    assert {fila.error for fila in Entrega.objects.all()} == {"El servidor de correo no responde."}
    assert {fila.estado for fila in Entrega.objects.all()} == {"pendiente"}

    buzon.clear()
    with clock.moved_to(MIERCOLES + timedelta(minutes=2)):
        assert deliver.entregar() == 3
    assert sorted(Counter(mail["recipients"][0] for mail in buzon.mails()).values()) == [1, 1, 1]


def test_a_mute_server_costs_two_time_outs_however_many_wait(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 1
    buzon.fault("smtp", "mute", times=None)
    for numero in range(10):
        avisar(expediente, luis, clave=str(numero))
    empezo = timezone.now()

    assert deliver.vaciar() == 0

    assert timedelta(seconds=1) < timezone.now() - empezo < timedelta(seconds=8)
    assert Entrega.objects.filter(estado="pendiente", intentos=1).count() == 10


def test_after_the_last_attempt_it_has_failed(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "defer_recipient", times=None)
    (entrega,) = avisar(expediente, luis)
    esperas = []

    for intento in range(1, 7):
        entrega.refresh_from_db()
        with clock.moved_to(entrega.disponible_en):
            deliver.entregar()
        antes = entrega.disponible_en
        entrega.refresh_from_db()
        assert entrega.intentos == intento
        esperas.append(entrega.disponible_en - antes)

    assert (entrega.estado, entrega.permanente) == ("fallida", False)
    assert entrega.error == "El servidor de correo pide intentarlo más tarde."
    assert [timedelta(minutes=1) <= una <= timedelta(hours=24) for una in esperas[:5]] == [True] * 5


def test_a_message_whose_answer_was_lost_goes_again_under_the_same_id(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "lost_response")
    (entrega,) = avisar(expediente, luis)

    deliver.entregar()
    with clock.moved_to(MIERCOLES + timedelta(minutes=2)):
        deliver.entregar()

    assert mensajes_id(buzon) == [f"<correo-{entrega.pk}@localhost>"] * 2


def test_a_worker_killed_before_it_settled_is_followed_by_another(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis)
    (tomada,) = claims.reclamar("correo", 10)
    paquete = deliver.empaquetar([tomada])
    assert paquete
    assert next(registry.notifier("correo").deliver([paquete.envio])).entregada
    # Here it dies: sent, and not written down.

    assert deliver.entregar() == 0
    el_plazo_de_su_trabajador_paso()
    assert deliver.entregar() == 1

    assert mensajes_id(buzon) == [f"<correo-{entrega.pk}@localhost>"] * 2
    entrega.refresh_from_db()
    assert (entrega.estado, entrega.intentos) == ("entregada", 2)


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis)
    tomadas = claims.reclamar("correo", 10)
    el_plazo_de_su_trabajador_paso()
    assert deliver.entregar() == 1

    claims.descartar(tomadas[0], "tarde")

    assert Entrega.objects.get().estado == "entregada"


def test_what_kills_its_worker_every_time_fails_in_the_end(
    expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis)
    for _vez in range(6):
        claims.reclamar("correo", 10)
        el_plazo_de_su_trabajador_paso()
        assert claims.recuperar() == 1

    entrega.refresh_from_db()
    assert entrega.estado == "fallida"
    assert entrega.error == "El envío se interrumpió demasiadas veces."


def test_who_waited_behind_what_kills_its_worker_is_not_held_to_blame(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    mortal = avisar(expediente, luis)[0]
    demas = [avisar(expediente, luis, clave=f"detras-{numero}")[0] for numero in range(3)]
    for _vez in range(len(claims.ESPERAS) + 1):
        claims.reclamar("correo", 10)
        el_plazo_de_su_trabajador_paso()
        claims.recuperar()

    assert deliver.entregar() == 3

    mortal.refresh_from_db()
    assert mortal.estado == "fallida"
    for entrega in demas:
        entrega.refresh_from_db()
        assert (entrega.estado, entrega.intentos) == ("entregada", 1)


def test_what_is_left_when_half_the_lease_is_over_goes_back_untried(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, settings: Settings
) -> None:
    settings.LEASE_SEGUNDOS = 0
    (entrega,) = avisar(expediente, luis)

    assert deliver.entregar() == 0

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.intentos, entrega.disponible_en) == (
        "pendiente",
        0,
        MIERCOLES,
    )


def test_who_lost_access_meanwhile_is_sent_nothing(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis)
    expediente.participaciones.all().delete()

    assert deliver.entregar() == 0

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.error) == ("descartada", "La persona ya no tiene acceso.")
    assert buzon.mails() == []


def test_who_left_meanwhile_is_sent_nothing(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis)
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)

    deliver.entregar()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.error) == ("descartada", "La cuenta ya no está activa.")


def test_an_actor_whose_address_was_removed_is_sent_nothing(
    buzon: Sandbox, expediente: Expediente, junta: Actor
) -> None:
    (entrega,) = avisar(expediente, junta, kind="S01")
    Actor.objects.filter(pk=junta.pk).update(email="")

    deliver.entregar()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.error) == ("descartada", "Ya no hay una dirección de correo.")


def test_an_address_that_would_inject_a_header_fails_and_stops_nobody_else(
    buzon: Sandbox, expediente: Expediente, junta: Actor, rosa: Usuario, luis: Usuario
) -> None:
    avisar(expediente, junta, luis)
    Actor.objects.filter(pk=junta.pk).update(email="a@b.test\nBcc: otro@b.test")

    assert deliver.entregar() == 1

    mala = Entrega.objects.get(notificacion__actor=junta)
    assert (mala.estado, mala.permanente) == ("fallida", True)
    assert mala.error == "La dirección no es válida."
    assert [mail["recipients"] for mail in buzon.mails()] == [[luis.email]]


def test_a_notice_that_cannot_be_written_fails_and_stops_nobody_else(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    mala, buena = avisar(expediente, luis, rosa)
    Notificacion.objects.filter(pk=mala.notificacion_id).update(
        datos={"vence_en": "2026-99-99T00:00"}
    )

    assert deliver.entregar() == 1

    mala.refresh_from_db()
    buena.refresh_from_db()
    assert (mala.estado, mala.error) == ("fallida", "El aviso no se pudo escribir.")
    assert buena.estado == "entregada"


def test_a_defect_in_one_message_is_tried_again_and_stops_nobody_else(
    buzon: Sandbox,
    expediente: Expediente,
    luis: Usuario,
    rosa: Usuario,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mala, buena = avisar(expediente, luis, rosa)

    def construir(envio: Envio) -> EmailMultiAlternatives:
        if envio.clave == f"correo-{mala.pk}":
            raise TypeError("un defecto")
        return bien(envio)

    bien = email.construir
    monkeypatch.setattr(email, "construir", construir)
    assert deliver.entregar() == 1

    mala.refresh_from_db()
    buena.refresh_from_db()
    assert (mala.estado, mala.error) == ("pendiente", "El correo no se pudo enviar.")
    assert mala.detalle == "TypeError: un defecto"
    assert buena.estado == "entregada"


def test_failed_deliveries_can_be_tried_again(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "refuse_recipient")
    (entrega,) = avisar(expediente, luis)
    deliver.entregar()

    assert claims.reintentar([entrega.pk]) == 1
    assert deliver.entregar() == 1
    assert claims.reintentar([entrega.pk]) == 0


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_each_message_once(buzon: Sandbox) -> None:
    rosa, luis = person("rosa"), person("luis")
    expediente = un_expediente(rosa, luis)
    for numero in range(40):
        avisar(expediente, luis, clave=str(numero))
    salida = threading.Barrier(2)

    def trabajar() -> int:
        salida.wait(timeout=30)
        entregadas = sum(deliver.entregar(limite=3) for _vez in range(20))
        connection.close()
        return entregadas

    with ThreadPoolExecutor(2) as hilos:
        dos = [hilos.submit(copy_context().run, trabajar) for _hilo in range(2)]
        assert sum(uno.result(timeout=60) for uno in dos) == 40

    assert len(set(mensajes_id(buzon))) == len(mensajes_id(buzon)) == 40


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(
    buzon: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, luis = person("rosa"), person("luis")
    avisar(un_expediente(rosa, luis), luis)
    dentro: list[bool] = []

    class Testigo(Correo):
        def deliver(self, envios: Sequence[Envio]) -> Generator[Outcome, None, None]:
            for outcome in super().deliver(envios):
                dentro.append(connection.in_atomic_block)
                yield outcome

    monkeypatch.setitem(registry.NOTIFIERS, "correo", Testigo)

    assert deliver.entregar() == 1
    assert dentro == [False]

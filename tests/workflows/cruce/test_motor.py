"""One measure of the engine, from real rows, and what of it is trouble."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from channels import holds, queue, reconcile, withdrawing
from channels.models import Cuenta, Publicacion
from channels.registry import canales
from core import clock, outbox, vueltas
from core.models import IntentoRechazado, Latido, Usuario, Vuelta
from notifiers.models import Entrega
from ops import beat
from tasks.schedule import JOBS, QUEUES
from tests.builders import un_compromiso
from tests.channels.builders import an_account, an_expediente, queued
from tests.notifiers.builders import avisar, un_expediente
from tests.workflows.traslados.builders import un_pedido
from workflows.cruce import motor
from workflows.cruce.motor import Medida
from workflows.plazos.models import Plazo
from workflows.traslados.actions import pedir
from workflows.traslados.models import Exportacion

pytestmark = pytest.mark.django_db
TARDE = 300.0
MEDIA_HORA = timedelta(minutes=30)


def medir() -> Medida:
    with connection.cursor() as cursor:
        return motor.medir(cursor, sandbox=True)


def claves(medida: Medida | None = None) -> set[str]:
    return {uno.clave for uno in motor.problemas(medida or medir(), tarde=TARDE)}


def cola(nombre: str) -> motor.Cola:
    return next(una for una in medir().colas if una.nombre == nombre)


@pytest.fixture
def al_dia() -> None:
    """An engine that turns: the clock has beaten and every routine has just run."""
    beat.seed()
    vueltas.latir()
    for job in JOBS:
        pk = vueltas.empezar(job.task)
        assert pk is not None
        vueltas.terminar(pk)


@pytest.mark.usefixtures("al_dia")
def test_an_engine_that_turns_has_no_trouble() -> None:
    assert claves() == set()


def test_every_queue_is_measured_and_every_queue_and_routine_has_its_words() -> None:
    assert {una.nombre for una in medir().colas} == set(QUEUES)
    assert set(motor.COLAS) == set(QUEUES)
    assert set(motor.RUTINAS) == {job.task for job in JOBS}


def test_before_its_first_hour_there_is_nothing_to_measure_and_no_clock() -> None:
    medida = medir()
    assert medida.rutinas == ()
    assert medida.latido_s is None
    assert claves(medida) == {"reloj"}


@pytest.mark.usefixtures("al_dia")
def test_mails_that_should_have_left_are_late(rosa: Usuario, luis: Usuario) -> None:
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now() - MEDIA_HORA)

    hallada = cola("entregas")

    assert (hallada.esperan, hallada.debidas) == (1, 1)
    assert hallada.espera_s == pytest.approx(1800, abs=60)
    assert claves() == {"cola:entregas"}


@pytest.mark.usefixtures("al_dia")
def test_what_waits_for_its_hour_is_not_late(rosa: Usuario, luis: Usuario) -> None:
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now() + MEDIA_HORA)
    assert (cola("entregas").esperan, cola("entregas").debidas) == (1, 0)
    assert claves() == set()


@pytest.mark.usefixtures("al_dia")
def test_a_deadline_that_nobody_told_is_late(rosa: Usuario, luis: Usuario, junta) -> None:
    un_compromiso(rosa, luis, junta)
    Plazo.objects.update(next_alert_at=clock.now() - MEDIA_HORA)
    assert cola("plazos").debidas == Plazo.objects.count()
    assert "cola:plazos" in claves()


@pytest.mark.usefixtures("al_dia")
def test_what_a_dead_worker_left_is_told_when_nobody_takes_it_up(
    rosa: Usuario, luis: Usuario
) -> None:
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(disponible_en=clock.now())
    outbox.claim(Entrega, limit=1)
    assert claves() == set()

    Entrega.objects.update(lease_until=timezone.now() - MEDIA_HORA)

    assert cola("entregas").a_medias == 1
    assert claves() == {"a_medias:entregas"}


@pytest.mark.usefixtures("al_dia")
def test_a_sheet_that_waits_for_a_long_one_is_not_late_and_one_that_waits_for_nobody_is(
    rosa: Usuario,
) -> None:
    for _vez in range(2):
        pedir(un_pedido(rosa, "temas"))
    Exportacion.objects.update(disponible_en=clock.now() - MEDIA_HORA)
    assert claves() == {"cola:traslados"}
    outbox.claim(Exportacion, limit=1)
    assert claves() == set()

    Exportacion.objects.filter(estado="en_curso").update(lease_until=timezone.now() - MEDIA_HORA)

    assert claves() == {"cola:traslados", "a_medias:traslados"}


@pytest.mark.usefixtures("al_dia")
def test_publications_are_due_exactly_when_a_worker_may_take_them(paula: Usuario) -> None:
    """Whatever the measure calls due, one of the three claims takes; and the other way round."""
    cuenta = an_account("facebook")
    publicacion = queued(an_expediente(paula), cuenta)
    ahora = clock.now()
    duda = {"desconocida_desde": ahora, "marca_desde": ahora}
    fuera = {"publicada_en": ahora, "remote_id": "1", "url": "https://x.test/1"}
    casos: list[tuple[bool, dict[str, object]]] = [
        (True, {"estado": "pendiente"}),
        (False, {"estado": "pendiente", "disponible_en": ahora + MEDIA_HORA}),
        (False, {"estado": "retenida"}),
        (True, {"estado": "desconocida", **duda}),
        (False, {"estado": "por_decidir", **duda}),
        (False, {"estado": "publicada", **fuera}),
        (True, {"estado": "publicada", **fuera, "retiro_pedido_en": ahora}),
        (False, {"estado": "publicada", **fuera, "retiro_pedido_en": ahora, "fallos": 6}),
        (False, {"estado": "fallida"}),
        (False, {"estado": "cancelada"}),
    ]
    iguales = {
        "disponible_en": ahora, "retiro_pedido_en": None, "fallos": 0, "lease_until": None,
        "lease_token": None,
    }  # fmt: skip
    for debida, caso in casos:
        Publicacion.objects.filter(pk=publicacion.pk).update(**(iguales | caso))
        assert cola("publicaciones").debidas == debida, caso
        tomadas = [*queue.claim(), *reconcile.claim(), *withdrawing.claim()]
        assert bool(tomadas) == debida, caso


def test_channels_are_called_as_everywhere_else() -> None:
    assert {clave: str(nombre) for clave, nombre in canales()} == {**motor.CANALES}


@pytest.mark.usefixtures("al_dia")
@pytest.mark.parametrize(
    ("parar", "clave"),
    [
        (lambda: Cuenta.objects.update(estado="reconectar", motivo="x"), "cuenta:facebook"),
        (lambda: Cuenta.objects.update(estado="pausada", motivo="x"), "pausada:facebook"),
        (lambda: Cuenta.objects.update(retenida_hasta=clock.now() + MEDIA_HORA), "limite:facebook"),
    ],
)
def test_an_account_that_stopped_is_told_and_makes_nothing_late(
    parar: Callable[[], object], clave: str, paula: Usuario
) -> None:
    Cuenta.objects.all().delete()
    queued(an_expediente(paula), an_account("facebook"))
    Publicacion.objects.update(disponible_en=clock.now() - MEDIA_HORA)
    parar()
    assert cola("publicaciones").debidas == 0
    assert claves() == {clave}


@pytest.mark.usefixtures("al_dia")
def test_the_switch_is_told_with_its_reason(tomas: Usuario) -> None:
    holds.pull_brake(actor=tomas, motivo="Duelo")
    [uno] = motor.problemas(medir(), tarde=TARDE)
    assert (uno.clave, uno.nivel) == ("freno", motor.CUIDADO)
    assert "Duelo" in uno.en_palabras()


@pytest.mark.usefixtures("al_dia")
def test_a_clock_that_stands_still_is_told_once_for_all() -> None:
    Latido.objects.update(visto_en=timezone.now() - MEDIA_HORA)
    Vuelta.objects.update(empezada_en=timezone.now() - MEDIA_HORA)
    assert claves() == {"reloj"}


@pytest.mark.usefixtures("al_dia")
def test_workers_that_take_nothing_while_the_clock_calls_should_be_started_anew() -> None:
    Vuelta.objects.update(empezada_en=timezone.now() - timedelta(minutes=3))
    [uno] = motor.problemas(medir(), tarde=TARDE)
    assert (uno.clave, uno.nivel, uno.reiniciar) == ("trabajador", motor.MAL, True)


@pytest.mark.usefixtures("al_dia")
def test_workers_that_are_all_at_work_get_more_patience() -> None:
    hace = timezone.now() - timedelta(minutes=3)
    Vuelta.objects.update(empezada_en=hace, terminada_en=None)
    [uno] = motor.problemas(medir(), tarde=TARDE)
    assert (uno.clave, uno.reiniciar) == ("trabajador", False)

    Vuelta.objects.update(empezada_en=hace - timedelta(minutes=5))
    [uno] = motor.problemas(medir(), tarde=TARDE)
    assert uno.reiniciar


@pytest.mark.usefixtures("al_dia")
def test_a_routine_that_fails_alone_is_told_with_what_stops_it() -> None:
    suyas = Vuelta.objects.filter(rutina="tasks.deadlines.barrer")
    suyas.update(terminada_en=timezone.now() - MEDIA_HORA)
    pk = vueltas.empezar("tasks.deadlines.barrer")
    assert pk is not None
    vueltas.terminar(pk, "OperationalError")

    [uno] = motor.problemas(medir(), tarde=TARDE)

    assert uno.clave == "rutina:tasks.deadlines.barrer"
    assert "OperationalError" in uno.en_palabras()
    assert medir().vueltas_fallidas == {"1h": 1, "24h": 1}


def test_what_was_tried_in_vain_is_counted_by_its_kind(rosa: Usuario) -> None:
    ahora = clock.now()
    for clase, hace, veces in (("entrada", 10, 7), ("entrada", 300, 4), ("clave", 300, 2)):
        IntentoRechazado.objects.create(
            clase=clase, tramo=ahora - timedelta(minutes=hace), usuario=rosa, veces=veces
        )
    IntentoRechazado.objects.create(clase="archivo", tramo=ahora - timedelta(hours=25), veces=9)
    assert medir().rechazados == {
        "entrada": {"1h": 7, "24h": 11},
        "clave": {"1h": 0, "24h": 2},
    }


@pytest.mark.usefixtures("al_dia")
def test_a_routine_that_somebody_switched_off_is_not_late() -> None:
    Vuelta.objects.filter(rutina="tasks.deadlines.barrer").delete()
    PeriodicTask.objects.filter(task="tasks.deadlines.barrer").update(enabled=False)
    assert claves() == {"apagada:tasks.deadlines.barrer"}


@pytest.mark.usefixtures("al_dia")
def test_a_mail_server_that_is_down_is_told_with_its_reason(rosa: Usuario, luis: Usuario) -> None:
    [entrega] = avisar(un_expediente(rosa, luis), luis)
    entrega.notificacion.creado_en = clock.now() - MEDIA_HORA
    entrega.notificacion.save()
    Entrega.objects.update(
        intentos=2, error="El servidor no responde.", disponible_en=clock.now() + MEDIA_HORA
    )

    [uno] = motor.problemas(medir(), tarde=TARDE)

    assert (uno.clave, uno.nivel) == ("correo", motor.MAL)
    assert "El servidor no responde." in uno.en_palabras()


@pytest.mark.usefixtures("al_dia")
def test_one_mail_that_is_refused_while_others_leave_is_no_server_down(
    rosa: Usuario, luis: Usuario
) -> None:
    una, otra = avisar(un_expediente(rosa, luis, rosa), luis, rosa)
    una.notificacion.creado_en = clock.now() - MEDIA_HORA
    una.notificacion.save()
    Entrega.objects.filter(pk=una.pk).update(
        intentos=2, error="Más tarde.", disponible_en=clock.now() + MEDIA_HORA
    )
    Entrega.objects.filter(pk=otra.pk).update(estado="entregada", entregada_en=clock.now())

    [uno] = motor.problemas(medir(), tarde=TARDE)

    assert (uno.clave, uno.nivel) == ("correo", motor.CUIDADO)
    assert medir().entregadas == {"1h": 1, "24h": 1}


@pytest.mark.usefixtures("al_dia")
def test_what_waits_for_a_person_is_counted_and_stops_nothing(
    rosa: Usuario, luis: Usuario, paula: Usuario
) -> None:
    avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(estado="fallida")
    queued(an_expediente(paula), an_account("facebook"))
    Publicacion.objects.update(estado="fallida")

    medida = medir()

    assert medida.entregas_fallidas == 1
    assert medida.publicaciones == {"fallida": 1}
    assert claves(medida) == {"entregas_fallidas", "publicaciones:fallida"}
    assert {uno.nivel for uno in motor.problemas(medida, tarde=TARDE)} == {motor.CUIDADO}


@pytest.mark.usefixtures("al_dia")
def test_whoever_watches_without_django_measures_the_same() -> None:
    params = connection.get_connection_params()
    dentro = {"host": params["host"], "user": params["user"], "dbname": params["dbname"]}
    with psycopg.connect(**dentro) as aparte, aparte.cursor() as cursor:
        medida = motor.medir(cursor, sandbox=True)
    assert {una.nombre for una in medida.colas} == set(QUEUES)

"""An action tells people: who is told, once, when it leaves, and by which medium."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from core import clock, outbox
from core.models import Actor, Expediente, Suplencia, Usuario
from notifiers import queue
from notifiers.models import Entrega, Notificacion
from tests.notifiers.builders import LUNES, MIERCOLES, VIERNES_NOCHE, avisar, un_expediente

pytestmark = pytest.mark.django_db


def test_who_may_see_the_case_file_is_told_in_the_bell_and_by_mail(
    expediente: Expediente, luis: Usuario
) -> None:
    (entrega,) = avisar(expediente, luis, quien="Rosa Medina")

    assert entrega.notificacion.usuario == luis
    assert entrega.notificacion.expediente == expediente
    assert entrega.notificacion.datos["quien"] == "Rosa Medina"
    assert (entrega.medio, entrega.estado, entrega.intentos) == ("correo", "pendiente", 0)


def test_who_may_not_see_it_is_not_told(
    expediente: Expediente, luis: Usuario, marta: Usuario
) -> None:
    avisar(expediente, luis, marta)

    assert [uno.usuario for uno in Notificacion.objects.all()] == [luis]


def test_who_has_left_is_not_told(expediente: Expediente, luis: Usuario) -> None:
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)

    assert avisar(expediente, luis) == []
    assert avisar(None, luis, kind="C06") == []


@pytest.fixture
def suplencia(luis: Usuario, marta: Usuario) -> Suplencia:
    """Marta, who has no part in the case file, stands in for Luis this week."""
    return Suplencia.objects.create(
        titular=luis, suplente=marta, desde=MIERCOLES.date(), hasta=LUNES.date()
    )


def contados() -> set[tuple[str, str | None]]:
    """Who was told, and in whose place."""
    return {(uno.destinatario.nombre, uno.datos.get("por")) for uno in Notificacion.objects.all()}


@pytest.mark.usefixtures("suplencia")
def test_who_stands_in_is_told_too_and_in_whose_place(
    expediente: Expediente, luis: Usuario
) -> None:
    assert len(avisar(expediente, luis)) == 2

    assert contados() == {("Luis Ábrego", None), ("Marta Solís", "Luis Ábrego")}


@pytest.mark.usefixtures("suplencia")
def test_who_stands_in_and_is_called_oneself_is_told_once_as_oneself(
    expediente: Expediente, luis: Usuario, marta: Usuario
) -> None:
    assert len(avisar(expediente, luis, marta)) == 2
    assert avisar(expediente, luis) == []

    assert contados() == {("Luis Ábrego", None), ("Marta Solís", None)}


@pytest.mark.usefixtures("suplencia")
def test_who_stands_in_for_two_is_told_once(
    expediente: Expediente, luis: Usuario, rosa: Usuario, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=rosa, suplente=marta, desde=MIERCOLES.date(), hasta=MIERCOLES.date()
    )

    assert len(avisar(expediente, luis, rosa)) == 3


@pytest.mark.usefixtures("suplencia")
def test_nobody_is_told_of_what_he_did_in_the_place_of_another_either(
    expediente: Expediente, luis: Usuario, marta: Usuario
) -> None:
    assert len(avisar(expediente, luis, salvo=marta)) == 1
    assert contados() == {("Luis Ábrego", None)}

    assert avisar(expediente, luis, clave="2", salvo=luis) == []


def test_who_stands_in_on_other_days_is_not_told(
    expediente: Expediente, luis: Usuario, suplencia: Suplencia
) -> None:
    suplencia.desde = LUNES.date()
    suplencia.save()

    assert len(avisar(expediente, luis)) == 1


def test_who_stands_in_and_has_left_is_not_told(
    expediente: Expediente, luis: Usuario, suplencia: Suplencia
) -> None:
    Usuario.objects.filter(pk=suplencia.suplente_id).update(is_active=False)

    assert len(avisar(expediente, luis)) == 1


@pytest.mark.usefixtures("suplencia")
def test_who_stands_in_for_one_who_may_not_see_it_is_not_told(
    rosa: Usuario, luis: Usuario, marta: Usuario
) -> None:
    ajeno = un_expediente(rosa, marta, codigo="CMP-2026-00058")

    assert avisar(ajeno, luis) == []


@pytest.mark.usefixtures("suplencia")
def test_the_substitute_of_a_substitute_is_not_told(
    expediente: Expediente, luis: Usuario, marta: Usuario, bruno: Usuario
) -> None:
    Suplencia.objects.create(
        titular=marta, suplente=bruno, desde=MIERCOLES.date(), hasta=LUNES.date()
    )

    assert len(avisar(expediente, luis)) == 2
    assert avisar(expediente, marta, clave="2")[0].notificacion.usuario == marta
    assert not Notificacion.objects.filter(usuario=bruno).exists()


@pytest.mark.usefixtures("suplencia")
def test_what_is_about_no_case_file_is_told_to_the_person_alone(luis: Usuario) -> None:
    assert len(avisar(None, luis, kind="invitacion")) == 1


def test_a_notice_without_case_file_reaches_active_people(paula: Usuario) -> None:
    (entrega,) = avisar(None, paula, kind="C06", canal="X")

    assert entrega.notificacion.expediente is None


def test_the_same_key_tells_each_person_once(
    expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    assert len(avisar(expediente, luis, luis)) == 1
    assert len(avisar(expediente, luis, rosa)) == 1
    assert avisar(expediente, luis, rosa) == []
    assert len(avisar(expediente, luis, clave="2")) == 1
    assert len(avisar(expediente, luis, kind="T04")) == 1


def test_an_actor_is_told_by_mail_whatever_the_medium(expediente: Expediente, junta: Actor) -> None:
    (entrega,) = avisar(expediente, junta, kind="S01", medio="aplicacion")

    assert (entrega.notificacion.actor, entrega.medio) == (junta, "correo")


def test_an_actor_without_address_is_not_told(expediente: Expediente, db: None) -> None:
    vecino = Actor.objects.create(nombre="Ana Ríos")

    assert avisar(expediente, vecino, kind="S01") == []
    assert not Notificacion.objects.exists()


def test_a_person_and_an_actor_of_the_same_id_are_two_recipients(
    expediente: Expediente, luis: Usuario
) -> None:
    tocayo = Actor.objects.create(pk=luis.pk, nombre="Luis", email="luis@vecino.test")

    assert len(avisar(expediente, luis, tocayo)) == 2


def test_what_stays_in_the_application_has_no_delivery(
    expediente: Expediente, luis: Usuario
) -> None:
    assert avisar(expediente, luis, medio="aplicacion") == []
    assert Notificacion.objects.get().usuario == luis


@pytest.mark.parametrize(
    ("ahora", "kind", "sale"),
    [
        (MIERCOLES, "T03", MIERCOLES),
        (VIERNES_NOCHE, "T03", LUNES),
        (VIERNES_NOCHE, "C05", VIERNES_NOCHE),
    ],
    ids=["in office hours, at once", "on Friday night, on Monday", "urgent, at once"],
)
def test_a_mail_leaves_in_office_hours(
    expediente: Expediente, luis: Usuario, ahora: datetime, kind: str, sale: datetime
) -> None:
    with clock.moved_to(ahora):
        (entrega,) = avisar(expediente, luis, kind=kind)

    assert entrega.disponible_en == sale


@pytest.mark.parametrize(
    ("ahora", "sale"),
    [
        (MIERCOLES, MIERCOLES.replace(day=26, hour=8, minute=15)),
        (VIERNES_NOCHE, LUNES.replace(minute=15)),
        (LUNES - timedelta(hours=1), LUNES.replace(minute=15)),
        # Alerts fall due as the office opens: they are in the digest of that day.
        (LUNES.replace(minute=5), LUNES.replace(minute=15)),
        (LUNES.replace(minute=15), LUNES.replace(day=1, month=12, minute=15)),
    ],
)
def test_a_digest_leaves_a_moment_after_a_working_day_opens(
    expediente: Expediente, luis: Usuario, ahora: datetime, sale: datetime
) -> None:
    with clock.moved_to(ahora):
        (entrega,) = avisar(expediente, luis, medio="resumen")

    assert (entrega.medio, entrega.disponible_en) == ("resumen", sale)


def test_a_kind_nobody_declared_is_refused(expediente: Expediente, luis: Usuario) -> None:
    with pytest.raises(KeyError):
        avisar(expediente, luis, kind="T99")


def test_what_was_told_inside_a_transaction_that_failed_was_not(
    expediente: Expediente, luis: Usuario
) -> None:
    with transaction.atomic():
        avisar(expediente, luis)
        transaction.set_rollback(True)

    assert not Notificacion.objects.exists()


def test_a_worker_is_woken_after_the_commit(
    expediente: Expediente,
    luis: Usuario,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    woken: list[str] = []
    outbox.set_waker(woken.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            avisar(expediente, luis)
            assert woken == []
    finally:
        outbox.set_waker(None)

    assert woken == ["entregas"]


SELECT = """
SELECT 'T03' AS clase, 'aviso:' || e.id AS clave, e.id AS expediente_id, p.usuario_id,
       %(medio)s AS medio, jsonb_build_object('etapa', %(etapa)s::int) AS datos
  FROM core_expediente e JOIN core_participacion p ON p.expediente_id = e.id
"""


def test_a_sweep_tells_whoever_its_select_yields_in_one_statement(
    expediente: Expediente,
    luis: Usuario,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        cuantas = queue.notify_from(
            SELECT, {"medio": "correo", "etapa": 2}, disponible_en=MIERCOLES
        )

    entrega = Entrega.objects.get()
    assert cuantas == 1
    assert entrega.notificacion.datos == {"etapa": 2}
    assert (entrega.notificacion.usuario, entrega.disponible_en) == (luis, MIERCOLES)


def test_a_sweep_run_twice_tells_once(expediente: Expediente) -> None:
    params = {"medio": "correo", "etapa": 2}

    assert queue.notify_from(SELECT, params, disponible_en=MIERCOLES) == 1
    assert queue.notify_from(SELECT, params, disponible_en=MIERCOLES) == 0
    assert Entrega.objects.count() == 1


def test_what_a_sweep_sends_to_the_digest_waits_for_it(expediente: Expediente) -> None:
    queue.notify_from(SELECT, {"medio": "resumen", "etapa": 2}, disponible_en=MIERCOLES)

    assert Entrega.objects.get().disponible_en == MIERCOLES.replace(hour=8, minute=15) + timedelta(
        days=1
    )


def test_what_a_sweep_keeps_in_the_application_has_no_delivery(expediente: Expediente) -> None:
    queue.notify_from(SELECT, {"medio": "aplicacion", "etapa": 2}, disponible_en=MIERCOLES)

    assert Notificacion.objects.count() == 1
    assert not Entrega.objects.exists()

"""The digest: everything that waits for a person's day, in one mail, once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.models import Expediente, Usuario
from notifiers import claims, deliver
from notifiers.base import ENTREGADA
from notifiers.models import Entrega
from ops.sandbox.client import Sandbox
from tests.cast import person
from tests.notifiers.builders import MIERCOLES, avisar, un_expediente

pytestmark = pytest.mark.django_db

JUEVES = (MIERCOLES + timedelta(days=1)).replace(hour=8, minute=15)


def test_a_person_gets_one_mail_with_everything(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    otro = un_expediente(rosa, luis, codigo="CMP-2026-00058", titulo="Reparar el puente")
    avisar(expediente, luis, medio="resumen")
    avisar(otro, luis, medio="resumen", kind="T04", vence_en="2026-11-20T22:00:00+00:00")

    with clock.moved_to(JUEVES):
        assert deliver.enviar_resumenes() == 1

    (mail,) = buzon.mails()
    assert mail["subject"] == "Su resumen del día: 2 asuntos"
    assert "Vence mañana: Entregar los planos del acueducto (CMP-2026-00057)" in mail["text"]
    assert "Atrasado: Reparar el puente (CMP-2026-00058)" in mail["text"]
    assert "http://localhost:8000/e/CMP-2026-00058/" in mail["text"]
    assert "http://localhost:8000/e/CMP-2026-00058/" in mail["html"]
    assert set(Entrega.objects.values_list("estado", flat=True)) == {"entregada"}


def test_its_button_opens_mi_dia(buzon: Sandbox, expediente: Expediente, luis: Usuario) -> None:
    avisar(expediente, luis, medio="resumen")

    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()

    (mail,) = buzon.mails()
    assert f'href="{settings.SITE_URL}{reverse("mi_dia:inicio")}"' in mail["html"]


def test_each_person_gets_one(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    expediente.participaciones.create(usuario=rosa, papel="programador")
    avisar(expediente, luis, rosa, medio="resumen")
    avisar(expediente, luis, rosa, medio="resumen", clave="2")

    with clock.moved_to(JUEVES):
        assert deliver.enviar_resumenes() == 2

    assert sorted(mail["recipients"][0] for mail in buzon.mails()) == [luis.email, rosa.email]


def test_it_waits_for_the_next_working_day(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis, medio="resumen")

    assert deliver.enviar_resumenes() == 0
    assert deliver.entregar() == 0
    with clock.moved_to(JUEVES - timedelta(minutes=1)):
        assert deliver.enviar_resumenes() == 0
    with clock.moved_to(JUEVES):
        assert deliver.entregar() == 0
        assert deliver.enviar_resumenes() == 1


def test_a_private_case_file_is_only_a_code(buzon: Sandbox, rosa: Usuario, luis: Usuario) -> None:
    avisar(un_expediente(rosa, luis, nivel_reserva=3), luis, medio="resumen")

    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()

    (mail,) = buzon.mails()
    assert "Hay una novedad en un asunto reservado (CMP-2026-00057)" in mail["text"]
    assert "planos" not in mail["text"] + mail["html"] + mail["subject"]


def test_what_the_person_may_no_longer_see_is_left_out(
    buzon: Sandbox, expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    otro = un_expediente(rosa, luis, codigo="CMP-2026-00058", titulo="Reparar el puente")
    avisar(expediente, luis, medio="resumen")
    avisar(otro, luis, medio="resumen", clave="2")
    expediente.participaciones.all().delete()

    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()

    (mail,) = buzon.mails()
    assert mail["subject"] == "Su resumen del día: 1 asunto"
    assert "planos" not in mail["text"]


def test_one_that_failed_is_tried_again_whole(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "lost_response")
    for clave in ("1", "2", "3"):
        avisar(expediente, luis, medio="resumen", clave=clave)

    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()
        assert len(set(Entrega.objects.values_list("disponible_en", flat=True))) == 1
    with clock.moved_to(JUEVES + timedelta(minutes=2)):
        assert deliver.enviar_resumenes() == 1

    una, otra = buzon.mails()
    assert dict(una["headers"])["Message-ID"] == dict(otra["headers"])["Message-ID"]


def test_one_that_has_grown_since_it_failed_is_another_message(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    """Under the name of the first, a mail program would hide the second, and what is new in it."""
    buzon.fault("smtp", "lost_response")
    avisar(expediente, luis, medio="resumen")
    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()
        avisar(expediente, luis, medio="resumen", clave="2")
        Entrega.objects.update(disponible_en=clock.now())
        assert deliver.enviar_resumenes() == 1

    una, otra = buzon.mails()
    assert dict(una["headers"])["Message-ID"] != dict(otra["headers"])["Message-ID"]


def test_what_joins_a_digest_that_keeps_failing_has_its_own_tries(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    buzon.fault("smtp", "defer_recipient", times=None)
    (vieja,) = avisar(expediente, luis, medio="resumen")
    Entrega.objects.filter(pk=vieja.pk).update(disponible_en=JUEVES, intentos=5)
    (nueva,) = avisar(expediente, luis, medio="resumen", clave="2")

    with clock.moved_to(JUEVES):
        deliver.enviar_resumenes()
        vieja.refresh_from_db()
        nueva.refresh_from_db()
        assert (vieja.estado, nueva.estado) == ("fallida", "pendiente")
    buzon.clear()
    with clock.moved_to(JUEVES + timedelta(minutes=2)):
        assert deliver.enviar_resumenes() == 1


def test_one_whose_worker_died_is_sent_by_another_under_the_same_id(
    buzon: Sandbox, expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis, medio="resumen")
    avisar(expediente, luis, medio="resumen", clave="2")
    with clock.moved_to(JUEVES):
        paquete = deliver.empaquetar(claims.reclamar_resumen(luis.pk))
        assert paquete
        Entrega.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert deliver.enviar_resumenes() == 1

    (mail,) = buzon.mails()
    assert dict(mail["headers"])["Message-ID"] == f"<{paquete.envio.clave}@localhost>"


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_at_once_send_each_person_one(buzon: Sandbox) -> None:
    rosa = person("rosa")
    personas = [person(nombre) for nombre in ("luis", "marta", "carmen", "gabriel")]
    expediente = un_expediente(rosa, *personas)
    for numero in range(30):
        avisar(expediente, *personas, medio="resumen", clave=str(numero))
    salida = threading.Barrier(3)

    def trabajar() -> int:
        salida.wait(timeout=30)
        enviados = sum(deliver.enviar_resumenes() for _vez in range(3))
        connection.close()
        return enviados

    with clock.moved_to(JUEVES), ThreadPoolExecutor(3) as hilos:
        tres = [hilos.submit(copy_context().run, trabajar) for _hilo in range(3)]
        assert sum(uno.result(timeout=60) for uno in tres) == 4

    assert sorted(mail["recipients"][0] for mail in buzon.mails()) == sorted(
        uno.email for uno in personas
    )
    assert {mail["subject"] for mail in buzon.mails()} == {"Su resumen del día: 30 asuntos"}


def test_its_rows_are_settled_together_or_not_at_all(expediente: Expediente, luis: Usuario) -> None:
    """Half of them left would go out again, as another mail."""
    for numero in range(3):
        avisar(expediente, luis, clave=str(numero), medio="resumen")
    with clock.moved_to(JUEVES):
        filas = claims.reclamar_resumen(luis.pk)
        filas[1].lease_token = "ninguna"
        with pytest.raises(ValidationError):
            claims.asentar(filas, ENTREGADA)

    assert set(Entrega.objects.values_list("estado", flat=True)) == {"enviando"}

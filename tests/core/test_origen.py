"""One id from what began something to the rows it causes and to whoever carries them out."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection

from channels import decisions
from channels.models import Publicacion
from core import clock, origen
from core.models import Historial, Usuario
from notifiers import claims
from notifiers.models import Entrega
from tests.builders import un_compromiso
from tests.channels.builders import an_account, an_expediente, queued
from tests.notifiers.builders import avisar, un_expediente
from workflows.plazos import actions as plazos


def test_an_id_can_be_said_and_is_never_the_same() -> None:
    made = {origen.nuevo() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", one) for one in made)
    assert max(map(len, made)) <= origen.LARGO


def test_it_ends_with_its_block_whatever_happens_there() -> None:
    seen: list[str] = []

    def do() -> None:
        with origen.desde("AAAAA-AAAAA"):
            seen.append(origen.actual())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do()
    assert [*seen, origen.actual()] == ["AAAAA-AAAAA", ""]


def test_a_row_without_one_leaves_that_of_the_task() -> None:
    with origen.desde("AAAAA-AAAAA"), origen.desde(""):
        assert origen.actual() == "AAAAA-AAAAA"


def test_no_thread_sees_that_of_another() -> None:
    seen: list[str] = []
    with origen.desde("AAAAA-AAAAA"):
        thread = threading.Thread(target=lambda: seen.append(origen.actual()))
        thread.start()
        thread.join()
    assert seen == [""]


@pytest.mark.django_db
def test_a_step_its_history_and_its_mail_carry_the_same(rosa, luis, junta) -> None:
    with origen.desde("AAAAA-AAAAA"):
        compromiso = un_compromiso(rosa, luis, junta)

    historia = Historial.objects.filter(expediente=compromiso)
    assert set(historia.values_list("origen", flat=True)) == {"AAAAA-AAAAA"}
    correos = Entrega.objects.filter(notificacion__expediente=compromiso)
    assert set(correos.values_list("origen", flat=True)) == {"AAAAA-AAAAA"}


@pytest.mark.django_db
def test_a_mail_that_a_sweep_causes_carries_that_of_the_sweep(rosa, luis, junta) -> None:
    compromiso = un_compromiso(rosa, luis, junta)
    antes = set(Entrega.objects.values_list("pk", flat=True))
    with clock.moved_to(clock.now() + timedelta(days=90)), origen.desde("BBBBB-BBBBB"):
        plazos.barrer()

    nuevas = Entrega.objects.exclude(pk__in=antes).filter(notificacion__expediente=compromiso)
    assert set(nuevas.values_list("origen", flat=True)) == {"BBBBB-BBBBB"}


@pytest.mark.django_db
def test_who_tries_a_mail_again_is_its_cause_from_then_on(rosa, luis) -> None:
    with origen.desde("AAAAA-AAAAA"):
        [entrega] = avisar(un_expediente(rosa, luis), luis)
    Entrega.objects.update(estado="fallida")

    with origen.desde("CCCCC-CCCCC"):
        claims.reintentar([entrega.pk])

    assert Entrega.objects.get().origen == "CCCCC-CCCCC"


@pytest.mark.django_db
def test_a_publication_carries_that_of_the_approval_then_that_of_the_retry(paula: Usuario) -> None:
    with origen.desde("AAAAA-AAAAA"):
        publicacion = queued(an_expediente(paula), an_account("facebook"))
    assert Publicacion.objects.get().origen == "AAAAA-AAAAA"

    Publicacion.objects.update(estado="fallida")
    with origen.desde("CCCCC-CCCCC"):
        decisions.retry(publicacion.pk)
    assert Publicacion.objects.get().origen == "CCCCC-CCCCC"


@pytest.mark.django_db
def test_a_worker_of_the_version_before_may_still_write_rows(rosa, luis) -> None:
    [entrega] = avisar(un_expediente(rosa, luis), luis, medio="resumen")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifiers_entrega (notificacion_id, medio, estado, disponible_en,"
            " intentos, error, detalle, permanente) SELECT notificacion_id, 'correo', estado,"
            " disponible_en, 0, '', '', FALSE FROM notifiers_entrega"
        )
    assert Entrega.objects.exclude(pk=entrega.pk).get().origen == ""

"""The bell: how many, which, read and unread; nobody reads anybody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import Actor, Expediente, Usuario
from notifiers import inbox
from notifiers.models import Entrega, Notificacion
from tests.notifiers.builders import MIERCOLES, avisar

pytestmark = pytest.mark.django_db


def test_it_counts_and_lists_the_newest_first(expediente: Expediente, luis: Usuario) -> None:
    avisar(expediente, luis, clave="1")
    with clock.moved_to(MIERCOLES + timedelta(minutes=1)):
        avisar(expediente, luis, kind="T04", clave="2")

    assert inbox.sin_leer(luis) == 2
    assert [uno.clase for uno in inbox.lista(luis)] == ["T04", "T03"]


def test_a_line_has_a_title_without_code_a_link_and_a_kind(
    expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis, kind="T06", quien="Luis Ábrego")

    linea = inbox.lista(luis).get()

    assert linea.titulo == "Verifique si se cumplió: Entregar los planos del acueducto"
    assert linea.ruta == "/e/CMP-2026-00057/"
    assert str(linea.kind.nombre) == "Compromiso por verificar"


def test_reading_one_takes_it_from_the_count(expediente: Expediente, luis: Usuario) -> None:
    avisar(expediente, luis, clave="1")
    avisar(expediente, luis, clave="2")
    primera = inbox.lista(luis)[0]

    assert inbox.marcar_leida(luis, primera.pk)
    assert not inbox.marcar_leida(luis, primera.pk)

    assert inbox.sin_leer(luis) == 1
    assert primera not in inbox.lista(luis, solo_sin_leer=True)
    assert primera in inbox.lista(luis)


def test_reading_all_leaves_none(expediente: Expediente, luis: Usuario) -> None:
    avisar(expediente, luis, clave="1")
    avisar(expediente, luis, clave="2")

    assert inbox.marcar_todas(luis) == 2
    assert inbox.sin_leer(luis) == 0


def test_what_was_marked_at_a_moment_is_unread_again(
    expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    avisar(expediente, luis, clave="1")
    inbox.marcar_todas(luis)
    avisar(expediente, luis, rosa, clave="2")
    momento = clock.now() + timedelta(minutes=1)
    inbox.marcar_todas(luis, momento)
    inbox.marcar_todas(rosa, momento)

    assert inbox.desmarcar(luis, momento) == 1
    assert inbox.desmarcar(luis, momento) == 0
    assert inbox.sin_leer(luis) == 1
    assert inbox.sin_leer(rosa) == 0


def test_nobody_marks_or_sees_what_is_somebody_elses(
    expediente: Expediente, luis: Usuario, rosa: Usuario, junta: Actor
) -> None:
    avisar(expediente, luis, junta, kind="S01")
    suya = inbox.lista(luis).get()

    assert not inbox.marcar_leida(rosa, suya.pk)
    assert inbox.marcar_todas(rosa) == 0
    assert not inbox.lista(rosa).exists()
    assert Notificacion.objects.filter(leida_en__isnull=False).count() == 0


def test_who_lost_access_reads_neither_title_nor_link(
    expediente: Expediente, luis: Usuario
) -> None:
    avisar(expediente, luis)
    expediente.participaciones.all().delete()

    linea = inbox.lista(luis).get()

    assert (linea.titulo, linea.ruta) == ("Ya no tiene acceso a este asunto", "")


def test_an_invitation_is_only_a_mail(luis: Usuario) -> None:
    avisar(None, luis, kind="invitacion")

    assert inbox.sin_leer(luis) == 0
    assert not inbox.lista(luis).exists()


def test_a_page_of_lines_costs_a_fixed_number_of_queries(
    expediente: Expediente, luis: Usuario, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for numero in range(20):
        avisar(expediente, luis, clave=str(numero))
    con_todo = inbox.lista(luis)[:20]

    with django_assert_num_queries(1):
        assert len({linea.titulo for linea in con_todo}) == 1


def test_a_case_file_tells_whom_it_told_what(
    expediente: Expediente, luis: Usuario, junta: Actor
) -> None:
    avisar(expediente, luis, junta, kind="S01")

    lineas = list(inbox.de_expediente(expediente))

    assert {str(linea.destinatario) for linea in lineas} == {
        "Luis Ábrego",
        "Junta Comunal El Roble",
    }
    assert not any(linea.no_llego for linea in lineas)


def test_it_tells_what_did_not_get_there(
    expediente: Expediente, luis: Usuario, junta: Actor
) -> None:
    avisar(expediente, luis, junta, kind="S01")
    Entrega.objects.filter(notificacion__actor=junta).update(estado=Entrega.Estado.FALLIDA)

    assert {str(una.destinatario): una.no_llego for una in inbox.de_expediente(expediente)} == {
        "Luis Ábrego": False,
        "Junta Comunal El Roble": True,
    }

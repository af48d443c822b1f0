"""Who follows a case file is told when it moves."""

from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Expediente, Seguidor, Usuario
from notifiers.models import Notificacion
from tasks import followups
from tests.builders import en_dias, un_compromiso
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.cruce import seguidores

pytestmark = pytest.mark.usefixtures("miercoles")


@pytest.fixture
def caso(miercoles: None, rosa, luis, junta) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


def seguir(caso: Expediente, *quienes: Usuario) -> None:
    for quien in quienes:
        seguidores.seguir(expediente_id=caso.pk, actor=quien)


def dichos() -> list[tuple[str, str]]:
    """Who was told what, the first first."""
    avisos = Notificacion.objects.filter(clase="X01S").order_by("pk")
    return [(aviso.usuario.nombre, aviso.titulo) for aviso in avisos if aviso.usuario]


def test_a_step_of_another_is_in_the_bell_in_the_words_of_the_history(
    caso: Compromiso, elena: Usuario, luis: Usuario
) -> None:
    seguir(caso, elena)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)

    assert seguidores.avisar() == 1

    assert dichos() == [("Elena Cordero", f"Luis Ábrego lo aceptó: {caso.titulo}")]
    assert not Notificacion.objects.get(clase="X01S").entregas.exists()


def test_it_is_told_once_and_what_was_before_is_not_told(
    caso: Compromiso, elena: Usuario, luis: Usuario
) -> None:
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)
    seguir(caso, elena)
    assert seguidores.avisar() == 0

    compromisos.reiterar(compromiso_id=caso.pk, actor=caso.programador, mensaje="¿Y?")
    assert (seguidores.avisar(), seguidores.avisar()) == (1, 0)
    assert len(dichos()) == 1


def test_several_steps_are_one_notice_that_says_how_many(
    caso: Compromiso, elena: Usuario, luis: Usuario, rosa: Usuario
) -> None:
    seguir(caso, elena)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)
    compromisos.reiterar(compromiso_id=caso.pk, actor=rosa, mensaje="¿Y?")

    seguidores.avisar()

    aviso = Notificacion.objects.get(clase="X01S")
    assert (aviso.datos["verbo"], aviso.datos["cantidad"]) == ("reiterar", 2)


def test_nobody_is_told_of_what_one_did_oneself(
    caso: Compromiso, luis: Usuario, rosa: Usuario
) -> None:
    seguir(caso, luis)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)
    assert (seguidores.avisar(), dichos()) == (1, [])

    compromisos.reiterar(compromiso_id=caso.pk, actor=rosa, mensaje="¿Y?")
    compromisos.pedir_prorroga(
        compromiso_id=caso.pk, actor=luis, para=en_dias(20), motivo="Llueve."
    )
    seguidores.avisar()
    assert dichos() == [("Luis Ábrego", f"Rosa Medina lo reiteró: {caso.titulo}")]


def test_who_lost_access_is_told_nothing(caso: Compromiso, omar: Usuario, luis: Usuario) -> None:
    seguir(caso, omar)
    Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=3)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)

    assert (seguidores.avisar(), dichos()) == (1, [])
    assert list(seguidores.seguidos(omar)) == []


def test_who_may_not_see_it_does_not_follow_it(caso: Compromiso, marta: Usuario) -> None:
    with pytest.raises(Expediente.DoesNotExist):
        seguir(caso, marta)
    assert not Seguidor.objects.exists()


def test_who_leaves_it_is_told_no_more(caso: Compromiso, elena: Usuario, luis: Usuario) -> None:
    seguir(caso, elena)
    seguidores.dejar(expediente_id=caso.pk, actor=elena)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)

    assert (seguidores.avisar(), dichos()) == (0, [])
    assert not seguidores.sigue(caso, elena)


def test_twice_is_once_and_each_for_oneself(
    caso: Compromiso, elena: Usuario, tomas: Usuario
) -> None:
    seguir(caso, elena, elena, tomas)
    assert Seguidor.objects.count() == 2

    seguidores.dejar(expediente_id=caso.pk, actor=elena)
    seguidores.dejar(expediente_id=caso.pk, actor=elena)
    assert seguidores.sigue(caso, tomas)


def test_one_s_list_has_what_moved_last_first(
    caso: Compromiso, rosa: Usuario, luis: Usuario, junta
) -> None:
    otro = un_compromiso(rosa, luis, junta)
    seguir(caso, luis)
    seguir(otro, luis)
    assert [uno.pk for uno in seguidores.seguidos(luis)] == [otro.pk, caso.pk]


def test_what_it_costs_does_not_grow_with_the_followers(
    caso: Compromiso, luis: Usuario, rosa: Usuario, elena: Usuario, tomas: Usuario, ines: Usuario
) -> None:
    def mirar() -> int:
        compromisos.reiterar(compromiso_id=caso.pk, actor=rosa, mensaje="¿Y?")
        with CaptureQueriesContext(connection) as hechas:
            seguidores.avisar()
        return len(hechas)

    seguir(caso, elena)
    una = mirar()
    seguir(caso, tomas, ines, luis)
    assert mirar() == una


def test_the_task_does_it(caso: Compromiso, elena: Usuario, luis: Usuario) -> None:
    assert followups.avisar_seguidores.name == "tasks.followups.avisar_seguidores"
    seguir(caso, elena)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)

    followups.avisar_seguidores()

    assert len(dichos()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_it_once(caso: Compromiso, elena: Usuario, luis: Usuario) -> None:
    seguir(caso, elena)
    compromisos.aceptar(compromiso_id=caso.pk, actor=luis)
    salida = Barrier(2)

    def trabajar() -> int:
        salida.wait(timeout=10)
        try:
            return seguidores.avisar()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        hechas = [pool.submit(contextvars.copy_context().run, trabajar) for _worker in range(2)]

    assert sum(uno.result(timeout=10) for uno in hechas) == 1
    assert len(dichos()) == 1

"""aprobar_parcial: what was done is enough, and something stays undone."""

from __future__ import annotations

import pytest

from core import outbox
from core.models import Suplencia, Usuario
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.builders import en_dias
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    avisados,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import queries, states


def test_it_is_closed_and_says_what_is_missing(oficina: Oficina) -> None:
    cerrado = oficina.aprobar_parcial(oficina.hasta(states.POR_VERIFICAR))

    assert (cerrado.estado, cerrado.cerrado) == (states.CUMPLIDA_PARCIAL, True)
    assert cerrado.faltante == "Dos de los cinco planos."
    assert cerrado.cerrado_en is not None
    assert abiertos(cerrado) == {}
    entrada = ultima(cerrado)
    assert (entrada.verbo, entrada.escrito.texto) == ("aprobar_parcial", "Dos de los cinco planos.")


def test_who_did_it_and_who_gave_it_read_what_is_missing(oficina: Oficina) -> None:
    cerrado = oficina.aprobar_parcial(oficina.hasta(states.POR_VERIFICAR))

    assert avisados(cerrado, "T06P") == {
        oficina.responsable.nombre,
        oficina.programador.nombre,
    }
    aviso = Notificacion.objects.filter(clase="T06P").first()
    assert aviso is not None
    assert "Dos de los cinco planos." in mensajes.componer(aviso).cuerpo


def test_its_light_is_that_of_what_is_done(oficina: Oficina) -> None:
    cerrado = oficina.aprobar_parcial(oficina.hasta(states.POR_VERIFICAR))

    assert queries.luz(cerrado).color == "gris"


def test_what_it_answers_is_followed_up_at_once(
    oficina: Oficina, django_capture_on_commit_callbacks
) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)
    despertadas: list[str] = []
    outbox.set_waker(despertadas.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            oficina.aprobar_parcial(reportado)
    finally:
        outbox.set_waker(None)

    assert "seguimiento" in despertadas


def test_without_saying_what_is_missing_nothing_is_closed(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with falta(reportado, "faltante"):
        oficina.aprobar_parcial(reportado, faltante="  ")


@pytest.mark.parametrize(
    ("estado", "palabra"), [(states.EN_GESTION, "En gestión"), (states.CUMPLIDA, "Cumplido")]
)
def test_only_what_was_reported_is_closed_so(oficina: Oficina, estado: str, palabra: str) -> None:
    compromiso = oficina.hasta(estado)

    with se_niega(compromiso, f"está en «{palabra}»"):
        oficina.aprobar_parcial(compromiso)


def test_nobody_verifies_his_own_work(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)
    with se_niega(reportado, "Nadie verifica lo suyo"):
        oficina.aprobar_parcial(reportado, actor=oficina.responsable)

    Suplencia.objects.create(
        titular=oficina.programador,
        suplente=oficina.responsable,
        desde=en_dias(0),
        hasta=en_dias(2),
    )
    with se_niega(reportado, "Nadie verifica lo suyo"):
        oficina.aprobar_parcial(reportado, actor=Usuario.objects.get(pk=oficina.responsable.pk))


def test_who_reads_it_by_role_does_not_verify_it(
    oficina: Oficina, ines: Usuario, marta: Usuario
) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "No le corresponde"):
        oficina.aprobar_parcial(reportado, actor=ines)
    with no_existe(reportado):
        oficina.aprobar_parcial(reportado, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with esta_vencido(reportado):
        oficina.aprobar_parcial(reportado, version=vencida(reportado))

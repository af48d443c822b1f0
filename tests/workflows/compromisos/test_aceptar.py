"""aceptar: the responsable takes it on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import origen
from core.models import Suplencia, Usuario
from tests.workflows.compromisos.builders import (
    HOY,
    VENCE,
    Oficina,
    abiertos,
    avisados,
    esta_vencido,
    medios,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states


def test_it_is_in_his_hands_and_only_the_promised_date_runs(oficina: Oficina) -> None:
    aceptado = oficina.aceptar(oficina.crear())

    assert aceptado.estado == states.EN_GESTION
    assert abiertos(aceptado) == {states.VENCE: VENCE}
    entrada = ultima(aceptado)
    assert (entrada.verbo, entrada.usuario, entrada.por) == ("aceptar", oficina.responsable, None)


def test_a_substitute_accepts_in_the_name_of_the_other(oficina: Oficina, marta: Usuario) -> None:
    Suplencia.objects.create(
        titular=oficina.responsable, suplente=marta, desde=HOY, hasta=HOY + timedelta(days=3)
    )
    aceptado = oficina.aceptar(oficina.crear(), actor=marta)

    entrada = ultima(aceptado)
    assert (entrada.usuario, entrada.por) == (marta, oficina.responsable)


def test_who_accepts_from_the_mail_is_written_what_comes_next(oficina: Oficina) -> None:
    with origen.por_enlace(origen.CORREO):
        aceptado = oficina.aceptar(oficina.crear())

    assert avisados(aceptado, "T01A") == {oficina.responsable.nombre}
    assert medios(aceptado, "T01A") == ["correo"]


def test_a_substitute_who_does_is_the_one_who_is_written_to(
    oficina: Oficina, marta: Usuario
) -> None:
    Suplencia.objects.create(titular=oficina.responsable, suplente=marta, desde=HOY, hasta=HOY)
    with origen.por_enlace(origen.CORREO):
        aceptado = oficina.aceptar(oficina.crear(), actor=marta)

    assert avisados(aceptado, "T01A") == {marta.nombre}


@pytest.mark.parametrize("via", ["", origen.ENLACE])
def test_who_has_the_office_or_a_page_of_its_own_is_not(oficina: Oficina, via: str) -> None:
    with origen.por_enlace(via):
        aceptado = oficina.aceptar(oficina.crear())

    assert avisados(aceptado, "T01A") == set()


def test_nobody_accepts_for_him(oficina: Oficina, tomas: Usuario) -> None:
    enviado = oficina.crear()

    for otro in (oficina.programador, oficina.monitor, tomas):
        with se_niega(enviado, "No le corresponde"):
            oficina.aceptar(enviado, actor=otro)


def test_what_is_not_sent_or_was_accepted_cannot_be_accepted(oficina: Oficina) -> None:
    for estado, palabra in ((states.BORRADOR, "Borrador"), (states.EN_GESTION, "En gestión")):
        compromiso = oficina.hasta(estado)
        with se_niega(compromiso, f"está en «{palabra}»"):
            oficina.aceptar(compromiso)


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, marta: Usuario) -> None:
    enviado = oficina.crear()

    with no_existe(enviado):
        oficina.aceptar(enviado, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    enviado = oficina.crear()

    with esta_vencido(enviado):
        oficina.aceptar(enviado, version=vencida(enviado))

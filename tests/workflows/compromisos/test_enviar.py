"""enviar: a draft is handed to its responsable."""

from __future__ import annotations

from datetime import date

from core import clock
from core.models import Usuario
from tests.workflows.compromisos.builders import (
    VENCE,
    Oficina,
    abiertos,
    avisados,
    en,
    esta_vencido,
    medios,
    no_existe,
    se_niega,
    ultima,
)
from workflows.compromisos import states


def test_both_clocks_start_and_the_responsable_is_told(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)

    enviado = oficina.enviar(borrador)

    assert enviado.estado == states.ASIGNADA
    assert abiertos(enviado) == {states.VENCE: VENCE, states.ACEPTAR: date(2026, 9, 11)}
    assert avisados(enviado, "T01") == {"Luis Ábrego"}
    assert medios(enviado, "T01") == ["correo"]
    entrada = ultima(enviado)
    assert (entrada.verbo, entrada.de, entrada.a) == ("enviar", "borrador", "asignada")
    assert entrada.usuario == oficina.programador


def test_who_gives_it_to_himself_is_not_told(oficina: Oficina) -> None:
    enviado = oficina.crear(responsable=oficina.programador)

    assert avisados(enviado, "T01") == set()


def test_a_draft_whose_date_has_passed_is_not_sent(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)

    with clock.moved_to(en(12)), se_niega(borrador, "La fecha ya pasó"):
        oficina.enviar(borrador)


def test_a_draft_whose_responsable_has_left_is_not_sent(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)
    Usuario.objects.filter(pk=oficina.responsable.pk).update(is_active=False)

    with se_niega(borrador, "ya no trabaja aquí"):
        oficina.enviar(borrador)


def test_it_is_sent_once(oficina: Oficina) -> None:
    enviado = oficina.crear()

    with se_niega(enviado, "está en «Asignado»"):
        oficina.enviar(enviado)


def test_only_who_programmed_it_or_the_titular_sends_it(oficina: Oficina, tomas: Usuario) -> None:
    borrador = oficina.crear(enviado=False)

    with se_niega(borrador, "No le corresponde"):
        oficina.enviar(borrador, actor=oficina.responsable)
    assert oficina.enviar(borrador, actor=tomas).estado == states.ASIGNADA


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, marta: Usuario) -> None:
    borrador = oficina.crear(enviado=False)

    with no_existe(borrador):
        oficina.enviar(borrador, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    borrador = oficina.crear(enviado=False)

    with esta_vencido(borrador):
        oficina.enviar(borrador, version=borrador.version - 1)

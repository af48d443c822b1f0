"""borrar: a draft that nobody knew of leaves the lists."""

from __future__ import annotations

import pytest

from core.models import Comentario, Usuario
from tests.builders import ACTA
from tests.workflows.compromisos.builders import (
    Oficina,
    esta_vencido,
    no_existe,
    se_niega,
    ultima,
)
from workflows.compromisos import actions, queries, states


def test_a_draft_without_a_past_leaves_every_list(oficina: Oficina, rosa: Usuario) -> None:
    borrado = oficina.borrar(oficina.hasta(states.BORRADOR))

    assert borrado.estado == states.BORRADA
    assert borrado not in queries.lista(rosa)
    assert borrado not in queries.esperan_a(rosa)
    assert ultima(borrado).verbo == "borrar"


def test_what_was_corrected_has_a_past(oficina: Oficina) -> None:
    corregido = oficina.editar(oficina.hasta(states.BORRADOR), titulo="Otra cosa")

    with se_niega(corregido, "Ya tiene historia"):
        oficina.borrar(corregido)


def test_what_has_a_document_has_a_past(oficina: Oficina) -> None:
    borrador = oficina.hasta(states.BORRADOR)
    con_acta = actions.adjuntar(
        compromiso_id=borrador.pk, actor=oficina.programador, archivos=[ACTA]
    )

    with se_niega(con_acta, "Ya tiene historia"):
        oficina.borrar(con_acta)


def test_what_was_commented_has_a_past(oficina: Oficina) -> None:
    borrador = oficina.hasta(states.BORRADOR)
    Comentario.objects.create(expediente=borrador, autor=oficina.programador)

    with se_niega(borrador, "Ya se comentó"):
        oficina.borrar(borrador)


@pytest.mark.parametrize("estado", [uno for uno in states.ABIERTOS if uno != states.BORRADOR])
def test_what_was_sent_is_cancelled_instead(oficina: Oficina, estado: str) -> None:
    enviado = oficina.hasta(estado)

    with se_niega(enviado, "No se puede: está en"):
        oficina.borrar(enviado)


def test_only_who_gave_it_does(oficina: Oficina, ines: Usuario, marta: Usuario) -> None:
    borrador = oficina.hasta(states.BORRADOR)

    with se_niega(borrador, "No le corresponde"):
        oficina.borrar(borrador, actor=ines)
    with no_existe(borrador):
        oficina.borrar(borrador, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    borrador = oficina.hasta(states.BORRADOR)

    with esta_vencido(borrador):
        oficina.borrar(borrador, version=borrador.version - 1)

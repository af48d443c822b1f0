"""adjuntar: a file is added while somebody still has to do something about it."""

from __future__ import annotations

import pytest

from core.adjuntos import Contenido
from core.models import Adjunto, Usuario
from tests.builders import ACTA
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
)
from workflows.compromisos import actions, states

FOTO = Contenido("foto.png", "image/png", b"una foto")


@pytest.mark.parametrize("estado", states.ABIERTOS)
def test_files_are_kept_with_it_and_its_history_names_them(oficina: Oficina, estado: str) -> None:
    compromiso = oficina.hasta(estado)
    relojes = abiertos(compromiso)

    actions.adjuntar(compromiso_id=compromiso.pk, actor=oficina.programador, archivos=[ACTA, FOTO])

    adjuntos = Adjunto.objects.filter(expediente=compromiso.pk, nombre__in=["acta.pdf", "foto.png"])
    assert {(uno.clase, uno.subido_por) for uno in adjuntos} == {("documento", oficina.programador)}
    entrada = ultima(compromiso)
    assert (entrada.verbo, entrada.de, entrada.a) == ("adjuntar", estado, estado)
    assert (entrada.escrito.texto, entrada.datos) == ("acta.pdf, foto.png", {})
    assert abiertos(compromiso) == relojes


def test_whoever_takes_part_may(oficina: Oficina, tomas: Usuario) -> None:
    compromiso = oficina.crear()

    for quien in (oficina.programador, oficina.responsable, oficina.monitor, tomas):
        actions.adjuntar(compromiso_id=compromiso.pk, actor=quien, archivos=[ACTA])
    assert compromiso.adjuntos.count() == 4


def test_who_only_reads_it_may_not(oficina: Oficina, omar: Usuario, elena: Usuario) -> None:
    compromiso = oficina.crear()

    for nadie in (omar, elena):
        with se_niega(compromiso, "No le corresponde"):
            actions.adjuntar(compromiso_id=compromiso.pk, actor=nadie, archivos=[ACTA])
    assert not compromiso.adjuntos.exists()


@pytest.mark.parametrize("estado", states.CERRADOS)
def test_nothing_is_added_to_what_is_closed(oficina: Oficina, estado: str) -> None:
    compromiso = oficina.hasta(estado)

    with se_niega(compromiso, "Ya está cerrado"):
        actions.adjuntar(compromiso_id=compromiso.pk, actor=oficina.monitor, archivos=[ACTA])


def test_there_must_be_a_file(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with falta(compromiso, "archivos"):
        actions.adjuntar(compromiso_id=compromiso.pk, actor=oficina.monitor, archivos=[])


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with no_existe(compromiso):
        actions.adjuntar(compromiso_id=compromiso.pk, actor=marta, archivos=[ACTA])


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        actions.adjuntar(
            compromiso_id=compromiso.pk, actor=oficina.monitor, archivos=[ACTA], version=1
        )

"""Which files of a public compromiso the public sees."""

from __future__ import annotations

import pytest

from core.adjuntos import Contenido
from core.models import Adjunto, Participacion, Usuario
from tests.workflows.compromisos.builders import (
    Oficina,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import actions
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def con_archivos(oficina: Oficina, *nombres: str, publico: bool = True) -> Compromiso:
    """Promised before everybody, with these files."""
    compromiso = oficina.crear(publico=publico, nivel_reserva=0)
    archivos = [Contenido(uno, "application/pdf", uno.encode()) for uno in nombres]
    return actions.adjuntar(
        compromiso_id=compromiso.pk, actor=oficina.programador, archivos=archivos
    )


def mostrar(uno: Compromiso, actor: Usuario, *nombres: str, version: int | None = None) -> None:
    elegidos = list(uno.adjuntos.filter(nombre__in=nombres))
    actions.mostrar_archivos(compromiso_id=uno.pk, actor=actor, publicos=elegidos, version=version)


def visibles(compromiso: Compromiso) -> set[str]:
    return set(compromiso.adjuntos.filter(publico=True).values_list("nombre", flat=True))


def test_exactly_those_that_were_chosen_are_shown(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf", "foto.pdf", "nota.pdf")

    mostrar(compromiso, oficina.programador, "acta.pdf", "foto.pdf")
    assert visibles(compromiso) == {"acta.pdf", "foto.pdf"}

    mostrar(compromiso, oficina.programador, "foto.pdf")
    assert visibles(compromiso) == {"foto.pdf"}


def test_the_history_names_those_that_changed(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf", "foto.pdf")
    mostrar(compromiso, oficina.programador, "acta.pdf")
    mostrar(compromiso, oficina.programador, "acta.pdf", "foto.pdf")

    entrada = ultima(compromiso)
    assert (entrada.verbo, entrada.escrito.texto) == ("mostrar_archivos", "foto.pdf")


def test_what_changes_nothing_leaves_no_trace(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")
    version = compromiso.version

    mostrar(compromiso, oficina.programador)

    assert Compromiso.objects.get(pk=compromiso.pk).version == version


def test_the_press_chooses_too_and_it_is_never_too_late(oficina: Oficina, paula: Usuario) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")
    for paso in (oficina.aceptar, oficina.reportar_cumplida, oficina.aprobar):
        paso(compromiso)
    Participacion.objects.create(expediente_id=compromiso.pk, usuario=paula, papel="seguidor")

    mostrar(compromiso, paula, "acta.pdf")

    assert visibles(compromiso) == {"acta.pdf"}


def test_who_does_it_does_not_choose(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")

    with se_niega(compromiso, "No le corresponde"):
        mostrar(compromiso, oficina.responsable, "acta.pdf")


def test_of_what_is_not_public_nothing_is_shown(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf", publico=False)

    with se_niega(compromiso, "No se muestra en el portal"):
        mostrar(compromiso, oficina.programador, "acta.pdf")


def test_a_file_of_another_is_not_taken(oficina: Oficina) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")
    ajeno = con_archivos(oficina, "ajena.pdf").adjuntos.get()

    with falta(compromiso, "publicos"):
        actions.mostrar_archivos(
            compromiso_id=compromiso.pk, actor=oficina.programador, publicos=[ajeno]
        )
    assert not Adjunto.objects.filter(publico=True).exists()


def test_a_stale_form_and_who_may_not_see_it(oficina: Oficina, marta: Usuario) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")

    with esta_vencido(compromiso):
        mostrar(compromiso, oficina.programador, "acta.pdf", version=vencida(compromiso))
    with no_existe(compromiso):
        mostrar(compromiso, marta, "acta.pdf")

"""derivar: a part of it is a tarea of somebody else, and has to be closed before the whole."""

from __future__ import annotations

import pytest

from core import access
from core.models import Actor, Usuario, Vinculo
from tests.workflows.compromisos.builders import (
    TARDE,
    Oficina,
    avisados,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    vencida,
)
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


def releer(uno: Compromiso) -> Compromiso:
    return Compromiso.objects.get(pk=uno.pk)


def cerrar(oficina: Oficina, parte: Compromiso, marta: Usuario) -> None:
    """Done by who has it, verified by who gave it."""
    oficina.aceptar(parte, actor=marta)
    oficina.reportar_cumplida(parte, actor=marta)
    oficina.aprobar(parte, actor=oficina.responsable)


def test_its_responsable_gives_a_part_of_it_to_somebody(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION, nivel_reserva=2)

    parte = oficina.derivar(padre, marta)

    assert (parte.tipo, parte.estado, parte.padre_id) == ("tarea", states.ASIGNADA, padre.pk)
    assert (parte.programador, parte.responsable) == (oficina.responsable, marta)
    assert (parte.nivel_reserva, parte.origen) == (2, "derivada")
    assert list(parte.actores.all()) == list(padre.actores.all())
    assert avisados(parte, "T01") == {marta.nombre}
    assert Vinculo.objects.filter(de=parte, a=padre, clase="parte").exists()
    assert releer(padre).derivadas_abiertas == 1


def test_who_answers_for_the_whole_sees_every_part(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION, nivel_reserva=3)
    parte = oficina.aceptar(oficina.derivar(padre, marta), actor=marta)
    de_la_parte = oficina.derivar(parte, oficina.monitor, actor=marta)

    ven = access.scope(Compromiso.objects.all(), oficina.programador)
    assert {parte, de_la_parte} <= set(ven)
    assert padre not in access.scope(Compromiso.objects.all(), marta)


def test_who_has_it_next_sees_its_parts(oficina: Oficina, marta: Usuario, gabriel: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)

    oficina.reasignar(padre, gabriel)

    assert parte in access.scope(Compromiso.objects.all(), gabriel)


def test_the_whole_is_not_reported_while_a_part_is_open(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)

    with se_niega(releer(padre), "siguen abiertas"):
        oficina.reportar_cumplida(padre)

    cerrar(oficina, parte, marta)
    assert avisados(padre, "T06D") == {"Luis Ábrego"}
    assert oficina.reportar_cumplida(padre).estado == states.POR_VERIFICAR


def test_with_its_parts_as_evidence_it_needs_no_other(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    cerrar(oficina, oficina.derivar(padre, marta), marta)

    assert oficina.reportar_cumplida(padre, enlace="").estado == states.POR_VERIFICAR


def test_nor_verified_where_a_part_was_opened_again(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)
    cerrar(oficina, parte, marta)
    oficina.reportar_cumplida(padre)
    oficina.reabrir(parte, actor=oficina.responsable, fecha=TARDE)

    for verificar in (oficina.aprobar, oficina.aprobar_parcial):
        with se_niega(releer(padre), "siguen abiertas"):
            verificar(padre)
    assert oficina.devolver(padre).estado == states.EN_GESTION


def test_a_simple_one_is_not_closed_either(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.aceptar(oficina.tarea())
    oficina.derivar(padre, marta)

    with se_niega(releer(padre), "siguen abiertas"):
        oficina.cumplir(padre)


def test_a_part_of_what_is_closed_is_not_opened_again(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)
    cerrar(oficina, parte, marta)
    oficina.aprobar(oficina.reportar_cumplida(padre))

    with se_niega(releer(parte), f"parte de {padre.codigo}"):
        oficina.reabrir(parte, actor=oficina.responsable, fecha=TARDE)


def test_a_part_is_due_no_later_than_the_whole(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)

    with falta(padre, "fecha"):
        oficina.derivar(padre, marta, fecha=TARDE)


@pytest.mark.parametrize("estado", [states.OBJETADA, states.SUSPENDIDA, states.POR_VERIFICAR])
def test_what_nobody_works_on_has_no_new_parts(
    oficina: Oficina, marta: Usuario, estado: str
) -> None:
    padre = oficina.hasta(estado)

    with se_niega(padre, "No se puede: está en"):
        oficina.derivar(padre, marta)


def test_who_has_nothing_to_do_with_it_does_not(
    oficina: Oficina, marta: Usuario, ines: Usuario
) -> None:
    padre = oficina.hasta(states.EN_GESTION)

    with se_niega(padre, "No le corresponde"):
        oficina.derivar(padre, marta, actor=ines)
    with no_existe(padre):
        oficina.derivar(padre, marta, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)

    with esta_vencido(padre):
        oficina.derivar(padre, marta, version=vencida(padre))


def test_a_part_may_be_given_to_somebody_outside(oficina: Oficina, vial: Actor) -> None:
    padre = oficina.hasta(states.EN_GESTION)

    parte = oficina.derivar(padre, vial)

    assert parte.responsable.actor == vial
    assert avisados(parte, "T01") == {"Vial"}

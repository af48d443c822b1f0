"""What a tarea, a compromiso, an encargo and an instrucción have each of their own."""

from __future__ import annotations

import pytest

from core import access
from core.models import Usuario
from tests.builders import ACTA
from tests.workflows.compromisos.builders import (
    TARDE,
    Oficina,
    avisados,
    falta,
    medios,
    se_niega,
)
from tests.workflows.compromisos.test_alertas import avisos, de
from workflows.compromisos import actions, states
from workflows.compromisos.models import Compromiso


@pytest.mark.parametrize(
    ("tipo", "prefijo"),
    [("compromiso", "CMP"), ("tarea", "TAR"), ("encargo", "TAR"), ("instruccion", "INS")],
)
def test_each_has_its_letters(oficina: Oficina, tipo: str, prefijo: str) -> None:
    assert oficina.crear(tipo=tipo).codigo.startswith(f"{prefijo}-2026-")


@pytest.mark.parametrize("tipo", ["encargo", "instruccion"])
def test_neither_is_promised_and_both_are_verified(oficina: Oficina, tipo: str) -> None:
    uno = oficina.crear(tipo=tipo, a_quien=None, enviado=False)

    with falta(uno, "requiere_verificacion"):
        oficina.editar(uno, requiere_verificacion=False)


def test_an_instruccion_is_finished_after_all_of_its_tareas(
    oficina: Oficina, marta: Usuario
) -> None:
    instruccion = oficina.hasta(states.EN_GESTION, tipo="instruccion", a_quien=None)
    tarea = oficina.derivar(instruccion, marta, requiere_verificacion=False)

    with se_niega(Compromiso.objects.get(pk=instruccion.pk), "siguen abiertas"):
        oficina.reportar_cumplida(instruccion)
    oficina.cumplir(oficina.aceptar(tarea, actor=marta), actor=marta)
    oficina.reportar_cumplida(instruccion, enlace="")
    assert oficina.aprobar(instruccion).estado == states.CUMPLIDA


def test_who_has_one_of_its_tareas_takes_part_in_it(oficina: Oficina, marta: Usuario) -> None:
    instruccion = oficina.hasta(states.EN_GESTION, tipo="instruccion", a_quien=None)
    oficina.derivar(instruccion, marta)

    assert instruccion in access.scope(Compromiso.objects.all(), marta)
    actions.adjuntar(compromiso_id=instruccion.pk, actor=marta, archivos=[ACTA])


def test_a_monitor_who_may_not_finish_it_only_follows_it(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR, monitor_verifica=False)

    assert avisados(reportado, "T06") == {"Rosa Medina"}
    with se_niega(reportado, "No le corresponde"):
        oficina.aprobar(reportado)
    assert oficina.aprobar(reportado, actor=oficina.programador).estado == states.CUMPLIDA


def test_whom_it_is_copied_to_reads_it_and_is_told_once(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear(copias=[marta])
    assert avisados(compromiso, "T01C") == {"Marta Solís"}

    oficina.editar(compromiso, copias=[marta, oficina.monitor])
    assert avisados(compromiso, "T01C") == {"Marta Solís", "Carmen Ruiz"}
    assert medios(compromiso, "T01C") == ["correo", "correo"]

    editado = oficina.editar(compromiso, copias=[])
    assert editado not in access.scope(Compromiso.objects.all(), marta)


def test_cancelling_the_whole_may_cancel_its_parts(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.aceptar(oficina.derivar(padre, marta), actor=marta)
    nieta = oficina.derivar(parte, oficina.monitor, actor=marta)

    oficina.cancelar(padre, derivadas=True)

    for una in Compromiso.objects.filter(pk__in=[padre.pk, parte.pk, nieta.pk]):
        assert (una.estado, una.derivadas_abiertas) == (states.CANCELADA, 0)
    assert avisados(padre, "T06D") == set()


def test_or_leave_them(oficina: Oficina, marta: Usuario) -> None:
    padre = oficina.hasta(states.EN_GESTION)
    parte = oficina.derivar(padre, marta)

    oficina.cancelar(padre)

    assert Compromiso.objects.get(pk=parte.pk).estado == states.ASIGNADA


def test_what_was_moved_three_times_is_told_in_the_digest(oficina: Oficina, elena: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    for dia in (21, 22):
        oficina.reprogramar(compromiso, fecha=de(dia), actor=oficina.monitor)
    assert avisados(compromiso, "T09") == set()

    oficina.reprogramar(compromiso, fecha=de(23), actor=oficina.monitor)
    assert avisados(compromiso, "T09") == {"Rosa Medina", "Elena Cordero"}
    assert medios(compromiso, "T09") == ["resumen", "resumen"]


def test_and_what_was_moved_by_more_than_a_month(oficina: Oficina, elena: Usuario) -> None:
    movido = oficina.reprogramar(oficina.hasta(states.EN_GESTION), fecha=de(19, mes=10))

    assert avisados(movido, "T09") == {"Elena Cordero"}


def test_what_was_promised_in_public_is_told_in_time_and_when_it_is_late(
    oficina: Oficina, tomas: Usuario, paula: Usuario
) -> None:
    compromiso = oficina.crear(publico=True, nivel_reserva=0, fecha=TARDE)

    enterados = {"Rosa Medina": "correo", "Tomás Vega": "correo", "Paula Quintero": "correo"}
    assert avisos(compromiso, "T10", de(11)) == enterados
    assert avisos(compromiso, "T10", de(25)) == {}
    assert avisos(compromiso, "T10", de(28)) == enterados


def test_what_is_public_no_more_is_not_told(oficina: Oficina, tomas: Usuario) -> None:
    compromiso = oficina.crear(publico=True, nivel_reserva=0)

    oficina.editar(compromiso, publico=False)

    assert avisos(compromiso, "T10", de(21)) == {}

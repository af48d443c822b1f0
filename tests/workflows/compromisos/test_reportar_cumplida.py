"""reportar_cumplida: the responsable says it is done, and shows it."""

from __future__ import annotations

from datetime import date

import pytest

from core.adjuntos import Contenido
from core.models import Adjunto, Suplencia, Usuario
from tests.workflows.compromisos.builders import (
    ENLACE,
    HOY,
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
from workflows.compromisos import states

PDF = Contenido("acta.pdf", "application/pdf", b"%PDF-1.4 acta")


def test_it_waits_to_be_verified_and_who_verifies_is_told(oficina: Oficina) -> None:
    reportado = oficina.reportar_cumplida(oficina.hasta(states.EN_GESTION))

    assert reportado.estado == states.POR_VERIFICAR
    assert (reportado.informe, reportado.enlace) == ("Se entregaron el martes.", ENLACE)
    assert abiertos(reportado) == {states.VERIFICAR: date(2026, 9, 14)}
    assert avisados(reportado, "T06") == {"Rosa Medina", "Carmen Ruiz"}
    entrada = ultima(reportado)
    assert (entrada.verbo, entrada.a) == ("reportar_cumplida", "por_verificar")
    assert entrada.escrito.texto == "Se entregaron el martes."


def test_only_its_verification_is_missing_whatever_was_informed_before(oficina: Oficina) -> None:
    reportado = oficina.reportar_cumplida(oficina.hasta(states.EN_GESTION))

    assert reportado.avance == 90
    assert oficina.devolver(reportado).avance == 0


def test_who_stands_in_is_named_with_the_other_and_not_told_of_it(
    oficina: Oficina, marta: Usuario
) -> None:
    enviado = oficina.hasta(states.EN_GESTION)
    for titular in (oficina.responsable, oficina.monitor):
        Suplencia.objects.create(titular=titular, suplente=marta, desde=HOY, hasta=HOY)

    reportado = oficina.reportar_cumplida(enviado, actor=marta)

    assert avisados(reportado, "T06") == {"Rosa Medina", "Carmen Ruiz"}
    assert {uno.datos["quien"] for uno in reportado.notificaciones.filter(clase="T06")} == {
        "Marta Solís por Luis Ábrego"
    }


def test_a_file_is_evidence_and_stays_with_it(oficina: Oficina) -> None:
    reportado = oficina.reportar_cumplida(
        oficina.hasta(states.EN_GESTION), evidencias=[PDF], enlace=""
    )

    adjunto = Adjunto.objects.get(expediente=reportado.pk)
    assert (adjunto.clase, adjunto.nombre) == ("evidencia", "acta.pdf")
    assert adjunto.subido_por == oficina.responsable


def test_who_does_it_does_not_verify_it_even_if_he_programmed_it(oficina: Oficina) -> None:
    suyo = oficina.crear(responsable=oficina.programador)
    oficina.aceptar(suyo, actor=oficina.programador)
    oficina.reportar_cumplida(suyo, actor=oficina.programador)

    assert avisados(suyo, "T06") == {"Carmen Ruiz"}
    plazo = suyo.plazos.get(clase=states.VERIFICAR)
    assert [uno.usuario for uno in plazo.personas.all()] == [oficina.monitor]


def test_a_request_for_more_time_ends_with_it(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    oficina.pedir_prorroga(compromiso)
    oficina.reportar_cumplida(compromiso)

    devuelto = oficina.devolver(compromiso)
    assert devuelto.prorroga_para is None
    with se_niega(devuelto, "Nadie ha pedido una prórroga"):
        oficina.resolver_prorroga(devuelto)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"informe": ""}, "informe"),
        ({"informe": " \n "}, "informe"),
        ({"enlace": ""}, "evidencias"),
        ({"enlace": "javascript:alert(1)"}, "enlace"),
        ({"enlace": "https://alborada.test/" + "a" * 300}, "enlace"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    oficina: Oficina, cambios: dict[str, str], campo: str
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with falta(compromiso, campo):
        oficina.reportar_cumplida(compromiso, **cambios)


def test_what_was_not_accepted_or_was_reported_is_not_reported(oficina: Oficina) -> None:
    for estado, palabra in ((states.ASIGNADA, "Asignado"), (states.POR_VERIFICAR, "Por verificar")):
        compromiso = oficina.hasta(estado)
        with se_niega(compromiso, f"está en «{palabra}»"):
            oficina.reportar_cumplida(compromiso)


def test_a_tarea_that_nobody_verifies_is_closed_otherwise(oficina: Oficina) -> None:
    tarea = oficina.aceptar(oficina.tarea())

    with se_niega(tarea, "se cierra sin verificación"):
        oficina.reportar_cumplida(tarea)


def test_nobody_reports_for_him(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "No le corresponde"):
        oficina.reportar_cumplida(compromiso, actor=oficina.programador)


def test_who_may_not_see_it_finds_nothing(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with no_existe(compromiso):
        oficina.reportar_cumplida(compromiso, actor=marta)


def test_a_stale_form_is_refused_and_its_files_are_not_kept(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with esta_vencido(compromiso):
        oficina.reportar_cumplida(compromiso, evidencias=[PDF], version=vencida(compromiso))
    assert not Adjunto.objects.filter(expediente=compromiso.pk).exists()

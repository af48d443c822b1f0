"""reiterar: a formal reminder, counted."""

from __future__ import annotations

from core.models import Usuario
from notifiers.models import Notificacion
from tests.workflows.compromisos.builders import (
    Oficina,
    avisados,
    esta_vencido,
    falta,
    medios,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states


def test_it_is_counted_and_the_responsable_reads_it(oficina: Oficina, tomas: Usuario) -> None:
    reiterado = oficina.reiterar(oficina.hasta(states.EN_GESTION))

    assert (reiterado.estado, reiterado.reiteraciones) == (states.EN_GESTION, 1)
    assert avisados(reiterado, "T07") == {"Luis Ábrego"}
    assert (ultima(reiterado).verbo, ultima(reiterado).escrito.texto) == (
        "reiterar",
        "Los esperan.",
    )


def test_from_the_third_on_the_titular_reads_of_it_in_his_digest(
    oficina: Oficina, tomas: Usuario
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    for _vez in range(2):
        oficina.reiterar(compromiso)
    assert avisados(compromiso, "T07") == {"Luis Ábrego"}

    oficina.reiterar(compromiso)
    assert avisados(compromiso, "T07") == {"Luis Ábrego", "Tomás Vega"}
    assert medios(compromiso, "T07") == ["correo"] * 3 + ["resumen"]


def test_the_titular_is_not_told_of_what_he_reiterated_himself(
    oficina: Oficina, tomas: Usuario
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    for _vez in range(3):
        oficina.reiterar(compromiso, actor=tomas)

    assert not Notificacion.objects.filter(usuario=tomas).exists()


def test_the_contraparte_may_reiterate(oficina: Oficina, elena: Usuario) -> None:
    assert oficina.reiterar(oficina.crear(), actor=elena).reiteraciones == 1


def test_it_says_what_is_reminded(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with falta(compromiso, "mensaje"):
        oficina.reiterar(compromiso, mensaje="")


def test_what_was_reported_is_not_reminded(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "está en «Por verificar»"):
        oficina.reiterar(reportado)


def test_who_only_reads_it_does_not(oficina: Oficina, ines: Usuario, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with se_niega(compromiso, "No le corresponde"):
        oficina.reiterar(compromiso, actor=ines)
    with no_existe(compromiso):
        oficina.reiterar(compromiso, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        oficina.reiterar(compromiso, version=vencida(compromiso))

"""Somebody other than who reported it says that it was met."""

from __future__ import annotations

import pytest

from core.models import Suplencia, Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    avisados,
    en_dias,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas import states
from workflows.metas.actions import intermedias

pytestmark = pytest.mark.django_db


def test_it_is_met_whole_and_who_did_it_knows(gobierno: Gobierno) -> None:
    mi = gobierno.validar(gobierno.intermedia(states.REPORTADA), nota="Bien hecho.")

    assert (mi.estado, mi.porcentaje, mi.fecha_real) == ("cumplida", 100, en_dias(0))
    assert abiertos(mi) == set()
    assert avisados(mi, "M06R") == {"Luis Ábrego", "Gabriel Ortega"}
    assert ultima(mi).escrito.texto == "Bien hecho."


def test_prensa_is_told_only_of_what_is_worth_telling(gobierno: Gobierno, paula: Usuario) -> None:
    mi = gobierno.validar(gobierno.intermedia(states.REPORTADA))

    assert avisados(mi, "C01") == set()


def test_who_was_named_may_without_the_role(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION, responsable_institucional=marta)
    gobierno.enviar_a_revision(meta)
    gobierno.visar(meta, actor=marta)
    gobierno.aprobar(meta)
    gobierno.llevar_a(states.EN_EJECUCION, meta)
    mi = gobierno.llevar(meta.vivas()[0], states.REPORTADA)

    assert gobierno.validar(mi, actor=marta).estado == "cumplida"


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    for quien in ("luis", "gabriel", "tomas", "elena", "paula"):
        with se_niega(mi, "No le corresponde"):
            gobierno.validar(mi, actor=persona(quien))


def test_who_answers_for_it_does_not_even_with_the_role(gobierno: Gobierno) -> None:
    meta = gobierno.con_programa()
    mi = meta.vivas()[0]
    intermedias.editar(
        mi_id=mi.pk, actor=gobierno.gerente, cambios={"responsable": gobierno.institucional}
    )
    for estado in ("en_programacion", "en_revision", "visada", "aprobada", "en_ejecucion"):
        gobierno.llevar_a(estado, meta)
    gobierno.reportar(mi, actor=gobierno.gerente)

    with se_niega(mi, "No le corresponde"):
        gobierno.validar(mi)


def test_who_reported_it_does_not_in_the_name_of_another_either(gobierno: Gobierno) -> None:
    Suplencia.objects.create(
        titular=gobierno.institucional,
        suplente=gobierno.gerente,
        desde=en_dias(0),
        hasta=en_dias(5),
    )
    mi = gobierno.reportar(gobierno.intermedia(), actor=gobierno.gerente)

    with se_niega(mi, "Quien la reporta no la valida"):
        gobierno.validar(mi, actor=gobierno.gerente)


def test_a_substitute_who_did_not_report_it_may(gobierno: Gobierno, elena: Usuario) -> None:
    Suplencia.objects.create(
        titular=gobierno.institucional, suplente=elena, desde=en_dias(0), hasta=en_dias(5)
    )
    mi = gobierno.validar(gobierno.intermedia(states.REPORTADA), actor=elena)

    assert (ultima(mi).usuario, ultima(mi).por) == (elena, gobierno.institucional)


def test_only_what_was_reported_is_validated(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("programada", "en_ejecucion", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            gobierno.validar(mi)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    with sin_cambios(mi), pytest.raises(StaleVersion):
        gobierno.validar(mi, version=1)

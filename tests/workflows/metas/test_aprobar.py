"""The titular approves: dates and weights are frozen, and the meta waits for its date."""

from __future__ import annotations

import pytest

from core.models import Usuario
from core.transitions import StaleVersion
from notifiers.models import Notificacion
from tests.workflows.metas.builders import (
    LUNES,
    Gobierno,
    Persona,
    abiertos,
    en_dias,
    se_niega,
    sin_cambios,
    suple,
)
from workflows.metas import states
from workflows.metas.actions import intermedias
from workflows.metas.models import Meta
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db


def test_the_baseline_is_what_was_agreed(gobierno: Gobierno) -> None:
    meta = gobierno.aprobar(gobierno.hasta(states.VISADA))

    assert (meta.estado, meta.fin_linea_base) == ("aprobada", en_dias(42))
    assert [(mi.fecha_linea_base, mi.peso_linea_base) for mi in meta.vivas()] == [
        (en_dias(14), 20),
        (en_dias(28), 30),
        (en_dias(42), 50),
    ]


def test_what_was_taken_out_has_no_baseline(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    sobra = gobierno.parte(meta, fecha_vigente=en_dias(7))
    intermedias.quitar(mi_id=sobra.pk, actor=gobierno.gerente, motivo="Sobra.")
    for estado in (states.EN_REVISION, states.VISADA, states.APROBADA):
        gobierno.llevar_a(estado, meta)

    sobra.refresh_from_db()
    assert (sobra.fecha_linea_base, sobra.peso_linea_base) == (None, 0)


def test_it_waits_for_the_first_start_date(gobierno: Gobierno) -> None:
    meta = gobierno.con_programa(inicio=en_dias(10))
    primera = meta.vivas()[0]
    intermedias.editar(mi_id=primera.pk, actor=gobierno.gerente, cambios={"inicio": en_dias(3)})
    for estado in (states.EN_PROGRAMACION, states.EN_REVISION, states.VISADA, states.APROBADA):
        gobierno.llevar_a(estado, meta)

    plazo = Plazo.objects.get(expediente=meta.pk)
    assert (plazo.clase, plazo.vence_en) == (states.INICIO, LUNES.replace(day=8, hour=0))
    assert abiertos(meta.vivas()[0]) == set()


def test_who_prepared_it_is_told(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.aprobar(gobierno.hasta(states.VISADA, suplente=marta))

    avisos = Notificacion.objects.filter(expediente=meta.pk, datos__verbo="aprobar")
    assert {uno.destinatario.nombre for uno in avisos} == {
        "Gabriel Ortega",
        "Marta Solís",
        "Carmen Ruiz",
    }


def test_only_the_titular_does(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.VISADA)

    for quien in ("gabriel", "carmen", "elena", "rosa"):
        with se_niega(meta, "No le corresponde"):
            gobierno.aprobar(meta, actor=persona(quien))


def test_nor_its_gerente_standing_in_for_the_titular(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.VISADA)
    suple(gobierno.titular, gobierno.gerente)

    with se_niega(meta, "Nadie da el visto a su propio programa"):
        gobierno.aprobar(meta, actor=gobierno.gerente)


def test_who_stands_in_for_the_titular_may(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.VISADA)
    suple(gobierno.titular, marta)

    assert gobierno.aprobar(meta, actor=marta).estado == "aprobada"


def test_the_titular_approves_what_he_runs_himself(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.VISADA, suplente=gobierno.titular)

    assert gobierno.aprobar(meta).estado == "aprobada"


def test_only_what_was_reviewed_is_approved(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "en_revision", "aprobada"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.aprobar(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.VISADA)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.aprobar(meta, version=1)
    assert Meta.objects.get().estado == "visada"

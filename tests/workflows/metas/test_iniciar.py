"""A meta begins by itself on its first start date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock, transitions
from core.models import Usuario
from notifiers.models import Notificacion
from tests.workflows.metas.builders import (
    LUNES,
    Gobierno,
    Persona,
    abiertos,
    avisados,
    en_dias,
    se_niega,
    ultima,
)
from workflows.metas import actions, relojes, states
from workflows.metas.actions import metas
from workflows.metas.models import Meta
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db


def test_each_part_has_its_deadline_and_its_responsable_knows(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.APROBADA)

    assert actions.iniciar_las_que_toca() == 1

    meta.refresh_from_db()
    assert (meta.estado, meta.iniciada_en) == ("en_ejecucion", LUNES)
    assert (ultima(meta).verbo, ultima(meta).usuario.es_sistema) == ("iniciar", True)
    assert abiertos(meta) == set()
    for mi in meta.vivas():
        plazo = Plazo.objects.get(expediente=mi.pk)
        assert (plazo.clase, clock.local(plazo.vence_en).date()) == ("mi.vence", mi.fecha_vigente)
        assert sorted(plazo.personas.values_list("papel", flat=True)) == [
            "gerente",
            "institucional",
            "responsable",
        ]
        assert avisados(mi, "M02A") == {"Luis Ábrego"}


def test_one_that_cannot_begin_does_not_keep_the_others(
    gobierno: Gobierno, caplog: pytest.LogCaptureFixture
) -> None:
    mala, buena = gobierno.hasta(states.APROBADA), gobierno.hasta(states.APROBADA)
    relojes.poner_vencimiento(mala.vivas()[0])  # a part has the deadline it is to be given

    assert actions.iniciar_las_que_toca() == 1

    mala.refresh_from_db()
    buena.refresh_from_db()
    assert (mala.estado, buena.estado) == (states.APROBADA, states.EN_EJECUCION)
    assert f"{mala.codigo} could not begin" in caplog.text
    assert abiertos(mala) == {states.INICIO}


def test_not_a_day_before(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.APROBADA, inicio=en_dias(3))

    assert actions.iniciar_las_que_toca() == 0
    with clock.moved_to(LUNES + timedelta(days=2, hours=14, minutes=59)):
        assert actions.iniciar_las_que_toca() == 0
    with clock.moved_to(LUNES + timedelta(days=2, hours=15)):
        assert actions.iniciar_las_que_toca() == 1
    assert Meta.objects.get(pk=meta.pk).estado == "en_ejecucion"


def test_called_twice_it_starts_each_once(gobierno: Gobierno) -> None:
    gobierno.hasta(states.APROBADA)
    gobierno.hasta(states.APROBADA)

    assert [actions.iniciar_las_que_toca() for _ in range(2)] == [2, 0]
    assert Notificacion.objects.filter(clase="M02A").count() == 6


def test_one_that_another_worker_started_meanwhile_is_passed_over(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    Plazo.objects.filter(expediente=meta.pk).update(estado="abierto")

    assert actions.iniciar_las_que_toca() == 0


def test_nobody_starts_it_by_hand(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.APROBADA)

    for quien in ("gabriel", "carmen", "tomas"):
        with se_niega(meta, "No le corresponde"):
            metas.iniciar(meta_id=meta.pk, actor=persona(quien))
        assert "iniciar" not in {paso.verb for paso in transitions.steps(meta, persona(quien))}


def test_its_date_is_a_condition_of_the_machine_too(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.APROBADA, inicio=en_dias(3))

    with se_niega(meta, "Todavía no llega su fecha de inicio"):
        metas.iniciar(meta_id=meta.pk, actor=Usuario.objects.sistema())


def test_what_was_not_approved_does_not_start(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "en_revision", "visada"):
        with se_niega(meta, "No se puede: está en"):
            metas.iniciar(meta_id=meta.pk, actor=Usuario.objects.sistema())

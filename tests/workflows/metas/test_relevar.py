"""Somebody else runs a meta from now on."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from core import access, clock
from core.models import Usuario
from core.transitions import StaleVersion
from notifiers.models import Notificacion
from tests.workflows.metas.builders import (
    ZONA,
    Gobierno,
    Persona,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas import queries, states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.plazos import actions as plazos

pytestmark = pytest.mark.django_db


def test_the_new_one_runs_it_and_the_reason_stays(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.relevar(gobierno.hasta(states.EN_EJECUCION), gerente=marta)

    assert (meta.estado, meta.gerente) == (states.EN_EJECUCION, marta)
    entrada = ultima(meta)
    assert (entrada.verbo, entrada.datos) == ("relevar", {"gerente": []})
    assert entrada.escrito.texto == "Se jubiló."
    assert gobierno.actualizar(meta, actor=marta).actualizada_en is not None
    with se_niega(meta, "No le corresponde"):
        gobierno.actualizar(meta)


def test_both_are_told_who_it_is_now(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.relevar(gobierno.hasta(states.VISADA), gerente=marta)

    aviso = Notificacion.objects.get(clase="M00", usuario=marta)
    assert (aviso.datos["verbo"], aviso.datos["gerente"]) == ("relevar", "Marta Solís")
    assert {"Marta Solís", "Gabriel Ortega"} <= avisados(meta, "M00")
    assert Notificacion.objects.filter(datos__verbo="relevar").count() == 2


def test_the_deadlines_of_its_parts_reach_the_new_one(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.relevar(gobierno.hasta(states.EN_EJECUCION), gerente=marta)

    with clock.moved_to(datetime.combine(date(2027, 4, 20), time(8), ZONA)):
        plazos.barrer()  # the first part is a day late

    assert avisados(meta.vivas()[0], "M03") == {"Marta Solís"}


def test_who_ran_it_goes_on_seeing_it_and_its_parts(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.relevar(gobierno.hasta(states.EN_EJECUCION), gerente=marta)

    assert list(access.scope(Meta.objects.all(), gobierno.gerente)) == [meta]
    assert access.scope(MetaIntermedia.objects.all(), gobierno.gerente).count() == 3
    assert list(queries.que_esperan_a(gobierno.gerente)) == []


def test_its_suplente_may_become_its_gerente(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.relevar(gobierno.hasta(states.APROBADA, suplente=marta), gerente=marta)

    assert (meta.gerente, meta.suplente) == (marta, None)
    assert ("suplente", marta.pk) not in meta.papeles


def test_the_contraparte_may_too(gobierno: Gobierno, marta: Usuario, elena: Usuario) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    assert gobierno.relevar(meta, actor=elena, gerente=marta).gerente == marta


def test_nobody_else_does(gobierno: Gobierno, persona: Persona, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    for quien in ("gabriel", "tomas", "rosa"):
        with se_niega(meta, "No le corresponde"):
            gobierno.relevar(meta, actor=persona(quien), gerente=marta)


def test_while_it_is_programmed_it_is_edited_instead(gobierno: Gobierno, marta: Usuario) -> None:
    for meta in gobierno.por(states.BORRADOR, states.EN_PROGRAMACION):
        with se_niega(meta, "No se puede: está en"):
            gobierno.relevar(meta, gerente=marta)


def test_what_makes_no_sense_is_refused(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    ida = Usuario.objects.create_user("ida@alborada.test", nombre="Ida", is_active=False)

    for cambios, campo in (
        ({"gerente": marta, "motivo": " "}, "motivo"),
        ({"gerente": gobierno.gerente}, "gerente"),
        ({"gerente": ida}, "gerente"),
    ):
        with sin_cambios(meta), pytest.raises(ValidationError) as error:
            gobierno.relevar(meta, **cambios)
        assert set(error.value.message_dict) == {campo}


def test_a_stale_form_is_refused(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.relevar(meta, gerente=marta, version=1)

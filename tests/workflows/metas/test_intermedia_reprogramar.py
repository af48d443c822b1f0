"""A part has a new date: the gerente gives it freely, except where it delays the whole."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core import clock
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
from workflows.metas.models import Meta
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db

PRIMERA, CRITICA, ULTIMA = range(3)


def test_the_gerente_moves_what_delays_nothing_else(gobierno: Gobierno) -> None:
    mi = gobierno.mover(gobierno.intermedia(parte=PRIMERA))

    mi.refresh_from_db()
    assert (mi.fecha_vigente, mi.fecha_linea_base) == (en_dias(21), en_dias(14))
    assert mi.reprogramaciones == 1
    plazo = Plazo.objects.get(expediente=mi.pk)
    assert (clock.local(plazo.vence_en).date(), plazo.movido) == (en_dias(21), True)
    assert ultima(mi).datos == {"fecha": ["2027-04-19", "2027-04-26"]}
    assert ultima(mi).escrito.texto == "Llueve desde hace una semana."
    assert avisados(mi, "M02M") == {"Luis Ábrego"}


def test_it_keeps_its_state(gobierno: Gobierno) -> None:
    mi = gobierno.mover(gobierno.intermedia(states.EN_EJECUCION))

    assert (mi.estado, abiertos(mi)) == ("en_ejecucion", {"mi.vence"})


def test_the_critical_path_is_for_who_follows_the_metas(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(parte=CRITICA)

    with se_niega(mi, "Mueve la ruta crítica o el final"):
        gobierno.mover(mi)
    movida = gobierno.mover(mi, actor=gobierno.institucional)

    assert movida.fecha_vigente == en_dias(21)
    assert avisados(mi, "M02M") == {"Luis Ábrego", "Gabriel Ortega"}


@pytest.mark.parametrize("dias", [41, 43])
def test_so_is_the_final_date_sooner_or_later(dias: int, gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(parte=ULTIMA)

    with se_niega(mi, "Mueve la ruta crítica o el final"):
        gobierno.mover(mi, fecha=en_dias(dias))
    gobierno.mover(mi, actor=gobierno.institucional, fecha=en_dias(dias))

    meta = Meta.objects.get(pk=mi.meta_id)
    assert (meta.fin_vigente, meta.fin_linea_base) == (en_dias(dias), en_dias(42))
    assert ultima(meta).verbo == "reprogramar"
    assert ultima(meta).datos == {"fecha": ["2027-05-17", str(en_dias(dias))]}


def test_a_part_that_would_end_after_all_others_moves_the_final_date_too(
    gobierno: Gobierno,
) -> None:
    mi = gobierno.intermedia(parte=PRIMERA)

    with se_niega(mi, "Mueve la ruta crítica o el final"):
        gobierno.mover(mi, fecha=en_dias(50))


def test_the_meta_is_left_alone_where_its_end_does_not_move(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(parte=PRIMERA)
    antes = Meta.objects.get(pk=mi.meta_id).version

    gobierno.mover(mi)

    assert Meta.objects.get(pk=mi.meta_id).version == antes


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"motivo": " "}, "motivo"),
        ({"fecha": date(2027, 4, 4)}, "fecha"),
        ({"fecha": date(2027, 4, 19)}, "fecha"),
    ],
    ids=["no reason", "yesterday", "the date it has"],
)
def test_what_cannot_be_is_said_beside_its_field(
    cambio: dict[str, object], campo: str, gobierno: Gobierno
) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        gobierno.mover(mi, **cambio)
    assert set(error.value.message_dict) == {campo}


def test_who_only_works_on_it_or_reads_it_does_not(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia()

    for quien in ("luis", "tomas", "elena"):
        with se_niega(mi, "No le corresponde"):
            gobierno.mover(mi, actor=persona(quien))


def test_what_was_delivered_has_no_new_date(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("reportada", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            gobierno.mover(mi)


def test_before_the_meta_runs_its_programme_is_what_was_agreed(gobierno: Gobierno) -> None:
    mi = gobierno.hasta(states.APROBADA).vivas()[0]

    with se_niega(mi, "La meta no está en ejecución"):
        gobierno.mover(mi)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi), pytest.raises(StaleVersion):
        gobierno.mover(mi, version=7)

"""Who is told when the deadline of a part comes near or passes (M02, M03, M06, C01)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from core import clock
from core.models import Usuario
from notifiers.models import Notificacion
from tests.workflows.metas.builders import ZONA, Gobierno
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas import states
from workflows.metas.models import MetaIntermedia
from workflows.plazos import actions as plazos

pytestmark = pytest.mark.django_db

# The first part is due on Monday 19 April 2027, two weeks after the meta began; 1 May is a
# Saturday, so that every week of it has five working days.
LUIS, GABRIEL, CARMEN, TOMAS, ELENA = (
    "Luis Ábrego",
    "Gabriel Ortega",
    "Carmen Ruiz",
    "Tomás Vega",
    "Elena Cordero",
)


@pytest.fixture(autouse=True)
def contraparte(elena: Usuario) -> Usuario:
    return elena


def nuevos(mi: MetaIntermedia, clase: str, dia: date, hora: int = 8) -> set[str]:
    """Who is told this by the sweep of that hour."""
    antes = set(Notificacion.objects.values_list("pk", flat=True))
    with clock.moved_to(datetime.combine(dia, time(hora), ZONA)):
        plazos.barrer()
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=mi.pk, clase=clase)
        if uno.pk not in antes
    }


def test_it_is_told_ten_five_and_one_working_days_before(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(parte=1)  # due on Monday 3 May

    assert nuevos(mi, "M02", date(2027, 4, 16)) == set()
    assert nuevos(mi, "M02", date(2027, 4, 19)) == {LUIS, GABRIEL}
    assert nuevos(mi, "M02", date(2027, 4, 23)) == set()
    assert nuevos(mi, "M02", date(2027, 4, 26)) == {LUIS, GABRIEL}
    assert nuevos(mi, "M02", date(2027, 4, 30)) == {LUIS, GABRIEL}
    assert nuevos(mi, "M02", date(2027, 5, 3)) == set()


def test_late_it_is_told_ever_higher(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia()

    assert nuevos(mi, "M03", date(2027, 4, 19), hora=17) == set()
    assert nuevos(mi, "M03", date(2027, 4, 20)) == {GABRIEL}
    assert nuevos(mi, "M03", date(2027, 4, 23)) == set()
    assert nuevos(mi, "M03", date(2027, 4, 26)) == {CARMEN}
    assert nuevos(mi, "M03", date(2027, 4, 30)) == set()
    assert nuevos(mi, "M03", date(2027, 5, 3)) == {TOMAS}


def test_very_late_it_is_told_every_week_until_it_is_reported(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia()
    nuevos(mi, "M03", date(2027, 5, 3))

    assert nuevos(mi, "M03", date(2027, 5, 7)) == set()
    assert nuevos(mi, "M03", date(2027, 5, 10)) == {LUIS, GABRIEL, CARMEN}
    assert nuevos(mi, "M03", date(2027, 5, 14)) == set()
    assert nuevos(mi, "M03", date(2027, 5, 17)) == {LUIS, GABRIEL, CARMEN}
    gobierno.reportar(mi)
    assert nuevos(mi, "M03", date(2027, 5, 24)) == set()


def test_returned_long_after_its_date_it_is_told_of_again(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.REPORTADA)
    with clock.moved_to(datetime(2027, 6, 7, 9, tzinfo=ZONA)):
        gobierno.rechazar(mi)

    contados = [dia for dia in range(8, 15) if nuevos(mi, "M03", date(2027, 6, dia))]

    assert len(contados) == 1


def test_a_new_date_is_told_anew_and_the_old_one_no_more(gobierno: Gobierno) -> None:
    mi = gobierno.mover(gobierno.intermedia(), fecha=date(2027, 4, 26))

    assert nuevos(mi, "M03", date(2027, 4, 20)) == set()
    assert nuevos(mi, "M02", date(2027, 4, 23)) == {LUIS, GABRIEL}
    assert nuevos(mi, "M03", date(2027, 4, 27)) == {GABRIEL}


def test_reported_it_is_not_late(gobierno: Gobierno) -> None:
    mi = gobierno.reportar(gobierno.intermedia())

    assert nuevos(mi, "M03", date(2027, 4, 20)) == set()


def test_what_nobody_validates_in_three_working_days_is_told_to_the_contraparte(
    gobierno: Gobierno,
) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    assert nuevos(mi, "M06", date(2027, 4, 8), hora=17) == set()
    assert nuevos(mi, "M06", date(2027, 4, 9)) == {ELENA}


def test_what_nobody_tells_in_two_working_days_is_told_to_the_contraparte(
    gobierno: Gobierno,
) -> None:
    mi = una_oportunidad(gobierno)

    assert nuevos(mi, "C01", date(2027, 4, 7), hora=17) == set()
    assert nuevos(mi, "C01", date(2027, 4, 8)) == {ELENA}

"""The clock over a month end and a change of hour, and a holiday that comes late (X02).

Everybody is told of each stage once, when the office opens by the clock on its wall; and of the
dates that a new holiday moved, once, in the digest.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from core import calendario
from core.models import DiaNoHabil, Municipio
from tests.faults.base import Outcome, until
from tests.faults.deadlines import LUIS, TODAY, TWO_DAYS, Deadlines
from tests.faults.town import Town
from workflows.plazos import actions as plazos

NAME = "calendar"
SHORT = False

MANY = 12
UN_DIA = timedelta(days=1)
# A country that moves its clocks.
CHILE = {"pais": "CL", "zona_horaria": "America/Santiago"}
MOVED = "Cambió un plazo: "
CONTRAPARTE = "elena@alborada.test"


def run(town: Town) -> Outcome:
    """A month ends, a holiday is decreed, and the hour changes in another country."""
    outcome = _month_end(town) + _new_holiday(town)
    casa = Municipio.objects.values(*CHILE).get(pk=1)
    _move_to(town, CHILE)
    try:
        return outcome + _change_of_hour(town)
    finally:
        _move_to(town, casa)


def _month_end(town: Town) -> Outcome:
    """Due on the first working day of the next month; midnight passes while all are awake."""
    pronto = town.hoy + 14 * UN_DIA
    ultimo = (pronto.replace(day=28) + 4 * UN_DIA).replace(day=1) - UN_DIA
    return _told_at_opening(town, _working(ultimo, 1), midnight=_at(ultimo, 23, 59, 58))


def _change_of_hour(town: Town) -> Outcome:
    """Due on the Monday after the night in which the clocks are moved."""
    noche = _next_change(town.hoy, ZoneInfo(CHILE["zona_horaria"]))
    return _told_at_opening(town, _working(noche, 1), midnight=_at(noche - UN_DIA, 23, 59, 58))


def _told_at_opening(town: Town, fecha: date, *, midnight: datetime) -> Outcome:
    """Not a minute before the office opens, and right after; once, although midnight passed."""
    town.ir_a(_at(_working(fecha, -5), 9))
    deadlines = Deadlines.due(town, fecha, MANY)
    early = 0
    stages: list[str] = []
    for day, stage in ((_working(fecha, -2), TWO_DAYS), (fecha, TODAY)):
        town.ir_a(_at(day, 7, 58))
        town.dos_ticks()
        early += sum(many for (told, _title), many in deadlines.told().items() if told == stage)
        town.ir_a(_at(day, 8, 1))
        stages.append(stage)
        outcome = deadlines.verdict(*stages, harm=0)
        if stage == TWO_DAYS:
            town.ir_a(midnight)
            time.sleep(2)
            town.dos_ticks()
    assert not early, f"{early} were told before the office opened"
    return outcome + Outcome(0, harm=1)


def _new_holiday(town: Town) -> Outcome:
    """Tomorrow becomes a holiday: what was counted over it is due later, and its people know."""
    town.semana_nueva()
    deadlines = Deadlines.due(town, town.hoy + 30 * UN_DIA, MANY)
    _decree(town.hoy + UN_DIA)
    town.ir_a(_at(town.hoy + 2 * UN_DIA, 8, 16))
    took = until(
        lambda: set(_digest(town, deadlines)) == set(deadlines.titles), "the digest", seconds=60
    )
    until(lambda: _contraparte_knows(town), "the digest of the contraparte")
    told = _digest(town, deadlines)
    return Outcome(
        tried=MANY,
        lost=len(set(deadlines.titles) - set(told)),
        doubled=sum(told.values()) - len(told),
        recover_s=took,
        harm=1,
    )


@transaction.atomic
def _decree(dia: date) -> None:
    """As the administration's page does it."""
    DiaNoHabil.objects.create(fecha=dia, motivo="Duelo municipal")
    calendario.reconstruir()
    assert plazos.recontar() >= MANY


def _digest(town: Town, deadlines: Deadlines) -> Counter[str]:
    """How often Luis's digests tell of each that it has another date."""
    mails = {dict(mail["headers"])["Message-ID"]: mail for mail in town.sandbox.mails(LUIS)}
    return Counter(
        titulo
        for mail in mails.values()
        for titulo in deadlines.titles
        for _time in range(mail["text"].count(MOVED + titulo))
    )


def _contraparte_knows(town: Town) -> bool:
    return any("El calendario cambió" in mail["text"] for mail in town.sandbox.mails(CONTRAPARTE))


def _move_to(town: Town, where: dict[str, str]) -> None:
    Municipio.objects.filter(pk=1).update(**where)
    calendario.reconstruir()
    plazos.recontar()
    time.sleep(2.5)  # until every process has read it again
    town.semana_nueva()


def _next_change(desde: date, zona: ZoneInfo) -> date:
    """The first day whose noon is further from UTC, or nearer, than that of the day before."""

    def offset(dia: date) -> timedelta | None:
        return datetime(dia.year, dia.month, dia.day, 12, tzinfo=zona).utcoffset()

    dia = desde + 14 * UN_DIA
    while offset(dia) == offset(dia - UN_DIA):
        dia += UN_DIA
    return dia


def _working(dia: date, days: int) -> date:
    return calendario.vigente().sumar(dia, days, "habiles").vence


def _at(dia: date, hora: int, minuto: int = 0, segundo: int = 0) -> datetime:
    return datetime(dia.year, dia.month, dia.day, hora, minuto, segundo)  # noqa: DTZ001 - the wall's

"""The table that SQL counts working days with."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from core import calendario, clock
from core.models import DiaCalendario, DiaNoHabil, HorarioOficina, Municipio

pytestmark = pytest.mark.django_db
JUEVES = date(2026, 11, 12)


PRIMERO, ULTIMO = date(2025, 1, 1), date(2027, 12, 31)


@pytest.fixture(autouse=True)
def tabla() -> None:
    """A table of three years."""
    DiaCalendario.objects.all().delete()
    reconstruir()


def reconstruir() -> list[date]:
    return calendario.reconstruir(PRIMERO, ULTIMO)


def dia(fecha: date) -> DiaCalendario:
    return DiaCalendario.objects.get(fecha=fecha)


def test_a_working_day_has_its_hours_in_the_zone_of_the_municipality() -> None:
    fila = dia(JUEVES)
    assert (fila.habil, fila.motivo) == (True, "")
    assert fila.apertura == datetime(2026, 11, 12, 13, tzinfo=UTC)
    assert fila.cierre == datetime(2026, 11, 12, 21, tzinfo=UTC)


def test_a_holiday_has_its_name_and_no_hours() -> None:
    fila = dia(date(2026, 11, 3))
    assert (fila.habil, fila.motivo) == (False, "Separación de Panamá de Colombia")
    assert (fila.apertura, fila.cierre) == (None, None)


def test_the_difference_of_ordinals_counts_working_days() -> None:
    reglas = calendario.vigente()
    for hasta in (date(2026, 12, 24), date(2026, 12, 25), date(2027, 3, 1)):
        contados = dia(hasta).ordinal - dia(JUEVES).ordinal
        assert contados == reglas.contar(JUEVES, hasta)


@pytest.mark.parametrize("desde", [date(2026, 11, 12), date(2026, 11, 15), date(2026, 12, 25)])
@pytest.mark.parametrize("n", [-5, -2, -1, 1, 2, 5])
def test_n_working_days_away_is_found_by_ordinal(desde: date, n: int) -> None:
    base = dia(desde)
    ordinal = base.ordinal + n + (0 if base.habil or n > 0 else 1)
    encontrado = DiaCalendario.objects.get(habil=True, ordinal=ordinal).fecha
    assert encontrado == calendario.vigente().sumar(desde, n, "habiles").vence


def test_a_new_local_day_changes_that_day_and_the_ordinals_after_it() -> None:
    antes = dict(DiaCalendario.objects.values_list("fecha", "ordinal"))
    DiaNoHabil.objects.create(fecha=JUEVES, motivo="Fiestas patronales", decreto="Decreto 12")
    assert reconstruir() == [JUEVES]
    assert dia(JUEVES).motivo == "Fiestas patronales, Decreto 12"
    assert dia(date(2026, 11, 11)).ordinal == antes[date(2026, 11, 11)]
    assert dia(date(2026, 11, 13)).ordinal == antes[date(2026, 11, 13)] - 1


def test_a_holiday_declared_worked_is_told_as_changed() -> None:
    DiaNoHabil.objects.create(fecha=date(2026, 11, 10), motivo="Se trabaja", habil=True)
    assert reconstruir() == [date(2026, 11, 10)]
    assert dia(date(2026, 11, 10)).habil


def test_a_half_day_changes_the_closing_and_no_count() -> None:
    DiaNoHabil.objects.create(fecha=JUEVES, motivo="Desfile", habil=True, media_jornada=True)
    assert reconstruir() == []
    assert dia(JUEVES).cierre == datetime(2026, 11, 12, 17, tzinfo=UTC)


def test_a_local_day_taken_back_gives_the_holiday_back() -> None:
    regla = DiaNoHabil.objects.create(fecha=date(2026, 11, 10), motivo="Se trabaja", habil=True)
    reconstruir()
    regla.delete()
    assert reconstruir() == [date(2026, 11, 10)]
    assert dia(date(2026, 11, 10)).motivo == "Primer Grito de Independencia"


def test_another_country_changes_its_holidays() -> None:
    Municipio.objects.update(pais="CL", zona_horaria="America/Santiago")
    cambiados = reconstruir()
    assert date(2026, 9, 18) in cambiados
    assert dia(JUEVES).apertura == datetime(2026, 11, 12, 11, tzinfo=UTC)


def test_rebuilding_what_did_not_change_writes_no_row() -> None:
    reconstruir()
    filas = DiaCalendario.objects.extra(select={"xmin": "xmin::text"})
    antes = dict(filas.values_list("fecha", "xmin"))
    assert reconstruir() == []
    assert dict(filas.values_list("fecha", "xmin")) == antes


def test_rebuilding_makes_every_process_read_again() -> None:
    antes = Municipio.objects.get().calendario_version
    reconstruir()
    assert Municipio.objects.get().calendario_version == antes + 1


def test_the_table_covers_whole_years_and_never_shrinks() -> None:
    calendario.reconstruir(date(2024, 6, 1), date(2026, 6, 30))
    fechas = DiaCalendario.objects.order_by("fecha").values_list("fecha", flat=True)
    assert (fechas[0], fechas.last()) == (date(2024, 1, 1), date(2027, 12, 31))
    assert len(fechas) == 366 + 365 * 3


def test_the_table_reaches_from_three_years_ago_to_six_ahead() -> None:
    DiaCalendario.objects.all().delete()
    calendario.reconstruir()
    fechas = DiaCalendario.objects.order_by("fecha").values_list("fecha", flat=True)
    anio = clock.today().year
    assert (fechas[0], fechas.last()) == (date(anio - 3, 1, 1), date(anio + 6, 12, 31))


def test_a_new_year_lengthens_the_table_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    calendario.reconstruir()
    with clock.moved_to(datetime(clock.today().year + 1, 1, 1, 12, tzinfo=UTC)):
        calendario.completar()
        assert DiaCalendario.objects.filter(fecha=date(clock.today().year + 6, 12, 31)).exists()
        with django_assert_num_queries(1):
            calendario.completar()


def test_a_table_without_office_hours_is_refused_and_stays_as_it_was() -> None:
    HorarioOficina.objects.all().delete()
    with pytest.raises(calendario.SinHorario):
        reconstruir()
    assert dia(JUEVES).habil


def test_office_hours_are_seeded_monday_to_friday() -> None:
    HorarioOficina.objects.all().delete()
    calendario.sembrar_horario()
    filas = HorarioOficina.objects.values_list("dia_semana", "desde", "hasta")
    assert list(filas) == [(numero, time(8), time(16)) for numero in range(5)]


def test_seeding_leaves_the_hours_that_somebody_set() -> None:
    HorarioOficina.objects.exclude(dia_semana=0).delete()
    calendario.sembrar_horario()
    assert HorarioOficina.objects.count() == 1


def test_a_half_day_that_is_not_worked_is_refused() -> None:
    with pytest.raises(IntegrityError, match="media_jornada"), transaction.atomic():
        DiaNoHabil.objects.create(fecha=JUEVES, motivo="Desfile", media_jornada=True)


def test_two_rules_of_one_scope_for_one_date_are_refused() -> None:
    DiaNoHabil.objects.create(fecha=JUEVES, motivo="Desfile")
    with pytest.raises(IntegrityError, match="dianohabil_unico"), transaction.atomic():
        DiaNoHabil.objects.create(fecha=JUEVES, motivo="Feria")


def test_hours_that_close_before_they_open_are_refused() -> None:
    with pytest.raises(IntegrityError, match="desde_antes_de_hasta"), transaction.atomic():
        HorarioOficina.objects.update(desde=F("hasta"))

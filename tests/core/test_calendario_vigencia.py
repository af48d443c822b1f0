"""The calendar in force: kept while it holds, read again when it changes, light to have."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time

import pytest
from pytest_django import DjangoAssertNumQueries

from core import calendario
from core.models import DiaCalendario, DiaNoHabil, HorarioOficina, Municipio

pytestmark = pytest.mark.django_db
JUEVES = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def sin_memoria() -> None:
    calendario.olvidar()


def test_the_calendar_in_force_follows_the_row_and_the_tables() -> None:
    DiaNoHabil.objects.create(fecha=JUEVES, motivo="Fiestas patronales", decreto="Decreto 12")
    HorarioOficina.objects.filter(dia_semana=4).update(hasta=time(14))
    reglas = calendario.vigente()
    assert reglas.motivo(JUEVES) == "día no hábil: Fiestas patronales (Decreto 12)"
    assert reglas.motivo(date(2026, 11, 3)) == "feriado: Separación de Panamá de Colombia"
    assert reglas.cierre(date(2026, 11, 13)).isoformat() == "2026-11-13T14:00:00-05:00"


def test_every_field_of_a_local_day_counts() -> None:
    DiaNoHabil.objects.create(
        fecha=date(2020, 11, 12),
        motivo="Desfile",
        cada_anio=True,
        ambito="departamento",
        habil=True,
        media_jornada=True,
    )
    DiaNoHabil.objects.create(
        fecha=date(2020, 11, 12), motivo="Censo", cada_anio=True, ambito="nacional"
    )
    assert calendario.vigente().motivo(JUEVES) == "media jornada: Desfile"


def test_it_is_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reglas = calendario.vigente()
    with django_assert_num_queries(0):
        assert calendario.vigente() is reglas


def test_a_new_version_is_read_again() -> None:
    reglas = calendario.vigente()
    municipio = Municipio.objects.get()
    municipio.calendario_version += 1
    municipio.save(update_fields=["calendario_version"])
    assert calendario.vigente() is not reglas


def test_rebuilding_is_seen_at_once_in_the_same_process() -> None:
    assert calendario.vigente().es_habil(JUEVES)
    DiaNoHabil.objects.create(fecha=JUEVES, motivo="Fiestas patronales")
    calendario.reconstruir()
    assert not calendario.vigente().es_habil(JUEVES)


def test_the_table_and_the_library_give_the_same_holidays() -> None:
    reglas = calendario.vigente()
    de_la_tabla = {dia: reglas.motivo(dia) for dia in calendario.feriados_de("PA")(2026)}
    DiaCalendario.objects.all().delete()
    calendario.olvidar()
    reglas = calendario.vigente()
    assert {dia: reglas.motivo(dia) for dia in de_la_tabla} == de_la_tabla


def test_a_year_that_the_table_lacks_has_its_holidays() -> None:
    assert calendario.vigente().motivo(date(2071, 12, 25)) == "feriado: Navidad"


def test_without_office_hours_there_is_no_calendar_in_force() -> None:
    HorarioOficina.objects.all().delete()
    with pytest.raises(calendario.SinHorario):
        calendario.vigente()


def test_a_process_that_only_counts_does_not_load_the_library_of_holidays() -> None:
    programa = (
        "import django, sys; django.setup(); import core.calendario; "
        "sys.exit('holidays' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", programa], check=True, timeout=60)  # noqa: S603

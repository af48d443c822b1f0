"""The calendar against one that only knows to look at one day, or one quarter, after another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.calendario import Calendario, Clase, Cuenta, DiaLocal, Jornada, Unidad
from tests.core.calendarios import calendario

PRIMERO = date(2026, 1, 1)
ULTIMO = date(2028, 12, 31)
CUARTO = timedelta(minutes=15)
ZONAS = ["America/Panama", "America/Santiago", "America/Havana", "Europe/Madrid"]

fechas = st.dates(PRIMERO, ULTIMO)
unidades: st.SearchStrategy[Unidad] = st.sampled_from(["habiles", "calendario"])
# Between 05:00 and 21:00: no zone changes its hour while an office is open.
jornadas = st.tuples(st.integers(20, 50), st.integers(51, 84)).map(
    lambda cuartos: Jornada(*(time(n // 4, n % 4 * 15) for n in cuartos))
)
horarios = st.dictionaries(st.integers(0, 6), jornadas, min_size=1)
cuartos_de_hora = st.integers(0, 100_000).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * CUARTO
)
libres = st.sets(fechas, max_size=60)
pausas = st.lists(st.tuples(fechas, st.integers(0, 30)), max_size=3).map(
    lambda cada: [(desde, desde + timedelta(days=dias)) for desde, dias in cada]
)


class Almanaque:
    """What is true of a date, decided in the plainest way."""

    def __init__(self, horario: dict[int, Jornada], libres: set[date], extra: set[date]) -> None:
        self.horario, self.libres, self.extra = horario, libres, extra

    def habil(self, dia: date) -> bool:
        return dia in self.extra or (dia.weekday() in self.horario and dia not in self.libres)

    def reglas(self, zona: str = "America/Panama") -> Calendario:
        mitad = sorted(self.libres)[::2]
        return calendario(
            *[DiaLocal(dia, "local") for dia in self.libres.difference(mitad) - self.extra],
            *[DiaLocal(dia, "se trabaja", habil=True) for dia in self.extra],
            zona=zona,
            horario=self.horario,
            feriados=dict.fromkeys(mitad, "nacional"),
        )

    def pausado(self, dia: date, pausas: Iterable[tuple[date, date]]) -> bool:
        return any(desde < dia <= hasta for desde, hasta in pausas)


almanaques = st.builds(Almanaque, horarios, libres, st.sets(fechas, max_size=5))


@given(almanaques, fechas, st.integers(-120, 120), unidades, pausas, st.booleans())
def test_a_term_ends_where_counting_on_fingers_ends(
    almanaque: Almanaque,
    inicio: date,
    n: int,
    unidad: Unidad,
    pausas: list[tuple[date, date]],
    prorroga: bool,
) -> None:
    paso = timedelta(days=-1 if n < 0 else 1)
    dia, contados, saltados = inicio, 0, []
    while contados < abs(n):
        dia += paso
        if almanaque.pausado(dia, pausas) or (unidad == "habiles" and not almanaque.habil(dia)):
            saltados.append(dia)
        else:
            contados += 1
    while prorroga and (almanaque.pausado(dia, pausas) or not almanaque.habil(dia)):
        dia += paso

    cuenta = almanaque.reglas().sumar_con_pausas(
        inicio, n, unidad, pausas, prorroga_inhabil=prorroga
    )
    assert cuenta.vence == dia
    assert [salto.fecha for salto in cuenta.saltados] == saltados
    assert cuenta.contados == contados


@given(almanaques, fechas, st.integers(-60, 60), unidades, pausas)
def test_every_count_survives_json_and_explains_itself(
    almanaque: Almanaque, inicio: date, n: int, unidad: Unidad, pausas: list[tuple[date, date]]
) -> None:
    cuenta = almanaque.reglas().sumar_con_pausas(inicio, n, unidad, pausas)
    leida = Cuenta.de_json(cuenta.como_json())
    assert leida == cuenta
    assert leida.explicacion() == cuenta.explicacion()
    assert all(frase.endswith(".") and "%" not in frase for frase in cuenta.explicacion())


@given(almanaques, fechas, st.integers(0, 90))
def test_every_day_of_a_term_was_counted_or_has_a_reason(
    almanaque: Almanaque, inicio: date, n: int
) -> None:
    cuenta = almanaque.reglas().sumar(inicio, n, "habiles", prorroga_inhabil=False)
    assert (cuenta.vence - inicio).days == cuenta.contados + len(cuenta.saltados)
    assert all(salto.motivo and salto.clase is not Clase.LABORABLE for salto in cuenta.saltados)


@given(almanaques, fechas, fechas)
def test_counting_agrees_with_looking_at_each_day(
    almanaque: Almanaque, desde: date, hasta: date
) -> None:
    primero, ultimo = sorted([desde, hasta])
    dias = (primero + timedelta(days=n) for n in range(1, (ultimo - primero).days + 1))
    habiles = sum(almanaque.habil(dia) for dia in dias)
    assert almanaque.reglas().contar(desde, hasta) == (habiles if desde <= hasta else -habiles)


@given(almanaques, fechas, st.integers(0, 90))
def test_counting_undoes_a_term(almanaque: Almanaque, inicio: date, n: int) -> None:
    reglas = almanaque.reglas()
    vence = reglas.sumar(inicio, n, "habiles", prorroga_inhabil=False).vence
    assert reglas.contar(inicio, vence) == n


@given(almanaques, fechas, st.integers(0, 40), st.integers(0, 40))
def test_a_term_can_be_counted_in_two_parts(
    almanaque: Almanaque, inicio: date, n: int, m: int
) -> None:
    reglas = almanaque.reglas()
    medio = reglas.sumar(inicio, n, "habiles", prorroga_inhabil=False).vence
    partes = reglas.sumar(medio, m, "habiles", prorroga_inhabil=False)
    assert partes.vence == reglas.sumar(inicio, n + m, "habiles", prorroga_inhabil=False).vence


@given(
    almanaques,
    st.sampled_from(ZONAS),
    cuartos_de_hora,
    st.integers(0, 80),
)
def test_office_hours_pass_as_a_clock_watched_every_quarter_says(
    almanaque: Almanaque, zona: str, reloj: datetime, cuartos: int
) -> None:
    esperado, faltan = reloj, cuartos
    usual = almanaque.reglas(zona)._jornada_usual

    def abierta(instante: datetime) -> bool:
        local = instante.astimezone(ZoneInfo(zona))
        desde, hasta = usual(local.date())
        return almanaque.habil(local.date()) and desde <= local.time() < hasta

    while faltan or (not cuartos and not abierta(esperado)):
        faltan -= abierta(esperado)
        esperado += CUARTO
    reglas = almanaque.reglas(zona)
    assert reglas.sumar_horas(reloj, cuartos / 4) == esperado
    assert reglas.dentro_de_horario(reloj) == abierta(reloj)


@given(almanaques, st.sampled_from(ZONAS), fechas)
def test_the_office_is_open_exactly_between_opening_and_closing(
    almanaque: Almanaque, zona: str, dia: date
) -> None:
    reglas = almanaque.reglas(zona)
    turno = reglas.turno(dia)
    assert (turno is not None) == almanaque.habil(dia)
    if turno is not None:
        apertura, cierre = turno
        assert reglas.proxima_apertura(apertura - CUARTO) == apertura
        assert reglas.dentro_de_horario(cierre - CUARTO)
        assert not reglas.dentro_de_horario(cierre)

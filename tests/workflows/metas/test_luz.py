"""The light of a meta, every rule of it and both sides of every threshold, with its reasons."""

from __future__ import annotations

import pytest

from tests.workflows.metas.tablas import MIERCOLES, en_dias, hoy, meta, parte
from workflows.metas import states
from workflows.metas.models import Meta, Umbrales
from workflows.metas.queries import luz, luz_intermedia

LEJOS = 60


def tranquila(**campos: int) -> Meta:
    """Nothing due for a while, and updated today unless it is said otherwise."""
    return meta(parte(LEJOS), parte(LEJOS), parte(LEJOS), parte(LEJOS), **campos)


@pytest.mark.parametrize(
    ("una", "color", "razones"),
    [
        (tranquila(), "verde", ["Al día: sin atrasos y actualizada."]),
        # Late: on the critical path it is red after more than ten working days.
        (
            meta(parte(-1, fecha_linea_base=en_dias(LEJOS)), parte(LEJOS)),
            "amarillo",
            ["«Planos» lleva 1 día hábil de atraso."],
        ),
        (
            meta(parte(-2, fecha_linea_base=en_dias(LEJOS)), parte(LEJOS)),
            "amarillo",
            ["«Planos» lleva 2 días hábiles de atraso."],
        ),
        (
            meta(parte(-21, fecha_linea_base=en_dias(LEJOS)), parte(LEJOS)),
            "amarillo",
            ["«Planos» lleva 15 días hábiles de atraso."],
        ),
        (
            meta(parte(-14, fecha_linea_base=en_dias(LEJOS), ruta_critica=True), parte(LEJOS)),
            "amarillo",
            ["«Planos», en la ruta crítica, lleva 10 días hábiles de atraso."],
        ),
        (
            meta(parte(-15, fecha_linea_base=en_dias(LEJOS), ruta_critica=True), parte(LEJOS)),
            "rojo",
            ["«Planos», en la ruta crítica, lleva 11 días hábiles de atraso."],
        ),
        # Due within five working days, and not reported.
        (meta(parte(8), parte(LEJOS)), "verde", ["Al día: sin atrasos y actualizada."]),
        (
            meta(parte(7), parte(LEJOS)),
            "amarillo",
            ["«Planos» vence en 5 días hábiles y no se ha reportado."],
        ),
        (
            meta(parte(1, states.EN_EJECUCION), parte(LEJOS)),
            "amarillo",
            ["«Planos» vence en 1 día hábil y no se ha reportado."],
        ),
        (
            meta(parte(0, fecha_linea_base=en_dias(LEJOS)), parte(LEJOS)),
            "amarillo",
            ["«Planos» vence hoy y no se ha reportado."],
        ),
        # What was reported in time is not late.
        (
            meta(parte(-30, states.REPORTADA), *(parte(LEJOS) for _ in range(3))),
            "verde",
            ["Al día: sin atrasos y actualizada."],
        ),
        (
            meta(parte(-30, states.CUMPLIDA), parte(LEJOS)),
            "verde",
            ["Al día: sin atrasos y actualizada."],
        ),
        # What was taken out of the programme does not count.
        (
            meta(parte(-30, states.CANCELADA, peso_linea_base=0), parte(LEJOS)),
            "verde",
            ["Al día: sin atrasos y actualizada."],
        ),
    ],
)
def test_by_its_parts(una: Meta, color: str, razones: list[str]) -> None:
    vista = luz(una, hoy())

    assert (vista.color, list(vista.razones)) == (color, razones)


@pytest.mark.parametrize(
    ("hecho", "color", "razon"),
    [
        (96, "verde", "Al día: sin atrasos y actualizada."),
        (95, "amarillo", "Va 5 puntos por debajo de lo esperado: 95 % de 100 %."),
        (85, "amarillo", "Va 15 puntos por debajo de lo esperado: 85 % de 100 %."),
        (84, "rojo", "Va 16 puntos por debajo de lo esperado: 84 % de 100 %."),
    ],
)
def test_by_its_deviation(hecho: int, color: str, razon: str) -> None:
    """Of what had to be met by now, `hecho` is; the rest has been given a later date."""
    atras = parte(LEJOS, peso=100 - hecho, fecha_linea_base=en_dias(-1))
    vista = luz(meta(parte(-1, states.CUMPLIDA, peso=hecho), atras), hoy())

    assert (vista.color, vista.razones) == (color, (razon,))


@pytest.mark.parametrize(
    ("hace", "color", "razon"),
    [
        (0, "verde", "Al día: sin atrasos y actualizada."),
        # Told at a cut-off, it is fresh until the day of the next one is over.
        (7, "verde", "Al día: sin atrasos y actualizada."),
        (8, "amarillo", "Hace 8 días que no se actualiza."),
        (14, "amarillo", "Hace 14 días que no se actualiza."),
        (15, "rojo", "Hace 15 días que no se actualiza."),
        (90, "rojo", "Hace 90 días que no se actualiza."),
    ],
)
def test_by_its_last_update(hace: int, color: str, razon: str) -> None:
    vista = luz(tranquila(hace=hace), hoy())

    assert (vista.color, vista.razones) == (color, (razon,))


def test_never_updated_it_is_as_old_as_its_start() -> None:
    vista = luz(meta(parte(LEJOS), actualizada_en=None), hoy())

    assert (vista.color, vista.razones) == ("rojo", ("Hace 107 días que no se actualiza.",))


def test_the_worst_gives_the_colour_and_every_reason_is_told_the_gravest_first() -> None:
    una = meta(
        parte(-1, peso=10),
        parte(2, peso=10, titulo="Contrato"),
        parte(-20, peso=80, ruta_critica=True, titulo="Obra"),
        hace=13,
    )

    vista = luz(una, hoy())

    assert (vista.color, vista.palabra) == ("rojo", "Atrasada")
    assert list(vista.razones) == [
        "«Obra», en la ruta crítica, lleva 14 días hábiles de atraso.",
        "Va 90 puntos por debajo de lo esperado: 0 % de 90 %.",
        "«Planos» lleva 1 día hábil de atraso.",
        "«Contrato» vence en 2 días hábiles y no se ha reportado.",
        "Hace 13 días que no se actualiza.",
    ]


def test_days_off_are_not_counted() -> None:
    un_domingo = hoy(dia=en_dias(4))

    assert luz(meta(parte(3, fecha_linea_base=en_dias(LEJOS)), hace=-1), un_domingo).razones == (
        "«Planos» venció el 24 de abril de 2027 y no se ha reportado.",
    )
    un_viernes = hoy(dia=en_dias(2))
    assert luz(meta(parte(3)), un_viernes).razones == (
        "«Planos» vence el 24 de abril de 2027 y no se ha reportado.",
    )


def test_all_met_it_is_blue_however_old_its_last_update() -> None:
    vista = luz(meta(parte(-9, states.CUMPLIDA), parte(-2, states.CUMPLIDA), hace=60), hoy())

    assert (vista.color, vista.palabra) == ("azul", "Terminada")
    assert vista.razones == ("Todas sus metas intermedias están cumplidas.",)


@pytest.mark.parametrize("estado", ["borrador", "en_programacion", "en_revision", "visada"])
def test_before_approval_it_is_grey(estado: str) -> None:
    una = meta(parte(-30), estado=estado, iniciada_en=None, actualizada_en=None)
    vista = luz(una, hoy())

    assert (vista.color, vista.palabra) == ("gris", "Sin iniciar")
    assert vista.razones == (f"Aún no está aprobada: está en «{una.get_estado_display()}».",)


def test_approved_it_says_when_it_starts() -> None:
    una = meta(parte(LEJOS), estado=states.APROBADA, inicio=en_dias(5))

    assert luz(una, hoy()).razones == ("Empieza el 26 de abril de 2027.",)


def test_where_a_cycle_is_a_month_an_update_is_fresh_for_a_month() -> None:
    mensual = hoy(umbrales=Umbrales(semanas_del_ciclo=4))

    assert luz(tranquila(hace=28), mensual).color == "verde"
    assert luz(tranquila(hace=29), mensual).color == "amarillo"
    assert luz(tranquila(hace=57), mensual).color == "rojo"


def test_the_thresholds_are_one_table() -> None:
    holgados = Umbrales(por_vencer=0, desvio_amarillo=90, ciclos_amarillo=9, ciclos_rojo=9)
    una = meta(parte(1), parte(LEJOS, fecha_linea_base=en_dias(-1)), hace=20)

    assert luz(una, hoy(umbrales=holgados)).color == "verde"


@pytest.mark.parametrize(
    ("dias", "estado", "color", "palabra"),
    [
        (30, "programada", "verde", "En plazo"),
        (3, "en_ejecucion", "amarillo", "Por vencer"),
        (-3, "en_ejecucion", "rojo", "Atrasada"),
        (-3, "reportada", "amarillo", "Por validar"),
        (-3, "cumplida", "azul", "Cumplida"),
        (-3, "cancelada", "gris", "Quitada del plan"),
    ],
)
def test_the_light_of_one_part(dias: int, estado: str, color: str, palabra: str) -> None:
    una = parte(dias, estado)
    meta(una)

    vista = luz_intermedia(una, hoy())

    assert (vista.color, vista.palabra) == (color, palabra)


def test_a_part_of_a_meta_that_does_not_run_is_grey() -> None:
    una = parte(-3)
    meta(una, estado=states.APROBADA)

    assert luz_intermedia(una, hoy()).color == "gris"


def test_the_day_of_these_tests_is_a_wednesday() -> None:
    assert MIERCOLES.weekday() == 2

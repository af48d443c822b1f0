"""How long the deadlines are that the town hall sets itself, and who may not be put off by it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock
from core.models import Actor, Expediente, Usuario
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.plazos import queries
from workflows.plazos.models import Plazo, PlazoInterno, ReglaAlerta

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]

ZONA = ZoneInfo("America/Panama")
CLASE = "compromiso.prorroga"


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta, enviado=False)


@pytest.fixture
def interno(db: None) -> PlazoInterno:
    """Two working days to answer a request for more time."""
    return PlazoInterno.objects.get(clase_plazo=CLASE)


def dura(cantidad: int, unidad: str = "habiles") -> None:
    PlazoInterno.objects.filter(clase_plazo=CLASE).update(cantidad=cantidad, unidad=unidad)


def cuando(plazo: Plazo) -> str:
    plazo.refresh_from_db()
    return f"{clock.local(plazo.vence_en):%d/%m %H:%M}"


def faltas(interno: PlazoInterno) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        interno.full_clean()
    return refusal.value.message_dict


def test_every_process_declares_how_long_its_own_deadlines_are() -> None:
    assert {uno.clase_plazo: (uno.cantidad, uno.unidad) for uno in PlazoInterno.objects.all()} == {
        "compromiso.aceptar": (2, "habiles"),
        "compromiso.objecion": (2, "habiles"),
        "compromiso.prorroga": (2, "habiles"),
        "compromiso.verificar": (3, "habiles"),
        "mi.oportunidad": (2, "habiles"),
        "mi.validar": (3, "habiles"),
        "pieza.aprobar": (4, "horas"),
        "publicacion.atender": (60, "minutos"),
        "solicitud.analisis": (1, "habiles"),
        "solicitud.fecha": (5, "habiles"),
        "solicitud.decision": (3, "habiles"),
        "solicitud.derivada": (5, "habiles"),
    }
    for modelo in Expediente.clases().values():
        assert {uno.clase_plazo for uno in modelo.INTERNOS} <= modelo.PLAZOS.keys()


def test_what_is_declared_makes_sense_by_the_measure_of_what_people_edit() -> None:
    for interno in PlazoInterno.objects.all():
        interno.full_clean()


def test_what_was_edited_is_not_sown_over_and_what_is_missing_is_sown() -> None:
    dura(9, "horas")
    PlazoInterno.objects.filter(clase_plazo="compromiso.aceptar").delete()

    plazos.sembrar_internos()

    editado = PlazoInterno.objects.get(clase_plazo=CLASE)
    assert (editado.cantidad, editado.unidad) == (9, "horas")
    assert PlazoInterno.objects.get(clase_plazo="compromiso.aceptar").cantidad == 2


@pytest.mark.parametrize(
    ("cantidad", "unidad", "vence", "explicacion"),
    [
        (2, "habiles", "11/09 16:00", "Se cuentan 2 días hábiles."),
        (8, "horas", "10/09 10:00", "Son 8 horas de oficina, contadas desde el 09/09/2026, 10:00."),
        (1, "horas", "09/09 11:00", "Es 1 hora de oficina, contada desde el 09/09/2026, 10:00."),
        (45, "minutos", "09/09 10:45", "Son 45 minutos, contados desde el 09/09/2026, 10:00."),
        (1, "minutos", "09/09 10:01", "Es 1 minuto, contado desde el 09/09/2026, 10:00."),
    ],
)
def test_it_lasts_what_the_catalogue_says_and_explains_it(
    caso: Compromiso, cantidad: int, unidad: str, vence: str, explicacion: str
) -> None:
    dura(cantidad, unidad)

    plazo = plazos.abrir(caso, CLASE)

    assert cuando(plazo) == vence
    assert explicacion in " ".join(queries.explicar(plazo))


def test_an_edit_counts_from_the_next_one_and_moves_none_that_is_open(caso: Compromiso) -> None:
    abierto = plazos.abrir(caso, CLASE)
    dura(5)

    plazos.recontar()

    assert cuando(abierto) == "11/09 16:00"
    plazos.cerrar(caso, CLASE)
    assert cuando(plazos.abrir(caso, CLASE)) == "16/09 16:00"


def test_a_length_that_is_given_is_not_looked_up(caso: Compromiso) -> None:
    dura(5)

    assert cuando(plazos.abrir(caso, CLASE, dias=1)) == "10/09 16:00"


def test_looking_it_up_costs_one_read(
    caso: Compromiso, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    plazos.abrir(caso, "prueba.antes", dias=2)  # the calendar is read now

    with django_assert_num_queries(2):  # type: ignore[operator]
        plazos.abrir(caso, "prueba.contado", dias=2)
    with django_assert_num_queries(3):  # type: ignore[operator]
        plazos.abrir(caso, CLASE)


@pytest.mark.parametrize(
    ("cantidad", "unidad", "campo", "motivo"),
    [
        (0, "habiles", "cantidad", "Ponga 1 o más."),
        (-1, "horas", "cantidad", "Ponga 1 o más."),
        (None, "habiles", "cantidad", "nulo"),
        (61, "habiles", "cantidad", "Es demasiado. Como mucho, 60."),
        (481, "horas", "cantidad", "Es demasiado. Como mucho, 480."),
        (1441, "minutos", "cantidad", "Es demasiado. Como mucho, 1440."),
        (2, "semanas", "unidad", "semanas"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(
    interno: PlazoInterno, cantidad: int, unidad: str, campo: str, motivo: str
) -> None:
    interno.cantidad, interno.unidad = cantidad, unidad

    dicho = faltas(interno)

    assert list(dicho) == [campo]
    assert motivo in " ".join(dicho[campo])


@pytest.mark.parametrize(("cantidad", "unidad"), [(60, "habiles"), (480, "horas"), (1, "minutos")])
def test_the_ends_of_what_makes_sense_do(interno: PlazoInterno, cantidad: int, unidad: str) -> None:
    interno.cantidad, interno.unidad = cantidad, unidad

    interno.full_clean()


def test_nothing_lasts_no_time_whoever_writes_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        dura(0)


@pytest.mark.parametrize(
    ("cantidad", "unidad", "campo"),
    [(61, "minutos", "cantidad"), (1, "horas", "unidad"), (60, "habiles", "unidad")],
)
def test_what_an_obligatory_alert_waits_for_is_not_put_off(
    cantidad: int, unidad: str, campo: str
) -> None:
    atender = PlazoInterno.objects.get(clase_plazo="publicacion.atender")
    atender.cantidad, atender.unidad = cantidad, unidad

    dicho = faltas(atender)

    assert list(dicho) == [campo]
    assert "no se puede apagar" in dicho[campo][0]


def test_it_may_be_told_sooner() -> None:
    atender = PlazoInterno.objects.get(clase_plazo="publicacion.atender")
    atender.cantidad = 15

    atender.full_clean()


class TestEtapas:
    """What has come of a date that no deadline keeps."""

    VENCE = datetime(2026, 9, 18, 15, tzinfo=ZONA)

    def regla(self, etapa: int, cantidad: int, unidad: str, **campos: object) -> None:
        ReglaAlerta.objects.create(
            codigo="P06", clase_plazo="prueba.fecha", etapa=etapa, cantidad=cantidad,
            unidad=unidad, roles=["prensa"], **campos,
        )  # fmt: skip

    def ahora(self) -> list[tuple[int, int]]:
        return [(una.etapa, una.ronda) for una in queries.etapas("prueba.fecha", self.VENCE)]

    def test_they_come_by_every_unit_until_the_end_of_today(self) -> None:
        self.regla(1, -9, "calendario")
        self.regla(2, -8, "calendario")
        self.regla(3, -7, "habiles")
        self.regla(4, -60 * 24 * 10, "minutos")

        assert self.ahora() == [(4, 0), (1, 0), (3, 0)]

    def test_one_that_is_switched_off_does_not_come(self) -> None:
        self.regla(1, -9, "calendario", activa=False)

        assert self.ahora() == []

    def test_one_that_repeats_comes_round_by_round(self) -> None:
        self.regla(1, -9, "habiles", repite_cada=2)

        assert self.ahora() == [(1, 0), (1, 1)]

    def test_of_a_term_without_a_beginning_no_part_comes(self) -> None:
        self.regla(1, 0, "porcentaje")

        assert self.ahora() == []

"""Opening, moving, pausing and closing a deadline, and how it explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core import calendario, clock
from core.models import Actor, DiaNoHabil, Usuario
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.plazos import queries
from workflows.plazos.models import Plazo, PlazoInterno, ReglaAlerta

pytestmark = pytest.mark.django_db

ZONA = ZoneInfo("America/Panama")
CLASE = "prueba.plazo"


def at(dia: int, hora: int = 10, mes: int = 9) -> datetime:
    """That hour of that day of September 2026, which has no holidays, in Panama."""
    return datetime(2026, mes, dia, hora, tzinfo=ZONA)


def cuando(plazo: Plazo) -> str:
    """When it is due, by the municipality's wall clock, as stored."""
    vence = Plazo.objects.get(pk=plazo.pk).vence_en
    return f"{clock.local(vence):%d/%m %H:%M}"


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(at(9)):
        yield
    calendario.olvidar()  # a calendar that a test changed went with its rows


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta, enviado=False)


@pytest.fixture
def regla(db: None) -> ReglaAlerta:
    """One working day before it is due, the responsable is told."""
    return ReglaAlerta.objects.create(
        codigo="P01", clase_plazo=CLASE, cantidad=-1, papeles=["responsable"]
    )


def proximo(plazo: Plazo) -> datetime | None:
    return Plazo.objects.get(pk=plazo.pk).next_alert_at


class TestAbrir:
    def test_working_days_are_counted_from_the_day_after(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=3)

        assert cuando(plazo) == "14/09 16:00"
        explicacion = " ".join(queries.explicar(plazo))
        assert "3 días hábiles" in explicacion
        assert "sábado" in explicacion

    def test_calendar_days_that_end_on_a_sunday_end_on_the_monday(self, caso: Compromiso) -> None:
        assert cuando(plazos.abrir(caso, CLASE, dias=4, unidad="calendario")) == "14/09 16:00"

    def test_hours_are_office_hours(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, horas=8)

        assert cuando(plazo) == "10/09 10:00"
        assert queries.explicar(plazo) == [
            "Son 8 horas de oficina, contadas desde el 09/09/2026, 10:00."
        ]

    def test_an_agreed_date_lasts_until_the_office_closes(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, vence=date(2026, 9, 18))

        assert cuando(plazo) == "18/09 16:00"
        assert queries.explicar(plazo) == ["La fecha fue acordada, no contada."]

    def test_an_agreed_instant_stands_as_it_is(self, caso: Compromiso) -> None:
        assert cuando(plazos.abrir(caso, CLASE, vence=at(18, 11))) == "18/09 11:00"

    def test_the_first_date_may_be_another(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, vence=date(2026, 9, 18), original=date(2026, 9, 11))

        assert plazo.movido
        assert "La fecha original era el 11/09/2026." in queries.explicar(plazo)

    def test_without_a_term_it_is_a_mistake_of_ours(self, caso: Compromiso) -> None:
        with pytest.raises(PlazoInterno.DoesNotExist):
            plazos.abrir(caso, CLASE)

    def test_nobody_is_nobody(self, caso: Compromiso, luis: Usuario) -> None:
        plazo = plazos.abrir(
            caso, CLASE, dias=3, personas={"responsable": [luis, luis], "monitor": [None]}
        )

        assert [(uno.papel, uno.usuario) for uno in plazo.personas.all()] == [("responsable", luis)]

    def test_its_first_alert_is_known_at_once(self, caso: Compromiso, regla: ReglaAlerta) -> None:
        assert proximo(plazos.abrir(caso, CLASE, dias=3)) == at(11, 8)


class TestMover:
    def test_its_alerts_start_over_for_the_new_date(
        self, caso: Compromiso, regla: ReglaAlerta
    ) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=3)
        plazos.mover(caso, CLASE, vence=date(2026, 9, 25))

        assert cuando(plazo) == "25/09 16:00"
        assert proximo(plazo) == at(24, 8)
        lineas = queries.explicar(Plazo.objects.get(pk=plazo.pk))
        assert lineas == [
            "La fecha fue acordada, no contada.",
            "La fecha original era el 14/09/2026.",
        ]

    def test_what_is_closed_is_not_moved(self, caso: Compromiso) -> None:
        plazos.abrir(caso, CLASE, dias=3)
        plazos.cerrar(caso, CLASE)

        with pytest.raises(Plazo.DoesNotExist):
            plazos.mover(caso, CLASE, vence=date(2026, 9, 25))


class TestPausar:
    def test_the_days_of_the_pause_are_not_counted(
        self, caso: Compromiso, regla: ReglaAlerta
    ) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=5)
        with clock.moved_to(at(10)):
            en_pausa = plazos.pausar(caso, CLASE)
        assert proximo(plazo) is None
        assert "El plazo está en pausa: los días no corren." in queries.explicar(en_pausa)

        with clock.moved_to(at(15)):
            plazos.reanudar(caso, CLASE)
        corre = Plazo.objects.get(pk=plazo.pk)
        assert corre.vence_en > corre.original_en
        assert proximo(plazo) is not None
        assert "pausa" in " ".join(queries.explicar(corre))

    def test_nothing_is_told_while_it_stands(self, caso: Compromiso, regla: ReglaAlerta) -> None:
        plazos.abrir(caso, CLASE, dias=3, personas={"responsable": [caso.responsable]})
        plazos.pausar(caso, CLASE)

        with clock.moved_to(at(30)):
            assert plazos.barrer() == 0

    def test_two_pauses_add_up(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=5)
        una = plazo.vence_en
        for desde, hasta in ((10, 11), (14, 15)):
            with clock.moved_to(at(desde)):
                plazos.pausar(caso, CLASE)
            with clock.moved_to(at(hasta)):
                antes, una = una, plazos.reanudar(caso, CLASE).vence_en
            assert una > antes
        assert len(Plazo.objects.get(pk=plazo.pk).pausas) == 2

    def test_a_pause_does_not_begin_twice(self, caso: Compromiso) -> None:
        plazos.abrir(caso, CLASE, dias=5)
        plazos.pausar(caso, CLASE)

        with clock.moved_to(at(11)), pytest.raises(Plazo.DoesNotExist):
            plazos.pausar(caso, CLASE)

    def test_what_runs_does_not_run_on(self, caso: Compromiso) -> None:
        plazos.abrir(caso, CLASE, dias=5)

        with pytest.raises(Plazo.DoesNotExist):
            plazos.reanudar(caso, CLASE)

    def test_an_agreed_date_stays_where_it_was_agreed(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, vence=date(2026, 9, 18))
        plazos.pausar(caso, CLASE)
        with clock.moved_to(at(11)):
            plazos.reanudar(caso, CLASE)

        assert cuando(plazo) == "18/09 16:00"


class TestCerrar:
    def test_only_what_is_named_is_closed(self, caso: Compromiso, regla: ReglaAlerta) -> None:
        uno = plazos.abrir(caso, CLASE, dias=3)
        plazos.abrir(caso, "prueba.otro", dias=3)
        plazos.abrir(caso, "prueba.pausado", dias=3)
        plazos.pausar(caso, "prueba.pausado")

        assert plazos.cerrar(caso, CLASE) == 1
        assert proximo(uno) is None
        assert [plazo.clase for plazo in queries.abiertos(caso)] == [
            "prueba.otro",
            "prueba.pausado",
        ]
        assert plazos.cerrar(caso) == 2
        assert plazos.cerrar(caso) == 0

    def test_a_closed_one_leaves_room_for_the_next(self, caso: Compromiso) -> None:
        plazos.abrir(caso, CLASE, dias=3)
        plazos.cerrar(caso)

        assert plazos.abrir(caso, CLASE, dias=3).pk


def test_who_takes_over_is_reached_and_who_leaves_is_not(
    caso: Compromiso, luis: Usuario, marta: Usuario
) -> None:
    plazo = plazos.abrir(caso, CLASE, dias=3, personas={"responsable": [luis], "monitor": [luis]})
    cerrado = plazos.abrir(caso, "prueba.otro", dias=3, personas={"responsable": [luis]})
    plazos.cerrar(caso, "prueba.otro")

    plazos.repartir(caso, "responsable", marta)

    assert set(plazo.personas.values_list("papel", "usuario__nombre")) == {
        ("responsable", "Marta Solís"),
        ("monitor", "Luis Ábrego"),
    }
    assert [uno.usuario for uno in cerrado.personas.all()] == [luis]


class TestReglas:
    def test_what_was_edited_is_not_sown_over(self) -> None:
        editada = ReglaAlerta.objects.get(codigo="T03", etapa=1)
        editada.cantidad, editada.activa, editada.roles = -9, False, ["contraparte"]
        editada.save()
        ReglaAlerta.objects.filter(codigo="T02").delete()

        plazos.sembrar_reglas()

        editada.refresh_from_db()
        assert (editada.cantidad, editada.activa) == (-9, False)
        assert editada.roles == ["contraparte"]
        assert ReglaAlerta.objects.filter(codigo="T02").count() == 2

    def test_an_edited_rule_points_its_deadlines_again(
        self, caso: Compromiso, regla: ReglaAlerta
    ) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=5)
        otro = plazos.abrir(caso, "prueba.otro", dias=5)
        regla.cantidad = -3
        regla.save()

        assert [plazos.recalcular(CLASE) for _vez in range(2)] == [1, 0]
        assert proximo(plazo) == at(11, 8)
        assert proximo(otro) is None

    @pytest.mark.parametrize(
        ("unidad", "cantidad", "repite_cada"),
        [
            ("minutos", -90, 0),
            ("porcentaje", 50, 0),
            ("calendario", -2, 0),
            ("habiles", -1, 0),
            ("habiles", 0, 0),
            ("habiles", 1, 2),
        ],
    )
    def test_many_are_pointed_where_each_alone_is(
        self, caso: Compromiso, unidad: str, cantidad: int, repite_cada: int
    ) -> None:
        for etapa, activa in ((1, True), (2, False)):
            ReglaAlerta.objects.create(
                codigo="P05", clase_plazo=CLASE, etapa=etapa, cantidad=cantidad - etapa,
                unidad=unidad, repite_cada=repite_cada, roles=["prensa"], activa=activa,
            )  # fmt: skip
        plazo = plazos.abrir(caso, CLASE, vence=at(19))  # a Saturday
        alone = proximo(plazo)
        Plazo.objects.filter(pk=plazo.pk).update(next_alert_at=None)

        assert alone is not None
        assert [plazos.recalcular(CLASE) for _vez in range(2)] == [1, 0]
        assert proximo(plazo) == alone

    def test_parts_of_a_term_are_parts_of_its_time(self, caso: Compromiso) -> None:
        for etapa, parte in ((1, 50), (2, 80)):
            ReglaAlerta.objects.create(
                codigo="P04", clase_plazo=CLASE, etapa=etapa, cantidad=parte,
                unidad="porcentaje", papeles=["responsable"],
            )  # fmt: skip
        plazo = plazos.abrir(
            caso, CLASE, vence=at(19), personas={"responsable": [caso.responsable]}
        )

        assert proximo(plazo) == at(14)
        with clock.moved_to(at(14, 11)):
            plazos.barrer()
        assert proximo(plazo) == at(17)
        with clock.moved_to(at(17, 11)):
            plazos.barrer()
        assert proximo(plazo) is None
        assert plazo.avisos.count() == 2


@pytest.fixture
def calendario_de_paso() -> Iterator[None]:
    """What is read of a calendar that the test takes back is forgotten."""
    yield
    calendario.olvidar()


class TestRecontar:
    @pytest.mark.usefixtures("calendario_de_paso")
    def test_a_holiday_moves_what_was_counted_and_not_what_was_agreed(
        self, caso: Compromiso, regla: ReglaAlerta
    ) -> None:
        contado = plazos.abrir(caso, CLASE, dias=3)
        acordado = plazos.abrir(caso, "prueba.acordado", vence=date(2026, 9, 14))
        DiaNoHabil.objects.create(fecha=date(2026, 9, 11), motivo="Duelo", habil=False)
        calendario.reconstruir()

        assert plazos.recontar() == 1

        assert (cuando(contado), cuando(acordado)) == ("15/09 16:00", "14/09 16:00")
        assert proximo(contado) == at(14, 8)
        assert "Duelo" in " ".join(queries.explicar(Plazo.objects.get(pk=contado.pk)))
        assert plazos.recontar() == 0

    def test_its_pauses_are_left_out_again(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, dias=5)
        with clock.moved_to(at(10)):
            plazos.pausar(caso, CLASE)
        with clock.moved_to(at(15)):
            vence = plazos.reanudar(caso, CLASE).vence_en

        assert plazos.recontar() == 0
        assert Plazo.objects.get(pk=plazo.pk).vence_en == vence

    def test_hours_of_office_are_counted_again(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, horas=14)
        assert cuando(plazo) == "10/09 16:00"
        DiaNoHabil.objects.create(fecha=date(2026, 9, 10), motivo="Duelo", habil=False)
        calendario.reconstruir()

        assert plazos.recontar() == 1

        assert cuando(plazo) == "11/09 16:00"
        assert plazos.recontar() == 0

    def test_hours_that_stood_still_keep_their_instant(self, caso: Compromiso) -> None:
        plazo = plazos.abrir(caso, CLASE, horas=14)
        plazos.pausar(caso, CLASE)
        DiaNoHabil.objects.create(fecha=date(2026, 9, 10), motivo="Duelo", habil=False)
        calendario.reconstruir()

        assert plazos.recontar() == 0
        assert cuando(plazo) == "10/09 16:00"


class TestSemaforo:
    @pytest.mark.parametrize(
        ("vence", "color", "razon"),
        [
            (at(8, 16), "rojo", "Venció hace 1 día hábil."),
            (at(9, 9), "rojo", "Venció hoy."),
            (at(9, 16), "amarillo", "Vence hoy."),
            (at(11, 16), "amarillo", "Faltan 2 días hábiles."),
            (at(14, 16), "verde", "Faltan 3 días hábiles."),
        ],
    )
    def test_a_colour_comes_with_its_reason(self, vence: datetime, color: str, razon: str) -> None:
        luz = queries.semaforo(vence)

        assert (luz.color, luz.razones) == (color, (razon,))

    def test_what_is_done_or_has_no_date_is_grey(self) -> None:
        assert queries.semaforo(at(1), cerrado=True).palabra == "Hecho"
        assert queries.semaforo(None).palabra == "Sin plazo"


def test_lists_know_when_each_is_due(caso: Compromiso) -> None:
    plazos.abrir(caso, CLASE, dias=3)
    plazos.abrir(caso, "prueba.otro", dias=1)

    (fila,) = queries.con_vencimiento(Compromiso.objects.all(), CLASE)
    assert vars(fila)["vence_en"] == at(14, 16)


def test_what_time_itself_must_move_is_found(caso: Compromiso) -> None:
    plazos.abrir(caso, CLASE, dias=3)

    assert queries.vencidos(CLASE) == []
    with clock.moved_to(at(14, 17)):
        assert queries.vencidos(CLASE) == [caso.pk]

"""Mi dia: what waits for each role, and why it is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from core import clock
from core.models import Expediente, Suplencia, Usuario
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import HOY, TARDE, Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import states
from workflows.cruce import pendientes
from workflows.cruce.pendientes import HOY as NO_PASA_DE_HOY
from workflows.cruce.pendientes import Grupo, mi_dia
from workflows.solicitudes import states as solicitudes

pytestmark = pytest.mark.usefixtures("miercoles")


def titulos(user: Usuario) -> list[str]:
    return [str(grupo.titulo) for grupo in mi_dia(user)]


def porques(grupo: Grupo) -> list[str]:
    return [str(asunto.porque) for asunto in grupo.asuntos]


def test_nothing_waits_for_who_has_nothing_to_do(oficina: Oficina, omar: Usuario) -> None:
    oficina.crear()

    assert mi_dia(omar) == []


@pytest.mark.parametrize(
    ("estado", "responsable", "monitor"),
    [
        (states.BORRADOR, [], []),
        (states.ASIGNADA, ["Por aceptar"], []),
        (states.EN_GESTION, ["En sus manos"], []),
        (states.POR_VERIFICAR, [], ["Esperan su visto bueno"]),
        (states.CUMPLIDA, [], []),
        (states.CANCELADA, [], []),
    ],
)
def test_a_compromiso_waits_for_whoever_has_the_next_step(
    oficina: Oficina, estado: str, responsable: list[str], monitor: list[str]
) -> None:
    oficina.hasta(estado)

    assert titulos(oficina.responsable) == responsable
    assert titulos(oficina.monitor) == monitor
    if estado != states.BORRADOR:
        assert titulos(oficina.programador) == monitor


def test_a_draft_waits_for_who_has_to_send_it_and_urges_once_its_date_passed(
    oficina: Oficina,
) -> None:
    oficina.crear(enviado=False)

    (grupo,) = mi_dia(oficina.programador)
    assert str(grupo.titulo) == "Borradores por enviar"
    with clock.moved_to(MIERCOLES + timedelta(days=12)):
        (grupo,) = mi_dia(oficina.programador)
        assert (grupo.clave, porques(grupo)) == (
            NO_PASA_DE_HOY,
            ["Falta enviarlo a su responsable."],
        )


def test_a_request_for_more_time_waits_for_who_must_answer_it(oficina: Oficina) -> None:
    oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    (grupo,) = mi_dia(oficina.programador)
    assert str(grupo.titulo) == "Prórrogas por responder"
    assert porques(grupo) == ["Piden más tiempo y esperan respuesta."]
    (suyo,) = mi_dia(oficina.responsable)
    assert porques(suyo) == ["Usted quedó en cumplirlo."]


@pytest.mark.parametrize(
    ("estado", "de_quien", "titulo"),
    [
        (solicitudes.REGISTRADA, "asistente", "Solicitudes por analizar"),
        (solicitudes.EN_ANALISIS, "jefe", "Solicitudes en análisis"),
        (solicitudes.EN_DECISION, "titular", "Esperan su decisión"),
        (solicitudes.ACEPTADA, "jefe", "Aceptadas sin encargar"),
        (solicitudes.ATENDIDA, "jefe", "Respuestas por enviar"),
        (solicitudes.RECHAZADA, "jefe", "Respuestas por enviar"),
    ],
)
def test_a_request_waits_for_whoever_has_the_next_step(
    despacho: Despacho, estado: str, de_quien: str, titulo: str
) -> None:
    despacho.hasta(estado)

    assert titulo in titulos(getattr(despacho, de_quien))


@pytest.fixture
def suple(omar: Usuario) -> Callable[[Usuario], Usuario]:
    """Omar stands in for somebody from today on; asked afresh, as in another request."""

    def suple(titular: Usuario) -> Usuario:
        Suplencia.objects.create(
            titular=titular, suplente=omar, desde=HOY, hasta=HOY + timedelta(days=5)
        )
        return Usuario.objects.get(pk=omar.pk)

    return suple


def en_lugar_de(user: Usuario) -> set[Usuario | None]:
    return {asunto.por for grupo in mi_dia(user) for asunto in grupo.asuntos}


@pytest.mark.parametrize(
    ("estado", "de_quien"),
    [
        (states.ASIGNADA, "responsable"),
        (states.EN_GESTION, "responsable"),
        (states.POR_VERIFICAR, "programador"),
        (states.POR_VERIFICAR, "monitor"),
    ],
)
def test_a_compromiso_waits_for_who_stands_in_and_says_so(
    oficina: Oficina, suple: Callable[[Usuario], Usuario], estado: str, de_quien: str
) -> None:
    titular = getattr(oficina, de_quien)
    oficina.hasta(estado)
    suplente = suple(titular)

    assert titulos(suplente) == titulos(titular) != []
    assert en_lugar_de(suplente) == {titular}
    assert en_lugar_de(titular) == {None}
    assert pendientes.cuentas(suplente) == pendientes.cuentas(titular)


@pytest.mark.parametrize(
    ("estado", "de_quien"),
    [
        (solicitudes.REGISTRADA, "asistente"),
        (solicitudes.EN_ANALISIS, "responsable"),
        (solicitudes.EN_DECISION, "titular"),
        (solicitudes.ACEPTADA, "jefe"),
        (solicitudes.RECHAZADA, "jefe"),
    ],
)
def test_a_request_waits_for_who_stands_in_and_says_so(
    despacho: Despacho, suple: Callable[[Usuario], Usuario], estado: str, de_quien: str
) -> None:
    titular = getattr(despacho, de_quien)
    despacho.hasta(estado)
    suplente = suple(titular)

    assert titulos(suplente) == titulos(titular) != []
    assert en_lugar_de(suplente) == {titular}
    assert pendientes.cuentas(suplente) == pendientes.cuentas(titular)


def test_the_reason_speaks_of_the_other(
    oficina: Oficina, suple: Callable[[Usuario], Usuario]
) -> None:
    oficina.hasta(states.EN_GESTION)

    (grupo,) = mi_dia(suple(oficina.responsable))
    assert porques(grupo) == ["Luis Ábrego quedó en cumplirlo."]


def test_what_is_ones_own_stays_so_and_is_counted_once(
    oficina: Oficina, suple: Callable[[Usuario], Usuario], omar: Usuario
) -> None:
    propio = oficina.crear(responsable=omar)
    ajeno = oficina.crear()
    suplente = suple(oficina.responsable)

    (grupo,) = mi_dia(suplente)
    assert {asunto.caso.pk: asunto.por for asunto in grupo.asuntos} == {
        propio.pk: None,
        ajeno.pk: oficina.responsable,
    }
    assert pendientes.cuentas(suplente)["compromiso"] == 2


def test_nobody_is_asked_to_verify_his_own_work_in_the_place_of_another(
    oficina: Oficina, suple: Callable[[Usuario], Usuario], omar: Usuario
) -> None:
    hecho = oficina.crear(responsable=omar)
    oficina.aceptar(hecho, actor=omar)
    oficina.reportar_cumplida(hecho, actor=omar)

    assert mi_dia(suple(oficina.programador)) == []


def test_a_request_for_more_time_waits_for_who_stands_in_for_one_who_must_answer_it(
    oficina: Oficina, suple: Callable[[Usuario], Usuario]
) -> None:
    oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    assert titulos(suple(oficina.monitor)) == ["Prórrogas por responder"]


def test_what_cannot_pass_today_comes_first_and_the_latest_before_all(oficina: Oficina) -> None:
    hoy = oficina.hasta(states.EN_GESTION, fecha=HOY)
    with clock.moved_to(MIERCOLES - timedelta(days=20)):
        tarde = oficina.hasta(states.EN_GESTION, fecha=HOY - timedelta(days=5))
    luego = oficina.hasta(states.EN_GESTION, fecha=TARDE)

    primero, segundo = mi_dia(oficina.responsable)

    assert primero.clave == NO_PASA_DE_HOY
    assert [asunto.caso.pk for asunto in primero.asuntos] == [tarde.pk, hoy.pk]
    assert [asunto.luz.color for asunto in primero.asuntos] == ["rojo", "amarillo"]
    assert [asunto.caso.pk for asunto in segundo.asuntos] == [luego.pk]


def test_the_numbers_of_the_menu_are_what_waits(oficina: Oficina) -> None:
    for _ in range(2):
        oficina.crear()

    assert pendientes.cuentas(oficina.responsable) == {
        "solicitud": 0,
        "compromiso": 2,
        "meta": 0,
        "pieza": 0,
    }
    assert sum(pendientes.cuentas(oficina.programador).values()) == 0


def test_every_reason_is_of_a_state_that_there_is() -> None:
    for clase, estado in [*pendientes.RAZONES, *pendientes.RAZONES_DE_OTRO]:
        estados = {codigo for codigo, _n in Expediente.clases()[clase].estado.field.choices}
        assert estado in estados


# Open, and nobody has to do anything: an approved meta starts by itself on its day.
# Nobody of the house is waited for: a date is, or who asked.
ESPERAN_AL_RELOJ = {
    ("meta", "aprobada"),
    ("compromiso", "suspendida"),
    ("solicitud", "requiere_informacion"),
    ("solicitud", "aplazada"),
}


@pytest.mark.parametrize("clase", sorted(pendientes.FUENTES))
def test_every_open_state_has_a_reason(clase: str) -> None:
    abiertos = {(clase, estado) for estado in Expediente.clases()[clase].ABIERTOS}

    assert abiertos - ESPERAN_AL_RELOJ <= pendientes.RAZONES.keys()


def test_of_what_cannot_pass_today_those_due_first_are_shown_whatever_they_wait_for(
    oficina: Oficina,
) -> None:
    for _n in range(pendientes.EN_HOY - 3):
        oficina.hasta(states.ASIGNADA, fecha=HOY)
    with clock.moved_to(MIERCOLES - timedelta(days=7)):
        tarde = {
            oficina.hasta(states.EN_GESTION, fecha=HOY - timedelta(days=3)).pk for _n in range(6)
        }

    (grupo,) = mi_dia(oficina.responsable)

    assert (len(grupo.asuntos), grupo.total) == (pendientes.EN_HOY, pendientes.EN_HOY + 3)
    assert {uno.caso.pk for uno in grupo.asuntos[: len(tarde)]} == tarde
    (entero,) = mi_dia(oficina.responsable, NO_PASA_DE_HOY)
    assert len(entero.asuntos) == grupo.total

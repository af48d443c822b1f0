"""Who presented a request reads by when the town hall means to answer it, and by when it must."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core import clock
from tests.momentos import MIERCOLES
from tests.webui.portal.ventanilla.conftest import Enviar
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import abrir_al_publico, presentar
from workflows.solicitudes.actions.publico import Recibida
from workflows.solicitudes.models import TipoSolicitud

ETIQUETA = re.compile(r"<[^>]+>")
META, LEGAL = "30 sep, 16:00", "9 oct, 16:00"

SE_PROPONE = f"Nos proponemos responderle antes: {META}"
NO_LLEGO = f"No llegamos a la fecha que nos habíamos propuesto: {META}"
LEY = f"Le respondemos a más tardar: {LEGAL}"
PASO_LA_LEY = f"Ya pasó la fecha en que, por ley, debíamos haberle respondido: {LEGAL}"
DETENIDO = "El plazo está detenido. Cuando siga, se le suman los días de espera."
# What may stand there of a clock, of which each time some does.
FRASES = ("Nos proponemos", "No llegamos", "Le respondemos a más", "Ya pasó", "Le respondimos")


def leer(recibida: Recibida, dias: float = 0, idioma: str = "es") -> str:
    """What its applicant reads so many days after that Wednesday, before what happened."""
    client = Client()
    client.cookies["idioma"] = idioma
    datos = {"codigo": recibida.solicitud.codigo, "pin": recibida.pin}
    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        pagina = client.post("/mi-solicitud/", datos, follow=True).content.decode()
    return _a_la_vista(pagina.split("<h1")[1].split('<ol class="hist"')[0])


def _a_la_vista(html: str) -> str:
    return " ".join(ETIQUETA.sub(" ", html).split())


def responder(despacho: Despacho, recibida: Recibida, dias: float) -> None:
    solicitud = recibida.solicitud
    for paso in ("analizar", "elevar", "rechazar"):
        getattr(despacho, paso)(solicitud)
    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        despacho.cerrar(solicitud)


def que_dice(leido: str) -> list[str]:
    return [dicho for dicho in FRASES if dicho in leido]


@pytest.mark.parametrize(
    ("dias", "meta", "ley"),
    [(1, SE_PROPONE, LEY), (25, NO_LLEGO, LEY), (31, NO_LLEGO, PASO_LA_LEY)],
)
def test_while_it_is_open_both_are_told_and_whether_they_have_passed(
    dias: int, meta: str, ley: str
) -> None:
    leido = leer(presentar(), dias)

    assert leido.index(meta) < leido.index(ley)
    assert len(que_dice(leido)) == 2
    assert leido.count("¿Cómo se contó?") == 2
    assert "Se cuentan 30 días calendario." in leido.split(ley)[1]
    assert "Se cuentan 15 días hábiles." in leido.split(ley)[0]


@pytest.mark.parametrize(
    ("dias", "meta", "ley"),
    [
        (
            1,
            "Le respondimos a tiempo para la fecha que nos habíamos propuesto:",
            "Le respondimos dentro del plazo de la ley, que terminaba:",
        ),
        (
            25,
            "Le respondimos después de la fecha que nos habíamos propuesto:",
            "Le respondimos dentro del plazo de la ley, que terminaba:",
        ),
        (
            31,
            "Le respondimos después de la fecha que nos habíamos propuesto:",
            "Le respondimos tarde. El plazo de la ley terminó:",
        ),
    ],
)
def test_of_an_answered_one_whether_each_was_kept(
    despacho: Despacho, dias: int, meta: str, ley: str
) -> None:
    recibida = presentar()
    responder(despacho, recibida, dias)

    leido = leer(recibida, 50)

    assert leido.index(f"{meta} {META}") < leido.index(f"{ley} {LEGAL}")
    assert que_dice(leido) == ["Le respondimos"]
    assert leido.count("¿Cómo se contó?") == 2


def test_while_something_is_missing_they_stand(despacho: Despacho) -> None:
    recibida = presentar()
    despacho.analizar(recibida.solicitud)
    assert DETENIDO not in leer(recibida)
    despacho.pedir_informacion(recibida.solicitud)

    leido = leer(recibida, 25)

    assert leido.index(DETENIDO) < leido.index(SE_PROPONE) < leido.index(LEY)
    assert "No llegamos" not in leido
    assert leido.count("El plazo está en pausa: los días no corren.") == 2


def test_what_had_passed_when_it_stopped_stays_so(despacho: Despacho) -> None:
    recibida = presentar()
    despacho.analizar(recibida.solicitud)
    with clock.moved_to(MIERCOLES + timedelta(days=25)):
        despacho.pedir_informacion(recibida.solicitud)

    leido = leer(recibida, 40)

    assert que_dice(leido) == ["No llegamos", "Le respondemos a más"]


def test_one_that_was_withdrawn_has_none(despacho: Despacho) -> None:
    recibida = presentar()
    despacho.retirar(recibida.solicitud)

    assert que_dice(leer(recibida)) == []


def test_joined_to_another_it_has_none_of_its_own(despacho: Despacho) -> None:
    recibida = presentar()
    despacho.analizar(recibida.solicitud)
    despacho.fusionar(recibida.solicitud)

    assert que_dice(leer(recibida)) == []


def test_opened_again_it_has_those_that_run(despacho: Despacho) -> None:
    recibida = presentar()
    responder(despacho, recibida, 60)
    with clock.moved_to(MIERCOLES + timedelta(days=61)):
        despacho.reabrir(recibida.solicitud)

    assert que_dice(leer(recibida, 61)) == ["Nos proponemos", "Le respondemos a más"]


def test_where_the_law_gives_no_term_there_is_what_the_town_hall_aims_at() -> None:
    recibida = presentar(tipo=_tipo(dias_legales=None))

    leido = leer(recibida)

    assert f"Nos proponemos responderle a más tardar: {META}" in leido
    assert len(que_dice(leido)) == 1


def test_a_target_that_is_no_sooner_than_the_law_is_not_told() -> None:
    recibida = presentar(tipo=_tipo(dias_legales=10))

    assert que_dice(leer(recibida)) == ["Le respondemos a más"]


@pytest.mark.parametrize("plazos", [{"dias_legales": None}, {"dias_legales": 10}])
def test_who_just_sent_it_is_told_the_same(enviar: Enviar, plazos: dict[str, Any]) -> None:
    _tipo(**plazos)

    recibido = _a_la_vista(enviar().content.decode())

    assert "Cuándo tendrá respuesta" in recibido
    assert len(que_dice(recibido)) == 1


@pytest.mark.parametrize(
    ("dias", "dicho"),
    [
        (1, "We aim to answer you sooner:"),
        (25, "We did not meet the date we had set ourselves:"),
        (31, "The date by which the law obliged us to answer you has passed:"),
    ],
)
def test_it_is_said_in_english(dias: int, dicho: str) -> None:
    assert dicho in leer(presentar(), dias, "en")


def test_an_answered_one_too(despacho: Despacho) -> None:
    recibida = presentar()
    responder(despacho, recibida, 31)

    leido = leer(recibida, 32, "en")

    assert "We answered you after the date we had set ourselves:" in leido
    assert "We answered you late. The term given by law ended:" in leido


def _tipo(**cambios: Any) -> TipoSolicitud:
    TipoSolicitud.objects.filter(codigo="peticion").update(**cambios)
    return abrir_al_publico("peticion")

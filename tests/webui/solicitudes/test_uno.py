"""The page of one request."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.plazos import actions as plazos
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud

ATRASO = "Pasó el plazo legal"
REABIERTO = "Se reabrió lo que la respondía"
# Registered on Wednesday 9 September, a petition is due on Friday 9 October.
MARTES = MIERCOLES + timedelta(days=34)


@pytest.mark.parametrize(
    "estado",
    [
        "registrada",
        "en_analisis",
        "en_decision",
        "aceptada",
        "rechazada",
        "derivada",
        "atendida",
        "cerrada",
    ],
)
def test_it_opens_in_every_state(entrar: Entrar, despacho: Despacho, estado: str) -> None:
    solicitud = despacho.hasta(estado)

    pagina = texto(entrar(despacho.jefe).get(url(solicitud)))

    assert solicitud.titulo in pagina
    assert solicitud.estado_nombre in pagina


def test_whoever_decides_reads_what_is_recommended_and_for_when(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    pagina = texto(entrar(despacho.titular).get(url(solicitud)))

    assert "Son 40 familias sin agua desde abril." in pagina
    assert '<span class="n">Atender · <time datetime="2026-09-29"' in pagina


def test_past_the_term_it_says_how_late_it_is_and_who_was_told(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with clock.moved_to(MARTES):
        client = entrar(despacho.jefe)
        assert "Se avisó a" not in texto(client.get(url(solicitud)))
        plazos.barrer()
        pagina = texto(client.get(url(solicitud)))

    assert ATRASO in pagina
    assert "Venció hace 2 días hábiles." in pagina
    assert "viernes 9 de octubre de 2026" in pagina
    assert "Se avisó a: Luis Ábrego, Rosa Medina, Tomás Vega." in pagina


@pytest.mark.parametrize(("estado", "dias"), [("en_analisis", 20), ("cerrada", 34)])
def test_in_time_or_answered_there_is_no_banner(
    entrar: Entrar, despacho: Despacho, estado: str, dias: int
) -> None:
    solicitud = despacho.hasta(estado)

    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        assert ATRASO not in texto(entrar(despacho.jefe).get(url(solicitud)))


@pytest.mark.parametrize(
    ("dias", "legal", "interno"),
    [(1, "a tiempo", "a tiempo"), (25, "a tiempo", "tarde"), (60, "tarde", "tarde")],
)
def test_an_answered_one_says_by_when_it_was_due_and_how_that_was_counted(
    entrar: Entrar, despacho: Despacho, dias: int, legal: str, interno: str
) -> None:
    with clock.moved_to(clock.now() - timedelta(days=dias)):
        solicitud = despacho.hasta(states.ATENDIDA)
    client = entrar(despacho.jefe)
    assert "Plazos que tuvo" not in texto(client.get(url(solicitud)))

    despacho.cerrar(solicitud)

    tuvo = texto(client.get(url(solicitud))).split("Plazos que tuvo")[1]
    # The shorter one stands first, as it does while both run.
    de_la_casa, de_la_ley = tuvo.split("Meta interna")[1].split("Plazo legal para responder", 1)
    assert f"Se respondió {interno}." in de_la_casa
    assert "¿Cómo se contó?" in de_la_casa
    assert f"Se respondió {legal}." in de_la_ley.split("</section>")[0]
    assert "¿Cómo se contó?" in de_la_ley.split("</section>")[0]


def test_one_that_was_withdrawn_was_not_answered(entrar: Entrar, despacho: Despacho) -> None:
    retirada = despacho.hasta(states.DESISTIDA)

    assert "Plazos que tuvo" not in texto(entrar(despacho.jefe).get(url(retirada)))


def test_what_was_reopened_below_is_said_before_it_is_answered(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud)
    despacho.cumplir(encargo)
    actions.seguir()
    client = entrar(despacho.jefe)
    assert REABIERTO not in texto(client.get(url(solicitud)))

    despacho.reabrir_encargo(encargo)
    assert "Espere a que se cumpla antes de responder" in texto(client.get(url(solicitud)))

    despacho.cerrar(solicitud, con_pendientes=True)
    assert "ya se le respondió" in texto(client.get(url(solicitud)))


def test_an_encargo_one_may_not_see_is_not_listed(
    entrar: Entrar, despacho: Despacho, omar: Usuario
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud, titulo="Pagar al informante")
    type(encargo).objects.filter(pk=encargo.pk).update(nivel_reserva=3)

    assert "Pagar al informante" in texto(entrar(despacho.jefe).get(url(solicitud)))
    assert "Pagar al informante" not in texto(entrar(omar).get(url(solicitud)))


def test_only_who_may_correct_it_is_offered_to(
    entrar: Entrar, despacho: Despacho, elena: Usuario
) -> None:
    solicitud = despacho.registrar()

    for user, ofrecido in ((despacho.asistente, True), (elena, False)):
        assert (url(solicitud, "editar") in texto(entrar(user).get(url(solicitud)))) is ofrecido


@pytest.mark.parametrize("quien", ["luis", "omar", "sofia"])
def test_who_may_not_see_it_finds_nothing(
    entrar: Entrar, despacho: Despacho, quien: str, request: Any
) -> None:
    solicitud = despacho.registrar(nivel_reserva=2)

    assert entrar(request.getfixturevalue(quien)).get(url(solicitud)).status_code == 404


@pytest.mark.parametrize("codigo", ["SOL-2026-99999", "x" * 300, "nada"])
def test_a_code_that_is_none_is_not_found(entrar: Entrar, despacho: Despacho, codigo: str) -> None:
    assert entrar(despacho.jefe).get(f"/solicitudes/{codigo}/").status_code == 404


def test_a_long_life_costs_a_page_what_a_short_one_does(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    client = entrar(despacho.jefe)
    cuestan = []
    for veces in (3, 15):
        for _vez in range(veces):
            despacho.encargar(solicitud)
            un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante)
        cuestan.append(cuantas(lambda: client.get(url(solicitud))))

    assert cuestan[1] <= cuestan[0] <= 60
    assert Solicitud.objects.get().encargos().count() == 18

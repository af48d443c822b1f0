"""*Decisiones*: what its cards say, and whose they are."""

from __future__ import annotations

import re
from datetime import timedelta

from core import clock
from core.models import Actor, Lugar, Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import texto
from tests.webui.solicitudes.tarjetas import DECISIONES, recomendada
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def test_a_card_says_who_asks_what_is_recommended_and_both_clocks(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de La Peña")
    Solicitud.objects.filter(pk=pedida.pk).update(representa_a=escuela)

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    for dicho_en_ella in (
        "Junta Comunal El Roble",
        "en nombre de Escuela de La Peña",
        "Luis Ábrego recomienda: Atender",
        "Son 40 familias sin agua desde abril.",
        "prioridad alta",
        "Plazo legal para responder",
        "Meta interna de respuesta",
        "¿Cómo se contó?",
        "Es lo primero que pide.",
        "No se le debe ningún compromiso.",
    ):
        assert dicho_en_ella in pagina


def test_a_card_tells_what_else_was_asked_and_is_owed(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud
) -> None:
    despacho.registrar(titulo="Luminarias")
    un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante, titulo="La cancha")

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert "Ha pedido 1 vez más:" in pagina
    assert "Luminarias" in pagina
    assert "Se le debe 1 compromiso:" in pagina
    assert "La cancha" in pagina


def test_a_card_tells_what_happened_in_its_place(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, el_roble: Lugar
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    despacho.registrar(solicitante=escuela, titulo="Luminarias", lugares=[el_roble])
    un_compromiso(
        despacho.jefe, despacho.responsable, escuela, titulo="La cancha", lugares=[el_roble]
    )

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    assert f"Qué más hay en {el_roble}" in pagina
    assert "Lo último que otros pidieron:" in pagina
    assert "Luminarias" in pagina
    assert "Prometido y sin cerrar:" in pagina
    assert "La cancha" in pagina


def test_a_card_says_what_its_type_asked_for(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    despacho.hasta(
        states.EN_DECISION,
        tipo=invitacion,
        papel_esperado="Decir unas palabras",
        otras_autoridades="La gobernadora",
        asistentes=80,
    )

    pagina = texto(entrar(despacho.jefe).get(DECISIONES))

    assert "Qué se espera de quien asista: Decir unas palabras" in pagina
    assert "Otras autoridades invitadas: La gobernadora" in pagina
    assert "Cuántas personas asistirán: 80" in pagina
    assert "Quién paga los gastos" not in pagina


def test_who_decides_nothing_reads_a_good_word(entrar: Entrar, despacho: Despacho) -> None:
    assert "Todo decidido" in texto(entrar(despacho.titular).get(DECISIONES))


def test_the_jefe_has_the_cards_of_the_types_she_decides(
    entrar: Entrar, despacho: Despacho, pedida: Solicitud, invitacion: TipoSolicitud
) -> None:
    suya = despacho.hasta(states.EN_DECISION, tipo=invitacion, titulo="La feria")

    mostradas = entrar(despacho.jefe).get(DECISIONES).context["tarjetas"]

    assert [una.caso for una in mostradas] == [suya]
    assert {una.verb for una in mostradas[0].salidas} >= {"aceptar", "derivar", "rechazar"}


def test_what_is_held_is_not_said_to_have_been_told(
    entrar: Entrar, despacho: Despacho, marta: Usuario
) -> None:
    for sugerencia in ("delegar", "derivar"):
        recomendada(despacho, marta, sugerencia)

    pagina = texto(entrar(despacho.titular).get(DECISIONES))

    palabras = set(re.findall(r'data-done="([^"]+)"', pagina))
    assert {una.split(".")[0] for una in palabras} >= {"Aceptada", "Delegada", "Derivada"}
    assert not [una for una in palabras if "ya se" in una.lower()]


def test_more_cards_ask_the_database_no_more_often(entrar: Entrar, despacho: Despacho) -> None:
    client = entrar(despacho.titular)
    una = despacho.hasta(states.EN_DECISION)
    un_compromiso(despacho.jefe, despacho.responsable, una.solicitante)
    con_una = cuantas(lambda: client.get(DECISIONES))
    for n in range(6):
        with clock.moved_to(clock.now() - timedelta(days=n)):
            otro = Actor.objects.create(nombre=f"Actor {n}")
            despacho.hasta(states.EN_DECISION, solicitante=otro)
            un_compromiso(despacho.jefe, despacho.responsable, otro)

    assert cuantas(lambda: client.get(DECISIONES)) <= con_una

"""The history tells what changed in the words of the screens, never in those of the database."""

from __future__ import annotations

import pytest

from core.models import Actor, Usuario
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from webui import historia
from webui.components.formas import Cambio
from webui.compromisos.views import PANTALLA as COMPROMISOS
from webui.solicitudes.views import PANTALLA as SOLICITUDES
from workflows.solicitudes import actions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def test_what_a_step_told_stands_above_it(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    aviso, paso = historia.entradas(SOLICITUDES, solicitud)

    assert (aviso.quien, paso.quien) == ("", "Inés Pineda")
    assert aviso.momento == paso.momento


def test_choices_dates_and_what_is_withheld_are_said_as_people_say_them(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.registrar()
    antes = solicitud.version
    cambios = {
        "nivel_reserva": 2,
        "fecha_evento": MIERCOLES.date(),
        "descripcion": "Lo que es de alguien.",
    }
    solicitud = actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios=cambios)

    [edicion] = [una for una in historia.entradas(SOLICITUDES, solicitud) if una.cambios]
    primero, *dichos = edicion.cambios
    assert primero == Cambio("Descripción", "", "", "descripcion")
    assert dichos == [
        Cambio("Fecha del evento", "", "9 de septiembre", "fecha_evento"),
        Cambio("Reserva", "1 · interna", "2 · discreta", "nivel_reserva"),
    ]
    mientras, *otros = historia.cambios_desde(SOLICITUDES, solicitud, antes).cambios
    assert (mientras.antes, mientras.ahora) == ("(no se conserva)", "Lo que es de alguien.")
    assert otros == dichos
    pagina = entrar(despacho.jefe).get(f"/solicitudes/{solicitud.codigo}/").content.decode()
    assert "Reserva: de 1 · interna a 2 · discreta" in pagina
    assert "nivel_reserva" not in pagina


def test_a_move_tells_both_dates(
    rosa: Usuario, luis: Usuario, carmen: Usuario, junta: Actor
) -> None:
    oficina = Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)
    compromiso = oficina.crear()
    oficina.reprogramar(compromiso)

    [movida] = [una for una in historia.entradas(COMPROMISOS, compromiso) if una.cambios]
    assert [*movida.cambios] == [Cambio("Fecha", "18 de septiembre", "25 de septiembre", "fecha")]


def test_a_request_for_more_time_that_is_denied_moves_nothing(
    rosa: Usuario, luis: Usuario, carmen: Usuario, junta: Actor
) -> None:
    oficina = Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)
    compromiso = oficina.pedir_prorroga(oficina.aceptar(oficina.crear()))
    oficina.resolver_prorroga(compromiso, concedida=False, motivo="No.")

    negada = next(una for una in historia.entradas(COMPROMISOS, compromiso) if una.texto == "No.")
    assert not negada.cambios


def test_a_page_draws_the_newest_entries_and_the_whole_is_one_link_away(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.registrar()
    for vez in range(30):
        cambios = {"prioridad": 1 + vez % 3, "descripcion": f"Vez {vez}"}
        actions.editar(solicitud_id=solicitud.pk, actor=despacho.jefe, cambios=cambios)
    rosa, url = entrar(despacho.jefe), f"/solicitudes/{solicitud.codigo}/"

    pagina = rosa.get(url)
    assert len(pagina.context["entradas"]) == 10
    assert 'href="?historia=toda#historia"' in pagina.content.decode()

    toda = rosa.get(url, {"historia": "toda"})
    assert len(toda.context["entradas"]) == 32  # and taken in, and what that told
    assert toda.context["entradas"][:10] == pagina.context["entradas"]
    assert "historia=toda" not in toda.content.decode()


def test_a_short_history_has_nothing_more_to_show(despacho: Despacho, entrar: Entrar) -> None:
    solicitud = despacho.registrar()

    pagina = entrar(despacho.jefe).get(f"/solicitudes/{solicitud.codigo}/")

    assert len(pagina.context["entradas"]) == 2
    assert "historia=toda" not in pagina.content.decode()

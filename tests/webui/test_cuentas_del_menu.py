"""The numbers of the menu: true at once for who acts, a moment later for everybody else."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.test import Client

from core.models import Expediente, Lugar, Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from webui.cuentas import PASO
from workflows.compromisos import actions, states
from workflows.cruce.pendientes import FUENTES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
LISTA, MI_DIA = "/compromisos/", "/mi-dia/"


def numero(cliente: Client, pagina: str = LISTA) -> int:
    """How many compromisos wait, as the menu of a page says it."""
    html = cliente.get(pagina).content.decode()
    menu = html[html.index('<div class="menu">') :]
    lugar = re.search(rf'<a href="{LISTA}".*?</a>', menu, re.DOTALL)
    assert lugar, "the menu has no Compromisos"
    cuenta = re.search(r"<span>(\d+)</span>", lugar[0])
    return int(cuenta[1]) if cuenta else 0


def test_they_are_counted_once_for_several_pages(oficina: Oficina, entrar: Entrar) -> None:
    luis = entrar(oficina.responsable)

    def contando() -> None:
        caches["proceso"].clear()
        luis.get(LISTA)

    assert cuantas(lambda: luis.get(LISTA)) == cuantas(contando) - len(FUENTES)


def test_a_step_of_ones_own_is_counted_at_once(oficina: Oficina, entrar: Entrar) -> None:
    uno, _otro = oficina.hasta(states.POR_VERIFICAR), oficina.hasta(states.POR_VERIFICAR)
    carmen = entrar(oficina.monitor)
    assert numero(carmen) == 2

    carmen.post(f"/compromisos/{uno.codigo}/aprobar/", {"version": uno.version})

    assert numero(carmen) == 1


def test_what_another_does_shows_when_the_moment_is_over(oficina: Oficina, entrar: Entrar) -> None:
    uno = oficina.hasta(states.POR_VERIFICAR)
    carmen = entrar(oficina.monitor)
    assert numero(carmen) == 1

    actions.aprobar(compromiso_id=uno.pk, actor=oficina.programador)

    assert numero(carmen) == 1
    caches["proceso"].clear()  # what twenty seconds do
    assert numero(carmen) == 0


def test_mi_dia_counts_for_itself_and_its_menu_says_the_same(
    oficina: Oficina, entrar: Entrar
) -> None:
    carmen = entrar(oficina.monitor)
    assert numero(carmen) == 0

    oficina.hasta(states.POR_VERIFICAR)

    assert numero(carmen, MI_DIA) == 1
    assert numero(carmen) == 1


def test_nobody_reads_the_numbers_of_another(oficina: Oficina, entrar: Entrar) -> None:
    oficina.hasta(states.ASIGNADA)
    assert numero(entrar(oficina.responsable)) == 1

    assert numero(entrar(oficina.monitor)) == 0


def test_what_one_sends_without_having_entered_opens_no_session(client: Client) -> None:
    client.post("/idioma/", {"language": "en"})

    assert not client.session.keys()


def test_a_step_taken_in_place_is_counted_at_once(oficina: Oficina, entrar: Entrar) -> None:
    uno, carmen = oficina.hasta(states.POR_VERIFICAR), entrar(oficina.monitor)
    assert numero(carmen) == 1

    en_su_sitio = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{MI_DIA}"}
    datos = {"version": uno.version, "siguiente": MI_DIA}
    carmen.post(f"/compromisos/{uno.codigo}/aprobar/", datos, headers=en_su_sitio)

    uno.refresh_from_db()
    assert uno.estado == states.CUMPLIDA
    assert numero(carmen) == 0


def test_what_is_refused_leaves_the_session_as_it_was(oficina: Oficina, entrar: Entrar) -> None:
    uno, luis = oficina.hasta(states.POR_VERIFICAR), entrar(oficina.responsable)

    negado = luis.post(f"/compromisos/{uno.codigo}/aprobar/", {"version": uno.version})

    assert negado.status_code == 409
    assert PASO not in luis.session


def test_the_panels_beside_mi_dia_are_of_the_same_moment(
    oficina: Oficina, entrar: Entrar, tomas: Usuario, el_roble: Lugar
) -> None:
    panel = "Lo prometido, por lugar"
    cliente = entrar(tomas)
    oficina.crear(lugares=[el_roble])
    assert panel in cliente.get(MI_DIA).content.decode()

    Expediente.objects.get().lugares.clear()

    assert panel in cliente.get(MI_DIA).content.decode()
    caches["proceso"].clear()  # what twenty seconds do
    assert panel not in cliente.get(MI_DIA).content.decode()

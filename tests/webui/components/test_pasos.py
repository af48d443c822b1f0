"""Which steps stand as buttons, which in a menu, and which say why not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from types import SimpleNamespace

import pytest

from tests.webui.components import muestras
from tests.webui.components.conftest import Draw
from webui.components.pasos import iniciales, repartir

TAG = "{% load sigo %}{% pasos pasos codigo base %}"


@dataclass(frozen=True)
class Directo:
    """A step that asks for nothing."""

    verb: str = "aceptar"
    label: str = "Aceptar"
    allowed: bool = True
    motivo: str = ""
    primary: bool = True
    danger: bool = False
    icon: str = "check"
    url: str = "/c/1/aceptar/"
    directo: bool = True
    version: int = 7


def test_the_primary_step_comes_first_and_danger_last() -> None:
    botones = repartir(muestras.PASOS_MUCHOS, "/s/1/")
    assert botones.principal is not None
    assert botones.principal.label == "Elevar al alcalde"
    assert [one.label for one in botones.otros] == ["Aceptar", "Derivar", "Pedir información"]
    assert [one.label for one in botones.mas] == ["Es la misma que otra", "Retirar"]


def test_a_menu_is_never_made_for_a_single_step() -> None:
    botones = repartir(muestras.PASOS_MUCHOS[1:6], "/s/1/")
    assert len(botones.otros) == 4
    assert botones.mas == ()


def test_a_step_without_address_gets_one_from_its_verb() -> None:
    botones = repartir(muestras.PASOS_POCOS, "/c/1/")
    assert botones.otros[0].url == "/c/1/devolver/"


def test_refused_steps_say_why(draw: Draw) -> None:
    html = draw(TAG, pasos=muestras.PASOS_POCOS, codigo="CMP-1", base="/c/1/")
    assert "No se puede: está en «Por verificar»." in html
    assert 'href="/c/1/reprogramar/"' not in html


def test_many_refused_steps_share_one_menu(draw: Draw) -> None:
    html = draw(TAG, pasos=muestras.PASOS_MUCHOS, codigo="SOL-1", base="/s/1/")
    assert "4 pasos no disponibles" in html
    assert "Ningún compromiso la ha respondido todavía." in html


def test_a_step_that_asks_for_nothing_is_a_button_that_posts_its_version(draw: Draw) -> None:
    html = draw(TAG, pasos=[Directo()], codigo="CMP-1", base="")
    assert '<form method="post" action="/c/1/aceptar/"' in html
    assert '<input type="hidden" name="version" value="7">' in html


def test_a_step_with_a_page_of_its_own_opens_no_dialog(draw: Draw) -> None:
    paso = SimpleNamespace(**asdict(Directo(directo=False)), pagina=True)
    html = draw(TAG, pasos=[paso], codigo="CMP-1", base="")
    assert 'href="/c/1/aceptar/"' in html
    assert "hx-get" not in html


def test_without_steps_nothing_is_drawn(draw: Draw) -> None:
    assert draw(TAG, pasos=[], codigo="CMP-1", base="").strip() == ""
    assert draw(TAG, pasos=None, codigo="CMP-1", base="").strip() == ""


@pytest.mark.parametrize(
    ("nombre", "letras"),
    [("Rosa María Medina", "RM"), ("Tomás", "TO"), ("Ángel de la O", "ÁO"), ("", "")],
)
def test_initials_stand_for_a_name(nombre: str, letras: str) -> None:
    assert iniciales(nombre) == letras

"""Whatever colour a municipality has, its pages can be read."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from webui.components import colores
from webui.components.colores import contrast

COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
TOKENS = Path(settings.BASE_DIR, "webui/static/webui/css/tokens.css")
# What is written in the small part of the palette: name -> least contrast with a card.
READ = {"ink": 7, "soft": 4.5, "ok": 4.5, "warn": 4.5, "late": 4.5, "info": 4.5, "edge": 3}


@given(COLORS)
def test_any_colour_can_be_read_on_paper(color: str) -> None:
    acento = colores.light(color)
    assert contrast(acento.muni, colores.LIGHT_CARD) >= 4.5
    assert contrast(acento.on, acento.fill) >= 4.5
    assert contrast(acento.ink, acento.soft) >= 4.5


@given(COLORS)
def test_any_colour_can_be_read_in_the_dark(color: str) -> None:
    acento = colores.dark(color)
    assert contrast(acento.muni, colores.DARK_CARD) >= 4.5
    assert contrast(acento.fill, colores.DARK_CARD) >= 3
    assert contrast(acento.on, acento.fill) >= 4.5
    assert contrast(acento.ink, acento.soft) >= 4.5


def test_what_is_no_colour_is_answered_with_the_default_one() -> None:
    for wrong in ("", "red", "#12345", "#0b6b53;}body{display:none"):
        assert colores.light(wrong) == colores.light(colores.DEFAULT)
        assert colores.dark(wrong) == colores.dark(colores.DEFAULT)


def test_the_style_sheet_has_the_default_colour_as_computed() -> None:
    day, night, chosen = themes()
    for theme, acento in ((day, colores.light), (night, colores.dark), (chosen, colores.dark)):
        for declaration in acento(colores.DEFAULT).declarations().split(";"):
            name, _colon, value = declaration.partition(":")
            assert (theme or day).get(name, day[name]) == value


def test_the_palette_can_be_read_in_both_themes() -> None:
    for theme in themes():
        for name, least in READ.items():
            for ground in ("--card", "--bg"):
                assert contrast(theme[f"--{name}"], theme[ground]) >= least, (name, ground)
        for tone in ("ok", "warn", "late", "info"):
            assert contrast(theme[f"--{tone}"], theme[f"--{tone}-soft"]) >= 4.5, tone
            assert contrast(theme["--ink"], theme[f"--{tone}-soft"]) >= 7, tone
        assert contrast(theme["--soft"], theme["--sunk"]) >= 4.5


def themes() -> list[dict[str, str]]:
    """The custom properties of: light, dark by the device, dark by choice."""
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", TOKENS.read_text())
    found = [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    return [{name: full(value) for name, value in theme.items()} for theme in found]


def full(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])

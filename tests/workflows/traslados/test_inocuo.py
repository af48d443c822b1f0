"""No cell of a CSV begins a formula, and importing it gives the text back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.traslados.salida.inocuo import PELIGRO, de_csv, en_csv


@pytest.mark.parametrize(
    "texto",
    [
        "=1+1", "+507 6123-4567", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1",
        "＠a", " =1", "\u200b=1", "\ufeff=1",
    ],
)  # fmt: skip
def test_what_may_begin_a_formula_is_made_harmless(texto: str) -> None:
    assert en_csv(texto) == "'" + texto


@pytest.mark.parametrize("texto", ["", "Ana", "a=b", "12/10/2026", "'cita'", "   ", "1-2"])
def test_other_text_is_left_alone(texto: str) -> None:
    assert en_csv(texto) == texto
    assert de_csv(texto) == texto


@given(st.text())
def test_nothing_begins_a_formula_and_all_comes_back(texto: str) -> None:
    escrito = en_csv(texto)
    assert escrito.lstrip(" \xa0\u200b\u2060\ufeff\x00")[:1] not in PELIGRO or escrito.strip() == ""
    if not texto.startswith("'"):
        assert de_csv(escrito) == texto

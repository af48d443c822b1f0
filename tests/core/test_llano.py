"""Texts of people whom nobody knows."""

from __future__ import annotations

import pytest

from core import llano


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("  Agua   potable ", "Agua potable"),
        ("Agua\r\nBcc: todos@b.test", "Agua Bcc: todos@b.test"),
        ("Agua\x00\x07\x1b[31m", "Agua [31m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u2066b\u2069c\u200b\ufeff", "abc"),
        ("Ñandú de José", "Ñandú de José"),
        ("Jose\u0301", "José"),
        ("a\u0301" + "\u0302" * 40, "á\u0302\u0302"),
        ("👩\u200d👧 y 🇵🇦", "👩\u200d👧 y 🇵🇦"),
        ("\ud800x", "x"),
        ("<b>{{ x }}</b>", "<b>{{ x }}</b>"),
        ("", ""),
    ],
)
def test_a_line_is_what_can_be_seen_of_it(escrito: str, queda: str) -> None:
    assert llano.linea(escrito) == queda


@pytest.mark.parametrize(
    ("escrito", "queda"),
    [
        ("Uno\r\nDos\rTres", "Uno\nDos\nTres"),
        ("Uno  \n\n\n\n\nDos\n", "Uno\n\nDos"),
        ("Uno\x0b\x0cDos\u2028Tres", "Uno  DosTres"),
        ("\n\u200b\n\u202e\n", ""),
        ("- a\n  - b", "- a\n  - b"),
    ],
)
def test_a_text_keeps_its_lines(escrito: str, queda: str) -> None:
    assert llano.parrafos(escrito) == queda

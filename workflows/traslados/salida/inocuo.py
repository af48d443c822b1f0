"""Text that a spreadsheet must not take for a formula.

A sheet of ours holds what strangers wrote. In a workbook a text is stored as a text; a CSV has no
types, so there it is given an apostrophe, which spreadsheets show and importing takes off again.
"""

from __future__ import annotations

# What begins a formula for one program or another (OWASP, CSV injection), full-width forms too.
PELIGRO = frozenset("=+-@\t\r\n＝＋－＠")
APOSTROFO = "'"


def en_csv(texto: str) -> str:
    """`texto` so that no program runs it; blanks and what is not seen hide nothing."""
    return APOSTROFO + texto if _empieza(texto) else texto


def de_csv(texto: str) -> str:
    """What `en_csv` was given."""
    sin = texto.removeprefix(APOSTROFO)
    return sin if sin != texto and _empieza(sin) else texto


def _empieza(texto: str) -> bool:
    visible = texto.lstrip(" \xa0\u200b\u2060\ufeff\x00")
    return visible[:1] in PELIGRO if visible else False

"""What stands in a cell, and the one way to say that it is wrong."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from typing import Any

# Controls, formats, what belongs to nobody: letters that are not seen.
_OCULTO = {"Cc", "Cf", "Co", "Cs"}
# A geometry of a GeoJSON is a dictionary; all else is what a sheet holds.
Celda = str | int | float | bool | date | datetime | time | dict[str, Any] | None


class Malo(Exception):  # noqa: N818 - what happened, not a defect
    """What stands in a cell is wrong; the message is a sentence for whoever made the sheet."""

    def __init__(self, texto: str) -> None:
        super().__init__(texto)
        self.texto = texto


class Formula(str):
    """A formula, which is not a value: what it shows depends on who opens the sheet."""

    __slots__ = ()


def texto(celda: Celda) -> str:
    """A cell as text, without blanks around it; a whole number without decimals."""
    if celda is None:
        return ""
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    if isinstance(celda, datetime) and celda.time() == time():
        return celda.date().isoformat()
    return _visible(str(celda)).strip()


def llano(palabras: object) -> str:
    """Words as they are compared: without case, accents, doubled blanks or signs around them."""
    partes = unicodedata.normalize("NFKD", str(palabras)).casefold()
    sin_acentos = "".join(letra for letra in partes if not unicodedata.combining(letra))
    return " ".join(sin_acentos.split())


def _visible(palabras: str) -> str:
    """Without what is not seen and only makes two equal words differ."""
    return "".join(
        letra for letra in palabras if letra in "\n\t" or unicodedata.category(letra) not in _OCULTO
    ).replace("\xa0", " ")

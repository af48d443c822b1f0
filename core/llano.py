"""Texts of people whom nobody knows: what is not seen, or turns round what is, is left out.

Nothing of it is escaped here: whoever shows it does that, where it becomes HTML.
"""

from __future__ import annotations

import re
import unicodedata

# Marks that change the order in which the rest is read (Trojan Source), and spaces without width.
_OCULTOS = re.compile("[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff]")
_VACIAS = re.compile(r"\n{3,}")
# More accents upon one letter than any language writes: they climb over the lines above.
_TORRES = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
# Signs without a face: controls, halves of a sign, private ones.
_SIN_ROSTRO = frozenset({"Cc", "Cs", "Co"})


def linea(texto: str) -> str:
    """`texto` on one line, without what cannot be seen: what a name or a subject may hold."""
    return " ".join(_visible(texto, conserva=()).split())


def parrafos(texto: str) -> str:
    """`texto` with its lines, without what cannot be seen, at most one of them empty in a row."""
    renglones = texto.replace("\r\n", "\n").replace("\r", "\n")
    limpio = "\n".join(uno.rstrip() for uno in _visible(renglones, conserva=("\n",)).split("\n"))
    return _VACIAS.sub("\n\n", limpio).strip()


def _visible(texto: str, *, conserva: tuple[str, ...]) -> str:
    compuesto = unicodedata.normalize("NFC", _TORRES.sub(r"\1", _OCULTOS.sub("", texto)))
    return "".join(
        uno if uno in conserva or unicodedata.category(uno) not in _SIN_ROSTRO else " "
        for uno in compuesto
    )

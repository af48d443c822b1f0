"""Knowing a post of ours again in what a network shows of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.base import Fingerprint, Receipt

SLACK = timedelta(minutes=2)
"""How far the network's clock may be from ours."""

# Whole addresses and bare domains: a network replaces both by its own short link.
_ADDRESS = re.compile(r"https?://\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post as read back: where it is, what it says, the addresses it leads to, its instant."""

    receipt: Receipt
    texto: str
    enlaces: tuple[str, ...]
    creado: datetime | None


def normalize(texto: str) -> str:
    """Return what survives a network: no entities, no addresses, one form of each letter."""
    plain = _ADDRESS.sub(" ", html.unescape(texto))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def match(fingerprint: Fingerprint, candidates: Iterable[Candidate]) -> list[Receipt]:
    """Return the candidates that may be ours: with our permalink, else with our text."""
    recent = [c for c in candidates if _recent(c, fingerprint.desde)]
    link = re.compile(rf"/p/{re.escape(fingerprint.token)}(?![\w-])")
    by_link = [c.receipt for c in recent if any(link.search(t) for t in (*c.enlaces, c.texto))]
    if by_link or not fingerprint.texto_normalizado:
        return by_link
    return [c.receipt for c in recent if normalize(c.texto) == fingerprint.texto_normalizado]


def _recent(candidate: Candidate, desde: datetime) -> bool:
    return candidate.creado is None or candidate.creado >= desde - SLACK

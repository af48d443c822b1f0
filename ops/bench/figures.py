"""One figure: what was measured, beside its limit or its peer of the same run, and the bound."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Sense = Literal["most", "least"]
SIGNS = {"most": "≤", "least": "≥"}


@dataclass(frozen=True, slots=True)
class Figure:
    """`bound` is on the ratio to the peer where there is one, else on the value itself.

    Without a bound it is told for orientation. `peer` says what the peer is.
    """

    name: str
    value: float
    unit: str
    peer: str = ""
    peer_value: float | None = None
    bound: float | None = None
    sense: Sense = "most"

    @property
    def ratio(self) -> float | None:
        """How many times the peer; None where there is none."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def met(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        if self.bound is None:
            return None
        measured = self.value if self.ratio is None else self.ratio
        return measured <= self.bound if self.sense == "most" else measured >= self.bound

    @property
    def promise(self) -> str:
        """The bound in words: «≤ 3 ×», «≤ 60 ms»."""
        if self.bound is None:
            return ""
        unit = self.unit if self.peer_value is None else "×"
        return f"{SIGNS[self.sense]} {self.bound:g} {unit}"

    def as_json(self) -> str:
        """One line."""
        line = {
            "name": self.name,
            "value": short(self.value),
            "unit": self.unit,
            "peer": self.peer,
            "peer_value": short(self.peer_value),
            "ratio": short(self.ratio),
            "bound": self.promise,
            "met": self.met,
        }
        return json.dumps(line, ensure_ascii=False)


def as_markdown(figures: Iterable[Figure]) -> str:
    """The table of docs/bench.md."""
    head = ["| what | measured | limit or peer of the run | ratio | to reach | |", "|" + "---|" * 6]
    return "\n".join([*head, *(_row(figure) for figure in figures)])


def _row(figure: Figure) -> str:
    peer = f"{figure.peer}: {short(figure.peer_value)} {figure.unit}" if figure.peer_value else ""
    ratio = f"{short(figure.ratio)} ×" if figure.ratio else ""
    verdict = {True: "met", False: "**not met**", None: ""}[figure.met]
    cells = [figure.name, f"{short(figure.value)} {figure.unit}", peer, ratio, figure.promise]
    return "| " + " | ".join([*cells, verdict]) + " |"


def short(number: float | None) -> float | None:
    """Three digits that mean something."""
    if number is None:
        return None
    rounded = float(f"{number:.3g}")
    return int(rounded) if rounded == int(rounded) and abs(rounded) >= 10 else rounded

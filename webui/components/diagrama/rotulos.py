"""The words of a diagram: labels of the states in lines, verbs where there is room for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Drawn = tuple[Sequence[Point], str, bool]  # points, verb, leaves the present state

# Widths of a letter, in user units, at the sizes that objeto.css sets.
LETTER, SMALL_LETTER = 6.6, 5.9
HEIGHT, ROOM = 13, 3


@dataclass(frozen=True, slots=True)
class Caja:
    """A state."""

    x: float
    y: float
    ancho: float
    alto: float
    lineas: list[str]
    desde: int  # from how many states one gets here by a step that is not drawn; 0: all are drawn
    clase: str

    @property
    def centro(self) -> float:
        return round(self.x + self.ancho / 2, 1)

    @property
    def primera(self) -> float:
        """The base line of the first line of text."""
        lines = len(self.lineas) * 14 + (12 if self.desde else 0)
        return round(self.y + (self.alto - lines) / 2 + 11, 1)

    @property
    def textos(self) -> list[tuple[str, float]]:
        """Each line of the name with its base line."""
        return [(linea, self.primera + 14 * n) for n, linea in enumerate(self.lineas)]

    @property
    def ultima(self) -> float:
        """The base line of the note under the name."""
        return self.primera + 14 * len(self.lineas) - 1


@dataclass(frozen=True, slots=True)
class Flecha:
    """A step, as the `d` of a path."""

    d: str
    sale: bool


@dataclass(frozen=True, slots=True)
class Rotulo:
    """The verb of a step, centred on x."""

    x: float
    y: float
    texto: str
    sale: bool


def partir(texto: str, ancho: float) -> list[str]:
    """`texto` in lines that fit a box of `ancho`; what a hard space joins stays in one."""
    letters = int((ancho - 10) / LETTER)
    lines: list[str] = []
    for word in texto.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def colocar(drawn: Sequence[Drawn], cajas: Sequence[Caja], width: float) -> list[Rotulo]:
    """A label for each line that has a free place for it; first those of the present state.

    What finds no place is not drawn: the list beside the diagram has every verb.
    """
    boxes = [(c.x - 2, c.y - 2, c.x + c.ancho + 2, c.y + c.alto + 2) for c in cajas]
    placed: list[Rotulo] = []
    for number, (points, verb, out) in sorted(enumerate(drawn), key=lambda one: not one[1][2]):
        others = [segment for n, one in enumerate(drawn) if n != number for segment in hull(one[0])]
        half = len(verb) * SMALL_LETTER / 2
        for x, y in candidates(points, half):
            box = (x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2)
            inside = box[0] >= 0 and box[2] <= width
            if inside and not any(overlap(box, other) for other in [*boxes, *others]):
                placed.append(Rotulo(round(x, 1), round(y + 4, 1), verb.lower(), out))
                boxes.append(box)
                break
    return placed


def candidates(points: Sequence[Point], half: float) -> Iterator[Point]:
    """Places for a label: on the level stretches, then on and beside the upright ones."""
    segments = sorted(pairwise(points), key=lambda s: -abs(s[0][0] - s[1][0]))
    for (x, y), (to_x, to_y) in segments:
        middle = ((x + to_x) / 2, (y + to_y) / 2)
        if abs(x - to_x) >= 2 * half + 8:
            yield middle
        elif abs(y - to_y) >= HEIGHT + 8:
            yield middle
            yield middle[0] + half + ROOM + 2, middle[1]
            yield middle[0] - half - ROOM - 2, middle[1]


def hull(points: Sequence[Point]) -> Iterator[Box]:
    """Each stretch of a line as a thin box."""
    for (x, y), (to_x, to_y) in pairwise(points):
        yield min(x, to_x) - 1, min(y, to_y) - 1, max(x, to_x) + 1, max(y, to_y) + 1


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

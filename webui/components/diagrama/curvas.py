"""Lines with rounded corners."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

CORNER = 5


def path(points: Sequence[Point]) -> str:
    """The way through `points` with rounded corners, as the `d` of an SVG path."""
    corners = [one for one, other in pairwise(points) if one != other] + [points[-1]]
    d = [f"M{corners[0][0]:.1f} {corners[0][1]:.1f}"]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        enter, leave = toward(here, before), toward(here, after)
        d.append(f"L{enter[0]:.1f} {enter[1]:.1f}Q{here[0]:.1f} {here[1]:.1f} ")
        d[-1] += f"{leave[0]:.1f} {leave[1]:.1f}"
    return "".join(d) + f"L{corners[-1][0]:.1f} {corners[-1][1]:.1f}"


def toward(here: Point, other: Point) -> Point:
    """The point a corner's radius from `here` in the direction of `other`, or half way."""
    length = abs(other[0] - here[0]) + abs(other[1] - here[1])
    part = min(CORNER, length / 2) / length if length else 0
    return here[0] + (other[0] - here[0]) * part, here[1] + (other[1] - here[1]) * part

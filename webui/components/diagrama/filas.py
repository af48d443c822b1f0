"""Which state stands where.

States hang in rows by their distance from the first one, at most COLUMNS to a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

Pair = tuple[str, str]
Step = tuple[str, str, str]

COLUMNS = 3
# A step that leads to one state from this many rows is told in words inside the state, not drawn.
MANY = 3


def from_many(rows: Sequence[Sequence[str]], pasos: Sequence[Step]) -> dict[Pair, int]:
    """(target, verb) -> from how many states, for the verbs that come from MANY rows."""
    row_of = {code: number for number, row in enumerate(rows) for code in row}
    sources: dict[Pair, set[str]] = {}
    for de, a, verbo in pasos:
        if de != a:
            sources.setdefault((a, verbo), set()).add(de)
    return {
        key: len(codes)
        for key, codes in sources.items()
        if len({row_of[code] for code in codes}) >= MANY
    }


def edges_of(pasos: Sequence[Step]) -> dict[Pair, str]:
    """(source, target) -> the verbs that lead there, without the steps that stay."""
    edges: dict[Pair, str] = {}
    for de, a, verbo in pasos:
        if de != a:
            before = edges.get((de, a))
            edges[de, a] = f"{before} / {verbo}" if before else verbo
    return edges


def rows_of(codes: Sequence[str], pasos: Sequence[Step]) -> list[list[str]]:
    """The states in rows, each below all that lead to it; steps that close a loop do not count."""
    after = {code: [a for de, a, _v in pasos if de == code and a != code] for code in codes}
    backward = loops(codes, after)
    depth = dict.fromkeys(codes, 0)
    for _round in codes:
        for de in codes:
            for a in after[de]:
                if (de, a) not in backward:
                    depth[a] = max(depth[a], depth[de] + 1)
    last = max(depth.values(), default=0)
    levels = [[code for code in codes if depth[code] == level] for level in range(last + 1)]
    return [row for level in levels for row in wrapped(level)]


def wrapped(level: list[str]) -> list[list[str]]:
    """A level in rows of at most COLUMNS, as even as they come."""
    if not level:
        return []
    count = -(-len(level) // COLUMNS)
    size = -(-len(level) // count)
    return [level[i : i + size] for i in range(0, len(level), size)]


def loops(codes: Sequence[str], after: Mapping[str, Sequence[str]]) -> set[Pair]:
    """The steps that lead back to a state one came through."""
    found: set[Pair] = set()
    done: set[str] = set()

    def visit(code: str, path: tuple[str, ...]) -> None:
        for a in after[code]:
            if a in (*path, code):
                found.add((code, a))
            elif a not in done:
                visit(a, (*path, code))
        done.add(code)

    for code in codes:
        if code not in done:
            visit(code, ())
    return found


def placed(rows: list[list[str]], pasos: Sequence[Step]) -> dict[str, tuple[int, int]]:
    """State -> (row, column): in each row the order that keeps the lines short."""
    columns = max((len(row) for row in rows), default=1)
    near: dict[str, list[str]] = {}
    for de, a, _verbo in pasos:
        near.setdefault(de, []).append(a)
        near.setdefault(a, []).append(de)
    places: dict[str, tuple[int, int]] = {}
    # Down, up and down again: each pass sees where the neighbours ended up in the one before.
    order = list(range(len(rows)))
    for number in (*order, *order[::-1], *order):
        slots = best(rows[number], number, columns, near, places)
        places |= {code: (number, slot) for code, slot in zip(rows[number], slots, strict=True)}
    return places


def best(
    row: list[str],
    number: int,
    columns: int,
    near: Mapping[str, list[str]],
    places: Mapping[str, tuple[int, int]],
) -> tuple[int, ...]:
    """The columns for a row with the shortest lines to what already has a place."""

    def length(slots: tuple[int, ...]) -> float:
        return cost(row, slots, number, near, places)

    return min(permutations(range(columns), len(row)), key=length)


def cost(
    row: list[str],
    slots: Sequence[int],
    number: int,
    near: Mapping[str, list[str]],
    places: Mapping[str, tuple[int, int]],
) -> float:
    """How far sideways the lines of a row would run; near rows weigh more."""
    total = 0.0
    for code, slot in zip(row, slots, strict=True):
        for other in near.get(code, ()):
            if other in places and places[other][0] != number:
                away = abs(places[other][0] - number)
                total += abs(places[other][1] - slot) / away
            elif other in row:
                total += abs(slots[row.index(other)] - slot) * 0.5
    return total + slots[0] * 0.01

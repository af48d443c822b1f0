"""Leads the lines of a diagram at right angles: ports on the boxes, tracks between the rows.

A line leaves a box at its foot (or at its head, if it goes up), runs along the channel between two
rows, passes other rows through an empty place of a column or through a gutter, and enters the other
box from the channel next to it. Channels and gutters grow with the lines that use them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webui.components.diagrama.curvas import path
from webui.components.diagrama.rotulos import Caja, Flecha, Rotulo, colocar, partir

Pair = tuple[str, str]
Place = tuple[int, int]
Point = tuple[float, float]

# As wide as a telephone; a crowded machine may be wider, and is then shown smaller.
WIDTH = 336
BOX_MIN, BOX_MAX = 88, 128
LINE, PAD, NOTE = 14, 9, 12
CHANNEL, TRACK, EDGE = 32, 9, 3
GUTTER, LANE = 20, 9
PORT_FIRST, PORT_NEXT, PORT_TWIN = 17, 9, 7


@dataclass(slots=True)
class Ruta:
    """The way of one line, first in rows and columns, then in points."""

    edge: Pair
    down: bool
    level: bool  # side by side in one row, nothing between
    near: tuple[int, int] = (0, 0)  # the channels at its start and at its end
    lane: tuple[str, int] | None = None  # through a column ("col") or a gutter ("gut")
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plano:
    """The finished plan."""

    ancho: int
    alto: int
    cajas: list[Caja]
    flechas: list[Flecha]
    rotulos: list[Rotulo]


class Trazador:
    """One drawing in the making: ways, then ports, then lengths, then points."""

    def __init__(self, places: Mapping[str, Place], edges: Mapping[Pair, str]) -> None:
        self.places = places
        self.taken = set(places.values())
        self.rows = 1 + max((row for row, _column in places.values()), default=0)
        self.columns = 1 + max((column for _row, column in places.values()), default=0)
        self.rutas = [self.way(edge) for edge in edges]
        self.lanes = self.spread_lanes()
        self.gutters = [self.gutter(number) for number in range(self.columns + 1)]
        self.width = max(WIDTH, sum(self.gutters) + BOX_MIN * self.columns)
        room = self.width - sum(self.gutters)
        self.box = min(BOX_MAX, room / self.columns)
        self.margin = (room - self.box * self.columns) / 2
        self.ports: dict[tuple[Pair, bool], float] = {}
        self.tracks: dict[tuple[Pair, int], int] = {}
        self.heights: list[float] = [0] * self.rows
        self.tops: list[float] = []

    # Ways ----------------------------------------------------------------------------------------
    def way(self, edge: Pair) -> Ruta:
        (row, column), (other, end) = self.places[edge[0]], self.places[edge[1]]
        if row == other:
            between = range(min(column, end) + 1, max(column, end))
            free = not any((row, one) in self.taken for one in between)
            return Ruta(edge, down=True, level=free, near=(row + 1, row + 1))
        down = other > row
        near = (row + 1, other) if down else (row, other + 1)
        lane = None if near[0] == near[1] else self.lane(row, column, other, end)
        return Ruta(edge, down, level=False, near=near, lane=lane)

    def lane(self, row: int, column: int, other: int, end: int) -> tuple[str, int]:
        """Where a line passes the rows between: an empty place of a column, or else a gutter."""
        passed = range(min(row, other) + 1, max(row, other))
        for one in (end, column):
            if not any((between, one) in self.taken for between in passed):
                return "col", one
        # The outer gutter of the side it is on already: it crosses fewest others there.
        return "gut", 0 if column + end < self.columns else self.columns

    def spread_lanes(self) -> dict[Pair, int]:
        """Gutter lines side by side: the longest outermost."""
        found: dict[Pair, int] = {}
        for number in range(self.columns + 1):
            here = [ruta for ruta in self.rutas if ruta.lane == ("gut", number)]
            here.sort(key=lambda ruta: abs(ruta.near[0] - ruta.near[1]))
            found |= {ruta.edge: order for order, ruta in enumerate(here)}
        return found

    def gutter(self, number: int) -> int:
        lanes = sum(ruta.lane == ("gut", number) for ruta in self.rutas)
        inner = 0 < number < self.columns
        return (GUTTER if inner else EDGE) + lanes * LANE

    # Ports ---------------------------------------------------------------------------------------
    def left(self, column: int) -> float:
        return self.margin + sum(self.gutters[: column + 1]) + column * self.box

    def middle(self, column: int) -> float:
        return self.left(column) + self.box / 2

    def lane_x(self, edge: Pair, lane: tuple[str, int]) -> float:
        """The x of the long upright stretch; through a column it follows the port there."""
        kind, number = lane
        if kind == "col":
            at_end = number == self.places[edge[1]][1]
            return self.ports.get((edge, at_end), self.middle(number))
        away = EDGE + (self.lanes[edge] + 0.5) * LANE
        if number == 0:
            return self.left(0) - away
        return self.left(number - 1) + self.box + away

    def set_ports(self) -> None:
        """Give every line its place on the heads and feet of its two boxes."""
        sides: dict[tuple[str, bool], list[tuple[Ruta, bool]]] = {}
        for ruta in self.rutas:
            if not ruta.level:
                same_row = ruta.near[0] == ruta.near[1] and self.same_row(ruta)
                sides.setdefault((ruta.edge[0], ruta.down), []).append((ruta, False))
                entry = ruta.down if same_row else not ruta.down
                sides.setdefault((ruta.edge[1], entry), []).append((ruta, True))
        for (code, _foot), lines in sides.items():
            self.set_side(self.middle(self.places[code][1]), lines)
        self.straighten(sides)

    def same_row(self, ruta: Ruta) -> bool:
        return self.places[ruta.edge[0]][0] == self.places[ruta.edge[1]][0]

    def set_side(self, middle: float, lines: Sequence[tuple[Ruta, bool]]) -> None:
        """Lines that go left stand on the left, straight ones in the middle."""
        aims = {(ruta.edge, end): self.aim(ruta, end) - middle for ruta, end in lines}
        left = sorted((aim, key) for key, aim in aims.items() if aim < -1)
        right = sorted(((-aim, key) for key, aim in aims.items() if aim > 1))
        straight = sorted(key for key, aim in aims.items() if -1 <= aim <= 1)
        for sign, side in ((-1, left[::-1]), (1, right[::-1])):
            step = min(PORT_NEXT, (self.box / 2 - PORT_FIRST - 4) / max(len(side) - 1, 1))
            for order, (_aim, key) in enumerate(side):
                self.ports[key] = middle + sign * (PORT_FIRST + order * step)
        ordered = sorted(straight, key=lambda key: self.places[key[0][0]] > self.places[key[0][1]])
        for order, key in enumerate(ordered):
            self.ports[key] = middle + (2 * order - len(ordered) + 1) * PORT_TWIN

    def aim(self, ruta: Ruta, end: bool) -> float:
        """Where the line goes from this box: the x of its lane, or of the other box."""
        if ruta.lane is not None:
            return self.lane_x(ruta.edge, ruta.lane)
        return self.middle(self.places[ruta.edge[0 if end else 1]][1])

    def straighten(self, sides: Mapping[tuple[str, bool], list[tuple[Ruta, bool]]]) -> None:
        """A line between two boxes one above the other bends for nobody, if one end is alone."""
        for (code, _foot), lines in sides.items():
            middle = self.middle(self.places[code][1])
            upright = [one for one in lines if abs(self.aim(*one) - middle) <= 1]
            if len(upright) == 1 and upright[0][0].lane is None:
                ruta, end = upright[0]
                self.ports[ruta.edge, end] = self.ports[ruta.edge, not end]

    # Lengths -------------------------------------------------------------------------------------
    def stretches(self, ruta: Ruta) -> list[tuple[int, float, float]]:
        """(channel, from x, to x) of the level stretches of a line."""
        start, end = self.ports[ruta.edge, False], self.ports[ruta.edge, True]
        if ruta.lane is None:
            return [(ruta.near[0], start, end)]
        across = self.lane_x(ruta.edge, ruta.lane)
        return [(ruta.near[0], start, across), (ruta.near[1], across, end)]

    def set_tracks(self) -> list[int]:
        """Level stretches that would touch run on tracks of their own; tracks per channel."""
        used: list[list[list[tuple[float, float]]]] = [[] for _channel in range(self.rows + 1)]
        for ruta in self.rutas:
            if ruta.level:
                continue
            for channel, one, other in self.stretches(ruta):
                if abs(one - other) >= 1 or self.same_row(ruta):
                    span = (min(one, other) - LANE, max(one, other) + LANE)
                    self.tracks[ruta.edge, channel] = first_free(used[channel], span)
        return [len(tracks) for tracks in used]

    def set_tops(self, tracks: Sequence[int]) -> float:
        """Place the rows; returns the height of the whole."""
        y: float = EDGE if not tracks[0] else EDGE + TRACK * tracks[0] + TRACK
        for row in range(self.rows):
            self.tops.append(y)
            y += self.heights[row] + CHANNEL + TRACK * max(tracks[row + 1] - 1, 0)
        spare = 0 if tracks[self.rows] else CHANNEL - EDGE
        return y - spare

    def track_y(self, edge: Pair, channel: int) -> float:
        order = self.tracks.get((edge, channel), 0)
        if channel == 0:
            return EDGE + TRACK * order
        foot = self.tops[channel - 1] + self.heights[channel - 1]
        return foot + CHANNEL / 2 + TRACK * order - 1

    # Points --------------------------------------------------------------------------------------
    def set_points(self, ruta: Ruta) -> None:
        (row, column), (other, end) = self.places[ruta.edge[0]], self.places[ruta.edge[1]]
        if ruta.level:
            twin = any(one.edge == ruta.edge[::-1] for one in self.rutas)
            y = self.tops[row] + self.heights[row] / 2
            y += (PORT_TWIN if column > end else -PORT_TWIN) if twin else 0
            right = end > column
            start = self.left(column) + (self.box if right else 0)
            ruta.points = [(start, y), (self.left(end) + (0 if right else self.box), y)]
            return
        entry_at_foot = not ruta.down or self.same_row(ruta)
        y = self.tops[row] + (self.heights[row] if ruta.down else 0)
        last = self.tops[other] + (self.heights[other] if entry_at_foot else 0)
        ruta.points = [(self.ports[ruta.edge, False], y)]
        for channel, x, to in self.stretches(ruta):
            if (ruta.edge, channel) in self.tracks:
                level = self.track_y(ruta.edge, channel)
                ruta.points += [(x, level), (to, level)]
        ruta.points.append((self.ports[ruta.edge, True], last))


def trazar(
    places: Mapping[str, Place],
    edges: Mapping[Pair, str],
    nombres: Mapping[str, str],
    notas: Mapping[str, int],
    actual: str,
    siguientes: Iterable[str],
) -> Plano:
    """Plan the drawing of states standing at `places` (row, column)."""
    plan = Trazador(places, edges)
    lineas = {code: partir(nombres[code], plan.box) for code in places}
    for code, (row, _column) in places.items():
        height = PAD * 2 + LINE * len(lineas[code]) + NOTE * (code in notas)
        plan.heights[row] = max(plan.heights[row], height)
    plan.set_ports()
    alto = plan.set_tops(plan.set_tracks())
    for ruta in plan.rutas:
        plan.set_points(ruta)
    cajas = [
        Caja(
            x=round(plan.left(column), 1),
            y=plan.tops[row],
            ancho=round(plan.box, 1),
            alto=plan.heights[row],
            lineas=lineas[code],
            desde=notas.get(code, 0),
            clase=clase(code, actual, set(siguientes), notas),
        )
        for code, (row, column) in places.items()
    ]
    drawn = [(ruta.points, edges[ruta.edge], ruta.edge[0] == actual) for ruta in plan.rutas]
    flechas = [Flecha(path(points), out) for points, _verb, out in drawn]
    # What leaves the present state is drawn last, over the rest.
    flechas.sort(key=lambda flecha: flecha.sale)
    return Plano(plan.width, round(alto), cajas, flechas, colocar(drawn, cajas, plan.width))


def clase(code: str, actual: str, siguientes: set[str], notas: Mapping[str, int]) -> str:
    if code == actual:
        return "now"
    marks = ["next"] if code in siguientes else []
    return " ".join([*marks, *(["many"] if code in notas else [])])


def first_free(tracks: list[list[tuple[float, float]]], span: tuple[float, float]) -> int:
    """The first track on which `span` touches nothing; `span` is put there."""
    for order, spans in enumerate(tracks):
        if all(span[1] <= low or high <= span[0] for low, high in spans):
            spans.append(span)
            return order
    tracks.append([span])
    return len(tracks) - 1

"""Names on a map without collisions: greedy, the important first, over the eight positions of the map-makers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .looks import Look
from .mapbox import Box, DayMap, Item
from .paper import INK, QUIET, Pen, clean, spaced, text_width
from .style import GREY

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SIZE = {"capital": 13.3, "seat": 12.2, "town": 10.7, "village": 9.6, "site": 9.4, "ground": 9.8}
SCORE = {"capital": 60, "seat": 40, "town": 22, "village": 10, "site": 6, "ground": 9}
COVER = {"capital": 60.0, "seat": 40.0, "town": 18.0, "village": 9.0, "site": 9.0, "ground": 12.0}
"""What it costs to cover a mark."""
ALLOWED = {"capital": 40.0, "seat": 16.0, "town": 4.0, "village": 2.9, "site": 2.5, "ground": 2.9}
"""What a name may cost."""
PIXELS_PER_NAME = 5200
SMALL_DOT = 2.0
NEARBY = 5.5
"""A name this near to another mark, and no nearer to its own, reads as the name of the other."""
MISTAKEN, HARMLESS = 8.0, 1.0
"""What that costs beside a mark that says something else, and beside one that says the same or is a small dot of which nothing is known."""
LED = 0.7
"""The share of it that remains where a line leads from the name to its mark."""


class Boxes:
    """Boxes in buckets, so that a box meets only its surroundings."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, float, Item | None]]] = defaultdict(list)

    def add(self, box: Box, weight: float = 0.0, item: Item | None = None) -> None:
        for cell in self._of(box):
            self._cells[cell].append((box, weight, item))

    def near(self, box: Box) -> Iterator[tuple[Box, float, Item | None]]:
        seen = set()
        for cell in self._of(box):
            for entry in self._cells.get(cell, ()):
                other = entry[0]
                if id(entry) not in seen and other[0] < box[2] and other[2] > box[0] and other[1] < box[3] and other[3] > box[1]:
                    seen.add(id(entry))
                    yield entry

    def meets(self, box: Box) -> bool:
        return next(self.near(box), None) is not None

    @staticmethod
    def _of(box: Box) -> Iterable[tuple[int, int]]:
        return [(i, j) for i in range(int(box[0] // 48), int(box[2] // 48) + 1) for j in range(int(box[1] // 48), int(box[3] // 48) + 1)]


@dataclass(frozen=True)
class Name:
    """A name that found its place: base line at x, y; ``leader`` is where a line to its mark ends."""

    item: Item
    text: str
    size: float
    bold: bool
    x: float
    y: float
    leader: tuple[float, float] | None = None


class Names:
    """Places names one after the other."""

    def __init__(self, drawn: DayMap, taken: Iterable[Box] = ()) -> None:
        self.map = drawn
        self.names, self.marks = Boxes(), Boxes()
        self.placed: list[Name] = []
        self._home = None if drawn.base.outline is None else drawn.view.cut(drawn.base.outline)
        for box in taken:
            self.names.add(box)
        for item in drawn.drawn:
            r = item.reach
            light = item.look.unknown and item.r < 3.5
            self.marks.add((item.x - r, item.y - r, item.x + r, item.y + r), SMALL_DOT if light else COVER[item.cls], item)

    def place_all(self) -> list[Name]:
        """Place the names of places, as many as the map bears."""
        x0, y0, x1, y1 = self.map.view.box
        limit = round((x1 - x0) * (y1 - y0) / PIXELS_PER_NAME)
        for item in sorted(self._wanted(), key=lambda item: (-score(item), item.place.id))[: limit * 8]:
            if len(self.placed) >= limit:
                break
            self._place(item)
        return self.placed

    def beside(self, items: Iterable[Item]) -> list[Name]:
        """Return names for further marks beside those placed, for once: they take no room from later ones."""
        found: list[Name] = []
        for item in items:
            text, size = clean(item.place.name), SIZE[item.cls]
            width = text_width(text, size, bold=True)
            spot = self._spot(item, width, size * 0.92, insist=True)
            if spot is not None and not any(
                abs(spot[1] - n.y) < size * 1.2 and spot[0] < n.x + text_width(n.text, n.size, bold=True) and n.x < spot[0] + width
                for n in found
            ):
                found.append(Name(item, text, size, True, *spot))
        return found

    def _wanted(self) -> list[Item]:
        zoom = self.map.view.zoom
        return [
            item
            for item in self.map.drawn
            if (item.cls != "site" or zoom >= 9.5 or item.alone)
            and not (item.look.unknown and zoom < 6.2 and item.rank > 1 and not item.ringed)
        ]

    def _place(self, item: Item) -> None:
        seat = item.rank <= 1 and not item.abroad
        bold = seat or item.look.recent
        text, size = clean(item.place.name), 9.4 if item.abroad else SIZE[item.cls]
        width = text_width(text, size, bold=bold)
        found = self._spot(item, width, size * 0.92, insist=seat)
        if found is None:
            return
        x, y, leader = found
        self.names.add((x - 2, y - size * 0.92 - 1, x + width + 2, y + 3))
        self.placed.append(Name(item, text, size, bold, x, y, leader))

    def _spot(self, item: Item, width: float, height: float, *, insist: bool) -> tuple[float, float, tuple[float, float] | None] | None:
        """The first of the eight positions that costs nothing, else the cheapest that is allowed; seats may stand off, with a line."""
        gap = item.reach - (1 if item.ringed else 0) + (2 if item.look.siege else 3.5)
        d, x, y = gap * 0.72, item.x, item.y
        spots = [
            (x + d, y - d), (x + d, y + d + height * 0.85), (x - d - width, y - d), (x - d - width, y + d + height * 0.85),
            (x - width / 2, y - gap - 2), (x - width / 2, y + gap + height), (x + gap, y + height * 0.4), (x - gap - width, y + height * 0.4),
        ]  # fmt: skip
        costs = [
            (self._cost(item, sx, sy, width, height) + self._mistaken(item, sx, sy, width, height) + number * 0.01, sx, sy)
            for number, (sx, sy) in enumerate(spots)
        ]
        cost, sx, sy = next((c for c in costs if c[0] < 0.1), min(costs))
        beside = (sx, sy, None) if cost <= ALLOWED[item.cls] else None
        if not insist or (beside and self._mistaken(item, sx, sy, width, height) < MISTAKEN):
            return beside
        away = []
        for far in (14, 21, 28):
            for ux, uy in ((1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1)):
                lx, ly = x + ux * (gap + far) * 0.8, y + uy * (gap + far) * 0.8
                sx, sy = (lx - width if ux < 0 else lx if ux > 0 else lx - width / 2), ly + (height if uy > 0 else 0)
                wrong = self._mistaken(item, sx, sy, width, height, near=2 * NEARBY)
                cost_away = self._cost(item, sx, sy, width, height) + wrong * LED
                away.append((cost_away + far * 0.05, sx, sy, (lx, ly)))
        best = min(away)
        return best[1:] if best[0] <= (cost if beside else ALLOWED[item.cls] + 10) else beside

    def _cost(self, item: Item, x: float, y: float, width: float, height: float) -> float:
        import shapely

        box = x - 1, y - height, x + width + 1, y + 2
        x0, y0, x1, y1 = self.map.view.box
        if box[0] < x0 + 2 or box[1] < y0 + 2 or box[2] > x1 - 2 or box[3] > y1 - 2 or self.names.meets(box):
            return float("inf")
        if item.abroad and self._home is not None and self._home.intersects(shapely.box(*box)):
            return float("inf")  # a name on this side of the border would claim the place for it
        return sum(_shared(box, other) * weight for other, weight, mark in self.marks.near(box) if mark is not item)

    def _mistaken(self, item: Item, x: float, y: float, width: float, height: float, *, near: float = NEARBY) -> float:
        """What it costs that a name stands beside the marks of other places."""
        box = x, y - height, x + width, y
        own, cost = _apart(box, item), 0.0
        for _, _, mark in self.marks.near((box[0] - near, box[1] - near, box[2] + near, box[3] + near)):
            if mark is None or mark is item or mark in item.sites or _apart(box, mark) > min(own + 2, near):
                continue
            same = (mark.look.status, mark.look.colours, mark.look.weak) == (item.look.status, item.look.colours, item.look.weak)
            cost += HARMLESS if same or (mark.look.unknown and mark.r < 3.5) else MISTAKEN
        return cost

    # -- names of countries and regions --

    def find_room(self, ground: BaseGeometry, width: float, height: float, *, over_marks: bool) -> tuple[float, float] | None:
        """Return the centre of a box within some ground that meets no name (and no mark), as far inside as can be."""
        import shapely

        if ground.is_empty:
            return None
        x0, y0, x1, y1 = ground.bounds
        xs = [x0 + (x1 - x0) * (i + 0.5) / 24 for i in range(24)]
        ys = [y0 + (y1 - y0) * (j + 0.5) / 20 for j in range(20)]
        points = [(x, y) for y in ys for x in xs]
        boxes = [(x - width / 2 - 5, y - height / 2 - 4, x + width / 2 + 5, y + height / 2 + 4) for x, y in points]
        shapely.prepare(ground)
        inside = shapely.contains(ground, shapely.box(*zip(*boxes, strict=True)))
        free = [
            number for number, (box, fits) in enumerate(zip(boxes, inside, strict=True))
            if fits and not self.names.meets(box) and (over_marks or not self.marks.meets(box))
        ]  # fmt: skip
        if not free:
            return None
        edge = ground.boundary
        middle = ground.centroid
        best = max(
            free,
            key=lambda n: (
                round(min(edge.distance(shapely.points(points[n])), width * 0.6), 2),
                -middle.distance(shapely.points(points[n])),
            ),
        )
        return points[best]

    def write_ground(self, pen: Pen, layer: str, size: float, colour: str) -> None:
        """Write the names of a layer's areas, letters set apart, where there is room."""
        import shapely

        x0, y0, x1, y1 = self.map.view.box
        frame = shapely.box(x0 + 3, y0 + 3, x1 - 3, y1 - 3)
        for properties, geometry in self.map.base.layers.get(layer, ()):
            text = spaced(clean(self.map.scene.area_name(properties)))
            width = text_width(text, size)
            ground = shapely.make_valid(self.map.view.place(geometry)).intersection(frame)
            spot = self.find_room(ground, width, size, over_marks=False) if text else None
            if spot is None:
                continue
            x, y = spot
            self.names.add((x - width / 2 - 4, y - size, x + width / 2 + 4, y + size))
            pen.text(x - width / 2, y + size * 0.36, text, size, colour=colour)

    def write(self, pen: Pen) -> None:
        """Write the names of places, with a halo, the least important first."""
        for name in reversed(self.placed):
            if name.leader:
                pen.line(name.item.x, name.item.y, *name.leader, GREY, 1)
        for name in reversed(self.placed):
            quiet = name.item.look.unknown and name.item.rank > 1
            italic = name.item.cls in ("ground", "site")
            pen.text(name.x, name.y, name.text, name.size, colour=QUIET if quiet else INK, bold=name.bold, italic=italic, halo=3)


def score(item: Item) -> float:
    """Return how much a name is wanted."""
    look: Look = item.look
    points = SCORE[item.cls] + (16 if look.recent or item.ringed else 0) + (14 if look.siege else 0) + (12 if look.contested else 0)
    points += (6 if len(look.colours) > 1 else 0) + (4 if item.sites else 0) - (30 if item.abroad else 0)
    return points - ((10 if item.rank <= 1 else 19) if look.unknown else 0)


def _apart(box: Box, mark: Item) -> float:
    """How far a mark's edge is from a box."""
    return math.hypot(max(box[0] - mark.x, 0, mark.x - box[2]), max(box[1] - mark.y, 0, mark.y - box[3])) - mark.reach


def _shared(one: Box, other: Box) -> float:
    """The part that two boxes share, of the smaller one."""
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return width * height / min((one[2] - one[0]) * (one[3] - one[1]), (other[2] - other[0]) * (other[3] - other[1]))

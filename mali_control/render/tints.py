"""Colour on the ground around places: one area for all cells of one look, so that no seams show, its bloc's sign over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..control import Status
from ..places import Place
from ..territory import REACH_KM, REACH_SHARE, cells, settlement_class
from . import style
from .looks import Look
from .marks import dots, stripes, texture
from .paper import Pen, area_path, line_path

if TYPE_CHECKING:
    from matplotlib.path import Path
    from shapely.geometry.base import BaseGeometry

    from .mapbox import View

MOST_CELLS = 6000
SOFT = ((1.0, 0.15), (0.93, 0.4), (0.86, 0.65), (0.79, 0.85), (0.72, 1.0))
"""Where the evidence is weak the colour ends softly: shares of a settlement's reach, and of the tint there."""
PATTERN = {"strong": 0.8, "medium": 0.68, "weak": 0.58}
"""Share of the bloc's colour in the lines of its pattern."""

Key = tuple[Status, tuple[str, ...], str]
"""What makes two cells look the same: status, blocs, level of evidence."""


class Paint(NamedTuple):
    """A path to be filled, with ``edge`` pixels of its colour around it, or drawn as a line ``width`` pixels wide."""

    path: Path
    colour: str
    edge: float = 0.0
    width: float = 0.0


class Tints:
    """Draws the ground for any day; what was worked out for one day is kept for the next."""

    def __init__(self, view: View, outline: BaseGeometry | None, styles: Mapping[str, style.Bloc]) -> None:
        self.view, self.outline, self.styles = view, outline, styles
        self._held: tuple[str, ...] = ()
        self._cells: dict[str, BaseGeometry] = {}
        self._seeds: dict[str, tuple[float, float, float]] = {}
        """Longitude, latitude, and reach in pixels."""
        self._paints: dict[tuple[Key, tuple[str, ...]], list[Paint]] = {}

    def draw(self, pen: Pen, held: Sequence[Place], looks: Mapping[str, Look]) -> None:
        """Colour the ground around located settlements, each of which has a known state; nothing where there are too many of them."""
        if len(held) > MOST_CELLS:
            return
        for key, members in self.grounds(held, looks):
            for paint in self._of(key, members):
                if paint.width:
                    pen.stroke(paint.path, paint.colour, paint.width)
                else:
                    pen.fill(paint.path, paint.colour, edge=paint.edge)

    def grounds(self, held: Sequence[Place], looks: Mapping[str, Look]) -> list[tuple[Key, tuple[str, ...]]]:
        """Return each look with the places whose cells have it, in the order of drawing."""
        ids = tuple(place.id for place in held)
        if ids != self._held:
            self._held, self._paints = ids, {}
            self._cells = {place: self.view.cut(cell) for place, cell in cells(held, outline=self.outline).items()}
            self._seeds = {
                place.id: (place.lon or 0.0, place.lat or 0.0, 1000 * REACH_KM * REACH_SHARE[settlement_class(place)] * self.view.scale)
                for place in held
            }
        found: dict[Key, list[str]] = defaultdict(list)
        for place in self._cells:
            look = looks[place]
            found[look.status, look.blocs, look.level].append(place)
        return [(key, tuple(found[key])) for key in sorted(found, key=lambda key: (key[0].value, key[1:]))]

    def _of(self, key: Key, members: tuple[str, ...]) -> list[Paint]:
        if (key, members) not in self._paints:
            self._paints[key, members] = self._worked_out(key, members)
        return self._paints[key, members]

    def _worked_out(self, key: Key, members: tuple[str, ...]) -> list[Paint]:

        status, blocs, level = key
        ground = self._joined(members)
        if ground.is_empty:
            return []
        tints = [style.mix(self.styles[bloc].colour, style.LAND, style.TINT[level]) for bloc in blocs]
        found: list[Paint] = []
        for part, share in ((self._within(members, reach), share) for reach, share in SOFT) if level == "weak" else ((ground, 1.0),):
            for number, tint in enumerate(style.mix(tint, style.LAND, share) for tint in tints):
                if status is Status.CONTESTED:
                    found += _filled(stripes(part, 45, 4, len(tints) * 2, number * 2), tint)
                elif len(blocs) > 1:
                    found += _filled(stripes(part, 45, 9, len(tints), number), tint)
                else:
                    found += _filled(part, tint, edge=0.5)
            ground = part
        if status is not Status.CONTESTED and not ground.is_empty:
            for number, bloc in enumerate(blocs):
                found += self._pattern(stripes(ground, 45, 9, len(blocs), number) if len(blocs) > 1 else ground, bloc, level)
        return found

    def _joined(self, members: Sequence[str]) -> BaseGeometry:
        import shapely

        return shapely.union_all(shapely.set_precision([self._cells[place] for place in members], 0.01))

    def _within(self, members: Sequence[str], share: float) -> BaseGeometry:
        """The ground of settlements as far as a share of their reach."""
        import shapely

        discs = [
            shapely.buffer(shapely.points(self.view.point(*self._seeds[place][:2])), self._seeds[place][2] * share) for place in members
        ]
        cells = shapely.intersection([self._cells[place] for place in members], discs)
        return shapely.union_all(shapely.set_precision(cells, 0.01))

    def _pattern(self, ground: BaseGeometry, bloc: str, level: str) -> list[Paint]:
        if ground.is_empty:
            return []
        found, are_dots = texture(ground, self.styles[bloc].glyph)
        colour = style.mix(self.styles[bloc].colour, style.LAND, PATTERN[level] * 0.8)
        if found is None:
            return []
        if are_dots:
            return [Paint(dots(found, 1.3), colour)]
        path = line_path(found)
        return [Paint(path, colour, width=0.9)] if path is not None else []


def _filled(geometry: BaseGeometry, colour: str, *, edge: float = 0.0) -> list[Paint]:
    path = area_path(geometry)
    return [Paint(path, colour, edge)] if path is not None else []

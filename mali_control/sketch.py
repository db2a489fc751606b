"""Small maps drawn in a page: places over the basemap as SVG, without a library, a script or a network.

The page sets the colours ``--land``, ``--near``, ``--water``, ``--quiet``, ``--ink`` and ``--paper``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

WIDTH = 620.0
"""Width of a map in the units of its drawing."""

MARGIN = 0.12
LEAST_DEGREES = 3.0
"""A map shows at least so many degrees, if not asked for more, so that a single town stands in its surroundings."""

LETTER, LINE = 0.57, 1.1
"""Width of a letter, and height of a line, as shares of the size of the letters."""

LAYERS = (
    ("neighbour", "sketch-land sketch-near"),
    ("country", "sketch-land"),
    ("lake", "sketch-water"),
    ("region", "sketch-line"),
    ("river", "sketch-river"),
)
"""Layers of the basemap that are drawn, from below, and how."""

STYLE = """
svg.sketch{display:block;width:100%;height:auto;background:var(--paper);border:1px solid var(--near)}
.sketch-land{fill:var(--land);stroke:var(--quiet);stroke-width:1}.sketch-near{fill:var(--near);stroke-width:.4}.sketch-water{fill:var(--water)}
.sketch-line{fill:none;stroke:var(--quiet);stroke-width:.6;stroke-dasharray:4 3}.sketch-river{fill:none;stroke:var(--water);stroke-width:2}
.sketch-names{font-family:system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px}
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: position in degrees, name, what is said of it when asked, where it leads to (or nowhere), radius in the map's units.

    ``mark`` is SVG drawn around (0, 0) in place of a plain circle; it is put in as it is.
    """

    lon: float
    lat: float
    name: str
    about: str
    href: str = ""
    radius: float = 5.0
    mark: str = ""
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Lettering:
    """How names are written: the size of their letters in the map's units, a class for the page's style, and how much larger that style draws the marks."""

    size: float = 11.0
    style: str = ""
    marks: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], least: float = LEAST_DEGREES) -> Frame:
        """Return the frame of points (lon, lat), with a margin, at least so many degrees wide and high."""
        west, east = _span([lon for lon, _ in points], least)
        south, north = _span([lat for _, lat in points], least)
        return cls(west, south, east, north)

    def shaped(self, least: float, most: float) -> Frame:
        """Return the frame, widened where its height is not between these shares of its width on the map."""
        share = (self.north - self.south) / ((self.east - self.west) * self.squeeze)
        if share < least:
            more = ((self.east - self.west) * self.squeeze * least - (self.north - self.south)) / 2
            return Frame(self.west, self.south - more, self.east, self.north + more)
        if share > most:
            more = ((self.north - self.south) / most / self.squeeze - (self.east - self.west)) / 2
            return Frame(self.west - more, self.south, self.east + more, self.north)
        return self

    @property
    def squeeze(self) -> float:
        """A degree of longitude as a share of a degree of latitude, in the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.squeeze)

    @property
    def height(self) -> float:
        """Height of the drawing in its units."""
        return (self.north - self.south) * self.scale

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position on the drawing: x east, y south."""
        return round((lon - self.west) * self.squeeze * self.scale, 1), round((self.north - lat) * self.scale, 1)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a position lies on the map."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def touches(self, line: Sequence[Sequence[float]]) -> bool:
        """Whether the box around a line, as (lon, lat) points, and the map have anything in common."""
        lons, lats = [point[0] for point in line], [point[1] for point in line]
        return min(lons) <= self.east and max(lons) >= self.west and min(lats) <= self.north and max(lats) >= self.south


def sketch(
    spots: Sequence[Spot],
    frame: Frame,
    basemap: Iterable[Mapping[str, Any]],
    title: str,
    *,
    most_labels: int = 60,
    below: Sequence[Spot] = (),
    ground: str = "ground",
    again: bool = False,
    letterings: Sequence[Lettering] = (Lettering(),),
) -> str:
    """Return a map as an SVG element. The first spots are the most important ones: they are drawn on top, and named first.

    ``ground`` is the id that the ground and the spots ``below`` all others get in the page; a second map of the same frame, ground and names uses
    them ``again``. The names are written once in each of the ``letterings``.
    """
    placed, under = ([(spot, *frame.at(spot.lon, spot.lat)) for spot in some if frame.holds(spot.lon, spot.lat)] for some in (spots, below))
    marks, marks_under = ("".join(_mark(spot, x, y) for spot, x, y in reversed(some)) for some in (placed, under))
    if again:
        beneath, names = f'<use href="#{ground}"/>', f'<use href="#{ground}-names"/>'
    else:
        labelled = [item for item in (*placed, *under) if item[0].labelled][:most_labels]
        written = "".join(_names(labelled, lettering, frame) for lettering in letterings)
        beneath = f'<g id="{ground}">{"".join(_ground(basemap, frame))}{marks_under}</g>'
        names = f'<g id="{ground}-names" aria-hidden="true">{written}</g>'
    role = "group" if any(spot.href for spot, _, _ in (*placed, *under)) else "img"  # nothing within an image can be reached
    return (
        f'<svg class="sketch" viewBox="0 0 {WIDTH:.0f} {frame.height:.0f}" role="{role}" aria-label="{escape(title)}">'
        f"{beneath}{marks}{names}</svg>"
    )


def _mark(spot: Spot, x: float, y: float) -> str:
    drawn = spot.mark or f'<circle r="{spot.radius:.1f}"></circle>'
    about = f"<title>{escape(spot.about)}</title>" if spot.about else ""
    drawn = f'<g transform="translate({x:g} {y:g})">{drawn}{about}</g>'
    return f'<a href="{escape(spot.href)}">{drawn}</a>' if spot.href else drawn


def _names(placed: Sequence[tuple[Spot, float, float]], lettering: Lettering, frame: Frame) -> str:
    style = f" {lettering.style}" if lettering.style else ""
    return f'<g class="sketch-names{style}" font-size="{lettering.size:g}">{"".join(_labels(placed, lettering, frame))}</g>'


def _labels(placed: Sequence[tuple[Spot, float, float]], lettering: Lettering, frame: Frame) -> Iterator[str]:
    """Give the names right or left of the marks, else above or below, where they cover no mark if there is such a place; one that would cover another name is left out."""
    line = LINE * lettering.size
    taken: list[tuple[float, float, float]] = []

    def is_free(left: float, right: float, middle: float) -> bool:
        within = left > 0 and right < WIDTH and line / 2 < middle < frame.height - line / 2
        return within and all(right < start or left > end or abs(middle - at) > line for start, end, at in taken)

    def covered(own: Spot, left: float, right: float, middle: float) -> bool:
        return any(left < x < right and abs(y - middle) < line / 2 for spot, x, y in placed if spot is not own)

    for spot, x, y in placed:
        long, away = LETTER * lettering.size * len(spot.name), lettering.marks * spot.radius + 2
        far = away + line / 2
        spans = [
            (left, left + long, at)
            for left, at in ((x + away, y), (x - away - long, y), (x - long / 2, y - far), (x - long / 2, y + far))
            if is_free(left, left + long, at)
        ]
        if not spans:
            continue
        left, right, at = best = min(spans, key=lambda span: covered(spot, *span))
        taken.append(best)
        edge, anchor = (left, "start") if left > x else (right, "end") if right < x else (x, "middle")
        yield f'<text x="{edge:.1f}" y="{at + 0.35 * lettering.size:.1f}" text-anchor="{anchor}">{escape(spot.name)}</text>'


def _span(values: Sequence[float], least: float) -> tuple[float, float]:
    """Least and greatest, with a margin on both sides."""
    low, high = min(values), max(values)
    half = max((high - low) * (0.5 + MARGIN), least / 2)
    return (low + high) / 2 - half, (low + high) / 2 + half


def _ground(basemap: Iterable[Mapping[str, Any]], frame: Frame) -> Iterator[str]:
    features = list(basemap)
    for layer, look in LAYERS:
        for feature in features:
            if (feature.get("properties") or {}).get("layer") == layer and feature.get("geometry"):
                closed = layer not in ("river", "road")
                lines = [line for line in _lines(feature["geometry"]["coordinates"]) if frame.touches(line)]
                if path := "".join(_path(line, frame, closed=closed) for line in lines):
                    yield f'<path class="{look}" d="{path}" fill-rule="evenodd"/>'


def _path(line: Sequence[Sequence[float]], frame: Frame, *, closed: bool) -> str:
    points = [at for at, _ in groupby(frame.at(float(point[0]), float(point[1])) for point in line)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("Z" if closed else "")


def _lines(coordinates: Any) -> Iterator[Sequence[Sequence[float]]]:
    if coordinates and isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _lines(part)

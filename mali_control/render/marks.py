"""Marks and patterns on paper: the same signs as on the pages, as paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from .looks import Look
from .paper import HALO, Pen, area_path, ring, text_width
from .style import GREY

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

RIM = "#1A1A1A"
WHITE = "#FFFFFF"
DOT = 3.0
"""Marks of a smaller radius are plain dots."""
SOLID = 4.0
"""Rims of smaller marks of unknown places have no dashes."""
STEPS = 6
"""A blurred edge is made of so many rings."""
COLLAR, COLLAR_REACH = 2.9, 4.0
"""A ring stands so far from a mark's rim, with a white gap that shows it on dark marks too, and ends so far from it: heavy = changed, dashes = doubt."""


SHAPES: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "wing": ((0, -1.45), (1.45, 1.15), (0, 0.6), (-1.45, 1.15)),
}
"""The corners of marks that are no circles, for a radius of 1. A line from the centre meets the outline but once."""


def outline(shape: str, x: float, y: float, r: float) -> Path:
    """Return the outline of a mark: a circle, a square of half-side r, a diamond, or a wing."""
    if shape in SHAPES:
        return ring([(x + u * r, y + v * r) for u, v in SHAPES[shape]])
    return Path.unit_circle().transformed(Affine2D().scale(r).translate(x, y))


def draw_mark(pen: Pen, x: float, y: float, r: float, look: Look, shape: str = "circle") -> None:
    """Draw one mark: filled = held, split = joint, hollow = held by no one side, dashes = doubt, blur = weak evidence, teeth = siege."""
    if look.siege:
        siege_ring(pen, look.siege, x, y, r + (COLLAR_REACH - 1 if look.recent else 0))
    if look.unknown:
        _draw_unknown(pen, x, y, r, shape)
    elif r < DOT:
        pen.fill(outline(shape, x, y, r + 1), WHITE)
        _filled(pen, shape, look.colours, x, y, r)
        if look.contested:
            pen.fill(outline(shape, x, y, r * 0.5), WHITE)
    elif look.weak and look.held:
        _draw_blurred(pen, x, y, r, look, shape)
    else:
        _draw_crisp(pen, x, y, r, look, shape)
    if look.recent or (look.doubt and r >= DOT):
        pen.stroke(outline(shape, x, y, r + COLLAR - 0.7), WHITE, 3)
        pen.stroke(outline(shape, x, y, r + COLLAR), RIM, 2 if look.recent else 1.1, dash=(2.6, 2.2) if look.doubt else ())


def draw_dots(pen: Pen, found: Iterable[tuple[float, float, float, Look]]) -> None:
    """Draw many small marks (x, y, r, look) of one colour or none, a path for each look."""
    groups: dict[str, list[tuple[float, float, float]]] = {}
    for x, y, r, look in found:
        groups.setdefault("" if look.unknown else look.colours[0], []).append((x, y, r))
    for colour, group in sorted(groups.items()):
        if not colour:
            rings = Path.make_compound_path(*(outline("circle", x, y, r) for x, y, r in group))
            pen.fill(rings, HALO)
            pen.stroke(rings, GREY, 0.9)
        else:
            pen.fill(Path.make_compound_path(*(outline("circle", x, y, r + 1) for x, y, r in group)), WHITE)
            pen.fill(Path.make_compound_path(*(outline("circle", x, y, r) for x, y, r in group)), colour)


def siege_ring(pen: Pen, colours: Sequence[str], x: float, y: float, r: float) -> None:
    """Draw a ring with teeth inwards, in the besiegers' colours in turn."""
    radius = r + 5
    pen.stroke(outline("circle", x, y, radius - 1), HALO, 5.5)
    count = max(8, round(math.tau * radius / 6 / len(colours)) * len(colours))
    step = math.tau / count
    for number, colour in enumerate(colours):
        strokes = []
        for tooth in range(number, count, len(colours)):
            start = tooth * step - math.pi / 2
            angles = [start + step * part / 4 for part in range(5)]
            strokes.append(Path([(x + math.cos(a) * radius, y + math.sin(a) * radius) for a in angles]))
            c, s = math.cos(start + step / 2), math.sin(start + step / 2)
            strokes.append(Path([(x + c * radius, y + s * radius), (x + c * (radius - 3.2), y + s * (radius - 3.2))]))
        pen.stroke(Path.make_compound_path(*strokes), colour, 1.6)


def glyph(pen: Pen, sign: str, x: float, y: float, r: float) -> None:
    """Write a bloc's white sign into a mark."""
    a = r * 0.5
    if sign == "dot":
        pen.fill(outline("circle", x, y, max(1.4, r * 0.24)), WHITE)
    elif sign == "ring":
        pen.stroke(outline("circle", x, y, r * 0.42), WHITE, 1.7)
    lines: dict[str, list[tuple[float, float, float, float]]] = {
        "bar": [(-a, 0, a, 0)], "plus": [(-a, 0, a, 0), (0, -a, 0, a)], "slash": [(-a, a, a, -a)], "backslash": [(-a, -a, a, a)],
        "cross": [(-a, a, a, -a), (-a, -a, a, a)],
    }  # fmt: skip
    for x0, y0, x1, y1 in lines.get(sign, ()):
        pen.line(x + x0, y + y0, x + x1, y + y1, WHITE, 1.7, cap="round")


def _draw_unknown(pen: Pen, x: float, y: float, r: float, shape: str) -> None:
    pen.fill(outline(shape, x, y, r), HALO)
    pen.stroke(outline(shape, x, y, r), GREY, 0.9 if r < SOLID else 1.1, dash=() if r < SOLID else (2.2, 2))
    if r >= 4.6:
        size = r * 1.45
        pen.text(x - text_width("?", size, bold=True) / 2, y + size * 0.37, "?", size, colour=GREY, bold=True)


def _draw_crisp(pen: Pen, x: float, y: float, r: float, look: Look, shape: str) -> None:
    pen.fill(outline(shape, x, y, r + 1.2), WHITE)
    _filled(pen, shape, look.colours if look.held else look.colours * 2, x, y, r, gaps=look.held)
    if look.contested:
        pen.fill(outline(shape, x, y, r * 0.54), WHITE)
    elif len(look.colours) == 1 and r >= 3.8:
        glyph(pen, look.glyph, x, y + (r * 0.15 if shape == "wing" else 0), r * (0.8 if shape == "wing" else 1))
    pen.stroke(outline(shape, x, y, r), RIM, 1.1 if look.held else 0.8)


def _draw_blurred(pen: Pen, x: float, y: float, r: float, look: Look, shape: str) -> None:
    pen.fill(outline(shape, x, y, r * 1.3), WHITE, alpha=0.7)
    covered = 0.0
    for step in range(1, STEPS + 1):
        wanted = step / STEPS
        alpha = (wanted - covered) / (1 - covered) if covered < 1 else 1.0
        _filled(pen, shape, look.colours, x, y, r * (1.25 - 0.7 * (step - 1) / (STEPS - 1)), alpha=alpha)
        covered = wanted
    if len(look.colours) == 1:
        glyph(pen, look.glyph, x, y, r * 0.9)


def _filled(
    pen: Pen, shape: str, colours: Sequence[str], x: float, y: float, r: float, *, gaps: bool = False, alpha: float | None = None
) -> None:
    """Fill a shape with one colour, or with equal slices from twelve o'clock, white gaps between them."""
    if len(set(colours)) == 1 and not gaps:
        pen.fill(outline(shape, x, y, r), colours[0], alpha=alpha)
        return
    if len(colours) == 1:
        pen.fill(outline(shape, x, y, r), colours[0], alpha=alpha)
        return
    step = math.tau / len(colours)
    for number, colour in enumerate(colours):
        pen.fill(_slice(shape, x, y, r, number * step, (number + 1) * step), colour, alpha=alpha)
    if gaps:
        for number in range(len(colours)):
            c, s = _edge(shape, r, number * step)
            pen.line(x, y, x + c, y + s, WHITE, 1.3)


def _slice(shape: str, x: float, y: float, r: float, start: float, end: float) -> Path:
    """A slice of a mark between two angles, clockwise from twelve o'clock."""
    count = max(8, round((end - start) / math.tau * 48))
    angles = {start + (end - start) * part / count for part in range(count + 1)}
    corners = {math.atan2(u, -v) % math.tau for u, v in SHAPES.get(shape, ())}
    edge = sorted(angles | {a for a in corners if start < a < end})
    return ring([(x, y), *((x + c, y + s) for c, s in (_edge(shape, r, angle) for angle in edge))])


def _edge(shape: str, r: float, angle: float) -> tuple[float, float]:
    """Where a line from the centre, clockwise from twelve o'clock, meets the outline."""
    c, s, far = math.sin(angle), -math.cos(angle), 1.0
    corners = SHAPES.get(shape, ())
    for (u, v), (w, z) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        across = c * (z - v) - s * (w - u)
        if abs(across) < 1e-12:
            continue
        reach, along = (u * (z - v) - v * (w - u)) / across, (u * s - v * c) / across
        if reach > 0 and -1e-9 <= along <= 1 + 1e-9:
            far = reach
            break
    return c * far * r, s * far * r


def texture(geometry: BaseGeometry, sign: str, *, step: float = 10.0) -> tuple[BaseGeometry | None, bool]:
    """Return a bloc's sign repeated over ground, as lines, or as points for signs that are dots; the second value says which is which."""
    import shapely

    if sign in ("dot", "ring"):
        west, north, east, south = geometry.bounds
        grid = [
            (i * step, j * step) for i in range(math.floor(west / step), math.ceil(east / step) + 1)
            for j in range(math.floor(north / step), math.ceil(south / step) + 1)
        ]  # fmt: skip
        inside = [point for point, keep in zip(grid, shapely.contains_xy(geometry, grid), strict=True) if keep]
        return (shapely.multipoints(inside) if inside else None), True
    angles = {"bar": [0.0], "plus": [0.0, 90.0], "slash": [45.0], "backslash": [-45.0], "cross": [45.0, -45.0]}.get(sign, [])
    found = [hatch(geometry, angle, step if sign in ("bar", "plus") else step / math.sqrt(2)) for angle in angles]
    return (shapely.union_all(found) if found else None), False


def hatch(geometry: BaseGeometry, angle: float, step: float, *, shift: float = 0.0) -> BaseGeometry:
    """Return parallel lines over a geometry; the lines of all geometries of one page fall together. Angle in degrees, 45 like a slash."""
    import shapely

    return shapely.multilinestrings(_across(geometry, angle, step, shift)).intersection(geometry)


def stripes(geometry: BaseGeometry, angle: float, width: float, count: int, number: int) -> BaseGeometry:
    """Return every ``count``-th stripe of a geometry, counted from ``number``."""
    import shapely

    step = width * count
    lines = shapely.multilinestrings(_across(geometry, angle, step, (number + 0.5) * width))
    return shapely.buffer(lines, width / 2 + 0.02, cap_style="flat").intersection(geometry)


def _across(geometry: BaseGeometry, angle: float, step: float, shift: float) -> list[list[tuple[float, float]]]:
    """Lines across the box of a geometry."""
    west, north, east, south = geometry.bounds
    a = math.radians(angle)
    along, aside = (math.cos(a), -math.sin(a)), (math.sin(a), math.cos(a))
    corners = [(x, y) for x in (west, east) for y in (north, south)]
    offsets = [x * aside[0] + y * aside[1] for x, y in corners]
    reach = [x * along[0] + y * along[1] for x, y in corners]
    lines = []
    for number in range(math.floor((min(offsets) - shift) / step), math.ceil((max(offsets) - shift) / step) + 1):
        o = number * step + shift
        lines.append([(aside[0] * o + along[0] * t, aside[1] * o + along[1] * t) for t in (min(reach) - 1, max(reach) + 1)])
    return lines


def dots(geometry: BaseGeometry, r: float) -> Path:
    """Return discs at points as one path."""
    import shapely

    return Path.make_compound_path(*(outline("circle", float(x), float(y), r) for x, y in shapely.get_coordinates(geometry)))


def fill_area(pen: Pen, geometry: Any, colour: str, *, edge: float = 0.0) -> None:
    """Fill the polygons of a geometry, if it has any."""
    path = area_path(geometry)
    if path is not None:
        pen.fill(path, colour, edge=edge)

"""The map itself, within its box on the paper: ground, lines and marks. Positions come in degrees and are drawn in an equal-area projection."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ..control import Status
from ..geo import projection
from ..history import State
from ..places import GROUND, SETTLEMENTS, Place
from ..territory import outline_of, settlement_class
from . import style
from .looks import Look, Looks
from .marks import COLLAR_REACH, DOT, RIM, draw_dots, draw_mark, fill_area, outline
from .paper import Pen, line_path
from .scene import Scene
from .tints import Tints

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CLASSES = ("capital", "seat", "town", "village", "site", "ground")
RADIUS = {"capital": 9.0, "seat": 7.5, "town": 6.0, "village": 4.5, "site": 4.2, "ground": 5.0}
SITE_ANGLES = (-45, 12, 66, 123, 180, -102)
ABROAD_DEGREES = 0.05
MANY_RINGS = 60
"""With more places to point at than this the rings are fine lines beneath the marks."""
Box = tuple[float, float, float, float]


@dataclass
class Item:
    """A mark on the map; ``sites`` are those of its sites that are drawn beside it."""

    place: Place
    cls: str
    state: State
    look: Look
    x: float
    y: float
    r: float
    shape: str = "circle"
    abroad: bool = False
    alone: bool = False
    ringed: bool = False
    sites: list[Item] = field(default_factory=list)

    @property
    def rank(self) -> int:
        return CLASSES.index(self.cls)

    @property
    def is_dot(self) -> bool:
        """Whether it is drawn as a plain dot."""
        look = self.look
        return (
            self.r < DOT
            and self.shape == "circle"
            and len(look.colours) < 2
            and not (look.contested or look.siege or look.recent or self.sites)
        )

    @property
    def reach(self) -> float:
        """Radius of what is drawn, with the rings of a change, of a siege and of a difference."""
        return self.r + (COLLAR_REACH if self.look.recent else 0) + (6 if self.look.siege else 0) + (4 if self.ringed else 0)


class View:
    """From degrees to pixels of the layout: the positions given fit into a box, with room around them."""

    def __init__(
        self, positions: Sequence[tuple[float, float]], box: Box, *, pad: tuple[float, float, float, float], most_zoom: float = 9.0
    ) -> None:
        import shapely

        lons, lats = [lon for lon, _ in positions] or [0.0], [lat for _, lat in positions] or [0.0]
        self.lat = (min(lats) + max(lats)) / 2
        self._forward, _ = projection(round((min(lons) + max(lons)) / 2, 1), round(self.lat, 1))
        west, south, east, north = self._forward(shapely.multipoints(list(positions) or [(0.0, 0.0)])).bounds
        self.box = box
        x0, y0, x1, y1 = box[0] + pad[0], box[1] + pad[1], box[2] - pad[2], box[3] - pad[3]
        widest = 256 * 2**most_zoom / (40075e3 * math.cos(math.radians(self.lat)))
        self.scale = min((x1 - x0) / max(east - west, 1.0), (y1 - y0) / max(north - south, 1.0), widest)
        """Pixels for a metre."""
        self._points: dict[tuple[float, float], tuple[float, float]] = {}
        self._dx, self._dy = (x0 + x1) / 2 - (west + east) / 2 * self.scale, (y0 + y1) / 2 + (south + north) / 2 * self.scale

    def moved(self, aside: float) -> View:
        """Return the same view in a box so many pixels to the right."""
        other = copy(self)
        x0, y0, x1, y1 = self.box
        other.box, other._dx, other._points = (x0 + aside, y0, x1 + aside, y1), self._dx + aside, {}
        return other

    @property
    def zoom(self) -> float:
        """The zoom of a web map of this scale."""
        return math.log2(self.scale * 40075e3 * math.cos(math.radians(self.lat)) / 256)

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as one in pixels."""
        import shapely

        return shapely.transform(
            self._forward(shapely.segmentize(geometry, 0.1)), lambda xy: [self._dx, self._dy] + xy * [self.scale, -self.scale]
        )

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        import shapely

        if (lon, lat) not in self._points:
            found = self.place(shapely.points(lon, lat))
            self._points[lon, lat] = float(shapely.get_x(found)), float(shapely.get_y(found))
        return self._points[lon, lat]

    def cut(self, geometry: BaseGeometry, margin: float = 4.0) -> BaseGeometry:
        """Return a geometry in degrees as one in pixels, cut off a little outside the box."""
        import shapely

        x0, y0, x1, y1 = self.box
        frame = shapely.box(x0 - margin, y0 - margin, x1 + margin, y1 + margin)
        placed = self.place(geometry)
        return shapely.intersection(placed if placed.is_valid else shapely.make_valid(placed), frame)


class Basemap:
    """The features of a base map by layer, as geometries in degrees."""

    def __init__(self, features: Iterable[Mapping[str, Any]]) -> None:
        from shapely.geometry import shape

        self.layers: dict[str, list[tuple[Mapping[str, Any], BaseGeometry]]] = defaultdict(list)
        for feature in features:
            if feature.get("geometry"):
                properties = feature.get("properties") or {}
                self.layers[properties.get("layer", "")].append((properties, shape(feature["geometry"])))
        self.outline = outline_of(list(features))

    def all(self, *layers: str) -> BaseGeometry:
        import shapely

        return shapely.union_all([shapely.make_valid(g) for layer in layers for _, g in self.layers.get(layer, ())])

    def inner_lines(self) -> BaseGeometry:
        """Lines between regions, each once, without those that are the country's border too."""
        import shapely

        lines = shapely.union_all([shapely.make_valid(g).boundary for _, g in self.layers.get("region", ())])
        if self.outline is not None:
            lines = shapely.difference(lines, self.outline.boundary.buffer(0.03))
        return shapely.line_merge(lines)

    def outer_lines(self) -> BaseGeometry:
        """Lines between neighbours, without the country's border and the frame that cuts the base map off."""
        import shapely

        near = [shapely.make_valid(g) for _, g in self.layers.get("neighbour", ())]
        lines = shapely.union_all([g.boundary for g in near])
        if near:
            frame = shapely.box(*shapely.total_bounds(near)).boundary.buffer(0.02)
            lines = shapely.difference(lines, frame)
        if self.outline is not None:
            lines = shapely.difference(lines, self.outline.boundary.buffer(0.06))
        return lines


class DayMap:
    """The places of a day as marks in a box, and the ground beneath them.

    The view is that of the places known on the day, or on any day until ``until``. The places of ``ringed`` are pointed at.
    """

    def __init__(
        self, scene: Scene, day: date, box: Box, *, extent: str, pad: Box, until: date | None = None, ringed: frozenset[str] = frozenset()
    ) -> None:
        self.scene, self.day, self.ringed = scene, day, ringed
        self.looks = Looks(scene)
        self.base = Basemap(scene.basemap)
        self.states = self._states()
        self.abroad = self._abroad()
        self.view = View(self._positions(extent, until or day), box, pad=pad)
        self.tints = Tints(self.view, self.base.outline, self.looks.styles)
        self.items = self._arrange()

    def on(self, day: date, *, aside: float = 0.0) -> DayMap:
        """Return the map of another day in the same view, its box so many pixels to the right."""
        other = copy(self)
        other.day = day
        if aside:
            other.view = self.view.moved(aside)
            other.tints = Tints(other.view, self.base.outline, self.looks.styles)
        other.states = other._states()
        other.items = other._arrange()
        return other

    def rearrange(self) -> None:
        """Arrange the marks anew, where states were replaced."""
        self.items = self._arrange()

    def _states(self) -> dict[str, tuple[State, Look]]:
        found = {place: self.looks.on(place, self.day) for place in self.scene.gazetteer}
        if self.ringed:  # rings point at what is different between two days: another for what changed of late would be one too many
            found = {place: (state, replace(look, recent=False)) for place, (state, look) in found.items()}
        return found

    def known(self, place: Place) -> bool:
        return not self.states[place.id][1].unknown

    def _abroad(self) -> set[str]:
        import shapely

        located = [place for place in self.scene.gazetteer.values() if place.located]
        if self.base.outline is None or not located:
            return set()
        home = self.base.outline.buffer(ABROAD_DEGREES)
        inside = shapely.contains_xy(home, [place.lon for place in located], [place.lat for place in located])
        countries = Counter(place.country for place, at_home in zip(located, inside, strict=True) if at_home and place.country)
        home_code = countries.most_common(1)[0][0] if countries else None
        return {
            place.id
            for place, at_home in zip(located, inside, strict=True)
            if not at_home
            or (place.country and place.country != home_code and not shapely.contains_xy(self.base.outline, place.lon, place.lat))
        }

    def _positions(self, extent: str, until: date) -> list[tuple[float, float]]:
        """What has to be seen: the places known from the day on until another, those abroad only where there are no others; or the country."""
        import shapely

        if extent == "country" and self.base.outline is not None:
            return [(float(x), float(y)) for x, y in shapely.get_coordinates(self.base.outline)]
        located = [p for p in self.scene.gazetteer.values() if p.located and (not p.is_area or p.kind in GROUND)]
        known = [p for p in located if self.known(p) or self._known_before(p, until)]
        home = [p for p in known if p.id not in self.abroad]
        return [(p.lon, p.lat) for p in home or known or located if p.lon is not None and p.lat is not None]

    def _known_before(self, place: Place, until: date) -> bool:
        """Whether a place becomes known after the day, and not after another."""
        later = (state for state in self.scene.history.of(place.id) if self.day < state.start <= until)
        return any(state.status is not Status.UNKNOWN for state in later)

    # -- ground --

    def draw_ground(self, pen: Pen) -> None:
        """Land, territory, water, roads and boundaries."""
        self.draw_land(pen)
        self.draw_tints(pen)
        self.draw_lines(pen)
        self.draw_areas(pen)

    def draw_land(self, pen: Pen) -> None:
        """What lies under the territory."""
        view, base = self.view, self.base
        pen.box(*view.box, style.OUTSIDE if base.outline is not None else style.LAND)
        if base.outline is not None:
            fill_area(pen, view.cut(base.outline), style.LAND)
        fill_area(pen, view.cut(base.all("delta")), "#EAEBE5")

    def draw_tints(self, pen: Pen) -> None:
        """Territory."""
        self.tints.draw(pen, self.held(), {place: look for place, (_, look) in self.states.items()})

    def held(self) -> list[Place]:
        """The located settlements with a known state."""
        return [p for p in self.scene.gazetteer.values() if p.kind in SETTLEMENTS and p.located and self.known(p)]

    def draw_lines(self, pen: Pen) -> None:
        """What lies over the territory: water, roads, boundaries."""
        view, base = self.view, self.base
        fill_area(pen, view.cut(base.all("lake")), "#A9C6D6")
        for rank, colour, width in ((2, "#9DBDCE", 0.9), (1, "#8FB4C9", 1.8)):
            self._lines(pen, [g for p, g in base.layers.get("river", ()) if (p.get("rank") == 1) == (rank == 1)], colour, width)
        self._lines(pen, [g for _, g in base.layers.get("road", ())], "#B9B09C", 0.7)
        self._lines(pen, [base.outer_lines()], "#C9C4B8", 0.9)
        self._lines(pen, [base.inner_lines()], "#8E887A", 0.8, dash=(3, 3))
        if base.outline is not None:
            self._lines(pen, [base.outline.boundary], style.GREY, 1.5)

    def _lines(self, pen: Pen, geometries: Sequence[BaseGeometry], colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
        import shapely

        path = line_path(shapely.geometrycollections([self.view.cut(g) for g in geometries if not g.is_empty]))
        if path is not None:
            pen.stroke(path, colour, width, dash=dash)

    def draw_areas(self, pen: Pen) -> None:
        """A dashed outline around the areas that a report gives to somebody, one for all areas of a side."""
        import shapely

        by_bloc: dict[str, list[BaseGeometry]] = defaultdict(list)
        for properties, geometry in self.areas():
            by_bloc[self.states[properties["id"]][1].blocs[0]].append(self.view.cut(geometry.boundary))
        for bloc, lines in by_bloc.items():
            line = shapely.line_merge(shapely.union_all(shapely.set_precision(lines, 0.01)))
            border = shapely.Point() if self.base.outline is None else self.view.cut(self.base.outline.boundary).buffer(1.5)
            inland, path = line_path(line.difference(border)), line_path(line)
            if inland is not None:  # the dashes of the region's own line would fill the gaps
                pen.stroke(inland, style.LAND, 2.2)
            if path is not None:
                pen.stroke(path, self.looks.styles[bloc].colour, 1.5, dash=(6, 4))

    def areas(self) -> list[tuple[Mapping[str, Any], BaseGeometry]]:
        """The areas with a state of their own, and an outline."""
        found = [feature for layer in ("region", "cercle") for feature in self.base.layers.get(layer, ())]
        return [(p, g) for p, g in found if p.get("id") in self.states and not self.states[p["id"]][1].unknown]

    # -- marks --

    def draw_marks(self, pen: Pen) -> None:
        many = len(self.ringed) > MANY_RINGS
        if many:  # rings over their neighbours' marks would hide them
            self._draw_rings(pen, fine=True)
        draw_dots(pen, [(item.x, item.y, item.r, item.look) for item in self.items if item.is_dot])
        for item in reversed(self.items):
            if not item.is_dot:
                draw_item(pen, item)
        if not many:
            self._draw_rings(pen, fine=False)

    def _draw_rings(self, pen: Pen, *, fine: bool) -> None:
        for item in self.drawn:
            if item.ringed:
                draw_ring(pen, item, fine=fine)

    @property
    def drawn(self) -> list[Item]:
        return [each for item in self.items for each in (item, *item.sites)]

    def _radius(self, cls: str) -> float:
        zoom = self.view.zoom
        if cls == "village" and zoom < 5.6:
            return 2.5
        return RADIUS[cls] * (1 if cls == "site" else 0.8 if zoom < 5.4 else 0.9 if zoom < 6.3 else 1 if zoom < 8 else 1.2)

    def _unknown_radius(self, cls: str, r: float) -> float:
        zoom, seat = self.view.zoom, cls in ("capital", "seat")
        if zoom < 6.3:
            return min(r, 5.0 if seat else 2.2)
        return min(r, 6.0 if seat else 3.2) if zoom < 7.5 else r * 0.9

    def _arrange(self) -> list[Item]:
        """What is drawn: every place with a position within the box, the important first; sites beside their town."""
        x0, y0, x1, y1 = self.view.box
        found = []
        for place in self.scene.gazetteer.values():
            cls = class_of(place)
            if cls is None or place.lon is None or place.lat is None or self._beside_town(place):
                continue
            x, y = self.view.point(place.lon, place.lat)
            state, look = self.states[place.id]
            room = 6 if look.unknown else -4  # what is not known need not be seen in part
            if not (x0 + room <= x <= x1 - room and y0 + room <= y <= y1 - room):
                continue
            r = self._radius(cls)
            if look.unknown and not look.siege:
                r = 2.2 if place.id in self.abroad and self.view.zoom < 8 else self._unknown_radius(cls, r)
            found.append(Item(place, cls, state, look, x, y, r, shape_of(place), place.id in self.abroad, ringed=place.id in self.ringed))
        found.sort(key=lambda item: (item.look.unknown, item.rank, item.place.id))
        kept = _thinned(found)
        for item in kept:
            self._add_sites(item)
        return kept

    def _beside_town(self, place: Place) -> bool:
        parent = place.parent or ""
        return place.is_site and parent in self.scene.gazetteer and self.scene.gazetteer[parent].located

    def _add_sites(self, item: Item) -> None:
        """Add the sites that are held otherwise than their town: at their position where that is apart, else at its side."""
        for site in self.scene.gazetteer.sites(item.place.id):
            place, (state, look) = self.scene.gazetteer[site], self.states[site]
            same = (state.status, state.controllers, state.besieged_by) == (
                item.state.status,
                item.state.controllers,
                item.state.besieged_by,
            )
            ringed = place.id in self.ringed
            if not ringed and (look.unknown or (same and self.view.zoom < 9)):
                continue
            if place.lon is not None and place.lat is not None:
                x, y = self.view.point(place.lon, place.lat)
                if math.hypot(x - item.x, y - item.y) > item.r + 16:
                    item.sites.append(Item(place, "site", state, look, x, y, 4.6, shape_of(place), alone=True, ringed=ringed))
                    continue
            beside = sum(not s.alone for s in item.sites)
            if beside < len(SITE_ANGLES):
                angle, far = math.radians(SITE_ANGLES[beside]), item.r + (14 if item.look.siege else 9)
                x, y = item.x + math.cos(angle) * far, item.y + math.sin(angle) * far
                item.sites.append(Item(place, "site", state, look, x, y, 4.2, shape_of(place), ringed=ringed))


def draw_item(pen: Pen, item: Item) -> None:
    """Draw a mark and those of its sites."""
    for site in item.sites:
        if not site.alone:
            pen.line(item.x, item.y, site.x, site.y, RIM, 1)
    draw_mark(pen, item.x, item.y, item.r, item.look, item.shape)
    for site in item.sites:
        draw_mark(pen, site.x, site.y, site.r, site.look, site.shape)


def draw_ring(pen: Pen, item: Item, *, fine: bool) -> None:
    """Draw a ring around a mark, a frame around that of a site; a fine one where there are many."""
    square = item.shape in ("square", "wing")
    around = outline(item.shape, item.x, item.y, item.reach - (1 if square else 0) - (0.6 if fine else 0))
    broad = 0.9 if fine else 1.2 if square else 1.6
    for colour, width in (("#FFFFFF", broad + (1.2 if fine else 2)), (RIM, broad)):
        pen.stroke(around, colour, width)


def class_of(place: Place) -> str | None:
    """Return the class of a place's mark, one of CLASSES; None for areas."""
    if place.kind in SETTLEMENTS:
        return settlement_class(place)
    return "site" if place.is_site else "ground" if place.kind in GROUND else None


def shape_of(place: Place) -> str:
    """Return the shape of a place's mark: "circle", of sites "square" or, of airports, "wing", of open ground "diamond"."""
    cls = class_of(place)
    return ("wing" if place.kind == "airport" else "square") if cls == "site" else "diamond" if cls == "ground" else "circle"


def _thinned(items: Iterable[Item]) -> list[Item]:
    """Leave out a town or village that a bigger mark of the same holder covers; what changed, is besieged or contested never is."""
    kept: list[Item] = []
    grid: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in items:
        look = item.look
        safe = item.ringed or look.siege or look.contested or look.recent or look.doubt or item.rank <= 1
        if not safe and any(_covers(other, item) for other in _around(grid, item)):
            continue
        kept.append(item)
        grid[int(item.x // 24), int(item.y // 24)].append(item)
    return kept


def _around(grid: Mapping[tuple[int, int], list[Item]], item: Item) -> Iterable[Item]:
    i, j = int(item.x // 24), int(item.y // 24)
    return (other for di in (-1, 0, 1) for dj in (-1, 0, 1) for other in grid.get((i + di, j + dj), ()))


def _covers(other: Item, item: Item) -> bool:
    if other.r < item.r:
        return False
    same = item.look.unknown or (other.state.status, other.state.controllers) == (item.state.status, item.state.controllers)
    return math.hypot(other.x - item.x, other.y - item.y) < (1.05 if same else 0.55) * (other.r + item.r)

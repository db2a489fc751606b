"""Points become areas only as far as evidence goes: cells around held settlements, limited by a reach and by the country's outline.

A cell is the ground that lies nearer to its settlement than to any other (Voronoi, in an equal-area projection), but never farther away than
the settlement's reach. What lies in no cell is given to no one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .geo import projection
from .places import SETTLEMENTS, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

REACH_KM = 50.0
REACH_SHARE = {"capital": 1.2, "seat": 0.96, "town": 0.76, "village": 0.48}
"""How far each class of settlement reaches, as a share of ``reach_km``."""
BORDER_KM = 5.0
"""A settlement so little outside the outline still counts as inside: outlines are drawn no better than that."""

STEP_M = 10_000.0
"""Edges are handed out in steps this short: straight in metres is not straight in degrees, and neighbours must not overlap."""


def settlement_class(place: Place) -> str:
    """Return "capital", "seat" (of a region), "town" or "village"."""
    if place.seat_of in ("country", "region"):
        return "capital" if place.seat_of == "country" else "seat"
    return "village" if place.kind == "village" else "town"


def cells(places: Iterable[Place], *, reach_km: float = REACH_KM, outline: BaseGeometry | None = None) -> dict[str, BaseGeometry]:
    """Return the ground around each settlement, as polygons in EPSG:4326 (lon, lat) by place id, which do not overlap.

    ``places`` are the settlements that have a state; sites, areas and places without a position are passed over, and of several settlements
    in one spot only the most important gets a cell. ``reach_km`` is how far a cell may reach, in km, scaled by class with ``REACH_SHARE``.
    Cells are cut by the country's ``outline``, EPSG:4326 (lon, lat), and settlements more than 5 km outside it get none.
    """
    seeds = _seeds(places)
    if not seeds or reach_km <= 0:
        return {}
    import shapely

    forward, backward = _projection([(p.lon, p.lat) for p in seeds])
    points = forward(shapely.points([(p.lon, p.lat) for p in seeds]))
    border = _projected(outline, forward) if outline is not None and not outline.is_empty else None
    if border is not None:
        near = shapely.dwithin(points, border, BORDER_KM * 1000)
        seeds, points = [p for p, keep in zip(seeds, near, strict=True) if keep], points[near]
    reach = [reach_km * 1000 * REACH_SHARE[settlement_class(place)] for place in seeds]
    discs = shapely.buffer(points, reach, quad_segs=16)
    found = {}
    for index, nearest in _nearest_ground(points, max(reach, default=0.0)):
        ground = nearest.intersection(discs[index])
        if border is not None:
            ground = _piece_at(ground.intersection(border), points[index])
        if not ground.is_empty:
            found[seeds[index].id] = backward(shapely.segmentize(ground, STEP_M))
    return {place.id: found[place.id] for place in seeds if place.id in found}


def areas_km2(geometries: Iterable[BaseGeometry]) -> list[float]:
    """Return the areas of geometries in EPSG:4326 (lon, lat), in km2, all measured in one equal-area projection around their centre."""
    import shapely

    found = list(geometries)
    if all(geometry.is_empty for geometry in found):
        return [0.0] * len(found)
    west, south, east, north = shapely.total_bounds(found)
    forward, _ = projection(round((west + east) / 2, 1), round((south + north) / 2, 1))
    return [float(forward(geometry).area) / 1e6 for geometry in found]


def outline_of(features: Sequence[Mapping[str, Any]]) -> BaseGeometry | None:
    """Return the country's outline among basemap features (GeoJSON, property ``layer`` = "country"), or None."""
    import shapely
    from shapely.geometry import shape

    found = [shape(f["geometry"]) for f in features if (f.get("properties") or {}).get("layer") == "country" and f.get("geometry")]
    return shapely.make_valid(shapely.union_all(found)) if found else None


def _seeds(places: Iterable[Place]) -> list[Place]:
    """The settlements with a position, the important first, one for each spot; their order does not depend on the order given."""
    rank = {name: number for number, name in enumerate(REACH_SHARE)}
    settlements = [place for place in places if place.kind in SETTLEMENTS and place.located]
    taken: dict[tuple[float | None, float | None], Place] = {}
    for place in sorted(settlements, key=lambda place: (rank[settlement_class(place)], place.id)):
        taken.setdefault((place.lat, place.lon), place)
    return list(taken.values())


def _projection(positions: Sequence[tuple[float | None, float | None]]) -> tuple[Any, Any]:
    """The equal-area projection centred on positions (lon, lat)."""
    lons, lats = [lon or 0.0 for lon, _ in positions], [lat or 0.0 for _, lat in positions]
    return projection(round((min(lons) + max(lons)) / 2, 1), round((min(lats) + max(lats)) / 2, 1))


def _projected(outline: BaseGeometry, forward: Any) -> BaseGeometry:
    """The outline in metres. Borders along a meridian or parallel are straight in degrees and curved in metres: hence the short steps."""
    import shapely

    return shapely.make_valid(forward(shapely.segmentize(outline, 0.1)))


def _nearest_ground(points: Any, margin: float) -> Iterable[tuple[int, BaseGeometry]]:
    """Each point's index with the ground that lies nearest to it, out to a margin beyond all points (metres)."""
    import shapely

    if len(points) == 0:
        return
    if len(points) == 1:
        yield 0, points[0].buffer(margin * 2)
        return
    everything = shapely.box(*shapely.total_bounds(points)).buffer(margin * 2)
    tree = shapely.STRtree(points)
    for polygon in shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=everything)):
        inside = tree.query(polygon, predicate="intersects")
        if len(inside):
            yield int(min(inside)), polygon


def _piece_at(ground: BaseGeometry, point: BaseGeometry) -> BaseGeometry:
    """The piece of cut ground in which the settlement lies: its control does not jump over a bend of the border."""
    import shapely

    pieces = [part for part in shapely.get_parts(ground) if part.geom_type == "Polygon" and part.area > 0]
    return min(pieces, key=lambda part: (part.distance(point), -part.area), default=shapely.Polygon())

"""Geometry for pages: the base map and the cells as flat lists of whole numbers.

A line is [lon, lat, then for each further point the steps in lon and lat], in thousandths of a degree (about 100 m) of WGS84.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Line = list[int]
Point = tuple[int, int]
Points = NDArray[np.int64]


def flat(points: Iterable[Sequence[float]]) -> Line:
    """Return points (lon, lat, degrees) as a flat list of steps; points that fall together are dropped.

    >>> flat([(1.0, 17.0), (1.5, 17.25)])
    [1000, 17000, 500, 250]
    """
    return _steps(_rounded(points))


def flat_rings(geometry: BaseGeometry) -> list[Line]:
    """Return all rings of a polygon or multipolygon, EPSG:4326, outer and inner alike (they are filled by the even-odd rule).

    Points that lie within 0.0005 degrees of the line without them are left out.
    """
    import shapely

    rings = []
    for polygon in shapely.get_parts(shapely.simplify(geometry, 0.0005)):
        rings += [flat(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    return [ring for ring in rings if len(ring) >= 6]


def basemap(features: Iterable[Mapping[str, Any]], areas: Mapping[str, int]) -> dict[str, Any]:
    """Return what is drawn of a base map, by layer.

    ``land``: rings of the country; ``near``: [name, rings] of each neighbour; ``inner``: lines between regions, each once, without those that
    are also the country's border; ``lake``, ``delta``: rings; ``river``, ``road``: [rank, line]; ``areas``: rings by the index of the area
    that a report may speak of. Layers of other names are not drawn.
    """
    features = list(features)
    drawn = [f for f in features if f.get("geometry") and (f.get("properties") or {}).get("id") in areas]
    known = (f for layer in ("region", "cercle") for f in drawn if f["properties"].get("layer") == layer)
    outlines = {areas[f["properties"]["id"]]: [flat(ring) for ring in _lines(f)] for f in known}
    return {**_layers(pickle.dumps(features)), "areas": outlines}


@lru_cache(maxsize=8)
def _layers(features: bytes) -> Mapping[str, Any]:
    """The layers of pickled features that are the same on all pages. Kept by what the features say: maps of one war share their base map."""
    by_layer: dict[str, list[Mapping[str, Any]]] = {}
    for feature in pickle.loads(features):
        if feature.get("geometry"):
            by_layer.setdefault((feature.get("properties") or {}).get("layer", ""), []).append(feature)
    land = [ring for feature in by_layer.get("country", ()) for ring in _lines(feature)]
    drawn = {edge for ring in land for edge in _edges(_told(ring))}
    inner = [line for feature in by_layer.get("region", ()) for ring in _lines(feature) for line in _new_lines(_told(ring), drawn)]
    return {
        "land": [flat(ring) for ring in land],
        "near": [[str(f["properties"].get("name", "")), [flat(ring) for ring in _lines(f)]] for f in by_layer.get("neighbour", ())],
        "inner": inner,
        "lake": [flat(ring) for f in by_layer.get("lake", ()) for ring in _lines(f)],
        "delta": [flat(ring) for f in by_layer.get("delta", ()) for ring in _lines(f)],
        "river": [[_rank(f), flat(line)] for f in by_layer.get("river", ()) for line in _lines(f)],
        "road": [[_rank(f), flat(line)] for f in by_layer.get("road", ()) for line in _lines(f)],
    }


SPOTS, SPOTS_APART = 8, 0.18
"""An area has at most so many spots for its name, so far apart, as a share of its diagonal."""


def name_spots(features: Iterable[Mapping[str, Any]], layer: str, name_of: Callable[[Mapping[str, Any]], str]) -> list[list[Any]]:
    """Return [name, spots] for the areas of a layer: where within each its name may stand, the roomiest spot first.

    ``spots`` is flat: of each lon, lat, and the degrees to the nearest side in the east or west, all in thousandths of a degree.
    """
    wanted = (f for f in features if (f.get("properties") or {}).get("layer") == layer and f.get("geometry"))
    return [[name_of(feature["properties"]), _spots(pickle.dumps(feature["geometry"]))] for feature in wanted]


@lru_cache(maxsize=256)
def _spots(geometry: bytes) -> list[int]:
    """The spots within an area, a pickled GeoJSON geometry, kept by what that says."""
    import shapely
    from shapely.geometry import shape

    area = shapely.make_valid(shape(pickle.loads(geometry)))
    west, south, east, north = area.bounds
    apart, spots = SPOTS_APART * math.hypot(east - west, north - south), list[tuple[float, float, float]]()
    for lat in (south + (north - south) * (j + 0.5) / 14 for j in range(14)):
        row = shapely.intersection(area, shapely.linestrings([(west - 1, lat), (east + 1, lat)]))
        for x0, _, x1, _ in (shapely.bounds(part) for part in shapely.get_parts(row)):
            spots += [(x0 + (x1 - x0) * share, lat, (x1 - x0) * min(share, 1 - share)) for share in (0.5, 0.3, 0.7)]
    kept: list[tuple[float, float, float]] = []
    edge = area.boundary
    for spot in sorted(spots, key=lambda spot: -min(spot[2], 3 * edge.distance(shapely.points(spot[:2])))):
        if len(kept) < SPOTS and all(math.dist(spot[:2], other[:2]) >= apart for other in kept):
            kept.append(spot)
    return [round(1000 * number) for spot in kept for number in spot]


def _rank(feature: Mapping[str, Any]) -> int:
    rank = feature["properties"].get("rank", 2)
    return rank if isinstance(rank, int) else 2


def _lines(feature: Mapping[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """All lines and rings of a GeoJSON feature."""
    yield from _parts(feature["geometry"].get("coordinates") or ())


def _parts(coordinates: Sequence[Any]) -> Iterator[Sequence[Sequence[float]]]:
    if not coordinates or not isinstance(coordinates[0], (list, tuple)) or not coordinates[0]:
        return
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _parts(part)


def _rounded(points: Iterable[Sequence[float]]) -> Points:
    """Points in thousandths of a degree, without those that fall together with the one before."""
    points = list(points)
    degrees = np.array([[point[0] for point in points], [point[1] for point in points]], dtype=float)
    found: Points = np.rint(degrees.T * 1000).astype(np.int64)
    new: NDArray[np.bool_] = np.append(True, (found[1:] != found[:-1]).any(axis=1))
    return found[new[: len(found)]]


def _steps(points: Points | Sequence[Point]) -> Line:
    steps: Line = np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist() if len(points) else []
    return steps


def _told(points: Iterable[Sequence[float]]) -> list[Point]:
    return [(lon, lat) for lon, lat in _rounded(points).tolist()]


def _edges(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    for one, other in pairwise(points):
        yield (one, other) if one < other else (other, one)


def _new_lines(points: Sequence[Point], drawn: set[tuple[Point, Point]]) -> list[Line]:
    """The stretches of a line that are not drawn yet: neighbours share their border, and dashes over dashes would close the line."""
    stretches: list[list[Point]] = []
    open_end = False
    for edge, one, other in zip(_edges(points), points, points[1:], strict=False):
        if edge in drawn:
            open_end = False
            continue
        drawn.add(edge)
        if open_end:
            stretches[-1].append(other)
        else:
            stretches.append([one, other])
        open_end = True
    return [_steps(stretch) for stretch in stretches]

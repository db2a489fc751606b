"""Polygons of regions and cercles: official ones in place of the shipped ones, and which of them a point lies in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import BadData, Problem
from .places import Gazetteer

Feature = dict[str, Any]

LAYERS = ("region", "cercle")
"""Layers of the basemap whose polygons can be replaced."""

NAMES = {
    "region": ("shapename", "adm1fr", "adm1en", "adm1name", "admin1name", "adm1", "name1", "region", "nom", "name"),
    "cercle": ("shapename", "adm2fr", "adm2en", "adm2name", "admin2name", "adm2", "name2", "cercle", "nom", "name"),
}
"""Properties that hold a polygon's name, as OCHA, geoBoundaries, GADM and Natural Earth call them; case and underscores do not count."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A basemap with other boundaries.

    ``matched`` are the ids of the areas that were replaced, ``covered`` those that were left out because the new ones cover them,
    ``unmatched`` the names in the file that fit no area.
    """

    features: list[Feature]
    layer: str
    matched: tuple[str, ...]
    covered: tuple[str, ...]
    unmatched: tuple[str, ...]

    def __str__(self) -> str:
        said = f"{len(self.matched)} {self.layer} boundaries replaced"
        said += f"; left out, as the new ones cover them: {', '.join(self.covered)}" if self.covered else ""
        return said + (f"; no {self.layer} of the gazetteer is called {', '.join(self.unmatched)}" if self.unmatched else "")


def replace_boundaries(basemap: Sequence[Feature], path: Path, gazetteer: Gazetteer) -> Replaced:
    """Return the basemap with the regions or cercles of a GeoJSON file in place of its own; those that fit no area are drawn, without an id.

    Areas that the file lacks stay, but for those that lie for the most part in its polygons (Ménaka, in a file of the regions before 2016).

    Whether the file holds regions or cercles is told by its properties (OCHA's COD-AB, geoBoundaries and the like), else by which of the two
    more of its names fit. Raises BadData when it is no such file, or when no name fits.
    """
    given = read_polygons(path)
    layers = _layers_of(given)
    named = {layer: [(_area(_name(feature, layer), layer, gazetteer), feature) for feature in given] for layer in layers}
    layer = max(layers, key=lambda layer: len({area for area, _ in named[layer] if area}))
    polygons: dict[str, Feature] = {area: feature for area, feature in named[layer] if area}
    if not polygons:
        names = ", ".join(sorted({_name(f, layer) or "?" for f in given})[:5])
        raise BadData([Problem(path.name, 0, "", f"none of its {len(given)} polygons bears the name of a region or cercle ({names}, ...)")])
    unmatched = tuple(sorted({_name(feature, layer) or "(without a name)" for area, feature in named[layer] if not area}))
    new = [_feature(area, layer, feature, path, gazetteer) for area, feature in polygons.items()]
    new += [_feature("", layer, feature, path, gazetteer) for area, feature in named[layer] if not area]
    old = [f for f in basemap if f["properties"].get("layer") == layer and f["properties"].get("id") not in polygons]
    covered = _covered(old, new)
    kept = [f for f in basemap if f["properties"].get("layer") != layer] + [f for f in old if f["properties"]["id"] not in covered]
    return Replaced([*kept, *new], layer, tuple(sorted(polygons)), covered, unmatched)


def read_polygons(path: Path) -> list[Feature]:
    """Return the polygons of a GeoJSON file in WGS84 degrees. Raises BadData."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        features = [f for f in content["features"] if (f.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")]
        outside = [
            f for f in features for lon, lat in _corners(f["geometry"]["coordinates"]) if not (-180 <= lon <= 180 and -90 <= lat <= 90)
        ]
    except OSError as error:
        raise BadData([Problem(str(path), 0, "", f"cannot be read: {error.strerror or error}")]) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadData([Problem(str(path), 0, "", f"is not a GeoJSON feature collection: {error}")]) from None
    if not features:
        raise BadData([Problem(str(path), 0, "", "holds no polygon")])
    if outside:
        raise BadData([Problem(str(path), 0, "", "is not in degrees: save it in WGS84 (EPSG:4326), longitude first")])
    return features


def areas_at(features: Iterable[Feature], lons: Sequence[float], lats: Sequence[float]) -> list[dict[str, str]]:
    """Return for each point (degrees) the ids of the region and cercle that it lies in, by layer; empty where it lies in none."""
    import shapely

    found: list[dict[str, str]] = [{} for _ in lons]
    points = shapely.points(lons, lats)
    for layer in LAYERS:
        own = [f for f in features if f["properties"].get("layer") == layer]
        if own:
            tree = shapely.STRtree([shapely.geometry.shape(f["geometry"]) for f in own])
            for point, polygon in zip(*tree.query(points, predicate="intersects"), strict=True):
                found[point].setdefault(layer, own[polygon]["properties"]["id"])
    return found


def _covered(old: Sequence[Feature], new: Sequence[Feature]) -> tuple[str, ...]:
    """The ids of the features that lie for the most part in others."""
    import shapely

    whole = shapely.union_all([shapely.make_valid(shapely.geometry.shape(f["geometry"])) for f in new])
    shapes = {f["properties"]["id"]: shapely.geometry.shape(f["geometry"]) for f in old}
    return tuple(sorted(i for i, shape in shapes.items() if shape.intersection(whole).area > shape.area / 2))


def _layers_of(features: Sequence[Feature]) -> tuple[str, ...]:
    """The layers that a file can hold, by its properties: both where these do not tell."""
    keys = {_key(key) for feature in features for key in feature.get("properties") or {}}
    kinds = {str((f.get("properties") or {}).get("shapeType", "")).upper() for f in features}
    if kinds == {"ADM1"}:
        return ("region",)
    if kinds == {"ADM2"} or any(key.startswith(("adm2", "admin2", "name2", "cercle")) for key in keys):
        return ("cercle",)
    return ("region",) if any(key.startswith(("adm1", "admin1", "name1")) for key in keys) else LAYERS


def _name(feature: Feature, layer: str) -> str:
    properties = {_key(key): value for key, value in (feature.get("properties") or {}).items()}
    return next((str(properties[key]) for key in NAMES[layer] if properties.get(key)), "")


def _key(key: str) -> str:
    return key.lower().replace("_", "")


def _area(name: str, layer: str, gazetteer: Gazetteer) -> str:
    """The id of the area of a layer that bears a name, written with or without "Region" or "Cercle"."""
    if not name:
        return ""
    kinds = (layer, "area") if layer == "region" else (layer,)
    for written in (f"{name} {layer}", name, *([f"{name} District"] if layer == "region" else [])):
        if found := [i for i in gazetteer.bearing(written) if gazetteer[i].kind in kinds]:
            return min(found, key=lambda i: (gazetteer[i].kind != layer, i))
    place, _ = gazetteer.likely(f"{name} {layer}")
    return place.id if place and place.kind in kinds else ""


def _feature(area: str, layer: str, feature: Feature, path: Path, gazetteer: Gazetteer) -> Feature:
    name = gazetteer[area].name.removesuffix(" Region").removesuffix(" Cercle").removesuffix(" District") if area else _name(feature, layer)
    properties = {"layer": layer, "id": area, "name": name, "source": f"boundaries of {path.name}"}
    if layer == "cercle":
        properties["region"] = (gazetteer[area].region or "") if area else ""
    return {"type": "Feature", "properties": properties, "geometry": feature["geometry"]}


def _corners(coordinates: Any) -> Iterable[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield float(coordinates[0]), float(coordinates[1])
    else:
        for part in coordinates:
            yield from _corners(part)

"""Check basemap.geojson: validity, tiling, and overlap with reference lines that are not part of the project.

    python check_basemap.py basemap.geojson REFERENCE_DIR [GEONAMES_ML.txt]

REFERENCE_DIR holds the OCHA and derived GeoJSON files named below; the figures are areas in an equal-area projection.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pyproj import Transformer
from shapely import from_geojson, make_valid, transform, union_all
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

PROJECT = Transformer.from_crs("EPSG:4326", "+proj=laea +lat_0=17 +lon_0=-4 +units=km", always_xy=True).transform
REGION_FILE, CERCLE_FILE = "mli_regions_2016_derived_11.geojson", "mli_adm2_ocha_50cercles_raw.geojson"


def load(path: Path) -> list[tuple[dict, BaseGeometry]]:
    """Return properties and geometry in degrees of every feature."""
    items = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [(item["properties"], from_geojson(json.dumps(item["geometry"]))) for item in items]


def flat(geometry: BaseGeometry) -> BaseGeometry:
    """Project to the equal-area plane, in kilometres."""
    return make_valid(transform(geometry.segmentize(0.25), PROJECT, interleaved=False))


def plain(name: str) -> str:
    """Fold a name to the letters both sides share."""
    table = str.maketrans("éèêëïîôâç", "eeeeiioac")
    return name.lower().translate(table).replace("timbuktu", "tombouctou")


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    """Area of the intersection over area of the union."""
    return one.intersection(other).area / one.union(other).area


def print_overlap(layer: str, own: dict[str, BaseGeometry], reference: dict[str, BaseGeometry], wanted: float) -> int:
    """Print one line an area and return how many fall short."""
    short = 0
    for ident, shape in sorted(own.items()):
        key = plain(ident.rsplit("-", 1)[0])
        if key not in reference:
            print(f"{layer:8} {ident:24} {shape.area:10.0f} km²  (no reference)")
            continue
        value = iou(shape, reference[key])
        good = value >= wanted or ident == "bamako-district"
        short += not good
        mark = "" if good else f"  < {wanted}"
        areas = f"{shape.area:10.0f} km²  reference {reference[key].area:8.0f}"
        print(f"{layer:8} {ident:24} {areas}  IoU {value:.3f}{mark}")
    return short


def main(arguments: list[str]) -> int:
    """Run from the command line; the exit code is 1 when a check fails."""
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    features = load(Path(arguments[0]))
    reference_dir = Path(arguments[1])
    layers: dict[str, dict[str, BaseGeometry]] = {}
    region_of: dict[str, str] = {}
    problems = 0
    for properties, geometry in features:
        if not geometry.is_valid or geometry.is_empty:
            print("INVALID", properties["id"])
            problems += 1
        layers.setdefault(properties["layer"], {})[properties["id"]] = flat(geometry)
        if "region" in properties:
            region_of[properties["id"]] = properties["region"]
    print("features:", ", ".join(f"{layer} {len(items)}" for layer, items in layers.items()))
    country, regions, cercles = layers["country"]["mali"], layers["region"], layers.get("cercle", {})

    reference_regions = {plain(item["region"]): flat(shape) for item, shape in load(reference_dir / REGION_FILE)}
    reference_cercles = {plain(item["adm2"]): flat(shape) for item, shape in load(reference_dir / CERCLE_FILE)}
    # The old cercles of Timbuktu and Ménaka were cut up in 2016.
    reference_cercles["tombouctou"] = reference_cercles["tombouctou"].difference(reference_regions["taoudenit"])
    del reference_cercles["menaka"]
    print(f"country  mali IoU {iou(country, union_all(list(reference_regions.values()))):.4f}")
    problems += print_overlap("region", regions, reference_regions, 0.9)
    problems += print_overlap("cercle", cercles, reference_cercles, 0.8)

    union = union_all(list(regions.values()))
    gap = union.symmetric_difference(country).area / country.area
    doubled = sum(shape.area for shape in regions.values()) - union.area
    print(f"regions against country: {gap:.5%} differs; overlaps {doubled:.3f} km²")
    problems += gap > 0.005 or abs(doubled) > 1
    for region in sorted(set(region_of.values())):
        members = [cercles[ident] for ident, owner in region_of.items() if owner == region]
        joined = union_all(members)
        outside = joined.difference(regions[region]).area
        doubled = sum(shape.area for shape in members) - joined.area
        cover = joined.area / regions[region].area
        fit = f"cover {cover:.2%}, outside {outside:.3f} km², overlaps {doubled:.3f} km²"
        print(f"cercles of {region}: {len(members)}, {fit}")
        problems += outside > 1 or abs(doubled) > 1
    worst = 0.0
    for shape in layers["neighbour"].values():
        over = shape.intersection(country).area
        worst = max(worst, over)
    around = union_all([country, *layers["neighbour"].values()])
    holes = sum(Polygon(hole).area for part in getattr(around, "geoms", [around]) for hole in part.interiors)
    # Rounding moves a vertex by up to 8 m, which adds up along hundreds of kilometres of straight border.
    print(f"neighbours: biggest overlap with Mali {worst:.2f} km², holes between all countries {holes:.2f} km²")
    problems += worst > 2 or holes > 10
    if len(arguments) == 3:
        print_seats(Path(arguments[2]), regions, cercles)
    print("problems:", int(problems))
    return 1 if problems else 0


def print_seats(geonames: Path, regions: dict[str, BaseGeometry], cercles: dict[str, BaseGeometry]) -> None:
    """Print in which region and cercle each seat of GeoNames and some towns on the border fall."""
    extra = {"Andéranboukan", "Inékar", "Tidarméné", "In-Khalil", "Ti-n-Zaouâtene", "Labézanga", "Gogui", "Boughessa"}
    for line in geonames.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        name, latitude, longitude, kind, code = cells[1], float(cells[4]), float(cells[5]), cells[6], cells[7]
        if code in {"PPLA", "PPLA2", "PPLC"} or (name in extra and kind == "P"):
            point = flat(Point(longitude, latitude))
            inside = [ident for layer in (regions, cercles) for ident, shape in layer.items() if shape.contains(point)]
            print(f"seat {name} ({latitude:.2f}, {longitude:.2f}): {', '.join(inside) or 'OUTSIDE'}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

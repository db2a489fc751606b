"""GeoNames for one run: the records of a country file widen the gazetteer; a compact index of them starts fast.

A country file is what anybody can download from GeoNames (ML.zip, and ML.txt in it): tab-separated, 19 columns, no header, no quotes.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .errors import BadData, Problem
from .geo import distance_km
from .places import SETTLEMENTS, WIDE, Gazetteer, Place
from .text import fold_letters

COLUMNS = 19
ID, NAME, OTHER_NAMES, LAT, LON, CLASS, CODE, COUNTRY, POPULATION = 0, 1, 3, 4, 5, 6, 7, 8, 14
"""Where in a line what stands."""

FORMAT = "mali-control geonames index 1"
FIELDS = ("id", "name", "kind", "lat", "lon", "seat_of", "region", "cercle", "country", "population", "code", "spellings")
"""Columns of the index."""

PRECISION_KM = 5.0
"""GeoNames does not say how exact a position is; against other sources most lie within this."""

SAME_KM = 10.0
"""A record of an own place's name that lies so near is that place."""

LARGEST = 1_000_000_000
"""An index that unpacks to more bytes than this is none of ours."""

SHOWN_FAULTS = 20

BY_CODE = {
    "PPLC": "town", "PPLA": "town", "PPLA2": "town", "PPLA3": "town", "ADM1": "region", "ADM2": "cercle", "ADM3": "commune", "ADM4": "commune",
    "PCLI": "country", "AIRP": "airport", "AIRF": "airport", "AIRQ": "airport", "BDG": "bridge", "MN": "mine", "MNA": "mine", "MNN": "mine",
    "MNAU": "mine", "INSM": "base", "MILB": "base", "DSRT": "desert", "ERG": "desert", "DUNE": "desert", "SAND": "desert", "HMDA": "desert",
    "REG": "desert", "VAL": "valley", "VALS": "valley", "GRGE": "valley", "WAD": "valley", "WADS": "valley", "FRST": "forest",
    "RES": "area", "DAM": "site",
}  # fmt: skip
BY_START = (
    ("LK", "lake"),
    ("RSV", "lake"),
    ("STM", "river"),
    ("CNL", "river"),
    ("MT", "mountains"),
    ("HLL", "mountains"),
    ("PK", "mountains"),
)
BY_CLASS = {"P": "village", "A": "area", "H": "site", "T": "area", "L": "area", "S": "site", "R": "road", "V": "area"}
SEATS = {"PPLC": "country", "PPLA": "region", "PPLA2": "cercle", "PPLA3": "commune"}
TOWN = 5000
"""A settlement of so many inhabitants counts as a town."""

Locate = Callable[[Sequence[float], Sequence[float]], list[dict[str, str]]]
"""Tells for points (lons, lats in degrees) the ids of the region and cercle that each lies in."""


def read_geonames(path: Path, locate: Locate | None = None) -> list[Place]:
    """Return the places of a country file (as text or as the .zip that holds it) or of an index made of one.

    ``locate`` finds region and cercle of each point; an index has them already. Raises BadData.
    """
    try:
        with path.open("rb") as file:
            begin = file.read(4)
        if begin[:2] == b"\x1f\x8b":
            return _read_index(path)
        content = _unzip(path) if begin == b"PK\x03\x04" else path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise BadData([Problem(str(path), 0, "", f"cannot be read: {error.strerror or error}")]) from None
    except UnicodeDecodeError as error:
        raise BadData([Problem(str(path), 0, "", f"is not UTF-8 text (byte {error.start})")]) from None
    return _with_areas(_read_lines(text, str(path)), locate)


def build_index(places: Iterable[Place]) -> bytes:
    """Return places as a compact index: columns as JSON, packed with gzip; the same places give the same bytes."""
    rows = [_row(place) for place in places]
    content = {"format": FORMAT, "rows": len(rows), "columns": {field: [row[field] for row in rows] for field in FIELDS}}
    return gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), compresslevel=9, mtime=0)


def widen(gazetteer: Gazetteer, lent: Iterable[Place]) -> Gazetteer:
    """Return a gazetteer with the places of another beside its own.

    A record of a place that the gazetteer has (by GeoNames id, or by name within 10 km) lends it spellings only, those that no own place bears.
    """
    own = {place.id: place for place in gazetteer.values()}
    by_number = {place.geonames_id: place.id for place in own.values() if place.geonames_id}
    new: list[Place] = []
    for place in lent:
        same = by_number.get(place.geonames_id or "") or _twin(gazetteer, place)
        if not same:
            new.append(place)
            continue
        free = [s for s in (place.name, *place.spellings) if not gazetteer.bearing(s)]
        if own[same].kind in SETTLEMENTS and free:
            own[same] = replace(own[same], spellings=(*own[same].spellings, *free))
    return Gazetteer([*own.values(), *new])


def _twin(gazetteer: Gazetteer, place: Place) -> str:
    """The own place that a record of another number means, if there is one."""
    for i in gazetteer.bearing(place.name):
        own = gazetteer[i]
        if own.lat is not None and own.lon is not None and place.lat is not None and place.lon is not None:
            near = max(SAME_KM, own.precision_km or 0) if own.kind in SETTLEMENTS else SAME_KM
            if (own.kind in SETTLEMENTS) == (place.kind in SETTLEMENTS) and distance_km(own.lon, own.lat, place.lon, place.lat) <= near:
                return i
    return ""


def _read_lines(text: str, file: str) -> list[Place]:
    places: list[Place] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            places.append(_place(line.rstrip("\r").split("\t")))
        except ValueError as error:
            problems.append(Problem(file, number, "", str(error)))
            if len(problems) == SHOWN_FAULTS:
                break
    if problems:
        raise BadData(problems)
    if not places:
        raise BadData([Problem(file, 0, "", "holds no record; a GeoNames country file is wanted, as ML.txt")])
    return places


def _place(cells: list[str]) -> Place:
    """Make a place of the cells of a line. Raises ValueError with what is wrong."""
    if len(cells) != COLUMNS:
        raise ValueError(f"has {len(cells)} columns where a GeoNames file has {COLUMNS}, parted by tabs")
    try:
        lat, lon = float(cells[LAT]), float(cells[LON])
    except ValueError:
        raise ValueError(f"{cells[LAT]!r}, {cells[LON]!r} is no position") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"({lat}, {lon}) is no position in degrees")
    if not (cells[ID].isdigit() and cells[NAME].strip()):
        raise ValueError("a record needs a number and a name")
    people = int(cells[POPULATION]) if cells[POPULATION].isdigit() else 0
    return Place(
        WIDE + cells[ID],
        cells[NAME].strip(),
        _kind(cells[CLASS], cells[CODE], people),
        lat,
        lon,
        PRECISION_KM,
        seat_of=SEATS.get(cells[CODE]),
        country=cells[COUNTRY] or None,
        geonames_id=cells[ID],
        population=people or None,
        position_source=f"GeoNames {cells[ID]} ({cells[CLASS]}.{cells[CODE]})",
        spellings=tuple(_names(cells[NAME], cells[OTHER_NAMES])),
    )


def _kind(class_: str, code: str, people: int) -> str:
    if class_ == "P" and people >= TOWN:
        return "town"
    return BY_CODE.get(code) or next((kind for start, kind in BY_START if code.startswith(start)), BY_CLASS.get(class_, "area"))


def _names(name: str, others: str) -> Iterator[str]:
    """Give the other names of a record that can be looked up: no codes, nothing twice."""
    seen = {_spaced(name)}
    for other in others.split(","):
        written = other.strip(" \u200e\u200f")
        key = _spaced(written)
        if len(key) > 2 and key not in seen and not (len(written) <= 4 and written.isupper()) and not written.startswith("http"):
            seen.add(key)
            yield written


def _spaced(name: str) -> str:
    return " ".join(fold_letters(name).split())


def _with_areas(places: list[Place], locate: Locate | None) -> list[Place]:
    if locate is None:
        return places
    areas = locate([p.lon or 0.0 for p in places], [p.lat or 0.0 for p in places])
    return [replace(place, region=area.get("region"), cercle=area.get("cercle")) for place, area in zip(places, areas, strict=True)]


def _unzip(path: Path) -> bytes:
    """The country file in GeoNames' own packing."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith(".txt") and not m.filename.lower().startswith("readme")]
            if len(members) != 1 or members[0].file_size > LARGEST:
                raise BadData([Problem(str(path), 0, "", "is not a zip file of one country from GeoNames")])
            return archive.read(members[0])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise BadData([Problem(str(path), 0, "", f"cannot be unpacked: {error}")]) from None


def _row(place: Place) -> dict[str, Any]:
    row = {field: getattr(place, field, None) for field in FIELDS}
    row["id"] = int(place.id.removeprefix(WIDE))
    row["code"] = place.position_source.partition("(")[2].rstrip(")")
    row["spellings"] = "\t".join(place.spellings)
    return row


def _read_index(path: Path) -> list[Place]:
    wrong = BadData([Problem(str(path), 0, "", "is not an index made by 'mali-control gazetteer build'; make it again")])
    try:
        with gzip.open(io.BytesIO(path.read_bytes())) as file:
            packed = file.read(LARGEST + 1)
        content = json.loads(packed) if len(packed) <= LARGEST else {}
        if content["format"] != FORMAT:
            raise wrong
        columns = [content["columns"][field] for field in FIELDS]
        return [_from_row(*row) for row in zip(*columns, strict=True)]
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        raise wrong from None


def _from_row(
    number: int, name: str, kind: str, lat: float, lon: float, seat: str | None, region: str | None, cercle: str | None, country: str | None,
    people: int | None, code: str, spellings: str,
) -> Place:  # fmt: skip
    names = tuple(spellings.split("\t")) if spellings else ()
    return Place(
        f"{WIDE}{number}", name, kind, lat, lon, PRECISION_KM, None, seat, region, cercle, country, str(number), people,
        f"GeoNames {number} ({code})", "", names,
    )  # fmt: skip

"""Formats by suffix, and the one way to write an export: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ..errors import BadOutput, MissingExtra
from ..output import building, check_database, check_writable
from .content import LAYERS, Content, check_layers


@dataclass(frozen=True)
class Format:
    """A format: its name, where it is written, and what it can hold.

    Attributes
    ----------
    name : as people call it.
    module, function : where it is written; the module is imported when it is needed.
    several : whether it holds several layers; else it holds the first, or the one that is named.
    whats : what can be exported to it.
    library, extra : the optional library that it needs, and the extra that brings it; empty for none.

    """

    name: str
    module: str
    function: str
    several: bool = False
    whats: tuple[str, ...] = ("date", "history", "changes")
    library: str = ""
    extra: str = ""


FORMATS: Mapping[str, Format] = {
    ".geojson": Format("GeoJSON", "gis", "write_geojson"),
    ".gpkg": Format("GeoPackage", "gis", "write_geopackage", several=True),
    ".parquet": Format("GeoParquet", "gis", "write_parquet", library="pyarrow", extra="parquet"),
    ".fgb": Format("FlatGeobuf", "gis", "write_flatgeobuf"),
    ".csv": Format("CSV", "sheets", "write_csv"),
    ".xlsx": Format("Excel", "sheets", "write_excel", several=True, library="openpyxl", extra="excel"),
    ".kml": Format("KML", "kml", "write_kml", several=True),
    ".wiki": Format("Wikipedia location map", "wiki", "write_wiki", whats=("date",)),
}
"""The formats by suffix.

Days are plain days in all of them: dates where the format has such (GeoPackage, GeoParquet, Excel), else text as YYYY-MM-DD. Several ids are lists
in GeoJSON and GeoParquet, and joined by ``;`` in the others.
"""


def format_of(path: Path, what: str) -> Format:
    """Return the format that a path's suffix asks for.

    Raises BadOutput for a suffix that is none of ours, or a format that cannot hold ``what``; MissingExtra where its library is not installed.
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        given = f"the suffix {path.suffix!r} is no format known here" if path.suffix else "the suffix says the format"
        raise BadOutput(f"{path}: {given}; name a file that ends in {', '.join(FORMATS)}")
    if what not in known.whats:
        fitting = [suffix for suffix, f in FORMATS.items() if what in f.whats]
        raise BadOutput(f"{path}: a {known.name} file shows one day; name a date, or a file that ends in {', '.join(fitting)}")
    if known.library:
        try:
            import_module(known.library)
        except ImportError:
            raise MissingExtra(f"writing {known.name} ({path.suffix})", known.extra) from None
    return known


def layers_for(path: Path, what: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the layers to write: those wanted, else all that the format can hold.

    Raises what ``format_of`` does, UnknownName for a layer that is not there, and BadOutput for more layers than the format can hold.
    """
    known = format_of(path, what)
    check_layers(what, wanted)
    chosen = tuple(dict.fromkeys(wanted)) or (LAYERS[what] if known.several else LAYERS[what][:1])
    if path.suffix.lower() == ".wiki" and chosen != LAYERS["date"][:1]:
        raise BadOutput(f"{path}: a {known.name} file holds the layer places only")
    if len(chosen) > 1 and not known.several:
        raise BadOutput(f"{path}: a {known.name} file holds one layer, not {len(chosen)}; name one, or write .gpkg")
    (check_database if path.suffix.lower() == ".gpkg" else check_writable)(path)
    return chosen


def write(path: Path, content: Content) -> dict[str, int]:
    """Write an export to a file that appears whole or not at all; return how many rows each layer in it has. Raises BadOutput."""
    known = format_of(path, content.what)
    writer: Callable[[Path, Content], dict[str, int]] = getattr(import_module(f"{__package__}.{known.module}"), known.function)
    with building(path) as place:
        return writer(place, content)

"""What is found in a text: mentions of places, as objects, as plain records, as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .places import Gazetteer

MENTION_COLUMNS: Mapping[str, str] = {
    "file": "the file, or - for stdin",
    "start": "offset of the first sign, counted from 0 in the text as it is (signs, not bytes)",
    "end": "offset after the last sign",
    "text": "the mention as written",
    "status": "found, or unknown: the text treats it as a place and the gazetteer lacks it",
    "place": "id of the place; None for an unknown one",
    "name": "name of the place, or None",
    "kind": "town, village, base, airport, ..., or an area; or None",
    "parent": "id of the town that a site belongs to, or of the area that an area lies in, or None",
    "region": "id of the region, or None",
    "lat": "latitude in WGS84 degrees, or None",
    "lon": "longitude in WGS84 degrees, or None",
    "precision_km": "how far the true position may lie from the given one, in km, or None",
    "score": "how sure it is, from 0 to 1",
    "decided": "how it was decided",
    "candidates": "tuple of the ids of the places that it can mean, the likeliest first",
    "note": "what a reader should know",
}
"""Columns of a table of mentions."""


class Candidate(NamedTuple):
    """A place that a mention can mean, and its share of the belief, from 0 to 1."""

    place: str
    share: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text.

    Attributes
    ----------
    start, end : offsets in the text as it was given, in signs; ``text`` is what stands there.
    place : id of the place; None for an unknown one, which the text treats as a place and the gazetteer lacks.
    score : how sure it is, from 0 to 1.
    decided : how it was decided, in a few words.
    candidates : the places that it can mean, the likeliest first.
    note : what a reader should know.

    """

    start: int
    end: int
    text: str
    place: str | None
    score: float
    decided: str
    candidates: tuple[Candidate, ...] = ()
    note: str = ""

    @property
    def status(self) -> str:
        """``found``, or ``unknown`` for a place that the gazetteer lacks."""
        return "unknown" if self.place is None else "found"


def mention_records(mentions: Iterable[Mention], gazetteer: Gazetteer, file: str = "-") -> Iterator[dict[str, Any]]:
    """Give mentions as records; keys as in MENTION_COLUMNS."""
    for mention in mentions:
        place = gazetteer[mention.place] if mention.place else None
        of_place = {column: getattr(place, column, None) for column in ("name", "kind", "parent", "region", "lat", "lon", "precision_km")}
        yield {
            "file": file, "start": mention.start, "end": mention.end, "text": mention.text, "status": mention.status, "place": mention.place,
            **of_place, "score": mention.score, "decided": mention.decided, "candidates": tuple(c.place for c in mention.candidates),
            "note": mention.note,
        }  # fmt: skip


def mentions_geojson(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return records of mentions as a GeoJSON feature collection: points (lon, lat), no geometry where the place is not located."""
    return {"type": "FeatureCollection", "features": [_feature(record) for record in records]}


def _feature(record: Mapping[str, Any]) -> dict[str, Any]:
    located = record["lat"] is not None and record["lon"] is not None
    geometry = {"type": "Point", "coordinates": [record["lon"], record["lat"]]} if located else None
    properties = {column: value for column, value in record.items() if column not in ("lat", "lon")}
    return {"type": "Feature", "geometry": geometry, "properties": properties}

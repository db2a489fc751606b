"""Rules that span files: ids exist, dates are in order, positions are where they can be. Every fault is listed; none stops the search."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from statistics import median

from .control import KINDS
from .dates import FuzzyDate
from .errors import Problem
from .factions import Factions
from .geo import distance_km
from .places import SITES, Gazetteer
from .reports import Report
from .sources import Source
from .tables import Row
from .text import fold, nearest

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS84 degrees."""

REACH_KM = 2000.0
"""Without a country's outline to go by, a position farther than this from the middle of all others is taken for a slip."""

NEEDS_BY = frozenset(KINDS) - {"lifts-siege", "attacks", "repels", "contests", "withdraws"}
"""Kinds of report that say nothing without naming who."""


def check_places(
    gazetteer: Gazetteer, rows: Mapping[str, Row], surroundings: Box | None, factions: Factions | None = None
) -> Iterable[Problem]:
    """Give the faults of the places: parents, areas and factions that do not exist, half a position, positions outside the surroundings.

    ``factions`` are those that the places speak of; None where the places are another war's, whose factions are not known.
    """
    middle = _middle(gazetteer)
    for place, row in rows.items():
        for column in ("parent", "region", "cercle"):
            if row[column]:
                yield from _unknown(row, column, "place", [row[column]], gazetteer)
                if row[column] == place:
                    yield row.problem(column, "a place cannot lie in itself")
        if row["base_of"] and row["kind"] not in SITES:
            yield row.problem("base_of", f"only a site has this; {place!r} is a {row['kind']}")
        elif row["base_of"] and factions is not None:
            yield from _unknown(row, "base_of", "faction", [row["base_of"]], factions)
        if row["kind"] in SITES and row["parent"] in gazetteer and gazetteer[row["parent"]].is_area:
            yield row.problem("parent", f"{row['parent']!r} is an area; a site belongs to a settlement (use region and cercle for areas)")
        elif row["kind"] in SITES and row["parent"] in gazetteer and gazetteer[row["parent"]].is_site:
            yield row.problem("parent", f"{row['parent']!r} is a site itself; a site belongs to a settlement")
        if (row["lat"] is None) != (row["lon"] is None):
            yield row.problem("lon" if row["lon"] is None else "lat", "a position needs both lat and lon")
        elif row["lat"] is not None and row["kind"] != "country":
            yield from _check_position(row, surroundings, middle)
        elif row["lat"] is None and not row["note"]:
            yield row.problem("note", "a place without a position needs the reason here")
    yield from _rings({place: row for place, row in rows.items() if row["parent"]}, "parent", "lies in")


def check_factions(factions: Factions, ties: Iterable[Row], sources: Container[str]) -> Iterable[Problem]:
    """Give the faults of the lineage: unknown ids, ends before beginnings, a faction that becomes itself."""
    for row in ties:
        names = [row["faction"]] + ([row["of"]] if row["tie"] != "name" else [])
        yield from _unknown(row, "faction", "faction", names[:1], factions)
        if row["tie"] == "name":
            if not row["name"]:
                yield row.problem("name", "must not be empty for a name")
        elif not row["of"]:
            yield row.problem("of", f"must not be empty for a {row['tie']}")
        else:
            yield from _unknown(row, "of", "faction", names[1:], factions)
            if row["of"] == row["faction"]:
                yield row.problem("of", "a faction cannot be tied to itself")
        if row["tie"] == "successor" and row["start"] is None:
            yield row.problem("start", "must not be empty for a successor")
        if row["source"] and row["source"] not in sources:
            yield row.problem("source", f"unknown source {row['source']!r}")
        yield from _order(row, row["start"], row["end"])
    yield from _rings({row["faction"]: row for row in ties if row["tie"] == "successor"}, "of", "becomes")


def check_reports(
    reports: Iterable[tuple[Report, Row]], gazetteer: Gazetteer, factions: Factions, sources: Mapping[str, Source]
) -> Iterable[Problem]:
    """Give the faults of the reports: unknown ids, spans that end before they begin, statements that say nothing."""
    meant = {fold(name): f.id for f in factions.values() for name in (f.name, f.name_fr, f.short, f.id)}
    for report, row in reports:
        yield from _unknown(row, "place", "place", [report.place], gazetteer)
        yield from _unknown(row, "by", "faction", report.by, factions)
        yield from _unknown(row, "against", "faction", report.against, factions)
        yield from _unknown(row, "except", "place", report.except_, gazetteer)
        yield from _unknown(row, "source", "source", [report.source], sources)
        yield from _order(row, report.date, report.end, "date")
        yield from _claimants(row, report, meant)
        if not report.by and report.kind in NEEDS_BY:
            yield row.problem("by", f"{report.kind!r} needs to say who")
        if report.kind == "contests" and not (report.by or report.against):
            yield row.problem("by", "'contests' needs to name at least one side")
        if report.reported_on and report.date.earliest and report.known_on < report.date.earliest:
            yield row.problem("reported_on", f"{report.reported_on} lies before the event itself ({report.date})")
        is_area = report.place in gazetteer and gazetteer[report.place].is_area
        if (report.scope or report.except_) and not is_area:
            yield row.problem("scope" if report.scope else "except", f"only a report about an area has this; {report.place!r} is a point")


def _check_position(row: Row, surroundings: Box | None, middle: tuple[float, float] | None) -> Iterable[Problem]:
    lon, lat = row["lon"], row["lat"]
    if surroundings:
        west, south, east, north = surroundings
        if not (west <= lon <= east and south <= lat <= north):
            swapped = west <= lat <= east and south <= lon <= north
            hint = "; are lat and lon swapped?" if swapped else ""
            yield row.problem(
                "lat" if not south <= lat <= north else "lon", f"({lat}, {lon}) lies outside the country's surroundings{hint}"
            )
    elif middle and (far := distance_km(lon, lat, *middle)) > REACH_KM:
        yield row.problem("lat", f"({lat}, {lon}) lies {far:,.0f} km from the middle of the other places; are lat and lon swapped?")


def _claimants(row: Row, report: Report, meant: Mapping[str, str]) -> Iterable[Problem]:
    """A party written otherwise than by its id would be taken for a witness, and its word for itself would count."""
    for name in (part.strip() for part in report.claimant.split(";")):
        faction = meant.get(fold(name), name)
        if name and faction != name:
            yield row.problem("claimant", f"{name!r} is no faction's id; write {faction}")


def _middle(gazetteer: Gazetteer) -> tuple[float, float] | None:
    points = [(p.lon, p.lat) for p in gazetteer.values() if p.lon is not None and p.lat is not None]
    return (median(x for x, _ in points), median(y for _, y in points)) if len(points) > 2 else None


def _unknown(row: Row, column: str, what: str, given: Iterable[str], known: Mapping[str, object]) -> Iterable[Problem]:
    for name in given:
        if name not in known:
            near = nearest(name, known, limit=1)
            yield row.problem(column, f"unknown {what} {name!r}" + (f"; did you mean {near[0][0]}?" if near else ""))


def _order(row: Row, start: FuzzyDate | None, end: FuzzyDate | None, column: str = "start") -> Iterable[Problem]:
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        yield row.problem("end", f"{end} lies before the {column} {start}")


def _rings(rows: Mapping[str, Row], column: str, verb: str) -> Iterable[Problem]:
    """Rows that lead to one another by a column, and in the end to themselves."""
    for name, row in rows.items():
        seen, here = {name}, row[column]
        while here in rows and here not in seen:
            seen.add(here)
            here = rows[here][column]
        if here == name and len(seen) > 1:
            yield row.problem(column, f"{name!r} {verb} itself in the end")

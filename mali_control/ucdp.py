"""Read UCDP's Georeferenced Event Dataset (ucdp.uu.se), in the columns of version 24.1.

Its events are deaths in organised violence and say nothing of control: all are ``attacks``. Taken are those placed at a location or within 25 km
of it (``where_prec`` 1 and 2); what is placed only by district, region or country is left. ``date_start`` and ``date_end`` are the bounds of the
date. The first day among ``source_date`` is when the event was made known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .conversion import BAD_DATE, Event, Left, days, read_event_day, read_events
from .incidents import IncidentTable, bare_name, number
from .sources import Source

SOURCE = Source(
    "ucdp",
    "UCDP Georeferenced Event Dataset (GED)",
    "Uppsala Conflict Data Program",
    "event table",
    url="https://ucdp.uu.se",
    licence="CC BY 4.0",
)
NEEDED = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "where_coordinates",
    "latitude",
    "longitude",
    "date_start",
    "date_end",
)
VIOLENCE = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
PLACED_BY = {"3": "district", "4": "region", "5": "a line or a stretch of land", "6": "country", "7": "sea or air space"}
_KM = {"1": 2.0, "2": 25.0}


def read_ucdp(table: IncidentTable, countries: Collection[str] = ()) -> Iterator[Event | Left]:
    """Give the events of a table, or those of some countries, in the words of reports, and the rows that are left with the reason."""
    return read_events(table, "UCDP GED", NEEDED, _event, countries)


def _event(line: int, row: Mapping[str, str]) -> Event | Left:
    what = VIOLENCE.get(row["type_of_violence"], "Violence")
    if row["where_prec"] not in _KM:
        return Left(
            line, f"{what}: placed only by {PLACED_BY.get(row['where_prec'], 'no known precision')} (where_prec {row['where_prec']})"
        )
    first = read_event_day(row["date_start"])
    last = read_event_day(row["date_end"]) if row["date_end"] else first
    if first is None or last is None or last < first:
        return Left(line, BAD_DATE)
    return Event(
        line=line,
        id=row["id"],
        what=what,
        kind="attacks",
        date=days(first, last),
        by=(row["side_a"],),
        against=(row["side_b"],),
        place=bare_name(row["where_coordinates"]),
        lat=number(row["latitude"]),
        lon=number(row["longitude"]),
        km=_KM[row["where_prec"]],
        region=row.get("adm_1", "").removesuffix(" region"),
        reported_on=_made_known(row.get("source_date", "")),
        note=_note(what, row),
    )


def _made_known(dates: str) -> str:
    found = [day for text in dates.split(";") if (day := read_event_day(text))]
    return min(found).isoformat() if found else ""


def _note(what: str, row: Mapping[str, str]) -> str:
    deaths = row.get("best", "")
    parts = [
        f"{what}: {row['side_a']} and {row['side_b']}",
        "near the place" if row["where_prec"] == "2" else "",
        f"{deaths} deaths" if deaths not in ("", "0") else "",
        f"after {row['source_office']}" if row.get("source_office") else "",
    ]
    return " ".join("; ".join(part for part in parts if part).split())

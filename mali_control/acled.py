"""Read ACLED's event table (acleddata.com), in the columns of its codebook of 2024 and, as far as they are the same, of earlier years.

What is taken, and as what:

* *Government regains territory* and *Non-state actor overtakes territory* are ``captures``. ACLED says that the order of its two actors has no
  meaning; so the taker is read from the definition: the state's side regains, whoever is not the state overtakes. Where that does not decide
  (two rebel groups, two states) the first actor is written down as the taker with the standing ``disputed``: it changes nothing, is shown beside
  the state, and waits for somebody to read the event's note.
* *Non-violent transfer of territory* is ``captures`` by the one armed side that is named; with two armed sides it is ``disputed`` likewise.
* *Headquarters or base established* is a ``claims``: shown beside the state, for a base at a place is not control of it.
* Battles without a change of territory, explosions and remote violence, violence against civilians are ``attacks``: context, no contest.
* Protests, riots and the other strategic developments are left.

A change of control is taken only where ``geo_precision`` is 1: with 2 or 3 the place named only stands for its surroundings or its region. Attacks
are taken with 1 and 2. ``time_precision`` 1 is the day, 2 the week around it, 3 its month. ``timestamp`` is when ACLED last published the row; it
becomes ``reported_on``, so that old events count as known only from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from .conversion import BAD_DATE, Event, Left, days, read_event_day, read_events
from .incidents import IncidentTable, number
from .sources import Source

SOURCE = Source(
    "acled",
    "Armed Conflict Location & Event Data",
    "ACLED",
    "event table",
    url="https://acleddata.com",
    licence="ACLED's terms of use: to be cited; its rows are not to be passed on",
)
NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1", "location", "latitude", "longitude")

REGAINS, OVERTAKES, TRANSFER = "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"
BASE = "Headquarters or base established"
VIOLENCE = ("Battles", "Battle-No change of territory", "Explosions/Remote violence", "Remote violence", "Violence against civilians")

STATE, EXTERNAL, UNSAID = 1, 8, 9
ARMED = frozenset({STATE, 2, 3, 4, EXTERNAL, UNSAID})
_SIDES = {"state": STATE, "rebel": 2, "political": 3, "identity": 4, "communal": 4, "rioters": 5, "protesters": 6, "civilians": 7,
          "external": EXTERNAL, "other": EXTERNAL}  # fmt: skip
_KM = {"1": 2.0, "2": 25.0, "3": 100.0}


def read_acled(table: IncidentTable, countries: Collection[str] = ()) -> Iterator[Event | Left]:
    """Give the events of a table, or those of some countries, in the words of reports, and the rows that are left with the reason."""
    return read_events(table, "ACLED", NEEDED, _event, countries)


def _event(line: int, row: Mapping[str, str]) -> Event | Left:
    what = (row.get("sub_event_type") or row["event_type"]).removeprefix("Battle-")
    kind = _kind(what, row["event_type"])
    near = (row.get("geo_precision") or "1").removesuffix(".0")
    day = read_event_day(row["event_date"])
    if not kind:
        return Left(line, f"{what}: says nothing of who holds a place")
    if near not in ("1", "2") or (near == "2" and kind != "attacks"):
        return Left(
            line, f"{what}: the place named only stands for its {'surroundings' if near == '2' else 'region'} (geo_precision {near})"
        )
    if day is None:
        return Left(line, BAD_DATE)
    first, sure = _taker(what, row) if kind == "captures" else (1, True)
    return Event(
        line=line,
        id=row["event_id_cnty"],
        what=what,
        kind=kind,
        date=_bounds(day, row.get("time_precision", "").removesuffix(".0")),
        by=(row[f"actor{first}"],),
        against=(row.get(f"actor{3 - first}", ""),),
        allies=tuple(row.get(f"assoc_actor_{first}", "").split(";")) if kind == "captures" else (),
        place=row["location"],
        lat=number(row["latitude"]),
        lon=number(row["longitude"]),
        km=_KM.get(near, 2.0),
        region=row.get("admin1", ""),
        reported_on=_published(row.get("timestamp", "")),
        standing="stated" if sure else "disputed",
        note=_note(what, row, sure, near),
    )


def _kind(what: str, type_: str) -> str:
    if what in (REGAINS, OVERTAKES, TRANSFER):
        return "captures"
    if what == BASE:
        return "claims"
    return "attacks" if type_ in VIOLENCE else ""


def _taker(what: str, row: Mapping[str, str]) -> tuple[int, bool]:
    """Return which of the two actors took the place, and whether the definition of the event says so."""
    sides = {which: _side(row.get(f"inter{which}", ""), row.get(f"actor{which}", "")) for which in (1, 2)}
    armed = [which for which, side in sides.items() if side in ARMED]
    if len(armed) == 1:
        return armed[0], True
    states = [which for which in armed if sides[which] == STATE]
    if what == REGAINS and not states:  # the government's affiliates: foreign forces that fight beside it
        states = [which for which in armed if sides[which] == EXTERNAL]
    if len(states) == 1 and what != TRANSFER:
        return (states[0], True) if what == REGAINS else (3 - states[0], True)
    return 1, False


def _side(inter: str, actor: str) -> int:
    """ACLED's kind of an actor, from 1 (state) to 8 (external), written as a number or in words; 0 for no actor."""
    if not actor:
        return 0
    first = inter.split()[0].casefold().rstrip(",") if inter.split() else ""
    inter = inter.removesuffix(".0")
    return int(inter) if inter.isdigit() and inter != "0" else _SIDES.get(first.partition("/")[0], UNSAID)


def _bounds(day: date, precision: str) -> str:
    if precision == "2":
        return days(day - timedelta(days=3), day + timedelta(days=3))
    return f"{day:%Y-%m}" if precision == "3" else day.isoformat()


def _published(timestamp: str) -> str:
    seconds = number(timestamp)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds and 0 < seconds < 4e9 else ""


def _note(what: str, row: Mapping[str, str], sure: bool, near: str) -> str:
    actors = " and ".join(name for name in (row.get("actor1", ""), row.get("actor2", "")) if name)
    deaths = row.get("fatalities", "")
    parts = [
        f"{what}: {actors or 'nobody named'}",
        "near the place" if near != "1" else "",
        f"{deaths} deaths reported" if deaths not in ("", "0") else "",
        "" if sure else "the table does not say which of the two took it; read its note, then set the standing to stated",
        f"after {row['source']}" if row.get("source") else "",
    ]
    return " ".join("; ".join(part for part in parts if part).split())

"""Summaries of a span of days: who held how much at its ends, how often it changed, what stayed and what was fought over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from .control import Status
from .history import History, State
from .places import SETTLEMENTS, Gazetteer
from .records import Record

HOLDER_COLUMNS: Mapping[str, str] = {
    "holder": "faction, coalition or bloc; contested and unknown stand for places that nobody holds alone or that are not known",
    "day": "first or last day of the span",
    "places": "settlements and sites held; what is held jointly counts for each holder",
    "towns": "of these, towns",
    "villages": "of these, villages",
    "sites": "of these, bases, camps, airports and the like",
    "km2": "ground around the settlements held, within their reach, in km² (equal-area projection)",
    "population": "inhabitants of the settlements held, where known",
}
MONTH_COLUMNS: Mapping[str, str] = {"month": "YYYY-MM", "changes": "changes of status, holder or siege in that month"}
HELD_COLUMNS: Mapping[str, str] = {
    "place": "id of the place",
    "name": "name of the place",
    "controllers": "tuple of the holders",
    "since": "first day of the state",
    "days": "how many days of the span it lasted",
}
CONTESTED_COLUMNS: Mapping[str, str] = {
    "place": "id of the place",
    "name": "name of the place",
    "changes": "changes of status or holder in the span",
    "days_contested": "days of the span on which it was contested",
    "days_besieged": "days of the span on which it was besieged",
}

PARTS: Mapping[str, Mapping[str, str]] = {
    "holders": HOLDER_COLUMNS, "months": MONTH_COLUMNS, "longest": HELD_COLUMNS, "contested": CONTESTED_COLUMNS,
}  # fmt: skip
"""The tables of a summary, with their columns."""


def summarise(
    history: History,
    gazetteer: Gazetteer,
    basemap: Sequence[Mapping[str, Any]],
    first: date,
    last: date,
    parts: Iterable[str] = tuple(PARTS),
) -> dict[str, list[Record]]:
    """Return the tables of a summary, or those ``parts`` of it; names and columns as in PARTS. ``basemap`` is GeoJSON features in EPSG:4326."""
    points = [place for place in history.places if not gazetteer[place].is_area]

    def holders() -> list[Record]:
        ground = _ground(history, gazetteer, basemap)
        return [row for day in (first, last) for row in _holders(history, gazetteer, points, ground, day)]

    tables: Mapping[str, Callable[[], list[Record]]] = {
        "holders": holders,
        "months": lambda: _months(history, points, first, last),
        "longest": lambda: _longest(history, gazetteer, points, first, last),
        "contested": lambda: _contested(history, gazetteer, points, first, last),
    }
    return {part: tables[part]() for part in parts}


def _ground(history: History, gazetteer: Gazetteer, basemap: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The km² around each settlement that was ever known to be held."""
    from .territory import areas_km2, cells, outline_of

    known = [gazetteer[place] for place in history.places if any(s.status is not Status.UNKNOWN for s in history.of(place))]
    ground = cells(known, outline=outline_of(basemap))
    return dict(zip(ground, areas_km2(ground.values()), strict=True))


def _holders(history: History, gazetteer: Gazetteer, points: Iterable[str], km2: Mapping[str, float], day: date) -> list[Record]:
    rows: dict[str, dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(("places", "towns", "villages", "sites", "km2", "population"), 0.0)
    )
    for place_id in points:
        place, state = gazetteer[place_id], history.at(place_id, day)
        holders = state.controllers if state.status is Status.CONTROLLED else (state.status.value,)
        kind = "towns" if place.kind == "town" else "villages" if place.kind in SETTLEMENTS else "sites"
        for holder in holders:
            row = rows[holder]
            row["places"] += 1
            row[kind] += 1
            row["km2"] += km2.get(place_id, 0.0)
            row["population"] += place.population or 0
    ordered = sorted(rows.items(), key=lambda item: (item[0] in ("contested", "unknown"), -item[1]["places"], item[0]))
    return [{"holder": holder, "day": day, **{k: round(v) for k, v in row.items()}} for holder, row in ordered]


def _months(history: History, points: Iterable[str], first: date, last: date) -> list[Record]:
    found = Counter(f"{change.day:%Y-%m}" for change in history.changes(first, last, points))
    months, day = [], first.replace(day=1)
    while day <= last:
        months.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=32)).replace(day=1)
    return [{"month": month, "changes": found[month]} for month in months]


def _within(state: State, first: date, last: date) -> int:
    """How many days of the span a state lasted."""
    end = min(state.end or last + timedelta(days=1), last + timedelta(days=1))
    return max(0, (end - max(state.start, first)).days)


def _longest(history: History, gazetteer: Gazetteer, points: Iterable[str], first: date, last: date, limit: int = 10) -> list[Record]:
    """The longest times without a change of hands; sieges do not interrupt them."""
    rows: list[Record] = []
    for place in points:
        runs: list[tuple[State, int]] = []
        for state in history.of(place):
            if runs and runs[-1][0].controllers == state.controllers and runs[-1][0].status is state.status:
                runs[-1] = (runs[-1][0], runs[-1][1] + _within(state, first, last))
            else:
                runs.append((state, _within(state, first, last)))
        held = [(state, days) for state, days in runs if state.status is Status.CONTROLLED and days]
        rows += [
            {"place": place, "name": gazetteer[place].name, "controllers": state.controllers, "since": state.start, "days": days}
            for state, days in held
        ]
    return sorted(rows, key=lambda row: (-row["days"], row["place"]))[:limit]


def _contested(history: History, gazetteer: Gazetteer, points: Iterable[str], first: date, last: date, limit: int = 10) -> list[Record]:
    rows: list[dict[str, Any]] = []
    for place in points:
        states = history.of(place)
        turns = [c for c in history.changes(first, last, [place]) if c.before.controllers != c.after.controllers]
        rows.append(
            {
                "place": place,
                "name": gazetteer[place].name,
                "changes": len(turns),
                "days_contested": sum(_within(s, first, last) for s in states if s.status is Status.CONTESTED),
                "days_besieged": sum(_within(s, first, last) for s in states if s.besieged_by),
            }
        )
    rows = [row for row in rows if row["changes"] or row["days_contested"]]
    return sorted(rows, key=lambda row: (-row["changes"], -row["days_contested"], row["place"]))[:limit]

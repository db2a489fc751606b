"""From reports to events: what bears on one place, on which day, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .control import ORDER_WITHIN_A_DAY, Factions, Status
from .evidence import LEAVING, day_of, weight
from .reports import Report
from .states import Bounds, State

OWN, AREA, TOWN = "own", "area", "town"
"""How a report came to bear on a place: it names it, it speaks of the ground around, or the place is a site of the town."""


class PlaceInfo(NamedTuple):
    """What the engine must know of a place.

    ``town`` is the settlement that a site belongs to; ``areas`` are those around it. ``is_settlement`` says that a report about an area counts
    for it (settlements, and open ground like a valley), ``is_town`` that it is no rural ground; ``is_area`` that it is a unit like a region, whose
    own state is that of the whole of it.
    """

    id: str
    town: str | None
    areas: frozenset[str]
    is_town: bool
    is_settlement: bool
    is_area: bool


class Lineage(NamedTuple):
    """What the engine must know of factions.

    ``blocs`` gives each one's side; ``kin`` the others that the same name may stand for; ``members`` those of each coalition, at any time;
    ``successions`` the first day, the old and the new id of factions that became another.
    """

    blocs: Mapping[str, str]
    kin: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    successions: tuple[tuple[date, str, str], ...]

    def kin_of(self, factions: Factions) -> Factions:
        return frozenset().union(*(self.kin.get(f, frozenset({f})) for f in factions))

    def sides(self, factions: Iterable[str]) -> frozenset[str]:
        return frozenset(self.blocs.get(f, f) for f in factions)


class Event(NamedTuple):
    """Something that bears on one place on one day. The first four fields are the order in which events of a place are read."""

    day: date
    rank: int
    weight: tuple[float, int]
    id: str
    kind: str
    by: Factions
    against: Factions
    report: Report | None
    via: str
    bounds: Bounds | None = None
    reports: tuple[Report, ...] = ()


def events_of(report: Report, via: str, others: Sequence[Report], lineage: Lineage) -> Iterator[Event]:
    """Give a report's events: what it says, and the end of what lasts for a time."""
    day = report.date.best if report.date.exact else day_of(report, others, lineage.blocs, lineage.kin)
    rank = ORDER_WITHIN_A_DAY[report.kind]
    standing, exactness = weight(report)
    by, against = frozenset(report.by), frozenset(report.against)
    strength = (standing + (0 if via == AREA else 1), exactness)
    yield Event(day, rank, strength, report.id, report.kind, by, against, report, via)
    last = report.end.best if report.end else day
    if report.kind == "seizes-briefly":
        yield Event(last + timedelta(days=1), -1, strength, report.id, "restores", by, against, report, via)
    elif report.end and report.kind == "contests":
        yield Event(last + timedelta(days=1), -1, strength, report.id, "settles", by, against, report, via)
    elif report.end and report.kind == "besieges":
        yield Event(last + timedelta(days=1), -1, strength, report.id, "lifts-siege", by, against, report, via)


def speaks_of(report: Report, place: PlaceInfo) -> bool:
    """Whether a report about an area counts for a place inside.

    Sites are left out, for they have their own histories and go with their towns; but who leaves the whole of an area leaves its camps too.
    """
    if report.scope == "part":
        return False
    if report.except_ and (place.id in report.except_ or place.areas & set(report.except_)):
        return False
    if place.town is not None:
        return report.kind in LEAVING and report.scope in ("", "all")
    return place.is_settlement and {"rural": not place.is_town, "towns": place.is_town}.get(report.scope, True)


def turns(states: Sequence[State]) -> tuple[Event, ...]:
    """Return the days on which a town passed from one holder to another, or was left, as events for its sites.

    A contest in between does not count: its sites wait for the outcome. Brief seizures do not count either.
    """
    found = []
    last: State | None = None
    for state in states:
        if state.status is Status.CONTESTED or state.rule == "seizes-briefly":
            continue
        if last is not None and last.controllers and state.controllers != last.controllers and state.rule != "renamed":
            losers, winners = frozenset(last.controllers), frozenset(state.controllers)
            kind = "ages" if state.rule == "aged" else "follows"
            found.append(Event(state.start, 99, (0.0, 0), "", kind, winners, losers, None, TOWN, state.began, state.reports))
        last = state
    return tuple(found)

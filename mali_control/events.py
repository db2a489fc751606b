"""From reports to events: what bears on one place, on which day, in which order.

Here and in ``ledger`` everything is numbers: reports by their place in the order of ids, places likewise, factions as bits, days as
``date.toordinal()``. ``world`` says what each number means. So the same functions can be run as they stand, or compiled for bulk (``compiled``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .control import (
    ATTACKS,
    BESIEGES,
    CAPTURES,
    CLAIMS,
    CONTESTS,
    HANDS_OVER,
    JOINS,
    KINDS,
    LIFTS_SIEGE,
    SEIZES_BRIEFLY,
    Factions,
    gives_up,
)

OPEN = 0
"""Where a bound is not known."""
NEVER = 1 << 40
"""Later than every day."""
WIDE_OPEN = 3650
"""Days between bounds of which one is open."""

OWN, AREA, TOWN = range(3)
"""How a report came to bear on a place: it names it, it speaks of the ground around, or the place is a site of the town."""

RESTORES, SETTLES, PARTLY, FOLLOWS, AGES = range(len(KINDS), len(KINDS) + 5)
"""Events that are no reports: the end of a brief seizure and of a contest, part of an area changing hands, turns of the town of a site."""

ALL, RURAL, TOWNS, PART, UNSAID = range(5)
"""How much of an area a report speaks of."""


class Told(NamedTuple):
    """What the fold must know of a report.

    ``day`` is that on which it is read. Bounds are OPEN where they are not known, and ``end`` where there is none. ``counts`` says whether it may
    change anything, ``serves_itself`` whether it is a party's word in its own favour, ``doubted`` whether its source doubts it; ``unreviewed``
    whether rules read it and nobody has looked at it yet; ``standing`` is the rank of its standing. The places that it leaves out are ``world.lists[excepted_from:excepted_to]``.
    """

    place: int
    kind: int
    by: Factions
    against: Factions
    day: int
    earliest: int
    latest: int
    end: int
    end_earliest: int
    end_latest: int
    scope: int
    source: int
    standing: int
    counts: int
    serves_itself: int
    doubted: int
    unreviewed: int
    excepted_from: int
    excepted_to: int


class Spot(NamedTuple):
    """What the fold must know of a place.

    ``town`` is the settlement that a site belongs to, or -1. The areas around it are ``world.lists[areas_from:areas_to]``, the reports that name it,
    in order of their days, ``world.lists[reports_from:reports_to]``.
    """

    town: int
    is_site: int
    is_town: int
    is_settlement: int
    is_area: int
    areas_from: int
    areas_to: int
    reports_from: int
    reports_to: int


class World(NamedTuple):
    """All that the fold reads: lists of numbers and of the above, or arrays of int64 and of records with the same fields.

    ``lists`` are runs of places and reports, to which reports and places point; ``ties`` rows of a faction, those that its name may stand for, and
    those that are members of it; ``blocs`` the sides, each as a set; ``successions`` rows of a day, an old and a new faction, in order of the days.
    The rest are the settings of ``history.Settings``.
    """

    reports: Sequence[Told]
    places: Sequence[Spot]
    lists: Sequence[int]
    ties: Sequence[Sequence[Factions]]
    blocs: Sequence[Factions]
    successions: Sequence[Sequence[int]]
    dawn: int
    horizon_days: int
    siege_days: int
    claim_days: int
    dispute_days: int
    telling_days: int


class Event(NamedTuple):
    """Something that bears on one place on one day, according to a report. Events of a place are read in the order of their fields."""

    day: int
    rank: int
    standing: int
    exactness: int
    report: int
    kind: int
    via: int
    by: Factions
    against: Factions


def events_of(world: World, place: int) -> list[Event]:
    """Return what bears on a place according to the reports that name it or an area around it, in order."""
    spot = world.places[place]
    found = [Event(0, 0, 0, 0, 0, 0, 0, 0, 0)][:0]
    for number in range(spot.reports_from, spot.reports_to):
        report = world.lists[number]
        told = world.reports[report]
        whole = told.scope in (UNSAID, ALL) and told.excepted_from == told.excepted_to
        if not spot.is_area and told.scope != PART:
            _add(found, told, report, told.kind, OWN)
        elif whole or told.kind in (ATTACKS, CLAIMS):
            _add(found, told, report, told.kind, AREA)
        elif told.counts:
            _add(found, told, report, PARTLY, AREA)
    for number in range(spot.areas_from, spot.areas_to):
        area = world.places[world.lists[number]]
        for at in range(area.reports_from, area.reports_to):
            report = world.lists[at]
            told = world.reports[report]
            if told.kind not in (ATTACKS, CLAIMS) and speaks_of(world, told, place):
                _add(found, told, report, told.kind, AREA)
    return found


def speaks_of(world: World, told: Told, place: int) -> bool:
    """Whether a report about an area counts for a place inside.

    Sites are left out, for they have their own histories and go with their towns; but who leaves the whole of an area leaves its camps too.
    """
    spot = world.places[place]
    if told.scope == PART:
        return False
    for number in range(told.excepted_from, told.excepted_to):
        excepted = world.lists[number]
        if excepted == place:
            return False
        for at in range(spot.areas_from, spot.areas_to):
            if world.lists[at] == excepted:
                return False
    if spot.is_site:
        return gives_up(told.kind) and told.scope in (UNSAID, ALL)
    if told.scope in (RURAL, TOWNS) and (spot.is_town != 0) != (told.scope == TOWNS):
        return False
    return spot.is_settlement != 0


def days_read(world: World) -> list[int]:
    """Return the day on which each report is read, of reports on their best days."""
    return [_read_on(world, world.reports[report], report) for report in range(len(world.reports))]


def _read_on(world: World, told: Told, report: int) -> int:
    """Return the day on which a report is read.

    That is its best day; but where its bounds are loose and a more exact report that counts tells of the same turn (same place, same kind of
    statement, same people) within them, it is that report's best day: two tellings of one event are not two events. (That somebody holds a
    place is no event.)
    """
    day, narrowest, standing, first = told.day, days_between(told.earliest, told.latest), NEVER, report
    if is_exact(told) or not _sets(told.kind):
        return day
    spot, people = world.places[told.place], kin_of(world, told.by)
    for number in range(spot.reports_from, spot.reports_to):
        other = world.reports[world.lists[number]]
        same = _sets(other.kind) and gives_up(other.kind) == gives_up(told.kind)
        same = same and (other.kind == SEIZES_BRIEFLY) == (told.kind == SEIZES_BRIEFLY)
        if world.lists[number] == report or not same or not other.counts or not people & other.by or not is_within(told, other.day):
            continue
        wide = days_between(other.earliest, other.latest)
        better = other.standing > standing or (other.standing == standing and world.lists[number] < first)
        if wide < narrowest or (wide == narrowest and better):
            narrowest, standing, first, day = wide, other.standing, world.lists[number], other.day
    return day


def kin_of(world: World, factions: Factions) -> Factions:
    """Return factions together with the others that their names may stand for."""
    return _with_tied(world, factions, 1)


def members_of(world: World, factions: Factions) -> Factions:
    """Return factions together with the members that they had at any time."""
    return _with_tied(world, factions, 2)


def _with_tied(world: World, factions: Factions, column: int) -> Factions:
    found = factions
    for row in world.ties:
        if row[0] & factions:
            found |= row[column]
    return found


def is_exact(told: Told) -> bool:
    """Whether a report names one day."""
    return told.earliest != OPEN and told.earliest == told.latest


def is_within(told: Told, day: int) -> bool:
    """Whether a day lies within a report's bounds."""
    return (told.earliest == OPEN or told.earliest <= day) and (told.latest == OPEN or day <= told.latest)


def days_between(earliest: int, latest: int) -> int:
    """Return the days between two bounds; an open end counts as ten years."""
    return latest - earliest if earliest != OPEN and latest != OPEN else WIDE_OPEN


def _sets(kind: int) -> bool:
    """Whether a kind of report tells of a turn in who holds a place."""
    return kind in (CAPTURES, HANDS_OVER, SEIZES_BRIEFLY, JOINS) or (gives_up(kind) and kind != LIFTS_SIEGE)


def _add(found: list[Event], told: Told, report: int, kind: int, via: int) -> None:
    """Add a report's events: what it says, and the end of what lasts for a time."""
    strength = told.standing + (0 if via == AREA else len(KINDS))
    exactness = -days_between(told.earliest, told.latest)
    ends = told.kind
    if kind == SEIZES_BRIEFLY:
        ends = RESTORES
    elif told.end and kind == CONTESTS:
        ends = SETTLES
    elif told.end and kind == BESIEGES:
        ends = LIFTS_SIEGE
    _insert(found, Event(told.day, told.kind, strength, exactness, report, kind, via, told.by, told.against))
    if ends != told.kind:
        over = (told.end if told.end else told.day) + 1
        _insert(found, Event(over, -1, strength, exactness, report, ends, via, told.by, told.against))


def _insert(found: list[Event], event: Event) -> None:
    """Put an event in its place; reports come in order of their days, so that it is seldom far from the end."""
    at = len(found)
    while at > 0 and event < found[at - 1]:
        at -= 1
    found.insert(at, event)

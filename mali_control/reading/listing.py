"""Places told of in a row: Timbuktu, Kidal and Gao; each with its day, where the text gives it one."""

from __future__ import annotations

import re

from .frames import Trigger
from .told import Told
from .when import Moment
from .where import Spot, chain_of

Placed = list[tuple[Spot, Moment | None]]
"""Places, each with a date of its own where the text gives it one."""

Listed = tuple[Placed, float]
"""Places, and how sure they are."""

_MORE = re.compile(r",? (?:and|then|followed by|et|puis)(?: (?:then|later|by|the|town|of|city))* ?(P+),? (?:on|in|by|le|en|the)? ?(D+)")
_INCLUDING = re.compile(
    r",? (?:including|notably|among them|such as|notamment|dont) (?:the )?(?:towns? of |cities of |major cities of )?(?=P)"
)
_SERIES = re.compile(r"(?:[^,;:.]{0,30}: | - )(?=(?:first |then )?P)(?P<list>[^;:]+)")
_IN_SERIES = re.compile(r"(P+)(?:,? (?:on |in |by |late |early )*(D+))?")
"""Kidal on Friday, Gao on Saturday: each place with its day."""


def nearest(listed: Placed) -> Placed:
    """Leave out the areas that only say where a place lies: Boni, Mopti Region."""
    points = [pair for pair in listed if not pair[0].area]
    return points or listed[:1]


def row_from(told: Told, first: int) -> Placed:
    """Return the places of a row from its first on, and a further one that the text adds with its own day."""
    chain = nearest([(spot, _own_day(told, spot)) for spot in chain_of(told.spots, told.masked, first, told.start)])
    more = _MORE.match(told.masked, chain[-1][0].end - told.start) if chain else None
    found = chain
    if including := _INCLUDING.match(told.masked, chain[-1][0].end - told.start):
        inside = next((i for i, s in enumerate(told.spots) if s.start - told.start == including.end()), None)
        if inside is not None:
            return [*chain, *row_from(told, inside)]
    end = chain[-1][0].end - told.start
    own = re.compile(r"[^PF;.]{0,40}?\b(?:on|in|by|le) (?:the [a-z]+ of )?(D+)").match(told.masked, end)
    more = _MORE.search(told.masked, end, min(len(told.masked), end + 80)) if more is None else more
    if more is not None and not re.search(r"[F]", told.masked[end : more.start()]):
        spot = next((s for s in told.spots if s.start - told.start == more.start(1)), None)
        moment = next((m for m in told.moments if m.start - told.start == more.start(2)), None)
        mine = next((m for m in told.moments if own and m.start - told.start == own.start(1)), None)
        if spot and moment and spot not in [s for s, _ in found]:
            found = [*((s, mine) for s, _ in found), (spot, moment)]
    return found


def _own_day(told: Told, spot: Spot) -> Moment | None:
    """The day in brackets after a place: its posts of Tamalat (11 March) and Inékar (27 March)."""
    found = re.compile(r" \((?:on |in |by )?(D+)\)").match(told.masked, spot.end - told.start)
    return next((m for m in told.moments if found and m.start - told.start == found.start(1)), None)


_WHERE_FIRST = re.compile(r"\b(?:in|at|near|from|outside|around|dans|pres de) $")
"""Before a place that belongs to the words before it, and to no row."""


def row_to(told: Told, last: int) -> Placed:
    """Return the places of a row up to its last."""
    for first in range(max(0, last - 8), last + 1):
        chain = chain_of(told.spots, told.masked, first, told.start)
        if told.spots[last] in chain:
            gap = told.masked[chain[0].end - told.start : told.spots[last].start - told.start]
            if len(chain) > 1 and gap == ", " and _WHERE_FIRST.search(told.masked[: chain[0].start - told.start]):
                continue  # two weeks after the coup in one town, another was captured
            return nearest([(s, None) for s in chain[: chain.index(told.spots[last]) + 1]])
    return [(told.spots[last], None)]


def dated_row(told: Told, trigger: Trigger) -> Placed:
    """The places that a list gives after the words, each with its day: the towns fell within days: Kidal on Friday, Gao on Saturday."""
    found = _SERIES.search(told.masked, trigger.end)
    if found is None or "P" in told.masked[trigger.end : found.start("list")]:
        return []
    series: Placed = []
    for item in _IN_SERIES.finditer(told.masked, found.start("list"), found.end("list")):
        spot = next((s for s in told.spots if s.start - told.start == item.start(1)), None)
        moment = next((m for m in told.moments if item[2] and m.end - told.start == item.end(2)), None)
        if spot is None or (spot.area and len(series) < 1):
            return []
        series.append((spot, moment))
    return series if any(moment for _, moment in series) else []

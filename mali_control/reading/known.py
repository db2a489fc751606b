"""What is known already: whether two sources are one text, and whether a report says what another says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ..dates import FuzzyDate
from ..reports import Report
from ..sources import Source
from ..text import fold
from .drafts import NOT_GIVEN

VAGUE_DAYS, EXACT_DAYS = 100, 31
"""A date that may be any of more days than the first cannot be told to be the same as one that names a month or less."""


def same_source(one: Source, other: Source) -> bool:
    """Whether two sources are one text: one address, or one title by one publisher.

    A title that comes back (a weekly update, a quarterly report) is another text: its day of publication is another, or, where that is not known
    of both, its address.
    """
    if one.url and one.url == other.url:
        return True
    publishers = {fold(source.publisher) for source in (one, other)} - {fold(NOT_GIVEN)}
    if fold(one.title) != fold(other.title) or len(publishers) > 1:
        return False
    if one.published and other.published:
        (a, b), (c, d) = _bounds(one.published), _bounds(other.published)
        return a <= d and c <= b
    return not one.url or not other.url


def told_already(report: Report, known: Mapping[str, Sequence[Report]]) -> Report | None:
    """Return a known report that says the same: same place and kind, sides that agree, dates that overlap; the nearest in time.

    ``known`` holds reports by place.
    """
    alike = [other for other in known.get(report.place, ()) if _same(report, other)]
    return min(alike, key=lambda other: abs((other.date.best - report.date.best).days), default=None)


def _same(one: Report, other: Report) -> bool:
    return (
        one.kind == other.kind
        and (one.scope or "all") == (other.scope or "all")
        and _agree(one.by, other.by)
        and (not one.against or not other.against or _agree(one.against, other.against))
        and _meet(one.date, other.date)
    )


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two tellings may name the same sides: one names all that the other names."""
    return set(one) <= set(other) or set(other) <= set(one) if one and other else not one and not other


def _meet(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Whether two dates overlap, and not only because one of them may be any day of a year or of all time."""
    (a, b), (c, d) = _bounds(one), _bounds(other)
    lengths = sorted([(b - a).days, (d - c).days])
    return a <= d and c <= b and (lengths[1] <= VAGUE_DAYS or lengths[0] > EXACT_DAYS)


def _bounds(moment: FuzzyDate) -> tuple[date, date]:
    """Return a date's bounds; an open one is set VAGUE_DAYS from the other."""
    best = moment.best.toordinal()
    if moment.earliest is None or moment.latest is None:
        return moment.earliest or date.fromordinal(max(1, best - VAGUE_DAYS)), moment.latest or date.fromordinal(best + VAGUE_DAYS)
    return moment.earliest, moment.latest


def by_place(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """Return reports by the place that they speak of."""
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.place, []).append(report)
    return found

"""Which reports count, on which day, and how much they weigh: the rules of evidence, as pure functions.

* A party's word in its own favour changes nothing by itself; what it admits against itself counts at once (the partisan rule).
* A report with loose bounds is read on the day of a more exact report of the same turn, if there is one.
* Confidence follows standing, agreement of sources and age, by the formula in ``confidence``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .reports import Report

SETTING = frozenset({"captures", "hands-over", "withdraws", "seizes-briefly", "joins", "leaves"})
"""Kinds that say who holds a place."""

LEAVING = frozenset({"withdraws", "leaves", "lifts-siege"})
"""Kinds in which ``by`` gives something up."""

STANDING_WEIGHT = {"confirmed": 0.95, "stated": 0.85, "claimed": 0.6, "disputed": 0.3}
CORROBORATION = 1 / 3
"""Share of the remaining doubt that each further independent source removes."""
INDIRECT = 0.8
"""Factor for evidence that speaks of the surrounding ground or of the town, not of the place itself."""
DISPUTED = 0.7
"""Factor where sources disagree."""
DAY_IN_DOUBT = 0.6
"""Factor on days on which the change may or may not have happened yet."""
HALF_LIFE_DAYS = 3 * 365
"""Old evidence loses half of what age can take (half of its weight) in this time."""


def self_serving(report: Report, blocs: Mapping[str, str]) -> bool:
    """Whether a report is a party's claim in its own favour.

    A claim is measured by who gains: of a withdrawal or a lifted siege the other side, of everything else ``by``. Claims by people who are
    no faction (residents, a newspaper) serve nobody; a claim without a claimant is taken for ``by``'s own.
    """
    if report.standing != "claimed":
        return False
    claimants = {blocs[name.strip()] for name in report.claimant.split(";") if name.strip() in blocs}
    if not claimants:
        return not report.claimant
    actors = {blocs[faction] for faction in report.by if faction in blocs}
    return not claimants & actors if report.kind in LEAVING else bool(claimants & actors)


def counts(report: Report, blocs: Mapping[str, str]) -> bool:
    """Whether a report may change a situation: it is no mere claim or attack, nor disputed, nor a party's word for itself."""
    return report.kind not in ("attacks", "claims") and report.standing != "disputed" and not self_serving(report, blocs)


def day_of(report: Report, others: Iterable[Report], blocs: Mapping[str, str], kin: Mapping[str, frozenset[str]]) -> date:
    """Return the day on which a report is read.

    That is its best day; but where its bounds are loose and a more exact report that counts tells of the same turn (same place, same kind of
    statement, same people) within them, it is that report's best day: two tellings of one event are not two events. (That somebody holds a
    place is no event.)
    """
    if report.date.exact or report.kind not in SETTING:
        return report.date.best
    people = frozenset(report.by).union(*(kin.get(faction, frozenset()) for faction in report.by))
    same = [
        other
        for other in others
        if other is not report
        and other.kind in SETTING
        and (other.kind in LEAVING) == (report.kind in LEAVING)
        and (other.kind == "seizes-briefly") == (report.kind == "seizes-briefly")
        and people & set(other.by)
        and _tighter(other, report)
        and counts(other, blocs)
    ]
    if not same:
        return report.date.best
    return min(same, key=lambda other: (_width(other), -STANDING_WEIGHT[other.standing], other.id)).date.best


def weight(report: Report) -> tuple[float, int]:
    """Return what decides between reports of one day, least first: standing, then exactness of the date."""
    return STANDING_WEIGHT[report.standing], -_width(report)


def confidence(
    reports: Sequence[Report], *, age_days: int, direct: bool = True, disputed: bool = False, day_in_doubt: bool = False
) -> float:
    """Return how far a state can be relied on, from 0 to 1.

    The strongest standing among the reports gives the start (confirmed 0.95, stated 0.85, claimed 0.6). Each further source that agrees
    removes a third of the remaining doubt. Evidence that is only indirect (an area, the town around a site) counts 0.8, disagreement 0.7, a
    day of change that is itself in doubt 0.6. Age takes up to half: the factor is 0.5 + 0.5 * 2 ** (-age / 3 years), age in days since the
    last evidence.
    """
    if not reports:
        return 0.0
    best = max(STANDING_WEIGHT[report.standing] for report in reports)
    doubt = (1 - best) * (1 - CORROBORATION) ** (len({report.source for report in reports}) - 1)
    age = 0.5 + 0.5 * math.pow(2.0, -max(0, age_days) / HALF_LIFE_DAYS)
    factors = (1 if direct else INDIRECT) * (DISPUTED if disputed else 1) * (DAY_IN_DOUBT if day_in_doubt else 1)
    return round((1 - doubt) * age * factors, 2)


def _width(report: Report) -> int:
    """Days between a report's bounds; an open end counts as ten years."""
    earliest, latest = report.date.earliest, report.date.latest
    return (latest - earliest).days if earliest and latest else 3650


def _tighter(other: Report, report: Report) -> bool:
    return (
        _width(other) < _width(report)
        and (report.date.earliest is None or report.date.earliest <= other.date.best)
        and (report.date.latest is None or other.date.best <= report.date.latest)
    )

"""Which reports count, on which day, and how much they weigh: the rules of evidence, as pure functions.

* A party's word in its own favour changes nothing by itself; what it admits against itself counts at once (the partisan rule).
* Confidence follows standing, agreement of sources and age, by the formula in ``confidence``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from .reports import Report

Amount: TypeAlias = Any
"""A number, or an array of numbers."""

LEAVING = frozenset({"withdraws", "leaves", "lifts-siege"})
"""Kinds in which ``by`` gives something up."""

STANDING_WEIGHT = {"confirmed": 0.95, "stated": 0.85, "claimed": 0.6, "disputed": 0.3}
CORROBORATION = 1 / 3
"""Share of the remaining doubt that each further source removes; a source is a text, also where one publisher has several."""
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


def confidence(
    reports: Sequence[Report], *, age_days: int, direct: bool = True, disputed: bool = False, day_in_doubt: bool = False
) -> float:
    """Return how far a state can be relied on, from 0 to 1.

    The strongest standing among the reports gives the start (confirmed 0.95, stated 0.85, claimed 0.6), times the report's own confidence where
    rules read it and nobody has reviewed it. Each further source that agrees removes a third of the remaining doubt (less, the less sure it is). Evidence that is only indirect (an area, the town around a site) counts 0.8, disagreement 0.7, a
    day of change that is itself in doubt 0.6. Age takes up to half: the factor is 0.5 + 0.5 * 2 ** (-age / 3 years), age in days since the
    last evidence.
    """
    if not reports:
        return 0.0
    best = max(STANDING_WEIGHT[report.standing] * report.confidence for report in reports)
    sure: dict[str, float] = {}
    for report in reports:
        sure[report.source] = max(report.confidence, sure.get(report.source, 0.0))
    sources = agreeing(sum(sure.values()), max(sure.values()))
    weight: float = weigh(best, sources, max(0, age_days), not direct, disputed, day_in_doubt)
    return round(weight, 2)


def agreeing(sure: Amount, surest: Amount) -> Amount:
    """Return for how many sources some count: the surest as one, each further one for how sure it is; ``sure`` is the sum over all."""
    return 1 + sure - surest


def weigh(best: Amount, sources: Amount, age_days: Amount, indirect: Amount, disputed: Amount, day_in_doubt: Amount) -> Amount:
    """Return the formula of ``confidence`` before it is rounded, for numbers or for arrays of them (bool for the last three)."""
    doubt = (1 - best) * (1 - CORROBORATION) ** (sources - 1)
    age = 0.5 + 0.5 * 2.0 ** (-age_days / HALF_LIFE_DAYS)
    return (1 - doubt) * age * INDIRECT**indirect * DISPUTED**disputed * DAY_IN_DOUBT**day_in_doubt

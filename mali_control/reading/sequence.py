"""What one text tells, put in order: repeats are dropped, brief seizures that lasted are captures, wide dates are narrowed by exact ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..factions import Factions
from ..places import Gazetteer
from .notes import note
from .proposals import Proposal
from .sieges import are_groups
from .stations import around
from .when import edtf

NEAR = timedelta(days=2)
FIRM = ("stated", "confirmed")
"""Standings of what was not only claimed."""
UNNAMED = "taken-by-unnamed"
SEVERAL = 3
"""So many factions at once are meant by a word for all of their kind."""
A_MONTH = timedelta(days=31)
DOUBTED = 0.9
"""What it is worth who took a place that others took or kept in the same days."""


def without_repeats(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Keep the surest of proposals that say the same of the same sentence; who attacks a base there does not hold it."""
    best: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        key = (proposal.place, proposal.kind, str(proposal.date), proposal.start, proposal.by)
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = proposal
    attacks = [p for p in best.values() if p.kind == "attacks"]
    theirs = {(p.place, p.start, faction) for p in attacks for faction in p.by}
    kept = (p for p in best.values() if p.rule != "attacked-base" or not any((p.place, p.start, faction) in theirs for faction in p.by))
    return sorted(kept, key=lambda p: (p.start, p.end))


def which_of_them(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Where a text says only that the Islamists, three groups, took or hold a place, and later which of them is there, it is that one."""

    def narrowed(one: Proposal) -> Proposal:
        if one.kind not in ("captures", "holds", "withdraws") or not max(len(one.by), len(one.against)) >= SEVERAL:
            return one
        field = "against" if one.kind == "withdraws" else "by"
        whole: tuple[str, ...] = getattr(one, field)
        named = [
            p.by
            for p in proposals
            if p.place == one.place
            and p.kind in ("captures", "holds")
            and 0 < len(p.by) < len(whole)
            and set(p.by) < set(whole)
            and abs(p.date.best - one.date.best) <= A_MONTH
        ]
        if len(set(named)) != 1:
            return one
        by, against = (named[0], one.against) if field == "by" else (one.by, named[0])
        return replace(one, by=by, against=against, note=note(one.kind, by, against, gazetteer[one.place].name, factions))

    return [narrowed(p) for p in proposals]


def who_attacked(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Where a text does not say who attacked a place, and tells of one armed group that left it then, the group had attacked it."""
    left = [p for p in proposals if p.kind == "withdraws" and p.by and are_groups(p.by, factions) and not gazetteer[p.place].is_area]

    def named(attack: Proposal) -> Proposal:
        if attack.kind != "attacks" or attack.by or not attack.date.exact:
            return attack
        here = around(attack.place, gazetteer)
        then = {p.by for p in left if p.place in here and timedelta(0) <= p.first_day - attack.first_day <= NEAR}
        if len(then) != 1 or set(attack.against) & set(next(iter(then))):
            return attack
        by = then.pop()
        return replace(attack, by=by, note=note("attacks", by, attack.against, gazetteer[attack.place].name, factions))

    return [named(p) for p in proposals]


def held_for_days(proposals: Sequence[Proposal]) -> list[Proposal]:
    """A brief seizure whose end the same section tells, days later, is a capture: the place was held until then; a capture told as brief too is brief."""
    ends = [p for p in proposals if p.kind == "captures" and p.date.exact]

    def ended(brief: Proposal) -> bool:
        return any(
            end.place == brief.place
            and end.section == brief.section
            and not set(end.by) & set(brief.by)
            and timedelta(days=1) < end.date.best - brief.date.best <= A_MONTH
            for end in ends
        )

    told = [replace(p, kind="captures") if p.kind == "seizes-briefly" and p.date.exact and ended(p) else p for p in proposals]
    brief = {(p.place, p.by, str(p.date)) for p in told if p.kind == "seizes-briefly"}
    return [replace(p, kind="seizes-briefly") if p.kind == "captures" and (p.place, p.by, str(p.date)) in brief else p for p in told]


def without_unnamed(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Leave out that somebody unnamed took a place in a month, where the text names who took it then."""
    taken = [p for p in proposals if p.kind in ("captures", "hands-over") and p.by]
    named = [p for p in taken if p.date.exact]

    def repeats(lost: Proposal) -> bool:
        first, last = lost.date.earliest, lost.date.latest
        if lost.rule == "fell" and not lost.by and first and last:
            return any(p.place == lost.place and first - NEAR <= p.date.best <= last + NEAR for p in taken)
        wide = first is not None and last is not None and last - first > timedelta(days=2)
        return lost.rule == UNNAMED and wide and any(p.place == lost.place and p.date.best in lost.date for p in named)

    return [p for p in proposals if not repeats(p)]


def in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Order what the same text tells of a place within wide bounds by the day on which it says that it was taken: who took it left it after that day,
    who else left it had left it by then, and who else held it held it until the day before.
    """

    def ended(one: Proposal) -> Proposal:
        """A hold up to the days of the story ended when the same text says that they were driven out before."""
        begun, until = one.date.latest, one.until.latest if one.until else None
        if one.kind != "holds" or begun is None or until is None:
            return one
        lost = [
            p.date.earliest
            for p in proposals
            if p.kind == "withdraws"
            and p.place == one.place
            and set(p.by) & set(one.by)
            and p.date.earliest
            and begun < p.date.earliest <= (p.date.latest or date.max) <= until
        ]
        return replace(one, until=edtf(min(lost), min(lost))) if lost else one

    def ordered(one: Proposal) -> Proposal:
        taken = [
            p
            for p in proposals
            if p.kind == "captures" and p.place == one.place and p.date.exact and p.date.best in one.date and p is not one
        ]
        if one.kind == "withdraws" and one.date.latest and (own := [p.date.best for p in taken if set(p.by) & set(one.by)]):
            return replace(one, date=edtf(max(own), one.date.latest))
        if (
            one.kind == "withdraws"
            and one.date.latest
            and (took := [p.date.best for p in taken if p.standing in FIRM and not set(p.by) & set(one.by)])
        ):
            day = min(took)  # gone when the other came, not long before
            return replace(one, date=edtf(day, day))
        if one.kind == "withdraws" and (left := [p for p in proposals if _tells_same_loss(p, one)]):
            return replace(one, date=min(left, key=lambda p: p.width).date)
        others = [p.date.best - timedelta(days=1) for p in taken if not set(p.by) & set(one.by)]
        if one.kind == "holds" and others and one.date.earliest and one.date.earliest <= min(others) and one.until is None:
            return replace(one, date=edtf(one.date.earliest, min(others)))
        return one

    return [ended(ordered(p) if p.kind in ("withdraws", "holds") and not p.date.exact else p) for p in proposals]


def _tells_same_loss(told: Proposal, wide: Proposal) -> bool:
    """Whether a proposal tells within narrower days that the same left a place."""
    same = told.kind == "withdraws" and told.place == wide.place and bool(set(told.by) & set(wide.by))
    first = told.date.earliest
    return same and told.width < A_MONTH < wide.width and first is not None and first in wide.date


def doubted_by_others(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Be less sure of who took or held a place where the same text tells within days that others took, kept or held it: the order may be misread."""
    telling = [p for p in proposals if p.kind in ("captures", "holds", "repels", "hands-over", "seizes-briefly", "claims") and p.by]

    def doubted(one: Proposal) -> bool:
        return any(
            p.place == one.place and not set(p.by) & set(one.by) and abs(p.date.best - one.date.best) <= NEAR and p.start != one.start
            for p in telling
        )

    return [
        replace(p, confidence=round(p.confidence * DOUBTED, 2)) if p.kind in ("captures", "holds", "hands-over") and doubted(p) else p
        for p in proposals
    ]

"""What holding a place can mean, and how each kind of report turns one situation into the next.

Everything here is a pure function over small immutable values. A *situation* says who is in a place and around it, without dates;
which reports count is decided in ``evidence``, in which order they are read in ``events``, and what needs memory in ``ledger``.

Sets of factions are whole numbers, one bit for each faction: ``a | b`` is both, ``a & b`` those in both, ``a & ~b`` those of a who are not in b.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, TypeAlias

Factions: TypeAlias = int
NOBODY: Factions = 0

KINDS = (
    "lifts-siege", "holds", "contests", "repels", "seizes-briefly", "leaves", "withdraws", "hands-over", "captures", "joins", "besieges",
    "claims", "attacks",
)  # fmt: skip
"""The kinds of report. Reports of one day are read in this order, in which such things happen: fighting, then leaving, then taking."""

LIFTS_SIEGE, HOLDS, CONTESTS, REPELS, SEIZES_BRIEFLY, LEAVES, WITHDRAWS, HANDS_OVER, CAPTURES, JOINS, BESIEGES, CLAIMS, ATTACKS = range(13)
"""The number of each kind: its place in KINDS."""


class Status(StrEnum):
    """What the engine can say of a place on a day."""

    CONTROLLED = "controlled"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


STATUSES = (Status.UNKNOWN, Status.CONTROLLED, Status.CONTESTED)
NOT_KNOWN, HELD, FOUGHT_OVER = range(3)
"""The number of each status: its place in STATUSES."""


class Situation(NamedTuple):
    """Who is in a place and around it.

    Attributes
    ----------
    status : HELD, FOUGHT_OVER or NOT_KNOWN.
    holders : those in control (several: held jointly); in a contested situation every side that fights for the place; else nobody.
    besiegers : those who cut its roads while the holders stay inside.

    """

    status: int
    holders: Factions
    besiegers: Factions


class Move(NamedTuple):
    """What one report says happened, reduced to what the rules need.

    ``by`` and ``against`` are the parties; ``before`` is the situation that the present contest interrupted (the present one if there is none).
    """

    by: Factions
    against: Factions
    before: Situation


def gives_up(kind: int) -> bool:
    """Whether a report of a kind says that ``by`` gives something up."""
    return kind in (LEAVES, WITHDRAWS, LIFTS_SIEGE)


def held(by: Factions, besiegers: Factions) -> Situation:
    """Return the situation of a place held by ``by``; nobody at all makes it unknown. A holder does not besiege itself."""
    return Situation(HELD if by else NOT_KNOWN, by, besiegers & ~by)


def fought_over(by: Factions, besiegers: Factions) -> Situation:
    """Return the situation of a place that all of ``by`` fight for; a besieger who fights inside is no longer outside."""
    return Situation(FOUGHT_OVER if by else NOT_KNOWN, by, besiegers & ~by)


def holds(now: Situation, move: Move) -> Situation:
    """Somebody is in control. Naming only some of those who hold a place jointly does not say that the others left."""
    if now.status == HELD and not move.by & ~now.holders and not move.against & now.holders:
        return now
    return held(move.by, now.besiegers)


def captures(now: Situation, move: Move) -> Situation:
    """Control is taken: those named are the holders, and no others."""
    return held(move.by, now.besiegers)


def hands_over(now: Situation, move: Move) -> Situation:
    """Control passes by agreement. Partners who are not party to it stay."""
    return held((now.holders & ~move.against) | move.by if move.against & now.holders else move.by, now.besiegers)


def joins(now: Situation, move: Move) -> Situation:
    """A partner comes to a place that it holds together with those already there."""
    together = now.holders | move.by
    return fought_over(together, now.besiegers) if now.status == FOUGHT_OVER else held(together, now.besiegers)


def withdraws(now: Situation, move: Move) -> Situation:
    """Somebody goes. Whoever is left holds the place, also after a contest; where nobody is left, it is unknown who does."""
    return held(now.holders & ~move.by if move.by else NOBODY, now.besiegers)


def contests(now: Situation, move: Move) -> Situation:
    """Fighting for control, or both claim it: every side is named."""
    return fought_over(now.holders | move.by | move.against, now.besiegers)


def repels(now: Situation, move: Move) -> Situation:
    """The holder keeps the place: a contest falls back to what was before it."""
    settled = move.before if now.status == FOUGHT_OVER else now
    besiegers = settled.besiegers | now.besiegers
    if settled.status == HELD and (not move.by or move.by & settled.holders):
        return held(settled.holders, besiegers)
    return held(move.by if move.by else settled.holders, besiegers)


def besieges(now: Situation, move: Move) -> Situation:
    """Roads are cut; the holder stays inside."""
    return Situation(now.status, now.holders, now.besiegers | (move.by & ~now.holders))


def lifts_siege(now: Situation, move: Move) -> Situation:
    """The roads open again; where nobody is named, every siege ends."""
    return Situation(now.status, now.holders, now.besiegers & ~move.by if move.by else NOBODY)


def after(kind: int, now: Situation, move: Move) -> Situation:
    """Return the situation after a report of a kind, by the rule of that kind. Violence or a claim changes nobody's control."""
    if kind == HOLDS:
        return holds(now, move)
    if kind in (CAPTURES, SEIZES_BRIEFLY):
        return captures(now, move)
    if kind == JOINS:
        return joins(now, move)
    if kind in (LEAVES, WITHDRAWS):
        return withdraws(now, move)
    if kind == HANDS_OVER:
        return hands_over(now, move)
    if kind == CONTESTS:
        return contests(now, move)
    if kind == REPELS:
        return repels(now, move)
    if kind == BESIEGES:
        return besieges(now, move)
    if kind == LIFTS_SIEGE:
        return lifts_siege(now, move)
    return now

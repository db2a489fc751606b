"""What holding a place can mean, and how each kind of report turns one situation into the next.

Everything here is a pure function over small immutable values. A *situation* says who is in a place and around it, without dates;
the rules by which reports are chosen, ordered and dated stand in ``history``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

Factions = frozenset[str]
NOBODY: Factions = frozenset()


class Status(StrEnum):
    """What the engine can say of a place on a day."""

    CONTROLLED = "controlled"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Situation(NamedTuple):
    """Who is in a place and around it.

    Attributes
    ----------
    status : controlled, contested or unknown.
    holders : those in control (several: held jointly); in a contested situation every side that fights for the place; else empty.
    besiegers : those who cut its roads while the holders stay inside.

    """

    status: Status
    holders: Factions = NOBODY
    besiegers: Factions = NOBODY


UNKNOWN = Situation(Status.UNKNOWN)


class Move(NamedTuple):
    """What one report says happened, reduced to what the rules need.

    ``by`` and ``against`` are the parties; ``before`` is the situation that the present contest interrupted (the present one if there is none).
    """

    by: Factions
    against: Factions
    before: Situation


def held(by: Factions, besiegers: Factions = NOBODY) -> Situation:
    """Return the situation of a place held by ``by``; nobody at all makes it unknown. A holder does not besiege itself."""
    return Situation(Status.CONTROLLED if by else Status.UNKNOWN, by, besiegers - by)


def fought_over(by: Factions, besiegers: Factions = NOBODY) -> Situation:
    """Return the situation of a place that all of ``by`` fight for; a besieger who fights inside is no longer outside."""
    return Situation(Status.CONTESTED if by else Status.UNKNOWN, by, besiegers - by)


def holds(now: Situation, move: Move) -> Situation:
    """Somebody is in control. Naming only some of those who hold a place jointly does not say that the others left."""
    if now.status is Status.CONTROLLED and move.by <= now.holders and not move.against & now.holders:
        return now
    return held(move.by, now.besiegers)


def captures(now: Situation, move: Move) -> Situation:
    """Control is taken: those named are the holders, and no others."""
    return held(move.by, now.besiegers)


def hands_over(now: Situation, move: Move) -> Situation:
    """Control passes by agreement. Partners who are not party to it stay."""
    return held((now.holders - move.against) | move.by if move.against & now.holders else move.by, now.besiegers)


def joins(now: Situation, move: Move) -> Situation:
    """A partner comes to a place that it holds together with those already there."""
    return (fought_over if now.status is Status.CONTESTED else held)(now.holders | move.by, now.besiegers)


def withdraws(now: Situation, move: Move) -> Situation:
    """Somebody goes. Whoever is left holds the place, also after a contest; where nobody is left, it is unknown who does."""
    return held(now.holders - move.by if move.by else NOBODY, now.besiegers)


def contests(now: Situation, move: Move) -> Situation:
    """Fighting for control, or both claim it: every side is named."""
    return fought_over(now.holders | move.by | move.against, now.besiegers)


def repels(now: Situation, move: Move) -> Situation:
    """The holder keeps the place: a contest falls back to what was before it."""
    settled = move.before if now.status is Status.CONTESTED else now
    besiegers = settled.besiegers | now.besiegers
    if settled.status is Status.CONTROLLED and (not move.by or move.by & settled.holders):
        return held(settled.holders, besiegers)
    return held(move.by or settled.holders, besiegers)


def besieges(now: Situation, move: Move) -> Situation:
    """Roads are cut; the holder stays inside."""
    return Situation(now.status, now.holders, now.besiegers | (move.by - now.holders))


def lifts_siege(now: Situation, move: Move) -> Situation:
    """The roads open again; where nobody is named, every siege ends."""
    return Situation(now.status, now.holders, now.besiegers - move.by if move.by else NOBODY)


def nothing(now: Situation, move: Move) -> Situation:
    """Violence or a claim changes nobody's control."""
    return now


RULES: Mapping[str, Callable[[Situation, Move], Situation]] = {
    "holds": holds,
    "captures": captures,
    "joins": joins,
    "leaves": withdraws,
    "hands-over": hands_over,
    "contests": contests,
    "repels": repels,
    "seizes-briefly": captures,
    "withdraws": withdraws,
    "besieges": besieges,
    "lifts-siege": lifts_siege,
    "attacks": nothing,
    "claims": nothing,
}
"""The kinds of report and the rule of each."""

ORDER_WITHIN_A_DAY = {
    kind: rank
    for rank, kind in enumerate(
        [
            "lifts-siege",
            "holds",
            "contests",
            "repels",
            "seizes-briefly",
            "leaves",
            "withdraws",
            "hands-over",
            "captures",
            "joins",
            "besieges",
            "claims",
            "attacks",
        ]
    )
}
"""Reports of one day are read in the order in which such things happen: fighting, then leaving, then taking."""

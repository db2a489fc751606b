"""States: what is concluded for one place over one span of days, and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from .control import Status
from .evidence import confidence
from .reports import Report


@dataclass(frozen=True, slots=True)
class Bounds:
    """The day that something is placed on, and the first and last day on which it can have been; None where that is open."""

    day: date
    earliest: date | None
    latest: date | None

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest == self.day

    def __contains__(self, day: date) -> bool:
        """Whether a day lies where the change may or may not have happened yet."""
        return self.earliest is not None and self.latest is not None and self.earliest <= day < self.latest

    def may_follow(self, day: date) -> bool:
        """Whether it may have been only after a day."""
        return self.latest > day if self.latest is not None else self.earliest is not None


@dataclass(frozen=True, slots=True)
class State:
    """What is concluded for one place over one span of days.

    Attributes
    ----------
    place : the place's id.
    start, end : first day of the span, and first day after it (None: to the end of the time line).
    status : "controlled", "contested" or "unknown".
    controllers : ids of the holders, sorted; in a contested state every side that fights for the place; empty when unknown.
    besieged_by : ids of the besiegers, sorted.
    since : since when it is held (or contested, or unknown) like this, with bounds; it may lie before ``start`` when a siege began later.
    began, ends : bounds of the change that opened the span, and of the one that closes it (None: no change).
    doubt : those of them that change who holds the place (not a siege laid or lifted).
    reports : the reports that the state rests on, first the one that decided.
    claims : claims and disputed reports of the span, which changed nothing.
    attacks : violence reported in the span, which changed nothing.
    disputed_by : reports that say otherwise.
    rule : why the state is what it is, in a few words.
    direct : whether a report speaks of the place itself, not only of its surroundings.
    evidence_on : day of the last evidence.
    asked : the day that was asked for, where one was; confidence and doubt refer to it, else to ``start``.

    """

    place: str
    start: date
    end: date | None
    status: Status
    controllers: tuple[str, ...]
    besieged_by: tuple[str, ...]
    since: Bounds
    began: Bounds
    ends: Bounds | None
    doubt: tuple[Bounds, ...]
    reports: tuple[Report, ...]
    claims: tuple[Report, ...]
    attacks: tuple[Report, ...]
    disputed_by: tuple[Report, ...]
    rule: str
    direct: bool
    evidence_on: date
    asked: date | None = None

    @property
    def day(self) -> date:
        """The day that confidence and doubt refer to."""
        return self.asked or self.start

    @property
    def day_in_doubt(self) -> bool:
        """Whether the change that opened or closes the state may lie on the other side of the day."""
        return self.in_doubt_on(self.day)

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return bool(self.disputed_by)

    @property
    def confidence(self) -> float:
        """How far the state can be relied on, from 0 (unknown) to 1; see ``evidence.confidence`` for the formula."""
        return self.confidence_on(self.day)

    def in_doubt_on(self, day: date) -> bool:
        """Whether a change of hands that opened or closes the state may lie on the other side of a day."""
        return any(day in bounds for bounds in self.doubt)

    def confidence_on(self, day: date) -> float:
        """How far the state can be relied on, on a day within it."""
        if self.status is Status.UNKNOWN:
            return 0.0
        age, doubt = (day - self.evidence_on).days, self.in_doubt_on(day)
        return confidence(self.reports, age_days=age, direct=self.direct, disputed=self.disputed, day_in_doubt=doubt)

    def on(self, day: date) -> State:
        """Return the same state, asked for on a day within it."""
        return replace(self, asked=day)


class Change(NamedTuple):
    """The boundary between two states of a place; ``bounds`` are those of the day."""

    place: str
    day: date
    bounds: Bounds
    before: State
    after: State

"""Histories told by coalition or by bloc instead of by faction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from .control import Status
from .factions import Faction, Factions
from .history import Bounds, History, State
from .ledger import REGROUPED, RULES
from .packed import Columns, Packed
from .reports import Report
from .world import Numbers, draft_of


class GroupedHistory(History):
    """The same history with every faction named as what it belonged to on each day.

    States in which only the names within a group differ become one; a state during which a holder joins or leaves a coalition becomes two.
    """

    def __init__(self, history: History, factions: Factions, by: str) -> None:
        self.__dict__.update(history.__dict__)
        self._history, self._factions, self._by = history, factions, by
        self._told: dict[str, tuple[State, ...]] = {}
        self._turns = sorted(_tie_days(factions)) if by == "coalition" else []
        self._packed = Packed()
        self._names = Numbers.of((), {*factions, *factions.blocs.values()})

    def of(self, place: str) -> tuple[State, ...]:
        """Return a place's states in order, told by group."""
        if place not in self._told:
            self._told[place] = tuple(_joined(part for state in self._history.of(place) for part in self._parts(state)))
        return self._told[place]

    def columns(self, places: Sequence[str]) -> Columns:
        """Return the states of places, told by group, as columns."""
        for place in self._packed.missing(places):
            self._packed.add(place, [draft_of(state, self._names, self._report_numbers) for state in self.of(place)])
        return self._packed.columns(places)

    def names(self, factions: int) -> tuple[str, ...]:
        """Return the ids of a set of groups in ``columns``, sorted."""
        return self._names.names(factions)

    @cached_property
    def _report_numbers(self) -> dict[int, int]:
        """The number of each report, by its identity: two reports may say the same."""
        return {id(report): number for number, report in enumerate(self.reports)}

    def as_known_on(self, day: date) -> History:
        """Return what could be told by a day, by the same groups."""
        return GroupedHistory(self._history.as_known_on(day), self._factions, self._by)

    def told_also_by(self, reports: Iterable[Report]) -> History:
        """Return the history as it is told by more reports beside its own, by the same groups."""
        return GroupedHistory(self._history.told_also_by(reports), self._factions, self._by)

    def _parts(self, state: State) -> Iterator[State]:
        involved = (*state.controllers, *state.besieged_by)
        cuts = [day for day in self._turns if involved and state.start < day and (state.end is None or day < state.end)]
        for start, end in zip([state.start, *cuts], [*cuts, state.end], strict=True):
            holders = self._factions.grouped(state.controllers, start, self._by)
            besiegers = self._factions.grouped(state.besieged_by, start, self._by)
            status = state.status
            if status is Status.CONTESTED and len(holders) == 1:
                status = Status.CONTROLLED  # two of one side fought each other: the side holds it
            part = replace(
                state, start=start, end=end, status=status, controllers=holders, besieged_by=tuple(b for b in besiegers if b not in holders)
            )
            if start != state.start:
                part = replace(part, began=Bounds(start, start, start), rule=RULES[REGROUPED])
            yield part


def with_blocs(factions: Factions) -> Factions:
    """Return the factions together with one for each bloc, so that a bloc can be named like a faction."""
    blocs = sorted({faction.bloc for faction in factions.values()} - set(factions))
    return Factions([*factions.values(), *(Faction(id=b, name=b, short=b, bloc=b, kind="bloc") for b in blocs)], factions.ties)


def _joined(parts: Iterator[State]) -> Iterator[State]:
    """Join states that follow each other and say the same."""
    last: State | None = None
    for part in parts:
        if last is not None and (last.status, last.controllers, last.besieged_by) == (part.status, part.controllers, part.besieged_by):
            last = replace(
                last,
                end=part.end,
                ends=part.ends,
                reports=tuple(dict.fromkeys([*last.reports, *part.reports])),
                claims=tuple(dict.fromkeys([*last.claims, *part.claims])),
                attacks=tuple(dict.fromkeys([*last.attacks, *part.attacks])),
                disputed_by=tuple(dict.fromkeys([*last.disputed_by, *part.disputed_by])),
                evidence_on=max(last.evidence_on, part.evidence_on),
                direct=last.direct or part.direct,
            )
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _tie_days(factions: Factions) -> set[date]:
    """The days on which somebody's membership began, or was over."""
    days = set()
    for tie in factions.ties:
        if tie.tie == "member" and not tie.extent:
            days |= {tie.start.best} if tie.start else set()
            days |= {tie.end.best + timedelta(days=1)} if tie.end else set()
    return days

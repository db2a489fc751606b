"""From reports to histories: for every place, states that cover the time line without gap or overlap.

The engine is one fold. For each place the reports that speak of it (its own, those of the areas around it, and turns of the town that a site
belongs to) become dated ``events``, in an order that does not depend on the order of the file; the ``ledger`` reads one after the other and
turns one situation into the next by the rules in ``control``. Which reports count is decided in ``evidence``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from .events import OPEN, World, events_of
from .ledger import Draft, fold, turns_of
from .packed import Columns, Packed, ReportColumns, report_columns
from .reports import Report
from .states import Bounds as Bounds
from .states import Change as Change
from .states import State as State
from .world import Lineage, Numbers, states_of, world_of
from .world import PlaceInfo as PlaceInfo
from .world import Settings as Settings


class History:
    """All places' states, computed when first asked for.

    Parameters
    ----------
    places : the places, each with its surroundings.
    reports : in any order.
    blocs : the side of each faction; decides whose word is partisan.
    kin : for each faction the others that the same name may stand for (coalitions, members, successors); may be empty.
    members : for each coalition its members, at any time; may be empty.
    successions : (first day, old id, new id) of factions that became another.

    """

    def __init__(
        self,
        places: Iterable[PlaceInfo],
        reports: Iterable[Report],
        *,
        blocs: Mapping[str, str],
        kin: Mapping[str, frozenset[str]] | None = None,
        members: Mapping[str, frozenset[str]] | None = None,
        successions: Sequence[tuple[date, str, str]] = (),
        settings: Settings | None = None,
    ) -> None:
        self.places = {place.id: place for place in places}
        self.reports = tuple(sorted(reports, key=lambda report: report.id))
        self.settings = settings or Settings()
        self._lineage = Lineage(blocs, kin or {}, members or {}, tuple(successions))
        self._states: dict[str, tuple[State, ...]] = {}
        self._drafts: dict[int, list[Draft]] = {}
        self._packed = Packed()

    def of(self, place: str) -> tuple[State, ...]:
        """Return a place's states in order: from the dawn of the time line on, without gap or overlap."""
        if place not in self._states:
            self._states[place] = states_of(place, self._drafts_of(place), self.reports, self._numbered[1])
        return self._states[place]

    @cached_property
    def last_told(self) -> date | None:
        """The last day that a report speaks of, or None; what holds after it is only the last that is known."""
        told = self.report_columns
        ends = [end.latest.toordinal() for end in (self.reports[number].end for number in told.late) if end and end.latest]
        last = max(chain(told.latest, ends), default=OPEN)
        return date.fromordinal(last) if last != OPEN else None

    @property
    def span(self) -> tuple[date, date]:
        """The first day of the time line and the last that a report speaks of; the first twice where none speaks of a later one."""
        return self.settings.dawn, max(self.settings.dawn, self.last_told or self.settings.dawn)

    def columns(self, places: Sequence[str]) -> Columns:
        """Return the states of places as columns, in the order given; reports are numbered as in ``reports``."""
        for place in self._packed.missing(places):
            self._drafts_of(place)
        return self._packed.columns(places)

    def names(self, factions: int) -> tuple[str, ...]:
        """Return the ids of a set of factions in ``columns``, sorted."""
        return self._numbered[1].names(factions)

    def at(self, place: str, day: date) -> State:
        """Return a place's state on a day. Days before the dawn of the time line are answered with its first state."""
        states = self.of(place)
        index = bisect_right(states, day, key=lambda state: state.start) - 1
        return states[max(0, index)].on(day)

    def changes(self, first: date, last: date, places: Iterable[str] | None = None) -> list[Change]:
        """Return every change in a span of days (both included), in order of day and place."""
        found = [
            Change(place, after.start, after.began, before, after)
            for place in (self.places if places is None else places)
            for before, after in pairwise(self.of(place))
            if first <= after.start <= last
        ]
        return sorted(found, key=lambda change: (change.day, change.place))

    def as_known_on(self, day: date) -> History:
        """Return the history as it could be told from the reports made known by a day."""
        return self._told_by((report for report in self.reports if report.known_on <= day), self._lineage.until(day))

    def told_also_by(self, reports: Iterable[Report]) -> History:
        """Return the history as it is told by more reports beside its own."""
        return self._told_by([*self.reports, *reports], self._lineage)

    def _told_by(self, reports: Iterable[Report], lineage: Lineage) -> History:
        return History(self.places.values(), reports, **lineage._asdict(), settings=self.settings)

    def _drafts_of(self, place: str) -> list[Draft]:
        world, numbers = self._numbered
        drafts = self._fold(world, numbers.places[self.places[place].id])
        self._packed.add(place, drafts)
        return drafts

    @cached_property
    def report_columns(self) -> ReportColumns:
        """The reports as columns."""
        return report_columns(self.reports)

    @cached_property
    def _numbered(self) -> tuple[World, Numbers]:
        """Places, reports and lineage in the numbers that the fold reads, and what their numbers mean."""
        return world_of(list(self.places.values()), self.reports, self.report_columns, self._lineage, self.settings)

    def _fold(self, world: World, place: int) -> list[Draft]:
        if place not in self._drafts:
            town = world.places[place].town
            turns = turns_of(world, self._fold(world, town)) if town >= 0 else []
            self._drafts[place] = fold(world, place, events_of(world, place), turns)
        return self._drafts[place]

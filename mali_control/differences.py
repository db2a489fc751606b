"""What is different between two days: for each place the state on both, who gained it, who lost it, and whether it is only not known any more.

A new name is no change of hands: who held a place as Wagner and holds it as Africa Corps, or as CMA and then as part of the CSP, neither gained nor
lost it. Nor is it a loss when knowledge of a place grew too old. Areas as a whole are left out; the places in them are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from .control import Status
from .errors import BadDate
from .factions import Factions
from .history import Bounds, History, State
from .places import GROUND, Gazetteer
from .records import STATE_COLUMNS, Record, state_in_words

SORTS: Mapping[str, str] = {
    "changed-hands": "held on both days, by others on the second",
    "partners": "some of the holders stay, others came or went",
    "taken": "not known on the first day, taken since",
    "contested": "contested on the second day, and on the first not, or between others",
    "settled": "contested on the first day, held on the second",
    "given-up": "the holder went and nobody is named since",
    "no-longer-known": "known on the first day; the evidence has grown too old since",
    "newly-known": "not known on the first day; that it was taken since is not said",
    "siege": "the same holders; a siege was laid, lifted or is no longer heard of",
    "renamed": "the same holders under another name",
}
"""The sorts of differences, in the order of lists."""
NEW_NAMES = ("renamed", "coalition changed")
"""Rules by which a state begins although nobody came or went."""

DIFFERENCE_COLUMNS: Mapping[str, str] = {
    **{column: STATE_COLUMNS[column] for column in ("place", "name", "kind", "region")},
    "sort": "what sort of difference it is; see ``differences.SORTS``",
    "day_before": "the first day",
    "status_before": "status on the first day: controlled, contested or unknown",
    "controllers_before": "tuple of faction ids on the first day; every side in a contested place; empty when unknown",
    "besieged_before": "tuple of faction ids on the first day",
    "day_after": "the second day",
    "status_after": "status on the second day",
    "controllers_after": "tuple of faction ids on the second day",
    "besieged_after": "tuple of faction ids on the second day",
    "gained_by": "tuple of the ids of those who hold the place on the second day and did not on the first; a new name is no gain",
    "lost_by": "tuple of the ids of those who held it on the first day and have lost or left it since; empty where it is only no longer known",
    "since": "day since which the place is held as on the second day; a new name does not begin it anew, a siege only where it is the difference",
    "since_earliest": STATE_COLUMNS["since_earliest"],
    "since_latest": STATE_COLUMNS["since_latest"],
    "confidence_before": "that of the first day's state, 0 (unknown) to 1",
    "confidence_after": "that of the second day's state",
    "disputed": "whether sources disagree about the second day's state",
    "changes": "how often the state changed between the two days; more than 1: not at once",
    "reports": "tuple of the ids of the reports behind the second day's state; of what is no longer known, the last that told of it",
    "reports_before": "tuple of the ids of the reports behind the first day's state",
    "what": "the difference as a sentence in English",
}
"""Columns of a table of differences."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place whose state is not the same on two days.

    Attributes
    ----------
    before, after : the states, asked for on the first and on the second day.
    sort : a key of SORTS.
    gained_by, lost_by : faction ids, sorted.
    since : since when the place is held as on the second day; a new name does not begin it anew, a siege only where it is the difference.
    changes : how often the state changed in between.

    """

    place: str
    sort: str
    before: State
    after: State
    gained_by: tuple[str, ...]
    lost_by: tuple[str, ...]
    since: Bounds
    changes: int


def check_days(first: date, second: date) -> None:
    """Raise BadDate unless the second day is later than the first."""
    if second <= first:
        raise BadDate(f"two different days can be compared, the earlier first; not {first} with {second}")


def differences(history: History, gazetteer: Gazetteer, factions: Factions, first: date, second: date) -> list[Difference]:
    """Return every difference between two days, in the order of SORTS, then of the gazetteer. Raises BadDate unless the second day is the later."""
    check_days(first, second)
    lineage = _Lineage(factions, first, second)
    found = [d for place in _compared(gazetteer) if (d := _difference(history, place, lineage, first, second))]
    order = list(SORTS)
    return sorted(found, key=lambda difference: order.index(difference.sort))


def passing(history: History, gazetteer: Gazetteer, first: date, second: date) -> list[str]:
    """Return the ids of the places whose holders or status changed in between, and that are on the second day as they were on the first."""
    return [
        place
        for place in _compared(gazetteer)
        if _situation(history.at(place, first)) == _situation(history.at(place, second))
        and any(before.controllers != after.controllers or before.status != after.status for before, after in _turns(history, place, first, second))
    ]  # fmt: skip


def difference_records(found: Sequence[Difference], gazetteer: Gazetteer, factions: Factions) -> Iterator[Record]:
    """Give differences as records; keys as in DIFFERENCE_COLUMNS."""
    for difference in found:
        place, before, after = gazetteer[difference.place], difference.before, difference.after
        yield {
            "place": place.id,
            "name": place.name,
            "kind": place.kind,
            "region": place.region,
            "sort": difference.sort,
            "day_before": before.day,
            "status_before": before.status.value,
            "controllers_before": before.controllers,
            "besieged_before": before.besieged_by,
            "day_after": after.day,
            "status_after": after.status.value,
            "controllers_after": after.controllers,
            "besieged_after": after.besieged_by,
            "gained_by": difference.gained_by,
            "lost_by": difference.lost_by,
            "since": difference.since.day,
            "since_earliest": difference.since.earliest,
            "since_latest": difference.since.latest,
            "confidence_before": before.confidence,
            "confidence_after": after.confidence,
            "disputed": after.disputed,
            "changes": difference.changes,
            "reports": tuple(report.id for report in after.reports),
            "reports_before": tuple(report.id for report in before.reports),
            "what": f"{place.name}: {state_in_words(before, factions)} → {state_in_words(after, factions)}.",
        }


def _compared(gazetteer: Gazetteer) -> Iterator[str]:
    return (place.id for place in gazetteer.values() if not place.is_area or place.kind in GROUND)


def _situation(state: State) -> tuple[Status, tuple[str, ...], tuple[str, ...]]:
    return state.status, state.controllers, state.besieged_by


def _turns(history: History, place: str, first: date, second: date) -> list[tuple[State, State]]:
    """The changes after the first day, up to the second: the state before and the state after each."""
    return [(before, after) for before, after in pairwise(history.of(place)) if first < after.start <= second]


def _difference(history: History, place: str, lineage: _Lineage, first: date, second: date) -> Difference | None:
    before, after = history.at(place, first), history.at(place, second)
    if _situation(before) == _situation(after):
        return None
    turns = _turns(history, place, first, second)
    held, holds = (state.controllers if state.status is Status.CONTROLLED else () for state in (before, after))
    gained = {holder for holder in holds if not any(lineage.same(other, holder) for other in held)}
    lost = {holder for holder in held if not any(lineage.same(holder, other) for other in after.controllers)}
    if after.status is Status.UNKNOWN:
        lost = {holder for holder in lost if any(_loses(holder, *turn, lineage) for turn in turns)}
    since, first_heard = _since(
        history, place, second, siege=(before.status, before.controllers) == (after.status, after.controllers)
    )  # fmt: skip
    if before.status is Status.UNKNOWN and first_heard and since.earliest is None:
        gained = set()
    sort = _sort(before, after, gained, lost, turns)
    return Difference(place, sort, before, after, tuple(sorted(gained)), tuple(sorted(lost)), since, len(turns))


def _since(history: History, place: str, day: date, *, siege: bool) -> tuple[Bounds, bool]:
    """Since when a place is held as on a day, and whether nothing was known of it just before.

    A new name does not begin it anew, and a siege only where the siege is what is asked for.
    """
    states = [state for state in history.of(place) if state.start <= day]
    began = states.pop()
    while states and began.status is states[-1].status and (not siege or began.besieged_by == states[-1].besieged_by):
        if began.controllers != states[-1].controllers and began.rule not in NEW_NAMES:
            break
        began = states.pop()
    first_heard = not states or states[-1].status is Status.UNKNOWN
    return began.since if first_heard and not siege else began.began, first_heard


def _loses(holder: str, before: State, after: State, lineage: _Lineage) -> bool:
    """Whether somebody goes or is driven out in a change, and not only our knowledge."""
    names = lineage.names(holder)
    return after.rule != "aged" and bool(names & set(before.controllers)) and not names & set(after.controllers)


def _sort(before: State, after: State, gained: set[str], lost: set[str], turns: Sequence[tuple[State, State]]) -> str:
    if after.status is Status.UNKNOWN:
        if before.status is Status.UNKNOWN:
            return "siege"
        last = next(state for old, state in reversed(turns) if state.status is Status.UNKNOWN and old.status is not Status.UNKNOWN)
        return "no-longer-known" if last.rule == "aged" else "given-up"
    if after.status is Status.CONTESTED:
        same = before.status is Status.CONTESTED and before.controllers == after.controllers
        return "siege" if same else "contested"
    if before.status is Status.CONTESTED:
        return "settled"
    if before.status is Status.UNKNOWN:
        return "taken" if gained else "newly-known"
    if not gained and not lost:
        return "siege" if before.controllers == after.controllers else "renamed"
    stayed = len(gained) < len(after.controllers)
    return "partners" if stayed else "changed-hands"


class _Lineage:
    """Who is the same under another name on the second of two days."""

    def __init__(self, factions: Factions, first: date, second: date) -> None:
        self.factions, self.first, self.second = factions, first, second
        self._names: dict[str, frozenset[str]] = {}

    def same(self, one: str, other: str) -> bool:
        """Whether ``one``, who held a place on the first day, may be called ``other`` on the second, or be a coalition of which it is told."""
        return other in self.names(one) or bool(self.names(one) & self._above(other, self.second))

    def names(self, faction: str) -> frozenset[str]:
        """The names that a faction of the first day may bear up to the second: its own, what it became, the coalitions that it belongs to."""
        if faction not in self._names:
            found = {faction}
            for day, old, new in self.factions.successions:
                if self.first < day <= self.second and any(old in self._above(name, day - timedelta(days=1)) for name in found):
                    found.add(new)
            self._names[faction] = frozenset(name for each in found for name in self._above(each, self.second)) | found
        return self._names[faction]

    def _above(self, faction: str, day: date) -> set[str]:
        """A faction and the coalitions that the whole of it belongs to on a day."""
        found, wanted = {faction}, [faction]
        while wanted:
            name = wanted.pop()
            ties = (t for t in self.factions.ties if t.tie == "member" and t.faction == name and not t.extent and t.holds_on(day))
            new = {tie.of for tie in ties} - found
            found |= new
            wanted += new
        return found

"""What a state looks like on a day, as values: the same reading for maps and charts made in Python as the pages' scripts do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ..control import Status
from ..factions import Factions
from ..history import State
from ..places import GROUND, SETTLEMENTS, Place
from ..territory import settlement_class
from . import style
from .scene import Scene

RECENT_DAYS = 30
"""For so long a change is marked by a heavy rim."""
MOST_SLICES = 3
NO_TURN = ("renamed", "aged", "siege aged")
"""Rules by which a state follows another though no hands changed on that day."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a place is drawn: ``colours`` and ``blocs`` of its holders in the order of legends, ``siege`` the besiegers' colours."""

    status: Status
    colours: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    glyph: str = "none"
    siege: tuple[str, ...] = ()
    level: str = "weak"
    weak: bool = False
    doubt: bool = False
    recent: bool = False

    @property
    def held(self) -> bool:
        return self.status is Status.CONTROLLED

    @property
    def unknown(self) -> bool:
        return self.status is Status.UNKNOWN

    @property
    def contested(self) -> bool:
        return self.status is Status.CONTESTED


class Looks:
    """Reads states; knows the styles of the blocs, in the order of legends."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.styles: Mapping[str, style.Bloc] = style.bloc_styles(faction.bloc for faction in scene.factions.values())
        self._rank = {faction: number for number, faction in enumerate(scene.factions)}
        self._blocs = {bloc: number for number, bloc in enumerate(self.styles)}

    def on(self, place: str, day: date) -> tuple[State, Look]:
        """Return a place's state on a day and how it is drawn."""
        states = self.scene.history.of(place)
        index = max(0, bisect_right(states, day, key=lambda state: state.start) - 1)
        state = states[index].on(day)
        return state, self.of(state, recent=index > 0 and _is_recent(states[index - 1], state, day))

    def of(self, state: State, *, recent: bool = False) -> Look:
        """Return how a state is drawn on the day that it was asked for."""
        holders = self.order(state.controllers)
        if state.status is Status.UNKNOWN or not holders:
            return Look(Status.UNKNOWN, siege=self.colours(state.besieged_by))
        blocs = tuple(dict.fromkeys(self.scene.factions[faction].bloc for faction in holders))
        level = style.level(state.confidence)
        return Look(
            state.status, self.colours(holders)[:MOST_SLICES], blocs, self.styles[blocs[0]].glyph, self.colours(state.besieged_by),
            level, level == "weak", state.day_in_doubt, recent,
        )  # fmt: skip

    def order(self, factions: Iterable[str]) -> list[str]:
        """Return factions in the order of legends: by bloc, then as in the table."""
        return sorted(factions, key=lambda faction: (self._blocs[self.scene.factions[faction].bloc], self._rank[faction]))

    def colours(self, factions: Iterable[str]) -> tuple[str, ...]:
        known: Factions = self.scene.factions
        return tuple(style.faction_colour(faction, known[faction].bloc, self.styles) for faction in self.order(factions))


def hands_changed(before: State, state: State) -> bool:
    """Whether hands changed between two states: not only a name, the age of the evidence, or the first that is heard of a place."""
    if state.rule in NO_TURN or state.began.earliest is None:
        return False
    return (before.status, before.controllers, before.besieged_by) != (state.status, state.controllers, state.besieged_by)


class Turn(NamedTuple):
    """A change of hands at a place."""

    day: date
    place: str
    before: State
    after: State


def turns(scene: Scene, first: date, last: date) -> list[Turn]:
    """Return the changes of hands that reports tell of places themselves in a span of days, the latest first, on one day the bigger place first."""
    found = [
        Turn(after.start, place.id, before, after)
        for place in scene.gazetteer.values()
        if not place.is_area or place.kind in GROUND
        for before, after in pairwise(scene.history.of(place.id))
        if first <= after.start <= last and after.direct and hands_changed(before, after)
    ]
    return sorted(found, key=lambda turn: (-turn.day.toordinal(), _rank(scene.gazetteer[turn.place]), turn.place))


def _rank(place: Place) -> int:
    ranks = {"capital": 0, "seat": 1, "town": 2, "village": 3}
    return ranks[settlement_class(place)] if place.kind in SETTLEMENTS else 4


def _is_recent(before: State, state: State, day: date) -> bool:
    return state.direct and 0 <= (day - state.start).days < RECENT_DAYS and hands_changed(before, state)

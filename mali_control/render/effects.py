"""What proposals would change: the spans of days on which a place's state is another with them than without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..history import History, State


@dataclass(frozen=True, slots=True)
class Effect:
    """A span in which a place's state differs; ``end`` is the first day after it, None where it lasts."""

    place: str
    start: date
    end: date | None
    before: State
    after: State


def effects(before: History, after: History, places: Iterable[str]) -> list[Effect]:
    """Return what differs between two histories, by day and place; only holders, status and sieges count, not how sure they are."""
    found = [effect for place in places for effect in _of_place(place, before, after)]
    return sorted(found, key=lambda effect: (effect.start, effect.place))


def _of_place(place: str, before: History, after: History) -> Iterator[Effect]:
    turns = sorted({state.start for history in (before, after) for state in history.of(place)})
    last: Effect | None = None
    for number, start in enumerate(turns):
        end = turns[number + 1] if number + 1 < len(turns) else None
        here = Effect(place, start, end, before.at(place, start), after.at(place, start))
        if last is not None and (_look(here.before), _look(here.after)) == (_look(last.before), _look(last.after)):
            last = Effect(place, last.start, end, last.before, last.after)
            continue
        if last is not None and _look(last.before) != _look(last.after):
            yield last
        last = here
    if last is not None and _look(last.before) != _look(last.after):
        yield last


def _look(state: State) -> tuple[object, ...]:
    return state.status, state.controllers, state.besieged_by

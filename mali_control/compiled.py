"""The same fold for millions of reports: its functions compiled by numba, its states kept as columns.

Nothing is decided here. ``control``, ``events`` and ``ledger`` are written in numbers and plain lists, which numba can compile as they stand; this
module has it do so, runs them over all places at once and keeps what they return in arrays.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from types import FunctionType, ModuleType
from typing import Any, NamedTuple, cast

import numpy

from . import control, events, ledger
from .control import Situation
from .events import Spot, Told, World, days_read, events_of
from .ledger import Draft, Span, Turn, fold, none, turns_of

Integers = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

CAPACITY = 62
"""So many factions fit into a compiled set."""

ROLES = 5
"""Lists of reports that a draft has: those that it rests on, of its siege, claims, attacks, and those that say otherwise."""


class Table(NamedTuple):
    """States as columns, those of place p in rows ``first[p]`` to before ``first[p + 1]``, in order.

    ``rows`` has a column for each number in a draft, from its start to the day of its last evidence. The reports in role k of the state in row s are
    ``evidence[evidence_from[ROLES * s + k]:evidence_from[ROLES * s + k + 1]]``. ``start`` is the first day of each state, ``opens`` whether it is
    the first of its place.
    """

    first: Integers
    rows: Integers
    evidence_from: Integers
    evidence: Integers
    start: Integers
    opens: Any


START, STATUS, HOLDERS, BESIEGERS, SINCE, SINCE_EARLIEST, SINCE_LATEST, BEGAN, BEGAN_EARLIEST, BEGAN_LATEST, RULE, VIA, EVIDENCE_ON = range(
    13
)
WIDTH = 13


def table_of(world: World) -> Table:
    """Fold all places, each after the town that it belongs to. Raises ImportError where numba is not installed."""
    first, rows, evidence_from, evidence = _compiled()["_fold_all"](arrays(world), _towns(world))
    rows = rows.reshape(-1, WIDTH)
    opens = numpy.zeros(len(rows), dtype=bool)
    opens[first[:-1]] = True
    return Table(first, rows, evidence_from, evidence, rows[:, START].copy(), opens)


def on_days_read(world: World) -> World:
    """Return a world of arrays whose reports are on their best days with reports on the days on which they are read (``events.days_read``)."""
    reports: Any = world.reports
    reports["day"] = _compiled()["_read_days"](world)
    return world


def drafts_of(table: Table, place: int) -> list[Draft]:
    """Return a place's states as the fold wrote them."""
    found = []
    for state in range(table.first[place], table.first[place + 1]):
        row = table.rows[state].tolist()
        cuts = table.evidence_from[ROLES * state : ROLES * (state + 1) + 1].tolist()
        roles = [table.evidence[first:last].tolist() for first, last in pairwise(cuts)]
        since, began = Span(*row[SINCE:BEGAN]), Span(*row[BEGAN:RULE])
        found.append(Draft(row[START], Situation(*row[STATUS:SINCE]), since, began, *row[RULE:], *roles))
    return found


def arrays(world: World) -> World:
    """Return the same world with arrays for lists."""
    columns: dict[str, Any] = {
        "reports": _records(world.reports, Told),
        "places": _records(world.places, Spot),
        "lists": numpy.asarray(world.lists, dtype=numpy.int64),
        "ties": numpy.asarray(world.ties, dtype=numpy.int64).reshape(-1, 3),
        "blocs": numpy.asarray(world.blocs, dtype=numpy.int64),
        "successions": numpy.asarray(world.successions, dtype=numpy.int64).reshape(-1, 3),
    }
    return world._replace(**columns)


def _records(rows: Sequence[Any], kind: type[Any]) -> Any:
    return rows if isinstance(rows, numpy.ndarray) else numpy.array(rows, dtype=[(name, numpy.int64) for name in kind._fields])


def _towns(world: World) -> Integers:
    """Return the places that sites belong to, each after the one that it belongs to itself."""
    town = numpy.asarray(arrays(world).places["town"])  # type: ignore[call-overload]
    found: list[int] = []
    level = numpy.unique(town[town >= 0])
    while len(level) and len(found) <= len(town):  # those of towns that are sites themselves come before
        found = [*level.tolist(), *(place for place in found if place not in set(level.tolist()))]
        level = numpy.unique(town[level][town[level] >= 0])
    return numpy.array(found, dtype=numpy.int64)


@cache
def _compiled() -> dict[str, Any]:
    """Return the functions of the fold, compiled when first called; what was compiled before is read from numba's cache.

    Each function is compiled among the compiled others. numba looks for changes only in a function's own file, so the name under which it is kept
    says which text of all of them it was compiled from: a rule that changed can never be served in its old form.
    """
    from numba import njit

    modules: list[ModuleType] = [control, events, ledger]
    functions = [f for module in modules for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
    entries: list[Any] = [_fold_all, _read_days]
    functions += [*entries, cast(FunctionType, _room)]
    text = hashlib.sha256("".join(inspect.getsource(f) for f in functions).encode()).hexdigest()[:16]
    names: dict[str, Any] = {}
    for module in modules:
        names.update(vars(module))
    names.update(globals())
    # as plain ints the constants would be types of their own, and every function compiled anew for each
    names.update({name: numpy.int64(value) for name, value in names.items() if type(value) is int})
    for function in functions:
        copy = FunctionType(function.__code__, names, function.__name__)
        copy.__qualname__ = f"{function.__qualname__}_{text}"
        copy.__module__ = function.__module__
        names[function.__name__] = njit(copy, cache=function in entries, nogil=True)
    return names


def _read_days(world: World) -> Integers:
    return numpy.array(days_read(world))


def _fold_all(world: World, towns: Integers) -> tuple[Integers, Integers, Integers, Integers]:
    """Fold all places into the columns of a Table. ``towns`` are the places that sites belong to, each after the one that it belongs to itself."""
    places = len(world.places)
    turns = [[Turn(0, 0, 0, 0, Span(0, 0, 0), none())][:0]]
    kept = numpy.zeros(places, numpy.int64)
    for place in towns:
        around = turns[kept[world.places[place].town]] if world.places[place].town >= 0 else turns[0]
        turns.append(turns_of(fold(world, place, events_of(world, place), around)))
        kept[place] = len(turns) - 1
    first = numpy.zeros(places + 1, numpy.int64)
    rows = numpy.empty(2 * WIDTH * places, numpy.int64)
    evidence_from = numpy.zeros(2 * ROLES * places + 1, numpy.int64)
    evidence = numpy.empty(2 * places, numpy.int64)
    state, told = 0, 0
    for place in range(places):
        town = world.places[place].town
        drafts = fold(world, place, events_of(world, place), turns[kept[town]] if town >= 0 else turns[0])
        rows = _room(rows, WIDTH * (state + len(drafts)))
        evidence_from = _room(evidence_from, ROLES * (state + len(drafts)) + 1)
        for draft in drafts:
            now, since, began = draft.situation, draft.since, draft.began
            at = WIDTH * state
            for number in (
                draft.start, now.status, now.holders, now.besiegers, since.day, since.earliest, since.latest, began.day, began.earliest,
                began.latest, draft.rule, draft.via, draft.evidence_on,
            ):  # fmt: skip
                rows[at] = number
                at += 1
            role = ROLES * state
            for reports in (draft.reports, draft.siege, draft.claims, draft.attacks, draft.disputed_by):
                evidence = _room(evidence, told + len(reports))
                for report in reports:
                    evidence[told] = report
                    told += 1
                role += 1
                evidence_from[role] = told
            state += 1
        first[place + 1] = state
    return first, rows[: WIDTH * state].copy(), evidence_from[: ROLES * state + 1].copy(), evidence[:told].copy()


def _room(numbers: Integers, needed: int) -> Integers:
    """Return an array that is long enough and begins with the same numbers."""
    if needed <= len(numbers):
        return numbers
    longer = numpy.empty(2 * needed, numpy.int64)
    longer[: len(numbers)] = numbers
    return longer

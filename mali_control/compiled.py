"""The same fold for millions of reports: its functions compiled by numba, its states kept as columns.

Nothing is decided here. ``control``, ``events`` and ``ledger`` are written in numbers and plain lists, which numba can compile as they stand; this
module has it do so, runs them over all places at once and keeps what they return in arrays.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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

RUNS = 2
"""Lists that a draft has: the reports that it rests on, and those beside them."""


class Table(NamedTuple):
    """States as columns, those of place p in rows ``first[p]`` to before ``first[p + 1]``, in order.

    ``columns`` has one for each number in a draft, from its start to the day of its last evidence. The first and the second list of the draft in
    row s are ``evidence[evidence_from[RUNS * s + k]:evidence_from[RUNS * s + k + 1]]`` for k = 0 and 1. ``opens`` says whether a state is
    the first of its place.
    """

    first: Integers
    columns: Integers
    evidence_from: Integers
    evidence: Integers
    opens: Any


START, STATUS, HOLDERS, BESIEGERS, SINCE, SINCE_EARLIEST, SINCE_LATEST, BEGAN, BEGAN_EARLIEST, BEGAN_LATEST, RULE, VIA, EVIDENCE_ON = range(
    13
)
WIDTH = 13


def table_of(world: World) -> Table:
    """Fold all places, on as many threads as there are processors. Raises ImportError where numba is not installed."""
    world = arrays(world)
    fold_some = _compiled()["_fold_some"]
    cuts = numpy.linspace(0, len(world.places), (os.cpu_count() or 1) + 1).astype(int).tolist()
    with ThreadPoolExecutor() as threads:
        parts = list(threads.map(lambda span: fold_some(world, _towns(world, *span), *span), pairwise(cuts)))
    lengths, rows, told, evidence = zip(*parts, strict=True)
    columns = numpy.concatenate([part.reshape(-1, WIDTH).T for part in rows], axis=1)
    first = _sums(numpy.concatenate(lengths))
    opens = numpy.zeros(columns.shape[1], dtype=bool)
    opens[first[:-1]] = True
    return Table(first, columns, _sums(numpy.concatenate(told)), numpy.concatenate(evidence), opens)


def on_days_read(world: World) -> World:
    """Return a world of arrays whose reports are on their best days with reports on the days on which they are read (``events.days_read``)."""
    reports: Any = world.reports
    reports["day"] = _compiled()["_read_days"](world)
    return world


def drafts_of(table: Table, place: int) -> list[Draft]:
    """Return a place's states as the fold wrote them."""
    found = []
    for state in range(table.first[place], table.first[place + 1]):
        row = table.columns[:, state].tolist()
        cuts = table.evidence_from[RUNS * state : RUNS * (state + 1) + 1].tolist()
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


def _sums(lengths: Integers) -> Integers:
    return numpy.concatenate([[0], numpy.cumsum(lengths)])


def _towns(world: World, first: int, last: int) -> Integers:
    """Return the places that sites in a span of places belong to, each after the one that it belongs to itself."""
    town = world.places["town"]  # type: ignore[call-overload]
    found: list[int] = []
    level = numpy.unique(town[first:last])
    while len(level := level[level >= 0]) and len(found) <= len(town):  # those of towns that are sites themselves come before
        found = [*level.tolist(), *(place for place in found if place not in set(level.tolist()))]
        level = numpy.unique(town[level])
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
    entries: list[Any] = [_fold_some, _read_days]
    functions += [*entries, cast(FunctionType, _room)]
    text = hashlib.sha256("".join(inspect.getsource(module) for module in [*modules, sys.modules[__name__]]).encode()).hexdigest()[:16]
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


def _fold_some(world: World, towns: Integers, begin: int, end: int) -> tuple[Integers, Integers, Integers, Integers]:
    """Fold a span of places: return how many states each has, their rows one after the other, how long the lists of each are, and what is in them.

    ``towns`` are the places that sites belong to, each after the one that it belongs to itself.
    """
    turns = [[Turn(0, 0, 0, 0, Span(0, 0, 0), none())][:0]]
    kept = numpy.zeros(len(world.places), numpy.int64)
    for place in towns:
        around = turns[kept[world.places[place].town]] if world.places[place].town >= 0 else turns[0]
        turns.append(turns_of(world, fold(world, place, events_of(world, place), around)))
        kept[place] = len(turns) - 1
    lengths = numpy.zeros(end - begin, numpy.int64)
    rows = numpy.empty(2 * WIDTH * (end - begin), numpy.int64)
    told = numpy.empty(2 * RUNS * (end - begin), numpy.int64)
    evidence = numpy.empty(2 * (end - begin), numpy.int64)
    at, state, entry = 0, 0, 0
    for place in range(begin, end):
        town = world.places[place].town
        drafts = fold(world, place, events_of(world, place), turns[kept[town]] if town >= 0 else turns[0])
        lengths[place - begin] = len(drafts)
        rows = _room(rows, at + WIDTH * len(drafts))
        told = _room(told, state + RUNS * len(drafts))
        for draft in drafts:
            now, since, began = draft.situation, draft.since, draft.began
            for number in (
                draft.start, now.status, now.holders, now.besiegers, since.day, since.earliest, since.latest, began.day, began.earliest,
                began.latest, draft.rule, draft.via, draft.evidence_on,
            ):  # fmt: skip
                rows[at] = number
                at += 1
            for numbers in (draft.reports, draft.beside):
                evidence = _room(evidence, entry + len(numbers))
                for number in numbers:
                    evidence[entry] = number
                    entry += 1
                told[state] = len(numbers)
                state += 1
    return lengths, rows[:at].copy(), told[:state].copy(), evidence[:entry].copy()


def _room(numbers: Integers, needed: int) -> Integers:
    """Return an array that is long enough and begins with the same numbers."""
    if needed <= len(numbers):
        return numbers
    longer = numpy.empty(2 * needed, numpy.int64)
    longer[: len(numbers)] = numbers
    return longer

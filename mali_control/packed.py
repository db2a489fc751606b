"""States and reports as columns of whole numbers: what maps of many places read instead of one object after the other."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import filterfalse
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from .control import Situation
from .dates import FuzzyDate
from .events import OPEN
from .ledger import BESIEGING, ROLES, Draft, basis_of
from .reports import Report

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Integers = NDArray[numpy.int64]


class Columns(NamedTuple):
    """The states of some places, one place after the other, each in order of time; ``lengths`` says how many each place has.

    The other columns have a row for each state. Days are ordinals, ``rule`` is an index of ``ledger.RULES``, ``situation`` one of ``situations``; ``reports`` says
    how many reports the state rests on, ``beside`` how many stand beside it (claims, attacks, and those that say otherwise). ``basis`` holds the numbers
    of the reports that the states rest on, one state after the other, ``aside`` likewise those beside them, each as ``ledger.in_role(role, report)``.
    """

    lengths: Integers
    start: Integers
    situation: Integers
    since: Integers
    since_earliest: Integers
    since_latest: Integers
    began: Integers
    began_earliest: Integers
    began_latest: Integers
    rule: Integers
    via: Integers
    evidence_on: Integers
    reports: Integers
    beside: Integers
    basis: Integers
    aside: Integers
    situations: list[Situation]


ROWS = Columns._fields[1:14]
"""The columns with a row for each state."""


class ReportColumns(NamedTuple):
    """Reports in order: days as ordinals (OPEN where there is none; ``day`` is the best one), the rest as indexes of the lists in ``values``.

    ``late`` are the numbers of those with an end, a claimant, or a day on which they were made known.
    """

    place: array[int]
    kind: array[int]
    by: array[int]
    against: array[int]
    source: array[int]
    section: array[int]
    standing: array[int]
    note: array[int]
    confidence: array[int]
    earliest: array[int]
    latest: array[int]
    day: array[int]
    values: dict[str, list[Any]]
    late: list[int]


COUNTED = ReportColumns._fields[:12]
"""The columns with a row for each report."""
NAMED = COUNTED[:9]
"""Those of indexes."""


def report_columns(reports: Sequence[Report]) -> ReportColumns:
    """Return reports as columns."""
    rows = map(attrgetter(*NAMED, "date.earliest", "date.latest"), reports)
    *named, earliest, latest = zip(*rows, strict=True) if reports else [()] * (len(NAMED) + 2)
    columns = {name: _numbered(values) for name, values in zip(NAMED, named, strict=True)}
    dates, found = _numbered(zip(earliest, latest, strict=True))
    days = [[day.toordinal() if day else OPEN for day in (*date, FuzzyDate("", *date).best)] for date in found]
    late = [number for number, report in enumerate(reports) if report.end or report.claimant or report.reported_on]
    dated = [array("q", [days[date][which] for date in dates]) for which in range(3)]
    lists = {name: values for name, (_, values) in columns.items()}
    return ReportColumns._make([*(codes for codes, _ in columns.values()), *dated, lists, late])


def _numbered(values: Iterable[Hashable]) -> tuple[array[int], list[Any]]:
    """Return a number for each value, and the values that they stand for."""
    found: defaultdict[Hashable, int] = defaultdict()
    found.default_factory = found.__len__
    return array("q", [found[value] for value in values]), list(found)


class Packed:
    """The drafts of places, in the order in which they are added."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._situations: dict[Situation, int] = {}
        self._columns = [array("q") for _ in ROWS]
        self._basis, self._aside = array("q"), array("q")
        self._cuts = array("q", [0, 0, 0])
        self._read: list[Integers] = []

    def missing(self, places: Iterable[str]) -> list[str]:
        """Return those of the places that were not added yet."""
        return [*filterfalse(self._numbers.__contains__, places)]

    def add(self, place: str, drafts: Sequence[Draft]) -> None:
        """Add a place's states, once."""
        if place in self._numbers:
            return
        self._read = []
        numbers, rows = self._situations, []
        for draft in drafts:
            basis = basis_of(draft)
            beside = [number for number in draft.beside if number % ROLES != BESIEGING]
            self._basis.extend(basis)
            self._aside.extend(beside)
            situation = numbers.setdefault(draft.situation, len(numbers))
            rows.append(
                (draft.start, situation, *draft.since, *draft.began, draft.rule, draft.via, draft.evidence_on, len(basis), len(beside))
            )
        for column, values in zip(self._columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
        self._numbers[place] = len(self._numbers)
        self._cuts.extend((len(self._columns[0]), len(self._basis), len(self._aside)))

    def columns(self, places: Sequence[str]) -> Columns:
        """Return the states of places that were added, in the order given."""
        import numpy

        if not self._read:
            self._read = [numpy.array(column) for column in (self._cuts, *self._columns, self._basis, self._aside)]
        cuts, *columns, basis, aside = self._read
        cuts = cuts.reshape(-1, 3)
        wanted = numpy.array([*map(self._numbers.__getitem__, places)], dtype=numpy.int64)
        first, last = cuts[wanted], cuts[wanted + 1]
        states, based, beside = (_rows(first[:, of], last[:, of]) for of in range(3))
        found = [column[states] for column in columns]
        return Columns._make([(last - first)[:, 0], *found, basis[based], aside[beside], list(self._situations)])


def _rows(first: Integers, last: Integers) -> Any:
    """The numbers from each first to before each last; a slice where they follow one another."""
    import numpy

    if len(first) and (first[1:] == last[:-1]).all():
        return slice(int(first[0]), int(last[-1]))
    lengths = last - first
    return numpy.arange(lengths.sum()) + numpy.repeat(first - (numpy.cumsum(lengths) - lengths), lengths)

"""States and reports as columns of whole numbers: what maps of many places read instead of one object after the other."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from .control import Situation
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
    of the reports that the states rest on, one state after the other.
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
    situations: list[Situation]


ROWS = Columns._fields[1:14]
"""The columns with a row for each state."""


class ReportColumns(NamedTuple):
    """Reports in order: days as ordinals (OPEN where there is none), the rest as indexes of the lists in ``values``.

    ``confidence`` holds fractions. ``late`` are the numbers of those with an end, a claimant, or a day on which they were made known; ``numbers`` finds a report by its id.
    """

    place: Integers
    kind: Integers
    by: Integers
    against: Integers
    source: Integers
    section: Integers
    standing: Integers
    note: Integers
    earliest: Integers
    latest: Integers
    confidence: NDArray[numpy.float64]
    values: dict[str, list[Any]]
    late: list[int]
    numbers: dict[str, int]


def report_columns(reports: Sequence[Report]) -> ReportColumns:
    """Return reports as columns."""
    import numpy

    def numbered(read: Callable[[Report], Hashable]) -> tuple[Integers, list[Any]]:
        found: defaultdict[Hashable, int] = defaultdict()
        found.default_factory = found.__len__
        return numpy.array([found[value] for value in map(read, reports)], dtype=numpy.int64), list(found)

    columns = {name: numbered(attrgetter(name)) for name in ReportColumns._fields[:8]}
    days = []
    for read in (attrgetter("date.earliest"), attrgetter("date.latest")):
        codes, found = numbered(read)
        days.append(numpy.array([day.toordinal() if day else OPEN for day in found], dtype=numpy.int64)[codes])
    confidence = numpy.array([report.confidence for report in reports], dtype=float)
    late = [number for number, report in enumerate(reports) if report.end or report.claimant or report.reported_on]
    numbers = {report.id: number for number, report in enumerate(reports)}
    lists = {name: values for name, (_, values) in columns.items()}
    return ReportColumns._make([*(codes for codes, _ in columns.values()), *days, confidence, lists, late, numbers])


class Packed:
    """The drafts of places, in the order in which they are added."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._situations: dict[Situation, int] = {}
        self._columns = [array("q") for _ in ROWS]
        self._basis = array("q")
        self._cuts = array("q", [0, 0])

    def missing(self, places: Iterable[str]) -> set[str]:
        """Return those of the places that were not added yet."""
        return set(places) - self._numbers.keys()

    def add(self, place: str, drafts: Sequence[Draft]) -> None:
        """Add a place's states, once."""
        if place in self._numbers:
            return
        numbers, rows = self._situations, []
        for draft in drafts:
            basis = basis_of(draft)
            self._basis.extend(basis)
            beside = sum(number % ROLES != BESIEGING for number in draft.beside)
            situation = numbers.setdefault(draft.situation, len(numbers))
            rows.append((draft.start, situation, *draft.since, *draft.began, draft.rule, draft.via, draft.evidence_on, len(basis), beside))
        for column, values in zip(self._columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
        self._numbers[place] = len(self._numbers)
        self._cuts.extend((len(self._columns[0]), len(self._basis)))

    def columns(self, places: Sequence[str]) -> Columns:
        """Return the states of places that were added, in the order given."""
        import numpy

        wanted = numpy.array([self._numbers[place] for place in places], dtype=numpy.int64)
        cuts, basis = numpy.array(self._cuts).reshape(-1, 2), numpy.array(self._basis)
        states, told = (_rows(cuts[wanted, of], cuts[wanted + 1, of]) for of in (0, 1))
        lengths = cuts[wanted + 1, 0] - cuts[wanted, 0]
        columns = (numpy.array(column)[states] for column in self._columns)
        return Columns._make([lengths, *columns, basis[told], list(self._situations)])


def _rows(first: Integers, last: Integers) -> Any:
    """The numbers from each first to before each last; a slice where they follow one another."""
    import numpy

    if len(first) and (first[1:] == last[:-1]).all():
        return slice(int(first[0]), int(last[-1]))
    lengths = last - first
    return numpy.arange(lengths.sum()) + numpy.repeat(first - (numpy.cumsum(lengths) - lengths), lengths)

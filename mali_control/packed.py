"""States as columns of whole numbers: what maps of many places read instead of one ``State`` after the other."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .control import Situation
from .ledger import BESIEGING, ROLES, Draft, basis_of

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Integers = NDArray[numpy.int64]


class Columns(NamedTuple):
    """The states of some places, one place after the other, each in order of time; ``count`` says how many each place has.

    The other columns have a row for each state. Days are ordinals, ``rule`` is an index of ``ledger.RULES``, ``situation`` one of ``situations``; ``reports`` says
    how many reports the state rests on, ``beside`` how many stand beside it (claims, attacks, and those that say otherwise). ``basis`` holds the numbers
    of the reports that the states rest on, one state after the other.
    """

    count: Integers
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


class Packed:
    """The drafts of places, in the order in which they are added."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, int, int, int]] = {}
        self._situations: dict[Situation, int] = {}
        self._columns = [array("q") for _ in ROWS]
        self._basis = array("q")

    def __contains__(self, place: str) -> bool:
        return place in self._places

    def add(self, place: str, drafts: Sequence[Draft]) -> None:
        """Add a place's states."""
        numbers, before = self._situations, (len(self._columns[0]), len(self._basis))
        rows = []
        for draft in drafts:
            basis = basis_of(draft)
            self._basis.extend(basis)
            beside = sum(number % ROLES != BESIEGING for number in draft.beside)
            situation = numbers.setdefault(draft.situation, len(numbers))
            rows.append((draft.start, situation, *draft.since, *draft.began, draft.rule, draft.via, draft.evidence_on, len(basis), beside))
        for column, values in zip(self._columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
        self._places[place] = (before[0], len(self._columns[0]), before[1], len(self._basis))

    def columns(self, places: Sequence[str]) -> Columns:
        """Return the states of places that were added, in the order given."""
        import numpy

        spans = numpy.array([self._places[place] for place in places], dtype=numpy.int64).reshape(-1, 4)
        columns, basis = [numpy.array(column) for column in self._columns], numpy.array(self._basis)
        states, told = (_rows(spans[:, at], spans[:, at + 1]) for at in (0, 2))
        return Columns(spans[:, 1] - spans[:, 0], *(c[states] for c in columns), basis[told], list(self._situations))


def _rows(first: Integers, last: Integers) -> Integers | slice:
    """The numbers from each first to before each last; a slice where they follow one another."""
    import numpy

    if len(first) and (first[1:] == last[:-1]).all():
        return slice(int(first[0]), int(last[-1]))
    lengths = last - first
    return numpy.arange(lengths.sum()) + numpy.repeat(first - (numpy.cumsum(lengths) - lengths), lengths)

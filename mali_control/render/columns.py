"""Numbers for pages: whole columns as text of as few digits as they need, one number where all are the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

NONE = -(2**31)
"""Stands for no value."""

Column = int | list[int | str]

DIGITS = "".join(sign for sign in map(chr, range(33, 127)) if sign not in "\"'<>&{}`\\_")
"""All signs that stand for themselves in JSON, in HTML, in an attribute and in a template, as the digits from 0 on."""
BASE = len(DIGITS)
_ONE = np.frombuffer(DIGITS.encode("ascii"), dtype=np.uint8)
_RUNS: dict[int, NDArray[Any]] = {1: _ONE, 2: np.stack([np.repeat(_ONE, BASE), np.tile(_ONE, BASE)], axis=1).view(np.uint16).ravel()}

Key = TypeVar("Key", bound=Hashable)


class Numbered(dict[Key, int]):
    """Numbers keys from 0 on, in the order in which they are first asked for."""

    @classmethod
    def of(cls, keys: Iterable[Key]) -> Numbered[Key]:
        """Number keys in the order given."""
        return cls((key, number) for number, key in enumerate(keys))

    def __missing__(self, key: Key) -> int:
        self[key] = len(self)
        return self[key]


def numbered(codes: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of the codes 0 to ``size`` - 1 occur, and for each of all these where it stands among them.

    >>> numbered(np.array([3, 1, 3]), 4)
    (array([1, 3]), array([0, 0, 1, 1]))
    """
    there = np.zeros(size, dtype=bool)
    there[codes] = True
    return np.flatnonzero(there), np.cumsum(there) - there


def as_met(codes: NDArray[np.int64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of the codes 0 to ``size`` - 1 occur, in the order in which they first do, and for each of all these where it stands among them.

    >>> as_met(np.array([3, 1, 3]), 4)
    (array([3, 1]), array([0, 1, 0, 0]))
    """
    order, numbers = codes[firsts(codes, size)], np.zeros(size, dtype=np.int64)
    numbers[order] = np.arange(len(order))
    return order, numbers


def firsts(codes: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Return for each code whether it is the first of its kind."""
    rows = np.arange(len(codes))
    first = np.empty(size, dtype=np.int64)
    first[codes[::-1]] = rows[::-1]  # of equal codes the last that is written stays
    found: NDArray[np.bool_] = first[codes] == rows
    return found


def column(values: ArrayLike) -> Column:
    """Return whole numbers as [least, digits that each has, digits of what each lies above the least], or as the one number that all of them are.

    The highest number that so many digits can say stands for NONE.

    >>> column([1, 2, 300]), column([7, 7, 7]), column([5, NONE])
    ([1, 2, '!!!#%U'], 7, [5, 1, '!~'])
    """
    numbers = np.asarray(values, dtype=np.int64)
    if numbers.size == 0:
        return 0
    least, most = int(numbers.min()), int(numbers.max())
    if least == most:
        return least
    if least == NONE:
        least = int(numbers[numbers != NONE].min())
    width = next(width for width in count(1) if most - least < BASE**width - 1)
    above = np.where(numbers == NONE, BASE**width - 1, numbers - least)
    return [least, width, _digits(above, width).tobytes().decode("ascii")]


def _digits(numbers: NDArray[np.int64], width: int) -> NDArray[np.uint8]:
    """The digits of each number as a row of signs."""
    if width <= 2:
        signs: NDArray[np.uint8] = _RUNS[width][numbers].view(np.uint8).reshape(-1, width)
        return signs
    left, right = np.divmod(numbers, BASE**2)
    return np.hstack([_digits(left, width - 2), _digits(right, 2)])


def values(found: Column, count: int) -> NDArray[np.int64]:
    """Return the numbers of a column of ``count`` rows.

    >>> values(column([1, 2, 300]), 3).tolist()
    [1, 2, 300]
    """
    if isinstance(found, int):
        return np.full(count, found, dtype=np.int64)
    least, width, text = found
    digits = np.searchsorted(_ONE, np.frombuffer(str(text).encode("ascii"), dtype=np.uint8)).reshape(-1, int(width))
    above = digits @ BASE ** np.arange(int(width))[::-1]
    return np.where(above == BASE ** int(width) - 1, NONE, above + int(least))

"""Numbers for pages: whole columns as base64 of the smallest typed array that holds them, one number where all are the same."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

NONE = -(2**31)
"""Stands for no value."""

Column = int | list[str]

_TYPES = {"Uint8": "<u1", "Int8": "<i1", "Uint16": "<u2", "Int16": "<i2", "Int32": "<i4"}
"""JavaScript's typed arrays, the small ones first, with numpy's names for the same."""

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
    """Return which of the codes 0 to ``size`` - 1 occur, in the order in which they first do, and where in that order each stands (-1: nowhere).

    >>> numbered(np.array([3, 1, 3]), 4)
    (array([3, 1]), array([-1,  1, -1,  0]))
    """
    order = codes[firsts(codes, size)]
    numbers = np.full(size, -1)
    numbers[order] = np.arange(len(order))
    return order, numbers


def firsts(codes: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Return for each code whether it is the first of its kind."""
    first = np.full(size, len(codes))
    np.minimum.at(first, codes, np.arange(len(codes)))
    found: NDArray[np.bool_] = first[codes] == np.arange(len(codes))
    return found


def column(values: ArrayLike) -> Column:
    """Return whole numbers (within 32 bits) as [type, base64 of its bytes, little-endian], or as the one number that all of them are.

    >>> column([1, 2, 300]), column([7, 7, 7])
    (['Uint16', 'AQACACwB'], 7)
    """
    numbers = np.asarray(values, dtype=np.int64)
    if numbers.size == 0:
        return 0
    least, most = int(numbers.min()), int(numbers.max())
    if least == most:
        return least
    name = next(name for name, kind in _TYPES.items() if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max)
    return [name, b64encode(numbers.astype(_TYPES[name]).tobytes()).decode("ascii")]


def values(found: Column, count: int) -> NDArray[np.int64]:
    """Return the numbers of a column of ``count`` rows.

    >>> values(column([1, 2, 300]), 3).tolist()
    [1, 2, 300]
    """
    if isinstance(found, int):
        return np.full(count, found, dtype=np.int64)
    return np.frombuffer(b64decode(found[1]), dtype=_TYPES[found[0]]).astype(np.int64)

"""Numbers for pages: whole columns as base64 of the smallest typed array that holds them, one number where all are the same."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Hashable
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

    def __missing__(self, key: Key) -> int:
        self[key] = len(self)
        return self[key]


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

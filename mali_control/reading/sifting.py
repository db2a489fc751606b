"""Which of many patterns can match a text at all: those of whose letters some stand in it. Asking every pattern would take most of the time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any

WORTH_IT = 60
"""Reading what the patterns need takes as long as asking them about so many texts: only from then on they are sifted."""


class Sieve:
    """Sifts patterns by the letters that they cannot match without."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], *, after: int = WORTH_IT) -> None:
        self._patterns = patterns
        self._left = after
        self._always: list[int] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)

    def _read(self) -> None:
        for number, pattern in enumerate(self._patterns):
            needed = letters_of(pattern)
            for letters in needed:
                self._by_letters[letters].append(number)
            if not needed:
                self._always.append(number)

    def fitting(self, text: str) -> Sequence[int]:
        """Return the numbers of the patterns that may match a text, in order; all others do not."""
        if self._left > 0:
            self._left -= 1
            return range(len(self._patterns))
        if not self._always and not self._by_letters:
            self._read()
        found = set(self._always)
        for letters, numbers in self._by_letters.items():
            if letters in text:
                found.update(numbers)
        return sorted(found)


def letters_of(pattern: re.Pattern[str]) -> frozenset[str]:
    r"""Return runs of letters one of which stands in whatever a pattern matches; none where that cannot be told.

    >>> sorted(letters_of(re.compile(r"\b(?:seiz(?:e|ed)|overr[au]n) (?:the )?P")))
    ['overr', 'seize']
    """
    try:
        parser = import_module("re._parser")  # Python's own reading of a pattern: it has no public name
    except ImportError:
        return frozenset()
    return frozenset() if pattern.flags & re.IGNORECASE else _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The surest of what the parts of a pattern need: the set whose shortest run is the longest."""
    best: frozenset[str] = frozenset()
    run = ""
    for operation, value in [*_flat(parts), (None, None)]:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
            continue
        found = [frozenset({run} if run else ()), _inside(name, value)]
        run = ""
        best = max([best, *found], key=lambda runs: (min(map(len, runs), default=0), -len(runs)))
    return best


def _flat(parts: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """The parts of a pattern, groups opened."""
    for operation, value in parts:
        if str(operation) == "SUBPATTERN" and not value[1] & re.IGNORECASE:
            yield from _flat(value[3])
        else:
            yield operation, value


def _inside(name: str, value: Any) -> frozenset[str]:
    """What a part that holds others needs."""
    if name == "BRANCH":
        branches = [_needed(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = value
        return _needed(inner) if least > 0 else frozenset()
    return frozenset()

"""Everything that can go wrong on a user's side, as one family.

MaliControlError
├── UnknownName(KeyError)        a place, faction or report that is not in the data; suggests near ones
│   └── AmbiguousName            a name that fits several places; lists them
├── BadDate(ValueError)          text that is no date, or a span that ends before it begins
├── BadData(ValueError)          every fault of the data files at once, each with file, line and column
├── BadOutput(OSError)           an output that cannot be written
└── MissingExtra(ImportError)    an optional dependency that is not installed; says how to install it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class MaliControlError(Exception):
    """Root of all errors that this package raises on purpose; its text is fit for a user's eyes."""

    def __str__(self) -> str:  # KeyError would show the repr of its argument
        return str(self.args[0]) if self.args else self.__class__.__name__


class UnknownName(MaliControlError, KeyError):
    """A name or id that the data do not hold.

    Attributes: ``what`` ("place", "faction", ...), ``name`` as it was given, ``suggestions`` (nearest known names, best first).
    """

    def __init__(self, what: str, name: str, suggestions: Sequence[str] = (), message: str = "") -> None:
        self.what, self.name, self.suggestions = what, name, tuple(suggestions)
        hint = f"; did you mean {_listed(self.suggestions)}?" if self.suggestions else ""
        super().__init__(message or f"unknown {what} {name!r}{hint}")


class AmbiguousName(UnknownName):
    """A name that several places bear. ``suggestions`` holds their ids."""

    def __init__(self, what: str, name: str, candidates: Sequence[str], described: Sequence[str]) -> None:
        message = f"{name!r} fits several {what}s: {_listed(described)}; give the id, or the region"
        super().__init__(what, name, candidates, message)


class BadDate(MaliControlError, ValueError):
    """Text that cannot be read as a date, or dates in the wrong order."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a data file. ``line`` counts from 1 (the header); ``column`` is the column's name, or empty."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


class BadData(MaliControlError, ValueError):
    """All faults that were found in the data files. Attribute: ``problems`` (tuple of Problem, in file order)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        said = list(map(str, self.problems))
        super().__init__(said[0] if len(said) == 1 else "\n  ".join([f"{len(said)} problems in the data files", *said]))


class BadOutput(MaliControlError, OSError):
    """An output path that cannot be written. Nothing was left behind."""


class MissingExtra(MaliControlError, ImportError):
    """A feature whose optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: pip install 'mali-control[{extra}]'")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

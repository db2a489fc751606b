"""Find many names in a text at once: an Aho–Corasick automaton over letters without case and accents.

The scan knows nothing of places: it takes names with something that each stands for, and gives where they are in a text, whole words only,
the leftmost and longest where they overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .text import fold_letters

Meaning = TypeVar("Meaning")

JOINTS = 3
"""Between two words of a name stand at most so many signs, as in ``Mali – Niger`` or at the end of a line."""

_BREAK = re.compile(r"[,;:!?()\[\]{}\"“”«»|]|\n\s*\n|(?<!\b\w)\.\s|\w{2}\.")
"""What never stands within a name: two names with this between them are two names."""

_LETTERS = re.compile(r"[^ ]+")

SMALL_WORDS = frozenset("in i n ti tin tan al el es d l m de du des of the la le les".split())  # noqa: SIM905
"""First parts of names that a text may write small (al-Ourche, in Khalil) though the list of names has them large."""


Hit = tuple[int, int, int]
"""Where a name stands (from, up to, counted in signs), and the number of the name."""

REMEMBERED = 10_000
"""So many stretches of text are remembered as being, or not being, a name as it is written."""


@dataclass(slots=True)
class _Name(Generic[Meaning]):
    """A name as written somewhere: which of its words begin with a capital wherever it is written, and all that it stands for."""

    capitals: tuple[bool, ...]
    meanings: list[Meaning]


class Scanner(Generic[Meaning]):
    """Names to look for, and what each stands for.

    A name is found however it is accented, hyphenated or spaced, in capitals too, but not in small letters where the list has a capital.
    """

    def __init__(self, names: Iterable[tuple[str, Meaning]]) -> None:
        self._names: list[_Name[Meaning]] = []
        self._numbers: dict[str, int] = {}
        for written, meaning in names:
            self._add(written, meaning)
        self._automaton = self._build()
        self._known: dict[tuple[str, int], bool] = {}

    def __len__(self) -> int:
        return len(self._names)

    def meanings(self, name: int) -> list[Meaning]:
        """Return what a name stands for, by the number that a hit gives."""
        return self._names[name].meanings

    def scan(self, text: str) -> list[Hit]:
        """Return the names in a text, in order, none overlapping another."""
        folded = f" {fold_letters(text)} "
        known = self._known
        found: list[Hit] = []
        begin = end = -1
        for last, (length, name, plain) in self._automaton.iter(folded):
            if folded[last + 1] != " ":
                continue
            start = last - length
            if plain:
                if text[start].islower():
                    continue
            else:
                written = (text[start:last], name)
                if written not in known:
                    if len(known) >= REMEMBERED:
                        known.clear()
                    known[written] = self._as_written(*written)
                if not known[written]:
                    continue
            if start >= end:
                found.append((start, last, name))
            elif start <= begin:  # longer than what was found last, or begun before it
                keep = len(found) - 1
                while keep and found[keep - 1][0] >= start:
                    keep -= 1
                if keep and found[keep - 1][1] > start:
                    continue
                found[keep:] = [(start, last, name)]
            else:
                continue
            begin, end = start, last
        return found

    def _add(self, written: str, meaning: Meaning) -> None:
        capitals = tuple(not word[:1].islower() for word in _words(written))
        key = " ".join(fold_letters(written).split())
        if not key:
            return
        number = self._numbers.setdefault(key, len(self._names))
        if number == len(self._names):
            self._names.append(_Name(capitals, [meaning]))
            return
        known = self._names[number]
        known.capitals = tuple(a and b for a, b in zip(known.capitals, capitals, strict=True))
        if meaning not in known.meanings:
            known.meanings.append(meaning)

    def _build(self) -> Any:
        from ahocorasick import Automaton

        automaton = Automaton()
        for key, number in self._numbers.items():
            plain = " " not in key and all(self._names[number].capitals)
            for form in _forms(key, self._names[number].capitals):
                if form not in self._numbers or form == key:
                    automaton.add_word(f" {form}", (len(form), number, plain or (" " not in form and form != key)))
        automaton.make_automaton()
        return automaton

    def _as_written(self, slice_: str, name: int) -> bool:
        """Whether a stretch of text can be this name: capitals where they belong, and nothing that parts its words."""
        words = _words(slice_)
        needed = self._names[name].capitals
        if len(words) > 1 and _BREAK.search(slice_):
            return False
        missing = [i for i, (word, capital) in enumerate(zip(words, needed, strict=True)) if capital and word[:1].islower()]
        return not missing or (any(needed[1:]) and all(_bare(words[i]) in SMALL_WORDS for i in missing) and len(missing) < sum(needed))


def _forms(key: str, capitals: tuple[bool, ...]) -> Iterator[str]:
    """Give the ways in which a key can stand in folded text: as it is, with one joint wider, and a name of several words in one."""
    yield key
    words = key.split()
    for i in range(1, len(words)):
        for width in range(2, JOINTS + 1):
            yield " ".join(words[:i]) + " " * width + " ".join(words[i:])
    if 1 < len(words) <= 3 and all(capitals):
        yield "".join(words)


def _words(written: str) -> list[str]:
    return [written[found.start() : found.end()] for found in _LETTERS.finditer(fold_letters(written))]


def _bare(word: str) -> str:
    return fold_letters(word).strip()

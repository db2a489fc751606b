"""Words that tell a place's name from other words in English and French text: a table, so that rules hold no word lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .errors import Problem
from .tables import Column, Table, one_of, read
from .text import fold_words

KINDS = {
    "organisation": "a name that holds a place's name and means no place",
    "elsewhere": "a name that holds a place's name and means another place, which the gazetteer lacks",
    "word": "a place's name that is an ordinary word too, or with the value person a personal name",
    "forename": "a first name or a part of names, after which the rest of a person's name follows",
    "title": "a word after which a person's name follows",
    "thing": "a word after which the name of a thing follows: boat, hotel, newspaper",
    "head": "a word with which organisations' names begin",
    "link": "a word that may stand between such a first word and a place's name",
    "settlement": "a noun for a settlement",
    "area": "a noun for an area; value: region, cercle or province",
    "site": "a noun for a site; value: base, airport, mine, bridge, post or checkpoint",
    "holder": "a word that says whose a site is; value: the same for all words of one meaning, or empty",
    "before": "words after which a place's name is likely; value: strong or weak",
    "after": "a verb that follows a place's name",
    "calendar": "a name of a day, month or feast",
    "land": "a country, continent or direction beyond the gazetteer",
    "people": "a people, nationality, faith or language",
    "known": "a body, medium or thing that a text writes large",
}

VALUES = {
    "word": {"", "person"},
    "area": {"region", "cercle", "province"},
    "site": {"base", "airport", "mine", "bridge", "post", "checkpoint"},
    "before": {"strong", "weak"},
}
"""The values that words of some kinds may have; for other kinds the column is empty, or free (holder)."""

LEXICON = Table(
    "lexicon.csv",
    "One word or phrase that helps to tell a place's name from other words.",
    (
        Column("kind", "; ".join(f"{kind}: {about}" for kind, about in KINDS.items()) + ".", True, one_of(*KINDS)),
        Column("word", "The word or phrase; accents and case do not count.", required=True),
        Column("value", "What it stands for, for kinds that have it."),
        Column("language", "ISO 639 code, where it belongs to one language."),
        Column("note", "What a reader should know."),
    ),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the lexicon; ``folded`` is without case and accents."""

    kind: str
    word: str
    value: str = ""
    language: str = ""

    @property
    def folded(self) -> str:
        return " ".join(fold_words(self.word).split())


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that fits any of some words, the longest first; nothing, where there are none."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or "(?!)"


class Lexicon:
    """Words by kind."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._by_kind: dict[str, list[Word]] = defaultdict(list)
        for word in words:
            self._by_kind[word.kind].append(word)

    def __len__(self) -> int:
        return sum(map(len, self._by_kind.values()))

    def words(self, kind: str) -> list[Word]:
        """Return the words of a kind."""
        return self._by_kind[kind]

    def values(self, kind: str) -> dict[str, str]:
        """Return the values of a kind's words, by folded word."""
        return {word.folded: word.value for word in self._by_kind[kind]}

    def either(self, *kinds: str, value: str | None = None) -> str:
        """Return a regular expression, for folded text, that fits any word of some kinds (with a value), the longest first."""
        fitting = {w.folded for kind in kinds for w in self._by_kind[kind] if value is None or w.value == value}
        return alternatives(fitting)

    @cached_property
    def no_place(self) -> frozenset[str]:
        """Folded single words that a text writes large and that are no unknown places."""
        kinds = (
            "calendar", "land", "people", "known", "forename", "title", "thing", "head", "holder", "site", "area", "settlement", "before", "after",
        )  # fmt: skip
        return frozenset(word.folded for kind in kinds for word in self._by_kind[kind])


def read_lexicon(path: Path, problems: list[Problem]) -> Lexicon:
    """Read the lexicon; faults go to ``problems``."""
    words = []
    for row in read(LEXICON, path, problems):
        kind, value = row["kind"], row["value"]
        allowed = VALUES.get(kind, {value} if kind == "holder" else {""})
        if value not in allowed:
            problems.append(row.problem("value", f"{value!r} is none of {', '.join(sorted(repr(v) for v in allowed))} for {kind!r}"))
        else:
            words.append(Word(kind, row["word"], value, row["language"]))
    return Lexicon(words)

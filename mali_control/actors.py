"""Which faction a published event table means by an actor's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from .errors import BadData, Problem
from .factions import Faction, Factions
from .tables import Column, Table, read, shipped
from .text import fold, slug

ACTOR_NAMES = Table(
    "actor_names.csv",
    "One name that event tables give an actor.",
    (
        Column("name", "The name, without years in brackets; * at its end stands for whatever follows.", required=True),
        Column("faction", "Id of the faction; empty for nobody who could hold a place."),
        Column("note", "What a reader should know."),
    ),
)

_YEARS = re.compile(r"\(\s*\d{4}\s*-?\s*(?:\d{4})?\s*\)")
_WORDS = re.compile(r"[^\W_]+")
_TWO_NAMES = re.compile(r"\s*([^\s:]{2,20}):\s+(\S.*)")

Words = tuple[str, ...]


class Actors:
    """Finds the faction behind a name; who is nowhere known becomes a faction of its own.

    Attributes
    ----------
    added : the factions that were not known before, by id; each is a bloc of its own, for nobody said whose side it is on.

    """

    def __init__(self, factions: Factions, names: Iterable[tuple[str, str]]) -> None:
        self._known: dict[Words, str] = {}
        self._openings: dict[Words, str] = {}
        for faction in factions.values():
            for own in (faction.id, faction.name, faction.name_fr, faction.short):
                self._known.setdefault(_words(own), faction.id)
        for name, meant in names:
            if not meant or meant in factions:
                self._known[_words(name)] = meant
                if name.endswith("*"):
                    self._openings[_words(name)] = meant
        self._known.pop((), None)
        self._taken = set(factions)
        self.added: dict[str, Faction] = {}

    def known(self, name: str) -> str | None:
        """Return the faction's id, empty text for nobody who could hold a place, or None for an actor that is nowhere known."""
        words = _words(name)
        if not words or re.search(r"\band/or\b", name):
            return ""
        if words in self._known:
            return self._known[words]
        openings = (words[:length] for length in range(len(words), 0, -1))
        return next((self._openings[opening] for opening in openings if opening in self._openings), None)

    def faction(self, name: str) -> str:
        """Return the faction's id, of a new faction where nobody is known by the name; empty for nobody who could hold a place."""
        found = self.known(name)
        return self._add(name) if found is None else found

    def _add(self, name: str) -> str:
        plain = " ".join(_YEARS.sub(" ", name).split())
        two = _TWO_NAMES.fullmatch(plain)
        short, full = two.groups() if two else (plain, plain)
        base = slug(short) or "actor"
        free = next(i for i in chain((base,), (f"{base}-{n}" for n in count(2))) if i not in self._taken)
        self._taken.add(free)
        self._known[_words(name)] = free
        self.added[free] = Faction(free, full, short, bloc=free, note="from an event table; its bloc is to be set")
        return free


def read_actor_names(extra: Path | None = None) -> list[tuple[str, str]]:
    """Read the shipped names, and those of a file of one's own, which count before them. Raises BadData."""
    problems: list[Problem] = []
    paths = [shipped("data", ACTOR_NAMES.file), *([extra] if extra else [])]
    names = [(row["name"], row["faction"]) for path in paths for row in read(ACTOR_NAMES, path, problems)]
    if problems:
        raise BadData(problems)
    return names


def _words(name: str) -> Words:
    return tuple(fold(word) for word in _WORDS.findall(_YEARS.sub(" ", name)))

"""Factions and their lineage: who belonged to whom, who became whom, under which name, each with dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from .dates import FuzzyDate, parse_date
from .errors import Problem, UnknownName
from .tables import Column, Row, Table, one_of, read
from .text import nearest

GROUPINGS = ("faction", "coalition", "bloc")
"""Ways to name holders: each faction, the coalition it belonged to on that day, or its bloc."""

FACTIONS = Table(
    "factions.csv",
    "One armed or state actor.",
    (
        Column("id", "Fixed slug; what filters, queries and tests name the faction by.", required=True),
        Column("name", "Full name in English.", required=True),
        Column("name_fr", "Full name in French."),
        Column("short", "Short name for maps and tables.", required=True),
        Column("short_fr", "Short name in French, where it differs."),
        Column("article_fr", "The article of its French short name after a preposition: le, la, l’, les; empty for none."),
        Column(
            "bloc", "The side used for colours and summaries: state, foreign, platform, azawad, aq, is, or one of your own.", required=True
        ),
        Column(
            "kind",
            "What it is: state, mission (peacekeepers: they hold camps, and no towns), force (of several states), company, movement, militia, coalition.",
        ),
        Column("note", "What a reader should know."),
    ),
    key="id",
)

LINEAGE = Table(
    "lineage.csv",
    "One dated tie between two factions, or one dated name of a faction.",
    (
        Column(
            "tie", "member (of a coalition), successor (became another), or name (was called).", True, one_of("member", "successor", "name")
        ),
        Column("faction", "Id of the faction.", required=True),
        Column("of", "Id of the coalition that it belonged to, or of the faction that it became; empty for a name."),
        Column("extent", "part, where only a part of the faction had the tie; empty for the whole.", False, one_of("part")),
        Column("name", "The name that it bore in that span, for ties of the kind name."),
        Column("name_fr", "The same in French, where it differs."),
        Column("start", "First day, as EDTF; for a successor the day of the change.", False, parse_date, None),
        Column("end", "Last day, as EDTF; empty where it lasts.", False, parse_date, None),
        Column("source", "Id of the source."),
        Column("section", "Heading of the section in the source."),
        Column("note", "What a reader should know, in the project's own words."),
    ),
)


@dataclass(frozen=True, slots=True)
class Faction:
    """An actor. ``bloc`` is the side used for colours and summaries; ``article`` stands before its short name in languages that need one."""

    id: str
    name: str
    short: str
    bloc: str
    name_fr: str = ""
    short_fr: str = ""
    article_fr: str = ""
    kind: str = ""
    note: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A dated tie: ``faction`` was a member of ``of``, or became ``of``, or was called ``name``."""

    tie: str
    faction: str
    of: str = ""
    extent: str = ""
    name: str = ""
    name_fr: str = ""
    start: FuzzyDate | None = None
    end: FuzzyDate | None = None
    source: str = ""
    section: str = ""
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the tie held on a day (best days of its bounds, both included)."""
        return (self.start is None or self.start.best <= day) and (self.end is None or day <= self.end.best)


class Factions(Mapping[str, Faction]):
    """All factions by id, with their lineage."""

    def __init__(self, factions: Iterable[Faction], ties: Iterable[Tie] = ()) -> None:
        self._factions = {faction.id: faction for faction in factions}
        self.ties = tuple(ties)

    def __getitem__(self, faction: str) -> Faction:
        try:
            return self._factions[faction]
        except KeyError:
            raise UnknownName("faction", faction, [name for name, _ in nearest(faction, self._factions)]) from None

    def __contains__(self, faction: object) -> bool:
        return faction in self._factions

    def __iter__(self) -> Iterator[str]:
        return iter(self._factions)

    def __len__(self) -> int:
        return len(self._factions)

    @cached_property
    def blocs(self) -> dict[str, str]:
        """The bloc of each faction, by id."""
        return {faction.id: faction.bloc for faction in self._factions.values()}

    @cached_property
    def missions(self) -> frozenset[str]:
        """The peacekeepers: they hold camps, and no towns."""
        return frozenset(faction.id for faction in self._factions.values() if faction.kind == "mission")

    @cached_property
    def states(self) -> frozenset[str]:
        """The states on whose land the war is, and their armies."""
        return frozenset(faction.id for faction in self._factions.values() if faction.kind == faction.bloc == "state")

    @cached_property
    def successions(self) -> tuple[tuple[date, str, str], ...]:
        """When a faction became another: (first day under the new name, old id, new id), in order of the days."""
        return tuple(sorted((t.start.best, t.faction, t.of) for t in self.ties if t.tie == "successor" and t.start))

    def members(self, coalition: str, day: date) -> tuple[str, ...]:
        """Return the ids of a coalition's members on a day, sorted."""
        return tuple(sorted({t.faction for t in self.ties if t.tie == "member" and t.of == coalition and t.holds_on(day)}))

    def coalitions(self, faction: str, day: date) -> tuple[str, ...]:
        """Return the ids of the coalitions that a faction belonged to on a day, sorted."""
        return tuple(sorted({t.of for t in self.ties if t.tie == "member" and t.faction == faction and t.holds_on(day)}))

    def grouped(self, factions: Iterable[str], day: date, by: str) -> tuple[str, ...]:
        """Return factions as what they belonged to on a day, sorted: themselves (``by`` "faction"), the widest coalition that the whole of each
        belonged to ("coalition"), or blocs ("bloc").

        Raises UnknownName for any other ``by``.
        """
        if by not in GROUPINGS:
            raise UnknownName("grouping", by, GROUPINGS)
        if by == "bloc":
            return tuple(sorted({self[faction].bloc for faction in factions}))
        return tuple(sorted({self._widest(faction, day) if by == "coalition" else faction for faction in factions}))

    def _widest(self, faction: str, day: date) -> str:
        seen = [faction]
        while True:
            above = [t.of for t in self.ties if t.tie == "member" and t.faction == seen[-1] and not t.extent and t.holds_on(day)]
            above = [coalition for coalition in above if coalition not in seen]
            if not above:
                return seen[-1]
            seen.append(min(above, key=lambda coalition: (coalition in self.coalitions(above[0], day), coalition)))

    def name(self, faction: str, day: date) -> str:
        """Return the short name that a faction bore on a day."""
        dated = [t.name for t in self.ties if t.tie == "name" and t.faction == faction and t.holds_on(day)]
        return dated[0] if dated else self[faction].short

    def with_article(self, faction: str, day: date) -> str:
        """Return the same name as it stands after a preposition: "le JNIM" in French, "JNIM" in English."""
        name, article = self.name(faction, day), self[faction].article
        return name if not article else f"{article}{name}" if article.endswith(("'", "’")) else f"{article} {name}"

    def in_language(self, language: str) -> Factions:
        """Return the factions under their names in a language ("fr"), where the data have them; their ids stay."""
        if language != "fr":
            return self
        told = (replace(f, name=f.name_fr or f.name, short=f.short_fr or f.short, article=f.article_fr) for f in self._factions.values())
        return Factions(told, (replace(tie, name=tie.name_fr or tie.name) for tie in self.ties))

    @cached_property
    def members_ever(self) -> dict[str, frozenset[str]]:
        """The members that each coalition had at any time."""
        found: dict[str, set[str]] = {}
        for tie in self.ties:
            if tie.tie == "member":
                found.setdefault(tie.of, set()).add(tie.faction)
        return {coalition: frozenset(members) for coalition, members in found.items()}

    @cached_property
    def kin(self) -> dict[str, frozenset[str]]:
        """The factions that one name may stand for in a text: itself, its coalitions and members, what it became or came from."""
        kin: dict[str, set[str]] = {faction: {faction} for faction in self._factions}
        for tie in self.ties:
            if tie.tie != "name" and tie.faction in kin and tie.of in kin:
                kin[tie.faction].add(tie.of)
                kin[tie.of].add(tie.faction)
        return {faction: frozenset(others) for faction, others in kin.items()}


def read_factions(factions: Path, lineage: Path | None, problems: list[Problem]) -> tuple[Factions, dict[str, Row], list[Row]]:
    """Read factions and their ties, with their rows; faults go to ``problems``."""
    rows = {row["id"]: row for row in read(FACTIONS, factions, problems)}
    ties = read(LINEAGE, lineage, problems) if lineage else []
    return Factions((Faction(**r.values) for r in rows.values()), (Tie(**r.values) for r in ties)), rows, ties

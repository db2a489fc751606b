"""Turns of phrase: whole constructions that name the place and the sides themselves, as a table; the rules here hold no word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..errors import BadData, Problem
from ..reports import KINDS
from ..tables import Column, Table, number_between, one_of, read, shipped
from .dating import A_DAY, LONG_BEFORE
from .drafting import Drafter, Telling
from .frames import Frame, Trigger, unworded, without_asides, without_dates
from .hearsay import standing as who_says
from .meant import INHERITED_SUBJECT, Side
from .owners import Owners
from .proposals import Proposal
from .sifting import Sieve
from .told import Told, is_oblique, unreal
from .when import edtf, plain
from .where import POINTING, Spot, chain_of

WHEN = ("then", "before")
ARTICLES = ("", "the", "a", "an", "its", "their")
"""Where nothing else stands before a side in a construction, it is its subject, and that of the sentence."""

TURNS = Table(
    "turns.csv",
    "One construction that tells of control.",
    (
        Column("rule", "Name of the rule; proposals name it.", True),
        Column("kind", "Kind of report that it tells of.", True, one_of(*KINDS)),
        Column("language", "ISO 639 code.", True, one_of("en", "fr")),
        Column(
            "words",
            "Regular expression over text in small letters without accents, with {who}, {also}, {loser}, {they} and {place}; groups: army, where it is the army that is meant, men and post of a garrison.",
            True,
        ),
        Column("sure", "How far the words alone are believed.", True, number_between(0, 1)),
        Column("when", "then: on the day told; before: until the day before it.", True, one_of(*WHEN)),
        Column("note", "An example, or what a reader should know."),
    ),
    key="rule",
)

_PARTS = {
    "{who}": r"(?:(?:the|an?|its|their|l[ae]s?|des|du|une?) |l')?(?<!F)(?P<who>F++)(?:'s?)?(?: (?:men|fighters|forces|troops|soldiers|gunmen|militants|rebels|units|vehicles|pick-?ups|leaders)\b)?(?:,? (?:and|with) (?:its|their) (?:[a-z]+ )?(?:allies|partners|auxiliaries|comrades|friends)\b)?",
    "{also}": r"(?:(?:the|its|their|l[ae]s?) |l')?(?<!F)(?P<also>F++)",
    "{loser}": r"(?:(?:the|its|their|last|l[ae]s?) |l')*(?<!F)(?P<loser>F++)(?:'s?)?(?: (?:men|fighters|forces|troops|soldiers|gunmen|militants|rebels|units|garrison)\b)?",
    "{they}": r"(?P<they>they|it|its|their|ils|elles|leurs?|son|sa)",
    "{place}": r"(?:(?:the|its|their|this|that|l[ae]|cette|ce) |l')?(?:(?:[a-z-]+ ){0,3}?(?:town|city|village|base|camp|locality|settlement|post|outpost|ville|localite|commune|cite|bourg|bourgade|poste) (?:of |at |in |de |d'))?(?<!P)(?P<place>P++)(?: (?:town|city|village|base|camp|itself)\b)?",
    "{of}": r"(?:de l[ae]s? |de l'|du |des |de |d')",
    "{to}": r"(?:a l[ae] |a l'|aux |au |a )",
    "{in}": r"(?:a l[ae] |a l'|aux |au |a |dans )",
    "{still}": r"(?:,? (?:toujours|encore|desormais|aussi|egalement|deja|bien|maintenant|seule?s?|eux|elles?|lui|depuis(?: D+)?|D+|a nouveau|de nouveau|pour l'heure|pour l'instant|en revanche),?)*",
    "{beside}": r"(?:,[^,;:.FP]{1,60}(?=,)| \([^()]{1,60}\))?",
}
"""What stands for the words in braces."""
_GARRISON = re.compile(
    r"(?:garnison|garrison|soldats|militaires|gendarmes|detachement|contingent|bataillon|elements|paras|casques bleus)\b"
)
"""Those who are stationed in a place."""
_FROM_A_DISTANCE = re.compile(
    r"(?:\b(?:pres|proche|loin|non loin|autour|hors|au-dela|vers|abords|alentours|environs|sortie|entree|portes?) (?:de |d'|du )|\b(?:km|kilometres|heures) (?:de |d'|du ))(?:la )?$"
)
"""Before a place in whose neighbourhood something is."""
_RELATIVE = re.compile(r",? (?:ou|dont|que|qui)\b|,? qu'")
"""After a place: a clause tells of it, wherever it lies."""
SPOKEN_OF = 0.85
"""How sure it is that the place spoken of last is meant, where the words name none."""


@dataclass(frozen=True, slots=True)
class _Turn:
    frame: Frame
    words: re.Pattern[str]
    before: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """What a construction tells, and where it stands in the sentence."""

    start: int
    end: int
    told: tuple[Proposal, ...]


@lru_cache(maxsize=4)
def _read(language: str) -> tuple[_Turn, ...]:
    problems: list[Problem] = []
    rows = read(TURNS, shipped("data", TURNS.file), problems)
    if problems:
        raise BadData(problems)
    return tuple(
        _Turn(unworded(row["rule"], row["kind"], row["sure"]), _pattern(row["words"]), row["when"] == "before")
        for row in rows
        if row["language"] == language
    )


@lru_cache(maxsize=4)
def _sieve(language: str) -> Sieve:
    return Sieve([turn.words for turn in _read(language)])


def _pattern(words: str) -> re.Pattern[str]:
    for part, pattern in _PARTS.items():
        words = words.replace(part, pattern)
    return re.compile(words)


class Turns:
    """Reads the constructions of the table."""

    def __init__(self, drafter: Drafter, owners: Owners, language: str) -> None:
        self._drafter = drafter
        self._sides = drafter.sides
        self._ground = drafter.ground
        self._gazetteer = drafter.gazetteer
        self._owners = owners
        self._language = language

    def read(self, told: Told, day: date | None) -> list[Turned]:
        """Return what the constructions in a sentence tell, the longest first where they overlap."""
        words, places = without_dates(told.masked)
        found = list(self._in_words(told, words, places, day))
        bare, kept_places = without_asides(told.masked)
        if bare != told.masked:  # the town, from which the army was driven, has remained theirs
            words, places = without_dates(bare)
            found += self._in_words(told, words, [kept_places[at] for at in places], day)
        found.sort(key=lambda turned: (turned.start - turned.end, turned.start))
        kept: list[Turned] = []
        for turned in found:
            if all(turned.start >= other.end or turned.end <= other.start for other in kept):
                kept.append(turned)
        return kept

    @staticmethod
    def _words(told: Told, start: int) -> str:
        """The words that name a side or a place which begins somewhere in a sentence."""
        ends = [p.end for p in told.parties if p.start - told.start == start] + [s.end for s in told.spots if s.start - told.start == start]
        return told.words[start : ends[0] - told.start] if ends else ""

    def _in_words(self, told: Told, words: str, places: list[int], day: date | None) -> Iterator[Turned]:
        """What the constructions in words tell; ``places`` say where each of their signs stood."""
        turns = _read(self._language)
        for turn in map(turns.__getitem__, _sieve(self._language).fitting(words)):
            if ("F" not in words and not {"they", "army"} & turn.words.groupindex.keys()) or (
                "P" not in words and "place" in turn.words.groupindex
            ):
                continue  # a role would stay open
            for match in turn.words.finditer(words):
                start, end = places[match.start()], places[match.end() - 1] + 1
                where = {name: places[match.start(name)] for name in match.re.groupindex if match[name] or name == "army"}
                if any(not _GARRISON.search(plain(self._words(told, where[name]))) for name in ("men", "post") if name in where):
                    continue
                trigger = Trigger(start, end, turn.frame, match[0])
                if told_so := tuple(self._told(told, turn, trigger, where, day)):
                    yield Turned(start, end, told_so)

    def _told(self, told: Told, turn: _Turn, trigger: Trigger, where: dict[str, int], day: date | None) -> Iterator[Proposal]:
        """The report of one construction; nothing where it is not real, or a role stays open."""
        by = self._side(told, trigger.start, where, "who", day)
        if by is None or not by.factions or unreal(told, trigger, self._language):
            return
        also, against = (self._side(told, trigger.start, where, role, day) for role in ("also", "loser"))
        if also is not None:
            by = replace(by, factions=tuple(dict.fromkeys((*by.factions, *also.factions))))
        if against is not None and set(against.factions) & set(by.factions):
            return
        spots = [there for spot in self._spots(told, trigger.start, where) if (there := self._ground_of(spot, by, against)) is not None]
        standing, said_by, factor = who_says(told, trigger, lambda party: self._sides.side(party, day).factions, self._language)
        if standing == "denied" or not spots:
            return
        kind = trigger.frame.kind
        if standing == "claimed" and kind == "holds" and set(said_by.split(";")) & set(by.factions):
            kind = "claims"
        if kind == "captures":
            self._sides.taker = by
        named = 1 if where.keys() & {"place", "post"} else SPOKEN_OF if self._language == "fr" else 1
        telling = Telling(trigger.frame.sure * by.sure * factor * named, standing, said_by)
        made = self._drafter.made(told, trigger, kind, by, against, [(spot, None) for spot in spots], telling)
        yield from map(_until_then, made) if turn.before and not self._drafter.dating.since_so_long(told, trigger) else made

    def _side(self, told: Told, start: int, where: dict[str, int], role: str, day: date | None) -> Side | None:
        """Who fills a role; "they" are those whom the sentence before was about."""
        role = "men" if role == "who" and "men" in where else role
        if role in where:
            party = next((p for p in told.parties if p.start - told.start == where[role]), None)
            if party is not None and role == "who" and told.masked[start : where["who"]].strip() in ARTICLES and is_oblique(told, party):
                before = [p for p in told.parties if p.end <= party.start and not is_oblique(told, p)]
                party = before[0] if before else None  # the fighters, reinforced by others, routed them
            owner = self._sides.cast.owner(told.masked[where[role] :].split(" ")[0], day) if party is None else ()
            return self._sides.with_soldiers(told, self._sides.side(party, day), day) if party else Side(owner)
        if role == "who" and "army" in where:
            return Side(self._sides.cast.owner("army", day))
        if role == "who" and "they" in where:
            before = [p for p in told.parties if p.end - told.start <= where["they"]]
            subject = self._sides.subject
            return (
                self._sides.side(before[-1], day, INHERITED_SUBJECT)
                if before
                else Side(subject.factions, INHERITED_SUBJECT)
                if subject
                else None
            )
        return None

    def _spots(self, told: Told, start: int, where: dict[str, int]) -> list[Spot]:
        """The places told of: that named and those in a row with it; else the town spoken of."""
        at = where.get("post", where.get("place"))
        if at is not None:
            first = next((i for i, s in enumerate(told.spots) if s.start - told.start == at), None)
            if first is not None and _FROM_A_DISTANCE.search(told.masked[:at]):
                first = first if _RELATIVE.match(told.masked, told.spots[first].end - told.start) else None
            return (
                [s for s in chain_of(told.spots, told.masked, first, told.start) if not s.area and not s.country]
                if first is not None
                else []
            )
        before = [
            s
            for s in told.spots
            if s.end - told.start <= start and not s.area and not _FROM_A_DISTANCE.search(told.masked[: s.start - told.start])
        ]
        if before and self._language == "fr":
            return before[-1:]
        town = self._ground.focus or self._ground.last_settlement
        return [Spot(told.start, told.end, (town,), POINTING, pointing=True)] if town and all(s.pointing for s in told.spots) else []

    def _ground_of(self, spot: Spot, by: Side, against: Side | None) -> Spot | None:
        """The place itself; the base of a town where one is meant; foreign troops are guests of a town, and hold their base."""
        if spot.unsettled and against and against.factions:
            return self._drafter.stations.base_of(spot, against.factions) or self._owners.base_or_town(spot, by.factions)
        foreign = all(self._drafter.blocs.get(faction) == "foreign" for faction in by.factions)
        if spot.unsettled or (foreign and not self._gazetteer[spot.places[0]].is_site):
            return self._owners.base_or_town(spot, by.factions)
        return spot


def _until_then(held: Proposal) -> Proposal:
    """What was so until the day that is told."""
    if held.date.earliest is None:
        return held
    eve = held.date.earliest - A_DAY
    return replace(held, date=edtf(eve - LONG_BEFORE, eve), until=None)

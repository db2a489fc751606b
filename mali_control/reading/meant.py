"""Who is meant by the words for a party, after what the text told before."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ..factions import Factions
from .told import Told
from .who import Memory, Party, cast_of

INHERITED_SUBJECT = 0.8
STAND_IN = 0.97
NAMED_LATER = 0.95
_TOGETHER = re.compile(
    r"\b(?:alongside|together with|with the (?:help|support|backing) of|(?:backed|supported|assisted|accompanied|aided) by|au cote d|aux cotes d|avec l'(?:aide|appui) d|allie(?:e|s|es)?(?: de fait)? (?:de |du |des |d'|a |au |aux ))"
)


@dataclass(slots=True)
class Side:
    """Who fills a role, and how sure that is."""

    factions: tuple[str, ...]
    sure: float = 1.0
    party: Party | None = None


SidesOf = tuple[Side | None, Side | None]
"""Who acts, and against whom; None where the text does not say."""


class Meant:
    """Tells who is meant, sentence by sentence; remembers who was named, who acted last and who held what."""

    def __init__(self, factions: Factions) -> None:
        self.cast = cast_of(factions)
        self.memory: Memory = self.cast.memory()
        self.subject: Side | None = None
        self.actor: Side | None = None
        self.earlier: tuple[tuple[str, ...], ...] = ()
        """Who was spoken of in the sentence before, in order."""
        self.ahead: Callable[[Collection[str]], tuple[str, ...]] | None = None
        """Gives who of some blocs is named next, in texts that name late."""
        self.here: list[tuple[int, tuple[str, ...]]] = []
        """Who this sentence names, and where the names end."""
        self.taker: Side | None = None
        self.topic: tuple[str, ...] = ()
        """Whom the whole text is about: a party that is its title."""
        self.before: tuple[str, ...] = ()
        """Whom the sentence before was about, be it in another paragraph."""
        self.holder: Side | None = None
        self.held: frozenset[str] = frozenset()
        """Who was told just before to hold which places."""
        self._blocs = factions.blocs
        self._companies = {faction.id for faction in factions.values() if faction.kind == "company"}

    def acted(self, side: Side, taker: Sequence[str]) -> None:
        """Remember who a sentence was about, and who took or attacked something in it; who only left is not "the group" of the next paragraph."""
        self.subject = side
        doer = Side(tuple(taker)) if taker else side if self.actor is None else None
        if doer and doer.factions and self._is_group(doer):
            self.actor = doer

    def keeps(self, factions: Sequence[str], places: Sequence[str], sure: float = 1.0) -> None:
        """Remember who was told just now to hold which places."""
        self.holder, self.held = Side(tuple(factions), sure), frozenset(places)

    def forget(self) -> None:
        """Forget who acted: another paragraph begins."""
        self.subject = self.taker = self.holder = None

    def side(self, party: Party, day: date | None, sure: float = 1.0) -> Side:
        factions = self.cast.resolve(party, day, self.memory)
        if party.pointed and (here := self.named_before(party)):
            factions = here  # a split in the movement changed nothing: the movement ...
        elif party.pointed and len(factions) < 2:
            acted = next((s for s in (self.subject, self.actor) if s and len(s.factions) == 1 and self._is_group(s)), None)
            factions = acted.factions if acted else self.topic or factions  # the group: whoever acted in the sentence before
        elif here := self._named_here(party, day):
            factions = here
        elif (told_before := self._as_before(party, day)) is not None:
            factions = told_before
        elif self.ahead is not None and not party.vague and (blocs := self._unsettled(party, day)):
            named = self.ahead(blocs)
            factions, sure = (named, sure * NAMED_LATER) if named else (factions, sure)
        pointed = any(part.kind in ("last", "several") for part in party.parts)
        return Side(factions, sure * (INHERITED_SUBJECT if pointed else 1.0 if party.named else STAND_IN), party)

    def _as_before(self, party: Party, day: date | None) -> tuple[str, ...] | None:
        """Who "the insurgents" are: whom the sentence before was about, if they can be meant, rather than whom it named last."""
        if party.named or party.vague or len(party.parts) != 1 or not self.before:
            return None
        entry = next((e for e in party.parts[0].entries if e.holds_on(day)), None)
        blocs = {self._blocs.get(faction) for faction in self.before}
        return self.before if entry and entry.blocs and not entry.factions and blocs <= set(entry.blocs) and len(blocs) == 1 else None

    def _unsettled(self, party: Party, day: date | None) -> tuple[str, ...]:
        """The blocs among which a word for fighters leaves it open who they are, where none of them was named before."""
        if party.named or not party.parts:
            return ()
        meant = [next((e for e in part.entries if e.holds_on(day)), None) for part in party.parts]
        entry = meant[-1]
        if any(other is None or entry is None or other.blocs != entry.blocs for other in meant):
            return ()
        open_to_all = entry is not None and (len(entry.factions) != 1 or self.cast.separatists.issuperset(entry.blocs))
        return entry.blocs if entry and open_to_all and entry.blocs and not self.memory.last(entry.blocs) else ()

    def named_later(self, blocs: Collection[str]) -> tuple[str, ...]:
        """Who of some blocs the text names in the sentences after."""
        return (self.ahead(blocs) if self.ahead else ()) or ()

    def _named_here(self, party: Party, day: date | None) -> tuple[str, ...]:
        """Who "the Islamists" are where the same sentence names one who can be meant before them: he gave up to Ansar Dine, leaving it to the Islamists."""
        if party.named or party.vague or len(party.parts) != 1:
            return ()
        entry = next((e for e in party.parts[0].entries if e.holds_on(day)), None)
        blocs = {self._blocs.get(f) for f in entry.factions} & set(entry.blocs) or set(entry.blocs) if entry else set()
        named = [factions for end, factions in self.here if end <= party.start and factions]
        return next((f for f in reversed(named) if {self._blocs.get(faction) for faction in f} <= blocs), ())

    def named_before(self, party: Party) -> tuple[str, ...]:
        """The armed group that the same sentence names before a party that only points back."""
        named = [factions for end, factions in self.here if end <= party.start]
        return next((f for f in reversed(named) if f and self._is_group(Side(f))), ())

    def _is_jihadist(self, factions: Sequence[str]) -> bool:
        return bool(factions) and all(self._blocs.get(faction) in self.cast.jihadists for faction in factions)

    def _are_of(self, side: Side, blocs: Collection[str]) -> bool:
        return bool(side.factions) and all(self._blocs.get(faction) in blocs for faction in side.factions)

    def _is_group(self, side: Side) -> bool:
        return all(self._blocs.get(faction) in self.cast.groups for faction in side.factions)

    def fighters(self, told: Told, left: int, right: int, day: date | None) -> Side:
        """All who fight: those named in the sentence, if they are of more than one side; who fights alongside others is of theirs."""
        sides: list[str] = []
        blocs: set[str] = set()
        end = 0
        near = [p for p in told.parties if left <= p.start - told.start < right]
        if len({self._blocs.get(f, f) for p in near for f in self.cast.resolve(p, day, self.memory)}) < 2:
            near = told.parties
        for party in near:
            found = [f for f in self.cast.resolve(party, day, self.memory) if f not in sides]
            sides += found
            if not _TOGETHER.search(told.masked, end, party.start - told.start):
                blocs |= {self._blocs.get(f, f) for f in found}
            end = party.end - told.start
        return Side(tuple(sides) if len(blocs) > 1 else ())

    def whole(self, side: Side, day: date | None) -> tuple[str, ...]:
        """Who "the jihadists" are that take a whole area: all of them, not the one that was named last."""
        if side.party is None or side.party.named or any(part.kind == "last" for part in side.party.parts):
            return side.factions
        return self.cast.resolve(side.party, day, self.cast.memory()) or side.factions

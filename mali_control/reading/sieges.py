"""Sieges: those that are told by how long they lasted or by their end, those that an army relieved, and who is inside a besieged place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from ..factions import Factions
from ..places import Gazetteer
from .dating import long_before
from .news import SIZES
from .notes import note
from .proposals import TELLS_HOLDER, Proposal
from .when import NUMBERS, edtf, plain
from .who import Cast, cast_of

INSIDE, BY_DEFAULT = 0.8, 0.45
"""How sure it is who is inside, where the text speaks of soldiers beside the siege, and where it does not."""
BY_ITS_END, BY_ITS_LENGTH = 0.6, 0.8
"""What it is worth that there was a siege, where only its end is told, and where it is told how long it had lasted."""
LEAST = 0.3
NEXT = 200
"""So far after a siege's words, those who are inside together are told."""
BEFORE, AFTER = 300, 450
"""So many signs around the words for a siege tell who besieges and who is inside."""
_SIEGE = r"(?:sieges?|blockades?|embargo(?:es)?|encirclement|isolation|strangulation|stranglehold|blocus|encerclement|isolement|asphyxie|etouffement|etau)"
_COUNT = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
_UNIT = r"(?:day|week|fortnight|month|year|jour|semaine|an|annee|mois)"
_LASTED = re.compile(
    rf"\b(?P<n1>{_COUNT})[ -](?:long |whole |full |entier(?:e|s|es)? )?(?P<u1>{_UNIT})s?(?: or (?:so|more))?(?: de| d'| of|-long)? ?(?:(?:a |the |un |une )?(?:[a-z]+ ){{0,2}})?-?(?:long )?{_SIEGE}\b"
    rf"|\b{_SIEGE}(?: [a-z]+){{0,3}}?(?: that| which| qui)?(?: (?:has |had |a |avait )?(?:lasted|been in place|dure))?(?: (?:for|of|d'|de|pendant|depuis|after))?(?: (?:more than|nearly|about|almost|over|some|plus d[e']|pres de|environ))? ?(?P<n2>{_COUNT}) (?P<u2>{_UNIT})s?\b"
)
_ARMED = re.compile(
    r"\b(?:garrison|soldiers?|army|armee|military|troops|defenders|barracks|camp|post|garnison|militaires?|soldats?|detachement|poste|caserne|government|governor|prefect|prefet|gouverneur|gouvernement|authorities|autorites)\b"
)
"""Words for the soldiers and officials of the state."""


class Sieges:
    """Adds what proposals about sieges imply."""

    def __init__(self, text: str, cast: Cast, gazetteer: Gazetteer, factions: Factions) -> None:
        self._text = text
        self._cast = cast
        self._gazetteer = gazetteer
        self._factions = factions

    def begun(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the sieges that only their end or length tells, as proposals of their own."""
        return [*self._told_by_their_end(proposals), *self._lasting(proposals)]

    def implied(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the ends of sieges that an army brought, and who was inside, as proposals of their own."""
        return [*self._inside(proposals), *self._relieved(proposals)]

    def _told_by_their_end(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The siege that a place was under until it was lifted, or until the place fell: after two months of siege."""
        told = {p.place for p in proposals if p.kind == "besieges"}
        for end in proposals:
            first = end.date.earliest
            if (
                end.kind not in ("lifts-siege", "captures", "withdraws")
                or first is None
                or end.place in told
                or not counts(end, self._gazetteer)
            ):
                continue
            days = self._days(end)
            if end.kind != "lifts-siege" and days is None:
                continue
            besieger = self._besieger(end)
            if not besieger:
                continue
            told.add(end.place)
            worth = BY_ITS_END if days is None else BY_ITS_LENGTH
            when = long_before(first) if days is None else self._so_long_before(first, days)
            before = self._made(end, "besieges", besieger, when, worth, "siege-before")
            yield replace(before, until=edtf(first - timedelta(days=1), first - timedelta(days=1))) if days else before

    def _lasting(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The beginning of the one siege that a text is about, of which its first line tells how long it lasts: four months of blockade."""
        sieges = [p for p in proposals if p.kind == "besieges" and p.by and counts(p, self._gazetteer)]
        days = self._length(self._text.strip().split("\n", 1)[0]) if len({p.place for p in sieges}) == 1 else None
        if days is None:
            return
        first = min(sieges, key=lambda p: p.first_day)
        if first.date.earliest and max(p.date.best for p in proposals) - first.date.best < timedelta(days=days // 2):
            begun = self._so_long_before(first.date.earliest, days)
            until = edtf(first.date.earliest - timedelta(days=1), first.date.earliest - timedelta(days=1))
            yield replace(self._made(first, "besieges", first.by, begun, BY_ITS_LENGTH, "siege-lasts"), until=until)

    def _relieved(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The end of a siege by armed groups when the state's or its partners' soldiers take the place: an army column reoccupied the camp."""
        done: set[str] = set()
        for siege in proposals:
            if (
                siege.kind != "besieges"
                or siege.date.earliest is None
                or not fight_the_state(siege.by, self._factions)
                or siege.place in done
            ):
                continue
            for taken in proposals:
                day = taken.date.earliest
                if taken.kind != "captures" or taken.place != siege.place or day is None or day <= siege.date.earliest:
                    continue
                if counts(taken, self._gazetteer) and taken.by and not fight_the_state(taken.by, self._factions):
                    yield self._made(taken, "lifts-siege", (), taken.date, 1.0, "relieved")
                    done.add(siege.place)
                    break

    def _inside(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """Who holds a besieged place, where nothing tells who does: the soldiers beside the words for the siege; else the state, much less sure."""
        done: set[str] = set()
        for siege in sorted(proposals, key=lambda p: p.kind != "besieges"):
            first = siege.date.earliest
            if siege.kind not in ("besieges", "lifts-siege") or first is None or not counts(siege, self._gazetteer) or siege.place in done:
                continue
            besiegers = {f for p in proposals if p.kind == "besieges" and p.place == siege.place for f in p.by}
            if any(self._factions[faction].bloc == "state" for faction in besiegers):
                continue
            around = [
                p
                for p in proposals
                if p.place in self._around(siege.place) and p.kind in (*TELLS_HOLDER, "repels") and p.by and not set(p.by) & besiegers
            ]
            if any(p.place == siege.place for p in around):
                continue
            done.add(siege.place)
            told = around[0].by if around else self._state_beside(siege)
            holder = told or self._cast.owner("army", first)
            if holder:
                when = siege.date if siege.kind == "besieges" else long_before(first)
                yield self._made(siege, "holds", holder, when, INSIDE if told else BY_DEFAULT, "inside-the-siege")

    def _around(self, place: str) -> set[str]:
        """A place; of a site, its town too, but not the other sites there, which may be held by others; of a town, its sites."""
        here = self._gazetteer[place]
        return {place, *([here.parent] if here.is_site and here.parent else ()), *self._gazetteer.sites(place)}

    def _made(self, told: Proposal, kind: str, by: tuple[str, ...], when: FuzzyDate, worth: float, rule: str) -> Proposal:
        return replace(
            told, kind=kind, by=by, against=(), date=when, until=None, rule=rule, confidence=round(told.confidence * worth, 2), standing="stated",
            said_by="", note=note(kind, by, (), self._gazetteer[told.place].name, self._factions),
        )  # fmt: skip

    def _days(self, told: Proposal) -> int | None:
        """How many days a siege had lasted, by the sentence that tells of its end."""
        return self._length(self._text[told.start : told.end])

    @staticmethod
    def _length(words: str) -> int | None:
        """How many days a siege has lasted by some words; None where they do not say."""
        found = _LASTED.search(plain(words))
        if found is None:
            return None
        count, unit = found["n1"] or found["n2"], found["u1"] or found["u2"]
        return (NUMBERS.get(count) or int(count)) * SIZES[unit[0]]

    @staticmethod
    def _so_long_before(day: date, days: int) -> FuzzyDate:
        slack = min(days // 4, 15) if days > SIZES["w"] else 0
        return edtf(day - timedelta(days=days + slack), day - timedelta(days=days - slack))

    def _parties(self, told: Proposal) -> Iterator[tuple[str, ...]]:
        """The parties named around the words of a proposal."""
        around = self._text[max(0, told.start - BEFORE) : told.end + AFTER]
        memory = self._cast.memory()
        for party in self._cast.find(around):
            yield self._cast.resolve(party, told.date.best, memory)

    def _besieger(self, end: Proposal) -> tuple[str, ...]:
        """Who had besieged a place: the group that took it, else the one that is named around the words for the end."""
        if end.kind == "captures":
            return end.by if are_groups(end.by, self._factions) else ()
        groups = {found for found in self._parties(end) if found and fight_the_state(found, self._factions)}
        return groups.pop() if len(groups) == 1 else ()

    def _state_beside(self, siege: Proposal) -> tuple[str, ...]:
        """The state's soldiers, with those who are with them, of whom the text speaks beside a siege."""
        if not tells_of_soldiers(self._text[max(0, siege.start - BEFORE) : siege.end + AFTER], self._cast, self._factions):
            return ()
        blocs, day = self._factions.blocs, siege.date.best
        found = [by for by in self._parties(siege) if by and any(blocs.get(f) == "state" for f in by) and not set(by) & set(siege.by)]
        memory = self._cast.memory()
        near = {self._cast.resolve(p, day, memory) for p in self._cast.find(self._text[siege.start : siege.end + NEXT])}
        allied = max((by for by in found if by in near), key=len, default=())
        return allied or (self._cast.owner("army", day) if found else ())


def counts(told: Proposal, gazetteer: Gazetteer) -> bool:
    """Return whether a proposal is sure enough to imply others, and of one place."""
    return told.confidence >= LEAST and told.standing != "disputed" and not gazetteer[told.place].is_area


def tells_of_soldiers(text: str, cast: Cast, factions: Factions) -> bool:
    """Return whether a text speaks of the state's soldiers or offices, or of where they live."""
    return bool(_ARMED.search(plain(text)) or cast.names(*sorted(factions.states), short=True).search(text))


def are_groups(by: Sequence[str], factions: Factions) -> bool:
    """Return whether they are armed groups, who come and go: not the army, nor foreign troops."""
    return all(factions[faction].bloc not in ("state", "foreign") for faction in by)


def fight_the_state(by: Sequence[str], factions: Factions) -> bool:
    """Return whether they are armed groups that are not on the state's side."""
    side = states_side(factions)
    return all(factions[faction].bloc not in side for faction in by)


def states_side(factions: Factions) -> frozenset[str]:
    """Return the blocs that fight on the state's side, against each of the others."""
    return cast_of(factions).loyalists | {"state", "foreign"}

"""Sieges: those that are told by how long they lasted or by their end, and who is inside a besieged place or one that is attacked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from ..factions import Factions
from ..places import Gazetteer
from .dating import LONG_BEFORE
from .news import SIZES
from .notes import note
from .proposals import Proposal
from .stations import GARRISONED
from .when import NUMBERS, edtf, plain
from .who import Cast

INSIDE, BY_DEFAULT = 0.8, 0.45
"""How sure it is who is inside, where the text speaks of soldiers beside the siege, and where it does not."""
BY_ITS_END, BY_ITS_LENGTH = 0.6, 0.8
"""What it is worth that there was a siege, where only its end is told, and where it is told how long it had lasted."""
LEAST = 0.3
NEXT = 200
"""So far after a siege's words, those who are inside together are told."""
UNDER_ATTACK = 0.38
"""How sure it is that the state held the place where its soldiers are told of beside an attack on it."""
A_SEASON = 92
"""An attack of which no narrower days than these are told says nothing of the days before it."""
BEFORE, AFTER = 300, 450
"""So many signs around the words for a siege tell who besieges and who is inside."""
A_DAY = timedelta(days=1)
_TELLS_HOLDER = ("captures", "holds", "hands-over", "contests", "seizes-briefly", "repels")
_COMES = ("attacks", "captures", "seizes-briefly")
_ON_THE_WAY = re.compile(
    r"\b(?:near|ambush|convoy|column|patrol|road|between|mined?|outside|abduct|kidnap|around|air ?strikes?|aircraft|planes|pres d|route|embuscade|convoi|colonne|patrouille|axe|entre|environs|alentours|enlev|engins? explosifs?)"
)
"""Words for an attack beside a place."""
_SIEGE = r"(?:sieges?|blockades?|embargo(?:es)?|encirclement|isolation|strangulation|stranglehold|blocus|encerclement|isolement|asphyxie|etouffement|etau)"
_COUNT = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
_UNIT = r"(?:day|week|fortnight|month|year|jour|semaine|an|annee|mois)"
_LASTED = re.compile(
    rf"\b(?P<n1>{_COUNT})[ -](?:long |whole |full |entier(?:e|s|es)? )?(?P<u1>{_UNIT})s?(?: or (?:so|more))?(?: de| d'| of|-long)? ?(?:(?:a |the |un |une )?(?:[a-z]+ ){{0,2}})?-?(?:long )?{_SIEGE}\b"
    rf"|\b{_SIEGE}(?: [a-z]+){{0,3}}?(?: that| which| qui)?(?: (?:has |had |a |avait )?(?:lasted|been in place|dure))?(?: (?:for|of|d'|de|pendant|depuis|after))?(?: (?:more than|nearly|about|almost|over|some|plus d[e']|pres de|environ))? ?(?P<n2>{_COUNT}) (?P<u2>{_UNIT})s?\b"
)
_ARMED = re.compile(
    r"\b(?:garrison|soldiers?|army|armee|military|troops|defenders|barracks|camp|post|garnison|militaires?|soldats?|fama|detachement|poste|caserne|government|governor|prefect|prefet|gouverneur|gouvernement|authorities|autorites)\b"
)


class Sieges:
    """Adds what proposals about sieges imply."""

    def __init__(self, text: str, cast: Cast, gazetteer: Gazetteer, factions: Factions) -> None:
        self._text = text
        self._cast = cast
        self._gazetteer = gazetteer
        self._factions = factions

    def implied(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the sieges that only their end or length tells, and who was inside these and attacked places, as proposals of their own."""
        over = list(self._told_by_their_end(proposals))
        inside = [*over, *self._inside([*proposals, *over])]
        return [*inside, *self._relieved(proposals), *self._attacked([*proposals, *inside])]

    def _told_by_their_end(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The siege that a place was under until it was lifted, or until the place fell: after two months of siege."""
        told = {p.place for p in proposals if p.kind == "besieges"}
        for end in proposals:
            first = end.date.earliest
            if end.kind not in ("lifts-siege", "captures", "withdraws") or first is None or end.place in told or not self._counts(end):
                continue
            days = self._days(end)
            if end.kind != "lifts-siege" and days is None:
                continue
            besieger = self._besieger(end)
            if not besieger:
                continue
            told.add(end.place)
            worth = BY_ITS_END if days is None else BY_ITS_LENGTH
            when = edtf(first - A_DAY - LONG_BEFORE, first - A_DAY) if days is None else self._so_long_before(first, days)
            yield self._made(end, "besieges", besieger, when, worth, "siege-before")

    def _relieved(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The end of a siege by armed groups when the state's or its partners' soldiers take the place: an army column reoccupied the camp."""
        for siege in proposals:
            if siege.kind != "besieges" or siege.date.earliest is None or not self._are_groups(siege.by):
                continue
            for taken in proposals:
                day = taken.date.earliest
                if taken.kind != "captures" or taken.place != siege.place or day is None or day <= siege.date.earliest:
                    continue
                if self._counts(taken) and taken.by and not self._are_groups(taken.by):
                    yield self._made(taken, "lifts-siege", (), taken.date, 1.0, "relieved")
                    break

    def _inside(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """Who holds a besieged place, where nothing tells who does: the soldiers beside the words for the siege; else the state, much less sure."""
        done: set[str] = set()
        for siege in proposals:
            first = siege.date.earliest
            if siege.kind not in ("besieges", "lifts-siege") or first is None or not self._counts(siege) or siege.place in done:
                continue
            besiegers = {f for p in proposals if p.kind == "besieges" and p.place == siege.place for f in p.by}
            if any(self._factions[faction].bloc == "state" for faction in besiegers):
                continue
            around = [
                p
                for p in proposals
                if p.place in self._around(siege.place) and p.kind in _TELLS_HOLDER and p.by and not set(p.by) & besiegers
            ]
            if any(p.place == siege.place for p in around):
                continue
            done.add(siege.place)
            told = around[0].by if around else self._state_beside(siege)
            holder = told or self._cast.owner("army", first)
            if holder:
                when = siege.date if siege.kind == "besieges" else edtf(first - A_DAY - LONG_BEFORE, first - A_DAY)
                yield self._made(siege, "holds", holder, when, INSIDE if told else BY_DEFAULT, "inside-the-siege")

    def _attacked(self, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
        """The state in a place that armed groups attack or take, where its soldiers are told of beside it and nothing tells who held it before."""
        first: dict[str, Proposal] = {}
        for attack in sorted(proposals, key=lambda p: p.date.earliest or date.max):
            if attack.kind in _COMES and attack.by and self._counts(attack) and self._are_groups(attack.by) and _days(attack) <= A_SEASON:
                first.setdefault(attack.place, attack)
        for place, attack in first.items():
            site = self._gazetteer[place]
            if (site.is_site and site.kind not in GARRISONED) or any(self._tells_before(p, place, attack) for p in proposals):
                continue
            holder, day = self._defenders(attack), attack.date.earliest
            if holder and day:
                when = edtf(day - A_DAY - LONG_BEFORE, day - A_DAY)
                made = self._made(attack, "holds", holder, when, 1.0, "attacked-there")
                yield replace(made, confidence=min(UNDER_ATTACK, made.confidence))

    def _defenders(self, attack: Proposal) -> tuple[str, ...]:
        """The state's soldiers of whom the words for an attack speak, where no other armed group is told of there."""
        words = self._text[attack.start : attack.end + NEXT]
        if not _ARMED.search(plain(words)) or _ON_THE_WAY.search(plain(self._text[attack.start : attack.end])):
            return ()
        memory = self._cast.memory()
        found = [self._cast.resolve(party, attack.date.best, memory) for party in self._cast.find(words)]
        if any(self._are_groups(by) and by and not set(by) & set(attack.by) for by in found):
            return ()
        army = set(self._cast.owner("army", attack.date.best))
        return max((by for by in found if army <= set(by) and all(self._factions[f].bloc == "state" for f in by)), key=len, default=())

    def _tells_before(self, told: Proposal, place: str, attack: Proposal) -> bool:
        """Whether a proposal tells who held a place before it was attacked, or that another group than the attackers, or they themselves, did."""
        if told.place not in self._around(place) or told is attack:
            return False
        if told.kind == "holds" and told.by and not set(told.by) & set(attack.by) and self._are_groups(told.by):
            return True
        loser = told.by if told.kind == "withdraws" else told.against if told.kind in ("captures", "hands-over") else ()
        if loser and loser != attack.by and self._are_groups(loser):
            return True
        if told.place != place:
            return False
        if told.kind in ("attacks", "contests", "besieges") and not self._are_groups(told.by):
            return True  # the army attacked them there
        day, first = attack.date.earliest, told.date.earliest
        return told.kind in (*_TELLS_HOLDER, "withdraws") and (first is None or (day is not None and first < day))

    def _are_groups(self, by: Sequence[str]) -> bool:
        return all(self._factions[faction].bloc not in ("state", "foreign", "platform") for faction in by)

    def _counts(self, told: Proposal) -> bool:
        """Whether a proposal is sure enough to imply others, and of one place."""
        return told.confidence >= LEAST and told.standing != "disputed" and not self._gazetteer[told.place].is_area

    def _around(self, place: str) -> set[str]:
        """A place; of a site, its town too; of a town, its bases."""
        here = self._gazetteer[place]
        return {place, *([here.parent] if here.is_site and here.parent else ()), *self._gazetteer.sites(place)}

    def _made(self, told: Proposal, kind: str, by: tuple[str, ...], when: FuzzyDate, worth: float, rule: str) -> Proposal:
        return replace(
            told, kind=kind, by=by, against=(), date=when, until=None, rule=rule, confidence=round(told.confidence * worth, 2), standing="stated",
            said_by="", note=note(kind, by, (), self._gazetteer[told.place].name, self._factions),
        )  # fmt: skip

    def _days(self, told: Proposal) -> int | None:
        """How many days a siege had lasted, by the sentence that tells of its end."""
        found = _LASTED.search(plain(self._text[told.start : told.end]))
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
        blocs = self._factions.blocs
        if end.kind == "captures":
            return end.by if all(blocs.get(f) not in ("state", "foreign") for f in end.by) else ()
        groups = {
            found for found in self._parties(end) if found and all(blocs.get(f) not in ("state", "foreign", "platform") for f in found)
        }
        return groups.pop() if len(groups) == 1 else ()

    def _state_beside(self, siege: Proposal) -> tuple[str, ...]:
        """The state's soldiers, with those who are with them, of whom the text speaks beside a siege."""
        around = plain(self._text[max(0, siege.start - BEFORE) : siege.end + AFTER])
        if not _ARMED.search(around):
            return ()
        blocs, day = self._factions.blocs, siege.date.best
        found = [by for by in self._parties(siege) if by and any(blocs.get(f) == "state" for f in by) and not set(by) & set(siege.by)]
        memory = self._cast.memory()
        near = {self._cast.resolve(p, day, memory) for p in self._cast.find(self._text[siege.start : siege.end + NEXT])}
        allied = max((by for by in found if by in near), key=len, default=())
        return allied or (self._cast.owner("army", day) if found else ())


def _days(told: Proposal) -> int:
    """How many days apart the first and the last day are on which something may have happened."""
    first, last = told.date.earliest, told.date.latest
    return (last - first).days if first and last else 0

"""Whose bases are: the words about them say so (an army base, their camps in Gao and Ménaka, the base at Kidal where the mission ...)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .dating import A_WEEK, LONG_BEFORE
from .drafting import Drafter, Telling
from .frames import Trigger, unworded
from .listing import Placed
from .meant import Side
from .proposals import Proposal
from .stations import GARRISONED
from .told import Told, is_oblique
from .when import Moment, edtf
from .when import Span as Days
from .where import STATION, Spot, chain_of

GARRISON = 0.8
IN_PASSING = 0.75
"""What it is worth that a base is called somebody's, where nothing else is told of it."""
ITS_TOWN = 0.85
"""How sure it is that who has a base in a town holds the town."""
THEIRS = 0.9
"""What "their base" is worth, beside a name."""
_AT_LAST = re.compile(
    r"^.*\b(?:at|in|on|against|inside|dans|sur|contre) (?=.*\b(?:base|camp|post|outpost|checkpoint|barracks|garrison|poste|caserne)s?\b)",
    re.I | re.S,
)
"""Up to the base: soldiers at a U.N. camp."""
_BASES = re.compile(r"\b(?:bases?|camps?|barracks|outposts?|posts?|checkpoints?|garrisons?)$", re.I)
_THEIR_BASES = re.compile(r" (?:in|at|of|near|outside) (?:the )?(?:(?:towns|cities|villages|northern towns|northern cities) of )?(?=P)")
_ATTACKED_BASE = unworded("attacked-base", "holds", 0.8)
_THEIR_BASE = unworded("their-base", "holds", 0.75)
_NOUN = re.compile(rf"\b{STATION}\b(?!.*\b{STATION}\b)")
"""The last noun for a base before a place."""
_WHOSE_BEFORE = re.compile(r"(?P<who>F+)(?:'s?|s')?(?: (?:own|main|military|forward|last|remaining|two|three|other|big|largest))* $")
_WHOSE_AFTER = re.compile(
    rf"{STATION}(?: [a-z]+)?,? (?:of|belonging to|held by|run by|used by|manned by|housing|du|de|des|d')(?: ?(?:the|la|le|les|l'))? ?(?P<who>F+)"
)
_BESIDE_AIRPORT = re.compile(
    rf"\b{STATION}(?: [a-z]+)? of (?:the )?(?P<who>F+)(?: \([^()]{{2,14}}\))? (?:at|near|beside|next to|inside) (?:the )?$"
)
"""Before an airport: the base of somebody there."""
_STATION_OF = re.compile(r"(?P<who>F+) (?:in|at|of|near|outside) (?:the )?(?:(?:town|city|village) of )?$")
_WHERE_THEY = re.compile(r"(?: region)?,? (?:where|ou) (?:the |la |le |les |l')?(?P<who>F+) ")
_THEIRS = re.compile(r"\b(?:its|their|ses|leurs?|son|sa)(?: (?:[a-z-]+|\d+)){0,3} $")
_MODIFIERS = re.compile(
    r"[,;:(]|\b(?:has|have|had|is|are|was|were|near|at|from|in|on|to|of|against|by|and|with|for|that|which|left|between|outside|de|du|des|à|au|dans|vers|près|contre|par|et|sur|pour)\b"
)
"""What ends the words that only describe the noun after them."""
_NO_LONGER = re.compile(
    r"\b(?:former|ex|old|abandoned|evacuated|vacated|deserted|disused|future|planned|new|any|no|another|anciens?|anciennes?|abandonne[es]*|futur[es]*|nouve[a-z]+|aucune?)[ -](?:[a-zF'-]+ ){0,3}$"
    r"|\b(?:former|ex|old|abandoned|evacuated|vacated|deserted|disused)[ -](?:base|camp|post|outpost|barracks|garrison|position)s? (?:[a-zF'-]+ ){0,4}$"
)
_OF_OLD = re.compile(r"\b(?:former|ex|old|abandoned|disused|future|planned|anciens?|anciennes?|futur[es]*)\b", re.I)
_GIVEN_UP = re.compile(
    r"\b(?:clos|dismantl|vacat|hand|transfer|leav|left|quit|evacuat|withdr|pass|gave|give|giving|surrender|lost|los[ei]|return|abandon|turned|ceded|burn|destroy|raz|ferm|livr|rend|remi[st]|remett|ced|retroc|transf|restitu|quitt|evacu|demantel|perd|detrui|incendi)[a-z]*\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|should|(?:is|are) (?:to|due|expected|scheduled|set)|plan(?:s|ned)?|before the end|remain[a-z]*|still|yet|do(?:it|ivent)|devr[a-z]+|ser(?:a|ont)|prevu[a-z]*|prevoi[a-z]*|esper[a-z]*|compt(?:e|ent)|d'ici|avant la fin|reste[a-z]*)\b"
)
"""The leaving lies ahead: they are there still."""
_THAT_ONE = re.compile(r"\b(?:celui|celle|ceux|celles) (?:de |du |d')$")
"""Before a town: the base there, of which the words before say more: un autre camp de l'armée, celui de Ber."""
_CHANGED_HANDS = ("captures", "withdraws", "hands-over", "seizes-briefly", "holds", "repels", "attacks", "contests")
_TAKEN = re.compile(r"\b(?:captur|seiz|overr[au]n|took|taken|occup|stormed|pris[es]*|empar|occupe)[a-z]* (?:[a-z]+ ){0,3}$")
"""Before a base: it is another's by now."""


class Owners:
    """Reads whose bases are."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter
        self._gazetteer = drafter.gazetteer
        self._sides = drafter.sides
        self._stations = drafter.stations
        self._dating = drafter.dating

    def whose(self, told: Told, spot: Spot, day: date | None, but: Sequence[str] | None = ()) -> Side | None:
        """Return whose base a spot is by the words before and after it; None where they do not say.

        ``but`` are those whose it cannot be, who attack it; None if nobody knows who that is, so that "their base" may be anybody's.
        """
        begin = spot.start - told.start
        within = told.words[begin : spot.end - told.start]
        noun = _NOUN.search(told.masked[max(0, begin - 60) : begin])
        that_one = _THAT_ONE.search(told.masked[:begin])
        if not self._gazetteer[spot.places[0]].is_site or spot.unsettled or spot.pointing or (that_one and noun):
            if noun is None:
                return self._of_station(told, begin, day, but)
            begin = max(0, begin - 60) + noun.start()
            within = told.words[begin : spot.start - told.start]
        for found in (_WHOSE_BEFORE.search(told.masked[:begin]), _WHOSE_AFTER.match(told.masked, begin)):
            party = found and next((p for p in told.parties if p.start - told.start == found.start("who")), None)
            if party:
                side = self._sides.side(party, day)
                return side if side.factions and not set(side.factions) & set(but or ()) else None
        owner = self._sides.cast.owner(_MODIFIERS.split(told.words[max(0, begin - 25) : begin])[-1] + within, day)
        if owner and not set(owner) & set(but or ()):
            return Side(owner)
        if but is not None and _THEIRS.search(told.masked[:begin]):
            return self._theirs(told, begin, day, but)
        return None

    def _of_station(self, told: Told, begin: int, day: date | None, but: Sequence[str] | None) -> Side | None:
        """Whose base it is, where the noun is part of their name: the UN base at Ber."""
        found = _STATION_OF.search(told.masked[:begin])
        party = found and next((p for p in told.parties if p.end - told.start == found.end("who")), None)
        if not party or not _BASES.search(told.words[: party.end - told.start]):
            return None
        side = self._sides.side(party, day)
        return side if side.factions and not set(side.factions) & set(but or ()) else None

    def _theirs(self, told: Told, begin: int, day: date | None, but: Sequence[str]) -> Side | None:
        """Who "they" are whose base it is: whom the sentence is about, else whom the one before was about."""
        before = [p for p in told.parties if p.end - told.start <= begin and not is_oblique(told, p)]
        sides = [self._sides.side(p, day) for p in before] + ([self._sides.subject] if self._sides.subject else [])
        theirs = next((s for s in sides if s.factions and not set(s.factions) & set(but)), None)
        return replace(theirs, sure=theirs.sure * THEIRS) if theirs else None

    def attacked(
        self, told: Told, trigger: Trigger, by: Side, places: Placed, day: date | None, *, by_others: bool = False
    ) -> Iterator[Proposal]:
        """Whose a base is that is attacked: the words about it say so (an army base, a gendarmerie post).

        ``by_others`` says that those who attack are told of, but not who they are: "their base" is not theirs.
        """
        but = by.factions or (() if by_others else None)
        attacked = replace(trigger, frame=_ATTACKED_BASE)
        for spot, own in places:
            if is_former(told, spot):
                continue
            base, side = self._attacked_base(told, trigger, spot, day, but)
            if base and side:
                telling = Telling(GARRISON * side.sure)
                yield from map(_before, self._drafter.made(told, attacked, "holds", side, None, [(base, own)], telling))
        for party in told.parties:
            among = _THEIR_BASES.match(told.masked, party.end - told.start)
            first = next((s for s in told.spots if among and s.start - told.start == among.end()), None)
            if first is None or party.start - told.start < trigger.end or not _BASES.search(told.words[: party.end - told.start]):
                continue
            side = self._sides.side(party, day, GARRISON)
            listed = chain_of(told.spots, told.masked, told.spots.index(first), told.start)
            bases = [self._stations.base_of(town, side.factions) for town in listed if not town.area]
            if side.factions and not set(side.factions) & set(by.factions):
                owned: Placed = [(base, None) for base in bases if base]
                yield from map(_before, self._drafter.made(told, attacked, "holds", side, None, owned, Telling(GARRISON)))

    def _attacked_base(
        self, told: Told, trigger: Trigger, spot: Spot, day: date | None, but: Sequence[str] | None
    ) -> tuple[Spot | None, Side | None]:
        """The base that an attack hits, and whose it is."""
        place = self._gazetteer[spot.places[0]]
        if spot.unsettled and not place.is_area:
            side = self.whose(told, spot, day, but)
            return (self.base_or_town(spot, side.factions), side) if side else (None, None)
        if place.kind == "airport" and place.parent and (beside := _BESIDE_AIRPORT.search(told.masked[: spot.start - told.start])):
            party = next((p for p in told.parties if p.start - told.start == beside.start("who")), None)
            side = self._sides.side(party, day) if party else Side(())
            return self._stations.base_of(replace(spot, places=(place.parent,)), side.factions), side if side.factions else None
        after = spot.start - told.start >= trigger.end
        about = told.words[max(trigger.end if after else 0, spot.start - told.start - (40 if after else 0)) : spot.end - told.start]
        if not place.is_site or place.kind not in GARRISONED or not about:
            return None, None
        owner = self._sides.cast.owner(_AT_LAST.sub("", about), day)
        if owner and not set(owner) & set(but or ()):
            return spot, Side(owner)
        return spot, self.whose(told, spot, day, but)

    def told_of(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """Give whose bases those are that the sentence only speaks of: nothing else is told of them, or what is told is a plan."""
        changed = {p.place for p in found if p.kind in _CHANGED_HANDS}
        done: set[str] = set()
        for number, first in enumerate(told.spots):
            begin = first.start - told.start
            is_base = self._gazetteer[first.places[0]].is_site and self._gazetteer[first.places[0]].kind in GARRISONED
            if first.area or not (is_base or first.unsettled) or first.places[0] in done:
                continue
            if _GIVEN_UP.search(_around(told.masked, begin)) and not _AHEAD.search(told.masked):
                continue
            noun = None if is_base else _NOUN.search(told.masked[max(0, begin - 60) : begin])
            head = max(0, begin - 60) + noun.start() if noun else begin
            if is_former(told, first) or _NO_LONGER.search(told.masked[:head]) or _TAKEN.search(told.masked[:head]):
                continue
            listed = chain_of(told.spots, told.masked, number, told.start)
            side = self.whose(told, first, day) or self._where_they_are(told, listed[-1], day)
            if side is None:
                continue
            bases = [s if self._gazetteer[s.places[0]].is_site else self.base_or_town(s, side.factions) for s in listed if not s.area]
            done |= {place for spot in listed for place in spot.places}
            owned: Placed = [(base, self._now(told, begin)) for base in bases if base and not changed & {*base.places, *self._towns(base)}]
            trigger = Trigger(head, first.end - told.start, _THEIR_BASE, told.words[head:begin])
            yield from self._drafter.made(told, trigger, "holds", side, None, owned, Telling(IN_PASSING * side.sure))

    def base_or_town(self, spot: Spot, owner: tuple[str, ...]) -> Spot | None:
        """The base of a town; where the gazetteer has none, the town that its holder has a base in. Foreign forces are guests of a town."""
        base = self._stations.base_of(spot, owner)
        if base or any(self._gazetteer[i].kind in GARRISONED for place in spot.places for i in self._gazetteer.sites(place)):
            return base
        if all(self._drafter.blocs.get(faction) == "foreign" for faction in owner):
            return None
        return replace(spot, unsettled=False, sure=spot.sure * ITS_TOWN)

    def _towns(self, spot: Spot) -> set[str]:
        return {town for place in spot.places if (town := self._gazetteer[place].parent)}

    def _where_they_are(self, told: Told, last: Spot, day: date | None) -> Side | None:
        """Who is told, after the places, to be there: the bases in Gao and Timbuktu, where the mission ..."""
        found = _WHERE_THEY.match(told.masked, last.end - told.start)
        party = found and next((p for p in told.parties if p.start - told.start == found.start("who")), None)
        side = self._sides.side(party, day, THEIRS) if party else None
        return side if side and side.factions else None

    def _now(self, told: Told, begin: int) -> Moment | None:
        """The days of the news, where the dates of the sentence lie ahead (a base to be handed over in November) or belong to something else."""
        latest = self._dating.clock.latest
        past = not _AHEAD.search(told.masked) and any(m.span.last < latest - A_WEEK for m in told.moments) if latest else True
        if latest is None or past or not self._dating.clock.is_news:
            return None
        return Moment(told.start + begin, told.start + begin, Days(latest - LONG_BEFORE, latest))


def is_former(told: Told, spot: Spot) -> bool:
    """Whether the words for a base say that it is so no more, or not yet: the former French base."""
    begin = spot.start - told.start
    return bool(_NO_LONGER.search(told.masked[:begin]) or _OF_OLD.search(told.words[begin : spot.end - told.start]))


def _around(masked: str, at: int) -> str:
    """The words around a place, between commas."""
    first = max(masked.rfind(sign, 0, at) for sign in ",;:")
    last = min((found for sign in ",;:" if (found := masked.find(sign, at)) >= 0), default=len(masked))
    return masked[first + 1 : last]


def _before(held: Proposal) -> Proposal:
    """Whose it was when it was attacked: on the day before, and for some time."""
    if held.date.earliest is None:
        return held
    eve = held.date.earliest - timedelta(days=1)
    return replace(held, date=edtf(eve - LONG_BEFORE, eve))

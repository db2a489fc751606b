"""Whose a base is: the words about it say so (an army base, soldiers at their camp)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from .drafting import Drafter, Telling
from .frames import Trigger, unworded
from .objects import Placed
from .proposals import Proposal
from .sides import Side
from .told import Told
from .when import edtf
from .where import chain_of

GARRISON = 0.8
_AT_LAST = re.compile(
    r"^.*\b(?:at|in|on|against|inside|dans|sur|contre) (?=.*\b(?:base|camp|post|outpost|checkpoint|barracks|garrison|poste|caserne)s?\b)",
    re.I | re.S,
)
"""Up to the base: soldiers at a U.N. camp."""
_BASES = re.compile(r"\b(?:bases?|camps?|barracks|outposts?|posts?|checkpoints?|garrisons?)$", re.I)
_THEIR_BASES = re.compile(r" (?:in|at|near|outside) (?:the )?(?:(?:towns|cities|villages|northern towns|northern cities) of )?(?=P)")
_GARRISONED = ("base", "camp", "post", "checkpoint")
_ATTACKED_BASE = unworded("attacked-base", "holds", 0.8)


class Owners:
    """Reads whose bases are."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter
        self._gazetteer = drafter.gazetteer
        self._sides = drafter.sides
        self._objects = drafter.objects

    def attacked(self, told: Told, trigger: Trigger, by: Side, places: Placed, day: date | None) -> Iterator[Proposal]:
        """Whose a base is that is attacked: the words about it say so (an army base, a gendarmerie post)."""
        for spot, own in places:
            place = self._gazetteer[spot.places[0]]
            after = spot.start - told.start >= trigger.end
            about = told.words[max(trigger.end if after else 0, spot.start - told.start - (40 if after else 0)) : spot.end - told.start]
            if not place.is_site or place.kind not in _GARRISONED or not about:
                continue
            owner = self._sides.cast.owner(_AT_LAST.sub("", about), day)
            if owner and not set(owner) & set(by.factions):
                side = Side(owner, GARRISON)
                attacked = replace(trigger, frame=_ATTACKED_BASE)
                yield from map(_before, self._drafter.made(told, attacked, "holds", side, None, [(spot, own)], Telling(GARRISON)))

        for party in told.parties:
            among = _THEIR_BASES.match(told.masked, party.end - told.start)
            first = next((s for s in told.spots if among and s.start - told.start == among.end()), None)
            if first is None or party.start - told.start < trigger.end or not _BASES.search(told.words[: party.end - told.start]):
                continue
            side = self._sides.side(party, day, GARRISON)
            listed = chain_of(told.spots, told.masked, told.spots.index(first), told.start)
            bases = [self._objects.base_of(town, side.factions) for town in listed if not town.area]
            if side.factions and not set(side.factions) & set(by.factions):
                attacked = replace(trigger, frame=_ATTACKED_BASE)
                owned: Placed = [(base, None) for base in bases if base]
                yield from map(_before, self._drafter.made(told, attacked, "holds", side, None, owned, Telling(GARRISON)))


def _before(held: Proposal) -> Proposal:
    """Whose it was when it was attacked: on the day before, too."""
    if held.date.earliest is None or held.until is not None:
        return held
    eve = held.date.earliest - timedelta(days=1)
    return replace(held, date=edtf(eve, eve))

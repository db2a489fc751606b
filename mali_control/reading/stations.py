"""The bases of towns, and whose they are."""

from __future__ import annotations

from dataclasses import replace

from ..factions import Factions
from ..places import Gazetteer
from .where import Spot

GARRISONED = ("base", "camp", "post", "checkpoint")
_KINDS = {"airport": ("airport",), "bridge": ("bridge",), "mine": ("mine",), "aeroport": ("airport",), "pont": ("bridge",)}
"""Kinds of places that nouns for sites mean; the others mean anything garrisoned."""


def around(place: str, gazetteer: Gazetteer) -> set[str]:
    """Return a place, the town that it belongs to, and all sites of that town."""
    town = (gazetteer[place].is_site and gazetteer[place].parent) or place
    return {place, town, *gazetteer.sites(town)}


class Stations:
    """Tells which base is meant where a text names a town."""

    def __init__(self, gazetteer: Gazetteer, factions: Factions) -> None:
        self._gazetteer = gazetteer
        self._states = factions.states
        named = {p.base_of for p in gazetteer.values() if p.base_of in factions}
        self._partners = frozenset(f for f in named if f and factions.blocs[f] in ("state", "foreign")) - self._states
        """The army's partners and guests that have bases of their own."""
        self._missions = factions.missions

    def _whose(self, place: str) -> str:
        """Whose base a place is known as; nothing where it is the army's or anybody's."""
        owner = self._gazetteer[place].base_of or ""
        return "" if owner in self._states else owner

    def guests_in(self, place: str) -> tuple[str, ...]:
        """Who else than the army has a base there that is known as theirs."""
        owner = self._whose(place)
        return (owner,) if owner else ()

    def _is_missions(self, place: str) -> bool:
        return self._gazetteer[place].base_of in self._missions

    def in_camps(self, side: tuple[str, ...]) -> bool:
        """Whether a side is a mission, which holds camps and no towns."""
        return bool(side) and self._missions.issuperset(side)

    def only_base_of(self, spot: Spot) -> Spot:
        """The base of a town, where it has one and the text speaks of bases in several towns."""
        bases = [i for place in spot.places for i in self._gazetteer.sites(place) if self._gazetteer[i].kind in GARRISONED]
        return replace(spot, places=(bases[0],)) if len(bases) == 1 else spot

    def base_of(self, spot: Spot, owner: tuple[str, ...]) -> Spot | None:
        """Return the base that a party has in a town; None where the gazetteer knows none or several."""
        bases = [i for place in spot.places for i in self._around(place, owner) if self._gazetteer[i].kind in GARRISONED]
        told = {base: self._whose(base) for base in bases}
        own = [base for base in bases if told[base] in owner] or [base for base in bases if not told[base] and not self.in_camps(owner)]
        if len(own) > 1 and told[own[0]] in owner:
            own = [min(own, key=len)]  # the main one of several bears the shorter name
        if len(own) > 1 and self._partners.intersection(owner):  # foreign troops do not live in the army's barracks
            own = [base for base in own if self._gazetteer[base].base_of not in self._states] or own
        if len(own) > 1 and owner:
            own = [base for base in own if self._gazetteer[base].kind == "base"] or own  # rather the base than a post beside it
        return replace(spot, places=(own[0],), unsettled=False) if len(own) == 1 else None

    def _around(self, place: str, owner: tuple[str, ...]) -> tuple[str, ...]:
        """A place and its sites; of a site that is another's, all those of its town."""
        others = self._whose(place)
        town = self._gazetteer[place].parent if self._gazetteer[place].is_site else None
        if town and others and owner and others not in owner:
            return tuple(self._gazetteer.sites(town))
        return (place, *self._gazetteer.sites(place))

    def own_of(self, spot: Spot, owner: tuple[str, ...]) -> Spot:
        """Return, of several sites that are meant at once, those that are a party's or nobody's: the camps that the army holds are not the mission's."""
        if len(spot.places) < 2 or not owner:
            return spot
        own = tuple(place for place in spot.places if not (whose := self._whose(place)) or whose in owner)
        return replace(spot, places=own) if own else spot

    def not_the_missions(self, spot: Spot) -> Spot:
        """The town, where a camp of the mission was only guessed: others have their garrison in the town."""
        place = self._gazetteer[spot.places[0]]
        guessed = len(spot.places) == 1 and place.is_site and place.parent and self._is_missions(place.id) and not spot.pointing
        return replace(spot, places=(place.parent,)) if guessed and place.parent else spot

    def camp_of(self, spot: Spot) -> Spot:
        """The mission holds camps, not towns: where it leaves a town, it leaves its camp."""
        towns = [
            (site.is_site and not self._is_missions(place) and site.parent) or place
            for place in spot.places
            for site in (self._gazetteer[place],)
        ]
        camps = [i for town in towns for i in self._gazetteer.sites(town) if self._is_missions(i)]
        return replace(spot, places=(min(camps, key=len),), unsettled=False) if len(spot.places) == 1 and camps and not spot.area else spot

    def site_of(self, spot: Spot, noun: str) -> Spot:
        """The airport, the camp of a town, where the words between name it and the gazetteer has one; else it is not settled which is meant."""
        place = self._gazetteer[spot.places[0]]
        if place.is_site or place.is_area or spot.pointing:
            return spot
        kinds = _KINDS.get(noun, GARRISONED)
        sites = [i for i in self._gazetteer.sites(place.id) if self._gazetteer[i].kind in kinds]
        return replace(spot, places=(sites[0],), unsettled=False) if len(sites) == 1 else replace(spot, unsettled=True)

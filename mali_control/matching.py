"""Which place a row of somebody's table speaks of: by id, by any spelling, or by its position."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from .geo import EARTH_RADIUS_KM, distance_km
from .incidents import bare_name
from .places import Gazetteer, Place

MAX_KM = 10.0
"""Farther than this from a position no place is matched to it."""
FAR_KM = 50.0
"""Farther than this from a row's position (and its own imprecision), a place of the right name is taken for another of that name."""
SITE_LEAD_KM = 3.0
"""A base or camp is matched to a position rather than the next settlement only if it is nearer by this much."""


class Match(NamedTuple):
    """The place that a row speaks of, or why there is none."""

    place: Place | None
    how: str
    distance_km: float | None = None
    problem: str = ""


class Matcher:
    """Finds the place that a name, a position, or both speak of."""

    def __init__(self, gazetteer: Gazetteer, *, max_km: float = MAX_KM) -> None:
        self.gazetteer = gazetteer
        self.max_km = max_km
        self._cells: dict[tuple[int, int, int], list[Place]] = defaultdict(list)
        for place in gazetteer.values():
            if place.lat is not None and place.lon is not None and not place.is_area:
                self._cells[self._cell(place.lat, place.lon)].append(place)

    def match(self, name: str | None, lat: float | None, lon: float | None) -> Match:
        """Return the place that bears the name; where the name is not known, or known only far away, the one nearest to the position."""
        position = (lat, lon) if lat is not None and lon is not None else None
        if position and not (-90 <= position[0] <= 90 and -180 <= position[1] <= 180):
            return Match(None, "none", None, f"bad position: {lat:g}, {lon:g} is no latitude and longitude")
        found = self._by_name(name, position) if name else None
        if found and found.place:
            return found
        if position:
            near = self._by_position(*position)
            if near:
                return near
            nowhere = f"within {self.max_km:g} km of {lat:g}, {lon:g}"
            return Match(None, "none", None, f"{found.problem}, and no place {nowhere}" if found else f"no place near: none {nowhere}")
        return found or Match(None, "none", None, "no place: the row names neither a place nor a position")

    def _by_name(self, name: str, position: tuple[float, float] | None) -> Match:
        bearers = [self.gazetteer[i] for i in self.gazetteer.find(name) or self.gazetteer.find(bare_name(name))]
        if not bearers:
            return Match(None, "none", None, f"unknown place: {name!r}")
        how = "id" if name in self.gazetteer else "spelling"
        if position:
            ranked = sorted(((_away(place, position), place) for place in bearers), key=lambda pair: pair[0])
            away, place = ranked[0]
            if math.isinf(away):
                return Match(place, how) if len(bearers) == 1 else _ambiguous(name, bearers)
            if away > FAR_KM + (place.precision_km or 0):
                return Match(None, "none", None, f"place elsewhere: {place.id} bears the name {name!r}, but lies {away:.0f} km away")
            return Match(place, how, round(away, 2))
        return Match(bearers[0], how) if len(bearers) == 1 else _ambiguous(name, bearers)

    def _by_position(self, lat: float, lon: float) -> Match | None:
        x, y, z = self._cell(lat, lon)
        near = [
            (away, place.is_site, place.id, place)
            for i in (x - 1, x, x + 1)
            for j in (y - 1, y, y + 1)
            for k in (z - 1, z, z + 1)
            for place in self._cells.get((i, j, k), ())
            if (away := _away(place, (lat, lon))) <= self.max_km
        ]
        if not near:
            return None
        away, _, _, place = min(near, key=lambda n: (n[0] + SITE_LEAD_KM * n[1], n[2]))
        return Match(place, "position", round(away, 2))

    def _cell(self, lat: float, lon: float) -> tuple[int, int, int]:
        """The cell of a grid in space, ``max_km`` wide, so that what is near lies in the same or a neighbouring cell, at the poles too."""
        phi, theta = math.radians(lat), math.radians(lon)
        scale = EARTH_RADIUS_KM / max(self.max_km, 0.1)
        return (
            math.floor(scale * math.cos(phi) * math.cos(theta)),
            math.floor(scale * math.cos(phi) * math.sin(theta)),
            math.floor(scale * math.sin(phi)),
        )


def _away(place: Place, position: tuple[float, float]) -> float:
    if place.lat is None or place.lon is None:
        return math.inf
    return distance_km(place.lon, place.lat, position[1], position[0])


def _ambiguous(name: str, bearers: Sequence[Place]) -> Match:
    return Match(None, "none", None, f"ambiguous place: {name!r} fits {', '.join(place.id for place in bearers)}")

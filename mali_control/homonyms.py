"""Which of several places of one name is meant: the region named beside it, the other places nearby, and its own rank decide."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .geo import distance_km
from .mentions import Candidate
from .places import AREAS, WIDE, Gazetteer, Place

BESIDE, IN_AREA, IN_LAND, CLOSE, RIVER = 5.0, 1.5, 1.5, 2.5, 6.0
"""What it weighs that a candidate lies in the area named right after it, in one named in the sentence, in a country named there, near another
place, or is the river meant.
"""

BARE, OTHERWISE = 1.5, 1.5
"""What it weighs against a candidate that its name needs brackets, or that the sentence names it by another spelling (a twin town)."""

CLOSE_KM = 60.0
"""At this distance nearness weighs a third of what it weighs on the spot."""

POINT_KM = 50.0
"""Places known less exactly than this say nothing of nearness."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is named around a mention.

    ``beside`` is the area right after it; ``sentence`` what is named in the sentence, ``otherwise`` what is named there by other spellings,
    ``nearby`` what is named within reach; ``river`` says that it is called as rivers are.
    """

    beside: str = ""
    sentence: Collection[str] = ()
    otherwise: Collection[str] = ()
    nearby: Collection[str] = ()
    river: bool = False


def weigh(gazetteer: Gazetteer, places: Sequence[str], bare: Collection[str], around: Surroundings) -> tuple[tuple[Candidate, ...], str]:
    """Return each candidate with its share of the belief, the likeliest first, and what decided.

    ``bare`` are the candidates that bear the name only when what tells homonyms apart is left out.
    """
    named = [gazetteer[i] for i in around.sentence]
    areas = {p.id for p in named if p.kind in AREAS and p.kind != "country"}
    lands = {p.country for p in named if p.kind == "country"}
    points = [gazetteer[i] for i in around.nearby]
    weights: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for place in (gazetteer[i] for i in places):
        said = {
            "region named beside it": BESIDE * bool(around.beside and gazetteer.lies_in(place.id, {around.beside} - {place.id})),
            "region named nearby": IN_AREA * gazetteer.lies_in(place.id, areas - {place.id}),
            "country named nearby": IN_LAND * (place.country in lands),
            "near other places named": CLOSE * _closeness(place, points),
            "called as a river is": RIVER * (around.river and place.kind == "river"),
        }
        against = BARE * (place.id in bare) + OTHERWISE * (place.id in around.otherwise)
        weights[place.id] = _rank(place) + sum(said.values()) - against
        strongest = max(said, key=lambda reason: said[reason])
        reasons[place.id] = strongest if said[strongest] > 0.5 else "most prominent of its name"
    total = sum(math.exp(weight) for weight in weights.values())
    shares = sorted((Candidate(i, math.exp(weight) / total) for i, weight in weights.items()), key=lambda c: (-c.share, c.place))
    return tuple(shares), reasons[shares[0].place]


def _rank(place: Place) -> float:
    """How likely a place is to be meant when nothing else is known."""
    by_kind = {"country": 3.0, "region": 1.5, "town": 1.5, "cercle": 1.0, "village": 1.0}.get(place.kind, 0.5)
    by_seat = {"country": 2.0, "region": 2.0, "cercle": 1.0, "commune": 0.5}.get(place.seat_of or "", 0.0)
    people = math.log10(place.population) / 4 if place.population else 0.0
    return by_kind + by_seat + people + (0.0 if place.id.startswith(WIDE) else 2.0)


def _closeness(place: Place, others: Iterable[Place]) -> float:
    """From 0 (far from all) to 1 (at one of them): how near a place lies to the nearest of others."""
    if place.lat is None or place.lon is None:
        return 0.0
    near = [
        distance_km(place.lon, place.lat, other.lon, other.lat)
        for other in others
        if other.lat is not None and other.lon is not None and (other.precision_km or 0) < POINT_KM
    ]
    return math.exp(-min(near) / CLOSE_KM) if near else 0.0

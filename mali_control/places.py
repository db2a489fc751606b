"""Places and the gazetteer: by id, by any spelling, inside an area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import AmbiguousName, Problem, UnknownName
from .tables import Column, Row, Table, number_between, one_of, read
from .text import fold, nearest

SETTLEMENTS = ("town", "village")
AREAS = (
    "country", "region", "cercle", "commune", "province", "valley", "mountains", "river", "lake", "road", "forest", "desert", "area",
)  # fmt: skip
SITES = ("base", "camp", "airport", "mine", "bridge", "post", "checkpoint", "site")
GROUND = ("valley", "mountains", "forest", "desert")
"""Areas that one side can hold like a place, and that count as rural ground of the areas around them."""
RANKS = ("country", "region", "cercle", "commune")

PLACES = Table(
    "places.csv",
    "One place that somebody can hold or that a report can speak of.",
    (
        Column("id", "Stable slug; what reports and queries name the place by.", required=True),
        Column("name", "The name shown on maps.", required=True),
        Column("kind", f"One of {', '.join(SETTLEMENTS + SITES + AREAS)}.", True, one_of(*SETTLEMENTS, *SITES, *AREAS)),
        Column("lat", "Latitude in WGS84 degrees; empty where nothing locates the place.", False, number_between(-90, 90), None),
        Column("lon", "Longitude in WGS84 degrees.", False, number_between(-180, 180), None),
        Column("precision_km", "How far the true position may lie from the given one, in km.", False, number_between(0, 5000), None),
        Column("parent", "Id of the settlement that a site belongs to, or of the area that an area lies in."),
        Column("seat_of", f"The highest unit that the settlement is the seat of: {', '.join(RANKS)}.", False, one_of(*RANKS)),
        Column("region", "Id of the region that it lies in."),
        Column("cercle", "Id of the cercle that it lies in."),
        Column("country", "ISO 3166 code of the country."),
        Column("geonames_id", "Id of the place at GeoNames (www.geonames.org)."),
        Column("population", "Inhabitants, where known.", False, number_between(0, 1e9), None),
        Column("position_source", "Where the position was taken from, and what it was checked against."),
        Column("note", "What a reader should know: homonyms, why it is not located, whether the position is a guess."),
    ),
    key="id",
)

SPELLINGS = Table(
    "spellings.csv",
    "One spelling of one place's name.",
    (
        Column("place", "Id of the place.", required=True),
        Column("spelling", "The name as written.", required=True),
        Column("language", "ISO 639 code of the language; und where it is not known."),
        Column("script", "ISO 15924 code of the script: Latn, Arab, Tfng."),
        Column("seen_in", "Id of the source in which it stands, or geonames, or common."),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    ``lat`` and ``lon`` are WGS84 degrees, both None where it is not located; ``precision_km`` says how good the position is. ``parent``,
    ``region`` and ``cercle`` are ids of other places or None.
    """

    id: str
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    parent: str | None = None
    seat_of: str | None = None
    region: str | None = None
    cercle: str | None = None
    country: str | None = None
    geonames_id: str | None = None
    population: int | None = None
    position_source: str = ""
    note: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether it is ground rather than a point."""
        return self.kind in AREAS

    @property
    def is_site(self) -> bool:
        """Whether it is a base, camp, airport or the like, with a history of its own beside its town's."""
        return self.kind in SITES

    @property
    def located(self) -> bool:
        return self.lat is not None and self.lon is not None


class Gazetteer(Mapping[str, Place]):
    """All places by id, found under any of their spellings.

    ``gazetteer["kidal"]`` takes an id; ``gazetteer.resolve("Anefif")`` an id or a spelling.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places}

    def __getitem__(self, place: str) -> Place:
        try:
            return self._places[place]
        except KeyError:
            raise UnknownName("place", place, self._suggestions(place)) from None

    def __contains__(self, place: object) -> bool:
        return place in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def resolve(self, name: str) -> Place:
        """Return the place with this id or spelling.

        Case, accents, hyphens, apostrophes and spaces do not count. An exact id wins, then a preferred name, then any spelling.

        Raises UnknownName (a KeyError) with suggestions, or AmbiguousName with the candidates when several places bear the name.
        """
        found = self.find(name)
        if len(found) == 1:
            return self._places[found[0]]
        if found:
            described = [f"{self[i].name} ({self._where(self[i])}: {i})" for i in found]
            raise AmbiguousName("place", name, found, described)
        raise UnknownName("place", name, self._suggestions(name))

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of all places that bear a name as ``resolve`` reads it: none, one, or the candidates."""
        if name in self._places:
            return (name,)
        key = fold(name)
        return self._by_name.get(key) or self._by_spelling.get(key, ())

    def search(self, name: str, *, limit: int = 10) -> list[tuple[Place, str, float]]:
        """Return places whose spellings resemble ``name``: (place, the spelling that fits best, score of 0 to 100), best first."""
        best: dict[str, tuple[str, float]] = {}
        spellings = {s: i for i in self._places for s in self._all_names(self[i])}
        for spelling, score in nearest(name, spellings, limit=limit * 4):
            for place in self._by_spelling[fold(spelling)]:
                if score > best.get(place, ("", 0.0))[1]:
                    best[place] = (spelling, score)
        ranked = sorted(best.items(), key=lambda hit: (-hit[1][1], hit[0]))
        return [(self[place], spelling, score) for place, (spelling, score) in ranked[:limit]]

    def within(self, area: str) -> tuple[str, ...]:
        """Return the ids of all places that lie in an area, at any depth, in the order of the file."""
        return self._within.get(area, ())

    def sites(self, place: str) -> tuple[str, ...]:
        """Return the ids of a place's sites (its bases, camps, airports)."""
        return self._sites.get(place, ())

    @cached_property
    def _within(self) -> dict[str, tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            for area in self._areas_around(place):
                members[area].append(place.id)
        return {area: tuple(inside) for area, inside in members.items()}

    def _areas_around(self, place: Place) -> set[str]:
        around: set[str] = set()
        todo = [place.id]
        while todo:
            here = self._places.get(todo.pop())
            for upper in (here.parent, here.cercle, here.region) if here else ():
                if upper and upper not in around and upper != place.id:
                    around.add(upper)
                    todo.append(upper)
        return around

    @cached_property
    def _sites(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for place in self._places.values():
            if place.is_site and place.parent:
                found[place.parent].append(place.id)
        return {town: tuple(sites) for town, sites in found.items()}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        return _index((fold(place.name), place.id) for place in self._places.values())

    @cached_property
    def _by_spelling(self) -> dict[str, tuple[str, ...]]:
        return _index((fold(name), place.id) for place in self._places.values() for name in self._all_names(place))

    @staticmethod
    def _all_names(place: Place) -> tuple[str, ...]:
        return (place.id, place.name, *place.spellings)

    def _where(self, place: Place) -> str:
        region = self._places.get(place.region or "")
        return f"{place.kind}, {region.name if region else place.country or 'region unknown'}"

    def _suggestions(self, name: str) -> list[str]:
        return [place.name for place, _, _ in self.search(name, limit=3)] if isinstance(name, str) else []


def read_places(places: Path, spellings: Path | None, problems: list[Problem]) -> tuple[Gazetteer, dict[str, Row]]:
    """Read a gazetteer; faults go to ``problems``. Also returns each place's row, for checks that span files."""
    rows = {row["id"]: row for row in read(PLACES, places, problems)}
    names: dict[str, list[str]] = defaultdict(list)
    for row in read(SPELLINGS, spellings, problems) if spellings else ():
        if row["place"] not in rows:
            near = nearest(row["place"], rows, limit=1)
            problems.append(row.problem("place", f"unknown place {row['place']!r}" + (f"; did you mean {near[0][0]}?" if near else "")))
        elif row["spelling"] not in names[row["place"]]:
            names[row["place"]].append(row["spelling"])
    return Gazetteer(_place(row, names[i]) for i, row in rows.items()), rows


def _place(row: Row, spellings: list[str]) -> Place:
    v: dict[str, Any] = {k: value if value != "" else None for k, value in row.values.items()}
    v["population"] = int(v["population"]) if v["population"] is not None else None
    v["position_source"], v["note"] = v["position_source"] or "", v["note"] or ""
    return Place(**v, spellings=tuple(spellings))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = defaultdict(dict)
    for key, place in pairs:
        index[key][place] = None
    return {key: tuple(places) for key, places in index.items()}

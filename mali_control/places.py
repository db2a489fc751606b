"""Places and the gazetteer: by id, by any spelling, inside an area, near a point."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import AmbiguousName, Problem, UnknownName
from .geo import WGS84, distance_km
from .names import NameIndex
from .tables import Column, Row, Table, number_between, one_of, read
from .text import fold, nearest

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

SETTLEMENTS = ("town", "village")
AREAS = (
    "country", "region", "cercle", "commune", "province", "valley", "mountains", "river", "lake", "road", "forest", "desert", "area",
)  # fmt: skip
SITES = ("base", "camp", "airport", "mine", "bridge", "post", "checkpoint", "site")
GROUND = ("valley", "mountains", "forest", "desert")
"""Areas that one side can hold like a place, and that count as rural ground of the areas around them."""
RANKS = ("country", "region", "cercle", "commune")

WIDE = "geonames:"
"""With this begin the ids of places that GeoNames lends for one run; a name that an own place bears is that place's."""

FORMER = {"menaka-region": "gao-region", "taoudenit-region": "timbuktu-region"}
"""Regions by the region that they were part of until 2016: older texts and tables put their places there."""

REGIONS_2023 = {
    "bandiagara": ("bandiagara-cercle", "bankass-cercle", "koro-cercle"),
    "bougouni": ("bougouni-cercle", "kolondieba-cercle", "yanfolila-cercle"),
    "koutiala": ("koutiala-cercle", "yorosso-cercle"),
    "nioro": ("nioro-cercle", "diema-cercle"),
    "san": ("san-cercle", "tominian-cercle"),
}
"""Regions of the 2023 law that were made of several cercles of before: newer texts and tables put these cercles' places there."""

NEARLY, NEARLY_LETTERS, NEARLY_AHEAD = 95.0, 10, 5.0
"""A spelling that no row has still leads to a place if it scores so much (``NameIndex.like``), has so many letters, and no other place's score
comes nearer than this.
"""

LIKELY, LIKELY_LETTERS, LIKELY_AHEAD = 85.0, 6, 4.0
"""The same for a guess that is shown with its score."""

_AREA_WORD = re.compile(r"^(region|cercle|district|province)(de|d|du)?|(region|cercle|district|province)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")

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
        Column("base_of", "Id of the faction whose base a site is known as, whoever held it when: Gao French base is france's."),
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


NAMES = Table(
    "names.csv",
    "What maps in another language call a place, where that is not its name.",
    (
        Column("place", "Id of the place.", required=True),
        Column("language", "ISO 639 code of the language: fr.", required=True),
        Column("name", "The name shown on maps in that language.", required=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place.

    ``lat`` and ``lon`` are WGS84 degrees, both None where it is not located; ``precision_km`` says how good the position is. ``parent``,
    ``region`` and ``cercle`` are ids of other places or None; ``base_of`` is the id of the faction whose base a site is known as, or None.
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
    base_of: str | None = None

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

    def __init__(self, places: Iterable[Place], names: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._places = {place.id: place for place in places}
        self._names = names or {}

    def __getitem__(self, place: str) -> Place:
        try:
            return self._places[place]
        except KeyError:
            raise self._unknown(place) from None

    def __contains__(self, place: object) -> bool:
        return place in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def values(self) -> ValuesView[Place]:
        """Return all places, in the order of the file."""
        return self._places.values()

    def _unknown(self, name: str) -> UnknownName:
        near = self._suggestions(name)
        said = (
            ""
            if near
            else f"unknown place {name!r}: no spelling comes near it; `mali-control places near LAT LON` finds places by position"
        )
        return UnknownName("place", name, near, said if name.strip() else f"unknown place {name!r}: give a name or an id")

    def resolve(
        self, name: str, *, region: str | None = None, country: str | None = None, near: tuple[float, float] | None = None
    ) -> Place:
        """Return the place with this id or spelling.

        Case, accents, hyphens, apostrophes and spaces do not count. An exact id wins, then a preferred name, then any spelling; last, a name of
        ten letters or more that differs by a letter from a spelling of one place alone, or sounds the same. Where several places bear a name,
        context decides: ``region`` (a region or cercle, by id or name), ``country`` (a code or a name), ``near`` (lat, lon: the nearest,
        if it is at least twice as near as the next).

        Raises UnknownName (a KeyError) with suggestions, also when the name is known but not in that region or country; AmbiguousName with the
        candidates when several places are left.
        """
        if name in self._places:
            return self._places[name]
        groups = self._candidates(name) or [(found.id,) for found in [self.near_certain(name)] if found]
        if not groups:
            raise self._unknown(name)
        if region is not None or country is not None:
            fitting = [left for group in groups if (left := self._fitting(group, region, country))]
            if not fitting:
                raise self._elsewhere(name, groups[0], region, country)
            groups = fitting
        found = self._nearest_of(tuple(dict.fromkeys(i for group in groups for i in group)), near) if near else groups[0]
        if len(found) > 1:
            raise AmbiguousName("place", name, found, [self.describe(i) for i in found])
        return self._places[found[0]]

    def near_certain(self, name: str) -> Place | None:
        """Return the place that a slightly misspelt name can only mean, if there is one: the rule is in ``resolve``."""
        hits = self.search(name, limit=2, cutoff=NEARLY - NEARLY_AHEAD, whole=True) if len(fold(name)) >= NEARLY_LETTERS else []
        return standing_out(name, hits, NEARLY, NEARLY_LETTERS, NEARLY_AHEAD)[0]

    def likely(self, name: str) -> tuple[Place | None, float]:
        """Return the place that a misspelt name most likely means, and the score: a guess, to be shown as one."""
        hits = self.search(name, limit=2, cutoff=LIKELY - LIKELY_AHEAD, whole=True) if len(fold(name)) >= LIKELY_LETTERS else []
        return standing_out(name, hits)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of all places that bear a name as ``resolve`` reads it: none, one, or the candidates."""
        groups = [(name,)] if name in self._places else self._candidates(name)
        return groups[0] if groups else ()

    def search(self, name: str, *, limit: int = 10, cutoff: float = 60.0, whole: bool = False) -> list[tuple[Place, str, float]]:
        """Return places whose spellings resemble ``name``: (place, the spelling that fits best, score of 0 to 100), best first.

        ``whole`` leaves out those that have only some words in common; ``cutoff`` is the least score.
        """
        found = self._by_spelling.like(name, limit=limit, cutoff=cutoff, whole=whole)
        return [(self[i], spelling, score) for i, spelling, score in found]

    def nearest(self, lat: float, lon: float, *, limit: int = 10, kinds: Collection[str] | None = None) -> list[tuple[Place, float]]:
        """Return the places nearest to a point in WGS84 degrees, with their distance in km, nearest first.

        ``kinds`` keeps only places of some kinds, as in ``("town", "village")``. An area counts by the point that stands for it.
        """
        wanted = [p for p in self._places.values() if p.located and (kinds is None or p.kind in kinds)]
        ranked = sorted((self._km(place, lat, lon), place.id) for place in wanted)
        return [(self._places[i], km) for km, i in ranked[:limit]]

    def to_geodataframe(self) -> GeoDataFrame:
        """Return a GeoDataFrame (EPSG:4326): a row per place, columns as in places.csv and ``spellings`` (a tuple), geometry None if unlocated."""
        import geopandas
        import shapely

        frame = geopandas.GeoDataFrame([asdict(p) for p in self._places.values()], columns=[*Place.__slots__])
        points = [shapely.Point(p.lon, p.lat) if p.located else None for p in self._places.values()]
        return frame.set_geometry(geopandas.GeoSeries(points, crs=WGS84, dtype=None, index=frame.index), crs=WGS84)

    def candidates(self, name: str) -> tuple[str, ...]:
        """Return the ids of all places that a name can mean, as it is: by id, name, spelling, or name without what stands in brackets."""
        own = (name,) if name in self._places else ()
        return tuple(dict.fromkeys((*own, *(i for group in self._candidates(name) for i in group))))

    def bearing(self, name: str) -> tuple[str, ...]:
        """Return the ids of the places that bear a name."""
        return self._by_spelling.ids(name)

    def describe(self, place: str) -> str:
        """Return a place in a few words that tell it from its homonyms: ``Bamba (town, Gao Region: bamba)``."""
        found = self[place]
        region = self._places.get(found.region or "")
        return f"{found.name} ({found.kind}, {region.name if region else found.country or 'region unknown'}: {place})"

    def in_language(self, language: str) -> Gazetteer:
        """Return the gazetteer with the names that maps in a language show (``names.csv``); the usual names become spellings."""
        names = self._names.get(language)
        if not names:
            return self
        return Gazetteer(
            replace(p, name=names[p.id], spellings=tuple(dict.fromkeys((*p.spellings, p.name)))) if p.id in names else p
            for p in self._places.values()
        )

    def lies_in(self, place: str, areas: Collection[str]) -> bool:
        """Whether a place is, or lies in, one of some areas; a region of 2016 counts as part of the one that it was cut from."""
        return bool(self._around[place] & set(areas))

    def fits(self, place: str, *, region: str | None = None, country: str | None = None) -> bool:
        """Whether a place lies in a region and a country, given by name or id; what is None does not count."""
        return bool(self._fitting((place,), region, country))

    def is_country(self, name: str) -> bool:
        """Whether a name or code is that of a country in the gazetteer."""
        codes = {p.country for p in self._places.values() if p.kind == "country"}
        return name.strip().upper() in codes or any(self[i].kind == "country" for i in self._by_spelling.ids(name))

    def areas_named(self, name: str) -> frozenset[str]:
        """Return the ids of the areas that a name of a region or cercle can mean, written with or without that word."""
        found = self._areas_called(name)
        stem = _AREA_WORD.sub("", fold(name))
        if not found:
            found = self._areas_called(f"{stem} region") | self._areas_called(f"{stem} cercle")
        if any(self[area].kind == "area" for area in found):
            found |= self._areas_called(f"{stem} cercle")
        is_cercle = "cercle" in fold(name)
        return found | {area for area in REGIONS_2023.get(stem, ()) if area in self._places and not is_cercle}

    def within(self, area: str) -> tuple[str, ...]:
        """Return the ids of all places that lie in an area, at any depth, in the order of the file."""
        return self._within.get(area, ())

    def sites(self, place: str) -> tuple[str, ...]:
        """Return the ids of a place's sites (its bases, camps, airports)."""
        return self._sites.get(place, ())

    def _candidates(self, name: str) -> list[tuple[str, ...]]:
        """The ids that bear a name, in groups of falling right to it: preferred name, other spelling, name without brackets.

        Own places come before lent ones, and of these settlements before wells and hills.
        """
        found = [index.ids(name) for index in (self._by_name, self._by_spelling, self._by_base)]
        own = [tuple(i for i in group if not i.startswith(WIDE)) for group in found]
        lent = [tuple(i for i in group if i.startswith(WIDE) and self[i].kind in SETTLEMENTS) for group in found]
        rest = [tuple(i for i in group if i.startswith(WIDE) and self[i].kind not in SETTLEMENTS) for group in found]
        return [group for group in own + lent + rest if group]

    def _fitting(self, group: tuple[str, ...], region: str | None, country: str | None) -> tuple[str, ...]:
        areas = None if region is None else self.areas_named(region)
        if region is not None and not areas:
            named = [place.name for place in self._places.values() if place.kind in ("region", "cercle")]
            raise UnknownName("region or cercle", region, [like for like, _ in nearest(region, named)])
        code = None if country is None else self._country_code(country)
        return tuple(i for i in group if (areas is None or self.lies_in(i, areas)) and (code is None or self[i].country in (code, None)))

    def _elsewhere(self, name: str, group: tuple[str, ...], region: str | None, country: str | None) -> UnknownName:
        where = " and ".join(text for text in (region, country) if text)
        return UnknownName("place", name, group, f"no {name!r} in {where}; there is {', '.join(map(self.describe, group))}")

    def _nearest_of(self, group: tuple[str, ...], near: tuple[float, float]) -> tuple[str, ...]:
        ranked = sorted((self._km(self[i], *near), i) for i in group if self[i].located)
        clear = ranked and (len(ranked) == 1 or ranked[0][0] * 2 <= ranked[1][0])
        return (ranked[0][1],) if clear else group

    @staticmethod
    def _km(place: Place, lat: float, lon: float) -> float:
        assert place.lat is not None
        assert place.lon is not None
        return distance_km(place.lon, place.lat, lon, lat)

    def _country_code(self, country: str) -> str:
        named = [self[i].country for i in self._by_spelling.ids(country) if self[i].kind == "country"]
        return named[0] or "" if named else country.strip().upper()

    def _areas_called(self, name: str) -> frozenset[str]:
        return frozenset(i for i in self._by_spelling.ids(name) if self[i].is_area)

    @cached_property
    def _around(self) -> dict[str, set[str]]:
        around = {place.id: self._areas_around(place) | {place.id} for place in self._places.values()}
        for areas in around.values():
            areas |= {FORMER[area] for area in areas & FORMER.keys()}
        return around

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
    def _by_name(self) -> NameIndex:
        return NameIndex((place.name, place.id) for place in self._places.values())

    @cached_property
    def _by_spelling(self) -> NameIndex:
        return NameIndex((name, place.id) for place in self._places.values() for name in (place.name, *place.spellings, place.id))

    @cached_property
    def _by_base(self) -> NameIndex:
        """Names without what stands in brackets to tell homonyms apart: only context leads to these."""
        return NameIndex((_BRACKETS.sub("", name), p.id) for p in self._places.values() for name in (p.name, *p.spellings) if "(" in name)

    def _suggestions(self, name: str) -> list[str]:
        return [place.name for place, _, _ in self.search(name, limit=3)] if isinstance(name, str) else []


def standing_out(
    name: str, hits: Sequence[tuple[Place, str, float]], least: float = LIKELY, letters: int = LIKELY_LETTERS, ahead: float = LIKELY_AHEAD
) -> tuple[Place | None, float]:
    """Return the best of what a search found, with its score, if it scores enough and no other comes near; short names are never guessed."""
    clear = hits and hits[0][2] >= least and len(fold(name)) >= letters and (len(hits) == 1 or hits[0][2] - hits[1][2] >= ahead)
    return (hits[0][0], hits[0][2]) if clear else (None, 0.0)


def read_places(
    places: Path, spellings: Path | None, problems: list[Problem], *, names: Path | None = None
) -> tuple[Gazetteer, dict[str, Row]]:
    """Read a gazetteer; faults go to ``problems``. Also returns each place's row, for checks that span files."""
    rows = {row["id"]: row for row in read(PLACES, places, problems)}
    spelled: dict[str, list[str]] = defaultdict(list)
    for row in _about_places(SPELLINGS, spellings, rows, problems):
        if row["spelling"] not in spelled[row["place"]]:
            spelled[row["place"]].append(row["spelling"])
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _about_places(NAMES, names, rows, problems):
        named[row["language"]][row["place"]] = row["name"]
    return Gazetteer((_place(row, spelled[i]) for i, row in rows.items()), named), rows


def _about_places(table: Table, path: Path | None, rows: Mapping[str, Row], problems: list[Problem]) -> Iterator[Row]:
    """The rows of a table that belong to a place which is there; the others are faults."""
    for row in read(table, path, problems) if path else ():
        if row["place"] in rows:
            yield row
            continue
        near = nearest(row["place"], rows, limit=1)
        problems.append(row.problem("place", f"unknown place {row['place']!r}" + (f"; did you mean {near[0][0]}?" if near else "")))


def _place(row: Row, spellings: list[str]) -> Place:
    v: dict[str, Any] = {k: value if value != "" else None for k, value in row.values.items()}
    v["population"] = int(v["population"]) if v["population"] is not None else None
    v["position_source"], v["note"] = v["position_source"] or "", v["note"] or ""
    return Place(**v, spellings=tuple(spellings))

"""What a page is given to draw: places once, states as spans of day numbers, reports once.

Days are counted from 1 January 1970, as plain calendar days. Everything that repeats is named by its index in a list, and numbers stand in columns
(see ``columns``), so that histories of many thousands of places stay small. What each column holds is described where it is made;
``assets/model.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import control, evidence
from ..control import NOT_KNOWN, Status
from ..dates import FuzzyDate
from ..events import NEVER, OPEN, OWN
from ..factions import Faction
from ..history import Bounds, State
from ..ledger import NO_REPORT, RULES
from ..packed import ROWS
from ..places import GROUND, SETTLEMENTS, Place
from ..reports import KINDS, STANDINGS, Report
from ..territory import areas_km2, cells, outline_of, settlement_class
from . import style
from .columns import NONE, Column, Numbered, column, firsts, numbered
from .ground import basemap, flat_rings
from .looks import NO_TURN
from .scene import Scene

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Row = list[Any]
Integers = NDArray[np.int64]

CLASSES = ("capital", "seat", "town", "village", "site", "ground", "area")
STATUSES = tuple(Status)
MOST_CELLS = 2000
"""With more settlements than this the ground is left blank: cells would be no larger than marks, and weigh more than all the rest."""

ATTACK_DAYS = 365
"""For so long before the first day attacks are written, so that those of the last days can be shown on it."""

_EPOCH = date(1970, 1, 1).toordinal()
_PLAIN_RULES = ("holds", "captures")
_SILENCE = "no report before this day"
_PLAIN_WEIGHT = {standing: round(100 * weight) for standing, weight in evidence.STANDING_WEIGHT.items()}
"""The confidence in per cent of what one report says of a place itself, undisputed and of this day."""


def day_number(day: date) -> int:
    """Return a plain day as the number of days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def build(scene: Scene, first: date, last: date, *, shown: date, ends_only: bool = False) -> dict[str, Any]:
    """Return the content of a page that shows the days from ``first`` to ``last`` and opens at ``shown``; with ``ends_only`` these two days alone.

    Reports are written of the states on the days shown only; the earlier and later states are there as a bare bar.
    """
    writer = _Writer(scene, first, last, ends_only=ends_only)
    spans, ground = writer.spans(), _cells(scene, writer)
    return {
        "first": day_number(first),
        "last": day_number(last),
        "shown": day_number(shown),
        "dawn": day_number(scene.history.settings.dawn),
        "language": scene.language,
        "words": scene.speech.words,
        "title": scene.title,
        "through": day_number(scene.last_day) if scene.last_day else None,
        "known": day_number(scene.known) if scene.known else None,
        "levels": list(style.EVIDENCE.values()),
        "aging": [evidence.HALF_LIFE_DAYS, evidence.DAY_IN_DOUBT],
        "classes": CLASSES,
        "blocs": writer.blocs(),
        "factions": writer.factions(),
        "places": writer.place_columns(),
        "spans": spans,
        "situations": [[status, writer.numbers(holders), writer.numbers(besiegers)] for status, holders, besiegers in writer.situations],
        "reports": writer.report_columns(),
        "kinds": KINDS,
        "standings": STANDINGS,
        "parties": [writer.numbers(factions) for factions in writer.parties],
        "texts": list(writer.texts),
        "sources": [_source(scene, source) for source in writer.sources],
        "cells": {number: flat_rings(cell) for number, cell in ground.items()},
        "km2": dict(zip(ground, areas_km2(ground.values()), strict=True)) if first < last and not ends_only else None,
        "base": basemap(scene.basemap, writer.held_areas()),
        "credits": _credits(scene),
    }


class _Writer:
    """Numbers places, situations, reports and sources as they come up.

    States are read as columns (``packed.Columns``); only those that need more words than the plain case are asked of the history, one by one.
    """

    def __init__(self, scene: Scene, first: date, last: date, *, ends_only: bool) -> None:
        self.scene = scene
        self.first, self.last, self.ends_only = first, last, ends_only
        self.styles = style.bloc_styles(faction.bloc for faction in scene.factions.values())
        self.faction_index = {faction: number for number, faction in enumerate(scene.factions)}
        self.sources: Numbered[str] = Numbered()
        self.texts: Numbered[str] = Numbered()
        self.parties: Numbered[tuple[str, ...]] = Numbered()
        self.told = scene.history.report_columns
        self._choose()
        self.index = {place.id: number for number, place in enumerate(self.places)}
        self.classes = [_class(place) for place in self.places]
        self.situation_of, self.situations = self._situations()

    def _choose(self) -> None:
        """Choose the places that are shown: areas only where they themselves have a state. Of the others those alone have states of which anything
        is ever known.
        """
        places = list(self.scene.gazetteer.values())
        found = self.scene.states
        self.known = np.array([situation.status != NOT_KNOWN for situation in found.situations], dtype=bool)[found.situation]
        known = np.zeros(len(places), dtype=bool)
        known[np.repeat(np.arange(len(places)), found.lengths)[self.known]] = True
        shown = known | np.array([not place.is_area or place.kind in GROUND for place in places], dtype=bool)
        told = known | (found.lengths > 1)
        for number in np.flatnonzero(shown & ~told).tolist():
            (state,) = self.scene.history.of(places[number].id)
            told[number] = bool(state.claims or state.attacks)
        kept = np.repeat(shown & told, found.lengths)
        self.places = [place for place, keep in zip(places, shown.tolist(), strict=True) if keep]
        self.count = np.where(told, found.lengths, 0)[shown]
        self.offset = np.cumsum(self.count) - self.count
        self.owner = np.repeat(np.arange(len(self.count)), self.count)
        basis = found.basis[np.repeat(kept, found.reports)]
        self.states = found._replace(lengths=self.count, basis=basis, **{name: getattr(found, name)[kept] for name in ROWS})
        self.known = self.known[kept]
        self.opens = np.zeros(len(self.owner), dtype=bool)
        self.opens[self.offset[self.count > 0]] = True
        self.end = np.append(self.states.start[1:], NEVER)
        self.end[np.append(self.opens[1:], True)] = NEVER
        spans = [(self.first, self.first), (self.last, self.last)] if self.ends_only else [(self.first, self.last)]
        days = [(first.toordinal(), last.toordinal()) for first, last in spans]
        self.on_page = np.any([(self.states.start <= last) & (first < self.end) for first, last in days], axis=0)

    def _situations(self) -> tuple[Integers, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]:
        """The situation of each state, and the situations as (status, holders, besiegers)."""
        order, numbers = numbered(self.states.situation, len(self.states.situations))
        names, found = self.scene.history.names, [self.states.situations[number] for number in order.tolist()]
        told = [(STATUSES.index(control.STATUSES[s.status]), names(s.holders), names(s.besiegers)) for s in found]
        return numbers[self.states.situation], told

    def state(self, number: int) -> State:
        """The state of a number, with all that is known of it."""
        place = int(self.owner[number])
        return self.scene.history.of(self.places[place].id)[number - int(self.offset[place])]

    def blocs(self) -> list[Row]:
        """Rows of [id, colour, glyph, tints of the ground for strong, medium and weak evidence]."""
        return [
            [bloc, drawn.colour, drawn.glyph, [style.mix(drawn.colour, style.LAND, share) for share in style.TINT.values()]]
            for bloc, drawn in self.styles.items()
        ]

    def factions(self) -> list[Row]:
        """Rows of [name, short name, bloc, colour, dated names, id, article]; a dated name is [first day, last day, name], None where open."""
        order = list(self.styles)
        named: dict[str, list[Row]] = {}
        for tie in self.scene.factions.ties:
            if tie.tie == "name" and tie.name:
                named.setdefault(tie.faction, []).append([_best(tie.start), _best(tie.end), tie.name])
        return [
            _trimmed([f.name, f.short, order.index(f.bloc), self._colour(f), named.get(f.id, []), f.id, f.article], ("",))
            for f in self.scene.factions.values()
        ]

    def _colour(self, faction: Faction) -> str:
        return style.faction_colour(faction.id, faction.bloc, self.styles)

    def numbers(self, factions: Iterable[str]) -> list[int]:
        return sorted(self.faction_index[faction] for faction in factions)

    def held_areas(self) -> dict[str, int]:
        """The areas with states of their own, by id."""
        return {place.id: number for number, place in enumerate(self.places) if self.classes[number] == "area" and self.count[number]}

    def place_columns(self) -> dict[str, Any]:
        """Columns ``id``, ``name``, ``kind`` (index of ``kinds``), ``class``, ``lat`` and ``lon`` (WGS84, in 1/10000 degree), and ``more``.

        ``more`` holds by the place's index what few have: [parent, region, spellings, note], without empty fields at its end.
        """
        gazetteer, places = self.scene.gazetteer, self.places
        kinds: Numbered[str] = Numbered()
        more = {}
        for number, place in enumerate(places):
            if place.parent or place.region or place.spellings or place.note:
                region = gazetteer[place.region].name if place.region and place.region in gazetteer else ""
                spellings = [s for s in place.spellings if s != place.name]
                row = _trimmed([self.index.get(place.parent or ""), region, spellings, place.note], (None, "", []))
                if row:
                    more[number] = row
        return {
            "id": [place.id for place in places],
            "name": [place.name for place in places],
            "kind": column([kinds[place.kind] for place in places]),
            "class": column([CLASSES.index(name) for name in self.classes]),
            "lat": column(_ten_thousandths([place.lat for place in places])),
            "lon": column(_ten_thousandths([place.lon for place in places])),
            "kinds": list(kinds),
            "more": more,
        }

    def spans(self) -> dict[str, Any]:
        """The states of all places, one after the other.

        ``count``: how many each place has, 0 where nothing is ever known of it. ``day``: for a place's first state the days since the dawn of the
        time line, for each further one since the last. ``look``: an index of ``looks``, which are [situation, weight, turn]; ``weight`` is the confidence in per cent before
        age and doubt of the day are taken into account, ``turn`` is 1 where hands changed on a known day.

        ``reports`` lists those that a state rests on, by the number of the state, where it is not the plain case: none for a state that is
        unknown, else the one report that no state before it named. ``more`` holds by the same number what differs from the plain case: s (since:
        day, earliest, latest), b (the same of the change of hands that opened the state), e (day of the last evidence), c, a, d (claims, attacks,
        reports that say otherwise), r (rule), i (1: indirect). States outside the page's days have neither, but for the attacks of the year before.
        """
        states = self.states
        dawn = self.scene.history.settings.dawn.toordinal()
        steps = states.start - np.where(self.opens, dawn, np.append(dawn, states.start[:-1]))
        before = np.append(-1, self.situation_of[:-1])
        turned = ~self.opens & (before != self.situation_of) & (states.began_earliest != OPEN)
        turned &= ~np.isin(states.rule, [RULES.index(rule) for rule in NO_TURN])
        plain = self._plain()
        looks = (self.situation_of * 101 + self._weights(plain)) * 2 + turned
        order, numbers = numbered(looks, 202 * len(self.situations))
        lately = self.end + ATTACK_DAYS > self.first.toordinal()
        special = np.flatnonzero(~plain & (self.on_page | lately & (states.beside > 0) & (self.end <= self.first.toordinal())))
        reports = self._cited()
        return {
            "count": column(self.count),
            "day": column(steps),
            "look": column(numbers[looks]),
            "looks": [[look // 202, look // 2 % 101, look % 2] for look in order.tolist()],
            "reports": reports,
            "more": {number: more for number in special.tolist() if (more := self._more(number))},
        }

    def _plain(self) -> NDArray[np.bool_]:
        """Which states say no more than who holds the place by one report of the place itself, from that very day on; or that none is heard of yet."""
        s = self.states
        alone = (s.beside == 0) & (s.via == OWN)
        of_that_day = np.all(
            [d == s.start for d in (s.since, s.since_earliest, s.since_latest, s.began, s.began_earliest, s.began_latest)], axis=0
        )
        told = of_that_day & (s.evidence_on == s.start) & np.isin(s.rule, [RULES.index(rule) for rule in _PLAIN_RULES])
        silent = self.opens & (s.rule == NO_REPORT) & (s.began_earliest == OPEN) & (s.began_latest == OPEN)
        plain: NDArray[np.bool_] = alone & np.where(self.known, told & (s.reports == 1), silent & (s.reports == 0))
        return plain

    def _weights(self, plain: NDArray[np.bool_]) -> Integers:
        """The confidence of all states in per cent, before age and doubt of the day are taken into account."""
        weights = np.zeros(len(plain), dtype=np.int64)
        weight = np.array([_PLAIN_WEIGHT[standing] for standing in self.told.values["standing"]], dtype=np.int64)
        alone = plain & self.known
        first = np.cumsum(self.states.reports) - self.states.reports
        weights[alone] = weight[self.told.standing[self.states.basis[first[alone]]]]
        for number in np.flatnonzero(self.known & ~plain).tolist():
            weights[number] = round(100 * _weight(self.state(number)))
        return weights

    def _cited(self) -> dict[int, list[int]]:
        """Number the reports that the states on the page rest on, and return those that a state lists."""
        states, count = self.states, len(self.told.place)
        cited_by = np.repeat(np.arange(len(states.start)), states.reports)
        shown = self.on_page[cited_by]
        cited_by, basis = cited_by[shown], states.basis[shown]
        new = firsts(basis, count)
        order, self.number_of = numbered(basis, count)
        self.named, self.named_by = order.tolist(), cited_by[new].tolist()
        first_is_new = np.zeros(len(states.start), dtype=bool)
        first_is_new[cited_by[new]] = True
        listed = np.where(self.known, ~self.on_page | (states.reports != 1) | ~first_is_new, self.on_page & (states.reports > 0))
        lasts = np.cumsum(np.where(self.on_page, states.reports, 0))
        found = self.number_of[basis].tolist()
        return {
            number: found[last - count : last] if shown else []
            for number, last, count, shown in zip(
                *(c[listed].tolist() for c in (np.arange(len(listed)), lasts, states.reports, self.on_page)), strict=True
            )
        }

    def _numbers(self, reports: Iterable[Report], state: int) -> list[int]:
        """The numbers of reports on the page; the state is the one that names those that none before it did."""
        found = [self.told.numbers[report.id] for report in reports]
        for number in found:
            if self.number_of[number] < 0:
                self.number_of[number] = len(self.named)
                self.named.append(number)
                self.named_by.append(state)
        return self.number_of[found].tolist() if found else []

    def _more(self, number: int) -> dict[str, Any]:
        state = self.state(number)
        if not self.on_page[number]:
            return {"a": found} if (found := self._numbers(state.attacks, number)) else {}
        start = day_number(state.start)
        aged = state.evidence_on.year > 1 and state.status != "unknown" and day_number(state.evidence_on) != start
        more: dict[str, Any] = {
            "s": _bounds(state.since, start) if state.rule != _SILENCE else None,
            "b": _bounds(state.began, start) if state.began in state.doubt else None,
            "e": day_number(state.evidence_on) if aged else None,
            "c": self._numbers(state.claims, number),
            "a": self._numbers(state.attacks, number),
            "d": self._numbers(state.disputed_by, number),
            "r": state.rule if state.rule not in (*_PLAIN_RULES, _SILENCE) else None,
            "i": 0 if state.direct else 1,
        }
        return {name: value for name, value in more.items() if value not in (None, 0, [])}

    def report_columns(self) -> dict[str, Any]:
        """The reports in the order in which states name them, each told beside the first state that does ("its state").

        ``kind``, ``by``, ``against``, ``source``, ``section``, ``standing``, ``note`` and ``about`` (the place spoken of) are indexes of lists; ``by`` 0 stands
        for the holders of its state, ``about`` 0 for its place, other indexes count from 1. ``earliest`` is counted from the first day of
        its state, ``length`` from there to the latest day; NONE where there is none. ``end``, ``claimant`` and ``reported`` hold by the report's number what few have.
        """
        told, gazetteer = self.told, self.scene.gazetteer
        reports, states = (np.array(numbers, dtype=np.int64) for numbers in (self.named, self.named_by))
        earliest, latest = (np.where(days == OPEN, NONE, days - _EPOCH) for days in (told.earliest[reports], told.latest[reports]))
        places = {place: number for number, place in enumerate(told.values["place"])}
        there = np.array([places.get(place.id, -1) for place in self.places], dtype=np.int64)[self.owner[states]]
        elsewhere = told.place[reports] != there
        names = [gazetteer[place].name if place in gazetteer else place for place in told.values["place"]]
        about = np.zeros(len(reports), dtype=np.int64)
        about[elsewhere] = 1 + _listed(told.place[reports[elsewhere]], names, self.texts)
        groups = {group: number for number, group in enumerate(told.values["by"])}
        holders = np.array([groups.get(holders, -1) for _, holders, _ in self.situations], dtype=np.int64)[self.situation_of[states]]
        others = told.by[reports] != holders
        by = np.zeros(len(reports), dtype=np.int64)
        by[others] = 1 + _listed(told.by[reports[others]], told.values["by"], self.parties)
        late = {
            n: self.scene.history.reports[number]
            for n, number in sorted((int(self.number_of[number]), number) for number in told.late)
            if n >= 0
        }
        claimants = {n: [self._claimant(c, r) for c in map(str.strip, r.claimant.split(";")) if c] for n, r in late.items()}

        def listed(name: str, numbers: Numbered[Any]) -> Column:
            return column(_listed(getattr(told, name)[reports], told.values[name], numbers))

        return {
            "count": len(reports),
            "kind": listed("kind", Numbered.of(KINDS)),
            "by": column(by),
            "against": listed("against", self.parties),
            "earliest": column(np.where(earliest == NONE, NONE, earliest - (self.states.start[states] - _EPOCH))),
            "length": column(np.where(latest == NONE, NONE, latest - np.where(earliest == NONE, 0, earliest))),
            "source": listed("source", self.sources),
            "section": listed("section", self.texts),
            "standing": listed("standing", Numbered.of(STANDINGS)),
            "note": listed("note", self.texts),
            "about": column(about),
            "end": {n: day_number(r.end.latest) for n, r in late.items() if r.end and r.end.latest},
            "claimant": {n: ", ".join(who) for n, who in claimants.items() if who},
            "reported": {n: day_number(r.reported_on.latest) for n, r in late.items() if r.reported_on and r.reported_on.latest},
        }

    def _claimant(self, claimant: str, report: Report) -> str:
        factions = self.scene.factions
        return factions.with_article(claimant, report.date.best) if claimant in factions else claimant


def _class(place: Place) -> str:
    if place.kind in SETTLEMENTS:
        return settlement_class(place)
    return "site" if place.is_site else "ground" if place.kind in GROUND else "area"


def _weight(state: State) -> float:
    """Confidence before age and doubt of the day, by the formula of ``evidence.confidence``."""
    if state.status == "unknown" or not state.reports:
        return 0.0
    return evidence.confidence(state.reports, age_days=0, direct=state.direct, disputed=state.disputed)


def _bounds(bounds: Bounds, start: int) -> Row | None:
    """Bounds as [day, earliest, latest]; None where all three are the first day of the span."""
    day, earliest, latest = (None if d is None or d.year < 1000 else day_number(d) for d in (bounds.day, bounds.earliest, bounds.latest))
    return None if day == earliest == latest == start else [day, earliest, latest]


def _ten_thousandths(degrees: Sequence[float | None]) -> Integers:
    found = np.array(degrees, dtype=float)
    return np.where(np.isnan(found), NONE, np.rint(np.nan_to_num(found) * 10000)).astype(np.int64)


def _listed(codes: Integers, values: Sequence[Any], numbers: Numbered[Any]) -> Integers:
    """The numbers of the values that codes stand for."""
    order, rank = numbered(codes, len(values))
    return np.array([numbers[values[code]] for code in order.tolist()], dtype=np.int64)[rank[codes]]


def _best(fuzzy: FuzzyDate | None) -> int | None:
    return day_number(fuzzy.best) if fuzzy else None


def _trimmed(row: Row, empty: tuple[Any, ...]) -> Row:
    """The row without empty fields at its end."""
    while row and row[-1] in empty:
        row.pop()
    return row


def _source(scene: Scene, source: str) -> Row:
    """A row of [title, publisher, published (EDTF), url]."""
    found = scene.sources.get(source)
    return [found.title, found.publisher, found.published.text if found.published else "", found.url] if found else [source, "", "", ""]


def _cells(scene: Scene, writer: _Writer) -> dict[int, BaseGeometry]:
    """The ground of each settlement of which anything is known on the page's days, in EPSG:4326 by the place's index.

    All days of a page share it, only its colours change: a cell does not grow because less is known of its neighbour.
    """
    told = np.unique(writer.owner[writer.known & writer.on_page]).tolist()
    settlements = [number for number in told if writer.places[number].kind in SETTLEMENTS]
    if len(settlements) > MOST_CELLS:
        return {}
    known = {writer.places[number].id: number for number in settlements}
    ground = cells((writer.places[number] for number in known.values()), outline=outline_of(scene.basemap))
    return {known[place]: geometry for place, geometry in ground.items()}


def _credits(scene: Scene) -> list[str]:
    """Whose positions and lines are drawn, read from what the gazetteer and the base map say of themselves."""
    positions = " ".join(place.position_source for place in scene.gazetteer.values())
    ground = " ".join(str(feature["properties"].get("source", "")) for feature in scene.basemap)
    marks: Mapping[str, bool] = {
        "GeoNames (CC BY 4.0)": "GeoNames" in positions + ground or any(p.geonames_id for p in scene.gazetteer.values()),
        "OpenStreetMap contributors (ODbL)": "OSM" in positions or "OpenStreetMap" in positions,
        "Natural Earth": "Natural Earth" in ground,
        "OCHA": "OCHA" in ground,
    }
    return [name for name, used in marks.items() if used]

"""What a page is given to draw: places once, states as spans of day numbers, reports once.

Days are counted from 1 January 1970, as plain calendar days. Everything that repeats is named by its index in a list, and numbers stand in columns
(see ``columns``), so that histories of many thousands of places stay small. What each column holds is described where it is made;
``assets/model.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import evidence
from ..control import Status
from ..dates import FuzzyDate
from ..factions import Faction
from ..history import Bounds, State
from ..places import GROUND, SETTLEMENTS, Place
from ..reports import KINDS, STANDINGS, Report
from ..territory import areas_km2, cells, outline_of, settlement_class
from . import style
from .columns import NONE, Numbered, column
from .ground import basemap, flat_rings
from .looks import NO_TURN
from .scene import Scene

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Row = list[Any]

CLASSES = ("capital", "seat", "town", "village", "site", "ground", "area")
STATUSES = tuple(Status)
MOST_CELLS = 2000
"""With more settlements than this the ground is left blank: cells would be no larger than marks, and weigh more than all the rest."""

ATTACK_DAYS = 365
"""For so long before the first day attacks are written, so that those of the last days can be shown on it."""

_STATUS = {status: number for number, status in enumerate(STATUSES)}
_FIELDS = attrgetter("start", "end", "status", "controllers", "besieged_by", "since", "began", "reports", "rule")
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
    """Numbers places, situations, reports and sources as they come up."""

    def __init__(self, scene: Scene, first: date, last: date, *, ends_only: bool) -> None:
        self.scene, self.first, self.last, self.ends_only = scene, first, last, ends_only
        self.styles = style.bloc_styles(faction.bloc for faction in scene.factions.values())
        self.places = [place for place in scene.gazetteer.values() if _is_shown(place, scene)]
        self.states = [_told(scene.history.of(place.id)) for place in self.places]
        self.index = {place.id: number for number, place in enumerate(self.places)}
        self.faction_index = {faction: number for number, faction in enumerate(scene.factions)}
        self.situations: Numbered[tuple[int, tuple[str, ...], tuple[str, ...]]] = Numbered()
        self.sources: Numbered[str] = Numbered()
        self.texts: Numbered[str] = Numbered()
        self.parties: Numbered[tuple[str, ...]] = Numbered()
        self.reports: Numbered[str] = Numbered()
        self.named: list[Report] = []
        self.named_by: list[State] = []

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

    def on_page(self, state: State) -> bool:
        """Whether a state holds on any of the days shown."""
        spans = [(self.first, self.first), (self.last, self.last)] if self.ends_only else [(self.first, self.last)]
        return any(state.start <= last and (state.end is None or first < state.end) for first, last in spans)

    def numbers(self, factions: Iterable[str]) -> list[int]:
        return sorted(self.faction_index[faction] for faction in factions)

    def held_areas(self) -> dict[str, int]:
        """The areas with states of their own, by id."""
        return {place.id: number for number, place in enumerate(self.places) if self.states[number] and _class(place) == "area"}

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
            "class": column([CLASSES.index(_class(place)) for place in places]),
            "lat": column([NONE if place.lat is None else round(place.lat * 10000) for place in places]),
            "lon": column([NONE if place.lon is None else round(place.lon * 10000) for place in places]),
            "kinds": list(kinds),
            "more": more,
        }

    def spans(self) -> dict[str, Any]:
        """The states of all places, one after the other.

        ``count``: how many each place has, 0 where nothing is ever known of it. ``day``: the first day of a place's first state, then the days
        from state to state. ``look``: an index of ``looks``, which are [situation, weight, turn]; ``weight`` is the confidence in per cent before
        age and doubt of the day are taken into account, ``turn`` is 1 where hands changed on a known day.

        ``reports`` lists those that a state rests on, by the number of the state, where it is not the plain case: none for a state that is
        unknown, else the one report that no state before it named. ``more`` holds by the same number what differs from the plain case: s (since:
        day, earliest, latest), b (the same of the change of hands that opened the state), e (day of the last evidence), c, a, d (claims, attacks,
        reports that say otherwise), r (rule), i (1: indirect). States outside the page's days have neither, but for the attacks of the year before.
        """
        looks: Numbered[tuple[int, int, bool]] = Numbered()
        steps: list[int] = []
        look: list[int] = []
        reports: dict[int, list[int]] = {}
        special: dict[int, State] = {}
        for states in self.states:
            day, situation = 0, -1
            for state in states:
                start, end, status, holders, besiegers, since, began, cited, rule = _FIELDS(state)
                steps.append(start.toordinal() - _EPOCH - day)
                day += steps[-1]
                before, situation = situation, self.situations[_STATUS[status], holders, besiegers]
                turned = 0 <= before != situation and rule not in NO_TURN and began.earliest is not None
                if plain := since is began and len(cited) == 1 and since.earliest == start == since.latest and _is_plain(state):
                    looks_like = situation, _PLAIN_WEIGHT[cited[0].standing], turned
                else:
                    looks_like = situation, round(100 * _weight(state)), turned
                if self.on_page(state) if self.ends_only else start <= self.last and (end is None or self.first < end):
                    if not plain:
                        special[len(look)] = state
                    new = len(self.named)
                    found = [self._number(report, state) for report in cited]
                    if found != [new] if status is not Status.UNKNOWN else found:
                        reports[len(look)] = found
                else:
                    if status is not Status.UNKNOWN:
                        reports[len(look)] = []
                    if state.attacks and end is not None and 0 <= (self.first - end).days < ATTACK_DAYS:
                        special[len(look)] = state
                look.append(looks[looks_like])
        return {
            "count": column([len(states) for states in self.states]),
            "day": column(steps),
            "look": column(look),
            "looks": [[situation, weight, int(turned)] for situation, weight, turned in looks],
            "reports": reports,
            "more": {number: more for number, state in special.items() if (more := self._more(state))},
        }

    def _number(self, report: Report, state: State) -> int:
        """The number of a report; the state is the one that names it."""
        number = self.reports[report.id]
        if number == len(self.named):
            self.named.append(report)
            self.named_by.append(state)
        return number

    def _more(self, state: State) -> dict[str, Any]:
        if not self.on_page(state):
            return {"a": [self._number(report, state) for report in state.attacks]}
        start = day_number(state.start)
        aged = state.evidence_on.year > 1 and state.status != "unknown" and day_number(state.evidence_on) != start
        more: dict[str, Any] = {
            "s": _bounds(state.since, start) if state.rule != _SILENCE else None,
            "b": _bounds(state.began, start) if state.began in state.doubt else None,
            "e": day_number(state.evidence_on) if aged else None,
            "c": [self._number(report, state) for report in state.claims],
            "a": [self._number(report, state) for report in state.attacks],
            "d": [self._number(report, state) for report in state.disputed_by],
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
        reports, gazetteer = self.named, self.scene.gazetteer
        kinds, standings = ({name: number for number, name in enumerate(names)} for names in (KINDS, STANDINGS))
        starts = np.array([state.start.toordinal() - _EPOCH for state in self.named_by], dtype=np.int64)
        dates = [report.date for report in reports]
        earliest, latest = _day_numbers([d.earliest for d in dates]), _day_numbers([d.latest for d in dates])
        about = {place: self.texts[gazetteer[place].name if place in gazetteer else place] + 1 for place in self._elsewhere()}
        late = {n: report for n, report in enumerate(reports) if report.end or report.claimant or report.reported_on}
        claimants = {n: [self._claimant(c, r) for c in map(str.strip, r.claimant.split(";")) if c] for n, r in late.items()}
        together = list(zip(reports, self.named_by, strict=True))
        return {
            "count": len(reports),
            "kind": column([kinds[r.kind] for r in reports]),
            "by": column([0 if r.by == state.controllers else self.parties[r.by] + 1 for r, state in together]),
            "against": column([self.parties[r.against] for r in reports]),
            "earliest": column(np.where(earliest == NONE, NONE, earliest - starts)),
            "length": column(np.where(latest == NONE, NONE, latest - np.where(earliest == NONE, 0, earliest))),
            "source": column([self.sources[r.source] for r in reports]),
            "section": column([self.texts[r.section] for r in reports]),
            "standing": column([standings[r.standing] for r in reports]),
            "note": column([self.texts[r.note] for r in reports]),
            "about": column([0 if r.place == state.place else about[r.place] for r, state in together]),
            "end": {n: day_number(r.end.latest) for n, r in late.items() if r.end and r.end.latest},
            "claimant": {n: ", ".join(who) for n, who in claimants.items() if who},
            "reported": {n: day_number(r.reported_on.latest) for n, r in late.items() if r.reported_on and r.reported_on.latest},
        }

    def _claimant(self, claimant: str, report: Report) -> str:
        factions = self.scene.factions
        return factions.with_article(claimant, report.date.best) if claimant in factions else claimant

    def _elsewhere(self) -> dict[str, None]:
        """The places that reports speak of beside the places whose states name them, in order."""
        return dict.fromkeys(r.place for r, state in zip(self.named, self.named_by, strict=True) if r.place != state.place)


def _is_shown(place: Place, scene: Scene) -> bool:
    """Areas are shown only where they themselves have a state."""
    return not place.is_area or place.kind in GROUND or any(state.status != "unknown" for state in scene.history.of(place.id))


def _told(states: Sequence[State]) -> Sequence[State]:
    """The states of a place, none where nothing is ever known of it."""
    alone = len(states) == 1 and states[0].status == "unknown" and not (states[0].claims or states[0].attacks)
    return () if alone else states


def _is_plain(state: State) -> bool:
    """Whether a state with one report says no more than who holds the place by it, from that very day on."""
    return (
        state.rule in _PLAIN_RULES
        and state.direct
        and state.evidence_on == state.start
        and not (state.claims or state.attacks or state.disputed_by)
    )


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


def _day_numbers(days: Sequence[date | None]) -> NDArray[np.int64]:
    return np.array([NONE if day is None else day.toordinal() - _EPOCH for day in days], dtype=np.int64)


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
    known = {place.id: number for number, place in enumerate(writer.places) if place.kind in SETTLEMENTS and _known(scene, place, writer)}
    if len(known) > MOST_CELLS:
        return {}
    ground = cells((writer.places[number] for number in known.values()), outline=outline_of(scene.basemap))
    return {known[place]: geometry for place, geometry in ground.items()}


def _known(scene: Scene, place: Place, writer: _Writer) -> bool:
    """Whether a place has a state other than unknown on any of the days."""
    return any(s.status != "unknown" and writer.on_page(s) for s in scene.history.of(place.id))


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

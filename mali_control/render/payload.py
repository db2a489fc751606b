"""What a page is given to draw: places once, states as spans of day numbers, reports once.

Days are counted from 1 January 1970, as plain calendar days. Everything that repeats is named by its index in a list. The shape of each
row is described where it is made; ``assets/model.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from .. import evidence
from ..dates import FuzzyDate
from ..factions import Faction
from ..history import Bounds, State
from ..places import GROUND, SETTLEMENTS, Place
from ..reports import KINDS, STANDINGS, Report
from ..territory import cells, outline_of, settlement_class
from . import style
from .ground import basemap, flat_rings
from .looks import hands_changed
from .scene import Scene

Row = list[Any]

CLASSES = ("capital", "seat", "town", "village", "site", "ground", "area")
STATUSES = ("controlled", "contested", "unknown")
MOST_CELLS = 6000
"""With more settlements than this the ground is left blank: cells would be smaller than marks, and weigh more than all the rest."""


def day_number(day: date) -> int:
    """Return a plain day as the number of days since 1 January 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def build(scene: Scene, first: date, last: date, *, shown: date, ends_only: bool = False) -> dict[str, Any]:
    """Return the content of a page that shows the days from ``first`` to ``last`` and opens at ``shown``; with ``ends_only`` these two days alone.

    Reports are written of the states on the days shown only; the earlier and later states are there as a bare bar.
    """
    writer = _Writer(scene, first, last, ends_only=ends_only)
    spans = [writer.spans(place) for place in writer.places]
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
        "places": [writer.place(place) for place in writer.places],
        "spans": spans,
        "situations": list(writer.situations),
        "reports": [writer.report(report) for report in writer.reports],
        "kinds": KINDS,
        "standings": STANDINGS,
        "parties": list(writer.parties),
        "texts": list(writer.texts),
        "sources": [_source(scene, source) for source in writer.sources],
        "cells": _cells(scene, writer),
        "base": basemap(scene.basemap, _area_ids(writer.places, spans)),
        "credits": _credits(scene),
    }


class _Writer:
    """Numbers places, situations, reports and sources as they come up."""

    def __init__(self, scene: Scene, first: date, last: date, *, ends_only: bool) -> None:
        self.scene, self.first, self.last, self.ends_only = scene, first, last, ends_only
        self.styles = style.bloc_styles(faction.bloc for faction in scene.factions.values())
        self.places = [place for place in scene.gazetteer.values() if _is_shown(place, scene)]
        self.index = {place.id: number for number, place in enumerate(self.places)}
        self.faction_index = {faction: number for number, faction in enumerate(scene.factions)}
        self.situations: dict[tuple[int, tuple[int, ...], tuple[int, ...]], int] = {}
        self.reports: dict[Report, int] = {}
        self.sources: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.parties: dict[tuple[int, ...], int] = {}

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

    def place(self, place: Place) -> Row:
        """A row of [id, name, kind, class, lat, lon, parent, region, spellings, note]; positions in WGS84 degrees or None."""
        gazetteer = self.scene.gazetteer
        region = gazetteer[place.region].name if place.region and place.region in gazetteer else ""
        lat, lon = (round(place.lat, 4), round(place.lon, 4)) if place.lat is not None and place.lon is not None else (None, None)
        spellings = [s for s in place.spellings if s != place.name]
        row: Row = [place.id, place.name, place.kind, CLASSES.index(_class(place)), lat, lon]
        return _trimmed([*row, self.index.get(place.parent or ""), region, spellings, place.note], (None, "", []))

    def spans(self, place: Place) -> list[Row]:
        """A place's states as rows of [first day, situation, weight, reports, more]; empty where nothing is ever known of it.

        ``weight`` is the confidence in per cent before age and doubt of the day are taken into account, plus 1000 where hands changed on a
        known day. ``reports`` is an index or a list of them. ``more`` holds, where they differ from the plain case: s (since: day, earliest,
        latest), b (the same of the change of hands that opened the span), e (day of the last evidence), c, a, d (claims, attacks, reports that say
        otherwise), r (rule), i (1: indirect).
        """
        states = self.scene.history.of(place.id)
        if len(states) == 1 and states[0].status == "unknown" and not (states[0].claims or states[0].attacks):
            return []
        return [self._span(state, before) for before, state in zip([None, *states], states, strict=False)]

    def on_page(self, state: State) -> bool:
        """Whether a state holds on any of the days shown."""
        spans = [(self.first, self.first), (self.last, self.last)] if self.ends_only else [(self.first, self.last)]
        return any(state.start <= last and (state.end is None or first < state.end) for first, last in spans)

    def _span(self, state: State, before: State | None) -> Row:
        start = day_number(state.start)
        row: Row = [
            start,
            self._situation(state),
            round(100 * _weight(state)) + (1000 if (before is not None and hands_changed(before, state)) else 0),
        ]
        if not self.on_page(state):
            return row
        aged = state.evidence_on.year > 1 and state.status != "unknown" and day_number(state.evidence_on) != start
        more: dict[str, Any] = {
            "s": _bounds(state.since, start),
            "b": _bounds(state.began, start) if state.began in state.doubt else None,
            "e": day_number(state.evidence_on) if aged else None,
            "c": self._number(state.claims),
            "a": self._number(state.attacks),
            "d": self._number(state.disputed_by),
            "r": state.rule if state.rule not in ("holds", "captures", "no report before this day") else None,
            "i": 0 if state.direct else 1,
        }
        reports = self._number(state.reports)
        told = {name: value for name, value in more.items() if value not in (None, 0, [])}
        return _trimmed([*row, reports[0] if len(reports) == 1 else reports, told], ([], {}))

    def report(self, report: Report) -> Row:
        """A row of [kind, by, against, earliest, length, source, section, standing, note, about, end, claimant, reported on].

        ``length`` is the number of days between the bounds, None where there is no later one. Kinds, parties, sections, standings and the names of
        the places spoken of are indexes of lists; the source too. The rest may be missing.
        """
        gazetteer, factions = self.scene.gazetteer, self.scene.factions
        earliest, latest = _days(report.date)
        day = report.date.best
        claimants = [factions.with_article(c, day) if c in factions else c for c in map(str.strip, report.claimant.split(";")) if c]
        about = gazetteer[report.place].name if report.place in gazetteer else report.place
        row: Row = [KINDS.index(report.kind), self._parties(report.by), self._parties(report.against), earliest]
        row += [None if latest is None else latest - (earliest or 0), self.sources.setdefault(report.source, len(self.sources))]
        row += [self._text(report.section), STANDINGS.index(report.standing), report.note, self._text(about)]
        return _trimmed([*row, _days(report.end)[1], ", ".join(claimants), _days(report.reported_on)[1]], (None, ""))

    def _text(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))

    def _parties(self, factions: Iterable[str]) -> int:
        return self.parties.setdefault(tuple(self._factions(factions)), len(self.parties))

    def _situation(self, state: State) -> int:
        key = STATUSES.index(state.status), tuple(self._factions(state.controllers)), tuple(self._factions(state.besieged_by))
        return self.situations.setdefault(key, len(self.situations))

    def _factions(self, factions: Iterable[str]) -> list[int]:
        return sorted(self.faction_index[faction] for faction in factions)

    def _number(self, reports: Iterable[Report]) -> list[int]:
        return [self.reports.setdefault(report, len(self.reports)) for report in reports]


def _is_shown(place: Place, scene: Scene) -> bool:
    """Areas are shown only where they themselves have a state."""
    return not place.is_area or place.kind in GROUND or any(state.status != "unknown" for state in scene.history.of(place.id))


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


def _days(fuzzy: FuzzyDate | None) -> Row:
    if fuzzy is None:
        return [None, None]
    return [None if day is None else day_number(day) for day in (fuzzy.earliest, fuzzy.latest)]


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


def _cells(scene: Scene, writer: _Writer) -> dict[int, list[list[int]]]:
    """The ground of each settlement of which anything is known on the page's days, as rings by the place's index.

    All days of a page share it, only its colours change: a cell does not grow because less is known of its neighbour.
    """
    known = {place.id: number for number, place in enumerate(writer.places) if place.kind in SETTLEMENTS and _known(scene, place, writer)}
    if len(known) > MOST_CELLS:
        return {}
    ground = cells((writer.places[number] for number in known.values()), outline=outline_of(scene.basemap))
    return {known[place]: flat_rings(geometry) for place, geometry in ground.items()}


def _known(scene: Scene, place: Place, writer: _Writer) -> bool:
    """Whether a place has a state other than unknown on any of the days."""
    return any(s.status != "unknown" and writer.on_page(s) for s in scene.history.of(place.id))


def _area_ids(places: Sequence[Place], spans: Sequence[Sequence[Row]]) -> dict[str, int]:
    return {place.id: number for number, place in enumerate(places) if spans[number] and _class(place) == "area"}


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

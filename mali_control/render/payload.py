"""What a page is given to draw: places once, states as spans of day numbers, reports once.

Days are counted from 1 January 1970, as plain calendar days. Everything that repeats is named by its index in a list, and numbers stand in columns
(see ``columns``), so that histories of many thousands of places stay small. What each column holds is described where it is made;
``assets/model.js`` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .. import control, evidence
from ..control import NOT_KNOWN, Status
from ..dates import FuzzyDate
from ..events import NEVER, OPEN, OWN
from ..factions import Faction
from ..ledger import ATTACKING, CLAIMING, NO_REPORT, OTHERWISE, ROLES, RULES
from ..packed import COUNTED, ROWS
from ..places import GROUND, SETTLEMENTS, Place
from ..reports import KINDS, STANDINGS
from ..territory import areas_km2, cells, outline_of, settlement_class
from . import style
from .columns import NONE, Column, Numbered, as_met, column, firsts, numbered
from .ground import basemap, flat_rings, name_spots
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

_FACTS = ("id", "name", "kind", "seat_of", "lat", "lon", "parent", "region", "spellings", "note")
_EPOCH = date(1970, 1, 1).toordinal()
_CALENDAR = date(1000, 1, 1).toordinal()
"""Earlier days are no days: a bound that is not known, or long before the dawn of the time line."""
_PLAIN_RULES = [RULES.index(rule) for rule in ("holds", "captures")]
_NO_TURN = [RULES.index(rule) for rule in NO_TURN]
_RANKED = sorted(evidence.STANDING_WEIGHT, key=evidence.STANDING_WEIGHT.__getitem__)
_ASIDE = {"c": CLAIMING, "a": ATTACKING, "d": OTHERWISE}


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
        "km2": dict(zip(ground, map(round, areas_km2(ground.values())), strict=True)) if first < last and not ends_only else None,
        "base": {**basemap(scene.basemap, writer.held_areas()), "names": name_spots(scene.basemap, "region", scene.area_name)},
        "credits": _credits(scene),
    }


class _Writer:
    """Numbers places, situations, reports and sources as they come up.

    States and reports are read as columns (``packed.Columns``, ``packed.ReportColumns``).
    """

    def __init__(self, scene: Scene, first: date, last: date, *, ends_only: bool) -> None:
        self.scene = scene
        self.first, self.last, self.ends_only = first, last, ends_only
        self.styles = style.bloc_styles(faction.bloc for faction in scene.factions.values())
        self.faction_index = {faction: number for number, faction in enumerate(scene.factions)}
        self.sources: Numbered[str] = Numbered()
        self.texts: Numbered[str] = Numbered()
        self.parties: Numbered[tuple[str, ...]] = Numbered()
        told = scene.history.report_columns
        self.told: Any = told._replace(**{name: np.asarray(getattr(told, name)) for name in COUNTED})  # type: ignore[arg-type]
        self._choose()
        self.index = {place: number for number, place in enumerate(self.facts["id"])}
        self.situation_of, self.situations = self._situations()
        self.aside_of = np.repeat(np.arange(len(self.owner)), self.states.beside)
        self.role, self.aside = self.states.aside % ROLES, self.states.aside // ROLES

    def _choose(self) -> None:
        """Choose the places that are shown: areas only where they themselves have a state. Of the others those alone have states of which anything
        is ever known.
        """
        places, found = list(self.scene.gazetteer.values()), self.scene.states
        facts = dict(zip(_FACTS, zip(*map(attrgetter(*_FACTS), places), strict=True) if places else [()] * len(_FACTS), strict=True))
        sorts: Numbered[tuple[str, str | None]] = Numbered()
        sort_of = np.array([*map(sorts.__getitem__, zip(facts["kind"], facts["seat_of"], strict=True))], dtype=np.int64)
        examples = [places[number] for number in np.flatnonzero(firsts(sort_of, len(sorts))).tolist()]
        place_of = np.repeat(np.arange(len(places)), found.lengths)
        self.known = np.array([situation.status != NOT_KNOWN for situation in found.situations], dtype=bool)[found.situation]
        known, told = np.zeros(len(places), dtype=bool), found.lengths > 1
        known[place_of[self.known]] = True
        told[np.repeat(place_of, found.beside)[np.isin(found.aside % ROLES, (CLAIMING, ATTACKING))]] = True
        told |= known
        shown = known | np.array([not place.is_area or place.kind in GROUND for place in examples], dtype=bool)[sort_of]
        self.classes = np.array([CLASSES.index(_class(place)) for place in examples], dtype=np.int64)[sort_of[shown]]
        self.places = list(compress(places, shown.tolist()))
        self.facts = {name: list(compress(values, shown.tolist())) for name, values in facts.items()}
        self.count = np.where(told, found.lengths, 0)[shown]
        self.offset = np.cumsum(self.count) - self.count
        self.owner = np.repeat(np.arange(len(self.count)), self.count)
        self.states = found
        if not (shown & told).all():
            kept = np.repeat(shown & told, found.lengths)
            parts: dict[str, Any] = {name: getattr(found, name)[kept] for name in ROWS}
            parts |= {"basis": found.basis[np.repeat(kept, found.reports)], "aside": found.aside[np.repeat(kept, found.beside)]}
            self.states, self.known = found._replace(lengths=self.count, **parts), self.known[kept]
        self.opens = np.zeros(len(self.owner), dtype=bool)
        self.opens[self.offset[self.count > 0]] = True
        self.end = np.append(self.states.start[1:], NEVER)
        self.end[np.append(self.opens[1:], True)] = NEVER
        spans = [(self.first, self.first), (self.last, self.last)] if self.ends_only else [(self.first, self.last)]
        days = [(first.toordinal(), last.toordinal()) for first, last in spans]
        self.on_page = np.any([(self.states.start <= last) & (first < self.end) for first, last in days], axis=0)

    def _situations(self) -> tuple[Integers, list[tuple[int, tuple[str, ...], tuple[str, ...]]]]:
        """The situation of each state, and the situations as (status, holders, besiegers)."""
        order, numbers = as_met(self.states.situation, len(self.states.situations))  # not in the order in which places were asked for
        names, found = self.scene.history.names, [self.states.situations[number] for number in order.tolist()]
        told = [(STATUSES.index(control.STATUSES[s.status]), names(s.holders), names(s.besiegers)) for s in found]
        return numbers[self.states.situation], told

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
        held = np.flatnonzero((self.classes == CLASSES.index("area")) & (self.count > 0)).tolist()
        return {self.places[number].id: number for number in held}

    def place_columns(self) -> dict[str, Any]:
        """Columns ``id``, ``name``, ``kind`` (index of ``kinds``), ``class``, ``lat`` and ``lon`` (WGS84, in 1/10000 degree), and ``more``.

        ``more`` holds by the place's index what few have: [parent, region, spellings, note], without empty fields at its end.
        """
        gazetteer, facts = self.scene.gazetteer, self.facts
        kinds: Numbered[str] = Numbered()
        more = {}
        few = zip(*(facts[name] for name in ("name", "parent", "region", "spellings", "note")), strict=True)
        for number, (name, parent, region, spellings, note) in enumerate(few):
            if parent or region or spellings or note:
                lies_in = gazetteer[region].name if region and region in gazetteer else ""
                row = _trimmed([self.index.get(parent), lies_in, [s for s in spellings if s != name], note], (None, "", []))
                if row:
                    more[number] = row
        return {
            "id": facts["id"],
            "name": facts["name"],
            "kind": column([*map(kinds.__getitem__, facts["kind"])]),
            "class": column(self.classes),
            "lat": column(_ten_thousandths(facts["lat"])),
            "lon": column(_ten_thousandths(facts["lon"])),
            "kinds": list(kinds),
            "more": more,
        }

    def spans(self) -> dict[str, Any]:
        """The states of all places, one after the other.

        ``count``: how many each place has, 0 where nothing is ever known of it. ``day``: for a place's first state the days since the dawn of the
        time line, for each further one since the last. ``look``: an index of ``looks``, which are [situation, weight, turn]; ``weight`` is the confidence in per cent before
        age and doubt of the day are taken into account, ``turn`` is 1 where hands changed on a known day.

        ``reports`` lists those that a state rests on, by the number of the state, where it is not the plain case: none for a state that is
        unknown, else the one report that no state before it named; [rows of how many, the numbers of all].

        ``more`` holds what differs from the plain case, as rows of: s (since: day, earliest, latest), b (the same of the change of hands that
        opened the state), e (day of the last evidence), c, a, d (a claim, an attack, a report that says otherwise), r (rule), i (indirect).
        States outside the page's days have neither, but for the attacks of the year before, and b where the state before is on the page.
        """
        states = self.states
        dawn = self.scene.history.settings.dawn.toordinal()
        steps = states.start - np.where(self.opens, dawn, np.append(dawn, states.start[:-1]))
        before = np.append(-1, self.situation_of[:-1])
        turned = ~self.opens & (before != self.situation_of) & (states.began_earliest != OPEN) & ~np.isin(states.rule, _NO_TURN)
        looks = (self.situation_of * 101 + self._weights()) * 2 + turned
        order, numbers = numbered(looks, 202 * len(self.situations))
        return {
            "count": column(self.count),
            "day": column(steps),
            "look": column(numbers[looks]),
            "looks": [[look // 202, look // 2 % 101, look % 2] for look in order.tolist()],
            "reports": self._cited(),
            "more": self._more(),
            "rules": RULES,
        }

    def _weights(self) -> Integers:
        """The confidence of all states in per cent, before age and doubt of the day are taken into account."""
        states, told = self.states, self.told
        based = self.known & (states.reports > 0)
        at = np.cumsum(states.reports) - states.reports
        ranks = np.array([_RANKED.index(standing) for standing in told.values["standing"]], dtype=np.int64)[told.standing[states.basis]]
        best, sources = ranks[at[based]], np.ones(np.count_nonzero(based), dtype=np.int64)
        several = states.reports > 1
        if several.any():
            of, count = np.repeat(np.arange(len(based)), states.reports), len(told.values["source"])
            best, many = np.zeros(len(based), dtype=np.int64), several[of]
            np.maximum.at(best, of, ranks)
            pairs = np.unique(of[many] * count + told.source[states.basis[many]])
            best, sources = best[based], np.maximum(np.bincount(pairs // count, minlength=len(based)), 1)[based]
        disputed = np.zeros(len(based), dtype=bool)
        disputed[self.aside_of[self.role == OTHERWISE]] = True
        cases = ((sources * len(_RANKED) + best) * 2 + (states.via[based] != OWN)) * 2 + disputed[based]
        order, numbers = numbered(cases, int(cases.max(initial=0)) + 1)
        weights = np.zeros(len(based), dtype=np.int64)
        weights[based] = np.array([_weight(case) for case in order.tolist()], dtype=np.int64)[numbers[cases]]
        unsure = np.array([confidence != 1 for confidence in told.values["confidence"]], dtype=bool)[told.confidence[states.basis]]
        for number in np.unique(np.repeat(np.arange(len(based)), states.reports)[unsure]).tolist() if unsure.any() else ():
            direct, told_by = bool(states.via[number] == OWN), states.basis[at[number] : at[number] + states.reports[number]].tolist()
            reports = [self.scene.history.reports[report] for report in told_by]
            sure = evidence.confidence(reports, age_days=0, direct=direct, disputed=bool(disputed[number]))
            weights[number] = round(100 * sure) if self.known[number] else 0
        return weights

    def _cited(self) -> list[Any]:
        """Number the reports that the page names, those that states rest on before those beside them, and return those that a state lists."""
        states, count = self.states, len(self.told.place)
        cited_by = np.repeat(np.arange(len(states.start)), states.reports)
        shown = self.on_page[cited_by]
        cited_by, basis = cited_by[shown], states.basis[shown]
        lately = (self.end <= self.first.toordinal()) & (self.first.toordinal() < self.end + ATTACK_DAYS)
        beside = self.on_page[self.aside_of] | lately[self.aside_of] & (self.role == ATTACKING)
        self.beside = np.flatnonzero(beside)[np.argsort((self.aside_of * ROLES + self.role)[beside], kind="stable")]
        cites, cites_by = np.append(basis, self.aside[self.beside]), np.append(cited_by, self.aside_of[self.beside])
        new = firsts(cites, count)
        self.named, self.named_by = cites[new], cites_by[new]
        self.number_of = np.full(count, -1)
        self.number_of[self.named] = np.arange(len(self.named))
        first_is_new = np.zeros(len(states.start), dtype=bool)
        first_is_new[cited_by[new[: len(basis)]]] = True
        plain = np.where(self.known, self.on_page & (states.reports == 1) & first_is_new, ~self.on_page | (states.reports == 0))
        listed = np.flatnonzero(~plain)
        return [
            _rows(listed, np.where(self.on_page, states.reports, 0)[listed]),
            column(self.number_of[basis[~plain[cited_by]]]),
        ]

    def _more(self) -> dict[str, list[Any]]:
        states, page = self.states, self.on_page
        hands: Numbered[tuple[int, tuple[str, ...]]] = Numbered()
        hand = np.array([hands[situation[:2]] for situation in self.situations], dtype=np.int64)[self.situation_of]
        passed = ~self.opens & (hand != np.append(-1, hand[:-1])) & (page | np.append(False, page[:-1]))
        aged = self.known & (states.evidence_on > _CALENDAR) & (states.evidence_on != states.start)
        ruled = ~np.isin(states.rule, [*_PLAIN_RULES, NO_REPORT])
        late, ruled_, indirect = (np.flatnonzero(page & which) for which in (aged, ruled, states.via != OWN))
        roles = {name: self.beside[self.role[self.beside] == role] for name, role in _ASIDE.items()}
        return {
            "s": self._bounds(page & (states.rule != NO_REPORT), states.since, states.since_earliest, states.since_latest),
            "b": self._bounds(passed, states.began, states.began_earliest, states.began_latest),
            "e": _rows(late, states.evidence_on[late] - _EPOCH),
            **{name: _rows(self.aside_of[found], self.number_of[self.aside[found]]) for name, found in roles.items()},
            "r": _rows(ruled_, states.rule[ruled_]),
            "i": _rows(indirect),
        }

    def _bounds(self, wanted: NDArray[np.bool_], *bounds: Integers) -> list[Any]:
        """The bounds (day, earliest, latest) of the states wanted, without those of which all three are the state's first day."""
        found = np.flatnonzero(wanted & np.any([bound != self.states.start for bound in bounds], axis=0))
        return _rows(found, *(np.where(bound[found] < _CALENDAR, NONE, bound[found] - _EPOCH) for bound in bounds))

    def report_columns(self) -> dict[str, Any]:
        """The reports in the order in which states name them, each told beside the first state that does ("its state").

        ``kind``, ``by``, ``against``, ``source``, ``section``, ``standing``, ``note`` and ``about`` (the place spoken of) are indexes of lists; ``by`` 0 stands
        for the holders of its state, ``about`` 0 for its place, other indexes count from 1. ``earliest`` is counted from the first day of
        its state, ``length`` from there to the latest day; NONE where there is none. ``end``, ``claimed`` (who claims it, in words) and ``reported`` hold by the
        report's number what few have.
        """
        told, reports, states = self.told, self.named, self.named_by
        earliest, latest = (np.where(days == OPEN, NONE, days - _EPOCH) for days in (told.earliest[reports], told.latest[reports]))
        places = np.array([*map(self.index.get, told.values["place"], repeat(-1))], dtype=np.int64)
        elsewhere = places[told.place[reports]] != self.owner[states]
        about = np.zeros(len(reports), dtype=np.int64)
        about[elsewhere] = 1 + _listed(told.place[reports[elsewhere]], told.values["place"], self.texts, self._name)
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
            "claimed": {
                n: self.scene.speech.standing(self.scene.factions, r) for n, r in late.items() if r.claimant and r.standing == "claimed"
            },
            "reported": {n: day_number(r.reported_on.latest) for n, r in late.items() if r.reported_on and r.reported_on.latest},
        }

    def _name(self, place: str) -> str:
        return self.scene.gazetteer[place].name if place in self.scene.gazetteer else place


def _class(place: Place) -> str:
    if place.kind in SETTLEMENTS:
        return settlement_class(place)
    return "site" if place.is_site else "ground" if place.kind in GROUND else "area"


def _weight(case: int) -> int:
    """Confidence in per cent before age and doubt of the day, of a case of ``_Writer._weights``."""
    case, disputed = divmod(case, 2)
    case, indirect = divmod(case, 2)
    sources, best = divmod(case, len(_RANKED))
    weight: float = evidence.weigh(evidence.STANDING_WEIGHT[_RANKED[best]], sources, 0, bool(indirect), bool(disputed), day_in_doubt=False)
    return round(100 * round(weight, 2))


def _rows(numbers: Integers, *columns: Integers) -> list[Any]:
    """Rows of ascending numbers and what belongs to each, as [how many, column of the steps from number to number, further columns]."""
    return [len(numbers), column(np.diff(numbers, prepend=0)), *map(column, columns)]


def _ten_thousandths(degrees: Sequence[float | None]) -> Integers:
    found = np.array(degrees, dtype=float)
    return np.where(np.isnan(found), NONE, np.rint(np.nan_to_num(found) * 10000)).astype(np.int64)


def _listed(
    codes: Integers, values: Sequence[Any], numbers: Numbered[Any], told_as: Callable[[Any], Any] = lambda value: value
) -> Integers:
    """The numbers of what is told of the values that codes stand for."""
    order, rank = numbered(codes, len(values))
    return np.array([numbers[told_as(values[code])] for code in order.tolist()], dtype=np.int64)[rank[codes]]


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
    told = np.zeros(len(writer.places), dtype=bool)
    told[writer.owner[writer.known & writer.on_page]] = True
    settlements = np.flatnonzero(told & (writer.classes < CLASSES.index("site"))).tolist()
    if len(settlements) > MOST_CELLS:
        return {}
    known = {writer.places[number].id: number for number in settlements}
    ground = cells((writer.places[number] for number in known.values()), outline=outline_of(scene.basemap))
    return {known[place]: geometry for place, geometry in ground.items()}


def _credits(scene: Scene) -> list[str]:
    """Whose positions and lines are drawn, read from what the gazetteer and the base map say of themselves."""
    positions = " ".join({place.position_source for place in scene.gazetteer.values()})
    ground = " ".join(str(feature["properties"].get("source", "")) for feature in scene.basemap)
    marks: Mapping[str, bool] = {
        "GeoNames (CC BY 4.0)": "GeoNames" in positions + ground or any(p.geonames_id for p in scene.gazetteer.values()),
        "OpenStreetMap contributors (ODbL)": "OSM" in positions or "OpenStreetMap" in positions,
        "Natural Earth": "Natural Earth" in ground,
        "OCHA": "OCHA" in ground,
    }
    return [name for name, used in marks.items() if used]

"""What the numbers of the fold mean: places, reports and factions told as columns, and drafts told as states again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .control import KINDS, STATUSES, Factions, Situation
from .events import ALL, AREA, OPEN, OWN, PART, RURAL, TOWNS, UNSAID, Spot, Told, World, days_read
from .evidence import STANDING_WEIGHT, counts, self_serving
from .ledger import ATTACKING, CLAIMING, OTHERWISE, RULES, Draft, Span, basis_of, beside, in_role
from .reports import Report
from .states import Bounds, State

if TYPE_CHECKING:
    from .packed import ReportColumns

SCOPE_NUMBERS = {"": UNSAID, "all": ALL, "rural": RURAL, "towns": TOWNS, "part": PART}
STANDING_NUMBERS = {standing: rank for rank, standing in enumerate(sorted(STANDING_WEIGHT, key=STANDING_WEIGHT.__getitem__))}
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class PlaceInfo(NamedTuple):
    """What the engine must know of a place.

    ``town`` is the settlement that a site belongs to; ``areas`` are those around it. ``is_settlement`` says that a report about an area counts
    for it (settlements, and open ground like a valley), ``is_town`` that it is no rural ground; ``is_area`` that it is a unit like a region, whose
    own state is that of the whole of it.
    """

    id: str
    town: str | None
    areas: frozenset[str]
    is_town: bool
    is_settlement: bool
    is_area: bool


class Lineage(NamedTuple):
    """What the engine must know of factions.

    ``blocs`` gives each one's side; ``kin`` the others that the same name may stand for; ``members`` those of each coalition, at any time;
    ``successions`` the first day, the old and the new id of factions that became another.
    """

    blocs: Mapping[str, str]
    kin: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    successions: tuple[tuple[date, str, str], ...]

    def until(self, day: date) -> Lineage:
        """Return the lineage as it could be told by a day: what became of factions later is not in it."""
        return self._replace(successions=tuple(succession for succession in self.successions if succession[0] <= day))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the engine may be told.

    Attributes
    ----------
    dawn : first day of the time line.
    horizon_days : after so many days without evidence, what is known only through an area falls back to unknown.
    siege_days : a siege of which nothing more is heard for so long is no longer shown.
    claim_days : so long a party's claim waits to be borne out by the other side's withdrawal (or bears out an abandoned place).
    dispute_days : statements by two sources farther apart are news of a change that nobody told, not a disagreement.
    telling_days : two reports of the same turn at most so far apart are one turn, told with different dates.

    """

    dawn: date = date(2012, 1, 1)
    horizon_days: int = 730
    siege_days: int = 365
    claim_days: int = 30
    dispute_days: int = 365
    telling_days: int = 31


@dataclass
class Numbers:
    """Which number stands for which name; a faction's number is its bit, and those of ids in order of the alphabet are in order too."""

    places: dict[str, int]
    factions: dict[str, int]
    _sets: dict[Factions, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[str], factions: Iterable[str]) -> Numbers:
        """Number places in the order given, factions in that of the alphabet."""
        return cls({place: n for n, place in enumerate(dict.fromkeys(places))}, {f: n for n, f in enumerate(sorted(set(factions)))})

    def bits(self, factions: Iterable[str]) -> Factions:
        """Return a set of factions as a number."""
        found = 0
        for faction in factions:
            found |= 1 << self.factions[faction]
        return found

    def names(self, factions: Factions) -> tuple[str, ...]:
        """Return the ids of a set of factions, sorted."""
        if factions not in self._sets:
            self._sets[factions] = tuple(faction for faction, n in self.factions.items() if factions >> n & 1)
        return self._sets[factions]


def world_of(
    places: Sequence[PlaceInfo], reports: Sequence[Report], columns: ReportColumns, lineage: Lineage, settings: Settings
) -> tuple[World, Numbers]:
    """Tell places, reports (in order of their ids, also as columns) and lineage in numbers."""
    values = columns.values
    named = [p.id for p in places] + [area for p in places for area in sorted(p.areas)] + values["place"]
    numbers = Numbers.of(named, factions_of(lineage, (faction for group in values["by"] + values["against"] for faction in group)))
    lists: list[int] = []
    told = _told(reports, columns, numbers, lineage, lists)
    world = World(told, _spots(places, told, numbers, lists), lists, *lineage_in(lineage, numbers), *settings_in(settings))
    days = days_read(world)
    return world._replace(reports=[t._replace(day=day) for t, day in zip(told, days, strict=True)]), numbers


def factions_of(lineage: Lineage, named: Iterable[str]) -> set[str]:
    """Return every faction that may be spoken of."""
    groups = [*lineage.kin.items(), *lineage.members.items()]
    tied = {faction for one, others in groups for faction in (one, *others)}
    return {*lineage.blocs, *tied, *(f for _, *both in lineage.successions for f in both), *named}


def states_of(place: str, drafts: Sequence[Draft], reports: Sequence[Report], numbers: Numbers) -> tuple[State, ...]:
    """Tell a place's drafts as its states."""
    found = []
    for number, draft in enumerate(drafts):
        before = drafts[number - 1] if number else None
        after = drafts[number + 1] if number + 1 < len(drafts) else None
        turns = [(before, draft), (draft, after)]
        found.append(
            State(
                place=place,
                start=date.fromordinal(draft.start),
                end=date.fromordinal(after.start) if after else None,
                status=STATUSES[draft.situation.status],
                controllers=numbers.names(draft.situation.holders),
                besieged_by=numbers.names(draft.situation.besiegers),
                since=_bounds(draft.since),
                began=_bounds(draft.began),
                ends=_bounds(after.began) if after else None,
                doubt=tuple(_bounds(new.began) for old, new in turns if old and new and old.situation[:2] != new.situation[:2]),
                reports=tuple(reports[r] for r in basis_of(draft)),
                claims=tuple(reports[r] for r in beside(draft, CLAIMING)),
                attacks=tuple(reports[r] for r in beside(draft, ATTACKING)),
                disputed_by=tuple(reports[r] for r in beside(draft, OTHERWISE)),
                rule=RULES[draft.rule],
                direct=draft.via == OWN,
                evidence_on=date.fromordinal(draft.evidence_on),
            )
        )
    return tuple(found)


def draft_of(state: State, numbers: Numbers, reports: Mapping[int, int]) -> Draft:
    """Tell a state in numbers again; ``reports`` has those of its reports by identity."""
    situation = Situation(STATUSES.index(state.status), numbers.bits(state.controllers), numbers.bits(state.besieged_by))
    roles = ((CLAIMING, state.claims), (ATTACKING, state.attacks), (OTHERWISE, state.disputed_by))
    return Draft(
        state.start.toordinal(), situation, _span(state.since), _span(state.began), RULES.index(state.rule), OWN if state.direct else AREA,
        state.evidence_on.toordinal(), [reports[id(report)] for report in state.reports],
        [in_role(role, reports[id(report)]) for role, told in roles for report in told],
    )  # fmt: skip


def _told(reports: Sequence[Report], columns: ReportColumns, numbers: Numbers, lineage: Lineage, lists: list[int]) -> list[Told]:
    values = columns.values
    coded: Mapping[str, Iterable[int]] = {
        "place": map(numbers.places.__getitem__, values["place"]),
        "kind": map(KIND_NUMBERS.__getitem__, values["kind"]),
        "by": map(numbers.bits, values["by"]),
        "against": map(numbers.bits, values["against"]),
        "source": range(len(values["source"])),
        "standing": map(STANDING_NUMBERS.__getitem__, values["standing"]),
    }
    codes = (map(list(meant).__getitem__, getattr(columns, name)) for name, meant in coded.items())
    found = []
    judged: dict[tuple[int, int, int, str], tuple[int, int]] = {}
    rows = zip(reports, *codes, columns.day, columns.earliest, columns.latest, strict=True)
    for report, place, kind, by, against, source, standing, *days in rows:
        first, end = len(lists), report.end
        if report.except_:
            lists.extend(numbers.places[place] for place in report.except_ if place in numbers.places)
        sort = kind, by, standing, report.claimant  # all that the rules of evidence ask of a report
        if sort not in judged:
            judged[sort] = int(counts(report, lineage.blocs)), int(self_serving(report, lineage.blocs))
        ends = map(_ordinal, (end.best, end.earliest, end.latest)) if end else (OPEN, OPEN, OPEN)
        how = SCOPE_NUMBERS[report.scope], source, standing, *judged[sort], int(report.standing == "disputed"), int(report.confidence < 1)
        found.append(Told._make((place, kind, by, against, *days, *ends, *how, first, len(lists))))
    return found


def _spots(places: Sequence[PlaceInfo], told: Sequence[Told], numbers: Numbers, lists: list[int]) -> list[Spot]:
    """Tell places; those beyond the gazetteer that are areas of others, or that reports name, are told as bare names."""
    naming: dict[int, list[int]] = defaultdict(list)
    for report, what in enumerate(told):
        naming[what.place].append(report)
    for reports in naming.values():
        reports.sort(key=lambda report: told[report].day)
    known = {place.id: place for place in places}
    found = []
    for name, number in numbers.places.items():
        place = known.get(name) or PlaceInfo(name, None, frozenset(), is_town=False, is_settlement=False, is_area=True)
        town = numbers.places[place.town] if place.town in known and place.town != name else -1
        cuts = [len(lists)]
        for run in (sorted(numbers.places[area] for area in place.areas), naming[number]):
            lists.extend(run)
            cuts.append(len(lists))
        is_site = int(place.town is not None)
        found.append(Spot(town, is_site, int(place.is_town), int(place.is_settlement), int(place.is_area), *cuts[:2], *cuts[1:]))
    return found


def lineage_in(lineage: Lineage, numbers: Numbers) -> tuple[list[tuple[int, ...]], list[int], list[tuple[int, ...]]]:
    """Return the ties, the blocs and the successions of factions in numbers."""
    tied = {f: (lineage.kin.get(f, frozenset()) - {f}, lineage.members.get(f, frozenset())) for f in numbers.factions}
    blocs: dict[str, Factions] = defaultdict(int)
    for faction in numbers.factions:
        blocs[lineage.blocs.get(faction, faction)] |= numbers.bits([faction])
    return (
        [(numbers.bits([f]), numbers.bits(kin), numbers.bits(members)) for f, (kin, members) in tied.items() if kin or members],
        list(blocs.values()),
        [(day.toordinal(), numbers.bits([old]), numbers.bits([new])) for day, old, new in sorted(lineage.successions, key=lambda s: s[0])],
    )


def settings_in(settings: Settings) -> tuple[int, ...]:
    """Return the settings in numbers, in the order of the fields of a World."""
    return (
        settings.dawn.toordinal(), settings.horizon_days, settings.siege_days, settings.claim_days, settings.dispute_days, settings.telling_days,
    )  # fmt: skip


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else OPEN


def _span(bounds: Bounds) -> Span:
    return Span(bounds.day.toordinal(), _ordinal(bounds.earliest), _ordinal(bounds.latest))


def _bounds(span: Span) -> Bounds:
    earliest = date.fromordinal(span.earliest) if span.earliest != OPEN else None
    latest = date.fromordinal(span.latest) if span.latest != OPEN else None
    return Bounds(date.fromordinal(span.day), earliest, latest)

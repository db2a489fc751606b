"""Histories of very many places and reports: from a table to states, by the same fold, compiled.

A ``BulkHistory`` answers what every ``History`` answers, from a table of reports instead of Report objects, and tells the states of all places on a day
at once. It needs numba (``pip install 'mali-control[bulk]'``). The first use after an installation compiles the fold, which takes about a minute and
is kept on disk; from then on it is ready in a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, overload

import geopandas
import numpy
import pandas
import shapely

from . import compiled, ledger
from .compiled import (
    BEGAN_EARLIEST,
    BEGAN_LATEST,
    BESIEGERS,
    CAPACITY,
    EVIDENCE_ON,
    HOLDERS,
    RULE,
    RUNS,
    SINCE,
    SINCE_EARLIEST,
    SINCE_LATEST,
    START,
    STATUS,
    VIA,
    Integers,
)  # fmt: skip
from .control import KINDS, STATUSES
from .dates import FuzzyDate, parse_date, parse_day
from .errors import BadData, MissingExtra, Problem
from .events import OPEN, OWN, Spot, Told, World
from .evidence import STANDING_WEIGHT, agreeing, self_serving, weigh
from .geo import WGS84
from .history import History, PlaceInfo, Settings
from .ledger import RULES, Draft
from .packed import Packed
from .places import PLACES
from .reports import REPORTS, Report
from .tables import ids
from .world import KIND_NUMBERS, SCOPE_NUMBERS, STANDING_NUMBERS, Lineage, Numbers, factions_of, lineage_in, settings_in

EPOCH = date(1970, 1, 1).toordinal()
NOT_A_TIME = numpy.iinfo(numpy.int64).min


class BulkHistory(History):
    """The history of all places in a table, by all reports in another.

    Parameters
    ----------
    places : one row per place with ``id``; further columns as far as they matter: ``town`` (id of the settlement that a site belongs to), ``areas``
        (ids of those around it, separated by semicolons), ``is_town``, ``is_area`` (bool, default False), ``is_settlement`` (bool, default True
        but for areas and sites), ``lat`` and ``lon`` (degrees, WGS84).
    reports : one row per report with ``place``, ``kind``, ``by`` and ``date``, and further columns of ``reports.csv`` as far as there are any; the
        same values as there, or categories of them, and datetime64 for days. Without ``id`` the number of the row is the id.
    blocs, kin, members, successions, settings : as for ``History``.

    Raises MissingExtra without numba, and BadData for values that no report or place can have or for more than 62 factions.

    """

    def __init__(
        self,
        places: pandas.DataFrame,
        reports: pandas.DataFrame,
        *,
        blocs: Mapping[str, str],
        kin: Mapping[str, frozenset[str]] | None = None,
        members: Mapping[str, frozenset[str]] | None = None,
        successions: Sequence[tuple[date, str, str]] = (),
        settings: Settings | None = None,
    ) -> None:
        try:
            import numba  # noqa: F401 - only to say early that it is not there
        except ImportError:
            raise MissingExtra("histories in bulk", "bulk") from None
        self.settings = settings or Settings()
        self._lineage = Lineage(blocs, kin or {}, members or {}, tuple(successions))
        self._states, self._packed, self._frame = {}, Packed(), places
        table = _in_order(reports)
        self.reports = _Rows(table)  # type: ignore[assignment]
        world, numbers = _encoded(places, table, self._lineage, self.settings)
        self._numbered = (compiled.on_days_read(world), numbers)
        self._table = compiled.table_of(self._numbered[0])

    @cached_property
    def places(self) -> dict[str, PlaceInfo]:  # type: ignore[override]
        """The places by id, as the engine knows them."""
        world, numbers = self._numbered
        names = list(numbers.places)
        found = {}
        for row, name in zip(world.places[: len(self._frame)], names, strict=False):
            spot = Spot(*map(int, row))
            areas = frozenset(names[area] for area in world.lists[spot.areas_from : spot.areas_to])
            town = names[spot.town] if spot.town >= 0 else None
            found[name] = PlaceInfo(name, town, areas, bool(spot.is_town), bool(spot.is_settlement), bool(spot.is_area))
        return found

    def on(self, day: str | date) -> pandas.DataFrame:
        """Return every place's state on a day, one row each in the order of the places, indexed by their ids.

        Columns: ``status`` (category), ``controllers`` and ``besieged_by`` (categories of tuples of ids), ``start`` (datetime64, first day of the
        state), ``since``, ``since_earliest``, ``since_latest`` (datetime64, NaT where open).
        """
        return pandas.DataFrame(self._columns_on(self._rows_on(day)), index=self._index, copy=False)

    def at_once(self, day: str | date) -> geopandas.GeoDataFrame:
        """Return the same as a GeoDataFrame (points in EPSG:4326, None where a place has no ``lat`` and ``lon``), with further columns:
        ``confidence``, ``day_in_doubt``, ``disputed``, and ``rule`` (category).
        """
        rows = self._rows_on(day)
        columns = {**self._columns_on(rows), **self._weighed(rows, parse_day(day))}
        return geopandas.GeoDataFrame(columns, index=self._index, geometry=self._points, crs=WGS84)

    def as_known_on(self, day: date) -> History:
        """Return the history as it could be told from the reports made known by a day."""
        table = self.reports.table  # type: ignore[attr-defined]
        known = _known_on(table["date"])
        if "reported_on" in table:
            told = _known_on(table["reported_on"])
            known = numpy.where(told == OPEN, known, told)
        return BulkHistory(self._frame, table[known <= day.toordinal()], **self._lineage.until(day)._asdict(), settings=self.settings)

    def _fold(self, world: World, place: int) -> list[Draft]:
        return compiled.drafts_of(self._table, place)

    def _rows_on(self, day: str | date) -> Integers:
        """Return the row of each place's state on a day: the last one that began by then."""
        first = self._table.first[: len(self._frame) + 1]
        begun = numpy.add.reduceat(self._table.columns[START] <= parse_day(day).toordinal(), first[:-1], dtype=numpy.int64)
        return numpy.asarray(first[:-1] + numpy.maximum(begun, 1) - 1)

    def _columns_on(self, rows: Integers) -> dict[str, Any]:
        columns = self._table.columns
        days = {"start": START, "since": SINCE, "since_earliest": SINCE_EARLIEST, "since_latest": SINCE_LATEST}
        return {
            "status": _category(columns[STATUS][rows], [status.value for status in STATUSES]),
            "controllers": self._sets(columns[HOLDERS][rows]),
            "besieged_by": self._sets(columns[BESIEGERS][rows]),
            **{name: _days(columns[number][rows]) for name, number in days.items()},
        }

    def _sets(self, sets: Integers) -> Any:
        """Return sets of factions as a category of tuples."""
        codes, found = pandas.factorize(sets)
        return _category(codes, [self._numbered[1].names(int(factions)) for factions in found])

    def _weighed(self, rows: Integers, day: date) -> dict[str, Any]:
        """Return how far the states in some rows can be relied on; see ``State.confidence_on``."""
        table, on, reports = self._table, day.toordinal(), self._numbered[0].reports
        of, basis = _runs(table.evidence_from, table.evidence, RUNS * rows)
        aside, beside = _runs(table.evidence_from, table.evidence, RUNS * rows + 1)
        role = beside % ledger.ROLES
        sieges = (role == ledger.BESIEGING) & (table.columns[BESIEGERS][rows][aside] != 0)
        of, basis = numpy.concatenate([of, aside[sieges]]), numpy.concatenate([basis, beside[sieges] // ledger.ROLES])
        disputed = numpy.bincount(aside[role == ledger.OTHERWISE], minlength=len(rows)) > 0
        told: Any = numpy.asarray(reports)[basis]
        standing = numpy.zeros(len(rows), numpy.int64)
        numpy.maximum.at(standing, of, told["standing"])
        sources = told["source"].max(initial=0) + 1
        pairs, pair = numpy.unique(of * sources + told["source"], return_inverse=True)
        different = numpy.bincount(pairs // sources, minlength=len(rows))
        best, agree = numpy.array(sorted(STANDING_WEIGHT.values()))[standing], numpy.maximum(different, 1)
        if (own := self._confidence) is not None:
            best, agree = _less_sure(
                len(rows),
                of,
                numpy.array(sorted(STANDING_WEIGHT.values()))[told["standing"]] * own[basis],
                own[basis],
                pairs // sources,
                pair,
            )
        in_doubt = self._opening_in_doubt(rows, on) | self._opening_in_doubt(numpy.minimum(rows + 1, len(table.opens) - 1), on, of=rows)
        age = numpy.maximum(on - table.columns[EVIDENCE_ON][rows], 0)
        weight = weigh(best, agree, age, table.columns[VIA][rows] != OWN, disputed, in_doubt)
        known = (table.columns[STATUS][rows] != 0) & (different > 0)
        return {
            "confidence": numpy.where(known, numpy.round(weight, 2), 0.0),
            "day_in_doubt": in_doubt,
            "disputed": disputed,
            "rule": _category(table.columns[RULE][rows], RULES),
        }

    @cached_property
    def _confidence(self) -> Any:
        """How sure the reports themselves are, in the order of the table; None where it does not say."""
        table = self.reports.table  # type: ignore[attr-defined]
        return _sureness(table) if "confidence" in table else None

    def _opening_in_doubt(self, rows: Integers, on: int, of: Integers | None = None) -> Any:
        """Return where the change of hands that opened a state may lie on the other side of a day; ``of``: only if the same place's row precedes."""
        table = self._table
        before = numpy.maximum(rows - 1, 0)
        status, holders, earliest, latest = (table.columns[number] for number in (STATUS, HOLDERS, BEGAN_EARLIEST, BEGAN_LATEST))
        changed = (status[rows] != status[before]) | (holders[rows] != holders[before])
        follows = ~table.opens[rows] if of is None else (rows > of) & ~table.opens[rows]
        earliest, latest = earliest[rows], latest[rows]
        bounded = (earliest != OPEN) & (latest != OPEN)
        return follows & changed & bounded & (earliest <= on) & (on < latest)

    @cached_property
    def _index(self) -> pandas.Index[Any]:
        return pandas.Index(list(self._numbered[1].places)[: len(self._frame)], name="place")

    @cached_property
    def _points(self) -> Any:
        if not {"lat", "lon"} <= set(self._frame.columns):
            return numpy.full(len(self._frame), None)
        lon, lat = (self._frame[column].to_numpy(dtype=float) for column in ("lon", "lat"))
        points = shapely.points(lon, lat)
        points[numpy.isnan(lon) | numpy.isnan(lat)] = None
        return points


def _sureness(table: pandas.DataFrame) -> Any:
    """Return how sure reports are themselves: 1 where nothing is said of it."""
    return pandas.to_numeric(table["confidence"], errors="coerce").fillna(1.0).to_numpy()


def _less_sure(count: int, state: Integers, weight: Any, own: Any, state_of_source: Integers, source: Integers) -> tuple[Any, Any]:
    """Return the weight of each state's best report, and for how many sources its sources count; see ``evidence.confidence``.

    ``state`` and ``source`` say for each report which it belongs to (a source anew for each state), ``own`` how sure it is itself.
    """
    best, surest, sure = numpy.zeros(count), numpy.zeros(count), numpy.zeros(len(state_of_source))
    numpy.maximum.at(best, state, weight)
    numpy.maximum.at(sure, source, own)
    numpy.maximum.at(surest, state_of_source, sure)
    return best, numpy.maximum(agreeing(numpy.bincount(state_of_source, sure, minlength=count), surest), 1)


class _Rows(Sequence[Report]):
    """Reports that are made from the rows of a table when they are asked for."""

    def __init__(self, table: pandas.DataFrame) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, number: int) -> Report: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Report]: ...
    def __getitem__(self, number: int | slice) -> Report | Sequence[Report]:
        if isinstance(number, slice):
            return _Rows(self.table.iloc[number])
        row = self.table.iloc[number]
        values = {column: _text(value) for column, value in row.items()}
        fields: dict[str, Any] = {c: values[c] for c in ("scope", "source", "section", "claimant", "standing", "note") if values.get(c)}
        fields |= {c: parse_date(values[c]) for c in ("end", "reported_on") if values.get(c)}
        if values.get("confidence"):
            fields["confidence"] = float(values["confidence"])
        fields |= {"by": ids(values["by"]), "against": ids(values.get("against", "")), "except_": ids(values.get("except", ""))}
        number_of_row = str(self.table.index[number])
        return Report(values.get("id") or number_of_row, values["place"], values["kind"], parse_date(values["date"]), **fields)


def _in_order(reports: pandas.DataFrame) -> pandas.DataFrame:
    """Return reports in order of their ids, under names of columns that are known."""
    wanted = [column for column in ("place", "kind", "by", "date") if column not in reports]
    if wanted:
        raise BadData([Problem(REPORTS.file, 1, wanted[0], f"the table has no column {wanted[0]!r}")])
    for column in ("place", "date"):
        if (empty := (reports[column].isna() | (reports[column] == "")).to_numpy()).any():
            raise BadData([Problem(REPORTS.file, int(empty.argmax()) + 2, column, "must not be empty")])
    if "id" in reports and not reports["id"].is_monotonic_increasing:
        return reports.sort_values("id", kind="stable")
    return reports


def _encoded(places: pandas.DataFrame, table: pandas.DataFrame, lineage: Lineage, settings: Settings) -> tuple[World, Numbers]:
    """Tell tables in the numbers that the fold reads, as arrays, with reports on their best days."""
    if (twice := places["id"].duplicated().to_numpy()).any():
        row = int(twice.argmax())
        raise BadData([Problem(PLACES.file, row + 2, "id", f"{places['id'].iloc[row]!r} is there twice")])
    by, against = _coded(table, "by"), _coded(table, "against")
    groups = [ids(text) for _, texts in (by, against) for text in texts]
    around, around_texts = _coded(places, "areas")
    areas = [ids(text) for text in around_texts]
    where, where_names = _coded(table, "place")
    numbers = Numbers.of(
        [*places["id"].tolist(), *(area for run in areas for area in run), *where_names],
        factions_of(lineage, (f for group in groups for f in group)),
    )
    if len(numbers.factions) > CAPACITY:
        raise BadData([Problem(REPORTS.file, 0, "by", f"{len(numbers.factions)} factions; in bulk there may be {CAPACITY}: group some")])
    told = numpy.zeros(len(table), dtype=[(name, numpy.int64) for name in Told._fields])
    told["place"] = _each(where_names, numbers.places.__getitem__)[where]
    for column, codes in (("kind", KIND_NUMBERS), ("scope", SCOPE_NUMBERS), ("standing", STANDING_NUMBERS)):
        found, texts = _coded(table, column, "stated" if column == "standing" else "")
        wrong = [text for text in texts if text not in codes]
        if wrong:
            line = int(numpy.flatnonzero(found == texts.index(wrong[0]))[0]) + 2
            raise BadData([Problem(REPORTS.file, line, column, f"{wrong[0]!r} is none of {', '.join(filter(None, codes))}")])
        told[column] = _each(texts, codes.__getitem__)[found]
    for column, (found, texts) in (("by", by), ("against", against)):
        told[column] = _each(texts, lambda text: numbers.bits(ids(text)))[found]
    told["day"], told["earliest"], told["latest"] = _dates(table["date"])
    if "end" in table:
        told["end"], told["end_earliest"], told["end_latest"] = _dates(table["end"])
    told["source"] = _coded(table, "source")[0]
    told["doubted"] = told["standing"] == STANDING_NUMBERS["disputed"]
    if "confidence" in table:
        told["unreviewed"] = _sureness(table) < 1
    told["serves_itself"] = _serving_themselves(table, told, lineage)
    idle = numpy.isin(told["kind"], [KIND_NUMBERS["attacks"], KIND_NUMBERS["claims"]])
    told["counts"] = ~idle & (told["doubted"] == 0) & (told["serves_itself"] == 0)
    lists = [_excepted(table, told, numbers), _by_place_and_day(told)]
    spots = _spots(places, told, numbers, around, areas, lists)
    world = World(told, spots, numpy.concatenate(lists), *lineage_in(lineage, numbers), *settings_in(settings))  # type: ignore[arg-type]
    return compiled.arrays(world), numbers


def _spots(
    places: pandas.DataFrame, told: Any, numbers: Numbers, around: Integers, areas: Sequence[Sequence[str]], lists: list[Integers]
) -> Any:
    """Tell places; ``lists`` holds the reports by place and day, after the places that are left out, and is given the areas too."""
    spots = numpy.zeros(len(numbers.places), dtype=[(name, numpy.int64) for name in Spot._fields])
    own = slice(0, len(places))
    spots["town"] = -1
    spots["is_area"] = 1  # what is no place of the table can only be an area
    spots["is_area"][own] = places["is_area"].to_numpy(dtype=bool) if "is_area" in places else False
    if "town" in places:
        towns, names = _coded(places, "town")
        spots["is_site"][own] = _each(names, bool)[towns]
        spots["town"][own] = _each(names, lambda name: numbers.places.get(name, -1))[towns]
        spots["town"][(spots["town"] >= len(places)) | (spots["town"] == numpy.arange(len(spots)))] = -1
        _check_towns(spots["town"], places)
    if "is_town" in places:
        spots["is_town"][own] = places["is_town"].to_numpy(dtype=bool)
    settled = (spots["is_area"] == 0) & (spots["is_site"] == 0)
    spots["is_settlement"] = settled
    if "is_settlement" in places:
        spots["is_settlement"][own] = places["is_settlement"].to_numpy(dtype=bool)
    ends = numpy.cumsum(numpy.bincount(told["place"], minlength=len(spots))) + len(lists[0])
    spots["reports_to"], spots["reports_from"] = ends, numpy.concatenate([[len(lists[0])], ends[:-1]])
    at = sum(map(len, lists))
    runs = [sorted(numbers.places[area] for area in run) for run in areas]  # places with the same areas share their list
    firsts = numpy.concatenate([[0], numpy.cumsum([len(run) for run in runs])]) + at
    spots["areas_from"][own], spots["areas_to"][own] = firsts[around], firsts[around + 1]
    lists.append(numpy.array([area for run in runs for area in run], dtype=numpy.int64))
    return spots


def _check_towns(town: Integers, places: pandas.DataFrame) -> None:
    """Raise BadData for sites that belong to themselves by way of others."""
    above = town
    for _ in range(len(town).bit_length()):  # each step goes twice as far up
        above = numpy.where(above >= 0, above[above], -1)
    if (above >= 0).any():
        row = int((above >= 0).argmax())
        raise BadData([Problem(PLACES.file, row + 2, "town", f"{places['id'].iloc[row]!r} belongs to itself by way of its town")])


def _excepted(table: pandas.DataFrame, told: Any, numbers: Numbers) -> Integers:
    """Return the places that reports leave out, and say in ``told`` which are whose."""
    if "except" not in table:
        return numpy.zeros(0, numpy.int64)
    codes, texts = _coded(table, "except")
    runs = [[numbers.places[place] for place in ids(text) if place in numbers.places] for text in texts]
    firsts = numpy.concatenate([[0], numpy.cumsum([len(run) for run in runs])])
    told["excepted_from"], told["excepted_to"] = firsts[codes], firsts[codes + 1]
    return numpy.array([place for run in runs for place in run], dtype=numpy.int64)


def _serving_themselves(table: pandas.DataFrame, told: Any, lineage: Lineage) -> Any:
    """Return which claims are a party's word in its own favour: asked once for each claimant, kind and side."""
    rows = numpy.flatnonzero(told["standing"] == STANDING_NUMBERS["claimed"])
    (claimants, names), (sides, groups) = _coded(table, "claimant"), _coded(table, "by")
    asked = (claimants[rows] * len(groups) + sides[rows]) * len(KINDS) + told["kind"][rows]
    cases, case_of = numpy.unique(asked, return_inverse=True)
    served = [
        self_serving(
            Report("", "", KINDS[case % len(KINDS)], FuzzyDate("", None, None), ids(groups[case // len(KINDS) % len(groups)]),
                   claimant=names[case // len(KINDS) // len(groups)], standing="claimed"),
            lineage.blocs,
        )
        for case in cases.tolist()
    ]  # fmt: skip
    found = numpy.zeros(len(table), dtype=bool)
    found[rows] = numpy.array(served, dtype=bool)[case_of]
    return found


def _by_place_and_day(told: Any) -> Integers:
    """Return the numbers of reports in order of their places, days and numbers: sorted as one number each, where that has room for all three."""
    day = told["day"] - told["day"].min(initial=0)
    day_bits, row_bits = int(day.max(initial=0)).bit_length(), len(told).bit_length()
    if int(told["place"].max(initial=0)).bit_length() + day_bits + row_bits > 62:
        return numpy.lexsort((told["day"], told["place"]))
    keys = (told["place"] << day_bits | day) << row_bits | numpy.arange(len(told))
    keys.sort()
    return numpy.asarray(keys & ((1 << row_bits) - 1))


def _dates(column: pandas.Series[Any]) -> tuple[Integers, Integers, Integers]:
    """Return the best, earliest and latest day of dates, as ordinals."""
    if pandas.api.types.is_datetime64_any_dtype(column.dtype):
        days = column.to_numpy().astype("datetime64[D]").astype(numpy.int64) + EPOCH
        days = numpy.where(column.isna(), OPEN, days)
        return days, days, days
    codes, texts = _coded(column.to_frame("date"), "date")
    read = [parse_date(text) if text else None for text in texts]

    def ordinals(part: Callable[[FuzzyDate], date | None]) -> Integers:
        days = [part(day) if day else None for day in read]
        return numpy.array([day.toordinal() if day else OPEN for day in days], dtype=numpy.int64)[codes]

    return ordinals(lambda day: day.best), ordinals(lambda day: day.earliest), ordinals(lambda day: day.latest)


def _known_on(column: pandas.Series[Any]) -> Integers:
    """Return the last day on which each date can have been, or its best day where that is open."""
    best, _, latest = _dates(column)
    return numpy.where(latest == OPEN, best, latest)


def _coded(table: pandas.DataFrame, column: str, missing: str = "") -> tuple[Integers, list[str]]:
    """Return a column as codes and the texts that they stand for."""
    if column not in table:
        return numpy.zeros(len(table), numpy.int64), [missing]
    values = table[column]
    if isinstance(values.dtype, pandas.CategoricalDtype):
        codes, texts = values.cat.codes.to_numpy().astype(numpy.int64), [_text(text) for text in values.cat.categories.tolist()]
    else:
        found, uniques = pandas.factorize(values)
        codes, texts = found.astype(numpy.int64), [_text(text) for text in uniques.tolist()]
    if (codes < 0).any():
        codes = numpy.where(codes < 0, len(texts), codes)
        texts.append("")
    return codes, [text or missing for text in texts]


def _runs(starts: Integers, values: Integers, which: Integers) -> tuple[Integers, Integers]:
    """Return the values in some runs, and the number in ``which`` of the run of each."""
    lengths = starts[which + 1] - starts[which]
    of = numpy.repeat(numpy.arange(len(which)), lengths)
    within = numpy.arange(len(of)) - numpy.repeat(numpy.cumsum(lengths) - lengths, lengths)
    return of, values[numpy.repeat(starts[which], lengths) + within]


def _each(texts: Iterable[str], number: Callable[[str], int]) -> Integers:
    return numpy.array([number(text) for text in texts], dtype=numpy.int64)


def _text(value: object) -> str:
    if isinstance(value, (pandas.Timestamp, date)):
        return value.isoformat()[:10]
    return "" if value is None or value != value else str(value).strip()


def _category(codes: Any, values: Sequence[Any]) -> Any:
    return pandas.Categorical.from_codes(codes, pandas.Index(values, dtype=object, tupleize_cols=False))


def _days(ordinals: Integers) -> Any:
    """Return ordinals as datetime64, NaT where open: as whole seconds, which are what pandas keeps."""
    seconds = (ordinals - EPOCH) * 86400
    seconds[ordinals == OPEN] = NOT_A_TIME
    return seconds.view("datetime64[s]")

"""What the atlas says of incidents: for each row of a table with a day and a place, who held the place on that day.

A row's place is found by id, by any spelling, or as the nearest place to its position. Answers are kept per place and day, so that a table of
a million rows costs little more than reading it.
"""

from __future__ import annotations

import csv
import gzip
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from .control import Status
from .errors import BadData, BadDate, BadOutput, Problem
from .history import History, State
from .incidents import SAMPLE_ROWS, IncidentTable, column, day_order, day_reader, number, open_table, write_delimiter
from .matching import MAX_KM, Match, Matcher
from .output import replacing
from .places import Gazetteer
from .text import nearest

if TYPE_CHECKING:
    from pandas import DataFrame, Series

COLUMNS: Mapping[str, str] = {
    "mc_place": "id of the place matched, or empty",
    "mc_name": "its name",
    "mc_match": "how it was found: id, spelling, position, or none",
    "mc_distance_km": "how far it lies from the row's position, in km, where the row has one",
    "mc_status": "controlled, contested or unknown",
    "mc_controllers": "ids of those who held it; every side in a contested place",
    "mc_besieged_by": "ids of the besiegers",
    "mc_since": "day since which it had been held like this",
    "mc_days_since_change": "days since the last change, of holder or siege; empty where none is known",
    "mc_days_to_next_change": "days to the next change; empty where none is known",
    "mc_confidence": "0 (unknown) to 1",
    "mc_disputed": "whether sources disagree",
    "mc_problem": "why the row could not be read or matched; empty where it was",
}
"""The columns that are added to a table."""

KEPT = 50_000
"""So many answers are kept of each kind."""

_EMPTY = (None, (), (), None, None, None, None, None)
_CONTROLLERS, _BESIEGED_BY, _DISPUTED = (list(COLUMNS).index(f"mc_{name}") for name in ("controllers", "besieged_by", "disputed"))
_YES_NO = {None: "", True: "yes", False: "no"}


class Annotator:
    """Answers for rows: who held the row's place on the row's day. Values are Python's own, in the order of ``COLUMNS``.

    ``late`` counts the rows of days after the last that a report speaks of: what is said of these is only the last that is known.
    """

    def __init__(self, gazetteer: Gazetteer, history: History, *, max_km: float = MAX_KM, date_format: str | None = None) -> None:
        self.matcher = Matcher(gazetteer, max_km=max_km)
        self.history = history
        self.date_format = date_format
        self.late = 0
        self._last_told = history.last_told or date.max
        self._day = day_reader(date_format)
        self._matches: dict[tuple[Any, Any, Any], Match] = {}
        self._told: dict[tuple[str, date], tuple[Any, ...]] = {}
        self._starts: dict[str, tuple[list[date], tuple[State, ...]]] = {}

    def learn_order(self, days: Iterable[Any]) -> str | None:
        """Learn from a table's days whether they are written day or month first, unless a date format was given; return it if it shows."""
        order = None if self.date_format else day_order(days)
        self._day = day_reader(self.date_format, order=order)
        return order

    def row(self, day: Any, name: Any, lat: Any, lon: Any) -> tuple[Any, ...]:
        """Return the values of one row; each argument may be text, a value, or None (or empty text) where the row has none."""
        match = self._match(name, lat, lon)
        place, problem = match.place, match.problem
        told: tuple[Any, ...] = _EMPTY
        try:
            if day is None or day == "":
                raise BadDate("the row has none")
            asked = self._day(day)
            if asked < self.history.settings.dawn:
                raise BadDate(f"{asked} lies before the time line, which begins on {self.history.settings.dawn}")
            told = self._tell(place.id, asked) if place else _EMPTY
            self.late += asked > self._last_told
        except BadDate as error:
            problem = f"{problem}; bad date: {error}" if problem else f"bad date: {error}"
        return (place.id if place else None, place.name if place else None, match.how, match.distance_km, *told, problem or None)

    def _match(self, name: Any, lat: Any, lon: Any) -> Match:
        key = (name, lat, lon)
        if key not in self._matches:
            _make_room(self._matches)
            self._matches[key] = self.matcher.match(str(name).strip() if name is not None else None, _degrees(lat), _degrees(lon))
        return self._matches[key]

    def _tell(self, place: str, day: date) -> tuple[Any, ...]:
        key = (place, day)
        if key not in self._told:
            _make_room(self._told)
            self._told[key] = self._state(place, day)
        return self._told[key]

    def _state(self, place: str, day: date) -> tuple[Any, ...]:
        if place not in self._starts:
            states = self.history.of(place)
            self._starts[place] = [state.start for state in states], states
        starts, states = self._starts[place]
        index = bisect_right(starts, day) - 1
        state = states[index]
        return (
            state.status.value,
            state.controllers,
            state.besieged_by,
            None if state.status is Status.UNKNOWN and not index else state.since.day,
            (day - state.start).days if index else None,
            (state.end - day).days if state.end else None,
            state.confidence_on(day),
            state.disputed,
        )


@dataclass
class Tally:
    """What became of the rows: how the table was read, how many there were, how their places were found, and what was wrong with how many."""

    read_as: list[str] = field(default_factory=list)
    rows: int = 0
    matches: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def add(self, row: Sequence[Any], name: Any) -> None:
        self.rows += 1
        self.matches[row[2]] += 1
        if problem := row[-1]:
            self.problems[problem.partition(":")[0]] += 1
            if problem.startswith("unknown place") and (name in self.unknown or len(self.unknown) < KEPT):
                self.unknown[name] += 1

    def in_words(self, gazetteer: Gazetteer) -> list[str]:
        """Say it in lines for people; the names missed most come with the nearest known ones."""
        found = ", ".join(f"{self.matches[how]:,} by {how}" for how in ("id", "spelling", "position") if self.matches[how]) or "none"
        lines = [*self.read_as, f"{self.rows:,} rows; places found: {found}"]
        if bad := sum(self.problems.values()):
            kinds = ", ".join(f"{count:,} {problem}" for problem, count in self.problems.most_common())
            lines.append(f"{bad:,} rows have a problem (column mc_problem): {kinds}")
        spellings = {name: place.name for place in gazetteer.values() for name in (place.name, *place.spellings)} if self.unknown else {}
        for name, count in self.unknown.most_common(3):
            near = nearest(name, spellings, limit=1, cutoff=80)
            lines.append(f"  {name!r} ({count:,} rows)" + (f"; did you mean {spellings[near[0][0]]}?" if near else ""))
        return lines


@dataclass(frozen=True)
class Asked:
    """The columns to read, by what they hold; None is guessed by common names."""

    date: str | None = None
    place: str | None = None
    lat: str | None = None
    lon: str | None = None

    def found_in(self, header: Sequence[str], file: str) -> tuple[str, str | None, str | None, str | None]:
        """Return the columns of a table. Raises UnknownName for one asked for that is not there, BadData where none can be guessed."""
        day, place = column(header, "date", self.date), column(header, "place", self.place)
        lat, lon = column(header, "lat", self.lat), column(header, "lon", self.lon)
        has = f"it has {', '.join(header)}"
        if day is None:
            raise BadData([Problem(file, 1, "", f"no column looks like a date; name it with --date-column ({has})")])
        if place is None and (lat is None or lon is None):
            name_them = "name them with --place-column, or --lat-column and --lon-column"
            raise BadData([Problem(file, 1, "", f"no column looks like a place, nor two like a position; {name_them} ({has})")])
        return day, place, (lat if lon else None), (lon if lat else None)


def annotate_file(
    source: Path,
    target: Path,
    annotator: Annotator,
    asked: Asked,
    *,
    encoding: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tally:
    """Write a table with the columns of ``COLUMNS`` added, row by row: whole or not at all. ``progress`` is told the bytes read so far.

    Rows that cannot be read or matched are kept, with the reason in ``mc_problem``. Columns of an earlier run are replaced.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise BadOutput(f"{target} is the input; name another file")
    with open_table(source, encoding=encoding) as table:
        columns = asked.found_in(table.header, str(source))
        tally = Tally(_how_read(table, columns, annotator.learn_order(_days(table, columns[0]))))
    with open_table(source, encoding=encoding) as table, replacing(target) as raw, _text(raw, target) as text:
        if table.marked or table.legacy:
            text.write("\ufeff")  # it came from a spreadsheet, which reads UTF-8 only with the mark
        writer = csv.writer(text, delimiter=write_delimiter(target, table.delimiter), lineterminator="\n")
        keep = [index for index, name in enumerate(table.header) if name not in COLUMNS]
        writer.writerow([*(table.header[i] for i in keep), *COLUMNS])
        for cells, row in _annotated(table, annotator, asked, tally):
            old = cells if len(keep) == len(cells) else [cells[i] for i in keep]
            writer.writerow([*old, *_cells(row)])
            if progress and not tally.rows % 5000:
                progress(table.read_so_far())
    if annotator.late:
        tally.read_as.append(f"{annotator.late:,} rows are later than all reports: they are given the last state known")
    return tally


def annotate_frame(frame: DataFrame, annotator: Annotator, asked: Asked) -> DataFrame:
    """Return a new DataFrame on the same index with the columns of ``COLUMNS`` added.

    Factions are tuples of ids, ``mc_since`` is a datetime64, days are Int64, numbers floats, ``mc_disputed`` is boolean; what is not known is NA.
    """
    import pandas

    columns = asked.found_in([str(name) for name in frame.columns], "the table")
    given = [[None] * len(frame) if name is None else _values(frame[name]) for name in columns]
    annotator.learn_order(given[0])
    rows = [annotator.row(*values) for values in zip(*given, strict=True)]
    values: dict[str, Any] = {name: [row[i] for row in rows] for i, name in enumerate(COLUMNS)}
    types = {"mc_since": "datetime64[s]", "mc_days_since_change": "Int64", "mc_days_to_next_change": "Int64", "mc_confidence": "float64",
             "mc_distance_km": "float64", "mc_disputed": "boolean", "mc_controllers": "object", "mc_besieged_by": "object"}  # fmt: skip
    added = {name: pandas.Series(values[name], index=frame.index, dtype=types.get(name, "str")) for name in COLUMNS}
    return frame.drop(columns=[name for name in COLUMNS if name in frame.columns]).assign(**added)


def _annotated(table: IncidentTable, annotator: Annotator, asked: Asked, tally: Tally) -> Iterator[tuple[list[str], tuple[Any, ...]]]:
    """Give each row's cells, as many as the header has, and what is added to them."""
    wanted = asked.found_in(table.header, str(table.path))
    day, place, lat, lon = (len(table.header) if name is None else table.header.index(name) for name in wanted)
    for _, given in table.rows:
        cells, fault = _fitted(given, len(table.header))
        padded = [*cells, None]  # where a column is missing, its index leads here
        row = annotator.row(padded[day], padded[place], padded[lat], padded[lon])
        if fault:
            row = (*row[:-1], f"{fault}; {row[-1]}" if row[-1] else fault)
        tally.add(row, padded[place])
        yield cells, row


def _days(table: IncidentTable, column: str) -> Iterator[str]:
    """What stands in a column of the first rows."""
    index = table.header.index(column)
    return (cells[index] for _, cells in islice(table.rows, SAMPLE_ROWS) if index < len(cells))


def _how_read(table: IncidentTable, columns: Sequence[str | None], order: str | None) -> list[str]:
    """Say what was read, and what had to be guessed."""
    day, place, lat, lon = columns
    where = " and ".join(
        filter(None, [f"the place from {place!r}" if place else "", f"the position from {lat!r} and {lon!r}" if lat else ""])
    )
    said = [f"the day was read from {day!r}, {where}"]
    if table.legacy:
        said.append(f"{table.path.name} is not UTF-8 and was read as Windows-1252 (--encoding names another)")
    if order:
        said.append(
            f"days like 03/04/2023 were read {order} first, as the others in the column are written (--date-format decides otherwise)"
        )
    return said


def _fitted(cells: list[str], width: int) -> tuple[list[str], str]:
    """Return a row's cells with as many as the header has, and what is wrong where it had more or fewer."""
    if len(cells) == width:
        return cells, ""
    left_out = f"; left out: {cells[width:]!r}" if len(cells) > width else ""
    return [*cells[:width], *[""] * (width - len(cells))], f"bad row: has {len(cells)} cells where the header has {width}{left_out}"


@contextmanager
def _text(raw: BinaryIO, path: Path) -> Iterator[TextIOWrapper]:
    """Open a binary file for text, gzipped if its name ends in .gz, and close all but the file itself."""
    packed = gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) if path.suffix.lower() == ".gz" else None
    text = TextIOWrapper(cast(BinaryIO, packed or raw), encoding="utf-8", newline="")
    yield text
    text.flush()
    text.detach()
    if packed:
        packed.close()


def _cells(row: tuple[Any, ...]) -> list[Any]:
    """The row as the csv module writes it: it turns None, days and numbers to text itself."""
    cells = list(row)
    cells[_CONTROLLERS], cells[_BESIEGED_BY] = ";".join(row[_CONTROLLERS]), ";".join(row[_BESIEGED_BY])
    cells[_DISPUTED] = _YES_NO[row[_DISPUTED]]
    return cells


def _values(series: Series[Any]) -> list[Any]:
    return [None if missing else value for value, missing in zip(series.tolist(), series.isna().tolist(), strict=True)]


def _degrees(value: Any) -> float | None:
    degrees = number(value) if value is not None and value != "" else None
    return degrees if degrees is not None and math.isfinite(degrees) else None


def _make_room(cache: dict[Any, Any]) -> None:
    if len(cache) >= KEPT:
        cache.clear()

"""States, histories and changes as pandas and geopandas objects, with fixed columns.

Columns are those of ``records.STATE_COLUMNS``, ``HISTORY_COLUMNS`` and ``CHANGE_COLUMNS``. Days are ``datetime64``, an open end is NaT; factions
and reports are tuples of ids; ``status`` and the like are strings; ``confidence`` is a float. Geometry is in EPSG:4326, (lon, lat), None where
the place is not located.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import geopandas
import pandas
import shapely

from .differences import DIFFERENCE_COLUMNS, Difference, difference_records
from .factions import Factions
from .geo import WGS84
from .history import Change, History, State
from .places import Gazetteer
from .reading.drafts import DRAFT_COLUMNS, Draft, draft_records
from .records import (
    CHANGE_COLUMNS,
    COVERAGE_COLUMNS,
    DISPUTE_COLUMNS,
    EVIDENCE_COLUMNS,
    HISTORY_COLUMNS,
    STATE_COLUMNS,
    Record,
    change_records,
    coverage_records,
    dispute_records,
    evidence_records,
    history_records,
    state_record,
)
from .reports import Report
from .sources import Source
from .summary import PARTS

DAY_COLUMNS = frozenset(
    {"day_before", "day_after", "since", "since_earliest", "since_latest", "start", "end", "date", "earliest", "latest"}
)


def states_frame(states: Iterable[State], gazetteer: Gazetteer) -> geopandas.GeoDataFrame:
    """Return one row per place and its state on a day, indexed by the order of the gazetteer, with ``geometry`` (points, EPSG:4326)."""
    records = [state_record(state, gazetteer[state.place]) for state in states]
    places = [gazetteer[record["place"]] for record in records]
    points = [shapely.Point(p.lon, p.lat) if p.located else None for p in places]
    return geopandas.GeoDataFrame(_frame(records, STATE_COLUMNS), geometry=geopandas.GeoSeries(points, crs=WGS84, dtype=None), crs=WGS84)


def history_frame(states: Iterable[State], gazetteer: Gazetteer) -> pandas.DataFrame:
    """Return one row per state of a place, in order; ``end`` is the first day after the state."""
    spans = list(states)
    return _frame(history_records(spans, gazetteer[spans[0].place]), HISTORY_COLUMNS)


def changes_frame(changes: Iterable[Change], gazetteer: Gazetteer, factions: Factions) -> pandas.DataFrame:
    """Return one row per change, in order of day and place."""
    return _frame(list(change_records(changes, gazetteer, factions)), CHANGE_COLUMNS)


def differences_frame(found: Sequence[Difference], gazetteer: Gazetteer, factions: Factions) -> pandas.DataFrame:
    """Return one row per place whose state is not the same on two days; columns as in ``differences.DIFFERENCE_COLUMNS``."""
    return _frame(list(difference_records(found, gazetteer, factions)), DIFFERENCE_COLUMNS)


def disputes_frame(engine: History, gazetteer: Gazetteer) -> pandas.DataFrame:
    """Return one row per report that contradicts a state."""
    return _frame(list(dispute_records(engine, gazetteer)), DISPUTE_COLUMNS, days=("start", "end"))


def coverage_frame(reports: Iterable[Report], sources: Mapping[str, Source]) -> pandas.DataFrame:
    """Return one row per section of a source, with how many reports were read from it."""
    return _frame(coverage_records(reports, sources), COVERAGE_COLUMNS)


def drafts_frame(drafts: Iterable[Draft], gazetteer: Gazetteer) -> pandas.DataFrame:
    """Return one row per draft, in the order given; ``date`` and the like are EDTF strings, ``earliest`` and ``latest`` their bounds."""
    return _frame(list(draft_records(drafts, gazetteer)), DRAFT_COLUMNS, days=("earliest", "latest"))


def evidence_frame(state: State, sources: Mapping[str, Source]) -> pandas.DataFrame:
    """Return one row per report about a state: those behind it, those that say otherwise, claims and violence."""
    return _frame(list(evidence_records(state, sources)), EVIDENCE_COLUMNS, days=())


def summary_frames(parts: Mapping[str, list[Record]]) -> dict[str, pandas.DataFrame]:
    """Return the tables of a summary by name; columns as in ``summary.PARTS``."""
    return {part: _frame(rows, PARTS[part], days=("day", "since")) for part, rows in parts.items()}


def _frame(records: list[Record], columns: Mapping[str, str], days: Iterable[str] = DAY_COLUMNS) -> pandas.DataFrame:
    frame = pandas.DataFrame(records, columns=list(columns))
    for column in set(days) & set(columns):
        frame[column] = pandas.to_datetime(frame[column])
    return frame

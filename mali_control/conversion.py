"""From the events of a published table to reports, with the places and factions that the atlas lacks.

Readers of the formats (``acled``, ``ucdp``) give events in the words of reports, with place and parties still named as the table names them, and
say of each row that they leave why. What is taken is written as a directory of data files that loads as it is.
"""

from __future__ import annotations

import math
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

from .actors import Actors
from .dates import LAST_YEAR, parse_date
from .errors import BadData, BadDate, Problem
from .factions import FACTIONS, Factions
from .incidents import IncidentTable, day_reader
from .matching import Matcher
from .places import PLACES, Gazetteer, Place
from .reports import REPORTS
from .sources import SOURCES, Source
from .tables import Table, to_csv
from .text import fold, slug

SAME_PLACE_KM = 2.0
"""So near to a place of the atlas, a location with a name that the atlas does not know is that place under another spelling."""

BAD_DATE = "with a date that cannot be read, or that may be one of two days (write it as YYYY-MM-DD)"

FILES = ("places.csv", "spellings.csv", "basemap.geojson", "factions.csv", "lineage.csv", "sources.csv", "reports.csv")
"""What an import may write."""

_read_day = day_reader()


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a reader gives it.

    ``by``, ``against`` and ``allies`` (of ``by``; those nobody knows are passed over) are names of actors; ``km`` says how far the place may
    lie from the position; ``what`` is the table's own word for such events; ``note`` is one line.
    """

    line: int
    id: str
    what: str
    kind: str
    date: str
    by: tuple[str, ...]
    against: tuple[str, ...]
    place: str
    lat: float | None
    lon: float | None
    km: float
    note: str
    allies: tuple[str, ...] = ()
    region: str = ""
    reported_on: str = ""
    standing: str = "stated"


class Left(NamedTuple):
    """A row that was left, and why."""

    line: int
    reason: str


@dataclass
class Converted:
    """What a table became."""

    source: Source
    reports: list[dict[str, Any]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    actors: Actors = field(default_factory=lambda: Actors(Factions([]), []))
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    left: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def in_words(self) -> list[str]:
        """Say in lines for people what was taken and what was left and why."""
        left = sum(map(len, self.left.values()))
        lines = [f"{len(self.reports) + left:,} events: {len(self.reports):,} taken, {left:,} left"]
        lines += [f"  taken: {count:,} {what}, as {kind}" for (what, kind), count in self.taken.most_common()]
        for reason, at in sorted(self.left.items(), key=lambda item: -len(item[1])):
            some = ", ".join(map(str, at[:3])) + (", ..." if len(at) > 3 else "")
            lines.append(f"  left: {len(at):,} {reason} (line {some})")
        if self.places:
            lines.append(f"  {len(self.places):,} places that the atlas lacks were added (places.csv)")
        if self.actors.added:
            lines.append(f"  {len(self.actors.added):,} factions that the atlas lacks were added, each a bloc of its own (factions.csv)")
        return lines


def convert(
    items: Iterable[Event | Left],
    source: Source,
    gazetteer: Gazetteer,
    actors: Actors,
    *,
    max_km: float = SAME_PLACE_KM,
    box: tuple[float, float, float, float] | None = None,
) -> Converted:
    """Turn events into reports that cite ``source``, each with the event's own id as its section.

    Events outside ``box`` (west, south, east, north in degrees) are left: an atlas takes no places far from its country.
    """
    places = _Places(gazetteer, max_km)
    done = Converted(source, places=places.added, actors=actors)
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Left):
            done.left[item.reason].append(item.line)
        elif box and not _within(item, box):
            done.left["outside the surroundings of the atlas's country"].append(item.line)
        elif item.id in seen:
            done.left["the same event a second time"].append(item.line)
        elif report := _report(item, source.id, places, actors, done):
            seen.add(item.id)
            done.reports.append(report)
            done.taken[item.what, report["kind"] + (", disputed" if item.standing == "disputed" else "")] += 1
    return done


def write_converted(folder: Path, done: Converted, gazetteer: Gazetteer, factions: Factions, sources: Mapping[str, Source],
                    files: Mapping[str, Path | None]) -> None:  # fmt: skip
    """Write reports.csv and sources.csv into a folder, and places and factions with their companions where some had to be added."""
    every = {**sources, done.source.id: done.source}
    tables: list[tuple[Table, Iterable[object]]] = [(SOURCES, every.values())]
    companions: list[str] = []
    if done.places:
        tables.append((PLACES, [*gazetteer.values(), *done.places.values()]))
        companions += ["spellings", "names", "basemap"]
    if done.actors.added:
        tables.append((FACTIONS, [*factions.values(), *done.actors.added.values()]))
        companions += ["lineage"]
    for table, things in tables:
        (folder / table.file).write_text(to_csv(table, map(_row, things)), encoding="utf-8")
    (folder / REPORTS.file).write_text(to_csv(REPORTS, done.reports), encoding="utf-8")
    for name in companions:
        if path := files.get(name):
            shutil.copyfile(path, folder / path.name)


def read_events(
    table: IncidentTable,
    format_: str,
    needed: Sequence[str],
    read: Callable[[int, Mapping[str, str]], Event | Left],
    countries: Collection[str],
) -> Iterator[Event | Left]:
    """Read each row by its column names in lower case; rows of other countries than those asked for (none: all) are left.

    Raises BadData when the table lacks columns of the format.
    """
    header = [name.lower() for name in table.header]
    if missing := [name for name in needed if name not in header]:
        message = f"is no {format_} table: it lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}"
        raise BadData([Problem(str(table.path), 1, "", message)])
    wanted = {country.casefold() for country in countries}
    for line, cells in table.rows:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if len(cells) != len(header):
            yield Left(line, "with more or fewer cells than the header")
        elif wanted and row.get("country", "").casefold() not in wanted:
            yield Left(line, "in another country")
        else:
            yield _whole(read(line, row))


def _whole(event: Event | Left) -> Event | Left:
    """Leave an event that names no place, has no id, or gives half a position: one bad row is no reason to lose the others."""
    if isinstance(event, Left):
        return event
    if not fold(event.place) or not event.id:
        return Left(event.line, "without a place's name" if event.id else "without an id")
    numbers = [value for value in (event.lat, event.lon) if value is not None and math.isfinite(value)]
    return event if len(numbers) in (0, 2) else Left(event.line, "with half a position, or one that cannot be read")


def read_event_day(text: str) -> date | None:
    """Read a day as event tables write it; None when it cannot be read or may be one of two."""
    try:
        day = _read_day(text)
    except BadDate:
        return None
    return day if 1000 <= day.year <= LAST_YEAR else None


def days(first: date, last: date) -> str:
    """Return one of the days from ``first`` to ``last`` as EDTF."""
    return first.isoformat() if first == last else f"[{first}..{last}]"


class _Places:
    """Finds the place of an event, or adds it."""

    def __init__(self, gazetteer: Gazetteer, max_km: float) -> None:
        self.matcher = Matcher(gazetteer, max_km=max_km)
        self.gazetteer = gazetteer
        self.added: dict[str, Place] = {}
        self._by_key: dict[tuple[str, float | None, float | None], Place] = {}

    def of(self, event: Event) -> Place | str:
        """Return the place, or why there is none."""
        key = (fold(event.place), event.lat, event.lon)
        if key not in self._by_key:
            match = self.matcher.match(event.place, event.lat, event.lon)
            if not match.place and match.problem.startswith(("bad position", "ambiguous", "no place:")):
                return match.problem.partition(":")[0]
            self._by_key[key] = match.place or self._add(event)
        return self._by_key[key]

    def _add(self, event: Event) -> Place:
        base = slug(event.place) or "place"
        names = chain((base, f"{base}-{slug(event.region)}"), (f"{base}-{n}" for n in count(2)))
        free = next(name for name in names if name not in self.gazetteer and name not in self.added and not name.endswith("-"))
        note = (
            f"from an event table; whether it is a town or a village is not known{'' if event.lat is not None else ', nor where it lies'}"
        )
        self.added[free] = Place(
            free, event.place, "village", event.lat, event.lon, event.km if event.lat is not None else None, region=self._region(event.region),
            position_source="the event table" if event.lat is not None else "", note=note,
        )  # fmt: skip
        return self.added[free]

    def _region(self, name: str) -> str | None:
        found = [i for words in (name, f"{name} Region") if name for i in self.gazetteer.find(words) if self.gazetteer[i].kind == "region"]
        return found[0] if found else None


def _report(event: Event, source: str, places: _Places, actors: Actors, done: Converted) -> dict[str, Any] | None:
    when = parse_date(event.date)
    by = _factions(event.by, actors)
    if not by and event.kind != "attacks":
        done.left[f"{event.what} by nobody who is named"].append(event.line)
        return None
    place = places.of(event)
    if isinstance(place, str):
        done.left[place].append(event.line)
        return None
    allies = tuple(found for name in event.allies if (found := actors.known(name)))
    known = parse_date(event.reported_on).best if event.reported_on else None
    return {
        "id": f"{source}-{event.id}",
        "place": place.id,
        "kind": event.kind,
        "by": tuple(dict.fromkeys([*by, *allies])),
        "against": tuple(dict.fromkeys(i for i in _factions(event.against, actors) if i not in by and i not in allies)),
        "date": event.date,
        "scope": "part" if place.is_area else "",
        "source": source,
        "section": event.id,
        "standing": event.standing,
        "reported_on": event.reported_on if known and when.latest and known > when.latest else "",
        "note": event.note,
    }


def _within(event: Event, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return event.lat is None or event.lon is None or (west <= event.lon <= east and south <= event.lat <= north)


def _row(thing: Any) -> dict[str, Any]:
    return {column.name: getattr(thing, column.name) for column in fields(thing)}


def _factions(names: Iterable[str], actors: Actors) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for name in names if (found := actors.faction(name))))

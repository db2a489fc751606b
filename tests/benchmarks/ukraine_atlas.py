"""Another war through the same engine: Wikipedia's list "Control of cities during the Russo-Ukrainian War", as it stood on 589 days.

    python tests/benchmarks/ukraine_atlas.py FOLDER [OUTPUT]

FOLDER holds ``ukraine_wiki_control_places.csv``, ``..._changes.csv`` and ``..._daily.csv.gz`` (its README says what they are; CC BY-SA, not part of
this repository). The list becomes a directory of data files (OUTPUT, else a temporary one), which ``mali_control.load`` reads like any other;
then every row of the daily file is compared with what the atlas says.

How the list is converted:

* A place is a key of the list: name, position to 0.01 degrees, and population where two rows of a snapshot share the rest. Homonyms stay apart.
* A report is a change of a place's status: ``holds`` (since when is not said), ``contests``, or ``withdraws`` where the list says that nobody holds
  the place or that it is not known who does. What is no status at all (a date, an award) makes no report.
* The engine's unit is the day. Of several edits on one UTC day (edit wars) the last counts; that is also the snapshot which the daily file keeps.
* The change file leaves out rows that stand twice in a snapshot. Where the daily file has a status that the change file does not tell, the daily
  file is followed; how much the two differ is printed.
* Two clocks. The report always says when the list was read (``reported_on``). Its date is, on the **list's clock**, that same day: the atlas then
  tells what the list said. On the **world's clock** it is the day that the list itself gives (``as_of``), as long as that lies after the place's
  previous report and not after the reading; a correction that goes back behind what stood there is dated by its reading. The atlas then tells
  what happened when, as far as is known today; and as known by a day, it must still give the list of that day.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import mali_control
from mali_control.factions import FACTIONS
from mali_control.incidents import day_reader
from mali_control.places import PLACES
from mali_control.reports import REPORTS
from mali_control.sources import SOURCES
from mali_control.tables import to_csv
from mali_control.text import slug

SIDES = {"ukraine": "Ukraine", "russia": "Russia", "dpr": "Donetsk PR", "lpr": "Luhansk PR"}
HELD = {
    "ukraine": "ukraine", "ukraine?": "ukraine", "ukraine (freedom of russia": "ukraine", "ukraine freedom of russia": "ukraine", "russia": "russia",
    "captured by russia": "russia", "templaterua": "russia", "donetsk pr": "dpr", "dpr": "dpr", "luhansk pr": "lpr", "shared control": "russia;ukraine",
}  # fmt: skip
FOUGHT = {"contested", "contested ukraine", "ukraine russia", "truce"}
NOBODY = {"gray zone", "uncontrolled", "unknown", "not known", ""}

Key = tuple[str, str, str]
Said = tuple[str, tuple[str, ...]]
"""A status and its holders, as a state has them; for a contested place the list names no sides."""


class Row(NamedTuple):
    """A row of the daily file: the day, the key of the place, its population, and what the list says; None where that is no status."""

    day: date
    key: Key
    population: str
    said: Said | None
    as_of: str


def said(raw: str) -> Said | None:
    """Read a status as the list writes it."""
    text = raw.partition("Cite error")[0].strip().casefold()
    if text in HELD:
        return "controlled", tuple(HELD[text].split(";"))
    return ("contested", ()) if text in FOUGHT else ("unknown", ()) if text in NOBODY else None


def key_of(row: dict[str, str]) -> Key:
    return row["name"], *(f"{float(row[axis]):.2f}" if row[axis] else "" for axis in ("lat", "lon"))


def plain(population: str) -> str:
    return population.partition("[")[0].replace(",", "").strip()


def read(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_daily(folder: Path) -> list[Row]:
    return [
        Row(date.fromisoformat(row["day"]), key_of(row), plain(row["population"]), said(row["held_by_raw"]), row["as_of"])
        for row in read(folder / "ukraine_wiki_control_daily.csv.gz")
        if row["name"]
    ]


class Places:
    """The places of the list, by key; those that the places file lacks are added as they come."""

    def __init__(self, folder: Path) -> None:
        self.rows: dict[str, dict[str, object]] = {}
        self._by_key: dict[Key, list[tuple[str, str]]] = defaultdict(list)
        for row in read(folder / "ukraine_wiki_control_places.csv"):
            self._add(row["place_id"].lower(), key_of(row), row["population"], row["lat"], row["lon"])

    def id_of(self, key: Key, population: str) -> str:
        found = self._by_key[key]
        same = found if len(found) == 1 else [pair for pair in found if pair[1] == population]
        return same[0][0] if same else self._add(f"list-{slug('-'.join(key))}-{population}", key, population, key[1], key[2])

    def _add(self, place: str, key: Key, population: str, lat: str, lon: str) -> str:
        self._by_key[key].append((place, population))
        self.rows[place] = {"id": place, "name": key[0], "kind": "town", "lat": lat, "lon": lon, "population": population,
                            "position_source": "the list" if lat else "", "note": "" if lat else "the list gives no position"}  # fmt: skip
        return place


class Statement(NamedTuple):
    """What the list said of a place from a day on."""

    day: date
    place: str
    said: Said
    as_of: str


def statements(folder: Path, places: Places, daily: Iterable[Row]) -> tuple[list[Statement], int]:
    """Return what the list said in the order of days, one statement per place and day; and how many of them only the daily file has."""
    by_day: dict[tuple[date, str], Statement] = {}
    for row in read(folder / "ukraine_wiki_control_changes.csv"):
        day, what = date.fromisoformat(row["retrieved_utc"][:10]), said(row["held_by_raw"])
        if what is not None:
            by_day[day, row["place_id"].lower()] = Statement(day, row["place_id"].lower(), what, row["as_of"])
    told: dict[str, Said] = {}
    snapshots: dict[date, list[Row]] = defaultdict(list)
    for row in daily:
        snapshots[row.day].append(row)
    added = 0
    for day in sorted({day for day, _ in by_day} | set(snapshots)):
        told |= {place: statement.said for (then, place), statement in by_day.items() if then == day}
        for row in snapshots[day]:
            place = places.id_of(row.key, row.population)
            if row.said is not None and told.get(place) != row.said:
                told[place] = row.said
                by_day[day, place] = Statement(day, place, row.said, row.as_of)
                added += 1
    return sorted(by_day.values()), added


def reports(told: Iterable[Statement], *, world_clock: bool) -> Iterator[dict[str, object]]:
    """Give each change of status as a report."""
    read_day = day_reader()
    before: dict[str, tuple[Said, date]] = {}
    for number, (day, place, what, as_of) in enumerate(told):
        last, last_date = before.get(place, (None, date.min))
        if what == last:
            continue
        when = day
        if world_clock:
            try:
                given = read_day(as_of)
            except mali_control.BadDate:
                given = day
            when = given if last_date < given <= day and given.year >= 2014 else day
        before[place] = what, when
        status, holders = what
        gone = tuple(faction for faction in (last[1] if last else ()) if faction not in holders)
        yield {
            "id": f"w{number:05d}", "place": place, "date": when.isoformat(), "reported_on": day.isoformat(), "source": "list", "section": "The list",
            "standing": "stated", "kind": {"controlled": "holds", "contested": "contests", "unknown": "withdraws"}[status],
            "by": holders if status != "contested" else ("russia", "ukraine"), "against": gone if status == "controlled" else (),
            "note": f"the list says: {status} {' and '.join(holders)}".strip(),
        }  # fmt: skip


def write_atlas(output: Path, places: Places, told: Iterable[Statement], *, world_clock: bool) -> None:
    """Write the directory of data files."""
    factions = [{"id": i, "name": name, "short": name, "bloc": "ukraine" if i == "ukraine" else "russia"} for i, name in SIDES.items()]
    source = {"id": "list", "title": "Control of cities during the Russo-Ukrainian War", "publisher": "Wikipedia", "kind": "list",
              "licence": "CC BY-SA 3.0"}  # fmt: skip
    output.mkdir(exist_ok=True)
    for table, rows in (
        (PLACES, places.rows.values()), (FACTIONS, factions), (SOURCES, [source]), (REPORTS, reports(told, world_clock=world_clock)),
    ):  # fmt: skip
        (output / table.file).write_text(to_csv(table, rows), encoding="utf-8")


def agreement(atlas: mali_control.Atlas, places: Places, daily: Iterable[Row], *, known_then: bool) -> tuple[int, int, Counter[str]]:
    """Compare every row of the daily file that has a status with the atlas, with all that is known or as known on that day."""
    engine, known_on = atlas.engine, date.min
    right, total, wrong = 0, 0, Counter[str]()
    for row in daily:
        if row.said is None:
            continue
        if known_then and row.day != known_on:
            engine, known_on = atlas.known_by(row.day).engine, row.day
        place = places.id_of(row.key, row.population)
        state = engine.at(place, row.day)
        holders = () if row.said[0] == "contested" else state.controllers
        total += 1
        if (state.status, holders) == row.said:
            right += 1
        else:
            wrong[f"{row.key[0]}: the list {row.said}, the atlas {(state.status.value, state.controllers)}"] += 1
    return right, total, wrong


def main(folder: Path, output: Path) -> None:
    daily = read_daily(folder)
    places = Places(folder)
    told, added = statements(folder, places, daily)
    none = sum(row.said is None for row in daily)
    twice: dict[tuple[date, str], set[Said | None]] = defaultdict(set)
    for row in daily:
        twice[row.day, places.id_of(row.key, row.population)].add(row.said)
    print(f"{len(daily):,} rows of {len({row.day for row in daily})} days, {len(places.rows):,} places, {len(told):,} statements "
          f"({added:,} of them only in the daily file); {none} rows have no status; the list contradicts itself on "
          f"{sum(len(said) > 1 for said in twice.values())} place-days")  # fmt: skip
    alone, _ = statements(folder, places, [])
    for clock, from_, known_thens in (("list", alone, [False]), ("list", told, [False, True]), ("world", told, [False, True])):
        target = output / (clock if from_ is told else "changes_alone")
        write_atlas(target, places, from_, world_clock=clock == "world")
        began = time.perf_counter()
        atlas = mali_control.load(target)
        print(f"{clock}'s clock{'' if from_ is told else ', change file alone'}: {len(atlas.reports):,} reports, "
              f"loaded in {time.perf_counter() - began:.1f} s")  # fmt: skip
        for known_then in known_thens:
            began = time.perf_counter()
            right, total, wrong = agreement(atlas, places, daily, known_then=known_then)
            print(f"  {'as known on each day' if known_then else 'with all that is known'}: {right:,} of {total:,} rows agree "
                  f"({100 * right / total:.3f} %), {time.perf_counter() - began:.1f} s")  # fmt: skip
            for what, count in wrong.most_common(3):
                print(f"    {count:,} × {what}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(exist_ok=True)
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(sys.argv[1]), Path(temporary))

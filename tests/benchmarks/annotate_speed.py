"""How fast ``annotate`` is, and how much memory it takes: a million synthetic rows, of which nothing comes from any real table.

    python tests/benchmarks/annotate_speed.py [ROWS]

Two tables are written to a temporary folder and annotated from file to file: a narrow one (number, day, name, position; every row another day and
place, the worst case for what is kept) and one as wide as ACLED's (31 columns, places and days repeated as in life). Of the rows, 60 % have a
name, 30 % only a position, 5 % a name nobody knows, 5 % a day that cannot be read. Prints rows per second and the peak memory of the process.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import mali_control
from mali_control.annotate import Annotator, Asked, annotate_file

FIRST, DAYS = date(2012, 1, 16), 5100


def rows(count: int, atlas: mali_control.Atlas, chance: random.Random, *, spots: int) -> Iterator[list[str]]:
    """Give (day, name, lat, lon); ``spots`` is the number of distinct positions, 0 for a new one in every row."""
    places = [place for place in atlas.gazetteer.values() if place.lat is not None and not place.is_area]
    names = [(place, name) for place in places for name in (place.id, place.name, *place.spellings) if len(atlas.gazetteer.find(name)) == 1]
    near = [(p, chance.uniform(-0.05, 0.05), chance.uniform(-0.05, 0.05)) for p in chance.choices(places, k=spots)]
    for _ in range(count):
        day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
        kind = chance.random()
        if kind < 0.6:
            place, name = chance.choice(names)
            yield [day, name, "", ""]
        elif kind < 0.9:
            place, north, east = (
                chance.choice(near) if spots else (chance.choice(places), chance.uniform(-0.05, 0.05), chance.uniform(-0.05, 0.05))
            )
            yield [day, "", f"{place.lat + north:.4f}", f"{place.lon + east:.4f}"]
        elif kind < 0.95:
            yield [day, f"Nowhere {chance.randrange(100_000)}", "", ""]
        else:
            yield ["some day", chance.choice(names)[1], "", ""]


def write(path: Path, count: int, atlas: mali_control.Atlas, *, wide: bool) -> None:
    chance = random.Random(7)
    filler = [f"column {i} of some length" for i in range(27)] if wide else []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "event_date", "location", "latitude", "longitude", *(f"other{i}" for i in range(len(filler)))])
        for number, row in enumerate(rows(count, atlas, chance, spots=3000 if wide else 0)):
            writer.writerow([number, *row, *filler])


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int = 1_000_000) -> None:
    atlas = mali_control.load()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("narrow", "wide"):
            source, target = Path(folder, f"{name}.csv"), Path(folder, f"{name}_out.csv")
            write(source, count, atlas, wide=name == "wide")
            before = peak_mb()
            began = time.perf_counter()
            tally = annotate_file(source, target, Annotator(atlas.gazetteer, atlas.engine), Asked())
            seconds = time.perf_counter() - began
            size = source.stat().st_size / 1e6
            print(f"{name}: {count:,} rows ({size:.0f} MB) in {seconds:.1f} s, {count / seconds:,.0f} rows/s; "
                  f"peak memory {peak_mb():.0f} MB ({before:.0f} MB before)")  # fmt: skip
            print("  " + "\n  ".join(tally.in_words(atlas.gazetteer)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

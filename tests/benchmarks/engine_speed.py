"""How fast the engine is in bulk, beside the simplest things that a user would write instead.

    python tests/benchmarks/engine_speed.py [REPORTS] [PLACES]

Synthetic reports (a million over 100,000 places if nothing else is said; nothing comes from any real table) are told to three: the engine, which
applies every rule of the model; pandas, sorting the captures and grouping them by place, so that the last one before a day wins, at once by
``shift`` and group by group; DuckDB, doing the same with a window query. All begin with the same table in memory, with categories and datetime64, and end with the spans of every place. Each is
run RUNS times, in turn. Then the state of all places on a day is asked for, as a table and as a GeoDataFrame.

The engine is compiled when first used, and that is kept on disk: the time is printed apart. The engine is also run on a tenth of the reports over a
tenth of the places, to show that the cost is linear, and on a hundredth without compiling it.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

import numpy
import pandas

from mali_control.bulk import BulkHistory
from mali_control.history import History, PlaceInfo
from mali_control.reports import Report

RUNS = 5
DAY = date(2019, 7, 1)
SIDES = {f"f{number:02d}": "abcdef"[number % 6] for number in range(12)}
KINDS = {"captures": 0.3, "holds": 0.2, "attacks": 0.2, "withdraws": 0.08, "contests": 0.08, "repels": 0.04, "besieges": 0.04, "lifts-siege": 0.03,
         "seizes-briefly": 0.03}  # fmt: skip


def synthetic(reports: int, places: int) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Return places in areas of a hundred, every tenth a town and every twentieth with a camp; and reports of them, one in a thousand of an area."""
    chance = numpy.random.default_rng(1)
    number = numpy.arange(places)
    names = pandas.Series(number).map("p{:06d}".format)
    areas = pandas.Series(number // 100).map("a{:04d}".format)
    camp = number % 20 == 1
    where = pandas.DataFrame({
        "id": names, "areas": areas.astype("category"), "town": names.shift(1).where(camp), "is_town": number % 10 == 0,
        "lat": chance.uniform(10, 25, places), "lon": chance.uniform(-12, 4, places),
    })  # fmt: skip
    codes = chance.integers(0, places, reports)
    of_area = chance.random(reports) < 0.001
    codes[of_area] = places + codes[of_area] // 100
    who = pandas.Index([*SIDES, *(f"{a};{b}" for a, b in zip(list(SIDES)[::2], list(SIDES)[6:], strict=False))])
    told = pandas.DataFrame({
        "place": pandas.Categorical.from_codes(codes, pandas.Index([*names, *areas.unique()])),
        "kind": pandas.Categorical.from_codes(chance.choice(len(KINDS), reports, p=numpy.array(list(KINDS.values())) / sum(KINDS.values())), list(KINDS)),
        "by": pandas.Categorical.from_codes(chance.integers(0, len(who), reports), who),
        "date": numpy.datetime64("2012-01-01", "s") + chance.integers(0, 5000, reports).astype("timedelta64[D]"),
        "source": pandas.Categorical.from_codes(chance.integers(0, 20, reports), [f"s{n:02d}" for n in range(20)]),
        "standing": pandas.Categorical.from_codes(chance.choice(3, reports, p=[0.8, 0.15, 0.05]), ["stated", "confirmed", "claimed"]),
        "claimant": pandas.Categorical.from_codes(chance.integers(0, len(SIDES), reports), list(SIDES)),
    })  # fmt: skip
    return pandas.concat([where, pandas.DataFrame({"id": areas.unique(), "areas": "", "is_town": False, "is_area": True})]).assign(
        is_area=lambda t: t["is_area"].eq(True), is_town=lambda t: t["is_town"].eq(True), areas=lambda t: t["areas"].astype("category")
    ), told  # fmt: skip


def with_pandas(told: pandas.DataFrame) -> pandas.DataFrame:
    taken = told[told["kind"] == "captures"].sort_values(["place", "date"])
    taken["end"] = taken.groupby("place", observed=True)["date"].shift(-1)
    return taken[["place", "by", "date", "end"]]


def with_pandas_groups(told: pandas.DataFrame) -> dict[object, list[tuple[object, object]]]:
    taken = told[told["kind"] == "captures"].sort_values("date")
    return {place: list(zip(group["date"], group["by"], strict=True)) for place, group in taken.groupby("place", observed=True)}


def with_duckdb(told: pandas.DataFrame) -> object:
    import duckdb

    connection = duckdb.connect()
    connection.register("told", told)
    return connection.sql(
        """select place, "by", date, lead(date) over (partition by place order by date) as until from told where kind = 'captures'"""
    ).fetchnumpy()


def timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(reports: int, places: int) -> None:
    first = timed(lambda: BulkHistory(*synthetic(100, 100), blocs=SIDES))
    print(f"getting the compiled engine ready      {first:8.2f} s")
    where, told = synthetic(reports, places)
    before = peak_mb()
    engine = BulkHistory(where, told, blocs=SIDES)
    print(f"states                                 {len(engine._table.opens):8,}")
    print(f"peak memory of the process             {peak_mb():8.0f} MB ({before:.0f} MB before the engine had run)")
    rivals = {
        "engine": lambda: BulkHistory(where, told, blocs=SIDES),
        "pandas, shifted": lambda: with_pandas(told),
        "DuckDB": lambda: with_duckdb(told),
    }
    seconds: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(RUNS):
        for name, run in rivals.items():
            seconds[name].append(timed(run))
    for name, runs in seconds.items():
        print(f"{name:<38} {statistics.median(runs):8.3f} s ({min(runs):.3f} to {max(runs):.3f})")
    print(f"pandas, group by group                 {timed(lambda: with_pandas_groups(told)):8.3f} s (once)")
    engine.at_once(DAY)
    for name, ask in {"all places on a day": engine.on, "the same as a GeoDataFrame": engine.at_once}.items():
        runs = [timed(lambda ask=ask: ask(DAY)) for _ in range(2 * RUNS)]  # type: ignore[misc]
        print(f"{name:<38} {1000 * statistics.median(runs):8.1f} ms ({1000 * min(runs):.1f} to {1000 * max(runs):.1f})")
    small = synthetic(reports // 10, places // 10)
    runs = [timed(lambda: BulkHistory(*small, blocs=SIDES)) for _ in range(RUNS)]
    print(f"engine, a tenth of both                {statistics.median(runs):8.3f} s ({min(runs):.3f} to {max(runs):.3f})")
    plain(*synthetic(reports // 100, places // 100))


def plain(where: pandas.DataFrame, told: pandas.DataFrame) -> None:
    bulk = BulkHistory(where, told, blocs=SIDES)
    known = list[Report](bulk.reports)
    history = History(list[PlaceInfo](bulk.places.values()), known, blocs=SIDES)
    seconds = timed(lambda: [history.of(place) for place in history.places])
    print(f"engine as it stands, a hundredth       {seconds:8.3f} s ({1e6 * seconds / len(known):.1f} µs a report)")


if __name__ == "__main__":
    main(*(int(arg) for arg in (*sys.argv[1:], "1000000", "100000")[:2]))

"""The engine in bulk is the engine: the same states from tables as from reports, compiled or as it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_promises import reports

import mali_control
from makers import BLOCS, KIN, MEMBERS, SUCCESSIONS, WORLD, history, report
from mali_control import BadData
from mali_control.reports import Report

pytest.importorskip("numba")
pytestmark = pytest.mark.usefixtures("compiled_fold")

PLACES = pandas.DataFrame(
    {
        "id": [place.id for place in WORLD],
        "town": [place.town for place in WORLD],
        "areas": [";".join(sorted(place.areas)) for place in WORLD],
        "is_town": [place.is_town for place in WORLD],
        "is_settlement": [place.is_settlement for place in WORLD],
        "is_area": [place.is_area for place in WORLD],
        "lat": [None, 18.4, 18.5, 18.4],
        "lon": [None, 1.4, 1.5, 1.4],
    }
)


def table(made: list[Report]) -> pandas.DataFrame:
    """Tell reports as a table, in another order than that of their ids."""
    columns = ["id", "place", "kind", "date", "by", "against", "end", "scope", "source", "section", "claimant", "standing"]
    rows = [
        {c: ";".join(v) if isinstance(v := getattr(r, c), tuple) else getattr(v, "text", v) for c in columns}
        for r in sorted(made, key=lambda r: r.place)
    ]
    return pandas.DataFrame(rows, columns=columns)


def bulk(made: list[Report], **changes: object) -> mali_control.bulk.BulkHistory:
    from mali_control.bulk import BulkHistory

    return BulkHistory(PLACES, table(made).assign(**changes), blocs=BLOCS, kin=KIN, members=MEMBERS, successions=SUCCESSIONS)


@given(reports())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_same_states_come_from_a_table_as_from_reports(made):
    one, many = history(*made), bulk(made)
    for place in one.places:
        assert many.of(place) == one.of(place)
    assert many.places == one.places


@given(reports(), st.dates(date(2012, 1, 1), date(2026, 2, 28)))
@settings(max_examples=30)
def test_all_places_on_a_day_are_the_states_of_that_day(made, day):
    many = bulk(made)
    frame = many.at_once(day)
    for place in WORLD:
        state, row = many.at(place.id, day), frame.loc[place.id]
        assert (row.status, row.controllers, row.besieged_by) == (state.status, state.controllers, state.besieged_by)
        assert (row.start.date(), row.since.date()) == (state.start, state.since.day)
        assert row.since_earliest == pandas.Timestamp(state.since.earliest) or (
            pandas.isna(row.since_earliest) and not state.since.earliest
        )
        assert (row.day_in_doubt, row.disputed, row.rule) == (state.day_in_doubt, state.disputed, state.rule)
        assert row.confidence == pytest.approx(state.confidence, abs=0.0101)
        assert (row.confidence == 0) == (state.confidence == 0)


@pytest.mark.parametrize(
    "texts",
    [
        [("a", "town captures mali 2023-10-05"), ("b", "town captures mali 2023-10-05"), ("a", "town besieges jnim 2023-10-06")],
        [("a", "town contests mali;csp 2023-10-05"), ("b", "town holds csp 2023-10-05"), ("a", "town captures mali 2023-10-05")],
    ],
)
def test_what_nobody_reviewed_weighs_less_in_bulk_too(texts):
    made = [report(text, source=source, confidence=sure) for (source, text), sure in zip(texts, (0.55, 0.4, 0.7), strict=True)]
    state = history(*made).at("town", date(2023, 10, 7))
    many = bulk(made, confidence=[r.confidence for r in sorted(made, key=lambda r: r.place)])
    assert many.at_once(date(2023, 10, 7)).loc["town"].confidence == pytest.approx(state.confidence, abs=0.0101)
    assert many.at("town", date(2023, 10, 7)) == state


@given(reports(), st.dates(date(2012, 1, 1), date(2026, 2, 28)))
@settings(max_examples=10)
def test_what_was_known_on_a_day_is_known_in_bulk_too(made, day):
    one, many = history(*made).as_known_on(day), bulk(made).as_known_on(day)
    for place in one.places:
        assert many.of(place) == one.of(place)


def test_the_shipped_histories_come_out_the_same():
    """Compiled, the fold writes for every place of the shipped data what it writes as it stands."""
    from mali_control import compiled

    engine = mali_control.load().engine
    world, numbers = engine._numbered
    states = compiled.table_of(world)
    for place in engine.places:
        number = numbers.places[place]
        assert compiled.drafts_of(states, number) == engine._fold(world, number)


def test_a_table_may_hold_categories_and_days():
    told = pandas.DataFrame(
        {
            "place": pandas.Categorical(["town", "village", "town"]),
            "kind": pandas.Categorical(["captures", "holds", "captures"]),
            "by": pandas.Categorical(["csp", "csp", "mali;wagner"]),
            "date": pandas.to_datetime(["2023-10-02", "2023-10-03", "2023-11-14"]),
        }
    )
    from mali_control.bulk import BulkHistory

    found = BulkHistory(PLACES, told, blocs=BLOCS)
    frame = found.at_once("2023-11-14")
    assert frame.loc["town", "controllers"] == ("mali", "wagner")
    assert frame.loc["village", "controllers"] == ("csp",)
    assert frame.loc["town"].geometry.x == 1.4
    assert frame.loc["region"].geometry is None
    assert frame.crs.to_epsg() == 4326
    assert found.at("town", date(2023, 11, 14)).reports[0].date.text == "2023-11-14"
    assert [str(status) for status in found.on("2012-01-01").status] == ["unknown"] * len(WORLD)


def test_values_that_no_report_can_have_are_named_with_their_line():
    made = history("town holds mali 2023-10-02", "town captures csp 2023-10-03").reports
    with pytest.raises(BadData, match=r"reports\.csv:3: kind: 'takes' is none of .*captures"):
        bulk(list(made), kind=["holds", "takes"])
    with pytest.raises(BadData, match="no column 'by'"):
        mali_control.bulk.BulkHistory(PLACES, table(list(made)).drop(columns="by"), blocs=BLOCS)


@pytest.mark.parametrize("column", ["place", "date"])
def test_a_report_without_place_or_day_is_refused(column):
    """An empty day would hold from the beginning of time."""
    made = list(history("town holds mali 2023-10-02", "town captures csp 2023-10-03").reports)
    with pytest.raises(BadData, match=rf"reports\.csv:3: {column}: must not be empty"):
        bulk(made, **{column: [getattr(made[0].date if column == "date" else made[0], "text" if column == "date" else "place"), None]})


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ({"id": ["a", "b", "a"]}, r"places\.csv:4: id: 'a' is there twice"),
        ({"id": ["a", "b", "c"], "town": [None, "c", "b"]}, r"places\.csv:3: town: 'b' belongs to itself"),
        ({"id": ["a", "b", "c"], "town": ["b", "c", "a"]}, r"places\.csv:2: town: 'a' belongs to itself"),
    ],
)
def test_places_that_cannot_be_are_refused(places, message):
    told = pandas.DataFrame({"place": ["a"], "kind": ["holds"], "by": ["csp"], "date": ["2023-10-02"]})
    with pytest.raises(BadData, match=message):
        mali_control.bulk.BulkHistory(pandas.DataFrame(places), told, blocs=BLOCS)


def test_sites_may_have_sites():
    places = pandas.DataFrame({"id": ["town", "base", "gate", "own"], "town": [None, "town", "base", "own"]})
    told = pandas.DataFrame({"place": ["town"], "kind": ["holds"], "by": ["csp"], "date": ["2023-10-02"]})
    found = mali_control.bulk.BulkHistory(places, told, blocs=BLOCS).on("2023-10-03")
    assert found.loc["town", "controllers"] == ("csp",)


def test_more_factions_than_fit_are_refused():
    start = date(2020, 1, 1)
    many = [Report(f"r{n}", "town", "captures", mali_control.dates.parse_date(str(start + timedelta(n))), (f"f{n}",)) for n in range(70)]
    with pytest.raises(BadData, match="in bulk there may be 62"):
        bulk(many)

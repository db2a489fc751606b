from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas
import pandas
import pytest

import mali_control
from mali_control import BadDate, UnknownName
from mali_control.dates import parse_date
from mali_control.records import CHANGE_COLUMNS, HISTORY_COLUMNS, STATE_COLUMNS, change_in_words, state_in_words


def test_a_state_says_who_since_when_how_sure_and_why(atlas):
    state = atlas.state("Kidal", "2023-11-20")
    assert state.status == "controlled"
    assert state.controllers == ("mali", "wagner")
    assert state.besieged_by == ()
    assert (state.since.day, state.since.earliest, state.since.latest) == (date(2023, 11, 14),) * 3
    assert 0.8 < state.confidence <= 1
    assert {report.source for report in state.reports} == {"kidal_offensive", "mali_war"}


def test_a_place_may_be_given_by_id_spelling_or_itself_and_a_day_as_text_or_date(atlas):
    asked = [
        atlas.state(place, day).controllers
        for place in ("kidal", "KIDAL", atlas.place("Kidal"))
        for day in ("2023-11-20", date(2023, 11, 20))
    ]
    assert set(asked) == {("mali", "wagner")}


def test_at_gives_one_row_per_place(atlas):
    frame = atlas.at("2023-11-14")
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert len(frame) == len(atlas.gazetteer)
    assert list(frame.columns) == [*STATE_COLUMNS, "geometry"]
    assert frame.crs == "EPSG:4326"
    kidal = frame.set_index("place").loc["kidal"]
    assert kidal.controllers == ("mali", "wagner")
    assert (round(kidal.geometry.x, 1), round(kidal.geometry.y, 1)) == (1.4, 18.4)
    assert frame.geometry.isna().sum() == sum(not place.located for place in atlas.gazetteer.values())


def test_history_covers_the_time_line_in_order(atlas):
    frame = atlas.history("Anefif")
    assert list(frame.columns) == list(HISTORY_COLUMNS)
    assert frame.start.is_monotonic_increasing
    assert frame.start.iloc[0] == pandas.Timestamp("2012-01-01")
    assert (frame.end.iloc[:-1].to_numpy() == frame.start.iloc[1:].to_numpy()).all()
    assert pandas.isna(frame.end.iloc[-1])


def test_changes_lie_within_the_span(atlas):
    frame = atlas.changes("2023-10-01", "2023-12-31")
    assert list(frame.columns) == list(CHANGE_COLUMNS)
    assert frame.date.between("2023-10-01", "2023-12-31").all()
    kidal = frame[(frame.place == "kidal") & (frame.date == "2023-11-14")].iloc[0]
    assert (kidal.controllers_before, kidal.controllers_after) == (("csp",), ("mali", "wagner"))
    assert kidal.what == "Kidal: held by CSP → held by Mali and Wagner (captures)."
    assert atlas.changes("2100-01-01", "2100-01-02").empty


def test_known_by_leaves_the_atlas_itself_alone(atlas):
    then = atlas.known_by("2023-11-13")
    assert then.state("Kidal", "2023-11-20").controllers == ("csp",)
    assert atlas.state("Kidal", "2023-11-20").controllers == ("mali", "wagner")
    assert len(then.reports) < len(atlas.reports)


def test_what_is_wrong_in_a_question_is_said(atlas):
    with pytest.raises(UnknownName, match="Kidal"):
        atlas.state("Kidl", "2023-11-14")
    with pytest.raises(KeyError):
        atlas.history("Atlantis")
    with pytest.raises(BadDate):
        atlas.at("14/11/2023")
    with pytest.raises(BadDate):
        atlas.changes("2023-12-31", "2023-10-01")


def test_states_in_words(atlas):
    def words(place: str, day: str) -> str:
        state = atlas.state(place, day)
        return state_in_words(state, atlas.factions, since=True)

    assert words("Kidal", "2024-01-15") == "held by Mali and Wagner since 14 November 2023, besieged by CSP"
    assert words("Anéfis", "2023-10-06") == "contested between CSP, Mali and Wagner since 5 October 2023"
    assert words("Taoussa", "2023-09-20") == "held by Mali since 12 September 2023 or before"
    assert words("Ber", "2023-09-10") == "held by Mali and Wagner since some day from 6 August 2023 to 31 August 2023"
    assert (
        words("Ber", "2023-08-25")
        == "held by Mali and Wagner since some day from 6 August 2023 to 31 August 2023, perhaps only after this day"
    )
    assert words("Abeïbara", "2021-04-20") == "held by CSP since 30 April 2021 or before, perhaps only after this day"
    change = atlas.list_changes("2023-10-31", "2023-10-31")[0]
    assert change_in_words(change, "Camp", atlas.factions) == "Camp: held by MINUSMA → held by CSP (captures)."


@pytest.mark.parametrize(
    "ask",
    [
        lambda atlas, _: atlas.state("Kidal", "2011-12-31"),
        lambda atlas, _: atlas.changes("2011-12-31", "2012-12-31"),
        lambda atlas, _: atlas.summary("2011-12-31", "2012-12-31"),
        lambda atlas, _: atlas.timeline("2011-12-31", "2012-12-31"),
        lambda atlas, _: atlas.chart_page("2011-12-31", "2012-12-31"),
        lambda atlas, path: atlas.export(path, date="2011-12-31"),
        lambda atlas, path: atlas.export(path, changes=("2011-12-31", None)),
        lambda atlas, path: atlas.export(path, changes=(None, "2011-12-31")),
    ],
)
def test_days_before_the_time_line_are_refused_by_whatever_is_asked(atlas, tmp_path, ask):
    with pytest.raises(BadDate, match="begins on 2012-01-01"):
        ask(atlas, tmp_path / "states.csv")
    assert not list(tmp_path.iterdir())


def test_a_span_not_given_is_that_of_what_is_known(atlas):
    assert atlas.span() == (date(2012, 1, 1), date(2026, 2, 7))
    assert atlas.span("2023-10-01") == (date(2023, 10, 1), date(2026, 2, 7))
    assert atlas.span("2030-10-01") == (date(2030, 10, 1),) * 2


def test_reports_added_to_a_history_told_by_bloc_are_told_by_bloc_too(atlas):
    added = replace(atlas.reports[0], id="zz", place="bamako", kind="captures", by=("csp",), date=parse_date("2030-01-01"))
    more = atlas.by("bloc").engine.told_also_by([added])
    assert more.at("bamako", date(2030, 1, 2)).controllers == ("azawad",)


def test_own_reports_may_begin_before_the_time_line(atlas, tmp_path):
    header = "id,place,kind,by,date,source,section,standing,note"
    (tmp_path / "reports.csv").write_text(
        f"{header}\na,kidal,holds,mali,1990-06-28,kidal_offensive,Lead,stated,an older war\n", encoding="utf-8"
    )
    older = mali_control.load(tmp_path)
    assert older.state("Kidal", "1995-01-01").controllers == ("mali",)
    assert atlas.last_told() == date(2026, 2, 7)

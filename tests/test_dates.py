from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_control.dates import long_date, parse_date, parse_day, parse_span
from mali_control.errors import BadDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "best"),
    [
        ("2023-11-14", date(2023, 11, 14), date(2023, 11, 14), date(2023, 11, 14)),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30), date(2023, 11, 16)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), date(2023, 7, 2)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), date(2012, 2, 15)),
        ("[2023-10-11..2023-10-12]", date(2023, 10, 11), date(2023, 10, 12), date(2023, 10, 12)),
        ("2023-10-21/2023-10-31", date(2023, 10, 21), date(2023, 10, 31), date(2023, 10, 26)),
        ("[..2023-10-23]", None, date(2023, 10, 23), date(2023, 10, 23)),
        ("2023-10-23/..", date(2023, 10, 23), None, date(2023, 10, 23)),
        ("2023-11~", date(2023, 11, 1), date(2023, 11, 30), date(2023, 11, 16)),
        ("2023-21", date(2023, 3, 1), date(2023, 5, 31), date(2023, 4, 16)),
        ("2023-10-XX", date(2023, 10, 1), date(2023, 10, 31), date(2023, 10, 16)),
    ],
)
def test_edtf_gives_bounds_and_one_best_day(text, earliest, latest, best):
    read = parse_date(text)
    assert (read.earliest, read.latest, read.best) == (earliest, latest, best)


@pytest.mark.parametrize("text", ["2023-13-14", "2023-02-30", "late October", "", "2023-10-12/2023-10-11", "../..", "[..]", "14.11.2023"])
def test_what_is_no_date_is_refused_with_the_text_in_the_message(text):
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert repr(text) in str(caught.value)
    assert isinstance(caught.value, ValueError)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_our_quick_reading_of_plain_dates_agrees_with_the_edtf_library(day, form):
    text = day.strftime(form)
    theirs = edtf.parse_edtf(text)
    bounds = [date(b.tm_year, b.tm_mon, b.tm_mday) for b in (theirs.lower_strict(), theirs.upper_strict())]
    assert [parse_date(text).earliest, parse_date(text).latest] == bounds


def test_a_day_is_a_calendar_day_whatever_the_time_zone():
    midnight_in_tokyo = datetime(2023, 11, 14, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    assert parse_day(midnight_in_tokyo) == parse_day("2023-11-14") == parse_day(date(2023, 11, 14)) == date(2023, 11, 14)


@pytest.mark.parametrize("value", ["2023-11", "20231114", "yesterday", "", None, 7])
def test_a_day_must_be_one_whole_day(value):
    with pytest.raises(BadDate, match="YYYY-MM-DD"):
        parse_day(value)


def test_a_span_may_not_end_before_it_begins():
    assert parse_span("2023-10-01", "2023-10-01") == (date(2023, 10, 1), date(2023, 10, 1))
    with pytest.raises(BadDate, match="before it begins"):
        parse_span("2023-10-02", "2023-10-01")


def test_days_in_words():
    assert long_date(date(2023, 11, 4)) == "4 November 2023"

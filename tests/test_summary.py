from __future__ import annotations

import json

import pytest
from test_cli import run

from mali_control.summary import PARTS


@pytest.fixture(scope="module")
def tables(atlas):
    return atlas.by("bloc").summary("2023-10-01", "2023-12-31")


def test_a_summary_is_four_tables_with_documented_columns(tables):
    assert list(tables) == list(PARTS)
    for name, frame in tables.items():
        assert list(frame.columns) == list(PARTS[name])


def test_holders_at_both_ends_account_for_every_place(atlas, tables):
    points = sum(not place.is_area for place in atlas.gazetteer.values())
    holders = tables["holders"]
    for day, rows in holders.groupby("day"):
        single = sum(
            len(atlas.by("bloc").state(place, day.date()).controllers) > 1
            for place, row in atlas.gazetteer.items()
            if not row.is_area and atlas.by("bloc").state(place, day.date()).status == "controlled"
        )
        assert rows.places.sum() == points + single
        assert (rows.towns + rows.villages + rows.sites == rows.places).all()


def test_the_state_gains_ground_in_the_autumn_of_2023(tables):
    state = tables["holders"].query("holder == 'state'")
    assert state.km2.is_monotonic_increasing
    assert state.km2.iloc[0] > 10_000


def test_months_without_changes_are_there_too(atlas):
    months = atlas.summary("2016-01-01", "2016-12-31")["months"]
    assert months.month.tolist() == [f"2016-{m:02d}" for m in range(1, 13)]


def test_what_was_fought_over(tables):
    assert "tessalit" in set(tables["contested"].place)
    assert tables["longest"].days.max() == 92


def test_on_the_command_line():
    done = run("summary", "--from", "2023-10-01", "--to", "2023-12-31", "--by", "bloc", "--format", "json")
    assert set(json.loads(done.stdout)) == set(PARTS)
    done = run("summary", "--from", "2023-10-01", "--to", "2023-12-31", "--part", "months", "--format", "csv")
    assert done.stdout.splitlines()[0] == "month,changes"
    assert len(done.stdout.splitlines()) == 4


def test_ground_is_worked_out_only_where_it_is_shown(atlas, monkeypatch):
    monkeypatch.setattr("mali_control.territory.cells", lambda *args, **kwargs: pytest.fail("worked out the ground"))
    found = atlas.list_summary("2023-10-01", "2023-12-31", ["months", "contested"])
    assert list(found) == ["months", "contested"]

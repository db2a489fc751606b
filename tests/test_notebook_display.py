"""What notebooks show: maps over a picture of themselves, tables in words that are plain tables to a program."""

from __future__ import annotations

import io
import pickle
import re
import sys

import pandas
import pytest
from PIL import Image

import mali_control
from mali_control.notebook.tables import MOST_ROWS
from mali_control.records import EVIDENCE_COLUMNS, HISTORY_COLUMNS
from mali_control.render.page import to_html
from mali_control.render.style import BLOCS

TAGS = re.compile(r"<[^>]+>")


def text(html: str) -> str:
    """What is left of HTML where all of its markup is taken out."""
    return TAGS.sub(" ", html).replace("&nbsp;", " ")


@pytest.fixture(scope="module")
def shown(atlas):
    """What a notebook gets of a map."""
    return atlas.snapshot("2023-11-14")._repr_mimebundle_()


def test_a_map_is_its_page_over_a_picture_of_itself(atlas, shown):
    assert shown["text/plain"] == "<Map: Who held which town in Mali, 14 November 2023>"
    assert Image.open(io.BytesIO(shown["image/png"])).size == (1052, 744)
    frame = re.search(r"srcdoc='([^']*)'", shown["text/html"])[1]
    assert frame.replace("&#39;", "'").replace("&amp;", "&") == to_html(atlas.snapshot("2023-11-14"))
    assert shown["text/html"].index("<img ") < shown["text/html"].index("<iframe ")
    assert "Notebook Trusted" not in shown["text/html"]


def test_where_frames_are_taken_out_the_picture_and_a_sentence_are_left(shown):
    left = re.sub(r"<iframe.*</iframe>", "", shown["text/html"], flags=re.DOTALL)
    assert 'alt="Who held which town in Mali, 14 November 2023" src="data:image/png;base64,' in left
    assert "trusted and scripts may run" in text(left)
    assert len(left) < 160_000


def test_the_picture_keeps_every_side_s_colour(atlas, shown):
    """A side that holds one place has few pixels; its colour must not fall to that of another."""
    full = Image.open(io.BytesIO(atlas.picture("2023-11-14").to_bytes("png", dpi=90))).convert("RGB")
    small = Image.open(io.BytesIO(shown["image/png"])).convert("RGB")
    wanted = {tuple(bytes.fromhex(bloc.colour[1:])): name for name, bloc in BLOCS.items()}
    seen = set()
    for drawn, kept in zip(full.get_flattened_data(), small.get_flattened_data(), strict=True):
        if drawn in wanted:
            seen.add(wanted[drawn])
            assert max(abs(a - b) for a, b in zip(drawn, kept, strict=True)) <= 12
    assert {"state", "foreign", "azawad", "is"} <= seen


def test_a_map_shows_the_same_each_time_and_a_slider_shows_the_day_it_opens_at(atlas, shown):
    assert atlas.snapshot("2023-11-14")._repr_mimebundle_() == shown
    timeline = atlas.timeline("2023-10-01", "2023-12-31", shown="2023-11-14")._repr_mimebundle_()
    assert timeline["image/png"] == shown["image/png"]


def test_without_matplotlib_a_map_still_shows_and_says_how_to_get_the_picture(atlas, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr("mali_control.render.leaflet.find_spec", lambda name: None)
    bundle = atlas.snapshot("2023-11-14")._repr_mimebundle_()
    assert "image/png" not in bundle
    assert "<img" not in bundle["text/html"].split("<iframe")[0]
    assert "pip install 'mali-control[pictures]'" in text(bundle["text/html"]).replace("&#x27;", "'")


def test_the_atlas_says_what_is_in_it_and_what_to_ask(atlas):
    said = text(atlas._repr_html_())
    assert f"{len(atlas.gazetteer)} places, {len(atlas.reports)} reports from 5 sources, 1 January 2012 to 7 February 2026" in said
    for word in ("atlas.history(", "atlas.explore()", "Kidal offensive", "Azawad movements", "CSP"):
        assert word in said
    assert repr(atlas) == f"<Atlas: {len(atlas.gazetteer)} places, {len(atlas.reports)} reports, {len(atlas.sources)} sources>"


def test_a_history_is_shown_in_words_with_its_sources(atlas):
    kidal = atlas.history("Kidal")
    assert isinstance(kidal, pandas.DataFrame)
    assert list(kidal.columns) == list(HISTORY_COLUMNS)
    said = text(kidal[kidal.start == "2023-11-14"]._repr_html_())
    for words in ("14 November 2023", "held by Mali and Wagner", "Kidal offensive, “Lead”"):
        assert words in said
    assert "csp" not in said


def test_rows_may_be_chosen_but_without_its_columns_a_table_is_any_table(atlas):
    kidal = atlas.history("Kidal")
    assert "who held it" in kidal[kidal.confidence > 0.9].sort_values("start", ascending=False).head(2)._repr_html_()
    assert kidal[["start", "end"]]._repr_html_() == pandas.DataFrame(kidal[["start", "end"]])._repr_html_()
    assert type(kidal.confidence) is pandas.Series
    with pandas.option_context("display.notebook_repr_html", False):
        assert kidal._repr_html_() is None


def test_tables_are_plain_tables_to_a_program(atlas, tmp_path):
    kidal = atlas.history("Kidal")
    assert kidal.start.dtype.kind == "M"
    pandas.testing.assert_frame_equal(pickle.loads(pickle.dumps(kidal)), kidal)
    assert len(pickle.dumps(kidal)) < 20_000, "the atlas was pickled with it"
    assert len(pandas.concat([kidal, atlas.history("Gao")])) == len(kidal) + len(atlas.history("Gao"))
    kidal.explode("controllers").to_parquet(tmp_path / "kidal.parquet")


def test_a_change_names_the_report_that_made_it(atlas):
    changes = atlas.changes("2023-10-01", "2023-12-31")
    siege = changes[(changes.place == "kidal") & (changes.rule == "besieges")]
    said = text(siege._repr_html_())
    assert "besieged by CSP" in said
    assert "1 December 2023 to 31 December 2023" in said
    shown = next(r for i in siege.iloc[0].reports for r in atlas.reports if r.id == i and r.kind == "besieges")
    assert shown.note in said.replace("&#x27;", "'")
    many = atlas.changes("2012-01-01", "2026-01-01")
    assert f"and {len(many) - MOST_ROWS} more rows" in text(many._repr_html_())


def test_disputes_tell_both_sides_and_the_ruling(atlas):
    said = text(atlas.disputes()._repr_html_())
    for words in ("Timbuktu airport", "captures by Mali and France, 2013-01-28", "the earlier one stands"):
        assert words in said


def test_evidence_lists_the_reports_behind_a_state_and_what_changed_nothing(atlas):
    frame = atlas.evidence("Kidal", "2023-11-20")
    assert list(frame.columns) == list(EVIDENCE_COLUMNS)
    state = atlas.state("Kidal", "2023-11-20")
    assert list(frame.report) == [r.id for r in (*state.reports, *state.disputed_by, *state.claims, *state.attacks)]
    assert frame.role.tolist()[0] == "decides"
    assert set(frame.role) == {"decides", "agrees", "violence"}
    assert "the regional capital is taken" in text(frame._repr_html_())


def test_a_summary_shows_all_of_its_tables(atlas):
    summary = atlas.by("bloc").summary("2023-10-01", "2023-12-31")
    assert list(summary) == ["holders", "months", "longest", "contested"]
    said = text(summary._repr_html_())
    for words in ("Changes in each month", "2023-10", "km²", "Most fought over"):
        assert words in said


def test_what_a_report_says_is_never_markup(tmp_path):
    note = "<script>alert(1)</script>{{7*7}}"
    (tmp_path / "reports.csv").write_text(
        f"id,place,kind,by,date,source,section,standing,note\na,kidal,captures,mali,2023-01-02,mali_war,<b>Lead,stated,{note}\n",
        encoding="utf-8",
    )
    own = mali_control.load(tmp_path)
    for html in (own.history("Kidal")._repr_html_(), own.evidence("Kidal", "2023-02-01")._repr_html_(), own._repr_html_()):
        assert "<script" not in html
        assert "<b>Lead" not in html
        assert "{{" not in html

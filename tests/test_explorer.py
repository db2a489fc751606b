"""The live map for notebooks: what its filters leave in Python, and that the map in the browser shows the same."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.util import find_spec

import geopandas
import pytest
from test_browser import chromium, until  # noqa: F401 - a fixture

from mali_control import BadDate, MissingExtra, UnknownName
from mali_control.records import STATE_COLUMNS

explorer_needed = pytest.mark.skipif(find_spec("anywidget") is None, reason="anywidget is not installed")


@pytest.fixture
def explorer(atlas):
    return atlas.explore("2023-10-01", "2023-12-31", shown="2023-11-14")


@explorer_needed
def test_it_opens_with_every_place(explorer, atlas):
    assert explorer.date == date(2023, 11, 14)
    assert isinstance(explorer.selection, geopandas.GeoDataFrame)
    assert list(explorer.selection.columns) == [*STATE_COLUMNS, "geometry"]
    assert explorer.selection.crs == "EPSG:4326"
    assert len(explorer.selection) == len(atlas.gazetteer)
    assert repr(explorer) == f"<Explorer: 2023-11-14, {len(atlas.gazetteer)} of {len(atlas.gazetteer)} places>"


@explorer_needed
def test_filters_go_by_any_spelling_by_party_and_by_side(explorer):
    explorer.places = ["Kidal Region", "Tombouctou"]
    assert explorer.places == ["kidal-region", "timbuktu"]
    assert {"kidal", "kidal-minusma-camp", "tessalit", "timbuktu"} <= set(explorer.selection.place)
    assert "gao" not in set(explorer.selection.place)
    explorer.factions = ["csp"]
    assert {"aguelhok", "tessalit"} & set(explorer.selection.place) == {"aguelhok"}
    explorer.factions = ["state"]
    assert set(explorer.selection.controllers.explode()) == {"mali", "wagner"}
    explorer.places = []
    assert "gao" in set(explorer.selection.place)


@explorer_needed
def test_the_selection_can_be_observed(explorer):
    explorer.places = ["kidal"]
    seen = []
    explorer.observe(lambda change: seen.append(change["new"].set_index("place").controllers["kidal"]), "selection")
    explorer.date = "2023-11-13"
    explorer.date = date(2023, 11, 14)
    assert seen == [("csp",), ("mali", "wagner")]


@explorer_needed
def test_what_cannot_be_is_said_and_changes_nothing(explorer):
    before = explorer.selection
    with pytest.raises(BadDate, match="2023-10-01 and 2023-12-31"):
        explorer.date = "2024-01-01"
    with pytest.raises(UnknownName, match="Kidal"):
        explorer.places = ["Kidl"]
    with pytest.raises(UnknownName, match="csp"):
        explorer.factions = ["cps"]
    assert explorer.selection is before
    assert explorer.date == date(2023, 11, 14)


@explorer_needed
def test_an_atlas_by_bloc_is_explored_by_bloc(atlas):
    explorer = atlas.by("bloc").explore("2023-11-01", "2023-11-30", factions=["azawad"])
    assert set(explorer.selection.controllers.explode().dropna()) == {"azawad"}


def test_without_anywidget_the_extra_is_named(atlas, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'mali-control\[widgets\]'"):
        atlas.explore()


PAGE = """<!doctype html><div id="out"></div><script>
const traits = %s, listeners = {};
window.model = { sent: [], get: (name) => traits[name], off: (event, f) => { listeners[event] = (listeners[event] || []).filter((g) => g !== f); },
  on: (event, f) => { (listeners[event] = listeners[event] || []).push(f); },
  set: (name, value) => { traits[name] = value; model.sent.push([name, value]); (listeners["change:" + name] || []).forEach((f) => f()); },
  save_changes: () => {} };
const blob = new Blob([traits._esm], { type: "text/javascript" });
import(URL.createObjectURL(blob)).then((module) => { window.end = module.default.render({ model, el: document.getElementById("out") }); });
</script>"""
"""A front end for one widget: it holds the traits, and what the widget sends stays in ``model.sent``."""
MAP = "Object.values(document.querySelector('iframe').contentWindow.maliControl.maps)[0].state()"
READY = "(document.querySelector('iframe')?.contentWindow.maliControl?.maps && Object.keys(document.querySelector('iframe').contentWindow.maliControl.maps).length === 1)"


@pytest.fixture
def shown(chromium, explorer):  # noqa: F811
    """The widget in a browser without a network."""
    explorer.places = ["Kidal Region"]
    page = chromium.new_context(viewport={"width": 1024, "height": 900}, offline=True).new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_content(PAGE % json.dumps(explorer.get_state()).replace("</", "<\\/"))
    until(page, READY)
    yield page
    assert not faults
    page.context.close()


@explorer_needed
@pytest.mark.browser
def test_the_map_shows_what_python_holds(shown, explorer):
    until(shown, f"{MAP}.date === '2023-11-14'")
    for parties in ([], ["csp"], ["state"]):
        explorer.factions = parties
        shown.evaluate("(parties) => model.set('_parties', parties)", explorer.get_state()["_parties"])
        drawn = shown.evaluate(f"{MAP}.marks.map((mark) => mark.id)")
        assert drawn
        assert set(drawn) <= set(explorer.selection.place)
        settled = explorer.selection[explorer.selection.kind.isin(["town", "village"]) & explorer.selection.geometry.notna()]
        assert set(settled.place) <= set(drawn)


@explorer_needed
@pytest.mark.browser
def test_what_the_reader_does_reaches_python(shown, explorer):
    frame = shown.frames[-1]
    frame.get_by_label("Next change").click()
    until(shown, "model.get('date') === '2023-12-11'")
    explorer.set_state({"date": shown.evaluate("model.get('date')")})
    assert explorer.date == date(2023, 12, 11)
    shown.get_by_role("combobox", name="Parties").fill("csp")
    shown.keyboard.press("Enter")
    until(shown, "model.get('factions').length === 1")
    assert shown.evaluate("model.get('factions')") == ["csp"]
    shown.get_by_role("button", name="Remove Kidal Region").click()
    assert shown.evaluate("model.get('places')") == []
    frame.get_by_placeholder("Find a place").fill("Tessalit")
    shown.keyboard.press("Enter")
    until(shown, "model.get('place') === 'tessalit'")


@explorer_needed
@pytest.mark.browser
def test_what_python_sets_reaches_the_map_until_the_view_ends(shown):
    shown.evaluate("model.set('date', '2023-10-06'); model.set('place', 'anefis')")
    until(shown, f"{MAP}.date === '2023-10-06' && {MAP}.open === 'anefis'")
    shown.evaluate("end(); model.set('date', '2023-10-31')")
    assert shown.evaluate(f"{MAP}.date") == "2023-10-06"

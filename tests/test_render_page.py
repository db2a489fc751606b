"""Pages: text stays text, two builds are equal, nothing is fetched."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_render_world import DAY, HOSTILE, POISON, make_scene

from mali_control.errors import BadDate
from mali_control.render.leaflet import snapshot_map
from mali_control.render.page import inert, json_element, leaflet_css, leaflet_js, to_html
from mali_control.render.timeline import timeline_map

FIRST, LAST = DAY.replace(month=1), DAY.replace(month=12)


def snapshot(scene=None, **options):
    return snapshot_map(scene or make_scene(), DAY, **options)


def timeline(scene=None, **options):
    return timeline_map(scene or make_scene(), FIRST, LAST, shown=DAY, **options)


def content(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="[^"]*">(.*?)</script>', html, re.S)[1])


@given(st.text())
def test_inert_text_holds_nothing_that_anybody_runs(text):
    import html

    made = inert(text)
    assert not re.search(r"[<>{}`\\\u2028\u2029\"']", made)
    assert html.unescape(made) == html.unescape(html.escape(text))


@given(st.recursive(st.text() | st.sampled_from(HOSTILE), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_page_comes_back_as_it_was(value):
    made = json_element(value, "name")
    body = made.removeprefix('<script type="application/json" id="name">').removesuffix("</script>")
    assert json.loads(body) == value
    assert not re.search(r"[<>&\u2028\u2029]|\{\{|\{%|\{#|_[0-9a-f]{32}", body)


@pytest.mark.parametrize("make", [snapshot, timeline])
def test_hostile_text_reaches_no_page_as_code(make):
    html = to_html(make(make_scene(POISON)))
    data = content(html)
    assert "49" not in str(data["words"])
    found = json.dumps(data, ensure_ascii=False)
    for text in HOSTILE:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in found
    rest = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.S)
    for text in HOSTILE:
        assert text not in rest or text == "\"'&amp;"
    assert html.count("<script") == html.count("</script>") == to_html(make()).count("<script")


@pytest.mark.parametrize("make", [snapshot, timeline])
def test_two_builds_are_equal_byte_for_byte(make):
    def build() -> str:
        drawn = make()
        folium.Marker((17, 0), popup="here", tooltip="there").add_to(drawn)
        folium.LayerControl().add_to(drawn)
        return to_html(drawn)

    assert build() == build()


@pytest.mark.parametrize("make", [snapshot, timeline])
def test_a_page_loads_nothing(make):
    html = to_html(make())
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", re.sub(r"<script.*?</script>", "", html, flags=re.S))
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", html)
    assert not re.search(r"url\(\s*['\"]?(?!['\"]?(?:data:|#))", leaflet_css())
    assert "@import" not in html


def test_tiles_are_the_readers_own_wish():
    assert "tile.openstreetmap.org" not in to_html(snapshot())
    with_tiles = to_html(snapshot(tiles=True))
    assert "tile.openstreetmap.org" in with_tiles
    assert "OpenStreetMap" in with_tiles


def test_plain_folium_saving_and_showing_work_too(tmp_path):
    drawn = snapshot()
    drawn.save(tmp_path / "map.html")
    saved = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert content(saved)["shown"] == 19681
    assert "srcdoc" in drawn._repr_html_()
    drawn.save(tmp_path / "again.html")
    assert len((tmp_path / "again.html").read_text(encoding="utf-8")) == len(saved)


def test_foliums_own_maps_stay_as_they_are():
    before = list(folium.Map.default_js)
    to_html(snapshot())
    assert folium.Map.default_js == before
    assert "cdn.jsdelivr.net" in folium.Map(location=(0, 0)).get_root().render()


def test_two_maps_in_one_figure_share_their_scripts():
    figure = folium.Figure()
    figure.add_child(snapshot())
    figure.add_child(snapshot())
    assert figure.render().count(leaflet_js()) == 1


def test_the_title_names_country_and_day():
    assert "<title>Who held which town in Land, 20 November 2023</title>" in to_html(snapshot())


def test_without_scripts_there_is_a_table():
    html = to_html(snapshot())
    plain = re.search(r"<noscript>.*?</noscript>", html, re.S)[0]
    row = re.search(r"<tr><th>Town</th>.*?</tr>", plain)[0]
    assert "Held jointly by MALI and WAGNER; Under siege by Jnim then" in row
    assert "since 14 November 2023" in row
    assert "since between 11 October 2023 and 12 October 2023" in plain
    assert "since at the latest" not in row


def test_readers_may_enlarge_the_page():
    assert "user-scalable" not in to_html(snapshot())


def test_a_day_outside_the_span_is_refused():
    with pytest.raises(BadDate):
        timeline_map(make_scene(), FIRST, LAST, shown=DAY.replace(year=2020))


def test_a_war_without_a_basemap_can_be_drawn():
    html = to_html(snapshot(make_scene(basemap=False)))
    assert "Who held which town, 20 November 2023" in html


def test_style_and_words_need_no_drawing_library():
    code = "import sys, mali_control.render.style, mali_control.render.words, mali_control.render.scene; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not {"folium", "branca", "shapely", "pandas", "geopandas"} & set(done.stdout.split())


def test_a_snapshot_needs_no_frames():
    code = (
        "import sys, mali_control; from mali_control.render.page import to_html; "
        "to_html(mali_control.load().snapshot('2023-11-14')); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "geopandas" not in done.stdout.split()


def test_the_shipped_pages_stay_light(atlas):
    assert len(to_html(atlas.snapshot("2023-11-14")).encode()) < 600_000
    assert len(to_html(atlas.timeline("2012-01-01", "2025-12-31")).encode()) < 1_500_000

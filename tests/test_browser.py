"""The maps in a real browser, opened from disk with the network cut: what is shown, what can be done, and that nothing is fetched or run."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
import pytest
from test_languages import texts
from test_render_world import DAY, POISON, make_scene

from makers import report
from mali_control.atlas import _history
from mali_control.places import Gazetteer, Place
from mali_control.render.embed import embeddable
from mali_control.render.leaflet import snapshot_map
from mali_control.render.page import to_html
from mali_control.render.payload import day_number
from mali_control.render.scene import Scene
from mali_control.render.timeline import timeline_map
from mali_control.render.words import ENGLISH, FRENCH
from mali_control.reports import Report

pytestmark = pytest.mark.browser

REQUIRED = os.environ.get("MALI_CONTROL_REQUIRE_BROWSER") == "1"
SIZES = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
STATE = "Object.values(maliControl.maps)[0].state()"
MAP_READY = "window.maliControl && Object.keys(maliControl.maps).length > 0"
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def missing(what: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what}, and MALI_CONTROL_REQUIRE_BROWSER=1 says that it must be there")
    pytest.skip(what)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("no chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


Visit = Callable[..., Any]


def until(page: Any, condition: str) -> None:
    """Wait for what a page does in its own time; a slow machine may take long."""
    page.wait_for_function(condition, timeout=30_000)


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Visit]:
    """Open a page from disk. Afterwards: nothing was asked for but the file itself, nothing went wrong, no dialog was opened."""
    contexts, faults, asked = [], [], []

    def open_page(html: str, size: str = "desktop", fragment: str = "", *, ready: str = MAP_READY, **options: Any) -> Any:
        width, height = SIZES[size]
        if size == "phone":
            options |= {"has_touch": True, "is_mobile": True}
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, locale="en-GB", **options)
        contexts.append(context)
        file = tmp_path / f"map{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.route(re.compile("^(https?|wss?):"), lambda route: route.abort())
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(file.as_uri() + fragment)
        page.wait_for_function(ready)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults
    assert not [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))]


@pytest.fixture(scope="module")
def snapshot_html() -> str:
    return to_html(snapshot_map(make_scene(), DAY))


@pytest.fixture(scope="module")
def timeline_html() -> str:
    return to_html(timeline_map(make_scene(), FIRST, LAST, shown=DAY))


@pytest.fixture(scope="module")
def shipped_html(atlas: Any) -> str:
    return to_html(atlas.snapshot("2023-11-14"))


def marks(page: Any) -> dict[str, Any]:
    return {mark["id"]: mark for mark in page.evaluate(STATE)["marks"]}


def click_mark(page: Any, place: str) -> None:
    mark, box = marks(page)[place], page.locator(".leaflet-container").bounding_box()
    page.mouse.click(box["x"] + mark["x"], box["y"] + mark["y"])


def test_a_snapshot_shows_each_kind_of_state(visit, snapshot_html):
    page = visit(snapshot_html)
    assert page.title() == "Who held which town in Land, 20 November 2023"
    assert page.locator(".mc-day").inner_text() == "20 November 2023"
    found = marks(page)
    assert found["town"]["controllers"] == ["mali", "wagner"]
    assert found["town"]["besiegedBy"] == ["jnim"]
    assert len(found["town"]["colours"]) == 2
    assert found["town"]["recent"]
    assert found["fought"]["status"] == "contested"
    assert found["village"]["doubt"]
    assert found["silent"]["status"] == "unknown"
    assert found["camp"]["shape"] == "square"
    assert "nowhere" not in found
    state = page.evaluate(STATE)
    assert "Town" in state["labels"]
    assert "silent" not in state["cells"]
    assert {"town", "split", "fought", "village"} <= set(state["cells"])


def test_the_legend_names_what_is_on_the_map_and_counts_it(visit, snapshot_html):
    page = visit(snapshot_html)
    counts = page.evaluate(STATE)["counts"]
    assert (counts["all"], counts["known"], counts["contested"], counts["joint"], counts["besieged"]) == (6, 5, 1, 2, 1)
    legend = page.locator(".mc-legend").inner_text()
    assert "5 / 6" in legend
    assert re.search(r"State and allies\s+MALI 2, WAGNER 1\s+1", legend)
    assert "Islamic State" not in legend
    assert "Foreign" not in legend


def test_the_legend_names_who_is_seen_only_as_a_ring_around_a_place_of_others(visit):
    small = make_scene()
    told = [report("town holds mali 2023-10-01", source="text"), report("town besieges jnim 2023-10-02", source="text")]
    scene = replace(small, history=_history(small.gazetteer, small.factions, told))
    assert "JNIM and forerunners" in visit(to_html(snapshot_map(scene, DAY))).locator(".mc-legend").inner_text()


def test_a_click_opens_the_evidence(visit, snapshot_html):
    page = visit(snapshot_html)
    click_mark(page, "town")
    card = page.locator(".mc-card")
    text = card.inner_text()
    assert text.startswith("Town")
    assert "Held jointly by MALI and WAGNER since 14 November 2023." in text
    assert "Under siege by Jnim then." in text
    assert "taken by MALI and WAGNER from CSP" in text
    assert "Source, Publisher · section “Section” · stated by the source" in text
    assert "Claims that changed nothing" in text
    assert "not confirmed (a witness)" in text
    assert "Violence that changed nothing" in text
    assert "Camp: CSP" in text
    assert page.evaluate(STATE)["open"] == "town"
    page.keyboard.press("Escape")
    assert page.evaluate(STATE)["open"] is None


def test_bounds_of_dates_are_said_in_words(visit, snapshot_html):
    page = visit(snapshot_html, fragment="#p=split")
    assert "since between 11 and 12 October 2023" in page.locator(".mc-card").inner_text()
    page.evaluate("location.hash = 'p=village'")
    page.wait_for_function(f"{STATE}.open === 'village'")
    text = page.locator(".mc-card").inner_text()
    assert "since between 10 and 28 November 2023" in text
    assert "may or may not have happened yet" in text


def test_search_finds_other_spellings(visit, snapshot_html):
    page = visit(snapshot_html)
    page.get_by_role("combobox", name="Find a place").fill("taoûn")
    assert page.get_by_role("option").first.inner_text().startswith("Taoun → Town")
    page.keyboard.press("Enter")
    assert page.evaluate(STATE)["open"] == "town"


def test_the_table_lists_every_place_and_leads_to_the_map(visit, snapshot_html):
    page = visit(snapshot_html)
    page.get_by_text("Table of all places (7)").click()
    until(page, "document.querySelectorAll('.mc-table tbody tr').length === 7")
    assert "Contested between MALI and CSP" in page.locator(".mc-table tbody").inner_text()
    page.locator(".mc-table input").fill("jnim")
    until(page, "document.querySelectorAll('.mc-table tbody tr').length === 2")  # the besieged town, and the village that lies nowhere
    page.locator(".mc-table tbody button", has_text="Nowhere").click()
    assert page.evaluate(STATE)["open"] == "nowhere"
    assert "No position known" in page.locator(".mc-sheet").inner_text()


def test_places_without_a_position_stand_beside_the_map(visit, snapshot_html):
    page = visit(snapshot_html)
    page.get_by_text("Places without a known position (1)").click()
    assert "Jnim then" in page.locator(".mc-plain").first.inner_text()


def test_the_slider_moves_the_map(visit, timeline_html):
    page = visit(timeline_html)
    slider = page.get_by_role("slider", name="Date shown")
    slider.focus()
    assert slider.get_attribute("aria-valuetext").startswith("20 November 2023. State and allies 1")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE)["date"] == "2023-11-21"
    page.keyboard.press("PageDown")
    assert page.evaluate(STATE)["date"] == "2023-10-21"
    assert marks(page)["town"]["controllers"] == ["csp"]
    page.keyboard.press("Home")
    assert page.evaluate(STATE)["date"] == "2023-01-01"
    assert marks(page)["town"]["status"] == "unknown"
    page.keyboard.press("PageUp")
    page.keyboard.press("End")
    assert page.evaluate(STATE)["date"] == "2023-12-31"
    slider.evaluate("(node, value) => { node.value = value; node.dispatchEvent(new Event('input')); }", 19675)
    assert page.evaluate(STATE)["date"] == "2023-11-14"
    assert page.locator(".mc-day").inner_text() == "14 November 2023"


def test_buttons_go_from_change_to_change_and_the_line_says_why(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-11-13")
    page.get_by_role("button", name="Next change").click()
    assert page.evaluate(STATE)["date"] == "2023-11-14"
    page.wait_for_function("document.querySelector('.mc-say').textContent.startsWith('14')")
    said = page.locator(".mc-say").inner_text()
    assert said == "14 November 2023: Town: MALI and WAGNER (before: CSP). Source: Source, section “Section”."
    page.get_by_role("button", name="Next change").click()
    page.wait_for_function("document.querySelector('.mc-say').textContent.startsWith('15')")
    assert "Town: MALI and WAGNER; under siege by Jnim then (before: MALI and WAGNER)" in page.locator(".mc-say").inner_text()
    page.get_by_role("button", name="Previous change").click()
    page.get_by_role("button", name="Previous change").click()
    assert page.evaluate(STATE)["date"] == "2023-11-03"


def test_what_a_rule_of_ours_changes_is_no_sources_word(visit, atlas):
    page, started = visit(to_html(atlas.timeline("2012-01-01", "2027-12-31", shown="2014-01-01"))), defaultdict(list)
    for place in atlas.gazetteer:
        for state in atlas.engine.of(place)[1:]:
            started[state.start].append(state)
    for rule in ("aged", "siege aged", "renamed"):  # days on which nothing else begins
        day, states = next((day, states) for day, states in started.items() if {s.rule for s in states} == {rule} and len(states) < 4)
        page.evaluate(f"location.hash = '#d={day}&p={states[0].place}'")
        until(page, f"document.querySelector('.mc-say').textContent.includes({json.dumps(ENGLISH['rules'][rule])})")
        assert "Source:" not in page.locator(".mc-say").inner_text()
        assert ENGLISH["rules"][rule] in page.locator(".mc-card").inner_text()


def test_days_after_the_last_report_are_marked(visit):
    told = make_scene()
    page = visit(to_html(timeline_map(told, FIRST, date(2024, 12, 31), shown=told.last_day)))
    notice = page.locator(".mc-known")
    assert notice.is_hidden()
    page.evaluate("location.hash = '#date=2024-02-01'")
    until(page, f"{STATE}.date === '2024-02-01'")
    assert notice.inner_text() == "no report after 28 November 2023: last states known"
    unheard = page.locator(".mc-slide input").evaluate("node => parseFloat(getComputedStyle(node).getPropertyValue('--beyond'))")
    assert unheard == pytest.approx(100 * (date(2024, 12, 31) - told.last_day).days / (date(2024, 12, 31) - FIRST).days)


def test_the_day_is_the_same_in_every_time_zone(visit, timeline_html):
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Africa/Bamako"):
        page = visit(timeline_html, fragment="#d=2023-11-14", timezone_id=zone)
        assert page.evaluate(STATE)["date"] == "2023-11-14"
        assert page.locator(".mc-day").inner_text() == "14 November 2023"
        page.get_by_label("Date", exact=True).fill("2023-03-26")
        assert page.evaluate(STATE)["date"] == "2023-03-26"


def crowded_scene() -> Scene:
    """Far more places than there is room for, held by one side after the other, some besieged, contested or of uncertain date."""
    chance, spare = random.Random(1), make_scene()
    crowd = [
        Place(f"p{n}", f"Place {n}", "village" if n % 9 else "town", chance.uniform(15, 19), chance.uniform(-3, 3)) for n in range(1500)
    ]
    crowd += [Place("base", "Base", "base", 17.0, 0.3, parent="p0")]
    reports = []
    for place in crowd:
        for _ in range(chance.randint(0, 4)):
            day = (FIRST + timedelta(days=chance.randrange(330))).isoformat()
            doing = chance.choices(("captures", "besieges", "contests"), (8, 1, 1))[0]
            when = day if chance.random() < 0.9 else f"[{day}..{(date.fromisoformat(day) + timedelta(days=20)).isoformat()}]"
            reports.append(
                report(
                    f"{place.id} {doing} {chance.choice(('mali', 'csp', 'jnim', 'mali;wagner'))} {when}",
                    id=f"r{len(reports)}",
                    source="text",
                )
            )
    gazetteer = Gazetteer(crowd)
    return Scene(gazetteer, spare.factions, spare.sources, _history(gazetteer, spare.factions, reports), spare.basemap)


@pytest.fixture(scope="module")
def crowded_html() -> str:
    return to_html(timeline_map(crowded_scene(), FIRST, LAST, shown=DAY))


DRAWN = f"""() => {{
  const {{ labels, counts, marks, cells }} = {STATE}, node = (name) => document.querySelector(name);
  const canvases = [...document.querySelectorAll('.leaflet-map-pane canvas, .mc-slide canvas')];
  return {{ labels, counts, marks, cells, beside: node('.mc-side').innerText, pictures: canvases.map((canvas) => canvas.toDataURL()) }};
}}"""


@pytest.mark.parametrize(("war", "fewest"), [("timeline_html", 5), ("crowded_html", 850)])
def test_after_any_steps_the_map_is_as_if_drawn_anew(visit, request, war, fewest):
    """What a step keeps of the day before must never show: forward, back and in leaps, with and without a filter."""
    html, chance, steps = request.getfixturevalue(war), random.Random(7), [1, 1, 1, -1, 7, -30, 31, 120, -200]
    page, first, last = visit(html, "tablet"), FIRST.toordinal(), LAST.toordinal()
    for only in (None, ["jnim", "csp"]):
        page.evaluate("(only) => Object.values(maliControl.maps)[0].keepTo(null, only)", only)
        day, walked = chance.randint(first, last), []
        for _ in range(15):
            day = max(first, min(last, day + chance.choice(steps)))
            walked.append(day - date(1970, 1, 1).toordinal())
        page.evaluate(
            "(days) => days.forEach((day) => { const node = document.querySelector('.mc-slide input'); node.value = day; node.dispatchEvent(new Event('input')); })",
            walked,
        )
        anew = visit(html, "tablet", f"#d={date.fromordinal(day)}")
        anew.evaluate("(only) => Object.values(maliControl.maps)[0].keepTo(null, only)", only)
        drawn, fresh = page.evaluate(DRAWN), anew.evaluate(DRAWN)
        assert page.evaluate(STATE)["date"] == str(date.fromordinal(day))
        assert only or len(drawn["marks"]) >= fewest
        for what in fresh:
            assert drawn[what] == fresh[what], what


def test_marks_copied_by_thousands_look_like_marks_drawn_one_by_one(visit, crowded_html):
    page = visit(crowded_html, "tablet")
    off = page.evaluate("""() => {
      const { Stamps, drawMark, HELD, CONTESTED, UNKNOWN } = maliControl.draw, plain = { siege: [], weak: false, doubt: false, recent: false, glyph: "plus" };
      const marks = [{ status: HELD, colours: ["#AA3311"] }, { status: HELD, colours: ["#AA3311", "#1133AA"], recent: true }, { status: CONTESTED, colours: ["#AA3311", "#1133AA"] },
        { status: UNKNOWN, colours: [] }, { status: HELD, colours: ["#118833"], weak: true }, { status: HELD, colours: ["#118833"], siege: ["#000000"] }, { status: HELD, colours: ["#1133AA"], doubt: true }];
      const items = Array.from({ length: 300 }, (_, i) => ({ mark: { ...plain, ...marks[i % 7], key: i % 7 }, r: [4.05, 5.4, 8.1][i % 3], shape: ["circle", "square", "diamond"][i % 4 % 3],
        x: 20 + (i * 37) % 260, y: 20 + (i * 91) % 160 }));
      const draw = (paint) => {
        const canvas = document.createElement("canvas"), pen = canvas.getContext("2d"), ratio = 2;
        canvas.width = 600; canvas.height = 400;
        pen.scale(ratio, ratio); pen.fillStyle = "#fff"; pen.fillRect(0, 0, 300, 200);
        paint(pen, ratio);
        return pen.getImageData(0, 0, 600, 400).data;
      };
      const one = draw((pen) => items.forEach(({ x, y, r, mark, shape }) => drawMark(pen, x, y, r, mark, shape)));
      const all = draw((pen, ratio) => new Stamps().draw(pen, { width: 300, height: 200, ratio }, items));
      return one.filter((value, i) => Math.abs(value - all[i]) > 4).length / one.length;
    }""")
    assert off < 1e-4  # the last dash of a ring may end a hair later


def test_the_changes_are_those_of_the_engine(visit, atlas):
    page = visit(to_html(atlas.timeline("2012-01-01", "2025-12-31")))
    shown = {(day, place) for day, places in page.evaluate(STATE)["changes"] for place in places}
    assert shown == {(c.day.isoformat(), c.place) for c in atlas.list_changes("2012-01-01", "2025-12-31")}


def test_layers_are_switched_and_kept_in_the_address(visit, timeline_html):
    page = visit(timeline_html)
    assert "camp" in marks(page)
    attacked = page.get_by_label("Attacks (they change nothing)")
    assert not attacked.is_checked()
    attacked.check()
    page.get_by_label("Bases, airports and camps").uncheck()
    page.get_by_label("Names").uncheck()
    page.wait_for_function("location.hash.includes('layers=territory,attacks,regions')")
    assert "Star: attacked of late" in page.locator(".mc-legend").inner_text()
    again = visit(timeline_html, fragment=page.evaluate("location.hash"))
    assert again.get_by_label("Attacks (they change nothing)").is_checked()
    assert "camp" not in marks(again)
    assert again.evaluate(STATE)["labels"] == []
    assert marks(again)["town"]["controllers"] == ["mali", "wagner"]


def test_an_attack_shown_stands_in_the_card_of_its_place(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-11-18&layers=attacks&attacks=7&p=town")
    assert "attacked by" in page.locator(".mc-card").inner_text()
    assert page.evaluate(STATE)["counts"]["attacked"] == 1
    later = visit(timeline_html, fragment="#d=2023-11-25&layers=attacks&attacks=7")
    assert later.evaluate(STATE)["counts"]["attacked"] == 0


def test_curves_follow_the_slider_and_say_what_they_show(visit, timeline_html):
    page = visit(timeline_html)
    page.get_by_text("Curves, and days to play").click()
    until(page, "document.querySelectorAll('.mc-now li').length > 0")
    legend = page.evaluate(STATE)["counts"]["blocs"]
    shown = page.locator(".mc-now").inner_text()
    assert f"State and allies: {legend[0]}, " in shown
    assert "km²" in shown
    said = page.locator(".mc-graphs canvas").first.get_attribute("aria-label")
    assert "1 January 2023 to 31 December 2023" in said
    assert "State and allies: 0 at first" in said
    page.get_by_role("slider", name="Date shown").focus()
    page.keyboard.press("Home")
    assert "State and allies: 0, " in page.locator(".mc-now").inner_text()


def test_days_to_play_are_kept_in_the_address_and_end_the_play(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-10-09&from=2023-10-10&to=2023-10-14")
    page.get_by_label("Pace").select_option("50")
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Play").wait_for()  # it has stopped by itself
    until(page, f"{STATE}.date === '2023-10-14'")
    page.wait_for_function("location.hash.includes('from=2023-10-10&to=2023-10-14')")


def test_a_pace_can_be_typed_and_the_space_bar_plays(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-12-20")
    page.get_by_text("Curves, and days to play").click()
    rate, pace = page.get_by_label("Days a second"), page.get_by_label("Pace")
    assert (rate.input_value(), pace.input_value()) == ("70", "1")
    pace.select_option("2")
    assert rate.input_value() == "140"
    rate.fill("35")
    rate.press("Tab")
    assert pace.locator("option:checked").inner_text() == "½×"
    rate.fill("21")
    rate.press("Tab")
    assert pace.locator("option:checked").inner_text() == "0.3×"
    assert pace.locator("optgroup").get_attribute("label") == "passes over changes"
    assert pace.locator("optgroup option").all_inner_texts() == ["10×", "50×"]
    page.get_by_role("slider", name="Date shown").focus()
    page.keyboard.press(" ")
    page.get_by_role("button", name="Pause").wait_for()
    until(page, f"{STATE}.date > '2023-12-20'")
    page.keyboard.press(" ")
    page.get_by_role("button", name="Play").wait_for()


@pytest.mark.parametrize("framed", [False, True], ids=["page", "frame"])
def test_the_whole_country_is_seen_at_first(visit, shipped_html, framed):
    page = visit(embeddable(shipped_html) if framed else shipped_html, ready="document.readyState === 'complete'")
    for size in [*SIZES.values(), (374, 600), (800, 450)]:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.reload()
        width, height = page.locator(".mc-map").evaluate("(box) => [box.clientWidth, box.clientHeight]")
        until(page, f"{MAP_READY} && {STATE}.marks.length > 0")
        ends = {mark["id"]: mark for mark in page.evaluate(STATE)["marks"] if mark["id"] in ("taoudenit", "kayes", "sikasso", "menaka")}
        assert set(ends) >= {"taoudenit", "kayes", "sikasso", "menaka"}, size
        assert all(10 < mark["x"] < width - 10 and 10 < mark["y"] < height - 10 for mark in ends.values()), size
        corners = page.evaluate(
            "(() => { const map = Object.values(window).find((value) => value instanceof L.Map);"
            "return [[24.99, -6.5], [10.15, -8], [15, -12.2], [15, 4.2]].map((at) => { const p = map.latLngToContainerPoint(at); return [p.x, p.y]; }); })()"
        )
        assert all(0 <= x <= width and 0 <= y <= height for x, y in corners), size


def test_the_map_is_told_in_words(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-10-13")
    region = page.locator(".leaflet-container")
    assert region.get_attribute("aria-label") == "Map: Who held which town in Land, 13 October 2023"
    told = page.locator(f"#{region.get_attribute('aria-describedby')}").text_content()
    counts = page.evaluate(STATE)["counts"]
    assert told.startswith(f"{counts['known']} of {counts['all']} towns and villages have a known holder: ")
    assert ("under siege" in told) == (counts["besieged"] > 0)


def test_since_leads_to_the_day_on_which_a_state_began(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-12-20&p=split")
    page.locator(".mc-card .mc-state button").click()
    until(page, f"{STATE}.date === '2023-10-12'")
    assert page.evaluate(STATE)["open"] == "split"


def test_search_forgives_typos(visit, snapshot_html):
    page = visit(snapshot_html)
    page.get_by_role("combobox", name="Find a place").fill("Fuoght")
    assert page.get_by_role("option").first.inner_text().startswith("Fought")
    page.get_by_role("combobox", name="Find a place").fill("qqqqqq")
    assert page.get_by_role("option").first.inner_text() == "No place of that name"


def test_play_runs_and_stops(visit, timeline_html):
    page = visit(timeline_html, fragment="#d=2023-10-01")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"{STATE}.date > '2023-10-20'")
    page.get_by_role("button", name="Pause").click()
    stopped = page.evaluate(STATE)["date"]
    page.evaluate("new Promise(done => { let n = 0; const tick = () => (++n > 30 ? done() : requestAnimationFrame(tick)); tick(); })")
    assert page.evaluate(STATE)["date"] == stopped


def test_reduced_motion_plays_change_by_change_only(visit, timeline_html):
    page = visit(timeline_html, reduced_motion="reduce")
    assert page.locator(".mc-buttons option").all_inner_texts() == ["by change"]


def test_an_address_is_written_and_read(visit, timeline_html):
    page = visit(timeline_html)
    page.get_by_role("button", name="Previous change").click()
    click_mark(page, "split")
    page.wait_for_function("location.hash.includes('p=split')")
    fragment = page.evaluate("location.hash")
    again = visit(timeline_html, fragment=fragment)
    assert again.evaluate(STATE)["open"] == "split"
    assert again.evaluate(STATE)["date"] == page.evaluate(STATE)["date"]


def test_links_are_written_by_hand(visit, timeline_html):
    page = visit(timeline_html, fragment="#date=2023-11-14&place=split&zoom=9")
    found = page.evaluate(STATE)
    assert (found["date"], found["open"], found["zoom"]) == ("2023-11-14", "split", 9)
    assert "split" in marks(page)
    page.evaluate("location.hash = '#date=2023-11-03&zoom=7'")
    until(page, f"{STATE}.zoom === 7")
    assert page.evaluate(STATE)["date"] == "2023-11-03"


@pytest.mark.parametrize("size", SIZES)
def test_the_shipped_map_at_every_size(visit, shipped_html, atlas, size):
    page = visit(shipped_html, size)
    state = page.evaluate(STATE)
    kidal = next(mark for mark in state["marks"] if mark["id"] == "kidal")
    assert kidal["controllers"] == ["mali", "wagner"]
    assert {"Kidal", "Gao", "Timbuktu", "Ménaka"} <= set(state["labels"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".leaflet-container").bounding_box()
    assert all(-50 < kidal[axis] < box[side] + 50 for axis, side in (("x", "width"), ("y", "height")))
    assert state["counts"]["sites"] == sum(atlas.gazetteer[s.place].is_site and s.status != "unknown" for s in atlas.states("2023-11-14"))
    low = page.evaluate("[...document.querySelectorAll('.mc button, .mc summary, .mc input:not([type=checkbox])')]"
                        ".filter(n => n.offsetParent && !n.classList.contains('mc-link') && n.offsetHeight < 44 && n.type !== 'range').map(n => n.outerHTML)")  # fmt: skip
    assert low == []


def test_a_snapshot_is_as_sure_of_every_place_as_the_history(visit, atlas):
    """Also where the change that ends a state, later than the page's day, may have come before it."""
    told = {state.place: state for state in atlas.states("2012-07-10")}
    found = marks(visit(to_html(atlas.snapshot("2012-07-10"))))
    assert sum(mark["doubt"] for mark in found.values()) > 50
    for place, mark in found.items():
        assert mark["doubt"] == (told[place].day_in_doubt and told[place].status != "unknown"), place
        assert mark["confidence"] == pytest.approx(told[place].confidence, abs=0.011), place


def test_on_a_phone_a_tap_opens_a_sheet_from_below(visit, timeline_html):
    page = visit(timeline_html, "phone")
    mark, box = marks(page)["split"], page.locator(".leaflet-container").bounding_box()
    page.touchscreen.tap(box["x"] + mark["x"], box["y"] + mark["y"])
    sheet = page.locator(".mc-sheet")
    sheet.wait_for()
    assert "Held jointly by MALI and MSA" in sheet.inner_text()
    bounds = sheet.bounding_box()
    assert bounds["y"] + bounds["height"] == pytest.approx(844, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    right = page.evaluate("Math.max(...[...document.querySelectorAll('.mc-time *')].map(n => n.getBoundingClientRect().right))")
    assert right <= 390
    sheet.get_by_role("button", name="Close").tap()
    assert page.evaluate(STATE)["open"] is None


def test_the_keyboard_reaches_everything_in_order(visit, timeline_html):
    page = visit(timeline_html)
    seen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("(n => n.className + ' ' + (n.getAttribute('aria-label') || n.type || n.tagName))(document.activeElement)")
        )
    order = [next(i for i, text in enumerate(seen) if word in text)
             for word in ("mc-skip", "leaflet-container", "leaflet-control-zoom-in", "mc-side", "Previous change", "Date shown")]  # fmt: skip
    assert order == sorted(order)
    assert any("SUMMARY" in text for text in seen[order[-1] :])


@contextmanager
def hostile(visit: Visit, html: str, **options: Any) -> Iterator[Any]:
    page = visit(html, **options)
    page.evaluate("window.ran = false")
    yield page
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.querySelectorAll('.mc img, .mc script, .mc b > *').length") == 0


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_hostile_text_is_shown_and_never_run(visit, size):
    scene = make_scene(POISON)
    html = to_html(timeline_map(scene, FIRST, LAST, shown=DAY))
    with hostile(visit, html, size=size, fragment="#p=town") as page:
        said = page.evaluate("document.querySelector('.mc-card').textContent")
        for where in ("Town", "Taoun", "Region", "MALI", "Source", "Publisher", "Section", "Note", "Camp"):
            assert where + POISON in said.replace("Held jointly by ", "")
        assert POISON in page.evaluate("document.querySelector('.mc-head').textContent")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        until(page, "document.querySelectorAll('.mc-table tbody tr').length > 0")
        assert POISON in page.evaluate("document.querySelector('.mc-table').textContent")
        assert POISON in page.evaluate("document.querySelector('.mc-side').textContent")
        until(page, "document.querySelector('.mc-say').textContent.length > 0")  # said once the slider rests
        assert POISON in page.evaluate("document.querySelector('.mc-time').textContent")
        page.evaluate("document.querySelector('.mc-search input').value = 'img'")
        page.locator(".mc-search input").dispatch_event("input")
        assert POISON in page.evaluate("document.querySelector('.mc-search ul').textContent")


def test_foliums_own_layers_can_be_added(visit):
    drawn = snapshot_map(make_scene(), DAY)
    group = folium.FeatureGroup(name="mine").add_to(drawn)
    folium.Marker((17.4, 1.0), popup="a popup of mine", tooltip="tip").add_to(group)
    folium.Marker((17.4, 2.0), icon=folium.Icon(color="red")).add_to(group)
    folium.GeoJson({"type": "Point", "coordinates": [1.5, 17.0]}, name="points").add_to(drawn)
    folium.LayerControl().add_to(drawn)
    page = visit(to_html(drawn))
    icons = page.locator(".leaflet-marker-icon")
    assert icons.count() == 3
    assert icons.first.evaluate("n => n.complete && n.naturalWidth") == 25
    icons.first.click()
    assert page.locator(".leaflet-popup").inner_text().strip().startswith("a popup of mine")
    assert page.locator(".leaflet-control-layers").count() == 1


def test_tiles_of_ones_own_are_not_hidden_under_the_land(visit):
    drawn = snapshot_map(make_scene(), DAY)
    pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="
    folium.TileLayer(pixel, attr="mine").add_to(drawn)
    page = visit(to_html(drawn))
    painted = "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v))(document.querySelector('.leaflet-mc-land-pane canvas'))"
    assert page.evaluate(painted) is False
    assert visit(to_html(snapshot_map(make_scene(), DAY))).evaluate(painted) is True


def test_a_map_saved_by_folium_itself_opens_too(visit, tmp_path):
    file = tmp_path / "saved.html"
    timeline_map(make_scene(), FIRST, LAST, shown=DAY).save(file)
    page = visit(file.read_text(encoding="utf-8"))
    assert page.evaluate(STATE)["date"] == "2023-11-20"


def test_two_maps_in_one_page_do_not_disturb_each_other(visit):
    figure = folium.Figure(height=900)
    for left, day in (("0%", DAY), ("50%", date(2023, 10, 20))):
        box = figure.add_subplot(1, 2, 1 if left == "0%" else 2, margin=0.01)
        box.add_child(timeline_map(make_scene(), FIRST, LAST, shown=day))
    page = visit(figure.render())
    shown = "Object.values(maliControl.maps).map(m => m.state().date)"
    assert page.evaluate(shown) == ["2023-11-20", "2023-10-20"]
    page.get_by_role("slider", name="Date shown").nth(1).focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(shown) == ["2023-11-20", "2023-10-19"]
    page.get_by_role("slider", name="Date shown").nth(0).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("location.hash === '#d=2023-11-19'")  # the address is the first map's
    assert page.evaluate(shown) == ["2023-11-19", "2023-10-19"]


@pytest.mark.parametrize("sandbox", ["", ' sandbox="allow-scripts"'])
def test_a_notebooks_frame_shows_the_map(visit, timeline_html, sandbox):
    from html import escape

    frame = f'<iframe{sandbox} srcdoc="{escape(timeline_html)}" width="1000" height="620"></iframe>'
    page = visit(frame + "<script>window.maliControl = {maps: {outer: 1}}</script>")
    inner = page.frames[1]
    inner.wait_for_function("window.maliControl && Object.keys(maliControl.maps).length > 0")
    inner.get_by_role("button", name="Previous change").click()
    inner.wait_for_function(f"{STATE}.date === '2023-11-19'")


def test_a_war_without_a_basemap_fits_its_places(visit):
    page = visit(to_html(snapshot_map(make_scene(basemap=False), DAY)))
    assert {"town", "split", "fought", "village"} <= set(marks(page))


SAID = """() => {
  const said = [document.title, document.body.innerText];
  document.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext]").forEach((e) =>
    ["aria-label", "title", "placeholder", "aria-valuetext"].forEach((name) => said.push(e.getAttribute(name) || "")));
  return said.join(" ");
}"""
"""All that a page says to eyes and ears."""


def english_only() -> list[str]:
    """The stretches of the English words that stand between gaps, and that are no French."""
    french = " ".join(texts(FRENCH)).casefold()
    found = {part.strip(" ,.:;()“”").casefold() for text in texts(ENGLISH) for part in re.split(r"\{\w+\}", text)}
    return sorted(part for part in found if len(part) > 3 and part not in french)


def test_a_french_page_has_no_english_word(visit):
    scene = make_scene().told_in("fr")
    page = visit(to_html(timeline_map(scene, FIRST, LAST, shown=DAY)), fragment="#p=town")
    page.locator(".mc-table summary").click()
    until(page, "document.querySelector('.mc-say').textContent")
    said = page.evaluate(SAID).casefold()
    assert "20\u00a0novembre\u00a02023" in said
    assert "tenu conjointement par mali et wagner" in said
    data = [t for place in scene.gazetteer.values() for t in (place.name, place.note)] + ["Note of a report", "a witness"]
    for text in sorted(filter(None, data), key=len, reverse=True):
        said = said.replace(text.casefold(), "")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert not [word for word in english_only() if re.search(rf"\b{re.escape(word)}\b", said)]


def test_the_page_reads_the_whole_war_as_the_engine_tells_it(visit, atlas):
    first, last = date(2012, 1, 1), date(2025, 12, 31)
    page = visit(to_html(atlas.timeline(first, last)))
    told = page.evaluate(
        """() => {
            const m = new maliControl.Model(JSON.parse(document.querySelector('script[type="application/json"]').textContent));
            const report = (n) => { const { kind, note, section, earliest, latest } = m.report(n); return [kind, note, section, earliest, latest]; };
            return m.places.map(({ id, index }) => [id, m.history(index).map(([start, , { holders, besiegers }, at]) => {
              const { s = [start, start, start], c = [], a = [], d = [] } = m.more.get(at) || {};
              const named = (ids) => ids.map((f) => m.factions[f][5]).sort();
              return [start, named(holders), named(besiegers), s, [m.reportsOf(at), c, a, d].map((numbers) => numbers.map(report))];
            })]);
        }"""
    )

    def number(day: date | None) -> int | None:
        return None if day is None else day_number(day)

    def row(report: Report) -> list[Any]:
        return [report.kind, report.note, report.section, number(report.date.earliest), number(report.date.latest)]

    seen = 0
    for place, found in told:
        for state, (start, holders, besiegers, since, reports) in zip(atlas.engine.of(place), found, strict=bool(found)):
            assert (start, tuple(holders), tuple(besiegers)) == (day_number(state.start), state.controllers, state.besieged_by)
            if state.start <= last and state.rule != "no report before this day":
                assert since == [number(day) for day in (state.since.day, state.since.earliest, state.since.latest)]
                assert reports == [list(map(row, each)) for each in (state.reports, state.claims, state.attacks, state.disputed_by)]
                seen += 1
    assert seen > 500

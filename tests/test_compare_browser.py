"""Two days compared, in a real browser: both maps move as one, differences are ringed and listed, a row leads to the place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_browser import SIZES, STATE, chromium, hostile, until, visit  # noqa: F401 - fixtures
from test_render_world import DAY, POISON, make_scene

from mali_control.render.compare import compare_map
from mali_control.render.page import to_html

pytestmark = pytest.mark.browser

EARLIER = date(2023, 10, 20)
DIFFERENT = {"town", "fought", "village", "camp"}


@pytest.fixture(scope="module")
def compared_html() -> str:
    return to_html(compare_map(make_scene(), EARLIER, DAY))


@pytest.fixture(scope="module")
def shipped_html(atlas: Any) -> str:
    return to_html(atlas.compare("2023-10-01", "2023-12-31").map())


def state(page: Any) -> dict[str, Any]:
    return page.evaluate(STATE)


def test_each_map_shows_its_day_and_rings_what_differs(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    assert page.title() == "Who held which town in Land, 20 October 2023 and 20 November 2023"
    assert page.locator(".mc-when").all_inner_texts() == ["20 October 2023", "20 November 2023"]
    found = state(page)
    first, second = ({mark["id"]: mark for mark in found[which]} for which in ("first", "second"))
    assert (first["town"]["controllers"], second["town"]["controllers"]) == (["csp"], ["mali", "wagner"])
    assert (first["fought"]["status"], second["fought"]["status"]) == ("controlled", "contested")
    for marks in (first, second):
        assert {place for place, mark in marks.items() if mark["ringed"]} == DIFFERENT
    assert "Town" in found["labels"]
    assert "Town" in found["labelsFirst"]


def test_the_list_says_who_gained_and_lost_and_why(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    assert page.locator(".mc-differences > summary").inner_text() == "Differences (5)"
    rows = page.locator(".mc-balance tbody tr").all_inner_texts()
    assert "MALI\t1\t–" in rows
    assert "CSP\t2\t1" in rows
    turn = page.locator(".mc-turn", has_text="CSP → MALI and WAGNER")
    assert "town, Region · since 14 November 2023" in turn.inner_text()
    assert "Source, section “Section”" in turn.inner_text()
    turn.get_by_text("Reports behind it").click()
    until(page, "document.querySelectorAll('.mc-why[open] ol li').length > 0")
    assert "taken by MALI and WAGNER from CSP" in turn.inner_text()


def test_a_row_takes_both_maps_to_the_place(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    page.locator(".mc-differences").get_by_role("button", name="Fought").click()
    found = state(page)
    assert (found["open"], found["selected"], found["together"]) == ("fought", ["fought", "fought"], True)
    card = page.locator(".mc-card").inner_text()
    assert card.startswith("20 November 2023")
    assert "Contested between MALI and CSP" in card
    page.keyboard.press("Escape")
    found = state(page)
    assert (found["open"], found["selected"]) == (None, [None, None])


def test_the_maps_move_as_one(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    zoom = state(page)["zoom"]
    page.locator(".mc-first-map").focus()
    page.keyboard.press("+")
    until(page, f"{STATE}.zoom > {zoom}")
    assert state(page)["together"]
    box = page.locator(".mc-map:not(:has(.mc-first-map))").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 400)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 350, steps=4)
    page.mouse.up()
    until(page, f"{STATE}.together")
    page.get_by_role("button", name="Zoom out").click()
    until(page, f"{STATE}.zoom === {zoom}")
    assert state(page)["together"]


def test_a_click_on_the_first_map_tells_of_the_first_day(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    point = page.evaluate(
        "(() => { const s = Object.values(maliControl.maps)[0].state(); const m = s.marks.find(m => m.id === 'town'); return [m.x, m.y]; })()"
    )
    box = page.locator(".mc-first-map").bounding_box()
    page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    card = page.locator(".mc-card").inner_text()
    assert card.startswith("20 October 2023")
    assert "Held by CSP" in card
    assert (state(page)["openFirst"], state(page)["selected"]) == ("town", ["town", "town"])


def test_one_map_over_the_other(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    button = page.get_by_role("button", name="One over the other")
    assert button.get_attribute("aria-pressed") == "false"
    assert not page.get_by_role("slider").is_visible()
    button.click()
    assert state(page)["over"]
    assert state(page)["together"]
    knob = page.get_by_role("slider", name="Border between the two maps")
    first, second = (page.locator(s).bounding_box() for s in (".mc-first-map", ".mc-map:not(:has(.mc-first-map))"))
    assert first == second
    top = "(x => { const b = document.querySelector('.mc-first-map').getBoundingClientRect(); return !!document.elementFromPoint(b.left + b.width * x, b.top + b.height / 2).closest('.mc-first-map'); })"
    assert [page.evaluate(f"{top}({x})") for x in (0.25, 0.75)] == [True, False]
    knob.focus()
    page.keyboard.press("End")
    assert page.evaluate(f"{top}(0.75)")
    page.keyboard.press("Home")
    assert not page.evaluate(f"{top}(0.25)")
    page.wait_for_function("location.hash.includes('m=over')")
    assert state(visit(compared_html, fragment=page.evaluate("location.hash")))["over"]


def test_a_war_without_a_basemap_is_compared_too(visit):  # noqa: F811
    page = visit(to_html(compare_map(make_scene(basemap=False), EARLIER, DAY)))
    assert state(page)["together"]
    assert {mark["id"] for mark in state(page)["first"]} >= {"town", "fought", "village"}


def test_an_address_opens_a_place(visit, compared_html):  # noqa: F811
    found = state(visit(compared_html, fragment="#p=village"))
    assert (found["open"], found["selected"], found["together"]) == ("village", ["village", "village"], True)


def test_the_table_lists_the_differences(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    page.get_by_text("Table of differences (5)").click()
    until(page, "document.querySelectorAll('.mc-table tbody tr').length === 5")
    assert page.locator(".mc-table thead th").all_inner_texts()[3:5] == ["20 October 2023", "20 November 2023"]
    assert page.get_by_role("row", name="Town town, Region Changed hands CSP MALI and WAGNER; under siege by Jnim then").count() == 1
    page.locator(".mc-table input").fill("contested")
    until(page, "document.querySelectorAll('.mc-table tbody tr').length === 1")
    page.locator(".mc-table tbody button", has_text="Fought").click()
    assert state(page)["open"] == "fought"


def test_legend_counts_both_days(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    legend = page.locator(".mc-legend").inner_text()
    assert "3 → 5 / 6" in legend
    assert page.locator(".mc-legend .mc-bar").count() == 2


@pytest.mark.parametrize("size", SIZES)
def test_the_shipped_comparison_at_every_size(visit, shipped_html, size):  # noqa: F811
    page = visit(shipped_html, size)
    found = state(page)
    assert found["together"]
    first, second = (page.locator(s).bounding_box() for s in (".mc-first-map", ".mc-map:not(:has(.mc-first-map))"))
    if size == "phone":
        assert first["y"] + first["height"] <= second["y"]
    else:
        assert first["x"] + first["width"] <= second["x"]
    assert {"Kidal", "Gao", "Timbuktu"} <= set(found["labels"]) & set(found["labelsFirst"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".mc-first-map").bounding_box()["height"] > 250
    low = page.evaluate("[...document.querySelectorAll('.mc button, .mc summary, .mc input:not([type=checkbox])')]"
                        ".filter(n => n.offsetParent && !n.classList.contains('mc-link') && n.offsetHeight < 44 && !n.closest('.mc-why')).map(n => n.outerHTML)")  # fmt: skip
    assert low == []
    if size == "phone":
        page.get_by_text("Differences (18)", exact=True).tap()
        assert page.locator(".mc-differences").get_by_role("button", name="Kidal", exact=True).is_visible()


def test_the_keyboard_reaches_everything_in_order(visit, compared_html):  # noqa: F811
    page = visit(compared_html)
    seen = []
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("(n => n.className + ' ' + (n.getAttribute('aria-label') || n.textContent))(document.activeElement)"))
    order = [next(i for i, text in enumerate(seen) if word in text)
             for word in ("mc-skip", "mc-mode", "mc-first-map", "leaflet-container", "Find a place", "Differences (5)", "Town")]  # fmt: skip
    assert order == sorted(order)


def test_tiles_lie_under_both_maps(chromium, tmp_path):  # noqa: F811
    file = tmp_path / "tiles.html"
    file.write_text(to_html(compare_map(make_scene(), EARLIER, DAY, tiles=True)), encoding="utf-8")
    page = chromium.new_page()
    page.route("**/tile.openstreetmap.org/**", lambda route: route.fulfill(body=b"", content_type="image/png"))
    page.goto(file.as_uri())
    until(page, "document.querySelectorAll('.mc-map').length === 2")
    until(page, "[...document.querySelectorAll('.mc-map')].every(map => map.querySelectorAll('.leaflet-tile').length > 0)")
    page.close()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_hostile_text_is_shown_and_never_run(visit, size):  # noqa: F811
    html = to_html(compare_map(make_scene(POISON), EARLIER, DAY))
    with hostile(visit, html, size=size, fragment="#p=town") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        until(page, "document.querySelectorAll('.mc-table tbody tr').length > 0 && document.querySelectorAll('.mc-why ol li').length > 0")
        for part in (".mc-card", ".mc-differences", ".mc-balance", ".mc-table", ".mc-head"):
            assert POISON in page.evaluate(f"document.querySelector('{part}').textContent")

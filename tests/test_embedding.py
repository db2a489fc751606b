"""Maps in the frames of other pages and on paper, in a real browser: strict policies, several on one page, nothing lost in print."""

# ruff: noqa: F811
from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any

import pytest
from click.testing import CliRunner
from test_browser import FIRST, LAST, STATE, chromium, marks, until, visit  # noqa: F401 - fixtures
from test_render_world import DAY, POISON, make_scene

from mali_control.cli.main import cli
from mali_control.errors import BadOutput
from mali_control.render.compare import compare_map
from mali_control.render.embed import POLICY, embeddable, snippet
from mali_control.render.leaflet import snapshot_map
from mali_control.render.page import to_html
from mali_control.render.timeline import timeline_map

STRICT = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
OUTER = "<script>window.maliControl = {maps: {outer: 1}}</script>"
"""What ``visit`` waits for, in a page that only holds frames."""


@pytest.fixture(scope="module")
def framed_html() -> str:
    return embeddable(to_html(timeline_map(make_scene(), FIRST, LAST, shown=DAY)))


def frame(html: str, width: int = 900, height: int = 600) -> str:
    return f'<iframe sandbox="allow-scripts" srcdoc="{escape(html)}" style="width:{width}px;height:{height}px;border:0"></iframe>'


def started(inner: Any) -> Any:
    until(inner, "window.maliControl && Object.keys(maliControl.maps).length > 0")
    return inner


def test_a_page_for_frames_forbids_itself_everything_it_does_not_need(framed_html):
    head = framed_html[: framed_html.index("<style")]
    assert head.index("Content-Security-Policy") < framed_html.index("<script")
    assert "default-src 'none'" in POLICY
    assert "https:" not in head
    assert "img-src data: https:;" in embeddable("<html><head></head></html>", online=True)


def test_the_command_prints_the_frame(tmp_path):
    file = tmp_path / "kidal map.html"
    done = CliRunner().invoke(cli, ["snapshot", "--date", "2023-11-14", "--embed", "--lang", "fr", "-o", str(file)])
    assert done.exit_code == 0
    assert 'src="kidal%20map.html"' in done.stdout
    assert 'title="Qui tenait quelle ville au Mali, 14\u00a0novembre\u00a02023"' in done.stdout
    assert 'sandbox="allow-scripts"' in done.stdout
    assert 'loading="lazy"' in done.stdout
    assert '<a href="kidal%20map.html">' in done.stdout
    assert "data-mc-embed" in file.read_text(encoding="utf-8")


def test_no_frame_is_printed_for_a_page_that_could_not_be_written(tmp_path, monkeypatch):
    def full(*_):
        raise BadOutput("the disk is full")

    monkeypatch.setattr("mali_control.output.write_text", full)
    done = CliRunner().invoke(cli, ["snapshot", "--date", "2023-11-14", "--embed", "-o", str(tmp_path / "kidal.html")])
    assert isinstance(done.exception, BadOutput)
    assert done.stdout == ""


def test_a_picture_cannot_be_embedded(tmp_path):
    done = CliRunner().invoke(cli, ["snapshot", "--date", "2023-11-14", "--embed", "-o", str(tmp_path / "kidal.png")])
    assert done.exit_code == 2
    assert "--embed is for HTML" in done.stderr


def test_the_frame_holds_no_code_of_the_data():
    html = to_html(snapshot_map(make_scene(POISON), DAY))
    told = snippet(html, '"><script>window.pwned=1</script>.html')
    assert "<script" not in told
    assert "onerror=window" not in re.sub(r'title="[^"]*"|>[^<]*</a>', "", told)


@pytest.mark.browser
def test_in_a_strict_frame_without_an_origin_all_works(visit, framed_html):
    page = visit(f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">{frame(framed_html)}{OUTER}')
    inner = started(page.frames[1])
    inner.get_by_role("button", name="Previous change").click()
    until(inner, f"{STATE}.date === '2023-11-19'")
    caption = inner.locator(".mc-caption")
    assert caption.locator("summary").inner_text().startswith("19 November 2023. Sources: Publisher. As reported")
    caption.locator("summary").click()
    assert "no opinion on legal status or on the legitimacy" in caption.inner_text()
    inner.get_by_role("combobox", name="Find a place").fill("Taoun")
    inner.get_by_role("combobox", name="Find a place").press("Enter")
    assert inner.locator(".mc-card h2").inner_text() == "Town"


@pytest.mark.browser
def test_frames_on_one_page_leave_each_other_and_the_page_alone(visit, framed_html):
    page = visit(frame(framed_html) + frame(framed_html) + OUTER, fragment="#mine")
    one, other = (started(inner) for inner in page.frames[1:3])
    one.get_by_role("slider", name="Date shown").focus()
    page.keyboard.press("ArrowLeft")
    until(one, f"{STATE}.date === '2023-11-19'")
    assert other.evaluate(STATE)["date"] == "2023-11-20"
    assert page.url.endswith("#mine")
    assert page.evaluate("Object.keys(maliControl.maps)") == ["outer"]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1000, 620), (640, 400), (390, 560), (374, 600), (374, 420), (320, 420)])
def test_a_page_fits_frames_of_every_size(visit, framed_html, width, height):
    page = visit(frame(framed_html, width, height) + OUTER)
    inner = started(page.frames[1])
    sizes = inner.evaluate(
        """() => {
        const box = (name) => { const b = document.querySelector(name).getBoundingClientRect(); return [b.top, b.bottom, b.width, b.height]; };
        return { page: [innerWidth, innerHeight, document.documentElement.scrollWidth, document.documentElement.scrollHeight],
          map: box('.mc-map'), caption: box('.mc-caption'), head: box('.mc-head') };
    }"""
    )
    assert sizes["page"] == [width, height, width, height], "no scrolling inside the frame"
    assert sizes["map"][3] >= 180
    assert sizes["caption"][1] <= height
    slider, bar = inner.evaluate("['.mc-slide', '.mc-time'].map((name) => document.querySelector(name).clientWidth)")
    assert slider > 0.5 * bar
    legend = inner.locator(".mc-legend summary").bounding_box()
    if width < 700 or height < 560:
        assert legend["y"] > inner.locator(".mc-map").bounding_box()["y"] + sizes["map"][3] - 1, "it covers no place"
    inner.locator(".mc-legend summary").evaluate("e => e.parentNode.open || e.click()")
    until(inner, "document.querySelector('.mc-legend').open && document.querySelector('.mc-side').getBoundingClientRect().height > 100")
    assert inner.evaluate("document.querySelector('.mc-side').getBoundingClientRect().bottom") <= height


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1000, 620), (374, 600)])
def test_what_is_opened_leaves_room_for_the_map(visit, framed_html, width, height):
    page = visit(frame(framed_html, width, height) + OUTER)
    inner = started(page.frames[1])
    for panel in (".mc-curves", ".mc-caption"):
        inner.locator(f"{panel} > summary").click()
        until(inner, f"() => document.querySelector('{panel}').open && document.querySelector('.mc-map').clientHeight > 90")


@pytest.mark.browser
def test_those_who_skip_the_map_find_the_table_in_a_small_frame_too(visit, framed_html):
    page = visit(frame(framed_html, 374, 420) + OUTER)
    inner = started(page.frames[1])
    assert not inner.locator(".mc-table").is_visible()
    inner.locator(".mc-skip").focus()
    page.keyboard.press("Enter")
    assert inner.evaluate("document.activeElement.textContent").startswith("Table of all places")
    assert inner.get_by_role("row", name="Town").count() > 0
    assert inner.locator(".mc-table").bounding_box()["height"] == 420
    page.keyboard.press("Escape")
    until(inner, "() => document.activeElement === document.querySelector('.leaflet-container')")
    assert not inner.locator(".mc-table").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height", "over"), [(374, 600, True), (320, 420, True), (800, 450, False)])
def test_a_narrow_frame_shows_two_days_one_over_the_other(visit, width, height, over):
    html = embeddable(to_html(compare_map(make_scene(), date(2023, 10, 20), DAY)))
    page = visit(frame(html, width, height) + OUTER)
    inner = started(page.frames[1])
    assert inner.evaluate(STATE)["over"] is over
    bottom = inner.locator(".mc-pair").bounding_box()
    for name in ("Differences", "Legend"):
        summary = inner.locator("summary", has_text=name).first.bounding_box()
        assert summary["y"] >= bottom["y"] + bottom["height"] - 1, "it covers no place"
        assert summary["height"] >= 24
    inner.get_by_role("button", name="One over the other").click()
    assert inner.evaluate(STATE)["over"] is not over


@pytest.mark.browser
def test_paper_shows_map_legend_and_list_without_buttons(visit, tmp_path):
    page = visit(to_html(timeline_map(make_scene(), FIRST, LAST, shown=DAY)))
    before = page.evaluate(STATE)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown = {
        name: page.locator(name).first.is_visible()
        for name in (".mc-flat", ".mc-legend", ".mc-changes", ".mc-day", ".mc-time", ".mc-search")
    }
    assert shown == {".mc-flat": True, ".mc-legend": True, ".mc-changes": True, ".mc-day": True, ".mc-time": False, ".mc-search": False}
    town = marks(page)["town"]
    sheet = """([x, y]) => {
        const canvas = document.querySelector('.mc-flat'), all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const dot = (u, v) => [...all.data.slice(4 * (Math.round(v) * canvas.width + Math.round(u))).slice(0, 4)];
        let ink = 0;
        for (let i = 0; i < all.data.length; i += 4) ink += all.data[i] === 31 && all.data[i + 1] === 29 && all.data[i + 2] === 26;
        return [dot(x, y), dot(2, 2), ink];
    }"""
    mark, ground, ink = page.evaluate(sheet, [town["x"] * 2.5, town["y"] * 2.5])
    assert mark != ground, "the marks are on the sheet"
    assert ground[3] == 255, "and the ground beneath them"
    assert ink > 100, "and the names, which alone are in that ink"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    after = page.evaluate(STATE)
    assert (after["zoom"], after["date"]) == (before["zoom"], before["date"])
    assert page.locator(".mc-flat").count() == 0
    paper = page.pdf(format="A4", landscape=True, print_background=True)
    assert paper.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2

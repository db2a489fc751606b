"""The ribbon chart as a page: bands that agree with the states, words for every band, and keys that reach them all."""

# ruff: noqa: F811
from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from test_browser import chromium, hostile, visit  # noqa: F401 - fixtures
from test_embedding import STRICT
from test_render_world import POISON, make_scene

from mali_control.cli.main import cli
from mali_control.render.chart import Selection, select
from mali_control.render.chart_page import chart_page
from mali_control.render.embed import embeddable

FIRST, LAST = date(2023, 10, 1), date(2023, 12, 31)
READY = "document.querySelector('.hits rect[role]')"


def page_of(mark: str = "", language: str = "en") -> str:
    scene = make_scene(mark).told_in(language)
    places = [scene.gazetteer[place] for place in ("town", "fought", "village", "camp", "nowhere")]
    return chart_page(scene, FIRST, LAST, select(scene, FIRST, LAST, places=places))


def content(html: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(re.search(r'id="bands">(.*?)</script>', html, re.DOTALL)[1])
    return found


def rows(html: str) -> list[list[str]]:
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in body.split("</tr>") if row]


@pytest.fixture(scope="module")
def kidal(atlas: Any) -> str:
    html: str = atlas.chart_page("2023-09-01", "2023-12-31", places=["Kidal", "Anefif"])
    return html


def test_every_band_has_a_place_words_and_reports(atlas, kidal):
    found = content(kidal)
    assert kidal.count('data-row="') == len(found["bands"]) == len(rows(kidal))
    taken = next(band for band in found["bands"] if band["p"] == "Kidal" and "Mali and Wagner" in band["s"])
    assert taken["s"].startswith("Held jointly by Mali and Wagner since 14 November 2023")
    assert taken["e"] == "Strong evidence (0.97 of 1)."
    state = atlas.state("Kidal", "2023-11-14")
    assert [found["reports"][number][2] for number in taken["r"]] == [report.note for report in state.reports]


def test_the_table_says_what_the_engine_says(atlas, kidal):
    for place, _, holder, start, *_ in rows(kidal):
        state = atlas.state(place, datetime.strptime(start, "%d %B %Y").date())
        assert holder == atlas._scene("en").speech.holder(atlas.factions, state)


def test_two_builds_are_equal_and_load_nothing(kidal, atlas):
    assert kidal == atlas.chart_page("2023-09-01", "2023-12-31", places=["Kidal", "Anefif"])
    assert not re.search(r"(?:src|href)=|@import|url\(", kidal)


def test_french_pages_are_french():
    html = page_of(language="fr")
    assert '<html lang="fr">' in html
    told = " ".join(band["s"] for band in content(html)["bands"])
    assert "Tenu conjointement par" in told
    assert "depuis le 14\u00a0novembre\u00a02023" in told
    assert "Held" not in re.sub(r"<script.*", "", html, flags=re.DOTALL)


def test_an_empty_chart_says_so():
    scene = make_scene()
    assert "No place changed hands" in chart_page(scene, FIRST, LAST, Selection(()))


def test_the_command_writes_it_for_frames_too(tmp_path):
    file = tmp_path / "kidal.html"
    asked = ["chart", "--place", "Kidal", "--from", "2023-09-01", "--lang", "fr", "-o", str(file)]
    done = CliRunner().invoke(cli, [*asked, "--embed"])
    assert done.exit_code == 0
    assert "<iframe" in done.stdout
    assert "Content-Security-Policy" in file.read_text(encoding="utf-8")
    assert CliRunner().invoke(cli, [*asked, "--dpi", "100"]).exit_code == 2
    assert CliRunner().invoke(cli, ["chart", "-o", str(tmp_path / "kidal.txt")]).exit_code == 2


@pytest.mark.browser
def test_mouse_and_keys_open_the_reports(visit):
    page = visit(page_of(), ready=READY)
    panel = page.locator("aside")
    assert panel.is_hidden()
    page.locator(".hits rect").nth(1).hover()
    assert panel.locator("h2").inner_text() == "Village"
    page.mouse.move(2, 2)
    assert panel.is_hidden()
    page.keyboard.press("Tab")
    first = panel.locator(".state").inner_text()
    page.keyboard.press("ArrowRight")
    assert panel.locator(".state").inner_text() != first
    for place in ("Town", "Camp", "Fought"):
        page.keyboard.press("ArrowDown")
        assert panel.locator("h2").inner_text() == place
    page.keyboard.press("End")
    assert panel.locator(".state").inner_text().startswith("Contested between CSP and MALI")
    assert "Fought for by CSP against MALI. Note of a report." in panel.locator("li").first.inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Fought. Contested between CSP and MALI")
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    page.locator("summary").click()
    assert page.get_by_role("row", name="Fought").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("size", ["tablet", "phone"])
def test_a_band_can_be_tapped_at_every_width(visit, size):
    page = visit(embeddable(page_of()), size, ready=READY)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    hit = page.locator(".hits rect").first
    hit.tap() if size == "phone" else hit.click()
    assert page.locator("aside h2").inner_text() == "Village"
    page.get_by_role("button", name="Close").click()
    assert page.locator("aside").is_hidden()


@pytest.mark.browser
def test_a_shade_says_that_the_bands_go_on(visit):
    page = visit(page_of(), "phone", ready=READY)
    box = page.locator(".ribbons .scroll").bounding_box()

    def edge() -> tuple[int, ...]:
        """The colour above the bands at the right edge of what is seen of them."""
        clip = {"x": box["x"] + box["width"] - 3, "y": box["y"] + 3, "width": 1, "height": 1}
        return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB").getpixel((0, 0))

    assert sum(edge()) < 700
    page.locator(".ribbons .scroll").evaluate("(box) => { box.scrollLeft = box.scrollWidth; }")
    assert edge() == (0xFB, 0xFA, 0xF7)


@pytest.mark.browser
def test_it_works_in_a_strict_frame(visit):
    from html import escape

    frame = f'<iframe sandbox="allow-scripts" srcdoc="{escape(embeddable(page_of()))}" style="width:900px;height:500px"></iframe>'
    page = visit(f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">{frame}', ready="true")
    inner = page.frames[1]
    inner.wait_for_function(READY)
    inner.locator(".hits rect").first.focus()
    assert inner.locator("aside h2").inner_text() == "Village"


@pytest.mark.browser
def test_hostile_text_is_text(visit):
    html = page_of(POISON)
    assert "<img" not in html
    page = visit(html, ready=READY)
    page.locator(".hits rect").nth(1).focus()
    assert POISON.split()[0] in page.locator("aside").inner_text()
    assert page.evaluate("window.pwned") is None

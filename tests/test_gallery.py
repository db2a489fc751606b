"""The gallery: a folder of maps through the war that is the same on every run, and a page that leads to them."""

from __future__ import annotations

import json
import re
import sys
from datetime import date

import pytest
from click.testing import CliRunner
from test_browser import chromium, visit  # noqa: F401 - fixtures

from mali_control import BadData, BadOutput, MissingExtra
from mali_control.cli.main import cli
from mali_control.exhibits import Exhibit, read_gallery
from mali_control.render import gallery
from mali_control.render.gallery import draw_gallery, index_page
from mali_control.tables import shipped

TWO = [Exhibit(date(2012, 4, 6), "The north", "Le nord"), Exhibit(date(2023, 11, 14), "<img src=x onerror=alert(1)> {{7*7}}")]


@pytest.fixture(scope="module")
def exhibits():
    return read_gallery(shipped("data", "gallery.csv"))


@pytest.fixture
def quick(monkeypatch):
    """A film of few and small pictures, else as it is."""
    monkeypatch.setattr(gallery, "FILM_STEP", "60m")
    monkeypatch.setattr(gallery, "FILM_PIXELS", (320, 240))


def test_the_days_lead_through_the_war(atlas, exhibits):
    months = {exhibit.day.isoformat()[:7] for exhibit in exhibits}
    assert {"2012-01", "2012-04", "2012-07", "2012-12", "2013-02", "2022-03", "2022-06", "2022-09", "2023-05", "2024-07"} <= months
    assert {"2015", "2021", "2025"} <= {month[:4] for month in months}
    days = [exhibit.day.isoformat() for exhibit in exhibits]
    assert {"2023-10-01", "2023-11-14", "2023-11-15", "2023-12-31"} <= set(days)
    assert days == sorted(set(days))
    assert all(exhibit.caption and exhibit.caption_fr for exhibit in exhibits)


def test_captions_say_what_the_maps_show(atlas):
    """The turns that the captions name."""
    for place, day, holders in [
        ("menaka", "2012-01-17", {"mali", "mnla"}), ("kidal", "2012-04-06", {"mnla", "ansar-dine"}), ("gao", "2012-07-14", {"mujao"}),
        ("gao", "2013-02-08", {"mali", "france"}), ("talataye", "2022-09-06", {"is-sahel"}), ("kidal", "2023-10-01", {"csp"}),
        ("kidal", "2023-11-14", {"mali", "wagner"}), ("tinzaouaten", "2023-11-15", {"csp"}), ("aguelhok", "2023-12-31", {"mali", "wagner"}),
        ("in-afarak", "2024-07-31", {"cma"}),
    ]:  # fmt: skip
        assert set(atlas.state(place, day).controllers) == holders, (place, day)
    assert atlas.state("menaka", "2023-05-06").besieged_by == ("is-sahel",)
    assert atlas.state("kayes", "2025-09-30").besieged_by == ("jnim",)


def test_a_gallery_is_the_same_on_every_run(atlas, tmp_path, quick):
    folder = tmp_path / "maps"
    files = draw_gallery(atlas._scene(), TWO, folder)
    names = [str(path.relative_to(folder)) for path in files]
    assert names[:3] == ["2012-04-06.html", "2023-11-14.html", "index.html"]
    assert {"whole_war.html", "whole_war.mp4", "thumbs/2012-04-06.webp", "thumbs/2023-11-14.webp", "manifest.json"} <= set(names)
    first = {path: path.read_bytes() for path in files}
    assert first[folder / "index.html"].decode("utf-8") == index_page(atlas._scene(), TWO)
    (folder / "README.md").write_text("kept", encoding="utf-8")

    files = draw_gallery(atlas._scene(), TWO[:1], folder)  # a map that is no longer part of it goes, what is not of the gallery stays
    assert not (folder / "2023-11-14.html").exists()
    assert (folder / "README.md").read_text(encoding="utf-8") == "kept"
    same = [path for path in files if path.name not in ("index.html", "manifest.json")]
    assert [path.read_bytes() for path in same] == [first[path] for path in same]
    assert {path.suffix for path in same} >= {".html", ".mp4", ".webp"}


def test_a_list_of_files_reaches_no_further_than_its_folder(tmp_path):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "manifest.json").write_text(json.dumps({"files": ["../other", "own.html", 7]}), encoding="utf-8")
    assert gallery._listed(tmp_path / "maps") == {"own.html"}
    assert gallery._listed(tmp_path) == set()


def test_a_gallery_appears_whole_or_not_at_all(atlas, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise BadOutput("no film today")

    monkeypatch.setattr(gallery, "animate", fail)
    folder = tmp_path / "maps"
    folder.mkdir()
    with pytest.raises(BadOutput, match="no film today"):
        draw_gallery(atlas._scene(), TWO[:1], folder)
    assert not list(folder.iterdir())


def test_the_page_leads_to_its_files_and_to_nothing_else(atlas, exhibits):
    page = index_page(atlas._scene(), exhibits)
    links = set(re.findall(r'(?:href|src|poster)="([^"]+)"', page))
    assert links == {
        "whole_war.html", "whole_war.mp4", *(f"{e.day}.html" for e in exhibits), *(f"thumbs/{e.day}.webp" for e in exhibits),
    }  # fmt: skip
    assert not re.search(r"https?://|<script", page)


def test_texts_are_inert(atlas):
    page = index_page(atlas._scene(), TWO)
    assert "&lt;img src=x onerror=alert(1)&gt; {{7*7}}" in page
    assert "<img src=x" not in page


def test_the_page_speaks_the_language_asked_for(atlas, exhibits):
    page = index_page(atlas._scene("fr"), exhibits)
    assert '<html lang="fr">' in page
    for text in (
        "Toute la guerre",
        "17\u00a0janvier\u00a02012",
        "1er\u00a0octobre\u00a02023",
        "Les troupes françaises quittent leur base de Ménaka",
    ):
        assert text in page


def test_faults_of_the_table_are_named(tmp_path):
    (tmp_path / "gallery.csv").write_text("day,caption,caption_fr\n2012-13-01,x,\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"gallery\.csv:2: day"):
        read_gallery(tmp_path / "gallery.csv")


def test_the_command_says_what_it_needs_and_where_it_cannot_write(tmp_path, monkeypatch, atlas):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = CliRunner().invoke(cli, ["gallery", str(tmp_path / "file")])
    assert done.exit_code
    with pytest.raises(BadOutput, match="is a file; name a directory"):
        atlas.gallery(tmp_path / "file")
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'mali-control[films]'")):
        atlas.gallery(tmp_path / "maps")
    assert not (tmp_path / "maps").exists()


@pytest.mark.browser
def test_the_page_opens_in_a_browser(chromium, atlas, exhibits, tmp_path):  # noqa: F811
    (tmp_path / "thumbs").mkdir()
    (tmp_path / "index.html").write_text(index_page(atlas._scene(), exhibits), encoding="utf-8")
    picture = gallery.thumbnail(atlas._scene(), date(2023, 11, 14))
    for exhibit in exhibits:
        (tmp_path / gallery.thumb_of(exhibit.day)).write_bytes(picture)
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        page = chromium.new_page(viewport={"width": width, "height": height})
        complaints: list[str] = []
        page.on("pageerror", lambda error, said=complaints: said.append(str(error)))
        page.on("console", lambda message, said=complaints: said.append(message.text) if "Content Security" in message.text else None)
        page.goto((tmp_path / "index.html").as_uri())
        page.evaluate("Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth === 480)")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "whole_war.html"
        assert not complaints
        page.close()

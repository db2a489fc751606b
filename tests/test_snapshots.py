"""What is kept in snapshots/ is what the present data and code draw."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

import mali_control
from mali_control.exhibits import read_gallery
from mali_control.render import gallery
from mali_control.render.film import Painter
from mali_control.render.page import to_html
from mali_control.render.raster import ScreenSize
from mali_control.render.storyboard import storyboard
from mali_control.tables import shipped

FOLDER = Path(__file__).parent.parent / "snapshots"
CONTENT = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
DRAW_AGAIN = "draw it again with `mali-control gallery snapshots/`"
EXHIBITS = read_gallery(shipped("data", "gallery.csv"))
MANIFEST = json.loads((FOLDER / gallery.MANIFEST).read_text(encoding="utf-8"))
SAME_LIBRARIES = MANIFEST["drawn_with"] == gallery.drawn_with()
"""Other releases of Leaflet, matplotlib, ... draw other bytes; that does not make a file stale."""


def compared(path: Path, drawn: str) -> None:
    """The whole page where the libraries are those that it was drawn with, else its content."""
    kept = path.read_bytes().decode("utf-8")
    same = kept == drawn if SAME_LIBRARIES else CONTENT.findall(kept) == CONTENT.findall(drawn)
    assert same, f"{path.name} is stale: {DRAW_AGAIN}"


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: str(exhibit.day))
def test_a_kept_map_shows_what_would_be_drawn_today(atlas, exhibit):
    compared(FOLDER / f"{exhibit.day}.html", to_html(atlas.snapshot(exhibit.day)))


def test_what_was_asked_before_changes_nothing_in_a_map():
    asked = mali_control.load()
    asked.state("Ménaka", "2023-01-01"), asked.state("Zakak", "2023-01-01")
    assert to_html(asked.snapshot("2023-11-14")) == to_html(mali_control.load().snapshot("2023-11-14"))


def test_the_kept_time_line_shows_what_would_be_drawn_today(atlas):
    first, last = atlas.engine.span
    compared(FOLDER / gallery.TIMELINE, to_html(atlas.timeline(first, last)))


def test_the_kept_page_and_the_list_of_files_are_those_of_today(atlas):
    scene = atlas._scene("en")
    compared(FOLDER / gallery.INDEX, gallery.index_page(scene, EXHIBITS))
    kept = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert kept == {*MANIFEST["files"], "README.md"}, DRAW_AGAIN
    assert MANIFEST["shows"] == gallery.shows(scene, EXHIBITS), f"thumbnails or film are stale: {DRAW_AGAIN}"


@pytest.mark.parametrize("exhibit", EXHIBITS[::8], ids=lambda exhibit: str(exhibit.day))
def test_kept_thumbnails_look_as_they_would_today(atlas, exhibit):
    kept, drawn = (FOLDER / gallery.thumb_of(exhibit.day)).read_bytes(), gallery.thumbnail(atlas._scene("en"), exhibit.day)
    assert kept == drawn or (not SAME_LIBRARIES and len(kept) == pytest.approx(len(drawn), rel=0.1)), DRAW_AGAIN


def test_the_kept_film_shows_what_would_be_drawn_today(atlas):
    """A picture in the middle of it, as far as the film's compression lets it through."""
    scene = atlas._scene("en")
    board = storyboard(scene, *scene.history.span, step=gallery.FILM_STEP)
    width, height = gallery.FILM_PIXELS
    shots, beat = list(board.shots(24)), len(board.beats) // 2
    at = sum(shot.frames for shot in shots[: next(n for n, shot in enumerate(shots) if shot.beat == beat and shot.share == 1)])
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(FOLDER / gallery.FILM), "-vf", f"select=eq(n\\,{at})", "-frames:v", "1",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
    ]  # fmt: skip
    raw = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    kept = np.frombuffer(raw, np.uint8).reshape(height, width, 3).astype(int)
    drawn = Painter(scene, board, ScreenSize.of(width, height), extent="country").frame(beat)
    assert abs(kept - drawn).mean() < 3, DRAW_AGAIN


def test_sizes_are_kept_small():
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir() if path.is_file()}
    assert sizes.pop(gallery.TIMELINE) <= 1_500_000
    assert sizes.pop(gallery.FILM) <= 1_500_000
    assert max(sizes.values()) <= 600_000


def test_the_map_of_the_readme_is_kept():
    assert (FOLDER / "2023-11-14.html").exists()

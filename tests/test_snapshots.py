"""The maps that are kept in snapshots/ are what the present data and code draw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mali_control.render.page import to_html

FOLDER = Path(__file__).parent.parent / "snapshots"
CONTENT = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("????-??-??.html")), ids=lambda path: path.stem)
def test_a_kept_map_shows_what_would_be_drawn_today(atlas, path):
    """The content is compared, not the page: a new release of Leaflet or folium does not make a map stale."""
    kept, drawn = (CONTENT.findall(text) for text in (path.read_text(encoding="utf-8"), to_html(atlas.snapshot(path.stem))))
    assert kept == drawn, f"{path.name} is stale: draw it again with `make map DATE={path.stem}`"


def test_the_map_of_the_readme_is_kept():
    assert (FOLDER / "2023-11-14.html").exists()

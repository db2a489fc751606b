"""Pages of the site that are written from the code and from files elsewhere in the repository, so that they cannot go stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

import mali_control
from mali_control.render.embed import embeddable
from mali_control.render.page import to_html

ROOT = Path(__file__).parent.parent.parent
ELSEWHERE = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "gazetteer-sources.md": "gazetteer/SOURCES.md",
    "basemap.md": "gazetteer/BASEMAP.md",
}
"""Pages that are kept where people look for them in a repository."""
DAY = "2023-11-14"


def on_files(files: Files, config: Any) -> Files:
    for page, path in ELSEWHERE.items():
        files.append(File.generated(config, page, content=(ROOT / path).read_text(encoding="utf-8")))
    page = embeddable(to_html(mali_control.load().snapshot(DAY)))
    files.append(File.generated(config, f"maps/{DAY}.html", content=page))
    return files

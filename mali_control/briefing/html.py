"""A briefing as one page that needs no network and holds no script."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..output import write_text
from .content import Briefing, Picture


def write_html(path: Path, briefing: Briefing) -> None:
    """Write a briefing as a page, whole or not at all."""
    write_text(path, to_html(briefing))


def to_html(briefing: Briefing) -> str:
    """Return a briefing as a page with its pictures in it. Text of the data is escaped by the template engine, and is never a template itself."""
    pictures = {picture.name: _data_uri(picture) for picture in briefing.pictures()}
    css = Markup(_asset("briefing.css"))
    return _template().render(briefing=briefing, css=css, pictures=pictures, kind_of=lambda block: type(block).__name__)


def _data_uri(picture: Picture) -> str:
    """Charts are lines and letters, and small as SVG; maps are smaller as PNG."""
    kind, mime = ("svg", "image/svg+xml") if picture.name == "chart" else ("png", "image/png")
    return f"data:{mime};base64,{b64encode(picture.sheet.to_bytes(kind)).decode('ascii')}"


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    engine = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return engine.from_string(_asset("briefing.html.jinja"))


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")

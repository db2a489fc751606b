"""A briefing as one page that needs no network and holds no script."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..output import write_text
from ..render.paper import Sheet
from .content import Briefing, Picture


def write_html(path: Path, briefing: Briefing) -> None:
    """Write a briefing as a page, whole or not at all."""
    write_text(path, to_html(briefing))


def to_html(briefing: Briefing) -> str:
    """Return a briefing as a page with its pictures in it. Text of the data is escaped by the template engine, and is never a template itself."""
    pictures = {picture.name: _data_uri(picture, picture.sheet) for picture in briefing.pictures()}
    phones = {picture.name: _data_uri(picture, picture.phone(), small=True) for picture in briefing.pictures()}
    css = Markup(_asset("briefing.css"))
    return _template().render(briefing=briefing, css=css, pictures=pictures, phones=phones, kind_of=lambda block: type(block).__name__)


def _data_uri(picture: Picture, sheet: Sheet, *, small: bool = False) -> str:
    """Charts are lines and letters, and small as SVG; maps are smaller as PNG, those for phones in few colours."""
    if picture.name == "chart":
        mime, content = "image/svg+xml", sheet.to_bytes("svg")
    else:
        mime, content = "image/png", sheet.small_png(sheet.size.dpi) if small else sheet.to_bytes("png")
    return f"data:{mime};base64,{b64encode(content).decode('ascii')}"


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    engine = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return engine.from_string(_asset("briefing.html.jinja"))


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")

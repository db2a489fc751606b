"""The one gate to HTML: text made inert, assets written into the page, ids that do not change from build to build."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import lru_cache
from html import escape
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import folium

_FOLIUM_ID = re.compile(r"_([0-9a-f]{32})(?![0-9a-zA-Z])")
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_LOOKS_LIKE_ID = re.compile(r"_(?=[0-9a-f]{32})")
_CSS_IMAGE = re.compile(r"url\(\s*['\"]?images/([\w.-]+)['\"]?\s*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNSAFE = re.compile("[&<>\"'{}`\\\\\u2028\u2029]")
_FORBIDDEN_IN_JSON = {
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
}  # fmt: skip


@lru_cache(maxsize=4096)
def inert(text: str) -> str:
    """Return text as HTML that no template engine, script or browser takes for anything but text.

    Everything of the data that reaches folium, branca or HTML from Python passes here. Besides HTML's own signs, braces (folium compiles its
    input as Jinja templates), backticks and backslashes (it writes popups into script strings) become character references.

    >>> inert("{{7*7}} <b>")
    '&#123;&#123;7*7&#125;&#125; &lt;b&gt;'
    """
    return _UNSAFE.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    sign = found[0]
    return escape(sign, quote=True) if sign in "&<>\"'" else f"&#{ord(sign)};"


def to_html(drawn: folium.Map) -> str:
    """Return the whole page of a map.

    Folium names its parts by random ids; here they are numbered in order of appearance, so that two builds of one map are equal byte for byte.
    """
    html: str = drawn.get_root().render()
    html = html.replace("<html>", f'<html lang="{getattr(drawn, "language", "en")}">', 1)  # branca's page says nothing of it
    numbers: dict[str, str] = {}
    return _FOLIUM_ID.sub(lambda found: f"_{numbers.setdefault(found[1], f'{len(numbers) + 1:032x}')}", html)


def json_element(content: Any, identifier: str) -> str:
    """Return a script element that holds data as JSON. Nothing in it can end the element, start markup or look like a template."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=False, allow_nan=False)
    return f'<script type="application/json" id="{identifier}">{_escape_json(text)}</script>'


def _escape_json(text: str) -> str:
    """Escape what could be taken for something else; in JSON all of these signs stand only within strings."""
    for sign, code in _FORBIDDEN_IN_JSON.items():
        text = text.replace(sign, code)
    return _LOOKS_LIKE_ID.sub(r"\\u005f", _TEMPLATE.sub(r"\\u007b", text))


@lru_cache(maxsize=1)
def leaflet_css() -> str:
    """Return Leaflet's own style sheet, its images written in."""
    return _CSS_IMAGE.sub(lambda found: f'url("{_image(found[1])}")', _leaflet("leaflet.css").decode("utf-8"))


@lru_cache(maxsize=1)
def leaflet_js() -> str:
    """Return Leaflet itself, with marker images written in, and the two small helpers that folium's popups and icons call for."""
    images = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
    options = json.dumps({option: _image(name) for option, name in images.items()})
    code = _SOURCE_MAP.sub("", _leaflet("leaflet.js").decode("utf-8")).strip()
    return f'{code}\nL.Icon.Default.imagePath="";L.Icon.Default.mergeOptions({options});\n{asset("shims.js")}'


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """Return the text of one of the project's own scripts or style sheets."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _leaflet(name: str) -> bytes:
    """A file of the XStatic-Leaflet package. It is found by its metadata: importing the package would import pkg_resources."""
    return Path(str(distribution("XStatic-Leaflet").locate_file("xstatic/pkg/leaflet/data"))).joinpath(name).read_bytes()


def _image(name: str) -> str:
    return f"data:image/png;base64,{b64encode(_leaflet('images/' + name)).decode('ascii')}"

"""A map inside a notebook: its page in a frame, over a picture of the same map.

Where a notebook is trusted, the frame covers the picture. Where it is not, and on code hosts, frames and scripts are taken out of the HTML and
the picture is what remains: no script has to decide. Front ends that show no HTML at all (LaTeX, Word, an editor in restricted mode) find the
picture as ``image/png``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .page import inert

if TYPE_CHECKING:
    from .paper import Sheet

LEAST_HEIGHT = 540
"""Pixels below which a map with its time bar can no longer be used."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "picture": "A picture of the map. The map itself shows where the notebook is trusted and scripts may run.",
        "no_picture": "The map shows where the notebook is trusted and scripts may run. To keep a picture of it here as well: "
        "pip install 'mali-control[pictures]'",
    },
    "fr": {
        "picture": "Image de la carte. La carte elle-même s’affiche si le notebook est approuvé et que les scripts sont permis.",
        "no_picture": "La carte s’affiche si le notebook est approuvé et que les scripts sont permis. Pour en garder aussi une image ici : "
        "pip install 'mali-control[pictures]'",
    },
}


def mimebundle(page: str, title: str, picture: Sheet | None, language: str = "en") -> dict[str, Any]:
    """Return a map's page as what notebooks show: ``text/html``, ``text/plain`` and, where there is a picture, ``image/png`` (bytes)."""
    png = picture.small_png() if picture is not None else b""
    bundle: dict[str, Any] = {"text/html": framed(page, title, png, language), "text/plain": f"<Map: {title}>"}
    return {**bundle, "image/png": png} if png else bundle


def framed(page: str, title: str, png: bytes, language: str = "en") -> str:
    """Return HTML with a page in a frame over a picture of it."""
    words = WORDS.get(language, WORDS["en"])
    name = inert(title)
    image = (
        f'<img alt="{name}" src="data:image/png;base64,{b64encode(png).decode("ascii")}" style="display:block;width:100%">' if png else ""
    )
    told = inert(words["picture"]) if png else f"<b>{name}</b><br>{inert(words['no_picture'])}"
    # in single quotes, for pages are full of double ones; only these two signs mean something there
    inside = page.replace("&", "&amp;").replace("'", "&#39;")
    frame = "position:absolute;left:0;top:0;width:100%;height:100%;border:0"
    return (
        f'<div style="position:relative;width:100%;min-height:{LEAST_HEIGHT}px">{image}<p style="margin:4px 0">{told}</p>'
        f'<iframe title="{name}" style="{frame}" allowfullscreen srcdoc=\'{inside}\'></iframe></div>'
    )

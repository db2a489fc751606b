"""A location map for Wikipedia: one dot per place, coloured by side, with a legend below it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .cells import printable
from .content import Content

DOTS: Mapping[str, str] = {
    "#0E3A8C": "blue", "#9C72DE": "purple", "#17867A": "teal", "#B37D06": "orange", "#942E06": "red", "#1E1B17": "black",
    "#5B6E1F": "green", "#A8336B": "magenta",
}  # fmt: skip
"""Dots of Wikimedia Commons ("Location dot ....svg") for the colours of the maps' palette."""
CONTESTED, SEVERAL = "Location dot yellow.svg", "Location dot grey.svg"
SIZES = {"town": 8, "village": 5}
OTHER_SIZE = 6
WIDTH = 800

_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>[]{}|'\"=*#:;~\\"}


def write_wiki(path: Path, content: Content) -> dict[str, int]:
    """Write ``{{Location map+}}`` with a ``{{Location map~}}`` for each place whose holder is known, and a table that explains the dots."""
    layer = content.layer("places")
    known = [(row, shape) for row, shape in zip(layer.rows, layer.shapes, strict=True) if shape is not None and row["side"] != "unknown"]
    country = wiki_text(content.country) or "Mali"
    marks = {side: _mark(side, look.colour) for side, look in content.sides.items() if any(row["side"] == side for row, _ in known)}
    lines = [f"{{{{Location map+ | {country} | width = {WIDTH} | float = none | caption = {wiki_text(content.title)} | places ="]
    lines += [_row(country, row, shape, marks[row["side"]]) for row, shape in known]
    lines += ["}}", '{| class="wikitable"', "! Mark !! Held by !! Places"]
    for side, mark in marks.items():
        number = sum(row["side"] == side for row, _ in known)
        lines += ["|-", f"| [[File:{mark}|12px]] || {wiki_text(content.sides[side].label)} || {number}"]
    path.write_text("\n".join([*lines, "|}", ""]), encoding="utf-8", newline="\n")
    return {layer.name: len(known)}


def wiki_text(text: str) -> str:
    """Return text that a wiki shows as it is: its signs become character references.

    >>> wiki_text("a|b [[c]]")
    'a&#124;b &#91;&#91;c&#93;&#93;'
    """
    return " ".join(printable(text).split()).translate(_REFERENCES)


def _row(country: str, row: Mapping[str, Any], shape: Any, mark: str) -> str:
    """One dot. The names of towns stand beside it, other names show under the pointer (size 0), as is usual in such maps."""
    return (
        f"  {{{{Location map~ | {country} | lat = {shape.y:.4f} | long = {shape.x:.4f} | mark = {mark} | marksize = {SIZES.get(row['kind'], OTHER_SIZE)}"
        f" | label = {wiki_text(row['name'])} | label_size = {70 if row['kind'] == 'town' else 0} | position = right }}}}<!-- {_comment(row)} -->"
    )


def _comment(row: Mapping[str, Any]) -> str:
    """Who holds it and by which reports; two hyphens would end the comment."""
    return printable(f"{'; '.join(row['controllers'])} ({', '.join(row['reports'])})").replace("--", "- -").replace(">", "")


def _mark(side: str, colour: str) -> str:
    if side == "contested":
        return CONTESTED
    return f"Location dot {DOTS[colour]}.svg" if colour in DOTS else SEVERAL

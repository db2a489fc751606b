"""A pen that writes SVG for pages instead of drawing on paper: the same calls give the same picture, sized in CSS pixels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.path import Path

from .page import inert
from .paper import HALO, INK, Pen

FONT = "'DejaVu Sans', Verdana, 'Bitstream Vera Sans', sans-serif"
"""That of the paper where it is installed, else one of its width."""


class SvgPen(Pen):
    """Collects SVG elements; ``content`` returns them as text. All text in it is inert."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._elements: list[str] = []

    @property
    def content(self) -> str:
        return "".join(self._elements)

    @contextmanager
    def within(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[None]:
        """Draw the block without cutting it off: pages cut at their edges."""
        yield

    def fill(self, path: Path, colour: str, *, edge: float = 0.0, alpha: float | None = None) -> None:
        border = f' stroke="{colour}" stroke-width="{_short(edge)}"' if edge else ""
        self._elements.append(f'<path d="{_outline(path)}" fill="{colour}"{border}{_faint(alpha)}/>')

    def stroke(self, path: Path, colour: str, width: float, *, dash: tuple[float, ...] = (), cap: str = "butt") -> None:
        dashes = f' stroke-dasharray="{" ".join(map(_short, dash))}"' if dash else ""
        self._elements.append(f'<path d="{_outline(path)}" fill="none" stroke="{colour}" stroke-width="{_short(width)}"{dashes}/>')

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: str, *, alpha: float | None = None) -> None:
        place = f'x="{_short(x0)}" y="{_short(y0)}" width="{_short(max(0.0, x1 - x0))}" height="{_short(max(0.0, y1 - y0))}"'
        self._elements.append(f'<rect {place} fill="{colour}"{_faint(alpha)}/>')

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str = INK, bold: bool = False, italic: bool = False,
        align: str = "left", halo: float = 0.0,
    ) -> None:  # fmt: skip
        anchor = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}[align]
        style = (' font-weight="700"' if bold else "") + (' font-style="italic"' if italic else "")
        around = f' stroke="{HALO}" stroke-width="{_short(halo)}" paint-order="stroke"' if halo else ""
        at = f'x="{_short(x)}" y="{_short(y)}" font-size="{_short(size)}"'
        self._elements.append(f'<text {at} fill="{colour}"{anchor}{style}{around}>{inert(text)}</text>')


def _outline(path: Path) -> str:
    signs = {Path.MOVETO: "M", Path.LINETO: "L"}
    parts: list[str] = []
    for vertices, code in path.iter_segments(simplify=False, curves=False):
        found: Any = vertices
        parts.append("Z" if code == Path.CLOSEPOLY else f"{signs[code]}{_short(found[-2])} {_short(found[-1])}")
    return "".join(parts)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _faint(alpha: float | None) -> str:
    return "" if alpha is None else f' fill-opacity="{_short(alpha)}"'

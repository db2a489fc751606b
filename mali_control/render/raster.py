"""Pictures made of dots for films: each part is drawn once, kept as a tile, and laid over the others."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import NDArray

from ..errors import BadOutput
from .paper import Pen, Sheet, Size

DPI = 96
LEAST, MOST = 240, 4096
"""Pixels a side of a film."""

Raster = NDArray[np.uint8]
"""Rows, columns, red-green-blue."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class ScreenSize(Size):
    """The size of a film: at 720 pixels high the layout has as many, larger films are as much finer, smaller ones show less."""

    @classmethod
    def of(cls, width: int, height: int) -> ScreenSize:
        """Return the size for a width and height in pixels. Raises BadOutput."""
        if not all(LEAST <= side <= MOST for side in (width, height)):
            raise BadOutput(f"a film of {width} x {height} pixels cannot be drawn: each side between {LEAST} and {MOST} can")
        return cls(width / DPI * 25.4, height / DPI * 25.4, DPI)

    @property
    def unit(self) -> float:
        """Pixels for one of the layout."""
        short = min(self.pixels)
        return max(short / 720, min(1.0, 0.25 + short / 800))


class Tile(NamedTuple):
    """A part of a frame: where its upper left dot lies, its light (colour times cover, 0 to 255²) and what it lets through (0 to 255)."""

    x: int
    y: int
    light: NDArray[np.uint16]
    through: NDArray[np.uint16]

    def moved(self, down: int) -> Tile:
        """Return the tile so many pixels lower."""
        return self._replace(y=self.y + down)

    def lay(self, frame: Raster, columns: slice = slice(None)) -> None:
        """Lay the tile over a frame, or only some of its columns."""
        light, through = self.light[:, columns], self.through[:, columns]
        x = self.x + (columns.start or 0)
        part = frame[self.y : self.y + light.shape[0], x : x + light.shape[1]]
        part[:] = (light + part * through + 127) // 255


class QuickPen(Pen):
    """Draws at once, and keeps nothing."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self.figure, self.renderer = sheet, sheet.canvas.get_renderer()  # type: ignore[attr-defined]

    def _add(self, artist: Artist) -> None:
        artist.set_antialiased(True)  # type: ignore[attr-defined]
        artist.set_snap(False)
        artist.set_figure(self.figure)
        artist.set_transform(self.axes.transData)
        artist.set_clip_box(self.clip)
        artist.draw(self.renderer)

    def text(self, x: float, y: float, text: str, size: float, **how: Any) -> None:
        if text:
            super().text(x, y, text, size, **how)
            written = self.axes.texts[-1]
            written.draw(self.renderer)
            written.remove()


class Easel:
    """Where parts of frames are drawn, one after the other."""

    def __init__(self, size: ScreenSize) -> None:
        self.width, self.height = size.pixels
        self.scale = size.unit
        sheet = Sheet(size)
        sheet.set_size_inches((self.width + 0.01) / DPI, (self.height + 0.01) / DPI)  # matplotlib cuts off parts of a pixel
        self.pen = QuickPen(sheet)
        self._dots: NDArray[np.uint8] = np.asarray(self.pen.renderer.buffer_rgba())

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Return the pixels that a box of the layout touches."""
        x0, y0, x1, y1 = (side * self.scale for side in box)
        return max(0, math.floor(x0)), max(0, math.floor(y0)), min(self.width, math.ceil(x1)), min(self.height, math.ceil(y1))

    def tile(self, box: Box, draw: Callable[[Pen], object]) -> Tile:
        """Draw something that lies within a box of the layout."""
        x0, y0, x1, y1 = self.pixels(box)
        self._dots[:] = 0
        draw(self.pen)
        part = self._dots[y0:y1, x0:x1].astype(np.uint16)
        cover = part[..., 3:]
        return Tile(x0, y0, part[..., :3] * cover, 255 - cover)

    def over(self, raster: Raster, draw: Callable[[Pen], object]) -> Raster:
        """Draw something over a whole frame; return the new one."""
        self._dots[..., :3] = raster
        self._dots[..., 3] = 255
        draw(self.pen)
        return self._dots[..., :3].copy()

    def blank(self, colour: str) -> Raster:
        """Return a frame of one colour, #RRGGBB."""
        return np.full((self.height, self.width, 3), colour_of(colour), np.uint8)


def colour_of(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of #RRGGBB."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(before: Raster, after: Raster, share: float, box: tuple[int, int, int, int]) -> Raster:
    """Return a frame on the way from one to the next: within a box what differs is mixed, and elsewhere the next one stands."""
    mixed = after.copy()
    x0, y0, x1, y1 = box
    old, new = before[y0:y1, x0:x1], after[y0:y1, x0:x1]
    differs = (old != new).any(axis=2)
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not len(rows):
        return mixed
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    weight = round(share * 256)
    mixed[y0:y1, x0:x1][part] = (old[part].astype(np.uint16) * (256 - weight) + new[part].astype(np.uint16) * weight + 128) >> 8
    return mixed

"""The frame of a film: where everything stands in it, and the time bar below the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .paper import INK, QUIET, Pen, text_width
from .raster import Box, Easel, Raster, colour_of
from .scene import Scene
from .storyboard import Storyboard

MARGIN, GAP = 14.0, 14.0
DATE = 31.0
"""Height of the letters of the date."""
WIDE = 1.25
"""Frames so many times as wide as high have the legend beside the map."""
COMING = "#B9B3A6"
"""The part of the time bar that is still to come."""


@dataclass(frozen=True)
class Stage:
    """Where everything stands in the frame, in pixels of the layout."""

    map: Box
    bar: Box
    date: Box
    changes: Box
    legend: Box
    foot: Box

    @classmethod
    def of(cls, width: float, height: float, foot: float, legend: float, notice: float = 0.0) -> Stage:
        """Return the stage for a frame, the height of its foot, of its legend, and of what stands between title and map."""
        right, bottom, top = width - MARGIN, height - MARGIN - foot, MARGIN + 30 + notice
        if width >= height * WIDE:
            side = side_width(width, height)
            edge, x = right - side - GAP, right - side
            dated, room = MARGIN + DATE * 2 + 4, 86.0
            if dated + room > bottom - legend:  # the date stands in one line
                dated, room = MARGIN + DATE, 60.0
            middle = max(dated + room, bottom - legend)
            return cls(
                (MARGIN, top, edge, bottom - 34), (MARGIN, bottom - 30, edge, bottom), (x, MARGIN, right, dated),
                (x, dated + 8, right, middle - 8), (x, middle, right, bottom), (MARGIN, bottom + 6, right, height - MARGIN),
            )  # fmt: skip
        centre, high = width / 2, min(max(legend, 220), (bottom - top) * 0.45)
        edge = bottom - high
        return cls(
            (MARGIN, top, right, edge - 40), (MARGIN, edge - 36, right, edge - 6), (MARGIN, edge, centre - 10, edge + DATE * 2 + 4),
            (MARGIN, edge + DATE * 2 + 12, centre - 10, bottom), (centre + 10, edge, right, bottom), (MARGIN, bottom + 6, right, height - MARGIN),
        )  # fmt: skip


def side_width(width: float, height: float) -> float:
    """Return the width of the legend: beside the map, or, in frames not much wider than high, half of what is below it."""
    return min(286.0, width * 0.29) if width >= height * WIDE else width / 2 - MARGIN - 10


class TimeBar:
    """A line from first to last day: what has passed is dark, a stroke stands at the day."""

    def __init__(self, easel: Easel, board: Storyboard, scene: Scene, box: Box) -> None:
        self.easel, self.board, self.scene, self.box = easel, board, scene, box
        x0, y0, x1, y1 = box
        self._around = x0 - 8, y0, x1 + 8, y1
        self._passed, self._coming = (easel.tile(self._around, lambda pen, c=colour: self._draw(pen, c)) for colour in (QUIET, COMING))  # type: ignore[misc]

    def lay(self, day: date, frame: Raster) -> None:
        """Lay the bar as it is on a day over a frame."""
        x0, y0, x1, _ = self.easel.pixels(self._around)
        at = min(x1 - 1, max(x0, round(self._x_of(day) * self.easel.scale)))
        self._passed.lay(frame, slice(0, at - x0))
        self._coming.lay(frame, slice(at - x0, None))
        half, bottom = max(1, round(self.easel.scale)), y0 + round(19 * self.easel.scale)
        frame[y0:bottom, max(0, at - half) : at + half] = colour_of(INK)

    def _x_of(self, day: date) -> float:
        x0, _, x1, _ = self.box
        return x0 + (x1 - x0) * (day - self.board.first).days / max(1, (self.board.last - self.board.first).days)

    def _draw(self, pen: Pen, colour: str) -> None:
        """The line with its years or months, and a stroke for each day on which something changed, the longer the more."""
        x0, y0, x1, _ = self.box
        base = y0 + 15
        told = self.scene.last_day
        known = self._x_of(told) if told and told < self.board.last else x1
        if known > x0:
            pen.line(x0, base, min(known, x1), base, colour, 1.6)
        if known < x1:  # days of which no report speaks
            pen.line(max(x0, known), base, x1, base, colour, 1.6, dash=(2, 3))
        for day, count in Counter(turn.day for turn in self.board.turns if turn.day >= self.board.first).items():
            pen.line(self._x_of(day), base, self._x_of(day), base - min(13, 3.5 + 2.2 * count), colour, 1.3)
        free = x0 - 1
        for day, text in self._ticks():
            x, wide = self._x_of(day), text_width(text, 9)
            pen.line(x, base, x, base + 4, colour, 0.9)
            if x >= free and x + wide <= x1 + 6:
                pen.text(x, base + 13, text, 9, colour=QUIET)
                free = x + wide + 8

    def _ticks(self) -> list[tuple[date, str]]:
        first, last, say = self.board.first, self.board.last, self.scene.speech
        months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        inside = [day for day in months if first <= day <= last]
        if (last - first).days > 800:
            return [(day, str(day.year)) for day in inside if day.month == 1]
        found = [(day, f"{say.short_month(day)} {day.year}" if day.month == 1 else say.short_month(day)) for day in inside]
        return found if len(found) > 1 else [(first, say.short_date(first, year=True)), (last, say.short_date(last, year=True))]

"""The map of one day as a sheet for documents: title, map, legend with counts, scale, sources, on paper of any size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from ..errors import UnknownName
from . import style
from .legend import SMALL, Legend, draw_scale_bar, scale_bar, tally_of, title_of, turn_text, words_of
from .looks import turns
from .mapbox import Box, DayMap
from .naming import Names
from .paper import A4_MM, LINE, QUIET, Column, Pen, Sheet, Size, clean, draw, listed, ring, settled, text_width, wrapped
from .payload import _credits as credits_of
from .scene import Scene

EXTENTS = ("known", "country")
A4 = Size(*A4_MM)
GAP, SIDE = 14.0, 256.0
PAD = 26.0, 28.0, 40.0, 24.0
"""Room on the map around the places that have to be seen."""
LIST_DAYS = 30


@settled()
def day_sheet(scene: Scene, day: date, *, size: Size = A4, extent: str = "known") -> Sheet:
    """Return the map of a day as a figure.

    ``extent`` is "known" (the places of which anything is known on the day) or "country" (all of it).
    """
    check_extent(extent)
    sheet, pen = draw(size)
    sheet.title = f"{title_of(scene)}, {scene.when(scene.speech.long_date(day), day)}"
    DaySheet(scene, day, pen).draw(extent)
    return sheet


def check_extent(extent: str) -> None:
    """Raise UnknownName for an extent that is neither "known" nor "country"."""
    if extent not in EXTENTS:
        raise UnknownName("extent", extent, EXTENTS)


class DaySheet:
    """Draws the sheet of one day; also the parts that other sheets share."""

    def __init__(self, scene: Scene, day: date, pen: Pen) -> None:
        self.scene, self.day, self.pen = scene, day, pen
        self.words = words_of(scene)
        self.margin = pen.margin
        self.wide = pen.width >= pen.height * 1.1

    def draw(self, extent: str) -> None:
        pen, width, height = self.pen, self.pen.width, self.pen.height
        top = self._draw_title(self.scene.when(self.scene.speech.long_date(self.day), self.day))
        foot = self._foot(width - 2 * self.margin, [self.day])
        bottom = height - self.margin - len(foot) * SMALL * 1.28 - 4
        side = min(SIDE, width * 0.29)
        if self.wide:
            box = self.margin, top, max(self.margin + 60, width - self.margin - side - GAP), bottom
        else:
            below = {1: 600.0, 2: 350.0}.get(self._columns, 250.0)
            box = self.margin, top, width - self.margin, max(bottom - below, top + (bottom - top) * 0.45)
        self.map = DayMap(self.scene, self.day, box, extent=extent, pad=PAD)
        self._draw_map(box)
        self._draw_foot(foot, bottom + 8)
        if self.wide:
            columns = [Column(pen, box[2] + GAP, top - 8, side, bottom)]
        else:
            count = self._columns
            each = (width - 2 * self.margin - GAP * (count - 1)) / count
            columns = [Column(pen, self.margin + (each + GAP) * i, box[3] + 6, each, bottom) for i in range(count)]
        self._draw_side(columns)

    @property
    def _columns(self) -> int:
        """Of the legend, where it stands under the map."""
        return min(3, max(1, round((self.pen.width - 2 * self.margin) / 240)))

    def _draw_title(self, when: str) -> float:
        """Write title and date; return where the map begins."""
        pen, title = self.pen, title_of(self.scene)
        size, room = 20.0, pen.width - 2 * self.margin
        while text_width(title, size, bold=True) > room and size > 9:
            size -= 0.5
        y = self.margin + size * 0.76
        pen.text(self.margin, y, title, size, bold=True)
        x = self.margin + text_width(title, size, bold=True) + 16
        if x + text_width(when, 17.3) <= pen.width - self.margin:
            pen.text(x, y, when, 17.3)
        else:
            y += 20
            size = min(size, 16)
            while text_width(when, size) > room and size > 7:
                size -= 0.5
            pen.text(self.margin, y, when, size)
        return y + 12

    def _draw_map(self, box: Box) -> None:
        pen = self.pen
        scale = scale_bar(self.map.view)
        names = Names(self.map, [scale[0]])
        with pen.within(*box):
            self.map.draw_ground(pen)
            names.place_all()
            names.write_ground(pen, "neighbour", 9.6, style.GREY)
            names.write_ground(pen, "region", 8.8, "#8A8478")
            self.map.draw_marks(pen)
            names.write(pen)
        self.names = names
        draw_scale_bar(pen, self.scene, *scale)
        pen.stroke(ring([(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]), LINE, 0.8)

    def _draw_side(self, columns: list[Column]) -> None:
        tally, column, legend = tally_of(self.map), columns[0], Legend(self.scene, self.map, self.pen)
        column.heading(str(self.words["legend"]), gap=0 if self.wide else 4)
        legend.draw_bar(column, tally)
        column.y += 13
        self.pen.text(column.x, column.y, str(self.words["counted"]), 9.2, colour=QUIET)
        self.pen.text(column.x + column.width, column.y, f"{tally.known} / {tally.settlements}", 9.2, colour=QUIET, align="right")
        column.y += 5
        for bloc in legend.blocs:
            legend.draw_bloc(column, bloc, tally)
        if len(columns) > 1:
            column = columns[1]
            column.y += 8
        else:
            column.rule()
            column.y += 3
        for word, picture in legend.samples(tally):
            legend.draw_sample(column, word, picture, tally.sorts[word])
        self._draw_notes(columns)

    def _draw_notes(self, columns: Sequence[Column]) -> None:
        """What the map says and does not say, then the last changes as far as there is room."""
        rows = list(self._changes())
        for word, gap in (("caption_paper", 6.0), ("definition", 3.0)):
            _emptiest(columns).paragraph(str(self.words[word]), SMALL, gap=gap, insist=False)
        column = _emptiest(columns)
        lines = [(when, wrapped(text, SMALL, column.width - 44)) for when, text in rows]
        if not lines or column.room < 20 + len(lines[0][1]) * 11.2:
            return
        column.heading(str(self.words["changes"]), gap=6)
        for when, text in lines:
            if column.room < len(text) * 11.2 + 2:
                break
            self.pen.text(column.x, column.y + 11.2, when, SMALL, colour=QUIET)
            for line in text:
                column.y += 11.2
                self.pen.text(column.x + 44, column.y, line, SMALL)
            column.y += 1.5

    def _changes(self) -> Iterator[tuple[str, str]]:
        """The last turns before the day, latest first: day and words."""
        for turn in turns(self.scene, self.day - timedelta(days=LIST_DAYS - 1), self.day):
            yield self.scene.speech.short_date(turn.day), turn_text(self.scene, self.map.looks, turn, self.day)

    # -- foot --

    def _foot(self, width: float, days: Sequence[date]) -> list[str]:
        """The lines under the map: disclaimer, sources of what is shown, whose positions and lines are drawn."""
        at = self.scene.history.at
        cited = (r.source for place in self.scene.gazetteer for r in {r for day in days for r in at(place, day).reports})
        return foot_lines(self.scene, cited, width)

    def _draw_foot(self, lines: Sequence[str], top: float) -> None:
        for number, line in enumerate(lines):
            self.pen.text(self.margin, top + 8 + number * SMALL * 1.28, line, SMALL, colour=QUIET)


def _emptiest(columns: Sequence[Column]) -> Column:
    return max(columns, key=lambda column: column.room)


def foot_lines(scene: Scene, cited: Iterable[str], width: float, *, most: int = 3) -> list[str]:
    """Return the lines under a map: disclaimer, the sources cited (in at most so many lines), whose positions and lines are drawn."""
    say = scene.speech
    disclaimer, credit = _disclaimer(scene), _credit(scene)
    sources = source_line(scene, Counter(cited))
    heading = f"{say.words['sources']}{say.words['colon']}"
    told = listed([f"{heading}{sources[0]}", *sources[1:]], SMALL, width, most, str(say.words["more_sources"])) if sources else []
    return [*wrapped(disclaimer, SMALL, width), *told, *(wrapped(credit, SMALL, width) if credit else [])]


def foot_sentences(scene: Scene, cited: Iterable[str]) -> list[str]:
    """Return the same as whole sentences, with all sources."""
    say, sources = scene.speech, source_line(scene, Counter(cited))
    told = [f"{say.words['sources']}{say.words['colon']}{'; '.join(sources)}."] if sources else []
    return [_disclaimer(scene), *told, *filter(None, [_credit(scene)])]


def _disclaimer(scene: Scene) -> str:
    return scene.speech.fill("disclaimer", date=scene.speech.long_date(scene.last_day) if scene.last_day else "")


def _credit(scene: Scene) -> str:
    credited = credits_of(scene)
    return scene.speech.fill("credits", credits="; ".join(credited)) if credited else ""


def source_line(scene: Scene, cited: Mapping[str, int]) -> list[str]:
    """Return each source with title, publisher and day, those of most reports first, with the number of reports."""
    found = []
    for source, count in sorted(cited.items(), key=lambda item: (-item[1], item[0])):
        known = scene.sources.get(source)
        if known is None:
            found.append(clean(f"{source} ({count})"))
            continue
        when = f", {known.published.best.year}" if known.published else ""
        found.append(clean(f"{known.title}, {known.publisher}{when} ({count})"))
    return found

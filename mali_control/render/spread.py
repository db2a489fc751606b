"""The maps of two days side by side as a sheet for documents, with what is different between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from ..differences import SORTS, Difference
from .legend import SMALL, Legend, Tally, holders_text, numbers, tally_of, title_of
from .looks import Looks
from .mapbox import DayMap, shape_of
from .marks import draw_mark
from .paper import QUIET, Column, Pen, Sheet, Size, clean, draw, settled, text_width, wrapped
from .scene import Scene
from .static import A4, GAP, PAD, DaySheet, check_extent

LEADING = 11.2
WIDEST_COLUMN = 250.0
MAP_SHARES = ((40, 0.56), (90, 0.52))
LEAST_MAP_SHARE = 0.5
"""Part of the height between title and foot that the maps take: for up to so many differences, and for more."""
ROOM = (1123.0, 794.0), (560.0, 1000.0)
"""What two maps and a list need; see ``paper.Size.room``."""
HIGHEST_MAP = 1.2
"""Height of a map for its width."""
DATED = ("changed-hands", "partners", "taken", "contested", "settled", "given-up")
"""Sorts of differences whose day is told."""


@settled()
def compare_sheet(scene: Scene, found: Sequence[Difference], first: date, second: date, *, size: Size = A4, extent: str = "known") -> Sheet:
    """Return the maps of two days as one figure; ``found`` are the differences between them, ``extent`` as for ``static.day_sheet``.

    ``sheet.note`` says how many differences the list has no room for.
    """
    check_extent(extent)
    sheet, pen = draw(replace(size, room=ROOM))
    spread = _Spread(scene, found, first, second, pen)
    sheet.title = f"{title_of(scene)}, {spread.when}"
    spread.draw(extent)
    if spread.left_out:
        sheet.note = f"{spread.left_out} of {len(found)} differences have no room in the list; all are ringed. A larger sheet shows more."
    return sheet


class _Spread(DaySheet):
    def __init__(self, scene: Scene, found: Sequence[Difference], first: date, second: date, pen: Pen) -> None:
        super().__init__(scene, second, pen)
        self.found, self.first, self.second = found, first, second
        say = scene.speech
        self.when = scene.when(say.fill("compared", first=say.long_date(first), second=say.long_date(second)), second)
        self.looks = Looks(scene)
        self.left_out = 0

    def draw(self, extent: str) -> None:
        pen, width = self.pen, self.pen.width - 2 * self.margin
        top = self._draw_title(self.when) + 14
        foot = self._foot(width, [self.first, self.second])
        bottom = pen.height - self.margin - len(foot) * SMALL * 1.28 - 4
        each = (width - GAP) / 2
        share = next((share for most, share in MAP_SHARES if len(self.found) <= most), LEAST_MAP_SHARE)
        left = self.margin, top, self.margin + each, top + min((bottom - top) * share, each * HIGHEST_MAP)
        ringed = frozenset(difference.place for difference in self.found)
        before = DayMap(self.scene, self.first, left, extent=extent, pad=PAD, until=self.second, ringed=ringed)
        after = before.on(self.second, aside=each + GAP)
        for shown in (before, after):
            self.map, box = shown, shown.view.box
            pen.text(box[0], box[1] - 5, self.scene.speech.long_date(shown.day), 12, bold=True)
            self._draw_map(box)
        self._draw_foot(foot, bottom + 8)
        count = max(2, round(width / WIDEST_COLUMN))
        wide = (width - GAP * (count - 1)) / count
        columns = iter([Column(pen, self.margin + (wide + GAP) * i, left[3] + 4, wide, bottom) for i in range(count)])
        column = self._draw_legend(columns, Legend(self.scene, after, pen, before=before), (tally_of(before), tally_of(after)))
        self._draw_list([column, *columns])

    def _draw_legend(self, columns: Iterator[Column], legend: Legend, tallies: tuple[Tally, Tally]) -> Column:
        """Draw the legend over as many columns as it needs; return the one that it ends in."""
        pen, column = self.pen, next(columns)
        column.heading(str(self.words["legend"]), gap=2)
        for tally in tallies:
            legend.draw_bar(column, tally)
        column.y += 12
        pen.text(column.x, column.y, str(self.words["counted"]), 9.2, colour=QUIET)
        known = f"{numbers(tally.known for tally in tallies)} / {tallies[0].settlements}"
        pen.text(column.x + column.width, column.y, known, 9.2, colour=QUIET, align="right")
        column.y += 4
        for bloc in legend.blocs:
            column = column if column.room > 30 else next(columns, column)
            legend.draw_bloc(column, bloc, *tallies)
        for word, picture in legend.samples(*tallies):
            column = column if column.room > 24 else next(columns, column)
            legend.draw_sample(column, word, picture, numbers(tally.sorts[word] for tally in tallies))
        return column

    # -- list --

    def _draw_list(self, columns: list[Column]) -> None:
        """Every sort of difference with its places; what is the same for several places is said once."""
        told, words = 0, self.words
        writer = _Writer(self.pen, columns)
        writer.heading(f"{words['differences']} ({len(self.found)})" if self.found else str(words["no_differences"]))
        for sort, each in groupby(sorted(self.found, key=lambda d: list(SORTS).index(d.sort)), key=lambda d: d.sort):
            items = list(each)
            writer.heading(f"{self._sorts[sort]} ({len(items)})", least=LEADING * 2, size=9.4)
            for (before, after), group in self._by_holders(items).items():
                told += writer.group(f"{before} → {after}", [self._place(d) for d in group], self._marks(group[0]))
        self.left_out = len(self.found) - told
        if self.left_out:
            writer.last(self.scene.speech.fill("more_ringed", n=self.left_out))
        else:
            writer.note(str(words["ringed"]))
            writer.note(str(words["caption_paper"]))

    @property
    def _sorts(self) -> Mapping[str, str]:
        sorts = self.words["difference_sorts"]
        assert isinstance(sorts, Mapping)
        return sorts

    def _by_holders(self, items: Sequence[Difference]) -> dict[tuple[str, str], list[Difference]]:
        """Differences by who held the place on both days, in words; those of most places first."""
        groups: dict[tuple[str, str], list[Difference]] = {}
        for d in items:
            key = (holders_text(self.scene, self.looks, d.before, self.first), holders_text(self.scene, self.looks, d.after, self.second))
            groups.setdefault(key, []).append(d)
        return dict(sorted(groups.items(), key=lambda group: -len(group[1])))

    def _place(self, difference: Difference) -> str:
        """A place, with the day where that is known."""
        name, since = clean(self.scene.gazetteer[difference.place].name), difference.since
        return f"{name} ({self.scene.speech.short_date(since.day, year=True)})" if difference.sort in DATED and since.exact else name

    def _marks(self, difference: Difference) -> Callable[[float, float], None]:
        shape = shape_of(self.scene.gazetteer[difference.place])

        def draw_marks(x: float, y: float) -> None:
            for aside, state in ((9.0, difference.before), (32.0, difference.after)):
                draw_mark(self.pen, x + aside, y, 3.2 if state.besieged_by else 4.2, self.looks.of(state), shape)
            self.pen.line(x + 18, y, x + 23, y, QUIET, 0.8)

        return draw_marks


class _Writer:
    """Writes into columns, one after the other; what has no room in the last is left out."""

    def __init__(self, pen: Pen, columns: list[Column]) -> None:
        self.pen, self.columns = pen, columns
        self.full = False

    @property
    def column(self) -> Column:
        return self.columns[0]

    def _room(self, least: float) -> bool:
        """Go to a column with so much room; the last keeps a line for what is left out."""
        while len(self.columns) > 1 and self.column.room < least:
            self.columns.pop(0)
            self.column.y += 6
        self.full = self.full or self.column.room < least + (LEADING if len(self.columns) == 1 else 0)
        return not self.full

    def heading(self, text: str, *, least: float = LEADING, size: float = 11.0) -> None:
        lines = wrapped(text, size, self.column.width, bold=True)
        if self._room(len(lines) * LEADING + least + 6):
            self.column.y += 5
            for line in lines:
                self.column.y += size * 1.2
                self.pen.text(self.column.x, self.column.y, line, size, bold=True)

    def group(self, text: str, places: Sequence[str], draw_marks: Callable[[float, float], None]) -> int:
        """Write who held the places before and after, and the places; return how many of these had room."""
        indent = 45.0
        lines = wrapped(text, SMALL, self.column.width - indent, bold=True)
        if not self._room((len(lines) + 1) * LEADING + 2):
            return 0
        self.column.y += 2
        draw_marks(self.column.x, self.column.y + LEADING - 3)
        for line in lines:
            self.column.y += LEADING
            self.pen.text(self.column.x + indent, self.column.y, line, SMALL, bold=True)
        told = 0
        while told < len(places) and self._room(LEADING):
            count = self._fitting(places[told:], self.column.width - indent)
            line = ", ".join(places[told : told + count]) + ("," if told + count < len(places) else "")
            for part in wrapped(line, SMALL, self.column.width - indent):
                self.column.y += LEADING
                self.pen.text(self.column.x + indent, self.column.y, part, SMALL)
            told += count
        return told

    @staticmethod
    def _fitting(places: Sequence[str], width: float) -> int:
        """How many places fit into a line; at least one."""
        count = 1
        while count < len(places) and text_width(", ".join(places[: count + 1]) + ",", SMALL) <= width:
            count += 1
        return count

    def note(self, text: str) -> None:
        lines = wrapped(text, SMALL, self.column.width)
        if self._room(len(lines) * LEADING + 4):
            self.column.y += 4
            for line in lines:
                self.column.y += LEADING
                self.pen.text(self.column.x, self.column.y, line, SMALL, colour=QUIET)

    def last(self, text: str) -> None:
        self.column.y += LEADING
        self.pen.text(self.column.x, self.column.y, text, SMALL, colour=QUIET)

"""The frames of a film: the map of each beat with its date, what changed, legend, scale and sources.

A frame is put together from parts that are drawn once and kept: the ground, the colours on it, marks, names. So a day on which little changed
costs little. Every part depends on its own content alone, so that frames are equal whatever was drawn before them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from ..control import Status
from ..errors import UnknownName
from ..history import State
from ..places import GROUND, SETTLEMENTS
from . import style
from .legend import (
    SMALL,
    Legend,
    Tally,
    bloc_name,
    draw_scale_bar,
    row_height,
    scale_bar,
    sorts_of,
    tally_of,
    title_of,
    turn_text,
    words_of,
)
from .looks import Look, Looks, Turn, hands_changed
from .mapbox import DayMap, Item, draw_item
from .marks import draw_dots, outline
from .naming import Name, Names
from .paper import HALO, INK, LINE, PAGE, QUIET, Column, Pen, ring, settled, text_width, wrapped
from .raster import Box, Easel, Raster, ScreenSize, Tile
from .scene import Scene
from .stage import COMING, DATE, MARGIN, WIDE, Stage, TimeBar, side_width
from .static import EXTENTS, foot_lines
from .storyboard import Beat, Storyboard

ROW, DAY_WIDTH = 12.6, 56.0
"""Height of a line of what changed, and where the words begin."""
NUMBER_BASE = 12.2
"""Where in a row of the legend the number stands."""
NOTICE = 11.0
"""Height of the letters of the notice on days after the last report."""
RECENT = timedelta(days=30)
MOST_SAMPLED = 40
KEPT = 20_000
"""So many tiles are kept at most."""


class Painter:
    """Draws the settled picture of any beat of a storyboard."""

    def __init__(self, scene: Scene, board: Storyboard, size: ScreenSize, *, extent: str = "known") -> None:
        if extent not in EXTENTS:
            raise UnknownName("extent", extent, EXTENTS)
        self.scene, self.board, self.size = scene, board, size
        self.words = words_of(scene)
        self._tiles: dict[Hashable, Tile] = {}
        self._told: dict[tuple[date, str], tuple[str, ...]] = {}
        self._lines_at: dict[tuple[str, str], float] = {}
        self._examples: dict[str, tuple[str, State, Look]] = {}
        with settled():
            self._prepare(extent)

    def frame(self, beat: int) -> Raster:
        """Return the frame of a beat, by its number."""
        with settled():
            return self._draw(self.board.beats[beat])

    @property
    def colours(self) -> list[str]:
        """Every plain colour that a frame may hold, #RRGGBB: those that may not be mixed up."""
        tints = [style.mix(self.map.looks.styles[b].colour, style.LAND, share) for b in self.blocs for share in style.TINT.values()]
        factions = {f for state in self._states_shown() for f in (*state.controllers, *state.besieged_by)}
        held = self.map.looks.colours(factions)
        return list(dict.fromkeys([PAGE, INK, QUIET, LINE, HALO, COMING, style.LAND, style.OUTSIDE, style.GREY, *held, *tints]))

    def _states_shown(self) -> Iterator[State]:
        """The states of the film's span."""
        for place in self.scene.gazetteer:
            for state in self.scene.history.of(place):
                if state.start <= self.board.last and (state.end is None or state.end > self.board.first):
                    yield state

    @property
    def map_pixels(self) -> tuple[int, int, int, int]:
        """The pixels of the map, in which changes are faded in."""
        return self.easel.pixels(self.stage.map)

    # -- once for the film --

    def _prepare(self, extent: str) -> None:
        width, height = self.size.layout
        self.easel = Easel(self.size)
        self.roomy, wide = height >= 600, width >= height * WIDE
        self.explains = self.roomy and wide
        foot = self._foot(width - 2 * MARGIN)
        self.cast = self._cast()
        side = side_width(width, height)
        self.notice = self._notice(width - 2 * MARGIN - (side if wide else 0))
        high = len(self.notice) * NOTICE * 1.3
        self.stage = Stage.of(width, height, len(foot) * SMALL * 1.28 + 4, self._legend_height(side), high)
        box = self.stage.map
        pad = (26.0, 28.0, 40.0, 24.0)
        self.map = DayMap(self.scene, self.board.first, box, extent=extent, pad=pad, until=self.board.last)
        self.blocs = [bloc for bloc in self.map.looks.styles if self.cast.blocs[bloc]]
        self.fullest = self._fullest()
        self._name_places()
        base = self.easel.over(self.easel.blank(PAGE), self._draw_base)
        base = self.easel.over(base, self._draw_legend)
        self.base = self.easel.over(base, lambda pen: self._draw_foot(pen, foot))
        self.lines = self.easel.tile(box, lambda pen: self._on_map(pen, self.map.draw_lines))
        self.frame_line = self.easel.tile((0, 0, width, height), self._draw_frame_line)
        self._ground: dict[Hashable, Raster] = {}
        self.bar = TimeBar(self.easel, self.board, self.scene, self.stage.bar)

    def _on_map(self, pen: Pen, draw: Callable[[Pen], object]) -> None:
        with pen.within(*self.stage.map):
            draw(pen)

    def _draw_base(self, pen: Pen) -> None:
        self._on_map(pen, self.map.draw_land)
        say, title = self.scene.speech, title_of(self.scene)
        known = f" ({say.fill('known_then', date=say.long_date(self.scene.known))})" if self.scene.known else ""
        size, room = 18.0, self.stage.map[2] - MARGIN
        while text_width(title + known, size, bold=True) > room and size > 9:
            size -= 0.5
        pen.text(MARGIN, MARGIN + 17, title + known, size, bold=True)

    def _draw_frame_line(self, pen: Pen) -> None:
        x0, y0, x1, y1 = self.stage.map
        draw_scale_bar(pen, self.scene, *self.scale)
        pen.stroke(ring([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]), LINE, 0.8)

    def _cast(self) -> Tally:
        """What appears at any time of the film: sides and sorts of marks, by their number of states."""
        looks, cast = Looks(self.scene), Tally(0, 0, Counter(), Counter(), Counter())
        for place in self.scene.gazetteer.values():
            before = None
            for state in self.scene.history.of(place.id):
                if state.start <= self.board.last and (state.end is None or state.end > self.board.first):
                    until = self.board.last if state.end is None else min(self.board.last, state.end - timedelta(days=1))
                    for day in {max(state.start, self.board.first), until}:
                        recent = before is not None and state.direct and hands_changed(before, state)
                        look = looks.of(state.on(day), recent=recent)
                        cast.blocs.update([*look.blocs, *(self.scene.factions[f].bloc for f in state.besieged_by)])
                        if place.kind in SETTLEMENTS:
                            found = list(sorts_of(state, look))
                            cast.sorts.update(found)
                            if not look.weak and len(look.blocs) < 3:
                                self._examples.update({sort: (place.id, state, look) for sort in found if sort not in self._examples})
                        elif not look.unknown:
                            cast.sorts["site" if place.is_site else "ground" if place.kind in GROUND else "area"] += 1
                before = state
        return cast

    def _fullest(self) -> DayMap:
        """The map of the day, among some, on which most is known."""
        days = [beat.day for beat in self.board.beats]
        days = days[:: math.ceil(len(days) / MOST_SAMPLED)] + days[-1:]
        return max((self.map.on(day) for day in days), key=lambda shown: sum(not look.unknown for _, look in shown.states.values()))

    def _name_places(self) -> None:
        """Place the names once for the whole film, so that none moves; what changes hands in it comes first, and has room for bold letters."""
        turned = {turn.place: turn for turn in reversed(self.board.turns)}
        shown = self.fullest.on(self.fullest.day)
        for place, turn in turned.items():
            shown.states[place] = turn.after, replace(shown.looks.of(turn.after), recent=True)
        shown.rearrange()
        self.scale = scale_bar(self.map.view)
        self.names = Names(shown, [self.scale[0]])
        placed = self.names.place_all()
        self.labels = {name.item.place.id: name for name in placed}
        self.lettering = self.easel.tile(self.stage.map, lambda pen: self._on_map(pen, self._write_ground))

    def _notice(self, width: float) -> list[str]:
        """The lines under the title on days of which no report speaks; none in films that end before."""
        told = self.scene.last_day
        if not told or self.board.last <= told:
            return []
        said = self.scene.speech.fill("beyond", date=self.scene.speech.long_date(told))
        return wrapped(said[:1].upper() + said[1:], NOTICE, width, bold=True)

    def _write_ground(self, pen: Pen) -> None:
        self.names.write_ground(pen, "neighbour", 9.6, style.GREY)
        self.names.write_ground(pen, "region", 8.8, "#8A8478")

    # -- each beat --

    def _draw(self, beat: Beat) -> Raster:
        shown = self.map.on(beat.day)
        frame = self._ground_of(shown).copy()
        dots = [item for item in shown.items if item.is_dot]
        for item in [*sorted(dots, key=lambda item: not item.look.unknown), *(i for i in reversed(shown.items) if not i.is_dot)]:
            self._mark(item).lay(frame)
        fresh = {turn.place for turn in beat.turns}
        marks = {each.place.id: each for each in shown.drawn}
        towns = (
            place if place in marks else self.scene.gazetteer[place].parent for place in fresh
        )  # sites held like their town have no mark
        changed = [marks[place] for place in sorted({place for place in towns if place in marks})]
        for item in changed:
            self._ring(item).lay(frame)
        for name in self._names_for(shown, changed):
            self._name(name).lay(frame)
        self.frame_line.lay(frame)
        self._late(beat.day, frame)
        self._date(beat.day, frame)
        self._changes(beat, frame)
        self._numbers(shown, frame)
        self.bar.lay(beat.day, frame)
        return frame

    def _kept(self, key: Hashable, box: Box, draw: Callable[[Pen], object], *, on_map: bool = True) -> Tile:
        """Return a tile, drawn when it is first asked for."""
        if key not in self._tiles:
            if len(self._tiles) >= KEPT:
                self._tiles.clear()
            self._tiles[key] = self.easel.tile(box, (lambda pen: self._on_map(pen, draw)) if on_map else draw)
        return self._tiles[key]

    def _ground_of(self, shown: DayMap) -> Raster:
        """Land, colours, water, boundaries, and the names on it."""
        looks = {place: look for place, (_, look) in shown.states.items()}
        areas = tuple((properties["id"], looks[properties["id"]].blocs[0]) for properties, _ in shown.areas())
        key = tuple((place.id, looks[place.id].status, looks[place.id].blocs, looks[place.id].level) for place in shown.held()), areas
        if key not in self._ground:
            raster = self.easel.over(self.base, lambda pen: self._on_map(pen, shown.draw_tints))
            self.lines.lay(raster)
            if areas:
                raster = self.easel.over(raster, lambda pen: self._on_map(pen, shown.draw_areas))
            self.lettering.lay(raster)
            if len(self._ground) > 3:
                self._ground.pop(next(iter(self._ground)))
            self._ground[key] = raster
        return self._ground[key]

    def _mark(self, item: Item) -> Tile:
        sites = tuple((s.x, s.y, s.r, s.look, s.alone) for s in item.sites)
        around = [(item.x, item.y, item.reach + 6), *((s.x, s.y, s.reach + 6) for s in item.sites)]
        box = (
            min(x - r for x, _, r in around), min(y - r for _, y, r in around), max(x + r for x, _, r in around), max(y + r for _, y, r in around)
        )  # fmt: skip

        def draw(pen: Pen) -> None:
            if item.is_dot:
                draw_dots(pen, [(item.x, item.y, item.r, item.look)])
            else:
                draw_item(pen, item)

        return self._kept((item.x, item.y, item.r, item.shape, item.look, sites), box, draw)

    def _ring(self, item: Item) -> Tile:
        """A ring around what changed since the beat before."""
        r = item.reach + 5

        def draw(pen: Pen) -> None:
            draw_ring(pen, item.x, item.y, r)

        return self._kept(("ring", item.x, item.y, r), (item.x - r - 4, item.y - r - 4, item.x + r + 4, item.y + r + 4), draw)

    def _names_for(self, shown: DayMap, changed: list[Item]) -> list[Name]:
        """The names of the film as they are on a day, with those of what changed beside them."""
        drawn = {item.place.id: item for item in shown.drawn}
        names = [replace(name, item=drawn[place]) for place, name in self.labels.items() if place in drawn]
        extra = self.names.beside([item for item in changed if item.place.id not in self.labels])
        return [*reversed(names), *extra]

    def _name(self, name: Name) -> Tile:
        item = name.item
        seat = item.rank <= 1 and not item.abroad
        bold, quiet, italic = seat or item.look.recent, item.look.unknown and item.rank > 1, item.cls in ("ground", "site")
        width = text_width(name.text, name.size, bold=True)
        ends = [name.leader, (item.x, item.y)] if name.leader else []
        box = (
            min([name.x, *(x for x, _ in ends)]) - 4, min([name.y - name.size, *(y for _, y in ends)]) - 4,
            max([name.x + width, *(x for x, _ in ends)]) + 4, max([name.y + name.size * 0.3, *(y for _, y in ends)]) + 4,
        )  # fmt: skip

        def draw(pen: Pen) -> None:
            if name.leader:
                pen.line(item.x, item.y, *name.leader, style.GREY, 1)
            pen.text(name.x, name.y, name.text, name.size, colour=QUIET if quiet else INK, bold=bold, italic=italic, halo=3)

        return self._kept((name.text, name.x, name.y, name.leader, bold, quiet), box, draw)

    def _date(self, day: date, frame: Raster) -> None:
        """The date, large, always in the same place."""
        x0, y0, x1, y1 = self.stage.date
        if y1 - y0 < DATE * 2:
            words, size = self.scene.speech.long_date(day), self._date_size
            self._kept(
                ("day", words), self.stage.date, lambda pen: pen.text(x0, y0 + DATE * 0.8, words, size, bold=True), on_map=False
            ).lay(frame)
            return
        size = min(DATE, (x1 - x0) / 8.6)
        words, year = month_and_day(self.scene, day), str(day.year)
        upper, lower = y0 + size * 0.8, y0 + size * 1.92
        middle = (upper + lower) / 2 - size * 0.35
        box = x0, y0, x1, middle
        self._kept(("day", words), box, lambda pen: pen.text(x0, upper, words, size, bold=True), on_map=False).lay(frame)
        box = x0, middle, x1, y1
        self._kept(("year", year), box, lambda pen: pen.text(x0, lower, year, size, bold=True), on_map=False).lay(frame)

    @cached_property
    def _date_size(self) -> float:
        """Height of the letters of a date in one line: every day of the year has room."""
        x0, _, x1, _ = self.stage.date
        longest = max(
            text_width(self.scene.speech.long_date(date(2023, month, 30 if month != 2 else 28)), 1, bold=True) for month in range(1, 13)
        )
        return min(DATE, (x1 - x0) / longest)

    def _late(self, day: date, frame: Raster) -> None:
        """On days after the last that a report speaks of: that what is shown are the last states known."""
        if not self.notice or day <= (self.scene.last_day or day):
            return
        x0, y1, x1, _ = self.stage.map
        y0 = y1 - 6 - len(self.notice) * NOTICE * 1.3

        def draw(pen: Pen) -> None:
            for number, line in enumerate(self.notice):
                pen.text(x0, y0 + NOTICE * (1 + number * 1.3), line, NOTICE, bold=True)

        self._kept("late", (x0, y0, x1, y1 - 1), draw, on_map=False).lay(frame)

    def _changes(self, beat: Beat, frame: Raster) -> None:
        """What changed since the beat before, in ink, then what changed in the month before, as far as there is room."""
        x0, y0, x1, y1 = self.stage.changes
        fresh = len(beat.turns)
        older = [turn for turn in self.board.turns if beat.day - RECENT < turn.day <= beat.day and turn not in beat.turns]

        def heading(pen: Pen) -> None:
            if fresh:
                draw_ring(pen, x0 + 6, y0 + 7, 5)
            pen.text(x0 + (18 if fresh else 0), y0 + 11, str(self.words["changed_now" if fresh else "changes"]), 11.5, bold=True)

        self._kept(("heading", bool(fresh)), (x0 - 4, y0 - 4, x1, y0 + 16), heading, on_map=False).lay(frame)
        y = y0 + 17
        for number, turn in enumerate([*beat.turns, *older]):
            left = fresh - number
            lines = self._lines_of(turn)
            if y + len(lines) * ROW > y1 - (ROW if left > 1 else 0):
                if left > 0:
                    self._row(frame, y, "", (self.scene.speech.fill("more", n=left),), fresh=True)
                break
            self._row(frame, y, self._when(turn), lines, fresh=left > 0)
            y += len(lines) * ROW + 2
        if not fresh and not older:
            self._row(frame, y, "", (self.scene.speech.fill("no_changes", days=RECENT.days),), fresh=False)

    def _when(self, turn: Turn) -> str:
        """The day of a turn; where sources leave several days open, it says "circa"."""
        say = self.scene.speech
        return say.short_date(turn.day) if turn.after.began.exact else say.fill("circa", date=say.short_date(turn.day))

    def _lines_of(self, turn: Turn) -> tuple[str, ...]:
        x0, _, x1, _ = self.stage.changes
        key = turn.day, turn.place
        if key not in self._told:
            text = turn_text(self.scene, self.map.looks, turn, turn.day)
            self._told[key] = tuple(wrapped(text, 10.2, x1 - x0 - DAY_WIDTH, bold=True))
        return self._told[key]

    def _row(self, frame: Raster, y: float, when: str, lines: tuple[str, ...], *, fresh: bool) -> None:
        """A row of the list of changes; drawn once, whereever it stands."""
        x0, y0, x1, _ = self.stage.changes
        indent = DAY_WIDTH if when else 0.0

        def draw(pen: Pen) -> None:
            pen.text(x0, y0 + ROW * 0.8, when, 9.6, colour=QUIET)
            for number, line in enumerate(lines):
                pen.text(x0 + indent, y0 + ROW * (number + 0.8), line, 10.2, colour=INK if fresh else QUIET, bold=fresh)

        tile = self._kept(("row", when, lines, fresh), (x0, y0, x1 + 4, y0 + ROW * (len(lines) + 0.3)), draw, on_map=False)
        tile.moved(round((y - y0) * self.easel.scale)).lay(frame)

    # -- legend --

    def _legend_height(self, width: float) -> float:
        """A line for the heading, the bar and the count, then a row for each side and sign."""
        blocs = (row_height(bloc_name(self.scene, bloc), width) for bloc in self.cast.blocs)
        return 46 + sum(blocs) + sum(self._sign_height(sort, width) for sort in SIGNS if self.cast.sorts[sort])

    def _sign_height(self, sort: str, width: float) -> float:
        """Return the height of the row of a sign."""
        below = wrapped(str(self.words["joint_counted"]), SMALL, width - 60) if sort == "joint" and self.explains else []
        return row_height(str(self.words[sort]), width) + len(below) * 11

    def _draw_legend(self, pen: Pen) -> None:
        """The sides and signs of the whole film, without numbers; notes on which line the number of each will stand."""
        x0, y0, x1, y1 = self.stage.legend
        column, shown = Column(pen, x0, y0, x1 - x0, y1), self.fullest.on(self.fullest.day)
        for sort in ("joint", "contested", "besieged"):
            if sort in self._examples:
                place, state, look = self._examples[sort]
                shown.states[place] = state, look
        legend = Legend(self.scene, shown, pen, blocs=self.blocs)
        column.heading(str(self.words["counted"]), gap=0)
        column.y = self._bar_bottom
        for bloc in self.blocs:
            self._lines_at["bloc", bloc] = column.y + NUMBER_BASE
            legend.draw_bloc(column, bloc)
        column.rule()
        column.y += 2
        samples = list(legend.samples(self.cast))
        heights = [self._sign_height(word, column.width) for word, _ in samples]
        for number, (word, picture) in enumerate(samples):
            if column.room < min(sum(heights[number:]), heights[number] + SMALL * 1.28):
                column.paragraph(self.scene.speech.fill("more", n=len(samples) - number), SMALL, gap=0)
                break
            self._lines_at["sort", word] = column.y + NUMBER_BASE
            legend.draw_sample(column, word, picture, "", roomy=self.explains)

    @property
    def _bar_bottom(self) -> float:
        return self.stage.legend[1] + 31

    def _numbers(self, shown: DayMap, frame: Raster) -> None:
        """What each side and sign has on the day."""
        tally = tally_of(shown)
        x0, y0, x1, _ = self.stage.legend
        self._number(frame, f"{tally.known} / {tally.settlements}", y0 + 10)
        for (what, name), y in self._lines_at.items():
            self._number(frame, str((tally.blocs if what == "bloc" else tally.sorts)[name]), y)
        counts = tuple(tally.blocs[bloc] for bloc in self.blocs), tally.sorts["mixed"] + tally.sorts["contested"], tally.sorts["unknown"]

        def bar(pen: Pen) -> None:
            Legend(self.scene, self.fullest, pen, blocs=self.blocs).draw_bar(Column(pen, x0, y0 + 16, x1 - x0, y0 + 30), tally)

        self._kept(("shares", counts), (x0 - 2, y0 + 14, x1 + 2, y0 + 30), bar, on_map=False).lay(frame)

    def _number(self, frame: Raster, text: str, y: float) -> None:
        x0, _, x1, _ = self.stage.legend
        size = 9.6
        wide = text_width(text, size)
        box = max(x0, x1 - wide - 4), y - size, x1 + 2, y + 4
        self._kept(("number", text, y), box, lambda pen: pen.text(x1, y, text, size, colour=QUIET, align="right"), on_map=False).lay(frame)

    # -- foot --

    def _foot(self, width: float) -> list[str]:
        """What the map does not say, disclaimer, sources of what is shown, whose positions and lines are drawn."""
        cited = (r.source for state in self._states_shown() if state.status is not Status.UNKNOWN for r in state.reports)
        caption = wrapped(str(self.words["caption_paper"]), SMALL, width) if self.roomy else []
        return [*caption, *foot_lines(self.scene, cited, width, most=2 if self.roomy else 1)]

    def _draw_foot(self, pen: Pen, lines: list[str]) -> None:
        x, y, _, _ = self.stage.foot
        for number, line in enumerate(lines):
            pen.text(x, y + 8 + number * SMALL * 1.28, line, SMALL, colour=QUIET)


SIGNS = ("joint", "contested", "besieged", "unknown", "weak", "doubt", "recent", "site", "ground", "area")


def month_and_day(scene: Scene, day: date) -> str:
    """Return a day in words without its year."""
    return scene.speech.long_date(day).removesuffix(str(day.year)).strip()


def draw_ring(pen: Pen, x: float, y: float, r: float) -> None:
    """Draw the ring that says that something has just changed."""
    pen.stroke(outline("circle", x, y, r), HALO, 4.4)
    pen.stroke(outline("circle", x, y, r), INK, 1.5)

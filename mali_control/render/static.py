"""The map of one day as a sheet for documents: title, map, legend with counts, scale, sources, on paper of any size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..control import Status
from ..errors import UnknownName
from ..history import State
from ..places import GROUND, SETTLEMENTS, Place
from . import style
from .looks import Look, hands_changed
from .mapbox import Box, DayMap
from .marks import RIM, draw_mark
from .naming import Names
from .paper import A4_MM, INK, LINE, QUIET, Column, Pen, Sheet, Size, clean, draw, listed, ring, settled, text_width, wrapped
from .payload import _credits as credits_of
from .scene import Scene

EXTENTS = ("known", "country")
A4 = Size(*A4_MM)
MARGIN, GAP, SIDE = 36.0, 14.0, 256.0
LIST_DAYS = 30
SMALL = 8.8


def words_of(scene: Scene) -> Mapping[str, object]:
    """Return the words of the scene's language."""
    return scene.speech.words


def title_of(scene: Scene) -> str:
    """Return "Who held which town in Mali"."""
    return clean(scene.title)


def bloc_name(scene: Scene, bloc: str) -> str:
    """Return what a side is called in legends."""
    return clean(scene.speech.bloc(bloc))


def holder_name(scene: Scene, faction: str, day: date) -> str:
    """Return the short name that a faction bore on a day."""
    return clean(scene.factions.name(faction, day))


def last_day(scene: Scene) -> date | None:
    """Return the last day that any report speaks of."""
    return scene.last_day


@settled()
def day_sheet(scene: Scene, day: date, *, size: Size = A4, extent: str = "known") -> Sheet:
    """Return the map of a day as a figure.

    ``extent`` is "known" (the places of which anything is known on the day) or "country" (all of it).
    """
    if extent not in EXTENTS:
        raise UnknownName("extent", extent, EXTENTS)
    sheet, pen = draw(size)
    sheet.title = f"{title_of(scene)}, {scene.speech.long_date(day)}"
    _DaySheet(scene, day, pen).draw(extent)
    return sheet


@dataclass
class Tally:
    """How many places of each sort the sheet shows."""

    settlements: int
    known: int
    sorts: Counter[str]
    blocs: Counter[str]
    factions: Counter[str]


class _DaySheet:
    def __init__(self, scene: Scene, day: date, pen: Pen) -> None:
        self.scene, self.day, self.pen = scene, day, pen
        self.words = words_of(scene)
        self.wide = pen.width >= pen.height * 1.1

    def draw(self, extent: str) -> None:
        pen, width, height = self.pen, self.pen.width, self.pen.height
        top = self._draw_title()
        foot = self._foot(width - 2 * MARGIN)
        bottom = height - MARGIN - len(foot) * SMALL * 1.28 - 4
        if self.wide:
            box = MARGIN, top, max(MARGIN + 60, width - MARGIN - SIDE - GAP), bottom
        else:
            below = {1: 600.0, 2: 380.0}.get(self._columns, 250.0)
            box = MARGIN, top, width - MARGIN, max(bottom - below, top + (bottom - top) * 0.45)
        self._draw_map(box, extent)
        self._draw_foot(foot, bottom + 8)
        if self.wide:
            columns = [Column(pen, box[2] + GAP, top - 8, SIDE, bottom)]
        else:
            count = self._columns
            each = (width - 2 * MARGIN - GAP * (count - 1)) / count
            columns = [Column(pen, MARGIN + (each + GAP) * i, box[3] + 6, each, bottom) for i in range(count)]
        self._draw_side(columns)

    @property
    def _columns(self) -> int:
        """Of the legend, where it stands under the map."""
        return min(3, max(1, round((self.pen.width - 2 * MARGIN) / 240)))

    def _draw_title(self) -> float:
        """Write title and date; return where the map begins."""
        pen, title, when = self.pen, title_of(self.scene), self.scene.speech.long_date(self.day)
        size, room = 20.0, pen.width - 2 * MARGIN
        while text_width(title, size, bold=True) > room and size > 9:
            size -= 0.5
        y = MARGIN + size * 0.76
        pen.text(MARGIN, y, title, size, bold=True)
        x = MARGIN + text_width(title, size, bold=True) + 16
        if x + text_width(when, 17.3) <= pen.width - MARGIN:
            pen.text(x, y, when, 17.3)
        else:
            y += 20
            pen.text(MARGIN, y, when, min(size, 16))
        return y + 12

    def _draw_map(self, box: Box, extent: str) -> None:
        pen = self.pen
        self.map = DayMap(self.scene, self.day, box, extent=extent, pad=(26, 28, 40, 24))
        scale = self._scale_bar(box)
        names = Names(self.map, [scale[0]])
        with pen.within(*box):
            self.map.draw_ground(pen)
            names.place_all()
            names.write_ground(pen, "neighbour", 9.6, style.GREY)
            names.write_ground(pen, "region", 8.8, "#8A8478")
            self.map.draw_marks(pen)
            names.write(pen)
        self.names = names
        self._draw_scale_bar(*scale)
        pen.stroke(ring([(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]), LINE, 0.8)

    def _scale_bar(self, box: Box) -> tuple[Box, float, float]:
        """The box of the scale bar, its length in km and in pixels: a round number near a seventh of the map's width."""
        wanted = (box[2] - box[0]) / 7 / self.map.view.scale / 1000
        power = 10 ** math.floor(math.log10(max(wanted, 1e-3)))
        km = max(step * power for step in (1, 2, 5) if step * power <= wanted * 1.001)
        length = km * 1000 * self.map.view.scale
        return (box[0] + 8, box[3] - 30, box[0] + 8 + length + 40, box[3] - 6), km, length

    def _draw_scale_bar(self, box: Box, km: float, length: float) -> None:
        pen, x, y = self.pen, box[0] + 6, box[3] - 8
        pen.line(x, y, x + length, y, "#FAF9F6", 5)
        pen.line(x, y, x + length, y, INK, 1.4)
        for end in (x, x + length):
            pen.line(end, y - 4, end, y + 0.7, INK, 1.4)
        pen.text(
            x + length / 2,
            y - 5,
            f"{km:g} {self.words['kilometres']}".replace(".", str(self.words["decimal"])),
            9.2,
            align="center",
            halo=3,
        )

    # -- legend --

    def tally(self) -> Tally:
        """Count what the sheet shows; towns and villages, but for the sorts of marks that are none."""
        found = Tally(0, 0, Counter(), Counter(), Counter())
        for place in self.scene.gazetteer.values():
            state, look = self.map.states[place.id]
            if place.kind in SETTLEMENTS:
                found.settlements += 1
                found.known += not look.unknown
                found.sorts.update(_sorts(state, look))
                if look.held:
                    found.factions.update(state.controllers)
                    found.blocs.update(look.blocs if len(look.blocs) == 1 else ())
                    found.sorts["mixed"] += len(look.blocs) > 1
            elif place.kind in GROUND and not look.unknown:
                found.sorts["ground"] += 1
        found.sorts["site"] = sum(not s.look.unknown for s in self.map.drawn if s.cls == "site")
        found.sorts["area"] = len(self.map.areas())
        return found

    def _draw_side(self, columns: list[Column]) -> None:
        tally, column = self.tally(), columns[0]
        column.heading(str(self.words["legend"]), gap=0 if self.wide else 4)
        self._draw_bar(column, tally)
        column.y += 13
        self.pen.text(column.x, column.y, str(self.words["counted"]), 9.2, colour=QUIET)
        self.pen.text(column.x + column.width, column.y, f"{tally.known} / {tally.settlements}", 9.2, colour=QUIET, align="right")
        column.y += 5
        for bloc in self._blocs_shown():
            self._draw_bloc(column, bloc, tally)
        if len(columns) > 1:
            column = columns[1]
            column.y += 8
        else:
            column.rule()
            column.y += 3
        for word, picture in self._samples(tally):
            self._draw_row(column, picture, str(self.words[word]), tally.sorts[word])
        if len(columns) > 2:
            column = columns[2]
        self._draw_notes(column)

    def _draw_notes(self, column: Column) -> None:
        """What the map says and does not say, then the last changes as far as there is room."""
        rows = list(self._changes())
        column.paragraph(str(self.words["caption_paper"]), SMALL, gap=6, insist=False)
        column.paragraph(str(self.words["definition"]), SMALL, gap=3, insist=False)
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
        found: list[tuple[date, str, State, State]] = []
        for place in self.scene.gazetteer.values():
            if place.is_area and place.kind not in GROUND:
                continue
            states = self.scene.history.of(place.id)
            for before, after in pairwise(states):
                if 0 <= (self.day - after.start).days < LIST_DAYS and after.direct and hands_changed(before, after):
                    found.append((after.start, place.id, before, after))
        rank = {"capital": 0, "seat": 1, "town": 2, "village": 3}
        sort = {where: rank.get(_class_of(self.scene.gazetteer[where]), 4) for _, where, _, _ in found}
        for day, where, before, after in sorted(found, key=lambda f: (-f[0].toordinal(), sort[f[1]], f[1])):
            name = clean(self.scene.gazetteer[where].name)
            told = self.scene.speech.fill("day_change", place=name, before=self._short(before, day), after=self._short(after, day))
            yield self.scene.speech.short_date(day), told

    def _short(self, state: State, day: date) -> str:
        """The holders in few words."""
        names = [holder_name(self.scene, f, day) for f in self.map.looks.order(state.controllers)]
        who = " + ".join(names)
        if state.status is Status.UNKNOWN:
            who = str(self.words["unknown"]).lower()
        elif state.status is Status.CONTESTED:
            named = [clean(self.scene.factions.with_article(f, day)) for f in self.map.looks.order(state.controllers)]
            who = self.scene.speech.fill("by_contested" if len(names) > 1 else "by_contested_one", who=self.scene.speech.joined(named))
            who = who[:1].lower() + who[1:]
        if state.besieged_by:
            besiegers = [clean(self.scene.factions.with_article(f, day)) for f in self.map.looks.order(state.besieged_by)]
            siege = self.scene.speech.fill("siege", who=self.scene.speech.joined(besiegers))
            who = f"{who}, {siege[:1].lower()}{siege[1:]}"
        return who

    def _blocs_shown(self) -> list[str]:
        """Every side that has a part in the sheet, in the order of legends."""
        seen = {item.place.id for item in self.map.drawn} | {properties["id"] for properties, _ in self.map.areas()}
        seen |= {place.id for place in self.scene.gazetteer.values() if place.kind in SETTLEMENTS}
        shown = {bloc for place in seen for bloc in self.map.states[place][1].blocs}
        besiegers = {self.scene.factions[f].bloc for place in seen for f in self.map.states[place][0].besieged_by}
        return [bloc for bloc in self.map.looks.styles if bloc in shown | besiegers]

    def _draw_bar(self, column: Column, tally: Tally) -> None:
        """A bar of the shares of the settlements: each side, then two sides or none, then not known."""
        pen, y0, y1 = self.pen, column.y + 1, column.y + 9
        parts = [(self.map.looks.styles[bloc].colour, tally.blocs[bloc]) for bloc in self._blocs_shown()]
        mixed = tally.sorts["mixed"] + tally.sorts["contested"]
        total = max(1, sum(count for _, count in parts) + mixed + tally.sorts["unknown"])
        x = column.x
        for colour, count in [*parts, ("mixed", mixed), ("", tally.sorts["unknown"])]:
            end = x + column.width * count / total
            if colour == "mixed":
                for number in range(int((end - x) / 3)):
                    pen.box(x + number * 3, y0, x + number * 3 + 1.5, y1, QUIET)
            elif colour and count:
                pen.box(x, y0, max(x + 0.5, end - 0.7), y1, colour)
            x = end
        pen.stroke(ring([(column.x, y0), (column.x + column.width, y0), (column.x + column.width, y1), (column.x, y1)]), QUIET, 0.6)
        column.y = y1 + 2

    def _draw_bloc(self, column: Column, bloc: str, tally: Tally) -> None:
        styled = self.map.looks.styles[bloc]
        name, count = bloc_name(self.scene, bloc), tally.blocs[bloc]
        factions = [f for f in self.scene.factions if self.scene.factions[f].bloc == bloc and tally.factions[f]]
        told = [f"{holder_name(self.scene, f, self.day)} {tally.factions[f]}" for f in factions]
        if factions == [bloc]:
            told = []
        look = Look(Status.CONTROLLED, (styled.colour,), (bloc,), styled.glyph)
        self._draw_row(column, lambda x, y: draw_mark(self.pen, x, y, 6.2, look), name, count, under=", ".join(told), bold=True)

    def _draw_row(self, column: Column, picture: object, text: str, count: int, *, under: str = "", bold: bool = False) -> None:
        """A row of the legend: sample, words, number."""
        pen, x, right = self.pen, column.x + 28, column.x + column.width
        lines = wrapped(text, 9.6, column.width - 60, bold=bold)
        below = wrapped(under, SMALL, column.width - 60) if under else []
        height = max(17.5, len(lines) * 12 + len(below) * 11 + 4)
        assert callable(picture)
        picture(column.x + 11, column.y + (8.75 if lines[1:] or below else height / 2))
        y = column.y + 12.2
        pen.text(right, y, str(count), 9.6, colour=QUIET, align="right")
        for line in lines:
            pen.text(x, y, line, 9.6, bold=bold)
            y += 12
        for line in below:
            pen.text(x, y - 0.8, line, SMALL, colour=QUIET)
            y += 11
        column.y += height

    def _samples(self, tally: Tally) -> Iterator[tuple[str, object]]:
        """The signs that the sheet shows, each with a sample drawn in colours that it shows."""
        styles, pen = self.map.looks.styles, self.pen
        shown = self._blocs_shown() or list(styles)[:1]
        one = styles[shown[0]] if shown else style.Bloc(style.GREY, "none")
        two = styles[shown[1]].colour if len(shown) > 1 else style.mix(one.colour, "#FFFFFF", 0.6)
        plain = (one.colour,)
        real = [look for place, (_, look) in self.map.states.items() if self.scene.gazetteer[place].kind in SETTLEMENTS and not look.weak]
        joint = next((look.colours for look in real if look.held and len(look.colours) > 1), (one.colour, two))
        contested = next((look.colours for look in real if look.contested), (one.colour, two))
        siege = next((look.siege for look in real if look.siege), (two,))
        looks = {
            "joint": Look(Status.CONTROLLED, joint),
            "contested": Look(Status.CONTESTED, contested),
            "besieged": Look(Status.CONTROLLED, plain, glyph=one.glyph, siege=siege),
            "unknown": Look(Status.UNKNOWN),
            "weak": Look(Status.CONTROLLED, plain, glyph=one.glyph, weak=True),
            "doubt": Look(Status.CONTROLLED, plain, glyph=one.glyph, doubt=True),
            "recent": Look(Status.CONTROLLED, plain, glyph=one.glyph, recent=True),
        }
        for word, look in looks.items():
            if tally.sorts[word]:
                r = 4.2 if word == "besieged" else 2.4 if word == "unknown" and self.map.view.zoom < 6.3 else 5.6
                yield word, lambda x, y, look=look, r=r: draw_mark(pen, x, y, r, look)
        if tally.sorts["site"]:

            def beside(x: float, y: float) -> None:
                pen.line(x - 3, y + 2, x + 6, y - 4, RIM, 1)
                draw_mark(pen, x - 3, y + 2, 5, Look(Status.CONTROLLED, plain, glyph=one.glyph))
                draw_mark(pen, x + 6, y - 4, 3.6, Look(Status.CONTROLLED, (two,)), "square")

            yield "site", beside
        if tally.sorts["ground"]:
            yield "ground", lambda x, y: draw_mark(pen, x, y, 4.6, Look(Status.CONTROLLED, plain, glyph=one.glyph), "diamond")
        if tally.sorts["area"]:
            around = styles[self.map.states[self.map.areas()[0][0]["id"]][1].blocs[0]].colour
            yield (
                "area",
                lambda x, y: pen.stroke(
                    ring([(x - 10, y - 5), (x + 10, y - 5), (x + 10, y + 5), (x - 10, y + 5)]), around, 1.5, dash=(4, 2.6)
                ),
            )

    # -- foot --

    def _foot(self, width: float) -> list[str]:
        """The lines under the map: disclaimer, sources of what is shown, whose positions and lines are drawn."""
        shown = self.scene.history
        cited = Counter(report.source for place in self.scene.gazetteer for report in shown.at(place, self.day).reports)
        through = last_day(self.scene)
        disclaimer = self.scene.speech.fill("disclaimer", date=self.scene.speech.long_date(through) if through else "")
        lines = wrapped(disclaimer, SMALL, width)
        sources = source_line(self.scene, cited)
        if sources:
            lines += listed(
                [f"{self.words['sources']}{self.words['colon']}{sources[0]}", *sources[1:]],
                SMALL,
                width,
                3,
                str(self.words["more_sources"]),
            )
        credited = credits_of(self.scene)
        if credited:
            lines += wrapped(self.scene.speech.fill("credits", credits="; ".join(credited)), SMALL, width)
        return lines

    def _draw_foot(self, lines: Sequence[str], top: float) -> None:
        for number, line in enumerate(lines):
            self.pen.text(MARGIN, top + 8 + number * SMALL * 1.28, line, SMALL, colour=QUIET)


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


def _sorts(state: State, look: Look) -> Iterable[str]:
    """The rows of the legend that a settlement counts for."""
    flags = {
        "joint": look.held and len(state.controllers) > 1, "contested": look.contested, "besieged": bool(look.siege), "unknown": look.unknown,
        "weak": look.weak and look.held, "doubt": look.doubt and not look.unknown, "recent": look.recent,
    }  # fmt: skip
    return [word for word, on in flags.items() if on]


def _class_of(place: Place) -> str:
    from ..territory import settlement_class

    return settlement_class(place) if place.kind in SETTLEMENTS else ""

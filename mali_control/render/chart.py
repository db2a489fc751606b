"""The ribbon chart: one row for each place, coloured by who held it over time."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from .. import evidence
from ..control import Status
from ..errors import BadOutput
from ..history import State
from ..places import GROUND, SETTLEMENTS, Place
from ..territory import settlement_class
from . import style
from .legend import SMALL, bloc_name, holder_name, title_of, words_of
from .looks import Looks, hands_changed
from .marks import hatch
from .paper import A4_MM, QUIET, Pen, Sheet, Size, clean, draw, line_path, listed, ring, settled, text_width, wrapped
from .scene import Scene
from .speech import Speech
from .static import source_line

ROW, BAND, WEAK_SHARE = 18.0, 12.0, 0.45
MOST_ROWS, NAMED = 60, 12
HEAD, REGION = 62.0, 17.0
FADE_STEPS, FADE_WIDTH = 10, 3.0
"""A fade has at least so many steps, each at most so many pixels wide."""
LEAST_WIDTH, CUT_FROM = 1.6, 3.0
"""Bands are at least so many pixels wide, and cut from their neighbours by a white line if they are wider than this."""
LEAST_ROW = 430.0
"""Pixels of the layout that a row needs: on narrower paper the letters are smaller."""
LEAST_SHARE = 0.4
"""Rows may shrink to this share of their height, not further."""

SAMPLES = ("joint", "contested", "siege", "unknown", "weak", "fade")
"""What a band can show, in the order of the legend."""


@dataclass(frozen=True)
class Selection:
    """The places of a chart, in the order of its rows, and those with a change that were left out, the first of them first."""

    places: tuple[Place, ...]
    left_out: tuple[Place, ...] = ()

    def message(self, say: Speech) -> str:
        """Say that something was left out; empty where nothing was."""
        return say.fill("left_out", n=len(self.places), all=len(self.places) + len(self.left_out)) if self.left_out else ""

    def advice(self, say: Speech) -> str:
        """Say what was left out, and how to see it; empty where nothing was."""
        names = [clean(place.name) for place in self.left_out]
        told = ", ".join(names[:NAMED])
        if len(names) > NAMED:
            told = say.fill("left_out_more", names=told, n=len(names) - NAMED)
        return say.fill("left_out_names", shown=self.message(say), names=told) if names else ""


def select(
    scene: Scene, first: date, last: date, *, places: Sequence[Place] = (), regions: Sequence[Place] = (), rows: int = MOST_ROWS
) -> Selection:
    """Choose the places of a chart.

    Places that are named are always shown. Otherwise those whose holder changed in the span: in ``regions`` all kinds, else towns and sites;
    where they are more than ``rows``, seats come first, then those with most changes.
    """
    if places:
        chosen = list(dict.fromkeys(places))
        return Selection(_ordered(scene, chosen))
    inside = {place for region in regions for place in scene.gazetteer.within(region.id)}
    changes: dict[str, int] = {}
    for place in scene.gazetteer.values():
        if regions and place.id not in inside:
            continue
        if place.is_area and place.kind not in GROUND:
            continue
        if not regions and place.kind != "town" and not place.is_site:
            continue
        count = len(_turns(scene, place, first, last))
        if count:
            changes[place.id] = count
    ranked = sorted(changes, key=lambda place: (*_importance(scene.gazetteer[place]), -changes[place], place))
    found = [scene.gazetteer[place] for place in ranked]
    return Selection(_ordered(scene, found[:rows]), tuple(found[rows:]))


@dataclass(frozen=True)
class Strip(Size):
    """Paper as high as its rows need, and no higher than it: letters and margins go by its width alone."""

    height_mm: float = 5000.0

    @property
    def unit(self) -> float:
        return self._like.unit

    @property
    def margin(self) -> float:
        return self._like.margin

    @property
    def _like(self) -> Size:
        return Size(self.width_mm, max(20.0, self.width_mm / A4_MM[0] * A4_MM[1]), room=((LEAST_ROW, 1.0),))


@settled()
def chart_sheet(
    scene: Scene,
    first: date,
    last: date,
    selection: Selection,
    size: Size,
) -> Sheet:
    """Return the ribbons of places over a span of days as a figure; on a strip it is as high as its rows need."""
    sheet, pen = draw(size)
    chart = Ribbons(scene, first, last, selection, pen, size)
    chart.draw()
    sheet.title = f"{title_of(scene)}, {scene.speech.days(first, last)}"
    sheet.note = selection.advice(scene.speech)
    if isinstance(size, Strip):
        needed = chart.end * size.unit / 96 * 25.4
        if needed > size.height_mm:
            raise BadOutput(
                f"{len(selection.places)} rows make a sheet {needed:.0f} mm high, and {size.height_mm:.0f} can be drawn: give fewer rows"
            )
        sheet.resize(replace(size, height_mm=max(20.0, needed)))
        pen.axes.set_ylim(chart.end, 0)
    return sheet


class Ribbons:
    """Draws the parts of a chart with a pen."""

    def __init__(self, scene: Scene, first: date, last: date, selection: Selection, pen: Pen, size: Size) -> None:
        self.scene, self.first, self.last, self.selection, self.pen = scene, first, last, selection, pen
        self.looks = Looks(scene)
        self.groups = _groups(scene, selection.places)
        self.shown: Counter[str] = Counter()
        """Samples that the legend needs."""
        self.names: dict[str, dict[str, None]] = {}
        """Names that the factions shown bore."""
        self.margin = size.margin
        widest = max((text_width(clean(place.name), 9.6) for place in selection.places), default=0.0)
        self.left = self.margin + min(pen.width * 0.3, widest + 12)
        self.right = pen.width - self.margin - 6
        self.fixed = not isinstance(size, Strip)
        self.days = max(1, (last - first).days + 1)

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * min(1.0, max(0.0, (day - self.first).days / self.days))

    def draw(self) -> None:
        pen = self.pen
        self._draw_title()
        rows = len(self.selection.places)
        foot = self._foot_height()
        needed = rows * ROW + len(self.groups) * REGION
        share = min(1.6, (pen.height - self.margin * 2 - HEAD - foot) / max(needed, 1.0)) if self.fixed else 1.0
        if share < LEAST_SHARE:
            raise BadOutput(f"{rows} rows do not fit: give more height, or fewer rows")
        bottom = self.draw_rows(self.margin + HEAD, share=share)
        self.draw_names(pen, self.margin + HEAD, left=self.left, share=share)
        self.end = self._draw_foot(bottom + 16) + self.margin - SMALL

    def draw_rows(self, top: float, *, share: float = 1.0) -> float:
        """Draw years and bands from ``top`` on; return where the last row ends."""
        bottom = top + (len(self.selection.places) * ROW + len(self.groups) * REGION) * share
        self._draw_ticks(top - 6, bottom + 2)
        for place, middle in self.middles(top, share):
            self._draw_row(place, middle, BAND * share)
        if not self.selection.places:
            self.pen.text(self.left, top + 20, str(words_of(self.scene)["no_turn"]), 11)
        return max(bottom, top + 24)

    def draw_names(self, pen: Pen, top: float, *, left: float, share: float = 1.0) -> None:
        """Write the names of regions and places in front of rows that begin at ``left``."""
        regions = {places[0].id: region for region, places in self.groups}
        for place, middle in self.middles(top, share):
            if place.id in regions:
                above = middle - (ROW / 2 + 4.5) * share
                pen.text(self.margin, above, regions[place.id], 9.6 * min(1, share * 1.2), bold=True, colour=QUIET)
            size = 9.6 * min(1.0, share * 1.15)
            pen.text(left - 8, middle + size * 0.36, _shortened(clean(place.name), size, left - self.margin - 8), size, align="right")

    def middles(self, top: float, share: float = 1.0) -> Iterator[tuple[Place, float]]:
        """Each place with the height of its row's middle."""
        y = top
        for _, places in self.groups:
            y += REGION * share
            for place in places:
                yield place, y + ROW * share / 2
                y += ROW * share

    # -- head --

    def _draw_title(self) -> None:
        pen, title = self.pen, title_of(self.scene)
        size = 20.0
        while text_width(title, size, bold=True) > pen.width - 2 * self.margin and size > 9:
            size -= 0.5
        y = self.margin + size * 0.76
        pen.text(self.margin, y, title, size, bold=True)
        when = self.scene.speech.days(self.first, self.last)
        x = self.margin + text_width(title, size, bold=True) + 16
        if x + text_width(when, 14) <= pen.width - self.margin:
            pen.text(x, y, when, 14)
        else:
            pen.text(self.margin, y + 17, when, 11)

    def _draw_ticks(self, y: float, bottom: float) -> None:
        """Lines at the turns of years, months or days, with their names above."""
        pen = self.pen
        ticks = _ticks(self.first, self.last, self.scene.speech)
        if all(text.isdigit() for _, text, _ in ticks):  # years: every second, fourth, ... where not all have room
            apart = min((self.x(b) - self.x(a) for (a, _, _), (b, _, _) in pairwise(ticks[1:])), default=math.inf)
            every = 2 ** max(0, math.ceil(math.log2((text_width("2000", 10) + 3) / apart)))
            ticks = [(day, text if number % every == 0 else "", major) for number, (day, text, major) in enumerate(ticks)]
        end = self.right
        for number, (day, text, major) in enumerate(ticks):
            x = self.x(day)
            pen.line(x, y, x, bottom, "#C9C4B8" if major else "#E6E2D9", 0.7 if major else 0.5)
            following = self.x(ticks[number + 1][0]) if number + 1 < len(ticks) else end
            room = next((self.x(d) for d, t, _ in ticks[number + 1 :] if t), end + 20)
            if text and (room - x > text_width(text, 10) + 3 or (following == end and x + text_width(text, 10) <= self.pen.width - 4)):
                pen.text(x + 1, y - 3, text, 10)

    # -- rows --

    def _draw_row(self, place: Place, y: float, band: float) -> None:
        states = [s for s in self.scene.history.of(place.id) if s.start <= self.last and (s.end is None or s.end > self.first)]
        runs = _runs(states, lambda s: (s.status, s.controllers))
        narrow = [run for run in runs if self._span(run)[1] - self._span(run)[0] < CUT_FROM]
        for run in runs:
            if run not in narrow:
                self._draw_run(run, y, band)
        for before, after in pairwise(runs):
            self._draw_turn(after[0], y, band, cut=before not in narrow and after not in narrow)
        for run in narrow:
            self._draw_run(run, y, band)
        for run in _runs(states, lambda s: s.besieged_by):
            if run[0].besieged_by:
                self._draw_siege(run, y, band)

    def _span(self, run: Sequence[State]) -> tuple[float, float]:
        start = self.x(run[0].start)
        end = self.right if run[-1].end is None else self.x(run[-1].end)
        return start, max(end, start + LEAST_WIDTH)

    def _draw_run(self, run: Sequence[State], y: float, band: float) -> None:
        """One band: same holders from first to last, lower where the evidence is weak."""
        pen, (x0, x1), state = self.pen, self._span(run), run[0]
        holders = self.looks.order(state.controllers)
        if state.status is Status.UNKNOWN or not holders:
            self.shown["unknown"] += 1
            if x1 - x0 > 2:
                pen.line(x0 + 1, y, x1 - 1, y, style.GREY, 0.9, dash=(1.6, 1.8))
            return
        self._note_names(holders, max(state.start, self.first))
        colours = self.looks.colours(holders)
        pieces = [piece for s in run for piece in self._by_strength(s)]
        for start, end, weak in _joined(pieces):
            self.shown["weak"] += weak
            a, b = self.x(start), max(self.x(end), self.x(start) + LEAST_WIDTH)
            half = band / 2 * (WEAK_SHARE if weak else 1)
            if state.status is Status.CONTESTED:
                self.shown["contested"] += 1
                contested_band(pen, colours, a, b, y, half)
            else:
                self.shown["joint"] += len(colours) > 1
                for number, colour in enumerate(colours):
                    step = 2 * half / len(colours)
                    pen.box(a, y - half + number * step, b, y - half + (number + 1) * step, colour)
        widest = max(_joined(pieces), key=lambda piece: ((not piece[2]), self.x(piece[1]) - self.x(piece[0])))
        self._draw_label(state, holders, (self.x(widest[0]), self.x(widest[1])), y, band * (WEAK_SHARE if widest[2] else 1), weak=widest[2])

    def _note_names(self, factions: Iterable[str], day: date) -> None:
        for faction in factions:
            self.names.setdefault(faction, {})[holder_name(self.scene, faction, day)] = None

    def _draw_label(self, state: State, holders: Sequence[str], span: tuple[float, float], y: float, band: float, *, weak: bool) -> None:
        """The holders' short names where they fit, and white lines between the halves of a joint band."""
        pen, (x0, x1) = self.pen, span
        names = " + ".join(holder_name(self.scene, h, max(state.start, self.first)) for h in holders)
        size = min(7.6, band * 0.66)
        width = text_width(names, size, bold=True)
        fits = not weak and state.status is not Status.CONTESTED and x1 - x0 > width + 6
        gap = (width + 5) / 2 if fits else 0.0
        middle = (x0 + x1) / 2
        if len(holders) > 1 and state.status is not Status.CONTESTED:
            for number in range(1, len(holders)):
                line = y - band / 2 + band * number / len(holders)
                for a, b in ((x0, middle - gap), (middle + gap, x1)) if fits else ((x0, x1),):
                    pen.line(a, line, b, line, "#FFFFFF", 1.1 if not weak else 0.7)
        if fits:
            pen.text(middle, y + size * 0.365, names, size, colour="#FFFFFF", bold=True, align="center")

    def _by_strength(self, state: State) -> list[tuple[date, date, bool]]:
        """The parts of a state in the span with strong or medium, and with weak evidence: it only ever grows weaker with age."""
        start, end = max(state.start, self.first), min(state.end or date.max, self.last + timedelta(days=1))
        if end <= start:
            return []

        def weak(offset: int) -> bool:
            age = (start - state.evidence_on).days + offset
            return style.level(evidence.confidence(state.reports, age_days=age, direct=state.direct, disputed=state.disputed)) == "weak"

        turn = start + timedelta(days=bisect_left(range((end - start).days), True, key=weak))
        return [piece for piece in ((start, turn, False), (turn, end, True)) if piece[0] < piece[1]]

    def _draw_siege(self, run: Sequence[State], y: float, band: float) -> None:
        self.shown["siege"] += 1
        self._note_names(run[0].besieged_by, max(run[0].start, self.first))
        x0, x1 = self._span(run)
        toothed(self.pen, self.looks.colours(run[0].besieged_by), x0, x1, y, band / 2)

    def _draw_turn(self, state: State, y: float, band: float, *, cut: bool) -> None:
        """A white cut where the holders change; where the day is uncertain, a fade over its bounds."""
        x, began = self.x(state.start), state.began
        if began.earliest and began.latest and began.earliest < began.latest:
            self.shown["fade"] += 1
            fade(self.pen, self.x(began.earliest), x, self.x(began.latest), y, band / 2)
        if cut and state.start > self.first:
            self.pen.line(x, y - band / 2 - 0.3, x, y + band / 2 + 0.3, "#FFFFFF", 0.9)

    # -- foot --

    def legend(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each side with the colour and name of the factions that a band shows."""
        rows = []
        for bloc in self.looks.styles:
            factions = [f for f in self.scene.factions if self.scene.factions[f].bloc == bloc and f in self.names]
            by_colour: dict[str, list[str]] = {}
            for faction, colour in ((f, self.looks.colours([f])[0]) for f in factions):
                by_colour.setdefault(colour, []).append("/".join(self.names[faction]))
            if by_colour:
                rows.append((bloc_name(self.scene, bloc), [(colour, ", ".join(names)) for colour, names in by_colour.items()]))
        return rows

    def _foot_lines(self) -> list[str]:
        width = self.pen.width - 2 * self.margin
        cited = Counter(
            report.source
            for place in self.selection.places
            for state in self.scene.history.of(place.id)
            if state.start <= self.last and (state.end is None or state.end > self.first)
            for report in state.reports
        )
        words = words_of(self.scene)
        through = self.scene.last_day
        lines = wrapped(self.selection.message(self.scene.speech), SMALL, width) if self.selection.left_out else []
        lines += wrapped(f"{words['definition']} {words['chart_note']}", SMALL, width)
        lines += wrapped(self.scene.speech.fill("disclaimer", date=self.scene.speech.long_date(through) if through else ""), SMALL, width)
        sources = source_line(self.scene, cited)
        if sources:
            lines += listed([f"{words['sources']}{words['colon']}{sources[0]}", *sources[1:]], SMALL, width, 3, str(words["more_sources"]))
        return lines

    def _foot_height(self) -> float:
        return 14 + 5 * 15 + 24 + len(self._foot_lines()) * SMALL * 1.28

    def _draw_foot(self, y: float) -> float:
        pen, x = self.pen, self.margin
        for bloc, colours in self.legend():
            wanted = sum(16 + text_width(names, SMALL) + 8 for _, names in colours)
            single = len(colours) == 1 and colours[0][1].casefold() == bloc.casefold()
            heading = 0.0 if single else text_width(bloc, SMALL, bold=True) + 6
            if x > self.margin and x + heading + wanted > pen.width - self.margin:
                x, y = self.margin, y + 15
            if not single:
                pen.text(x, y + 3.2, bloc, SMALL, bold=True)
            x += heading
            for colour, names in colours:
                if x > self.margin and x + 16 + text_width(names, SMALL) > pen.width - self.margin:
                    x, y = self.margin, y + 15
                pen.box(x, y - 4, x + 12, y + 4, colour)
                pen.text(x + 16, y + 3.2, names, SMALL)
                x += 16 + text_width(names, SMALL) + 8
            x += 10
        x, y = self.margin, y + 18
        for word in SAMPLES:
            if not self.shown[word]:
                continue
            text = str(words_of(self.scene)[f"band_{word}"])
            width = 34 + text_width(text, SMALL) + 14
            if x > self.margin and x + width > pen.width - self.margin:
                x, y = self.margin, y + 15
            self.draw_sample(word, x, y)
            pen.text(x + 34, y + 3.2, text, SMALL)
            x += width
        y += 16
        for line in self._foot_lines():
            pen.text(self.margin, y + 3, line, SMALL, colour=QUIET)
            y += SMALL * 1.28
        return y

    def draw_sample(self, word: str, x: float, y: float) -> None:
        pen, end, half = self.pen, x + 28, 4.2
        colours = [colours[0][0] for _, colours in self.legend()] or [style.GREY]
        one, two = colours[0], colours[1] if len(colours) > 1 else style.mix(colours[0], "#FFFFFF", 0.55)
        if word == "unknown":
            pen.line(x, y, end, y, style.GREY, 0.9, dash=(1.6, 1.8))
        elif word == "contested":
            contested_band(pen, (one, two), x, end, y, half)
        elif word == "weak":
            pen.box(x, y - half * WEAK_SHARE, end, y + half * WEAK_SHARE, one)
        elif word == "joint":
            pen.box(x, y - half, end, y, one)
            pen.box(x, y, end, y + half, two)
            pen.line(x, y, end, y, "#FFFFFF", 1.1)
        else:
            pen.box(x, y - half, end, y + half, one)
            if word == "siege":
                toothed(pen, (two,), x, end, y, half)
            else:
                pen.box((x + end) / 2, y - half, end, y + half, two)
                fade(pen, x + 5, (x + end) / 2, end - 5, y, half)


def contested_band(pen: Pen, colours: Sequence[str], x0: float, x1: float, y: float, half: float) -> None:
    """Draw crossed hatching in the parties' colours: each its own direction, further parties in turn."""
    import shapely

    band = shapely.box(x0, y - half, x1, y + half)
    pen.box(x0, y - half, x1, y + half, "#FFFFFF")
    for number, colour in enumerate(colours if len(colours) > 1 else (colours[0], colours[0])):
        count = math.ceil(max(len(colours), 2) / 2)
        path = line_path(hatch(band, 45 if number % 2 == 0 else -45, 4.2 * count, shift=4.2 * (number // 2)))
        if path is not None:
            pen.stroke(path, colour, 1.3)
    if x1 - x0 > 1.5:
        pen.stroke(ring([(x0, y - half), (x1, y - half), (x1, y + half), (x0, y + half)]), colours[0], 0.5)


def toothed(pen: Pen, colours: Sequence[str], x0: float, x1: float, y: float, half: float) -> None:
    """Draw lines with teeth above and below a band, in the besiegers' colours in turn."""
    step = 4.0
    for side in (-1, 1):
        line = y + side * (half + 1.9)
        count = max(1, int((x1 - x0) / step))
        for number in range(count):
            a = x0 + number * step
            b = x1 if number == count - 1 else a + step
            colour = colours[number % len(colours)]
            pen.line(a, line, b, line, colour, 1.0)
            if b - a >= 1.2:
                pen.line((a + b) / 2, line, (a + b) / 2, line - side * 1.9, colour, 1.0)


def fade(pen: Pen, x0: float, x: float, x1: float, y: float, half: float) -> None:
    """Fade what lies between x0 and x1 to white, most at x."""
    for start, end in ((x0, x), (x1, x)):
        steps = max(FADE_STEPS, math.ceil(abs(end - start) / FADE_WIDTH)) if abs(end - start) > 0.5 else 0
        for number in range(steps):
            a, b = (start + (end - start) * part / steps for part in (number, number + 1))
            pen.box(min(a, b), y - half - 0.2, max(a, b), y + half + 0.2, "#FFFFFF", alpha=round(0.9 * (number + 0.5) / steps, 3))


def _runs(states: Iterable[State], key: Callable[[State], object]) -> list[list[State]]:
    """States in order, those in a row with the same key together."""
    runs: list[list[State]] = []
    for state in states:
        if runs and key(runs[-1][-1]) == key(state):
            runs[-1].append(state)
        else:
            runs.append([state])
    return runs


def _joined(pieces: Iterable[tuple[date, date, bool]]) -> list[tuple[date, date, bool]]:
    """Pieces in order, those in a row of the same strength as one."""
    found: list[tuple[date, date, bool]] = []
    for start, end, weak in pieces:
        if found and found[-1][2] == weak and found[-1][1] == start:
            found[-1] = found[-1][0], end, weak
        else:
            found.append((start, end, weak))
    return found


def _turns(scene: Scene, place: Place, first: date, last: date) -> list[State]:
    """The states of a place that began within the span with a change of hands."""
    states = scene.history.of(place.id)
    return [after for before, after in pairwise(states) if first <= after.start <= last and hands_changed(before, after)]


def _importance(place: Place) -> tuple[int]:
    if place.kind in SETTLEMENTS and settlement_class(place) in ("capital", "seat"):
        return (0,)
    return (1,)


def _ordered(scene: Scene, places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(place for _, group in _groups(scene, places) for place in group)


def _groups(scene: Scene, places: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    """Places by region, regions and places from north to south; sites follow their town."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.region or "", []).append(place)

    def order(place: Place) -> tuple[float, str, bool, str]:
        town = scene.gazetteer[place.parent or ""] if place.is_site and place.parent in scene.gazetteer else place
        lat = next((p.lat for p in (town, place) if p.lat is not None), -90.0)
        return -lat, town.id, place.is_site, place.name

    def north(region: str) -> tuple[bool, float, str]:
        lats = [p.lat for p in scene.gazetteer.values() if p.region == region and p.kind in SETTLEMENTS and p.lat is not None]
        return region == "", -(sum(lats) / len(lats)) if lats else 90.0, region

    names = {
        region: clean(scene.gazetteer[region].name) if region in scene.gazetteer else clean(region) or str(words_of(scene)["elsewhere"])
        for region in groups
    }
    return [(names[region], sorted(groups[region], key=order)) for region in sorted(groups, key=north)]


def _shortened(text: str, size: float, width: float) -> str:
    while text_width(text, size) > width and len(text) > 2:
        text = text[:-2].rstrip() + "…"
    return text


def _ticks(first: date, last: date, say: Speech) -> list[tuple[date, str, bool]]:
    """Days with a line, the words above it, and whether it is a major one: years, or months in spans of under two years, or weeks."""
    days = (last - first).days
    found = []
    if days > 730:
        step = 1 if days < 40 * 366 else 10
        found = [(date(year, 1, 1), str(year), True) for year in range(first.year, last.year + 1) if year % step == 0]
    elif days > 62:
        months = [(first.year + m // 12, m % 12 + 1) for m in range(first.month - 1, first.month - 1 + days // 28 + 2)]
        for year, month in months:
            day = date(year, month, 1)
            name = say.short_month(day)
            found.append((day, f"{name} {year}" if month == 1 or not found else name, month == 1))
    else:
        for number in range(days + 1):
            day = first + timedelta(days=number)
            text = say.short_date(day, year=number == 0)
            found.append((day, text if day.weekday() == 0 or number == 0 else "", day.weekday() == 0))
    return [
        (max(day, first), text, major)
        for day, text, major in found
        if (day >= first or not text.startswith(("19", "20")) or day.year == first.year) and day <= last
    ]

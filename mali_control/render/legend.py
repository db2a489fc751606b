"""The legend of a picture or film: the sides with their numbers, the signs that are shown, the scale; and turns in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..control import Status
from ..history import State
from ..places import GROUND, SETTLEMENTS
from . import style
from .looks import Look, Looks, Turn
from .mapbox import Box, DayMap, View
from .marks import RIM, draw_mark
from .paper import INK, QUIET, Column, Pen, clean, ring, wrapped
from .scene import Scene

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


@dataclass
class Tally:
    """How many places of each sort the sheet shows."""

    settlements: int
    known: int
    sorts: Counter[str]
    blocs: Counter[str]
    factions: Counter[str]


def tally_of(shown: DayMap) -> Tally:
    """Count what a map shows; towns and villages, but for the sorts of marks that are none."""
    found = Tally(0, 0, Counter(), Counter(), Counter())
    for place in shown.scene.gazetteer.values():
        state, look = shown.states[place.id]
        if place.kind in SETTLEMENTS:
            found.settlements += 1
            found.known += not look.unknown
            found.sorts.update(sorts_of(state, look))
            if look.held:
                found.factions.update(state.controllers)
                found.blocs.update(look.blocs if len(look.blocs) == 1 else ())
                found.sorts["mixed"] += len(look.blocs) > 1
        elif place.kind in GROUND and not look.unknown:
            found.sorts["ground"] += 1
        elif place.is_site and not look.unknown:
            found.sorts["site"] += 1
    found.sorts["area"] = len(shown.areas())
    return found


class Legend:
    """Draws the parts of a legend for a map."""

    def __init__(self, scene: Scene, shown: DayMap, pen: Pen, *, before: DayMap | None = None, blocs: list[str] | None = None) -> None:
        """``before`` is the map of an earlier day beside it; then numbers are given for both days, as "12 → 9".

        ``blocs`` are the sides to show; those that have a part in the map if not given.
        """
        self.scene, self.map, self.pen = scene, shown, pen
        self.maps = [shown] if before is None else [before, shown]
        self.words = words_of(scene)
        self.day = shown.day
        self.blocs = self._blocs_shown() if blocs is None else blocs

    def _blocs_shown(self) -> list[str]:
        """Every side that has a part in the sheet, in the order of legends."""
        shown: set[str] = set()
        for each in self.maps:
            seen = {item.place.id for item in each.drawn} | {properties["id"] for properties, _ in each.areas()}
            seen |= {place.id for place in self.scene.gazetteer.values() if place.kind in SETTLEMENTS}
            shown |= {bloc for place in seen for bloc in each.states[place][1].blocs}
            shown |= {self.scene.factions[f].bloc for place in seen for f in each.states[place][0].besieged_by}
        return [bloc for bloc in self.map.looks.styles if bloc in shown]

    def draw_bar(self, column: Column, tally: Tally) -> None:
        """A bar of the shares of the settlements: each side, then two sides or none, then not known."""
        pen, y0, y1 = self.pen, column.y + 1, column.y + 9
        parts = [(self.map.looks.styles[bloc].colour, tally.blocs[bloc]) for bloc in self.blocs]
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

    def draw_bloc(self, column: Column, bloc: str, *tallies: Tally) -> None:
        """A side with its number on each of the days shown, and that of each of its factions."""
        styled = self.map.looks.styles[bloc]
        name, count = bloc_name(self.scene, bloc), numbers(tally.blocs[bloc] for tally in tallies)
        factions = [f for f in self.scene.factions if self.scene.factions[f].bloc == bloc and any(t.factions[f] for t in tallies)]
        told = [f"{holder_name(self.scene, f, self.day)} {numbers(t.factions[f] for t in tallies)}" for f in factions]
        if factions == [bloc]:
            told = []
        look = Look(Status.CONTROLLED, (styled.colour,), (bloc,), styled.glyph)
        self.draw_row(column, lambda x, y: draw_mark(self.pen, x, y, 6.2, look), name, count, under=", ".join(told), bold=True)

    def draw_sample(self, column: Column, word: str, picture: object, count: int | str, *, roomy: bool = True) -> None:
        """A row for a sign, by its word; of what is held jointly it says, where there is room, how that is counted."""
        under = str(self.words["joint_counted"]) if word == "joint" and roomy else ""
        self.draw_row(column, picture, str(self.words[word]), count, under=under)

    def draw_row(self, column: Column, picture: object, text: str, count: int | str, *, under: str = "", bold: bool = False) -> None:
        """A row of the legend: sample, words, number."""
        pen, x, right = self.pen, column.x + 28, column.x + column.width
        lines = wrapped(text, 9.6, column.width - 60, bold=bold)
        below = wrapped(under, SMALL, column.width - 60) if under else []
        height = max(row_height(text, column.width, bold=bold), len(lines) * 12 + len(below) * 11 + 4)
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

    def samples(self, *tallies: Tally) -> Iterator[tuple[str, object]]:
        """The signs that the sheet shows, each with a sample drawn in colours that it shows."""
        styles, pen = self.map.looks.styles, self.pen
        shown = self.blocs or list(styles)[:1]
        one = styles[shown[0]] if shown else style.Bloc(style.GREY, "none")
        two = styles[shown[1]].colour if len(shown) > 1 else style.mix(one.colour, "#FFFFFF", 0.6)
        plain = (one.colour,)
        settled = {place.id for place in self.scene.gazetteer.values() if place.kind in SETTLEMENTS}
        real = [look for each in self.maps for place, (_, look) in each.states.items() if place in settled and not look.weak]
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
            if any(tally.sorts[word] for tally in tallies):
                r = 4.2 if word == "besieged" else 2.4 if word == "unknown" and self.map.view.zoom < 6.3 else 5.6
                yield word, lambda x, y, look=look, r=r: draw_mark(pen, x, y, r, look)
        if any(tally.sorts["site"] for tally in tallies):

            def beside(x: float, y: float) -> None:
                for shape, up in (("square", -4.5), ("wing", 4.5)):
                    pen.line(x - 3, y, x + 6, y + up, RIM, 1)
                    draw_mark(pen, x + 6, y + up, 3.2, Look(Status.CONTROLLED, (two,)), shape)
                draw_mark(pen, x - 4, y, 4.6, Look(Status.CONTROLLED, plain, glyph=one.glyph))

            yield "site", beside
        if any(tally.sorts["ground"] for tally in tallies):
            yield "ground", lambda x, y: draw_mark(pen, x, y, 4.6, Look(Status.CONTROLLED, plain, glyph=one.glyph), "diamond")
        if any(tally.sorts["area"] for tally in tallies):
            sides = (styles[each.states[p["id"]][1].blocs[0]].colour for each in self.maps for p, _ in each.areas())
            around = next(sides, one.colour)
            yield (
                "area",
                lambda x, y: pen.stroke(
                    ring([(x - 10, y - 5), (x + 10, y - 5), (x + 10, y + 5), (x - 10, y + 5)]), around, 1.5, dash=(4, 2.6)
                ),
            )


def numbers(counts: Iterable[int]) -> str:
    """Return the numbers of one day or of two, as in "12" and "12 → 9"."""
    return " → ".join(map(str, counts))


def row_height(text: str, width: float, *, bold: bool = False) -> float:
    """Return the height of a row of a legend of some width."""
    return max(17.5, len(wrapped(text, 9.6, width - 60, bold=bold)) * 12 + 4.0)


def scale_bar(view: View) -> tuple[Box, float, float]:
    """Return the box of a map's scale bar, its length in km and in pixels: a round number near a seventh of the map's width."""
    x0, _, x1, y1 = view.box
    wanted = (x1 - x0) / 7 / view.scale / 1000
    power = 10 ** math.floor(math.log10(max(wanted, 1e-3)))
    km = max(step * power for step in (1, 2, 5) if step * power <= wanted * 1.001)
    length = km * 1000 * view.scale
    return (x0 + 8, y1 - 30, x0 + 8 + length + 40, y1 - 6), km, length


def draw_scale_bar(pen: Pen, scene: Scene, box: Box, km: float, length: float) -> None:
    """Draw the scale bar."""
    said = f"{km:g} {scene.speech.words['kilometres']}".replace(".", str(scene.speech.words["decimal"]))
    x, y = box[0] + 6, box[3] - 8
    pen.line(x, y, x + length, y, "#FAF9F6", 5)
    pen.line(x, y, x + length, y, INK, 1.4)
    for end in (x, x + length):
        pen.line(end, y - 4, end, y + 0.7, INK, 1.4)
    pen.text(x + length / 2, y - 5, said, 9.2, align="center", halo=3)


def holders_text(scene: Scene, looks: Looks, state: State, day: date) -> str:
    """Return who holds a place, in few words."""
    say, holders, besiegers = scene.speech, looks.order(state.controllers), looks.order(state.besieged_by)
    who = " + ".join(holder_name(scene, f, day) for f in holders)
    if state.status is Status.UNKNOWN:
        who = str(say.words["unknown"]).lower()
    elif state.status is Status.CONTESTED:
        who = say.fill("by_contested" if len(holders) > 1 else "by_contested_one", who=clean(say.who(scene.factions, holders, day)))
        who = who[:1].lower() + who[1:]
    if state.besieged_by:
        siege = say.fill("siege", who=clean(say.who(scene.factions, besiegers, day)))
        who = f"{who}, {siege[:1].lower()}{siege[1:]}"
    return who


def turn_text(scene: Scene, looks: Looks, turn: Turn, day: date) -> str:
    """Return a turn as "Kidal: CSP → Mali + Wagner", with the names borne on a day."""
    before, after = (holders_text(scene, looks, state, day) for state in (turn.before, turn.after))
    return scene.speech.fill("day_change", place=clean(scene.gazetteer[turn.place].name), before=before, after=after)


def sorts_of(state: State, look: Look) -> Iterable[str]:
    """The rows of the legend that a settlement counts for."""
    flags = {
        "joint": look.held and len(state.controllers) > 1, "contested": look.contested, "besieged": bool(look.siege), "unknown": look.unknown,
        "weak": look.weak and look.held, "doubt": look.doubt and not look.unknown, "recent": look.recent,
    }  # fmt: skip
    return [word for word, on in flags.items() if on]

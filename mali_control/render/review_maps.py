"""The maps of the page on which proposals are reviewed: each text's places before and after, on any of the days on which it changes something.

A mark that looks another on other days is drawn once for each look, with the days that it is for; the page's script shows those of one day.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from ..control import Status
from ..history import State
from ..places import Place
from ..reading.drafts import Extract
from ..sketch import Frame, Lettering, Spot, sketch
from .effects import Effect, effects
from .looks import Look, Looks
from .page import inert
from .review_words import LANGUAGES
from .scene import Scene
from .speech import fill

MOST_EFFECTS = 100
"""So many changes are listed; the rest are counted."""

MOST_NAMED = 3
"""So many places are named beside a day in the list of days."""

LEAST_DEGREES = 4.0
"""The maps show at least so many degrees."""

RADIUS, SMALL = 7.0, 3.0
"""Radius of the places that the proposals speak of, and of others, in the units of the maps."""

NARROW = 1.35
"""How much larger marks are where the maps are narrow; the page's style says the same."""

LETTERINGS = (Lettering(14.0, "wide"), Lettering(18.5, "narrow", NARROW))
"""Names for maps beside each other on a screen, and on a phone: about 11 pixels high on either."""

GLYPHS = {
    "dot": '<circle r="2.2" fill="#fff"/>', "bar": '<path d="M-4 0H4"/>', "slash": '<path d="M-3 3L3-3"/>', "backslash": '<path d="M-3-3L3 3"/>',
    "cross": '<path d="M-3-3L3 3M-3 3L3-3"/>', "plus": '<path d="M-4 0H4M0-4V4"/>', "ring": '<circle r="2.6" fill="none"/>',
}  # fmt: skip
"""The white sign in a mark, which says the side again for those who do not see its colour."""


@dataclass
class _Text:
    """A text: the places of whose control its proposals tell or change something, what they change, the days of its maps, and the number of the day first shown."""

    number: int
    title: str
    spoken: set[str]
    effects: list[Effect] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    shown: int = 0

    def until(self, effect: Effect) -> int:
        """The number of the first day on which an effect is over."""
        return bisect_left(self.days, effect.end) if effect.end else len(self.days)


class ReviewMaps:
    """Draws the maps, and lists what would change.

    ``before`` and ``after`` are the maps' data without and with the proposals, ``number_of`` has the number of each by its id. The maps of a text first
    show ``day``, if not given the last on which its proposals begin to change something.
    """

    def __init__(self, extracts: Sequence[Extract], before: Scene, after: Scene, number_of: dict[str, int], day: date | None) -> None:
        self.before, self.after, self.number_of = before, after, number_of
        self.speech, self.words = after.speech, LANGUAGES[after.language]
        self._looks = Looks(before), Looks(after)
        self._blocs: set[str] = set()
        self._signs: set[str] = set()
        touched = [self._touched(extract) for extract in extracts]
        self.effects = effects(before.history, after.history, set().union(*touched))
        self._effects_at = {place: [e for e in self.effects if e.place == place] for place in {e.place for e in self.effects}}
        self.texts = [
            self._text(number, extract, places, day) for number, (extract, places) in enumerate(zip(extracts, touched, strict=True))
        ]

    def _touched(self, extract: Extract) -> set[str]:
        """The places whose history a text's proposals can change: those of whose control it tells, those inside an area, and the sites of any; no others."""
        places = self.after.gazetteer
        spoken = _told_of(extract)
        inside = spoken.union(*(places.within(place) for place in spoken if places[place].is_area))
        return inside.union(*(places.sites(place) for place in inside))

    def _text(self, number: int, extract: Extract, touched: set[str], day: date | None) -> _Text:
        own = {draft.id for draft in extract.drafts}
        text = _Text(number, extract.source.title, _told_of(extract))
        for effect in self.effects:
            rests = [report.id for report in effect.after.reports if report.id in self.number_of]
            if not own.isdisjoint(rests) if rests else effect.place in touched:
                text.effects.append(effect)
                text.spoken.add(effect.place)
        told = max((draft.report.date.best for draft in extract.drafts), default=date.min)
        turns = sorted({effect.start for effect in text.effects})
        first = day or max([self.after.history.settings.dawn, *([turn for turn in turns if turn <= told] or [told])])
        text.days = sorted({*turns, first})
        text.shown = text.days.index(first)
        return text

    def say(self, key: str, /, **values: object) -> str:
        """Return words of this page as HTML, gaps filled."""
        return inert(fill(self.words[key], **values))

    def drawn(self) -> Iterator[str]:
        """Give the section of the page: the day to choose, a pair of maps for each text, what would change, the legend."""
        yield f'<section class="maps" aria-labelledby="maps"><h2 id="maps" tabindex="-1">{self.say("maps")}</h2>'
        framed = [(text, frame) for text in self.texts if (frame := self._frame(text))]
        pairs = [self._pair(text, frame, named=len(self.texts) > 1) for text, frame in framed]
        yield self._choice([text for text, _ in framed])
        yield f'<div class="pairs">{"".join(pairs)}</div>'
        yield f'<div class="effects"><h3>{self.say("effects")}</h3>'
        yield from self._listed()
        yield f'</div><p class="key quiet">{self.say("caption")} <b id="without" aria-live="polite"></b></p></section>'

    def link(self, number: int) -> str:
        """Return a button that shows the maps of a text; nothing where there is but one text, or no map of it."""
        text = self.texts[number]
        if len(self.texts) == 1 or not self._frame(text):
            return ""
        return f' · <button type="button" class="day" data-day="{number} {text.shown}">{self.say("its_maps")}</button>'

    # -- the day --

    def _choice(self, texts: Sequence[_Text]) -> str:
        """The list of days to choose from, by text; the script shows it."""
        if sum(len(text.days) for text in texts) < 2:
            return ""
        groups = []
        for text in texts:
            options = "".join(self._option(text, number) for number in range(len(text.days)))
            groups.append(f'<optgroup label="{inert(text.title)}">{options}</optgroup>' if len(self.texts) > 1 else options)
        return (
            f'<p class="choice" hidden><label for="day">{self.say("day_shown")}</label> <select id="day">{"".join(groups)}</select> '
            f'<button type="button" id="earlier" aria-label="{self.say("earlier")}">‹</button> '
            f'<button type="button" id="later" aria-label="{self.say("later")}">›</button></p>'
        )

    def _option(self, text: _Text, number: int) -> str:
        day = text.days[number]
        said = self.speech.long_date(day)
        names = list(dict.fromkeys(self.after.gazetteer[effect.place].name for effect in text.effects if effect.start == day))
        named = f" – {', '.join(names[:MOST_NAMED])}{', …' if len(names) > MOST_NAMED else ''}" if names else ""
        first = " selected" if number == text.shown and text.number == 0 else ""
        return f'<option value="{text.number} {number}" data-said="{inert(said)}"{first}>{inert(said + named)}</option>'

    # -- the maps --

    def _frame(self, text: _Text) -> Frame | None:
        places = {effect.place for effect in text.effects} or text.spoken
        points = [point for place in places if (point := self._point(self.after.gazetteer[place]))]
        return Frame.around(points, LEAST_DEGREES).shaped(0.55, 0.75) if points else None

    def _point(self, place: Place) -> tuple[float, float] | None:
        return (place.lon, place.lat) if place.lon is not None and place.lat is not None and not place.is_area else None

    def _pair(self, text: _Text, frame: Frame, *, named: bool) -> str:
        """The two maps of a text. What is the same on both is drawn once."""
        shown, ground = self.speech.long_date(text.days[text.shown]), f"ground{text.number}"
        self._blocs, self._signs = set(), set()
        same = self._same(text, frame)
        figures = []
        for key, scene in (("before", self.before), ("after", self.after)):
            caption = fill(self.words[key], date=shown)
            drawn = sketch(
                self._differing(text, frame, scene), frame, scene.basemap, fill(self.words["map_of"], caption=caption),
                below=same, ground=ground, again=key == "after", letterings=LETTERINGS,
            )  # fmt: skip
            figures.append(f'<figure data-key="{key}"><figcaption>{inert(caption)}</figcaption>{drawn}</figure>')
        heading = f"<h3>{inert(text.title)}</h3>" if named else ""
        return f'<div class="pair" data-text="{text.number}" data-shown="{text.shown}">{heading}{"".join(figures)}{self._legend()}</div>'

    def _same(self, text: _Text, frame: Frame) -> list[Spot]:
        """The places that look the same on both maps: those that the proposals speak of, then all others of which anything is known."""
        spots = [
            self._spot(place, point, own, self._looks_of(place, text, self.before, RADIUS if own else SMALL))
            for place in self.after.gazetteer.values()
            if place.id not in self._effects_at and (point := self._point(place)) and frame.holds(*point)
            if (own := place.id in text.spoken) or not place.is_site
        ]
        return sorted((spot for spot in spots if spot.mark), key=lambda spot: not spot.labelled)

    def _differing(self, text: _Text, frame: Frame, scene: Scene) -> list[Spot]:
        """The places that look another on one of the maps on some day, as on one of them; first those that this text changes."""
        spots = []
        for place in map(self.after.gazetteer.__getitem__, self._effects_at):
            own, point = place.id in text.spoken, self._point(place)
            if point and frame.holds(*point) and (own or not place.is_site):
                spots.append(self._spot(place, point, own, self._looks_of(place, text, scene, RADIUS if own else SMALL)))
        return sorted((spot for spot in spots if spot.mark), key=lambda spot: (not spot.labelled, spot.name))

    def _spot(self, place: Place, point: tuple[float, float], own: bool, drawn: str) -> Spot:
        radius = RADIUS + 4 * (place.id in self._effects_at) if own else SMALL
        return Spot(*point, place.name, "", "", radius, f'<g class="m">{drawn}</g>' if drawn else "", own)

    def _looks_of(self, place: Place, text: _Text, scene: Scene, radius: float) -> str:
        """The marks of a place on one of the maps, each with the days that it is for; small places of which nothing is known have none."""
        found: list[tuple[int, int, str]] = []
        for first, after, state, effect in self._spans(place.id, text, scene):
            mark = self._marked(place, state, effect, scene, radius, own=place.id in text.spoken)
            if found and found[-1][1:] == (first, mark):
                first = found.pop()[0]  # noqa: PLW2901 the same mark goes on
            found.append((first, after, mark))
        if len(found) == 1:
            return found[0][2]
        return "".join(
            f'<g data-from="{first}" data-to="{after}"{"" if first <= text.shown < after else " hidden"}>{mark}</g>'
            for first, after, mark in found
            if mark
        )

    def _spans(self, place: str, text: _Text, scene: Scene) -> Iterator[tuple[int, int, State, Effect | None]]:
        """The spans of a text's days, by number, in which a place has one state, and what differs then."""
        states, differing = scene.history.of(place), self._effects_at.get(place, ())
        starts = [state.start for state in states]
        edges = [*starts, *(edge for effect in differing for edge in (effect.start, effect.end) if edge)]
        cuts = sorted({0, len(text.days), *(bisect_left(text.days, edge) for edge in edges)})
        for first, after in pairwise(cuts):
            day = text.days[first]
            state = states[max(0, bisect_right(starts, day) - 1)]
            yield first, after, state, next((e for e in differing if e.start <= day and (e.end is None or day < e.end)), None)

    def _marked(self, place: Place, state: State, effect: Effect | None, scene: Scene, radius: float, *, own: bool) -> str:
        mark = self._mark(place, state, scene, radius, own=own, ringed=effect is not None)
        if effect is None or scene is self.before or not (numbers := self.rests_on(effect)):
            return mark
        now = self._mark(place, effect.before, self.before, radius, own=own)
        return f'<g class="then"{_resting(numbers)}>{mark}</g><g class="now" hidden>{now}</g>'

    def _mark(self, place: Place, state: State, scene: Scene, radius: float, *, own: bool, ringed: bool = False) -> str:
        look = self._looks[scene is self.after].of(state)
        if not own and look.unknown:
            return ""
        self._blocs.update(look.blocs, (scene.factions[faction].bloc for faction in state.besieged_by))
        self._signs.update(sign for sign, is_so in _signs(look) if is_so)
        about = inert(f"{place.name}: {self.speech.holder(scene.factions, state)}")
        return f"{mark_of(look, radius, ringed=ringed and own)}<title>{about}</title>"

    def _legend(self) -> str:
        """The colours of all sides that the maps of a text show on any of its days, as holders or as rings, and the signs."""
        looks = self._looks[1]
        items = [
            (Look(Status.CONTROLLED, (how.colour,), (bloc,), how.glyph), inert(self.speech.bloc(bloc)))
            for bloc, how in looks.styles.items()
            if bloc in self._blocs
        ]
        signs = {
            "joint": Look(Status.CONTROLLED, ("#77716a", "#c9c4b8")), "contested": Look(Status.CONTESTED, ("#77716a", "#c9c4b8")),
            "siege": Look(Status.CONTROLLED, ("#c9c4b8",), siege=("#77716a",)), "hollow": Look(Status.UNKNOWN),
        }  # fmt: skip
        items += [(look, self.say(key)) for key, look in signs.items() if key in self._signs]
        drawn = "".join(
            f'<li><svg viewBox="-10 -10 20 20" aria-hidden="true">{mark_of(look, RADIUS)}</svg> {words}</li>' for look, words in items
        )
        return f'<ul class="legend" aria-label="{self.say("legend")}">{drawn}</ul>'

    # -- what would change --

    def rests_on(self, effect: Effect) -> list[int]:
        """Return the numbers of the proposals that an effect follows from."""
        return sorted({self.number_of[report.id] for report in effect.after.reports if report.id in self.number_of})

    def _listed(self) -> Iterator[str]:
        if not self.effects:
            yield f"<p>{self.say('no_effect')}</p>"
            return
        yield f'<ol class="list" tabindex="0" aria-label="{self.say("effects")}">'
        for effect in self.effects[:MOST_EFFECTS]:
            yield self._effect(effect)
        yield "</ol>"
        if len(self.effects) > MOST_EFFECTS:
            yield f'<p class="quiet">{self.say("more", n=len(self.effects) - MOST_EFFECTS)}</p>'

    def _effect(self, effect: Effect) -> str:
        start = self.speech.long_date(effect.start)
        last = self.speech.long_date(effect.end - timedelta(days=1)) if effect.end else ""
        when = inert(start) if last == start else self.say("effect_span", a=start, b=last) if last else self.say("effect_open", a=start)
        text = next((text for text in self.texts if any(own is effect for own in text.effects)), None)
        if text is not None:
            number = text.days.index(effect.start)
            when = f'<button type="button" class="day" data-day="{text.number} {number}" data-until="{text.until(effect)}">{when}</button>'
        before, after = (
            inert(self.speech.holder(scene.factions, state)) for scene, state in ((self.before, effect.before), (self.after, effect.after))
        )
        numbers = self.rests_on(effect)
        links = " ".join(f'<a class="n" href="#p{number}">{number}</a>' for number in numbers)
        name = inert(self.after.gazetteer[effect.place].name)
        return f'<li{_resting(numbers)}><b>{name}</b> {when} {links}<br><span class="quiet">{before}</span> → {after}</li>'


def _told_of(extract: Extract) -> set[str]:
    """The places of whose control a text tells: attacks and claims change nothing."""
    return {draft.report.place for draft in extract.drafts if draft.report.kind not in ("attacks", "claims")}


def _resting(numbers: Sequence[int]) -> str:
    """Return an attribute that names the proposals that something rests on, for the script: without them all it is gone."""
    return f' data-rests="{" ".join(map(str, numbers))}"' if numbers else ""


def _signs(look: Look) -> Iterable[tuple[str, bool]]:
    joint = len(look.colours) > 1
    return ("joint", joint and look.held), ("contested", look.contested), ("siege", bool(look.siege)), ("hollow", look.unknown)


def mark_of(look: Look, radius: float, *, ringed: bool = False) -> str:
    """Return a mark as SVG around (0, 0): slices for joint holders, a white centre for a contest, hollow for not known, an outer ring for a siege."""
    parts = [f'<circle class="differs" r="{radius + 4:g}"/>'] if ringed else []
    for number, colour in enumerate(look.siege):
        share = f' pathLength="{len(look.siege)}" stroke-dasharray="1 {len(look.siege) - 1}" stroke-dashoffset="-{number}"'
        parts.append(
            f'<circle r="{radius + 1.5:g}" fill="none" stroke="{colour}" stroke-width="2.5"{share if len(look.siege) > 1 else ""}/>'
        )
    if look.unknown or not look.colours:
        return "".join([*parts, f'<circle class="hollow" r="{radius:g}"/>'])
    if len(look.colours) == 1:
        parts.append(f'<circle r="{radius:g}" fill="{look.colours[0]}"/>')
    else:
        step = math.tau / len(look.colours)
        for number, colour in enumerate(look.colours):
            (x1, y1), (x2, y2) = ((radius * math.sin(step * n), -radius * math.cos(step * n)) for n in (number, number + 1))
            large = int(step > math.pi)
            parts.append(f'<path d="M0 0L{x1:.2f} {y1:.2f}A{radius:g} {radius:g} 0 {large} 1 {x2:.2f} {y2:.2f}Z" fill="{colour}"/>')
    parts.append(f'<circle class="rim" r="{radius:g}"/>')
    if look.contested:
        parts.append(f'<circle r="{radius * 0.45:g}" fill="#fff"/>')
    elif look.glyph in GLYPHS and radius > SMALL:
        parts.append(f'<g class="glyph">{GLYPHS[look.glyph]}</g>')
    return "".join(parts)

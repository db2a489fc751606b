"""The page on which proposals are reviewed: the text with its spans marked, the proposals beside it, the map before and after.

One file that needs no network. What comes from a text or a data file passes ``inert``; the page's one script reads nothing but what stands in it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ..control import Status
from ..dates import FuzzyDate
from ..mentions import Mention
from ..reading.documents import BYLINE, FACT, ITEM, Document, Paragraph
from ..reading.documents import Span as Stretch
from ..reading.drafts import NOT_GIVEN, Draft, Extract
from ..reports import Report
from ..sketch import STYLE as SKETCH_STYLE
from ..sketch import Frame, Spot, sketch
from .effects import Effect, effects
from .looks import Look, Looks
from .page import asset, inert, json_element
from .review_words import LANGUAGES
from .scene import Scene
from .speech import Speech, fill

MOST_EFFECTS = 40
"""So many changes are listed; the rest are counted."""

LEAST_DEGREES = 6.0
"""The maps show at least so many degrees."""

RADIUS, SMALL = 7.0, 3.0
"""Radius of the places that the proposals speak of, and of others, in the units of the maps."""

GLYPHS = {
    "dot": '<circle r="2.2" fill="#fff"/>', "bar": '<path d="M-4 0H4"/>', "slash": '<path d="M-3 3L3-3"/>', "backslash": '<path d="M-3-3L3 3"/>',
    "cross": '<path d="M-3-3L3 3M-3 3L3-3"/>', "plus": '<path d="M-4 0H4M0-4V4"/>', "ring": '<circle r="2.6" fill="none"/>',
}  # fmt: skip
"""The white sign in a mark, which says the side again for those who do not see its colour."""


def review_page(extracts: Sequence[Extract], before: Scene, after: Scene, folder: str, day: date | None = None) -> str:
    """Return the page.

    ``before`` and ``after`` are the maps' data without and with the proposals; ``folder`` is the directory that the commands name; ``day`` is the
    one that the maps show, if not given the last on which the proposals begin to change something.
    """
    return "".join(_Review(extracts, before, after, folder, day).page())


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A draft and its number on the page, from 1 on."""

    number: int
    draft: Draft


class _Review:
    def __init__(self, extracts: Sequence[Extract], before: Scene, after: Scene, folder: str, day: date | None) -> None:
        self.extracts, self.before, self.after, self.folder = extracts, before, after, folder
        self.speech = Speech(after.language)
        self.words = LANGUAGES[after.language]
        numbers = iter(range(1, 1 + sum(len(extract.drafts) for extract in extracts)))
        self.numbered = [[_Numbered(next(numbers), draft) for draft in extract.drafts] for extract in extracts]
        self.drafts = [numbered for some in self.numbered for numbered in some]
        self.number_of = {one.draft.id: one.number for one in self.drafts}
        self.touched = self._touched()
        self.effects = effects(before.history, after.history, self.touched)
        self.day = day or self._last_day()

    def _touched(self) -> set[str]:
        """The places whose history a proposal can change: those that it speaks of, those inside an area, and the sites of any; no others."""
        places = self.after.gazetteer
        spoken = {n.draft.report.place for n in self.drafts}
        inside = spoken.union(*(places.within(place) for place in spoken if places[place].is_area))
        return inside.union(*(places.sites(place) for place in inside))

    def _last_day(self) -> date:
        """The last day on which a proposal begins to change something; without such a day the last that the proposals speak of."""
        told = max((n.draft.report.date.best for n in self.drafts), default=date.min)
        turns = [effect.start for effect in self.effects if effect.start <= told]
        return max([self.after.history.settings.dawn, *(turns or [told])])

    def say(self, key: str, /, **values: object) -> str:
        """Return words of this page as HTML, gaps filled."""
        return inert(fill(self.words[key], **values))

    def page(self) -> Iterator[str]:
        titles = self.speech.joined([extract.source.title for extract in self.extracts])
        yield f'<!DOCTYPE html>\n<html lang="{self.speech.language}"><head><meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
        yield f"<title>{self.say('title', title=titles)}</title><style>{SKETCH_STYLE}{asset('review.css')}</style></head>\n<body>"
        yield f'<a class="skip" href="#proposals">{self.say("skip")}</a><header><h1>{self.say("title", title=titles)}</h1>'
        yield f"<p>{self._intro()}</p><noscript><p>{self.say('no_script')}</p></noscript></header>"
        yield from self._maps()
        yield f'<div class="page"><main aria-label="{self.say("text")}"><p class="print quiet">{self.say("print_note")}</p>'
        for extract, numbered in zip(self.extracts, self.numbered, strict=True):
            yield from self._text(extract, numbered)
        yield f'</main><aside id="proposals" tabindex="-1" aria-labelledby="list"><h2 id="list">{self.say("proposals")}</h2>'
        yield from self._filter()
        yield '<ol class="cards">'
        for extract, some in zip(self.extracts, self.numbered, strict=True):
            for one in some:
                yield from self._card(one, extract.document)
        yield "</ol>"
        yield from self._undated()
        yield from self._unknown()
        yield "</aside></div>"
        yield from self._commands()
        script = {"folder": self.folder, "words": {key: self.words[key] for key in ("shown", "decided", "copied", "copy", "without")}}
        yield f"{json_element(script, 'review')}<script>{asset('review.js')}</script></body></html>\n"

    def _intro(self) -> str:
        count = len(self.drafts)
        said = self.say("intro", n=count) if count > 1 else self.say("intro_one" if count else "intro_none")
        known = sum(bool(n.draft.same_as) for n in self.drafts)
        return f"{said} {self.say('known_count', n=known)}" if known else said

    # -- maps --

    def _maps(self) -> Iterator[str]:
        yield f'<section class="maps" aria-labelledby="maps"><h2 id="maps">{self.say("maps")}</h2>'
        spoken = {n.draft.report.place for n in self.drafts} | {effect.place for effect in self.effects}
        points = [point for place in spoken if (point := self._point(place))]
        if points:
            frame = Frame.around(points, LEAST_DEGREES).shaped(0.55, 0.75)
            shown = self.speech.long_date(self.day)
            for key, scene in (("before", self.before), ("after", self.after)):
                caption = fill(self.words[key], date=shown)
                title = fill(self.words["map_of"], caption=caption)
                drawn = sketch(self._spots(scene, spoken, frame), frame, scene.basemap, title, ground="ground", again=key == "after")
                yield f"<figure><figcaption>{inert(caption)}</figcaption>{drawn}</figure>"
        yield f'<div class="effects"><h3>{self.say("effects")}</h3>'
        yield from self._effects()
        yield f'<p class="quiet">{self.say("caption")} <b id="without" aria-live="polite"></b></p>{self._legend(spoken) if points else ""}</div></section>'

    def _point(self, name: str) -> tuple[float, float] | None:
        place = self.after.gazetteer[name]
        known = place.lon is not None and place.lat is not None and not place.is_area
        return (place.lon, place.lat) if known and place.lon is not None and place.lat is not None else None

    def _spots(self, scene: Scene, spoken: set[str], frame: Frame) -> list[Spot]:
        """Return the places on a map: those that differ first, then those that the proposals speak of, then all others that are held."""
        touched, others, ringed = Looks(scene), Looks(self.before), self._differing()
        ranked: list[tuple[int, Spot]] = []
        for place in scene.gazetteer.values():
            point = self._point(place.id)
            if point is None or not frame.holds(*point):
                continue
            state, look = (touched if place.id in self.touched else others).on(place.id, self.day)
            own = place.id in spoken
            if not own and (look.unknown or place.is_site):
                continue
            radius = RADIUS if own else SMALL
            mark = _mark(look, radius, ringed=place.id in ringed)
            if place.id in ringed and scene is self.after:
                now = _mark(others.on(place.id, self.day)[1], radius)
                mark = f'<g class="then"{self._resting(ringed[place.id])}>{mark}</g><g class="now" hidden>{now}</g>'
            about = f"{place.name}: {self.speech.holder(scene.factions, state)}"
            rank = 0 if place.id in ringed else 1 if own else 2
            ranked.append((rank, Spot(*point, place.name, about, "", radius + 4 * (rank == 0), mark, own)))
        return [spot for _, spot in sorted(ranked, key=lambda item: item[0])]

    def _differing(self) -> dict[str, Effect]:
        return {e.place: e for e in self.effects if e.start <= self.day and (e.end is None or self.day < e.end)}

    def _rests_on(self, effect: Effect) -> list[int]:
        """The numbers of the proposals that an effect follows from, on either side of it."""
        return sorted({self.number_of[report.id] for report in effect.after.reports if report.id in self.number_of})

    def _resting(self, effect: Effect) -> str:
        """Return an attribute that names the proposals, for the script: without them all the effect is gone."""
        numbers = self._rests_on(effect)
        return f' data-rests="{" ".join(map(str, numbers))}"' if numbers else ""

    def _legend(self, spoken: Iterable[str]) -> str:
        """Return the colours of the sides that the maps show, and the signs."""
        seen: set[str] = set()
        for scene in (self.before, self.after):
            looks = Looks(scene)
            seen.update(bloc for place in spoken for bloc in looks.on(place, self.day)[1].blocs)
        marks = {bloc: Look(Status.CONTROLLED, (how.colour,), (bloc,), how.glyph) for bloc, how in looks.styles.items() if bloc in seen}
        items = [
            f'<li><svg viewBox="-9 -9 18 18" aria-hidden="true">{_mark(look, RADIUS)}</svg> {inert(self.speech.bloc(bloc))}</li>'
            for bloc, look in marks.items()
        ]
        signs = "".join(f"<li>{self.say(key)}</li>" for key in ("joint", "contested", "siege", "hollow"))
        return f'<ul class="legend" aria-label="{self.say("legend")}">{"".join(items)}{signs}</ul>'

    def _effects(self) -> Iterator[str]:
        if not self.effects:
            yield f"<p>{self.say('no_effect')}</p>"
            return
        yield '<ol class="list" tabindex="0">'
        for effect in self.effects[:MOST_EFFECTS]:
            yield f"<li{self._resting(effect)}>{self._effect(effect)}</li>"
        yield "</ol>"
        if len(self.effects) > MOST_EFFECTS:
            yield f'<p class="quiet">{self.say("more", n=len(self.effects) - MOST_EFFECTS)}</p>'

    def _effect(self, effect: Effect) -> str:
        start = self.speech.long_date(effect.start)
        last = self.speech.long_date(effect.end - timedelta(days=1)) if effect.end else ""
        when = inert(start) if last == start else self.say("effect_span", a=start, b=last) if last else self.say("effect_open", a=start)
        said = [
            self.say(key, state=self.speech.holder(scene.factions, state))
            for key, scene, state in (("now", self.before, effect.before), ("then", self.after, effect.after))
        ]
        numbers = self._rests_on(effect)
        links = " ".join(f'<a class="n" href="#p{number}">{number}</a>' for number in numbers)
        name = inert(self.after.gazetteer[effect.place].name)
        return f"<b>{name}</b> {when}<br><span class='quiet'>{said[0]}</span><br>{said[1]} {links}"

    # -- the text --

    def _text(self, extract: Extract, numbered: Sequence[_Numbered]) -> Iterator[str]:
        source = extract.source
        published = self.when(source.published) if source.published else self.words["undated"]
        publisher = source.publisher if source.publisher != NOT_GIVEN else self.words["unpublished"]
        marks = _Marks(extract.document, numbered, extract.unknown)
        head, text = extract.document.headline, extract.document.text
        own = marks.inside(head) if head else ""
        named = head is not None and text[head.start : head.end].strip() == source.title
        yield f"<article><h2>{own if named else inert(source.title)}</h2><p class='quiet'>{self.say('facts', publisher=publisher, published=published)}"
        yield f" · {inert(source.url)}</p>" if source.url else "</p>"
        if own and not named:
            yield f"<p><b>{own}</b></p>"
        for section in extract.document.sections:
            level = min(6, 2 + len(section.path))
            yield f"<h{level}>{inert(section.title)}</h{level}>"
            for paragraph in section.paragraphs:
                kind = {FACT: "fact", ITEM: "item", BYLINE: "quiet"}.get(paragraph.kind, "text")
                label = f"<b>{inert(paragraph.label)}</b> " if paragraph.label else ""
                yield f'<p class="{kind}">{label}{marks.inside(paragraph)}</p>'
        yield "</article>"

    # -- proposals --

    def _filter(self) -> Iterator[str]:
        kinds = Counter(n.draft.report.kind for n in self.drafts)
        yield f'<form class="filter" aria-label="{self.say("filter")}"><label>{self.say("least")} '
        yield '<input type="range" id="least" min="0" max="1" step="0.05" value="0"> <output for="least">0</output></label><fieldset>'
        yield f"<legend>{self.say('kinds')}</legend>"
        for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
            yield f'<label><input type="checkbox" name="kind" value="{inert(kind)}" checked> {self.say(f"kind_{kind}")} ({count})</label>'
        yield "</fieldset>"
        for name in ("hide_known", "hide_decided"):
            yield f'<label><input type="checkbox" id="{name}"> {self.say(name)}</label>'
        yield f'<p><output id="shown"></output></p><p><button type="button" id="all">{self.say("accept_all")}</button> '
        yield f'<button type="button" id="clear">{self.say("clear")}</button></p><p class="quiet">{self.say("keys")}</p></form>'

    def _card(self, numbered: _Numbered, document: Document) -> Iterator[str]:
        draft, number = numbered.draft, numbered.number
        report, place = draft.report, self.after.gazetteer[draft.report.place].name
        yield f'<li class="card" id="p{number}" data-n="{number}" data-id="{inert(draft.id)}" data-kind="{inert(report.kind)}" '
        yield f'data-confidence="{draft.confidence:.2f}"{" data-same" if draft.same_as or draft.repeats else ""} tabindex="0" '
        yield f'aria-label="{self.say("proposal_of", n=number, place=place)}">'
        yield f'<p class="what"><a class="n" href="#s{number}">{number}</a> <b>{inert(place)}</b> {inert(self._what(report))}</p>'
        yield f'<p title="{inert(report.date.text)}">{inert(self._when(report))}</p><p class="bar" aria-hidden="true"><i style="width:{100 * draft.confidence:.0f}%"></i></p>'
        yield f'<p class="quiet">{" · ".join(self._about(draft))}</p>'
        if draft.same_as:
            yield f'<p class="same">{self.say("same", id=draft.same_as, source=self._source_of(draft.same_as))}</p>'
        if draft.repeats in self.number_of:
            number = self.number_of[draft.repeats]
            yield f'<p class="same">{self.say("repeats")} <a class="n" href="#p{number}">{number}</a></p>'
        yield f"<blockquote>{inert(_quote(document, draft))}</blockquote><p class='decide'>"
        for choice in ("accept", "reject"):
            yield f'<label><input type="checkbox" class="{choice}" autocomplete="off"> {self.say(choice)}</label> '
        yield f"<code>{inert(draft.id)}</code></p></li>"

    def _what(self, report: Report) -> str:
        by, against = self.speech.words["kinds"][report.kind]
        day = report.date.best
        said = fill(by, by=self._who(report.by, day)) if report.by else self.words[f"kind_{report.kind}"]
        if report.against and against:
            said += " " + fill(against, against=self._who(report.against, day))
        if report.scope:
            said += ", " + fill(self.words["scope"], scope=self.words[f"scopes_{report.scope}"])
        if report.except_:
            said += ", " + fill(self.words["except"], names=self.speech.joined([self.after.gazetteer[p].name for p in report.except_]))
        return said

    def _who(self, factions: Sequence[str], day: date) -> str:
        return self.speech.who(self.after.factions, factions, day)

    def _when(self, report: Report) -> str:
        until = f", {fill(self.words['until'], date=self.when(report.end))}" if report.end else ""
        return f"{self.when(report.date)}{until}"

    def when(self, moment: FuzzyDate) -> str:
        """Return a date with its bounds in words: "14 November 2023", "by 2 October 2023", "between ... and ..."."""
        earliest, latest = (self.speech.long_date(day) if day else "" for day in (moment.earliest, moment.latest))
        form = "on" if earliest == latest else "on_latest" if not earliest else "on_earliest" if not latest else "on_between"
        return self.speech.fill(form, a=earliest, b=latest)

    def _about(self, draft: Draft) -> Iterator[str]:
        report = draft.report
        yield self.say("confidence", number=self.speech.number(draft.confidence, 2))
        yield inert(self.speech.standing(self.after.factions, report))
        if report.claimant and report.standing != "claimed":
            yield self.say("claimant", who=self.speech.claimants(self.after.factions, report))
        yield self.say("section", section=report.section)
        yield self.say("rule", rule=draft.rule)

    def _source_of(self, name: str) -> str:
        known = next((report for report in self.before.history.reports if report.id == name), None)
        return self.before.sources[known.source].title if known and known.source in self.before.sources else ""

    def _undated(self) -> Iterator[str]:
        """Statements that no proposal was made of, for nothing tells their day."""
        told = [" ".join(extract.document.text[s.start : s.end].split()) for extract in self.extracts for s in extract.undated]
        if told:
            said = "".join(f"<li><q>{inert(sentence)}</q></li>" for sentence in told)
            yield f'<section class="lost"><h2>{self.say("no_day")}</h2><p class="quiet">{self.say("no_day_note")}</p><ul>{said}</ul></section>'

    def _unknown(self) -> Iterator[str]:
        found = [(extract.document, mention) for extract in self.extracts for mention in extract.unknown]
        if not found:
            return
        yield f'<section class="lost"><h2>{self.say("unknown")}</h2><p class="quiet">{self.say("unknown_note")}</p><ul>'
        for document, mention in found:
            yield f"<li><b>{inert(mention.text)}</b> <q>{inert(_sentence(document, mention.start))}</q></li>"
        yield "</ul></section>"

    def _commands(self) -> Iterator[str]:
        yield f'<footer id="commands" aria-live="polite"><p id="decided"></p><p id="nothing">{self.say("nothing")}</p>'
        yield f'<div id="run" hidden><label>{self.say("into")} <input id="into" value="my-data" spellcheck="false"></label>'
        yield f'<p>{self.say("commands")} <button type="button" id="copy">{self.say("copy")}</button></p><pre tabindex="0" role="region" aria-label="{self.say("commands")}"><code id="lines"></code></pre></div></footer>'


class _Marks:
    """Puts the marks of proposals and unknown names into a text; where several proposals rest on the same words, one mark stands for all."""

    def __init__(self, document: Document, numbered: Iterable[_Numbered], unknown: Iterable[Mention]) -> None:
        self.text = document.text
        self.spans = [(n.draft.start, n.draft.end, n.number) for n in numbered if n.draft.start < n.draft.end]
        self.lost = [(mention.start, mention.end) for mention in unknown]
        self._seen: set[int] = set()

    def inside(self, paragraph: Paragraph | Stretch) -> str:
        """Return the words of a paragraph, or of a stretch of the text, as HTML."""
        spans = [span for span in self.spans if span[0] < paragraph.end and span[1] > paragraph.start]
        lost = [span for span in self.lost if span[0] < paragraph.end and span[1] > paragraph.start]
        cuts = {paragraph.start, paragraph.end} | {edge for start, end, *_ in [*spans, *lost] for edge in (start, end)}
        edges = sorted(edge for edge in cuts if paragraph.start <= edge <= paragraph.end)
        return "".join(
            self._piece(start, end, [n for s, e, n in spans if s <= start and end <= e], any(s <= start and end <= e for s, e in lost))
            for start, end in pairwise(edges)
        )

    def _piece(self, start: int, end: int, numbers: Sequence[int], lost: bool) -> str:
        words = inert(self.text[start:end])
        if lost:
            words = f'<span class="lost">{words}</span>'
        if not numbers:
            return words
        new = [number for number in numbers if number not in self._seen]
        self._seen.update(new)
        anchors = "".join(f'<a class="n" id="s{number}" href="#p{number}">{number}</a>' for number in new)
        return f'{anchors}<mark data-n="{" ".join(map(str, numbers))}">{words}</mark>'


def _mark(look: Look, radius: float, *, ringed: bool = False) -> str:
    """Return a mark as SVG around (0, 0): slices for joint holders, a white centre for a contest, hollow for not known, an outer ring for a siege."""
    parts = [f'<circle class="differs" r="{radius + 4:g}"/>'] if ringed else []
    if look.siege:
        parts.append(f'<circle r="{radius + 1.5:g}" fill="none" stroke="{look.siege[0]}" stroke-width="2.5"/>')
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


def _quote(document: Document, draft: Draft) -> str:
    return " ".join(document.text[draft.start : draft.end].split())


def _sentence(document: Document, offset: int) -> str:
    """Return the sentence that a sign of a text stands in."""
    for _, _, sentence in document.sentences():
        if sentence.start <= offset < sentence.end:
            return " ".join(document.text[sentence.start : sentence.end].split())
    return ""

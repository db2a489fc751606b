"""The page on which proposals are reviewed: the text with its spans marked, the proposals beside it, the map before and after.

One file that needs no network. What comes from a text or a data file passes ``inert``; the page's one script reads nothing but what stands in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..dates import FuzzyDate
from ..mentions import Mention
from ..reading.documents import BYLINE, FACT, ITEM, Document, Paragraph
from ..reading.documents import Span as Stretch
from ..reading.drafts import NOT_GIVEN, Draft, Extract
from ..reports import Report
from ..sketch import STYLE as SKETCH_STYLE
from .page import asset, inert, json_element
from .review_maps import ReviewMaps
from .review_words import LANGUAGES
from .scene import Scene
from .speech import Speech, fill

MANY = 3
"""So many texts are not named in the heading of the page."""


def review_page(extracts: Sequence[Extract], before: Scene, after: Scene, folder: str, day: date | None = None) -> str:
    """Return the page.

    ``before`` and ``after`` are the maps' data without and with the proposals; ``folder`` is the directory that the commands name; ``day`` is the
    one that the maps show first, if not given for each text the last on which its proposals begin to change something.
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
        self.maps = ReviewMaps(extracts, before, after, self.number_of, day)

    def say(self, key: str, /, **values: object) -> str:
        """Return words of this page as HTML, gaps filled."""
        return inert(fill(self.words[key], **values))

    def page(self) -> Iterator[str]:
        titles = self._titles()
        yield f'<!DOCTYPE html>\n<html lang="{self.speech.language}"><head><meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
        yield f"<title>{self.say('title', title=titles)}</title><style>{SKETCH_STYLE}{asset('review.css')}</style></head>\n<body>"
        yield f'<a class="skip" href="#proposals">{self.say("skip")}</a><header><h1>{self.say("title", title=titles)}</h1>'
        yield f"<p>{self._intro()}</p><noscript><p>{self.say('no_script')}</p></noscript></header>"
        yield from self.maps.drawn()
        yield f'<div class="page"><main aria-label="{self.say("text")}"><p class="print quiet">{self.say("print_note")}</p>'
        for number, (extract, numbered) in enumerate(zip(self.extracts, self.numbered, strict=True)):
            yield from self._text(extract, numbered, self.maps.link(number))
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
        script = {
            "folder": self.folder,
            "words": {key: self.words[key] for key in ("shown", "decided", "copied", "copy", "without", "before", "after", "map_of")},
        }
        yield f"{json_element(script, 'review')}<script>{asset('review.js')}</script></body></html>\n"

    def _titles(self) -> str:
        """What the texts are called; of many only their number, for their titles stand above them."""
        titles = [extract.source.title for extract in self.extracts]
        return self.speech.joined(titles) if len(titles) < MANY else fill(self.words["texts"], n=len(titles))

    def _intro(self) -> str:
        count = len(self.drafts)
        said = self.say("intro", n=count) if count > 1 else self.say("intro_one" if count else "intro_none")
        known = sum(bool(n.draft.same_as) for n in self.drafts)
        return f"{said} {self.say('known_count', n=known)}" if known else said

    # -- the text --

    def _text(self, extract: Extract, numbered: Sequence[_Numbered], link: str) -> Iterator[str]:
        source = extract.source
        published = self.when(source.published) if source.published else self.words["undated"]
        publisher = source.publisher if source.publisher != NOT_GIVEN else self.words["unpublished"]
        marks = _Marks(extract.document, numbered, extract.unknown)
        head, text = extract.document.headline, extract.document.text
        own = marks.inside(head) if head else ""
        named = head is not None and text[head.start : head.end].strip() == source.title
        yield f"<article><h2>{own if named else inert(source.title)}</h2><p class='quiet'>{self.say('facts', publisher=publisher, published=published)}"
        yield f" · {inert(source.url)}{link}</p>" if source.url else f"{link}</p>"
        if own and not named:
            yield f"<p><b>{own}</b></p>"
        for section in extract.document.sections:
            level = min(6, 2 + len(section.path))
            yield f"<h{level}>{inert(section.title)}</h{level}>"
            for paragraph in section.paragraphs:
                kind = {FACT: "fact", ITEM: "item", BYLINE: "quiet"}.get(paragraph.kind, "text")
                label = f"<b>{inert(paragraph.label)}</b> " if paragraph.kind == FACT else ""
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


def _quote(document: Document, draft: Draft) -> str:
    return " ".join(document.text[draft.start : draft.end].split())


def _sentence(document: Document, offset: int) -> str:
    """Return the sentence that a sign of a text stands in."""
    for _, _, sentence in document.sentences():
        if sentence.start <= offset < sentence.end:
            return " ".join(document.text[sentence.start : sentence.end].split())
    return ""

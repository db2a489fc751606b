"""The ribbon chart as a page: the same bands, each of which says who held the place, since when, and which reports tell so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..control import Status
from ..history import State
from ..reports import Report
from . import style
from .chart import HEAD, ROW, SAMPLES, Ribbons, Selection, Strip
from .page import asset, inert, json_element
from .paper import A4_MM, MARGIN, clean
from .scene import Scene
from .static import source_line
from .svg import FONT, SvgPen

LEAST_HIT = 3.0
"""Pixels that even the shortest band can be pointed at."""
SHORT = 130.0
"""Pixels for names on phones."""


def chart_page(scene: Scene, first: date, last: date, selection: Selection) -> str:
    """Return the ribbons of places over a span of days as an HTML page that needs no network. All text of the data in it is inert."""
    return _ChartPage(scene, first, last, selection).html()


@dataclass(frozen=True)
class _Band:
    """A state in the span, and where its band lies."""

    state: State
    row: int
    x0: float
    x1: float
    y: float


class _ChartPage:
    def __init__(self, scene: Scene, first: date, last: date, selection: Selection) -> None:
        self.scene, self.first, self.last, self.selection = scene, first, last, selection
        self.say, self.words = scene.speech, scene.speech.words
        size = Strip(A4_MM[0])
        width, height = size.layout
        self.pen = SvgPen(width, height)
        self.chart = Ribbons(scene, first, last, selection, self.pen, size)
        self.top = HEAD - MARGIN
        self.bottom = self.chart.draw_rows(self.top) + 4
        self.bands = list(self._bands())
        self.reports: dict[Report, int] = {}

    def _bands(self) -> Iterator[_Band]:
        for row, (place, middle) in enumerate(self.chart.middles(self.top)):
            for state in self.scene.history.of(place.id):
                if state.start <= self.last and (state.end is None or state.end > self.first):
                    x0 = self.chart.x(state.start)
                    x1 = self.chart.right if state.end is None else self.chart.x(state.end)
                    yield _Band(state, row, x0, max(x1, x0 + LEAST_HIT), middle)

    def html(self) -> str:
        title, when = self.scene.title, self.say.days(self.first, self.last)
        known = self.say.fill("known_then", date=self.say.long_date(self.scene.known)) if self.scene.known else ""
        content = {"bands": [self._told(band) for band in self.bands], "reports": [self._report(report) for report in self.reports]}
        return (
            f'<!DOCTYPE html>\n<html lang="{self.scene.language}">\n<head>\n<meta charset="utf-8" />\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1" />\n<title>{inert(f"{title}, {when}")}</title>\n'
            f"<style>{asset('chart.css')}</style>\n</head>\n<body>\n<main>\n"
            f"<header><h1>{inert(title)}</h1><p>{inert(when)}</p>{f'<p>{inert(known)}</p>' if known else ''}</header>\n"
            f'<p class="quiet">{inert(self._caption())}</p>\n<p class="quiet hint">{inert(self.words["chart_hint"])}</p>\n'
            f'<div class="body"><div class="ribbons">{self._pictures()}</div>\n'
            f'<aside aria-live="polite" aria-label="{inert(self.words["reports"])}" data-reports="{inert(self.words["reports"])}" '
            f'data-otherwise="{inert(self.words["otherwise"])}" data-close="{inert(self.words["close"])}" tabindex="-1" hidden></aside></div>\n'
            f"{self._legend()}\n{self._table()}\n<footer>{''.join(f'<p>{inert(text)}</p>' for text in self._foot())}</footer>\n</main>\n"
            f"{json_element(content, 'bands')}\n<script>{asset('chart.js')}</script>\n</body>\n</html>\n"
        )

    # -- the picture --

    def _pictures(self) -> str:
        """Names and ribbons as two pictures side by side, so that the names stay where the ribbons are moved."""
        left, right = self.chart.left - 4, self.pen.width - MARGIN / 2
        names = self._names("names", self.chart.left) + self._names("names short", min(self.chart.left, MARGIN + SHORT))
        hits = "".join(
            f'<rect x="{band.x0:.1f}" y="{band.y - ROW / 2:.1f}" width="{band.x1 - band.x0:.1f}" height="{ROW:g}" data-row="{band.row}"/>'
            for band in self.bands
        )
        label = inert(f"{self.scene.title}, {self.say.days(self.first, self.last)}")
        return (
            f'{names}<div class="scroll" tabindex="-1"><svg role="group" aria-label="{label}" font-family="{FONT}" '
            f'{_view(left, self.top - 36, right, self.bottom)}><g aria-hidden="true">{self.pen.content}</g><g class="hits">{hits}</g></svg></div>'
        )

    def _names(self, sort: str, left: float) -> str:
        pen = SvgPen(self.pen.width, self.pen.height)
        self.chart.draw_names(pen, self.top, left=left)
        view = _view(MARGIN - 2, self.top - 36, left - 4, self.bottom)
        return f'<svg class="{sort}" aria-hidden="true" font-family="{FONT}" {view}>{pen.content}</svg>'

    # -- what a band says --

    def _told(self, band: _Band) -> dict[str, Any]:
        """What a band says: [p]lace, [s]tate, [e]vidence, [d]oubts, and by number the [r]eports behind it and those that say [o]therwise."""
        state = self._shown(band.state)
        place = self.scene.gazetteer[state.place]
        told: dict[str, Any] = {"p": place.name, "s": f"{self._state(state)}."}
        besiegers = self.say.who(self.scene.factions, state.besieged_by, state.day)
        notes = [f"{self.say.fill('siege', who=besiegers)}."] if besiegers else []
        if state.status is not Status.UNKNOWN:
            told["e"] = self._evidence(state)
            notes += [] if state.direct else [str(self.words["indirect"])]
        elif not state.reports:
            notes += [str(self.words["no_reports"])]
        rule = self.words["rules"].get(state.rule)
        notes += [str(rule)] if rule else []
        for sign, reports in (("r", state.reports), ("o", state.disputed_by)):
            if reports:
                told[sign] = [self.reports.setdefault(report, len(self.reports)) for report in reports]
        return {**told, "d": notes} if notes else told

    def _shown(self, state: State) -> State:
        """The state on its first day in the span: its confidence falls with age."""
        return state.on(max(state.start, self.first))

    def _state(self, state: State) -> str:
        """Who held the place, since when and until when."""
        holder = self.say.holder(self.scene.factions, state, siege=False)
        if state.status is Status.UNKNOWN:
            return holder
        since = self.say.when("since", state.since.earliest, state.since.latest)
        until = self.say.fill("until", b=self.say.long_date(state.end - timedelta(days=1))) if state.end else ""
        return " ".join(part for part in (holder, ", ".join(filter(None, (since, until)))) if part)

    def _evidence(self, state: State) -> str:
        level = {"strong": "strong", "medium": "medium", "weak": "weak_word"}[style.level(state.confidence)]
        return f"{self.say.fill('sure', level=self.words[level], number=self.say.number(state.confidence, 2))}."

    def _report(self, report: Report) -> list[str]:
        """A report as [when, what, note, source]."""
        source = self.scene.sources.get(report.source)
        title = ", ".join(filter(None, (source.title, source.publisher))) if source else report.source
        section = self.say.fill("section", section=report.section) if report.section else ""
        when = self.say.when("on", report.date.earliest, report.date.latest)
        what = self.say.deed(self.scene.factions, report)
        standing = self.say.standing(self.scene.factions, report)
        return [when, what, report.note, " · ".join(filter(None, (title, section, standing)))]

    # -- below the picture --

    def _legend(self) -> str:
        parts = []
        for bloc, colours in self.chart.legend():
            single = len(colours) == 1 and colours[0][1].casefold() == bloc.casefold()
            samples = "".join(f'<span><i style="background:{colour}"></i>{inert(names)}</span>' for colour, names in colours)
            parts.append(f"<li>{'' if single else f'<b>{inert(bloc)}</b>'}{samples}</li>")
        for word in SAMPLES:
            if self.chart.shown[word]:
                pen = SvgPen(30, 16)
                self.chart.pen = pen
                self.chart.draw_sample(word, 1, 8)
                picture = f'<svg aria-hidden="true" width="30" height="16" viewBox="0 0 30 16">{pen.content}</svg>'
                parts.append(f"<li><span>{picture}{inert(str(self.words[f'band_{word}']))}</span></li>")
        self.chart.pen = self.pen
        return f'<ul class="legend" aria-label="{inert(self.words["legend"])}">{"".join(parts)}</ul>'

    def _table(self) -> str:
        head = "".join(f'<th scope="col">{inert(column)}</th>' for column in self.words["chart_columns"])
        rows = "".join(f"<tr>{self._row(self._shown(band.state))}</tr>" for band in self.bands)
        title = inert(self.words["chart_table"])
        return (
            f'<details><summary>{title}</summary><div class="scroll" tabindex="0" role="region" aria-label="{title}">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
        )

    def _row(self, state: State) -> str:
        place = self.scene.gazetteer[state.place]
        region = self.scene.gazetteer[place.region].name if place.region and place.region in self.scene.gazetteer else ""
        known = state.status is not Status.UNKNOWN
        titles = dict.fromkeys(self.scene.sources[r.source].title if r.source in self.scene.sources else r.source for r in state.reports)
        cells = [
            region, self.say.holder(self.scene.factions, state), self.say.long_date(max(state.start, self.first)),
            self.say.long_date(min(state.end - timedelta(days=1), self.last)) if state.end else "", self._evidence(state) if known else "",
            str(self.words["semicolon"]).join(titles),
        ]  # fmt: skip
        return f'<th scope="row">{inert(place.name)}</th>' + "".join(f"<td>{inert(cell)}</td>" for cell in cells)

    def _caption(self) -> str:
        publishers = [
            self.scene.sources[i].publisher or self.scene.sources[i].title if i in self.scene.sources else i for i in self._cited()
        ]
        sources = ", ".join(dict.fromkeys(publishers))
        return self.say.fill("caption_line", date=self.say.days(self.first, self.last), sources=sources)

    def _cited(self) -> dict[str, int]:
        counted = Counter(report.source for band in self.bands for report in band.state.reports)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def _foot(self) -> Iterable[str]:
        """What was left out, what the chart says and does not say, and its sources."""
        through = self.scene.last_day
        yield from filter(None, [self.selection.message(self.say)])
        yield f"{self.words['definition']} {self.words['chart_note']}"
        yield self.say.fill("disclaimer", date=self.say.long_date(through) if through else "")
        yield from filter(None, [str(self.words["untranslated"])])
        yield clean(f"{self.words['sources']}{self.words['colon']}{'; '.join(source_line(self.scene, self._cited()))}.")


def _view(x0: float, y0: float, x1: float, y1: float) -> str:
    width, height = x1 - x0, y1 - y0
    return f'viewBox="{x0:.1f} {y0:.1f} {width:.1f} {height:.1f}" width="{width:.1f}" height="{height:.1f}"'

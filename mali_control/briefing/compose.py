"""From a span of days to a briefing: everything in it is read from the data, nothing is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby, pairwise

from .. import __version__
from ..control import Status
from ..history import Bounds, Change, State
from ..places import GROUND, RANKS, Place
from ..records import ruling
from ..render import style
from ..render.chart import Strip, chart_sheet, select
from ..render.legend import bloc_name
from ..render.paper import Size
from ..render.payload import _credits as credits_of
from ..render.scene import Scene
from ..render.static import day_sheet
from ..reports import Report
from .content import Block, Briefing, Bullets, Entry, Heading, Link, Paragraph, Picture, Section, Table
from .phrases import Phrases, first_letter

PAPER = Size(170, 186, 200)


@dataclass(frozen=True)
class PhoneSize(Strip):
    """A sheet for phones: a pixel of its layout is one of the screen, and its letters are as large as those of the text around it, nearly."""

    @property
    def unit(self) -> float:
        return 1.0


PHONE = PhoneSize(390 / 96 * 25.4, 960 / 96 * 25.4, 192)
"""Maps fill the width of a portrait page."""
CHART_ROWS, MOST_REPORTS, MOST_NAMED = 40, 4, 6


def compose(scene: Scene, first: date, last: date, *, regions: Sequence[Place] = (), by: str = "faction") -> Briefing:
    """Return the briefing on a span of days, both included; ``regions`` keeps to the places in some areas."""
    return _Composer(scene, first, last, regions, by).briefing()


@dataclass(frozen=True)
class _Siege:
    """A siege over one or more states of a place, as far as it lies in the span."""

    place: Place
    states: tuple[State, ...]


class _Composer:
    def __init__(self, scene: Scene, first: date, last: date, regions: Sequence[Place], by: str) -> None:
        self.scene, self.first, self.last, self.regions, self.by = scene, first, last, regions, by
        self.phrases = Phrases(scene)
        self.words, self.map_words = self.phrases.words, self.phrases.map_words
        inside = {place for region in regions for place in (region.id, *scene.gazetteer.within(region.id))}
        self.places = [p for p in scene.gazetteer.values() if (not regions or p.id in inside) and (not p.is_area or p.kind in GROUND)]
        self.cited: Counter[str] = Counter()
        self._seen: set[str] = set()

    def briefing(self) -> Briefing:
        say, changes = self.phrases.say, self.changes()
        told = [
            Section("changes", self.words["changes"], tuple(self.change_blocks(changes))),
            Section("states", self.words["states"], tuple(self.state_blocks())),
            Section("disputes", self.words["disputes"], tuple(self.dispute_blocks())),
            Section("sieges", self.words["sieges"], tuple(self.siege_blocks())),
        ]
        sections = (
            Section("key", self.words["key"], (Bullets(tuple(self.key_points(changes))),)),
            Section("maps", self.words["maps"], tuple(self.pictures())),
            *told,
            Section("method", self.words["method"], tuple(self.method())),
            Section("sources", self.words["sources"], tuple(self.source_blocks())),  # last, for it counts what the others cite
        )
        span = say("span", a=self.phrases.day(self.first), b=self.phrases.day(self.last))
        known = f" ({say('known_then', date=self.phrases.day(self.scene.known))})" if self.scene.known else ""
        return Briefing(
            self.title(),
            first_letter(span) + known,
            self.scene.language,
            self.words["contents"],
            sections,
            say("foot", version=__version__),
        )

    def title(self) -> str:
        if self.regions:
            return self.phrases.say(
                "title_areas", areas=self.phrases.speech.joined([self.scene.gazetteer[region.id].name for region in self.regions])
            )
        names = [f["properties"].get("name") for f in self.scene.basemap if f["properties"].get("layer") == "country"]
        return (
            self.phrases.say("title", country=self.phrases.speech.country(names[0]))
            if names and names[0]
            else str(self.words["title_plain"])
        )

    # -- what is told --

    def changes(self) -> list[Change]:
        return self.scene.history.changes(self.first, self.last, [place.id for place in self.places])

    def at(self, place: Place, day: date) -> State:
        return self.scene.history.at(place.id, day)

    def spans(self, place: Place) -> list[State]:
        """A place's states that touch the span."""
        return [s for s in self.scene.history.of(place.id) if s.start <= self.last and (s.end is None or s.end > self.first)]

    # -- key points --

    def key_points(self, changes: Sequence[Change]) -> Iterator[str]:
        say, many, a, b = self.phrases.say, self.phrases.many, self.phrases.day(self.first), self.phrases.day(self.last)
        if changes:
            sorts = Counter(_sort(change) for change in changes)
            counts = {sort: self.phrases.number(sorts[sort]) for sort in ("hands", "new", "lost", "sieges")}
            number, places = many("n_changes", len(changes)), many("n_places", len({change.place for change in changes}))
            yield say("counted", a=a, b=b, changes=number, places=places, **counts)
        else:
            yield say("none", a=a, b=b)
        yield from self.seats()
        yield from self.net()
        at_end = [(place, self.at(place, self.last)) for place in self.places]
        for word, names in (
            ("fought", [place.name for place, state in at_end if state.status is Status.CONTESTED]),
            ("under_siege", [place.name for place, state in at_end if state.besieged_by]),
        ):
            if names:
                yield say(word, b=b, names=self.phrases.some(names))
        unknown = sum(state.status is Status.UNKNOWN for _, state in at_end)
        if unknown:
            yield say("unknown", n=self.phrases.number(unknown), all=self.phrases.number(len(at_end)), b=b)
        disputed = len({place.id for place in self.places for state in self.spans(place) if state.disputed})
        if disputed:
            form = self.words["disagree"][disputed > 1]
            yield form.format(places=many("n_places", disputed))
        told = self.scene.last_day
        if told and self.last > told:
            yield say("too_late", date=self.phrases.day(told))
        if self.by != "faction":
            yield say(f"by_{self.by}")

    def seats(self) -> Iterator[str]:
        """Say of the seats of regions and cercles, higher ones first, whose holder differs between the two days."""
        seats = sorted((p for p in self.places if p.seat_of), key=lambda p: (RANKS.index(p.seat_of or ""), p.name))
        differing = [p for p in seats if _holders(self.at(p, self.first)) != _holders(self.at(p, self.last))]
        for place in differing[:MOST_NAMED]:
            before, after = self.at(place, self.first), self.at(place, self.last)
            yield self.phrases.say(
                "went_over", place=place.name, kind=self.phrases.kind(place), a=self.phrases.day(self.first), b=self.phrases.day(self.last),
                before=self.phrases.state(before, self.first), after=self.phrases.state(after, self.last, since=True),
            )  # fmt: skip

    def net(self) -> Iterator[str]:
        """Say how many places each holder had on the two days: those first for whom that differs most."""
        counts = [Counter(h for p in self.places for h in _sole(self.at(p, day))) for day in (self.first, self.last)]
        names = {h: self._name(h) for h in set(counts[0]) | set(counts[1])}
        ranked = sorted(names, key=lambda h: (-abs(counts[1][h] - counts[0][h]), -counts[1][h], h))[:MOST_NAMED]
        if ranked:
            told = [self.phrases.say("net_one", who=names[h], n=counts[0][h], m=counts[1][h]) for h in ranked]
            sep = self.map_words["semicolon"]
            yield self.phrases.say("net", a=self.phrases.day(self.first), b=self.phrases.day(self.last), counts=sep.join(told))

    def _name(self, faction: str) -> str:
        known = self.scene.factions[faction]
        return bloc_name(self.scene, faction) if known.kind == "bloc" else self.phrases.names([faction], self.last)

    # -- maps --

    def pictures(self) -> Iterator[Block]:
        say, day = self.phrases.say, self.phrases.day
        for name, when in (("start", self.first), ("end", self.last)):
            caption = say("map_caption", date=day(when), caption=self.map_words["caption_paper"])
            sheet, phone = day_sheet(self.scene, when, size=PAPER), partial(day_sheet, self.scene, when, size=PHONE)
            yield Picture(name, sheet, say("map_alt", date=day(when)), caption, phone)
        chosen = select(self.scene, self.first, self.last, regions=self.regions, rows=CHART_ROWS)
        if chosen.places:
            draw = partial(chart_sheet, self.scene, self.first, self.last, chosen)
            chart = draw(Strip(PAPER.width_mm, dpi=PAPER.dpi))
            yield Heading(self.words["chart"])
            alt = say("chart_alt", a=day(self.first), b=day(self.last))
            caption = " ".join(part for part in (self.words["chart_caption"], chart.note) if part)
            yield Picture("chart", chart, alt, caption, partial(draw, replace(PHONE, height_mm=5000.0)))

    # -- changes --

    def change_blocks(self, changes: Sequence[Change]) -> Iterator[Block]:
        if not changes:
            yield Paragraph(self.words["no_changes"])
        months = groupby(changes, key=lambda change: (change.day.year, change.day.month))
        for (year, month), group in months:
            yield Heading(first_letter(f"{self.map_words['months'][month - 1]} {year}"))
            alike: dict[
                tuple[str, str, tuple[str, ...]], list[Place]
            ] = {}  # what one report about an area says of many places is told once
            for change in group:
                alike.setdefault(self.change(change), []).append(self.scene.gazetteer[change.place])
            for (when, text, details), places in alike.items():
                yield Entry(when, self._heading(places), text, details)

    def change(self, change: Change) -> tuple[str, str, tuple[str, ...]]:
        """Return the day of a change, what it was, and the reports that it rests on."""
        after = change.after
        now = self.words["no_longer_known"] if after.rule == "aged" and not after.besieged_by else self.phrases.state(after, change.day)
        before = self.phrases.say("before", state=self.phrases.state(change.before, change.day))
        sentences = [first_letter(f"{now}{self.map_words['semicolon']}{before}."), self.phrases.doubt(change.bounds)]
        rules = self.map_words["rules"]
        if after.rule in rules and change.before.controllers != after.controllers:
            sentences.append(rules[after.rule])
        if after.status is not Status.UNKNOWN:
            sentences.append(self.phrases.say("evidence", level=self.phrases.level(after), number=self.phrases.share(after.confidence)))
        if after.disputed:
            sentences.append(self.phrases.many("disputed", len(after.disputed_by)))
        return self.phrases.day(change.day), " ".join(filter(None, sentences)), tuple(self.cite(_behind(change)))

    def _heading(self, places: Sequence[Place]) -> str:
        """Name places, with their region once where it is the same."""
        if len(places) == 1 or len({place.region for place in places}) > 1:
            return self.phrases.speech.joined([self._head(place) for place in places])
        region = f" ({self.scene.gazetteer[places[0].region].name})" if places[0].region else ""
        return self.phrases.speech.joined([place.name for place in places]) + region

    def _head(self, place: Place) -> str:
        region = self.scene.gazetteer[place.region].name if place.region else ""
        return f"{place.name} ({', '.join(filter(None, [self.phrases.kind(place), region]))})"

    def cite(self, reports: Sequence[Report]) -> Iterator[str]:
        """Tell the first of some reports, and how many more there are."""
        for report in reports[:MOST_REPORTS]:
            self.count([report])
            yield self.phrases.report(report)
        if len(reports) > MOST_REPORTS:
            yield self.phrases.many("more_reports", len(reports) - MOST_REPORTS)

    def count(self, reports: Iterable[Report]) -> None:
        for report in reports:
            self.cited[report.source] += report.id not in self._seen
            self._seen.add(report.id)

    # -- states --

    def state_blocks(self) -> Iterator[Block]:
        pairs = [(place, self.at(place, self.first), self.at(place, self.last)) for place in self.places]
        known = [pair for pair in pairs if any(s.status is not Status.UNKNOWN or s.besieged_by for s in pair[1:])]
        yield Paragraph(self.phrases.say("states_note", n=self.phrases.number(len(pairs) - len(known))))
        place_column, kind, when, evidence = self.words["columns"]
        head = (place_column, kind, *(when.format(date=self.phrases.day(day)) for day in (self.first, self.last)), evidence)
        for region, group in self._by_region(known):
            yield Heading(region)
            rows, bold = [], set()
            for number, (place, before, after) in enumerate(group):
                level = self.words["level_cell"].format(level=self.phrases.level(after), number=self.phrases.share(after.confidence))
                evidence_cell = level if after.status is not Status.UNKNOWN else ""
                rows.append((place.name, self.phrases.kind(place), self.phrases.cell(before, self.first), self.phrases.cell(after, self.last),
                             evidence_cell))  # fmt: skip
                if (_holders(before), before.besieged_by) != (_holders(after), after.besieged_by):
                    bold.add(number)
            yield Table(head, tuple(rows), frozenset(bold))

    def _by_region(self, pairs: Sequence[tuple[Place, State, State]]) -> Iterator[tuple[str, list[tuple[Place, State, State]]]]:
        def region(pair: tuple[Place, State, State]) -> tuple[bool, str]:
            found = pair[0].region
            return (True, self.words["elsewhere"]) if not found else (False, self.scene.gazetteer[found].name)

        for (_, name), group in groupby(sorted(pairs, key=lambda pair: (region(pair), pair[0].name)), key=region):
            yield name, list(group)

    # -- disputes and sieges --

    def dispute_blocks(self) -> Iterator[Block]:
        found = False
        for place in self.places:
            told: set[str] = set()
            for state in self.spans(place):
                others = [other for other in state.disputed_by if other.id not in told]
                told.update(other.id for other in others)
                if others:
                    found = True
                    yield self.dispute(place, state, others)
        if not found:
            yield Paragraph(self.words["no_disputes"])

    def dispute(self, place: Place, state: State, others: Sequence[Report]) -> Entry:
        details = []
        for word, reports in (("decided_by", state.reports[:1]), ("says_otherwise", others)):
            self.count(reports)
            details += [f"{self.words[word]}{self.map_words['colon']}{self.phrases.report(report)}" for report in reports]
        rules = dict.fromkeys(self.words["rulings"][ruling(state, other)] for other in others)
        details += [self.phrases.say("rule", rule=rule) for rule in rules]
        text = self.phrases.say("taken_as", state=self.phrases.state(state, max(state.start, self.first)))
        return Entry(first_letter(self.phrases.within(state.began)), self._head(place), text, tuple(details))

    def siege_blocks(self) -> Iterator[Block]:
        rows = []
        for place in self.places:
            for siege in _sieges(place, self.spans(place)):
                rows.append(self.siege(siege))
        yield Table(tuple(self.words["siege_columns"]), tuple(rows)) if rows else Paragraph(self.words["no_sieges"])

    def siege(self, siege: _Siege) -> tuple[str, ...]:
        first, last = siege.states[0], siege.states[-1]
        whole = self.scene.history.of(siege.place.id)
        began = next((a for before, a in pairwise(whole) if a.start == first.start and not before.besieged_by), None)
        start = self.phrases.within(began.began) if began else self.phrases.say("or_before", date=self.phrases.day(self.first))
        goes_on = last.end is None or last.end > self.last
        end = self.words["ongoing"] if goes_on else self.phrases.within(last.ends or Bounds(last.end or self.last, None, None))
        day = max(first.start, self.first)
        besiegers = dict.fromkeys(faction for state in siege.states for faction in state.besieged_by)
        reports = list(dict.fromkeys(r for s in siege.states for r in s.reports if r.kind in ("besieges", "lifts-siege")))
        self.count(reports)
        sections = dict.fromkeys(f"{self.scene.sources[r.source].title}, {self._section(r)}" for r in reports)
        held = self.phrases.names(first.controllers, day) or self.words["not_known"]
        return siege.place.name, held, self.phrases.names(besiegers, day), start, end, str(self.map_words["semicolon"]).join(sections)

    def _section(self, report: Report) -> str:
        return str(self.map_words["section"]).format(section=report.section)

    # -- method and sources --

    def method(self) -> Iterator[Block]:
        through = self.scene.last_day
        yield Paragraph(self.map_words["definition"])
        levels = {name: self.phrases.share(least) for name, least in style.EVIDENCE.items()}
        yield Bullets(tuple(sentence.format(**levels) for sentence in self.words["method_text"]))
        yield Paragraph(str(self.map_words["disclaimer"]).replace("{date}", self.phrases.day(through) if through else ""))

    def source_blocks(self) -> Iterator[Block]:
        rows = []
        for identifier, count in sorted(self.cited.items(), key=lambda item: (-item[1], item[0])):
            source = self.scene.sources[identifier]
            published = ""
            if source.published:
                exact = source.published
                published = first_letter(self.phrases.within(Bounds(exact.best, exact.earliest, exact.latest)))
            title = Link(source.title, source.url) if source.url.startswith(("https://", "http://")) else source.title
            rows.append((title, source.publisher, published, source.licence, self.phrases.number(count)))
        yield Table(tuple(self.words["source_columns"]), tuple(rows))
        credits_ = credits_of(self.scene)
        if credits_:
            yield Paragraph(self.phrases.say("credits", credits=", ".join(credits_)))


def _holders(state: State) -> tuple[Status, tuple[str, ...]]:
    return state.status, state.controllers


def _sole(state: State) -> tuple[str, ...]:
    """Those who hold a place, alone or jointly; nobody where it is contested or unknown."""
    return state.controllers if state.status is Status.CONTROLLED else ()


def _same_holders(change: Change) -> bool:
    return _holders(change.before) == _holders(change.after)


def _sort(change: Change) -> str:
    """What sort of change it is: of a siege alone, the first that is heard of a place, the last that is known of it, or from known to known."""
    if _same_holders(change):
        return "sieges"
    if change.before.status is Status.UNKNOWN:
        return "new"
    return "lost" if change.after.status is Status.UNKNOWN else "hands"


def _behind(change: Change) -> list[Report]:
    """The reports that made a change: those of the new state that the old did not rest on; of a siege alone, those that speak of one."""
    new = [report for report in change.after.reports if report not in change.before.reports] or list(change.after.reports)
    if change.after.rule == "follows its town":
        return new[:1]  # the town's own entry has the others
    if _same_holders(change):
        new = [report for report in new if report.kind in ("besieges", "lifts-siege")] or new
    return new


def _sieges(place: Place, states: Sequence[State]) -> Iterator[_Siege]:
    for besieged, group in groupby(states, key=lambda state: bool(state.besieged_by)):
        if besieged:
            yield _Siege(place, tuple(group))

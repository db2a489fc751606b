"""Days, names, states and reports as phrases of a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..control import Status
from ..history import Bounds, State
from ..places import Place
from ..render import style
from ..render.legend import holder_name
from ..render.looks import Looks
from ..render.scene import Scene
from ..reports import Report
from .words import LANGUAGES


class Phrases:
    """Says things of a scene in the scene's language."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = LANGUAGES.get(scene.language, LANGUAGES["en"])
        self.speech = scene.speech
        self.map_words: Any = scene.speech.words
        self._looks = Looks(scene)

    def say(self, word: str, **gaps: object) -> str:
        """Return a sentence of the briefings' words with its gaps filled."""
        return str(self.words[word]).format(**gaps)

    def many(self, word: str, number: int) -> str:
        """Return the form of a word that fits a number, with the number in it."""
        forms = self.words[word]
        return str(forms[number > 1]).format(n=self.number(number))

    def number(self, number: int) -> str:
        return f"{number:,}".replace(",", self.words["thousands"])

    def share(self, number: float) -> str:
        """Return a number from 0 to 1."""
        return self.speech.number(number, 2)

    def day(self, day: date) -> str:
        return self.speech.long_date(day)

    def within(self, bounds: Bounds) -> str:
        """Return when something happened as far as it is known: on a day, by a day, between two."""
        return self._bounded("on", bounds)

    def since(self, state: State) -> str:
        """Return since when a state lasts, where a report says so; else nothing."""
        if state.since.earliest is None and state.since.latest is None:
            return ""
        said = self._bounded("since", state.since)
        return self.speech.fill("maybe_later", since=said) if state.asked and state.since.may_follow(state.asked) else said

    def _bounded(self, stem: str, bounds: Bounds) -> str:
        words, first, last = self.map_words, bounds.earliest, bounds.latest
        if first == last:
            form, a, b = stem, bounds.day, bounds.day
        elif first is None:
            form, a, b = f"{stem}_latest", bounds.day, last or bounds.day
        elif last is None:
            form, a, b = f"{stem}_earliest", first, bounds.day
        else:
            form, a, b = f"{stem}_between", first, last
        return str(words[form]).format(a=self.day(a), b=self.day(b))

    def doubt(self, bounds: Bounds) -> str:
        """Say that the day of a change is uncertain; nothing where it is not."""
        if bounds.exact or (bounds.earliest is None and bounds.latest is None):
            return ""
        word = "day_latest" if bounds.earliest is None else "day_earliest" if bounds.latest is None else "day_between"
        return self.say(word, a=self.day(bounds.earliest or bounds.day), b=self.day(bounds.latest or bounds.day))

    def names(self, factions: Iterable[str], day: date) -> str:
        """Return factions by the names that they bore on a day, in the order of legends: "Mali and Wagner"."""
        return self.speech.joined([holder_name(self.scene, faction, day) for faction in self._looks.order(factions)])

    def whom(self, factions: Iterable[str], day: date) -> str:
        """Return the same as it stands after a preposition: "le Mali et Wagner" in French."""
        return self.speech.who(self.scene.factions, self._looks.order(factions), day)

    def some(self, names: Sequence[str], most: int = 8) -> str:
        """Return names as a list that stops after some of them and says how many are left."""
        rest = len(names) - most
        return self.speech.joined([*names[:most], self.many("more", rest)] if rest > 0 else names)

    def state(self, state: State, day: date, *, since: bool = False) -> str:
        """Return who holds a place, as a phrase: "held jointly by Mali and Wagner since 14 November 2023, under siege by JNIM"."""
        words, who = self.map_words, self.whom(state.controllers, day)
        if state.status is Status.UNKNOWN:
            form = "by_unknown"
        elif state.status is Status.CONTESTED:
            form = "by_contested" if len(state.controllers) > 1 else "by_contested_one"
        else:
            form = "by_joint" if len(state.controllers) > 1 else "by"
        phrase = _lower(str(words[form]).format(who=who))
        if since and state.status is not Status.UNKNOWN:
            phrase = f"{phrase} {self.since(state)}".rstrip()
        if state.besieged_by:
            phrase += f", {_lower(str(words['siege']).format(who=self.whom(state.besieged_by, day)))}"
        return phrase

    def cell(self, state: State, day: date) -> str:
        """Return the same for a cell of a table, where nothing known is told as such."""
        return self.words["not_known"] if state.status is Status.UNKNOWN and not state.besieged_by else self.state(state, day)

    def level(self, state: State) -> str:
        """Return how strong the evidence for a state is: "strong"."""
        return str(self.words["levels"][style.level(state.confidence)])

    def kind(self, place: Place) -> str:
        return str(self.map_words["place_kinds"].get(place.kind, place.kind))

    def report(self, report: Report) -> str:
        """Return a report as one sentence with its source and section."""
        who = self._parties(report)
        standing = self.speech.standing(self.scene.factions, report)
        source = self.scene.sources[report.source]
        section = str(self.map_words["section"]).format(section=report.section)
        told = f"{who}, {standing}{self.map_words['colon']}{report.note.rstrip('.')}"
        return f"{told}. {source.title}, {source.publisher}, {section} [{report.id}]"

    def _parties(self, report: Report) -> str:
        """What a report says happened: "taken by Mali and Wagner from CSP"."""
        day, (by, against) = report.date.best, self.map_words["kinds"][report.kind]
        parts = [(by, "{by}", report.by), (against, "{against}", report.against)]
        said = [form.replace(gap, self.whom(who, day)) for form, gap, who in parts if form and (who or gap not in form)]
        if not report.by:  # nobody is named who did it
            said = [by.partition(" {by}")[0].removesuffix(" by").removesuffix(" par"), *said]
        return " ".join(part for part in said if part)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def first_letter(text: str) -> str:
    """Return a phrase as the beginning of a sentence."""
    return text[:1].upper() + text[1:]

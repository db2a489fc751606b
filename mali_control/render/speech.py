"""Days, numbers, names and states said in a language: what Python writes on pages, pictures and charts.

The scripts of the pages say the same from the same words (``assets/model.js``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from ..errors import UnknownName
from ..factions import Factions
from ..history import Bounds, State
from ..reports import Report
from .words import LANGUAGES


class Speech:
    """Says things in one language.

    Raises UnknownName for a language that there are no words for.

    >>> Speech("fr").long_date(date(2023, 10, 1)).split()
    ['1er', 'octobre', '2023']
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise UnknownName("language", language, list(LANGUAGES))
        self.language = language
        self.words: Mapping[str, Any] = LANGUAGES[language]

    def fill(self, key: str, /, **values: object) -> str:
        """Return the words of a key with their gaps filled; what is filled in is not read for gaps."""
        return fill(str(self.words[key]), **values)

    # -- days and numbers --

    def long_date(self, day: date) -> str:
        """Return a day in words: "1 October 2023", "1er octobre 2023"."""
        return f"{self._number(day)}{self.words['day_space']}{self.words['months'][day.month - 1]}{self.words['day_space']}{day.year}"

    def short_date(self, day: date, *, year: bool = False) -> str:
        """Return a day in few letters, as in "14 Nov" or "14 Nov 2023"."""
        return f"{self._number(day)}{self.words['day_space']}{self.short_month(day)}" + (
            f"{self.words['day_space']}{day.year}" if year else ""
        )

    def short_month(self, day: date) -> str:
        """Return the month of a day in few letters."""
        return str(self.words["months_short"][day.month - 1])

    def _number(self, day: date) -> str:
        return str(self.words["first"] if day.day == 1 else day.day)

    def days(self, first: date, last: date) -> str:
        """Return a span of days, as in "1 October 2023 – 31 December 2023"."""
        return self.fill("days", a=self.long_date(first), b=self.long_date(last))

    def number(self, value: float, digits: int) -> str:
        """Return a number with so many digits after the decimal sign."""
        return f"{value:.{digits}f}".replace(".", str(self.words["decimal"]))

    def joined(self, names: Sequence[str]) -> str:
        """Return names in a row: "A, B and C"."""
        return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])}{self.words['and']}{names[-1]}"

    # -- names --

    def country(self, name: str) -> str:
        """Return what a country of the base map is called."""
        return str(self.words["countries"].get(name, name))

    def title(self, country: str | None) -> str:
        """Return "Who held which town in Mali", or without a country's name where none is given."""
        where = self.words["in_country"].get(country) or self.fill("where", country=self.country(country)) if country else ""
        return self.fill("title", where=where)

    def region(self, name: str) -> str:
        """Return a region's name without the word for it, as on maps, where the lines around it say what it is."""
        for word in self.words["region_words"]:
            name = name.removesuffix(word) if word.startswith(" ") else name.removeprefix(word)
        return name

    def bloc(self, bloc: str) -> str:
        """Return what a side is called in legends."""
        return str(self.words["blocs"].get(bloc, bloc))

    # -- states --

    def who(self, factions: Factions, ids: Iterable[str], day: date) -> str:
        """Return factions by the names that they bore on a day, as they stand after a preposition: "le Mali et Wagner"."""
        return self.joined([factions.with_article(faction, day) for faction in ids])

    def holder(self, factions: Factions, state: State, *, siege: bool = True) -> str:
        """Return who holds a place, and who besieges it unless ``siege`` is false."""
        many = len(state.controllers) > 1
        form = ("by_contested" if many else "by_contested_one") if state.status == "contested" else "by_joint" if many else "by"
        said = self.fill(form, who=self.who(factions, state.controllers, state.day)) if state.controllers else str(self.words["by_unknown"])
        if siege and state.besieged_by:
            said += str(self.words["semicolon"]) + self.fill("siege", who=self.who(factions, state.besieged_by, state.day))
        return said

    def since(self, bounds: Bounds, asked: date | None = None) -> str:
        """Return since when: "since 14 November 2023", "since at the latest 2 October 2023", "since between ... and ...".

        Where that may be later than the day that was ``asked`` for, the words say so. Empty where nothing is known of it.
        """
        earliest, latest = (self.long_date(day) if day is not None and day.year > 1 else "" for day in (bounds.earliest, bounds.latest))
        if not earliest and not latest:
            return ""
        form = "since_latest" if not earliest else "since_earliest" if not latest else "since" if earliest == latest else "since_between"
        said = self.fill(form, a=earliest, b=latest)
        return self.fill("maybe_later", since=said) if asked is not None and bounds.may_follow(asked) else said

    def when(self, stem: str, earliest: date | None, latest: date | None) -> str:
        """Return when something was, or since when ("on", "since"): a day, a month or year, bounds; empty where nothing is known of it."""
        if earliest is None and latest is None:
            return ""
        a, b = (self.long_date(day) if day else "" for day in (earliest, latest))
        if earliest is None or latest is None:
            return self.fill(f"{stem}_latest" if earliest is None else f"{stem}_earliest", a=a, b=b)
        unit = self._unit(earliest, latest)
        if unit:
            return self.fill(f"{stem}_unit", a=unit)
        return self.fill(stem if earliest == latest else f"{stem}_between", a=a, b=b)

    def _unit(self, first: date, last: date) -> str:
        """The name of the month or year that a span of days is; empty where it is none."""
        after = last + timedelta(days=1)
        if first.day != 1 or after.day != 1:
            return ""
        if first.month == after.month == 1 and after.year == first.year + 1:
            return str(first.year)
        month = f"{self.words['months'][first.month - 1]}{self.words['day_space']}{first.year}"
        return month if after.year * 12 + after.month == first.year * 12 + first.month + 1 else ""

    def standing(self, factions: Factions, report: Report) -> str:
        """Return how a report stands in its source: "confirmed", "claimed by CSP"; of a claim by people who are no party "not confirmed (residents)"."""
        named = self.claimants(factions, report)
        if report.standing != "claimed" or not named:
            return str(self.words["standings"][report.standing])
        party = any(name in factions for name in _claimants(report))
        return self.fill("claimant" if party else "hearsay", who=named)

    def claimants(self, factions: Factions, report: Report) -> str:
        """Return who a report names as saying so: factions by name, others in the words of the report; empty where nobody is named."""
        day = report.date.best
        return self.joined([factions.with_article(name, day) if name in factions else name for name in _claimants(report)])

    def deed(self, factions: Factions, report: Report) -> str:
        """Return what a report says happened: "taken by Mali and Wagner from CSP"."""
        by, against = self.words["kinds"][report.kind]
        day = report.date.best
        # without a doer the preposition goes too
        done = fill(by, by=self.who(factions, report.by, day)) if report.by else re.sub(r"\s\S*\s*\{by\}", "", by)
        return " ".join([done, *([fill(against, against=self.who(factions, report.against, day))] if report.against and against else [])])


def _claimants(report: Report) -> list[str]:
    return [name for part in report.claimant.split(";") if (name := part.strip())]


def fill(text: str, **values: object) -> str:
    """Return a text with its gaps filled, each where it stands first."""
    return "".join([said + str(values[gap]) if gap else said for said, gap in _gaps(text, tuple(values))])


@lru_cache(maxsize=1024)
def _gaps(text: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """The parts of a text, each with the name of the gap after it; the last has none."""
    parts = {text.find("{" + name + "}"): name for name in names}
    found, at = [], 0
    for start in sorted(start for start in parts if start >= 0):
        found.append((text[at:start], parts[start]))
        at = start + len(parts[start]) + 2
    return [*found, (text[at:], "")]

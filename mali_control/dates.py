"""Days, and dates that are known only within bounds.

A date in the data is an EDTF string (ISO 8601-2). Each has an earliest and a latest day; either is None where the text leaves it open.
Days are plain calendar days everywhere, never instants: there is no time zone that could shift one.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

from .errors import BadDate

DayLike: TypeAlias = "str | date | FuzzyDate"

LAST_YEAR = 9000
"""Later days are refused, so that a day can be counted on from without leaving the calendar."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as a text gives it.

    Attributes
    ----------
    text : the EDTF string.
    earliest, latest : first and last day that the text allows, both included; None where it leaves that end open.

    """

    text: str
    earliest: date | None
    latest: date | None

    @property
    def best(self) -> date:
        """The one day a change is placed on: the middle of the bounds (the later of two middles), or the only bound there is."""
        if self.earliest is None or self.latest is None:
            return self.earliest or self.latest or date.min
        return self.earliest + timedelta(days=((self.latest - self.earliest).days + 1) // 2)

    @property
    def exact(self) -> bool:
        """Whether the text names one day."""
        return self.earliest is not None and self.earliest == self.latest

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def __str__(self) -> str:
        return self.text


def parse_day(value: DayLike) -> date:
    """Read one plain day: "2023-11-14", a date, or a datetime (its calendar day as it stands, whatever its time zone).

    Raises BadDate when the value is no such day.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, FuzzyDate):
        return value.best
    try:
        if len(value.strip()) != 10:
            raise ValueError
        return date.fromisoformat(value.strip())
    except (ValueError, AttributeError, TypeError):
        raise BadDate(f"{value!r} is not a day: write it as YYYY-MM-DD, for example 2023-11-14") from None


def parse_span(start: DayLike, end: DayLike) -> tuple[date, date]:
    """Read two days that bound a span, both included. Raises BadDate when the end lies before the start."""
    first, last = parse_day(start), parse_day(end)
    if last.year > LAST_YEAR:
        raise BadDate(f"{last} lies beyond the year {LAST_YEAR}")
    if last < first:
        raise BadDate(f"the span ends ({last}) before it begins ({first})")
    return first, last


@lru_cache(maxsize=65536)
def parse_date(text: str) -> FuzzyDate:
    """Read an EDTF string: ``2023-11-14``, ``2023-11``, ``2023``, ``[2023-10-11..2023-10-12]`` (one of these days),
    ``[..2023-10-23]`` (on that day or before), ``2023-10-21/2023-10-31`` (within that span), seasons, unspecified digits.

    Raises BadDate when the text is not EDTF, names no possible day, or ends before it begins.
    """
    fuzzy = _parse_range(text.strip()) or _parse_plain(text.strip()) or _parse_other(text.strip())
    if fuzzy.earliest and fuzzy.latest and fuzzy.latest < fuzzy.earliest:
        raise BadDate(f"{text!r} ends before it begins")
    if any(day and day.year > LAST_YEAR for day in (fuzzy.earliest, fuzzy.latest)):
        raise BadDate(f"{text!r} lies beyond the year {LAST_YEAR}; where the end is not known, leave it open")
    return fuzzy


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def long_date(day: date) -> str:
    """Return a day in words, as in "14 November 2023"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _parse_plain(text: str) -> FuzzyDate | None:
    """Year, month or day. EDTF's library takes 7 to 25 ms for one such string, so these forms are read here;
    a test holds that both agree.
    """
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day = match.group(1), match.group(2), match.group(3)
    if month and not day and int(month) > 12:
        return None  # EDTF's seasons
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return FuzzyDate(text, first, first)
        last_month = first.month if month else 12
        return FuzzyDate(text, first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1]))
    except ValueError:
        raise BadDate(f"{text!r} is not a possible date") from None


def _parse_range(text: str) -> FuzzyDate | None:
    """``A/B`` (a span) and ``[A..B]`` (one of a set), either end open."""
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1 and "," not in text:
        start, end = (part.strip() for part in text[1:-1].split(".."))
    elif text.count("/") == 1:
        start, end = ("" if part.strip() == ".." else part.strip() for part in text.split("/"))
    else:
        return None
    if not start and not end:
        raise BadDate(f"{text!r} names no day")
    first, last = (parse_date(part) if part else None for part in (start, end))
    return FuzzyDate(text, first.earliest if first else None, last.latest if last else None)


def _parse_other(text: str) -> FuzzyDate:
    import edtf

    complaint = f"{text!r} is not a date: write EDTF, for example 2023-11-14, 2023-11, [2023-10-11..2023-10-12] or [..2023-10-23]"
    try:
        parsed = edtf.parse_edtf(text)
        bounds = parsed.lower_strict(), parsed.upper_strict()
        first, last = (date(b.tm_year, b.tm_mon, b.tm_mday) for b in bounds)
    except (edtf.EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        raise BadDate(complaint) from None
    return FuzzyDate(text, first, last)

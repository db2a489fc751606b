"""What a text says of its own day: datelines ("BAMAKO, Nov 14 (Reuters) -") and lines such as "Published: 15 November 2023", English and French.

They are no sentences of the story: the day is the one of publication, and the town the one in which somebody wrote.
"""

from __future__ import annotations

import re
from datetime import date

_MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|ao[ûu]t"
    r"|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?)\b\.?"
)
_STARTS = ("jan", "fe|fé", "mar", "ap|av", "may|mai", "jun|juin", "jul|juil", "aug|ao", "sep", "oct", "nov", "dec|déc")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_DATE = (
    rf"(?:(?:{_WEEKDAY})\b[.,]? )?(?:le |on )?(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>20\d\d))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year2>20\d\d))?"
    r"|(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2})[/.](?P<year3>20\d\d)|(?P<year4>20\d\d)-(?P<month4>\d\d)-(?P<day4>\d\d)(?:T[\d:.+Z-]+)?)"
)
_ANY = re.compile(_DATE, re.IGNORECASE)
_THIS_DAY = re.compile(rf"\bce {_DATE}", re.IGNORECASE)
_PLACES = r"[A-ZÀ-Ý][\w'’.-]*(?:[ /-](?:d[eu] |of |la |le )?[A-ZÀ-Ý][\w'’.-]*){0,3}(?:, ?[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*)?)?"
_AGENCY = r"\((?:(?!\))[\w .&/'’-]){2,30}\)"
_AGENCIES = r"\((?:AFP|AP|APA|ANSA|Reuters|REUTERS|Xinhua|dpa|DPA|EFE|Anadolu|AA|PANA|UPI|TASS)\)"
_DASH = r"(?:--|[-–—:|])"
_DATELINE = re.compile(
    rf"(?:{_PLACES}[,.]? ?(?:\(?(?i:{_DATE})\)?,? ?)?(?:{_AGENCY}(?:[ ,]{{1,2}}(?i:{_DATE.replace('?P<', '?P<late_')})(?: ?{_DASH})?| ?{_DASH})|{_AGENCIES}) ?"
    rf"|{_PLACES}[,.]? \(?(?i:{_DATE.replace('?P<', '?P<own_')})\)? ?{_DASH} ?|[A-ZÀ-Ý][A-ZÀ-Ý'’ .-]{{2,30}}(?:, [A-ZÀ-Ý][\w'’. -]{{2,25}})? ?(?:--|[–—]|- ) ?)(?=[\"“«]?[ ]?[A-ZÀ-ÝL\d])"
)
_MARKED = re.compile(
    r"(?P<later>updated|last (?:updated|modified)|mise? à jour|modifiée?)|published|posted|issued|released|date(?:d|line)?\b|publi[ée]e?s?\b|mise? en ligne|post[ée]\b|rédigé|paru",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|par|from|de|source|author|auteur)\b", re.IGNORECASE)
_BY_THEN = re.compile(rf"(?:by|par|from|de) (?:le |the )?(?:{_DATE.replace('?P<', '?P<then_')})", re.IGNORECASE)
"""The beginning of a sentence, not of a line that names an author: By 3 May 2031 ..."""
_AUTHOR = re.compile(r"(?:By|BY|Par|PAR) [A-ZÀ-Ý][\w'’.-]*(?:,? (?:and|et|in|à|[A-ZÀ-Ý])[\w'’.&-]*){0,9}")
_STAFF = re.compile(
    r"(?:by|par) (?:our|an?|the|notre|nos|une?|la) (?:\w+ ){0,2}?(?:corr?espond\w+|reporters?|staff|newsroom|desk|rédaction|envoyée?s?|journalistes?)"
    r"(?: spéciale?s?| writers?)?(?: (?:in|from|à|au|de) \w[\w' ’-]*)?",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"{_PLACES},? (?i:{_DATE})\.?")
_TIME = re.compile(r"\b(?:at|à)?\s*\d{1,2}\s*(?:[:.]|h|H)\s*\d{0,2}\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s*(?:GMT|UTC|CET|WAT|[+-]\d\d:?\d\d))*")
LONGEST, MOST_OTHER = 140, 45


def day_in(words: str, language: str = "en") -> date | None:
    """Return the first full day that some words name (15 November 2023, 15/11/2023, 2023-11-15), if they do.

    Of 5/11/2023 English leaves open which is the month, French does not.
    """
    for found in _ANY.finditer(words):
        if (day := _day(found, "", language)) is not None:
            return day
    return None


def this_day(text: str) -> date | None:
    """Return the day that a French text calls its own (ce 9 novembre 2019); None where it calls several so, or none."""
    days = {day for found in _THIS_DAY.finditer(text) if (day := day_in(found.group(0), "fr"))}
    return days.pop() if len(days) == 1 else None


def dateline(paragraph: str, language: str) -> tuple[int, date | None, bool]:
    """Return the length of the dateline that a paragraph begins with (0: none), its day if it gives one in full, and whether it gives one at all."""
    kept = [
        n for n, sign in enumerate(paragraph) if not (sign.isspace() and n and paragraph[n - 1].isspace())
    ]  # of several blanks the first
    found = _DATELINE.match("".join(" " if paragraph[n].isspace() else paragraph[n] for n in kept))
    if found is None:
        return 0, None, False
    day = next((day for prefix in ("", "late_", "own_") if (day := _day(found, prefix, language))), None)
    return kept[found.end()], day, day is not None or bool(_ANY.search(found.group(0)))


def byline(line: str, language: str) -> tuple[date, bool, bool] | None:
    """Return the day of a line that tells when or by whom a text was published, whether it is marked as such, and whether it tells of a change.

    None where the line is none, or gives no full day.
    """
    bare = line.strip()
    day = day_in(bare, language) if len(bare) <= LONGEST else None
    if day is None:
        return None
    mark = _MARKED.search(bare)
    rest = _TIME.sub("", _ANY.sub("", _MARKED.sub("", bare))).strip(" .,:;|·•-–—()/")
    by = _BY.match(rest) and not (bare.endswith(".") and (len(rest) > MOST_OTHER or _BY_THEN.match(bare)))
    if len(rest) > MOST_OTHER and not by:
        return None
    if mark is None and rest and not by:
        return None
    return day, mark is not None, bool(mark and mark["later"])


def is_author(line: str) -> bool:
    """Return whether a line only says by whom a text is: By Amina Diallo, By our correspondent in Gao."""
    bare = line.strip()
    return bool(_AUTHOR.fullmatch(bare) or _STAFF.fullmatch(bare))


def place_line(line: str, language: str) -> date | None:
    """Return the day of a line that only says where and when a text was written: Bamako, 15 March 2031."""
    found = _PLACED.fullmatch(line.strip())
    return _day(found, "", language) if found else None


def _day(found: re.Match[str], prefix: str, language: str) -> date | None:
    group = found.groupdict()
    for number in ("", "2", "3", "4"):
        day, month, year = (group.get(f"{prefix}{part}{number}") for part in ("day", "month", "year"))
        if day and month and year:
            if number == "3" and language != "fr" and day != month and int(day) <= 12 and int(month) <= 12:
                return None
            named = int(month) if month.isdigit() else next(i for i, starts in enumerate(_STARTS, 1) if re.match(starts, month.lower()))
            try:
                return date(int(year), named, int(day))
            except ValueError:
                return None
    return None

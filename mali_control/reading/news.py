"""Days as the news tells them, English and French, counted from the day of publication: yesterday, on Tuesday, mercredi soir, last week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

Days = tuple[date, date]

_ENGLISH = "monday tuesday wednesday thursday friday saturday sunday"
_FRENCH = "lundi mardi mercredi jeudi vendredi samedi dimanche"
WEEKDAYS = {name: number for names in (_ENGLISH, _FRENCH) for number, name in enumerate(names.split())}
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_PART = r"(?: (?:morning|afternoon|evening|night|midday|matin|midi|apres-midi|soir|dernier|passe))*"
_UNIT = r"(?:week|fortnight|month|year|semaine|mois|annee|an)"
_UNITS = r"(?:hours|days|weeks|fortnights|months|years|heures|jours|semaines|mois|ans|annees)"
SIZES = {"h": 1, "d": 1, "j": 1, "w": 7, "s": 7, "f": 14, "m": 30, "y": 365, "a": 365}
"""Days of a unit of time, by its first letter."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12, "printemps": 3, "l'ete": 6, "automne": 9, "hiver": 12}
"""The month in which a season begins, as the news of the northern half of the world counts."""


def pattern(counts: str, months: str) -> re.Pattern[str]:
    """Return what finds such words in a text in small letters without accents; ``counts`` and ``months`` are patterns of numbers and of names of months."""
    return re.compile(
        rf"\b(?:(?P<future>(?:(?<!the )next|this coming|the coming) (?:{_WEEKDAY}|{_UNIT})|{_WEEKDAY} prochain|(?:la |le |l')?{_UNIT} prochaine?|tomorrow|demain"
        rf"|(?:in |over )?the coming (?:few )?{_UNITS}|(?:dans |au cours de )?(?:l)?es prochaine?s {_UNITS}|d'ici (?:a )?{_WEEKDAY})"
        rf"|(?:(?:on|between|from|overnight) )?(?P<from>{_WEEKDAY})(?: night| soir)? ?(?:to|into|and|through|-|a|au|et) (?P<to>{_WEEKDAY}){_PART}"
        rf"|(?:(?:on|last|late on|late|early on|early|this|this past|past|earlier on|ce|le) )?(?P<weekday>{_WEEKDAY}){_PART}(?!,? ?(?:the |le )?(?:\d|(?:{months})\b))"
        rf"|(?P<before>avant-hier|the day before yesterday)|(?P<yesterday>yesterday|hier){_PART}|(?P<night>overnight|last night|la nuit derniere|cette nuit)"
        rf"|(?:earlier )?(?P<today>today|tonight|this (?:morning|afternoon|evening)|aujourd'hui|ce (?:matin|soir)|cet apres-midi)"
        rf"|(?:(?:over|during) )?(?P<weekend>(?:last|this|this past|the|the past) weekend|(?:le |ce )?week-end(?: (?:dernier|passe))?|(?P<weekstart>(?:at |since )?the (?:start|beginning) of (?:the|this) week|(?:en |au )?debut de (?:la )?semaine(?! (?:suivante|prochaine)))|(?P<weeksend>en fin de semaine(?: (?:derniere|passee))?))"
        rf"|(?:(?:earlier|plus tot) )?(?:this|cette|ce|cet) (?P<this>{_UNIT})(?:-ci)?\b(?!-la)"
        rf"|(?:for the (?:past|last) |^for (?:about |nearly |over |almost |close to |more than |some |at least )?)(?P<span>{counts}) (?P<spanunit>{_UNITS}|{_UNIT})"
        rf"|(?P<forspan>for (?:the better part of )?(?:about |nearly |over |almost |close to |more than |less than |some |at least |around |well over )?(?P<forcount>{counts}) (?P<forunit>(?:weeks|fortnight|months?|years?)\b|days(?= now)))"
        rf"|last (?P<season>summer|autumn|winter|spring)|(?:le |l')(?P<saison>ete|automne|hiver|printemps) (?:dernier|passe)|last (?P<last>{_UNIT})|(?:la |le |l')(?P<dernier>{_UNIT}) (?:derniere?|passee?)"
        rf"|(?:(?:in|over|during|within|au cours) )?(?:the |de )?(?:(?:past|last|recent)(?: (?:few|several|couple of))?(?: (?P<number>{counts}|\d{{1,3}}))? (?P<recent>{_UNITS})(?! of (?:{months})\b)"
        rf"|(?:c|l)es (?:(?P<nombre>{counts}|\d{{1,3}}) )?derni(?:er|ere)s (?P<recents>{_UNITS})(?! d(?:e |'|u )))"
        rf"|(?<=depuis )(?:(?:un peu )?(?:plus|moins|pres) d(?:e |')|environ |quelque |quasiment |presque |deja |a peine |bientot |tout juste |au moins )?(?P<long>{counts}) (?P<longunit>{_UNITS}|{_UNIT}|jour))\b"
    )


def told(found: re.Match[str], published: Days, numbers: Mapping[str, int]) -> Days:
    """Return the days that words found by ``pattern`` can mean, for a text published on one of some days."""
    (first, _), (_, last) = (_on(found, day, numbers) for day in published)
    return first, last


def is_span(found: re.Match[str]) -> bool:
    """Return whether the words tell how long something has lasted: for the past two weeks."""
    return bool(found["span"] or found["forspan"])


def counts_from_its_day(found: re.Match[str]) -> bool:
    """Return whether only a text that counts its days from the one of its publication has such words; how long something lasted, any tells."""
    return not is_future(found) and not found["forspan"]


def is_future(found: re.Match[str]) -> bool:
    """Return whether the words mean days after the publication."""
    return bool(found["future"])


def _on(found: re.Match[str], day: date, numbers: Mapping[str, int]) -> Days:
    """Return the days that are meant by words published on one day."""
    group = found.groupdict()
    if group["future"]:
        return day + timedelta(days=1), day + timedelta(days=400)
    if group["from"]:
        last = _last(day, group["to"])
        return _last(last, group["from"]), last
    if group["weekday"]:
        same = _last(day, group["weekday"])
        return same, same
    if group["weekstart"]:
        monday = _last(day, "monday")
        return monday, min(day, monday + timedelta(days=1))
    if group["weekend"]:
        saturday = _last(day, "saturday")
        return saturday - timedelta(days=bool(group["weeksend"])), min(day, saturday + timedelta(days=1))
    if season := group["season"] or group["saison"]:
        return last_season(day, season, over=True)
    if group["this"]:
        return _begin(day, group["this"]), day
    if unit := group["last"] or group["dernier"]:
        end = _begin(day, unit) - timedelta(days=1)
        return _begin(end, unit), end
    if unit := group["recent"] or group["recents"]:
        number = _number(group["number"] or group["nombre"], numbers)
        if number is None:
            return day - timedelta(days=(7 if unit[0] in "djh" else 35 if unit[0] in "ws" else 150 if unit[0] == "m" else 1500)), day
        back = max(1, number // 24) if unit[0] == "h" else number * SIZES[unit[0]]
        return day - timedelta(days=back), day
    if unit := group["longunit"] or group["spanunit"] or group["forunit"]:
        size = SIZES[unit[0]]
        exact = day - timedelta(days=(_number(group["long"] or group["span"] or group["forcount"], numbers) or 1) * size)
        slack = timedelta(days=min(size // 2, 60) if size > 1 else 0)
        return exact - slack, exact + slack
    back = 2 if group["before"] else 1 if group["yesterday"] or group["night"] else 0
    near = day - timedelta(days=back)
    return near, day if group["night"] else near


def last_season(day: date, name: str, *, over: bool = False) -> Days:
    """Return the first and the last day of the last such season that had begun, or was over, on a day."""
    first = date(day.year, SEASONS[name if name in SEASONS else f"l'{name}"], 1)
    while first + timedelta(days=91 if over else 0) > day:
        first = first.replace(year=first.year - 1)
    return first, min(first + timedelta(days=90), day)


def season_of(year: int, name: str) -> Days:
    """Return the first and the last day of a season of a year; a winter begins in it."""
    first = date(year, SEASONS[name], 1)
    return first, first + timedelta(days=90)


def _number(words: str | None, numbers: Mapping[str, int]) -> int | None:
    return None if not words else numbers.get(words) or int(words)


def _last(day: date, weekday: str) -> date:
    """Return the last such weekday on or before a day."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS[weekday]) % 7)


def _begin(day: date, unit: str) -> date:
    """Return the first day of the week, month or year that a day lies in."""
    if unit[0] in "ws":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit[0] == "m" else day.replace(month=1, day=1)

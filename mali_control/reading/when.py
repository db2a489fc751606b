"""Dates in running text, English and French: absolute, partial (the year from what was told before) and relative (the next day).

Why a small grammar of our own: dateparser's search takes seconds for a long article, reads "May" and "second" as dates and gives one instant
where the text gives bounds; dateutil needs the stretch to be cut out first. What is needed here is bounds, and the words "by", "since", "late".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from ..dates import FuzzyDate, parse_date
from ..text import fold_words
from . import news

A_DECADE = 10
SOON = timedelta(days=14)
"""How far "soon after" reaches."""

SLACK = 45
"""A date without a year is rather told a little late than a year early: so many days before the last date are still the same year."""

AROUND = timedelta(days=60)
"""A story tells of what lies so far before and after its own span, too."""

LONG_AFTER = timedelta(days=200)
"""So long after its last day, what is told is no longer the story."""

_ENGLISH = "january february march april may june july august september october november december".split()  # noqa: SIM905
_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()  # noqa: SIM905
_SHORT = "jan feb mar apr jun jul aug sept sep oct nov dec".split()  # noqa: SIM905
_MONTHS = {name: i for names in (_ENGLISH, _FRENCH) for i, name in enumerate(names, 1)}
_MONTHS |= {name: {"sept": 9}.get(name) or next(i for i, m in enumerate(_ENGLISH, 1) if m.startswith(name)) for name in _SHORT}
NUMBERS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    )
    for number, word in enumerate(words.split(), 1)
} | {
    "une": 1, "a": 1, "thirty": 30, "trente": 30, "a couple of": 2, "couple of": 2, "several": 5, "a few": 4, "some": 4, "quelques": 4, "plusieurs": 5,
    "une dizaine de": 10, "une quinzaine de": 15, "une vingtaine de": 20, "une trentaine de": 30,
}  # fmt: skip

_VAGUE = (
    "several",
    "a few",
    "some",
    "a couple of",
    "couple of",
    "quelques",
    "plusieurs",
    "une dizaine de",
    "une quinzaine de",
    "une vingtaine de",
    "une trentaine de",
)

_MON = rf"(?:(?:{'|'.join((*_ENGLISH, *_FRENCH))})\b|(?:{'|'.join(reversed(_SHORT))})\b\.?)"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|er)?)(?!\d)"
_YEAR = r"(?:(?:19|20)\d\d)(?!\d)"
_ATOM = rf"(?:{_MON} {_DAY}(?:,? {_YEAR})?|{_DAY}(?: of)? {_MON}(?:,? {_YEAR})?|{_MON},? (?:of )?{_YEAR})"
_TO = r"(?: ?[-–—/] ?| to | and | until | through | et | au | a )"
_EDGE = r"(?:early|mid|late|the (?:beginning|start|middle|end) of|beginning of|start of|end of|debut|mi|fin|la fin|le debut|(?:les )?(?:premier|dernier)e?s (?:jours|semaines|mois)|(?:la )?(?:premiere|seconde|deuxieme) (?:quinzaine|moitie)|the first half of|the second half of|the (?:first|opening|early|last|final|closing) (?:days|weeks|months) of)"
_COUNT = rf"(?:{'|'.join(sorted(NUMBERS, key=lambda n: (-len(n), n)))}|\d{{1,2}})"

_ABSOLUTE = re.compile(
    rf"\b(?:(?<![\d./-])(?P<figures>{_YEAR}-\d\d-\d\d|\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep){_YEAR})(?![\d/-])"
    rf"|(?P<first>{_ATOM}){_TO}(?P<second>{_ATOM}|{_DAY}(?! {_MON}| ?h(?:eures?|\d\d)?\b))(?:,? (?P<later>{_YEAR}))?"
    rf"|(?P<day1>{_DAY}){_TO}(?P<day2>{_DAY}) (?P<days>{_MON}(?:,? {_YEAR})?)"
    rf"|(?P<mon1>{_MON})(?: ?[-–] ?| and | et | to | a )(?P<mon2>{_MON})(?! \d{{1,2}}\b)(?: (?P<mony>{_YEAR}))?"
    rf"|(?P<edge>{_EDGE})[ -](?:de |d'|du mois de )?(?P<of>{_ATOM}|{_MON}|{_YEAR})"
    rf"|(?:la )?(?P<nthweek>(?:the )?(?:first|second|third|fourth|last|final)|premiere|deuxieme|troisieme|quatrieme|derniere) (?:week of |semaine (?:de |d'|du mois de ))(?P<weekof>{_MON}(?:,? {_YEAR})?)"
    rf"|(?P<nthquarter>(?:the )?(?:first|second|third|fourth|last|final) quarter of|q[1-4]|(?:le )?(?:premier|deuxieme|troisieme|quatrieme|dernier) trimestre(?: de)?) (?P<quarterof>{_YEAR})"
    rf"|(?:the )?(?P<season>{'|'.join(sorted(news.SEASONS, key=len, reverse=True))})(?: of| de)? (?P<seasonof>{_YEAR})"
    rf"|(?P<atom>{_ATOM})"
    rf"|(?P<month>{_MON})(?! \d)|(?P<year>{_YEAR}))"
)
_LEADS_MONTH = re.compile(r"\b(?:in|by|of|since|until|throughout|during|that|before|after|last|this|past|en|depuis|de|d'|des)[ ']*$")
_LEADS_YEAR = re.compile(r"\b(?:in|by|of|since|until|before|during|after|from|en|depuis|avant|de|annee)[ ']*$")
_RELATIVE = re.compile(
    rf"\b(?:(?P<same>(?:on )?(?:that|the|this) (?:very )?same (?:day|night|morning|evening)|(?:on )?that (?:day|night|evening|morning|afternoon)"
    rf"|later (?:that|the same) (?:day|night|evening)|the same evening|by (?:the )?(?:evening|nightfall|dusk|noon|midday|dawn|afternoon)(?= (?:F|P|[a-z]+ )|,)|by the end of the day|(?:earlier|later) in the day|le meme jour|ce jour-la|(?:(?:vers|des|peu (?:avant|apres)) |^a )\d{{1,2}} ?h(?:eures?)?(?: ?\d\d)?(?= |,)(?! de )|le (?:matin|soir|jour) meme|dans (?:la (?:matinee|journee|soiree)|l'apres-midi)|en (?:fin|debut|milieu) d(?:e (?:journee|matinee|soiree)|'apres-midi)|l'apres-midi meme)"
    rf"|(?P<next>(?:the )?(?:next|following) (?:day|morning|night|evening)|(?:a|one) day later|the (?:day|morning|night|evening) after(?! \d| tomorrow)|le lendemain)"
    rf"|(?<!came )(?<!comes )(?<!come )(?<!coming )(?<!came just )(?:less than |barely |just |only |some |about |nearly |almost |over |more than )?(?P<count>{_COUNT}) (?P<unit>days?|weeks?|fortnights?|months?|jours?|semaines?|mois|(?:years?|decades?|ans?|annees?|decennies?)(?= (?:later|plus tard))) (?:later|after(?:wards?)?(?! [a-z]+ing\b| (?:it|they|he) (?:had )?[a-z]+ed\b)|plus tard|apres)"
    rf"|(?<!for )(?P<past>{_COUNT}) (?P<pastunit>days?|weeks?|fortnights?|months?|years?) (?P<back>ago(?:,? (?:this (?:week|month)|today|to the day))?|earlier|before)|(?P<avant>{_COUNT}) (?P<avantunit>jours?|semaines?|mois|ans?) (?:plus tot|auparavant)|il y a (?:(?:un peu )?(?:plus|moins|pres) d(?:e |')|environ |quelque |quasiment |presque |deja |a peine |bientot |tout juste |au moins )?(?P<passe>{_COUNT}) (?P<passeunit>jours?|semaines?|mois|ans?)"
    rf"|(?P<somelater>(?:days|weeks) (?:later|afterwards))"
    rf"|(?P<eve>(?:the )?(?:day|evening|night|morning) before|the previous (?:day|evening|night)|la veille)"
    rf"|(?P<samemonth>(?:later )?(?:that|in the same|the same|this) month|le meme mois|ce mois-la|(?P<amid>(?:around |about |in |by )?mid-month|(?:around |about |in |by )?the middle of the month|(?:(?:vers|a) la )?mi-mois))"
    rf"|(?P<nextmonth>the (?:next|following) month|le mois suivant)"
    rf"|by the end of the (?P<endof>month|year)|before the (?P<overof>month|year) (?:was|is|had) (?:over|out|ended)|(?:d'ici |avant )?la fin (?:du|de l') ?(?P<finde>mois|annee)"
    rf"|(?P<nextweek>(?:in )?the (?:next|following) (?:few )?(?:days|week)|la semaine suivante|les jours suivants)"
    rf"|(?P<nextyear>the (?:next|following) year|l'annee suivante)"
    rf"|(?P<sameyear>(?:later )?(?:that|the same) year|la meme annee)"
    rf"|(?P<newyear>(?:the )?(?:beginning|start|turn|dawn) of the year|(?:the )?new year(?:'s(?: day| eve)?)?(?! [a-z]+ (?:of|plan))|(?:le )?debut (?:de l'|d')annee)"
    rf"|(?P<inseason>(?<=since )(?:the )?(?:last )?(?:spring|summer|autumn|winter)|(?<=depuis )(?:le printemps|l'(?:ete|automne|hiver)))"
    rf"|(?:on|by|since|until|before|of) the (?P<nth>\d{{1,2}}(?:st|nd|rd|th))(?=[,.;:)]|$| (?:and|when|after|at|but|by|in|while|as|with|to|they|the)\b)|(?P<nthfr>(?:le|(?<=jusqu')au) \d{{1,2}})(?=[,.;:)]|$| (?:au (?:soir|matin)|inclus|suivant|courant)\b)"
    rf"|(?P<soon>soon(?: after(?:wards?)?)?\b|shortly (?:after(?:wards?)?|thereafter)|peu apres|bientot|quickly|subsequently|par la suite))\b"
)
_PLUPERFECT = re.compile(r"\b(?:avai(?:t|ent)|s'etai(?:t|ent)) (?:[a-z]+ ){0,2}[a-z]+(?:e|es|i|is|u|us)\b")
"""The French news looks back: the next paragraph is of its own days again."""
_AND_A_YEAR, _YEAR_AND = (
    re.compile(r",? (?:and|or|et|ou)? ?(?:in |en )?(?:19|20)\d\d\b"),
    re.compile(r"\b(?:19|20)\d\d,? (?:and |or |et |ou )?(?:in |en )?$"),
)
"""A year beside another one: both are only looked back to."""
_HAD = re.compile(r"\b(?:had|avai(?:t|ent))\b[^,;:.]*$")
"""Before a month or day without a year: it may well lie before what is told."""
_HAD_SINCE = re.compile(r"\b(?:had|avai(?:t|ent)|etai(?:t|ent))\b[^,;:.]*\b(?:since|depuis) (?:the |le )?$")
"""Before such a day: it does lie before what is told."""
_OF_A_PACT = re.compile(r"\b(?:accords?|paix|traite|pacte|agreements?|constitution|coup d'etat|putsch)\b[^,;.0-9]{0,30}\b(?:de|of|en) $")
"""Before a year that only names an agreement."""
_WEEKDAY_BEFORE = re.compile(rf"\b(?:{'|'.join(news.WEEKDAYS)}),? (?:the |le )?$")
"""Before a date it only names the day of the week: ce lundi 13 novembre."""
_SOME_DAY = re.compile(r"\b(?:on an?|one|some|un|certain) $")
"""Before a day of the week that is not the last such day: one Tuesday in April 2023."""
_HALF, _FIRST = re.compile(r"half|quinzaine|moitie"), re.compile(r"first|premiere")
_DUE = re.compile(
    r"\b(?:au plus tard|(?:no|not) later than|at the latest|(?:devai(?:t|ent)|doi(?:t|vent)|devr(?:a|ont|ait|aient)|exige(?:nt|ait|aient)?|sommai(?:t|ent)) [^.;:]{0,60}(?:avant|d'ici(?: a)?(?: [a-z]*[' ]?(?:debut|fin|milieu|mois|l'annee|de)){0,4})|(?:must|ha(?:s|ve|d) (?:until|to)|(?:is|are|was|were) (?:due |expected |scheduled |supposed |meant |planned )?to) [^.;:]{0,60}(?:by|before|after|until)(?: the (?:end|beginning|start|middle) of)?|(?:prevu|programme|planifie|initialement fixe|initialement annonce)(?:e|s|es)? (?:a|au|pour|en|le|d'ici|fin|debut))(?: l[ea]| on| by)? ?$"
)
"""Before a day by which something is demanded: nothing is told of that day."""
FROM_THEN, A_QUARTER = 12, 100
"""From spring 2025 the group raised ...: a stretch of so many days at most, named so near to the beginning, is where the story goes on."""
NEAR = 45
"""A date that stands so near to the beginning of a sentence is where the story goes."""
_THESE_DAYS = re.compile(
    rf"^(?:(?:on|this|last|late|early|ce|le) )*(?:{'|'.join(news.WEEKDAYS)})\b|\b(?:yesterday|hier)\b(?! encore)|\b(?:{'|'.join(news.WEEKDAYS)}) (?:dernier|passe|matin|soir)\b|\blast (?:{'|'.join(news.WEEKDAYS)})\b"
)
"""Words for a day that only the day of writing tells."""
_DASH = re.compile(r"[-–—‐‑]")
_NEWS = news.pattern(_COUNT, "|".join((*_ENGLISH, *_FRENCH, *reversed(_SHORT))))
SHORT, PER_DAY = 8000, 3000
"""A text of so many signs is no long story; one that counts a day from its publication in every so many is news however long it is."""
FEBRUARY = 2
OPENING = 700
"""Within so many signs a text that is dated by its own words gives their day."""
A_WEEK_AND_MORE = 10
_LAST_YEAR = re.compile(r",? (?:of |de )?(?:last year|l'an(?:nee)? (?:dernier|derniere|passee?))\b")
_THIS_OR_LAST = re.compile(r"\b(?:this|last|past|ce|dernier|passe)\b")
_LAST, _DERNIER = re.compile(r"\b(?:last|past) $"), re.compile(r" (?:dernier|passe)\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|planned|expected|due|is to|are to|must|next|upcoming|deadline|prevue?s?|doi(?:t|vent)|devr(?:ait|aient|a|ont)|sera|seront|(?!(?:re|at|sou)?tira |(?:lib|op|recup|temp)era )[a-z]{3,}(?:er|ir|d)(?:a|ont)(?= (?:le|la|au|en|l'|a|jusqu)\b)|prochaine?s?|d'ici)\b"
)
"""What is told may lie after the publication."""
RECENT = timedelta(days=60)
"""The news tells of so many days before its publication; what is older is background."""
_BEFORE = re.compile(
    r"\b(by|before|prior to|until|till|up to|since|after|from|avant|jusqu'au|jusqu'en|depuis|apres|d'ici|au plus tard|no later than|des|a partir d[eu])(?: (?:the|le|la|l'))?(?: (?:morning|evening|night|end) of)? ?$"
)
_SINCE_EVENT = re.compile(
    r"\b(?:since|depuis)(?: (?:the|les?|la|their|its|his|sa|son|ses|leurs?))?(?: (?!(?:and|but|when|while|et|mais)\b)[a-z'-]+){1,6}(?: (?:of|on|in|du|de|le|en)| d')? ?$"
)
"""Since the clashes of 17 May."""
_UNTIL_EVENT = re.compile(
    r"\b(?:until|till|jusqu'(?:a|aux?))(?: (?:the|les?|la|their|its|his|sa|son|ses|leurs?)| l')? ?(?:(?!(?:and|but|when|while|et|mais)\b)[a-z-]+ ){1,4}(?:of|on|in|du|de|le|en|d'|des) ?$"
)
"""Until the accord of 17 May."""
_THROUGH, _TILL = re.compile(r"\b(?:from|throughout|de|du|d'|entre) ?(?:the |le )?$"), re.compile(r" (?:until|through) ")
"""From the first of two dates to the second."""
_FROM_ONE = re.compile(r"\b(?:de l[ae]s? |de |du |d'|depuis |entre |from |between )(?:the |l[ae] )?$")
_UP_TO = re.compile(r",? (?:au|a|jusqu'a|jusqu'au|to|until|till|et|and)(?: l[ae]| the)? ?")
"""Before a date and between it and the next: they are the ends of a stretch of time."""
_FROM_THEN = re.compile(
    r"\b(?:from (?:then|that (?:day|moment|point|time))(?: on)?|between then and|a partir de la et|des lors et)(?: right)? (?:up )?(?:until|till|to|jusqu'[a-z]+)(?: the| le| la)?(?: end of)? ?$"
)
_HAS_LASTED = re.compile(r"\b(?:has|have)\b[^.;:]*$")
TWO_MONTHS = 60
"""How far "two years ago" may be off, in days."""
_OF_EVENTS = (("since", _SINCE_EVENT), ("until", _UNTIL_EVENT))
_RELATIONS = {
    "by": "by", "d'ici": "by", "au plus tard": "by", "no later than": "by", "before": "before", "prior to": "before", "avant": "before", "until": "until", "till": "until", "up to": "until",
    "jusqu'au": "until", "jusqu'en": "until", "since": "since", "depuis": "since", "from": "since", "des": "since", "a partir du": "since", "a partir de": "since", "after": "after", "apres": "after",
}  # fmt: skip


def plain(text: str) -> str:
    """Return a text of the same length in small letters without accents, its dashes and hyphens as ``-``, line ends as spaces."""
    folded = fold_words(text).replace("\n", " ")
    for found in _DASH.finditer(text):
        folded = f"{folded[: found.start()]}-{folded[found.end() :]}"
    return folded


def tells_news(text: str, *, dated: bool) -> bool:
    """Return whether a text counts days from the one of its publication (on Tuesday, yesterday); ``dated`` says that this day is known.

    A text that nothing dates but the full day that it opens with is a story of that day; of its other weekdays nobody can tell which they are.
    """
    if not dated and opens_with_a_day(text):
        return False
    counted = sum(news.counts_from_its_day(found) for found in _NEWS.finditer(plain(text)))
    return (dated and len(text) < SHORT) or counted * PER_DAY >= max(1, len(text))


def opens_with_a_day(text: str) -> bool:
    """Return whether a short text gives a day in full within its first paragraph or two, and no later year than the one after: le dimanche 24 avril 2022."""
    opening = text[:OPENING]
    spans = [_in_full(found["atom"]) for found in _absolute(opening, plain(opening)) if found["atom"]]
    years = [int(year) for year in re.findall(r"\b20\d\d\b", text)]
    return len(text) < SHORT and any(span is not None and max(years) <= span + 1 for span in spans)


def _in_full(words: str) -> int | None:
    """Return the year of a day that words give with its month and its year."""
    year, number, day = _parts(words)
    return year if number and day else None


class Span(NamedTuple):
    """The first and the last day that words allow, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text.

    Attributes
    ----------
    start, end : offsets of its words.
    span : the days that the words name.
    relation : ``on``, or ``by``, ``before``, ``until``, ``since``, ``after`` that date, ``through`` from its first day to its last.
    relative : whether it was counted from another date.
    vague : whether it only says that something came soon after.

    """

    start: int
    end: int
    span: Span
    relation: str = "on"
    relative: bool = False
    vague: bool = False

    def bounds(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which what is told of can have happened; None where the words leave it open."""
        first, last = self.span
        if self.relation in ("by", "until"):
            return None, last
        if self.relation == "before":
            return None, first - timedelta(days=1)
        if self.relation == "since":
            return first, first if (last - first).days < 1 else last
        if self.relation == "after":
            return last, last + SOON
        return first, last


def edtf(first: date | None, last: date | None) -> FuzzyDate:
    """Return bounds as EDTF, in its shortest form: a day, a month, a year, or a range."""
    if first is None or last is None:
        return parse_date(f"[{first or ''}..{last or ''}]")
    if first == last:
        return parse_date(first.isoformat())
    if (first, last) == month(first.year, first.month):
        return parse_date(f"{first:%Y-%m}")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return parse_date(f"{first.year:04d}")
    return parse_date(f"[{first}..{last}]")


def month(year: int, number: int) -> Span:
    """Return the first and the last day of a month."""
    return Span(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


class Clock:
    """Reads the dates of a text in order, and remembers what was told last, so that partial and relative dates can be resolved.

    ``now`` is the last date told of (None before the first); ``whole`` the span of all that is told, where the facts at the top give it (sections about
    what went before are not ``within_whole``); ``story`` the days that the page is about, by its facts, its title or its first sentence; ``published`` the days on which the text may have been published, if known, and ``latest`` the last of
    them: nothing that is told of as done can lie after it. ``is_news`` says that the text counts its days from that one; where that is not known, the text is ``adrift``.
    """

    def __init__(self, published: Span | None = None, *, is_news: bool = False) -> None:
        self.now: Span | None = None
        self.whole: Span | None = None
        self.story: Span | None = None
        self.within_whole = True
        self._begun = self._ahead = self._pluperfect = self._had = self._before = False
        self._lost: Span | None = None
        """The date told last before a weekday that nobody can tell: dates without a year are near it."""
        self._labelled: date | None = None
        """A day that the paragraph gave with its weekday: on Saturday 25 April ...; the weekdays after it count from there."""
        self.published = published
        self.latest = published.last if published else None
        self.is_news = is_news
        self.adrift = is_news and published is None

    def paragraph(self) -> None:
        """Begin a paragraph: the news comes back from what is long past to its own days."""
        self._labelled = None
        if self._pluperfect:
            self.now, self._pluperfect = None, False
        if self.adrift or (self.is_news and self.latest and self.now and self.latest - self.now.last > RECENT):
            self.now = None
        self._come_back()

    def _come_back(self) -> None:
        """Come back from what went long before to the story of the page."""
        if self.story and self.within_whole and not self.is_news and self.now and self.now.last < self.story.first:
            self.now = Span(self.story.first, self.story.first)

    def begin(self) -> None:
        """Begin the story, where its span is known: what is told from now on begins with its first day."""
        if self.whole and self.whole.first < self.whole.last and not self._begun:
            self.now = Span(self.whole.first, self.whole.first)
        self._begun = True

    def enter_section(self, headings: Sequence[str]) -> None:
        """Begin a section under its headings: a year that they name counts, else that of the story of the page."""
        self._come_back()
        if self.story and not self.is_news and (self.now is None or (not self.within_whole and self.now.first > self.story.first)):
            self.now = Span(self.story.first, self.story.first)
        for heading in headings:
            self.enter(heading)

    def enter(self, heading: str) -> None:
        """Begin a section: a heading with years moves the clock to them, unless it stands within them already."""
        years = [int(found) for found in re.findall(r"\b(?:19|20)\d\d\b", heading)]
        if not years:
            return
        folded = fold_words(heading)
        months = [_MONTHS[found] for found in re.findall(rf"\b{_MON}", folded) if found in _MONTHS]
        first = date(years[0], months[0] if months else 1, 1)
        last = month(years[-1], months[-1] if len(months) > 1 or (months and len(years) == 1) else 12).last
        if "present" in folded:
            last = date.max
        if self.now is None or not first <= self.now.first <= last:
            self.now = Span(first, first)

    def read(self, text: str, start: int = 0) -> list[Moment]:
        """Return the dates of a sentence, in order, with offsets counted from ``start``; moves the clock."""
        folded = plain(text)
        found: list[Moment] = []
        self._ahead = bool(_AHEAD.search(folded))
        if self.adrift and any(not found["forspan"] for found in _NEWS.finditer(folded)):
            self.now = None  # on a Tuesday that nobody can tell: neither this nor what follows can be dated by what went before
        if self.published is None and not self.is_news and _THESE_DAYS.search(folded) and not any(_absolute(text, folded)):
            self.now, self._lost = None, self.now or self._lost  # the same in a story that gives its days in full
        days = [m for m in _NEWS.finditer(folded) if not _SOME_DAY.search(folded[: m.start()])] if self.published and self.is_news else []
        for match in sorted((*_absolute(text, folded), *days, *_RELATIVE.finditer(folded)), key=lambda m: m.start()):
            if found and match.start() + start < found[-1].end:
                continue
            moment = self._moment(match, folded, start)
            if moment is not None:
                due = _DUE.search(folded, 0, match.start()) or _listed(match, folded)
                looked_back = found and self.now and moment.span.first < self.now.first
                if not due and (not looked_back or (absolute_day(match) and match.start() < NEAR and found[-1].relative)):
                    self._pluperfect = self.is_news and match.re is _ABSOLUTE and bool(_PLUPERFECT.search(folded))
                    self._move(moment, match.start())  # two months earlier, on 21 May, ...: there the story goes
                found.append(moment)
        return _joined(found, folded, start)

    def _moment(self, match: re.Match[str], folded: str, start: int) -> Moment | None:
        relative = match.re is _RELATIVE
        absolute = match.re is _ABSOLUTE
        self._had = absolute and bool(_HAD.search(folded, max(0, match.start() - 60), match.start()))
        self._before = self._had and bool(_HAD_SINCE.search(folded, max(0, match.start() - 60), match.start()))
        span = self._counted_from(match) if match.re is _NEWS else self._relative(match) if relative else self._absolute(match)
        if absolute and span and self.latest and span.first.year == self.latest.year and self._is_a_year_back(match, folded, span):
            span = self._back(span)
        if span is None or span.last < span.first:
            return None
        weekday = _WEEKDAY_BEFORE.search(folded[: match.start()]) if absolute else None
        begin = weekday.start() if weekday else match.start()
        if weekday and span.first == span.last:
            self._labelled = span.first
        before = _BEFORE.search(folded[:begin])
        relation = (
            _RELATIONS[before.group(1)] if before else next((told for told, event in _OF_EVENTS if event.search(folded[:begin])), "on")
        )
        if relation == "since" and absolute and self._ahead and self.latest and span.first > self.latest:
            self._ahead = False  # only what follows lies ahead
            span = self._absolute(match) or span
        if absolute and span == month(span.first.year, span.first.month) and folded.endswith("as of ", 0, begin):
            span = Span(span.first, span.first)  # it was so when the month began
        if relation == "until" and self.now and (then := _FROM_THEN.search(folded[:begin])):
            return Moment(then.start() + start, match.end() + start, Span(self.now.last, self.now.last), "since", relative)
        if relative and match.group(0).startswith("by the end"):
            relation = "by"
        if match.re is _NEWS and news.is_span(match):
            if match["forspan"] and not _HAS_LASTED.search(folded[: match.start()]):
                return None
            relation = "since"
        if relative and match["inseason"]:
            relation = "since"
        if relative and (match["nthfr"] or "").startswith("au"):
            relation = "until"
        if absolute and (match.group("first") or match.group("day1") or match.group("mon1")):
            relation = "through" if _THROUGH.search(folded[:begin]) or _TILL.search(match.group(0)) else "on"
        vague = match.re is _RELATIVE and bool(match.group("soon"))
        counted = relative and not (match["nth"] or match["nthfr"])
        return Moment(begin + start, match.end() + start, span, relation, counted, vague)

    def _is_a_year_back(self, match: re.Match[str], folded: str, span: Span) -> bool:
        """Whether words around a day or month of the year of publication put it into the year before: last November, said in November."""
        assert self.latest is not None
        this_month = span == month(self.latest.year, self.latest.month)
        return bool(_LAST_YEAR.match(folded, match.end()) or (this_month and _is_last(folded, match)))

    @staticmethod
    def _back(span: Span) -> Span:
        """The same days of the year before."""
        if span == month(span.first.year, span.first.month):
            return month(span.first.year - 1, span.first.month)
        return Span(*(day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == FEBRUARY else day.day) for day in span))

    def _move(self, moment: Moment, offset: int) -> None:
        """Go to a date, unless it is only looked back to from the middle of a sentence."""
        if moment.vague or (moment.relative and self.now is not None and moment.span.last < self.now.first):
            return
        lasting = (
            moment.relation == "since"
            and self.latest
            and self.latest - moment.span.first <= RECENT
            and moment.span.first == moment.span.last
        )
        from_then = (
            moment.relation == "since"
            and offset < FROM_THEN
            and self.now is not None
            and not self.is_news
            and moment.span.first > self.now.last
            and (moment.span.last - moment.span.first).days <= A_QUARTER
        )
        if moment.relation in ("since", "until", "before") and (self.now is not None or self.is_news) and not lasting and not from_then:
            return
        if self.latest and moment.span.first > self.latest:
            return  # what is to come
        exact = moment.span.first == moment.span.last
        wide = (moment.span.last - moment.span.first).days > 31
        back = self.now is not None and (self.now.first - moment.span.last).days > SLACK
        long_past = back and self.story is not None and self.within_whole and moment.span.last < self.story.first
        if back and not exact and self._had:
            return
        if (wide or (back and not exact) or long_past) and offset > 40 and self.now is not None:
            return
        self.now = moment.span

    # -- absolute --------------------------------------------------------------------------------------------------------------------------

    def _absolute(self, match: re.Match[str]) -> Span | None:
        group = match.groupdict()
        if group["figures"]:
            return _in_figures(group["figures"])
        if group["first"]:
            return self._range(group["first"], f"{group['second']} {group['later'] or ''}".strip())
        if group["day1"]:
            year, number, _ = _parts(group["days"])
            return self._range(f"{group['day1']} {_name(number)} {year or ''}".strip(), f"{group['day2']} {group['days']}")
        if group["mon1"]:
            second = self._span(*_parts(f"{group['mon2']} {group['mony'] or ''}"))
            first = second and self._span(second.first.year, _parts(group["mon1"])[1], None)
            return Span(first.first, second.last) if first and second else None
        if group["nthweek"]:
            whole = self._span(*_parts(group["weekof"]))
            return whole and _week(whole, group["nthweek"])
        if group["nthquarter"]:
            return _quarter(int(group["quarterof"]), group["nthquarter"])
        if group["season"]:
            return Span(*news.season_of(int(group["seasonof"]), group["season"]))
        if group["edge"]:
            return self._edge(group["edge"], group["of"])
        words = next(group[name] for name in group if group[name])
        return self._span(*_parts(words))

    def _range(self, first: str, second: str) -> Span | None:
        year1, month1, day1 = _parts(first)
        if second[0].isdigit() and not re.search(r"[a-z]{3}", second):
            year2, month2, day2 = _parts(second)[0], month1, _parts(second)[2]
        else:
            year2, month2, day2 = _parts(second)
        end = self._span(year2 or (year1 if year1 and (month2 or 0) >= (month1 or 0) else None), month2, day2)
        if end is None:
            return None
        begin = self._span(year1 or end.last.year - ((month1 or 0) > end.last.month), month1, day1)
        return Span(begin.first, end.last) if begin and begin.first <= end.last else None

    def _edge(self, edge: str, of: str) -> Span | None:
        whole = self._span(*_parts(of))
        if whole is None:
            return None
        days = (whole.last - whole.first).days + 1
        if _HALF.search(edge) and days > 31:
            middle = date(whole.first.year, 6, 30)
            return Span(whole.first, middle) if _FIRST.search(edge) else Span(middle + timedelta(days=1), whole.last)
        first, last = {"e": (0, 1 / 3), "l": (2 / 3, 1), "m": (1 / 3, 2 / 3), "h1": (0, 1 / 2), "h2": (1 / 2, 1)}[_edge_of(edge)]
        if days in (28, 29, 30, 31):
            first_day, last_day = (
                {0: 1, 1 / 3: 11, 1 / 2: 16, 2 / 3: 21}[first],
                {1 / 3: 10, 2 / 3: 20, 1: days}[last] if last != 1 / 2 else 15,
            )
            return Span(whole.first.replace(day=first_day), whole.first.replace(day=last_day))
        return Span(whole.first + timedelta(days=round(days * first)), whole.first + timedelta(days=round(days * last) - 1))

    def _span(self, year: int | None, number: int | None, day: int | None) -> Span | None:
        """Return the days of a date; a missing year is the one nearest to what was told last, rather a little later than earlier."""
        if number is None:
            return _year(year) if year else None
        try:
            if year is not None:
                return Span(date(year, number, day), date(year, number, day)) if day else month(year, number)
            told = self.now or self._lost
            anchor = told.first if told else self.latest
            if anchor is None:
                return None
            years = {anchor.year + y for y in (-1, 0, 1)}
            whole = self.whole if self.whole and self.within_whole and self.whole.first < self.whole.last else None
            if whole and anchor - whole.last > LONG_AFTER:
                whole = None  # the story has gone on to other years
            if whole:
                years |= set(range(whole.first.year, whole.last.year + 1))
            near = [span for y in sorted(years) if (span := self._try(y, number, day))]
            if whole:
                first, last = whole.first - AROUND, whole.last + AROUND
                near = [span for span in near if first <= span.last and span.first <= last] or near
                anchor = min(max(anchor, whole.first), whole.last)
            if self.now == _year(anchor.year):
                near = [span for span in near if span.first.year == anchor.year] or near  # of the year that was told
            latest = self.latest if not self._ahead else None
            if latest is None and self.story and not self.within_whole:
                latest = self.story.last  # what went before the story
            if latest is not None:
                near = [span for span in near if span.first <= latest] or near
            if self._before:
                near = [span for span in near if span.first <= anchor] or near
            if self._had:
                return min(near, key=lambda span: abs(span.first - anchor)) if near else None
            return min(near, key=lambda span: _distance(span.first, anchor)) if near else None
        except ValueError:
            return None

    def _try(self, year: int, number: int, day: int | None) -> Span | None:
        try:
            return Span(date(year, number, day), date(year, number, day)) if day else month(year, number)
        except ValueError:
            return None

    # -- relative --------------------------------------------------------------------------------------------------------------------------

    def _relative(self, match: re.Match[str]) -> Span | None:
        group = match.groupdict()
        if unit := group["pastunit"] or group["avantunit"] or group["passeunit"]:
            told = self.now.first if self.now else None
            anchor = (self.latest or told) if group["passe"] or (group["back"] or "").startswith("ago") else (told or self.latest)
            return _ago(anchor, group["past"] or group["avant"] or group["passe"], unit) if anchor else None
        if group["newyear"] or group["inseason"] or group["nth"] or group["nthfr"]:
            return self._of_the_year(group)
        return self._after_now(match, *self.now) if self.now else None

    def _after_now(self, match: re.Match[str], first: date, last: date) -> Span | None:
        """The days that words count from the date told last."""
        group = match.groupdict()
        if group["same"]:
            return Span(first, last)
        if group["next"]:
            return Span(last + timedelta(days=1), last + timedelta(days=1)) if (last - first).days < 3 else None
        if group["somelater"]:
            near, far = (1, 10) if group["somelater"].startswith("days") else (7, 35)
            return Span(last + timedelta(days=near), last + timedelta(days=far))
        if group["eve"]:
            return Span(first - timedelta(days=1), first - timedelta(days=1))
        if group["count"]:
            return self._counted(group["count"], group["unit"], less=match.group(0).startswith("less"))
        if group["amid"]:
            return Span(last.replace(day=11), last.replace(day=20))
        if group["samemonth"]:
            return Span(first, month(last.year, last.month).last)
        if group["nextmonth"]:
            return month(last.year + last.month // 12, last.month % 12 + 1)
        if until := group["endof"] or group["overof"] or group["finde"]:
            inside = until in ("month", "mois")
            return Span(first, month(last.year, last.month if inside else 12).last)
        if group["nextweek"]:
            return Span(last + timedelta(days=1), last + timedelta(days=7))
        if group["nextyear"]:
            return Span(date(last.year + 1, 1, 1), date(last.year + 1, 12, 31))
        if group["sameyear"]:
            return Span(first, date(last.year, 12, 31))
        return Span(first, last + SOON) if (last - first).days <= 31 else None

    def _of_the_year(self, group: dict[str, str | None]) -> Span | None:
        """The turn of the year, a season or a day of the month that are those nearest to what is told."""
        anchor = self.now.last if self.now else self.latest
        if anchor is None:
            return None
        if group["newyear"]:
            return month(anchor.year, 1)
        if group["inseason"]:
            return Span(*news.last_season(anchor, group["inseason"].split()[-1].removeprefix("l'")))
        day = int(re.sub(r"\D", "", group["nth"] or group["nthfr"] or ""))
        here = self._try(anchor.year, anchor.month, day)
        beyond = here is not None and self.now is None and here.first > anchor
        if here is None or beyond:
            before = anchor.replace(day=1) - timedelta(days=1)
            return self._try(before.year, before.month, day)
        if self.now and here.first < self.now.first:
            after = self._try(anchor.year + anchor.month // 12, anchor.month % 12 + 1, day)
            return after if after and (self.latest is None or after.first <= self.latest) else here
        return here

    def _counted_from(self, match: re.Match[str]) -> Span | None:
        if self.published is None:
            return None
        labelled = self._labelled
        if labelled and match["weekday"] and (self.published.last - labelled).days > A_WEEK_AND_MORE and not _THIS_OR_LAST.search(match[0]):
            day = labelled + timedelta(days=(news.WEEKDAYS[match["weekday"]] - labelled.weekday()) % 7)
            return Span(day, day)
        return Span(*news.told(match, self.published, NUMBERS))

    def _counted(self, count: str, unit: str, *, less: bool) -> Span | None:
        if self.now is None:
            return None
        number = NUMBERS.get(count) or int(count)
        if years := A_DECADE if unit.startswith("dec") else unit[0] in "ya":
            year = self.now.last.year + number * years
            return _year(year) if year <= date.max.year else None
        size = news.SIZES[unit[0]]
        vague = count in _VAGUE
        exact = self.now.last + timedelta(days=number * size)
        if less:
            return Span(self.now.last + timedelta(days=1), exact)
        slack = timedelta(days=0 if size == 1 and not vague else min(size // 2, 15) if size > 1 else 2)
        return Span(exact - slack, exact + slack)


def _joined(found: list[Moment], folded: str, start: int) -> list[Moment]:
    """Make one stretch of time of two dates told as its ends: de la fin de novembre 2024 au début de janvier 2025."""
    for first, last in pairwise(found):
        between = folded[first.end - start : last.start - start]
        if (
            _UP_TO.fullmatch(between)
            and _FROM_ONE.search(folded, 0, first.start - start)
            and not (first.relative or last.relative)
            and first.span.first < last.span.last
        ):
            both = Moment(first.start, last.end, Span(first.span.first, last.span.last), "through", False)
            return [both if m is first else m for m in found if m is not last]
    return found


def _year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))


def _week(whole: Span, which: str) -> Span:
    """Return a week of a month, by the word for its number."""
    number = next((n for n, word in enumerate(("first", "second", "third", "fourth"), 0) if word in which), None)
    number = next((n for n, word in enumerate(("premiere", "deuxieme", "troisieme", "quatrieme"), 0) if word in which), number)
    if number is None:
        return Span(whole.last - timedelta(days=6), whole.last)
    first = whole.first + timedelta(days=7 * number)
    return Span(first, min(first + timedelta(days=6), whole.last))


def _quarter(year: int, which: str) -> Span:
    """Return a quarter of a year, by the word for its number."""
    words = (("first", "q1", "premier"), ("second", "q2", "deuxieme"), ("third", "q3", "troisieme"))
    number = next((n for n, names in enumerate(words) if any(name in which for name in names)), 3)
    return Span(date(year, 3 * number + 1, 1), month(year, 3 * number + 3).last)


def absolute_day(match: re.Match[str]) -> bool:
    """Return whether words found name a day by its number."""
    return match.re is _ABSOLUTE and bool(match.group("atom") or match.group("figures")) and bool(re.search(r"\d", match.group(0)))


def _in_figures(words: str) -> Span | None:
    """Return the day of a date in figures: 2023-11-14, or the day first, as those who write about Mali do: 14/11/2023."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    year, number, day = numbers if numbers[0] > 31 else reversed(numbers)
    if number > 12:
        number, day = day, number
    try:
        return Span(date(year, number, day), date(year, number, day))
    except ValueError:
        return None


def _listed(match: re.Match[str], folded: str) -> bool:
    """Return whether a bare year is one of several: raided in 2015, 2019 and 2023."""
    if match.re is not _ABSOLUTE or not match.group("year"):
        return False
    return bool(_AND_A_YEAR.match(folded, match.end()) or _YEAR_AND.search(folded, max(0, match.start() - 15), match.start()))


def _is_last(folded: str, match: re.Match[str]) -> bool:
    return bool(_LAST.search(folded[: match.start()]) or _DERNIER.match(folded, match.end()))


def _ago(anchor: date, count: str, unit: str) -> Span:
    """Return the days so long before another."""
    size = news.SIZES[unit[0]]
    exact = anchor - timedelta(days=(NUMBERS.get(count) or int(count)) * size)
    slack = timedelta(days=min(size // 2, TWO_MONTHS) if size > 1 else 2 if count in _VAGUE else 0)
    return Span(exact - slack, exact + slack)


def _absolute(text: str, folded: str) -> Iterator[re.Match[str]]:
    """Give absolute dates; an English month must have its capital (May, March)."""
    for match in _ABSOLUTE.finditer(folded):
        english = [m.start() + match.start() for m in re.finditer(r"\b(?:may|march|mar|sept?)\b", match.group(0))]
        lead = _LEADS_MONTH if match.group("month") else _LEADS_YEAR if match.group("year") else None
        if match.group("year") and _OF_A_PACT.search(folded[: match.start()]):
            continue
        if all(text[i].isupper() for i in english) and (lead is None or lead.search(folded[: match.start()])):
            yield match


def _parts(words: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a date's words; None for what they leave out."""
    year = re.search(r"\b((?:19|20)\d\d)\b", words)
    named = next((_MONTHS[w] for w in re.findall(r"[a-z]+", words) if w in _MONTHS), None)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th|er)?\b", words)
    return int(year.group(1)) if year else None, named, int(day.group(1)) if day else None


def _name(number: int | None) -> str:
    return _ENGLISH[number - 1] if number else ""


def _edge_of(edge: str) -> str:
    if _HALF.search(edge):
        return "h1" if _FIRST.search(edge) else "h2"
    if re.search(r"early|begin|start|first|open|debut|premier", edge):
        return "e"
    return "m" if re.search(r"mid|mi\b", edge) else "l"


def _distance(day: date, anchor: date) -> int:
    ahead = (day - anchor).days
    return ahead if ahead >= 0 else -ahead if -ahead <= SLACK else -ahead + 120

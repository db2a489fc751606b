"""When it happened: the date of a frame, its own or that of what was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from .documents import Span as Stretch
from .frames import Trigger
from .news import SIZES
from .told import Told, clause, in_aside, looked_back, same_clause
from .when import A_DECADE, NUMBERS, RECENT, Clock, Moment, edtf, month, plain
from .when import Span as Days

INHERITED_DATE, LATER_DATE = 0.93, 0.8
"""What a date told in the sentence before is worth for this one, and one told further back."""
PRESENT = 0.95
"""What the present tense is worth as a date, in the news."""
LONG_PAST = 0.5
NEVER = 90
"""So many sentences ago: not in this section."""
BESIDE = ("fief", "aux-mains", "stronghold")
"""Rules that tell in passing who holds a place, beside its name."""
EARLIER = timedelta(days=60)
"""How far before the story lies what it says was done already."""
FRONT = 12
"""A date before this sign of a sentence may be that on which something is said."""
CHANGES = ("captures", "withdraws", "hands-over")
"""Kinds of reports whose dates are not those of a hold told beside them."""
LASTING = (
    "stationed-there",
    "home-to",
    "governor-theirs",
    "their-grip",
    "their-base",
    "garrison",
    "garrison-town",
    "stronghold",
    "in-passing",
    "en-poste",
    "campe",
    "dispose-dune-base",
    "possede-base",
    "ou-installe",
    "haute-main",
    "que-tient",
    "gouverne-ici",
    "y-gouverne",
    "a-leur-poste",
    "il-y-a",
)
"""Rules that tell of what lasts: who is stationed in a place was there before."""
A_DAY = timedelta(days=1)
_SET_OUT = re.compile(r"(?:parti|venu|arrive|debarque|sorti|lance|atterri)(?:e|s|es)? [^,;]{0,60}D+[^,;]{0,20},")
_SET_OUT_ON = re.compile(r"\b(?:set (?:out|off)|setting (?:out|off)|started out|departed)\b[^.;,FPD]{0,20}(?:P+[^.;,FPD]{0,20})?$")
_PARTICIPLE = re.compile(r"F, (?:[a-z]+ment )?[a-z]+(?:e|i|u)e?s? [^,;]*$")
A_WEEK = timedelta(days=7)
A_YEAR = timedelta(days=365)
LONG_BEFORE = timedelta(days=89)
"""Since when somebody held what he then left or lost is not told: so long before, as a rule. Its middle is the best guess."""
AFTERWARDS = timedelta(days=14)
"""How far after the last date told something undated may have happened."""
_FORMER = re.compile(
    r"\b(?:previously|formerly|once(?! more| again)|had been|until then|earlier|jusqu'alors|jusque-la|jusqu'ici|naguere|autrefois|auparavant|precedemment|anciennement|jadis|longtemps)\b[^.;]{0,25}$"
)
_JUST_TILL_THEN = re.compile(r"\b(?:jusque-la|jusqu'alors|jusqu'ici|auparavant|precedemment|naguere|autrefois)\b")
_HAD_BEEN = re.compile(r"\bavai(?:t|ent) (?:[a-z]+ )?ete (?:[a-z]+ )?$")
"""Before a participle: it was theirs before what the text tells."""
_UNTIL_THEN = re.compile(r" (?:until (?:then|now|recently|that day)|before that|previously|jusqu'alors|jusque-la|auparavant)\b")
_IS = re.compile(r"(?:is|are|stands|lies)\b")
_IS_NOW = re.compile(
    r"\b(?:(?:is|are|remains?|stays?)(?: (?!to\b|not\b|being\b|be\b)[a-z]+){0,3}|(?<!to )(?<!not )(?:controls?|holds?|rules?|administers|occup(?:y|ies)|keeps?|retains?|belongs? to|maintains? control of|fl(?:y|ies) (?:over|in|at)))$"
)
"""Words of who holds a place that end in the present tense."""
_NOW = re.compile(r"\b(?:now|again|already|back)\b")
_LAUNCHED = re.compile(
    r"\b(?:offensive|operation|campaign|intervention|war|push|mission)s?(?: that| which)?(?: was)? (?:launched|begun|began|started|opened|mounted|undertaken)(?: (?:more than|less than|just|only|about|nearly|over|some|on|in|late|early))* ?$"
)
"""Before a date that tells when an offensive began, not what it brought."""
_ENDED_WITH = re.compile(
    r"\b(?:end(?:ed|s|ing)|culminat(?:ed|es|ing)|finish(?:ed|es|ing)|conclud(?:ed|es|ing)|(?:s'est )?(?:achev|termin)[a-z]*) (?:with|in|by|par|avec|sur) (?:the |its |their |l[ae] |l')?$"
)
"""Before what happened on the last of the days told: the siege lasted from May to June and ended with the capture of the town."""
_HAD_SINCE = re.compile(
    r"\b(?:had|has|have|avai(?:t|ent)|etai(?:t|ent)|s'etai(?:t|ent)|a|ont|est|sont) (?:since|depuis|entre-temps|meanwhile|in the meantime)(?: been| ete)?(?: $|\b)"
)
"""It came after what the words before tell, and before what the story does: taken in April, it had since passed to others."""
_AS_WRITTEN = re.compile(
    r"^[^,;:FPD]{0,12}\b(?:at (?:the (?:time|moment) of (?:writing|reporting|publication)|press time|this writing)|as (?:this|the) [a-z]+ (?:goes|went) to press"
    r"|au moment (?:de l'etablissement|de la redaction|de la publication|de boucler|d'ecrire|ou (?:nous ecrivons|ces lignes))|a l'heure ou (?:nous ecrivons|ces lignes))"
)
"""How things stood when the text was written."""
_BEFOREHAND = re.compile(r"\b(?:already|(?<!hours )(?<!hour )earlier|previously|beforehand|no longer)\b|\bfirst (?:[a-z]+ ){1,3}to be\b")
_LATELY = r"(?:(?:up )?until|till|up to) (?:(?:very |only |quite )?recently|lately|(?:just |only )?a (?:very )?(?:short|little) (?:time|while) ago|the other day)\b"
_UNTIL_LATELY = re.compile(rf"^[^.;:]{{0,20}}\b{_LATELY}|[^.;:]{{0,60}}\b{_LATELY}")
_AT_FIRST_UNTIL = re.compile(r"^[^a-zFPD]*(?:up )?(?:until|till) (?:then|that (?:day|moment|point|time)|now)\b")
_UNTIL_DAY = re.compile(r"[^.;:]{0,60}?\b(?:until|till) (?:(?:[a-z'-]+|F+|P+),? ){0,9}?(?P<day>D+)")
_EVER_SINCE = re.compile(r"[^.;:]{0,70}?\b(?:ever since|since (?:then|that (?:day|date|time))|since)(?=[,.;]|$| and\b)")
"""After a hold: it began on the day that was told last."""
_SINCE_THEN = re.compile(r"\bsince (?:the |its |their )?[a-zFP][^.;,]*$")
_WHICH_WAS = re.compile(r"P, (?:which|then|que|qui) (?!is\b|are\b|est\b|sont\b)(?:was |were |had been |etait |etaient )?(?:[a-z]+ )?$")
_SAYS = (
    r"(?:said|says|told|announced|announces|stated|declared|reported|confirmed|claimed|acknowledged|admitted"
    r"|(?:a|ont) (?:[a-z]+ )?(?:annonce|affirme|declare|indique|dit|confirme|reconnu|revendique|assure|precise|rapporte)|annonce|affirme|indique|(?<!se sont )(?<!s'est )assure)"
)
_SAID_BEFORE = re.compile(
    rf"\b(?:{_SAYS}|added|statement|communique)(?: (?!that\b|qu|to\b)[a-zF'-]+){{0,4}},? (?:on |in |late |early |le )?$"
)
_SAID_AFTER = re.compile(rf",? (?:F+|[a-z'-]+)(?: (?:F+|[a-z'-]+)){{0,4}}? {_SAYS}\b(?! (?:control|responsib))")
_HAS = re.compile(r"\b(?:has|have|now|is|are|a|ont|est|sont|desormais|maintenant)(?: [a-z]+)? ?$|^(?:has|have|a|ont)\b")
_WAS = re.compile(
    r"\bhad (?:been )?(?:[a-z]+ )?[a-z]+$|\b(?:avai(?:t|ent)|etai(?:t|ent)|restai(?:t|ent)|demeurai(?:t|ent)) (?:[a-z]+ ){0,2}[a-z]+$|(?:ten|control|occup|detena?|administr|camp|stationn|regn|defend|gard)ai(?:t|ent)(?: a| dans| sur)?$"
)
_WHERE_TO = re.compile(r" (?:a|dans|sur)$")
_HELD_SINCE = re.compile(
    r"\b(?:controle|mains|coupe|joug|occup|ten(?:u|ait|aient)|assieg|encercl|gouvern|administr|blocus|held|controlled|occupied|hands|besieged)[a-z]*\b[^,]*$"
)
"""Before a date since which somebody held or besieged a place."""
_HAD_FR = re.compile(r"avai(?:t|ent)\b")
_LOOKS_BACK_FR = re.compile(r"(?:en )?(?:avai(?:t|ent)|s'etai(?:t|ent)|etai(?:t|ent)|avoir)\b")
_THAT_ONE = re.compile(r"\b(?:celles? (?:de |du |d')|(?:that|the one) (?:of|at|in|on) )(?:l[ae] |the )?P")
"""Another such event, which the words after it date."""
_REPORTED = re.compile(
    r"\b(?:confirme|affirme|dit|declare|indique|annonce|assure|precise|explique|rapporte|reconnu|constate)(?:nt)? [^,;.]{0,25}\bqu(?:e |')[^;.]{0,60}$"
)
"""What somebody said that was so, was so then."""
_HAS_NOW = re.compile(r"(?:has|have|a|ont|vient|viennent)\b")
_ALREADY = re.compile(r"\b(?:already|deja)\b")
_DUE = re.compile(
    r"\b(?:doi(?:t|vent)|devai(?:t|ent)|devr(?:a|ont|ait|aient)|somm(?:e|es|ait|aient)|exig[a-z]+|au plus tard|must|had to|ha(?:s|ve) to|(?:was|were|is|are) to|no later than|deadline|ultimatum)\b[^;]*$"
)
"""Before a date by which somebody is to have left."""
_WAS_FR = re.compile(
    r"\b(?:etai(?:t|ent)|restai(?:t|ent)|demeurai(?:t|ent)) (?:[a-z]+ ){0,2}[a-z]+$|(?:ten|control|occup|detena?|administr|camp|stationn|regn|defend|gard)ai(?:t|ent)(?: a| dans| sur)?$"
)
_IS_FR = re.compile(
    r"\b(?:reste(?:nt)?|demeure(?:nt)?|est|sont|controle(?:nt)?|tien(?:t|nent)|detien(?:t|nent)|n'(?:a|ont) (?:pas|jamais|toujours)|vi(?:t|vent)|flotte(?:nt)?|campe(?:nt)?|conserve(?:nt)?|se (?:trouve(?:nt)?|maintien(?:t|nent)))\b"
)
STALE = timedelta(days=3)
"""What French news tells in the present is so of its own day, when the last day told of lies further back."""
AFTER_DOING = re.compile(
    rf"\b(?P<count>{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}}) (?P<unit>(?:day|week|fortnight|month|year|jour|semaine|an|annee)s?|mois) (?:after|apres)(?: having| avoir)?(?: [a-z]+(?:ly|ment))? ?$"
)
"""Before words for what was done so long before: a month after seizing it."""
_ABOUT = r"(?:about |around |nearly |almost |some |at least |over |more than |less than |close to |environ |pres de |plus de |moins de )?"
FOR_SO_LONG = re.compile(
    rf"[^.;,]{{0,60}}?\b(?:for|pendant|durant) {_ABOUT}(?P<n>[a-z]+|\d{{1,3}}) (?P<unit>day|week|month|year|decade|jour|semaine|mois|an|decennie)s?\b"
)
_SO_LONG_IN_WHICH = re.compile(
    r"\b(?P<n>[a-z]+|\d{1,3}) (?P<unit>week|month|year)s? (?:in|during) which (?:the )?F+ (?:had |have |has )?(?:been )?$"
)
_HAD = re.compile(r"\b(?:had|has|have|avai(?:t|ent))\b")
_HAD_DONE = re.compile(rf"{_HAD.pattern}(?: [a-z]+)? ?$")
"""In a verb or before it: so long it had been so when the story comes to it."""
_SETTLED = re.compile(r"instal|settle|set up|took up|etabli|moved|dug in")
"""In the words for a hold that tell of its beginning."""
_SOMETHING_ELSE = re.compile(r"[,;:D]|^ (?:that|this|which|these|an?) |\b(?:the|its|their|an?) [a-z]+ (?:the|its|their|it|they|F+)\b")
"""Between "two weeks after" and a verb that is not what happened before: two weeks after that, it left."""
A_MONTH = timedelta(days=29)
THIRD_OF_A_MONTH = timedelta(days=9)
_BACKGROUND = re.compile(r"\b(?:background|lead|prelude|prior|context|contexte|before|origins|antecedents)\b")


def long_before(day: date) -> FuzzyDate:
    """Return the days, up to the one before, on which somebody held what he held until then."""
    return edtf(day - A_DAY - LONG_BEFORE, day - A_DAY)


def had_done(told: Told, trigger: Trigger) -> bool:
    """Whether a verb tells what had been so, or has, when the story comes to it."""
    return bool(_HAD_DONE.search(told.masked[: trigger.start]) or _HAD.search(trigger.word))


def days_of(lasted: re.Match[str]) -> int | None:
    """Return how many days a number of days, weeks, months, years or decades is; None where it is no number."""
    number = NUMBERS.get(lasted["n"]) or (int(lasted["n"]) if lasted["n"].isdigit() else None)
    unit = lasted["unit"]
    return number * (SIZES["y"] * A_DECADE if unit.startswith("dec") else SIZES[unit[0]]) if number else None


def _ended(told: Told, trigger: Trigger) -> Moment | bool:
    """When a hold ended by the words about it: until Thursday, until the army drove them out in May; true where they only say until lately."""
    others = [t for t in told.triggers if t.start < trigger.start]
    if (_UNTIL_LATELY.match(told.masked[: trigger.start]) and not others) or _UNTIL_LATELY.match(told.masked, trigger.end):
        return True
    fronted = [m for m in told.moments if m.relation == "until" and m.start - told.start < 25 and m.end - told.start <= trigger.start]
    if fronted and not others:
        return fronted[0]
    found = _UNTIL_DAY.match(told.masked, trigger.end)
    return next((m for m in told.moments if found and m.start - told.start == found.start("day")), False)


def _held_when_attacked(told: Told, trigger: Trigger) -> bool:
    """Whether it is told of a place that is attacked, beside it: the town, which the rebels held."""
    earlier = any(other.frame.kind == "attacks" and other.start < trigger.start for other in told.triggers)
    return earlier and bool(_WHICH_WAS.search(told.masked[: trigger.start]))


def _held_before(told: Told, trigger: Trigger, *, undated: bool) -> bool:
    """Whether French tells in the imperfect, without a day of its own, who held a place: what the text tells of came after it."""
    then_left = any(t.frame.kind in ("withdraws", "hands-over") and t is not trigger for t in told.triggers)
    if trigger.frame.language != "fr" or _REPORTED.search(told.masked[: trigger.start]):
        return False
    return (undated or then_left) and bool(_WAS_FR.search(told.masked[: trigger.end]))


def _of_its_own(told: Told, trigger: Trigger, pool: list[Moment]) -> list[Moment]:
    """Leave the dates to the words they stand beside: tombée il y a neuf mois, a été bombardée dimanche; prise le 10, Konna a été libérée."""
    if (after := _after_it(told, trigger, pool)) is not None:
        return [after]
    if trigger.frame.language != "fr":
        return pool
    if trigger.frame.kind == "lifts-siege":  # le blocus imposé depuis deux ans est levé depuis samedi
        pool = [m for m in pool if m.start - told.start >= trigger.end] or pool
    within = [m for m in pool if trigger.start <= m.start - told.start < trigger.end]
    if amid := [m for m in within if "," not in told.masked[trigger.start : m.start - told.start]]:
        return amid[:1]
    right = [
        m for m in pool if m.start - told.start >= trigger.end and not re.search(r"[,;:T]", told.masked[trigger.end : m.start - told.start])
    ]
    if right and not any(trigger.end <= t.start < right[0].start - told.start for t in told.triggers):
        return right[:1]
    first = min((*told.triggers, trigger), key=lambda other: other.start)
    head = told.masked.find(",", first.end) if first.start < FRONT and first.frame.passive and first is not trigger else -1
    return [m for m in pool if m.start - told.start > head] or pool


_WHEN_THEN = re.compile(
    r",? (?:when|on which (?:day|date)|the (?:day|date) (?:when|on which|that)|date a laquelle|jour ou|quand|lorsque|moment ou)\b[^;:D]*$"
)
_ASIDE = re.compile(r", (?:along with|together with|with|without|taking|leaving|avec|sans|emportant|laissant)\b[^,;:FPD]{3,60}, ")
"""What those who come or go have with them."""


def _on_which(told: Told, trigger: Trigger) -> Moment | None:
    """The date on which it happened, by the words after it: until the 20th, when the army retook it."""
    for moment in reversed(told.moments):
        between = told.masked[moment.end - told.start : trigger.start] if moment.end - told.start <= trigger.start else ""
        if moment.relation in ("until", "by", "since") and _WHEN_THEN.match(between):
            return replace(moment, relation="on")
    return None


def _after_it(told: Told, trigger: Trigger, pool: Sequence[Moment]) -> Moment | None:
    """The date right after a verb and its object, where the one before it belongs to another verb: left Gao on the 1st and took Bourem on the 6th."""
    right = next((m for m in pool if m.start - told.start >= trigger.end), None)
    left = [m for m in pool if m.end - told.start <= trigger.start]
    if right is None or not left or trigger.frame.noun:
        return None
    between = told.masked[trigger.end : right.start - told.start]
    others = [t for t in told.triggers if not t.frame.noun and t is not trigger]
    if (
        re.search(r"[;:D]", _ASIDE.sub("", between))
        or "," in _ASIDE.sub("", between)
        or any(trigger.end <= t.start < right.start - told.start for t in others)
    ):
        return None
    begins = left[-1].start - told.start
    return right if any(t.end <= begins and not re.search(r"[,;:]", told.masked[t.end : begins]) for t in others) else None


def _lost_here(told: Told, trigger: Trigger) -> bool:
    """Whether it is told beside a place in a sentence that tells of its loss: the stronghold of the rebels, which the army took."""
    if trigger.frame.rule not in BESIDE:
        return False
    lost = [other for other in told.triggers if other.frame.kind in ("captures", "withdraws", "hands-over")]
    between = [told.masked[other.end : trigger.start] for other in lost if other.end <= trigger.start]
    return any(other.start > trigger.start for other in lost) or any(len(re.findall(r"P+", words)) < 2 for words in between)


def _of_that_one(told: Told, trigger: Trigger, moment: Moment) -> bool:
    """Whether a clause dates what is told only to be compared: it recalls the attack at Ber, where soldiers had died in May; celle de Ber, où ..."""
    return bool(_THAT_ONE.search(told.masked, trigger.end, max(trigger.end, moment.start - told.start)))


def _of_participle(told: Told, trigger: Trigger, moment: Moment) -> bool:
    """Whether a date belongs to words beside the subject: the soldiers, arrivés la veille, took the camp on another day; they set out on a third."""
    begin, end = moment.start - told.start, moment.end - told.start
    if end <= trigger.start and _SET_OUT_ON.search(told.masked, 0, begin) and "D" in told.masked[trigger.end :]:
        return True
    return (
        trigger.frame.language == "fr"
        and told.masked[moment.end - told.start : trigger.start] == ", "
        and bool(_PARTICIPLE.search(told.masked[: moment.start - told.start]))
    )


def tells_setting_out(told: Told, moment: Moment) -> bool:
    """Whether a date at the head of a sentence only tells when somebody had set out: partie de Gao le mois dernier, la colonne a atteint ..."""
    found = _SET_OUT.match(told.masked)
    return bool(found and moment.end - told.start <= found.end())


def _is_said_on(told: Told, moment: Moment) -> bool:
    """Whether a date is the one on which somebody said what is told: the army said on Tuesday that it had ..."""
    start, end = moment.start - told.start, moment.end - told.start
    after = _SAID_AFTER.match(told.masked, end) and not (told.masked.startswith(",", end) and start > FRONT)  # fell on Sunday, sources said
    return moment.relation == "on" and bool(_SAID_BEFORE.search(told.masked[:start]) or after)


def _of_other_verbs(told: Told, trigger: Trigger, moments: Sequence[Moment]) -> set[Moment]:
    """The dates after a hold that belong to another verb: held by the coalition that the army drove from Kidal in November."""
    others = [t for t in told.triggers if t.start >= trigger.end and not t.frame.noun and t.frame.kind in CHANGES]
    return {m for m in moments if any(t.end <= m.start - told.start for t in others)}


def is_background(heading: str) -> bool:
    """Whether a heading (in small letters) stands over what went before the story."""
    return bool(_BACKGROUND.search(heading))


class Dating:
    """Gives frames their dates.

    ``rest`` and ``further`` are the sentences still to come in the paragraph and after it; ``heading`` is the section's, in small letters;
    ``dated_here`` says whether the paragraph has told a date yet, ``opened`` whether it opened with a place and a day, ``distance`` how many sentences ago the last one was;
    ``aside`` is the day that the sentence before only looked back to.
    """

    def __init__(self, text: str, published: Days | None, *, is_news: bool = False) -> None:
        self.clock = Clock(published, is_news=is_news)
        self.rest: Sequence[Stretch] = ()
        self.further: Sequence[Stretch] = ()
        self.heading = ""
        self.dated_here = self.opened = False
        self.distance = NEVER
        self.aside: Days | None = None
        self._text = text

    def count(self, told_one: bool) -> None:
        """Count a sentence that tells a date, or does not; a paragraph that opened with a place and a day is all of that day."""
        self.distance = 0 if told_one else min(self.distance + 1, 1) if self.opened else self.distance + 1
        self.dated_here = self.dated_here or told_one

    @property
    def dateless(self) -> bool:
        """Whether nothing has told a date yet, not even that of the publication."""
        return self.clock.adrift or (self.clock.now is None and self.clock.latest is None)

    def moment(self, told: Told, trigger: Trigger) -> Moment | None:
        """The date of a trigger: the nearest of its clause, else of the sentence; not when the offensive was launched in which it happened."""
        found = self._so_long_before(told, trigger) or _on_which(told, trigger) or self._nearest(told, trigger)
        launched = found and trigger.frame.kind != "attacks" and _LAUNCHED.search(told.masked[: found.start - told.start])
        return None if launched else found

    def _so_long_before(self, told: Told, trigger: Trigger) -> Moment | None:
        """The date of what was done so long before the rest of the sentence: it left the town on Friday, a month after seizing it."""
        found = AFTER_DOING.search(told.masked[: trigger.start]) or self._before_the_rest(told, trigger)
        if found is None:
            return None
        beside = (m.span for m in told.moments if m.relation == "on" and not found.start() <= m.start - told.start < found.end())
        later = next(beside, self.clock.now)
        days = (NUMBERS.get(found["count"]) or int(found["count"])) * SIZES[found["unit"][0]]
        if later is None:
            return None
        slack = timedelta(days=min(days // 4, 15) if days > SIZES["w"] else 0)
        exact = later.last - timedelta(days=days)
        return Moment(told.start + found.start(), told.start + found.end(), Days(exact - slack, exact + slack))

    def _before_the_rest(self, told: Told, trigger: Trigger) -> re.Match[str] | None:
        """Words that count from what happened to the rest of the sentence: said so on Sunday, two weeks after the town had fallen."""
        if trigger.frame.kind not in CHANGES or not self.clock.is_news:
            return None
        for moment in told.moments:
            begin, end = moment.start - told.start, moment.end - told.start
            other = any(end <= t.start < trigger.start for t in told.triggers)
            if end <= trigger.start and not other and not _SOMETHING_ELSE.search(told.masked[end : trigger.start]):
                found = AFTER_DOING.fullmatch(plain(told.words[begin:end]))
                return found and AFTER_DOING.search(plain(told.words[:end]))
        return None

    def _nearest(self, told: Told, trigger: Trigger) -> Moment | None:
        """The nearest date of a trigger's clause, else of its sentence."""
        if not told.moments or all(tells_setting_out(told, m) for m in told.moments):
            return None
        inside = [m for m in self._inside(told, trigger) if not tells_setting_out(told, m)]
        if trigger.frame.kind == "holds" and self.clock.is_news and not inside and _IS_NOW.search(told.masked[: trigger.end]):
            return None  # holds the town, which it took in June
        if self.clock.now and not inside:
            told_moments = [
                m
                for m in told.moments
                if not tells_setting_out(told, m) and ((m.span.last - m.span.first).days < 300 or m.start - told.start < 40)
            ]
        else:
            told_moments = [m for m in told.moments if not tells_setting_out(told, m)]
        if not inside:
            told_moments = [m for m in told_moments if not looked_back(told, m.start) or _of_that_one(told, trigger, m)]
        if not told_moments:
            return None
        if not inside and all(m.relation in ("since", "until") for m in told.moments):
            return _since_when(told, trigger)
        if trigger.frame.kind not in ("holds", "besieges"):  # held since 2013, the town was taken on another day
            gone = {
                m
                for m in told_moments
                if m.relation == "since"
                and "," in told.masked[m.end - told.start : trigger.start]
                and _HELD_SINCE.search(told.masked[: m.start - told.start])
            }
            inside, told_moments = [m for m in inside if m not in gone], [m for m in told_moments if m not in gone]
            if not told_moments:
                return None
        if trigger.frame.kind == "holds":
            due = {*self._to_come(told, trigger, told_moments), *_of_other_verbs(told, trigger, told_moments)}
            inside, told_moments = [m for m in inside if m not in due], [m for m in told_moments if m not in due]
            if not told_moments:
                return None
        if trigger.frame.kind != "holds":
            told_moments = [m for m in told_moments if m.relation not in ("since", "until")] or told_moments
        pool = inside or [m for m in told_moments if m.start - told.start < trigger.start] or told_moments
        if trigger.frame.kind != "holds":
            pool = [m for m in pool if m.relation not in ("since", "until")] or pool
        elif lasting := [m for m in pool if m.relation == "since" and m.start - told.start >= trigger.end]:
            return lasting[0]  # taken on Tuesday, has been theirs again since Saturday
        pool = _of_its_own(told, trigger, pool)
        pool = [m for m in pool if not m.relative] or pool  # the next day, on March 27: the date decides
        pool = [m for m in pool if not _of_participle(told, trigger, m)] or pool
        pool = [m for m in pool if not _is_said_on(told, m)] or pool  # said on Tuesday that it had come on Monday
        return min(pool, key=lambda m: min(abs(m.start - told.start - trigger.end), abs(trigger.start - (m.end - told.start))))

    def _to_come(self, told: Told, trigger: Trigger, moments: Sequence[Moment]) -> set[Moment]:
        """The dates that a sentence about a holder only gives for what is to come: by when somebody is to leave, and any after the news."""
        due = {m for m in moments if _DUE.search(told.masked, trigger.end, max(trigger.end, m.start - told.start))}
        latest = self.clock.latest if self.clock.is_news else None
        return due | {m for m in moments if latest and m.span.first > latest}

    @staticmethod
    def _inside(told: Told, trigger: Trigger) -> list[Moment]:
        """The dates of a trigger's clause."""
        left, right = clause(told, told.triggers.index(trigger)) if trigger in told.triggers else (0, len(told.masked))
        aside = in_aside(told, trigger)
        inside = [m for m in told.moments if left <= m.start - told.start < right and not aside(m.start)]
        if not looked_back(told, told.start + trigger.start):
            inside = [m for m in inside if not looked_back(told, m.start)]
        elif not inside:
            inside = [m for m in told.moments if same_clause(told, trigger, m.start)]
        return inside

    def dated(self, told: Told, trigger: Trigger, moment: Moment | None, kind: str) -> tuple[FuzzyDate, FuzzyDate | None, float] | None:
        """Return date, last day and how sure that is; None where no date can be told."""
        moment = _since_then(told, trigger, moment) if kind == "holds" else moment
        if kind in ("holds", "besieges") and (days := self._days_held(told, trigger, moment, kind)):
            return days
        former = kind == "holds" and self._is_former(told, trigger, moment)
        now, whole, latest = self.clock.now, self.clock.whole, self.clock.latest
        if now is None and latest is not None:
            now = Days(latest - A_WEEK, latest)  # the news tells of the last days
        if former and (since := moment.span if moment else now):
            return long_before(since.first), None, 0.92
        if moment is None and now and kind in ("holds", "besieges") and told.distance <= 3 and _EVER_SINCE.match(told.masked, trigger.end):
            until = latest if self.clock.is_news and latest and latest > now.last else None
            return edtf(*now), edtf(until, until) if until else None, INHERITED_DATE
        if moment is not None and moment.relation == "since":
            return self._since(told, trigger, moment, now, kind)
        if now and kind in CHANGES and (before := self._done_before(told, trigger, moment, now)):
            return before
        found = self._own_date(told, trigger, moment, kind) if moment else self._undated(told, trigger, kind, now)
        if found is None:
            return None
        first, last, sure = found
        if latest and first and first > latest:
            return None  # a plan
        if latest and last and last > latest:
            last = max(latest, first or latest)
        begins = whole.first if kind == "holds" and whole and whole.first < whole.last and is_background(self.heading) else None
        if begins and first and last and first < begins <= last:
            last = begins - A_DAY
        if begins and last and last < begins:
            return edtf(first, last), edtf(begins, begins), sure  # how things stood until the story begins
        return edtf(first, last), None, sure

    def _since(
        self, told: Told, trigger: Trigger, moment: Moment, now: Days | None, kind: str
    ) -> tuple[FuzzyDate, FuzzyDate | None, float]:
        """The days of what has been so since a date, or had been until what the story tells."""
        first, last = _begun(moment, kind)
        latest = self.clock.latest
        until = now.last if now and first and now.last > moment.span.last and kind == "holds" else None
        lately = latest and latest - moment.span.last <= A_WEEK
        if self.clock.is_news and (lately or _HAS.search(told.masked[: trigger.start] + trigger.word)):
            until = None  # they have held it since, and do still
        if until and now and now.first > moment.span.last and _WAS.search(told.masked[: trigger.end]):
            until = now.first - A_DAY  # had held it until what the story tells
        return edtf(first, last), edtf(until, until) if until else None, 0.95

    def _done_before(
        self, told: Told, trigger: Trigger, moment: Moment | None, now: Days
    ) -> tuple[FuzzyDate, FuzzyDate | None, float] | None:
        """The days of what had already, or had since, come about when the story gets there; None where the words do not say so."""
        if moment is not None:
            between = _meanwhile(told, trigger, moment, now)
            return (edtf(*between), None, 0.9) if between else None
        if _ALREADY.search(told.masked, max(0, trigger.start - 20, told.masked.rfind(",", 0, trigger.start)), trigger.end):
            latest = self.clock.latest if self.clock.is_news and _HAS_NOW.match(trigger.word) else None
            return edtf(None, latest - A_DAY if latest else now.last), None, 0.9
        if not told.moments and self.aside is not None and _LOOKS_BACK_FR.match(trigger.word):
            return edtf(*self.aside), None, 0.9  # of the day that a clause of the sentence before looked back to
        if not told.moments and _HAD_FR.match(trigger.word):
            return edtf(None, now.last), None, 0.85  # French looks back: before what it tells of
        return None

    def _is_former(self, told: Told, trigger: Trigger, moment: Moment | None) -> bool:
        """Whether a hold is told of what was before the words' own days: until then, previously, which the rebels had held."""
        if trigger.frame.rule == "attacked-base":
            return False  # its days are those before the attack
        if _AT_FIRST_UNTIL.match(told.masked) and not any(t.start < trigger.start for t in told.triggers):
            return True
        if not (moment and moment.relation == "since"):
            been = "been " if trigger.frame.rule in ("under-control", "under-command") and trigger.word.startswith("been ") else ""
            if _FORMER.search(told.masked[: trigger.start] + been):
                return True
            if _held_before(told, trigger, undated=moment is None and self.clock.now is not None):
                return True
        if _UNTIL_THEN.match(told.masked, trigger.end) or _JUST_TILL_THEN.search(trigger.word):
            return True
        if _held_when_attacked(told, trigger) or _lost_here(told, trigger):
            return True
        return moment is None and bool(_HAD_BEEN.search(told.masked[: trigger.start]))

    def _days_held(
        self, told: Told, trigger: Trigger, moment: Moment | None, kind: str
    ) -> tuple[FuzzyDate, FuzzyDate | None, float] | None:
        """The days of a hold that was so as the text was written, or of which the sentence tells the end: until Thursday; from 28 June to 26 January."""
        if kind == "holds" and (begun := self.since_so_long(told, trigger)):
            return begun, None, 0.92
        if moment is None and self.clock.latest and _AS_WRITTEN.match(told.masked):
            return edtf(self.clock.latest - A_DAY, self.clock.latest), None, PRESENT
        if kind == "holds" and (end := self.held_until(told, trigger)):
            gone = end.first - A_DAY if end.first < end.last else end.first
            since = next((m.span for m in told.moments if m.relation == "since" and m.span.last < gone), None)
            return (edtf(*since), edtf(gone, gone), 0.92) if since else (edtf(gone - LONG_BEFORE, gone), None, 0.92)
        if kind == "besieges" and moment and moment.relation == "until" and moment.span.last - moment.span.first < LONG_BEFORE:
            last = moment.span.first
            return edtf(last - LONG_BEFORE, last), edtf(last, last), 0.9
        if moment is None or moment.relation != "through":
            return None
        first, last = moment.span
        return edtf(first, min(first + A_MONTH, last) if first.day == 1 else first), edtf(last, last), 0.95

    def since_so_long(self, told: Told, trigger: Trigger) -> FuzzyDate | None:
        """Return the days on which a hold began that had lasted so long when the story comes to it (had ruled the town for ten months), else None."""
        lasted = FOR_SO_LONG.match(told.masked, trigger.end) if had_done(told, trigger) else None
        found = lasted or _SO_LONG_IN_WHICH.search(told.masked[: trigger.start])
        days = days_of(found) if found else None
        if not found or not days or self.clock.now is None:
            return None
        if lasted and any(trigger.end <= other.start < lasted.start("n") for other in told.triggers):
            return None  # so long somebody else did something else
        begun, slack = self.clock.now.first - timedelta(days=days), timedelta(days=min(days // 8, 60))
        return edtf(begun - slack, begun + slack)

    def held_until(self, told: Told, trigger: Trigger) -> Days | None:
        """Return the days in which a hold ended that the text says has ended (until Thursday, until recently); None where it does not."""
        ended = _ended(told, trigger)
        if isinstance(ended, Moment):
            return ended.span
        last = self.clock.now.last if self.clock.now and not self.clock.is_news else self.clock.latest
        return Days(last - A_WEEK, last) if ended and last else None

    def _undated(self, told: Told, trigger: Trigger, kind: str, now: Days | None) -> tuple[date, date, float] | None:
        """The date of a sentence that gives none. What the news says has happened, after what is long past, is of the last days, not of then."""
        clock = self.clock
        if clock.is_news and clock.latest and trigger.frame.rule in ("levee-du-blocus", "sort-de-blocus"):
            title = now is not None and now.last == clock.latest and told.distance <= 1
            return (
                now.first if title and now else clock.latest - A_WEEK,
                clock.latest,
                LATER_DATE,
            )  # the siege was told of before: its end is the news
        if clock.is_news and clock.latest and trigger.frame.rule in ("no-longer-there", "empty-of") and _IS.match(trigger.word):
            return clock.latest - 2 * A_DAY, clock.latest, LATER_DATE
        if clock.is_news and clock.latest and trigger.frame.rule == "is-in" and _NOW.search(trigger.word):
            return clock.latest - A_DAY, clock.latest, LATER_DATE
        if clock.is_news and clock.latest and trigger.frame.rule in ("is-in", "in-barracks"):
            return clock.latest - LONG_BEFORE, clock.latest, LATER_DATE
        if clock.is_news and clock.latest and kind == "holds" and _IS_NOW.search(told.masked[: trigger.end]):
            return clock.latest - A_DAY, clock.latest, PRESENT  # the news says who holds it now
        if clock.is_news and now and kind in ("captures", "withdraws", "hands-over") and _BEFOREHAND.search(told.masked):
            return now.last - EARLIER, now.last, LATER_DATE
        present = trigger.frame.language == "fr" and _IS_FR.search(told.masked, max(0, trigger.start - 20), trigger.end)
        if present and kind == "holds" and clock.is_news and clock.latest and now and clock.latest - now.last > STALE:
            return clock.latest - A_DAY, clock.latest, INHERITED_DATE
        if clock.is_news and now and clock.latest and trigger.frame.rule in LASTING:
            then = now.last if told.distance <= 1 else clock.latest
            return then - LONG_BEFORE, then, LATER_DATE
        if clock.is_news and now and clock.latest and told.distance >= NEVER:
            return clock.latest - A_WEEK, clock.latest, LATER_DATE
        if clock.is_news and now and (clock.latest is None or clock.latest - now.last > RECENT):
            if _HAS.search(told.masked[: trigger.start] + _WHERE_TO.sub("", trigger.word)):
                return (clock.latest - A_WEEK, clock.latest, LATER_DATE) if clock.latest else None
            return *now, LONG_PAST  # background, or news told after it without a date: nobody can tell
        return self._inherited_date(told, kind, now) if now else None

    def _own_date(self, told: Told, trigger: Trigger, moment: Moment, kind: str) -> tuple[date | None, date | None, float] | None:
        """The date that the sentence itself gives. By a month or a year means by its beginning: what is held by then is held then."""
        first, last = moment.bounds()
        if self.clock.is_news and first and first == last and kind not in ("holds", "claims") and _is_said_on(told, moment):
            return first - A_DAY, last, 0.97
        ended = kind in CHANGES and moment.end - told.start <= trigger.start and _ENDED_WITH.search(told.masked[: trigger.start])
        if first and last and first < last and ended:
            return last, last, 0.95
        days = (moment.span.last - moment.span.first).days
        if moment.relation == "by" and days > 1 and not moment.relative:
            last = moment.span.first + timedelta(days=30 if days > 60 else 9)
            first = moment.span.first if kind == "holds" else None
        if first is None and last is None:
            return None
        whole = moment.relation == "on" and moment.span == month(moment.span.first.year, moment.span.first.month)
        if kind == "holds" and whole and trigger.frame.rule != "attacked-base" and not _SETTLED.search(trigger.word):
            last = moment.span.first + THIRD_OF_A_MONTH  # controlled in November: when it began, too
        if first is None and last and kind == "holds" and moment.relation in ("before", "until"):
            first = last - LONG_BEFORE
        return first, last, 0.85 if first and last and (last - first).days > 31 else 1.0

    def _inherited_date(self, told: Told, kind: str, now: Days) -> tuple[date, date, float]:
        """The date of a sentence that gives none: that of the sentence before; later in the text, from then on until the date told next."""
        whole = self.clock.whole
        if told.distance >= NEVER:
            if kind == "holds" and whole:
                return whole.first, whole.first, LATER_DATE
            span = whole if whole and whole.first < whole.last else Days(now.first, now.last + AFTERWARDS)
            return *span, LATER_DATE * 0.7
        if told.distance <= 1:
            return *now, INHERITED_DATE
        if (now.last - now.first).days > 60:
            return *now, LATER_DATE * 0.8
        if kind in ("attacks", "repels") or (told.distance <= 2 and self.dated_here):
            return *now, LATER_DATE
        following = self._next_date(section_wide=not self.dated_here)
        reach = AFTERWARDS if self.dated_here or kind == "holds" else A_YEAR
        last = min(now.last + reach, following) if following is not None and following >= now.last else now.last + AFTERWARDS
        return now.first, last, LATER_DATE * (1 if (last - now.first).days < 62 else 0.85)

    def _next_date(self, *, section_wide: bool) -> date | None:
        """Return the first day of the date that the paragraph (or the section) tells next."""
        ahead = copy(self.clock)
        for sentence in (*self.rest, *(self.further if section_wide else ())):
            for moment in ahead.read(self._text[sentence.start : sentence.end], sentence.start):
                if moment.relation in ("on", "through") and not moment.relative:
                    return moment.span.first
        return None


def _begun(moment: Moment, kind: str) -> tuple[date | None, date | None]:
    """The days on which something began: a hold since the autumn, or since late in the year, is sure only of the end of those months."""
    first, last = moment.bounds()
    long = first is not None and last is not None and 2 * A_MONTH < last - first < 10 * A_MONTH
    return (last if kind == "holds" and long else first), last


def _since_when(told: Told, trigger: Trigger) -> Moment | None:
    """The beginning that another clause tells, where it is that of a hold too; None where it is not."""
    first = told.moments[0]
    if first.relation != "since":
        return None
    if first.start - told.start < FRONT and (trigger.frame.kind == "holds" or trigger.word.startswith("occup")):
        return first  # since the autumn that town had been ..., and this one was occupied by ...
    besieged = any(t.frame.kind == "besieges" for t in told.triggers)
    return first if besieged and trigger.frame.kind == "holds" else None  # tenue par l'armée, ... soumise à un blocus depuis


def _meanwhile(told: Told, trigger: Trigger, moment: Moment, now: Days) -> Days | None:
    """The days between a date told before and those of the story, for what had since happened."""
    before = _HAD_SINCE.search(told.masked, max(0, trigger.start - 25), trigger.end)
    if not before or moment.relation != "on" or moment.end - told.start > trigger.start or moment.span.last >= now.first:
        return None
    return Days(moment.span.last, now.first)


def _since_then(told: Told, trigger: Trigger, moment: Moment | None) -> Moment | None:
    """A date in a clause with since: theirs since the rebels had swept across the north in March."""
    if (
        moment is None
        or moment.relation != "on"
        or not _SINCE_THEN.search(told.masked, trigger.end, max(trigger.end, moment.start - told.start))
    ):
        return moment
    return replace(moment, relation="since")

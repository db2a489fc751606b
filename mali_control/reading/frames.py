"""Frames: what verbs and nouns of control say, as a table; the rules themselves hold no word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import BadData, Problem
from ..reports import KINDS
from ..tables import Column, Table, number_between, one_of, read, shipped
from .sifting import Sieve

FRAMES = Table(
    "frames.csv",
    "One way in which words tell of control.",
    (
        Column("rule", "Name of the rule; proposals name it.", True),
        Column("kind", "Kind of report that it tells of.", True, one_of(*KINDS)),
        Column("language", "ISO 639 code.", True, one_of("en", "fr")),
        Column("words", "Regular expression over text in small letters without accents.", True),
        Column("place", "Where the place stands.", True, one_of("object", "subject", "from", "in")),
        Column("by", "Where those stand who act.", True, one_of("subject", "agent", "to", "hands", "owner", "between")),
        Column("against", "Where those stand whom it hits.", False, one_of("subject", "object", "agent", "from"), ""),
        Column("sure", "How far the words alone are believed.", True, number_between(0, 1)),
        Column("note", "What a reader should know; passive, where the words are a participle; noun."),
    ),
    key="rule",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of telling: its words, and where in the sentence the place and the sides stand."""

    rule: str
    kind: str
    language: str
    words: re.Pattern[str]
    place: str
    by: str
    against: str
    sure: float
    passive: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of a frame found in a sentence; offsets within it."""

    start: int
    end: int
    frame: Frame
    word: str


_PASSIVE_BEFORE = {
    "en": re.compile(
        r"\b(?:was|were|been|being|is|are|be|got|gets|remain(?:s|ed)?|stay(?:s|ed)?)(?: not)?(?: (?!by\b|and\b|but\b)[a-z]+){0,2} $"
    ),
    "fr": re.compile(r"\b(?:ete|est|sont|etait|etaient|fut|furent|etre|soit)(?: (?!par\b)[a-z]+){0,3} $"),
}
_AGENT_AFTER = {
    "en": re.compile(
        r"(?!(?: [a-z]+){1,3} (?:attacks?|assaults?|raids?|offensives?|attempts?|incursions?|push|advance|counter-?attacks?)\b)(?: [a-z]+){0,3}(?: (?:from|to) (?:the )?F+(?:'s? [a-z]+)?)?(?: D+)?,? by [^,.;]{0,40}?F"
    ),
    "fr": re.compile(r"(?: (?!que\b|qui\b|ont?\b)(?:[a-z'-]+D*|P+)){0,5},? par [^,.;]{0,30}?F"),
}
_DATE_BETWEEN = re.compile(
    r",? (?:(?:on|in|le|ce|en|depuis|des|late|early) )?D+,?(?= )|,? (?:en effet|en outre|d'ailleurs|par ailleurs|de fait|finalement|bel et bien|d'ores et deja|peu a peu|a nouveau|de nouveau|a (?:leur|son) tour|au passage|en chemin|dans la foulee|en revanche|entre-temps|(?:lui|elle|eux|elles) aussi|quant a (?:eux|elles?|lui)|pendant (?:quelques|plusieurs|deux|trois) (?:heures|jours)),?(?= )| \"(?: [a-z']+){1,3} \"(?= (?:a|dans|de|du|le|la) )"
    r'|(?<= )" | "(?=[ ,.;])'
)
"""A date amid the words of a frame, which do not reckon with one: has on Tuesday taken, a pris mardi le contrôle de."""
_ASIDE = re.compile(
    r"(?<=[FP]),(?: (?:in|from|to|of|at|on|under|with|by|dans|de|d'|a|sur|par|chez|depuis))? ?(?:which|who|whom|whose|where|qui|que|qu'|dont|ou|lequel|laquelle|lesquels|duquel|desquels)\b[^,;:]{3,110},(?= [a-z])"
)
"""A clause about somebody or some place amid a sentence; what is told of them goes on after it."""
_LOST_WITH = re.compile(r"P,?(?: (?:all|both|now|already|since D+))* $")
"""Before a participle: with the towns all lost to the rebels."""
_REDUCED = re.compile(r"(?:^|, )(?:[a-z]+ly |then |soon |later )?$")
"""Before a participle that stands for a clause: ousted from the town, the rebels ..."""
_SOMEBODY_NEXT = re.compile(r" (?:the |an? |its |their |[a-z]+ )?F")
_ATTRIBUTE_BEFORE = re.compile(
    r"\b(?:the|an?|its|their|several|some|many|recently|newly|formerly|last|first|other|of|in|most|les|des|un|une) $"
)
"""Before a participle that only describes: several abandoned posts, recently recaptured Timbuktu."""


def _is_reduced(told: str, match: re.Match[str], before: str) -> bool:
    """Whether a participle stands for a clause: ousted from the town, the rebels ...; not: the army, ..., ousted the rebels."""
    return bool(
        match.group(0).split()[0].endswith(("ed", "en", "es", "s", "e"))
        and _REDUCED.search(before)
        and not _SOMEBODY_NEXT.match(told, match.end())
    )


@lru_cache(maxsize=4)
def read_frames(language: str) -> tuple[Frame, ...]:
    """Return the frames of a language, from the shipped table."""
    problems: list[Problem] = []
    rows = read(FRAMES, shipped("data", FRAMES.file), problems)
    if problems:
        raise BadData(problems)
    return tuple(
        Frame(
            row["rule"], row["kind"], row["language"], re.compile(rf"(?<![a-zFPD-])(?:{row['words']})(?:(?<=')|(?![a-zFPD]))"), row["place"], row["by"],
            row["against"], row["sure"], row["note"].startswith("passive"), row["note"].startswith("noun"),
        )
        for row in rows
        if row["language"] == language
    )  # fmt: skip


@lru_cache(maxsize=4)
def _sieve(language: str) -> Sieve:
    return Sieve([frame.words for frame in read_frames(language)])


def triggers(told: str, language: str) -> list[Trigger]:
    """Return the frames whose words stand in a masked sentence, in order: of those that overlap the longest, active and passive told apart."""
    words, places = without_dates(told)
    found = _in_words(words, places, language)
    bare, kept_places = without_asides(told)
    if bare != told:  # the army, which has its camps there, is in the town
        words, places = without_dates(bare)
        further = _in_words(words, [kept_places[at] for at in places], language)
        found += [t for t in further if all(t.start >= other.end or t.end <= other.start for other in found)]
    found.sort(key=lambda t: (t.start - t.end, t.frame.kind == "attacks", t.start))
    kept: list[Trigger] = []
    for trigger in found:
        if all(trigger.start >= other.end or trigger.end <= other.start for other in kept):
            kept.append(trigger)
    return sorted(kept, key=lambda t: t.start)


def _in_words(told: str, places: list[int], language: str) -> list[Trigger]:
    """Return the frames whose words stand in a sentence; ``places`` tell where each of its signs stood."""
    found: list[Trigger] = []
    frames = read_frames(language)
    for frame in map(frames.__getitem__, _sieve(language).fitting(told)):
        for match in frame.words.finditer(told):
            before = told[: match.start()]
            passive = bool(
                (_PASSIVE_BEFORE[language].search(before) and not before.endswith(" to "))
                or _AGENT_AFTER[language].match(told, match.end())
            )
            participle = (
                match.group(0)
                .split()[0]
                .endswith(("ed", "en", "ung", "run", "held", "left", "lost", "cut", "shut", "won", "kept", "e", "ee", "es", "s", "is"))
            )
            passive = passive or (
                frame.rule in ("driven-out", "drive-out", "besieged-by", "chasse-de") and _is_reduced(told, match, before)
            )
            passive = passive or (frame.rule in ("lost-to", "lose-to") and bool(_LOST_WITH.search(before)))
            if frame.passive and not passive:
                continue
            if (
                not (frame.by == "to" and frame.place == "subject")
                and not frame.passive
                and not frame.noun
                and passive
                and participle
                and frame.kind != "attacks"
                and frame.rule != "fighting"
            ):
                continue
            if (
                not passive
                and participle
                and not frame.noun
                and frame.kind not in ("attacks", "contests")
                and _ATTRIBUTE_BEFORE.search(before)
            ):
                continue
            found.append(Trigger(places[match.start()], places[match.end() - 1] + 1, frame, match.group(0)))
    return found


def without_asides(told: str) -> tuple[str, list[int]]:
    """Return a masked sentence without the clauses about somebody or some place amid it (..., which ...,), and where each of its signs stood."""
    return _without(_ASIDE, told)


def without_dates(told: str) -> tuple[str, list[int]]:
    """Return a masked sentence without the dates amid it, and where each of its signs stood."""
    return _without(_DATE_BETWEEN, told)


def _without(cut: re.Pattern[str], told: str) -> tuple[str, list[int]]:
    kept: list[int] = []
    at = 0
    for found in cut.finditer(told):
        kept += range(at, found.start())
        at = found.end()
    kept += range(at, len(told))
    return "".join(told[place] for place in kept), kept


def unworded(rule: str, kind: str, sure: float) -> Frame:
    """Return the frame of a rule that no words of the table set off."""
    return Frame(rule, kind, "en", re.compile("$^"), "object", "subject", "", sure, passive=False, noun=False)

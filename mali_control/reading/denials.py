"""What is taken back: words that make a report untold (nearly, false, if), or disputed; the rules themselves hold no word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import BadData, Problem
from ..tables import Column, Table, one_of, read, shipped
from .frames import Trigger

EFFECTS = ("nothing", "disputed", "answer", "raids")
OF_WHAT_WENT_BEFORE = ("answer", "raids")

DENIALS = Table(
    "denials.csv",
    "One way in which words take back what other words tell.",
    (
        Column(
            "effect",
            "What comes of it: nothing is told, it is disputed, or what went before is disputed (answer) or did not last (raids).",
            True,
            one_of(*EFFECTS),
        ),
        Column("language", "ISO 639 code.", True, one_of("en", "fr")),
        Column(
            "words", "Regular expression over text in small letters without accents; F, P, D: who, where, when; T: the words denied.", True
        ),
        Column("example", "Words that it finds."),
    ),
)

DISPUTED = 0.8
"""What a report is worth that the text itself says is denied."""

_AUXILIARY = re.compile(r"(?:has|have|had|a|ont|ayant|avait|avaient|avoir|s'est|se sont|s'etait|s'etaient) (?:[a-z]+ )?(?=[a-z])")


@dataclass(frozen=True, slots=True)
class _Denial:
    effect: str
    words: re.Pattern[str]


@lru_cache(maxsize=4)
def _read(language: str) -> tuple[_Denial, ...]:
    problems: list[Problem] = []
    rows = read(DENIALS, shipped("data", DENIALS.file), problems)
    if problems:
        raise BadData(problems)
    return tuple(_Denial(row["effect"], re.compile(row["words"])) for row in rows if row["language"] == language)


def taken_back(masked: str, trigger: Trigger, language: str) -> str:
    """Return what a sentence makes of a trigger: "nothing" where it did not happen, "disputed" where somebody denies it, else no words."""
    auxiliary = _AUXILIARY.match(trigger.word)
    begin = trigger.start + (auxiliary.end() if auxiliary else 0)
    judged = f"{masked[:begin]}T{masked[trigger.end :]}"
    found = {denial.effect for denial in _read(language) if denial.effect not in OF_WHAT_WENT_BEFORE and denial.words.search(judged)}
    return next((effect for effect in EFFECTS if effect in found), "")


def is_answer(masked: str, language: str) -> bool:
    """Return whether a sentence denies what was told before it."""
    return _says_of_before("answer", masked, language)


def were_raids(masked: str, language: str) -> bool:
    """Return whether a sentence says of several places taken before it that each was soon left again."""
    return _says_of_before("raids", masked, language)


def _says_of_before(effect: str, masked: str, language: str) -> bool:
    return any(denial.effect == effect and denial.words.search(masked) for denial in _read(language))

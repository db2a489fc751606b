"""Names that a text treats as places and that the gazetteer lacks; slight misspellings come out as the places they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from .lexicon import Lexicon
from .mentions import Candidate, Mention
from .places import SETTLEMENTS, Gazetteer
from .text import fold_words

UNKNOWN_SCORE = 0.5
"""Score of a place that only the words around it make a place."""

MISSPELT = 0.85
"""What a spelling that is nearly a place's is worth, times how near it is."""

_WORD = r"[A-ZÀ-ÝŒ][^\W\d_]*[a-zà-ÿ][^\W\d_]*(?:['’][^\W\d_]+)*"
_NAME = rf"(?P<name>{_WORD}(?:[ -](?:[Aa]g |ould |[ea]l[- ])?{_WORD}){{0,2}})(?![\w'’])"
_PLACES = "in|at|near|around|outside|towards?|à|vers|près de|près d['’]|autour de|non loin de"


class Strangers:
    """Finds unknown places in texts, by the words around them."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._no_place = lexicon.no_place
        self._doubtful = frozenset(lexicon.values("word"))
        nouns = "|".join(re.escape(w.word) for w in sorted(lexicon.words("settlement"), key=lambda w: -len(w.word)))
        self._patterns = [
            (re.compile(rf"\b(?:{nouns})(?: of| de| d['’]| du| called| named)?(?: the)?(?: |(?<=['’])){_NAME}"), "a settlement by the word before it"),
            (re.compile(rf"\b{_NAME} (?:village|town|city|municipality|commune|cercle|region|area)\b"), "a place by the word after it"),
            (re.compile(rf"(?<![\w'’])(?:{_PLACES})(?: |(?<=['’])){_NAME}"), "a place by the words before it"),
        ]

    def find(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
        """Give the unknown places of a text outside of what is ``taken`` (spans in order, none within another)."""
        begins = [start for start, _ in taken]
        seen: set[int] = set()
        for pattern, cue in self._patterns:
            for found in pattern.finditer(text):
                start, end = found.span("name")
                end -= 2 * text[start:end].endswith(("'s", "’s"))
                before = bisect_right(begins, end - 1) - 1
                if start in seen or (before >= 0 and taken[before][1] > start) or not self._can_be_place(text[start:end]):
                    continue
                seen.add(start)
                yield self._mention(text, start, end, cue)

    def _mention(self, text: str, start: int, end: int, cue: str) -> Mention:
        place, likeness = self._gazetteer.likely(text[start:end])
        if place and place.kind in SETTLEMENTS:
            score = round(MISSPELT * likeness / 100, 2)
            return Mention(start, end, text[start:end], place.id, score, f"spelt nearly like {place.name}", (Candidate(place.id, 1.0),))
        return Mention(start, end, text[start:end], None, UNKNOWN_SCORE, cue)

    def _can_be_place(self, name: str) -> bool:
        words = [word for word in fold_words(name).replace("'", " ").split() if len(word) > 1]
        if not words or any(word in self._no_place for word in words) or name.endswith("'s"):
            return False
        return " ".join(words) not in self._no_place and " ".join(words) not in self._doubtful

"""Names that a text treats as places and that the gazetteer lacks; slight misspellings come out as the places they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from .lexicon import Lexicon, alternatives
from .mentions import Candidate, Mention
from .places import SETTLEMENTS, Gazetteer
from .text import fold_words

UNKNOWN_SCORE = 0.5
"""Score of a place that only the words around it make a place."""

MISSPELT = 0.85
"""What a spelling that is nearly a place's is worth, times how near it is."""

SURELY_MISSPELT, LONG = 90.0, 9
"""Where nothing but a weak word makes it a place, a name must come so near to a place's; where nothing does, it must be so long too."""

_WORD = r"[A-ZÀ-ÝŒ][^\W\d_]*[a-zà-ÿ][^\W\d_]*(?:['’][^\W\d_]+)*"
_NAME = rf"(?P<name>{_WORD}(?:[ -](?:[Aa]g |ould |[ea]l[- ])?{_WORD}){{0,2}})(?![\w'’])"
_PLACES = "[Ii]n|[Aa]t|[Nn]ear|[Aa]round|outside|towards?|between|[ÀA]|à|vers|[Pp]rès de|[Pp]rès d['’]|autour de|non loin de|[Ee]ntre|zone de|zone d['’]|secteur de|secteur d['’]"
_WEAK = "from|to|on|of|for|de|d['’]|sur|pour|par"
_PEOPLE = "dogon|peulh?|touareg|bozo|bambara|songhai|rurale?|urbaine?|frontali[eè]re?|voisine?"
_MORE = re.compile(rf"(?:, (?:et |and |ou |or )?| et | and | ou | or )(?:d['’]|de |à |in |at )?{_NAME}")


class Strangers:
    """Finds unknown places in texts, by the words around them."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._no_place = lexicon.no_place
        self._likely = lru_cache(maxsize=4096)(gazetteer.likely)
        self._doubtful = frozenset(lexicon.values("word"))
        nouns = alternatives(w.word for w in lexicon.words("settlement"))
        start = r"(?: |(?<=['’]))"
        self._patterns = [
            (
                re.compile(rf"\b(?:{nouns})(?: (?:{_PEOPLE}))?(?: of| de| d['’]| du| called| named)?(?: the)?{start}{_NAME}"),
                "a settlement by the word before it",
            ),
            (re.compile(rf"\b{_NAME} (?:village|town|city|municipality|commune|cercle|region|area)\b"), "a place by the word after it"),
            (re.compile(rf"(?<![\w'’])(?:{_PLACES}){start}{_NAME}"), "a place by the words before it"),
            (re.compile(rf"(?<![\w'’])(?:{_WEAK}){start}{_NAME}"), ""),
            (re.compile(rf"\b(?P<name>{_WORD})(?![\w'’])(?<=\w{{{LONG}}})"), ""),
        ]

    def find(self, text: str, taken: Sequence[tuple[int, int]], lists: Iterable[int] = ()) -> Iterator[Mention]:
        """Give the unknown places of a text.

        ``taken`` are the spans that are explained already, in order, none within another; ``lists`` the ends of lists of places, which may go on.
        """
        begins = [start for start, _ in taken]
        seen: set[int] = set()
        for first, cue in self._openings(text, lists):
            found: re.Match[str] | None = first
            while found:  # and what follows in a list
                start, end = found.span("name")
                before = bisect_right(begins, end - 1) - 1
                free = start not in seen and (before < 0 or taken[before][1] <= start)
                mention = self._mention(text, start, end, cue) if free and self._can_be_place(text[start:end]) else None
                if mention is None:
                    break
                seen.add(start)
                yield mention
                found = _MORE.match(text, end) if cue else None

    def _openings(self, text: str, lists: Iterable[int]) -> Iterator[tuple[re.Match[str], str]]:
        """Give the stretches that may begin with an unknown place, the surest first, and what speaks for it (nothing, for a weak word)."""
        for pattern, cue in self._patterns:
            yield from ((found, cue) for found in pattern.finditer(text))
        yield from ((found, "in a list of places") for end in lists if (found := _MORE.match(text, end)))

    def _mention(self, text: str, start: int, end: int, cue: str) -> Mention | None:
        place, likeness = self._likely(text[start:end])
        if place and place.kind in SETTLEMENTS and (cue or likeness >= SURELY_MISSPELT):
            score = round(MISSPELT * likeness / 100, 2)
            return Mention(start, end, text[start:end], place.id, score, f"spelt nearly like {place.name}", (Candidate(place.id, 1.0),))
        return Mention(start, end, text[start:end], None, UNKNOWN_SCORE, cue) if cue else None

    def _can_be_place(self, name: str) -> bool:
        words = [word for word in fold_words(name).replace("'", " ").split() if len(word) > 1]
        if not words or any(word in self._no_place for word in words) or name.endswith(("'s", "’s")):  # in Keita's words
            return False
        return " ".join(words) not in self._no_place and " ".join(words) not in self._doubtful

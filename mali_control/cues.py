"""What the words around a name say: that a place is meant, or a person, or a body that bears a place's name; and of which site or area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from .lexicon import Lexicon, alternatives
from .text import fold, fold_words

REACH = 80
"""So many signs before and after a name are looked at."""


class Support(IntEnum):
    """How strongly the words around a name say that it is a place."""

    NONE = 0
    WEAK = 1
    STRONG = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Around:
    """The text on both sides of a name: as it is, folded, and in small letters with accents."""

    left: str
    right: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Around:
        left = text[max(0, start - REACH) : start].replace("\n", " ")
        return cls(left.replace("’", "'"), text[end : end + REACH].replace("\n", " ").replace("’", "'"))

    @property
    def left_words(self) -> str:
        return fold_words(self.left)

    @property
    def right_words(self) -> str:
        return fold_words(self.right)


@dataclass(frozen=True, slots=True)
class Wider:
    """A site or area that a name is part of: how far the longer name reaches to both sides, what sort it is, and whose."""

    before: int
    after: int
    noun: str
    sort: str
    holders: frozenset[str] = frozenset()


class Cues:
    """The lexicon's words, made into patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        w = lexicon.either
        self._no_place = lexicon.no_place
        self._forenames = frozenset(lexicon.values("forename"))
        self._titles = frozenset(lexicon.values("title"))
        self._things = frozenset(lexicon.values("thing"))
        self._site, self._area, self._holder = lexicon.values("site"), lexicon.values("area"), lexicon.values("holder")
        article = r"(?: the| la| le| les| its| their| his)?(?: l')?"
        point = r"(?: (?:north|south|east|west|central)\w*| nearby| besieged| strategic| key)*"
        self._noun_before = re.compile(rf"\b(?:{w('settlement')})(?:,| of| de| du| d'| called| named| nomme| dit)?{article}{point} ?\"?$")
        self._strong = re.compile(rf"(?:^|[^\w'])(?:{_accented(lexicon, 'strong')})(?: both)?{article}{point}[ \"(]*$")
        self._weak = re.compile(rf"(?:^|[^\w'])(?:{_accented(lexicon, 'weak')}){article}{point}[ \"(]*$")
        self._noun_after = re.compile(
            rf"^(?:'s)? (?:{w('settlement', 'area', 'site')})\b|^,? (?:a|an|une?|la|le|the|capital|chef lieu)\b[^.;]{{0,40}}?\b(?:{w('settlement')})\b"
        )
        self._verb_after = re.compile(rf"^ (?:{w('after')})\b")
        link = rf"(?:[ -]|(?<='))(?:{_as_written(lexicon, 'link')}|[A-ZÀ-Ý][\w-]*)"
        self._organisation = re.compile(rf"\b(?:{_as_written(lexicon, 'head')})(?:{link})*[ -]?$")
        self._area_after = re.compile(rf"^(?:'s)? (?P<noun>{w('area')})(?!\w)")
        self._area_before = re.compile(rf"(?:^|\W)(?P<noun>{w('area')})(?: of(?: the)?| de(?: la)?| du| d'| des)? ?$")
        holders = rf"(?P<holder>(?:(?:{w('holder')})(?:'s)? )*)"
        self._site_after = re.compile(rf"^(?:'s)? {holders}(?P<noun>{w('site')})(?!\w)")
        more = rf"(?P<more>(?: (?:de la |de l'|des |du |d'|of the )?(?:{w('holder')}))*)"
        whose = rf"(?: (?:of|in|at|de|du|d'|a|en|au))(?: the)?(?:{point} (?:{w('settlement')}) (?:of|de|d'))?"
        self._site_before = re.compile(rf"(?:^|[^\w]){holders}(?P<noun>{w('site')}){more}{whose} ?$")

    def support(self, around: Around) -> Support:
        """Return how strongly the words beside a name say that it is a place."""
        left, right = around.left_words, around.right_words
        if self._noun_before.search(left) or self._noun_after.match(right):
            return Support.SURE
        small = around.left.lower().replace("-", " ")
        if self._strong.search(small):
            return Support.STRONG
        return Support.WEAK if self._weak.search(small) or self._verb_after.match(right) else Support.NONE

    def is_organisation(self, around: Around) -> bool:
        """Whether the name ends the name of a body: ``Movement for the Salvation of`` Azawad."""
        return _linked(around.left) and bool(self._organisation.search(around.left)) and not _STATE.search(around.left)

    def person_before(self, around: Around) -> str:
        """Return "forename" or "title" if such a word stands right before the name; al- makes part of a person's name of it."""
        before = fold(_previous(around.left))
        if before in ("al", "el") and around.left.endswith("-"):
            return "forename"
        return "forename" if before in self._forenames else "title" if before in self._titles else ""

    def is_thing(self, around: Around) -> bool:
        """Whether the name is a thing's: the boat Timbuktu."""
        return fold(_previous(around.left.rstrip('"“”«» ') + " ")) in self._things

    def stranger_before(self, around: Around) -> bool:
        """Whether an unknown word with a capital stands right before the name and begins no sentence."""
        word = _previous(around.left)
        if not word[:1].isupper() or word.isupper() or fold_words(word) in self._no_place:
            return False
        head = around.left.rstrip()[: -len(word)].rstrip(" ")
        return bool(head) and head[-1] not in '.!?:;"“”«([*•-–—'

    def stranger_after(self, around: Around) -> bool:
        """Whether an unknown word with a capital stands right after the name."""
        found = re.match(r"[ -]([^\W\d_][\w'-]*)", around.right)
        word = found[1] if found else ""
        return word[:1].isupper() and not word.isupper() and fold_words(word).replace("'s", "") not in self._no_place

    def area(self, around: Around) -> Wider | None:
        """Return the area that the name is part of, if the words say so: Gao Region, cercle de Gao."""
        if (found := self._area_after.match(around.right_words)) and not found["noun"].endswith("s"):
            return Wider(0, found.end(), found["noun"], self._area[found["noun"]])
        if _linked(around.left) and (found := self._area_before.search(around.left_words)) and not found["noun"].endswith("s"):
            return Wider(len(around.left) - found.start("noun"), 0, found["noun"], self._area[found["noun"]])
        return None

    def areas(self, first: Around, last: Around) -> str:
        """Return the sort of areas that a list of names speaks of: Gao and Timbuktu regions, les régions de Gao et Kidal."""
        if (found := self._area_after.match(last.right_words)) and found["noun"].endswith("s"):
            return self._area[found["noun"]]
        if _linked(first.left) and (found := self._area_before.search(first.left_words)) and found["noun"].endswith("s"):
            return self._area[found["noun"]]
        return ""

    def site(self, around: Around) -> Wider | None:
        """Return the site that the name is part of, if the words say so: Kidal MINUSMA camp, aéroport de Tessalit."""
        if found := self._site_after.match(around.right_words):
            return Wider(
                0, found.end(), found["noun"], self._site[found["noun"]], self._holders(around.right[slice(*found.span("holder"))])
            )
        if _linked(around.left) and (found := self._site_before.search(around.left_words)):
            written = around.left[slice(*found.span("holder"))]
            begin = found.start("holder") + (len(written) if _ARTICLE.fullmatch(written) else 0)
            whose = self._holders(f"{written} {around.left[slice(*found.span('more'))]}")
            return Wider(len(around.left) - begin, 0, found["noun"], self._site[found["noun"]], whose)
        return None

    def is_river(self, around: Around) -> bool:
        """Whether the name is called as rivers are in English: with an article, and no noun after it."""
        return around.left.lower().endswith(" the ") and bool(_NO_NOUN.match(around.right))

    def holders_in(self, name: str) -> frozenset[str]:
        """Return whose a site is, by its name."""
        return self._holders(name)

    def _holders(self, written: str) -> frozenset[str]:
        words = f" {' '.join(fold_words(_ARTICLE.sub(' ', f' {written} ')).split())} "
        return frozenset(value for word, value in self._holder.items() if value and re.search(rf"\W{re.escape(word)}\W", words))


_NO_NOUN = re.compile(r"[.,;:)]|$| (?:and|at|near|in|on|to|from|by|with|is|was|bend|bank|banks|bridge|valley|downstream|upstream|inland)\b")
_STATE = re.compile(
    r"(?:[Ss]tate|[Rr]epublic|[Gg]overnment|[Pp]rovince|[Rr]égion|[Rr]egion|République|État|[Gg]ouvernement) (?:of|de|d')(?: the| la| l')? ?$"
)
_ARTICLE = re.compile(r"\b(?:un|is)\s")
"""Small words that folded look like the initials of a holder (UN, IS)."""

_LINK = re.compile(r"(?:\b(?:of|the|for|and|in|at|de|du|des|la|le|les|pour|et|à|au|en)|[dDlL]'|['s]) ?$")


def _linked(left: str) -> bool:
    """Whether the words before a name can tie it to the ones before them."""
    return bool(_LINK.search(left, max(0, len(left) - 8)))


def _previous(left: str) -> str:
    found = re.search(r"([^\W\d_][\w'.-]*)[ -]$", left)
    return found[1] if found else ""


def _accented(lexicon: Lexicon, value: str) -> str:
    """Words that stand before a place, with their accents: ``à`` is not the English ``a``."""
    return alternatives(w.word.lower().replace("-", " ") for w in lexicon.words("before") if w.value == value)


def _as_written(lexicon: Lexicon, kind: str) -> str:
    return alternatives(w.word for w in lexicon.words(kind))

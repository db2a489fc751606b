"""When two spellings are the same name."""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({
    "ŋ": "n", "ɛ": "e", "ɔ": "o", "ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "ɣ": "gh", "ı": "i", "ł": "l", "đ": "d", "ɲ": "n", "ɓ": "b",
    "ɗ": "d", "ƴ": "y", "ə": "e",
})  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u2060]")
"""Combining marks, soft hyphens and the like: signs between letters that are no letters."""


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """Return the key under which a spelling is looked up: case, accents, hyphens, apostrophes and spaces do not count.

    >>> fold("Tin Zaouatine") == fold("tin-zaouatine") == fold("TINZAOUATINE")
    True
    """
    if name.isascii():
        return _NOT_WORD.sub("", name.lower())
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub("", bare.translate(_LETTERS))


_ALIKE = dict.fromkeys("’ʼ‘`´", "'") | dict.fromkeys("“”«»", '"')


class _OneForOne(dict[int, str]):
    """Each sign by number → the one sign that stands for it: a letter without case and accents, else what ``other`` makes of it."""

    def __init__(self, *, keep: str = "") -> None:
        self.keep = keep

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        folded = "" if sign == "µ" else fold(sign)[:1]  # the one sign of Latin-1 whose letter is not
        self[number] = folded or (_ALIKE.get(sign, sign) if sign in self.keep else " ")
        return self[number]


_SPACED = _OneForOne()
_PUNCTUATED = _OneForOne(keep=".,;:!?()[]{}/@&—\n\"'" + "".join(_ALIKE))
_BYTE_TABLE = "".join(_SPACED[number] for number in range(256)).encode("latin-1")


def _nearest_byte(error: UnicodeError) -> tuple[str, int]:
    """Stand in for signs beyond Latin-1 while folding; what has no Latin letter is given back as it is, which ends the quick way."""
    assert isinstance(error, UnicodeEncodeError)
    return error.object[error.start : error.end].translate(_SPACED), error.end


codecs.register_error("mali_control.fold", _nearest_byte)


def fold_letters(text: str) -> str:
    """Return a text of the same length, sign for sign: letters without case and accents, digits, and a space for everything else.

    Made for scanning: what is found at an offset here stands at the same offset in the text. Combining marks are to be taken out first
    (``without_marks``).

    >>> fold_letters("N’Tillit, Ménaka")
    'n tillit  menaka'
    """
    try:  # a hundred times the speed of translate(), for everything that is written in Latin letters
        return text.encode("latin-1", "mali_control.fold").translate(_BYTE_TABLE).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_SPACED)


def fold_words(text: str) -> str:
    """Return the same as ``fold_letters``, but with the punctuation left in; for looking at the words around a name."""
    return text.translate(_PUNCTUATED)


def without_marks(text: str) -> tuple[str, Sequence[int] | None]:
    """Return a text without combining marks and invisible signs, and the offset in the text of each sign that is left (and of the end).

    The offsets are None where nothing had to be taken out.
    """
    if text.isascii() or not _INVISIBLE.search(text):
        return text, None
    kept = array("q", (i for i, sign in enumerate(text) if not _INVISIBLE.match(sign)))
    bare = "".join(text[i] for i in kept)
    kept.append(len(text))
    return bare, kept


_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("gh|rh", "r"), ("kh|q|ck", "k"), ("c(?=[aourlk]|$)", "k"), ("c(?=[eiy])", "s"), ("dj|j", "j"), ("tch|ch|sh", "s"),
        ("oua|wa", "wa"), ("ou|oo|w", "u"), ("ay|ai|ei|ey", "e"), ("y", "i"), ("z", "s"), ("th", "t"), ("h", ""), ("(.)\\1+", "\\1"),
        ("(?<=.{3})[et]$", ""),
    )
]  # fmt: skip


def sound(folded: str) -> str:
    """Return what a folded name sounds like, so that French, English and other transliterations of one name come near each other.

    >>> sound("tinzawaten") == sound("tinzaouatene")
    True
    """
    for pattern, replacement in _SOUNDS:
        folded = pattern.sub(replacement, folded)
    return folded


def slug(name: str) -> str:
    """Return a name as an id: plain lower-case letters and digits, joined by hyphens; empty where the script has none of them.

    >>> slug("In-Tillit / Aguel'hoc")
    'in-tillit-aguelhoc'
    """
    words = re.sub(r"['’ʼ`]", "", name.casefold())
    bare = "".join(c for c in unicodedata.normalize("NFKD", words.translate(_LETTERS)) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def nearest(name: str, known: Iterable[str], *, limit: int = 3, cutoff: float = 60.0) -> list[tuple[str, float]]:
    """Return up to ``limit`` of the ``known`` names that resemble ``name`` most, as (name, score of 0 to 100), best first.

    The score is rapidfuzz's WRatio over folded names; equal scores are ordered by name, so that answers are stable.
    """
    from rapidfuzz import fuzz, process

    ordered = sorted(set(known))
    found = process.extract(fold(name), [fold(k) for k in ordered], scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=cutoff)
    ranked = sorted(((ordered[i], float(score)) for _, score, i in found), key=lambda hit: (-hit[1], hit[0]))
    return ranked[:limit]

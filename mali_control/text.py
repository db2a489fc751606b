"""When two spellings are the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"ŋ": "n", "ɛ": "e", "ɔ": "o", "ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "ɣ": "gh"})


def fold(name: str) -> str:
    """Return the key under which a spelling is looked up: case, accents, hyphens, apostrophes and spaces do not count.

    >>> fold("Tin Zaouatine") == fold("tin-zaouatine") == fold("TINZAOUATINE")
    True
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub("", bare.translate(_LETTERS))


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

"""Which of many names is meant: the same letters, nearly the same, or what sounds alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from .text import fold, sound

SOUND_AT_MOST = 97.0
"""What only sounds alike scores no more than this; 100 is kept for the same letters."""

PARTS_AT_MOST = 90.0
"""What agrees in some of its words only scores no more than this."""


class Likeness(NamedTuple):
    """An id, the spelling of it that fits best, and how well it fits, from 0 to 100."""

    id: str
    spelling: str
    score: float


class NameIndex:
    """Written names and the ids that they stand for; several ids may share a name."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        self._written: dict[str, str] = {}
        for written, id_ in names:
            key = fold(written)
            if key:
                self._ids.setdefault(key, {})[id_] = None
                self._written.setdefault(key, written)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids that bear this name; case, accents, hyphens, apostrophes and spaces do not count."""
        return tuple(self._ids.get(fold(name), ()))

    def like(self, name: str, *, limit: int, cutoff: float = 60.0, whole: bool = False) -> list[Likeness]:
        """Return the ids whose names resemble ``name``, best first, one row per id; equal scores in order of id.

        The score is the largest of three: letters in common (rapidfuzz's ratio), letters in common of what the names sound like (at most 97),
        and words in common (rapidfuzz's WRatio, at most 90). With ``whole`` words in common do not count.
        """
        from rapidfuzz import fuzz, process

        key = fold(name)
        if not key:
            return []
        scores: dict[int, float] = {}
        ways = [(fuzz.ratio, key, self._keys, 100.0), (fuzz.ratio, sound(key), self._sounds, SOUND_AT_MOST)]
        if not whole:
            ways.append((fuzz.WRatio, key, self._keys, PARTS_AT_MOST))
        for scorer, wanted, known, most in ways:
            for _, score, i in process.extract(wanted, known, scorer=scorer, limit=limit * 4, score_cutoff=cutoff * 100 / most):
                scores[i] = max(scores.get(i, 0.0), float(score) * most / 100)
        best: dict[str, Likeness] = {}
        for i, score in sorted(scores.items(), key=lambda hit: (-hit[1], hit[0])):
            for id_ in self._ids[self._keys[i]]:
                best.setdefault(id_, Likeness(id_, self._written[self._keys[i]], score))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.id))[:limit]

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._ids)

    @cached_property
    def _sounds(self) -> list[str]:
        return [sound(key) for key in self._keys]

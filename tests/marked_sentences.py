"""Sentences with their places marked by hand: {as written=id}, {as written=?} for a place that the gazetteer lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\{([^{}=]+)=([^{}=]+)\}")
SENTENCES = Path(__file__).parent / "data" / "mentions.txt"


@dataclass(frozen=True)
class Sentence:
    """A text without its marks, and what is marked: (start, end, id of the place, or ? for an unknown one)."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


def read_sentences(path: Path = SENTENCES) -> list[Sentence]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unmark(line) for line in lines if line.strip() and not line.startswith("#")]


def unmark(line: str) -> Sentence:
    """Take the marks out of a line.

    >>> unmark("From {Gao=gao} on.")
    Sentence(text='From Gao on.', marks=((5, 8, 'gao'),))
    """
    text, marks, here = "", [], 0
    for mark in MARK.finditer(line):
        text += line[here : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        here = mark.end()
    return Sentence(text + line[here:], tuple(marks))

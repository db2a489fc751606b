"""PDF as a document: lines with their size and height on the page, put together again to paragraphs and headings."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdf

from ..errors import BadData, Problem
from .documents import ITEM, LONGEST_HEADING, TEXT, Document, Piece, from_pieces

LARGER = 1.1
"""Letters so much larger than the text's are a heading's."""

WIDER = 1.4
"""So much more than the usual distance between two lines parts paragraphs."""

SHORT = 0.85
"""A line that ends a sentence and is shorter than this share of the longest ones ends a paragraph."""

EDGE_LINES = 3
"""So many lines at the top and at the foot of a page may be what stands on each page."""

_BULLET = re.compile(r"\s*(?:[•◦▪‣·–-]|\d{1,2}[.)])\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of|sur|de)\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SPLIT_WORD = re.compile(r"(\w+)-$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, the size of its letters in points, whether all are bold, and its height on the page."""

    text: str
    size: float
    bold: bool
    height: float
    page: int


def read_pdf(content: bytes, name: str) -> Document:
    """Return a PDF as a document. Raises BadData for a file that cannot be read, is locked, or holds pictures of text only."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadData([Problem(name, 0, "", "is locked with a password; save it without one")])
        pages = [list(_lines(page, number)) for number, page in enumerate(reader.pages)]
        named = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except BadData:
        raise
    except Exception as error:  # a damaged file can fail anywhere in the library
        raise BadData([Problem(name, 0, "", f"cannot be read as PDF: {error}")]) from None
    lines = list(_without_page_marks(pages))
    if not lines:
        message = f"holds no text on its {len(pages)} pages: they are pictures of text; have it read by a text recognition program first"
        raise BadData([Problem(name, 0, "", message)])
    pieces = list(_pieces(lines))
    first = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    if len(first) == 1:  # the one heading in the largest letters
        pieces.remove(first[0])
        named = first[0].text
    return from_pieces(pieces, named or Path(name).stem)


def _lines(page: Any, number: int) -> Iterator[Line]:
    """Give the lines of a page in reading order."""
    chunks: list[tuple[str, float, bool, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: dict[str, Any] | None, size: float) -> None:
        scale = (abs(tm[0]) or abs(tm[1])) * (abs(cm[0]) or abs(cm[1]))
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        chunks.append((text, round(size * scale, 1), bold, tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    here: list[tuple[str, float, bool, float]] = []
    for text, size, bold, height in chunks:
        for part in re.split(r"(\n)", text.translate(_LIGATURES)):
            if part != "\n":
                here.append((part, size, bold, height))
                continue
            yield from _line(here, number)
            here = []
    yield from _line(here, number)


def _line(chunks: Sequence[tuple[str, float, bool, float]], page: int) -> Iterator[Line]:
    words = " ".join("".join(text for text, *_ in chunks).replace("\0", "").split())
    told = [(text, size, bold, height) for text, size, bold, height in chunks if text.strip()]
    if words and told:
        size = max(told, key=lambda chunk: len(chunk[0]))[1]
        yield Line(words, size, all(bold for _, _, bold, _ in told), told[0][3], page)


def _without_page_marks(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Leave out page numbers and what stands at the edge of several pages."""
    edges = Counter(mark for lines in pages for mark in {_mark(line) for line in [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]})
    often = {mark for mark, count in edges.items() if count > 1 and count >= len(pages) / 3}
    for lines in pages:
        for number, line in enumerate(lines):
            edge = number < EDGE_LINES or number >= len(lines) - EDGE_LINES
            if not (edge and (_mark(line) in often or _PAGE_NUMBER.fullmatch(line.text))):
                yield line


def _mark(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    """Give headings and paragraphs, lines joined."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    ranks = {size: rank for rank, size in enumerate(sorted((s for s in sizes if s >= body * LARGER), reverse=True), start=1)}
    spacing, longest = _spacing(lines), _longest(lines, body)
    known = Counter(word for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text))
    open_: list[Line] = []

    def closed() -> Iterator[Piece]:
        if open_:
            yield _joined(open_, ranks, known)
            open_.clear()

    for line in lines:
        if open_ and _parted(open_[-1], line, spacing, longest, ranks):
            yield from closed()
        open_.append(line)
    yield from closed()


def _spacing(lines: Sequence[Line]) -> float:
    steps = [abs(b.height - a.height) for a, b in pairwise(lines) if a.page == b.page and a.size == b.size]
    steps = [step for step in steps if step > 0]
    return median(steps) if steps else 0.0


def _longest(lines: Sequence[Line], body: float) -> int:
    """How long a full line is: the length that nine in ten lines of the text do not reach."""
    lengths = sorted(len(line.text) for line in lines if line.size == body)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _parted(before: Line, line: Line, spacing: float, longest: int, ranks: dict[float, int]) -> bool:
    """Whether a paragraph or heading ends between two lines."""
    if _is_heading(before, ranks) or _is_heading(line, ranks):
        return before.size != line.size or before.bold != line.bold
    if _BULLET.match(line.text):
        return True
    ends = before.text[-1] in '.!?:”»")]'
    if before.page == line.page and spacing and abs(line.height - before.height) > WIDER * spacing:
        return True
    return ends and len(before.text) < SHORT * longest


def _is_heading(line: Line, ranks: dict[float, int]) -> bool:
    return line.size in ranks or (line.bold and len(line.text) <= LONGEST_HEADING and line.text[-1] not in ".,;:")


def _joined(lines: Sequence[Line], ranks: dict[float, int], known: Counter[str]) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        text = _join(text, line.text, known)
    if _is_heading(lines[0], ranks):
        return Piece("heading", text, ranks.get(lines[0].size, len(ranks) + 1) + (0 if lines[0].size in ranks else 1))
    bullet = _BULLET.match(text)
    return Piece(ITEM if bullet else TEXT, text[bullet.end() :] if bullet else text)


def _join(text: str, line: str, known: Counter[str]) -> str:
    """Join two lines; a word that was broken at the line's end is whole again, unless it is known to be written with a hyphen."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    split = _SPLIT_WORD.search(text)
    rest = re.match(r"\w+", line)
    if split and rest and line[0].islower():
        hyphened = known[f"{split[1]}-{rest[0]}"] > known[split[1] + rest[0]]
        return text + line if hyphened else text[:-1] + line
    return f"{text} {line}"

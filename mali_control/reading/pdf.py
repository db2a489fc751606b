"""PDF as a document: lines with their size and height on the page, put together again to paragraphs and headings."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

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
_HYPHEN_END = re.compile(r"\w[-–]$")
_SPLIT_WORD = re.compile(r"(\w+)-$")
_SIGNS = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0x00: "",
    0x02: "-",
    0xFFFE: "-",
}
"""Ligatures as letters, and the signs that the library puts for a hyphen at a line's end."""

_LINE = re.compile("[^\\n\\ufffe\\x02]*(?:[\\n\\ufffe\\x02]|$)")
"""A line. The library joins lines at a hyphen; they are parted again, for whether the hyphen stays is decided by the words of the text."""

BOLD = 600
"""Weight of letters from which on they are bold."""


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
        opened = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = error.err_code == raw.FPDF_ERR_PASSWORD
        said = "is locked with a password; save it without one" if locked else f"cannot be read as PDF: {error}"
        raise BadData([Problem(name, 0, "", said)]) from None
    with closing(opened):
        pages = [list(_lines(page, number)) for number, page in enumerate(opened)]
        named = opened.get_metadata_dict().get("Title", "").strip()
    lines = list(_without_page_marks(pages))
    if not lines:
        where = "page" if len(pages) == 1 else f"{len(pages)} pages"
        message = f"holds no text on its {where}, at most pictures of text; have it read by a text recognition program first"
        raise BadData([Problem(name, 0, "", message)])
    pieces = list(_pieces(lines))
    first = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    if len(first) == 1:  # the one heading in the largest letters
        pieces.remove(first[0])
        named = first[0].text
    return from_pieces(pieces, named or Path(name).stem)


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    """Give the lines of a page in reading order. A line looks like the sign in its middle; it is bold if its first sign is, too."""
    with closing(page.get_textpage()) as text:
        begin = 0
        for line in _LINE.findall(text.get_text_range()):
            words = " ".join(line.translate(_SIGNS).split())
            if words:
                signs = [begin + at for at, sign in enumerate(line) if sign.isalnum()] or [begin + len(line) - len(line.lstrip())]
                middle = signs[len(signs) // 2]
                size = round(_height(text, middle) * raw.FPDFText_GetFontSize(text, middle), 1)
                bold = all(_bold(text, at) for at in (signs[0], middle))
                yield Line(words, size, bold, text.get_charbox(signs[0], loose=True)[1], number)
            begin += len(line)


def _height(text: pdfium.PdfTextPage, index: int) -> float:
    """How many times a sign is drawn larger than its font says."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _bold(text: pdfium.PdfTextPage, index: int) -> bool:
    """Whether a sign's font says that it is bold, by its name or its weight."""
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), None)
    return b"bold" in name.value.lower() or raw.FPDFText_GetFontWeight(text, index) >= BOLD


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
    """How far apart the lines of a paragraph are: what a quarter of the steps from line to line do not exceed; in a short text most lead to a new paragraph."""
    found = ((a.size, abs(b.height - a.height)) for a, b in pairwise(lines) if a.page == b.page and a.size == b.size)
    steps = sorted(step for size, step in found if step > 0.8 * size)  # less is no new line: cells side by side, letters set higher
    return steps[(len(steps) - 1) // 4] if steps else 0.0


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
    return text + line if _HYPHEN_END.search(text) and line[0].isalnum() else f"{text} {line}"

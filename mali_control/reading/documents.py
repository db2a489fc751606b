"""Documents: what stands in a text where. Sections, paragraphs and sentences, each with its offsets into one plain text.

A text's own marks for headings are understood (``== Heading ==``, ``# Heading``); where it has none, a short line by itself is one.
The files that a document may come in are read by ``files``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path

import sentencex

from .datelines import byline, dateline, is_author, place_line

LEAD, ARTICLE, INFOBOX = "Lead", "Article", "Infobox"
"""Names of the sections that no heading names: the introduction to sections, a text that stands by itself, and the facts at the top."""

TEXT, ITEM, FACT, BYLINE = "text", "item", "infobox", "byline"
"""Kinds of paragraphs: running text, an item of a list or row of a table, a line of an infobox ("Result: ..."), and what tells when and where the
text was written, which is no sentence of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text: offsets in signs, ``end`` excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``kind`` is "text", "item", "infobox" or "byline"; ``label`` is the name of an infobox line ("Result"), of a row of a
    table the headings of its cells that are not empty ("Town; Held by"), else empty.
    """

    kind: str
    start: int
    end: int
    sentences: tuple[Span, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, up to the next. ``path`` holds the headings above it and its own; ``start`` is where its heading begins."""

    title: str
    path: tuple[str, ...]
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Document:
    """A text that was read.

    Attributes
    ----------
    title : its own title, else the name that it was given.
    text : the whole text; all offsets count signs of it.
    sections : in order, without gap or overlap; never empty.
    language : "en" or "fr", whichever its small words are.
    facts : what the file says of itself, under "publisher", "published" (YYYY-MM-DD), "dated by" (what told that: "page", "byline", "dateline"),
        "url"; only what it says.
    remarks : what a reader of the file should be told, such as an encoding that was guessed.
    headline : where its own title stands in the text, if it does.

    """

    title: str
    text: str
    sections: tuple[Section, ...]
    language: str
    facts: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    headline: Span | None = None

    def titled(self, title: str) -> Document:
        """Return the document with a title that somebody gives it, where the text has none of its own."""
        return replace(self, title=title) if title and self.headline is None else self

    def sentences(self) -> Iterator[tuple[Section, Paragraph, Span]]:
        """Give every sentence, with the section and the paragraph that it stands in."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                for sentence in paragraph.sentences:
                    yield section, paragraph, sentence


_BLANKS = re.compile(r"(?<=\s)[^\S\n]+|[^\S\n]+(?=\n)")
"""Blanks that say nothing: around lines, and but one between words."""


def narrowed(document: Document) -> tuple[Document, Sequence[int]]:
    """Return a document without the blanks that say nothing, and for each sign of its text where it stood before."""
    text = document.text
    lost = {n for found in _BLANKS.finditer(text) for n in range(*found.span())}
    if not lost:
        return document, range(len(text))
    kept = [n for n in range(len(text)) if n not in lost]
    at = [0, *accumulate(n not in lost for n in range(len(text)))]

    def span(piece: Span) -> Span:
        return Span(at[piece.start], at[piece.end])

    def paragraph(piece: Paragraph) -> Paragraph:
        return replace(piece, start=at[piece.start], end=at[piece.end], sentences=tuple(map(span, piece.sentences)))

    sections = tuple(
        replace(section, start=at[section.start], end=at[section.end], paragraphs=tuple(map(paragraph, section.paragraphs)))
        for section in document.sections
    )
    headline = span(document.headline) if document.headline else None
    return replace(document, text="".join(text[n] for n in kept), sections=sections, headline=headline), kept


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: a heading (``kind`` "heading", with its level from 1 on and its words in ``label``) or a paragraph."""

    kind: str
    start: int
    end: int
    level: int = 0
    label: str = ""


def read(path: str | Path) -> Document:
    """Read a file: plain text, Markdown, HTML, PDF or Word (docx), told by its suffix, else by how it begins.

    Raises BadData for a file that cannot be read or holds no text, MissingExtra where its format needs a library that is not installed.
    """
    from .files import read_file

    return read_file(Path(path))


def from_text(text: str, title: str = "") -> Document:
    """Return plain text as a document; ``text`` is kept as it is. The text's own title, if it has one, goes before ``title``."""
    return from_blocks(text, plain_blocks(text), title)


def from_blocks(
    text: str, blocks: Iterable[Block], title: str = "", *, facts: Mapping[str, str] | None = None, remarks: Iterable[str] = ()
) -> Document:
    """Return a text whose headings and paragraphs are known as a document; a first heading of level 1 is its title."""
    pieces = list(blocks)
    language = language_of(text)
    pieces, told = _bylines(text, pieces, language)
    first = next((n for n, piece in enumerate(pieces) if piece.kind != BYLINE), 0)
    headline: Span | None = None
    if pieces and pieces[first].kind == "heading" and pieces[first].level == 1:
        head = pieces.pop(first)
        title, headline = head.label, Span(head.start, head.end)
    said = {**told, **(facts or {})}
    sections = tuple(_sections(text, pieces, language))
    return Document(title, text, sections, language, said, tuple(remarks), headline)


TOP, FOOT = 4, 2
"""Where a text says when it was written: before so many paragraphs have passed, or in so many at its end."""


def _bylines(text: str, blocks: Sequence[Block], language: str) -> tuple[list[Block], dict[str, str]]:
    """Set what tells when and where a text was written apart from its sentences; return what that says of the day, as facts.

    A line that only names a day counts where there is one such: several are headings of a chronicle.
    """
    told: list[tuple[int, str, str]] = []
    lines = {n: line for n, block in enumerate(blocks) if block.kind != FACT and (line := byline(text[block.start : block.end], language))}
    bare = [n for n, (_, marked, _) in lines.items() if not marked]
    apart: list[Block] = []
    passed, placed = 0, None
    for number, block in enumerate(blocks):
        line = lines.get(number) if passed <= TOP or number >= len(blocks) - FOOT else None
        says = line is not None and (line[1] or (len(bare) == 1 and passed <= 1))
        if line and says:
            told.append((2 if line[2] else 0 if line[1] else 1, line[0].isoformat(), "byline"))
        if says or (block.kind != FACT and not passed and is_author(text[block.start : block.end])):
            apart.append(Block(BYLINE, block.start, block.end))
            continue
        if number and not passed and not placed and (placed := place_line(text[block.start : block.end], language)):
            told.append((1, placed.isoformat(), "dateline"))
            apart.append(Block(BYLINE, block.start, block.end))
            continue
        length, day, named = dateline(text[block.start : block.end], language) if block.kind == TEXT and passed < TOP else (0, None, False)
        if length:
            apart.append(Block(BYLINE, block.start, block.start + len(text[block.start : block.start + length].rstrip())))
            if day or named:
                told.append((1, day.isoformat() if day else "", "dateline"))
        passed += block.kind in (TEXT, ITEM)
        apart.append(replace(block, start=block.start + length))
    _, day_told, how = min((found for found in told if found[1]), default=(0, "", ""))
    return apart, {"published": day_told, "dated by": how} if day_told else {"dated by": "dateline without a year"} if told else {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document whose text is still to be put together: kind, level and label as in Block."""

    kind: str
    text: str
    level: int = 0
    label: str = ""


def from_pieces(
    pieces: Iterable[Piece], title: str = "", *, facts: Mapping[str, str] | None = None, remarks: Iterable[str] = ()
) -> Document:
    """Return a document whose text is put together from pieces, a blank line between them."""
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for piece in pieces:
        lead = f"{piece.label}: " if piece.kind == FACT else ""
        begin = at + len(lead)
        label = piece.text if piece.kind == "heading" else piece.label
        blocks.append(Block(piece.kind, begin, begin + len(piece.text), piece.level, label))
        parts.append(lead + piece.text)
        at = begin + len(piece.text) + 2
    return from_blocks("\n\n".join(parts), blocks, title, facts=facts, remarks=remarks)


def _sections(text: str, blocks: Sequence[Block], language: str) -> Iterator[Section]:
    """Give the sections that the headings make; the facts at the top are one, and so is what stands before the first heading."""

    def section(path: tuple[str, ...], start: int, first: int, until: int) -> Section:
        end = blocks[until].start if until < len(blocks) else len(text)
        return Section(path[-1], path, start, end, tuple(_paragraph(text, block, language) for block in blocks[first:until]))

    heads = [number for number, block in enumerate(blocks) if block.kind == "heading"]
    facts = next((number for number, block in enumerate(blocks) if block.kind != FACT), len(blocks))
    first = heads[0] if heads else len(blocks)
    if facts:
        yield section((INFOBOX,), 0, 0, facts)
    if facts < first or not blocks:
        before, whole = (sum(block.end - block.start for block in some) for some in (blocks[facts:first], blocks[facts:]))
        yield section((LEAD if 2 * before <= whole else ARTICLE,), blocks[facts].start if facts else 0, facts, first)
    above: list[Block] = []
    for at, until in zip(heads, [*heads[1:], len(blocks)], strict=False):  # without headings there is nothing to give
        above = [*(block for block in above if block.level < blocks[at].level), blocks[at]]
        yield section(tuple(block.label for block in above), blocks[at].start, at + 1, until)


def _paragraph(text: str, block: Block, language: str) -> Paragraph:
    spans: tuple[Span, ...] = ()
    if block.kind != BYLINE:
        spans = (
            (Span(block.start, block.end),)
            if block.kind == FACT or block.label
            else tuple(sentences(text, block.start, block.end, language))
        )
    return Paragraph(block.kind, block.start, block.end, spans, block.label)


# Sentences

_TITLE = re.compile(
    r"(?:^|[\s(«“\"'’])(?:MM?|Mmes?|Mlles?|Mgr|[Gg]én|[Cc]ol|[Cc]dt|[Cc]apt?|[Ll]ieut|[Ll]t|[Ss]gt|[Aa]dj|[Aa]pprox|ca|env|cf|Cf|Ste?|[A-Z])\.\s*$"
)
"""Shortened words that go before others, in French above all: what stands after them is not the beginning of a sentence."""

_COUNTED = re.compile(r"(?:^|[\s(«“\"'’])(?:janv|févr|avr|juil|sept|oct|nov|déc|art|chap?|éd|n|nos?|pp?|vol)\.\s*$", re.IGNORECASE)
"""Shortened words that may end a sentence, but not before a number."""

_NOTES = re.compile(r"(?:\s*\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\])+")


def sentences(text: str, start: int, end: int, language: str = "en") -> Iterator[Span]:
    """Give the sentences of a paragraph, without the blanks around them. Marks of footnotes ([12]) belong to the sentence before them."""
    flat = text[start:end].replace("\n", " ")
    begin = 0
    for found in sentencex.get_sentence_boundaries(language, flat):
        notes = _NOTES.match(flat, found["end_index"])
        bound = notes.end() if notes else found["end_index"]
        piece, after = flat[begin:bound], flat[bound:].lstrip()[:1]
        if bound <= begin or after.islower() or (after and _TITLE.search(piece)) or (after.isdigit() and _COUNTED.search(piece)):
            continue
        if bare := piece.strip():
            left = start + begin + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(bare))
        begin = bound


# Plain text

_MARKED = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*|(#{1,6})\s+(.+?)[\s#]*")
_ITEM = re.compile(r"\s*(?:[-*•–‣◦]|\d{1,2}[.)])(?:\s+|$)")
_FACT = re.compile(r"\s*[-*|]\s*([A-Z][\w ./()-]{0,40}?)\s*[:=]\s*(?=\S)")
_BLANK_ITEM = re.compile(r"\s*[-*•–]{1,2}\s*")

LONGEST_ITEM = 240
"""What has a number before it and is longer is no item of a list, but a paragraph that goes on with what the one before it told."""
LEAST_ROWS = 3
"""A table has its headings, the rule under them and a row."""
_GRID_RULE = re.compile(r"(?=.*\|)(?=.*-)[\s|:-]+")
LEAST_FACTS = 3
"""So many lines "- Name: value" at the top are an infobox."""

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? +[A-ZÀ-Ý]")
_RULE = re.compile(r"\s*([=~*_#^-])\1{2,}\s*")
_CAPITALS = re.compile(r"(?=(?:.*[A-ZÀ-Ý]){4})[^a-zà-ÿ]+")

LONGEST_HEADING, MOST_WORDS, SHORTEST_LABEL = 120, 16, 5
_ENCLOSED = re.compile(r" (?:\([^()]*\d[^()]*\)|[“\"][^“”\"]*[^.!?“”\"][”\"]|« ?[^«»]*[^ .!?«»] ?»)$")
"""What a heading may end with: (2031), "quoted words"."""
WRAPPED = 120
"""A paragraph none of whose lines is longer is taken for one that was broken into lines."""
_GOES_ON = re.compile(rf".{{{WRAPPED // 2},}}[\w,(’'-]", re.DOTALL)
"""A line that is long and ends in the midst of a sentence."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def bare(self) -> str:
        return self.text.strip()


def plain_blocks(text: str) -> list[Block]:
    """Return the headings and paragraphs of plain text."""
    groups = list(_groups(text))
    marked = any(_heading_marks(line) for group in groups for line in group)
    running = set() if marked else _running_heads(groups)
    if not marked:
        groups = [part for number, group in enumerate(groups) for part in _parted(group, top=not number)]
    blocks: list[Block] = []
    top = True  # nothing but the title has been seen
    for number, lines in enumerate(groups):
        if not marked and len(lines) == 1 and lines[0].bare in running and blocks:
            continue
        if top and (facts := _facts(lines)):
            blocks += facts
            top = False
        elif rows := _grid(lines):
            blocks += rows
            top = False
        elif marked:
            blocks += _marked(lines)
            top = all(block.level == 1 for block in blocks)
        elif _is_heading(lines, groups[number + 1] if number + 1 < len(groups) else None):
            blocks.append(Block("heading", lines[0].start, lines[0].end, 2 if blocks else 1, lines[0].bare))
        else:
            blocks += _paragraphs(lines)
            top = False
    return blocks


def _parted(lines: Sequence[_Line], *, top: bool) -> Iterator[list[_Line]]:
    """Give the parts of lines without a blank one between: headings by themselves (underlined, in capitals, short above long lines; at the top of the
    text the title and what stands under it).
    """
    whole = any(len(line.text) > WRAPPED for line in lines)
    titles = top and len(lines) > 1 and all(_may_head(line.bare) for line in lines)
    part: list[_Line] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if _RULE.fullmatch(line.text):
            if part:
                yield part
            part = []
            continue
        underlined = after is not None and _RULE.fullmatch(after.text) and _may_head(line.bare)
        capitals = after is not None and not part and _CAPITALS.fullmatch(line.bare) and _may_head(line.bare)
        if titles or underlined or capitals or (whole and after and len(after.text) > WRAPPED and _may_head(line.bare)):
            if part:
                yield part
            yield [line]
            part = []
        else:
            part.append(line)
    if part:
        yield part


def _groups(text: str) -> Iterator[list[_Line]]:
    """Give the lines between blank lines."""
    group: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        if line.strip() and not _BLANK_ITEM.fullmatch(line):
            group.append(_Line(at, line))
        elif group:
            yield group
            group = []
        at += len(line) + 1
    if group:
        yield group


def _heading_marks(line: _Line) -> re.Match[str] | None:
    return None if _RULE.fullmatch(line.text) else _MARKED.fullmatch(line.text)


def _marked(lines: Sequence[_Line]) -> Iterator[Block]:
    """Give the blocks of lines among which some are marked as headings."""
    rest: list[_Line] = []
    for line in lines:
        if mark := _heading_marks(line):
            yield from _paragraphs(rest)
            rest = []
            yield Block("heading", line.start, line.end, len(mark[1] or mark[3]), mark[2] or mark[4])
        else:
            rest.append(line)
    yield from _paragraphs(rest)


def _facts(lines: Sequence[_Line]) -> list[Block]:
    """Return the lines of an infobox, if these are one; a word before them names the box."""
    body = lines if _FACT.match(lines[0].text) else lines[1:]
    found = [(line, mark) for line in body if (mark := _FACT.match(line.text))]
    if len(found) < LEAST_FACTS or len(found) < len(body) or (len(lines[0].bare) > LONGEST_HEADING and body is not lines):
        return []
    return [Block(FACT, line.start + mark.end(), line.end, label=mark[1]) for line, mark in found]


def _grid(lines: Sequence[_Line]) -> list[Block]:
    """Return the rows of a table drawn with upright strokes under its headings, if these lines are one."""
    if len(lines) < LEAST_ROWS or not _GRID_RULE.fullmatch(lines[1].bare) or any("|" not in line.text for line in lines):
        return []
    heads = _cells(lines[0])
    rows: list[Block] = []
    for line in lines[2:]:
        cells = _cells(line)
        named = [head for head, cell in zip(heads, cells, strict=True) if cell] if len(heads) == len(cells) else []
        rows.append(Block(ITEM, line.start, line.end, label="; ".join(named) if all(named) else ""))
    return rows


def _cells(line: _Line) -> list[str]:
    return [cell.strip() for cell in line.bare.removeprefix("|").removesuffix("|").split("|")]


def _running_heads(groups: Sequence[Sequence[_Line]]) -> set[str]:
    """Lines that stand by themselves three times and more: heads and feet of pages."""
    counts = Counter(group[0].bare for group in groups if len(group) == 1)
    return {line for line, count in counts.items() if count >= 3}


def _is_heading(lines: Sequence[_Line], after: Sequence[_Line] | None) -> bool:
    """Whether a group of lines is a heading that nothing marks: one short line that ends no sentence, with text after it.

    A number before it makes an item of a list, unless what follows is none.
    """
    words = lines[0].bare
    listed = bool(_ITEM.match(words)) and (not _NUMBERED.match(words) or (after is not None and bool(_ITEM.match(after[0].bare))))
    return len(lines) == 1 and after is not None and _may_head(words) and not listed


def _may_head(words: str) -> bool:
    """Whether a line looks like a heading by itself; what it encloses at its end, a year or a quotation, is part of it."""
    bare = _ENCLOSED.sub("", words) or words
    return (
        len(words) <= LONGEST_HEADING
        and len(words.split()) <= MOST_WORDS
        and (words[0].isupper() or words[0].isdigit())
        and (bare[-1] not in '.!;:,…»”")]' or (words[-1] == ":" and len(words.split()) <= SHORTEST_LABEL))
    )


def _paragraphs(lines: Sequence[_Line]) -> Iterator[Block]:
    """Give the paragraphs of lines without a blank one between: items, each with the lines that go on with it, and text.

    Lines that were broken to a width are joined; where lines are longer than any width, each is a paragraph.
    """
    broken = all(len(line.text) <= WRAPPED for line in lines)
    start: _Line | None = None
    last: _Line | None = None
    kind = TEXT
    for line in lines:
        item = _ITEM.match(line.text)
        if start is not None and last is not None and (item or (kind == TEXT and not broken and not _GOES_ON.fullmatch(last.bare))):
            yield _block(kind, start, last)
            start = None
        if start is None:
            start, kind = line, ITEM if item else TEXT
        last = line
    if start is not None and last is not None:
        yield _block(kind, start, last)


def _block(kind: str, first: _Line, last: _Line) -> Block:
    mark = _ITEM.match(first.text) if kind == ITEM else None
    begin = first.start + (mark.end() if mark else len(first.text) - len(first.text.lstrip()))
    end = last.start + len(last.text.rstrip())
    if mark and mark[0].strip()[0].isdigit() and end - begin > LONGEST_ITEM:
        kind = TEXT  # a numbered paragraph of a report
    return Block(kind, begin, end)


# Language

_SMALL_WORDS = {
    "en": frozenset(
        "the of and in to was by from with that which were on as at after had has have is are it for said an but they their not its be been this".split()  # noqa: SIM905
    ),
    "fr": frozenset(
        "le la les l de des du d et dans par est une un sur que qu qui après avec au aux en ont se s sont été pas n ne selon mais leurs ses ce cette depuis vers était".split()  # noqa: SIM905
    ),
}


def language_of(text: str) -> str:
    """Return "en" or "fr", whichever has more of its small words in the text's beginning; "en" where neither has."""
    counts = Counter(re.findall(r"[^\W\d_]+", text[:20_000].lower()))
    return max(_SMALL_WORDS, key=lambda language: sum(counts[word] for word in _SMALL_WORDS[language]))

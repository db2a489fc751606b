"""What a briefing is made of: sections of a few kinds of blocks, which every writer knows how to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..render.paper import Sheet


class Link(NamedTuple):
    """Text that leads to a page elsewhere."""

    text: str
    url: str


Cell = str | Link


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One thing that is told: when, what in a few words, the sentence, and below it what it rests on."""

    when: str
    head: str
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table: its columns, its rows, and the numbers of the rows that are set in bold."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bold: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Picture:
    """A map or chart: ``name`` is that of its file, ``alt`` says what it shows to those who do not see it.

    ``phone`` draws the same for narrow screens, where that is asked for.
    """

    name: str
    sheet: Sheet
    alt: str
    caption: str
    phone: Callable[[], Sheet]


Block = Paragraph | Heading | Bullets | Entry | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of a briefing, with the name that links within the document go by."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Briefing:
    """A whole briefing: plain text throughout, which the writers make inert in their own way.

    Attributes
    ----------
    title, subtitle : what it is about, and the span of days.
    language : "en" or "fr".
    contents : the heading of the list of its sections.
    sections : in order.
    foot : the last line.

    """

    title: str
    subtitle: str
    language: str
    contents: str
    sections: tuple[Section, ...]
    foot: str

    def pictures(self) -> Iterator[Picture]:
        """Give its maps and charts, in order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Picture))

    def _repr_html_(self) -> str:
        """How Jupyter shows it: as a page of its own, in a frame."""
        from html import escape

        from .html import to_html

        style = "width:100%;height:70vh;border:1px solid #8E887A"
        return f'<iframe sandbox title="{escape(self.title)}" style="{style}" srcdoc="{escape(to_html(self))}"></iframe>'

"""A briefing as Markdown (CommonMark and pipe tables), its pictures in a folder beside it, as Quarto and nbconvert name theirs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from ..errors import BadOutput
from ..output import building, check_writable, write_text
from .content import Block, Briefing, Bullets, Cell, Entry, Heading, Link, Paragraph, Picture, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LIST = re.compile(r"^(\d*)([-+.)])(?=\s)")


def write_markdown(path: Path, briefing: Briefing) -> None:
    """Write a briefing as Markdown, and its pictures as PNG to the folder ``NAME_files`` beside it. Raises BadOutput.

    The pictures are put in place first, so that a text that is there has its pictures.
    """
    folder = path.with_name(f"{path.stem}_files")
    check_writable(path)
    check_writable(folder / "x.png" if folder.exists() else folder)
    contents = {f"{picture.name}.png": picture.sheet.to_bytes("png") for picture in briefing.pictures()}
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        for name, content in contents.items():
            with building(folder / name) as place:
                place.write_bytes(content)
        write_text(path, to_markdown(briefing, folder.name))
    except OSError as error:
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise error if isinstance(error, BadOutput) else BadOutput(f"{path} cannot be written: {error.strerror or error}") from None


def to_markdown(briefing: Briefing, folder: str) -> str:
    """Return a briefing as Markdown whose pictures lie in ``folder``."""
    parts = [f"# {plain(briefing.title)}", plain(briefing.subtitle)]
    for section in briefing.sections:
        parts.append(f"## {plain(section.title)}")
        parts += [text for block in section.blocks for text in _written(block, folder)]
    return "\n\n".join([*parts, f"*{plain(briefing.foot)}*"]) + "\n"


def plain(text: str) -> str:
    """Return text that Markdown takes for nothing but text, on one line."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _written(block: Block, folder: str) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield plain(text)
        case Heading(text):
            yield f"### {plain(text)}"
        case Bullets(items):
            yield "\n".join(f"- {plain(item)}" for item in items)
        case Entry(when, head, text, details):
            yield f"**{plain(when)}. {plain(head)}**"
            yield plain(text)
            if details:
                yield "\n".join(f"- {plain(detail)}" for detail in details)
        case Table(head, rows, bold):
            lines = [_row(head), "|" + " --- |" * len(head)]
            lines += [_row(row, bold=number in bold) for number, row in enumerate(rows)]
            yield "\n".join(lines)
        case Picture(name, _, alt, caption):
            yield f"![{plain(alt)}]({quote(folder)}/{name}.png)"
            yield plain(caption)


def _row(cells: tuple[Cell, ...], *, bold: bool = False) -> str:
    written = [_cell(cell) for cell in cells]
    return "| " + " | ".join(f"**{cell}**" if bold and cell else cell for cell in written) + " |"


def _cell(cell: Cell) -> str:
    return f"[{plain(cell.text)}](<{quote(cell.url, safe=':/?#[]@!$&*+,;=%~')}>)" if isinstance(cell, Link) else plain(cell)

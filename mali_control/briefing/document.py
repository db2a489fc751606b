"""A briefing as a Word document (.docx), for those who go on writing in it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..output import write_bytes
from .content import Block, Briefing, Bullets, Cell, Entry, Heading, Link, Paragraph, Picture, Table

if TYPE_CHECKING:
    from docx.document import Document

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCALES = {"en": "en-GB", "fr": "fr-FR"}
_WIDTH_MM, _HIGHEST_MM = 170.0, 225.0
_NO_HOUR = datetime(1980, 1, 1)
"""The first that a zip archive can hold."""

LONGEST_PROPERTY = 255
"""So many signs may a document's properties have."""


def write_document(path: Path, briefing: Briefing) -> None:
    """Write a briefing as a document, whole or not at all."""
    write_bytes(path, to_document(briefing))


def to_document(briefing: Briefing) -> bytes:
    """Return a briefing as a .docx file: A4, real headings, tables with repeated heads, pictures with descriptions; equal bytes on every run."""
    import docx

    document = docx.Document()
    _set_up(document, briefing)
    document.add_heading(_clean(briefing.title), 0)
    document.add_paragraph(_clean(briefing.subtitle), "Subtitle")
    for section in briefing.sections:
        document.add_heading(_clean(section.title), 1)
        for block in section.blocks:
            _add(document, block)
    _quiet(document.add_paragraph(_clean(briefing.foot)))
    written = io.BytesIO()
    document.save(written)
    return _without_hour(written.getvalue())


def _set_up(document: Document, briefing: Briefing) -> None:
    """Paper, language, and styles in the colours of the maps."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(18)
    known = document.core_properties
    known.title, known.comments = _clean(briefing.title)[:LONGEST_PROPERTY], _clean(briefing.subtitle)[:LONGEST_PROPERTY]
    known.author, known.language = "", briefing.language
    known.created = known.modified = _NO_HOUR
    for name, size in (
        ("Normal", 10),
        ("List Bullet", 10),
        ("Title", 22),
        ("Subtitle", 13),
        ("Heading 1", 16),
        ("Heading 2", 12),
        ("Heading 3", 10),
    ):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x1F, 0x1D, 0x1A)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    normal: Any = document.styles["Normal"]
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _LOCALES.get(briefing.language, briefing.language)})
    normal.element.get_or_add_rPr().append(language)


def _add(document: Document, block: Block) -> None:
    match block:
        case Paragraph(text):
            document.add_paragraph(_clean(text))
        case Heading(text):
            document.add_heading(_clean(text), 2)
        case Bullets(items):
            for item in items:
                document.add_paragraph(_clean(item), "List Bullet")
        case Entry(when, head, text, details):
            document.add_heading(f"{_clean(when)}. {_clean(head)}", 3)
            document.add_paragraph(_clean(text)).paragraph_format.keep_with_next = bool(details)
            for detail in details:
                _quiet(document.add_paragraph(_clean(detail), "List Bullet"))
        case Table():
            _add_table(document, block)
        case Picture():
            _add_picture(document, block)


def _add_picture(document: Document, picture: Picture) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    size = picture.sheet.size
    width = min(_WIDTH_MM, size.width_mm * _HIGHEST_MM / size.height_mm)
    shown = document.add_picture(io.BytesIO(picture.sheet.to_bytes("png")), width=Mm(width))
    about = shown._inline.docPr
    about.set("descr", _clean(picture.alt))
    about.set("title", picture.name)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _quiet(document.add_paragraph(_clean(picture.caption)))


def _add_table(document: Document, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    made = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, _widths(table), strict=True):
        column.width = Mm(width)
    for cell, text in zip(made.rows[0].cells, table.head, strict=True):
        _fill(cell, text, bold=True)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, row in enumerate(table.rows):
        added = made.add_row()
        cells = added.cells
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, content in zip(cells, row, strict=True):
            _fill(cell, content, bold=number in table.bold)
    document.add_paragraph()


def _widths(table: Table) -> list[float]:
    """Return the columns' widths in mm: after the length of what stands in them, within bounds."""
    longest = [
        max(len(cell.text if isinstance(cell, Link) else cell) for cell in column) for column in zip(table.head, *table.rows, strict=True)
    ]
    weights = [min(max(length, 8), 36) for length in longest]
    return [_WIDTH_MM * weight / sum(weights) for weight in weights]


def _fill(cell: Any, content: Cell, *, bold: bool = False) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if isinstance(content, Link):
        _add_link(paragraph, content)
    else:
        paragraph.add_run(_clean(content)).bold = bold
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _add_link(paragraph: Any, link: Link) -> None:
    """A link that Word opens; python-docx reads such, and has no call to make one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(_clean(link.text))
    run.font.size, run.font.underline, run.font.color.rgb = Pt(8.5), True, RGBColor(0x0E, 0x3A, 0x8C)
    element.append(run._r)
    paragraph._p.append(element)


def _quiet(paragraph: Any) -> None:
    from docx.shared import Pt, RGBColor

    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(0x4A, 0x46, 0x3E)


def _clean(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def _without_hour(content: bytes) -> bytes:
    """Return a zip archive with the hour of its files set to the same on every run."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _NO_HOUR.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()

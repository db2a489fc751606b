"""Reading files: plain text, Markdown, HTML, PDF and Word, each by a library made for it, all into one kind of document.

Markdown and Word become HTML first, so that headings, lists and tables are understood in one place (``markup``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from ..errors import BadData, MissingExtra, Problem
from .documents import Document, from_text

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "Markdown", ".markdown": "Markdown", ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML",
    ".pdf": "PDF", ".docx": "Word",
}  # fmt: skip
"""Formats by suffix; a file of any other name is told by how it begins."""

WORD_STYLES = "p[style-name='Title'] => h1:fresh"
"""What the library does not take for a heading by itself."""

UNREAD = {b"\xd0\xcf\x11\xe0": "a Word file of the old kind (.doc)", b"{\\rtf": "an RTF file"}
"""How files begin that writers of articles use and that are not read, and what to call them."""

FRONT = {
    "date": "date",
    "published": "publication_date",
    "publisher": "og:site_name",
    "source": "og:site_name",
    "url": "og:url",
    "link": "og:url",
}
"""What Markdown files say of themselves at their top, and under which names pages do."""
_FRONT = re.compile(r"---[ \t]*\n([\w-]+[ \t]*:.*\n(?:.*\n){0,40}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FRONT_LINE = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:.*$", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:/|www\.", re.IGNORECASE)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|\?xml[^>]*>\s*<(?:!doctype )?html)", re.IGNORECASE | re.DOTALL)


def read_file(path: Path) -> Document:
    """Read a file as a document; see ``documents.read``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadData([Problem(str(path), 0, "", _unread(path, error))]) from None
    return read_bytes(content, str(path))


def _unread(path: Path, error: OSError) -> str:
    if path.is_dir():
        return "is a directory; name the files in it"
    if str(path) == "-":
        return "is no file; save the text in one, and name it"
    if _ADDRESS.match(str(path)):
        return "is an address, and nothing is fetched from the network; save the page, and name the file"
    return f"cannot be read: {error.strerror or error}"


def read_bytes(content: bytes, name: str) -> Document:
    """Read the content of a file as a document; ``name`` says what to call it, and by its suffix what it is.

    Raises BadData, MissingExtra.
    """
    kind = _format(content, name)
    document = _READERS[kind](content, name)
    if not any(True for _ in document.sentences()):
        raise BadData([Problem(name, 0, "", "holds no text")])
    return document


def _format(content: bytes, name: str) -> str:
    unread = next((what for begin, what in UNREAD.items() if content.startswith(begin)), "")
    if content.startswith(b"PK") and b"application/vnd.oasis.opendocument" in content[:200]:
        unread = "an OpenDocument file"
    if unread:
        raise BadData([Problem(name, 0, "", f"is {unread}; save it as .docx, PDF or text")])
    if content.startswith(b"%PDF-"):
        return "PDF"
    if _HTML.match(content[:2000]):
        return "HTML"
    if content.startswith(b"PK") and b"word/" in content:
        return "Word"
    known = SUFFIXES.get(Path(name).suffix.lower(), "text")
    if known in ("PDF", "Word"):
        raise BadData([Problem(name, 0, "", f"is no {known} file, though its name says so")])
    return known


def _plain(content: bytes, name: str) -> Document:
    text, remarks = _decoded(content, name)
    document = from_text(text, Path(name).stem)
    return replace(document, remarks=remarks)


def _markdown(content: bytes, name: str) -> Document:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise MissingExtra("reading Markdown", "reading") from None
    text, remarks = _decoded(content, name)
    head, text = _front_matter(text)
    text = _NOTE_MARK.sub("", _NOTE.sub("", text))
    return _from_html(head + MarkdownIt("commonmark").enable("table").render(text), name, remarks)


def _front_matter(text: str) -> tuple[str, str]:
    """Return what the lines "key: value" at the top of a Markdown file say of it, as the head of a page, and the rest."""
    found = _FRONT.match(text)
    if found is None:
        return "", text
    said = {key.lower(): escape(value.strip().strip("\"'")) for key, value in _FRONT_LINE.findall(found[1])}
    metas = "".join(f'<meta name="{name}" content="{said[key]}">' for key, name in FRONT.items() if said.get(key))
    return f"<head><title>{said.get('title', '')}</title>{metas}</head>", text[found.end() :]


def _html(content: bytes, name: str) -> Document:
    return _from_html(*_read_html(content, name))


def _read_html(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    said = _CHARSET.search(content[:4000])
    text, remarks = _decoded(content, name, said[1].decode("ascii") if said else "")
    return text, name, remarks


def _word(content: bytes, name: str) -> Document:
    try:
        import mammoth
    except ImportError:
        raise MissingExtra("reading Word files", "reading") from None
    try:
        pictures = mammoth.images.img_element(lambda _: {})
        html: str = mammoth.convert_to_html(io.BytesIO(content), convert_image=pictures, style_map=WORD_STYLES).value
    except Exception as error:  # a damaged file can fail anywhere in the library
        raise BadData([Problem(name, 0, "", f"cannot be read as a Word file: {error}")]) from None
    return _from_html(html, name)


def _pdf(content: bytes, name: str) -> Document:
    try:
        import pypdfium2  # noqa: F401 - only asked whether it is there
    except ImportError:
        raise MissingExtra("reading PDF", "reading") from None
    from .pdf import read_pdf

    return read_pdf(content, name)


def _from_html(html: str, name: str, remarks: tuple[str, ...] = ()) -> Document:
    try:
        import lxml  # noqa: F401 - only asked whether it is there
    except ImportError:
        raise MissingExtra("reading HTML, Markdown and Word files", "reading") from None
    from .markup import read_markup

    return read_markup(html, Path(name).stem, remarks)


def _decoded(content: bytes, name: str, encoding: str = "") -> tuple[str, tuple[str, ...]]:
    """Return bytes as text with plain line ends, and what is to be said of it: text that is no UTF-8 is read as the file says, else as Latin-1."""
    remarks: tuple[str, ...] = ()
    text = ""
    marked = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for trial in (marked, encoding, "cp1252", "latin-1"):
        try:
            text = content.decode(trial) if trial else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if trial:
            remarks = (f"{name} is not UTF-8; read as Latin-1",) if trial in ("cp1252", "latin-1") and trial != encoding else ()
            break
    if "\0" in text:
        raise BadData([Problem(name, 0, "", "is no text: it holds zero bytes; text, Markdown, HTML, PDF and Word files (.docx) are read")])
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks


_READERS: dict[str, Callable[[bytes, str], Document]] = {"text": _plain, "Markdown": _markdown, "HTML": _html, "PDF": _pdf, "Word": _word}

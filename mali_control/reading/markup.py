"""HTML as a document: the article without what stands around it, its headings, lists, tables and infobox, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from .datelines import day_in
from .documents import FACT, ITEM, TEXT, Document, Piece, from_pieces

DROPPED = frozenset({
    "script", "style", "nav", "aside", "footer", "form", "noscript", "button", "svg", "iframe", "template", "select", "figure", "head",
    "video", "audio", "object", "math", "dialog", "img", "input", "textarea", "canvas",
})  # fmt: skip
"""Elements that hold none of an article's sentences."""

DROPPED_CLASSES = frozenset({
    "mw-editsection", "reference", "references", "reflist", "navbox", "hatnote", "noprint", "toc", "sidebar", "metadata", "catlinks",
    "mw-jump-link", "mw-empty-elt", "footnotes", "shortdescription", "vertical-navbox", "infobox_v3-bottom", "bandeau-container",
})  # fmt: skip
"""Classes of what Wikipedia, in English and French, and others put around sentences."""

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "header", "hr",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_LINKED_DATA_DAY = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_CHANGED_DAY = re.compile(r'"dateModified"\s*:\s*"([^"]+)"')
_ADDRESS_DAY = re.compile(r"/(20\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")
PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "citation_publication_date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "date",
)  # fmt: skip
"""Names under which pages say when they were published; the surest first."""
_NOTE_MARK = re.compile(r"[(\[]?\d{1,3}[)\]]?(?:\s*,\s*\d{1,3})*|\[[a-z]\]|[*†‡]")
_SITE = re.compile(r"\s+[-–—|]\s+")


def read_markup(html: str, name: str, remarks: tuple[str, ...] = ()) -> Document:
    """Return an HTML page as a document; ``name`` is its title if it gives none."""
    if not html.strip():
        return from_pieces([], name, remarks=remarks)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except ParserError:  # no element at all: nothing but a doctype or comments
        return from_pieces([], name, remarks=remarks)
    title, facts = _about(page)
    root = _article(page)
    walk = _Walk()
    walk.into(root)
    pieces = [*walk.facts, *walk.pieces]
    if pieces and pieces[0].kind == "heading" and pieces[0].level == 1:
        title = pieces[0].text
    pieces = [
        piece for n, piece in enumerate(pieces) if not n or not (piece.kind == "heading" and piece.text == title and piece.level == 1)
    ]
    return from_pieces(pieces, title or name, facts=facts, remarks=remarks)


def _about(page: HtmlElement) -> tuple[str, dict[str, str]]:
    """Return a page's title and what it says of its publisher, day and address."""
    meta = {
        (element.get("property") or element.get("name") or "").lower(): " ".join((element.get("content") or "").split())
        for element in page.iter("meta")
    }
    named = " ".join((page.findtext(".//title") or "").split())
    heads = [words for element in page.iter("h1") if (words := _words(element))]
    heading = heads[0] if len(set(heads)) == 1 else ""  # several are the headings of sections, or one is the site's
    parts = _SITE.split(named)
    site = (
        meta.get("og:site_name") or meta.get("citation_publisher") or (parts[-1] if len(parts) > 1 and heading.startswith(parts[0]) else "")
    )
    url = next((element.get("href") or "" for element in page.iter("link") if element.get("rel") == "canonical"), "") or meta.get(
        "og:url", ""
    )
    published = _published(page, meta) or _in_address(url)
    facts = {
        "publisher": site, "published": published, "dated by": "page" if published else "", "url": url if url.startswith(("http://", "https://")) else "",
    }  # fmt: skip
    return heading or meta.get("og:title", "") or named, {key: value for key, value in facts.items() if value}


def _published(page: HtmlElement, meta: Mapping[str, str]) -> str:
    """Return the day on which a page says that it was published, as YYYY-MM-DD; empty if it does not."""
    wiki = meta.get("generator", "").startswith("MediaWiki")  # there a page is published when it is begun
    said = [meta.get(key, "") for key in PUBLISHED if not wiki]
    for script in page.iter("script"):
        pattern = _CHANGED_DAY if wiki else _LINKED_DATA_DAY
        if script.get("type") == "application/ld+json" and (found := pattern.search(script.text or "")):
            said.append(found[1])
    said += [
        element.get("content") or element.get("datetime") or "" for element in page.iter() if element.get("itemprop") == "datePublished"
    ]
    said += [element.get("datetime") or "" for element in page.iter("time")][:1]
    language = (page.get("lang") or "en")[:2].lower()
    days = (day_in(text.replace("/", "-", 2) if text[:4].isdigit() else text, language) for text in said if text)
    return next((day.isoformat() for day in days if day), "")


def _in_address(url: str) -> str:
    """Return the day that an address holds (.../2023/11/14/...), as YYYY-MM-DD; empty if it does not."""
    found = _ADDRESS_DAY.search(url)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _article(page: HtmlElement) -> HtmlElement:
    """Return the element that holds the article: Wikipedia's, else the longest <article>, else <main>, else the body."""
    for path in ("//*[contains(concat(' ', @class, ' '), ' mw-parser-output ')]", "//article", "//main | //*[@role='main']"):
        found = page.xpath(path)
        if isinstance(found, list) and found:
            longest = max((element for element in found if isinstance(element, HtmlElement)), key=lambda element: len(_words(element)))
            if len(_words(longest)) > 0:
                return longest
    return page.body


def _dropped(element: HtmlElement) -> bool:
    return (
        element.tag in DROPPED
        or not DROPPED_CLASSES.isdisjoint((element.get("class") or "").lower().split())
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") in ("navigation", "note", "complementary", "search", "banner")
        or "display:none" in (element.get("style") or "").replace(" ", "")
    )


def _note_mark(element: HtmlElement) -> bool:
    """Whether an element is the number of a footnote, which nothing parts from the word before it."""
    return element.tag == "sup" and bool(_NOTE_MARK.fullmatch(element.text_content().strip()))


def _words(element: HtmlElement, between: str = "") -> str:
    """Return the words of an element in one line; ``between`` stands where parts of a cell begin."""
    parts: list[str] = []

    def collect(node: HtmlElement) -> None:
        if not isinstance(node.tag, str) or _dropped(node) or _note_mark(node):
            return
        parts.append(between if node.tag in ("br", "li") else " " if node.tag in BLOCKS else "")
        parts.append(node.text or "")
        for child in node:
            collect(child)
            parts.append(child.tail or "")

    collect(element)
    words = " ".join("".join(parts).split())
    return re.sub(r"(?:\s*,\s*)+", ", ", words).strip(" ,") if between else words


@dataclass
class _Walk:
    """Goes through an article in order and gathers its pieces."""

    pieces: list[Piece] = field(default_factory=list)
    facts: list[Piece] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _kind: str = TEXT

    def into(self, element: HtmlElement) -> None:
        """Gather what an element holds."""
        if not isinstance(element.tag, str) or _dropped(element) or _note_mark(element):
            return
        if element.tag in HEADINGS:
            self._end()
            if words := _words(element):
                self.pieces.append(Piece("heading", words, HEADINGS[element.tag]))
        elif element.tag == "table":
            self._end()
            self._table(element)
        elif element.tag == "br":
            following = element.getnext()
            self._open.append(" ")
            if following is not None and following.tag == "br" and not (element.tail or "").strip():
                self._end()  # two of them part paragraphs
        else:
            self._content(element)

    def _content(self, element: HtmlElement) -> None:
        block = element.tag in BLOCKS
        before = self._kind
        if block:
            self._end()
            self._kind = ITEM if element.tag in ("li", "dd") else TEXT if element.tag in ("p", "div") and before != ITEM else before
        self._open.append(element.text or "")
        for child in element:
            self.into(child)
            self._open.append(child.tail or "")
        if block:
            self._end()
            self._kind = before

    def _table(self, table: HtmlElement) -> None:
        """An infobox gives facts, any other table an item for each row, labelled with the headings of its cells."""
        if "infobox" not in (table.get("class") or "").lower():
            heads: list[str] = []
            for row in table.iter("tr"):
                cells = [_words(cell, ", ") for cell in row.iter("td", "th")]
                if row.find("td") is None:
                    heads = cells
                elif any(cells):
                    named = [head for head, cell in zip(heads, cells, strict=True) if cell] if len(heads) == len(cells) else []
                    self.pieces.append(Piece(ITEM, "; ".join(filter(None, cells)), label="; ".join(named) if all(named) else ""))
            return
        label = ""
        for row in table.iter("tr"):
            heads = [words for cell in row.findall("th") if (words := _words(cell))]
            cells = [words for cell in row.findall("td") if (words := _words(cell, ", "))]
            label = heads[0] if heads else label
            for number, words in enumerate(cells, start=1):
                if label:
                    self.facts.append(Piece(FACT, words, label=f"{label}{number}" if len(cells) > 1 else label))

    def _end(self) -> None:
        words = " ".join("".join(self._open).split())
        self._open.clear()
        if words:
            self.pieces.append(Piece(self._kind, words))

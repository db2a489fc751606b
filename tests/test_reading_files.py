"""The same article in every format comes out as the same sections and sentences."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from mali_control.errors import BadData, MissingExtra
from mali_control.reading import documents, files

SECTIONS = [
    ("Lead", ["The Front took Millbridge on 3 March 2024.", "Both sides say so."]),
    ("Background", ["The army had held the town since 1999.", "March 2: the bridge is blown up.", "March 3: the army leaves."]),
]
"""What the article says, whatever file it comes in."""


def said(document: documents.Document) -> list[tuple[str, list[str]]]:
    return [
        (section.title, [document.text[s.start : s.end] for p in section.paragraphs for s in p.sentences]) for section in document.sections
    ]


MARKDOWN = """\
# Battle of Millbridge

The **Front** took [Millbridge](https://example.org) on
3 March 2024. Both sides say so.

## Background

The army had held the town since 1999.

- March 2: the bridge is blown up.
- March 3: the army leaves.
"""

HTML = """\
<!DOCTYPE html><html lang="en"><head><title>Battle of Millbridge - Low County Herald</title>
<meta property="article:published_time" content="2024-03-05T08:00:00Z"><link rel="canonical" href="https://example.org/battle">
<style>p {}</style></head><body><header><nav>Home</nav></header><h1>Battle of Millbridge</h1><main>
<p>The <b>Front</b> took <a href="#">Millbridge</a> on 3&nbsp;March 2024.<sup class="reference">[1]</sup> Both sides say so.</p>
<h2>Background <span class="mw-editsection">[edit]</span></h2><div>The army had held the town since 1999.</div>
<ul><li>March 2: the bridge is blown up.</li><li>March 3: the army leaves.</li></ul>
<script>alert("never read")</script><aside>Read also</aside></main><footer>Copyright</footer></body></html>
"""


def word(paragraphs: list[tuple[str, str]]) -> bytes:
    """A Word file as small as it may be, of (style, text)."""
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>' for style, text in paragraphs)
    names = {"Title": "Title", "Heading1": "heading 1", "Heading2": "heading 2", "Normal": "Normal", "ListParagraph": "List Paragraph"}
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/></w:style>' for i, name in names.items())
    main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{kind}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/styles" '
        'Target="styles.xml"/></Relationships>',
        "word/document.xml": f"<w:document {main}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {main}>{styles}</w:styles>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return packed.getvalue()


def pdf(pages: list[list[tuple[int, int, str]]]) -> bytes:
    """A PDF as small as it may be: for each page lines of (height, size of letters, text)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for lines in pages:
        drawn = "BT " + " ".join(f"/F1 {size} Tf 1 0 0 1 72 {height} Tm ({text}) Tj" for height, size, text in lines) + " ET"
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream".encode())
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    written = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return written + end % (len(objects) + 1, table, len(objects) + 1, len(written))


PDF = pdf([
    [(800, 9, "Low County Herald"), (750, 20, "Battle of Millbridge"), (700, 11, "The Front took Millbridge on 3 March"),
     (686, 11, "2024. Both sides say so."), (640, 15, "Background"), (600, 11, "The army had held the"), (40, 9, "Page 1 of 2")],
    [(800, 9, "Low County Herald"), (750, 11, "town since 1999."), (720, 11, "\\225 March 2: the bridge is blown up."),
     (706, 11, "\\225 March 3: the army lea-"), (692, 11, "ves."), (40, 9, "Page 2 of 2")],
])  # fmt: skip

WORD = word([
    ("Heading1", "Battle of Millbridge"), ("Normal", "The Front took Millbridge on 3 March 2024. Both sides say so."), ("Heading2", "Background"),
    ("Normal", "The army had held the town since 1999."), ("ListParagraph", "March 2: the bridge is blown up."),
    ("ListParagraph", "March 3: the army leaves."),
])  # fmt: skip


def test_what_a_markdown_file_says_of_itself_and_its_footnotes_are_no_sentences():
    front = '---\ntitle: "Battle & after"\ndate: 2024-03-05\nsource: Herald\ntags:\n  - war\n---\n\n'
    text = f"{front}The Front took Millbridge on 3 March 2024[^1].\n\n<!-- not yet -->\n[^1]: By its own account.\n"
    document = files.read_bytes(text.encode(), "a.md")
    assert (document.title, document.facts["published"], document.facts["publisher"]) == ("Battle & after", "2024-03-05", "Herald")
    assert said(document) == [("Article", ["The Front took Millbridge on 3 March 2024."])]
    rule = files.read_bytes(b"---\n\nThe Front took it.\n\n---\n", "a.md")
    assert said(rule) == [("Article", ["The Front took it."])]


def test_numbers_of_footnotes_are_parted_from_words_and_ordinals_are_not():
    html = "<!doctype html><p>It fell on 1<sup>er</sup> March<sup>2</sup>, they say<sup>[a]</sup>. The 2<sup>e</sup> company left<sup>3, 4</sup>."
    assert said(files.read_bytes(html.encode(), "a.html")) == [("Article", ["It fell on 1er March, they say.", "The 2e company left."])]


def test_a_word_files_title_is_its_title_and_its_first_chapter_is_not():
    content = word(
        [("Title", "Report"), ("Heading1", "1. North"), ("Normal", "It fell."), ("Heading1", "2. South"), ("Normal", "It held.")]
    )
    document = files.read_bytes(content, "a.docx")
    assert (document.title, said(document)) == ("Report", [("1. North", ["It fell."]), ("2. South", ["It held."])])
    content = word(
        [("Normal", "A report."), ("Heading1", "1. North"), ("Normal", "It fell."), ("Heading1", "2. South"), ("Normal", "It held.")]
    )
    document = files.read_bytes(content, "a.docx")
    assert (document.title, [title for title, _ in said(document)]) == ("a", ["Lead", "1. North", "2. South"])


@pytest.mark.parametrize(
    ("content", "name"),
    [(MARKDOWN.encode(), "a.md"), (HTML.encode(), "a.html"), (HTML.encode(), "saved"), (PDF, "a.pdf"), (PDF, "-"), (WORD, "a.docx")],
)
def test_every_format_gives_the_same_document(content, name):
    document = files.read_bytes(content, name)
    assert document.title == "Battle of Millbridge"
    assert said(document) == SECTIONS


def test_a_page_says_who_published_it_when_and_where():
    assert files.read_bytes(HTML.encode(), "a.html").facts == {
        "publisher": "Low County Herald", "published": "2024-03-05", "dated by": "page", "url": "https://example.org/battle",
    }  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="date" content="2024-03-05">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05T08:00:00+00:00"}</script>',
        '<time datetime="2024-03-05">5 March</time>',
        '<meta name="date" content="yesterday"><time datetime="2024-03-05T23:30:00-05:00">5 March</time>',
    ],
)
def test_pages_say_their_day_in_several_ways(said):
    assert files.read_bytes(f"<html><body>{said}<p>Text.</p></body></html>".encode(), "a.html").facts["published"] == "2024-03-05"


def test_an_infobox_of_a_page_comes_first_and_the_rows_of_other_tables_are_items():
    html = (
        "<h1>Battle</h1><p>It was short.</p><table class='infobox vcard'><tr><th colspan=2>Battle</th></tr><tr><th>Date</th><td>3 March"
        "</td></tr><tr><th colspan=2>Belligerents</th></tr><tr><td>Army</td><td><ul><li>Front</li><li>League</li></ul></td></tr></table>"
        "<h2>Days</h2><table><tr><th>Day</th><th>What</th></tr><tr><td>3 March</td><td>taken</td></tr></table>"
    )
    document = files.read_bytes(html.encode(), "a.html")
    box, lead, days = document.sections
    assert [(p.label, document.text[p.start : p.end]) for p in box.paragraphs] == [
        ("Date", "3 March"), ("Belligerents1", "Army"), ("Belligerents2", "Front, League"),
    ]  # fmt: skip
    assert (box.title, lead.title, [(p.kind, document.text[p.start : p.end]) for p in days.paragraphs]) == (
        "Infobox", "Lead", [("item", "3 March; taken")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"|Town|Day|Held by|\n|---|---|---|\n|Kidal|3 March|army|\n|Ber||CSP|\n", "a.md"),
        (b"It was so.\n\n| Town | Day | Held by |\n|---|---|---|\n| Kidal | 3 March | army |\n| Ber | | CSP |\n", "a.txt"),
        (b"<table><tr><th>Town<th>Day<th>Held by<tr><th>Kidal<td>3 March<td>army<tr><td>Ber<td><td>CSP</table>", "a.html"),
    ],
)
def test_a_row_of_a_table_has_the_headings_of_its_cells(content, name):
    paragraphs = [p for _, p, _ in files.read_bytes(content, name).sentences() if p.kind == "item"]
    assert [p.label for p in paragraphs] == ["Town; Day; Held by", "Town; Held by"]


def test_text_that_is_no_utf_8_is_read_as_latin_1_and_that_is_said():
    document = files.read_bytes("L'armée a repris Ménaka.\r\nElle y est.".encode("latin-1"), "a.txt")
    assert document.text == "L'armée a repris Ménaka.\nElle y est."
    assert document.remarks == ("a.txt is not UTF-8; read as Latin-1",)
    assert files.read_bytes("Ménaka est prise.".encode("utf-8-sig"), "a.txt").remarks == ()


def test_a_page_in_the_encoding_that_it_names_needs_no_remark():
    wide = files.read_bytes("It fell.\n".encode("utf-16"), "a.txt")
    assert (said(wide)[0][1], wide.remarks) == (["It fell."], ())
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>L'armée a repris Ménaka.</p></body></html>".encode("latin-1")
    document = files.read_bytes(page, "a.html")
    assert (said(document)[0][1], document.remarks) == (["L'armée a repris Ménaka."], ())


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.txt", "holds no text"),
        (b"<html><body><script>1</script></body></html>", "a.html", "holds no text"),
        (b"<!DOCTYPE html>", "a.html", "holds no text"),
        (b"<!-- nothing -->", "a.html", "holds no text"),
        (b"a\0b", "a.txt", "zero bytes"),
        (b"{\\rtf1 It fell.}", "a.rtf", "is an RTF file; save it as .docx, PDF or text"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "a.odt", "is an OpenDocument file; save it"),
        (pdf([[]]), "scan.pdf", "holds no text on its page, at most pictures of text"),
        (b"%PDF-1.4 broken", "a.pdf", "cannot be read as PDF"),
        (b"plain", "a.pdf", "is no PDF file"),
        (b"plain", "a.docx", "is no Word file"),
        (b"PK\x03\x04 word/ broken", "a.docx", "cannot be read as a Word file"),
        (b"\xd0\xcf\x11\xe0...", "a.doc", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(content, name, message):
    with pytest.raises(BadData, match=message) as caught:
        files.read_bytes(content, name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.txt", "cannot be read"),
        ("folder", "is a directory; name the files in it"),
        ("-", "is no file"),
        ("https://example.org/a.html", "is an address, and nothing is fetched"),
    ],
)
def test_what_is_no_file_is_told_so(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadData, match=message):
        documents.read(Path(name))


def test_paragraphs_of_a_short_pdf_are_told_apart_by_the_gaps_between_them():
    lines = [
        (700, 11, "Published: 3 March 2024"),
        (672, 11, "The Front took Millbridge on"),
        (658, 11, "Sunday. It fell."),
        (630, 11, "No more is"),
    ]
    document = files.read_bytes(pdf([[*lines, (602, 11, "told here")]]), "a.pdf")
    assert document.facts["published"] == "2024-03-03"
    assert said(document)[0][1][0] == "The Front took Millbridge on Sunday."


@pytest.mark.parametrize(
    ("library", "content", "name"),
    [("lxml", HTML, "a.html"), ("markdown_it", MARKDOWN, "a.md"), ("mammoth", WORD, "a.docx"), ("pypdfium2", PDF, "a.pdf")],
)
def test_a_missing_library_is_named_with_its_remedy(monkeypatch, library, content, name):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingExtra, match=r"mali-control\[reading\]"):
        files.read_bytes(content if isinstance(content, bytes) else content.encode(), name)

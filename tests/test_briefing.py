"""Reports on a span of days: what they tell is in the data, whatever they are written to."""

# ruff: noqa: F811
from __future__ import annotations

import csv
import io
import re
import string
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from test_browser import chromium, until, visit  # noqa: F401 - fixtures
from test_cli import run

import mali_control
from mali_control import BadDate, BadOutput, MissingExtra
from mali_control.briefing.content import Bullets, Entry, Table
from mali_control.briefing.html import to_html
from mali_control.briefing.markdown import plain, to_markdown
from mali_control.briefing.words import ENGLISH, FRENCH
from mali_control.dates import long_date

SPAN = "2023-10-01", "2023-12-31"
NASTY = 'Aïn <script>x</script> {{7*7}} {% bogus %} | `*_[a](b)_*` \\ "O\'Neil" &'


@pytest.fixture(scope="module")
def briefing(atlas):
    return atlas.report(*SPAN)


@pytest.fixture(scope="module")
def page(briefing):
    return to_html(briefing)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """A war in one town whose name, notes and source hold every sign that some format takes for its own."""
    home = tmp_path_factory.mktemp("nasty")

    def write(name, *rows):
        with (home / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    write("places.csv", ["id", "name", "kind", "lat", "lon"], ["a", NASTY, "town", 15.5, -1.25])
    write("sources.csv", ["id", "title", "publisher", "url"], ["s", NASTY, "P", "javascript:alert(1)"])
    write(
        "reports.csv", ["id", "place", "kind", "by", "date", "source", "section", "standing", "note"],
        ["r1", "a", "holds", "mali", "2023-01-01", "s", NASTY, "stated", NASTY],
        ["r2", "a", "captures", "jnim", "[2023-02-01..2023-02-03]", "s", "1. x", "stated", NASTY],
    )  # fmt: skip
    return mali_control.load(home).report("2023-01-01", "2023-03-01")


def section(briefing, name):
    return next(section for section in briefing.sections if section.id == name)


def of_kind(briefing, name, kind):
    return [block for block in section(briefing, name).blocks if isinstance(block, kind)]


def told_changes(atlas):
    """The changes of the span but for those of whole regions and cercles."""
    return [c for c in atlas.list_changes(*SPAN) if not atlas.gazetteer[c.place].is_area or atlas.gazetteer[c.place].kind == "valley"]


def test_every_change_is_told_once_with_what_it_rests_on(atlas, briefing):
    changes = told_changes(atlas)
    entries = of_kind(briefing, "changes", Entry)
    assert len(changes) > 20
    for change in changes:
        name, day = atlas.gazetteer[change.place].name, long_date(change.day)
        ids = {report.id for report in change.after.reports}
        cited = [re.findall(r"\[([a-z]+-\d+)\]", " ".join(e.details)) for e in entries if e.when == day and name in e.head and e.details]
        assert any(set(found) <= ids and found for found in cited), f"{name} on {day}"
    assert all("section “" in entry.details[0] for entry in entries)


def test_what_one_report_says_of_many_places_is_told_once(atlas):
    told = of_kind(atlas.report("2023-05-01", "2023-05-31", regions=["Ménaka"]), "changes", Entry)
    (entry,) = [entry for entry in told if "Aghazrahgen" in entry.head]
    assert "Akabar" in entry.head
    assert entry.head.endswith("(Ménaka Region)")


def test_the_fall_of_kidal_as_it_is_told(briefing):
    (entry,) = [e for e in of_kind(briefing, "changes", Entry) if e.head == "Kidal (town, Kidal Region)" and "November" in e.when]
    assert entry.when == "14 November 2023"
    assert entry.text == "Held jointly by Mali and Wagner; before: held by CSP. Evidence: strong (0.97 of 1)."
    points = " ".join(of_kind(briefing, "key", Bullets)[0].items)
    assert (
        "Kidal (town): held by CSP on 1 October 2023; on 31 December 2023 held jointly by Mali and Wagner since 14 November 2023, "
        "under siege by CSP." in points
    )


def test_a_day_in_doubt_is_told_as_such(briefing):
    (entry,) = [e for e in of_kind(briefing, "changes", Entry) if e.head == "Tessalit (town, Kidal Region)" and e.when.startswith("13")]
    assert "Day uncertain: between 12 October 2023 and 14 October 2023." in entry.text


def test_the_figures_of_the_key_points_are_those_of_the_data(atlas, briefing):
    points = of_kind(briefing, "key", Bullets)[0].items
    first, last = (atlas.at(day) for day in SPAN)
    kinds = {
        "town",
        "village",
        "valley",
        "mountains",
        "forest",
        "desert",
        "base",
        "camp",
        "airport",
        "mine",
        "bridge",
        "post",
        "checkpoint",
        "site",
    }

    def held(frame, faction):
        return sum(faction in row.controllers for row in frame[frame.kind.isin(kinds) & (frame.status == "controlled")].itertuples())

    (net,) = [point for point in points if point.startswith("Places held")]
    assert f"CSP {held(first, 'csp')} → {held(last, 'csp')};" in net
    assert f"Mali {held(first, 'mali')} → {held(last, 'mali')};" in net
    (counted,) = [point for point in points if point.startswith("From 1 October")]
    total, *sorts = (int(n) for n in re.findall(r"(\d+) (?:changes|from one|the first|after which|of a siege)", counted))
    assert total == sum(sorts) == len(told_changes(atlas))
    besieged = last[(last.besieged_by.str.len() > 0) & last.kind.isin(kinds)]
    (siege,) = [point for point in points if point.startswith("Under siege")]
    assert all(name in siege for name in besieged.name)


def test_the_tables_say_who_held_what_on_both_days(atlas, briefing):
    rows = {row[0]: row for table in of_kind(briefing, "states", Table) for row in table.rows}
    bold = {table.rows[n][0] for table in of_kind(briefing, "states", Table) for n in table.bold}
    assert rows["Kidal"][2:4] == ("held by CSP", "held jointly by Mali and Wagner, under siege by CSP")
    assert "Kidal" in bold
    assert "Abeïbara" in rows
    assert "Abeïbara" not in bold
    for name, _, before, after, _ in rows.values():
        for day, told in zip(SPAN, (before, after), strict=True):
            places = [p for p in atlas.gazetteer.values() if p.name == name and (not p.is_area or p.kind in ("valley", "mountains"))]
            assert any((atlas.state(place, day).status == "unknown") == told.startswith("not known") for place in places)


def test_disputes_name_both_sides_and_the_rule(briefing):
    (entry,) = of_kind(briefing, "disputes", Entry)
    assert [detail.split(":")[0] for detail in entry.details] == ["Decided by", "Says otherwise", "Rule"]
    (sieges,) = of_kind(briefing, "sieges", Table)
    menaka = next(row for row in sieges.rows if row[0] == "Ménaka")
    assert menaka[1:5] == ("Mali and MSA", "CSP and ISSP", "between 10 April 2023 and 31 May 2023", "goes on")


def test_sources_lead_to_the_texts(briefing):
    (table,) = of_kind(briefing, "sources", Table)
    assert table.rows[0][0] == ("Kidal offensive", "https://en.wikipedia.org/wiki/Kidal_offensive")
    assert all(row[3] for row in table.rows), "a source without its terms"


def test_a_region_a_grouping_and_a_day_of_knowledge_narrow_it(atlas):
    narrow = atlas.known_by("2023-11-10").by("bloc").report(*SPAN, regions=["Kidal"])
    assert narrow.title == "Control of towns in Kidal Region"
    assert narrow.subtitle == "1 October 2023 to 31 December 2023 (as known on 10 November 2023)"
    assert {entry.head.rpartition(", ")[2] for entry in of_kind(narrow, "changes", Entry)} == {"Kidal Region)"}
    kidal = next(row for table in of_kind(narrow, "states", Table) for row in table.rows if row[0] == "Kidal")
    assert kidal[3] == "held by Azawad movements"


def test_a_span_without_news_says_so(atlas):
    quiet = atlas.report("2013-12-24", "2013-12-25", regions=["Kayes"])
    assert section(quiet, "changes").blocks[0].text == "None."
    assert section(quiet, "sieges").blocks[0].text == "No siege is reported in this span."
    assert [picture.name for picture in quiet.pictures()] == ["start", "end"]


def test_the_page_is_whole_and_needs_nothing_else(briefing, page):
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "default-src 'none'" in page
    assert page.count("data:image/") == 6  # each once more for phones
    assert not re.findall(r'(?:src|href)="(?!data:|#|https://)', page)
    assert "<script" not in page
    assert to_html(briefing) == page
    assert len(page) < 3_000_000


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_nothing_has_to_be_moved_sideways(visit, page, size):
    opened = visit(page, size, ready="document.images.length > 0")
    until(opened, "[...document.images].every((image) => image.complete && image.naturalWidth)")
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.evaluate("[...document.querySelectorAll('.wide')].every((box) => box.scrollWidth <= box.clientWidth)")
    drawn = opened.evaluate("[...document.images].slice(0, 2).map((image) => image.naturalWidth / image.clientWidth)")
    assert all(dots >= 0.9 for dots in drawn)
    tall = opened.evaluate("[...document.images].map((image) => image.clientHeight > image.clientWidth * 1.6)")
    assert tall[:2] == [size == "phone"] * 2  # a picture of its own for phones
    cell = opened.locator("td:not(:empty)").first
    assert cell.evaluate("(cell) => getComputedStyle(cell, '::before').content !== 'none'") == (size == "phone")
    assert opened.get_by_role("cell").count() > 50  # a table still, for those who do not see it


def test_headings_skip_no_level(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_the_data_hold_stays_text(nasty):
    html = to_html(nasty)
    assert "<script" not in html
    assert "javascript:" not in html
    assert "{{7*7}}" in html
    text = to_markdown(nasty, "x_files")
    assert plain(NASTY) in text
    assert NASTY not in text
    assert plain("1. x - y") == r"1\. x - y"
    assert plain("- a | b") == r"\- a \| b"


def test_a_word_document_is_read_back(tmp_path, atlas, briefing):
    docx = pytest.importorskip("docx")
    from mali_control.briefing.document import to_document

    content = to_document(briefing)
    assert to_document(briefing) == content
    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.title == "Control of towns in Mali"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.title for section in briefing.sections]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [picture.alt for picture in briefing.pictures()]
    assert document.tables[0].rows[0].cells[0].text == "Place"
    links = [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert "https://en.wikipedia.org/wiki/Kidal_offensive" in links


def test_a_word_document_takes_any_text(nasty):
    pytest.importorskip("docx")
    from mali_control.briefing.document import to_document

    assert to_document(nasty).startswith(b"PK")
    assert to_document(replace(nasty, title="Many regions, " * 30)).startswith(b"PK")


def test_markdown_has_its_pictures_beside_it(tmp_path, nasty, briefing):
    from mali_control.briefing.files import write_briefing

    write_briefing(tmp_path / "a.md", briefing)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "a_files", "chart.png", "end.png", "start.png"]
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "](a_files/start.png)" in text
    assert "\n## Where sources disagree\n" in text


def test_languages_have_the_same_words_and_gaps():
    def gaps(value):
        if isinstance(value, str):
            return sorted({name for _, name, _, _ in string.Formatter().parse(value) if name})
        values = value.items() if isinstance(value, dict) else enumerate(value)
        return {key: gaps(part) for key, part in values} if not isinstance(value, int) else None

    assert {key: gaps(value) for key, value in ENGLISH.items()} == {key: gaps(value) for key, value in FRENCH.items()}


def test_it_is_told_in_french(atlas):
    told = atlas.report("2023-11-10", "2023-11-20", regions=["Kidal"], lang="fr")
    assert to_html(replace(told, sections=())).startswith('<!DOCTYPE html>\n<html lang="fr">')  # without its pictures
    assert told.title.replace("\u00a0", " ") == "Contrôle des localités : Région de Kidal"
    (entry,) = [e for e in of_kind(told, "changes", Entry) if e.head.startswith("Kidal (")]
    assert entry.text.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Tenu conjointement par le Mali et Wagner ; auparavant : tenu par le CSP. Indices : solides (0,97 sur 1)."
    )
    assert entry.when.replace("\u00a0", " ") == "14 novembre 2023"


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ((*SPAN, "x.pdf"), BadOutput, "ends in .html, .docx, .md"),
        ((*SPAN, "no/such/folder/x.html"), BadOutput, "not a directory"),
        (("2023-12-31", "2023-10-01"), BadDate, "before it begins"),
        (("1999-01-01", "2023-10-01"), BadDate, "before the time line"),
    ],
)
def test_what_cannot_be_is_said(atlas, arguments, error, says):
    with pytest.raises(error, match=says):
        atlas.report(*arguments)


def test_a_missing_library_is_named(monkeypatch, atlas, tmp_path):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"mali-control\[reports\]"):
        atlas.report(*SPAN, tmp_path / "x.docx")


def test_the_command_writes_it(tmp_path):
    done = run("report", "--from", "2023-11-01", "--to", "2023-11-30", "--region", "Kidal", "-o", "r.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("wrote r.html (")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
    assert "Kidal offensive, Wikipedia, section" in (tmp_path / "r.html").read_text(encoding="utf-8")

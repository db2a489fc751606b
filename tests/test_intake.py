"""From an article to the map: extract, review, accept. The article is tests/data/article.md."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from test_cli import SAID, run

import mali_control
from makers import report
from mali_control import intake
from mali_control.dates import parse_date
from mali_control.errors import BadData, BadOutput, UnknownName
from mali_control.reading.documents import from_text
from mali_control.reading.drafts import Draft, Extract, read_drafts, source_of, write_drafts
from mali_control.reading.known import by_place, same_source, told_already
from mali_control.reading.merging import Choice
from mali_control.reading.rows import Rows
from mali_control.sources import Source

ARTICLE = Path(__file__).parent / "data" / "article.md"
EVERYTHING = Choice(everything=True)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def drafts(tmp_path) -> Path:
    """A directory of three drafts, as `extract` writes it: two of the invented article, and one that the shipped reports tell already."""
    folder = tmp_path / "new"
    folder.mkdir()
    source = Source("week", "A week in the north", "Herald")
    told = [
        report("ber captures fla 2031-03-03", id="week-001", source="week", note="Ber falls"),
        report("kidal captures fla 2031-03-10", id="week-002", source="week", note="Kidal falls"),
        report("kidal captures mali;wagner 2023-11-14", id="week-003", source="week", note="Kidal falls before"),
    ]
    made = tuple(Draft(r, 10 * n, 10 * n + 5, "capture", 0.9 - n / 10) for n, r in enumerate(told))
    write_drafts(folder, [Extract(from_text("Text.", "A week in the north"), source, made)])
    return folder


# The whole loop


def test_from_an_article_to_the_map_in_three_commands(tmp_path):
    done = run("extract", str(ARTICLE), "-o", "new", "--published", "2031-03-12", "--publisher", "Herald", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 name that the gazetteer lacks: Tinfoobar" in done.stderr
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["reports.csv", "review.html", "sources.csv"]
    text = mali_control.reading.documents.read(ARTICLE).text
    found = {
        (r["place"], r["kind"], r["by"], r["date"]): text[int(r["span_start"]) : int(r["span_end"])]
        for r in rows(tmp_path / "new/reports.csv")
    }
    assert found["ber", "captures", "fla", "2031-03-03"] == "On 3 March 2031, the FLA captured Ber."
    assert ("kidal", "captures", "fla", "2031-03-10") in found
    assert not [key for key in found if key[0] == "kidal" and "mali" in key[2] and key[1] == "captures"]  # a threat is no capture

    done = run("accept", "new", "--all", "--into", "my-data", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert run("check", "my-data", cwd=tmp_path).stdout.startswith("sound:")
    status = run("--data", "my-data", "status", "--date", "2031-03-20", "--place", "Kidal", cwd=tmp_path).stdout
    assert status.startswith("Kidal on 20 March 2031: held by FLA since 10 March 2031")
    assert "A week in the north, Herald, section “Kidal”" in status
    assert "held by FLA" not in run("status", "--date", "2031-03-20", "--place", "Kidal").stdout  # nothing else was touched


def test_a_directory_of_drafts_is_a_data_directory(drafts):
    atlas = mali_control.load(drafts)
    assert atlas.state("Ber", "2031-03-04").controllers == ("fla",)
    assert run("check", str(drafts)).returncode == 0


def test_python_gives_objects_and_a_table(atlas):
    extract = atlas.extract(ARTICLE, published="2031-03-12")
    assert (extract.source.id, extract.source.published.text) == ("a-week-in-the-north", "2031-03-12")
    assert [m.text for m in extract.unknown] == ["Tinfoobar"]
    frame = atlas.proposals(extract)
    assert list(frame.columns) == list(mali_control.frames.DRAFT_COLUMNS)
    ber = frame[frame.place == "ber"].iloc[0]
    assert (ber["name"], ber.kind, ber.by, ber.date, ber.status) == ("Ber", "captures", ("fla",), "2031-03-03", "proposed")
    assert ber.earliest == ber.latest
    assert atlas.extract(ARTICLE, min_confidence=1.0).drafts == ()


def test_a_title_is_for_one_text_and_nothing_is_overwritten(tmp_path):
    two = run("extract", str(ARTICLE), str(ARTICLE), "-o", "new", "--title", "Both", cwd=tmp_path)
    assert (two.returncode, two.stderr) == (2, f"{SAID}--title: cannot be true of 2 texts; read them one by one\n")
    (tmp_path / "longer.md").write_text(ARTICLE.read_text(encoding="utf-8") + "\nThat was all.\n", encoding="utf-8")
    assert run("extract", str(ARTICLE), "longer.md", "-o", "new", cwd=tmp_path).returncode == 0
    assert [row["id"] for row in rows(tmp_path / "new/sources.csv")] == ["a-week-in-the-north", "a-week-in-the-north-2"]
    again = run("extract", str(ARTICLE), "-o", "new", cwd=tmp_path)
    assert (again.returncode, "holds sources.csv already" in again.stderr) == (2, True)


@pytest.mark.parametrize("arguments", [["nothing.txt"], ["nothing.txt", "--date", "soon"], ["article.txt", "--published", "soon"]])
def test_what_fails_leaves_nothing_behind(tmp_path, arguments):
    (tmp_path / "article.txt").write_text("The FLA captured Ber on 3 March 2031.", encoding="utf-8")
    done = run("extract", *arguments, "-o", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(SAID)
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


def test_the_documentation_shows_what_happens(tmp_path):
    page = (Path(__file__).parent.parent / "docs" / "reading.md").read_text(encoding="utf-8")
    shutil.copy(ARTICLE, tmp_path)
    for command, output in re.findall(r"```text\n\$ mali-control ([^\n]*)\n(.*?)```", page, re.DOTALL):
        done = run(*shlex.split(command), cwd=tmp_path)
        # how many and how sure changes with the rules and the data
        assert re.sub(r"\d+", "#", done.stdout + done.stderr) == re.sub(r"\d+", "#", output)


# Accepting


def test_accepted_reports_are_added_and_all_else_stays_byte_for_byte(drafts, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    own = '# my own reports\r\nid,kind,place,date,by,source,section,standing,note,colour\r\nx1,holds,gao,2030-01-01,mali,mali_war,Here,stated,"a, b",red\r\n# end'
    (mine / "reports.csv").write_bytes(b"\xef\xbb\xbf" + own.encode())
    done = intake.accept(drafts, mine, Choice(("week-001",)))
    assert (done.merged.added, done.merged.known, done.reports) == ({"week-001": "week-001"}, {}, 2)
    assert (mine / "reports.csv").read_bytes() == (
        b"\xef\xbb\xbf" + own.encode() + b"\r\nweek-001,captures,ber,2031-03-03,fla,week,Section,stated,Ber falls,\r\n"
    )
    assert rows(mine / "sources.csv")[-1]["title"] == "A week in the north"
    assert mali_control.load(mine).state("Ber", "2031-03-04").controllers == ("fla",)


def test_accepting_twice_changes_nothing(drafts, tmp_path):
    mine = tmp_path / "mine"
    intake.accept(drafts, mine, EVERYTHING)
    before = {path: path.read_bytes() for folder in (mine, drafts) for path in folder.iterdir()}
    again = intake.accept(drafts, mine, EVERYTHING)
    retold = intake.accept(drafts, mine, Choice(("week-001", "week-002")), retold=True)
    assert (again.merged.added, retold.merged.added) == ({}, {})
    assert {path: path.read_bytes() for folder in (mine, drafts) for path in folder.iterdir()} == before


def test_what_is_known_already_is_said_and_merged_only_when_asked(drafts, tmp_path, atlas):
    mine = tmp_path / "mine"
    done = intake.accept(drafts, mine, EVERYTHING)
    assert (list(done.merged.added), list(done.merged.known), done.began) == (["week-001", "week-002"], ["week-003"], "the shipped data")
    same = next(r for r in atlas.reports if r.id == done.merged.known["week-003"])
    assert (same.place, same.kind) == ("kidal", "captures")
    assert {row["id"]: (row["status"], row["same_as"]) for row in rows(drafts / "reports.csv")} == {
        "week-001": ("accepted", ""), "week-002": ("accepted", ""), "week-003": ("known", same.id),
    }  # fmt: skip
    assert intake.accept(drafts, mine, Choice(("week-003",)), retold=True).merged.added == {"week-003": "week-003"}


def test_what_one_text_tells_twice_is_one_report(atlas, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text(
        "A day in the north\n\nThe FLA captured Ber in March 2031. It rained.\n\nOn 3 March 2031 the FLA captured Ber, and JNIM captured Dioura.\n",
        encoding="utf-8",
    )
    drafts, mine = tmp_path / "new", tmp_path / "mine"
    drafts.mkdir()
    extract = atlas.extract(text)
    told = {(d.report.place, d.report.date.text): d for d in extract.drafts}
    assert told["ber", "2031-03"].repeats == told["ber", "2031-03-03"].id
    assert [d.repeats for d in extract.drafts].count("") == len(extract.drafts) - 1
    write_drafts(drafts, [extract])
    done = intake.accept(drafts, mine, EVERYTHING)
    assert done.merged.known == {told["ber", "2031-03"].id: told["ber", "2031-03-03"].id}
    assert {row["status"] for row in rows(drafts / "reports.csv")} == {"accepted", "known"}


def test_where_one_file_cannot_be_written_none_is_changed(drafts, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    intake.accept(drafts, mine, Choice(("week-001",)))
    before = {path: path.read_bytes() for folder in (mine, drafts) for path in folder.iterdir()}
    written = []

    def full(file: int) -> None:
        written.append(file)
        if len(written) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadOutput, match="No space left"):
        intake.accept(drafts, mine, Choice(("week-002",)))
    assert {path: path.read_bytes() for folder in (mine, drafts) for path in folder.iterdir()} == before


def test_a_directory_without_reports_begins_with_a_copy_of_the_data_in_use(drafts, tmp_path, atlas):
    base, mine = tmp_path / "base", tmp_path / "mine"
    intake.accept(drafts, base, Choice(("week-001",)))
    done = intake.accept(drafts, mine, Choice(("week-002",)), data=base)
    assert (done.began, done.reports) == (str(base), len(atlas.reports) + 2)


def test_an_id_that_is_taken_gets_a_number(drafts, tmp_path):
    mine = tmp_path / "mine"
    intake.accept(drafts, mine, Choice(("week-001",)))
    text = (mine / "reports.csv").read_text(encoding="utf-8").replace("week-001,ber,", "week-001,gao,")
    (mine / "reports.csv").write_text(text, encoding="utf-8")
    assert intake.accept(drafts, mine, Choice(("week-001",))).merged.added == {"week-001": "week-001-2"}


def test_one_text_stays_one_source(drafts, tmp_path):
    mine = tmp_path / "mine"
    first = intake.accept(drafts, mine, Choice(("week-001",)))
    second = intake.accept(drafts, mine, Choice(("week-002",)))
    assert (first.merged.new_sources, second.merged.new_sources) == (["week"], [])


def test_a_text_given_twice_is_read_once(tmp_path):
    shutil.copy(ARTICLE, tmp_path / "again.md")
    done = run("extract", str(ARTICLE), "again.md", str(ARTICLE), "-o", "new", cwd=tmp_path)
    assert f"again.md: left out, for it is the text of {ARTICLE} again\n{ARTICLE}: left out" in done.stderr
    assert len(rows(tmp_path / "new" / "sources.csv")) == 1


def test_what_two_copies_of_one_text_tell_is_merged_once(tmp_path):
    def read_out(source: str, title: str, *told: str) -> Extract:
        made = [report(text, id=f"{source}-{n}", source=source, note="It falls") for n, text in enumerate(told)]
        return Extract(from_text(title), Source(source, title, "Herald"), tuple(map(Draft, made)))

    first = read_out("week", "A week in the north", "ber captures fla 2031-03-03")
    copy = read_out("week-2", "A Week in the North", "ber captures fla 2031-03-03", "gao captures fla 2031-03-04")
    other = read_out("daily", "Ber falls", "ber captures fla 2031-03-03")
    (tmp_path / "new").mkdir()
    write_drafts(tmp_path / "new", [first, copy, other])
    merged = intake.accept(tmp_path / "new", tmp_path / "mine", EVERYTHING).merged
    assert list(merged.added) == ["week-0", "week-2-1", "daily-0"]  # another text that tells the same is further evidence
    assert merged.known == {"week-2-0": "week-0"}


def test_where_nothing_is_read_the_reader_is_told_so(tmp_path):
    (tmp_path / "quiet.txt").write_text("Nothing happened.", encoding="utf-8")
    done = run("extract", "quiet.txt", "-o", "new", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1].startswith("nothing to accept: the rules read nobody")) == (0, True)


def test_a_directory_is_no_article(tmp_path):
    done = run("extract", str(tmp_path), "-o", "new", cwd=tmp_path)
    assert (done.returncode, done.stderr.strip()) == (2, f"mali-control: {tmp_path}: is a directory; name the files in it")


def test_each_issue_of_a_series_is_a_source_of_its_own(drafts, tmp_path):
    """A report must cite the issue that it was read in, not an earlier one of the same title."""
    own = tmp_path / "own"
    for number, day in enumerate(("2031-03-12", "2031-03-19")):
        source = Source("week", "A week in the north", "Herald", published=parse_date(day))
        told = report(f"ber captures fla 2031-03-0{number + 1}", id="week-001", source="week", note="Ber falls")
        write_drafts(drafts, [Extract(from_text("Text.", source.title), source, (Draft(told),))])
        intake.accept(drafts, own, EVERYTHING, retold=True)
    issues = {row["id"]: row["published"] for row in rows(own / "sources.csv") if row["title"] == "A week in the north"}
    assert issues == {"week": "2031-03-12", "week-2": "2031-03-19"}
    assert [row["source"] for row in rows(own / "reports.csv")][-2:] == ["week", "week-2"]


def test_accepting_two_texts_of_one_title_twice_changes_nothing(drafts, tmp_path):
    told = {
        name: report(f"ber captures fla 2031-03-0{n}", id=f"{name}-001", source=name, note="Ber falls")
        for n, name in enumerate(("week", "week-2"), 1)
    }
    extracts = [Extract(from_text("Text.", "Week"), Source(name, "Week", "Herald"), (Draft(r),)) for name, r in told.items()]
    write_drafts(drafts, extracts)
    intake.accept(drafts, tmp_path / "own", EVERYTHING, retold=True)
    assert not intake.accept(drafts, tmp_path / "own", EVERYTHING, retold=True).merged.added


def test_what_would_not_load_is_not_merged(drafts, tmp_path):
    mine = tmp_path / "mine"
    (drafts / "reports.csv").write_text((drafts / "reports.csv").read_text().replace(",ber,", ",nowhere,"), encoding="utf-8")
    with pytest.raises(BadData, match="unknown place 'nowhere'"):
        intake.accept(drafts, mine, EVERYTHING)
    assert not mine.exists()
    assert {row["status"] for row in rows(drafts / "reports.csv")} == {"proposed"}


def test_a_draft_whose_source_is_gone_is_told_so(drafts, tmp_path):
    (drafts / "sources.csv").write_text("id,title,publisher\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"week-001 cites 'week', which sources\.csv does not hold"):
        intake.accept(drafts, tmp_path / "mine", EVERYTHING)


def test_by_confidence_those_rejected_stay_away(drafts, tmp_path):
    intake.reject(drafts, Choice(("week-001",)))
    assert list(intake.accept(drafts, tmp_path / "mine", Choice(least=0.8)).merged.added) == ["week-002"]


def test_what_is_rejected_counts_for_nothing_and_comes_back_by_its_id(drafts, tmp_path):
    intake.reject(drafts, Choice(("week-001",)))
    assert [row["id"] for row in rows(drafts / "reports.csv")] == ["week-002", "week-003"]
    assert [(row["id"], row["status"]) for row in rows(drafts / "rejected.csv")] == [("week-001", "rejected")]
    assert mali_control.load(drafts).state("Ber", "2031-03-04").controllers == ()
    intake.accept(drafts, tmp_path / "mine", Choice(("week-001",)))
    assert ("week-001", "accepted") in [(row["id"], row["status"]) for row in rows(drafts / "reports.csv")]
    assert rows(drafts / "rejected.csv") == []


def test_rejecting_by_confidence_leaves_what_was_decided(drafts, tmp_path):
    intake.accept(drafts, tmp_path / "mine", Choice(("week-002",)))
    assert [draft.id for draft in intake.reject(drafts, Choice(below=0.85))] == ["week-003"]


def test_requests_that_make_no_sense_are_told_so(drafts, tmp_path):
    with pytest.raises(UnknownName, match="did you mean week-001"):
        Choice(("week-01",)).of({"week-001": Draft(report("ber captures fla 2031", id="week-001"))})
    with pytest.raises(BadData, match="name proposals by their ids, or say how sure"):
        intake.accept(drafts, tmp_path / "mine", Choice())
    with pytest.raises(BadOutput, match="directory of the drafts itself"):
        intake.accept(drafts, drafts, EVERYTHING)
    with pytest.raises(BadData, match="mali-control extract"):
        intake.reject(tmp_path, EVERYTHING)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadOutput, match="is a file"):
        intake.accept(drafts, tmp_path / "file", EVERYTHING)


@pytest.mark.parametrize(
    "command", [["accept", "new"], ["accept", "new", "--into", "mine"], ["reject", "new"], ["accept", "none", "--all", "--into", "mine"]]
)
def test_the_commands_say_what_they_lack_in_one_line(drafts, command):
    done = run(*command, cwd=drafts.parent)
    assert (done.returncode, done.stdout, done.stderr.startswith(SAID), done.stderr.count("\n")) == (2, "", True, 1)


def test_the_commands_say_what_they_did(drafts):
    assert run("reject", "new", "week-001", cwd=drafts.parent).stderr == "rejected 1 proposal; it stands in new/rejected.csv\n"
    said = run("accept", "new", "--all", "--into", "mine", cwd=drafts.parent).stderr.splitlines()
    assert said[0] == "mine had no reports; it begins with a copy of the shipped data"
    assert said[1].startswith("merged 1 proposal into mine, which has ")
    assert said[2:4] == ["  new source: week", "  not merged, for they are known already: 1"]
    assert said[-1] == "see: mali-control --data mine snapshot --date 2031-03-10 -o map.html"
    kept = next(name for name, draft in read_drafts(drafts)[0].items() if draft.status == "accepted")
    assert f"still in the data merged into; take the rows out there: {kept}" in run("reject", "new", kept, cwd=drafts.parent).stderr


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["accept", "new", "--into", "mine"], "give --min-confidence 0.8 or --all"),
        (["accept", "new", "--all", "--min-confidence", "0.8", "--into", "mine"], "--all and --min-confidence do not go together"),
        (["accept", "new", "--min-confidence", "high", "--into", "mine"], "'high' is not a valid number"),
        (["reject", "new"], "less sure than --below 0.5"),
        (["accept", "new", "3", "--into", "mine"], "unknown proposal '3'; did you mean week-003?"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_what_to_do(drafts, command, told):
    assert told in run(*command, cwd=drafts.parent).stderr


def test_blanks_in_a_text_change_neither_what_is_read_nor_where_it_stands(atlas, tmp_path):
    text = "A  week in the north\n\n   Malian  forces captured \n  Kidal on 12\t March 2031.  It rained.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (draft,) = atlas.extract(tmp_path / "a.txt").drafts
    assert (draft.report.place, str(draft.report.date)) == ("kidal", "2031-03-12")
    assert text[draft.start : draft.end] == "Malian  forces captured \n  Kidal on 12\t March 2031."


# What says the same


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("kidal captures mali;wagner 2023-11-14", True),
        ("kidal captures mali [2023-11-10..2023-11-20]", True),  # names fewer, and less exact
        ("kidal captures mali;wagner 2023-11-16", False),
        ("kidal captures mali [..2023-12-31]", True),
        ("kidal captures mali [..2025-12-31]", False),
        ("kidal captures mali 2023", False),  # too vague to tell
        ("kidal captures csp 2023-11-14", False),
        ("kidal attacks mali;wagner 2023-11-14", False),
        ("gao captures mali;wagner 2023-11-14", False),
        ("kidal captures - 2023-11-14", False),
    ],
)
def test_the_same_is_the_same_place_kind_sides_and_time(other, same):
    known = [report("kidal captures mali;wagner 2023-11-14", against=("csp",))]
    assert (told_already(report(other), by_place(known)) is not None) is same


def test_an_unnamed_loser_may_be_any_but_two_named_ones_differ():
    known = by_place([report("kidal captures mali 2023-11-14", against=("csp",))])
    assert told_already(report("kidal captures mali 2023-11-14"), known)
    assert not told_already(report("kidal captures mali 2023-11-14", against=("jnim",)), known)


def test_of_several_that_say_the_same_the_nearest_is_named():
    known = [report("gao attacks jnim [2023-09-01..2023-10-31]", id="far"), report("gao attacks jnim 2023-10", id="near")]
    same = told_already(report("gao attacks jnim 2023-10-14"), by_place(known))
    assert same is not None
    assert same.id == "near"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Source("a", "Mali War", "Wikipedia"), Source("b", "Mali war", "publisher not given"), True),
        (Source("a", "Mali War", "Wikipedia"), Source("b", "Mali War", "Herald"), False),
        (Source("a", "One", "A", url="https://example.org"), Source("b", "Other", "B", url="https://example.org"), True),
        (Source("a", "One", "A"), Source("b", "Other", "A"), False),
        (Source("a", "Week", "A", published=parse_date("2024-05-01")), Source("b", "Week", "A", published=parse_date("2024-05-08")), False),
        (Source("a", "Week", "A", published=parse_date("2024-05-01")), Source("b", "Week", "A", published=parse_date("2024-05")), True),
        (Source("a", "Week", "A", url="https://example.org/1"), Source("b", "Week", "A", url="https://example.org/2"), False),
        (Source("a", "Week", "A", url="https://example.org/1"), Source("b", "Week", "A"), True),
    ],
)
def test_one_text_is_one_address_or_one_title_by_one_publisher(one, other, same):
    assert same_source(one, other) is same


def test_a_source_has_a_short_id_of_its_own_and_what_is_given_goes_first():
    document = from_text("Text.", "Long words after long words in a very long title of an article")
    source = source_of(document, ["long-words-after-long-words-in-a-very"], kind="news report", published="2023-11")
    assert (source.id, source.publisher, source.kind) == ("long-words-after-long-words-in-a-very-2", "publisher not given", "news report")
    assert source.published is not None
    assert source.published.text == "2023-11"


# Rows that are changed alone


def test_rows_are_changed_added_and_taken_out_while_the_others_stay():
    file = Rows(b'# note\nid,name\n\na,"one\ntwo"\nb,three', "x.csv")
    file.change("b", name="four")
    file.add([{"id": "c", "name": "five, six", "more": "left out"}])
    assert file.content() == b'# note\nid,name\n\na,"one\ntwo"\nb,four\nc,"five, six"\n'
    assert file.remove("a") == {"id": "a", "name": "one\ntwo"}
    assert file.content() == b'# note\nid,name\n\nb,four\nc,"five, six"\n'
    assert ("a" in file, "c" in file) == (False, True)


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "column is missing"), (b"name\n1\n", "id"), (b"id\n\xff\n", "UTF-8"), (b'id\n"a\n', "CSV")]
)
def test_what_is_no_table_is_said_so(content, message):
    with pytest.raises(BadData, match=message):
        Rows(content, "x.csv")

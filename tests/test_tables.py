"""Broken data files: every fault is named at once, with file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

import mali_control
from mali_control import BadData
from mali_control.tables import shipped

REPORT_HEADER = "id,place,kind,by,against,date,end,scope,except,source,section,claimant,standing,reported_on,note\n"


def faults(folder: Path) -> list[str]:
    with pytest.raises(BadData) as caught:
        mali_control.load(folder)
    return [str(problem) for problem in caught.value.problems]


def write_reports(folder: Path, *rows: str) -> Path:
    (folder / "reports.csv").write_text(REPORT_HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return folder


GOOD = "a1,kidal,captures,mali;wagner,csp,2023-11-14,,,,kidal_offensive,Lead,,stated,,the town is taken"


def test_a_directory_with_only_some_files_uses_the_shipped_ones_for_the_rest(tmp_path):
    atlas = mali_control.load(write_reports(tmp_path, GOOD))
    assert [report.id for report in atlas.reports] == ["a1"]
    assert atlas.state("Kidal", "2023-11-20").controllers == ("mali", "wagner")


def test_all_faults_of_a_file_are_named_at_once_with_line_and_column(tmp_path):
    write_reports(
        tmp_path,
        GOOD,
        "a1,kidal,captures,mali,,2023-11-15,,,,kidal_offensive,Lead,,stated,,twice the same id",
        "a3,kidall,captures,malli,,2023-13-14,,,,kidal_offensive,Lead,,stated,,an impossible date",
        "a4,kidall,captures,malli,,2023-11-14,,,,kidal_ofensive,Lead,,stated,,unknown ids",
        "a5,kidal,captured,mali,,2023-11-14,,,,kidal_offensive,Lead,,stated,,unknown kind",
        "a6,kidal,besieges,csp,,2023-12-01,2023-11-01,,,kidal_offensive,Lead,,stated,,ends before it begins",
        "a7,kidal,holds,,,2023-12-01,,rural,,kidal_offensive,Lead,,stated,,nobody holds, and a comma",
        "a8,kidal,holds,,,2023-12-01,,rural,,kidal_offensive,Lead,,stated,,nobody holds",
        "a9,kidal,holds,mali,,2023-12-01,,,,kidal_offensive,,,stated,,no section",
    )
    assert faults(tmp_path) == [
        "reports.csv:3: id: 'a1' stands in line 2 already",
        "reports.csv:4: date: '2023-13-14' is not a possible date",
        "reports.csv:5: by: unknown faction 'malli'; did you mean mali?",
        "reports.csv:5: place: unknown place 'kidall'; did you mean kidal?",
        "reports.csv:5: source: unknown source 'kidal_ofensive'; did you mean kidal_offensive?",
        "reports.csv:6: kind: 'captured' is none of holds, captures, joins, leaves, hands-over, contests, repels, seizes-briefly, withdraws, "
        "besieges, lifts-siege, attacks, claims; did you mean captures?",
        "reports.csv:7: end: 2023-11-01 lies before the date 2023-12-01",
        "reports.csv:8: has 16 cells where the header has 15 (quote a cell that holds a comma)",
        "reports.csv:9: by: 'holds' needs to say who",
        "reports.csv:9: scope: only a report about an area has this; 'kidal' is a point",
        "reports.csv:10: section: must not be empty",
    ]


def test_faults_of_several_files_come_together(tmp_path):
    write_reports(tmp_path, GOOD.replace("kidal,", "nowhere,", 1))
    (tmp_path / "sources.csv").write_text("id,title\nx,A text\n", encoding="utf-8")
    found = faults(tmp_path)
    assert "sources.csv:1: publisher: the column is missing" in found
    assert any(fault.startswith("reports.csv:2: place: unknown place 'nowhere'") for fault in found)


def test_positions_outside_the_surroundings_are_named_and_a_swap_is_guessed(tmp_path):
    text = shipped("gazetteer", "places.csv").read_text(encoding="utf-8")
    header = text.splitlines()[0]
    (tmp_path / "places.csv").write_text(
        "\n".join(
            [
                header,
                "kidal,Kidal,town,18.44,1.41,1,,,,,,ML,,,somewhere,",
                "gao,Gao,town,-0.04,16.27,1,,,,,,ML,,,somewhere,",
                "paris,Paris,town,48.85,,1,,,,,,FR,,,somewhere,",
                "rome,Rome,town,91,12,1,,,,,,IT,,,somewhere,",
                "nowhere,Nowhere,town,,,,,,,,,ML,,,,",
                "menaka,Ménaka,town,15.92,2.40,1,,,,,,ML,,,somewhere,",
                "lost,Lost,village,15.9,2.4,1,menakka,,,,,ML,,,somewhere,",
            ]
        ),
        encoding="utf-8",
    )
    (tmp_path / "reports.csv").write_text(REPORT_HEADER, encoding="utf-8")
    found = faults(tmp_path)
    assert "places.csv:5: lat: 91 is not between -90 and 90" in found
    assert "places.csv:4: lon: a position needs both lat and lon" in found
    assert "places.csv:6: note: a place without a position needs the reason here" in found
    assert any(fault.startswith("places.csv:3: lat: ") and "swapped" in fault for fault in found)
    assert "places.csv:8: parent: unknown place 'menakka'; did you mean menaka?" in found


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "reports.csv:1: the file is empty"),
        (b"\xff\xfe\x00", "reports.csv: is not UTF-8 text"),
        (b'id,place\n"open', "reports.csv"),
        (REPORT_HEADER.replace("standing", "standng").encode(), "reports.csv:1: standng: unknown column; did you mean standing?"),
        (REPORT_HEADER.replace("note", "id").encode(), "reports.csv:1: a column's name stands twice in the header"),
    ],
)
def test_files_that_are_no_tables_are_named(tmp_path, content, fault):
    (tmp_path / "reports.csv").write_bytes(content)
    assert any(found.startswith(fault) for found in faults(tmp_path))


def test_comments_blank_lines_a_byte_order_mark_and_extra_columns_are_let_through(tmp_path):
    text = "\ufeff# my reports\n" + REPORT_HEADER.replace("note", "note,colour") + "\n# one\n" + GOOD + ",blue\n"
    (tmp_path / "reports.csv").write_text(text, encoding="utf-8")
    assert len(mali_control.load(tmp_path).reports) == 1


def test_a_cell_may_hold_commas_and_line_breaks_and_later_lines_keep_their_numbers(tmp_path):
    text = REPORT_HEADER + GOOD.replace("the town is taken", '"taken,\nsays the text"') + "\n" + GOOD + "\n"
    (tmp_path / "reports.csv").write_text(text, encoding="utf-8")
    assert faults(tmp_path) == ["reports.csv:4: id: 'a1' stands in line 2 already"]


def test_a_line_of_a_quoted_cell_is_no_comment_whatever_it_begins_with(tmp_path):
    text = REPORT_HEADER + "# a comment\n" + GOOD.replace("the town is taken", '"taken,\n#3 of the text\n\n# says so"') + "\n# another\n"
    (tmp_path / "reports.csv").write_text(text, encoding="utf-8")
    assert mali_control.load(tmp_path).reports[0].note == "taken,\n#3 of the text\n\n# says so"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_directory_that_is_not_there_or_holds_nothing_is_named(tmp_path, name):
    if name == "empty":
        (tmp_path / name).mkdir()
    assert name in faults(tmp_path / name)[0]


def test_whose_base_a_site_is_must_be_a_faction_and_only_sites_are_anybodys(tmp_path):
    (tmp_path / "places.csv").write_text(
        "id,name,kind,parent,base_of,note\na,A,town,,mali,x\nb,B,camp,a,malli,x\nc,C,camp,a,mali,x\n", encoding="utf-8"
    )
    (tmp_path / "reports.csv").write_text(REPORT_HEADER, encoding="utf-8")
    assert faults(tmp_path) == [
        "places.csv:2: base_of: only a site has this; 'a' is a town",
        "places.csv:3: base_of: unknown faction 'malli'; did you mean mali?",
    ]


def test_shipped_places_beside_factions_of_ones_own_are_nobodys_fault(tmp_path):
    (tmp_path / "factions.csv").write_text("id,name,short,bloc\nfront,River People's Front,Front,rebels\n", encoding="utf-8")
    (tmp_path / "reports.csv").write_text(REPORT_HEADER, encoding="utf-8")
    assert list(mali_control.load(tmp_path).factions) == ["front"]


def test_areas_that_lie_in_one_another_are_refused(tmp_path):
    (tmp_path / "places.csv").write_text("id,name,kind,parent,note\na,A,area,b,x\nb,B,area,a,x\nc,C,area,a,x\n", encoding="utf-8")
    (tmp_path / "reports.csv").write_text(REPORT_HEADER, encoding="utf-8")
    assert faults(tmp_path) == [f"places.csv:{line}: parent: '{name}' lies in itself in the end" for line, name in ((2, "a"), (3, "b"))]


def test_a_lineage_in_which_a_faction_becomes_itself_is_refused(tmp_path):
    (tmp_path / "lineage.csv").write_text(
        "tie,faction,of,name,start,end,source,section,note\n"
        "successor,csp,fla,,2024-11-30,,,,\nsuccessor,fla,csp,,2025-11-30,,,,\nmember,csp,,,2024,,,,\nname,csp,,,2024,2023,,,\n",
        encoding="utf-8",
    )
    found = faults(tmp_path)
    assert "lineage.csv:4: of: must not be empty for a member" in found
    assert "lineage.csv:5: end: 2023 lies before the start 2024" in found
    assert "lineage.csv:5: name: must not be empty for a name" in found
    assert any("becomes itself in the end" in fault for fault in found)

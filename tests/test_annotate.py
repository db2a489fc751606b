"""Incidents of somebody's own, and what the atlas adds to them."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import pty
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pandas
import pytest

from mali_control import BadData, BadDate, BadOutput, UnknownName
from mali_control.annotate import COLUMNS, KEPT, Annotator, Asked, Tally, annotate_file
from mali_control.geo import distance_km
from mali_control.incidents import day_reader
from mali_control.matching import FAR_KM, SITE_LEAD_KM, Matcher
from mali_control.places import Gazetteer, Place

KIDAL_HELD = {"mc_place": "kidal", "mc_name": "Kidal", "mc_status": "controlled", "mc_controllers": "mali;wagner", "mc_since": "2023-11-14"}


@pytest.fixture
def annotate(atlas, tmp_path):
    """Write a table, annotate it, and return the rows, each as a dict, with the tally."""

    def run(content: str | bytes, name: str = "in.csv", out: str = "out.csv", asked: Asked = Asked(), **options):
        source, target = tmp_path / name, tmp_path / out
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        annotator = Annotator(atlas.gazetteer, atlas.engine, **{k: v for k, v in options.items() if k in ("max_km", "date_format")})
        tally = annotate_file(source, target, annotator, asked, **{k: v for k, v in options.items() if k == "encoding"})
        raw = gzip.decompress(target.read_bytes()) if out.endswith(".gz") else target.read_bytes()
        delimiter = "\t" if ".tsv" in out else ";" if b";mc_" in raw else ","
        return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=delimiter)), tally

    return run


def one(annotate, day: str, place: str = "", lat: str = "", lon: str = "", **options) -> dict[str, str]:
    """Annotate one row."""
    text = io.StringIO()
    csv.writer(text).writerows([["date", "place", "lat", "lon"], [day, place, lat, lon]])
    return annotate(text.getvalue(), **options)[0][0]


def test_a_row_with_a_day_and_a_name_learns_who_held_the_place(annotate):
    row = one(annotate, "2023-11-20", "Kidal")
    assert {name: row[name] for name in KIDAL_HELD} == KIDAL_HELD
    assert row["mc_match"] == "spelling"
    assert row["mc_days_since_change"] == "6"
    assert int(row["mc_days_to_next_change"]) > 0
    assert 0.9 <= float(row["mc_confidence"]) <= 1
    assert row["mc_disputed"] == "no"
    assert row["mc_problem"] == row["mc_besieged_by"] == row["mc_distance_km"] == ""
    assert list(row) == ["date", "place", "lat", "lon", *COLUMNS]


@pytest.mark.parametrize(
    ("place", "lat", "lon", "how", "found"),
    [
        ("kidal", "", "", "id", "kidal"),
        ("Anefif", "", "", "spelling", "anefis"),
        (" tin-zaouatine ", "", "", "spelling", "tinzaouaten"),
        ("Kidal town", "", "", "spelling", "kidal"),
        ("Ville de Kidal", "", "", "spelling", "kidal"),
        ("Gao - Château", "", "", "spelling", "gao"),
        ("", "18.44", "1.41", "position", "kidal"),
        ("", "18,44", "1,41", "position", "kidal"),
        ("a name nobody knows", "18.44", "1.41", "position", "kidal"),
        ("Kidal", "not known", "", "spelling", "kidal"),
    ],
)
def test_places_are_found_by_id_spelling_or_position(annotate, place, lat, lon, how, found):
    row = one(annotate, "2023-11-20", place, lat, lon)
    assert (row["mc_match"], row["mc_place"], row["mc_problem"]) == (how, found, "")
    assert (row["mc_distance_km"] != "") == bool(lat and lon)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (("2023-11-20", "Kidall"), "unknown place: 'Kidall'"),
        (("2023-11-20", ""), "no place: the row names neither a place nor a position"),
        (("2023-11-20", "", "25", "10"), "no place near: none within 10 km of 25, 10"),
        (("2023-11-20", "Kidall", "25", "10"), "unknown place: 'Kidall', and no place within 10 km of 25, 10"),
        (("2023-11-20", "", "118.4", "1.4"), "bad position: 118.4, 1.4 is no latitude and longitude"),
        (("2023-11-20", "", "nan", "inf"), "no place: the row names neither a place nor a position"),
        (("", "Kidal"), "bad date: the row has none"),
        (("soon", "Kidal"), "bad date: 'soon' names no single day"),
        (("2023-11", "Kidal"), "bad date: '2023-11' names no single day"),
        (("2023-02-30", "Kidal"), "bad date: '2023-02-30' is not a possible day"),
        (("1999-05-01", "Kidal"), "bad date: 1999-05-01 lies before the time line, which begins on 2012-01-01"),
        (("03/04/2023", "Kidal"), "bad date: '03/04/2023' may be 3 April 2023 or 4 March 2023"),
        (("soon", "Kidall"), "unknown place: 'Kidall'; bad date: 'soon' names no single day"),
    ],
)
def test_a_bad_row_is_kept_and_says_why(annotate, fields, problem):
    row = one(annotate, *fields)
    assert row["mc_problem"].startswith(problem)
    assert row["date"] == fields[0]
    assert row["mc_status"] == row["mc_controllers"] == row["mc_confidence"] == row["mc_days_since_change"] == ""


def test_a_name_far_from_the_position_is_another_place_of_that_name(annotate):
    row = one(annotate, "2023-11-20", "Kidal", "16.27", "-0.04")
    assert (row["mc_place"], row["mc_match"]) == ("gao", "position")
    row = one(annotate, "2023-11-20", "Kidal", "25", "10")
    assert row["mc_problem"].startswith("place elsewhere: kidal bears the name 'Kidal', but lies ")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-11-14", "2023-11-14"), ("2023-11-14T23:59:59+14:00", "2023-11-14"), ("2023-11-14 00:00:00.000", "2023-11-14"),
        ("2023/11/14", "2023-11-14"), ("20231114", "2023-11-14"), ("14/11/2023", "2023-11-14"), ("11/14/2023", "2023-11-14"),
        ("14.11.2023", "2023-11-14"), ("04/04/2023", "2023-04-04"), ("14 November 2023", "2023-11-14"), ("14 Nov. 2023", "2023-11-14"),
        ("14-Nov-2023", "2023-11-14"), ("November 14, 2023", "2023-11-14"), ("14 novembre 2023", "2023-11-14"), ("1er août 2023", "2023-08-01"),
        ("6 févr. 2024", "2024-02-06"), ("  2 juin 2024 ", "2024-06-02"),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text, day):
    assert day_reader()(text) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["2023", "November 2023", "14/11/23", "1/2/2023", "32/12/2023", "14 Brumaire 2023", "45244", "2023-1-4", "[2023-11-01..2023-11-02]", ""])  # fmt: skip
def test_what_names_no_one_day_is_not_guessed(text):
    with pytest.raises(BadDate):
        day_reader()(text)


@pytest.mark.parametrize(("others", "day"), [(["25/12/2023"] * 3, "2023-04-03"), (["12/25/2023"] * 3, "2023-03-04"), (["25/12/2023"] * 2, ""),
                                              (["25/12/2023"] * 9 + ["12/25/2023"], "")])  # fmt: skip
def test_the_other_days_of_a_table_say_what_comes_first(annotate, others, day):
    rows, tally = annotate("jour,lieu\n" + "".join(f"{text},Kidal\n" for text in [*others, "03/04/2023"]))
    held = annotate(f"jour,lieu\n{day},Kidal\n")[0][0]["mc_controllers"] if day else ""
    assert rows[-1]["mc_controllers"] == held
    assert (rows[-1]["mc_problem"] == "") == bool(day)
    assert any("read day first" in line or "read month first" in line for line in tally.in_words(Gazetteer([]))) == bool(day)


@pytest.mark.parametrize(("header", "found"), [("Date de l'incident,Localité touchée", True), ("Date du fait,Date de saisie,Lieu", False)])
def test_the_only_column_that_speaks_of_a_day_is_taken(annotate, header, found):
    content = f"{header}\n" + ",".join(["20/11/2023", "Kidal"] if found else ["20/11/2023", "21/11/2023", "Kidal"]) + "\n"
    if found:
        assert annotate(content)[0][0]["mc_place"] == "kidal"
    else:
        with pytest.raises(BadData, match="name it with --date-column"):
            annotate(content)


@pytest.mark.parametrize(("form", "day"), [("DD/MM/YYYY", "2023-04-03"), ("%m/%d/%Y", "2023-03-04")])
def test_a_date_format_settles_what_is_ambiguous(annotate, form, day):
    assert day_reader(form)("03/04/2023") == date.fromisoformat(day)
    assert one(annotate, "03/04/2023", "Kidal", date_format=form)["mc_problem"] == ""
    with pytest.raises(BadDate, match="is not of the form"):
        day_reader(form)("2023-04-03")


@pytest.mark.parametrize("form", ["YYYY", "%Y-%m", "%Q", "day first"])
def test_a_date_format_that_names_no_day_is_refused(form):
    with pytest.raises(BadDate, match="is no date format"):
        day_reader(form)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.csv", "\ufeffdate,place\n2023-11-20,Kidal\n"),
        ("in.csv", "date;place\n2023-11-20;Kidal\n"),
        ("in.csv", "date\tplace\n2023-11-20\tKidal\n"),
        ("in.tsv", "date\tplace\n2023-11-20\tKidal\n"),
        ("in.csv.gz", gzip.compress(b"date,place\n2023-11-20,Kidal\n")),
        ("in.csv", '"date","place"\r\n"2023-11-20","Kidal"\r\n\r\n'),
        ("in.csv", "id,event_date,LOCATION\n1,20 November 2023,Kidal\n"),
        ("in.csv", "Date_Start,where_coordinates\n2023-11-20 00:00:00.000,Kidal town\n"),
        ("in.csv", "jour,localité,note\n20/11/2023,Kidal,\n"),
        ("in.csv", "day,latitude,longitude\n2023-11-20,18.44,1.41\n"),
    ],
)
def test_tables_come_as_they_come(annotate, name, content):
    rows, tally = annotate(content, name)
    assert [{key: row[key] for key in KIDAL_HELD} for row in rows] == [KIDAL_HELD]
    assert tally.rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_spreadsheets_are_read_as_they_were_saved(annotate, tmp_path, encoding):
    content = "date;lieu;note\n20/11/2023;Abeïbara;né\n".encode(encoding)
    rows, tally = annotate(content)
    assert (rows[0]["mc_place"], rows[0]["note"]) == ("abeibara", "né")
    assert (tmp_path / "out.csv").read_bytes().startswith(codecs.BOM_UTF8) == (encoding != "utf-8")
    assert any("was read as Windows-1252" in line for line in tally.in_words(Gazetteer([]))) == (encoding == "cp1252")


def test_other_encodings_are_named(annotate):
    content = "date;lieu\n20/11/2023;Abeïbara\n".encode("cp850")
    assert annotate(content, encoding="cp850")[0][0]["mc_place"] == "abeibara"
    with pytest.raises(BadData, match="no encoding is called 'cp1258x'"):
        annotate(content, encoding="cp1258x")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("in.csv", "", "in.csv:1: the file is empty"),
        ("in.csv", "\ufeff", "in.csv:1: the file is empty"),
        ("in.csv", "\n\n", "in.csv:1: the first line is empty"),
        ("in.xlsx", "PK", "in.xlsx: is a spreadsheet; save it as CSV first"),
        ("in.csv.gz", "date,place\n", "in.csv.gz: cannot be read: Not a gzipped file"),
        ("in.csv", "when,place\n2023-11-20,Kidal\n", r"no column looks like a date; name it with --date-column \(it has when, place\)"),
        ("in.csv", "date,note\n2023-11-20,Kidal\n", "no column looks like a place, nor two like a position"),
        ("in.csv", "date,latitude\n2023-11-20,18\n", "no column looks like a place, nor two like a position"),
        ("in.csv", 'date,place\n2023-11-20,"' + "x" * 200_000 + "\n", "in.csv:2: is not well-formed CSV: field larger than field limit"),
        ("in.csv", b"date,place\n" + "2023-11-20,Ménaka\n".encode() * 9000 + b"2023-11-20,\xff\n", "in.csv:.*: is not UTF-8 text"),
    ],
)
def test_what_is_no_table_is_described_and_nothing_is_left(annotate, tmp_path, name, content, says):
    with pytest.raises(BadData, match=says):
        annotate(content, name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_column_that_is_not_there_is_named_with_the_nearest(annotate):
    with pytest.raises(UnknownName, match=r"unknown column 'dat'; did you mean date"):
        annotate("date,place\n2023-11-20,Kidal\n", asked=Asked(date="dat"))
    rows, _ = annotate("date,seen,place,near\n2020-01-01,2023-11-20,Gao,Kidal\n", asked=Asked(date="seen", place="near"))
    assert rows[0]["mc_place"] == "kidal"
    assert rows[0]["mc_since"] == "2023-11-14"


def test_a_table_without_rows_gets_its_columns(annotate):
    rows, tally = annotate("date,place\n")
    assert rows == []
    assert tally.in_words(Gazetteer([])) == ["the day was read from 'date', the place from 'place'", "0 rows; places found: none"]


def test_ragged_rows_are_fitted_and_nothing_of_them_is_lost(annotate):
    rows, tally = annotate('id,date,place\n1,2023-11-20\n2,2023-11-20,Kidal,more,"a, b"\n3,2023-11-20,Kidal\n')
    assert rows[0]["mc_problem"].startswith("bad row: has 2 cells where the header has 3; no place")
    assert rows[1]["mc_problem"] == "bad row: has 5 cells where the header has 3; left out: ['more', 'a, b']"
    assert rows[1]["mc_place"] == rows[2]["mc_place"] == "kidal"
    assert tally.problems == {"bad row": 2}


def test_cells_with_line_breaks_quotes_and_separators_come_through(annotate):
    note = 'two\nlines, "quoted"; and\ttabs'
    text = io.StringIO()
    csv.writer(text).writerows([["date", "place", "note"], ["2023-11-20", "Kidal", note]])
    for out in ("out.csv", "out.tsv", "out.csv.gz", "out.tsv.gz"):
        rows, _ = annotate(text.getvalue(), out=out)
        assert rows[0]["note"] == note
        assert rows[0]["mc_controllers"] == "mali;wagner"


def test_columns_of_an_earlier_run_are_replaced(annotate, tmp_path):
    annotate("date,place\n2023-11-20,Kidal\n")
    first = (tmp_path / "out.csv").read_text()
    annotate(first, out="again.csv")
    assert (tmp_path / "again.csv").read_text() == first


def test_the_input_is_not_overwritten(annotate, tmp_path):
    with pytest.raises(BadOutput, match="is the input"):
        annotate("date,place\n2023-11-20,Kidal\n", out="in.csv")
    assert (tmp_path / "in.csv").read_text() == "date,place\n2023-11-20,Kidal\n"


def test_the_count_at_the_end_names_what_went_wrong_most(atlas, annotate):
    _, tally = annotate("date,place\n" + "2023-11-20,Kidall\n" * 3 + "soon,Gao\n2023-11-20,kidal\n2023-11-20,Xyzzy\n")
    assert tally.in_words(atlas.gazetteer)[1:] == [
        "6 rows; places found: 1 by id, 1 by spelling",
        "5 rows have a problem (column mc_problem): 4 unknown place, 1 bad date",
        "  'Kidall' (3 rows); did you mean Kidal?",
        "  'Xyzzy' (1 rows)",
    ]


def test_rows_later_than_all_reports_are_counted(atlas, annotate):
    _, tally = annotate("date,place\n2023-11-20,Kidal\n2100-11-20,Kidal\n2101-11-20,Xyzzy\n")
    assert "2 rows are later than all reports: they are given the last state known" in tally.in_words(atlas.gazetteer)


def test_it_says_what_the_atlas_says(atlas, annotate):
    """Every place that has a history, on random days: the same as asking for the state, and the days to and from its boundaries."""
    chance = random.Random(3)
    held = [place for place in atlas.gazetteer if len(atlas.engine.of(place)) > 1]
    asked = [(place, date(2012, 1, 1) + timedelta(days=chance.randrange(5000))) for place in held for _ in range(20)]
    rows, _ = annotate("date,place\n" + "".join(f"{day},{place}\n" for place, day in asked))
    assert len(rows) == len(asked) > 300
    for row, (place, day) in zip(rows, asked, strict=True):
        state = atlas.state(place, day)
        assert row["mc_status"] == state.status
        assert row["mc_controllers"] == ";".join(state.controllers)
        assert row["mc_besieged_by"] == ";".join(state.besieged_by)
        assert float(row["mc_confidence"]) == state.confidence
        assert row["mc_days_to_next_change"] == (str((state.end - day).days) if state.end else "")
        assert row["mc_days_since_change"] == ("" if state.start == date(2012, 1, 1) else str((day - state.start).days))


def test_the_nearest_place_is_the_nearest(atlas):
    """The grid gives what a search through all places gives."""
    chance = random.Random(5)
    for max_km in (0.5, 10, 200):
        matcher = Matcher(atlas.gazetteer, max_km=max_km)
        points = [p for p in atlas.gazetteer.values() if p.lat is not None and not p.is_area]
        for _ in range(100):
            near = chance.choice(points)
            lat, lon = near.lat + chance.uniform(-1, 1) * max_km / 80, near.lon + chance.uniform(-1, 1) * max_km / 80
            away = {p.id: distance_km(p.lon, p.lat, lon, lat) for p in points}
            reach = [p for p in points if away[p.id] <= max_km]
            best = min(reach, key=lambda p: (away[p.id] + SITE_LEAD_KM * p.is_site, p.id), default=None)
            assert matcher.match(None, lat, lon).place == best


def test_a_camp_is_taken_for_a_position_only_well_outside_its_town():
    town, camp, airport = (
        Place("town", "Town", "town", 10, 10), Place("camp", "Camp", "camp", 10.01, 10, parent="town"),
        Place("airport", "Airport", "airport", 10.06, 10, parent="town"),
    )  # fmt: skip
    matcher = Matcher(Gazetteer([town, camp, airport]))
    assert matcher.match(None, 10.009, 10).place == town  # 1 km from the middle of town, 0.1 km from the camp
    assert matcher.match(None, 10.06, 10).place == airport
    assert matcher.match("Camp", 10.009, 10).place == camp


def test_homonyms_are_told_apart_by_the_position():
    gazetteer = Gazetteer(
        [Place("ber-1", "Ber", "town", 16.8, -2.5), Place("ber-2", "Ber", "village", 14, 0), Place("ber-3", "Bér", "village")]
    )
    matcher = Matcher(gazetteer)
    assert matcher.match("ber", 14.1, 0).place.id == "ber-2"
    assert matcher.match("ber", None, None).problem == "ambiguous place: 'ber' fits ber-1, ber-2, ber-3"
    assert matcher.match("ber", 14 + FAR_KM / 100, 0).problem.startswith("place elsewhere")


def test_what_is_kept_is_bounded(atlas):
    annotator = Annotator(atlas.gazetteer, atlas.engine)
    for i in range(KEPT + 10):
        annotator.row("2023-11-20", f"name {i}", None, None)
    assert len(annotator._matches) <= KEPT
    tally = Tally()
    for i in range(KEPT + 10):
        tally.add([None, None, "none", *[None] * 9, f"unknown place: 'name {i}'"], f"name {i}")
    assert len(tally.unknown) == KEPT
    assert tally.problems == {"unknown place": KEPT + 10}


def test_a_data_frame_gets_typed_columns_on_its_own_index(atlas):
    frame = pandas.DataFrame(
        {
            "when": pandas.to_datetime(["2023-11-20 23:00", "2023-01-15 01:00", None]).tz_localize("Asia/Tokyo"),
            "where": ["Kidal", "Gao", None],
            "n": [1, 2, 3],
        },
        index=[7, 7, "x"],
    )
    before = frame.copy(deep=True)
    told = atlas.annotate(frame, date="when", place="where")
    pandas.testing.assert_frame_equal(frame, before)
    assert list(told.index) == [7, 7, "x"]
    assert list(told.columns) == ["when", "where", "n", *COLUMNS]
    first = told.iloc[0]
    assert first.mc_controllers == ("mali", "wagner")
    assert first.mc_since == pandas.Timestamp("2023-11-14")
    assert told.mc_days_since_change.dtype == "Int64"
    assert told.mc_disputed.dtype == "boolean"
    assert told.mc_confidence.iloc[1] == atlas.state("Gao", "2023-01-15").confidence
    assert "neither a place nor a position" in told.mc_problem.iloc[2]
    assert told.mc_problem.isna().tolist() == [True, True, False]


@pytest.mark.parametrize("days", [["2023-11-20"], [date(2023, 11, 20)], [pandas.Timestamp("2023-11-20")]])
def test_data_frames_come_with_days_of_any_type_and_no_rows_too(atlas, days):
    frame = pandas.DataFrame({"date": days, "lat": [18.44], "lon": [1.41]})
    assert atlas.annotate(frame).mc_place.tolist() == ["kidal"]
    assert atlas.annotate(frame.iloc[:0]).mc_place.tolist() == []
    assert atlas.annotate(atlas.annotate(frame)).columns.tolist() == ["date", "lat", "lon", *COLUMNS]
    with pytest.raises(UnknownName, match="unknown column 'Kidal'"):
        atlas.annotate(frame, place="Kidal")


def test_as_known_on_a_day(atlas):
    frame = pandas.DataFrame({"date": ["2023-11-20"], "place": ["Kidal"]})
    assert atlas.known_by("2023-11-10").annotate(frame).mc_controllers.tolist() == [("csp",)]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mali_control", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_the_command_writes_the_file_and_counts_on_stderr(tmp_path):
    (tmp_path / "incidents.csv").write_text("date,place\n2023-11-20,Kidal\n2023-11-20,Kidall\n")
    done = run("annotate", "incidents.csv", "-o", "out.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "wrote out.csv", "the day was read from 'date', the place from 'place'", "2 rows; places found: 1 by spelling", "1 rows have a problem (column mc_problem): 1 unknown place",
        "  'Kidall' (1 rows); did you mean Kidal?",
    ]  # fmt: skip
    assert (tmp_path / "out.csv").read_text().splitlines()[1].startswith("2023-11-20,Kidal,kidal,Kidal,spelling,")


def test_holders_are_named_by_bloc_if_asked(atlas, tmp_path):
    (tmp_path / "incidents.csv").write_text("date,place\n2023-11-20,Kidal\n")
    assert run("annotate", "incidents.csv", "-o", "out.csv", "--by", "bloc", cwd=tmp_path).returncode == 0
    with (tmp_path / "out.csv").open() as file:
        assert next(csv.DictReader(file))["mc_controllers"] == "state"
    frame = pandas.DataFrame({"date": ["2023-11-20"], "place": ["Kidal"]})
    assert atlas.by("bloc").annotate(frame).mc_controllers.tolist() == [("state",)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing.csv", "-o", "out.csv"], "nothing.csv: cannot be read: No such file or directory"),
        ([".", "-o", "out.csv"], ".: cannot be read: Is a directory"),
        (["incidents.csv", "-o", "no/out.csv"], "no is not a directory"),
        (["incidents.csv"], "Missing option '-o'"),
        (["incidents.csv", "-o", "out.csv", "--date-column", "dat"], "unknown column 'dat'; did you mean date?"),
        (["incidents.csv", "-o", "out.csv", "--date-format", "day first"], "'day first' is no date format"),
        (["incidents.csv", "-o", "out.csv", "--known-by", "then"], "'then' is not a day"),
        (["incidents.csv", "-o", "incidents.csv"], "incidents.csv is the input; name another file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(tmp_path, arguments, says):
    (tmp_path / "incidents.csv").write_text("date,place\n2023-11-20,Kidal\n")
    done = run("annotate", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["incidents.csv"]


def test_a_bar_is_drawn_only_on_a_terminal(tmp_path):
    (tmp_path / "incidents.csv").write_text("date,place\n" + "2023-11-20,Kidal\n" * 20_000)
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "mali_control", "annotate", "incidents.csv", "-o", "out.csv"]
    done = subprocess.run(command, stderr=slave, stdout=subprocess.PIPE, cwd=tmp_path, timeout=60, check=False)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert done.stdout == b""
    assert "100%" in shown
    assert shown.rstrip().endswith("20,000 rows; places found: 20,000 by spelling")

"""Exports read back with the tools they are made for: pandas, geopandas, openpyxl, GDAL, an XML parser."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import date

import geopandas
import pandas
import pyogrio
import pytest

import mali_control
from mali_control import BadDate, BadOutput, MissingExtra, UnknownName
from mali_control.export.content import (
    ABOUT_COLUMNS,
    GROUND_SPAN_COLUMNS,
    MERGED_COLUMNS,
    MOVE_COLUMNS,
    PLACE_COLUMNS,
    SPAN_COLUMNS,
    kind_of,
)
from mali_control.export.files import FORMATS
from mali_control.export.kml import kml_colour

DAY = "2023-11-14"
KML = "{http://www.opengis.net/kml/2.2}"
NASTY = 'Aïn <b>"O\'Neil"</b>, & {{|}} [[x]] -- é'
ALL = sorted(FORMATS)
needs_ogrinfo = pytest.mark.skipif(
    shutil.which("ogrinfo") is None and os.environ.get("MALI_CONTROL_REQUIRE_GDAL") != "1",
    reason="GDAL's ogrinfo (Debian: gdal-bin) is not installed",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, atlas):
    """One day and all history in every format that takes them."""
    made = tmp_path_factory.mktemp("exports")
    for suffix, format_ in FORMATS.items():
        atlas.export(made / f"day{suffix}", date=DAY)
        if "history" in format_.whats:
            atlas.export(made / f"history{suffix}", history=True)
    return made


@pytest.fixture(scope="module")
def histories(atlas):
    return pandas.concat([atlas.history(place) for place in atlas.gazetteer], ignore_index=True)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    """A small war whose names hold every sign that some format takes for its own; the second place has no position, the third no state."""
    home = tmp_path_factory.mktemp("nasty")
    with (home / "places.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["id", "name", "kind", "lat", "lon", "note"],
                ["a", NASTY, "town", 15.5, -1.25, ""],
                ["b", "=SUM(1;2)", "town", "", "", "a test"],
                ["c", "C", "village", 16, -1, ""],
            ]
        )
    (home / "reports.csv").write_text(
        "id,place,kind,by,date,source,section,standing,note\n"
        "r1,a,captures,mali;wagner,2023-01-31,s,S,stated,<&>\nr2,b,captures,jnim,[..2022-05-01],s,S,stated,n\nr3,a,besieges,jnim,2023-03-01,s,S,stated,n\n",
        encoding="utf-8",
    )
    (home / "sources.csv").write_text("id,title,publisher\ns,Title,Publisher\n", encoding="utf-8")
    return mali_control.load(home)


def plain(value):
    """A value as any reader gives it, made comparable: several ids as one text, days as dates, None for nothing."""
    if isinstance(value, str):
        return value or None
    if hasattr(value, "__len__"):
        return ";".join(value) or None
    if value is None or value is pandas.NaT or value != value:
        return None
    return value.date() if hasattr(value, "date") else value


def comparable(frame: pandas.DataFrame, columns) -> list[dict]:
    found = [{c: plain(v) for c, v in row.items()} for row in frame[list(columns)].to_dict("records")]
    for row in found:
        for column, value in row.items():
            if kind_of(column) == "day" and isinstance(value, str):
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
                row[column] = date.fromisoformat(value)
    return found


def read(path, layer=None):
    if path.suffix == ".parquet":
        return geopandas.read_parquet(path)
    if path.suffix == ".csv":
        return pandas.read_csv(path, true_values=["yes"], false_values=["no"], keep_default_na=False, na_values=[""])
    if path.suffix == ".xlsx":
        return pandas.read_excel(path, sheet_name=layer or 0, keep_default_na=False, na_values=[""])
    return geopandas.read_file(path, layer=layer)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".fgb", ".csv", ".xlsx"])
def test_a_day_read_back_is_what_the_atlas_says(folder, atlas, suffix):
    found, expected = read(folder / f"day{suffix}", "places" if suffix in (".gpkg", ".xlsx") else None), atlas.at(DAY)
    assert [c for c in found.columns if c not in ("geometry", "lat", "lon")] == list(PLACE_COLUMNS)
    columns = [c for c in expected.columns if c != "geometry"]
    assert comparable(found, columns) == comparable(expected, columns)
    assert {row["date"] for row in comparable(found, ["date"])} == {date(2023, 11, 14)}
    if isinstance(found, geopandas.GeoDataFrame):
        assert found.crs == expected.crs == "EPSG:4326"
        assert found.geometry.isna().tolist() == expected.geometry.isna().tolist()
        assert found.geometry.geom_equals(expected.geometry)[found.geometry.notna()].all()
    else:
        assert found["lat"].dropna().tolist() == expected.geometry.y.dropna().tolist()


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".fgb", ".csv", ".xlsx"])
def test_histories_read_back_are_those_of_each_place(folder, histories, suffix):
    found = read(folder / f"history{suffix}", "spans" if suffix in (".gpkg", ".xlsx") else None)
    expected = histories
    assert list(expected.columns) == [c for c in SPAN_COLUMNS if c in expected.columns]
    assert comparable(found, expected.columns) == comparable(expected, expected.columns)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".fgb", ".csv", ".xlsx"])
def test_changes_read_back_are_those_of_the_span(tmp_path, atlas, suffix):
    path = tmp_path / f"changes{suffix}"
    rows = atlas.export(path, changes=("2023-10-01", "2023-12-31"))
    expected = atlas.changes("2023-10-01", "2023-12-31")
    assert rows["changes"] == len(expected) > 10
    found = read(path, "changes" if suffix in (".gpkg", ".xlsx") else None)
    assert comparable(found, expected.columns) == comparable(expected, expected.columns)
    assert set(MOVE_COLUMNS) <= set(found.columns)


def test_days_are_days_where_the_format_has_them(folder):
    for name, layer in (("day.gpkg", "places"), ("history.gpkg", "spans"), ("history.gpkg", "territory")):
        info = pyogrio.read_info(folder / name, layer=layer)
        types = dict(zip(info["fields"], info["ogr_types"], strict=True))
        assert {types[c] for c in types if kind_of(c) == "day"} == {"OFTDate"}
    from pyarrow import parquet

    schema = parquet.read_schema(folder / "history.parquet")
    assert {str(schema.field(c).type) for c in SPAN_COLUMNS if kind_of(c) == "day"} == {"date32[day]"}
    assert {str(schema.field(c).type) for c in SPAN_COLUMNS if kind_of(c) == "list"} == {"list<element: string>"}
    features = json.loads((folder / "history.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["properties"]["start"] == "2012-01-01"
    assert isinstance(features[0]["properties"]["controllers"], list)


def test_all_changes_and_open_ends(tmp_path, atlas):
    everything = atlas.export(tmp_path / "all.csv", changes=True)["changes"]
    assert everything == len(atlas.list_changes("2012-01-01", "2100-01-01"))
    before = atlas.export(tmp_path / "before.csv", changes=(None, "2016-12-31"))["changes"]
    after = atlas.export(tmp_path / "after.csv", changes=("2017-01-01", None))["changes"]
    assert before + after == everything


@pytest.mark.parametrize("suffix", [s for s in ALL if "changes" in FORMATS[s].whats])
def test_no_rows_make_a_sound_file(tmp_path, atlas, suffix):
    path = tmp_path / f"none{suffix}"
    rows = atlas.export(path, changes=("2100-01-01", "2100-01-02"))
    assert rows["changes"] == 0
    if suffix == ".kml":
        assert not list(ET.parse(path).iter(f"{KML}Placemark"))
        return
    found = read(path, "changes" if suffix in (".gpkg", ".xlsx") else None)
    assert len(found) == 0
    if suffix != ".geojson":  # where no feature is, no column is
        assert set(MOVE_COLUMNS) <= set(found.columns)


def test_a_name_too_long_for_a_database_is_said_before_anything_is_written(tmp_path, nasty):
    with pytest.raises(BadOutput, match=r"gpkg cannot be written: the name is too long for a database; name another file"):
        nasty.export(tmp_path / f"{'a' * 245}.gpkg", date="2023-03-05")
    assert not list(tmp_path.iterdir())
    nasty.export(tmp_path / f"{'a' * 242}.gpkg", date="2023-03-05")  # as long as can be


def test_a_day_before_all_reports_has_no_ground(tmp_path, nasty):
    path = tmp_path / "early.gpkg"
    assert nasty.export(path, date="2012-01-01")["territory"] == 0
    assert len(read(path, "territory")) == 0
    nasty.export(tmp_path / "early.wiki", date="2012-01-01")
    nasty.export(tmp_path / "early.kml", date="2012-01-01")


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".fgb", ".csv", ".xlsx"])
def test_names_come_through_whatever_signs_they_hold(tmp_path, nasty, suffix):
    path = tmp_path / f"nasty{suffix}"
    nasty.export(path, date="2023-03-05")
    found = read(path, "places" if suffix in (".gpkg", ".xlsx") else None)
    assert found["name"].tolist() == [NASTY, "=SUM(1;2)", "C"]
    assert [plain(v) for v in found["controllers"]] == ["mali;wagner", "jnim", None]
    assert [plain(v) for v in found["besieged_by"]] == ["jnim", None, None]
    assert found["held_by"].tolist()[:2] == ["Mali and Wagner", "JNIM"]
    assert found["side"].tolist() == ["state", "aq", "unknown"]


def test_geopackage_has_layers_tables_and_styles(folder):
    path = folder / "day.gpkg"
    assert [name for name, _ in pyogrio.list_layers(path)] == ["places", "territory", "reports", "about", "layer_styles"]
    territory = read(path, "territory")
    assert list(territory.columns) == [*MERGED_COLUMNS, "geometry"]
    assert set(territory.geom_type) == {"MultiPolygon"}
    assert {c for c in read(folder / "history.gpkg", "territory").columns if c != "geometry"} == set(GROUND_SPAN_COLUMNS)
    cited = {i for reports in read(path, "places")["reports"].dropna() for i in reports.split(";")}
    assert set(read(path, "reports")["id"]) == cited
    about = read(path, "about")
    assert list(about.columns) == list(ABOUT_COLUMNS)
    assert set(about[about["layer"] == "places"]["column"]) == set(PLACE_COLUMNS)
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT f_table_name, f_geometry_column, styleName, useAsDefault, styleQML FROM layer_styles").fetchall()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'").fetchone() == ("attributes",)
        columns = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    assert [(name, style, bool(default)) for name, _, style, default, _ in rows] == [
        ("places", "by side", True), ("places", "by holder", False), ("territory", "by side", True), ("territory", "by holder", False),
    ]  # fmt: skip
    for name, column, style, _, qml in rows:
        assert columns[name] == column
        root = ET.fromstring(qml)
        renderer = root.find("renderer-v2")
        assert renderer.get("attr") == {"by side": "side", "by holder": "controllers"}[style]
        values = {category.get("value"): category.get("symbol") for category in renderer.iter("category")}
        symbols = {symbol.get("name"): symbol for symbol in renderer.iter("symbol")}
        assert set(values.values()) == set(symbols)
        assert set(read(path, name)[renderer.get("attr")].dropna()) <= set(values)
        state = symbols[values["state" if style == "by side" else "mali;wagner"]]
        assert state.find(".//Option[@name='color']").get("value").startswith("14,58,140,")
        assert state.find(".//prop[@k='color']").get("v").startswith("14,58,140,")


def test_qgis_gets_the_days_of_a_history(folder):
    with closing(sqlite3.connect(folder / "history.gpkg")) as database:
        styles = dict(database.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    for layer in ("spans", "territory"):
        temporal = ET.fromstring(styles[layer]).find("temporal")
        assert (temporal.get("startField"), temporal.get("endField"), temporal.get("mode")) == ("start", "end", "2")


def test_styles_survive_any_name(tmp_path, nasty):
    nasty.export(tmp_path / "n.gpkg", date="2023-03-05")
    with closing(sqlite3.connect(tmp_path / "n.gpkg")) as database:
        for (qml,) in database.execute("SELECT styleQML FROM layer_styles"):
            ET.fromstring(qml)


def test_merged_ground_is_sound_in_other_projections_and_adds_up(folder, atlas, tmp_path):
    merged = read(folder / "day.gpkg", "territory")
    atlas.export(tmp_path / "single.gpkg", date=DAY, layers=["territory"], merge="place")
    single = read(tmp_path / "single.gpkg", "territory")
    for crs in (4326, 3857, 32630):
        assert merged.to_crs(crs).is_valid.all()
        assert single.to_crs(crs).is_valid.all()
    assert merged["km2"].sum() == pytest.approx(single["km2"].sum(), abs=5)
    assert merged["places"].sum() == len(single)
    area = merged.to_crs("+proj=laea +lat_0=17 +lon_0=-4 +units=m").area / 1e6
    assert area.tolist() == pytest.approx(merged["km2"].tolist(), rel=0.005)
    assert all(ring.exterior.is_ccw for shape in merged.geometry for ring in shape.geoms)


@needs_ogrinfo
def test_gdal_opens_the_geopackage(folder):
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(folder / "history.gpkg")], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert "Warning" not in done.stderr
    assert "ERROR" not in done.stderr
    for line in (
        "Layer name: spans",
        "Layer name: territory",
        "Layer name: reports",
        "Geometry: Multi Polygon",
        "start: Date",
        'ID["EPSG",4326]',
    ):
        assert line in done.stdout
    one = ["ogrinfo", "-ro", str(folder / "day.gpkg"), "-sql", "SELECT date, since, controllers FROM places WHERE place = 'kidal'"]
    said = subprocess.run(one, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "date (Date) = 2023/11/14" in said
    assert "controllers (String) = mali;wagner" in said


@needs_ogrinfo
@pytest.mark.parametrize("suffix", [".kml", ".fgb", ".geojson"])
def test_gdal_opens_the_others(folder, suffix):
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(folder / f"day{suffix}")], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Layer name: places" in done.stdout
    assert "ERROR" not in done.stderr


def test_kml_has_colours_days_and_nothing_unknown(folder, atlas):
    root = ET.parse(folder / "day.kml").getroot()
    styles = {style.get("id"): style for style in root.iter(f"{KML}Style")}
    marks = {mark.findtext(f"{KML}name"): mark for mark in root.iter(f"{KML}Placemark")}
    kidal = marks["Kidal"]
    style = styles[kidal.findtext(f"{KML}styleUrl").removeprefix("#")]
    assert style.findtext(f"{KML}IconStyle/{KML}color") == kml_colour("#0E3A8C") == "ff8c3a0e"
    assert style.findtext(f"{KML}PolyStyle/{KML}color") == "808c3a0e"
    assert kidal.findtext(f"{KML}Point/{KML}coordinates") == f"{atlas.place('kidal').lon},{atlas.place('kidal').lat}"
    data = {d.get("name"): d.findtext(f"{KML}value") for d in kidal.iter(f"{KML}Data")}
    assert data["controllers"] == "mali;wagner"
    assert data["since"] == "2023-11-14"
    assert not list(root.iter(f"{KML}TimeSpan"))
    assert all(mark.findtext(f"{KML}styleUrl").removeprefix("#") in styles for mark in root.iter(f"{KML}Placemark"))
    spans = ET.parse(folder / "history.kml").getroot()
    of_kidal = [m for m in spans.iter(f"{KML}Placemark") if m.findtext(f"{KML}name") == "Kidal" and m.find(f"{KML}Point") is not None]
    times = [(m.findtext(f"{KML}TimeSpan/{KML}begin"), m.findtext(f"{KML}TimeSpan/{KML}end")) for m in of_kidal]
    ends = {end for _, end in times}
    assert "2023-11-13" in ends  # the last day of the span, where the table has the first day after it
    assert times[-1][1] is None


def test_kml_escapes_what_it_is_given(tmp_path, nasty):
    nasty.export(tmp_path / "n.kml", date="2023-03-05")
    root = ET.parse(tmp_path / "n.kml").getroot()
    marks = [m for m in root.iter(f"{KML}Placemark") if m.find(f"{KML}Point") is not None]
    assert [m.findtext(f"{KML}name") for m in marks] == [NASTY]
    assert "<b>" not in marks[0].findtext(f"{KML}description")


def test_wiki_has_one_dot_per_known_place_and_its_signs_are_text(folder, tmp_path, nasty, atlas):
    text = (folder / "day.wiki").read_text(encoding="utf-8")
    known = [s for s in atlas.states(DAY) if s.status != "unknown" and atlas.place(s.place).located]
    assert text.startswith("{{Location map+ | Mali |")
    assert text.count("{{Location map~ | Mali |") == len(known)
    assert text.count("{{") == text.count("}}")
    assert re.search(r"lat = 18\.\d+ \| long = 1\.\d+ \| mark = Location dot blue.svg \| marksize = 8 \| label = Kidal \|", text)
    assert "[[File:Location dot orange.svg|12px]] || Azawad movements ||" in text
    nasty.export(tmp_path / "n.wiki", date="2023-03-05")
    row = next(line for line in (tmp_path / "n.wiki").read_text(encoding="utf-8").splitlines() if "map~" in line)
    assert row.count("{{") == row.count("}}") == 1
    assert row.count("|") == 8
    assert "<b>" not in row
    assert "A&#239;n" not in row
    assert "Aïn" in row


def test_excel_takes_no_text_for_a_formula_and_days_for_days(tmp_path, nasty):
    from openpyxl import load_workbook

    nasty.export(tmp_path / "n.xlsx", date="2023-03-05")
    book = load_workbook(tmp_path / "n.xlsx")
    assert book.sheetnames == ["places", "territory", "reports", "about"]
    rows = list(book["places"].iter_rows())
    head = [cell.value for cell in rows[0]]
    name, since = rows[2][head.index("name")], rows[1][head.index("since")]
    assert (name.value, name.data_type) == ("=SUM(1;2)", "s")
    assert since.is_date
    assert (since.value.date(), since.number_format) == (date(2023, 1, 31), "yyyy-mm-dd")


def test_holders_can_be_named_by_bloc_and_as_known_then(tmp_path, atlas):
    atlas.by("bloc").export(tmp_path / "bloc.geojson", date=DAY)
    assert set(read(tmp_path / "bloc.geojson")["held_by"].dropna()) >= {"state", "azawad", "is"}
    atlas.known_by("2023-11-10").export(tmp_path / "then.csv", date="2023-11-20")
    then = read(tmp_path / "then.csv").set_index("place")
    assert then.loc["kidal", "controllers"] == "csp"


@pytest.mark.parametrize(
    ("name", "asked", "error", "says"),
    [
        ("x.shp", {"date": DAY}, BadOutput, ".geojson, .gpkg, .parquet, .fgb, .csv, .xlsx, .kml, .wiki"),
        ("x", {"date": DAY}, BadOutput, "the suffix says the format"),
        ("x.wiki", {"history": True}, BadOutput, "shows one day"),
        ("x.wiki", {"date": DAY, "layers": ["territory"]}, BadOutput, "holds the layer places only"),
        ("x.csv", {"date": DAY, "layers": ["places", "territory"]}, BadOutput, "holds one layer, not 2"),
        ("x.gpkg", {"date": DAY, "layers": ["spans"]}, UnknownName, "unknown layer 'spans'; did you mean places"),
        ("x.gpkg", {"date": DAY, "merge": "bloc"}, UnknownName, "way to merge territory"),
        ("x.gpkg", {"date": "soon"}, BadDate, "'soon' is not a day"),
        ("x.gpkg", {"changes": ("2023-02-01", "2023-01-01")}, BadDate, "ends"),
        ("no/x.gpkg", {"date": DAY}, BadOutput, "is not a directory"),
        ("x.gpkg", {}, ValueError, "give one of date, history, changes"),
        ("x.gpkg", {"date": DAY, "history": True}, ValueError, "give one of"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is_written(tmp_path, atlas, name, asked, error, says):
    with pytest.raises(error) as caught:
        atlas.export(tmp_path / name, **asked)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("suffix", "library", "extra"), [(".parquet", "pyarrow", "parquet"), (".xlsx", "openpyxl", "excel")])
def test_a_missing_library_is_named_with_its_extra(tmp_path, atlas, monkeypatch, suffix, library, extra):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=re.escape(f"pip install 'mali-control[{extra}]'")):
        atlas.export(tmp_path / f"x{suffix}", date=DAY)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", ALL)
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, atlas, monkeypatch, suffix):
    from mali_control.export import files

    path = tmp_path / f"x{suffix}"
    path.write_text("old")

    def fail(place, content):
        place.write_text("half")
        place.with_name(place.name + "-journal").write_text("half")
        raise OSError(28, "No space left on device")

    module = __import__(f"mali_control.export.{FORMATS[suffix].module}", fromlist=["x"])
    monkeypatch.setattr(module, FORMATS[suffix].function, fail)
    with pytest.raises(BadOutput, match="No space left"):
        atlas.export(path, date=DAY)
    assert files.FORMATS is FORMATS
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced_whole_but_not_under_a_program_that_has_it_open(tmp_path, nasty):
    path = tmp_path / "x.gpkg"
    path.write_text("old")
    nasty.export(path, date=DAY)
    nasty.export(path, date="2023-03-05")
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "x.gpkg-wal").write_text("pages of another program")
    before = path.read_bytes()
    with pytest.raises(BadOutput, match="open in another program"):
        nasty.export(path, date=DAY)
    assert path.read_bytes() == before


def test_text_formats_are_the_same_at_each_writing(tmp_path, nasty):
    for suffix in (".geojson", ".csv", ".kml", ".wiki"):
        for name in ("one", "two"):
            nasty.export(tmp_path / f"{name}{suffix}", date=DAY)
        assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def cli(*arguments, cwd):
    command = [sys.executable, "-m", "mali_control", "export", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_the_command_writes_what_the_method_does(tmp_path, atlas):
    done = cli("--date", DAY, "-o", "kidal.geojson", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert re.fullmatch(rf"wrote kidal.geojson \({len(atlas.gazetteer)} places; \d+ kB\)\n", done.stderr)
    atlas.export(tmp_path / "same.geojson", date=DAY)
    assert (tmp_path / "kidal.geojson").read_bytes() == (tmp_path / "same.geojson").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--date", DAY, "-o", "x.shp"], "no format known here; name a file that ends in .geojson, .gpkg"),
        (["-o", "x.csv"], "give one of --date, --history, --changes"),
        (["--date", DAY, "--from", DAY, "-o", "x.csv"], "--from and --to go with --changes"),
    ],
)
def test_the_command_says_what_is_wrong_in_one_line(tmp_path, arguments, says):
    done = cli(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_small_formats_load_no_frames(tmp_path):
    code = (
        "import sys, mali_control; a = mali_control.load()\n"
        f"a.export(r'{tmp_path}/x.csv', date='{DAY}'); a.export(r'{tmp_path}/x.geojson', date='{DAY}')\n"
        "print(sorted({'pandas', 'geopandas', 'pyarrow', 'openpyxl', 'folium', 'pyogrio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout == "[]\n"

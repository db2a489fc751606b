"""GeoNames for one run, the index that is made of it, and boundaries of one's own. The records here are made up, but for their form."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from test_cli import run

import mali_control
from mali_control import AmbiguousName, BadData, Gazetteer, Place
from mali_control.boundaries import areas_at, replace_boundaries
from mali_control.geonames import build_index, read_geonames, widen

RECORDS = [
    # id, name, other names, lat, lon, class, code, country, admin1, population
    (2455290, "Kidal", "Quidal,Кидаль,KDL", 18.4411, 1.4078, "P", "PPLA", "ML", "10", 25617),
    (9000001, "Tinzirma", "Tin Zirma,Tinzirmâ", 18.50, 1.60, "P", "PPL", "ML", "10", 0),
    (9000002, "Tinzirma", "", 13.10, -7.20, "P", "PPL", "ML", "07", 0),
    (9000003, "Bamba", "", 14.30, -10.90, "P", "PPL", "ML", "03", 900),
    (9000004, "Anéfis", "Anefis i-n-Darane", 18.05, 0.61, "P", "PPL", "ML", "09", 0),
    (9000005, "Anéfis", "", 18.00, 0.59, "H", "WLL", "ML", "09", 0),
    (9000006, "Mission", "", 13.30, -6.00, "P", "PPL", "ML", "05", 0),
    (9000007, "Souleymane", "", 13.40, -6.10, "P", "PPL", "ML", "05", 0),
    (9000008, "Oued Sarmata", "", 18.60, 1.50, "H", "WAD", "ML", "10", 0),
    (9000009, "Zarouma", "", 13.00, 2.50, "P", "PPL", "NE", "05", 12000),
]


def line(number, name, others, lat, lon, class_, code, country, admin1, people) -> str:
    cells = [
        number,
        name,
        name,
        others,
        lat,
        lon,
        class_,
        code,
        country,
        "",
        admin1,
        "",
        "",
        "",
        people,
        "",
        0,
        "Africa/Bamako",
        "2024-01-01",
    ]
    return "\t".join(map(str, cells))


@pytest.fixture
def dump(tmp_path) -> Path:
    path = tmp_path / "ML.txt"
    path.write_text("".join(line(*record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def wide(atlas, dump) -> Gazetteer:
    return atlas.widened(dump)


def test_records_become_places_with_region_by_position(atlas, dump):
    places = {p.geonames_id: p for p in read_geonames(dump, lambda lons, lats: areas_at(atlas.basemap, lons, lats))}
    found = places["9000001"]
    assert (found.id, found.kind, found.region, found.cercle, found.country) == (
        "geonames:9000001",
        "village",
        "kidal-region",
        "kidal-cercle",
        "ML",
    )
    assert found.spellings == ("Tin Zirma",)  # the other differs in an accent only
    assert [places[str(n)].kind for n in (2455290, 9000005, 9000008, 9000009)] == ["town", "site", "valley", "town"]
    assert places["9000009"].region is None
    assert all(p.precision_km and p.position_source for p in places.values())


def test_own_places_win_and_lend_nothing_but_spellings(atlas, wide):
    assert len(wide) == len(atlas.gazetteer) + 8  # Kidal and Anéfis are known
    assert wide.resolve("Kidal").id == "kidal"
    assert wide["kidal"].lat == atlas.gazetteer["kidal"].lat
    assert wide.resolve("Quidal").id == "kidal"
    assert "KDL" not in wide["kidal"].spellings
    assert wide.resolve("Bamba").id == "bamba"
    assert wide.resolve("Bamba", region="Kayes").id == "geonames:9000003"
    assert atlas.gazetteer["kidal"].spellings != wide["kidal"].spellings


def test_homonyms_among_records_are_told_apart_by_context(wide):
    with pytest.raises(AmbiguousName, match="Kidal Region: geonames:9000001"):
        wide.resolve("Tinzirma")
    assert wide.resolve("Tinzirma", region="Koulikoro").id == "geonames:9000002"
    assert wide.resolve("Tin Zirma", near=(18.0, 1.0)).id == "geonames:9000001"


def test_lent_names_are_found_in_texts_where_words_around_support_them(atlas, wide):
    finder = atlas.finder(wide)

    def found(text: str) -> list[tuple[str, str | None]]:
        return [(m.text, m.place) for m in finder.locate(text)]

    assert found("A column from Kidal reached Tinzirma by night.") == [("Kidal", "kidal"), ("Tinzirma", "geonames:9000001")]
    assert found("Between Bamako and Tinzirma the road is good.")[1][1] == "geonames:9000002"
    assert found("They slept in Tinzirma, Koulikoro Region, and left.")[0] == ("Tinzirma", "geonames:9000002")
    assert found("The Mission ended; Souleymane went home to Bamba.") == [("Bamba", "bamba")]
    assert found("Bamba, Kayes Region, has one well.")[0] == ("Bamba", "geonames:9000003")
    assert found("Tinzirma said nothing.") == []


def test_an_index_gives_the_same_places_and_the_same_bytes(dump, tmp_path):
    places = read_geonames(dump)
    index = tmp_path / "ml.index"
    index.write_bytes(build_index(places))
    assert read_geonames(index) == places
    assert build_index(places) == index.read_bytes()


def test_the_zip_file_of_geonames_is_read_as_it_comes(dump, tmp_path):
    packed = tmp_path / "ML.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.write(dump, "ML.txt")
    assert read_geonames(packed) == read_geonames(dump)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("one\ttwo\n", "ML.txt:1: has 2 columns where a GeoNames file has 19"),
        (line(1, "Here", "", "north", 0, "P", "PPL", "ML", "", 0), "'north', '0' is no position"),
        (line(1, "Here", "", 95, 0, "P", "PPL", "ML", "", 0), "is no position in degrees"),
        (line("x", "Here", "", 5, 0, "P", "PPL", "ML", "", 0), "needs a number and a name"),
        ("\n\n", "holds no record"),
        (b"\xff\xfe", "is not UTF-8"),
        (gzip.compress(b"[1, 2]"), "is not an index made by"),
        (gzip.compress(b'{"format": "other"}'), "is not an index made by"),
        (gzip.compress(json.dumps({"format": "mali-control geonames index 1", "columns": {}}).encode()), "is not an index made by"),
        (gzip.compress(b"{}")[:-4], "is not an index made by"),
        (b"PK\x03\x04broken", "cannot be unpacked"),
    ],
)
def test_files_that_are_none_of_these_are_described(tmp_path, content, says):
    path = tmp_path / "ML.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadData) as caught:
        read_geonames(path)
    assert says in str(caught.value)


def test_index_from_the_command_line(dump, tmp_path):
    done = run("gazetteer", "build", str(dump), "-o", "ml.index", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("wrote ml.index (10 records")
    done = run("places", "search", "Zarouma", "--geonames", "ml.index", "--limit", "1", "--format", "csv", cwd=tmp_path)
    assert "geonames:9000009" in done.stdout
    done = run("locate", "-", "--geonames", "ml.index", "--format", "csv", cwd=tmp_path)
    assert done.returncode == 0


def test_a_record_beside_an_own_place_of_the_name_is_that_place():
    own = Gazetteer([Place("here", "Here", "village", 15.0, 1.0, 2)])
    near = Place("geonames:1", "Here", "village", 15.05, 1.0, 5, geonames_id="1")
    far = Place("geonames:2", "Here", "village", 16.0, 1.0, 5, geonames_id="2")
    assert list(widen(own, [near, far])) == ["here", "geonames:2"]


# -- boundaries


def square(west: float, south: float, size: float = 1.0) -> dict:
    east, north = west + size, south + size
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]}


def collection(*features: tuple[dict, dict]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]})


@pytest.mark.parametrize(
    "properties",
    [
        [
            {"shapeName": "Kidal", "shapeType": "ADM1"},
            {"shapeName": "Tombouctou", "shapeType": "ADM1"},
            {"shapeName": "Elsewhere", "shapeType": "ADM1"},
        ],
        [{"ADM1_FR": "Kidal"}, {"ADM1_FR": "Tombouctou"}, {"ADM1_FR": "Elsewhere"}],
        [{"NAME_1": "Kidal"}, {"NAME_1": "Timbuktu"}, {"NAME_1": "Elsewhere"}],
        [{"name": "Région de Kidal"}, {"name": "Région de Tombouctou"}, {"name": "Elsewhere"}],
    ],
)
def test_official_regions_take_the_place_of_the_shipped_ones(atlas, tmp_path, properties):
    path = tmp_path / "regions.geojson"
    path.write_text(collection(*((p, square(i * 2, 18)) for i, p in enumerate(properties))), encoding="utf-8")
    replaced = replace_boundaries(atlas.basemap, path, atlas.gazetteer)
    assert (replaced.layer, replaced.matched, replaced.unmatched) == ("region", ("kidal-region", "timbuktu-region"), ("Elsewhere",))
    by_id = {f["properties"]["id"]: f for f in replaced.features if f["properties"]["layer"] == "region"}
    assert by_id["kidal-region"]["geometry"] == square(0, 18)
    assert by_id["kidal-region"]["properties"]["source"] == "boundaries of regions.geojson"
    assert "gao-region" in by_id
    assert "Elsewhere" in str(replaced)
    assert len([f for f in atlas.basemap if f["properties"].get("source", "").startswith("boundaries of")]) == 0


def test_cercles_are_told_from_regions_and_from_each_other(atlas, tmp_path):
    path = tmp_path / "cercles.geojson"
    names = ["Nioro", "Diema", "San", "Tominian", "Kidal"]
    path.write_text(collection(*(({"admin1Name": "x", "admin2Name": n}, square(i * 2, 14)) for i, n in enumerate(names))), encoding="utf-8")
    replaced = replace_boundaries(atlas.basemap, path, atlas.gazetteer)
    assert replaced.matched == ("diema-cercle", "kidal-cercle", "nioro-cercle", "san-cercle", "tominian-cercle")
    nioro = next(f for f in replaced.features if f["properties"]["id"] == "nioro-cercle")
    assert nioro["geometry"] == square(0, 14)


def test_regions_of_before_2016_leave_no_younger_ones_over_them(atlas, tmp_path):
    path = tmp_path / "regions.geojson"
    path.write_text(
        collection(
            ({"shapeName": "Gao", "shapeType": "ADM1"}, square(1.5, 14.5, 3.5)),
        ),
        encoding="utf-8",
    )
    replaced = replace_boundaries(atlas.basemap, path, atlas.gazetteer)
    assert replaced.covered == ("menaka-region",)


def test_maps_and_lookups_use_the_boundaries_that_are_given(tmp_path):
    path = tmp_path / "regions.geojson"
    path.write_text(
        collection(
            ({"ADM1_FR": "Kidal"}, square(0, 18)),
        ),
        encoding="utf-8",
    )
    atlas = mali_control.load(boundaries=path)
    assert atlas.boundaries is not None
    assert areas_at(atlas.basemap, [0.5], [18.5]) == [{"region": "kidal-region", "cercle": "kidal-cercle"}]
    assert atlas.by("bloc").basemap is atlas.basemap


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("nothing", "is not a GeoJSON feature collection"),
        ('{"features": []}', "holds no polygon"),
        (
            collection(
                ({"name": "Atlantis"}, square(0, 0)),
            ),
            "bears the name of a region or cercle (Atlantis",
        ),
        (
            collection(
                ({"name": "Kidal"}, square(200000, 1900000)),
            ),
            "is not in degrees",
        ),
    ],
)
def test_files_without_boundaries_are_described(atlas, tmp_path, content, says):
    path = tmp_path / "regions.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        replace_boundaries(atlas.basemap, path, atlas.gazetteer)
    assert says in str(caught.value)
    done = run("snapshot", "--date", "2023-11-14", "--boundaries", str(path), "-o", "map.html", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (tmp_path / "map.html").exists()

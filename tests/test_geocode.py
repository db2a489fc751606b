"""Names to places: by context, by likeness, near a point, and whole tables of them."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections import Counter

import geopandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import run

from mali_control import AmbiguousName, BadData, Gazetteer, Place, UnknownName
from mali_control.geocode import GEOCODE_COLUMNS, Columns, Geocoder, Question, geocode_rows
from mali_control.text import fold, fold_letters, without_marks


@pytest.fixture(scope="module")
def bambas() -> Gazetteer:
    """Three places of one name, far apart."""
    return Gazetteer(
        [
            Place("mali", "Mali", "country", country="ML"),
            Place("niger", "Niger", "country", country="NE"),
            Place("gao-region", "Gao Region", "region", country="ML"),
            Place("kayes-region", "Kayes Region", "region", country="ML", spellings=("région de Kayes",)),
            Place("bourem-cercle", "Bourem Cercle", "cercle", region="gao-region", country="ML"),
            Place("bamba-gao", "Bamba", "town", 17.03, -1.40, 2, region="gao-region", cercle="bourem-cercle", country="ML"),
            Place("bamba-kayes", "Bamba", "village", 14.50, -11.00, 2, region="kayes-region", country="ML"),
            Place("bamba-niger", "Bamba", "village", 14.00, 2.00, 2, country="NE"),
        ]
    )


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ({"region": "Gao"}, "bamba-gao"), ({"region": "gao-region"}, "bamba-gao"), ({"region": "Bourem"}, "bamba-gao"),
        ({"region": "Région de Kayes"}, "bamba-kayes"), ({"region": "KAYES REGION"}, "bamba-kayes"), ({"country": "NE"}, "bamba-niger"),
        ({"country": "Niger"}, "bamba-niger"), ({"near": (17.2, -1.0)}, "bamba-gao"), ({"near": (14.1, 2.2)}, "bamba-niger"),
        ({"country": "ML", "near": (14.6, -10.8)}, "bamba-kayes"),
    ],
)  # fmt: skip
def test_context_decides_between_homonyms(bambas, context, place):
    assert bambas.resolve("Bamba", **context).id == place


@pytest.mark.parametrize("context", [{}, {"country": "ML"}, {"near": (15.8, -6.0)}])
def test_where_context_does_not_decide_the_candidates_are_listed_with_their_region(bambas, context):
    with pytest.raises(AmbiguousName, match=r"Bamba \(town, Gao Region: bamba-gao\)") as caught:
        bambas.resolve("Bamba", **context)
    assert {"bamba-gao", "bamba-kayes"} <= set(caught.value.suggestions)


def test_a_place_elsewhere_is_not_the_one_that_was_asked_for(atlas, bambas):
    with pytest.raises(UnknownName, match=r"no 'Kidal' in Mopti; there is Kidal \(town, Kidal Region: kidal\)"):
        atlas.gazetteer.resolve("Kidal", region="Mopti")
    with pytest.raises(UnknownName, match="unknown region or cercle 'Kajes'; did you mean Kayes Region"):
        bambas.resolve("Bamba", region="Kajes")


def test_tables_put_places_into_the_regions_of_their_time(atlas):
    assert atlas.gazetteer.resolve("Anderamboukane", region="Gao").id == "anderamboukane"
    assert atlas.gazetteer.resolve("Bankass", region="Bandiagara Region").id == "bankass"
    assert atlas.gazetteer.resolve("Tominian", region="San").id == "tominian"
    with pytest.raises(UnknownName):
        atlas.gazetteer.resolve("Tominian", region="San Cercle")


def test_names_that_only_brackets_tell_apart(atlas):
    with pytest.raises(AmbiguousName):
        atlas.gazetteer.resolve("Banikane")
    assert atlas.gazetteer.resolve("Banikane", region="Gourma-Rharous").id == "banikane-rharous"
    assert atlas.gazetteer.resolve("Tin Zaouatine").id == "tinzaouaten"
    assert atlas.gazetteer.resolve("Tin Zaouatine", country="Algeria").id == "tin-zaouatine-algeria"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tin Zaouatine", "tinzaouaten"), ("tinzawaten", "tinzaouaten"), ("Anefif", "anefis"), ("Tombouctou", "timbuktu"), ("Sevare", "sevare"),
        ("Aguelhoc", "aguelhok"), ("Andéramboukan", "anderamboukane"), ("Timbouctou", "timbuktu"), ("Bambara Maoude", "bambara-maoude"),
    ],
)  # fmt: skip
def test_what_can_only_be_one_place_lands(atlas, name, place):
    assert atlas.gazetteer.resolve(name).id == place


@pytest.mark.parametrize("name", ["Kidall", "Gaoo", "Tesalit", "Talatayt", "Inekarr", "Atlantis", "Bamaco"])
def test_a_guess_is_for_search_and_not_for_questions_about_a_place(atlas, name):
    with pytest.raises(UnknownName):
        atlas.gazetteer.resolve(name)


@pytest.mark.parametrize(
    ("name", "place"),
    [("Kidall", "kidal"), ("Tesalit", "tessalit"), ("Talatayt", "talataye"), ("Bamaco", "bamako"), ("Dwentza", "douentza")],
)
def test_search_forgives_what_sounds_alike(atlas, name, place):
    assert atlas.gazetteer.search(name, limit=1)[0][0].id == place


def test_equal_letters_score_100_and_a_part_of_a_name_less(atlas):
    scores = {place.id: score for place, _, score in atlas.gazetteer.search("Kidal", limit=20)}
    assert scores["kidal"] == 100
    assert 60 <= scores["kidal-airport"] <= 90


def test_near_a_point(atlas):
    found = atlas.gazetteer.nearest(18.44, 1.41, limit=3, kinds=("town",))
    assert [place.id for place, _ in found][:2] == ["kidal", "anefis"]
    assert [km for _, km in found] == sorted(km for _, km in found)
    assert found[1][1] == pytest.approx(96, abs=1.5)
    assert all(place.located for place, _ in atlas.gazetteer.nearest(0, 0, limit=1000))


def test_the_gazetteer_as_a_frame(atlas):
    frame = atlas.gazetteer.to_geodataframe()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert list(frame.id) == list(atlas.gazetteer)
    kidal = frame.set_index("id").loc["kidal"]
    assert (round(kidal.geometry.x, 1), round(kidal.geometry.y, 1)) == (1.4, 18.4)
    assert "Kidal" in kidal.spellings
    assert frame.geometry.isna().sum() == sum(not place.located for place in atlas.gazetteer.values())


@pytest.mark.parametrize(
    ("question", "place", "match"),
    [
        (Question("Kidal"), "kidal", "exact"),
        (Question("KIDAL"), "kidal", "exact"),
        (Question("kidal-minusma-camp"), "kidal-minusma-camp", "exact"),
        (Question("Tombouctou"), "timbuktu", "spelling"),
        (Question("Kidall"), "kidal", "fuzzy"),
        (Question("Andéramboukan"), "anderamboukane", "fuzzy"),
        (Question("Gao, Mali"), "gao", "exact"),
        (Question("Ber (Timbuktu)"), "ber", "exact"),
        (Question("town of Gao"), "gao", "exact"),
        (Question("ville de Ménaka"), "menaka", "exact"),
        (Question("Banikane", near=(16.9, -1.7)), "banikane-rharous", "spelling"),
        (Question("Tin Zaouatine, Algérie"), "tin-zaouatine-algeria", "spelling"),
        (Question("Banikane"), None, "ambiguous"),
        (Question("Kidal", region="Mopti"), None, "none"),
        (Question("Kidal", region="Nowhere at all"), None, "none"),
        (Question("Kidall", region="Nowhere at all"), None, "none"),
        (Question("Banamka", region="Koulikoro"), "banamba", "fuzzy"),
        (Question("Atlantis"), None, "none"),
        (Question("Kidall", country="Niger"), None, "none"),
        (Question(""), None, "none"),
        (Question("?!"), None, "none"),
    ],
)
def test_geocoding_says_what_it_found_and_how(atlas, question, place, match):
    answer = Geocoder(atlas.gazetteer).ask(question)
    assert (answer.place.id if answer.place else None, answer.match) == (place, match)
    assert answer.place or answer.reason
    assert not answer.place or answer.candidates[0] == (answer.place.id, answer.score)


def table(text: str, atlas, **columns: str) -> tuple[list[dict[str, str]], Counter[str]]:
    counts: Counter[str] = Counter()
    rows = geocode_rows(
        io.StringIO(text), Geocoder(atlas.gazetteer), Columns(**{"name": "name", **columns}), file="names.csv", counts=counts
    )
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows], counts


def test_a_table_keeps_every_row_and_says_why_one_has_no_place(atlas):
    text = 'name,n\nKidal,1\nAtlantis,2\n,3\n"Gao, Mali",4\none,too,many\nfew\n\n"never closed,5\nGossi,6\nN\ufffdra,7\n'
    rows, counts = table(text, atlas)
    assert [row["place_id"] for row in rows] == ["kidal", "", "", "gao", "", "", "", "gossi", ""]
    assert [row["n"] for row in rows][:4] == ["1", "2", "3", "4"]
    assert (rows[0]["lat"], rows[0]["lon"], rows[0]["score"], rows[0]["candidates"]) == ("18.4411", "1.4078", "100.0", "kidal (100)")
    reasons = " | ".join(row["reason"] for row in rows)
    for said in ("no place bears the name", "the name is empty", "has 3 cells", "has 1 cells", "a quote is not closed", "not UTF-8"):
        assert said in reasons
    assert counts["rows"] == len(rows) == 9
    assert counts["exact"] == 3


def test_a_column_that_is_there_already_is_not_overwritten(atlas):
    rows, _ = table("name,lat,lon,score\nBamba,17.0,-1.4,mine\n", atlas, lat="lat", lon="lon")
    assert rows[0]["lat"] == "17.0"
    assert rows[0]["score"] == "mine"
    assert rows[0]["found_lat"] == "17.0336"
    assert rows[0]["place_id"] == "bamba"


def test_semicolons_tabs_and_marks_at_the_beginning_are_read(atlas):
    for delimiter in ";\t,":
        rows, _ = table(f"\ufeffid{delimiter}name\n7{delimiter}Gao\n", atlas)
        assert rows[0]["place_id"] == "gao"


def test_columns_that_are_not_there_are_named(atlas):
    with pytest.raises(BadData, match=r"names.csv:1: nam: the column is missing; did you mean 'name'"):
        table("name\nKidal\n", atlas, name="nam")
    with pytest.raises(BadData, match="the file is empty"):
        table("", atlas)


def test_rough_positions_that_are_none_are_said(atlas):
    rows, _ = table("name,y,x\nKidal,north,1\nKidal,95,1\nKidal,,\n", atlas, lat="y", lon="x")
    assert [row["place_id"] for row in rows] == ["", "", "kidal"]
    assert "'north', '1' is no position" in rows[0]["reason"]
    assert "no position in degrees" in rows[1]["reason"]


def test_a_rough_position_may_have_decimal_commas(atlas):
    rows, _ = table('name;y;x\nBanikane;17,05;-1,75\nBanikane;"15,5";-0,5\n', atlas, lat="y", lon="x")
    commas = [row["place_id"] for row in rows]
    rows, _ = table("name,y,x\nBanikane,17.05,-1.75\nBanikane,15.5,-0.5\n", atlas, lat="y", lon="x")
    assert commas == [row["place_id"] for row in rows]
    assert not any("no position" in row["reason"] for row in rows)


def test_any_number_of_rows_takes_little_memory(atlas):
    def lines():
        yield "name\n"
        for i in range(15_000):
            yield ("Kidal\n", "Tombouctou\n", f"{i % 300}\n")[i % 3]

    geocoder = Geocoder(atlas.gazetteer)
    geocoder.ask(Question("Kidall"))
    tracemalloc.start()
    found = sum(row[1] != "" for row in geocode_rows(lines(), geocoder, Columns("name"), file="-"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 10_001  # with the header
    assert peak < 10_000_000


def test_the_columns_that_are_added_are_told(atlas):
    _, _ = table("name\nKidal\n", atlas)
    assert list(GEOCODE_COLUMNS) == ["place_id", "lat", "lon", "score", "match", "candidates", "reason"]


def test_geocode_from_the_command_line(tmp_path):
    (tmp_path / "names.csv").write_text("town,area\nKidal,Kidal\nBanikane,Gourma-Rharous\nAtlantis,\n", encoding="utf-8")
    done = run("geocode", "names.csv", "--name", "town", "--region", "area", "-o", "out.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == "3 rows: 1 exact, 1 spelling, 0 fuzzy, 0 ambiguous, 1 none\n"
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["place_id"] for row in rows] == ["kidal", "banikane-rharous", ""]
    assert list(rows[0]) == ["town", "area", *GEOCODE_COLUMNS]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["geocode", "nowhere.csv"], "nowhere.csv: cannot be read: No such file"),
        (["geocode", "names.csv"], "names.csv:1: name: the column is missing; it has town"),
        (["geocode", "names.csv", "--name", "town", "-o", "no/out.csv"], "no is not a directory"),
        (["places", "show", "Kidall"], "unknown place 'Kidall'; did you mean Kidal"),
        (["places", "near", "95", "0"], "95.0 is not in the range"),
        (["places", "near", "16", "-3", "--kind", "twon"], "unknown kind 'twon'; did you mean town"),
        (["places", "search", "Kidal", "--geonames", "names.csv"], "has 1 columns where a GeoNames file has 19"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_left(tmp_path, arguments, says):
    (tmp_path / "names.csv").write_text("town\nKidal\n", encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["names.csv"]


def test_places_from_the_command_line():
    done = run("places", "near", "16.77", "-3.0", "--kind", "town", "--limit", "1", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["place"] == "timbuktu"
    done = run("places", "show", "Anefif")
    for told in ("anefis", "Kidal Region (kidal-region)", "2461022", "أنفيف", "Techanaght"):
        assert told in done.stdout


@given(st.text(max_size=60))
def test_folding_keeps_every_sign_in_its_place(text):
    bare, offsets = without_marks(text)
    folded = fold_letters(bare)
    assert len(folded) == len(bare)
    assert folded == "".join(fold_letters(sign) for sign in bare)
    if offsets is not None:
        assert [text[i] for i in offsets[:-1]] == list(bare)
    assert all(sign == " " or fold(sign)[:1] == sign for sign in folded if sign.isascii())


@given(st.text(alphabet="KidalGao, ;\"'\n\t\r\0é\ufffd", max_size=80))
def test_no_table_breaks_geocoding(atlas, text):
    counts: Counter[str] = Counter()
    rows = list(geocode_rows(io.StringIO("name\n" + text), Geocoder(atlas.gazetteer), Columns("name"), file="-", counts=counts))
    assert len(rows) == counts["rows"] + 1
    assert {len(row) for row in rows} == {1 + len(GEOCODE_COLUMNS)}

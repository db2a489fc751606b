"""Places in running text: measured on sentences marked by hand, and the rules one by one."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_sentences import read_sentences
from test_cli import run

from mali_control import BadData, Gazetteer, Place
from mali_control.factions import Factions
from mali_control.geoparse import Finder
from mali_control.marked import MarkedText, marked_page
from mali_control.mentions import MENTION_COLUMNS
from mali_control.scan import Scanner
from mali_control.text import fold_letters

SENTENCES = read_sentences()


def found(atlas, text: str) -> list[tuple[str, str]]:
    return [(m.text, m.place or "?") for m in atlas.locate(text)]


# -- measured


def test_the_marked_sentences_are_many_enough():
    marks = [place for sentence in SENTENCES for _, _, place in sentence.marks]
    assert len(SENTENCES) >= 90
    assert len(marks) >= 150
    assert sum(not sentence.marks for sentence in SENTENCES) >= 15  # nothing but traps


def test_recall_and_precision_on_the_marked_sentences(atlas):
    wanted = {(i, *mark) for i, s in enumerate(SENTENCES) for mark in s.marks}
    given_ = {(i, m.start, m.end, m.place or "?") for i, s in enumerate(SENTENCES) for m in atlas.locate(s.text)}
    known, named = {m for m in wanted if m[3] != "?"}, {m for m in given_ if m[3] != "?"}
    missed, false = sorted(known - named), sorted(named - known)
    assert len(missed) <= 0.01 * len(known), [(SENTENCES[i].text, SENTENCES[i].text[a:b], place) for i, a, b, place in missed]
    assert len(false) <= 0.02 * len(named), [(SENTENCES[i].text, SENTENCES[i].text[a:b], place) for i, a, b, place in false]
    unknown = {m for m in wanted if m[3] == "?"}
    assert len(unknown & given_) >= 0.9 * len(unknown)


def test_one_text_of_all_sentences_is_read_like_each_alone(atlas):
    text = "\n\n".join(sentence.text for sentence in SENTENCES)
    mentions = atlas.locate(text)
    assert [(m.start, m.end) for m in mentions] == sorted((m.start, m.end) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert abs(len(mentions) - sum(len(s.marks) for s in SENTENCES)) <= 5


# -- where


def test_offsets_are_those_of_the_text_as_it_is_given(atlas):
    for form in ("NFC", "NFD", "NFKD"):
        text = unicodedata.normalize(form, "Entre Ménaka et Andéramboukane, près d’Inékar — Tidermène.\r\nPuis Téméra.")
        mentions = atlas.locate(text)
        assert [m.place for m in mentions] == ["menaka", "anderamboukane", "inekar", "tidermene", "temera"]
        assert all(text[m.start : m.end] == m.text for m in mentions)
        assert unicodedata.normalize("NFC", mentions[0].text) == "Ménaka"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("From Tin\nZaouatine to In-\nKhalil", ["tinzaouaten", "in-khalil"]),
        ("Tin Zaouatine; TinZaouatine; tin-Zaouatine; TIN-ZAOUATINE.", ["tinzaouaten"] * 4),
        ("Bourem, Inaly is no name; Gourma. Rharous is.", ["bourem", "gourma", "gourma-rharous"]),
        ("N’Tillit, N'Tillit, NTillit, n’Tillit", ["ntillit"] * 4),
        ("kidal and gao in small letters are not taken for names", []),
        ("Go\u00adssi and Ki\u200bdal, with invisible signs", ["gossi", "kidal"]),
        ("في كيدال وفي تمبكتو", ["kidal", "timbuktu"]),
        ("(Kidal)/[Gao]—Mopti…«Bamako»", ["kidal", "gao", "mopti", "bamako"]),
        ("", []),
        ("Kidal", ["kidal"]),
    ],
)
def test_names_are_found_however_they_are_written(atlas, text, places):
    assert [m.place for m in atlas.locate(text) if m.place] == places


@given(st.text(alphabet="Gao Kidl'-,.\n\u0301éABn", max_size=60))
def test_no_text_breaks_it_and_offsets_always_fit(atlas, text):
    for mention in atlas.locate(text):
        assert text[mention.start : mention.end] == mention.text
        assert 0 <= mention.score <= 1


names = st.lists(
    st.text(alphabet="AB b", min_size=1, max_size=5).filter(lambda name: name.strip(" b") and name == name.strip()), min_size=1, max_size=6
)


@given(names, st.text(alphabet="ABab ,", max_size=40))
def test_the_scan_gives_the_leftmost_longest_whole_words(names, text):
    scanner = Scanner((name, name) for name in names)
    folded = f" {fold_letters(text)} "
    keys = {" ".join(fold_letters(name).split()) for name in names}
    hits = scanner.scan(text)
    for start, end, _ in hits:
        assert folded[start] == " " == folded[end + 1]
        assert not text[start].islower() or any(name[0].islower() for name in names)
        assert " ".join(folded[start + 1 : end + 1].split()) in keys | {key.replace(" ", "") for key in keys}
    assert all(a[1] <= b[0] for a, b in pairwise(hits))
    plain = [key for key in keys if " " not in key]
    for i in range(len(text)):  # no single word that is a name is passed over, but where a longer name covers it
        for key in plain:
            word = text[i : i + len(key)]
            if word.isupper() and fold_letters(word) == key and folded[i] == " " == folded[i + len(key) + 1]:
                assert any(start < i + len(key) and i < end for start, end, _ in hits)


# -- which


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kidal MINUSMA camp", [("Kidal MINUSMA camp", "kidal-minusma-camp")]),
        ("the MINUSMA camp in the northern town of Kidal", [("MINUSMA camp in the northern town of Kidal", "kidal-minusma-camp")]),
        ("Kidal’s UN base", [("Kidal’s UN base", "kidal-minusma-camp")]),
        ("un camp de Tombouctou", [("Tombouctou", "timbuktu")]),
        ("l’aéroport international de Kidal", [("aéroport international de Kidal", "kidal-airport")]),
        ("Gao airfield", [("Gao airfield", "gao-airport")]),
        ("a base in Gao", [("Gao", "gao")]),
        ("la base à Ménaka", [("base à Ménaka", "menaka-base")]),
        ("the Hombori airstrip", [("Hombori", "hombori")]),
        ("cercle de Ménaka", [("cercle de Ménaka", "menaka-cercle")]),
        ("Tombouctou region", [("Tombouctou region", "timbuktu-region")]),
        ("Kidal, Gao and Ménaka regions", [("Kidal", "kidal-region"), ("Gao", "gao-region"), ("Ménaka", "menaka-region")]),
        ("les régions de Ségou et de Mopti", [("Ségou", "segou-region"), ("Mopti", "mopti-region")]),
        ("the towns of Ségou and Mopti", [("Ségou", "segou"), ("Mopti", "mopti")]),
        ("Battle of Gao", [("Gao", "gao")]),
        ("Gao-based, Mali-wide, Ménaka-born", [("Gao", "gao"), ("Mali", "mali"), ("Ménaka", "menaka")]),
        ("They crossed the Niger at dawn", [("Niger", "niger-river")]),
        ("They crossed into Niger at dawn", [("Niger", "niger")]),
        ("le bateau « Tombouctou » et Radio Kita", []),
        ("the State of Azawad and the Movement of Azawad", [("Azawad", "azawad")]),
    ],
)
def test_longer_names_and_what_they_hold(atlas, text, expected):
    assert found(atlas, text) == expected


def test_a_town_whose_site_the_gazetteer_lacks_says_so(atlas):
    (mention,) = atlas.locate("the Hombori airport")
    assert "the gazetteer has no row for it" in mention.note
    (mention,) = atlas.locate("the camp in Kidal")
    assert "several" in mention.note


def villages(*places: Place) -> Finder:
    import mali_control

    areas = [
        Place("gao-region", "Gao Region", "region", 17, 0, 180, country="ML"), Place("mopti-region", "Mopti Region", "region", 14.5, -3.7, 160, country="ML"),
        Place("mali", "Mali", "country", 18, -2, 700, country="ML"), Place("niger", "Niger", "country", 17, 8, 400, country="NE"),
        Place("gao", "Gao", "town", 16.27, -0.04, 1, seat_of="region", region="gao-region", country="ML"),
        Place("mopti", "Mopti", "town", 14.48, -4.18, 1, seat_of="region", region="mopti-region", country="ML"),
    ]  # fmt: skip
    return Finder(Gazetteer([*areas, *places]), Factions([]), mali_control.load().lexicon)


SARES = (
    Place("sare-gao", "Sarendé", "village", 16.3, 0.1, 3, region="gao-region", country="ML"),
    Place("sare-mopti", "Sarendé", "village", 14.5, -4.0, 3, region="mopti-region", country="ML"),
    Place("sare-niger", "Sarendé", "village", 13.0, 9.0, 3, country="NE"),
)


@pytest.mark.parametrize(
    ("text", "place", "decided"),
    [
        ("Sarendé, Mopti Region, is quiet.", "sare-mopti", "region named beside it"),
        ("In Sarendé (Gao Region) nothing moved.", "sare-gao", "region named beside it"),
        ("From Mopti they walked to Sarendé in two hours.", "sare-mopti", "near other places named"),
        ("Gao sent flour. Sarendé sent salt.", "sare-gao", "near other places named"),
        ("In Niger, the mayor of Sarendé resigned.", "sare-niger", "country named nearby"),
        ("Sarendé is quiet.", "sare-gao", "most prominent of its name"),
    ],
)
def test_homonyms_are_decided_by_what_is_named_around_them(text, place, decided):
    mention = next(m for m in villages(*SARES).locate(text) if m.text == "Sarendé")
    assert (mention.place, mention.decided) == (place, decided)
    assert {c.place for c in mention.candidates} == {p.id for p in SARES}
    assert mention.candidates[0].share == max(c.share for c in mention.candidates)
    assert sum(c.share for c in mention.candidates) == pytest.approx(1, abs=0.02)


def test_a_name_that_nothing_decides_has_a_low_score():
    undecided = villages(*SARES).locate("Sarendé is quiet.")[0]
    decided = villages(*SARES).locate("Sarendé, Mopti Region, is quiet.")[0]
    assert undecided.score < 0.5 < 0.9 < decided.score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ber fell. Days later the market of Ber was empty.", [("Ber", "ber"), ("Ber", "ber")]),
        ("Ber, bla and san are three syllables.", []),
        ("They hold Koutiala, San and Bla.", [("Koutiala", "koutiala"), ("San", "san"), ("Bla", "bla")]),
        ("BLA is short for something; in BLA they know.", [("BLA", "bla"), ("BLA", "bla")]),
        ("The GAO wrote a report.", []),
        ("FIGHTING IN BER AND GAO", [("BER", "ber"), ("GAO", "gao")]),
        ("General Bamba met Ousmane Kita and Abu al-Bara.", []),
        ("A teacher from Bamba met one from Kita.", [("Bamba", "bamba"), ("Kita", "kita")]),
    ],
)
def test_words_and_persons_that_are_names_of_places_too(atlas, text, expected):
    assert found(atlas, text) == expected


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("the village of Tagharoust", ["Tagharoust"]),
        ("le village peul de Yarimalo et ceux de la ville de Donkara", ["Yarimalo", "Donkara"]),
        ("between Fourbassi and Gouralou", ["Fourbassi", "Gouralou"]),
        ("in Kidal, Gao and Sanderou", ["Sanderou"]),
        ("in January, near Operation Serval, at Keita's house, in Parliament, in the morning, in French", []),
        ("Sanderou smiled.", []),
    ],
)
def test_names_that_the_gazetteer_lacks_are_listed_where_the_text_treats_them_as_places(atlas, text, unknown):
    mentions = [m for m in atlas.locate(text) if m.place is None]
    assert [m.text for m in mentions] == unknown
    assert all(m.status == "unknown" and m.decided and not m.candidates for m in mentions)


def test_a_slip_of_the_pen_is_read_as_the_place_and_says_so(atlas):
    (mention,) = atlas.locate("He was born in Badiangara.")
    assert (mention.place, mention.decided) == ("bandiagara", "spelt nearly like Bandiagara")
    assert mention.score < 0.9


def test_a_long_name_with_one_slip_needs_no_words_around_it(atlas):
    assert found(atlas, "Andéraboukane: silence. Sanderoukane: silence.") == [("Andéraboukane", "anderamboukane")]


def test_every_spelling_of_every_place_is_found_where_it_stands_after_a_place_word(atlas):
    from mali_control.geoparse import _BRACKETS, _is_name

    missed = []
    for place in atlas.gazetteer.values():
        for spelling in (place.name, *place.spellings):
            name = _BRACKETS.sub("", spelling)
            if (
                ":" not in name
                and _is_name(name)
                and place.id not in [i for m in atlas.locate(f"They met in {name} that day.") for i, _ in m.candidates]
            ):
                missed.append(spelling)
    assert not missed


def test_nothing_that_bears_a_faction_s_name_is_a_place(atlas):
    for faction in atlas.factions.values():
        if faction.kind != "state":
            for name in (faction.name, faction.name_fr, faction.short):
                assert not [m for m in atlas.locate(f"Talks with {name} went on.") if m.place], name


# -- the lexicon


def test_the_lexicon_has_no_word_twice_and_says_what_it_holds(atlas):
    from mali_control.lexicon import KINDS

    for kind in KINDS:
        words = [(word.word.casefold(), word.language) for word in atlas.lexicon.words(kind)]
        assert words, kind
        assert len(set(words)) == len(words), kind
    assert len(atlas.lexicon) > 1000


def test_a_lexicon_of_one_s_own_is_checked_and_used(tmp_path):
    import mali_control

    path = tmp_path / "lexicon.csv"
    path.write_text("kind,word,value\nbefore,hard by,very\nverb,goes,\n", encoding="utf-8")
    with pytest.raises(BadData) as caught:
        _ = mali_control.load(tmp_path).lexicon
    assert "lexicon.csv:2: value: 'very' is none of 'strong', 'weak' for 'before'" in str(caught.value)
    assert "lexicon.csv:3: kind: 'verb' is none of" in str(caught.value)
    path.write_text("kind,word\norganisation,Friends of Gao\n", encoding="utf-8")
    own = mali_control.load(tmp_path)
    assert own.locate("The Friends of Gao meet.") == []
    assert found(own, "The base in Gao and the Kidal region.") == [("Gao", "gao"), ("Kidal region", "kidal-region")]


# -- from the command line


@pytest.fixture
def text(tmp_path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text('Kidal & <b>Gao</b> {{7*7}} "Zouéra", near Tamaradant.\n', encoding="utf-8")
    return path


def test_tables_for_people_and_programs(text):
    done = run("locate", str(text), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == list(MENTION_COLUMNS)
    assert [(r["start"], r["text"], r["place"], r["status"]) for r in rows] == [
        ("0", "Kidal", "kidal", "found"), ("11", "Gao", "gao", "found"), ("42", "Tamaradant", "", "unknown"),
    ]  # fmt: skip
    assert done.stderr == "2 mentions of 2 places; 1 of names that the gazetteer lacks\n"
    table = run("locate", str(text)).stdout
    assert "only candidate" in table
    data = json.loads(run("locate", str(text), "--format", "json").stdout)
    assert data[0]["candidates"] == ["kidal"]


def test_geojson_is_longitude_first(text):
    data = json.loads(run("locate", str(text), "--format", "geojson").stdout)
    assert data["type"] == "FeatureCollection"
    assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [1.4078, 18.4411]}
    assert data["features"][2]["geometry"] is None
    assert data["features"][0]["properties"]["text"] == "Kidal"


def test_stdin_and_several_files(text):
    done = run("locate", str(text), str(text), "--format", "csv")
    assert len({row["file"] for row in csv.DictReader(io.StringIO(done.stdout))}) == 1
    assert len(done.stdout.splitlines()) == 7


def test_a_marked_page_holds_the_text_and_nothing_that_acts(atlas, text, tmp_path):
    done = run("locate", str(text), "--format", "html", "-o", "out.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "http" not in page
    assert '<a class="m" href="#p2"' in page
    assert "&lt;b&gt;" in page
    assert "<svg" in page
    assert 'class="m u"' in page


@given(st.text(alphabet="<>&\"'`{}\\/ Kidalscrpt=onx\u2028", max_size=40))
def test_whatever_stands_in_a_text_stays_text_on_the_page(atlas, text):
    page = marked_page([MarkedText(text, text, tuple(atlas.locate(text)))], atlas.gazetteer)
    body = page[page.index("<pre>") + 5 : page.index("</pre>")]
    links = body.count('<a class="m')
    assert body.count("<") == 2 * links
    assert unescape(page[page.index("<h2>") + 4 : page.index("</h2>")]) == text


@pytest.mark.parametrize(
    ("arguments", "content", "says"),
    [
        (["locate", "nowhere.txt"], b"", "nowhere.txt: cannot be read"),
        (["locate", "note.txt"], b"K\xff", "note.txt: is not UTF-8 text (byte 1)"),
        (["locate", "note.txt"], b"K\0", "note.txt: is no text"),
        (["locate"], b"", "Missing argument 'FILE...'"),
        (["locate", "note.txt", "-o", "no/out.csv"], b"Kidal", "no is not a directory"),
        (["locate", "note.txt", "--geonames", "note.txt"], b"Kidal", "has 1 columns where a GeoNames file has 19"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, arguments, content, says):
    (tmp_path / "note.txt").write_bytes(content)
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]

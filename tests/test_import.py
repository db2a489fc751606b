"""Published event tables become reports. The samples have ACLED's and UCDP's columns, and rows that were invented for these tests."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

import mali_control
from mali_control import BadData
from mali_control.acled import SOURCE as ACLED
from mali_control.acled import read_acled
from mali_control.actors import Actors, read_actor_names
from mali_control.conversion import Converted, Event, convert, days, write_converted
from mali_control.factions import Faction, Factions
from mali_control.incidents import open_table
from mali_control.places import Gazetteer, Place
from mali_control.ucdp import SOURCE as UCDP
from mali_control.ucdp import read_ucdp

SAMPLES = Path(__file__).parent / "samples"
MALI, JNIM, IS = "Military Forces of Mali (2021-)", "JNIM: Group for Support of Islam and Muslims", "Islamic State Sahel Province (ISSP)"
MINUSMA = "MINUSMA: United Nations Multidimensional Integrated Stabilization Mission in Mali (2013-)"
REGAINS, OVERTAKES, TRANSFER = "Government regains territory", "Non-state actor overtakes territory", "Non-violent transfer of territory"


@pytest.fixture
def actors(atlas) -> Actors:
    return Actors(atlas.factions, read_actor_names())


@pytest.fixture
def acled(atlas, actors, tmp_path):
    """Import ACLED rows, given as what they have beyond a plain clash in Kidal, and return what became of them."""

    def run(*rows: dict[str, str], countries: tuple[str, ...] = ()) -> Converted:
        header = (SAMPLES / "acled.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        plain = {
            "event_date": "2030-03-04", "time_precision": "1", "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": JNIM,
            "inter1": "Rebel group", "actor2": MALI, "inter2": "State forces", "country": "Mali", "admin1": "Kidal", "location": "Kidal",
            "latitude": "18.4411", "longitude": "1.4078", "geo_precision": "1", "source": "Invented Wire", "fatalities": "0",
        }  # fmt: skip
        path = tmp_path / "events.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows({**plain, "event_id_cnty": f"MLI{i}", **row} for i, row in enumerate(rows))
        with open_table(path) as table:
            return convert(read_acled(table, countries), ACLED, atlas.gazetteer, actors)

    return run


def told(done: Converted, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(report[column] for column in columns) for report in done.reports]


def test_a_change_of_territory_is_a_capture_that_cites_the_event(acled):
    done = acled({"sub_event_type": OVERTAKES, "fatalities": "7", "timestamp": "1909958400"})
    assert done.reports == [
        {
            "id": "acled-MLI0", "place": "kidal", "kind": "captures", "by": ("jnim",), "against": ("mali",), "date": "2030-03-04", "scope": "",
            "source": "acled", "section": "MLI0", "standing": "stated", "reported_on": "2030-07-11",
            "note": f"{OVERTAKES}: {JNIM} and {MALI}; 7 deaths reported; after Invented Wire",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "first", "second", "by", "standing"),
    [
        (OVERTAKES, (JNIM, "Rebel group"), (MALI, "State forces"), "jnim", "stated"),
        (OVERTAKES, (MALI, "State forces"), (JNIM, "Rebel group"), "jnim", "stated"),  # the order of actors has no meaning
        (OVERTAKES, (MALI, "1"), (JNIM, "2"), "jnim", "stated"),  # as numbers, before 2024
        (OVERTAKES, (IS, "Rebel group"), (JNIM, "Rebel group"), "is-sahel", "disputed"),  # who took it from whom is not said
        (REGAINS, (JNIM, "Rebel group"), (MALI, "State forces"), "mali", "stated"),
        (REGAINS, (JNIM, "Rebel group"), ("Military Forces of France (2017-)", "External/Other forces"), "france", "stated"),
        (REGAINS, ("Military Forces of Niger", "State forces"), (MALI, "State forces"), "niger", "disputed"),
        (TRANSFER, (JNIM, "Rebel group"), ("", ""), "jnim", "stated"),
        (TRANSFER, (JNIM, "Rebel group"), ("Civilians (Mali)", "Civilians"), "jnim", "stated"),
        (TRANSFER, (MINUSMA, "External/Other forces"), (MALI, "State forces"), "minusma", "disputed"),
    ],
)
def test_who_took_the_place_is_read_from_the_definition_or_left_open(acled, what, first, second, by, standing):
    row = {"sub_event_type": what, "actor1": first[0], "inter1": first[1], "actor2": second[0], "inter2": second[1]}
    assert told(acled(row), "kind", "by", "standing") == [("captures", (by,), standing)]


def test_allies_that_are_known_hold_the_place_too(acled):
    row = {"sub_event_type": REGAINS, "assoc_actor_2": "Wagner Group; Women (Mali); Some Labour Union", "assoc_actor_1": "Katiba Macina"}
    done = acled(row)
    assert told(done, "by", "against") == [(("mali", "wagner"), ("jnim",))]
    assert not done.actors.added


@pytest.mark.parametrize(
    ("type_", "what", "kind"),
    [
        ("Battles", "Armed clash", "attacks"),
        ("Explosions/Remote violence", "Air/drone strike", "attacks"),
        ("Violence against civilians", "Abduction/forced disappearance", "attacks"),
        ("Battle-No change of territory", "", "attacks"),  # the words of years before 2019
        ("Battle-Government regains territory", "", "captures"),
        ("Strategic developments", "Headquarters or base established", "claims"),
        ("Strategic developments", "Looting/property destruction", None),
        ("Strategic developments", "Agreement", None),
        ("Protests", "Peaceful protest", None),
        ("Riots", "Mob violence", None),
    ],
)
def test_only_territory_changes_hands_the_rest_is_context_or_left(acled, type_, what, kind):
    done = acled({"event_type": type_, "sub_event_type": what})
    assert [report["kind"] for report in done.reports] == ([kind] if kind else [])
    assert list(done.left) == ([] if kind else [f"{what}: says nothing of who holds a place"])


@pytest.mark.parametrize(
    ("day", "precision", "edtf"),
    [
        ("2030-03-04", "1", "2030-03-04"),
        ("04 March 2030", "", "2030-03-04"),
        ("2030-03-04", "2", "[2030-03-01..2030-03-07]"),
        ("2030-03-16", "3", "2030-03"),
    ],
)
def test_the_precision_of_time_becomes_bounds(acled, day, precision, edtf):
    assert told(acled({"event_date": day, "time_precision": precision}), "date") == [(edtf,)]


def test_the_day_of_publication_is_kept_where_it_is_later(acled):
    stamps = ["1909958400", "1709958400", "", "nonsense", "-5"]
    assert told(acled(*({"timestamp": stamp} for stamp in stamps)), "reported_on") == [("2030-07-11",), ("",), ("",), ("",), ("",)]


def test_a_place_that_only_stands_for_its_surroundings_does_not_change_hands(acled):
    done = acled(*({"sub_event_type": what, "geo_precision": near} for what in (OVERTAKES, "Armed clash") for near in "123"))
    assert told(done, "kind", "section") == [("captures", "MLI0"), ("attacks", "MLI3"), ("attacks", "MLI4")]
    assert "near the place" in done.reports[2]["note"]
    assert dict(done.left) == {
        f"{OVERTAKES}: the place named only stands for its surroundings (geo_precision 2)": [3],
        f"{OVERTAKES}: the place named only stands for its region (geo_precision 3)": [4],
        "Armed clash: the place named only stands for its region (geo_precision 3)": [7],
    }


def test_a_report_about_an_area_changes_no_place_in_it(acled):
    done = acled({"sub_event_type": OVERTAKES, "location": "Ménaka Region", "latitude": "", "longitude": ""})
    assert told(done, "place", "scope") == [("menaka-region", "part")]


def test_what_cannot_be_used_is_left_with_the_reason(acled):
    done = acled(
        {"event_date": "some day"},
        {"event_date": "03/04/2030"},
        {"sub_event_type": OVERTAKES, "actor1": "Unidentified Armed Group (Mali)", "inter1": "Political militia"},
        {"sub_event_type": OVERTAKES, "actor1": f"{JNIM} and/or {IS}"},
        {"latitude": "184.4"},
        {"event_id_cnty": "MLI9", "country": "Niger"},
        {"event_id_cnty": "MLI7"},
        {"event_id_cnty": "MLI7"},
        countries=("mali",),
    )
    assert told(done, "section") == [("MLI7",)]
    assert dict(done.left) == {
        "with a date that cannot be read, or that may be one of two days (write it as YYYY-MM-DD)": [2, 3],
        f"{OVERTAKES} by nobody who is named": [4, 5],
        "bad position": [6],
        "in another country": [7],
        "the same event a second time": [9],
    }
    assert done.in_words()[0] == "8 events: 1 taken, 7 left"


@pytest.mark.parametrize(
    ("location", "lat", "lon", "place"),
    [
        ("Anefif", "18.05", "0.60", "anefis"),  # another spelling
        ("Kidal - Quartier Aliou", "18.4411", "1.4078", "kidal"),  # ACLED's hyphen
        ("Some quarter", "18.445", "1.41", "kidal"),  # a name nobody knows, within 2 km
        ("Some well", "18.50", "1.41", "some-well"),  # 7 km away: a place of its own
        ("Kidal", "13.0", "-9.0", "kidal-kayes"),  # far away: another Kidal
        ("Some well", "", "", "some-well"),  # nowhere said where
        ("بئر", "18.60", "1.41", "place"),
    ],
)
def test_places_are_found_in_the_atlas_or_added(acled, atlas, location, lat, lon, place):
    done = acled({"location": location, "latitude": lat, "longitude": lon, "admin1": "Kayes" if location == "Kidal" else "Kidal"})
    assert told(done, "place") == [(place,)]
    assert list(done.places) == ([] if place in atlas.gazetteer else [place])
    for added in done.places.values():
        assert added.name == location
        assert added.region == ("kayes-region" if location == "Kidal" else "kidal-region")


@pytest.mark.parametrize(
    ("name", "faction"),
    [
        (MALI, "mali"), ("Military Forces of Mali (2013-2020) Gendarmerie", "mali"), ("Police Forces of Mali (2012-2013)", "mali"),
        (MINUSMA, "minusma"), (JNIM, "jnim"), (IS, "is-sahel"), ("IS", "is-sahel"), ("Government of Niger", "niger"), ("GATIA", "gatia"),
        ("Military Forces of Nigeria (2015-2023)", None), ("Ansaroul Islam", "ansarul-islam"), ("wagner", "wagner"), ("Ansar Dine", "ansar-dine"),
        ("High Council for the Unity of Azawad", "hcua"), ("Jamaat Nosrat al-Islam wal-Mouslimin (GSIM)", "jnim"), ("Civilians", ""),
        ("Civilians (Mali)", ""), ("Unidentified Armed Group (Mali)", ""), (f"{JNIM} and/or {IS}", ""), ("", ""), ("Some Militia (Mali)", None),
    ],
)  # fmt: skip
def test_actors_are_known_by_the_names_that_tables_give_them(actors, name, faction):
    assert actors.known(name) == faction


def test_an_actor_nobody_knows_becomes_a_faction_and_a_side_of_its_own(actors):
    assert actors.faction("DNA: Dan Na Ambassagou (2016-)") == "dna"
    assert actors.faction("DNA: Dan Na Ambassagou (2019-2021)") == "dna"
    assert actors.faction("Dozo & Friends") == "dozo"  # "Dozo*"
    assert actors.faction("Dna") == "dna-2"
    assert actors.faction("جماعة") == "actor"
    assert actors.added["dna"] == Faction("dna", "Dan Na Ambassagou", "DNA", bloc="dna", note="from an event table; its bloc is to be set")


def test_names_of_ones_own_count_before_the_shipped_ones(atlas, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,faction\nDan Na Ambassagou*,dozo\nWagner Group*,africa-corps\nSomebody,not-in-this-atlas\n")
    actors = Actors(atlas.factions, read_actor_names(path))
    assert actors.known("Dan Na Ambassagou (Mali)") == "dozo"
    assert actors.known("Wagner Group") == "africa-corps"
    assert actors.known("Somebody") is None
    path.write_text("nam,faction\nX,mali\n")
    with pytest.raises(BadData, match=r"\bnames.csv:1: name: the column is missing"):
        read_actor_names(path)


def test_every_shipped_actor_name_leads_to_a_shipped_faction(atlas):
    names = read_actor_names()
    assert {faction for _, faction in names} <= {*atlas.factions, ""}
    assert len({name for name, _ in names}) == len(names)


def test_the_other_war_has_no_use_for_malian_names():
    actors = Actors(Factions([Faction("kyiv", "Ukraine", "Ukraine", "ua")]), read_actor_names())
    assert actors.known("Ukraine") == "kyiv"
    assert actors.known("Wagner Group") is None
    assert actors.known("Civilians (Ukraine)") == ""


def test_ucdp_events_are_violence_with_the_bounds_that_the_table_gives(atlas, actors):
    with open_table(SAMPLES / "ucdp_ged.csv") as table:
        done = convert(read_ucdp(table, ("Mali",)), UCDP, atlas.gazetteer, actors)
    assert told(done, "place", "kind", "by", "against", "date", "reported_on") == [
        ("kidal", "attacks", ("mali",), ("jnim",), "2030-03-04", "2030-03-05"),
        ("menaka", "attacks", ("is-sahel",), ("jnim",), "[2030-04-01..2030-04-07]", "2030-04-09"),
        ("invented-wells", "attacks", ("invented-riders",), (), "[2030-05-01..2030-05-31]", "2030-06-01"),
    ]
    assert done.reports[1]["note"] == "Non-state violence: IS and JNIM; near the place; 12 deaths; after Invented Wire"
    assert dict(done.left) == {
        "State-based violence: placed only by region (where_prec 4)": [5],
        "in another country": [6],
        "with a date that cannot be read, or that may be one of two days (write it as YYYY-MM-DD)": [7],
    }


def test_what_was_converted_loads_with_any_atlas(tmp_path):
    """Here with one of two places and one faction, where almost everything has to be added."""
    gazetteer = Gazetteer([Place("kidal", "Kidal", "town", 18.44, 1.41), Place("gao", "Gao", "town", 16.27, -0.04)])
    factions = Factions([Faction("mali", "Mali", "Mali", "state")])
    actors = Actors(factions, read_actor_names())
    with open_table(SAMPLES / "acled.csv") as table:
        done = convert(read_acled(table), ACLED, gazetteer, actors)
    write_converted(tmp_path, done, gazetteer, factions, {}, {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["factions.csv", "places.csv", "reports.csv", "sources.csv"]
    atlas = mali_control.load(tmp_path)
    assert {"kidal", "gao", "ansongo", "invented-wells"} <= set(atlas.gazetteer)
    assert [i for i in atlas.factions if i not in factions] == [
        "jnim",
        "csp-psd",
        "islamic-state-sahel-province-issp",
        "dan-na-ambassagou",
        "africa-corps",
        "military-forces-of-niger",
    ]
    assert atlas.state("Kidal", "2030-03-10").controllers == ("jnim",)
    assert atlas.state("Kidal", "2030-04-10").controllers == ("mali",)


def test_a_day_or_several():
    from datetime import date

    assert days(date(2030, 1, 1), date(2030, 1, 1)) == "2030-01-01"
    assert days(date(2030, 1, 1), date(2030, 1, 5)) == "[2030-01-01..2030-01-05]"


def test_events_of_no_place_or_party_do_not_stop_the_rest(atlas, actors):
    plain = Event(2, "1", "Thing", "attacks", "2030-01-01", (), (), "", None, None, 2.0, "a note")
    done = convert([plain], ACLED, atlas.gazetteer, actors)
    assert dict(done.left) == {"no place": [2]}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mali_control", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_the_directory_answers_as_it_is(tmp_path):
    done = run("import", "acled", str(SAMPLES / "acled.csv"), "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].startswith("wrote ")
    assert lines[1] == "17 events: 11 taken, 6 left"
    assert "  taken: 2 Non-state actor overtakes territory, as captures" in lines
    assert "  taken: 1 Non-state actor overtakes territory, as captures, disputed" in lines
    assert "  left: 1 Peaceful protest: says nothing of who holds a place (line 12)" in lines
    assert run("check", "out", cwd=tmp_path).returncode == 0
    assert {"spellings.csv", "names.csv", "basemap.geojson"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }  # places.csv came along
    told = run("--data", "out", "status", "--date", "2030-03-10", "--place", "Kidal", cwd=tmp_path).stdout
    assert "Kidal on 10 March 2030: held by JNIM since 4 March 2030" in told
    assert "Armed Conflict Location & Event Data, ACLED, section “MLI90001”" in told
    told = run("--data", "out", "history", "Ménaka", "--format", "csv", cwd=tmp_path).stdout
    assert told.count("\n") == 2  # a disputed capture changes nothing
    then = run("--data", "out", "status", "--date", "2030-03-10", "--place", "Kidal", "--known-by", "2030-03-10", cwd=tmp_path).stdout
    assert "not known" in then  # ACLED published it in July


def test_only_what_is_needed_is_written(tmp_path):
    done = run("import", "ucdp", str(SAMPLES / "ucdp_ged.csv"), "-o", "out", "--country", "Niger", cwd=tmp_path)
    assert "6 events: 1 taken, 5 left" in done.stderr
    assert "factions.csv" not in [path.name for path in (tmp_path / "out").iterdir()]
    assert len((tmp_path / "out" / "reports.csv").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["import", "acled", str(SAMPLES / "ucdp_ged.csv"), "-o", "out"],
            "is no ACLED table: it lacks the columns event_id_cnty, event_date",
        ),
        (["import", "ucdp", str(SAMPLES / "acled.csv"), "-o", "out"], "is no UCDP GED table: it lacks the columns id, type_of_violence"),
        (["import", "acled", "empty.csv", "-o", "out"], "empty.csv:1: the file is empty"),
        (["import", "acled", "nothing.csv", "-o", "out"], "nothing.csv: cannot be read: No such file or directory"),
        (["import", "acled", str(SAMPLES / "acled.csv"), "-o", "taken"], "taken holds reports.csv already; nothing is overwritten"),
        (["import", "acled", str(SAMPLES / "acled.csv"), "-o", "out", "--actors", "none.csv"], "none.csv: cannot be read"),
        (["import", "gdelt", "empty.csv", "-o", "out"], "No such command 'gdelt'"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path, arguments, says):
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "reports.csv").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_events_of_another_continent_are_left(tmp_path):
    rows = (SAMPLES / "acled.csv").read_text(encoding="utf-8")
    (tmp_path / "far.csv").write_text(rows.replace("14.6000,-3.3000", "50.4500,30.5000"), encoding="utf-8")
    done = run("import", "acled", "far.csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "  left: 3 outside the surroundings of the atlas's country (line 9, 14, 17)" in done.stderr


def test_a_table_without_rows_gives_a_directory_without_reports(tmp_path):
    header = (SAMPLES / "acled.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "events.csv").write_text("\ufeff" + header.replace(",", ";").upper() + "\n", encoding="utf-8")
    done = run("import", "acled", "events.csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0 events: 0 taken, 0 left" in done.stderr
    assert run("check", "out", cwd=tmp_path).stdout.endswith(" 0 reports\n")


@pytest.mark.parametrize("command", [["annotate"], ["init"], ["import"], ["import", "acled"], ["import", "ucdp"]])
def test_the_commands_have_help(tmp_path, command):
    done = run(*command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: mali-control")

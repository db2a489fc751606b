"""Two days compared: what is a gain or a loss and what is not, as a table, as maps, as a picture, on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from test_cli import run
from test_pictures import words_in
from test_render_page import content
from test_render_world import DAY, HOSTILE, POISON, make_scene

from makers import history, report
from mali_control import BadDate
from mali_control.comparison import Comparison
from mali_control.dates import parse_date
from mali_control.differences import DIFFERENCE_COLUMNS, SORTS, Difference, differences, passing
from mali_control.factions import Faction, Factions, Tie
from mali_control.places import Gazetteer, Place
from mali_control.render.compare import compare_map
from mali_control.render.page import to_html

EARLIER = date(2023, 10, 20)

GAZETTEER = Gazetteer([
    Place("region", "Region", "region", 17.0, 0.0), Place("town", "Town", "town", 17.0, 0.0, region="region"),
    Place("village", "Village", "village", 17.5, 0.0, region="region"), Place("camp", "Camp", "camp", 17.0, 0.0, parent="town"),
])  # fmt: skip
FACTIONS = Factions(
    [
        Faction(i, i, i, "side")
        for i in ("mali", "wagner", "africa-corps", "csp", "cma", "fla", "msa", "jnim", "minusma", "france", "gatia")
    ],
    [
        Tie("successor", "csp", "fla", start=parse_date("2024-11-30")),
        Tie("member", "cma", "csp", start=parse_date("2021-05"), end=parse_date("2024-11-30")),
        Tie("member", "gatia", "csp", start=parse_date("2021-05"), end=parse_date("2023-09")),
    ],
)


def between(first: str, second: str, *reports: object) -> Difference | None:
    """The difference of the town between two days."""
    found = differences(history(*reports), GAZETTEER, FACTIONS, date.fromisoformat(first), date.fromisoformat(second))
    return next((d for d in found if d.place == "town"), None)


@pytest.mark.parametrize(
    ("told", "sort", "gained", "lost"),
    [
        (["town holds csp 2022-01-01", "town captures mali;wagner 2023-11-14"], "changed-hands", ("mali", "wagner"), ("csp",)),
        (["town holds mali 2022-01-01", "town joins wagner 2023-11-14"], "partners", ("wagner",), ()),
        (["town holds mali;wagner 2022-01-01", "town leaves wagner 2023-11-14"], "partners", (), ("wagner",)),
        (["town captures jnim 2023-11-14"], "taken", ("jnim",), ()),
        (["town holds jnim 2023-11-14"], "newly-known", (), ()),
        (["town captures csp 2023-03-01", "town holds jnim 2023-11-14"], "taken", ("jnim",), ()),
        (["town holds mali 2022-01-01", "town contests csp 2023-11-14"], "contested", (), ()),
        (["town contests csp;mali 2022-01-01", "town captures mali 2023-11-14"], "settled", ("mali",), ()),
        (["town holds minusma 2022-01-01", "town withdraws minusma 2023-11-14"], "given-up", (), ("minusma",)),
        (["region holds csp 2021-06-01"], "no-longer-known", (), ()),
        (["town holds mali 2022-01-01", "town besieges jnim 2023-11-14"], "siege", (), ()),
    ],
)
def test_sorts_of_differences(told, sort, gained, lost):
    found = between("2023-01-01", "2023-12-31", *told)
    assert (found.sort, found.gained_by, found.lost_by) == (sort, gained, lost)


def test_what_is_no_longer_known_is_nobodys_loss_unless_somebody_lost_it_before():
    aged = report("region holds csp 2021-06-01")
    assert between("2023-01-01", "2023-12-31", aged).lost_by == ()
    taken_before = between("2021-06-02", "2023-12-31", report("town holds mali 2021-06-01"), report("region captures csp 2021-07-01"))
    assert (taken_before.sort, taken_before.lost_by, taken_before.gained_by) == ("no-longer-known", ("mali",), ())


def test_a_new_name_is_no_change_of_hands():
    renamed = between("2024-01-01", "2025-01-01", "town captures csp 2023-11-14")
    assert (renamed.sort, renamed.gained_by, renamed.lost_by) == ("renamed", (), ())
    assert renamed.since.day == date(2023, 11, 14)  # not that of the name
    as_part = between("2020-01-01", "2022-01-01", "town holds cma 2019-06-01", "town holds csp 2021-12-01")
    assert as_part.sort == "renamed"
    from_member_to_successor = between("2020-01-01", "2025-01-01", "town holds cma 2019-06-01", "town holds csp 2021-12-01")
    assert from_member_to_successor.sort == "renamed"


def test_who_left_a_coalition_is_not_the_coalition():
    left = between("2020-01-01", "2025-01-01", "town holds gatia 2019-06-01", "town captures csp 2024-01-10")
    assert (left.sort, left.gained_by, left.lost_by) == ("changed-hands", ("fla",), ("gatia",))


def test_since_when_a_difference_is():
    taken = between("2023-01-01", "2023-12-31", "town captures mali 2023-03-01", "town besieges jnim 2023-11-14")
    assert (taken.since.day, taken.changes) == (date(2023, 3, 1), 2)
    besieged = between("2023-06-01", "2023-12-31", "town captures mali 2023-03-01", "town besieges jnim 2023-11-14")
    assert (besieged.since.day, besieged.changes) == (date(2023, 11, 14), 1)
    left = between("2023-01-01", "2023-12-31", "town captures mali;france 2013-01-26", "town leaves france [2023-02-15..2023-08-15]")
    assert (left.since.earliest, left.since.latest) == (date(2023, 2, 15), date(2023, 8, 15))


def test_what_changed_and_changed_back_is_counted_apart():
    told = history("town holds mali 2022-01-01", "town captures csp 2023-03-01", "town captures mali 2023-06-01")
    days = date(2023, 1, 1), date(2023, 12, 31)
    assert differences(told, GAZETTEER, FACTIONS, *days) == []
    assert passing(told, GAZETTEER, *days) == ["town"]


@pytest.mark.parametrize("second", ["2023-11-14", "2023-11-13"])
def test_the_second_day_is_the_later(atlas, second):
    with pytest.raises(BadDate, match="the earlier first"):
        atlas.compare("2023-11-14", second)


def test_days_before_the_time_line_are_refused(atlas):
    with pytest.raises(BadDate, match="before the time line"):
        atlas.compare("2011-11-14", "2023-11-14")


def test_the_table_says_what_the_states_say(atlas):
    frame = atlas.compare("2023-10-01", "2023-12-31").differences
    assert list(frame) == list(DIFFERENCE_COLUMNS)
    assert set(frame["sort"]) <= set(SORTS)
    kidal = frame.set_index("place").loc["kidal"]
    assert (kidal["controllers_before"], kidal["controllers_after"]) == (("csp",), ("mali", "wagner"))
    assert (kidal["gained_by"], kidal["lost_by"], str(kidal["since"].date())) == (("mali", "wagner"), ("csp",), "2023-11-14")
    assert kidal["reports"][0] in {r.id for r in atlas.state("Kidal", "2023-12-31").reports}
    for day, suffix in (("2023-10-01", "before"), ("2023-12-31", "after")):
        states = {s.place: s for s in atlas.states(day)}
        for row in frame.to_dict("records"):
            state = states[row["place"]]
            assert (row[f"status_{suffix}"], row[f"controllers_{suffix}"]) == (state.status, state.controllers)
    same = {p.id for p in atlas.gazetteer.values() if not p.is_area} - set(frame["place"])
    for place in same:
        one, other = atlas.state(place, "2023-10-01"), atlas.state(place, "2023-12-31")
        assert (one.status, one.controllers, one.besieged_by) == (other.status, other.controllers, other.besieged_by)


def test_a_place_first_heard_of_under_siege_was_not_taken_from_anybody(atlas):
    taoudenit = atlas.compare("2023-10-01", "2023-12-31").differences.set_index("place").loc["taoudenit"]
    assert (taoudenit["sort"], taoudenit["gained_by"], taoudenit["controllers_after"]) == ("newly-known", (), ("mali",))


def test_blocs_and_what_was_known_then(atlas):
    by_bloc = atlas.by("bloc").compare("2023-10-01", "2023-12-31").differences.set_index("place")
    assert (by_bloc.loc["kidal", "gained_by"], by_bloc.loc["kidal", "lost_by"]) == (("state",), ("azawad",))
    assert "tessalit-airport" not in by_bloc.index  # a partner of the same side
    then = atlas.known_by("2023-11-10").compare("2023-10-01", "2023-12-31").differences
    assert "kidal" not in set(then["place"])


def test_every_span_of_the_war_makes_a_table(atlas):
    days = [f"{year}-{month}-06" for year in range(2012, 2026, 2) for month in ("02", "07")]
    for first, second in zip(days, days[3:], strict=False):
        frame = atlas.compare(first, second).differences
        assert len(frame)
        assert frame["since"].dtype.kind == frame["day_after"].dtype.kind == "M"
        assert (frame.loc[frame["sort"] == "renamed", ["gained_by", "lost_by"]].map(len) == 0).all(axis=None)


def test_a_comparison_shows_itself(atlas):
    compared = atlas.compare("2023-10-01", "2023-12-31")
    assert repr(compared) == f"<Comparison of 2023-10-01 and 2023-12-31: {len(compared.list_differences())} differences>"
    assert "srcdoc" in Comparison(make_scene(), EARLIER, DAY)._repr_html_()
    shown = compared.differences._repr_html_()
    assert "held by CSP" in shown
    assert "Kidal offensive, “Lead”" in shown


# -- the page --


def page(mark: str = "") -> str:
    return to_html(compare_map(make_scene(mark), EARLIER, DAY))


def test_the_page_holds_both_days_once_and_builds_the_same_again(atlas):
    html = page()
    found = content(html)
    assert [found["first"], found["last"]] == [19650, 19681]
    rows = {found["places"]["id"][row[0]]: row[1:] for row in found["compare"]}
    ids = [f[5] for f in found["factions"]]
    assert rows["town"][0] == "changed-hands"
    assert [ids[i] for i in rows["town"][1]] == ["mali", "wagner"]
    assert rows["town"][3] == [19675, 19675]
    assert set(rows) == {"town", "fought", "village", "camp", "nowhere"}
    assert html == page()
    assert "<title>Who held which town in Land, 20 October 2023 and 20 November 2023</title>" in html
    assert len(to_html(atlas.compare("2012-04-06", "2025-12-31").map()).encode()) < 800_000


def test_without_scripts_there_is_a_table_of_the_differences():
    plain = re.search(r"<noscript>.*?</noscript>", page(), re.S)[0]
    row = re.search(r"<tr><th>Town</th>.*?</tr>", plain)[0]
    assert re.findall(r"<td>(.*?)</td>", row) == [
        "town", "Changed hands", "Held by CSP", "Held jointly by MALI and WAGNER; Under siege by Jnim then", "MALI and WAGNER", "CSP",
        "since 14 November 2023", "Source",
    ]  # fmt: skip
    assert "Not known who holds it" in plain
    assert "Split" not in plain


def test_hostile_text_reaches_no_page_as_code():
    html = page(POISON)
    rest = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.S)
    for text in HOSTILE:
        assert json.dumps(text, ensure_ascii=False)[1:-1] in json.dumps(content(html), ensure_ascii=False)
        assert text not in rest or text == "\"'&amp;"
    assert html.count("<script") == html.count("</script>") == page().count("<script")


# -- the picture --


def test_the_picture_shows_both_days_and_lists_the_differences(atlas):
    sheet = atlas.compare("2023-10-01", "2023-12-31").picture()
    assert sheet.title == "Who held which town in Mali, 1 October 2023 and 31 December 2023"
    words = words_in(sheet.to_bytes("svg").decode("utf-8"))
    for text in ("1 October 2023", "31 December 2023", "Differences (18)", "Changed hands (7)", "CSP → Mali + Wagner", "Legend"):
        assert text in words
    assert words.count("Kidal") == 2
    assert any("Anéfis (7 Oct 2023)" in text for text in words)
    held = [sum(s.status == "controlled" and s.controllers == ("csp",) and atlas.gazetteer[s.place].kind in ("town", "village")
                for s in atlas.states(day)) for day in ("2023-10-01", "2023-12-31")]  # fmt: skip
    assert words[words.index("Azawad movements") - 1] == f"{held[0]} → {held[1]}"
    assert not sheet.note


def test_a_picture_says_that_not_all_reports_were_known_yet(atlas):
    then = atlas.known_by("2023-11-10")
    known = "as known on 10 November 2023, no report after 7 November 2023: last states known"
    when = f"1 October 2023 and 31 December 2023, {known}"
    assert then.compare("2023-10-01", "2023-12-31").picture(width_mm=120).title == f"Who held which town in Mali, {when}"
    assert then.picture("2023-11-14", width_mm=120).title.endswith(f"14 November 2023, {known}")


def test_both_maps_of_a_picture_have_one_scale(atlas):
    from mali_control.render.mapbox import DayMap

    one = DayMap(atlas._scene(), date(2013, 2, 1), (30, 60, 500, 400), extent="known", pad=(9, 9, 9, 9), until=date(2023, 12, 31))
    other = one.on(date(2023, 12, 31), aside=500)
    assert other.view.scale == one.view.scale
    assert other.view.box == (530, 60, 1000, 400)
    (x, y), (u, v) = one.view.point(1.4, 18.4), other.view.point(1.4, 18.4)
    assert (u - x, v - y) == pytest.approx((500, 0))


def test_what_has_no_room_on_a_sheet_is_counted(atlas):
    compared = atlas.compare("2012-04-06", "2025-12-31")
    sheet = compared.picture(width_mm=160)
    left_out = int(re.match(r"(\d+) of \d+ differences have no room", sheet.note)[1])
    words = words_in(sheet.to_bytes("svg").decode("utf-8"))
    assert f"and {left_out} more, ringed on the maps" in words
    told = ", ".join(re.sub(r" \(.*?\)", "", text) for text in words)
    first = [d for d in compared.list_differences() if d.sort == "changed-hands"]
    assert all(atlas.gazetteer[d.place].name.split(":")[0] in told for d in first)


def test_pictures_of_small_and_odd_data(tmp_path):
    Comparison(make_scene(POISON), EARLIER, DAY).picture(tmp_path / "map.svg", width_mm=120)
    Comparison(make_scene(basemap=False), EARLIER, DAY).picture(tmp_path / "map.pdf", width_mm=120)
    same = Comparison(make_scene(), date(2022, 1, 1), date(2022, 1, 2)).picture()
    assert "No place was held otherwise on the second day than on the first." in " ".join(words_in(same.to_bytes("svg").decode("utf-8")))


# -- the command --


def test_without_a_file_the_differences_are_printed():
    done = run("compare", "2023-10-01", "2023-12-31", "--format", "csv")
    rows = {row["place"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert list(next(iter(rows.values()))) == list(DIFFERENCE_COLUMNS)
    assert (rows["kidal"]["gained_by"], rows["kidal"]["lost_by"]) == ("mali;wagner", "csp")
    assert rows["timbuktu-minusma-camp"]["sort"] == "given-up"


@pytest.mark.parametrize("name", ["compare.html", "compare.png"])
def test_the_command_writes_pages_and_pictures(tmp_path, name):
    done = run("compare", "2023-10-01", "2023-12-31", "-o", name, *(["--pixels", "700x500"] if name.endswith("png") else []), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"wrote {name}")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["2023-12-31", "2023-10-01"], "the earlier first"),
        (["2023-10-01", "soon"], "'soon' is not a day"),
        (["2023-10-01"], "Missing argument 'DAY2'"),
        (["2023-10-01", "2023-12-31", "-o", "map.jpg"], "written as .png, .svg or .pdf"),
        (["2023-10-01", "2023-12-31", "-o", "map.html", "--dpi", "90"], "are for pictures"),
        (["2023-10-01", "2023-12-31", "-o", "map.png", "--tiles"], "without the network"),
        (["2023-10-01", "2023-12-31", "--tiles"], "name a file with -o"),
        (["2023-10-01", "2023-12-31", "--embed"], "name a file with -o"),
        (["2023-10-01", "2023-12-31", "-o", "none/map.html"], "none is not a directory"),
    ],
)
def test_wrong_requests_are_said_in_one_line(tmp_path, arguments, says):
    done = run("compare", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr
    assert not list(tmp_path.iterdir())

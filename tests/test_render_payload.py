"""What a page is given: the same states as the engine's, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from test_render_world import DAY, make_scene

from mali_control import evidence
from mali_control.render.ground import basemap, flat
from mali_control.render.payload import STATUSES, build, day_number

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def state_from(content: dict, index: int, day: int) -> tuple:
    """Read a state back as the page does."""
    spans = content["spans"][index]
    if not spans:
        return "unknown", (), (), 0.0, False
    at = max(i for i, span in enumerate(spans) if span[0] <= day or i == 0)
    span, following = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    status, holders, besiegers = content["situations"][span[1]]
    more = span[4] if len(span) > 4 else {}

    def within(bounds) -> bool:
        return bool(bounds) and bounds[1] is not None and bounds[2] is not None and bounds[1] <= day < bounds[2]

    doubt = within(more.get("b")) or (following is not None and len(following) > 4 and within(following[4].get("b")))
    age = max(0, day - more.get("e", span[0]))
    sure = span[2] % 1000 / 100 * (0.5 + 0.5 * 2 ** (-age / evidence.HALF_LIFE_DAYS)) * (evidence.DAY_IN_DOUBT if doubt else 1)
    ids = [faction[5] for faction in content["factions"]]
    named = (tuple(sorted(ids[f] for f in group)) for group in (holders, besiegers))
    return STATUSES[status], *named, 0.0 if status == 2 else sure, doubt


def kind_of(content: dict, report: int) -> str:
    return content["kinds"][content["reports"][report][0]]


def agrees(scene, content, days) -> int:
    seen = 0
    for index, place in enumerate(content["places"]):
        for day in days:
            state = scene.history.at(place[0], day)
            status, holders, besiegers, sure, doubt = state_from(content, index, day_number(day))
            assert (status, holders, besiegers) == (state.status, state.controllers, state.besieged_by), (place[0], day)
            assert doubt == state.day_in_doubt, (place[0], day)
            assert sure == pytest.approx(state.confidence, abs=0.0125), (place[0], day)
            seen += state.status != "unknown"
    return seen


def test_a_timeline_says_what_the_engine_says():
    scene = make_scene()
    content = build(scene, FIRST, LAST, shown=DAY)
    assert agrees(scene, content, [FIRST + timedelta(days=n) for n in range(365)]) > 100


def test_the_shipped_war_too(atlas):
    scene = atlas._scene()
    content = build(scene, date(2012, 1, 1), date(2025, 12, 31), shown=date(2023, 11, 14))
    assert agrees(scene, content, [date(2012, 1, 1) + timedelta(days=n) for n in range(0, 5100, 61)]) > 1000


def test_reports_are_written_once_and_found_by_index():
    content = build(make_scene(), FIRST, LAST, shown=DAY)
    assert len({tuple(map(str, row)) for row in content["reports"]}) == len(content["reports"])
    town = next(i for i, place in enumerate(content["places"]) if place[0] == "town")
    last = next(span for span in reversed(content["spans"][town]) if span[0] <= day_number(DAY))
    kinds = {kind_of(content, r) for r in last[3]}
    assert {"captures", "besieges"} <= kinds
    assert [kind_of(content, r) for r in last[4]["c"]] == ["claims"]
    assert [kind_of(content, r) for r in last[4]["a"]] == ["attacks"]


def test_a_snapshot_leaves_out_the_reports_of_other_days():
    scene = make_scene()
    one, many = build(scene, DAY, DAY, shown=DAY), build(scene, FIRST, LAST, shown=DAY)
    assert len(one["reports"]) < len(many["reports"])
    assert [len(spans) for spans in one["spans"]] == [len(spans) for spans in many["spans"]]


def test_places_without_a_position_are_there():
    content = build(make_scene(), DAY, DAY, shown=DAY)
    row = next(place for place in content["places"] if place[0] == "nowhere")
    assert row[4:6] == [None, None]


def test_hands_change_at_a_capture_but_not_when_a_place_is_first_heard_of():
    content = build(make_scene(), FIRST, LAST, shown=DAY)
    town = next(i for i, place in enumerate(content["places"]) if place[0] == "town")
    turned = [span[2] // 1000 for span in content["spans"][town]]
    assert turned[:4] == [0, 0, 1, 1]


def test_lines_between_regions_are_drawn_once_and_never_along_the_border():
    scene = make_scene()
    drawn = basemap(scene.basemap, {})
    assert drawn["inner"] == [flat([(0.2, 15), (0.2, 19)])]
    assert [rank for rank, _ in drawn["river"]] == [1]
    assert drawn["areas"] == {}


def test_an_area_that_is_held_brings_its_outline(atlas):
    content = build(atlas._scene(), date(2019, 1, 1), date(2019, 1, 1), shown=date(2019, 1, 1))
    outlined = {content["places"][index][0] for index in content["base"]["areas"]}
    held = {place[0] for place in content["places"] if place[3] == 6 and atlas.state(place[0], "2019-01-01").status != "unknown"}
    assert outlined & held if held else True

"""What a page is given: the same states as the engine's, day by day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pytest
from test_render_world import DAY, make_scene

from mali_control import evidence
from mali_control.render.columns import NONE, values
from mali_control.render.ground import basemap, flat
from mali_control.render.payload import STATUSES, build, day_number

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


class Span(NamedTuple):
    """A state of a place as the content has it."""

    day: int
    situation: int
    weight: int
    turn: int
    more: dict
    reports: list[int]


def rows(found: list) -> list[tuple]:
    """Rows of ascending numbers, each with what belongs to it."""
    count, steps, *columns = found
    return list(zip(np.cumsum(values(steps, count)).tolist(), *(values(c, count).tolist() for c in columns), strict=True))


def read_more(spans: dict) -> dict[int, dict]:
    """What few states have, by the number of the state."""
    found = defaultdict(dict)
    for name, each in spans["more"].items():
        for at, *told in rows(each):
            values_of = [None if value == NONE else value for value in told]
            if name in "cad":
                found[at].setdefault(name, []).extend(values_of)
            else:
                found[at][name] = values_of if name in "sb" else spans["rules"][told[0]] if name == "r" else told[0] if told else 1
    return found


def read_reports(spans: dict) -> dict[int, list[int]]:
    """The reports that states list, by the number of the state."""
    listed, numbers = spans["reports"]
    reports = iter(values(numbers, sum(count for _, count in rows(listed))).tolist())
    return {at: [next(reports) for _ in range(count)] for at, count in rows(listed)}


def read_back(content: dict) -> list[list[Span]]:
    """The states of each place, read as the page does."""
    spans = content["spans"]
    counts = values(spans["count"], len(content["places"]["id"])).tolist()
    steps, looks = (values(spans[name], sum(counts)).tolist() for name in ("day", "look"))
    more, listed = read_more(spans), read_reports(spans)
    found, at, new = [], 0, 0
    for count in counts:
        day, states = content["dawn"], []
        for number in range(at, at + count):
            day += steps[number]
            situation, weight, turn = spans["looks"][looks[number]]
            plain = [] if content["situations"][situation][0] == 2 else [new]
            reports = listed.get(number, plain)
            new = max([new, *(r + 1 for r in reports)])
            states.append(Span(day, situation, weight, turn, more.get(number, {}), reports))
        at += count
        found.append(states)
    return found


def state_from(content: dict, spans: list[Span], day: int) -> tuple:
    """The state on a day, as the page works it out."""
    if not spans:
        return "unknown", (), (), 0.0, False
    at = max(i for i, span in enumerate(spans) if span.day <= day or i == 0)
    span, following = spans[at], spans[at + 1] if at + 1 < len(spans) else None
    status, holders, besiegers = content["situations"][span.situation]
    more = span.more

    def within(bounds) -> bool:
        return bool(bounds) and bounds[1] is not None and bounds[2] is not None and bounds[1] <= day < bounds[2]

    doubt = within(more.get("b")) or (following is not None and within(following.more.get("b")))
    age = max(0, day - more.get("e", span.day))
    sure = span.weight / 100 * (0.5 + 0.5 * 2 ** (-age / evidence.HALF_LIFE_DAYS)) * (evidence.DAY_IN_DOUBT if doubt else 1)
    ids = [faction[5] for faction in content["factions"]]
    named = (tuple(sorted(ids[f] for f in group)) for group in (holders, besiegers))
    return STATUSES[status], *named, 0.0 if status == 2 else sure, doubt


def kind_of(content: dict, report: int) -> str:
    return content["kinds"][values(content["reports"]["kind"], content["reports"]["count"])[report]]


def agrees(scene, content, days) -> int:
    seen = 0
    for place, spans in zip(content["places"]["id"], read_back(content), strict=True):
        for day in days:
            state = scene.history.at(place, day)
            status, holders, besiegers, sure, doubt = state_from(content, spans, day_number(day))
            assert (status, holders, besiegers) == (state.status, state.controllers, state.besieged_by), (place, day)
            assert doubt == state.day_in_doubt, (place, day)
            assert sure == pytest.approx(state.confidence, abs=0.0125), (place, day)
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


def test_reports_are_written_once_and_found_by_number():
    content = build(make_scene(), FIRST, LAST, shown=DAY)
    spans = read_back(content)
    named = {r for states in spans for span in states for r in [*span.reports, *(n for key in "cad" for n in span.more.get(key, []))]}
    assert named == set(range(content["reports"]["count"]))
    last = next(span for span in reversed(spans[content["places"]["id"].index("town")]) if span.day <= day_number(DAY))
    kinds = {kind_of(content, r) for r in last.reports}
    assert {"captures", "besieges"} <= kinds
    assert [kind_of(content, r) for r in last.more["c"]] == ["claims"]
    assert [kind_of(content, r) for r in last.more["a"]] == ["attacks"]


def test_the_shipped_reports_come_back_as_they_are(atlas):
    scene = atlas._scene()
    content = build(scene, date(2012, 1, 1), date(2025, 12, 31), shown=date(2023, 11, 14))
    columns = {
        name: values(content["reports"][name], content["reports"]["count"]) for name in ("kind", "note", "source", "section", "about")
    }
    seen = 0
    for place, spans in zip(content["places"]["id"], read_back(content), strict=True):
        for span, state in zip(spans, scene.history.of(place), strict=bool(spans)):
            if state.start > date(2025, 12, 31):
                continue  # outside the days of the page
            assert len(span.reports) == len(state.reports)
            for number, report in zip(span.reports, state.reports, strict=True):
                assert content["kinds"][columns["kind"][number]] == report.kind
                assert content["texts"][columns["note"][number]] == report.note
                assert content["texts"][columns["section"][number]] == report.section
                seen += 1
    assert seen > 1000


def test_a_snapshot_leaves_out_the_reports_of_other_days():
    scene = make_scene()
    one, many = build(scene, DAY, DAY, shown=DAY), build(scene, FIRST, LAST, shown=DAY)
    assert one["reports"]["count"] < many["reports"]["count"]
    assert one["spans"]["count"] == many["spans"]["count"]


def test_places_without_a_position_are_there():
    content = build(make_scene(), DAY, DAY, shown=DAY)
    places = content["places"]
    lat = values(places["lat"], len(places["id"])).tolist()
    assert lat[places["id"].index("nowhere")] == NONE
    assert lat[places["id"].index("town")] == 170000


def test_hands_change_at_a_capture_but_not_when_a_place_is_first_heard_of():
    content = build(make_scene(), FIRST, LAST, shown=DAY)
    turned = [span.turn for span in read_back(content)[content["places"]["id"].index("town")]]
    assert turned[:4] == [0, 0, 1, 1]


def test_lines_between_regions_are_drawn_once_and_never_along_the_border():
    scene = make_scene()
    drawn = basemap(scene.basemap, {})
    assert drawn["inner"] == [flat([(0.2, 15), (0.2, 19)])]
    assert [rank for rank, _ in drawn["river"]] == [1]
    assert drawn["areas"] == {}


def test_an_area_that_is_held_brings_its_outline(atlas):
    content = build(atlas._scene(), date(2019, 1, 1), date(2019, 1, 1), shown=date(2019, 1, 1))
    ids, classes = content["places"]["id"], values(content["places"]["class"], len(content["places"]["id"]))
    outlined = {ids[index] for index in content["base"]["areas"]}
    held = {place for place, cls in zip(ids, classes, strict=True) if cls == 6 and atlas.state(place, "2019-01-01").status != "unknown"}
    assert outlined & held if held else True

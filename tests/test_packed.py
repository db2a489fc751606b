"""States and reports as columns: the same as the objects, number by number."""

from __future__ import annotations

from datetime import date

import pytest

from mali_control.events import OPEN, OWN
from mali_control.ledger import ATTACKING, CLAIMING, OTHERWISE, ROLES, RULES


def day(number: int) -> date | None:
    return None if number == OPEN else date.fromordinal(number)


def test_columns_say_what_states_say(atlas):
    engine, places = atlas.engine, ["kidal", "gao", "aguelhok-base", "timbuktu", "kidal-region"]
    found = engine.columns(places)
    states = [state for place in places for state in engine.of(place)]
    assert found.lengths.tolist() == [len(engine.of(place)) for place in places]
    told, aside = iter(found.basis.tolist()), iter(found.aside.tolist())
    for number, state in enumerate(states):
        assert day(found.start[number]) == state.start
        situation = found.situations[found.situation[number]]
        assert (engine.names(situation.holders), engine.names(situation.besiegers)) == (state.controllers, state.besieged_by)
        assert [day(c[number]) for c in (found.since, found.since_earliest, found.since_latest)] == [
            state.since.day, state.since.earliest, state.since.latest
        ]  # fmt: skip
        assert [day(c[number]) for c in (found.began, found.began_earliest, found.began_latest)] == [
            state.began.day, state.began.earliest, state.began.latest
        ]  # fmt: skip
        assert (RULES[found.rule[number]], found.via[number] == OWN, day(found.evidence_on[number])) == (
            state.rule, state.direct, state.evidence_on
        )  # fmt: skip
        assert tuple(engine.reports[next(told)] for _ in range(found.reports[number])) == state.reports
        roles = {CLAIMING: state.claims, ATTACKING: state.attacks, OTHERWISE: state.disputed_by}
        beside = [next(aside) for _ in range(found.beside[number])]
        assert {role: tuple(engine.reports[n // ROLES] for n in beside if n % ROLES == role) for role in roles} == roles
        assert len(beside) == sum(map(len, roles.values()))
    assert next(told, None) is next(aside, None) is None


def test_the_order_of_places_is_that_asked_for(atlas):
    engine = atlas.engine
    one, other = engine.columns(["kidal", "gao"]), engine.columns(["gao", "kidal"])
    assert one.lengths.tolist() == other.lengths.tolist()[::-1]
    assert one.start.tolist() == [*other.start.tolist()[other.lengths[0] :], *other.start.tolist()[: other.lengths[0]]]


def test_reports_are_the_same_as_columns(atlas):
    reports, told = atlas.engine.reports, atlas.engine.report_columns
    for number in range(0, len(reports), 97):
        report = reports[number]
        for name in ("place", "kind", "by", "against", "source", "section", "standing", "note"):
            assert told.values[name][getattr(told, name)[number]] == getattr(report, name)
        days = [day(each[number]) for each in (told.earliest, told.latest, told.day)]
        assert days == [report.date.earliest, report.date.latest, report.date.best]
        assert (number in told.late) == bool(report.end or report.claimant or report.reported_on)


@pytest.mark.parametrize("grouping", ["bloc", "coalition"])
def test_columns_of_groups_say_what_their_states_say(atlas, grouping):
    engine = atlas.by(grouping).engine
    places = list(engine.places)
    found = engine.columns(places)
    states = [state for place in places for state in engine.of(place)]
    assert [
        (day(start), *(engine.names(set_) for set_ in found.situations[s][1:]))
        for start, s in zip(found.start, found.situation, strict=True)
    ] == [(state.start, state.controllers, state.besieged_by) for state in states]

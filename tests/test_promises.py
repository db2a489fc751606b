"""The engine's promises, held against random reports."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from makers import BLOCS, CAMP, REGION, TOWN, VILLAGE, WORLD, history
from mali_control.control import KINDS
from mali_control.dates import parse_date
from mali_control.evidence import counts
from mali_control.history import History, State
from mali_control.reports import STANDINGS, Report

DAWN, DUSK = date(2012, 1, 1), date(2026, 2, 28)
days = st.dates(date(2011, 6, 1), DUSK)
factions = st.lists(st.sampled_from(sorted(BLOCS)), max_size=3, unique=True).map(tuple)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """EDTF strings of the forms in the data."""
    day = draw(days)
    later = day + timedelta(days=draw(st.integers(1, 400)))
    return draw(st.sampled_from([f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"[{day}..{later}]", f"[..{day}]", f"{day}/.."]))


@st.composite
def reports(draw: st.DrawFn, places: tuple[str, ...] = tuple(p.id for p in WORLD)) -> list[Report]:
    made = []
    for number in range(draw(st.integers(0, 14))):
        place = draw(st.sampled_from(places))
        day = parse_date(draw(dates()))
        kind = draw(st.sampled_from(sorted(KINDS)))
        by = draw(factions)
        end = day.best + timedelta(days=draw(st.integers(0, 900)))
        made.append(
            Report(
                id=f"r{number:03d}",
                place=place,
                kind=kind,
                by=by or ("mali",) if kind not in ("withdraws", "lifts-siege", "attacks") else by,
                against=draw(factions),
                date=day,
                end=parse_date(end.isoformat()) if draw(st.booleans()) else None,
                scope=draw(st.sampled_from(["", "all", "rural", "towns", "part"])) if place == "region" else "",
                source=draw(st.sampled_from(["one", "two"])),
                section="Section",
                claimant=draw(st.sampled_from(["", "mali", "csp", "residents"])),
                standing=draw(st.sampled_from(STANDINGS)),
            )
        )
    return made


def told(history: History) -> dict[str, tuple[State, ...]]:
    return {place.id: history.of(place.id) for place in WORLD}


@given(reports())
def test_total_there_is_exactly_one_state_for_every_place_and_day(made):
    for states in told(history(*made)).values():
        assert states[0].start == DAWN
        assert states[-1].end is None
        for before, after in pairwise(states):
            assert before.end == after.start
            assert before.start < after.start
            assert (before.status, before.controllers, before.besieged_by) != (after.status, after.controllers, after.besieged_by)


@given(reports(), st.randoms(use_true_random=False))
def test_order_free_the_same_reports_in_any_order_give_the_same_histories(made, random):
    shuffled = list(made)
    random.shuffle(shuffled)
    assert told(history(*made)) == told(history(*shuffled))


@given(reports())
def test_traceable_every_state_but_unknown_names_reports_that_bear_on_its_place(made):
    near = {"region": {"region"}, "town": {"town", "region"}, "village": {"village", "region"}, "camp": {"camp", "town", "region"}}
    for place, states in told(history(*made)).items():
        for state in states:
            assert state.reports or state.status == "unknown"
            assert {r.place for r in (*state.reports, *state.claims, *state.attacks, *state.disputed_by)} <= near[place]


@given(reports())
def test_conservative_without_a_report_that_counts_nothing_is_known(made):
    idle = [r for r in made if not counts(r, BLOCS)]
    left = [r for r in made if r.kind in ("withdraws", "leaves")]
    if left:  # a claim may be borne out by a withdrawal
        return
    for states in told(history(*idle)).values():
        assert [s.status for s in states] == ["unknown"]


@given(reports())
def test_an_attack_never_changes_anything(made):
    def situations(h: History) -> dict[str, list[tuple[object, ...]]]:
        return {p: [(s.start, s.status, s.controllers, s.besieged_by) for s in states] for p, states in told(h).items()}

    assert situations(history(*made)) == situations(history(*(r for r in made if r.kind != "attacks")))


@given(reports(), reports(("village",)))
def test_local_a_report_changes_only_the_places_that_it_speaks_of(made, more):
    renamed = [Report(**{f: getattr(r, f) for f in r.__slots__} | {"id": f"x{r.id}"}) for r in more]
    before, after = told(history(*made)), told(history(*made, *renamed))
    for place in (TOWN, CAMP, REGION):
        assert before[place.id] == after[place.id]
    assert VILLAGE.id in after


@given(reports())
def test_a_status_and_its_controllers_fit_together(made):
    for states in told(history(*made)).values():
        for state in states:
            assert (state.status == "unknown") == (not state.controllers)
            assert not set(state.controllers) & set(state.besieged_by)
            assert list(state.controllers) == sorted(set(state.controllers))
            assert 0 <= state.confidence <= 1
            assert (state.confidence == 0) == (state.status == "unknown")


@given(reports(), days)
def test_asking_for_a_day_gives_the_state_of_that_day(made, day):
    world = history(*made)
    for place in ("town", "camp"):
        state = world.at(place, max(day, DAWN))
        assert state.start <= max(day, DAWN)
        assert state.end is None or max(day, DAWN) < state.end
        assert state.day == max(day, DAWN)


@given(reports(), days)
def test_known_then_is_the_history_of_what_was_known(made, day):
    assert told(history(*made).as_known_on(day)) == told(history(*(r for r in made if r.known_on <= day)).as_known_on(day))


@given(reports())
@settings(max_examples=25)
def test_telling_everything_twice_changes_no_holder(made):
    """A second, identical text adds weight, not events (contests, sieges and moves repeat without effect)."""
    simple = [r for r in made if r.kind in ("holds", "captures", "attacks", "claims") and r.date.exact]
    again = [Report(**{f: getattr(r, f) for f in r.__slots__} | {"id": f"{r.id}-again"}) for r in simple]
    once, twice = history(*simple), history(*simple, *again)
    for place in ("town", "village"):
        for state in once.of(place):
            assert twice.at(place, state.start).controllers == state.controllers

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from makers import BLOCS, history, report
from mali_control.evidence import confidence, counts, self_serving
from mali_control.reports import Report


@pytest.mark.parametrize(
    ("text", "claimant", "serves"),
    [
        ("town captures mali 2023-10-05", "mali", True),
        ("town captures mali 2023-10-05", "wagner", True),
        ("town captures mali 2023-10-05", "", True),
        ("town captures mali 2023-10-05", "csp", False),
        ("town captures mali 2023-10-05", "residents", False),
        ("town withdraws csp 2023-10-05", "csp", False),
        ("town withdraws csp 2023-10-05", "mali", True),
        ("town lifts-siege jnim 2023-10-05", "jnim", False),
        ("town lifts-siege jnim 2023-10-05", "mali", True),
        ("town repels mali 2023-10-05", "mali", True),
    ],
)
def test_the_partisan_rule_asks_who_gains(text, claimant, serves):
    claim = report(text, standing="claimed", claimant=claimant)
    assert self_serving(claim, BLOCS) is serves
    assert counts(claim, BLOCS) is not serves


def test_what_a_source_states_itself_counts_whoever_gains():
    assert counts(report("town captures mali 2023-10-05", standing="stated", claimant="mali"), BLOCS)


@pytest.mark.parametrize("text", ["town attacks csp 2023-10-05", "town claims csp 2023-10-05"])
def test_attacks_and_claims_never_count(text):
    assert not counts(report(text, standing="confirmed"), BLOCS)


def test_a_disputed_statement_does_not_count():
    assert not counts(report("town captures csp 2023-10-05", standing="disputed"), BLOCS)


def test_a_loose_date_is_read_on_the_day_of_a_more_exact_telling_of_the_same_turn():
    loose = report("town captures mali;wagner [2023-10-02..2023-12-20]")
    exact = report("town captures mali 2023-11-14")
    other_side = report("town captures csp 2023-11-20")
    outside = report("town captures mali 2024-01-05")

    def turns(*reports: Report) -> list[date]:
        return [state.start for state in history(*reports).of("town") if state.controllers and "mali" in state.controllers]

    assert turns(loose, exact, other_side, outside) == [date(2023, 11, 14), date(2024, 1, 5)]
    assert turns(loose, other_side) == [loose.date.best]
    assert turns(loose, outside) == [loose.date.best]


def test_what_rules_read_and_nobody_reviewed_weighs_less():
    one, other = (report("town captures mali 2023-10-05", source=source) for source in ("a", "b"))
    read, told_again = replace(one, confidence=0.55), replace(other, confidence=0.5)

    assert confidence([one], age_days=0) == 0.85
    assert confidence([read], age_days=0) == 0.47
    assert confidence([one], age_days=0) < confidence([one, told_again], age_days=0) < confidence([one, other], age_days=0)
    assert history(read).at("town", date(2023, 10, 6)).confidence == 0.47


def test_an_unreviewed_claim_of_the_other_side_changes_no_holder_but_puts_him_in_doubt():
    """That it is a mere claim was read by rules too."""
    taken = report("town captures csp 2013-01-28", confidence=0.8)
    claim = report("town captures france 2013-02-08", standing="claimed", claimant="france", confidence=0.7)
    read, reviewed = history(taken, claim).at("town", date(2013, 2, 10)), history(taken, replace(claim, confidence=1.0))

    assert read.controllers == ("csp",)
    assert read.claims == read.disputed_by == (claim,)
    assert read.confidence < 0.5 < reviewed.at("town", date(2013, 2, 10)).confidence
    assert not history(taken, replace(claim, kind="besieges")).at("town", date(2013, 2, 10)).disputed


def test_a_disputed_fight_puts_a_holder_in_doubt_who_is_one_of_its_sides():
    held = report("town holds mali 2012-09-01")
    fought = report("town contests mali;jnim 2013-01-16", standing="disputed")
    assert history(held, fought).at("town", date(2013, 1, 17)).disputed_by == (fought,)


def test_what_was_read_of_others_on_the_same_day_does_not_speak_for_the_holder():
    read = {"confidence": 0.6}
    fought, other = report("camp contests mali;csp 2023-08-06", **read), report("camp holds minusma 2023-08-06", **read)
    taken = report("camp captures mali 2023-08-06", confidence=0.2)

    alone, state = (history(*made).at("camp", date(2023, 8, 7)) for made in ([taken], [fought, other, taken]))
    assert state.controllers == ("mali",)
    assert state.reports == (taken,)
    assert state.disputed_by == (other,)
    assert state.attacks == (fought,)
    assert 0 < state.confidence < alone.confidence < 0.2


def test_confidence_grows_with_agreement_and_falls_with_age_doubt_and_dispute():
    one = [report("town captures mali 2023-11-14")]
    two = [*one, report("town captures mali 2023-11-14", source="another text")]
    plain = confidence(one, age_days=0)
    assert plain == 0.85
    assert confidence(two, age_days=0) == 0.9
    assert confidence(one, age_days=3 * 365) == pytest.approx(plain * 0.75, abs=0.01)
    assert confidence(one, age_days=100 * 365) == pytest.approx(plain * 0.5, abs=0.01)
    assert confidence(one, age_days=0, disputed=True) < plain
    assert confidence(one, age_days=0, direct=False) < plain
    assert confidence(one, age_days=0, day_in_doubt=True) < plain
    assert confidence([], age_days=0) == 0

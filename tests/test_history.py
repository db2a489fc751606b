"""The rules of the engine, each as a small story."""

from __future__ import annotations

from datetime import date

import pytest

from makers import brief, history, holder, report
from mali_control.history import Settings


def test_before_the_first_report_nothing_is_known():
    states = history("town holds mali 2023-10-02").of("town")
    assert brief(states) == [("2012-01-01", "unknown", "", ""), ("2023-10-02", "controlled", "mali", "")]


def test_a_capture_changes_hands_on_its_day():
    told = history("town holds csp 2023-10-02", "town captures mali;wagner 2023-11-14")
    assert holder(told, "town", "2023-11-13") == ("csp",)
    assert holder(told, "town", "2023-11-14") == ("mali", "wagner")


def test_attacks_claims_and_raids_leave_control_alone():
    told = history(
        "town holds mali 2023-09-12",
        "town attacks csp 2023-09-20",
        report("town captures csp 2023-09-21", standing="claimed", claimant="csp"),
        "town claims csp 2023-09-22",
        "town seizes-briefly csp [2023-09-12..2023-10-03]",
    )
    state = told.at("town", date(2023, 9, 25))
    assert state.controllers == ("mali",)
    assert len(state.claims) == 3
    assert len(state.attacks) == 1


def test_a_brief_seizure_lasts_for_exactly_its_span():
    told = history("town holds mali 2025-01-01", report("town seizes-briefly jnim 2025-11-11", end="2025-11-13"))
    assert brief(told.of("town"))[1:] == [
        ("2025-01-01", "controlled", "mali", ""),
        ("2025-11-11", "controlled", "jnim", ""),
        ("2025-11-14", "controlled", "mali", ""),
    ]


@pytest.mark.parametrize(
    "more",
    ["town besieges jnim 2025-11-12", "town besieges jnim 2025-11-11", "town joins jnim 2025-11-12", "town lifts-siege msa 2025-11-12"],
)
def test_a_site_does_not_follow_its_town_into_a_brief_seizure_whatever_comes_on_top(more):
    seized = report("town seizes-briefly csp 2025-11-11", end="2025-11-13")
    told = history("town holds mali 2025-01-01", "camp holds mali 2025-01-01", "town besieges msa 2025-06-01", seized, more)
    assert "csp" in holder(told, "town", "2025-11-12")
    assert [state.controllers for state in told.of("camp")] == [(), ("mali",)]


def test_a_brief_seizure_whose_day_is_not_known_paints_no_day():
    told = history("town holds mali 2023-01-01", "town seizes-briefly csp [2023-09-12..2023-10-03]")
    assert len(told.of("town")) == 2


def test_a_contest_lasts_until_it_is_settled():
    told = history("town holds csp 2023-10-02", "town contests mali 2023-10-05", "town captures mali 2023-10-07")
    state = told.at("town", date(2023, 10, 6))
    assert (state.status, state.controllers) == ("contested", ("csp", "mali"))
    assert holder(told, "town", "2023-10-07") == ("mali",)


def test_a_contest_with_a_known_end_gives_way_to_what_was_before():
    told = history("town holds csp 2023-10-02", report("town contests mali 2023-11-11", end="2023-11-12"))
    assert told.at("town", date(2023, 11, 12)).status == "contested"
    after = told.at("town", date(2023, 11, 13))
    assert after.controllers == ("csp",)
    assert after.since.day == date(2023, 10, 2)


def test_a_repelled_attack_leaves_the_holder_since_when_it_came():
    told = history("town holds mali;wagner 2023-10-02", "town contests csp 2023-10-05", "town repels mali 2023-10-06")
    state = told.at("town", date(2023, 10, 7))
    assert state.controllers == ("mali", "wagner")
    assert state.since.day == date(2023, 10, 2)


def test_a_coalition_and_its_member_are_one_side_of_a_contest():
    told = history("town holds cma 2023-10-02", report("town contests mali 2023-10-05", against=("csp",)))
    assert holder(told, "town", "2023-10-06") == ("csp", "mali")


def test_a_withdrawal_leaves_the_place_unknown_with_the_reason():
    told = history("camp holds minusma 2023-10-02", "camp withdraws minusma 2023-10-21")
    state = told.at("camp", date(2023, 10, 22))
    assert (state.status, state.rule) == ("unknown", "withdraws")
    assert state.reports[0].kind == "withdraws"


def test_leaving_a_place_that_one_does_not_hold_changes_nothing():
    told = history("town holds mali 2023-10-02", "town withdraws csp 2023-10-21")
    assert holder(told, "town", "2023-10-22") == ("mali",)


def test_a_siege_is_an_overlay_and_the_holder_stays():
    told = history("town holds mali 2023-10-02", "town besieges csp 2023-12-01", "town lifts-siege csp 2024-02-11")
    assert brief(told.of("town"))[1:] == [
        ("2023-10-02", "controlled", "mali", ""),
        ("2023-12-01", "controlled", "mali", "csp"),
        ("2024-02-11", "controlled", "mali", ""),
    ]
    assert told.at("town", date(2024, 1, 1)).since.day == date(2023, 10, 2)


def test_doubt_about_the_day_of_a_siege_is_no_doubt_about_the_holder():
    told = history("town holds mali 2023-10-02", "town besieges csp 2023-12")
    assert not any(told.at("town", date(2023, 12, day)).day_in_doubt for day in (5, 15, 20, 30))


def test_a_siege_of_which_nothing_more_is_heard_is_no_longer_shown():
    told = history("town holds mali 2023-10-02", "town besieges jnim 2023-12-01", settings=Settings(siege_days=100))
    assert told.at("town", date(2024, 3, 9)).besieged_by == ("jnim",)
    assert told.at("town", date(2024, 3, 10)).besieged_by == ()


def test_the_besieger_who_takes_the_place_no_longer_besieges_it():
    told = history("town holds mali 2023-10-02", "town besieges csp 2023-12-01", "town captures csp 2023-12-20")
    state = told.at("town", date(2023, 12, 25))
    assert (state.controllers, state.besieged_by) == (("csp",), ())


def test_naming_fewer_partners_does_not_send_the_others_away():
    told = history("town captures mali;wagner 2023-11-14", "town holds mali 2023-12-13", "town captures mali 2023-11-14")
    assert holder(told, "town", "2024-01-01") == ("mali", "wagner")


def test_two_dates_for_one_capture_are_one_capture_and_the_state_says_that_they_disagree():
    told = history(report("town captures mali 2023-11-14"), report("town captures mali 2023-11-15", source="another text"))
    state = told.at("town", date(2023, 11, 20))
    assert len(told.of("town")) == 2
    assert state.since.day == date(2023, 11, 14)
    assert state.since.latest == date(2023, 11, 15)
    assert [r.source for r in state.disputed_by] == ["another text"]


def test_a_capture_by_those_who_held_the_place_already_is_a_disagreement_about_what_was_before():
    told = history("town holds cma 2023-10-01", report("town captures csp 2023-10-03", source="another text"))
    state = told.at("town", date(2023, 10, 4))
    assert state.controllers == ("cma",)
    assert [r.source for r in state.disputed_by] == ["another text"]


def test_a_loose_statement_of_who_holds_a_place_does_not_undo_its_loss():
    told = history("camp holds minusma 2023-10-05", "camp captures csp 2023-10-31", report("camp holds minusma [..2023-11-14]"))
    assert holder(told, "camp", "2023-11-20") == ("csp",)
    assert len(told.at("camp", date(2023, 10, 10)).reports) == 2
    told = history("town captures csp 2012-10-31", "town captures mali 2013-01-05", report("town holds csp [..2022-11-14]"))
    assert holder(told, "town", "2022-11-14") == ("csp",)


def test_a_more_exact_telling_decides_the_bounds():
    told = history("town captures mali;wagner [2023-10-02..2023-12-20]", "town captures mali 2023-11-14")
    state = told.at("town", date(2023, 12, 1))
    assert state.controllers == ("mali", "wagner")
    assert state.since.exact
    assert state.reports[0].by == ("mali",)


def test_two_sources_that_name_different_holders_are_shown_as_disagreeing():
    told = history("town holds mali 2023-10-02", report("town holds csp 2023-10-05", source="another text"))
    state = told.at("town", date(2023, 10, 6))
    assert state.controllers == ("csp",)
    assert state.disputed


def test_days_within_the_bounds_of_a_change_are_in_doubt_on_both_sides_of_it():
    told = history("town holds csp 2023-09-01", "town captures mali [2023-10-10..2023-10-20]")
    doubt = {day: told.at("town", date(2023, 10, day)).day_in_doubt for day in (9, 10, 14, 15, 19, 20)}
    assert doubt == {9: False, 10: True, 14: True, 15: True, 19: True, 20: False}
    assert told.at("town", date(2023, 10, 14)).controllers == ("csp",)
    assert told.at("town", date(2023, 10, 16)).controllers == ("mali",)


def test_a_party_claim_counts_once_the_other_side_admits_to_have_left():
    claim = report("town captures mali 2023-10-05", standing="claimed", claimant="mali")
    admission = report("town withdraws csp 2023-10-08", standing="claimed", claimant="csp")
    told = history("town holds csp 2023-10-02", claim, admission)
    assert holder(told, "town", "2023-10-07") == ("csp",)
    state = told.at("town", date(2023, 10, 8))
    assert (state.controllers, state.rule) == (("mali",), "claim borne out")
    assert set(state.reports) == {claim, admission}


def test_a_party_claim_to_have_entered_a_place_that_was_left_counts():
    told = history(
        "town holds csp 2023-10-02",
        "town withdraws csp 2023-10-08",
        report("town captures mali 2023-10-09", standing="claimed", claimant="mali"),
    )
    assert holder(told, "town", "2023-10-10") == ("mali",)


def test_a_claim_that_nothing_bears_out_stays_a_claim():
    claim = report("town captures mali 2023-10-05", standing="claimed", claimant="mali")
    told = history("town holds csp 2023-10-02", claim, "town withdraws csp 2024-10-08")
    assert holder(told, "town", "2023-11-01") == ("csp",)
    assert told.at("town", date(2024, 10, 9)).status == "unknown"


def test_what_a_party_admits_against_itself_counts_at_once():
    told = history("town holds csp 2023-10-02", report("town captures mali 2023-10-05", standing="claimed", claimant="csp"))
    assert holder(told, "town", "2023-10-05") == ("mali",)


def test_an_area_report_counts_for_the_places_inside_and_spares_the_exceptions():
    told = history(report("region holds cma 2015", except_=("village",)))
    assert holder(told, "town", "2016-01-01") == ("cma",)
    assert holder(told, "village", "2016-01-01") == ()
    assert holder(told, "camp", "2016-01-01") == ()


def test_rural_ground_leaves_the_towns_alone_and_towns_leave_the_villages():
    rural = history("town holds mali 2023-01-01", report("region holds csp 2023-12-01", scope="rural"))
    assert holder(rural, "town", "2023-12-02") == ("mali",)
    assert holder(rural, "village", "2023-12-02") == ("csp",)
    towns = history(report("region holds jnim 2012-12-01", scope="towns"))
    assert holder(towns, "town", "2012-12-02") == ("jnim",)
    assert holder(towns, "village", "2012-12-02") == ()


def test_a_report_about_part_of_an_area_changes_no_place():
    told = history(report("region holds csp 2015-01-01", scope="part"))
    assert [len(told.of(place)) for place in ("town", "village", "camp")] == [1, 1, 1]


def test_a_later_report_about_the_place_overrides_the_area_and_the_other_way_round():
    told = history("region holds cma 2015-01-01", "town captures mali 2015-03-01", "region holds jnim 2015-06-01")
    assert [holder(told, "town", day) for day in ("2015-02-01", "2015-04-01", "2015-07-01")] == [("cma",), ("mali",), ("jnim",)]


def test_what_is_known_only_through_an_area_grows_too_old():
    told = history("region holds cma 2015-01-01", "town holds cma 2015-01-01", settings=Settings(horizon_days=365))
    assert holder(told, "village", "2015-12-31") == ("cma",)
    late = told.at("village", date(2016, 1, 1))
    assert (late.status, late.rule) == ("unknown", "aged")
    assert holder(told, "town", "2020-01-01") == ("cma",)


def test_a_span_of_control_keeps_the_area_known_to_its_end():
    told = history(report("region holds cma 2015-01-01", end="2023-10-02"), settings=Settings(horizon_days=365))
    assert holder(told, "village", "2023-10-02") == ("cma",)


def test_nobody_holds_the_whole_of_an_area_of_which_another_side_has_taken_part():
    told = history("region holds cma 2015-01-01", report("region captures mali 2016-01-01", scope="part"))
    assert told.at("region", date(2015, 6, 1)).controllers == ("cma",)
    assert told.at("region", date(2016, 6, 1)).rule == "held in parts"


def test_who_leaves_the_whole_of_an_area_leaves_its_camps_too_and_is_not_missed_where_it_never_was():
    told = history("camp holds france 2020-01-01", "town holds mali 2020-01-01", "region withdraws france 2022-08-15")
    assert told.at("camp", date(2022, 8, 16)).rule == "withdraws"
    town = told.at("town", date(2022, 8, 16))
    assert (town.controllers, town.claims) == (("mali",), ())


def test_violence_somewhere_in_an_area_is_kept_beside_the_area():
    told = history(report("region attacks jnim 2023-10-31", scope="part"))
    assert len(told.at("region", date(2023, 11, 1)).attacks) == 1


def test_a_site_goes_with_its_town_when_the_same_side_held_both():
    told = history("town holds csp 2023-10-02", "camp captures csp 2023-10-31", "town captures mali;wagner 2023-11-14")
    state = told.at("camp", date(2023, 11, 14))
    assert (state.controllers, state.rule) == (("mali", "wagner"), "follows its town")
    assert state.reports


def test_a_site_of_which_nothing_was_heard_for_long_is_unknown_after_the_turn_of_its_town():
    told = history("camp holds csp 2013-02-26", "town holds csp 2013-02-26", "town captures mali 2023-11-14")
    assert holder(told, "camp", "2023-11-13") == ("csp",)
    assert told.at("camp", date(2023, 11, 14)).rule == "aged"


def test_a_camp_with_another_holder_stays_when_the_town_falls():
    told = history("town holds mali 2023-10-02", "camp holds minusma 2023-10-02", "town captures csp 2023-10-10")
    assert holder(told, "camp", "2023-10-11") == ("minusma",)


def test_a_camp_of_which_nothing_is_told_does_not_take_its_towns_holder():
    told = history("town holds csp 2023-10-02", "town captures mali 2023-11-14")
    assert holder(told, "camp", "2023-12-01") == ()


def test_a_faction_that_becomes_another_keeps_what_it_held():
    told = history("town holds csp 2023-12-20", "village besieges csp 2024-11-01")
    state = told.at("town", date(2024, 12, 1))
    assert (state.controllers, state.rule) == (("fla",), "renamed")
    assert state.since.day == date(2024, 11, 30)
    assert told.at("village", date(2024, 12, 1)).besieged_by == ("fla",)


def test_the_picture_as_it_was_known_on_a_day():
    told = history("town holds csp 2023-10-02", report("town captures mali 2023-10-05", reported_on="2023-10-20"))
    assert holder(told, "town", "2023-10-10") == ("mali",)
    assert holder(told.as_known_on(date(2023, 10, 19)), "town", "2023-10-10") == ("csp",)
    assert holder(told.as_known_on(date(2023, 10, 20)), "town", "2023-10-10") == ("mali",)


def test_changes_name_what_was_before_and_after():
    told = history("town holds csp 2023-10-02", "town captures mali 2023-11-14", "village holds csp 2023-11-14")
    found = told.changes(date(2023, 11, 1), date(2023, 11, 30))
    assert [(c.place, c.day.isoformat(), c.before.controllers, c.after.controllers) for c in found] == [
        ("town", "2023-11-14", ("csp",), ("mali",)),
        ("village", "2023-11-14", (), ("csp",)),
    ]


def test_a_coalition_gives_its_name_to_what_its_member_held_and_the_member_named_later_does_not_take_it_back():
    told = history("town holds cma 2015-01-01", "town holds csp 2023-06-15", "town holds cma 2023-10-05")
    assert brief(told.of("town"))[1:3] == [("2015-01-01", "controlled", "cma", ""), ("2023-06-15", "controlled", "csp", "")]
    assert holder(told, "town", "2024-01-01") == ("csp",)


def test_a_partner_who_leaves_the_country_makes_nobody_forget_those_who_stay():
    told = history("town captures mali;france 2013-01-21", "region withdraws france 2022-08-15", settings=Settings(horizon_days=365))
    assert holder(told, "town", "2025-01-01") == ("mali",)
    assert told.at("town", date(2025, 1, 1)).since.day == date(2013, 1, 21)


def test_a_silent_partner_of_another_bloc_is_no_side_of_a_contest_but_an_ally_is():
    told = history("town holds msa;jnim 2012-04-01", report("town contests mali 2012-06-26", against=("msa",)))
    assert holder(told, "town", "2012-06-26") == ("mali", "msa")
    told = history("town holds mali;wagner 2023-11-14", report("town contests csp 2024-06-26", against=("mali",)))
    assert holder(told, "town", "2024-06-26") == ("csp", "mali", "wagner")


def test_each_besieger_is_forgotten_by_itself():
    told = history(
        "town holds mali 2023-01-01", "town besieges jnim 2023-05-01", "town besieges csp 2023-12-01", settings=Settings(siege_days=365)
    )
    assert told.at("town", date(2024, 4, 1)).besieged_by == ("csp", "jnim")
    assert told.at("town", date(2024, 6, 1)).besieged_by == ("csp",)
    assert told.at("town", date(2025, 6, 1)).besieged_by == ()


def test_reports_of_one_day_all_stay_with_the_state_of_that_day():
    left = report("town withdraws csp 2023-11-14", standing="claimed", claimant="csp")
    told = history("town holds csp 2023-10-02", left, "town captures mali 2023-11-14")
    state = told.at("town", date(2023, 11, 14))
    assert state.controllers == ("mali",)
    assert left in state.reports
    assert not state.disputed


def test_two_departures_of_two_factions_are_not_one():
    told = history(
        "town holds mali 2013-01-01", "camp holds france 2013-01-01",
        "region withdraws france [..2022-08-15]", "region withdraws minusma 2013-06-30",
    )  # fmt: skip
    assert holder(told, "camp", "2020-01-01") == ("france",)


def test_a_site_that_followed_its_town_is_forgotten_with_it():
    told = history(
        "town holds mali 2022-01-01", "camp holds mali 2022-01-01", "region captures jnim 2022-09-01", settings=Settings(horizon_days=365)
    )
    assert holder(told, "camp", "2022-10-01") == ("jnim",)
    assert told.at("town", date(2024, 1, 1)).status == "unknown"
    assert told.at("camp", date(2024, 1, 1)).status == "unknown"


def test_a_contest_inside_a_brief_seizure_ends_with_it():
    told = history(
        "town holds mali 2025-01-01", report("town seizes-briefly csp 2025-11-11", end="2025-11-13"), "town contests mali 2025-11-12"
    )
    assert holder(told, "town", "2025-11-11") == ("csp",)
    assert "csp" not in holder(told, "town", "2026-01-01") or told.at("town", date(2026, 1, 1)).status == "contested"


def test_when_one_of_three_sides_goes_the_other_two_fight_on():
    told = history("town contests mali;csp;jnim 2023-10-05", "town withdraws jnim 2023-10-08")
    state = told.at("town", date(2023, 10, 9))
    assert (state.status, state.controllers) == ("contested", ("csp", "mali"))


def test_a_succession_reaches_what_a_contest_interrupted():
    told = history("town holds csp 2024-01-01", report("town contests mali 2024-11-20", end="2024-12-05"))
    assert holder(told, "town", "2024-12-10") == ("fla",)


def test_a_capture_with_a_loose_date_is_not_read_on_the_day_of_a_brief_seizure():
    told = history("town holds mali 2025-01-01", "town seizes-briefly jnim 2025-03-02", "town captures jnim [2025-03-01..2025-06-30]")
    assert holder(told, "town", "2025-12-01") == ("jnim",)


def test_fighting_in_part_of_an_area_leaves_the_whole_to_its_holder():
    told = history("region holds cma 2015-01-01", report("region contests mali 2016-01-01", scope="part"))
    assert told.at("region", date(2016, 6, 1)).controllers == ("cma",)

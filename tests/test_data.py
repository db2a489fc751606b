"""The shipped data: what the texts say of who held what, and rules for each record."""

from __future__ import annotations

import re

import pytest

# Who held which place on which day, as the two texts on the Kidal offensive tell it. None: the text does not say.
TOLD = [
    ("Kidal", "2018-01-01", "controlled", "cma"),
    ("Kidal", "2023-10-15", "controlled", "csp"),
    ("Kidal", "2023-11-13", "controlled", "csp"),
    ("Kidal", "2023-11-14", "controlled", "mali wagner"),
    ("Kidal", "2023-12-31", "controlled", "mali wagner"),
    ("Kidal MINUSMA camp", "2023-10-20", "controlled", "minusma"),
    ("Kidal MINUSMA camp", "2023-10-31", "controlled", "csp"),
    ("Kidal MINUSMA camp", "2023-11-08", "controlled", "csp"),  # bombed three times, and still theirs
    ("Kidal MINUSMA camp", "2023-11-20", "controlled", "mali wagner"),
    ("Anéfis", "2018-10-03", "controlled", "cma"),
    ("Anéfis", "2023-10-03", "controlled", "csp"),
    ("Anéfis", "2023-10-06", "contested", "csp mali wagner"),
    ("Anéfis", "2023-10-07", "controlled", "mali wagner"),
    ("Tessalit", "2023-10-10", "controlled", "csp"),
    ("Tessalit", "2023-10-15", "contested", "csp mali wagner"),
    ("Tessalit", "2023-11-01", "controlled", "mali wagner"),
    ("Tessalit airport", "2020-06-01", "controlled", "mali"),
    ("Tessalit airport", "2023-10-10", "controlled", "mali"),
    ("Tessalit MINUSMA camp", "2023-10-15", "controlled", "minusma"),
    ("Tessalit MINUSMA camp", "2023-10-25", "controlled", "mali wagner"),
    ("tessalit-minor-minusma-camps", "2023-10-15", "controlled", "csp"),
    ("tessalit-minor-minusma-camps", "2023-10-25", "controlled", "mali wagner"),
    ("tessalit-airport-posts", "2023-10-15", "controlled", "csp"),
    ("Aguelhok", "2023-11-30", "controlled", "csp"),
    ("Aguelhok", "2023-12-20", "controlled", "mali wagner"),
    ("aguelhok-minusma-camp", "2023-10-15", "controlled", "minusma"),
    ("aguelhok-minusma-camp", "2023-10-25", "controlled", "csp"),
    ("aguelhok-minusma-camp", "2023-12-25", "controlled", "mali wagner"),
    ("Ber", "2023-09-05", "controlled", "mali wagner"),
    ("Ber MINUSMA base", "2023-09-05", "controlled", "mali wagner"),
    ("Abeïbara", "2023-12-25", "controlled", "csp"),
    ("Gao", "2023-10-15", "controlled", "mali"),
    ("Bourem", "2023-09-25", "controlled", "mali"),  # raided, not taken
    ("Tarkint", "2023-10-03", "unknown", ""),  # a convoy that halts holds nothing
    ("Tabankort", "2023-10-05", "unknown", ""),
    ("Tin Aouker", "2023-10-02", "unknown", ""),
    ("Techanaght", "2023-10-14", "controlled", "csp"),
]


@pytest.mark.parametrize(("place", "day", "status", "controllers"), TOLD)
def test_the_atlas_says_what_the_texts_say(atlas, place, day, status, controllers):
    state = atlas.state(place, day)
    assert (state.status, " ".join(state.controllers)) == (status, controllers)


@pytest.mark.parametrize(
    ("place", "day", "besiegers"),
    [
        ("Gao", "2023-11-30", ()), ("Gao", "2024-01-15", ("csp",)), ("Gao", "2024-02-11", ()), ("Timbuktu", "2024-01-15", ("csp",)),
        ("Timbuktu", "2024-03-01", ()), ("Kidal", "2024-03-01", ("csp",)), ("Ménaka", "2024-03-01", ("csp", "is-sahel")),
        ("Ménaka", "2023-06-01", ("is-sahel",)), ("Kayes", "2025-10-01", ("jnim",)),
    ],
)  # fmt: skip
def test_sieges_begin_and_end(atlas, place, day, besiegers):
    assert atlas.state(place, day).besieged_by == besiegers


def test_two_dates_for_one_withdrawal_are_shown_as_a_disagreement(atlas):
    state = atlas.state("Tessalit MINUSMA camp", "2023-10-21")
    assert [report.date.text for report in state.disputed_by] == ["2023-10-22"]


def test_every_state_but_unknown_leads_to_reports_with_source_and_section(atlas):
    for place in atlas.gazetteer:
        for state in atlas.engine.of(place):
            assert state.reports or state.status == "unknown"
            for report in state.reports:
                assert atlas.sources[report.source].title
                assert report.section


def test_report_ids_are_numbered_in_the_order_of_their_source(atlas):
    assert all(re.fullmatch(r"[a-z]{2,4}-\d{3}", report.id) for report in atlas.reports)


def test_notes_are_one_line_and_neutral(atlas):
    loaded = re.compile(r"\b(terroris|liberat|regime|cowardly|heroic|martyr)", re.IGNORECASE)
    for report in atlas.reports:
        assert 10 <= len(report.note) <= 220, report.id
        assert "\n" not in report.note
        assert not loaded.search(report.note), report.id


def test_a_claim_names_who_claims(atlas):
    assert not [report.id for report in atlas.reports if report.standing == "claimed" and not report.claimant]


FIXED_IDS = (
    "mali wagner africa-corps dozo ganda-iso platform gatia msa france chad niger minusma mnla hcua maa mia fpa fnla cma csp fla ansar-dine aqim "
    "mujao al-mourabitoun katiba-macina jnim ansarul-islam is-sahel"
).split()


def test_the_fixed_faction_ids_are_all_there_with_one_of_six_blocs(atlas):
    assert set(FIXED_IDS) <= set(atlas.factions)
    assert {faction.bloc for faction in atlas.factions.values()} == {"state", "foreign", "azawad", "platform", "aq", "is"}


def test_lineage_answers_who_belonged_to_whom_when(atlas):
    from datetime import date

    assert atlas.factions.members("cma", date(2018, 1, 1)) == ("hcua", "maa", "mnla")
    assert atlas.factions.members("csp", date(2023, 10, 1)) == ("cma", "gatia")
    assert atlas.factions.grouped(["mnla"], date(2018, 1, 1), "coalition") == ("cma",)
    assert atlas.factions.grouped(["gatia", "msa"], date(2023, 10, 1), "coalition") == ("platform",)  # a part of GATIA is not GATIA
    assert atlas.factions.members("csp", date(2022, 1, 1)) == ("cma", "gatia", "platform")
    assert "jnim" in [new for _, old, new in atlas.factions.successions if old == "ansar-dine"]
    assert atlas.factions.name("is-sahel", date(2021, 1, 1)) == "ISGS"
    assert atlas.factions.name("is-sahel", date(2023, 1, 1)) == "ISSP"

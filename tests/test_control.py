from __future__ import annotations

import pytest

from mali_control import reports
from mali_control.control import FOUGHT_OVER, HELD, KINDS, NOT_KNOWN, Move, Situation, after

NAMES = ("csp", "france", "jnim", "mali", "msa", "wagner")


def who(*names: str) -> int:
    """Return a set of factions as the number that the rules work with."""
    return sum(1 << NAMES.index(name) for name in names)


UNKNOWN = Situation(NOT_KNOWN, who(), who())
MALI = Situation(HELD, who("mali"), who())
JOINT = Situation(HELD, who("mali", "wagner"), who())
FOUGHT = Situation(FOUGHT_OVER, who("mali", "csp"), who())
SHUT = Situation(HELD, who("mali"), who("csp"))


def held(*holders: str, besieged: tuple[str, ...] = ()) -> Situation:
    return Situation(HELD, who(*holders), who(*besieged))


@pytest.mark.parametrize(
    ("kind", "now", "by", "against", "then"),
    [
        ("holds", UNKNOWN, {"csp"}, (), held("csp")),
        ("holds", MALI, {"csp"}, (), held("csp")),
        ("holds", JOINT, {"mali"}, (), JOINT),
        ("holds", JOINT, {"mali"}, {"wagner"}, held("mali")),
        ("holds", FOUGHT, {"mali"}, (), MALI),
        ("captures", MALI, {"csp"}, {"mali"}, held("csp")),
        ("captures", FOUGHT, {"mali", "wagner"}, (), JOINT),
        ("captures", SHUT, {"csp"}, (), held("csp")),
        ("captures", SHUT, {"jnim"}, (), held("jnim", besieged=("csp",))),
        ("joins", MALI, {"wagner"}, (), JOINT),
        ("joins", UNKNOWN, {"msa"}, (), held("msa")),
        ("leaves", JOINT, {"wagner"}, (), MALI),
        ("leaves", MALI, {"mali"}, (), UNKNOWN),
        ("withdraws", JOINT, {"wagner"}, (), MALI),
        ("withdraws", JOINT, (), (), UNKNOWN),
        ("withdraws", FOUGHT, {"csp"}, (), MALI),
        ("hands-over", held("france", "mali"), {"mali"}, {"france"}, MALI),
        ("hands-over", held("france"), {"mali", "wagner"}, {"france"}, JOINT),
        ("hands-over", UNKNOWN, {"mali"}, {"france"}, MALI),
        ("contests", MALI, {"csp"}, (), FOUGHT),
        ("contests", UNKNOWN, {"csp"}, {"mali"}, FOUGHT),
        ("repels", MALI, {"mali"}, {"csp"}, MALI),
        ("repels", UNKNOWN, {"mali"}, {"csp"}, MALI),
        ("seizes-briefly", MALI, {"csp"}, (), held("csp")),
        ("besieges", MALI, {"csp"}, (), SHUT),
        ("besieges", MALI, {"mali"}, (), MALI),
        ("lifts-siege", SHUT, {"csp"}, (), MALI),
        ("lifts-siege", SHUT, {"jnim"}, (), SHUT),
        ("lifts-siege", SHUT, (), (), MALI),
        ("attacks", MALI, {"csp"}, {"mali"}, MALI),
        ("attacks", UNKNOWN, {"csp"}, (), UNKNOWN),
        ("claims", MALI, {"csp"}, (), MALI),
    ],
)
def test_what_each_kind_of_report_does(kind, now, by, against, then):
    assert after(KINDS.index(kind), now, Move(who(*by), who(*against), now)) == then


def test_a_repelled_attack_brings_back_what_the_contest_interrupted():
    assert after(KINDS.index("repels"), FOUGHT, Move(who("mali"), who("csp"), JOINT)) == JOINT
    assert after(KINDS.index("repels"), FOUGHT, Move(who(), who(), MALI)) == MALI


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("now", [UNKNOWN, MALI, JOINT, FOUGHT, SHUT])
@pytest.mark.parametrize("by", [(), ("mali",), ("csp", "jnim")])
def test_a_situation_is_always_consistent(kind, now, by):
    then = after(KINDS.index(kind), now, Move(who(*by), who(), now))
    assert (then.status == NOT_KNOWN) == (not then.holders)
    assert not then.holders & then.besiegers


def test_there_is_a_rule_for_each_kind_of_report():
    assert sorted(KINDS) == sorted(reports.KINDS)

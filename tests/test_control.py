from __future__ import annotations

import pytest

from mali_control.control import RULES, Move, Situation, Status

F = frozenset
UNKNOWN = Situation(Status.UNKNOWN)
MALI = Situation(Status.CONTROLLED, F({"mali"}))
JOINT = Situation(Status.CONTROLLED, F({"mali", "wagner"}))
FOUGHT = Situation(Status.CONTESTED, F({"mali", "csp"}))
SHUT = Situation(Status.CONTROLLED, F({"mali"}), F({"csp"}))


def held(*who: str, besieged: tuple[str, ...] = ()) -> Situation:
    return Situation(Status.CONTROLLED, F(who), F(besieged))


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
    assert RULES[kind](now, Move(F(by), F(against), now)) == then


def test_a_repelled_attack_brings_back_what_the_contest_interrupted():
    assert RULES["repels"](FOUGHT, Move(F({"mali"}), F({"csp"}), JOINT)) == JOINT
    assert RULES["repels"](FOUGHT, Move(F(), F(), MALI)) == MALI


@pytest.mark.parametrize("kind", RULES)
@pytest.mark.parametrize("now", [UNKNOWN, MALI, JOINT, FOUGHT, SHUT])
@pytest.mark.parametrize("by", [(), ("mali",), ("csp", "jnim")])
def test_a_situation_is_always_consistent(kind, now, by):
    then = RULES[kind](now, Move(F(by), F(), now))
    assert (then.status is Status.UNKNOWN) == (not then.holders)
    assert not then.holders & then.besiegers

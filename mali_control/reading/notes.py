"""What a proposal says, in a line of our own words: the text's sentence is where its span points."""

from __future__ import annotations

from collections.abc import Sequence

from ..factions import Factions

_TELLING = {
    "holds": "{by} hold(s) {place}",
    "captures": "{by} capture(s) {place}",
    "joins": "{by} join(s) those who hold {place}",
    "leaves": "{by} leave(s) {place}",
    "hands-over": "{place} is handed over to {by}",
    "contests": "{by} fight(s) over {place}",
    "repels": "{by} repel(s) an attack on {place}",
    "seizes-briefly": "{by} seize(s) {place} briefly",
    "withdraws": "{by} withdraw(s) from {place}",
    "besieges": "{by} besiege(s) {place}",
    "lifts-siege": "{by} lift(s) the siege of {place}",
    "attacks": "{by} attack(s) {place}",
    "claims": "{by} claim(s) to hold {place}",
}
"""By kind of report; (s) is for one who acts alone."""

_AGAINST = {
    "captures": " from",
    "seizes-briefly": ", taken from",
    "hands-over": " by",
    "repels": " by",
    "attacks": ", hitting",
    "withdraws": ", driven out by",
}


def note(kind: str, by: Sequence[str], against: Sequence[str], place: str, factions: Factions) -> str:
    """Return a line such as "JNIM captures Boulkessi from Mali"; ``place`` is a name, factions are given by their ids."""

    def named(ids: Sequence[str]) -> str:
        names = [factions[one].short for one in ids]
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    if kind == "withdraws" and not by:
        return f"{place} is lost to somebody not named"
    telling = _TELLING[kind].replace("(s)", "" if len(by) > 1 else "s")
    said = telling.format(by=named(by) or "somebody not named", place=place)
    said += f"{_AGAINST.get(kind, ' against')} {named(against)}" if against else ""
    return said[0].upper() + said[1:] if not by else said

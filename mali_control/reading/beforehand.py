"""What stood before the first thing that a text tells of a place: who held it on a day, or left it, held it before; what was taken was the enemy's.

Readers take that for granted, and texts do not say it. It is believed little, and only where nothing else is told of the days before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..factions import Factions
from ..places import Gazetteer
from .dating import LONG_BEFORE
from .notes import note
from .proposals import Proposal
from .when import edtf

AT_MOST = 0.42
WORTH = 0.7
"""What it is worth, beside what it follows from."""
STATE_SIDE = ("state", "foreign", "platform")
"""Blocs that fight on one side, against each of the others."""
_TAKES = ("captures", "seizes-briefly")
_COMES = (*_TAKES, "hands-over", "joins", "attacks", "contests", "besieges")
_TELLS = (*_TAKES, "holds", "hands-over", "joins", "contests", "withdraws", "repels", "besieges", "lifts-siege")
A_DAY = timedelta(days=1)
SOON = timedelta(days=3)
"""Who is in a place for so few days has not held it long."""
WIDE = timedelta(days=20)
"""What may have happened on more days than these has no day before it."""
NEAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Met:
    """A party that a text names, and where."""

    start: int
    factions: tuple[str, ...]


def stood_before(
    proposals: Sequence[Proposal], met: Sequence[Met], army: tuple[str, ...], gazetteer: Gazetteer, factions: Factions
) -> Iterator[Proposal]:
    """Give who held each place until the first day that the text tells of it.

    ``met`` are the parties that the text names; ``army`` are those whom it means by the army.
    """
    for place in dict.fromkeys(p.place for p in proposals if not gazetteer[p.place].is_area):
        told = min((p for p in proposals if p.place == place and (p.kind in _TELLS or _hits(p, army))), key=_first, default=None)
        if told is None or not told.date.earliest or not told.date.latest or told.date.latest - told.date.earliest > WIDE:
            continue
        if told.standing not in ("stated", "confirmed") or told.until:
            continue
        by: tuple[str, ...] = ()
        if told.kind == "withdraws" and not gazetteer[place].is_site and all(factions[f].bloc == "foreign" for f in told.by):
            continue  # guests of the town
        if told.kind in ("holds", "withdraws") and not _came(told, proposals, gazetteer):
            by = told.by
        elif told.kind == "attacks":
            by = told.against
        elif told.kind in _TAKES:
            by = told.against or _enemy(told, proposals, met, army, factions)
        if not by or (told.kind in _TAKES and set(by) & set(told.by)):
            continue
        eve = told.date.earliest - A_DAY
        yield replace(
            told, kind="holds", date=edtf(eve - LONG_BEFORE, eve), by=by, against=(), rule="stood-before", standing="stated", said_by="",
            confidence=round(min(AT_MOST, told.confidence * WORTH), 2), note=note("holds", by, (), gazetteer[place].name, factions),
        )  # fmt: skip


def _first(told: Proposal) -> date:
    return told.date.earliest or date.max


def _hits(told: Proposal, army: tuple[str, ...]) -> bool:
    """Whether the army was attacked."""
    return told.kind == "attacks" and told.against == army and not set(told.by) & set(army)


def _came(told: Proposal, proposals: Sequence[Proposal], gazetteer: Gazetteer) -> bool:
    """Whether the text tells that those who hold or leave a place came to it, fought for it, or were soon gone: to its town or sites, too."""
    town = (gazetteer[told.place].is_site and gazetteer[told.place].parent) or told.place
    here = {told.place, town, *gazetteer.sites(town)}
    return any(
        p.kind in _COMES or (p.kind == "withdraws" and told.kind == "holds" and _first(p) - _first(told) <= SOON)
        for p in proposals
        if p.place in here and set(p.by) & set(told.by)
    )


def _enemy(
    taken: Proposal, proposals: Sequence[Proposal], met: Sequence[Met], army: tuple[str, ...], factions: Factions
) -> tuple[str, ...]:
    """Whom a place was taken from that the text does not say: whom it tells to fight the taker in these days, else the army, if it is named
    and is not the taker's, else the enemy that is named nearest.
    """

    def sides(of: Sequence[str]) -> set[str]:
        return {"state" if factions[one].bloc in STATE_SIDE else factions[one].bloc for one in of}

    own = sides(taken.by)
    fought = [
        (abs(p.date.best - taken.date.best), other)
        for p in proposals
        for one, other in ((p.by, p.against), (p.against, p.by))
        if set(one) & set(taken.by) and other and not sides(other) & own
    ]
    if fought and min(fought)[0] <= NEAR:
        return min(fought)[1]
    others = [m for m in met if m.factions and not sides(m.factions) & own]
    if any(set(army) & set(m.factions) for m in others):
        return army
    return min(others, key=lambda m: abs(m.start - taken.start)).factions if others else ()

"""What stood before the first thing that a text tells of a place: who held it on a day, or left it, held it before; what was taken was the enemy's;
where armed groups attacked the state's soldiers, these were there before.

Readers take that for granted, and texts do not say it. It is believed little, and only where nothing else is told of the days before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..factions import Factions
from ..places import Gazetteer
from .dating import LONG_BEFORE, long_before
from .notes import note
from .proposals import TAKES, TELLS_HOLDER, Proposal
from .sequence import FIRM
from .sieges import counts, fight_the_state, states_side, tells_of_soldiers
from .stations import GARRISONED, around
from .when import plain
from .who import Cast

AT_MOST = 0.42
WORTH = 0.7
"""What it is worth, beside what it follows from."""
_COMES = (*TAKES, "hands-over", "joins", "attacks", "contests", "besieges")
_TELLS = (*TELLS_HOLDER, "withdraws", "repels", "besieges", "lifts-siege")
SOON = timedelta(days=3)
"""Who is in a place for so few days has not held it long."""
WIDE = timedelta(days=20)
"""What may have happened on more days than these has no day before it."""
A_MONTH = timedelta(days=31)
NEAR = timedelta(days=60)
UNDER_ATTACK = 0.38
"""How sure it is that the state held the place where its soldiers are told of beside an attack on it."""
A_SEASON = timedelta(days=92)
"""An attack of which no narrower days than these are told says nothing of the days before it."""
NEXT = 200
"""So many signs after the words for an attack may tell of the soldiers there."""
_TAKEN_BACK = re.compile(r"\b(?:re(?:pri[st]|pren|investi|occup|conqui|tak|took|captur|gain|cover)|retrouv|back (?:in|under))")
"""Words of taking a place back."""
_FIGHTING = ("combats", "fighting")
"""Rules that leave it open who attacked."""
_ON_THE_WAY = re.compile(
    r"\b(?:near|ambush|convoy|column|patrol|road|between|mined?|outside|abduct|kidnap|around|air ?strikes?|aircraft|planes|pres d|route|embuscade|convoi|colonne|patrouille|axe|entre|environs|alentours|enlev|engins? explosifs?)"
)
"""Words for an attack beside a place."""


@dataclass(frozen=True, slots=True)
class Met:
    """A party that a text names, and where."""

    start: int
    factions: tuple[str, ...]


def stood_before(
    proposals: Sequence[Proposal], text: str, met: Sequence[Met], army: tuple[str, ...], gazetteer: Gazetteer, factions: Factions
) -> Iterator[Proposal]:
    """Give who held each place until the first day that the text tells of it.

    ``met`` are the parties that the text names; ``army`` are those whom it means by the army.
    """
    for place in dict.fromkeys(p.place for p in proposals if not gazetteer[p.place].is_area):
        here = [p for p in proposals if p.place == place and (p.kind in _TELLS or _hits(p, army))]
        exact = [p for p in here if p.width <= (A_MONTH if p.kind in ("besieges", "contests") else WIDE)]
        told = min(exact, key=lambda p: (p.first_day, p.standing not in FIRM), default=None)
        if told is None or not told.date.earliest or any(_may_precede(p, told, exact) for p in here):
            continue
        raid = _raid_before(told, proposals, text, army)
        if (told.standing not in FIRM and not raid) or (told.until and told.kind not in ("contests", "besieges")):
            continue
        by: tuple[str, ...] = ()
        if told.kind == "withdraws" and not gazetteer[place].is_site and all(factions[f].bloc == "foreign" for f in told.by):
            continue  # guests of the town
        if told.kind in ("holds", "withdraws") and not _came(told, proposals, gazetteer):
            by = told.by
        elif told.kind == "attacks":
            by = told.against
        elif told.kind == "contests":
            by = _beaten(told, proposals)
        elif told.kind == "besieges":
            by = _besieged(told, proposals)
        elif raid:
            told, by = raid, told.by
        elif told.kind in TAKES:
            owner = gazetteer[place].base_of
            by = told.against or ((owner,) if owner else _enemy(told, proposals, met, army, factions))
        if not by or (told.kind in TAKES and set(by) & set(told.by)) or not told.date.earliest:
            continue
        held = replace(told, by=by, rule="stood-before", confidence=round(min(AT_MOST, told.confidence * WORTH), 2))
        yield _until(told.date.earliest, held, gazetteer, factions)


def _may_precede(wide: Proposal, first: Proposal, exact: Sequence[Proposal]) -> bool:
    """Whether what is told within wide days may have come before the first thing that is not, and is not one of these told again."""
    again = any(p.kind == wide.kind and p.by == wide.by for p in exact)
    return not again and (wide.date.earliest is None or wide.first_day < first.first_day)


def attacked_there(proposals: Sequence[Proposal], text: str, cast: Cast, gazetteer: Gazetteer, factions: Factions) -> Iterator[Proposal]:
    """Give that the state was in a place that armed groups attack or take, where its soldiers are told of beside it and nothing tells who held it before."""
    first: dict[str, Proposal] = {}
    for attack in sorted(proposals, key=lambda p: p.first_day):
        groups = attack.by and fight_the_state(attack.by, factions)
        if attack.kind in (*TAKES, "attacks") and groups and counts(attack, gazetteer) and attack.width <= A_SEASON:
            first.setdefault(attack.place, attack)
    for place, attack in first.items():
        site, day = gazetteer[place], attack.date.earliest
        if (
            day is None
            or (site.is_site and site.kind not in GARRISONED)
            or any(_tells_before(p, attack, gazetteer, factions) for p in proposals)
        ):
            continue
        if holder := _defenders(attack, text, cast, factions):
            held = replace(attack, by=holder, rule="attacked-there", confidence=round(min(UNDER_ATTACK, attack.confidence), 2))
            yield _until(day, held, gazetteer, factions)


def _until(day: date, held: Proposal, gazetteer: Gazetteer, factions: Factions) -> Proposal:
    """Make of a proposal one that those it names held the place until the day before: nobody's claim."""
    return replace(
        held, kind="holds", date=long_before(day), until=None, against=(), standing="stated", said_by="",
        note=note("holds", held.by, (), gazetteer[held.place].name, factions),
    )  # fmt: skip


def _besieged(siege: Proposal, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Who is told, or taken, to be in a place on the day on which a siege of it began."""
    inside = (p for p in proposals if p.place == siege.place and p.kind == "holds" and p.date.earliest == siege.date.earliest)
    return next((p.by for p in inside if not set(p.by) & set(siege.by)), ())


def _raid_before(taken: Proposal, proposals: Sequence[Proposal], text: str, army: tuple[str, ...]) -> Proposal | None:
    """The attack of others after which the army at once took back a place that was its own; None where the words tell of no taking back."""
    if taken.kind not in TAKES or taken.against or taken.by != army or not _TAKEN_BACK.search(plain(text[taken.start : taken.end])):
        return None
    raids = (
        p
        for p in proposals
        if p.place == taken.place and p.kind == "attacks" and not set(p.by) & set(army) and p.rule not in _FIGHTING and p.date.earliest
    )
    return min((p for p in raids if timedelta(0) <= taken.first_day - p.first_day <= SOON * 3), key=lambda p: p.first_day, default=None)


def _hits(told: Proposal, army: tuple[str, ...]) -> bool:
    """Whether the army was attacked."""
    return told.kind == "attacks" and told.against == army and not set(told.by) & set(army)


def _came(told: Proposal, proposals: Sequence[Proposal], gazetteer: Gazetteer) -> bool:
    """Whether the text tells that those who hold or leave a place came to it, fought for it, or were soon gone: to its town or sites, too."""
    here = around(told.place, gazetteer)
    return any(
        p.kind in _COMES or (p.kind == "withdraws" and told.kind == "holds" and p.first_day - told.first_day <= SOON)
        for p in proposals
        if p.place in here and set(p.by) & set(told.by) and told.first_day - p.first_day <= LONG_BEFORE
    )


def _beaten(fought: Proposal, proposals: Sequence[Proposal]) -> tuple[str, ...]:
    """Who of those who fought for a place lost it then, or has it after that, though nobody is told to have taken it: they had been there before."""
    for told in sorted((p for p in proposals if p.place == fought.place and p.first_day >= fought.first_day), key=lambda p: p.first_day):
        if told is fought or not set(told.by) & set(fought.by):
            continue
        soon = told.first_day - fought.first_day <= WIDE
        if told.kind in TAKES:
            return tuple(f for f in fought.by if f not in told.by) if soon else ()
        if (told.kind == "holds" and set(fought.by) - set(told.by)) or (told.kind == "withdraws" and soon):
            return told.by
    return ()


def _enemy(
    taken: Proposal, proposals: Sequence[Proposal], met: Sequence[Met], army: tuple[str, ...], factions: Factions
) -> tuple[str, ...]:
    """Whom a place was taken from that the text does not say: whom it tells to fight the taker in these days, else the army, if it is named
    and is not the taker's, else the enemy that is named nearest.
    """

    def sides(of: Sequence[str]) -> set[str]:
        return {"state" if factions[one].bloc in states_side(factions) else factions[one].bloc for one in of}

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


def _defenders(attack: Proposal, text: str, cast: Cast, factions: Factions) -> tuple[str, ...]:
    """The state's soldiers of whom the words for an attack speak, where no other armed group is told of there."""
    words = text[attack.start : attack.end + NEXT]
    if not tells_of_soldiers(words, cast, factions) or _ON_THE_WAY.search(plain(text[attack.start : attack.end])):
        return ()
    day, memory = attack.date.best, cast.memory()
    found = [cast.resolve(party, day, memory) for party in cast.find(words)]
    if any(by and fight_the_state(by, factions) and not set(by) & set(attack.by) for by in found):
        return ()
    army = set(cast.owner("army", day))
    return max((by for by in found if army <= set(by) and all(factions[f].bloc == "state" for f in by)), key=len, default=())


def _tells_before(told: Proposal, attack: Proposal, gazetteer: Gazetteer, factions: Factions) -> bool:
    """Whether a proposal tells who held a place before it was attacked, or that another group than the attackers, or they themselves, did."""
    here = gazetteer[attack.place]
    town = here.parent if here.is_site else None
    if told.place not in {here.id, town, *gazetteer.sites(here.id)} or told is attack:
        return False
    if told.kind == "holds" and told.by and not set(told.by) & set(attack.by) and fight_the_state(told.by, factions):
        return True
    loser = told.by if told.kind == "withdraws" else told.against if told.kind in ("captures", "hands-over") else ()
    if loser and loser != attack.by and fight_the_state(loser, factions):
        return True
    if told.place != attack.place:
        return False
    if told.kind in ("attacks", "contests", "besieges") and not fight_the_state(told.by, factions):
        return True  # the army attacked them there
    tells = told.kind in (*TELLS_HOLDER, "repels", "withdraws")
    return tells and (told.date.earliest is None or told.first_day < attack.first_day)

"""What proposals imply: who is driven out or leaves was there until then, raiders are gone, a base shares the lot of its town and a town that of its base."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..factions import Factions
from ..places import Gazetteer
from .dating import A_DAY, A_YEAR, LONG_BEFORE, long_before
from .notes import note
from .proposals import TAKES, TELLS_HOLDER, Proposal
from .sieges import are_groups
from .stations import GARRISONED, around
from .when import edtf

THERE_BEFORE = 0.85
"""What it is worth that somebody who left a place held it, beside that he left it."""
ENOUGH = 0.5
LIKELY = 0.4
"""How sure it must at least be who is inside a besieged place."""
AROUND_IT = 0.6
"""What it is worth that an army that holds a base in a town holds the town."""
WITH_ITS_TOWN, WITH_ITS_TOWN_AT_MOST, AROUND_LEAST = 0.7, 0.4, 0.35
"""What it is worth that a base shared the lot of its town, and how sure its capture must be for that."""
NOT_LONG = timedelta(days=30)
BY_NAME = 0.7
"""What it is worth that an attacked base is theirs whose name it bears."""
TOLD_OF = 0.4
"""How sure an attack on a base must be for that."""
Owner = Callable[[str, date | None], tuple[str, ...]]
_COMES = (*TAKES, "attacks", "contests")
CAME = timedelta(days=14)
"""Who attacked a place so long before he left it, came then."""


def held_before(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Return that those who left a place, lost it or kept it held it until the day before, where nothing else tells who held it until then."""
    found: dict[tuple[object, ...], Proposal] = {}
    for told in proposals:
        leaver, first = _was_there(told, proposals, gazetteer, factions), told.date.earliest
        if not leaver or first is None or told.confidence < ENOUGH or gazetteer[told.place].is_area or told.standing == "disputed":
            continue
        if _is_claim_of_others(told, leaver, factions):
            continue
        if all(factions[f].bloc == "foreign" for f in leaver) and not gazetteer[told.place].is_site:
            continue  # foreign forces are guests of a town, and leave a base there
        if told.kind == "withdraws" and _came_lately(told, proposals, gazetteer, factions):
            continue
        others = [p for p in proposals if p.place == told.place and p.kind in TELLS_HOLDER and p is not told]
        if told.kind == "withdraws" and not are_groups(leaver, factions):  # told after it: the garrison came back
            others = [p for p in others if not (p.kind == "captures" and p.start > told.start and p.date.earliest == first)]
        others = [p for p in others if not _is_just_taken(p, first, leaver)]
        if any(p.date.earliest is None or p.date.earliest < first + A_DAY * bool(set(p.by) & set(leaver)) for p in others):
            continue
        if told.kind == "repels":
            told = replace(told, standing="stated", said_by="")  # noqa: PLW2901 that they were there is no boast of theirs
        held = replace(
            told, kind="holds", date=long_before(first), by=leaver, against=(), until=None, rule="held-until",
            confidence=round(told.confidence * THERE_BEFORE, 2), note=note("holds", leaver, (), gazetteer[told.place].name, factions),
        )  # fmt: skip
        found.setdefault((held.place, str(held.date)), held)
    return list(found.values())


def _was_there(told: Proposal, proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> tuple[str, ...]:
    """Who was in a place until what is told happened: who left or kept it, who lost it, whose base was attacked."""
    if told.kind in ("withdraws", "repels"):
        return told.by
    if told.kind in (*TAKES, "hands-over"):
        return told.against
    is_base = gazetteer[told.place].kind in GARRISONED
    if told.kind not in ("attacks", "contests") or not is_base or _is_wide(told) or set(told.against) & set(told.by):
        return ()
    attacked_it = are_groups(told.against, factions) and any(
        p.kind == "attacks" and p.place == told.place and set(p.by) & set(told.against) for p in proposals
    )
    return told.against if not attacked_it else ()  # who attacks it does not hold it


def _is_claim_of_others(told: Proposal, leaver: Sequence[str], factions: Factions) -> bool:
    """Whether only others than those who were there say so: another party, or unnamed reports."""
    speakers = set(told.said_by.split(";"))
    others = told.said_by == "reports" or any(s in factions for s in speakers)
    return told.standing == "claimed" and not speakers & set(leaver) and others


def _came_lately(left: Proposal, proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> bool:
    """Whether those who left a place had attacked or taken it, its town or a base there not long before: they were raiders."""
    here, day = around(left.place, gazetteer), left.date.latest or left.date.earliest

    def came(p: Proposal) -> bool:
        unnamed = p.kind == "attacks" and not p.by and not set(p.against) & set(left.by)
        theirs = set(p.by) & set(left.by) or (unnamed and p.place == left.place)
        near = day and p.date.earliest and timedelta(0) <= day - p.date.earliest <= CAME
        return bool(p.place in here and p.kind in _COMES and theirs and near)

    if not are_groups(left.by, factions):
        return any(p.kind == "attacks" and p.place == left.place and p.by and came(p) for p in proposals)
    return any(came(p) for p in proposals)


def _is_just_taken(other: Proposal, day: date, leaver: Sequence[str]) -> bool:
    """Whether a hold told without an exact day began with the loss told of: it is in our hands, said those who took it that day."""
    first, last = other.date.earliest, other.date.latest
    if other.kind != "holds" or first is None or last is None or set(other.by) & set(leaver):
        return False
    return first < day <= last and day - first <= 2 * A_DAY


def raids_over(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Where armed groups only raided a place whose holder is told, and left: he holds it still."""

    def over(left: Proposal) -> Proposal:
        if left.kind != "withdraws" or not left.by or not are_groups(left.by, factions) or gazetteer[left.place].is_area:
            return left
        here = around(left.place, gazetteer)
        told = [p for p in proposals if p.place in here and p is not left]
        if any(p.kind in (*TAKES, "hands-over", "besieges") or (p.kind == "holds" and set(p.by) & set(left.by)) for p in told):
            return left
        raids = [p for p in told if p.kind == "attacks" and (not p.by or set(p.by) & set(left.by))]
        owners = {p.by for p in told if p.kind == "holds" and p.by and not are_groups(p.by, factions)}
        day = left.date.latest
        if not day or len(owners) != 1 or not any(p.date.earliest and timedelta(0) <= day - p.date.earliest <= CAME for p in raids):
            return left
        (owner,) = owners
        return replace(
            left, kind="holds", by=owner, against=(), rule="raid-over", confidence=round(left.confidence * THERE_BEFORE, 2),
            note=note("holds", owner, (), gazetteer[left.place].name, factions),
        )  # fmt: skip

    return [over(p) for p in proposals]


def left_with_the_town(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Return that a base that armed groups took was given up or lost when they left or lost its town, where nothing else tells of the base."""
    found: dict[str, Proposal] = {}
    for taken in proposals:
        site = gazetteer[taken.place]
        town = site.parent if site.is_site and site.kind in GARRISONED else None
        if not town or taken.kind != "captures" or not taken.by or not are_groups(taken.by, factions) or taken.confidence < AROUND_LEAST:
            continue
        later = [
            p
            for p in proposals
            if p.place == town
            and (p.standing in ("stated", "confirmed") or _admits(p))
            and timedelta(0) <= p.first_day - taken.first_day <= NOT_LONG
            and _ends(p, taken)
        ]
        after = [p for p in proposals if p.place == site.id and p is not taken and p.first_day >= taken.first_day]
        if any(p.kind in (*TELLS_HOLDER, "withdraws", "repels") and not _is_of(p, taken) for p in after):
            continue
        if later:
            lost = min(later, key=lambda p: p.first_day)
            by = lost.by or taken.by if lost.kind == "withdraws" else lost.by
            found[site.id] = replace(
                lost, place=site.id, by=by, rule="with-its-town", confidence=round(lost.confidence * WITH_ITS_TOWN, 2), scope="", except_=(),
                note=note(lost.kind, by, lost.against, site.name, factions),
            )  # fmt: skip
    return list(found.values())


def _is_of(told: Proposal, taken: Proposal) -> bool:
    """Whether a proposal tells of the taking of a base itself: again who took it, or that others left it on that day."""
    left = told.kind == "withdraws" and told.first_day == taken.first_day and not set(told.by) & set(taken.by)
    return left or (told.kind == "captures" and told.by == taken.by)


def _admits(left: Proposal) -> bool:
    """Whether those who left a place say so themselves."""
    return left.kind == "withdraws" and bool(set(left.said_by.split(";")) & set(left.by))


def held_besieged(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Return that whoever is told to be in a besieged town after the siege began held it when it began, where nothing else tells who did."""
    found: list[Proposal] = []
    for siege in proposals:
        begun = siege.date.earliest
        if siege.kind != "besieges" or begun is None or not siege.by or siege.confidence < ENOUGH or siege.standing == "disputed":
            continue
        here = [p for p in proposals if p.place == siege.place and p.kind in TELLS_HOLDER and p.date.earliest]
        here = [p for p in here if p.date.earliest and p.date.earliest > begun - A_YEAR]
        told = sorted([p for p in here if not _is_guessed(p)] or here, key=lambda p: p.first_day)
        if not told or told[0].kind != "holds" or not _stood_within(told[0], begun):
            continue
        inside = told[0]
        if set(inside.by) & set(siege.by) or inside.confidence < LIKELY or inside.standing == "disputed":
            continue
        sure = round(min(siege.confidence, inside.confidence) * THERE_BEFORE, 2)
        found.append(
            replace(
                inside,
                date=siege.date,
                until=None,
                rule="held-besieged",
                confidence=sure,
                note=note("holds", inside.by, (), gazetteer[inside.place].name, factions),
            )
        )
    return found


def _stood_within(held: Proposal, begun: date) -> bool:
    """Whether a hold is told of the first year of a siege; of one without a beginning, whether it was so in its days."""
    if _is_guessed(held):
        return bool(held.date.latest and begun <= held.date.latest <= begun + A_YEAR)
    return begun < held.first_day <= begun + A_YEAR


def held_around(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Return that the army, whose base in a town is told of, holds the town too, as far as the text tells nothing of the town itself.

    Much less sure: there are garrisons in towns that others rule. Foreign troops are guests of a town.
    """
    found: dict[str, Proposal] = {}
    for base in proposals:
        site = gazetteer[base.place]
        town = site.parent if site.is_site and site.kind in GARRISONED else None
        if not town or base.kind not in ("holds", "repels") or base.confidence < ENOUGH or base.standing not in ("stated", "confirmed"):
            continue
        if any(factions[f].bloc != "state" for f in base.by) or gazetteer[town].is_area or base.date.earliest is None or not base.by:
            continue
        around = (town, gazetteer[town].cercle, gazetteer[town].region)
        told = [p for p in proposals if p.place in around and p.kind in TELLS_HOLDER]
        if not all(_takes_after(p, base, town) for p in told):
            continue
        if any(p.place == base.place and _ends(p, base) for p in proposals):
            continue
        held = replace(
            base, place=town, kind="holds", against=(), rule="around-the-base", confidence=round(base.confidence * AROUND_IT, 2),
            note=note("holds", base.by, (), gazetteer[town].name, factions),
        )  # fmt: skip
        if town not in found or held.first_day < found[town].first_day:
            found[town] = held
    return list(found.values())


def held_with_town(proposals: Sequence[Proposal], named: Collection[str], gazetteer: Gazetteer, factions: Factions) -> list[Proposal]:
    """Return that a base that a text names, and of which it tells nothing, is theirs who hold its town; not where it is known as that of guests.

    ``named`` are the sites that the text names.
    """
    told = {p.place for p in proposals if p.kind in (*TELLS_HOLDER, "withdraws")}
    found = []
    for site in (gazetteer[i] for i in named if i not in told):
        guests = site.base_of is not None and site.base_of not in factions.states
        if site.kind not in GARRISONED or not site.parent or guests:
            continue
        for town in proposals:
            sure = town.kind == "holds" or (town.kind == "captures" and town.confidence >= ENOUGH)
            if town.place != site.parent or not sure or not town.by or town.standing == "disputed":
                continue
            if are_groups(town.by, factions) and town.confidence < ENOUGH:
                continue
            worth = round(min(WITH_ITS_TOWN_AT_MOST, town.confidence * WITH_ITS_TOWN), 2)
            told_so = note(town.kind, town.by, (), site.name, factions)
            found.append(
                replace(town, place=site.id, rule="with-its-town", confidence=worth, against=(), scope="", except_=(), note=told_so)
            )
    return found


def held_by_name(proposals: Sequence[Proposal], gazetteer: Gazetteer, factions: Factions, owner: Owner) -> list[Proposal]:
    """Return that an attacked base was held by those whose name the gazetteer gives it, where the text tells nothing else of who held it.

    ``owner`` tells whom the words of a name mean on a day (the army base of Bamba is the army's).
    """
    found: dict[str, Proposal] = {}
    for attack in proposals:
        site, first = gazetteer[attack.place], attack.date.earliest
        if (
            attack.kind != "attacks"
            or first is None
            or _is_wide(attack)
            or attack.confidence < TOLD_OF
            or not site.is_site
            or site.kind not in GARRISONED
        ):
            continue
        by = owner(site.name, first) or ((site.base_of,) if site.base_of else ())
        if (
            not by
            or set(by) & set(attack.by)
            or any(p.place == site.id and p.kind in TELLS_HOLDER and p.first_day < first for p in proposals)
        ):
            continue
        if any(p.place == site.id and p.kind == "withdraws" and p.first_day <= first for p in proposals):
            continue
        held = replace(
            attack, kind="holds", date=long_before(first), by=by, against=(), until=None, rule="base-by-name",
            confidence=round(attack.confidence * BY_NAME, 2), standing="stated", said_by="", note=note("holds", by, (), site.name, factions),
        )  # fmt: skip
        if site.id not in found or first < found[site.id].first_day:
            found[site.id] = held
    return list(found.values())


def _takes_after(told: Proposal, base: Proposal, town: str) -> bool:
    """Whether a town was taken after the days of which it is told who held the base there."""
    last = (base.until or base.date).latest
    return told.place == town and told.kind in _COMES and last is not None and told.first_day > last and not set(told.by) & set(base.by)


def _ends(told: Proposal, held: Proposal) -> bool:
    """Whether a proposal tells that somebody's hold of a place ended."""
    if told.kind == "withdraws":
        return not told.by or bool(set(told.by) & set(held.by))
    return told.kind in (*TAKES, "hands-over", "joins") and not set(told.by) & set(held.by)


def _is_wide(told: Proposal) -> bool:
    """Whether the days told are too many to say anything of the days before them: attacked in 2012."""
    first, last = told.date.earliest, told.date.latest
    return first is not None and last is not None and last - first > LONG_BEFORE * 2


def since_others(proposals: Sequence[Proposal], factions: Factions) -> list[Proposal]:
    """Shorten how long somebody is taken to have held a place: not since before the same text says who took or held it, or that he attacked it."""
    told = [p for p in proposals if p.kind in TELLS_HOLDER and p.date.earliest and not _is_guessed(p)]
    attacks = [p for p in proposals if p.kind == "attacks" and p.by and are_groups(p.by, factions)]

    def shortened(held: Proposal) -> Proposal:
        first, last = held.date.earliest, held.date.latest
        if first is None or last is None or not _is_guessed(held):
            return held
        since = [
            p.date.earliest
            for p in told
            if p.place == held.place
            and p.date.earliest
            and first < p.date.earliest <= (p.date.latest or last) <= last
            and not _is_just_taken(p, last + A_DAY, held.by)
        ]
        came = [p.first_day for p in attacks if p.place == held.place and set(p.by) & set(held.by) and first < p.first_day <= last]
        if came and max(came) >= max(since, default=first):
            return replace(held, date=edtf(max(came), max(came)))  # theirs since they attacked it
        return replace(held, date=edtf(max(since), last)) if since else held

    return [shortened(p) for p in proposals]


def _is_guessed(held: Proposal) -> bool:
    """Whether nothing tells since when it was held."""
    first, last = held.date.earliest, held.date.latest
    return held.kind == "holds" and first is not None and last is not None and LONG_BEFORE - A_DAY <= last - first <= LONG_BEFORE

"""Tables of who took or held which place, and when: the cells of a row, with the headings over them, are one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .drafting import Drafter, Telling
from .frames import Trigger, unworded
from .meant import Side
from .owners import Owners
from .proposals import Proposal
from .told import Told
from .when import Moment, plain
from .where import Spot
from .who import Party

_CELL = re.compile(r"[^;|]+")
_PLACE = re.compile(
    r"\b(?:places?|towns?|city|cities|villages?|locali(?:ty|ties)|locations?|settlements?|camps?|bases?|sites?|posts?|where|lieux?|villes?|localites?|emprises?|ou)\b"
)
_DAY = re.compile(r"\b(?:dates?|days?|when|months?|since|jours?|quand|mois|depuis)\b")
_SINCE = re.compile(r"\b(?:since|depuis)\b")
_BY = (
    ("besieges", re.compile(r"\b(?:besieged|blockaded|encircled|surrounded|assiegee?s?|encerclee?s?)\b.*\b(?:by|par)\b")),
    (
        "withdraws",
        re.compile(r"\b(?:left|abandoned|vacated|evacuated|closed|given up|quittee?s?|evacuee?s?|abandonnee?s?|fermee?s?) (?:by|par)\b"),
    ),
    (
        "hands-over",
        re.compile(r"\b(?:(?:handed|given|turned) (?:over |back )?to|transferred to|remise?s? a|retrocedee?s? a|transferee?s? a)\b"),
    ),
    (
        "holds",
        re.compile(
            r"\b(?:(?:held|controlled|occupied|run|administered|governed) by|in control|control|controlling|holders?|in the hands of|"
            r"(?:tenue?s?|controlee?s?|occupee?s?|administree?s?) par|controle|aux mains d[eu]s?|detenteurs?)\b"
        ),
    ),
    (
        "captures",
        re.compile(
            r"\b(?:(?:re)?(?:taken|captured|seized)(?: over)? by|conquered by|takers?|captors?|new holders?|(?:re)?(?:prise?s?|conquise?s?) par|preneurs?)\b"
        ),
    ),
)
"""What the heading over those who act says that they did; the first that fits counts."""
_ACTS = re.compile(r"\b(?:by|par|to|from)$")
"""At the end of a heading over those who act: town held by."""
_NEW = re.compile(r"\bnew\b|\bnouveau\b")
_FROM = re.compile(
    r"\b(?:(?:taken |captured )?from|previous(?:ly)?|former(?:ly)?|lost by|handed over by|old holders?|losers?|pris(?:e|es)? a|perdue?s? par|auparavant|ancien(?:s|nement)?)\b"
)
SURE = 0.62
"""How sure a row is: its words say who, where and when, but not how these belong together."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells by what the headings over them say, as offsets in the sentence; ``kind`` is what those in the cell ``by`` did."""

    kind: str
    by: tuple[int, int]
    places: tuple[int, int]
    day: tuple[int, int] | None
    since: bool
    before: tuple[int, int] | None


class Grids:
    """Reads rows of tables."""

    def __init__(self, drafter: Drafter, owners: Owners) -> None:
        self._drafter = drafter
        self._owners = owners

    def read(self, told: Told, headings: str) -> Iterator[Proposal]:
        """Give what a row tells under its headings (as in ``Paragraph.label``); nothing where they do not say who, or where."""
        row = _row(headings, told.words)
        if row is None:
            return
        moment = next((m for m in told.moments if row.day and _inside(m, told, row.day)), None)
        if moment and row.since:
            moment = replace(moment, relation="since")
        day = moment.span.first if moment else self._drafter.day(told)
        by, against = self._side(told, row.by, day), self._side(told, row.before, day)
        if not by.factions or set(by.factions) & set(against.factions):
            return
        trigger = Trigger(*row.by, unworded("table-row", row.kind, SURE), "")
        spots = [s for s in told.spots if _inside(s, told, row.places) and not s.country]
        placed = [there for s in spots if (there := self._owners.base_or_town(s, by.factions) if s.unsettled else s) is not None]
        yield from self._drafter.made(told, trigger, row.kind, by, against, [(s, moment) for s in placed], Telling(SURE * by.sure))

    def _side(self, told: Told, cell: tuple[int, int] | None, day: date | None) -> Side:
        """Those whom a cell names; of the army, no article needs to stand there."""
        if cell is None:
            return Side(())
        sides = [self._drafter.sides.side(p, day) for p in told.parties if _inside(p, told, cell)]
        others = "".join(" " if sign == "F" else word for word, sign in zip(told.words, told.masked, strict=True))
        unnamed = self._drafter.sides.cast.owner(others[slice(*cell)], day)
        factions = dict.fromkeys([*unnamed, *(f for side in sides for f in side.factions)])
        return Side(tuple(factions), min((side.sure for side in sides), default=1.0))


def _inside(part: Spot | Moment | Party, told: Told, cell: tuple[int, int]) -> bool:
    return cell[0] <= part.start - told.start < cell[1]


def _row(headings: str, words: str) -> _Row | None:
    """Match the cells of a row to their headings; None where that does not tell who did what where."""
    heads = [plain(head[0].strip()) for head in _CELL.finditer(headings)]
    cells = [found.span() for found in _CELL.finditer(words) if found[0].strip()]
    if len(heads) != len(cells):
        return None
    place = next((n for n, head in enumerate(heads) if _PLACE.search(head) and not _ACTS.search(head)), None)
    before = next((n for n, head in enumerate(heads) if _FROM.search(head) and n != place), None)
    acts = ((n, kind) for n, head in enumerate(heads) if n not in (place, before) for kind, named in _BY if named.search(head))
    by, kind = next(acts, (None, ""))
    if place is None or by is None:
        return None
    day = next((n for n, head in enumerate(heads) if _DAY.search(head) and n not in (place, by)), None)
    kind = "captures" if kind == "holds" and (before is not None or _NEW.search(heads[by])) and day is not None else kind
    return _Row(
        kind, cells[by], cells[place], None if day is None else cells[day], day is not None and bool(_SINCE.search(heads[day])),
        None if before is None else cells[before],
    )  # fmt: skip

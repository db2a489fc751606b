"""Small worlds for tests: a report from a few words, a history from a few reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from mali_control.dates import parse_date
from mali_control.history import History, PlaceInfo, Settings, State
from mali_control.reports import Report

BLOCS = {
    "mali": "state", "wagner": "state", "africa-corps": "state", "csp": "azawad", "cma": "azawad", "fla": "azawad", "msa": "platform",
    "jnim": "aq", "minusma": "foreign", "france": "foreign",
}  # fmt: skip
KIN = {faction: frozenset({faction}) for faction in BLOCS} | {
    "csp": frozenset({"csp", "cma", "fla"}),
    "cma": frozenset({"csp", "cma"}),
    "fla": frozenset({"csp", "fla"}),
}
MEMBERS = {"csp": frozenset({"cma"})}
SUCCESSIONS = ((date(2024, 11, 30), "csp", "fla"),)

REGION = PlaceInfo("region", None, frozenset(), is_town=False, is_settlement=False, is_area=True)
TOWN = PlaceInfo("town", None, frozenset({"region"}), is_town=True, is_settlement=True, is_area=False)
VILLAGE = PlaceInfo("village", None, frozenset({"region"}), is_town=False, is_settlement=True, is_area=False)
CAMP = PlaceInfo("camp", "town", frozenset({"region"}), is_town=False, is_settlement=False, is_area=False)
WORLD = (REGION, TOWN, VILLAGE, CAMP)

_numbers = count()


def report(text: str, **fields: object) -> Report:
    """Make a report from "place kind by date", parties joined by ";", "-" for nobody; the rest by name.

    >>> report("town captures mali;wagner 2023-11-14").by
    ('mali', 'wagner')
    """
    place, kind, by, day = text.split()
    end = fields.pop("end", None)
    reported_on = fields.pop("reported_on", None)
    fields.setdefault("id", f"r{next(_numbers):05d}")
    fields.setdefault("source", "text")
    fields.setdefault("section", "Section")
    return Report(
        place=place,
        kind=kind,
        by=() if by == "-" else tuple(by.split(";")),
        date=parse_date(day),
        end=parse_date(str(end)) if end else None,
        reported_on=parse_date(str(reported_on)) if reported_on else None,
        **fields,  # type: ignore[arg-type]
    )


def history(*reports: Report | str, places: Iterable[PlaceInfo] = WORLD, settings: Settings = Settings()) -> History:
    """Make a history of the small world from reports, given as such or as text."""
    made = [r if isinstance(r, Report) else report(r) for r in reports]
    return History(places, made, blocs=BLOCS, kin=KIN, members=MEMBERS, successions=SUCCESSIONS, settings=settings)


def brief(states: Iterable[State]) -> list[tuple[str, str, str, str]]:
    """Say states shortly: (first day, status, controllers, besiegers)."""
    return [(s.start.isoformat(), s.status.value, ";".join(s.controllers), ";".join(s.besieged_by)) for s in states]


def holder(history: History, place: str, day: str) -> tuple[str, ...]:
    return history.at(place, date.fromisoformat(day)).controllers

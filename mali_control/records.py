"""States, histories and changes as plain records: one dict per row, the same for tables, files and frames.

Days are ``datetime.date``; several factions are a tuple of ids; empty is None or an empty tuple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from .control import Status
from .dates import long_date
from .evidence import LEAVING
from .factions import Factions
from .history import Bounds, Change, History, State
from .places import Gazetteer, Place
from .reports import Report
from .sources import Source

Record = dict[str, Any]

STATE_COLUMNS: Mapping[str, str] = {
    "place": "id of the place",
    "name": "name of the place",
    "kind": "town, village, base, airport, ..., or an area",
    "region": "id of the region, or None",
    "parent": "id of the town that a site belongs to, or of the area that an area lies in, or None",
    "status": "controlled, contested or unknown",
    "controllers": "tuple of faction ids, sorted; every side in a contested place; empty when unknown",
    "besieged_by": "tuple of faction ids, sorted",
    "since": "day since which it is held like this",
    "since_earliest": "first day on which that can have begun, or None where it is not said",
    "since_latest": "last day on which that can have begun, or None",
    "confidence": "0 (unknown) to 1",
    "day_in_doubt": "whether a change may lie on the other side of the day",
    "disputed": "whether sources disagree",
    "rule": "why the state is what it is",
    "reports": "tuple of the ids of the reports behind it, first the one that decided",
}
"""Columns of a table of states on one day."""

HISTORY_COLUMNS: Mapping[str, str] = {
    "place": STATE_COLUMNS["place"],
    "name": STATE_COLUMNS["name"],
    "start": "first day of the span",
    "end": "first day after the span, or None where it lasts",
    **{c: STATE_COLUMNS[c] for c in ("status", "controllers", "besieged_by", "since", "since_earliest", "since_latest", "confidence")},
    "disputed": STATE_COLUMNS["disputed"],
    "rule": STATE_COLUMNS["rule"],
    "reports": STATE_COLUMNS["reports"],
    "claims": "tuple of the ids of claims in the span that changed nothing",
    "attacks": "tuple of the ids of reports of violence in the span that changed nothing",
}
"""Columns of a table of one place's history."""

CHANGE_COLUMNS: Mapping[str, str] = {
    "date": "the day the change is placed on",
    "earliest": "first day on which it can have happened, or None",
    "latest": "last day on which it can have happened, or None",
    "place": STATE_COLUMNS["place"],
    "name": STATE_COLUMNS["name"],
    "status_before": "status before the change",
    "controllers_before": "tuple of faction ids",
    "besieged_before": "tuple of faction ids",
    "status_after": "status after the change",
    "controllers_after": "tuple of faction ids",
    "besieged_after": "tuple of faction ids",
    "rule": "what made the change",
    "reports": "tuple of the ids of the reports behind the new state",
    "what": "the change as a sentence in English",
}
"""Columns of a table of changes."""

DISPUTE_COLUMNS: Mapping[str, str] = {
    "place": STATE_COLUMNS["place"],
    "name": STATE_COLUMNS["name"],
    "start": "first day of the state that is disputed",
    "end": "first day after it, or None",
    "controllers": "tuple of faction ids, as decided",
    "decided_by": "id of the report that decided",
    "says_otherwise": "id of the report that contradicts",
    "kind": "what that report says happened",
    "by": "tuple of faction ids, in that report",
    "date": "when, in that report (EDTF)",
    "source": "id of that report's source",
    "section": "its section",
    "ruling": "the rule that decided",
}
"""Columns of a table of disagreements."""

EVIDENCE_COLUMNS: Mapping[str, str] = {
    "role": "decides, agrees, says otherwise, claim or violence: the last two changed nothing",
    "report": "id of the report",
    "place": "id of the place or area that it speaks of",
    "date": "when, in the report (EDTF)",
    "kind": "what it says happened",
    "by": "tuple of faction ids",
    "against": "tuple of faction ids",
    "standing": "stated, confirmed, claimed or disputed",
    "note": "what it says, in the project's own words",
    "source": "id of the source",
    "title": "title of the source",
    "section": "heading of the section in it",
}
"""Columns of a table of the reports about a state."""

COVERAGE_COLUMNS: Mapping[str, str] = {
    "source": "id of the source",
    "title": "its title",
    "section": "heading of the section",
    "reports": "how many reports were read from it",
    "control": "how many of them may bear on control",
    "context": "how many are attacks or claims, which do not",
}
"""Columns of a table of what was read where."""


def state_record(state: State, place: Place) -> Record:
    """Return a state as a record; keys as in STATE_COLUMNS."""
    return {
        "place": place.id,
        "name": place.name,
        "kind": place.kind,
        "region": place.region,
        "parent": place.parent,
        "status": state.status.value,
        "controllers": state.controllers,
        "besieged_by": state.besieged_by,
        **_since(state.since),
        "confidence": state.confidence,
        "day_in_doubt": state.day_in_doubt,
        "disputed": state.disputed,
        "rule": state.rule,
        "reports": tuple(report.id for report in state.reports),
    }


def history_records(states: Sequence[State], place: Place) -> list[Record]:
    """Return a history as records; keys as in HISTORY_COLUMNS."""
    return [
        {
            "place": place.id,
            "name": place.name,
            "start": state.start,
            "end": state.end,
            **{c: v for c, v in state_record(state, place).items() if c in HISTORY_COLUMNS and c not in ("place", "name")},
            "claims": tuple(report.id for report in state.claims),
            "attacks": tuple(report.id for report in state.attacks),
        }
        for state in states
    ]


def change_records(changes: Iterable[Change], gazetteer: Gazetteer, factions: Factions) -> Iterator[Record]:
    """Give changes as records; keys as in CHANGE_COLUMNS."""
    for change in changes:
        yield {
            "date": change.day,
            "earliest": change.bounds.earliest,
            "latest": change.bounds.latest,
            "place": change.place,
            "name": gazetteer[change.place].name,
            "status_before": change.before.status.value,
            "controllers_before": change.before.controllers,
            "besieged_before": change.before.besieged_by,
            "status_after": change.after.status.value,
            "controllers_after": change.after.controllers,
            "besieged_after": change.after.besieged_by,
            "rule": change.after.rule,
            "reports": tuple(report.id for report in change.after.reports),
            "what": change_in_words(change, gazetteer[change.place].name, factions),
        }


def dispute_records(engine: History, gazetteer: Gazetteer) -> Iterator[Record]:
    """Give every contradiction as a record; keys as in DISPUTE_COLUMNS."""
    for place in engine.places:
        told: set[str] = set()
        for state in engine.of(place):
            for other in state.disputed_by:
                if other.id in told:  # a name that changed or a siege carries the disagreement on
                    continue
                told.add(other.id)
                yield {
                    "place": place,
                    "name": gazetteer[place].name,
                    "start": state.start,
                    "end": state.end,
                    "controllers": state.controllers,
                    "decided_by": state.reports[0].id if state.reports else "",
                    "says_otherwise": other.id,
                    "kind": other.kind,
                    "by": other.by,
                    "date": other.date.text,
                    "source": other.source,
                    "section": other.section,
                    "ruling": RULINGS[ruling(state, other)],
                }


def coverage_records(reports: Iterable[Report], sources: Mapping[str, Source]) -> list[Record]:
    """Return what was read where, in the order of the reports; keys as in COVERAGE_COLUMNS."""
    found: dict[tuple[str, str], Record] = {}
    for report in reports:
        row = found.setdefault(
            (report.source, report.section),
            {
                "source": report.source,
                "title": sources[report.source].title,
                "section": report.section,
                "reports": 0,
                "control": 0,
                "context": 0,
            },
        )
        row["reports"] += 1
        row["context" if report.kind in ("attacks", "claims") else "control"] += 1
    return list(found.values())


def evidence_records(state: State, sources: Mapping[str, Source]) -> Iterator[Record]:
    """Give the reports about a state as records, those behind it first; keys as in EVIDENCE_COLUMNS."""
    roles = (("agrees", state.reports), ("says otherwise", state.disputed_by), ("claim", state.claims), ("violence", state.attacks))
    for role, reports in roles:
        for number, report in enumerate(reports):
            yield {
                "role": "decides" if role == "agrees" and number == 0 else role,
                "report": report.id,
                **{
                    column: getattr(report, column)
                    for column in ("place", "kind", "by", "against", "standing", "note", "source", "section")
                },
                "date": report.date.text,
                "title": sources[report.source].title,
            }


RULINGS: Mapping[str, str] = {
    "disputed": "a disputed statement changes nothing",
    "departure": "the same departure told with two dates: the earlier one stands",
    "turn": "the same turn told with two dates: the earlier one stands, and the bounds take in both",
    "later": "of two statements that name different holders the later stands; on one day the better standing, then the more exact date",
}
"""The rules that decide between sources that disagree."""


def ruling(state: State, other: Report) -> str:
    """Return the name of the rule that decided against a report: a key of RULINGS."""
    if other.standing == "disputed":
        return "disputed"
    if other.kind in LEAVING:
        return "departure"
    return "turn" if state.reports and set(other.by) & set(state.reports[0].by) else "later"


def names(ids: Iterable[str], factions: Factions, day: date) -> str:
    """Return factions by the short names that they bore on a day: "Mali and Wagner"."""
    words = [factions.name(i, day) for i in ids]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nobody named"


def since_in_words(since: Bounds, asked: date | None = None) -> str:
    """Return since when, as in "since 14 November 2023", "since 2 October 2023 or before", "since some day from 6 to 31 August 2023".

    Where that may be later than the day that was ``asked`` for, the words say so.
    """
    told = _bounds_in_words(since)
    return f"{told}, perhaps only after this day" if asked is not None and since.may_follow(asked) else told


def _bounds_in_words(since: Bounds) -> str:
    if since.earliest is None and since.latest is None:
        return "as far back as this time line goes"
    if since.earliest == since.latest:
        return f"since {long_date(since.day)}"
    if since.earliest is None:
        return f"since {long_date(since.latest or since.day)} or before"
    if since.latest is None:
        return f"since {long_date(since.earliest)} or later"
    return f"since some day from {long_date(since.earliest)} to {long_date(since.latest)}"


def state_in_words(state: State, factions: Factions, *, since: bool = False) -> str:
    """Return a state as a phrase: "held by Mali and Wagner, besieged by CSP"; with ``since`` "held by Mali since 2 October 2023 or before"."""
    told = since_in_words(state.since, state.asked) if since else ""
    return held_in_words(state.status, state.controllers, state.besieged_by, factions, state.day, since=told)


def held_in_words(
    status: Status, controllers: Iterable[str], besieged_by: Sequence[str], factions: Factions, day: date, *, since: str = ""
) -> str:
    """Return who holds a place as a phrase; ``since`` is put in where it belongs."""
    who = names(controllers, factions, day)
    held = {Status.CONTROLLED: f"held by {who}", Status.CONTESTED: f"contested between {who}", Status.UNKNOWN: "not known"}[status]
    held += f" {since}" if since else ""
    return held + (f", besieged by {names(besieged_by, factions, day)}" if besieged_by else "")


def change_in_words(change: Change, name: str, factions: Factions) -> str:
    """Return a change as a sentence: "Kidal: held by CSP → held by Mali and Wagner (captures)."."""
    before, after = (state_in_words(state, factions) for state in (change.before, change.after))
    return f"{name}: {before} → {after} ({change.after.rule})."


def _since(since: Bounds) -> Record:
    return {"since": since.day, "since_earliest": since.earliest, "since_latest": since.latest}

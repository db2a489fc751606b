"""Reports: one dated statement by one source about one place. The atom of everything; never edited to fit a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a report has a field of that name
from pathlib import Path

from .dates import FuzzyDate, parse_date
from .errors import Problem
from .tables import Column, Row, Table, ids, number_between, one_of, read

KINDS = (
    "holds", "captures", "joins", "leaves", "hands-over", "contests", "repels", "seizes-briefly", "withdraws", "besieges", "lifts-siege", "attacks",
    "claims",
)  # fmt: skip
"""The kinds of report, as they are best explained; ``control.KINDS`` has them in the order in which those of one day are read."""
SCOPES = ("all", "rural", "towns", "part")
STANDINGS = ("stated", "confirmed", "claimed", "disputed")

REPORTS = Table(
    "reports.csv",
    "One dated statement by one source about one place.",
    (
        Column("id", "Unique; sorts in the order of the source's text.", required=True),
        Column("place", "Id of the place or area that it speaks of.", required=True),
        Column("kind", f"What it says: {', '.join(KINDS)}.", True, one_of(*KINDS)),
        Column("by", "Ids of the factions that act or hold, separated by semicolons.", False, ids, ()),
        Column("against", "Ids of the factions acted against.", False, ids, ()),
        Column("date", "When, as EDTF, with the bounds that the text gives.", True, parse_date),
        Column("end", "Last day of what lasts (a siege, a contest, a span of control), as EDTF.", False, parse_date, None),
        Column(
            "scope", "For an area: all, rural (all but its towns), towns, or part (somewhere: changes no place).", False, one_of(*SCOPES)
        ),
        Column("except", "Ids of places or areas that the statement leaves out.", False, ids, ()),
        Column("source", "Id of the source.", required=True),
        Column("section", "Heading of the section in the source.", required=True),
        Column("claimant", "Who says so, for a claim: a faction's id, or words for a witness.", False, str),
        Column("standing", f"How it stands in the source: {', '.join(STANDINGS)}.", True, one_of(*STANDINGS)),
        Column("reported_on", "When it was made known, as EDTF, where that is later than the date.", False, parse_date, None),
        Column("note", "What the source says, in the project's own words, one line.", required=True),
        Column(
            "confidence",
            "How sure it is that the source says so, from 0 to 1, where rules read it and nobody has reviewed it; empty: 1.",
            False,
            number_between(0, 1),
            1.0,
            rare=True,
        ),
    ),
    key="id",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report. ``by``, ``against`` and ``except_`` are tuples of ids; ``date``, ``end`` and ``reported_on`` have bounds.

    ``confidence`` is how sure it is that the source says so: 1 unless rules read it and nobody has reviewed it.
    """

    id: str
    place: str
    kind: str
    date: FuzzyDate
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    end: FuzzyDate | None = None
    scope: str = ""
    except_: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    claimant: str = ""
    standing: str = "stated"
    reported_on: FuzzyDate | None = None
    note: str = ""
    confidence: float = 1.0

    @property
    def known_on(self) -> Day:
        """The day on which it was known: when it was made known, else the last day on which it can have happened."""
        known = self.reported_on or self.date
        return known.latest or known.best


def read_reports(path: Path, problems: list[Problem]) -> list[tuple[Report, Row]]:
    """Read reports, each with its row; faults go to ``problems``."""
    return [(report_of(row), row) for row in read(REPORTS, path, problems)]


def report_of(row: Row) -> Report:
    """Return a row of the table as a report; columns that a report does not have are passed over."""
    values = {column.name: row[column.name] for column in REPORTS.columns}
    values["except_"] = values.pop("except")
    return Report(**values)

"""Proposals: reports that a rule read out of a text, for a person to review. None of them counts until somebody accepts it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..dates import FuzzyDate
from ..reports import Report

TAKES = ("captures", "seizes-briefly")
"""Kinds of taking a place by force."""
TELLS_HOLDER = (*TAKES, "holds", "hands-over", "joins", "contests")
"""Kinds that tell who holds a place from then on."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate report, with the words it rests on.

    The first fields are those of a report under the same names, but that the last day of what lasts is ``until`` (a span of text has an ``end``
    too) and the claimant ``said_by``.

    Attributes
    ----------
    start, end : offsets of the evidence in ``Document.text``, in signs, end excluded.
    rule : name of the rule that made it.
    confidence : how sure it is to be right, from 0 to 1; at 0.8 and more it should be right nine times in ten.

    """

    place: str
    kind: str
    date: FuzzyDate
    start: int
    end: int
    rule: str
    confidence: float
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    until: FuzzyDate | None = None
    scope: str = ""
    except_: tuple[str, ...] = ()
    section: str = ""
    said_by: str = ""
    standing: str = "stated"
    reported_on: FuzzyDate | None = None
    note: str = ""

    @property
    def first_day(self) -> datetime.date:
        """The first day on which it may have happened; what has none sorts last."""
        return self.date.earliest or datetime.date.max

    @property
    def width(self) -> datetime.timedelta:
        """How far the first and the last day are apart on which it may have happened."""
        return self.date.latest - self.date.earliest if self.date.earliest and self.date.latest else datetime.timedelta.max

    def report(self, report_id: str, source: str) -> Report:
        """Return it as a report of a source, for the engine and the reports table."""
        return Report(
            report_id, self.place, self.kind, self.date, self.by, self.against, self.until, self.scope, self.except_, source, self.section,
            self.said_by, self.standing, self.reported_on, self.note, self.confidence,
        )  # fmt: skip

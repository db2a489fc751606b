"""Drafts: reports that were read out of a text, in a directory of data files, each with its span, rule, confidence and status.

``reports.csv`` has the columns of the data files and some more, so that the directory loads as it is; what was rejected stands in
``rejected.csv`` and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from ..dates import parse_date
from ..errors import BadData, Problem
from ..mentions import Mention
from ..places import Gazetteer
from ..reports import REPORTS, Report, report_of
from ..sources import SOURCES, Source, read_sources
from ..tables import Column, Table, number_between, one_of, read, to_csv
from ..text import slug
from .documents import Document, Span
from .proposals import Proposal

STATUSES = ("proposed", "accepted", "known", "rejected")
"""What was decided on a draft. Known: it was accepted, and the reports said the same already."""


def _whole(text: str) -> int:
    return int(number_between(0, 10**9)(text))


DRAFTS = Table(
    "reports.csv",
    "One report that was read out of a text, to be reviewed.",
    (
        *(column for column in REPORTS.columns if column.name != "confidence"),
        Column("span_start", "Offset of the words that it rests on in the text, in signs from 0.", False, _whole, 0),
        Column("span_end", "Offset after them.", False, _whole, 0),
        Column("rule", "Name of the rule that made it."),
        Column(
            "confidence",
            "How sure it is to be right, from 0 to 1; until it is accepted, a state that rests on it is no surer.",
            False,
            number_between(0, 1),
            0.0,
        ),
        Column("status", f"What was decided: {', '.join(STATUSES)}.", False, one_of(*STATUSES), "proposed"),
        Column("same_as", "Id of a report that the atlas had already, which says the same."),
        Column("repeats", "Id of the proposal from the same text that says the same, where this one only repeats it."),
    ),
    key="id",
)

REJECTED = replace(DRAFTS, file="rejected.csv")
REVIEW = "review.html"
FILES = (SOURCES.file, DRAFTS.file, REJECTED.file, REVIEW)
"""The files of a directory of drafts."""

DRAFT_COLUMNS: Mapping[str, str] = {
    "id": "its id",
    "place": "id of the place or area that it speaks of",
    "name": "name of the place",
    "kind": "what it says: captures, holds, ...",
    "by": "tuple of the ids of the factions that act or hold",
    "against": "tuple of the ids of the factions acted against",
    "date": "when, as EDTF",
    "earliest": "first day that the date allows, or None",
    "latest": "last day that the date allows, or None",
    "end": "last day of what lasts, as EDTF, or empty",
    "scope": "for an area: all, rural, towns or part",
    "except": "tuple of the ids of places that it leaves out",
    "source": "id of the text",
    "section": "heading of the section",
    "claimant": "who says so, or empty",
    "standing": "stated, confirmed, claimed or disputed",
    "note": "what it says, in a line",
    "span_start": "offset of the words that it rests on in the text, in signs from 0",
    "span_end": "offset after them",
    "rule": "name of the rule that made it",
    "confidence": "how sure it is to be right, from 0 to 1",
    "status": "proposed, accepted, known (accepted, but told already) or rejected",
    "same_as": "id of a report that the atlas had already, which says the same, or empty",
    "repeats": "id of the proposal from the same text that it only repeats, or empty",
}
"""Columns of a table of drafts."""

LONGEST_ID = 40

NOT_GIVEN = "publisher not given"
"""Publisher of a text that names none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report read out of a text. ``start`` and ``end`` are offsets in the document's text; ``same_as`` is the id of a known report, ``repeats`` that of another
    draft from the same text that says the same and is surer; or empty.
    """

    report: Report
    start: int = 0
    end: int = 0
    rule: str = ""
    confidence: float = 0.0
    status: str = "proposed"
    same_as: str = ""
    repeats: str = ""

    @property
    def id(self) -> str:
        """The id of its report."""
        return self.report.id


@dataclass(frozen=True)
class Extract:
    """What was read out of one text.

    Attributes
    ----------
    document : the text.
    source : the source that its reports cite.
    drafts : in the order of the text.
    unknown : names that the text treats as places and the gazetteer lacks.
    undated : the sentences that tell of control on a day that nothing in the text names; no draft is made of them.

    """

    document: Document
    source: Source
    drafts: tuple[Draft, ...]
    unknown: tuple[Mention, ...] = ()
    undated: tuple[Span, ...] = ()


def source_of(document: Document, taken: Iterable[str], **given: str) -> Source:
    """Return the source that reports of a document cite: what is ``given`` (title, publisher, url, published, kind) goes before what it says.

    Its id is a slug of the title that is not ``taken``. Raises BadDate for a date of publication that is none.
    """
    said = {**document.facts, **{name: value for name, value in given.items() if value}}
    title = said.get("title") or document.title or "untitled"
    return Source(
        id=free(shortened(slug(title)) or "text", set(taken)),
        title=title,
        publisher=said.get("publisher", NOT_GIVEN),
        kind=said.get("kind", ""),
        published=parse_date(said["published"]) if said.get("published") else None,
        url=said.get("url", ""),
        licence="facts only are used",
        note="read by rules; each report is a proposal until somebody accepts it",
    )


def shortened(name: str) -> str:
    """Return a slug of at most LONGEST_ID signs that ends with a whole word."""
    return name if len(name) <= LONGEST_ID else name[: LONGEST_ID + 1].rpartition("-")[0] or name[:LONGEST_ID]


def free(name: str, taken: Iterable[str]) -> str:
    """Return a name, with a number if it is taken."""
    others, wanted, number = set(taken), name, 2
    while wanted in others:
        wanted, number = f"{name}-{number}", number + 1
    return wanted


def drafts_of(proposals: Iterable[Proposal], source: Source) -> list[Draft]:
    """Return proposals as drafts, numbered in the order of the text: by where their words begin, then as they were given."""
    ordered = sorted(proposals, key=lambda p: p.start)
    digits = max(3, len(str(len(ordered))))
    return [
        Draft(p.report(f"{source.id}-{number:0{digits}}", source.id), p.start, p.end, p.rule, p.confidence)
        for number, p in enumerate(ordered, start=1)
    ]


def row_of(draft: Draft) -> dict[str, Any]:
    """Return a draft as a row of its table."""
    values = {f.name: getattr(draft.report, f.name) for f in fields(Report)}
    values["except"] = values.pop("except_")
    return {
        **values,
        "span_start": draft.start,
        "span_end": draft.end,
        "rule": draft.rule,
        "confidence": f"{draft.confidence:.2f}",
        "status": draft.status,
        "same_as": draft.same_as,
        "repeats": draft.repeats,
    }


def draft_records(drafts: Iterable[Draft], gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Give drafts as records; keys as in DRAFT_COLUMNS."""
    for draft in drafts:
        report = draft.report
        row = {
            **row_of(draft),
            "name": gazetteer[report.place].name,
            "date": report.date.text,
            "earliest": report.date.earliest,
            "latest": report.date.latest,
            "end": report.end.text if report.end else "",
            "confidence": draft.confidence,
        }
        yield {column: row[column] for column in DRAFT_COLUMNS}


def write_drafts(folder: Path, extracts: Sequence[Extract]) -> None:
    """Write sources.csv and reports.csv into a folder."""
    sources = [{f.name: getattr(extract.source, f.name) for f in fields(Source)} for extract in extracts]
    rows = [row_of(draft) for extract in extracts for draft in extract.drafts]
    (folder / SOURCES.file).write_text(to_csv(SOURCES, sources), encoding="utf-8")
    (folder / DRAFTS.file).write_text(to_csv(DRAFTS, rows), encoding="utf-8")


def read_drafts(folder: Path) -> tuple[dict[str, Draft], dict[str, Source]]:
    """Read a directory of drafts: its drafts by id, those rejected among them, and its sources by id. Raises BadData."""
    if not (folder / DRAFTS.file).is_file():
        raise BadData([Problem(str(folder), 0, "", f"holds no {DRAFTS.file}; name a directory that `mali-control extract` wrote")])
    problems: list[Problem] = []
    found = {draft.id: draft for draft in _read(DRAFTS, folder / DRAFTS.file, problems)}
    if (folder / REJECTED.file).exists():
        found |= {draft.id: replace(draft, status="rejected") for draft in _read(REJECTED, folder / REJECTED.file, problems)}
    sources, _ = read_sources(folder / SOURCES.file, problems)
    for draft in found.values():
        if draft.report.source not in sources:
            problems.append(
                Problem(DRAFTS.file, 0, "source", f"{draft.id} cites {draft.report.source!r}, which {SOURCES.file} does not hold")
            )
    if problems:
        raise BadData(problems)
    return found, sources


def _read(table: Table, path: Path, problems: list[Problem]) -> Iterable[Draft]:
    for row in read(table, path, problems):
        said = {name: row[name] for name in ("rule", "confidence", "status", "same_as", "repeats")}
        yield Draft(report_of(row), row["span_start"], row["span_end"], **said)

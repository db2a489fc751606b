"""Sources: the texts that reports were read in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .dates import FuzzyDate, parse_date
from .errors import Problem
from .tables import Column, Row, Table, read

SOURCES = Table(
    "sources.csv",
    "One text that reports were read in.",
    (
        Column("id", "Slug; what reports cite the text by.", required=True),
        Column("title", "Title of the text.", required=True),
        Column("publisher", "Who published it.", required=True),
        Column("kind", "What sort of text it is: encyclopedia article, news report, country report, event table, ..."),
        Column("published", "When it was published or last changed, as EDTF.", False, parse_date, None),
        Column("url", "Where it can be read."),
        Column("licence", "Under which terms the text is available; only facts are taken from it."),
        Column("note", "What a reader should know of it."),
    ),
    key="id",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A text. Facts are taken from it and cited by section; its sentences are not copied."""

    id: str
    title: str
    publisher: str
    kind: str = ""
    published: FuzzyDate | None = None
    url: str = ""
    licence: str = ""
    note: str = ""


def read_sources(path: Path, problems: list[Problem]) -> tuple[dict[str, Source], dict[str, Row]]:
    """Read the sources by id, and their rows; faults go to ``problems``."""
    rows = {row["id"]: row for row in read(SOURCES, path, problems)}
    return {i: Source(**row.values) for i, row in rows.items()}, rows

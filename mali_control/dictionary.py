"""The data dictionary: every file and every column, written from the declarations that reading, checking and printing go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .actors import ACTOR_NAMES
from .annotate import COLUMNS as INCIDENT_COLUMNS
from .differences import DIFFERENCE_COLUMNS
from .exhibits import GALLERY
from .export.content import (
    ABOUT_COLUMNS,
    GROUND_COLUMNS,
    GROUND_SPAN_COLUMNS,
    MERGED_COLUMNS,
    MOVE_COLUMNS,
    PLACE_COLUMNS,
    REPORT_COLUMNS,
    SPAN_COLUMNS,
)
from .factions import FACTIONS, LINEAGE
from .geocode import GEOCODE_COLUMNS
from .lexicon import LEXICON
from .mentions import MENTION_COLUMNS
from .places import NAMES, PLACES, SPELLINGS
from .reading.denials import DENIALS
from .reading.drafts import DRAFT_COLUMNS, DRAFTS
from .reading.frames import FRAMES
from .reading.turns import TURNS
from .reading.where import WIDE_AREAS
from .reading.who import STAND_INS
from .records import CHANGE_COLUMNS, COVERAGE_COLUMNS, DISPUTE_COLUMNS, EVIDENCE_COLUMNS, HISTORY_COLUMNS, STATE_COLUMNS
from .reports import REPORTS
from .sources import SOURCES
from .starter import HINTS
from .summary import PARTS
from .tables import Table

FILES: tuple[Table, ...] = (
    REPORTS,
    PLACES,
    SPELLINGS,
    NAMES,
    FACTIONS,
    LINEAGE,
    SOURCES,
    LEXICON,
    GALLERY,
    ACTOR_NAMES,
    FRAMES,
    TURNS,
    DENIALS,
    STAND_INS,
    WIDE_AREAS,
    DRAFTS,
)
"""The files that are read, the heart first."""


class Output(NamedTuple):
    """A table that comes out: its name, what gives it (commands, calls), what a row is, its columns."""

    name: str
    given_by: str
    row: str
    columns: Mapping[str, str]


OUTPUTS: tuple[Output, ...] = (
    Output("States of a day", "`mali-control status`, `atlas.at()`", "One place on the day asked for.", STATE_COLUMNS),
    Output("History of a place", "`mali-control history`, `atlas.history()`", "One state of the place.", HISTORY_COLUMNS),
    Output("Evidence of a state", "`atlas.evidence()`", "One report that bears on the state.", EVIDENCE_COLUMNS),
    Output("Changes", "`mali-control changes`, `atlas.changes()`", "One change.", CHANGE_COLUMNS),
    Output("Differences of two days", "`mali-control compare`, `atlas.compare().differences`", "One place.", DIFFERENCE_COLUMNS),
    Output("Disagreements", "`mali-control disputes`, `atlas.disputes()`", "One report that contradicts a state.", DISPUTE_COLUMNS),
    Output("Coverage", "`mali-control sources`, `atlas.coverage()`", "One section of a source.", COVERAGE_COLUMNS),
    *(
        Output(f"Summary: {name}", f"`mali-control summary --part {name}`, `atlas.summary()`", row, PARTS[name])
        for name, row in (
            ("holders", "One holder on the first or the last day."), ("months", "One month."),
            ("longest", "One place and the time it was held."), ("contested", "One place."),
        )
    ),
    Output("Annotated incidents", "`mali-control annotate`, `atlas.annotate()`", "One row of your table, with these columns added.", INCIDENT_COLUMNS),
    Output("Geocoded names", "`mali-control geocode`", "One row of your table, with these columns added.", GEOCODE_COLUMNS),
    Output("Mentions", "`mali-control locate`, `atlas.locate()`", "One mention of a place in a text.", MENTION_COLUMNS),
    Output("Proposals", "`atlas.proposals()`", "One report that was read out of a text, to be reviewed.", DRAFT_COLUMNS),
    Output("Export, layer `places`", "`mali-control export --date`", "One place on the day.", PLACE_COLUMNS),
    Output("Export, layer `spans`", "`mali-control export --history`", "One state of one place.", SPAN_COLUMNS),
    Output("Export, layer `changes`", "`mali-control export --changes`", "One change.", MOVE_COLUMNS),
    Output("Export, layer `territory`", "`mali-control export --date`", "The ground of the same holders, one polygon.", MERGED_COLUMNS),
    Output("Export, layer `territory` by place", "`mali-control export --date --merge place`", "The ground of one place.", GROUND_COLUMNS),
    Output("Export, layer `territory` of a history", "`mali-control export --history`", "The ground of one place in one state.", GROUND_SPAN_COLUMNS),
    Output("Export, table `reports`", "every export that holds several tables", "One report that the rows cite.", REPORT_COLUMNS),
    Output("Export, table `about`", "every export that holds several tables", "One column of another table.", ABOUT_COLUMNS),
)  # fmt: skip
"""The tables that commands and calls give."""

HEAD = """# Data dictionary

Written from the declarations by which the code reads, checks and writes, so that it says what they do.

Files are CSV in UTF-8 with a header; lines that begin with `#` are not read; several ids in a cell are joined by `;`. Days and dates are
[EDTF](https://www.loc.gov/standards/datetime/): `2023-11-14`, `2023-11`, `[2023-10-11..2023-10-12]` (one of these days), `[..2023-10-23]` (by that day).
`mali-control init DIR` writes each file with these explanations as comments, and `mali-control check DIR` holds a directory to them.
"""

OUT = """## What comes out

In CSV and in tables several ids are joined by `;`, in JSON they are lists, in Python tuples. Days are `YYYY-MM-DD`, in pandas `datetime64`; an open
end is empty (`null`, `NaT`). Positions are WGS84 (EPSG:4326), longitude before latitude in geometries.
"""


def dictionary() -> str:
    """Return the dictionary as Markdown."""
    return "\n".join([HEAD, "## What is read", "", *_files(), OUT, *_outputs()]) + "\n"


def _files() -> Iterator[str]:
    for table in FILES:
        yield from (
            f"### {table.file}{' of proposals' if table is DRAFTS else ''}",
            "",
            f"{table.about} {HINTS.get(table, '')}".strip(),
            "",
        )
        yield from ("| column | must be given | what it says |", "| --- | --- | --- |")
        for column in table.columns:
            unique = "yes, unique" if column.name == table.key else "yes" if column.required else ""
            yield f"| `{column.name}` | {unique} | {_cell(column.about)} |"
        yield ""


def _outputs() -> Iterator[str]:
    for output in OUTPUTS:
        yield from (f"### {output.name}", "", f"{output.row} Given by {output.given_by}.", "", "| column | what it says |", "| --- | --- |")
        yield from (f"| `{name}` | {_cell(about)} |" for name, about in output.columns.items())
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

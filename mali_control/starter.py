"""A starter set for somebody's own data: every file with its columns explained, and a small invented war to be replaced."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from .factions import FACTIONS, LINEAGE
from .places import PLACES, SPELLINGS
from .reports import REPORTS
from .sources import SOURCES
from .tables import Table, to_csv

EXAMPLES: Mapping[Table, list[dict[str, str]]] = {
    PLACES: [
        {"id": "low-county", "name": "Low County", "kind": "region", "lat": "9.5", "lon": "20.5", "precision_km": "60", "note": "invented"},
        {"id": "millbridge", "name": "Millbridge", "kind": "town", "lat": "9.61", "lon": "20.42", "precision_km": "1", "region": "low-county",
         "seat_of": "region", "position_source": "invented"},
        {"id": "millbridge-barracks", "name": "Millbridge barracks", "kind": "camp", "lat": "9.62", "lon": "20.44", "precision_km": "1",
         "parent": "millbridge", "base_of": "army", "region": "low-county", "position_source": "invented"},
    ],
    SPELLINGS: [
        {"place": "millbridge", "spelling": "Mill Bridge", "language": "en", "script": "Latn", "seen_in": "herald"},
        {"place": "millbridge", "spelling": "Pont-du-Moulin", "language": "fr", "script": "Latn", "seen_in": "common"},
    ],
    FACTIONS: [
        {"id": "army", "name": "Army of the Republic", "name_fr": "Armée de la République", "short": "Army", "bloc": "state", "kind": "state"},
        {"id": "front", "name": "River People's Front", "name_fr": "Front du peuple du fleuve", "short": "Front", "bloc": "rebels",
         "kind": "movement"},
    ],
    LINEAGE: [
        {"tie": "name", "faction": "front", "name": "River Council", "start": "2023-05", "end": "2024-02", "source": "herald",
         "section": "The year at a glance", "note": "its name before the congress"},
    ],
    SOURCES: [
        {"id": "herald", "title": "The war in Low County", "publisher": "Low County Herald", "kind": "news report", "published": "2024-06-30",
         "note": "invented"},
    ],
    REPORTS: [
        {"id": "he-001", "place": "millbridge", "kind": "holds", "by": "army", "date": "2024-01-01", "source": "herald",
         "section": "The year at a glance", "standing": "stated", "note": "the army has its headquarters in the town when the year begins"},
        {"id": "he-002", "place": "millbridge", "kind": "captures", "by": "front", "against": "army", "date": "[2024-03-02..2024-03-04]",
         "source": "herald", "section": "March", "standing": "confirmed", "reported_on": "2024-03-05",
         "note": "the Front takes the town within three days; the army says that it has left"},
        {"id": "he-003", "place": "millbridge-barracks", "kind": "holds", "by": "army", "date": "2024-03-05", "source": "herald",
         "section": "March", "standing": "stated", "note": "soldiers who did not leave with the others stay inside the barracks"},
        {"id": "he-004", "place": "millbridge-barracks", "kind": "besieges", "by": "front", "against": "army", "date": "2024-03-05",
         "end": "2024-04", "source": "herald", "section": "March", "standing": "stated", "note": "the Front cuts the barracks off"},
    ],
}  # fmt: skip

HINTS: Mapping[Table, str] = {
    REPORTS: "Dates are EDTF: 2024-03-04, 2024-03, 2024, [2024-03-02..2024-03-04] (one of these days), [..2024-03-04] (by that day).",
    LINEAGE: "May be left out, with factions.csv or alone.",
    SPELLINGS: "May be left out.",
}


def write_starter(folder: Path) -> list[str]:
    """Write the starter set into a folder and return the names of its files."""
    for table in EXAMPLES:
        (folder / table.file).write_text(commented(table), encoding="utf-8")
    return [table.file for table in EXAMPLES]


def commented(table: Table) -> str:
    """Return a table's file with what it says and what each column holds as comment lines, and its example rows."""
    lines = [f"{table.file}: {table.about} Lines that begin with # are not read.", *([HINTS[table]] if table in HINTS else []), ""]
    width = max(len(column.name) for column in table.columns) + 2
    for column in table.columns:
        about = column.about + (" Must be given." if column.required else "")
        lines += textwrap.wrap(about, 118, initial_indent=f"  {column.name:{width}}", subsequent_indent=" " * (width + 2))
    text = "".join(f"# {line}".rstrip() + "\n" for line in [*lines, "", "The rows below are invented: put your own in their place."])
    return text + to_csv(table, EXAMPLES[table])

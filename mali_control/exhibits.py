"""Exhibits: the days that the gallery of maps shows, each with what is to be seen on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .dates import parse_day
from .errors import BadData, Problem
from .tables import Column, Table, read

GALLERY = Table(
    "gallery.csv",
    "One dated map of the gallery.",
    (
        Column("day", "The day that is shown, as YYYY-MM-DD.", True, parse_day, None),
        Column("caption", "What is to be seen on it, in one neutral line, English.", required=True),
        Column("caption_fr", "The same in French."),
    ),
    key="day",
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A dated map of the gallery."""

    day: date
    caption: str
    caption_fr: str = ""

    def caption_in(self, language: str) -> str:
        return self.caption_fr if language == "fr" and self.caption_fr else self.caption


def read_gallery(path: Path) -> list[Exhibit]:
    """Return the maps of a gallery in order of their days. Raises BadData."""
    problems: list[Problem] = []
    rows = read(GALLERY, path, problems)
    if problems:
        raise BadData(problems)
    return sorted((Exhibit(**row.values) for row in rows), key=lambda exhibit: exhibit.day)

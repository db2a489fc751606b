"""What a map is made from: places, factions, sources, their history, and the ground beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..factions import Factions
from ..history import History
from ..places import Gazetteer
from ..sources import Source


@dataclass(frozen=True)
class Scene:
    """Everything that a map shows.

    Attributes
    ----------
    gazetteer, factions, sources : by id.
    history : the states of all places.
    basemap : GeoJSON features in EPSG:4326, each with a property ``layer`` (country, neighbour, region, river, lake, delta, road, ...); may be empty.
    language : of the page; a key of ``words.LANGUAGES``.
    known : the day by which the reports used were made known; None for all of them.

    """

    gazetteer: Gazetteer
    factions: Factions
    sources: Mapping[str, Source]
    history: History
    basemap: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    language: str = "en"
    known: date | None = None

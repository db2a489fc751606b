"""Who controlled which town in the Mali War, when, and how that is known.

>>> import mali_control
>>> atlas = mali_control.load()
>>> atlas.state("Kidal", "2023-11-20").status
<Status.CONTROLLED: 'controlled'>
"""

from __future__ import annotations

from .atlas import Atlas, load
from .dates import FuzzyDate, parse_date
from .errors import AmbiguousName, BadData, BadDate, BadOutput, MaliControlError, MissingExtra, Problem, UnknownName
from .factions import Faction
from .history import Change, State
from .places import Gazetteer, Place
from .reports import Report
from .sources import Source

__all__ = [
    "AmbiguousName",
    "Atlas",
    "BadData",
    "BadDate",
    "BadOutput",
    "Change",
    "Faction",
    "FuzzyDate",
    "Gazetteer",
    "MaliControlError",
    "MissingExtra",
    "Place",
    "Problem",
    "Report",
    "Source",
    "State",
    "UnknownName",
    "load",
    "parse_date",
]

__version__ = "0.1.0"

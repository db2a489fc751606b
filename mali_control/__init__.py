"""Who controlled which town in the Mali War, when, and how that is known.

>>> import mali_control
>>> atlas = mali_control.load()
>>> atlas.state("Kidal", "2023-11-20").controllers
('mali', 'wagner')

Names are loaded when first used, so that ``import mali_control`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .atlas import Atlas as Atlas
    from .atlas import load as load
    from .dates import FuzzyDate as FuzzyDate
    from .dates import parse_date as parse_date
    from .errors import AmbiguousName as AmbiguousName
    from .errors import BadData as BadData
    from .errors import BadDate as BadDate
    from .errors import BadOutput as BadOutput
    from .errors import MaliControlError as MaliControlError
    from .errors import MissingExtra as MissingExtra
    from .errors import Problem as Problem
    from .errors import UnknownName as UnknownName
    from .factions import Faction as Faction
    from .history import Change as Change
    from .history import State as State
    from .mentions import Mention as Mention
    from .places import Gazetteer as Gazetteer
    from .places import Place as Place
    from .reports import Report as Report
    from .sources import Source as Source

__version__ = "0.1.0"

_HOMES = {
    "AmbiguousName": "errors",
    "Atlas": "atlas",
    "BadData": "errors",
    "BadDate": "errors",
    "BadOutput": "errors",
    "Change": "history",
    "Faction": "factions",
    "FuzzyDate": "dates",
    "Gazetteer": "places",
    "MaliControlError": "errors",
    "Mention": "mentions",
    "MissingExtra": "errors",
    "Place": "places",
    "Problem": "errors",
    "Report": "reports",
    "Source": "sources",
    "State": "history",
    "UnknownName": "errors",
    "load": "atlas",
    "parse_date": "dates",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a test compares it with what is importable


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

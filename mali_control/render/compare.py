"""The maps of two days in one page, the differences ringed on both and listed, as a folium map that needs no network."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..dates import long_date
from ..differences import differences, passing
from ..history import Bounds
from .leaflet import control_map, heading
from .payload import build, day_number
from .plain import difference_table
from .scene import Scene

if TYPE_CHECKING:
    import folium


def compare_map(scene: Scene, first: date, second: date, *, tiles: bool = False) -> folium.Map:
    """Return the maps of two days, which move together. What is added to the folium map is added to that of the second day.

    With ``tiles`` OpenStreetMap's tiles lie under them, and the maps need the network.

    Raises BadDate unless the second day is the later.

    """
    found = differences(scene.history, scene.gazetteer, scene.factions, first, second)
    content = build(scene, first, second, shown=second, ends_only=True)
    places = {row[0]: number for number, row in enumerate(content["places"])}
    factions = {row[5]: number for number, row in enumerate(content["factions"])}
    rows = [
        [places[d.place], d.sort, [factions[f] for f in d.gained_by], [factions[f] for f in d.lost_by], _days(d.since), d.changes] for d in found
    ]  # fmt: skip
    content |= {"compare": rows, "passing": len(passing(scene.history, scene.gazetteer, first, second))}
    title = heading(scene, f"{long_date(first)} and {long_date(second)}")
    return control_map(content, title, plain=difference_table(scene, found, title), tiles=tiles)


def _days(bounds: Bounds) -> list[int | None]:
    """The first and the last day of bounds, None where open."""
    return [day_number(day) if day is not None else None for day in (bounds.earliest, bounds.latest)]

"""The maps of two days in one page, the differences ringed on both and listed, as a folium map that needs no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..differences import Difference, differences, passing
from ..history import Bounds
from .leaflet import control_map, heading
from .payload import build, day_number
from .plain import difference_table
from .scene import Scene

if TYPE_CHECKING:
    import folium

    from .paper import Sheet


def compare_map(scene: Scene, first: date, second: date, *, tiles: bool = False) -> folium.Map:
    """Return the maps of two days, which move together. What is added to the folium map is added to that of the second day.

    With ``tiles`` OpenStreetMap's tiles lie under them, and the maps need the network.

    Raises BadDate unless the second day is the later.

    """
    found = differences(scene.history, scene.gazetteer, scene.factions, first, second)
    content = build(scene, first, second, shown=second, ends_only=True)
    places = {place: number for number, place in enumerate(content["places"]["id"])}
    factions = {row[5]: number for number, row in enumerate(content["factions"])}
    rows = [
        [places[d.place], d.sort, [factions[f] for f in d.gained_by], [factions[f] for f in d.lost_by], _days(d.since), d.changes] for d in found
    ]  # fmt: skip
    content |= {"compare": rows, "passing": len(passing(scene.history, scene.gazetteer, first, second))}
    say = scene.speech
    title = heading(scene, say.fill("compared", first=say.long_date(first), second=say.long_date(second)), second)
    plain = difference_table(scene, found, (first, second), title)
    return control_map(content, title, plain=plain, tiles=tiles, picture=_picture_of(scene, found, first, second))


def _picture_of(scene: Scene, found: Sequence[Difference], first: date, second: date) -> Callable[[], Sheet] | None:
    """What draws both maps as a picture; None where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        return None

    def draw() -> Sheet:
        from .spread import compare_sheet

        return compare_sheet(scene, found, first, second)

    return draw


def _days(bounds: Bounds) -> list[int | None]:
    """The first and the last day of bounds, None where open."""
    return [day_number(day) if day is not None else None for day in (bounds.earliest, bounds.latest)]

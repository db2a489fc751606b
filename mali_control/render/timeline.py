"""The map of a span of days, with a slider, as a folium map that needs no network."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..errors import BadDate
from .leaflet import control_map, heading, picture_of
from .payload import build
from .plain import table
from .scene import Scene

if TYPE_CHECKING:
    import folium


def timeline_map(scene: Scene, first: date, last: date, *, shown: date, tiles: bool = False) -> folium.Map:
    """Return the map of the days from ``first`` to ``last`` (both included), opened at ``shown``.

    With ``tiles`` OpenStreetMap's tiles lie under it, and the map needs the network.

    Raises BadDate when ``shown`` lies outside the span, or the span ends before it begins.

    """
    if not first <= shown <= last:
        raise BadDate(f"{shown} does not lie between {first} and {last}")
    content = dict(build(scene, first, last, shown=shown), timeline=True)
    say = scene.speech
    title = heading(scene, say.fill("span", a=say.long_date(first), b=say.long_date(last)), last)
    plain = table(scene, shown, heading(scene, say.long_date(shown), shown))
    return control_map(content, title, plain=plain, tiles=tiles, picture=picture_of(scene, shown))

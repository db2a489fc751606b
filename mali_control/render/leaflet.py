"""The map of one day, as a folium map that needs no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .inline import mimebundle
from .page import asset, inert, json_element, leaflet_css, leaflet_js, to_html
from .payload import build
from .plain import table
from .scene import Scene

if TYPE_CHECKING:
    import folium

    from .paper import Sheet

SCRIPTS = (
    "draw.js",
    "model.js",
    "paint.js",
    "cards.js",
    "layers.js",
    "handle.js",
    "frame.js",
    "map.js",
    "curves.js",
    "timeline.js",
    "compare.js",
)
"""The project's own scripts, in the order in which they build on each other."""
_LOCKED_VIEWPORT = re.compile(r'<meta name="viewport".*?/>', re.DOTALL)
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />'
"""Folium forbids readers to enlarge the page."""


def snapshot_map(scene: Scene, day: date, *, tiles: bool = False) -> folium.Map:
    """Return the map of a day: a folium.Map in Web Mercator that can be shown, saved and added to like any other.

    With ``tiles`` OpenStreetMap's tiles lie under it, and the map needs the network. Use ``page.to_html`` for a text that is the same at
    each build.
    """
    title = heading(scene, scene.speech.long_date(day), day)
    content = build(scene, day, day, shown=day)
    return control_map(content, title, plain=table(scene, day, title), tiles=tiles, picture=picture_of(scene, day))


def heading(scene: Scene, when: str, last: date) -> str:
    """Return the title of the page, as in "Who held which town in Mali, 14 November 2023"; ``last`` is the last of the days shown."""
    return f"{scene.title}, {scene.when(when, last)}"


def picture_of(scene: Scene, day: date) -> Callable[[], Sheet] | None:
    """Return what draws a day's map as a picture; None where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        return None

    def draw() -> Sheet:
        from .static import day_sheet

        return day_sheet(scene, day)

    return draw


def control_map(
    content: Mapping[str, Any], title: str, *, plain: str, tiles: bool, picture: Callable[[], Sheet] | None = None
) -> folium.Map:
    """Return a folium map that draws ``content`` (see ``payload.build``); ``plain`` is HTML for those who run no scripts.

    ``picture`` draws the same map as a picture, for notebooks that are not trusted; it is called when the map is shown in one.
    """
    drawn: Any = _map_class()(dict(content, tiles=tiles), plain, tiles="OpenStreetMap" if tiles else None)
    drawn.title, drawn.picture = title, picture
    drawn.get_root().title = inert(title)
    shown: folium.Map = drawn
    return shown


@lru_cache(maxsize=1)
def _map_class() -> Any:
    """The class of our maps; made when first asked for, because importing folium takes most of a second."""
    import folium
    from branca.element import Element
    from jinja2 import Template

    class Raw(Element):
        """HTML that is written as it stands: branca would compile it as a template."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def render(self, **kwargs: Any) -> str:
            return self.text

    class Drawing(folium.MacroElement):
        """Starts the drawing on its map. Holds the content as JSON, which no template sees."""

        _template = Template(
            "{% macro script(this, kwargs) %}maliControl.start({{ this._parent.get_name() }}, {{ this.get_name()|tojson }});{% endmacro %}"
        )

        def __init__(self, content: Mapping[str, Any], plain: str) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self._name = "ControlDrawing"
            self.content, self.plain = content, plain

        def render(self, **kwargs: Any) -> Any:
            figure: Any = self.get_root()
            html = f"{self.plain}\n{json_element(self.content, self.get_name())}"
            figure.html.add_child(Raw(html), name=self.get_name() + "_content")
            super().render(**kwargs)  # type: ignore[no-untyped-call]

    class ControlMap(folium.Map):
        """A folium map whose scripts and styles stand in the page itself."""

        def __init__(self, content: Mapping[str, Any], plain: str, *, tiles: str | None) -> None:
            super().__init__(
                location=(17.0, 0.0), zoom_start=6, tiles=tiles, zoom_control="topright",
                min_zoom=3, max_zoom=14, zoom_snap=0.25, wheel_px_per_zoom_level=90,
            )  # fmt: skip
            self.title, self.language = "", content["language"]
            self.picture: Callable[[], Sheet] | None = None
            self.default_js, self.default_css = [], []  # of this map, not of folium's class
            self.add_child(Drawing(content, plain))

        def render(self, **kwargs: Any) -> Any:
            figure: Any = self.get_root()
            styles = f"{leaflet_css()}\n{asset('map.css')}\n{asset('frame.css')}"
            scripts = "\n".join([leaflet_js(), *(asset(name) for name in SCRIPTS)])
            figure.header.add_child(Raw(f"<style>{styles}</style>"), name="mali_control_css")
            figure.header.add_child(Raw(f"<script>{scripts}</script>"), name="mali_control_js")
            super().render(**kwargs)  # type: ignore[no-untyped-call]
            own = figure.header._children[self.get_name()].render()
            figure.header.add_child(Raw(_LOCKED_VIEWPORT.sub(_VIEWPORT, own)), name=self.get_name())

        def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
            """How notebooks show it."""
            return mimebundle(to_html(self), self.title, self.picture() if self.picture else None, self.language)

        def _repr_html_(self, **kwargs: Any) -> str:
            html: str = self._repr_mimebundle_()["text/html"]
            return html

    return ControlMap

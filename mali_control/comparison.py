"""Two days compared, as users hold it: the differences as a table, both maps in one page, both maps on one sheet."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .differences import Difference, check_days, differences
from .render.scene import Scene

if TYPE_CHECKING:
    import folium
    from pandas import DataFrame

    from .render.paper import Sheet


class Comparison:
    """What is different between two days. Made by ``Atlas.compare``; shows itself in Jupyter as two maps that move together.

    Attributes
    ----------
    first, second : the days.

    """

    def __init__(self, scene: Scene, first: date, second: date) -> None:
        check_days(first, second)
        self.first, self.second = first, second
        self._scene = scene

    @cached_property
    def _found(self) -> list[Difference]:
        return differences(self._scene.history, self._scene.gazetteer, self._scene.factions, self.first, self.second)

    @property
    def differences(self) -> DataFrame:
        """One row for each place whose state is not the same on both days; columns as in ``differences.DIFFERENCE_COLUMNS``.

        A notebook shows it in words; to a program it is a plain DataFrame.
        """
        from .frames import differences_frame
        from .notebook.tables import Table, Teller

        scene = self._scene
        frame = differences_frame(self._found, scene.gazetteer, scene.factions)
        return Table.of("differences", frame, Teller(scene.factions, scene.history.reports, scene.sources))

    def list_differences(self) -> list[Difference]:
        """Return the same differences as objects, each with the state on both days."""
        return list(self._found)

    def map(self, *, tiles: bool = False) -> folium.Map:
        """Return both maps in one page, the differences ringed and listed: a folium.Map that needs no network.

        ``tiles=True`` puts online map tiles under them; such maps need the network.
        """
        from .render.compare import compare_map

        return compare_map(self._scene, self.first, self.second, tiles=tiles)

    def picture(
        self,
        path: str | Path | None = None,
        *,
        extent: str = "known",
        width_mm: float | None = None,
        height_mm: float | None = None,
        pixels: tuple[int, int] | None = None,
        dpi: int = 300,
    ) -> Sheet:
        """Return both maps side by side with the list of differences, as a matplotlib Figure; arguments as of ``Atlas.picture``.

        Where the list is too long for the sheet, ``figure.note`` says how many differences are not on it.

        Raises MissingExtra where matplotlib is not installed.
        """
        from .render.saving import need_matplotlib, saved

        need_matplotlib()
        from .render.paper import Size
        from .render.spread import compare_sheet

        size = Size.chosen(width_mm=width_mm, height_mm=height_mm, pixels=pixels, dpi=dpi)
        return saved(lambda: compare_sheet(self._scene, self._found, self.first, self.second, size=size, extent=extent), path)

    def __repr__(self) -> str:
        return f"<Comparison of {self.first} and {self.second}: {len(self._found)} differences>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """How notebooks show it."""
        drawn: Any = self.map()
        return drawn._repr_mimebundle_()

    def _repr_html_(self) -> Any:
        return self.map()._repr_html_()

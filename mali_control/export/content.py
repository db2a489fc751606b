"""What an export holds: layers of rows with fixed columns, the same for all formats, and how each side is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..control import Status
from ..dates import long_date, parse_span
from ..errors import UnknownName
from ..factions import Factions
from ..places import SETTLEMENTS
from ..records import CHANGE_COLUMNS, HISTORY_COLUMNS, STATE_COLUMNS, Record, change_records, history_records, names, state_record
from ..render import style
from ..render.scene import Scene
from ..render.words import ENGLISH
from ..territory import areas_km2, cells, outline_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ..history import State
    from ..reports import Report

GRID = 1e-6
"""Polygons are snapped to this many degrees (about 10 cm), so that every format holds the same corners."""
SLIT = 1e-5
"""Gaps and bridges in merged polygons narrower than twice this (about 2 m) are closed."""
CONTESTED, UNKNOWN = style.GREY, "#FFFFFF"
MERGES = ("holder", "place")
"""One polygon for all ground of the same holders, or one for each place."""

_DRAWN: Mapping[str, str] = {
    "held_by": "the holders by the short names that they bore then, or empty",
    "side": "blocs of the holders, joined by ';'; contested or unknown where nobody holds it",
    "colour": "colour of the holders on the project's maps, #RRGGBB",
}
PLACE_COLUMNS: Mapping[str, str] = {"date": "the day asked for", **STATE_COLUMNS, **_DRAWN}
"""Columns of the layer ``places``: the states of one day."""
SPAN_COLUMNS: Mapping[str, str] = {**HISTORY_COLUMNS, **_DRAWN}
"""Columns of the layer ``spans``: all states of all places."""
MOVE_COLUMNS: Mapping[str, str] = {**CHANGE_COLUMNS, **_DRAWN}
"""Columns of the layer ``changes``; the holders are those after the change."""
_KM2 = {"km2": "area in km², measured in an equal-area projection"}
MERGED_COLUMNS: Mapping[str, str] = {
    "date": "the day asked for",
    "status": "controlled or contested",
    "controllers": STATE_COLUMNS["controllers"],
    **_DRAWN,
    "places": "how many settlements the ground belongs to",
    **_KM2,
}
"""Columns of the layer ``territory``, merged by holder."""
GROUND_COLUMNS: Mapping[str, str] = {
    "date": "the day asked for",
    **{c: STATE_COLUMNS[c] for c in ("place", "name", "status", "controllers", "besieged_by", "confidence")},
    **_DRAWN,
    **_KM2,
}
"""Columns of the layer ``territory``, by place."""
GROUND_SPAN_COLUMNS: Mapping[str, str] = {
    **{c: HISTORY_COLUMNS[c] for c in ("place", "name", "start", "end", "status", "controllers", "besieged_by", "confidence")},
    **_DRAWN,
    **_KM2,
}
"""Columns of the layer ``territory`` of a history."""
REPORT_COLUMNS: Mapping[str, str] = {
    "id": "id of the report",
    "place": "id of the place it speaks of",
    "kind": "what it says happened",
    "by": "tuple of the ids of those who did it",
    "against": "tuple of the ids of those it was done to",
    "when": "the day or days it gives, as EDTF",
    "standing": "stated, claimed or disputed",
    "source": "id of the source",
    "title": "title of the source",
    "publisher": "who published it",
    "section": "heading of the section",
    "url": "where it can be read",
    "note": "the report in the project's own words",
}
"""Columns of the table ``reports``: what the rows of the other layers cite."""
ABOUT_COLUMNS: Mapping[str, str] = {"layer": "name of the layer", "column": "name of the column", "about": "what it says"}
"""Columns of the table ``about``, which explains the others."""

DAYS = frozenset({"date", "since", "since_earliest", "since_latest", "start", "end", "earliest", "latest"})
LISTS = frozenset(
    {"controllers", "besieged_by", "reports", "claims", "attacks", "by", "against",
     "controllers_before", "besieged_before", "controllers_after", "besieged_after"}
)  # fmt: skip
NUMBERS, COUNTS, FLAGS = frozenset({"confidence", "km2"}), frozenset({"places"}), frozenset({"day_in_doubt", "disputed"})


def kind_of(column: str) -> str:
    """Return what a column of any layer holds: "day", "list" (of ids), "number", "count", "flag" or "text"."""
    kinds = {"day": DAYS, "list": LISTS, "number": NUMBERS, "count": COUNTS, "flag": FLAGS}
    return next((kind for kind, columns in kinds.items() if column in columns), "text")


class Look(NamedTuple):
    """How a side is drawn: its words in a legend, and its colour as #RRGGBB."""

    label: str
    colour: str


@dataclass(frozen=True)
class Layer:
    """Rows with the same columns. ``geometry`` is Point or MultiPolygon (EPSG:4326, lon and lat), or empty for a plain table.

    ``rows`` hold days as dates, several ids as tuples, None where nothing is known; ``shapes`` has one geometry or None for each row.
    """

    name: str
    about: str
    columns: Mapping[str, str]
    rows: Sequence[Record]
    geometry: str = ""
    shapes: Sequence[BaseGeometry | None] = ()


@dataclass(frozen=True)
class Content:
    """Everything that an export may hold; each format takes what it can.

    Attributes
    ----------
    what : "date", "history" or "changes".
    title : what the file shows, in words.
    layers : first the one that formats with a single layer take.
    tables : plain tables beside them: the reports cited, and what the columns mean.
    sides : how each value of the column ``side`` is drawn, in the order of legends.
    country : name of the country on the basemap, or empty.
    day : the day, for a date.

    """

    what: str
    title: str
    layers: tuple[Layer, ...]
    tables: tuple[Layer, ...]
    sides: Mapping[str, Look]
    country: str = ""
    day: date | None = None

    def layer(self, name: str) -> Layer:
        return next(layer for layer in self.layers if layer.name == name)


LAYERS = {"date": ("places", "territory"), "history": ("spans", "territory"), "changes": ("changes",)}
"""The layers with geometry by what is exported; a format with one layer takes the first if none is named."""


def check_layers(what: str, wanted: Iterable[str]) -> None:
    """Raise UnknownName for a layer that such an export does not have."""
    for name in wanted:
        if name not in LAYERS[what]:
            raise UnknownName("layer", name, LAYERS[what])


def states_content(scene: Scene, day: date, layers: Sequence[str], *, merge: str = "holder") -> Content:
    """Return who held what on a day. ``merge`` says whether territory is one polygon by "holder" or by "place"."""
    if merge not in MERGES:
        raise UnknownName("way to merge territory", merge, MERGES)
    work = _Work(scene)
    states = [scene.history.at(place, day) for place in scene.gazetteer]
    found = {}
    if "places" in layers:
        rows = [{"date": day, **state_record(s, scene.gazetteer[s.place]), **work.drawn(s, day)} for s in states]
        found["places"] = work.points("places", f"Who held each place on {long_date(day)}", PLACE_COLUMNS, rows)
    if "territory" in layers:
        found["territory"] = work.merged(states, day) if merge == "holder" else work.ground(states, day)
    return work.content("date", f"Who held which place{work.where} on {long_date(day)}", [found[name] for name in layers], states, day)


def history_content(scene: Scene, layers: Sequence[str]) -> Content:
    """Return all states of all places."""
    work = _Work(scene)
    states = [state for place in scene.gazetteer for state in scene.history.of(place)]
    found = {}
    if "spans" in layers:
        records = [row for place in scene.gazetteer.values() for row in history_records(scene.history.of(place.id), place)]
        rows = [{**row, **work.drawn(state, state.start)} for state, row in zip(states, records, strict=True)]
        found["spans"] = work.points(
            "spans", "Who held each place, from the first day of a span to the day before its end", SPAN_COLUMNS, rows
        )
    if "territory" in layers:
        found["territory"] = work.ground_spans(states)
    return work.content("history", f"Who held which place{work.where}, and when", [found[name] for name in layers], states)


def changes_content(scene: Scene, first: date | None, last: date | None) -> Content:
    """Return the changes from one day to another (both included; None: from the first, to the last), as points where they happened."""
    work = _Work(scene)
    if first and last:
        first, last = parse_span(first, last)
    changes = scene.history.changes(first or date.min, last or date.max)
    records = change_records(changes, scene.gazetteer, scene.factions)
    rows = [{**row, **work.drawn(change.after, change.day)} for change, row in zip(changes, records, strict=True)]
    span = (f" from {long_date(first)}" if first else "") + (f" to {long_date(last)}" if last else "")
    layer = work.points("changes", f"What changed{span}", MOVE_COLUMNS, rows)
    return work.content("changes", f"What changed{work.where}{span}", [layer], [c.after for c in changes])


@dataclass
class _Work:
    """The scene, with colours and territory made once."""

    scene: Scene
    looks: dict[str, Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.styles = style.bloc_styles(faction.bloc for faction in self.scene.factions.values())
        country = [f["properties"].get("name") for f in self.scene.basemap if f["properties"].get("layer") == "country"]
        self.country = str(country[0]) if country and country[0] else ""
        self.where = f" in {self.country}" if self.country else ""

    def content(self, what: str, title: str, layers: Sequence[Layer], states: Iterable[State], day: date | None = None) -> Content:
        cited = {r.id: r for s in states for r in (*s.reports, *(() if what == "date" else (*s.claims, *s.attacks)))}
        reports = _reports(self.scene, [cited[i] for i in sorted(cited)])
        rows = [{"layer": layer.name, "column": c, "about": about} for layer in (*layers, reports) for c, about in layer.columns.items()]
        about = Layer("about", "What the columns of the other layers say", ABOUT_COLUMNS, rows)
        order = [*self.styles, "contested", "unknown"]
        sides = dict(
            sorted(self.looks.items(), key=lambda item: (item[0] not in order, order.index(item[0]) if item[0] in order else 0, item[0]))
        )
        return Content(what, title, tuple(layers), (reports, about), sides, self.country, day)

    def drawn(self, state: State, day: date) -> Record:
        """The columns that say how a state is drawn."""
        factions = self.scene.factions
        blocs = sorted({factions[c].bloc for c in state.controllers})
        side = ";".join(blocs) if state.status is Status.CONTROLLED else state.status.value
        if side not in self.looks:
            self.looks[side] = Look(_side_name(side, factions), self._side_colour(side))
        own = style.faction_colour(state.controllers[0], blocs[0], self.styles) if len(state.controllers) == 1 else self.looks[side].colour
        colour = own if state.status is Status.CONTROLLED else self.looks[side].colour
        return {"held_by": names(state.controllers, factions, day) if state.controllers else None, "side": side, "colour": colour}

    def _side_colour(self, side: str) -> str:
        if side in ("contested", "unknown"):
            return CONTESTED if side == "contested" else UNKNOWN
        first, *others = (self.styles[bloc].colour for bloc in side.split(";"))
        for number, other in enumerate(others, start=2):
            first = style.mix(other, first, 1 / number)
        return first

    def points(self, name: str, about: str, columns: Mapping[str, str], rows: Sequence[Record]) -> Layer:
        import shapely

        places = [self.scene.gazetteer[row["place"]] for row in rows]
        known = {p.id: shapely.Point(p.lon, p.lat) for p in places if p.located}
        return Layer(name, about, columns, rows, "Point", [known.get(place.id) for place in places])

    def cells(self) -> dict[str, BaseGeometry]:
        """The ground of each settlement that ever has a state: the same on all days, as on the maps."""
        history, gazetteer = self.scene.history, self.scene.gazetteer
        ever = [p for p in gazetteer.values() if p.kind in SETTLEMENTS and any(s.status is not Status.UNKNOWN for s in history.of(p.id))]
        return cells(ever, outline=outline_of(self.scene.basemap))

    def merged(self, states: Iterable[State], day: date) -> Layer:
        ground = self.cells()
        km2 = dict(zip(ground, areas_km2(ground.values()), strict=True))
        groups: dict[tuple[str, tuple[str, ...]], list[State]] = {}
        for state in states:
            if state.place in ground and state.status is not Status.UNKNOWN:
                groups.setdefault((state.status.value, state.controllers), []).append(state)
        rows, shapes = [], []
        for (status, controllers), held in sorted(groups.items(), key=lambda item: (item[0][0] == "contested", -len(item[1]), item[0])):
            parts = [ground[state.place] for state in held]
            row = {"date": day, "status": status, "controllers": controllers, **self.drawn(held[0], day), "places": len(held)}
            rows.append({**row, "km2": round(sum(km2[state.place] for state in held), 1)})
            shapes.append(_union(parts))
        about = f"Ground around the settlements held on {long_date(day)}, by holder; no front line"
        return Layer("territory", about, MERGED_COLUMNS, rows, "MultiPolygon", shapes)

    def ground(self, states: Iterable[State], day: date) -> Layer:
        about = f"Ground around each settlement held on {long_date(day)}; no front line"
        rows, shapes = self._cells_of(states, GROUND_COLUMNS)
        return Layer("territory", about, GROUND_COLUMNS, [{**row, "date": day} for row in rows], "MultiPolygon", shapes)

    def ground_spans(self, states: Iterable[State]) -> Layer:
        rows, shapes = self._cells_of(states, GROUND_SPAN_COLUMNS)
        return Layer(
            "territory", "Ground around each settlement while it was held; no front line", GROUND_SPAN_COLUMNS, rows, "MultiPolygon", shapes
        )

    def _cells_of(self, states: Iterable[State], columns: Mapping[str, str]) -> tuple[list[Record], list[BaseGeometry]]:
        ground = self.cells()
        snapped = {place: _union([cell]) for place, cell in ground.items()}
        km2 = {place: round(area, 1) for place, area in zip(ground, areas_km2(ground.values()), strict=True)}
        rows, shapes = [], []
        for state in states:
            if state.place in ground and state.status is not Status.UNKNOWN:
                record = {**state_record(state, self.scene.gazetteer[state.place]), "start": state.start, "end": state.end}
                record |= {**self.drawn(state, state.day), "km2": km2[state.place]}
                rows.append({c: record[c] for c in columns if c in record})
                shapes.append(snapped[state.place])
        return rows, shapes


def _union(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Several grounds as one MultiPolygon on the grid, with rings as GeoJSON wants them (outer ones anticlockwise).

    Where two grounds meet, slits and bridges of centimetres remain, which turn over when somebody projects the polygon; they are closed.
    """
    import shapely
    from shapely.geometry.polygon import orient

    whole = shapely.union_all(list(parts), grid_size=GRID)
    if len(parts) > 1:
        for width in (SLIT, -2 * SLIT, SLIT):
            whole = shapely.buffer(whole, width, join_style="mitre")
        whole = shapely.set_precision(whole, GRID)
    return shapely.MultiPolygon([orient(p) for p in shapely.get_parts(whole) if p.geom_type == "Polygon"])


def _side_name(side: str, factions: Factions) -> str:
    """A side in the words of the maps' legends; a bloc that these do not know keeps its own name."""
    if side in ("contested", "unknown"):
        return {"contested": "Contested", "unknown": "Not known"}[side]
    words = ENGLISH["blocs"]
    assert isinstance(words, Mapping)
    return ", ".join(str(words.get(bloc, factions[bloc].name if bloc in factions else bloc)) for bloc in side.split(";"))


def last_day(end: date | None) -> date | None:
    """Return the last day of a span from the first day after it."""
    return end - timedelta(days=1) if end else None


def _reports(scene: Scene, reports: Iterable[Report]) -> Layer:
    rows: list[dict[str, Any]] = []
    for r in reports:
        source = scene.sources.get(r.source)
        rows.append(
            {
                "id": r.id, "place": r.place, "kind": r.kind, "by": r.by, "against": r.against, "when": r.date.text, "standing": r.standing,
                "source": r.source, "title": source.title if source else None, "publisher": source.publisher if source else None,
                "section": r.section or None, "url": (source.url or None) if source else None, "note": r.note or None,
            }
        )  # fmt: skip
    return Layer("reports", "The reports that the other layers cite", REPORT_COLUMNS, rows)

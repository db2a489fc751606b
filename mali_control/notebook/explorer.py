"""The live map of a notebook: a slider, filters, and what they leave as a table in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - the widget has a trait of that name
from typing import TYPE_CHECKING, Any

import anywidget
import geopandas
import traitlets

from ..dates import parse_day
from ..errors import BadDate
from ..factions import Factions
from ..places import Gazetteer
from ..render.page import asset
from ..render.words import LANGUAGES

if TYPE_CHECKING:
    from ..atlas import Atlas

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Map with a slider", "places": "Places", "places_hint": "town, cercle or region", "factions": "Parties",
        "factions_hint": "party or side", "remove": "Remove {name}", "found": "{n} of {all} places",
    },
    "fr": {
        "title": "Carte avec curseur", "places": "Lieux", "places_hint": "ville, cercle ou région", "factions": "Parties",
        "factions_hint": "partie ou camp", "remove": "Retirer {name}", "found": "{n} lieux sur {all}",
    },
}  # fmt: skip


class DayTrait(traitlets.TraitType[Day, Any]):
    """A plain day; takes what ``parse_day`` takes, gives a ``datetime.date``."""

    info_text = 'a day, as "2023-11-14" or a date'

    def validate(self, obj: Any, value: Any) -> Day:
        return parse_day(value)


def _told(day: Day, widget: Any) -> str:
    return day.isoformat()


def _read(text: str, widget: Any) -> Day:
    return parse_day(text)


class Explorer(anywidget.AnyWidget):
    """A map with a slider and filters whose state Python reads and sets; made by ``atlas.explore()``.

    All traits can be observed (``explorer.observe(function, "selection")``) and set, but for ``selection``, which follows from the others.

    Attributes
    ----------
    date : the day shown, a ``datetime.date``; may be set as "2023-11-14".
    places : ids of the places, cercles or regions to keep to; empty for all. May be set by any spelling. A place stands for all that lies in it.
    factions : ids of factions or blocs to keep to: what they hold, contest or besiege; empty for all.
    place : id of the place whose card is open, or "".
    selection : GeoDataFrame (EPSG:4326) of the places that the filters leave on that day; columns as in ``records.STATE_COLUMNS``.
    height : of the map, in pixels.

    """

    _esm = asset("explorer.js")
    _css = asset("explorer.css")

    date = DayTrait().tag(sync=True, to_json=_told, from_json=_read)
    places = traitlets.List(traitlets.Unicode()).tag(sync=True)
    factions = traitlets.List(traitlets.Unicode()).tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    height = traitlets.Int(640).tag(sync=True)
    selection = traitlets.Instance(geopandas.GeoDataFrame, read_only=True)

    _page = traitlets.Unicode().tag(sync=True)
    _words = traitlets.Dict().tag(sync=True)
    _places: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _factions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    _kept: traitlets.List[Any] = traitlets.List(traitlets.Unicode(), allow_none=True, default_value=None).tag(sync=True)
    _parties: traitlets.List[Any] = traitlets.List(traitlets.Unicode(), allow_none=True, default_value=None).tag(sync=True)
    _found = traitlets.Unicode().tag(sync=True)

    def __init__(self, atlas: Atlas, page: str, span: tuple[Day, Day], shown: Day, *, language: str = "en", **traits: Any) -> None:
        self._atlas, self._span = atlas, span
        self._said = WORDS.get(language, WORDS["en"])
        super().__init__(
            date=shown,
            _page=page,
            _words=dict(self._said),
            _places=_place_choices(atlas.gazetteer),
            _factions=_party_choices(atlas.factions, LANGUAGES[language]["blocs"]),
            **traits,
        )
        self._follow()
        self.observe(lambda change: self._follow(), ["date", "places", "factions"])

    @traitlets.validate("date")
    def _within_span(self, proposal: Any) -> Day:
        day: Day = proposal["value"]
        if not self._span[0] <= day <= self._span[1]:
            raise BadDate(f"{day} does not lie between {self._span[0]} and {self._span[1]}, the days of this map")
        return day

    @traitlets.validate("places")
    def _known_places(self, proposal: Any) -> list[str]:
        return list(dict.fromkeys(self._atlas.place(place).id for place in proposal["value"]))

    @traitlets.validate("place")
    def _known_place(self, proposal: Any) -> str:
        return self._atlas.place(proposal["value"]).id if proposal["value"] else ""

    @traitlets.validate("factions")
    def _known_factions(self, proposal: Any) -> list[str]:
        blocs = set(self._atlas.factions.blocs.values())
        return list(dict.fromkeys(f if f in blocs else self._atlas.factions[f].id for f in proposal["value"]))

    def _follow(self) -> None:
        """Work out what the filters leave, once for Python and the map."""
        gazetteer, blocs = self._atlas.gazetteer, self._atlas.factions.blocs
        kept = {inside for place in self.places for inside in (place, *gazetteer.within(place))} if self.places else None
        parties = {f for f, bloc in blocs.items() if {f, bloc} & set(self.factions)} if self.factions else None
        states = self._atlas.at(self.date)
        wanted = [
            (kept is None or place in kept) and (parties is None or bool(parties & {*holders, *besiegers}))
            for place, holders, besiegers in zip(states.place, states.controllers, states.besieged_by, strict=True)
        ]
        selection = states[wanted]
        with self.hold_sync():
            self._kept = sorted(kept) if kept is not None else None  # type: ignore[assignment] # traitlets' stubs know no None
            self._parties = sorted(parties) if parties is not None else None  # type: ignore[assignment]
            self._found = self._said["found"].format(n=len(selection), all=len(states))
        self.set_trait("selection", selection)

    def __repr__(self) -> str:
        return f"<Explorer: {self.date}, {self._found}>"


def _place_choices(gazetteer: Gazetteer) -> list[list[str]]:
    """Triples of id, a name that no other place has, and nothing more: areas first, as they are asked for most."""
    ordered = sorted(gazetteer.values(), key=lambda place: (not place.is_area, place.name))
    borne = Counter(place.name for place in ordered)
    return [[place.id, place.name if borne[place.name] == 1 else gazetteer.describe(place.id), ""] for place in ordered]


def _party_choices(factions: Factions, blocs: Mapping[str, str]) -> list[list[str]]:
    """Triples of id, short name and full name: the sides, then the parties of each."""
    sides = list(dict.fromkeys(faction.bloc for faction in factions.values()))
    parties = (
        [f.id, f.short, f"{f.name} ({blocs.get(side, side)})"] for side in sides for f in factions.values() if side == f.bloc != f.id
    )
    return [*([side, blocs.get(side, side), ""] for side in sides), *parties]

"""What a map is made from: places, factions, sources, their history, and the ground beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..factions import Factions
from ..history import History
from ..packed import Columns
from ..places import Gazetteer
from ..sources import Source
from .speech import Speech


@dataclass(frozen=True)
class Scene:
    """Everything that a map shows.

    Attributes
    ----------
    gazetteer, factions, sources : by id.
    history : the states of all places.
    basemap : GeoJSON features in EPSG:4326, each with a property ``layer`` (country, neighbour, region, river, lake, delta, road, ...); may be empty.
    language : that all is said in; a key of ``words.LANGUAGES``.
    known : the day by which the reports used were made known; None for all of them.

    """

    gazetteer: Gazetteer
    factions: Factions
    sources: Mapping[str, Source]
    history: History
    basemap: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    language: str = "en"
    known: date | None = None

    def told_in(self, language: str) -> Scene:
        """Return the scene with places, factions, sides and countries under the names of a language. Notes and sections stay as they are.

        Raises UnknownName for a language that there are no words for.
        """
        say = Speech(language)
        factions = self.factions.in_language(language)
        sides = {bloc for bloc in say.words["blocs"] if bloc in factions and factions[bloc].kind == "bloc"}
        told = (
            replace(f, short=say.bloc(f.id), name=say.bloc(f.id), article=say.words["bloc_articles"][f.id]) if f.id in sides else f
            for f in factions.values()
        )
        return replace(
            self,
            gazetteer=self.gazetteer.in_language(language),
            factions=Factions(told, factions.ties) if sides else factions,
            basemap=[_named(feature, say) for feature in self.basemap],
            language=language,
        )

    @cached_property
    def speech(self) -> Speech:
        """The language's words, and how they are put together."""
        return Speech(self.language)

    @cached_property
    def country(self) -> str | None:
        """The name of the country that the base map shows; None without one."""
        names = (f["properties"].get("name") for f in self.basemap if f["properties"].get("layer") == "country")
        return next((str(name) for name in names if name), None)

    @cached_property
    def title(self) -> str:
        """What every map is about: "Who held which town in Mali"."""
        return self.speech.title(self.country)

    def area_name(self, properties: Mapping[str, Any]) -> str:
        """Return the name of an area of the base map as the places' names are spelled; "Region" is said by the line around it."""
        area = str(properties.get("id", ""))
        return self.speech.region(self.gazetteer[area].name if area in self.gazetteer else str(properties.get("name", "")))

    @cached_property
    def states(self) -> Columns:
        """The states of all places, in the order of the gazetteer."""
        return self.history.columns(list(self.gazetteer))

    def when(self, days: str, last: date | None = None) -> str:
        """Return what days are shown, and what has to be known of the reports used.

        That is by which day they were known, where these are not all ("..., as known on 10 November 2023"); and that none speaks of the ``last``
        of the days.
        """
        known = self.speech.fill("known_then", date=self.speech.long_date(self.known)) if self.known else ""
        beyond = (
            self.speech.fill("beyond", date=self.speech.long_date(self.last_day)) if last and self.last_day and last > self.last_day else ""
        )
        return ", ".join(filter(None, (days, known, beyond)))

    @property
    def last_day(self) -> date | None:
        """The last day that any report speaks of."""
        return self.history.last_told


def _named(feature: Mapping[str, Any], say: Speech) -> Mapping[str, Any]:
    """A feature of the base map under its name in a language."""
    properties = feature["properties"]
    name = say.country(properties.get("name", "")) if properties.get("layer") == "neighbour" else properties.get("name")
    return feature if name == properties.get("name") else {**feature, "properties": {**properties, "name": name}}

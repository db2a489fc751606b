"""A small invented war for the tests of the maps, and what must hold of any page."""

from __future__ import annotations

from datetime import date

import pytest

from makers import report
from mali_control.atlas import _history
from mali_control.dates import parse_date
from mali_control.factions import Faction, Factions, Tie
from mali_control.places import Gazetteer, Place
from mali_control.render.scene import Scene
from mali_control.reports import Report
from mali_control.sources import Source

DAY = date(2023, 11, 20)

HOSTILE = (
    "{{7*7}}",
    "{% bogus %}",
    "{# gone #}",
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "`${window.pwned=1}`",
    "C:\\xyz\\u0041",
    "\"'&amp;",
    "\u2028\u2029",
    "map_0123456789abcdef0123456789abcdef",
)
POISON = " ".join(HOSTILE)


def square(west: float, south: float, east: float, north: float) -> dict:
    return {"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]}


LAND = {"type": "Polygon", "coordinates": [[[-3, 15], [0.2, 15], [3, 15], [3, 19], [0.2, 19], [-3, 19], [-3, 15]]]}


def feature(layer: str, name: str, geometry: dict, **more: object) -> dict:
    return {
        "type": "Feature",
        "properties": {"layer": layer, "id": more.pop("id", name.lower()), "name": name, **more},
        "geometry": geometry,
    }


def places(mark: str = "") -> list[Place]:
    inside = {"region": "region", "country": "XX"}
    return [
        Place("region", "Region" + mark, "region", 17.0, 0.0),
        Place("town", "Town" + mark, "town", 17.0, 0.0, seat_of="region", spellings=("Taoun" + mark,), note="Note" + mark, **inside),
        Place("split", "Split" + mark, "town", 17.8, 0.6, **inside),
        Place("fought", "Fought" + mark, "town", 16.4, 1.0, **inside),
        Place("village", "Village" + mark, "village", 17.5, -1.2, **inside),
        Place("silent", "Silent" + mark, "village", 16.2, -1.4, **inside),
        Place("camp", "Camp" + mark, "camp", 17.0, 0.01, parent="town", **inside),
        Place("nowhere", "Nowhere" + mark, "village", None, None, note="lost" + mark, **inside),
    ]


def reports(mark: str = "") -> list[Report]:
    words = {"section": "Section" + mark, "note": "Note of a report" + mark, "claimant": "", "source": "text"}
    return [
        report("town holds csp 2023-10-02", id="a1", **words),
        report("town captures mali;wagner 2023-11-14", id="a2", against=("csp",), **words),
        report("town claims csp 2023-11-16", id="a3", **{**words, "standing": "claimed", "claimant": "a witness" + mark}),
        report("town besieges jnim 2023-11-15", id="a4", **words),
        report("town attacks jnim 2023-11-18", id="a5", **words),
        report("split captures mali;msa [2023-10-11..2023-10-12]", id="b1", **words),
        report("fought holds mali 2023-01-05", id="c1", **words),
        report("fought contests csp 2023-11-01", id="c2", against=("mali",), **words),
        report("village captures csp [2023-11-10..2023-11-28]", id="d1", **words),
        report("camp captures csp 2023-11-15", id="e1", **words),
        report("nowhere captures jnim 2023-11-03", id="f1", **words),
    ]


def make_scene(mark: str = "", *, basemap: bool = True) -> Scene:
    """The small war; ``mark`` is put into every text of the data."""
    blocs = {"mali": "state", "wagner": "state", "msa": "platform", "csp": "azawad", "jnim": "aq"}
    factions = Factions(
        [Faction(i, i.title() + mark, i.upper() + mark, bloc) for i, bloc in blocs.items()],
        [Tie("name", "jnim", name="Jnim then" + mark, start=parse_date("2023-01"), end=parse_date("2023-12"))],
    )
    gazetteer = Gazetteer(places(mark))
    sources = {"text": Source("text", "Source" + mark, "Publisher" + mark, url="https://example.org/" + mark)}
    ground = [
        feature("country", "Land" + mark, LAND, id="land"),
        feature("neighbour", "Beyond" + mark, square(3, 15, 9, 19), id="beyond"),
        feature("region", "Region" + mark, square(-3, 15, 0.2, 19), id="region"),
        feature("region", "Other" + mark, square(0.2, 15, 3, 19), id="other"),
        feature("lake", "Lake" + mark, square(-2.5, 15.2, -2, 15.5)),
        feature("river", "River" + mark, {"type": "LineString", "coordinates": [[-3, 16], [3, 16.2]]}, rank=1),
        feature("road", "Road" + mark, {"type": "LineString", "coordinates": [[0, 17], [0.6, 17.8]]}, rank=2),
        feature("unheard-of", "Layer" + mark, square(0, 0, 1, 1)),
    ]
    return Scene(gazetteer, factions, sources, _history(gazetteer, factions, reports(mark)), ground if basemap else ())


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_the_small_war_shows_every_kind_of_state(scene):
    at = scene.history.at
    assert at("town", DAY).besieged_by == ("jnim",)
    assert at("split", DAY).controllers == ("mali", "msa")
    assert at("fought", DAY).status == "contested"
    assert at("village", DAY).day_in_doubt
    assert at("camp", DAY).controllers == ("csp",)
    assert at("silent", DAY).status == "unknown"

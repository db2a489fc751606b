"""Points become areas only as far as evidence goes."""

from __future__ import annotations

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mali_control.geo import distance_km
from mali_control.places import Place
from mali_control.territory import REACH_SHARE, areas_km2, cells, outline_of, settlement_class

COUNTRY = shapely.box(-4, 14, 4, 20)
KINDS = st.sampled_from(["town", "village"])
SEATS = st.sampled_from([None, None, None, "region", "country"])


@st.composite
def towns(draw):
    degrees = st.integers(-450, 450)
    spots = draw(st.lists(st.tuples(degrees, degrees), min_size=1, max_size=25))
    return [Place(f"p{n}", f"P{n}", draw(KINDS), 17 + y / 100, x / 100, seat_of=draw(SEATS)) for n, (x, y) in enumerate(spots)]


@settings(max_examples=60, deadline=None)
@given(towns(), st.floats(5, 120))
def test_cells_stay_within_reach_and_country_and_do_not_overlap(places, reach):
    found = cells(places, reach_km=reach, outline=COUNTRY)
    by_id = {place.id: place for place in places}
    for name, ground in found.items():
        place = by_id[name]
        assert ground.is_valid
        assert ground.difference(COUNTRY.buffer(1e-4)).is_empty
        limit = reach * REACH_SHARE[settlement_class(place)] * 1.01 + 0.1
        far = max(distance_km(place.lon, place.lat, x, y) for x, y in shapely.get_coordinates(ground))
        assert far <= limit
    assert max(areas_km2(one.intersection(other) for one, other in combinations(found.values(), 2)), default=0.0) < 0.1
    inside = {(p.lat, p.lon) for p in places if COUNTRY.contains(shapely.Point(p.lon, p.lat))}
    assert len(found) >= len(inside)


@settings(max_examples=25, deadline=None)
@given(towns(), st.randoms())
def test_the_order_of_places_does_not_matter(places, random):
    shuffled = list(places)
    random.shuffle(shuffled)
    one, other = cells(places, outline=COUNTRY), cells(shuffled, outline=COUNTRY)
    assert list(one) == list(other)
    assert all(one[name].equals_exact(other[name], 1e-9) for name in one)


def test_a_lonely_town_reaches_as_far_as_its_class_says():
    for kind, seat, share in [("village", None, 0.48), ("town", None, 0.76), ("town", "region", 0.96), ("town", "country", 1.2)]:
        (area,) = areas_km2(cells([Place("p", "P", kind, 17.0, 0.0, seat_of=seat)]).values())
        circle = 3.14159 * (50 * share) ** 2
        assert 0.97 * circle < area <= circle * 1.001


def test_areas_do_not_depend_on_the_latitude():
    south, north = (areas_km2(cells([Place("p", "P", "town", lat, 0.0)]).values()) for lat in (10.0, 60.0))
    assert south == pytest.approx(north, rel=1e-3)


def test_two_towns_share_the_ground_between_them():
    found = cells([Place("a", "A", "town", 17.0, 0.0), Place("b", "B", "town", 17.0, 0.3)])
    assert found["a"].contains(shapely.Point(0.1, 17.0))
    assert not found["a"].contains(shapely.Point(0.2, 17.0))
    west, east = areas_km2([found["a"], found["b"]])
    assert west == pytest.approx(east, rel=0.01)


def test_sites_areas_and_places_without_a_position_get_none():
    others = [Place("camp", "Camp", "camp", 17, 0), Place("valley", "Valley", "valley", 17, 1), Place("lost", "Lost", "town")]
    assert cells(others) == {}
    assert cells([]) == {}


def test_of_two_settlements_in_one_spot_the_more_important_gets_the_cell():
    assert list(cells([Place("a", "A", "village", 17.0, 0.0), Place("b", "B", "town", 17.0, 0.0)])) == ["b"]


def test_places_abroad_get_none_but_border_towns_do():
    found = cells([Place("border", "B", "town", 17.0, 4.02), Place("abroad", "A", "town", 17.0, 4.5)], outline=COUNTRY)
    assert list(found) == ["border"]
    assert COUNTRY.buffer(1e-6).contains(found["border"])


def test_control_does_not_jump_over_a_bend_of_the_border():
    horseshoe = shapely.Polygon([(0, 15), (2, 15), (2, 19), (1.3, 19), (1.3, 16), (0.7, 16), (0.7, 19), (0, 19)])
    found = cells([Place("p", "P", "town", 18.0, 0.5)], outline=horseshoe, reach_km=150)
    assert found["p"].geom_type == "Polygon"
    assert found["p"].bounds[2] < 1.9


def test_the_outline_is_found_in_a_basemap(atlas):
    outline = outline_of(atlas.basemap)
    assert 1_230_000 < areas_km2([outline])[0] < 1_270_000
    assert outline_of([]) is None

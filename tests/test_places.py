from __future__ import annotations

import pytest

from mali_control import AmbiguousName, Gazetteer, Place, UnknownName
from mali_control.text import fold


@pytest.mark.parametrize("spelling", ["Tin Zaouatine", "tin-zaouatine", "TINZAOUATINE", "Tïn  Zaouatine", "tin’zaouatine", "Tin_Zaouatine"])
def test_spellings_that_differ_only_in_form_are_one_name(spelling):
    assert fold(spelling) == "tinzaouatine"


@pytest.mark.parametrize(
    ("spelling", "place"),
    [
        ("Kidal", "kidal"), ("kidal", "kidal"), ("Anefif", "anefis"), ("Anéfis", "anefis"), ("ANEFIS", "anefis"), ("Aguelhoc", "aguelhok"),
        ("Aguelhok", "aguelhok"), ("Tinzawatène", "tinzaouaten"), ("Tinzaouaten", "tinzaouaten"), ("Tombouctou", "timbuktu"),
        ("Timbuktu", "timbuktu"), ("Menaka", "menaka"), ("Abeibara", "abeibara"), ("Tifindimata", "tin-fadimata"),
        ("Kidal Region", "kidal-region"), ("Kidal MINUSMA camp", "kidal-minusma-camp"), ("Tessalit airport", "tessalit-airport"),
    ],
)  # fmt: skip
def test_every_spelling_leads_to_its_place(atlas, spelling, place):
    assert atlas.gazetteer.resolve(spelling).id == place


def test_an_unknown_place_is_a_key_error_with_suggestions(atlas):
    with pytest.raises(KeyError, match="did you mean Kidal") as caught:
        atlas.gazetteer.resolve("Kidall")
    assert isinstance(caught.value, UnknownName)
    assert "Kidal" in caught.value.suggestions


def test_homonyms_are_listed_with_their_regions_and_none_is_picked():
    gazetteer = Gazetteer(
        [
            Place("mopti-region", "Mopti Region", "region"),
            Place("boni", "Boni", "village", region="mopti-region"),
            Place("boni-kayes", "Boni", "village", country="ML"),
        ]
    )
    with pytest.raises(AmbiguousName, match="Mopti Region") as caught:
        gazetteer.resolve("Boni")
    assert caught.value.suggestions == ("boni", "boni-kayes")
    assert gazetteer.resolve("boni-kayes").id == "boni-kayes"


def test_search_forgives_typos(atlas):
    found = [place.id for place, _, _ in atlas.gazetteer.search("tinzawaten", limit=3)]
    assert found[0] == "tinzaouaten"
    assert atlas.gazetteer.search("anderamboukan")[0][0].id == "anderamboukane"


def test_a_site_belongs_to_its_town_and_a_town_lies_in_its_region(atlas):
    camp = atlas.gazetteer["kidal-minusma-camp"]
    assert camp.parent == "kidal"
    assert camp.is_site
    assert "kidal-minusma-camp" in atlas.gazetteer.sites("kidal")
    assert "kidal" in atlas.gazetteer.within("kidal-region")
    assert "gao" not in atlas.gazetteer.within("kidal-region")


def test_a_place_that_nothing_locates_is_a_row_with_the_reason(atlas):
    unlocated = [place for place in atlas.gazetteer.values() if not place.located]
    assert unlocated
    assert all(place.lat is None and place.lon is None and place.note for place in unlocated)


def test_every_position_says_where_it_is_from(atlas):
    assert not [place.id for place in atlas.gazetteer.values() if place.located and not (place.position_source and place.precision_km)]


def test_no_spelling_in_the_data_leads_astray(atlas):
    for place in atlas.gazetteer.values():
        for spelling in place.spellings:
            assert atlas.gazetteer.resolve(spelling).id == place.id, spelling

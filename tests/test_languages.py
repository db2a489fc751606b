"""Every word in every language: tables that match, days and names as they are said, and pages without a word of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from makers import report
from mali_control.errors import UnknownName
from mali_control.history import Bounds
from mali_control.render.page import to_html
from mali_control.render.speech import Speech, fill
from mali_control.render.words import ENGLISH, FRENCH, LANGUAGES

DATA = ("in_country", "countries")
"""Names that a language has its own words for; they differ in number."""


def texts(words: Any) -> Iterator[str]:
    """Every text in a table of words."""
    if isinstance(words, str):
        yield words
    else:
        for part in words.values() if isinstance(words, dict) else words:
            yield from texts(part)


def gaps(words: Any) -> Any:
    """The gaps of each text, in the shape of the table."""
    if isinstance(words, str):
        return sorted(re.findall(r"\{\w+\}", words))
    return {key: gaps(part) for key, part in words.items()} if isinstance(words, dict) else [gaps(part) for part in words]


def plain(text: str) -> str:
    """Text with every kind of space as one plain space."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_gaps(language):
    words = LANGUAGES[language]
    assert set(words) == set(ENGLISH)
    for key in set(ENGLISH) - {*DATA, "region_words"}:
        assert gaps(words[key]) == gaps(ENGLISH[key]), key


def test_french_signs_stand_where_printers_put_them():
    for text in texts(FRENCH):
        assert not re.search(r"[^\u202f][;!?]", text), text
        assert not re.search(r"[^\u00a0]:", text.replace("://", "")), text
        assert "'" not in text, text
        assert not re.search("«[^\u00a0]|[^\u00a0]»", text), text


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("en", date(2023, 10, 1), "1 October 2023"),
        ("en", date(2023, 11, 14), "14 November 2023"),
        ("fr", date(2023, 10, 1), "1er octobre 2023"),
        ("fr", date(2023, 11, 14), "14 novembre 2023"),
        ("fr", date(2024, 8, 11), "11 août 2024"),
    ],
)
def test_days_are_said_as_people_say_them(language, day, said):
    assert plain(Speech(language).long_date(day)) == said


def test_since_when():
    say = Speech("fr")
    day, earlier = date(2023, 10, 12), date(2023, 10, 1)
    assert plain(say.since(Bounds(day, day, day))) == "depuis le 12 octobre 2023"
    assert plain(say.since(Bounds(day, None, day))) == "depuis le 12 octobre 2023 au plus tard"
    assert plain(say.since(Bounds(day, earlier, day))) == "depuis un jour situé entre le 1er octobre 2023 et le 12 octobre 2023"
    assert say.since(Bounds(None, None, None)) == ""
    assert (say.number(0.96, 2), Speech("en").number(0.96, 2)) == ("0,96", "0.96")


def test_since_when_is_never_told_as_later_than_the_day_asked_for():
    bounds, asked = Bounds(date(2023, 10, 6), None, date(2023, 10, 12)), date(2023, 10, 8)
    assert Speech("en").since(bounds, asked).replace("\u00a0", " ") == "since at the latest 12 October 2023, perhaps only after this day"
    assert plain(Speech("fr").since(bounds, asked)) == "depuis le 12 octobre 2023 au plus tard, peut-être seulement après ce jour"
    assert "perhaps" not in Speech("en").since(bounds, date(2023, 10, 12))


def test_who_is_no_party_is_not_called_one(atlas):
    def said(standing: str, claimant: str) -> str:
        told = report("kidal captures csp 2023-10-01", standing=standing, claimant=claimant)
        return Speech("en").standing(atlas.factions, told)

    assert said("stated", "") == "stated by the source"
    assert said("claimed", "") == "claimed by a party"
    assert said("claimed", "mali; france") == "claimed by Mali and France"
    assert said("claimed", "a local official") == "not confirmed (a local official)"
    assert said("claimed", "United Nations; united-states") == "claimed by United Nations and United States"
    told = report("kidal captures csp 2023-10-01", standing="claimed", claimant="un élu local")
    assert Speech("fr").standing(atlas.factions, told) == "non confirmé (un élu local)"


def test_months_in_few_letters_are_told_apart():
    assert all(len(set(words["months_short"])) == 12 for words in LANGUAGES.values())
    assert Speech("fr").short_month(date(2023, 7, 1)) == "juil."


def test_what_is_filled_in_is_not_read_for_gaps():
    assert fill("{a} to {b}", a="{b}", b="{a}") == "{b} to {a}"


def test_names_take_their_article_after_a_preposition(atlas):
    scene = atlas._scene("fr")
    say, state = scene.speech, scene.history.at("kidal", date(2023, 11, 20))
    assert say.holder(scene.factions, state) == "Tenu conjointement par le Mali et Wagner"
    assert say.who(scene.factions, ["minusma", "is-sahel", "jnim"], date(2023, 1, 1)) == "la MINUSMA, l’EI Sahel et le JNIM"
    assert say.who(scene.factions, ["is-sahel"], date(2018, 1, 1)) == "l’EIGS"
    english = atlas._scene("en")
    assert english.speech.holder(english.factions, state) == "Held jointly by Mali and Wagner"


def test_places_and_countries_bear_their_french_names(atlas):
    scene = atlas._scene("fr")
    assert scene.gazetteer["timbuktu"].name == "Tombouctou"
    assert "Timbuktu" in scene.gazetteer["timbuktu"].spellings
    assert scene.speech.region(scene.gazetteer["timbuktu-region"].name) == "Tombouctou"
    assert scene.title == "Qui tenait quelle ville au Mali"
    assert "Algérie" in {f["properties"].get("name") for f in scene.basemap}
    assert atlas.gazetteer["timbuktu"].name == "Timbuktu"


def test_sides_shown_as_holders_are_named_like_sides(atlas):
    for language, name in (("en", "Azawad movements"), ("fr", "Mouvements de l’Azawad")):
        assert atlas.by("bloc")._scene(language).factions.name("azawad", date(2023, 1, 1)) == name


def test_a_country_without_words_of_its_own_stands_in_brackets():
    assert [Speech(language).title("Freedonia") for language in LANGUAGES] == [
        "Who held which town in Freedonia",
        "Qui tenait quelle ville (Freedonia)",
    ]
    assert Speech("fr").title(None) == "Qui tenait quelle ville"


def test_a_language_without_words_is_refused(atlas):
    with pytest.raises(UnknownName, match="language"):
        atlas.snapshot("2023-11-14", lang="xx")


def test_the_page_says_its_language(atlas):
    html = to_html(atlas.snapshot("2023-11-14", lang="fr"))
    assert '<html lang="fr">' in html
    assert "<title>Qui tenait quelle ville au Mali, 14\u00a0novembre\u00a02023</title>" in html

"""Patterns are sifted by letters before they are asked: what is found stays the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mali_control.reading import frames, turns
from mali_control.reading.sifting import Sieve, letters_of

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"took(?: over)?", {"took"}),
        (r"\b(?:seiz(?:e|ed)|overr[au]n) (?:the )?P", {"seize", "overr"}),
        (r"(?:re)?captur(?:e|ed)", {"capture"}),
        (r"(?<=from )(?!the )[a-z]+", set()),
        (r"(?:fell|[a-z]+ed)", {"fell", "ed"}),
        (r"(?:fell|[a-z]+)", set()),
        (r"(?i)fell", set()),
        (r"(?:ab){2,3}", {"ab"}),
        (r"(?:ab){0,3}c", {"c"}),
    ],
)
def test_the_letters_that_a_pattern_needs(pattern, letters):
    assert letters_of(re.compile(pattern)) == letters


def test_patterns_that_may_match_are_named_in_order():
    sieve = Sieve([re.compile(pattern) for pattern in ("fell", "[a-z]+", "t(?:ook|aken)", "held")], after=0)
    assert sieve.fitting("taken and held") == [1, 2, 3]
    assert sieve.fitting("") == [1]


def test_few_texts_are_not_sifted():
    sieve = Sieve([re.compile("fell"), re.compile("held")], after=2)
    assert [list(sieve.fitting("held")) for _ in range(3)] == [[0, 1], [0, 1], [1]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_that_the_tables_find_in_articles_is_sifted_out(atlas, monkeypatch, language):
    texts: set[str] = set()
    fitting = Sieve.fitting
    monkeypatch.setattr(Sieve, "fitting", lambda sieve, text: texts.add(text) or fitting(sieve, text))
    for file in (DATA / "articles").iterdir():
        atlas.extract(file)
    assert len(texts) > 10
    patterns = [frame.words for frame in frames.read_frames(language)] + [turn.words for turn in turns._read(language)]
    sieve = Sieve(patterns, after=0)
    for text in texts:
        found = {number for number, pattern in enumerate(patterns) if pattern.search(text)}
        assert found <= set(fitting(sieve, text))

"""What stood before the first thing that a text tells of a place: guessed, and little believed."""

from __future__ import annotations

from datetime import date

import pytest

from mali_control.reading.beforehand import AT_MOST
from mali_control.reading.documents import from_text
from mali_control.reading.reader import propose


@pytest.fixture(scope="module")
def stood(atlas):
    """Read a text published on a Wednesday; gives what stood before, in short."""
    finder = atlas.finder(atlas.gazetteer)

    def stood(text: str, published: date = date(2023, 11, 15)) -> list[str]:
        found = [p for p in propose(from_text(text), finder, atlas.factions, published=published) if p.rule == "stood-before"]
        assert all(p.kind == "holds" and p.confidence <= AT_MOST for p in found)
        return [f"{p.place} {';'.join(p.by)} {p.date}" for p in found]

    return stood


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Malian army has lost a third post. JNIM fighters seized Talataye on 3 October 2023.",
            ["talataye mali [2023-07-05..2023-10-02]"],
        ),
        (
            "JNIM and Islamic State have fought for weeks. JNIM fighters attacked Islamic State in Tessit on 1 October 2023."
            " JNIM seized Talataye on 3 October 2023.",
            ["talataye is-sahel [2023-07-05..2023-10-02]"],
        ),
        (
            "The CSP had announced a war of attrition. The Malian army captured Anefis on 7 October 2023.",
            ["anefis csp [2023-07-09..2023-10-06]"],
        ),
        ("On 3 October 2023 the MSA was in control of Tidermene.", ["tidermene msa [2023-07-05..2023-10-02]"]),
        (
            "France handed its base in Menaka over to the Malian army on 13 June 2022. On 3 October 2023 the Malian army was in control of Menaka.",
            ["menaka mali [2023-07-05..2023-10-02]"],
        ),
        (
            "Fighting between the army and the CSP raged in Anefis in July 2023. On 3 October 2023 the CSP was in control of Anefis.",
            ["anefis csp [2023-04-02..2023-06-30]"],
        ),
        (
            "The army and the CSP fought for Anefis from 3 to 6 October 2023. The army captured Anefis on 7 October 2023.",
            ["anefis csp [2023-07-05..2023-10-02]"],
        ),
    ],
)
def test_who_held_it_until_then(stood, text, told):
    assert stood(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The Malian army captured Anefis on 7 October 2023.",  # from whom, the text does not let guess
        "JNIM fighters seized Talataye on 3 October 2023.",
        "JNIM claimed on 3 October 2023 that it had seized Talataye.",
        "JNIM fighters seized Talataye in 2023.",
        "The CSP attacked Lere on 17 September 2023. On 18 September 2023 the CSP was in control of Lere.",
        "On 22 October 2023 the army was in control of In-Afarak. It left In-Afarak on 23 October 2023.",
        "MINUSMA withdrew from Diabaly on 3 October 2023.",  # a guest
        "JNIM fighters seized Talataye from the MSA on 3 October 2023.",  # the text itself tells who held it
    ],
)
def test_where_nobody_can_tell_nothing_is_guessed(stood, text):
    assert stood(text) == []

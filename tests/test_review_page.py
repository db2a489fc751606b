"""The page on which proposals are reviewed: what it says, and, in a real browser, what can be done on it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_browser import chromium, until, visit  # noqa: F401 - fixtures
from test_render_world import POISON

import mali_control
from makers import history, report
from mali_control.control import Status
from mali_control.mentions import Mention
from mali_control.reading.documents import Span, from_text
from mali_control.reading.drafts import Draft, Extract
from mali_control.render.effects import effects
from mali_control.render.looks import Look
from mali_control.render.review_maps import mark_of
from mali_control.render.review_words import LANGUAGES
from mali_control.sources import Source

READY = "document.getElementById('decided').textContent"

TEXT = """\
= A week in the north =

On 3 March 2031, the FLA captured Ber. JNIM attacked Tinfoobar.

== Kidal ==

The FLA entered Kidal on March 10, 2031, and Kidal had been captured on 14 November 2023. {poison}
"""


def extract_of(poison: str = "") -> Extract:
    text = TEXT.replace("{poison}", poison)

    def span(words: str) -> dict[str, int]:
        start = text.index(words)
        return {"start": start, "end": start + len(words)}

    fields = {"source": "week", "section": "Kidal" + poison, "note": "what it says" + poison}
    drafts = (
        Draft(report("ber captures fla 2031-03-03", id="week-001", **fields), **span("On 3 March 2031, the FLA captured Ber."), rule="capture", confidence=0.9),
        Draft(report("kidal captures fla 2031-03-10", id="week-002", **fields), **span(TEXT.splitlines()[6][:40]), rule="enter" + poison, confidence=0.6),
        Draft(
            report("kidal captures mali;wagner 2023-11-14", id="week-003", against=("csp",), claimant="mali" + poison, **fields),
            **span("The FLA entered Kidal on March 10, 2031, and Kidal had been captured on 14 November 2023."),
            rule="capture", confidence=0.3, same_as="ko-015",
        ),
    )  # fmt: skip
    lost = text.index("Tinfoobar")
    unknown = (Mention(lost, lost + 9, "Tinfoobar", None, 0.5, "words around it"),)
    document = from_text(text)
    return Extract(document, Source("week", "A week in the north" + poison, "Herald" + poison, url="https://example.org"), drafts, unknown)


@pytest.fixture(scope="module")
def page(atlas: mali_control.Atlas) -> str:
    return atlas.review([extract_of()], "new dir")


def older_extract() -> Extract:
    text = "On 3 May 2014, MNLA fighters captured Ber. On 5 May 2014 they left."
    taken = Draft(report("ber captures mnla 2014-05-03", id="old-1", source="old"), 0, 42, "capture", 0.7)
    return Extract(from_text(text), Source("old", "An older week", "Herald"), (taken,))


@pytest.fixture(scope="module")
def two(atlas: mali_control.Atlas) -> str:
    return atlas.review([extract_of(), older_extract()], "new")


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"(?s)<(script|style).*?</\1>", "", html)).replace("\u00a0", " ")


def test_the_page_asks_for_nothing(page):
    assert not re.search(r"(?:src|href)=[\"'](?!#)", page)
    assert "@import" not in page
    assert "url(" not in page


def test_each_proposal_is_said_in_words_with_what_it_rests_on(page):
    said = plain(page)
    for words in (
        "3 proposals were read by rules", "1 of them say what the atlas knows already", "Ber taken by FLA", "3 March 2031",
        "confidence 0.90", "rule: capture", "Kidal taken by Mali and Wagner from CSP", "said by Mali", "Known already: ko-015 (Kidal offensive)",
        "Names that the gazetteer lacks", "JNIM attacked Tinfoobar.",
    ):  # fmt: skip
        assert words in said


def test_the_words_stay_the_words_of_the_text_and_marks_overlap_in_parts(page):
    body = page[page.index("<main") : page.index("</main>")]
    assert "The FLA entered Kidal on March 10, 2031, and Kidal had been captured on 14 November 2023." in re.sub(
        r"<a [^>]*>\d+</a>|<[^>]+>", "", body
    )
    assert re.findall(r'<mark data-n="([\d ]+)">', body) == ["1", "2 3", "3"]


def test_the_maps_show_the_last_day_on_which_a_proposal_begins_to_change_something(page, atlas):
    said = plain(page)
    assert "Before: 10 March 2031" in said
    assert "With the proposals: 10 March 2031" in said
    assert page.count('<svg class="sketch"') == 2
    assert "Kidal: Held by FLA" in page
    assert "Before: 3 March 2031" in plain(atlas.review([extract_of()], day="2031-03-03"))


def test_a_text_of_another_year_has_maps_of_its_own_days(two):
    said = plain(two)
    for words in (
        "Proposed reports: A week in the north and An older week",
        "Before: 10 March 2031",
        "Before: 3 May 2014",
        "3 May 2014 – Ber",
    ):
        assert words in said
    assert [len(re.findall(pattern, two)) for pattern in ('class="pair"', '<svg class="sketch"', 'id="ground0"', 'id="ground1"')] == [
        2,
        4,
        1,
        1,
    ]
    assert two.count(">its maps</button>") == 2


def test_of_many_texts_only_their_number_is_in_the_heading(atlas):
    older = older_extract()
    many = [replace(older, source=replace(older.source, id=f"t{n}", title=f"Text {n}")) for n in range(3)]
    assert "Proposed reports: 3 texts" in plain(atlas.review(many))


def test_the_legend_names_who_is_seen_only_as_a_ring_around_a_place_of_others(atlas):
    text = "JNIM besieged Hombori on 3 March 2031."
    draft = Draft(report("hombori besieges jnim 2031-03-03", id="t-1", source="t"), 0, len(text), "siege", 0.9)
    held = Draft(report("hombori holds mali 2031-03-02", id="t-2", source="t"), 0, len(text), "holds", 0.9)
    page = atlas.review([Extract(from_text(text), Source("t", "T", "Herald"), (held, draft))])
    legend = plain(re.search(r'(?s)<ul class="legend".*?</ul>', page)[0])
    assert "JNIM and forerunners" in legend
    assert "besieged, in the besieger’s colour" in legend


def test_each_of_several_besiegers_has_a_share_of_the_ring():
    mark = mark_of(Look(Status.CONTROLLED, ("#111111",), ("state",), "dot", siege=("#222222", "#333333")), 7)
    assert re.findall(r'stroke="(#\d+)" stroke-width="2.5" pathLength="2" stroke-dasharray="1 1" stroke-dashoffset="-(\d)"', mark) == [
        ("#222222", "0"), ("#333333", "1"),
    ]  # fmt: skip


def test_what_would_change_is_listed(page):
    said = plain(page)
    assert re.search(r"Kidal from 10 March 2031 on 2Held jointly by Africa Corps and Mali → Held by FLA", said)


def test_the_page_speaks_french(atlas):
    page = atlas.review([extract_of()], lang="fr")
    assert '<html lang="fr">' in page
    said = plain(page)
    for words in ("3 propositions ont été lues", "pris par le FLA", "10 mars 2031", "confiance 0,90", "Déjà connu"):
        assert words in said


def test_both_languages_have_the_same_words_and_gaps():
    english, french = LANGUAGES["en"], LANGUAGES["fr"]
    assert list(english) == list(french)
    assert [sorted(re.findall(r"\{\w+\}", text)) for text in english.values()] == [
        sorted(re.findall(r"\{\w+\}", text)) for text in french.values()
    ]


def test_a_text_without_proposals_has_a_page_too(atlas):
    document = from_text("Nothing happened.", "Quiet")
    page = atlas.review([Extract(document, Source("quiet", "Quiet", "publisher not given"), ())])
    assert "The rules read nothing here." in plain(page)
    assert "publisher not given" in plain(page)


def test_statements_without_a_day_are_listed(atlas):
    text = "The army captured Kidal on a day that nobody tells."
    page = atlas.review([Extract(from_text(text), Source("quiet", "Quiet", "publisher not given"), (), (), (Span(0, len(text)),))])
    assert "Statements without a day" in plain(page)
    assert plain(page).count(text) == 2


def test_effects_are_the_spans_in_which_holder_status_or_siege_differ():
    before = history("town holds mali 2023-01-01", "town captures csp 2023-10-01")
    after = before.told_also_by([report("town captures csp 2023-09-01")])
    (effect,) = effects(before, after, ["town", "village"])
    assert (effect.place, str(effect.start), str(effect.end)) == ("town", "2023-09-01", "2023-10-01")
    assert (effect.before.controllers, effect.after.controllers) == (("mali",), ("csp",))
    assert effects(before, before, ["town"]) == []


# In a browser


@pytest.fixture
def opened(visit, page):  # noqa: F811 - the fixture
    return visit(page, ready=READY)


def lines(page) -> str:
    return page.evaluate("document.getElementById('lines').textContent")


def shown(page) -> int:
    return page.evaluate("document.querySelectorAll('.card:not([hidden])').length")


@pytest.mark.browser
def test_ticks_build_the_commands_to_run(opened):
    opened.locator("#p1 .accept").check()
    opened.locator("#p2 .reject").check()
    assert lines(opened) == "mali-control accept 'new dir' week-001 --into my-data\nmali-control reject 'new dir' week-002"
    opened.locator("#p1 .reject").check()  # one or the other
    assert not opened.locator("#p1 .accept").is_checked()
    opened.locator("#into").fill("it's mine")
    opened.locator("#p3 .accept").check()
    assert lines(opened).startswith("mali-control accept 'new dir' week-003 --into 'it'\\''s mine'")
    opened.locator("#clear").click()
    assert not opened.locator("#run").is_visible()


@pytest.mark.browser
def test_what_rests_on_rejected_proposals_alone_is_struck_out_and_taken_off_the_map(opened):
    then = """document.querySelector("figure .then[data-rests='2']")"""
    assert opened.evaluate(f"getComputedStyle({then}).display") != "none"
    opened.locator("#p2 .reject").check()
    assert opened.evaluate("[...document.querySelectorAll('.effects .gone b')].map(b => b.textContent)")[0] == "Kidal"
    assert opened.evaluate(f"[getComputedStyle({then}).display, getComputedStyle({then}.nextElementSibling).display]") == ["none", "inline"]
    assert opened.locator("#without").text_content().startswith("Struck out")
    opened.locator("#p2 .accept").check()
    assert opened.evaluate("document.querySelectorAll('.effects .gone').length") == 0
    assert opened.locator("#without").text_content() == ""


MAPS = """[...document.querySelectorAll(".pair:not([hidden]) figure")].map(figure => [figure.querySelector("figcaption").textContent.replaceAll("\\u00a0", " "),
    [...figure.querySelectorAll("title")].filter(e => !e.closest("[hidden]") && e.textContent.startsWith("Ber:")).map(e => e.textContent).join()])"""


@pytest.mark.browser
def test_the_reader_chooses_the_day_of_the_maps(visit, two):  # noqa: F811
    opened = visit(two, ready=READY)
    assert [caption for caption, _ in opened.evaluate(MAPS)] == ["Before: 10 March 2031", "With the proposals: 10 March 2031"]
    opened.locator("#earlier").click()
    before, after = opened.evaluate(MAPS)
    assert before == ["Before: 3 March 2031", "Ber: Held jointly by Africa Corps and Mali"]
    assert after == ["With the proposals: 3 March 2031", "Ber: Held by FLA"]
    opened.locator("main .day").last.click()  # the maps of the older text
    assert opened.evaluate(MAPS)[1] == ["With the proposals: 3 May 2014", "Ber: Held by MNLA"]
    assert opened.evaluate(
        """(box => [...document.querySelectorAll(".effects .here")].some(e => e.getBoundingClientRect().top >= box.top && e.getBoundingClientRect().top < box.bottom))
        (document.querySelector(".effects .list").getBoundingClientRect())"""
    )
    opened.locator(".effects button.day").last.click()  # from the list of changes
    assert opened.locator("#day").evaluate("e => e.selectedOptions[0].dataset.said").replace("\u00a0", " ") == "10 March 2031"
    opened.locator("#day").select_option("0 0")
    assert opened.locator("#earlier").is_disabled()
    assert not opened.locator("#later").is_disabled()


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_names_on_the_maps_can_be_read_on_any_screen(visit, two, size):  # noqa: F811
    opened = visit(two, size=size, ready=READY)
    sizes = opened.evaluate(
        """[...document.querySelectorAll(".pair:not([hidden]) svg.sketch")].flatMap(svg => [...svg.querySelectorAll("text")].filter(t => t.getBoundingClientRect().width)
        .map(t => parseFloat(getComputedStyle(t).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""
    )  # fmt: skip
    assert sizes
    assert min(sizes) > 9.5


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_many_lines_of_what_would_change_are_seen_at_once(visit, atlas, size):  # noqa: F811
    places = ["ber", "gao", "kidal", "tessalit", "menaka", "timbuktu", "lere", "anefis", "bourem", "goundam", "douentza", "hombori"]
    drafts = [
        Draft(report(f"{place} captures fla 2031-03-{day:02}", id=f"t-{day}", source="t"), 0, 4, "capture", 0.9)
        for day, place in enumerate(places, 1)
    ]
    opened = visit(atlas.review([Extract(from_text("Text."), Source("t", "T", "Herald"), tuple(drafts))]), size=size, ready=READY)
    seen = """(box => [...document.querySelectorAll(".effects li")].filter(e => e.getBoundingClientRect().bottom <= box.bottom).length)
        (document.querySelector(".effects .list").getBoundingClientRect())"""
    assert opened.evaluate(seen) >= 8


@pytest.mark.browser
def test_ticks_outlive_the_page(opened):
    opened.locator("#p1 .accept").check()
    opened.reload()
    assert opened.locator("#p1 .accept").is_checked()


@pytest.mark.browser
def test_each_side_lights_up_the_other(opened):
    opened.locator("#p3").hover()
    assert opened.evaluate("[...document.querySelectorAll('mark.on')].map(m => m.dataset.n)") == ["2 3", "3"]
    opened.locator("mark").first.hover()
    assert opened.evaluate("[...document.querySelectorAll('.card.on')].map(c => c.dataset.n)") == ["1"]
    opened.locator("mark").nth(2).click()
    assert opened.evaluate("document.activeElement.id") == "p3"


@pytest.mark.browser
def test_the_keyboard_does_it_all(opened):
    for key in ("j", "a", "j", "r"):
        opened.keyboard.press(key)
    assert lines(opened) == "mali-control accept 'new dir' week-001 --into my-data\nmali-control reject 'new dir' week-002"
    opened.keyboard.press("u")
    opened.keyboard.press("k")
    assert opened.evaluate("document.activeElement.id") == "p1"
    assert "reject" not in lines(opened)


@pytest.mark.browser
def test_filters_hide_cards_and_pale_their_marks(opened):
    opened.locator("#least").fill("0.55")
    assert (shown(opened), opened.locator("#shown").text_content()) == (2, "2 of 3 shown")
    assert opened.evaluate("document.querySelectorAll('mark.off').length") == 1
    assert opened.locator("output[for=least]").text_content() == "0.55"
    opened.evaluate("document.documentElement.lang = 'fr'")
    opened.locator("#least").fill("0.5")
    assert opened.locator("output[for=least]").text_content() == "0,50"
    opened.locator("#least").fill("0.55")
    opened.locator("#all").click()
    assert "week-001 week-002 --into" in lines(opened)
    opened.locator("#least").fill("0")
    opened.locator("#hide_known").check()
    assert shown(opened) == 2
    opened.locator("#hide_decided").check()
    assert shown(opened) == 0
    opened.locator("#hide_known").uncheck()
    opened.locator("input[name=kind]").uncheck()
    assert shown(opened) == 0


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_nothing_is_wider_than_the_screen(visit, page, size):  # noqa: F811
    opened = visit(page, size=size, ready=READY)
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    quote = opened.locator("#p1 blockquote").is_visible()
    assert quote is (size == "phone")  # where the text is not beside the card, the card quotes it


@pytest.mark.browser
def test_on_paper_all_proposals_stand_with_their_sentences_and_no_controls(opened):
    opened.emulate_media(media="print")
    assert opened.locator("#p1 blockquote").is_visible()
    assert not opened.locator(".filter").is_visible()
    assert not opened.locator("#commands").is_visible()


@pytest.mark.browser
def test_hostile_text_is_shown_and_never_run(visit, atlas):  # noqa: F811
    opened = visit(atlas.review([extract_of(POISON)], "new" + POISON), ready=READY)
    opened.evaluate("window.ran = false")
    opened.locator("#p1 .accept").check()
    assert opened.evaluate("window.pwned") is None
    assert opened.evaluate("document.querySelectorAll('img, main script, aside script').length") == 0
    assert POISON in opened.locator("h1").text_content()
    assert POISON in opened.locator("#p2").text_content()
    assert POISON in opened.locator("main").text_content()
    assert POISON in lines(opened).replace("'\\''", "'")


@pytest.mark.browser
def test_every_control_has_a_name_and_every_id_is_there_once(opened):
    assert opened.evaluate(
        """[...document.querySelectorAll('input, button, [tabindex="0"]')].filter(e => !(e.closest('label') || e.labels?.length
        || e.textContent.trim() || e.getAttribute('aria-label'))).length"""
    ) == 0  # fmt: skip
    assert opened.evaluate("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))") == 0
    assert (
        opened.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).length")
        == 0
    )


def test_a_proposal_that_repeats_another_says_so(atlas):
    extract = extract_of()
    twice = replace(extract, drafts=(extract.drafts[0], replace(extract.drafts[1], repeats="week-001"), extract.drafts[2]))
    page = atlas.review([twice])
    assert 'Only repeats proposal <a class="n" href="#p1">1</a>' in page


def test_the_shipped_article_fits_a_small_file(atlas):
    assert len(atlas.review([atlas.extract(Path(__file__).parent / "data" / "article.md")])) < 100_000

"""Reading documents: sections, paragraphs and sentences, with offsets into one plain text."""

from __future__ import annotations

import textwrap

import pytest

from mali_control.reading import documents

WIKI = textwrap.dedent(
    """\
    = Battle of Millbridge =

    Infobox
    - Place: Millbridge, Low County
    - Date: 3 March 2024
    - Result: Victory of the Front

    The battle was fought over a town.

    == Background ==
    The army had held it since 1999.[1] [2] Gen. A. Smith led No. 2 Company, i.e. the garrison.

    === The bridge ===

    It was blown up at 4 p.m. on Mar. 2. "We hold it. All of it," he said.
    """
)


def said(document: documents.Document) -> list[str]:
    return [document.text[s.start : s.end] for _, _, s in document.sentences()]


def test_wiki_headings_make_sections_with_their_path():
    document = documents.from_text(WIKI, "battle.txt")
    assert (document.title, document.language) == ("Battle of Millbridge", "en")
    assert [(s.title, s.path) for s in document.sections] == [
        ("Infobox", ("Infobox",)),
        ("Lead", ("Lead",)),
        ("Background", ("Background",)),
        ("The bridge", ("Background", "The bridge")),
    ]


def test_lines_of_an_infobox_are_paragraphs_of_their_own_kind():
    box = documents.from_text(WIKI).sections[0]
    assert [(p.kind, p.label, WIKI[p.start : p.end]) for p in box.paragraphs] == [
        ("infobox", "Place", "Millbridge, Low County"),
        ("infobox", "Date", "3 March 2024"),
        ("infobox", "Result", "Victory of the Front"),
    ]


def test_offsets_are_those_of_the_text_as_it_was_given_and_sections_leave_no_gap():
    document = documents.from_text(WIKI)
    assert document.text == WIKI
    assert [s.end for s in document.sections] == [*(s.start for s in document.sections[1:]), len(WIKI)]
    for section, paragraph, sentence in document.sentences():
        assert section.start <= paragraph.start <= sentence.start < sentence.end <= paragraph.end <= section.end


def test_blanks_that_say_nothing_can_be_taken_out_and_every_sign_is_found_again():
    document = documents.from_text("= The war =\n\n\tThe  Front took \n   Millbridge. It\u00a0 stays.\n\n= Later =\n\nIt  left. \n")
    narrow, stood = documents.narrowed(document)
    assert said(narrow) == ["The Front took\nMillbridge.", "It\u00a0stays.", "It left."]
    assert "".join(document.text[n] for n in stood) == narrow.text
    for (_, _, one), (_, _, other) in zip(narrow.sentences(), document.sentences(), strict=True):
        assert (stood[one.start], stood[one.end - 1] + 1) == (other.start, other.end)
    assert documents.narrowed(narrow)[0] is narrow
    assert (narrow.sections[-1].title, narrow.sections[-1].end) == ("Later", len(narrow.text))


def test_short_words_initials_quotes_and_footnotes_do_not_break_sentences():
    assert said(documents.from_text(WIKI))[4:] == [
        "The army had held it since 1999.[1] [2]",
        "Gen. A. Smith led No. 2 Company, i.e. the garrison.",
        "It was blown up at 4 p.m. on Mar. 2.",
        '"We hold it. All of it," he said.',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le gén. Diallo a pris la ville.",
        "L'art. 3 de l'accord est appliqué le 14 nov. 2023 à Kidal.",
        "M. Diallo et Mme. Traoré sont partis (cf. p. 3).",
        "« Nous tenons la ville. Elle est à nous », dit-il.",
    ],
)
def test_each_of_these_is_one_french_sentence(text):
    document = documents.from_text(f"{text} Les autres sont restés dans la ville avec le chef de la région.")
    assert document.language == "fr"
    assert said(document)[0] == text
    assert len(said(document)) == 2


def test_without_marks_a_short_line_by_itself_is_a_heading_and_what_stands_on_each_page_is_not():
    page = "\n\nThe War in Low County\n\n"
    text = f"The War in Low County\n\nIt began early.{page}The first year\n\nThe Front took towns.{page}And villages.{page}It went on.\n"
    document = documents.from_text(text)
    assert document.title == "The War in Low County"
    assert [(s.title, len(s.paragraphs)) for s in document.sections] == [("Lead", 1), ("The first year", 3)]


def test_a_text_that_stands_before_any_heading_is_an_article():
    text = "Front takes Millbridge\n\n" + "The Front took the town on Sunday, and nobody was hurt. " * 5 + "\n\nRead also\n\nOther news."
    assert [s.title for s in documents.from_text(text).sections] == ["Article", "Read also"]
    assert [s.title for s in documents.from_text("One line.").sections] == ["Article"]


def test_items_keep_the_lines_that_go_on_with_them():
    text = "- March 3: the Front takes\nthe bridge. It stays.\n- March 4: it leaves.\n\n1. First\n2. Second\n"
    (section,) = documents.from_text(text).sections
    assert [(p.kind, text[p.start : p.end]) for p in section.paragraphs] == [
        ("item", "March 3: the Front takes\nthe bridge. It stays."),
        ("item", "March 4: it leaves."),
        ("item", "First"),
        ("item", "Second"),
    ]


def test_lines_broken_to_a_width_are_one_paragraph_and_longer_ones_are_each_their_own():
    broken = "The army had held the town since\nthe war began. It left in March.\n"
    assert said(documents.from_text(broken)) == ["The army had held the town since\nthe war began.", "It left in March."]
    whole = "A long line. " * 15 + "\n" + "Another. " * 15
    assert len(documents.from_text(whole).sections[0].paragraphs) == 2
    goes_on = "A long line. " * 10 + "The Azawad Liberation Front\n(FLA) had the town. " + "Another. " * 15
    assert "The Azawad Liberation Front\n(FLA) had the town." in said(documents.from_text(goes_on))


def test_markdown_headings_in_plain_text_count_as_well():
    document = documents.from_text("# Title\n\nLead.\n\n## Later ##\n\nMore.\n")
    assert (document.title, [s.title for s in document.sections]) == ("Title", ["Lead", "Later"])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The war\n\nIt began early.\n\n1. Background\n\nThe army was there.\n\n2.1 Offensive\n\nIt went on and on.\n", ["Lead", "1. Background", "2.1 Offensive"]),
        ("The war\n=======\n\nIt began.\n\nBackground\n----------\nThe army was there and stayed.\n", ["Lead", "Background"]),
        ("The war\n\nIt began.\n\nTHE OFFENSIVE\nIt went on and on and on.\n", ["Lead", "THE OFFENSIVE"]),
        ("The war\n" + "A long line. " * 12 + "\nThe fall of the town\n" + "Another one. " * 12, ["Lead", "The fall of the town"]),
        ("The war\n\nIt began.\n\n-- \nWHAT IS KNOWN\n\nThere is nothing more to say of it.\n", ["Lead", "WHAT IS KNOWN"]),
        ("The war\nBy Amina Diallo\n12 March 2024\n\nIt began.\n\nNotes:\n\nThere is nothing more to say of it.\n", ["Lead", "Notes:"]),
    ],
)  # fmt: skip
def test_headings_that_nothing_marks(text, titles):
    document = documents.from_text(text)
    assert (document.title, [section.title for section in document.sections]) == ("The war", titles)


def test_numbered_lines_one_after_the_other_are_a_list_and_a_rule_is_no_text():
    assert [p.kind for p in documents.from_text("1. First\n\n2. Second\n\n3. Third\n").sections[0].paragraphs] == ["item"] * 3
    assert said(documents.from_text("It began.\n\n-----\n\nIt ended.")) == ["It began.", "It ended."]


@pytest.mark.parametrize("text", ["", "\n\n", "= Only a title =\n"])
def test_a_text_without_sentences_is_still_a_document(text):
    document = documents.from_text(text, "name")
    assert len(document.sections) == 1
    assert said(document) == []

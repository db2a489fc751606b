"""News articles: days counted from the one of publication, and what a text says of its own day. The sentences are our own; many tell invented events."""

from __future__ import annotations

from datetime import date

import pytest

from mali_control.dates import parse_date
from mali_control.reading.documents import from_text
from mali_control.reading.reader import propose, read_reports
from mali_control.reading.when import Clock, Span, edtf

WEDNESDAY = date(2023, 11, 15)


@pytest.fixture(scope="module")
def finder(atlas):
    return atlas.finder(atlas.gazetteer)


@pytest.fixture(scope="module")
def tell(atlas, finder):
    """Read a text published on a Wednesday; gives each proposal in short, without what stood before all that the text tells."""

    def tell(text: str, published: date | str | None = WEDNESDAY) -> list[str]:
        day = parse_date(published) if isinstance(published, str) else published
        found = propose(from_text(text), finder, atlas.factions, published=day)
        return [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in found if p.rule != "stood-before"]

    return tell


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("on Tuesday", "2023-11-14"),
        ("Tuesday morning", "2023-11-14"),
        ("mardi matin", "2023-11-14"),
        ("mercredi soir", "2023-11-15"),
        ("jeudi dernier", "2023-11-09"),
        ("yesterday", "2023-11-14"),
        ("avant-hier", "2023-11-13"),
        ("overnight", "[2023-11-14..2023-11-15]"),
        ("dans la nuit de lundi à mardi", "[2023-11-13..2023-11-14]"),
        ("last week", "[2023-11-06..2023-11-12]"),
        ("le week-end dernier", "[2023-11-11..2023-11-12]"),
        ("two weeks ago", "[2023-10-29..2023-11-04]"),
        ("il y a deux semaines", "[2023-10-29..2023-11-04]"),
        ("three days ago", "2023-11-12"),
        ("earlier this month", "[2023-11-01..2023-11-15]"),
        ("le mois dernier", "2023-10"),
        ("in the past few days", "[2023-11-08..2023-11-15]"),
        ("ces dernières 48 heures", None),
        ("ces derniers jours", "[2023-11-08..2023-11-15]"),
        ("since January", "2023-01"),
        ("depuis lundi", "2023-11-13"),
        ("depuis deux mois", "[2023-09-01..2023-10-01]"),
        ("le 14 novembre", "2023-11-14"),
        ("on 3 December", "2022-12-03"),
        ("is due to end on 3 December", "2023-12-03"),
        ("in November", "2023-11"),
        ("last November", "2022-11"),
        ("en novembre dernier", "2022-11"),
        ("on Tuesday, November 14", "2023-11-14"),
        ("le mardi 7 novembre 2023", "2023-11-07"),
    ],
)
def test_days_of_the_news(words, told):
    found = [str(edtf(*moment.bounds())) for moment in Clock(Span(WEDNESDAY, WEDNESDAY), is_news=True).read(words)]
    assert found == ([told] if told else [])


def test_a_publication_of_some_day_in_a_month_leaves_its_weekdays_open(tell):
    assert tell("The army captured Kidal on Tuesday.", "2023-11") == ["kidal captures mali [2023-10-31..2023-11-28]"]


@pytest.mark.parametrize(
    "text",
    [
        "The army will withdraw from Kidal next week.",
        "The army withdraws from Kidal next Tuesday.",
        "L'armée se retire de Kidal mardi prochain.",
        "The mission is to leave Kidal on 31 December.",
    ],
)
def test_what_is_to_come_is_not_told_as_done(tell, text):
    assert tell(text) == []


def test_the_day_of_a_statement_is_the_last_on_which_it_can_have_happened(tell):
    assert tell("The army said on Tuesday that it had captured Kidal.") == ["kidal captures mali [2023-11-13..2023-11-14]"]
    assert tell("The army said on Tuesday that it had captured Kidal on Saturday.") == ["kidal captures mali 2023-11-11"]
    assert tell("L'armée malienne a annoncé mardi avoir pris Kidal.") == ["kidal captures mali [2023-11-13..2023-11-14]"]


def test_the_news_comes_back_from_what_is_long_past(tell):
    told = tell("Fighting began on Monday. French troops retook Gao on 26 January 2013. The army has now captured Kidal.")
    assert told == ["gao captures france 2013-01-26", "kidal captures mali [2023-11-08..2023-11-15]"]
    told = tell("French troops retook Gao on 26 January 2013.\n\nThe rebels left Kidal on 6 November.")
    assert "kidal withdraws csp 2023-11-06" in told


def test_who_had_held_it_held_it_until_then(atlas, finder):
    text = "The army captured Kidal on Tuesday. The CSP had held the town since 2021."
    held = propose(from_text(text), finder, atlas.factions, published=WEDNESDAY)[-1]
    assert (held.kind, str(held.date), str(held.until)) == ("holds", "2021", "2023-11-13")


@pytest.mark.parametrize(
    "text",
    [
        "The army captured Kidal on Tuesday.",
        "The army captured Kidal.",
        "On Tuesday the army moved. It captured Kidal.",
        "France came in 2013. The army captured Kidal on Tuesday.",
        "On Tuesday it rained. In 2013 all was quiet. The army has now captured Kidal.",
        "BAMAKO, Nov 14 (Reuters) - The army captured Kidal on Tuesday.",
        "The army captured Kidal on Oct 14, after a quiet Monday morning.",
    ],
)
def test_where_nothing_tells_the_day_none_is_made_up(atlas, finder, text):
    told, undated = read_reports(from_text(text), finder, atlas.factions)
    assert told == []
    assert [text[s.start : s.end] for s in undated] == [text[text.index(text[s.start : s.end]) :][: s.end - s.start] for s in undated]
    assert len(undated) == 1


# What a text says of its own day


@pytest.mark.parametrize(
    ("text", "day", "by"),
    [
        ("Army takes Kidal\n\nBAMAKO, Nov 14, 2023 (Reuters) - The army took Kidal.\n", "2023-11-14", "dateline"),
        ("Bamako (AFP) 15/11/2023 L'armée a pris la ville et le camp de Kidal.\n", "2023-11-15", "dateline"),
        ("Bamako, le 14 novembre 2023 (APA) - L'armée a pris la ville de Kidal.\n", "2023-11-14", "dateline"),
        ("Army takes Kidal\nBy Amina Diallo\nPublished: 15 November 2023, 10:30 GMT\n\nThe army took Kidal.\n", "2023-11-15", "byline"),
        (
            "L'armée prend Kidal\n\nPublié le : 14/11/2023 - 18:05 Modifié le : 15/11/2023\n\nL'armée a pris la ville.\n",
            "2023-11-14",
            "byline",
        ),
        ("Army takes Kidal\n\nThe army took Kidal.\n\nIt rained.\n\ndate 2023-11-14\n", "2023-11-14", "byline"),
        ("Army takes Kidal\n\nTuesday, 14 November 2023\n\nThe army took Kidal.\n", "2023-11-14", "byline"),
        ("Army takes Kidal\n\nBamako, 14 November 2023\n\nThe army took Kidal.\n", "2023-11-14", "dateline"),
        (
            "Army takes Kidal\nBy our correspondent in Gao\n\n\tGao,  14 November\n2023 (NWA)  –  The army took Kidal.\n",
            "2023-11-14",
            "dateline",
        ),
        ("Army takes Kidal\n\nUpdated 16 November 2023\n\nPosted 15 November 2023\n\nThe army took Kidal.\n", "2023-11-15", "byline"),
    ],
)
def test_datelines_and_bylines_give_the_day_of_publication(text, day, by):
    facts = from_text(text).facts
    assert (facts["published"], facts["dated by"]) == (day, by)


@pytest.mark.parametrize(
    "text",
    [
        "On 14 November 2023 the army took Kidal. It rained.",
        "12 November 2023\n\nThe army took Anefis.\n\n14 November 2023\n\nIt took Kidal.",
        "Published 5/11/2023\n\nThe army took the town, and that was all that there was.",
    ],
)
def test_days_of_the_story_and_days_that_can_be_read_two_ways_are_not_the_day_of_publication(text):
    assert "published" not in from_text(text).facts


def test_a_dateline_is_no_sentence_of_the_story(tell):
    assert tell("Attack in the north\n\nGAO, Mali (AP) — The army captured Kidal on Monday.") == ["kidal captures mali 2023-11-13"]
    document = from_text("Attack in the north\n\nGAO, Mali (AP) — The army captured Kidal on Monday.")
    assert [p.kind for p in document.sections[0].paragraphs] == ["byline", "text"]


# Turns of phrase


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The town of Boni has been JNIM's since Monday.", "boni holds jnim 2023-11-13"),
        ("Kidal stays a CSP town, elders said on Monday.", "kidal holds csp 2023-11-13"),
        ("JNIM fighters, masters of Boni, closed the school on Monday.", "boni holds jnim 2023-11-13"),
        ("On Monday GATIA's fighters, helped by the MSA, routed the CSP at Anefis.", "anefis captures gatia 2023-11-13"),
        ("JNIM's eviction of the army from Boni on Monday shocked many.", "boni captures jnim 2023-11-13"),
        ("The return of the army to Boni was completed on Monday.", "boni captures mali 2023-11-13"),
        ("On Monday the CSP left Anefis to its partners of JNIM.", "anefis hands-over jnim 2023-11-13"),
        ("The soldiers left the Boni camp on Monday and JNIM moved in behind them.", "boni-camp captures jnim 2023-11-13"),
        ("On Monday the flag of the CSP was up over the governor's office in Kidal.", "kidal holds csp 2023-11-13"),
        ("On Monday JNIM shared Boni with the MSA.", "boni holds jnim;msa 2023-11-13"),
        ("Although fighters reached its gates, the army did not lose Boni on Monday.", "boni holds mali 2023-11-13"),
        ("On Monday inside Boni soldiers held the main crossroads.", "boni holds mali 2023-11-13"),
        ("The JNIM fighters who had ruled Boni for months fled on Monday.", "boni withdraws jnim 2023-11-13"),
        ("Told by the army to leave Anefis, the CSP's fighters stayed put on Monday.", "anefis holds csp 2023-11-13"),
        ("On Monday the army entered Kidal without a shot, ending ten years of rebel rule in the town.", "kidal holds csp [2023-08-15..2023-11-12]"),
        ("Boni spent a night in the hands of JNIM on Monday.", "boni seizes-briefly jnim 2023-11-13"),
        ("On Monday JNIM imposed its law in Boni.", "boni holds jnim 2023-11-13"),
        ("On Monday JNIM fighters patrolled the streets of Boni.", "boni holds jnim 2023-11-13"),
        ("The loss of Boni to JNIM on Monday was a shock.", "boni captures jnim 2023-11-13"),
        ("On Monday the soldiers of Boni surrendered after four days.", "boni withdraws mali 2023-11-13"),
        ("JNIM has cut every road into Boni since Monday.", "boni besieges jnim 2023-11-13"),
        ("On Monday Boni was home to a garrison of the Malian army.", "boni holds mali 2023-11-13"),
        ("On Monday a ceremony marked the transfer of the Gossi camp to the army.", "gossi-french-base hands-over mali 2023-11-13"),
        ("A soldier who was not authorised to speak to the press said the army had retreated from Boni on Monday.", "boni withdraws mali 2023-11-13"),
        ("On Monday Kidal continued to be administered by the CSP.", "kidal holds csp 2023-11-13"),
        ("On Monday Sokolo became the latest town to fall to JNIM.", "sokolo captures jnim 2023-11-13"),
        ("JNIM fighters stormed the camp at Boni on Monday, killing ten soldiers before taking over the town.", "boni captures jnim 2023-11-13"),
        ("JNIM overran the Boni camp on Monday, but reinforcements drove them out at dusk.", "boni-camp captures mali 2023-11-13"),
        ("Boni changed hands on Monday: the army dislodged JNIM's men.", "boni captures mali 2023-11-13"),
        ("Soldiers who entered Boni on Monday met no resistance.", "boni captures mali 2023-11-13"),
        ("Since Monday JNIM's grip on Boni has been firm.", "boni holds jnim 2023-11-13"),
        ('"Boni is liberated," the mayor said on Monday.', "boni captures mali [2023-11-12..2023-11-13]"),
        ("On Monday a ceremony marked the transfer of the Gossi camp from the French force to the army.", "gossi-french-base holds france [2023-08-15..2023-11-12]"),
        ("The French passed responsibility for the Gossi base to the army on Monday.", "gossi-french-base hands-over mali 2023-11-13"),
        ("Of the army's positions there remained only Boni on Monday.", "boni holds mali 2023-11-13"),
        ("At Boni it was on Monday the men of JNIM who searched the lorries.", "boni holds jnim 2023-11-13"),
        ("Anefis, wrested from the CSP by GATIA on Monday, lies on the road.", "anefis holds csp [2023-08-15..2023-11-12]"),
        ("JNIM overran the camp at Boni on Sunday. Soldiers returned to the charred barracks on Monday.", "boni-camp captures mali 2023-11-13"),
        ("The border town of Boni is small. The border town has been in the hands of JNIM since Monday.", "boni holds jnim 2023-11-13"),
        ('On Monday JNIM chased the army out of Boni. "All of Boni is in our hands," said a spokesman for JNIM.', "boni holds mali [2023-08-15..2023-11-12]"),
        ("Until this week Boni had been a bastion of the rival alliance known by its Arabic initials JNIM.", "boni holds jnim [2023-08-15..2023-11-12]"),
        ("Soldiers are all stationed in Boni.", "boni holds mali [2023-08-18..2023-11-15]"),
        ("JNIM is active here. Gunmen stormed a military base in the northern Malian town of Soumpi on Monday. The terrorists left at noon.", "soumpi holds mali 2023-11-13"),
        ("Kidal, from which the army was expelled in May 2014, has remained the CSP's stronghold.", "kidal holds csp [2023-08-10..2023-11-07]"),
        ("Boni is now under the control of armed men from JNIM, two residents told Reuters on Monday.", "boni holds jnim 2023-11-13"),
        ("After several hours of fighting, the soldiers were forced to abandon their positions in Boni on Monday.", "boni withdraws mali 2023-11-13"),
        ("The army has redeployed from Boni to Douentza, a security source said on Monday.", "boni withdraws mali [2023-11-12..2023-11-13]"),
        ("The blockade imposed by JNIM on Boni since Monday has cut off food supplies.", "boni besieges jnim 2023-11-13"),
        ("The army repelled an attack by JNIM on its camp in Boni on Monday.", "boni-camp repels mali 2023-11-13"),
        ("No soldiers were left in Boni on Monday after the army's withdrawal.", "boni withdraws mali 2023-11-13"),
        ("There has been no army presence in Boni since Monday, when soldiers left.", "boni withdraws mali 2023-11-13"),
        ("The Malian flag was once again flying over Kidal on Monday.", "kidal holds mali 2023-11-13"),
        ("Rebels from the CSP took the camp abandoned by UN peacekeepers in Kidal on Monday.", "kidal-minusma-camp captures csp 2023-11-13"),
        ('The military said on Monday it had taken back Boni from "terrorists".', "boni captures mali [2023-11-12..2023-11-13]"),
        ("On Monday Boni returned to government control.", "boni captures mali 2023-11-13"),
        ("On Monday the army was nowhere to be seen in Boni and JNIM fighters were manning checkpoints in the town.", "boni withdraws mali 2023-11-13"),
        ("JNIM is near. An attempt by the army to retake Kidal from the CSP failed on Monday.", "kidal repels csp 2023-11-13"),
        ("Government troops marched into Kidal on Monday to cheers from residents.", "kidal captures mali 2023-11-13"),
        ("Talataye changed hands again on Monday, with JNIM taking it back from the Islamic State.", "talataye captures jnim 2023-11-13"),
        ("On Monday the governor visited Boni, back in army hands since Sunday.", "boni holds mali 2023-11-13"),
        ("JNIM captured Boni on Monday. On Tuesday the army launched a counter-offensive and drove the militants out.", "boni captures mali 2023-11-14"),
        ("JNIM stormed and seized an army base in Soumpi on Monday.", "soumpi-base captures jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_turns_of_phrase_that_tell_whose_a_place_is(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rumours that the CSP was back in Kidal swept Gao on Monday, but nobody had seen anything.",
        "On Monday the CSP gained a foothold in the outskirts of Kidal.",
        "The return of the army to Kidal is expected, a minister said on Monday.",
    ],
)
def test_rumours_footholds_and_returns_to_come_are_no_change(tell, text):
    assert not [line for line in tell(text) if line.startswith("kidal")]


# Headlines


def test_a_headline_tells_what_the_article_does_not(tell):
    headline = "Nord du Mali : Kidal aux mains des rebelles"
    assert tell(f"{headline}\n\nLes habitants de la ville sont inquiets, dit-on dans la région.") == [
        "kidal holds csp [2023-11-13..2023-11-15]"
    ]
    assert tell(f"{headline}\n\nLes rebelles ont pris Kidal lundi, disent les habitants de la ville.") == ["kidal captures csp 2023-11-13"]
    assert tell("Has the army captured Kidal?\n\nNobody in the town could say so on Monday, and the roads are closed.") == []


def test_who_left_a_place_left_it_after_taking_it(tell):
    told = tell("Le GSIM n'est plus dans Léré. Le groupe s'était emparé de la ville le 14 novembre, selon les habitants.")
    assert told == ["lere withdraws jnim [2023-11-14..2023-11-15]", "lere captures jnim 2023-11-14"]


def test_who_held_a_place_within_the_days_in_which_it_was_taken_held_it_before(tell):
    told = tell("Talataye was still held by JNIM at the time. On Monday the Islamic State captured Talataye, residents said in the region.")
    assert told == ["talataye holds jnim [2023-11-08..2023-11-12]", "talataye captures is-sahel 2023-11-13"]


def test_two_months_are_one_span(tell):
    assert tell("Gao was captured by MUJAO in June and July 2012.") == ["gao captures mujao [2012-06-01..2012-07-31]"]


# Whose bases are


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The MINUSMA camp in Kidal is to be handed over in December.", "kidal-minusma-camp holds minusma [2023-08-18..2023-11-15]"),
        ("Le camp de la Minusma de Tessalit doit être cédé en décembre.", "tessalit-minusma-camp holds minusma [2023-08-18..2023-11-15]"),
        ("JNIM overran Nampala on Monday. Mali's army had lost men when JNIM stormed its camp in Tessit on Sunday.", "tessit-camp holds mali [2023-08-14..2023-11-11]"),
        ("The bases at Kidal and Gossi were handed over by French troops to the Malian army last year.", "gossi-french-base hands-over mali 2022"),
        ("MINUSMA keeps working: its camp in Aguelhok, where peacekeepers live, is quiet.", "aguelhok-minusma-camp holds minusma [2023-08-18..2023-11-15]"),
    ],
)  # fmt: skip
def test_whose_a_base_is_said_to_be(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "The former French base at Gossi was looted.",
        "La Minusma a déjà livré ses camps de Ber et de Ménaka à l'État malien.",
        "JNIM has overrun the army's camp in Nampala.",
        "Peacekeepers have closed their camp in Aguelhok.",
    ],
)
def test_a_base_that_is_given_up_is_no_longer_theirs(tell, text):
    now = [line for line in tell(text) if " holds " in line and line.endswith(("2023-11-15]", "2023-11-15"))]
    assert not [line for line in now if "minusma" in line or "france" in line or "jnim" in line]


def test_how_long_a_place_was_held_before_it_was_lost_ends_with_what_the_text_tells(tell):
    told = tell("On 2 October 2023 JNIM captured Dioura. On Tuesday the army drove JNIM out of Dioura, its bastion.")
    assert "dioura holds jnim [2023-10-02..2023-11-13]" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Les militaires maliens en poste à Farabougou n'ont pas bougé.", "farabougou holds mali [2023-08-18..2023-11-15]"),
        ("Malian soldiers at Soumpi were attacked on Saturday.", "soumpi holds mali 2023-11-11"),
        ("French troops stationed in Gossi will leave.", "gossi-french-base holds france [2023-08-18..2023-11-15]"),
        ("In Gao, further west, where the army has its headquarters, all was quiet on Tuesday.", "gao holds mali 2023-11-14"),
        ("The army reshuffled its men. The posts at Tessit and Anefis were evacuated on Monday.", "tessit-camp withdraws mali 2023-11-13"),
    ],
)  # fmt: skip
def test_who_is_stationed_where(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the rebels in Kidal said so on Tuesday.",
        "Gunmen killed soldiers in Boni on Tuesday.",
        "The army arrested JNIM fighters in Mopti on Monday.",
    ],
)
def test_who_is_only_met_in_a_place_does_not_hold_it(tell, text):
    assert not [line for line in tell(text) if " holds " in line]


@pytest.mark.parametrize("title", ["Raid on Dioura", "Raid on Dioura (2023)"])
def test_what_the_title_names_is_the_camp_of_the_text(tell, title):
    told = tell(f"{title}\n\nBackground\n\nThe village is quiet.\n\nAftermath\n\nThe camp was back in the hands of the army on Monday.")
    assert "dioura-base holds mali 2023-11-13" in told


def test_the_movement_that_the_title_names_is_the_movement_of_the_text(tell):
    told = tell("MUJAO\n\nFoundation\n\nIt was founded in 2011.\n\nRise\n\nIn July 2012 the movement drove the MNLA out of Ansongo.", None)
    assert "ansongo captures mujao 2012-07" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("JNIM attacked Sokolo on Sunday. The army fell back to Diabaly on Monday.", "sokolo withdraws mali 2023-11-13"),
        ("The garrisons of Anderamboukane and Indelimane moved to Menaka on Saturday.", "indelimane-post withdraws mali 2023-11-11"),
        ("GATIA took control of Anefis on Sunday. The militia's fighters, GATIA said, left on Monday.", "anefis captures gatia 2023-11-12"),
        ("The Platform, made up of GATIA and the MAA, controlled Tabankort on Monday.", "tabankort holds platform 2023-11-13"),
        ("The army retook Konna on Monday, and on Tuesday the army was in full control there.", "konna holds mali 2023-11-14"),
        ('"We have withdrawn from Kidal since Monday," a minister said.', "kidal withdraws mali 2023-11-13"),
        ("Ber was held by the Group for the Support of Islam and Muslims (JNIM) on Monday.", "ber holds jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_more_ways_in_which_news_tells_who_goes_and_who_stays(tell, text, told):
    assert told in tell(text)


def test_what_was_held_for_a_week_is_not_held_for_ever(atlas, finder):
    (held,) = propose(
        from_text("Diabaly was occupied by jihadists for a week in January 2013."), finder, atlas.factions, published=WEDNESDAY
    )
    assert (held.kind, str(held.date), str(held.until)) == ("seizes-briefly", "2013-01", "[2013-01-08..2013-02-07]")


def test_who_fighters_are_is_told_by_the_day(tell):
    told = tell("JNIM attacked Ber on Tuesday. In June 2012 the jihadists captured Gao.")
    assert "gao captures jnim 2012-06" not in told
    assert any(line.startswith("gao captures ") for line in told)


def test_who_left_after_an_attack_by_nobody_named_had_attacked(tell):
    told = tell("Gunmen attacked the village of Anefis on Monday at dawn. The JNIM fighters left Anefis on Tuesday.")
    assert "anefis attacks jnim 2023-11-13" in told


def test_a_town_taken_when_it_was_left_was_held_long_before(tell):
    told = tell(
        "The army said on Tuesday that it had taken Kidal. The CSP, the alliance of groups that had held the town, said that it had left Kidal."
    )
    assert "kidal holds csp [2023-08-16..2023-11-13]" in told


def test_the_year_that_the_story_has_gone_on_to_is_the_year_of_its_days(tell):
    text = (
        "The Battle of Ber was fought from 11 to 13 August 2012 between the army and the MNLA.\n\nThe place was in the news again in July 2024."
        " The CSP captured Ber on 25 July."
    )
    assert "ber captures csp 2024-07-25" in tell(text, None)


def test_who_is_in_a_place_that_he_attacked_has_held_it_since(tell):
    found = tell("JNIM attacked Farabougou on 1 November. JNIM fighters are in Farabougou, residents said.")
    assert "farabougou holds jnim 2023-11-01" in found


def test_what_befell_a_base_befell_the_base_of_another_town(tell):
    found = tell("French soldiers left their base in Kidal on 2 November. Tessalit, near the border, followed on 9 November.")
    assert "tessalit-french-camp withdraws france 2023-11-09" in found


def test_a_few_hours_earlier_is_the_same_day(tell):
    found = tell(
        "The last soldiers crossed the border on Monday. A few hours earlier the French base at Gossi had been handed over to the Malian army."
    )
    assert "gossi-french-base hands-over mali 2023-11-13" in found


def test_who_is_stationed_in_a_besieged_place_was_there_when_the_siege_began(tell):
    found = tell("JNIM has besieged Boni since 1 September. The army, whose soldiers are stationed in Boni, called for help on Monday.")
    assert "boni holds mali 2023-09-01" in found


def test_the_day_by_which_something_is_due_is_not_where_the_story_goes(tell):
    told = tell(
        "The mission began to leave Mali on 1 July 2023 and must be gone by 31 December. MINUSMA left its camp in Ber in August.", None
    )
    assert "ber-minusma-base withdraws minusma 2023-08" in told


def test_where_soldiers_fall_back_to_is_theirs(tell):
    assert "diabaly holds mali 2023-11-13" in tell("JNIM attacked Sokolo on Sunday. The army fell back to Diabaly on Monday.")
    assert "douentza holds mali 2023-11-13" in tell("Les soldats de Boni se sont repliés sur Douentza lundi.")
    assert not [line for line in tell("Civilians fled from Sokolo to Niono on Monday.") if line.startswith("niono")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("MNLA rebels rolled into Lere on Monday without a shot being fired.", "lere captures mnla 2023-11-13"),
        ("JNIM fighters swept into Sokolo on Monday.", "sokolo captures jnim 2023-11-13"),
        ("CSP fighters entered Ber on Monday, hours after the soldiers based there pulled out.", "ber withdraws mali 2023-11-13"),
        ('"Gossi came into the hands of our men on Monday," said Ali Ag Moussa, a spokesman for the CSP.', "gossi captures csp 2023-11-13"),
        ('"At dawn on Monday our soldiers took charge of Ber," a Malian security source said.', "ber captures mali 2023-11-13"),
        ("On Monday JNIM fighters ran up their black flag over Sokolo.", "sokolo captures jnim 2023-11-13"),
        ("Sokolo fell at dusk on Monday.", "sokolo withdraws - 2023-11-13"),
        ("JNIM attacked Sokolo. The MSA announced that its fighters had come back to Talataye on Monday.", "talataye captures msa 2023-11-13"),
        ("Sokolo is quiet. The army is no longer there, a teacher said on Monday.", "sokolo withdraws mali [2023-11-12..2023-11-13]"),
        ("There was fear in Sokolo on Monday. There was no sign of soldiers.", "sokolo withdraws mali 2023-11-13"),
        ("A shepherd said the Nampala base was empty of Malian troops on Monday.", "nampala-base withdraws mali 2023-11-13"),
        ("On Monday the troops walked out of Tessalit.", "tessalit withdraws mali 2023-11-13"),
        ("JNIM attacked Sokolo on Monday. The army threw them back.", "sokolo repels mali 2023-11-13"),
        ("Since Monday the army is in the town of Sokolo.", "sokolo holds mali 2023-11-13"),
        ("JNIM attacked Sokolo on Sunday. Soldiers were still in their barracks on Monday.", "sokolo holds mali 2023-11-13"),
        ("On Monday Sokolo stayed with the army.", "sokolo holds mali 2023-11-13"),
        ("In Markala, a town on the river where the army has set up a command post, an officer spoke of Ber on Monday.", "markala holds mali 2023-11-13"),
        ("The garrisons of Ber and Lere were moved to Timbuktu on Monday, while the one at Sokolo was brought back to Niono.", "sokolo withdraws mali 2023-11-13"),
        ("On Monday JNIM held the western half of Talataye and the MSA the eastern half.", "talataye holds jnim;msa 2023-11-13"),
        ("On Monday the army began an offensive to wrest Kidal from the CSP.", "kidal holds csp [2023-08-15..2023-11-12]"),
        ("On Monday the army captured Ber, until then a CSP stronghold.", "ber holds csp [2023-08-15..2023-11-12]"),
        ("The army captured Ber on Monday. Until then it had been held by the CSP.", "ber holds csp [2023-08-15..2023-11-12]"),
        ("On Monday explosions were heard in Kati, the garrison town outside the capital.", "kati holds mali 2023-11-13"),
        ("Kidal and Gao, the last of them held by JNIM, were quiet on Monday.", "gao holds jnim 2023-11-13"),
        ("Gunmen overran the soldiers' camp at Soumpi on Monday.", "soumpi-base withdraws - 2023-11-13"),
        ("Armed men attacked Youwarou on Monday, the mayor said. Its soldiers threw them back.", "youwarou repels mali 2023-11-13"),
        ("The army took charge of Sokolo on Sunday. On Monday the fighters came back.", "sokolo withdraws - 2023-11-13"),
        ("Soldiers were stationed in Sokolo on Monday.", "sokolo holds mali 2023-11-13"),
        ("The junta is proud. Its soldiers have been installed in Kidal since Monday.", "kidal holds mali 2023-11-13"),
        ("The militia which had seized Anefis in November left. GATIA overran Anefis on 3 November.", "anefis captures gatia 2023-11-03"),
    ],
)  # fmt: skip
def test_how_the_news_tells_of_entries_flags_garrisons_and_halves(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The MSA's convoy came back to Talataye on Monday after a patrol.", "talataye"),
        ("The departures left Sokolo empty on Monday, and the army was told so.", "sokolo"),
        ("There was no sign of any checkpoint in Sokolo on Monday other than the army's own.", "sokolo"),
        ("Soldiers drove off on Monday in the direction of the river.", "sokolo"),
        ("Prices fell on Monday in Sokolo, and the army was glad.", "sokolo"),
        ("They cut the gendarmes' line of retreat in Sokolo on Monday.", "sokolo"),
        ("JNIM took up positions to the south and west of Sokolo on Monday.", "sokolo"),
        ("On Monday the army retook strategic points in the divided town of Kidal.", "kidal"),
        ("The army held control of the old desert city of Timbuktu on Monday.", "timbuktu withdraws"),
        ("On Monday troops withdrew to Abeibara to offer protection for the town of Kidal.", "kidal"),
        ("Troops stationed in Timbuktu may well have fled on Monday.", "timbuktu holds"),
        ("On Monday the group widened its area of control around the city of Menaka.", "menaka"),
        ('"They took Sokolo after hours of fighting on Monday," the French minister told a radio.', "sokolo captures"),
        ("Tidermene is quiet. The group filled a vacuum left when French forces departed last year.", "tidermene"),
        ("The militants' occupation of Sokolo shocked many, and Monday's retaking of the town cheered them.", "sokolo withdraws"),
        ("The MSA came back to Sokolo, only to be driven out again on Monday.", "sokolo captures"),
        ("CSP leaders were in Ber on Monday for talks with the army.", "ber"),
    ],
)
def test_what_sounds_like_coming_and_going_is_neither(tell, text, place):
    assert not [line for line in tell(text) if line.startswith(place) and " attacks " not in line]


def test_a_camp_left_is_where_the_text_is_not_where_its_source_speaks(tell):
    words = 'The CSP attacked the camp of Tessalit on Sunday.\n\nA source in Bamako said: "The army is no longer there."'
    assert [line for line in tell(words) if " withdraws " in line] == ["tessalit withdraws mali [2023-11-13..2023-11-15]"]


def test_the_insurgents_are_those_told_of_before(tell):
    words = "Islamic State fighters battled rivals linked to Al-Qaeda, sources said.\n\nThe insurgents on Tuesday took Talataye."
    assert "talataye captures is-sahel 2023-11-14" in tell(words)


def test_malian_rebels_are_rebels(tell):
    assert tell("Malian Tuareg MNLA rebels captured Lere on Monday.", date(2012, 3, 14)) == ["lere captures mnla 2012-03-12"]


def test_rebels_are_described_before_what_they_have_done_is_told(tell):
    told = tell(
        "CSP rebels seeking to carve out a homeland in the desert have taken control of the key garrison town of Tessalit since Monday."
    )
    assert "tessalit captures csp 2023-11-13" in told


def test_what_fell_has_fallen_to_who_took_it(tell):
    told = tell("JNIM captured Sokolo on Monday. Residents fled. Sokolo fell on Monday after two hours.")
    assert "sokolo captures jnim 2023-11-13" in told
    assert "sokolo withdraws - 2023-11-13" not in told


def test_who_denies_that_he_held_a_town_disputes_nobody_else(atlas, finder):
    text = "JNIM seized Talataye on Monday. The MSA denied a claim that it had ever held Talataye."
    taken = propose(from_text(text), finder, atlas.factions, published=WEDNESDAY)[0]
    assert (taken.place, taken.by, taken.standing) == ("talataye", ("jnim",), "stated")


def test_the_rebels_are_the_one_movement_that_the_article_names(tell):
    words = "Tuareg rebels drove into Lere on Monday without a shot.\n\nIt rained.\n\nIt was hot.\n\nIt was late.\n\nNo word came from the MNLA."
    assert "lere captures mnla 2012-03-12" in tell(words, date(2012, 3, 14))


def test_who_came_and_went_did_not_hold_the_place_before(tell):
    told = tell("Islamic State attacked Talataye on Sunday. It burned the market. Islamic State left Talataye on Monday.")
    assert "talataye withdraws is-sahel 2023-11-13" in told
    assert not [line for line in told if "holds is-sahel" in line]


def test_what_a_spokesman_of_the_rebellion_says_is_a_claim(atlas, finder):
    text = "MNLA fighters are near. A spokesman for the rebellion said Gao was now held by the MNLA."
    assert [(p.kind, p.standing) for p in propose(from_text(text), finder, atlas.factions, published=date(2012, 3, 20))] == [
        ("claims", "claimed")
    ]


def test_our_soldiers_are_those_of_the_official_who_speaks(tell):
    text = '"The jihadists went during the night, and our soldiers came back and took charge of Boni on Tuesday," a Malian security source said.'
    told = tell(text)
    assert "boni captures mali 2023-11-14" in told
    assert not [line for line in told if " withdraws - " in line]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Monday gunmen overran their camp at Soumpi, killing Malian soldiers.", "soumpi-base withdraws - 2023-11-13"),
        ("Malian soldiers died on Monday when gunmen overran their camp at Soumpi.", "soumpi-base holds mali [2023-08-15..2023-11-12]"),
        ("On Monday JNIM captured the army camp at Soumpi.", "soumpi-base holds mali [2023-08-15..2023-11-12]"),
        ("GATIA overran Anefis on 17 August 2015. Until then it had been held by the CMA.", "anefis holds cma [2015-05-19..2015-08-16]"),
        ("On Monday the Sahelian branch of the Islamic State took over Talataye.", "talataye captures is-sahel 2023-11-13"),
        ("On Monday a column of rebel vehicles took Ber.", "ber captures csp 2023-11-13"),
    ],
)  # fmt: skip
def test_who_is_not_named_is_nobody_else(tell, text, told):
    assert told in tell(text)
    assert not [line for line in tell(text) if "captures mali" in line or "attacks mali" in line]


def test_a_base_that_nobody_named_storms_is_attacked_not_contested(atlas, finder):
    found = propose(from_text("The army base at Nampala was stormed on Monday."), finder, atlas.factions, published=WEDNESDAY)
    assert not [p for p in found if p.kind == "contests" and not p.by]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Monday the Togolese peacekeepers left their base at Ber.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("French legionnaires took Boni on Monday.", "boni captures france 2023-11-13"),
        ("There was also fighting in Boni on Monday.", "boni attacks - 2023-11-13"),
        ("JNIM has reinforced its men in Boni since Monday.", "boni holds jnim 2023-11-13"),
        ("On Monday the rebels left Anefis. That does not alter the fact that Kidal is under the control of the CMA.", "kidal holds cma [2023-11-14..2023-11-15]"),
        ("The rebels were thrown out of Anefis on 3 October. The army has had Anefis to itself ever since.", "anefis holds mali 2023-10-03"),
        ("JNIM attacked Boulkessi on Sunday. On Monday gunmen attacked the army camp and the airport at Timbuktu.", "timbuktu-camp attacks - 2023-11-13"),
        ("On 12 January 2012 rebels attacked Aguelhok. On 20 January the army reoccupied the camp.", "aguelhok-base captures mali 2012-01-20"),
        ("JNIM held Kidal. The governor works from Gao, 350 km to the south. The army retook the town on Monday.", "kidal captures mali 2023-11-13"),
        ("The UN troops in Gao are leaving. The army has kept a strong garrison in Timbuktu since Monday.", "timbuktu holds mali 2023-11-13"),
        ("Since Monday the FLA has been stopping trucks on every track to Boni.", "boni besieges fla 2023-11-13"),
        ("On Sunday the CSP attacked Boni. On Monday both camps were in rebel hands.", "boni-camp holds csp 2023-11-13"),
        ("JNIM raided Anefis and Boni on Sunday. The army retook both towns on Monday.", "boni captures mali 2023-11-13"),
        ("JNIM held Boni. The rest of the column advanced on Kidal. The army retook the town on Monday.", "boni captures mali 2023-11-13"),
        ("JNIM announced that Boni had been taken on Monday.", "boni captures jnim 2023-11-13"),
        ("The Malian authorities announced that Boni had been retaken on Monday.", "boni captures mali 2023-11-13"),
        ("JNIM overran Boni on Monday. Local officials confirmed that Anefis had been taken as well.", "anefis captures jnim 2023-11-13"),
        ("On Monday Boni was held by some 200 men under Captain Keita.", "boni holds mali 2023-11-13"),
        ("On Monday Boni was in the hands of Islamist groups, chiefly Ansarul Islam and Katiba Macina.", "boni holds ansarul-islam;katiba-macina 2023-11-13"),
        ("The offer has not been taken up, and Boni remains under the control of JNIM since Monday.", "boni holds jnim 2023-11-13"),
        ("JNIM lost Boni, its main base, on Monday to the army.", "boni captures mali 2023-11-13"),
        ("JNIM took Boni on Sunday, a JNIM spokesman said. He claimed that Anefis, too, had fallen to his movement on Monday.", "anefis captures jnim 2023-11-13"),
        ("Gunmen attacked the army camp at Boni. The garrison held on Monday, and the attackers were repulsed.", "boni-camp holds mali 2023-11-13"),
        ("Until Monday there were UN troops in Ber. On Monday the peacekeepers pulled out quietly, two days early.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("On Monday the camp of Ber, until then occupied by MINUSMA, was formally transferred to the army.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("On Monday the camp of Ber, until then occupied by MINUSMA, was formally transferred to the army.", "ber-minusma-base holds minusma [2023-08-15..2023-11-12]"),
        ("The dozo hunters left Boni on 3 October after JNIM had told them to go.", "boni captures jnim [2023-10-02..2023-10-03]"),
        ("On Monday the rebels shelled Anefis, a village JNIM commands.", "anefis holds jnim 2023-11-13"),
        ("On Monday JNIM needed two hours of combat to make itself master of Boni.", "boni captures jnim 2023-11-13"),
        ('An official from Boni said on Monday that the place was in the hands of "JNIM", as it is called.', "boni holds jnim 2023-11-13"),
        ("JNIM attacked Boni on Sunday. The village, 90 km from Douentza, fell on Monday.", "boni captures jnim 2023-11-13"),
        ("On Monday armed groups were in control of Boni. JNIM attacked Anefis as well.", "boni holds jnim 2023-11-13"),
        ("On Monday the army held on firmly to the town of Boni.", "boni holds mali 2023-11-13"),
        ("On Monday JNIM was once more master of Boni.", "boni holds jnim 2023-11-13"),
        ("On Monday Anefis was in the hands of its ally Ansarul Islam.", "anefis holds ansarul-islam 2023-11-13"),
        ("JNIM took Anefis. \"Boni was in their hands on Monday,\" he said.", "boni holds jnim 2023-11-13"),
        ("On Sunday JNIM attacked Anefis and beat the dozo hunters. The latter's fighters kept Boni on Monday.", "boni holds dozo 2023-11-13"),
        ("On Monday, on the orders of JNIM, the last dozo hunters leave Boni.", "boni captures jnim 2023-11-13"),
        ("On Monday JNIM entered Boni.", "boni captures jnim 2023-11-13"),
        ("Boni was quiet. At the end of Monday it was held by about 100 men under Captain Keita.", "boni holds mali 2023-11-13"),
        ("JNIM said on Monday that the camp at Boni had been encircled.", "boni-camp besieges jnim [2023-11-12..2023-11-13]"),
        ("On Monday JNIM attacked Anefis, a village 80 km from Kidal which the CMA was occupying.", "anefis holds cma 2023-11-13"),
        ("Boni changed hands often: abandoned by the dozo hunters, it was retaken by JNIM on Monday.", "boni captures jnim 2023-11-13"),
        ("On Monday government soldiers had gone into the town of Boni itself and met hardly any opposition.", "boni captures mali 2023-11-13"),
        ("On Monday Boni was overrun by militants affiliated to Ansarul Islam.", "boni captures ansarul-islam 2023-11-13"),
        ("On Sunday Anefis was overrun by JNIM. Boni, home to some thousand people, was captured on Monday.", "boni captures jnim 2023-11-13"),
        ("The CSP gained control of Kidal on Monday, except for the MINUSMA camp, where a number of Malian soldiers were holding out.", "kidal-minusma-camp holds mali 2023-11-13"),
        ("Boni, close to the border and 60 km from Douentza, was held on Monday by JNIM.", "boni holds jnim 2023-11-13"),
        ("JNIM has surrounded Boni since 3 October. On Monday the army retook Boni.", "boni lifts-siege - 2023-11-13"),
        ("Keita, a spokesman for JNIM, said that on Monday Boni was controlled by his movement.", "boni claims jnim 2023-11-13"),
        ("JNIM took Anefis. On Monday Boni was under the control of its men.", "boni holds jnim 2023-11-13"),
        ("On Monday Anefis was held by the various rebel movements of the CSP.", "anefis holds csp 2023-11-13"),
        ("Kidal fell to the CSP on Monday, but for a former MINUSMA camp, where a small number of Malian soldiers were holding out.", "kidal-minusma-camp holds mali 2023-11-13"),
        ("The army was beaten in Kidal in May 2023. The peacekeepers of MINUSMA had a large camp at the edge of the town on Monday.", "kidal-minusma-camp holds minusma 2023-11-13"),
        ("Boni falls to JNIM as Anefis waits\n\nA village in central Mali fell to JNIM on Monday, after a week of clashes around it and in the fields of the farmers who live there.", "boni captures jnim 2023-11-13"),
        ("On Monday it was JNIM that disarmed the dozo hunters at Boni; since then the village belongs entirely to JNIM.", "boni holds jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_who_is_meant_where_and_since_when(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Boni lies about 90 kilometres south of Anefis, the largest village of the area, which the army recaptured on Monday.", "anefis captures mali 2023-11-13"),
        ("The army column has got no further than Anefis, about 110 kilometres south of Kidal, which it captured on Monday.", "anefis captures mali 2023-11-13"),
        ("On Monday all eyes were on Boni, the last village before the front and one that the army holds.", "boni holds mali [2023-11-14..2023-11-15]"),
        ("On Monday troops marched on Ber, which lies at the end of the track beyond Timbuktu and is still in the hands of JNIM.", "ber holds jnim [2023-11-14..2023-11-15]"),
        ("Boni is quiet. On Monday the army chased JNIM out of the ancient trading town.", "boni captures mali 2023-11-13"),
        ("Boni has been under a JNIM blockade since Monday.", "boni besieges jnim 2023-11-13"),
        ("The Malian government signed a truce on Monday with the CSP, under which the latter remained in control of Anefis.", "anefis holds csp 2023-11-13"),
        ("On Monday Boni was held by a garrison of about fifty Malian soldiers.", "boni holds mali 2023-11-13"),
        ("JNIM struck the army camp at Bamba on Monday. The raiders overran the camp.", "bamba-base captures jnim 2023-11-13"),
        ("JNIM struck the army camp at Bamba on Monday. The attack was repelled.", "bamba-base repels mali 2023-11-13"),
        ("JNIM struck the camp of the UN mission at Aguelhok on Monday. All three assaults were repelled.", "aguelhok-minusma-camp repels minusma 2023-11-13"),
        ("Malian troops drove up to Ber on Monday. Some 200 soldiers took the village without a shot.", "ber captures mali 2023-11-13"),
        ("MINUSMA is leaving. The base at Ber was closed on Monday.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("MINUSMA is leaving. The base at Ber was transferred to the prefect on Monday.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("MINUSMA is leaving. An official ceremony preceded the departure from Menaka on Monday.", "menaka-minusma-camp withdraws minusma 2023-11-13"),
        ("MINUSMA left Gossi. The second phase of the withdrawal will concern the camps in Tessalit and Kidal, it said on Monday.", "kidal-minusma-camp holds minusma [2023-11-14..2023-11-15]"),
        ("The mission has still to evacuate its camp outside Kidal, it said on Monday.", "kidal-minusma-camp holds minusma [2023-11-14..2023-11-15]"),
        ("Boni was calm. On Monday it was still the most forward position of the Malian army, said a trader.", "boni holds mali 2023-11-13"),
        ("Kidal, a bastion of the government in the north, is the next objective, a CSP officer said on Monday.", "kidal holds mali 2023-11-13"),
        ("JNIM took Boni on Monday. The place had until then been a fief of Ansarul Islam.", "boni holds ansarul-islam [2023-08-15..2023-11-12]"),
        ("On Monday Anefis was the last bastion left to the CSP.", "anefis holds csp 2023-11-13"),
        ("On Monday Ber was held by the CSP, the coalition that Malian forces drove from Anefis on 3 October.", "anefis withdraws csp 2023-10-03"),
        ("On Monday gunmen struck at Boni, where Malian troops serving with a joint force have a camp.", "boni holds mali 2023-11-13"),
        ("Since Monday government forces have been back in Anefis.", "anefis holds mali 2023-11-13"),
        ("On Monday JNIM assaulted the army base of Soumpi.", "soumpi-base holds mali [2023-08-15..2023-11-12]"),
        ("On Monday JNIM attacked the base of the United Nations mission (MINUSMA) at the airport of Timbuktu.", "timbuktu-minusma-camp holds minusma [2023-08-15..2023-11-12]"),
        ("An army column marching on Anefis from Bourem was ambushed on Monday by the CSP, a coalition of Tuareg rebels which held the town.", "anefis holds csp 2023-11-13"),
        ('"On Monday our men took Boni," said nobody in particular. "On Monday our men took Anefis," said Colonel Keita, who heads the army\'s press office.', "anefis captures mali 2023-11-13"),
        ("On Monday the army beat JNIM and took from it the town of Boni.", "boni captures mali 2023-11-13"),
        ("On Sunday the army took Boni. The last village to fall was Anefis on Monday.", "anefis captures mali 2023-11-13"),
        ("The army said that on Monday it had foiled an attempt to infiltrate the camp at Boni.", "boni-camp repels mali 2023-11-13"),
        ("On Monday a column drove into Anefis. They hoisted the CSP flag in the village.", "anefis captures csp 2023-11-13"),
        ("MINUSMA had a camp at Menaka. With this formal return of the camp to the Malian State on Monday, the Mission's tasks in the region and around it ended.", "menaka-minusma-camp hands-over mali 2023-11-13"),
        ("The president announced on Monday that the Malian armed forces had entered the town of Boni.", "boni captures mali [2023-11-12..2023-11-13]"),
    ],
)  # fmt: skip
def test_who_and_where_roles_are_filled(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Monday Boni was captured by several dozen JNIM fighters.", "boni captures jnim 2023-11-13"),
        ("Boni has been held by men loyal to JNIM since Monday.", "boni holds jnim 2023-11-13"),
        ("Boni is under the control of a unit of the Malian army since Monday.", "boni holds mali 2023-11-13"),
        ("A coalition of Tuareg rebels captured Boni on Monday.", "boni captures csp 2023-11-13"),
        ("Fighters believed to belong to JNIM captured Boni on Monday.", "boni captures jnim 2023-11-13"),
        ("Bamako's troops captured Boni on Monday.", "boni captures mali 2023-11-13"),
        ("On Monday Boni in central Mali fell to JNIM.", "boni captures jnim 2023-11-13"),
        ("On Monday Boni and the surrounding villages fell to JNIM.", "boni captures jnim 2023-11-13"),
        ("On Monday Boni town fell to JNIM.", "boni captures jnim 2023-11-13"),
        ("On Monday the army left the commune of Boni.", "boni withdraws mali 2023-11-13"),
        ("On Monday the army withdrew from several towns including Boni and Hombori.", "boni withdraws mali 2023-11-13"),
        ("The army moved into Boni on Monday after the garrison of its rivals withdrew.", "boni captures mali 2023-11-13"),
        ("A spokesman for JNIM said its fighters had captured Boni on Monday.", "boni captures jnim 2023-11-13"),
        ("Boni was on Monday the second town captured by JNIM.", "boni captures jnim 2023-11-13"),
        ("Boni's capture by JNIM on Monday was a surprise.", "boni captures jnim 2023-11-13"),
        ("Boni's fall to JNIM on Monday was a surprise.", "boni captures jnim 2023-11-13"),
        ("With the capture of Boni on Monday, JNIM is closer to Gao.", "boni captures jnim 2023-11-13"),
        ("JNIM won a victory on Monday with the capture of Boni.", "boni captures jnim 2023-11-13"),
        ("Hombori fell to JNIM on Sunday and Boni on Monday.", "boni captures jnim 2023-11-13"),
        ("JNIM drove its rivals out of Boni on Monday.", "boni captures jnim 2023-11-13"),
        ("JNIM was forced to leave Boni on Monday.", "boni withdraws jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_whatever_describes_who_and_where(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("MINUSMA's last convoy left Tessalit on Monday.", "tessalit-minusma-camp withdraws minusma 2023-11-13"),
        ("Malian troops took over the UN base in Tessalit on Monday.", "tessalit-minusma-camp captures mali 2023-11-13"),
        ("MINUSMA ended its presence in Tessalit on Monday.", "tessalit-minusma-camp withdraws minusma 2023-11-13"),
        ("The Tessalit camp, handed over to the army by MINUSMA on Monday, is quiet.", "tessalit-minusma-camp hands-over mali 2023-11-13"),
        ("MINUSMA returned its Tessalit camp to the authorities on Monday.", "tessalit-minusma-camp hands-over mali 2023-11-13"),
    ],
)  # fmt: skip
def test_how_the_mission_leaves_its_camps(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("The town was in their hands on Monday.", "boni holds jnim 2023-11-13"),
        ('"They are in control of the town," a resident said on Monday.', "boni holds jnim 2023-11-13"),
        ("The army's camp there was overrun on Monday.", "boni-camp captures jnim 2023-11-13"),
        ("Reinforcements from Gao retook the town on Monday.", "boni captures mali 2023-11-13"),
        ("On Monday the army was still there.", "boni holds mali 2023-11-13"),
        ("No soldier was left in the town on Monday.", "boni withdraws mali 2023-11-13"),
    ],
)
def test_who_is_meant_in_the_sentence_after(tell, then, told):
    assert told in tell(f"JNIM attacked the army in Boni on Sunday. {then}")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("JNIM lays siege to Boni", "boni besieges jnim"),
        ("Army says it has retaken Boni", "boni captures mali"),
        ("Boni retaken by army", "boni captures mali"),
        ("Mali army regains control of Boni", "boni captures mali"),
        ("JNIM fighters now in control of Boni, residents say", "boni holds jnim"),
        ("Boni in JNIM hands", "boni holds jnim"),
    ],
)
def test_what_headlines_tell(tell, headline, told):
    assert any(
        line.startswith(told) for line in tell(f"{headline}\n\nFighting was reported on Monday, officials said. JNIM is active there.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "On Monday ten JNIM men were killed and about twenty captured at Boni.",
        "JNIM captured a man in Boni on Monday.",
        "On Monday the army had had no hold on Boni for years.",
    ],
)
def test_who_was_captured_there_or_had_no_hold_there_holds_nothing(tell, text):
    assert not [line for line in tell(text) if "captures" in line or "holds" in line]


@pytest.mark.parametrize(
    "text",
    [
        "JNIM captured Tinfoobar on Monday and drove out the army.",
        "JNIM entered Tinfoobar on Monday and took control of the town.",
        "JNIM took Tinfoobar on Sunday. The town was retaken by the army on Monday.",
        "Tinfoobar was captured by JNIM on Sunday. They left it on Monday.",
    ],
)
def test_a_place_that_the_gazetteer_lacks_is_not_the_one_told_of_before(tell, text):
    assert tell(f"On 3 May 2023 the army took Ber. {text}") == ["ber captures mali 2023-05-03"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the column was ambushed by the CSP near Anefis; it withdrew to Kidal.",
        "The CSP ambushed the column near Anefis on Monday; it withdrew to Kidal.",
        "On Monday a convoy was attacked by the CSP near Anefis. It fell back to Kidal.",
        "On Monday a convoy of forty lorries was attacked by the CSP near Anefis. It fell back to Kidal.",
        "By Monday evening the CSP had gone from Anefis, and government forces were still in Kidal.",
    ],
)
def test_who_attacked_a_column_did_not_fall_back_with_it(tell, text):
    assert not [line for line in tell(text) if line.startswith("kidal holds csp")]


def test_contingents_of_the_mission_are_the_mission(tell):
    told = tell("The Burkinabe contingent of MINUSMA held the camp in Ber on 3 August 2023.")
    assert told == ["ber-minusma-base holds minusma 2023-08-03"]


def test_a_company_beside_its_soldiers_acts_with_the_state_that_hired_it(tell):
    told = tell("On Monday its soldiers and their Russian auxiliaries of Wagner drove the CSP out of Kidal.")
    assert "kidal captures mali;wagner 2023-11-13" in told
    assert "ber captures wagner 2023-11-13" in tell("Wagner fighters captured Ber on Monday.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army captured Anefis on 13/03/2023.", "anefis captures mali 2023-03-13"),
        ("On 2023-04-05 the army retook Boni.", "boni captures mali 2023-04-05"),
        ("JNIM attacked Kidal on Monday. On Tuesday it attacked the capital's airport.", "bamako-airport attacks jnim 2023-11-14"),
        ("Boni was captured by JNIM on 12.3.2023.", "boni captures jnim 2023-03-12"),
        ("Fighters tried to enter the army camp at Boni on Monday and were beaten off.", "boni-camp attacks - 2023-11-13"),
        ("On Monday a column of the army entered Boni and reoccupied the camp.", "boni captures mali 2023-11-13"),
    ],
)  # fmt: skip
def test_dates_in_figures_and_columns_that_take_a_town(tell, text, told):
    assert told in tell(text)


def test_attackers_beaten_off_everywhere_were_beaten_off_in_each_place(tell):
    told = tell(
        "There was fighting in Boni and Douentza on Tuesday. The army said on Tuesday that the attackers had been repulsed everywhere."
    )
    assert "boni repels mali 2023-11-14" in told
    assert "douentza repels mali 2023-11-14" in told
    told = tell(
        "FLA fighters attacked Boni on Tuesday. The army's assertion on Tuesday that all the attacks had been repelled was not checked."
    )
    assert not [line for line in told if "repels fla" in line]


def test_of_several_islamist_groups_the_one_that_the_text_names_there_is_meant(tell):
    told = tell("Islamists took Ansongo on Tuesday. They also hold Douentza. MUJAO has set up quarters in Ansongo.", date(2012, 9, 5))
    assert "ansongo captures mujao 2012-09-04" in told


def test_those_who_came_back_to_share_a_town_did_not_take_it(tell):
    assert not [line for line in tell("GATIA drove back into Kidal on Monday, and the two groups live side by side.") if "captures" in line]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Malian and Russian forces have held Tessalit since late 2022, but on 3 June 2023 they were beaten nearby.", "tessalit holds mali;wagner 2022-12-31"),
        ("On 10 June 2023 JNIM overran Konna; the soldiers fled, and the garrison of Sévaré looked exposed.", "konna captures jnim 2023-06-10"),
    ],
)  # fmt: skip
def test_what_stands_beside_is_not_what_is_told(tell, text, told):
    assert told in tell(text)
    assert not [line for line in tell(text) if line.startswith("sevare") and " withdraws " in line]


def test_they_hold_it_still(atlas, finder):
    text = "Malian forces have held Tessalit since late 2022, but on 3 June 2023 they were beaten nearby."
    (held,) = [p for p in propose(from_text(text), finder, atlas.factions, published=WEDNESDAY) if p.rule == "hold"]
    assert held.until is None


@pytest.mark.parametrize(
    "text",
    [
        "An army column which left Boni on Monday to take over the UN bases got no further than Anefis.",
        "Some forty soldiers who had left their base at Boni on Monday were ambushed in a pass.",
    ],
)
def test_men_who_set_out_leave_others_behind(tell, text):
    assert not [line for line in tell(text) if " withdraws " in line]


def test_a_garrison_that_leaves_its_base_leaves_nobody_behind(tell):
    assert "boni-camp withdraws mali 2023-11-13" in tell("The soldiers left their base at Boni on Monday.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("On Monday JNIM took Boni and drove off in the army's trucks.", "boni seizes-briefly jnim 2023-11-13"),
        (
            "On Monday JNIM overran Boni. The attackers emptied the shops and then drove off into the bush.",
            "boni withdraws jnim 2023-11-13",
        ),
        ("On Monday the army drove off the attackers at Boni.", "boni repels mali 2023-11-13"),
        ("The attack on the army camp at Boni was broken off on Monday.", "boni-camp repels mali 2023-11-13"),
        ("On Monday the base at Boulkessi was held by a company of the Waraba battalion.", "boulkessi-base holds mali 2023-11-13"),
    ],
)
def test_who_drove_off_and_who_was_driven_off(tell, text, told):
    assert told in tell(text)


def test_the_mission_takes_no_town_where_it_has_no_camp(tell):
    assert not tell("On Monday MINUSMA captured Boni.")


def test_who_ran_a_town_for_so_long_does_not_run_it_now(tell):
    assert not tell("MUJAO, which ran Gao for seven months, said on Monday that it was proud.")
    assert [line for line in tell("MUJAO has run Gao for seven months.") if "holds mujao" in line]


def test_one_town_like_another(tell):
    told = tell("Gao, like Timbuktu, was recaptured by the army on Monday.")
    assert {"gao captures mali 2023-11-13", "timbuktu captures mali 2023-11-13"} <= set(told)


def test_what_their_spokesmen_say_they_did(tell):
    told = tell(
        "The army entered Anefis on Monday. Spokesmen for the CSP, the alliance of former rebel movements, confirmed that they had left it."
    )
    assert "anefis withdraws csp 2023-11-13" in told


def test_a_camp_is_lost_with_its_town_when_those_who_held_it_say_that_they_left(tell):
    told = tell("MINUSMA left its camp in Kidal on 31 October. The CSP occupied the camp. On Monday the CSP said that it had left Kidal.")
    assert "kidal-minusma-camp withdraws csp [2023-11-12..2023-11-13]" in told


@pytest.mark.parametrize(
    "text",
    ["The defence minister said on Monday that the army had retaken Boni.", "The army retook Boni on Monday, the defence ministry said."],
)
def test_a_minister_speaks_for_the_state(atlas, finder, text):
    (taken,) = [p for p in propose(from_text(text), finder, atlas.factions, published=WEDNESDAY) if p.kind == "captures"]
    assert (taken.standing, taken.said_by) == ("claimed", "mali")


def test_a_president_is_no_resident(atlas, finder):
    text = "The president of the republic announced on Monday that the army had taken Boni."
    (taken,) = [p for p in propose(from_text(text), finder, atlas.factions, published=WEDNESDAY) if p.kind == "captures"]
    assert "resident" not in taken.said_by


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("JNIM captured Boni on March 30 last year.", "boni captures jnim 2022-03-30"),
        ("JNIM captured Boni in April last year.", "boni captures jnim 2022-04"),
        ("The army set out from Gao on 2 October and took Anefis, 110 kilometres away, on the 7th.", "anefis captures mali 2023-10-07"),
    ],
)
def test_of_last_year_and_after_setting_out(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two planes brought soldiers in on Monday before the peacekeepers left Tessalit.",
        "The camp at Boulkessi, which went on to house a Malian battalion, was overrun on Monday.",
    ],
)
def test_what_is_brought_in_and_what_went_on_take_nothing(tell, text):
    assert not [line for line in tell(text) if " captures " in line]


def test_what_passed_to_somebody_and_was_brought_under_him_is_his(tell):
    assert "boni captures mali 2023-11-13" in tell("Boni passed into Malian hands on Monday.")
    assert "boni holds mali 2023-11-13" in tell("Boni was brought under army control on Monday.")


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The MNLA, fighting alongside Ansar Dine, captured Boni on 30 March 2012.", "mnla;ansar-dine"),
        ("The MNLA, fighting alongside an Islamist group, captured Boni on 30 March 2012.", "mnla"),
        ("The MNLA and its allies, the HCUA and the MAA, captured Boni on 21 May 2014.", "mnla;hcua;maa"),
        ("Le MNLA et son allié le MAA ont pris Boni le 21 mai 2014.", "mnla;maa"),
    ],
)
def test_those_who_take_a_town_side_by_side(atlas, finder, text, by):
    (taken,) = [p for p in propose(from_text(text), finder, atlas.factions, published=WEDNESDAY) if p.kind == "captures"]
    assert ";".join(taken.by) == by


def test_on_both_occasions_they_were_gone_within_hours(tell):
    told = tell(
        "On 3 October JNIM captured Boni. Five days later it overran Konna. On both occasions it took weapons and was gone within hours."
    )
    assert {"boni seizes-briefly jnim 2023-10-03", "konna seizes-briefly jnim 2023-10-08"} <= set(told)
    assert not [line for line in told if " captures " in line]


# More vocabulary of the news


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Since Monday Sokolo has been JNIM's once more.", "sokolo holds jnim 2023-11-13"),
        ("On Monday Anefis remained a CSP town.", "anefis holds csp 2023-11-13"),
        ("On Monday Soumpi was under the boot of JNIM.", "soumpi holds jnim 2023-11-13"),
        ("Traders from Talataye, where the Islamic State lays down the law, spoke on Monday.", "talataye holds is-sahel 2023-11-13"),
        ("Everyone in Youwarou obeyed JNIM on Monday.", "youwarou holds jnim 2023-11-13"),
        ("JNIM declared a curfew in Youwarou on Monday.", "youwarou holds jnim 2023-11-13"),
        ("The army has been ensconced in Ber since Monday.", "ber holds mali 2023-11-13"),
        ("Told to leave Anefis, the CSP stayed put on Monday.", "anefis holds csp 2023-11-13"),
        ("On Monday the army did not lose Boni.", "boni holds mali 2023-11-13"),
        ("Reoccupied by the army on Monday, Boni is quiet.", "boni captures mali 2023-11-13"),
        ("By taking Anefis the CSP cut the road on Monday.", "anefis captures csp 2023-11-13"),
        ("The loss of Lere to JNIM on Monday was a blow.", "lere captures jnim 2023-11-13"),
        ("The CSP's expulsion of JNIM from Ber on Monday was quick.", "ber captures csp 2023-11-13"),
        ("After the handover of the Gossi base to the army on Monday, it rained.", "gossi-french-base hands-over mali 2023-11-13"),
        ("On Monday the CSP left Ber to its partner JNIM.", "ber hands-over jnim 2023-11-13"),
        ("On Monday the army inherited Anefis.", "anefis captures mali 2023-11-13"),
        ("Sokolo, a market town which passed into JNIM's hands on Monday, is quiet.", "sokolo captures jnim 2023-11-13"),
        ("On Monday the soldiers at Soumpi were gone.", "soumpi withdraws mali 2023-11-13"),
        ("Since Monday JNIM has had Boni in a stranglehold.", "boni besieges jnim 2023-11-13"),
        ("Since Monday JNIM controls every road into Boni.", "boni besieges jnim 2023-11-13"),
        ("On Monday a column of soldiers and Russians occupied Ber.", "ber captures mali;wagner 2023-11-13"),
        ("On Monday Koufa's men captured Sokolo.", "sokolo captures katiba-macina 2023-11-13"),
        ("On Monday the governor of Kidal fled to Gao. JNIM captured the town.", "kidal captures jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_other_words_for_taking_holding_and_leaving(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday JNIM gained ground in Boni.",
        "In Boni, where JNIM took three prisoners on Monday, all was quiet.",
        "On Monday the rebels' banner was taken down by JNIM in Boni.",
        "On Monday JNIM held the town hall of Boni.",
        "By Monday no JNIM fighters had captured Boni.",
    ],
)
def test_what_is_no_taking_of_a_town(tell, text):
    assert not [line for line in tell(text) if line.startswith(("boni captures", "boni holds jnim"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army has held Anefis for three weeks now.", "anefis holds mali [2023-10-22..2023-10-28]"),
        ("The rebels of the CSP, who have held Kidal since the end of January, warned that they would resist.", "kidal holds csp [2023-01-21..2023-01-31]"),
        ("JNIM, which has controlled Boni since spring, burned the school.", "boni holds jnim 2023-05-30"),
        ("Soldiers left Gao on 1 November and captured Bourem on the 6th.", "bourem captures mali 2023-11-06"),
        ("The army has held Bourem since the beginning of the year.", "bourem holds mali 2023-01"),
        ("In June 2023 the CSP controlled Anefis and MSA controlled Inekar.", "inekar holds msa [2023-06-01..2023-06-10]"),
        ("The army took Bourem on Monday. JNIM had ruled the town for nearly ten months.", "bourem holds jnim [2022-12-11..2023-02-23]"),
        ("The army took Bourem on Monday, ending six weeks in which JNIM had run the town.", "bourem holds jnim [2023-09-27..2023-10-07]"),
        ("JNIM fighters who had ruled Bourem since September had already left on Monday.", "bourem holds jnim 2023-09"),
    ],
)  # fmt: skip
def test_since_when_in_other_words(tell, text, told):
    assert told in tell(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mali has relinquished Boni since Monday.", "boni withdraws mali 2023-11-13"),
        ("Mali said its soldiers had recaptured Boni on Monday.", "boni captures mali 2023-11-13"),
        ("A JNIM takeover of Boni on Monday made thousands flee.", "boni captures jnim 2023-11-13"),
        ('JNIM said its fighters had "liberated" Boni on Monday.', "boni captures jnim 2023-11-13"),
        ("Since Monday JNIM has stopped trucks from reaching Boni.", "boni besieges jnim 2023-11-13"),
        ("JNIM kept its grip on Boni on Monday.", "boni holds jnim 2023-11-13"),
        ("The garrison of Anefis surrendered to JNIM on Monday.", "anefis captures jnim 2023-11-13"),
        ('The army said it had made a "tactical withdrawal" from Boni on Monday.', "boni withdraws mali 2023-11-13"),
        ('"The CSP entered Boni without a shot on Monday," a resident said.', "boni captures csp 2023-11-13"),
        ("On Monday JNIM added Boni to its conquests.", "boni captures jnim 2023-11-13"),
        ("On Monday JNIM extended its rule to Boni.", "boni captures jnim 2023-11-13"),
        ("On Monday JNIM captured another base from the army, at Boni.", "boni-camp captures jnim 2023-11-13"),
        ("Despite regaining control of Boni on Monday, the CSP was worried.", "boni captures csp 2023-11-13"),
        ("Residents said that after taking Boni on Monday the CSP had burned the market.", "boni captures csp 2023-11-13"),
        ("The peacekeepers closed their camp in Menaka on Monday.", "menaka-minusma-camp withdraws minusma 2023-11-13"),
        ("The army, an officer said on Saturday, two weeks after it had retaken Boni, is content.", "boni captures mali [2023-10-25..2023-10-31]"),
        ("The soldiers were told to leave Boni and stayed put on Monday.", "boni holds mali 2023-11-13"),
        ("On Monday fighters of the Islamist group Ansarul Islam captured Boni.", "boni captures ansarul-islam 2023-11-13"),
        ("The UN base at Tessalit, which the army took over on Monday, is empty.", "tessalit-minusma-camp captures mali 2023-11-13"),
        ("Residents of Anefis woke on Monday to find JNIM fighters in control.", "anefis captures jnim 2023-11-13"),
        ("On Monday life under JNIM rule in Anefis was hard.", "anefis holds jnim 2023-11-13"),
        ("A convoy broke JNIM's siege of Anefis on Monday.", "anefis lifts-siege - 2023-11-13"),
        ("An attack on Anefis was foiled on Monday, the army said.", "anefis repels mali 2023-11-13"),
    ],
)  # fmt: skip
def test_countries_leaders_and_quotations_tell_of_control(tell, text, told):
    assert told in tell(text)


def test_a_weekday_after_a_dated_one_counts_from_it(tell):
    told = "On Saturday 25 April JNIM attacked Kidal. On Sunday the FLA took Kidal.\n\nOn Tuesday the army left Ber."
    found = tell(told, published=date(2026, 6, 5))
    assert "kidal captures fla 2026-04-26" in found
    assert "ber withdraws mali 2026-06-02" in found


def test_a_mission_that_prepares_to_leave_has_its_camp_still(tell):
    found = tell("MINUSMA is also preparing to withdraw from Aguelhok in the coming days.", published="2023-10-18")
    assert any(line.startswith("aguelhok-minusma-camp holds minusma") for line in found)


def test_the_camp_that_the_mission_left_is_its_own(tell):
    told = "The mission completed its withdrawal from its base in Tessalit on Saturday. The camp was handed over to the Malian army on Saturday."
    assert "tessalit-minusma-camp hands-over mali 2023-10-21" in tell(told, published="2023-10-22")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("IS fighters overran Tidermene one Tuesday in April 2023.", "tidermene captures is-sahel 2023-04"),
        ("L'État islamique s'est emparé de Tidermène un mardi d'avril 2023.", "tidermene captures is-sahel 2023-04"),
        ("IS fighters overran Tidermene on Tuesday.", "tidermene captures is-sahel 2023-11-14"),
    ],
)
def test_some_tuesday_is_not_the_last_one(tell, sentence, told):
    assert tell(f"{sentence} It was quiet afterwards.") == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The list is short.\n\n- 12 Nov: Army takes Kidal\n- 1 September: JNIM seizes Boni; army leaves Dioura\n",
         ["kidal captures mali 2023-11-12", "boni captures jnim 2023-09-01", "dioura withdraws mali 2023-09-01"]),
        ("Rebels retake Kidal\n\nThe CSP was satisfied on Monday.", ["kidal captures csp [2023-11-13..2023-11-15]"]),
    ],
)  # fmt: skip
def test_lists_and_headlines_leave_articles_out(tell, text, told):
    assert set(told) <= set(tell(text))


def test_a_day_after_a_year_is_of_that_year(tell):
    assert "kidal captures mali 2022-11-12" in tell("This is the list of 2022.\n\n- 12 Nov: Army takes Kidal\n", None)


@pytest.mark.parametrize(
    ("headings", "row", "told"),
    [
        ("Town | Date | Taken by | From", "Kidal | 3 November 2023 | army and Wagner | CSP", ["kidal captures mali;wagner 2023-11-03"]),
        ("When | Camp | Handed over to", "3 November | Kidal | Malian army", ["kidal hands-over mali 2023-11-03"]),
        ("Location | Controlled by | Since", "Kidal | CSP | May 2014", ["kidal holds csp 2014-05"]),
        ("Location | Besieged by | Date", "Kidal | JNIM | 3 November 2023", ["kidal besieges jnim 2023-11-03"]),
        ("Town | Date | Left by", "Kidal | 3 November 2023 | CSP", ["kidal withdraws csp 2023-11-03"]),
        ("Localité | Date | Prise par", "Kidal | 3 novembre 2023 | armée", ["kidal captures mali 2023-11-03"]),
        ("Town | Date | Dead", "Kidal | 3 November 2023 | 3 CSP", []),
    ],
)  # fmt: skip
def test_the_cells_of_a_row_are_one_statement(tell, headings, row, told):
    table = f"The table is of 2023.\n\n| {headings} |\n|---|---|\n| {row} |\n"
    found = tell(table)
    assert set(told) <= set(found) if told else not found

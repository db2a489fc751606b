"""What French news articles say of control. All sentences are our own; many tell invented events. The day of publication is a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest

from mali_control.reading.documents import from_text
from mali_control.reading.proposals import Proposal
from mali_control.reading.reader import propose

CHANGING = {"captures", "holds", "joins", "leaves", "hands-over", "contests", "seizes-briefly", "withdraws", "besieges", "lifts-siege"}


@pytest.fixture(scope="module")
def read(atlas):
    """Read a text published on a Wednesday; gives the proposals, without what stood before all that the text tells."""
    finder = atlas.finder(atlas.gazetteer)

    def read(text: str) -> list[Proposal]:
        document = from_text(f"{text} Le calme est revenu dans la région.")
        return [p for p in propose(document, finder, atlas.factions, published=date(2023, 11, 15)) if p.rule != "stood-before"]

    return read


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("L'armée malienne s'est emparée de Kidal mardi.", "kidal captures mali 2023-11-14"),
        ("L'armée malienne s'empare de Kidal mardi.", "kidal captures mali 2023-11-14"),
        ("Les FAMa ont repris mardi le contrôle de Kidal.", "kidal captures mali 2023-11-14"),
        ("Les FAMa ont pris mardi matin la ville de Kidal, fief des rebelles touaregs.", "kidal captures mali 2023-11-14"),
        ("Kidal est tombée mardi aux mains de l'armée.", "kidal captures mali 2023-11-14"),
        ("La ville de Kidal est passée sous le contrôle de l'armée malienne mardi.", "kidal captures mali 2023-11-14"),
        ("Les rebelles ont été chassés de Kidal mardi par l'armée malienne.", "kidal withdraws csp 2023-11-14"),
        ("Chassés de Kidal mardi par l'armée, les rebelles se sont repliés vers le nord.", "kidal withdraws csp 2023-11-14"),
        ("Les casques bleus ont quitté Aguelhok le 23 octobre.", "aguelhok-minusma-camp withdraws minusma 2023-10-23"),
        ("La mission de l'ONU a quitté mardi son camp de Kidal.", "kidal-minusma-camp withdraws minusma 2023-11-14"),
        ("La Minusma a rétrocédé lundi le camp de Ber à l'armée malienne.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("La Minusma a remis le camp d'Ansongo aux autorités maliennes le 3 novembre.", "ansongo-garrison hands-over mali 2023-11-03"),
        ("L'armée malienne a investi mardi la ville de Kidal.", "kidal captures mali 2023-11-14"),
        ("L'armée est entrée mardi dans Kidal sans combat.", "kidal captures mali 2023-11-14"),
        (
            "L'armée malienne et ses alliés russes sont entrés dans Kidal sans rencontrer de résistance, mardi.",
            "kidal captures mali;wagner 2023-11-14",
        ),
        ("Les jihadistes du GSIM assiègent Tombouctou depuis août.", "timbuktu besieges jnim 2023-08"),
        ("Tombouctou est encerclée par le GSIM depuis le mois d'août.", "timbuktu besieges jnim 2023-08"),
        ("Tombouctou est soumise à un blocus du GSIM depuis août.", "timbuktu besieges jnim 2023-08"),
        ("Le GSIM a décrété un blocus sur Tombouctou le 8 août.", "timbuktu besieges jnim 2023-08-08"),
        ("Le GSIM a levé lundi le blocus de Tombouctou.", "timbuktu lifts-siege jnim 2023-11-13"),
        ("Le blocus de Tombouctou a été levé lundi.", "timbuktu lifts-siege - 2023-11-13"),
        ("L'armée a repoussé lundi une attaque du GSIM contre Bourem.", "bourem repels mali 2023-11-13"),
        ("Une attaque des rebelles contre Bourem a été repoussée lundi par l'armée.", "bourem repels mali 2023-11-13"),
        ("Kidal, fief des rebelles, était calme lundi.", "kidal holds csp 2023-11-13"),
        ("Kidal, aux mains des rebelles depuis 2014, a été bombardée lundi.", "kidal holds csp 2014"),
        ("La ville de Kidal, sous contrôle des rebelles, a été bombardée lundi.", "kidal holds csp 2023-11-13"),
        ("La ville de Kidal, contrôlée par les rebelles, a été bombardée lundi.", "kidal holds csp 2023-11-13"),
        ("Ménaka reste tenue par l'armée et ses alliés du MSA.", "menaka holds mali;msa [2023-11-08..2023-11-15]"),
        ("Les rebelles contrôlent toujours Ber.", "ber holds csp [2023-11-08..2023-11-15]"),
        ("Les rebelles ont abandonné leurs positions à Kidal mardi.", "kidal withdraws csp 2023-11-14"),
        (
            "Les rebelles se sont retirés de la ville de Kidal dans la nuit de lundi à mardi.",
            "kidal withdraws csp [2023-11-13..2023-11-14]",
        ),
        ("L'armée affirme avoir pris Kidal mardi.", "kidal captures mali 2023-11-14"),
        ("Selon des habitants, les jihadistes du GSIM ont pris lundi Farabougou.", "farabougou captures jnim 2023-11-13"),
        ("Le GSIM aurait pris Farabougou lundi.", "farabougou captures jnim 2023-11-13"),
        ("Le CSP dit avoir repris Ber lundi.", "ber captures csp 2023-11-13"),
        ("Le Cadre stratégique permanent a revendiqué la prise de Ber lundi.", "ber captures csp 2023-11-13"),
        ("La prise de Kidal par l'armée malienne, mardi, change la donne.", "kidal captures mali 2023-11-14"),
        ("La reprise mardi de Kidal par l'armée est un tournant.", "kidal captures mali 2023-11-14"),
        ("Après le retrait des rebelles de Kidal lundi, la ville est calme.", "kidal withdraws csp 2023-11-13"),
        ("Le départ des casques bleus de Kidal, le 31 octobre, a été hâtif.", "kidal-minusma-camp withdraws minusma 2023-10-31"),
        ("L'armée, qui a repris Anéfis le 7 octobre, avance vers Kidal.", "anefis captures mali 2023-10-07"),
        ("Kidal a été reprise mardi par les forces maliennes et les mercenaires russes.", "kidal captures mali;wagner 2023-11-14"),
        ("L'armée malienne, appuyée par les mercenaires russes, a repris Kidal mardi.", "kidal captures mali;wagner 2023-11-14"),
        ("Les islamistes ont conquis Gao le 27 juin 2012.", "gao captures ansar-dine;aqim;mujao 2012-06-27"),
        ("Le Mujao occupait Gao en juillet 2012.", "gao holds mujao [2012-07-01..2012-07-10]"),
        ("Des combats ont opposé lundi l'armée et les rebelles à Kidal.", "kidal contests mali;csp 2023-11-13"),
        ("L'armée a perdu samedi le contrôle de Léré.", "lere withdraws mali 2023-11-11"),
        ("Les rebelles ont brièvement occupé la base de Bourem le 12 septembre.", "bourem-base seizes-briefly csp 2023-09-12"),
        ("Les rebelles ont pris Léré dimanche, avant de s'en retirer.", "lere seizes-briefly csp 2023-11-12"),
        ("L'armée a libéré Konna le 18 janvier 2013.", "konna captures mali 2013-01-18"),
        ("Aguelhok demeure sous contrôle rebelle.", "aguelhok holds csp [2023-11-08..2023-11-15]"),
        ("La localité de Tarkint est désormais sous contrôle des FAMa.", "tarkint holds mali [2023-11-08..2023-11-15]"),
        ("Les soldats maliens se sont repliés de Farabougou lundi.", "farabougou withdraws mali 2023-11-13"),
        ("Le GSIM contrôle Farabougou depuis le départ de l'armée, lundi.", "farabougou holds jnim 2023-11-13"),
        ("La France a remis la base de Ménaka à l'armée malienne le 13 juin 2022.", "menaka-base hands-over mali 2022-06-13"),
        ("Les troupes françaises ont quitté Tombouctou le 14 décembre 2021.", "timbuktu-camp withdraws france 2021-12-14"),
        ("Le Mouvement pour le salut de l'Azawad (MSA) tient Talataye.", "talataye holds msa [2023-11-08..2023-11-15]"),
        (
            "Les hommes du Groupe de soutien à l'islam et aux musulmans (GSIM) se sont emparés de Farabougou lundi.",
            "farabougou captures jnim 2023-11-13",
        ),
        ("Le Mujao n'est plus dans Ansongo.", "ansongo withdraws mujao [2023-11-08..2023-11-15]"),
        ("Farabougou, que les jihadistes du GSIM avaient conquise lundi, est calme.", "farabougou captures jnim 2023-11-13"),
        ("Depuis lundi, il n'y a plus de militaires français à Tessalit.", "tessalit-french-camp withdraws france 2023-11-13"),
        ("Le camp de Ber est passé lundi à l'armée malienne.", "ber-minusma-base captures mali 2023-11-13"),
        ("Léré échappe désormais aux FAMa, dit-on au marché.", "lere withdraws mali [2023-11-08..2023-11-15]"),
        ("Farabougou était encore tenue par ses rivaux du GSIM.", "farabougou holds jnim [2023-11-08..2023-11-15]"),
        ("La région de Ménaka, que l'État islamique contrôle, est vaste.", "menaka-region holds is-sahel [2023-11-08..2023-11-15]"),
        ("La ville de Ménaka, que l'armée contrôle toujours, est calme.", "menaka holds mali [2023-11-08..2023-11-15]"),
        ("Les soldats tchadiens ont pris Tessalit le 8 février 2013.", "tessalit captures chad 2013-02-08"),
        (
            "Les forces françaises et maliennes sont entrées à Tombouctou sans combattre le 28 janvier 2013.",
            "timbuktu captures france;mali 2013-01-28",
        ),
        ("Les rebelles ont cédé Ber à l'armée lundi.", "ber hands-over mali 2023-11-13"),
        ("Les djihadistes ont attaqué la base de Tessit lundi, sans parvenir à la prendre.", "tessit-camp attacks - 2023-11-13"),
        ("Le MNLA a été chassé de Gao par le Mujao le 27 juin 2012.", "gao withdraws mnla 2012-06-27"),
        ("Gao, prise le 31 mars 2012 par le MNLA, est la plus grande ville du nord.", "gao captures mnla 2012-03-31"),
        (
            "Tombouctou, ville tenue par Ansar Dine et AQMI en juillet 2012, souffre.",
            "timbuktu holds ansar-dine;aqim [2012-07-01..2012-07-10]",
        ),
        ("Le GSIM a pris le camp militaire de Boulikessi dimanche avant de l'abandonner.", "boulkessi-base seizes-briefly jnim 2023-11-12"),
        ("Dans un communiqué publié mardi, le CSP dit s'être retiré de Kidal.", "kidal withdraws csp [2023-11-13..2023-11-14]"),
        ("Les rebelles assurent contrôler toujours Tessalit.", "tessalit claims csp [2023-11-08..2023-11-15]"),
        ("Tessalit reste contrôlée par la rébellion.", "tessalit holds csp [2023-11-08..2023-11-15]"),
        ("Léré, dans la région de Tombouctou, est de nouveau sous le contrôle de l'armée depuis dimanche.", "lere holds mali 2023-11-12"),
        ("Assiégée depuis le mois d'août par le GSIM, Tombouctou manque de tout.", "timbuktu besieges jnim 2023-08"),
        ("Samedi, les rebelles avaient attaqué Léré et l'avaient occupée pendant quelques heures.", "lere seizes-briefly csp 2023-11-11"),
        ("Léré est calme. Les soldats y sont entrés dimanche sans rencontrer la moindre résistance.", "lere captures mali 2023-11-12"),
        ("L'armée se trouve à Anéfis, dont elle a repris le contrôle le 7 octobre.", "anefis captures mali 2023-10-07"),
        (
            "À Tidermène, village proche de Ménaka, que l'État islamique avait pris lundi, le marché a rouvert.",
            "tidermene captures is-sahel 2023-11-13",
        ),
        ("Kidal, fief des séparatistes, a été prise mardi par l'armée.", "kidal holds csp [2023-08-16..2023-11-13]"),
        ("Les soldats maliens en poste à Boni ont été relevés lundi.", "boni holds mali 2023-11-13"),
        ("Des militaires maliens sont stationnés à Ansongo depuis mars.", "ansongo holds mali 2023-03"),
        ("Les soldats maliens campent à Anéfis depuis samedi.", "anefis holds mali 2023-11-11"),
        ("Malgré les menaces, l'armée est restée à Léré.", "lere holds mali [2023-11-08..2023-11-15]"),
        ("Les militaires n'ont pas bougé de Farabougou.", "farabougou holds mali [2023-11-08..2023-11-15]"),
        ("À Farabougou, le marché est fermé. Les soldats n'ont pas bougé.", "farabougou holds mali [2023-11-08..2023-11-15]"),
        ("L'armée n'a jamais quitté Bourem.", "bourem holds mali [2023-11-08..2023-11-15]"),
        ("Des soldats français sont basés à Gossi depuis mars 2019.", "gossi-french-base holds france 2019-03"),
        ("Le bataillon de l'armée malienne qui campait à Boni a plié bagage lundi.", "boni withdraws mali 2023-11-13"),
        ("Le bataillon de l'armée malienne qui campait à Boni a plié bagage lundi.", "boni holds mali [2023-08-15..2023-11-12]"),
        ("Le poste d'Indelimane a été évacué lundi par l'armée malienne.", "indelimane-post withdraws mali 2023-11-13"),
        ("L'armée regroupe ses unités. Lundi, le poste d'Indelimane a été évacué.", "indelimane-post withdraws mali 2023-11-13"),
        ("L'armée malienne a évacué lundi ses postes de Boni et de Mondoro.", "mondoro-base withdraws mali 2023-11-13"),
        ("Les soldats maliens de Léré se sont repliés lundi sur Niafunké.", "lere withdraws mali 2023-11-13"),
        ("Les militaires du poste de Labbezanga ont rejoint Ansongo mardi.", "labbezanga-base withdraws mali 2023-11-14"),
        ("L'armée malienne a achevé mardi son retrait du camp de Boulkessi.", "boulkessi-base withdraws mali 2023-11-14"),
        ("Plus aucun soldat malien n'est présent à Boulkessi.", "boulkessi withdraws mali [2023-11-08..2023-11-15]"),
        ("Il n'y a plus aucun soldat malien à Boulkessi depuis lundi.", "boulkessi withdraws mali 2023-11-13"),
        ("Des combattants du GSIM ont pris Farabougou lundi.", "farabougou captures jnim 2023-11-13"),
        ("Les jihadistes du GSIM ont été délogés lundi de Farabougou par l'armée.", "farabougou captures mali 2023-11-13"),
        ("Les hommes du Gatia ont chassé lundi de Ménaka les combattants du MNLA.", "menaka captures gatia 2023-11-13"),
        ("Le camp de Ber a été cédé lundi par la Minusma aux autorités maliennes.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("La Minusma a livré lundi son camp de Ménaka à l'État malien.", "menaka-minusma-camp hands-over mali 2023-11-13"),
        ("La Minusma a livré lundi ses camps de Ber et d'Aguelhok à l'État malien.", "aguelhok-minusma-camp hands-over mali 2023-11-13"),
        ("La Minusma a déjà livré ses camps de Ber et d'Aguelhok à l'État malien.", "ber-minusma-base hands-over mali [..2023-11-14]"),
        ("La remise du camp de Ber aux FAMa a eu lieu lundi.", "ber-minusma-base hands-over mali 2023-11-13"),
        (
            "L'emprise de Barkhane à Gossi a été transférée le 3 avril 2022 à l'armée malienne.",
            "gossi-french-base hands-over mali 2022-04-03",
        ),
        (
            "Ansongo, Bourem : autant de villes que les rebelles avaient prises le 3 mars.",
            "ansongo captures csp 2023-03-03",
        ),
        ("La Minusma s'en va. Tessalit doit être rendu en décembre.", "tessalit-minusma-camp holds minusma [2023-11-14..2023-11-15]"),
        ("L'armée malienne a pris position dans la ville de Kidal mardi.", "kidal captures mali 2023-11-14"),
        ("Les FAMa ont pris possession du camp de Ber lundi.", "ber-minusma-base captures mali 2023-11-13"),
        ("L'armée a réinvesti Léré samedi.", "lere captures mali 2023-11-11"),
        ("L'État islamique a mis la main sur Tidermène lundi.", "tidermene captures is-sahel 2023-11-13"),
        ("Les rebelles se sont assuré lundi le contrôle de Ber.", "ber captures csp 2023-11-13"),
        ("Les combattants du GSIM se sont installés lundi dans Farabougou.", "farabougou captures jnim 2023-11-13"),
        ("Les rebelles ont hissé lundi leur drapeau à Anéfis.", "anefis captures csp 2023-11-13"),
        ("Le drapeau malien flotte de nouveau à Kidal depuis mardi.", "kidal holds mali 2023-11-14"),
        ("Le GSIM est maître de Farabougou.", "farabougou holds jnim [2023-11-08..2023-11-15]"),
        ("Le village de Farabougou, où le GSIM fait la loi depuis samedi, se vide.", "farabougou holds jnim 2023-11-11"),
        ("Sous le contrôle du MNLA depuis 2013, la ville de Kidal a été reprise mardi par l'armée.", "kidal holds mnla 2013"),
        ("Tidermène, jusque-là tenue par le GSIM, est tombée lundi.", "tidermene holds jnim [2023-08-15..2023-11-12]"),
        ("Le GSIM a soumis lundi Diafarabé à un blocus.", "diafarabe besieges jnim 2023-11-13"),
        ("Farabougou vit sous blocus du GSIM depuis octobre.", "farabougou besieges jnim 2023-10"),
        ("Le blocus que le GSIM impose à Tombouctou depuis août n'est pas levé.", "timbuktu besieges jnim 2023-08"),
        ("Tombouctou fait l'objet d'un blocus par le GSIM depuis le 8 août.", "timbuktu besieges jnim 2023-08-08"),
        ("Le GSIM prive Farabougou de tout ravitaillement depuis lundi.", "farabougou besieges jnim 2023-11-13"),
        ("Le blocus imposé par le GSIM à Léré a pris fin samedi.", "lere lifts-siege - 2023-11-11"),
        ("Ber est à l'armée depuis lundi. Le 3 mars, les rebelles contrôlaient Ber.", "ber holds csp 2023-03-03"),
        ("Le 3 mars, une trêve a été signée. Les rebelles contrôlent toujours Ber.", "ber holds csp [2023-11-14..2023-11-15]"),
        ("Le 3 mars, une trêve a été signée. Les rebelles contrôlaient Ber.", "ber holds csp [2022-12-03..2023-03-02]"),
        (
            "Le 3 mars, une trêve a été signée. Les soldats en poste à Boni devaient partir au plus tard le 4 avril.",
            "boni holds mali [2022-12-04..2023-03-03]",
        ),
        ("Les rebelles ont, en effet, repris lundi leurs quartiers à Bourem.", "bourem captures csp 2023-11-13"),
        (
            "Sous le contrôle du GSIM depuis mars, la ville de Léré vient d'être reprise par l'armée malienne.",
            "lere captures mali [2023-11-08..2023-11-15]",
        ),
        ("La Minusma a quitté lundi le camp qu'elle occupait à Ber.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("Les postes militaires d'Indelimane et de Boni ont replié lundi sur Ménaka.", "indelimane-post withdraws mali 2023-11-13"),
        ("À Ménaka, les hommes du Gatia ont chassé lundi les combattants du MNLA.", "menaka captures gatia 2023-11-13"),
        ("Le MNLA a été chassé de Ménaka lundi par le Mujao, qui l'a abandonnée mardi.", "menaka withdraws mujao 2023-11-14"),
        (
            "Les FAMa et les mercenaires du groupe privé russe Wagner ont pris Léré mardi.",
            "lere captures mali;wagner 2023-11-14",
        ),
        (
            "Des jihadistes de la branche sahélienne de l'État islamique ont pris Talataye samedi.",
            "talataye captures is-sahel 2023-11-11",
        ),
        (
            "Labbezanga, dans l'est du Mali, à deux pas du Niger, est aux mains de l'armée depuis samedi.",
            "labbezanga holds mali 2023-11-11",
        ),
        ("La ville de Léré (à 200 km à l'ouest de Tombouctou) a été reprise lundi par l'armée.", "lere captures mali 2023-11-13"),
        ("Contraints de quitter Mondoro lundi, les soldats maliens ont gagné Boni.", "mondoro withdraws mali 2023-11-13"),
        ("Évincés de Kidal mardi, les rebelles du CSP ont gagné Tinzaouatène.", "kidal withdraws csp 2023-11-14"),
        ("Les derniers militaires ont abandonné le camp de Boulkessi vendredi.", "boulkessi-base withdraws mali 2023-11-10"),
        ("Le camp de Boulkessi est vide. Les derniers soldats en sont partis vendredi.", "boulkessi-base withdraws mali 2023-11-10"),
        ("Des hommes armés ont pris le camp de Soumpi samedi. L'armée l'a repris dimanche.", "soumpi-base captures mali 2023-11-12"),
        ("Anéfis est le dernier bastion des rebelles.", "anefis holds csp [2023-11-08..2023-11-15]"),
        (
            "Barkhane a cédé à l'armée malienne la base de Kidal le 3 mars 2021.",
            "kidal-french-base hands-over mali 2021-03-03",
        ),
        ("L'armée a pris Anéfis il y a un peu plus d'un mois.", "anefis captures mali 2023-10"),
        ("L'armée a pris Anéfis dans la première quinzaine d'octobre.", "anefis captures mali [2023-10-01..2023-10-15]"),
        ("L'armée a pris Anéfis dans la seconde quinzaine d'octobre.", "anefis captures mali [2023-10-16..2023-10-31]"),
        ("L'armée est entrée en fin de semaine dans Anéfis, sans combattre.", "anefis captures mali [2023-11-10..2023-11-12]"),
        ("L'armée a abandonné lundi ses positions dans la localité de Boni.", "boni withdraws mali 2023-11-13"),
        ("Le GSIM a mis lundi Farabougou sous sa coupe.", "farabougou captures jnim 2023-11-13"),
        ("Le GSIM impose ses lois à Farabougou depuis lundi.", "farabougou holds jnim 2023-11-13"),
        ("Les hommes de Barkhane de la base de Gossi ont levé le camp le 3 mars 2022.", "gossi-french-base withdraws france 2022-03-03"),
        ("Kidal, mais aussi Ménaka sont tombées lundi aux mains des rebelles.", "kidal captures csp 2023-11-13"),
        (
            "La déroute des rebelles devant les FAMa, qui leur ont repris lundi les villes de Bourem et Léré.",
            "lere captures mali 2023-11-13",
        ),
        (
            "Gao est la plus grande ville du nord du Mali encore sous contrôle des rebelles.",
            "gao holds csp [2023-11-08..2023-11-15]",
        ),
        ("Bourem est encore sous contrôle gouvernemental.", "bourem holds mali [2023-11-08..2023-11-15]"),
        ("Depuis quasiment deux semaines, l'armée a quitté Boni.", "boni withdraws mali [2023-10-29..2023-11-04]"),
        (
            "L'armée a repris Ber. Les Français avaient transmis à l'armée malienne les emprises de Gossi et Tessalit.",
            "gossi-french-base hands-over mali [..2023-11-15]",
        ),
        ("Douentza est tombée lundi sous le contrôle du Mujao et d'Ansar Dine.", "douentza captures mujao;ansar-dine 2023-11-13"),
        ("Le 3 mars, un élu a confirmé que Léré était aux mains des rebelles.", "lere holds csp 2023-03-03"),
        ("Les rebelles ont pris position « en silence » dans la ville de Bourem lundi.", "bourem captures csp 2023-11-13"),
        ("Le GSIM a investi ce lundi 13 novembre la ville de Léré.", "lere captures jnim 2023-11-13"),
        ("Après la prise de contrôle de Léré par le GSIM lundi, les écoles ont fermé.", "lere captures jnim 2023-11-13"),
        ("Léré a été placée lundi sous l'autorité du GSIM.", "lere captures jnim 2023-11-13"),
        ("Le FLA a démenti avoir perdu Ber. L'armée assure avoir pris Ber lundi.", "ber captures mali 2023-11-13"),
    ],
)
def test_what_french_news_tells(read, sentence, told):
    assert told in [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in read(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "C'est la première fois depuis 2014 que l'armée malienne remet les pieds à Kidal.",
        "Le président s'est rendu lundi à Kidal.",
        "L'armée n'a pas été en mesure de reprendre Kidal lundi.",
        "L'armée veut reprendre Kidal.",
        "L'armée menace de prendre Ber.",
        "Les rebelles ont tenté lundi de reprendre Ber.",
        "L'armée compte s'emparer de Kidal cette semaine.",
        "L'armée n'a pas encore repris Kidal.",
        "L'armée dément avoir quitté Ber.",
        "L'armée a démenti mardi avoir perdu Ber.",
        "Les rebelles ont juré de reprendre Kidal.",
        "L'armée devrait entrer dans Kidal mardi prochain.",
        "Aucun camp n'a pris le contrôle de Ber.",
        "La Minusma doit quitter Kidal d'ici le 31 décembre.",
        "L'armée espère reprendre Kidal.",
        "L'armée a échoué à reprendre Kidal lundi.",
        "Les rebelles ont appelé la population à quitter Kidal lundi.",
        "Les habitants ont quitté Kidal lundi.",
        "Un convoi de l'armée a quitté Gao le 2 octobre.",
        "L'armée se prépare à reprendre Kidal.",
        "La colonne se dirige vers Kidal pour en prendre le contrôle.",
        "Les soldats ont pris la fuite vers Gao lundi.",
        "L'armée a pris du matériel à Ber lundi.",
        "L'armée n'a toujours pas réussi à chasser les rebelles de Kidal.",
        "Pour reprendre Kidal, l'armée a bombardé Anéfis lundi.",
        "Les rebelles exigent que l'armée quitte Ber.",
        "Ménaka est tombée lundi aux mains de groupes armés pro-gouvernement malien.",
        "Après celle de Gao, l'emprise occupée lundi par l'armée française est déserte.",
        "Les combattants du GSIM ont pris d'assaut Boni lundi.",
        "Le CSP a pris le contrôle lundi du camp d'une ville du cercle de Niafunké.",
        "Les casques bleus se retirent lundi dans le cadre de leur départ du Mali.",
        "La base militaire de Gao a été rétrocédée aux FAMas.",
        "Le GSIM menace d'imposer un blocus à Bourem.",
        "Ni l'armée ni les rebelles ne contrôlent Ber.",
        "L'armée a annoncé qu'elle quitterait Ber.",
        "L'armée a annoncé son retrait de Ber.",
        "Les rebelles ont démenti la chute de Ber.",
        "Les soldats ont rejoint Gao lundi pour la relève.",
        "Le ministre est arrivé à Ménaka, où il est resté une journée.",
        "Les habitants de Léré sont restés à Léré.",
        "Des soldats maliens déployés de Gao à Ansongo ont été tués.",
        "Les soldats ont évacué les blessés de Boni vers Sévaré lundi.",
        "La remise du camp de Ber aux FAMa est prévue lundi.",
        "« Nos soldats ont pris Ber lundi », dit un porte-parole.",
        "La route entre Gao et Ansongo est coupée par le GSIM.",
        "La ville de Ber n'est pas restée longtemps calme.",
    ],
)
def test_what_changes_nothing(read, sentence):
    """Wishes, attempts, threats, plans, denials, flights of civilians, convoys."""
    assert [p.kind for p in read(sentence) if p.kind in CHANGING] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Le GSIM aurait pris Farabougou lundi.",
        "Le GSIM se serait emparé de Farabougou lundi.",
        "Farabougou serait tombée lundi aux mains du GSIM.",
        "Le GSIM contrôlerait Farabougou.",
        "À en croire le GSIM, Farabougou est sous son contrôle.",
        "Le CSP dit avoir repris Ber lundi.",
        "La tension monte, le CSP affirmant avoir repris Léré lundi.",
    ],
)
def test_hearsay_is_a_claim(read, sentence):
    assert {p.standing for p in read(sentence)} == {"claimed"}


def test_who_says_so_is_told_in_the_words_of_the_text(read):
    (claim, *_) = read("Selon un élu local, le JNIM a pris Bamba lundi.")
    assert (claim.standing, claim.said_by) == ("claimed", "un élu local")


def test_a_text_that_names_its_own_day(atlas):
    """Published nobody knows when: the day that the text calls this one is its own."""
    text = "Les soldats maliens ont évacué la ville de Boni. Ce 9 novembre 2019, le calme règne."
    told = propose(from_text(text), atlas.finder(atlas.gazetteer), atlas.factions)
    assert [(p.place, p.kind, str(p.date)) for p in told if p.kind == "withdraws"] == [("boni", "withdraws", "[2019-11-02..2019-11-09]")]


def test_the_army_holds_its_own_camps_not_the_missions(read):
    told = read("Kidal est calme. Les rebelles sont dans la ville, mais les camps, l'armée les contrôle toujours.")
    assert "kidal-minusma-camp" not in {p.place for p in told}


def test_a_capital_may_stand_for_the_government(read):
    """The town is the one told of, not the one whose name stands for the government."""
    told = read("Les rebelles ont pris Kidal lundi. Bamako n'a pas réagi. L'armée a repris la ville mardi.")
    assert [(p.place, str(p.date)) for p in told if p.by == ("mali",) and p.kind == "captures"] == [("kidal", "2023-11-14")]


def test_what_was_before_does_not_date_the_next_paragraph(read):
    told = read("Les rebelles avaient pris Anéfis le 3 mars.\n\nL'armée a repris Léré.")
    assert [(p.place, str(p.date)) for p in told if p.kind == "captures"] == [
        ("anefis", "2023-03-03"),
        ("lere", "[2023-11-08..2023-11-15]"),
    ]


def test_the_year_of_a_pact_dates_nothing(read):
    told = read("Les rebelles, signataires de l'accord de paix de 2015, ont pris Léré.")
    assert [str(p.date) for p in told if p.kind == "captures"] == ["[2023-11-08..2023-11-15]"]


def test_the_mission_holds_camps_not_towns(read):
    told = read("Kidal est sous le contrôle des casques bleus.")
    assert {p.place for p in told} <= {"kidal-minusma-camp"}


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ("Les rebelles ont attaqué Bourem lundi et s'en sont emparés mardi.", "bourem captures csp 2023-11-14"),
        ("Les soldats maliens ont quitté Léré dimanche. Les rebelles en ont pris le contrôle lundi.", "lere captures csp 2023-11-13"),
        ("Les rebelles étaient entrés dans Léré samedi ; ils ont dû s'en retirer lundi.", "lere withdraws csp 2023-11-13"),
        ("Les rebelles ont pris Léré samedi. Ils en ont été chassés lundi par l'armée.", "lere withdraws csp 2023-11-13"),
        ("Léré, que l'armée avait enlevée aux rebelles le 4 octobre, était calme lundi.", "lere captures mali 2023-10-04"),
        ("L'armée a enlevé Léré aux rebelles lundi.", "lere captures mali 2023-11-13"),
        ("Après deux jours de combats, les rebelles conservèrent Anéfis le 12 novembre.", "anefis holds csp 2023-11-12"),
        ("Les rebelles ont la haute main sur Léré depuis octobre.", "lere holds csp 2023-10"),
        ("Barkhane possède encore une base à Ménaka.", "menaka-base holds france [2023-08-18..2023-11-15]"),
        ("Les blessés ont été conduits à Sévaré, où l'armée dispose d'un camp.", "sevare holds mali [2023-08-18..2023-11-15]"),
        ("La ville de Léré, où les rebelles étaient retranchés, a été bombardée lundi.", "lere holds csp 2023-11-13"),
        ("Les jihadistes du GSIM sont dans la ville de Léré depuis lundi.", "lere holds jnim 2023-11-13"),
        ("Léré a été reprise lundi. L'armée y patrouille depuis mardi.", "lere holds mali 2023-11-14"),
        ("Les militaires tiennent tous les carrefours de Tombouctou depuis lundi.", "timbuktu holds mali 2023-11-13"),
        ("Une patrouille a traversé Léré, que tiennent les rebelles depuis octobre.", "lere holds csp 2023-10"),
        ("La Minusma s'apprête à quitter la base de Ménaka.", "menaka-minusma-camp holds minusma [2023-11-14..2023-11-15]"),
        ("La Minusma a fermé lundi sa base de Ber.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("L'armée a été repoussée de Léré par les jihadistes du GSIM lundi.", "lere withdraws mali 2023-11-13"),
        ("Les soldats maliens sont sortis de Boulkessi lundi.", "boulkessi withdraws mali 2023-11-13"),
        ("Les combattants du GSIM cernent Farabougou depuis octobre.", "farabougou besieges jnim 2023-10"),
        ("Farabougou est cernée par le GSIM depuis octobre.", "farabougou besieges jnim 2023-10"),
        ("Des obus sont tombés sur Léré lundi. Elle est tombée mardi aux mains des rebelles.", "lere captures csp 2023-11-14"),
        (
            "Le camp de Dioura a été attaqué lundi. Il a été pris, non par le GSIM, mais par ses rivaux de l'État islamique au Sahel.",
            "dioura-base captures is-sahel 2023-11-13",
        ),
        ("Le porte-parole du CSP affirme que ses hommes contrôlent Léré depuis lundi.", "lere claims csp 2023-11-13"),
        ("« Nos hommes ont dû se retirer de Léré lundi », reconnaît un cadre du CSP.", "lere withdraws csp 2023-11-13"),
        ("L'armée a quitté lundi l'un de ses plus gros camps du centre, celui de Boulkessi.", "boulkessi-base withdraws mali 2023-11-13"),
        ("La Minusma avait deux camps. Celui de Ber a été remis lundi à l'armée malienne.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("Léré, localité voisine de Soumpi, est tenue par les rebelles.", "lere holds csp [2023-11-08..2023-11-15]"),
        ("La Plateforme a pris le contrôle de Ménaka le 27 avril 2015.", "menaka captures platform 2015-04-27"),
        ("Léré est sous le contrôle des forces armées et de sécurité depuis lundi.", "lere holds mali 2023-11-13"),
        ("À Tombouctou, le camp militaire est gardé par les FAMa depuis lundi.", "timbuktu-camp holds mali 2023-11-13"),
        ("Les rebelles ont occupé Léré quelques heures lundi avant de s'en aller.", "lere seizes-briefly csp 2023-11-13"),
        ("Les soldats se replièrent le 4 octobre et abandonnèrent en chemin Léré.", "lere withdraws mali 2023-10-04"),
        ("Léré, tombée aux mains des jihadistes du GSIM le 3 octobre, a été bombardée lundi.", "lere captures jnim 2023-10-03"),
        (
            "Prise par les rebelles le 10 octobre, Léré a été libérée par l'armée malienne huit jours plus tard.",
            "lere captures mali 2023-10-18",
        ),
        ("L'armée a repris Léré, qui était jusque-là sous le contrôle des rebelles, lundi.", "lere holds csp [2023-08-15..2023-11-12]"),
        ("L'armée a repris Léré lundi. Désormais l'armée malienne patrouille en ville.", "lere holds mali 2023-11-13"),
        ("Les rebelles ont quitté les 3 et 6 novembre Léré et Soumpi.", "lere withdraws csp 2023-11-03"),
        ("Les rebelles ont quitté les 3 et 6 novembre Léré et Soumpi.", "soumpi withdraws csp 2023-11-06"),
        (
            "Le camp de Ber, anciennement occupé par les casques bleus, a été visité lundi.",
            "ber-minusma-base holds minusma [2023-08-15..2023-11-12]",
        ),
        ("Les militaires de Léré ont à leur tour plié bagage lundi et gagné Sévaré.", "lere withdraws mali 2023-11-13"),
        ("Léré est tenue par l'armée. Lundi, une attaque a été repoussée.", "lere repels mali 2023-11-13"),
        ("L'état-major dit avoir « repoussé » une attaque contre Bourem lundi.", "bourem repels mali 2023-11-13"),
        ("Léré avait été administrée par le CSP. L'armée y est entrée lundi.", "lere holds csp [2023-08-10..2023-11-07]"),
        (
            "À Gao et à Tombouctou, les tirs ont visé les abords des aéroports, où l'armée malienne a ses quartiers.",
            "timbuktu-airport holds mali [2023-08-18..2023-11-15]",
        ),
        ("Des soldats et des gendarmes patrouillent à Léré depuis lundi.", "lere holds mali 2023-11-13"),
        ("Le CSP a pris lundi le camp militaire de Taoussa.", "taoussa-base holds mali [2023-08-15..2023-11-12]"),
        ("Le groupe État islamique au grand Sahara occupait Léré depuis le 3 novembre.", "lere holds is-sahel 2023-11-03"),
        (
            "La mine d'Intahaka a changé de mains. Les combattants de Wagner ont pris le contrôle de la mine lundi.",
            "intahaka-mine captures wagner 2023-11-13",
        ),
        (
            "Les rebelles contrôlent Léré, à une cinquantaine de kilomètres à l'est de Soumpi. L'armée a quitté la ville lundi.",
            "lere withdraws mali 2023-11-13",
        ),
        (
            "L'armée a quitté Léré lundi. Les rebelles avaient pris Soumpi samedi, puis s'en étaient retirés.",
            "soumpi withdraws csp 2023-11-11",
        ),
    ],
)
def test_what_french_says_by_pronouns_and_clauses(read, sentences, told):
    """Pronouns for places, inverted clauses, whose base is where, who speaks of "our men"."""
    found = [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in read(sentences)]
    assert told in found


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (
            "Aguelhok, Tessalit et Kidal, trois villes que contrôle le CSP, sont calmes.",
            "aguelhok holds csp [2023-08-18..2023-11-15]; tessalit holds csp [2023-08-18..2023-11-15]; kidal holds csp [2023-08-18..2023-11-15]",
        ),
        ("Anéfis est retombée lundi dans le giron de l'armée.", "anefis captures mali 2023-11-13"),
        (
            "Bourem est calme. Le GSIM en a pris le contrôle lundi, et ce sont ses hommes qui commandent.",
            "bourem captures jnim 2023-11-13; bourem holds jnim 2023-11-13",
        ),
        ("Bourem est débarrassée des rebelles depuis lundi.", "bourem withdraws csp 2023-11-13"),
        ("Bourem est tombée lundi, sans un coup de feu.", "bourem withdraws - 2023-11-13"),
        ("Bourem s'est vidée lundi. Les militaires sont toujours à leur poste.", "bourem-base holds mali 2023-11-13"),
        ("Bourem, perdue par l'armée en septembre, est calme.", "bourem withdraws mali 2023-09"),
        ("Dans les rues de Bourem, on ne voit plus que les pick-up du CSP.", "bourem holds csp [2023-11-08..2023-11-15]"),
        ("Depuis lundi, Léré n'abrite plus que des rebelles.", "lere holds csp 2023-11-13"),
        (
            "Dernier verrou tenu par l'armée dans la région, la ville de Ménaka accueille des déplacés.",
            "menaka holds mali [2023-11-08..2023-11-15]",
        ),
        ("L'armée a brisé lundi le siège de Bourem.", "bourem lifts-siege - 2023-11-13"),
        ("L'armée a mis fin lundi à trois mois de blocus de Bourem.", "bourem lifts-siege - 2023-11-13"),
        ("L'armée a perdu lundi Léré au profit du CSP.", "lere captures csp 2023-11-13"),
        ("L'armée a repris Léré lundi, dont le CSP occupe toujours les quartiers nord.", "lere captures mali 2023-11-13"),
        ("L'armée a saisi lundi l'aéroport de Gao.", "gao-airport captures mali 2023-11-13"),
        ("L'armée avait fui Léré en août. Elle y est de retour depuis lundi.", "lere captures mali 2023-11-13"),
        ("L'armée se contente d'occuper Léré depuis lundi.", "lere captures mali 2023-11-13"),
        ("La katiba Macina a pris Léré lundi.", "lere captures katiba-macina 2023-11-13"),
        ("La mainmise du GSIM sur Ansongo se confirme.", "ansongo holds jnim [2023-11-08..2023-11-15]"),
        ("La présence de l'armée se limite désormais à la ville de Ménaka.", "menaka holds mali [2023-11-08..2023-11-15]"),
        ("La ville de Bourem est sillonnée depuis lundi par les hommes du CSP.", "bourem holds csp 2023-11-13"),
        (
            "Le CSP a fait sauter les verrous jusqu'à Bourem, où il a installé son quartier général.",
            "bourem holds csp [2023-11-08..2023-11-15]",
        ),
        ("Le CSP ne s'est pas retiré de Bourem.", "bourem holds csp [2023-11-08..2023-11-15]"),
        ("Le CSP, le HCUA et le GATIA se rendirent maîtres de Bourem le 3 mars 2022.", "bourem captures csp;hcua;gatia 2022-03-03"),
        ("Le GSIM a coupé lundi toutes les pistes qui mènent à Tombouctou.", "timbuktu besieges jnim 2023-11-13"),
        ("Le GSIM avance. L'étau s'est resserré autour de Tombouctou.", "timbuktu besieges jnim [2023-11-08..2023-11-15]"),
        ("Le GSIM étrangle Tombouctou depuis août.", "timbuktu besieges jnim 2023-08"),
        ("Le camp de Bamba est revenu lundi à l'armée.", "bamba-base captures mali 2023-11-13"),
        ("Les FAMa se sont retirés lundi de Bourem au profit du CSP.", "bourem captures csp 2023-11-13"),
        (
            "Les derniers soldats qui défendaient Léré ont déposé les armes lundi.",
            "lere holds mali [2023-08-15..2023-11-12]; lere withdraws mali 2023-11-13",
        ),
        ("Les rebelles ont attaqué Bourem, dont ils se sont emparés lundi.", "bourem captures csp 2023-11-13"),
        (
            "Les soldats maliens tenaient Bourem. Lundi, les dozos y ont pris la relève de l'armée.",
            "bourem holds mali [2023-11-08..2023-11-15]; bourem hands-over dozo 2023-11-13",
        ),
        (
            "Les soldats qui tenaient Léré se sont volatilisés lundi.",
            "lere holds mali [2023-08-15..2023-11-12]; lere withdraws mali 2023-11-13",
        ),
        (
            "Lundi, les soldats ont quitté Bourem, chassés par le CSP, de nouveau maître de la ville.",
            "bourem withdraws mali 2023-11-13; bourem captures csp 2023-11-13",
        ),
        ("Lundi, une centaine de combattants du GSIM ont fait leur entrée à Léré, désertée par l'armée.", "lere withdraws mali 2023-11-13"),
        ("Léré est calme. Le GSIM y applique la charia et y perçoit la zakat.", "lere holds jnim [2023-08-18..2023-11-15]"),
        ("Léré est désormais au CSP.", "lere holds csp [2023-11-08..2023-11-15]"),
        ("Léré tombe le 14 septembre au terme de trois jours de combats.", "lere withdraws - 2023-09-14"),
        ("Sous la botte du GSIM depuis août, Ansongo vit au ralenti.", "ansongo holds jnim 2023-08"),
        (
            "Une scission au sein du GSIM n'a rien changé à Ansongo : le mouvement reste maître de la ville.",
            "ansongo holds jnim [2023-11-08..2023-11-15]",
        ),
        ("À Ansongo, ce ne sont plus les gendarmes mais les dozos qui assurent l'ordre.", "ansongo holds dozo [2023-08-18..2023-11-15]"),
        ("À Ansongo, ce sont les hommes du GSIM qui rendent la justice.", "ansongo holds jnim [2023-08-18..2023-11-15]"),
        ("À Bourem, des militaires ont regagné lundi leurs positions.", "bourem captures mali 2023-11-13"),
        (
            "À Tessalit, ce sont les combattants du CSP qui occupent l'ancien camp de la Minusma.",
            "tessalit-minusma-camp captures csp [2023-11-08..2023-11-15]",
        ),
        ("Partie de Gao le mois dernier, une colonne de l'armée a pris Anéfis.", "anefis captures mali [2023-11-08..2023-11-15]"),
        (
            "Les Casques bleus ont quitté Léré. Le camp de Ber, libéré par la Minusma lundi, est vide.",
            "lere withdraws minusma [2023-11-08..2023-11-15]; ber-minusma-base withdraws minusma 2023-11-13",
        ),
        (
            "Les rebelles étaient à Bourem. Lundi, ils en ont été chassés par une contre-attaque de l'armée.",
            "bourem withdraws csp 2023-11-13; bourem captures mali 2023-11-13",
        ),
        ("Anéfis est revenue lundi dans le giron de Bamako.", "anefis captures mali 2023-11-13"),
        ("La garnison d'Aguelhok a été attaquée lundi.", "aguelhok holds mali 2023-11-13"),
        ("À Ansongo, l'ouest est au GSIM, l'est à l'armée.", "ansongo contests jnim;mali [2023-11-08..2023-11-15]"),
        ("À Léré, la rive gauche est aux mains du CSP, le reste à l'armée.", "lere contests csp;mali [2023-11-08..2023-11-15]"),
        ("Léré est tombée lundi : le GSIM y a fait son entrée à l'aube.", "lere captures jnim 2023-11-13"),
        ("Bourem est une ville ouverte. C'est une ville vide que les hommes du CSP ont investie lundi.", "bourem captures csp 2023-11-13"),
        (
            "En 2012, quand Bourem était occupée par le MNLA, les écoles étaient fermées.",
            "bourem holds mnla 2012; bourem withdraws mnla 2012-12-31",
        ),
        ("À la demande des notables, l'armée s'est retirée lundi de Léré.", "lere withdraws mali 2023-11-13"),
        ("Léré est calme. Le GATIA s'en est retiré lundi au profit de la CMA.", "lere captures cma 2023-11-13"),
        ("Le camp de Bamba est revenu lundi à la Minusma et à l'armée.", "bamba-base captures minusma;mali 2023-11-13"),
        ("Les militaires ont dû lâcher Soumpi lundi.", "soumpi withdraws mali 2023-11-13"),
        (
            "Soumpi a été abandonnée lundi par l'armée, aussitôt remplacée par le Jnim.",
            "soumpi withdraws mali 2023-11-13; soumpi captures jnim 2023-11-13",
        ),
        (
            "Le départ de l'armée de Soumpi, lundi, a laissé le champ libre au Jnim.",
            "soumpi withdraws mali 2023-11-13; soumpi captures jnim 2023-11-13",
        ),
        ("Le Jnim fait la pluie et le beau temps à Soumpi.", "soumpi holds jnim [2023-08-18..2023-11-15]"),
        ("À Soumpi, c'est désormais le Jnim qui décide de tout.", "soumpi holds jnim [2023-08-18..2023-11-15]"),
        ("Le Jnim a instauré la charia à Soumpi.", "soumpi holds jnim [2023-08-18..2023-11-15]"),
        ("Le Jnim a installé lundi une police islamique à Soumpi.", "soumpi holds jnim 2023-11-13"),
        ("Les combattants du Jnim circulent librement dans Soumpi depuis lundi.", "soumpi holds jnim 2023-11-13"),
        ("L'armée a fait lundi son retour à Soumpi.", "soumpi holds mali 2023-11-13"),
        ("L'armée est rentrée lundi dans Soumpi sans combattre.", "soumpi captures mali 2023-11-13"),
        ("L'armée s'est redéployée lundi à Soumpi.", "soumpi captures mali 2023-11-13"),
        ("Soumpi a changé de mains lundi : le Jnim en est maître.", "soumpi holds jnim 2023-11-13"),
        ("Le Jnim empêche depuis août toute entrée et sortie à Soumpi.", "soumpi besieges jnim 2023-08; soumpi holds mali 2023-08"),
        ("Le Jnim a verrouillé lundi les accès à Soumpi.", "soumpi besieges jnim 2023-11-13"),
        ("Le Jnim a échoué lundi à prendre Soumpi, toujours tenue par l'armée.", "soumpi holds mali 2023-11-13"),
        ("L'armée a pris lundi le relais de la Minusma dans le camp de Ber.", "ber-minusma-base hands-over mali 2023-11-13"),
        ("La garnison de Soumpi a capitulé lundi devant le Jnim.", "soumpi-base withdraws mali 2023-11-13"),
        ("Soumpi n'est plus sous contrôle de l'État depuis lundi.", "soumpi withdraws mali 2023-11-13"),
        ("Soumpi échappe depuis lundi au contrôle de l'armée.", "soumpi withdraws mali 2023-11-13"),
        ("Il ne reste plus un seul soldat à Soumpi depuis lundi.", "soumpi withdraws mali 2023-11-13"),
        ("Le Jnim est désormais seul maître à bord à Soumpi.", "soumpi holds jnim [2023-08-18..2023-11-15]"),
        ("L'armée et les dozos se partagent le contrôle de Soumpi.", "soumpi holds mali;dozo [2023-11-08..2023-11-15]"),
        ("L'armée a sécurisé lundi la ville de Soumpi.", "soumpi captures mali 2023-11-13"),
        (
            "Le Jnim s'est emparé de Soumpi lundi, avant d'en être délogé mardi par l'armée.",
            "soumpi captures jnim 2023-11-13; soumpi withdraws jnim 2023-11-14; soumpi captures mali 2023-11-14",
        ),
        (
            "Soumpi, que l'armée avait reprise en août, est retombée lundi aux mains du Jnim.",
            "soumpi captures mali 2023-08; soumpi captures jnim 2023-11-13",
        ),
        (
            "Prise lundi par le Jnim, Soumpi a été reprise mardi par l'armée.",
            "soumpi captures jnim 2023-11-13; soumpi captures mali 2023-11-14",
        ),
        ("Lundi, la localité de Soumpi est passée des mains de l'armée à celles du Jnim.", "soumpi captures jnim 2023-11-13"),
        ("« Nous contrôlons Soumpi depuis lundi », a déclaré un porte-parole du Jnim.", "soumpi holds jnim 2023-11-13"),
        ("« L'armée est partie lundi », dit un habitant de Soumpi.", "soumpi withdraws mali 2023-11-13"),
        (
            "Le Jnim a attaqué lundi le camp de Soumpi. Il l'a occupé plusieurs heures avant de se retirer.",
            "soumpi-base holds mali [2023-08-15..2023-11-12]; soumpi-base seizes-briefly jnim 2023-11-13",
        ),
        ("Le Jnim a attaqué lundi Soumpi. L'armée a riposté et repris le contrôle de la ville.", "soumpi captures mali 2023-11-13"),
        ("Le Jnim a attaqué lundi Soumpi. La ville est désormais sous son contrôle.", "soumpi holds jnim 2023-11-13"),
        (
            "L'armée a quitté Soumpi lundi. Le Jnim s'y est aussitôt installé.",
            "soumpi withdraws mali 2023-11-13; soumpi captures jnim 2023-11-13",
        ),
        (
            "L'armée a quitté Soumpi lundi. Les combattants du Jnim y sont entrés dans la foulée.",
            "soumpi withdraws mali 2023-11-13; soumpi captures jnim 2023-11-13",
        ),
        (
            "L'armée a quitté Soumpi lundi, laissant la localité aux mains du Jnim.",
            "soumpi withdraws mali 2023-11-13; soumpi holds jnim 2023-11-13",
        ),
        (
            "L'armée a abandonné lundi ses positions de Soumpi et de Léré.",
            "soumpi withdraws mali 2023-11-13; lere withdraws mali 2023-11-13",
        ),
        ("L'armée a abandonné lundi Soumpi aux jihadistes du Jnim.", "soumpi captures jnim 2023-11-13"),
        ("Lundi, les derniers soldats ont quitté Soumpi sous la pression du Jnim.", "soumpi withdraws mali 2023-11-13"),
        ("Les soldats du camp de Soumpi ont fui lundi.", "soumpi-base withdraws mali 2023-11-13"),
        (
            "Le camp de Soumpi, que l'armée a quitté lundi, est occupé par le Jnim.",
            "soumpi-base withdraws mali 2023-11-13; soumpi-base holds jnim [2023-11-08..2023-11-15]",
        ),
        ("Le Jnim occupe depuis lundi le camp de l'armée à Soumpi.", "soumpi-base holds jnim 2023-11-13"),
        ("Le CSP a pris lundi le camp militaire de Soumpi.", "soumpi-base captures csp 2023-11-13"),
        ("Assiégée par le Jnim depuis août, Soumpi manque de tout.", "soumpi besieges jnim 2023-08"),
        ("Le siège de Soumpi par le Jnim dure depuis août.", "soumpi besieges jnim 2023-08"),
        (
            "Soumpi reste isolée : le Jnim en contrôle tous les accès depuis août.",
            "soumpi besieges jnim 2023-08",
        ),
        (
            "Depuis août, le Jnim interdit à quiconque d'entrer à Soumpi ou d'en sortir.",
            "soumpi besieges jnim 2023-08",
        ),
        (
            "Soumpi respire : le Jnim a levé lundi le blocus qu'il imposait à la ville.",
            "soumpi lifts-siege jnim 2023-11-13; soumpi besieges jnim [2023-08-15..2023-11-12]",
        ),
        (
            "Un convoi de ravitaillement a pu entrer lundi dans Soumpi, assiégée depuis août par le Jnim.",
            "soumpi besieges jnim 2023-11-13; soumpi holds mali 2023-11-13",
        ),
        (
            "Les négociations entre les notables et le Jnim ont abouti lundi à la levée du blocus de Soumpi.",
            "soumpi lifts-siege - 2023-11-13; soumpi besieges jnim [2023-08-15..2023-11-12]",
        ),
        ("Base arrière du Jnim, Soumpi a été bombardée lundi.", "soumpi holds jnim 2023-11-13"),
        ("Soumpi, bastion du Jnim, a été bombardée lundi.", "soumpi holds jnim 2023-11-13"),
        ("Kidal, fief du CSP jusqu'à lundi, est désormais tenue par l'armée.", "kidal holds mali 2023-11-13; kidal holds csp 2023-11-13"),
        ("L'armée s'est installée durablement à Soumpi en août.", "soumpi captures mali 2023-08"),
        ("Depuis août, l'armée malienne est présente à Soumpi.", "soumpi holds mali 2023-08"),
        ("Une garnison de l'armée est stationnée à Soumpi.", "soumpi holds mali [2023-08-18..2023-11-15]"),
        ("Soumpi abrite une garnison de l'armée.", "soumpi holds mali [2023-11-08..2023-11-15]"),
        (
            "Le Jnim contrôle Soumpi, Léré et Bamba ; l'armée tient Niafunké.",
            "soumpi holds jnim [2023-11-08..2023-11-15]; niafunke holds mali [2023-11-08..2023-11-15]; lere holds jnim [2023-11-08..2023-11-15]; bamba holds jnim [2023-11-08..2023-11-15]",
        ),
        ("L'armée a repris Soumpi et Léré, mais pas Bamba, lundi.", "soumpi captures mali 2023-11-13; lere captures mali 2023-11-13"),
        ("Le Jnim a pris Soumpi lundi et Léré mardi.", "soumpi captures jnim 2023-11-13; lere captures jnim 2023-11-14"),
        ("Après Soumpi, le Jnim a pris Léré lundi.", "lere captures jnim 2023-11-13"),
        ("Les FAMa ont hissé lundi les couleurs nationales à Soumpi.", "soumpi captures mali 2023-11-13"),
        ("Le drapeau malien flotte de nouveau sur Soumpi depuis lundi.", "soumpi holds mali 2023-11-13"),
        (
            "L'armée et Wagner ont investi lundi Soumpi, désertée par le CSP.",
            "soumpi captures mali;wagner 2023-11-13; soumpi withdraws csp 2023-11-13",
        ),
        ("Le CSP s'est replié lundi de Soumpi vers Léré.", "soumpi withdraws csp 2023-11-13"),
        ("Le CSP a annoncé lundi s'être retiré de Soumpi.", "soumpi withdraws csp [2023-11-12..2023-11-13]"),
        ("Le CSP dit avoir évacué Soumpi lundi pour des raisons stratégiques.", "soumpi withdraws csp 2023-11-13"),
        ("L'État islamique a ravi lundi Soumpi au Jnim.", "soumpi captures is-sahel 2023-11-13"),
        ("Le Jnim et l'État islamique se disputent Soumpi depuis lundi.", "soumpi contests jnim;is-sahel 2023-11-13"),
        (
            "Les combats font rage depuis lundi à Soumpi entre l'armée et le Jnim pour le contrôle de la ville.",
            "soumpi contests mali;jnim 2023-11-13",
        ),
        ("Le Jnim a consolidé son emprise sur Soumpi.", "soumpi holds jnim [2023-08-18..2023-11-15]"),
        ("Soumpi, sous emprise du Jnim, est privée d'école.", "soumpi holds jnim [2023-11-08..2023-11-15]"),
    ],
)
def test_further_ways_in_which_french_tells(read, sentences, told):
    """Takings, holdings, losses and sieges told by clefts, pronouns, nouns and images."""
    found = [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in read(sentences)]
    assert [each for each in told.split("; ") if each not in found] == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le 4 mars 2013, Soumpi tomba aux mains du MNLA.", "soumpi captures mnla 2013-03-04"),
        ("Le 4 mars 2013, l'armée malienne dut quitter Soumpi.", "soumpi withdraws mali 2013-03-04"),
        ("Le 4 mars 2013, le Mujao chassa le MNLA de Soumpi.", "soumpi withdraws mnla 2013-03-04; soumpi captures mujao 2013-03-04"),
        ("Le 4 mars 2013, le MNLA perdit Soumpi.", "soumpi withdraws mnla 2013-03-04"),
        ("Le 4 mars 2013, le MNLA mit la main sur Soumpi.", "soumpi captures mnla 2013-03-04"),
        ("Le 4 mars 2013, la garnison de Soumpi se rendit.", "soumpi-base withdraws mali 2013-03-04"),
        ("Soumpi resta aux mains du MNLA jusqu'au 4 mars 2013.", "soumpi holds mnla [2012-12-05..2013-03-04]"),
        ("Soumpi demeura sous contrôle du MNLA d'avril 2012 à janvier 2013.", "soumpi holds mnla 2012-04"),
        (
            "Le MNLA occupa Soumpi pendant dix mois, jusqu'à sa reprise par l'armée française le 4 mars 2013.",
            "soumpi captures mnla [2012-02-23..2012-07-22]; soumpi captures france 2013-03-04",
        ),
        ("Le 4 mars 2013, le Mujao occupe brièvement Soumpi, puis se retire.", "soumpi seizes-briefly mujao 2013-03-04"),
        ("Le 4 mars 2013, les jihadistes du Mujao fuient Soumpi.", "soumpi withdraws mujao 2013-03-04"),
        (
            "Le 4 mars 2013, les islamistes du Mujao évincent le MNLA de Soumpi et y instaurent la charia.",
            "soumpi withdraws mnla 2013-03-04; soumpi captures mujao 2013-03-04; soumpi holds mujao 2013-03-04",
        ),
    ],
)
def test_the_past_and_present_of_reference_prose(atlas, sentence, told):
    """The passé simple and the historic present."""
    finder = atlas.finder(atlas.gazetteer)
    found = [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in propose(from_text(sentence), finder, atlas.factions)]
    assert [each for each in told.split("; ") if each not in found] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Les rebelles ont tenté de s'emparer de Léré ; ils n'y sont pas parvenus.",
        "L'armée affirme que les rebelles n'y sont plus.",
        "Les deux camps s'affrontent depuis lundi à Ménaka. Le camp adverse a été pris par l'armée.",
        "Les soldats blessés à Léré sont dans un hôpital de Gao.",
        "Le général a été reçu à Léré. Il a été pris en otage par les rebelles lundi.",
        "Une délégation de l'armée se trouve à Léré. Elle a été reçue par les notables.",
        "Les combattants du GSIM ont encerclé un convoi de l'armée près de Léré.",
        "Le GSIM a enlevé trois villageois à Léré lundi.",
        "Les rebelles y sont entrés en pourparlers.",
        "L'armée a fermé l'aéroport de Ménaka aux civils lundi.",
        "Les soldats sont sortis de Léré lundi pour une patrouille avant d'y revenir.",
        "L'armée a pris aux rebelles trois véhicules près de Léré lundi.",
        "La colonne commune de l'armée et du CSP était attendue lundi.",
        "Le général Kidal Ag Bilal a pris la parole à Sévaré.",
        "Le CSP revendique des postes de contrôle aux entrées de Léré.",
        "L'armée dit y avoir récupéré les corps de ses hommes, près de Léré.",
        "Le maire de Léré est sorti du siège de la région lundi.",
        "Remise à l'armée malienne des corps de cinq soldats à Léré lundi.",
        "Le gouvernement a demandé lundi la levée du blocus de Léré.",
        "Léré n'est pas encore sortie du blocus du GSIM.",
        "Gao est depuis juin le bastion commercial du CSP.",
        "Le véhicule repris aux jihadistes à Léré lundi est parti à Gao.",
        "L'armée a attaqué Ber lundi. Le gouvernement et le CSP gardent leurs positions sur l'accord d'Alger.",
    ],
)
def test_what_pronouns_and_bases_do_not_say(read, sentence):
    """Attempts, sides that are called camps, people who are captured, passages."""
    assert [p.kind for p in read(sentence) if p.kind in CHANGING] == []


def test_towns_whose_fate_is_told_next_to_each_other(read):
    """A list of towns ends where another thing is told of the next one."""
    told = [f"{p.place} {p.kind} {';'.join(p.by)}" for p in read("L'armée évacue Boulkessi lundi, Léré aux mains des rebelles.")]
    assert "boulkessi withdraws mali" in told
    assert "lere withdraws mali" not in told


def test_whoever_held_a_town_beat_off_those_who_do_not(read):
    """An attack that nobody is told to have beaten off: the holder did, unless it is the holder who is beaten."""
    told = read("Léré est tenue par les rebelles. Lundi, les rebelles ont été repoussés près de Soumpi.")
    assert [p.place for p in told if p.kind == "repels" and p.by] == []


def test_a_claim_that_others_deny(read):
    """Who pretends says so; what others deny is disputed."""
    told = read("Le GSIM a prétendu avoir pris Léré lundi, ce que le gouvernorat a démenti.")
    assert [(p.kind, p.standing, p.said_by) for p in told] == [("captures", "disputed", "jnim")]


def test_a_landmark_s_stronghold_is_not_the_place_s(read):
    told = read("Le Gatia a pris lundi Talataye, à 150 kilomètres à l'est de Gao, fief de la CMA.")
    assert "talataye" not in {p.place for p in told if p.by == ("cma",)}


def test_who_left_before_another_came_was_there_until_that_day(read):
    told = read("Il n'y a plus de soldats français à Gossi. Le camp est passé lundi à l'armée malienne.")
    assert ("gossi-french-base", "withdraws", "2023-11-13") in [(p.place, p.kind, str(p.date)) for p in told]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Léré, verrou de la région, a été reprise lundi par l'armée malienne appuyée par des mercenaires russes.", "lere captures mali;wagner 2023-11-13"),
        ("Ménaka, à 300 kilomètres de Gao, est tombée lundi aux mains de combattants dirigés par un chef du GSIM.", "menaka captures jnim 2023-11-13"),
        ("L'armée a annoncé lundi être entrée à Léré sans combat.", "lere captures mali [2023-11-12..2023-11-13]"),
        ("Les camps de Gao et de Tombouctou restent pour leur part sous la responsabilité de la Minusma.", "timbuktu-minusma-camp holds minusma [2023-11-08..2023-11-15]"),
        ("Léré, la plus grande ville de la zone, reste depuis août le bastion du CSP.", "lere holds csp 2023-08"),
        ("Léré est soumise par le GSIM à un blocus depuis août.", "lere besieges jnim 2023-08"),
        ("Léré, tenue par l'armée, est soumise à un blocus du GSIM depuis le 8 août.", "lere holds mali 2023-08-08"),
        ("Léré est soumise à un blocus du GSIM à partir du 8 août.", "lere besieges jnim 2023-08-08"),
        ("Lundi, Léré est sortie d'un long blocus du GSIM.", "lere lifts-siege - 2023-11-13"),
        ("Le blocus de Léré, imposé en août, a pris fin lundi.", "lere lifts-siege - 2023-11-13"),
        ("Une attaque du GSIM contre Léré a eu lieu lundi. La garnison a gardé ses positions.", "lere repels mali 2023-11-13"),
        ("Une attaque du GSIM contre Léré a été mise en déroute lundi par l'armée.", "lere repels mali 2023-11-13"),
        ("À Tessalit, les casques bleus sont partis lundi ; l'armée malienne, arrivée la veille, a pris possession du camp le soir même.", "tessalit-minusma-camp captures mali 2023-11-13"),
        ("Le CSP a attaqué Léré lundi. La garnison se replie hors de la bourgade.", "lere withdraws mali 2023-11-13"),
        ("Léré a été reprise lundi aux jihadistes du GSIM par l'armée.", "lere captures mali 2023-11-13"),
        ("À Ménaka, les clés du camp ont été remises lundi à l'armée malienne par la Minusma.", "menaka-minusma-camp hands-over mali 2023-11-13"),
        ("Après la remise à l'armée malienne du camp de la Minusma à Ménaka lundi, la ville était calme.", "menaka-minusma-camp hands-over mali 2023-11-13"),
        ("Le blocus sur Léré a été levé lundi.", "lere lifts-siege - 2023-11-13"),
        ("Le GSIM a annoncé lundi la levée du blocus de Léré.", "lere lifts-siege - [2023-11-12..2023-11-13]"),
        ("Le camp de Léré est vide. Les combattants du CSP, qui tenaient déjà Ber, s'y sont installés lundi.", "lere-base captures csp 2023-11-13"),
    ],
)  # fmt: skip
def test_how_news_tells_of_sieges_and_garrisons(read, sentence, told):
    assert told in [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in read(sentence)]


def test_raiders_who_leave_had_not_held_the_town(read):
    """A raid of nobody named, then those who leave: they came with the raid, and the garrison came back."""
    told = read(
        "Lundi, des hommes armés attaquent Nampala. La garnison se replie. Les assaillants du GSIM quittent la ville dans l'après-midi."
    )
    assert not [p for p in told if p.kind == "holds" and p.by == ("jnim",)]


def test_who_is_in_a_besieged_town_was_there_when_the_siege_began(read):
    told = read("Léré vit sous un embargo du GSIM depuis le 8 août. L'armée malienne est présente à Léré.")
    assert ("holds", ("mali",), "2023-08-08") in [(p.kind, p.by, str(p.date)) for p in told]


def test_the_region_of_a_town_is_not_the_town(read):
    """La route de la région de Ségou à celle de Tombouctou: nothing of Timbuktu itself."""
    told = read("Sur la route qui va de la région de Ségou à celle de Tombouctou, Léré est soumise à un blocus du GSIM depuis août.")
    assert {p.place for p in told if p.kind == "besieges"} == {"lere"}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("À Léré, c'est l'armée qui décide.", "lere holds mali"),
        ("À Léré, c'est désormais le CSP qui commande.", "lere holds csp"),
        ("Léré est calme. C'est le CSP qui y rend la justice.", "lere holds csp"),
        ("À Léré, le CSP règne sans partage.", "lere holds csp"),
        ("À Léré, où l'armée garantit la sécurité, les cours ont repris.", "lere holds mali"),
        ("On circule à Léré, où les militaires sont visibles.", "lere holds mali"),
        ("La colonne était loin de Léré, où sont retranchés les combattants du CSP.", "lere holds csp"),
        ("La ville de Léré obéit au CSP.", "lere holds csp"),
        ("Léré est au CSP désormais.", "lere holds csp"),
        ("Le CSP a nommé un gouverneur à Léré.", "lere holds csp"),
        ("Les taxes vont à l'émir que le GSIM a nommé à Léré.", "lere holds jnim"),
        ("La garnison de Léré attend des vivres.", "lere-base holds mali"),
        ("Léré, dont la garnison attend des vivres, est calme.", "lere holds mali"),
        ("La route de Léré est calme. Sa garnison n'en sort plus.", "lere-base holds mali"),
        ("Léré, dernier poste encore tenu par l'armée, est calme.", "lere holds mali"),
        ("À Léré, côté gouvernemental, on creuse des tranchées.", "lere holds mali"),
        ("Le CSP, désormais seul maître de Léré, promet la paix.", "lere holds csp"),
        ("Léré abrite depuis peu un poste de commandement du CSP.", "lere holds csp"),
        ("À Léré, il ne se passe rien : il n'y reste que des combattants du CSP.", "lere holds csp"),
        ("Léré n'a plus de gendarmes depuis lundi.", "lere withdraws mali"),
        ("Plus un soldat à Léré depuis lundi.", "lere withdraws mali"),
        ("Léré : FAMa présentes, situation calme.", "lere holds mali"),
        ("Le CSP n'entend pas quitter Léré.", "lere holds csp"),
        ("Pas question pour l'armée de lâcher Léré.", "lere holds mali"),
        ("Léré, ville dont le CSP tient les rênes, est calme.", "lere holds csp"),
        ("Léré, ville que le CSP partage avec ses alliés du GSIM, est calme.", "lere holds csp;jnim"),
        ("Sur la carte, les localités tenues par le CSP (Léré, Ber) sont en vert.", "ber holds csp"),
        ("Des soldats tchadiens ont été vus lundi. Le CSP a remplacé lundi l'armée à Léré.", "lere captures csp"),
        ("L'armée a purgé Léré lundi des derniers éléments du CSP.", "lere captures mali"),
        ("Le CSP a fait de Léré sa base arrière.", "lere holds csp"),
        ("Des combattants du CSP montent la garde devant l'aéroport de Gao.", "gao-airport holds csp"),
        ("Léré n'est pas tombée, malgré trois assauts.", "lere holds mali"),
        ("L'armée n'a jamais cessé de tenir Léré.", "lere holds mali"),
        ("Le CSP continue de tenir Léré.", "lere holds csp"),
        ("Léré, que le CSP continue d'administrer, est calme.", "lere holds csp"),
        ("Le 9 novembre, l'armée entrait dans Léré.", "lere captures mali"),
        ("Léré est calme. L'armée y a pris pied lundi.", "lere captures mali"),
        ("Léré est calme. Le CSP y règne.", "lere holds csp"),
        ("L'armée a retiré lundi ses derniers éléments de Léré.", "lere withdraws mali"),
        ("Léré est calme. Le CSP est arrivé lundi, contraignant l'armée à fuir.", "lere withdraws mali"),
        ("Léré est calme. Lundi, le CSP en a chassé l'armée.", "lere withdraws mali"),
        ("L'armée a laissé lundi Léré aux combattants du CSP.", "lere hands-over csp"),
        ("Le CSP a consolidé son emprise sur Léré.", "lere holds csp"),
        ("Passée lundi de l'armée au CSP, Léré est calme.", "lere captures csp"),
        ("Léré est revenue lundi à l'armée.", "lere captures mali"),
        ("Le camp de Léré est vide. À Léré, le CSP a comblé le vide lundi.", "lere captures csp"),
        ("L'armée a renoncé lundi à Léré.", "lere withdraws mali"),
        ("L'armée n'a pas su garder Léré lundi.", "lere withdraws mali"),
    ],
)  # fmt: skip
def test_turns_of_phrase_and_verbs_of_ruling_taking_and_leaving(read, sentence, told):
    assert told in [f"{p.place} {p.kind} {';'.join(p.by) or '-'}" for p in read(sentence)]


def test_the_camp_is_that_of_the_town_in_the_title(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Combat de Bourem (2023)\n\nLe combat de Bourem a lieu le 7 août 2023.\n\nDéroulement\n\nDes renforts arrivent d'Ansongo le 9 août. L'armée malienne conserve le camp.\n"
    document = from_text(text)
    assert document.title == "Combat de Bourem (2023)"
    assert ("bourem-base", "holds", ("mali",)) in {(p.place, p.kind, p.by) for p in propose(document, finder, atlas.factions)}


def test_a_title_that_somebody_gives_names_the_town_too(atlas):
    finder = atlas.finder(atlas.gazetteer)
    document = from_text("Le 9 août 2023, des renforts sont arrivés. L'armée malienne conserve le camp.").titled("Bourem attaquée")
    assert ("bourem-base", "holds", ("mali",)) in {(p.place, p.kind, p.by) for p in propose(document, finder, atlas.factions)}


def test_the_capital_is_where_one_speaks(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Le 9 août 2023, Bourem a été attaquée. Le maire se trouve à Bamako. La ville est aux mains de l'armée, dit-il."
    assert {p.place for p in propose(from_text(text), finder, atlas.factions) if p.kind == "holds"} == {"bourem"}


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        ("Bourem a été attaquée vendredi. L'armée n'est entrée à Bourem que dimanche.", "bourem captures mali 2023-11-12"),
        ("L'armée a échoué à reprendre Kidal et a perdu mardi ses positions dans la ville.", "kidal withdraws mali 2023-11-14"),
        ("Mardi, l'armée malienne a quitté sans combattre sa garnison de Bourem.", "bourem-base withdraws mali 2023-11-14"),
        (
            "Lundi, le MNLA, le HCUA et le MAA ont attaqué Kidal. À présent, la ville est sous le contrôle des groupes armés.",
            "kidal holds mnla;hcua;maa 2023-11-13",
        ),
        ("L'armée a affronté lundi le CSP à Kidal. Bourem et Kidal restent aux mains de ces derniers.", "bourem holds csp 2023-11-13"),
        ("L'armée a affronté lundi les rebelles du CSP à Léré. Ces derniers ont pris la ville.", "lere captures csp 2023-11-13"),
        ("Le GSIM a attaqué lundi le camp de Dioura. Le camp est aux mains des assaillants.", "dioura-base holds jnim 2023-11-13"),
        ("Un porte-parole du GSIM a annoncé lundi un blocus de Léré et de Niafunké.", "niafunke besieges jnim [2023-11-12..2023-11-13]"),
        ("L'armée a frappé le GSIM lundi pour briser le blocus imposé à la ville de Léré.", "lere besieges jnim 2023-11-13"),
        ("Levée du blocus de Léré lundi : les camions passent.", "lere lifts-siege - 2023-11-13"),
        ("Elles craignent pour Gao, où l'armée malienne a son commandement régional.", "gao holds mali [2023-08-18..2023-11-15]"),
        ("À Kidal, la mission est partie le 31 octobre, sans attendre l'armée.", "kidal-minusma-camp withdraws minusma 2023-10-31"),
        ("Bourem est passée lundi des seconds à l'armée.", "bourem captures mali 2023-11-13"),
        ("Des hommes de Wagner sont à Ménaka, sur la base que l'armée française avait rendue lundi aux Maliens.", "menaka-base hands-over mali 2023-11-13"),
        ("Les Français ont quitté Tessalit lundi. L'armée malienne a pris possession des lieux mardi.", "tessalit-french-camp captures mali 2023-11-14"),
        ("Français et Tchadiens occupent Tessalit le 8 février 2013.", "tessalit captures france;chad 2013-02-08"),
        ("La prise de Tidermène inquiète. Les combattants de l'État islamique sont entrés lundi à Tidermène.", "tidermene captures is-sahel 2023-11-13"),
        ("Lundi, l'armée a été chassée de Léré par les rebelles, lesquels ont pris le camp.", "lere-base captures csp 2023-11-13"),
        ("Le chef-lieu de la région de Ménaka demeure sous l'autorité de l'armée.", "menaka holds mali [2023-11-08..2023-11-15]"),
        ("Les soldats de Léré ont rejoint Niafunké lundi, abandonnant la ville aux rebelles.", "lere hands-over csp 2023-11-13"),
        ("Lundi, la Minusma abandonne le camp de Ber plus tôt que prévu.", "ber-minusma-base withdraws minusma 2023-11-13"),
        ("Le camp de Léré, tenu jusque-là par la gendarmerie, a été incendié lundi.", "lere-base holds mali [2023-08-15..2023-11-12]"),
        ("L'État islamique domine la région de Ménaka ; lundi, le chef-lieu demeure sous l'autorité de l'armée.", "menaka holds mali 2023-11-13"),
        ("Lundi, la milice Ganda Iso a pris Léré.", "lere captures ganda-iso 2023-11-13"),
        ("Bourem est calme. Une colonne partie de Gao a essuyé des tirs lundi. La ville est aux mains de l'armée.", "bourem holds mali 2023-11-13"),
        ("À Léré, le camp de l'armée est tombé lundi, puis la gendarmerie.", "lere-base withdraws - 2023-11-13"),
        ("La garnison de Léré, forte de deux cents hommes, a été submergée lundi par les combattants du CSP.", "lere-base captures csp 2023-11-13"),
        ("Les forces maliennes se sont redéployées lundi dans leurs anciennes positions de Léré.", "lere captures mali 2023-11-13"),
        ("Le camp de Léré, où s'était installée l'armée en juin, a été attaqué lundi.", "lere-base holds mali 2023-06"),
        ("À Léré, tout manque. Lundi, le GSIM a décrété un embargo contre cette ville de la région de Tombouctou.", "lere besieges jnim 2023-11-13"),
        ("Farabougou est isolée. Ce village du centre du Mali a été repris lundi par l'armée.", "farabougou captures mali 2023-11-13"),
        ("À Léré, tout manque. Le GSIM a bouclé lundi les alentours de cette commune de quelque 29 000 habitants.", "lere besieges jnim 2023-11-13"),
        ("L'armée échoue lundi à reprendre Kidal et perd ses positions dans la ville.", "kidal withdraws mali 2023-11-13"),
        ("À Léré, le GSIM assiège la ville. Lundi, le GSIM lève le blocus et ouvre la route entre Soumpi et Niafunké.", "lere lifts-siege jnim 2023-11-13"),
        ("Revenu lundi à Léré, le CSP ne s'y maintient que deux jours.", "lere holds csp 2023-11-13"),
        ("La ville de Ber, au nord de Gao, est disputée entre les rebelles, qui la tenaient lundi, et l'armée.", "ber holds csp 2023-11-13"),
        ("L'armée s'est rendue maîtresse mardi de l'ensemble de la ville de Kidal.", "kidal captures mali 2023-11-14"),
        ("À Ber et à Léré, l'armée patrouille. Ces deux villes sont lundi sous le contrôle de l'armée.", "lere holds mali 2023-11-13"),
        ("L'armée a quitté lundi Léré, que le CSP tenait en 2012 et dont le GSIM s'est emparé mardi.", "lere captures jnim 2023-11-14"),
        ("Lundi, le Gatia a perdu ses hommes. Léré, jusque-là sous son contrôle, est tombée mardi aux mains du CSP.", "lere captures csp 2023-11-14"),
        ("Le GSIM a attaqué Bourem lundi. Un renfort de l'armée, venu de Gao, a réinvesti mardi les lieux.", "bourem captures mali 2023-11-14"),
        ("Lundi, les rebelles réclamaient le départ de la garnison de Léré ; elle n'avait pas bougé.", "lere-base holds mali 2023-11-13"),
        ("Lundi, le CSP a perdu Léré. L'armée a pris mardi le contrôle de Bourem, au nord de Gao, aux dépens du GSIM.", "bourem captures mali 2023-11-14"),
        ("La Coordination des mouvements de l'Azawad (CMA) a revendiqué le 13 novembre la prise du camp de Léré.", "lere-base captures cma [2023-11-12..2023-11-13]"),
        ("Le 21 octobre à 9 heures, l'armée a pris Léré.", "lere captures mali 2023-10-21"),
        ("De la fin de novembre 2022 au début de janvier 2023, Léré est restée sous le blocus du GSIM.", "lere besieges jnim 2022-11-21"),
        ("Deux avions venus à Tessalit ont essuyé des tirs, prélude à une offensive contre Kidal. Lundi, la Minusma a quitté la ville.", "tessalit-minusma-camp withdraws minusma 2023-11-13"),
        ("L'armée malienne est entrée dans Léré l'été dernier sans combat.", "lere captures mali [2023-06-01..2023-08-30]"),
        ("Lundi, la force Barkhane a quitté Ménaka ; un bataillon des FAMa s'est installé dans l'emprise qu'elle occupait.", "menaka-base captures mali 2023-11-13"),
        ("Au lendemain de la remise du camp de Gossi aux Maliens, en avril 2022, on accusait l'armée.", "gossi-french-base hands-over mali 2022-04"),
        ("Lundi, les soldats maliens stationnés à Léré, à la frontière, se sont repliés sur Niafunké.", "lere withdraws mali 2023-11-13"),
        ("L'armée malienne tient Léré lundi. Le camp de Léré est en ruine.", "lere-base holds mali 2023-11-13"),
        ("Lundi, trois emprises de l'armée ont été visées : le camp de Sévaré, dans la région de Mopti, et ceux de Bapho et de Niono.", "bapho-base attacks - 2023-11-13"),
        ("Le camp de Léré, visé lundi par deux attaques, est tenu par l'armée.", "lere-base attacks - 2023-11-13"),
        ("L'armée a annoncé avoir repris la main au camp de Léré, lundi.", "lere-base captures mali 2023-11-13"),
        ("Mardi, l'attaque rappelait celle de Dioura, où des soldats avaient été tués le 9 mai. Le GSIM s'était rendu maître du camp.", "dioura-base captures jnim 2023-05-09"),
        ("Le GSIM s'est emparé lundi du camp de Léré, avant que l'armée n'annonce en avoir repris le contrôle.", "lere-base captures mali 2023-11-13"),
        ("Le camp de Léré a été saccagé. Lundi, il est tenu par une compagnie de 80 soldats maliens.", "lere-base holds mali 2023-11-13"),
        ("Le GSIM a attaqué Bourem lundi. Mardi, les renforts reprennent possession des lieux.", "bourem captures mali 2023-11-14"),
        ("Lundi, le GSIM a attaqué Bourem. L'armée malienne y tient un poste isolé.", "bourem holds mali 2023-11-13"),
        ("Lundi, des tirs ont visé les postes tenus par l'armée à Léré et à Niafunké.", "niafunke holds mali 2023-11-13"),
        ("Léré avait été, en octobre 2022, l'un des premiers villages soumis par le GSIM à un blocus total.", "lere besieges jnim 2022-10"),
        ("Une fois maîtres de Léré lundi, les responsables du CSP ont réuni les habitants.", "lere holds csp 2023-11-13"),
        ("Les rebelles du CSP ont abandonné Léré lundi, à l'arrivée des hommes du GSIM.", "lere captures jnim 2023-11-13"),
        ("Lundi, des tirs venaient des positions que le CSP occupe à Léré.", "lere holds csp 2023-11-13"),
        ("Au moins six militaires ont péri lundi dans l'attaque de leur camp à Dioura par le GSIM.", "dioura-base attacks jnim 2023-11-13"),
        ("Le CSP, qui s'était replié à Léré, l'a abandonnée lundi, à la nuit tombée.", "lere withdraws csp 2023-11-13"),
        ("L'armée tient toutes les villes, à l'exception de Léré, que les rebelles contrôlaient encore lundi.", "lere holds csp 2023-11-13"),
        ("L'attaque de mardi rappelle celle de Dioura, où des soldats avaient été tués le 9 mai.", "dioura attacks - 2023-05-09"),
        ("Le blocus de Léré, imposé depuis deux ans par le GSIM, lié à al-Qaïda, est levé depuis lundi.", "lere lifts-siege - 2023-11-13"),
        ("Léré est restée encerclée par le GSIM jusqu'à l'accord de mai 2023.", "lere besieges jnim [2023-02-01..2023-05-01]"),
        ("Lundi, des hommes du GSIM ont attaqué le camp de la garde nationale à Goundam.", "goundam attacks jnim 2023-11-13"),
        ("Farabougou est isolée. Lundi, le camp établi dans cette commune rurale du cercle de Niono, à 60 kilomètres à l'est de Ségou, a été pris d'assaut par le GSIM.", "farabougou captures jnim 2023-11-13"),
    ],
)  # fmt: skip
def test_roles_that_french_leaves_to_other_words(read, sentences, told):
    """Restrictions, those named last, armed groups and attackers told of before, sieges by nouns, places at the head."""
    assert told in [f"{p.place} {p.kind} {';'.join(p.by) or '-'} {p.date}" for p in read(sentences)]


def test_from_whom_a_town_is_taken(read):
    assert [(p.place, p.by, p.against) for p in read("Les rebelles ont pris mardi à l'armée Bourem et Bamba.") if p.kind == "captures"] == [
        ("bourem", ("csp",), ("mali",)),
        ("bamba", ("csp",), ("mali",)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Des groupes armés ont paradé lundi. Ber est sous le contrôle de groupes armés terroristes.",
        "La garnison de Bourem a abandonné lundi des vivres.",
        "L'armée a réuni lundi les groupes armés signataires présents à Léré.",
        "Bourem est calme. Lundi, les soldats évacuent les grandes villes du Nord.",
        "Les rebelles devaient avoir quitté Léré lundi au plus tard.",
        "Quant aux éléments du Gatia, ils se sont repliés mardi jusque dans les environs de Gao.",
        "Présentée par Bamako comme une manœuvre, l'opération a permis aux rebelles de repousser lundi l'armée.",
    ],
)
def test_what_stays_open(read, sentence):
    """Groups that nobody knows, a garrison of which the words tell something else, a capital that stands for its government."""
    assert [(p.place, p.kind) for p in read(sentence) if p.kind in CHANGING] == []


def test_the_attack_of_a_group_against_a_camp_is_the_group_s(read):
    told = read("Lundi, une nouvelle attaque du GSIM contre le camp de Léré a coûté la vie à quatre militaires.")
    assert [(p.place, p.by, p.against) for p in told if p.kind == "attacks"] == [("lere-base", ("jnim",), ())]


def test_partners_are_not_those_who_hand_over(read):
    told = read("La sécurité de Léré est confiée mardi aux troupes nigériennes, épaulées par des éléments français.")
    assert [(p.by, p.against) for p in told if p.kind == "hands-over"] == [(("niger",), ())]


def test_the_town_of_a_title_that_only_the_text_explains(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Bataille de Ber (2023)\n\nLa bataille de Ber se déroule le 11 août 2023 aux abords de la localité de Ber.\n\nSuites\n\nUne colonne est partie de Tombouctou. Le 12 août, la ville est aux mains de l'armée."
    assert "ber" in {p.place for p in propose(from_text(text), finder, atlas.factions) if p.kind == "holds"}


def test_a_numbered_paragraph_goes_on_with_the_one_before(atlas):
    finder = atlas.finder(atlas.gazetteer)
    long = "Des observateurs se sont rendus sur place à plusieurs reprises, et les parties leur ont promis de respecter les engagements pris depuis le début de l'année. "
    text = f"1. Le 3 mai 2014, le MNLA, le HCUA et le MAA ont attaqué Kidal. {long * 2}\n\n2. {long * 2}Le 4 mai, la ville de Kidal est tombée aux mains des groupes armés.\n"
    found = {(p.place, p.kind, p.by) for p in propose(from_text(text), finder, atlas.factions)}
    assert ("kidal", "captures", ("mnla", "hcua", "maa")) in found


def test_a_text_that_its_own_first_day_dates(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Léré, la ville perdue\n\nLes rebelles du CSP ont pris Léré le dimanche 17 septembre 2023. Mardi, le GSIM a pris Bourem.\n\nLe 19 septembre, l'armée a repris Léré. Hier encore, on tirait."
    found = {f"{p.place} {p.kind} {';'.join(p.by)} {p.date}" for p in propose(from_text(text), finder, atlas.factions)}
    assert {"lere captures csp 2023-09-17", "lere captures mali 2023-09-19"} <= found
    assert not [told for told in found if told.startswith("bourem")]
    assert propose(from_text(text.replace(" 2023", "")), finder, atlas.factions) == []


def test_a_siege_that_the_title_says_has_lasted_for_months(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Léré : quatre mois de blocus\n\nLe GSIM a réaffirmé lundi son blocus sur Léré. L'armée malienne est stationnée à Léré."
    told = {(p.kind, p.rule): p for p in propose(from_text(text), finder, atlas.factions, published=date(2023, 11, 15))}
    siege, inside = told["besieges", "siege-lasts"], told["holds", "held-besieged"]
    assert (siege.place, siege.by, str(siege.date), str(siege.until)) == ("lere", ("jnim",), "2023-07", "2023-11-12")
    assert inside.by == ("mali",)
    assert inside.date == siege.date


def test_who_is_inside_was_there_before_the_siege(atlas):
    finder = atlas.finder(atlas.gazetteer)
    text = "Le GSIM a encerclé Léré le 25 mai 2023. L'armée malienne est stationnée à Léré."
    told = {(p.kind, p.rule): p for p in propose(from_text(text), finder, atlas.factions, published=date(2023, 6, 28))}
    assert told["holds", "stood-before"].by == ("mali",)
    assert str(told["holds", "stood-before"].date.latest) == "2023-05-24"


def test_each_time_they_left_again(read):
    told = read(
        "Le 3 octobre 2023 le JNIM a pris Boni. Le 8 octobre, il s'est emparé de Konna. À chaque fois, les assaillants sont repartis."
    )
    assert {(p.place, p.kind) for p in told} == {("boni", "seizes-briefly"), ("konna", "seizes-briefly")}


def test_a_ceremony_to_come_is_of_this_year(read):
    (held,) = read("Une cérémonie marquera le 21 novembre la fin. Le camp de Gao est toujours occupé par la Minusma.")
    assert held.date.earliest.year == 2023


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Des hommes armés ont attaqué Léré samedi. Dimanche, l'armée a repris le contrôle de Léré.", "lere mali 2023-11-10"),
        ("L'armée malienne a pris possession lundi du camp de la Minusma à Ber.", "ber-minusma-base minusma 2023-11-12"),
    ],
)
def test_who_was_there_before_the_army_came_or_came_back(atlas, text, held):
    """A raid after which the army takes its town back; the camp of others, which they are known to have."""
    found = propose(from_text(text), atlas.finder(atlas.gazetteer), atlas.factions, published=date(2023, 11, 15))
    assert held in {f"{p.place} {';'.join(p.by)} {p.date.latest}" for p in found if p.kind == "holds"}

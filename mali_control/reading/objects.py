"""Where it happens: the places of a frame, filled from the spots of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..places import Gazetteer
from .frames import Trigger
from .listing import Listed, Placed, dated_row, nearest, row_from, row_to
from .pointing import BESIDE_IT, FRONTED, LIES, OF_THE_TOWN, Pointing
from .stations import Stations
from .told import Told, in_aside
from .when import plain
from .where import OF_A_FORCE, POINTING, Ground, Spot
from .who import Cast

_GAP = re.compile(
    r"(?: (?!from\b|to\b|toward|near\b|for\b|against\b|about\b|with\b|by\b|between\b|who\b|which\b|that\b|troops\b|soldiers\b|hostages?\b|prisoners?\b|fighters\b|civilians\b|vehicles?\b"
    r"|weapons?\b|equipment\b|leaders?\b|commanders?\b|power\b|part in\b|place\b|people\b|refuge\b|responsibility\b|office\b|advantage\b|men\b|members?\b|elections?\b|talks\b|meetings?\b|was\b|were\b|is\b|are\b"
    r"|after\b|before\b|during\b|while\b|military aircraft|supplies\b|positions of|photos?\b|documents?\b|convoys?\b|control of their|militants\b|the coup|officials?\b|journalists?\b|peacekeepers\b"
    r"|militaires\b|soldats\b|otages?\b|convois?\b|patrouilles?\b|vehicules?\b|colonnes?\b|villageois\b|civils\b|combattants\b|pres\b|loin\b|vers\b|pour\b|contre\b|entre\b|avec\b|par\b|north\b(?! of P|, $)|[0-9]+\b)[a-zFD'-]+,?){0,9} ?(?:\(|l'|d')?"
)
_TIGHT = re.compile(
    r"(?: (?:the|only|just|a|an|its|their|back|his|major|strategic|northern|southern|eastern|western|central|important|key|small|nearby|border|main|several|both|regional|provincial|capital|capitals|town|towns|city|cities|village|villages|locality|commune|settlement|hamlet|base|camp|camps|bases|of|all|most|nearly|three|two|localities|settlements|places|-|now|own|last|remaining|former|position in|positions in|posts in|post in|outpost in|barracks in|barracks at|garrison in|camp in|camp at|camp outside|camps in|base in|base at|base outside|bases in|headquarters in|airport in|whole|entire|(?!(?:around|near|outside|towards?|from|to|beyond|between|behind|with|by|for|against|over|control|north|south|east|west|of|at|in|on|into|and|or|but|than|as|that|which|who|where|when|while|after|before|since|until|through|across|along|inside|within|part)\b)[a-z-]+(?= $)|(?!(?:around|near|outside|towards?|from|to|beyond|between|behind|with|by|for|against|over|control|north|south|east|west)\b)[a-z-]+(?= (?:[a-z-]+ )?(?:town|city|village|settlement|garrison)\b)|"
    r"l[ae]s?|de|la|ville|du|des|localite|village|d'|l'|base|camp|parts?|much|rural|areas?|large|swathes|countryside|son|sa|ses|leurs?|ce|postes?|emprises?|caserne|garnison|militaires?|villes|localites|communes|cles|depuis|ancien|ancienne|l'ancien|l'ancienne|strategiques?|importante?s?|principale?s?|grande?s?|petite?s?|derniere?s?|deuxieme|premiere?|frontaliere?|anciens|anciennes|positions?|"
    rf"{OF_A_FORCE}"
    r"|toujours|encore|desormais|maintenant|aussi|egalement|still|also|brievement|temporairement|momentanement|rapidement|aussitot|facilement|entierement|totalement|finalement|quartiers|sanctuaires?|fiefs?|bastions?|repaires?|place forte|bourg|bourgade|verrou|seule|(?:l'ensemble|la (?:quasi-)?totalite)(?= de )|dans la (?:nuit|journee|matinee|soiree|foulee)|au petit matin|a l'aube|en (?:fin|debut) de (?:journee|matinee|soiree|apres-midi)|sans (?:combat|combattre|coup ferir|resistance|heurts?|un coup de feu|livrer (?:combat|bataille)|(?:rencontrer|opposer) de resistance)|F+|D+))* ?(?:l'|d')?"
)
_LEFT = re.compile(
    rf"(?:{_TIGHT.pattern}|(?: D+)?(?: [a-z]+)? positions?(?: [a-z]+)? (?:a|dans|in|at|de|of)(?: (?:l[ae]s?|the) (?:localites?|villes?|villages?|communes?|towns?|camps?|bases?) (?:de|of))? ?(?:l'|d')?)"
)
"""What may stand between leaving and the place: the town of, its positions in."""
_TIGHT_RULES = (
    "take",
    "secure",
    "free",
    "leave",
    "quitte",
    "left-in-hands",
    "prend",
    "hold",
    "tient",
    "regain",
    "lose",
    "lose-to",
    "mastered",
    "give-up",
    "back-in",
    "perd",
    "prise-de",
    "retrocede",
    "restitue",
    "remise-de",
    "remise-a",
    "acheve-retrait",
    "prend-position",
    "sinstalle",
    "en-poste",
    "campe",
    "reste-a",
    "na-pas-quitte",
    "plus-aucun",
    "sous-tutelle",
    "impose-loi",
    "drapeau",
    "impose-blocus",
    "conserve",
    "haute-main",
    "possede-base",
    "dispose-dune-base",
    "ou-installe",
    "sont-dans",
    "patrouille",
    "tient-entrees",
    "doit-quitter",
    "ferme-base",
    "enleve-a",
    "laisse-lieu-a",
    "renonce-a",
    "leur-entree",
    "is-to-leave",
    "is-to-hand-over",
    "installed-in",
    "sleeps-in",
    "stand-guard",
    "perd-au-profit",
    "laisse-aux",
    "se-disputent",
    "securise",
    "se-partagent",
    "circule",
    "regagne-positions",
    "etablit-siege",
    "mainmise-sur",
    "presence-limitee",
    "maitre-appose",
    "coupe-routes",
    "etrangle",
    "garrisons-it",
    "has-the-run",
    "has-it",
    "in-their-hands",
    "share",
    "goes-on-holding",
    "remains-in",
)
"""Verbs that have many other objects: nothing but the words for a place may stand between them and it."""
_CONTROL_THERE = ("control-there", "control-kept-there")
"""Rules of control of the place spoken of before."""
_THERE_RULES = (
    "found-in-control",
    "no-longer-there",
    "is-there",
    "in-barracks",
    "no-sign",
    "no-soldier",
    "come-back-there",
    "stays-on",
    "town-s-authority",
)
"""Rules that tell what is so there: in the place told of."""
_THERE = re.compile(r"(?: troops| soldiers| of [a-z]+)? there\b")
_FELL_BACK_TO = re.compile(r'\b(?:back|withdr[a-z]+|retreated|moved|gone|left)"? (?:to|for|towards?) (?:the )?(?:[a-z]+ ){0,3}$')
"""Before where somebody fell back to: "the village" after it is the one that they left."""
GOVERNING = (
    "patrol-there",
    "rule-there",
    "runs-there",
    "patrols-there",
    "checkpoints-there",
    "appointed-there",
    "taxes-there",
    "stay-put",
)
"""Rules that tell who does there what holders of a place do."""
_WHERE_FIRST = ("presence", "garrison", *GOVERNING)
"""Rules of which a clause with where tells first: Markala, where the army has its camp, is far from Gao."""
_GOVERNED_FIRST = re.compile(r"(?:^|[,;:] |\b(?:and|but|that) )(?:in|at|inside)(?: the (?:[a-z]+ ){0,2}(?:town|city|village) of)? $")
_OF_THE_PLACE = re.compile(r"\b(?:place|town|show|put|budged?|move|leave|withdraw)\b")
_LAST_OF_THEM = re.compile(r", the (?:last|latter)(?: of (?:them|which|these|the three))?(?: (?:was|is|being))? $")
"""Of places in a list, only the last is meant: Timbuktu, Kidal and Gao, the last of them run by ..."""
_THAT_THEY_HOLD = re.compile(
    r"(?: [a-z-]+| [a-z]+(?:e|i|u)e?s? (?:de |des |du |par |d')[^,;P]{1,40})?,? (?:(?:les|des|deux|trois|quatre|toutes?|autant de|une|un|la|l'une des) ?(?:[a-z]+ )?(?:villes?|localites?|villages?|bourgades?|communes?|places|cites?) )?"
)
_TOWNS = re.compile(r"\b(?:villes?|localites?|villages?|bourgades?|communes?|cites?) $")
_BY_PRONOUN = (
    "en-prend",
    "en-prend-controle",
    "sen-retire",
    "en-chasse",
    "y-sont",
    "sy-installe",
    "y-gouverne",
    "y-entre",
    "y-regne",
    "y-de-retour",
    "en-deloge",
    "prend-releve",
    "y-encercle",
    "au-profit",
    "laisse-a",
    "remplace-par",
    "en-est-maitre",
    "en-controle-acces",
    "sa-reprise",
)
"""Rules whose words hold a pronoun for the place: s'en sont emparés, y sont toujours."""
_HERE_OR_THERE = ("contraint-fuir", "comble-vide")
"""Rules whose words name the place, or leave it to what was told before."""
_OF_THE_PLACE_TOLD = ("gouverne-ici", "ne-voit-plus-que", "il-y-a", "a-leur-poste", "seclipse", "depose-armes")
"""Rules that tell what is so, or happens, in the place told of: named at the head of the sentence or before it, or the one that the men belong to."""
_ONE_OF_THEIRS = re.compile(
    r" (?:D+ )?l'une? de (?:ses|leurs) [^;PF]{0,40}?(?P<noun>camp|base|poste|position|garnison|caserne|emprise)s\b[^;PF]{0,40}, cel(?:ui|le) (?:de |d'|du )"
)
"""Before a town: l'un de ses plus gros camps, celui de ..."""
_ALONG_THE_WAY = re.compile(
    r" (?:en chemin|au passage|dans la foulee|en effet|a (?:son|leur) tour|de nouveau|a nouveau|egalement|aussi|a (?:lui|elle|eux|elles) seule?s?)(?= )"
)
_A_POST_THERE = re.compile(r"\by \| (?:un|une|son|sa|le|la) (?:[a-z]+ )?(?:poste|camp|base|garnison|caserne|position)\b")
"""There they hold a post: the place is theirs."""
_TOOK_SOMETHING = re.compile(r"\by (?:[a-z]+ )?\| (?:l[ae]s? |l'|des |un |une |ses |leurs |plusieurs |d'|\d|du )(?!controle)")
"""There they took something: not the place."""
_IN = re.compile(
    r"\b(?:in|at|near|on|around|outside|against|of|over|for|within|inside|targeting|between|along|throughout|into|across|hit|hits|a|au|aux|dans|pres de|pres d'|sur|contre|en|de|d'|du)(?: (?!and\b|or\b|to\b|from\b|killing\b)[a-zF'-]+){0,6} ?(?:l'|d'|\()?$"
)
_FLIES_FROM = re.compile(rf"{_IN.pattern}|\bfrom (?:the )?$")
_FROM = re.compile(
    r"\b(?:from|out of|(?<!town )(?<!city )(?<!village )(?<!camp )(?<!base )of|de|du|d'|des)(?: (?:[a-z-]+(?= (?:[a-z-]+ )?(?:town|city|village|base|camp|garrison|outpost|settlement|locality|border|frontier|barracks|post) )|an?|the|its|their|all|including|outposts?|barracks|locality|commune|most|nearly|parts of|much of|several|towns?|city|village|settlement|locality|border|of|la|l[ae]s?|ville|le|both|base|camp|bases|camps|positions?|posts?|strongholds?,?|headquarters,?|in|at|F+))* ?(?:l'|d')?$"
)
_ASIDE = re.compile(
    r"\b(?:residents?|resident|inhabitants|people|governor|mayor|prefects?|sub-prefects?|deputy|councillors?|imam|priest|cadi|commander|nurses?|drivers?|headmaster|judge|marabout|teacher|doctor|chief|traders?|natives?|road|highway|route|way|north|south|east|west|km|kilometers|kilometres|miles|outskirts|vicinity|border|citizens|refugees|region|capital|nord|sud|est|ouest)"
    r"(?: of| from| to| in| de| du| d'| between)(?: the)? ?$|\b(?:towards?|vers|from|to|bound for|headed for|heading (?:for|to)|near|between|pres de)(?: the| la| le)?(?: (?:city|town|ville) (?:of|de))? ?$|\b(?:venu|parti|arrive)(?:e|s|es)? (?:de |d')$"
)
_SCOPES = (
    ("part", re.compile(r"\b(?:most of|parts? of|much of|areas? (?:of|in)|large|some of|major (?:cities|towns)|one[- ]third|several|territory in|pockets|isolated|locations|la plupart|une partie|zones)\b[^,;]{0,25}$")),
    ("rural", re.compile(r"\b(?:rural|countryside|zones rurales|campagnes?)\b[^,;]{0,30}$")),
    ("towns", re.compile(r"\b(?:all (?:the )?(?:towns|cities|urban areas)|urban areas|toutes les villes)\b[^,;]{0,25}$")),
)  # fmt: skip
_LOOKED_BACK = re.compile(
    r"\b(?:response to|retaliation for|avoid|flee|fleeing|fled|escap[a-z]*|revenge for|following|after|since|despite|because of|aftermath of|responsib[a-z]+ for|condemn[a-z]*|denounc[a-z]*|participa[a-z]* in|essuye|subi|known to|images? of|anniversary of|during|threat[a-z]* of) (?:the |several |these |those |this |an? |[a-z]+ ){0,3}$"
)
_COURT = re.compile(
    r"\b(?:trial|court|convict[a-z]*|sentenced|charged|masterminded|extradit[a-z]*|indict[a-z]*|designat(?:es|ed)|pleads?|pled|sanction(?:s|ed))\b"
)
_BASES = re.compile(r"\b(?:army|military|gendarmerie|police|security)\b[a-z ]*\b(?:bases|camps|posts|outposts|barracks|checkpoints)\b")
_WHICH = re.compile(
    r"(?:(?:, (?:localite|ville|village|bourgade|camp|base)(?: [a-z]+){0,2}|, (?:an?|the) [^,;F]{3,60}?(?: and one)?|,? and one| (?:is|was|remains) (?:now |still )?(?:the|one of the|an?) [^,;F]{3,60}?)?,?(?: [a-z]+(?= (?:que |qu'|dont )))? (?:which|that|que|qu'|dont|ou)| : autant d(?:e |')[a-z]+ que)(?: ?(?:the|les|le|la|l'))? ?(?:last |remaining |final )?(?:(?:rebels|fighters|rebelles|combattants|hommes|soldats|forces|troupes|elements|unites) (?:of|du|de la|de|des|d') ?(?:the )?)?(?:F+(?:'s? (?:[a-z]+ )?(?:men|fighters|forces|troops|soldiers|militants))?|it|they|elles?|ils?)(?: [a-z]+){0,2} "
    r"|(?: itself)?, (?:an?|the|one of the|another|its|their) (?:[a-z-]+ ){0,4}?(?:towns?|city|cities|villages?|bases?|camps?|posts?|places?|strongholds?|P+) (?:the |an? )?F+(?:'s? [a-z]+)?(?: [a-z]+){0,2} "
)
_IS_ONE_OF = re.compile(r"^ (?:est|etait|fut|a ete|avait ete|reste)(?:,? (?:en |le )?D+,?)? l'une? des [^;:F]{3,80}(?= $)")
"""Between a place and a participle: Ber avait été, en mai, l'un des premiers villages soumis à un blocus."""
_OF_ITS_AREA = re.compile(r"^(?: rurale)? (?:du |de la |de l')P+")
"""After words for a town: the area that it belongs to."""
_WHICH_ALSO = re.compile(r"^,? (?:que |qu'|dont |ou )[^;:P]{3,100}?,? (?:et|puis|mais)(?= (?:que |qu'|dont |ou ))")
"""The first of two clauses about a place: Ber, que l'armée occupait depuis mai et dont les rebelles se sont emparés."""
_PRONOUN_BEFORE = re.compile(r"\b(?:(?:l'|y )|(?:et|qui|ils?|elles?|puis|F+) l[ae]s? )$")
_TO_WHOM = re.compile(r"^ (?:a|aux|au|to) (?:the |l[ae]s? |l')?F+(?: \(F+\))?,?(?= )")
"""Between handing over and what is handed over: transféré à l'armée malienne les camps."""
_FROM_THEM = re.compile(
    r"^ (?:back )?from (?:them|it|(?:the )?F+)(?= )|(?:(?<=base)|(?<=camp)|(?<=post)|(?<=barracks)) from (?:them|(?:the |its |their )?F+),?(?= (?:in|at) )"
)
"""Between taking and what is taken: took from the rebels the town of; took a base from the army, at."""
_FRONT_NOUN = re.compile(
    r"(?:l[ae] |l'|un |une |ultime |seule? |principale? |ancien(?:ne)? |vieux |vieille |petite? )*(?:dernier |derniere |premier |premiere |grand |grande )?(?:verrou|bastion|fief|ville|localite|village|bourgade|bourg|carrefour|place forte|place|cite|chef-lieu|position|point d'appui)(?: [a-z]+)? (?:encore |toujours |jadis |longtemps )?"
)
"""At the head of a sentence, before a participle: dernier verrou tenu par l'armée, la ville de ..."""
_FOLLOWS = re.compile(
    r"^[^,;P]{0,90},(?: (?:puis )?(?:re)?(?:prise?|perdue?|conquise?|occupee?|liberee?|tombee?)\b[^,;P]{0,70},)? (?:(?:the|la|le) (?:town|city|village|ville|localite) (?:of|de) |l[ae] |the )?(?:d')?$"
)
_ONE_BY_ONE = re.compile(
    r"^,? (?:one after (?:the other|another)|one by one|in (?:turn|succession|quick succession)|in the end|all but without a fight),?(?= )"
)
_WHERE = re.compile(
    r", (?:situee? |distante? )?(?:a |de )?(?:[\w.,]+ ){1,4}(?:km|kilometres|heures?|minutes?)(?: de (?:route|piste))?(?: (?:plus )?(?:au |a l')(?:nord|sud|est|ouest|centre)[a-z-]*)? (?:de |d'|du )(?:l[ae] |l')?"
    r"|, (?:(?:a|an|une?|town|village|ville|localite|situee?|located|lying) ){0,2}(?:(?:[\w.,]+ ){0,3}(?:km|kilometres|kilometers|miles|heures?|hours?) )?"
    r"(?:(?:to the |au |a l')?(?:north|south|east|west|nord|sud|est|ouest)[a-z-]* (?:of|de|d') ?|(?:in|near|dans|(?:pres|proche|voisine?|non loin) (?:de|d'|du)) ?)(?:the |la |le |l')?(?:[a-z]+ (?:of |de |d')?)?"
)
"""Between a place and the one that only says where it lies."""
_NO_OBJECT = re.compile(r"[,.;:\"]|$| ?D| (?:in|on|at|over|since|after|before|with|without|from|until|for|by|again|and|but|it|them|out)\b")
"""After a verb that has nothing for its object here."""
_WHERE_SOMEBODY = re.compile(
    r"(?:, [^,;PF]{2,50})?,? (?:where|ou)(?: D+)? (?:(?:a (?:[a-z]+ )?(?:number|group|handful|few) of|some|several|many|dozens of|hundreds of|the (?:last|remaining)) )?(?:the |l[ae]s? |l')?(?:F+|ils|elles?|il|they)(?: (?:et|and) [a-z ]{0,30}F+)?(?: (?:du|de la|des) F+)?(?: (?:serving|stationed|working|deployed|operating|fighting|acting) (?:with|alongside|under|in|for) [^,;P]{3,60}?)? (?:[a-z]+ ){0,2}(?:by then,? )?(?:on D+, )?"
)
_WHERE_ONLY = re.compile(r"(?:, [^,;PF]{2,50})?,? where ")
_IT_NEXT = re.compile(r"(?: (?:all|most|the whole|the rest) of)? it\b(?! (?:is|was|has|had|would|will|could|clear|seriously|upon)\b)")
_IT_WAS = re.compile(
    r"(?:^|^(?:at|in|on|during|after|before|by|until|since) [^,.;]{3,50} |[,;:] |\b(?:and|but|until then|then|since then) )it (?:has |had |was |is |still |then |been |previously |now |again )*$"
)
_LEFT_IT = re.compile(r" it(?=[.,;]| (?:on |in |at )?D| (?:again|to (?:the )?F|after|before|and|when|last|late|early)\b|$)")
_AND_PULLED_OUT = re.compile(
    r"\b(?:captured|seized|took|overran|occupied|stormed|retook|entered)\b[^.;]{0,40}P[^.;P]{0,60}\b(?:but|and|then)(?: [a-z]+ly| then| later| soon)? $|P[^.;P]*, (?:the )?F+(?:'s? [a-z]+)? having $"
)
"""Took the town but pulled out: of the town."""
_FROM_WHICH = re.compile(r"(?:, [^,;P]{2,60})?,? (?:(?:from|out of) which|dont|d'ou|duquel|de laquelle) [^,;.]{0,60}")
"""Between a place and those who left it: Anefis, from which the army had withdrawn."""
_BASED_THERE = re.compile(
    r"F(?: (?:who|that|which) (?:had been|were|was|are|is))?,? (?:(?:previously|until then) )?(?:based|stationed|posted|garrisoned|deployed|quartered|living|present) (?:there|here)(?: (?:had|have|has))?(?: [a-z]+ly| already)? $"
)
"""Before leaving: the soldiers based there left."""
_FROM_FIRST = re.compile(
    r"(?:[a-z ]{0,20}, )?from (?:the (?:town|city|village|camp|base) of |the )?|(?:de la (?:ville|localite) de |du (?:village|camp) de |de |d')"
)
_THEM = re.compile(r" (?:them|it) (?:out|back|away|to (?:withdraw|flee|retreat|leave))\b(?! (?:from|of)\b)")
_OUSTED = re.compile(r"(?:dislodg|evict|expel|oust|chas)")
_SOMEBODY = re.compile(r" (?:the |its |their )?F")
"""Ousted the rebels: of the one place of the sentence."""
_OUT_PARTY = re.compile(r"(?: out (?:the |its )?F+| (?:the )?F+(?: [a-z]+)? out)(?:[.,;]|$| (?:on|after|in|at|and) | ?D)")
"""Drove the army out, chased out the rebels: of the place spoken of."""
_PART_NEXT = re.compile(
    r"(?:,? (?:depuis |en |le )?D+,?)?(?:,? [a-z]+)? (?:l[ae]s?|l'|une|un|plusieurs|deux|trois)(?: |(?<='))(?:[a-z]+ )?(?:quartiers?|parties?|moitie|secteurs?|faubourgs?|abords?|peripherie|rives?|centre|entrees?|sorties?)\b"
)
"""After a verb in a clause about a place: dont ils occupent les quartiers nord."""
_LANDMARK = re.compile(
    r"(?:\d|[a-z])(?: ?(?:km|kms|kilomet(?:er|re)s|miles|mi)| (?:hours?|minutes|days?)'? (?:drive|march))(?: \([^()]{1,25}\))?(?: (?:further|to the|due|away|upstream|downstream|inland))*(?: (?:north|south|east|west)[a-z-]*)?"
    r" (?:of|from|outside|beyond)(?: the)?(?: [a-z]+){0,4}? ?$"
)
"""Before a place that only says how far away the one is of which something is told: 95 km south of Gao."""
_LIES_FROM = re.compile(r"P+ (?:itself )?(?:lies|lay|is|was|stands|stood|sits|sat) [^,;P]{0,60}$")
"""Before a place: the main clause says how far from it another one lies."""
_AND_DO_MORE = re.compile(r",? (?:and|et) (?!(?:the |an? |l[ae]s? |l'|de |du |d')?[FP])[a-z]+ ")
"""After what has no object of its own: another verb, to which the places after it belong (lèvent le blocus et déminent la route de ...)."""
_ALONE = re.compile(
    r"(?:,? (?:[a-z]+ly(?= *[,.;]|$| D)|and|but|et|before|after|towards?|to (?!the\b|its\b|their\b)[a-z]+|vers|on|le|north[a-z]*|south[a-z]*|D)|[.,;]|$)"
)
_END_OF_QUOTE = re.compile(r"^ ?[\"'](?= )")
"""After a verb in marks of quotation: had "liberated" the town."""
_TO_LEAVE = re.compile(
    r"\b(?:leave|leaving|quit|evacuate|vacate|withdraw from|pull out of|abandon|withdrawal from) (?:the )?(?:(?:town|city|village|base|camp) of )?$"
)
AT_HEAD = 3
"""So many signs at most stand before a word at the head of a sentence."""
LEAVING_FOR = ("leave-for",)
"""Rules of going to another place."""
_AND_ANOTHER_CLAUSE = re.compile(r"[,;] (?:and|but|while|et|mais|tandis que) (?:the |an? |l[ae]s? |l'|F)")
"""Between leaving and a place: something else is told of by then (the soldiers fled, and the garrison of Sévaré looked exposed)."""
_ROAD_TO = re.compile(
    r"\b(?:road|route|track|highway|way|axe|piste) (?:(?:from|between|de|d'|entre) ?(?:the )?P+ )?(?:to|and|towards|for|a|vers|et) (?:the )?$"
)
"""Before a place that a road only leads to."""
_CAMP_OF_OTHERS = re.compile(
    r"(?: (?:toujours|encore|desormais|aussitot|depuis D+|D+))* (?:l'(?:ex-|ancien(?:ne)? )?|l[ae] (?:grand |grande |vieux )?)(?:camp|base|emprise)(?: [a-z]+)? (?:de la |du |des |de l'|de |d')(?P<who>F+)"
)
_WHO_HELD = re.compile(r"\bqui (?:[a-z]+ ){1,3}(?:(?:l[ae] (?:ville|localite|village|camp|base) )?d(?:e |')|l[ae] )?$")
"""Before a place: les soldats qui défendaient encore la ville de."""
_GONE_ON = re.compile(r"[^.;]{0,30}\b(?:vers|a|sur|jusqu'a|en direction) (?:de |d')?P")
_GONE = re.compile(
    r"(?:,? (?:again|later|then|soon|the next day|on|at|in the|overnight|without|under cover|before|after|D)|[.,;]|$| (?:(?:le|la|avant|apres|sans)\b|D))"
)
"""After leaving, where no place is named: the fighters eventually left on 14 September."""
_SITE_OF = re.compile(
    r"\b(airport|bridge|base|camp|barracks|outpost|post|checkpoint|mine|aeroport|pont|caserne|garnison|(?<!en )poste|emprise)s?(?: [a-z]+)?(?:,? (?:(?:de la|du|des|de|of the|of) )?F+)? (?:of|in|at|near|outside|a|de|d')(?:\b|$)"
)
_MEN_OF_POST = re.compile(
    r"(?:F+|\b(?P<noun>ceux|hommes|soldats|militaires|elements|detachement|unite|contingent|garnison|poste|garrison|men|soldiers|troops|detachment|company|defenders)s?)(?: [a-z]+)?"
    r"(?: (?:du|des|de la) (?P<post>poste|camp|position|base|garnison)s?)? (?:(?:de la|de|du|des|a|of|at|in|from)(?: the (?:town|village|city|post|base|camp) (?:of|at|in)| the)? |d')$"
)
"""Before a place: whose men are spoken of. Les soldats de, ceux du poste de."""
_A_TOWN_OF = re.compile(
    r"\b(?:ville|localite|village|commune|camp|base|town|city)s?(?: [a-z]+){0,4} (?:du|de la|de l'|des|de|of|in)(?: the)? ?$"
)
"""Before an area: one of its towns is meant, not the area."""
_CAMP_THEY_HELD = re.compile(
    r" (?:(?:ce )?D+ )?(?:l[ae]|son|sa|leur|l'ancien|ses|les) ?(?:camps?|bases?|emprises?|postes?|sites?)(?: [a-z]+)? (?:qu'(?:ils?|elles?) (?:y )?(?:occup|ten)ai(?:t|ent)|occupee?s?(?: D+)?(?: jusqu'alors| jusque-la)? par (?:l[ae]s? |l')?F+)(?: jusqu'alors| jusque-la| depuis D+)? (?:a|dans) ?"
)
"""Between a verb and the town of a camp: a quitté le camp qu'elle occupait à Ber."""
_THE_PREMISES = re.compile(r"(?: D+)?(?: (?:toujours|encore|desormais|aussitot|bientot|entierement))*(?: les)? lieux\b")
"""After a verb: the place spoken of (ont pris possession des lieux)."""
_DESCRIBED = re.compile(r"\b(the|this|that) (?:(?!and\b|or\b|of\b|in\b|to\b)[a-z'-]+ ){1,3}$")
"""Before a noun that points to a place: the ancient trading town."""
_STATIONED_AT = re.compile(
    r"F+,? (?:(?:alors|jusque-la|jusqu'alors) )?(?:stationne|base|cantonne|poste|deploye|positionne|campe|installe|en garnison|en poste)e?s? (?:a|dans) (?:l[ae] (?:ville|localite|village|camp|base) de )?(?=P)"
)
"""Before the place where soldiers are stationed who then act."""
_THEN_ACT = re.compile(r"(?: \([^()]{2,40}\))?(?:, [^;:F]{3,80},)? (?:[^;:.FP]{2,60} (?:P+ )?et )?")
"""Between that place and what they do."""


_AN_ATTEMPT = re.compile(
    r" (?:an?|the|this|that|any|every|all|several|two|three) (?:[a-z]+ ){0,3}(?:attempts?|attacks?|assaults?|raids?|bids?)\b[^.;,PF]{0,50} (?:the |this |that )?(?:[a-z]+ )?"
)
"""Between beating off and the place: foiled an attempt to infiltrate the camp."""
_POSTS_HELD = re.compile(r"\b(?:postes|positions|casernes|camps|bases)(?: [a-z]+)? $")
_BY_WHOM_THERE = re.compile(r" par (?:l[ae]s? |l')?F+ (?:a |au |dans |pres d(?:e |'))(?:ces (?:deux )?|l[ae]s? )?(?=P)")
"""Around a participle: les postes tenus par l'armée dans ces deux localités."""
_ELSEWHERE = re.compile(
    r"\b(?:dans le cadre|jusque?|environs|direction|sur|afin|pour|lors|apres|avant|depart|retrait|vers|pendant|as part|because|after|before|during)\b"
)
_ATTRIBUTE = re.compile(r"\b(?:camp|base|emprise|poste|site|position)s?(?: [a-z]+)? (?:jusqu'alors |jusque-la |longtemps )?$")
"""Before a participle: the camp held by the mission; what it tells of is the camp, not the town named before."""
_SOMETHING_IN = re.compile(r", (?:(?!and\b|then\b)[a-zF'-]+ ){1,7}(?:in|of|on|at) (?:the )?")
"""Between a place and the area that words beside it name: Djebock, last position in Gao Cercle, ..."""
_IN_THE_AREA = re.compile(r",? in (?:the )?")
"""Between a place and the area that it lies in."""
_LYING_IN = re.compile(r",? (?:in|of|at)(?: [a-z-]+){0,6} ")
"""Between a place and the area that only says where it lies."""
_STOOD = re.compile(
    r"(?: (?:firm|fast|out|(?:its|their) ground|the line))?(?:[.,;]|$| (?:with|against|despite|thanks|until|and|but)\b| (?:on |in )?D)"
)
"""After "held" without an object: they stood their ground in the place told of."""
_LYING = re.compile(
    r"^(?:, (?:dans l|pres d|a (?:\d|l'|une|quelques|environ|proximite)|au (?:nord|sud|centre)|situee?|localite|ville|village|non loin|chef-lieu|environ|quelque|\d)[^,;:()]{2,80}(?=,)| \([^()]{2,90}\))+,?(?= )"
)
_RIGHT_THERE = re.compile(r" (?:(?:ce |le )?D+,? )?(?:a|de|dans|du|d')(?: l[ae])?(?: (?:ville|localite|village|base|camp) (?:de|d'))? ?")
_BESIDE = re.compile(r"\bF+(?:'s)? (?:in|at|near|from|north|south) ?$|\b(?:north|south|east|west|near)\b")
_OWN_GROUND = re.compile(
    r" (?:its|their|the|all|of|most| )* ?(?:positions?|posts?|outposts?|barracks|garrison|camp|base)s?\b(?! (?:in|at|of|near|around))"
)
_APPOSITION = re.compile(
    r"^(?: itself| proper)?, (?:the|an?|once|until then|till then|hitherto|previously|close|not far|north|south|east|west|population|long|last|first|only|main|also|which|where|(?:deserted|abandoned|evacuated|lost|taken|captured|held|occupied|controlled|retaken|seized|attacked|besieged|vacated|emptied|founded|built|birthplace|home|seat) (?:by|on|in|since|from|of|at|after)|(?:from|to|in|at|over) (?:which|where)|home to|located|situated|about|some|near|one of|formerly|just|and|considered|capital|\d+)\b[^,;:]{2,110},(?= )"
)
_APPOSED_FR = re.compile(
    r"^(?: (?:elle|lui)-meme)?, (?:(?:l[ae] |l'|une? |autre |ancien(?:ne)? |petite? |grande? |plus |premiere |deuxieme |seconde |derniere |principale? |toujours |encore |alors |deja |longtemps )*(?:verrou|carrefour|fief|bastion|chef-lieu|capitale|place forte|porte|berceau|ville|localite|bourgade|village|cite|commune|point|noeud|etape|forte? de)\b"
    r"|(?:toujours |encore |alors |deja |longtemps )?(?:tenu|controle|occupe|defendu|administre|garde)(?:e|s|es)? (?:par|depuis)\b)[^,;:]{2,110},(?= )"
)
"""Words beside the place before a verb in the passive: verrou du centre occupé par les rebelles."""
_CLOSE_TO = re.compile(r"P+ (?:(?:toute |tres )?(?:proche|voisine?|pres|non loin) (?:de |d'|du ))(?:la (?:ville|localite) (?:de |d'))?$")
"""Before a place that only says where the one before it lies: Ber, proche de Tombouctou."""
_WHERE_THEY_WERE = re.compile(r"^(?: (?:proche|voisine?|pres|non loin) (?:de |d'|du )P+)?,? (?:ou|dont|que|qu') ?[^,;:]{3,140},(?= )")
_AND_THEN = re.compile(
    r"(?! (?:F|P))[^;:.P]{1,80}?,? (?:and|then|but|before being|only to be|et|puis|mais|avant d'etre) (?:(?:then|later|soon|again|finally|promptly|eventually|in turn|ensuite|enfin|aussitot) )*(?:(?:was|were|est|a ete|fut) )?"
)
"""Between two participles told of one place: captured by the rebels on Monday, and recaptured by the army."""
_WHICH_IS = re.compile(r"^,? which (?:is|was|lies|sits|stands|has|had)\b[^,;:FD]{2,80},(?= )")
_WHICH_LIES_AND = re.compile(
    r",? which (?:is|was|lies|lay|sits|sat|stands|stood|straddles|commands|overlooks|guards|links|controls) [^,;:F]{2,110},? and (?:has |had |which )?"
)
"""Between a place and what is so there: Gao, which lies beyond Douentza and ... is in the hands of."""
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|with the exception of|apart from|asides? from|besides|other than|save for|but not|but for|excluding|sauf|hormis|a l'exception d[eu']) ?"
)
_EXCEPTED = re.compile(
    _EXCEPT.pattern
    + r"(?:the |la |les? |l')?(?:city |town |village |ville |cities |towns )?(?:of |de |d')?(?:P+,? (?:and|et) (?:the (?:city|town) of )?)?$"
)
_IT = re.compile(r" (?:it|them)\b|^(?:l[ae]s? |l')(?!siege|blocus|controle d)")
_A_TOWN_WHICH = re.compile(
    r"^, (?:an?|the|another|one of the) (?:[a-z-]+ ){0,4}(?:towns?|city|cities|villages?|bases?|camps?|posts?|outposts?|localit(?:y|ies)|garrisons?|places?|strongholds?|hubs?|crossroads|junctions?)(?: (?:of|on|in|at|near|along|with) [^,;:FPD]{2,50}?)? (?:which|that) "
)
"""Between a place and what happened to it: a market town that passed into other hands."""
_SHUT_IN = re.compile(r"(?: (?:for|since) [^,;.]{2,30}?)? (?:in|inside|at|within) (?:the |their |its )?(?:[a-z]+ (?:in|at|of) )?")
"""Between being trapped and where: trapped for a week in their camp."""
_DATED_ITEM = re.compile(r"[^a-zFP]*D+[ :,-]*(?:then |finally |again )?(?:is |was )?")
"""All that stands before a verb in a list of days: 30 March: falls to the rebels."""
_IN_THE_TOWN = re.compile(r"^ (?:in|at|of|near) (?:the|that|this) (?:town|city|village) ")
_ONE_MORE = re.compile(
    r"^,? (?:was|is|became|becomes|thus became)(?: D+| (?:on|in) D+)? (?:the|an?) (?:[a-z]+ ){0,3}?(?:town|city|village|place|locality|base|camp)(?: [a-z]+)?(?: (?:to be|to have been|that was))? "
)
"""Between a place and what happened to it: was the second town captured by them."""
_SOMEBODY_THERE = re.compile(
    r"(?: (?:an?|the|two|three|four|five|several|some|many|dozens of|its|their|\d+) (?:[a-z-]+ ){0,3}?(?!(?:bases?|camps?|posts?|outposts?|barracks|positions?|towns?|city|cities|villages?|airports?|airfield|airstrip|checkpoints?|headquarters|garrisons?|strongholds?|locality|localities|settlements?|areas?|districts?|territory|forts?|buildings?|offices?|station|bridge|quarters?|parts?|half|control|sites?|compound|mines?|places?|fief|outskirts|centre|center)\b)[a-z-]+)? (?:in|at|near|outside) (?:the )?"
)
"""Between capturing and a place: only somebody, or something, was captured there."""
_ITS_NOUN = re.compile(r"^ (?:base|camp|post|outpost|barracks|town|village|city|airport)(?=,? (?:which|that)\b)")
"""After the name of a place: the noun for what it is."""
_LAST_NOUN = re.compile(r" (?:base|camp|post|outpost|barracks|headquarters)s?$", re.I)
"""The noun at the end of a party: UN base."""
_AND_AROUND = re.compile(
    r"^ (?:town|city|village|proper|itself)(?=[ ,])|^ and (?:(?:the|its|several|some|many|other|all) )*(?:surrounding|nearby|neighbou?ring|adjacent|other) (?:villages|areas|towns|localities|hamlets|settlements|communities|countryside)"
)
"""After a place: what goes with it."""
_AND_THE_TOWN_OF = re.compile(r", (?:with|where|which|despite) [^.;,]{1,120}, and the (?:city|town|village) of (?=P)")


def _first_of_two(told: Told, trigger: Trigger) -> Trigger:
    """Return where the place of a participle stands that shares its verb with one before it: it was captured, and retaken by others."""
    first = next((t for t in told.triggers if t.frame.passive and _AND_THEN.fullmatch(told.masked, t.end, trigger.start)), None)
    return replace(trigger, start=first.start, end=first.end) if trigger.frame.passive and first is not None else trigger


def _lies_off(told: Told, number: int) -> bool:
    """Whether a place only says how far off the one before it lies: Ber, à 60 kilomètres à l'est de Tombouctou, ..."""
    spot, other = told.spots[number], told.spots[number - 1]
    between = told.masked[other.end - told.start : spot.start - told.start]
    return (
        told.masked.startswith(",", spot.end - told.start) and "," in between and bool(LIES.search(told.masked[: spot.start - told.start]))
    )


def _of_it(told: Told, trigger: Trigger, spot: Spot) -> bool:
    """Whether a clause right after a place tells of it: all but Ber, which the rebels hold."""
    return trigger.start >= spot.end - told.start and bool(_WHICH.fullmatch(told.masked, spot.end - told.start, trigger.start))


def _with_bases(told: Told, start: int, end: int) -> str:
    """Return the masked words between two offsets, with the nouns for bases that parties are named by: the UN base in."""
    gap = told.masked[start:end]
    for party in told.parties:
        noun = _LAST_NOUN.search(told.words[: party.end - told.start], max(0, party.start - told.start))
        if noun and start <= party.start - told.start and noun.end() <= end:
            gap = f"{gap[: noun.start() - start]}{noun[0].casefold()}{gap[noun.end() - start :]}"
    return gap


class Objects:
    """Fills the roles of places."""

    def __init__(self, ground: Ground, gazetteer: Gazetteer, stations: Stations, cast: Cast, blocs: Mapping[str, str]) -> None:
        self._ground = ground
        self._cast = cast
        self._blocs = blocs
        self._gazetteer = gazetteer
        self._stations = stations
        self._pointing = Pointing(ground, gazetteer)

    def of(self, told: Told, trigger: Trigger, left: int, right: int) -> Listed:
        """Return the places that a trigger speaks of, each with a date of its own where it has one, and how sure that is."""
        frame = trigger.frame
        spots = told.spots
        leaving = frame.kind == "withdraws"
        named = [i for i, s in enumerate(spots) if leaving or not s.country]
        named = [i for i in named if not _EXCEPTED.search(told.masked[: spots[i].start - told.start]) or _of_it(told, trigger, spots[i])]
        if frame.kind != "attacks":
            named = [i for i in named if not _LANDMARK.search(told.masked[: spots[i].start - told.start])]
        after = [i for i in named if spots[i].start - told.start >= trigger.end]
        before = [i for i in named if spots[i].end - told.start <= trigger.start]
        if frame.rule in _WHERE_FIRST:  # all but the camp, where the soldiers hold out: the camp as well
            points = [i for i, s in enumerate(spots) if not s.country and s.end - told.start <= trigger.start]
            if (found := self._where(told, trigger, points))[0]:
                return found
        there = (
            frame.rule in _THERE_RULES
            or (leaving and _BASED_THERE.search(told.masked[: trigger.start]))
            or (frame.place == "in" and frame.kind in ("holds", "captures") and _THERE.match(told.masked, trigger.end))
        )
        if there and not any(_IN.search(told.masked[trigger.end : spots[i].start - told.start]) for i in after):
            return self._pointing.there(told, trigger, before)
        found = self._of_kind(told, trigger, left, right, after, before)
        if (
            frame.rule == "come-back"
            and found[0]
            and found[0][0][0].pointing
            and before
            and _FELL_BACK_TO.search(told.masked[: spots[before[-1]].start - told.start])
        ):
            found = [(spots[before[-2]], None)] if len(before) > 1 and not spots[before[-2]].area else [], 0.85
        if len(found[0]) > 1 and frame.rule != "in-their-hands":  # had Ber and Léré firmly in its hands
            found = self._but_subjects(told, trigger, found[0]), found[1]
        return found if found[0] or frame.kind == "attacks" else self._where(told, trigger, before)

    @staticmethod
    def _took_something(told: Told, trigger: Trigger) -> bool:
        """Whether the object of a verb is some thing, not the place that its pronoun means: y a pris des armes; not: y tient un poste."""
        around = f"{told.masked[max(0, trigger.start - 4) : trigger.start]}|{told.masked[trigger.end :]}"
        post = trigger.frame.kind == "holds" and _A_POST_THERE.search(around)
        return not post and bool(_TOOK_SOMETHING.search(around))

    def _where_they_stay(self, told: Told, trigger: Trigger, left: int, right: int, before: list[int]) -> Listed:
        """The place told of before, where the verb points to it; of those who stay put, it may be named after the verb."""
        found = ([], 0) if trigger.frame.rule in _BY_PRONOUN else self._place_within(told, trigger, left, right)
        if not found[0] and trigger.frame.rule == "contraint-fuir":
            found = self._from(told, trigger, right, [i for i, s in enumerate(told.spots) if s.start - told.start >= trigger.end], before)
        return found if found[0] else self._pointing.referred(told, trigger, before)

    @staticmethod
    def _told_to_leave(told: Told, trigger: Trigger, before: list[int]) -> bool:
        """Whether those who stay put were told to leave the place named last."""
        return (
            trigger.frame.rule == "stay-put"
            and bool(before)
            and bool(_TO_LEAVE.search(told.masked[: told.spots[before[-1]].start - told.start]))
        )

    def _of_kind(self, told: Told, trigger: Trigger, left: int, right: int, after: list[int], before: list[int]) -> Listed:
        """The places in the role that the frame gives them."""
        frame = trigger.frame
        if frame.kind == "attacks":
            if _LOOKED_BACK.search(told.masked[: trigger.start]) or _COURT.search(told.masked):
                return [], 0
            return self._attacked(told, trigger, right, after, before)
        if frame.kind in ("captures", "withdraws", "holds") and (series := dated_row(told, trigger)):
            return series, 0.95
        if (
            frame.rule in (*_BY_PRONOUN, *_HERE_OR_THERE)
            or self._told_to_leave(told, trigger, before)
            or (frame.rule == "never-left" and not after)
        ):
            return self._where_they_stay(told, trigger, left, right, before)
        if frame.rule == "que-tient":
            return self._that_they_hold(told, trigger, before)
        if frame.place == "object" and frame.rule not in ("its-masters", *_CONTROL_THERE):
            found = self.right_after(told, trigger, right, after)
            if not found[0] and frame.rule in (*OF_THE_TOWN, "haute-main", "regagne-positions", "plus-rien-nentre"):
                return self._pointing.referred(told, trigger, before) if frame.rule in OF_THE_TOWN else self._pointing.fronted(told, before)
            if not found[0] and _PRONOUN_BEFORE.search(told.masked[: trigger.start]) and not self._took_something(told, trigger):
                return self._pointing.pointed_back(told, trigger, before)
            return found if found[0] else self._object(told, trigger, after, before)
        if frame.rule in _OF_THE_PLACE_TOLD:
            return self._told_here(told, trigger, left, right, after, before)
        if frame.rule in LEAVING_FOR:
            return self._pointing.left_for(told, trigger, before)
        if frame.rule in ("move-in", "its-masters", "until-arrival", *_CONTROL_THERE):
            return self._pointing.it(told, trigger, before)
        if frame.place == "subject":
            found = self._subject_place(told, trigger, left, before)
            return found if found[0] else self._pointing.he_or_it(told, trigger)
        if frame.place == "from":
            found = self._driven_from(told, trigger, right, after, before)
            return found if found[0] else self._of_subject(told, trigger, before)
        found = (
            self._governed(told, trigger, left, right, before)
            if frame.rule in GOVERNING
            else self._place_within(told, trigger, left, right)
        )
        return found if found[0] else self._within_untold(told, trigger, before)

    def _within_untold(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place in which it happens, where no words for it stand near: that of those who leave, or the one spoken of."""
        if trigger.frame.kind == "withdraws":
            return self._of_subject(told, trigger, before)
        if trigger.frame.rule in ("keeps-control-there", "security-taken-over") and not self._where(told, trigger, before)[0]:
            return self._pointing.there(told, trigger, before)
        return [], 0

    def _driven_from(self, told: Told, trigger: Trigger, right: int, after: list[int], before: list[int]) -> Listed:
        """The place that is left; of driving others out also that at the head of the sentence: à Ménaka, ... ont chassé les hommes du ..."""
        rule = trigger.frame.rule
        found = self._from(told, trigger, right, after, before) if rule != "rejoint" else ([], 0.0)
        if found[0] or not before or rule not in ("chasse", "drive-out", "retire"):
            return found
        if rule == "retire" and (after or re.search("[;:]", told.masked[: trigger.start])):
            return found
        first = told.masked[: told.spots[before[0]].start - told.start]
        return (row_from(told, before[0]), 0.85) if re.fullmatch(r"(?:a|in|at|dans) ", first) else found

    @staticmethod
    def _that_they_hold(told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The places before a clause of which its words say who holds them: Ber et Léré, deux villes que tient l'armée."""
        spots = told.spots
        gap = told.masked[spots[before[-1]].end - told.start : trigger.start] if before else ""
        if not before or spots[before[-1]].area or not _THAT_THEY_HOLD.fullmatch(gap):
            return [], 0
        return [(replace(spot, unsettled=False) if _TOWNS.search(gap) else spot, own) for spot, own in row_to(told, before[-1])], 0.95

    @staticmethod
    def _but_subjects(told: Told, trigger: Trigger, listed: Placed) -> Placed:
        """Leave out what the next words tell something else of: the army leaves Ber, Léré in the hands of the rebels."""
        starts = {t.start for t in told.triggers if t is not trigger and t.frame.place == "subject"}
        return [
            pair
            for n, pair in enumerate(listed)
            if not n or pair[0].start - told.start < trigger.start or pair[0].end - told.start + 1 not in starts
        ]

    def _told_here(self, told: Told, trigger: Trigger, left: int, right: int, after: list[int], before: list[int]) -> Listed:
        """The place of which a sentence tells what is so there: right after the words, before them, or that of which the one before told."""
        leaving = trigger.frame.kind == "withdraws"
        if leaving and trigger.frame.rule != "depose-armes":
            found = self._from(told, trigger, right, after, before)
        else:
            near = bool(after) and bool(_RIGHT_THERE.fullmatch(told.masked[trigger.end : told.spots[after[0]].start - told.start]))
            found = (row_from(told, after[0]), 1.0) if near and not told.spots[after[0]].area else ([], 0)
        if not found[0]:
            found = self._where(told, trigger, before)
        if not found[0] and leaving and before and _WHO_HELD.search(told.masked[: told.spots[before[-1]].start - told.start]):
            found = row_to(told, before[-1]), 0.9
        if not found[0] and leaving:
            found = self._of_subject(told, trigger, before)
        if (
            not found[0]
            and leaving
            and before
            and "garnison" in plain(told.words[told.spots[before[-1]].start - told.start : told.spots[before[-1]].end - told.start])
        ):
            found = row_to(told, before[-1]), 0.9
        if not found[0] and (said := self._pointing.town_of_speaker(told, trigger, after)):
            found = said, 0.85
        if not found[0] and not (leaving and after and _GONE_ON.match(told.masked, trigger.end)):
            found = self._pointing.fronted(told, before)
        return found

    def _where(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place of which a clause tells who does what there: Gao, further west, where the army has its headquarters."""
        if trigger.frame.language == "en" and trigger.frame.rule in _TIGHT_RULES and not _NO_OBJECT.match(told.masked, trigger.end):
            return [], 0  # where the army took three prisoners
        for i in reversed(before):
            pattern = _WHERE_ONLY if trigger.frame.rule == "security-by" else _WHERE_SOMEBODY
            if pattern.fullmatch(told.masked, told.spots[i].end - told.start, trigger.start):
                return ([], 0) if told.spots[i].area else (row_to(told, i), 0.85)
        return [], 0

    def _object(self, told: Told, trigger: Trigger, after: list[int], before: list[int]) -> Listed:
        """The place that a verb has for its object without naming it right after: it, its own posts, the siege, which they had held."""
        spots, town = told.spots, self._ground.focus or self._ground.last_settlement
        if _IT_NEXT.match(told.masked, trigger.end) and not trigger.frame.noun:
            if trigger.frame.rule == "leave" and before and _LEFT_IT.match(told.masked, trigger.end) and not spots[before[-1]].area:
                return [(spots[before[-1]], None)], 0.85
            return self._pointing.it(told, trigger, before)
        if trigger.frame.language == "fr" and _THE_PREMISES.match(told.masked, trigger.end):
            return self._pointing.referred(told, trigger, before)
        if trigger.frame.language == "fr" and (camp := self._camp_of_others(told, trigger, before)):
            return [(camp, None)], 0.9
        if _IT.search(trigger.word) and before and not spots[before[-1]].area:
            return [(spots[before[-1]], None)], 0.93
        if trigger.frame.kind == "hands-over" and _IT.search(trigger.word):
            return self._pointing.it(told, trigger, before)
        if trigger.frame.kind == "lifts-siege" and town and (not after or _AND_DO_MORE.match(told.masked, trigger.end)):
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 1.0
        if trigger.frame.rule == "back-in" and (own := _OWN_GROUND.match(told.masked, trigger.end)):
            listed, sure = self._pointing.fronted(told, before)
            noun = re.search(r"(base|camp|post|barracks|garrison)s?$", own[0])
            return ([(self._stations.site_of(spot, noun[1]), day) for spot, day in listed] if noun else listed), sure
        if trigger.frame.kind == "withdraws" and (stationed := self._where_stationed(told, trigger, before)):
            return stationed, 0.93
        if trigger.frame.kind in ("withdraws", "holds") and _OWN_GROUND.match(told.masked, trigger.end):
            return self._pointing.fronted(told, before)
        if trigger.frame.rule in ("in-charge-there", "where-in-charge"):
            points = [spots[i] for i in before if not spots[i].area] or ([Spot(told.start, told.end, (town,), POINTING)] if town else [])
            return [(point, None) for point in points[-1:]], 0.9
        if trigger.frame.rule in ("leave", "quitte") and town and not told.spots and _GONE.match(told.masked, trigger.end):
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85
        found = self._relative(told, trigger, before)
        if not found[0] and trigger.frame.rule == "hold" and trigger.word in ("held", "holds") and _STOOD.match(told.masked, trigger.end):
            return self._pointing.fronted(told, before)
        return found

    def _camp_of_others(self, told: Told, trigger: Trigger, before: list[int]) -> Spot | None:
        """The camp of somebody, in the town told of, after a verb: à Ber, ils occupent l'ancien camp de la mission."""
        found = _CAMP_OF_OTHERS.match(told.masked, trigger.end)
        if found is None or trigger.frame.rule not in _TIGHT_RULES:
            return None
        points = [
            told.spots[i] for i in before if not told.spots[i].area and not LIES.search(told.masked[: told.spots[i].start - told.start])
        ]
        town = self._ground.last_settlement or self._ground.focus
        spot = points[-1] if points else Spot(told.start, told.end, (town,), POINTING) if town else None
        if spot is None or self._gazetteer[spot.places[0]].is_area:
            return None
        owner = self._cast.owner(told.words[found.start("who") : found.end("who")], None)
        if self._stations.in_camps(owner):
            camp = self._stations.camp_of(spot)
            return camp if self._gazetteer[camp.places[0]].is_site else None
        if not owner or any(self._blocs.get(faction) in self._cast.groups for faction in owner):
            return None  # the bases that are known are the state's and its partners'
        return self._stations.base_of(spot, owner)

    def _from(self, told: Told, trigger: Trigger, right: int, after: list[int], before: list[int]) -> Listed:
        """The place after from or out of; at the head of the sentence, or that of which was told before."""
        spots, town = told.spots, self._ground.focus or self._ground.last_settlement
        for i in before:
            start = spots[i].start - told.start
            if _FROM_FIRST.fullmatch(told.masked[:start]) and not any(t.start < start for t in told.triggers):
                return row_from(told, i), 0.9
        if before and _FROM_WHICH.fullmatch(told.masked, spots[before[-1]].end - told.start, trigger.start):
            return row_to(told, before[-1]), 0.95
        for i in after:
            gap = told.masked[trigger.end : spots[i].start - told.start]
            gap = _DESCRIBED.sub(r"\1 ", gap) if spots[i].pointing else gap
            if (
                len(gap) > 70
                or _ELSEWHERE.search(gap)
                or _AND_ANOTHER_CLAUSE.search(gap)
                or any(trigger.end <= t.start < spots[i].start - told.start for t in told.triggers)
            ):
                break
            if spots[i].start - told.start <= right + 30 and _FROM.search(gap):
                return row_from(told, i), 1.0
        told_next = min((t.start for t in told.triggers if t.start >= trigger.end), default=len(told.masked))
        if (
            trigger.frame.rule == "drive-out"
            and _OUT_PARTY.match(told.masked, trigger.end)
            and not (after and spots[after[0]].start - told.start < told_next)
        ):
            points = [spots[i] for i in before if not spots[i].area] or (
                [Spot(told.start, told.end, (town,), POINTING)] if town and not before else []
            )
            return [(point, None) for point in points[-1:]], 0.85
        if trigger.frame.rule == "drive-out" and _THEM.match(told.masked, trigger.end):
            points = [
                spots[i] for i in before if not spots[i].area and not BESIDE_IT.search(told.masked[: spots[i].start - told.start])
            ] or ([Spot(told.start, told.end, (town,), POINTING)] if town else [])
            return [(point, None) for point in points[-1:]], 0.9
        if trigger.frame.rule == "drive-out" and _OUSTED.match(trigger.word) and _SOMEBODY.match(told.masked, trigger.end) and not after:
            lone = [i for i in before if not spots[i].area and not BESIDE_IT.search(told.masked[: spots[i].start - told.start])]
            if len(lone) == 1:  # the town changed hands: the army dislodged the rebels
                return [(spots[lone[0]], None)], 0.85
        if (
            trigger.frame.kind == "withdraws"
            and _AND_PULLED_OUT.search(told.masked[: trigger.start])
            and _ALONE.match(told.masked, trigger.end)
        ):
            points = [spots[i] for i in before if not spots[i].area]
            return [(point, None) for point in points[-1:]], 0.85
        if re.search(r"\ben $", told.masked[: trigger.start]):
            town = self._ground.last_site or town
        if trigger.frame.kind in ("withdraws", "holds") and town and not spots and _ALONE.match(told.masked, trigger.end):
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85
        return [], 0

    def _of_subject(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that those who leave belong to: the soldiers of Léré fell back on Niafunké; of those who only join others, a post must be told."""
        if trigger.frame.kind == "withdraws" and (stationed := self._where_stationed(told, trigger, before)):
            return stationed, 0.93
        spot = told.spots[before[-1]] if before else None
        first = row_to(told, before[-1])[0][0] if spot else spot
        men = _MEN_OF_POST.search(told.masked[: first.start - told.start]) if first else None
        if (
            spot is None
            or men is None
            or spot.area
            or not re.fullmatch(r"[^FPD,;:]{0,25}", told.masked[spot.end - told.start : trigger.start])
        ):
            return [], 0
        post = men["post"] or ("poste" if men["noun"] == "poste" else "")
        if trigger.frame.rule == "rejoint" and not post:
            return [], 0
        return [(self._stations.site_of(s, post) if post else s, None) for s, _ in row_to(told, before[-1])], 0.9

    @staticmethod
    def _where_stationed(told: Told, trigger: Trigger, before: list[int]) -> Placed:
        """The place in which those who leave were stationed: les militaires stationnés à Ber, à la frontière, ont abandonné leur camp."""
        found = next(reversed(list(_STATIONED_AT.finditer(told.masked, 0, trigger.start))), None)
        spot = next((told.spots[i] for i in before if found and told.spots[i].start - told.start == found.end()), None)
        if spot is None or spot.area or not _THEN_ACT.fullmatch(told.masked, spot.end - told.start, trigger.start):
            return []
        return [(spot, None)]

    def _place_within(self, told: Told, trigger: Trigger, left: int, right: int) -> Listed:
        """The place in, at or near which it happens; an attack that is beaten off may have its place before, or in the sentence before."""
        spots, kind = told.spots, trigger.frame.kind
        if inside := [i for i, s in enumerate(spots) if trigger.start <= s.start - told.start < trigger.end and not s.area]:
            return row_from(told, inside[0]), 1.0  # the blockade of Léré was lifted
        after = [i for i, s in enumerate(spots) if s.start - told.start >= trigger.end and not (kind == "repels" and s.area)]
        before = [i for i, s in enumerate(spots) if s.end - told.start <= trigger.start]
        for i in after:
            if spots[i].start - told.start > right and trigger.frame.rule != "attempt-failed":
                break
            if trigger.frame.rule == "plie-bagage" and not _RIGHT_THERE.fullmatch(told.masked[trigger.end : spots[i].start - told.start]):
                break
            if self._is_within(trigger, told.masked[trigger.end : spots[i].start - told.start]):
                return row_from(told, i), 1.0
        if trigger.frame.rule == "plie-bagage" and (theirs := self._of_subject(told, trigger, before))[0]:
            return theirs
        if trigger.frame.rule == "plie-bagage" and not before and len(spots) == 1 and after and not spots[0].area:
            return [(spots[0], None)], 0.85
        if kind == "repels" and before:
            return row_to(told, before[-1]), 0.9
        town, site = self._ground.focus or self._ground.last_settlement, self._ground.last_site
        if kind == "repels" and site and self._gazetteer[site].parent == town:
            town = site
        if town and ((kind == "lifts-siege" and not after) or (kind in ("withdraws", "repels") and not spots)):
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85 if kind == "withdraws" else 1.0
        if kind != "holds":
            for i in before:
                if FRONTED.search(told.masked[: spots[i].start - told.start]) and spots[i].start - told.start >= left:
                    return row_from(told, i), 0.9
        return [], 0

    @staticmethod
    def _is_within(trigger: Trigger, gap: str) -> bool:
        """Whether the words between a verb and a place say that it happens there."""
        within = _FLIES_FROM if trigger.frame.rule == "flag-flies" else _IN
        tried = trigger.frame.kind == "repels" and _AN_ATTEMPT.fullmatch(gap)
        return trigger.frame.rule == "attempt-failed" or bool(tried or within.search(gap))

    def _governed(self, told: Told, trigger: Trigger, left: int, right: int, before: list[int]) -> Listed:
        """The place where somebody does what its holders do: in it, there; that which the sentence begins with; else the town spoken of."""
        found = self._place_within(told, trigger, left, right)
        points = [i for i in before if not told.spots[i].area]
        if found[0] or _THERE.search(told.masked, trigger.end, trigger.end + 60):
            return found if found[0] else self._pointing.there(told, trigger, before)
        fronted = [i for i in points if _GOVERNED_FIRST.search(told.masked[: told.spots[i].start - told.start])]
        if fronted:
            return row_from(told, fronted[0]), 0.9
        if not _OF_THE_PLACE.search(trigger.word):
            return [], 0
        town = self._ground.focus or self._ground.last_settlement
        return ([(Spot(told.start, told.end, (town,), POINTING, pointing=True), None)], 0.8) if town and not told.spots else ([], 0)

    def right_after(self, told: Told, trigger: Trigger, right: int, after: list[int]) -> Listed:
        """The place right after the verb."""
        if not after:
            return [], 0
        spot = told.spots[after[0]]
        gap = _with_bases(told, trigger.end, spot.start - told.start)
        taken_from = trigger.frame.kind == "captures" and trigger.frame.language == "fr"  # reprend aux rebelles la ville
        if trigger.frame.kind == "captures" and trigger.frame.language == "en":
            gap = _FROM_THEM.sub("", gap)
        if trigger.frame.kind == "hands-over" or trigger.frame.rule == "lose-to" or taken_from:
            gap = _ONE_BY_ONE.sub("", _TO_WHOM.sub("", gap))
        if spot.pointing and gap in (" that ", " this "):
            gap = " "
        if one := _ONE_OF_THEIRS.fullmatch(gap):
            return [(self._stations.site_of(spot, one["noun"]), None)], 0.95
        gap = _ALONG_THE_WAY.sub("", _END_OF_QUOTE.sub("", gap))
        if trigger.frame.rule == "capture" and _SOMEBODY_THERE.fullmatch(gap):
            return [], 0  # twenty of them captured at Boni; captured a man in Boni
        tight = trigger.frame.rule in _TIGHT_RULES
        pattern = _GAP if spot.pointing or not tight else _LEFT if trigger.frame.kind == "withdraws" else _TIGHT
        if spot.area and _A_TOWN_OF.search(gap):
            return [], 0
        if _CAMP_THEY_HELD.fullmatch(gap):
            return [(self._stations.site_of(spot, "camp"), None)], 0.93
        if spot.start - told.start > right or not pattern.fullmatch(gap) or (tight and len(gap) > 60) or _BESIDE.search(gap):
            return [], 0
        listed = row_from(told, after[0])
        if trigger.frame.kind == "holds" and (more := _AND_THE_TOWN_OF.match(told.masked, listed[-1][0].end - told.start)):
            further = next(i for i in after if told.spots[i].start - told.start == more.end())
            listed = [*listed, *row_from(told, further)]
        if noun := _SITE_OF.search(gap):
            listed = [(self._stations.site_of(site, noun.group(1)), own) for site, own in listed]
        return listed, 1.0 if len(gap) < 25 else 0.93

    def _relative(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place before the verb that a relative clause speaks of: Ber, which the rebels had held; not where they only hold part of it."""
        if _PART_NEXT.match(told.masked, trigger.end):
            return [], 0
        gap = _WHICH_ALSO.sub("", told.masked[told.spots[before[-1]].end - told.start : trigger.start]) if before else ""
        gap = _ITS_NOUN.sub("", gap)
        if (last := self._measured_from(told, trigger)) is not None:
            return row_to(told, last), 0.9
        if not before or not _WHICH.fullmatch(gap):
            return [], 0
        if not LIES.search(told.masked[: told.spots[before[-1]].start - told.start]):
            return row_to(told, before[-1]), 0.95
        lying = [i for i in before if not LIES.search(told.masked[: told.spots[i].start - told.start])]
        return (row_to(told, lying[-1]), 0.85) if lying else ([], 0)

    @staticmethod
    def _lies_and(told: Told, trigger: Trigger, spot: Spot) -> bool:
        """Whether a clause about a place first says where it lies, then what is told: Gao, which lies beyond Douentza and is held by ..."""
        return not spot.area and bool(_WHICH_LIES_AND.fullmatch(told.masked, spot.end - told.start, trigger.start))

    @staticmethod
    def _measured_from(told: Told, trigger: Trigger) -> int | None:
        """The number of the place that a relative clause is about, where the one right before it is one that distances are told from.

        That itself, where the main clause says how far from it something lies (Ansongo lies 80 km south of Gao, which the army took); the one
        before it, where the distance only stands beside a name (Anéfis, 110 km south of Kidal, which the army took).
        """
        ended = [i for i, spot in enumerate(told.spots) if spot.end - told.start <= trigger.start]
        if not ended or told.spots[ended[-1]].area:
            return None
        last = ended[-1]
        spot = told.spots[last]
        if not _LANDMARK.search(told.masked[: spot.start - told.start]) or not _WHICH.fullmatch(
            told.masked, spot.end - told.start, trigger.start
        ):
            return None
        beside = last and _WHERE.fullmatch(told.masked, told.spots[last - 1].end - told.start, spot.start - told.start)
        if beside and not told.spots[last - 1].area:
            return last - 1
        return last if _LIES_FROM.search(told.masked[: spot.start - told.start]) else None

    def _after_head(self, told: Told, trigger: Trigger) -> Listed | None:
        """The place of a participle at the head of a sentence: where somebody is trapped, else what follows its comma; that told of before, in a list of days."""
        town = self._ground.focus or self._ground.last_settlement
        if _DATED_ITEM.fullmatch(told.masked[: trigger.start]) and town:
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85
        fronted = trigger.start < AT_HEAD or _FRONT_NOUN.fullmatch(told.masked[: trigger.start])
        if not fronted or not (trigger.frame.passive or trigger.frame.rule == "passe-a" or trigger.frame.rule.endswith("-dabord")):
            return None
        gaps = [told.masked[trigger.end : spot.start - told.start] for spot in told.spots]
        inside = next((i for i, gap in enumerate(gaps) if trigger.frame.kind == "besieges" and _SHUT_IN.fullmatch(gap)), None)
        ahead = inside if inside is not None else next((i for i, gap in enumerate(gaps) if _FOLLOWS.search(gap)), None)
        return (row_from(told, ahead), 0.9) if ahead is not None else ([], 0)

    def _subject_place(self, told: Told, trigger: Trigger, left: int, before: list[int]) -> Listed:
        """The place of which the verb tells; after a participle at the beginning, what follows its comma (besieged since May, the town ...)."""
        if held := self._posts_held_there(told, trigger):
            return held, 0.9
        if not before and (ahead := self._after_head(told, trigger)) is not None:
            return ahead
        aside = in_aside(told, trigger)
        before = [i for i in before if not aside(told.spots[i].start)]
        if _IT_WAS.search(told.masked[: trigger.start]) and trigger.frame.kind in ("captures", "holds"):
            return self._pointing.it(told, trigger, before)
        if not before:
            return [], 0
        trigger = _first_of_two(told, trigger)
        if lying := [i for i in before[:-1] if self._lies_and(told, trigger, told.spots[i])]:
            return row_to(told, lying[0]), 0.9
        before = self._without_landmarks(told, trigger, before)
        if not before:
            return [], 0
        spot = told.spots[before[-1]]
        gap = _AND_AROUND.sub("", _IN_THE_TOWN.sub(" ", told.masked[spot.end - told.start : trigger.start]))
        gap = _ONE_MORE.sub(" ", gap)
        gap = _OF_ITS_AREA.sub("", gap) if spot.pointing else _IS_ONE_OF.sub("", gap)
        if _LAST_OF_THEM.fullmatch(gap):
            return [(spot, None)], 0.9
        gap = _LYING.sub("", _WHERE_THEY_WERE.sub("", _WHICH_IS.sub("", _APPOSED_FR.sub("", _APPOSITION.sub("", gap)))))
        if trigger.frame.language == "fr" and trigger.frame.passive and _ATTRIBUTE.search(told.masked[: trigger.start]) and gap.strip():
            return [], 0
        if (
            (spot.start - told.start < left - 40 and len(gap) > 20)
            or len(gap) > 60
            or (
                _ASIDE.search(told.masked[: spot.start - told.start])
                and not gap.startswith(", which ")
                and gap != ", "
                and trigger.frame.rule not in ("accepted-as", "answers-to")
            )
        ):
            return [], 0
        gap = _A_TOWN_WHICH.sub(" ", gap)
        if re.search(r", (?:its|their|his|the|son|sa|ses|leurs?|l[ae]s?) ", gap) or re.search(
            r"\b(?:towns?|pockets|areas|parts|villages|bases|others?|residents|militants|convoy)\b", gap
        ):
            return [], 0
        if trigger.frame.passive and gap != ": " and re.search(r"[;:]|\bF+\b(?!.*\b(?:was|were|been|ete|fut|furent)\b)", gap):
            return [], 0
        listed = row_to(told, before[-1])
        own = [pair for pair in listed if pair[0] is spot or not self._is_object(told, trigger, pair[0])]
        return own, 1.0 if len(gap) < 25 else 0.9

    def _without_landmarks(self, told: Told, trigger: Trigger, before: list[int]) -> list[int]:
        """Leave out places at the end that only say where the one before them lies, or where a road leads to."""
        while len(before) > 1 and trigger.frame.rule != "fief" and self._lies_within(told, before[-2], before[-1]):
            before = before[:-1]
        if told.spots[before[-1]].area and _A_TOWN_OF.search(told.words[: told.spots[before[-1]].start - told.start].casefold()):
            before = [i for i in before[:-1] if not told.spots[i].area]  # Gao, the biggest town of the north still under ...
            if not before:
                return []
        while (
            len(before) > 1 and told.spots[before[-1]].start and _CLOSE_TO.search(told.masked[: told.spots[before[-1]].start - told.start])
        ):
            before = before[:-1]
        while len(before) > 1 and trigger.frame.rule != "fief" and _lies_off(told, before[-1]):
            before = before[:-1]
        while len(before) > 1 and _ROAD_TO.search(told.masked[: told.spots[before[-1]].start - told.start]):
            before = before[:-1]
        return before

    @staticmethod
    def _posts_held_there(told: Told, trigger: Trigger) -> Placed:
        """The places, named after a participle, of the posts that it says are held: les postes tenus par l'armée à Ber et à Léré."""
        noun = _POSTS_HELD.search(told.masked[: trigger.start])
        there = _BY_WHOM_THERE.match(told.masked, trigger.end) if noun and trigger.frame.passive and trigger.frame.kind == "holds" else None
        first = next((i for i, s in enumerate(told.spots) if there and s.start - told.start == there.end()), None)
        if first is None or told.spots[first].area:
            return []
        return row_from(told, first)

    @staticmethod
    def _lies_within(told: Told, first: int, second: int) -> bool:
        """Whether a place only says where the one before it lies: Léré, in Timbuktu Region, fell."""
        one, other = told.spots[first], told.spots[second]
        between = told.masked[one.end - told.start : other.start - told.start]
        if other.area and not one.area and _IN_THE_AREA.fullmatch(between):
            return True
        within = _WHERE.fullmatch(between) or (other.area and not one.area and _SOMETHING_IN.fullmatch(between))
        return bool(within) and told.masked.startswith(",", other.end - told.start)

    def _is_object(self, told: Told, trigger: Trigger, spot: Spot) -> bool:
        """Whether a place stands right after another verb, which it belongs to."""
        start = spot.start - told.start
        verbs = [t for t in told.triggers if t is not trigger and t.frame.place == "object" and not t.frame.noun]
        return any(0 < start - verb.end < 12 for verb in verbs)

    @staticmethod
    def _is_of_another_verb(told: Told, trigger: Trigger, spot: Spot) -> bool:
        """Whether a French verb of taking or leaving stands between words of violence and a place: after the strikes, the army took the camp."""
        verbs = (t for t in told.triggers if t.frame.kind in ("captures", "withdraws") and not t.frame.noun)
        return trigger.frame.language == "fr" and any(trigger.end <= t.start < t.end <= spot.start - told.start for t in verbs)

    def _attacked(self, told: Told, trigger: Trigger, right: int, after: list[int], before: list[int]) -> Listed:
        """The place that violence hits: right after the verb, after in or at, or before it."""
        spots = told.spots
        for i in after:
            gap = told.masked[trigger.end : spots[i].start - told.start]
            aside = re.search(r"\b(?:from|to|towards?|claim|later|said|kilometers|km)\b", gap) or self._is_of_another_verb(
                told, trigger, spots[i]
            )
            if len(gap) < 140 and not aside and not re.search(r"[;]", gap):
                listed = row_from(told, i)
                if _BASES.search(gap):
                    listed = [(self._stations.only_base_of(spot), own) for spot, own in listed]
                direct = (_GAP.fullmatch(gap) or _IN.search(gap)) and not re.search(r"\bbetween\b|\bentre\b|\broad\b", gap)
                return nearest(listed), (1.0 if direct else 0.7) if spots[i].start - told.start <= right else 0.8
            break
        for i in reversed(before):
            if i and spots[i].area and _LYING_IN.fullmatch(told.masked, spots[i - 1].end - told.start, spots[i].start - told.start):
                continue  # the camp in this small town of Gao Region was attacked
            if not _ASIDE.search(told.masked[: spots[i].start - told.start]):
                return nearest(row_to(told, i)), 0.85
        return [], 0

    def scope(self, told: Told, spot: Spot) -> tuple[str, tuple[str, ...]]:
        if not spot.area or self._gazetteer[spot.places[0]].kind not in ("region", "cercle", "area", "province"):
            return "", ()
        before = told.masked[: spot.start - told.start]
        scope = next((name for name, pattern in _SCOPES if pattern.search(before[-60:])), "all")
        except_: tuple[str, ...] = ()
        if match := _EXCEPT.search(told.masked, spot.end - told.start):
            left_out = [s for s in told.spots if s.start - told.start >= match.end() and not s.area]
            except_ = tuple(p for s in left_out if _EXCEPTED.search(told.masked[: s.start - told.start]) for p in s.places)
        return scope, except_

"""Who acts and whom it hits: the roles of a frame, filled from the parties of a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ..factions import Factions
from .frames import Trigger
from .listing import Placed
from .objects import LEAVING_FOR
from .told import Told, acts_unnamed, in_aside, is_oblique, looked_back, means_victims, same_clause, tells_of_victims
from .when import plain
from .who import MEN_OF, Memory, Party, cast_of

INHERITED_SUBJECT = 0.8
SPEAKER = 0.9
"""How sure it is that "our men" are those of the party that speaks."""
STAND_IN = 0.97
NAMED_LATER = 0.95
UNNAMED_AGENT = 0.65
UNNAMED_BESIEGER = 0.8
DEFENDED = 0.9
"""How sure it is that whose position was attacked beat the attack off."""
_LATTER = r"(?:ce dernier|cette derniere|ces derniers|ces dernieres|celui-ci|celle-ci|ceux-ci|celles-ci)"
"""Those who were named last."""
_NOT_FAR = r"(?:F++|P++|D++|[^.;FPD]){0,40}$"
"""Up to a verb in the same clause; a name counts as one letter."""
_PRONOUN = re.compile(
    rf"(?:^|[,;] |(?<=D) |\b(?:and|then|that|when|after|once|later|said|says|claimed|announced|confirmed|reported|et|puis|que|qu')[ ]?)(?:,? )?(?:they|it|he|she|their|its|the former|the latter|ils|elles|il|elle|{_LATTER})\b{_NOT_FAR}"
    r"|\b(?:they|it|ils|elles|il|elle)(?: (?:had|has|have|then|also|later|soon|subsequently|quickly|again|ont|avaient|a|avait|se|s'|en|y))* ?$"
)
_THEY_FIRST = re.compile(r"(?:(?:on|in|by|at|during|since) )?(?:D+,? )?(?:(?:then|later|meanwhile|soon|[a-z]+ly),? )?(?:it|they)\b")
_ARMED_GROUPS = re.compile(r"\barmed (?:groups|movements)(?: [a-z]+){0,2} $")
"""Before a verb of holding: the groups that the text names."""
_SPEAKER_S = re.compile(
    r"(?:according to|selon|d'apres)(?: the)?(?: l[ae]s?)? ?(?P<who>F+),? (?:(?:[^.;F]{0,120} )?(?:its|their)|ses|son|sa|leurs?) [^,;F]{0,40}$"
)
_RAN_ON_A_MINE = re.compile(r"(?:hits?|struck|strik(?:es?|ing)) (?:[a-z-]+ ){0,4}(?:ied|mines?|landmines?|explosives?|bombs?)\b")
_HAD_BEEN = re.compile(r"\bhad (?:[a-z]+ ){0,2}been (?:[a-z]+ )?$")
_CLAIMED = re.compile(
    r"\b(?:revendiqu|annonc|confirm)[a-z]*(?: (?:le |ce )?D+)? l[ae] $|\b(?:announc|claim|celebrat|hail)(?:ed|es|ing|s)(?: D+)? (?:(?:the|its|their) )?$"
)
_WHO_THEN = re.compile(
    r"(?P<who>F+)(?:'s?)?, (?:who|which|whose (?:[a-z]+ )?(?:men|fighters|forces|troops|soldiers|militants|units|combatants|police|militiamen|garrison|armed forces)(?:,? (?:and )?[a-z' ]{3,40})??)(?: (?!the\b|[a-z]+ed\b)[a-z]+){0,2} $"
)
"""Right before a verb: whom a clause beginning with who or which tells of, whatever they are in the sentence."""
_WHO_DIRECTLY = re.compile(
    r"(?:(?P<named>F+)(?: \([^()]{2,14}\))?, (?:an?|the|another) (?:[a-z-]+ ){1,4}of (?:the )?)?(?P<who>F+) (?:who|which|that)(?: (?!the\b|[a-z]+ed\b)[a-z]+){0,2} $"
)
"""The same, without a comma: rebels who held the town; of a movement that stands beside, a coalition of rebels which held it."""
_ITS_MEN = re.compile(r"(?:^|[,;] )(?:its|their) (?:[a-z]+ )?(?P<who>soldiers|troops|men|fighters|forces|army|garrison)\b[^.;,]{0,30}$")
_THEIR = re.compile(r"\b(?:its|their|son|leur) (?:[a-z]+ )?$")
_PERSONS = re.compile(
    r"\b(?:civilians|residents|refugees|families|inhabitants|villagers|protest[a-z]*|students|locals|habitants|civils|journalists|women|population)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"^ ?(?:(?:the|some|several|dozens of|hundreds of|about|around|more than|at least|heavily|armed|unidentified|unknown|suspected|forty|\d+) )*(?:gunmen|men|raiders|bandits|horsemen|motorcyclists|bikers)\b"
)
"""A clause with a subject of its own that is no party."""
_HANDS = re.compile(
    r"(?: (?:the|joint|full|total|complete|effective|de facto|firm|government|authority|control|hands|rule|thumb|sway|heel|yoke|grip|boot|domination|occupation|of|command|in|under|jurisdiction|le|la|les|l'|du|de|des|d'|aucune?|un seul|controle|mains|conjoint|(?:its|their) (?:[a-z]+ )?(?:ally|allies|partners?|rivals?)))*[ '\"]*?(?:the |l')?"
)
_THE = r"(?:an? [a-z-]+(?: [a-z-]+){0,5}, (?:the )?|the (?:various |several )?|(?:various|several) |a |an |un |une |les |des |l'|la |le |un groupe de |(?:ses|leurs|son|its|their) (?:[a-z]+ )?(?:du |de la |des |de )?|(?:un )?demi-|(?:environ |pres de |quelque |plus de |moins de |au moins )?(?:\d[\d ]* |(?:une |plusieurs |quelques |des )?(?:centaines?|dizaines?|vingtaine|trentaine|cinquantaine|milliers?) (?:de |d'))|(?:une? )?(?:compagnie|section|escadron|garnison|unite|detachement|force|groupe)s? (?:de |d')(?:(?:quelque |environ |pres de |plus de )?\d[\d ]* )|(?:[a-z]+ )?(?:hommes|combattants|soldats|elements|membres) (?:de la |de l'|du |des |d')|(?:un|une|des|les|l'un des|plusieurs|quelques|la|le|l'|deux|trois|une (?:centaine|dizaine|vingtaine|poignee) de) ?(?:[a-z]+ )?(?:emirs?|chefs?|cadres?|commandants?|colonels?|contre-attaque|contre-offensive|offensive|assaut|attaque|colonnes?|convois?|detachements?|unites?|contingents?|patrouilles?|pelotons?|commandos?|groupe|coalition|alliance|katiba|brigade|bataillon|raid)(?: (?!d[eu]s?\b)[a-z-]+)? (?:de la |de l'|du |des |de |d')|militants of |members of |movements of |groups of |forces of |men of |units of |troops of |(?:an? |the )?(?:mixed|joint|combined|strong|large|small|local|same|rival|returning|advancing) |suspected |(?:[a-z]+ )?(?:battalion|company|unit|contingent|detachment|column|committee|besiegers|insurgents|ranks|garrison|platoon|handful|force|band) of (?:the )?|(?:about |around |some |roughly |nearly |almost |fewer than |more than |at least |up to )(?:\d[\d,]* |[a-z]+ )?|elements of |fighters of )*"
_FORMER_ALLIES = re.compile(
    r"(?: (?:its|their|the|his|former|rival|erstwhile|old|allies|partners|rivals|fighters|men|soldiers|of|from|some|all|last|remaining|secular|[a-z]+ (?:group|faction|militia|movement)))+,? "
)
"""Between driving out and whom: its former allies of the MNLA."""
_IN_SOMETHING = re.compile(r" in(?: the)?$")
_HANDS_OF = re.compile(r"[^,.;]{0,60}?\b(?:hands?|control|possession|rule|power|grip|charge)\b")
_IN_HANDS = re.compile(r"\b(?:in|under) (?:the (?:(?:control|hands|possession|grip|rule) of )?(?:the )?)?$")
_DETERMINED = re.compile(r"\b(?:the|an?|of|any|in|all|such|these|their|further|more|l[ae]s?|un|une|des|de) (?:[a-z]+ ){0,2}$")
_SPOKE_OF = re.compile(
    r"\b(?:spoke|spoken|speaks?|talk(?:s|ed)|denounce[sd]?|condemn(?:s|ed)?|deplore[sd]?|mourn(?:s|ed)?|acknowledge[sd]?|parle(?:nt)?|evoque(?:nt)?|denonce(?:nt)?|deplore(?:nt)?|(?:fait|font) etat)\b"
)
"""Between somebody and an attack of which he only speaks."""
_FROM_WHOM = re.compile(r"(?: D+)? (?:de l[ae]s? |de l'|du |des |de |d')(?:F|seconde?s?\b|premiere?s?\b)")
_TO_WHOM = r"\b(?:to|in favou?r of|au (?:profit|benefice) d(?:es|u|e l[ae]|e|')|(?:a la (?:garde|charge|merci)|aux (?:mains|bons soins)) d(?:es|u|e l[ae]|e|')|a|aux|au)"
"""Before the one who gets a place."""
_TO_OFFICIALS = re.compile(
    r"[^.;]{0,60}?\bto (?:the |its |their )?(?:[a-z]+ ){0,3}?(?:governor|prefects?|sub-prefects?|mayor|authorities|state)\b"
)
"""After giving back: to those who stand for the state."""
_TOGETHER = re.compile(
    r"\b(?:alongside|together with|with the (?:help|support|backing) of|(?:backed|supported|assisted|accompanied|aided) by|au cote d|aux cotes d|avec l'(?:aide|appui) d|allie(?:e|s|es)?(?: de fait)? (?:de |du |des |d'|a |au |aux ))"
)
_THEM = re.compile(r" (?:them|it)\b")
_WHOM = re.compile(
    r"(?P<whom>F+)(?: \([^()]{2,14}\))?(?:, (?:an?|the) [^,;F]{3,60}?)?,? (?:that|which|whom|who) (?:the )?F+(?:,? and (?:the )?F+)?(?: (?:had|have|has|then|later|finally))* $"
)
"""Before driving out: the movement, a coalition that the army drove."""
_WITH_THE = re.compile(r"\b(?:with|by|through|thanks to) (?:the|its|their) (?:[a-z]+ )?$")
"""Before a capture: it is that of whom the sentence is about."""
_LOST = re.compile(r"(?:fall|loss|occupation|taking)\b")
_BY_MEN = re.compile(
    r"(?<!\bnot )\bby (?:(?:the|an?|its|their|his) )?(?:(?!(?:and|or|but|who|which|that|the|in|on|at|to|from|with|for|after|before|when|while|hand|force|surprise|air|road|night|day|dawn|then|now|next|[a-z]+ing)\b)[a-z-]+ ){0,6}$"
)
"""Before those who did it: words that only describe them."""
_SOME_MEN = re.compile(
    r"\b(?:an?|some|several|many|dozens of|hundreds of|scores of|about|around|nearly|a few|\d+) (?:(?!(?:hands?|control|rule|of|the|and|or|in|to|from)\b)[a-z-]+ ){0,4}$"
)
"""The same, in whose hands it is: several dozen."""
_JOINED_BY = re.compile(
    r"(?:'s?)?,? (?:(?:together|jointly|along|in concert|in alliance|in tandem|hand in hand|side by side) with|(?:joined|joining) (?:forces|hands) with|team(?:ed|ing) up with) (?:the |its |their |some |a few )*(?=F)"
)
_AND_MEN_OF = re.compile(
    r"(?P<and>,? and) (?:[a-z]+ )?(?:fighters|soldiers|men|elements|members|mercenaries|instructors|units|troops|militants|paramilitaries) (?:of|from) (?:the |[a-z]+'s )*$"
)
"""Between two who act: the army and fighters from another group."""
_ARMY_STOOD = re.compile(r"\b(?:army|garrison|gendarmes|government)\b")
_BY_OTHERS = re.compile(r"[^.;,FP]{0,40}\bby (?!(?:the )?F)")
"""After being cut off: by floods, by nobody who is named."""
_ATTACK_ON = re.compile(
    r"\b(?:attacks?|assaults?|raids?|offensives?|ambush(?:es)?) (?:D+ )?(?:on|against|at) (?:the |its |an? |their )?(?:[a-z]+ )?(?=F)"
)
_TAKEN_FROM = re.compile(r"\b(?:from|(?:defenders|garrison|soldiers|troops|men) of) (?:the )?(?=F)")
_ATTACK_BY = re.compile(r"(?: [a-z]+)? (?:de l[ae] |de l'|du |des |de |d')(?P<who>F+)(?: \(F+\))?(?: [a-z]+)?,? (?:contre|visant|sur) ")
"""After a noun for violence: the attack of the group against the camp is the group's."""
_TAKEN_FROM_IN_FRENCH = re.compile(r"(?: (?:le |ce )?D+)? (?:a l[ae] |a l'|aux |au |a )(?=F)")
_AT_THE_COST_OF = re.compile(
    r"[^;:F]{0,110}\b(?:aux depens|au detriment) (?:du |de la |de l'|des |de |d')(?:l[ae] |l')?(?:[a-z]+ (?:du |de la |de l'|des |de ))?(?=F)"
)
"""From whom it was taken, told after the place."""
_BACKED_BY = re.compile(
    r"\b(?:epaule|appuye|soutenu|seconde|aide|accompagne|renforce|escorte|flanque|assiste)(?:e|s|es)? par [a-z' ]{0,25}$"
)
"""Before partners, who did not do it alone."""
_OWN_MEN = re.compile(
    r"(?:(?:^|[,;:.\"“«'‘] ?|\b(?:and|but|that|because|while|since|now|then) )(?:we|us|nous)|\bour (?:[a-z]+ ){0,3}?(?:men|fighters|forces|troops|soldiers|army|units?|comrades|people|brothers)|\bnos (?:[a-z]+ )?(?:hommes|combattants|forces|troupes|soldats|elements|unites))\b[^.;,\"]{0,40}$"
)
"""Whoever speaks: our men control the town."""
_WE_ALONE = re.compile(r"(?:^|[.;\"“«] ?)(?:we|nous) (?:[a-z]+ ){0,3}$")
_HIS_FIGHTERS = re.compile(
    r"\b(?:his|her|ses|son) (?:[a-z]+ )?(?:men|fighters|forces|troops|soldiers|group|movement|comrades|side|hommes|combattants|troupes|soldats|elements|mouvement)\b[^.;,\"]{0,30}$"
)
_SPOKE = r"(?:said|says|told|tells|announced|claimed|claims|reported|stated|declared|confirmed|confirms|acknowledged|added|wrote|insisted|boasted|affirme|assure|pretend|soutient|declare|annonce|dit|confirme|reconnait|revendique|indique|precise|explique|jure|confie)"
_DIT = r"(?:reconnu|reconnai[st]t?|declare|affirme|assure|explique|expliquait|confie|confiait|ironise|repond|indique|dit|raconte|racontait|annonce|temoigne|soutient|souligne|precise|lance|admet|promet)"
_SPEAKER_AFTER = re.compile(
    rf"[,.]? ?[\"”»'’] ?(?:(?:the|an?|its|one|senior|local) )*(?P<who>F+)(?:'s?)?(?: (?!F)[\w'-]+,?){{0,6}}? {_SPOKE}\b|[,.]? ?[\"”»'’] ?{_SPOKE} (?:[\w'-]+,? ){{0,7}}?(?P<late>F+)"
    rf"|[,.]? ?[\"”»],? ?(?:a |ont |avait )?{_DIT}(?: [\w'-]+,?){{0,8}}? (?:l')?(?P<tard>F+)"
)
_SPEAKER_BEFORE = re.compile(rf"(?P<who>F+)(?:'s?)?(?: (?!F)[\w'-]+,?){{0,6}}? {_SPOKE}\b[^.;]{{0,90}}$")
_SPOKESMEN_THEY = re.compile(
    rf"\b(?:spokes[a-z]+|leaders?|officials?|commanders?|chiefs?|members?|representatives?) (?:for|of|in|with|from) (?:the )?(?P<who>F+)(?:, [^.;,]{{0,80}},)? (?:ha(?:ve|s|d) )?{_SPOKE}(?: [a-z]+){{0,2}}? that (?:they|it|he|(?:their|its|his) (?:men|fighters|forces)) (?:ha(?:ve|s|d) )?(?:[a-z]+ly )?$"
)
_OUR_HANDS = re.compile(
    r" (?:our (?:[a-z]+ )?(?:hands?|control|rule|sway|authority|grip)|(?:the )?(?:hands|control) of (?:us|our (?:[a-z]+ )?(?:men|fighters|forces|troops|soldiers|army|units?|comrades|movement)))\b"
)
_SPOKESMAN_AFTER = re.compile(
    r"[,.]? ?[\"”»] ?[^.;\"”»]{0,80}?\b(?:spokes[a-z]+|leader|official|commander|chief|member|fighter|officer|representative|figure|head|general|coordinator) (?:for|of|in|with|from) (?:the )?(?P<who>F+)"
    r"|[,.]? ?[\"”»] ?[^.;\"”»]{0,60}?, (?:who|whose office) (?:heads?|leads?|commands?|speaks for|runs|represents?) (?:the )?(?P<late>F+)"
)
"""Who speaks for whom, after the words that he says."""
_A_RESIDENT_SAYS = re.compile(
    r"[^.;\"”»]{0,80}[\"”»] ?(?:an?|the|one|another|two|several) (?:[a-z]+ ){0,2}?(?:residents?|villagers?|inhabitants?|shopkeepers?|traders?|teachers?|witness(?:es)?|locals?|farmers?|herders?|elders?|nurses?|drivers?)\b"
)
"""After what somebody of the town says of them: of those who attacked it."""
_THEY_SAY = re.compile(r"[\"“«] ?(?:they|it)(?: (?:have|had|has|also|then|all|already|soon|later|finally|eventually|just))* $")
_OFFICIAL_AFTER = r"[,.]? ?[\"”»] ?(?:said |says |added |confirmed )?(?:an?|the|one|another|two|several) (?:[a-z]+ ){0,3}?(?:army|military|security|government|defen[cs]e|LAND) (?:[a-z]+ ){0,2}?(?:source|official|officer|minister|spokes[a-z]+|officers|officials|sources)\b"
"""Someone of the state who speaks."""
_OWNED_HANDS = re.compile(r" (?:the )?(?P<who>army|government|military|state)(?:'s)? (?:hands|control|rule)\b")
_LAID_BY_WHOM_TOLD_BEFORE = ("sous-blocus", "sous-blocus-dabord", "siege-dure", "etau", "plus-rien-nentre", "blocus-impose-a")
"""French rules of sieges that may leave it unsaid whose they are."""
_LATTER_ACT = re.compile(rf"(?:^|[,;:] |\b(?:que|et|mais|D) ){_LATTER}\b[^.;]{{0,40}}$")
_FOR_THE_LATTER = re.compile(rf"\bau (?:seul )?(?:profit|benefice) d(?:e|') ?{_LATTER}")
_HANDS_OF_THE_LATTER = re.compile(rf" (?:total |entier |plein |complet )?de {_LATTER}\b")
_HANDS_OF_ATTACKERS = re.compile(r" des (?:assaillants|attaquants|agresseurs)\b")
_THEIR_HANDS = re.compile(r" (?:their|its|his) (?:[a-z]+ )?(?:hands?|control|rule|sway|authority|grip)\b")
_LED_BY = re.compile(
    r" (?:de |d'|des |du )(?:combattants|hommes|elements|jihadistes|djihadistes|islamistes|groupes?|groupe|colonnes?)(?: armes?| jihadistes?| djihadistes?| islamistes?)? (?:conduit|dirige|mene|commande|emmene|envoye)(?:e|s|es)? par "
    r"(?:l[ae]s? |l'|une? |des |l'un des |deux |plusieurs |ses )?(?:chefs?|commandants?|emirs?|cadres?|lieutenants?|membres?|responsables?|figures?)(?: [a-z]+)? (?=d(?:e|u|es)\b|d'|$)"
)
"""Between the words and whose men they are: aux mains de combattants conduits par un chef d'..."""
_SO_MANY = re.compile(
    r" (?:(?:two|three|four|several|deux|trois|plusieurs) )(?:armed )?(?:movements|groups|factions|mouvements|groupes)(?: (?:that|who|which|qui) [^:;.]{3,50})?:? "
)
"""Before the names of those who hold a place together."""
_WE = re.compile(
    r"(?:^|[,;:\"“«(] ?|\b(?:that|and|but|for now,|o'clock|as|when|then|now|que|et|mais) )(?:we|nous|our (?:men|troops|forces|soldiers)|nos (?:hommes|troupes|forces|soldats|elements)) (?:[a-z]+ ){0,3}$"
)
_GARRISONS = re.compile(r"\b(?:garrisons?|detachments?|outposts?|posts)\b|\bthe one at\b")
_OFFICIAL = r"\b(?:ministers?|ministry|lieutenant|captain|colonel|army|military|armed forces|government|presidency|(?:LAND|security) (?:security )?(?:source|official|officer)s?|source (?:securitaire|militaire)|ministre|ministere|capitaine|militaires?|armee|gouvernement|etat-major)\b"
"""Who speaks for the state; LAND stands for the adjectives for its land."""
_THEIR_WORD = re.compile(r"\b(?:leur|son) ")
_ACCORDING = re.compile(r"\b(?:selon|d'apres|a en croire) (?:l[ae]s? |l')?(?=F)")
_POST = re.compile(r"\b(?:postes?|position|garnison)s?\b")
_FROM_THE_PLACE = re.compile(
    r" (?:D+ )?(?:de |du |d'|from )(?:l[ae] |the )?(?:(?:ville|localite|village|base|camp|town|city) (?:de |d'|of ))?P+ (?:l[ae]s? |the |l')?"
)
_CLEFT = re.compile(
    r"\b(?:ce sont|c'est)(?: toujours| encore| desormais| bien| donc)? (?:eux|elles?|lui|(?:leurs|ses) (?:hommes|troupes|combattants|soldats|forces|elements|unites|miliciens))(?: seule?s?)?,? qui (?:y |l[ae]s? |l'|en |[a-z]+ment |desormais |toujours |encore )*$"
)
_RIGHT_AFTER_QUI = re.compile(
    r" ?(?:,? ?(?:le )?D+,? |desormais |toujours |encore |aujourd'hui |maintenant |seule?s? |depuis |eux-memes |[a-z]+ment )*(?:l[ae]s? |l'|y |en |lui |leur |n'|s')*"
)
_THEIR_MEN = re.compile(
    r"(?:^|[,;:] ?(?:D+,? )?|\b(?:que|et|(?:ce sont|c'est)(?: toujours| encore| desormais| bien)?) )(?:leurs|ses) (?:hommes|troupes|combattants|soldats|forces|elements|unites|miliciens)\b[^.;,]{0,30}$"
)
_THEY_FR = re.compile(r"(?:[,;:] ?|\b(?:et|mais|car|que|puis|quand|lorsque) |\bqu')(?P<who>ils?|elles?) (?:[^F,;:]{0,30} )?$")
"""A pronoun before a verb, amid a sentence."""
_ARTICLE_FR = r"\b(?P<article>l[ae]s?|l'|des|du|aux?|une?|ces?|cette|ses|sa|son|leurs)"
_ARTICLE_BEFORE, _ARTICLE_FIRST = re.compile(rf"{_ARTICLE_FR} ?$"), re.compile(rf"{_ARTICLE_FR}(?:(?<=')| )")
_QUI = re.compile(r"(?: \([^()]{2,20}\))?,? (?:qui|lequel|laquelle|lesquels|lesquelles) ?$")
_FORCED = re.compile(r"(?:contraint|force|oblige)(?:e|s|es)? |maitre")
_ARMY_SAID = re.compile(
    r"(?: D+)?(?: [a-z]+){0,4},\"? (?:the )?(?P<who>F+)(?:'s? [a-z]+)? (?:later |also )?(?:said|says|announced|claimed|confirmed|reported)\b"
)
"""Who says that an attack was beaten off: whose soldiers did it, nothing else told."""
_THAT_FIRST = re.compile(r"\b(?:that|que) (?:by|after|on|upon|since|in|having|despite|while|apres|en)? ?$")
"""What is said begins with a participle, whose subject comes after it: they said that after taking the town the rebels left it."""
_THEIR_LEADERS = re.compile(r"[^,;:F]{0,40}, (?:l[ae]s? |l'|des )[a-z]+ (?:du |des |de l[ae] |de l'|d')F")
"""After a participle at the head of a sentence: une fois maîtres de la ville, les responsables du mouvement ..."""
_HEADS_PARTICIPLE = ("", "by", "after", "on", "upon", "since", "in", "having", "despite", "while", "une fois")
"""What may stand before a participle at the head of a sentence: by taking the town, the movement ..."""
_THE_MEN = re.compile(r" (?:l[ae]s? |l'|the )?")
_AGAINST = re.compile(r"[^;:F]{0,40}\b(?:face aux?|contre|selon|malgre|grace aux?)\b")
_SITE_WHOSE = re.compile(r"\b(?:camp|base|emprise|poste|site|position)s?(?: [a-z]+)? (?:de la |du |des |de l'|de |d'|of the |of )$")
_APPOSED = re.compile(
    r"(?P<who>F+)(?: \([^()]{2,12}\))?, (?:an? |the (?!F)|its (?!F)|their (?!F)|une? |l[ae] (?!F)|l'(?!F)|made up|composed|consisting|comprising|led by|commanded by|backed by|supported by|dirige|soutenu|compose|forme)[^;.]{5,160}, (?:[a-z]+ ){0,2}$"
)
_HIT_THERE = re.compile(r"P, (?:[a-z]+ )?$")
"""Before a participle that tells what befell a place."""
_VICTIMS_OR_GUNMEN = re.compile(r"(?:die|dead|perish|gunmen|armed men|assailants|attackers|hommes armes|assaillants)")
"""Words of violence whose subject is no attacker that has a name."""
_WAS_HIT = re.compile(
    r"\b(?:was|were|been|being|ete|furent|fut|sont|etaient)(?: [a-z]+){0,2} $"
    r"|\b(?:peri|morts?|tuee?s?|blessee?s?|tombee?s?)\b[^.;:F]{0,40} (?:dans|lors d(?:e|'|u)|au cours d(?:e|'|u)) ?(?:l[ae] |l'|une? )?$"
)
"""Before a participle, or an attack in which they fell: its subject is the victim."""
_HIS_MOVEMENT = re.compile(
    r"(?: (?:control|hands|rule|authority|sway))?(?: (?:by|of))? (?:his|her|their|its) (?:own )?(?:movement|group|men|fighters|forces|side|organi[sz]ation|troops|militia|comrades|soldiers|units)\b"
)
_HELD_BY = r"\b(?:occupied|held|used|run|manned|garrisoned) by (?:the )?"
"""Beside a camp that is handed over: whose it was."""
_ANNOUNCED = re.compile(
    r"(?P<who>F+)(?:'s? [a-z]+)?(?:,[^,;]{2,80},|,)?(?: (?:has|have|had|later|also|both|in turn|then|D+))* (?:announced|claimed|claims|announces|said|says|declared|declares|boasted|reported|confirmed|acknowledged|admitted|conceded)(?: D+)?(?: that)? "
)
"""Who tells that something was done."""
_SOLDIERS_TOO = re.compile(r"\b(?:soldiers|troops|battalions?|columns?|convoys?|units?|patrols?)\b")
"""Others are spoken of than those who acted before."""
_FORMER_OR_LATTER = re.compile(rf"\bthe (?P<which>former|latter)(?:'s)?\b{_NOT_FAR}")
_BUT_UNSURE = re.compile(r"[.;:F]|\b(?:but|say|confirm|whether|if|who|which)\b")
_TAKEN_BACK = re.compile(r"(?:recaptured|retaken|recovered|liberated|freed|won back|reoccupied|reconquered|regained|cleared|secured)\b")
_RETAKING = re.compile(r"re(?:took|takes?|taking|captur|conquer|occup|gain)")
"""Said of soldiers, where nobody is named: the state's did it."""
_OWNS_A_BASE = re.compile(r"'s? (?:[a-z]+ ){0,2}(?:camps?|bases?|posts?|outposts?|barracks|positions?|P+)\b")
"""After a party: its base is spoken of, not what it did."""
_UNDER_AN_OFFICER = re.compile(
    r" by (?:(?:about|some|around|nearly|the|a|an|only|just) )*(?:\d[\d,]* |[a-z]+ )?(?:men|soldiers|troops|(?:[\w-]+ ){0,3}(?:company|battalion|regiment|platoon|squadron|brigade|garrison))\b[^.;F]{0,40}? (?:under|led by|commanded by) (?:the command of )?(?:colonel|captain|commandant|major|lieutenant|general|lt|col|gen)\b"
    r"| by (?:an?|the|one|two|three) (?:[\w-]+ )?(?:company|companies|battalion|platoons?|squadron|detachment|section|elements) (?:of|from) the (?:[\w-]+ ){1,3}(?:battalion|regiment|brigade|company)\b"
)
"""After "held": soldiers whose officer or regiment is named, those of the land."""
_LIBERATED = re.compile(r"(?:liberated|freed)\b")
"""Said of a town, where nobody is named: the state's forces did it."""
_RAIDERS_THEN = re.compile(
    r"(?:^|\b(?:because|when|as|that|after|before|while|until|since|said|where|and|but) |[,;] )(?:(?P<the>the )|some |several )?(?:raiders|gunmen|armed men|bandits|intruders|assailants|attackers)\b(?! and\b)[^.;F]{0,120}$"
)
"""People without a name stand nearer than any party: they are those; "the raiders" are those who attacked just before."""
_SOLDIERS_FIRST = re.compile(
    r"(?:^|[,;] |\b(?:and|then|when|as|after|before) )(?:(?:the|about|around|some|several|nearly|almost|roughly|more than|at least|up to|two|three|hundreds of|dozens of|\d[\d,]*) )*(?:soldiers|troops|reinforcements)\b(?! of\b)(?! from (?!P))[^.;,F]{0,60}$"
)
"""Soldiers without a name act: those of whom the sentence before told."""
_SHARED_SUBJECT = re.compile(r"(?:, |,? (?:before|after|while|when|upon|without|then|by) )(?:[a-z]+ly |then |later |also |even )?$")
"""Right before a participle: its subject is that of the clause before (they killed soldiers before taking the town)."""
_NEW_CLAUSE = re.compile(
    r"[;:]|[.] |\b(?:said|says|told|announced|claimed|reported|added|confirmed|stated)(?: that)? |, (?:and|but|while|where|which|who|after|when) |\b(?:while|whereas|although|though) "
)
_SOLDIERS_AND = re.compile(
    r"\b(?:soldiers|troops|men|forces|army|soldats|troupes|hommes) (?:and|et) (?:(?:their|its|the|his|leurs|ses|les) )?(?:(?!\b(?:and|et)\b)[a-zF]+ ){0,4}$"
)
"""Before a company's name: its soldiers and their Russian auxiliaries of ..."""
_RIGHT_BESIDE = re.compile(r"F(?: \([^()]{2,12}\))?, $")
_LAUNCHED = re.compile(
    r"\b(?:launch|carr(?:y|ied|ies|ying) out|conduct|stag|mount|perpetrat|commit|beg[au]n|led|lead|execut|claim(?:ed|s)? (?:responsibility|credit)|responsible|admit|revendiqu|mene|lanc)"
)


@dataclass(slots=True)
class Side:
    """Who fills a role, and how sure that is."""

    factions: tuple[str, ...]
    sure: float = 1.0
    party: Party | None = None


SidesOf = tuple[Side | None, Side | None]
"""Who acts, and against whom; None where the text does not say."""


class Sides:
    """Fills the roles of those who act, sentence by sentence; remembers who was named and who acted last."""

    def __init__(self, factions: Factions) -> None:
        self.cast = cast_of(factions)
        self._official, self._official_after = (re.compile(words.replace("LAND", self.cast.land)) for words in (_OFFICIAL, _OFFICIAL_AFTER))
        self.memory: Memory = self.cast.memory()
        self.subject: Side | None = None
        self.actor: Side | None = None
        self.earlier: tuple[tuple[str, ...], ...] = ()
        """Who was spoken of in the sentence before, in order."""
        self.ahead: Callable[[Collection[str]], tuple[str, ...]] | None = None
        """Gives who of some blocs is named next, in texts that name late."""
        self.here: list[tuple[int, tuple[str, ...]]] = []
        """Who this sentence names, and where the names end."""
        self.taker: Side | None = None
        self.topic: tuple[str, ...] = ()
        """Whom the whole text is about: a party that is its title."""
        self.before: tuple[str, ...] = ()
        """Whom the sentence before was about, be it in another paragraph."""
        self.holder: Side | None = None
        self.held: frozenset[str] = frozenset()
        """Who was told just before to hold which places."""
        self._blocs = factions.blocs
        self._companies = {faction.id for faction in factions.values() if faction.kind == "company"}

    def acted(self, side: Side, taker: Sequence[str]) -> None:
        """Remember who a sentence was about, and who took or attacked something in it; who only left is not "the group" of the next paragraph."""
        self.subject = side
        doer = Side(tuple(taker)) if taker else side if self.actor is None else None
        if doer and doer.factions and self._is_group(doer):
            self.actor = doer

    def keeps(self, factions: Sequence[str], places: Sequence[str], sure: float = 1.0) -> None:
        """Remember who was told just now to hold which places."""
        self.holder, self.held = Side(tuple(factions), sure), frozenset(places)

    def forget(self) -> None:
        """Forget who acted: another paragraph begins."""
        self.subject = self.taker = self.holder = None

    def _subject_of(self, told: Told, trigger: Trigger, left: int, day: date | None) -> Side | None:
        """Who acts: the last party before the verb that is no object of anything, in the clause or before it; or who acted in the sentence before."""
        if _THEY_SAY.search(told.masked[: trigger.start]) and _A_RESIDENT_SAYS.match(told.masked, trigger.end) and not told.parties:
            return Side(self.actor.factions, UNNAMED_AGENT * self.actor.sure) if self.actor else None
        if means_victims(told, trigger) or _THEY_SAY.search(told.masked[: trigger.start]):
            return None  # "They took the town," the minister said: not his men
        if raiders := _RAIDERS_THEN.search(told.masked[: trigger.start]):
            known = raiders["the"] and self.actor and self._are_of(self.actor, self.cast.groups)
            return Side(self.actor.factions, UNNAMED_AGENT * self.actor.sure) if known and self.actor else None
        acting = None if acts_unnamed(told, trigger) else self._acting(told, trigger, left, day)
        return self._with_partners(told, trigger, self.with_soldiers(told, acting, day), day) if acting else None

    def _with_partners(self, told: Told, trigger: Trigger, side: Side, day: date | None) -> Side:
        """Who acts together with others: the one joined forces with the other to take it; the army and fighters from another group took it."""
        if side.party is None or not side.factions:
            return side
        begin, end = side.party.start - told.start, side.party.end - told.start
        after, before = _JOINED_BY.match(told.masked, end, trigger.start), _AND_MEN_OF.search(told.masked[:begin])
        partner = next((p for p in told.parties if after and p.start - told.start == after.end()), None)
        first = next((p for p in told.parties if before and p.end - told.start == before.start("and")), None)
        joined = [
            *(self.side(first, day).factions if first else ()),
            *side.factions,
            *(self.side(partner, day).factions if partner else ()),
        ]
        return Side(tuple(dict.fromkeys(joined)), side.sure, side.party)

    def with_soldiers(self, told: Told, side: Side, day: date | None) -> Side:
        """A company that acts together with "its soldiers" acts with the state that hired it."""
        before = told.masked[: side.party.start - told.start] if side.party else ""
        hired = side.factions and all(faction in self._companies for faction in side.factions)
        owner = self.cast.owner("army", day) if hired and _SOLDIERS_AND.search(before) else ()
        return Side((*owner, *side.factions), side.sure, side.party) if owner else side

    def _acting(self, told: Told, trigger: Trigger, left: int, day: date | None) -> Side | None:
        """Who acts, if the subject is not somebody whom the text leaves without a name."""
        if pointed := self._pointed_at(told, trigger, left, day):
            return pointed
        aside = in_aside(told, trigger)
        before = _outside([p for p in told.parties if p.end - told.start <= trigger.start and not aside(p.start)], told, trigger)
        if (ours := _OWN_MEN.search(told.masked[: trigger.start])) and "F" not in ours[0]:
            speaks = self._who_speaks(told, trigger)
            if speaks is not None:
                return self.side(speaks, day, SPEAKER)
            if self._official_after.search(told.masked, trigger.end):
                return Side(self.cast.owner("army", day), SPEAKER)
            if _WE_ALONE.search(told.masked[: trigger.start]) and not self._official.search(told.masked):
                return None  # "We hold the town": who says so, the sentence does not tell
        described = _described(told, trigger, left) or _of_main_clause(told, trigger, before) or _that_agrees(told, trigger, before)
        described = described or _whose_spokesmen(told, trigger)
        if described is not None and not aside(described.start):
            return self.side(described, day)
        if ends := _clause_about(told, trigger):
            return next((self.side(p, day) for p in told.parties if p.end - told.start == ends), None)
        inside = [p for p in before if p.start - told.start >= left]
        for pool, sure in ((inside, 1.0), (before, 0.92)):
            if pool is before and _SOMEBODY_ELSE.search(told.masked[left : trigger.start]):
                return None
            for party in reversed(pool):
                if not is_oblique(told, party):
                    if _PERSONS.search(told.masked[party.end - told.start : trigger.start]) or (
                        pool is before and _PERSONS.search(told.masked[left : trigger.start])
                    ):
                        return None
                    return self.side(party, day, sure)
        if speaker := _SPEAKER_S.search(told.masked[: trigger.start]):
            return next((self.side(p, day) for p in told.parties if p.start - told.start == speaker.start("who")), None)
        return self._unnamed_subject(told, trigger, left, before, day)

    def _pointed_at(self, told: Told, trigger: Trigger, left: int, day: date | None) -> Side | None:
        """Who acts, where words of the sentence point to somebody whom it names: the latter; ce sont eux."""
        if trigger.frame.language == "fr":
            return self._it_is_they(told, trigger, left, day)
        meant = self._former_or_latter(told, trigger)
        return self.side(meant, day, INHERITED_SUBJECT) if meant else None

    @staticmethod
    def _former_or_latter(told: Told, trigger: Trigger) -> Party | None:
        """Who "the former" or "the latter" is, where the same sentence names two before it: a truce with the CMA, under which the latter kept it."""
        found = _FORMER_OR_LATTER.search(told.masked[: trigger.start])
        named = [p for p in told.parties if found and p.named and p.end - told.start <= found.start()]
        return named[-1 if found["which"] == "latter" else -2] if found and len(named) > 1 else None

    def _unnamed_subject(self, told: Told, trigger: Trigger, left: int, before: Sequence[Party], day: date | None) -> Side | None:
        """Who acts, where the verb has no subject that is named before it: after it, by who speaks, or by the sentence before."""
        clause = told.masked[left : trigger.start]
        participle = trigger.word.split()[0].endswith("ing") or trigger.frame.rule == "driven-out" or _FORCED.match(trigger.word)
        if (participle or (trigger.frame.passive and trigger.frame.language == "fr")) and clause.strip() in _HEADS_PARTICIPLE:
            led = _THEIR_LEADERS.match(told.masked, trigger.end)
            after = next((p for p in told.parties if p.start - told.start > trigger.end and (led or not is_oblique(told, p))), None)
            if after is not None and (left <= 10 or _THAT_FIRST.search(told.masked, 0, trigger.start)):
                return self.side(after, day, 0.85)  # Driven out of the town by the army, the rebels ...
        if (unnamed := self._unnamed_soldiers(told, trigger, clause, day)) is not None:
            return unnamed
        if trigger.frame.language == "fr" and (theirs := self._of_garrison(told, trigger, day) or self._of_post_or_men(told, trigger, day)):
            return theirs
        if (speaks := self._speaker(told, trigger)) is not None:
            return self.side(speaks, day, SPEAKER)
        whole = told.masked[: trigger.start]
        if _SOLDIERS_FIRST.search(whole) and self.subject and self._are_of(self.subject, ("state", "foreign")):
            return Side(self.subject.factions, UNNAMED_AGENT * self.subject.sure)
        if _SOLDIERS_FIRST.search(whole) and _RETAKING.match(trigger.word):
            return Side(self.cast.owner("army", day), UNNAMED_AGENT)
        if (
            _PRONOUN.search(whole)
            or (not clause.strip() and left == 0)
            or (not before and (_THEY_FIRST.match(whole) or _HIS_FIGHTERS.search(whole)))
        ):
            return self._they(told, trigger, before, day)
        if trigger.frame.kind == "holds" and _ARMED_GROUPS.search(whole):
            groups = self.memory.together() or self.memory.last(self.cast.groups) or self.named_later(self.cast.groups)
            return Side(groups, UNNAMED_AGENT) if groups else None
        return None

    def _it_is_they(self, told: Told, trigger: Trigger, left: int, day: date | None) -> Side | None:
        """Who "they" are in "ce sont eux qui commandent": whom the sentence before was about, or named last; whom an apposition or a clause is about."""
        if trigger.frame.rule == "maitre-appose":
            return next((self.side(p, day) for p in told.parties if p.end - told.start == trigger.start - 2), None)
        if antecedent := _antecedent(told, trigger, left):
            return self.side(antecedent, day, 0.95)
        if not _CLEFT.search(told.masked[: trigger.start]):
            return None
        if self.subject:
            return Side(self.subject.factions, INHERITED_SUBJECT * self.subject.sure)
        before = [factions for factions in self.earlier if factions]
        return Side(before[-1], INHERITED_SUBJECT) if before else None

    def _unnamed_soldiers(self, told: Told, trigger: Trigger, clause: str, day: date | None) -> Side | None:
        """Who "we" are that an officer or a minister speaks of, and whose garrisons are that move, where the sentence names nobody: the state's."""
        says_so = _WE.search(told.masked[: trigger.start]) and self._official.search(told.masked)
        named = [
            p
            for p in told.parties
            if not p.vague and not all(self._blocs.get(f) in self.cast.groups for f in self.cast.resolve(p, day, self.memory))
        ]
        if named or not (says_so or (trigger.frame.rule in LEAVING_FOR and _GARRISONS.search(clause))):
            return None
        owner = self.cast.owner("army", day)
        return Side(owner, SPEAKER) if owner else None

    def _they(self, told: Told, trigger: Trigger, before: Sequence[Party], day: date | None) -> Side | None:
        """Who "they" are: those whom the sentence before was about."""
        whole = told.masked[: trigger.start]
        if tells_of_victims(told):
            return None  # the column was ambushed by the rebels; it withdrew
        if whole.count('"') % 2:
            return None  # who speaks says "they": of whom, the words around tell, if any
        if _LATTER_ACT.search(whole):
            return self._latter(before, day)
        two = [factions for factions in dict.fromkeys(self.earlier) if factions]
        if len(two) == 2 and (named := _FORMER_OR_LATTER.search(whole)):
            return Side(two[named["which"] == "latter"], INHERITED_SUBJECT)
        its_men = _ITS_MEN.search(whole)
        if (
            its_men
            and trigger.frame.kind == "repels"
            and not any(self._blocs.get(f) != "state" for told_of in self.earlier for f in told_of)
            and not (self.subject and self.subject.factions)
        ):
            return Side(self.cast.owner(its_men["who"], day), INHERITED_SUBJECT)  # gunmen attacked the town: its soldiers
        if self.subject is None and not before and len(self.earlier) == 1 and its_men:
            return Side(self.earlier[0], INHERITED_SUBJECT)  # for the junta ...: its soldiers
        if self.subject is None and before:
            return self.side(before[-1], day, INHERITED_SUBJECT)
        if self.subject is None and self.topic:
            return Side(self.topic, INHERITED_SUBJECT)
        return Side(self.subject.factions, INHERITED_SUBJECT * self.subject.sure) if self.subject else None

    def _speaker(self, told: Told, trigger: Trigger) -> Party | None:
        """Who says "our men" or "we" before a verb, whose spokesman says "his fighters", or according to whom "its men" act: the party that speaks."""
        before = told.masked[: trigger.start]
        if according := _SPEAKER_S.search(before):
            return next((p for p in told.parties if p.start - told.start == according.start("who")), None)
        if _OWN_MEN.search(before):
            return self._who_speaks(told, trigger)
        if _HIS_FIGHTERS.search(before) and (found := _SPEAKER_BEFORE.search(before)):
            return next((p for p in told.parties if p.end - told.start == found.end("who")), None)
        return None

    def _who_speaks(self, told: Told, trigger: Trigger) -> Party | None:
        """Who speaks the words around a verb."""
        after, before = (told.masked, trigger.end), (told.masked, 0, trigger.start)
        found = _SPEAKER_AFTER.search(*after) or _SPOKESMAN_AFTER.search(*after) or _SPEAKER_BEFORE.search(*before)
        if found is None:
            return None
        end = max(found.end(name) for name in ("who", "late", "tard") if name in found.re.groupindex)
        return next((p for p in told.parties if p.end - told.start == end), None)

    def side(self, party: Party, day: date | None, sure: float = 1.0) -> Side:
        factions = self.cast.resolve(party, day, self.memory)
        if party.pointed and (here := self.named_before(party)):
            factions = here  # a split in the movement changed nothing: the movement ...
        elif party.pointed and len(factions) < 2:
            acted = next((s for s in (self.subject, self.actor) if s and len(s.factions) == 1 and self._is_group(s)), None)
            factions = acted.factions if acted else self.topic or factions  # the group: whoever acted in the sentence before
        elif here := self._named_here(party, day):
            factions = here
        elif (told_before := self._as_before(party, day)) is not None:
            factions = told_before
        elif self.ahead is not None and not party.vague and (blocs := self._unsettled(party, day)):
            named = self.ahead(blocs)
            factions, sure = (named, sure * NAMED_LATER) if named else (factions, sure)
        pointed = any(part.kind in ("last", "several") for part in party.parts)
        return Side(factions, sure * (INHERITED_SUBJECT if pointed else 1.0 if party.named else STAND_IN), party)

    def _as_before(self, party: Party, day: date | None) -> tuple[str, ...] | None:
        """Who "the insurgents" are: whom the sentence before was about, if they can be meant, rather than whom it named last."""
        if party.named or party.vague or len(party.parts) != 1 or not self.before:
            return None
        entry = next((e for e in party.parts[0].entries if e.holds_on(day)), None)
        blocs = {self._blocs.get(faction) for faction in self.before}
        return self.before if entry and entry.blocs and not entry.factions and blocs <= set(entry.blocs) and len(blocs) == 1 else None

    def _unsettled(self, party: Party, day: date | None) -> tuple[str, ...]:
        """The blocs among which a word for fighters leaves it open who they are, where none of them was named before."""
        if party.named or not party.parts:
            return ()
        meant = [next((e for e in part.entries if e.holds_on(day)), None) for part in party.parts]
        entry = meant[-1]
        if any(other is None or entry is None or other.blocs != entry.blocs for other in meant):
            return ()
        open_to_all = entry is not None and (len(entry.factions) != 1 or self.cast.separatists.issuperset(entry.blocs))
        return entry.blocs if entry and open_to_all and entry.blocs and not self.memory.last(entry.blocs) else ()

    def named_later(self, blocs: Collection[str]) -> tuple[str, ...]:
        """Who of some blocs the text names in the sentences after."""
        return (self.ahead(blocs) if self.ahead else ()) or ()

    def _named_here(self, party: Party, day: date | None) -> tuple[str, ...]:
        """Who "the Islamists" are where the same sentence names one who can be meant before them: he gave up to Ansar Dine, leaving it to the Islamists."""
        if party.named or party.vague or len(party.parts) != 1:
            return ()
        entry = next((e for e in party.parts[0].entries if e.holds_on(day)), None)
        blocs = {self._blocs.get(f) for f in entry.factions} & set(entry.blocs) or set(entry.blocs) if entry else set()
        named = [factions for end, factions in self.here if end <= party.start and factions]
        return next((f for f in reversed(named) if {self._blocs.get(faction) for faction in f} <= blocs), ())

    def named_before(self, party: Party) -> tuple[str, ...]:
        """The armed group that the same sentence names before a party that only points back."""
        named = [factions for end, factions in self.here if end <= party.start]
        return next((f for f in reversed(named) if f and self._is_group(Side(f))), ())

    def _is_jihadist(self, factions: Sequence[str]) -> bool:
        return bool(factions) and all(self._blocs.get(faction) in self.cast.jihadists for faction in factions)

    def _are_of(self, side: Side, blocs: Collection[str]) -> bool:
        return bool(side.factions) and all(self._blocs.get(faction) in blocs for faction in side.factions)

    def _is_group(self, side: Side) -> bool:
        return all(self._blocs.get(faction) in self.cast.groups for faction in side.factions)

    def _after(self, told: Told, pattern: str, start: int, end: int, day: date | None) -> Side | None:
        """Return who stands after some words: by ..., to ..., from ..."""
        match = re.compile(rf"{pattern}(?=F)").search(told.masked, start, end)
        if match is None:
            return None
        party = next((p for p in told.parties if p.start - told.start == match.end()), None)
        return self.side(party, day) if party else None

    def of(self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, day: date | None) -> SidesOf:
        """Return who acts and whom it hits, by the frame's roles; no acting side where the text names nobody and the kind needs one."""
        frame = trigger.frame
        agent = self._agent(told, trigger, right, day)
        if frame.kind == "attacks":
            return self._attackers(told, trigger, left, right, agent, day)
        if frame.by == "between":
            return Side(()), None
        if frame.rule == "to-which":
            return next((self.side(p, day) for p in reversed(told.parties) if p.end - told.start <= trigger.start), None), None
        if frame.rule in ("siege-lifted", "siege-leve", "sort-de-blocus", "levee-du-blocus", "met-fin-siege"):
            agent = agent or (self._subject_of(told, trigger, left, day) if frame.rule == "met-fin-siege" else None)
            return agent or Side((), 0.95), None
        if frame.by == "agent":
            return self._agents(told, trigger, left, places, agent, day)
        if frame.by == "to":
            return self._receivers(told, trigger, left, right, places, agent, day)
        if frame.by == "hands":
            nobody_yet = frame.rule == "theirs" and not any(p.end - told.start <= trigger.start for p in told.parties)
            by = (self.subject or self.actor) if nobody_yet else None
            return by or self._in_hands(told, trigger, day) or self._of_speaker(told, trigger, day), None
        if frame.by == "owner":
            return self._owners(told, trigger, left, agent, day)
        if frame.rule == "no-soldier":
            return Side(self.cast.owner("army", day), UNNAMED_AGENT), None
        by = self._subject_of(told, trigger, left, day) or self._whose_flag(told, trigger, day)
        if frame.rule in ("drive-out", "chasse", "en-deloge", "contraint-fuir"):
            return self._object_party(told, trigger, day) or self._whom(told, trigger, day) or self._them(told, trigger, day, by), by
        if frame.against == "agent":
            return by, agent
        return by, self._against(told, trigger, right, places, day)

    def _whose_flag(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose flag it is that nobody who is named hoists somewhere."""
        inside = (
            [p for p in told.parties if trigger.start < p.start - told.start < trigger.end] if trigger.frame.rule == "installed" else []
        )
        return self.side(inside[0], day, UNNAMED_AGENT) if inside else None

    def _agent(self, told: Told, trigger: Trigger, right: int, day: date | None) -> Side | None:
        """By whom it was done; not who only backed those who did it."""
        following = min((t.start for t in told.triggers if t.start >= trigger.end and _is_verb(t)), default=len(told.masked))
        end = min(following, right + 80)
        agent = self._after(told, rf"(?<!\bnon )(?<!\bpas )(?<!\bnot )\b(?:by|par) {_THE}", trigger.end, end, day)
        agent = agent or self._agent_described(told, trigger, end, day)
        backing = agent and agent.party and _BACKED_BY.search(told.masked[: agent.party.start - told.start])
        return None if backing else agent

    def _agent_described(self, told: Told, trigger: Trigger, end: int, day: date | None) -> Side | None:
        """By whom, where words describe them before they are named: by hundreds of heavily armed fighters of the movement."""
        first = next((p for p in told.parties if trigger.end <= p.start - told.start < end), None)
        if first is None or trigger.frame.language != "en":
            return None
        return self.side(first, day) if _BY_MEN.search(MEN_OF.sub("", told.masked[trigger.end : first.start - told.start])) else None

    def _against(self, told: Told, trigger: Trigger, right: int, places: Placed, day: date | None) -> Side | None:
        """Whom it hits, where the frame says where they stand, or French says from whom a place is taken (reprend aux rebelles ...)."""
        if trigger.frame.against == "object":
            return self._object_party(told, trigger, day)
        if trigger.frame.against == "from":
            return self._after(told, rf"\bfrom {_THE}", trigger.end, right, day) or self._holder_before(told, places, day)
        french = trigger.frame.language == "fr" and trigger.frame.kind == "captures"
        taken = (
            (_TAKEN_FROM_IN_FRENCH.match(told.masked, trigger.end) or _AT_THE_COST_OF.match(told.masked, trigger.end)) if french else None
        )
        party = next((p for p in told.parties if taken and p.start - told.start == taken.end()), None)
        return self.side(party, day) if party else None

    def _owners(self, told: Told, trigger: Trigger, left: int, agent: Side | None, day: date | None) -> SidesOf:
        """Whose deed a noun tells of: their withdrawal; the movement's expulsion of another one is told of both."""
        if trigger.frame.rule == "expulsion":
            inside = next((p for p in told.parties if trigger.start < p.start - told.start < trigger.end), None)
            return (self.side(inside, day) if inside else None), agent or self._owner(told, trigger, day, outside=True)
        if _THEIR.search(told.masked[: trigger.start]):
            return self._subject_of(told, trigger, left, day), None
        return self._owner(told, trigger, day) or (agent if trigger.frame.rule == "their-siege" else None), None

    def _receivers(
        self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, agent: Side | None, day: date | None
    ) -> SidesOf:
        """Who gets a place, into whose hands it falls or is, and, where it is handed over, who gives it."""
        frame = trigger.frame
        if frame.rule in ("au-profit", "perd-au-profit"):
            if _FOR_THE_LATTER.search(told.masked, trigger.start):
                return self._latter((), day), self._subject_of(told, trigger, left, day)
            by = self._after(
                told, rf"\bau (?:seul )?(?:profit|benefice) (?:du |des |de la |de l'|d'|de )?{_THE}", trigger.start, right + 80, day
            )
            return by, self._subject_of(told, trigger, left, day)
        from_whom = frame.rule == "passe-a" and _FROM_WHOM.match(told.masked, trigger.end)  # passée de l'armée aux rebelles
        own_word = _THEIR_WORD.search(trigger.word) and frame.language == "fr"  # jusque-là sous son contrôle, tombée aux mains des rebelles
        by = (self._according(told, day) or self._theirs(told)) if own_word else None
        by = by or (None if from_whom else self._in_hands(told, trigger, day))
        if by is None and not _AGAINST.match(told.masked, trigger.end):
            by = self._after(told, rf"{_TO_WHOM} ?{_THE}", trigger.end, right, day)
        if by is None and frame.kind in ("captures", "holds"):
            by = self._of_speaker(told, trigger, day)
        by = by or self._officials(told, trigger, day)
        if by is None and frame.kind == "hands-over" and frame.language == "en":
            return None, self._subject_of(told, trigger, left, day)  # who got it, the text does not say
        by = by or self._after(told, rf"(?<!\bpar)(?<!\bby){_HANDS.pattern}", trigger.end, trigger.end + 90, day)
        if by is not None and _AGAINST.match(told.masked, trigger.end):
            by = self._in_hands(told, trigger, day)
        if by is None and _THEIR_HANDS.match(told.masked, trigger.end):
            by = self._theirs(told)
        if by is None and _HANDS_OF_THE_LATTER.match(told.masked, trigger.end):
            by = self._latter([p for p in told.parties if p.end - told.start <= trigger.start], day)
        if by is None and self.actor and _HANDS_OF_ATTACKERS.match(told.masked, trigger.end):
            by = Side(self.actor.factions, INHERITED_SUBJECT * self.actor.sure)
        if frame.rule == "transfer-of":
            return by, self._after(told, rf"\b(?:from|by) {_THE}", trigger.end, trigger.end + 120, day)
        if (frame.kind != "hands-over" and frame.rule not in ("lose-to", "left-to", "in-favour-of", "opened-gates")) or frame.noun:
            return by, self._after(told, rf"\bfrom {_THE}", trigger.end, right, day) if frame.rule == "passes-from-to" else None
        if frame.passive and frame.kind == "hands-over":
            theirs = agent or self._whose_site(told, places, day) or self._after(told, _HELD_BY, 0, trigger.start, day)
            return by, theirs or self._subject_of(told, trigger, left, day)
        return by, agent or self._subject_of(told, trigger, left, day)

    def _officials(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """The state, where a base is handed over to one of its officials."""
        theirs = trigger.frame.kind == "hands-over" and _TO_OFFICIALS.match(told.masked, trigger.end)
        return Side(self.cast.owner("army", day), STAND_IN) if theirs else None

    def _attackers(self, told: Told, trigger: Trigger, left: int, right: int, agent: Side | None, day: date | None) -> SidesOf:
        """Who attacks whom; an attack may have nobody who did it. "The attack" has no subject, unless somebody launched it."""
        if trigger.frame.rule in ("under-attack", "tues-dans") or _RAN_ON_A_MINE.match(told.masked, trigger.start):
            return agent or Side((), 0.95), self._subject_of(told, trigger, left, day)
        if agent is None and (whose := _ATTACK_BY.match(told.masked, trigger.end)):
            agent = next((self.side(p, day) for p in told.parties if p.start - told.start == whose.start("who")), None)
        hit = trigger.frame.language == "fr" and trigger.frame.kind == "attacks" and _HIT_THERE.search(told.masked[: trigger.start])
        if agent is None and hit and trigger.word.endswith(("e", "ee", "es", "ees")):
            return Side((), 0.95), None  # le camp de Ber, visé par deux attaques
        if agent is None and (_WAS_HIT.search(told.masked[: trigger.start]) or _VICTIMS_OR_GUNMEN.match(trigger.word)):
            return Side((), 0.95), self._subject_of(told, trigger, left, day)
        by = agent or self._subject_of(told, trigger, left, day)
        if by is not None and by.party is not None and agent is None:
            between = told.masked[by.party.end - told.start : trigger.start]
            if (_DETERMINED.search(between) or _SPOKE_OF.search(between)) and not _LAUNCHED.search(between):
                by = None
        return by or Side((), 0.95), self._hit(told, trigger, right, day, by)

    def _agents(self, told: Told, trigger: Trigger, left: int, places: Placed, agent: Side | None, day: date | None) -> SidesOf:
        """Who did it in the passive: by whom; where the sentence names nobody, who took the place told of just before."""
        frame = trigger.frame
        if frame.passive and frame.kind in ("besieges", "captures"):
            agent = agent or self._announced(told, trigger, day)
        if agent is None and frame.kind in ("captures", "holds"):
            agent = self._of_speaker(told, trigger, day)
        if frame.kind == "besieges":
            if agent is None and _HAD_BEEN.search(told.masked[: trigger.start]):
                return None, None
            agent = agent or self._besieger(told, trigger, day)
        if frame.kind == "repels":
            return self._repelled(told, trigger, left, places, agent, day)
        if (
            agent is None
            and frame.rule in ("evacue-par", "retrocede-a")
            and frame.kind == "withdraws"
            and _POST.search(told.masked[left : trigger.start])
        ):
            agent = self._of_the_post(told.masked[left : trigger.start], day)
        if (
            agent is None
            and frame.rule == "doit-rendre"
            and self.subject
            and all(self._blocs.get(f) == "foreign" for f in self.subject.factions)
        ):
            agent = Side(self.subject.factions, INHERITED_SUBJECT * self.subject.sure)
        if agent is None and frame.rule == "captured-by" and _LIBERATED.match(trigger.word) and not self._groups_here(told, day):
            agent = Side(self.cast.owner("army", day), UNNAMED_AGENT)
        if agent is None and frame.rule == "capture-of" and places:  # the loss of the town to the rebels
            end = places[-1][0].end - told.start
            owned = self._owner(told, trigger, day, outside=True)  # a jihadist takeover of the town
            agent = owned or self._after(told, rf"(?: D+)? to {_THE}", end, end + 40, day)
        if agent is None and frame.noun and frame.kind == "captures" and _CLAIMED.search(told.masked[: trigger.start]):
            agent = self._subject_of(told, trigger, left, day)
        if (
            agent is None
            and frame.rule == "capture-of"
            and _WITH_THE.search(told.masked[: trigger.start])
            and not _LOST.match(trigger.word)
        ):
            agent = self._subject_of(told, trigger, left, day) or self._after_comma(told, trigger, day)
        agent = agent or self._told_before(told, trigger, day)
        if agent is None and frame.kind == "withdraws" and self.subject and not told.parties:
            agent = Side(self.subject.factions, UNNAMED_AGENT)
        loser = self._after(told, rf" from {_THE}", trigger.end, trigger.end + 16, day) if frame.rule == "captured-by" else None
        return agent, loser or self._holder_before(told, places, day)

    def _after_comma(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose deed a noun at the head of a sentence tells of: with the capture of the town, the movement ..."""
        comma = told.masked.find(", ", trigger.end)
        party = next((p for p in told.parties if 0 < comma < p.start - told.start), None)
        return self.side(party, day, 0.85) if party and not is_oblique(told, party) else None

    def _told_before(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Who took or holds a place, where a sentence names nobody: who took or attacked something just before; soldiers whose officer is named."""
        frame = trigger.frame
        looked_back = re.search(r"\b(?:following|after) the $", told.masked[: trigger.start])
        if frame.kind == "captures" and self.taker and (looked_back if frame.noun else self._only_speak(told)):
            return Side(self.taker.factions, UNNAMED_AGENT)
        others = _TAKEN_BACK.match(trigger.word) or _SOLDIERS_TOO.search(told.masked)
        if self.actor and frame.rule in ("fell", "captured-by") and not others and self._only_speak(told):
            return Side(self.actor.factions, UNNAMED_AGENT * self.actor.sure)
        if frame.rule == "held-by" and _UNDER_AN_OFFICER.match(told.masked, trigger.end):
            return Side(self.cast.owner("army", day), UNNAMED_AGENT)
        return None

    def _announced(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Who took a place that he announces was taken: an armed group; of a state, only that it was retaken."""
        said = next(reversed(list(_ANNOUNCED.finditer(told.masked, 0, trigger.start))), None)
        if said is None or _BUT_UNSURE.search(told.masked, said.end(), trigger.start):
            return None
        party = next((p for p in told.parties if p.end - told.start == said.end("who")), None)
        side = self.side(party, day, UNNAMED_AGENT) if party else Side(())
        return side if side.factions and (self._is_group(side) or _TAKEN_BACK.match(trigger.word)) else None

    @staticmethod
    def _only_speak(told: Told) -> bool:
        """Whether those whom a sentence names only tell what it says: local officials and the army confirmed that the camp had been taken."""
        speakers = [m.end("who") for m in _ANNOUNCED.finditer(told.masked)]
        return all(p.end - told.start in speakers or _OWNS_A_BASE.match(told.masked, p.end - told.start) for p in told.parties)

    def _besieger(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Who besieges a place, where no "by" tells it: the words right after, or who was named before or is named soon."""
        rule = trigger.frame.rule
        if trigger.frame.language == "fr":
            of = self._after(told, r" (?:total |complet )?(?:du |de la |des |de l'|d')?", trigger.end, trigger.end + 25, day)
            inside = next((p for p in told.parties if trigger.start < p.start - told.start < trigger.end), None)
            if inside is not None:
                return self.side(inside, day)
            if of is not None or rule not in _LAID_BY_WHOM_TOLD_BEFORE:
                return of
            here = (f for end, f in reversed(self.here) if end - told.start <= trigger.start and self._is_jihadist(f))
            named = next(here, ()) or self.memory.last(self.cast.jihadists) or self.named_later(self.cast.jihadists)
            return Side(named, UNNAMED_AGENT) if named else None
        if rule == "besieged-by" and (
            inside := next((p for p in told.parties if trigger.start < p.start - told.start < trigger.end), None)
        ):
            return self.side(inside, day)
        if rule == "besieged-by" and not _BY_OTHERS.match(told.masked, trigger.end):
            last = self.memory.last(self.cast.groups)
            return Side(last, UNNAMED_BESIEGER) if last else None
        return None

    def _repelled(self, told: Told, trigger: Trigger, left: int, places: Placed, agent: Side | None, day: date | None) -> SidesOf:
        """Who beat off an attack, and whose it was."""
        beaten = self._subject_of(told, trigger, left, day)
        if trigger.frame.rule == "attempt-failed":
            beaten, agent = agent or beaten, None  # the attempt by the army failed
        if agent is None and self.holder and self.held & {place for spot, _ in places for place in spot.places}:
            others = not (beaten and set(beaten.factions) & set(self.holder.factions))
            agent = Side(self.holder.factions, UNNAMED_AGENT) if others else None
        return agent or self._defenders(told, trigger, beaten, day), beaten

    def _groups_here(self, told: Told, day: date | None) -> bool:
        """Whether a sentence names armed groups, whose liberators others may be."""
        named = [self._blocs.get(f) for p in told.parties for f in self.cast.resolve(p, day, self.memory)]
        return any(bloc in self.cast.groups for bloc in named) or bool(self.taker and self._is_group(self.taker))

    def _defenders(self, told: Told, trigger: Trigger, beaten: Side | None, day: date | None) -> Side | None:
        """Who beat off an attack: whose position was attacked, from whom a place was to be taken, whose defenders stood their ground."""
        for found in (
            *_ATTACK_ON.finditer(told.masked, 0, trigger.start),
            *(_TAKEN_FROM.finditer(told.masked, trigger.end) if trigger.frame.rule == "attempt-failed" else ()),
        ):
            party = next((p for p in told.parties if p.start - told.start == found.end()), None)
            side = self.side(party, day, DEFENDED) if party else Side(())
            if side.factions and not (beaten and set(side.factions) & set(beaten.factions)):
                return side
        if beaten and beaten.party:  # the garrison held, and the attackers were beaten off
            before = [p for p in told.parties if p.end - told.start < trigger.start and p is not beaten.party and not is_oblique(told, p)]
            for side in (self.side(p, day, DEFENDED) for p in before):
                if side.factions and not self._is_group(side) and not set(side.factions) & set(beaten.factions):
                    return side
        said = _ARMY_SAID.match(told.masked, trigger.end)
        speaker = next((p for p in told.parties if said and p.start - told.start == said.start("who")), None)
        if speaker and (side := self.side(speaker, day, DEFENDED)).factions and not self._is_group(side):
            return side
        if trigger.frame.rule == "attempt-failed" and beaten and self._is_group(beaten) and _ARMY_STOOD.search(told.masked, trigger.end):
            return Side(self.cast.owner("army", day), INHERITED_SUBJECT)
        return None

    def _whose_site(self, told: Told, places: Placed, day: date | None) -> Side | None:
        """Whose camp it is that is handed over, where the words before the place say so: the camp of the mission at Ber."""
        for spot, _ in places:
            for party in told.parties:
                before, between = told.masked[: party.start - told.start], told.masked[party.end - told.start : spot.start - told.start]
                if _SITE_WHOSE.search(before) and re.fullmatch(r" (?:a |de |d'|in |at )", between):
                    return self.side(party, day)
        return None

    def _of_speaker(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose "his movement" is, right after the verb: that of the one named before it, who speaks for them, else the group spoken of before."""
        if not _HIS_MOVEMENT.match(told.masked, trigger.end):
            return None
        before = [p for p in told.parties if p.end - told.start <= trigger.start and not p.vague]
        if before:
            return self.side(before[-1], day, INHERITED_SUBJECT)
        groups = [factions for factions in self.earlier if factions and self._is_group(Side(factions))]
        return Side(groups[-1], INHERITED_SUBJECT) if groups else None

    def _according(self, told: Told, day: date | None) -> Side | None:
        """Who speaks of themselves: according to the rebels, it is under their control."""
        speaker = _ACCORDING.search(told.masked)
        party = next((p for p in told.parties if speaker and p.start - told.start == speaker.end()), None)
        return self.side(party, day) if party else None

    def _theirs(self, told: Told) -> Side | None:
        """Who "they" are under whose control a place comes: those of one side that the sentence before named last, and who are not spoken of here."""
        here = {self._blocs.get(f) for party in told.parties for f in self.cast.resolve(party, None, self.memory)}
        before = [factions for factions in self.earlier if factions and not {self._blocs.get(f) for f in factions} & here]
        if not before:
            return Side(self.actor.factions, INHERITED_SUBJECT * self.actor.sure) if self.actor and not here else None
        acted = self.subject.factions if self.subject and self.actor and self.subject.factions == self.actor.factions else ()
        if acted and acted in before and len({self._blocs.get(f) for factions in before for f in factions}) > 1:
            return Side(acted, INHERITED_SUBJECT)  # the rebels attacked the army; the town is in their hands
        bloc = self._blocs.get(before[-1][-1])
        found = dict.fromkeys(f for factions in before for f in factions if self._blocs.get(f) == bloc)
        return Side(tuple(found), INHERITED_SUBJECT)

    def _latter(self, before: Sequence[Party], day: date | None) -> Side | None:
        """Who "these latter" are: those whom the sentence named last, else the one before."""
        if before:
            return self.side(before[-1], day, INHERITED_SUBJECT)
        named = [factions for factions in self.earlier if factions]
        return Side(named[-1], INHERITED_SUBJECT) if named else None

    def _of_post_or_men(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose the post is that is left, or who "their men" are."""
        before = told.masked[max(0, trigger.start - 70) : trigger.start]
        if trigger.frame.kind == "withdraws" and _POST.search(before):
            return self._of_the_post(before, day)
        if _THEIR_MEN.search(told.masked[: trigger.start]) and self.subject:
            return Side(self.subject.factions, INHERITED_SUBJECT * self.subject.sure)
        return None

    def _of_garrison(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose the garrison of a place is that acts: the army's."""
        before = [s for s in told.spots if s.end - told.start <= trigger.start]
        if not before or "garnison" not in plain(told.words[before[-1].start - told.start : before[-1].end - told.start]):
            return None
        owner = self.cast.owner("armée", day)
        return Side(owner, SPEAKER) if owner else None

    def _of_the_post(self, words: str, day: date | None) -> Side | None:
        """Whose men hold a post: the words about it say so, else those of whom was told just before."""
        owner = self.cast.owner(words, day)
        if owner:
            return Side(owner, STAND_IN)
        return Side(self.subject.factions, INHERITED_SUBJECT * self.subject.sure) if self.subject else None

    def _in_hands(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """In whose hands a place is left or stays."""
        for party in told.parties:
            between = _SOME_MEN.sub("", MEN_OF.sub("", told.masked[trigger.end : party.start - told.start]))
            leaving = trigger.frame.kind == "captures"  # leaving the town, and much else, in the hands of
            if party.start - told.start >= trigger.end and (
                _HANDS.fullmatch(_SO_MANY.sub(" ", _LED_BY.sub(" ", between))) or (leaving and _IN_HANDS.search(between))
            ):
                of_hands = _HANDS_OF.search(between) or _HANDS_OF.match(told.words[party.start - told.start :])
                if trigger.frame.rule == "under-control" and _IN_SOMETHING.search(trigger.word) and not of_hands:
                    return None  # was reported in their newspaper
                return self.side(party, day)
        if trigger.frame.kind not in ("holds", "captures", "withdraws"):
            return None
        if _OUR_HANDS.match(told.masked, trigger.end):
            speaker = self._who_speaks(told, trigger)
            return self.side(speaker, day, SPEAKER) if speaker else None
        if owned := _OWNED_HANDS.match(told.masked, trigger.end):
            return Side(self.cast.owner(owned["who"], day))
        if trigger.frame.kind == "captures":
            return None
        if trigger.frame.rule == "theirs" or _THEIR_HANDS.match(told.masked, trigger.end):
            before = [p for p in told.parties if p.end - told.start <= trigger.start and not is_oblique(told, p)]
            return self.side(before[-1], day, INHERITED_SUBJECT) if before else self._theirs(told)
        return None

    def _owner(self, told: Told, trigger: Trigger, day: date | None, *, outside: bool = False) -> Side | None:
        """Whose capture or withdrawal it is: the Malian capture of, the rebels' withdrawal from, the withdrawal of the rebels from."""
        party = next((p for p in told.parties if re.fullmatch(r"(?:'s?)? ", told.masked[p.end - told.start : trigger.start] or "x")), None)
        inside = next((p for p in told.parties if trigger.start < p.start - told.start < trigger.end), None)
        found = party or (None if outside else inside)
        if found is None and trigger.frame.rule.startswith("flag"):
            word = re.search(r"([\w-]+) $", told.words[: trigger.start])
            found = next(iter(self.cast.find(f"{word[1]} fighters")), None) if word else None
        return self.side(found, day) if found else None

    def _object_party(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        party = next((p for p in told.parties if 0 <= p.start - told.start - trigger.end <= 12), None)
        if party is None:
            men = (p for p in told.parties if p.start - told.start >= trigger.end)
            party = next((p for p in men if _THE_MEN.fullmatch(MEN_OF.sub("", told.masked[trigger.end : p.start - told.start]))), None)
        if party is None:
            party = next(
                (
                    p
                    for p in told.parties
                    if p.start - told.start > trigger.end and _FORMER_ALLIES.fullmatch(told.masked, trigger.end, p.start - told.start)
                ),
                None,
            )
        if party is None and (behind := _FROM_THE_PLACE.match(told.masked, trigger.end)):  # chassé de Ménaka les hommes du
            party = next((p for p in told.parties if p.start - told.start == behind.end()), None)
        return self.side(party, day) if party else None

    def _whom(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whom a clause is about that tells who drove them out: the coalition that the army drove from Kidal."""
        found = _WHOM.search(told.masked[: trigger.start]) if trigger.frame.language == "en" else None
        party = next((p for p in told.parties if found and p.end - told.start == found.end("whom")), None)
        return self.side(party, day) if party else None

    def _them(self, told: Told, trigger: Trigger, day: date | None, by: Side | None) -> Side | None:
        """Who they are that are driven out: the first of the sentence who is not the one that drives; else who acted before."""
        if not _THEM.match(told.masked, trigger.end) or _PERSONS.search(told.masked[: trigger.start]):
            return None
        others = [self.side(p, day, 0.9) for p in told.parties if p.end - told.start <= trigger.start and not (by and by.party is p)]
        before = next((side for side in others if side.factions and not (by and set(side.factions) & set(by.factions))), None)
        return before or self.subject

    def _holder_before(self, told: Told, places: Placed, day: date | None) -> Side | None:
        """Who held it, where the text says so beside the place: the rebel-held town."""
        for spot, _ in places:
            for party in told.parties:
                gap = told.masked[party.end - told.start : spot.start - told.start]
                if 0 < len(gap) < 40 and re.match(r"-(?:held|controlled|occupied)\b", gap):
                    return self.side(party, day)
        return None

    def _hit(self, told: Told, trigger: Trigger, right: int, day: date | None, by: Side | None) -> Side | None:
        """Whom an attack hits: the first party after it, or before it in the passive."""
        after = [p for p in told.parties if p.start - told.start >= trigger.end and p.start - told.start < right]
        for party in after:
            if by and by.party is party:
                continue
            side = self.side(party, day)
            if side.factions and not (by and set(side.factions) & set(by.factions)):
                return side
        return None

    def fighters(self, told: Told, left: int, right: int, day: date | None) -> Side:
        """All who fight: those named in the sentence, if they are of more than one side; who fights alongside others is of theirs."""
        sides: list[str] = []
        blocs: set[str] = set()
        end = 0
        near = [p for p in told.parties if left <= p.start - told.start < right]
        if len({self._blocs.get(f, f) for p in near for f in self.cast.resolve(p, day, self.memory)}) < 2:
            near = told.parties
        for party in near:
            found = [f for f in self.cast.resolve(party, day, self.memory) if f not in sides]
            sides += found
            if not _TOGETHER.search(told.masked, end, party.start - told.start):
                blocs |= {self._blocs.get(f, f) for f in found}
            end = party.end - told.start
        return Side(tuple(sides) if len(blocs) > 1 else ())

    def whole(self, side: Side, day: date | None) -> tuple[str, ...]:
        """Who "the jihadists" are that take a whole area: all of them, not the one that was named last."""
        if side.party is None or side.party.named or any(part.kind == "last" for part in side.party.parts):
            return side.factions
        return self.cast.resolve(side.party, day, self.cast.memory()) or side.factions


def _that_agrees(told: Told, trigger: Trigger, before: Sequence[Party]) -> Party | None:
    """The last party of a sentence that a pronoun before a verb can mean by its number and gender: the rebels told the garrison to go; elle ..."""
    pronoun = _THEY_FR.search(told.masked[: trigger.start])
    if pronoun is None or len(before) < 2 or trigger.frame.language != "fr":
        return None
    named = [p for p in before if p.end - told.start <= pronoun.start("who") and _agrees(told, p, pronoun["who"])]
    return next((p for p in reversed(named) if not is_oblique(told, p)), named[-1] if named else None)


def _agrees(told: Told, party: Party, pronoun: str) -> bool:
    """Whether a party has the number and gender of a French pronoun, as far as its article tells."""
    begin = party.start - told.start
    article = _ARTICLE_FIRST.match(plain(told.words[begin : begin + 7])) or _ARTICLE_BEFORE.search(plain(told.words[:begin]))
    word = article["article"] if article else ""
    several = word in ("les", "des", "ces", "aux", "ses", "leurs")
    if pronoun.endswith("s") or several:
        return pronoun.endswith("s") and several
    return word == "l'" or word in (("la", "une", "sa", "cette") if pronoun == "elle" else ("le", "un", "du", "au", "ce", "son"))


def _clause_about(told: Told, trigger: Trigger) -> int | None:
    """Where the name ends of whom a clause with who or which right before a verb is about."""
    if who := _WHO_THEN.search(told.masked[: trigger.start]):
        return who.end("who")
    who = _WHO_DIRECTLY.search(told.masked[: trigger.start])
    return who.end("named" if who["named"] else "who") if who else None


def _whose_spokesmen(told: Told, trigger: Trigger) -> Party | None:
    """Those whose spokesmen tell what they did themselves."""
    found = _SPOKESMEN_THEY.search(told.masked, 0, trigger.start)
    return next((p for p in told.parties if found and p.end - told.start == found.end("who")), None)


def _described(told: Told, trigger: Trigger, left: int) -> Party | None:
    """Who stands before an apposition that ends right before the verb: the Platform, made up of GATIA and the MAA, controlled ..."""
    found = _APPOSED.search(told.masked[: trigger.start], left)
    return next((p for p in told.parties if found and p.end - told.start == found.end("who")), None)


def _of_main_clause(told: Told, trigger: Trigger, before: Sequence[Party]) -> Party | None:
    """Whom a participle after the clause is about: its first subject."""
    shared = _SHARED_SUBJECT.search(told.masked[: trigger.start]) if trigger.word.split()[0].endswith("ing") else None
    if shared is None:
        return None
    begin = max((m.end() for m in _NEW_CLAUSE.finditer(told.masked, 0, shared.start())), default=0)
    return next((p for p in before if begin <= p.start - told.start < shared.start() and not is_oblique(told, p)), None)


def _outside(before: list[Party], told: Told, trigger: Trigger) -> list[Party]:
    """Leave out whom only a clause beside another names: the CMA, which has run it since the army was beaten, remains in control."""
    before = [p for p in before if not _is_apposed(told, p)]
    outer = [p for p in before if not looked_back(told, p.start) or same_clause(told, trigger, p.start)]
    return outer if any(not is_oblique(told, p) for p in outer) else before


def _is_apposed(told: Told, party: Party) -> bool:
    """Whether words that only point stand right beside a name: the Platform, the coalition close to the government, occupied ..."""
    return party.pointed and bool(_RIGHT_BESIDE.search(told.masked[: party.start - told.start]))


def _antecedent(told: Told, trigger: Trigger, left: int) -> Party | None:
    """Whom a French relative clause that begins right before the verb is about: le Mujao, qui l'a abandonnée."""
    if not _RIGHT_AFTER_QUI.fullmatch(told.masked[left : trigger.start]):
        return None
    return next((p for p in told.parties if _QUI.fullmatch(told.masked[p.end - told.start : left])), None)


def _is_verb(trigger: Trigger) -> bool:
    """Whether it tells something of its own, with an agent of its own."""
    return trigger.frame.passive or (not trigger.frame.noun and trigger.frame.kind not in ("attacks", "contests"))

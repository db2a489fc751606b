"""What the words of a frame tell: places and sides are filled in, the kind of report is settled, and who says so.

Precision goes before recall: what is denied, planned, threatened, tried or asked for is left out, and so is what has nobody who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from .dating import AFTER_DOING, FOR_SO_LONG, LONG_BEFORE, days_of, had_done
from .drafting import Drafter, Telling
from .frames import Trigger, unworded
from .hearsay import HEARSAY
from .hearsay import standing as who_says
from .listing import Placed
from .meant import Side
from .objects import GOVERNING
from .owners import Owners, is_former
from .proposals import Proposal
from .stations import GARRISONED
from .subjects import UNNAMED_AGENT
from .told import HAVE_LEFT, NOBODY, Told, clause
from .when import Moment, edtf, plain
from .when import Span as Days
from .where import Spot

JUST_ENTERED = 0.65
"""What entering a town is worth, where nothing is said of resistance."""
ENTERED_BY_JIHADISTS = 0.45
"""The same of jihadists, who may be gone soon."""
EXPELLED = 0.9
"""Who drives others out of a place takes it, mostly."""
GAPPED = 0.9
UNNAMED_RELIEF = 0.9
"""How sure the end of a siege is where nobody is named who ended it."""
GUESTS = 0.75
"""How sure it is that the foreign force spoken of last left a base, where nobody is named."""
OWN_WORD = 0.85
"""What a party's word of its own deeds is worth."""
_BRIEF = re.compile(
    r"\b(?:briefly|temporarily|for (?:only |just )?(?:a (?:very )?(?:short|little) )?(?:a )?(?:while|time|moment)\b(?! (?:being|now))|for (?:about |nearly |around )?(?:a few|several|some|an?|one|two|three|four|five|six|\d{1,2}) hours?|for (?:an? (?:whole |single |full )?(?:afternoon|morning|evening|night)|the (?:afternoon|morning|night|evening)|a day|one day|a few days|several days|some days|two days|three days)|brievement|temporairement|momentanement|(?:pendant|durant|le temps d'une?|l'espace d'une?) ?(?:(?:quelques|plusieurs|deux|trois) (?:heures|jours)|une? (?:apres-midi|matinee|soiree|nuit|journee|jour)|(?:apres-midi|matinee|soiree|nuit|journee)\b)|(?<=occupe )quelques heures|(?<=occupee )quelques heures|quelques heures durant)\b"
)
_UNTIL = re.compile(r"\b(?:until|till|jusqu)")
_STAYED = re.compile(
    r"\b(?:stay|remain|held|hold|occup|controll)[a-z]*\b[^.;]{0,40}\bfor (?:about |nearly |around |just |only )?(?:a few|several|some|an?|one|two|three|four|five|six|\d{1,2}) hours?\b"
)
_THEN_LEFT = re.compile(
    r"^(?:(?!, and P+,? which\b)(?!\b(?:and|while|as|but|when|et|mais|alors que) (?:(?:the|l[ae]s?) |l')?F+ (?!camp|base|post|barrack|garrison|vehicle|position|checkpoint))[^.;]){0,140}?\b(?:leaving (?:(?:it|them|each|both|again|the (?:town|base|camp|post|place|village)) )?(?:again )?(?:(?:with)?in (?:a few |some |several |two |three )?hours|(?:a few |some |several |two |three )?hours later|(?:the same|that) (?:day|night|evening))\b|before (?:proceeding to )?(?:withdraw|leav|retreat|going away|depart|pulling (?:out|back)|moving (?:on|off)|disappear|vanish|melting|burn|loot|fleeing|being (?:driven|pushed|expelled|repelled)|abandon|torch)|(?:and|but) (?:then |later |soon |eventually |finally )?(?:withdrew|left|retreated|departed|dispersed|vanished|disappeared|moved on|went away|pulled out|made off|(?:drove|rode|sped) (?:off|away))|then (?:(?:drove|rode|sped) (?:off|away)|withdrew|left|retreated|departed|dispersed|vanished|disappeared|made off)|avant (?:de |d')(?:se (?:retirer|replier)|s'en (?:retirer|aller)|filer|decamper|plier bagage|disparaitre|prendre la fuite|(?:l[ae] |l')?(?:quitter|abandonner|evacuer)|repartir|en repartir|(?:en )?etre (?:chasse|repousse))"
    r"|(?:puis|et|mais)(?: (?:en|ensuite|aussitot|rapidement|vite))*,? (?:s'(?:en )?est (?:[a-z]+ )?(?:retire|replie)|s'en sont (?:[a-z]+ )?retire|se sont (?:[a-z]+ )?(?:retire|replie)|se (?:retire|replie)|(?:l'|)(?:a|ont) (?:[a-z]+ )?quitte|(?:est|sont) reparti))"
)
_UNOPPOSED = re.compile(
    r"\b(?:not a (?:single )?shot (?:was |being )?fired|(?:without|with no|with little|met (?:no|hardly any|scarcely any|(?:very )?little)|meeting no|meets no|facing no|against no) (?:(?:meeting|facing|encountering|any|a|further|much|major|real|armed|single|organi[sz]ed) )*(?:fight|fighting|resistance|firing|opposition|clashes|combat|shot|bloodshed)|unopposed|to cheers|cheered|jubilant|jubilation|(?:greeted|welcomed|acclaimed|hailed) (?:by|as)|amid cheers|no resistance|bloodlessly|peacefully|sans (?:(?:rencontrer|aucune|la moindre|de) )*(?:combat|combattre|resistance|opposition|coup ferir|un coup de feu|heurt|affrontement)s?)\b"
)
_NO_ENTRY = re.compile(
    r"\b(?:fight|fought|clash|battle|repel|attack|ambush|raid|burn|kill|loot|convoy|column|patrol|delegation|negotiat|talk|agree|peacekeep|observ|civilian|refuge|resident|then left|withdr|attempt|tri(?:ed|es)|about to|outskirts|toward|convoi|patrouille|visit|ravitail|escort|ministre|president|gouverneur|prefet|humanitaire|depute|mediat|negoci|pourparler|affront|attaqu|incursion|repouss|embuscade|pill|incendi|enlev|saccag|vivres|peripherie|alentour|abords|environs)[a-z]*\b|(?<=after )D"
)
_FOUGHT = re.compile(
    r"\b(?:fight|fought|clash|battle|repel|attack|ambush|raid|burn|kill|loot|patrol|delegation|negotiat|talk|observ|civilian|refuge|resident|attempt|tri(?:ed|es)|about to|outskirts)[a-z]*\b"
)
_IN_CONVOY = re.compile(r"\bin an? (?:[a-z]+ )?(?:convoy|column|line) of (?=[a-z])")
"""How they came, not what else came."""
_ONCE_GONE = re.compile(
    r"\b(?:after|once|when|as|hours after|days? after) (?:the |its |their )?[a-zF' -]{2,50}? (?:had )?(?:withdr[ae]wn?|withdrew|left|fled|gone|pulled (?:out|back)|retreated|abandoned it|deserted it|evacuated it)\b"
)
"""After entering: the others had left."""
_COLUMN_OF = re.compile(r"\b(?:columns?|convoys?|patrols?) of (?:the )?F+")
_NO_RETURN = re.compile(
    r"\b(?:convoys?|columns?|patrol|delegation|negotiat|talks?|visit|refugee|civilian|residents?|funeral|prisoner|body|bodies|wounded|bases?|camps?|barracks|normal|calm|peace|work|school|constitutional|table|fighting|combats?|agree)(?:s|d|ment)?\b"
)
_WRECKED = re.compile(
    r"\b(?:charred|burn(?:t|ed)(?:-out)?|looted|abandoned|destroyed|ransacked|wrecked|ruined|deserted|gutted|devastated|empty|razed)(?: [a-z]+)? (?:bases?|camps?|barracks|posts?|PP+)"
)
"""To such a camp those come back who had lost it."""
_SHARED = re.compile(r"\bside by side\b|\bcohabit|\bshar(?:e|es|ed|ing) (?:the |control of the )?(?:P|town|city|power)")
"""They came back to a town that others hold as well."""
_ONLY_TO_LEAVE = re.compile(r"[^.;:]{0,60}?\bonly to\b")
"""They came back to the town, only to be driven out again: nothing lasted."""
_YEARS_AFTER = re.compile(r"\b(?:years?|months?|weeks?|decades?) (?:after|since)\b[^,;:]*$")
_TO_SOMEBODY = re.compile(r"\bto\b")
_MOVING = re.compile(
    r"\b(?<!last )(?<!final )(?:convoys?|columns?|planes?|flights?|delegations?|representatives?|civilians|residents|refugees|families|people|inhabitants|villagers|journalists?|convoi|habitants|civils|drones?|aid workers|officials|ambassador|staff|leaders?|commander|members of|locals|protest[a-z]*|women|he|she|diplomats?)\b[^,;]{0,40}$"
)
_CONVOY = re.compile(
    r"\b(?:convoys?|patrols?|delegations?|planes?|helicopters?|drones?)$|^(?:(?:an?|the|une?|l[ae]) )?(?!last|final|dernier)(?:[a-z]+ )?(?:convoys?|patrols?|columns?|convoi|patrouille|colonne)\b"
)
_SET_OUT_FROM = re.compile(
    r"(?:\b(?:columns?|convoys?|patrols?|colonnes?|convois?|patrouilles?)\b[^.;,]{0,40}|(?<!\bthe )(?<!\bles )\b(?:soldiers|troops|soldats|militaires|F+)),? (?:that|which|who|qui) (?:(?:had|has|have|avai(?:t|ent)|a|ont) )?$"
)
"""Men who had left a base and were attacked underway, or a column that left a town: the others are there still."""
_UNDERWAY = re.compile(
    r"[^.;]{0,120}?\b(?:(?:was|were|has been|have been|had been|a ete|ont ete) (?:[a-z]+ )?(?:ambushed|attacked|caught|hit|intercepted|attaque|pris|prise)|(?:hit|struck) (?:a|an) (?:mine|improvised)|fell into an ambush|embuscade|(?:reached|arrived|got (?:as|no) far|made it) )"
)
_FROM_AFAR = re.compile(
    r"\b(?:air ?strikes?|strikes?|drones?|jets|planes|warplanes|aircraft|helicopters?|bomb[a-z]*|shelling|artillery|frappes?|avions?|helicopteres?)\b"
)
_SOMEBODY_BEFORE = re.compile(
    rf"\b{NOBODY}\b(?! (?:du |de la |des |de l'|d'|of |from |of the )F)(?:(?!\b(?:our|his|we|they|soldiers|troops|army|garrison)\b)[^.;]){{0,120}}$"
)
_BY_SOMEBODY = re.compile(
    rf"(?: D+)? (?:by|par) (?:(?:the|a|an|unidentified|unknown|suspected|armed|several|some|dozens of|hundreds of|heavily|group of|les|des|plusieurs|quelques|une|un|centaines?|dizaines?|vingtaine|nombreux|groupe|de) ?(?:d')?){{0,4}}{NOBODY}\b"
)
_TO_GUNMEN = re.compile(rf" (?:(?:the hands of|the|a|an|unidentified|unknown|suspected|armed|several|heavily|group of) ){{0,4}}{NOBODY}\b")
_DES_ASSAILLANTS = re.compile(rf" (?:des|d'|de|aux)(?: (?:plusieurs|dizaines de|centaines d'|jeunes))? ?{NOBODY}\b")
_SOLDIERS_DO = re.compile(
    r"\b(?:soldiers|troops|army|police|gendarmes|peacekeepers|soldats|militaires|armee|troupes) (?:[a-z]+ (?:back )?and )?(?:[a-z]+ ){0,3}$"
)
_OWN_SPOKESMAN = re.compile(
    r"\b(?:spokes[a-z]+|porte-parole) (?:for|of|du|de|des) ?(?:the |la |l'|les )?(?:rebellion|rebels?|insurgen[a-z]+|movement|group|attackers|fighters|separatists|mouvement|groupe|rebelles|insurges|assaillants)\b"
)
"""A spokesman of fighters who are not named tells of their deeds."""
_LASTED = re.compile(
    r"[^.;]{0,60}?\b(?:for|pendant|durant) (?:about |around |nearly |almost |over |more than |environ |pres de |plus de )?(?P<n>[a-z]+|\d{1,3}) (?P<unit>hour|day|week|month|jour|semaine|mois)s?\b(?:[^.;]{0,20}\b(?:before|until|when|avant)\b|,? jusqu\b)"
)
_BASE = re.compile(r"\b(?:base|camp|post|outpost|site|barracks)s?\b")
_STILL = re.compile(r"\b(?:has|have|is|are|a|ont|est|sont|depuis|since)(?: [a-z]+){0,2}$")
_BEEN_DOING = re.compile(r"\bbeen [a-z]+ing(?: [a-z]+)?$|\bhad had$")
"""A hold that went on: had been running the town for two days."""
_BRIEF_HOURS = re.compile(r"\bhours?$")
_AROUND = re.compile(r"\b(?:near|outside|close to|not far from|pres d|aux abords d)[a-z']*\b[^,;]{0,25}$")
_SUBSIDED = re.compile(r"[^,.;]{0,50}\b(?:subsid|died down|ended|ceased|stopped|eased)")
"""Fighting that is over."""
_FOR_CONTROL = re.compile(r"disput|fighting|combat|battle|fought|control|possession")
_GAPPED = re.compile(r",? (?:and|et) (?:the |les )?(F+), (?=P)")
"""The verb told once for two: Nigerien soldiers occupied Ansongo and Chadian troops, Ménaka."""
_AND_ANOTHER_DAY = re.compile(
    r"(?: (?:on |in )?D+)?,? (?:and|then|and then) (?:the (?:town|city|village) of )?(?P<place>P+)(?: (?:on|in))? (?P<day>D+)"
)
"""After who took a place: another place, and its day."""
_RIVALS = re.compile(
    r"(?: out)? (?:its|their|the|his|all|both|last|remaining|of )*(?:[a-z]+ )?(?:rivals?|enem(?:y|ies)|foes?|opponents?|adversar(?:y|ies)|defenders|competitors?|garrison)\b"
)
"""After driving out: those whom the text does not name."""
_RESPECTIVELY = re.compile(r"\b(?:respectively|respectivement)\b")
_BESIDE = re.compile(
    r"[;:]|,? while\b|, (?:some|about|nearly|only|just) \d|, (?:minutes|hours|days|weeks) (?:after|before)\b|\b(?:announced|said|says|stated|declared|confirmed|reported)(?: D+)? that\b"
)
"""What is told beside."""
_SAID_SO = re.compile(
    r",\"? ?(?:(?:an?|the|one|two|several|local|another) )*(?:residents?|officials?|sources?|witness(?:es)?|locals?|inhabitants?|mayor|elders?|shopkeeper|traders?|teachers?|F+)\b[^.;]{0,60}\b(?:said|told|says|say|reported|confirmed)\b"
)
"""Who says so, after what is said."""
_TWO_DAYS = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)? (?:et|and) \d{1,2}\b")
_WAS_OCCUPIED = re.compile(
    r"\b(?:(?:etait|etaient|reste|restait|demeure|demeurait)(?: [a-z]+)?|anciennement|jadis|longtemps|naguere|autrefois|auparavant|precedemment|jusqu'alors|jusque-la|until then|till then|hitherto|formerly|previously|long|(?:is|are|remains?|still)(?: (?:now|still|currently|again))*) $"
    r"|\b(?:que |qu'|ou |dont )(?:l[ae]s? |l')?(?:[a-z]+ (?:du |des |de l[ae] |de l'))?F+ (?:y )?$"
)
"""Before occupying: how things stood, also in a clause about the place (les positions que le mouvement occupe)."""
_ITS_COLUMNS = re.compile(r"F's? (?:[a-z]+ )?columns?")
_UP_TO_THEN = re.compile(r"\b(?:until then|till then|hitherto) $")
_ON_ORDERS = re.compile(r"\bon (?:the )?orders? (?:of|from) (?:the )?(?P<orders>F+)")
_ORDERED_OUT = re.compile(
    r"[^.;]{0,60}?\b(?:(?:after|when|once|as|because) (?:the )?(?:[a-z]+ ){0,3}(?P<who>F+)(?: had| have)? (?:told|ordered|forced|instructed|warned|compelled) (?:them|it|(?:its|their) [a-z]+|(?:the )?F+) (?:to (?:go|leave|quit|withdraw|depart|(?:get|pull|move|clear) out)|out)|on (?:the )?orders? (?:of|from) (?:the )?(?P<orders>F+))(?![a-z])"
    r"|[^.;F]{0,40}?,? a l'(?:arrivee|entree) (?:du |des |de l[ae] |de l'|d')(?:[a-z]+ (?:du |des |de l[ae] |de l'|d'))?(?P<come>F+)"
)
"""After leaving: who told them to, or came as they left, and is left there."""
_HAD_HELD = re.compile(r"\bhad (?:[a-z]+ ){0,2}$")
_PEOPLE = re.compile(
    r"\b(?:notables|elders|villagers|inhabitants|residents|chiefs?|population|people|imams?|town|village|P+)\b[^.;]{0,40}$"
)
_SIEGE_ENDS = re.compile(
    r"\b(?:end|lifting|breaking|easing|relief|raising|lift|break|ease|talks on|without) (?:of |to )?(?:the |a |its |their |F+'?s? )*$"
)
A_MONTH = timedelta(days=31)
A_DAY = timedelta(days=1)
_LET_GO = re.compile(r"liberee?s?$")
_WHEN_THEY_HELD = re.compile(r"D,? (?:quand|lorsque|a l'epoque ou|du temps ou) [^,;:]{0,40}\b(?:etai(?:t|ent)) (?:[a-z]+ )?$")
"""What was so then and is told as long past: in 2012, when the town was occupied by ..."""
_DRIVEN_OUT = ("drive-out", "driven-out", "expulsion", "chasse", "chasse-de", "en-deloge", "en-chasse", "contraint-fuir")
_GARRISONS = (
    "in-barracks",
    "garrison",
    "settle-in",
    "stays-on",
    "presence",
    "installed-in",
    "sleeps-in",
    "stand-guard",
    "stay-put",
    "en-poste",
    "campe",
    "reste-a",
    "na-pas-quitte",
    "na-pas-bouge",
    "sinstalle",
    "sy-installe",
    "prend-position",
    "dispose-dune-base",
    "possede-base",
    "ou-installe",
    "sont-dans",
    "y-sont",
    "abrite-garnison",
)
"""Rules that tell who is in a place: of foreign troops, that they have a base there."""
_TO_LEAVE = ("doit-quitter", "is-to-leave", "is-to-hand-over", "is-to-be-left")
"""Rules that tell who is to leave a base, and so has it still."""
_CLOSED = ("ferme-base", "closed-base")
"""Rules that tell that a base is closed."""
_SEEN_THERE = ("is-in", "is-there", "mans-gates", "patrol-there", "patrols", "parade", "remains-in")
_SUBMITTING = re.compile(
    r"\b(?:everything|everyone|everybody|notables|elders|chiefs?|chieftains|villagers?'?|inhabitants|residents|townspeople|population|council|imams?|community|people|garrison|militia|town|city|village)\b|^(?:D+,? |on |in )*P+ $"
)
"""Before going over to somebody: those of a place who bring it with them, or the place itself."""
_OF_BASES = ("holds", "withdraws", "captures", "hands-over", "seizes-briefly", "besieges", "lifts-siege")
_OFFICE = r"(?:ministers?|ministry|president|presidency|general staff|governor|prefect|ministre|ministere|presidence|gouverneur|prefet)"
_SAYS = r"(?:(?:had |has |a |avait )?(?:said|says|announced|announces|declared|claimed|stated|confirmed|told [^.;]{2,30}|annonce|declare|affirme|indique|confirme|dit|assure))"
_OFFICIAL_SAID = re.compile(rf"\b{_OFFICE}\b(?:, [^,;]{{3,60}},| [^,.;F]{{0,40}}?)? {_SAYS}\b[^;]{{0,60}}$")
_OFFICIAL_SAYS = re.compile(rf"[^.;]{{0,60}}?, (?:the |le |la )?(?:[a-z]+ )?{_OFFICE}\b(?:, [^,;]{{3,60}},| [^,.;F]{{0,30}}?)? {_SAYS}\b")
"""A word of the state's own for what its soldiers did."""
LASTING = 14
"""A hold of more days than these, without a date, that is over was over before the news."""
_DATED_ITSELF = re.compile(r"[^,;:.]*D")
CROWDED = 0.9
"""How sure it is who acts, where the clause names others too."""
_EXPELLED = unworded("expelled", "captures", 0.7)
_FELL = unworded("fell", "withdraws", 0.7)
_UNNAMED = unworded("taken-by-unnamed", "withdraws", 0.7)


class Deeds:
    """Reads what was done to places, and who is told to hold them."""

    def __init__(self, drafter: Drafter, owners: Owners, language: str) -> None:
        self._drafter = drafter
        self._blocs = drafter.blocs
        self._sides = drafter.sides
        self._objects = drafter.objects
        self._stations = drafter.stations
        self._language = language
        self._owners = owners
        self._left: set[str] = set()
        """The places that somebody is told to have left."""

    def report(self, told: Told, number: int, trigger: Trigger, day: date | None) -> Iterator[Proposal]:
        """Give what one trigger tells: its places and sides, what kind of report that is, and who says so."""
        left, right = clause(told, number)
        if self._is_passed_over(told, trigger, day):
            return
        places, sure = self._objects.of(told, trigger, left, right)
        if not places:
            return
        trigger = _as_taking(told, trigger)
        places = _each_its_day(told, places)
        by, against = self._who(told, trigger, left, right, places, day)
        places = self._camps(told, trigger, by or Side(()), against, places, day)
        settled = [(spot, own) for spot, own in places if not spot.unsettled]
        if trigger.frame.kind == "captures" and not trigger.frame.noun and not (by and by.factions) and _is_unnamed(told, trigger, by):
            yield from self._lost(told, trigger, left, right, settled, sure)
            return
        turned = self._kind(told, trigger, left, right, places, by, against, day) if places else None
        if turned is None:
            return
        kind, by, against = turned
        if trigger.frame.kind not in ("attacks", "contests", "repels") and trigger.frame.rule not in ("presence", "settle-in"):
            places = settled
        if not self._credible(trigger.frame.rule, kind, by, places, _up_to(told, trigger, left, by), told.end - told.start):
            return
        sure *= trigger.frame.sure * by.sure * (self._entered(by) if _is_just_entered(told, trigger) else 1)
        telling = self._telling(told, trigger, (left, right), by, against, sure, day)
        if telling is None:
            return
        if kind == "holds" and _is_own_word(telling.standing, telling.said_by, by):
            kind = "claims"
        kind, places = self._for_how_long(told, trigger, left, right, kind, places)
        if kind == "attacks" or trigger.frame.rule == "storm" or (trigger.frame.kind == "captures" and against is None):
            for kept in self._owners.attacked(told, trigger, by, places, day):
                self._sides.keeps(kept.by, (kept.place, self._drafter.gazetteer[kept.place].parent or kept.place))
                yield kept
        days = _days_held(told, trigger) if kind in ("captures", "holds") and told.moments else None
        for several, side in _shared_out(told, places, by):
            made = self._drafter.made(told, trigger, kind, side, against, several, telling)
            made = self._held_then(told, trigger, made)
            yield from map(partial(_over, told, trigger, days), made)
        if taker := self._who_drove_out(told, trigger, kind, by, against, day):
            yield from self._expelled(told, trigger, by, taker, places, telling)
        if kind == "captures":
            yield from self._by_the_same_verb(told, trigger, by, against, places, replace(telling, sure=telling.sure * GAPPED), day)

    def _by_the_same_verb(
        self, told: Told, trigger: Trigger, by: Side, against: Side | None, places: Placed, telling: Telling, day: date | None
    ) -> Iterator[Proposal]:
        """What else was taken, told with the same verb: by others another place, or another place on another day."""
        if trigger.frame.place == "subject" and by.party is not None:
            further = self._and_then(told, by.party.end - told.start)
            yield from self._drafter.made(told, trigger, "captures", by, against, further, telling)
        if places:
            side, further = self._gapped(told, places[-1][0], day)
            yield from self._drafter.made(told, trigger, "captures", side, None, further, telling)

    def _who(
        self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, day: date | None
    ) -> tuple[Side | None, Side | None]:
        """Who acts, and against whom; a base that is left or given back by nobody who is named is that of the guests spoken of."""
        by, against = self._sides.of(told, trigger, left, right, places, day)
        if by is None and trigger.frame.kind == "repels":
            return self._garrison(places, against), against
        rule, kind = trigger.frame.rule, trigger.frame.kind
        if by is not None or against is not None or not (kind in ("withdraws", "hands-over") or rule in _TO_LEAVE):
            return by, against
        gone = self._known_owner(told, places, day) or self._guests(places, town=rule in ("their-withdrawal", "hand-over"))
        return (None, gone) if kind == "hands-over" else (gone, None)

    def _telling(
        self, told: Told, trigger: Trigger, within: tuple[int, int], by: Side, against: Side | None, sure: float, day: date | None
    ) -> Telling | None:
        """How surely and by whom something is told; None where it is denied."""
        standing, said_by, factor = who_says(
            told, trigger, lambda party: self._sides.side(party, day).factions or (by.factions if party.pointed else ()), self._language
        )
        if standing == "denied":
            return None
        if _OWN_SPOKESMAN.search(told.masked) and standing in ("stated", "claimed") and self._is_rebel(by):
            standing, said_by = "claimed", ";".join(by.factions)
        if standing == "stated" and self._are(by, "state") and _officials_say(told, trigger):
            standing, said_by, factor = "claimed", ";".join(by.factions), HEARSAY
        if _is_own_word(standing, said_by, by):
            factor *= OWN_WORD
        return Telling(sure * self._crowded(told, within, (by, against), said_by, day) * factor, standing, said_by)

    def _entered(self, by: Side) -> float:
        """What it is worth that somebody entered a town."""
        return (
            ENTERED_BY_JIHADISTS if any(self._blocs.get(faction) in self._sides.cast.jihadists for faction in by.factions) else JUST_ENTERED
        )

    def _crowded(self, told: Told, within: tuple[int, int], sides: Sequence[Side | None], said_by: str, day: date | None) -> float:
        """What it is worth who acts: less where the clause names others too, since they may be partners that were missed, or be who acts."""
        known = {*said_by.split(";"), *(faction for side in sides if side for faction in side.factions)}
        named = [p for p in told.parties if p.named and within[0] <= p.start - told.start < within[1]]
        others = any(not known & set(found) for p in named if (found := self._sides.side(p, day).factions))
        return CROWDED if others else 1.0

    def _held_then(self, told: Told, trigger: Trigger, made: Iterator[Proposal]) -> Iterator[Proposal]:
        """End what was held only in the days told (in 2012, when the town was occupied by ...) with them."""
        then = _WHEN_THEY_HELD.search(told.masked[: trigger.start])
        for one in made:
            last = one.date.latest
            if not then or last is None or one.kind != "holds" or one.until is not None:
                yield one
                continue
            yield replace(one, until=edtf(last, last))
            gone = self._drafter.note("withdraws", one.by, (), one.place)
            yield replace(one, kind="withdraws", date=edtf(last, last), rule="held-until-told", note=gone)

    def _for_how_long(self, told: Told, trigger: Trigger, left: int, right: int, kind: str, places: Placed) -> tuple[str, Placed]:
        """A hold of which the text tells how long it lasted began with a capture; one for a short while was a brief seizure."""
        if kind == "withdraws":
            self._left |= {place for spot, _ in places for place in spot.places}
        since = self._drafter.dating.moment(told, trigger) if kind == "captures" and trigger.word.startswith("occup") else None
        if since is not None and since.relation == "since":
            return "holds", places  # had occupied it since 2018
        if since is None and kind == "captures" and trigger.frame.passive and trigger.word.startswith("occup"):
            return "holds", places  # was occupied by them: how things stood
        if kind in ("captures", "holds") and (lasted := self._lasted(told, trigger)):
            return "captures", [(spot, lasted) for spot, _ in places]
        brief = kind == "holds" and _BRIEF.search(told.masked[left:right]) and not _UNTIL.search(told.masked)
        brief = brief and not _BEEN_DOING.search(told.masked[: trigger.end])
        return ("seizes-briefly" if brief else kind), places

    def _losers(self, told: Told, trigger: Trigger, by: Side, places: Placed, day: date | None) -> Side | None:
        """Whose a base was that is taken, where the words about it say so: the army camp at Léré."""
        spot = places[0][0]
        place = self._drafter.gazetteer[spot.places[0]]
        if len(places) > 1 or spot.pointing or place.kind not in GARRISONED or self._are(by, "state") or is_former(told, spot):
            return None
        begin = spot.start - told.start
        about = told.words[max(trigger.end, begin - 40) if begin >= trigger.end else begin : spot.end - told.start]
        owner = self._sides.cast.owner(about, day)
        return Side(owner) if owner and not set(owner) & set(by.factions) else None

    def _expelled(
        self, told: Told, trigger: Trigger, by: Side, against: Side | None, places: Placed, telling: Telling
    ) -> Iterator[Proposal]:
        """Those who drive others out of a place take it, if they are there themselves."""
        if against is None:
            return
        self._sides.taker, points = against, [(spot, own) for spot, own in places if not spot.area]
        trigger = replace(trigger, frame=_EXPELLED)
        yield from self._drafter.made(
            told, trigger, "captures", against, by, points, replace(telling, sure=telling.sure * against.sure * EXPELLED)
        )

    def _who_drove_out(self, told: Told, trigger: Trigger, kind: str, by: Side, against: Side | None, day: date | None) -> Side | None:
        """Who drove those who leave out of a place, or told them to leave it."""
        if _has_driven_out(told, trigger, against):
            return against
        return self._ordered_out(told, trigger, by, day) if kind == "withdraws" else None

    def _ordered_out(self, told: Told, trigger: Trigger, by: Side, day: date | None) -> Side | None:
        """Who told those who leave a place to leave it: another side, that is there."""
        found = _ORDERED_OUT.match(told.masked, trigger.end) or _ON_ORDERS.search(told.masked[: trigger.start])
        at = next((found.start(name) for name in found.re.groupindex if found[name]), -1) if found else -1
        party = next((p for p in told.parties if p.start - told.start == at), None)
        side = self._sides.side(party, day) if party else None
        if side is None or not side.factions:
            return None
        own = {self._blocs.get(faction) for faction in by.factions}
        return side if own.isdisjoint(map(self._blocs.get, side.factions)) else None

    def _is_passed_over(self, told: Told, trigger: Trigger, day: date | None) -> bool:
        """Whether the words change nothing here: an entry that may be a passage or a raid; so many years after it had been lost."""
        if _YEARS_AFTER.search(told.masked[: trigger.start]) and not AFTER_DOING.search(told.masked[: trigger.start]):
            return True
        if trigger.frame.rule == "swear" and not _PEOPLE.search(told.masked[: trigger.start]):
            return True  # fighters who pledge allegiance give no town away
        if trigger.frame.rule in ("their-siege", "siege-imposed") and _SIEGE_ENDS.search(told.masked[: trigger.start]):
            return True
        if trigger.word.split()[0].endswith("ing") and any(
            m.end - told.start == trigger.start - 1 and told.words[: trigger.start - 1].endswith(("after", "since")) for m in told.moments
        ):
            return True  # a month after seizing it, they left
        if (trigger.frame.rule == "garrison" and HAVE_LEFT.search(told.masked, trigger.end)) or self._was_over_before(told, trigger):
            return True
        if trigger.frame.rule == "go-back-into" and _SHARED.search(told.masked, trigger.end):
            return True
        if trigger.frame.rule in ("come-back", "come-back-there") and not self._came_back(told, trigger, day):
            return True
        if trigger.frame.rule == "allegiance" and not _SUBMITTING.search(told.masked[: trigger.start]):
            return True
        if not _is_just_entered(told, trigger) or self._just_entered(told, trigger, day) or self._deserted(told):
            return False
        return all(self._drafter.ground.told_as_taken.isdisjoint(spot.places) for spot in told.spots)

    def _was_over_before(self, told: Told, trigger: Trigger) -> bool:
        """Whether a hold was over before the news, and no date tells when: which ran the town for seven months."""
        days = _days_held(told, trigger) if trigger.frame.kind == "holds" and self._drafter.dating.clock.is_news else None
        return bool(days and days > LASTING and not _DATED_ITSELF.match(told.masked, trigger.end))

    def _kind(
        self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, by: Side | None, against: Side | None, day: date | None
    ) -> tuple[str, Side, Side | None] | None:
        """Return what kind of report it is, by whom and against whom; nothing where nobody did it."""
        kind = trigger.frame.kind
        if by is None and kind == "hands-over" and against and against.factions and not _TO_SOMEBODY.search(told.masked, trigger.end):
            return "withdraws", against, None
        if by is None and kind == "lifts-siege":
            by = Side((), UNNAMED_RELIEF)
        if by is None:
            return None
        if kind == "contests" and trigger.frame.rule != "storm":
            fighters = self._sides.fighters(told, left, right, day)
            around = _AROUND.search(told.masked[: places[0][0].start - told.start]) or _SUBSIDED.match(told.masked, trigger.end)
            for_control = len(fighters.factions) > 1 and _FOR_CONTROL.search(trigger.word) and not around
            return "contests" if for_control else "attacks", fighters, None
        if trigger.frame.rule == "storm":
            self._sides.taker = by
        if kind == "lifts-siege" and all(self._blocs.get(faction) in ("state", "foreign") for faction in by.factions):
            by = Side((), by.sure)  # who breaks a siege is not who laid it
        if against and set(by.factions) & set(against.factions):
            against = None
        if kind == "captures" and trigger.word.startswith("occup") and _was_occupying(told, trigger):
            kind = "holds"  # the camp formerly occupied by the mission
        if kind == "captures" and _LET_GO.match(trigger.word) and self._are(by, "foreign") and self._all_bases(places):
            return "withdraws", by, None  # la base libérée par la mission
        if kind == "captures":
            kind = self._taken(told, trigger, left, right, by)
            against = against or self._losers(told, trigger, by, places, day)
        if kind == "holds":
            self._sides.keeps(by.factions, [p for spot, _ in places for p in spot.places], by.sure)
        if kind == "contests" and not by.factions:
            kind = "attacks"  # a contest has sides
        return kind, by, against

    def _deserted(self, told: Told) -> bool:
        """Whether the place told of is one that the text said just before that somebody left."""
        just = self._drafter.ground.just_told
        return just is not None and just in self._left and all(spot.pointing or just in spot.places for spot in told.spots)

    def _just_entered(self, told: Told, trigger: Trigger, day: date | None) -> bool:
        """Whether an army or an armed group enters a town, and nothing is told of a fight, a raid or a passage."""
        statement = _ITS_COLUMNS.sub("F", _statement(told, trigger))
        statement = _IN_CONVOY.sub("", statement)
        if any(t.frame.kind == "captures" and t.start > trigger.end for t in told.triggers):
            statement = _COLUMN_OF.sub("F", statement)  # a column of the army entered the town and took the camp
        gone = any(t.frame.kind == "withdraws" and t.end <= trigger.start for t in told.triggers) or _ONCE_GONE.search(
            told.masked, trigger.end
        )
        if (_NO_ENTRY.search(statement) and not (gone and not _FOUGHT.search(statement))) or trigger.word.startswith("arriv"):
            return False
        party = next((p for p in reversed(told.parties) if p.end - told.start <= trigger.start), None)
        factions = self._sides.side(party, day).factions if party else ()
        if gone and factions:
            return True  # the others had left, and they drove into it
        return any(self._blocs.get(f) in self._sides.cast.groups for f in factions) or (
            party is not None and all(self._blocs.get(f) in ("state", "foreign") for f in factions)
        )

    def _came_back(self, told: Told, trigger: Trigger, day: date | None) -> bool:
        """Whether fighters or the army come back to a town to stay: not on a visit, with a convoy, to their base."""
        if _NO_RETURN.search(_WRECKED.sub("", _statement(told, trigger))) or _ONLY_TO_LEAVE.match(told.masked, trigger.end):
            return False
        party = next((p for p in reversed(told.parties) if p.end - told.start <= trigger.start), None)
        factions = self._sides.side(party, day).factions if party else ()
        return all(self._blocs.get(f) != "foreign" for f in factions)

    def _lost(self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, sure: float) -> Iterator[Proposal]:
        """Somebody whom the text cannot name took a place: whoever held it holds it no more."""
        standing, said_by, factor = who_says(
            told, trigger, lambda party: self._sides.cast.resolve(party, None, self._sides.memory), self._language
        )
        brief = _BRIEF.search(told.masked[left:right]) or _THEN_LEFT.search(told.masked[trigger.end :])
        if standing == "denied" or brief:
            return
        lost = replace(trigger, frame=_FELL if trigger.frame.rule in ("fell", "tombe-seul") else _UNNAMED)
        points = [(s, own) for s, own in places if not s.area]
        yield from self._owners.attacked(told, trigger, Side(()), points, self._drafter.day(told), by_others=True)
        yield from self._drafter.made(
            told, lost, "withdraws", Side(()), None, points, Telling(sure * factor * _UNNAMED.sure, standing, said_by)
        )

    def _is_rebel(self, side: Side) -> bool:
        """Whether those who act are armed groups, of whom "the rebellion" may be said."""
        return bool(side.factions) and all(self._blocs.get(faction) not in ("state", "foreign") for faction in side.factions)

    def _lasted(self, told: Told, trigger: Trigger) -> Moment | None:
        """When a hold began of which the text tells its end and how long it lasted: for three days before, on 14 May, ..."""
        match = _LASTED.match(told.masked, trigger.end)
        end = match and next((m for m in told.moments if m.start - told.start > match.end() and not m.vague), None)
        if not match or not end or _BRIEF_HOURS.search(match[0]) or (end.span.last - end.span.first).days > A_MONTH.days:
            return None
        days = days_of(match)
        if days is None:
            return None
        lasted = timedelta(days=days)
        slack = lasted / 4 if match["unit"][0] != "d" else timedelta(0)
        return replace(end, span=Days(end.span.first - lasted - slack, end.span.last - lasted + slack), relation="on", relative=True)

    def _camps(self, told: Told, trigger: Trigger, by: Side, against: Side | None, places: Placed, day: date | None) -> Placed:
        """The places themselves; but foreign troops stationed in a town hold a base there, and the mission leaves its camp."""
        withdraws = self._stations.in_camps(by.factions) and "withdraw" in trigger.word
        if trigger.frame.rule in (*_TO_LEAVE, *_CLOSED) and not withdraws:  # of a town, nothing is told of whose base there is
            places = [(s, own) for s, own in places if s.unsettled or self._drafter.gazetteer[s.places[0]].kind in GARRISONED]
        if trigger.frame.rule == "surrendered-to" or (trigger.frame.rule == "settle-in" and self._is_rebel(by)):
            # with their base there, or its garrison, the town is theirs
            return [(replace(spot, unsettled=False), own) for spot, own in places]
        if trigger.frame.rule in GOVERNING:
            places = [(spot, own) for spot, own in places if not spot.area]
        if (
            self._stations.in_camps(by.factions)
            and trigger.frame.kind in ("holds", "captures", "repels")
            and trigger.frame.rule not in (*_GARRISONS, "doit-rendre", *_TO_LEAVE)
        ):
            places = [(self._stations.camp_of(spot), own) for spot, own in places]
            return [(spot, own) for spot, own in places if spot.area or self._drafter.gazetteer[spot.places[0]].is_site]
        if trigger.frame.rule in _GARRISONS and all(self._blocs.get(faction) == "foreign" for faction in by.factions):
            bases = [(self._stations.base_of(spot, by.factions), own) for spot, own in places]
            return [(base, own) for base, own in bases if base]
        if trigger.frame.kind == "holds":
            places = [(self._stations.own_of(spot, by.factions), own) for spot, own in places]
        if trigger.frame.rule in _GARRISONS and not any(self._stations.in_camps((faction,)) for faction in by.factions):
            places = [(self._stations.not_the_missions(spot), own) for spot, own in places]
        if trigger.frame.rule in ("doit-rendre", *_TO_LEAVE):
            return self._still_theirs(by, places)
        if any(spot.unsettled for spot, _ in places) and trigger.frame.kind in _OF_BASES:
            places = [(self._base(told, trigger, spot, by, against, day), own) for spot, own in places]
        if trigger.frame.rule == "closed-base":
            places = [(spot, own) for spot, own in places if self._stations.base_of(spot, by.factions)]
        leaver = self._leaver(told, trigger, by, against, places)
        if leaver and self._stations.in_camps(leaver.factions):
            return [(self._stations.camp_of(spot), own) for spot, own in places]
        if leaver and self._are(leaver, "foreign"):
            return [((not spot.area and self._stations.base_of(spot, leaver.factions)) or spot, own) for spot, own in places]
        return places

    def _leaver(self, told: Told, trigger: Trigger, by: Side, against: Side | None, places: Placed) -> Side | None:
        """Who leaves a base or hands it over; where the army gets one and nobody is named, the foreign force spoken of before."""
        kind = trigger.frame.kind
        if kind == "withdraws":
            return by
        if kind == "hands-over" and against:
            return against
        handed = kind == "hands-over" and _BASE.search(told.masked)
        if not self._are(by, "state") or not (handed or (kind == "captures" and any(spot.unsettled for spot, _ in places))):
            return None
        holder = self._sides.holder
        if handed and holder and self._are(holder, "foreign"):
            return holder
        here = next((factions for _, factions in self._sides.here if factions and self._are(Side(factions), "foreign")), ())
        before = Side(here or self._sides.memory.last(("foreign",)) or self._sides.named_later(("foreign",)))
        return before if self._are(before, "foreign") else None

    def _garrison(self, places: Placed, beaten: Side | None) -> Side | None:
        """Who beat off armed groups, where nobody is named: whose base it is; else the state, where the text spoke of its soldiers last."""
        if beaten and beaten.factions and (not self._is_rebel(beaten) or len({*map(self._blocs.get, beaten.factions)}) > 1):
            return None
        if owner := next((owner for spot, _ in places for place in spot.places if (owner := self._stations.guests_in(place))), ()):
            return Side(owner, UNNAMED_AGENT)
        memory = self._sides.memory
        if beaten and set(memory.last(self._sides.cast.groups)) - set(beaten.factions):
            return None  # another group may hold it
        soldiers = memory.last(("state",))
        return Side(soldiers, UNNAMED_AGENT) if soldiers and memory.last(("state", "foreign")) == soldiers else None

    def _known_owner(self, told: Told, places: Placed, day: date | None) -> Side | None:
        """The foreign force whose the words about a base say that it is: the UN camp was closed."""
        side = self._owners.whose(told, places[0][0], day) if len(places) == 1 else None
        return side if side and self._are(side, "foreign") else None

    def _guests(self, places: Placed, *, town: bool) -> Side | None:
        """The foreign force spoken of that has a base in each of the places, where bases are left or given back by nobody who is named: it has been a guest there.

        ``town``: a departure from its town will do.
        """
        if not all(town or spot.unsettled or self._drafter.gazetteer[spot.places[0]].kind in GARRISONED for spot, _ in places):
            return None
        for guest in self._sides.memory.each(("foreign",)):
            bases = [self._stations.base_of(spot, (guest,)) for spot, _ in places if not spot.area]
            if bases and all(base and self._stations.guests_in(base.places[0]) == (guest,) for base in bases):
                return Side((guest,), GUESTS)
        return None

    def _still_theirs(self, by: Side, places: Placed) -> Placed:
        """The bases that are to be handed over, as of the day of the news: the day told is the one planned."""
        clock = self._drafter.dating.clock
        if clock.latest is None or not clock.is_news or not by.factions:
            return []
        now = Moment(0, 0, Days(clock.latest - A_DAY, clock.latest))
        bases = [
            self._stations.camp_of(spot) if self._stations.in_camps(by.factions) else self._stations.base_of(spot, by.factions) or spot
            for spot, _ in places
        ]
        return [(base, now) for base in bases if self._drafter.gazetteer[base.places[0]].is_site]

    def _all_bases(self, places: Placed) -> bool:
        return all(self._drafter.gazetteer[spot.places[0]].kind in GARRISONED for spot, _ in places)

    def _are(self, side: Side, bloc: str) -> bool:
        return bool(side.factions) and all(self._blocs.get(faction) == bloc for faction in side.factions)

    def _base(self, told: Told, trigger: Trigger, spot: Spot, by: Side, against: Side | None, day: date | None) -> Spot:
        """The base of a town that is meant: that of those whose it is called, who hold it, leave it or lose it; else the town's own."""
        if not spot.unsettled:
            return spot
        whose = self._owners.whose(told, spot, day)
        if whose and trigger.frame.kind == "hands-over" and whose.factions == by.factions:
            whose = None  # transféré à l'armée malienne la base de: the army gets it
        if whose is None and against is None and trigger.frame.kind == "hands-over":
            whose = self._sides.subject
        owner = (
            whose.factions
            if whose
            else by.factions
            if trigger.frame.kind in ("holds", "withdraws")
            else against.factions
            if against
            else ()
        )
        if trigger.frame.kind in ("withdraws", "holds"):
            return self._owners.base_or_town(spot, owner) or spot
        if trigger.frame.kind in ("besieges", "lifts-siege") and not owner:
            return self._stations.base_of(spot, self._sides.cast.owner("army", day)) or spot
        if trigger.frame.kind == "hands-over" and not self._has_base(spot):
            return self._owners.base_or_town(spot, by.factions) or spot
        if not owner and trigger.frame.kind == "hands-over":
            return spot  # whoever gave it: not the base of those who get it
        return self._stations.base_of(spot, owner) or spot

    def _has_base(self, spot: Spot) -> bool:
        """Whether the gazetteer knows a base in a town."""
        return any(self._drafter.gazetteer[i].kind in GARRISONED for place in spot.places for i in self._drafter.gazetteer.sites(place))

    def _gapped(self, told: Told, last: Spot, day: date | None) -> tuple[Side, Placed]:
        """Who took what by the same verb, told once: "... occupied Ansongo and Chadian troops, Ménaka"."""
        gapped = _GAPPED.match(told.masked, last.end - told.start)
        party = next((p for p in told.parties if gapped and p.end - told.start == gapped.end(1)), None)
        spot = next((s for s in told.spots if gapped and s.start - told.start == gapped.end()), None)
        side = self._sides.side(party, day) if party else Side(())
        return side, [(spot, None)] if spot and side.factions else []

    @staticmethod
    def _and_then(told: Told, end: int) -> Placed:
        """What befell another place on another day, told with one verb: fell to the rebels on Sunday and Niafunké on Monday."""
        found = _AND_ANOTHER_DAY.match(told.masked, end)
        spot = next((s for s in told.spots if found and s.start - told.start == found.start("place")), None)
        moment = next((m for m in told.moments if found and m.end - told.start == found.end("day")), None)
        return [(spot, moment)] if spot and moment and not spot.area else []

    def _credible(self, rule: str, kind: str, by: Side, places: Placed, before: str, whole: int) -> bool:
        """Whether somebody did it who could: nobody named can only attack or end a siege, convoys and civilians hold no town that they leave,
        and only foreign forces leave a country.
        """
        foreign = bool(by.factions) and all(self._blocs.get(faction) == "foreign" for faction in by.factions)
        if kind == "withdraws" and foreign and all(spot.end - spot.start == whole and not self._is_site(spot) for spot, _ in places):
            return False  # they left the country, or somewhere that the text does not name
        if rule == "under-them" and all(self._blocs.get(faction) == "foreign" for faction in by.factions):
            return False
        if rule == "share" and len(by.factions) < 2:
            return False
        if rule in _SEEN_THERE and all(self._blocs.get(faction) == "foreign" for faction in by.factions):
            return False  # they may be on their way through
        if not by.factions and kind not in ("attacks", "contests", "lifts-siege"):
            return False
        if kind == "withdraws" and _MOVING.search(before):
            return False
        foreign = all(self._blocs.get(faction) == "foreign" for faction in by.factions)
        return foreign or not any(spot.country for spot, _ in places)

    def _is_site(self, spot: Spot) -> bool:
        return self._drafter.gazetteer[spot.places[0]].is_site

    def _taken(self, told: Told, trigger: Trigger, left: int, right: int, by: Side) -> str:
        """Tell a capture from a brief seizure, and remember who took a place."""
        self._sides.taker = by
        brief = (
            _BRIEF.search(told.masked[left:right])
            or _STAYED.search(told.masked, trigger.end)
            or _THEN_LEFT.search(told.masked[trigger.end :])
        )
        return "seizes-briefly" if brief else "captures"


def _as_taking(told: Told, trigger: Trigger) -> Trigger:
    """Driving out those whom the text does not name is taking the place from them."""
    rivals = trigger.frame.rule == "drive-out" and _RIVALS.match(told.masked, trigger.end)
    return replace(trigger, frame=_EXPELLED) if rivals else trigger


def _up_to(told: Told, trigger: Trigger, left: int, by: Side) -> str:
    """Return the words of a clause before a trigger; a convoy stays one, whosever it is."""
    words = plain(told.words[by.party.start - told.start : by.party.end - told.start]) if by.party else ""
    set_out = _SET_OUT_FROM.search(told.masked, 0, trigger.start) and _UNDERWAY.match(told.masked, trigger.end)
    return told.masked[left : trigger.start] + (" convoy " if set_out or _CONVOY.search(words) else "")


def _officials_say(told: Told, trigger: Trigger) -> bool:
    """Whether it is a minister, a governor or the head of the state who tells it."""
    return bool(_OFFICIAL_SAID.search(told.masked, 0, trigger.start) or _OFFICIAL_SAYS.match(told.masked, trigger.end))


def _days_held(told: Told, trigger: Trigger) -> int | None:
    """For how many days a place was held, where the past tense says that it is over: occupied for a week."""
    match = FOR_SO_LONG.match(told.masked, trigger.end)
    if match is None or _LASTED.match(told.masked, trigger.end) or _STILL.search(told.masked[: trigger.start] + trigger.word):
        return None
    if had_done(told, trigger) or _BEEN_DOING.search(told.masked[: trigger.start] + trigger.word):
        return None
    if any(trigger.end <= other.start < match.start("n") for other in told.triggers):
        return None  # so long somebody else did something else
    return days_of(match)


def _ended(told: Proposal, days: int) -> Proposal:
    """A hold that ended after some days."""
    first, last = told.date.earliest, told.date.latest
    if first is None or last is None or told.until is not None:
        return told
    return replace(told, kind="seizes-briefly", until=edtf(first + timedelta(days=days), last + timedelta(days=days)))


def _over(told: Told, trigger: Trigger, days: int | None, made: Proposal) -> Proposal:
    """A hold that the text tells is over: after so many days, or before what it tells."""
    if days:
        return _ended(made, days)
    before = told.masked[: trigger.start]
    had = made.kind == "holds" and (_UP_TO_THEN.search(before) or (not told.moments and _HAD_HELD.search(before)))
    return _until_then(made) if had else made


def _until_then(told: Proposal) -> Proposal:
    """A hold told in the past perfect, with no day of its own: before the day that the text has come to."""
    first, last = told.date.earliest, told.date.latest
    if first is None or last is None or told.until is not None or last - first > A_MONTH:
        return told
    eve = first - A_DAY
    return replace(told, date=edtf(eve - LONG_BEFORE, eve))


def _is_unnamed(told: Told, trigger: Trigger, by: Side | None) -> bool:
    """Whether somebody took it whom the text leaves without a name: militants, gunmen, the attackers."""
    if trigger.frame.rule in ("fell", "tombe-seul"):
        return True
    if by is not None and by.party is not None:
        return by.party.vague or not by.party.named
    if trigger.frame.language == "fr" and trigger.frame.by == "to" and _DES_ASSAILLANTS.match(told.masked, trigger.end):
        return True
    if trigger.word.endswith(" to") and _TO_GUNMEN.match(told.masked, trigger.end):
        return True
    if _SOLDIERS_DO.search(told.masked[: trigger.start]):
        return False  # whose soldiers, nobody says
    return bool(_SOMEBODY_BEFORE.search(told.masked[: trigger.start]) or _BY_SOMEBODY.match(told.masked, trigger.end))


def _statement(told: Told, trigger: Trigger) -> str:
    """Return the words of a sentence around a trigger, up to what only is told beside it."""
    begin = max((m.end() for m in _BESIDE.finditer(told.masked, 0, trigger.start)), default=0)
    end = _BESIDE.search(told.masked, trigger.end) or _SAID_SO.search(told.masked, trigger.end)
    return told.masked[begin : end.start() if end else len(told.masked)]


def _each_its_day(told: Told, places: Placed) -> Placed:
    """Give two places told of with two days each its own: on 13 and 16 August they left Ber and Goundam."""
    days = [m for m in told.moments if _TWO_DAYS.match(told.words[m.start - told.start : m.end - told.start])]
    if len(places) != 2 or len(days) != 1 or any(own for _, own in places):
        return places
    first, last = days[0].span
    return [(places[0][0], replace(days[0], span=Days(first, first))), (places[1][0], replace(days[0], span=Days(last, last)))]


def _shared_out(told: Told, places: Placed, by: Side) -> list[tuple[Placed, Side]]:
    """Return which places are whose: all are all's, unless the text says respectively."""
    if not _RESPECTIVELY.search(told.masked) or len(places) < 2 or len(by.factions) < 2:
        return [(places, by)]
    if len(places) != len(by.factions):
        return []
    return [([pair], replace(by, factions=(faction,))) for pair, faction in zip(places, by.factions, strict=True)]


def _is_just_entered(told: Told, trigger: Trigger) -> bool:
    fallen = any(other.frame.rule in ("fell", "tombe-seul") for other in told.triggers)
    return trigger.frame.rule in ("enter-unopposed", "entre-sans-combat") and not fallen and not _UNOPPOSED.search(told.masked)


def _is_own_word(standing: str, said_by: str, by: Side) -> bool:
    """Whether only those who did it say so."""
    return standing == "claimed" and not set(by.factions).isdisjoint(said_by.split(";"))


def _was_occupying(told: Told, trigger: Trigger) -> bool:
    """Whether words for occupying tell how things stood: formerly occupied by; which they were occupying."""
    going_on = trigger.word == "occupying" and re.search(r"\b(?:was|were|is|are) (?:[a-z]+ )?$", told.masked[: trigger.start])
    return bool(going_on or _WAS_OCCUPIED.search(told.masked[: trigger.start]))


def _has_driven_out(told: Told, trigger: Trigger, side: Side | None) -> bool:
    return bool(side and side.factions) and trigger.frame.rule in _DRIVEN_OUT and bool(side and _on_the_ground(told, side))


def _on_the_ground(told: Told, side: Side) -> bool:
    """Whether those who drive others out are men in the place, not aircraft over it."""
    if side.party is None:
        return True
    begin, end = side.party.start - told.start, side.party.end - told.start
    return not _FROM_AFAR.search(plain(told.words[begin : min(len(told.words), end + 25)]))

"""A sentence with what was found in it, and what its grammar says: clauses, what is not real, who is no subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .frames import Trigger
from .when import Moment
from .where import Spot
from .who import MEN_OF, Party

_BOUNDARY = re.compile(
    r"[;:]|--|,? (?:(?<!short )(?<!little )(?<! a )while|although|though|but|whereas|after(?! (?:another|the other)\b)|before|when|because|which|who|until|once|where|mais|alors que|tandis que|apres que"
    r"|avant de|avant que|lorsque|quand|dont|qui|ou|(?<=, )(?:lequel|laquelle|lesquel(?:le)?s)|(?<=, )que?(?= |')|(?<=, localite )qu(?:e |')|(?<=, ville )qu(?:e |')|(?<=, village )qu(?:e |')|despite|following)\b|,? and (?=(?:the )?F+ (?:had|have|has|were|was|then|later|quickly|subsequently|soon|[a-z]+ed|took|began)\b)|, and (?=P+ (?:itself |then |still )?(?:is|was|are|were|has|had|remain(?:s|ed)?|stay(?:s|ed)|fell|passed)\b)|, (?=[a-z]+ing\b)|, (?=(?:l[ae]s? |l')?(?:F+|[a-z]+) (?:s'etant|ayant|etant)\b)|,? (?:saying|stating|adding) "
)
_UNREAL = {
    "en": re.compile(
        r"\b(?:not|never|there (?:are|is|were|was) no|no other|nobody|none of|whether|possible|impossible|no longer|fail(?:ed|s|ing)? to|unable to|no progress|without(?! (?:an? |any |the |much |further )?(?:fight|fighting|resistance|firing|combat|shot|opposition|bloodshed|struggle|battle))|unlikely|improbable|doubt(?:s|ed|ful)?|(?<!as best they )can|could(?: not)?|would|might|may|should|will|shall|threat[a-z]*|plan(?:s|ned|ning)?|propos[a-z]*|offer(?:s|ed|ing)? to|suggest[a-z]*"
        r"|intend[a-z]*|intention[a-z]*|attempt[a-z]*|tr(?:y|ied|ies|ying) to|sought|seek[a-z]*|aim[a-z]*|want[a-z]*|vow[a-z]*|order(?:ed|s)|call(?:ed|s|ing)? (?:for|on)"
        r"|urg(?:ed|es)|refus[a-z]*|prevent[a-z]*|in order to|goals?|objectives?|bid to|promis[a-z]*|pledg[a-z]*|about to|set to|unless|if|den(?:y|ied|ies)"
        r"|wish[a-z]*|hop(?:ed|es|ing) to|prepar[a-z]* (?:to|for)|demand[a-z]*|agreed to|request[a-z]*|scheduled|expected|likely to|allegations|denounced any|ready to|effort[s]? to"
        r"|were to|was to|to be|right to|cannot|in no position to|instead of|rather than|operations? to|fear[a-z]*|warn[a-z]*|capable of|authori[sz][a-z]* to|process of|goal of|slowed?|risk(?:s|ed)? of)\b"
        r"(?! [a-z]+ed that)(?! (?:alter|change|affect|hide|obscure|conceal|mask|disguise|undo|contradict)(?:s|ed)? the (?:fact|reality|truth) that)[^;:]{0,60}$"
    ),
    "fr": re.compile(
        r"(?:\bn'|\bne |\bpas |\bjamais |\bsans )[^,;:F]{0,45}$"
        r"|\b(?:exig|demand|reclam|souhait|veu(?:t|lent)\b|voul(?:ai(?:t|ent))?|ordonn|craign|crain|atten(?:d|t)|pour\b|afin\b|sans\b|somm)[a-z]*(?: [a-z]+)? ?(?<!\bparce )qu(?:e |')[^,;:]{0,40}$"
        r"|(?:\bpourrai|\bdevrai|\b(?:aurai|serai)(?:s|t|ent)? (?:pu|du|voulu)\b|\bvoul|\bveu|\bcompt(?:e|ent|ait|aient) |\besper|\bjur(?:e|ent) |\bpromet|\bpromis|\benvisag|\bambition|\bsouhait|\bprepar|\bs'appret|\bdoi(?:t|vent) |\bdevai(?:t|ent) |\bordonn|(?<!\ba la )\bdemand(?:e|ent|ait) |\bincap|\bpein(?:e|ent) a|\bcrai(?:n|gn)|\bpeur|\brisqu|\bprojet|\bnegoci|\ben vue de|\bimpossib|\bannonc[a-z]* (?:le |son |leur )(?=[a-z' ]*$)|\bmenac(?:e|ent|er|ait|aient|ant|era) d|\btent(?:e|ait|aient|ative)|\bessa[iy]|\bcherch|\bafin d|\bpour (?=[a-z']*$)"
        r"|\bprevoi|\bprevu|\bappel|\bexig|\becho|\brefus|\bvise a|\bavant de|\bsi |\bobjectif|\bdemen|\bpret[se]? a)[^;:F]{0,45}$"
    ),
}
_NO_WISH = re.compile(
    r"\b(?:on (?:the )?orders? (?:of|from) (?:the )?F+|not (?:being )?(?:authori[sz]ed|allowed|permitted|entitled|cleared) to (?:speak|talk|comment|brief|discuss)[^,;.]{0,50}|(?:ask|request|want|wish|prefer|insist)[a-z]* (?:not to be (?:named|identified|quoted)|to remain anonymous|(?:for )?anonymity)"
    r"|did not (?:want|wish) to be (?:named|identified)|refus[a-z]* to be (?:named|identified)|on condition (?:of anonymity|that he (?:was|is)? ?not (?:be )?(?:named|identified)))"
)
"""What sounds like a wish or an order, but leaves what the sentence tells done: an officer who was not authorised to speak; on the orders of the movement."""
_STILL_SO = re.compile(
    r"\b(?:continu(?:es?|ed|ing)|appear(?:s|ed)?|seem(?:s|ed)?|(?:is|are|was|were) (?:said|reported|believed|known|thought|understood|considered|found|seen)) to (?:be|have been|have)\b"
)
_SO_LONG_AFTER = re.compile(r"\b(?:after|since|before|when)$", re.I)
"""At the end of a date: vowed it on Sunday, two weeks after the town had fallen."""
_ENABLED = re.compile(
    r"\b(?:manag(?:ed|es)|able|allow(?:ed|s|ing)? [a-zF ]{0,40}|enabl(?:ed|es|ing) [a-zF ]{0,40}|help(?:ed|s|ing)?(?: [a-zF ]{0,30})?|beg[ai]n|began|continu(?:ed|es|ing)|started"
    r"|proceed(?:ed)?|went on|(?:took|needed|takes|needs) [a-zF ]{0,30}(?:hours?|days?|weeks?|minutes)(?: of [a-z]+)?(?: D+)?|(?<!join )(?<!joins )(?<!joined )(?<!joining )(?<!F )forc(?:ed|es|ing)(?: [a-zFD' ]{0,30})?|compell(?:ed|ing)(?: [a-zFD' ]{0,30})?|oblig(?:ed|ing)(?: [a-zFD' ]{0,30})?|had (?:no|little) choice but|had|chose|opted|preferred|us(?:ed|ing) [a-zFP' ]{0,50}|t(?:ook|aking) advantage [a-zFPD' ]{0,60}|exploit(?:ed|ing) [a-zFPD' ]{0,50}|seized the (?:chance|opportunity|moment)|profited [a-zFPD' ]{0,50}|reported[a-z]*|claim(?:ed|s|ing)|continue[a-z]*|F+|reussi a|parvenu[se]* a|permis a [a-zF' ]{0,30} de) (?:to )?$"
)
_SPOKEN_OF = re.compile(
    r"\b(?:announc|plan|order|demand|call(?:s|ed|ing)? (?:for|on)|negotiat|beg[aiu]n|start|request|urg|propos|accept|agree|delay|slow|want|deny|den(?:ied|ies)|condemn|celebrat|fear|claim|discuss|debat|talks|prospect|question|rumour|progress)[a-z]*\b[^.;]{0,40}$"
)
"""Before a noun: a capture or a withdrawal that is announced or begun is not done."""
_BOASTED = re.compile(r"\b(?:announc|claim|celebrat|hail|condemn)[a-z]* (?:D+ )?(?:the|its|their) $")
"""A capture that is announced is claimed; a withdrawal that is announced is to come."""
_RELATIVE = re.compile(
    r"(?<=[FP]), (?:(?:from|in|to|at|of|by|over|under|against) )?(?:which|who|whom|whose|where|qui|dont|que|qu') ?[^;]{3,200}?,(?= )"
)
_RELATIVE_FR = re.compile(
    r"(?<=[FP]), (?:(?:localite|ville|village|bourgade|base|camp)(?: [a-z]+){0,2} )?(?:que |qu'|dont |ou )[^;,]{0,60}?\bavai(?:t|ent) [^;,]{3,120}$"
)
"""At the end of a sentence: Anéfis, localité qu'ils avaient prise en 2013."""
_GOES_ON = re.compile(
    r" (?:also |then |later |soon |[a-z]+ly )?(?:was|were|is|are|has|have|had|would|will|did|said|told|fell|came|took|left|held|fled|withdrew|became|began|remains?|lost|made|saw|"
    r"(?!(?:killed|wounded|aged|based|located|called|named|including|followed|supported|backed|allied|led|united)\b)[a-z]{2,}ed)\b"
    r"| (?:l[ae]s? |s[e'] ?|[nlym]' ?|ne |y |en |lui |leur )*(?:(?:est|sont|ont|etai(?:t|ent)|fu(?:t|rent)|avai(?:t|ent))\b|a (?!quelque|cote|proximite|une?\b|moins|l[ae]\b|pied)(?:[a-z]+ )?[a-z]*(?:[eiu]|is|it|ert)\b)"
)
"""After the comma that ends a clause about somebody: the verb of the sentence."""
_TRIED = re.compile(r"\b(?:attempt[a-z]*|(?:tr(?:ied|ying)|sought) to|bid to|tentative)\b")
"""An attempt that is beaten off was made."""
_FIRST_TO = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last|only|latest|next) (?:[a-zFP'-]+,? ){0,6}?to (?:be )?(?:[a-z]+ly )?$"
)
"""The last soldiers to leave the town left it; the first base to be given back is given back."""
HAVE_LEFT = re.compile(
    r"\b(?:in|at|inside) (?:the )?P+,?(?: (?:had|have|has|were|was|are|is|may|might|all|well|long|already|reportedly|also|then))* (?:fled|left|withdrawn|withdrew|pulled out|deserted|abandoned|gone|vanished|decamped|surrendered|capitulated|laid down)\b"
)
"""The soldiers stationed in the town have left."""
_SEEKING = re.compile(r"\b(?:seeking|wanting|hoping|aiming|vowing) (?:to\b[^,;:]{3,80}?|[^,;:]{3,60}?)(?= (?:have|has|had) )")
"""What describes somebody before the verb: rebels seeking to carve out a homeland have taken the town."""
_WING_OF = re.compile(r"\b(?:branch|wing|affiliate|arm|branche|aile|filiale) (?:of|de|du|d')(?: the| la| l')? ?$")
"""The branch of a party is the party."""
_BESIDE_PLACE = re.compile(r"P, (?:toujours|encore|desormais|deja|restee|alors) (?:aussi )?$")
"""Between a place and a participle that only describes it."""
_NE_ALONE = re.compile(r"\b(?:n'|ne )(?!.*\b(?:pas|plus|jamais)\b)")
_BEFORE_IT = re.compile(r"\bavant qu(?:e|')? ?$")
"""Before a clause in which ne denies nothing: avant que l'armée n'annonce en avoir repris le contrôle."""
_NE = re.compile(r"\b(?:n'|ne )(?=(?:s'|y |l[ae]s? |l'|en )*$)")
_ONLY_THEN = re.compile(
    r"(?:,? (?!pas\b|plus\b|jamais\b)[a-zFPD'-]+){0,5}? que? ?(?:'|(?=D|apres |le |ce |au |a |en |vers |dans |pour |pendant |quelques |brievement |deux |trois |quatre |une? ))"
)
"""After a verb with ne: it happened, but only then (n'est entrée à Ber que dimanche)."""
_FINITE = re.compile(
    r"(?:a|ont|avait|avaient|est|sont|etait|etaient|s'est|se sont) |(?:re)?(?:perd|prend|tient|remet|rend)\b|se [a-z]+e(?:nt)?\b|s'[a-z]+e(?:nt)?\b"
)
"""A finite verb: after "et" it tells something of its own (a échoué à prendre la ville et a perdu le camp)."""
_NO_HOLD = re.compile(r"\bno $")
"""Before a hold on a place: there was none."""
_NOT_ONE = re.compile(r"\bno (?:[a-z]+ ){0,2}?(?:soldiers?|troops|units?|men|fighters?|F+)\b[^,;:]{0,40}$")
"""Before taking a place: nobody did."""
_BY = re.compile(r"(?: D+)? by (?:the )?F")
_ONLY_TO = re.compile(r"\bonly to (?:be )?(?:[a-z]+ly )?$")
"""What came of it: they returned, only to be driven out again."""
_AND_NOT = re.compile(r",? (?:and |but )?not (?:the )?F+,")
_OWN_CLAUSE = re.compile(r", (?=(?:the )?F)")
_ARTICLE = re.compile(r"\b(?:an?|the|its|their) $")
_TO_COME = re.compile(r"\b(?:will|would|should|could|may|might|is|are) (?:[a-z]+ )?(?:be|have)\b")
_TO = re.compile(r"\bto (?:[a-z]+ly )?$")
_ASIDE = re.compile(r" - [^-;]{3,200} - |\((?!F+\))[^()]{3,200}\)|--[^-;]{3,200}--")
_SOME = re.compile(r"(?:^|[,;:] |\b(?:que|quand|lorsque|puis) )(?:des|plusieurs|d'autres) $")
"""Before a subject: des hommes armés ont pris ..."""
_OBLIQUE = re.compile(
    r"\b(?:by|against|from|with|of|to|between|among|on|for|over|in|at|into|than|including|via|toward|towards|near|under|alongside|beside|targeting|called|named|joining|joined|fought|fighting|battled|battling|killed|put|putting|routed|defeated|beat|surprised|overpowered|disarmed|attacked|ambushed|killing|chasing|not|unlike|without|against the|selon|d'apres|par|contre|de|du|des|d'|avec|a|aux|sur|entre|sous)"
    r"(?: (?:the|an?|its|their|his|some|several|many|all|other|dozens of|hundreds of|l[ae]s?|son|sa|ses|un|une|abandoned|suspected|former|retreating))*[ ']*(?:l')?$"
)


_NOT_THEY = re.compile(r"\bce (?:n'(?:est|etait)|ne (?:sont|seront)) (?:plus|pas)(?: l[ae]s?| l'| des?)? ?$")
"""Before those of whom something is denied: ce ne sont plus les gendarmes, mais ..."""
_AS_FOR = re.compile(r"\bquant (?:a l[ae] |a l'|aux? |a )(?:[a-z]+ (?:du |de l[ae] |de l'|des |de |d'))?$")
"""Before those of whom a sentence goes on to tell: quant aux éléments du groupe, ils ..."""
_WITH = re.compile(r", with (?:the |its |their )?$")
_DOING = re.compile(r"(?:'s? [a-z]+)? (?:now |again |already )?[a-z]{2,}ing\b")
_OWNS_WORDS = re.compile(
    r"'s? (?:[a-z]+ )?(?:call|appeal|demand|request|order|warning|offer|proposal|statement|assertion|claim|version|account|announcement|report|communique|word|advice|insistence|wish|will|refusal)s?\b"
)
"""After a party: it is not the party that acts, but what it said."""


NOBODY = r"(?:gunmen|armed men|attackers|assailants|militants|insurgents|fighters|jihadists|islamists|terrorists|bandits|hommes armes|assaillants|combattants|djihadistes|jihadistes|terroristes)"
"""People who hold no place, or whom the text leaves without a name."""
_NOBODY_ACTS = re.compile(
    rf"(?<!F )(?<!F's )(?<!Fs )(?<!er's )(?<!his )(?<!its )(?<!ses )(?<!their )(?<!whose )(?<!leurs )\b{NOBODY}\b(?: on (?:motorbikes|motorcycles|foot)| in (?:vehicles|pickups|pick-ups))?,? (?!(?:who|which|that|qui|from|of|in|at)\b)(?:[a-z]+ ){{0,2}}$"
)


_COLUMN = r"(?:columns?|convoys?|patrols?|units?|detachments?|contingents?|garrisons?|reinforcements)"
_COLUMN_HIT = re.compile(
    rf"\b{_COLUMN}\b[^.;,FP]{{0,50}}?\b(?:was|were|(?:has|had|have) been|came under|(?:drove|ran) into) (?:[a-z]+ )?(?:ambush(?:ed)?|attack(?:ed)?|hit|struck|fire|assailed|stopped|routed|beaten|targeted|bombed|shelled|raided)\b"
)
"""Soldiers without a name are the victims: "it" and "they" are those, not the ones who attacked them."""
_HIT_IT = re.compile(
    rf"\b(?:ambush|attack|hit|struck|intercept|rout|bomb|shell)(?:ed)? (?:the|an?|its|their) (?:[a-z-]+ ){{0,3}}{_COLUMN}\b[^.F]*[;,] (?:and |but )?it [^.;,F]{{0,40}}$"
)
"""The same, where they are the object: ambushed the column; it withdrew."""


@dataclass(slots=True)
class Told:
    """A sentence with what was found in it: ``masked`` has the same length as the words, with F, P and D for who, where and when."""

    start: int
    end: int
    words: str
    masked: str
    parties: list[Party]
    spots: list[Spot]
    moments: list[Moment]
    distance: int
    """How many sentences ago the last date was told; 0 if in this one."""
    triggers: list[Trigger] = field(default_factory=list)


def clause(told: Told, number: int) -> tuple[int, int]:
    """Return where the clause of a trigger begins and ends."""
    trigger = told.triggers[number]
    left, right = 0, len(told.masked)
    for match in _BOUNDARY.finditer(told.masked):
        if match.end() <= trigger.start:
            left = match.end()
        elif match.start() >= trigger.end:
            right = match.start()
            break
    for other in told.triggers[:number]:
        if (own := _OWN_CLAUSE.search(told.masked, other.end, trigger.start)) and other.frame.rule == "driven-out":
            left = max(left, own.start() + 1)  # ousted from Gao on Wednesday, the rebels ...
    for other in told.triggers[number + 1 :]:
        if not other.frame.noun and other.frame.kind not in ("attacks", "contests") and other.start < right:
            right = other.start
            break
    return left, right


def acts_unnamed(told: Told, trigger: Trigger) -> bool:
    """Return whether right before a verb stand people whom the text leaves without a name: when gunmen overran their camp."""
    return not trigger.frame.noun and bool(_NOBODY_ACTS.search(told.masked[: trigger.start]))


def tells_of_victims(told: Told) -> bool:
    """Return whether a sentence is about a column or the like that was attacked, without saying whose it is."""
    return bool(_COLUMN_HIT.search(told.masked)) and all(is_oblique(told, party) for party in told.parties)


def means_victims(told: Told, trigger: Trigger) -> bool:
    """Return whether "it" before a verb is the column that was attacked: they ambushed the column; it withdrew."""
    return bool(_HIT_IT.search(told.masked[: trigger.start]))


def looked_back(told: Told, offset: int) -> bool:
    """Return whether an offset in the text stands in a clause about somebody or some place (..., which ..., ...) amid the sentence."""
    return any(begin <= offset - told.start < end for begin, end in _relatives(told.masked))


def same_clause(told: Told, trigger: Trigger, offset: int) -> bool:
    """Return whether an offset in the text stands in the same clause about somebody or some place (..., which ..., ...) as a trigger."""
    return any(begin <= trigger.start < end and begin <= offset - told.start < end for begin, end in _relatives(told.masked))


def _relatives(masked: str) -> list[tuple[int, int]]:
    """Return the clauses about somebody or some place: up to the comma after which the sentence goes on, else to the next one."""
    found = []
    for match in _RELATIVE.finditer(masked):
        commas = [m.start() for m in re.finditer(r",(?= )", masked[: match.start() + 220]) if m.start() >= match.end() - 1]
        last = next((at for at in commas if _GOES_ON.match(masked, at + 1)), match.end() - 1)
        found.append((match.start(), last + 1))
    found += [match.span() for match in _RELATIVE_FR.finditer(masked)]
    return found


def in_aside(told: Told, trigger: Trigger) -> Callable[[int], bool]:
    """Return whether an offset in the text stands in an aside (between dashes, in brackets) to which the trigger does not belong."""
    asides = [m.span() for m in _ASIDE.finditer(told.masked) if not m.start() <= trigger.start < m.end()]
    return lambda offset: any(start <= offset - told.start < end for start, end in asides)


def unreal(told: Told, trigger: Trigger, language: str) -> bool:
    """Whether what the trigger tells did not happen: it is denied, planned, threatened, tried, asked for or feared."""
    before = told.masked[: trigger.start]
    if language == "fr" and trigger.frame.passive and _BESIDE_PLACE.search(before):
        return False  # n'a pas pris Ber, toujours tenue par l'armée
    if language == "en" and trigger.frame.passive and before.endswith("P, ") and _BY.match(told.masked, trigger.end):
        return False  # could not confirm that the town, taken by the rebels on Monday, was won back
    cut = max((m.end() for m in _BOUNDARY.finditer(told.masked) if m.end() <= trigger.start), default=0)
    so_long = (m.end - told.start for m in told.moments if _SO_LONG_AFTER.search(told.words[: m.end - told.start]))
    cut = max(cut, max((end for end in so_long if end <= trigger.start), default=0))
    clause = _STILL_SO.sub("", _NO_WISH.sub("", before[cut:]))
    if not _TO_COME.search(clause):
        clause = _FIRST_TO.sub("", clause)
    if (
        _TO.search(before)
        and not _FIRST_TO.search(before)
        and not _ONLY_TO.search(before)
        and not _ENABLED.search(_TO.sub("", before) + "")
        and not _ENABLED.search(before)
    ):
        return True
    if language == "fr":
        only = trigger.word.endswith(" que") or _ONLY_THEN.match(told.masked, trigger.end)
        clause = _NE.sub("", clause) if only else clause
        clause = _NE_ALONE.sub("", clause) if _BEFORE_IT.search(before[:cut]) else clause
        clause = "" if clause.endswith(" et ") and _FINITE.match(trigger.word) else clause
    clause = _ONLY_TO.sub("", clause)
    clause = _SEEKING.sub("", f"{clause}{trigger.word}")[: -len(trigger.word)] if _SEEKING.search(f"{clause}{trigger.word}") else clause
    if trigger.frame.kind == "repels":
        clause = _TRIED.sub("", clause)
    clause = _AND_NOT.sub("", clause)
    if trigger.frame.noun and _SPOKEN_OF.search(clause) and not (trigger.frame.kind == "captures" and _BOASTED.search(clause)):
        return True
    if language == "en" and trigger.frame.kind == "holds" and _NO_HOLD.search(clause):
        return True
    if trigger.frame.kind == "captures" and _NOT_ONE.search(clause):
        return True
    return bool(_UNREAL[language].search(clause))


def is_oblique(told: Told, party: Party) -> bool:
    """Whether a party is no subject: it stands after a preposition, or is the object of the verb before it."""
    whole = told.masked[: party.start - told.start]
    if _WITH.search(whole) and _DOING.match(told.masked, party.end - told.start):
        return False  # it changed hands, with the group taking it back
    if _AS_FOR.search(whole):
        return False
    if _NOT_THEY.search(whole):
        return True
    before = _WING_OF.sub("", MEN_OF.sub("", whole))
    english = bool(told.triggers) and told.triggers[0].frame.language == "en"  # where "a" is an article
    before = _ARTICLE.sub("", before) if before != whole or english else whole  # a column of soldiers
    if (_OBLIQUE.search(before) and not _SOME.search(before)) or _OWNS_WORDS.match(told.masked, party.end - told.start):
        return True
    before = told.masked[: party.start - told.start]
    for trigger in told.triggers:
        gap = before[trigger.end :] if trigger.end <= len(before) else None
        if (
            gap is not None
            and len(gap) <= 12
            and not trigger.frame.noun
            and trigger.frame.kind != "contests"
            and not trigger.frame.passive
            and re.fullmatch(r" ?(?:the |a |an |its |their |several |some |on |l[ae]s? |l'|des |ses |leurs )?", gap)
        ):
            return True
    return False

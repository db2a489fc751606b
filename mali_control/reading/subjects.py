"""Who acts: the subject of a verb, named or not, in its clause or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..factions import Factions
from .frames import Trigger
from .meant import INHERITED_SUBJECT, STAND_IN, Meant, Side
from .objects import LEAVING_FOR
from .told import Told, acts_unnamed, in_aside, is_oblique, looked_back, means_victims, same_clause, tells_of_victims
from .when import plain
from .who import Party

SPEAKER = 0.9
"""How sure it is that "our men" are those of the party that speaks."""
UNNAMED_AGENT = 0.65
LATTER = r"(?:ce dernier|cette derniere|ces derniers|ces dernieres|celui-ci|celle-ci|ceux-ci|celles-ci)"
"""Those who were named last."""
_NOT_FAR = r"(?:F++|P++|D++|[^.;FPD]){0,40}$"
"""Up to a verb in the same clause; a name counts as one letter."""
_PRONOUN = re.compile(
    rf"(?:^|[,;] |(?<=D) |\b(?:and|then|that|when|after|once|later|said|says|claimed|announced|confirmed|reported|et|puis|que|qu')[ ]?)(?:,? )?(?:they|it|he|she|their|its|the former|the latter|ils|elles|il|elle|{LATTER})\b{_NOT_FAR}"
    r"|\b(?:they|it|ils|elles|il|elle)(?: (?:had|has|have|then|also|later|soon|subsequently|quickly|again|ont|avaient|a|avait|se|s'|en|y))* ?$"
)
_THEY_FIRST = re.compile(r"(?:(?:on|in|by|at|during|since) )?(?:D+,? )?(?:(?:then|later|meanwhile|soon|[a-z]+ly),? )?(?:it|they)\b")
_ARMED_GROUPS = re.compile(r"\barmed (?:groups|movements)(?: [a-z]+){0,2} $")
"""Before a verb of holding: the groups that the text names."""
_SPEAKER_S = re.compile(
    r"(?:according to|selon|d'apres)(?: the)?(?: l[ae]s?)? ?(?P<who>F+),? (?:(?:[^.;F]{0,120} )?(?:its|their)|ses|son|sa|leurs?) [^,;F]{0,40}$"
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
PERSONS = re.compile(
    r"\b(?:civilians|residents|refugees|families|inhabitants|villagers|protest[a-z]*|students|locals|habitants|civils|journalists|women|population)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"^ ?(?:(?:the|some|several|dozens of|hundreds of|about|around|more than|at least|heavily|armed|unidentified|unknown|suspected|forty|\d+) )*(?:gunmen|men|raiders|bandits|horsemen|motorcyclists|bikers)\b"
)
"""A clause with a subject of its own that is no party."""
_JOINED_BY = re.compile(
    r"(?:'s?)?,? (?:(?:together|jointly|along|in concert|in alliance|in tandem|hand in hand|side by side) with|(?:joined|joining) (?:forces|hands) with|team(?:ed|ing) up with|(?:fighting |acting |operating |advancing )?(?:alongside|side by side with)) (?:the |an? |its |their |some |a few )*(?=F)"
)
_AND_MEN_OF = re.compile(
    r"(?P<and>,? and) (?:[a-z]+ )?(?:fighters|soldiers|men|elements|members|mercenaries|instructors|units|troops|militants|paramilitaries) (?:of|from) (?:the |[a-z]+'s )*$"
    r"|(?P<allies>,? (?:and|et)) (?:its|their|his|ses|son|leurs?) (?:[a-z]+ )?(?:allies|ally|partners?|allies?|partenaires?),? (?:the |les? |la |l'|du |de la )*$"
)
"""Between two who act: the army and fighters from another group, the movement and its allies, the other two."""
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
_LATTER_ACT = re.compile(rf"(?:^|[,;:] |\b(?:que|et|mais|D) ){LATTER}\b[^.;]{{0,40}}$")
_WE = re.compile(
    r"(?:^|[,;:\"“«(] ?|\b(?:that|and|but|for now,|o'clock|as|when|then|now|que|et|mais) )(?:we|nous|our (?:men|troops|forces|soldiers)|nos (?:hommes|troupes|forces|soldats|elements)) (?:[a-z]+ ){0,3}$"
)
_GARRISONS = re.compile(r"\b(?:garrisons?|detachments?|outposts?|posts)\b|\bthe one at\b")
POST = re.compile(r"\b(?:postes?|position|garnison)s?\b")
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
_THAT_FIRST = re.compile(r"\b(?:that|que) (?:by|after|on|upon|since|in|having|despite|while|apres|en)? ?$")
"""What is said begins with a participle, whose subject comes after it: they said that after taking the town the rebels left it."""
_THEIR_LEADERS = re.compile(r"[^,;:F]{0,40}, (?:l[ae]s? |l'|des )[a-z]+ (?:du |des |de l[ae] |de l'|d')F")
"""After a participle at the head of a sentence: une fois maîtres de la ville, les responsables du mouvement ..."""
_HEADS_PARTICIPLE = ("", "by", "after", "on", "upon", "since", "in", "having", "despite", "while", "une fois")
"""What may stand before a participle at the head of a sentence: by taking the town, the movement ..."""
_APPOSED = re.compile(
    r"(?P<who>F+)(?: \([^()]{2,12}\))?, (?:an? |the (?!F)|its (?!F)|their (?!F)|une? |l[ae] (?!F)|l'(?!F)|made up|composed|consisting|comprising|led by|commanded by|backed by|supported by|dirige|soutenu|compose|forme)[^;.]{5,160}, (?:[a-z]+ ){0,2}$"
)
_FORMER_OR_LATTER = re.compile(rf"\bthe (?P<which>former|latter)(?:'s)?\b{_NOT_FAR}")
_RETAKING = re.compile(r"re(?:took|takes?|taking|captur|conquer|occup|gain)")
"""Said of soldiers, where nobody is named: the state's did it."""
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


_OFFICIAL_AFTER = r"[,.]? ?[\"”»] ?(?:said |says |added |confirmed )?(?:an?|the|one|another|two|several) (?:[a-z]+ ){0,3}?(?:army|military|security|government|defen[cs]e|LAND) (?:[a-z]+ ){0,2}?(?:source|official|officer|minister|spokes[a-z]+|officers|officials|sources)\b"
"""Someone of the state who speaks."""
_OFFICIAL = r"\b(?:ministers?|ministry|lieutenant|captain|colonel|army|military|armed forces|government|presidency|(?:LAND|security) (?:security )?(?:source|official|officer)s?|source (?:securitaire|militaire)|ministre|ministere|capitaine|militaires?|armee|gouvernement|etat-major)\b"
"""Who speaks for the state; LAND stands for the adjectives for its land."""


class Subjects(Meant):
    """Finds the subject of what a verb tells."""

    def __init__(self, factions: Factions) -> None:
        super().__init__(factions)
        self._official, self._official_after = (re.compile(words.replace("LAND", self.cast.land)) for words in (_OFFICIAL, _OFFICIAL_AFTER))

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
        partner = next((p for p in told.parties if after and p.start - told.start == after.end() and p.named), None)
        first = next((p for p in told.parties if before and p.end - told.start == before.start()), None)
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
                    if PERSONS.search(told.masked[party.end - told.start : trigger.start]) or (
                        pool is before and PERSONS.search(told.masked[left : trigger.start])
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

    def _latter(self, before: Sequence[Party], day: date | None) -> Side | None:
        """Who "these latter" are: those whom the sentence named last, else the one before."""
        if before:
            return self.side(before[-1], day, INHERITED_SUBJECT)
        named = [factions for factions in self.earlier if factions]
        return Side(named[-1], INHERITED_SUBJECT) if named else None

    def _of_post_or_men(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Whose the post is that is left, or who "their men" are."""
        before = told.masked[max(0, trigger.start - 70) : trigger.start]
        if trigger.frame.kind == "withdraws" and POST.search(before):
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

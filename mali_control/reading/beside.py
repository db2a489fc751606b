"""Who stands beside a verb: by whom, in whose hands, whose base, from whom, according to whom."""

from __future__ import annotations

import re
from datetime import date

from .frames import Trigger
from .listing import Placed
from .meant import INHERITED_SUBJECT, Side
from .subjects import PERSONS, SPEAKER, UNNAMED_AGENT, Subjects
from .told import Told, is_oblique
from .who import MEN_OF

HANDS = re.compile(
    r"(?: (?:the|joint|full|total|complete|effective|de facto|firm|government|authority|control|hands|rule|thumb|sway|heel|yoke|grip|boot|domination|occupation|of|command|in|under|jurisdiction|le|la|les|l'|du|de|des|d'|aucune?|un seul|controle|mains|conjoint|(?:its|their) (?:[a-z]+ )?(?:ally|allies|partners?|rivals?)))*[ '\"]*?(?:the |l')?"
)
THE = r"(?:an? [a-z-]+(?: [a-z-]+){0,5}, (?:the )?|the (?:various |several )?|(?:various|several) |a |an |un |une |les |des |l'|la |le |un groupe de |(?:ses|leurs|son|its|their) (?:[a-z]+ )?(?:du |de la |des |de )?|(?:un )?demi-|(?:environ |pres de |quelque |plus de |moins de |au moins )?(?:\d[\d ]* |(?:une |plusieurs |quelques |des )?(?:centaines?|dizaines?|vingtaine|trentaine|cinquantaine|milliers?) (?:de |d'))|(?:une? )?(?:compagnie|section|escadron|garnison|unite|detachement|force|groupe)s? (?:de |d')(?:(?:quelque |environ |pres de |plus de )?\d[\d ]* )|(?:[a-z]+ )?(?:hommes|combattants|soldats|elements|membres) (?:de la |de l'|du |des |d')|(?:un|une|des|les|l'un des|plusieurs|quelques|la|le|l'|deux|trois|une (?:centaine|dizaine|vingtaine|poignee) de) ?(?:[a-z]+ )?(?:emirs?|chefs?|cadres?|commandants?|colonels?|contre-attaque|contre-offensive|offensive|assaut|attaque|colonnes?|convois?|detachements?|unites?|contingents?|patrouilles?|pelotons?|commandos?|groupe|coalition|alliance|katiba|brigade|bataillon|raid)(?: (?!d[eu]s?\b)[a-z-]+)? (?:de la |de l'|du |des |de |d')|militants of |members of |movements of |groups of |forces of |men of |units of |troops of |(?:an? |the )?(?:mixed|joint|combined|strong|large|small|local|same|rival|returning|advancing) |suspected |(?:[a-z]+ )?(?:battalion|company|unit|contingent|detachment|column|committee|besiegers|insurgents|ranks|garrison|platoon|handful|force|band) of (?:the )?|(?:about |around |some |roughly |nearly |almost |fewer than |more than |at least |up to )(?:\d[\d,]* |[a-z]+ )?|elements of |fighters of )*"
_FORMER_ALLIES = re.compile(
    r"(?: (?:its|their|the|his|former|rival|erstwhile|old|allies|partners|rivals|fighters|men|soldiers|of|from|some|all|last|remaining|secular|[a-z]+ (?:group|faction|militia|movement)))+,? "
)
"""Between driving out and whom: its former allies of the MNLA."""
_IN_SOMETHING = re.compile(r" in(?: the)?$")
_HANDS_OF = re.compile(r"[^,.;]{0,60}?\b(?:hands?|control|possession|rule|power|grip|charge)\b")
_IN_HANDS = re.compile(r"\b(?:in|under) (?:the (?:(?:control|hands|possession|grip|rule) of )?(?:the )?)?$")
_THEM = re.compile(r" (?:them|it)\b")
_WHOM = re.compile(
    r"(?P<whom>F+)(?: \([^()]{2,14}\))?(?:, (?:an?|the) [^,;F]{3,60}?)?,? (?:that|which|whom|who) (?:the )?F+(?:,? and (?:the )?F+)?(?: (?:had|have|has|then|later|finally))* $"
)
"""Before driving out: the movement, a coalition that the army drove."""
_BY_MEN = re.compile(
    r"(?<!\bnot )\bby (?:(?:the|an?|its|their|his) )?(?:(?!(?:and|or|but|who|which|that|the|in|on|at|to|from|with|for|after|before|when|while|hand|force|surprise|air|road|night|day|dawn|then|now|next|[a-z]+ing)\b)[a-z-]+ ){0,6}$"
)
"""Before those who did it: words that only describe them."""
_SOME_MEN = re.compile(
    r"\b(?:an?|some|several|many|dozens of|hundreds of|scores of|about|around|nearly|a few|\d+) (?:(?!(?:hands?|control|rule|of|the|and|or|in|to|from)\b)[a-z-]+ ){0,4}$"
)
"""The same, in whose hands it is: several dozen."""
_BACKED_BY = re.compile(
    r"\b(?:epaule|appuye|soutenu|seconde|aide|accompagne|renforce|escorte|flanque|assiste)(?:e|s|es)? par [a-z' ]{0,25}$"
)
"""Before partners, who did not do it alone."""
_OUR_HANDS = re.compile(
    r" (?:our (?:[a-z]+ )?(?:hands?|control|rule|sway|authority|grip)|(?:the )?(?:hands|control) of (?:us|our (?:[a-z]+ )?(?:men|fighters|forces|troops|soldiers|army|units?|comrades|movement)))\b"
)
_OWNED_HANDS = re.compile(r" (?:the )?(?P<who>army|government|military|state)(?:'s)? (?:hands|control|rule)\b")
THEIR_HANDS = re.compile(r" (?:their|its|his) (?:[a-z]+ )?(?:hands?|control|rule|sway|authority|grip)\b")
_LED_BY = re.compile(
    r" (?:de |d'|des |du )(?:combattants|hommes|elements|jihadistes|djihadistes|islamistes|groupes?|groupe|colonnes?)(?: armes?| jihadistes?| djihadistes?| islamistes?)? (?:conduit|dirige|mene|commande|emmene|envoye)(?:e|s|es)? par "
    r"(?:l[ae]s? |l'|une? |des |l'un des |deux |plusieurs |ses )?(?:chefs?|commandants?|emirs?|cadres?|lieutenants?|membres?|responsables?|figures?)(?: [a-z]+)? (?=d(?:e|u|es)\b|d'|$)"
)
"""Between the words and whose men they are: aux mains de combattants conduits par un chef d'..."""
_SO_MANY = re.compile(
    r" (?:(?:two|three|four|several|deux|trois|plusieurs) )(?:armed )?(?:movements|groups|factions|mouvements|groupes)(?: (?:that|who|which|qui) [^:;.]{3,50})?:? "
)
"""Before the names of those who hold a place together."""
_ACCORDING = re.compile(r"\b(?:selon|d'apres|a en croire) (?:l[ae]s? |l')?(?=F)")
_FROM_THE_PLACE = re.compile(
    r" (?:D+ )?(?:de |du |d'|from )(?:l[ae] |the )?(?:(?:ville|localite|village|base|camp|town|city) (?:de |d'|of ))?P+ (?:l[ae]s? |the |l')?"
)
_THE_MEN = re.compile(r" (?:l[ae]s? |l'|the )?")
_SITE_WHOSE = re.compile(r"\b(?:camp|base|emprise|poste|site|position)s?(?: [a-z]+)? (?:de la |du |des |de l'|de |d'|of the |of )$")
_HIS_MOVEMENT = re.compile(
    r"(?: (?:control|hands|rule|authority|sway))?(?: (?:by|of))? (?:his|her|their|its) (?:own )?(?:movement|group|men|fighters|forces|side|organi[sz]ation|troops|militia|comrades|soldiers|units)\b"
)
ANNOUNCED = re.compile(
    r"(?P<who>F+)(?:'s? [a-z]+)?(?:,[^,;]{2,80},|,)?(?: (?:has|have|had|later|also|both|in turn|then|D+))* (?:announced|claimed|claims|announces|said|says|declared|declares|boasted|reported|confirmed|acknowledged|admitted|conceded)(?: D+)?(?: that)? "
)
"""Who tells that something was done."""
_BUT_UNSURE = re.compile(r"[.;:F]|\b(?:but|say|confirm|whether|if|who|which)\b")
TAKEN_BACK = re.compile(r"(?:recaptured|retaken|recovered|liberated|freed|won back|reoccupied|reconquered|regained|cleared|secured)\b")


class Beside(Subjects):
    """Finds those who are named in a fixed place beside a verb or a noun."""

    def _after(self, told: Told, pattern: str, start: int, end: int, day: date | None) -> Side | None:
        """Return who stands after some words: by ..., to ..., from ..."""
        match = re.compile(rf"{pattern}(?=F)").search(told.masked, start, end)
        if match is None:
            return None
        party = next((p for p in told.parties if p.start - told.start == match.end()), None)
        return self.side(party, day) if party else None

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
        agent = self._after(told, rf"(?<!\bnon )(?<!\bpas )(?<!\bnot )\b(?:by|par) {THE}", trigger.end, end, day)
        agent = agent or self._agent_described(told, trigger, end, day)
        backing = agent and agent.party and _BACKED_BY.search(told.masked[: agent.party.start - told.start])
        return None if backing else agent

    def _agent_described(self, told: Told, trigger: Trigger, end: int, day: date | None) -> Side | None:
        """By whom, where words describe them before they are named: by hundreds of heavily armed fighters of the movement."""
        first = next((p for p in told.parties if trigger.end <= p.start - told.start < end), None)
        if first is None or trigger.frame.language != "en":
            return None
        return self.side(first, day) if _BY_MEN.search(MEN_OF.sub("", told.masked[trigger.end : first.start - told.start])) else None

    def _announced(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """Who took a place that he announces was taken: an armed group; of a state, only that it was retaken."""
        said = next(reversed(list(ANNOUNCED.finditer(told.masked, 0, trigger.start))), None)
        if said is None or _BUT_UNSURE.search(told.masked, said.end(), trigger.start):
            return None
        party = next((p for p in told.parties if p.end - told.start == said.end("who")), None)
        side = self.side(party, day, UNNAMED_AGENT) if party else Side(())
        return side if side.factions and (self._is_group(side) or TAKEN_BACK.match(trigger.word)) else None

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

    def _in_hands(self, told: Told, trigger: Trigger, day: date | None) -> Side | None:
        """In whose hands a place is left or stays."""
        for party in told.parties:
            between = _SOME_MEN.sub("", MEN_OF.sub("", told.masked[trigger.end : party.start - told.start]))
            leaving = trigger.frame.kind == "captures"  # leaving the town, and much else, in the hands of
            if party.start - told.start >= trigger.end and (
                HANDS.fullmatch(_SO_MANY.sub(" ", _LED_BY.sub(" ", between))) or (leaving and _IN_HANDS.search(between))
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
        if trigger.frame.rule == "theirs" or THEIR_HANDS.match(told.masked, trigger.end):
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
        if not _THEM.match(told.masked, trigger.end) or PERSONS.search(told.masked[: trigger.start]):
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


def _is_verb(trigger: Trigger) -> bool:
    """Whether it tells something of its own, with an agent of its own."""
    return trigger.frame.passive or (not trigger.frame.noun and trigger.frame.kind not in ("attacks", "contests"))

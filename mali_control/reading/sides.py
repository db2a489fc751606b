"""Who acts, and against whom: roles by what kind of deed is told, with how sure each is."""

from __future__ import annotations

import re
from datetime import date

from .beside import ANNOUNCED, HANDS, TAKEN_BACK, THE, THEIR_HANDS, Beside
from .frames import Trigger
from .listing import Placed
from .meant import INHERITED_SUBJECT, STAND_IN, Side, SidesOf
from .subjects import LATTER, POST, UNNAMED_AGENT
from .told import Told, is_oblique

UNNAMED_BESIEGER = 0.8
DEFENDED = 0.9
"""How sure it is that whose position was attacked beat the attack off."""
_RAN_ON_A_MINE = re.compile(r"(?:hits?|struck|strik(?:es?|ing)) (?:[a-z-]+ ){0,4}(?:ied|mines?|landmines?|explosives?|bombs?)\b")
_HAD_BEEN = re.compile(r"\bhad (?:[a-z]+ ){0,2}been (?:[a-z]+ )?$")
_CLAIMED = re.compile(
    r"\b(?:revendiqu|annonc|confirm)[a-z]*(?: (?:le |ce )?D+)? l[ae] $|\b(?:announc|claim|celebrat|hail)(?:ed|es|ing|s)(?: D+)? (?:(?:the|its|their) )?$"
)
_THEIR = re.compile(r"\b(?:its|their|son|leur) (?:[a-z]+ )?$")
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
_WITH_THE = re.compile(r"\b(?:with|by|through|thanks to) (?:the|its|their) (?:[a-z]+ )?$")
"""Before a capture: it is that of whom the sentence is about."""
_LOST = re.compile(r"(?:fall|loss|occupation|taking)\b")
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
_LAID_BY_WHOM_TOLD_BEFORE = ("sous-blocus", "sous-blocus-dabord", "siege-dure", "etau", "plus-rien-nentre", "blocus-impose-a")
"""French rules of sieges that may leave it unsaid whose they are."""
_FOR_THE_LATTER = re.compile(rf"\bau (?:seul )?(?:profit|benefice) d(?:e|') ?{LATTER}")
_HANDS_OF_THE_LATTER = re.compile(rf" (?:total |entier |plein |complet )?de {LATTER}\b")
_HANDS_OF_ATTACKERS = re.compile(r" des (?:assaillants|attaquants|agresseurs)\b")
_THEIR_WORD = re.compile(r"\b(?:leur|son) ")
_ARMY_SAID = re.compile(
    r"(?: D+)?(?: [a-z]+){0,4},\"? (?:the )?(?P<who>F+)(?:'s? [a-z]+)? (?:later |also )?(?:said|says|announced|claimed|confirmed|reported)\b"
)
"""Who says that an attack was beaten off: whose soldiers did it, nothing else told."""
_AGAINST = re.compile(r"[^;:F]{0,40}\b(?:face aux?|contre|selon|malgre|grace aux?)\b")
_HIT_THERE = re.compile(r"P, (?:[a-z]+ )?$")
"""Before a participle that tells what befell a place."""
_VICTIMS_OR_GUNMEN = re.compile(r"(?:die|dead|perish|gunmen|armed men|assailants|attackers|hommes armes|assaillants)")
"""Words of violence whose subject is no attacker that has a name."""
_WAS_HIT = re.compile(
    r"\b(?:was|were|been|being|ete|furent|fut|sont|etaient)(?: [a-z]+){0,2} $"
    r"|\b(?:peri|morts?|tuee?s?|blessee?s?|tombee?s?)\b[^.;:F]{0,40} (?:dans|lors d(?:e|'|u)|au cours d(?:e|'|u)) ?(?:l[ae] |l'|une? )?$"
)
"""Before a participle, or an attack in which they fell: its subject is the victim."""
_HELD_BY = r"\b(?:occupied|held|used|run|manned|garrisoned) by (?:the )?"
"""Beside a camp that is handed over: whose it was."""
_SOLDIERS_TOO = re.compile(r"\b(?:soldiers|troops|battalions?|columns?|convoys?|units?|patrols?)\b")
"""Others are spoken of than those who acted before."""
_OWNS_A_BASE = re.compile(r"'s? (?:[a-z]+ ){0,2}(?:camps?|bases?|posts?|outposts?|barracks|positions?|P+)\b")
"""After a party: its base is spoken of, not what it did."""
_UNDER_AN_OFFICER = re.compile(
    r" by (?:(?:about|some|around|nearly|the|a|an|only|just) )*(?:\d[\d,]* |[a-z]+ )?(?:men|soldiers|troops|(?:[\w-]+ ){0,3}(?:company|battalion|regiment|platoon|squadron|brigade|garrison))\b[^.;F]{0,40}? (?:under|led by|commanded by) (?:the command of )?(?:colonel|captain|commandant|major|lieutenant|general|lt|col|gen)\b"
    r"| by (?:an?|the|one|two|three) (?:[\w-]+ )?(?:company|companies|battalion|platoons?|squadron|detachment|section|elements) (?:of|from) the (?:[\w-]+ ){1,3}(?:battalion|regiment|brigade|company)\b"
)
"""After "held": soldiers whose officer or regiment is named, those of the land."""
_LIBERATED = re.compile(r"(?:liberated|freed)\b")
"""Said of a town, where nobody is named: the state's forces did it."""
_LAUNCHED = re.compile(
    r"\b(?:launch|carr(?:y|ied|ies|ying) out|conduct|stag|mount|perpetrat|commit|beg[au]n|led|lead|execut|claim(?:ed|s)? (?:responsibility|credit)|responsible|admit|revendiqu|mene|lanc)"
)


class Sides(Beside):
    """Fills the roles of those who act, sentence by sentence."""

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

    def _against(self, told: Told, trigger: Trigger, right: int, places: Placed, day: date | None) -> Side | None:
        """Whom it hits, where the frame says where they stand, or French says from whom a place is taken (reprend aux rebelles ...)."""
        if trigger.frame.against == "object":
            return self._object_party(told, trigger, day)
        if trigger.frame.against == "from":
            return self._after(told, rf"\bfrom {THE}", trigger.end, right, day) or self._holder_before(told, places, day)
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
                told, rf"\bau (?:seul )?(?:profit|benefice) (?:du |des |de la |de l'|d'|de )?{THE}", trigger.start, right + 80, day
            )
            return by, self._subject_of(told, trigger, left, day)
        from_whom = frame.rule == "passe-a" and _FROM_WHOM.match(told.masked, trigger.end)  # passée de l'armée aux rebelles
        own_word = _THEIR_WORD.search(trigger.word) and frame.language == "fr"  # jusque-là sous son contrôle, tombée aux mains des rebelles
        by = (self._according(told, day) or self._theirs(told)) if own_word else None
        by = by or (None if from_whom else self._in_hands(told, trigger, day))
        if by is None and not _AGAINST.match(told.masked, trigger.end):
            by = self._after(told, rf"{_TO_WHOM} ?{THE}", trigger.end, right, day)
        if by is None and frame.kind in ("captures", "holds"):
            by = self._of_speaker(told, trigger, day)
        by = by or self._officials(told, trigger, day)
        if by is None and frame.kind == "hands-over" and frame.language == "en":
            return None, self._subject_of(told, trigger, left, day)  # who got it, the text does not say
        by = by or self._after(told, rf"(?<!\bpar)(?<!\bby){HANDS.pattern}", trigger.end, trigger.end + 90, day)
        if by is not None and _AGAINST.match(told.masked, trigger.end):
            by = self._in_hands(told, trigger, day)
        if by is None and THEIR_HANDS.match(told.masked, trigger.end):
            by = self._theirs(told)
        if by is None and _HANDS_OF_THE_LATTER.match(told.masked, trigger.end):
            by = self._latter([p for p in told.parties if p.end - told.start <= trigger.start], day)
        if by is None and self.actor and _HANDS_OF_ATTACKERS.match(told.masked, trigger.end):
            by = Side(self.actor.factions, INHERITED_SUBJECT * self.actor.sure)
        if frame.rule == "transfer-of":
            return by, self._after(told, rf"\b(?:from|by) {THE}", trigger.end, trigger.end + 120, day)
        if (frame.kind != "hands-over" and frame.rule not in ("lose-to", "left-to", "in-favour-of", "opened-gates")) or frame.noun:
            return by, self._after(told, rf"\bfrom {THE}", trigger.end, right, day) if frame.rule == "passes-from-to" else None
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
            and POST.search(told.masked[left : trigger.start])
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
            agent = owned or self._after(told, rf"(?: D+)? to {THE}", end, end + 40, day)
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
        loser = self._after(told, rf" from {THE}", trigger.end, trigger.end + 16, day) if frame.rule == "captured-by" else None
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
        others = TAKEN_BACK.match(trigger.word) or _SOLDIERS_TOO.search(told.masked)
        if self.actor and frame.rule in ("fell", "captured-by") and not others and self._only_speak(told):
            return Side(self.actor.factions, UNNAMED_AGENT * self.actor.sure)
        if frame.rule == "held-by" and _UNDER_AN_OFFICER.match(told.masked, trigger.end):
            return Side(self.cast.owner("army", day), UNNAMED_AGENT)
        return None

    @staticmethod
    def _only_speak(told: Told) -> bool:
        """Whether those whom a sentence names only tell what it says: local officials and the army confirmed that the camp had been taken."""
        speakers = [m.end("who") for m in ANNOUNCED.finditer(told.masked)]
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

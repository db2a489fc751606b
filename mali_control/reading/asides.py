"""What is told in passing of who holds a place: the rebel-held town, their stronghold, the fighters occupying it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .dating import A_DAY, LONG_BEFORE
from .drafting import Drafter, Telling
from .frames import Trigger, unworded
from .listing import Placed, row_from, row_to
from .meant import Side
from .proposals import Proposal
from .stations import GARRISONED
from .told import HAVE_LEFT, Told, clause, unreal
from .when import edtf, plain
from .where import POINTING, Spot, chain_of

_HYPHEN = re.compile(
    r"(?:F|\b(?P<state>government|army|junta|state))-(?:held|controlled|occupied|run|administered|garrisoned|ruled|governed|dominated) ((?!F)[a-z' -]{0,40}?)P"
)
_SEAT = r"(?:(?:most )?(?:advanced|forward|northernmost|southernmost|easternmost|westernmost) (?:position|garrison|outpost)|(?:main|last|biggest|largest|principal) (?:position|garrison)|stronghold|bastion|fiefdom|fief|redoubt|seat of power|stomping ground|foothold|heartland|citadel|headquarters|power base|rear base|nerve cent(?:er|re)|(?:de facto )?capital)\b"
_SEATS = re.compile(_SEAT)
_STRONGHOLD = re.compile(
    r"(?P<before>P+|\bit(?= (?:is|was|has|had|remain)))?(?:, (?:from |in |at |over )?(?:which|where) [^,;.]{3,80},(?= (?:is|was|has|had|remain)))?(?:, the (?:[a-z]+ ){1,3}and(?= the F))?(?: (?:border |frontier |mining )?(?:post|town|village))?(?:, (?:some |about |around |nearly )?[\d,.]+ (?:km|kilomet(?:er|re)s|miles) [a-z ]{3,30}(?=, ))?(?:, (?:(?:from|in|to|at|of) )?(?:which|where|whose)\b[^;:P]{3,90}(?=, ?(?:was|is|had|has|remain)))?(?:,? (?:(?:for|since|long|once)[a-z ]{0,20},? )?(?:the [a-z]+ capital and )?(?:(?:, )?(?:an?|the) (?:[a-zP]+ ){1,6}(?:that|which) (?:(?:has|had) become|became|is|was|remains) |(?:was|is|(?:had|has)(?: until then| till then| long| always)? been|(?:has |have |had )?(?:remained|become)|remains) (?:[a-z]+ )?)?(?:an?|the|its|their) |, )?(?:(?P<whose>F+)(?:'s?)?[ -])?(?:[a-z-]+ ){0,2}?(?P<noun>"
    + _SEAT
    + r")(?:(?: town| city| village)?(?: of| in)(?: the (?:town|city) of)? (?P<place>P+)| (?:of|for|left to)(?: the)? (?:(?:F+-(?:linked|affiliated|allied|aligned)|rival|alliance|known|by|its|arabic|initials|group|movement|coalition|called|jihadist|islamist|rebel|armed|former|local|fellow) )*(?:(?:rival|former|local|main|largest|old|armed) )?(?P<of>F+|(?:government|state)\b))?"
)
_PART = r"(?:(?:l[ae] |une )?(?:partie|moitie|rive|cote|secteur) (?:nord|sud|est|ouest|gauche|droite|orientale?|occidentale?)|l[ae] (?:nord|sud)|l'(?:est|ouest)|les quartiers (?:nord|sud|est|ouest)|(?:une|l'une des) (?:moitie|rive)s?)"
_WHOSE = r"(?: (?:est|sont|reste|restent|demeure|demeurent|etait|etaient))?(?: (?:desormais|toujours|encore))? (?:(?:tenue?s?|controlee?s?|occupee?s?) par|aux mains d(?:e|u|es)|au|aux|a|sous (?:le )?controle d(?:e|u|es))(?: l[ae]s?)? ?(?:l')?"
_HALVES_FR = re.compile(
    rf"\b{_PART}(?: d(?:e|u)(?: l[ae])? ?(?P<place>P+))?{_WHOSE}(?P<who>F+)[^.;:]{{0,40}}?[,;]? (?:(?:et|tandis que|quand|mais) )?(?:{_PART}|le reste|l'autre(?: moitie| partie| rive)?|le centre)(?: de la P+)?{_WHOSE}(?P<other>F+)"
)
"""A town that two share."""
_GARRISON_FR = re.compile(r"(?P<who>F+) (?:d'|de |du )(?:l[ae] (?:ville|localite|village) (?:de |d'))?(?P<place>P+)")
_GARRISONS_MOVED = re.compile(
    r"\bgarrisons? (?:of|at|in|from) (?P<left>P+)[^.;:F]{0,60}? (?:(?:were|was|has been|have been|had been) )?(?:moved|relocated|transferred|withdrawn|redeployed|regrouped|evacuated|brought back|pulled back|fell back|retired)(?: back)? (?:to|in) (?:the )?(?P<to>P+)"
)
"""Garrisons that are moved elsewhere: the garrisons of Léré and Ber moved to Timbuktu."""
_THE_ONE_MOVED = re.compile(
    r"\bthe ones? (?:at|in|of|from) (?P<left>P+)[^.;:F]{0,60}? (?:moved|(?:was|were) (?:moved|brought back|withdrawn|pulled back|transferred))(?: back)? (?:to|in) (?:the )?(?P<to>P+)"
)
_GARRISON_TOWN = re.compile(
    r"\b(?:garrison|F+) (?:town|city|P+) (?:of|at|in) (?P<first>P+)|\b(?:government|army|military) garrison (?:of|at|in) (?P<second>P+)|(?P<named>P+), (?:(?:the|a|another|one of the) )?(?:[a-z-]+ ){0,3}?(?:garrison|F+) (?:town|city|P+)\b(?! of| in| at)"
)
"""A garrison town: the army is in it."""
_HALVES = re.compile(
    r"(?P<who>F+|\b(?:its|their) (?:men|fighters|forces|troops|soldiers))(?:'s (?:men|fighters|forces|troops))? (?:had |have )?(?:held|hold|holds|holding|occupied|occupying|occup(?:y|ies)|control(?:led|s|ling)?|kept|keeping|ruled|took|taken) the (?:northern|southern|eastern|western) (?:half|part|side|districts?|quarters?)(?: of (?:the )?(?P<place>P+))?"
    r"(?:,? and|,? while|,? with|,) (?:the )?(?P<other>F+)(?:'s?(?: (?:men|fighters|forces|troops))?)?(?: (?:held|hold|holds|occupied|occup(?:y|ies)|control(?:led|s)?|kept|ruled|took|in))? the (?:(?:northern|southern|eastern|western) (?:half|part|side|districts?|quarters?)|rest|other|cent(?:er|re)|area (?:around|near)[a-z ]{0,30})(?: of (?:the )?(?P<late>P+))?"
)
"""A town that two share: each holds one half of it."""
_TO_RETAKE = re.compile(
    r"\b(?:to|of|at) (?:wrest|retake|recapture|win back|take back|regain|reclaim|liberate|recover|wresting|retaking|recapturing|reconquer|seize|capture|dislodge the F+ from)(?: control of)? (?:the (?:[a-z]+ )?(?:town|city|village|base|camp) of |the )?(?P<place>P+)(?: back)? from (?:the )?(?:hands of (?:the )?)?(?P<who>F+)"
)
"""What is to be taken from somebody is theirs: an offensive to wrest the town from the rebels."""
_UNTIL_THEN = re.compile(
    r"(?P<place>P+),? (?:until then|previously|hitherto|till then|up to then)(?: an?| the)? (?P<who>F+)(?:(?:'s?)?[- ](?:[a-z-]+ )?(?:strongholds?|bastions?|towns?|held|possession|fief))?(?=[,.;]| on\b| in\b| by\b|$)"
)
"""The town, until then a rebel position."""
_SAME_FATE = re.compile(
    r"(?P<place>P+)(?: (?:proper|itself)|, (?:near|in|on|close to|further) [^,;:FDT]{3,40},(?= ))?(?:,? (?:D+|(?:on|in|late|early|soon|then|too|also|duly|in turn|itself|had|would soon|as well)\b),?)*(?: (?:followed(?: suit)?(?! by\b)|(?:was|were|came|went|fell) next(?: to (?:fall|go))?|went the same way|(?:met|suffered|shared|had) (?:the same|a similar|its|that|their|a like) fate)\b|'s turn (?:came|had come)\b)"
    r"|\b(?:so (?:was|were|did|had)|as (?:was|were|did|had)|next came|then came|next (?:it )?was|(?:it|then it) was (?:then |next |soon )?the turn of|the (?:last|next|first|second|third|latest)(?: (?!to\b)[a-z]+)? to (?:fall|go|be (?:taken|captured|lost|overrun))(?: D+)?,? (?:was|were|is)|followed (?:D+ )?by|(?:the same|a similar) (?:happened|fate (?:befell|overtook|met|struck)|thing happened|scenario (?:unfolded|played out))(?: (?:in|at|to))?) (?:the (?:town|city|village|camp|base|post) of )?(?P<late>P+)"
)
"""What befell one place befell another."""
_ONCE = re.compile(r"\b(?:once|former|formerly|onetime|previously|no longer|lost (?:its|their|the)(?: last)?|historic)\b[^,;]{0,25}$")
_TO_EACH = re.compile(r"(?:,|,? and) (?P<where>P+),? to (?:the )?(?P<who>F+)")
_WHO_SITS_WHERE = re.compile(
    r"(?P<who>F+)(?:'s? (?:men|fighters|forces|troops|positions?))?,? (?:(?:still|remaining|now|being) )?(?:in|at|inside) (?:the (?:towns?|city|cities|villages?|camps?|bases?) (?:of|in|at) |the )?(?P<place>P+)"
)
_SHARED_OUT = re.compile(
    r"\b(?:positions?|held|holds?|holding|controll?(?:ed|ing|s)?|occup(?:ied|ies|ying)|sat|sits?|divided|split|carved|share[ds]?|in charge|in place|stood|stands?|remain(?:ed|s)?|zones?|garrison(?:s|ed)?)\b|:"
)
"""In a sentence that tells of several who sits where: the army in Gao, the rebels in Ménaka and Djebock."""
_OUTBREAK = re.compile(r"\b(?:began|started|broke out|erupted|commence|debute)\b(?: on| in| le| en)? (?=D)D+")
_PRESENT = re.compile(
    r"(?P<who>F+),? (?:who (?:are|were) |(?:are|were|is|was|(?:has|have|had) been) (?:all |still |now |also |both )*(?=[a-z]+ (?:at|in|inside) )|qui (?:sont|etaient) )?(?P<stationed>(?:stationed|based|posted|deployed|garrisoned|present|dug in|entrenched|encamped|barracked|quartered|living"
    r"|en poste|en garnison|stationne|base|poste|deploye|cantonne|present|installe|positionne|retranche)[es]* )?(?:at|in|inside|a|dans) (?:the (?:town|village|city|camp|base) (?:of|in) |(?:la (?:ville|localite)|le (?:village|camp)) (?:de |d'))?(?P<place>P+)"
)
_SOLDIERS = re.compile(
    r"\b(?:soldiers?|troops?|forces?|fighters?|men|garrisons?|units?|army|militants?|rebels?|peacekeepers|militaires?|soldats?|combattants?|hommes|garnison|troupes|elements?|armee|casques bleus)\b",
    re.I,
)
_HIT = re.compile(
    r"\b(?:attack|ambush|kill|wound|injur|hit|struck|strik|target|against|bomb|fire|shell|between|clash|fight|fought|battl|told|said|says|source|spokes|leader|commander|chief|officer|arrest|captur|captive|hostage|talks|met|number|\d+"
    r"|attaqu|embuscade|tue|bless|frapp|vis|contre|entre|affront|combat|selon|chef|source|responsable|porte-parole|tir|arret)[a-z]*\b[^,;]{0,40}$"
)
"""Before fighters in a place: what is told of them is no lasting presence, or it is somebody of theirs that is there."""
_MET = re.compile(r"\b(?:reuni|rencontr|recu|invit|convoqu|consult|met\b|brought together)[a-z]*\b[^,;]{0,40}$")
"""Before groups that are present in a place: they were met there, among others."""
_GIVEN_UP_BY = re.compile(r"\b(?:abandoned|left|vacated|evacuated|deserted|closed|given up|handed over)(?: behind)?(?: D+)? by (?:the )?$")
_GONE_TO = re.compile(
    r"(?: (?:from|out of|de|d'|du) [^;.:F]{1,60}?)?(?: D+)? (?:back )?(?:to|in|into|on|sur|a|dans) (?:its |their |the |l[ae] |leur |sa )?"
    r"(?:base (?:in|at) |camp (?:in|at) |(?:nearby )?(?:town|city|village) of |nearby |neighbou?ring |(?:base|camp|ville) (?:de |d'))?(?P<place>P+)"
)
"""After leaving: the place that is gone to."""
_ON_THE_MOVE = re.compile(
    r"\b(?:convoy|column|plane|flight|delegation|civilian|resident|refugee|famil|people|inhabitant|villager|leader|commander|prisoner|wounded|convoi|colonne|avion|habitant|civil|famille|blesse|chef)[a-z]*\b"
)
_FALLEN_BACK_TO = unworded("fallen-back-to", "holds", 0.55)
_STATIONED_THERE = unworded("stationed-there", "holds", 0.62)
_STRONGHOLD_OF = unworded("stronghold", "holds", 0.7)
_MOVED = unworded("garrison-moved", "withdraws", 0.75)
_MOVED_TO = unworded("garrison-moved-to", "holds", 0.6)
_GARRISON_TOWN_OF = unworded("garrison-town", "holds", 0.6)
_SHARED = unworded("shared", "holds", 0.75)
_TO_BE_RETAKEN = unworded("to-be-retaken", "holds", 0.6)
_UNTIL = unworded("until-then", "holds", 0.7)
_FOLLOWED = unworded("same-fate", "captures", 0.72)
_SITS_THERE = unworded("sits-there", "holds", 0.58)
_IN_PASSING = unworded("in-passing", "holds", 0.9)


class Asides:
    """Reads what sentences tell in passing."""

    def __init__(self, drafter: Drafter, title: str, language: str) -> None:
        self._drafter = drafter
        self._gazetteer = drafter.gazetteer
        self._blocs = drafter.blocs
        self._ground = drafter.ground
        self._sides = drafter.sides
        self._objects = drafter.objects
        self._stations = drafter.stations
        self._title = title
        self._language = language
        self._begun = False
        self.before: Sequence[Proposal] = ()
        """What the sentence before told."""

    def to_each(self, told: Told, day: date | None) -> Iterator[Proposal]:
        """Gao belongs to one group, Timbuktu to another: the verb told once for several."""
        belongs = next((t for t in told.triggers if t.frame.rule == "belong-to"), None)
        for found in _TO_EACH.finditer(told.masked, belongs.end) if belongs else ():
            party = next((p for p in told.parties if p.start - told.start == found.start("who")), None)
            spot = next((s for s in told.spots if s.start - told.start == found.start("where")), None)
            if belongs and party and spot and not spot.area and (side := self._sides.side(party, day)).factions:
                yield from self._drafter.made(told, belongs, "holds", side, None, [(spot, None)], Telling(belongs.frame.sure * side.sure))

    def occupiers(self, told: Told, trigger: Trigger, right: int, day: date | None) -> Iterator[Proposal]:
        """The fighters occupying a town hold it; of those capturing one (a threat, a plan) nothing is told."""
        party = next((p for p in told.parties if p.end - told.start == trigger.start - 1), None)
        if party is not None and trigger.word.startswith(("occup", "hold", "controll")):
            spots = [i for i, s in enumerate(told.spots) if s.start - told.start >= trigger.end]
            places, sure = self._objects.right_after(told, trigger, right, spots)
            by = self._sides.side(party, day)
            if places and by.factions:
                yield from self._drafter.made(told, trigger, "holds", by, None, places, Telling(0.75 * sure * by.sure))

    def adjectives(self, told: Told, day: date | None) -> Iterator[Proposal]:
        """The rebel-held town: said in passing, of the day that the sentence tells of."""
        for found in _HYPHEN.finditer(told.masked):
            party = next((p for p in told.parties if p.end - told.start == found.start() + 1), None)
            spot = next((s for s in told.spots if s.start - told.start == found.end() - 1), None)
            if (party is None and not found["state"]) or spot is None:
                continue
            side = self._sides.side(party, day) if party else Side(self._sides.cast.owner(found["state"], day))
            trigger = Trigger(found.start(), found.end(), _IN_PASSING, found.group(0))
            listed = chain_of(told.spots, told.masked, told.spots.index(spot), told.start)
            places: Placed = [(s, None) for s in listed if not s.area] or [(spot, None)]
            if side.factions:
                yield from self._drafter.made(told, trigger, "holds", side, None, places, Telling(0.9 * side.sure))

    def strongholds(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """The rebel stronghold of Kidal: theirs, until the day on which the sentence tells that it changes hands."""
        for match in _STRONGHOLD.finditer(told.masked) if _SEATS.search(told.masked) else ():
            if _ONCE.search(told.masked[: match.start("noun")]) or (match["noun"].endswith("capital") and not match["whose"]):
                continue
            whose = next((p for p in told.parties if p.start - told.start in (match.start("whose"), match.start("of"))), None)
            if (
                whose is None
                and match["before"]
                and re.search(r"(?:, | (?:is|was|remains?|remained) (?:[a-z]+ )?)(?:its|their) ", match[0])
            ):
                earlier = [p for p in told.parties if match.start() <= p.start - told.start < match.end()]
                earlier = earlier or [p for p in told.parties if p.end - told.start <= match.start("before")]
                whose = earlier[-1] if earlier else None
                if whose is None:
                    continue
            at = match.start("place") if match["place"] else match.start("before")
            spot = next((s for s in told.spots if s.start - told.start == at), None) or (self._it() if match["before"] == "it" else None)
            words = told.words[match.start("noun") - 25 : match.start("noun")] if whose is None else ""
            side = self._sides.side(whose, day) if whose else self._adjective_of(words, day)
            if match["of"] in ("government", "state"):
                side = Side(self._sides.cast.owner("army", day))
            if spot is None or spot.area or not side.factions:
                continue
            trigger = Trigger(match.start("noun"), match.end("noun"), _STRONGHOLD_OF, match["noun"])
            turned = [p for p in found if p.place in spot.places and p.kind in ("captures", "withdraws", "hands-over")]
            turned = [p for p in turned if p.kind != "withdraws" or set(p.by) & set(side.factions)]  # who else left it, left it to them
            if any(set(p.by) & set(side.factions) and p.kind == "captures" for p in turned):
                continue
            for held in self._drafter.made(told, trigger, "holds", side, None, [(spot, None)], Telling(_STRONGHOLD_OF.sure * side.sure)):
                first = min((p.date.earliest for p in turned if p.date.earliest and "remain" not in match[0]), default=None)
                yield replace(held, date=edtf(first - A_DAY - LONG_BEFORE, first - A_DAY), until=None) if first else held

    def _it(self) -> Spot | None:
        """The town that "it" at the head of a sentence means."""
        town = self._drafter.ground.focus or self._drafter.ground.last_settlement
        return Spot(0, 0, (town,), POINTING, pointing=True) if town else None

    def present(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """The soldiers stationed at Farabougou: whose they are, they are in a settlement that nothing else is told of hold it; foreign ones hold their base."""
        for match in _PRESENT.finditer(told.masked):
            party = next((p for p in told.parties if p.start - told.start == match.start()), None)
            spot = next((s for s in told.spots if s.start - told.start == match.start("place")), None)
            if party is None or spot is None or spot.area or any(p.place in spot.places and p.kind != "attacks" for p in found):
                continue
            if _GIVEN_UP_BY.search(told.masked[: match.start()]):
                continue
            if (match["stationed"] or "").startswith("present") and _MET.search(told.masked[: match.start()]):
                continue
            if not match["stationed"] and (
                not _SOLDIERS.search(told.words[match.start() : match.end("who")]) or _HIT.search(told.masked[: match.start()])
            ):
                continue
            side = self._sides.side(party, day)
            foreign = all(self._blocs.get(faction) == "foreign" for faction in side.factions)
            there = self._stations.base_of(spot, side.factions) if foreign and not self._gazetteer[spot.places[0]].is_site else spot
            if not side.factions or there is None:
                continue
            trigger = Trigger(match.end("who"), match.start("place"), _STATIONED_THERE, match["stationed"] or "")
            if (
                unreal(told, trigger, self._language)
                or _ONCE.search(told.masked[: match.start()])
                or HAVE_LEFT.search(told.masked, trigger.end - 4)
            ):
                continue
            sure = _STATIONED_THERE.sure * side.sure * (1 if match["stationed"] else 0.8)
            yield from self._drafter.made(told, trigger, "holds", side, None, [(there, None)], Telling(sure))

    def garrison_of(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """The garrison of Aguelhok: whose it is, they hold the town, where nothing else is told of it."""
        for match in _GARRISON_FR.finditer(told.masked):
            party = next((p for p in told.parties if p.start - told.start == match.start("who")), None)
            spot = next((s for s in told.spots if s.start - told.start == match.start("place")), None)
            if party is None or spot is None or spot.area or "garnison" not in plain(told.words[match.start() : match.end()]):
                continue
            side = self._sides.side(party, day)
            if (
                not side.factions
                or any(p.place in spot.places and p.kind != "attacks" for p in found)
                or any(self._blocs.get(f) == "foreign" for f in side.factions)
            ):
                continue
            trigger = Trigger(match.end("who"), match.start("place"), _STATIONED_THERE, "garnison")
            if not unreal(told, trigger, self._language) and not _ONCE.search(told.masked[: match.start()]):
                held: Placed = [(replace(spot, unsettled=False), None)]
                yield from self._drafter.made(told, trigger, "holds", side, None, held, Telling(_STATIONED_THERE.sure * side.sure))

    def shared_in_french(self, told: Told, day: date | None) -> Iterator[Proposal]:
        """A town of which each of two has a part: l'ouest est au JNIM, l'est à l'EIGS. Of two blocs, or of rivals, it is contested."""
        for match in _HALVES_FR.finditer(told.masked):
            parties = [next((p for p in told.parties if p.start - told.start == match.start(name)), None) for name in ("who", "other")]
            sides = [self._sides.side(p, day) for p in parties if p]
            spot = next((s for s in told.spots if s.start - told.start == match.start("place") and not s.area), None)
            town = self._ground.last_settlement or self._ground.focus
            spot = spot or (Spot(told.start, told.end, (town,), POINTING) if town else None)
            if spot is None or len(sides) < 2 or not all(side.factions for side in sides):
                continue
            both = Side(tuple(dict.fromkeys(f for side in sides for f in side.factions)), min(side.sure for side in sides))
            trigger = Trigger(match.start(), match.end(), _SHARED, match[0])
            if len(both.factions) > 1 and not unreal(told, trigger, self._language):
                kind = "contests" if len({self._blocs.get(f) for f in both.factions}) > 1 else "holds"
                yield from self._drafter.made(told, trigger, kind, both, None, [(spot, None)], Telling(_SHARED.sure * both.sure))

    def garrisons(self, told: Told, day: date | None) -> Iterator[Proposal]:
        """The garrisons that are moved from some places to another: the army leaves those and is in this one."""
        for pattern in (_GARRISONS_MOVED, _THE_ONE_MOVED):
            for match in pattern.finditer(told.masked):
                if pattern is _THE_ONE_MOVED and "garrison" not in told.masked[: match.start()]:
                    continue
                first = next((s for s in told.spots if s.start - told.start == match.start("left")), None)
                last = next((s for s in told.spots if s.start - told.start == match.start("to")), None)
                owner = self._sides.cast.owner("army", day)
                if first is None or last is None or not owner:
                    continue
                moved = Trigger(match.start("left"), match.start("to"), _MOVED, match[0])
                if unreal(told, moved, self._language):
                    continue
                side = Side(owner)
                listed = chain_of(told.spots, told.masked, told.spots.index(first), told.start)
                for place in (s for s in listed if not s.area and s is not last):
                    there = self._stations.base_of(place, owner) or replace(place, unsettled=False)
                    both = [there] if there.places == place.places else [there, replace(place, unsettled=False)]
                    yield from self._drafter.made(told, moved, "withdraws", side, None, [(s, None) for s in both], Telling(_MOVED.sure))
                if not last.area:
                    to = Trigger(match.start("to"), match.end("to"), _MOVED_TO, match[0])
                    yield from self._drafter.made(told, to, "holds", side, None, [(last, None)], Telling(_MOVED_TO.sure))

    def garrison_towns(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """The garrison town of Kati: the army's, where the sentence tells nothing else of it."""
        for match in _GARRISON_TOWN.finditer(told.masked):
            at = next(match.start(name) for name in ("first", "second", "named") if match[name])
            if "garrison" not in plain(told.words[match.start() : match.end()]):
                continue
            spot = next((s for s in told.spots if s.start - told.start == at), None)
            before = told.masked[:at]
            owner = self._sides.cast.owner("army", day)
            if spot is None or spot.area or not owner or any(p.place in spot.places and p.kind != "attacks" for p in found):
                continue
            if _ONCE.search(before) or any(t.frame.kind in ("captures", "withdraws", "hands-over", "besieges") for t in told.triggers):
                continue
            trigger = Trigger(match.start(), match.end(), _GARRISON_TOWN_OF, match[0])
            town = replace(spot, unsettled=False)
            yield from self._drafter.made(told, trigger, "holds", Side(owner), None, [(town, None)], Telling(_GARRISON_TOWN_OF.sure))

    def shared(self, told: Told, day: date | None) -> Iterator[Proposal]:
        """A town of which two hold one half each: both hold it."""
        for match in _HALVES.finditer(told.masked):
            one, other = (next((p for p in told.parties if p.start - told.start == match.start(name)), None) for name in ("who", "other"))
            sides = [self._sides.side(p, day) for p in (one, other) if p] + (
                [self._sides.subject] if one is None and self._sides.subject else []
            )
            spot = next((s for s in told.spots if s.start - told.start in (match.start("place"), match.start("late"))), None)
            town = self._ground.last_settlement or self._ground.focus
            if spot is None and town:
                spot = Spot(told.start, told.end, (town,), POINTING)
            if spot is None or spot.area or len(sides) < 2 or not all(side.factions for side in sides):
                continue
            both = Side(tuple(dict.fromkeys(f for side in sides for f in side.factions)), min(side.sure for side in sides))
            trigger = Trigger(match.start(), match.end(), _SHARED, match[0])
            if not unreal(told, trigger, self._language):
                yield from self._drafter.made(told, trigger, "holds", both, None, [(spot, None)], Telling(_SHARED.sure * both.sure))

    def until_now(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """Whose a place is that is to be taken from them, and whose it was until it was taken: until the day that the sentence tells of."""
        for pattern, frame in ((_TO_RETAKE, _TO_BE_RETAKEN), (_UNTIL_THEN, _UNTIL)):
            for match in pattern.finditer(told.masked):
                party = next((p for p in told.parties if p.start - told.start == match.start("who")), None)
                spot = next((s for s in told.spots if s.start - told.start == match.start("place")), None)
                side = self._sides.side(party, day) if party else Side(())
                if spot is None or spot.area or not side.factions or any(p.place in spot.places and p.kind == "holds" for p in found):
                    continue
                trigger = Trigger(match.start(), match.end(), frame, match[0])
                for held in self._drafter.made(told, trigger, "holds", side, None, [(spot, None)], Telling(frame.sure * side.sure)):
                    eve = held.date.earliest - A_DAY if held.date.earliest else None
                    yield replace(held, date=edtf(eve - LONG_BEFORE, eve), until=None) if eve else held

    def same_fate(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """What was told of one place happened to another as well: Léré fell to the rebels on Monday; Niafunké followed on Tuesday."""
        turned = [
            p
            for p in (*self.before, *found)
            if (p.kind in ("captures", "withdraws", "hands-over") or p.rule in ("in-their-hands", "has-it")) and p.by
        ]
        last = [p for p in turned if p.start == turned[-1].start and p.place == turned[-1].place]
        for match in _SAME_FATE.finditer(told.masked) if last else ():
            at = match.start("place") if match["place"] else match.start("late")
            number = next((i for i, s in enumerate(told.spots) if s.start - told.start == at), None)
            if number is None:
                continue
            listed = row_to(told, number) if match["place"] else row_from(told, number)
            places = [(s, own) for s, own in listed if not s.area and not {p.place for p in (*found, *last)} & set(s.places)]
            trigger = Trigger(match.start(), match.end(), _FOLLOWED, match[0])
            if unreal(told, trigger, self._language):
                continue
            for one in last:
                trigger = replace(trigger, frame=replace(_FOLLOWED, kind=one.kind))
                telling = Telling(min(_FOLLOWED.sure, one.confidence), one.standing, one.said_by)
                against = Side(one.against) if one.against else None
                alike = [(self._alike(spot, one), own) for spot, own in places]
                yield from self._drafter.made(told, trigger, one.kind, Side(one.by), against, alike, telling)

    def _alike(self, spot: Spot, one: Proposal) -> Spot:
        """The base in a place, where it was a base of theirs that something else was told of."""
        base = self._gazetteer[one.place].kind in GARRISONED and not self._gazetteer[spot.places[0]].is_site
        return (self._stations.base_of(spot, one.against or one.by) if base else None) or spot

    def who_sits_where(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """Several who hold a place each, told in one sentence: the army in Gao and Bourem, the rebels in Ménaka."""
        sitting = list(_WHO_SITS_WHERE.finditer(told.masked))
        if len(sitting) < 2 or not _SHARED_OUT.search(told.masked):
            return
        for match in sitting:
            party = next((p for p in told.parties if p.start - told.start == match.start("who")), None)
            number = next((i for i, s in enumerate(told.spots) if s.start - told.start == match.start("place")), None)
            side = self._sides.side(party, day) if party else Side(())
            if number is None or not side.factions or _HIT.search(told.masked[: match.start()]):
                continue
            if all(self._blocs.get(faction) == "foreign" for faction in side.factions):
                continue
            trigger = Trigger(match.end("who"), match.start("place"), _SITS_THERE, "in")
            places = [(s, own) for s, own in row_from(told, number) if not s.area and not any(p.place in s.places for p in found)]
            if not unreal(told, trigger, self._language):
                yield from self._drafter.made(told, trigger, "holds", side, None, places, Telling(_SITS_THERE.sure * side.sure))

    def gone_to(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """Where soldiers fall back to is theirs: the army withdrew to Diabaly."""
        for number, trigger in enumerate(told.triggers):
            goes = trigger.frame.kind == "withdraws" and trigger.frame.rule != "depose-armes"
            going = _GONE_TO.match(told.masked, trigger.end) if goes else None
            spot = next((s for s in told.spots if going and s.start - told.start == going.start("place")), None)
            if going is None or spot is None or spot.area or unreal(told, trigger, self._language):
                continue
            left_here = {p.place for p in found if p.kind == "withdraws"}
            if left_here & {*spot.places, *(site for place in spot.places for site in self._gazetteer.sites(place))}:
                continue
            left, right = clause(told, number)
            by = self._sides.of(told, trigger, left, right, [], day)[0]
            if (
                by is None
                or not by.factions
                or (by.party and not by.party.named and by.party.vague)
                or _ON_THE_MOVE.search(told.masked[left : trigger.start])
            ):
                continue
            foreign = all(self._blocs.get(faction) == "foreign" for faction in by.factions)
            there = self._stations.base_of(spot, by.factions) if foreign and not self._gazetteer[spot.places[0]].is_site else spot
            if there:
                fallen_back = replace(trigger, frame=_FALLEN_BACK_TO)
                told_so = Telling(_FALLEN_BACK_TO.sure * by.sure)
                yield from self._drafter.made(told, fallen_back, "holds", by, None, [(replace(there, unsettled=False), None)], told_so)

    def _adjective_of(self, words: str, day: date | None) -> Side:
        """Whom an adjective right before a noun means: the Islamist stronghold."""
        last = re.search(r"([\w-]+)[ -]$", words)
        party = next(iter(self._sides.cast.find(f"{last[1]} fighters")), None) if last else None
        return self._sides.side(party, day) if party else Side(())

    def outbreak(self, told: Told) -> Iterator[Proposal]:
        """The war that the text is about begins: until then the state held its country."""
        noun = next(
            (
                word
                for word in ("war", "rebellion", "insurgency", "guerre", "rebellion", "insurrection")
                if word in plain(self._title).split()
            ),
            None,
        )
        if noun is None or self._begun or not (match := _OUTBREAK.search(told.masked)) or noun not in told.masked[: match.end()]:
            return
        moment = next((m for m in told.moments if m.start - told.start <= match.end() <= m.end - told.start), None)
        country = next((c for c in self._ground.countries(told.start, told.end) if c in self._blocs), None)
        if moment is None or country is None:
            return
        self._begun = True
        first = moment.span.first
        eve = first - timedelta(days=1)
        yield Proposal(
            place=country, kind="holds", date=edtf(date(first.year - 1, 1, 1), date(first.year - 1, 12, 31)), until=edtf(eve, eve), start=told.start, end=told.end, rule="outbreak",
            confidence=0.75, by=(country,), scope="all", section=self._drafter.section, note=self._drafter.note("holds", (country,), (), country),
        )  # fmt: skip

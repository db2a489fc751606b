"""Places that words only point to: it, there, "the town", y, en, the place that the sentence before was about."""

from __future__ import annotations

import re

from ..places import Gazetteer
from .frames import Trigger
from .listing import Listed, Placed, row_from, row_to
from .stations import GARRISONED
from .told import Told, looked_back
from .where import POINTING, Ground, Spot

_THE_LOSS_OF = re.compile(
    r"\b(?:(?:perte|chute|prise|reprise|depuis|apres|vers) ?(?:de |d'|')(?:l[ae] )?"
    r"|(?:venu|parti|arrive|envoye|depeche|accouru)(?:e|s|es)? d(?:e |')(?:(?:l[ae] |F+ )?(?:(?:garnison|ville|base|camp|localite) )?d(?:e |'))?)$"
)
"""Before a place of which something else is told: avec la perte de Ber, la garnison y est encerclée."""
_SOMEBODY_OF = re.compile(
    r"\b(?:habitant|resident|riverain|elu|notable|commercant|enseignant|instituteur|fonctionnaire|maire|chauffeur|eleveur|temoin|chef de village|imam|infirmier|medecin|marchand|pecheur|boutiquier|jeune|agent)(?:e|s|es|trice|iere)?(?: [a-z]+){0,3}? (?:de |d'|a )(?:l[ae] (?:ville|localite) de )?$"
)
"""Before the town of somebody who speaks."""
OF_THE_TOWN = ("patrouille", "tient-entrees")
"""Rules that may leave the town unsaid: the soldiers hold every crossing."""
_HE_OR_IT = re.compile(
    r"(?:^|[,;:\"] ?|\b(?:que|et|mais|car) |qu')(?P<who>il|elle|celui-ci|celle-ci|ce dernier|cette derniere)(?: (?!F|P)[a-z'D-]+){0,4} ?$"
)
"""A place that is only pointed to before a verb: elle est tombée aux mains des rebelles."""
_TOLD_OF_IT = (
    "pris-par",
    "tombe",
    "sous-controle",
    "tenu-par",
    "retrocede-a",
    "passe-a",
    "evacue-par",
    "assiege-par",
    "cerne-par",
    "sous-blocus",
)
_OF_PERSONS = re.compile(
    r"(?:captur|liber|recuper|detenu|gard)|[a-z]+ (?:D+ )?(?:en (?:otage|charge|chasse)|pour (?:cible|la|le)\b|a partie)|(?:rem|rendu|livr)[a-z]*(?! (?:D+ )?(?:a|au|aux|sous)\b)"
)
"""Words that may as well tell of somebody who is captured or freed."""
BESIDE_IT = re.compile(
    r"\b(?:near|from|between|outside|towards?|around|beside|sent (?:up )?to|km of|road to|north of|south of|east of|west of)(?: the)?(?: (?:town|city|village) of)? ?$"
)
_THINGS = re.compile(
    r"\b(?:convoy|vehicle|column|helicopter|plane|drone|truck|cattle|weapon|position|statement|claim|message|video|decision|group|movement|bridge|checkpoint)s?\b"
)
LIES = re.compile(
    r"\b(?:between|entre|near|close to|next to|(?:pres|proche|voisine?|loin|a cote) d[eu]|(?:km|kilometres|kilometers|miles|heures?|hours) (?:from|of|d[eu])|(?:north|south|east|west|nord|sud|est|ouest) (?:of|d[eu])) (?:P+,? (?:and|et) )?$"
)
"""Before a place that only says where another one lies."""
_GARRISON_OF = re.compile(
    r"\b(?:garrisons?|units?|detachments?|contingents?|soldiers|troops|men|those|ones?|posts?|bases?|camps?|F+)(?: (?:stationed|based|posted))?,? (?:of|at|in|from)(?: the (?:post|base|camp|town|village) (?:of|in|at))? ?$"
)
_IN_A_CLAUSE = re.compile(r", qui [^,;P]*$|\b(?:venu|parti|arrive)(?:e|s|es)? d(?:e |')$|\bqui (?:[a-z]+ ){1,3}d(?:e |')$")
"""Before a place that only a clause about somebody tells of: the rebels, who held the town already, moved into it."""
FRONTED = re.compile(
    r"\b(?:in|at|for|over|a|dans|au coeur d[eu]|dans les rues d[eu]|dans les rues d'|en)(?: the| l[ae])?(?: (?:[a-z]+ )?(?:town|city|village|ville|localite|bourg) (?:of|de))? ?(?:d'|l')?$"
)
_MOVERS = re.compile(r"\b(?:convoys?|columns?|vehicles?|trucks?)\b")
"""What may drive in: not what "it" means."""


class Pointing:
    """Finds the places that pronouns and the like stand for."""

    def __init__(self, ground: Ground, gazetteer: Gazetteer) -> None:
        self._ground = ground
        self._gazetteer = gazetteer

    @staticmethod
    def town_of_speaker(told: Told, trigger: Trigger, after: list[int]) -> Placed:
        """The town of the one who says what is so "here": « ce sont eux qui commandent », dit un habitant de Ber."""
        for i in after:
            between = told.masked[trigger.end : told.spots[i].start - told.start]
            if '"' in between and _SOMEBODY_OF.search(between):
                return [(told.spots[i], None)]
        return []

    def referred(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that a pronoun in the verb means (s'en emparer, y être): named before it, else in the sentence before."""
        lost = [s for s in told.spots if _THE_LOSS_OF.search(told.masked[: s.start - told.start])]
        points = [
            told.spots[i] for i in before if not told.spots[i].area and not LIES.search(told.masked[: told.spots[i].start - told.start])
        ]
        points = [s for s in points if s not in lost]
        if trigger.frame.rule == "au-profit":
            points += [s for s in told.spots if trigger.start < s.start - told.start < trigger.end and not s.area]
        outside = [s for s in points if not _IN_A_CLAUSE.search(told.masked[: s.start - told.start])]
        if points and not outside and trigger.frame.rule == "sy-installe":
            return [], 0  # of the town that they held already, nothing new is told
        if points:
            return [((outside or points)[-1], None)], 0.88
        if told.spots and all(spot.pointing and not spot.area for spot in told.spots):
            return [(told.spots[0], None)], 0.85
        town = self.spoken_of()
        if town and trigger.frame.rule in OF_THE_TOWN and self._gazetteer[town].is_site:
            town = self._gazetteer[town].parent
        return (
            ([(Spot(told.start + trigger.start, told.start + trigger.start, (town,), POINTING, pointing=True), None)], 0.85)
            if town and len(told.spots) == len(lost)
            else ([], 0)
        )

    def spoken_of(self) -> str | None:
        """The place that the sentence before was about, else the one told of last."""
        if self._ground.just_told:
            return self._ground.just_told
        return self._ground.last_told or self._ground.last_site or self._ground.focus or self._ground.last_settlement

    def he_or_it(self, told: Told, trigger: Trigger) -> Listed:
        """The place that the subject of the verb only points to: il a été pris par les rebelles."""
        found = _HE_OR_IT.search(told.masked[: trigger.start])
        if found is None or trigger.frame.rule not in _TOLD_OF_IT or _OF_PERSONS.match(told.masked, trigger.start):
            return [], 0
        before = [s for s in told.spots if s.end - told.start <= found.start("who") and not s.area]
        masculine = found["who"] in ("il", "celui-ci", "ce dernier")
        town = (self._ground.last_site if masculine else None) or self._ground.focus or self._ground.last_settlement
        if before:
            return [(before[-1], None)], 0.8
        pronoun = (told.start + found.start("who"), told.start + found.end("who"))
        return ([(Spot(*pronoun, (town,), POINTING, pointing=True), None)], 0.85) if town else ([], 0)

    def left_for(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that is left for another: that whose garrison moves, or from which it moves; else the one told of before."""
        for i in before:
            start = told.spots[i].start - told.start
            if not told.spots[i].area and _GARRISON_OF.search(told.masked[:start]):
                return row_from(told, i), 0.95
        beside = [i for i in before if not told.spots[i].area and looked_back(told, told.spots[i].start)]
        if beside and len(beside) == len(before):
            return row_from(told, beside[-1]), 0.8  # the army, which had recovered Sokolo, fell back to Diabaly
        town = self._ground.focus or self._ground.last_told
        aims = {place for spot in told.spots for place in spot.places}
        if town is None or town in aims or before:
            return [], 0
        return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.8

    def it(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that "it" stands for: the last one before it, unless something else was spoken of since."""
        named = any(not told.spots[i].area for i in before)
        if (trigger.frame.kind in ("besieges", "attacks") and not (trigger.frame.rule == "besiege" and named)) or (
            trigger.frame.kind == "withdraws" and trigger.frame.rule != "leave"
        ):
            return [], 0
        points = [told.spots[i] for i in before if not told.spots[i].area]
        if points:
            between = told.masked[points[-1].end - told.start : trigger.start]
            near = BESIDE_IT.search(told.masked[: points[-1].start - told.start]) or _THINGS.search(_without_movers(between, trigger))
            return ([], 0) if near else ([(points[-1], None)], 0.9)
        town = self._ground.last_site or self._ground.focus or self._ground.last_settlement
        if town is None or _THINGS.search(_without_movers(told.masked[: trigger.start], trigger)):
            return [], 0
        return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85

    def there(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that "there" means: the last one named before it in the sentence, else the town of which was told last."""
        points = [told.spots[i] for i in before if not told.spots[i].area]
        points = [p for p in points if told.masked[p.end - told.start : trigger.start].count('"') % 2 == 0]  # not where the speaker is
        if points:
            return [(points[-1], None)], 0.9
        town = self._ground.last_settlement or self._ground.focus
        if town and self._gazetteer[town].seat_of == "country":
            town = self._ground.focus or town
        if trigger.frame.rule == "come-back-there":
            town = self._ground.focus or town
        elif trigger.frame.rule == "garrison" and (site := self._ground.last_site) and self._gazetteer[site].parent == town:
            town = site
        return ([(Spot(told.start, told.end, (town,), POINTING), None)], 0.85) if town else ([], 0)

    def fronted(self, told: Told, before: list[int]) -> Listed:
        """The place that a sentence begins with (in Ber, the soldiers left their posts), else the town that was told of last."""
        for i in before:
            if FRONTED.search(told.masked[: told.spots[i].start - told.start]):
                return row_from(told, i), 0.9
        town, site = self._ground.focus or self._ground.last_settlement, self._ground.last_site
        if site and self._gazetteer[site].parent == town and self._gazetteer[site].kind in GARRISONED:
            town = site
        if town is None or any(not spot.pointing for spot in told.spots):
            return [], 0
        return [(Spot(told.start, told.end, (town,), POINTING), None)], 0.85

    def pointed_back(self, told: Told, trigger: Trigger, before: list[int]) -> Listed:
        """The place that a pronoun before the verb means: named before it, else in the sentence before (les rebelles y sont entrés, l'ont pris)."""
        points = [i for i in before if not told.spots[i].area and not LIES.search(told.masked[: told.spots[i].start - told.start])]
        outside = [i for i in points if not _IN_A_CLAUSE.search(told.masked[: told.spots[i].start - told.start])]
        points = outside if outside and re.search(r"\b(?:s')?y $", told.masked[: trigger.start]) else points
        if points and re.search(r"\bl[ae]s $", told.masked[: trigger.start]):
            return row_to(told, points[-1]), 0.85
        if before and not (points and not outside and re.search(r"\by $", told.masked[: trigger.start])):
            return ([(told.spots[points[-1]], None)], 0.85) if points else ([], 0)
        feminine = r"(?:ee|ise|uise)s?$" if re.match(r"(?:a|ont|avait|avaient) ", trigger.word) else r"(?:ee?|ise|uise)s?$"
        masculine = not re.search(feminine, trigger.word)  # l'a repris: the camp, not the town
        town = (self._ground.last_site if masculine else None) or self._ground.focus or self._ground.last_settlement
        town = self.spoken_of() if before else town
        return ([(Spot(told.start, told.end, (town,), POINTING), None)], 0.85) if town else ([], 0)


def _without_movers(words: str, trigger: Trigger) -> str:
    """Return the words before a verb of moving in without the vehicles that move."""
    return _MOVERS.sub("", words) if trigger.frame.rule == "move-in" else words

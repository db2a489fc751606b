"""Places in running text: those the finder names, and the nouns that point back to them ("the town", "its base")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from ..errors import BadData, Problem
from ..factions import Factions
from ..geoparse import Finder
from ..mentions import Mention
from ..places import SETTLEMENTS, Gazetteer
from ..tables import Column, Table, ids, read, shipped
from .when import plain
from .who import IN_ITS_HANDS, cast_of

POINTING = 0.9
"""How sure a noun that points back is, beside a name."""

WIDE_AREAS = Table(
    "wide_areas.csv",
    "One area without a boundary of its own, and the regions that it is made of.",
    (
        Column("area", "Id of the area.", True),
        Column("regions", "Ids of the regions, separated by semicolons.", True, ids),
        Column("called", 'What texts call it after "control of", separated by |, in small letters without accents: the north.'),
    ),
    key="area",
)

_IN_PASSING = re.compile(
    r"(?:\b(?:unlike|[Cc]ontrairement à|à la différence de|comme à)|\b(?:km|kilomet(?:er|re)s|miles)\)?(?: (?:to the |due )?(?:north|south|east|west)[a-z-]*)? (?:of|from)|\b(?:escap(?:ed|es|ing)|flew|flown|evacuated|exile|refuge|refugees|withdr[a-z]+|retreat(?:ed|ing|s)?|fle[de][a-z]*|f[ea]ll(?:en|ing)? back|pull(?:ed|ing) back|mov(?:ed|ing) (?:off|away)|dr(?:ove|iving) off|head(?:ed|ing)|set off|made off|turn(?:ed|ing) (?:north|south|east|west)) (?:to|towards?|for|on|in|into|in the direction of)|\b(?:advanc(?:ed?|es|ing)|march(?:ed|es|ing)?|bear(?:s|ing)? down|push(?:ed|es|ing)?(?: on)?|clos(?:ed|ing) in) (?:on|upon|to|towards?)|\b(?:com(?:ing|es?)|came|arriv(?:ed|es|ing)|march(?:ed|es|ing)|advanc(?:ed|es|ing)|[Rr]einforcements|rushed|flown)(?: (?:up|down|in|sent|(?:on|to|towards) [A-Z][\w'’-]+))* from|\bwithin [\w.,-]+ (?:km|kilomet(?:er|re)s|miles|hours) of|\b(?:nearby|neighbou?ring)(?: (?:town|city|village) of)?|\b(?:passage|route|way|road|flight|journey|bound|escaped|flown|evacuated|fled|headed|heading|leading) (?:back )?(?:to|for|towards?)|\b(?:work(?:s|ed|ing)?|govern(?:s|ed|ing)?|operat(?:es?|ed|ing)|administer(?:s|ed|ing)?|duties|functions|exiled|sheltering|sat|sits|resid(?:es|ed|ing))(?: by [a-z]+)? (?:from|out of)|\b(?:leans?|leaning|loyal|close|tilt[a-z]*) (?:to|towards?)) (?:the (?:[a-z]+ )?(?:town|city) of )?$"
)
"""Before a place that the text names only to say where another one lies, or for the government there."""
_LYING_FR = re.compile(
    r"(?:\b(?:kilom[èe]tres?|km|heures?)(?: de (?:route|piste))?(?: (?:plus )?(?:au |à l['’])(?:nord|sud|est|ouest|extrême)(?:-(?:nord|sud|est|ouest))*)?"
    r"|\b(?:au |à l['’])(?:nord|sud|est|ouest)(?:-(?:est|ouest))?|\b(?:proches?|voisine?s?|non loin|près|en direction|(?:venue?|arrivée?|partie?)s?|(?:arriv|vienn|part)ent|renforts)) (?:de |d['’]|du )(?:la (?:ville|localité) (?:de |d['’]))?$"
    r"|\b(?:rejoint|rejoignent|rejoignant|regagné|regagnent|repli(?:ée?s?|ent|ant) (?:sur|à|vers)|fui (?:vers|à)|réfugiée?s? à) $"
)
"""Before a place that French names only to say where another one lies, or where somebody comes from or falls back to."""
_AIM_OF = re.compile(r"\b(?:offensive|op[ée]ration|attaque|marche|assaut|avanc[ée]e) (?:contre|sur|vers) $")
"""Before a place beside another in the sentence: somebody means to go there."""
_WITHIN = re.compile(r" (?:in|at|of|near|inside|outside) (?:the )?")
_CONTROL_OF = r"(?:(?<=control of )|(?<=controle du )|(?<=controlled ))(?:{called})\b(?! of| de|-|east|west)"
"""Words that mean a whole area where control of it is told of: control of the north."""
OF_A_FORCE = r"(?!jamais)[a-z]{3,}(?:aise?s?|ien(?:ne)?s?)\b"
"""French adjectives, folded, that say whose soldiers live in a base: française, onusienne."""
_POINTER = re.compile(
    r"\b(?:the|this|that|its|their|his|her|our|an?(?= (?:former|old|abandoned) (?:[a-z]+ )?(?:base|camp|barracks)\b)|(?:both|two)(?= (?:[a-z]+ )?(?:camps|bases)\b)|town's|city's|le|la|l'|les|cette|ce|son|sa|leur|du|au|en(?= ville\b)|(?:(?<=c'est )|(?<=dans )|(?<=mais )|(?<=retrouve )|(?<=trouve ))une?(?= (?:[a-z]+ )?(?:ville|bourg|village|localite|cite|bourgade)\b[^,;.]{0,40},? (?:que|qu'|dont|ou)\b)|(?<=direction )des|(?<=autour )des|(?<=abords )des|(?<=pres )des|(?<=controle )des)\b(?P<words>(?: ?(?!(?:the|this|that|its|their|d'une?|une?|l[ae]s?|du|des|aux?|cette|ces?|son|sa|ses|leurs?)\b)[a-z'-]+ ){0,3}? ?)"
    r"(?P<noun>place(?= (?:was|is|had|has|fell|falls|remain[a-z]*|changed|passed|in hand)\b)|(?:town|city|village)(?! (?:halls?|councils?|councillors?|chiefs?|elders?|mayor|crier|gates?|walls?|dwellers?|folk|officials?)\b)|locality|settlement|base|camp|fort|camps|bases|airport|airfield|airstrip|runway|tarmac|barracks|outpost|checkpoint|region"
    r"|ville|localite|chef-lieu|commune|agglomeration|bourgade|bourg|cite|aeroports?|caserne|(?<!en )poste|mine|site|garnison|emprise(?= (?:militaire|"
    rf"{OF_A_FORCE}"
    r"|qu|dont|ou\b))|emprises)\b(?!'s| of\b| de\b(?! (?:quelque|pres|plus|environ)\b| la (?:region|commune|garde|gendarmerie)\b| l'(?:est|ouest|extreme|interieur|armee)\b)| d'| du\b(?! (?:centre|nord|sud|cercle)\b)| town\b| city\b| hall\b| council\b| arriere\b)"
)
_SOME_TOWN = re.compile(
    r"\b(?:an?|the) (?:[a-z-]+ ){0,3}?(?P<noun>town|city|village|settlement|(?P<site>base|camp|barracks|outpost))\b(?! (?:of|called|named|hall)\b)"
)
"""A town that the first sentence of the news leaves unnamed."""
_BOUND_FOR = re.compile(
    r"\b(?:clos(?:e|es|ing) in on|near(?:s|ing)?|towards?|approach(?:es|ing)?|advanc(?:e|es|ing) on|march(?:es|ing)? on|head(?:s|ed|ing)? (?:for|to)|ey(?:e|es|eing)|threaten(?:s|ing)?|next|vers|pres d|aux portes d)[a-z']* (?:the |la |le )?$"
)
"""Before a place in a title that others are only near to."""
_FORMER_OR_LATTER = re.compile(
    r"\b(?P<both>both(?: of the)?|(?:the|these|those) two) (?:towns|cities|villages|localities|places)\b|\b(?P<lesdeux>(?:les|ces) deux) (?:villes|localites|villages|bourgades|communes)\b|\bthe (?P<which>former|latter)(?= (?:was|were|fell|falls|went|goes|passed|passes|changed hands|(?:has|had) (?:been|fallen|passed|gone|changed)|unopposed|without|until)\b|[,.;]|$| (?:on|in) (?:\d|[a-z]+ember|[a-z]+ary|march|april|may|june|july|august|october))"
)
"""One of two places spoken of, or both: of Soumpi and Nampala, the former was overrun; both towns were retaken."""
_AND_THE_OTHER = re.compile(r",? (?:[^,;.P]{2,30}, )?(?:and (?:at |in |of )?|(?:et|ainsi que) (?:a |de |d')?)")
"""Between two places that are named together: à Ber, à l'ouest, et à Léré."""
_NAMED_NEXT = re.compile(
    rf"(?: (?:militaires?|{OF_A_FORCE}))?(?: (?:des|du|de la|de l'|of the) ?[a-z][a-z' ()]{{1,45}}?)?,? (?:in|at|near|a|dans|de|outside)(?: the| la| le)?(?: (?:town|city|ville) (?:of|de))? ?"
)
_AND_ANOTHER = re.compile(r" and (?:an? |the |its )?(?:[a-z]+ ){0,2}(?:(?:in|at|of) (?:the )?(?:[a-z]+ ){0,3}(?:of )?)?")
STATION = r"(?:bases?|camps?|barracks|outposts?|posts?|garrisons?(?! (?:towns?|city|cities|P+)\b)|(?<!en )postes?|casernes?|emprises?)"
"""Nouns for what troops live in."""
_STATION_IN = re.compile(
    rf"\b{STATION}(?: (?!(?:and|or|to|from|near|were|was|is|are|has|had|et|ou|ont|est|sont)\b)[\w'.-]+){{0,4}}(?: from (?:the |its |their )?(?:[\w'-]+ ){{0,2}}?(?:army|military|soldiers|forces|troops|government|state|junta))?(?:,(?= at ))? ?(?:\b(?:in|at|of|outside|on the edge of|on the outskirts of|a|au|de|du|dans)(?: (?:the|both|la|le))?(?: (?:[a-z]+ ){{0,3}}?(?:towns?|city|cities|villages?|villes?|localites?) (?:of|de))?|\bd') ?$"
)
"""Before a town: its bases are meant, not the town."""
_THAT_OF = re.compile(r"\b(?:celui|celle|ceux|celles) (?:de |du |d')(?:la |l')?$|\b(?:that|those|the ones?) (?:at|in|of) $")
_SOMETHING_OF = re.compile(
    r"\b(?:attaque|perte|prise|reprise|chute|bataille|liberation|conquete|ville|localite)s?\b[^.;:P]{0,40} celles? d(?:e |')(?:la )?$"
)
"""Before a town: what is told of is another such event there, or another town, not a base."""
_STATIONS = re.compile(r"\b(?:bases?|camps?|barracks|outposts?|garrisons?|casernes?|emprises?|garnisons?|postes)\b")
_DESCRIBES = ("northern", "southern", "border")
"""Words that may tell a town from another; where only one was named, they describe it."""
_ANOTHER = ("nearby", "other", "same", "two", "three", "first", "second", "third", "last", "another", "next", "biggest", "largest")
"""Words that tell a town from the one spoken of."""
_RURAL = re.compile(r"\b(?:rural|countryside (?:of|around)|rural areas (?:of|in)) (?:the )?$")
_SITES = {
    "base": ("base", "camp"), "bases": ("base", "camp"), "camp": ("camp", "base"), "camps": ("camp", "base"), "airport": ("airport",), "airfield": ("airport",), "airstrip": ("airport",), "fort": ("base", "camp"), "runway": ("airport",), "tarmac": ("airport",),
    "barracks": ("base", "camp"), "outpost": ("base", "post"), "checkpoint": ("checkpoint", "post"), "aeroport": ("airport",),
    "caserne": ("base", "camp"), "emprise": ("base", "camp"), "emprises": ("camp", "base"), "poste": ("post", "base", "camp", "checkpoint"), "garnison": ("base", "camp", "post"), "mine": ("mine",), "site": ("mine", "base", "camp", "post", "airport"), "aeroports": ("airport",),
}  # fmt: skip
_ARMY_S = frozenset(("army", "military", "government"))
"""Words before a noun for a base that say whose it is."""
_SEVERAL = ("camps", "bases", "emprises")
_MADE_IT = re.compile(r"\bma(?:de|kes?|king) (?:[\w-]+ ){1,3}(?:its|their) (?:[a-z]+ )?$")
"""Before a noun for a base: what has become one."""
_DEFINED_NEXT = re.compile(r" (?:that|which) ")
"""After a noun for bases: those that the words that follow tell of, not those spoken of."""
_MILITARY = re.compile(r" militaires?\b")
_OF_ANOTHER_PLACE = re.compile(r"(?: [a-z]+)? (?:at|in|near|à|de|d['’]) ?[A-ZÉ]")
"""After a camp: it is that of a place which the gazetteer lacks."""
_SIDE = re.compile(r"\b(?:deux|chaque|autre|meme|propre) (?:[a-z]+ )?camps?$")
_OF_A_SIDE = re.compile(
    r" (?:(?:had |have )?(?:said|say|claim|agree|accus|sign|blam|den[iy]|trad|exchang|suffer)[a-z]*|adverses?|oppos[ée]s?|rebelles?|gouvernementa(?:l|ux)|loyalistes?|ennemis?|en pr[ée]sence)\b"
)
"""A camp that is one of the sides, not a place."""
_ITS_GOVERNMENT = re.compile(
    r"\b(?:alli[ée]e?s? (?:de|à)|proches? de|favorables? à|fid[èe]les? à|soutien (?:[a-z]+ )?de|hostiles? à|pouvoir de|autorit[ée]s de|gouvernement de) $"
)
"""Before the name of a capital: its government is meant."""
_GOVERNMENT_S = re.compile(rf"{IN_ITS_HANDS}|\b(?:presse|m[ée]dias|journaux) de $|\b(?:par|selon) $")
"""Before the name of a capital: it stands for the government, or only says where newspapers are made."""
_OF_A_PERSON = re.compile(r" (?:[Oo]uld|[Aa]g|[Ww]ald|[Ww]alet|[Ww]allet|[Mm]int|[Bb]en) [A-Z]")
_BEFORE_A_PERSON = re.compile(r"\b(?:[Oo]uld|[Aa]g|[Ww]alet|[Ww]allet|[Mm]int) $")
"""Beside a name: it is that of a man or a woman."""
_NO_PLACE_AFTER = re.compile(
    r"(?:'s|’s)? (?:offensive|agreement|accords?|process|conference|declaration|interim authority|police|newspaper|branch|war|time)\b", re.I
)
_TAKING_OF = re.compile(
    r"\b(?:[Pp]rise|[Cc]hute|[Cc]onquête|[Pp]erte) (?:de |d['’])(?:la (?:ville|localité) (?:de |d['’]))?$|\b(?:capture|fall|seizure|loss|takeover) of (?:the (?:town|city|village) of )?$"
)
"""Before a place of whose fall a text speaks."""
_ITS_SEAT = re.compile(r"\b(?:chef-lieu|capitale) (?:de la |du |de l['’]|de |d['’])$")
"""Before a region: its seat is meant."""
_AT = re.compile(r"\b(?:in|at|near|from|to|of|around|outside|à|de|vers|sur|entre|dans|and|et)(?: the)? $|[(,/] ?$|\bd['’]$", re.I)
"""Before the name of a capital where the town is meant; else it may stand for the government."""
_NO_PLACE_BEFORE = re.compile(
    r"\b(?:Battle|Siege|Fall|Battles|Bataille|Treaty|Governor|governor|mayor|Mayor|University) (?:of|de|d['’]) ?$"
)
_A_TOWN = r" (?:[a-z]+ )?(?:town|city|village|outpost|post|base|camp|airport|airstrip|stronghold|settlement|locality|hamlet|barracks|garrison|mine|checkpoint|enclave)\b"
TOWN_THERE = re.compile(_A_TOWN)
"""After the name of an area, which only says where a town is: a northern Mali town."""
_TOWN_NAMED = re.compile(rf"{_A_TOWN} (?:of|called|named)\b")
"""The same, where the town is named: the northern Mali town of so-and-so."""


_STRANGE = re.compile(
    r"\b(?:took|taken|captured|seized|retook|recaptured|overran|overrun|occupied|stormed|liberated|entered|attacked|abandoned|evacuated|reached|besieged|holds|held|controls) (?:nearby |neighbou?ring )?"
    r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{3,})(?=[.,;:]| (?:on|in|after|before|and|from|for|by|last|early|late|again|with|without|when|where|while|but|as|during|at|since|until|this)\b|$)"
    r"|(?:(?<=[a-z,] )|^)(?!(?:Nothing|Everything|Every|No|Some|Any|Neither|Another|Which|There|Control|Power|Territory|Ground|Nobody|Who|What|Much|Most|This|That|It)\b)"
    r"(?P<other>[A-ZÀ-Ý][a-zà-ÿ'’-]{3,}(?<!s))(?= (?:was|had been|has been) (?:re)?(?:captured|taken|seized|overrun|occupied|stormed|attacked|besieged)\b| fell (?:to|into)\b)"
)
"""A name of something that is taken or held: a place of its own, though the gazetteer lacks it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is spoken of: offsets in the text, the ids meant (several: "the camps"), and how sure that is."""

    start: int
    end: int
    places: tuple[str, ...]
    sure: float
    area: bool = False
    pointing: bool = False
    country: bool = False
    unsettled: bool = False
    """The text speaks of a camp or the like in the place, and the gazetteer cannot tell which."""


class Ground:
    """The places of one text, read sentence by sentence."""

    def __init__(self, finder: Finder, factions: Factions, text: str, title: str, mentions: Sequence[Mention]) -> None:
        self._gazetteer: Gazetteer = finder.gazetteer
        self._army, self._missions, self._cast = factions.states, factions.missions, cast_of(factions)
        titled = [m for m in finder.locate(title) if m.place and m.place in self._gazetteer]
        self._headed = self._headed_by(titled, title)
        wide = _wide_areas()
        self._wide = {area: regions for area, (regions, _) in wide.items()}
        self._called = {area: called for area, (_, called) in wide.items() if called and area in self._gazetteer}
        self._mentions = [m for m in mentions if m.place]
        self._topic = self._topic_of(titled, title, text)
        self._starts = [m.start for m in self._mentions]
        self._text = text
        self._named_here = False
        self._passed: set[str] = set()
        self._pair: tuple[str, str] | None = None
        self._seat: str | None = None
        self._seats = {p.region: p.id for p in self._gazetteer.values() if p.seat_of == "region" and p.region}
        """The seats of regions: after "Ménaka Region", "the city" is its seat."""
        self.mission = False
        """Whether peacekeepers were spoken of in the paragraph."""
        self.mission_leaves = False
        """Whether the sentence before or this one tells that they leave: the camp is theirs."""
        self._here: list[str] = []
        self._focus_here = False
        self._focus: str | None = None
        """The settlement whose fate was told last: "the town" is rather this one than one that was only named."""
        self.just_told: str | None = None
        """The place whose fate the sentence before told."""
        self.last_told: str | None = None
        """The first place named in the last sentence before this one that named any."""
        self._next_told: str | None = None
        self.last_settlement: str | None = None
        self.last_site: str | None = None
        self.last_region: str | None = None

    @cached_property
    def told_as_taken(self) -> frozenset[str]:
        """The places of whose fall or capture the text speaks anywhere: to enter one of them was to take it."""
        return frozenset(m.place for m in self._mentions if m.place and _TAKING_OF.search(self._text, max(0, m.start - 50), m.start))

    @property
    def focus(self) -> str | None:
        return self._focus

    @focus.setter
    def focus(self, place: str | None) -> None:
        self._focus, self._focus_here = place, place is not None

    def begin_paragraph(self) -> None:
        """Another paragraph: a settlement that it names is rather meant by "the town" than one of the paragraph before."""
        self._here, self._focus_here, self._pair = [], False, None

    def clear(self, *, whole: bool = False) -> None:
        """Forget what was spoken of: another section begins. What the title names stays known, but for items of lists (``whole``)."""
        self._here = []
        self._pair = None
        self.last_told = self._next_told = None
        self.focus = self.last_settlement = self.last_site = self.last_region = None
        if not whole:
            self.last_settlement, self.last_site = self._topic

    def _headed_by(self, titled: Sequence[Mention], title: str) -> str | None:
        """The first settlement, or site of one, that a title names, not as where somebody is bound for."""
        words = plain(title)
        named = (self._gazetteer[m.place or ""] for m in titled if not _BOUND_FOR.search(words[: m.start]))
        return next((p.id for p in named if p.is_site or p.kind in SETTLEMENTS), None)

    def _topic_of(self, titled: Sequence[Mention], title: str, text: str) -> tuple[str | None, str | None]:
        """The settlement that a text is about, and its site: those that its title names, if it is one; a name that only the text explains counts too."""
        named = [self._gazetteer[m.place or ""] for m in titled]
        towns = {p.parent if p.is_site else p.id for p in named if p.is_site or p.kind in SETTLEMENTS}
        sites = [p.id for p in named if p.is_site]
        if not towns:
            words = set(re.findall(r"[\w'’-]+", title))
            known = [self._gazetteer[m.place] for m in self._mentions if m.place and text[m.start : m.end] in words]
            towns = {p.id for p in known if p.kind in SETTLEMENTS and p.seat_of != "country"}
        return (towns.pop(), sites[0] if sites else None) if len(towns) == 1 else (None, None)

    def read(self, folded: str, start: int, end: int, *, opening: bool = False, names: Sequence[tuple[int, int]] = ()) -> list[Spot]:
        """Return the spots of a sentence; ``folded`` is its text in small letters. Countries are marked as such.

        ``opening``: it is the first one under a headline, in which "a town" is that of the headline; ``names``: where it names parties and days.
        """
        spots: list[Spot] = []
        self._named_here = False
        self._passed = set()
        self._seat = None
        named = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        items: list[tuple[int, Mention | re.Match[str]]] = [(m.start, m) for m in named]
        items += [(m.start() + start, m) for m in _POINTER.finditer(folded) if not any(self._is_named(m, n, start) for n in named)]
        strange = [at for at in self._strange(start, end) if not any(a <= at < b for a, b in [*names, *((m.start, m.end) for m in named)])]
        for at, item in sorted(items, key=lambda pair: pair[0]):
            if strange and strange[0] < at:
                self._go_elsewhere()
                strange = [later for later in strange if later > at]
            spot = (
                self._named(item)
                if isinstance(item, Mention)
                else self._ahead(item, folded, start, named, sites=True)
                or self._pointed(item, start, spots)
                or self._ahead(item, folded, start, named)
            )
            if spot is None or (spot.area and _TOWN_NAMED.match(folded, spot.end - start)):
                continue
            within = spots and spot.pointing and _WITHIN.fullmatch(folded, spots[-1].end - start, spot.start - start)
            if within and self._gazetteer[spots[-1].places[0]].is_site:  # the camp in the town: the camp is meant
                continue
            if spots and spot.pointing and spots[-1].pointing and folded[spots[-1].end - start : spot.start - start] == "'s ":
                spots.pop()  # the town's airport: the airport is meant
            spots.append(spot)
        if strange:
            self._go_elsewhere()
        self._read_regions(spots, folded, start)
        if opening and (first := self._of_headline(folded, start)) and not any(not s.area and s.start <= first.end for s in spots):
            spots = sorted([*spots, first], key=lambda spot: spot.start)
        self._stations(spots, folded, start)
        self._pair_up(spots, folded, start)
        self.last_told, self._next_told = self._next_told, next((s.places[0] for s in spots if not s.area), self._next_told)
        for area, called in self._called.items():
            spots += [Spot(start + m.start(), start + m.end(), (area,), POINTING, True, True) for m in called.finditer(folded)]
        return sorted(spots, key=lambda spot: spot.start)

    def _strange(self, start: int, end: int) -> list[int]:
        """Where a sentence names what is taken or held, and the gazetteer lacks it."""
        return [start + max(found.start("name"), found.start("other")) for found in _STRANGE.finditer(self._text[start:end])]

    def _go_elsewhere(self) -> None:
        """Forget the places told of: what is told next is told of a place that the gazetteer lacks."""
        self.focus = self.last_settlement = self.last_site = self.just_told = self._next_told = None
        self._here, self._pair, self._seat, self._named_here = [], None, None, False

    def _is_named(self, pointer: re.Match[str], mention: Mention, start: int) -> bool:
        """Whether words like "the camp" are part of a name, or a name right after them says which: the camp of the army in Ber."""
        if mention.start - start < pointer.end() and pointer.start() < mention.end - start:
            return True
        this = pointer["noun"] in _SITES or pointer[0].startswith(("cette ", "ce "))
        if this and self._gazetteer[mention.place or ""].is_area:
            return False
        return bool(_NAMED_NEXT.fullmatch(pointer.string, pointer.end(), max(pointer.end(), mention.start - start)))

    def _read_regions(self, spots: list[Spot], folded: str, start: int) -> None:
        """Mark the names of towns that are told of as regions: de la région de Ségou à celle de Tombouctou."""
        for number, spot in enumerate(spots):
            place = self._gazetteer[spot.places[0]]
            if (
                place.seat_of == "region"
                and place.region
                and any(self._gazetteer[s.places[0]].kind == "region" for s in spots[:number])
                and re.search(r"\bcelles? d(?:e |')$", folded[: spot.start - start])
            ):
                spots[number] = replace(spot, places=(place.region,), area=True)

    def _of_headline(self, folded: str, start: int) -> Spot | None:
        """The town, or its camp, that the first sentence of the news leaves unnamed: a village in the north has fallen to militants."""
        found = _SOME_TOWN.search(folded)
        if found is None or self._headed is None:
            return None
        place = self._headed
        if found["site"]:
            sites = self._told_of([i for i in self._gazetteer.sites(place) if self._gazetteer[i].kind in _SITES[found["site"]]])
            place = place if self._gazetteer[place].is_site else sites[0] if len(sites) == 1 else ""
        elif self._gazetteer[place].is_site:
            place = self._gazetteer[place].parent or ""
        if not place:
            return None
        self._remember(place)
        return Spot(start + found.start("noun"), start + found.end("noun"), (place,), POINTING, False, True)

    def _pair_up(self, spots: list[Spot], folded: str, start: int) -> None:
        """Find the places that "the former" and "the latter" mean: of the two named together last, in this sentence or the one before."""
        points = [s for s in spots if not s.area and not s.pointing]
        pairs = [(a, b) for a, b in pairwise(points) if _AND_THE_OTHER.fullmatch(folded, a.end - start, b.start - start)]
        for match in _FORMER_OR_LATTER.finditer(folded):
            here = [pair for pair in pairs if pair[1].end - start <= match.start()]
            pair = (here[-1][0].places[0], here[-1][1].places[0]) if here else self._pair
            if pair:
                meant = pair[:1] if match["which"] == "former" else pair[1:] if match["which"] else pair
                spots.append(Spot(start + match.start(match.lastgroup or 0), start + match.end(), meant, POINTING, False, True))
        spots.sort(key=lambda spot: spot.start)
        self._pair = (pairs[-1][0].places[0], pairs[-1][1].places[0]) if pairs else self._pair

    def _is_that_of(self, folded: str, spot: Spot, start: int) -> re.Match[str] | None:
        """The words "celui de" or the like before a town, where a base spoken of before is meant by them."""
        found = _THAT_OF.search(folded, max(0, spot.start - start - 15), spot.start - start)
        if found is None or _SOMETHING_OF.search(folded, 0, spot.start - start):
            return None
        return found if _STATIONS.search(plain(self._text[max(0, spot.start - 260) : spot.start])) else None

    def _stations(self, spots: list[Spot], folded: str, start: int) -> None:
        """Mark the towns whose bases are spoken of: the bases in Gao, Timbuktu and Bamako."""
        for number, spot in enumerate(spots):
            if spot.area or spot.pointing or spot.unsettled or self._gazetteer[spot.places[0]].kind not in SETTLEMENTS:
                continue
            that_of = self._is_that_of(folded, spot, start)
            if _STATION_IN.search(folded, max(0, spot.start - start - 70), spot.start - start) or that_of:
                for listed in chain_of(spots, folded, number, start):
                    if not listed.area and self._gazetteer[listed.places[0]].kind in SETTLEMENTS:
                        one = self._one_base(listed) if that_of and that_of[0].startswith("ce") and not self.mission else None
                        spots[spots.index(listed)] = replace(listed, places=one or listed.places, unsettled=one is None)

    def _one_base(self, spot: Spot) -> tuple[str, ...] | None:
        """The one base of a town; None where the gazetteer has none or several."""
        bases = [i for i in self._gazetteer.sites(spot.places[0]) if self._gazetteer[i].kind in ("base", "camp", "post")]
        return (bases[0],) if len(bases) == 1 else None

    def countries(self, start: int, end: int) -> list[str]:
        """Return the countries that a sentence names."""
        named = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        inside = [self._gazetteer[m.place or ""] for m in named]
        return [p.id for p in inside if p.kind == "country"] + [p.parent for p in inside if p.kind == "area" and p.parent]

    def regions(self, area: str) -> tuple[str, ...]:
        """Return the regions that a wide area is made of; none for any other place."""
        return tuple(region for region in self._wide.get(area, ()) if region in self._gazetteer)

    def inside(self, place: str, area: str) -> bool:
        """Whether a place lies in an area."""
        seen = place
        for _ in range(8):
            parent = self._gazetteer[seen].parent if seen in self._gazetteer else None
            if parent is None:
                break
            if parent == area:
                return True
            seen = parent
        of = self._gazetteer[place]
        return area in (of.region, of.cercle) or (self._gazetteer[area].kind == "area" and of.is_area is False)

    def _named(self, mention: Mention) -> Spot | None:
        place = self._gazetteer[mention.place or ""]
        if place.seat_of == "country" and _GOVERNMENT_S.search(self._text, max(0, mention.start - 30), mention.start):
            return None
        if _OF_A_PERSON.match(self._text, mention.end) or _BEFORE_A_PERSON.search(self._text, max(0, mention.start - 12), mention.start):
            return None
        if _NO_PLACE_AFTER.match(self._text, mention.end) or (
            _NO_PLACE_BEFORE.search(self._text, max(0, mention.start - 30), mention.start)
            and not self._text.startswith(", which ", mention.end)
        ):
            self._remember(place.id)
            return None
        if place.kind == "region" and place.id in self._seats and _ITS_SEAT.search(self._text, max(0, mention.start - 30), mention.start):
            place = self._gazetteer[self._seats[place.id]]
            self._remember(place.id)
            return Spot(mention.start, mention.end, (place.id,), mention.score)
        if place.kind == "country":
            return Spot(mention.start, mention.end, (place.id,), mention.score, area=True, country=True)
        rural = _RURAL.search(self._text[max(0, mention.start - 30) : mention.start].lower())
        if rural and place.seat_of == "region" and place.region:
            return Spot(mention.start, mention.end, (place.region,), mention.score * POINTING, True)
        stands_for = place.seat_of == "country" and (
            not _AT.search(self._text, max(0, mention.start - 12), mention.start)
            or bool(_ITS_GOVERNMENT.search(self._text, max(0, mention.start - 30), mention.start))
        )
        before = self._text[max(0, mention.start - 60) : mention.start]
        elsewhere = place.seat_of == "country" and place.id != self._topic[0]
        lies_off = _IN_PASSING.search(before) or _LYING_FR.search(before) or (self._named_here and _AIM_OF.search(before))
        in_passing = self.last_settlement is not None and (elsewhere or lies_off)
        if not stands_for and not in_passing:
            self._remember(place.id)
        else:
            self._passed.add(place.id)
        if mention.note.startswith("the town itself") and place.kind in SETTLEMENTS:
            noun = re.search(r"says (\w+)", mention.note)
            said = noun.group(1) if noun else ""
            sites = self._sites(said, self._missions if self.mission and said != "garnison" else frozenset())
            if len(sites) == 1:
                return Spot(mention.start, mention.end, sites, mention.score * POINTING)
            return Spot(mention.start, mention.end, (place.id,), mention.score, unsettled=True)
        return Spot(mention.start, mention.end, (place.id,), mention.score, place.is_area)

    def _remember(self, place_id: str) -> None:
        place = self._gazetteer[place_id]
        if place.kind in SETTLEMENTS:
            self.last_settlement, self.last_site, self._named_here = place.id, None, True
            self._here.append(place.id)
            self._seat = None
        elif place.is_site:
            self.last_site = place.id
            parent = place.parent and self._gazetteer[place.parent]
            if parent and parent.kind in SETTLEMENTS:
                self.last_settlement, self._named_here = parent.id, True
                self._here.append(parent.id)
        elif place.kind == "region":
            self.last_region = place.id
            if not self._named_here:  # where the sentence named a town before, the region only says where that lies
                self._seat = self._seats.get(place.id)

    def _pointed(self, match: re.Match[str], start: int, spots: Sequence[Spot]) -> Spot | None:
        """What words like "the town" or "the camp" point to."""
        noun, words = match["noun"], match["words"].replace("-", " ").split()
        at, end = start + match.start("noun"), start + match.end()
        if noun == "region":
            return Spot(at, end, (self.last_region,), POINTING, True, True) if self.last_region and len(words) <= 1 else None
        if noun == "commune" and words:
            return None  # la colonne commune
        if noun not in _SITES:
            settlement = self._town_spoken_of(noun)
            if settlement is None or not self._tells_no_other(words):
                return None
            self.last_settlement = settlement
            return Spot(at, end, (settlement,), POINTING, False, True)
        if noun == "aeroports":
            towns = [place for spot in spots for place in spot.places if self._gazetteer[place].kind in SETTLEMENTS]
            airports = tuple(i for town in towns for i in self._gazetteer.sites(town) if self._gazetteer[i].kind == "airport")
            return Spot(at, end, airports, POINTING, False, True) if airports else None
        return self._pointed_site(match, start, words)

    def _pointed_site(self, match: re.Match[str], start: int, words: Sequence[str]) -> Spot | None:
        """What words for a camp, a base or another site of a town point to."""
        noun, at, end = match["noun"], start + match.start("noun"), start + match.end()
        if _MADE_IT.search(match.string, 0, match.start("noun")):
            return None  # made the town their base
        if noun in _SEVERAL and _DEFINED_NEXT.match(match.string, match.end()):
            return None  # the bases that the mission gives up
        if noun in ("camp", "camps") and (_SIDE.search(match[0]) or _OF_A_SIDE.match(self._text, end)):
            return None
        if "capital's" in words:
            seats = [p.id for p in self._gazetteer.values() if p.seat_of == "country"]
            there = tuple(i for seat in seats for i in self._gazetteer.sites(seat) if self._gazetteer[i].kind in _SITES[noun])
            return Spot(at, end, there, POINTING, False, True) if len(there) == 1 else None
        if _OF_ANOTHER_PLACE.match(self._text, end):
            return None
        theirs = [(word, told - self._army) for word in words if (told := self._cast.whose(word)) and not told <= self._army]
        owner = theirs[0][1] if theirs else frozenset()
        army = _MILITARY.match(self._text, end)
        ordinal = any(word in ("first", "second", "third", "last", "next", "other") for word in words)  # one of many that are handed over
        whose = owner or (self._army if army or noun in ("caserne", "fort") or not _ARMY_S.isdisjoint(words) else frozenset())
        town = self._town_with_sites()
        sites = self._sites(noun, whose, town=town, spoken=not ordinal)
        if not sites:
            several = town and not ordinal and noun in ("camp", "base", "emprise") and len(self._gazetteer.sites(town)) > 1
            return Spot(at, end, (town,), POINTING, False, True, unsettled=True) if town and several else None
        if theirs:
            at = start + match.start("words") + match["words"].rfind(theirs[0][0])
        return Spot(at, army.end() if army else end, sites, POINTING, False, True)

    def _town_spoken_of(self, noun: str) -> str | None:
        """The settlement that a noun for one points to."""
        if noun == "chef-lieu":
            return self._seats.get(self.last_region or "") or self._topic[0]
        told_of = self._here[-1] if self._here and not self._focus_here else self.focus
        settlement = self.last_settlement if self._named_here else self._seat or told_of or self.last_settlement
        settlement = self.last_settlement if settlement in self._passed else settlement
        if self._pair and self._topic[0] in self._pair and settlement in self._pair and not self._named_here:
            return self._topic[0]  # of two named together, that which the title names
        return settlement

    def _tells_no_other(self, words: Sequence[str]) -> bool:
        """Whether the words before a noun for a town leave it the one spoken of: not the nearby town, the second town."""
        describes = () if len(set(self._here)) == 1 else _DESCRIBES
        return not any(w in _ANOTHER or w in describes or w.endswith("'s") for w in words)

    def _ahead(self, match: re.Match[str], folded: str, start: int, named: Sequence[Mention], *, sites: bool = False) -> Spot | None:
        """Return the site of a town that is named only after it: the airport and a bridge in the city of Gao; ``sites``: with a site of that town."""
        after = next((m for m in named if m.start - start >= match.end()), None)
        if after is None or match["noun"] not in _SITES or not _AND_ANOTHER.fullmatch(folded, match.end(), after.start - start):
            return None
        place = self._gazetteer[after.place or ""]
        if sites and not place.is_site:
            return None
        town = place.id if place.kind in SETTLEMENTS else place.parent if place.is_site else None
        if town is None:
            return None
        meant = self._told_of([i for i in self._gazetteer.sites(town) if self._gazetteer[i].kind in _SITES[match["noun"]]])
        return Spot(start + match.start("noun"), start + match.end(), (meant[0],), POINTING, False, True) if len(meant) == 1 else None

    def _told_of(self, sites: list[str]) -> list[str]:
        """Of several sites, leave out those of other forces than the army of which the text never speaks."""
        return [i for i in sites if not (owner := self._other_than_the_armys(i)) or owner in self._spoken_of]

    def _other_than_the_armys(self, site: str) -> str:
        """Whose base a site is known as, where that is not the army."""
        owner = self._gazetteer[site].base_of or ""
        return "" if owner in self._army else owner

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """The forces with bases of their own that the text names anywhere."""
        owners = {p.base_of for p in self._gazetteer.values() if p.base_of}
        return frozenset(owner for owner in owners if self._cast.names(owner).search(self._text))

    def _town_with_sites(self) -> str | None:
        """The town spoken of last; where it has no camp or the like, that which the title names."""
        last, topic = self.last_settlement, self._topic[0]
        return last if topic is None or (last and self._gazetteer.sites(last)) else topic

    def _sites(self, noun: str, owner: frozenset[str], *, town: str | None = None, spoken: bool = False) -> tuple[str, ...]:
        kinds = _SITES.get(noun, ("base", "camp"))
        if self.last_site and owner <= self._army and self._gazetteer[self.last_site].kind in kinds and not noun.endswith("s"):
            return (self.last_site,)
        town = town or self.last_settlement
        if town is None:
            return ()
        known = {i: self._gazetteer[i].kind for i in self._gazetteer.sites(town)}
        sites = [i for i in known if known[i] in kinds]
        if not sites and noun in ("camp", "camps", "garnison"):
            sites = [i for i in known if known[i] == "post"]  # what one text calls a camp is a post to another
        if owner and owner <= self._army:
            sites = [i for i in sites if self._gazetteer[i].base_of in owner] or [i for i in sites if not self._other_than_the_armys(i)]
        elif owner:
            sites = [i for i in sites if self._gazetteer[i].base_of in owner]
        if noun in ("mine", "site") and self._topic[1] and self._gazetteer[self._topic[1]].kind in kinds:
            return (self._topic[1],)
        if noun == "site":
            return ()
        if len(sites) > 1 and self.mission_leaves and (not noun.endswith("s") or noun == "emprises"):
            return tuple(sorted((i for i in sites if self._gazetteer[i].base_of in self._missions), key=len)[:1])
        if noun in _SEVERAL:
            return tuple(sites if owner else self._told_of(sites))
        sites = self._told_of(sites) if spoken and not owner else sites
        return tuple(sites) if len(sites) == 1 else ()


def chain_of(spots: Sequence[Spot], told: str, first: int, offset: int) -> list[Spot]:
    """Return the spot at an index and those that follow it in a list with it: Timbuktu, Kidal and Gao."""
    chain, end = [spots[first]], spots[first].end - offset
    for spot in spots[first + 1 :]:
        gap = told[end : spot.start - offset]
        end = spot.end - offset
        if spot.area and _LYING_IN.fullmatch(gap) and told.startswith(",", end):
            continue  # in Boni, in Mopti Region, and in Niono
        if not _LIST.fullmatch(gap) or (spot.pointing and not chain[-1].pointing and re.fullmatch(r", (?:l[ae] |l'|the )?", gap)):
            break  # in Timbuktu, the camp: one place
        chain.append(spot)
    return chain


_LYING_IN = re.compile(r",? (?:in|dans|en) (?:the |l[ae]s? |l')?")
"""Between a place and the area in which it lies."""
_LIST = re.compile(
    r"(?: \((?:[^()FP]{0,20}D+|[^()FPD]{2,30})\))?(?:,|,? (?:just )?like|,? (?:tout )?comme|,? and|,? as well as|,? mais aussi|,? ainsi que|,? et|/|,? or|,? along with)(?: then)?(?: (?:an? [a-z]+|the|its|their|in|at|to|a|les?|la|son|sa|ceux|celui|town|towns|village|villages|city|of|de))* ?(?:d'|l')?"
)


@cache
def _wide_areas() -> dict[str, tuple[tuple[str, ...], re.Pattern[str] | None]]:
    """Give the regions of each wide area, and what finds it under what it is called."""
    problems: list[Problem] = []
    rows = read(WIDE_AREAS, shipped("data", WIDE_AREAS.file), problems)
    if problems:
        raise BadData(problems)
    found = {}
    for row in rows:
        called = "|".join(map(re.escape, row["called"].split("|")))
        found[row["area"]] = row["regions"], re.compile(_CONTROL_OF.format(called=called)) if called else None
    return found

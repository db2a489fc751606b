"""Factions in running text: by name, by nationality, or by a noun that stands for them ("the rebels"), resolved by the date and what was named before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from ..dates import FuzzyDate, parse_date
from ..errors import BadData, Problem
from ..factions import Factions
from ..scan import Scanner
from ..tables import Column, Table, ids, one_of, read, shipped
from .when import plain

KINDS = ("name", "adjective", "group", "last", "several", "head", "nobody", "owner", "capital")

STAND_INS = Table(
    "stand_ins.csv",
    "What running text calls one or more factions.",
    (
        Column("kind", f"How the words stand for factions: {', '.join(KINDS)}.", True, one_of(*KINDS)),
        Column("words", "The words, separated by |.", True),
        Column("factions", "Ids of the factions meant, separated by semicolons.", False, ids, ()),
        Column("blocs", "The faction of one of these blocs that was named last is meant rather.", False, ids, ()),
        Column("start", "First day on which the words have this meaning, as EDTF.", False, parse_date, None),
        Column("end", "Last such day, as EDTF.", False, parse_date, None),
        Column("language", "ISO 639 code, where the words belong to one language."),
        Column("note", "What a reader should know."),
    ),
)

STATE, ABROAD, MISSION = "state", "abroad", "mission"
SHORTEST, LONGEST_SHORT = 2, 3
"""Shorter names are not looked for; those up to the second length must stand in capitals, if the list has them so."""

_JOINT = re.compile(
    r"(?:,(?: the)?|,? and(?: of)?(?: the| allied| its| their| an?| one| (?:about |some |around |nearly )?\d[\d,.]*)?(?: (?:[a-z]+ )?(?:factions?|wings?|branch|dissidents|part) of(?: the)?)?|,? et(?: l[ea]s?| ses| son| leurs?| de la| de| du| des| d'| a la| a l'| aux| au| a)?|,? (?:and|et) (?:its|their|ses|leurs|son|leur) all(?:y|ies|ies?|iees?)(?: d[eu]s?| de la)?| or| ou|/|-|,? as well as(?: the| its| a few)?|,? (?:along|together) with(?: the| an?)?(?: (?:[a-z]+ )?(?:factions?|wings?|branch|dissidents|part) of(?: the)?)?|,? alongside(?: the)?"
    r"|,? (?:(?:strongly |actively |militarily |openly )?(?:backed|supported|aided|accompanied|assisted|seconded|escorted|flanked|reinforced|joined|bolstered|helped)(?: on the ground)? by(?: the)?|(?:in alliance|in concert|in coalition|in tandem|hand in hand|jointly|in league|acting|allied|operating|fighting|working|now allied|in conjunction|side by side) (?:together )?with(?: the)?),?|,? and by(?: the)?|,? with the (?:help|support|backing|assistance|aid|participation) of(?: the)?|-backed"
    r"|,? (?:appuye(?:e|s|es)?|soutenu(?:e|s|es)?|epaule(?:e|s|es)?|accompagne(?:e|s|es)?|aide(?:e|s|es)?|seconde(?:e|s|es)?|assiste(?:e|s|es)?|renforce(?:e|s|es)?|rejoint(?:e|s|es)?|flanque(?:e|s|es)?) (?:par|de)(?: l[ea]s?| des| du| une?)?|,? (?:allie(?:e|s|es)?(?: desormais)? (?:a|au|aux)|aux cotes d(?:e|u|es)|en alliance avec|de concert avec|conjointement avec|ensemble avec|main dans la main avec)(?: l[ea]s?)?|,? avec l[ea]s?(?: (?:appui|soutien|aide) d(?:e|es|u))?) ?(?:l')?$"
)
_TO_HEAD = re.compile(
    r"(?:-(?:led|commanded) |[ -])(?:(?:and allied|special|armed|military|army|security|government|state|air|drone|logistics|police|elite|armou?red|mechani[sz]ed|motori[sz]ed|airborne|parachute|mobile|combat|reconnaissance|commando|marine|territorial|joint|expeditionary|desert|camel|nomad|counter-?terrorism|ground|supply|resupply|mercenary|allied|infantry|mixed|main|defen[cs]e) ){0,2}"
)
_CHIEFLY = re.compile(
    r",? (?:chiefly|mainly|mostly|principally|notably|namely|above all|primarily|made up of|consisting of|composed of|comprising)(?: the)? "
)
"""Between a word for groups and the names of those that are meant."""
_LAST_OF_LIST = re.compile(
    r"(?: \([^()]{2,12}\))?,? (?:and|et) (?:the |l[ae]s? |l'|du |de la |d'|des |de l')?(?:(?:[a-z]+ )?(?:faction|wing|dissidents) of (?:the )?)?"
)
"""What follows all but the last of a list with articles: the MNLA, the HCUA and the MAA."""
_FRENCH_LIST = re.compile(r", (?:l[ea]s? ?|l'|du |de la |des |d'|de l')")
"""Between the first two of such a list: le MNLA, le HCUA et le MAA."""
_LIST_GOES_ON = re.compile(r"[^.;:]{0,50}?\b(?:and|et)\b")
_HELD = re.compile(r"-(?:held|controlled|occupied|run|administered)\b")
_UNDER = re.compile(r"\b(?:controle|blocus|siege|occupation|domination) (?:[a-z]+ )?$")
_FORCES = re.compile(r"(?:les )?(?:forces|troupes|soldats|militaires|armees) ")
_OF = re.compile(
    r" (?:du|de la|de|des|de l'|d'|of|of the|from|from the|belonging to|linked to|loyal to|allied to|affiliated (?:with|to)|aligned with|with (?:ties|links) to)(?: the)?(?: ?(?:branche|filiale|franchise|katiba|coalition)(?: [a-z]+)? (?:du|de la|de l'|d'|de))? ?"
)
_SOLDIERS_AND = re.compile(r"(?:(?:the|les|des) )?(?:soldiers|troops|soldats|militaires|gendarmes) (?:and|et) ")
_OF_THE = re.compile(r" (?:du|de la|des|de l'|d'|de) ?")
MEN_OF = re.compile(
    r"\b(?:(?:some|several|many|dozens of|hundreds of|other|about \d+|\d+) )?(?:fighters|gunmen|armed men|youths|raiders|followers|commandos|sentries|patrols?|militants|members|soldiers|troops|men|forces|elements|units?|columns?|detachments?|battalions?|company|handful|number|dozens|hundreds|scores|bulk|rest|remainder|rebels|mercenaries|paramilitaries|auxiliaries|contractors|operatives|advisers|partners|allies|personnel|instructors|contingents|supporters|groups?|militiamen|warriors|riders|insurgents|troopers|jihadists|islamists|mujahideen|recruits|partisans|hunters|coalition|alliance|groupings?|joint force"
    r"|combattants|jihadistes|djihadistes|islamistes|rebelles|miliciens|hommes|gars|gens|membres|soldats|[ée]l[ée]ments|troupes|unit[ée]s?|mouvements|composantes|mercenaires|paramilitaires|instructeurs|supplétifs|suppletifs|allies|d[ée]tachement|bataillon|garnison|r[ée]giment|compagnie|peloton|section|escadron|commandos?|contingents?|colonnes?|convois?|renforts?|v[ée]hicules|pick-ups?|blind[ée]s|motards|poign[ée]e d'hommes)"
    r" (?:of|from|linked to|affiliated (?:with|to)|loyal to|belonging to|allied (?:with|to)|aligned with|(?:believed|thought|said|suspected|known|claiming) to (?:be(?: from| members of| part of)?|belong to)|suspected of (?:belonging to|being from)|fighting (?:for|under)|du|de la|de l'|des|de|d'|lies a(?: l[ae']?)?|affilies a(?: l[ae']?)?)(?: the)?(?: (?:groupe|societe|milice|organisation)(?: [a-z]+){0,2})? ?$"
)
"""Fighters of a party are the party."""
_LAND_S = re.compile(r" [a-z]+'s $")
"""Fighters from Russia's Wagner group."""
_HIS_MEN = re.compile(r"^(?:'s?)? (?:men|fighters|soldiers|troops|forces|mercenaries|militiamen)(?=,? (?:and|or|,))")
"""Wagner's men and the army: both."""
_AS_NOUN = re.compile(
    r"(?:[,.;]|$| (?:had|have|has|having|were|are|was|is|left|took|withdrew|handed|retook|captured|entered|seized|[a-z]{3,}ed|hold|held|control|keep|kept|guard|occupy|ran|run|will|would|also|then|said|say|and|on|at|in|from|since|ont|avaient|etaient|sont|se|qui|a|y|en)\b)"
)
"""After an adjective that stands for its soldiers: the French had left."""
_FRENCH_ORDER = re.compile(r" (?:armees |speciales |terrestres |militaires )?")
"""Between a noun for fighters and whose they are: troupes françaises."""
_STATION = re.compile(
    r"(?:bases?|camps?|barracks|outposts?|positions?|posts?|checkpoints?|garrisons?|control|hands|government|administration)"
)
_AND = re.compile(r"\b(?:and|et|with|avec|or|ou|as well as)\b")
_LINKED = re.compile(r"-(?:linked|affiliated|aligned|inspired|allied) (?:[a-z]+ )?$")
"""Al-Qaeda-linked militants: the name says who the militants are."""
_PATROLS = re.compile(r"patrouille(?: [a-z]+)? (?:en ville|dans|a|depuis)\b")
"""A verb, not a noun for fighters: l'armée patrouille en ville."""
_HELD_BY = re.compile(r"(?:control|patrol) ")
_PLURAL = re.compile(
    r"\b(?:fighters|forces|troops|soldiers|rebels|militants|men|jihadists|islamists|insurgents|gunmen|units|militias|peacekeepers|separatists|groups)$"
)
"""After them, control and patrol are verbs: the fighters control the town."""
_ACTS = re.compile(
    r"(?:[.,;]|$| (?:said|says|has|have|had|also|then|later|announced|announces|claim(?:s|ed)|confirm(?:s|ed)|report(?:s|ed)|retook|took|captured|recaptured|regained|seized|withdrew|left|pulled|abandoned|lost|told|denied|did|was|is|were|will|would|and|on|in)\b)"
)
"""After the military: those who act, not what is theirs."""
_ALONE = ("soldiers", "troops", "reinforcements", "soldats", "militaires", "gendarmes")
_IN_HEADLINES = ("army", "military", "rebels", "separatists", "jihadists", "islamists", "insurgents", "junta")
"""Headlines and lists say them without an article."""
_HEADLINE_BEGINS = re.compile(
    r"(?:^|[:;–—-] ?|\d\d? |^[a-zP ]{3,30} (?:re)?(?:taken|captured|seized|occupied|held|controlled|overrun|besieged|attacked|lost) by )$"
)
_HEADLINE_VERB = re.compile(
    r" (?:(?:again|fully|briefly) )?(?:(?:re)?(?:takes?|captures?|occup(?:y|ies)|enters?|gains?)|seizes?|holds?|controls?|leaves?|quits?|withdraws?|abandons?|loses?|overruns?|storms?|repels?|evacuates?"
    r"|attacks?|besieges?|keeps?|(?:beats?|drives?|pushes|push|pulls?|hands?|gives?|moves?|marche?s?) (?:back|off|out|over|in|into|up)|has|have|says?|claims?|confirms?|is|are|back|took|retook|left|lost|held|withdrew|[a-z]{3,}ed)\b"
)
_NOBODY_S = re.compile(
    r"(?:^|[,;:\"“«(—–-] ?|\b(?:and|as|when|after|before|that|said|by|from|while|where|but|which|against|on|some|many|dozens of|killed|wounded|most|several|last|remaining|all|two|three|the|sign of|trace of|no|without|"
    r"(?:in|inside|at) [\w-]+,?|et|les|des|de|que|par|contre|lorsque|quand|apr[eè]s|avant|alors que|mais|o[uù]) )(?:(?:derniers|premiers|quelques?|rares|seuls) (?:[a-z]+te |\d+ |dix |cent |deux |trois )?)?$"
)
"""Before soldiers whose soldiers they are goes unsaid: those of the land."""
_SIDING = (
    r"\b(?:armed )?(?:groups?|militias?|militiamen|fighters|movements?)(?: of the same [a-z ]{3,20})? (?:(?:that|who|which) )?(?:sid(?:e|es|ed|ing) with|back(?:s|ed|ing)?|support(?:s|ed|ing)?|(?:(?:is|are|was|were) )?(?:loyal|allied|close) (?:to|with)|fight(?:s|ing)? (?:for|alongside)) "
    r"(?:the |[a-z]+'s )?(?:(?:LAND) )?(?:government|authorities|CAPITAL|army)\b"
)
"""Who a militia is by whose side it takes: groups that side with the government. LAND stands for the adjectives for the land, CAPITAL for its capital."""
_LOYALISTS = "pro-government militia"
_NAME_BEFORE = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’-]+)(?: (?:of|for|the|and|in|to|du|de|des|la|le|les|et|à|pour|al|wal|wa|ul)| l['’]\w+| d['’]\w+| [A-ZÀ-Ý][\w'’-]+){1,12} $"
)
"""Words in capitals before a bracket: a name of several words."""
_OF_EXPERTS = r" (?:europeenne|africaine|FORCE|mediatrice|parlementaire|humanitaire|commune|(?:d'|de |des |of )(?:observ|entrainement|formation|bons|journal|notables|evaluation|enquete|experts?|contact|travail|work|amis|sages|medi|suivi|etude|crise|facilitat|refle))"
"""A group or a mission that is no party, or not the one spoken of; FORCE stands for the forces of several states."""
_KNOWN_GROUPS = re.compile(
    r"\b(?:les|aux|ces|(?:mains|controle|coupe|emprise|domination|autorite|pouvoir|profit|retrait|depart|entree|arrivee|prise|avancee|positions|combattants|(?:par|de) l'un) des) $"
)
"""Before armed groups that were told of, not some that were not."""
_OTHER_GROUPS = re.compile(
    r" (?:terroristes?|non |locaux|illegaux|islamistes|d?jihadistes|radicaux|extremistes|qui |du [a-z]+|presents|actifs)"
)
_ACTING_COUNTRY = (
    r"(?:^|[,;:“\"(] ?|\b(?:and|but|that|when|as|after|before|because|while|since|until|where|which|once) |(?<=\d )|(?<=day )|(?<=[.] ))"
)
"""Before a country that acts."""
_COUNTRY_ACTS = (
    r"(?= (?:(?:has|had|have|also|then|later|now|still|again|already|reportedly|quietly|finally|officially|formally|once|more) )*(?:withdr(?:ew|awn|aws)|left|leaves|los(?:t|es)|ret(?:ook|aken|akes)|(?:re)?captur(?:ed|es)"
    r"|abandon(?:ed|s)|relinquish(?:ed|es)|ced(?:ed|es)|hand(?:ed|s)|g(?:ave|iven|ives)|t(?:ook|aken|akes)|regain(?:ed|s)|seiz(?:ed|es)|evacuat(?:ed|es)|h(?:eld|olds)|control(?:led|s)|pull(?:ed|s)|(?:re)?occup(?:ied|ies)"
    r"|reclaim(?:ed|s)|recover(?:ed|s)|return(?:ed|s)|vacat(?:ed|es)|quit|surrender(?:ed|s)|liberat(?:ed|es)|defend(?:ed|s)|ke(?:pt|eps)|sa(?:id|ys)|announc(?:ed|es)|confirm(?:ed|s)|den(?:ied|ies)|claim(?:ed|s)|acknowledg(?:ed|es)|admit(?:ted|s)|no longer (?:has|holds|controls)|(?:won|bought|took|taken) back)\b)"
)
"""After a country: it acts."""
_MEN_FROM = r"\b(?:[Tt]roops|[Ss]oldiers|[Ff]orces|[Cc]ontingents?|[Pp]eacekeepers|[Uu]nits|[Aa]rmies|[Cc]ommandos|[Pp]aratroopers|[Ss]oldats|[Tt]roupes|[Aa]rmées) (?:from|of|du|de la|de|des|d['’]) ?"
_NEIGHBOUR = r"(?:(?:neighbou?ring|nearby|the|le|la|l['’]|du|de la|de l['’]) ?)?"
IN_ITS_HANDS = (
    r"\b(?:escarcelle|giron|(?:aux|entre les) mains|sous (?:le )?contr[ôo]le|sous (?:l['’])?autorit[ée]|coupe|profit|b[ée]n[ée]fice) de $"
)
"""Before the name of the capital: the government's hands; in a text with its accents or without."""
_IN_ITS_HANDS = re.compile(IN_ITS_HANDS)
_FIGHTERS = re.compile(r"[ -](?:[a-z]+[ -])??$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One meaning of some words."""

    kind: str
    factions: tuple[str, ...]
    blocs: tuple[str, ...] = ()
    start: FuzzyDate | None = None
    end: FuzzyDate | None = None
    role: str = ""
    """What the one faction meant is: the state of the land (STATE), one from abroad (ABROAD), a mission (MISSION), or anything else."""

    def holds_on(self, day: date | None) -> bool:
        if day is None:
            return True
        first = self.start.earliest if self.start else None
        last = self.end.latest if self.end else None
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Part:
    """One word or name for a faction: where it stands, how it stands for it, and all that it can mean."""

    start: int
    end: int
    kind: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who is spoken of: one or more parts that act together ("Malian and Wagner forces"), and the whole stretch of words.

    ``named`` says that it is named, not only called "the rebels"; ``vague`` that the text itself says it does not know (suspected, unidentified).
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    vague: bool = False

    @property
    def pointed(self) -> bool:
        """Whether it only points back: the group."""
        return bool(self.parts) and all(part.kind in ("last", "several") for part in self.parts)

    @property
    def named(self) -> bool:
        return all(part.kind in ("name", "adjective") and not any(e.blocs for e in part.entries) for part in self.parts)


class Memory:
    """Who was named last in a section, by bloc."""

    def __init__(self, blocs: dict[str, str], groups: frozenset[str]) -> None:
        self._blocs, self._groups = blocs, groups
        self._named: list[tuple[str, ...]] = []

    def clear(self) -> None:
        """Forget: another section begins."""
        self._named = []

    def add(self, factions: Iterable[str]) -> None:
        self._named.append(tuple(factions))

    def together(self) -> tuple[str, ...]:
        """Return the armed groups that were named together last: AQIM, Ansar Dine and MUJAO."""
        joined = (tuple(f for f in named if self._blocs.get(f) in self._groups) for named in reversed(self._named))
        return next((named for named in joined if len(named) > 1), ())

    def each(self, blocs: Iterable[str]) -> tuple[str, ...]:
        """Return the factions of some blocs that were named, the last one first."""
        wanted = set(blocs)
        return tuple(dict.fromkeys(f for named in reversed(self._named) for f in named if self._blocs.get(f) in wanted))

    def last(self, blocs: Iterable[str]) -> tuple[str, ...]:
        """Return the faction of some blocs that was named last; all of them where several were named together."""
        wanted = set(blocs)
        of_blocs = (tuple(f for f in named if self._blocs.get(f) in wanted) for named in reversed(self._named))
        return next((named for named in of_blocs if named), ())


class Cast:
    """Finds the factions in a text. Made once, used for any number of texts."""

    def __init__(self, factions: Factions, rows: Iterable[dict[str, object]] | None = None) -> None:
        self._factions = factions
        self._since = {new: first for first, _, new in reversed(factions.successions)}
        """Since when there is a faction that others became: "the jihadists" of 2013 are not those of 2017."""
        self._table: dict[str, list[_Entry]] = {}
        self._last: tuple[_Entry, ...] = ()
        self._owners: dict[str, list[_Entry]] = {}
        self._written: dict[str, set[str]] = {}
        """The names of each faction alone, and the words for its bases."""
        names: dict[str, str] = {}
        owners: dict[str, set[str]] = {}
        named = [
            (words, replace(entry, role=_role(entry.factions, factions))) for words, entry in (*_read(factions), *_own_names(factions))
        ]
        for words, entry in (*named, *_with_article(named)):
            if entry.kind in ("name", "owner") and len(entry.factions) == 1:
                self._written.setdefault(entry.factions[0], set()).add(words)
            if entry.kind == "owner":
                for faction in entry.factions:
                    owners.setdefault(faction, set()).add(words)
                self._owners.setdefault(words.casefold(), []).append(entry)
                continue
            self._table.setdefault(words.casefold(), []).append(entry)
            known = names.setdefault(words.casefold(), words)
            if sum(map(str.islower, words)) > sum(map(str.islower, known)):
                names[words.casefold()] = words  # small letters are found with capitals too, capitals are not found small
        self._owner_words = {
            faction: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") for faction, words in owners.items()
        }
        self._countries = {
            name: one.id for one in map(factions.__getitem__, factions) if one.kind == "state" for name in (one.short, one.short_fr) if name
        }
        country = "|".join(map(re.escape, self._countries)) or "(?!)"
        self._country_acts = re.compile(f"{_ACTING_COUNTRY}(?P<who>{country}){_COUNTRY_ACTS}")
        self._men_from = re.compile(rf"{_MEN_FROM}(?:{_NEIGHBOUR}(?:{country})\b(?:, | and | et )?)+")
        self._country = re.compile(rf"{_NEIGHBOUR}(?P<who>{country})\b")
        self._short = frozenset(key for key, words in names.items() if words.isupper() and words.isalpha() and len(words) <= LONGEST_SHORT)
        """Short names in capitals, which are words of the language when they are not."""
        self.land = self._either("adjective")
        """What finds the adjectives for the land of the war, folded."""
        self._siding = re.compile(_SIDING.replace("LAND", self.land).replace("CAPITAL", self._either("capital")))
        forces = "|".join(re.escape(plain(f.short)) for f in factions.values() if f.kind == "force") or "(?!)"
        self._of_experts = re.compile(_OF_EXPERTS.replace("FORCE", forces))
        self.groups = frozenset(factions.blocs.values()) - {"state", "foreign"}
        """The blocs of armed groups: "the group" is none of the others."""
        self.jihadists, self.separatists, self.loyalists = map(self._blocs_of, ("jihadists", "separatists", "loyalists"))
        """The blocs that these words mean."""
        self._scanner: Scanner[str] = Scanner((words, key) for key, words in names.items() if len(words) >= SHORTEST)

    def _either(self, kind: str) -> str:
        """What finds the words of a kind that mean the state, folded."""
        words = {plain(word) for word, entries in self._table.items() for e in entries if e.kind == kind and e.role == STATE}
        return "|".join(map(re.escape, sorted(words))) or "(?!)"

    def _blocs_of(self, word: str) -> frozenset[str]:
        """The blocs that a word for armed groups means at any time."""
        told = [frozenset(entry.blocs) for entry in self._table.get(word, ()) if entry.blocs]
        return frozenset.intersection(*told) if told else frozenset()

    def memory(self) -> Memory:
        """Return an empty memory for a text."""
        return Memory(self._factions.blocs, self.groups)

    def find(self, text: str) -> list[Party]:
        """Return the parties of a text, in order."""
        folded = plain(text)
        parts: list[Part] = []
        for start, end, number in self._scanner.scan(text):
            entries = tuple(e for key in self._scanner.meanings(number) for e in self._table[key])
            if text[start:end].istitle() and text[start:end].casefold() in self._short:
                continue  # Un convoi is not the UN's
            if (entries[0].kind == "last" or folded[start:end] == "la mission") and self._of_experts.match(folded, end):
                continue
            if folded.endswith(("pro-", "anti-"), 0, start):
                continue  # groupes pro-gouvernement
            if folded[start:end] == "the military" and not _ACTS.match(folded, end):
                continue  # the military base
            if folded.startswith("nos ", start) and _is_quoted(text, start):
                continue  # whose, only who speaks can tell
            if folded[start:end] == "groupes armes" and not (
                _KNOWN_GROUPS.search(folded, max(0, start - 20), start) and not _OTHER_GROUPS.match(folded, end)
            ):
                continue  # some armed groups, of which nothing was told
            kind = entries[0].kind
            if kind == "capital" and not _IN_ITS_HANDS.search(folded, 0, start):
                continue  # the town
            parts.append(Part(start, end, "name" if kind == "capital" else kind, entries))
        parts = self._with_countries(text, list(_as_nations(text, parts)))
        if siding := [(found.start(), found.end()) for found in self._siding.finditer(folded)] if _LOYALISTS in self._table else []:
            parts = [p for p in parts if not any(a <= p.start and p.end <= b for a, b in siding)]
            parts += [
                Part(a, b, "group", tuple(self._table[_LOYALISTS])) for a, b in siding if not any(p.start < b and a < p.end for p in parts)
            ]
            parts.sort(key=lambda part: part.start)
        return list(self._parties(folded, _spelled_out(text, parts)))

    def _with_countries(self, text: str, parts: Sequence[Part]) -> list[Part]:
        """Add the countries that a verb right after them makes actors (Mali has lost the town) or whose soldiers are told of (troops from Chad)."""
        found = [(*m.span("who"), m["who"]) for m in self._country_acts.finditer(text)]
        added = [self._land(*one) for one in found if not any(p.start < one[1] and one[0] < p.end for p in parts)]
        kept = list(parts)
        for men in self._men_from.finditer(text):
            begin, end = men.span()
            if any(p.kind == "name" and p.start < end and begin < p.end for p in parts):
                continue  # the forces of Mali's army
            lands = list(self._country.finditer(text, begin, end))
            kept = [p for p in kept if p.end <= begin or p.start >= end]
            added += [self._land(land.start() if number else begin, land.end(), land["who"]) for number, land in enumerate(lands)]
        return sorted([*kept, *added], key=lambda part: part.start)

    def _land(self, start: int, end: int, name: str) -> Part:
        return Part(start, end, "name", (_Entry("name", (one := self._countries[name],), role=_role((one,), self._factions)),))

    @cache  # noqa: B019 casts are few, and kept
    def names(self, *factions: str, short: bool = False) -> re.Pattern[str]:
        """Return what finds the names of some factions in a text, at any time; those in small letters with a capital too.

        ``short``: only abbreviations, such as FAMa.
        """
        every = {word for faction in factions for word in self._written.get(faction, ())}
        words = sorted((w for w in every if not short or (" " not in w and sum(map(str.isupper, w)) > 1)), key=lambda w: (-len(w), w))
        either = "|".join(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" if word[0].islower() else re.escape(word) for word in words)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if words else "(?!)")

    def tells_whose(self, text: str, factions: Iterable[str]) -> bool:
        """Whether a text has words that say that a base is one of some factions', as the table writes them."""
        return any(words.search(text) for faction in factions if (words := self._owner_words.get(faction)))

    def whose(self, word: str) -> frozenset[str]:
        """Return whose a base is, at any time, by a word before the noun for it, in small letters without accents."""
        return frozenset(faction for entry in self._owners.get(word, ()) for faction in entry.factions)

    def owner(self, words: str, day: date | None) -> tuple[str, ...]:
        """Return whose a base is by the words about it: the first faction named, else the forces that such words mean; the most telling words first."""
        lowered = words.casefold()
        for part in (p for party in self.find(words) for p in party.parts if p.kind in ("name", "adjective")):
            entry = next((e for e in part.entries if e.factions and e.holds_on(day)), None)
            if entry is not None:
                return entry.factions
        found = [
            e
            for key, entries in self._owners.items()
            if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", lowered)
            for e in entries
            if e.holds_on(day)
        ]
        foreign = [e for e in found if e.factions != found[0].factions or len(found) == 1]
        return (foreign or found)[-1].factions if found else ()

    def resolve(self, party: Party, day: date | None, memory: Memory) -> tuple[str, ...]:
        """Return the factions that a party means on a day, after what was named before; empty where nobody can tell."""
        if party.vague:
            return ()
        found: list[str] = []
        for part in party.parts:
            found += [faction for faction in self._meant(part, day, memory) if faction not in found]
        return tuple(found)

    def _meant(self, part: Part, day: date | None, memory: Memory) -> tuple[str, ...]:
        if part.kind == "several":
            return memory.together() or memory.last(self.groups)
        if part.kind == "last":
            return memory.last(self.groups)[-1:]  # the group is one, where two were named the last
        entry = next((e for e in part.entries if e.holds_on(day)), None)
        if entry is None:
            return ()
        if entry.blocs and (last := memory.last(entry.blocs)) and all(day is None or self._since.get(f, day) <= day for f in last):
            return last
        if day is None and any(e.factions != entry.factions for e in part.entries):
            return ()  # the rebels of which year?
        return entry.factions

    def _parties(self, folded: str, parts: list[Part]) -> Iterator[Party]:
        """Join parts: adjectives need a noun for fighters after them; what is joined by "and" acts together."""
        group: list[Part] = []
        end = 0
        vague = False
        number = 0
        while number < len(parts):
            part = parts[number]
            self._last = group[-1].entries if group else ()
            if (
                part.kind == "head"
                and group
                and number + 1 < len(parts)
                and _AND.search(folded, end, part.start)
                and MEN_OF.search(_LAND_S.sub(" ", folded[end : parts[number + 1].start]))
            ):
                number += 1  # and fighters of the Africa Corps: the name decides
                continue
            if group and group[-1].kind == "name" and part.kind in ("group", "adjective") and _LINKED.fullmatch(folded, end, part.start):
                part = replace(part, kind="head")
            elif part.kind == "head" and folded[part.start : part.end] in _ALONE and not (group and self._goes_on(folded, end, part)):
                part = self._of_the_land(folded, part)
            elif part.kind == "head" and folded[part.start : part.end] in _IN_HEADLINES:
                part = self._in_headline(folded, part)
            if group and not self._goes_on(folded, end, part, _start_after(folded, parts, number)):
                if party := _party(folded, group, end, vague, _is_headed(folded, group, end)):
                    yield party
                group, vague = [], False
            if part.kind == "nobody":
                vague = True
                end = part.end
                group = group or [part]
            elif part.kind == "head":
                follows = parts[number + 1] if number + 1 < len(parts) else None
                adjective = (
                    follows is not None
                    and follows.kind == "adjective"
                    and _FRENCH_ORDER.fullmatch(folded, part.end, follows.start)
                    and not _STATION.fullmatch(folded, part.start, part.end)
                )
                if adjective or (group and (_TO_HEAD.fullmatch(folded, end, part.start) or _LINKED.fullmatch(folded, end, part.start))):
                    group.append(part)
                    end = part.end
            else:
                end = part.end + (bool(group) and folded[end : part.start] == " (" and folded.startswith(")", part.end))
                group.append(part)
            number += 1
        if group and (party := _party(folded, group, end, vague, _is_headed(folded, group, end))):
            yield party

    def _of_the_land(self, folded: str, part: Part) -> Part:
        """Soldiers, nothing else said: as "the soldiers"."""
        entries = self._table.get(f"the {folded[part.start : part.end]}") or self._table.get(f"les {folded[part.start : part.end]}")
        if not entries or not _NOBODY_S.search(folded, max(0, part.start - 30), part.start):
            return part
        return replace(part, kind=entries[0].kind, entries=tuple(entries))

    def _in_headline(self, folded: str, part: Part) -> Part:
        """Those who act in a headline or list, without an article: as "the army"."""
        entries = self._table.get(f"the {folded[part.start : part.end]}")
        ends = part.end == len(folded)
        if not entries or not _HEADLINE_BEGINS.search(folded, 0, part.start) or not (ends or _HEADLINE_VERB.match(folded, part.end)):
            return part
        return replace(part, kind=entries[0].kind, entries=tuple(entries))

    def _goes_on(self, folded: str, end: int, part: Part, after: int | None = None) -> bool:
        gap = folded[end : part.start]
        if gap == " (":  # the Front of this and that (FTT)
            return part.kind == "name" and any(e.factions and e.factions == other.factions for other in self._last for e in part.entries)
        if gap.startswith(",") and any(e.factions and e.factions == other.factions for other in self._last for e in part.entries):
            return False
        if part.kind == "head" and _PATROLS.match(folded, part.start):
            return False
        if part.kind == "head" and gap == " " and _HELD_BY.match(folded, part.start) and _PLURAL.search(folded, 0, end):
            return False
        if part.kind == "head":
            return bool(_TO_HEAD.fullmatch(gap) or (self._last and self._last[0].kind == "name" and _LINKED.fullmatch(gap)))
        if part.kind == "nobody":
            return False
        if (
            _OF.fullmatch(gap)
            and part.kind == "name"
            and any(e.factions and e.factions == o.factions for o in self._last for e in part.entries)
        ):
            return True  # supplétifs russes du groupe Wagner
        article = gap.strip() == ", the" or (gap == ", " and folded.startswith("the ", part.start))
        if article and not (after is not None and _LAST_OF_LIST.fullmatch(folded, part.end, after)):
            return False
        if gap.strip() == "," and not _LIST_GOES_ON.match(folded, part.end):
            return False
        if _FRENCH_LIST.fullmatch(gap):
            return after is not None and bool(_LAST_OF_LIST.fullmatch(folded, part.end, after))
        if part.kind == "name" and self._last and self._last[0].kind == "group" and _CHIEFLY.fullmatch(gap):
            return True
        gap = _LAND_S.sub(" ", gap)
        gap = MEN_OF.sub("", gap) if _AND.search(gap) else gap
        gap = _HIS_MEN.sub("", gap)
        if self._last and self._last[0].kind == "nobody" and gap.strip(" -"):
            return False
        if part.kind == "name" and self._last and _OF.fullmatch(gap) and (self._last[0].kind == "group" or _is_head_itself(part)):
            return True  # rebels of the MNLA; the Burkinabe contingent of the mission
        return (
            gap in (" ", "-", "") or bool(_JOINT.fullmatch(gap.rstrip())) or bool(_FIGHTERS.fullmatch(gap) and len(gap) < 14 and _soft(gap))
        )


def _as_nations(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Give the parts; two nationalities in capitals that "et" joins are their forces: Français et Tchadiens."""
    both: set[int] = set()
    for one, other in pairwise(parts):
        if (
            one.kind == other.kind == "adjective"
            and text[one.end : other.start] == " et "
            and (text[one.start] + text[other.start]).isupper()
        ):
            both |= {one.start, other.start}
    yield from (replace(part, kind="name") if part.start in both else part for part in parts)


def _is_quoted(text: str, offset: int) -> bool:
    """Whether a sentence quotes somebody at an offset, as far as its own marks tell."""
    before, after = text[:offset], text[offset:]
    return (
        before.count("«") > before.count("»")
        or after.count("»") > after.count("«")
        or before.count("“") > before.count("”")
        or after.count("”") > after.count("“")
        or before.count('"') % 2 == 1
    )


def _start_after(folded: str, parts: Sequence[Part], number: int) -> int | None:
    """Where the part after one begins; its own short name in brackets is not another."""
    after = number + 1
    if after < len(parts) and folded[parts[number].end : parts[after].start] == " (" and folded.startswith(")", parts[after].end):
        after += 1
    return parts[after].start if after < len(parts) else None


def _spelled_out(text: str, parts: list[Part]) -> list[Part]:
    """Let a name in brackets stand for the words before it, which are the same name in another spelling or tongue: the Group for ... (JNIM)."""
    found: list[Part] = []
    for bare in parts:
        part = bare
        bracketed = part.kind == "name" and text[part.start - 1 : part.start] == "(" and text[part.end : part.end + 1] == ")"
        before = _NAME_BEFORE.search(text, 0, part.start - 1) if bracketed else None
        if before is not None and not any(p.kind == "name" and p.end > before.start() for p in found):
            found = [p for p in found if p.end <= before.start()]
            part = replace(part, start=before.start(), end=part.end + 1)
        found.append(part)
    return found


def _is_headed(folded: str, group: list[Part], end: int) -> bool:
    """Whether adjectives need no noun after them: the rebel-held town, sous contrôle rebelle, troupes françaises, the French had left."""
    start = group[0].start
    first = group[0]
    plural = folded.startswith(("the ", "les "), max(0, start - 4)) and not folded[start : first.end].endswith(("ienne", "aise"))
    if plural and len(group) == 1 and any(e.role == ABROAD for e in first.entries) and _AS_NOUN.match(folded, end):
        return True
    if folded.startswith("aux ", max(0, start - 4)) and folded[start : first.end].endswith("iens"):
        return True  # handed over to those of the land
    return bool(_HELD.match(folded, end) or _UNDER.search(folded, 0, start) or _FORCES.match(folded, start)) or group[0].kind == "head"


def _soft(gap: str) -> bool:
    return gap.strip(" -") in ("", "islamist", "jihadist", "rebel", "militant", "allied", "the", "separatist")


def _party(folded: str, group: list[Part], end: int, vague: bool, headed: bool) -> Party | None:
    """Make a party of parts; None if nobody is left that could act. ``headed`` says that adjectives need no noun more: rebel-held."""
    kept: list[Part] = []
    group = _without_descriptions(folded, group)
    for part in reversed(group):
        if part.kind == "head":
            headed = True
        elif part.kind == "adjective":
            if headed or _is_army(group, part) or any(k.kind in ("name", "group") for k in kept):
                kept.append(part)
        elif part.kind != "nobody" and not (kept and kept[-1].kind == "adjective" and _is_army([part], kept[-1])):
            kept.append(part)
    if any(k.kind in ("name",) and _is_head_itself(k) for k in kept):  # Chadian peacekeepers: the noun says who they are
        kept = [k for k in kept if k.kind != "adjective" or _is_before_other(k)]
    if any(k.kind == "group" for k in kept) and any(k.kind == "name" for k in kept):
        kept = [k for k in kept if k.kind != "group" or not _touches(folded, k, kept)]
    names = {k.start for k in kept if k.kind == "name"}
    kept = [k for k in kept if k.kind != "last" or k.end + 1 not in names]  # the militia of that name
    if not kept:
        return Party(group[0].start, end, (), True) if vague and len(group) > 1 else None
    return Party(min(k.start for k in group), end, tuple(reversed(kept)), vague)


def _without_descriptions(folded: str, group: list[Part]) -> list[Part]:
    """Leave out adjectives that only describe; a noun before one reaches to its end (les combattants touaregs du MNLA)."""
    kept: list[Part] = []
    for number, part in enumerate(group):
        if not _describes(folded, part, group[number + 1 :]):
            kept.append(part)
        elif kept and kept[-1].end + 1 == part.start:
            kept[-1] = replace(kept[-1], end=part.end)
    return kept


def _describes(folded: str, part: Part, after: Sequence[Part]) -> bool:
    """Whether an adjective only says what kind of people those are whose name, or noun, follows it: Malian Tuareg MNLA rebels."""
    if part.kind != "adjective" or not after:
        return False
    if after[0].start - part.end != 1:  # les rebelles touaregs du MNLA
        of = after[0].kind == "name" and _OF_THE.fullmatch(folded, part.end, after[0].start)
        return bool(of) and any(e.blocs for e in part.entries)
    if after[0].kind == "head" and len(after) > 1 and after[1].kind == "name" and after[1].start - after[0].end == 1:
        after = after[1:]  # the Islamist group of that name
    of_the_land = all(e.role == STATE for e in part.entries)
    rebels = any(e.blocs for e in after[0].entries)
    return (of_the_land and after[0].kind in ("adjective", "group") and rebels) or (
        after[0].kind == "name" and any(e.blocs for e in part.entries)
    )


def _is_army(group: list[Part], adjective: Part) -> bool:
    """Whether an adjective directly follows a noun that else means the country's own army: les soldats nigériens."""
    return any(p.kind == "group" and p.end + 1 == adjective.start and all(not e.blocs or not e.factions for e in p.entries) for p in group)


def _is_head_itself(part: Part) -> bool:
    return any(entry.role == MISSION for entry in part.entries)


def _is_before_other(part: Part) -> bool:
    """Whether an adjective before peacekeepers names another army; contingents of the mission are the mission."""
    return not any(entry.role == MISSION for entry in part.entries)


def _touches(folded: str, part: Part, others: list[Part]) -> bool:
    """Whether a noun for a group directly follows a name, or its names follow: MNLA rebels; the soldiers and the men of Wagner are two."""
    return any(
        o.kind == "name"
        and (
            _CHIEFLY.fullmatch(folded, part.end, o.start)
            or 0 <= part.start - o.end <= 1
            or (0 < o.start - part.end <= 16 and not _SOLDIERS_AND.match(folded, part.start))
        )
        for o in others
    )


def _with_article(rows: Sequence[tuple[str, _Entry]]) -> Iterator[tuple[str, _Entry]]:
    """Give names that begin with a noun which alone, with its article, means somebody else once more with that article: l'État islamique."""
    articled = [
        re.fullmatch(r"(les? |la |l'|the )(\w+)", words.casefold())
        for words, entry in rows
        if entry.kind in ("name", "group", "last", "several")
    ]
    nouns: dict[str, dict[str, None]] = {}
    for found in articled:
        if found:
            nouns.setdefault(found[2], {})[found[1]] = None
    for words, entry in rows:
        for article in nouns.get(words.split()[0].casefold(), ()) if entry.kind == "name" and " " in words else ():
            yield f"{article}{words}", entry


def _role(meant: Sequence[str], factions: Factions) -> str:
    """What the faction that words mean is; nothing for several, and for armed groups."""
    one = factions[meant[0]] if len(meant) == 1 else None
    if one is None or one.kind not in ("state", "mission"):
        return ""
    return MISSION if one.kind == "mission" else STATE if one.id in factions.states else ABROAD


def _own_names(factions: Factions) -> Iterator[tuple[str, _Entry]]:
    """Give the factions' own names; states' short names, and those in one word, are names of places, and are left to the adjectives."""
    for faction in factions.values():
        of_land = (faction.short, faction.short_fr) if faction.kind == "state" else ()
        for name in (faction.name, faction.name_fr, faction.short):
            for part in map(str.strip, re.split(r"[()]", name)):
                if len(part) >= SHORTEST and part not in of_land and (" " in part or not of_land):
                    yield part, _Entry("name", (faction.id,))
    for tie in factions.ties:
        if tie.name:
            yield tie.name, _Entry("name", (tie.faction,), start=tie.start, end=None)


_casts: list[tuple[Factions, Cast]] = []
"""The casts made last; a table of factions cannot be a key, as it may be compared with others."""
KEPT = 4


def cast_of(factions: Factions) -> Cast:
    """Return the cast of some factions, made once: that takes as long as reading a page."""
    for known, cast in _casts:
        if known is factions:
            return cast
    cast = Cast(factions)
    _casts.append((factions, cast))
    del _casts[:-KEPT]
    return cast


def _read(factions: Factions, path: Path | None = None) -> Iterator[tuple[str, _Entry]]:
    """Give the shipped stand-ins; those for factions that are not known are left out."""
    problems: list[Problem] = []
    rows = read(STAND_INS, path or shipped("data", STAND_INS.file), problems)
    if problems:
        raise BadData(problems)
    for row in rows:
        if all(faction in factions for faction in row["factions"]):
            entry = _Entry(row["kind"], row["factions"], row["blocs"], row["start"], row["end"])
            for words in row["words"].split("|"):
                yield words.strip(), entry

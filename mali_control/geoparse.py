"""Places in running text: every mention, where it stands, which place it is, and how that was decided.

A mention is found by its name alone (``scan``); the words around it (``cues``) say whether a place is meant, or the site or area of a longer
name; between homonyms the rest of the text decides (``homonyms``). What the gazetteer lacks is looked for last (``strangers``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from .cues import Around, Cues, Support, Wider
from .factions import Factions
from .homonyms import Surroundings, weigh
from .lexicon import Lexicon
from .mentions import Candidate, Mention
from .places import AREAS, SETTLEMENTS, WIDE, Gazetteer
from .scan import Scanner
from .strangers import UNKNOWN_SCORE, Strangers
from .text import fold, fold_letters, fold_words, without_marks

SURE, PLAIN, PERSONAL, DOUBTFUL, LENT = range(5)
"""How far a name alone is believed: a town or an area; a village; a person's name too; a word too; one that GeoNames lent for a run."""

CERTAINTY = {SURE: 0.99, PLAIN: 0.97, PERSONAL: 0.95, DOUBTFUL: 0.9, LENT: 0.8}
WEAKLY = 0.8
"""What a name is worth, times this, if little around it supports it."""

NEARBY = 400
"""Other places named within so many signs count for choosing between homonyms."""

LONGEST_JOINT = 24
"""Between two names of a list stand no more signs than this."""

INITIALS = 4
"""A name in capitals, no longer than this, may be somebody's initials."""

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_JOINT = re.compile(
    r"(?:,| and| et| or| ou| nor| ni| &|, and|, et|, or|/|-|–)(?: the| la| le| les| in| in the| a| au| de| du| des| of)*(?: ?[ld]'| )?",
    re.I,
)
_BESIDE = re.compile(
    r"(?:,|,? (?:in|dans|en|of|de)|,? \(| village,?| town,?)(?: (?:the|la|le|northern|southern|eastern|western|central|Mali's|Mali’s))* ?(?:l['’])?"
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_GLUE_BEFORE = re.compile(r"[@\\_]$|\w\.$|://\S*$|\w\.\S*/\S*$")
_GLUE_AFTER = re.compile(r"[@\\_]|\.[a-z]{2,}|-(?!là\b)[a-zà-ÿ]{1,2}(?!\w)")


class Meaning(NamedTuple):
    """What a name stands for: a place (``bare`` if brackets that tell it from homonyms were left out), or, without an id, what kind of no-place."""

    place: str
    bare: bool = False
    about: str = ""


@dataclass(slots=True, eq=False)
class _Draft:
    """A mention in the making: where the name stands, how far the whole reaches, what it may be, what speaks for it."""

    start: int
    end: int
    name: int
    belief: int
    places: tuple[str, ...]
    around: Around
    support: Support = Support.NONE
    accepted: bool = False
    decided: str = ""
    note: str = ""
    before: int = 0
    after: int = 0
    shares: tuple[Candidate, ...] = ()


class Finder:
    """Finds places in texts. Made once for a gazetteer, used for any number of texts."""

    def __init__(self, gazetteer: Gazetteer, factions: Factions, lexicon: Lexicon) -> None:
        self.gazetteer = gazetteer
        self._cues = Cues(lexicon)
        self._strangers = Strangers(gazetteer, lexicon)
        self._no_place = lexicon.no_place
        self._doubtful = {word: PERSONAL if value == "person" else DOUBTFUL for word, value in lexicon.values("word").items()}
        self._nouns = lexicon.values("area")
        self._scanner: Scanner[Meaning] = Scanner(self._names(factions, lexicon))
        self._beliefs: dict[int, int] = {}
        self._areas = self._index_areas()

    def locate(self, text: str) -> list[Mention]:
        """Return the mentions of places in a text, in order; those that the gazetteer lacks too, with ``place`` None."""
        bare, offsets = without_marks(text)
        drafts, taken = self._drafts(bare)
        self._judge(bare, drafts)
        rejected = [(draft.start, draft.end) for draft in drafts if not draft.accepted]
        drafts = [draft for draft in drafts if draft.accepted]
        self._widen_lists(bare, drafts)
        self._choose(bare, drafts)
        mentions = [_mention(bare, draft) for draft in drafts]
        spans = sorted(rejected + [(m.start, m.end) for m in mentions] + [(start, end) for start, end, _ in taken])
        mentions += [
            Mention(s, e, bare[s:e], None, UNKNOWN_SCORE, "known to be elsewhere") for s, e, about in taken if about == "elsewhere"
        ]
        lists = [chain[-1].end + chain[-1].after for chain in _chains(bare, drafts) if len(chain) > 1]
        mentions += self._strangers.find(bare, spans, lists)
        mentions.sort(key=lambda m: (m.start, m.end))
        if offsets is None:
            return mentions
        return [replace(m, start=offsets[m.start], end=offsets[m.end], text=text[offsets[m.start] : offsets[m.end]]) for m in mentions]

    # -- names -------------------------------------------------------------------------------------------------------------------------

    def _names(self, factions: Factions, lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
        own: set[str] = set()
        for place in self.gazetteer.values():
            for written in dict.fromkeys((place.name, *place.spellings)):
                bare = _BRACKETS.sub("", written)
                if _is_name(bare):
                    own.add(fold(bare))
                    yield bare, Meaning(place.id, bare=bare != written and not self._bears(place.id, bare))
        others = [(word.word, kind) for kind in ("organisation", "elsewhere") for word in lexicon.words(kind)]
        for name, about in [*others, *((name, "organisation") for name in _faction_names(factions))]:
            if fold(name) not in own:
                yield name.lower() if about == "organisation" and " " in name else name, Meaning("", about=about)

    def _bears(self, place: str, name: str) -> bool:
        return place in self.gazetteer.bearing(name)

    def _index_areas(self) -> dict[tuple[str, str], str]:
        """Settlements and the sort of an area → the area that bears the settlement's name: (gao, region) → gao-region."""
        found: dict[tuple[str, str], str] = {}
        ranked = sorted((p for p in self.gazetteer.values() if p.kind in AREAS), key=lambda p: (p.kind == "area", p.id.startswith(WIDE)))
        for area in ranked:
            for written in (area.name, *area.spellings):
                words = fold_words(written).replace("'", " ").split()
                sorts = [self._nouns[word] for word in words if word in self._nouns]
                stem = " ".join(word for word in words if word not in self._nouns and word not in ("of", "de", "du", "d", "the"))
                if sorts and stem:
                    sort = area.kind if area.kind in ("region", "cercle", "province") else sorts[0]
                    for place in self.gazetteer.bearing(stem):
                        found.setdefault((place, sort), area.id)
        return found

    def _belief(self, name: int, text: str) -> int:
        """How far a name alone is believed to be a place."""
        if name not in self._beliefs:
            places = [self.gazetteer[m.place] for m in self._scanner.meanings(name) if m.place]
            words = fold_letters(text).split()
            if all(p.id.startswith(WIDE) for p in places):
                belief = LENT
            elif " ".join(words) in self._doubtful:
                belief = self._doubtful[" ".join(words)]
            else:
                belief = SURE if len(words) > 1 or any(p.kind in AREAS or p.kind == "town" or p.seat_of for p in places) else PLAIN
            self._beliefs[name] = belief
        return self._beliefs[name]

    # -- which names are places ----------------------------------------------------------------------------------------------------------

    def _drafts(self, text: str) -> tuple[list[_Draft], list[tuple[int, int, str]]]:
        """Split what was found into what may be places, and what only looks like them (with where it stands)."""
        drafts: list[_Draft] = []
        taken: list[tuple[int, int, str]] = []
        for start, end, name in self._scanner.scan(text):
            meanings = self._scanner.meanings(name)
            places = tuple(m.place for m in meanings if m.place)
            if not places:
                taken.append((start, end, meanings[0].about))
            elif not (_GLUE_BEFORE.search(text[max(0, start - 40) : start]) or _GLUE_AFTER.match(text, end)):
                drafts.append(_Draft(start, end, name, self._belief(name, text[start:end]), places, Around.of(text, start, end)))
        return drafts, taken

    def _judge(self, text: str, drafts: Sequence[_Draft]) -> None:
        """Accept the drafts that are places: by name, by the words around, as members of a list, or as said elsewhere in the text."""
        open_: list[_Draft] = []
        for draft in drafts:
            around = draft.around
            if self._cues.is_organisation(around) or self._cues.is_thing(around) or self._cues.person_before(around) == "forename":
                continue
            self._widen(draft)
            verdict = self._verdict(text, draft)
            draft.accepted = verdict is True
            if verdict is None:
                open_.append(draft)
        if not open_:
            return
        self._accept_lists(text, drafts, set(open_))
        said = {draft.name for draft in drafts if draft.accepted and draft.support >= Support.STRONG}
        for draft in open_:
            if draft.name in said and not draft.accepted:
                draft.accepted, draft.support = True, Support.WEAK

    def _verdict(self, text: str, draft: _Draft) -> bool | None:
        """Say whether a draft is a place; None where only the rest of the text can tell."""
        word = text[draft.start : draft.end]
        initials = len(word) <= INITIALS and word.isupper() and not _shouted(text, draft.start, draft.end)
        if draft.belief == SURE and not initials:
            return True
        if draft.belief == LENT and (len(word) < 4 or fold_letters(word) in self._no_place):
            return False
        draft.support = max(draft.support, self._cues.support(draft.around))
        if draft.support == Support.SURE:
            return True
        if self._cues.stranger_before(draft.around) or (draft.belief != SURE and self._cues.person_before(draft.around)):
            return False
        if draft.belief == PLAIN and not initials:
            return True
        if self._cues.stranger_after(draft.around):
            return False
        if draft.belief == PERSONAL and not initials:
            return True
        enough = Support.WEAK if draft.belief == DOUBTFUL and not initials else Support.STRONG
        return True if draft.support >= enough else None

    def _accept_lists(self, text: str, drafts: Sequence[_Draft], open_: set[_Draft]) -> None:
        """Accept what stands in a list with places."""
        for chain in _chains(text, drafts):
            if any(draft.accepted and (draft.belief < DOUBTFUL or draft.support >= Support.STRONG) for draft in chain):
                for draft in chain:
                    if draft in open_:
                        draft.accepted, draft.support = True, Support.WEAK

    # -- longer names ----------------------------------------------------------------------------------------------------------------------

    def _widen(self, draft: _Draft) -> None:
        """Take the site or the area of a longer name instead of its town."""
        if wider := self._cues.area(draft.around):
            self._take(draft, wider, self._area_of(draft.places, wider.sort), "area named")
        elif wider := self._cues.site(draft.around):
            self._take(draft, wider, self._site_of(draft.places, wider), "site named")

    def _take(self, draft: _Draft, wider: Wider, found: list[str], decided: str) -> None:
        draft.support = Support.SURE
        if len(found) == 1:
            draft.before, draft.after, draft.decided = wider.before, wider.after, decided
            draft.places = (found[0], *draft.places)
        elif any(self.gazetteer[i].kind in SETTLEMENTS for i in draft.places):
            why = "it has several that can be meant" if found else "the gazetteer has no row for it"
            draft.note = f"the town itself, though the text says {wider.noun}: {why}"

    def _area_of(self, places: Sequence[str], sort: str) -> list[str]:
        sorts = {"cercle": ("cercle", "region"), "province": ("province", "region")}.get(sort, (sort,))
        return [self._areas[place, s] for s in sorts for place in places if (place, s) in self._areas][:1]

    def _site_of(self, places: Sequence[str], wider: Wider) -> list[str]:
        """The sites of a town that are of this sort and could be theirs whose it is said to be."""
        kinds = {"base": ("base", "camp")}.get(wider.sort, (wider.sort,))
        sites = [self.gazetteer[i] for town in places for i in self.gazetteer.sites(town) if self.gazetteer[i].kind in kinds]
        called = {fold(f"{self.gazetteer[town].name} {wider.noun}") for town in places}
        if not wider.holders and (plain := [s.id for s in sites if called & {fold(name) for name in (s.name, *s.spellings)}]):
            return plain
        owned = [s.id for s in sites if wider.holders & self._cues.holders_in(s.name)]
        return owned or [s.id for s in sites if not wider.holders or not self._cues.holders_in(s.name)]

    def _widen_lists(self, text: str, drafts: Sequence[_Draft]) -> None:
        """Take areas for the members of lists that end or begin with such a word: Gao and Timbuktu regions, les régions de Gao et Kidal."""
        for chain in _chains(text, drafts):
            if len(chain) > 1 and (sort := self._cues.areas(chain[0].around, chain[-1].around)):
                for draft in chain:
                    if not draft.decided and (found := self._area_of(draft.places, sort)):
                        draft.places, draft.decided = (found[0], *draft.places), "area named for a list"

    # -- homonyms --------------------------------------------------------------------------------------------------------------------------

    def _choose(self, text: str, drafts: Sequence[_Draft]) -> None:
        """Give each draft the shares of its candidates, the likeliest first."""
        settled = [d for d in drafts if len(d.places) == 1 or d.decided]
        starts = [d.start for d in settled]
        ends = [found.start() for found in _SENTENCE.finditer(text)] if len(settled) < len(drafts) else []
        for draft in drafts:
            if len(draft.places) == 1 or draft.decided:
                draft.decided = draft.decided or "only candidate"
                draft.shares = (Candidate(draft.places[0], 1.0), *(Candidate(i, 0.0) for i in draft.places[1:]))
                continue
            near = settled[bisect_left(starts, draft.start - NEARBY) : bisect_right(starts, draft.end + NEARBY)]
            here = bisect_left(ends, draft.start)
            said = [d for d in near if bisect_left(ends, d.start) == here]
            around = Surroundings(
                beside=self._area_beside(text, draft, near),
                sentence={d.places[0] for d in said},
                otherwise={d.places[0] for d in said if d.name != draft.name},
                nearby={d.places[0] for d in near},
                river=self._cues.is_river(draft.around),
            )
            bare = [m.place for m in self._scanner.meanings(draft.name) if m.bare]
            draft.shares, draft.decided = weigh(self.gazetteer, draft.places, bare, around)

    def _area_beside(self, text: str, draft: _Draft, near: Sequence[_Draft]) -> str:
        """The area that the text puts a place in with the next words: Bamba, Gao Region; Bamba in the region of Gao."""
        for other in near:
            if other.start > draft.end and self.gazetteer[other.places[0]].kind in AREAS:
                return other.places[0] if _BESIDE.fullmatch(text[draft.end : other.start - other.before]) else ""
        return ""


def _mention(text: str, draft: _Draft) -> Mention:
    start, end, best = draft.start - draft.before, draft.end + draft.after, draft.shares[0]
    weakly = WEAKLY if draft.belief >= DOUBTFUL and draft.support <= Support.WEAK else 1.0
    score = round(CERTAINTY[draft.belief] * weakly * best.share, 2)
    candidates = tuple(Candidate(c.place, round(c.share, 2)) for c in draft.shares)
    return Mention(start, end, text[start:end], best.place, score, draft.decided, candidates, draft.note)


def _is_name(written: str) -> bool:
    """Whether a spelling can be looked for: what begins with an article or a noun for a town, or describes by two other places, is none."""
    return not re.match(r"(?:between|entre|town of|ville de|village of|the|le)\b", written) and not re.search(
        r"[a-z] (?:linking|between)\b", written
    )


def _faction_names(factions: Factions) -> Iterator[str]:
    """Give all names of factions, those in brackets apart; states' names are names of places."""
    written = [name for f in factions.values() if f.kind != "state" for name in (f.name, f.name_fr, f.short)]
    for name in [*written, *(tie.name for tie in factions.ties if tie.name)]:
        yield from (part.strip() for part in re.split(r"[()]", name) if len(part.strip()) > 2)


def _chains(text: str, drafts: Sequence[_Draft]) -> list[list[_Draft]]:
    """Put names that follow each other with nothing but commas and "and" between into lists."""
    chains = [[draft] for draft in drafts[:1]]
    for one, other in pairwise(drafts):
        gap = text[one.end + one.after : other.start - other.before].replace("’", "'").replace("\n", " ")
        if 0 < len(gap) <= LONGEST_JOINT and _JOINT.fullmatch(gap):
            chains[-1].append(other)
        else:
            chains.append([other])
    return chains


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands in a line of capitals."""
    line_end = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[end : line_end if line_end >= 0 else len(text)]
    return line.upper() == line

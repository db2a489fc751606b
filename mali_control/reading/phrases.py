"""Turns of phrase that name a place and who holds it, each in its own place: in Gao it is the army that decides; the garrison of Bourem.

Where frames fill roles around a verb, a phrase is matched as a whole; the rules themselves hold no word lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..errors import BadData, Problem
from ..reports import KINDS
from ..tables import Column, Table, number_between, one_of, read, shipped
from .drafting import Drafter, Telling
from .frames import Frame, Trigger
from .hearsay import standing as who_says
from .listing import Placed
from .owners import Owners
from .proposals import Proposal
from .sides import INHERITED_SUBJECT, Side
from .told import Told, unreal
from .when import plain
from .where import POINTING, Spot, chain_of

PHRASES = Table(
    "phrases.csv",
    "One turn of phrase that tells of control, as a whole.",
    (
        Column("rule", "Name of the rule; proposals name it.", True),
        Column("kind", "Kind of report that it tells of.", True, one_of(*KINDS)),
        Column("language", "ISO 639 code.", True, one_of("en", "fr")),
        Column(
            "words",
            "Regular expression over text in small letters without accents; @who, @also, @whom, @where: who acts, together with whom, against whom, and where; the groups men and post are of soldiers and a garrison only.",
            True,
        ),
        Column("owner", "Who acts where the words name nobody: a noun for forces, such as army."),
        Column("sure", "How far the words alone are believed.", True, number_between(0, 1)),
        Column("example", "Words that it finds."),
    ),
    key="rule",
)

SPOKEN_OF = 0.85
"""How sure it is that the place spoken of last is meant, where the words name none."""
_ARTICLE = r"(?:(?:l[ae]s?|des|une?|du|quelques|plusieurs|\d+) |l')?"
_SHORTHAND = {
    "@who": rf"{_ARTICLE}(?P<who>F+)",
    "@also": rf"{_ARTICLE}(?P<also>F+)",
    "@whom": rf"{_ARTICLE}(?P<whom>F+)",
    "@where": rf"{_ARTICLE}(?:(?:ville|localite|village|commune|cite|bourg|bourgade|base|camp|poste) (?:de |d'|du ))?(?P<where>P+)",
    "@of": r"(?:de l[ae]s? |de l'|du |des |de |d')",
    "@to": r"(?:a l[ae] |a l'|aux |au |a )",
    "@in": r"(?:a l[ae] |a l'|aux |au |a |dans )",
    "@still": r"(?:,? (?:toujours|encore|desormais|aussi|egalement|deja|bien|maintenant|seule?s?|eux|elles?|lui|D+|depuis D+|a nouveau|de nouveau|pour l'heure|pour l'instant|en revanche),?)*",
    "@beside": r"(?:,[^,;:.FP]{1,60}(?=,)| \([^()]{1,60}\))?",
}
"""What often comes again in the words, written short."""
_FROM_A_DISTANCE = re.compile(
    r"(?:\b(?:pres|proche|loin|non loin|autour|hors|au-dela|vers|abords|alentours|environs|sortie|entree|portes?) (?:de |d'|du )|\b(?:km|kilometres|heures) (?:de |d'|du ))(?:la )?$"
)
"""Before a place in whose neighbourhood something is."""
_RELATIVE = re.compile(r",? (?:ou|dont|que|qui)\b|,? qu'")
"""After a place: a clause tells of it, wherever it lies."""
_GARRISON = re.compile(r"(?:garnison|soldats|militaires|gendarmes|detachement|contingent|bataillon|elements|paras|casques bleus)\b")
"""Those who are stationed in a place."""
_TURNED = ("captures", "withdraws", "hands-over", "holds", "claims", "seizes-briefly")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of phrase: its rule as a frame, its words, and who acts where they name nobody."""

    frame: Frame
    words: re.Pattern[str]
    owner: str


@lru_cache(maxsize=4)
def read_phrases(language: str) -> tuple[Phrase, ...]:
    """Return the turns of phrase of a language, from the shipped table."""
    problems: list[Problem] = []
    rows = read(PHRASES, shipped("data", PHRASES.file), problems)
    if problems:
        raise BadData(problems)
    found = []
    for row in rows:
        if row["language"] != language:
            continue
        words = row["words"]
        for short, long in _SHORTHAND.items():
            words = words.replace(short, long)
        pattern = re.compile(rf"(?<![a-z-])(?:{words})")
        frame = Frame(row["rule"], row["kind"], language, pattern, "in", "subject", "", row["sure"], passive=False, noun=False)
        found.append(Phrase(frame, pattern, row["owner"]))
    return tuple(found)


class Phrases:
    """Reads turns of phrase."""

    def __init__(self, drafter: Drafter, owners: Owners, language: str) -> None:
        self._drafter = drafter
        self._owners = owners
        self._sides = drafter.sides
        self._stations = drafter.stations
        self._gazetteer = drafter.gazetteer
        self._language = language

    def told_of(self, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """Give what turns of phrase tell, but of places whose fate the sentence tells by other words."""
        turned = {place for p in found if p.kind in _TURNED for place in (p.place, self._gazetteer[p.place].parent)}
        for phrase in read_phrases(self._language):
            for match in phrase.words.finditer(told.masked):
                for proposal in self._report(told, phrase, match, day):
                    if proposal.place not in turned:
                        yield proposal
                        turned |= {proposal.place} if proposal.kind in _TURNED else set()

    def _report(self, told: Told, phrase: Phrase, match: re.Match[str], day: date | None) -> Iterator[Proposal]:
        kind = phrase.frame.kind
        who, also, whom, men = (self._party(told, match, name, day) for name in ("who", "also", "whom", "men"))
        if men and not _GARRISON.search(plain(told.words[match.start("men") : match.end("men")])):
            return
        who = who or men
        if "post" in match.re.groupindex and not _GARRISON.match(plain(told.words[match.start("post") : match.end("post")])):
            return
        by = who or (self._by_words(told, phrase, match, day) if kind != "withdraws" or whom is None else whom)
        by = Side(tuple(dict.fromkeys((*by.factions, *also.factions))), by.sure) if by and also else by
        spots = self._spots(told, match)
        trigger = Trigger(match.start(), match.end(), phrase.frame, match[0])
        if by is None or (not by.factions and kind != "lifts-siege") or not spots or unreal(told, trigger, self._language):
            return
        if whom and kind != "withdraws" and set(whom.factions) & set(by.factions):
            return
        standing, said_by, factor = who_says(told, trigger, lambda party: self._sides.side(party, day).factions, self._language)
        if standing == "denied":
            return
        sure = phrase.frame.sure * by.sure * factor * (1 if "where" in match.re.groupindex and match["where"] else SPOKEN_OF)
        places: Placed = [(there, None) for spot in spots if (there := self._base(spot, by, kind))]
        against = whom if whom and whom.factions and kind != "withdraws" else None
        yield from self._drafter.made(told, trigger, kind, by, against, places, Telling(sure, standing, said_by))

    def _party(self, told: Told, match: re.Match[str], name: str, day: date | None) -> Side | None:
        """Who stands in a group of the words; None where nobody does."""
        if name not in match.re.groupindex or not match[name]:
            return None
        party = next((p for p in told.parties if p.start - told.start == match.start(name)), None)
        return self._sides.side(party, day) if party and not party.vague else Side(())

    def _by_words(self, told: Told, phrase: Phrase, match: re.Match[str], day: date | None) -> Side | None:
        """Who acts where the words name nobody: the forces that they mean, or they of whom the sentence is about."""
        if phrase.owner:
            return Side(self._sides.cast.owner(phrase.owner, day))
        before = next((p for p in reversed(told.parties) if p.end - told.start <= match.start()), None)
        if before is not None:
            return self._sides.side(before, day, INHERITED_SUBJECT)
        subject = self._sides.subject
        return Side(subject.factions, subject.sure * INHERITED_SUBJECT) if subject else None

    def _spots(self, told: Told, match: re.Match[str]) -> list[Spot]:
        """The places named in the words, those listed with them; else the last one named before, or spoken of before."""
        name = "post" if "post" in match.re.groupindex else "where"
        if name in match.re.groupindex and match[name]:
            number = next((n for n, s in enumerate(told.spots) if s.start - told.start == match.start(name)), None)
            beside = _FROM_A_DISTANCE.search(told.masked[: match.start(name)]) and not _RELATIVE.match(told.masked, match.end(name))
            if number is None or beside:
                return []
            return [s for s in chain_of(told.spots, told.masked, number, told.start) if not s.area]
        before = [s for s in told.spots if s.end - told.start <= match.start() and not s.area]
        before = [s for s in before if not _FROM_A_DISTANCE.search(told.masked[: s.start - told.start])]
        if before:
            return before[-1:]
        ground = self._drafter.ground
        town = ground.just_told or ground.focus or ground.last_settlement
        at = told.start + match.start()
        return [Spot(at, at, (town,), POINTING, pointing=True)] if town and not any(not s.pointing for s in told.spots) else []

    def _base(self, spot: Spot, by: Side, kind: str) -> Spot | None:
        """The place itself; but where a camp is spoken of, or foreign troops hold it, the base there."""
        if spot.unsettled:
            return self._owners.base_or_town(spot, by.factions)
        foreign = bool(by.factions) and all(self._drafter.blocs.get(faction) == "foreign" for faction in by.factions)
        if foreign and kind in ("holds", "captures", "withdraws") and not self._gazetteer[spot.places[0]].is_site:
            return self._stations.base_of(spot, by.factions)
        return replace(spot, unsettled=False)

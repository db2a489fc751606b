"""From a document to proposals: each sentence is masked (who, where, when become signs), its frames are found, and their roles filled.

Precision goes before recall: what is denied, planned, threatened, tried or asked for is left out, and so is what has nobody who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from ..factions import Factions
from ..geoparse import Finder
from .dating import NEVER, Dating, is_background
from .denials import DISPUTED, is_answer
from .documents import FACT, INFOBOX, ITEM, LEAD, TEXT, Document, Paragraph, Section
from .documents import Span as Stretch
from .frames import Frame, Trigger, triggers
from .hearsay import standing as who_says
from .implied import held_before
from .notes import note
from .objects import Objects, Placed
from .proposals import Proposal
from .sides import Side, Sides
from .told import Told, clause, is_oblique, looked_back, unreal
from .when import NUMBERS, Moment, edtf, plain, tells_news
from .when import Span as Days
from .where import Ground, Spot, chain_of

AREA = 0.85
NAMED_WITHIN = 3
"""So many sentences after "Islamists" they may be named."""
JUST_ENTERED = 0.65
"""What entering a town is worth, where nothing is said of resistance."""
EXPELLED = 0.9
"""Who drives others out of a place takes it, mostly."""
GARRISON = 0.8
GAPPED = 0.9
HEADLINE = 0.85
FRESH = timedelta(days=2)
"""How far before its publication lies what the title of a news article tells."""
OWN_WORD = 0.85
"""What a party's word of its own deeds is worth."""
_BRIEF = re.compile(
    r"\b(?:briefly|temporarily|for (?:about |nearly |around )?(?:a few|several|some|an?|one|two|three|four|five|six|\d{1,2}) hours?|for (?:a day|one day|a few days|several days|some days|two days|three days)|brievement|temporairement|momentanement|pendant (?:quelques|plusieurs|deux|trois) (?:heures|jours))\b"
)
_STAYED = re.compile(
    r"\b(?:stay|remain|held|hold|occup|controll)[a-z]*\b[^.;]{0,40}\bfor (?:about |nearly |around |just |only )?(?:a few|several|some|an?|one|two|three|four|five|six|\d{1,2}) hours?\b"
)
_THEN_LEFT = re.compile(
    r"^(?:(?!\b(?:and|while|as|but|when|et|mais|alors que) (?:(?:the|l[ae]s?) |l')?F+ (?!camp|base|post|barrack|garrison|vehicle|position|checkpoint))[^.;]){0,140}?\b(?:before (?:proceeding to )?(?:withdraw|leav|retreat|going away|depart|pulling (?:out|back)|moving (?:on|off)|disappear|vanish|melting|burn|loot|fleeing|being (?:driven|pushed|expelled|repelled)|abandon|torch)|and (?:then |later |soon )?(?:withdrew|left|retreated)|but (?:later |soon |then )?(?:withdrew|left|retreated)|then (?:withdrew|left|retreated)|avant (?:de |d')(?:se (?:retirer|replier)|s'en retirer|(?:l[ae] |l')?(?:quitter|abandonner|evacuer)|repartir|en repartir|(?:en )?etre (?:chasse|repousse))"
    r"|(?:puis|et|mais)(?: (?:en|ensuite|aussitot|rapidement|vite))*,? (?:s'(?:en )?est (?:[a-z]+ )?(?:retire|replie)|s'en sont (?:[a-z]+ )?retire|se sont (?:[a-z]+ )?(?:retire|replie)|se (?:retire|replie)|(?:l'|)(?:a|ont) (?:[a-z]+ )?quitte|(?:est|sont) reparti))"
)
_UNOPPOSED = re.compile(
    r"\b(?:(?:without|with no|with little|met no|meeting no|facing no) (?:(?:meeting|facing|encountering|any|a|further|much|major|real|armed|single|organi[sz]ed) )*(?:fight|fighting|resistance|firing|opposition|clashes|combat|shot|bloodshed)|unopposed|no resistance|bloodlessly|peacefully|sans (?:(?:rencontrer|aucune|la moindre|de) )*(?:combat|combattre|resistance|opposition|coup ferir|un coup de feu|heurt|affrontement)s?)\b"
)
_NO_ENTRY = re.compile(
    r"\b(?:fight|fought|clash|battle|repel|attack|ambush|raid|burn|kill|loot|convoy|column|patrol|delegation|negotiat|talk|agree|peacekeep|observ|civilian|refuge|resident|then left|withdr|attempt|tri(?:ed|es)|about to|outskirts|toward)[a-z]*\b|(?<=after )D"
)
_YEARS_AFTER = re.compile(r"\b(?:years?|months?|weeks?|decades?) (?:after|since)\b[^,;:]*$")
_TO_SOMEBODY = re.compile(r"\bto\b")
_MOVING = re.compile(
    r"\b(?:convoys?|columns?|planes?|flights?|delegations?|representatives?|civilians|residents|refugees|families|people|inhabitants|villagers|journalists?|convoi|habitants|civils|drones?|aid workers|officials|ambassador|staff|leaders?|commander|members of|locals|protest[a-z]*|women|officials|he|she|diplomats?)\b[^,;]{0,40}$"
)
_FROM_AFAR = re.compile(
    r"\b(?:air ?strikes?|strikes?|drones?|jets|planes|warplanes|aircraft|helicopters?|bomb[a-z]*|shelling|artillery|frappes?|avions?|helicopteres?)\b"
)
_NOBODY = r"(?:gunmen|armed men|attackers|assailants|militants|insurgents|fighters|jihadists|islamists|terrorists|bandits|hommes armes|assaillants|combattants|djihadistes|jihadistes|terroristes)"
_SOMEBODY_BEFORE = re.compile(rf"\b{_NOBODY}\b[^.;]{{0,120}}$")
_BY_SOMEBODY = re.compile(
    rf" (?:by|par) (?:(?:the|a|an|unidentified|unknown|suspected|armed|several|some|dozens of|hundreds of|heavily|group of|les|des) ){{0,4}}{_NOBODY}\b"
)
_HYPHEN = re.compile(
    r"(?:F|\b(?P<state>government|army|junta|state))-(?:held|controlled|occupied|run|administered) ((?!F)[a-z' -]{0,40}?)P"
)
_STRONGHOLD = re.compile(
    r"(?P<before>P+)?(?:, (?:an?|the|its|their) )?(?:(?P<whose>F+)(?:'s?)?[ -])?(?:[a-z-]+ ){0,2}?(?P<noun>stronghold|bastion|fiefdom)\b(?:(?: town| city| village)?(?: of| in)(?: the (?:town|city) of)? (?P<place>P+)| (?:of|for)(?: the)? (?P<of>F+))?"
)
_ONCE = re.compile(r"\b(?:once|former|formerly|onetime|previously|long|last|no longer|historic)\b[^,;]{0,25}$")
_MISSION = re.compile(r"MINUSMA|Minusma|peacekeep|Casques bleus|casques bleus")
_CLAIM_CONFIRMED = re.compile(
    r"^(?:the|this|that|these|both|la|cette) (?:[a-z]+ )?(?:claims?|statements?|reports?|news|information|revendication)\b[^.;]{0,40}\bconfirm"
)
_LASTED = re.compile(
    r"[^.;]{0,60}?\bfor (?:about |around |nearly |almost |over |more than )?(?P<n>[a-z]+|\d{1,3}) (?P<unit>hour|day|week|month)s?\b[^.;]{0,20}\b(?:before|until|when)\b"
)
_BRIEF_HOURS = re.compile(r"\bhours?$")
_OUTBREAK = re.compile(r"\b(?:began|started|broke out|erupted|commence|debute)\b(?: on| in| le| en)? (?=D)D+")
_AROUND = re.compile(r"\b(?:near|outside|close to|not far from|pres d|aux abords d)[a-z']*\b[^,;]{0,25}$")
_SUBSIDED = re.compile(r"[^,.;]{0,50}\b(?:subsid|died down|ended|ceased|stopped|eased)")
"""Fighting that is over."""
_FOR_CONTROL = re.compile(r"fighting|combat|battle|fought|control|possession")
_PART_OF = re.compile(
    r"\b(?:rural|countryside|outskirts|suburbs?|surroundings|pockets|(?:some )?parts? of|areas? (?:in|around|near)|some of|(?:city|town) cent(?:er|re)|centre-ville|districts?|neighbou?rhoods?|zones rurales|une partie|peripherie|campagnes?)\b[^,;.]{0,40}$"
)
"""Part of a town, or the ground around it, is not the town."""
_OCCUPYING = re.compile(r"F [a-z]+ing$")
_GAPPED = re.compile(r",? (?:and|et) (?:the |les )?(F+), (?=P)")
"""The verb told once for two: Nigerien soldiers occupied Ansongo and Chadian troops, Ménaka."""
_RESPECTIVELY = re.compile(r"\b(?:respectively|respectivement)\b")
_FIRST_TIME = re.compile(r"\b(?:first time|premiere fois)(?: since| in| depuis| en)? $")
"""The first time since 2014: nothing is told of 2014."""
_AT_LAST = re.compile(
    r"^.*\b(?:at|in|on|against|inside|dans|sur|contre) (?=.*\b(?:base|camp|post|outpost|checkpoint|barracks|garrison|poste|caserne)s?\b)",
    re.I | re.S,
)
"""Up to the base: soldiers at a U.N. camp."""
_BASES = re.compile(r"\b(?:bases?|camps?|barracks|outposts?|posts?|checkpoints?|garrisons?)$", re.I)
_THEIR_BASES = re.compile(r" (?:in|at|near|outside) (?:the )?(?:(?:towns|cities|villages|northern towns|northern cities) of )?(?=P)")
HALF_A_YEAR = timedelta(days=183)
A_MONTH = timedelta(days=31)
_GARRISONED = ("base", "camp", "post", "checkpoint")


def propose(document: Document, finder: Finder, factions: Factions, *, published: date | FuzzyDate | None = None) -> list[Proposal]:
    """Return what a document says of control, as proposals in the order of the text.

    ``finder`` and ``factions`` are an atlas's; ``published`` is when the document was published, where that is known: the last day that it can
    speak of as past, and the one that "yesterday" and "on Tuesday" are counted from.
    """
    return read_reports(document, finder, factions, published=published)[0]


def read_reports(
    document: Document, finder: Finder, factions: Factions, *, published: date | FuzzyDate | None = None
) -> tuple[list[Proposal], list[Stretch]]:
    """Return the proposals, as ``propose`` does, and the sentences that tell of control, but on no day that anything in the text names."""
    reader = _Reader(document, finder, factions, published)
    proposals = _in_order(_held_for_days(_without_repeats(reader.read())))
    implied = held_before(proposals, finder.gazetteer, factions)
    proposals = sorted([*proposals, *implied], key=lambda p: (p.start, p.end))
    return proposals, sorted(set(reader.undated), key=lambda stretch: stretch.start)


def _bounds(published: date | FuzzyDate | None) -> Days | None:
    """Return the days on which a text may have been published; nothing where the last is open."""
    if isinstance(published, date):
        return Days(published, published)
    if published is None or published.latest is None:
        return None
    return Days(published.earliest or published.latest, published.latest)


class _Reader:
    """Reads one document from its beginning to its end."""

    def __init__(self, document: Document, finder: Finder, factions: Factions, published: date | FuzzyDate | None) -> None:
        self._document = document
        self._text = document.text
        self._language = document.language if document.language in ("en", "fr") else "en"
        self._factions = factions
        self._blocs = factions.blocs
        self._gazetteer = finder.gazetteer
        self._ground = Ground(finder, document.text)
        self._sides = Sides(factions)
        self._objects = Objects(self._ground, finder.gazetteer)
        days = _bounds(published)
        self._dating = Dating(document.text, days, is_news=tells_news(document.text, dated=days is not None))
        self._begun = False
        self.undated: list[Stretch] = []
        self._held: list[Proposal] = []

    def read(self) -> list[Proposal]:
        """Return the proposals, section by section."""
        found: list[Proposal] = []
        for section in self._document.sections:
            self._enter(section)
            for paragraph in section.paragraphs:
                told = list(self._paragraph(section, paragraph))
                found += self._held
                self._held = told
            found += self._held
            self._held = []
        found = [*self._headline(found), *found]
        return [replace(p, except_=(*p.except_, *self._told_by_name(p, found))) if p.scope == "all" else p for p in found]

    def _headline(self, found: Sequence[Proposal]) -> list[Proposal]:
        """What the title of a news article says, of the last days, where the article itself says nothing of it."""
        where, clock = self._document.headline, self._dating.clock
        if where is None or clock.latest is None or not clock.is_news or "?" in self._text[where.start : where.end]:
            return []
        clock.now, self._dating.distance, self._dating.rest, self._dating.further = Days(clock.latest - FRESH, clock.latest), 0, (), ()
        self._sides.forget()
        told = self._sentence(self._document.sections[0], self._tell(where))
        recent = {
            self._around(p.place)
            for p in found
            if p.kind not in ("attacks", "withdraws") and p.date.latest and p.date.latest >= clock.latest - A_MONTH
        }
        return [
            replace(p, confidence=round(p.confidence * HEADLINE, 2))
            for p in told
            if p.kind != "attacks" and self._around(p.place) not in recent
        ]

    def _around(self, place: str) -> str:
        """The town that a site belongs to; any other place itself."""
        return self._gazetteer[place].parent or place if self._gazetteer[place].is_site else place

    def _told_by_name(self, whole: Proposal, found: Sequence[Proposal]) -> list[str]:
        """The places that a section tells of by name goes before what it tells of a whole area in the same days."""
        if whole.kind != "captures" or whole.date.exact or whole.date.earliest is None or whole.date.latest is None:
            return []
        left_out: list[str] = []
        for told in found:
            if (
                told.section == whole.section
                and told.kind in ("captures", "holds")
                and told.start > whole.start
                and not self._gazetteer[told.place].is_area
                and self._ground.inside(told.place, whole.place)
                and told.date.best in whole.date
                and told.place not in (*whole.except_, *left_out)
            ):
                left_out.append(told.place)
        return left_out

    def _enter(self, section: Section) -> None:
        self._dating.heading = plain(section.title)
        self._dating.clock.within_whole = not any(is_background(plain(heading)) for heading in section.path)
        if section.title != INFOBOX and self._dating.clock.within_whole:
            self._dating.clock.begin()
        for heading in section.path:
            self._dating.clock.enter(heading)
        if self._dating.clock.whole and section.title == LEAD:
            self._dating.clock.now = Days(self._dating.clock.whole.first, self._dating.clock.whole.first)
        self._ground.clear()
        self._sides.memory.clear()
        self._sides.forget()
        self._sides.actor = None
        self._dating.distance = NEVER

    def _paragraph(self, section: Section, paragraph: Paragraph) -> Iterator[Proposal]:
        if paragraph.kind == FACT and paragraph.label.casefold() == "date":
            dates = self._dating.clock.read(self._text[paragraph.start : paragraph.end])
            if dates:
                self._dating.clock.whole = self._dating.clock.now = Days(dates[0].span.first, dates[-1].span.last)
                self._dating.clock.now = Days(dates[0].span.first, dates[0].span.first)
            return
        if paragraph.kind == FACT:
            self._dating.clock.now = self._dating.clock.whole and Days(self._dating.clock.whole.first, self._dating.clock.whole.first)
        if paragraph.kind == ITEM:
            self._ground.clear()
            self._sides.memory.clear()
        self._sides.forget()
        self._sides.earlier = ()
        self._ground.begin_paragraph()
        self._dating.distance += 2
        self._dating.clock.paragraph()
        attacked: set[tuple[str, str]] = set()
        self._ground.mission = bool(_MISSION.search(self._text, paragraph.start, paragraph.end))
        self._dating.dated_here = False
        here: list[Proposal] = []
        following = section.paragraphs[section.paragraphs.index(paragraph) + 1 :][:3]
        self._dating.further = tuple(sentence for other in following for sentence in other.sentences)
        for number, sentence in enumerate(paragraph.sentences):
            self._dating.rest = paragraph.sentences[number + 1 :]
            told = self._tell(sentence)
            self._sides.ahead = self._ahead if self._dating.clock.is_news else None
            if _CLAIM_CONFIRMED.search(told.masked):
                last = here[-1].start if here else 0
                here = [replace(p, standing="confirmed", said_by="") if p.standing == "claimed" and p.start == last else p for p in here]
            if is_answer(told.masked, self._language):
                here = self._answered(told, here)
                if not number and paragraph.kind == TEXT:
                    self._held = self._answered(told, self._held)
            found = list(self._sentence(section, told))
            self._focus(found)
            found.sort(key=lambda p: (p.kind == "attacks", not p.by, -p.confidence))
            for proposal in found:
                if proposal.kind == "attacks":
                    if (proposal.place, str(proposal.date)) in attacked or any(self._ground.inside(p, proposal.place) for p, _ in attacked):
                        continue
                    attacked.add((proposal.place, str(proposal.date)))
                here.append(proposal)
        yield from here

    def _ahead(self, blocs: Sequence[str]) -> tuple[str, ...]:
        """Who of some blocs the text names next: the news says Islamists first, and who they are in the sentences after."""
        following = (*self._dating.rest, *self._dating.further)[:NAMED_WITHIN]
        for sentence in following:
            for party in self._sides.cast.find(self._text[sentence.start : sentence.end]):
                found = self._sides.cast.resolve(party, self._dating.clock.latest, self._sides.memory) if party.named else ()
                if found and all(self._blocs.get(faction) in blocs for faction in found):
                    return found
        return ()

    def _answered(self, told: Told, here: Sequence[Proposal]) -> list[Proposal]:
        """Return what a paragraph told so far, after a sentence that denies it: what concerns the places it names, else what was told last."""
        named = {place for spot in told.spots for place in spot.places}
        named |= {town for place in named if self._gazetteer[place].is_site and (town := self._gazetteer[place].parent)}
        last = here[-1].start if here else 0

        def meant(p: Proposal) -> bool:
            place = self._gazetteer[p.place]
            return p.place in named or (place.is_site and place.parent in named) if named else p.start == last

        return [
            replace(p, standing="disputed", confidence=round(p.confidence * DISPUTED, 2)) if meant(p) and p.standing != "disputed" else p
            for p in here
        ]

    def _focus(self, found: Sequence[Proposal]) -> None:
        """Remember the town whose fate a sentence tells."""
        for proposal in found:
            place = self._gazetteer[proposal.place]
            if proposal.kind != "holds" and not place.is_area:
                self._ground.focus = place.parent if place.is_site else place.id
                self._ground.last_site = place.id if place.is_site else self._ground.last_site

    def _tell(self, sentence: Stretch) -> Told:
        words = self._text[sentence.start : sentence.end]
        folded = plain(words)
        earlier = self._dating.clock.now, self._dating.distance, self._dating.dated_here
        moments = [m for m in self._dating.clock.read(words, sentence.start) if not _FIRST_TIME.search(folded, 0, m.start - sentence.start)]
        spots = self._ground.read(folded, sentence.start, sentence.end)
        parties = [replace(p, start=p.start + sentence.start, end=p.end + sentence.start) for p in self._sides.cast.find(words)]
        names = [(part.start + sentence.start, part.end + sentence.start) for p in parties for part in p.parts]
        spots = [s for s in spots if not any(a <= s.start and s.end <= b and b - a > s.end - s.start for a, b in names)]  # Mali's army
        parties = [p for p in parties if not any(s.start < p.end and p.start < s.end for s in spots)]
        self._dating.distance = 0 if any(not m.vague for m in moments) else self._dating.distance + 1
        self._dating.dated_here = self._dating.dated_here or any(not m.vague for m in moments)
        masked = list(folded)
        for sign, marks in (("D", moments), ("F", parties), ("P", spots)):
            for mark in marks:
                masked[mark.start - sentence.start : mark.end - sentence.start] = sign * (mark.end - mark.start)
        told = Told(sentence.start, sentence.end, words, "".join(masked), parties, spots, moments, self._dating.distance)
        if moments and all(looked_back(told, m.start) for m in moments):
            self._dating.clock.now, self._dating.distance, self._dating.dated_here = earlier
            self._dating.distance = told.distance = min(NEVER, self._dating.distance + 1)
        told.triggers = triggers(told.masked, self._language)
        return told

    def _sentence(self, section: Section, told: Told) -> Iterator[Proposal]:
        day = self._day(told)
        found: list[Proposal] = list(self._outbreak(section, told))
        for number, trigger in enumerate(told.triggers):
            if unreal(told, trigger, self._language):
                continue
            if _OCCUPYING.search(told.masked[: trigger.end]):
                found += self._occupiers(section, told, trigger, clause(told, number)[1], day)
            else:
                found += self._report(section, told, number, trigger, day)
        found += self._adjectives(section, told, day)
        found += self._strongholds(section, told, found, day)
        yield from found
        self._sides.earlier = tuple(self._sides.cast.resolve(p, day, self._sides.memory) for p in told.parties)
        for party in told.parties:
            if party.named:
                self._sides.memory.add(self._sides.cast.resolve(party, day, self._sides.memory))
        subject = next((p for p in told.parties if not is_oblique(told, p)), None)
        if subject is not None:
            took = next((p.by for p in reversed(found) if p.by and p.kind in ("captures", "seizes-briefly", "attacks", "besieges")), ())
            self._sides.acted(Side(self._sides.side(subject, day).factions, 1.0, subject), took)

    def _outbreak(self, section: Section, told: Told) -> Iterator[Proposal]:
        """The war that the text is about begins: until then the state held its country."""
        noun = next(
            (
                word
                for word in ("war", "rebellion", "insurgency", "guerre", "rebellion", "insurrection")
                if word in plain(self._document.title).split()
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
            confidence=0.75, by=(country,), scope="all", section=section.title, note=self._note("holds", (country,), (), country),
        )  # fmt: skip

    def _day(self, told: Told) -> date | None:
        first = next((m.span.first for m in told.moments if m.relation in ("on", "by", "after")), None)
        clock = self._dating.clock
        return first or (clock.now.first if clock.now else clock.latest) or next((m.span.first for m in told.moments), None)

    def _report(self, section: Section, told: Told, number: int, trigger: Trigger, day: date | None) -> Iterator[Proposal]:
        """Give what one trigger tells: its places and sides, what kind of report that is, and who says so."""
        left, right = clause(told, number)
        if self._is_passed_over(told, trigger, day):
            return
        places, sure = self._objects.of(told, trigger, left, right)
        if not places:
            return
        by, against = self._sides.of(told, trigger, left, right, places, day)
        places = self._camps(trigger, by or Side(()), against, places)
        settled = [(spot, own) for spot, own in places if not spot.unsettled]
        if trigger.frame.kind == "captures" and not (by and by.factions) and _is_unnamed(told, trigger, by):
            yield from self._lost(section, told, trigger, left, right, settled, sure)
            return
        turned = self._kind(told, trigger, left, right, places, by, against, day)
        if turned is None:
            return
        kind, by, against = turned
        if trigger.frame.kind not in ("attacks", "contests") and trigger.frame.rule != "presence":
            places = settled
        if not self._credible(kind, by, places, told.masked[left : trigger.start]):
            return
        sure *= trigger.frame.sure * by.sure * (JUST_ENTERED if _is_just_entered(told, trigger) else 1)
        standing, said_by, factor = who_says(
            told, trigger, lambda party: self._sides.side(party, day).factions or (by.factions if party.pointed else ()), self._language
        )
        if standing == "denied":
            return
        if standing == "claimed" and set(said_by.split(";")) & set(by.factions):
            kind = "claims" if kind == "holds" else kind
            sure *= OWN_WORD
        if kind in ("captures", "holds") and (lasted := self._lasted(told, trigger)):
            kind, places = "captures", [(spot, lasted) for spot, _ in places]
        if kind == "attacks" or trigger.frame.rule == "storm":
            yield from self._garrisons(section, told, trigger, by, places, day)
        for several, side in _shared_out(told, places, by):
            yield from self._made(section, told, trigger, kind, side, against, several, sure * factor, standing, said_by)
        if _has_driven_out(told, trigger, against):
            yield from self._expelled(section, told, trigger, by, against, places, sure * factor, standing, said_by)
        if kind == "captures" and places:
            side, further = self._gapped(told, places[-1][0], day)
            yield from self._made(section, told, trigger, kind, side, None, further, sure * factor * GAPPED, standing, said_by)

    def _expelled(
        self,
        section: Section,
        told: Told,
        trigger: Trigger,
        by: Side,
        against: Side | None,
        places: Placed,
        sure: float,
        standing: str,
        said_by: str,
    ) -> Iterator[Proposal]:
        """Those who drive others out of a place take it, if they are there themselves."""
        if against is None:
            return
        self._sides.taker, points = against, [(spot, own) for spot, own in places if not spot.area]
        trigger = replace(trigger, frame=_EXPELLED)
        yield from self._made(section, told, trigger, "captures", against, by, points, sure * against.sure * EXPELLED, standing, said_by)

    def _is_passed_over(self, told: Told, trigger: Trigger, day: date | None) -> bool:
        """Whether the words change nothing here: an entry that may be a passage or a raid; so many years after it had been lost."""
        if _YEARS_AFTER.search(told.masked[: trigger.start]):
            return True
        return _is_just_entered(told, trigger) and not self._just_entered(told, trigger, day)

    def _kind(
        self, told: Told, trigger: Trigger, left: int, right: int, places: Placed, by: Side | None, against: Side | None, day: date | None
    ) -> tuple[str, Side, Side | None] | None:
        """Return what kind of report it is, by whom and against whom; nothing where nobody did it."""
        kind = trigger.frame.kind
        if by is None and kind == "hands-over" and against and against.factions and not _TO_SOMEBODY.search(told.masked, trigger.end):
            return "withdraws", against, None
        if by is None:
            return None
        if kind == "contests" and trigger.frame.rule != "storm":
            fighters = self._sides.fighters(told, left, right, day)
            around = _AROUND.search(told.masked[: places[0][0].start - told.start]) or _SUBSIDED.match(told.masked, trigger.end)
            for_control = len(fighters.factions) > 1 and _FOR_CONTROL.search(trigger.word) and not around
            return "contests" if for_control else "attacks", fighters, None
        if trigger.frame.rule == "storm":
            self._sides.taker = by
        if kind == "lifts-siege" and all(self._blocs.get(faction) in ("state", "foreign") for faction in by.factions):
            by = Side((), by.sure)  # who breaks a siege is not who laid it
        if kind == "captures":
            kind, against = self._taken(told, trigger, left, right, by, against)
        return kind, by, against

    def _just_entered(self, told: Told, trigger: Trigger, day: date | None) -> bool:
        """Whether an army enters a town, and nothing is told of a fight, a raid or a passage."""
        if _NO_ENTRY.search(told.masked) or trigger.word.startswith("arriv"):
            return False
        party = next((p for p in reversed(told.parties) if p.end - told.start <= trigger.start), None)
        return party is not None and all(
            self._blocs.get(f) in ("state", "foreign", "azawad") for f in self._sides.side(party, day).factions
        )

    def _lost(
        self, section: Section, told: Told, trigger: Trigger, left: int, right: int, places: Placed, sure: float
    ) -> Iterator[Proposal]:
        """Somebody whom the text cannot name took a place: whoever held it holds it no more."""
        standing, said_by, factor = who_says(
            told, trigger, lambda party: self._sides.cast.resolve(party, None, self._sides.memory), self._language
        )
        brief = _BRIEF.search(told.masked[left:right]) or _THEN_LEFT.search(told.masked[trigger.end :])
        if standing == "denied" or brief:
            return
        lost = replace(trigger, frame=_UNNAMED)
        points = [(s, own) for s, own in places if not s.area]
        yield from self._made(section, told, lost, "withdraws", Side(()), None, points, sure * factor * _UNNAMED.sure, standing, said_by)

    def _lasted(self, told: Told, trigger: Trigger) -> Moment | None:
        """When a hold began of which the text tells its end and how long it lasted: for three days before, on 14 May, ..."""
        match = _LASTED.match(told.masked, trigger.end)
        end = match and next((m for m in told.moments if m.start - told.start > match.end() and not m.vague), None)
        if not match or not end or _BRIEF_HOURS.search(match[0]) or (end.span.last - end.span.first).days > A_MONTH.days:
            return None
        number = NUMBERS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else None)
        if number is None:
            return None
        lasted = timedelta(days=number * {"d": 1, "w": 7, "m": 30}[match["unit"][0]])
        slack = lasted / 4 if match["unit"][0] != "d" else timedelta(0)
        return replace(end, span=Days(end.span.first - lasted - slack, end.span.last - lasted + slack), relation="on", relative=True)

    def _camps(self, trigger: Trigger, by: Side, against: Side | None, places: Placed) -> Placed:
        """The places themselves; but foreign troops stationed in a town hold a base there, and the mission leaves its camp."""
        if trigger.frame.rule in ("garrison", "presence") and all(self._blocs.get(faction) == "foreign" for faction in by.factions):
            bases = [(self._objects.base_of(spot, by.factions), own) for spot, own in places]
            return [(base, own) for base, own in bases if base]
        if any(spot.unsettled for spot, _ in places) and by.factions and trigger.frame.kind in ("holds", "withdraws"):
            places = [(self._objects.base_of(spot, by.factions) or spot if spot.unsettled else spot, own) for spot, own in places]
        leaver = by if trigger.frame.kind == "withdraws" else against if trigger.frame.kind == "hands-over" else None
        if leaver and leaver.factions == ("minusma",):
            return [(self._objects.camp_of(spot), own) for spot, own in places]
        if leaver and leaver.factions and all(self._blocs.get(faction) == "foreign" for faction in leaver.factions):
            return [((not spot.area and self._objects.base_of(spot, leaver.factions)) or spot, own) for spot, own in places]
        return places

    def _gapped(self, told: Told, last: Spot, day: date | None) -> tuple[Side, Placed]:
        """Who took what by the same verb, told once: "... occupied Ansongo and Chadian troops, Ménaka"."""
        gapped = _GAPPED.match(told.masked, last.end - told.start)
        party = next((p for p in told.parties if gapped and p.end - told.start == gapped.end(1)), None)
        spot = next((s for s in told.spots if gapped and s.start - told.start == gapped.end()), None)
        side = self._sides.side(party, day) if party else Side(())
        return side, [(spot, None)] if spot and side.factions else []

    def _credible(self, kind: str, by: Side, places: Placed, before: str) -> bool:
        """Whether somebody did it who could: nobody named can only attack or end a siege, convoys and civilians hold no town that they leave,
        and only foreign forces leave a country.
        """
        if not by.factions and kind not in ("attacks", "contests", "lifts-siege"):
            return False
        if kind == "withdraws" and _MOVING.search(before):
            return False
        foreign = all(self._blocs.get(faction) == "foreign" for faction in by.factions)
        return foreign or not any(spot.country for spot, _ in places)

    def _garrisons(self, section: Section, told: Told, trigger: Trigger, by: Side, places: Placed, day: date | None) -> Iterator[Proposal]:
        """Whose a base is that is attacked: the words about it say so (an army base, a gendarmerie post)."""
        for spot, own in places:
            place = self._gazetteer[spot.places[0]]
            after = spot.start - told.start >= trigger.end
            about = told.words[max(trigger.end if after else 0, spot.start - told.start - (40 if after else 0)) : spot.end - told.start]
            if not place.is_site or place.kind not in _GARRISONED or not about:
                continue
            owner = self._sides.cast.owner(_AT_LAST.sub("", about), day)
            if owner and not set(owner) & set(by.factions):
                side = Side(owner, GARRISON)
                attacked = replace(trigger, frame=_ATTACKED_BASE)
                yield from map(_before, self._made(section, told, attacked, "holds", side, None, [(spot, own)], GARRISON, "stated", ""))

        for party in told.parties:
            among = _THEIR_BASES.match(told.masked, party.end - told.start)
            first = next((s for s in told.spots if among and s.start - told.start == among.end()), None)
            if first is None or party.start - told.start < trigger.end or not _BASES.search(told.words[: party.end - told.start]):
                continue
            side = self._sides.side(party, day, GARRISON)
            listed = chain_of(told.spots, told.masked, told.spots.index(first), told.start)
            bases = [self._objects.base_of(town, side.factions) for town in listed if not town.area]
            if side.factions and not set(side.factions) & set(by.factions):
                attacked = replace(trigger, frame=_ATTACKED_BASE)
                owned: Placed = [(base, None) for base in bases if base]
                yield from map(_before, self._made(section, told, attacked, "holds", side, None, owned, GARRISON, "stated", ""))

    def _occupiers(self, section: Section, told: Told, trigger: Trigger, right: int, day: date | None) -> Iterator[Proposal]:
        """The fighters occupying a town hold it; of those capturing one (a threat, a plan) nothing is told."""
        party = next((p for p in told.parties if p.end - told.start == trigger.start - 1), None)
        if party is not None and trigger.word.startswith(("occup", "hold", "controll")):
            spots = [i for i, s in enumerate(told.spots) if s.start - told.start >= trigger.end]
            places, sure = self._objects.right_after(told, trigger, right, spots)
            by = self._sides.side(party, day)
            if places and by.factions:
                yield from self._made(section, told, trigger, "holds", by, None, places, 0.75 * sure * by.sure, "stated", "")

    def _taken(self, told: Told, trigger: Trigger, left: int, right: int, by: Side, against: Side | None) -> tuple[str, Side | None]:
        """Tell a capture from a brief seizure, and remember who took a place."""
        self._sides.taker = by
        if against and set(by.factions) & set(against.factions):
            against = None
        brief = (
            _BRIEF.search(told.masked[left:right])
            or _STAYED.search(told.masked, trigger.end)
            or _THEN_LEFT.search(told.masked[trigger.end :])
        )
        return "seizes-briefly" if brief else "captures", against

    def _made(
        self, section: Section, told: Told, trigger: Trigger, kind: str, by: Side, against: Side | None, places: list[tuple[Spot, Moment | None]],
        sure: float, standing: str, said_by: str,
    ) -> Iterator[Proposal]:  # fmt: skip
        for spot, own in places:
            moment = own or self._dating.moment(told, trigger)
            if kind == "holds" and own is None and moment and (today := self._now_told(told, trigger, moment)):
                moment = today
            dated = self._dating.dated(told, trigger, moment, kind)
            if dated is None:
                if kind != "attacks" and not moment and self._dating.dateless:
                    self.undated.append(Stretch(told.start, told.end))
                continue
            when, until, factor = dated
            if spot.area and kind == "captures" and when.earliest and when.latest and when.latest - when.earliest > HALF_A_YEAR:
                continue  # a summary: what of it was taken when is told elsewhere, if at all
            if kind == "contests" and until is None and when.latest:
                until = edtf(when.latest, when.latest)
            scope, except_ = self._objects.scope(told, spot)
            if (
                not spot.area
                and kind in ("captures", "holds")
                and _PART_OF.search(told.masked[max(0, spot.start - told.start - 60) : spot.start - told.start])
            ):
                continue
            regions = (
                [r for place in spot.places for r in self._ground.regions(place)]
                if kind not in ("attacks", "claims") and scope != "part"
                else []
            )
            sides = self._sides.whole(by, self._day(told)) if spot.area else by.factions
            for place in (*spot.places, *regions):
                yield Proposal(
                    place=place, kind=kind, date=when, start=told.start, end=told.end, rule=trigger.frame.rule,
                    confidence=round(min(0.99, sure * factor * spot.sure * (AREA if spot.area else 1)), 2), by=sides,
                    against=against.factions if against else (), until=until, scope=scope, except_=except_, section=section.title,
                    said_by=said_by, standing=standing, note=self._note(kind, sides, against.factions if against else (), place),
                )  # fmt: skip

    def _now_told(self, told: Told, trigger: Trigger, moment: Moment) -> Moment | None:
        """The day of the news, where it says who holds a place now, and the date beside it belongs to an aside: the town, attacked on Tuesday, is held by."""
        latest = self._dating.clock.latest
        between = told.masked[moment.end - told.start : trigger.start]
        if not self._dating.clock.is_news or latest is None or moment.relation != "on" or moment.span.last >= latest:
            return None
        present = re.search(r"\b(?:is|are|remains?)\b[^,;]{0,20}$", told.masked[: trigger.end])
        return (
            replace(moment, span=Days(latest, latest)) if present and "," in between and moment.start - told.start < trigger.start else None
        )

    def _note(self, kind: str, by: Sequence[str], against: Sequence[str], place: str) -> str:
        return note(kind, by, against, self._gazetteer[place].name, self._factions)

    def _adjectives(self, section: Section, told: Told, day: date | None) -> Iterator[Proposal]:
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
                yield from self._made(section, told, trigger, "holds", side, None, places, 0.9 * side.sure, "stated", "")

    def _strongholds(self, section: Section, told: Told, found: Sequence[Proposal], day: date | None) -> Iterator[Proposal]:
        """The rebel stronghold of Kidal: theirs, until the day on which the sentence tells that it changes hands."""
        for match in _STRONGHOLD.finditer(told.masked):
            if _ONCE.search(told.masked[: match.start("noun")]):
                continue
            whose = next((p for p in told.parties if p.start - told.start in (match.start("whose"), match.start("of"))), None)
            if whose is None and match["before"] and re.search(r", (?:its|their) ", match[0]):
                earlier = [p for p in told.parties if p.end - told.start <= match.start("before")]
                whose = earlier[-1] if earlier else None
                if whose is None:
                    continue
            at = match.start("place") if match["place"] else match.start("before")
            spot = next((s for s in told.spots if s.start - told.start == at), None)
            words = told.words[match.start("noun") - 25 : match.start("noun")] if whose is None else ""
            side = self._sides.side(whose, day) if whose else self._adjective_of(words, day)
            if spot is None or spot.area or not side.factions:
                continue
            trigger = Trigger(match.start("noun"), match.end("noun"), _STRONGHOLD_OF, match["noun"])
            turned = [p for p in found if p.place in spot.places and p.kind in ("captures", "withdraws", "hands-over")]
            if any(set(p.by) & set(side.factions) and p.kind == "captures" for p in turned):
                continue
            for held in self._made(
                section, told, trigger, "holds", side, None, [(spot, None)], _STRONGHOLD_OF.sure * side.sure, "stated", ""
            ):
                first = min((p.date.earliest for p in turned if p.date.earliest), default=None)
                yield replace(held, date=edtf(None, first - timedelta(days=1)), until=None) if first else held

    def _adjective_of(self, words: str, day: date | None) -> Side:
        """Whom an adjective right before a noun means: the Islamist stronghold."""
        last = re.search(r"([\w-]+)[ -]$", words)
        party = next(iter(self._sides.cast.find(f"{last[1]} fighters")), None) if last else None
        return self._sides.side(party, day) if party else Side(())


_ATTACKED_BASE = Frame("attacked-base", "holds", "en", re.compile("$^"), "object", "subject", "", 0.8, False, False)
_EXPELLED = Frame("expelled", "captures", "en", re.compile("$^"), "from", "subject", "", 0.7, False, False)
_STRONGHOLD_OF = Frame("stronghold", "holds", "en", re.compile("$^"), "object", "subject", "", 0.7, False, False)
_UNNAMED = Frame("taken-by-unnamed", "withdraws", "en", re.compile("$^"), "object", "subject", "", 0.7, False, False)
_IN_PASSING = Frame("in-passing", "holds", "en", re.compile("$^"), "object", "subject", "", 0.9, False, False)


def _is_unnamed(told: Told, trigger: Trigger, by: Side | None) -> bool:
    """Whether somebody took it whom the text leaves without a name: militants, gunmen, the attackers."""
    if by is not None and by.party is not None:
        return by.party.vague or not by.party.named
    return bool(_SOMEBODY_BEFORE.search(told.masked[: trigger.start]) or _BY_SOMEBODY.match(told.masked, trigger.end))


def _shared_out(told: Told, places: Placed, by: Side) -> list[tuple[Placed, Side]]:
    """Return which places are whose: all are all's, unless the text says respectively."""
    if not _RESPECTIVELY.search(told.masked) or len(places) < 2 or len(by.factions) < 2:
        return [(places, by)]
    if len(places) != len(by.factions):
        return []
    return [([pair], replace(by, factions=(faction,))) for pair, faction in zip(places, by.factions, strict=True)]


def _is_just_entered(told: Told, trigger: Trigger) -> bool:
    return trigger.frame.rule in ("enter-unopposed", "entre-sans-combat") and not _UNOPPOSED.search(told.masked)


def _has_driven_out(told: Told, trigger: Trigger, side: Side | None) -> bool:
    return bool(side and side.factions) and trigger.frame.rule in ("drive-out", "driven-out") and bool(side and _on_the_ground(told, side))


def _before(held: Proposal) -> Proposal:
    """Whose it was when it was attacked: on the day before, too."""
    if held.date.earliest is None or held.until is not None:
        return held
    eve = held.date.earliest - timedelta(days=1)
    return replace(held, date=edtf(eve, eve))


def _on_the_ground(told: Told, side: Side) -> bool:
    """Whether those who drive others out are men in the place, not aircraft over it."""
    if side.party is None:
        return True
    begin, end = side.party.start - told.start, side.party.end - told.start
    return not _FROM_AFAR.search(plain(told.words[begin : min(len(told.words), end + 25)]))


def _without_repeats(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Keep the surest of proposals that say the same of the same sentence."""
    best: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        key = (proposal.place, proposal.kind, str(proposal.date), proposal.start, proposal.by)
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = proposal
    return sorted(best.values(), key=lambda p: (p.start, p.end))


def _held_for_days(proposals: Sequence[Proposal]) -> list[Proposal]:
    """A brief seizure whose end the same section tells, days later, is a capture: the place was held until then."""
    ends = [p for p in proposals if p.kind == "captures" and p.date.exact]

    def ended(brief: Proposal) -> bool:
        return any(
            end.place == brief.place
            and end.section == brief.section
            and not set(end.by) & set(brief.by)
            and timedelta(days=1) < end.date.best - brief.date.best <= A_MONTH
            for end in ends
        )

    return [replace(p, kind="captures") if p.kind == "seizes-briefly" and p.date.exact and ended(p) else p for p in proposals]


def _in_order(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Order what the same text tells of a place within wide bounds by the day on which it says that it was taken: who took it left it after that day,
    and who else held it held it until the day before.
    """

    def ordered(one: Proposal) -> Proposal:
        taken = [
            p
            for p in proposals
            if p.kind == "captures" and p.place == one.place and p.date.exact and p.date.best in one.date and p is not one
        ]
        if one.kind == "withdraws" and one.date.latest and (own := [p.date.best for p in taken if set(p.by) & set(one.by)]):
            return replace(one, date=edtf(max(own), one.date.latest))
        others = [p.date.best - timedelta(days=1) for p in taken if not set(p.by) & set(one.by)]
        if one.kind == "holds" and others and one.date.earliest and one.date.earliest <= min(others) and one.until is None:
            return replace(one, date=edtf(one.date.earliest, min(others)))
        return one

    return [ordered(p) if p.kind in ("withdraws", "holds") and not p.date.exact else p for p in proposals]

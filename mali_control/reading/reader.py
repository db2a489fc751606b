"""From a document to proposals: each sentence is masked (who, where, when become signs), its frames are found, and their roles filled."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from ..dates import FuzzyDate
from ..factions import Factions
from ..geoparse import Finder
from ..mentions import Mention
from .asides import Asides
from .beforehand import Met, attacked_there, stood_before
from .datelines import this_day
from .dating import NEVER, Dating, is_background, tells_setting_out
from .deeds import Deeds
from .denials import DISPUTED, is_answer, were_raids
from .documents import FACT, INFOBOX, ITEM, LEAD, TEXT, Document, Paragraph, Section
from .documents import Span as Stretch
from .drafting import Drafter
from .frames import triggers
from .grids import Grids
from .implied import held_around, held_before, held_besieged, held_by_name, held_with_town, left_with_the_town, raids_over, since_others
from .meant import Side
from .notes import note
from .owners import Owners
from .proposals import Proposal
from .sequence import doubted_by_others, held_for_days, in_order, which_of_them, who_attacked, without_repeats, without_unnamed
from .sieges import Sieges, are_groups
from .told import Told, clause, is_oblique, looked_back, tells_of_victims, unreal
from .turns import Turns
from .when import SHORT, Clock, plain, tells_news
from .when import Span as Days
from .who import Cast

NAMED_WITHIN = 3
"""So many sentences after "Islamists" they may be named."""
HEADLINE = 0.85
MAIN = ("hold", "held-by", "in-control", "under-control")
"""Rules of which a sentence tells not only in passing who holds a place."""
FRESH = timedelta(days=2)
"""How far before its publication lies what the title of a news article tells."""
_MISSION_LEAVES = (
    r"(?:{mission})[^.;]{{0,60}}\b(?:sont (?:re)?partis|(?:a|ont) (?:[a-z]+ )?(?:quitt|évacu|ferm|remis|rétrocéd|transfér)|se (?:sont retir|retir)|quitt(?:e|ent)\b)"
    r"|\b(?:remis|rétrocéd|transfér|cédé|rendu|restitu)[a-zé]*\b[^.;]{{0,60}}\bpar (?:la |les )?(?:{mission})"
    r"|(?:{mission})[^.;]{{0,80}}\b(?:withdr[a-z]+|left\b|leaving|vacat[a-z]+|clos(?:ed|es|ing)\b|hand(?:ed|s|ing) over|complet[a-z]+|pull(?:ed|ing) out|depart[a-z]*)|\b(?:withdrawal|departure|pull-?out) of (?:the )?(?:{mission})"
    r"|\b(?:[Rr]etrait|[Dd]épart) (?:de la |des |de )?(?:{mission})"
)
"""Peacekeepers leave; {mission} stands for their names."""
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|he|his|she|there|we|us|our|here|army|soldiers|troops|garrison|attackers|assailants|attacks?|assaults?|raids?|offensives?|sieges?|blockades?|attaques?|assauts?|ils?|elles?|y|en|lui|leurs?|ses|ces|ce|celui-ci|ceux-ci|nous|nos|blocus|assaillants|soldats|militaires)\b|\b[lsn]'"
)
"""Words that may point to somebody or some place that was told of before."""
_ARMY_CAMP = re.compile(
    r"\b(?:[Aa]rmy|[Mm]ilitary) (?:camp|base|barracks)|(?:[Cc]amp|[Bb]ase|[Cc]aserne)s? (?:militaires?|de l['’]armée|de la [Gg]arde)\b"
)
_CLAIM_CONFIRMED = re.compile(
    r"^(?:the|this|that|these|both|la|cette) (?:[a-z]+ )?(?:claims?|statements?|reports?|news|information|revendication)\b[^.;]{0,40}\bconfirm"
)
_DENIES_ITS_OWN = re.compile(
    r"(?P<who>F+)(?:'s [a-z]+)? (?:has |have |had )?(?:[a-z]+ly )?(?:denie[sd]|deny|reject(?:s|ed)?)(?: (?:an?|the|any|these|those|such))?(?: (?:claims?|reports?|rumou?rs?|accusations?|allegations?|suggestions?))?,?"
    r" (?:that (?:it|they|its (?:men|fighters|forces)) (?:had |have |has )?(?:ever |again )?|(?:ever )?having (?:ever )?|of having )(?:held|controlled|occupied|taken|captured|seized|entered|been in|overrun)\b"
)
"""Who denies only what is said of himself: that he had held or taken it."""
_EVERYWHERE = re.compile(
    r"\b(?:pushed back|repelled|repulsed|beaten (?:back|off)|driven (?:back|off)|thrown back|repousses?|refoules?)\b[^.;]{0,20}\b(?:everywhere|on all (?:the )?fronts|partout|sur tous les fronts)\b"
    r"|\ball (?:of )?(?:the(?:se)? |those )?(?:attacks|assaults|attackers|assailants) (?:(?:had|have) been|were) (?:pushed back|repelled|repulsed|beaten (?:back|off)|driven (?:back|off)|thrown back|foiled)\b"
)
_STORY = re.compile(
    r"^(?:the |la |le |les |l')?(?:(?:first|second|third|fourth|[a-z]+ieme|premiere?) )?(?:[a-z]+ )?"
    r"(?:battles?|siege|attacks?|assault|raid|clash(?:es)?|fighting|capture|fall|takeover|blockade|bataille|combats?|attaques?|siege|assaut|prise|chute|blocus)(?: d(?:e|u|es)\b| of\b| on\b| at\b| in\b| for\b| d'| a\b)"
)
"""How the first sentence of a page about one battle begins, before its days."""
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_PLACE_AND_DAY = re.compile(r"P+,? (?:the )?D+[.:]?")
"""Dioura, 23 May."""
_STILL = re.compile(r"(?i)present|ongoing|en cours")
"""A story that has a title with its first year goes on."""
MONTHS = 400
"""So many days at most last the battles and sieges that a page is about."""
AFTER = timedelta(days=1)
"""The story of a battle goes on so long after its last day."""
_FIRST_TIME = re.compile(r"\b(?:first time|premiere fois)(?: since| in| depuis| en)? $")
"""The first time since 2014: nothing is told of 2014."""
_WITH_THEM = re.compile(r", with (?:the |its |their )?F+ [a-z]+ing$")
"""After a comma it tells what they did: with the group taking it back."""
_OCCUPYING = re.compile(r"F [a-z]+ing$")
CALIBRATED = 0.93
"""What rules are believed, beside what they were given: of 65 proposals from six sets of unseen texts that had 0.8 and more before this, two in three were right."""
A_MONTH = timedelta(days=31)
NEARBY = 900
"""So many signs before a sentence may tell that the mission leaves its camps."""


def propose(document: Document, finder: Finder, factions: Factions, *, published: date | FuzzyDate | None = None) -> list[Proposal]:
    """Return what a document says of control, as proposals in the order of the text.

    ``finder`` and ``factions`` are an atlas's; ``published`` is when the document was published, where that is known: the last day that it can
    speak of as past, and the one that "yesterday" and "on Tuesday" are counted from.
    """
    return read_reports(document, finder, factions, published=published)[0]


def read_reports(
    document: Document,
    finder: Finder,
    factions: Factions,
    *,
    published: date | FuzzyDate | None = None,
    mentions: Sequence[Mention] | None = None,
) -> tuple[list[Proposal], list[Stretch]]:
    """Return the proposals, as ``propose`` does, and the sentences that tell of control, but on no day that anything in the text names.

    ``mentions`` are those of places that the finder finds in the document's text, where they are known already.
    """
    reader = _Reader(document, finder, factions, published, finder.locate(document.text) if mentions is None else mentions)
    proposals = in_order(held_for_days(without_unnamed(which_of_them(without_repeats(reader.read()), finder.gazetteer, factions))))
    proposals = doubted_by_others(proposals)
    proposals = who_attacked(proposals, finder.gazetteer, factions)
    proposals = raids_over(proposals, finder.gazetteer, factions)
    proposals += left_with_the_town(proposals, finder.gazetteer, factions)
    sieges = Sieges(document.text, reader.cast, finder.gazetteer, factions)
    proposals += sieges.begun(proposals)
    implied = [*held_before(proposals, finder.gazetteer, factions), *held_besieged(proposals, finder.gazetteer, factions)]
    proposals = since_others([*proposals, *implied], factions)
    proposals += sieges.implied(proposals)
    proposals += reader.attacked(proposals)
    proposals += held_with_town(proposals, reader.sites, finder.gazetteer, factions)
    proposals += held_by_name(proposals, finder.gazetteer, factions, reader.owner)
    proposals = sorted([*proposals, *held_around(proposals, finder.gazetteer, factions)], key=lambda p: (p.start, p.end))
    proposals += stood_before(proposals, document.text, reader.met, reader.owner("army", None), finder.gazetteer, factions)
    proposals = [replace(p, confidence=round(p.confidence * CALIBRATED, 2)) for p in proposals]
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

    def __init__(
        self, document: Document, finder: Finder, factions: Factions, published: date | FuzzyDate | None, mentions: Sequence[Mention]
    ) -> None:
        self._document = document
        self._text = document.text
        self._language = document.language if document.language in ("en", "fr") else "en"
        days = _bounds(published) or (_bounds(this_day(document.text)) if self._language == "fr" and len(document.text) < SHORT else None)
        self._dating = Dating(document.text, days, is_news=tells_news(document.text, dated=days is not None))
        self._drafter = Drafter(document.text, document.title, finder, factions, self._dating, mentions)
        self._gazetteer = finder.gazetteer
        self._blocs = factions.blocs
        self._ground = self._drafter.ground
        self._sides = self._drafter.sides
        self._owners = Owners(self._drafter)
        self._deeds = Deeds(self._drafter, self._owners, self._language)
        self._asides = Asides(self._drafter, document.title, self._language)
        self._turns = Turns(self._drafter, self._owners, self._language)
        mission = self._sides.cast.names(*sorted(factions.missions))
        self._mission_leaves = re.compile(_MISSION_LEAVES.format(mission=mission.pattern))
        self._mission_named = [found.start() for found in mission.finditer(document.text)]
        self._grids = Grids(self._drafter, self._owners)
        self._held: list[Proposal] = []
        self.sites: dict[str, None] = {}
        """The sites of towns that the text names."""
        self.met: list[Met] = []
        """The parties that the text names."""
        self._everywhere: Told | None = None
        self._looked_back: Days | None = None
        """The day that a clause of this sentence only looks back to."""
        self._dating.clock.whole = self._story()
        self._sides.topic = self._title_party()
        first = next((sentence for _, paragraph, sentence in document.sentences() if paragraph.kind == TEXT), None)
        self._opening = first.start if first and self._dating.clock.is_news else -1
        self._dating.clock.story = self._dating.clock.whole or self._titled()

    @property
    def undated(self) -> list[Stretch]:
        """The sentences that tell of control on a day that nothing names."""
        return self._drafter.undated

    def owner(self, words: str, day: date | None) -> tuple[str, ...]:
        """Return whom the words for a base mean on a day."""
        return self._sides.cast.owner(words, day)

    @property
    def cast(self) -> Cast:
        """Who is who."""
        return self._sides.cast

    def attacked(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return that the state was in places where armed groups attacked its soldiers."""
        return list(attacked_there(proposals, self._text, self._sides.cast, self._gazetteer, self._drafter.factions))

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
        found += self._repelled_everywhere(found)
        return [replace(p, except_=(*p.except_, *self._told_by_name(p, found))) if p.scope == "all" else p for p in found]

    def _headline(self, found: Sequence[Proposal]) -> list[Proposal]:
        """What the title of a news article says, of the last days, where the article itself says nothing of it."""
        where, clock = self._document.headline, self._dating.clock
        if where is None or clock.latest is None or not clock.is_news or "?" in self._text[where.start : where.end]:
            return []
        clock.now, self._dating.distance, self._dating.rest, self._dating.further = Days(clock.latest - FRESH, clock.latest), 0, (), ()
        self._sides.forget()
        self._drafter.section = self._document.sections[0].title
        told = self._sentence(self._tell(where))
        recent = {
            p.place for p in found if p.kind not in ("attacks", "withdraws") and p.date.latest and p.date.latest >= clock.latest - A_MONTH
        }
        lifted = {p.place for p in found if p.kind == "lifts-siege"}
        return [
            replace(p, confidence=round(p.confidence * HEADLINE, 2))
            for p in told
            if p.kind != "attacks" and not {p.place, self._around(p.place)} & (lifted if p.kind == "lifts-siege" else recent)
        ]

    def _repelled_everywhere(self, found: Sequence[Proposal]) -> list[Proposal]:
        """The army's word that the attackers were beaten off everywhere: so it says of each place that the news tells was attacked in those days."""
        told, clock = self._everywhere, self._dating.clock
        if told is None or clock.latest is None or not clock.is_news:
            return []
        first = next(iter(told.parties), None)
        speaker = self._sides.cast.resolve(first, clock.latest, self._sides.memory) if first else ()
        if not speaker or any(self._blocs.get(faction) != "state" for faction in speaker):
            return []
        attacks = {
            p.place: p
            for p in found
            if p.kind == "attacks"
            and not set(p.by) & set(speaker)
            and not self._gazetteer[p.place].is_area
            and p.date.best >= clock.latest - FRESH
        }
        return [
            replace(
                attack,
                kind="repels",
                by=speaker,
                against=attack.by,
                start=told.start,
                end=told.end,
                rule="repelled-everywhere",
                standing="claimed",
                said_by=";".join(speaker),
                note=note("repels", speaker, attack.by, self._gazetteer[attack.place].name, self._drafter.factions),
            )
            for attack in attacks.values()
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
        self._drafter.section = section.title
        self._dating.heading = plain(section.title)
        self._dating.clock.within_whole = not any(is_background(plain(heading)) for heading in section.path)
        if section.title != INFOBOX and self._dating.clock.within_whole:
            self._dating.clock.begin()
        self._dating.clock.enter_section(section.path)
        if self._dating.clock.whole and section.title == LEAD:
            self._dating.clock.now = Days(self._dating.clock.whole.first, self._dating.clock.whole.first)
        self._ground.clear()
        self._asides.before = ()
        if not self._dating.clock.story:  # who fights a battle is the same throughout its story
            self._sides.memory.clear()
        self._sides.forget()
        self._sides.actor = None
        self._dating.distance = NEVER

    def _story(self) -> Days | None:
        """The days that a page about one battle or siege gives in its first sentence; None for other pages, and where facts at the top tell them."""
        section = self._document.sections[0]
        first = next((sentence for paragraph in section.paragraphs if paragraph.kind == TEXT for sentence in paragraph.sentences), None)
        if section.title == INFOBOX or first is None or self._dating.clock.is_news or self._dating.clock.adrift:
            return None
        words = self._text[first.start : first.end]
        moments = [m for m in Clock().read(words) if m.relation in ("on", "through")]
        if (
            not moments
            or not _STORY.search(plain(words)[: moments[0].start])
            or (moments[0].span.last - moments[0].span.first).days > MONTHS
        ):
            return None
        return Days(moments[0].span.first, moments[0].span.last + AFTER)

    def _title_party(self) -> tuple[str, ...]:
        """Whom a text is about whose title is the name of an armed group."""
        title = self._document.title.strip()
        party = next(iter(self._sides.cast.find(title)), None)
        whole = party is not None and party.named and party.start == 0 and party.end == len(title)
        return self._sides.cast.resolve(party, None, self._sides.cast.memory()) if party and whole else ()

    def _titled(self) -> Days | None:
        """The years in the title of a page, else the days that its first sentence gives to the battle or attack that its title names."""
        clock, title = self._dating.clock, self._document.title
        if clock.is_news or clock.adrift:
            return None
        opening = next((p.sentences[0] for p in self._document.sections[0].paragraphs if p.kind == TEXT), None)
        moments = Clock().read(self._text[opening.start : opening.end]) if opening else []
        if named := _YEARS.findall(title):
            months = [m.span for m in Clock().read(title)]
            first, last = (months[0].first, months[-1].last) if months else (date(int(named[0]), 1, 1), date(int(named[-1]), 12, 31))
            begun = next((m.span.first for m in moments if first <= m.span.first <= last), first)
            return Days(begun, date.max if _STILL.search(title) else last)
        return Days(moments[0].span.first, moments[-1].span.last) if moments and _STORY.search(f"{plain(title)} of") else None

    def _paragraph(self, section: Section, paragraph: Paragraph) -> Iterator[Proposal]:
        if paragraph.kind == FACT and paragraph.label.casefold() == "date":
            dates = self._dating.clock.read(self._text[paragraph.start : paragraph.end])
            if dates:
                self._dating.clock.whole = self._dating.clock.now = Days(dates[0].span.first, dates[-1].span.last)
                self._dating.clock.now = Days(dates[0].span.first, dates[0].span.first)
                self._dating.clock.story = self._dating.clock.whole
            return
        if paragraph.kind == FACT:
            self._dating.clock.now = self._dating.clock.whole and Days(self._dating.clock.whole.first, self._dating.clock.whole.first)
        if paragraph.kind == ITEM:
            self._ground.clear(whole=True)
            self._sides.memory.clear()
        self._sides.forget()
        self._sides.earlier = ()
        self._ground.begin_paragraph()
        self._dating.distance += 2
        self._dating.clock.paragraph()
        attacked: set[tuple[str, str]] = set()
        self._ground.mission = self._sides.cast.tells_whose(self._text[paragraph.start : paragraph.end], self._drafter.factions.missions)
        self._dating.dated_here = self._dating.opened = False
        here: list[Proposal] = []
        following = section.paragraphs[section.paragraphs.index(paragraph) + 1 :][:3]
        self._dating.further = tuple(sentence for other in following for sentence in other.sentences)
        for number, sentence in enumerate(paragraph.sentences):
            self._dating.rest = paragraph.sentences[number + 1 :]
            self._ground.mission_leaves = self._tells_leaving(sentence)
            told = self._tell(sentence)
            self._dating.opened = self._dating.opened or (not number and bool(_PLACE_AND_DAY.fullmatch(told.masked)))
            self._sides.ahead = self._ahead if self._dating.clock.is_news else None
            here = self._seen_anew(told, here)
            if self._everywhere is None and _EVERYWHERE.search(told.masked):
                self._everywhere = told
            if not number and paragraph.kind == TEXT and is_answer(told.masked, self._language):
                self._held = self._answered(told, self._held)
            row = list(self._grids.read(told, paragraph.label)) if paragraph.kind == ITEM and paragraph.label else []
            found = row or list(self._sentence(told))
            found = [p for p in found if p.kind not in self._told_of_all(told)]
            self._focus(found)
            found.sort(key=lambda p: (p.kind == "attacks", not p.by, -p.confidence))
            for proposal in found:
                if proposal.kind == "attacks":
                    if (proposal.place, str(proposal.date)) in attacked or any(self._ground.inside(p, proposal.place) for p, _ in attacked):
                        continue
                    attacked.add((proposal.place, str(proposal.date)))
                here.append(proposal)
        yield from here

    def _tells_leaving(self, sentence: Stretch) -> bool:
        """Whether a sentence, or those right before it, tell that the mission leaves, and of no camp of the army."""
        begin, end = max(0, sentence.start - NEARBY), sentence.end
        named = bisect_left(self._mission_named, begin) < bisect_left(self._mission_named, end)
        return named and bool(self._mission_leaves.search(self._text, begin, end)) and not _ARMY_CAMP.search(self._text, begin, end)

    def _ahead(self, blocs: Collection[str]) -> tuple[str, ...]:
        """Who of some blocs the text names next: the news says Islamists first, and who they are in the sentences after."""
        following = (*self._dating.rest, *self._dating.further)[:NAMED_WITHIN]
        for sentence in following:
            for party in self._sides.cast.find(self._text[sentence.start : sentence.end]):
                found = self._sides.cast.resolve(party, self._dating.clock.latest, self._sides.memory) if party.named else ()
                one = found[:1] if self._sides.cast.loyalists.issuperset(blocs) else found  # their partners may be wings of other movements
                if found and all(self._blocs.get(faction) in blocs for faction in one):
                    return found
        return self._separatists if self._sides.cast.separatists.issuperset(blocs) else ()

    @cached_property
    def _separatists(self) -> tuple[str, ...]:
        """The one movement of separatists that the text names: its rebels are those."""
        day, memory = self._dating.clock.latest, self._sides.cast.memory()
        parties = [p for p in self._sides.cast.find(self._text) if p.named]
        named = {f for p in parties for f in self._sides.cast.resolve(p, day, memory) if self._blocs.get(f) in self._sides.cast.separatists}
        return tuple(named) if len(named) == 1 else ()

    def _seen_anew(self, told: Told, here: list[Proposal]) -> list[Proposal]:
        """Return what a paragraph told so far as a sentence after it lets it appear: confirmed, denied, or only raids."""
        if _CLAIM_CONFIRMED.search(told.masked):
            last = here[-1].start if here else 0
            here = [replace(p, standing="confirmed", said_by="") if p.standing == "claimed" and p.start == last else p for p in here]
        if is_answer(told.masked, self._language):
            here = self._answered(told, here)
        if were_raids(told.masked, self._language):
            here = [self._left_again(p) for p in here]
        return here

    def _told_of_all(self, told: Told) -> tuple[str, ...]:
        """The kinds that a sentence tells of all places spoken of, and so of none by itself: beaten off everywhere, gone within hours each time."""
        if _EVERYWHERE.search(told.masked):
            return ("repels",)
        return ("withdraws",) if were_raids(told.masked, self._language) else ()

    def _left_again(self, p: Proposal) -> Proposal:
        """What armed groups took, as a raid: on both occasions they were gone within hours."""
        if p.kind != "captures" or not are_groups(p.by, self._drafter.factions):
            return p
        name = self._gazetteer[p.place].name
        return replace(p, kind="seizes-briefly", note=note("seizes-briefly", p.by, p.against, name, self._drafter.factions))

    def _answered(self, told: Told, here: Sequence[Proposal]) -> list[Proposal]:
        """Return what a paragraph told so far, after a sentence that denies it: what concerns the places it names, else what was told last."""
        named = {place for spot in told.spots for place in spot.places}
        named |= {town for place in named if self._gazetteer[place].is_site and (town := self._gazetteer[place].parent)}
        last = here[-1].start if here else 0
        denied = _DENIES_ITS_OWN.search(told.masked)
        denier = next((p for p in told.parties if denied and p.end - told.start == denied.end("who")), None)
        own = self._sides.cast.resolve(denier, self._dating.clock.latest, self._sides.memory) if denier else ()

        def meant(p: Proposal) -> bool:
            if own and not set(own) & set(p.by):
                return False  # the movement denied that it had ever held the town: who else did, it does not deny
            place = self._gazetteer[p.place]
            return p.place in named or (place.is_site and place.parent in named) if named else p.start == last

        return [
            replace(p, standing="disputed", confidence=round(p.confidence * DISPUTED, 2)) if meant(p) and p.standing != "disputed" else p
            for p in here
        ]

    def _focus(self, found: Sequence[Proposal]) -> None:
        """Remember the town whose fate a sentence tells."""
        turned = [p.place for p in found if p.kind not in ("attacks", "contests", "claims") and not self._gazetteer[p.place].is_area]
        self._ground.just_told = turned[-1] if turned else None
        before = self._ground.focus
        for proposal in found:
            place = self._gazetteer[proposal.place]
            if proposal.kind == "attacks" and before in {p.place for p in found}:
                continue
            if (proposal.kind != "holds" or (proposal.rule in MAIN and self._ground.focus is None)) and not place.is_area:
                self._ground.focus = place.parent if place.is_site else place.id
                self._ground.last_site = place.id if place.is_site else self._ground.last_site

    def _tell(self, sentence: Stretch) -> Told:
        words = self._text[sentence.start : sentence.end]
        folded = plain(words)
        earlier = self._dating.clock.now, self._dating.distance, self._dating.dated_here
        moments = [m for m in self._dating.clock.read(words, sentence.start) if not _FIRST_TIME.search(folded, 0, m.start - sentence.start)]
        parties = [replace(p, start=p.start + sentence.start, end=p.end + sentence.start) for p in self._sides.cast.find(words)]
        known = [*((p.start, p.end) for p in parties), *((m.start, m.end) for m in moments)]
        spots = self._ground.read(folded, sentence.start, sentence.end, opening=sentence.start == self._opening, names=known)
        names = [(part.start + sentence.start, part.end + sentence.start) for p in parties for part in p.parts]
        spots = [
            s for s in spots if not any(a <= s.start and s.end <= b and (s.country or b - a > s.end - s.start) for a, b in names)
        ]  # Mali's army
        parties = [p for p in parties if not any(s.start < p.end and p.start < s.end for s in spots)]
        self._dating.count(any(not m.vague for m in moments))
        masked = list(folded)
        for sign, marks in (("D", moments), ("F", parties), ("P", spots)):
            for mark in marks:
                masked[mark.start - sentence.start : mark.end - sentence.start] = sign * (mark.end - mark.start)
        self.sites.update(dict.fromkeys(place for s in spots for place in s.places if self._gazetteer[place].is_site))
        told = Told(sentence.start, sentence.end, words, "".join(masked), parties, spots, moments, self._dating.distance)
        self._dating.aside, self._looked_back = self._looked_back, next((m.span for m in moments if looked_back(told, m.start)), None)
        if moments and all(looked_back(told, m.start) or tells_setting_out(told, m) for m in moments):
            self._dating.clock.now, self._dating.distance, self._dating.dated_here = earlier
            self._dating.distance = told.distance = min(NEVER, self._dating.distance + 1)
        if parties or spots or _POINTS.search(told.masked):  # else nobody is told of, nor any place
            told.triggers = triggers(told.masked, self._language)
        return told

    def _sentence(self, told: Told) -> Iterator[Proposal]:
        day = self._drafter.day(told)
        self._sides.here = [(p.end, self._sides.cast.resolve(p, day, self._sides.memory)) for p in told.parties if p.named]
        found: list[Proposal] = list(self._asides.outbreak(told))
        turned = self._turns.read(told, day)
        found += [proposal for turn in turned for proposal in turn.told]
        for number, trigger in enumerate(told.triggers):
            whole = any(turn.start <= trigger.start and trigger.end <= turn.end for turn in turned)
            if unreal(told, trigger, self._language) or (whole and trigger.frame.kind not in ("attacks", "withdraws")):
                continue
            if _OCCUPYING.search(told.masked[: trigger.end]) and not _WITH_THEM.search(told.masked[: trigger.end]):
                found += self._asides.occupiers(told, trigger, clause(told, number)[1], day)
            else:
                found += self._deeds.report(told, number, trigger, day)
        found += self._asides.to_each(told, day)
        found += self._asides.adjectives(told, day)
        if self._language == "en":
            found += [*self._asides.garrisons(told, day), *self._asides.shared(told, day)]
            found += self._asides.until_now(told, found, day)
            found += self._asides.garrison_towns(told, found, day)
            found += [*self._asides.same_fate(told, found, day), *self._asides.who_sits_where(told, found, day)]
            self._asides.before = found
        else:
            shared = list(self._asides.shared_in_french(told, day))
            found = [p for p in found if p.kind != "holds" or p.place not in {s.place for s in shared}] + shared
            found += self._asides.garrison_of(told, found, day)
        found += self._asides.strongholds(told, found, day)
        found += self._owners.told_of(told, found, day)
        found += self._asides.present(told, found, day)
        found += self._asides.gone_to(told, found, day)
        yield from found
        self._sides.earlier = tuple(self._sides.cast.resolve(p, day, self._sides.memory) for p in told.parties)
        for party in told.parties:
            if party.named:
                who = self._sides.cast.resolve(party, day, self._sides.memory)
                self._sides.memory.add(who)
                self.met.append(Met(party.start, who))
        subject = next((p for p in told.parties if not is_oblique(told, p)), None)
        self._sides.before = ()
        took = next((p.by for p in reversed(found) if p.by and p.kind in ("captures", "seizes-briefly", "attacks", "besieges")), ())
        if subject is not None or took:  # the town was taken by the rebels: they are who is spoken of
            who = self._sides.side(subject, day).factions if subject else () if tells_of_victims(told) else took
            self._sides.acted(Side(who, 1.0, subject), took)
            self._sides.before = self._sides.subject.factions if self._sides.subject else ()

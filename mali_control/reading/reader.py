"""From a document to proposals: each sentence is masked (who, where, when become signs), its frames are found, and their roles filled.

Precision goes before recall: what is denied, planned, threatened, tried or asked for is left out, and so is what has nobody who did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from ..factions import Factions
from ..geoparse import Finder
from .documents import FACT, ITEM, Document, Paragraph, Section
from .documents import Span as Stretch
from .frames import Frame, Trigger, triggers
from .proposals import Proposal
from .when import Clock, Moment, edtf, plain
from .when import Span as Days
from .where import POINTING, Ground, Spot, chain_of
from .who import Cast, Memory, Party

INHERITED_DATE, LATER_DATE = 0.93, 0.8
"""What a date told in the sentence before is worth for this one, and one told further back."""
INHERITED_SUBJECT = 0.8
STAND_IN = 0.95
HEARSAY = 0.9
UNNAMED_AGENT = 0.65
AREA = 0.85
GARRISON = 0.8
NEVER = 90
"""So many sentences ago: not in this section."""
A_WEEK = timedelta(days=7)
A_YEAR = timedelta(days=365)
AFTERWARDS = timedelta(days=14)
"""How far after the last date told something undated may have happened."""

_BOUNDARY = re.compile(
    r"[;:]|--|,? (?:while|although|though|but|whereas|after|before|when|because|which|who|until|once|where|mais|alors que|tandis que|apres que"
    r"|avant de|avant que|lorsque|quand|dont|qui|ou|despite|following)\b|,? and (?=(?:the )?F+ (?:had|have|has|were|was|then|later|quickly|subsequently|soon|[a-z]+ed|took|began)\b)|, (?=[a-z]+ing\b)|,? (?:saying|stating|adding) "
)
_UNREAL = {
    "en": re.compile(
        r"\b(?:not|never|no longer|fail(?:ed|s|ing)? to|unable to|without|could(?: not)?|would|might|may|should|will|shall|threat[a-z]*|plan(?:s|ned|ning)?"
        r"|intend[a-z]*|intention[a-z]*|attempt[a-z]*|tr(?:y|ied|ies|ying) to|sought|seek[a-z]*|aim[a-z]*|want[a-z]*|vow[a-z]*|order(?:ed|s)|call(?:ed|s|ing)? (?:for|on)"
        r"|urg(?:ed|es)|refus[a-z]*|prevent[a-z]*|in order to|goals?|objectives?|bid to|promis[a-z]*|pledg[a-z]*|about to|set to|unless|if|den(?:y|ied|ies)"
        r"|wish[a-z]*|hop(?:ed|es|ing) to|prepar[a-z]* (?:to|for)|demand[a-z]*|agreed to|scheduled|expected|likely to|allegations|denounced any|ready to|effort[s]? to"
        r"|were to|was to|to be|right to|cannot|unless|instead of|rather than|operations? to|fear[a-z]*|warn[a-z]*|capable of|authori[sz][a-z]* to|process of|goal of|slowed?|risk(?:s|ed)? of)\b"
        r"(?! [a-z]+ed that)[^;:]{0,60}$"
    ),
    "fr": re.compile(
        r"(?:\bn'|\bne |\bpas |\bjamais |\bsans |\bpourrai|\bdevrai|\baurai|\bserai|\bvoul|\bveu|\bmenac|\btent(?:e|ait|aient|ative)|\bessa[iy]|\bcherch|\bafin d|\bpour (?=[a-z']*$)"
        r"|\bprevoi|\bprevu|\bappel|\bexig|\becho|\brefus|\bvise a|\bavant de|\bsi |\bobjectif|\bdemen|\bpret[se]? a)[^;:F]{0,45}$"
    ),
}
_ENABLED = re.compile(
    r"\b(?:manag(?:ed|es)|able|allow(?:ed|s|ing)? [a-zF ]{0,40}|enabl(?:ed|es|ing) [a-zF ]{0,40}|help(?:ed|s|ing)?(?: [a-zF ]{0,30})?|beg[ai]n|began|continu(?:ed|es|ing)|started"
    r"|proceed(?:ed)?|went on|reported[a-z]*|claim(?:ed|s|ing)|continue[a-z]*|F+|reussi a|parvenu[se]* a|permis a [a-zF' ]{0,30} de) (?:to )?$"
)
_TO = re.compile(r"\bto (?:[a-z]+ly )?$")
_SAID = re.compile(
    r"(?P<who>F+|(?:residents?|locals?|witness(?:es)?|sources?|officials?|habitants|temoins|sources locales)\b[^.;:]{0,30}?)(?:'s)?(?:,? [a-z' -]{0,40}?)? "
    r"(?P<verb>claim(?:s|ed|ing)?|stat(?:es|ed|ing)|sa(?:ys|id)|announc(?:es|ed|ing)|report(?:s|ed|ing)?|declar(?:es|ed|ing)|assert(?:s|ed)|admit(?:s|ted|ting)?"
    r"|confirm(?:s|ed|ing)?|acknowledg(?:es|ed)|den(?:y|ies|ied)|reject(?:s|ed)|accus(?:es|ed|ing)|affirm(?:e|ent|ait|aient)|(?:a|ont) (?:affirme|annonce|declare|revendique|dit|confirme|dementi|nie|accuse)"
    r"|annonc(?:e|ent)|revendiqu(?:e|ent)|dit|disent|dement|confirm(?:e|ent))\b"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|was reported|were reported|is reported|are reported|purportedly|reports (?:of|that|came|say)|it was reported|unconfirmed|selon|d'apres|aurait|auraient|presume)\b"
)
_ACCORDING = re.compile(r"\b(?:according to|selon|d'apres)(?: the| l[ae]s?| des)? (F+|[a-z' -]{3,40})")
_BOTH = re.compile(
    r"\b(?:both|les deux)\b[^.;]{0,80}?\bconfirm|\bconfirmed by (?:residents|both|locals|independent)|\bresidents[^.;]{0,30}confirmed"
)
_BRIEF = re.compile(
    r"\b(?:briefly|temporarily|for (?:a few|several|some|two|three) (?:hours|days)|brievement|temporairement|momentanement|pendant quelques (?:heures|jours))\b"
)
_THEN_LEFT = re.compile(
    r"^[^.;]{0,60}?\b(?:before (?:proceeding to )?(?:withdraw|leav|retreat|burn|loot|fleeing|being (?:driven|pushed|expelled|repelled)|abandon|torch)|and (?:then |later |soon )?(?:withdrew|left|retreated)|but (?:later |soon |then )?(?:withdrew|left|retreated)|then (?:withdrew|left|retreated)|avant de (?:se retirer|quitter|repartir))"
)
_UNOPPOSED = re.compile(
    r"\b(?:without (?:a fight|fighting|resistance|any resistance|firing|opposition|clashes)|unopposed|no resistance|bloodlessly|peacefully|sans (?:combat|resistance|coup ferir)s?)\b"
)
_FORMER = re.compile(r"\b(?:previously|formerly|once|had been|until then|earlier|jusqu'alors|auparavant|precedemment)\b[^.;]{0,25}$")
_OBLIQUE = re.compile(
    r"\b(?:by|against|from|with|of|to|between|among|on|for|over|in|at|into|than|including|via|toward|towards|near|under|targeting|called|named|joining|joined|killed|against the|par|contre|de|du|des|d'|avec|a|aux|sur|entre|sous)"
    r"(?: (?:the|an?|its|their|his|some|several|many|all|other|dozens of|hundreds of|l[ae]s?|son|sa|ses|un|une|abandoned|suspected|former|retreating))*[ ']*(?:l')?$"
)
_PRONOUN = re.compile(
    r"(?:^|[,;] |\b(?:and|then|that|when|after|once|later|et|puis|que|qu')[ ]?)(?:,? )?(?:they|it|he|she|their|its|the former|the latter|the attackers|the assailants|ils|elles|il|elle|ceux-ci|the troops|the fighters|the forces|the soldiers)\b[^.;]{0,40}$"
)
_GAP = re.compile(
    r"(?: (?!from\b|to\b|toward|near\b|for\b|against\b|about\b|with\b|by\b|between\b|who\b|which\b|that\b|troops\b|soldiers\b|hostages?\b|prisoners?\b|fighters\b|civilians\b|vehicles?\b"
    r"|weapons?\b|equipment\b|leaders?\b|commanders?\b|power\b|part in\b|place\b|people\b|refuge\b|responsibility\b|office\b|advantage\b|men\b|members?\b|elections?\b|talks\b|meetings?\b|was\b|were\b|is\b|are\b"
    r"|after\b|before\b|during\b|while\b|military aircraft|supplies\b|positions of|photos?\b|documents?\b|convoys?\b|control of their|militants\b|the coup|officials?\b|journalists?\b|peacekeepers\b"
    r"|militaires\b|soldats\b|otages?\b|vers\b|pour\b|contre\b|entre\b|avec\b|par\b|north\b(?! of P)|[0-9]+\b)[a-zFD'-]+,?){0,9} ?(?:\(|l'|d')?"
)
_TIGHT = re.compile(
    r"(?: (?:the|a|an|its|their|back|his|major|strategic|northern|southern|eastern|western|central|important|key|small|nearby|border|main|several|both|regional|provincial|capital|capitals|town|towns|city|cities|village|villages|base|camp|of|all|most|nearly|three|two|"
    r"l[ae]s?|de|la|ville|du|des|localite|village|d'|l'|base|camp|son|sa|ses|leurs?|F+|D+))* ?(?:l'|d')?"
)
_IN = re.compile(
    r"\b(?:in|at|near|on|around|outside|against|of|over|for|within|inside|targeting|between|along|throughout|into|across|hit|hits|a|au|aux|dans|pres de|pres d'|sur|contre|en|de|d'|du)(?: (?!and\b|or\b|to\b|from\b|killing\b)[a-zF'-]+){0,6} ?(?:l'|d'|\()?$"
)
_FROM = re.compile(
    r"\b(?:from|out of|of|de|du|d'|des)(?: (?:the|its|their|all|most|nearly|parts of|much of|several|towns?|city|village|of|la|l[ae]s?|ville|le|both|base|camp|bases|in|at|F+))* ?(?:l'|d')?$"
)
_ASIDE = re.compile(
    r"\b(?:residents?|resident|inhabitants|people|governor|mayor|road|highway|route|way|north|south|east|west|km|kilometers|kilometres|miles|outskirts|vicinity|border|citizens|refugees|region|capital|nord|sud|est|ouest)"
    r"(?: of| from| to| in| de| du| d'| between)(?: the)? ?$|\b(?:towards?|vers|from|to|bound for|headed for|heading (?:for|to)|near|between|pres de)(?: the| la| le)?(?: (?:city|town|ville) (?:of|de))? ?$"
)
_MOVING = re.compile(
    r"\b(?:convoys?|columns?|planes?|flights?|delegations?|representatives?|civilians|residents|refugees|families|people|inhabitants|villagers|journalists?|convoi|habitants|civils|drones?|aid workers|officials|ambassador|staff|leaders?|commander|members of|locals|protest[a-z]*|women|officials|he|she|diplomats?)\b[^,;]{0,40}$"
)
_PERSONS = re.compile(
    r"\b(?:civilians|residents|refugees|families|inhabitants|villagers|protest[a-z]*|students|locals|habitants|civils|journalists|women|population)\b"
)
_SCOPES = (
    ("part", re.compile(r"\b(?:most of|parts? of|much of|areas? (?:of|in)|large|some of|major (?:cities|towns)|one[- ]third|several|territory in|pockets|isolated|locations|la plupart|une partie|zones)\b[^,;]{0,25}$")),
    ("rural", re.compile(r"\b(?:rural|countryside|zones rurales|campagnes?)\b[^,;]{0,30}$")),
    ("towns", re.compile(r"\b(?:all (?:the )?(?:towns|cities|urban areas)|urban areas|toutes les villes)\b[^,;]{0,25}$")),
)  # fmt: skip
_HYPHEN = re.compile(r"F-(?:held|controlled|occupied|run|administered) ((?!F)[a-z' -]{0,40}?)P")
_HANDS = re.compile(
    r"(?: (?:the|joint|full|total|complete|effective|de facto|firm|government|authority|control|hands|rule|of|command|in|under|jurisdiction|le|la|les|l'|du|de|des|d'|controle|mains|conjoint))*[ ']*?(?:the |l')?"
)
_MORE = re.compile(r",? (?:and|then|followed by|et|puis)(?: (?:then|later|by|the|town|of|city))* ?(P+),? (?:on|in|by|le|en|the)? ?(D+)")
_MISSION = re.compile(r"MINUSMA|Minusma|peacekeep|Casques bleus|casques bleus")
_INCLUDING = re.compile(
    r",? (?:including|notably|among them|such as|notamment|dont) (?:the )?(?:towns? of |cities of |major cities of )?(?=P)"
)
_LOOKED_BACK = re.compile(
    r"\b(?:response to|retaliation for|revenge for|following|after|since|despite|because of|aftermath of|responsib[a-z]+ for|condemn[a-z]*|denounc[a-z]*|participa[a-z]* in|essuye|subi|known to|images? of|anniversary of|during|threat[a-z]* of) (?:the |several |these |those |this |an? |[a-z]+ ){0,3}$"
)
_COURT = re.compile(
    r"\b(?:trial|court|convict[a-z]*|sentenced|charged|masterminded|extradit[a-z]*|indict[a-z]*|designat(?:es|ed)|pleads?|pled|sanction(?:s|ed))\b"
)
_BACKGROUND = re.compile(r"\b(?:background|lead|prelude|prior|context|contexte|before|origins|antecedents)\b")
_CLAIM_CONFIRMED = re.compile(
    r"^(?:the|this|that|these|both|la|cette) (?:[a-z]+ )?(?:claims?|statements?|reports?|news|information|revendication)\b[^.;]{0,40}\bconfirm"
)
_OUTBREAK = re.compile(r"\b(?:began|started|broke out|erupted|commence|debute)\b(?: on| in| le| en)? (?=D)D+")
_BASES = re.compile(r"\b(?:army|military|gendarmerie|police|security)\b[a-z ]*\b(?:bases|camps|posts|outposts|barracks|checkpoints)\b")
_FOR_CONTROL = re.compile(r"fighting|combat|battle|fought")
_OCCUPYING = re.compile(r"F [a-z]+ing$")
_BESIDE = re.compile(r"\bF+(?:'s)? (?:in|at|near|from|north|south) ?$|\b(?:north|south|east|west|near)\b")
_FRONTED = re.compile(r"\b(?:in|at|for|over|a|dans)(?: the)? ?$")
_THE = r"(?:an? [a-z-]+(?: [a-z-]+){0,3}, the |the |a |an |les |des |l'|la |le |un groupe de |militants of |members of |suspected |elements of |fighters of )*"
_IN_HANDS = re.compile(r"\b(?:in|under) (?:the (?:control of )?(?:the )?)?$")
_DETERMINED = re.compile(r"\b(?:the|an?|of|any|in|all|such|these|their|further|more|l[ae]s?|un|une|des|de) (?:[a-z]+ ){0,2}$")
_LAUNCHED = re.compile(
    r"\b(?:launch|carr(?:y|ied|ies|ying) out|conduct|stag|mount|perpetrat|commit|beg[au]n|led|lead|execut|claim(?:ed|s)? (?:responsibility|credit)|responsible|admit|revendiqu|mene|lanc)"
)
_EXCEPT = re.compile(r"\b(?:except(?: for)?|with the exception of|apart from|but not|excluding|sauf|a l'exception de) ")
_GARRISONED = ("base", "camp", "post", "checkpoint")


@dataclass(slots=True)
class _Told:
    """A sentence with what was found in it: ``masked`` has the same length as the words, with F, P and D for who, where and when."""

    start: int
    end: int
    words: str
    masked: str
    parties: list[Party]
    spots: list[Spot]
    moments: list[Moment]
    distance: int
    """How many sentences ago the last date was told; 0 if in this one."""
    triggers: list[Trigger] = field(default_factory=list)


@dataclass(slots=True)
class _Side:
    """Who fills a role, and how sure that is."""

    factions: tuple[str, ...]
    sure: float = 1.0
    party: Party | None = None


def propose(document: Document, finder: Finder, factions: Factions, *, published: date | None = None) -> list[Proposal]:
    """Return what a document says of control, as proposals in the order of the text.

    ``finder`` and ``factions`` are an atlas's; ``published`` is the last day that the document can speak of, where that is known.
    """
    reader = _Reader(document, finder, factions, published)
    return _without_repeats(reader.read())


_Listed = tuple[list[tuple[Spot, Moment | None]], float]
"""Places, each with a date of its own where it has one, and how sure that is."""


_Places = list[tuple[Spot, Moment | None]]
_Sides = tuple[_Side | None, _Side | None]


class _Reader:
    """Reads one document from its beginning to its end."""

    def __init__(self, document: Document, finder: Finder, factions: Factions, published: date | None) -> None:
        self._document = document
        self._text = document.text
        self._language = document.language if document.language in ("en", "fr") else "en"
        self._cast = Cast(factions)
        self._blocs = factions.blocs
        self._ground = Ground(finder, document.text)
        self._gazetteer = finder.gazetteer
        self._clock = Clock(published)
        self._memory: Memory = self._cast.memory()
        self._subject: _Side | None = None
        self._taker: _Side | None = None
        self._distance = NEVER
        self._rest: Sequence[Stretch] = ()
        self._further: Sequence[Stretch] = ()
        self._dated_here = False
        self._heading = ""
        self._begun = False

    def read(self) -> Iterator[Proposal]:
        for section in self._document.sections:
            self._enter(section)
            for paragraph in section.paragraphs:
                yield from self._paragraph(section, paragraph)

    def _enter(self, section: Section) -> None:
        self._heading = plain(section.title)
        for heading in section.path:
            self._clock.enter(heading)
        self._ground.clear()
        self._memory.clear()
        self._subject = self._taker = None
        self._distance = NEVER

    def _paragraph(self, section: Section, paragraph: Paragraph) -> Iterator[Proposal]:
        if paragraph.kind == FACT and paragraph.label.casefold() == "date":
            dates = self._clock.read(self._text[paragraph.start : paragraph.end])
            if dates:
                self._clock.whole = self._clock.now = Days(dates[0].span.first, dates[-1].span.last)
                self._clock.now = Days(dates[0].span.first, dates[0].span.first)
            return
        if paragraph.kind == ITEM:
            self._ground.clear()
            self._memory.clear()
        self._subject = self._taker = None
        self._distance += 2
        attacked: set[tuple[str, str]] = set()
        self._ground.mission = bool(_MISSION.search(self._text, paragraph.start, paragraph.end))
        self._dated_here = False
        before: list[Proposal] = []
        following = section.paragraphs[section.paragraphs.index(paragraph) + 1 :][:3]
        self._further = tuple(sentence for other in following for sentence in other.sentences)
        for number, sentence in enumerate(paragraph.sentences):
            self._rest = paragraph.sentences[number + 1 :]
            told = self._tell(sentence)
            if _CLAIM_CONFIRMED.search(told.masked):
                before = [replace(p, standing="confirmed", said_by="") if p.standing == "claimed" else p for p in before]
            yield from before
            found = list(self._sentence(section, told))
            before = []
            self._focus(found)
            found.sort(key=lambda p: (p.kind == "attacks", not p.by, -p.confidence))
            for proposal in found:
                if proposal.kind == "attacks":
                    if (proposal.place, str(proposal.date)) in attacked or any(self._ground.inside(p, proposal.place) for p, _ in attacked):
                        continue
                    attacked.add((proposal.place, str(proposal.date)))
                before.append(proposal)
        yield from before

    def _focus(self, found: Sequence[Proposal]) -> None:
        """Remember the town whose fate a sentence tells."""
        for proposal in found:
            place = self._gazetteer[proposal.place]
            if proposal.kind not in ("attacks", "holds") and not place.is_area:
                self._ground.focus = place.parent if place.is_site else place.id

    # -- masking ---------------------------------------------------------------------------------------------------------------------------

    def _tell(self, sentence: Stretch) -> _Told:
        words = self._text[sentence.start : sentence.end]
        folded = plain(words)
        moments = self._clock.read(words, sentence.start)
        spots = self._ground.read(folded, sentence.start, sentence.end)
        parties = [replace(p, start=p.start + sentence.start, end=p.end + sentence.start) for p in self._cast.find(words)]
        parties = [p for p in parties if not any(s.start < p.end and p.start < s.end for s in spots)]
        self._distance = 0 if any(not m.vague for m in moments) else self._distance + 1
        self._dated_here = self._dated_here or any(not m.vague for m in moments)
        masked = list(folded)
        for sign, marks in (("D", moments), ("F", parties), ("P", spots)):
            for mark in marks:
                masked[mark.start - sentence.start : mark.end - sentence.start] = sign * (mark.end - mark.start)
        told = _Told(sentence.start, sentence.end, words, "".join(masked), parties, spots, moments, self._distance)
        told.triggers = triggers(told.masked, self._language)
        return told

    # -- one sentence ----------------------------------------------------------------------------------------------------------------------

    def _sentence(self, section: Section, told: _Told) -> Iterator[Proposal]:
        day = self._day(told)
        found: list[Proposal] = list(self._outbreak(section, told))
        for number, trigger in enumerate(told.triggers):
            if self._unreal(told, trigger):
                continue
            found += self._report(section, told, number, trigger, day)
        found += self._adjectives(section, told, day)
        yield from found
        for party in told.parties:
            if party.named:
                self._memory.add(self._cast.resolve(party, day, self._memory))
        subject = next((p for p in told.parties if not self._is_oblique(told, p)), None)
        if subject is not None:
            self._subject = _Side(self._cast.resolve(subject, day, self._memory), 1.0, subject)

    def _outbreak(self, section: Section, told: _Told) -> Iterator[Proposal]:
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

    def _day(self, told: _Told) -> date | None:
        first = next((m.span.first for m in told.moments if m.relation in ("on", "by", "after")), None)
        return first or (self._clock.now.first if self._clock.now else self._clock.latest)

    def _report(self, section: Section, told: _Told, number: int, trigger: Trigger, day: date | None) -> Iterator[Proposal]:
        frame = trigger.frame
        left, right = self._clause(told, number)
        if _OCCUPYING.search(told.masked[: trigger.end]):
            yield from self._occupiers(section, told, trigger, right, day)
            return
        if frame.rule == "enter-unopposed" and not _UNOPPOSED.search(told.masked):
            return
        places, sure = self._places(told, trigger, left, right)
        if not places:
            return
        by, against = self._sides(told, trigger, left, right, places, day)
        if by is None:
            return
        kind = frame.kind
        violent = kind in ("attacks", "contests")
        if not violent:
            places = [(spot, own) for spot, own in places if not spot.unsettled]
        if not (violent or by.factions) or (kind == "withdraws" and _MOVING.search(told.masked[left : trigger.start])):
            return
        if kind == "withdraws" and by.factions == ("minusma",):
            places = [(self._camp_of(spot), own) for spot, own in places]
        if kind == "contests" and frame.rule != "storm":
            by, against = self._fighters(told, day), None
            kind = "contests" if len(by.factions) > 1 and _FOR_CONTROL.search(trigger.word) else "attacks"
        if frame.rule == "storm":
            self._taker = by
        if kind == "captures":
            kind, against = self._taken(told, trigger, left, right, by, against)
        sure *= frame.sure * by.sure
        standing, said_by, factor = self._standing(told, trigger, by, kind, day)
        if standing == "denied":
            return
        if kind == "holds" and standing == "claimed" and set(said_by.split(";")) & set(by.factions):
            kind = "claims"
        if kind == "attacks":
            yield from self._garrisons(section, told, trigger, by, places, day)
        yield from self._made(section, told, trigger, kind, by, against, places, sure * factor, standing, said_by)

    def _garrisons(
        self, section: Section, told: _Told, trigger: Trigger, by: _Side, places: _Places, day: date | None
    ) -> Iterator[Proposal]:
        """Whose a base is that is attacked: the words about it say so (an army base, a gendarmerie post)."""
        for spot, own in places:
            place = self._gazetteer[spot.places[0]]
            about = told.words[max(trigger.end, spot.start - told.start - 40) : spot.end - told.start]
            if not place.is_site or place.kind not in _GARRISONED or not about:
                continue
            owner = self._cast.owner(about, day)
            if owner and not set(owner) & set(by.factions):
                side = _Side(owner, GARRISON)
                yield from self._made(
                    section, told, replace(trigger, frame=_ATTACKED_BASE), "holds", side, None, [(spot, own)], GARRISON, "stated", ""
                )

    def _occupiers(self, section: Section, told: _Told, trigger: Trigger, right: int, day: date | None) -> Iterator[Proposal]:
        """The fighters occupying a town hold it; of those capturing one (a threat, a plan) nothing is told."""
        party = next((p for p in told.parties if p.end - told.start == trigger.start - 1), None)
        if party is not None and trigger.word.startswith(("occup", "hold", "controll")):
            spots = [i for i, s in enumerate(told.spots) if s.start - told.start >= trigger.end]
            places, sure = self._object_place(told, trigger, right, spots)
            by = self._side(party, day)
            if places and by.factions:
                yield from self._made(section, told, trigger, "holds", by, None, places, 0.75 * sure * by.sure, "stated", "")

    def _taken(self, told: _Told, trigger: Trigger, left: int, right: int, by: _Side, against: _Side | None) -> tuple[str, _Side | None]:
        """Tell a capture from a brief seizure, and remember who took a place."""
        self._taker = by
        if against and set(by.factions) & set(against.factions):
            against = None
        brief = _BRIEF.search(told.masked[left:right]) or _THEN_LEFT.search(told.masked[trigger.end :])
        return "seizes-briefly" if brief else "captures", against

    def _base_of(self, spot: Spot) -> Spot:
        """The base of a town, where it has one and the text speaks of bases in several towns."""
        bases = [i for place in spot.places for i in self._gazetteer.sites(place) if self._gazetteer[i].kind in _GARRISONED]
        return replace(spot, places=(bases[0],)) if len(bases) == 1 else spot

    def _camp_of(self, spot: Spot) -> Spot:
        """The mission holds camps, not towns: where it leaves a town, it leaves its camp."""
        camps = [i for place in spot.places for i in self._gazetteer.sites(place) if "minusma" in i]
        return replace(spot, places=(camps[0],)) if len(spot.places) == 1 and camps and not spot.area else spot

    def _made(
        self, section: Section, told: _Told, trigger: Trigger, kind: str, by: _Side, against: _Side | None, places: list[tuple[Spot, Moment | None]],
        sure: float, standing: str, said_by: str,
    ) -> Iterator[Proposal]:  # fmt: skip
        for spot, own in places:
            moment = own or self._moment(told, trigger)
            dated = self._dated(told, trigger, moment, kind)
            if dated is None:
                continue
            when, until, factor = dated
            if kind == "contests" and until is None and when.latest:
                until = edtf(when.latest, when.latest)
            scope, except_ = self._scope(told, spot)
            regions = (
                [r for place in spot.places for r in self._ground.regions(place)]
                if kind not in ("attacks", "claims") and scope != "part"
                else []
            )
            sides = self._whole(by) if spot.area else by.factions
            for place in (*spot.places, *regions):
                yield Proposal(
                    place=place, kind=kind, date=when, start=told.start, end=told.end, rule=trigger.frame.rule,
                    confidence=round(min(0.99, sure * factor * spot.sure * (AREA if spot.area else 1)), 2), by=sides,
                    against=against.factions if against else (), until=until, scope=scope, except_=except_, section=section.title,
                    said_by=said_by, standing=standing, note=self._note(kind, sides, against.factions if against else (), place),
                )  # fmt: skip

    def _whole(self, side: _Side) -> tuple[str, ...]:
        """Who "the jihadists" are that take a whole area: all of them, not the one that was named last."""
        if side.party is None or side.party.named or any(part.kind == "last" for part in side.party.parts):
            return side.factions
        return self._cast.resolve(side.party, self._clock.now.first if self._clock.now else None, self._cast.memory()) or side.factions

    def _note(self, kind: str, by: Sequence[str], against: Sequence[str], place: str) -> str:
        """Say a proposal in words of our own; the text's sentence is where the span points."""
        who = " and ".join(by) or "somebody not named"
        whom = f" against {' and '.join(against)}" if against else ""
        return f"{kind}: {who}{whom} at {self._gazetteer[place].name}"

    # -- clauses and what is not real --------------------------------------------------------------------------------------------------------

    def _clause(self, told: _Told, number: int) -> tuple[int, int]:
        """Return where the clause of a trigger begins and ends."""
        trigger = told.triggers[number]
        left, right = 0, len(told.masked)
        for match in _BOUNDARY.finditer(told.masked):
            if match.end() <= trigger.start:
                left = match.end()
            elif match.start() >= trigger.end:
                right = match.start()
                break
        for other in told.triggers[number + 1 :]:
            if not other.frame.noun and other.frame.kind not in ("attacks", "contests") and other.start < right:
                right = other.start
                break
        return left, right

    def _unreal(self, told: _Told, trigger: Trigger) -> bool:
        before = told.masked[: trigger.start]
        cut = max((m.end() for m in _BOUNDARY.finditer(before)), default=0)
        clause = before[cut:]
        if _TO.search(before) and not _ENABLED.search(_TO.sub("", before) + "") and not _ENABLED.search(before):
            return True
        return bool(_UNREAL[self._language].search(clause))

    # -- who -------------------------------------------------------------------------------------------------------------------------------

    def _is_oblique(self, told: _Told, party: Party) -> bool:
        before = told.masked[: party.start - told.start]
        if _OBLIQUE.search(before):
            return True
        for trigger in told.triggers:
            gap = before[trigger.end :] if trigger.end <= len(before) else None
            if (
                gap is not None
                and len(gap) <= 12
                and not trigger.frame.noun
                and not trigger.frame.passive
                and re.fullmatch(r" ?(?:the |a |an |its |their |several |some |on )?", gap)
            ):
                return True
        return False

    def _subject_of(self, told: _Told, trigger: Trigger, left: int, day: date | None) -> _Side | None:
        """Who acts: the last party before the verb that is no object of anything, in the clause or before it; or who acted in the sentence before."""
        before = [p for p in told.parties if p.end - told.start <= trigger.start]
        inside = [p for p in before if p.start - told.start >= left]
        for pool, sure in ((inside, 1.0), (before, 0.92)):
            for party in reversed(pool):
                if not self._is_oblique(told, party):
                    if _PERSONS.search(told.masked[party.end - told.start : trigger.start]) or (
                        pool is before and _PERSONS.search(told.masked[left : trigger.start])
                    ):
                        return None
                    return self._side(party, day, sure)
        clause = told.masked[left : trigger.start]
        if trigger.word.split()[0].endswith("ing") and not clause.strip():
            after = next((p for p in told.parties if p.start - told.start > trigger.end and not self._is_oblique(told, p)), None)
            if after is not None and left <= 10:
                return self._side(after, day, 0.85)
        if _PRONOUN.search(told.masked[: trigger.start]) or (not clause.strip() and left == 0):
            return _Side(self._subject.factions, INHERITED_SUBJECT * self._subject.sure) if self._subject else None
        return None

    def _side(self, party: Party, day: date | None, sure: float = 1.0) -> _Side:
        factions = self._cast.resolve(party, day, self._memory)
        return _Side(factions, sure * (1.0 if party.named else STAND_IN), party)

    def _after(self, told: _Told, pattern: str, start: int, end: int, day: date | None) -> _Side | None:
        """Return who stands after some words: by ..., to ..., from ..."""
        match = re.compile(rf"{pattern}(?=F)").search(told.masked, start, end)
        if match is None:
            return None
        party = next((p for p in told.parties if p.start - told.start == match.end()), None)
        return self._side(party, day) if party else None

    def _sides(self, told: _Told, trigger: Trigger, left: int, right: int, places: _Places, day: date | None) -> _Sides:
        """Return who acts and whom it hits, by the frame's roles; no acting side where the text names nobody and the kind needs one."""
        frame = trigger.frame
        following = min((t.start for t in told.triggers if t.start >= trigger.end and t.frame.passive), default=len(told.masked))
        agent = self._after(told, rf"\b(?:by|par) {_THE}", trigger.end, min(following, right + 80), day)
        if frame.kind == "attacks":
            return self._attackers(told, trigger, left, right, agent, day)
        if frame.by == "between":
            return _Side(()), None
        if frame.by == "agent":
            return self._agents(told, trigger, left, places, agent, day)
        if frame.by == "to":
            by = self._after(told, _HANDS.pattern, trigger.end, trigger.end + 90, day)
            by = by or self._after(told, rf"\b(?:to|a|aux|au) {_THE}", trigger.end, right, day)
            return by, self._subject_of(told, trigger, left, day) if frame.kind == "hands-over" else None
        if frame.by == "hands":
            return self._in_hands(told, trigger, day), None
        if frame.by == "owner":
            return self._owner(told, trigger, day), None
        by, against = self._subject_of(told, trigger, left, day), None
        if frame.rule == "drive-out":
            return self._object_party(told, trigger, day), by
        if frame.against == "object":
            against = self._object_party(told, trigger, day)
        elif frame.against == "from":
            against = self._after(told, rf"\bfrom {_THE}", trigger.end, right, day) or self._holder_before(told, places, day)
        elif frame.against == "agent":
            against = agent
        return by, against

    def _attackers(self, told: _Told, trigger: Trigger, left: int, right: int, agent: _Side | None, day: date | None) -> _Sides:
        """Who attacks whom; an attack may have nobody who did it. "The attack" has no subject, unless somebody launched it."""
        if trigger.frame.rule == "under-attack":
            return agent or _Side((), 0.95), self._subject_of(told, trigger, left, day)
        by = agent or self._subject_of(told, trigger, left, day)
        if by is not None and by.party is not None and agent is None:
            between = told.masked[by.party.end - told.start : trigger.start]
            if _DETERMINED.search(between) and not _LAUNCHED.search(between):
                by = None
        return by or _Side((), 0.95), self._hit(told, trigger, right, day, by)

    def _agents(self, told: _Told, trigger: Trigger, left: int, places: _Places, agent: _Side | None, day: date | None) -> _Sides:
        """Who did it in the passive: by whom; where the sentence names nobody, who took the place told of just before."""
        frame = trigger.frame
        if frame.kind == "repels":
            return agent, self._subject_of(told, trigger, left, day)
        looked_back = re.search(r"\b(?:following|after) the $", told.masked[: trigger.start])
        if agent is None and frame.kind == "captures" and self._taker and (looked_back if frame.noun else not told.parties):
            agent = _Side(self._taker.factions, UNNAMED_AGENT)
        return agent, self._holder_before(told, places, day)

    def _in_hands(self, told: _Told, trigger: Trigger, day: date | None) -> _Side | None:
        """In whose hands a place is left or stays."""
        for party in told.parties:
            between = told.masked[trigger.end : party.start - told.start]
            if party.start - told.start >= trigger.end and (_HANDS.fullmatch(between) or _IN_HANDS.search(between)):
                return self._side(party, day)
        return None

    def _owner(self, told: _Told, trigger: Trigger, day: date | None) -> _Side | None:
        """Whose capture or withdrawal it is: the Malian capture of, the rebels' withdrawal from, the withdrawal of the rebels from."""
        party = next((p for p in told.parties if re.fullmatch(r"(?:'s?)? ", told.masked[p.end - told.start : trigger.start] or "x")), None)
        inside = next((p for p in told.parties if trigger.start < p.start - told.start < trigger.end), None)
        found = party or inside
        return self._side(found, day) if found else None

    def _object_party(self, told: _Told, trigger: Trigger, day: date | None) -> _Side | None:
        party = next((p for p in told.parties if 0 <= p.start - told.start - trigger.end <= 12), None)
        return self._side(party, day) if party else None

    def _holder_before(self, told: _Told, places: list[tuple[Spot, Moment | None]], day: date | None) -> _Side | None:
        """Who held it, where the text says so beside the place: the rebel-held town."""
        for spot, _ in places:
            for party in told.parties:
                gap = told.masked[party.end - told.start : spot.start - told.start]
                if 0 < len(gap) < 40 and re.match(r"-(?:held|controlled|occupied)\b", gap):
                    return self._side(party, day)
        return None

    def _hit(self, told: _Told, trigger: Trigger, right: int, day: date | None, by: _Side | None) -> _Side | None:
        """Whom an attack hits: the first party after it, or before it in the passive."""
        after = [p for p in told.parties if p.start - told.start >= trigger.end and p.start - told.start < right]
        for party in after:
            if by and by.party is party:
                continue
            side = self._side(party, day)
            if side.factions and not (by and set(side.factions) & set(by.factions)):
                return side
        return None

    def _fighters(self, told: _Told, day: date | None) -> _Side:
        """All who fight: those named in the sentence, if they are of more than one side."""
        sides: list[str] = []
        for party in told.parties:
            sides += [f for f in self._cast.resolve(party, day, self._memory) if f not in sides]
        blocs = {self._blocs.get(f, f) for f in sides}
        return _Side(tuple(sides) if len(blocs) > 1 else ())

    # -- where -----------------------------------------------------------------------------------------------------------------------------

    def _places(self, told: _Told, trigger: Trigger, left: int, right: int) -> _Listed:
        """Return the places that a trigger speaks of, each with a date of its own where it has one, and how sure that is."""
        frame = trigger.frame
        spots = told.spots
        after = [i for i, s in enumerate(spots) if s.start - told.start >= trigger.end]
        before = [i for i, s in enumerate(spots) if s.end - told.start <= trigger.start]
        if frame.kind == "attacks":
            if _LOOKED_BACK.search(told.masked[: trigger.start]) or _COURT.search(told.masked):
                return [], 0
            return self._attacked(told, trigger, right, after, before)
        if frame.place == "object":
            return self._object_place(told, trigger, right, after)
        if frame.place == "subject":
            return self._subject_place(told, trigger, left, before)
        if frame.place == "from":
            for i in after:
                gap = told.masked[trigger.end : spots[i].start - told.start]
                if len(gap) > 70 or any(trigger.end <= t.start < spots[i].start - told.start for t in told.triggers):
                    break
                if spots[i].start - told.start <= right + 30 and _FROM.search(told.masked[trigger.end : spots[i].start - told.start]):
                    return self._listed(told, i), 1.0
            return [], 0
        return self._place_within(told, trigger, left, right)

    def _place_within(self, told: _Told, trigger: Trigger, left: int, right: int) -> _Listed:
        """The place in, at or near which it happens; an attack that is beaten off may have its place before, or in the sentence before."""
        spots, kind = told.spots, trigger.frame.kind
        after = [i for i, s in enumerate(spots) if s.start - told.start >= trigger.end]
        before = [i for i, s in enumerate(spots) if s.end - told.start <= trigger.start]
        for i in after:
            if spots[i].start - told.start > right:
                break
            if _IN.search(told.masked[trigger.end : spots[i].start - told.start]):
                return self._listed(told, i), 1.0
        if kind == "repels" and before:
            return self._listed_back(told, before[-1]), 0.9
        if kind == "repels" and not spots and (town := self._ground.focus or self._ground.last_settlement):
            return [(Spot(told.start, told.end, (town,), POINTING), None)], 1.0
        if kind != "holds":
            for i in before:
                if _FRONTED.search(told.masked[: spots[i].start - told.start]) and spots[i].start - told.start >= left:
                    return self._listed(told, i), 0.9
        return [], 0

    def _object_place(self, told: _Told, trigger: Trigger, right: int, after: list[int]) -> _Listed:
        """The place right after the verb."""
        if not after:
            return [], 0
        spot = told.spots[after[0]]
        gap = told.masked[trigger.end : spot.start - told.start]
        tight = trigger.frame.rule in ("take", "leave", "quitte", "left-in-hands", "prend", "hold", "tient", "regain")
        pattern = _TIGHT if tight and not spot.pointing else _GAP
        if spot.start - told.start > right or not pattern.fullmatch(gap) or (tight and len(gap) > 60) or _BESIDE.search(gap):
            return [], 0
        return self._listed(told, after[0]), 1.0 if len(gap) < 25 else 0.93

    def _subject_place(self, told: _Told, trigger: Trigger, left: int, before: list[int]) -> _Listed:
        """The place of which the verb tells."""
        if not before:
            return [], 0
        spot = told.spots[before[-1]]
        gap = told.masked[spot.end - told.start : trigger.start]
        if (
            spot.start - told.start < left - 40
            or len(gap) > 60
            or (_ASIDE.search(told.masked[: spot.start - told.start]) and not gap.startswith(", which "))
        ):
            return [], 0
        if re.search(r", (?:its|their|his|the|son|sa|ses|leurs?|l[ae]s?) ", gap) or re.search(
            r"\b(?:towns?|pockets|areas|parts|villages|bases|others?|residents|militants|convoy)\b", gap
        ):
            return [], 0
        if trigger.frame.passive and re.search(r"[;:]|\bF+\b(?!.*\b(?:was|were|been)\b)", gap):
            return [], 0
        return self._listed_back(told, before[-1]), 1.0 if len(gap) < 25 else 0.9

    def _attacked(self, told: _Told, trigger: Trigger, right: int, after: list[int], before: list[int]) -> _Listed:
        """The place that violence hits: right after the verb, after in or at, or before it."""
        spots = told.spots
        for i in after:
            gap = told.masked[trigger.end : spots[i].start - told.start]
            aside = re.search(r"\b(?:from|to|towards?|claim|later|said|kilometers|km)\b", gap)
            if len(gap) < 140 and not aside and not re.search(r"[;]", gap):
                listed = self._listed(told, i)
                if _BASES.search(gap):
                    listed = [(self._base_of(spot), own) for spot, own in listed]
                direct = (_GAP.fullmatch(gap) or _IN.search(gap)) and not re.search(r"\bbetween\b|\bentre\b|\broad\b", gap)
                return self._nearest(listed), (1.0 if direct else 0.7) if spots[i].start - told.start <= right else 0.8
            break
        for i in reversed(before):
            if not _ASIDE.search(told.masked[: spots[i].start - told.start]):
                return self._nearest(self._listed_back(told, i)), 0.85
        return [], 0

    def _nearest(self, listed: list[tuple[Spot, Moment | None]]) -> list[tuple[Spot, Moment | None]]:
        """Leave out the areas that only say where a place lies: Boni, Mopti Region."""
        points = [pair for pair in listed if not pair[0].area]
        return points or listed[:1]

    def _listed(self, told: _Told, first: int) -> list[tuple[Spot, Moment | None]]:
        chain = self._nearest([(spot, None) for spot in chain_of(told.spots, told.masked, first, told.start)])
        more = _MORE.match(told.masked, chain[-1][0].end - told.start) if chain else None
        found = chain
        if including := _INCLUDING.match(told.masked, chain[-1][0].end - told.start):
            inside = next((i for i, s in enumerate(told.spots) if s.start - told.start == including.end()), None)
            if inside is not None:
                return [*chain, *self._listed(told, inside)]
        end = chain[-1][0].end - told.start
        own = re.compile(r"[^PF;.]{0,40}?\b(?:on|in|by|le) (?:the [a-z]+ of )?(D+)").match(told.masked, end)
        more = _MORE.search(told.masked, end, min(len(told.masked), end + 80)) if more is None else more
        if more is not None and not re.search(r"[F]", told.masked[end : more.start()]):
            spot = next((s for s in told.spots if s.start - told.start == more.start(1)), None)
            moment = next((m for m in told.moments if m.start - told.start == more.start(2)), None)
            mine = next((m for m in told.moments if own and m.start - told.start == own.start(1)), None)
            if spot and moment and spot not in [s for s, _ in found]:
                found = [*((s, mine) for s, _ in found), (spot, moment)]
        return found

    def _listed_back(self, told: _Told, last: int) -> list[tuple[Spot, Moment | None]]:
        for first in range(max(0, last - 8), last + 1):
            chain = chain_of(told.spots, told.masked, first, told.start)
            if told.spots[last] in chain:
                return self._nearest([(s, None) for s in chain[: chain.index(told.spots[last]) + 1]])
        return [(told.spots[last], None)]

    def _scope(self, told: _Told, spot: Spot) -> tuple[str, tuple[str, ...]]:
        if not spot.area or self._gazetteer[spot.places[0]].kind not in ("region", "cercle", "area", "province"):
            return "", ()
        before = told.masked[: spot.start - told.start]
        scope = next((name for name, pattern in _SCOPES if pattern.search(before[-60:])), "all")
        except_: tuple[str, ...] = ()
        if match := _EXCEPT.search(told.masked, spot.end - told.start):
            except_ = tuple(p for s in told.spots if s.start - told.start >= match.end() - 1 and not s.area for p in s.places)
        return scope, except_

    # -- when ------------------------------------------------------------------------------------------------------------------------------

    def _moment(self, told: _Told, trigger: Trigger) -> Moment | None:
        """The date of a trigger: the nearest of its clause, else of the sentence."""
        if not told.moments:
            return None
        left, right = self._clause(told, told.triggers.index(trigger)) if trigger in told.triggers else (0, len(told.masked))
        inside = [m for m in told.moments if left <= m.start - told.start < right]
        if self._clock.now and not inside:
            told_moments = [m for m in told.moments if (m.span.last - m.span.first).days < 300 or m.start - told.start < 40]
        else:
            told_moments = told.moments
        if not told_moments:
            return None
        if not inside and all(m.relation in ("since", "until") for m in told.moments):
            return None
        pool = inside or [m for m in told_moments if m.start - told.start < trigger.start] or told_moments
        return min(pool, key=lambda m: min(abs(m.start - told.start - trigger.end), abs(trigger.start - (m.end - told.start))))

    def _dated(self, told: _Told, trigger: Trigger, moment: Moment | None, kind: str) -> tuple[FuzzyDate, FuzzyDate | None, float] | None:
        """Return date, last day and how sure that is; None where no date can be told."""
        former = kind == "holds" and _FORMER.search(told.masked[: trigger.start])
        now, whole, latest = self._clock.now, self._clock.whole, self._clock.latest
        if now is None and latest is not None:
            now = Days(latest - A_WEEK, latest)  # the news tells of the last days
        if former and (since := moment.span if moment else now):
            return edtf(None, since.first - timedelta(days=1)), None, 0.92
        if moment is not None and moment.relation == "since":
            first, last = moment.bounds()
            until = now.last if now and first and now.last > moment.span.last and kind == "holds" else None
            return edtf(first, last), edtf(until, until) if until else None, 0.95
        found = self._own_date(moment) if moment else self._inherited_date(told, kind, now) if now else None
        if found is None:
            return None
        first, last, sure = found
        if kind == "holds" and whole and last and whole.first < whole.last and last < whole.first and _BACKGROUND.search(self._heading):
            return edtf(first, last), edtf(whole.first, whole.first), sure  # how things stood until the story begins
        return edtf(first, last), None, sure

    def _own_date(self, moment: Moment) -> tuple[date | None, date | None, float] | None:
        """The date that the sentence itself gives."""
        first, last = moment.bounds()
        if first is None and last is None:
            return None
        return first, last, 0.85 if first and last and (last - first).days > 31 else 1.0

    def _inherited_date(self, told: _Told, kind: str, now: Days) -> tuple[date, date, float]:
        """The date of a sentence that gives none: that of the sentence before; later in the text, from then on until the date told next."""
        whole = self._clock.whole
        if told.distance >= NEVER:
            span = whole if whole and whole.first < whole.last else Days(now.first, now.last + AFTERWARDS)
            return *span, LATER_DATE * 0.7
        if told.distance <= 1:
            return *now, INHERITED_DATE
        if (now.last - now.first).days > 60:
            return *now, LATER_DATE * 0.8
        if kind == "attacks" or (told.distance <= 2 and self._dated_here):
            return *now, LATER_DATE
        following = self._next_date(section_wide=not self._dated_here)
        reach = AFTERWARDS if self._dated_here else A_YEAR
        last = min(now.last + reach, following) if following is not None and following >= now.last else now.last + AFTERWARDS
        return now.first, last, LATER_DATE * (1 if (last - now.first).days < 62 else 0.85)

    def _next_date(self, *, section_wide: bool) -> date | None:
        """Return the first day of the date that the paragraph (or the section) tells next."""
        ahead = copy(self._clock)
        for sentence in (*self._rest, *(self._further if section_wide else ())):
            for moment in ahead.read(self._text[sentence.start : sentence.end], sentence.start):
                if moment.relation == "on" and not moment.relative:
                    return moment.span.first
        return None

    # -- who says so -----------------------------------------------------------------------------------------------------------------------

    def _standing(self, told: _Told, trigger: Trigger, by: _Side, kind: str, day: date | None) -> tuple[str, str, float]:
        """Return standing, who says so, and what that is worth; "denied" where the text denies it."""
        before = told.masked[: trigger.start]
        if _BOTH.search(told.masked):
            return "confirmed", "", 1.0
        said: re.Match[str] | None = None
        for found in _SAID.finditer(before):
            if not re.search(r"[;]|\bbut\b|\balthough\b|\bwhile\b", before[found.end() :]):
                said = found
        if said is not None and re.match(r"den|reject|dement|(?:a|ont) (?:dementi|nie)", said["verb"]):
            return "denied", "", 0
        match = said or _ACCORDING.search(told.masked)
        if match is not None and (who := self._speaker(told, match, day)):
            return "claimed", who, HEARSAY
        if _HEARSAY.search(told.masked):
            return "claimed", "reports", HEARSAY
        return "stated", "", 1.0

    def _speaker(self, told: _Told, match: re.Match[str], day: date | None) -> str:
        """Who says so: ids of factions, or the text's words for witnesses."""
        party = next((p for p in told.parties if p.start - told.start == match.start(1)), None)
        if party is not None:
            return ";".join(self._cast.resolve(party, day, self._memory))
        return "" if re.search("[FPD]", match[1]) else match[1].strip()[:40]

    # -- holders in passing ----------------------------------------------------------------------------------------------------------------

    def _adjectives(self, section: Section, told: _Told, day: date | None) -> Iterator[Proposal]:
        """The rebel-held town: said in passing, of the day that the sentence tells of."""
        for found in _HYPHEN.finditer(told.masked):
            party = next((p for p in told.parties if p.end - told.start == found.start() + 1), None)
            spot = next((s for s in told.spots if s.start - told.start == found.end() - 1), None)
            if party is None or spot is None:
                continue
            side = self._side(party, day)
            trigger = Trigger(found.start(), found.end(), _IN_PASSING, found.group(0))
            if side.factions:
                yield from self._made(section, told, trigger, "holds", side, None, [(spot, None)], 0.9 * side.sure, "stated", "")


_ATTACKED_BASE = Frame("attacked-base", "holds", "en", re.compile("$^"), "object", "subject", "", 0.8, False, False)
_IN_PASSING = Frame("in-passing", "holds", "en", re.compile("$^"), "object", "subject", "", 0.9, False, False)


def _without_repeats(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Keep the surest of proposals that say the same of the same sentence."""
    best: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        key = (proposal.place, proposal.kind, str(proposal.date), proposal.start, proposal.by)
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = proposal
    return sorted(best.values(), key=lambda p: (p.start, p.end))

"""From what a sentence tells to proposals: dated, placed, weighed and noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..dates import FuzzyDate
from ..factions import Factions
from ..geoparse import Finder
from ..mentions import Mention
from .dating import Dating
from .documents import Span as Stretch
from .frames import Trigger
from .listing import Placed
from .meant import Side
from .notes import note
from .objects import Objects
from .proposals import Proposal
from .sides import Sides
from .stations import GARRISONED, Stations
from .told import Told
from .when import Moment, edtf
from .when import Span as Days
from .where import TOWN_THERE, Ground, Spot

AREA = 0.85
ENDED = 0.9
"""What it is worth that somebody is gone who held a place until lately."""
_PART_OF = re.compile(
    r"\b(?:rural|countryside|outskirts|suburbs?|surroundings|pockets|(?:some )?parts? of|areas? (?:in|around|near)|some of|(?:city|town) cent(?:er|re)|centre-ville|districts?|neighbou?rhoods?|half of|(?:points|buildings|offices) (?:in|of)|strategic (?:points|positions) (?:in|of)|zones rurales|une partie|peripherie|campagnes?)\b[^,;.]{0,40}$"
)
"""Part of a town, or the ground around it, is not the town."""
_AROUND_IT = re.compile(
    r"'s? (?:surroundings|outskirts|hinterland|environs|countryside|periphery|suburbs|rural|neighbou?rhoods?|quarters?|districts?)\b"
)
_ONE_OF = re.compile(
    r"\b(?:an?|the|another|its|their) (?:[a-z-]+ ){0,3}(?:towns?|villages?|city|cities|bases?|camps?|posts?|localit(?:y|ies)|positions?|checkpoints?) (?:in|of|on) (?:the )?(?:[a-z-]+ ){0,2}$"
)
"""A town in a region is not the region."""
_OUTSIDE = re.compile(
    r"\b(?:outside|beyond|hors d(?:e|es|u)|en dehors d(?:e|es|u)) (?:of )?(?:the |its |their |l[ae]s? )?(?:[a-z]+ )?(?:territor[a-z]*|areas?|zones?|regions?|lands?)(?: [a-z]+)? $"
)
"""Before words for who holds an area: the town lies outside it."""
UNSAID = 0.85
"""What is believed at most where the sentence itself does not name who, where and when: such proposals are wrong more often than others."""
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Telling:
    """How something is told: how sure that is, whether as fact, claim or hearsay, and by whom."""

    sure: float
    standing: str = "stated"
    said_by: str = ""


class Drafter:
    """What is remembered while a document is read, and the making of proposals from it.

    ``section`` is the title of the section being read, ``undated`` the sentences that tell of control on a day that nothing names.
    """

    def __init__(self, text: str, title: str, finder: Finder, factions: Factions, dating: Dating, mentions: Sequence[Mention]) -> None:
        self.factions = factions
        self.blocs = factions.blocs
        self.gazetteer = finder.gazetteer
        self.ground = Ground(finder, factions, text, title, mentions)
        self.sides = Sides(factions)
        self.stations = Stations(finder.gazetteer, factions)
        self.objects = Objects(self.ground, finder.gazetteer, self.stations, self.sides.cast, self.blocs)
        self.dating = dating
        self.section = ""
        self.undated: list[Stretch] = []

    def day(self, told: Told) -> date | None:
        """Return the day that a sentence speaks of, for the meaning of its words; None where nothing tells it."""
        first = next((m.span.first for m in told.moments if m.relation in ("on", "through", "by", "after")), None)
        clock = self.dating.clock
        return first or (clock.now.first if clock.now else clock.latest) or next((m.span.first for m in told.moments), None)

    def made(
        self, told: Told, trigger: Trigger, kind: str, by: Side, against: Side | None, places: Placed, telling: Telling
    ) -> Iterator[Proposal]:
        """Give a proposal for each place that can be dated; what nothing dates is remembered in ``undated``."""
        for spot, own in places:
            moment = own or self.dating.moment(told, trigger)
            if kind == "holds" and own is None and moment and (today := self._now_told(told, trigger, moment)):
                moment = today
            dated = self.dating.dated(told, trigger, moment, kind)
            if dated is None:
                if kind != "attacks" and not moment and self.dating.dateless:
                    self.undated.append(Stretch(told.start, told.end))
                continue
            when, until, factor = dated
            if kind == "contests" and until is None and when.latest:
                until = edtf(when.latest, when.latest)
            if self._tells_of_another_place(told, trigger, kind, spot, when):
                continue
            scope, except_ = self.objects.scope(told, spot)
            regions = (
                [r for place in spot.places for r in self.ground.regions(place)]
                if kind not in ("attacks", "claims") and scope != "part"
                else []
            )
            sides = self.sides.whole(by, self.day(told)) if spot.area else by.factions
            most = 0.99 if _is_said(told, by, spot, moment) and not (kind == "captures" and self._is_overrun(spot, by)) else UNSAID
            ended = self.dating.held_until(told, trigger) if kind == "holds" and sides and not spot.area else None
            begun = _begun(told, trigger) if kind == "withdraws" and sides and not spot.area else None
            for place in (*spot.places, *regions):
                drafted = Proposal(
                    place=place, kind=kind, date=when, start=told.start, end=told.end, rule=trigger.frame.rule,
                    confidence=round(min(most, telling.sure * factor * spot.sure * (AREA if spot.area else 1)), 2), by=sides,
                    against=against.factions if against else (), until=until, scope=scope, except_=except_, section=self.section,
                    said_by=telling.said_by, standing=telling.standing, note=self.note(kind, sides, against.factions if against else (), place),
                )  # fmt: skip
                yield drafted
                if ended is not None:
                    yield replace(
                        drafted, kind="withdraws", date=edtf(*ended), rule="held-until-told", against=(), scope="", except_=(),
                        confidence=round(drafted.confidence * ENDED, 2), note=self.note("withdraws", sides, (), place),
                    )  # fmt: skip
                if begun is not None:
                    yield replace(
                        drafted, kind="holds", date=edtf(*begun.span), rule="held-since-told", against=(), scope="", except_=(),
                        note=self.note("holds", sides, (), place),
                    )  # fmt: skip

    @staticmethod
    def _tells_of_another_place(told: Told, trigger: Trigger, kind: str, spot: Spot, when: FuzzyDate) -> bool:
        """Whether what a sentence tells is not told of a place itself: of a part of it or what lies around, of towns of an area, or outside it."""
        before, after = told.masked[: spot.start - told.start], spot.end - told.start
        if kind == "holds" and _OUTSIDE.search(told.masked[: trigger.start]):
            return True
        if spot.area:  # a summary of half a year: what of it was taken when is told elsewhere, if at all
            summary = kind == "captures" and when.earliest and when.latest and when.latest - when.earliest > HALF_A_YEAR
            return bool(summary or (kind != "attacks" and (_ONE_OF.search(before) or TOWN_THERE.match(told.masked, after))))
        if kind not in ("captures", "holds"):
            return False
        part = trigger.frame.rule != "shared" and _PART_OF.search(before[-60:])
        return bool(part or _AROUND_IT.match(told.masked, after))

    def _is_overrun(self, spot: Spot, by: Side) -> bool:
        """Whether armed groups took a base: they mostly leave it within hours, which may be told elsewhere."""
        groups = all(self.blocs.get(faction) not in ("state", "foreign") for faction in by.factions)
        return groups and all(self.gazetteer[place].kind in GARRISONED for place in spot.places)

    def _now_told(self, told: Told, trigger: Trigger, moment: Moment) -> Moment | None:
        """The day of the news, where it says who holds a place now, and the date beside it belongs to an aside: the town, attacked on Tuesday, is held by."""
        latest = self.dating.clock.latest
        between = told.masked[moment.end - told.start : trigger.start]
        if not self.dating.clock.is_news or latest is None or moment.relation != "on" or moment.span.last >= latest:
            return None
        present = re.search(r"\b(?:is|are|remains?)\b[^,;]{0,20}$", told.masked[: trigger.end])
        return (
            replace(moment, span=Days(latest, latest)) if present and "," in between and moment.start - told.start < trigger.start else None
        )

    def note(self, kind: str, by: Sequence[str], against: Sequence[str], place: str) -> str:
        """Return the line that says what a proposal says."""
        return note(kind, by, against, self.gazetteer[place].name, self.factions)


def _begun(told: Told, trigger: Trigger) -> Moment | None:
    """Since when those who left had held a place, by the words themselves: those who had ruled the town since May had fled."""
    within = (m for m in told.moments if trigger.start < m.start - told.start < trigger.end)
    return next((m for m in within if m.relation == "since"), None)


def _is_said(told: Told, by: Side, spot: Spot, moment: Moment | None) -> bool:
    """Whether a sentence names who, where and when, and only points to none of them."""
    who = by.party is not None and by.party.named
    when = moment is not None and told.start <= moment.start < told.end and not (moment.relative or moment.vague)
    return who and when and not (spot.pointing or spot.unsettled)

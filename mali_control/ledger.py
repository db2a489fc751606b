"""The fold: one place's events, read one after the other, become its states.

The rules of what each kind of report does stand in ``control``; which reports count, in ``evidence``. Here is what needs memory: what a contest
interrupted, which claims wait to be borne out, when a siege was last heard of, what was told before and is told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .control import NOBODY, RULES, UNKNOWN, Factions, Move, Situation, Status, fought_over, held
from .events import AREA, OWN, TOWN, Event, Lineage
from .evidence import LEAVING, SETTING, counts, self_serving
from .reports import Report
from .states import Bounds, State


@dataclass(frozen=True, slots=True)
class Settings:
    """What the engine may be told.

    Attributes
    ----------
    dawn : first day of the time line.
    horizon_days : after so many days without evidence, what is known only through an area falls back to unknown.
    siege_days : a siege of which nothing more is heard for so long is no longer shown.
    claim_days : so long a party's claim waits to be borne out by the other side's withdrawal (or bears out an abandoned place).
    dispute_days : statements by two sources farther apart are news of a change that nobody told, not a disagreement.
    telling_days : two reports of the same turn at most so far apart are one turn, told with different dates.

    """

    dawn: date = date(2012, 1, 1)
    horizon_days: int = 730
    siege_days: int = 365
    claim_days: int = 30
    dispute_days: int = 365
    telling_days: int = 31


def fold(place: str, events: Iterable[Event], lineage: Lineage, settings: Settings) -> tuple[State, ...]:
    """Turn a place's events into its states. The order in which the events are given does not matter."""
    ledger = Ledger(place, lineage, settings)
    for event in sorted(events, key=lambda event: event[:4]):
        ledger.age_to(event.day)
        ledger.take(event)
    ledger.age_to(date.max)
    return ledger.finished()


@dataclass(slots=True)
class Draft:
    """The state being written."""

    start: date
    situation: Situation
    since: Bounds
    began: Bounds
    reports: list[Report]
    siege: list[Report]
    claims: list[Report]
    attacks: list[Report]
    disputed_by: list[Report]
    rule: str
    via: str
    evidence_on: date


class Ledger:
    """Writes one place's states, event by event."""

    def __init__(self, place: str, lineage: Lineage, settings: Settings) -> None:
        self.place, self.lineage, self.settings = place, lineage, settings
        dawn = Bounds(date.min, None, None)
        self.now = Draft(date.min, UNKNOWN, dawn, dawn, [], [], [], [], [], "no report before this day", OWN, date.min)
        self.closed: list[tuple[Draft, date]] = []
        self.interrupted: Draft | None = None  # what a contest or a brief seizure broke into
        self.pending: list[tuple[date, Report]] = []  # parties' claims to have taken the place
        self.siege_seen: dict[str, date] = {}  # the last day on which each besieger's siege was reported
        self.former: dict[str, date] = {}  # when each faction last lost the place
        self.left: tuple[date, Report] | None = None  # the withdrawal that left the place to nobody

    def age_to(self, day: date) -> None:
        """Let knowledge that rests on the surrounding ground alone fall back to unknown when it has grown too old."""
        while lapses := [lapse for lapse in (self._siege_lapses(), self._ground_lapses()) if lapse and lapse[0] <= day]:
            lapsed, rule = min(lapses)
            now = self.now
            lapse = max(lapsed, now.start)
            if rule == "aged":
                self.interrupted = None
                situation, carry = UNKNOWN._replace(besiegers=now.situation.besiegers), None
            else:
                gone = {besieger for besieger in now.situation.besiegers if self._siege_end(besieger) == lapsed}
                situation, carry = now.situation._replace(besiegers=now.situation.besiegers - gone), now
            self._open(lapse, situation, Bounds(lapse, lapse, lapse), now.reports, rule, carry=carry, evidence_on=now.evidence_on)

    def _siege_lapses(self) -> tuple[date, str] | None:
        ends = [self._siege_end(besieger) for besieger in self.now.situation.besiegers]
        return (min(ends), "siege aged") if ends else None

    def _siege_end(self, besieger: str) -> date:
        return self.siege_seen.get(besieger, self.now.start) + timedelta(days=self.settings.siege_days)

    def _ground_lapses(self) -> tuple[date, str] | None:
        now = self.now
        if now.via != AREA or now.situation.status is Status.UNKNOWN:
            return None
        return now.evidence_on + timedelta(days=self.settings.horizon_days), "aged"

    def take(self, event: Event) -> None:
        """Read one event."""
        if event.kind == "succeeds":
            self._rename(event)
        elif event.kind == "follows" or (event.kind == "ages" and self.now.via == TOWN):
            self._follow(event)
        elif event.kind == "partly":
            self._split(event)
        elif event.kind in ("restores", "settles"):
            self._restore(event)
        elif event.report is not None:
            self._read(event, event.report)

    def finished(self) -> tuple[State, ...]:
        """Return the states, the time line beginning at the dawn."""
        spans: list[tuple[Draft, date | None]] = []
        for state, end in [*self.closed, (self.now, None)]:
            if end is not None and end <= self.settings.dawn:
                continue
            if spans and spans[-1][0].situation == state.situation:  # what came between had no length
                spans[-1] = (_merged(spans[-1][0], state), end)
            else:
                spans.append((state, end))
        states = []
        for index, (state, end) in enumerate(spans):
            start = max(state.start, self.settings.dawn)
            after = spans[index + 1][0] if end is not None else None
            turns = ((spans[index - 1][0] if index else None, state), (state, after))
            doubt = tuple(new.began for old, new in turns if old and new and old.situation[:2] != new.situation[:2])
            dawn = self.settings.dawn
            since, began = (replace(b, day=dawn) if b.day == date.min else b for b in (state.since, state.began))
            states.append(_state(self.place, state, start, end, (since, began, after.began if after else None), doubt))
        return tuple(states)

    def _read(self, event: Event, report: Report) -> None:
        now = self.now
        if report.kind == "attacks":
            now.attacks.append(report)
            return
        if not counts(report, self.lineage.blocs):
            self._note_claim(event, report)
            return
        if report.kind == "seizes-briefly" and not self._day_known(report):
            now.claims.append(report)  # it happened, but no day can be painted without inventing one
            return
        situation = self._after(event)
        if report.kind == "holds" and situation != now.situation and self._told_of_before(event, report):
            return
        if event.kind in LEAVING and situation == now.situation:
            self._left_before(event, report)
        elif situation == now.situation:
            self._confirm(event, report)
        else:
            self._turn(event, report, situation)

    def _after(self, event: Event) -> Situation:
        """Apply the rule of the event's kind; names that stand for the same people count as one when somebody goes or is taken from."""
        now = self.now.situation
        by, against = event.by, event.against
        if event.kind in LEAVING or event.kind == "hands-over":
            present = now.holders | now.besiegers
            against = self.lineage.kin_of(against) & present
            if event.kind in LEAVING and by:
                by = self.lineage.kin_of(by) & present
                if not by:
                    return now
        if event.kind == "contests":  # a coalition named by one text and its member named by another are one side
            now = now._replace(holders=self._fighting(now.holders, by, against))
        named = by and all(self._named_by_coalition(faction, now.holders) for faction in by)
        if event.kind == "holds" and now.status is Status.CONTROLLED and named and not against & now.holders:
            return now  # a member named for the coalition that is known to hold the place
        one_side = len(self.lineage.sides(now.holders)) == 1
        if event.kind == "captures" and now.status is Status.CONTROLLED and one_side and not against & now.holders:
            kin = self.lineage.kin_of(now.holders)
            if by <= now.holders or (by <= kin and against <= kin):
                return now  # the same capture told again, naming fewer of those who took part, or their coalition
        before = self.interrupted.situation if self.interrupted and now.status is Status.CONTESTED else now
        after = RULES[event.kind](now, Move(by, against, before))
        several = len(self.lineage.sides(after.holders)) > 1 and not after.holders <= before.holders
        if now.status is Status.CONTESTED and several and (event.kind in LEAVING or event.kind == "hands-over"):
            return fought_over(after.holders, after.besiegers)  # one side went, the others fight on
        return after

    def _named_by_coalition(self, faction: str, holders: Factions) -> bool:
        return faction in holders or any(faction in self.lineage.members.get(holder, NOBODY) for holder in holders)

    def _fighting(self, holders: Factions, by: Factions, against: Factions) -> Factions:
        """Return those of the present holders who are a side of a contest of their own: not those whom the report names by another name, nor
        silent partners of another bloc than the side that is attacked.
        """
        others = holders - (self.lineage.kin_of(by | against) - by - against)
        if self.now.situation.status is Status.CONTESTED or not against & self.lineage.kin_of(holders):
            return others
        sides = self.lineage.sides(against)
        return frozenset(f for f in others if f in by | against or self.lineage.sides((f,)) <= sides)

    def _turn(self, event: Event, report: Report, situation: Situation) -> None:
        now = self.now
        siege_only = situation[:2] == now.situation[:2]
        bounds = self._bounds(event, report)
        claims: list[Report] = []
        rule = report.kind
        if not siege_only and situation.status is Status.UNKNOWN:
            claim = self._borne_out(event.day)
            if claim:
                claims = [claim]
                situation = held(frozenset(claim.by), situation.besiegers)
                rule = "claim borne out"
            else:
                self.left = (event.day, report)
        if siege_only:
            self._siege(event, report, situation, bounds)
            return
        settled = self.interrupted if self.interrupted and situation[:2] == self.interrupted.situation[:2] else None
        if report.kind in ("holds", "captures", "hands-over", "repels"):
            self.pending.clear()  # who held it after that does not bear out an older claim by leaving
        if report.kind not in ("contests", "seizes-briefly", "joins"):
            self.interrupted = None
        elif report.kind != "joins" and self.interrupted is None:  # what breaks into an interruption is over with it
            self.interrupted = now
        against = self._contradicted(event, report, situation)
        partly = report.kind in ("joins", "leaves", "withdraws", "hands-over", "contests") and bool(
            situation.holders & now.situation.holders
        )
        kept = settled.reports if settled else now.reports if partly else []
        basis = [report, *claims, *kept]
        via, evidence_on = event.via, self._evidence_day(event, report)
        if settled and settled.via == OWN:
            via = OWN
        elif kept and event.kind in LEAVING:  # that a partner goes is no news of those who stay
            via, evidence_on = now.via, now.evidence_on
        self._open(event.day, situation, bounds, basis, rule, via=via, evidence_on=evidence_on)
        if settled:
            self.now.since = settled.since
        elif kept and event.kind in LEAVING and now.situation.status is Status.CONTROLLED:
            self.now.since = now.since  # those who stay have held it as long as before
        self.now.disputed_by.extend(against)

    def _siege(self, event: Event, report: Report, situation: Situation, bounds: Bounds) -> None:
        """Lay or lift a siege over an unchanged holder: a new span, with the holder's own evidence, age and doubt kept."""
        now = self.now
        siege = [r for r in now.siege if frozenset(r.by) & situation.besiegers]
        if event.kind == "besieges":
            siege = [report, *siege]
            self._see_siege(event, report)
        basis = now.reports if event.kind == "besieges" else [*now.reports, report]
        self._open(event.day, situation, bounds, basis, event.kind, carry=now)
        self.now.siege = siege
        if event.against & situation.holders:  # who is besieged is there
            self.now.evidence_on = max(self.now.evidence_on, event.day)

    def _told_of_before(self, event: Event, report: Report) -> bool:
        """Whether a statement with loose bounds fits the time before its people lost the place, which is then what it speaks of."""
        if report.date.exact:
            return False
        after = self.now
        for state, end in reversed(self.closed):
            too_early = report.date.earliest and end <= report.date.earliest
            if too_early or after.rule == "aged" or (event.day - end).days > self.settings.dispute_days:
                return False
            after = state
            if state.situation.status is Status.CONTROLLED and event.by <= self.lineage.kin_of(state.situation.holders):
                state.reports.append(report)
                return True
        return False

    def _left_before(self, event: Event, report: Report) -> None:
        """Those who are said to leave do not hold the place: either they were never known to, or their leaving is told with another date.

        That somebody left the whole of an area says nothing about the day on which he left each place in it.
        """
        if report.place != self.place:
            return
        gone = [day for faction, day in self.former.items() if faction in self.lineage.kin_of(event.by)]
        retold = any((event.day - day).days <= self.settings.telling_days for day in gone)
        if retold and any(day in report.date for day in gone):
            self.now.reports.append(report)
        elif retold:
            self.now.disputed_by.append(report)
        else:
            self.now.claims.append(report)

    def _see_siege(self, event: Event, report: Report) -> None:
        seen = max(event.day, report.end.best) if report.end else event.day
        for besieger in event.by:
            self.siege_seen[besieger] = max(seen, self.siege_seen.get(besieger, seen))

    def _confirm(self, event: Event, report: Report) -> None:
        """A report that says what is known already: it supports the state, and may disagree about the day."""
        now = self.now
        if event.kind == "besieges":
            now.siege.append(report)
            self._see_siege(event, report)
            return
        if event.kind == "captures" and not event.by & now.situation.holders:
            now.disputed_by.append(report)  # a capture by those who are known to hold it already: somebody else did, says this text
            return
        tighter = self._bounds(event, report)
        if report.kind != "holds" and event.day == now.since.day and _days_between(tighter) < _days_between(now.since):
            now.since = tighter  # a more exact telling of the same turn, so it decides
            if now.began.day == event.day:
                now.began = tighter
            now.reports.insert(0, report)
        else:
            now.reports.append(report)
        now.via = OWN if event.via == OWN else now.via
        now.evidence_on = max(now.evidence_on, self._evidence_day(event, report))
        retold = report.kind in ("captures", "hands-over") and now.situation.status is Status.CONTROLLED
        apart = (event.day - now.since.day).days
        if retold and 0 < apart <= self.settings.telling_days and report.date.exact and now.since.day not in report.date:
            now.disputed_by.append(report)
            now.since = replace(now.since, latest=max(filter(None, (now.since.latest, report.date.latest))))

    def _note_claim(self, event: Event, report: Report) -> None:
        """Keep a claim beside the state. If the place was just left to nobody, the claim to have entered it is borne out by that."""
        now = self.now
        if report.place != self.place:
            return  # it stands beside the area
        takes = report.kind in ("captures", "holds", "hands-over", "claims") and bool(report.by)
        if takes and self_serving(report, self.lineage.blocs):
            self.pending.append((event.day, report))
            fresh = self.left and (event.day - self.left[0]).days <= self.settings.claim_days
            if now.situation.status is Status.UNKNOWN and self.left and fresh and report.kind != "claims":
                left = self.left[1]
                situation = held(event.by, now.situation.besiegers)
                self._open(event.day, situation, self._bounds(event, report), [left, report], "claim borne out", evidence_on=event.day)
                return
        if report.standing == "disputed" and event.by and not event.by & now.situation.holders:
            now.disputed_by.append(report)
        now.claims.append(report)

    def _borne_out(self, day: date) -> Report | None:
        """Return the latest waiting claim that a withdrawal on this day bears out."""
        for claimed, report in reversed(self.pending):
            if (day - claimed).days <= self.settings.claim_days and not frozenset(report.by) & self.now.situation.holders:
                return report
        return None

    def _contradicted(self, event: Event, report: Report, situation: Situation) -> list[Report]:
        """Return the reports that a new statement cannot be squared with: another source named another side, and nothing happened between."""
        now = self.now
        if now.situation.status is not Status.CONTROLLED or situation.status is not Status.CONTROLLED:
            return []
        if self.lineage.sides(situation.holders) & self.lineage.sides(now.situation.holders):
            return []
        if report.kind == "seizes-briefly" or now.rule == "seizes-briefly":
            return []
        same_day = now.start == event.day
        if (event.day - now.evidence_on).days > self.settings.dispute_days:
            return []
        if report.kind == "holds" or same_day:
            return [r for r in now.reports if r.source != report.source and (same_day or r.kind == "holds")]
        return []

    def _rename(self, event: Event) -> None:
        """A faction became another: whoever held or besieged under the old name does so under the new."""

        def renamed(factions: Factions) -> Factions:
            return (factions - event.against) | event.by if factions & event.against else factions

        def told(now: Situation) -> Situation:
            return Situation(now.status, renamed(now.holders), renamed(now.besiegers) - renamed(now.holders))

        on_day = Bounds(event.day, event.day, event.day)
        if self.interrupted:
            since = on_day if self.interrupted.situation.holders & event.against else self.interrupted.since
            self.interrupted = replace(self.interrupted, situation=told(self.interrupted.situation), since=since)
        for old in event.against & self.siege_seen.keys():
            self.siege_seen.update(dict.fromkeys(event.by, self.siege_seen[old]))
        now = self.now
        if told(now.situation) != now.situation:
            self._open(event.day, told(now.situation), on_day, now.reports, "renamed", carry=now)
            if now.situation.holders & event.against:
                self.now.since = on_day  # under this name it is held from this day

    def _follow(self, event: Event) -> None:
        """A site goes with its town when the same side held both; a garrison of another side stays."""
        now = self.now
        holders = now.situation.holders
        if now.situation.status is not Status.CONTROLLED or not holders <= self.lineage.kin_of(event.against) or holders & event.by:
            return
        if now.start == event.day and now.rule != "renamed":
            return  # a report of that day speaks of the site itself
        # of a site that nobody has spoken of for long it is not known whether it still exists: the turn makes it unknown
        stale = event.kind == "ages" or (event.day - now.evidence_on).days > self.settings.horizon_days
        self.interrupted = None
        situation = held(NOBODY if stale else event.by, now.situation.besiegers)
        bounds = event.bounds or Bounds(event.day, event.day, event.day)
        rule = "aged" if stale else "follows its town"
        self._open(event.day, situation, bounds, list(event.reports), rule, via=TOWN, evidence_on=event.day)

    def _split(self, event: Event) -> None:
        """Another side holds part of an area: nobody holds the whole of it any more."""
        now = self.now.situation
        if (
            event.report
            and event.report.kind in SETTING - LEAVING | {"holds"}
            and now.status is Status.CONTROLLED
            and event.by
            and not event.by <= self.lineage.kin_of(now.holders)
        ):
            bounds = self._bounds(event, event.report)
            self.interrupted = None
            self._open(event.day, UNKNOWN._replace(besiegers=now.besiegers), bounds, [event.report], "held in parts", via=AREA)

    def _restore(self, event: Event) -> None:
        """A brief seizure or a contest with a known end is over, and nothing else decided: back to what was before."""
        before, now = self.interrupted, self.now
        if before is None or event.report not in now.reports:
            return
        self.interrupted = None
        situation = before.situation._replace(besiegers=now.situation.besiegers - before.situation.holders)
        end = event.report.end if event.report else None
        day_after = timedelta(days=1)
        earliest = end.earliest + day_after if end and end.earliest else event.day
        latest = end.latest + day_after if end and end.latest else event.day
        bounds = Bounds(event.day, earliest, latest)
        if situation == now.situation:
            return
        self._open(event.day, situation, bounds, before.reports, "restored", carry=before)
        self.now.siege = list(dict.fromkeys([*before.siege, *now.siege])) if situation.besiegers else []

    def _open(
        self,
        day: date,
        situation: Situation,
        bounds: Bounds,
        reports: Sequence[Report],
        rule: str,
        *,
        via: str = OWN,
        evidence_on: date | None = None,
        carry: Draft | None = None,
    ) -> None:
        """Close the present state on a day and begin the next. ``carry`` is a state whose age, evidence and doubt go on."""
        now = self.now
        self.former.update(dict.fromkeys(now.situation.holders - situation.holders, day))
        if now.start < day:
            self.closed.append((now, day))
        self.now = Draft(
            day, situation, carry.since if carry else bounds, bounds, list(reports), list(now.siege if situation.besiegers else ()), [], [],
            list(carry.disputed_by if carry else ()), rule, carry.via if carry else via, carry.evidence_on if carry else evidence_on or day,
        )  # fmt: skip
        if now.start == day:  # a state of no length: what was said of it stays beside its successor
            told = {*self.now.reports, *self.now.disputed_by}
            self.now.reports.extend(r for r in now.reports if r not in told and not carry)
            self.now.claims.extend(now.claims)
            self.now.attacks.extend(now.attacks)

    def _bounds(self, event: Event, report: Report) -> Bounds:
        """Return the bounds of the change that a report tells of; an open beginning ends at the last evidence of what was before."""
        earliest, latest = report.date.earliest, report.date.latest
        if report.kind == "holds":
            earliest = None
        elif earliest is None and self.now.evidence_on > date.min:
            earliest = min(event.day, self.now.evidence_on + timedelta(days=1))
        if (latest is not None and latest < event.day) or (earliest is not None and earliest > event.day):
            return Bounds(event.day, event.day, event.day)
        return Bounds(event.day, earliest, latest)

    def _evidence_day(self, event: Event, report: Report) -> date:
        return report.end.best if report.end and report.kind == "holds" else event.day

    def _day_known(self, report: Report) -> bool:
        earliest, latest = report.date.earliest, report.date.latest
        return earliest is not None and latest is not None and (latest - earliest).days <= 1


def _days_between(bounds: Bounds) -> int:
    return (bounds.latest - bounds.earliest).days if bounds.earliest and bounds.latest else 3650


def _merged(first: Draft, second: Draft) -> Draft:
    def both(a: list[Report], b: list[Report]) -> list[Report]:
        return list(dict.fromkeys([*a, *b]))

    return replace(
        first,
        reports=both(first.reports, second.reports),
        siege=both(first.siege, second.siege),
        claims=both(first.claims, second.claims),
        attacks=both(first.attacks, second.attacks),
        disputed_by=both(first.disputed_by, second.disputed_by),
        via=OWN if OWN in (first.via, second.via) else second.via,
        evidence_on=max(first.evidence_on, second.evidence_on),
    )


def _state(
    place: str, state: Draft, start: date, end: date | None, bounds: tuple[Bounds, Bounds, Bounds | None], doubt: tuple[Bounds, ...]
) -> State:
    status, holders, besiegers = state.situation
    siege = state.siege if besiegers else []
    return State(
        place, start, end, status, tuple(sorted(holders)), tuple(sorted(besiegers)), *bounds, doubt,
        tuple(dict.fromkeys([*state.reports, *siege])), tuple(state.claims), tuple(state.attacks), tuple(state.disputed_by),
        state.rule, state.via == OWN, state.evidence_on,
    )  # fmt: skip

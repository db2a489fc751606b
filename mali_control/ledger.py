"""The fold: one place's events, read one after the other, become its states.

The rules of what each kind of report does stand in ``control``; which reports count, in ``evidence``. Here is what needs memory: what a contest
interrupted, which claims wait to be borne out, when a siege was last heard of, what was told before and is told again.

Everything is numbers: reports by their place in the order of ids, factions as bits, days as ``date.toordinal()``. So the same functions can be run
as they stand, or compiled for bulk (``compiled``): there is one fold, and no second one.
"""

from __future__ import annotations

from typing import NamedTuple

from .control import (
    ATTACKS,
    BESIEGES,
    CAPTURES,
    CLAIMS,
    CONTESTS,
    FOUGHT_OVER,
    HANDS_OVER,
    HELD,
    HOLDS,
    JOINS,
    KINDS,
    LEAVES,
    LIFTS_SIEGE,
    NOBODY,
    NOT_KNOWN,
    REPELS,
    SEIZES_BRIEFLY,
    WITHDRAWS,
    Factions,
    Move,
    Situation,
    after,
    fought_over,
    gives_up,
    held,
)  # fmt: skip
from .events import (
    AGES,
    AREA,
    FOLLOWS,
    NEVER,
    OPEN,
    OWN,
    PARTLY,
    RESTORES,
    SETTLES,
    TOWN,
    Event,
    Told,
    World,
    days_between,
    is_exact,
    is_within,
    kin_of,
    members_of,
)

BEGINNING = 1
"""The first day there is, long before the dawn of the time line."""

AGED, SIEGE_AGED, BORNE_OUT, FOLLOWS_TOWN, RENAMED, IN_PARTS, RESTORED, NO_REPORT, REGROUPED = range(len(KINDS), len(KINDS) + 9)
RULES = (
    *KINDS,
    "aged",
    "siege aged",
    "claim borne out",
    "follows its town",
    "renamed",
    "held in parts",
    "restored",
    "no report before this day",
    "coalition changed",
)
"""Why a state is what it is: the kind of the report that decided, or one of these."""


BESIEGING, CLAIMING, ATTACKING, OTHERWISE = range(4)
"""The roles in which reports stand beside a state: of its siege, claims and violence that changed nothing, and those that say otherwise."""
ROLES = 4


class Span(NamedTuple):
    """The day that something is placed on, and the first and last day on which it can have been; OPEN where that is not known."""

    day: int
    earliest: int
    latest: int


class Turn(NamedTuple):
    """A town passed from its holders to others, or was left: news for its sites."""

    day: int
    kind: int
    by: Factions
    against: Factions
    bounds: Span
    reports: list[int]


class Draft(NamedTuple):
    """A state as it is being written.

    ``reports`` are those that it rests on, first the one that decided; ``beside`` those in another role, each as ``in_role(role, report)``. Both
    grow until the state is closed.
    """

    start: int
    situation: Situation
    since: Span
    began: Span
    rule: int
    via: int
    evidence_on: int
    reports: list[int]
    beside: list[int]


class Ledger(NamedTuple):
    """What is written of one place, and what must be remembered to go on.

    ``drafts`` are the states, the last one still open; ``interrupted`` holds what a contest or a brief seizure broke into, ``left`` the day and
    the report of the withdrawal that left the place to nobody, or nothing; ``pending`` (day, report) parties' claims to have taken the place;
    ``siege_seen`` (besieger, last day on which its siege was reported); ``former`` (faction, day on which it last lost the place).
    """

    place: int
    drafts: list[Draft]
    interrupted: list[Draft]
    pending: list[tuple[int, int]]
    left: list[tuple[int, int]]
    siege_seen: list[tuple[Factions, int]]
    former: list[tuple[Factions, int]]


def fold(world: World, place: int, events: list[Event], town: list[Turn]) -> list[Draft]:
    """Turn a place's events, in order, into its states; ``town`` are the turns of the town that a site belongs to."""
    dawn = Span(BEGINNING, OPEN, OPEN)
    start = Draft(BEGINNING, Situation(NOT_KNOWN, NOBODY, NOBODY), dawn, dawn, NO_REPORT, OWN, BEGINNING, none(), none())
    pairs = [(0, 0)]
    ledger = Ledger(place, [start], [start][:0], pairs[:0], pairs[:0], pairs[:0], pairs[:0])
    renames, turns = 0, 0
    for event in events:
        renames, turns = _until(world, ledger, town, renames, turns, event.day)
        _age_to(world, ledger, event.day)
        _take(world, ledger, event)
    _until(world, ledger, town, renames, turns, NEVER - 1)
    _age_to(world, ledger, NEVER - 1)
    return _finished(world, ledger)


def turns_of(world: World, states: list[Draft]) -> list[Turn]:
    """Return the days on which a town passed from one holder to another, or was left, as news for its sites.

    A contest in between does not count: its sites wait for the outcome. Brief seizures do not count either, nor what lies over one or adds to it.
    """
    found = [Turn(0, 0, 0, 0, Span(0, 0, 0), none())][:0]
    before, passing = NOBODY, False
    for state in states:
        now = state.situation
        seized = len(state.reports) > 0 and world.reports[state.reports[0]].kind == SEIZES_BRIEFLY
        goes_on = state.rule in (JOINS, BESIEGES, LIFTS_SIEGE, SIEGE_AGED, RENAMED)
        passing = state.rule == SEIZES_BRIEFLY or (goes_on and (passing or seized))
        if now.status == FOUGHT_OVER or passing:
            continue
        if before and now.holders != before and state.rule != RENAMED:
            kind = AGES if state.rule == AGED else FOLLOWS
            found.append(Turn(state.start, kind, now.holders, before, state.began, basis_of(state)))
        before = now.holders
    return found


def basis_of(state: Draft) -> list[int]:
    """Return the reports that a state rests on, those of a siege last."""
    return _both(state.reports, beside(state, BESIEGING) if state.situation.besiegers else none())


def in_role(role: int, report: int) -> int:
    """Return a report in a role, as one number."""
    return ROLES * report + role


def beside(draft: Draft, role: int) -> list[int]:
    """Return the reports that stand beside a state in a role."""
    return [number // ROLES for number in draft.beside if number % ROLES == role]


def _move(old: Draft, new: Draft, role: int) -> None:
    """Let what stands beside one state in a role stand beside another too."""
    for number in old.beside:
        if number % ROLES == role:
            new.beside.append(number)


def _besieged(draft: Draft, siege: list[int]) -> None:
    """Let these be the reports of a state's siege."""
    rest = [number for number in draft.beside if number % ROLES != BESIEGING]
    draft.beside.clear()
    draft.beside.extend(rest)
    for report in siege:
        draft.beside.append(in_role(BESIEGING, report))


def none() -> list[int]:
    """Return no reports."""
    return list(range(0))


def _until(world: World, ledger: Ledger, town: list[Turn], renames: int, turns: int, day: int) -> tuple[int, int]:
    """Read what happens before a day's reports, in order: successions up to that day (they come first on their day), and the turns of the town
    before it (they come last on theirs). Return how many of each are read.
    """
    successions = world.successions
    while True:
        rename = successions[renames][0] if renames < len(successions) else NEVER
        turn = town[turns].day if turns < len(town) else NEVER
        if rename <= min(turn, day):
            _age_to(world, ledger, rename)
            _rename(world, ledger, rename, successions[renames][1], successions[renames][2])
            renames += 1
        elif turn < day:
            _age_to(world, ledger, turn)
            if town[turns].kind == FOLLOWS or ledger.drafts[-1].via == TOWN:
                _follow(world, ledger, town[turns])
            turns += 1
        else:
            return renames, turns


def _age_to(world: World, ledger: Ledger, day: int) -> None:
    """Let knowledge that rests on the surrounding ground alone fall back to unknown when it has grown too old, and sieges end."""
    while True:
        now = ledger.drafts[-1]
        siege_end, ground_end = _siege_lapses(world, ledger), _ground_lapses(world, now)
        lapsed = min(siege_end, ground_end)
        if lapsed > day:
            return
        lapse = max(lapsed, now.start)
        on_day = Span(lapse, lapse, lapse)
        if ground_end <= siege_end:
            ledger.interrupted.clear()
            situation = Situation(NOT_KNOWN, NOBODY, now.situation.besiegers)
            _begin(world, ledger, _fresh(now, lapse, situation, on_day, now.reports[:], AGED, OWN, now.evidence_on), False)
        else:
            gone, besiegers = NOBODY, now.situation.besiegers
            while besiegers:
                besieger = besiegers & -besiegers
                besiegers ^= besieger
                if _siege_end(world, ledger, besieger) == lapsed:
                    gone |= besieger
            situation = Situation(now.situation.status, now.situation.holders, now.situation.besiegers & ~gone)
            _begin(world, ledger, _carried(now, now, lapse, situation, on_day, now.reports[:], SIEGE_AGED), True)


def _siege_lapses(world: World, ledger: Ledger) -> int:
    """Return the first day on which a siege of which nothing more was heard is no longer shown."""
    besiegers, first = ledger.drafts[-1].situation.besiegers, NEVER
    while besiegers:
        besieger = besiegers & -besiegers
        besiegers ^= besieger
        first = min(first, _siege_end(world, ledger, besieger))
    return first


def _siege_end(world: World, ledger: Ledger, besieger: Factions) -> int:
    return _day_of(ledger.siege_seen, besieger, ledger.drafts[-1].start) + world.siege_days


def _ground_lapses(world: World, now: Draft) -> int:
    return now.evidence_on + world.horizon_days if now.via == AREA and now.situation.status != NOT_KNOWN else NEVER


def _take(world: World, ledger: Ledger, event: Event) -> None:
    """Read one event."""
    if event.kind == PARTLY:
        _split(world, ledger, event)
    elif event.kind in (RESTORES, SETTLES):
        _restore(world, ledger, event)
    else:
        _read(world, ledger, event)


def _read(world: World, ledger: Ledger, event: Event) -> None:
    now, report, told = ledger.drafts[-1], event.report, world.reports[event.report]
    kind = told.kind
    if kind == ATTACKS:
        now.beside.append(in_role(ATTACKING, report))
    elif not told.counts:
        _note_claim(world, ledger, event)
    elif kind == SEIZES_BRIEFLY and not _day_known(told):
        now.beside.append(in_role(CLAIMING, report))  # it happened, but no day can be painted without inventing one
    else:
        situation = _after(world, ledger, event)
        if kind == HOLDS and situation != now.situation and _told_of_before(world, ledger, event):
            return
        if gives_up(event.kind) and situation == now.situation:
            _left_before(world, ledger, event)
        elif situation == now.situation:
            _confirm(world, ledger, event)
        else:
            _turn(world, ledger, event, situation)


def _after(world: World, ledger: Ledger, event: Event) -> Situation:
    """Apply the rule of the event's kind; names that stand for the same people count as one when somebody goes or is taken from."""
    now = ledger.drafts[-1].situation
    by, against, kind = event.by, event.against, event.kind
    if gives_up(kind) or kind == HANDS_OVER:
        present = now.holders | now.besiegers
        against = kin_of(world, against) & present
        if gives_up(kind) and by:
            by = kin_of(world, by) & present
            if not by:
                return now
    if kind == CONTESTS:  # a coalition named by one text and its member named by another are one side
        now = Situation(now.status, _fighting(world, now, by, against), now.besiegers)
    if kind == HOLDS and now.status == HELD and by and not by & ~members_of(world, now.holders) and not against & now.holders:
        return now  # a member named for the coalition that is known to hold the place
    if kind == CAPTURES and now.status == HELD and _one_side(world, now.holders) and not against & now.holders:
        kin = kin_of(world, now.holders)
        if not by & ~now.holders or (not by & ~kin and not against & ~kin):
            return now  # the same capture told again, naming fewer of those who took part, or their coalition
    before = ledger.interrupted[0].situation if ledger.interrupted and now.status == FOUGHT_OVER else now
    then = after(kind, now, Move(by, against, before))
    several = then.holders != NOBODY and not _one_side(world, then.holders) and then.holders & ~before.holders != NOBODY
    if now.status == FOUGHT_OVER and several and (gives_up(kind) or kind == HANDS_OVER):
        return fought_over(then.holders, then.besiegers)  # one side went, the others fight on
    return then


def _fighting(world: World, now: Situation, by: Factions, against: Factions) -> Factions:
    """Return those of the present holders who are a side of a contest of their own: not those whom the report names by another name, nor
    silent partners of another bloc than the side that is attacked.
    """
    others = now.holders & ~(kin_of(world, by | against) & ~by & ~against)
    if now.status == FOUGHT_OVER or not against & kin_of(world, now.holders):
        return others
    return others & (by | against | _sides_of(world, against))


def _turn(world: World, ledger: Ledger, event: Event, situation: Situation) -> None:
    told = world.reports[event.report]
    now, report = ledger.drafts[-1], event.report
    bounds, rule = _bounds(told, now, event), told.kind
    if situation.status == now.situation.status and situation.holders == now.situation.holders:
        _siege(world, ledger, event, situation, bounds)
        return
    basis = [report]
    if situation.status == NOT_KNOWN:
        claim = _borne_out(world, ledger, event.day)
        if claim >= 0:
            basis.append(claim)
            situation = held(world.reports[claim].by, situation.besiegers)
            rule = BORNE_OUT
        else:
            ledger.left.clear()
            ledger.left.append((event.day, report))
    kind, before, settled = told.kind, now, False
    if ledger.interrupted:  # is it as it was before the interruption?
        before = ledger.interrupted[0]
        settled = situation.status == before.situation.status and situation.holders == before.situation.holders
    kept = before if settled else now
    if kind in (HOLDS, CAPTURES, HANDS_OVER, REPELS):
        ledger.pending.clear()  # who held it after that does not bear out an older claim by leaving
    if kind not in (CONTESTS, SEIZES_BRIEFLY, JOINS):
        ledger.interrupted.clear()
    elif kind != JOINS and not ledger.interrupted:  # what breaks into an interruption is over with it
        ledger.interrupted.append(now)
    partly = kind in (JOINS, LEAVES, WITHDRAWS, HANDS_OVER, CONTESTS) and situation.holders & now.situation.holders != NOBODY
    stays = (settled or partly) and len(kept.reports) > 0 and gives_up(event.kind)  # that a partner goes is no news of those who stay
    if settled or partly:
        basis.extend(kept.reports)
    via, since, evidence_on = event.via, bounds, _evidence_day(told, event)
    if settled and kept.via == OWN:
        via = OWN
    elif stays:
        via, evidence_on = now.via, now.evidence_on
    if settled:
        since = kept.since
    elif stays and now.situation.status == HELD:
        since = now.since  # those who stay have held it as long as before
    draft = _fresh(now, event.day, situation, bounds, basis, rule, via, evidence_on)
    _begin(world, ledger, _dated(draft, event.day, since, bounds), False)
    _contradict(world, now, event, ledger.drafts[-1])


def _siege(world: World, ledger: Ledger, event: Event, situation: Situation, bounds: Span) -> None:
    """Lay or lift a siege over an unchanged holder: a new span, with the holder's own evidence, age and doubt kept."""
    now, report = ledger.drafts[-1], event.report
    siege, basis = none(), now.reports[:]
    if event.kind == BESIEGES:
        siege.append(report)
        _see_siege(world, ledger, event)
    else:
        basis.append(report)
    for other in beside(now, BESIEGING):
        if world.reports[other].by & situation.besiegers:
            siege.append(other)
    draft = _carried(now, now, event.day, situation, bounds, basis, event.kind)
    _besieged(draft, siege)
    _begin(world, ledger, draft, True)
    if event.against & situation.holders:  # who is besieged is there
        begun = ledger.drafts[-1]
        ledger.drafts[-1] = _seen(begun, begun.via, max(begun.evidence_on, event.day))


def _told_of_before(world: World, ledger: Ledger, event: Event) -> bool:
    """Whether a statement with loose bounds fits the time before its people lost the place, which is then what it speaks of."""
    told = world.reports[event.report]
    earliest = told.earliest
    if is_exact(told):
        return False
    for number in range(len(ledger.drafts) - 2, -1, -1):
        state, end = ledger.drafts[number], ledger.drafts[number + 1].start
        too_early = earliest != OPEN and end <= earliest
        if too_early or ledger.drafts[number + 1].rule == AGED or event.day - end > world.dispute_days:
            return False
        if state.situation.status == HELD and not event.by & ~kin_of(world, state.situation.holders):
            state.reports.append(event.report)
            return True
    return False


def _left_before(world: World, ledger: Ledger, event: Event) -> None:
    """Those who are said to leave do not hold the place: either they were never known to, or their leaving is told with another date.

    That somebody left the whole of an area says nothing about the day on which he left each place in it.
    """
    told = world.reports[event.report]
    report = event.report
    if told.place != ledger.place:
        return
    retold, on_a_day_told = False, False
    people = kin_of(world, event.by)
    for faction, day in ledger.former:
        if faction & people:
            retold = retold or event.day - day <= world.telling_days
            on_a_day_told = on_a_day_told or is_within(told, day)
    now = ledger.drafts[-1]
    if retold and on_a_day_told:
        now.reports.append(report)
    elif retold:
        now.beside.append(in_role(OTHERWISE, report))
    else:
        now.beside.append(in_role(CLAIMING, report))


def _see_siege(world: World, ledger: Ledger, event: Event) -> None:
    told = world.reports[event.report]
    seen, besiegers = max(event.day, told.end), event.by
    while besiegers:
        besieger = besiegers & -besiegers
        besiegers ^= besieger
        _note(ledger.siege_seen, besieger, max(seen, _day_of(ledger.siege_seen, besieger, seen)))


def _confirm(world: World, ledger: Ledger, event: Event) -> None:
    """A report that says what is known already: it supports the state, and may disagree about the day."""
    told = world.reports[event.report]
    now, report = ledger.drafts[-1], event.report
    kind = told.kind
    if event.kind == BESIEGES:
        now.beside.append(in_role(BESIEGING, report))
        _see_siege(world, ledger, event)
        return
    if event.kind == CAPTURES and not event.by & now.situation.holders:
        now.beside.append(
            in_role(OTHERWISE, report)
        )  # a capture by those who are known to hold it already: somebody else did, says this text
        return
    tighter = _bounds(told, now, event)
    if (
        kind != HOLDS
        and event.day == now.since.day
        and days_between(tighter.earliest, tighter.latest) < days_between(now.since.earliest, now.since.latest)
    ):
        now = _dated(now, now.start, tighter, tighter if now.began.day == event.day else now.began)
        now.reports.insert(0, report)  # a more exact telling of the same turn, so it decides
    else:
        now.reports.append(report)
    now = _seen(now, OWN if event.via == OWN else now.via, max(now.evidence_on, _evidence_day(told, event)))
    retold = kind in (CAPTURES, HANDS_OVER) and now.situation.status == HELD and is_exact(told)
    if retold and 0 < event.day - now.since.day <= world.telling_days and not is_within(told, now.since.day):
        now.beside.append(in_role(OTHERWISE, report))
        since = Span(now.since.day, now.since.earliest, max(now.since.latest, told.latest))
        now = _dated(now, now.start, since, now.began)
    ledger.drafts[-1] = now


def _note_claim(world: World, ledger: Ledger, event: Event) -> None:
    """Keep a claim beside the state. If the place was just left to nobody, the claim to have entered it is borne out by that."""
    told = world.reports[event.report]
    now, report = ledger.drafts[-1], event.report
    if told.place != ledger.place:
        return  # it stands beside the area
    kind = told.kind
    if kind in (CAPTURES, HOLDS, HANDS_OVER, CLAIMS) and event.by and told.serves_itself:
        ledger.pending.append((event.day, report))
        if now.situation.status == NOT_KNOWN and ledger.left and kind != CLAIMS:
            day, left = ledger.left[0]
            if event.day - day <= world.claim_days:
                situation, bounds = held(event.by, now.situation.besiegers), _bounds(told, now, event)
                _begin(world, ledger, _fresh(now, event.day, situation, bounds, [left, report], BORNE_OUT, OWN, event.day), False)
                return
    if (told.doubted or told.unreviewed) and _says_otherwise(world, report, event.by, now.situation):
        now.beside.append(in_role(OTHERWISE, report))
    now.beside.append(in_role(CLAIMING, report))


def _says_otherwise(world: World, report: int, by: Factions, now: Situation) -> bool:
    """Whether a report tells that others are in a place, or fight for it, than those who hold it."""
    kind = world.reports[report].kind
    if kind == CONTESTS:
        return by & ~now.holders != NOBODY
    return by != NOBODY and not by & now.holders and kind not in (BESIEGES, LIFTS_SIEGE)


def _borne_out(world: World, ledger: Ledger, day: int) -> int:
    """Return the latest waiting claim that a withdrawal on this day bears out, or -1."""
    holders = ledger.drafts[-1].situation.holders
    for number in range(len(ledger.pending) - 1, -1, -1):
        claimed, report = ledger.pending[number]
        if day - claimed <= world.claim_days and not world.reports[report].by & holders:
            return report
    return -1


def _contradict(world: World, now: Draft, event: Event, new: Draft) -> None:
    """Note beside a new state the reports that it cannot be squared with: another source named another side, and nothing happened between."""
    told = world.reports[event.report]
    if now.situation.status != HELD or new.situation.status != HELD or _sides_of(world, new.situation.holders) & now.situation.holders:
        return
    if told.kind == SEIZES_BRIEFLY or now.rule == SEIZES_BRIEFLY or event.day - now.evidence_on > world.dispute_days:
        return
    same_day = now.start == event.day
    if told.kind == HOLDS or same_day:
        for other in now.reports:
            if world.reports[other].source != told.source and (same_day or world.reports[other].kind == HOLDS):
                new.beside.append(in_role(OTHERWISE, other))


def _rename(world: World, ledger: Ledger, day: int, old: Factions, new: Factions) -> None:
    """A faction became another: whoever held or besieged under the old name does so under the new."""
    on_day = Span(day, day, day)
    if ledger.interrupted:
        before = ledger.interrupted[0]
        since = on_day if before.situation.holders & old else before.since
        ledger.interrupted[0] = _told_as(before, _renamed(before.situation, old, new), since)
    seen = _day_of(ledger.siege_seen, old, NEVER)
    if seen != NEVER:
        _note(ledger.siege_seen, new, seen)
    now = ledger.drafts[-1]
    situation = _renamed(now.situation, old, new)
    if situation != now.situation:
        draft = _carried(now, now, day, situation, on_day, now.reports[:], RENAMED)
        since = on_day if now.situation.holders & old else now.since  # under this name it is held from this day
        _begin(world, ledger, _dated(draft, day, since, on_day), True)


def _renamed(now: Situation, old: Factions, new: Factions) -> Situation:
    holders = (now.holders & ~old) | new if now.holders & old else now.holders
    besiegers = (now.besiegers & ~old) | new if now.besiegers & old else now.besiegers
    return Situation(now.status, holders, besiegers & ~holders)


def _follow(world: World, ledger: Ledger, turn: Turn) -> None:
    """A site goes with its town when the same side held both; a garrison of another side stays."""
    now = ledger.drafts[-1]
    holders = now.situation.holders
    if now.situation.status != HELD or holders & ~kin_of(world, turn.against) or holders & turn.by:
        return
    if now.start == turn.day and now.rule != RENAMED:
        return  # a report of that day speaks of the site itself
    # of a site that nobody has spoken of for long it is not known whether it still exists: the turn makes it unknown
    stale = turn.kind == AGES or turn.day - now.evidence_on > world.horizon_days
    ledger.interrupted.clear()
    situation = held(NOBODY if stale else turn.by, now.situation.besiegers)
    rule = AGED if stale else FOLLOWS_TOWN
    _begin(world, ledger, _fresh(now, turn.day, situation, turn.bounds, turn.reports[:], rule, TOWN, turn.day), False)


def _split(world: World, ledger: Ledger, event: Event) -> None:
    """Another side holds part of an area: nobody holds the whole of it any more."""
    told = world.reports[event.report]
    now, kind = ledger.drafts[-1], told.kind
    tells = kind in (CAPTURES, HANDS_OVER, SEIZES_BRIEFLY, JOINS, HOLDS)
    if tells and now.situation.status == HELD and event.by & ~kin_of(world, now.situation.holders):
        ledger.interrupted.clear()
        situation = Situation(NOT_KNOWN, NOBODY, now.situation.besiegers)
        _begin(
            world, ledger, _fresh(now, event.day, situation, _bounds(told, now, event), [event.report], IN_PARTS, AREA, event.day), False
        )


def _restore(world: World, ledger: Ledger, event: Event) -> None:
    """A brief seizure or a contest with a known end is over, and nothing else decided: back to what was before."""
    told = world.reports[event.report]
    now, report = ledger.drafts[-1], event.report
    if not ledger.interrupted or report not in now.reports:
        return
    before = ledger.interrupted[0]
    ledger.interrupted.clear()
    situation = Situation(before.situation.status, before.situation.holders, now.situation.besiegers & ~before.situation.holders)
    earliest, latest = told.end_earliest, told.end_latest
    bounds = Span(event.day, earliest + 1 if earliest else event.day, latest + 1 if latest else event.day)
    if situation == now.situation:
        return
    draft = _carried(now, before, event.day, situation, bounds, before.reports[:], RESTORED)
    _besieged(draft, _both(beside(before, BESIEGING), beside(now, BESIEGING)) if situation.besiegers else none())
    _begin(world, ledger, draft, True)


def _fresh(now: Draft, day: int, situation: Situation, bounds: Span, reports: list[int], rule: int, via: int, evidence_on: int) -> Draft:
    """Return the beginning of a state that follows the present one."""
    new = Draft(day, situation, bounds, bounds, rule, via, evidence_on, reports, none())
    if situation.besiegers:
        _move(now, new, BESIEGING)
    return new


def _carried(now: Draft, carry: Draft, day: int, situation: Situation, bounds: Span, reports: list[int], rule: int) -> Draft:
    """Return the beginning of a state in which another one's age, evidence and doubt go on."""
    new = _fresh(now, day, situation, bounds, reports, rule, carry.via, carry.evidence_on)
    _move(carry, new, OTHERWISE)
    return _dated(new, day, carry.since, bounds)


def _begin(world: World, ledger: Ledger, new: Draft, carried: bool) -> None:
    """Close the present state and begin the next. Of a state of no length what was said stays beside its successor."""
    now = ledger.drafts[-1]
    lost = now.situation.holders & ~new.situation.holders
    while lost:
        faction = lost & -lost
        lost ^= faction
        _note(ledger.former, faction, new.start)
    if now.start < new.start:
        ledger.drafts.append(new)
        return
    if not carried:
        told = _both(new.reports, beside(new, OTHERWISE))
        for report in now.reports:
            if report not in told:
                _keep(world, new, report)
    _move(now, new, CLAIMING)
    _move(now, new, ATTACKING)
    ledger.drafts[-1] = new


def _keep(world: World, now: Draft, report: int) -> None:
    """Keep what was told of the same day before it came to the present state: it is part of how it came so, and says how sure that is.

    Only what nobody has reviewed does not speak for the state where it tells of others, or of fighting: its order within the day may be misread.
    """
    told = world.reports[report]
    others = told.kind in (HOLDS, CAPTURES, HANDS_OVER, REPELS, JOINS) and not told.by & kin_of(world, now.situation.holders)
    if told.unreviewed and told.kind == CONTESTS and now.situation.status != FOUGHT_OVER:
        now.beside.append(in_role(ATTACKING, report))
    elif told.unreviewed and others and now.situation.status == HELD:
        now.beside.append(in_role(OTHERWISE, report))
    else:
        now.reports.append(report)


def _finished(world: World, ledger: Ledger) -> list[Draft]:
    """Return the states, the time line beginning at the dawn; states of the same situation that follow each other are one."""
    found = ledger.drafts[:0]
    for number, draft in enumerate(ledger.drafts):
        if number + 1 < len(ledger.drafts) and ledger.drafts[number + 1].start <= world.dawn:
            continue
        if found and found[-1].situation == draft.situation:  # what came between had no length
            found[-1] = _merged(found[-1], draft)
        else:
            start = max(draft.start, world.dawn)
            since = Span(world.dawn, OPEN, OPEN) if draft.since.day == BEGINNING else draft.since
            began = Span(world.dawn, OPEN, OPEN) if draft.began.day == BEGINNING else draft.began
            found.append(_dated(draft, start, since, began))
    return found


def _merged(first: Draft, second: Draft) -> Draft:
    return Draft(
        first.start, first.situation, first.since, first.began, first.rule, OWN if OWN in (first.via, second.via) else second.via,
        max(first.evidence_on, second.evidence_on), _both(first.reports, second.reports), _both(first.beside, second.beside),
    )  # fmt: skip


def _both(first: list[int], second: list[int]) -> list[int]:
    """Return the reports of two lists, each once."""
    told = set(first)
    found = first[:0]
    told.clear()
    for reports in (first, second):
        for report in reports:
            if report not in told:
                told.add(report)
                found.append(report)
    return found


def _dated(draft: Draft, start: int, since: Span, began: Span) -> Draft:
    return Draft(start, draft.situation, since, began, draft.rule, draft.via, draft.evidence_on, draft.reports, draft.beside)


def _seen(draft: Draft, via: int, evidence_on: int) -> Draft:
    return Draft(draft.start, draft.situation, draft.since, draft.began, draft.rule, via, evidence_on, draft.reports, draft.beside)


def _told_as(draft: Draft, situation: Situation, since: Span) -> Draft:
    return Draft(draft.start, situation, since, draft.began, draft.rule, draft.via, draft.evidence_on, draft.reports, draft.beside)


def _bounds(told: Told, now: Draft, event: Event) -> Span:
    """Return the bounds of the change that a report tells of; an open beginning ends at the last evidence of what was before."""
    day, earliest, latest = event.day, told.earliest, told.latest
    if told.kind == HOLDS:
        earliest = OPEN
    elif earliest == OPEN and now.evidence_on > BEGINNING:
        earliest = min(day, now.evidence_on + 1)
    if (latest != OPEN and latest < day) or (earliest != OPEN and earliest > day):
        return Span(day, day, day)
    return Span(day, earliest, latest)


def _evidence_day(told: Told, event: Event) -> int:
    return told.end if told.end and told.kind == HOLDS else event.day


def _day_known(told: Told) -> bool:
    return told.earliest != OPEN and told.latest != OPEN and told.latest - told.earliest <= 1


def _sides_of(world: World, factions: Factions) -> Factions:
    """Return all factions of the blocs that some belong to."""
    found = NOBODY
    for bloc in world.blocs:
        if bloc & factions:
            found |= bloc
    return found


def _one_side(world: World, factions: Factions) -> bool:
    """Whether all are of one bloc; nobody is of none."""
    for bloc in world.blocs:
        if bloc & factions:
            return not factions & ~bloc
    return False


def _day_of(days: list[tuple[Factions, int]], faction: Factions, otherwise: int) -> int:
    """Return the day kept for a faction."""
    for who, day in days:
        if who == faction:
            return day
    return otherwise


def _note(days: list[tuple[Factions, int]], faction: Factions, day: int) -> None:
    """Keep a day for a faction."""
    for number in range(len(days)):
        if days[number][0] == faction:
            days[number] = (faction, day)
            return
    days.append((faction, day))

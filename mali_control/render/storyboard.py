"""What a film shows when: one beat for each day that it stops at, and how long each stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from ..dates import add_months
from ..errors import BadOutput, UnknownName
from .looks import Turn, turns
from .scene import Scene

STEPS = ("1d", "1w", "1m", "change")
FIRST_HOLD, LAST_HOLD = 2.0, 4.0
EASING = 0.4
LINE_HOLD, LONGEST_HOLD = 0.35, 3.5
"""Seconds for each further line of what changed, and the most of a beat."""
CHANGE_HOLD = 1.0
QUIET_TOTAL, QUIET = 60.0, 0.25
"""Days without a change get a quarter of a second, and all together no more than a minute."""
MOST_BEATS = 10_000
"""A film shows no more pictures: each day of 27 years, and nobody watches longer."""
_STEP = re.compile(r"([1-9]\d{0,3})([dwm])")


class Beat(NamedTuple):
    """A day at which the film stops: what changed hands since the beat before, the latest first, and how long it stays, in seconds."""

    day: date
    turns: tuple[Turn, ...]
    seconds: float


class Shot(NamedTuple):
    """A picture of the film: a beat, or the way to it from the one before (``share`` below 1), shown for ``frames`` frames."""

    beat: int
    share: float
    frames: int


@dataclass(frozen=True)
class Storyboard:
    """The beats of a film in order, and all that changed hands in the span and the month before, the latest first."""

    first: date
    last: date
    step: str
    beats: tuple[Beat, ...]
    turns: tuple[Turn, ...]

    def shots(self, fps: int) -> Iterator[Shot]:
        """Return the pictures of the film; what changes hands is faded in."""
        for number, beat in enumerate(self.beats):
            easing = round(EASING * fps) if beat.turns and number else 0
            for frame in range(1, easing):
                yield Shot(number, _eased(frame / easing), 1)
            yield Shot(number, 1.0, max(1, round(beat.seconds * fps)))


def storyboard(scene: Scene, first: date, last: date, *, step: str | None = None, pace: float = 1.0) -> Storyboard:
    """Plan a film of the days from ``first`` to ``last``, both included and always shown.

    ``step`` is "1d", "1w", "1m" (any number of days, weeks, months), or "change" for the days on which a place changed hands; not given, it is a
    day, a week or a month as the span is long. ``pace`` is how many times faster than usual everything goes but the first and last picture.

    Raises UnknownName for a step that is none of these, and BadOutput for more pictures than a film can have.
    """
    step = step or ("1d" if (last - first).days <= 200 else "1w" if (last - first).days <= 800 else "1m")
    found = turns(scene, first - timedelta(days=30), last)
    days = _days(first, last, step, [turn.day for turn in found])
    quiet = min(QUIET, QUIET_TOTAL / len(days)) if step != "change" else CHANGE_HOLD
    beats = []
    for number, day in enumerate(days):
        since = days[number - 1] if number else day - timedelta(days=1)
        new = tuple(turn for turn in found if since < turn.day <= day)
        seconds = min(LONGEST_HOLD, CHANGE_HOLD + LINE_HOLD * (len(new) - 1)) if new else quiet
        if number == 0:
            seconds = max(FIRST_HOLD, seconds)
        elif day == last:
            seconds = max(LAST_HOLD, seconds)
        else:
            seconds /= pace
        beats.append(Beat(day, new, seconds))
    return Storyboard(first, last, step, tuple(beats), tuple(found))


def _days(first: date, last: date, step: str, changes: Sequence[date]) -> list[date]:
    if step == "change":
        return sorted({first, last, *(day for day in changes if first <= day <= last)})
    match = _STEP.fullmatch(step)
    if match is None:
        raise UnknownName("step", step, STEPS, f"unknown step {step!r}: write 1d, 1w, 1m (a number of days, weeks, months) or change")
    count, unit = int(match[1]), match[2]
    days = [first]
    while days[-1] < last:
        if len(days) == MOST_BEATS:
            raise BadOutput(
                f"the film would have more than {MOST_BEATS:,} pictures between {first} and {last}: take a longer step than {step}, or a shorter span"
            )
        done = len(days) * count
        following = add_months(first, done) if unit == "m" else first + timedelta(days=done * (7 if unit == "w" else 1))
        days.append(min(following, last))
    return days


def _eased(share: float) -> float:
    """A share of the way that starts and ends gently."""
    return share * share * (3 - 2 * share)

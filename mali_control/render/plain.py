"""The map's content as a plain table, for readers, programs and browsers that run no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from operator import attrgetter

import numpy as np

from ..control import NOT_KNOWN
from ..differences import Difference
from ..history import State
from ..places import Place
from . import style
from .page import inert
from .scene import Scene
from .speech import fill

MOST_ROWS = 400
"""A longer table would weigh more than the map."""
_STYLE = (
    ".folium-map { display: none } noscript { display: block; padding: 1em; font: 15px/1.4 Arial, sans-serif } "
    "noscript th, noscript td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0 }"
)


def table(scene: Scene, day: date, heading: str) -> str:
    """Return a noscript element with a table of the places of which something is known on a day. All text in it is inert."""
    known = _known(scene, day)
    holders: dict[tuple[object, ...], str] = {}

    def row(place: Place) -> Sequence[str]:
        state = scene.history.at(place.id, day)
        who = state.status, state.controllers, state.besieged_by
        if who not in holders:  # of many places the same is said
            holders[who] = scene.speech.holder(scene.factions, state)
        return _row(scene, state, holders[who])

    rows = map(row, nsmallest(MOST_ROWS, known, key=attrgetter("name")))
    return _page(scene, heading, scene.speech.words["columns"], rows, len(known))


def difference_table(scene: Scene, found: Sequence[Difference], days: tuple[date, date], heading: str) -> str:
    """Return a noscript element with a table of the differences between two days. All text in it is inert."""
    first, second = (scene.speech.long_date(day) for day in days)
    columns = [fill(column, first=first, second=second) for column in scene.speech.words["difference_columns"]]
    return _page(scene, heading, columns, (_difference_row(scene, difference) for difference in found[:MOST_ROWS]), len(found))


def _page(scene: Scene, heading: str, columns: Iterable[str], rows: Iterable[Sequence[str]], count: int) -> str:
    """The table; ``rows`` are the first MOST_ROWS of ``count``."""
    words = scene.speech.words
    body = "".join(f"<tr><th>{cells[0]}</th>{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>" for cells in rows)
    more = f"<p>{inert(fill(words['more'], n=str(count - MOST_ROWS)))}</p>" if count > MOST_ROWS else ""
    head = "".join(f"<th>{inert(column)}</th>" for column in columns)
    return (
        f"<noscript><style>{_STYLE}</style><h1>{inert(heading)}</h1><p>{inert(words['caption'])}</p>"
        f"<p>{inert(words['definition'])}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</noscript>"
    )


def _known(scene: Scene, day: date) -> list[Place]:
    """The places of which something is known on a day."""
    places = list(scene.gazetteer.values())
    states = scene.states
    unknown = np.array([situation.status == NOT_KNOWN for situation in states.situations], dtype=bool)
    first = np.cumsum(states.lengths) - states.lengths
    begun = np.bincount(np.repeat(np.arange(len(places)), states.lengths)[states.start <= day.toordinal()], minlength=len(places))
    found = np.flatnonzero(~unknown[states.situation[first + np.maximum(begun, 1) - 1]])
    return [places[number] for number in found.tolist()]


def _row(scene: Scene, state: State, holder: str) -> Sequence[str]:
    place, say = scene.gazetteer[state.place], scene.speech
    region = scene.gazetteer[place.region].name if place.region and place.region in scene.gazetteer else ""
    confidence = state.confidence
    level = {"strong": "strong", "medium": "medium", "weak": "weak_word"}[style.level(confidence)]
    text = (
        place.name, say.words["place_kinds"].get(place.kind, place.kind), region, holder, say.since(state.since, state.asked),
        f"{say.words[level]} ({say.number(confidence, 2)})", _titles(scene, state),
    )  # fmt: skip
    return [inert(part) for part in text]


def _difference_row(scene: Scene, difference: Difference) -> Sequence[str]:
    place, after, say = scene.gazetteer[difference.place], difference.after, scene.speech
    gained, lost = (say.who(scene.factions, who, after.day) for who in (difference.gained_by, difference.lost_by))
    text = (
        place.name, say.words["place_kinds"].get(place.kind, place.kind), say.words["difference_sorts"][difference.sort],
        say.holder(scene.factions, difference.before), say.holder(scene.factions, after), gained, lost, say.since(difference.since, after.asked),
        _titles(scene, after),
    )  # fmt: skip
    return [inert(part) for part in text]


def _titles(scene: Scene, state: State) -> str:
    """The titles of the sources of a state's reports, each once."""
    titles = dict.fromkeys(scene.sources[r.source].title if r.source in scene.sources else r.source for r in state.reports)
    return str(scene.speech.words["semicolon"]).join(titles)

"""The map's content as a plain table, for readers, programs and browsers that run no scripts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from ..history import State
from . import style
from .page import inert
from .scene import Scene

MOST_ROWS = 1000
"""A longer table would weigh more than the map."""
_STYLE = (
    ".folium-map { display: none } noscript { display: block; padding: 1em; font: 15px/1.4 Arial, sans-serif } "
    "noscript th, noscript td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0 }"
)


def table(scene: Scene, day: date, heading: str) -> str:
    """Return a noscript element with a table of the places of which something is known on a day. All text in it is inert."""
    words = scene.speech.words
    known = _known(scene, day)
    rows = "".join(
        f"<tr><th>{cells[0]}</th>{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"
        for cells in (_row(scene, state.on(day)) for state in known[:MOST_ROWS])
    )
    more = f"<p>{inert(words['more'].replace('{n}', str(len(known) - MOST_ROWS)))}</p>" if len(known) > MOST_ROWS else ""
    head = "".join(f"<th>{inert(column)}</th>" for column in words["columns"])
    return (
        f"<noscript><style>{_STYLE}</style><h1>{inert(heading)}</h1><p>{inert(words['caption'])}</p>"
        f"<p>{inert(words['definition'])}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}</noscript>"
    )


def _known(scene: Scene, day: date) -> list[State]:
    found = {}
    for place in scene.gazetteer:
        states = scene.history.of(place)
        found[place] = states[max(0, bisect_right(states, day, key=attrgetter("start")) - 1)]
    return sorted((s for s in found.values() if s.status != "unknown"), key=lambda state: scene.gazetteer[state.place].name)


def _row(scene: Scene, state: State) -> Sequence[str]:
    place, say = scene.gazetteer[state.place], scene.speech
    region = scene.gazetteer[place.region].name if place.region and place.region in scene.gazetteer else ""
    level = {"strong": "strong", "medium": "medium", "weak": "weak_word"}[style.level(state.confidence)]
    titles = dict.fromkeys(scene.sources[r.source].title if r.source in scene.sources else r.source for r in state.reports)
    text = (
        place.name, say.words["place_kinds"].get(place.kind, place.kind), region, say.holder(scene.factions, state), say.since(state.since),
        f"{say.words[level]} ({say.number(state.confidence, 2)})", say.words["semicolon"].join(titles),
    )  # fmt: skip
    return [inert(part) for part in text]

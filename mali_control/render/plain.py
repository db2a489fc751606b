"""The map's content as a plain table, for readers, programs and browsers that run no scripts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from ..history import Bounds, State
from . import style
from .page import inert
from .scene import Scene
from .words import LANGUAGES

Words = Mapping[str, Any]

MOST_ROWS = 1000
"""A longer table would weigh more than the map."""
_STYLE = (
    ".folium-map { display: none } noscript { display: block; padding: 1em; font: 15px/1.4 Arial, sans-serif } "
    "noscript th, noscript td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0 }"
)


def table(scene: Scene, day: date, heading: str) -> str:
    """Return a noscript element with a table of the places of which something is known on a day. All text in it is inert."""
    words = LANGUAGES[scene.language]
    known = _known(scene, day)
    rows = "".join(
        f"<tr><th>{cells[0]}</th>{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>"
        for cells in (_row(scene, state.on(day), words) for state in known[:MOST_ROWS])
    )
    more = f"<p>{inert(_fill(words['more'], n=str(len(known) - MOST_ROWS)))}</p>" if len(known) > MOST_ROWS else ""
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


def _row(scene: Scene, state: State, words: Words) -> Sequence[str]:
    place = scene.gazetteer[state.place]
    region = scene.gazetteer[place.region].name if place.region and place.region in scene.gazetteer else ""
    level = {"strong": "strong", "medium": "medium", "weak": "weak_word"}[style.level(state.confidence)]
    titles = dict.fromkeys(scene.sources[r.source].title if r.source in scene.sources else r.source for r in state.reports)
    text = (
        place.name, words["place_kinds"].get(place.kind, place.kind), region, holder(scene, state, words), since(state.since, words),
        f"{words[level]} ({state.confidence:.2f})", "; ".join(titles),
    )  # fmt: skip
    return [inert(part) for part in text]


def holder(scene: Scene, state: State, words: Words) -> str:
    """Return who holds a place, in words."""
    who = [scene.factions.name(faction, state.day) for faction in state.controllers]
    form = ("by_contested" if len(who) > 1 else "by_contested_one") if state.status == "contested" else "by_joint" if len(who) > 1 else "by"
    said = _fill(words[form], who=_list(who, words))
    if state.besieged_by:
        said += "; " + _fill(words["siege"], who=_list([scene.factions.name(f, state.day) for f in state.besieged_by], words))
    return said


def since(bounds: Bounds, words: Words) -> str:
    """Return since when, in words: "since 14 November 2023", "since at the latest 2 October 2023", "since between ... and ...".

    Empty where nothing is known of it.
    """
    earliest, latest = (_date(day, words) if day is not None and day.year > 1 else "" for day in (bounds.earliest, bounds.latest))
    if not earliest and not latest:
        return ""
    form = "since_latest" if not earliest else "since_earliest" if not latest else "since" if earliest == latest else "since_between"
    return _fill(words[form], a=earliest, b=latest)


def _date(day: date, words: Words) -> str:
    return f"{words['first'] if day.day == 1 else day.day}{words['day_space']}{words['months'][day.month - 1]} {day.year}"


def _list(names: Sequence[str], words: Words) -> str:
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])}{words['and']}{names[-1]}"


def _fill(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value, 1)
    return text

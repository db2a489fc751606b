"""The map's content as a plain table, for readers, programs and browsers that run no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..differences import Difference
from ..history import Bounds, State
from . import style
from .page import inert
from .scene import Scene
from .words import LANGUAGES

Words = Mapping[str, Any]

_STYLE = (
    ".folium-map { display: none } noscript { display: block; padding: 1em; font: 15px/1.4 Arial, sans-serif } "
    "noscript th, noscript td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0 }"
)


def table(scene: Scene, day: date, heading: str) -> str:
    """Return a noscript element with a table of the places of which something is known on a day. All text in it is inert."""
    words = LANGUAGES[scene.language]
    return _page(words, heading, words["columns"], (_row(scene, state, words) for state in _known(scene, day)))


def difference_table(scene: Scene, found: Sequence[Difference], heading: str) -> str:
    """Return a noscript element with a table of the differences between two days. All text in it is inert."""
    words = LANGUAGES[scene.language]
    dates = {"first": _date(found[0].before.day, words), "second": _date(found[0].after.day, words)} if found else {}
    columns = [_fill(column, **dates) for column in words["difference_columns"]]
    return _page(words, heading, columns, (_difference_row(scene, difference, words) for difference in found))


def _page(words: Words, heading: str, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(f"<tr><th>{cells[0]}</th>{''.join(f'<td>{cell}</td>' for cell in cells[1:])}</tr>" for cells in rows)
    head = "".join(f"<th>{inert(column)}</th>" for column in columns)
    return (
        f"<noscript><style>{_STYLE}</style><h1>{inert(heading)}</h1><p>{inert(words['caption'])}</p>"
        f"<p>{inert(words['definition'])}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></noscript>"
    )


def _known(scene: Scene, day: date) -> Iterable[State]:
    states = (scene.history.at(place, day) for place in scene.gazetteer)
    return sorted((s for s in states if s.status != "unknown"), key=lambda state: scene.gazetteer[state.place].name)


def _row(scene: Scene, state: State, words: Words) -> Sequence[str]:
    place = scene.gazetteer[state.place]
    region = scene.gazetteer[place.region].name if place.region and place.region in scene.gazetteer else ""
    level = {"strong": "strong", "medium": "medium", "weak": "weak_word"}[style.level(state.confidence)]
    text = (
        place.name, words["place_kinds"].get(place.kind, place.kind), region, holder(scene, state, words), since(state.since, words),
        f"{words[level]} ({state.confidence:.2f})", _titles(scene, state),
    )  # fmt: skip
    return [inert(part) for part in text]


def _difference_row(scene: Scene, difference: Difference, words: Words) -> Sequence[str]:
    place, after = scene.gazetteer[difference.place], difference.after
    gained, lost = (_list([scene.factions.name(f, after.day) for f in who], words) for who in (difference.gained_by, difference.lost_by))
    text = (
        place.name, words["place_kinds"].get(place.kind, place.kind), words["difference_sorts"][difference.sort],
        holder(scene, difference.before, words), holder(scene, after, words), gained, lost, since(difference.since, words), _titles(scene, after),
    )  # fmt: skip
    return [inert(part) for part in text]


def _titles(scene: Scene, state: State) -> str:
    """The titles of the sources of a state's reports, each once."""
    return "; ".join(dict.fromkeys(scene.sources[r.source].title if r.source in scene.sources else r.source for r in state.reports))


def holder(scene: Scene, state: State, words: Words) -> str:
    """Return who holds a place, in words."""
    who = [scene.factions.name(faction, state.day) for faction in state.controllers]
    forms = {"controlled": ("by", "by_joint"), "contested": ("by_contested_one", "by_contested"), "unknown": ("by_unknown", "by_unknown")}
    form = forms[state.status][len(who) > 1]
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

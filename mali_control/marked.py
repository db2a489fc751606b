"""Texts with their places marked, beside a map: one HTML page that needs no network and no script.

Everything that comes from a text or a data file passes ``html.escape``; positions are numbers; nothing else goes into the page.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from .mentions import Mention
from .places import Gazetteer, Place
from .sketch import STYLE as SKETCH_STYLE
from .sketch import Frame, Spot, sketch

LABELS = 60
"""So many of the places that are named most often may bear their names on the map."""

STYLE = """
:root{--ink:#1b1f24;--paper:#fff;--quiet:#57606a;--mark:#fff1b8;--edge:#b08800;--lost:#ffd8d3;--land:#f4f1ea;--near:#eae6dc;--water:#bcd7ea}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181c;--quiet:#9aa4b0;--mark:#4b3f12;--edge:#d9b84a;--lost:#5c2a26;--land:#2a2d33;
--near:#212329;--water:#29435a}}
*{box-sizing:border-box}body{margin:0;font:16px/1.6 Georgia,serif;color:var(--ink);background:var(--paper)}
.page{display:grid;grid-template-columns:minmax(0,1fr) minmax(320px,44%);gap:2rem;max-width:1500px;margin:0 auto;padding:1.5rem}
aside{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto;font:14px/1.45 system-ui,sans-serif}
h1,h2{font:600 1.1rem/1.3 system-ui,sans-serif;margin:0 0 .6rem;overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0 0 2rem}
a.m{color:inherit;text-decoration:none;background:var(--mark);border-bottom:2px solid var(--edge);border-radius:2px;padding:0 1px}
a.skip{position:absolute;left:-999rem;padding:.6rem;background:var(--paper);color:inherit}a.skip:focus{left:.5rem;top:.5rem}
a.m.u{background:var(--lost);border-bottom-style:dashed}a.m:focus,a.m:hover{outline:2px solid var(--edge)}
circle{fill:var(--edge);fill-opacity:.75;stroke:var(--ink);stroke-width:.8}
table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{text-align:left;padding:.15rem .5rem .15rem 0;vertical-align:top}
tr:target td,a.m:target{background:var(--mark);outline:2px solid var(--edge)}.q{color:var(--quiet)}
@media (max-width:900px){.page{grid-template-columns:1fr}aside{position:static;max-height:none}}
@media print{.page{display:block}aside{position:static;max-height:none}}
"""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, what it is called, and the places in it (in order; none overlapping another)."""

    title: str
    text: str
    mentions: tuple[Mention, ...]


def marked_page(texts: Sequence[MarkedText], gazetteer: Gazetteer, basemap: Iterable[Mapping[str, Any]] = ()) -> str:
    """Return a page with texts, their places marked, and a map of them."""
    counts = Counter(m.place for text in texts for m in text.mentions if m.place)
    lost = Counter(m.text for text in texts for m in text.mentions if m.place is None)
    places = [gazetteer[place] for place, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    rows = {place.id: number for number, place in enumerate(places, start=1)}
    written = "".join(f"<h2>{escape(text.title)}</h2><pre>{''.join(_marked(text, gazetteer, rows))}</pre>" for text in texts)
    title = f"Places in {', '.join(text.title for text in texts[:3])}{' and others' if len(texts) > 3 else ''}"
    total = sum(counts.values())
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}{SKETCH_STYLE}</style></head>\n"
        f'<body><a class="skip" href="#places">Skip the text, go to the map and the table</a>\n'
        f'<div class="page"><main>{written}</main><aside id="places" tabindex="-1"><h1>{total:,} mentions of {len(places):,} places</h1>'
        f"{_map(places, counts, rows, basemap)}{_table(places, counts, rows)}{_lost(lost)}</aside></div></body></html>\n"
    )


def _marked(text: MarkedText, gazetteer: Gazetteer, rows: Mapping[str, int]) -> Iterator[str]:
    """Give a text as HTML, each mention a link to its row."""
    here = 0
    for mention in text.mentions:
        if mention.start < here:
            continue
        yield escape(text.text[here : mention.start])
        written = escape(text.text[mention.start : mention.end])
        if mention.place is None:
            yield f'<a class="m u" href="#unknown" title="{escape(mention.decided)}">{written}</a>'
        else:
            about = f"{gazetteer[mention.place].name} ({mention.place}), score {mention.score:.2f}: {mention.decided}. {mention.note}"
            yield f'<a class="m" href="#p{rows[mention.place]}" title="{escape(about.strip())}">{written}</a>'
        here = mention.end
    yield escape(text.text[here:])


def _table(places: Sequence[Place], counts: Mapping[str, int], rows: Mapping[str, int]) -> str:
    cells = "".join(
        f'<tr id="p{rows[p.id]}"><td>{escape(p.name)}</td><td class="q">{escape(p.kind)}</td><td>{counts[p.id]}</td>'
        f'<td class="q">{"not located" if not p.located else f"{p.lat:.2f}, {p.lon:.2f}"}</td></tr>'
        for p in places
    )
    return f"<table><thead><tr><th>place</th><th>kind</th><th>times</th><th>lat, lon</th></tr></thead><tbody>{cells}</tbody></table>"


def _lost(lost: Mapping[str, int]) -> str:
    if not lost:
        return ""
    items = "".join(f"<li>{escape(name)} ({count})</li>" for name, count in sorted(lost.items(), key=lambda item: (-item[1], item[0])))
    return f'<h1 id="unknown">Names that the gazetteer lacks</h1><ul>{items}</ul>'


def _map(places: Sequence[Place], counts: Mapping[str, int], rows: Mapping[str, int], basemap: Iterable[Mapping[str, Any]]) -> str:
    spots = [
        Spot(
            lon=place.lon, lat=place.lat, name=place.name, about=f"{place.name}, {counts[place.id]} times", href=f"#p{rows[place.id]}",
            radius=3 + 2 * math.log2(1 + counts[place.id]),
        )
        for place in places
        if place.lon is not None and place.lat is not None and (place.precision_km or 0) < 100
    ]  # fmt: skip
    if not spots:
        return '<p class="q">None of the places is located.</p>'
    frame = Frame.around([(spot.lon, spot.lat) for spot in spots])
    return sketch(spots, frame, basemap, "Map of the places named", most_labels=LABELS)

"""What a notebook shows of an atlas as a whole: what is in it, and the first things to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ..dates import long_date
from ..factions import Factions
from ..places import Gazetteer
from ..render.page import inert
from ..render.style import bloc_styles
from ..render.words import ENGLISH
from ..reports import Report
from ..sources import Source
from .tables import Teller, html_table

EXAMPLES = (
    ('atlas.state("{place}", "{day}")', "who held a place on a day, since when, and how sure that is"),
    ('atlas.evidence("{place}", "{day}")', "the reports behind it"),
    ('atlas.history("{place}")', "one place from the first day on"),
    ('atlas.changes("{start}", "{day}")', "what changed, and why"),
    ('atlas.snapshot("{day}")', "the map of a day"),
    ("atlas.explore()", "the live map, with a slider and filters"),
)


def atlas_card(
    gazetteer: Gazetteer, factions: Factions, sources: Mapping[str, Source], reports: tuple[Report, ...], span: tuple[date, date | None]
) -> str:
    """Return HTML that says how much an atlas holds, from which sources and about whom; ``span`` is its first day and the last one told of."""
    teller = Teller(factions, reports, sources)
    read = Counter(report.source for report in reports)
    named = {faction for report in reports for faction in (*report.by, *report.against)}
    last = f" to {long_date(span[1])}" if span[1] else ""
    counted = f"{len(read)} source{'s' * (len(read) != 1)}"
    told = f"{len(gazetteer)} places, {len(reports)} reports from {counted}, {long_date(span[0])}{last}"
    asked = _example(gazetteer, reports, span)
    blocs = [
        (
            inert(ENGLISH["blocs"].get(bloc, bloc)),
            " · ".join(f"{teller.swatch(f.id)}{inert(f.short)}" for f in factions.values() if f.bloc == bloc and f.id in named),
        )
        for bloc in bloc_styles(faction.bloc for faction in factions.values())
    ]
    cited = [(inert(sources[s].title), inert(sources[s].publisher), str(count)) for s, count in read.most_common() if s in sources]
    return (
        f"<p><b>Atlas</b>: {inert(told)}</p>"
        f"{html_table(('ask', 'for'), ((f'<code>{inert(code.format(**asked))}</code>', inert(what)) for code, what in EXAMPLES))}"
        f"{html_table(('source', 'publisher', 'reports'), cited)}"
        f"{html_table(('side', 'parties named in reports'), [row for row in blocs if row[1]])}"
    )


def _example(gazetteer: Gazetteer, reports: tuple[Report, ...], span: tuple[date, date | None]) -> dict[str, str]:
    """Return a place and days to ask for: those of the shipped atlas, else the place that most is told of and the last days."""
    if "kidal" in gazetteer:
        return {"place": "Kidal", "start": "2023-10-01", "day": "2023-11-14"}
    told = Counter(report.place for report in reports if not gazetteer[report.place].is_area)
    place = next(iter(told.most_common(1)), (next(iter(gazetteer), ""), 0))[0]
    return {"place": gazetteer[place].name if place else "", "start": str(span[0]), "day": str(span[1] or span[0])}

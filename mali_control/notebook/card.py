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
    ('atlas.state("Kidal", "2023-11-20")', "who held a place on a day, since when, and how sure that is"),
    ('atlas.evidence("Kidal", "2023-11-20")', "the reports behind it"),
    ('atlas.history("Kidal")', "one place from the first day on"),
    ('atlas.changes("2023-10-01", "2023-12-31")', "what changed, and why"),
    ('atlas.snapshot("2023-11-14")', "the map of a day"),
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
    told = f"{len(gazetteer)} places, {len(reports)} reports from {len(read)} sources, {long_date(span[0])}{last}"
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
        f"{html_table(('ask', 'for'), ((f'<code>{inert(code)}</code>', inert(what)) for code, what in EXAMPLES))}"
        f"{html_table(('source', 'publisher', 'reports'), cited)}"
        f"{html_table(('side', 'parties named in reports'), [row for row in blocs if row[1]])}"
    )

"""From a document to drafts: what the rules propose, numbered, beside what is known already and the names that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..factions import Factions
from ..geoparse import Finder
from ..reports import Report
from ..sources import Source
from .documents import Document, Span, narrowed
from .drafts import Draft, Extract, drafts_of
from .known import by_place, told_already
from .reader import read_reports


def extract(
    document: Document, source: Source, finder: Finder, factions: Factions, known: Iterable[Report] = (), *, least: float = 0.0
) -> Extract:
    """Return the reports that a document tells, as drafts that cite ``source``, those at least as sure as ``least``.

    ``known`` are the reports that there are; a draft that says what one of them says names it.
    """
    narrow, stood = narrowed(document)
    mentions = finder.locate(narrow.text)
    proposals, undated = read_reports(narrow, finder, factions, published=source.published, mentions=mentions)
    sure = (replace(p, start=stood[p.start], end=stood[p.end - 1] + 1) for p in proposals if p.confidence >= least)
    drafts = drafts_of(sure, source)
    there = by_place(known)
    told = (told_already(draft.report, there) for draft in drafts)
    marked = [replace(draft, same_as=same.id) if same else draft for draft, same in zip(drafts, told, strict=True)]
    spans = [(m, stood[m.start], stood[m.end - 1] + 1) for m in mentions if m.place is None]
    lost = tuple(replace(m, start=start, end=end, text=document.text[start:end]) for m, start, end in spans)
    return Extract(document, source, _repeats_marked(marked), lost, tuple(Span(stood[s.start], stood[s.end - 1] + 1) for s in undated))


def _repeats_marked(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return drafts of one text; those that say what another says name it: the one with the nearest date of those that are surer, or first."""
    told: dict[str, list[Report]] = {}
    repeats: dict[str, str] = {}
    for draft in sorted(drafts, key=lambda draft: (not draft.report.date.exact, -draft.confidence)):
        same = told_already(draft.report, told)
        if same:
            repeats[draft.id] = same.id
        else:
            told.setdefault(draft.report.place, []).append(draft.report)
    return tuple(replace(draft, repeats=repeats.get(draft.id, "")) for draft in drafts)

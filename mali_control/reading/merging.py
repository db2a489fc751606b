"""Accepting and rejecting drafts: which are meant, what is known already, and the files as they are afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from ..errors import BadData, Problem, UnknownName
from ..reports import REPORTS, Report
from ..sources import SOURCES, Source
from ..tables import cell, to_csv
from ..text import nearest
from .drafts import DRAFTS, REJECTED, Draft, free, row_of
from .known import by_place, same_source, told_already
from .rows import Rows


@dataclass(frozen=True)
class Choice:
    """Which drafts are meant: those of ``ids``; those at least as sure as ``least`` and all, if they were not rejected; those less sure than
    ``below``, if nothing was decided on them.
    """

    ids: tuple[str, ...] = ()
    least: float | None = None
    below: float | None = None
    everything: bool = False

    def of(self, drafts: Mapping[str, Draft]) -> list[Draft]:
        """Return the drafts that are meant, in their order.

        Raises UnknownName for an id that is no draft's, BadData when nothing is chosen.
        """
        if not self.ids and self.least is None and self.below is None and not self.everything:
            raise BadData([Problem("nothing was chosen", 0, "", "name proposals by their ids, or say how sure they are")])
        for name in self.ids:
            if name not in drafts:
                numbered = [draft for draft in drafts if name.isdecimal() and draft.endswith(f"-{int(name):03}")]
                near = numbered or [near for near, _ in nearest(name, drafts)]
                said = (
                    "" if near else f"unknown proposal {name!r}; the column id of {DRAFTS.file} has their names, and so has the review page"
                )
                raise UnknownName("proposal", name, near, said)
        return [draft for draft in drafts.values() if draft.id in self.ids or self._takes(draft)]

    def _takes(self, draft: Draft) -> bool:
        if self.below is not None and draft.status == "proposed" and draft.confidence < self.below:
            return True
        return draft.status != "rejected" and (self.everything or (self.least is not None and draft.confidence >= self.least))


@dataclass
class Merged:
    """Files as they are with drafts in them.

    Attributes
    ----------
    reports, sources : the content of the two files.
    added : the ids that drafts have there, by their own.
    known : the reports there that say the same as a draft, by its id; these drafts were not added, unless told otherwise.
    new_sources : the ids of sources that were added.

    """

    reports: bytes
    sources: bytes
    added: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    new_sources: list[str] = field(default_factory=list)


def merge(
    chosen: Sequence[Draft],
    cited: Mapping[str, Source],
    reports_file: bytes,
    sources_file: bytes,
    reports: Iterable[Report],
    sources: Mapping[str, Source],
    *,
    retold: bool = False,
) -> Merged:
    """Add drafts to the files of a data directory; every row that is there stays as it is, byte for byte.

    ``cited`` are the drafts' sources; ``reports`` and ``sources`` what the directory knows. A draft that says what a report there says is
    left out, and so is one that repeats another from the same text, or from a copy of that text, unless ``retold``; but one that was taken over before
    is never added again.
    """
    into, texts = Rows(reports_file, REPORTS.file), Rows(sources_file, SOURCES.file)
    there = list(reports)
    known, taken = by_place(there), {report.id for report in there}
    done = Merged(reports_file, sources_file)
    homes: dict[str, str] = {}
    added: dict[str, dict[str, list[Report]]] = {}  # by the source that the draft cites, and by place
    for draft in sorted(chosen, key=lambda draft: bool(draft.repeats)):
        home = _home(cited[draft.report.source], sources)
        same = _itself(draft, home, there) or (None if retold else told_already(draft.report, known))
        first = "" if retold or same else done.added.get(draft.repeats, "") or _in_a_copy(draft, cited, added)
        if same or first:
            done.known[draft.id] = same.id if same else first
            continue
        if draft.report.source not in homes:
            homes[draft.report.source] = home or _add_source(cited[draft.report.source], texts, sources, done)
        name = free(draft.id, taken)
        taken.add(name)
        report = replace(draft.report, id=name, source=homes[draft.report.source])
        into.add([_cells(replace(draft, report=report))])
        done.added[draft.id] = name
        added.setdefault(draft.report.source, {}).setdefault(report.place, []).append(report)
    done.reports, done.sources = into.content(), texts.content()
    return done


def _home(source: Source, sources: Mapping[str, Source]) -> str:
    """Return the id under which a source is known already, its own before others, or nothing."""
    same = [other.id for other in sources.values() if same_source(source, other)]
    return source.id if source.id in same else next(iter(same), "")


def _in_a_copy(draft: Draft, cited: Mapping[str, Source], added: Mapping[str, Mapping[str, Sequence[Report]]]) -> str:
    """Return the id of a report just added that says the same and is from another copy of the same text, or nothing."""
    own = draft.report.source
    copies = [told for name, told in added.items() if name != own and same_source(cited[name], cited[own])]
    return next((same.id for told in copies if (same := told_already(draft.report, told))), "")


def _itself(draft: Draft, home: str, reports: Iterable[Report]) -> Report | None:
    """Return the report that a draft became before, if it did."""
    own = replace(draft.report, id="", source=home, confidence=1.0)
    same = (report for report in reports if report.source == home and replace(report, id="", confidence=1.0) == own)
    return next(same, None) if home else None


def _add_source(source: Source, texts: Rows, sources: Mapping[str, Source], done: Merged) -> str:
    name = free(source.id, [*sources, *done.new_sources])
    row = {f.name: getattr(source, f.name) for f in fields(Source)} | {"id": name}
    texts.add([{column: cell(value) for column, value in row.items()}])
    done.new_sources.append(name)
    return name


def _cells(draft: Draft) -> dict[str, str]:
    """Return the cells of a draft that somebody accepted: nothing is left of the doubt of the rule that made it."""
    return {column: cell(value) for column, value in row_of(draft).items()} | {"confidence": ""}


def decided(folder: Path, decisions: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the files of a directory of drafts as they are after decisions, by name; what is rejected stands in a file of its own.

    ``decisions`` holds for the ids of drafts what their cells become, ``status`` among them.
    """
    kept = Rows((folder / DRAFTS.file).read_bytes(), DRAFTS.file)
    aside = folder / REJECTED.file
    empty = to_csv(REJECTED, []).encode("utf-8")
    left = Rows(aside.read_bytes() if aside.exists() else empty, REJECTED.file)
    for name, cells in decisions.items():
        here, there = (kept, left) if cells["status"] == "rejected" else (left, kept)
        if name in here:
            there.add([{**here.remove(name), **cells}])
        elif any(there.row(name).get(column) != cell for column, cell in cells.items()):
            there.change(name, **cells)
    files = {DRAFTS.file: kept.content()}
    return files | ({REJECTED.file: left.content()} if aside.exists() or left.content() != empty else {})

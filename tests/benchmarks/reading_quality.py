"""How well reading works: proposals from raw texts against the reports that people read out of the same texts.

    python tests/benchmarks/reading_quality.py FOLDER [--show missed|wrong] [--half development|held-out]

FOLDER holds the texts (kidal_offensive.txt, mali_war.txt, menaka_offensive.txt, minusma_withdrawal.txt, mali_extremism.txt), which are not part
of this project. The rules were written with the development half alone in view:

* development: kidal_offensive; mali_war up to and with "Malian northward advance"; mali_extremism up to the incident of 16 January 2021 (the
  list of incidents goes back in time).
* held-out: the rest of mali_war and of mali_extremism, menaka_offensive, minusma_withdrawal.

When the blind figures had been taken (docs/quality.md gives them beside the later ones), the proposals of the held-out half with confidence 0.8
and more were read against the text, and the wrong ones about control; what they showed was mended. Since then the held-out half is not blind.

A proposal matches a report of the same text, kind and place (a camp and its town count as one) whose days are no more than two apart, and which
shares one of those who act, or leaves them open. Each report is matched once. Histories: what follows from the proposals alone (confidence 0.5
and more) against what follows from the reports of the same half, over all days from the first change to the last on which both were asked, for
every place that changes in the curated history: the share of days with the same status and holders.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import mali_control
from mali_control.atlas import Atlas
from mali_control.history import History
from mali_control.reading import Proposal, propose
from mali_control.reading.documents import Document, from_text
from mali_control.reports import Report

TEXTS = ("kidal_offensive", "minusma_withdrawal", "mali_war", "menaka_offensive", "mali_extremism")
BANDS = ((0.8, 1.01), (0.5, 0.8), (0.0, 0.5))
SLACK = timedelta(days=2)
ENOUGH = 0.5
"""Proposals with at least this confidence make the histories."""
LAST_DAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Read:
    """A text as a document, with its proposals and where its held-out half begins."""

    document: Document
    proposals: list[Proposal]
    held_out_from: int
    sections: frozenset[str]

    def half_of(self, proposal: Proposal) -> str:
        return "held-out" if proposal.start >= self.held_out_from else "development"

    def half_of_report(self, report: Report) -> str:
        if report.source in ("kidal_offensive",):
            return "development"
        if report.source in ("menaka_offensive", "minusma_withdrawal"):
            return "held-out"
        if report.source == "mali_extremism" and report.section.startswith("Major Extremist"):
            return "development" if (report.date.latest or report.date.best) >= date(2021, 1, 16) else "held-out"
        return "development" if report.section in self.sections else "held-out"


def read_texts(folder: Path, atlas: Atlas) -> dict[str, Read]:
    found = {}
    finder = atlas.finder(atlas.gazetteer)
    for name in TEXTS:
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        document = from_text(text, name)
        begin = {
            "kidal_offensive": len(text),
            "mali_war": text.find("==Insurgency (2013"),
            "mali_extremism": text.find("**January 16, 2021:**"),
        }
        at = begin.get(name, 0)
        first_held = text.find("Military Endeavors\n") if name == "mali_extremism" else at
        sections = frozenset(s.title for s in document.sections if s.start < (first_held if first_held > 0 else at))
        proposals = propose(document, finder, atlas.factions)
        found[name] = Read(document, proposals, at, sections)
    return found


def match(proposals: Sequence[Proposal], reports: Sequence[Report], atlas: Atlas) -> tuple[dict[int, Report], list[Report]]:
    """Match each report to the surest proposal that says the same; by index of the proposal, and the reports that are left."""
    free: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        free[_kind(report.kind), _town(report.place, atlas)].append(report)
    matched = {}
    for number in sorted(range(len(proposals)), key=lambda i: -proposals[i].confidence):
        proposal = proposals[number]
        candidates = free[_kind(proposal.kind), _town(proposal.place, atlas)]
        fitting = [r for r in candidates if _same_days(proposal, r) and (not proposal.by or not r.by or set(proposal.by) & set(r.by))]
        if fitting:
            best = min(fitting, key=lambda r: (r.section != proposal.section, r.place != proposal.place, set(r.by) != set(proposal.by)))
            matched[number] = best
            candidates.remove(best)
    return matched, [report for some in free.values() for report in some]


def _kind(kind: str) -> str:
    """Some words mean the same to the engine."""
    return {"leaves": "withdraws"}.get(kind, kind)


def _town(place: str, atlas: Atlas) -> str:
    of = atlas.gazetteer[place]
    return of.parent if of.is_site and of.parent else place


def _same_days(proposal: Proposal, report: Report) -> bool:
    first, last = proposal.date.earliest or date.min, proposal.date.latest or date.max
    begin, end = report.date.earliest or date.min, report.date.latest or date.max
    if report.end and report.end.latest:
        end = max(end, report.end.latest)
    return (first - SLACK if first > date.min else first) <= end and begin <= (last + SLACK if last < date.max else last)


def history_of(atlas: Atlas, reports: Iterable[Report]) -> History:
    engine = atlas.engine
    return History(
        engine.places.values(), reports, blocs=atlas.factions.blocs, kin=atlas.factions.kin, members=atlas.factions.members_ever,
        successions=atlas.factions.successions, settings=engine.settings,
    )  # fmt: skip


def agreement(curated: History, extracted: History) -> tuple[Counter[str], int]:
    """Count place-days: the same, known (somebody holds it by the reports) and the same, unknown in the extracted one, another holder; and places."""
    counts: Counter[str] = Counter()
    places = 0
    for place in curated.places:
        states = curated.of(place)
        if len({(s.status, s.controllers) for s in states}) < 2:
            continue
        places += 1
        theirs = extracted.of(place)
        edges = sorted({s.start for s in (*states, *theirs)} | {LAST_DAY})
        for begin, end in pairwise(edges):
            if begin >= LAST_DAY:
                break
            one, two = curated.at(place, begin), extracted.at(place, begin)
            length = (end - begin).days
            counts["days"] += length
            counts["known"] += length * (one.status != "unknown")
            if (one.status, one.controllers) == (two.status, two.controllers):
                counts["same"] += length
                counts["known and same"] += length * (one.status != "unknown")
            elif two.status == "unknown":
                counts["left unknown"] += length
            elif one.status == "unknown":
                counts["told beyond"] += length
            else:
                counts["another"] += length
    return counts, places


def as_reports(proposals: Iterable[tuple[str, Proposal]], least: float = ENOUGH) -> list[Report]:
    return [p.report(f"x-{i:04d}", source) for i, (source, p) in enumerate(proposals) if p.confidence >= least]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", choices=("missed", "wrong", "right"))
    parser.add_argument("--half", choices=("development", "held-out"))
    parser.add_argument("--kind")
    args = parser.parse_args()
    atlas = mali_control.load()
    begun = perf_counter()
    texts = read_texts(args.folder, atlas)
    print(f"read {sum(len(r.document.text) for r in texts.values()):,} signs in {perf_counter() - begun:.2f} s")
    for half in (args.half,) if args.half else ("development", "held-out"):
        _report_half(half, texts, atlas, args.show, args.kind)
    if not args.half:
        _histories(
            "all five texts, against the shipped atlas", atlas.engine, [(n, p) for n, r in texts.items() for p in r.proposals], atlas
        )


def _report_half(half: str, texts: dict[str, Read], atlas: Atlas, show: str | None, kind: str | None) -> None:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    bands: dict[tuple[float, float], Counter[bool]] = defaultdict(Counter)
    rules: dict[str, Counter[bool]] = defaultdict(Counter)
    chosen: list[tuple[str, Proposal]] = []
    curated: list[Report] = []
    for name, read in texts.items():
        proposals = [p for p in read.proposals if read.half_of(p) == half]
        reports = [r for r in atlas.reports if r.source == name and read.half_of_report(r) == half]
        matched, missed = match(proposals, reports, atlas)
        chosen += [(name, p) for p in proposals]
        curated += reports
        for number, proposal in enumerate(proposals):
            right = number in matched
            kinds[proposal.kind]["right" if right else "wrong"] += 1
            rules[proposal.rule][right] += 1
            bands[next(b for b in BANDS if b[0] <= proposal.confidence < b[1])][right] += 1
            if show == ("right" if right else "wrong") and kind in (None, proposal.kind):
                print(_line(proposal), "\n     ", read.document.text[proposal.start : proposal.end].replace("\n", " ")[:330])
        for report in missed:
            kinds[report.kind]["missed"] += 1
            if show == "missed" and kind in (None, report.kind):
                print(
                    f"{name} {report.id} {report.section[:20]}: {report.kind} {report.place} {report.by}>{report.against} {report.date} | {report.note}"
                )
    print(f"\n{half}: {len(curated)} reports, {len(chosen)} proposals")
    total: Counter[str] = sum(kinds.values(), Counter())
    for name, counts in [*sorted(kinds.items(), key=lambda item: -sum(item[1].values())), ("all", total)]:
        precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
        recall = counts["right"] / max(1, counts["right"] + counts["missed"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {name:15} precision {precision:5.2f}  recall {recall:5.2f}  F1 {f1:5.2f}  {dict(counts)}")
    for band in BANDS:
        right, all_ = bands[band][True], sum(bands[band].values())
        print(f"  confidence {band[0]} to {min(1.0, band[1])}: {right} of {all_} match ({right / max(1, all_):.2f})")
    print("  by rule:", ", ".join(f"{r} {c[True]}/{sum(c.values())}" for r, c in sorted(rules.items(), key=lambda i: -sum(i[1].values()))))
    _histories(half, history_of(atlas, curated), chosen, atlas)


def _histories(about: str, curated: History, chosen: list[tuple[str, Proposal]], atlas: Atlas) -> None:
    for least in (0.3, ENOUGH, 0.7):
        counts, places = agreement(curated, history_of(atlas, as_reports(chosen, least)))
        days = counts["days"]
        print(
            f"  histories ({about}; confidence {least} and more): {counts['same'] / days:.1%} of {days:,} place-days of {places} places agree; "
            f"of those with a known holder {counts['known and same'] / counts['known']:.1%}; left unknown {counts['left unknown'] / days:.1%}, "
            f"told beyond the reports {counts['told beyond'] / days:.1%}, another holder {counts['another'] / days:.1%}"
        )


def _line(p: Proposal) -> str:
    return f"{p.kind} {p.place} {';'.join(p.by) or '-'} > {';'.join(p.against)} {p.date} {p.until or ''} {p.scope} {p.standing} {p.said_by} [{p.rule} {p.confidence}]"


if __name__ == "__main__":
    main()

"""Commands that read reports out of articles, and merge those that somebody accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import atlas_of, lang_option

if TYPE_CHECKING:
    from ..atlas import Atlas
    from ..reading.drafts import Draft, Extract


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="DIR", help="The directory to write.")
@click.option("--title", default="", help="Title of the text; its own if not given.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="DATE", help="When, as EDTF (2023-11-15); days without a year are read by it.")
@click.option("--url", default="", help="Where it can be read.")
@click.option("--kind", default="", help="What sort of text it is: news report, ...")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave proposals that are less sure.")
@click.option("--date", "day", metavar="DAY", help="The day of the maps; if not given, the last on which a proposal changes something.")
@lang_option
@click.pass_context
def extract(ctx: click.Context, /, files: Sequence[str], output: str, min_confidence: float, day: str | None, lang: str, **said: str) -> None:
    """Read reports out of articles (plain text, Markdown, HTML, PDF, Word; English or French) into a directory to be reviewed.

    DIR gets sources.csv and reports.csv, which --data takes as they are, and review.html: the text with the proposals beside it, and the map
    before and after. Nothing counts elsewhere until `mali-control accept` merges it.
    """
    from ..errors import BadData, Problem
    from ..output import staging
    from ..reading.drafts import FILES, REVIEW, write_drafts

    if len(files) > 1 and any(said.values()):
        given = ", ".join(f"--{name}" for name, value in said.items() if value)
        raise BadData([Problem(given, 0, "", f"cannot be true of {len(files)} texts; read them one by one")])
    atlas = atlas_of(ctx)
    with staging(Path(output), FILES) as folder:
        extracts = list(_extracts(atlas, files, said, min_confidence))
        write_drafts(folder, extracts)
        (folder / REVIEW).write_text(atlas.speaking(lang).review(extracts, output, day=day), encoding="utf-8")
    for extracted in extracts:
        for remark in extracted.document.remarks:
            click.echo(remark, err=True)
    click.echo("\n".join(_in_words(extracts, output)), err=True)


def _extracts(atlas: Atlas, files: Sequence[str], said: dict[str, str], least: float) -> Iterator[Extract]:
    """Read the files one after the other; a second text of one title gets an id of its own."""
    taken: list[str] = []
    for file in files:
        done = atlas.extract(file, min_confidence=least, taken=taken, **said)
        taken.append(done.source.id)
        yield done


def _in_words(extracts: Sequence[Extract], output: str) -> Iterator[str]:
    drafts = [draft for extracted in extracts for draft in extracted.drafts]
    sure, known = sum(d.confidence >= SURE for d in drafts), sum(bool(d.same_as) for d in drafts)
    yield f"wrote {', '.join(['sources.csv', 'reports.csv', 'review.html'])} to {output}"
    yield f"{len(drafts):,} proposals, {sure:,} of them with confidence {SURE} or more; {known:,} say what is known already"
    if lost := sorted({mention.text for extracted in extracts for mention in extracted.unknown}):
        some = ", ".join(lost[:5]) + (", ..." if len(lost) > 5 else "")
        yield f"{len(lost):,} names that the gazetteer lacks: {some}"
    where = Path(output)
    yield f"review them in {where / 'review.html'}, then: mali-control accept {where} --min-confidence {SURE} --into my-data"


SURE = 0.8
"""Proposals so sure are said to be right nine times in ten."""


@click.command()
@click.argument("drafts", type=click.Path(), metavar="DIR")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--into", required=True, type=click.Path(), metavar="DATA", help="The data directory to merge into.")
@click.option("--min-confidence", "least", type=click.FloatRange(0, 1), help="All that are so sure.")
@click.option("--all", "everything", is_flag=True, help="All that were not rejected.")
@click.option("--retold", is_flag=True, help="Also those that say what a report there says already; each then counts as further evidence.")
@click.pass_context
def accept(ctx: click.Context, /, drafts: str, ids: tuple[str, ...], into: str, least: float | None, everything: bool, retold: bool) -> None:
    """Merge proposals of DIR into the reports of a data directory: those named, those sure enough, or all.

    What stands in the data directory stays as it is. A directory without reports begins with a copy of those in use (--data, else the shipped
    ones).
    """
    from ..output import write_bytes
    from ..reading.drafts import read_drafts
    from ..reading.merging import Choice, decided, merge

    folder, target = Path(drafts), Path(into)
    found, cited = read_drafts(folder)
    chosen = Choice(ids, least=least, everything=everything).of(found)
    with _joined(ctx, target) as (atlas, files, stage):
        done = merge(chosen, cited, files["reports.csv"], files["sources.csv"], atlas.reports, atlas.sources, retold=retold)
        for name, content in (("sources.csv", done.sources), ("reports.csv", done.reports)):
            (stage / name).write_bytes(content)
        merged = load_whole(stage)
        if done.added:
            target.mkdir(exist_ok=True)
            write_bytes(target / "sources.csv", done.sources)
            write_bytes(target / "reports.csv", done.reports)
        for name, content in decided(folder, "accepted", [d for d in chosen if d.id in done.added or d.id in done.known]).items():
            write_bytes(folder / name, content)
    click.echo("\n".join(_accepted_in_words(done, chosen, target, len(merged.reports))), err=True)

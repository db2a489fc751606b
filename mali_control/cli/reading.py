"""Commands that read reports out of articles, and take in those that somebody accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from .common import Between, atlas_of, lang_option

if TYPE_CHECKING:
    from ..atlas import Atlas
    from ..intake import Accepted
    from ..reading.drafts import Extract

SURE = 0.8
"""Proposals so sure are meant to be right nine times in ten."""

MOST_KNOWN = 10
"""So many of the proposals that are known already are named."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="DIR", help="The directory to write.")
@click.option("--title", default="", help="Title of the text; its own if not given.")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--published", default="", metavar="DATE", help="When, as EDTF (2023-11-15): days told without a year lie before it.")
@click.option("--url", default="", help="Where it can be read.")
@click.option("--kind", default="", help="What sort of text it is: news report, ...")
@click.option("--min-confidence", type=Between(0, 1), default=0.0, show_default=True, help="Leave proposals that are less sure.")
@click.option(
    "--date",
    "day",
    metavar="DAY",
    help="The day that the maps show first; if not given, for each text the last on which it begins to change something.",
)
@lang_option
@click.pass_context
def extract(
    ctx: click.Context, /, files: Sequence[str], output: str, min_confidence: float, day: str | None, lang: str, **said: str
) -> None:
    """Read reports out of articles (text, Markdown, HTML, PDF, Word; English or French) into a directory, to be reviewed.

    DIR gets sources.csv and reports.csv, which --data takes as they are, and review.html: the text with the proposals beside it, and the map
    before and after. They count nowhere else until `mali-control accept` merges them.
    """
    from ..errors import BadData, Problem
    from ..output import staging
    from ..reading.drafts import FILES, REVIEW, write_drafts

    given = [f"--{name}" for name, value in said.items() if value]
    if len(files) > 1 and given:
        raise BadData([Problem(", ".join(given), 0, "", f"cannot be true of {len(files)} texts; read them one by one")])
    with staging(Path(output), FILES) as folder:
        atlas = atlas_of(ctx)
        extracts, left_out = _extracts(atlas, files, said, min_confidence)
        write_drafts(folder, extracts)
        (folder / REVIEW).write_text(atlas.review(extracts, output, day=day, lang=lang), encoding="utf-8")
    click.echo("\n".join([*left_out, *_extracted_in_words(extracts, Path(output), given=said["published"])]), err=True)


def _extracts(atlas: Atlas, files: Sequence[str], said: dict[str, str], least: float) -> tuple[list[Extract], list[str]]:
    """Read the files one after the other; a second text of one title gets an id of its own, and one that was read already is left out, and said to be."""
    done: list[Extract] = []
    left_out: list[str] = []
    first: dict[str, str] = {}
    for file in files:
        extracted = atlas.extract(file, min_confidence=least, taken=[extract.source.id for extract in done], **said)
        text = extracted.document.text
        if text in first:
            left_out.append(f"{file}: left out, for it is the text of {first[text]} again")
        else:
            first[text] = file
            done.append(extracted)
    return done, left_out


def _extracted_in_words(extracts: Sequence[Extract], output: Path, given: str) -> Iterator[str]:
    for extracted in extracts:
        yield from extracted.document.remarks
        if not given:
            yield from _day_in_words(extracted)
    drafts = [draft for extracted in extracts for draft in extracted.drafts]
    sure, known = sum(d.confidence >= SURE for d in drafts), sum(bool(d.same_as) for d in drafts)
    yield f"wrote sources.csv, reports.csv, review.html to {output}"
    yield f"{_counted(len(drafts), 'proposal')}, {sure:,} of them with confidence {SURE} or more; {known:,} known already"
    if again := sum(bool(d.repeats) for d in drafts):
        yield f"{_counted(again, 'proposal')} only repeat{'s' if again == 1 else ''} what another from the same text says; accept leaves {'it' if again == 1 else 'them'} out"
    if lost := sorted({mention.text for extracted in extracts for mention in extracted.unknown}):
        yield f"{_counted(len(lost), 'name')} that the gazetteer lacks: {', '.join(lost[:5])}{', ...' if len(lost) > 5 else ''}"
    if not drafts:
        yield "nothing to accept: the rules read nobody who takes, holds, leaves or attacks a place that the gazetteer knows, on a day that can be told"
    else:
        chosen = f"--min-confidence {SURE}" if sure else drafts[0].report.id
        yield f"review them in {output / 'review.html'}, then: mali-control accept {quote(str(output))} {chosen} --into my-data"


def _day_in_words(extracted: Extract) -> Iterator[str]:
    """Say which day a text was taken to be published on, and what could not be dated."""
    facts, title = extracted.document.facts, extracted.source.title
    if "published" in facts:
        yield f"{title}: published {facts['published']}, as its {facts['dated by']} says; --published goes before it"
    elif "dated by" in facts:
        yield f"{title}: its {facts['dated by']} does not say when it was published; give --published"
    if extracted.undated:
        told = _counted(len(extracted.undated), "statement")
        yield f"{title}: {told} left out, for nothing tells {'its' if len(extracted.undated) == 1 else 'their'} day; give --published"


@click.command()
@click.argument("drafts", type=click.Path(), metavar="DIR")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--into", required=True, type=click.Path(), metavar="DATA", help="The data directory to merge into.")
@click.option("--min-confidence", "least", type=Between(0, 1), help="All that are so sure, but for those rejected.")
@click.option("--all", "everything", is_flag=True, help="All but those rejected.")
@click.option("--retold", is_flag=True, help="Also those that say what a report there says already; each then counts as further evidence.")
@click.pass_context
def accept(
    ctx: click.Context, /, drafts: str, ids: tuple[str, ...], into: str, least: float | None, everything: bool, retold: bool
) -> None:
    """Merge proposals of DIR into the reports of a data directory: those named, those sure enough, or all.

    Rows that stand there stay as they are. A directory without reports begins with a copy of those in use (--data, else the shipped ones).
    """
    from ..intake import accept as take_in
    from ..reading.merging import Choice

    if not ids and least is None and not everything:
        raise click.UsageError(f"name proposals by their ids, as in the review page, or give --min-confidence {SURE} or --all")
    if everything and least is not None:
        raise click.UsageError(
            "--all and --min-confidence do not go together: give --min-confidence for those that are so sure, --all for those less sure as well"
        )
    data = ctx.find_root().obj["data"]
    done = take_in(drafts, into, Choice(ids, least=least, everything=everything), data=data, retold=retold)
    click.echo("\n".join(_accepted_in_words(done, drafts, into)), err=True)


def _accepted_in_words(done: Accepted, drafts: str, into: str) -> Iterator[str]:
    if done.began:
        yield f"{into} had no reports; it begins with a copy of {done.began}"
    added, known = done.merged.added, done.merged.known
    yield f"merged {_counted(len(added), 'proposal')} into {into}, which has {done.reports:,} reports now"
    for name in done.merged.new_sources:
        yield f"  new source: {name}"
    for old, new in added.items():
        if old != new:
            yield f"  {old} is {new} there: the id was taken"
    if known:
        yield f"  not merged, for they are known already: {len(known):,}"
        yield from (f"    {name}, {'merged before' if name == same else f'as {same}'}" for name, same in list(known.items())[:MOST_KNOWN])
        if len(known) > MOST_KNOWN:
            yield f"    and {len(known) - MOST_KNOWN:,} more; {Path(drafts) / 'reports.csv'} names them in the column same_as"
    if added:
        yield f"see: mali-control --data {quote(into)} snapshot --date {_last_day(done)} -o map.html"


def _last_day(done: Accepted) -> str:
    return max(draft.report.date.best for draft in done.drafts if draft.id in done.merged.added).isoformat()


@click.command()
@click.argument("drafts", type=click.Path(), metavar="DIR")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--below", type=Between(0, 1), help="All that are less sure and not decided yet.")
def reject(drafts: str, ids: tuple[str, ...], below: float | None) -> None:
    """Put proposals of DIR aside, into rejected.csv: those named, or those not sure enough. Accepting one by its id brings it back."""
    from ..intake import reject as put_aside
    from ..reading.merging import Choice

    if not ids and below is None:
        raise click.UsageError("name proposals by their ids, as in the review page, or those less sure than --below 0.5")
    done = put_aside(drafts, Choice(ids, below=below))
    where = f"; {'it stands' if len(done) == 1 else 'they stand'} in {Path(drafts) / 'rejected.csv'}" if done else ""
    click.echo(f"rejected {_counted(len(done), 'proposal')}{where}", err=True)
    if kept := [draft.id for draft in done if draft.status == "accepted"]:
        click.echo(f"accepted before, and still in the data merged into; take the rows out there: {', '.join(kept)}", err=True)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"

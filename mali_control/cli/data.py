"""Commands on the data files."""

from __future__ import annotations

from pathlib import Path

import click

from .common import atlas_of


@click.command()
@click.argument("directory", required=False, type=click.Path())
@click.pass_context
def check(ctx: click.Context, directory: str | None) -> None:
    """Check the data files, or those of DIRECTORY; every fault is listed with file, line and column."""
    if directory:
        ctx.find_root().obj["data"] = directory
    atlas = atlas_of(ctx)
    len(atlas.lexicon)  # read, and so checked
    counts = f"{len(atlas.gazetteer)} places, {len(atlas.factions)} factions, {len(atlas.sources)} sources, {len(atlas.reports)} reports"
    click.echo(f"sound: {counts}")


@click.command()
@click.argument("directory", type=click.Path())
def init(directory: str) -> None:
    """Write a commented starter set of data files into DIRECTORY; nothing that is there is overwritten."""
    from ..output import staging
    from ..starter import EXAMPLES, write_starter

    with staging(Path(directory), [table.file for table in EXAMPLES]) as folder:
        files = write_starter(folder)
    click.echo(f"wrote {', '.join(files)} to {directory}", err=True)
    click.echo(f"edit them, then: mali-control check {directory}, mali-control --data {directory} status --date 2024-03-10", err=True)

"""Commands on the data files."""

from __future__ import annotations

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
    counts = f"{len(atlas.gazetteer)} places, {len(atlas.factions)} factions, {len(atlas.sources)} sources, {len(atlas.reports)} reports"
    counts += f", {len(atlas.lexicon)} words of the lexicon"
    click.echo(f"sound: {counts}")

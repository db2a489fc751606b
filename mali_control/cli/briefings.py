"""The command that writes dated reports: report."""

from __future__ import annotations

from pathlib import Path

import click

from .common import atlas_of, boundaries_option, by_option, known_by_option, lang_option, span_of, span_options
from .completion import complete_place


@click.command()
@span_options
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The file to write: .html, .docx or .md.")
@click.option(
    "--region", "regions", multiple=True, metavar="AREA", shell_complete=complete_place("region", "cercle"),
    help="Keep to the places in this region or cercle; may be repeated.",
)  # fmt: skip
@lang_option
@known_by_option
@by_option
@boundaries_option
@click.pass_context
def report(
    ctx: click.Context, start: str | None, end: str | None, output: str, regions: tuple[str, ...], lang: str, known_by: str | None, by: str
) -> None:
    """A dated report on a span of days, for reading and printing.

    Key points, the maps of the first and the last day, every change with its sources, who held what, disagreements, sieges, the method and the
    sources. HTML and Word hold their pictures; Markdown has them in a folder beside it, FILE_files.
    """
    from ..briefing.files import check_briefing_file

    path = Path(output)
    check_briefing_file(path)
    atlas = atlas_of(ctx, known_by, by)
    atlas.report(*span_of(atlas, start, end), path, regions=regions, lang=lang)
    click.echo(f"wrote {output} ({path.stat().st_size / 1000:.0f} kB)", err=True)

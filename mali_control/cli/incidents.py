"""Commands on tables of incidents that others made: annotate, import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from .common import atlas_of, known_by_option


@click.command()
@click.argument("incidents", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The CSV or TSV file to write; .gz packs it.")
@click.option("--date-column", metavar="NAME", help="The column with the day; guessed by common names if not given, as are the others.")
@click.option("--place-column", metavar="NAME", help="The column with the place's id or name.")
@click.option("--lat-column", metavar="NAME", help="The column with the latitude in degrees.")
@click.option("--lon-column", metavar="NAME", help="The column with the longitude in degrees.")
@click.option("--max-km", type=click.FloatRange(0, 500), default=10, show_default=True, help="How far a place may lie from a position.")
@click.option("--date-format", metavar="FORMAT", help="How days are written, as DD/MM/YYYY or %d/%m/%Y, where it is ambiguous.")
@click.option("--encoding", default="utf-8-sig", show_default="UTF-8", help="The encoding of the input.")
@click.option("--by", type=click.Choice(["faction"]), default="faction", show_default=True, help="What the holders are named by.")
@known_by_option
@click.pass_context
def annotate(ctx: click.Context, /, incidents: str, output: str, max_km: float, date_format: str | None, encoding: str, by: str,
             known_by: str | None, **columns: str | None) -> None:  # fmt: skip
    """Add to each row of INCIDENTS who held its place on its day, with columns named mc_...

    INCIDENTS is a CSV or TSV file (separated by commas, semicolons or tabs; .gz is unpacked) with a column for the day, and one for the place's
    name or two for its position. Every row is kept; what could not be read or matched has the reason in mc_problem.
    """
    from ..annotate import Annotator, Asked, annotate_file
    from ..output import check_writable

    check_writable(Path(output))
    atlas = atlas_of(ctx, known_by)
    annotator = Annotator(atlas.gazetteer, atlas.engine, max_km=max_km, date_format=date_format)
    asked = Asked(**{name.removesuffix("_column"): given for name, given in columns.items()})
    with _progress(Path(incidents)) as progress:
        tally = annotate_file(Path(incidents), Path(output), annotator, asked, encoding=encoding, progress=progress)
    click.echo("\n".join([f"wrote {output}", *tally.in_words(atlas.gazetteer)]), err=True)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr that is told how many bytes of a file were read; none where stderr is no terminal."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    with click.progressbar(length=path.stat().st_size, label=path.name, file=sys.stderr, show_pos=False) as bar:
        yield lambda position: bar.update(position - bar.pos)

"""Commands on tables of incidents that others made: annotate, import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from .common import Between, atlas_of, by_option, known_by_option

if TYPE_CHECKING:
    from ..conversion import Event, Left
    from ..incidents import IncidentTable
    from ..sources import Source

Reader: TypeAlias = "Callable[[IncidentTable, tuple[str, ...]], Iterator[Event | Left]]"


@click.command()
@click.argument("incidents", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The CSV or TSV file to write; .gz packs it.")
@click.option("--date-column", metavar="NAME", help="The column with the day; guessed by common names if not given, as are the others.")
@click.option("--place-column", metavar="NAME", help="The column with the place's id or name.")
@click.option("--lat-column", metavar="NAME", help="The column with the latitude in degrees.")
@click.option("--lon-column", metavar="NAME", help="The column with the longitude in degrees.")
@click.option("--max-km", type=Between(0, 500), default=10, show_default=True, help="How far a place may lie from a position.")
@click.option("--date-format", metavar="FORMAT", help="How days are written, as DD/MM/YYYY or %d/%m/%Y, where it is ambiguous.")
@click.option("--encoding", help="The encoding of the input; UTF-8 if not given, or Windows-1252 where it is not that.")
@by_option
@known_by_option
@click.pass_context
def annotate(ctx: click.Context, /, incidents: str, output: str, max_km: float, date_format: str | None, encoding: str | None, by: str,
             known_by: str | None, **columns: str | None) -> None:  # fmt: skip
    """Add to each row of INCIDENTS who held its place on its day, with columns named mc_...

    INCIDENTS is a CSV or TSV file (separated by commas, semicolons or tabs; .gz is unpacked) with a column for the day, and one for the place's
    name or two for its position. Every row is kept; what could not be read or matched has the reason in mc_problem.
    """
    from ..annotate import Annotator, Asked, annotate_file
    from ..output import check_writable

    check_writable(Path(output))
    atlas = atlas_of(ctx, known_by, by)
    annotator = Annotator(atlas.gazetteer, atlas.engine, max_km=max_km, date_format=date_format)
    asked = Asked(**{name.removesuffix("_column"): given for name, given in columns.items()})
    with _progress(Path(incidents)) as progress:
        tally = annotate_file(Path(incidents), Path(output), annotator, asked, encoding=encoding, progress=progress)
    click.echo("\n".join([f"wrote {output}", *tally.in_words(atlas.gazetteer)]), err=True)


@click.group("import", context_settings={"help_option_names": ["-h", "--help"]})
def import_() -> None:
    """Turn a published event table into a directory of reports that --data takes as it is."""


def _import_options(function: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option("--encoding", help="The encoding of the table; UTF-8 if not given, or Windows-1252 where it is not that."),
        click.option("--actors", type=click.Path(), metavar="FILE", help="More names of actors: a CSV file with the columns name, faction."),
        click.option("--max-km", type=Between(0, 100), default=2, show_default=True,
                     help="So near to a place of the atlas, a location of another name is that place."),
        click.option("--country", "countries", multiple=True, metavar="NAME", help="Only events in this country; may be given several times."),
        click.option("-o", "--output", required=True, type=click.Path(), metavar="DIR", help="The directory to write."),
        click.argument("table", type=click.Path()),
    ):  # fmt: skip
        function = option(function)
    return function


@import_.command()
@_import_options
@click.pass_context
def acled(ctx: click.Context, /, **options: Any) -> None:
    """Turn ACLED's events into reports.

    Changes of territory become captures, battles and other violence attacks; the rest is left, and said why. What ACLED does not decide (which of
    two rebel groups took a town) is kept as disputed.
    """
    from ..acled import SOURCE, read_acled

    _import(ctx, read_acled, SOURCE, **options)


@import_.command()
@_import_options
@click.pass_context
def ucdp(ctx: click.Context, /, **options: Any) -> None:
    """Turn the events of UCDP's GED into reports: all attacks, for the dataset says nothing of who holds a place."""
    from ..ucdp import SOURCE, read_ucdp

    _import(ctx, read_ucdp, SOURCE, **options)


def _import(ctx: click.Context, read: Reader, source: Source, table: str, output: str, countries: tuple[str, ...], max_km: float,
            actors: str | None, encoding: str | None) -> None:  # fmt: skip
    """Read a table, write the directory, and load it: a directory that does not load is not left behind."""
    from ..actors import Actors, read_actor_names
    from ..atlas import load
    from ..conversion import FILES, convert, write_converted
    from ..incidents import open_table
    from ..output import staging

    atlas = atlas_of(ctx)
    known = Actors(atlas.factions, read_actor_names(Path(actors) if actors else None))
    cited = replace(source, note=f"read from {Path(table).name}")
    with staging(Path(output), FILES) as folder, open_table(Path(table), encoding=encoding) as rows:
        done = convert(read(rows, countries), cited, atlas.gazetteer, known, max_km=max_km, box=atlas.surroundings())
        write_converted(folder, done, atlas.gazetteer, atlas.factions, atlas.sources, atlas.files.paths)
        load(folder)
        files = sorted(path.name for path in folder.iterdir())
    click.echo("\n".join([f"wrote {', '.join(files)} to {output}", *done.in_words()]), err=True)


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr that is told how many bytes of a file were read; none where stderr is no terminal."""
    if not sys.stderr.isatty() or not path.is_file():
        yield None
        return
    with click.progressbar(length=path.stat().st_size, label=path.name, file=sys.stderr, show_pos=False) as bar:
        yield lambda position: bar.update(position - bar.pos)

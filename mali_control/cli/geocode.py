"""The command that puts tables of names on the map."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from .common import atlas_of, gazetteer_of, geonames_option, open_input


def column_option(what: str, about: str, default: str | None = None) -> Callable[[Any], Any]:
    """An option that names a column of the table."""
    return click.option(f"--{what}", metavar="COLUMN", default=default, show_default=bool(default), help=about)


@click.command()
@click.argument("file", type=click.Path())
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="The table to write; stdout if not given.")
@column_option("name", "The column with the names.", "name")
@column_option("region", "A column with the region or cercle.")
@column_option("country", "A column with the country, as a code or a name.")
@column_option("lat", "A column with a rough latitude, which decides between places of one name.")
@column_option("lon", "A column with a rough longitude.")
@geonames_option
@click.pass_context
def geocode(ctx: click.Context, /, file: str, output: str | None, **columns: str | None) -> None:
    """Add places and positions to FILE, a table of names in CSV (- for stdin), row by row, for any number of rows."""
    from ..geocode import Columns, Geocoder, geocode_rows
    from ..output import check_writable, writing

    if output:
        check_writable(Path(output))
    counts: Counter[str] = Counter()
    geocoder = Geocoder(gazetteer_of(ctx, atlas_of(ctx)))
    with _lines(file) as lines, writing(Path(output)) if output else nullcontext(sys.stdout) as out:
        csv.writer(out, lineterminator="\n").writerows(geocode_rows(lines, geocoder, Columns(**columns), file=file, counts=counts))  # type: ignore[arg-type]
    found = ", ".join(f"{counts[match]:,} {match}" for match in ("exact", "spelling", "fuzzy", "ambiguous", "none"))
    click.echo(f"{counts['rows']:,} rows: {found}", err=True)


@contextmanager
def _lines(file: str) -> Iterator[Iterator[str]]:
    """Open a table, and show how far it has been read where stderr is a terminal."""
    from ..geocode import decoded

    with open_input(file) as source:
        size = Path(file).stat().st_size if file != "-" else 0
        if not (size and sys.stderr.isatty()):
            yield decoded(source, file)
            return
        with click.progressbar(length=size, label="geocoding", file=sys.stderr) as bar:
            yield decoded(source, file, bar.update)

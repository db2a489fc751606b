"""The command that writes files for other tools: export."""

from __future__ import annotations

from pathlib import Path

import click

from .common import atlas_of, by_option, known_by_option, tell_last_told


@click.command()
@click.option("--date", "day", metavar="DAY", help="Who held each place on that day, as YYYY-MM-DD.")
@click.option("--history", "history", is_flag=True, help="All states of all places, each with its first day and the first day after it.")
@click.option("--changes", "changes", is_flag=True, help="What changed; all of it, or in the span of --from and --to.")
@click.option("--from", "start", metavar="DAY", help="First day of the changes.")
@click.option("--to", "end", metavar="DAY", help="Last day of the changes, included.")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The file to write; its suffix says the format.")
@click.option(
    "--layer", "layers", multiple=True, type=click.Choice(["places", "spans", "territory", "changes"]),
    help="Which layer; may be given several times. All that the format can hold if not given: .gpkg, .xlsx and .kml hold several, the others one.",
)  # fmt: skip
@click.option(
    "--merge", type=click.Choice(["holder", "place"]), default="holder", show_default=True,
    help="One polygon of territory for each holder on the day, or one for each place.",
)  # fmt: skip
@known_by_option
@by_option
@click.pass_context
def export(ctx: click.Context, /, day: str | None, history: bool, changes: bool, start: str | None, end: str | None, output: str,
           layers: tuple[str, ...], merge: str, known_by: str | None, by: str) -> None:  # fmt: skip
    """Files for QGIS, Google Earth, Excel and other tools.

    The suffix of FILE says the format: .geojson, .gpkg (GeoPackage, with styles that QGIS opens it with), .parquet (GeoParquet), .fgb (FlatGeobuf),
    .csv, .xlsx (Excel), .kml (Google Earth; histories have a time slider), .wiki (a location map for Wikipedia; one day only).

    Days are plain days in every format. Several factions or reports are lists in .geojson and .parquet, joined by ; in the others.
    """
    from ..dates import parse_day
    from ..export.files import layers_for

    asked = [what for what, given in (("date", day is not None), ("history", history), ("changes", changes)) if given]
    if len(asked) != 1:
        raise click.UsageError("give one of --date, --history, --changes", ctx)
    if (start or end) and not changes:
        raise click.UsageError("--from and --to go with --changes", ctx)
    for given in (day, start, end):
        if given is not None:
            parse_day(given)
    layers_for(Path(output), asked[0], layers)
    atlas = atlas_of(ctx, known_by, by)
    tell_last_told(atlas, day, start, end)
    rows = atlas.export(output, date=day, history=history, changes=(start, end) if changes else False, layers=layers, merge=merge)
    size = Path(output).stat().st_size / 1000
    click.echo(f"wrote {output} ({', '.join(f'{n} {name}' for name, n in rows.items())}; {size:.0f} kB)", err=True)

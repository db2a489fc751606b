"""Commands that draw: snapshot, timeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import atlas_of, by_option, known_by_option

if TYPE_CHECKING:
    import folium

tiles_option = click.option("--tiles", is_flag=True, help="Put online map tiles under the map; it then needs the network.")
out_option = click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The HTML file to write.")


@click.command()
@click.option("--date", "day", required=True, metavar="DAY", help="The day, as YYYY-MM-DD.")
@out_option
@known_by_option
@by_option
@tiles_option
@click.pass_context
def snapshot(ctx: click.Context, day: str, output: str, known_by: str | None, by: str, tiles: bool) -> None:
    """The map of one day, as one HTML file that needs no network."""
    from ..dates import parse_day
    from ..output import check_writable

    parse_day(day)
    check_writable(Path(output))
    _write(atlas_of(ctx, known_by, by).snapshot(day, tiles=tiles), output)


@click.command()
@click.option("--from", "start", required=True, metavar="DAY", help="First day.")
@click.option("--to", "end", required=True, metavar="DAY", help="Last day, included.")
@click.option("--shown", metavar="DAY", help="The day at which the map opens; the last if not given.")
@out_option
@known_by_option
@by_option
@tiles_option
@click.pass_context
def timeline(ctx: click.Context, start: str, end: str, shown: str | None, output: str, known_by: str | None, by: str, tiles: bool) -> None:
    """The map of a span of days, with a slider, as one HTML file that needs no network."""
    from ..dates import parse_span
    from ..output import check_writable

    parse_span(start, end)
    check_writable(Path(output))
    _write(atlas_of(ctx, known_by, by).timeline(start, end, shown=shown, tiles=tiles), output)


def _write(drawn: folium.Map, output: str) -> None:
    from ..output import write_text
    from ..render.page import to_html

    html = to_html(drawn)
    write_text(Path(output), html)
    click.echo(f"wrote {output} ({len(html.encode()) / 1000:.0f} kB)", err=True)

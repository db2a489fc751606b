"""Commands that draw maps: snapshot, timeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import atlas_of, boundaries_option, by_option, known_by_option, lang_option
from .pictures import draw_to, extent_option, is_picture, size_options, sized

if TYPE_CHECKING:
    import folium

tiles_option = click.option("--tiles", is_flag=True, help="Put online map tiles under the map; it then needs the network.")
out_option = click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The HTML file to write.")


@click.command()
@click.option("--date", "day", required=True, metavar="DAY", help="The day, as YYYY-MM-DD.")
@click.option(
    "-o", "--output", required=True, type=click.Path(), metavar="FILE",
    help="The file to write: a picture if it ends in .png, .svg or .pdf, else HTML.",
)  # fmt: skip
@known_by_option
@by_option
@lang_option
@boundaries_option
@tiles_option
@extent_option
@size_options
@click.pass_context
def snapshot(
    ctx: click.Context, /, day: str, output: str, known_by: str | None, by: str, lang: str, tiles: bool, extent: str | None, **size: Any
) -> None:
    """The map of one day, as one HTML file that needs no network, or as a picture for documents."""
    from ..dates import parse_day
    from ..output import check_writable

    parse_day(day)
    path = Path(output)
    if is_picture(path):
        if tiles:
            raise click.UsageError("--tiles is for HTML: a picture is drawn without the network")
        check_writable(path)
        draw_to(path, lambda: atlas_of(ctx, known_by, by).picture(day, extent=extent or "known", lang=lang, **sized(size)))
        return
    if extent or any(size.values()):
        raise click.UsageError("--extent, --width-mm, --height-mm, --pixels and --dpi are for pictures (-o map.png, map.svg or map.pdf)")
    check_writable(path)
    _write(atlas_of(ctx, known_by, by).snapshot(day, tiles=tiles, lang=lang), output)


@click.command()
@click.option("--from", "start", required=True, metavar="DAY", help="First day.")
@click.option("--to", "end", required=True, metavar="DAY", help="Last day, included.")
@click.option("--shown", metavar="DAY", help="The day at which the map opens; the last if not given.")
@out_option
@known_by_option
@by_option
@lang_option
@boundaries_option
@tiles_option
@click.pass_context
def timeline(
    ctx: click.Context, start: str, end: str, shown: str | None, output: str, known_by: str | None, by: str, lang: str, tiles: bool
) -> None:
    """The map of a span of days, with a slider, as one HTML file that needs no network."""
    from ..dates import parse_span
    from ..output import check_writable

    parse_span(start, end)
    check_writable(Path(output))
    _write(atlas_of(ctx, known_by, by).timeline(start, end, shown=shown, tiles=tiles, lang=lang), output)


def _write(drawn: folium.Map, output: str) -> None:
    from ..output import write_text
    from ..render.page import to_html

    html = to_html(drawn)
    write_text(Path(output), html)
    click.echo(f"wrote {output} ({len(html.encode()) / 1000:.0f} kB)", err=True)

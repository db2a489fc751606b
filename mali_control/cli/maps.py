"""Commands that draw maps: snapshot, timeline, compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import (
    atlas_of,
    boundaries_option,
    by_option,
    format_option,
    known_by_option,
    lang_option,
    print_rows,
    span_of,
    span_options,
    tell_last_told,
)  # fmt: skip
from .pages import asks_to_embed, embed_option, write_page
from .pictures import OTHERS, SUFFIXES, draw_to, extent_option, is_picture, size_options, sized

if TYPE_CHECKING:
    import folium

    from ..atlas import Atlas

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
@embed_option
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
    picture = is_picture(path)
    check_map_options(picture=picture, tiles=tiles, extent=extent, size=size)
    check_writable(path)
    options = sized(size)
    atlas = atlas_of(ctx, known_by, by)
    tell_last_told(atlas, day)
    if picture:
        draw_to(path, lambda: atlas.picture(day, extent=extent or "known", lang=lang, **options))
    else:
        _write(atlas.snapshot(day, tiles=tiles, lang=lang), output, online=tiles)


@click.command()
@span_options
@click.option("--shown", metavar="DAY", help="The day at which the map opens; the last if not given.")
@out_option
@known_by_option
@by_option
@lang_option
@boundaries_option
@tiles_option
@embed_option
@click.pass_context
def timeline(
    ctx: click.Context, start: str | None, end: str | None, shown: str | None, output: str, known_by: str | None, by: str, lang: str,
    tiles: bool,
) -> None:  # fmt: skip
    """The map of a span of days, with a slider, as one HTML file that needs no network."""
    from ..output import check_writable

    if Path(output).suffix.lower() in (*SUFFIXES, *OTHERS):
        raise click.UsageError(
            f"{output}: a time line is a page, as in -o war.html; pictures are drawn by snapshot, chart and compare, films by animate"
        )
    check_writable(Path(output))
    atlas = atlas_of(ctx, known_by, by)
    _write(atlas.timeline(*span_of(atlas, start, end), shown=shown, tiles=tiles, lang=lang), output, online=tiles)


@click.command()
@click.argument("first", metavar="DAY1")
@click.argument("second", metavar="DAY2")
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE",
    help="The file to write: a picture if it ends in .png, .svg or .pdf, else HTML. Not given: the differences are printed.",
)  # fmt: skip
@format_option
@known_by_option
@by_option
@boundaries_option
@lang_option
@tiles_option
@embed_option
@extent_option
@size_options
@click.pass_context
def compare(
    ctx: click.Context, /, first: str, second: str, output: str | None, format_: str, known_by: str | None, by: str, lang: str,
    tiles: bool, extent: str | None, **size: Any,
) -> None:  # fmt: skip
    """Two days side by side: who gained and who lost what, with the reports behind it.

    As one HTML file that needs no network, as a picture for documents, or as a table. What became unknown because the evidence grew too old is
    told apart from what somebody lost, and a new name from a new holder.
    """
    from ..dates import parse_day
    from ..differences import check_days
    from ..output import check_writable

    check_days(parse_day(first), parse_day(second))
    path = Path(output) if output else None
    picture = path is not None and is_picture(path)
    check_map_options(picture=picture, tiles=tiles, extent=extent, size=size)
    if path is None and (tiles or asks_to_embed()):
        raise click.UsageError("--tiles and --embed are for HTML: name a file with -o")
    if path is None and lang != "en":
        raise click.UsageError("--lang is for maps and pictures: name a file with -o; the table is in English")
    if path is not None and ctx.get_parameter_source("format_") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--format is for the table that is printed where no file is named: leave out -o or --format")
    if path is not None:
        check_writable(path)
    atlas = atlas_of(ctx, known_by, by)
    tell_last_told(atlas, first, second)
    if path is None:
        _print_differences(atlas, first, second, format_)
        return
    compared = atlas.compare(first, second, lang=lang)
    if picture:
        draw_to(path, lambda: compared.picture(extent=extent or "known", **sized(size)))
    else:
        _write(compared.map(tiles=tiles), str(path), online=tiles)


def _print_differences(atlas: Atlas, first: str, second: str, format_: str) -> None:
    from ..differences import DIFFERENCE_COLUMNS, difference_records

    rows = list(difference_records(atlas.compare(first, second).list_differences(), atlas.gazetteer, atlas.factions))
    shown = {"what": "difference", "sort": "sort", "gained_by": "gained by", "lost_by": "lost by", "since": "since", "reports": "reports"}
    print_rows(rows, format_, list(DIFFERENCE_COLUMNS), shown=shown)


def check_map_options(*, picture: bool, tiles: bool, extent: str | None, size: Mapping[str, Any]) -> None:
    """Raise UsageError for options of the other kind of file."""
    if picture and tiles:
        raise click.UsageError("--tiles is for HTML: a picture is drawn without the network")
    if not picture and (extent or any(size.values())):
        raise click.UsageError("--extent, --width-mm, --height-mm, --pixels and --dpi are for pictures (-o map.png, map.svg or map.pdf)")


def _write(drawn: folium.Map, output: str, *, online: bool = False) -> None:
    from ..render.page import to_html

    write_page(to_html(drawn), output, online=online)

"""Pictures for documents: the command chart, and the options that it shares with snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import Between, Function, atlas_of, by_option, known_by_option, lang_option, span_of
from .completion import complete_place
from .pages import asks_to_embed, embed_option, write_page

if TYPE_CHECKING:
    from ..render.paper import Sheet

SUFFIXES = (".png", ".svg", ".pdf")
PAGES = (".html", ".htm")
OTHERS = (
    ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".eps", ".ps", ".bmp", ".mp4", ".csv", ".xlsx", ".json", ".geojson", ".gpkg", ".kml", ".docx", ".md",
    ".txt",
)  # fmt: skip
"""Suffixes of what maps and charts are not written as."""

extent_option = click.option(
    "--extent", type=click.Choice(["known", "country"]), help="Picture: show the places known on the day (so if not given), or the whole country."
)  # fmt: skip


class Pixels(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Width and height, as in 1600x900."""

    name = "WxH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        width, _, height = str(value).lower().replace("×", "x").partition("x")
        if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
            self.fail(f"{value!r} is not a size in pixels: write it as 1600x900", param, ctx)
        return int(width), int(height)


def size_options(function: Function) -> Function:
    """``--width-mm``, ``--height-mm``, ``--pixels``, ``--dpi``."""
    for option in (
        click.option("--dpi", type=click.IntRange(10, 2400), help="Picture: dots to the inch; 300 if not given."),
        click.option("--pixels", type=Pixels(), help="Picture: its size in pixels, as in 1600x900, instead of mm."),
        click.option("--height-mm", type=Between(20, 5000), metavar="MM", help="Picture: its height."),
        click.option("--width-mm", type=Between(20, 5000), metavar="MM", help="Picture: its width; A4 landscape if not given."),
    ):
        function = option(function)
    return function


def sized(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the size options as Atlas takes them."""
    if options["pixels"] and (options["width_mm"] or options["height_mm"]):
        raise click.UsageError("give the size in mm or in pixels, not both")
    return {**options, "dpi": options["dpi"] or 300}


def is_picture(path: Path) -> bool:
    """Whether a file's suffix asks for a picture. Raises UsageError for one that asks for neither a picture nor a page."""
    if path.suffix.lower() in OTHERS:
        raise click.UsageError(f"{path}: pictures are written as .png, .svg or .pdf, pages as .html")
    return path.suffix.lower() in SUFFIXES


def draw_to(path: Path, draw: Callable[[], Sheet]) -> None:
    """Draw and write a picture, and say so on stderr."""
    if asks_to_embed():
        raise click.UsageError("--embed is for HTML; a picture is shown by <img> as it is")
    sheet = draw()
    written = sheet.save(path)
    if sheet.note:
        click.echo(sheet.note, err=True)
    click.echo(f"wrote {path} ({sheet.described(path)}, {written / 1000:.0f} kB)", err=True)


@click.command()
@click.option("--from", "start", metavar="DAY", help="First day; that of the time line if not given.")
@click.option("--to", "end", metavar="DAY", help="Last day, included; that of the last report if not given.")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The file to write: .html, .png, .svg or .pdf.")
@click.option(
    "--place",
    "places",
    multiple=True,
    metavar="PLACE",
    shell_complete=complete_place(),
    help="Show this place; may be given several times.",
)
@click.option(
    "--region",
    "regions",
    multiple=True,
    metavar="AREA",
    shell_complete=complete_place("region", "cercle"),
    help="Show what changed hands in this region or cercle; may be repeated.",
)
@click.option("--rows", type=click.IntRange(1), default=60, show_default=True, help="At most so many places, where none are named.")
@known_by_option
@by_option
@lang_option
@embed_option
@size_options
@click.pass_context
def chart(
    ctx: click.Context, /, start: str | None, end: str | None, output: str, places: tuple[str, ...], regions: tuple[str, ...], rows: int,
    known_by: str | None, by: str, lang: str, **size: Any,
) -> None:  # fmt: skip
    """Who held each place over time, one row for each, as a picture or as a page.

    Rows are the places given with --place; else the towns, bases and other sites whose holder changed in the span, or all such places of
    a --region. The sheet is as high as its rows need, if no size is given. On an HTML page each band tells its reports, by mouse, finger or keys.
    """
    from ..output import check_writable

    path = Path(output)
    as_page = path.suffix.lower() in PAGES
    if not as_page and not is_picture(path):
        raise click.UsageError(f"{path}: charts are written as .html, .png, .svg or .pdf")
    if as_page and any(size.values()):
        raise click.UsageError("--width-mm, --height-mm, --pixels and --dpi are for pictures (-o chart.png, chart.svg or chart.pdf)")
    check_writable(path)
    atlas = atlas_of(ctx, known_by, by)
    span = span_of(atlas, start, end)
    if as_page:
        write_page(atlas.chart_page(*span, places=places, regions=regions, rows=rows, lang=lang), output)
    else:
        draw_to(path, lambda: atlas.chart(*span, places=places, regions=regions, rows=rows, lang=lang, **sized(size)))

"""What commands share: the atlas, options, and the three ways to print a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

if TYPE_CHECKING:
    from ..atlas import Atlas
    from ..places import Gazetteer

Function = TypeVar("Function", bound=Callable[..., Any])


class Between(click.FloatRange):
    """A number between two others; "nan", which compares with nothing, is none."""

    name = "number"  # in messages: is not a valid number

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        return number if number == number else self.fail(f"{value!r} is no number", param, ctx)


def atlas_of(ctx: click.Context, known_by: str | None = None, by: str = "faction") -> Atlas:
    """Load the atlas that the options ask for."""
    from ..atlas import load

    asked = ctx.find_root().obj
    atlas = load(asked["data"], boundaries=asked.get("boundaries"))
    if atlas.boundaries:
        click.echo(str(atlas.boundaries), err=True)
    return (atlas.known_by(known_by) if known_by else atlas).by(by)


def format_option(function: Function) -> Function:
    """``--format table|csv|json``: a table for people, the others for programs."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
        help="How to print the rows.",
    )(function)


def by_option(function: Function) -> Function:
    """``--by faction|coalition|bloc``."""
    return click.option(
        "--by", type=click.Choice(["faction", "coalition", "bloc"]), default="faction", show_default=True, help="How to name the holders."
    )(function)


def span_options(function: Function) -> Function:
    """``--from DAY --to DAY``; not given, they are the ends of what is known."""
    for option in (
        click.option("--to", "end", metavar="DAY", help="Last day, included; the last that a report speaks of if not given."),
        click.option("--from", "start", metavar="DAY", help="First day; that of the time line if not given."),
    ):
        function = option(function)
    return function


def span_of(atlas: Atlas, start: str | None, end: str | None) -> tuple[date, date]:
    """Return the span that the options ask for; say on stderr if it ends after the last day that a report speaks of. Raises BadDate."""
    span = atlas.span(start, end)
    tell_last_told(atlas, *span)
    return span


def tell_last_told(atlas: Atlas, *days: str | date | None) -> None:
    """Say on stderr that some of the days lie after the last that a report speaks of."""
    from ..dates import parse_day

    last = atlas.last_told()
    if last and any(parse_day(day) > last for day in days if day):
        click.echo(f"no report speaks of days after {last}: these are the last states known", err=True)


def known_by_option(function: Function) -> Function:
    """``--known-by DAY``."""
    return click.option("--known-by", metavar="DAY", help="Use only reports made known by that day.")(function)


def lang_option(function: Function) -> Function:
    """``--lang en|fr``. The reader's system has no say in it: the same command writes the same file everywhere."""
    from ..render.words import LANGUAGES

    return click.option(
        "--lang", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="The language of every word that is drawn."
    )(function)


def _kept(option: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """Keep an option's value for ``atlas_of`` and ``gazetteer_of``, so that the callbacks need not hand it on."""

    def keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            ctx.find_root().obj[option] = value

    return keep


def boundaries_option(function: Function) -> Function:
    """``--boundaries FILE``."""
    return click.option(
        "--boundaries", type=click.Path(), metavar="FILE", expose_value=False, callback=_kept("boundaries"),
        help="A GeoJSON file of regions or cercles (OCHA's COD-AB, geoBoundaries) to draw instead of the shipped ones.",
    )(function)  # fmt: skip


def geonames_option(function: Function) -> Function:
    """``--geonames FILE``."""
    return click.option(
        "--geonames", type=click.Path(), metavar="FILE", expose_value=False, callback=_kept("geonames"),
        help="A GeoNames country file (ML.txt, ML.zip), or an index of one, whose records widen the gazetteer for this run.",
    )(function)  # fmt: skip


def gazetteer_of(ctx: click.Context, atlas: Atlas) -> Gazetteer:
    """Return the atlas's gazetteer, widened if the options ask for it."""
    geonames = ctx.find_root().obj.get("geonames")
    return atlas.widened(geonames) if geonames else atlas.gazetteer


def open_input(file: str) -> BinaryIO:
    """Open a file to read bytes, - for stdin. Raises BadData."""
    from ..errors import BadData, Problem

    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise BadData([Problem(file, 0, "", f"cannot be read: {error.strerror or error}")]) from None


def print_rows(rows: Sequence[Mapping[str, Any]], format_: str, columns: Sequence[str], *, shown: Mapping[str, str] | None = None) -> None:
    """Print rows to stdout.

    ``columns`` are those of csv and json; ``shown`` maps the columns of the table, which has to fit a screen, to their headings.
    """
    if format_ == "json":
        print_json(to_jsonable(rows, columns))
    elif format_ == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[c]) for c in columns] for row in rows)
    else:
        headings = shown or {c: c for c in columns}
        print_table(list(headings.values()), [[_cell(row[c]) for c in headings] for row in rows])


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def to_jsonable(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows with days as ISO text and tuples as lists."""
    return [{c: _jsonable(row[c]) for c in columns} for row in rows]


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table for people: with rich where that is installed, else as aligned text."""
    try:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        _print_plain(headings, rows)
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        _print_plain(headings, rows)
        return
    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _print_plain(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(line[i]) for line in [headings, *rows]) for i in range(len(headings))]
    for line in [headings, ["-" * w for w in widths], *rows]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(str(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _jsonable(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value

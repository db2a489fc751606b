"""The command that finds places in texts."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .common import atlas_of, gazetteer_of, geonames_option, open_input, print_json, print_rows, to_jsonable

if TYPE_CHECKING:
    from ..atlas import Atlas
    from ..marked import MarkedText
    from ..places import Gazetteer


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "geojson", "html"]), default="table", show_default=True,
    help="How to print the mentions; html shows the texts with mentions marked, beside a map.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="The file to write; stdout if not given.")
@geonames_option
@click.pass_context
def locate(ctx: click.Context, files: Sequence[str], format_: str, output: str | None) -> None:
    """Find every mention of a place in texts, in English or French (- for stdin)."""
    from ..output import check_writable, write_text

    if output:
        check_writable(Path(output))
    atlas = atlas_of(ctx)
    gazetteer = gazetteer_of(ctx, atlas)
    texts = _marked(atlas, gazetteer, files)
    printed = io.StringIO()
    with redirect_stdout(printed if output else sys.stdout):
        _print(atlas, gazetteer, texts, format_)
    if output:
        write_text(Path(output), printed.getvalue())
    mentions = [mention for text in texts for mention in text.mentions]
    known = {mention.place for mention in mentions if mention.place}
    unknown = sum(mention.place is None for mention in mentions)
    click.echo(f"{len(mentions) - unknown:,} mentions of {len(known):,} places; {unknown:,} of names that the gazetteer lacks", err=True)


def _marked(atlas: Atlas, gazetteer: Gazetteer, files: Sequence[str]) -> list[MarkedText]:
    """Read the files, all before the work begins, and find the places in them."""
    from ..marked import MarkedText

    contents = [(file, _read(file)) for file in files]
    finder = atlas.finder(gazetteer)
    return [MarkedText(file, text, tuple(finder.locate(text))) for file, text in contents]


def _read(file: str) -> str:
    from ..errors import BadData, Problem

    with open_input(file) as source:
        content = source.read()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadData([Problem(file, 0, "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]) from None
    if "\0" in text:
        raise BadData([Problem(file, 0, "", "is no text: it holds zero bytes")])
    return text


def _print(atlas: Atlas, gazetteer: Gazetteer, texts: Sequence[MarkedText], format_: str) -> None:
    from ..marked import marked_page
    from ..mentions import MENTION_COLUMNS, mention_records, mentions_geojson

    if format_ == "html":
        click.echo(marked_page(texts, gazetteer, atlas.basemap), nl=False)
        return
    rows: list[dict[str, Any]] = [row for text in texts for row in mention_records(text.mentions, gazetteer, text.title)]
    if format_ == "geojson":
        print_json(mentions_geojson(to_jsonable(rows, list(MENTION_COLUMNS))))
        return
    shown = {"start": "at", "text": "as written", "place": "place", "name": "name", "kind": "kind", "score": "score", "decided": "because"}
    if len(texts) > 1:
        shown = {"file": "file", **shown}
    print_rows(rows, format_, list(MENTION_COLUMNS), shown=shown)

"""Writing HTML pages, also for the frames of other pages (``--embed``)."""

from __future__ import annotations

from pathlib import Path

import click

from .common import Function


def embed_option(function: Function) -> Function:
    """``--embed``; ``write_page`` asks for it, so that the callbacks need not hand it on."""

    def keep(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.find_root().obj["embed"] = value

    return click.option(
        "--embed", is_flag=True, expose_value=False, callback=keep,
        help="HTML: write a page that fits a frame of any size, and print the HTML that shows it in a page of yours.",
    )(function)  # fmt: skip


def asks_to_embed() -> bool:
    """Whether ``--embed`` was given."""
    return bool((click.get_current_context().find_root().obj or {}).get("embed"))


def write_page(html: str, output: str, *, online: bool = False) -> None:
    """Write a page and say so on stderr; for a frame also print the frame. ``online``: its map tiles are loaded from the network."""
    from ..output import write_text
    from ..render.embed import embeddable, snippet

    if asks_to_embed():
        html = embeddable(html, online=online)
    write_text(Path(output), html)
    if asks_to_embed():
        click.echo(snippet(html, Path(output).name))
    click.echo(f"wrote {output} ({len(html.encode()) / 1000:.0f} kB)", err=True)

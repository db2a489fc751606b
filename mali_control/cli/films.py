"""Commands that draw many pictures: animate, gallery."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from .common import Between, atlas_of, boundaries_option, by_option, known_by_option, lang_option, span_of, span_options
from .pictures import Pixels, extent_option

workers_option = click.option("--workers", type=click.IntRange(1, 256), help="Processes that draw; one for each processor if not given.")


@click.command()
@span_options
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The film to write: .mp4, .gif or .webp.")
@click.option(
    "--step", metavar="STEP",
    help="From picture to picture: 1d, 1w, 1m (a number of days, weeks, months), or change (each day on which a place changed hands); "
    "a day, a week or a month, as the span is long, if not given.",
)  # fmt: skip
@click.option("--pace", type=Between(0.05, 20), default=1.0, show_default=True, help="How many times as fast as usual.")
@click.option("--fps", type=click.IntRange(1, 60), help="Frames a second; 24 for MP4, 10 for GIF and WebP if not given.")
@click.option("--size", type=Pixels(), help="Width and height in pixels; 1280x720 for MP4, 960x540 for GIF and WebP if not given.")
@click.option("--once", is_flag=True, help="GIF and WebP: play once, not over and over.")
@extent_option
@workers_option
@known_by_option
@by_option
@lang_option
@boundaries_option
@click.pass_context
def animate(
    ctx: click.Context, /, start: str | None, end: str | None, output: str, step: str | None, pace: float, fps: int | None, size: tuple[int, int] | None,
    once: bool, extent: str | None, workers: int | None, known_by: str | None, by: str, lang: str,
) -> None:  # fmt: skip
    """The map of a span of days as a film: what changes hands fades over, is ringed, and told in words.

    The first and last picture, and days on which much changes, stay longer.
    """
    from ..output import check_writable

    path = Path(output)
    if path.suffix.lower() not in (".mp4", ".gif", ".webp"):
        raise click.UsageError(f"{path}: films are written as .mp4, .gif or .webp")
    if once and path.suffix.lower() == ".mp4":
        raise click.UsageError("--once is for GIF and WebP: it is the player that repeats an MP4")
    check_writable(path)
    atlas = atlas_of(ctx, known_by, by)
    with progress_bar("drawing") as told:
        film = atlas.animate(
            *span_of(atlas, start, end), path, step=step, fps=fps, pixels=size, extent=extent or "known", pace=pace, loop=not once, workers=workers or 0, lang=lang,
            progress=told,
        )  # fmt: skip
    click.echo(
        f"wrote {output} ({film.width} x {film.height} pixels, {film.seconds:.1f} s, {film.pictures} pictures, {film.size / 1000:.0f} kB)",
        err=True,
    )


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@lang_option
@workers_option
@click.pass_context
def gallery(ctx: click.Context, folder: str, lang: str, workers: int | None) -> None:
    """A folder of maps through the whole war: dated maps, the time line, a film, and a page (index.html) that leads to them.

    Drawn again from the same data, all files are the same, byte for byte.
    """
    atlas = atlas_of(ctx)
    with progress_bar("drawing") as told:
        files = atlas.gallery(folder, lang=lang, workers=workers or 0, progress=told)
    size = sum(path.stat().st_size for path in files)
    click.echo(f"wrote {len(files)} files to {folder} ({size / 1e6:.1f} MB); open {Path(folder) / 'index.html'}", err=True)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], object] | None]:
    """Give a function to tell how much of how much is done, shown on stderr; None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def told(done: int, count: int) -> None:
            bar.length = count
            bar.update(done - bar.pos)

        yield told

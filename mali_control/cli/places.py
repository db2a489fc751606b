"""Commands on the gazetteer."""

from __future__ import annotations

import click

from .common import atlas_of, format_option, print_rows


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def places() -> None:
    """Find places by name."""


@places.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many places at the most.")
@format_option
@click.pass_context
def search(ctx: click.Context, name: str, limit: int, format_: str) -> None:
    """List the places whose spellings resemble NAME, best first."""
    atlas = atlas_of(ctx)
    rows = [
        {
            "place": place.id, "name": place.name, "spelling": spelling, "score": round(score, 1), "kind": place.kind, "region": place.region,
            "lat": place.lat, "lon": place.lon, "precision_km": place.precision_km, "parent": place.parent,
        }
        for place, spelling, score in atlas.gazetteer.search(name, limit=limit)
    ]  # fmt: skip
    if not rows:
        click.echo(f"nothing resembles {name!r}", err=True)
    print_rows(rows, format_, ["place", "name", "spelling", "score", "kind", "region", "lat", "lon", "precision_km", "parent"])

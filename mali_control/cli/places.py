"""Commands on the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from .common import Between, atlas_of, format_option, gazetteer_of, geonames_option, print_json, print_rows
from .completion import complete_place

if TYPE_CHECKING:
    from ..places import Gazetteer, Place

SHOWN = ("place", "name", "kind", "region", "lat", "lon", "precision_km", "parent")

NAMED = ("parent", "region", "cercle", "sites")
"""What is told as ids, and shown to people with the names."""

limit_option = click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many places at the most.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def places() -> None:
    """Find places by name or position, and all that is known of one."""


@places.command()
@click.argument("name")
@limit_option
@geonames_option
@format_option
@click.pass_context
def search(ctx: click.Context, name: str, limit: int, format_: str) -> None:
    """List the places whose spellings resemble NAME, best first."""
    gazetteer = gazetteer_of(ctx, atlas_of(ctx))
    found = gazetteer.search(name, limit=limit)
    rows = [{**_row(place), "spelling": spelling, "score": round(score, 1)} for place, spelling, score in found]
    if not rows:
        click.echo(f"nothing resembles {name!r}", err=True)
    print_rows(rows, format_, ["place", "name", "spelling", "score", *SHOWN[2:]])


@places.command(context_settings={"ignore_unknown_options": True})
@click.argument("lat", type=Between(-90, 90))
@click.argument("lon", type=Between(-180, 180))
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only places of this kind (town, village, base, ...); may be repeated."
)
@limit_option
@geonames_option
@format_option
@click.pass_context
def near(ctx: click.Context, lat: float, lon: float, kinds: tuple[str, ...], limit: int, format_: str) -> None:
    """List the places nearest to LAT LON (WGS84 degrees), with their distance in km."""
    gazetteer = gazetteer_of(ctx, atlas_of(ctx))
    _check_kinds(kinds)
    found = gazetteer.nearest(lat, lon, limit=limit, kinds=kinds or None)
    print_rows([{**_row(place), "km": round(km, 1)} for place, km in found], format_, ["place", "name", "km", *SHOWN[2:]])


@places.command()
@click.argument("name", shell_complete=complete_place())
@click.option("--region", metavar="REGION", help="The region or cercle that it lies in, where several places bear the name.")
@geonames_option
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to print it.")
@click.pass_context
def show(ctx: click.Context, name: str, region: str | None, format_: str) -> None:
    """Show everything known of a place. NAME is an id or any spelling."""
    atlas = atlas_of(ctx)
    gazetteer = gazetteer_of(ctx, atlas)
    place = gazetteer.resolve(name, region=region)
    told = _told(gazetteer, place, sum(report.place == place.id for report in atlas.reports))
    if format_ == "json":
        print_json(told)
        return
    for what, value in told.items():
        if value not in (None, "", []):
            values = [f"{gazetteer[v].name} ({v})" if what in NAMED and v in gazetteer else str(v) for v in _listed(value)]
            click.echo(f"{what.replace('_', ' '):>16}  {'; '.join(values)}")


def _row(place: Place) -> dict[str, Any]:
    return {"place": place.id, **{column: getattr(place, column) for column in SHOWN[1:]}}


def _told(gazetteer: Gazetteer, place: Place, reports: int) -> dict[str, Any]:
    """Return all that is known of a place, by name."""
    from dataclasses import asdict

    told = {**asdict(place), "spellings": list(place.spellings), "sites": list(gazetteer.sites(place.id))}
    told["places_within"] = len(gazetteer.within(place.id)) or None
    if place.lat is not None and place.lon is not None:
        near = gazetteer.nearest(place.lat, place.lon, limit=6, kinds=("town", "village"))
        told["nearest"] = [f"{other.name} ({other.id}, {km:.0f} km)" for other, km in near if other.id != place.id][:5]
    return {**told, "reports": reports}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _check_kinds(kinds: Iterable[str]) -> None:
    from ..errors import UnknownName
    from ..places import AREAS, SETTLEMENTS, SITES
    from ..text import nearest

    known = (*SETTLEMENTS, *SITES, *AREAS)
    for kind in kinds:
        if kind not in known:
            raise UnknownName("kind", kind, [like for like, _ in nearest(kind, known)])

"""Commands that make files for the gazetteer."""

from __future__ import annotations

from pathlib import Path

import click

from .common import atlas_of


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def gazetteer() -> None:
    """Make a compact index of a GeoNames file."""


@gazetteer.command()
@click.argument("file", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="The index to write; --geonames takes it.")
@click.pass_context
def build(ctx: click.Context, file: str, output: str) -> None:
    """Make a compact index of a GeoNames country file (ML.txt, ML.zip), with which --geonames starts fast."""
    from ..boundaries import areas_at
    from ..geonames import build_index, read_geonames
    from ..output import check_writable, write_bytes

    check_writable(Path(output))
    basemap = atlas_of(ctx).basemap
    places = read_geonames(Path(file), lambda lons, lats: areas_at(basemap, lons, lats))
    index = build_index(places)
    write_bytes(Path(output), index)
    click.echo(f"wrote {output} ({len(places):,} records, {len(index) / 1000:.0f} kB)", err=True)

"""GeoJSON, GeoPackage, GeoParquet and FlatGeobuf. Everything is in EPSG:4326."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import BadOutput
from ..geo import WGS84
from .cells import joined
from .content import Content, Layer, kind_of
from .qgis import add_styles


def write_geojson(path: Path, content: Content) -> dict[str, int]:
    """Write one layer as a FeatureCollection (RFC 7946), one feature per line; ids are lists, days text."""
    from shapely.geometry import mapping

    (layer,) = content.layers
    head = {"type": "FeatureCollection", "name": layer.name, "description": f"{content.title}. {layer.about}."}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [')
        for number, (row, shape) in enumerate(zip(layer.rows, layer.shapes, strict=True)):
            geometry = None if shape is None else {**mapping(shape), "coordinates": _rounded(mapping(shape)["coordinates"])}
            properties = {c: _jsonable(row[c]) for c in layer.columns}
            feature = {"type": "Feature", "properties": properties, "geometry": geometry}
            file.write((",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False))
        file.write("\n]}\n")
    return {layer.name: len(layer.rows)}


def write_geopackage(path: Path, content: Content) -> dict[str, int]:
    """Write all layers and tables, and for each layer the styles that QGIS opens it with."""
    for layer in (*content.layers, *content.tables):
        options = {"IDENTIFIER": layer.name, "DESCRIPTION": f"{content.title}. {layer.about}."}
        _write_ogr(path, layer, "GPKG", layer_options=options, dataset_options={} if path.exists() else {"VERSION": "1.2"})
    try:
        with closing(sqlite3.connect(path)) as database, database:
            add_styles(database, content)
    except sqlite3.Error as error:
        raise BadOutput(f"{path.name} cannot be written: {error}") from None
    return {layer.name: len(layer.rows) for layer in (*content.layers, *content.tables)}


def write_flatgeobuf(path: Path, content: Content) -> dict[str, int]:
    """Write one layer. The format knows instants but no days, so that days are text.

    Without a spatial index: it would change the order of the rows, and refuse places without a position.
    """
    (layer,) = content.layers
    options = {"SPATIAL_INDEX": "NO", "TITLE": content.title, "DESCRIPTION": f"{layer.about}."}
    _write_ogr(path, layer, "FlatGeobuf", layer_options=options, days_as_text=True)
    return {layer.name: len(layer.rows)}


def write_parquet(path: Path, content: Content) -> dict[str, int]:
    """Write one layer as GeoParquet 1.0: days are ``date32``, ids lists of text.

    The table is made without pandas, which would write days as instants and could not read lists of a fixed type again.
    """
    import pyarrow
    import shapely
    from pyarrow import parquet
    from pyproj import CRS

    types = {"day": pyarrow.date32(), "list": pyarrow.list_(pyarrow.string()), "number": pyarrow.float64(), "count": pyarrow.int64(),
             "flag": pyarrow.bool_(), "text": pyarrow.string()}  # fmt: skip
    (layer,) = content.layers
    columns = {name: pyarrow.array([row[name] for row in layer.rows], type=types[kind_of(name)]) for name in layer.columns}
    shapes = [None if shape is None else shapely.to_wkb(shape) for shape in layer.shapes]
    geometry = {"encoding": "WKB", "geometry_types": [layer.geometry], "crs": CRS(WGS84).to_json_dict()}
    geo = {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    table = pyarrow.table({**columns, "geometry": pyarrow.array(shapes, type=pyarrow.binary())})
    about = {"geo": json.dumps(geo), "title": content.title, "description": f"{layer.about}."}
    parquet.write_table(table.replace_schema_metadata(about), path, compression="zstd")
    return {layer.name: len(layer.rows)}


def _write_ogr(path: Path, layer: Layer, driver: str, *, days_as_text: bool = False, **options: Any) -> None:
    """Write a layer with GDAL. Days go as days (numpy's ``datetime64[D]``), which through a data frame they could not."""
    import numpy
    import shapely
    from pyogrio import raw
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    arrays = [_array([row[c] for row in layer.rows], kind_of(c), days_as_text=days_as_text) for c in layer.columns]
    shapes = None
    if layer.geometry:
        shapes = numpy.empty(len(layer.rows), dtype=object)
        shapes[:] = [None if shape is None else shapely.to_wkb(shape) for shape in layer.shapes]
    try:
        raw.write(
            path, shapes, arrays, list(layer.columns), layer=layer.name, driver=driver, geometry_type=layer.geometry or None,
            crs=WGS84 if layer.geometry else None, **options,
        )  # fmt: skip
    except (DataSourceError, DataLayerError, FeatureError) as error:
        raise BadOutput(f"{path.name} cannot be written: {error}") from None


def _array(values: list[Any], kind: str, *, days_as_text: bool) -> Any:
    import numpy

    if kind == "day" and not days_as_text:
        return numpy.array([numpy.datetime64("NaT") if v is None else v for v in values], dtype="datetime64[D]")
    if kind in ("number", "count", "flag"):
        return numpy.array(values, dtype={"number": "float64", "count": "int64", "flag": "bool"}[kind])
    array = numpy.empty(len(values), dtype=object)
    array[:] = [v.isoformat() if isinstance(v, date) else joined(v) for v in values]
    return array


def _rounded(coordinates: Any) -> Any:
    return round(coordinates, 6) if isinstance(coordinates, float) else [_rounded(part) for part in coordinates]


def _jsonable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value

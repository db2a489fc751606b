"""CSV and Excel: rows with positions as numbers, several ids joined by ";"."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .cells import as_text, joined, printable
from .content import Content, Layer

EXCEL_BEGINS = 1900
_WIDEST = 60


def write_csv(path: Path, content: Content) -> dict[str, int]:
    """Write one layer as UTF-8 text; places with ``lat`` and ``lon``, territory as ``wkt``, flags as yes and no."""
    (layer,) = content.layers
    columns, rows = _table(layer, wkt=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([as_text(value) for value in row] for row in rows)
    return {layer.name: len(layer.rows)}


def write_excel(path: Path, content: Content) -> dict[str, int]:
    """Write all layers and tables, one sheet each, with days as days. Territory is there without its polygons."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = content.title, "mali-control"
    for layer in (*content.layers, *content.tables):
        columns, rows = _table(layer, wkt=False)
        _sheet(book, layer.name, columns, list(rows))
    book.save(path)
    return {layer.name: len(layer.rows) for layer in (*content.layers, *content.tables)}


def _table(layer: Layer, *, wkt: bool) -> tuple[list[str], Iterator[list[Any]]]:
    more = {"Point": ["lat", "lon"], "MultiPolygon": ["wkt"] if wkt else []}.get(layer.geometry, [])
    return [*layer.columns, *more], _rows(layer, more)


def _rows(layer: Layer, more: list[str]) -> Iterator[list[Any]]:
    shapes = layer.shapes or [None] * len(layer.rows)
    for row, shape in zip(layer.rows, shapes, strict=True):
        place: Mapping[str, Any] = {}
        if shape is not None and layer.geometry == "Point":
            place = {"lat": shape.y, "lon": shape.x}
        elif shape is not None and more:
            import shapely

            place = {"wkt": shapely.to_wkt(shape, rounding_precision=6)}
        yield [*(row[c] for c in layer.columns), *(place.get(c) for c in more)]


def _sheet(book: Any, name: str, columns: list[str], rows: list[list[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    for number, column in enumerate(columns):
        widest = max([len(column) + 2, *(len(as_text(row[number])) for row in rows)])
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(widest + 1, _WIDEST)

    def cell(value: Any) -> Any:
        plain = joined(value)
        if isinstance(plain, date) and plain.year < EXCEL_BEGINS:
            plain = plain.isoformat()  # Excel's days begin in 1900
        if isinstance(plain, str):
            made = WriteOnlyCell(sheet, printable(plain))
            made.data_type = "s"  # text that begins with "=" is no formula
            return made
        if isinstance(plain, date):
            made = WriteOnlyCell(sheet)
            made.value, made.number_format = plain, "yyyy-mm-dd"
            return made
        return plain

    head = [WriteOnlyCell(sheet, column) for column in columns]
    for made in head:
        made.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([cell(value) for value in row])

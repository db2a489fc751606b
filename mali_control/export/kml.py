"""KML 2.2 for Google Earth: coloured dots and ground, everything known of each in its balloon, a time slider for histories and changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ..dates import long_date
from ..records import Record
from .cells import as_text, printable
from .content import Content, Layer, Look, last_day

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ICON = "http://maps.google.com/mapfiles/kml/shapes/shaded_dot.png"
"""A white dot of Google Earth's own palette, which it colours."""
GROUND_ALPHA, FULL = 0x80, 0xFF


def write_kml(path: Path, content: Content) -> dict[str, int]:
    """Write all layers, one folder each. Only what is known and has a position is in them: a day's unknown places would hide the others."""
    written = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n')
        file.write(f"<name>{_text(content.title)}</name>\n<open>1</open>\n")
        file.write(f"<description>{_text(_legend(content))}</description>\n")
        shown = {layer.name: list(_shown(layer)) for layer in content.layers}
        for colour in sorted({row["colour"] for rows in shown.values() for row, _ in rows}):
            file.write(_style(colour))
        for layer in reversed(content.layers):  # the ground first, so that the dots lie on it
            _folder(file, layer, shown[layer.name])
            written[layer.name] = len(shown[layer.name])
        file.write("</Document>\n</kml>\n")
    return dict(reversed(written.items()))


def kml_colour(colour: str, alpha: int = FULL) -> str:
    """Return a colour as KML writes it: alpha, blue, green, red.

    >>> kml_colour("#0E3A8C")
    'ff8c3a0e'
    """
    return f"{alpha:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _shown(layer: Layer) -> Iterable[tuple[Record, BaseGeometry]]:
    for row, shape in zip(layer.rows, layer.shapes, strict=True):
        if shape is not None and (row["side"] != "unknown" or layer.name == "changes"):
            yield row, shape


def _folder(file: TextIO, layer: Layer, rows: Iterable[tuple[Record, BaseGeometry]]) -> None:
    file.write(f"<Folder>\n<name>{_text(layer.name)}</name>\n<description>{_text(layer.about)}</description>\n")
    for row, shape in rows:
        file.write(f"<Placemark>\n<name>{_text(_name(row))}</name>\n{_time(row, layer)}")
        file.write(f"<styleUrl>#{_style_id(row['colour'])}</styleUrl>\n<description>{_text(_balloon(row))}</description>\n<ExtendedData>\n")
        for column in layer.columns:
            if row[column] not in (None, (), ""):
                file.write(f'<Data name="{_text(column)}"><value>{_text(as_text(row[column]))}</value></Data>\n')
        file.write(f"</ExtendedData>\n{_shape(shape)}</Placemark>\n")
    file.write("</Folder>\n")


def _name(row: Record) -> str:
    return str(row.get("name") or row["held_by"] or row["status"])


def _balloon(row: Record) -> str:
    """A few lines of HTML; what comes from the data is escaped for HTML here, and all of it for XML where it is written."""
    if "what" in row:
        lines = [row["what"], f"On {long_date(row['date'])}"]
    else:
        status = {"controlled": "Held by", "contested": "Contested between"}.get(row["status"], "Not known")
        lines = [f"{status} {row['held_by'] or ''}".strip()]
        lines += [f"Besieged by {as_text(row['besieged_by'])}"] if row.get("besieged_by") else []
        if row.get("start"):
            end = last_day(row["end"])
            lines.append(f"From {long_date(row['start'])}" + (f" to {long_date(end)}" if end else ""))
        elif row.get("since"):
            lines.append(f"Since {long_date(row['since'])}")
        lines += [f"Confidence {row['confidence']:.2f}"] if "confidence" in row else []
        lines += [f"{row['km2']:,.0f} km²; not a front line"] if "km2" in row else []
    lines += [f"Reports: {as_text(row['reports'])}"] if row.get("reports") else []
    return "<br>".join(escape(str(line)) for line in lines)


def _legend(content: Content) -> str:
    def line(look: Look) -> str:
        return f'<font color="{look.colour}">&#9679;</font> {escape(look.label)}'

    return "<br>".join([escape(content.title), *(line(look) for side, look in content.sides.items() if side != "unknown")])


def _time(row: Record, layer: Layer) -> str:
    """The days on which it is shown. KML's end is included, so that a span ends on its last day."""
    if "start" in layer.columns:
        end = last_day(row["end"])
        return f"<TimeSpan><begin>{row['start']}</begin>{f'<end>{end}</end>' if end else ''}</TimeSpan>\n"
    when: date = row["date"]
    return f"<TimeStamp><when>{when}</when></TimeStamp>\n" if layer.name == "changes" else ""


def _style_id(colour: str) -> str:
    return f"c{colour[1:].lower()}"


def _style(colour: str) -> str:
    return (
        f'<Style id="{_style_id(colour)}">'
        f"<IconStyle><color>{kml_colour(colour)}</color><scale>0.7</scale><Icon><href>{ICON}</href></Icon></IconStyle>"
        f"<LabelStyle><scale>0.7</scale></LabelStyle><LineStyle><color>{kml_colour(colour)}</color><width>1</width></LineStyle>"
        f"<PolyStyle><color>{kml_colour(colour, GROUND_ALPHA)}</color></PolyStyle></Style>\n"
    )


def _shape(shape: Any) -> str:
    if shape.geom_type == "Point":
        return f"<Point><coordinates>{_corner((shape.x, shape.y))}</coordinates></Point>\n"
    polygons = "".join(
        f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{_ring(part.exterior)}</outerBoundaryIs>"
        + "".join(f"<innerBoundaryIs>{_ring(hole)}</innerBoundaryIs>" for hole in part.interiors)
        + "</Polygon>"
        for part in shape.geoms
    )
    return f"<MultiGeometry>{polygons}</MultiGeometry>\n"


def _ring(ring: Any) -> str:
    return f"<LinearRing><coordinates>{' '.join(map(_corner, ring.coords))}</coordinates></LinearRing>"


def _corner(corner: tuple[float, ...]) -> str:
    return f"{round(corner[0], 6)},{round(corner[1], 6)}"


def _text(text: str) -> str:
    return escape(printable(text), quote=True)

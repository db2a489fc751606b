"""Styles that QGIS finds in a GeoPackage (its table ``layer_styles``) and opens the layers with: colours, names, the time line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Connection
from xml.sax.saxutils import quoteattr

from .cells import joined, printable
from .content import Content, Layer, Look

_TABLE = """CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
  ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""

_OTHER = Look("other", "#BBBBBB")


def add_styles(database: Connection, content: Content) -> None:
    """Give each layer of a GeoPackage two styles: by side (what QGIS opens it with) and by holder."""
    database.execute(_TABLE)
    about = "Styles that QGIS opens the layers with"
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (about,),
    )
    columns = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    for layer in content.layers:
        styles = [("by side", "side", content.sides), ("by holder", _holder_column(layer), holders(layer))]
        for name, attribute, looks in styles:
            if attribute:
                default = name == "by side"
                database.execute(
                    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD, "
                    "useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', ?, ?, '')",
                    (layer.name, columns[layer.name], name, qml(layer, attribute, looks), default, f"{content.title}, {name}"),
                )


def holders(layer: Layer) -> dict[str, Look]:
    """Return how each set of holders in a layer is drawn, by their ids joined by ";"."""
    column = _holder_column(layer)
    found: dict[str, Look] = {}
    for row in sorted(layer.rows, key=lambda row: str(row["side"]) == "contested"):
        ids, contested = joined(row[column]), row["side"] == "contested"
        if ids:
            found.setdefault(ids, Look(f"{row['held_by']} (contested)" if contested else row["held_by"], row["colour"]))
    return dict(sorted(found.items()))


def qml(layer: Layer, attribute: str, looks: Mapping[str, Look]) -> str:
    """Return the style of a layer in QGIS's XML: one colour for each value of a column."""
    shown = [(value, look) for value, look in looks.items() if value not in ("", "unknown")]
    drawn = [*shown, *([("unknown", looks["unknown"])] if "unknown" in looks else []), ("", _OTHER)]
    categories = "".join(
        f'<category render="true" symbol="{number}" value={_quoted(value)} label={_quoted(look.label)} type="string"/>'
        for number, (value, look) in enumerate(drawn)
    )
    symbols = "".join(_symbol(str(number), layer.geometry, value, look.colour) for number, (value, look) in enumerate(drawn))
    labels, settings = _labels(layer)
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.22.0" styleCategories="Symbology|Labeling|Temporal" labelsEnabled="{labels}">{_temporal(layer)}'
        f'<renderer-v2 type="categorizedSymbol" attr="{attribute}" enableorderby="0" forceraster="0" symbollevels="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>{settings}</qgis>"
    )


def _holder_column(layer: Layer) -> str:
    return "controllers_after" if "controllers_after" in layer.columns else "controllers"


def _symbol(name: str, geometry: str, value: str, colour: str) -> str:
    if geometry == "Point":
        small = value in ("", "unknown")
        options = {
            "name": "circle", "color": _rgba(colour), "size": "1.2" if small else "2.8", "size_unit": "MM",
            "outline_color": _rgba("#8C867A" if small else "#FFFFFF"), "outline_width": "0.2", "outline_width_unit": "MM", "outline_style": "solid",
        }  # fmt: skip
        kind, layer = "marker", "SimpleMarker"
    else:
        options = {
            "color": _rgba(colour, 97), "style": "b_diagonal" if value == "contested" else "solid", "outline_color": _rgba(colour, 160),
            "outline_width": "0.2", "outline_width_unit": "MM", "outline_style": "solid",
        }  # fmt: skip
        kind, layer = "fill", "SimpleFill"
    # QGIS before 3.26 reads <prop>, later versions <Option>
    new = "".join(f'<Option type="QString" name="{k}" value="{v}"/>' for k, v in options.items())
    old = "".join(f'<prop k="{k}" v="{v}"/>' for k, v in options.items())
    return (
        f'<symbol type="{kind}" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="{layer}" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{new}</Option>{old}</layer></symbol>'
    )


def _labels(layer: Layer) -> tuple[int, str]:
    """Names beside the points of one day; a history and changes have too many for that."""
    if layer.name != "places":
        return 0, ""
    field = "case when &quot;side&quot; &lt;> 'unknown' then &quot;name&quot; end"
    return 1, (
        f'<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{field}" isExpression="1" fontSize="7" fontSizeUnit="Point" '
        'textColor="43,40,35,255" fontFamily="Sans" namedStyle="Regular" textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.6" '
        'bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.8"/></text-style>'
        '<placement placement="6" dist="0.5" distUnits="MM" priority="5"/></settings></labeling>'
    )


def _temporal(layer: Layer) -> str:
    """What QGIS's temporal controller takes the days from; a span's end is the first day after it, and is not included."""
    fields: Sequence[tuple[str, str]] = [("start", "end"), ("date", "")]
    found: Iterator[tuple[str, str]] = (pair for pair in fields if pair[0] in layer.columns)
    start, end = next(found, ("", ""))
    if not start or layer.name not in ("spans", "territory", "changes") or (layer.name == "territory" and not end):
        return ""
    mode = 2 if end else 1  # fields with start and end; one field with an instant
    return (
        f'<temporal enabled="1" mode="{mode}" startField="{start}" endField="{end}" limitMode="0" accumulate="0" durationField="" '
        'durationUnit="d" fixedDuration="1" startExpression="" endExpression=""><fixedRange><start></start><end></end></fixedRange></temporal>'
    )


def _rgba(colour: str, alpha: int = 255) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + f",{alpha}"


def _quoted(text: str) -> str:
    return quoteattr(printable(text))

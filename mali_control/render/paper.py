"""Paper: a matplotlib figure measured in CSS pixels from its upper left corner, drawn on in order, and saved the same on every run.

Everything is laid out as if on an A4 sheet; on larger or smaller paper one pixel of the layout becomes ``Size.unit`` CSS pixels (1/96 inch). Small
paper shows less rather than letters that nobody can read.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import warnings
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from ..errors import BadOutput
from ..output import replacing

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

INK, QUIET, LINE, PAGE, HALO = "#1F1D1A", "#4A463E", "#8E887A", "#FFFFFF", "#FAF9F6"
FONT = "DejaVu Sans"
"""The font that comes with matplotlib, so that every machine draws the same."""
FORMATS = ("png", "svg", "pdf")
A4_MM = 297.0, 210.0
LEAST_MM, MOST_MM = 20, 5000
MARGIN = 36.0
"""The white around what is drawn on A4 and larger paper, in pixels of the layout."""
READABLE = 0.84
"""The smallest letters, 8.8 pixels of the layout, are at least 5.5 points high with so many CSS pixels for one of the layout."""
ROOM = (760.0, 520.0), (390.0, 700.0)
"""What a map with its legend beside or under it needs, in pixels of the layout: on paper that has not so much the letters are smaller."""
NARROW_MM = 165.0
"""Paper less wide than this has no room for a legend beside the map."""
MOST_PIXELS = 20_000
SCREEN_DPI = 90
"""Dots to the inch in notebooks: an A4 sheet is 1,052 pixels wide."""
MANY = 96
"""Half the number of colours there."""

_SAVING = {
    "svg.hashsalt": "mali-control", "svg.fonttype": "none", "svg.image_inline": True, "pdf.fonttype": 42, "pdf.compression": 6,
    "pdf.use14corefonts": False, "savefig.bbox": None, "savefig.transparent": False, "text.usetex": False, "text.hinting": "none",
    "text.antialiased": True, "path.simplify": True, "path.simplify_threshold": 0.05, "path.sketch": None, "path.effects": [],
    "path.snap": True, "agg.path.chunksize": 0, "axes.unicode_minus": True,
}  # fmt: skip
_NOTHING_OF_THE_HOUR = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_SVG_PATH = re.compile(r' d="[^"]*"')
_SVG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SVG_TEXT = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')


@dataclass(frozen=True)
class Size:
    """The size of a picture in millimetres, and how many dots to the inch it has where it is made of dots."""

    width_mm: float
    height_mm: float
    dpi: int = 300
    readable: float = READABLE
    """Letters get no smaller than with so many CSS pixels for one of the layout."""
    room: tuple[tuple[float, float], ...] = ROOM
    """But for so much room (width, height in pixels of the layout, any of these)."""

    def __post_init__(self) -> None:
        if not 10 <= self.dpi <= 2400:
            raise BadOutput(f"{self.dpi} dots per inch cannot be drawn: between 10 and 2400 can")
        if not all(LEAST_MM <= side <= MOST_MM for side in (self.width_mm, self.height_mm)):
            sides = f"each side between {LEAST_MM} and {MOST_MM} mm can"
            raise BadOutput(f"a picture of {self.width_mm:g} x {self.height_mm:g} mm cannot be drawn: {sides}")

    @classmethod
    def of_pixels(cls, width: int, height: int, dpi: int = 300) -> Size:
        """Return the size of a picture for screens: there dots count, not millimetres."""
        return cls(width / dpi * 25.4, height / dpi * 25.4, dpi, readable=min(READABLE, READABLE * 96 / dpi))

    @classmethod
    def chosen(
        cls, *, width_mm: float | None = None, height_mm: float | None = None, pixels: tuple[int, int] | None = None, dpi: int = 300
    ) -> Size:
        """Return the size that is asked for in pixels or in mm.

        Where one side is left open it has A4's proportions, or, if it is a narrow column, a height that leaves room for the legend under the map;
        where both are, it is A4 landscape.
        """
        if pixels is not None:
            if width_mm is not None or height_mm is not None:
                raise BadOutput("give the size in mm or in pixels, not both")
            least, most = math.ceil(LEAST_MM / 25.4 * dpi), min(MOST_PIXELS, math.floor(MOST_MM / 25.4 * dpi))
            if not all(least <= side <= most for side in pixels):
                asked = f"{pixels[0]} x {pixels[1]} pixels"
                raise BadOutput(
                    f"a picture of {asked} cannot be drawn at {dpi} dpi: each side between {least} and {most} can; change the dpi"
                )
            return cls.of_pixels(*pixels, dpi)
        share = A4_MM[0] / A4_MM[1]
        if width_mm is None:
            width_mm = A4_MM[0] if height_mm is None else height_mm * share
        if height_mm is None:
            height_mm = width_mm / share if width_mm >= NARROW_MM else width_mm * 0.85 + 84
        return cls(width_mm, height_mm, dpi)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in dots. Raises BadOutput where they are too many."""
        width, height = (round(side / 25.4 * self.dpi) for side in (self.width_mm, self.height_mm))
        if max(width, height) > MOST_PIXELS:
            raise BadOutput(f"a picture of {width} x {height} pixels is too large to draw: at most {MOST_PIXELS} a side; lower the dpi")
        return width, height

    @property
    def unit(self) -> float:
        """CSS pixels for one pixel of the layout: smaller paper is a smaller A4 as far as it can be read, larger shows more and is read from farther."""
        share = self._share
        if share >= 1:
            return float(share**0.322)
        width, height = self.width_mm / 25.4 * 96, self.height_mm / 25.4 * 96
        return float(max(share**0.5, min(self.readable, max(min(width / w, height / h) for w, h in self.room))))

    @property
    def margin(self) -> float:
        """The white around what is drawn, in pixels of the layout: the less, the smaller the paper."""
        return MARGIN * min(1.0, math.sqrt(self._share) / self.unit)

    @property
    def _share(self) -> float:
        """The area, as a share of A4."""
        return self.width_mm * self.height_mm / (A4_MM[0] * A4_MM[1])

    @property
    def layout(self) -> tuple[float, float]:
        """Width and height in pixels of the layout."""
        return self.width_mm / 25.4 * 96 / self.unit, self.height_mm / 25.4 * 96 / self.unit


class Sheet(Figure):
    """A figure that is saved whole, without the hour, with its fonts. ``save`` and ``to_bytes`` are to be preferred to ``savefig``."""

    def __init__(self, size: Size) -> None:
        super().__init__(figsize=(size.width_mm / 25.4, size.height_mm / 25.4), dpi=size.dpi, facecolor=PAGE)
        FigureCanvasAgg(self)
        self.size = size
        self.title = ""
        """What programs and screen readers call the picture."""
        self.note = ""
        """What the reader of the file should be told."""

    def resize(self, size: Size) -> None:
        """Give the sheet another size; what is drawn keeps its share of it."""
        self.size = size
        self.set_size_inches(size.width_mm / 25.4, size.height_mm / 25.4)

    def to_bytes(self, format_: str, *, dpi: int | None = None) -> bytes:
        """Return the picture as PNG, SVG or PDF. Text stays text; two calls give equal bytes."""
        buffer = io.BytesIO()
        asked = dpi or self.size.dpi
        with settled():
            if format_ == "png":  # matplotlib cuts off parts of a pixel
                width, height = Size(self.size.width_mm, self.size.height_mm, asked).pixels
                self.set_size_inches((width + 0.01) / asked, (height + 0.01) / asked)
            else:
                self.set_size_inches(self.size.width_mm / 25.4, self.size.height_mm / 25.4)
            self.savefig(buffer, format=format_, dpi=asked, facecolor=PAGE, edgecolor="none", metadata=self._metadata(format_))
        return _with_fonts(_rounded(buffer.getvalue().decode("utf-8"))) if format_ == "svg" else buffer.getvalue()

    def _metadata(self, format_: str) -> dict[str, Any]:
        told = {"Title": self.title} if self.title and format_ != "png" else {}
        return {**_NOTHING_OF_THE_HOUR[format_], **told}

    def save(self, path: str | FilePath) -> int:
        """Write the picture to a file, whole or not at all, in the format of its suffix; return its size in bytes. Raises BadOutput."""
        path = FilePath(path)
        content = self.to_bytes(format_of(path))
        with replacing(path) as file:
            file.write(content)
        return len(content)

    def described(self, path: FilePath) -> str:
        """Return the size of the picture in words: in pixels, or in mm where it is not made of dots."""
        width, height = self.size.pixels if format_of(path) == "png" else (round(self.size.width_mm), round(self.size.height_mm))
        return f"{width} x {height} {'pixels' if format_of(path) == 'png' else 'mm'}"

    def small_png(self, dpi: int = SCREEN_DPI) -> bytes:
        """Return the picture for screens, as a PNG of few colours: a quarter of the size.

        A part of the palette are the colours used most, as they are; the rest is spread over all that there are: by use alone a side that holds one
        place would lose its colour. Each pixel takes the nearest (Pillow's own choice is near, not nearest, and tints the ground).
        """
        import numpy as np
        from PIL import Image  # comes with matplotlib

        with Image.open(io.BytesIO(self.to_bytes("png", dpi=min(self.size.dpi, dpi)))) as drawn:
            full = drawn.convert("RGB")
        pixels = np.asarray(full).astype(np.int64) @ (65536, 256, 1)
        found, where, counts = np.unique(pixels, return_inverse=True, return_counts=True)
        colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
        spread = np.reshape(full.quantize(MANY, method=Image.Quantize.MAXCOVERAGE).getpalette() or [], (-1, 3))
        palette = np.concatenate([colours[np.argsort(-counts, kind="stable")[:MANY]], spread])
        nearest = ((colours[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
        few = Image.fromarray(nearest[where].reshape(pixels.shape), mode="P")
        few.putpalette(palette.astype(np.uint8).tobytes())
        buffer = io.BytesIO()
        few.save(buffer, "PNG", optimize=True)
        return buffer.getvalue()

    def _repr_png_(self) -> bytes:
        """How notebooks show it."""
        return self.small_png()

    def _ipython_display_(self) -> None:
        """The same where pyplot has taken over how IPython shows figures: at the dots of print, megabytes in every cell."""
        from IPython.display import display

        display({"image/png": self._repr_png_(), "text/plain": repr(self)}, raw=True)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.title}>"


def format_of(path: FilePath) -> str:
    """Return the format that a file's suffix asks for. Raises BadOutput for any but .png, .svg and .pdf."""
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise BadOutput(f"{path}: pictures are written as .png, .svg or .pdf")
    return suffix


class Pen:
    """Draws on a sheet, later things over earlier ones; x to the right and y down, in pixels of the layout."""

    def __init__(self, sheet: Sheet) -> None:
        self.width, self.height = sheet.size.layout
        self.point, self.margin = 0.75 * sheet.size.unit, sheet.size.margin
        self.axes = sheet.add_axes((0, 0, 1, 1), frameon=False)
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.clip: TransformedBbox | None = None

    @contextmanager
    def within(self, x0: float, y0: float, x1: float, y1: float) -> Iterator[None]:
        """What is drawn in the block is cut off at a rectangle."""
        outer, self.clip = self.clip, TransformedBbox(Bbox([[x0, y0], [x1, y1]]), self.axes.transData)
        try:
            yield
        finally:
            self.clip = outer

    def fill(self, path: Path, colour: str, *, edge: float = 0.0, alpha: float | None = None) -> None:
        """Fill a path; ``edge`` pixels of the same colour around it close the seams between neighbours."""
        width = edge * self.point
        self._add(PathPatch(path, facecolor=colour, edgecolor=colour if edge else "none", linewidth=width, alpha=alpha, joinstyle="round"))

    def stroke(self, path: Path, colour: str, width: float, *, dash: tuple[float, ...] = (), cap: str = "butt") -> None:
        """Draw a line along a path; width and dashes in pixels."""
        style: Any = (0, tuple(length / width for length in dash)) if dash else "solid"
        patch = PathPatch(path, fill=False, edgecolor=colour, linewidth=width * self.point, linestyle=style, joinstyle="round")
        patch.set_capstyle(cap)  # type: ignore[arg-type]
        self._add(patch)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: str, *, alpha: float | None = None) -> None:
        self._add(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=colour, edgecolor="none", linewidth=0, alpha=alpha))

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float, **how: Any) -> None:
        self.stroke(Path([(x0, y0), (x1, y1)]), colour, width, **how)

    def text(
        self, x: float, y: float, text: str, size: float, *, colour: str = INK, bold: bool = False, italic: bool = False,
        align: str = "left", halo: float = 0.0,
    ) -> None:  # fmt: skip
        """Write on a base line; sizes in pixels. A halo is a line of that width around the letters."""
        if not text:
            return
        font = _font(bold, italic)
        if halo:
            shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align] * text_width(text, size, bold=bold, italic=italic)
            points, codes = text_to_path.get_text_path(font, text, ismath=False)
            scale = size / text_to_path.FONT_SCALE
            if len(points):
                self.stroke(Path(points, codes).transformed(Affine2D().scale(scale, -scale).translate(x - shift, y)), HALO, halo)
        font = font.copy()
        font.set_size(size * self.point)
        written = self.axes.text(x, y, text, fontproperties=font, color=colour, ha=align, va="baseline", parse_math=False, zorder=1)
        written.set_clip_path(None)
        written.set_clip_box(self.clip)
        written.set_clip_on(self.clip is not None)

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(1)
        artist.set_antialiased(True)  # type: ignore[attr-defined]
        artist.set_snap(False)
        self.axes.add_artist(artist)  # which sets a clip of its own
        artist.set_clip_path(None)
        artist.set_clip_box(self.clip)
        artist.set_clip_on(self.clip is not None)


class Column:
    """A column of text and rows that fills from its top; ``room`` tells what is left."""

    def __init__(self, pen: Pen, x: float, y: float, width: float, bottom: float) -> None:
        self.pen, self.x, self.y, self.width, self.bottom = pen, x, y, width, bottom

    @property
    def room(self) -> float:
        return self.bottom - self.y

    def heading(self, text: str, *, gap: float = 8.0, count: str = "") -> None:
        self.y += gap + 10
        self.pen.text(self.x, self.y, text, 11, bold=True)
        self.pen.text(self.x + self.width, self.y, count, 10, colour=QUIET, align="right")
        self.y += 5

    def rule(self) -> None:
        self.y += 5
        self.pen.line(self.x, self.y, self.x + self.width, self.y, LINE, 0.6)

    def paragraph(self, text: str, size: float = 9.2, *, colour: str = QUIET, gap: float = 4.0, insist: bool = True) -> bool:
        """Write text over several lines, or, where it may be left out and there is no room, nothing."""
        lines = wrapped(text, size, self.width)
        if not insist and self.room < len(lines) * size * 1.28 + gap:
            return False
        self.y += gap
        for line in lines:
            self.y += size * 1.28
            self.pen.text(self.x, self.y - size * 0.25, line, size, colour=colour)
        return True


def text_width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return the width of text in pixels."""
    return _width(text, bold, italic) * size


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return text as lines that are no wider than ``width``; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def clean(text: str) -> str:
    """Return text without signs that no file of a picture may hold (control signs, halves of letters)."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs"))


def spaced(text: str) -> str:
    """Return text in capitals, letters set apart."""
    return "\u200a\u200a".join(text.upper())


def ring(points: Iterable[tuple[float, float]]) -> Path:
    """Return a closed path through points."""
    corners = list(points)
    return Path([*corners, corners[0]], closed=True)


def area_path(geometry: BaseGeometry) -> Path | None:
    """Return the polygons of a geometry as one path that can be filled, holes left open; None where there is none."""
    import shapely
    from shapely.geometry.polygon import orient

    polygons = [orient(part) for part in _parts(geometry, "Polygon") if not part.is_empty and part.area > 0]
    rings = [r for polygon in polygons for r in (polygon.exterior, *polygon.interiors)]
    paths = [Path(shapely.get_coordinates(r), closed=True) for r in rings]
    return Path.make_compound_path(*paths) if paths else None


def line_path(geometry: BaseGeometry) -> Path | None:
    """Return the lines of a geometry as one path; None where there is none."""
    import shapely

    paths = [Path(shapely.get_coordinates(part)) for part in (*_parts(geometry, "LineString"), *_parts(geometry, "LinearRing"))]
    return Path.make_compound_path(*paths) if paths else None


def _parts(geometry: BaseGeometry, kind: str) -> list[Any]:
    import shapely

    found = []
    for part in shapely.get_parts(geometry):
        found += _parts(part, kind) if part.geom_type.startswith(("Multi", "GeometryCollection")) else [part]
    return [part for part in found if part.geom_type == kind and not part.is_empty]


@contextmanager
def settled() -> Iterator[None]:
    """The block runs with matplotlib's own settings, whatever the user's are, and without its warnings about letters that the font lacks."""
    with warnings.catch_warnings(), matplotlib.rc_context(_settings()):  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message=".*missing from font.*")
        warnings.filterwarnings("ignore", message=".*Matplotlib currently does not support.*")
        yield


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    groups = ("lines.", "patch.", "font.", "text.", "path.", "axes.", "figure.", "savefig.", "svg.", "pdf.", "agg.", "hatch.")
    defaults: dict[str, Any] = {str(key): value for key, value in matplotlib.rcParamsDefault.items() if key.startswith(groups)}
    return {**defaults, **_SAVING}


@lru_cache(maxsize=8)
def _font(bold: bool, italic: bool) -> FontProperties:
    return FontProperties(family=FONT, weight="bold" if bold else "normal", style="oblique" if italic else "normal", size=100)


@lru_cache(maxsize=16384)
def _width(text: str, bold: bool, italic: bool) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(text_to_path.get_text_width_height_descent(text, _font(bold, italic), False)[0]) / 100


def _rounded(svg: str) -> str:
    """Round the points of an SVG's paths to hundredths of a point (3.5 thousandths of a millimetre): matplotlib writes millionths."""

    def short(number: re.Match[str]) -> str:
        return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")

    return _SVG_PATH.sub(lambda path: _SVG_NUMBER.sub(short, path[0]), svg)


def _with_fonts(text: str) -> bytes:
    """Put into an SVG the letters that it uses, so that it looks the same where the font is not installed."""
    used: dict[tuple[bool, bool], set[str]] = {}
    for style, words in _SVG_TEXT.findall(text):
        used.setdefault(("bold" in style or "700" in style, "oblique" in style or "italic" in style), set()).update(_unescaped(words))
    faces = [_face(bold, italic, letters) for (bold, italic), letters in sorted(used.items())]
    text = text.replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif")
    return text.replace("<defs>", f'<defs>\n  <style type="text/css">{"".join(faces)}</style>', 1).encode("utf-8")


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _face(bold: bool, italic: bool, letters: Iterable[str]) -> str:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(findfont(_font(bold, italic)), recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2], drop_tables=[*Options().drop_tables, "FFTM"])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    code = b64encode(out.getvalue()).decode("ascii")
    weight, style = "bold" if bold else "normal", "oblique" if italic else "normal"
    return f"@font-face{{font-family:'{FONT}';font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{code})}}"


def draw(size: Size) -> tuple[Sheet, Pen]:
    """Return an empty sheet and a pen for it."""
    sheet = Sheet(size)
    return sheet, Pen(sheet)


def listed(parts: Sequence[str], size: float, width: float, most: int, more: str) -> list[str]:
    """Return parts joined by semicolons in at most ``most`` lines; where they do not fit, the last says how many are left (``more`` with {n})."""
    for shown in range(len(parts), 0, -1):
        rest = [] if shown == len(parts) else [more.format(n=len(parts) - shown)]
        lines = wrapped("; ".join([*parts[:shown], *rest]), size, width)
        if len(lines) <= most:
            return lines
    return wrapped(more.format(n=len(parts)), size, width)[:most] if parts else []

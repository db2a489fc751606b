"""Tables of incidents that others made: open them, find their columns, read their days and numbers.

Comma, semicolon or tab; plain or gzipped; read row by row, so that a table of any length needs no memory.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from .dates import long_date
from .errors import BadData, BadDate, Problem, UnknownName
from .text import fold, nearest

if TYPE_CHECKING:
    import _csv

COMMON_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": (
        "event_date", "date_start", "date", "incident_date", "day", "datetime", "date_of_incident", "start_date", "date_incident",
        "date_evenement", "date_debut", "jour",
    ),
    "place": (
        "place", "location", "where_coordinates", "place_name", "location_name", "town", "locality", "village", "city", "settlement", "lieu",
        "localite", "ville", "nom_lieu", "endroit",
    ),
    "lat": ("latitude", "lat", "y"),
    "lon": ("longitude", "lon", "lng", "long", "x"),
}  # fmt: skip
"""What columns are commonly called (ACLED, UCDP, English, French), the likeliest first."""

TELLING_WORDS: Mapping[str, frozenset[str]] = {
    "date": frozenset({"date", "day", "jour"}),
    "place": frozenset({"place", "location", "locality", "town", "village", "lieu", "localite", "ville"}),
    "lat": frozenset({"latitude", "lat"}),
    "lon": frozenset({"longitude", "lon", "lng"}),
}
"""Words of which one column of a table may bear one where none has a common name: "Date de l'incident"."""

SAMPLE_ROWS, ENOUGH_DAYS = 10_000, 3
"""So many rows are looked at to learn whether days are written day first, and so many must say so, with none against."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv", "feb february fevrier fev fevr", "mar march mars", "apr april avril avr", "may mai", "jun june juin",
            "jul july juillet juil", "aug august aout", "sep sept september septembre", "oct october octobre", "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_ISO = re.compile(r"(\d{4})([-/.]?)(\d\d)\2(\d\d)(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ].*)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+(?:of\s+)?([^\W\d_]+)\.?,?[\s-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_KIND_WORDS = re.compile(
    r"^(?:ville|village|localité|commune|town|city)\s+(?:of\s+|du\s+|de\s+|d['’]\s*)|\s+(?:town|village|city|commune|ville)$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W_]+")
_LEGACY = "cp1252", "latin-1"
"""What spreadsheets in Western languages wrote before UTF-8; the second knows every byte."""


@dataclass
class IncidentTable:
    """An open table: its header, and its rows as they come, each with the line it ends on.

    ``read_so_far`` counts bytes of the file; ``encoding`` is that which it is read in, and ``marked`` says that it begins with a byte order mark.
    """

    path: Path
    header: tuple[str, ...]
    delimiter: str
    rows: Iterator[tuple[int, list[str]]]
    read_so_far: Callable[[], int]
    encoding: str = "utf-8-sig"
    marked: bool = False

    @property
    def legacy(self) -> bool:
        """Whether the table was found not to be UTF-8."""
        return self.encoding in _LEGACY


@contextmanager
def open_table(path: Path, *, encoding: str | None = None) -> Iterator[IncidentTable]:
    """Open a CSV or TSV file, gzipped if it ends in .gz. Without an ``encoding`` it is UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises BadData when it cannot be read or is no such table, also later, when a row is reached that is not.
    """
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        raise _bad(path, 0, "is a spreadsheet; save it as CSV first")
    try:
        raw = path.open("rb")
    except OSError as error:
        raise _bad(path, 0, f"cannot be read: {error.strerror or error}") from None
    with raw:
        if encoding is not None and not _known(encoding):
            raise _bad(path, 0, f"cannot be read: no encoding is called {encoding!r}")
        with _faults(path, lambda: 1):
            found, marked = _encoding(_unpacked(raw, path))
            raw.seek(0)
        encoding = encoding or found
        text = TextIOWrapper(_unpacked(raw, path), encoding=encoding, newline="")
        with _faults(path, lambda: 1):
            first = text.readline().removeprefix("\ufeff")
        if not first.strip():
            raise _bad(path, 1, f"the {'first line' if first else 'file'} is empty; the first line must name the columns")
        delimiter = max("\t" if _suffix(path) in (".tsv", ".tab") else ",", ",", ";", "\t", key=first.count)
        records = _records(path, csv.reader(chain([first], text), delimiter=delimiter))
        header = tuple(name.strip() for name in next(records)[1])
        yield IncidentTable(path, header, delimiter, records, raw.tell, encoding, marked)


def write_delimiter(path: Path, delimiter: str) -> str:
    """Return what separates the cells of an output: a tab by its suffix, else what separated them in the input."""
    return "\t" if _suffix(path) in (".tsv", ".tab") else "," if delimiter == "\t" else delimiter


def column(header: Sequence[str], what: str, asked: str | None = None) -> str | None:
    """Return the column that holds the ``date``, ``place``, ``lat`` or ``lon``.

    That is the one asked for, else one of a common name, else the only one with a telling word in its name, else None.

    Raises UnknownName when the table lacks the column asked for.
    """
    if asked is not None:
        if asked in header:
            return asked
        raise UnknownName("column", asked, [name for name, _ in nearest(asked, header)])
    by_key = {fold(name): name for name in reversed(header)}
    common = next((by_key[fold(name)] for name in COMMON_NAMES[what] if fold(name) in by_key), None)
    telling = [name for name in header if TELLING_WORDS[what] & {fold(word) for word in _WORDS.findall(name)}]
    return common or (telling[0] if len(telling) == 1 else None)


def bare_name(name: str) -> str:
    """Return a place's name without what some tables put after it: "Kidal town" (UCDP) is Kidal, "Bamako - Commune IV" (ACLED) is Bamako."""
    return _KIND_WORDS.sub("", name.strip().partition(" - ")[0])


def number(text: str | float) -> float | None:
    """Read a decimal number, also with a decimal comma; None when it is none."""
    try:
        return float(text.replace(",", ".")) if isinstance(text, str) else float(text)
    except (ValueError, TypeError):
        return None


def day_order(values: Iterable[object]) -> str | None:
    """Return "day" or "month" if days in figures are written with that first, as far as they can be read in one way only; else None."""
    found: Counter[str] = Counter()
    for value in values:
        match = _NUMBERS.fullmatch(str(value).strip())
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            found["day" if int(match[1]) > 12 else "month"] += 1
    ((first, count),) = found.items() if len(found) == 1 else [("", 0)]
    return first if count >= ENOUGH_DAYS else None


def day_reader(date_format: str | None = None, *, order: str | None = None) -> Callable[[object], date]:
    """Return a function that reads one calendar day: ISO dates and datetimes, 14/11/2023, 14 November 2023, 14 novembre 2023.

    A datetime keeps its calendar day whatever its time zone. With ``date_format`` (``DD/MM/YYYY``, or as for strptime) only that form is read.
    The function raises BadDate for what names no single day, and for 03/04/2023, which may be either of two, unless ``order`` ("day" or "month")
    says what comes first.
    """
    if date_format is None:
        return lru_cache(maxsize=65536)(partial(_read_day, order=order))
    layout = (
        date_format.replace("YYYY", "%Y").replace("MM", "%m").replace("DD", "%d").replace("YY", "%y")
        if "%" not in date_format
        else date_format
    )
    sample = date(2023, 11, 14)
    try:
        whole = datetime.strptime(sample.strftime(layout), layout).date() == sample
    except (ValueError, re.error):
        whole = False
    if not whole:
        raise BadDate(f"{date_format!r} is no date format; write it as DD/MM/YYYY or as %d/%m/%Y")

    def read(value: object) -> date:
        if not isinstance(value, str):
            return _read_day(value)
        try:
            return datetime.strptime(value.strip(), layout).date()
        except ValueError:
            raise BadDate(f"{value!r} is not of the form {date_format}") from None

    return lru_cache(maxsize=65536)(read)


def _read_day(value: object, order: str | None = None) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[3]), int(match[4]))
        if match := _NUMBERS.fullmatch(text):
            return _either_order(text, int(match[1]), int(match[2]), int(match[3]), order)
        if (match := _DAY_FIRST.fullmatch(text)) and fold(match[2]) in MONTHS:
            return date(int(match[3]), MONTHS[fold(match[2])], int(match[1]))
        if (match := _MONTH_FIRST.fullmatch(text)) and fold(match[1]) in MONTHS:
            return date(int(match[3]), MONTHS[fold(match[1])], int(match[2]))
    except BadDate:
        raise
    except ValueError:
        raise BadDate(f"{text!r} is not a possible day") from None
    if _SHORT_YEAR.fullmatch(text):
        raise BadDate(f"{text!r} has a year of two figures; say how to read it with a date format (--date-format DD/MM/YY)")
    raise BadDate(f"{text!r} names no single day")


def _either_order(text: str, first: int, second: int, year: int, order: str | None) -> date:
    if first <= 12 and second <= 12 and first != second:
        if order:
            return date(year, second, first) if order == "day" else date(year, first, second)
        ways = f"{long_date(date(year, second, first))} or {long_date(date(year, first, second))}"
        raise BadDate(f"{text!r} may be {ways}; say which with a date format (--date-format DD/MM/YYYY)")
    return date(year, first, second) if second > 12 else date(year, second, first)


def _records(path: Path, reader: _csv.Reader) -> Iterator[tuple[int, list[str]]]:
    """Give every row that is not blank, with the line that it ends on."""
    with _faults(path, lambda: reader.line_num + 1):
        for cells in reader:
            if cells:
                yield reader.line_num, cells


@contextmanager
def _faults(path: Path, line: Callable[[], int]) -> Iterator[None]:
    """Say what is wrong with a file in the words of this package's errors."""
    try:
        yield
    except UnicodeError as error:
        name = f"{error.encoding.upper()} text" if isinstance(error, UnicodeDecodeError) else f"text in that encoding ({error})"
        raise _bad(path, line(), f"is not {name} (here or shortly after); save it as UTF-8 or name its encoding") from None
    except csv.Error as error:
        raise _bad(path, max(1, line() - 1), f"is not well-formed CSV: {error}; is a quote never closed?") from None
    except (OSError, EOFError, zlib.error) as error:
        raise _bad(path, 0, f"cannot be read: {error}") from None


def _unpacked(raw: BinaryIO, path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if path.suffix.lower() == ".gz" else raw


def _encoding(content: BinaryIO) -> tuple[str, bool]:
    """Return what a file is written in, and whether it begins with a byte order mark.

    A file whose first sign beyond ASCII is no UTF-8 is of an older kind. One that has sound UTF-8 before a fault is UTF-8, and faulty.
    """
    head = content.read(3)
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16", True
    marked = head == codecs.BOM_UTF8
    line = head + content.readline()
    while line:
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                if line[: error.start].isascii() and not marked:
                    return _LEGACY[not _decodes(line + content.read(), _LEGACY[0])], False
            break
        line = content.readline()
    return "utf-8-sig", marked


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _suffix(path: Path) -> str:
    """The suffix that tells the kind of table, which stands before .gz where there is one."""
    return (Path(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix).lower()


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _bad(path: Path, line: int, message: str) -> BadData:
    return BadData([Problem(str(path), line, "", message)])

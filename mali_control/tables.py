"""Find, read and check the project's CSV files: one fact per line, UTF-8, a header, ``#`` for comment lines.

Each table is described once, as data: the description drives the reader, the checks and the data dictionary.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import BadData, MaliControlError, Problem


@dataclass(frozen=True)
class Column:
    """One column: its name, what it says, whether a row may leave it empty, and how its text becomes a value.

    A ``rare`` column is left out of files in which no row has it. ``parse`` gets non-empty text and raises ValueError (or an error of this package) when it cannot be read.
    """

    name: str
    about: str
    required: bool = False
    parse: Callable[[str], Any] = str
    default: Any = ""
    rare: bool = False


@dataclass(frozen=True)
class Table:
    """One CSV file: its name, what a row is, and its columns. ``key`` names the column whose values are unique."""

    file: str
    about: str
    columns: tuple[Column, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its values by column, with empty cells as the column's default, and where it stands."""

    file: str
    line: int
    values: dict[str, Any] = field(repr=False)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.file, self.line, column, message)


def ids(text: str) -> tuple[str, ...]:
    """Split a cell that holds several ids: ``mali;wagner``."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def one_of(*words: str) -> Callable[[str], str]:
    """Return a parser that lets only these words through."""

    def parse(text: str) -> str:
        if text not in words:
            near = difflib.get_close_matches(text, words, n=1)
            raise ValueError(f"{text!r} is none of {', '.join(words)}" + (f"; did you mean {near[0]}?" if near else ""))
        return text

    return parse


def number_between(low: float, high: float) -> Callable[[str], float]:
    """Return a parser of decimal numbers within bounds, both included."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a number") from None
        if not low <= value <= high:
            raise ValueError(f"{text} is not between {low:g} and {high:g}")
        return value

    return parse


def read(table: Table, path: Path, problems: list[Problem]) -> list[Row]:
    """Read a table. Faults go to ``problems``, each with its place in the file; rows with faults in them are left out."""
    file, rows = path.name, list[Row]()
    seen: dict[str, int] = {}
    header: Sequence[str] | None = None
    for line, cells in _lines(file, path, problems):
        if header is None:
            header = [cell.strip() for cell in cells]
            if not _check_header(file, table, header, line, problems):
                return []
            continue
        row = _read_row(file, table, header, line, cells, problems)
        if row is None:
            continue
        if table.key:
            first = seen.setdefault(row[table.key], line)
            if first != line:
                problems.append(row.problem(table.key, f"{row[table.key]!r} stands in line {first} already"))
                continue
        rows.append(row)
    if header is None and not any(p.file in (file, str(path)) for p in problems):
        problems.append(Problem(file, 1, "", f"the file is empty; its first line must be {','.join(c.name for c in table.columns)}"))
    return rows


def _lines(file: str, path: Path, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line it begins on; comment lines and blank lines are passed over."""
    try:
        lines = io.StringIO(path.read_text(encoding="utf-8-sig"))  # str.splitlines would also split at U+0085, U+2028, ...
    except OSError as error:
        problems.append(Problem(str(path), 0, "", f"cannot be read: {error.strerror or error}"))
        return
    except UnicodeDecodeError as error:
        problems.append(Problem(file, 0, "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8"))
        return
    begin, inside = 1, False

    def told() -> Iterator[str]:
        nonlocal inside
        for line in lines:
            comment = line.startswith("#") and not inside  # within a quoted cell it is a line like any other
            inside = True
            yield "\n" if comment else line

    reader = csv.reader(told(), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, cells
            begin, inside = reader.line_num + 1, False
    except csv.Error as error:
        problems.append(Problem(file, reader.line_num, "", f"is not well-formed CSV: {error}"))


def _check_header(file: str, table: Table, header: Sequence[str], line: int, problems: list[Problem]) -> bool:
    known = [c.name for c in table.columns]
    missing = [c.name for c in table.columns if c.required and c.name not in header]
    for name in missing:
        problems.append(Problem(file, line, name, "the column is missing"))
    for name in header:
        near = difflib.get_close_matches(name, [k for k in known if k not in header], n=1)
        if name not in known and near:
            problems.append(Problem(file, line, name, f"unknown column; did you mean {near[0]}?"))
    if len(set(header)) < len(header):
        problems.append(Problem(file, line, "", "a column's name stands twice in the header"))
        return False
    return not missing


def _read_row(file: str, table: Table, header: Sequence[str], line: int, cells: list[str], problems: list[Problem]) -> Row | None:
    if len(cells) != len(header):
        problems.append(
            Problem(file, line, "", f"has {len(cells)} cells where the header has {len(header)} (quote a cell that holds a comma)")
        )
        return None
    given = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    values: dict[str, Any] = {}
    sound = True
    for column in table.columns:
        text = given.get(column.name, "")
        if not text:
            values[column.name] = column.default
            if column.required:
                problems.append(Problem(file, line, column.name, "must not be empty"))
                sound = False
            continue
        try:
            values[column.name] = column.parse(text)
        except (ValueError, MaliControlError) as error:
            problems.append(Problem(file, line, column.name, str(error)))
            sound = False
    return Row(file, line, values) if sound else None


def to_csv(table: Table, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as the text of the table's file: its header, then one line per row; tuples are joined by semicolons, None is empty."""
    given = list(rows)
    columns = [column.name for column in table.columns if not column.rare or any(row.get(column.name) is not None for row in given)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in given:
        writer.writerow([cell(row.get(column)) for column in columns])
    return text.getvalue()


def cell(value: object) -> str:
    """Return a value as it stands in a file: a tuple joined by semicolons, None as nothing, a whole number without a point."""
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def shipped(*parts: str) -> Path:
    """Return the path of a file or folder that ships with the package, as in ``shipped("gazetteer", "places.csv")``.

    The gazetteer is a folder of its own beside the package; it is found inside the package once installed, in the checkout else.
    """
    package = Path(str(resources.files(__package__)))
    for base in (package, package.parent):
        path = base.joinpath(*parts)
        if path.exists():
            return path
    try:  # an editable install maps the folder without copying it
        return Path(str(resources.files(f"{__package__}.{parts[0]}"))).joinpath(*parts[1:])
    except ModuleNotFoundError:
        raise BadData([Problem("/".join(parts), 0, "", "is missing from the installation; install mali-control again")]) from None

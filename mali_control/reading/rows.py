"""Rows of a CSV file, changed one by one: all others, comments and blank lines stay as they are, byte for byte."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping

from ..errors import BadData, Problem


class Rows:
    """A CSV file with a header and a column of unique ids.

    Raises BadData for content that is no such file.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        try:
            lines = list(io.StringIO(content.decode("utf-8-sig"), newline=""))
        except UnicodeDecodeError as error:
            raise BadData([Problem(file, 0, "", f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]) from None
        self._end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
        self._raw: list[str] = []
        self._at: dict[str, int] = {}
        self.header: list[str] = []
        reader = csv.reader(("\n" if line.startswith("#") else line for line in lines), strict=True)
        begin = 0
        try:
            for cells in reader:
                self._take("".join(lines[begin : reader.line_num]), cells)
                begin = reader.line_num
        except csv.Error as error:
            raise BadData([Problem(file, reader.line_num, "", f"is not well-formed CSV: {error}")]) from None
        if "id" not in self.header:
            raise BadData([Problem(file, 1, "id", "the column is missing")])

    def _take(self, raw: str, cells: list[str]) -> None:
        self._raw.append(raw)
        if not any(cell.strip() for cell in cells):
            return
        if not self.header:
            self.header = [cell.strip() for cell in cells]
        elif "id" in self.header and len(cells) == len(self.header):
            self._at[cells[self.header.index("id")].strip()] = len(self._raw) - 1

    def __contains__(self, name: object) -> bool:
        return name in self._at

    def row(self, name: str) -> dict[str, str]:
        """Return the cells of a row by column."""
        (cells,) = csv.reader(io.StringIO(self._raw[self._at[name]], newline=""))
        return dict(zip(self.header, cells, strict=True))

    def add(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Add rows at the end; columns that the file does not have are left out."""
        for row in rows:
            if self._raw and not self._raw[-1].endswith(("\n", "\r")):
                self._raw[-1] += self._end
            self._raw.append(self._line(row))
            self._at[row["id"]] = len(self._raw) - 1

    def change(self, name: str, /, **cells: str) -> None:
        """Change cells of a row."""
        self._raw[self._at[name]] = self._line({**self.row(name), **cells})

    def remove(self, name: str) -> dict[str, str]:
        """Take a row out, and return its cells by column."""
        row = self.row(name)
        self._raw[self._at.pop(name)] = ""
        return row

    def content(self) -> bytes:
        """Return the file as it is now."""
        return self._mark + "".join(self._raw).encode("utf-8")

    def _line(self, row: Mapping[str, str]) -> str:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator=self._end).writerow([row.get(column, "") for column in self.header])
        return text.getvalue()

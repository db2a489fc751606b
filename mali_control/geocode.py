"""Put many names on the map: a table of names in, the same table with places out, row by row in little memory."""

from __future__ import annotations

import csv
import re
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from .errors import AmbiguousName, BadData, Problem, UnknownName
from .incidents import number
from .places import Gazetteer, Place, standing_out
from .text import fold, nearest

GEOCODE_COLUMNS: Mapping[str, str] = {
    "place_id": "id of the place; empty where none was found, or several",
    "lat": "latitude in WGS84 degrees; empty where the place is not located",
    "lon": "longitude in WGS84 degrees",
    "score": "0 to 100: 100 for the same letters, less for a guess",
    "match": "exact (id or preferred name), spelling (another spelling), fuzzy (a guess), ambiguous, or none",
    "candidates": "ids of the places that it can be, the likeliest first, parted by semicolons, each with its score",
    "reason": "why there is no place, or what is to be kept in mind",
}
"""Columns that are added to a table of names; one that the table has already gets ``found_`` before its name."""

REMEMBERED = 50_000
"""So many different questions are remembered: tables repeat names."""

CANDIDATES = 5
NEAR_ENOUGH = 70.0
"""Candidates are listed from this score on."""

LONGEST_RECORD = 20
"""A record of more lines than this is taken for a quote that nobody closed."""

LONGEST_LINE = 1_000_000
"""In bytes; what is longer is cut, so that memory stays bounded."""

OPEN_QUOTE = "not well-formed CSV: a quote is not closed"

_INSIDE = re.compile(r"^(?P<name>[^,(]+?)\s*(?:,\s*(?P<after>[^,()]+?)|\(\s*(?P<within>[^()]+?)\s*\))\s*$")
_NOUN = re.compile(r"^(?:the )?(?:town|city|village|ville|village|localit[ée]|locality)\s+(?:of\s+|de\s+|d['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A name, and what is known of where it is."""

    name: str
    region: str | None = None
    country: str | None = None
    near: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The place that a name means, how it was found, and what else it can mean (with scores of 0 to 100)."""

    place: Place | None
    score: float
    match: str
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str = ""

    def cells(self) -> list[str]:
        """Return the answer as cells, in the order of GEOCODE_COLUMNS."""
        place = self.place
        lat, lon = (f"{place.lat:g}", f"{place.lon:g}") if place and place.lat is not None and place.lon is not None else ("", "")
        score = f"{self.score:.1f}" if self.match != "none" else ""
        listed = ";".join(f"{i} ({value:.0f})" for i, value in self.candidates)
        return [place.id if place else "", lat, lon, score, self.match, listed, self.reason]


@dataclass
class Geocoder:
    """Answers questions about names; remembers its last answers."""

    gazetteer: Gazetteer
    _known: OrderedDict[Question, Answer] = field(default_factory=OrderedDict, repr=False)

    def ask(self, question: Question) -> Answer:
        """Return the place that a name means, or why there is none. Never raises for a name that is not known."""
        answer = self._known.pop(question, None) or self._answer(question)
        self._known[question] = answer
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return answer

    def _answer(self, question: Question) -> Answer:
        if not fold(question.name):
            return Answer(None, 0, "none", reason="the name is empty" if not question.name.strip() else "the name has no letters")
        readings = self._readings(question)
        known = [asked for asked in readings if self.gazetteer.candidates(asked.name)]
        try:
            return self._found(known[0]) if known else self._guess(readings[-1])
        except AmbiguousName as error:
            candidates = tuple((i, 100.0) for i in error.suggestions)
            return Answer(None, 100, "ambiguous", candidates, "several places bear the name; a region or a position would decide")
        except UnknownName as error:  # the region is not known, or the place lies elsewhere
            candidates = tuple((i, 100.0) for i in self.gazetteer.candidates(known[0].name)) if known else ()
            return Answer(None, 0, "none", candidates[:CANDIDATES], str(error))

    def _found(self, asked: Question) -> Answer:
        place = self.gazetteer.resolve(asked.name, region=asked.region, country=asked.country, near=asked.near)
        exact = asked.name == place.id or fold(asked.name) == fold(place.name)
        return Answer(place, 100, "exact" if exact else "spelling", ((place.id, 100.0),), _remark(place))

    def _guess(self, asked: Question) -> Answer:
        """The likeliest place of a name that nothing bears, if one stands out among those that fit."""
        hits = self.gazetteer.search(asked.name, limit=4 * CANDIDATES, cutoff=NEAR_ENOUGH, whole=True)
        fitting = [hit for hit in hits if self.gazetteer.fits(hit[0].id, region=asked.region, country=asked.country)]
        candidates = tuple((place.id, round(score, 1)) for place, _, score in fitting[:CANDIDATES])
        place, score = standing_out(asked.name, fitting)
        if place:
            reason = "; ".join(filter(None, ("a guess: no spelling is the same", _remark(place))))
            return Answer(place, round(score, 1), "fuzzy", candidates, reason)
        return Answer(
            None, 0, "none", candidates, "no place bears the name" + (", and none stands out among those like it" if candidates else "")
        )

    def _readings(self, question: Question) -> list[Question]:
        """The ways to read a name: as it is; without "town of"; with what follows a comma or stands in brackets as its region or country."""
        readings = [question]
        bare = _NOUN.sub("", question.name).strip()
        if bare != question.name:
            readings.append(replace(question, name=bare))
        found = _INSIDE.match(bare)
        if found and not (question.region or question.country):
            inside = found["after"] or found["within"]
            if self.gazetteer.is_country(inside):
                readings.append(replace(question, name=found["name"], country=inside))
            elif self.gazetteer.areas_named(inside):
                readings.append(replace(question, name=found["name"], region=inside))
        return readings


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold the name and, where given, region, country, latitude and longitude."""

    name: str
    region: str | None = None
    country: str | None = None
    lat: str | None = None
    lon: str | None = None


def geocode_rows(
    lines: Iterable[str], geocoder: Geocoder, columns: Columns, *, file: str, delimiter: str = "", counts: Counter[str] | None = None
) -> Iterator[list[str]]:
    """Give the rows of a table in CSV with the columns of GEOCODE_COLUMNS added, the header first.

    Rows that cannot be read are kept with the reason. ``counts`` is filled with how many rows found what. An empty ``delimiter`` is told from
    the header. Raises BadData when the header lacks a column that is asked for.
    """
    records = _records(lines, delimiter)
    header, broken = next(records, ([], ""))
    if not any(header) or broken:
        raise BadData([Problem(file, 1, "", broken or "the file is empty; its first line must name the columns")])
    places = _places_of(header, columns, file)
    yield [*header, *(f"found_{c}" if c in header else c for c in GEOCODE_COLUMNS)]
    counts = Counter() if counts is None else counts
    for cells, broken in records:
        answer = Answer(None, 0, "none", reason=broken) if broken else _read(cells, header, places, geocoder)
        counts[answer.match] += 1
        counts["rows"] += 1
        yield [*(cells + [""] * len(header))[: len(header)], *answer.cells()]


def _read(cells: list[str], header: Sequence[str], places: Mapping[str, int], geocoder: Geocoder) -> Answer:
    if len(cells) != len(header):
        over = f", the last {', '.join(cells[len(header) :])}" if len(cells) > len(header) else ""
        return Answer(None, 0, "none", reason=f"the row has {len(cells)} cells where the header has {len(header)}{over}")
    given = {what: cells[i].strip() for what, i in places.items()}
    try:
        near = _position(given.get("lat", ""), given.get("lon", ""))
    except ValueError as error:
        return Answer(None, 0, "none", reason=str(error))
    return geocoder.ask(Question(given["name"], given.get("region") or None, given.get("country") or None, near))


def _records(lines: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Give the records of a CSV text, each with what is wrong with it, if anything; blank lines are passed over."""
    source = iter(lines)
    waiting: deque[str] = deque([next(source, "").removeprefix("\ufeff")])
    delimiter = delimiter or max(",;\t", key=waiting[0].count)

    def more() -> str:
        return waiting.popleft() if waiting else next(source, "")

    while line := more():
        record = [line]
        cells, broken = _parse(record, delimiter)
        while broken == OPEN_QUOTE and len(record) < LONGEST_RECORD and (line := more()):
            record.append(line)
            cells, broken = _parse(record, delimiter)
        if broken:
            waiting.extendleft(reversed(record[1:]))
        if any(cell.strip() for cell in cells):
            yield cells, broken or ("not UTF-8 text" if any("\ufffd" in cell for cell in cells) else "")


def _parse(record: Sequence[str], delimiter: str) -> tuple[list[str], str]:
    """The cells of a record; of one that is not well-formed its first line as it is, and what is wrong."""
    try:
        return next(csv.reader(record, delimiter=delimiter, strict=True), []), ""
    except csv.Error as error:
        return [record[0].rstrip("\r\n")], OPEN_QUOTE if "unexpected end of data" in str(error) else f"not well-formed CSV: {error}"


def _places_of(header: Sequence[str], columns: Columns, file: str) -> dict[str, int]:
    """Where in a row the columns stand."""
    wanted = {what: getattr(columns, what) for what in ("name", "region", "country", "lat", "lon") if getattr(columns, what)}
    names = [cell.strip() for cell in header]
    missing = [column for column in wanted.values() if column not in names]
    if missing:
        near = [like for like, _ in nearest(missing[0], names, limit=1)]
        hint = f"; did you mean {near[0]!r}?" if near else f"; it has {', '.join(names)}"
        raise BadData([Problem(file, 1, missing[0], "the column is missing" + hint)])
    return {what: names.index(column) for what, column in wanted.items()}


def _position(lat: str, lon: str) -> tuple[float, float] | None:
    if not lat and not lon:
        return None
    near = number(lat), number(lon)
    if near[0] is None or near[1] is None:
        raise ValueError(f"{lat!r}, {lon!r} is no position")
    if not (-90 <= near[0] <= 90 and -180 <= near[1] <= 180):
        raise ValueError(f"({lat}, {lon}) is no position in degrees")
    return near[0], near[1]


def _remark(place: Place) -> str:
    return "" if place.located else "the place is not located"


def decoded(source: BinaryIO, file: str, advance: Callable[[int], None] | None = None) -> Iterator[str]:
    """Give the lines of a file as text; bytes that are no UTF-8 become U+FFFD, which marks the row. ``advance`` is told how many went by."""
    while True:
        try:
            line = source.readline(LONGEST_LINE)
        except OSError as error:
            raise BadData([Problem(file, 0, "", f"cannot be read: {error.strerror or error}")]) from None
        if not line:
            return
        if advance:
            advance(len(line))
        yield line.decode("utf-8", "replace")

"""Tables that notebooks show in words and colours. To a program they are plain pandas tables.

A ``Table`` is a ``pandas.DataFrame`` with the columns, dtypes and values of any other; only what a notebook shows of it differs: names for ids,
days in words, the sign of each side, and the source behind each row. Rows may be selected or sorted and it still shows itself like that; once a
column that it needs is gone, pandas shows it as it shows every table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import pandas

from ..control import Status
from ..dates import long_date
from ..factions import Factions
from ..records import held_in_words, names, since_in_words
from ..render.page import inert
from ..render.style import bloc_styles, faction_colour
from ..reports import Report
from ..sources import Source
from ..states import Bounds

MOST_ROWS = 60
"""Rows shown; of longer tables the first ones, and how many more there are."""

Cells = Iterable[str]


class Teller:
    """Says in HTML what ids stand for. All text that it returns is inert."""

    def __init__(self, factions: Factions, reports: Iterable[Report], sources: Mapping[str, Source]) -> None:
        self.factions, self._reports, self.sources = factions, reports, sources
        self._styles = bloc_styles(faction.bloc for faction in factions.values())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_nobody, ())  # a table that is pickled takes no atlas with it

    @cached_property
    def reports(self) -> dict[str, Report]:
        return {report.id: report for report in self._reports}

    def swatch(self, faction: str) -> str:
        """Return a dot in a faction's colour; where styles are taken out of HTML nothing is left of it."""
        colour = faction_colour(faction, self.factions[faction].bloc, self._styles)
        look = (
            f"display:inline-block;width:.7em;height:.7em;margin-right:.3em;border:1px solid #8E887A;border-radius:50%;background:{colour}"
        )
        return f'<span style="{look}"></span>'

    def faction(self, faction: str, day: date) -> str:
        return self.swatch(faction) + inert(self.factions.name(faction, day))

    def held(self, status: str, holders: tuple[str, ...], besiegers: tuple[str, ...], day: date) -> str:
        said = held_in_words(Status(status), holders, besiegers, self.factions, day)
        return "".join(map(self.swatch, holders)) + inert(said)

    def report(self, report: str, others: int = 0) -> str:
        """Return what a report says and where it was read; ``others`` is how many more say so."""
        found = self.reports.get(report)
        if found is None:
            return inert(report)
        title = self.sources[found.source].title if found.source in self.sources else found.source
        more = f" (and {others} more)" if others else ""
        return f"{inert(found.note or found.kind)}<br><small>{inert(f'{title}, “{found.section}”, {found.id}{more}')}</small>"

    def cause(self, reports: tuple[str, ...], rule: str) -> str:
        """Return the report that made a state what it is: the first of the kind that its rule names, else the one that decided."""
        if not reports:
            return f"<small>{inert(rule)}</small>"
        of_kind = (report for report in reports if report in self.reports and self.reports[report].kind == rule)
        return self.report(next(of_kind, reports[0]), len(reports) - 1)


class Table(pandas.DataFrame):
    """A DataFrame that shows itself in words and colours in a notebook; see the module."""

    _metadata = ["_kind", "_teller"]
    _kind: str
    _teller: Teller | None

    @property
    def _constructor(self) -> Callable[..., Table]:
        return Table

    @classmethod
    def of(cls, kind: str, frame: pandas.DataFrame, teller: Teller) -> Table:
        """Return a table of a kind that is in KINDS."""
        table = cls(frame)
        table._kind, table._teller = kind, teller
        return table

    def _repr_html_(self) -> str | None:
        kind = KINDS.get(getattr(self, "_kind", ""))
        teller: Teller | None = getattr(self, "_teller", None)
        wanted = pandas.get_option("display.notebook_repr_html")
        if not wanted or kind is None or teller is None or not set(kind.needs) <= set(self.columns):
            plain: str | None = super()._repr_html_()  # type: ignore[misc]
            return plain
        records: list[Any] = self.head(MOST_ROWS).to_dict("records")
        rows = (kind.cells(row, teller) for row in records)
        return html_table(kind.heads, rows, more=len(self) - MOST_ROWS)


class Kind:
    """What a table of a kind shows: its heads, the columns that it needs, and the cells of a row."""

    def __init__(self, heads: Cells, needs: Cells, cells: Callable[[Mapping[str, Any], Teller], Iterator[str]]) -> None:
        self.heads, self.needs, self.cells = tuple(heads), tuple(needs), cells


def html_table(heads: Cells, rows: Iterable[Cells], *, more: int = 0) -> str:
    """Return an HTML table; cells are HTML, heads are text."""
    left = 'style="text-align:left;vertical-align:top"'
    head = "".join(f"<th {left}>{inert(text)}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td {left}>{cell}</td>' for cell in row)}</tr>" for row in rows)
    rest = f"<p><small>and {more} more rows</small></p>" if more > 0 else ""
    return f'<table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}'


def in_words(day: Any) -> str:
    """Return a day in words; empty for none."""
    return "" if day is None or pandas.isna(day) else inert(long_date(_day(day))).replace(" ", "&nbsp;")


def between(day: Any, earliest: Any, latest: Any) -> str:
    """Return the day that something is placed on, with the days that it can have been where these are more than one."""
    first, last = (None if pandas.isna(bound) else _day(bound) for bound in (earliest, latest))
    if first == last == _day(day):
        return in_words(day)
    bounds = (first and f"from {long_date(first)}", last and f"by {long_date(last)}") if not (first and last) else (
        f"{long_date(first)} to {long_date(last)}",
    )  # fmt: skip
    told = ", ".join(text for text in bounds if text)
    return f"{in_words(day)}<br><small>{inert(told or 'day not known')}</small>"


def _day(stamp: Any) -> date:
    found: date = stamp.date() if hasattr(stamp, "date") else stamp
    return found


def _history(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    day = _day(row["start"])
    since = Bounds(_day(row["since"]), *(None if pandas.isna(row[c]) else _day(row[c]) for c in ("since_earliest", "since_latest")))
    yield in_words(day)
    yield in_words(row["end"]) or "…"
    told = "" if row["status"] == "unknown" or since.exact else f"<br><small>{inert(since_in_words(since))}</small>"
    yield teller.held(row["status"], row["controllers"], row["besieged_by"], day) + told
    yield f"{row['confidence']:.2f}" + (" disputed" if row["disputed"] else "")
    yield teller.cause(row["reports"], row["rule"])


def _changes(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    day = _day(row["date"])
    yield between(row["date"], row["earliest"], row["latest"])
    yield f"<b>{inert(row['name'])}</b>"
    yield teller.held(row["status_before"], row["controllers_before"], row["besieged_before"], day)
    yield teller.held(row["status_after"], row["controllers_after"], row["besieged_after"], day)
    yield teller.cause(row["reports"], row["rule"])


def _differences(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    before, after = _day(row["day_before"]), _day(row["day_after"])
    yield f"<b>{inert(row['name'])}</b>"
    yield teller.held(row["status_before"], row["controllers_before"], row["besieged_before"], before)
    yield teller.held(row["status_after"], row["controllers_after"], row["besieged_after"], after)
    for column in ("gained_by", "lost_by"):
        yield ", ".join(teller.faction(faction, after) for faction in row[column])
    yield "" if pandas.isna(row["since"]) or row["sort"] == "no-longer-known" else between(*(row[column] for column in _SINCE))
    yield inert(row["sort"].replace("-", " ")) if row["sort"] == "no-longer-known" else teller.cause(row["reports"], row["sort"])


def _disputes(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    day = _day(row["start"])
    yield f"<b>{inert(row['name'])}</b><br><small>{in_words(row['start'])} to {in_words(row['end']) or '…'}</small>"
    yield (
        teller.held("controlled" if row["controllers"] else "unknown", row["controllers"], (), day)
        + f"<br>{teller.report(row['decided_by'])}"
    )
    said = f"{row['kind']} by {names(row['by'], teller.factions, day)}, {row['date']}"
    yield f"{inert(said)}<br>{teller.report(row['says_otherwise'])}"
    yield inert(row["ruling"])


def _evidence(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield inert(row["role"])
    yield inert(row["date"])
    yield inert(row["kind"])
    yield ", ".join(inert(teller.factions[faction].short) for faction in row["by"])
    yield inert(row["note"])
    yield inert(f"{row['title']}, “{row['section']}”") + f"<br><small>{inert(row['report'])}, {inert(row['standing'])}</small>"


def _holders(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield in_words(row["day"])
    known = row["holder"] in teller.factions
    yield teller.faction(row["holder"], _day(row["day"])) if known else f"<i>{inert(row['holder'])}</i>"
    for column in ("places", "towns", "villages", "sites"):
        yield str(row[column])
    yield _thousands(row["km2"])
    yield _thousands(row["population"])


def _months(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield inert(row["month"])
    yield str(row["changes"])
    yield "▮" * min(int(row["changes"]), 60)


def _longest(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield inert(row["name"])
    yield teller.held("controlled", row["controllers"], (), _day(row["since"]))
    yield in_words(row["since"])
    yield _thousands(row["days"])


def _contested(row: Mapping[str, Any], teller: Teller) -> Iterator[str]:
    yield inert(row["name"])
    for column in ("changes", "days_contested", "days_besieged"):
        yield _thousands(row[column])


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", "\u202f")


_SINCE = ("since", "since_earliest", "since_latest")
KINDS: Mapping[str, Kind] = {
    "history": Kind(
        ("from", "until", "who held it", "confidence", "because"),
        ("start", "end", "status", "controllers", "besieged_by", *_SINCE, "confidence", "disputed", "rule", "reports"),
        _history,
    ),
    "changes": Kind(
        ("day", "place", "before", "after", "because"),
        (
            "date", "earliest", "latest", "name", "status_before", "controllers_before", "besieged_before",
            "status_after", "controllers_after", "besieged_after", "rule", "reports",
        ),
        _changes,
    ),
    "differences": Kind(
        ("place", "before", "after", "gained by", "lost by", "since", "because"),
        (
            "name", "sort", "day_before", "status_before", "controllers_before", "besieged_before",
            "day_after", "status_after", "controllers_after", "besieged_after", "gained_by", "lost_by", *_SINCE, "reports",
        ),
        _differences,
    ),
    "disputes": Kind(
        ("place", "decided", "said otherwise", "why decided so"),
        ("name", "start", "end", "controllers", "decided_by", "says_otherwise", "kind", "by", "date", "ruling"),
        _disputes,
    ),
    "evidence": Kind(
        ("role", "date", "what", "by", "in our words", "source"),
        ("role", "report", "date", "kind", "by", "standing", "note", "title", "section"),
        _evidence,
    ),
    "holders": Kind(
        ("day", "holder", "places", "towns", "villages", "sites", "km²", "inhabitants"),
        ("day", "holder", "places", "towns", "villages", "sites", "km2", "population"),
        _holders,
    ),
    "months": Kind(("month", "changes", ""), ("month", "changes"), _months),
    "longest": Kind(("place", "held by", "since", "days in the span"), ("name", "controllers", "since", "days"), _longest),
    "contested": Kind(
        ("place", "changes", "days contested", "days besieged"), ("name", "changes", "days_contested", "days_besieged"), _contested
    ),
}  # fmt: skip
"""The kinds of tables, by name."""

TITLES: Mapping[str, str] = {
    "holders": "Who held how much at the beginning and the end",
    "months": "Changes in each month",
    "longest": "Longest held without a change of hands",
    "contested": "Most fought over",
}
"""What the tables of a summary are headed with."""


class Summary(dict[str, pandas.DataFrame]):
    """The tables of a summary by name; a notebook shows all of them."""

    def _repr_html_(self) -> str:
        return "".join(f"<h4>{inert(TITLES.get(part, part))}</h4>{table._repr_html_()}" for part, table in self.items())  # type: ignore[operator]


def _nobody() -> None:
    return None

"""Commands that answer: status, history, changes."""

from __future__ import annotations

import click

from .common import (
    atlas_of,
    by_option,
    format_option,
    known_by_option,
    print_json,
    print_rows,
    span_of,
    span_options,
    tell_last_told,
    to_jsonable,
)
from .completion import complete_place


@click.command()
@click.argument("named", metavar="[PLACE]", required=False, shell_complete=complete_place())
@click.option("--date", "day", required=True, metavar="DAY", help="The day, as YYYY-MM-DD.")
@click.option(
    "--place", metavar="PLACE", shell_complete=complete_place(), help="One place, by id or any spelling; all places if not given."
)
@known_by_option
@by_option
@format_option
@click.pass_context
def status(ctx: click.Context, named: str | None, day: str, place: str | None, known_by: str | None, by: str, format_: str) -> None:
    """Who held each place on a day; of one PLACE also since when, how sure that is, and the reports behind it."""
    from ..dates import parse_day
    from ..records import STATE_COLUMNS, state_record

    if named is not None and place is not None:
        raise click.UsageError(f"two places are named, {named!r} and {place!r}; give one of them, or neither for all places")
    place = named if place is None else place
    parse_day(day)
    atlas = atlas_of(ctx, known_by, by)
    states = [atlas.state(place, day)] if place is not None else atlas.states(day)
    tell_last_told(atlas, day)
    if place is not None and format_ == "table":
        _explain(atlas, states[0])
        return
    rows = [state_record(state, atlas.gazetteer[state.place]) for state in states]
    if format_ == "table":
        unknown = sum(row["status"] == "unknown" and not row["besieged_by"] for row in rows)
        rows = [row for row in rows if row["status"] != "unknown" or row["besieged_by"]]
        click.echo(f"{unknown} of {len(states)} places are not known on that day and not listed (--format csv lists all)", err=True)
    shown = {"name": "place", "status": "status", "controllers": "held by", "besieged_by": "besieged by", "since": "since",
             "confidence": "confidence"}  # fmt: skip
    print_rows(rows, format_, list(STATE_COLUMNS), shown=shown)


@click.command()
@click.argument("place", shell_complete=complete_place())
@known_by_option
@by_option
@format_option
@click.pass_context
def history(ctx: click.Context, place: str, known_by: str | None, by: str, format_: str) -> None:
    """A place's states from 2012 on. PLACE is an id or any spelling."""
    from ..records import HISTORY_COLUMNS, history_records

    atlas = atlas_of(ctx, known_by, by)
    found = atlas.place(place)
    rows = history_records(atlas.engine.of(found.id), found)
    shown = {"start": "from", "end": "to (not included)", "status": "status", "controllers": "held by", "besieged_by": "besieged by",
             "confidence": "confidence", "rule": "because", "reports": "reports"}  # fmt: skip
    print_rows(rows, format_, list(HISTORY_COLUMNS), shown=shown)


@click.command()
@span_options
@known_by_option
@by_option
@format_option
@click.pass_context
def changes(ctx: click.Context, start: str | None, end: str | None, known_by: str | None, by: str, format_: str) -> None:
    """What changed from one day to another."""
    from ..records import CHANGE_COLUMNS, change_records

    atlas = atlas_of(ctx, known_by, by)
    rows = list(change_records(atlas.list_changes(*span_of(atlas, start, end)), atlas.gazetteer, atlas.factions))
    print_rows(rows, format_, list(CHANGE_COLUMNS), shown={"date": "date", "what": "change", "reports": "reports"})


@click.command()
@known_by_option
@format_option
@click.pass_context
def disputes(ctx: click.Context, known_by: str | None, format_: str) -> None:
    """Where sources disagree, and the rule that decided."""
    from ..records import DISPUTE_COLUMNS, dispute_records

    atlas = atlas_of(ctx, known_by)
    rows = list(dispute_records(atlas.engine, atlas.gazetteer))
    shown = {"name": "place", "start": "from", "controllers": "held by", "decided_by": "decided by", "says_otherwise": "against", "kind": "says",
             "by": "by", "date": "on", "source": "source", "ruling": "ruling"}  # fmt: skip
    print_rows(rows, format_, list(DISPUTE_COLUMNS), shown=shown)


@click.command()
@format_option
@click.pass_context
def sources(ctx: click.Context, format_: str) -> None:
    """How many reports were read from each section of each source."""
    from ..records import COVERAGE_COLUMNS, coverage_records

    atlas = atlas_of(ctx)
    rows = coverage_records(atlas.reports, atlas.sources)
    print_rows(rows, format_, list(COVERAGE_COLUMNS), shown={c: c for c in ("source", "section", "reports", "control", "context")})


@click.command()
@span_options
@click.option(
    "--part", type=click.Choice(["holders", "months", "longest", "contested"]), help="One table only; csv prints holders if not given."
)
@known_by_option
@by_option
@format_option
@click.pass_context
def summary(ctx: click.Context, start: str | None, end: str | None, part: str | None, known_by: str | None, by: str, format_: str) -> None:
    """Who held how much, how often it changed, what stayed and what was fought over."""
    from ..summary import PARTS

    atlas = atlas_of(ctx, known_by, by)
    wanted = [part] if part else ["holders"] if format_ == "csv" else list(PARTS)
    tables = atlas.list_summary(*span_of(atlas, start, end), wanted)
    if format_ == "json" and not part:
        print_json({name: to_jsonable(rows, list(PARTS[name])) for name, rows in tables.items()})
        return
    for name in wanted:
        if not part and format_ == "table":
            click.echo(f"\n{name}")
        print_rows(tables[name], format_, list(PARTS[name]))


def _explain(atlas, state) -> None:  # type: ignore[no-untyped-def]
    """Print one state for people, with everything it rests on."""
    from ..dates import long_date
    from ..records import state_in_words

    place = atlas.gazetteer[state.place]
    click.echo(f"{place.name} on {long_date(state.day)}: {state_in_words(state, atlas.factions, since=True)}")
    click.echo(
        f"confidence {state.confidence:.2f} · rule: {state.rule}" + (" · the day of a change is in doubt" if state.day_in_doubt else "")
    )
    for title, reports in (
        ("Disputed by", state.disputed_by), ("Because of", state.reports), ("Claims that changed nothing", state.claims),
        ("Violence that changed nothing", state.attacks),
    ):  # fmt: skip
        if reports:
            click.echo(f"{title}:")
        for report in reports:
            source = atlas.sources[report.source]
            click.echo(f"  {report.id}  {report.date}  {report.kind} ({_standing(report)}): {report.note}")
            click.echo(f"      {source.title}, {source.publisher}, section “{report.section}”")


def _standing(report) -> str:  # type: ignore[no-untyped-def]
    return f"{report.standing}: {report.claimant}" if report.standing == "claimed" and report.claimant else str(report.standing)

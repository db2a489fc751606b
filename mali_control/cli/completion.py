"""Shell completion: the command that prints the script, and what completes the names of places."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

PROGRAM = "mali-control"
SHELLS = ("bash", "zsh", "fish")
SCRIPTS = {
    "bash": 'eval "$(mali-control completion bash)"    in ~/.bashrc',
    "zsh": 'eval "$(mali-control completion zsh)"    in ~/.zshrc, after compinit',
    "fish": "mali-control completion fish | source    in ~/.config/fish/config.fish",
}

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


@click.command(epilog="\b\n" + "\n".join(SCRIPTS.values()))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes a SHELL complete commands, options, their values and places."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, PROGRAM, f"_{PROGRAM.upper().replace('-', '_')}_COMPLETE").source())


def complete_place(*kinds: str) -> Completer:
    """Return what completes a place by its id or the beginning of its name: of some kinds, or of all.

    The table is read by itself: a shell waits for no check of the data.
    """

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from ..text import fold

        places = [(place, name) for place, name, kind in _places(ctx) if not kinds or kind in kinds]
        begun = [place for place in places if place[0].startswith(incomplete)]
        named = [place for place in places if fold(place[1]).startswith(fold(incomplete))]
        return [CompletionItem(place, help=name) for place, name in begun or named]  # shells replace what was typed by what all begin with

    return complete


def _places(ctx: click.Context) -> Iterator[tuple[str, str, str]]:
    """Id, name and kind of each place; none where there is no such table."""
    from ..tables import shipped

    own = ctx.find_root().params.get("data")
    path = Path(own, "places.csv") if own and Path(own, "places.csv").exists() else shipped("gazetteer", "places.csv")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(line for line in file if not line.startswith("#")):
                yield row.get("id") or "", row.get("name") or "", row.get("kind") or ""
    except (OSError, ValueError, csv.Error):
        return

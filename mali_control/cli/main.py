"""The root of the command line: options for all commands, errors in one line, commands loaded when they are called."""

from __future__ import annotations

import os
import sys
from errno import ENAMETOOLONG
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from .. import __version__
from ..errors import MaliControlError

COMMANDS = {
    "status": ("query", "Who held each place on a day, or one place."),
    "history": ("query", "A place's states from 2012 on, with the reports behind them."),
    "changes": ("query", "What changed in a span of days."),
    "summary": ("query", "Who held how much, how often it changed, what was fought over."),
    "disputes": ("query", "Where sources disagree, and the rule that decided."),
    "sources": ("query", "How many reports were read from each section of each source."),
    "places": ("places", "Find places by name or position, and all that is known of one."),
    "geocode": ("geocode", "Add places and positions to a table of names."),
    "locate": ("locate", "Find every mention of a place in texts."),
    "gazetteer": ("gazetteer", "Make a compact index of a GeoNames file."),
    "snapshot": ("maps", "The map of one day, as one HTML file that needs no network, or as a picture."),
    "timeline": ("maps", "The map of a span of days, with a slider."),
    "compare": ("maps", "Two days side by side: who gained and who lost what, with the reports behind it."),
    "chart": ("pictures", "Who held each place over time, one row for each, as a picture or a page."),
    "report": ("briefings", "A dated report with maps, changes and sources: HTML, Word or Markdown."),
    "animate": ("films", "The map of a span of days as a film: MP4, GIF or WebP."),
    "gallery": ("films", "A folder of maps through the war, with a page that leads to them."),
    "export": ("exports", "Files for QGIS, Google Earth, Excel and other tools."),
    "annotate": ("incidents", "Add to a table of incidents who held each place on the day."),
    "import": ("incidents", "Turn ACLED's or UCDP's events into reports."),
    "extract": ("reading", "Read reports out of articles, to be reviewed."),
    "accept": ("reading", "Merge reviewed proposals into a data directory."),
    "reject": ("reading", "Put proposals aside."),
    "init": ("data", "Write a commented starter set of data files of your own."),
    "completion": ("completion", "Print what makes bash, zsh or fish complete commands and places."),
    "check": ("data", "Check the data files, or a directory of your own."),
}
"""Commands by name: the module that holds each, and its line in the help (so that --help imports none of them)."""

FIRST_STEPS = """
\b
First things to try:
  mali-control status --date 2023-11-14 --place Kidal
  mali-control snapshot --date 2023-11-14 -o kidal.html
  mali-control timeline --from 2023-10-01 --to 2023-12-31 -o kidal_timeline.html
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; names nobody knows get a suggestion."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f"mali_control.cli.{COMMANDS[cmd_name][0]}"), function)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            ctx.fail(f"no such command: {args[0]!r}" + (f"; did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A reader of a pipe that has seen enough is no failure, though click takes it for one."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            os._exit(0)
        return done

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the commands' names without importing one of them."""
        commands = [CompletionItem(name, help=about) for name, (_, about) in COMMANDS.items() if name.startswith(incomplete)]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=FIRST_STEPS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.option(
    "--data",
    type=click.Path(),
    metavar="DIR",
    help="A directory of your own data files; the shipped ones serve for those that are missing.",
)
@click.version_option(__version__, prog_name="mali-control")
@click.pass_context
def cli(ctx: click.Context, data: str | None) -> None:
    """Who controlled which town in the Mali War, when, and how that is known.

    Data go to stdout, messages to stderr. Exit status: 0 done, 1 internal error, 2 something in the request or the data is wrong.
    """
    ctx.obj = {"data": data}
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line; whatever goes wrong is said in one line on stderr."""
    try:
        status: Any = cli.main(prog_name="mali-control", standalone_mode=False)
    except MaliControlError as error:
        _fail(str(error), 2)
    except click.exceptions.NoArgsIsHelpError as error:  # a group named without a command
        click.echo(error.format_message())
    except click.UsageError as error:
        if "--data" in error.format_message():
            _fail("--data stands before the command: mali-control --data DIR COMMAND ...", 2)
        hint = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        _fail(f"{' '.join(error.format_message().split()).rstrip('.')}{hint}", 2)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except click.Abort:
        _fail("stopped", 130)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == ENAMETOOLONG:
            _fail(f"{error.filename}: {error.strerror}; give a shorter one", 2)
        if os.environ.get("MALI_CONTROL_DEBUG"):
            raise
        _fail(f"internal error, please report it: {type(error).__name__}: {error} (MALI_CONTROL_DEBUG=1 shows where)", 1)
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    click.echo(f"mali-control: {message}", err=True)
    sys.exit(status)

"""The README says what happens: its console blocks give the output shown, its Python runs, each command is named."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pandas
import pytest
from test_cli import run

from mali_control.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ mali-control ([^\n]*)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_each_command_shown_gives_the_output_shown(command, output):
    done = run(*shlex.split(command))
    assert done.stdout == output


def test_the_python_shown_runs_and_gives_the_values_shown(atlas):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    names: dict[str, object] = {"frame": pandas.DataFrame({"date": ["2023-11-20"], "location": ["Kidal"]})}
    exec(code[1], names)
    state = atlas.state("Kidal", "2023-11-20")
    assert f"# {state.since.day}, {state.confidence}" in code[1]
    assert f"# {state.status}, {state.controllers}" in code[1]


def test_the_figures_shown_are_those_of_the_data(atlas):
    unlocated = sum(not place.located for place in atlas.gazetteer.values())
    assert f"{len(atlas.gazetteer)} places ({unlocated} of them without a position" in README
    assert f"{len(atlas.reports)} reports read from five texts" in README


def test_each_command_is_named():
    assert [name for name in COMMANDS if f"mali-control {name}" not in README and f" {name} " not in README] == []

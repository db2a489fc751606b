"""A starter set for own data: sound as it is, explained in its own comments, and never in the way of what is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import mali_control
from mali_control import BadOutput
from mali_control.output import staging
from mali_control.starter import EXAMPLES, commented, write_starter
from mali_control.tables import shipped


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mali_control", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_the_starter_set_is_an_atlas_of_its_own(tmp_path):
    write_starter(tmp_path)
    atlas = mali_control.load(tmp_path)
    assert list(atlas.gazetteer) == ["low-county", "millbridge", "millbridge-barracks"]
    assert list(atlas.factions) == ["army", "front"]
    assert list(atlas.sources) == ["herald"]
    assert atlas.state("Pont du Moulin", "2024-02-01").controllers == ("army",)
    assert atlas.state("Millbridge", "2024-03-10").controllers == ("front",)
    barracks = atlas.state("Millbridge barracks", "2024-03-10")
    assert (barracks.controllers, barracks.besieged_by) == (("army",), ("front",))


@pytest.mark.parametrize("table", EXAMPLES, ids=lambda table: table.file)
def test_every_column_is_explained_in_comments(table):
    comments = [line for line in commented(table).splitlines() if line.startswith("#")]
    assert comments[0].startswith(f"# {table.file}: ")
    for column in table.columns:
        assert any(line.split()[1:2] == [column.name] for line in comments), column.name
    assert all(len(line) <= 122 for line in comments[1:])


@pytest.mark.parametrize("left_out", [("spellings.csv",), ("lineage.csv",), ("spellings.csv", "lineage.csv")])
def test_companions_may_be_left_out(tmp_path, left_out):
    write_starter(tmp_path)
    for name in left_out:
        (tmp_path / name).unlink()
    assert mali_control.load(tmp_path).state("millbridge", "2024-03-10").controllers == ("front",)


def test_without_its_examples_it_is_still_a_sound_table(tmp_path):
    write_starter(tmp_path)
    for table in EXAMPLES:
        path = tmp_path / table.file
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(lines[: -len(EXAMPLES[table])]))
    assert len(mali_control.load(tmp_path).gazetteer) == 0


def test_own_reports_and_sources_alone_stand_beside_the_shipped_files(tmp_path):
    """The shipped lineage cites the shipped sources, so these stay known."""
    write_starter(tmp_path)
    for name in ("places.csv", "spellings.csv", "factions.csv", "lineage.csv"):
        (tmp_path / name).unlink()
    reports = (tmp_path / "reports.csv").read_text()
    header = next(line for line in reports.splitlines() if not line.startswith("#"))
    (tmp_path / "reports.csv").write_text(
        f"{header}\nhe-001,kidal,holds,mali,,2024-03-02,,,,herald,March,,stated,,the army is in the town\n"
    )
    atlas = mali_control.load(tmp_path)
    state = atlas.state("Kidal", "2024-03-10")
    assert [(r.id, atlas.sources[r.source].title) for r in state.reports] == [("he-001", "The war in Low County")]


def test_the_command_writes_checks_and_answers(tmp_path):
    done = run("init", "my war", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("wrote places.csv, spellings.csv, factions.csv, lineage.csv, sources.csv, reports.csv to my war\n")
    assert sorted(path.name for path in (tmp_path / "my war").iterdir()) == sorted(table.file for table in EXAMPLES)
    assert run("check", "my war", cwd=tmp_path).stdout == "sound: 3 places, 2 factions, 1 sources, 4 reports\n"
    told = run("--data", "my war", "status", "--date", "2024-03-10", "--place", "Mill Bridge", cwd=tmp_path)
    assert "Millbridge on 10 March 2024: held by Front" in told.stdout


def test_nothing_that_is_there_is_overwritten(tmp_path):
    folder = tmp_path / "war"
    folder.mkdir()
    (folder / "sources.csv").write_text("mine")
    done = run("init", "war", cwd=tmp_path)
    assert done.returncode == 2
    assert "war holds sources.csv already; nothing is overwritten: name another directory" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["sources.csv"]
    (folder / "sources.csv").rename(folder / "notes.txt")
    assert run("init", "war", cwd=tmp_path).returncode == 0
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("target", "says"), [("file", "file is a file; name a directory"), ("no/such", "no is not a directory; make it first")]
)
def test_where_it_cannot_go_is_said(tmp_path, target, says):
    (tmp_path / "file").write_text("")
    done = run("init", target, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def fail(folder: Path, how: Callable[[Path], object]) -> None:
    with staging(folder, ["a"]) as stage:
        (stage / "a").write_text("half")
        how(stage)


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_appears_whole_or_not_at_all(tmp_path, there):
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    with pytest.raises(ZeroDivisionError):
        fail(folder, lambda stage: 1 / 0)
    assert list(tmp_path.iterdir()) == ([folder] if there else [])
    with pytest.raises(BadOutput, match="cannot be written"):
        fail(folder, shutil.rmtree)
    with staging(folder, ["a"]) as stage:
        (stage / "a").write_text("whole")
    assert [path.name for path in folder.iterdir()] == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_shipped_reports_in_a_file_of_ones_own_do_not_move_the_beginning_of_the_time_line(tmp_path):
    shutil.copy(shipped("data", "reports.csv"), tmp_path)
    assert mali_control.load(tmp_path).engine.settings.dawn == mali_control.load().engine.settings.dawn

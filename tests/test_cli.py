"""The command line as a person and as a program meets it: real processes, real files."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mali_control.cli.main import cli, main

SAID = "mali-control: "


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mali_control", *arguments],
        capture_output=True, text=True, cwd=cwd, env={**os.environ, "COLUMNS": "120", **environment}, timeout=60, check=False,
    )  # fmt: skip


def test_alone_it_tells_a_newcomer_what_to_try():
    done = run()
    assert done.returncode == 0
    assert "First things to try" in done.stdout
    assert done.stdout == run("--help").stdout


@pytest.mark.parametrize(
    "command",
    [
        [], ["status"], ["history"], ["changes"], ["places"], ["places", "search"], ["places", "show"], ["places", "near"], ["geocode"], ["locate"],
        ["gazetteer"], ["gazetteer", "build"], ["snapshot"], ["timeline"], ["compare"], ["export"], ["check"], ["completion"],
    ],
)  # fmt: skip
def test_every_command_has_help(command):
    done = run(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: mali-control")
    assert not done.stderr


def test_the_one_line_helps_are_those_of_the_commands():
    from mali_control.cli.main import COMMANDS, cli

    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(None, name)
        assert command is not None
        assert command.help
        assert line.endswith(".")


def test_status_of_one_place_names_the_evidence():
    done = run("status", "--date", "2023-11-20", "--place", "Kidal")
    assert done.returncode == 0
    assert "Kidal on 20 November 2023: held by Mali and Wagner since 14 November 2023" in done.stdout
    assert "Kidal offensive, Wikipedia, section “Kidal offensive”" in done.stdout


def test_status_says_who_claims_what_and_that_a_change_may_be_yet_to_come():
    assert "withdraws (claimed: local sources): driven out" in run("status", "--place", "Diabaly", "--date", "2013-01-20").stdout
    told = run("status", "--place", "Abeïbara", "--date", "2021-04-20").stdout
    assert told.startswith("Abeïbara on 20 April 2021: held by CSP since 30 April 2021 or before, perhaps only after this day\n")


def test_status_takes_the_place_with_or_without_its_option():
    named = run("status", "Kidal", "--date", "2023-11-20")
    assert named.stdout == run("status", "--date", "2023-11-20", "--place", "Kidal").stdout
    assert "two places are named" in run("status", "Gao", "--place", "Kidal", "--date", "2023-11-20").stderr


def test_programs_get_data_on_stdout_and_nothing_else():
    done = run("status", "--date", "2023-11-20", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["place"]: row["controllers"] for row in rows}["kidal"] == "mali;wagner"
    done = run("history", "Anefif", "--format", "json")
    states = json.loads(done.stdout)
    assert states[0]["start"] == "2012-01-01"
    assert states[-1]["end"] is None
    done = run("changes", "--from", "2023-11-14", "--to", "2023-11-14", "--format", "json")
    assert {row["place"] for row in json.loads(done.stdout)} >= {"kidal", "kidal-minusma-camp"}
    done = run("places", "search", "tinzawaten", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["place"] == "tinzaouaten"


def test_tables_for_people_say_on_stderr_what_they_leave_out():
    done = run("status", "--date", "2023-11-20")
    assert "places are not known on that day" in done.stderr
    assert "Kidal MINUSMA camp" in done.stdout


def test_known_by_gives_the_picture_of_that_day():
    done = run("status", "--date", "2023-11-20", "--place", "Kidal", "--known-by", "2023-11-10", "--format", "json")
    assert json.loads(done.stdout)[0]["controllers"] == ["csp"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["status", "--date", "2023-13-14"], "'2023-13-14' is not a day: write it as YYYY-MM-DD"),
        (["status"], "Missing option '--date'"),
        (["status", "--date", "2023-11-14", "--place", "Kidall"], "unknown place 'Kidall'; did you mean Kidal"),
        (["history", "Atlantis"], "unknown place 'Atlantis'"),
        (["history", "Xyzzy"], "unknown place 'Xyzzy': no spelling comes near it"),
        (["changes", "--from", "2023-11-14", "--to", "2023-11-01"], "the span ends (2023-11-01) before it begins (2023-11-14)"),
        (["snapshto"], "no such command: 'snapshto'; did you mean snapshot?"),
        (["snapshot", "--date", "2023-11-14", "-o", "no/such/folder/map.html"], "no/such/folder is not a directory"),
        (["snapshot", "--date", "2023-11-14", "-o", "."], ". is a directory; name a file in it"),
        (["timeline", "--from", "2023-11-14", "--to", "soon", "-o", "map.html"], "'soon' is not a day"),
        (["--data", "nowhere", "check"], "nowhere: is not a directory of data files"),
        (["timeline", "-o", "war.png"], "war.png: a time line is a page"),
        (["timeline", "-o", "war.mp4"], "war.mp4: a time line is a page"),
        (["snapshot", "--date", "2023-11-14", "-o", "map.csv"], "map.csv: pictures are written as .png, .svg or .pdf, pages as .html"),
        (["completion"], "Missing argument '{bash|zsh|fish}'. Choose from: bash, zsh, fish"),
        (["places", "search"], "Missing argument 'NAME'"),
        (["status", "--date", "2023-11-14", "--format", "xml"], "'xml' is not one of"),
        (["status", "--date", "2023-11-14", "--place", ""], "unknown place ''"),
        (["places", "near", "nan", "1.4"], "'nan' is no number"),
        (["chart", "--region", "Anefif", "-o", "c.svg"], "Anéfis (town, Kidal Region: anefis) is no area; name a region or cercle"),
        (["snapshot", "--date", "2023-11-14", "-o", f"{'a' * 300}.html"], "File name too long; name another file"),
        (["--data", "a" * 300, "check"], "File name too long; give a shorter one"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_status_2(tmp_path, arguments, says):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(SAID)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_broken_data_file_is_described_and_nothing_is_written(tmp_path):
    (tmp_path / "reports.csv").write_text("id,place\nx,kidal\n", encoding="utf-8")
    done = run("--data", str(tmp_path), "snapshot", "--date", "2023-11-14", "-o", "map.html", cwd=tmp_path)
    assert done.returncode == 2
    assert "reports.csv:1: kind: the column is missing" in done.stderr
    assert not (tmp_path / "map.html").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_named(tmp_path):
    tmp_path.chmod(0o500)
    done = run("snapshot", "--date", "2023-11-14", "-o", str(tmp_path / "map.html"))
    tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert "permission denied" in done.stderr


def test_what_nobody_foresaw_is_still_one_line(tmp_path, monkeypatch, capsys):
    from mali_control.cli import main as entry
    from mali_control.cli.main import cli

    monkeypatch.setattr(cli, "main", lambda **_: 1 / 0)
    with pytest.raises(SystemExit) as caught:
        entry()
    assert caught.value.code == 1
    assert "internal error, please report it: ZeroDivisionError" in capsys.readouterr().err


def test_a_reader_that_closes_the_pipe_early_sees_no_complaint():
    command = f"{sys.executable} -m mali_control status --date 2023-11-20 --format csv | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("place,name")
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["history Tessalit", "changes", "places near 18 1 --limit 900"])
def test_a_closed_pipe_is_no_failure(command):
    line = f"{sys.executable} -m mali_control {command} | head -n 1 > {os.devnull}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("mali-control sna", {"snapshot"}),
        ("mali-control places ne", {"near"}),
        ("mali-control status --da", {"--date"}),
        ("mali-control status --by ", {"faction", "coalition", "bloc"}),
        ("mali-control history kidal-m", {"kidal-minusma-camp", "kidal-mnla-checkpoint"}),
        ("mali-control history Anéfi", {"anefis"}),
        ("mali-control report --region kidal", {"kidal-region", "kidal-cercle"}),
    ],
)
def test_the_shell_is_told_what_may_follow(words, offered):
    typed = words.split(" ")
    done = run(_MALI_CONTROL_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(typed) - 1))
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_one_that_the_shell_reads(tmp_path, shell):
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_MALI_CONTROL_COMPLETE" in done.stdout
    if shutil.which(shell):
        (tmp_path / "script").write_text(done.stdout)
        assert subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, timeout=60, check=False).stderr == b""


def test_completion_names_the_commands_without_loading_them():
    code = (
        "import os, sys; os.environ.update(_MALI_CONTROL_COMPLETE='bash_complete', COMP_WORDS='mali-control ', COMP_CWORD='1')\n"
        "from mali_control.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(sorted(m for m in sys.modules if m.startswith('mali_control.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert "mali_control.cli.query" not in done.stdout
    assert "plain,snapshot" in done.stdout


def test_days_after_the_last_report_are_said_to_be(tmp_path):
    said = "no report speaks of days after 2026-02-07: these are the last states known"
    for asked in (
        ["status", "--date", "2026-03-05", "--place", "Gao"],
        ["changes", "--from", "2026-01-01", "--to", "2026-03-05"],
        ["compare", "2026-01-01", "2026-03-05"],
        ["summary", "--from", "2026-01-01", "--to", "2026-03-05", "--part", "longest"],
        ["export", "--date", "2026-03-05", "-o", str(tmp_path / "states.csv")],
        ["snapshot", "--date", "2026-03-05", "-o", str(tmp_path / "map.html")],
        ["timeline", "--from", "2026-01-01", "--to", "2026-03-05", "-o", str(tmp_path / "line.html")],
        ["chart", "--to", "2026-03-05", "--place", "Gao", "-o", str(tmp_path / "chart.svg")],
        ["report", "--from", "2026-01-01", "--to", "2026-03-05", "-o", str(tmp_path / "report.md")],
    ):
        assert CliRunner().invoke(cli, asked).stderr.count(said) == 1, asked
    assert said not in run("status", "--date", "2026-02-07", "--place", "Gao").stderr


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["compare", "2023-10-01", "2023-10-31", "--lang", "fr"], "--lang is for maps and pictures: name a file with -o"),
        (["compare", "2023-10-01", "2023-10-31", "--format", "csv", "-o", "map.html"], "leave out -o or --format"),
        (["chart", "--from", "2010-01-01", "--to", "2010-06-01", "-o", "chart.html"], "2010-01-01 lies before the time line"),
        (["animate", "--from", "2023-10-01", "--to", "2023-10-05", "--size", "3x3", "-o", "war.gif"], "each side between 240 and 4096 can"),
        (["snapshot", "--date", "2023-10-01", "--pixels", "3x3", "-o", "map.png"], "a picture of 3 x 3 pixels cannot be drawn at 300 dpi"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_and_nothing_written(asked, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["mali-control", *asked])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_span_all_that_is_known_is_told(atlas):
    done = run("changes", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == len(atlas.list_changes(atlas.engine.settings.dawn, atlas.last_told()))
    assert json.loads(run("changes", "--from", "2026-02-01", "--format", "json").stdout) == []


def test_a_key_that_stops_leaves_nothing_and_says_so(tmp_path, request):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # background jobs of a shell do not hear it, nor do those they start
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    command = [sys.executable, "-m", "mali_control", "geocode", "-", "-o", "out.csv"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        process.stdin.write("name\n" + "Kidal\n" * 50_000)  # more than a pipe holds: it has begun to read
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "mali-control: stopped")
    assert list(tmp_path.iterdir()) == []


def test_no_colour_is_written_where_none_is_wanted():
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "mali_control", "places", "near", "18.4", "1.4", "--limit", "1"]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "160", "NO_COLOR": "1"}
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment) as process:
        process.wait(timeout=60)
    os.close(slave)
    told = os.read(master, 65536).decode()
    os.close(master)
    assert "kidal-airport" in told
    assert not re.search(r"\x1b\[(?:\d+;)*[34][0-8]", told)


@pytest.mark.parametrize("command", [["snapshot", "--date", "2023-11-14"], ["timeline", "--from", "2023-10-01", "--to", "2023-12-31"]])
def test_maps_are_written_whole(tmp_path, command):
    done = run(*command, "-o", "map.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("wrote map.html")
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.rstrip().endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    again = run(*command, "-o", "again.html", cwd=tmp_path)
    assert again.returncode == 0
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "map.html").read_bytes()

"""The README and the documentation say what happens: console blocks give the output shown, Python runs, links lead somewhere, nothing is stale."""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pandas
import pytest

import mali_control
from mali_control.cli.main import COMMANDS
from mali_control.dictionary import FILES, OUTPUTS, dictionary
from mali_control.tables import Table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]}


def _refresh():
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs/_build/refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = _refresh()
BLOCKS = {command: output for text in PAGES.values() for command, output in REFRESH.BLOCK.findall(text)}
STALE = "run: python docs/_build/refresh.py"


@pytest.mark.parametrize(("command", "output"), BLOCKS.items(), ids=list(BLOCKS))
def test_each_command_shown_gives_the_output_shown(command, output):
    assert REFRESH.printed(command) == output, STALE


def test_the_picture_of_the_readme_is_what_is_drawn_today():
    from PIL import Image, ImageChops

    with Image.open(REFRESH.PICTURE) as kept:
        off = (
            ImageChops.difference(kept.convert("RGB"), REFRESH.drawn().convert("RGB")).convert("L").point(lambda value: 255 * (value > 32))
        )
    share = sum(off.histogram()[1:]) / (off.width * off.height)
    assert share < 0.002, STALE  # letters may be set a little differently by another release of the drawing library
    assert REFRESH.PICTURE.stat().st_size < 200_000


@pytest.mark.parametrize("page", ["README.md", "python.md"])
def test_the_python_shown_runs(page, atlas):
    names: dict[str, object] = {"frame": pandas.DataFrame({"date": ["2023-11-20"], "location": ["Kidal"]})}
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGES[page], re.DOTALL))
    exec(code, names)
    state = atlas.state("Kidal", "2023-11-20")
    assert f"# {state.since.day}, {state.confidence}" in code
    assert f"# {state.status}, {state.controllers}" in code


def test_the_figures_shown_are_those_of_the_data(atlas):
    unlocated = sum(not place.located for place in atlas.gazetteer.values())
    for text in (README, PAGES["quality.md"]):
        assert f"{len(atlas.gazetteer)} places ({unlocated} of them without a position" in text
        assert f"{len(atlas.reports)} reports read from five texts" in text


def test_each_command_is_named():
    assert [name for name in COMMANDS if f"`{name}" not in README and f"mali-control {name} " not in README] == []


def test_what_must_be_given_and_named_is_there():
    assert "MIT" in README
    assert "ODbL" in README
    assert "CC BY 4.0" in README
    assert f"version: {mali_control.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert mali_control.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    paths = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def _declared(wanted):
    """Every value of a kind that a module of the package declares, by the module's and its own name."""
    for found in pkgutil.walk_packages(mali_control.__path__, "mali_control."):
        if found.name.endswith("__main__"):
            continue
        try:
            module = import_module(found.name)
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("mali_control"):
                raise
            continue  # an optional library is not installed
        yield from ((f"{found.name}.{name}", value) for name, value in vars(module).items() if wanted(name, value))


def test_the_dictionary_has_every_file_and_every_table_that_comes_out():
    tables = dict(_declared(lambda _, value: isinstance(value, Table)))
    assert [name for name, table in tables.items() if table.columns not in [known.columns for known in FILES]] == []
    columns = dict(_declared(lambda name, value: name.endswith("COLUMNS") and isinstance(value, Mapping) and not name.startswith("_")))
    assert len(columns) > 10
    assert [name for name, about in columns.items() if about not in [output.columns for output in OUTPUTS]] == []
    text = dictionary()
    assert all(f"| `{column.name}` |" in text and column.about for table in FILES for column in table.columns)
    assert PAGES["data-dictionary.md"] == text, "the data dictionary is stale: python docs/_build/refresh.py"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documentation as it is built: a broken link, a page without a place, a docstring that cannot be read each make it fail."""
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_site_is_built_without_a_complaint_and_calls_nothing(site):
    pages = {path.name: path.read_text(encoding="utf-8") for path in site.glob("*.html")}
    assert {"index.html", "commands.html", "api.html", "data-dictionary.html", "method.html"} <= set(pages)
    fetched = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\s(?:src|href)=\"(?:https?:)?//([^\"]+)", re.IGNORECASE)
    assert {name: fetched.findall(text) for name, text in pages.items() if fetched.search(text)} == {}
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", styles)


def test_the_site_has_every_command_and_every_public_name(site):
    commands, names = ((site / page).read_text(encoding="utf-8") for page in ("commands.html", "api.html"))
    assert [command for command in COMMANDS if f'id="mali-control-{command}"' not in commands] == []
    assert [name for name in mali_control.__all__ if name not in names] == []
    assert "--known-by" in commands
    assert (site / "maps/2023-11-14.html").exists()

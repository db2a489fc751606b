"""The notebooks run from top to bottom, and what is kept of their outputs is what they show today."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import re
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_BYTES = 1_000_000


def run(path: Path) -> nbformat.NotebookNode:
    """Return a notebook as the script that runs them would write it today."""
    spec = importlib.util.spec_from_file_location("run_notebooks", FOLDER / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.run(path)


def told(output: nbformat.NotebookNode) -> tuple[str, ...]:
    """What an output shows: its text, or for pictures and maps only that there is one, for libraries draw a little differently."""
    if output.output_type == "stream":
        return (output.text,)
    if output.output_type == "error":
        return ("error", output.ename)
    data = output.data
    if "image/png" in data:
        return ("picture", "map" if "text/html" in data else "")
    return (data.get("text/html", data["text/plain"]),)


@pytest.fixture(scope="module")
def runs() -> Iterator[dict[Path, Future[nbformat.NotebookNode]]]:
    """The notebooks as they come out today; they run side by side, each in a kernel of its own."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {path: pool.submit(run, path) for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("default")  # what the notebook tools warn of is theirs
def test_a_notebook_runs_and_its_outputs_are_kept(path, runs):
    kept, made = nbformat.read(path, as_version=4), runs[path].result()
    for number, (before, after) in enumerate(zip(kept.cells, made.cells, strict=True), start=1):
        if before.cell_type == "code":
            assert [told(o) for o in before.outputs] == [told(o) for o in after.outputs], f"cell {number} is stale: python notebooks/run.py"
    assert sum(bool(cell.get("outputs")) for cell in made.cells) >= 5


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_can_be_read_on_a_code_host(path):
    text = path.read_text(encoding="utf-8")
    assert len(text) <= MOST_BYTES, "show pictures instead of maps"
    assert not re.search(r"Traceback|Warning:|/home/|/tmp/|0x[0-9a-f]{8}", re.sub(r'"image/png": "[^"]*"|srcdoc=.*', "", text))
    outputs = [output for cell in nbformat.reads(text, as_version=4).cells for output in cell.get("outputs", ())]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    for output in outputs:  # without frames and scripts there is still a picture
        html = output.get("data", {}).get("text/html", "")
        assert "<iframe" not in html or "<img " in html.split("<iframe")[0]


def test_the_notebooks_are_listed():
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len(NOTEBOOKS) == 5
    assert all(path.name in listed for path in NOTEBOOKS)

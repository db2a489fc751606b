"""Maps in JupyterLab itself, with the network cut: in a notebook that is trusted and in one that is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from test_browser import chromium, until  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("jupyterlab") is None, reason="jupyterlab is not installed"),
    pytest.mark.filterwarnings("default"),  # what the notebook tools warn of is theirs
]

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(source: str, data: dict[str, str]) -> nbformat.NotebookNode:
    """A notebook of one cell with its output."""
    output = nbformat.v4.new_output("execute_result", data, execution_count=1)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, outputs=[output])], metadata=KERNEL)


@pytest.fixture(scope="module")
def lab(tmp_path_factory, atlas):
    """A JupyterLab of its own, with a notebook that is not trusted and one that is; gives its address."""
    from base64 import b64encode

    home, root = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("notebooks")
    bundle = atlas.snapshot("2023-11-14")._repr_mimebundle_()
    data = {**bundle, "image/png": b64encode(bundle["image/png"]).decode("ascii")}
    nbformat.write(notebook("atlas.snapshot('2023-11-14')", data), root / "foreign.ipynb")
    trusted = notebook("atlas.snapshot('2023-11-14')  # trusted", data)
    nbformat.write(trusted, root / "trusted.ipynb")
    NotebookNotary(data_dir=str(home)).sign(trusted)
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR", "LAB_SETTINGS_DIR", "LAB_WORKSPACES_DIR")
    env = os.environ | {f"JUPYTER_{name}": str(home) for name in folders[:3]} | {f"JUPYTER{name}": str(home / name) for name in folders[3:]}
    env["IPYTHONDIR"] = str(home / "ipython")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token=",
        "--LabApp.news_url=None", f"--ServerApp.root_dir={root}",
    ]  # fmt: skip
    with (home / "log").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as server:
        try:
            yield address(home, server)
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:  # a thread of its own may keep it from ending
                server.kill()


def address(home: Path, server: subprocess.Popen) -> str:
    """Wait until the server has written down where it listens."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        for file in home.glob("jpserver-*.json"):
            if text := file.read_text(encoding="utf-8"):
                return json.loads(text)["url"]
        time.sleep(0.1)  # there is nothing to wait on but the file
    raise AssertionError((home / "log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(chromium, lab):  # noqa: F811
    """A page that reaches JupyterLab and nothing else; afterwards, nothing else was asked for."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page, asked = context.new_page(), []
    page.route(
        lambda url: url.startswith("http") and not url.startswith(lab), lambda route: (asked.append(route.request.url), route.abort())
    )
    yield page
    context.close()
    assert not asked


def open_notebook(page, lab: str, name: str) -> None:
    page.goto(f"{lab}lab/tree/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)


def test_a_notebook_that_is_not_trusted_shows_the_picture(page, lab):
    open_notebook(page, lab, "foreign")
    until(page, "document.querySelector('.jp-OutputArea-output img')?.naturalWidth === 1052")
    assert page.locator(".jp-OutputArea-output iframe").count() == 0
    assert "A picture of the map" in page.inner_text(".jp-OutputArea-output")


def test_a_trusted_one_shows_the_map_over_it(page, lab):
    open_notebook(page, lab, "trusted")
    maps = "Object.values(document.querySelector('.jp-OutputArea-output iframe').contentWindow.maliControl.maps)"
    until(
        page, f"document.querySelector('.jp-OutputArea-output iframe')?.contentWindow?.maliControl && {maps}[0]?.state().marks.length > 50"
    )
    assert page.evaluate(f"{maps}[0].state().date") == "2023-11-14"
    picture, frame = (page.locator(f".jp-OutputArea-output {tag}").bounding_box() for tag in ("img", "iframe"))
    assert frame["x"] <= picture["x"]
    assert frame["y"] <= picture["y"]
    assert frame["y"] + frame["height"] >= picture["y"] + picture["height"]

"""The wheel holds everything: installed elsewhere it finds its data without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    pytest.importorskip("setuptools")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    tracked = ["pyproject.toml", "README.md", "LICENSE", "mali_control", "gazetteer"]
    subprocess.run(["cp", "-r", *(str(ROOT / name) for name in tracked), str(source)], check=True)
    build = "import sys, setuptools.build_meta as b; print(b.build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_code_data_and_assets(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "mali_control/py.typed", "mali_control/data/reports.csv", "mali_control/data/factions.csv", "mali_control/data/lineage.csv",
        "mali_control/data/sources.csv", "mali_control/gazetteer/places.csv", "mali_control/gazetteer/spellings.csv",
        "mali_control/gazetteer/basemap.geojson", "mali_control/cli/main.py",
    } <= names  # fmt: skip
    assets = {path.name for path in (ROOT / "mali_control" / "render" / "assets").iterdir()}
    assert {f"mali_control/render/assets/{name}" for name in assets} <= names
    assert {"mali_control/briefing/templates/briefing.html.jinja", "mali_control/briefing/templates/briefing.css"} <= names
    assert not [name for name in names if name.startswith(("tests", "gazetteer", "notebooks"))]


def test_unpacked_elsewhere_it_answers(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import mali_control; print(mali_control.__file__, mali_control.load().state('Anefif', '2023-10-10').controllers)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(tmp_path)},
        timeout=60,
    )
    assert done.stdout.startswith(str(tmp_path))
    assert "('mali', 'wagner')" in done.stdout

"""Write into the README and the pages what their commands print and draw today; tests hold them to it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

import mali_control
from mali_control.dictionary import dictionary

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"```console\n\$ ([^\n]*)\n(.*?)```", re.DOTALL)
PICTURE = ROOT / "docs/pictures/kidal-2023-11-14.png"
PIXELS = 1200, 800


def printed(command: str) -> str:
    """Return what a command line prints; ``mali-control`` is this checkout's."""
    line = command.replace("mali-control", f'"{sys.executable}" -m mali_control')
    environment = {**os.environ, "COLUMNS": "120", "PYTHONPATH": str(ROOT)}
    with TemporaryDirectory() as folder:
        done = subprocess.run(line, shell=True, stdout=subprocess.PIPE, text=True, env=environment, cwd=folder, check=True, timeout=120)
    return done.stdout


def drawn() -> Image.Image:
    """Return the map of the README as ``mali-control snapshot`` draws it, in 256 colours, none of them off by more than can be seen."""
    sheet = mali_control.load().picture("2023-11-14", pixels=PIXELS)
    return Image.open(io.BytesIO(sheet.to_bytes("png"))).convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        page.write_text(BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{printed(found[1])}```", text), encoding="utf-8")
    (ROOT / "docs/data-dictionary.md").write_text(dictionary(), encoding="utf-8")
    drawn().save(PICTURE, optimize=True)

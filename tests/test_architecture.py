"""The shape of the code: which module may import which, and what importing costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mali_control
from mali_control.errors import Problem
from mali_control.reading.who import STAND_INS
from mali_control.tables import Row, Table, read, shipped
from mali_control.text import fold_words

PACKAGE = Path(mali_control.__file__).parent

COMMAND = "mali-control"

LAYERS = [
    {"errors"},
    {"text", "dates", "geo", "control", "output"},
    {"tables", "incidents", "names", "scan"},
    {"places", "factions", "sources", "lexicon", "exhibits"},
    {"reports", "matching", "actors", "mentions", "sketch", "boundaries", "geonames", "geocode", "cues"},
    {"homonyms", "strangers", "marked"},
    {"geoparse"},
    {"evidence", "conversion"},
    {"states", "acled", "ucdp"},
    {"events"},
    {"ledger"},
    {"world", "compiled", "packed"},
    {"history"},
    {"annotate", "bulk", "check", "grouping", "records", "starter", "territory"},
    {"summary", "differences"},
    {"reading"},
    {"frames"},
    {"render"},
    {"export", "briefing", "notebook"},
    {"comparison", "dictionary"},
    {"atlas"},
    {"intake"},
    {"cli"},
]
"""From the ground up: a module imports only from layers below its own (render, export, briefing and cli are folders of their own)."""

LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.name not in ("__init__.py", "__main__.py")]


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """The layers that a module imports, at its top or inside its functions, but for those that only the type checker sees."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    depth = len(path.relative_to(PACKAGE).parts)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("mali_control."):
            found.add(node.module.split(".")[1])
    return {name for name in found if name in LEVEL}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    own = layer_of(path)
    assert own in LEVEL, f"{path.name} has no layer: give it one"
    upward = {name for name in imported(path) if LEVEL[name] >= LEVEL[own] and name != own}
    assert not upward


def test_the_reader_names_no_place_and_no_faction_of_one_war(atlas):
    """What is so of one war alone stands in its tables; the reader's code holds the words of any."""
    factions = {fold_words(word) for faction in atlas.factions.values() for word in (faction.id, faction.short)}
    places = {fold_words(name) for place in atlas.gazetteer.values() for name in (place.id, place.name, *place.spellings)}
    states = {faction.id for faction in atlas.factions.values() if faction.kind == "state"}
    of_a_land = [row for row in shipped_rows(STAND_INS) if row["kind"] == "adjective" and states.intersection(row["factions"])]
    adjectives = {fold_words(word) for row in of_a_land for word in row["words"].split("|")}
    names = {name for name in factions if len(name) > 2} | {name for name in places if len(name) > 3} | adjectives
    told = [
        f"{path.name}:{node.lineno}: {word}"
        for path in sorted((PACKAGE / "reading").glob("*.py"))
        for node in code_strings(path)
        for word in sorted(names.intersection(re.findall("[a-z]+", fold_words(str(node.value)).replace(fold_words(COMMAND), ""))))
    ]
    assert told == []


def shipped_rows(table: Table) -> list[Row]:
    problems: list[Problem] = []
    rows = read(table, shipped("data", table.file), problems)
    assert not problems
    return rows


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_formatted_string_takes_a_repetition_for_a_value(path):
    """In a formatted pattern "{0,50}" is the tuple (0, 50), and "{{0,50}}" the repetition."""
    filled = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FormattedValue))
    assert [node.lineno for node in filled if isinstance(node.value, (ast.Tuple, ast.Constant))] == []


def code_strings(path: Path) -> list[ast.Constant]:
    """Return the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return [node for node in strings if isinstance(node.value, str)]


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    assert not {"geopandas", "pandas", "folium", "shapely", "numpy", "pyproj", "matplotlib", "edtf"} & loaded_by("import mali_control")


def test_asking_for_a_state_needs_no_map_and_no_frame():
    code = "import mali_control; mali_control.load().state('Kidal', '2023-11-14')"
    assert not {"geopandas", "pandas", "folium", "shapely", "matplotlib"} & loaded_by(code)


def test_help_loads_the_command_line_and_nothing_else():
    code = "from mali_control.cli.main import cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass"
    assert not {"geopandas", "pandas", "folium", "shapely", "rapidfuzz", "rich", "mali_control.history"} & loaded_by(code)


def test_no_module_takes_the_name_of_a_data_folder():
    assert not {"data", "gazetteer"} & {path.stem for path in modules() if path.parent == PACKAGE}


def test_the_public_names_are_those_that_are_there():
    assert mali_control.__all__ == sorted(mali_control.__all__)
    for name in mali_control.__all__:
        assert getattr(mali_control, name).__module__.startswith("mali_control.")
    with pytest.raises(AttributeError):
        _ = mali_control.nothing_of_that_name
    assert set(mali_control.__all__) <= set(dir(mali_control))

"""Taking in what was read: drafts that somebody accepts go to a data directory of their own, those rejected aside."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .atlas import FILES, Atlas, DataFiles, load
from .errors import BadOutput
from .output import check_writable, write_together
from .reading.drafts import Draft, read_drafts
from .reading.merging import Choice, Merged, decided, merge
from .reports import REPORTS
from .sources import SOURCES
from .tables import shipped


@dataclass(frozen=True)
class Accepted:
    """What came of accepting: the drafts that were meant, what became of them, and how many reports the directory has now.

    ``began`` says where the directory's reports were copied from, if it had none.
    """

    drafts: tuple[Draft, ...]
    merged: Merged
    reports: int
    began: str


def accept(drafts: str | Path, into: str | Path, choice: Choice, *, data: str | Path | None = None, retold: bool = False) -> Accepted:
    """Merge drafts of a directory into the reports of a data directory, and note it beside them: all files, or none.

    Rows that are there stay as they are. A directory without reports begins with a copy of the data in use: those of ``data``, else the shipped
    ones. A draft that says what a report there says already is left out, unless ``retold``. Accepting twice changes nothing.

    Raises BadData when the directory would not load afterwards, UnknownName for an id that is no draft's, BadOutput.
    """
    folder, target = Path(drafts), Path(into)
    if target.exists() and not target.is_dir():
        raise BadOutput(f"{target} is a file; name a directory")
    if target.resolve() == folder.resolve():
        raise BadOutput(f"{target} is the directory of the drafts itself; name another")
    check_writable((target if target.exists() else target.parent) / REPORTS.file)
    found, cited = read_drafts(folder)
    chosen = choice.of(found)
    files, began = _files(target, DataFiles.find(Path(data) if data is not None else None))
    before = _load(files)
    merged = merge(chosen, cited, files[REPORTS.file], files[SOURCES.file], before.reports, before.sources, retold=retold)
    files |= {REPORTS.file: merged.reports, SOURCES.file: merged.sources}
    after = _load(files) if merged.added else before
    decisions = {name: {"status": "known", "same_as": same} for name, same in merged.known.items() if found[name].status != "accepted"}
    decisions |= {name: {"status": "accepted"} for name in merged.added}
    noted = {folder / name: content for name, content in decided(folder, decisions).items()}
    if merged.added or began:
        target.mkdir(exist_ok=True)
        ordered = sorted(files, key=lambda name: name == REPORTS.file)  # the reports last: they cite the rest
        noted = {target / name: files[name] for name in ordered} | noted
    _write(noted)
    return Accepted(tuple(chosen), merged, len(after.reports), began)


def reject(drafts: str | Path, choice: Choice) -> tuple[Draft, ...]:
    """Put drafts of a directory aside: they stand in rejected.csv from then on and count for nothing. Return them.

    Raises UnknownName for an id that is no draft's, BadOutput.
    """
    folder = Path(drafts)
    found, _ = read_drafts(folder)
    chosen = tuple(choice.of(found))
    files = decided(folder, {draft.id: {"status": "rejected"} for draft in chosen})
    _write({folder / name: files[name] for name in sorted(files, reverse=True)})
    return chosen


def _files(target: Path, base: DataFiles) -> tuple[dict[str, bytes], str]:
    """Return the data files that a directory holds, by name, with those that it needs beside; and where its reports begin, if it has none."""
    files = {Path(file).name: (target / Path(file).name).read_bytes() for file in FILES.values() if (target / Path(file).name).is_file()}
    if REPORTS.file in files:
        files.setdefault(SOURCES.file, shipped(*FILES["sources"].split("/")).read_bytes())
        return files, ""
    for name, path in base.paths.items():
        own = path is not None and path != shipped(*FILES[name].split("/"))
        if path is not None and (own or name in ("reports", "sources")):
            files.setdefault(path.name, path.read_bytes())
    return files, str(base["reports"].parent) if base["reports"] != shipped(*FILES["reports"].split("/")) else "the shipped data"


def _load(files: Mapping[str, bytes]) -> Atlas:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return load(folder)


def _write(contents: Mapping[Path, bytes]) -> None:
    """Write files that are not yet as they should be, all or none."""
    write_together({path: content for path, content in contents.items() if not path.exists() or path.read_bytes() != content})

"""Writing files and folders: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from .errors import BadOutput, MaliControlError

LETTERS = 40
"""So much of a file's name stands in that of the file that is written in its stead: a name may be as long as the system lets it be, not longer."""


def check_writable(path: Path) -> None:
    """Raise BadOutput if a file cannot be put here, before any work is done for it."""
    folder = path.parent
    if path.name == "-":
        raise BadOutput(f"{str(path)!r} is no file name; outputs are files, written whole or not at all")
    try:
        path.lstat()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise BadOutput(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}; name another file") from None
    if path.exists() and not path.is_file() and not path.is_dir():
        raise BadOutput(f"{path} is no plain file; name a file")
    if path.is_dir():
        raise BadOutput(f"{path} is a directory; name a file in it")
    if not folder.is_dir():
        raise BadOutput(f"{folder} is not a directory; make it first")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise BadOutput(f"{path} cannot be written: permission denied; name another place")


def check_database(path: Path) -> None:
    """Raise BadOutput if a file that SQLite writes cannot be put here: beside it another is written, under a longer name."""
    check_writable(path)
    try:
        _database_sides(path)[-1].lstat()
    except FileNotFoundError:
        pass
    except OSError:
        raise BadOutput(f"{path} cannot be written: the name is too long for a database; name another file") from None


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text to a file that appears whole or not at all. Raises BadOutput."""
    content = text.encode("utf-8")
    with replacing(path) as file:
        file.write(content)


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes to a file that appears whole or not at all. Raises BadOutput."""
    with replacing(path) as file:
        file.write(content)


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: all are written beside their places before the first takes its own, in the order given.

    Where one cannot be written none is changed. Raises BadOutput.
    """
    with ExitStack() as stack:
        for path, content in reversed(list(contents.items())):  # what was entered last takes its place first
            file = stack.enter_context(replacing(path))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Give a file for UTF-8 text that takes its name only when all has been written; what fails leaves nothing behind. Raises BadOutput."""
    with replacing(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of ``path`` at the end of the block; if the block fails, nothing is left of it.

    What is written goes to a temporary file beside the target, so that outputs of any size need no memory. Raises BadOutput.
    """
    path = path.resolve() if os.path.islink(path) else path  # a link stays, and what it points to is replaced
    check_writable(path)
    temporary = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:LETTERS]}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except MaliControlError:
        raise
    except OSError as error:
        raise BadOutput(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """Give a path to write a file at, which takes the place of ``path`` at the end of the block; if the block fails, nothing is left of it.

    For libraries that want a path of their own: it has the same name in a folder of its own, so that what they put beside it goes as well.
    Raises BadOutput.
    """
    check_writable(path)
    open_elsewhere = [side.name for side in _database_sides(path) if os.path.exists(side) and side.stat().st_size]
    if open_elsewhere:
        raise BadOutput(f"{path} is open in another program ({open_elsewhere[0]} lies beside it); close it there, or name another file")
    with _stage(path, path.parent) as stage:
        yield stage / path.name
        (stage / path.name).chmod(_mode(path))
        (stage / path.name).replace(path)


@contextmanager
def staging(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Give an empty folder to put files in, which move to ``folder`` at the end of the block; if the block fails, nothing is left of them.

    ``folder`` is made if it is not there; if it holds any of ``names`` already, nothing is overwritten. Raises BadOutput.
    """
    taken = [name for name in names if (folder / name).exists()]
    if taken:
        raise BadOutput(f"{folder} holds {taken[0]} already; nothing is overwritten: name another directory")
    with _stage_for(folder) as stage:
        yield stage
        folder.mkdir(exist_ok=True)
        for file in sorted(stage.iterdir()):
            file.rename(folder / file.name)


@contextmanager
def refreshing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to put files in (and in folders of it), which take the place of those of the same name in ``folder`` at the end of the
    block; if the block fails, nothing is changed.

    ``folder`` is made if it is not there. Raises BadOutput.
    """
    with _stage_for(folder) as stage:
        yield stage
        for file in sorted(path for path in stage.rglob("*") if path.is_file()):
            target = folder / file.relative_to(stage)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.chmod(_mode(target))
            file.replace(target)


@contextmanager
def _stage_for(folder: Path) -> Iterator[Path]:
    """Give an empty folder to prepare the files of ``folder`` in, which need not be there yet. Raises BadOutput."""
    if folder.exists() and not folder.is_dir():
        raise BadOutput(f"{folder} is a file; name a directory")
    if folder.exists() and not os.access(folder, os.W_OK):
        raise BadOutput(f"{folder} cannot be written: permission denied; name another directory")
    check_writable(folder / "file" if folder.exists() else folder)
    with _stage(folder, folder if folder.exists() else folder.parent) as stage:
        yield stage


@contextmanager
def _stage(path: Path, parent: Path) -> Iterator[Path]:
    """Give an empty folder in ``parent`` to prepare ``path`` in; it is gone after the block. Raises BadOutput for what the system refuses."""
    stage = None
    try:
        stage = Path(tempfile.mkdtemp(prefix=f".{path.name[:LETTERS]}.", suffix=".tmp", dir=parent))
        yield stage
    except MaliControlError:
        raise
    except OSError as error:
        raise BadOutput(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def _database_sides(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database in use, the longest name last: a new database beneath them would be spoilt."""
    return [path.with_name(path.name + end) for end in ("-wal", "-journal")]


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's umask leaves of a plain file's."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Writing files and folders: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import BadOutput, MaliControlError


def check_writable(path: Path) -> None:
    """Raise BadOutput if a file cannot be put here, before any work is done for it."""
    folder = path.parent
    if path.is_dir():
        raise BadOutput(f"{path} is a directory; name a file in it")
    if not folder.is_dir():
        raise BadOutput(f"{folder} is not a directory; make it first")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise BadOutput(f"{path} cannot be written: permission denied")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text to a file that appears whole or not at all. Raises BadOutput."""
    content = text.encode("utf-8")
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of ``path`` at the end of the block; if the block fails, nothing is left of it.

    What is written goes to a temporary file beside the target, so that outputs of any size need no memory. Raises BadOutput.
    """
    check_writable(path)
    temporary = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
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
def staging(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Give an empty folder to put files in, which move to ``folder`` at the end of the block; if the block fails, nothing is left of them.

    ``folder`` is made if it is not there; if it holds any of ``names`` already, nothing is overwritten. Raises BadOutput.
    """
    taken = [name for name in names if (folder / name).exists()]
    if folder.exists() and not folder.is_dir():
        raise BadOutput(f"{folder} is a file; name a directory")
    if taken:
        raise BadOutput(f"{folder} holds {taken[0]} already; nothing is overwritten: name another directory")
    check_writable(folder / "file" if folder.exists() else folder)
    stage = None
    try:
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder if folder.exists() else folder.parent))
        yield stage
        folder.mkdir(exist_ok=True)
        for file in sorted(stage.iterdir()):
            file.rename(folder / file.name)
    except MaliControlError:
        raise
    except OSError as error:
        raise BadOutput(f"{folder} cannot be written: {error.strerror or error}") from None
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's umask leaves of a plain file's."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

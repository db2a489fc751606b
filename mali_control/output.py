"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

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
    with writing(path) as file:
        file.write(text)


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes to a file that appears whole or not at all. Raises BadOutput."""
    with _replacing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Give a file for UTF-8 text that takes its name only when all has been written; what fails leaves nothing behind. Raises BadOutput."""
    with _replacing(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    check_writable(path)
    temporary = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        if isinstance(error, MaliControlError):
            raise
        raise BadOutput(f"{path} cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's umask leaves of a plain file's."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

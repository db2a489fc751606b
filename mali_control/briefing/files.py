"""The formats of briefings, by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from ..errors import BadOutput, MissingExtra
from ..output import check_writable
from .content import Briefing

FORMATS: Mapping[str, tuple[str, str]] = {
    ".html": ("html", "write_html"), ".docx": ("document", "write_document"), ".md": ("markdown", "write_markdown"),
}  # fmt: skip
"""Module and function by suffix."""


def check_briefing_file(path: Path) -> None:
    """Raise BadOutput for a file that is no briefing's or cannot be written, MissingExtra where its library is not installed."""
    if path.suffix.lower() not in FORMATS:
        raise BadOutput(f"{path}: a report is written to a file that ends in {', '.join(FORMATS)}")
    if path.suffix.lower() == ".docx":
        try:
            import docx  # noqa: F401 - only asked whether it is there
        except ImportError:
            raise MissingExtra("writing Word documents (.docx)", "reports") from None
    check_writable(path)


def write_briefing(path: Path, briefing: Briefing) -> None:
    """Write a briefing in the format of the file's suffix. Raises what ``check_briefing_file`` does."""
    check_briefing_file(path)
    module, function = FORMATS[path.suffix.lower()]
    write: Callable[[Path, Briefing], None] = getattr(import_module(f"{__package__}.{module}"), function)
    write(path, briefing)

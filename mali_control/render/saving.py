"""What comes before and after the drawing of a picture: is matplotlib there, can the file be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MissingExtra

if TYPE_CHECKING:
    from .paper import Sheet


def need_matplotlib() -> None:
    """Raise MissingExtra where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401 - only asked whether it is there
    except ImportError:
        raise MissingExtra("drawing pictures", "pictures") from None


def saved(draw: Callable[[], Sheet], path: str | Path | None) -> Sheet:
    """Draw a sheet and write it, if a path is given; what is wrong with the path is said first."""
    if path is None:
        return draw()
    from ..output import check_writable
    from .paper import format_of

    target = Path(path)
    format_of(target)
    check_writable(target)
    sheet = draw()
    sheet.save(target)
    return sheet

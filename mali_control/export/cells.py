"""How values are written in formats that have no lists."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def joined(value: Any) -> Any:
    """Return several ids as one text, joined by ";" (empty: None); anything else as it is."""
    return (";".join(map(str, value)) or None) if isinstance(value, tuple) else value


def as_text(value: Any) -> str:
    """Return a value as people read it: days as YYYY-MM-DD, "yes" or "no", nothing for None."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(joined(value) or "") if isinstance(value, tuple) else str(value)


def printable(text: str) -> str:
    """Return text without the control signs that XML does not allow."""
    return _CONTROL.sub("", text)

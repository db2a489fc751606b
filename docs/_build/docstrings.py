"""How the project's docstrings are read for the reference: after the colon of an attribute stands what it is, and doctests are examples."""

from __future__ import annotations

import re
from typing import Any

import griffe

_HEADED = re.compile(r"^(Attributes|Parameters)\n-+\n(.*?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^([\w, *]+?) : (.*)$", re.MULTILINE)
_DOCTEST = re.compile(r"(?:^>>> .*\n?(?:^(?!\s*$).*\n?)*)+", re.MULTILINE)


def as_numpy(text: str) -> str:
    """Return a docstring in the form that numpydoc's readers know.

    >>> as_numpy("Attributes\\n----------\\nday : the day.")
    'Attributes\\n----------\\nday\\n    the day.'
    """
    text = _HEADED.sub(lambda found: f"{found[1]}\n{'-' * len(found[1])}\n{_ITEM.sub(_item, found[2])}", text)
    return _DOCTEST.sub(lambda found: f"Examples\n--------\n{found[0]}", text)


def _item(found: re.Match[str]) -> str:
    return f"{found[1]}\n    {found[2]}"


class Docstrings(griffe.Extension):
    """Rewrites each docstring before it is parsed."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            obj.docstring.value = as_numpy(obj.docstring.value)

from __future__ import annotations

import pytest

import mali_control


@pytest.fixture(scope="session")
def atlas() -> mali_control.Atlas:
    """The shipped atlas."""
    return mali_control.load()

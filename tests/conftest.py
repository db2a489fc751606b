from __future__ import annotations

import os

import pytest
from hypothesis import settings

import mali_control

# A slow machine is no fault of a promise; and what CI runs is the same on every run.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@pytest.fixture(scope="session")
def atlas() -> mali_control.Atlas:
    """The shipped atlas."""
    return mali_control.load()

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import settings

import mali_control

# A slow machine is no fault of a promise; and what CI runs is the same on every run.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


COMPILE = """
import mali_control
from mali_control import compiled
world = mali_control.load().engine._numbered[0]
compiled.table_of(world)
compiled.on_days_read(compiled.arrays(world))
"""
_compiling = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have the fold compiled beside the tests that come before those that use it; numba keeps it for them."""
    asked = any("compiled_fold" in getattr(item, "fixturenames", ()) for item in session.items)
    if asked and not session.config.option.collectonly:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        session.config.stash[_compiling] = subprocess.Popen([sys.executable, "-c", COMPILE], **quiet)


def pytest_unconfigure(config: pytest.Config) -> None:
    if process := config.stash.get(_compiling, None):
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def compiled_fold(pytestconfig: pytest.Config) -> None:
    """Wait until the fold is compiled, so that tests find it kept; where it could not be, they compile it themselves."""
    pytestconfig.stash[_compiling].wait()


@pytest.fixture(scope="session")
def atlas() -> mali_control.Atlas:
    """The shipped atlas."""
    return mali_control.load()

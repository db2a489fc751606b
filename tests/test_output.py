from __future__ import annotations

import stat

import pytest

from mali_control import BadOutput
from mali_control.output import write_text


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "né\n")
    assert path.read_bytes() == "né\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    with pytest.raises(BadOutput) as caught:
        write_text(path / "below.html", "new")
    assert isinstance(caught.value, OSError)
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]

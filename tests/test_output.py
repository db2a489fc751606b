from __future__ import annotations

import os
import stat

import pytest

from mali_control import BadOutput
from mali_control.output import building, write_text


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path):
    path = tmp_path / "map.html"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "né\n")
    assert path.read_bytes() == "né\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(tmp_path):
    target, link, pipe = tmp_path / "map.html", tmp_path / "link.html", tmp_path / "pipe"
    target.write_text("old")
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    os.mkfifo(pipe)
    with pytest.raises(BadOutput, match="no plain file"):
        write_text(pipe, "new")
    with pytest.raises(BadOutput, match="no file name"):
        write_text(tmp_path / "-", "new")


def test_a_name_may_be_as_long_as_the_system_lets_it_be(tmp_path):
    path = tmp_path / f"{'é' * 125}.html"
    write_text(path, "new")
    with building(path) as file:
        file.write_text("newer")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("newer", [path])
    with pytest.raises(BadOutput, match="name another file"):
        write_text(tmp_path / f"{'é' * 126}.html", "new")


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

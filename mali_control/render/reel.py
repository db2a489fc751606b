"""From a storyboard to a film: pictures drawn by several processes, put in order, faded into one another, and encoded as they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..errors import BadOutput
from ..output import check_writable
from . import encode
from .film import Painter
from .legend import title_of
from .raster import Raster, ScreenSize, blend
from .scene import Scene
from .storyboard import Storyboard, storyboard

BATCH = 4
"""Pictures that a process draws before it hands them over."""
WORTH_PROCESSES = 24
"""Fewer pictures are drawn sooner than another process has started."""
SAMPLES = 8
"""Pictures from which a GIF takes its palette."""

Progress = Callable[[int, int], object]


class Film(NamedTuple):
    """A film that was written: its file, pictures (before fading), frames, frames a second, and size in pixels and bytes."""

    path: Path
    pictures: int
    frames: int
    fps: int
    width: int
    height: int
    size: int

    @property
    def seconds(self) -> float:
        return self.frames / self.fps


class Order(NamedTuple):
    """What a process needs to draw any picture of a film."""

    scene: Scene
    board: Storyboard
    size: ScreenSize
    extent: str


def animate(
    scene: Scene, first: date, last: date, path: Path, *, step: str | None = None, fps: int | None = None,
    pixels: tuple[int, int] | None = None, extent: str = "known", pace: float = 1.0, loop: bool = True, workers: int = 1,
    progress: Progress | None = None,
) -> Film:  # fmt: skip
    """Draw the film of a span of days and write it, whole or not at all; ``progress`` is told how many pictures of how many are done.

    Raises BadOutput, MissingExtra, UnknownName.
    """
    format_ = encode.format_of(path)
    fps = encode.frame_rate(format_, fps)
    encode.find_encoder(format_)
    check_writable(path)
    width, height = pixels or encode.SIZES[format_]
    if format_ == "mp4":
        width, height = width - width % 2, height - height % 2
    size = ScreenSize.of(width, height)
    board = storyboard(scene, first, last, step=step, pace=pace)
    shots = list(board.shots(fps))
    count = len(board.beats)
    with studio(Order(scene, board, size, extent), workers) as (painted, (box, colours)):
        palette = encode.palette_of(list(painted(range(0, count, -(-count // SAMPLES)))), colours) if format_ == "gif" else None

        def pictures() -> Iterator[encode.Timed]:
            beats = painted(range(count))
            before = after = next(beats)
            at = 0
            for shot in shots:
                while at < shot.beat:
                    before, after, at = after, next(beats), at + 1
                    if progress:
                        progress(at, count)
                yield encode.Timed(after if shot.share == 1 else blend(before, after, shot.share, box), shot.frames)
            if progress:
                progress(count, count)

        if format_ == "mp4":
            encode.write_mp4(path, pictures(), (width, height), fps, f"{title_of(scene)}, {scene.speech.days(first, last)}")
        elif palette is not None:
            encode.write_gif(path, pictures(), fps, loop, palette)
        else:
            encode.write_webp(path, pictures(), [shot.frames for shot in shots], fps, loop, (width, height))
    return Film(path, count, sum(shot.frames for shot in shots), fps, width, height, path.stat().st_size)


class Kit(NamedTuple):
    """Of the pictures of a film: the pixels in which the map lies, and the plain colours."""

    map: tuple[int, int, int, int]
    colours: list[str]


Painted = Callable[[Sequence[int]], Iterator[Raster]]


@contextmanager
def studio(order: Order, workers: int) -> Iterator[tuple[Painted, Kit]]:
    """Give a function that draws pictures, in the order asked for, and what has to be known of them.

    The pictures are the same whatever the number of processes. Raises BadOutput where a process dies.
    """
    if workers <= 1 or len(order.board.beats) < WORTH_PROCESSES:
        painter = Painter(*order[:3], extent=order.extent)
        yield lambda beats: map(painter.frame, beats), Kit(painter.map_pixels, painter.colours)
        return
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(order,))
    try:
        yield lambda beats: _in_order(pool, beats, workers, order.size), pool.submit(_kit).result()
    except BrokenProcessPool:
        raise BadOutput("a process that was drawing ended before its time; is there enough memory? --workers 1 needs least") from None
    finally:
        pool.shutdown(cancel_futures=True)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_order(pool: ProcessPoolExecutor, beats: Sequence[int], workers: int, size: ScreenSize) -> Iterator[Raster]:
    """The pictures as they are asked for; few batches are under way at a time, so that memory stays bounded."""
    batches = iter([beats[start : start + BATCH] for start in range(0, len(beats), BATCH)])
    waiting: deque[Future[list[bytes]]] = deque(pool.submit(_paint, list(batch)) for batch in islice(batches, workers + 1))
    width, height = size.pixels
    while waiting:
        for content in waiting.popleft().result():
            yield np.frombuffer(content, np.uint8).reshape(height, width, 3)
        following = next(batches, None)
        if following is not None:
            waiting.append(pool.submit(_paint, list(following)))


_painter: Painter | None = None
"""In a process that draws: what it draws with."""


def _start(order: Order) -> None:
    global _painter  # noqa: PLW0603 - the one thing that a process of the pool keeps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says that it was stopped
    _painter = Painter(*order[:3], extent=order.extent)


def _paint(beats: list[int]) -> list[bytes]:
    assert _painter is not None
    return [_painter.frame(beat).tobytes() for beat in beats]


def _kit() -> Kit:
    assert _painter is not None
    return Kit(_painter.map_pixels, _painter.colours)

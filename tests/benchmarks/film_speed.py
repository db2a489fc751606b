"""How fast films are drawn: ours, and matplotlib's own FuncAnimation that draws the same map anew for each picture; both without encoding.

Run: python tests/benchmarks/film_speed.py [DAYS]. Processor seconds of one process, so that other work on the machine counts little.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta

from matplotlib.animation import AbstractMovieWriter, FuncAnimation

import mali_control
from mali_control.render.film import Painter
from mali_control.render.paper import Pen, draw, settled
from mali_control.render.raster import ScreenSize
from mali_control.render.static import DaySheet
from mali_control.render.storyboard import storyboard

FIRST, SIZE = date(2023, 11, 1), ScreenSize.of(1280, 720)


def main(days: int) -> None:
    scene = mali_control.load()._scene("en")
    scene.history.changes(FIRST, FIRST)  # all states are worked out before the clock runs
    start = time.process_time()
    board = storyboard(scene, FIRST, FIRST + timedelta(days=days - 1), step="1d")
    painter = Painter(scene, board, SIZE)
    ready = time.process_time()
    for number in range(days):
        painter.frame(number)
    done = time.process_time()
    print(
        f"ours: {days} pictures in {done - start:.2f} s, {ready - start:.2f} s of it to begin; then {days / (done - ready):.1f} pictures a second"
    )

    start = time.process_time()
    plain = animated(scene, days)
    took = time.process_time() - start
    print(f"FuncAnimation: {plain} pictures in {took:.2f} s; {plain / took:.1f} pictures a second")


class Nowhere(AbstractMovieWriter):
    """Draws each picture, and writes none."""

    def setup(self, fig, outfile, dpi=None):
        super().setup(fig, outfile, dpi)
        self.count = 0

    def grab_frame(self, **_):
        self.fig.canvas.draw()
        self.count += 1

    def finish(self):
        pass


def animated(scene, days: int) -> int:
    """Draw with FuncAnimation, the sheet of each day anew on one figure; return the number of pictures."""
    writer = Nowhere(fps=24)
    with settled():
        sheet, _ = draw(SIZE)

        def update(number: int) -> None:
            sheet.clear()
            DaySheet(scene, FIRST + timedelta(days=number), Pen(sheet)).draw("known")

        FuncAnimation(sheet, update, frames=days, init_func=lambda: None, repeat=False, cache_frame_data=False).save("none", writer=writer)
    return writer.count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)

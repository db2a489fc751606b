"""Writing films: pictures come one after the other and go to the encoder at once, so that a film of any length needs little memory.

MP4 through the ffmpeg that imageio-ffmpeg carries, GIF and WebP through Pillow. Each appears whole or not at all.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import numpy as np
from PIL import GifImagePlugin, Image

from ..errors import BadOutput, MissingExtra
from ..output import building, replacing
from .raster import Raster, colour_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMATS = ("mp4", "gif", "webp")
FRAMES_A_SECOND = {"mp4": 24, "gif": 10, "webp": 10}
MOST_FRAMES_A_SECOND = {"mp4": 60, "gif": 50, "webp": 60}
SIZES = {"mp4": (1280, 720), "gif": (960, 540), "webp": (960, 540)}
"""Where nothing else is asked for."""
WEBP_QUALITY = 82
UNCHANGED = 255
"""The index that lets a GIF's earlier picture through."""
_FLAT = 128
"""Of a GIF's 256 colours so many are the most frequent ones as they are; the others stand for the mixtures on edges."""
_THREADS = 4
"""x264's output depends on how many threads it has: with a fixed number it is the same on every machine."""


class Timed(NamedTuple):
    """A picture, and how many frames it stays."""

    picture: Raster
    frames: int


def format_of(path: Path) -> str:
    """Return the format that a file's suffix asks for. Raises BadOutput for any but .mp4, .gif and .webp."""
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in FORMATS:
        raise BadOutput(f"{path}: films are written as .mp4, .gif or .webp")
    return suffix


def find_encoder(format_: str) -> None:
    """Raise MissingExtra where a format needs an encoder that is not installed."""
    if format_ == "mp4":
        _ffmpeg()


def frame_rate(format_: str, asked: int | None) -> int:
    """Return the frames a second of a film. Raises BadOutput for more than the format bears."""
    fps, most = asked or FRAMES_A_SECOND[format_], MOST_FRAMES_A_SECOND[format_]
    if not 1 <= fps <= most:
        raise BadOutput(f"{fps} frames a second cannot be shown: a {format_} has between 1 and {most}")
    return fps


def _ffmpeg() -> str:
    try:
        import imageio_ffmpeg
    except ImportError:
        raise MissingExtra("writing MP4", "films") from None
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise BadOutput(f"ffmpeg cannot be started: {error}; write .webp or .gif instead") from None


def write_mp4(path: Path, pictures: Iterable[Timed], size: tuple[int, int], fps: int, title: str) -> None:
    """Write an H.264 film that plays everywhere: yuv420p, BT.709, index at the front. Width and height are even. Raises BadOutput, MissingExtra."""
    command = [
        _ffmpeg(), "-y", "-nostdin", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-framerate", str(fps), "-i", "pipe:0", "-an",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p,"
        "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv",
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "animation", "-crf", "23", "-threads", str(_THREADS),
        "-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-metadata", f"title={title}",
    ]  # fmt: skip
    with building(path) as target, tempfile.TemporaryFile() as said:
        with subprocess.Popen([*command, str(target)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said) as encoder:
            try:
                assert encoder.stdin is not None
                _feed(encoder.stdin, pictures)
            except BaseException:
                encoder.kill()
                raise
        if encoder.returncode or not target.exists():
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines() or [f"it ended with status {encoder.returncode}"]
            raise BadOutput(f"{path} cannot be written: ffmpeg says: {lines[-1]}")


def _feed(pipe: IO[bytes], pictures: Iterable[Timed]) -> None:
    """Hand pictures to the encoder; where it has ended, its own words say why."""
    try:
        for picture, frames in pictures:
            content = picture.tobytes()
            for _ in range(frames):
                pipe.write(content)
        pipe.close()
    except (BrokenPipeError, ConnectionResetError):
        return


def write_gif(path: Path, pictures: Iterable[Timed], fps: int, loop: bool, palette: Image.Image) -> None:
    """Write a GIF with one palette; after the first picture only what changes is in it. Raises BadOutput."""
    with replacing(path) as file:
        waiting: tuple[Image.Image, tuple[int, int], int] | None = None
        before: NDArray[np.uint8] | None = None
        shown, written = 0, 0

        def write(frame: Image.Image, corner: tuple[int, int]) -> int:
            """Write a picture that stays until now; return the moment up to which the film is written, in hundredths of a second."""
            now = round(shown * 100 / fps)
            for part in GifImagePlugin.getdata(frame, corner, duration=(now - written) * 10, disposal=1, transparency=UNCHANGED):
                file.write(part)
            return now

        for picture, frames in pictures:
            indices = np.asarray(Image.fromarray(picture).quantize(palette=palette, dither=Image.Dither.NONE))
            if before is None:
                first = _indexed(indices, palette)
                for part in GifImagePlugin.getheader(first, info={"loop": 0} if loop else {})[0]:
                    file.write(part)
                waiting = first, (0, 0), 0
            elif changed := _changed(before, indices):
                assert waiting is not None
                written = write(waiting[0], waiting[1])
                rows, columns = changed
                new = indices[rows, columns]
                waiting = (
                    _indexed(np.where(before[rows, columns] == new, np.uint8(UNCHANGED), new), palette),
                    (columns.start, rows.start),
                    0,
                )
            before, shown = indices, shown + frames
        if waiting is not None:
            write(waiting[0], waiting[1])
        file.write(b";")


def palette_of(samples: Sequence[Raster], colours: Iterable[str]) -> Image.Image:
    """Return an image whose palette holds some colours (#RRGGBB) and the most frequent ones of some pictures as they are, and mixtures for the
    others; the last index is free.
    """
    fixed = [r << 16 | g << 8 | b for r, g, b in map(colour_of, colours)]
    packed = np.concatenate([(s[..., 0].astype(np.uint32) << 16 | s[..., 1].astype(np.uint32) << 8 | s[..., 2]).ravel() for s in samples])
    found, counts = np.unique(packed, return_counts=True)
    often = [int(colour) for colour in found[np.lexsort((found, -counts.astype(np.int64)))[:_FLAT]]]
    flat = np.array(list(dict.fromkeys([*fixed, *often]))[:_FLAT], np.uint32)
    rest = np.setdiff1d(found, flat)
    entries = [_unpacked(flat)]
    if len(rest):
        line = Image.fromarray(_unpacked(rest)[None])
        mixed = line.quantize(255 - len(flat), method=Image.Quantize.MEDIANCUT).getpalette() or []
        entries.append(np.array(mixed, np.uint8).reshape(-1, 3)[: 255 - len(flat)])
    palette = np.zeros((256, 3), np.uint8)
    entry = np.concatenate(entries)
    palette[: len(entry)] = entry
    palette[len(entry) :] = entry[0]
    palette[UNCHANGED] = 255, 0, 255  # a colour that nothing is near to
    holder = Image.new("P", (1, 1))
    holder.putpalette(palette.tobytes())
    return holder


def _unpacked(colours: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=-1).astype(np.uint8)


def _indexed(indices: NDArray[np.uint8], palette: Image.Image) -> Image.Image:
    image = Image.fromarray(indices)
    image.putpalette(palette.getpalette() or [])
    return image


def _changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> tuple[slice, slice] | None:
    """The rows and columns in which two pictures differ."""
    differs = before != after
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    return (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)) if len(rows) else None


def write_webp(path: Path, pictures: Iterable[Timed], durations: Sequence[int], fps: int, loop: bool, size: tuple[int, int]) -> None:
    """Write an animated WebP; ``durations`` are the frames that each picture stays. Raises BadOutput."""
    times = [round(sum(durations[:number]) * 1000 / fps) for number in range(len(durations) + 1)]
    film = _Sequence(iter(pictures), len(durations), size)
    with replacing(path) as file:
        film.save(
            file, "WEBP", save_all=True, duration=[after - before for before, after in pairwise(times)],
            loop=0 if loop else 1, lossless=False, quality=WEBP_QUALITY, method=4, minimize_size=False, kmin=0, kmax=0,
        )  # fmt: skip


class _Sequence(Image.Image):
    """Pictures that come one after the other, as an image with many frames: Pillow asks for each in turn and keeps none."""

    def __init__(self, pictures: Iterator[Timed], count: int, size: tuple[int, int]) -> None:
        super().__init__()
        self._mode, self._size, self._pictures, self._at = "RGB", size, pictures, -1
        self.n_frames = count
        self.seek(0)

    def seek(self, frame: int) -> None:
        if frame == self._at + 1:
            self.im: Any = Image.fromarray(next(self._pictures).picture).im
            self._at = frame

    def tell(self) -> int:
        return max(0, self._at)

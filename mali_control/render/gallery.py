"""A folder of maps through a war: dated maps, the time line of all of it, a film, and a page that leads to them."""

from __future__ import annotations

import hashlib
import json
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial
from importlib.metadata import version
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import jinja2
from markupsafe import Markup

from ..exhibits import Exhibit
from ..output import refreshing
from . import style
from .leaflet import snapshot_map
from .mapbox import DayMap
from .naming import Names
from .page import asset, to_html
from .paper import Pen, settled
from .payload import build
from .raster import Easel, ScreenSize
from .reel import animate
from .scene import Scene
from .static import foot_sentences
from .timeline import timeline_map

TIMELINE, FILM, INDEX, MANIFEST = "whole_war.html", "whole_war.mp4", "index.html", "manifest.json"
THUMBS = "thumbs"
THUMB_PIXELS = 480, 300
THUMB_QUALITY = 80
FILM_PIXELS, FILM_STEP = (960, 540), "1m"
POSTER_DAY = date(2012, 4, 6)

Progress = Callable[[int, int], object]


def draw_gallery(
    scene: Scene, exhibits: Sequence[Exhibit], folder: Path, *, workers: int = 1, progress: Progress | None = None
) -> list[Path]:
    """Draw all of a gallery into a folder, whole or not at all, and return its files; they are the same, byte for byte, on every run.

    Files of an earlier run that are no longer part of it go; others in the folder stay. Raises BadOutput, MissingExtra.
    """
    whole = scene.history.span
    jobs = [partial(_draw_day, day=exhibit.day) for exhibit in exhibits]
    jobs += [partial(_draw_timeline, span=whole)]
    jobs += [partial(_draw_thumb, day=day) for day in sorted({POSTER_DAY, *(exhibit.day for exhibit in exhibits)})]
    with refreshing(folder) as stage:
        (stage / THUMBS).mkdir()
        with _crew(scene, workers) as run:
            for done, _ in enumerate(run([partial(job, folder=stage) for job in jobs]), 1):
                if progress:
                    progress(done, len(jobs) * 2)

        def film_told(done: int, count: int) -> None:
            if progress:
                progress(len(jobs) + len(jobs) * done // count, len(jobs) * 2)

        animate(scene, *whole, stage / FILM, step=FILM_STEP, pixels=FILM_PIXELS, extent="country", workers=workers, progress=film_told)
        (stage / INDEX).write_bytes(index_page(scene, exhibits).encode("utf-8"))
        files = sorted(str(path.relative_to(stage)) for path in stage.rglob("*") if path.is_file())
        manifest = {"drawn_with": drawn_with(), "shows": shows(scene, exhibits), "files": [*files, MANIFEST]}
        (stage / MANIFEST).write_bytes(f"{json.dumps(manifest, indent=1)}\n".encode())
        earlier = _listed(folder)
    for name in sorted(earlier - {*files, MANIFEST}):
        (folder / name).unlink(missing_ok=True)
    return [folder / name for name in [*files, MANIFEST]]


def drawn_with() -> dict[str, str]:
    """Return the libraries that have a part in the bytes of the files, with their versions."""
    return {name: version(name) for name in ("folium", "branca", "XStatic-Leaflet", "matplotlib", "pillow", "imageio-ffmpeg")}


def shows(scene: Scene, exhibits: Sequence[Exhibit]) -> dict[str, str]:
    """Return a digest of what thumbnails and film show, by file: it changes when data, words or colours do."""
    first, last = scene.history.span
    found = {thumb_of(day): _digest(build(scene, day, day, shown=day)) for day in sorted({POSTER_DAY, *(e.day for e in exhibits)})}
    return {**found, FILM: _digest([build(scene, first, last, shown=last), FILM_STEP, FILM_PIXELS])}


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def thumb_of(day: date) -> str:
    """Return the file of a day's thumbnail."""
    return f"{THUMBS}/{day}.webp"


def _listed(folder: Path) -> set[str]:
    """The files that an earlier run wrote, and nothing outside the folder."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    home = folder.resolve()
    return {name for name in names if isinstance(name, str) and (folder / name).resolve().is_relative_to(home)}


# -- the parts --


def _draw_day(scene: Scene, folder: Path, day: date) -> None:
    (folder / f"{day}.html").write_bytes(to_html(snapshot_map(scene, day)).encode("utf-8"))


def _draw_timeline(scene: Scene, folder: Path, span: tuple[date, date]) -> None:
    (folder / TIMELINE).write_bytes(to_html(timeline_map(scene, *span, shown=span[1])).encode("utf-8"))


def _draw_thumb(scene: Scene, folder: Path, day: date) -> None:
    (folder / thumb_of(day)).write_bytes(thumbnail(scene, day))


def thumbnail(scene: Scene, day: date) -> bytes:
    """Return the map of a day as a small WebP picture: the whole country, with the seats of its regions named."""
    from PIL import Image

    with settled():
        size = ScreenSize.of(*THUMB_PIXELS)
        easel, (width, height) = Easel(size), size.layout
        shown = DayMap(scene, day, (0, 0, width, height), extent="country", pad=(10, 10, 10, 10))
        names = Names(shown)
        names.place_all()
        names.placed = [name for name in names.placed if name.item.rank <= 1 and not name.item.abroad]

        def draw(pen: Pen) -> None:
            shown.draw_ground(pen)
            shown.draw_marks(pen)
            names.write(pen)

        raster = easel.over(easel.blank(style.OUTSIDE), draw)
    buffer = BytesIO()
    Image.fromarray(raster).save(buffer, "WEBP", quality=THUMB_QUALITY, method=6)
    return buffer.getvalue()


def index_page(scene: Scene, exhibits: Sequence[Exhibit]) -> str:
    """Return the page that leads to the files of a gallery; it holds no script, and texts of the data are never markup."""
    say, (first, last) = scene.speech, scene.history.span
    words, span = say.words, say.days(first, last)
    cited = Counter(report.source for report in scene.history.reports)
    return _template().render(
        language=scene.language, css=Markup(asset("gallery.css")), title=say.fill("gallery_title", title=scene.title), about=words["gallery_about"],
        caption=words["caption_paper"], definition=words["definition"], whole_war=words["whole_war"], day_maps=words["day_maps"],
        width=THUMB_PIXELS[0], height=THUMB_PIXELS[1], foot=foot_sentences(scene, cited),
        timeline={"file": TIMELINE, "thumb": thumb_of(exhibits[-1].day) if exhibits else thumb_of(POSTER_DAY), "about": say.fill("whole_war_about", days=span)},
        film={
            "file": FILM, "poster": thumb_of(POSTER_DAY), "name": words["film"], "about": say.fill("film_about", days=span), "text": words["film_text"],
        },
        days=[
            {
                "file": f"{exhibit.day}.html", "thumb": thumb_of(exhibit.day), "iso": exhibit.day.isoformat(), "name": say.long_date(exhibit.day),
                "alt": say.fill("thumbnail", date=say.long_date(exhibit.day)), "caption": exhibit.caption_in(scene.language),
            }
            for exhibit in exhibits
        ],
    )  # fmt: skip


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    engine = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return engine.from_string(asset("gallery.html.jinja"))


# -- processes --

_scene: Scene | None = None
"""In a process that draws: what it draws."""

Job = Callable[..., None]


@contextmanager
def _crew(scene: Scene, workers: int) -> Iterator[Callable[[Sequence[Job]], Iterator[object]]]:
    """Give a function that does jobs, in several processes if asked for."""
    if workers <= 1:
        yield lambda jobs: (job(scene=scene) for job in jobs)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(scene,))
    try:
        yield lambda jobs: pool.map(_do, jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _start(scene: Scene) -> None:
    global _scene  # noqa: PLW0603 - the one thing that a process of the pool keeps
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _scene = scene


def _do(job: Job) -> None:
    job(scene=_scene)

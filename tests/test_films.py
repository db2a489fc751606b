"""Films: what they show and when, that they are the same on every run, that they are written whole, and what is said when they cannot be."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import imageio_ffmpeg
import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image, ImageSequence

import mali_control
from mali_control import BadOutput, MissingExtra, UnknownName
from mali_control.cli.main import cli
from mali_control.render import reel
from mali_control.render.encode import palette_of
from mali_control.render.film import SIGNS, Painter
from mali_control.render.paper import Column
from mali_control.render.raster import ScreenSize, blend, colour_of
from mali_control.render.storyboard import storyboard
from mali_control.render.style import BLOCS

SPAN = date(2023, 11, 12), date(2023, 11, 15)
SMALL = ScreenSize.of(480, 270)
KIDAL_FALLS = 2
"""The beat of 14 November."""


@pytest.fixture(scope="module")
def scene(atlas):
    return atlas._scene()


@pytest.fixture(scope="module")
def painter(scene):
    return Painter(scene, storyboard(scene, *SPAN), ScreenSize.of(1280, 720))


@pytest.fixture(scope="module")
def films(atlas, tmp_path_factory):
    """A film of four days in each format."""
    folder = tmp_path_factory.mktemp("films")
    return {name: atlas.animate(*SPAN, folder / f"war.{name}", pixels=(480, 270), fps=5) for name in ("gif", "webp", "mp4")}


def frames_of(path) -> list[np.ndarray]:
    if path.suffix == ".mp4":
        raw = ffmpeg("-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-").stdout
        return list(np.frombuffer(raw, np.uint8).reshape(-1, 270, 480, 3).astype(int))
    with Image.open(path) as image:
        return [np.asarray(frame.convert("RGB")).astype(int) for frame in ImageSequence.Iterator(image)]


def ffmpeg(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, done.stderr + (str(done.exception) if done.exception else "")


# -- what is shown when --


@pytest.mark.parametrize(
    ("step", "days"),
    [
        ("1d", ["2023-10-01", "2023-10-02", "2023-10-03"]),
        ("1w", ["2023-10-01", "2023-10-08", "2023-10-15"]),
        ("1m", ["2023-10-01", "2023-11-01", "2023-12-01"]),
        ("2m", ["2023-10-01", "2023-12-01", "2023-12-31"]),
        ("change", ["2023-10-01", "2023-10-05", "2023-10-07"]),
    ],
)
def test_steps(scene, step, days):
    board = storyboard(scene, date(2023, 10, 1), date(2023, 12, 31), step=step)
    assert [str(beat.day) for beat in board.beats[:3]] == days
    assert board.beats[-1].day == date(2023, 12, 31)


def test_months_keep_their_day_where_there_is_one(scene):
    board = storyboard(scene, date(2012, 1, 31), date(2012, 5, 2), step="1m")
    assert [beat.day.isoformat()[5:] for beat in board.beats] == ["01-31", "02-29", "03-31", "04-30", "05-02"]


def test_a_film_that_nobody_could_watch_is_refused_before_it_is_drawn(scene):
    with pytest.raises(BadOutput, match=r"more than 10,000 pictures .* 9000-12-31: take a longer step than 1m, or a shorter span"):
        storyboard(scene, date(2012, 1, 1), date(9000, 12, 31))
    assert len(storyboard(scene, date(2012, 1, 1), date(9000, 12, 31), step="1200m").beats) == 71


@pytest.mark.parametrize("step", ["1w", "1m", "change"])
def test_no_change_is_left_out_and_none_is_told_twice(atlas, scene, step):
    """Whatever the step: what changes hands and back between two pictures is told as well."""
    first, last = date(2012, 1, 1), date(2013, 12, 31)
    told = [turn for beat in storyboard(scene, first, last, step=step).beats for turn in beat.turns]
    daily = [turn for beat in storyboard(scene, first, last, step="1d").beats for turn in beat.turns]
    assert sorted((t.day, t.place) for t in told) == sorted((t.day, t.place) for t in daily)
    assert (date(2012, 3, 31), "timbuktu") in {(t.day, t.place) for t in told}


def test_first_last_and_big_days_stay_longer(scene):
    board = storyboard(scene, date(2023, 12, 1), date(2023, 12, 31))
    seconds = {beat.day.day: beat.seconds for beat in board.beats}
    changes = {beat.day.day: len(beat.turns) for beat in board.beats}
    assert (seconds[1], seconds[31]) == (2.0, 4.0)
    assert changes[16] > 2
    assert seconds[16] > 2 > seconds[2] == 0.25
    faster = storyboard(scene, date(2023, 12, 1), date(2023, 12, 31), pace=2)
    assert [faster.beats[15].seconds * 2, faster.beats[-1].seconds] == [seconds[16], 4.0]


# -- what the pictures show --


@pytest.mark.parametrize(("pixels", "told"), [((640, 360), []), ((480, 270), ["And 4 more."])])
def test_small_films_have_a_row_for_every_sign_or_say_how_many_have_none(scene, monkeypatch, pixels, told):
    said: list[str] = []
    monkeypatch.setattr(Column, "paragraph", lambda self, text, *args, **kwargs: said.append(text))
    painter = Painter(scene, storyboard(scene, date(2012, 1, 1), date(2023, 12, 31), step="400m"), ScreenSize.of(*pixels))
    signs = [sort for sort in SIGNS if painter.cast.sorts[sort]]
    rows = [word for what, word in painter._lines_at if what == "sort"]
    assert rows == signs[: len(rows)]
    assert len(rows) == len(signs) - (4 if told else 0)
    assert said == told


def test_a_picture_holds_the_colours_of_the_holders(atlas, painter):
    """Kidal's mark before and after it changes hands."""
    mark = next(item for item in painter.map.items if item.place.id == "kidal")
    x, y, r = (round(v * painter.easel.scale) for v in (mark.x, mark.y, mark.r))
    for beat, holder in ((0, "azawad"), (KIDAL_FALLS, "state")):
        near = painter.frame(beat)[y - r : y + r, x - r : x + r].reshape(-1, 3)
        assert (near == colour_of(BLOCS[holder].colour)).all(axis=1).any()


def test_a_picture_does_not_depend_on_those_before_it(scene, painter):
    wanted = painter.frame(KIDAL_FALLS)
    again = Painter(scene, painter.board, painter.size)
    assert (again.frame(KIDAL_FALLS) == wanted).all()
    again.frame(0)
    assert (again.frame(KIDAL_FALLS) == wanted).all()


def test_what_changed_is_ringed_and_named(painter):
    shown = painter.map.on(date(2023, 11, 14))
    beat = painter.board.beats[KIDAL_FALLS]
    assert {turn.place for turn in beat.turns} == {"kidal"}
    assert "kidal" in painter.labels
    assert [" ".join(painter._lines_of(turn)) for turn in beat.turns] == ["Kidal: CSP → Mali + Wagner"]
    assert {item.place.id for item in shown.drawn if item.look.recent} >= {"kidal"}


@pytest.mark.parametrize("size", [(960, 540), (400, 600)])
def test_days_after_the_last_report_are_said_to_be(scene, size):
    board = storyboard(scene, date(2026, 2, 6), date(2026, 2, 9))
    late = Painter(scene, board, ScreenSize.of(*size))
    assert " ".join(late.notice) == "No report after 7 February 2026: last states known"
    x0, y0, x1, _ = late.map_pixels
    written = [(late.frame(beat)[y0 - round(18 * late.easel.scale) : y0 - 2, x0:x1] < 128).any() for beat in range(4)]
    assert written == [False, False, True, True]
    assert Painter(scene, storyboard(scene, *SPAN), ScreenSize.of(*size)).notice == []


def test_between_two_pictures_only_what_differs_is_mixed(painter):
    before, after = painter.frame(1), painter.frame(KIDAL_FALLS)
    mixed = blend(before, after, 0.5, painter.map_pixels)
    same = (before == after).all(axis=2)
    assert (mixed[same] == after[same]).all()
    x0, y0, x1, y1 = painter.map_pixels
    outside = np.ones(same.shape, bool)
    outside[y0:y1, x0:x1] = False
    assert (mixed[outside] == after[outside]).all()  # the date never fades
    inside = ~same & ~outside
    half = (before[inside].astype(int) + after[inside]) / 2
    assert abs(mixed[inside] - half).max() <= 1


@pytest.mark.parametrize("size", [(240, 240), (640, 360), (720, 1280), (1920, 1080)])
def test_nothing_stands_over_anything_else(scene, size):
    painter = Painter(scene, storyboard(scene, *SPAN), ScreenSize.of(*size))
    boxes = [getattr(painter.stage, name) for name in ("map", "bar", "date", "changes", "legend", "foot")]
    width, height = painter.size.layout
    for number, (x0, y0, x1, y1) in enumerate(boxes):
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 <= y1 <= height
        for other in boxes[:number]:
            assert x0 >= other[2] or other[0] >= x1 or y0 >= other[3] or other[1] >= y1
    assert painter.frame(0).shape == (size[1], size[0], 3)


def test_the_words_are_those_of_the_language(atlas):
    scene = atlas._scene("fr")
    painter = Painter(scene, storyboard(scene, *SPAN), SMALL)
    assert painter._lines_of(painter.board.beats[KIDAL_FALLS].turns[0])[0].startswith("Kidal")
    french = painter.frame(0)
    english = Painter(atlas._scene(), painter.board, SMALL).frame(0)
    assert (french != english).any()


def test_other_data_make_films_too(tmp_path):
    (tmp_path / "places.csv").write_text("id,name,kind,lat,lon,note\na,<b>A</b>,town,16,-3,\nb,$B$,town,,,not found\n", encoding="utf-8")
    head = "id,place,kind,by,date,source,section,standing,note\n"
    rows = "r1,a,captures,mali,2023-01-05,mali_war,Section,stated,note\nr2,b,captures,mali,2023-01-06,mali_war,Section,stated,note\n"
    (tmp_path / "reports.csv").write_text(head + rows, encoding="utf-8")
    film = mali_control.load(tmp_path).animate("2023-01-04", "2023-01-07", tmp_path / "own.webp", pixels=(320, 240), fps=2)
    assert film.pictures == 4


# -- files --


def test_films_can_be_played(scene, films):
    pictures = len(list(storyboard(scene, *SPAN).shots(5)))  # four days, and those in between where hands change
    for name in ("gif", "webp"):
        with Image.open(films[name].path) as image:
            assert (image.size, image.n_frames) == ((480, 270), pictures)
            assert image.info["loop"] == 0
            durations = [frame.info["duration"] for frame in ImageSequence.Iterator(image)] if name == "gif" else []
            assert not durations or sum(durations) == 1000 * films[name].seconds
    told = ffmpeg("-i", films["mp4"].path).stderr.decode()
    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709, progressive\), 480x270.* 5 fps", told)
    assert "Who held which town in Mali, 12 November 2023 – 15 November 2023" in told
    assert len(frames_of(films["mp4"].path)) == films["mp4"].frames == round(5 * films["mp4"].seconds)


def test_the_index_stands_before_the_pictures(films):
    """So that a film begins to play before all of it is there."""
    content = films["mp4"].path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize("name", ["gif", "webp", "mp4"])
def test_first_and_last_frame_are_those_of_the_first_and_last_day(scene, films, name):
    painter = Painter(scene, storyboard(scene, *SPAN), SMALL)
    frames = frames_of(films[name].path)
    for beat, frame in ((0, frames[0]), (len(painter.board.beats) - 1, frames[-1])):
        assert abs(frame - painter.frame(beat)).mean() < 3
    assert abs(frames[0] - frames[-1]).max() > 100


def test_two_builds_are_equal(atlas, films, tmp_path):
    for name, film in films.items():
        again = atlas.animate(*SPAN, tmp_path / f"again.{name}", pixels=(480, 270), fps=5)
        assert again.path.read_bytes() == film.path.read_bytes()


def test_films_are_the_same_from_one_process_and_from_two(atlas, films, tmp_path, monkeypatch):
    monkeypatch.setattr(reel, "WORTH_PROCESSES", 1)
    atlas.animate(*SPAN, tmp_path / "two.gif", pixels=(480, 270), fps=5, workers=2)
    assert (tmp_path / "two.gif").read_bytes() == films["gif"].path.read_bytes()


def test_a_gif_keeps_the_sides_apart():
    """However small a part of the pictures a side's colour is, it stays as it is."""
    ground = np.zeros((40, 40, 3), np.uint8)
    ground[..., 0] = np.arange(40)[:, None] * 6
    ground[..., 1] = np.arange(40)[None] * 6
    wanted = [bloc.colour for bloc in BLOCS.values()]
    marks = np.array([[colour_of(colour) for colour in wanted]], np.uint8)
    mapped = Image.fromarray(marks).quantize(palette=palette_of([ground], wanted), dither=Image.Dither.NONE).convert("RGB")
    assert (np.asarray(mapped) == marks).all()


def test_a_film_appears_whole_or_not_at_all(atlas, tmp_path, monkeypatch):
    def fail(self, beat):
        raise BadOutput("the paint is used up")

    monkeypatch.setattr(Painter, "frame", fail)
    for name in ("gif", "webp", "mp4"):
        with pytest.raises(BadOutput, match="used up"):
            atlas.animate(*SPAN, tmp_path / f"war.{name}", pixels=(320, 240))
    assert not list(tmp_path.iterdir())


def test_what_ffmpeg_says_is_passed_on(atlas, tmp_path, monkeypatch):
    monkeypatch.setattr("mali_control.render.encode._THREADS", "many")
    with pytest.raises(BadOutput, match=r"war\.mp4 cannot be written: ffmpeg says: .*"):
        atlas.animate(*SPAN, tmp_path / "war.mp4", pixels=(320, 240))
    assert not list(tmp_path.iterdir())


def test_odd_sizes_are_made_even_for_mp4(atlas, tmp_path):
    film = atlas.animate("2023-11-14", "2023-11-14", tmp_path / "day.mp4", pixels=(321, 241), fps=2)
    assert (film.width, film.height, film.pictures) == (320, 240, 1)


def test_the_command_writes_films(tmp_path):
    status, said = run(
        "animate", "--from", "2023-11-13", "--to", "2023-11-14", "--size", "320x240", "--fps", "4", "--by", "bloc", "--lang", "fr", "--once",
        "--extent", "country", "--known-by", "2024-01-01", "-o", str(tmp_path / "war.gif"),
    )  # fmt: skip
    assert (status, re.sub(r"\S*war\.gif|\d+ kB", "…", said)) == (0, "wrote … (320 x 240 pixels, 6.2 s, 2 pictures, …)\n")
    with Image.open(tmp_path / "war.gif") as image:
        assert "loop" not in image.info


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["-o", "war.avi"], "written as .mp4, .gif or .webp"),
        (["-o", "war.gif", "--from", "2024-01-01"], "before it begins"),
        (["-o", "war.gif", "--from", "2001-01-01"], "before the time line"),
        (["-o", "war.gif", "--step", "1h"], "write 1d, 1w, 1m (a number of days, weeks, months) or change"),
        (["-o", "war.gif", "--size", "100x100"], "each side between 240 and 4096"),
        (["-o", "war.gif", "--size", "wide"], "write it as 1600x900"),
        (["-o", "war.gif", "--fps", "60"], "a gif has between 1 and 50"),
        (["-o", "war.mp4", "--once"], "for GIF and WebP"),
        (["-o", "none/war.gif"], "is not a directory"),
    ],
)
def test_wrong_requests_are_said_in_a_line(arguments, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, said = run("animate", "--from", "2023-11-13", "--to", "2023-11-14", *arguments)
    assert status
    assert complaint in said
    assert not list(tmp_path.iterdir())


def test_without_ffmpeg_the_extra_is_named(atlas, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingExtra, match=re.escape("pip install 'mali-control[films]'")):
        atlas.animate(*SPAN, tmp_path / "war.mp4")
    with pytest.raises(UnknownName, match="did you mean known or country"):
        atlas.animate(*SPAN, tmp_path / "war.gif", extent="world")
    assert not list(tmp_path.iterdir())

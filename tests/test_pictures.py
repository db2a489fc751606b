"""Pictures for documents: sizes, formats, equal bytes, text that stays text, and what is said when matplotlib is not there."""

from __future__ import annotations

import re
import struct
import sys
from datetime import date
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import mali_control
from mali_control import BadOutput, MissingExtra, UnknownName
from mali_control.cli.main import cli

DAY = "2023-11-14"


@pytest.fixture(scope="module")
def sheet(atlas):
    return atlas.picture(DAY)


@pytest.fixture(scope="module")
def svg(sheet):
    return sheet.to_bytes("svg").decode("utf-8")


@pytest.fixture(scope="module")
def ribbons(atlas):
    return atlas.chart(places=["Kidal", "Gao", "Ménaka"])


def png_size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


def words_in(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, done.stderr + (str(done.exception) if done.exception else "")


def test_a_picture_is_a4_and_says_what_it_shows(svg):
    head = ElementTree.fromstring(svg)
    assert (float(head.get("width")[:-2]), float(head.get("height")[:-2])) == pytest.approx((297 / 25.4 * 72, 210 / 25.4 * 72), abs=0.01)
    assert head.find("{http://www.w3.org/2000/svg}title").text == "Who held which town in Mali, 14 November 2023"
    words = words_in(svg)
    for text in ("Who held which town in Mali", "14 November 2023", "Azawad movements", "Held jointly", "Not known", "Kidal", "200 km"):
        assert text in words
    assert any(text.startswith("Compiled from published reports up to ") for text in words)
    assert any(text.startswith("Sources: ") for text in words)
    assert "Contested: no side holds it" not in words  # the legend holds only what is shown


def test_the_legend_counts_what_the_day_holds(atlas, svg):
    words = words_in(svg)
    held = [s for s in atlas.states(DAY) if atlas.gazetteer[s.place].kind in ("town", "village") and s.status == "controlled"]
    joint = [s for s in held if len(s.controllers) > 1]
    assert words[words.index("Held jointly") - 1] == str(len(joint))
    sites = [s for s in atlas.states(DAY) if atlas.gazetteer[s.place].is_site and s.status != "unknown"]
    assert words[words.index("Square: base or camp. Wing: airport") - 1] == str(len(sites))
    alone = [s for s in held if {atlas.factions[f].bloc for f in s.controllers} == {"azawad"}]
    assert words[words.index("Azawad movements") - 1] == str(len(alone))


def test_no_name_stands_over_another(atlas):
    from mali_control.render.naming import Names
    from mali_control.render.paper import text_width
    from mali_control.render.static import DayMap

    drawn = DayMap(atlas._scene(), date(2012, 3, 1), (36, 70, 820, 690), extent="country", pad=(26, 28, 40, 24))
    placed = Names(drawn).place_all()
    assert {"Bamako", "Gao", "Timbuktu", "Kidal", "Mopti", "Kayes"} <= {name.text for name in placed}
    boxes = [(n.x, n.y - n.size * 0.9, n.x + text_width(n.text, n.size, bold=n.bold), n.y + 1) for n in placed]
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


@pytest.mark.parametrize("day", [date(2012, 7, 10), date(2022, 6, 15), date(2023, 11, 14)])
def test_no_name_reads_as_that_of_another_mark(atlas, day):
    """Nearer to the mark of a place that is held otherwise than to its own, a name would give its place to the wrong side."""
    from mali_control.render.naming import Names, _apart
    from mali_control.render.paper import text_width
    from mali_control.render.static import DayMap

    drawn = DayMap(atlas._scene(), day, (36, 70, 820, 690), extent="known", pad=(26, 28, 40, 24))
    placed = [name for name in Names(drawn).place_all() if name.leader is None]
    assert len(placed) > 60
    for name in placed:
        box = (name.x, name.y - name.size * 0.92, name.x + text_width(name.text, name.size, bold=name.bold), name.y)
        nearer = [mark for mark in drawn.drawn if _apart(box, mark) < min(_apart(box, name.item), 5) and mark not in name.item.sites]
        assert all((m.look.status, m.look.colours) == (name.item.look.status, name.item.look.colours) or m.r < 3.5 for m in nearer), (
            name.text
        )


def test_marks_say_the_same_as_states(atlas):
    from mali_control.render.looks import Looks
    from mali_control.render.style import faction_colour

    looks = Looks(atlas._scene())
    for place in ("kidal", "menaka", "gao", "timbuktu", "bamako"):
        for day in (date(2012, 6, 8), date(2013, 3, 1), date(2019, 1, 1), date(2023, 12, 20)):
            state, look = looks.on(place, day)
            assert (look.status, look.unknown) == (state.status, state.status == "unknown")
            expected = {faction_colour(f, atlas.factions[f].bloc, looks.styles) for f in state.controllers}
            assert set(look.colours) <= expected
            assert bool(look.siege) == bool(state.besieged_by)
            assert look.doubt == (state.day_in_doubt and not look.unknown)


def test_two_builds_are_equal_whatever_the_users_settings(atlas):
    import matplotlib

    formats = ("png", "svg", "pdf")
    size = {"width_mm": 120, "dpi": 100}
    sheet = atlas.picture(DAY, **size)
    first = {name: sheet.to_bytes(name) for name in formats}
    wild = {"lines.scale_dashes": False, "font.size": 30, "savefig.bbox": "tight", "svg.fonttype": "path", "axes.facecolor": "red"}
    with matplotlib.rc_context(wild):
        sheet = atlas.picture(DAY, **size)
        assert {name: sheet.to_bytes(name) for name in formats} == first
    for content in first.values():
        assert not re.search(rb"202\d-\d\d-\d\dT|CreationDate|tEXt", content)


def test_sizes_in_pixels_and_millimetres(atlas):
    assert png_size(atlas.picture(DAY, pixels=(1201, 677)).to_bytes("png")) == (1201, 677)
    small = atlas.picture(DAY, width_mm=200, dpi=90)
    assert png_size(small.to_bytes("png")) == (round(200 / 25.4 * 90), round(200 / 297 * 210 / 25.4 * 90))
    assert small.size.width_mm == 200
    with pytest.raises(BadOutput, match="mm or in pixels"):
        atlas.picture(DAY, pixels=(800, 600), width_mm=200)
    with pytest.raises(UnknownName, match="did you mean known or country"):
        atlas.picture(DAY, extent="world")
    with pytest.raises(BadOutput, match="too large"):
        atlas.picture(DAY, width_mm=4000, dpi=1200).to_bytes("png")


@pytest.mark.parametrize("width_mm", [90, 120, 180, 297])
def test_letters_on_small_paper_can_be_read(atlas, width_mm):
    """A column of a journal is 90 mm wide, a page of a report 180."""
    letters = atlas.picture(DAY, width_mm=width_mm).axes[0].texts
    assert min(text.get_fontsize() for text in letters if text.get_text() != "?") > 5.4
    assert {"Kidal", "Gao", "Legend", "Held jointly", "Not known"} <= {text.get_text() for text in letters}
    ribbons = atlas.chart(places=["Kidal", "Gao"], width_mm=width_mm).axes[0].texts
    assert min(text.get_fontsize() for text in ribbons) > 4.5  # the names within bands


def test_fonts_travel_with_the_file(sheet, svg):
    assert b"/FontFile2" in sheet.to_bytes("pdf")
    assert svg.count("@font-face") == 4  # upright, bold, slanted, both
    assert "<style" in svg
    assert len(svg) < 1_000_000


def test_a_file_appears_whole_or_not_at_all(atlas, tmp_path):
    path = tmp_path / "map.png"
    figure = atlas.picture(DAY, path, width_mm=80, dpi=60)
    assert path.read_bytes() == figure.to_bytes("png")
    with pytest.raises(BadOutput, match=r"written as \.png"):
        atlas.picture(DAY, tmp_path / "map.jpg")
    with pytest.raises(BadOutput, match="is not a directory"):
        atlas.chart(path=tmp_path / "none" / "chart.svg")
    assert list(tmp_path.iterdir()) == [path]


def test_names_are_text_and_nothing_else(tmp_path):
    names = ["<img src=x>", "$\\frac{1}{2}$", "{{7*7}}", "]]></style>", "تمبكتو"]
    rows = [f'p{n},"{name}",town,{16 + n},{-3 + n}' for n, name in enumerate(names)]
    (tmp_path / "places.csv").write_text("id,name,kind,lat,lon\n" + "\n".join(rows) + "\n", encoding="utf-8")
    lines = [f"r{n},p{n},captures,mali,2023-01-0{n + 1},mali_war,Section,stated,note" for n in range(len(names))]
    (tmp_path / "reports.csv").write_text(
        "id,place,kind,by,date,source,section,standing,note\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    own = mali_control.load(tmp_path)
    for figure in (own.picture("2023-02-01"), own.chart("2022-12-01", "2023-02-01")):
        words = words_in(figure.to_bytes("svg").decode("utf-8"))
        assert set(names[:4]) <= set(words)
        assert "Who held which town" in words
        figure.to_bytes("pdf")
        figure.to_bytes("png", dpi=50)


def test_ribbons_show_the_places_asked_for(ribbons):
    words = words_in(ribbons.to_bytes("svg").decode("utf-8"))
    assert [w for w in words if w in ("Kidal", "Gao", "Ménaka")] == ["Kidal", "Gao", "Ménaka"]  # north to south
    for text in ("Kidal Region", "2012", "2026", "CMA", "Mali + Wagner", "Held jointly", "Under siege (teeth: besieger)", "Not known"):
        assert text in words
    assert ribbons.size.width_mm == 297
    assert 60 < ribbons.size.height_mm < 110
    assert ribbons.note == ""


def test_ribbons_agree_with_states(atlas):
    """The colour in the middle of a row, on days when nothing is joint, fought over or in doubt."""
    from mali_control.render.chart import Ribbons, Selection
    from mali_control.render.looks import Looks
    from mali_control.render.paper import Size, draw

    scene, looks = atlas._scene(), Looks(atlas._scene())
    size = Size(297, 210)
    _, pen = draw(size)
    chart = Ribbons(scene, date(2012, 1, 1), date(2026, 1, 1), Selection((atlas.gazetteer["kidal"],)), pen, size)
    boxes = []
    pen.box = lambda x0, y0, x1, y1, colour, alpha=None: boxes.append((x0, x1, colour)) if alpha is None else None
    chart._draw_row(atlas.gazetteer["kidal"], 100, 12)
    for day in (date(2012, 8, 1), date(2017, 5, 5), date(2022, 2, 2), date(2024, 8, 1), date(2025, 12, 1)):
        _, look = looks.on("kidal", day)
        assert {colour for x0, x1, colour in boxes if x0 <= chart.x(day) < x1} == set(look.colours)


def test_places_without_a_position_or_a_report_do_no_harm(tmp_path):
    (tmp_path / "places.csv").write_text("id,name,kind,lat,lon,note\nlost,Lost,town,,,not found\n", encoding="utf-8")
    report = "id,place,kind,by,date,source,section,standing,note\nr1,lost,captures,mali,2023-01-05,mali_war,Section,stated,note\n"
    (tmp_path / "reports.csv").write_text(report, encoding="utf-8")
    own = mali_control.load(tmp_path)
    assert own.picture("2023-02-01").to_bytes("pdf")
    chart = own.chart(width_mm=60)
    assert "Lost" in words_in(chart.to_bytes("svg").decode("utf-8"))


def test_what_does_not_fit_is_named(atlas):
    figure = atlas.chart(rows=5)
    assert re.match(r"5 of \d+ places with a change are shown.* Left out: .+ and \d+ more\.", figure.note)
    with pytest.raises(BadOutput, match="do not fit"):
        atlas.chart(height_mm=60)
    assert atlas.chart("2023-10-01", "2023-12-31", regions=["Kidal"]).note == ""
    quiet = atlas.chart("2016-02-01", "2016-02-02", regions=["Kidal"]).to_bytes("svg").decode("utf-8")
    assert "No place changed hands in this span." in words_in(quiet)


def test_commands_write_pictures(tmp_path):
    target = tmp_path / "map.png"
    status, said = run("snapshot", "--date", DAY, "-o", str(target), "--pixels", "640x400", "--extent", "country")
    assert status == 0
    assert "(640 x 400 pixels" in said
    assert png_size(target.read_bytes()) == (640, 400)
    status, said = run("chart", "--place", "Kidal", "--from", "2022-01-01", "-o", str(tmp_path / "kidal.svg"), "--by", "bloc")
    assert status == 0
    assert "wrote" in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["snapshot", "--date", DAY, "-o", "map.jpg"], "written as .png, .svg or .pdf"),
        (["snapshot", "--date", DAY, "-o", "map.html", "--dpi", "100"], "are for pictures"),
        (["snapshot", "--date", DAY, "-o", "map.png", "--tiles"], "without the network"),
        (["snapshot", "--date", DAY, "-o", "map.png", "--pixels", "wide"], "write it as 1600x900"),
        (["chart", "-o", "chart.txt"], "written as .png, .svg or .pdf, pages as .html"),
        (["chart", "-o", "chart.svg", "--from", "2020-01-01", "--to", "2019-01-01"], "before it begins"),
        (["chart", "-o", "chart.svg", "--region", "Atlantis"], "unknown place 'Atlantis'"),
    ],
)
def test_wrong_requests_are_said_in_a_line(arguments, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, said = run(*arguments)
    assert status
    assert complaint in said
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_the_extra_is_named(atlas, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for ask in (lambda: atlas.picture(DAY), atlas.chart):
        with pytest.raises(MissingExtra, match=re.escape("pip install 'mali-control[pictures]'")):
            ask()
    status, said = run("snapshot", "--date", DAY, "-o", str(tmp_path / "map.png"))
    assert status
    assert "mali-control[pictures]" in said

"""Colours: far apart in every kind of sight, and readable on the land."""

from __future__ import annotations

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from mali_control.render import style
from mali_control.render.leaflet import SCRIPTS
from mali_control.render.page import asset
from mali_control.render.words import ENGLISH

USUAL = {
    "state": ["mali", "wagner", "africa-corps", "dozo", "ganda-iso"], "foreign": ["france", "minusma", "chad", "niger"],
    "platform": ["platform", "gatia", "msa"], "azawad": ["mnla", "cma", "csp", "fla", "hcua", "maa", "mia", "fpa", "fnla"],
    "aq": ["ansar-dine", "jnim", "aqim", "mujao", "al-mourabitoun", "katiba-macina", "ansarul-islam"], "is": ["is-sahel"],
}  # fmt: skip

# Brettel, Viénot and Mollon (1997) in linear sRGB: two half planes for each deficiency, and the normal of the plane between them.
SIGHTS = {
    "normal": None,
    "protan": (((0.1498, 1.19548, -0.34528), (0.10764, 0.84864, 0.04372), (0.00384, -0.0054, 1.00156)),
               ((0.1457, 1.16172, -0.30742), (0.10816, 0.85291, 0.03892), (0.00386, -0.00524, 1.00139)), (0.00048, 0.00393, -0.00441)),
    "deutan": (((0.36477, 0.86381, -0.22858), (0.26294, 0.64245, 0.09462), (-0.02006, 0.02728, 0.99278)),
               ((0.37298, 0.88166, -0.25464), (0.25954, 0.63506, 0.1054), (-0.0198, 0.02784, 0.99196)), (-0.00281, -0.00611, 0.00892)),
    "tritan": (((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.805, 0.11911)),
               ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.1232), (-0.37562, 1.12767, 0.24796)), (0.03901, -0.02788, -0.01113)),
}  # fmt: skip


def linear(colour: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))]


def seen(colour: str, sight: str) -> list[float]:
    rgb = linear(colour)
    if SIGHTS[sight] is None:
        return rgb
    one, other, normal = SIGHTS[sight]
    matrix = one if sum(n * c for n, c in zip(normal, rgb, strict=True)) >= 0 else other
    return [min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in matrix]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    m = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) / w for row, w in zip(m, (0.95047, 1.0, 1.08883), strict=True)]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if c else 0.0 for a, b, c in ((a1, b1, c1), (a2, b2, c2)))
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    big_h = 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else ((h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2) / 2 + 180) % 360)
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm)) + 0.32 * cos(radians(3 * hm + 6)) - 0.2 * cos(radians(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    dl, dc, dd = (l2 - l1) / sl, (c2 - c1) / sc, big_h / sh
    return sqrt(dl**2 + dc**2 + dd**2 + rt * dc * dd)


def apart(one: str, other: str, sight: str = "normal") -> float:
    return ciede2000(lab(seen(one, sight)), lab(seen(other, sight)))


def test_the_measure_of_difference_is_right():
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)) == pytest.approx(1.2644, abs=1e-4)


@pytest.mark.parametrize("colour", [*(b.colour for b in style.BLOCS.values()), *(b.colour for b in style.SPARE), *style.FACTIONS.values()])
def test_every_colour_stands_out_from_the_land(colour):
    assert style.contrast(colour, style.LAND) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_blocs_are_far_apart_in_every_sight(sight):
    least = min(apart(a.colour, b.colour, sight) for a, b in combinations(style.BLOCS.values(), 2))
    assert least >= 19


def test_a_factions_shade_is_nearer_to_its_own_bloc_than_to_any_other():
    for bloc, factions in USUAL.items():
        for faction in factions:
            own = apart(style.FACTIONS[faction], style.BLOCS[bloc].colour)
            others = min(apart(style.FACTIONS[faction], b.colour) for name, b in style.BLOCS.items() if name != bloc)
            assert own + 8 <= others, faction
    assert set(style.FACTIONS) == {faction for factions in USUAL.values() for faction in factions}


def test_white_signs_are_readable_on_every_colour():
    for bloc in (*style.BLOCS.values(), *style.SPARE):
        assert style.contrast("#FFFFFF", bloc.colour) >= 3


def test_other_wars_get_colours_of_their_own_in_a_fixed_order():
    styles = style.bloc_styles(["north", "state", "south"])
    assert list(styles) == ["state", "north", "south"]
    assert len({s.colour for s in styles.values()}) == len({s.glyph for s in styles.values()}) == 3
    assert styles == style.bloc_styles(["north", "state", "south"])
    assert len(style.bloc_styles([str(n) for n in range(40)])) == 40


def test_a_faction_takes_its_blocs_colour_unless_it_has_a_shade():
    styles = style.bloc_styles(["state", "north"])
    assert style.faction_colour("wagner", "state", styles) == "#222469"
    assert style.faction_colour("somebody", "state", styles) == "#0E3A8C"
    assert style.faction_colour("somebody", "north", styles) == styles["north"].colour


def test_levels_of_evidence():
    assert [style.level(c) for c in (1.0, 0.75, 0.74, 0.5, 0.49, 0.0)] == ["strong", "strong", "medium", "medium", "weak", "weak"]


def test_tints_are_those_of_the_guide():
    assert [style.mix(style.BLOCS["azawad"].colour, style.LAND, share) for share in style.TINT.values()] == [
        "#DBC595",
        "#E2D3B0",
        "#E9DEC7",
    ]


def test_every_word_that_a_script_asks_for_is_there():
    for name in SCRIPTS:
        asked = set(re.findall(r"\b(?:w|words|this\.words)\.([a-z_]+)\b", asset(name)))
        assert asked <= set(ENGLISH), name

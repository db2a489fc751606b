"""Colours, glyphs and labels: one table for pages, pictures and legends. Imports no drawing library.

Colour says the bloc, the glyph says it again, the name says the faction. The six bloc colours keep apart in normal sight and in the three
colour deficiencies (tests measure both), and each has a contrast of 3 : 1 or more on the land colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

LAND = "#F3F1EC"
OUTSIDE = "#E3E0D8"
GREY = "#5F5A50"


class Bloc(NamedTuple):
    """How a side is drawn: colour as #RRGGBB, and the white sign in its marks (none, dot, bar, slash, backslash, cross, ring, plus)."""

    colour: str
    glyph: str


BLOCS: Mapping[str, Bloc] = {
    "state": Bloc("#0E3A8C", "none"),
    "foreign": Bloc("#9C72DE", "dot"),
    "platform": Bloc("#17867A", "bar"),
    "azawad": Bloc("#B37D06", "slash"),
    "aq": Bloc("#942E06", "backslash"),
    "is": Bloc("#1E1B17", "cross"),
}
"""The blocs in the order of legends."""

FACTIONS: Mapping[str, str] = {
    "mali": "#0E3A8C", "wagner": "#222469", "africa-corps": "#222469", "dozo": "#3D476F", "ganda-iso": "#3D476F",
    "france": "#9C72DE", "minusma": "#8D82C2", "chad": "#8B65B8", "niger": "#9254EC",
    "platform": "#17867A", "gatia": "#437965", "msa": "#558B8E",
    "mnla": "#B37D06", "cma": "#B37D06", "csp": "#B37D06", "fla": "#B37D06", "hcua": "#AA6B03", "maa": "#A1773D", "mia": "#A58738",
    "fpa": "#A08241", "fnla": "#AF6A04",
    "ansar-dine": "#942E06", "jnim": "#942E06", "aqim": "#692600", "mujao": "#744129", "al-mourabitoun": "#9F4707",
    "katiba-macina": "#7A4928", "ansarul-islam": "#6C2602",
    "is-sahel": "#1E1B17",
}  # fmt: skip
"""Factions with a shade of their own, near that of their bloc; any other takes the colour of its bloc."""

SPARE = (
    Bloc("#0E3A8C", "none"), Bloc("#942E06", "backslash"), Bloc("#17867A", "bar"), Bloc("#B37D06", "slash"), Bloc("#9C72DE", "dot"),
    Bloc("#1E1B17", "cross"), Bloc("#5B6E1F", "ring"), Bloc("#A8336B", "plus"),
)  # fmt: skip
"""Palette for the blocs of other wars, given out in the order of the factions' table and over again when it is used up."""

EVIDENCE = {"strong": 0.75, "medium": 0.5, "weak": 0.0}
"""Least confidence of each level of evidence."""
TINT = {"strong": 0.38, "medium": 0.26, "weak": 0.16}
"""Share of the bloc's colour in the ground's, by level of evidence."""


def bloc_styles(blocs: Iterable[str]) -> dict[str, Bloc]:
    """Return how each bloc is drawn, known ones first in their order, then others in the order given, from the spare palette."""
    wanted = list(dict.fromkeys(blocs))
    styles = {bloc: style for bloc, style in BLOCS.items() if bloc in wanted}
    free = [style for style in SPARE if style not in styles.values()] or list(SPARE)
    for number, bloc in enumerate(bloc for bloc in wanted if bloc not in styles):
        styles[bloc] = free[number % len(free)]
    return styles


def faction_colour(faction: str, bloc: str, styles: Mapping[str, Bloc]) -> str:
    """Return a faction's colour: its own shade if it stands with its usual bloc, else that of its bloc."""
    own = FACTIONS.get(faction)
    return own if own and bloc in BLOCS else styles[bloc].colour


def level(confidence: float) -> str:
    """Return "strong", "medium" or "weak" for a confidence of 0 to 1."""
    return next(name for name, least in EVIDENCE.items() if confidence >= least)


def mix(colour: str, ground: str, share: float) -> str:
    """Return ``share`` of a colour in a ground colour, both #RRGGBB, as an opaque colour.

    >>> mix("#0E3A8C", LAND, 0.38)
    '#9CABC8'
    """
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(share * c + (1 - share) * g):02X}" for c, g in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 measures it, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

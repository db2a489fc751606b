"""Measuring on the earth: kilometres and square kilometres, never degrees.

Positions are stored as (lon, lat) in WGS84 degrees (EPSG:4326) and measured in a local Lambert azimuthal equal-area projection in metres.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import CRS
    from shapely.geometry.base import BaseGeometry

WGS84 = "EPSG:4326"
EARTH_RADIUS_KM = 6371.0088


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the great-circle distance of two points in degrees, in km (haversine, mean earth radius: within 0.5 %)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_phi, half_lambda = (phi2 - phi1) / 2, math.radians(lon2 - lon1) / 2
    a = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(a)))


def equal_area_crs(lon: float, lat: float) -> CRS:
    """Return a Lambert azimuthal equal-area CRS in metres, centred on a point in degrees."""
    from pyproj import CRS

    return CRS.from_proj4(f"+proj=laea +lat_0={lat:.3f} +lon_0={lon:.3f} +datum=WGS84 +units=m")


@lru_cache(maxsize=8)
def projection(lon: float, lat: float) -> tuple[Callable[[BaseGeometry], BaseGeometry], Callable[[BaseGeometry], BaseGeometry]]:
    """Return two functions that take a geometry from WGS84 degrees (lon, lat) to the equal-area metres around a point, and back."""
    from pyproj import Transformer
    from shapely import transform

    crs = equal_area_crs(lon, lat)
    there = Transformer.from_crs(WGS84, crs, always_xy=True)
    back = Transformer.from_crs(crs, WGS84, always_xy=True)

    def forward(geometry: BaseGeometry) -> BaseGeometry:
        return transform(geometry, there.transform, interleaved=False)

    def backward(geometry: BaseGeometry) -> BaseGeometry:
        return transform(geometry, back.transform, interleaved=False)

    return forward, backward

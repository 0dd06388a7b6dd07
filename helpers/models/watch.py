"""Over how much of an area one face of a radar watches a target: echo, horizon and sector together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from helpers.models.checks import within
from helpers.models.geodesy import geodesics
from helpers.models.horizon import EARTH_RADIUS_KM, ground_range_km
from helpers.models.lattice import AreaLattice
from helpers.models.sight import sight

__all__ = ["Watch", "slant_to_ground_km"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Watch:
    """A radar with one face, and the area over which it looks.

    Parameters
    ----------
    lattice : AreaLattice
        Points of the area.
    lat_deg, lon_deg : float
        Where the radar stands, latitude in [-90, 90], longitude in [-180, 180].
    face : dict
        What `helpers.models.sight.sight` needs to know of the radar besides target, power and dwell.
    width_deg : float
        Angle of the sector, in (0, 360].

    Examples
    --------
    A radar in the middle of a small area sees half of it with a sector of half a circle:

    >>> lattice = AreaLattice(np.array([50.0, 50.0]), np.array([9.0, 11.0]), np.ones(2))
    >>> face = dict(gain_linear=92_874, aperture_m2=9.2, aperture_efficiency=0.8, snr_linear=20,
    ...             system_temperature_k=400, loss_linear=5)
    >>> watch = Watch(lattice, 50, 10, face, width_deg=180)
    >>> float(watch.share_percent(0.01, 81, dwell_s=0.1, boresight_deg=90, elevation_deg=5, altitude_km=300))
    50.0
    """

    lattice: AreaLattice
    lat_deg: float
    lon_deg: float
    face: dict[str, float]
    width_deg: float = 120.0

    @cached_property
    def _lines(self) -> Any:
        return geodesics(self.lat_deg, self.lon_deg, to_lat_deg=self.lattice.lat_deg, to_lon_deg=self.lattice.lon_deg)

    def share_percent(
        self,
        rcs_m2: npt.ArrayLike,
        average_power_kw: npt.ArrayLike,
        *,
        dwell_s: npt.ArrayLike,
        boresight_deg: npt.ArrayLike,
        elevation_deg: npt.ArrayLike,
        altitude_km: npt.ArrayLike,
    ) -> Array:
        """Return over how much of the area the face sees a target.

        Parameters
        ----------
        rcs_m2, average_power_kw, dwell_s, elevation_deg : array_like
            As for `helpers.models.sight.sight`; all arguments broadcast together.
        boresight_deg : array_like
            Middle of the sector, clockwise from north, in [-360, 720].
        altitude_km : array_like
            At which the target flies, in [1, 10,000].

        Returns
        -------
        array of float
            Percent of the area, in [0, 100].

        Raises
        ------
        ValueError
            When an argument is not a number or lies outside its interval.

        Notes
        -----
        A point counts if it lies in the sector, if the straight line to the target above it is shorter than the range on the
        axis of the face, and if the target stands above the lowest beam, without refraction. The loss of range towards the
        edges of the sector is left out, and so is ground that hides the target.
        """
        seen = sight(rcs_m2, average_power_kw, dwell_s=dwell_s, elevation_deg=elevation_deg, **self.face)["range_km"]
        altitude = within("altitude_km", altitude_km, 1, 10_000)
        boresight = within("boresight_deg", boresight_deg, -360, 720)
        limit = np.minimum(
            slant_to_ground_km(seen, altitude), ground_range_km(altitude, elevation_deg=elevation_deg, k_factor=1.0)
        )
        limit, boresight = np.broadcast_arrays(limit, boresight)
        shares = np.empty(limit.shape)
        for axis in np.unique(boresight):
            some = boresight == axis
            shares[some] = self._share_towards(float(axis), limit[some])
        return shares

    def _share_towards(self, boresight_deg: float, limit_km: Array) -> Array:
        away, cell_km = self._lines.distance_km, np.sqrt(self.lattice.area_km2)
        turn = np.abs((self._lines.azimuth_deg - boresight_deg + 180) % 360 - 180)
        # a cell that the edge of the sector cuts counts in part, or whole rows of cells would enter at once
        inside = np.radians(self.width_deg / 2 - turn) * away / cell_km
        area = self.lattice.area_km2 * (1.0 if self.width_deg == 360 else np.clip(0.5 + inside, 0.0, 1.0))
        order = np.argsort(away)
        summed = np.concatenate([[0.0], np.cumsum(area[order])])
        share = summed[np.searchsorted(away[order], limit_km, side="right")] / self.lattice.area_km2.sum()
        return np.asarray(100 * share)


def slant_to_ground_km(slant_km: npt.ArrayLike, altitude_km: npt.ArrayLike) -> Array:
    """Return the distance along the ground to what flies so high and is so far away.

    Parameters
    ----------
    slant_km : array_like
        Length of the straight line, in [0, 50,000]; the arguments broadcast together.
    altitude_km : array_like
        Altitude of its far end, in [0, 50,000].

    Returns
    -------
    array of float
        In km, in [0, 20,015]; 0 for what is higher than it is far, half the way round the Earth for what is farther than any
        place.

    Raises
    ------
    ValueError
        When an argument is not a number or lies outside its interval.

    Notes
    -----
    The law of cosines in the triangle with the centre of the Earth.

    Examples
    --------
    >>> slant_to_ground_km([2000, 2000], [0, 500]).round().tolist()
    [2008.0, 1871.0]
    """
    slant = within("slant_km", slant_km, 0, 50_000)
    radius = EARTH_RADIUS_KM + within("altitude_km", altitude_km, 0, 50_000)
    cosine = (EARTH_RADIUS_KM**2 + radius**2 - slant**2) / (2 * EARTH_RADIUS_KM * radius)
    return np.asarray(EARTH_RADIUS_KM * np.arccos(np.clip(cosine, -1.0, 1.0)))

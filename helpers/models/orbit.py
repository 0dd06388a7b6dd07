"""Orbits of two bodies: where a state leads to, and which orbit joins two places in a given time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import demand, together, within
from helpers.models.horizon import EARTH_RADIUS_KM

__all__ = ["EARTH_RADIUS_KM", "MU_KM3_S2", "OMEGA_RAD_S", "State", "Transfer", "lambert", "propagate", "speeds"]

Array = npt.NDArray[np.float64]

MU_KM3_S2 = 398_600.4418
"""Gravitational parameter of the Earth (WGS84, EGM2008)."""
OMEGA_RAD_S = 7.292115e-5
"""Rate at which the Earth turns (WGS84)."""

_TURN = 4 * np.pi**2  # the universal variable z after one revolution
_LONGEST_S = 900_000.0  # ten days: beyond it digits are lost, and missiles fly for an hour
_FARTHEST_KM = 900_000.0


@dataclass(frozen=True, eq=False)
class State:
    """Position and velocity in an inertial frame, arrays of shape (..., 3)."""

    position_km: Array
    velocity_km_s: Array


@dataclass(frozen=True, eq=False)
class Transfer:
    """The orbit that joins two places in a given time.

    Attributes
    ----------
    departure_km_s, arrival_km_s : array of float, shape (..., 3)
        Velocities at the two ends.
    rises : array of bool, shape (...)
        Whether the orbit departs away from the centre. From a place on the ground anything else leads through the Earth.
    """

    departure_km_s: Array
    arrival_km_s: Array
    rises: npt.NDArray[np.bool_]


def propagate(position_km: npt.ArrayLike, velocity_km_s: npt.ArrayLike, *, time_s: npt.ArrayLike) -> State:
    """Return the state to which a state leads, on any conic.

    Parameters
    ----------
    position_km, velocity_km_s : array_like of float, shape (..., 3)
        State in an inertial frame; the position is 1 to 900,000 km from the centre, the speed at most 100 km/s.
    time_s : array_like of float, shape (...)
        How long after, in [-900,000, 900,000]; negative is before.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    Universal variables, solved by Newton's method inside a bracket; energy and angular momentum are kept to 1e-12.
    The Earth is a point mass: its flattening moves a path of half an hour by some kilometres. A fall through the very centre
    has no other side, so a position within a metre of it on the way loses digits.
    Bate, Mueller and White, Fundamentals of Astrodynamics (1971), equations 4.3-14 and 4.4-18; Curtis, Orbital Mechanics
    for Engineering Students, algorithms 3.3 and 3.4.

    Examples
    --------
    A quarter of a circle, 7,000 km from the centre:

    >>> speed_km_s = np.sqrt(MU_KM3_S2 / 7000)
    >>> after = propagate([7000, 0, 0], [0, speed_km_s, 0], time_s=np.pi / 2 * 7000 / speed_km_s)
    >>> (abs(after.position_km - [0, 7000, 0]) < 1e-6).all()
    np.True_
    """
    start, velocity = _vectors(position_km=position_km, velocity_km_s=velocity_km_s)
    time = within("time_s", time_s, -_LONGEST_S, _LONGEST_S)
    distance, speed = _length(start), _length(velocity)
    within("length of position_km", distance, 1, _FARTHEST_KM)
    within("length of velocity_km_s", speed, 0, 100)
    distance, speed, along, time = together(
        position_km=distance, velocity_km_s=speed, along=_dot(start, velocity) / np.sqrt(MU_KM3_S2), time_s=time
    )
    alpha = 2 / distance - speed**2 / MU_KM3_S2  # 1 / semi-major axis

    def flown(chi: Array) -> tuple[Array, Array]:
        c, s = _stumpff(alpha * chi**2)
        flight = along * chi**2 * c + (1 - alpha * distance) * chi**3 * s + distance * chi
        radius = chi**2 * c + along * chi * (1 - alpha * chi**2 * s) + distance * (1 - alpha * chi**2 * c)
        return flight, radius

    goal = np.sqrt(MU_KM3_S2) * time
    edge = np.where(alpha < 0, 300 / np.sqrt(np.maximum(-alpha, 1e-12)), np.inf)  # before the exponentials overflow
    reach = np.minimum(np.abs(goal) / distance + np.sqrt(distance), edge)
    for _ in range(60):
        short = (flown(reach)[0] < goal) | (flown(-reach)[0] > goal)
        if not short.any():
            break
        reach = np.where(short, np.minimum(2 * reach, edge), reach)
    chi = _solve(flown, goal, -reach, reach, np.clip(goal / distance, -reach, reach))

    c, s = _stumpff(alpha * chi**2)
    f, g = 1 - chi**2 / distance * c, time - chi**3 / np.sqrt(MU_KM3_S2) * s
    end = f[..., None] * start + g[..., None] * velocity
    radius = _length(end)
    f_dot = np.sqrt(MU_KM3_S2) / (radius * distance) * chi * (alpha * chi**2 * s - 1)
    g_dot = 1 - chi**2 / radius * c
    return State(end, f_dot[..., None] * start + g_dot[..., None] * velocity)


def lambert(from_km: npt.ArrayLike, to_km: npt.ArrayLike, *, time_s: npt.ArrayLike, long_way: bool = False) -> Transfer:
    """Return the orbit, of less than one revolution, that joins two places in a given time.

    Parameters
    ----------
    from_km, to_km : array_like of float, shape (..., 3)
        Places in an inertial frame, 1 to 900,000 km from the centre, and at least a metre apart.
    time_s : array_like of float, shape (...)
        In (0, 900,000].
    long_way : bool
        Whether to go round the far side of the centre, through more than 180 degrees.

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, shapes do not fit, or the two places lie within a
        thousandth of a degree of opposite directions, where every plane through them would do.

    Notes
    -----
    Universal variables, solved by Newton's method inside a bracket; an orbit that dips under the surface is returned like
    any other, with `Transfer.rises` to tell launches below the horizon.
    Bate, Mueller and White (1971), section 5.3; Curtis, algorithm 5.2.

    Examples
    --------
    Vallado, Fundamentals of Astrodynamics and Applications, example 7-5:

    >>> lambert([15945.34, 0, 0], [12214.83399, 10249.46731, 0], time_s=4560).departure_km_s.round(4).tolist()
    [2.0589, 2.916, 0.0]
    """
    start, end = _vectors(from_km=from_km, to_km=to_km)
    time = within("time_s", time_s, 0, _LONGEST_S, open_low=True)
    near, far = _length(start), _length(end)
    within("length of from_km", near, 1, _FARTHEST_KM)
    within("length of to_km", far, 1, _FARTHEST_KM)
    demand("distance between from_km and to_km", _length(end - start), _length(end - start) >= 1e-3, "must be >= 0.001")
    angle = np.arctan2(_length(np.cross(start, end)), _dot(start, end))
    demand(
        "angle between from_km and to_km", np.degrees(angle), np.degrees(angle) < 179.999, "must be below 179.999 deg"
    )
    near, far, angle, time = together(from_km=near, to_km=far, angle=angle, time_s=time)
    y, _, _ = _transfer(near, far, angle, time, -1.0 if long_way else 1.0)
    f, g, g_dot = 1 - y / near, _coupling(near, far, angle) * np.sqrt(y / MU_KM3_S2), 1 - y / far
    g = -g if long_way else g
    departure = (end - f[..., None] * start) / g[..., None]
    return Transfer(departure, (g_dot[..., None] * end - start) / g[..., None], _dot(departure, start) > 0)


def speeds(near: Array, far: Array, angle: Array, time: Array) -> tuple[Array, Array]:
    """Return speeds, and their radial parts, at the near ends of `lambert`, the short way, for who needs no directions.

    Parameters
    ----------
    near, far : array of float
        Radii of the two ends in km; all arrays have one shape, and the caller has checked them.
    angle : array of float
        Between the ends, in radians, in [0, pi).
    time : array of float
        In s.

    Returns
    -------
    tuple of array of float
        In km/s. A radial part that is not positive means a launch below the horizon.

    Examples
    --------
    >>> speed, radial = speeds(np.array([6371.0]), np.array([6871.0]), np.array([0.5]), np.array([800.0]))
    >>> speed.round(2).tolist(), radial.round(2).tolist()
    ([5.52], [2.93])
    """
    y, z, c = _transfer(near, far, angle, time, 1.0)
    speed = np.sqrt(np.maximum(MU_KM3_S2 * (2 / near - z * c / y), 0))
    radial = (far * np.cos(angle) - near + y) / (_coupling(near, far, angle) * np.sqrt(y / MU_KM3_S2))
    return speed, radial


def _transfer(near: Array, far: Array, angle: Array, time: Array, sign: float) -> tuple[Array, Array, Array]:
    """Solve for z; y is the p of the orbit scaled by the ends: y = r1 + r2 + A (z S - 1) / sqrt(C)."""
    coupling = sign * _coupling(near, far, angle)
    total = near + far
    share = np.sqrt(2) * coupling / total  # y = total (1 - share cos(sqrt(z) / 2)), cosh for z < 0

    def y_of(z: Array) -> Array:
        half = np.sqrt(np.abs(z)) / 2
        return np.asarray(total * (1 - share * np.where(z > 0, np.cos(half), np.cosh(half))))

    lowest = np.where(share > 0, -4 * np.arccosh(np.maximum(1 / np.maximum(share, 1e-9), 1)) ** 2, -4e4)

    def z_of(stretched: Array) -> Array:
        odds = np.exp(stretched)
        return np.asarray((lowest + _TURN * odds) / (1 + odds))

    def log_time(stretched: Array) -> tuple[Array, Array]:
        z = z_of(stretched)
        c, s = _stumpff(z)
        y = np.maximum(y_of(z), 1e-20)
        chi = np.sqrt(y / c)
        flight = np.maximum(chi**3 * s + coupling * np.sqrt(y), 1e-30)
        c_dot, s_dot = _stumpff_slopes(z, c, s)
        y_dot = coupling * np.sqrt(c) / 4
        slope = chi**3 * (1.5 * s * (y_dot / y - c_dot / c) + s_dot) + coupling * y_dot / (2 * np.sqrt(y))
        return np.log(flight), slope / flight * (z - lowest) * (_TURN - z) / (_TURN - lowest)

    # The time goes to 0 at the lowest z and to infinity after a turn. Its logarithm over that of the odds between them is
    # nearly straight, with slopes from 1/2 to 3/2, so that Newton's method needs five steps.
    wide = np.full_like(lowest, 36.0)
    z = z_of(_solve(log_time, np.log(time * np.sqrt(MU_KM3_S2)), -wide, wide, np.zeros_like(lowest)))
    return y_of(z), z, _stumpff(z)[0]


def _coupling(near: Array, far: Array, angle: Array) -> Array:
    return np.asarray(np.sqrt(2 * near * far) * np.cos(angle / 2))


def _solve(
    function: Callable[[Array], tuple[Array, Array]], goal: Array, low: Array, high: Array, guess: Array
) -> Array:
    """Find where growing functions meet their goals, by Newton's method, halving the bracket where that leads out of it."""
    at = np.where((guess > low) & (guess < high), guess, (low + high) / 2)
    for _ in range(100):
        value, slope = function(at)
        low, high = np.where(value < goal, at, low), np.where(value < goal, high, at)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            after = at - (value - goal) / slope
        after = np.where((after >= low) & (after <= high), after, (low + high) / 2)
        still = np.abs(after - at) > 1e-12 * (1 + np.abs(at))  # the step after it would be its square
        at = after
        if not still.any():
            break
    return at


def _stumpff(z: Array) -> tuple[Array, Array]:
    """C = (1 - cos sqrt z) / z and S = (sqrt z - sin sqrt z) / sqrt z^3, hyperbolic for z < 0."""
    root = np.sqrt(np.maximum(np.abs(z), 0.1))
    positive = z > 0
    c = 2 * np.where(positive, np.sin(root / 2), np.sinh(root / 2)) ** 2 / root**2
    s = np.where(positive, root - np.sin(root), np.sinh(root) - root) / root**3
    small = np.abs(z) < 0.1
    if small.any():  # where the differences would lose digits
        c = np.where(small, 1 / 2 - z / 24 * (1 - z / 30 * (1 - z / 56 * (1 - z / 90 * (1 - z / 132)))), c)
        s = np.where(small, 1 / 6 - z / 120 * (1 - z / 42 * (1 - z / 72 * (1 - z / 110 * (1 - z / 156)))), s)
    return c, s


def _stumpff_slopes(z: Array, c: Array, s: Array) -> tuple[Array, Array]:
    small = np.abs(z) < 0.1
    safe = np.where(small, 1.0, z)
    c_dot = np.where(small, -1 / 24 + z / 360 - z**2 / 13440 + z**3 / 907200, (1 - z * s - 2 * c) / (2 * safe))
    s_dot = np.where(small, -1 / 120 + z / 2520 - z**2 / 120960 + z**3 / 9979200, (c - 3 * s) / (2 * safe))
    return c_dot, s_dot


def _vectors(**arguments: npt.ArrayLike) -> list[Array]:
    found = []
    for name, value in arguments.items():
        array = np.asarray(value, float)
        if array.shape[-1:] != (3,):
            raise ValueError(f"{name} must have three components along its last axis (got shape {array.shape})")
        found.append(within(name, array, -_FARTHEST_KM, _FARTHEST_KM))
    return together(**dict(zip(arguments, found, strict=True)))


def _dot(a: Array, b: Array) -> Array:
    return np.asarray((a * b).sum(axis=-1))


def _length(a: Array) -> Array:
    return np.asarray(np.sqrt((a * a).sum(axis=-1)))

"""Units: the endings of names, and how they are written."""

from __future__ import annotations

import re

__all__ = ["UNITS", "unit_of"]

UNITS = {
    "musd": "million dollars", "busd": "billion dollars", "meur": "million euros", "beur": "billion euros",
    "bjpy": "billion yen", "bkrw": "billion won", "bsek": "billion kronor", "bpln": "billion zloty",
    "baud": "billion Australian dollars", "mchf": "million francs",
    "km": "km", "km_s": "km/s", "m": "m", "in": "inches", "kg": "kg", "t": "tonnes", "mach": "times the speed of sound",
    "kw": "kW", "mw": "MW", "deg": "degrees", "percent": "percent", "points": "percentage points",
    "m2": "square metres", "km2": "square kilometres", "kn": "kN", "hz": "Hz", "s": "seconds",
    "years": "years", "months": "months", "weeks": "weeks", "days": "days", "hours": "hours", "minutes": "minutes",
    "per_year": "a year",
}  # fmt: skip
"""How the unit at the end of a name is written in a sentence. A name without one of these endings is a count or a year."""


def unit_of(name: str) -> str:
    """Return the unit that the end of a name states, or nothing.

    >>> unit_of("range_km"), unit_of("speed_km_s_low"), unit_of("lat"), unit_of("launchers")
    ('km', 'km/s', 'degrees', '')
    """
    words = re.sub(r"_(value|low|high)$", "", name).split("_")
    if words[-1] in {"lat", "lon"}:
        return "degrees"
    return UNITS.get("_".join(words[-2:])) or UNITS.get(words[-1]) or ""

"""What is left of a force after a first strike, and what of that gets through a defence: exact distributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models.checks import together, whole, within
from helpers.models.counts import Distribution, binomial, mixture, repeated, total
from helpers.models.defence import leak_probability
from helpers.models.probabilities import MOST, binomial_table, convolve

__all__ = ["Force", "arriving", "penetrating", "survival_rate"]

Array = npt.NDArray[np.float64]

_MOST_INTERCEPTORS = 2000


@dataclass(frozen=True)
class Force:
    """Launchers of one class: silos, mobile launchers, or submarines, each of which survives or is lost as one.

    Parameters
    ----------
    launchers : int
        In [0, 20,000].
    survival : float
        Probability that a launcher outlives the strike where it usually is, in [0, 1].
    warheads : int
        On each missile, in [1, 100].
    missiles : int
        On each launcher, in [1, 100]: more than one for submarines.
    missile_reliability : float
        Probability that a missile works, with all its warheads or none, in [0, 1].
    warhead_reliability : float
        Probability that a warhead works, each for itself, in [0, 1].
    alert_rate, alert_survival : float
        Share of launchers on alert, dispersed or at sea, and their probability to outlive the strike, both in [0, 1].
    launched_under_attack : float
        Share that is launched before the strike arrives, in [0, 1].

    Raises
    ------
    ValueError
        When a number of things is not whole, or a number outside its interval.

    Examples
    --------
    >>> Force(12, 0.1, warheads=3, alert_rate=0.5).chance
    0.55
    """

    launchers: int
    survival: float
    warheads: int = 1
    missiles: int = 1
    missile_reliability: float = 1.0
    warhead_reliability: float = 1.0
    alert_rate: float = 0.0
    alert_survival: float = 1.0
    launched_under_attack: float = 0.0

    def __post_init__(self) -> None:
        whole("launchers", self.launchers, 0, MOST)
        whole("warheads", self.warheads, 1, 100)
        whole("missiles", self.missiles, 1, 100)
        for name in (
            "survival", "missile_reliability", "warhead_reliability", "alert_rate", "alert_survival",
            "launched_under_attack",
        ):  # fmt: skip
            within(name, getattr(self, name), 0, 1)

    @property
    def chance(self) -> float:
        """The probability that a launcher can launch, see `survival_rate`."""
        return float(
            survival_rate(
                self.survival,
                self.alert_rate,
                alert_survival=self.alert_survival,
                launched_under_attack=self.launched_under_attack,
            )
        )


def survival_rate(
    survival: npt.ArrayLike,
    alert_rate: npt.ArrayLike,
    *,
    alert_survival: npt.ArrayLike = 1.0,
    launched_under_attack: npt.ArrayLike = 0.0,
) -> Array:
    """Return the probability that a launcher can launch, whether on alert or not.

    Parameters
    ----------
    survival, alert_survival : array_like of float
        Probability to outlive the strike off alert, and on alert, in [0, 1]; the arguments broadcast together.
    alert_rate : array_like of float
        Share of launchers on alert, in [0, 1].
    launched_under_attack : array_like of float
        Share that is launched before the strike arrives, in [0, 1].

    Returns
    -------
    array of float
        In [0, 1].

    Raises
    ------
    ValueError
        When an argument is empty, not a number or outside its interval, or shapes do not fit.

    Notes
    -----
    l + (1 - l) [f s_alert + (1 - f) s]: each launcher is on alert with the probability f. Where it is known how many are, make two
    forces of them. All of these are judgements, and in published ones survival differs by a factor of hundreds.

    Examples
    --------
    >>> survival_rate(0.1, [0, 0.3, 1], alert_survival=0.9).round(9).tolist()
    [0.1, 0.34, 0.9]
    """
    rest, alert, ready, away = together(
        survival=within("survival", survival, 0, 1),
        alert_rate=within("alert_rate", alert_rate, 0, 1),
        alert_survival=within("alert_survival", alert_survival, 0, 1),
        launched_under_attack=within("launched_under_attack", launched_under_attack, 0, 1),
    )
    return np.asarray(away + (1 - away) * (alert * ready + (1 - alert) * rest))


def arriving(forces: Sequence[Force], *, penetration: float = 1.0) -> Distribution:
    """Return how many warheads of some forces arrive.

    Parameters
    ----------
    forces : sequence of Force
        At least one, with at most 20,000 warheads in all.
    penetration : float
        Probability that a warhead gets through a defence whose stock does not run out, each for itself, in [0, 1].
        For a stock see `penetrating`.

    Returns
    -------
    Distribution
        Of 0 to all warheads.

    Raises
    ------
    ValueError
        When there is no force, there are too many warheads, or the penetration is outside its interval.

    Notes
    -----
    Launchers survive independently, missiles work independently, and the warheads of one missile share its fate: a binomial over
    warheads with the same mean understates how often nothing arrives. Where forces are found by the same intelligence or fail by
    the same fault, survival is high or low for all of them together: take `counts.mixture` of `arriving` with each.

    Examples
    --------
    The same thirty warheads on thirty launchers and on ten:

    >>> spread, packed = arriving([Force(30, 0.1)]), arriving([Force(10, 0.1, warheads=3)])
    >>> round(spread.mean, 9), round(packed.mean, 9), round(spread.none, 3), round(packed.none, 3)
    (3.0, 3.0, 0.042, 0.349)
    """
    if not forces:
        raise ValueError("forces must be at least one (got nothing)")
    return total([_arriving(force, float(within("penetration", penetration, 0, 1))) for force in forces])


def penetrating(
    arrivals: Distribution, interceptors: int, *, sspk: float, p_track: float = 1.0, p_system: float = 1.0
) -> Distribution:
    """Return how many of an uncertain number of arriving warheads get through a fixed stock of interceptors.

    Parameters
    ----------
    arrivals : Distribution
        Of the warheads that arrive, as from `arriving`.
    interceptors : int
        In [0, 2,000].
    sspk, p_track, p_system : float
        As for `leakage.stock_leakers`.

    Returns
    -------
    Distribution
        Of 0 to all warheads.

    Raises
    ------
    ValueError
        When an argument is not a number or outside its interval, or the stock is not whole.

    Notes
    -----
    Sum over W of P(W arrive) times the leakers of W as in `leakage.stock_leakers`. Raids larger than the stock leave it one shot
    at as many warheads as there are interceptors, and the rest get through, so that one convolution does for all of them. The
    defence knows how many come before it shoots. Against a fixed stock the mean grows faster than in proportion to arrivals.

    Examples
    --------
    >>> few, many = (arriving([Force(150, survival, missile_reliability=0.85)]) for survival in (0.1, 0.3))
    >>> round(few.mean, 2), round(many.mean, 2)
    (12.75, 38.25)
    >>> [round(penetrating(force, 44, sspk=0.5).mean, 1) for force in (few, many)]
    [1.5, 17.8]
    """
    stock = int(whole("interceptors", interceptors, 0, _MOST_INTERCEPTORS))
    works = float(within("p_system", p_system, 0, 1))
    once = float(leak_probability(sspk, 1, p_track=p_track))
    if not stock:
        return arrivals
    through = np.zeros(len(arrivals.p))
    beyond = convolve(arrivals.p[stock:], binomial(stock, once).p) if arrivals.most >= stock else through[:0]
    through[: len(beyond)] = beyond
    number = np.arange(min(stock, len(arrivals.p)))
    shots, more = np.divmod(stock, np.maximum(number, 1))
    more = np.minimum(more, number)
    few = binomial_table(number - more, leak_probability(sspk, shots, p_track=p_track))
    many = binomial_table(more, leak_probability(sspk, shots + 1, p_track=p_track))
    for w in number:
        leakers = convolve(few[w, : w - more[w] + 1], many[w, : more[w] + 1])
        through[: w + 1] += arrivals.p[w] * leakers
    return Distribution(works * through + (1 - works) * arrivals.p)


def _arriving(force: Force, penetration: float) -> Distribution:
    nothing = binomial(0, 0.0)
    loaded = binomial(force.warheads, force.warhead_reliability * penetration)
    missile = mixture([loaded, nothing], [force.missile_reliability, 1 - force.missile_reliability])
    launcher = mixture([repeated(missile, force.missiles), nothing], [force.chance, 1 - force.chance])
    return repeated(launcher, force.launchers)

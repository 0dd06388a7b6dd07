"""Exchange: what survives a first strike, arrives, and gets through."""

import numpy as np

from helpers.models.counts import mixture
from helpers.models.defence import kill_probability
from helpers.models.exchange import Force, arriving, penetrating
from helpers.models.leakage import raid_leakers
from helpers.published.traj import same

# Survivors that somebody published: the vectors name them among the outputs
PUBLISHED = {"us_survivors": (990, 1500), "russian_survivors": (450, 1240)}


def described(arrivals):
    """Return mean, deviation and chance of any, in the form of the vectors: lists for several forces."""
    return {
        "mean": [each.mean for each in arrivals],
        "sd": [each.deviation for each in arrivals],
        "p_at_least_one": [float(each.at_least(1)) for each in arrivals],
    }


def alone(arrivals):
    return {name: value[0] for name, value in described([arrivals]).items()}


def single(*, launchers, survival, warheads_each, reliability, penetration):
    force = Force(launchers, survival, warheads=warheads_each, missile_reliability=reliability)
    return alone(arriving([force], penetration=penetration))


def known_survivors(*, arsenal_warheads, survivors):
    return {
        "survival_fraction": survivors / arsenal_warheads,
        "p_defence_removes_all_six_at_0_96": raid_leakers(survivors, 0.96).none,
    }


def published_band(*, deployed_warheads):
    """Return the mean survivors where either end of a published band is as likely: the judgement is one about survival."""
    found = {}
    for side, band in PUBLISHED.items():
        ends = [arriving([Force(deployed_warheads, survivors / deployed_warheads)]) for survivors in band]
        found[side] = mixture(ends, [0.5, 0.5]).mean
    return found


def disarming(*, targets, shots_per_target, kill_per_shot):
    kill = float(kill_probability(kill_per_shot, shots_per_target))
    return {"kill_per_target": kill, "p_all_destroyed": arriving([Force(targets, 1 - kill)]).none}


def per_warhead(*, launchers, survival, reliability_per_warhead, penetration, warheads_each):
    forces = [
        Force(launchers, survival, warheads=load, warhead_reliability=reliability_per_warhead) for load in warheads_each
    ]
    return described([arriving([force], penetration=penetration) for force in forces])


def per_missile(*, launchers, survival, reliability_per_missile, penetration, warheads_each):
    force = Force(launchers, survival, warheads=warheads_each, missile_reliability=reliability_per_missile)
    return alone(arriving([force], penetration=penetration))


def same_total(*, total_warheads, launchers, warheads_each, survival, reliability_times_penetration):
    same(
        "launchers times warheads_each",
        np.multiply(launchers, warheads_each).tolist(),
        [total_warheads] * len(launchers),
    )
    forces = [Force(number, survival, warheads=load) for number, load in zip(launchers, warheads_each, strict=True)]
    return described([arriving([force], penetration=reliability_times_penetration) for force in forces])


def alert(*, warheads, survival_equals_alert_rate, reliability, interceptors, sspk, allocation):
    same("allocation", allocation, "even over arriving warheads")
    arrivals = arriving([Force(warheads, 0, alert_rate=survival_equals_alert_rate, missile_reliability=reliability)])
    return {
        "mean_arriving": arrivals.mean,
        "mean_penetrating": penetrating(arrivals, interceptors, sspk=sspk).mean,
    }


MODELS = {
    "exch.first_strike": (single, known_survivors, published_band, disarming),
    "exch.mirv": (per_warhead, per_missile, same_total),
    "exch.alert": (alert,),
}

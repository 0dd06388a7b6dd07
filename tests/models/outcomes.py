"""Raids and strikes outcome by outcome: all of them with their probabilities for tiny ones, drawn at random for others."""

import itertools
from collections import defaultdict
from math import comb

import numpy as np


def chances(*each):
    """Yield every combination of yes and no of independent events, with its probability; those that cannot be are left out."""
    for events in itertools.product((True, False), repeat=len(each)):
        p = float(np.prod([chance if event else 1 - chance for event, chance in zip(events, each, strict=True)]))
        if p:
            yield events, p


def collected(pairs, most):
    """Return an array of probabilities from pairs of a number and a probability."""
    found = defaultdict(float)
    for number, p in pairs:
        found[number] += p
    return np.array([found[number] for number in range(most + 1)])


def every_leak(warheads, interceptors, *, sspk, p_track=1.0, p_system=1.0):
    """Shot by shot: the j-th interceptor goes to warhead j modulo their number."""
    return collected(
        (
            (
                warheads - len({j % warheads for j, hit in enumerate(hits) if hit and tracked[j % warheads] and works}),
                p * q * r,
            )
            for (works,), p in chances(p_system)
            for tracked, q in chances(*[p_track] * warheads)
            for hits, r in chances(*[sspk] * interceptors)
        ),
        warheads,
    )


def every_vehicle(warheads, interceptors, *, sspk, vehicles, p_booster):
    """Vehicle by vehicle, for one group: each booster sends its vehicles round the warheads."""
    pairs = []
    for boosters, p in chances(*[p_booster] * interceptors):
        for hits, q in chances(*[sspk] * (interceptors * vehicles)):
            killed = {(j % vehicles) % warheads for j, hit in enumerate(hits) if hit and boosters[j // vehicles]}
            pairs.append((warheads - len(killed), p * q))
    return collected(pairs, warheads)


def every_discrimination(warheads, interceptors, *, decoys, sspk, p_warhead, p_decoy):
    """Object by object, with every choice of those that meet one more."""
    pairs = []
    for told, p in chances(*[p_warhead] * warheads, *[p_decoy] * decoys):
        objects = [i for i, credible in enumerate(told) if credible]
        each, more = divmod(interceptors, len(objects)) if objects else (0, 0)
        for chosen in itertools.combinations(objects, more):
            kill = [1 - (1 - sspk) ** (each + (i in chosen)) for i in objects if i < warheads]
            for kills, q in chances(*kill):
                pairs.append((warheads - sum(kills), p * q / comb(len(objects), more)))
    return collected(pairs, warheads)


def every_arrival(force, penetration):
    """Launcher by launcher, missile by missile, warhead by warhead."""
    one = defaultdict(float)
    for (survives,), p in chances(force.chance):
        for working, q in chances(*[force.missile_reliability] * force.missiles):
            for come, r in chances(*[force.warhead_reliability * penetration] * (force.missiles * force.warheads)):
                number = sum(survives and working[i // force.warheads] for i, comes in enumerate(come) if comes)
                one[number] += p * q * r
    pairs = [
        (sum(numbers), float(np.prod([one[number] for number in numbers])))
        for numbers in itertools.product(one, repeat=force.launchers)
    ]
    return collected(pairs, force.launchers * force.missiles * force.warheads)


def draw_leaks(random, draws, warheads, interceptors, *, sspk, p_track, p_system):
    alive = np.ones((draws, warheads), bool)
    tracked = random.random((draws, warheads)) < p_track
    works = random.random(draws) < p_system
    for j in range(interceptors):
        target = j % warheads
        alive[:, target] &= ~((random.random(draws) < sspk) & tracked[:, target] & works)
    return alive.sum(axis=1)


def draw_discrimination(random, draws, warheads, interceptors, *, decoys, sspk, p_warhead, p_decoy):
    """Order credible objects at random: the first of them meet one more."""
    credible = random.random((draws, warheads + decoys)) < np.repeat([p_warhead, p_decoy], [warheads, decoys])
    place = np.where(credible, random.random(credible.shape), 2.0).argsort(axis=1).argsort(axis=1)
    objects = np.maximum(credible.sum(axis=1, keepdims=True), 1)
    shots = credible * (interceptors // objects + (place < interceptors % objects))
    return (random.random((draws, warheads)) < (1 - sspk) ** shots[:, :warheads]).sum(axis=1)


def draw_arrivals(random, draws, forces, penetration=1.0):
    found = np.zeros(draws, np.int64)
    for force in forces:
        survivors = random.binomial(force.launchers, force.chance, draws)
        working = random.binomial(survivors * force.missiles, force.missile_reliability)
        found += random.binomial(working * force.warheads, force.warhead_reliability * penetration)
    return found


def draw_penetrating(random, arrivals, interceptors, *, sspk):
    shots, more = np.divmod(interceptors, np.maximum(arrivals, 1))
    more = np.minimum(more, arrivals)
    return random.binomial(arrivals - more, (1 - sspk) ** shots) + random.binomial(more, (1 - sspk) ** (shots + 1))


def errors(drawn, exact):
    """Return by how many standard errors the mean, and the share of none, of draws differ from a distribution.

    The standard errors are those of the distribution. Where they are too small for the normal law to hold, there is no error.
    """
    found = []
    for miss, deviation in (
        (drawn.mean() - exact.mean, exact.deviation),
        ((drawn == 0).mean() - exact.none, np.sqrt(exact.none * (1 - exact.none))),
    ):
        if deviation**2 * len(drawn) > 50:
            found.append(miss / deviation * np.sqrt(len(drawn)))
    return found


def agree(errors):
    """Say whether so many errors are those of chance, in standard errors.

    Of 400 normal errors one is expected beyond three, so that "all within three" would fail two right models in three. More
    than seven has a chance of 1e-5, one beyond five of 2e-4. A bias too small for either shows in the mean.
    """
    size = np.abs(errors)
    assert len(size) > 100
    assert (size > 3).mean() <= 7 / 400
    assert size.max() < 5
    assert abs(np.mean(errors)) < 4 / np.sqrt(len(size))

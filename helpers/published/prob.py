"""Defence: one target, raids, layers, looks, common faults, stocks, decoys, kill vehicles."""

import itertools

import numpy as np

from helpers.models.counts import binomial
from helpers.models.defence import kill_probability, layered_leak, shoot_look_shoot
from helpers.models.discrimination import average_leakers, credible_objects
from helpers.models.leakage import raid_leakers, stock_leakers
from helpers.models.requirements import break_even_warheads, required_interceptors, required_kill_probability
from helpers.models.stock import expected_leakers, no_leak_probability
from helpers.models.vehicles import interceptors_with_vehicles, shared_booster_kill
from helpers.published.traj import same

SALVOS = {
    "shoot-look-shoot, one shot each": [1, 1],
    "four looks of one": [1, 1, 1, 1],
    "two then two": [2, 2],
    "salvo of four": [4],
}


def salvo(*, sspk, shots):
    return {"kill_probability": float(kill_probability(sspk, shots))}


def tested(*, test_hits, tests, shots):
    return {"sspk": test_hits / tests, **salvo(sspk=test_hits / tests, shots=shots)}


def several_hits(*, p_hit, required_hits, required_probability):
    def enough(shots):
        return float(binomial(shots, p_hit).at_least(required_hits))

    missiles = next(n for n in itertools.count(required_hits) if enough(n) >= required_probability)
    return {"missiles": missiles, "p_at_6": enough(6), "p_at_5": enough(5)}


def all_or_none(*, p_hit, shots):
    hits = binomial(shots, p_hit)
    return {"p_all": float(hits.p[-1]), "p_none": hits.none, "p_at_least_one": float(hits.at_least(1))}


def raid(*, per_missile_effectiveness, missiles):
    leakers = raid_leakers(missiles, per_missile_effectiveness)
    return {"p_no_leak": leakers.none, "p_at_least_one_leaks": float(leakers.at_least(1))}


def leaking(*, leak_probability, missiles):
    return raid(per_missile_effectiveness=1 - leak_probability, missiles=missiles)


def fixed_shots(*, sspk, shots_per_warhead, interceptors):
    warheads = interceptors // shots_per_warhead
    leakers = stock_leakers(warheads, interceptors, sspk=sspk)
    return {
        "warheads_engaged": warheads,
        "p_single_warhead_killed": float(kill_probability(sspk, shots_per_warhead)),
        "p_all_eleven_killed": leakers.none,
        "expected_leakers": leakers.mean,
    }


def required_kill(*, p_no_leak_required, warheads):
    return {"required_kill_per_warhead": required_kill_probability(p_no_leak_required, warheads).tolist()}


def required_shots(*, p_no_leak_required, warheads, sspk, p_track):
    need = required_interceptors(warheads, sspk, p_no_leak=p_no_leak_required, p_track=p_track)
    pairs = zip(need.shots.tolist(), need.feasible, strict=True)
    return {"shots_per_warhead": [shots if possible else None for shots, possible in pairs]}


def tracked(*, warheads, shots_per_warhead, sspk, p_track):
    leakers = stock_leakers(warheads, warheads * shots_per_warhead, sspk=sspk, p_track=p_track)
    return {"p_no_leak": leakers.none, "expected_leakers": leakers.mean}


def number_of_hits(*, n, p):
    hits = binomial(n, p)
    mean = round(hits.mean, 12)  # a sum of 21 products, which the vector wants to the last digit
    return {"p_exactly_15": float(hits.p[15]), "mean": mean, "p_at_least_15": float(hits.at_least(15))}


def sensors(*, p_detect, systems):
    return {"p_at_least_one": kill_probability(p_detect, systems).tolist()}


def layered(*, warheads, layer_kill):
    leak = float(layered_leak(layer_kill))
    survivors = raid_leakers(warheads, 1 - leak)
    return {
        "mean_survivors": survivors.mean,
        "p_zero": survivors.none,
        "p_six": float(survivors.p[6]),
        "distribution": f"binomial({warheads}, {leak:g})",
    }


def looks(*, sspk, doctrine):
    if isinstance(doctrine, list):
        each = [looks(sspk=sspk, doctrine=one) for one in doctrine]
        return {name: [found[name] for found in each] for name in each[0]}
    if doctrine not in SALVOS:
        raise ValueError(f"doctrine must be one of {', '.join(SALVOS)} (got {doctrine!r})")
    found = shoot_look_shoot(sspk, SALVOS[doctrine])
    return {"kill_probability": float(found.kill_probability), "expected_interceptors": float(found.expected_shots)}


def common_mode(*, sspk, shots, p_system_works, missiles):
    kill = float(kill_probability(sspk, shots))
    return {
        "per_missile": float(kill_probability(sspk, shots, p_track=p_system_works)),
        "p_no_leak_common": raid_leakers(missiles, kill, p_system=p_system_works).none,
        "p_no_leak_if_wrongly_independent": raid_leakers(missiles, p_system_works * kill).none,
    }


def inventory(*, interceptors, sspk, warheads, allocation):
    same("allocation", allocation, "as even as possible")
    return {
        "p_no_leak": no_leak_probability(warheads, interceptors, sspk=sspk).tolist(),
        "expected_leakers": expected_leakers(warheads, interceptors, sspk=sspk).tolist(),
    }


def discrimination(
    *, warheads, decoys, p_warhead_called_warhead, p_decoy_called_warhead, interceptors, sspk, allocation
):
    same("allocation", allocation, "equal, fractional shots allowed")
    told = {"p_warhead": p_warhead_called_warhead, "p_decoy": p_decoy_called_warhead}
    objects = float(credible_objects(warheads, decoys, **told))
    return {
        "credible_objects": objects,
        "shots_per_object": interceptors / objects,
        "expected_leakers": float(average_leakers(warheads, interceptors, decoys=decoys, sspk=sspk, **told)),
    }


def kill_vehicles(*, objects_per_missile, kill_vehicles_per_object, kill_vehicles_per_interceptor):
    needed = interceptors_with_vehicles(
        objects_per_missile, kill_vehicles_per_object, vehicles=kill_vehicles_per_interceptor
    )
    return {"interceptors_per_missile": needed.tolist()}


def shared_booster(*, booster_reliability, sspk_kill_vehicle, kill_vehicles):
    return {
        "one_booster_four_kv": float(
            shared_booster_kill(sspk_kill_vehicle, kill_vehicles, p_booster=booster_reliability)
        ),
        "four_boosters_one_kv_each": float(kill_probability(booster_reliability * sspk_kill_vehicle, kill_vehicles)),
    }


def break_even(*, interceptors, sspk, decoys_per_warhead, criterion):
    same("criterion", criterion, "largest number of arriving warheads with P(no leak) >= 0.5, even allocation")
    found = break_even_warheads(np.array(interceptors)[:, None], sspk, decoys=decoys_per_warhead, p_no_leak=0.5)
    return {"warheads": found.tolist()}


MODELS = {
    "prob.single_target": (salvo, tested, several_hits, all_or_none),
    "prob.raid": (raid, leaking, fixed_shots, required_kill, required_shots, tracked),
    "prob.binomial": (number_of_hits,),
    "prob.sensors": (sensors,),
    "prob.layered": (layered,),
    "prob.sls": (looks,),
    "prob.common_mode": (common_mode,),
    "prob.inventory": (inventory,),
    "prob.discrimination": (discrimination,),
    "prob.mkv": (kill_vehicles, shared_booster),
    "prob.break_even": (break_even,),
}

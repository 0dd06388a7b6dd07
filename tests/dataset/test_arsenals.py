import pytest

from helpers import load
from helpers.dataset.views.arsenals import arsenals


@pytest.fixture(scope="module")
def forces():
    return arsenals(load().quantities).set_index("force")


def test_china_of_2016_is_the_sum_of_its_types(forces):
    china = forces.loc["China, 2016"]
    assert china["launchers_low"] == china["launchers_high"] == 45
    assert china["launchers_low"] * china["warheads_low"] == pytest.approx(65)


def test_russia_is_what_it_declared(forces):
    then, now = forces.loc["Russia, 2016"], forces.loc["Russia, latest"]
    assert then["launchers_high"] * then["warheads_low"] == pytest.approx(1735)
    assert then["launchers_low"] * then["warheads_high"] == pytest.approx(1796)
    assert now["launchers_low"] * now["warheads_low"] == pytest.approx(1549)


def test_ranges_are_in_order_and_rest_on_records(forces):
    for name in ("launchers", "warheads", "interceptors"):
        assert (forces[f"{name}_low"] <= forces[f"{name}_high"]).all()
    known = set(load().quantities["record"])
    assert all(set(records) <= known for records in forces["records"])


def test_today_no_more_than_the_stockpile(forces):
    today = forces.loc["China, latest"]
    assert today["launchers_high"] * today["warheads_high"] <= 600


def test_a_missing_number_is_named():
    quantities = load().quantities
    with pytest.raises(ValueError, match=r"sipri-2016-chinese-icbm: launchers_icbm .*DF-5A.* must be one number"):
        arsenals(quantities[quantities["of"] != "DF-5A"])

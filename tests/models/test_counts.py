import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.counts import Distribution, binomial, mixture, repeated, total
from helpers.models.probabilities import binomial_table, convolve

chances = st.floats(0, 1)
sizes = st.integers(0, 200)


@st.composite
def distributions(draw):
    weights = np.array(draw(st.lists(st.floats(0.001, 1), min_size=1, max_size=8)))
    return Distribution(weights / weights.sum())


@given(sizes, chances, chances)
def test_adds_up_and_has_the_mean(n, p, rho):
    found = binomial(n, p, correlation=rho)
    assert found.p.sum() == pytest.approx(1, abs=1e-12)
    assert found.most == n
    assert found.mean == pytest.approx(n * p, rel=1e-9, abs=1e-12)
    assert found.deviation**2 == pytest.approx(n * p * (1 - p) * (1 + (n - 1) * rho) if n else 0, rel=1e-7, abs=1e-9)


@given(sizes, st.floats(0.001, 0.999))
def test_scipys_binomial_to_the_far_tail(n, p):
    expected = stats.binom.pmf(np.arange(n + 1), n, p)
    assert binomial(n, p).p == pytest.approx(expected, rel=1e-9, abs=1e-290)
    assert binomial_table(n, p) == pytest.approx(expected, rel=1e-9, abs=1e-290)


@given(sizes, st.floats(0.01, 0.99), st.floats(0.001, 0.99))
def test_scipys_beta_binomial(n, p, rho):
    expected = stats.betabinom.pmf(np.arange(n + 1), n, p * (1 - rho) / rho, (1 - p) * (1 - rho) / rho)
    assert binomial(n, p, correlation=rho).p == pytest.approx(expected, rel=1e-7, abs=1e-200)


@given(st.lists(chances, min_size=1, max_size=30))
def test_the_sum_of_different_tosses_is_scipys_poisson_binomial(p):
    found = total([binomial(1, each) for each in p])
    assert found.p == pytest.approx(stats.poisson_binom.pmf(np.arange(len(p) + 1), p), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("rho", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("p", [0.0, 1.0])
def test_certain(p, rho):
    assert binomial(4, p, correlation=rho).p.tolist() == ([1, 0, 0, 0, 0] if p == 0 else [0, 0, 0, 0, 1])


def test_all_or_none_and_tiny_probabilities():
    assert binomial(4, 0.25, correlation=1).p.tolist() == [0.75, 0, 0, 0, 0.25]
    assert binomial(0, 0.3).p.tolist() == [1]
    assert binomial(1000, 1e-300).p[1] == pytest.approx(1e-297)
    assert binomial(10, 5e-324, correlation=0.9).none == 1
    assert binomial(200, 0.01).p[200] == 0 or binomial(200, 0.01).p[200] < 1e-300
    assert binomial(100, 0.1).p[100] == pytest.approx(1e-100)


@given(distributions(), st.integers(0, 40))
def test_repeated_is_the_sum_of_as_many(part, times):
    found = repeated(part, times)
    assert found.p == pytest.approx(total([part] * times).p if times else [1.0], rel=1e-10)
    assert found.mean == pytest.approx(times * part.mean)
    assert found.deviation**2 == pytest.approx(times * part.deviation**2, abs=1e-9)


def test_many_of_them_still_add_up():
    assert repeated(Distribution(np.array([0.3, 0.1, 0.6])), 10_000).p.sum() == pytest.approx(1, abs=1e-12)
    assert total([binomial(6000, 0.3)] * 3).p.sum() == pytest.approx(1, abs=1e-12)


@given(distributions(), distributions(), distributions())
def test_sums_do_not_depend_on_their_order(a, b, c):
    assert total([a, b, c]).p == pytest.approx(total([c, total([b, a])]).p, rel=1e-12)
    assert convolve(a.p, b.p) == pytest.approx(np.convolve(b.p, a.p))


@given(distributions(), distributions(), chances)
def test_mixture(a, b, share):
    found = mixture([a, b], [share, 1 - share])
    assert found.mean == pytest.approx(share * a.mean + (1 - share) * b.mean)
    assert found.at_least(2) == pytest.approx(share * a.at_least(2) + (1 - share) * b.at_least(2))
    assert found.none == pytest.approx(share * a.none + (1 - share) * b.none)


@given(distributions(), st.integers(0, 10), chances)
def test_tails_and_quantiles(part, count, level):
    assert float(part.at_least(count)) == pytest.approx(part.p[count:].sum(), abs=1e-14)
    found = int(part.quantile(level))
    assert 0 <= found <= part.most
    assert part.p[: found + 1].sum() >= level - 1e-9
    assert part.p[:found].sum() < level or found == 0


@given(st.integers(1, 60), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_quantiles_are_scipys(n, p, level):
    found = int(binomial(n, p).quantile(level))
    reached = stats.binom.cdf(found, n, p) - level
    if abs(reached) > 1e-9:  # where the level is met to the last digit, rounding decides
        assert found == stats.binom.ppf(level, n, p)


def test_quantiles_at_a_level_that_is_met():
    assert [int(binomial(n, 0.5).quantile(0.5)) for n in (1, 3, 39)] == [0, 1, 19]


@given(st.lists(st.tuples(st.integers(0, 30), chances), min_size=1, max_size=5))
def test_a_table_is_its_rows(rows):
    trials, p = zip(*rows, strict=True)
    table = binomial_table(trials, p)
    assert table.shape == (len(rows), max(trials) + 1)
    for row, n, chance in zip(table, trials, p, strict=True):
        assert row[: n + 1] == pytest.approx(binomial(n, chance).p, rel=1e-9, abs=1e-290)
        assert not row[n + 1 :].any()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: binomial(-1, 0.5), r"trials must be in \[0, 20,000\] \(got -1\)"),
        (lambda: binomial(2.5, 0.5), r"trials must be a whole number \(got 2.5\)"),
        (lambda: binomial(30_000, 0.5), r"trials must be in \[0, 20,000\] \(got 30,000\)"),
        (lambda: binomial(3, 1.5), r"p must be in \[0, 1\] \(got 1.5\)"),
        (lambda: binomial(3, 0.5, correlation=-0.1), r"correlation must be in \[0, 1\] \(got -0.1\)"),
        (lambda: Distribution(np.array([0.5, 0.4])), r"p must add up to 1 \(got 0.9\)"),
        (lambda: Distribution(np.array([1.5, -0.5])), r"p must be in \[0, 1\] \(got 1.5\)"),
        (lambda: Distribution(np.array([])), r"p must be in \[0, 1\] \(got nothing\)"),
        (lambda: total([]), r"distributions must be at least one \(got nothing\)"),
        (lambda: total([binomial(15_000, 0.1)] * 2), r"largest sum must be in \[0, 20,000\] \(got 30,000\)"),
        (lambda: repeated(binomial(5, 0.1), 5000), r"largest sum must be in \[0, 20,000\] \(got 25,000\)"),
        (lambda: repeated(binomial(5, 0.1), -1), r"times must be in \[0, 20,000\] \(got -1\)"),
        (lambda: mixture([binomial(1, 0.5)], [0.5]), r"weights must add up to 1 \(got 0.5\)"),
        (lambda: mixture([binomial(1, 0.5)], [0.5, 0.5]), r"weights must be one for each of the 1 cases"),
        (lambda: mixture([], []), "at least one"),
        (lambda: binomial(1, 0.5).quantile(1.1), r"level must be in \[0, 1\] \(got 1.1\)"),
        (lambda: binomial(1, 0.5).at_least(0.5), r"count must be a whole number \(got 0.5\)"),
        (
            lambda: binomial_table(np.full(1000, 20_000), 0.5),
            r"cells of a table of binomials must be in \[0, 5e\+06\]",
        ),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()

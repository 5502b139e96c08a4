"""Card M13: its check numbers, and the properties of its card over random parameters."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, root

from integration_ladder.models.hub_and_spokes import World, alike, choices, leaves_from, wheel, world

COST = st.floats(1, 2)
SIZE = st.floats(0.2, 5)
SIGMA = st.floats(1.5, 6)
ADVANTAGE = st.floats(0, 0.2)


@st.composite
def countries(draw: st.DrawFn) -> tuple[list[float], list[list[float]]]:
    """Draw sizes and trade costs, which need not be the same both ways."""
    n = draw(st.integers(2, 6))
    sizes = draw(st.lists(SIZE, min_size=n, max_size=n))
    return sizes, [[1.0 if i == j else draw(COST) for j in range(n)] for i in range(n)]


def between_all(cost: float, n: int) -> list[list[float]]:
    return [[1.0 if i == j else cost for j in range(n)] for i in range(n)]


def sold(
    sizes: list[float], costs: list[list[float]], sigma: float, prices: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what the world spends on each country's good, and what each country's income is, by the textbook's formulas."""
    sizes, costs = np.array(sizes), np.array(costs)
    landed = prices[:, None] * costs
    index = (sizes[:, None] * landed ** (1 - sigma)).sum(0) ** (1 / (1 - sigma))
    income = prices * sizes
    return (sizes[:, None] * (landed / index) ** (1 - sigma) * income).sum(1), income


def star(hub_cost: float = 1.2, other: float = 1.6) -> list[list[float]]:
    costs = between_all(other, 4)
    for spoke in (1, 2, 3):
        costs[0][spoke] = costs[spoke][0] = hub_cost
    return costs


def test_check_numbers() -> None:
    ones = [1.0] * 4
    assert world(ones, between_all(1.6, 4)).real_incomes == pytest.approx([1.098808] * 4, abs=5e-7)
    assert world(ones, between_all(1.2, 4)).real_incomes == pytest.approx([1.250685] * 4, abs=5e-7)
    hub, *spokes = world(ones, star()).real_incomes
    assert hub == pytest.approx(1.295339, abs=5e-7)
    assert spokes == pytest.approx([1.140093] * 3, abs=5e-7)
    assert alike(1.6, 4) == pytest.approx((1 + 3 * 1.6**-4) ** 0.25, abs=1e-12)


def test_an_equal_challenger_is_another_spoke_as_long_as_both_stay() -> None:
    now = wheel(1)
    assert now.incumbent.real_income == pytest.approx(1.295339, abs=5e-7)
    for spoke in (now.challenger, now.first, now.second):
        assert spoke.real_income == pytest.approx(1.140093, abs=5e-7)
    assert now.incumbent.gain > now.incumbent.free > now.first.gain > 0


def test_the_star_solved_by_hand() -> None:
    """Three equal spokes: one relative price, the root of one equation, by another solver."""
    near, far = 1.2**-4, 1.6**-4

    def excess(hub: float) -> float:
        """What is spent on the hub's good less its income, the spokes' price being 1."""
        at_hub = hub**-4 + 3 * near
        at_spoke = hub**-4 * near + 1 + 2 * far
        return hub**-4 / at_hub * hub + 3 * near * hub**-4 / at_spoke - hub

    hub = brentq(excess, 0.5, 2, xtol=1e-14)
    assert hub * (hub**-4 + 3 * near) ** 0.25 == pytest.approx(wheel(1).incumbent.real_income, abs=1e-9)
    assert (hub**-4 * near + 1 + 2 * far) ** 0.25 == pytest.approx(wheel(1).first.real_income, abs=1e-9)


THRESHOLDS = {0.0: (0.888427, 1.118965), 0.05: (1.160973, 1.419742), 0.1: (1.565083, 1.862734)}
THRESHOLDS |= {0.15: (2.193128, 2.546029), 0.2: (3.236801, 3.671014)}


@pytest.mark.parametrize(("advantage", "sizes"), THRESHOLDS.items())
def test_thresholds(advantage: float, sizes: tuple[float, float]) -> None:
    first, second = leaves_from("first", advantage), leaves_from("second", advantage)
    assert (first, second) == pytest.approx(sizes, abs=1e-6)
    assert choices(first, advantage).switch == pytest.approx(0, abs=1e-10)
    assert choices(second, advantage).follow == pytest.approx(0, abs=1e-10)


@pytest.mark.parametrize("advantage", THRESHOLDS)
def test_there_is_one_threshold_only(advantage: float) -> None:
    sizes = np.geomspace(0.1, 20, 60)
    for name, spoke in (("switch", "first"), ("follow", "second")):
        worth = [getattr(choices(float(size), advantage), name) for size in sizes]
        assert [value > 0 for value in worth] == [size > leaves_from(spoke, advantage) for size in sizes]


def test_the_first_leaves_for_a_smaller_one_and_the_second_needs_a_larger_one() -> None:
    assert leaves_from("first") < 1 < leaves_from("second")


@settings(max_examples=15)
@given(ADVANTAGE, ADVANTAGE)
def test_an_advantage_raises_both_thresholds(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for spoke in ("first", "second"):
        assert leaves_from(spoke, low) <= leaves_from(spoke, high) + 1e-9
    assert leaves_from("first", one) < leaves_from("second", one)


@settings(max_examples=60)
@given(countries(), SIGMA)
def test_every_good_is_sold_and_world_income_adds_up(given_: tuple, sigma: float) -> None:
    sizes, costs = given_
    found = world(sizes, costs, sigma)
    spent, income = sold(sizes, costs, sigma, np.array(found.prices))
    assert spent == pytest.approx(income, rel=1e-9)
    assert income.sum() == pytest.approx(sum(sizes), rel=1e-12)


@settings(max_examples=40)
@given(countries(), SIGMA, st.data())
def test_from_other_prices_the_same_are_found(given_: tuple, sigma: float, data: st.DataObject) -> None:
    sizes, costs = given_
    start = data.draw(st.lists(st.floats(0.01, 100), min_size=len(sizes), max_size=len(sizes)))
    assert world(sizes, costs, sigma, start).prices == pytest.approx(
        world(sizes, costs, sigma).prices, rel=1e-9
    )


@settings(max_examples=40)
@given(countries(), st.floats(2, 6), st.integers(0, 2**32 - 1))
def test_another_solver_finds_the_same_prices(given_: tuple, sigma: float, seed: int) -> None:
    """Excess spending in logarithms, the last country's price the unit, solved by scipy from two starts."""
    sizes, costs = given_

    def excess(logs: np.ndarray) -> np.ndarray:
        spent, income = sold(sizes, costs, sigma, np.exp(np.append(logs, 0.0)))
        return np.log(spent / income)[:-1]

    ours = np.array(world(sizes, costs, sigma).prices)
    random = np.random.default_rng(seed)
    for start in (np.zeros(len(sizes) - 1), random.normal(0, 0.5, len(sizes) - 1)):
        found = root(excess, start, tol=1e-12)
        assert found.success or abs(excess(found.x)).max() < 1e-9
        assert np.exp(found.x) == pytest.approx(ours[:-1] / ours[-1], rel=1e-6)


@given(COST, st.integers(2, 8), SIZE, SIGMA)
def test_equal_countries_have_a_closed_form(cost: float, n: int, size: float, sigma: float) -> None:
    found = world([size] * n, between_all(cost, n), sigma)
    assert found.prices == pytest.approx([1] * n, rel=1e-9)
    expected = size ** (1 / (sigma - 1)) * alike(cost, n, sigma)
    assert found.real_incomes == pytest.approx([expected] * n, rel=1e-9)


@given(countries(), SIGMA, st.floats(0.1, 10))
def test_larger_sizes_in_proportion_leave_prices_as_they_are(given_: tuple, sigma: float, k: float) -> None:
    sizes, costs = given_
    one, other = world(sizes, costs, sigma), world([k * size for size in sizes], costs, sigma)
    assert other.prices == pytest.approx(one.prices, rel=1e-9)
    assert np.array(other.real_incomes) == pytest.approx(
        np.array(one.real_incomes) * k ** (1 / (sigma - 1)), rel=1e-9
    )


@given(countries(), SIGMA, st.floats(0.1, 0.9))
def test_a_country_cut_in_two_changes_nothing(given_: tuple, sigma: float, part: float) -> None:
    sizes, costs = given_
    cut_sizes = [*sizes[:-1], part * sizes[-1], (1 - part) * sizes[-1]]
    cut_costs = [[*row, row[-1]] for row in costs]
    cut_costs.append(cut_costs[-1])
    whole, cut = world(sizes, costs, sigma), world(cut_sizes, cut_costs, sigma)
    assert cut.real_incomes == pytest.approx([*whole.real_incomes, whole.real_incomes[-1]], rel=1e-9)


@settings(max_examples=40)
@given(st.floats(1, 1.6), st.floats(1.01, 1.5), st.integers(3, 6), SIGMA)
def test_the_hub_of_equal_countries_gains_more_than_under_free_trade(
    cheap: float, more: float, n: int, sigma: float
) -> None:
    costs = between_all(cheap * more, n)
    for spoke in range(1, n):
        costs[0][spoke] = costs[spoke][0] = cheap
    hub, *spokes = world([1.0] * n, costs, sigma).real_incomes
    free = alike(cheap, n, sigma)
    assert hub > free
    assert spokes == pytest.approx([spokes[0]] * (n - 1), rel=1e-9)
    assert spokes[0] < free


@settings(max_examples=40)
@given(st.floats(0.3, 6), ADVANTAGE)
def test_both_hubs_are_the_best_choice_of_a_spoke_alone(size: float, advantage: float) -> None:
    worth = choices(size, advantage)
    assert worth.both > max(worth.switch, 0)


@settings(max_examples=40)
@given(st.floats(0.3, 6), ADVANTAGE)
def test_choices_are_changes_between_the_worlds(size: float, advantage: float) -> None:
    stay, switch, follow, both = (
        wheel(size, advantage, hubs) for hubs in ("stay", "switch", "follow", "both")
    )
    worth = choices(size, advantage)
    assert switch.first.change == pytest.approx(worth.switch)
    assert both.first.change == pytest.approx(worth.both)
    assert follow.second.real_income / switch.second.real_income - 1 == pytest.approx(worth.follow)
    for country in (stay.incumbent, stay.challenger, stay.first, stay.second):
        assert country.change == 0
        assert country.before == pytest.approx(country.gain)
    assert switch.incumbent.before == pytest.approx(stay.incumbent.gain)


@pytest.mark.parametrize("advantage", [0, 0.05, 0.1, 0.2])
def test_who_loses_when_a_spoke_leaves(advantage: float) -> None:
    """The old hub loses, and more when the second follows; the spoke that stays has more room in the hub."""
    for size in (0.5, 1.0, 2.0, 3.0):
        falls = [
            wheel(size, advantage, hubs).incumbent.change for hubs in ("stay", "both", "switch", "follow")
        ]
        assert all(later < earlier for earlier, later in pairwise(falls))
        assert wheel(size, advantage, "switch").second.change > 0
        assert wheel(size, advantage, "both").second.change < 0
    for size in (0.5, 1.0, 2.0, 3.0, 4.0):
        follow, switch = wheel(size, 0, "follow"), wheel(size, 0, "switch")
        assert follow.first.change < switch.first.change, "the hub is fuller"
    assert wheel(4, 0, "switch").second.change == pytest.approx(-0.0009, abs=5e-5), "to a very large one"


def test_real_income_is_price_over_index() -> None:
    found = world([1, 2, 3], [[1, 1.5, 2], [1.2, 1, 1.1], [1.3, 1.4, 1]], 3)
    assert isinstance(found, World)
    for price, index, real in zip(found.prices, found.indexes, found.real_incomes, strict=True):
        assert real == pytest.approx(price / index)
        assert math.isfinite(real)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match=r"size = 0: must be a finite number above 0"):
        wheel(0)
    with pytest.raises(ValueError, match=r"advantage = -0.1: must be a finite number, 0 or more"):
        wheel(1, -0.1)
    with pytest.raises(ValueError, match=r"hubs = 'go': must be one of stay, switch, follow, both"):
        wheel(1, 0, "go")
    with pytest.raises(ValueError, match=r"elasticity = 1: must be a finite number above 1"):
        world([1, 1], between_all(1.2, 2), 1)
    with pytest.raises(ValueError, match=r"costs\[0\]\[1\] = 0.5: must be at least 1"):
        world([1, 1], between_all(0.5, 2))
    with pytest.raises(ValueError, match=r"too high at elasticity 5, hardly anything is traded"):
        world([1, 1], between_all(10, 2), 5)
    with pytest.raises(ValueError, match=r"must have a row and a column for each of 2 countries"):
        world([1, 1], between_all(1.5, 3))

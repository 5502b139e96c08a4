"""Card M4: the book's example exactly, and the properties named in the model's docstring over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.cars import average_cost_at, integrate, market, price_at

sizes = st.floats(5e4, 1e7)
fixed_costs = st.floats(1e8, 5e9)
marginal_costs = st.floats(1_000, 20_000)
responses = st.floats(1e-5, 1e-3)


@pytest.mark.parametrize(
    ("size", "firms", "price", "output"),
    [(0.9e6, 6, 10_000, 150_000), (1.6e6, 8, 8_750, 200_000), (2.5e6, 10, 8_000, 250_000)],
)
def test_the_books_markets(size: float, firms: float, price: float, output: float) -> None:
    found = market(size)
    assert (found.firms, found.price, found.output) == (firms, price, output)
    assert found.average_cost == price


def test_fourteen_firms_become_ten_and_buyers_save_what_four_cost() -> None:
    one = integrate()
    assert one.home.firms + one.foreign.firms == 14
    assert one.together.firms == 10
    assert one.firms_that_leave == 4
    assert one.buyers_save == 4 * 750e6
    assert one.home_gain == 0.25
    assert one.foreign_gain == 0.09375


def test_four_times_the_fixed_cost_halves_the_firms() -> None:
    dear = integrate(fixed_cost=4 * 750e6)
    assert (dear.home.firms, dear.foreign.firms, dear.together.firms) == pytest.approx((3, 4, 5), abs=1e-9)
    assert dear.home_gain == pytest.approx(15 / 11 - 1, abs=1e-9)


def test_a_market_of_bf_cars_carries_one_firm() -> None:
    assert market(3e9 / 30_000, fixed_cost=3e9).firms == pytest.approx(1, abs=1e-9)
    assert market(50_000, fixed_cost=2e9).firms < 1


@pytest.mark.parametrize("size", [0, -1, math.nan, math.inf])
def test_a_bad_size_is_named(size: float) -> None:
    with pytest.raises(ValueError, match="home = .*must be a finite number above 0"):
        integrate(home=size)


def test_a_bad_fixed_cost_is_named() -> None:
    with pytest.raises(ValueError, match="fixed_cost = -1: must be a finite number above 0"):
        market(1e6, fixed_cost=-1)


@given(sizes, fixed_costs, marginal_costs, responses)
def test_price_is_average_cost_and_all_cars_are_made(size: float, fixed: float, c: float, b: float) -> None:
    found = market(size, fixed, c, b)
    assert found.price == pytest.approx(found.average_cost, rel=1e-9)
    assert found.firms * found.output == pytest.approx(size, rel=1e-9)
    # The crossing is the only one: with more firms cost exceeds price, with fewer price exceeds cost.
    more, fewer = 1.1 * found.firms, found.firms / 1.1
    assert price_at(more, c, b) < average_cost_at(more, size, fixed, c)
    assert price_at(fewer, c, b) > average_cost_at(fewer, size, fixed, c)


@given(sizes, fixed_costs, marginal_costs, responses)
def test_no_firm_gains_by_another_price(size: float, fixed: float, c: float, b: float) -> None:
    found = market(size, fixed, c, b)

    def profit(price: float) -> float:
        return (price - c) * size * (1 / found.firms - b * (price - found.price)) - fixed

    best = profit(found.price)
    assert best == pytest.approx(0, abs=1e-6 * fixed)
    assert max(profit(found.price * 1.01), profit(found.price * 0.99)) < best


@given(sizes, sizes, fixed_costs, marginal_costs, responses)
def test_together_fewer_larger_cheaper(home: float, foreign: float, fixed: float, c: float, b: float) -> None:
    one = integrate(home, foreign, fixed, c, b)
    both = one.together
    assert max(one.home.firms, one.foreign.firms) < both.firms < one.home.firms + one.foreign.firms
    assert both.price < min(one.home.price, one.foreign.price)
    assert both.output > max(one.home.output, one.foreign.output)
    assert (one.home_gain - one.foreign_gain) * (foreign - home) >= -1e-6
    # Pythagoras: firms grow with the square root of the market.
    assert both.firms == pytest.approx(math.hypot(one.home.firms, one.foreign.firms), rel=1e-9)


@given(sizes, sizes, fixed_costs, marginal_costs, responses)
def test_buyers_save_the_fixed_cost_of_the_firms_that_leave(
    home: float, foreign: float, fixed: float, c: float, b: float
) -> None:
    one = integrate(home, foreign, fixed, c, b)
    assert one.buyers_save == pytest.approx(one.firms_that_leave * fixed, rel=1e-6)

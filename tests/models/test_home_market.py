"""Card M6: the check numbers, a numerical solution beside the formula, and what holds for all parameters."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.home_market import locate, openness, without_trade_cost

ROOT_TWO = math.sqrt(2)
relative_sizes = st.floats(0.05, 20)
trade_costs = st.floats(1.02, 3)
elasticities = st.floats(1.5, 10)


def solve(size: float, trade_cost: float, elasticity: float) -> float:
    """Return home's share of the firms from sales alone, by bisection: a firm goes where it sells more."""
    # At the price τp a buyer over the border wants τ^-σ of what one next door wants, and τ times that is shipped.
    shipped = trade_cost * trade_cost**-elasticity

    def sells_more_at_home(share: float) -> float:
        at_home = share + (1 - share) * trade_cost ** (1 - elasticity)
        foreign = share * trade_cost ** (1 - elasticity) + 1 - share
        one = size / at_home + shipped / foreign
        two = shipped * size / at_home + 1 / foreign
        return one - two

    low, high = 0.0, 1.0
    if sells_more_at_home(high) >= 0:
        return high
    if sells_more_at_home(low) <= 0:
        return low
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if sells_more_at_home(middle) > 0 else (low, middle)
    return (low + high) / 2


def price_index(share: float, world: float, rho: float, elasticity: float) -> float:
    return (world * (share + rho * (1 - share))) ** (1 / (1 - elasticity))


def test_check_numbers() -> None:
    assert openness(ROOT_TWO) == pytest.approx(0.25, abs=1e-12)
    assert locate(1, ROOT_TWO).firm_ratio == pytest.approx(1, abs=1e-9)
    assert locate(1.5, ROOT_TWO).firm_ratio == pytest.approx(2, abs=1e-9)
    assert locate(1.1, ROOT_TWO).firm_ratio == pytest.approx(0.85 / 0.725, abs=1e-9)


def test_two_alike_gain_alike_and_trade_is_even() -> None:
    found = locate(1, ROOT_TWO)
    assert found.home_gain == pytest.approx(1.25**0.25 - 1, abs=1e-9)
    assert found.foreign_gain == pytest.approx(found.home_gain, abs=1e-12)
    assert found.net_exports == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("trade_cost", [1.05, 1.2, ROOT_TWO, 2])
def test_at_the_ends_of_the_band_the_last_firm_has_gone_and_gains_are_alike(trade_cost: float) -> None:
    rho = openness(trade_cost)
    large, small = locate(1 / rho, trade_cost), locate(rho, trade_cost)
    assert (large.firm_share, large.firm_ratio) == (1, None)
    assert (small.firm_share, small.firm_ratio) == (0, 0)
    assert large.home_gain == pytest.approx(large.foreign_gain, abs=1e-9)


def test_beyond_the_band_the_country_without_firms_gains_more() -> None:
    found = locate(5, ROOT_TWO)
    assert found.firm_share == 1
    assert found.home_gain == pytest.approx(1.2**0.25 - 1, abs=1e-9)
    assert found.foreign_gain == pytest.approx(1.5**0.25 - 1, abs=1e-9)
    assert found.net_exports == pytest.approx(0.2, abs=1e-9)


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="relative_size = 0: must be a finite number above 0"):
        locate(0, 1.5)
    with pytest.raises(ValueError, match="trade_cost = 1: must be above 1"):
        locate(1, 1)
    with pytest.raises(ValueError, match=r"elasticity = 0\.5: must be above 1"):
        locate(1, 1.5, 0.5)


def test_without_a_trade_cost_the_gains_are_the_card_s() -> None:
    found = without_trade_cost(4)
    assert found.home_gain == pytest.approx((5 / 4) ** 0.25 - 1, abs=1e-12)
    assert found.foreign_gain == pytest.approx(5**0.25 - 1, abs=1e-12)
    with pytest.raises(ValueError, match="elasticity = 1: must be above 1"):
        without_trade_cost(4, 1)
    with pytest.raises(ValueError, match="relative_size = 0: must be a finite number above 0"):
        without_trade_cost(0)


@given(relative_sizes, elasticities)
def test_without_a_trade_cost_the_gains_are_those_that_a_falling_cost_leads_to(
    size: float, elasticity: float
) -> None:
    limit, near = without_trade_cost(size, elasticity), locate(size, 1 + 1e-9, elasticity)
    assert limit.market_share == pytest.approx(near.market_share, abs=1e-12)
    assert (limit.home_gain, limit.foreign_gain) == pytest.approx(
        (near.home_gain, near.foreign_gain), rel=1e-6, abs=1e-7
    )


@given(relative_sizes, st.floats(0, 1), elasticities)
def test_without_a_trade_cost_the_gains_do_not_depend_on_where_firms_are(
    size: float, share: float, elasticity: float
) -> None:
    found, world = without_trade_cost(size, elasticity), 1 + size
    with_trade = price_index(share, world, 1.0, elasticity)
    assert found.home_gain == pytest.approx(size ** (1 / (1 - elasticity)) / with_trade - 1, rel=1e-9)
    assert found.foreign_gain == pytest.approx(1 / with_trade - 1, rel=1e-9)


@given(relative_sizes, trade_costs, elasticities)
def test_the_formula_agrees_with_a_numerical_solution(size: float, cost: float, elasticity: float) -> None:
    found = locate(size, cost, elasticity)
    assume(1 - found.openness > 1e-3)
    assert found.firm_share == pytest.approx(solve(size, cost, elasticity), abs=1e-8)


@given(relative_sizes, trade_costs, elasticities)
def test_the_card_s_ratio_inside_the_band(size: float, cost: float, elasticity: float) -> None:
    found = locate(size, cost, elasticity)
    rho = found.openness
    assume(rho * 1.001 < size < 0.999 / rho)
    assert found.firm_ratio == pytest.approx((size - rho) / (1 - size * rho), rel=1e-6)


@given(relative_sizes, trade_costs, elasticities)
def test_the_larger_market_has_more_than_its_share_and_exports(
    size: float, cost: float, elasticity: float
) -> None:
    assume(abs(size - 1) > 1e-6)
    found = locate(size, cost, elasticity)
    assert (found.firm_share - found.market_share) * (size - 1) > 0
    assert found.net_exports * (size - 1) > 0


@given(relative_sizes, trade_costs, elasticities)
def test_gains_are_those_of_the_price_index_and_nobody_loses(
    size: float, cost: float, elasticity: float
) -> None:
    found = locate(size, cost, elasticity)
    rho, world = found.openness, 1 + size
    alone, with_trade = size ** (1 / (1 - elasticity)), price_index(found.firm_share, world, rho, elasticity)
    assert found.home_gain == pytest.approx(alone / with_trade - 1, rel=1e-6, abs=1e-9)
    there = price_index(1 - found.firm_share, world, rho, elasticity)
    assert found.foreign_gain == pytest.approx(1 / there - 1, rel=1e-6, abs=1e-9)
    assert min(found.home_gain, found.foreign_gain) > 0


@given(relative_sizes, trade_costs, elasticities)
def test_both_gain_alike_inside_the_band_and_the_smaller_more_beyond(
    size: float, cost: float, elasticity: float
) -> None:
    found = locate(size, cost, elasticity)
    rho = found.openness
    if rho < size < 1 / rho:
        alike = (1 + rho) ** (1 / (elasticity - 1)) - 1
        assert (found.home_gain, found.foreign_gain) == pytest.approx((alike, alike), rel=1e-6, abs=1e-9)
    else:
        assert (found.foreign_gain - found.home_gain) * (size - 1) >= -1e-9


@given(relative_sizes, trade_costs, elasticities)
def test_names_do_not_matter(size: float, cost: float, elasticity: float) -> None:
    one, two = locate(size, cost, elasticity), locate(1 / size, cost, elasticity)
    assert one.firm_share == pytest.approx(1 - two.firm_share, abs=1e-6)
    assert one.home_gain == pytest.approx(two.foreign_gain, rel=1e-6, abs=1e-9)
    # What one sells the other buys.
    assert one.net_exports * one.market_share == pytest.approx(-two.net_exports * two.market_share, abs=1e-6)


@given(st.floats(1.01, 5), trade_costs, st.floats(1.001, 1.5), elasticities)
def test_a_more_open_border_draws_more_firms_into_the_larger_market(
    size: float, cost: float, more: float, elasticity: float
) -> None:
    open_, closed = locate(size, cost, elasticity), locate(size, cost * more, elasticity)
    assert open_.firm_share >= closed.firm_share - 1e-12

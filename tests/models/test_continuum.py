"""Card M3: the check numbers, and the properties named in the model's docstring over random parameters."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.continuum import (
    advantage,
    balance,
    gain_from_share,
    loss_of_closing,
    world,
)

ratios = st.floats(0.1, 10)
elasticities = st.floats(0.5, 15)


def test_at_first() -> None:
    first = world()
    assert first.wage == pytest.approx(1.216729, abs=5e-7)
    assert first.share == pytest.approx(0.477137, abs=5e-7)
    assert first.gain == pytest.approx(0.203204, abs=5e-7)


def test_the_good_in_the_middle() -> None:
    assert world().middle == pytest.approx(2 ** (1 / 4), abs=1e-12)
    assert world(3, 1, 2).middle == pytest.approx(float(advantage(0.5, 3, 2)), abs=1e-12)


def test_where_theta_is_one() -> None:
    one = world(2, 1, 1)
    assert one.wage == pytest.approx(math.sqrt(2), abs=1e-8)
    assert one.share == pytest.approx(0.585786, abs=5e-7)
    assert one.share == pytest.approx(2 - math.sqrt(2), abs=1e-8)


def test_loss_of_closing() -> None:
    assert loss_of_closing(0.93, 5) == pytest.approx(0.0144, abs=5e-5)
    assert loss_of_closing(0.93, 10) == pytest.approx(0.0072, abs=5e-5)
    assert gain_from_share(0.93, 5) == pytest.approx(0.0146, abs=5e-5)
    assert gain_from_share(0.93, 10) == pytest.approx(0.0073, abs=5e-5)


def test_equal_countries_share_alike() -> None:
    equal = world(1, 1, 4)
    assert (equal.wage, equal.share) == (1, 0.5)
    assert equal.gain == equal.foreign_gain == pytest.approx(0.5 ** (-1 / 4) - 1)


def test_more_workers_and_yet_the_smaller_share() -> None:
    assert world(0.2, 0.5, 2).share < 0.5
    assert world(0.2, 0.5, 2).gain > world(0.2, 0.5, 2).foreign_gain


@pytest.mark.parametrize("argument", ["technology", "size", "elasticity"])
@pytest.mark.parametrize("value", [0, -1, math.nan, math.inf])
def test_bad_input_is_named(argument: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{argument} = .*must be a finite number above 0"):
        world(**{argument: value})


def test_a_bad_share_is_named() -> None:
    with pytest.raises(ValueError, match="share = 0: must be a finite number above 0"):
        loss_of_closing(0, 5)


@given(ratios, ratios, elasticities)
def test_the_two_curves_cross_at_the_wage(technology: float, size: float, elasticity: float) -> None:
    result = world(technology, size, elasticity)
    assert advantage(result.share, technology, elasticity) == pytest.approx(result.wage, rel=1e-8)
    assert balance(result.share, size) == pytest.approx(result.wage, rel=1e-8)


@given(ratios, ratios, elasticities)
def test_share_of_goods_is_share_of_world_income(technology: float, size: float, elasticity: float) -> None:
    result = world(technology, size, elasticity)
    assert result.share == pytest.approx(result.wage / (result.wage + size), rel=1e-9)
    # Balanced trade: what home spends abroad is what abroad spends at home.
    assert (1 - result.share) * result.wage == pytest.approx(result.share * size, rel=1e-8)


@given(ratios, ratios, elasticities)
def test_both_gain_and_the_smaller_share_more(technology: float, size: float, elasticity: float) -> None:
    result = world(technology, size, elasticity)
    assert min(result.gain, result.foreign_gain) > 0
    assume(abs(result.share - 0.5) > 1e-9)
    assert (result.gain > result.foreign_gain) == (result.share < 0.5)


@given(ratios, ratios, st.floats(1, 15))
def test_gain_is_the_average_fall_of_prices(technology: float, size: float, elasticity: float) -> None:
    """With equal spending, real income rises by the mean of log(cost at home / cost abroad) over bought goods."""
    result = world(technology, size, elasticity)
    edges = np.linspace(result.share, 1, 200_001)
    goods = (edges[1:] + edges[:-1]) / 2
    cheaper = np.log(result.wage / advantage(goods, technology, elasticity))
    assert np.log1p(result.gain) == pytest.approx((1 - result.share) * cheaper.mean(), rel=1e-3, abs=1e-6)


@given(ratios, ratios, elasticities)
def test_names_do_not_matter(technology: float, size: float, elasticity: float) -> None:
    result, mirror = world(technology, size, elasticity), world(1 / technology, 1 / size, elasticity)
    assert mirror.gain == pytest.approx(result.foreign_gain, rel=1e-6)
    assert mirror.wage == pytest.approx(1 / result.wage, rel=1e-9)


@given(ratios, ratios, elasticities, st.floats(1.05, 3))
def test_better_technology_raises_the_wage_and_lowers_the_gain(
    technology: float, size: float, elasticity: float, better: float
) -> None:
    before, after = world(technology, size, elasticity), world(technology * better, size, elasticity)
    assert after.wage > before.wage
    assert after.share > before.share
    assert after.gain < before.gain


@given(st.floats(0.05, 1), elasticities)
def test_gain_and_loss_are_one_change_seen_from_two_ends(share: float, elasticity: float) -> None:
    product = (1 + float(gain_from_share(share, elasticity))) * (1 - loss_of_closing(share, elasticity))
    assert product == pytest.approx(1, rel=1e-9)

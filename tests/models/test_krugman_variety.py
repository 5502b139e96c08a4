"""Card M5: the check numbers, and the properties named in the model's docstring over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.krugman_variety import economy, gain

labour_forces = st.floats(10, 10_000)
coefficients = st.floats(0.1, 10)


def test_check_numbers() -> None:
    found = economy(100)
    assert found.consumption == pytest.approx(0.1, abs=1e-9)
    assert found.price == pytest.approx(1.1, abs=1e-9)
    assert found.output == pytest.approx(10, abs=1e-9)
    assert found.goods == pytest.approx(9.0909090909, abs=1e-9)
    assert found.real_wage == pytest.approx(1 / 1.1, abs=1e-9)


def test_four_times_the_economy_has_less_than_four_times_the_goods() -> None:
    small, large = economy(100), economy(400)
    assert large.goods == pytest.approx(400 / 21, abs=1e-9)
    assert large.output == pytest.approx(2 * small.output, abs=1e-9)
    assert large.real_wage / small.real_wage == pytest.approx(1.1 / 1.05, abs=1e-9)
    assert gain(small, large) == pytest.approx(
        10 * (math.exp(400 / 21 * math.log(1.05) / (100 / 11)) - 1) - 1, abs=1e-9
    )


def test_bad_input_is_named() -> None:
    with pytest.raises(ValueError, match="labour = 0: must be a finite number above 0"):
        economy(0)
    with pytest.raises(ValueError, match="fixed_labour = -1"):
        economy(100, fixed_labour=-1)


@given(labour_forces, coefficients, coefficients)
def test_labour_and_money_are_used_up(labour: float, alpha: float, beta: float) -> None:
    found = economy(labour, alpha, beta)
    assert found.goods * (alpha + beta * found.output) == pytest.approx(labour, rel=1e-9)
    assert found.output == pytest.approx(labour * found.consumption, rel=1e-9)
    assert found.goods * found.price * found.consumption == pytest.approx(1, rel=1e-9)
    assert found.price * found.output == pytest.approx(alpha + beta * found.output, rel=1e-9)


@given(labour_forces, coefficients, coefficients)
def test_the_price_is_the_best_one(labour: float, alpha: float, beta: float) -> None:
    found = economy(labour, alpha, beta)
    elasticity = (1 + found.consumption) / found.consumption
    assert found.price == pytest.approx(beta * elasticity / (elasticity - 1), rel=1e-9)


@given(labour_forces, st.floats(1.01, 20), coefficients, coefficients)
def test_a_larger_economy_is_better_for_everybody(
    labour: float, times: float, alpha: float, beta: float
) -> None:
    small, large = economy(labour, alpha, beta), economy(times * labour, alpha, beta)
    assert small.goods < large.goods < times * small.goods
    assert large.output > small.output
    assert large.real_wage > small.real_wage
    assert large.utility > small.utility
    assert gain(small, large) > large.real_wage / small.real_wage - 1 > 0

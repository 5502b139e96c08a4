"""Card M18: its check numbers, and the properties of its card over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from integration_ladder.models.welfare_state import (
    USUAL,
    World,
    economy_at,
    even_share,
    even_tax,
    fastest_tax,
    growth_at,
    share_with_top_at,
)

TAXES = st.just(0.0) | st.floats(0.001, 0.95)
SHARES = st.just(0.0) | st.floats(0.01, 0.99) | st.just(1.0)
WORLDS = st.builds(World, st.floats(0.05, 0.3), st.floats(0.0, 0.05), st.floats(1, 4), st.floats(0.1, 0.45))


@pytest.mark.parametrize(("tax", "growth"), [(0, 0.045), (0.5, 0.015), (0.75, 0)])
def test_check_numbers_of_pure_transfers(tax: float, growth: float) -> None:
    assert growth_at(tax, 0) == pytest.approx(growth, abs=1e-12)


def test_check_number_of_productive_spending() -> None:
    assert fastest_tax(1) == USUAL.elasticity == 0.25
    assert growth_at(0.25, 1) == pytest.approx(0.03, abs=1e-12)
    assert growth_at(0, 1) == pytest.approx(-0.015, abs=1e-12)


def test_where_a_tax_costs_no_growth() -> None:
    assert even_share(0.25) == pytest.approx(0.25, abs=1e-12), "at a tax of α the share is α too"
    assert even_share(0.5) == pytest.approx(1 / (1 + 2 ** (1 / 3)), abs=1e-12)
    assert even_tax(0.25) == pytest.approx(0.25, abs=1e-9)


def test_who_gains_today_from_pure_transfers() -> None:
    half = economy_at(0.5, 0)
    assert (half.owners, half.workers) == pytest.approx((-0.5, 0.25), abs=1e-12)
    assert half.years == pytest.approx(math.log(1.25) / 0.03)


@given(SHARES, WORLDS)
def test_the_top_agrees_with_an_independent_search(share: float, world: World) -> None:
    found = minimize_scalar(
        lambda tax: -growth_at(tax, share, world), bounds=(0, 1), method="bounded", options={"xatol": 1e-9}
    )
    best = fastest_tax(share, world)
    assert growth_at(best, share, world) >= -found.fun - 1e-9
    assert 0 <= best <= world.elasticity
    assert (best > 0) == (share > 0)


@given(st.floats(0.001, 1), WORLDS)
def test_the_closed_form_of_the_top(part: float, world: World) -> None:
    tax = part * world.elasticity
    assert fastest_tax(share_with_top_at(tax, world), world) == pytest.approx(tax, abs=1e-6)


@given(st.floats(0.01, 0.95), WORLDS)
def test_the_closed_form_of_the_even_share_agrees_with_a_root(tax: float, world: World) -> None:
    root = brentq(lambda share: growth_at(tax, share, world) - growth_at(0, share, world), 0, 1, xtol=1e-12)
    assert even_share(tax, world) == pytest.approx(root, abs=1e-8)
    assert even_tax(root, world) == pytest.approx(tax, abs=1e-5)


@given(st.floats(0, 0.4), st.floats(0.01, 0.4), WORLDS)
def test_without_productive_spending_growth_falls_in_a_straight_line(
    tax: float, step: float, world: World
) -> None:
    one, two, three = (growth_at(tax + i * step / 2, 0, world) for i in range(3))
    assert one - two == pytest.approx(two - three, abs=1e-12)
    assert one > two


@given(SHARES, WORLDS)
def test_at_a_tax_of_alpha_all_grow_alike(share: float, world: World) -> None:
    assert growth_at(world.elasticity, share, world) == pytest.approx(growth_at(world.elasticity, 0, world))


@given(TAXES, SHARES)
def test_owners_do_best_where_growth_is_highest(tax: float, share: float) -> None:
    found = economy_at(tax, share)
    assert found.owners <= 1e-9
    assert found.growth <= found.fastest + 1e-12


@given(TAXES, SHARES, WORLDS)
def test_from_some_year_on_faster_growth_gives_workers_more(tax: float, share: float, world: World) -> None:
    found = economy_at(tax, share, world)
    if found.years is None:
        assert abs(found.workers) < 1e-3
    elif 0 < found.years < 500:
        assert found.workers > 0
        assert found.income(found.years) == pytest.approx(found.income_fastest(found.years), rel=1e-6)
        assert found.income(found.years + 10) < found.income_fastest(found.years + 10)
    elif found.years == 0:
        assert found.workers <= 1e-9


@given(st.floats(0.01, 0.95), SHARES)
def test_workers_gain_today_from_a_tax_above_the_fastest(more: float, share: float) -> None:
    best = fastest_tax(share)
    assert economy_at(best + more * (0.99 - best), share).workers > 0
    if best > 0.02:
        assert economy_at(best * (1 - more), share).workers < 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: growth_at(-0.1, 0), "tax = -0.1: must be a finite number, 0 or more"),
        (lambda: growth_at(0.1, 1.5), "share = 1.5: must be at most 1"),
        (lambda: growth_at(0.1, 0.5, World(elasticity=0.6)), "elasticity = 0.6: must be below 0.5"),
        (lambda: even_share(0), "tax = 0: must be"),
        (lambda: share_with_top_at(0.3), "tax = 0.3: must lie between 0 and 0.25"),
        (lambda: economy_at(2, 0), "tax = 2: must be at most 1"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

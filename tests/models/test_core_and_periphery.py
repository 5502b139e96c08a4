"""Card M15: its check numbers, and the properties of its card over random parameters."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from integration_ladder.models.core_and_periphery import (
    Equilibrium,
    break_point,
    equilibria,
    settle,
    short_run,
    sustain_point,
)

SIGMAS = st.floats(2, 9)
PARTS = st.floats(0.1, 0.9)
"""How near μ comes to (σ − 1)/σ, the black hole."""
SHARES = st.floats(0, 1)
COSTS = st.floats(1.05, 4)


def near(part: float, sigma: float) -> float:
    """Return a share of spending at which there is no black hole."""
    return part * (sigma - 1) / sigma


def by_iteration(lam: float, tau: float, mu: float, sigma: float) -> tuple[float, float]:
    """Return the real wages, found in another way: both wage equations, again and again, without using their sum."""
    w, v = 1.0, 1.0
    for _ in range(20_000):
        y, z = mu * lam * w + (1 - mu) / 2, mu * (1 - lam) * v + (1 - mu) / 2
        p = (lam * w ** (1 - sigma) + (1 - lam) * (tau * v) ** (1 - sigma)) ** (1 / (1 - sigma))
        q = (lam * (tau * w) ** (1 - sigma) + (1 - lam) * v ** (1 - sigma)) ** (1 / (1 - sigma))
        new = (y * p ** (sigma - 1) + z * tau ** (1 - sigma) * q ** (sigma - 1)) ** (1 / sigma)
        other = (y * tau ** (1 - sigma) * p ** (sigma - 1) + z * q ** (sigma - 1)) ** (1 / sigma)
        if abs(new - w) + abs(other - v) < 1e-14:
            break
        w, v = new, other
    return w * p**-mu, v * q**-mu


def slope(tau: float, mu: float, sigma: float, step: float = 1e-4) -> float:
    """Return how the gap of real wages rises with region 1's share, where industry is spread."""
    return short_run(0.5 + step, tau, mu, sigma).gap / step


def test_break_and_sustain_point() -> None:
    assert break_point() == pytest.approx(7**0.25, abs=1e-12)
    assert break_point() == pytest.approx(1.6266, abs=5e-5)
    assert sustain_point() == pytest.approx(1.8073, abs=5e-5)


def test_the_break_point_found_by_equilibria_alone() -> None:
    """The card's 1.62658: where the gap near equal shares changes its sign, by the other solver."""

    def gap(tau: float) -> float:
        one, two = by_iteration(0.5 + 1e-4, tau, 0.4, 5)
        return one - two

    assert brentq(gap, 1.5, 1.7, xtol=1e-9) == pytest.approx(1.62658, abs=5e-6)


@pytest.mark.parametrize(
    ("tau", "stable"), [(1.5, {0.0, 1.0}), (2.1, {0.5}), (1.7, {0.0, 0.5, 1.0})], ids=str
)
def test_what_is_stable(tau: float, stable: set[float]) -> None:
    assert {one.share for one in equilibria(tau) if one.stable} == stable


def test_at_the_critical_points_the_old_state_is_left() -> None:
    assert equilibria(break_point()) == (
        Equilibrium(0.0, True),
        Equilibrium(0.5, False),
        Equilibrium(1.0, True),
    )
    assert equilibria(sustain_point()) == (
        Equilibrium(0.0, False),
        Equilibrium(0.5, True),
        Equilibrium(1.0, False),
    )
    assert settle(break_point(), False).now.share == 1
    assert settle(sustain_point(), True).now.share == 0.5
    # And rightly so: a small displacement grows.
    assert short_run(0.52, break_point()).gap > 0
    assert short_run(0.98, sustain_point()).gap < 0


@settings(max_examples=40)
@given(SHARES, COSTS, SIGMAS, PARTS)
def test_the_short_run_agrees_with_another_solver(lam: float, tau: float, sigma: float, part: float) -> None:
    mu = near(part, sigma)
    found = short_run(lam, tau, mu, sigma)
    assert (found.one.real_wage, found.two.real_wage) == pytest.approx(
        by_iteration(lam, tau, mu, sigma), rel=1e-8
    )


@given(SHARES, COSTS, SIGMAS, PARTS)
def test_what_is_spent_on_industry_is_what_its_workers_earn(
    lam: float, tau: float, sigma: float, part: float
) -> None:
    mu = near(part, sigma)
    found = short_run(lam, tau, mu, sigma)
    earned = mu * (lam * found.one.wage + (1 - lam) * found.two.wage)
    assert earned == pytest.approx(mu * (found.one.income + found.two.income))
    assert found.one.income + found.two.income == pytest.approx(1)


@given(SHARES, COSTS, SIGMAS, PARTS)
def test_the_regions_are_mirror_images(lam: float, tau: float, sigma: float, part: float) -> None:
    mu = near(part, sigma)
    one, other = short_run(lam, tau, mu, sigma), short_run(1 - lam, tau, mu, sigma)
    assert one.one.real_wage == pytest.approx(other.two.real_wage)
    assert one.gap == pytest.approx(-other.gap, abs=1e-9)


@settings(max_examples=40)
@given(SIGMAS, PARTS)
def test_closed_form_and_root_agree_with_full_equilibria(sigma: float, part: float) -> None:
    """Break point: where a small displacement turns from undone to growing. Sustain point: where moving out pays."""
    mu = near(part, sigma)
    low, high = break_point(mu, sigma), sustain_point(mu, sigma)
    assert 1 < low < high
    found = math.exp(
        brentq(lambda log: slope(math.exp(log), mu, sigma), math.log(low) * 0.5, math.log(low) * 1.5)
    )
    assert math.log(found) == pytest.approx(math.log(low), rel=1e-4)

    def moving_out(log: float) -> float:
        one, two = by_iteration(1.0, math.exp(log), mu, sigma)
        return math.log(two / one)

    found = math.exp(brentq(moving_out, math.log(high) * 0.7, math.log(high) * 1.3))
    assert math.log(found) == pytest.approx(math.log(high), rel=1e-6)


@settings(max_examples=60)
@given(COSTS, SIGMAS, PARTS)
def test_no_other_equilibria_are_seen(tau: float, sigma: float, part: float) -> None:
    """Scan the gap from equal shares to all: its signs are those that the equilibria say."""
    mu = near(part, sigma)
    low, high = break_point(mu, sigma), sustain_point(mu, sigma)
    if min(abs(math.log(tau / low)), abs(math.log(tau / high))) < 1e-3:
        return
    known = [one.share for one in equilibria(tau, mu, sigma) if 0.5 < one.share < 1]
    for lam in [0.5 + 0.49 * i / 12 for i in range(1, 13)]:
        if known and abs(lam - known[0]) < 1e-3:
            continue
        gap = short_run(lam, tau, mu, sigma).gap
        grows = tau < low if not known else lam > known[0]
        assert (gap > 0) == grows, (lam, gap)


@given(COSTS, SIGMAS, PARTS, st.booleans())
def test_industry_stays_as_it_was_between_the_two_points(
    tau: float, sigma: float, part: float, gathered: bool
) -> None:
    mu = near(part, sigma)
    end = settle(tau, gathered, mu, sigma)
    expected = (
        1.0 if tau <= end.break_point else 0.5 if tau >= end.sustain_point else 1.0 if gathered else 0.5
    )
    assert end.now.share == expected
    assert end.moved == (expected != (1.0 if gathered else 0.5))
    assert end.stays_spread or end.stays_gathered


@given(COSTS, SIGMAS, PARTS, st.booleans())
def test_who_gains_and_who_loses(tau: float, sigma: float, part: float, gathered: bool) -> None:
    mu = near(part, sigma)
    end = settle(tau, gathered, mu, sigma)
    if end.now.share == 0.5:
        assert end.workers == end.farmers_one == end.farmers_two == 0
        return
    # By hand: all made in region 1 at a price of 1; spread, half comes from afar.
    index = ((1 + tau ** (1 - sigma)) / 2) ** (1 / (1 - sigma))
    assert end.farmers_one == pytest.approx(index**mu - 1)
    assert end.workers == pytest.approx(end.farmers_one)
    assert end.farmers_two == pytest.approx((tau / index) ** -mu - 1)
    assert end.farmers_one > 0 > end.farmers_two
    assert end.by_leaving < 1e-9


@pytest.mark.parametrize(("tau", "enough"), [(1.3, True), (1.6, False)])
def test_what_those_who_gain_could_pay(tau: float, enough: bool) -> None:
    """By hand: 0.7 of all people gain and 0.3 lose; everybody earns 1, spread or gathered."""
    end = settle(tau, True)
    index = ((1 + tau**-4) / 2) ** -0.25
    assert end.could_pay == pytest.approx(0.7 * (1 - index**-0.4))
    assert end.would_need == pytest.approx(0.3 * ((tau / index) ** 0.4 - 1))
    assert (end.could_pay > end.would_need) == enough
    # Who spends changes neither wage nor prices: all that is spent on industry is earned in region 1.
    one = end.all_in_one.one
    assert (one.wage, one.price_index) == pytest.approx((1, 1))


def test_no_trade_cost_matters_little_close_to_one() -> None:
    """Where goods travel nearly free, it hardly matters where industry is."""
    end = settle(1.000001, True)
    assert end.farmers_two == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: short_run(1.1, 2), "share = 1.1: must be from 0 to 1"),
        (lambda: short_run(0.5, 1), "trade_cost = 1: must be above 1"),
        (lambda: short_run(0.5, 2, 0), "spending = 0: must be above 0 and below 1"),
        (lambda: short_run(0.5, 2, 0.4, 1), "elasticity = 1: must be above 1"),
        (
            lambda: break_point(0.8, 5),
            r"spending = 0.8: must be below \(σ − 1\)/σ = 0.8, or industry is a black hole",
        ),
        (lambda: sustain_point(0.5, 2), "black hole"),
        (lambda: sustain_point(0.4999999999, 2), "so close to a black hole"),
        (lambda: equilibria(0.9), "trade_cost = 0.9: must be above 1"),
        (lambda: settle(math.nan, True), "trade_cost = nan: must be a finite number above 0"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

"""Card M9: its check numbers, and the properties of its card over random parameters."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.customs_union import (
    Good,
    break_even_partner,
    break_even_tariff,
    frozen_at,
    union_at,
)

PARTNERS = st.floats(1, 2.9)
TARIFFS = st.just(0.0) | st.floats(1e-6, 3)
GOODS = st.builds(
    lambda own, demand, supply: Good(own * (demand + supply), demand, supply),
    st.floats(1.5, 5),
    st.floats(0.5, 50),
    st.floats(0.5, 50),
)


def test_a_union_with_a_partner_as_cheap_as_the_world_creates_trade() -> None:
    union = union_at(1, 1)
    assert (union.before.bought, union.before.made) == (50, 20)
    assert (union.after.bought, union.after.made, union.after.imports) == (70, 10, 60)
    assert (union.creation, union.diversion, union.gain) == pytest.approx((15, 0, 15), abs=1e-9)


def test_a_union_with_a_dear_partner_diverts_it() -> None:
    union = union_at(1.5, 1)
    assert (union.after.bought, union.after.made, union.after.imports) == (60, 15, 45)
    assert (union.creation, union.diversion, union.gain) == pytest.approx((3.75, 15, -11.25), abs=1e-9)


def test_break_even_prices_and_tariffs() -> None:
    assert break_even_partner(1) == pytest.approx(3 - sqrt(3), abs=1e-9)
    assert break_even_tariff(1.5) == pytest.approx(sqrt(7) / 2, abs=1e-9)
    assert break_even_tariff(1) == break_even_partner(0) - 1 == 0


@pytest.mark.parametrize(("tariff", "gain"), [(0.5, 0), (0.6, -20.85), (1.5, 7.5)])
def test_with_a_dear_partner_the_tariff_decides(tariff: float, gain: float) -> None:
    assert union_at(1.5, tariff).gain == pytest.approx(gain, abs=1e-9)


@given(st.floats(0, 1.5))
def test_welfare_without_discrimination(tariff: float) -> None:
    """W(t) = 127.5 - 15 t²: what a union with the world's own price gives back."""
    assert union_at(1, tariff).gain == pytest.approx(15 * tariff**2, abs=1e-9)


@given(PARTNERS, TARIFFS, GOODS)
def test_what_each_gains_adds_up(partner: float, tariff: float, good: Good) -> None:
    union = union_at(partner, tariff, good)
    assert union.buyers + union.makers + union.government == pytest.approx(union.gain, abs=1e-6)
    assert union.gain == pytest.approx(union.creation - union.diversion, abs=1e-6)
    assert union.share(union.spending) == pytest.approx(1)


@given(PARTNERS, TARIFFS, GOODS)
def test_buyers_never_lose_and_makers_and_government_never_gain(
    partner: float, tariff: float, good: Good
) -> None:
    union = union_at(partner, tariff, good)
    assert union.buyers >= 0 >= union.makers
    assert union.government <= 1e-9


@given(TARIFFS, GOODS, st.floats(0, 2))
def test_a_partner_that_does_not_undercut_changes_nothing(tariff: float, good: Good, dearer: float) -> None:
    union = union_at(1 + tariff + dearer, tariff, good)
    assert not union.undercuts
    assert union.after == union.before
    assert (union.buyers, union.makers, union.government, union.gain) == (0, 0, 0, 0)


@given(TARIFFS, GOODS)
def test_a_partner_as_cheap_as_the_world_brings_free_trade(tariff: float, good: Good) -> None:
    union, free = union_at(1, tariff, good), union_at(1, 0, good)
    assert union.after.price == free.before.price
    assert union.gain >= 0


@given(st.floats(0.1, 1.4), PARTNERS, PARTNERS, GOODS)
def test_the_dearer_the_partner_the_less_home_gains(
    tariff: float, one: float, other: float, good: Good
) -> None:
    cheap, dear = (union_at(price, tariff, good) for price in sorted((one, other)))
    if dear.undercuts:
        assert cheap.gain >= dear.gain - 1e-9


@given(st.floats(0, 0.99), GOODS)
def test_at_the_break_even_price_home_gains_nothing(part: float, good: Good) -> None:
    tariff = part * (good.own_price - 1)
    partner = break_even_partner(tariff, good)
    assert union_at(partner, tariff, good).gain == pytest.approx(0, abs=1e-6)
    assert break_even_tariff(partner, good) == pytest.approx(tariff, abs=1e-6)


def test_a_union_that_freezes_trade_with_the_world() -> None:
    frozen = frozen_at(1.5, 1)
    assert (frozen.external, frozen.from_world, frozen.from_partner) == (0.5, 30, 15)
    assert (frozen.buyers, frozen.makers, frozen.government) == pytest.approx((27.5, -8.75, -15), abs=1e-9)
    assert (frozen.gain, frozen.compensation, frozen.revenue) == pytest.approx((3.75, 23.75, 15), abs=1e-9)
    assert frozen.passed_on(0.5) == pytest.approx(-3.75, abs=1e-9)


@given(PARTNERS, TARIFFS, GOODS)
def test_a_frozen_union_loses_nothing(partner: float, tariff: float, good: Good) -> None:
    frozen = frozen_at(partner, tariff, good)
    union = frozen.union
    assert frozen.from_world == union.before.imports
    assert frozen.from_world + frozen.from_partner == pytest.approx(union.after.imports, abs=1e-9)
    assert frozen.from_partner >= -1e-9
    assert frozen.gain == pytest.approx(union.creation, abs=1e-6)
    assert frozen.gain >= union.gain - 1e-6
    assert frozen.buyers >= frozen.compensation - 1e-6
    assert frozen.government <= 1e-9
    if union.undercuts:
        assert 1 + frozen.external == pytest.approx(union.after.price, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: union_at(0.9, 1), "partner = 0.9: must be a finite price, 1 or more"),
        (lambda: union_at(1, -0.1), "tariff = -0.1: must be a finite number, 0 or more"),
        (lambda: union_at(1, 1, Good(20)), "home must buy abroad at the world price 1"),
        (lambda: union_at(1, 1, Good(90, 20, 0)), "supply_slope = 0: must be"),
        (lambda: break_even_partner(2.5), "tariff = 2.5: must be at most 2.0"),
        (lambda: break_even_tariff(3.5), "partner = 3.5: must lie between 1 and 3.0"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

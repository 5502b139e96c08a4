"""Card M1: the check numbers, and the properties named in the model's docstring over random parameters."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.smith import (
    FOREIGN,
    HOME,
    PINS_ALONE,
    SWAP_WHEAT,
    Country,
    better_at,
    pins_per_worker,
    swap_at,
    working_day,
)

outputs = st.floats(0.5, 10)
countries = st.builds(Country, outputs, outputs)
rates = st.floats(0.05, 20)


def each_better_at_one(one: Country, other: Country) -> bool:
    return len(better_at(one, other)) == len(better_at(other, one)) == 1


def between(share: float, one: Country, other: Country) -> float:
    low, high = sorted((one.own_rate, other.own_rate))
    return min(max(low + share * (high - low), low), high)


def test_the_textbooks_swap() -> None:
    swap = swap_at(1)
    assert (swap.home.better_at, swap.foreign.better_at) == (("wheat",), ("cloth",))
    assert swap.cloth == SWAP_WHEAT == 6
    assert swap.home.cloth_gained == pytest.approx(2, abs=1e-12)
    assert swap.foreign.cloth_gained == pytest.approx(24, abs=1e-12)
    assert swap.home.hours_saved == pytest.approx(0.5, abs=1e-12)
    assert swap.foreign.hours_saved == pytest.approx(4.8, abs=1e-12)


def test_six_wheat_cost_four_cloth_at_home_and_thirty_abroad() -> None:
    swap = swap_at(1)
    assert swap.home.own_cloth == pytest.approx(4, abs=1e-12)
    assert swap.foreign.own_cloth == pytest.approx(30, abs=1e-12)


def test_an_hour_moved_in_each_country_makes_more_of_both() -> None:
    swap = swap_at(1)
    assert (swap.more_wheat, swap.more_cloth) == (5, 1)


def test_real_income() -> None:
    swap = swap_at(1)
    assert swap.home.gain == pytest.approx(math.sqrt(1.5) - 1, abs=1e-12)
    assert swap.foreign.gain == pytest.approx(math.sqrt(5) - 1, abs=1e-12)


@pytest.mark.parametrize(("rate", "cloth", "gained"), [(1, 6, 2), (2, 12, 8), (4, 24, 20)])
def test_what_the_swaps_wheat_costs_and_brings_at_each_rate(rate: float, cloth: float, gained: float) -> None:
    """Six wheat cost home four cloth of its own labour, whatever they bring."""
    swap = swap_at(rate)
    assert (swap.rate, swap.cloth) == (rate, cloth)
    assert swap.home.cloth_gained == pytest.approx(gained, abs=1e-12)
    assert swap.foreign.cloth_gained == pytest.approx(30 - cloth, abs=1e-12)
    assert swap.foreign.hours_saved == pytest.approx((30 - cloth) / 5, abs=1e-12)


def test_at_its_own_rate_a_country_gains_exactly_nothing() -> None:
    assert swap_at(2 / 3).home.gain == swap_at(2 / 3).home.cloth_gained == 0
    assert swap_at(2 / 3 - 1e-12).home.gain == swap_at(2 / 3 + 1e-12).home.cloth_gained == 0
    assert swap_at(5).foreign.gain == swap_at(5).foreign.cloth_gained == 0
    assert swap_at(5).swapped


@pytest.mark.parametrize("rate", [0.5, 0.66, 5.01, 9])
def test_outside_the_own_rates_nobody_swaps(rate: float) -> None:
    swap = swap_at(rate)
    assert not swap.swapped
    assert (swap.home.gain, swap.foreign.gain) == (0, 0)


@pytest.mark.parametrize("foreign", [Country(1, 3), Country(1, 4), Country(7, 5), Country(6, 5), HOME])
def test_the_rule_is_silent_unless_each_is_better_at_one(foreign: Country) -> None:
    swap = swap_at(1, HOME, foreign)
    assert swap.silent
    for side in (swap.home, swap.foreign):
        assert side.gain is side.cloth_gained is side.hours_saved is None
    assert swap.more_wheat is swap.more_cloth is swap.home_makes is None
    # What it would cost each to make the swap's wheat itself is known without a rule.
    assert swap.home.own_cloth == pytest.approx(4, abs=1e-12)
    assert swap.foreign.own_cloth == pytest.approx(6 * foreign.cloth / foreign.wheat, abs=1e-12)


def test_roles_turn_where_home_is_better_at_cloth() -> None:
    swap = swap_at(4, Country(0.5, 4), Country(1, 3))
    assert swap.home_makes == "cloth"
    assert min(swap.home.gain, swap.foreign.gain) > 0


def test_pin_workshop() -> None:
    assert pins_per_worker() == 4800
    assert pins_per_worker() / PINS_ALONE == 240
    assert working_day(4800) == 0.1
    assert working_day(96_000) == 1


@pytest.mark.parametrize("rate", [0, -1, math.nan, math.inf])
def test_a_bad_rate_is_named(rate: float) -> None:
    with pytest.raises(ValueError, match="rate = .*must be a finite number above 0"):
        swap_at(rate)


def test_a_bad_output_is_named() -> None:
    with pytest.raises(ValueError, match="cloth = 0: must be a finite number above 0"):
        Country(6, 0)
    with pytest.raises(ValueError, match="market = -1: must be a finite number above 0"):
        working_day(-1)


@given(countries, countries, rates)
def test_who_swaps_does_not_lose(home: Country, foreign: Country, rate: float) -> None:
    swap = swap_at(rate, home, foreign)
    for side in (swap.home, swap.foreign):
        assert (side.gain is None) == swap.silent
        if not swap.silent:
            assert min(side.gain, side.cloth_gained, side.hours_saved) >= 0


@given(countries, countries, st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_gains_in_cloth_add_up_to_the_same_at_every_rate(
    home: Country, foreign: Country, one: float, two: float
) -> None:
    assume(each_better_at_one(home, foreign))
    sums = []
    for share in (one, two):
        swap = swap_at(between(share, home, foreign), home, foreign)
        sums.append(swap.home.cloth_gained + swap.foreign.cloth_gained)
    assert sums[0] == pytest.approx(sums[1], rel=1e-6, abs=1e-7)
    assert sums[0] == pytest.approx(abs(swap.home.own_cloth - swap.foreign.own_cloth), rel=1e-6, abs=1e-7)


@given(countries, countries, st.floats(0.02, 0.98))
def test_gain_is_that_of_the_budget(home: Country, foreign: Country, share: float) -> None:
    """An hour specialised and half exchanged gives as much of the own good as alone, and more of the other."""
    assume(each_better_at_one(home, foreign) and abs(home.own_rate - foreign.own_rate) > 1e-6)
    rate = between(share, home, foreign)
    swap = swap_at(rate, home, foreign)
    for country, side in ((home, swap.home), (foreign, swap.foreign)):
        income = rate * country.wheat if side.better_at == ("wheat",) else country.cloth
        wheat, cloth = income / (2 * rate), income / 2
        alone = math.sqrt(country.wheat / 2 * country.cloth / 2)
        assert side.gain == pytest.approx(math.sqrt(wheat * cloth) / alone - 1, rel=1e-6, abs=1e-9)


@given(countries, countries)
def test_following_the_rule_makes_more_of_both_goods(home: Country, foreign: Country) -> None:
    assume(each_better_at_one(home, foreign))
    swap = swap_at(1, home, foreign)
    assert min(swap.more_wheat, swap.more_cloth) > 0


@given(countries, countries, rates)
def test_names_do_not_matter(home: Country, foreign: Country, rate: float) -> None:
    swap, mirror = swap_at(rate, home, foreign), swap_at(rate, foreign, home)
    assert swap.home == mirror.foreign
    assert (swap.silent, swap.swapped) == (mirror.silent, mirror.swapped)


@given(st.floats(1, 1e6))
def test_a_larger_market_never_shortens_the_working_day(market: float) -> None:
    assert working_day(market) <= working_day(2 * market) <= 1


def test_the_textbooks_table() -> None:
    assert (Country(6, 4), Country(1, 5)) == (HOME, FOREIGN)

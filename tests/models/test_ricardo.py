"""Card M2: the check numbers, and the properties named in the model's docstring over random parameters."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.ricardo import (
    ENGLAND,
    PORTUGAL,
    Country,
    market_clearing_price,
    trade_at,
)

EXACT = 1e-9

labour_cost = st.floats(40, 200)
labour_force = st.floats(50, 500)
countries = st.builds(Country, labour_cost, labour_cost, labour_force)
prices = st.floats(0.05, 20)


def within_band(share: float, one: Country, two: Country) -> float:
    low, high = sorted((one.own_price, two.own_price))
    return min(max(low + share * (high - low), low), high)


def test_opportunity_costs() -> None:
    assert pytest.approx(0.8333333333, abs=EXACT) == ENGLAND.own_price
    assert pytest.approx(1.125, abs=EXACT) == PORTUGAL.own_price


def test_labour_forces_make_one_of_each_without_trade() -> None:
    assert 1 * ENGLAND.cloth_labour + 1 * ENGLAND.wine_labour == ENGLAND.labour
    assert 1 * PORTUGAL.cloth_labour + 1 * PORTUGAL.wine_labour == PORTUGAL.labour


def test_world_output_when_both_specialise() -> None:
    trade = trade_at(1)
    assert trade.england.production.cloth + trade.portugal.production.cloth == pytest.approx(2.2, abs=EXACT)
    assert trade.england.production.wine + trade.portugal.production.wine == pytest.approx(2.125, abs=EXACT)


def test_wage_ratio_runs_from_two_thirds_to_nine_tenths() -> None:
    assert trade_at(ENGLAND.own_price).wage_ratio == pytest.approx(2 / 3, abs=EXACT)
    assert trade_at(PORTUGAL.own_price).wage_ratio == pytest.approx(0.9, abs=EXACT)


def test_labour_saved_at_one_for_one() -> None:
    trade = trade_at(1)
    assert trade.england.labour_saved == pytest.approx(20, abs=EXACT)
    assert trade.portugal.labour_saved == pytest.approx(10, abs=EXACT)


def test_labour_saved_is_that_of_the_import_less_that_of_what_is_given_for_it() -> None:
    trade = trade_at(0.9)
    assert trade.england.labour_saved == pytest.approx(120 - 100 / 0.9, abs=EXACT)
    assert trade.portugal.labour_saved == pytest.approx(90 - 80 * 0.9, abs=EXACT)


def test_gains_at_one_for_one() -> None:
    trade = trade_at(1)
    assert trade.england.gain == pytest.approx(0.095445, abs=5e-7)
    assert trade.portugal.gain == pytest.approx(0.060660, abs=5e-7)


def test_market_clearing_price_and_its_gains() -> None:
    price = market_clearing_price()
    trade = trade_at(price)
    assert price == pytest.approx(0.965909, abs=5e-7)
    assert trade.england.gain == pytest.approx(0.076611, abs=5e-7)
    assert trade.portugal.gain == pytest.approx(0.079215, abs=5e-7)
    assert trade.excess_demand == pytest.approx(0, abs=EXACT)


def test_only_there_do_the_plans_add_up() -> None:
    assert trade_at(5 / 6).excess_demand > 0.1
    assert trade_at(0.95).excess_demand > 0.01
    assert trade_at(1).excess_demand < -0.01
    assert trade_at(9 / 8).excess_demand < -0.1


def test_at_its_own_price_a_country_gains_exactly_nothing() -> None:
    assert trade_at(5 / 6).england.gain == 0
    assert trade_at(9 / 8).portugal.gain == 0
    for rounded in (5 / 6 - 1e-12, 5 / 6 + 1e-12):
        assert (trade_at(rounded).england.gain, trade_at(rounded).england.labour_saved) == (0, 0)
    assert trade_at(5 / 6).portugal.gain > 0.16
    assert trade_at(9 / 8).england.gain > 0.16


@pytest.mark.parametrize("price", [0.7, 0.8333, 1.1251, 1.3])
def test_outside_the_band_nobody_trades(price: float) -> None:
    trade = trade_at(price)
    assert trade.cloth_exporter is None
    assert (trade.england.gain, trade.portugal.gain) == (0, 0)
    assert trade.england.consumption == trade.england.alone


def test_without_trade_each_lives_on_what_it_makes() -> None:
    trade = trade_at(0.7)
    assert trade.excess_demand == 0
    for country, outcome in ((ENGLAND, trade.england), (PORTUGAL, trade.portugal)):
        assert outcome.production == outcome.consumption == outcome.alone
        spent = outcome.alone.cloth * country.cloth_labour, outcome.alone.wine * country.wine_labour
        assert spent == pytest.approx((country.labour / 2, country.labour / 2), abs=EXACT)
        assert outcome.wage == pytest.approx(1 / country.wine_labour, abs=EXACT)
        assert (outcome.own_price, outcome.labour_saved) == (country.own_price, 0)
    assert trade.wage_ratio == pytest.approx(80 / 120, abs=EXACT)


def test_countries_alike_do_not_trade_at_any_price() -> None:
    larger = Country(ENGLAND.cloth_labour, ENGLAND.wine_labour, 3 * ENGLAND.labour)
    for other in (ENGLAND, larger):
        trade = trade_at(ENGLAND.own_price, ENGLAND, other)
        assert (trade.alike, trade.traded, trade.cloth_exporter) == (True, False, None)


def test_a_rounding_between_own_prices_is_no_comparative_advantage() -> None:
    """100/120 and 0.1/0.12 are one price, whatever their last digit."""
    for rounding in (-1e-12, 1e-12):
        twin = Country(ENGLAND.cloth_labour * (1 + rounding), ENGLAND.wine_labour, ENGLAND.labour)
        trade = trade_at(ENGLAND.own_price, ENGLAND, twin)
        assert (trade.alike, trade.traded) == (True, False)
        assert (trade.england.gain, trade.portugal.gain) == (0, 0)


@pytest.mark.parametrize(
    ("price", "traded"), [(0.8, False), (5 / 6, True), (1, True), (9 / 8, True), (1.2, False)]
)
def test_a_trade_says_whether_it_is_one_and_between_which_own_prices(price: float, traded: bool) -> None:
    trade = trade_at(price)
    assert (trade.traded, trade.alike) == (traded, False)
    assert trade.own_prices == pytest.approx((5 / 6, 9 / 8), abs=EXACT)
    # Which of the two is dearer does not make them alike.
    assert not trade_at(price, PORTUGAL, ENGLAND).alike


def test_dear_portuguese_wine_reverses_the_roles() -> None:
    portugal = Country(90, 120, 170)
    trade = trade_at(0.8, portugal=portugal)
    assert trade.cloth_exporter == "portugal"
    assert trade.england.production.wine == pytest.approx(220 / 120, abs=EXACT)
    assert market_clearing_price(portugal=portugal) == pytest.approx(5 / 6, abs=EXACT)


@pytest.mark.parametrize("price", [0, -1, math.nan, math.inf])
def test_a_bad_price_is_named(price: float) -> None:
    with pytest.raises(ValueError, match="price = .*must be a finite number above 0"):
        trade_at(price)


def test_a_bad_labour_cost_is_named() -> None:
    with pytest.raises(ValueError, match="wine_labour = -80: must be a finite number above 0"):
        Country(90, -80, 170)


@given(countries, countries, prices)
def test_each_country_stays_on_its_budget_and_within_its_labour(
    one: Country, two: Country, price: float
) -> None:
    trade = trade_at(price, one, two)
    for country, outcome in ((one, trade.england), (two, trade.portugal)):
        # Without trade each good is valued at the country's own price.
        p = price if trade.cloth_exporter else country.own_price
        spent = p * outcome.consumption.cloth + outcome.consumption.wine
        earned = p * outcome.production.cloth + outcome.production.wine
        assert spent == pytest.approx(earned, rel=1e-9)
        used = outcome.production.cloth * country.cloth_labour + outcome.production.wine * country.wine_labour
        assert used == pytest.approx(country.labour, rel=1e-9)
        assert min(outcome.production.cloth, outcome.production.wine) >= -1e-9


@given(countries, countries, prices)
def test_nobody_loses(one: Country, two: Country, price: float) -> None:
    trade = trade_at(price, one, two)
    assert trade.england.gain >= 0
    assert trade.portugal.gain >= 0
    assert min(trade.england.labour_saved, trade.portugal.labour_saved) >= 0


@given(countries, countries, st.floats(0.05, 0.95))
def test_inside_the_band_both_gain_what_their_utility_says(one: Country, two: Country, share: float) -> None:
    assume(abs(one.own_price - two.own_price) > 1e-3)
    trade = trade_at(within_band(share, one, two), one, two)
    for outcome in (trade.england, trade.portugal):
        utility = math.sqrt(outcome.consumption.cloth * outcome.consumption.wine)
        alone = math.sqrt(outcome.alone.cloth * outcome.alone.wine)
        assert outcome.gain == pytest.approx(utility / alone - 1, rel=1e-6, abs=1e-12)
        assert outcome.gain > 0


@given(countries, countries)
def test_at_the_clearing_price_the_plans_add_up(one: Country, two: Country) -> None:
    assume(abs(one.own_price - two.own_price) > 1e-6)
    trade = trade_at(market_clearing_price(one, two), one, two)
    assert trade.excess_demand == pytest.approx(0, abs=1e-6)
    total = [trade.england, trade.portugal]
    for good in ("cloth", "wine"):
        made = sum(getattr(o.production, good) for o in total)
        used = sum(getattr(o.consumption, good) for o in total)
        assert used == pytest.approx(made, rel=1e-6)


@given(countries, countries, st.floats(0.3, 3), st.floats(0, 1))
def test_pattern_depends_on_comparative_advantage_only(
    one: Country, two: Country, skill: float, share: float
) -> None:
    assume(abs(one.own_price - two.own_price) > 1e-6)
    price = within_band(share, one, two)
    slower = Country(two.cloth_labour * skill, two.wine_labour * skill, two.labour)
    assert trade_at(price, one, slower).cloth_exporter == trade_at(price, one, two).cloth_exporter


@given(countries, countries, prices)
def test_names_do_not_matter(one: Country, two: Country, price: float) -> None:
    trade, mirror = trade_at(price, one, two), trade_at(price, two, one)
    assert trade.england == mirror.portugal
    assert trade.excess_demand == pytest.approx(mirror.excess_demand, abs=1e-12)

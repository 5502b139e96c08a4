"""Card M16: its check numbers, and the properties of its card over random parameters."""

from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.stolper_samuelson import (
    FOREIGN,
    HOME,
    OTHER_PRICE,
    TEXTBOOK,
    Country,
    Opened,
    Technology,
    clearing_price,
    hats,
    open_to,
    outputs,
    own_price,
    price_for_wage,
    rewards_at,
    world_at,
)

AMOUNTS = st.floats(0.5, 5)
INSIDE = st.floats(0.02, 0.98)


@st.composite
def technologies(draw) -> Technology:
    """Return a technology whose goods differ in the proportion of their factors."""
    cloth_labour, cloth_capital, other_labour = (draw(AMOUNTS) for _ in range(3))
    times = draw(st.floats(1.1, 8))  # how many times as much capital an hour of labour the other good takes
    one = Technology(
        cloth_labour, cloth_capital, other_labour, times * cloth_capital * other_labour / cloth_labour
    )
    return one if draw(st.booleans()) else one.swapped


def price_of(technology: Technology, part: float) -> float:
    """Return the price that lies so far between those at which one of the two factors would earn nothing."""
    low, high = technology.prices
    return low + part * (high - low)


@st.composite
def countries(draw, technology: Technology) -> Country:
    """Return a country that makes both goods, with or without trade: what it has is what two amounts of output take."""
    cloth = draw(st.floats(1, 100))
    other = cloth * price_of(technology, draw(INSIDE)) / OTHER_PRICE
    one = technology
    return Country(
        one.cloth_labour * cloth + one.other_labour * other,
        one.cloth_capital * cloth + one.other_capital * other,
    )


def opened(data, made_good: float = 0.0) -> Opened:
    """Return a country that opens at a price, both at random."""
    technology = data.draw(technologies())
    country = data.draw(countries(technology))
    return open_to(price_of(technology, data.draw(INSIDE)), country, technology, made_good=made_good)


@pytest.mark.parametrize(
    ("price", "rewards"), [(40, (8, 24)), (60, (24, 12)), (45, (12, 21)), (36, (4.8, 26.4))]
)
def test_check_numbers(price: float, rewards: tuple[float, float]) -> None:
    found = rewards_at(price)
    assert (found.wage, found.rental) == pytest.approx(rewards, abs=1e-9)
    assert price_for_wage(found.wage) == pytest.approx(price, abs=1e-9)


def test_prices_at_which_both_goods_are_made() -> None:
    assert TEXTBOOK.prices == TEXTBOOK.swapped.prices == (30, 80)


def test_magnification_on_the_way_up() -> None:
    """+200 % > +50 % > 0 > -50 %."""
    low, high = rewards_at(40), rewards_at(60)
    changes = high.wage / low.wage - 1, high.price / low.price - 1, high.rental / low.rental - 1
    assert changes == pytest.approx((2, 0.5, -0.5), abs=1e-9)


def test_hat_form() -> None:
    assert hats(0.5, 0.6, -0.1) == pytest.approx((0.4, -0.6), abs=1e-9)


def test_home_and_abroad() -> None:
    assert outputs(HOME) == (20, 10)
    assert outputs(FOREIGN) == (100, 30)
    assert (own_price(HOME), own_price(FOREIGN)) == (60, 36)
    assert clearing_price(HOME, FOREIGN) == 40
    assert HOME.capital / HOME.labour > FOREIGN.capital / FOREIGN.labour


def test_home_opens_at_40() -> None:
    world = world_at(40)
    home, foreign = world.home, world.foreign
    assert (home.labour_income, home.capital_income, home.income) == pytest.approx(
        (560, 1440, 2000), abs=1e-9
    )
    assert home.workers == pytest.approx(sqrt(1.5) / 3 - 1, abs=1e-9)
    assert home.owners == pytest.approx(2 * sqrt(1.5) - 1, abs=1e-9)
    assert home.gain == pytest.approx(2000 / 2400 * sqrt(1.5) - 1, abs=1e-9)
    assert home.gain == pytest.approx(0.020621, abs=1e-6)
    assert (home.imports, foreign.imports) == pytest.approx((5, -5), abs=1e-9)
    assert foreign.workers == pytest.approx(8 / 4.8 * sqrt(0.9) - 1, abs=1e-9)
    assert foreign.owners == pytest.approx(24 / 26.4 * sqrt(0.9) - 1, abs=1e-9)
    assert foreign.gain == pytest.approx(76 / 72 * sqrt(0.9) - 1, abs=1e-9)


def test_what_owners_would_have_to_pay() -> None:
    home = world_at(40, made_good=1).home
    needed = 1680 * sqrt(4800 / 7200)
    assert home.loss == home.paid == pytest.approx(needed - 560, abs=1e-9)
    assert home.paid == pytest.approx(811.714, abs=1e-3)
    assert home.workers == 0
    assert home.owners == pytest.approx((1440 - 811.714256) / (720 * sqrt(2 / 3)) - 1, abs=1e-6)
    assert home.left == pytest.approx(2000 - 2400 * sqrt(2 / 3), abs=1e-9)


def test_a_country_that_opens_at_its_own_price_changes_nothing() -> None:
    home = world_at(60, made_good=1).home
    assert (home.workers, home.owners, home.gain, home.paid, home.imports) == (0, 0, 0, 0, 0)
    assert world_at(36).foreign.gain == 0


@given(st.data())
def test_each_good_costs_what_it_sells_for(data) -> None:
    one = data.draw(technologies())
    price = price_of(one, data.draw(INSIDE))
    found = rewards_at(price, one)
    assert one.cloth_labour * found.wage + one.cloth_capital * found.rental == pytest.approx(price)
    assert one.other_labour * found.wage + one.other_capital * found.rental == pytest.approx(OTHER_PRICE)
    assert found.wage > 0 < found.rental


@given(st.data())
def test_rewards_change_by_more_than_the_price(data) -> None:
    one = data.draw(technologies())
    low, high = sorted(price_of(one, data.draw(INSIDE)) for _ in range(2))
    assume(high / low > 1.001)
    before, after = rewards_at(low, one), rewards_at(high, one)
    rise, wage, rental = (
        now / then - 1
        for now, then in ((high, low), (after.wage, before.wage), (after.rental, before.rental))
    )
    much, little = (wage, rental) if one.determinant > 0 else (rental, wage)
    assert much > rise > 0 > little
    # The form in changes holds exactly, with the shares of before.
    assert hats(before.cloth_share, before.other_share, rise) == pytest.approx((wage, rental))


@given(st.data())
def test_one_class_can_buy_more_of_both_goods_the_other_less(data) -> None:
    found = opened(data)
    before, after = found.before, found.after
    assume(abs(after.price / before.price - 1) > 1e-3)
    for now, then, gain in (
        (after.wage, before.wage, found.workers),
        (after.rental, before.rental, found.owners),
    ):
        bought = now / then - 1, now / after.price * before.price / then - 1
        assert all((one > 0) == (gain > 0) for one in bought)
    assert (found.workers > 0) != (found.owners > 0)


@given(st.data())
def test_no_country_loses_and_the_winners_can_pay(data) -> None:
    found = opened(data)
    assert found.gain >= -1e-12
    assert found.loss <= found.winners_income
    assert found.left >= -1e-9 * found.income


@given(st.data())
def test_with_all_made_good_nobody_loses(data) -> None:
    found = opened(data, made_good=1.0)
    assert min(found.workers, found.owners) >= -1e-9
    assert 0 in (found.workers, found.owners)


@given(st.data())
def test_incomes_are_what_is_made(data) -> None:
    found = opened(data, made_good=0.5)
    made = found.after.price * found.cloth + OTHER_PRICE * found.other
    assert found.income == pytest.approx(made)


@given(st.floats(31, 79), st.floats(0, 1))
def test_exchanging_the_factors_exchanges_workers_and_owners(price: float, made_good: float) -> None:
    one, other = world_at(price, False, made_good), world_at(price, True, made_good)
    for here, there in ((one.home, other.home), (one.foreign, other.foreign)):
        assert (here.workers, here.owners) == pytest.approx((there.owners, there.workers))
        assert here.gain == pytest.approx(there.gain)
        assert here.paid == pytest.approx(-there.paid)


@given(st.data())
def test_at_the_price_at_which_two_trade_alone_one_buys_what_the_other_sells(data) -> None:
    technology = data.draw(technologies())
    pair = [data.draw(countries(technology)) for _ in range(2)]
    price = clearing_price(*pair, technology=technology)
    imports = [open_to(price, one, technology).imports for one in pair]
    assert sum(imports) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("price", [32, 40, 50, 60, 78])
def test_wage_and_return_are_the_same_in_both_countries(price: float) -> None:
    world = world_at(price)
    assert world.home.after == world.foreign.after


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rewards_at(30), r"price = 30: must lie between 30.0 and 80.0"),
        (lambda: rewards_at(80), r"price = 80: must lie between"),
        (lambda: open_to(40, made_good=1.5), r"made_good = 1.5: must be from 0 to 1"),
        (lambda: outputs(Country(10, 60)), r"cannot use up its labour and capital"),
        (lambda: Country(0, 1), r"labour = 0: must be a finite number above 0"),
        (lambda: Technology(1, 1, 2, 2), r"both goods take the two factors in one proportion"),
        (lambda: hats(0.5, 0.5, 1), r"cloth_share = 0.5: must differ"),
        (lambda: hats(0.5, 1, 1), r"other_share = 1: must be between 0 and 1"),
        (lambda: price_for_wage(40), r"wage = 40: must be below 40.0"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

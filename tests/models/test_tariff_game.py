"""Card M8: the check numbers, and the properties named in the model's docstring over random parameters."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.tariff_game import (
    best_reply,
    break_even_reply,
    tariffs_at,
    war,
    winning_size,
)

tariffs = st.floats(0, 2)
sizes = st.floats(0.1, 10)
elasticities = st.floats(1.5, 8)


def index(gain: float) -> float:
    """Real income with free trade = 100."""
    return 100 * (1 + gain)


def test_symmetric_war_at_three_is_the_golden_ratio_less_one() -> None:
    assert war(1, 3) == pytest.approx(((math.sqrt(5) - 1) / 2,) * 2, abs=1e-9)


@pytest.mark.parametrize(("elasticity", "tariff"), [(3, 0.618034), (5, 0.313856)])
def test_symmetric_war_solves_its_equation(elasticity: float, tariff: float) -> None:
    home, foreign = war(1, elasticity)
    assert home == pytest.approx(tariff, abs=1e-6)
    assert home == pytest.approx(foreign, abs=1e-12)
    assert home == pytest.approx((1 + (1 + home) ** -elasticity) / (elasticity - 1), abs=1e-9)


def test_payoffs_of_the_dilemma_at_three() -> None:
    alone = best_reply(0.0)
    assert alone == pytest.approx(0.7665, abs=5e-5)
    deviation, both = tariffs_at(alone, 0), tariffs_at(*war())
    assert index(deviation.home.gain) == pytest.approx(106.886, abs=5e-4)
    assert index(deviation.foreign.gain) == pytest.approx(87.553, abs=5e-4)
    assert index(both.home.gain) == pytest.approx(92.937, abs=5e-4)
    assert both.foreign.gain == pytest.approx(both.home.gain, abs=1e-12)


@pytest.mark.parametrize(("elasticity", "size"), [(3, 5.063322), (5, 3.585016)])
def test_size_at_which_home_wins_the_war(elasticity: float, size: float) -> None:
    found = winning_size(elasticity)
    assert found == pytest.approx(size, abs=1e-6)

    def gain(size: float) -> float:
        return tariffs_at(*war(size, elasticity), size, elasticity).home.gain

    assert gain(found) == pytest.approx(0, abs=1e-10)
    assert gain(0.98 * found) < -1e-4
    assert gain(1.02 * found) > 1e-4
    assert tariffs_at(*war(found, elasticity), found, elasticity).foreign.gain < -0.1


def test_the_smaller_country_loses_more_by_the_war() -> None:
    for size in (1.1, 2, 3, 5, 8):
        both = tariffs_at(*war(size), size)
        assert both.foreign.gain < both.home.gain
        assert both.home.tariff > both.foreign.tariff


def test_even_a_tiny_country_has_a_best_tariff() -> None:
    for elasticity in (3, 5):
        assert best_reply(0.0, 1e-6, elasticity) == pytest.approx(1 / (elasticity - 1), rel=1e-3)


def test_a_closer_substitute_makes_tariffs_and_war_smaller() -> None:
    found = [(war(1, s)[0], tariffs_at(*war(1, s), 1, s).home.gain) for s in (2, 3, 5, 10)]
    assert [t for t, _ in found] == sorted((t for t, _ in found), reverse=True)
    assert [gain for _, gain in found] == sorted(gain for _, gain in found)


def test_a_war_of_equals_leaves_the_terms_of_trade_and_shrinks_trade() -> None:
    both = tariffs_at(*war())
    assert both.home.terms_of_trade == pytest.approx(0, abs=1e-12)
    assert both.trade < -0.3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-0.1, 0, 1, 3), "home = -0.1: a tariff must be a finite number of at least 0"),
        ((0, math.nan, 1, 3), "foreign = nan: a tariff"),
        ((0, 0, 0, 3), "size = 0: must be a finite number above 0"),
        ((0, 0, 1, 1), "elasticity = 1: must be a finite number above 1"),
    ],
)
def test_bad_input_is_named(arguments: tuple[float, float, float, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tariffs_at(*arguments)


@given(tariffs, tariffs, sizes, elasticities)
def test_markets_clear_and_trade_balances(
    home: float, foreign: float, size: float, elasticity: float
) -> None:
    game = tariffs_at(home, foreign, size, elasticity)
    assert game.home.own + game.foreign.imported == pytest.approx(size, rel=1e-9)
    assert game.foreign.own + game.home.imported == pytest.approx(1, rel=1e-9)
    assert game.price * game.home.imported == pytest.approx(game.foreign.imported, rel=1e-9)
    for country in (game.home, game.foreign):
        assert 0 < country.kept < 1
        assert 0 <= country.revenue < 1


@given(tariffs, tariffs, sizes, elasticities)
def test_buyers_choose_by_the_prices_they_pay(
    home: float, foreign: float, size: float, elasticity: float
) -> None:
    game = tariffs_at(home, foreign, size, elasticity)
    for country, price in ((game.home, game.price), (game.foreign, 1 / game.price)):
        relative = (country.own / country.imported) ** (1 / elasticity)
        assert relative == pytest.approx(price * (1 + country.tariff), rel=1e-9)


@given(tariffs, tariffs, sizes, elasticities)
def test_who_gets_no_revenue_buys_the_same_goods_with_a_smaller_income(
    home: float, foreign: float, size: float, elasticity: float
) -> None:
    game = tariffs_at(home, foreign, size, elasticity)
    free = tariffs_at(0, 0, size, elasticity)
    power = (elasticity - 1) / elasticity
    spent = game.home.own + game.price * (1 + home) * game.home.imported
    own, imported = (good * size / spent for good in (game.home.own, game.home.imported))
    utility = (own**power + imported**power) ** (1 / power) / size
    assert utility / free.home.real_income - 1 == pytest.approx(game.home.gain_without_revenue, abs=1e-9)


@given(tariffs, tariffs, sizes, elasticities)
def test_no_pair_of_tariffs_makes_both_better_off(
    home: float, foreign: float, size: float, elasticity: float
) -> None:
    game = tariffs_at(home, foreign, size, elasticity)
    assert min(game.home.gain, game.foreign.gain) <= 1e-12


@given(tariffs, sizes, elasticities)
def test_best_reply_is_what_brute_force_finds(foreign: float, size: float, elasticity: float) -> None:
    reply = best_reply(foreign, size, elasticity)
    assert reply > 1 / (elasticity - 1)
    best = tariffs_at(reply, foreign, size, elasticity).home.gain
    grid = np.linspace(0, 2 * reply, 101)
    gains = [tariffs_at(float(t), foreign, size, elasticity).home.gain for t in grid]
    assert max(gains) <= best + 1e-12
    assert abs(grid[int(np.argmax(gains))] - reply) <= grid[1]


@given(st.floats(0.001, 0.2), sizes, elasticities)
def test_a_small_tariff_alone_pays(share: float, size: float, elasticity: float) -> None:
    tariff = share * best_reply(0.0, size, elasticity)
    game = tariffs_at(tariff, 0, size, elasticity)
    assert game.home.gain > 0 > game.foreign.gain
    assert game.home.terms_of_trade > 0
    assert game.home.buyers_price > 0
    assert game.trade < 0


@given(elasticities)
def test_two_equal_countries_both_lose_by_a_war(elasticity: float) -> None:
    both = tariffs_at(*war(1, elasticity), 1, elasticity)
    assert max(both.home.gain, both.foreign.gain) < 0


@given(sizes, elasticities)
def test_in_a_war_each_tariff_is_the_best_reply(size: float, elasticity: float) -> None:
    home, foreign = war(size, elasticity)
    assert best_reply(foreign, size, elasticity) == pytest.approx(home, abs=1e-9)
    assert best_reply(home, 1 / size, elasticity) == pytest.approx(foreign, abs=1e-9)


@given(st.floats(0, 1.5), sizes, elasticities)
def test_at_the_break_even_reply_home_is_where_free_trade_left_it(
    home: float, size: float, elasticity: float
) -> None:
    foreign = break_even_reply(home, size, elasticity)
    gain = tariffs_at(home, foreign, size, elasticity).home.gain
    assert gain == pytest.approx(0, abs=1e-8) if foreign else gain <= 0


@given(tariffs, tariffs, sizes, elasticities)
def test_names_do_not_matter(home: float, foreign: float, size: float, elasticity: float) -> None:
    game, mirror = (
        tariffs_at(home, foreign, size, elasticity),
        tariffs_at(foreign, home, 1 / size, elasticity),
    )
    assert game.home.gain == pytest.approx(mirror.foreign.gain, abs=1e-9)
    assert game.home.revenue == pytest.approx(mirror.foreign.revenue, abs=1e-9)
    assert game.price == pytest.approx(1 / mirror.price, rel=1e-9)


@given(tariffs, tariffs, sizes, elasticities)
def test_free_trade_is_the_base(home: float, foreign: float, size: float, elasticity: float) -> None:
    free = tariffs_at(0, 0, size, elasticity)
    assert (free.home.gain, free.foreign.gain, free.trade) == (0, 0, 0)
    game = tariffs_at(home, foreign, size, elasticity)
    assert game.home.real_income / free.home.real_income - 1 == pytest.approx(game.home.gain, abs=1e-9)


@given(tariffs, tariffs, sizes, elasticities)
def test_changes_are_those_of_the_prices_and_quantities_named(
    home: float, foreign: float, size: float, elasticity: float
) -> None:
    game, free = tariffs_at(home, foreign, size, elasticity), tariffs_at(0, 0, size, elasticity)
    assert (game.size, game.elasticity) == (size, elasticity)
    for country, before, price, was, labour in (
        (game.home, free.home, game.price, free.price, size),
        (game.foreign, free.foreign, 1 / game.price, 1 / free.price, 1),
    ):
        assert country.terms_of_trade == pytest.approx(was / price - 1, abs=1e-9)
        assert country.buyers_price == pytest.approx(price * (1 + country.tariff) / was - 1, abs=1e-9)
        assert country.kept == pytest.approx(country.own / labour, rel=1e-9)
        collected = country.tariff * price * country.imported
        assert country.revenue == pytest.approx(collected / (labour + collected), abs=1e-9)
        assert country.gain_without_revenue == pytest.approx(
            (1 + country.gain) * (1 - country.revenue) - 1, abs=1e-9
        )
        assert before.real_income > 0
    imports = game.home.imported * game.foreign.imported / (free.home.imported * free.foreign.imported)
    assert game.trade == pytest.approx(math.sqrt(imports) - 1, abs=1e-9)

"""Exercise set 1: right by the course's models (what holds of every set: ``test_sets.py``)."""

import math
import random
from typing import Any

import pytest

from integration_ladder import data
from integration_ladder.models import cars, continuum, ricardo, tariff_game

from . import handed_out


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The names that the solutions define."""
    return handed_out.solved("set-1")


def test_advantage_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(1)
    for _ in range(50):
        england, portugal = (
            ricardo.Country(draw.uniform(40, 200), draw.uniform(40, 200), draw.uniform(50, 300))
            for _ in range(2)
        )
        price = draw.uniform(0.3, 3)
        trade = ricardo.trade_at(price, england, portugal)
        ours = solved["gains"](price, england.own_price, portugal.own_price)
        assert ours == pytest.approx((trade.england.gain, trade.portugal.gain))
        within = ricardo.trade_at(math.sqrt(england.own_price * portugal.own_price), england, portugal)
        costs = [(country.cloth_labour, country.wine_labour) for country in (england, portugal)]
        assert solved["cloth_seller"](*costs).lower() == within.cloth_exporter
        assert solved["own_price"](*costs[0]) == pytest.approx(england.own_price)


def test_many_goods_agree_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(2)
    for _ in range(30):
        arguments = draw.uniform(0.3, 4), draw.uniform(0.3, 4), draw.uniform(1, 9)
        world = continuum.world(*arguments)
        assert solved["share_made"](*arguments) == pytest.approx(world.share)
        assert solved["home_gain"](*arguments) == pytest.approx(world.gain)


def test_cars_agree_with_the_model(solved: dict[str, Any]) -> None:
    assert (solved["F"], solved["c"], solved["b"]) == (
        cars.FIXED_COST,
        cars.MARGINAL_COST,
        cars.PRICE_RESPONSE,
    )
    for home, foreign in ((cars.HOME_SIZE, cars.FOREIGN_SIZE), (3e5, 5e6)):
        both = cars.integrate(home, foreign)
        assert solved["firms"](home) == pytest.approx(both.home.firms)
        assert solved["price"](foreign) == pytest.approx(both.foreign.price)
        assert solved["firms_that_leave"](home, foreign) == pytest.approx(both.firms_that_leave)


def test_two_way_trade_by_hand(solved: dict[str, Any]) -> None:
    """Grubel and Lloyd's index and its rise with aggregation, on the card's own numbers (M7)."""
    table = solved["pd"].DataFrame({"group": ["g", "g"], "exports": [80, 20], "imports": [60, 40]})
    assert solved["country_index"](table) == pytest.approx(0.8)
    assert solved["grouped_index"](table) == pytest.approx(1)
    assert solved["grouped_index"](solved["trade"]) > solved["country_index"](solved["trade"])


def test_tariffs_agree_with_the_card(solved: dict[str, Any]) -> None:
    assert solved["war_tariff"](3) == pytest.approx((math.sqrt(5) - 1) / 2)
    assert solved["war_tariff"](5) == pytest.approx(0.313856, abs=1e-6)
    assert solved["real_income"](solved["war_tariff"](3), 3) == pytest.approx(92.937, abs=5e-4)
    assert solved["real_income"](0, 4) == pytest.approx(100)


def test_tariffs_agree_with_the_model(solved: dict[str, Any]) -> None:
    for sigma in (2.5, 3, 6):
        assert solved["war_tariff"](sigma) == pytest.approx(tariff_game.war(1, sigma)[0])
        for tariff in (0.2, 1.5):
            loses = tariff_game.tariffs_at(tariff, tariff, 1, sigma).home.gain
            assert solved["real_income"](tariff, sigma) == pytest.approx(100 * (1 + loses))


def test_the_records_are_those_of_the_table(solved: dict[str, Any]) -> None:
    exports = data.load("merchandise_exports")
    world = exports[exports["entity"] == "WLD"].set_index("year")["value"].to_dict()
    assert solved["fall_points"] == pytest.approx(world[1913] - min(world[y] for y in range(1913, 1940)))
    falls = [world[year] < world[year - 1] for year in range(1828, 2015)]
    assert solved["share_of_falls"] == pytest.approx(sum(falls) / len(falls))

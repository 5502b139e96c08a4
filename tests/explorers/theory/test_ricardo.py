"""What the Ricardo explorer must let a reader see: the critical points of card M2 are on the grid."""

import pytest

from integration_ladder.explorers.theory.one_price import EXPLORER as ONE_PRICE
from integration_ladder.explorers.theory.ricardo import EXPLORER, WINE_STOPS, marks
from integration_ladder.models.ricardo import PORTUGAL, Country, market_clearing_price

PRICES = EXPLORER.controls[0].values


@pytest.mark.parametrize("wine", WINE_STOPS)
def test_own_and_clearing_prices_are_stops_at_every_cost_of_wine(wine: float) -> None:
    portugal = Country(PORTUGAL.cloth_labour, wine, PORTUGAL.labour)
    for critical in (5 / 6, portugal.own_price, market_clearing_price(portugal=portugal)):
        assert min(abs(price - critical) for price in PRICES) < 1e-9


@pytest.mark.parametrize("wine", WINE_STOPS)
def test_critical_prices_are_marked(wine: float) -> None:
    control = EXPLORER.controls[0]
    assert any(label.startswith("5/6") for label in marks({"portugal_wine": wine}).values())
    assert control.marks_at({"portugal_wine": wine})


def test_whoever_stands_at_an_end_reads_exactly_nothing() -> None:
    for price, loser in ((5 / 6, "England"), (9 / 8, "Portugal")):
        sentence = EXPLORER.frame({"price": price, "portugal_wine": 80}).sentence
        assert f"{loser} gains exactly nothing" in sentence


def test_the_plans_add_up_at_the_clearing_price_only() -> None:
    clearing = market_clearing_price()
    for price in PRICES:
        result = EXPLORER.result({"price": price, "portugal_wine": 80})
        assert (EXPLORER.readout(result)["Plans for cloth"] == "add up") == (abs(price - clearing) < 1e-9)


def test_roles_reverse_where_portuguese_wine_is_dear() -> None:
    assert EXPLORER.frame({"price": 0.8, "portugal_wine": 120}).readout["England sells"] == "wine"


def test_without_comparative_advantage_nobody_trades_at_any_price() -> None:
    for price in PRICES:
        result = EXPLORER.result({"price": price, "portugal_wine": 108})
        assert EXPLORER.readout(result)["England sells"] == "nothing"
        assert {value for value in EXPLORER.bars.of(result).values() if value is not None} == {0}


def test_home_page_and_chapter_agree() -> None:
    for price in PRICES:
        home = ONE_PRICE.result({"price": price})
        chapter = EXPLORER.result({"price": price, "portugal_wine": 80})
        assert EXPLORER.describe(chapter).startswith(ONE_PRICE.describe(home))
        assert ONE_PRICE.bars.of(home) == EXPLORER.bars.of(chapter)


def test_home_page_does_not_show_the_answer_to_the_chapters_prediction() -> None:
    assert ONE_PRICE.default["price"] != EXPLORER.default["price"]


def test_a_mark_says_where_an_own_price_clears_the_market() -> None:
    assert "5/6, plans add up" in marks({"portugal_wine": 100}).values()
    assert EXPLORER.frame({"price": 5 / 6, "portugal_wine": 100}).sentence.endswith("the two plans add up.")

"""What the stolper-samuelson explorer must let a reader see: the critical points of card M16 are on the grid."""

import pytest

from integration_ladder.explorers.evolution.stolper_samuelson import EXPLORER, PRICE

from ..tasks import answers


@pytest.mark.parametrize("price", [36, 40, 60])
def test_critical_points_are_stops_and_marked(price: float) -> None:
    assert PRICE.has(price)
    for setting in EXPLORER.settings():
        assert price in {PRICE.values[at] for at in PRICE.marks_at(setting)}


def test_prices_stay_where_both_goods_are_made() -> None:
    assert min(PRICE.values) > 30
    assert max(PRICE.values) < 80


def test_at_its_own_price_nobody_at_home_gains_or_loses() -> None:
    for made_good in (0, 1):
        frame = EXPLORER.frame({"price": 60, "capital_intensive": False, "made_good": made_good})
        assert {frame.bars[f"Home, {who}"] for who in ("workers", "owners", "all")} == {0}


@pytest.mark.parametrize(("price", "capital"), [(40, False), (72, False), (40, True), (72, True)])
def test_one_class_at_home_loses_unless_its_loss_is_made_good(price: float, capital: bool) -> None:
    loser = "Home, workers" if (price < 60) != capital else "Home, owners"
    setting = {"price": price, "capital_intensive": capital}
    assert EXPLORER.frame({**setting, "made_good": 0}).bars[loser] < 0
    paid = EXPLORER.frame({**setting, "made_good": 1})
    assert paid.bars[loser] == 0
    assert all(paid.bars[f"Home, {who}"] >= 0 for who in ("workers", "owners", "all"))


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert {setting["price"] for setting in found["return"]} == {50}
    assert not any(setting["capital_intensive"] for setting in found["return"])
    assert found["nobody"]
    assert all(
        setting["made_good"] == 1 and (setting["price"] > 60) != setting["capital_intensive"]
        for setting in found["nobody"]
    )

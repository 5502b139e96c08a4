"""What the cars explorer must let a reader see: the book's example, markets alike, and the smallest that can be."""

import pytest

from integration_ladder.explorers.theory.cars import EXPLORER, FIXED_COSTS, SIZES
from livefigure import Infeasible

from ..tasks import answers


def test_the_books_example_is_the_default() -> None:
    frame = EXPLORER.frame(EXPLORER.default)
    assert frame.readout["Firms in all"] == "14 → 10"
    assert frame.readout["Price at home"] == "10,000 → 8,000 dollars"
    assert frame.readout["Price abroad"] == "8,750 → 8,000 dollars"
    assert frame.readout["Buyers save in a year"] == "3.00 billion dollars, the fixed cost of 4 firms"
    assert frame.bars["Home, buyers"] == 0.25


def test_both_markets_have_the_same_stops_so_that_they_can_be_alike() -> None:
    assert EXPLORER.controls[0].values == EXPLORER.controls[1].values == SIZES


def test_the_smallest_markets_that_carry_two_firms_are_on_the_grid() -> None:
    for home, fixed_cost in ((0.3, 2250), (0.4, 3000)):
        result = EXPLORER.result({"home": home, "foreign": 1.6, "fixed_cost": fixed_cost})
        assert result.home.firms == pytest.approx(2, abs=1e-9)


def test_too_small_a_market_is_said_in_words() -> None:
    found = [setting for setting in EXPLORER.settings() if isinstance(EXPLORER.result(setting), Infeasible)]
    assert {min(s["home"], s["foreign"]) for s in found} == {0.3}
    assert {s["fixed_cost"] for s in found} == {3000}
    frame = EXPLORER.frame(EXPLORER.preset("Too small alone"))
    assert "too small to carry two firms" in frame.sentence
    assert set(frame.bars.values()) == {None}


def test_owners_read_nothing_and_workers_silent() -> None:
    frame = EXPLORER.frame(EXPLORER.default)
    assert frame.bars["Home, owners"] == frame.bars["Abroad, owners"] == 0
    assert frame.bars["Home, workers"] is frame.bars["Abroad, workers"] is None


def test_the_dearer_a_firm_the_more_there_is_to_gain() -> None:
    gains = [
        EXPLORER.result({"home": 0.9, "foreign": 1.6, "fixed_cost": cost}).home_gain for cost in FIXED_COSTS
    ]
    assert gains == sorted(gains)


def test_the_firms_are_half_as_many_at_four_times_the_fixed_cost_only() -> None:
    assert answers(EXPLORER)["half"] == [{**EXPLORER.default, "fixed_cost": 3000}]

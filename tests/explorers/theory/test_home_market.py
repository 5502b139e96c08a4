"""What the home-market explorer must let a reader see: markets alike, both ends of the band, and beyond it."""

import math

import pytest

from integration_ladder.explorers.theory.home_market import (
    EXPLORER,
    MOST,
    TRADE_COSTS,
    marks,
)
from integration_ladder.models.home_market import Anywhere, openness
from livefigure import percent
from livefigure.frames import place_marks

from ..tasks import answers, solves

ROOT_TWO = math.sqrt(2)
SIZES = EXPLORER.controls[0].values


def on_the_grid(size: float) -> bool:
    return any(math.isclose(size, stop, rel_tol=1e-9) for stop in SIZES)


@pytest.mark.parametrize("trade_cost", TRADE_COSTS[1:])
def test_both_ends_of_the_band_are_stops_and_marked_where_the_slider_reaches(trade_cost: float) -> None:
    rho = openness(trade_cost)
    reached = 1 / rho < MOST
    assert on_the_grid(rho) == on_the_grid(1 / rho) == reached
    found = list(marks({"trade_cost": trade_cost}).values())
    assert (found.count("ρ"), found.count("1/ρ")) == (reached, reached)


@pytest.mark.parametrize("trade_cost", TRADE_COSTS)
def test_what_lies_alike_on_either_side_is_marked_in_one_row(trade_cost: float) -> None:
    placed = place_marks(EXPLORER, EXPLORER.controls[0], {**EXPLORER.default, "trade_cost": trade_cost})
    rows = [
        desktop for _, _, desktop, _ in placed
    ]  # on a phone "1/ρ" may meet where "ρ", which is shorter, does not
    assert rows == rows[::-1]


def test_alike_is_the_default_and_marked() -> None:
    assert EXPLORER.default["size"] == 1
    assert marks(EXPLORER.default)[1.0] == "alike"
    assert EXPLORER.frame(EXPLORER.default).readout["Firms, home to abroad"] == "1.00 to 1"


def test_the_card_s_check_numbers_can_be_read() -> None:
    frame = EXPLORER.frame({"size": 1.5, "trade_cost": ROOT_TWO})
    assert frame.readout["Firms, home to abroad"] == "2.00 to 1"
    assert (
        EXPLORER.frame({"size": 1.1, "trade_cost": ROOT_TWO}).readout["Firms, home to abroad"] == "1.17 to 1"
    )


def test_beyond_the_band_the_country_without_firms_gains_most() -> None:
    frame = EXPLORER.frame({"size": 5.0, "trade_cost": ROOT_TWO})
    assert frame.readout["Firms, home to abroad"] == "all at home"
    assert frame.bars["Abroad, workers"] > frame.bars["Home, workers"] > 0
    mirror = EXPLORER.frame({"size": 0.2, "trade_cost": ROOT_TWO})
    assert mirror.readout["Firms, home to abroad"] == "all abroad"
    assert mirror.bars["Home, workers"] == pytest.approx(frame.bars["Abroad, workers"], abs=1e-12)


def test_without_a_trade_cost_the_model_says_who_gains_and_not_where_firms_are() -> None:
    for size in SIZES:
        setting = {"size": size, "trade_cost": 1.0}
        result = EXPLORER.result(setting)
        assert isinstance(result, Anywhere)
        bars, sentence = EXPLORER.bars.of(result), EXPLORER.describe(result)
        gains = (bars["Home, workers"], bars["Abroad, workers"])
        assert gains == pytest.approx(((1 + 1 / size) ** 0.25 - 1, (1 + size) ** 0.25 - 1), abs=1e-12)
        assert EXPLORER.readout(result)["Firms, home to abroad"] == "anywhere"
        assert "does not say where it settles" in sentence
        assert all(percent(gain) in sentence for gain in gains)
        assert solves(EXPLORER, setting) == []


def test_owners_are_silent() -> None:
    bars = EXPLORER.frame(EXPLORER.default).bars
    assert bars["Home, owners"] is bars["Abroad, owners"] is None


def test_home_has_twice_the_firms_at_one_setting_only() -> None:
    assert answers(EXPLORER)["double"] == [{"size": 1.5, "trade_cost": ROOT_TWO}]

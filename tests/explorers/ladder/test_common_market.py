"""What the common-market explorer must let a reader see: the critical points of card M11 are on the grid."""

import itertools

import pytest

from integration_ladder.explorers.ladder.common_market import EXPLORER
from integration_ladder.models.common_market import Country, best_mobility_for_lender

MOBILITY, CAPITAL, PRODUCTIVITY = EXPLORER.controls


def test_none_the_peak_and_all_are_stops() -> None:
    for critical in (0, 0.5581576955, 1):
        assert min(abs(stop - critical) for stop in MOBILITY.values) < 1e-9


@pytest.mark.parametrize(
    ("capital", "productivity"), list(itertools.product(CAPITAL.values, PRODUCTIVITY.values))
)
def test_the_lenders_peak_is_a_stop_with_a_mark_at_every_setting(capital: float, productivity: float) -> None:
    peak = best_mobility_for_lender(Country(capital), Country(100 - capital, 50, productivity))
    marks = MOBILITY.marks_at({"capital": capital, "productivity": productivity})
    assert len(marks) == (3 if peak else 2)
    if peak:
        assert min(abs(stop - peak) for stop in MOBILITY.values) < 1e-9


@pytest.mark.parametrize(
    ("productivity", "capital"), [(1, 50), (0.5 ** (2 / 3), 200 / 3), (0.25 ** (2 / 3), 80)]
)
def test_where_returns_are_alike_nothing_moves(productivity: float, capital: float) -> None:
    capital = min(CAPITAL.values, key=lambda stop: abs(stop - capital))
    productivity = min(PRODUCTIVITY.values, key=lambda stop: abs(stop - productivity))
    frame = EXPLORER.frame({"mobility": 1, "capital": capital, "productivity": productivity})
    assert set(frame.bars.values()) == {0}
    assert "none of it moves" in frame.sentence


def test_four_classes_have_four_bars_and_two_of_them_fall() -> None:
    bars = list(EXPLORER.frame(EXPLORER.default).bars.values())
    assert bars == pytest.approx([-0.145, 0.368, 0.357, -0.457, 0.0260, 0.0858], abs=5e-4)


def test_outflow_and_inflow_are_one_picture_from_two_sides() -> None:
    lends, borrows = (list(EXPLORER.frame(EXPLORER.preset(name)).bars.values()) for name in SIDES)
    assert lends[:2] == pytest.approx(borrows[2:4])
    assert lends[2:4] == pytest.approx(borrows[:2])


SIDES = ("Capital moves freely", "Home borrows")


def test_beyond_the_peak_the_world_gains_and_the_lender_does_not() -> None:
    peak, free = (EXPLORER.frame(EXPLORER.preset(name)) for name in ("Best for the lender", SIDES[0]))
    assert (peak.readout["Home’s national income"], free.readout["Home’s national income"]) == (
        "60.93",
        "60.00",
    )
    assert (peak.readout["World output"], free.readout["World output"])[1] == "100.00 (+4.9\xa0%)"
    assert "has its highest income here" in peak.sentence
    assert "if less capital moved" in free.sentence

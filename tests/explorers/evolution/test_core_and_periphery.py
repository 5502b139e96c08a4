"""What the core-and-periphery explorer must let a reader see: the critical points of card M15 are on the grid."""

import pytest

from integration_ladder.explorers.evolution.core_and_periphery import EXPLORER

COSTS = EXPLORER.controls[0].stops


@pytest.mark.parametrize(
    ("spending", "low", "high"), [(0.3, 1.42173, 1.47386), (0.4, 1.62658, 1.80731), (0.5, 1.89883, 2.51672)]
)
def test_both_critical_points_are_stops_with_stops_on_either_side(
    spending: float, low: float, high: float
) -> None:
    for point in (low, high):
        (at,) = (stop for stop in COSTS if abs(stop - point) < 1e-5)
        assert COSTS.index(at) in EXPLORER.controls[0].marks_at({"spending": spending})
        assert max(stop for stop in COSTS if stop < at) > at - 0.05
        assert min(stop for stop in COSTS if stop > at) < at + 0.05


@pytest.mark.parametrize("spending", [0.3, 0.4, 0.5])
def test_the_way_back_is_longer(spending: float) -> None:
    """Coming down industry gathers at the break point; going up it spreads only at the sustain point."""

    def gathered(cost: float, before: bool) -> bool:
        return EXPLORER.result({"trade_cost": cost, "gathered": before, "spending": spending}).now.share == 1

    down = [cost for cost in COSTS if gathered(cost, False)]
    up = [cost for cost in COSTS if gathered(cost, True)]
    assert set(down) < set(up)
    assert 1.45 in set(up) - set(down) if spending == 0.3 else len(set(up) - set(down)) > 3


def test_the_first_setting_is_the_predictions() -> None:
    frame = EXPLORER.frame(EXPLORER.default)
    assert frame.bars["Region 2, workers"] < 0 < frame.bars["Region 1, workers"]
    assert frame.bars["Region 1, owners"] is None
    assert "spread industry gathers" in frame.sentence

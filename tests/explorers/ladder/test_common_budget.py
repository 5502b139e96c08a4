"""What the common-budget explorer must let a reader see: insurance beside distribution, and where workers begin to pay."""

import pytest

from integration_ladder.explorers.ladder.common_budget import EXPLORER

RATIO, RATE = EXPLORER.controls


@pytest.mark.parametrize("critical", [0.9, 1, 10 / 9, 16 / 11])
def test_critical_ratios_are_stops(critical: float) -> None:
    assert RATIO.index(critical) >= 0


def test_the_rate_that_insures_as_america_does_is_a_stop() -> None:
    assert RATE.index(0.1625) >= 0


def test_between_equals_nobody_pays_on_average() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Equally rich"))
    assert frame.readout["Distribution, on average"] == "0.0\u00a0%"
    assert frame.readout["Insurance, when home is hit"] == "−1.3 points"


@pytest.mark.parametrize("ratio", [0.6, 0.9, 1, 1.1, 10 / 9, 1.3, 1.8])
def test_a_budget_insures_as_much_where_home_always_pays(ratio: float) -> None:
    frame = EXPLORER.frame({"ratio": ratio, "rate": 0.1625})
    assert frame.readout["Insurance, when home is hit"] == "−1.3 points"
    assert "insurance" in frame.sentence
    assert "not insurance" not in frame.sentence
